"""The command that sets facts beside targets and writes the справка; no logic of its own, nobody's name shown."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nastav_docs.cli.russian_click import RussianCommand

if TYPE_CHECKING:
    from nastav_docs.returns.monitoring import Monitored, ReportPeriod

FOLDER = click.Path(path_type=Path)


def _period(_: click.Context, __: click.Parameter, text: str | None) -> ReportPeriod | None:
    from nastav_docs.returns.monitoring import read_period  # noqa: PLC0415  only this command needs it

    if text is None:
        return None
    found = read_period(text)
    if found is None:
        raise click.BadParameter(f"«{text}» – не период. Примеры: 2021, 2021/2022, «I полугодие 2021», «март 2021».")
    return found


@click.command(cls=RussianCommand)
@click.argument("folder", metavar="ПАПКА", type=FOLDER)
@click.argument("answers", metavar="[ОТВЕТЫ]", type=FOLDER, required=False)
@click.option(
    "--period", metavar="ПЕРИОД", callback=_period, help="За какой период: 2021, 2021/2022, «I полугодие 2021»."
)
@click.option("-o", "--out", metavar="КУДА", type=FOLDER, help="Куда писать [ОТВЕТЫ/мониторинг].")
@click.option("--anonymous", is_flag=True, help="Ни одного имени: и подписывающий – только должностью.")
@click.option("--jobs", metavar="N", type=click.IntRange(1), help="Сколько процессов; обычно программа решает сама.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Вид ответа [text].")
def monitor(
    folder: Path, answers: Path | None, period: ReportPeriod | None, out: Path | None, *, anonymous: bool,
    jobs: int | None, form: str,
) -> None:  # fmt: skip
    """Сравнить показатели с планом за период: справка с таблицами и диаграммой, книга Excel с формулами."""
    from nastav_docs.cli.terminal import end, need_answers, show_all, show_json  # noqa: PLC0415
    from nastav_docs.config import ConfigError, has_errors, load  # noqa: PLC0415
    from nastav_docs.diagnostics import as_plain_json  # noqa: PLC0415
    from nastav_docs.documents import prepared  # noqa: PLC0415
    from nastav_docs.returns.monitoring import known_periods  # noqa: PLC0415
    from nastav_docs.returns.monitoring import monitor as monitor_project  # noqa: PLC0415

    project = load(folder)
    problems = project.problems if has_errors(project.problems) else prepared(project).problems
    if has_errors(problems):
        show_all(problems)
        sys.exit(1)
    if answers is not None:
        need_answers(answers)
    if period is None:
        known = ", ".join(one.title for one in known_periods(project))
        said = f" В планах и фактах есть: {known}." if known else ""
        click.echo(f"Назовите период: --period 2021.{said}", err=True)
        sys.exit(2)
    try:
        monitored = monitor_project(project, period, answers, out, anonymous=anonymous, jobs=jobs)
    except ConfigError as error:
        show_all(error.problems)
        sys.exit(1)
    if form == "json":
        show_json(as_plain_json(monitored.inventory))
    else:
        _tell(monitored)
    end(monitored.problems)


def _tell(monitored: Monitored) -> None:
    """The indicators, each with target, fact and verdict, and where the results are."""
    from nastav_docs.diagnostics import shown  # noqa: PLC0415
    from nastav_docs.returns.monitoring import indicator_line  # noqa: PLC0415

    results = monitored.results
    if results.answered is not None:
        click.echo(f"Базы прислали школ: {results.answered} из {len(results.schools)}.")
    for one in results.indicators:
        click.echo(shown(indicator_line(one)))
    if results.unrated:
        click.echo(f"Без данных и без способа расчёта – показатели: {', '.join(map(str, results.unrated))}.")
    click.echo(shown(f"Записано: {monitored.out}"))
