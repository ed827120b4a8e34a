"""The hidden mark of our forms: which form an Excel book is, of which version, and whose.

It stands among the custom properties of the file (ISO/IEC 29500-1, 15.2.12.2): nobody sees it on a sheet, and it stays
when sheets are renamed, moved or sorted, in Excel and in LibreOffice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape
from typing import TYPE_CHECKING, Final

from nastav_docs.docx import register, relate

if TYPE_CHECKING:
    from collections.abc import Mapping

MARK_PART: Final = "docProps/custom.xml"
VERSION: Final = 1
_TYPE: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_PROPERTIES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the only one that custom properties have
_FORM, _SCHOOL, _VERSION = "nastav-docs form", "nastav-docs school", "nastav-docs version"
_VALUE: Final = re.compile(rb'name="nastav-docs (form|school|version)"[^>]*>\s*<(?:\w+:)?\w+[^>]*>([^<]*)</')


@dataclass(frozen=True, slots=True)
class FormMark:
    """What the hidden mark of a form says: `form` is «mentors» or «mentees», `school` the code in the registry."""

    form: str
    school: str
    version: int = VERSION


def with_mark(parts: Mapping[str, bytes], form: str, school: str) -> dict[str, bytes]:
    """The parts of a book with the mark added to them."""
    values = ((_FORM, form), (_SCHOOL, school), (_VERSION, str(VERSION)))
    properties = "".join(
        f'<property fmtid="{_FORMAT}" pid="{number}" name="{name}"><vt:lpwstr>{escape(value, quote=False)}</vt:lpwstr>'
        "</property>"
        for number, (name, value) in enumerate(values, 2)
    )
    made = dict(parts)
    register(made, MARK_PART, _TYPE)
    relate(made, "", _KIND, MARK_PART)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    text = f'{head}<Properties xmlns="{_PROPERTIES}" xmlns:vt="{_TYPES}">{properties}</Properties>'
    return {**made, MARK_PART: text.encode()}


def read_mark(part: bytes) -> FormMark | None:
    """The mark in the custom properties of a book, None where there is none."""
    found = {name.decode(): unescape(value.decode("utf-8", "replace")) for name, value in _VALUE.findall(part)}
    if "form" not in found:
        return None
    version = found.get("version", "")
    return FormMark(found["form"], found.get("school", ""), int(version) if version.isdecimal() else 0)
