"""Typography: a text set with the spaces, dashes and quotes of the norm, or its departures from the norm listed."""

from __future__ import annotations

from nastav_docs.russian.typography.stretched_lines import USUAL_LINE, stretched
from nastav_docs.russian.typography.typograph import (
    Finding,
    findings,
    typograph,
    unbroken_phones,
    with_nbsp,
    words_around,
)

__all__ = [
    "USUAL_LINE",
    "Finding",
    "findings",
    "stretched",
    "typograph",
    "unbroken_phones",
    "with_nbsp",
    "words_around",
]
