"""Copies of checked Word files: with comments at the findings, or with corrections as tracked changes."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import building as codes
from nastav_docs.diagnostics.codes import norms, papers
from nastav_docs.docx import annotate
from nastav_docs.files import advice, is_folder, reason, replace_file
from nastav_docs.review.given_papers import files
from nastav_docs.review.unforeseen import attempted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

UNREAD: Final = {norms.FILE_UNREADABLE.code, papers.UNCHECKED.code}


def write_copies(
    paths: Sequence[Path],
    found: Sequence[Diagnostic],
    out: Path,
    copy_of: Callable[[bytes, Sequence[Diagnostic], str], bytes | Diagnostic] | None = None,
) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Write a copy of each DOCX among `paths`: to the file `out` when it is one, else into the folder `out`.

    `copy_of` makes the bytes of a copy, or tells why it cannot; without it a copy has a comment at each finding.

    Files of a folder keep their places in it; of several folders each has its own in `out`. The originals are never
    overwritten; a file that cannot be read or copied stops no other. Gives the files written and the problems.
    """
    documents = [
        (path, place)
        for path, place in places_in_copy(paths)
        if path.suffix.lower() == ".docx" and not is_told(path, found)
    ]
    single = len(documents) == 1 and out.suffix.lower() == ".docx"
    written: list[Path] = []
    problems: list[Diagnostic] = []
    for document, inside in documents:
        target = out if single else out / inside
        place = Place(str(target))
        try:
            if target in written or (target.exists() and target.samefile(document)):
                message = f"Копия «{target}» заменила бы исходный файл или другую копию."
                problems.append(codes.FOREIGN.at(place, message, hint="Назовите другой файл или папку."))
                continue
            made = attempted(
                str(document),
                partial(copy_of or annotate, document.read_bytes(), found, str(document)),
                "Копия не сделана",
            )
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


def places_in_copy(paths: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    """Each file to check with the path of its copy within the folder of copies."""
    several = sum(is_folder(path) for path in paths) > 1
    for given in paths:
        root = Path(given.resolve().name) if several else Path()
        for file in files([given]):
            yield file, root / file.relative_to(given) if is_folder(given) else Path(file.name)


def is_told(path: Path, found: Sequence[Diagnostic]) -> bool:
    """Whether the check has told already that a file cannot be read: to copy it would tell the same once more."""
    return any(one.code in UNREAD and one.place is not None and one.place.file == str(path) for one in found)
