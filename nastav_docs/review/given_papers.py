"""What `lint` is given: paths, bytes, open files or several of these, each as a source of one paper."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import norms
from nastav_docs.files import as_path, is_file, is_folder, named
from nastav_docs.papers import read_paper, read_paper_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from nastav_docs.papers import Paper

SUFFIXES: Final = (".docx", ".md", ".txt")
OTHERS: Final = (".doc", ".rtf", ".odt")  # papers that the checker can't read: told, not passed over
UNNAMED: Final = "документ"


@dataclass(frozen=True, slots=True)
class Source:
    """A paper to be read: its name in places, and how it is read, to the paper or to the problem with it."""

    name: str
    read: Callable[[], Paper | Diagnostic]


def given_papers(given: object) -> list[Source]:
    """The papers that a caller gave `lint`. Raises TypeError in Russian for a value of another type."""
    several = isinstance(given, Iterable) and not _is_one(given)
    if isinstance(given, Mapping) or not (several or _is_one(given)):
        raise TypeError(f"lint ждёт путь, байты, открытый файл или список их, а получил: {named(given)}.")
    found: list[Source] = []
    for one in given if several and isinstance(given, Iterable) else [given]:
        if not _is_one(one):
            raise TypeError(f"lint ждёт путь, байты или открытый файл, а в списке {named(one)}.")
        found += _sources(one, len(found))
    return found


def _is_one(given: object) -> bool:
    return isinstance(given, (str, os.PathLike, bytes, bytearray, memoryview)) or callable(getattr(given, "read", None))


def _sources(given: object, before: int) -> Iterator[Source]:
    """The papers of one thing given: of a folder those in it; `before` are how many papers there are before it."""
    if isinstance(given, (bytes, bytearray, memoryview)):
        name = f"{UNNAMED} {before + 1}"
        yield Source(name, partial(read_paper_bytes, bytes(given), name))
    elif (read := getattr(given, "read", None)) is not None and not isinstance(given, os.PathLike):
        own = getattr(given, "name", "")
        name = own if isinstance(own, str) and own else f"{UNNAMED} {before + 1}"
        content = read()
        yield Source(name, partial(read_paper_bytes, content.encode() if isinstance(content, str) else content, name))
    else:
        path = as_path(given, "lint")
        inside = files([path])
        if is_folder(path) and not inside:
            yield Source(str(path), partial(nothing_in, path))
        for file in inside:
            yield Source(str(file), partial(beside_paper if file.name.startswith(("~$", "._")) else read_paper, file))


def files(paths: Sequence[Path]) -> list[Path]:
    """The files to check: those named, and those of the folders named (Word's own lock files left out)."""
    found: list[Path] = []
    for path in paths:
        if is_folder(path):
            inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in (*SUFFIXES, *OTHERS) and is_file(p))
            found += [p for p in inside if not p.name.startswith(("~$", "."))]
        else:
            found.append(path)
    return found


def beside_paper(file: Path) -> Diagnostic:
    """The problem of a named file that Word («~$…») or macOS («._…») keeps beside a paper: `*.docx` names it, too."""
    message = "Это служебный файл, а не документ: Word и macOS кладут его рядом с документом"
    return norms.FILE_UNREADABLE.at(Place(str(file)), message, hint="Проверьте сам документ, без «~$» и «._» в имени")


def nothing_in(folder: Path) -> Diagnostic:
    """The problem of a folder without a single paper; without it the answer would be «no findings» about nothing."""
    message = f"В папке «{folder}» нет файлов {', '.join(SUFFIXES)}"
    return norms.FILE_UNREADABLE.at(Place(str(folder)), message, hint="Проверьте путь")
