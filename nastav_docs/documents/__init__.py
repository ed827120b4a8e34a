"""From a config and a registry to planned documents and the plain data that their templates print."""

from __future__ import annotations

from nastav_docs.documents.due_calendar import calendar
from nastav_docs.documents.due_dates import Obligation, by_role, obligations, wanted
from nastav_docs.documents.due_plan import due_book, project_obligations
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
from nastav_docs.documents.school_issue import (
    PrintedIssue,
    SchoolIssue,
    print_issue,
    school_documents,
    school_issue,
    school_issues,
)
from nastav_docs.documents.school_values import Papers, Schools, papers_of_school, read_schools
from nastav_docs.documents.template_source import ALONE, FUNCTIONS, TemplateOpener
from nastav_docs.documents.text_filters import filters_of
from nastav_docs.documents.unforeseen_failure import unforeseen

__all__ = [
    "ALONE",
    "FUNCTIONS",
    "NOTHING_ASKED",
    "SPREADSHEETS",
    "Asked",
    "Edition",
    "Noun",
    "Obligation",
    "Origins",
    "Papers",
    "Planned",
    "PrintedIssue",
    "SchoolIssue",
    "Schools",
    "Speech",
    "TemplateOpener",
    "by_role",
    "calendar",
    "doubts",
    "due_book",
    "edition",
    "filters_of",
    "lexicon_of",
    "obligations",
    "papers_of_school",
    "print_document",
    "print_issue",
    "project_obligations",
    "read_schools",
    "recorded",
    "render",
    "school_documents",
    "school_issue",
    "school_issues",
    "unforeseen",
    "unknown_documents",
    "unused_forms",
    "wanted",
    "words_in",
]
