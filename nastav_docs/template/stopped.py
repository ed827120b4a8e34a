"""The problem of a printing that was stopped: it takes too long, needs too much memory, or calls itself without end."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import templates as codes
from nastav_docs.template.engine import MAX_SECONDS, MAX_STEPS, LimitReachedError

if TYPE_CHECKING:
    from nastav_docs.template.compiler import CompiledPart
    from nastav_docs.template.engine import PartCode

# Errors after which a document is not printed again to explain them: the same would happen.
STOPPING: Final = (LimitReachedError, MemoryError, RecursionError)


def stopped(part: CompiledPart, error: BaseException) -> Diagnostic:
    """The problem of a part or a text whose printing `error` has stopped, at the tag where that was."""
    tag = part.tag_at(line_of(error, part.code))
    if tag is not None:
        return limit_reached(tag.place, tag.source)
    file = next((tag.place.file for tag in part.tags if tag.place.file), part.name)
    return limit_reached(Place(file), "")


def limit_reached(place: Place, text: str) -> Diagnostic:
    """The problem of a template that repeats too much, takes too long or makes too much."""
    return codes.LIMIT.at(
        place,
        "шаблон выполняется слишком долго или занимает слишком много памяти: документу даны "
        f"{MAX_SECONDS:.0f} секунды, {MAX_STEPS} повторений и 200 МБ",
        hint="проверьте циклы, range(), умножение текста и макросы, которые вызывают сами себя",
        text=text,
    )


def line_of(error: BaseException, code: PartCode) -> int:
    """The line of the source from which an error of its code came; 0 where it came from none."""
    frames = [f for f, _ in traceback.walk_tb(error.__traceback__) if f.f_code.co_filename == code.filename]
    lines = [number for frame, number in traceback.walk_tb(error.__traceback__) if frame in frames]
    found = 0
    for source_line, python_line in code.lines:
        if lines and python_line <= lines[-1]:
            found = source_line
    return found
