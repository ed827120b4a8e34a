"""Tests of problems as values: suggestions, codes, reports."""
