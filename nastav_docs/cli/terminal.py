"""Problems as a person reads them: place, message, the line of the file with a caret, what to write instead."""

from __future__ import annotations

import contextlib
import json
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import click

from nastav_docs.diagnostics import Diagnostic, Place, Severity, shown
from nastav_docs.diagnostics.codes import building as codes
from nastav_docs.files import advice, is_folder, reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from nastav_docs.cli.decline import DeclinedRow

STYLES: Final = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
MAX_LINE: Final = 160
PLURALS: Final = {
    Severity.ERROR: ("ошибка", "ошибки", "ошибок"),
    Severity.WARNING: ("предупреждение", "предупреждения", "предупреждений"),
    Severity.NOTE: ("замечание", "замечания", "замечаний"),
}


def as_text(problem: Diagnostic) -> str:
    """A problem as plain text: place and message, the line of the file with a caret, the hint after an arrow."""
    lines = [f"{problem.place}: " if problem.place else ""]
    lines[0] += f"{problem.severity.russian} {problem.code}: {problem.message[:1].upper()}{problem.message[1:]}"
    lines += excerpt(problem.place)
    lines += [f"    → {line}" if n == 0 else f"      {line}" for n, line in enumerate(problem.hint.splitlines())]
    return shown("\n".join(lines))


def excerpt(place: Place | None) -> list[str]:
    """The line of the file and a caret under the place; nothing where lines mean nothing."""
    if place is None or not place.line or place.words:
        return []
    lines = _lines(place.file)
    if place.line > len(lines):
        return []
    line = lines[place.line - 1].replace("\t", " ")
    column = max(place.column, 1)
    shift = max(0, column - MAX_LINE // 2) if len(line) > MAX_LINE else 0
    shown = line[shift : shift + MAX_LINE]
    width = max(1, min(place.end_column - column if place.end_column else 1, len(shown) - (column - 1 - shift)))
    gutter = f"{place.line:>5} | "
    return [gutter + shown, " " * (len(gutter) + column - 1 - shift) + "^" * width]


@lru_cache(maxsize=16)
def _lines(file: str) -> list[str]:
    try:
        return Path(file).read_text("utf-8-sig", errors="replace").splitlines()
    except (OSError, ValueError):
        return []


def counted(problems: Iterable[Diagnostic]) -> str:
    """How many problems there are of each severity, in words: «2 ошибки, 1 предупреждение»."""
    from nastav_docs.russian import plural  # noqa: PLC0415  needed only when there is something to count

    found = list(problems)
    parts = []
    for severity, (one, few, many) in PLURALS.items():
        number = sum(problem.severity is severity for problem in found)
        if number:
            parts.append(plural(number, one, few, many))
    return ", ".join(parts)


def show(problems: Iterable[Diagnostic]) -> None:
    """Print problems to standard error, in colours on a terminal."""
    from rich.console import Console  # noqa: PLC0415  slow to import, needed only to print problems
    from rich.text import Text  # noqa: PLC0415

    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for problem in problems:
        text = Text(as_text(problem))
        text.highlight_regex(f"{problem.severity.russian} {problem.code}", STYLES[problem.severity])
        text.highlight_regex(r"(?m)^ +\^+$", "bold red")
        text.highlight_regex(r"(?m)^    → ", "green")
        console.print(text)


def show_json(text: str) -> None:
    """Print JSON; where the code page of the output lacks a sign, all that is not ASCII is escaped."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(json.loads(text), indent=2) + "\n"
    click.echo(text, nl=False)


def show_all(problems: Iterable[Diagnostic]) -> None:
    """Print problems, if there are any, and how many they are."""
    found = tuple(problems)
    if found:
        show(found)
        click.echo(f"Всего: {counted(found)}.", err=True)


def end(problems: Iterable[Diagnostic]) -> NoReturn:
    """Print problems and end the command: with 1 where one of them is an error, else with 0."""
    from nastav_docs.config import has_errors  # noqa: PLC0415  loads pydantic

    found = tuple(problems)
    show_all(found)
    sys.exit(1 if has_errors(found) else 0)


def need_answers(folder: Path) -> None:
    """End the command with 2 where there is no folder with what schools have sent."""
    if not is_folder(folder):
        click.echo(f"Папки «{folder}» нет: назовите папку с тем, что прислали школы.", err=True)
        sys.exit(2)


def refused(error: OSError | UnicodeEncodeError) -> Diagnostic:
    """What no command has foreseen: the system refuses a file or a folder. As a problem, with what to do."""
    name = error.filename if isinstance(error, OSError) else error.object
    file = name if isinstance(name, str) else ""
    message = f"«{file}» не открывается и не записывается: {reason(error)}." if file else f"Не вышло: {reason(error)}."
    return codes.REFUSED.at(Place(file) if file else None, message, hint=advice(error))


@contextlib.contextmanager
def progress_bar() -> Iterator[Callable[[int, int], None] | None]:
    """A bar with rate and remaining time on a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415  slow to import, needed only on a terminal
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (
        TextColumn("школы"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TextColumn("осталось"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, rate="")

        def show_progress(done: int, total: int) -> None:
            speed = bar.tasks[0].speed
            bar.update(task, completed=done, total=total, rate=f"{speed:.0f} в с" if speed else "")

        yield show_progress


CASE_NAMES: Final = ("именительный", "родительный", "дательный", "винительный", "творительный", "предложный")
SOURCES: Final = {
    "entry": "написано явно",
    "rules": "правила",
    "pytrovich": "правила pytrovich",
    "dictionary": "словарь",
    "ending": "по окончанию",
    "invariable": "не склоняется",
    "undecided": "не решено",
}


def show_declensions(rows: Iterable[DeclinedRow]) -> None:
    """Print a table of six forms with the source of each, for each text."""
    from rich.console import Console  # noqa: PLC0415  slow to import, needed only here
    from rich.table import Table  # noqa: PLC0415

    for row in rows:
        # As wide as the longest form: a form cut short would be a wrong one.
        console = Console(highlight=False, soft_wrap=True, width=60 + max(len(text) for text in (row.text, *row.cells)))
        table = Table(title=row.text, title_justify="left", box=None, pad_edge=False)
        for heading in ("падеж", "форма", "откуда"):
            table.add_column(heading, no_wrap=True)
        for name, form, source in zip(CASE_NAMES, row.cells, row.sources, strict=True):
            table.add_row(name, form, SOURCES.get(source, source.replace("lexicon:", "словарь: ")))
        console.print(table)
        for warning in row.warnings:
            console.print(f"! {warning}", markup=False)
