"""The command that reads what schools have sent back; no logic of its own, and nobody's name on the screen."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nastav_docs.cli.russian_click import RussianCommand

if TYPE_CHECKING:
    from nastav_docs.returns import Collected

FOLDER = click.Path(path_type=Path)
LISTED = 40


@click.command(cls=RussianCommand)
@click.argument("folder", metavar="ПАПКА", type=FOLDER)
@click.argument("answers", metavar="ОТВЕТЫ", type=FOLDER)
@click.option("-o", "--out", metavar="КУДА", type=FOLDER, help="Куда писать [ОТВЕТЫ/свод].")
@click.option("--anonymous", is_flag=True, help="Только числа: ни имён, ни копий для школ.")
@click.option("--jobs", metavar="N", type=click.IntRange(1), help="Сколько процессов; обычно программа решает сама.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Вид ответа [text].")
def collect(folder: Path, answers: Path, out: Path | None, *, anonymous: bool, jobs: int | None, form: str) -> None:
    """Собрать базы, которые прислали школы, из папки ОТВЕТЫ: проверить, сосчитать, записать свод и напоминания."""
    from nastav_docs.cli.terminal import end, need_answers, show_all, show_json  # noqa: PLC0415
    from nastav_docs.config import has_errors, load  # noqa: PLC0415
    from nastav_docs.diagnostics import as_plain_json  # noqa: PLC0415
    from nastav_docs.returns import collect as collect_answers  # noqa: PLC0415

    project = load(folder)
    if has_errors(project.problems):
        show_all(project.problems)
        sys.exit(1)
    need_answers(answers)
    collected = collect_answers(project, answers, out, anonymous=anonymous, jobs=jobs)
    if form == "json":
        show_json(as_plain_json(collected.inventory))
    else:
        _tell(collected)
    end(collected.problems)


def _tell(collected: Collected) -> None:
    """The numbers, the faults by kind, the files that could not be used, where the results are."""
    from nastav_docs.diagnostics import shown  # noqa: PLC0415

    found = collected.found
    sums, once = found.sums(), found.distinct
    answered = len(found.totals)
    known = f" из {collected.schools}" if collected.schools else ""
    click.echo(f"Файлов прочитано: {len(found.files)}. Школ ответило: {answered}{known}.")
    for name, word in (("mentors", "Наставников"), ("mentees", "Наставляемых"), ("pairs", "Пар")):
        click.echo(f"{word}: {sums[name]} по школам, {once[name]} в районе.")
    whole = [one for one in found.faults if not one.row]
    for one in whole[:LISTED]:
        click.echo(shown(f"{one.code.severity.russian} {one.code.code}: {one.file}: {one.message}"))
    if len(whole) > LISTED:
        click.echo(f"… и ещё о файлах: {len(whole) - LISTED}")
    kinds = Counter((one.code.code, one.code.title) for one in found.faults if one.row)
    if kinds:
        click.echo(f"Замечаний к ячейкам: {sum(kinds.values())}:")
        for (code, title), number in kinds.most_common():
            click.echo(f"  {code} {title}: {number}")
    else:
        click.echo("Замечаний к ячейкам нет.")
    if collected.unanswered:
        click.echo(f"Прислали не всё: {len(collected.unanswered)}; письма – в папке «Напоминания».")
    click.echo(shown(f"Записано: {collected.out}"))
