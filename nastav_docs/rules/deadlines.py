"""Deadlines."""

RULES = ()
