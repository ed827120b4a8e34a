"""From a config and a registry to planned documents and the plain data that their templates print."""

from __future__ import annotations

from nastav_docs.documents.layer import Origins
from nastav_docs.documents.nouns import (
    NOTHING_ASKED,
    Asked,
    Noun,
    Speech,
    doubts,
    lexicon_of,
    recorded,
    unused_forms,
    words_in,
)
from nastav_docs.documents.plan import SPREADSHEETS, Planned, unknown_documents
from nastav_docs.documents.prepared_project import Edition, edition, print_document, render
from nastav_docs.documents.printable_project import PrintableProject, load
from nastav_docs.documents.school_issue import (
    PrintedIssue,
    SchoolIssue,
    print_issue,
    school_documents,
    school_issue,
    school_issues,
)
from nastav_docs.documents.school_values import Papers, Schools, papers_of_school, read_schools
from nastav_docs.documents.template_source import FUNCTIONS, TemplateOpener, functions_of
from nastav_docs.documents.text_filters import filters_of
from nastav_docs.documents.unforeseen_failure import unforeseen
from nastav_docs.documents.word_template import TemplateError, WordTemplate

__all__ = [
    "FUNCTIONS",
    "NOTHING_ASKED",
    "SPREADSHEETS",
    "Asked",
    "Edition",
    "Noun",
    "Origins",
    "Papers",
    "Planned",
    "PrintableProject",
    "PrintedIssue",
    "SchoolIssue",
    "Schools",
    "Speech",
    "TemplateError",
    "TemplateOpener",
    "WordTemplate",
    "doubts",
    "edition",
    "filters_of",
    "functions_of",
    "lexicon_of",
    "load",
    "papers_of_school",
    "print_document",
    "print_issue",
    "read_schools",
    "recorded",
    "render",
    "school_documents",
    "school_issue",
    "school_issues",
    "unforeseen",
    "unknown_documents",
    "unused_forms",
    "words_in",
]
