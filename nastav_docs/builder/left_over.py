"""Documents of earlier builds that nothing makes any more: told of, or removed."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nastav_docs.builder.journals import is_untouched
from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import building as codes
from nastav_docs.files import reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nastav_docs.builder.manifest import Manifest

NAMED: Final = 8


def grouped_left_over(folder: Path, left: Sequence[str]) -> list[Diagnostic]:
    """Problems of left-over documents: one for each while there are few, else one for all."""
    hint = "Удалите их или соберите с --prune."
    if len(left) <= NAMED:
        return [
            codes.LEFT_OVER.at(Place(str(folder / path)), f"«{path}» остался от прежней сборки.", hint=hint)
            for path in left
        ]
    named = ", ".join(f"«{path}»" for path in left[:NAMED])
    message = f"Осталось от прежних сборок документов: {len(left)} ({named} …)."
    return [codes.LEFT_OVER.at(Place(str(folder)), message, hint=hint)]


def prune(
    left: Iterable[str], folder: Path, manifest: Manifest, *, force: bool
) -> tuple[tuple[str, ...], list[Diagnostic]]:
    """Remove documents that are left over; gives the paths of those removed, and a problem for each that stays.

    A document that a person has edited stays without `force`.
    """
    removed: list[str] = []
    problems: list[Diagnostic] = []
    for path in left:
        file = folder / path
        if file.is_symlink() or not file.parent.resolve().is_relative_to(folder.resolve()):
            message = f"«{path}» лежит за ссылкой, вне папки результата: он не удалён."
            problems.append(codes.LEFT_OVER.at(Place(str(file)), message, hint="Удалите его сами."))
            continue
        entry = manifest.get(path)
        if not (force or (entry is not None and is_untouched(file, entry))):
            message = f"«{path}» больше не нужен, но изменён после сборки: он не удалён."
            problems.append(codes.LEFT_OVER.at(Place(str(file)), message, hint="Удалите его сами."))
            continue
        try:
            file.unlink()
        except OSError as error:
            message = f"Файл «{path}» не удалён: {reason(error)}."
            problems.append(codes.NOT_WRITTEN.at(Place(str(file)), message))
            continue
        manifest.forget(path)
        removed.append(path)
    _drop_empty_folders(folder, removed)
    return tuple(removed), problems


def _drop_empty_folders(folder: Path, removed: Iterable[str]) -> None:
    for path in removed:
        with contextlib.suppress(OSError):
            for parent in Path(path).parents[:-1]:
                (folder / parent).rmdir()
