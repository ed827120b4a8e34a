"""From a config and a registry to planned documents and the plain data that their templates print."""

from __future__ import annotations

from nastav_docs.documents.layer import Origins
from nastav_docs.documents.nouns import Noun, Speech, doubts, lexicon_of, unused_forms
from nastav_docs.documents.plan import SPREADSHEETS, Planned, unknown_documents
from nastav_docs.documents.prepared_project import Edition, edition, print_document, render
from nastav_docs.documents.school_values import (
    Papers,
    Schools,
    common_papers,
    own_papers,
    plan_school,
    print_school,
    read_schools,
    school_documents,
)
from nastav_docs.documents.template_source import ALONE, FUNCTIONS, Opening
from nastav_docs.documents.text_filters import filters_of

__all__ = [
    "ALONE",
    "FUNCTIONS",
    "SPREADSHEETS",
    "Edition",
    "Noun",
    "Opening",
    "Origins",
    "Papers",
    "Planned",
    "Schools",
    "Speech",
    "common_papers",
    "doubts",
    "edition",
    "filters_of",
    "lexicon_of",
    "own_papers",
    "plan_school",
    "print_document",
    "print_school",
    "read_schools",
    "render",
    "school_documents",
    "unknown_documents",
    "unused_forms",
]
