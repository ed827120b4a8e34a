"""The commands of the two journals, of execution and of registration; no logic of their own."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nastav_docs.cli.due import day_of, ready_project, write
from nastav_docs.cli.russian_click import RussianCommand

if TYPE_CHECKING:
    from collections.abc import Callable

    from nastav_docs.config import Project

FOLDER = click.Path(path_type=Path)
BOOK, NUMBERS = "исполнение.xlsx", "журнал.xlsx"
AHEAD = 366  # days for which the journal of a plan without a period lists what recurs


@click.command(cls=RussianCommand)
@click.argument("folder", metavar="ПАПКА", type=FOLDER)
@click.option(
    "--init", "begin", is_flag=True, help="Завести журнал исполнения; в готовый – дописать строки, которых нет."
)
@click.option("--on", metavar="ДАТА", callback=day_of, help="На какой день отчёт [сегодня].")
@click.option(
    "-o", "--out", metavar="КУДА", type=FOLDER, default="исполнение", help="Папка отчёта и писем [исполнение]."
)
def execution(folder: Path, on: dt.date, out: Path, *, begin: bool) -> None:
    """Журнал исполнения плана и приказа: завести его; по нему – отчёт, список просроченного, напоминания школам."""
    project = ready_project(folder)
    if begin:
        _begin(project, on)
    else:
        _report(project, on, out)


def _begin(project: Project, on: dt.date) -> None:
    """Write the journal that the settings name, or the usual one beside them; complete the one that is there."""
    from nastav_docs.documents import completed_book, execution_book, issuer_plans, read_execution  # noqa: PLC0415

    plans = issuer_plans(project, on)
    endless = project.config is None or project.config.period is None
    until = on + dt.timedelta(days=AHEAD) if endless else None

    def completed(data: bytes, sheet: str) -> bytes | None:
        return completed_book(data, read_execution(project), plans, until, sheet)

    _keep(project, "execution", BOOK, lambda: execution_book(plans, until), completed)


def _keep(
    project: Project, key: str, usual: str, make: Callable[[], bytes], complete: Callable[[bytes, str], bytes | None]
) -> None:
    """Write the journal of a key of the settings; where it is there already, add the rows that it lacks."""
    from nastav_docs.config import table_beside  # noqa: PLC0415
    from nastav_docs.diagnostics import shown  # noqa: PLC0415
    from nastav_docs.files import DISK  # noqa: PLC0415

    file = project.kept_tables.get(key, project.folder / usual)
    record = getattr(project.config, key, None)
    if file.suffix.lower() != ".xlsx":
        message = (
            f"Журнал «{file.name}» программа читает, но не пишет: его ведут руками. Заводит и дополняет она только "
            f"книгу Excel: сохраните его как «{file.stem}.xlsx» и напишите в настройках {key}: {file.stem}.xlsx."
        )
        click.echo(shown(message), err=True)
        sys.exit(2)
    if not file.exists() and (other := table_beside(file)):
        message = f"Журнал «{other}» уже есть, а настройки его не называют. Напишите в них: {key}: {other}."
        click.echo(shown(message), err=True)
        sys.exit(1)
    if not file.exists():
        write(file, make())
        if record is None:
            click.echo(f"Допишите в настройки: {key}: {usual}")
        return
    if record is None:
        message = f"Файл «{file}» уже есть, а настройки его не называют. Допишите в них: {key}: {usual}."
        click.echo(shown(message), err=True)
        sys.exit(1)
    before = DISK.read(file)
    data = complete(before, record.sheet)
    if data is None:
        click.echo(shown(f"В книге «{file}» нет таблицы с заголовками журнала: дописать некуда."), err=True)
        sys.exit(1)
    if data == before:
        click.echo("В журнале есть всё.")
    else:
        write(file, data)


@click.command(cls=RussianCommand)
@click.argument("folder", metavar="ПАПКА", type=FOLDER)
def journal(folder: Path) -> None:
    """Журнал регистрации – книга со всеми документами района и школ: номера и даты из неё попадут в документы."""
    from nastav_docs.documents import completed_journal, issuer_plans, journal_book, read_schools  # noqa: PLC0415

    project = ready_project(folder)
    plans = issuer_plans(project, dt.datetime.now(dt.UTC).date())

    def completed(data: bytes, sheet: str) -> bytes | None:
        return completed_journal(project, data, read_schools(project).journal, plans, sheet)

    _keep(project, "journal", NUMBERS, lambda: journal_book(project, plans), completed)


def _report(project: Project, on: dt.date, out: Path) -> None:
    """Write the report, the overdue list, the reminders; tell how many, and which schools have no mailbox."""
    from nastav_docs.cli.terminal import end  # noqa: PLC0415
    from nastav_docs.diagnostics import shown  # noqa: PLC0415
    from nastav_docs.returns import report_execution  # noqa: PLC0415
    from nastav_docs.russian import agree  # noqa: PLC0415

    if project.config is not None and project.config.execution is None:
        click.echo("Журнала исполнения нет: всё, чей срок прошёл, считается невыполненным. Завести: --init.", err=True)
    done = report_execution(project, on, out)
    click.echo(f"Просрочено на {on:%d.%m.%Y}: {len(done.overdue)}. Напоминаний школам: {len(done.reminded)}.")
    click.echo(shown(f"Записано: {agree(len(done.written), 'файл')} в папке {done.out}"))
    end(done.problems)
