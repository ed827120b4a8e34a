"""From anybody's Word file or text to a paper: documents, requisites, clauses, tables, acts cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nastav_docs.papers.act_registry import Act, acts_of, as_day, day_of, read_acts, shipped_acts
from nastav_docs.papers.citations import (
    DATE,
    KIND,
    LOOKALIKE,
    NUMBER,
    SIGN,
    YEAR,
    Citation,
    find_citations,
    find_unnumbered,
    mask,
    nominative,
    number_key,
    same_issuer,
    same_kind,
    similar,
    word_spans,
    words_of,
)
from nastav_docs.papers.layout_norm import GOST, Margins, Profile, read_profile
from nastav_docs.papers.match_acts import (
    ALIKE,
    AMENDS,
    SAME,
    ActRegistry,
    another_body,
    known,
    misdated,
    namesake,
    registry_of,
)
from nastav_docs.papers.model import Cell, Paper, Paragraph, Part, Segment, Table, TableRow, joined, kept_with
from nastav_docs.papers.read_paper import read_paper, read_paper_bytes
from nastav_docs.papers.split_documents import documents_of, package_of
from nastav_docs.papers.structure import (
    ANNEX_HEAD,
    BLANK,
    CITED,
    CLAUSE,
    SALUTATION,
    SURNAME,
    VERB,
    Clause,
    Document,
    PaperPackage,
    called,
    cited_annexes,
    flat,
    numbered,
)
from nastav_docs.papers.table_columns import Columns, Head, Heading, head_of, numbers_row, one_line, role_of

if TYPE_CHECKING:
    from nastav_docs.papers.read_word import paper_of_docx
    from nastav_docs.papers.word_look import Styles

__all__ = [
    "ALIKE",
    "AMENDS",
    "ANNEX_HEAD",
    "BLANK",
    "CITED",
    "CLAUSE",
    "DATE",
    "GOST",
    "KIND",
    "LOOKALIKE",
    "NUMBER",
    "SALUTATION",
    "SAME",
    "SIGN",
    "SURNAME",
    "VERB",
    "YEAR",
    "Act",
    "ActRegistry",
    "Cell",
    "Citation",
    "Clause",
    "Columns",
    "Document",
    "Head",
    "Heading",
    "Margins",
    "Paper",
    "PaperPackage",
    "Paragraph",
    "Part",
    "Profile",
    "Segment",
    "Styles",
    "Table",
    "TableRow",
    "acts_of",
    "another_body",
    "as_day",
    "called",
    "cited_annexes",
    "day_of",
    "documents_of",
    "find_citations",
    "find_unnumbered",
    "flat",
    "head_of",
    "joined",
    "kept_with",
    "known",
    "mask",
    "misdated",
    "namesake",
    "nominative",
    "number_key",
    "numbered",
    "numbers_row",
    "one_line",
    "package_of",
    "paper_of_docx",
    "read_acts",
    "read_paper",
    "read_paper_bytes",
    "read_profile",
    "registry_of",
    "role_of",
    "same_issuer",
    "same_kind",
    "shipped_acts",
    "similar",
    "word_spans",
    "words_of",
]


def __getattr__(name: str) -> object:
    """Import what reads Word's XML on first use: a text is read without lxml."""
    if name not in {"paper_of_docx", "Styles"}:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from nastav_docs.papers import read_word, word_look  # noqa: PLC0415 - what this function is for

    return word_look.Styles if name == "Styles" else read_word.paper_of_docx
