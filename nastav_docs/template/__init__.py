"""From a Word template to compiled parts, and from these and data to the bytes of a document.

A text with tags, such as a value of the YAML, is compiled and printed by the same engine:
`TextEnvironment`, `print_text`.
"""

from __future__ import annotations

from nastav_docs.template.compilation import Find, FoundTemplate, UsedFile, find
from nastav_docs.template.compiler import Template, compile_template
from nastav_docs.template.read_faulty import TemplateExpressions, read_expressions
from nastav_docs.template.render import print_text, render
from nastav_docs.template.text_template import TextEnvironment, TextTemplate
from nastav_docs.template.unknown_names import no_field, no_name, outside_its_loop

__all__ = [
    "Find",
    "FoundTemplate",
    "Template",
    "TemplateExpressions",
    "TextEnvironment",
    "TextTemplate",
    "UsedFile",
    "compile_template",
    "find",
    "no_field",
    "no_name",
    "outside_its_loop",
    "print_text",
    "read_expressions",
    "render",
]
