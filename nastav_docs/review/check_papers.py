"""Нормоконтроль: files are read and cut into documents, every rule is run over them, the findings are sorted.

`check_package` is pure and serves the project's own checks too; `lint` reads the files.
"""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import norms
from nastav_docs.files import as_paths, is_file, is_folder
from nastav_docs.papers import GOST, Paper, Profile, read_paper
from nastav_docs.review.unforeseen import attempted, checked_apart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from nastav_docs.papers import Act

SUFFIXES = (".docx", ".md", ".txt")
OTHERS = (".doc", ".rtf", ".odt")  # papers that the checker can't read: told, not passed over


def lint(
    paths: Sequence[Path | str] | Path | str,
    *,
    acts: Sequence[Act] = (),
    profile: Profile | None = GOST["gost-2016"],
    ignore: Mapping[str, str] | None = None,
) -> tuple[Diagnostic, ...]:
    """Check files and folders (or one of them) as one package, against the given acts and the shipped ones.

    `ignore` maps codes (ND710) or rules (TYP-NUM-SIGN) to the reason; one that hides nothing is itself reported.
    `profile` is the norm of the form: one of `profiles.GOST`, an own one, or None for the text alone. A file that
    cannot be read or checked becomes a finding about it and stops no other.
    """
    from nastav_docs.papers import shipped_acts  # noqa: PLC0415 - reads a file

    given = as_paths(paths, "lint")
    read = [attempted(str(path), partial(read_paper, path)) for path in files(given)]
    unread = [r for r in read if isinstance(r, Diagnostic)]
    unread += [nothing_in(path) for path in given if is_folder(path) and not files([path])]
    papers = [r for r in read if isinstance(r, Paper)]
    found = checked_apart(papers, partial(check_package, registry=(*acts, *shipped_acts()), profile=profile))
    return suppress((*unread, *found), ignore or {})


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


def nothing_in(folder: Path) -> Diagnostic:
    """The problem of a folder without a single paper; without it the answer would be «no findings» about nothing."""
    message = f"В папке «{folder}» нет файлов {', '.join(SUFFIXES)}"
    return norms.FILE_UNREADABLE.at(Place(str(folder)), message, hint="Проверьте путь")


def check_package(
    papers: Sequence[Paper],
    registry: Sequence[Act] = (),
    *,
    profile: Profile | None = GOST["gost-2016"],
    beside: Sequence[Paper] = (),
) -> tuple[Diagnostic, ...]:
    """Every finding of every rule over papers read together, in the order of their places; pure.

    `beside` are papers of others that the package rests on: they are read with it, and nothing is told of them.
    """
    from nastav_docs.papers import package_of  # noqa: PLC0415 - rules and grammar are loaded on first need
    from nastav_docs.rules import LAYOUT_RULES, PACKAGE_RULES, check_paragraph  # noqa: PLC0415 - see above

    package = package_of((*beside, *papers), registry, profile)
    rules = PACKAGE_RULES if profile is None else (*PACKAGE_RULES, *LAYOUT_RULES)
    order, theirs = {paper.file: number for number, paper in enumerate(papers)}, {paper.file for paper in beside}
    said = (finding for paper in papers for paragraph in paper.paragraphs() for finding in check_paragraph(paragraph))
    read = (finding for paper in papers for finding in paper.told)
    found = dict.fromkeys(chain(read, said, *(rule(package) for rule in rules)))
    ours = (finding for finding in found if finding.place is None or finding.place.file not in theirs)
    return tuple(sorted(ours, key=lambda d: by_place(d, order)))


def by_place(diagnostic: Diagnostic, order: Mapping[str, int]) -> tuple[int, int, int, str]:
    """The sort key of a finding: its file in the order given, line, column, code."""
    place = diagnostic.place or Place("")
    return order.get(place.file, -1), place.line, place.column, diagnostic.code


def suppress(found: Sequence[Diagnostic], ignore: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """The findings without those ignored by code or rule; an exception that hides nothing is reported."""
    used = {name for name in ignore for d in found if name in {d.code, d.rule}}
    left = [d for d in found if not {d.code, d.rule} & used]
    for name in ignore:
        if name not in used:
            message = f"Исключение {name} («{ignore[name]}») ничего не исключает"
            left.append(norms.UNUSED_IGNORE.at(None, message, hint="уберите его", text=name))
    return tuple(left)
