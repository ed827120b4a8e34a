"""The look of the sources – margins, font, sizes – as `style:`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from nastav_docs.papers import flat

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nastav_docs.imported.drafts import Settings
    from nastav_docs.papers import Paper, PaperPackage

SMALL: Final = 2  # rows of a signature laid out as a table
USUAL: Final[Settings] = {
    "font": "Times New Roman",
    "size": "14",
    "table_size": "12",
    "margins": "30 10 20 20",
}
LEAST, MOST = 5, 60  # millimetres: other margins are damage


def style_of(package: PaperPackage, papers: Sequence[Paper]) -> Settings:
    """What differs from the shared templates: font, sizes, margins; {} for a text without a look."""
    running = [p for d in package.documents if d.kind in {"order", "letter"} for p in d.body if p.look]
    running = running or [p for d in package.documents for p in d.body if p.look]
    tables = [t for d in package.documents if d.kind != "letter" for t in d.tables() if len(t.rows) > SMALL]
    cells = list(flat(tables))
    pages = Counter(
        (round(s.left), round(s.right), round(s.top), round(s.bottom))
        for paper in papers
        for s in paper.sections
        if not s.landscape and min(s.left, s.right, s.top, s.bottom) >= LEAST and max(s.left, s.top) <= MOST
    )
    found: Settings = {
        "font": _usual(f for p in running if p.look for f in p.look.fonts),
        "size": _number(_usual(f"{size:g}" for p in running if p.look for size in p.look.sizes)),
        "table_size": _number(_usual(f"{size:g}" for p in cells if p.look for size in p.look.sizes)),
        "margins": " ".join(map(str, pages.most_common(1)[0][0])) if pages else "",
    }
    return {key: value for key, value in found.items() if value and value != USUAL[key]}


def _usual(values: Iterable[str]) -> str:
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else ""


def _number(text: str) -> str:
    return text.replace(".", ",")
