"""The command line: what a user typed becomes a call; no logic of its own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nastav_docs import __version__
from nastav_docs.cli_russian import RussianCommand, RussianGroup, run

if TYPE_CHECKING:
    from nastav_docs.build import Report
    from nastav_docs.diagnostics import Diagnostic

# Other modules are imported inside the commands: `--help` answers before any of them would have loaded.


@click.group(cls=RussianGroup)
@click.version_option(__version__, "--version", message="nastav-docs %(version)s", help="Показать версию и выйти.")
def cli() -> None:
    """Официальные документы управления образования и школ: из YAML и шаблонов Word."""


@cli.command(cls=RussianCommand)
@click.argument("folder", metavar="ПАПКА", type=click.Path(path_type=Path))
@click.option("-o", "--out", metavar="ПАПКА", type=click.Path(path_type=Path), default="out", help="Куда писать [out].")
@click.option("--only", metavar="ИМЯ", multiple=True, help="Только этот документ; можно повторять.")
@click.option("--school", "schools", metavar="КОД", multiple=True, help="Только эта школа; можно повторять.")
@click.option("--force", is_flag=True, help="Перезаписать и то, что изменено человеком.")
@click.option("--prune", is_flag=True, help="Удалить документы, которых больше нет в настройках.")
@click.option("--jobs", metavar="N", type=click.IntRange(1), help="Сколько процессов; обычно программа решает сама.")
@click.option("--cluster", metavar="АДРЕС", help="Планировщик Dask: tcp://хост:порт.")
def build(  # noqa: PLR0913  each argument is an option of the command
    folder: Path,
    out: Path,
    only: tuple[str, ...],
    schools: tuple[str, ...],
    *,
    force: bool,
    prune: bool,
    jobs: int | None,
    cluster: str | None,
) -> None:
    """Собрать документы из настроек в ПАПКЕ."""
    from nastav_docs.build import build as build_project  # noqa: PLC0415
    from nastav_docs.cluster import executor_of  # noqa: PLC0415
    from nastav_docs.project import load  # noqa: PLC0415
    from nastav_docs.terminal import progress_bar  # noqa: PLC0415

    options = {"only": only, "schools": schools, "force": force, "prune": prune, "jobs": jobs}
    with executor_of(cluster) as executor, progress_bar() as progress:
        report = build_project(load(folder), out, executor=executor, progress=progress, **options)
    _show(report.problems)
    _tell(report)
    sys.exit(0 if report.ok else 1)


@cli.command(cls=RussianCommand)
@click.argument("folder", metavar="ПАПКА", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Вид ответа: text или json [text]."
)
def check(folder: Path, form: str) -> None:
    """Проверить настройки в ПАПКЕ, ничего не записывая."""
    from nastav_docs.checking import check as check_project  # noqa: PLC0415
    from nastav_docs.project import has_errors, load  # noqa: PLC0415

    problems = check_project(load(folder))
    if form == "json":
        from nastav_docs.terminal import as_json  # noqa: PLC0415

        click.echo(as_json(problems))
    else:
        _show(problems)
        if not problems:
            click.echo("Ошибок нет.")
    sys.exit(1 if has_errors(problems) else 0)


def _show(problems: tuple[Diagnostic, ...]) -> None:
    if problems:
        from nastav_docs.terminal import counted, show  # noqa: PLC0415

        show(problems)
        click.echo(f"Всего: {counted(problems)}.", err=True)


OUTCOMES = (("written", "записан"), ("unchanged", "без изменений"), ("kept", "не тронут"), ("removed", "удалён"))
LISTED = 60


def _tell(report: Report) -> None:
    """Each document while there are few, else how many."""
    done = [(words, path) for outcome, words in OUTCOMES for path in getattr(report, outcome)]
    if len(done) <= LISTED:
        for words, path in done:
            click.echo(f"{words:<14} {report.out / path}")
    else:
        for outcome, words in OUTCOMES:
            if number := len(getattr(report, outcome)):
                click.echo(f"{words:<14} {number}")
        click.echo(f"папка          {report.out}")
    if not report.ok and not done:
        click.echo("Ничего не записано.", err=True)


def main() -> None:
    """Run the command line; the exit status is 0, 1 (errors in the user's input) or 2 (wrong usage)."""
    run(cli)


if __name__ == "__main__":
    main()
