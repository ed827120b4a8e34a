"""Нормоконтроль: one rule, one function, one code."""
