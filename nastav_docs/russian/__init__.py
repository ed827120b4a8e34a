"""Declension, deadlines, dates, numbers and typography of official Russian: pure functions, no I/O."""
