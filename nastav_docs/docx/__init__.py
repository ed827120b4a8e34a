"""From the bytes of a Word file to parts, paragraphs, styles and places, and back to bytes."""

from __future__ import annotations

from nastav_docs.docx import xml
from nastav_docs.docx.cleanup import clean, merge_runs, set_right
from nastav_docs.docx.comments import annotate
from nastav_docs.docx.copy_content import Carrying, content_of, drop_sections
from nastav_docs.docx.copy_lists import beginning_anew, definition, free_list
from nastav_docs.docx.copy_styles import chain_of, default_style
from nastav_docs.docx.lenient_reader import WordText, open_parts, optional, parse, pieces, word_of
from nastav_docs.docx.outline import outline
from nastav_docs.docx.package import Package, Relationship, read_package
from nastav_docs.docx.package_writer import (
    Stored,
    pack,
    packed,
    packed_tolerant,
    register,
    relate,
    serialised,
    serialised_tolerant,
    store,
)
from nastav_docs.docx.pictures import MAX_BYTES, MAX_MM, Picture, RefusedError, drawing, extent, measured, picture_run
from nastav_docs.docx.places import words_of, words_of_part
from nastav_docs.docx.runs import runs_of, text_of
from nastav_docs.docx.tracked_changes import Correction, change, identifiers
from nastav_docs.docx.word_file import Draft
from nastav_docs.docx.xml import (
    DCTERMS,
    MILLIMETRE,
    TINY_PARAGRAPH,
    TINY_PROPERTIES,
    WNS,
    WP,
    XSI,
    Element,
    first,
    insert_in_order,
    is_on,
    number,
    on,
    q,
    value,
)

__all__ = [
    "DCTERMS",
    "MAX_BYTES",
    "MAX_MM",
    "MILLIMETRE",
    "TINY_PARAGRAPH",
    "TINY_PROPERTIES",
    "WNS",
    "WP",
    "XSI",
    "Carrying",
    "Correction",
    "Draft",
    "Element",
    "Package",
    "Picture",
    "RefusedError",
    "Relationship",
    "Stored",
    "WordText",
    "annotate",
    "beginning_anew",
    "chain_of",
    "change",
    "clean",
    "content_of",
    "default_style",
    "definition",
    "drawing",
    "drop_sections",
    "extent",
    "first",
    "free_list",
    "identifiers",
    "insert_in_order",
    "is_on",
    "measured",
    "merge_runs",
    "number",
    "on",
    "open_parts",
    "optional",
    "outline",
    "pack",
    "packed",
    "packed_tolerant",
    "parse",
    "picture_run",
    "pieces",
    "q",
    "read_package",
    "register",
    "relate",
    "runs_of",
    "serialised",
    "serialised_tolerant",
    "set_right",
    "store",
    "text_of",
    "value",
    "word_of",
    "words_of",
    "words_of_part",
    "xml",
]
