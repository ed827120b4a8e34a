"""Make copies of templates with a Word comment at the place of each problem."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.docx import Places, annotate, read_word_text, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def annotated(paths: Sequence[Path], problems: Sequence[Diagnostic], out: Path) -> Iterator[tuple[Path, bytes]]:
    """The copies with comments, as path and bytes, of the files that have problems.

    Of one file checked the copy is `out` itself, of several it lies in the folder `out`.
    """
    files = list(
        dict.fromkeys(p.place.file for p in problems if p.place is not None and p.place.file.endswith(".docx"))
    )
    alone = len(paths) == 1 and paths[0].suffix == ".docx"
    for file in files:
        path = Path(file)
        if (alone and path.name != paths[0].name) or not path.is_file():
            continue
        data = with_comments(path.read_bytes(), [p for p in problems if p.place and p.place.file == file], file)
        if data is not None:
            yield (out if alone and out.suffix == ".docx" else out / path.name), data


def with_comments(data: bytes, problems: Sequence[Diagnostic], file: str) -> bytes | None:
    """The bytes of a file with a comment for each problem; None if it cannot be read."""
    word = read_word_text(data, file)
    if isinstance(word, Diagnostic):
        return None
    places = Places(word.roots[word.main])
    body = [p for part, p in word.order if part == word.main]
    paragraphs = [(places.of(p), text_of(p, soft_hyphens=True)) for p in body]
    placed = [_placed(problem, paragraphs, file) for problem in problems]
    made = annotate(data, placed, file)
    return made if isinstance(made, bytes) else None


def _placed(problem: Diagnostic, paragraphs: Sequence[tuple[str, str]], file: str) -> Diagnostic:
    """A problem with the number of its paragraph and the columns of its text, by which comments are placed."""
    words = problem.place.words if problem.place is not None else ""
    there = [number for number, (where, _) in enumerate(paragraphs, 1) if where == words and words]
    tag = problem.text.partition(" … ")[0]
    number = next((n for n in there if tag and tag in paragraphs[n - 1][1]), there[0] if there else 0)
    at = paragraphs[number - 1][1].find(tag) + 1 if number and tag else 0
    end = at + len(tag) if at else 0
    message = problem.message if number or not words else f"{words}: {problem.message}"
    return replace(problem, place=Place(file, number, at, end), message=message)
