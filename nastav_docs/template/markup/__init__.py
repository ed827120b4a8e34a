"""From the parts of a Word template to a tree in which a mark stands in the place of each tag, everything checked."""

from __future__ import annotations

from nastav_docs.template.markup import statements
from nastav_docs.template.markup.block_balance import tags_in_order
from nastav_docs.template.markup.check_expressions import Checker
from nastav_docs.template.markup.cross_references import check_references
from nastav_docs.template.markup.image_tags import millimetres, pictured, read_picture
from nastav_docs.template.markup.list_restarts import ListPart, restart_lists
from nastav_docs.template.markup.note_parts import NotePart, put_notes_in
from nastav_docs.template.markup.prepare_parts import SECTION_BREAK, pieces_of, prepare_part
from nastav_docs.template.markup.read_template import open_draft
from nastav_docs.template.markup.statements import Block, blocks_among, source_of
from nastav_docs.template.markup.tags import Tag, TagBook, find_tags, text_of
from nastav_docs.template.markup.text_tags import read_text_tags

__all__ = [
    "SECTION_BREAK",
    "Block",
    "Checker",
    "ListPart",
    "NotePart",
    "Tag",
    "TagBook",
    "blocks_among",
    "check_references",
    "find_tags",
    "millimetres",
    "open_draft",
    "pictured",
    "pieces_of",
    "prepare_part",
    "put_notes_in",
    "read_picture",
    "read_text_tags",
    "restart_lists",
    "source_of",
    "statements",
    "tags_in_order",
    "text_of",
]
