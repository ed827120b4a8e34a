"""The commands on two states of a district: what has changed, and the orders that amend what was issued."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nastav_docs.cli.russian_click import RussianCommand

if TYPE_CHECKING:
    from nastav_docs.amendments import Amended


def _day(_: click.Context, __: click.Parameter, text: str) -> str:
    import datetime as dt  # noqa: PLC0415  only this command needs it

    from nastav_docs.russian import format_date, parse_date  # noqa: PLC0415  as above

    found = parse_date(text) if text else None
    if found is None:
        return ""
    if isinstance(found, dt.date):
        return format_date(found, "short")
    raise click.BadParameter(f"{found.message}.")


FOLDER = click.Path(path_type=Path)
LISTED = 12  # files named one by one


@click.command(cls=RussianCommand)
@click.argument("old", metavar="СТАРОЕ", type=FOLDER)
@click.argument("new", metavar="НОВОЕ", type=FOLDER)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Вид ответа [text].")
def diff(old: Path, new: Path, form: str) -> None:
    """Сказать словами, что изменилось в документах: СТАРОЕ и НОВОЕ – две папки с настройками."""
    from nastav_docs.amendments import diff as find  # noqa: PLC0415
    from nastav_docs.amendments import told  # noqa: PLC0415
    from nastav_docs.cli.terminal import show_all, show_json  # noqa: PLC0415
    from nastav_docs.config import has_errors, load  # noqa: PLC0415
    from nastav_docs.diagnostics import as_plain_json, shown  # noqa: PLC0415

    found = find(load(old), load(new))
    if form == "json":
        show_json(as_plain_json(found.as_json()))
    else:
        show_all(tuple(problem for problem in found.problems if has_errors((problem,))))
        for line in told(found):
            click.echo(shown(line))
    sys.exit(1 if has_errors(found.problems) else 0)


@click.command(cls=RussianCommand)
@click.argument("old", metavar="СТАРОЕ", type=FOLDER)
@click.argument("new", metavar="НОВОЕ", type=FOLDER)
@click.option("-o", "--out", metavar="ПАПКА", type=FOLDER, default="изменения", help="Куда писать [изменения].")
@click.option("--number", metavar="НОМЕР", default="", help="Номер приказа о внесении изменений; иначе прочерк.")
@click.option("--date", metavar="ДАТА", default="", callback=_day, help="Его дата: 20.11.2026; иначе прочерк.")
@click.option("--preamble", metavar="ТЕКСТ", default="", help="Его преамбула: «В связи с …».")
@click.option("--schools", is_flag=True, help="И приказы школ – тех, у кого они изменились.")
@click.option("--in-place", is_flag=True, help="Настройки с новым приказом записать прямо в НОВОЕ.")
@click.option("--force", is_flag=True, help="Перезаписать то, что в папке уже есть.")
def amend(  # noqa: PLR0913  each argument is an option of the command
    old: Path,
    new: Path,
    out: Path,
    number: str,
    date: str,
    preamble: str,
    *,
    schools: bool,
    in_place: bool,
    force: bool,
) -> None:
    """Написать приказ «О внесении изменений»: издано по настройкам СТАРОЕ, должно стать по НОВОЕ."""
    from nastav_docs.amendments import amend as make  # noqa: PLC0415
    from nastav_docs.amendments import write_amended  # noqa: PLC0415
    from nastav_docs.cli.terminal import show_all  # noqa: PLC0415
    from nastav_docs.config import has_errors, load  # noqa: PLC0415

    project = load(new)
    made = make(load(old), project, number=number, date=date, preamble=preamble, schools=schools)
    written, wrong = write_amended(made, out, project, in_place=in_place, force=force)
    show_all((*made.problems, *wrong))
    _tell(made, written)
    sys.exit(1 if has_errors((*made.problems, *wrong)) else 0)


def _tell(made: Amended, written: tuple[Path, ...]) -> None:
    from nastav_docs.cli.templates import named  # noqa: PLC0415

    for path in written[:LISTED]:
        click.echo(named("записан", path))
    if len(written) > LISTED:
        click.echo(f"… и ещё {len(written) - LISTED}")
    if made.files:
        click.echo(
            f"Приказов о внесении изменений: {len(made.orders)}, изменённых документов с пометками:"
            f" {len(made.redlines)}, настроек: {len(made.settings)}. Записано файлов: {len(written)}."
        )
