"""From the bytes of a Word file to parts, paragraphs, styles and places, and back to bytes.

One reader with two policies (`read_package`: STRICT for templates, TOLERANT for anybody's papers), one writer of ZIP
and XML, one wording of places.
"""

from __future__ import annotations

from nastav_docs.docx import xml
from nastav_docs.docx.blocks import blocks_of, is_deleted, placed_cells, rows_of
from nastav_docs.docx.charts import BarChart, with_chart
from nastav_docs.docx.cleanup import clean, merge_runs, written_as_word
from nastav_docs.docx.comments import annotate
from nastav_docs.docx.copy_content import ContentCopier, content_of, drop_sections
from nastav_docs.docx.copy_lists import beginning_anew, definition, free_list
from nastav_docs.docx.copy_styles import chain_of, default_style
from nastav_docs.docx.field_codes import TEXT_OF_FIELD, WEB, fault_of
from nastav_docs.docx.fields import WordField, fields_of
from nastav_docs.docx.new_document import PAGE_NUMBER, new_document, paragraph_style, ruled_row, ruled_table, style_part
from nastav_docs.docx.outline import outline
from nastav_docs.docx.package import DamagedPartError, Package, parsed_part, read_package, read_parts
from nastav_docs.docx.package_writer import pack, packed, register, relate, store, unchanged_parts
from nastav_docs.docx.page_numbers import add_page_number
from nastav_docs.docx.paper_marks import with_corner_picture, with_signature_mark
from nastav_docs.docx.pictures import (
    EMU_IN_MM,
    IMAGE_KIND,
    MAX_BYTES,
    MAX_MM,
    Picture,
    RefusedError,
    drawing,
    extent,
    measured,
    media_part,
    picture_run,
)
from nastav_docs.docx.places import Places, cell_words, heads_of, words_of
from nastav_docs.docx.refusals import STRICT, TOLERANT, Policy
from nastav_docs.docx.relationships import TYPES_PART, Relationship, links_part, relationships_of
from nastav_docs.docx.runs import runs_of, text_of
from nastav_docs.docx.tracked_changes import Correction, change, identifiers, strike, track
from nastav_docs.docx.tracked_looks import Looks, restyle
from nastav_docs.docx.word_file import Draft, with_namespaces
from nastav_docs.docx.word_text import WordText, damaged_part, read_word_text
from nastav_docs.docx.xml import (
    CORE,
    DCTERMS,
    MILLIMETRE,
    TINY_PARAGRAPH,
    TINY_PROPERTIES,
    WP,
    XSI,
    Element,
    R,
    ancestor,
    child_of,
    first,
    insert_in_order,
    is_on,
    nearest,
    number,
    properties_of,
    q,
    remove,
    serialised,
    value,
)
from nastav_docs.docx.zip_writer import PackedPart, Stored, pack_part, zip_of

__all__ = [
    "CORE",
    "DCTERMS",
    "EMU_IN_MM",
    "IMAGE_KIND",
    "MAX_BYTES",
    "MAX_MM",
    "MILLIMETRE",
    "PAGE_NUMBER",
    "STRICT",
    "TEXT_OF_FIELD",
    "TINY_PARAGRAPH",
    "TINY_PROPERTIES",
    "TOLERANT",
    "TYPES_PART",
    "WEB",
    "WP",
    "XSI",
    "BarChart",
    "ContentCopier",
    "Correction",
    "DamagedPartError",
    "Draft",
    "Element",
    "Looks",
    "Package",
    "PackedPart",
    "Picture",
    "Places",
    "Policy",
    "R",
    "RefusedError",
    "Relationship",
    "Stored",
    "WordField",
    "WordText",
    "add_page_number",
    "ancestor",
    "annotate",
    "beginning_anew",
    "blocks_of",
    "cell_words",
    "chain_of",
    "change",
    "child_of",
    "clean",
    "content_of",
    "damaged_part",
    "default_style",
    "definition",
    "drawing",
    "drop_sections",
    "extent",
    "fault_of",
    "fields_of",
    "first",
    "free_list",
    "heads_of",
    "identifiers",
    "insert_in_order",
    "is_deleted",
    "is_on",
    "links_part",
    "measured",
    "media_part",
    "merge_runs",
    "nearest",
    "new_document",
    "number",
    "outline",
    "pack",
    "pack_part",
    "packed",
    "paragraph_style",
    "parsed_part",
    "picture_run",
    "placed_cells",
    "properties_of",
    "q",
    "read_package",
    "read_parts",
    "read_word_text",
    "register",
    "relate",
    "relationships_of",
    "remove",
    "restyle",
    "rows_of",
    "ruled_row",
    "ruled_table",
    "runs_of",
    "serialised",
    "store",
    "strike",
    "style_part",
    "text_of",
    "track",
    "unchanged_parts",
    "value",
    "with_chart",
    "with_corner_picture",
    "with_namespaces",
    "with_signature_mark",
    "words_of",
    "written_as_word",
    "xml",
    "zip_of",
]
