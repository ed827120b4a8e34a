"""What reading finds wrong with a cell, before anybody knows its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import registry as codes

if TYPE_CHECKING:
    from nastav_docs.diagnostics import Code


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a value, before its place is known."""

    code: Code
    message: str
    hint: str = ""


# An error of Excel that was saved or pasted as a text, and a value wider than its column, as CSV keeps them.
EXCEL_ERROR: Final = re.compile(r"#(?:[A-ZА-ЯЁ]+(?:/0)?[!?]|N/A|Н/Д|#+)|Err:\d{3}")
NO_VALUE: Final = Flaw(
    codes.FORMULA_EMPTY, "Рядом с формулой нет её значения.", "Откройте файл в Excel и сохраните или впишите значение."
)
# Errors as the English Excel writes them into files, and as the Russian one shows them (ISO/IEC 29500-1, 18.17.3).
SHOWN_ERRORS: Final = {
    "#REF!": "#ССЫЛКА!",
    "#NAME?": "#ИМЯ?",
    "#VALUE!": "#ЗНАЧ!",
    "#DIV/0!": "#ДЕЛ/0!",
    "#N/A": "#Н/Д",
    "#NUM!": "#ЧИСЛО!",
    "#NULL!": "#ПУСТО!",
}


def in_error(written: str) -> Flaw:
    """The flaw of a cell with an error, named as the Russian Excel shows it: «В ячейке ошибка Excel «#ССЫЛКА!».."""
    return Flaw(codes.CELL_ERROR, f"В ячейке ошибка Excel «{SHOWN_ERRORS.get(written, written)}».", "Впишите значение.")
