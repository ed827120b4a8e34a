"""Copies of checked Word files: with comments at the findings, or with corrections as tracked changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import building as codes
from nastav_docs.files import advice, reason, replace_file
from nastav_docs.review.check_papers import files

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


def write_copies(
    paths: Sequence[Path],
    found: Sequence[Diagnostic],
    out: Path,
    copy_of: Callable[[bytes, Sequence[Diagnostic], str], bytes | Diagnostic],
) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Write a copy of each DOCX among `paths`: to the file `out` when it is one, else into the folder `out`.

    The originals are never overwritten. Gives the files written and the problems.
    """
    documents = [path for path in files(paths) if path.suffix.lower() == ".docx"]
    single = len(documents) == 1 and out.suffix.lower() == ".docx"
    written: list[Path] = []
    problems: list[Diagnostic] = []
    for document in documents:
        target = out if single else out / document.name
        place = Place(str(target))
        try:
            if target in written or (target.exists() and target.samefile(document)):
                message = f"Копия «{target}» заменила бы исходный файл или другую копию."
                problems.append(codes.FOREIGN.at(place, message, hint="Назовите другой файл или папку."))
                continue
            made = copy_of(document.read_bytes(), found, str(document))
            if isinstance(made, Diagnostic):
                problems.append(made)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            replace_file(target, made)
            written.append(target)
        except (OSError, UnicodeError) as error:
            message = f"Файл «{target}» не записан: {reason(error)}."
            problems.append(codes.NOT_WRITTEN.at(place, message, hint=advice(error)))
    return tuple(written), tuple(problems)
