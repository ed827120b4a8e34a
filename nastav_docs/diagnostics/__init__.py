"""From anything that is wrong to a value: a problem with its code, place and hint, and reports of them."""

from __future__ import annotations

from nastav_docs.diagnostics.errors import NastavDocsError
from nastav_docs.diagnostics.problem import Code, Confidence, Diagnostic, Place, Severity
from nastav_docs.diagnostics.reports import Tally, as_json, as_plain_json, as_sarif, as_text, shown
from nastav_docs.diagnostics.suggest import did_you_mean, look_alike, nearest, perhaps

__all__ = [
    "Code",
    "Confidence",
    "Diagnostic",
    "NastavDocsError",
    "Place",
    "Severity",
    "Tally",
    "as_json",
    "as_plain_json",
    "as_sarif",
    "as_text",
    "did_you_mean",
    "look_alike",
    "nearest",
    "perhaps",
    "shown",
]
