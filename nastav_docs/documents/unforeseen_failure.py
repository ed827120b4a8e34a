"""The problem of an exception that nobody foresaw, in the papers of one school: the others are made all the same."""

from __future__ import annotations

import traceback
from pathlib import PurePath
from typing import TYPE_CHECKING

from nastav_docs.diagnostics.codes import building as codes

if TYPE_CHECKING:
    from nastav_docs.diagnostics import Diagnostic, Place


def unforeseen(error: BaseException, place: Place | None) -> Diagnostic:
    """The problem of an exception; `place` is the school's row or file.

    The hint names the place in the program, for those who mend it.
    """
    where = traceback.extract_tb(error.__traceback__)[-1]
    at = f"{type(error).__name__}, {PurePath(where.filename).name}:{where.lineno}"
    return codes.UNFORESEEN.at(
        place,
        "На документах школы программа сбилась.",
        hint=f"Сообщите разработчикам, приложив строку реестра и файл школы ({at}). Остальные школы собраны.",
        text=at,
    )
