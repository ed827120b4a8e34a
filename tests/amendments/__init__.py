"""Amending what was issued: what has changed, the order that says so, the redline."""
