"""`nastav-docs profile`: the norm of a house, learnt from its own papers."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from nastav_docs.cli.russian_click import RussianCommand, RussianGroup
from nastav_docs.cli.templates import named

FILE = click.Path(path_type=Path)


@click.group(cls=RussianGroup)
def profile() -> None:
    """Норма оформления: узнать её по своим образцам."""


@profile.command(cls=RussianCommand)
@click.argument("samples", metavar="ОБРАЗЕЦ …", type=FILE, nargs=-1, required=True)
@click.option("-o", "--out", metavar="ФАЙЛ", type=FILE, help="Куда записать норму (.yaml); без него – на экран.")
def learn(samples: tuple[Path, ...], out: Path | None) -> None:
    """Узнать норму по ОБРАЗЦАМ – своим хорошим документам Word: что у них общего и в чём они расходятся."""
    from nastav_docs.cli.terminal import refused, show  # noqa: PLC0415
    from nastav_docs.config import has_errors  # noqa: PLC0415
    from nastav_docs.files import replace_file  # noqa: PLC0415
    from nastav_docs.review import learn_norm  # noqa: PLC0415

    norm = learn_norm(samples)
    if norm.problems:
        show(norm.problems)
    if not norm.files:
        click.echo("Ни одного документа Word не прочитано: нормы не узнать.", err=True)
        sys.exit(1)
    if out is None:
        click.echo(norm.text(), nl=False)
    else:
        try:
            replace_file(out, norm.text().encode())
        except OSError as error:
            show([refused(error)])
            sys.exit(1)
        click.echo(named("записан", out), err=True)
        differing = [habit for habit in norm.habits.values() if habit.others]
        click.echo("Образцы расходятся:" if differing else "Образцы во всём согласны.", err=True)
        for habit in differing:
            click.echo(f"  {habit.title}: {habit.evidence}", err=True)
    sys.exit(1 if has_errors(norm.problems) else 0)
