"""What nobody foresaw: a file on which the program itself stumbles becomes a finding about it, and the rest go on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes.papers import UNCHECKED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nastav_docs.papers import Paper

Result = TypeVar("Result")


def attempted(file: str, work: Callable[[], Result], fails: str = "Файл не проверен") -> Result | Diagnostic:
    """What `work` on a file gives; where it raises, a finding about the file, which says what could not be done."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001 - one file's fault, whatever it is, must not end the check of the others
        return unchecked(Place(file), error, fails)


def unchecked(place: Place | None, error: Exception, fails: str) -> Diagnostic:
    """That the program stumbled; the message names the class of the error, for its developers."""
    hint = "отправьте файл разработчикам программы (личные данные уберите); документ проверьте глазами"
    return UNCHECKED.at(place, f"{fails}: программа сбилась ({type(error).__name__})", hint=hint, text=str(error)[:200])


def checked_apart(
    papers: Sequence[Paper], check: Callable[[Sequence[Paper]], tuple[Diagnostic, ...]]
) -> tuple[Diagnostic, ...]:
    """The findings of `check` over papers read together, those on which it stumbles left out and told of."""
    try:
        return check(papers)
    except Exception as error:  # noqa: BLE001 - see `attempted`
        alone = {paper.file: attempted(paper.file, partial(check, [paper])) for paper in papers}
        told = tuple(found for found in alone.values() if isinstance(found, Diagnostic))
        if told:
            return (*told, *checked_apart([p for p in papers if not isinstance(alone[p.file], Diagnostic)], check))
        each = (finding for found in alone.values() if isinstance(found, tuple) for finding in found)
        return (unchecked(None, error, "Файлы вместе не проверены, только каждый по себе"), *each)
