"""The empty table of mentors or mentees that a school fills in, as the names that its template prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from nastav_docs.config import LANDSCAPE
from nastav_docs.documents.table_layout import fitted, least_width
from nastav_docs.registry import BASES, PERSONAL_DATA
from nastav_docs.russian.typography import typograph

if TYPE_CHECKING:
    from nastav_docs.registry import Graph

ROWS: Final = 20  # a person adds more in Word
SIZE: Final = 200  # 10 pt in twips


def base(kind: str, width: int = LANDSCAPE) -> dict[str, Any]:
    """`base` of a template: title, a note on personal data, the parts of the table with empty rows.

    `kind` is «mentors» or «mentees», `width` that of each part in twips.
    """
    columns, first, title = BASES[kind]
    parts = (columns[:first], (columns[0], *columns[first:]))
    numbers = [str(number) for number in range(1, ROWS + 1)]
    return {
        "title": title,
        "note": typograph(PERSONAL_DATA),
        "parts": [{"columns": _columns(part, width), "rows": numbers} for part in parts],
    }


def _columns(part: tuple[Graph, ...], width: int) -> list[dict[str, Any]]:
    titles = [typograph(graph.title) for graph in part]
    least = [least_width([title], SIZE) for title in titles]
    widths = fitted([graph.width for graph in part], least, width)
    return [{"title": title, "width": own} for title, own in zip(titles, widths, strict=True)]
