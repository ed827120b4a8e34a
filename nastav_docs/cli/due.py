"""The command that tells who owes what and when; no logic of its own."""

from __future__ import annotations

import datetime as dt
import re
import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nastav_docs.cli.russian_click import RussianCommand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nastav_docs.config import Project
    from nastav_docs.documents import Obligation

FOLDER = click.Path(path_type=Path)
DAYS = re.compile(r"(\d{1,4})\s*(?:d|д|дн\w*\.?)?", re.IGNORECASE)


def day_of(_: click.Context, __: click.Parameter, text: str | None) -> dt.date:
    """The day that an option names; today where it is not given."""
    from nastav_docs.russian import parse_date  # noqa: PLC0415  only this command needs it

    if text is None:
        return dt.datetime.now(dt.UTC).astimezone().date()
    found = parse_date(text)
    if isinstance(found, dt.date):
        return found
    raise click.BadParameter(f"{found.message}.")


def _number(_: click.Context, __: click.Parameter, text: str) -> int:
    if found := DAYS.fullmatch(text.strip()):
        return int(found[1])
    raise click.BadParameter("напишите число дней: 30d.")


@click.command(cls=RussianCommand)
@click.argument("folder", metavar="ПАПКА", type=FOLDER)
@click.option("--on", metavar="ДАТА", callback=day_of, help="На какой день [сегодня].")
@click.option("--within", metavar="ДНЕЙ", default="30d", callback=_number, help="На сколько дней вперёд [30d].")
@click.option("--school", "schools", metavar="КОД", multiple=True, help="Только эта школа; можно повторять.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "xlsx", "ics"]), default="text", help="Вид ответа [text]."
)
@click.option("-o", "--out", metavar="КУДА", type=FOLDER, default="сроки", help="Папка для xlsx и ics [сроки].")
def due(folder: Path, on: dt.date, within: int, schools: tuple[str, ...], form: str, out: Path) -> None:
    """Сказать, кто что должен и когда: просрочено и что впереди; xlsx – таблица, ics – календари по ролям."""
    from nastav_docs.cli.terminal import show_json  # noqa: PLC0415
    from nastav_docs.diagnostics import as_plain_json  # noqa: PLC0415
    from nastav_docs.documents import due_book, project_obligations, wanted  # noqa: PLC0415

    project = ready_project(folder)
    found = tuple(one for one in project_obligations(project, on) if not schools or one.school in schools)
    overdue, coming = wanted(found, on, within)
    if form == "json":
        show_json(as_plain_json([one.as_json(on, within) for one in (*overdue, *coming)]))
    elif form == "xlsx":
        write(out / "Сроки.xlsx", due_book((*overdue, *coming), on, within))
    elif form == "ics":
        _calendars(found, on, out)
    else:
        _tell("Просрочено", overdue)
        _tell(f"До {on + dt.timedelta(days=within):%d.%m.%Y}", coming)


def ready_project(folder: Path) -> Project:
    """The project of a folder; its errors are told, and the program ends; slips in its journals are told."""
    from nastav_docs.cli.terminal import show_all  # noqa: PLC0415
    from nastav_docs.config import has_errors, load, shown  # noqa: PLC0415
    from nastav_docs.documents import prepared  # noqa: PLC0415

    project = load(folder)
    problems = project.problems if has_errors(project.problems) else prepared(project).problems
    journals = {shown(file) for file in project.kept_tables.values()}
    wrong = has_errors(problems)
    show_all(tuple(one for one in problems if wrong or (one.place is not None and one.place.file in journals)))
    if wrong:
        sys.exit(1)
    return project


def _calendars(found: Sequence[Obligation], on: dt.date, out: Path) -> None:
    """A calendar for each role of the district and of each school; those that are there already are updated."""
    from nastav_docs.documents import by_role, calendar  # noqa: PLC0415
    from nastav_docs.files import DISK  # noqa: PLC0415

    for (school, role), own in by_role(found).items():
        file = out / school / f"{role or 'без ответственного'}.ics"
        try:
            before = DISK.read(file)
        except OSError:
            before = None
        name = f"Сроки: {own[0].person or role}"
        write(file, calendar(own, name, on, before))


def write(file: Path, data: bytes) -> None:
    """Write a file, with the folders that lead to it, and say so."""
    from nastav_docs.cli.templates import named  # noqa: PLC0415
    from nastav_docs.files import replace_file  # noqa: PLC0415

    file.parent.mkdir(parents=True, exist_ok=True)
    replace_file(file, data)
    click.echo(named("записан", file))


def _tell(title: str, found: Sequence[Obligation]) -> None:
    """Obligations by school and person, each with its day."""
    from nastav_docs.diagnostics import shown  # noqa: PLC0415

    click.echo(f"{title}: {len(found)}")
    by_person = sorted(found, key=lambda one: (one.school, one.person or one.role, one.due))
    for (school, person), own in groupby(by_person, key=lambda one: (one.school_title, one.person or one.role)):
        click.echo(shown(f"  {f'{school}, ' if school else ''}{person or 'ответственный не назван'}:"))
        for one in own:
            moved = f" (рабочий день – {one.last:%d.%m.%Y})" if one.last != one.due else ""
            if one.moved_from is not None:
                moved += f" (перенесено с {one.moved_from:%d.%m.%Y})"
            click.echo(shown(f"    {one.due:%d.%m.%Y}{moved} {one.number} {one.title}"))
