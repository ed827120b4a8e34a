"""From a Word template to compiled parts, and from these and data to the bytes of a document.

A text with tags, such as a value of the YAML, is compiled and printed by the same engine:
`TextEnvironment`, `print_text`.
"""

from __future__ import annotations

from nastav_docs.template.compilation import Find, FoundTemplate, UsedFile, find
from nastav_docs.template.compiler import Template, compile_template
from nastav_docs.template.kept_templates import KeptTemplates
from nastav_docs.template.library_values import RefusedValueError, picture_value, shown_picture
from nastav_docs.template.plain_data import GivenDate, plain_data, plain_value
from nastav_docs.template.read_faulty import TemplateExpressions, names_asked, read_expressions
from nastav_docs.template.render import print_text, render
from nastav_docs.template.text_template import TextEnvironment, TextTemplate
from nastav_docs.template.unknown_names import no_field, no_name, outside_its_loop

__all__ = [
    "Find",
    "FoundTemplate",
    "GivenDate",
    "KeptTemplates",
    "RefusedValueError",
    "Template",
    "TemplateExpressions",
    "TextEnvironment",
    "TextTemplate",
    "UsedFile",
    "compile_template",
    "find",
    "names_asked",
    "no_field",
    "no_name",
    "outside_its_loop",
    "picture_value",
    "plain_data",
    "plain_value",
    "print_text",
    "read_expressions",
    "render",
    "shown_picture",
]
