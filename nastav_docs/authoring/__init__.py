"""What the author of a template needs: lists of names, checks, starting points, previews."""

from __future__ import annotations

from nastav_docs.authoring.annotate_template import annotated
from nastav_docs.authoring.cheat_sheet import cheat_sheet
from nastav_docs.authoring.check_templates import check_path
from nastav_docs.authoring.compare_templates import difference
from nastav_docs.authoring.field_list import FieldGroup, listing
from nastav_docs.authoring.list_templates import TemplateUse, document_templates, papers_printed_by
from nastav_docs.authoring.new_project import start
from nastav_docs.authoring.override import override, override_target
from nastav_docs.authoring.preview import PreviewFiles, show_document
from nastav_docs.authoring.settings_book import BOOK_NAME, export_book, export_yaml, settings_book
from nastav_docs.authoring.show_settings import SORTS, ShownItem, shown_settings
from nastav_docs.authoring.watch import watch
from nastav_docs.pdf import open_file

__all__ = [
    "BOOK_NAME",
    "SORTS",
    "FieldGroup",
    "PreviewFiles",
    "ShownItem",
    "TemplateUse",
    "annotated",
    "cheat_sheet",
    "check_path",
    "difference",
    "document_templates",
    "export_book",
    "export_yaml",
    "listing",
    "open_file",
    "override",
    "override_target",
    "papers_printed_by",
    "settings_book",
    "show_document",
    "shown_settings",
    "start",
    "watch",
]
