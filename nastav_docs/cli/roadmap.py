"""The commands that show the plan: to other programs, and with all the rest as a page; no logic of their own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nastav_docs.cli.due import day_of, ready_project, write
from nastav_docs.cli.russian_click import RussianCommand

if TYPE_CHECKING:
    import datetime as dt

FOLDER = click.Path(path_type=Path)


@click.command(cls=RussianCommand)
@click.argument("folder", metavar="ПАПКА", type=FOLDER)
@click.option("--format", "form", type=click.Choice(["xlsx", "json"]), default="xlsx", help="Вид ответа [xlsx].")
@click.option("--school", metavar="КОД", default="", help="План этой школы, а не района.")
@click.option("--on", metavar="ДАТА", callback=day_of, help="На какой день состояние [сегодня].")
@click.option("-o", "--out", metavar="ФАЙЛ", type=FOLDER, help="Куда записать таблицу [План.xlsx].")
def roadmap(folder: Path, form: str, school: str, on: dt.date, out: Path | None) -> None:
    """План (дорожную карту) – таблицей Excel с диаграммой Ганта или в JSON для других программ."""
    from nastav_docs.cli.terminal import show_json  # noqa: PLC0415
    from nastav_docs.diagnostics import as_plain_json, did_you_mean  # noqa: PLC0415
    from nastav_docs.documents import issuer_plans, roadmap_book, roadmap_data  # noqa: PLC0415

    plans = {plan.school: plan for plan in issuer_plans(ready_project(folder), on)}
    if school not in plans:
        click.echo(f"Плана школы «{school}» нет. {did_you_mean(school, [one for one in plans if one])}", err=True)
        sys.exit(1)
    plan = plans[school]
    if not plan.activities:
        click.echo("Мероприятий в плане нет: показывать нечего.", err=True)
        sys.exit(1)
    if form == "json":
        show_json(as_plain_json(roadmap_data(plan, on)))
    else:
        write(out or Path(f"План {school}.xlsx" if school else "План.xlsx"), roadmap_book(plan, on))


@click.command("report", cls=RussianCommand)
@click.argument("folder", metavar="ПАПКА", type=FOLDER)
@click.option("--on", metavar="ДАТА", callback=day_of, help="На какой день [сегодня].")
@click.option("-o", "--out", metavar="ФАЙЛ", type=FOLDER, default="обзор.html", help="Куда записать [обзор.html].")
def overview(folder: Path, on: dt.date, out: Path) -> None:
    """Обзор одной страницей: что подписано, план по времени, сроки, школы, показатели, замечания."""
    from nastav_docs.returns.monitoring import facts_so_far  # noqa: PLC0415
    from nastav_docs.review import check, overview_page  # noqa: PLC0415

    project = ready_project(folder)
    page = overview_page(project, on, check(project), facts=facts_so_far(project, on), beside=out.parent)
    write(out, page.encode("utf-8"))
