"""Which heading of which table holds a value, by its way in the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nastav_docs.config.workbook.layout import BookForm, BookTable
from nastav_docs.config.workbook.sheets import SHEETS

if TYPE_CHECKING:
    from nastav_docs.config.workbook.layout import Path

ANY = "*"  # a step that is a key of the user's own, or a number in a list


def heading_at(path: Path) -> tuple[str, str]:
    """The heading at which a value stands, and the title of its table or form; two empty texts where there is none.

    heading_at(("acts", "r-145", "kind"))  # ("Вид акта", "Нормативные акты")
    """
    for sheet in SHEETS:
        for block in sheet.blocks:
            heading = _in_form(block, path) if isinstance(block, BookForm) else _in_table(block, path)
            if heading:
                return heading, block.title
    return "", ""


def _in_form(form: BookForm, path: Path) -> str:
    return next((one.heading for one in form.fields if (*form.path, *one.path) == path), "")


def _in_table(table: BookTable, path: Path) -> str:
    rows = (*table.path, *((ANY, *table.below) if table.owner else ()))
    if len(path) <= len(rows) or any(step not in {ANY, given} for step, given in zip(rows, path, strict=False)):
        return ""
    rest = path[len(rows) :]
    level = 1
    while len(rest) > 2 and rest[1] == table.inner(level):  # noqa: PLR2004  an item, and the list below it
        rest, level = rest[2:], level + 1
    if table.shape == "sections" and len(path) - len(rest) == len(rows) and rest[1:] == ("title",):
        return "Раздел"
    return next((one.heading for one in table.fields if one.path and one.path == rest[1:]), "")
