"""From a config and a registry to planned documents and the plain data that their templates print."""

from __future__ import annotations

from nastav_docs.documents.conditions import NOBODY
from nastav_docs.documents.counted_indicators import (
    column_of,
    condition_place,
    fields_counted,
    formula_problems,
    indicator_problems,
    is_share,
    registry_columns,
    written_indicators,
)
from nastav_docs.documents.due_calendar import calendar
from nastav_docs.documents.due_dates import Obligation, by_role, obligations, wanted
from nastav_docs.documents.due_plan import due_book, project_obligations
from nastav_docs.documents.execution import Execution, Status, read_execution
from nastav_docs.documents.execution_book import completed_book, execution_book
from nastav_docs.documents.execution_marks import execution_names
from nastav_docs.documents.issued_papers import IssuedPaper, issued_papers
from nastav_docs.documents.issuer_plans import ITEM_STATES, IssuerPlan, district_plan, issuer_plans
from nastav_docs.documents.kept_tables import known_schools
from nastav_docs.documents.layer import Origins
from nastav_docs.documents.list_values import read_lists
from nastav_docs.documents.loaded_project import LoadedProject, load, replace
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
    written_forms,
)
from nastav_docs.documents.page_fit import off_page, tables_off_page
from nastav_docs.documents.plan import SPREADSHEETS, Planned, part_of, unknown_documents
from nastav_docs.documents.plan_items import PlanItem, plain, status_problems, statuses_by_date
from nastav_docs.documents.plan_records import Plan, PlanActivity, PlanIndicator, PlanPerson, School, plan_of
from nastav_docs.documents.prepared_project import PreparedProject, prepared, print_document
from nastav_docs.documents.registration import Registered
from nastav_docs.documents.registration_book import completed_journal, journal_book
from nastav_docs.documents.render_document import render
from nastav_docs.documents.roadmap_export import roadmap_book, roadmap_data, start_of
from nastav_docs.documents.school_issue import (
    PrintedIssue,
    SchoolIssue,
    print_issue,
    school_documents,
    school_issue,
    school_issues,
)
from nastav_docs.documents.school_registry import Schools, read_schools
from nastav_docs.documents.school_values import OWN_NAMES, Papers, papers_of_school
from nastav_docs.documents.template_source import FUNCTIONS, TemplateOpener, functions_of
from nastav_docs.documents.text_fields import fill
from nastav_docs.documents.text_filters import filters_of
from nastav_docs.documents.unforeseen_failure import unforeseen
from nastav_docs.documents.word_template import TemplateError, WordTemplate

__all__ = [
    "FUNCTIONS",
    "ITEM_STATES",
    "NOBODY",
    "NOTHING_ASKED",
    "OWN_NAMES",
    "SPREADSHEETS",
    "Asked",
    "Execution",
    "IssuedPaper",
    "IssuerPlan",
    "LoadedProject",
    "Noun",
    "Obligation",
    "Origins",
    "Papers",
    "Plan",
    "PlanActivity",
    "PlanIndicator",
    "PlanItem",
    "PlanPerson",
    "Planned",
    "PreparedProject",
    "PrintedIssue",
    "Registered",
    "School",
    "SchoolIssue",
    "Schools",
    "Speech",
    "Status",
    "TemplateError",
    "TemplateOpener",
    "WordTemplate",
    "by_role",
    "calendar",
    "column_of",
    "completed_book",
    "completed_journal",
    "condition_place",
    "district_plan",
    "doubts",
    "due_book",
    "execution_book",
    "execution_names",
    "fields_counted",
    "fill",
    "filters_of",
    "formula_problems",
    "functions_of",
    "indicator_problems",
    "is_share",
    "issued_papers",
    "issuer_plans",
    "journal_book",
    "known_schools",
    "lexicon_of",
    "load",
    "obligations",
    "off_page",
    "papers_of_school",
    "part_of",
    "plain",
    "plan_of",
    "prepared",
    "print_document",
    "print_issue",
    "project_obligations",
    "read_execution",
    "read_lists",
    "read_schools",
    "recorded",
    "registry_columns",
    "render",
    "replace",
    "roadmap_book",
    "roadmap_data",
    "school_documents",
    "school_issue",
    "school_issues",
    "start_of",
    "status_problems",
    "statuses_by_date",
    "tables_off_page",
    "unforeseen",
    "unknown_documents",
    "unused_forms",
    "wanted",
    "words_in",
    "written_forms",
    "written_indicators",
]
