"""The command that carries settings from YAML to a workbook and back: what a user typed becomes a call."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from nastav_docs.cli.russian_click import RussianCommand
from nastav_docs.cli.templates import named


@click.command(cls=RussianCommand)
@click.argument("given", metavar="ПАПКА|ФАЙЛ", type=click.Path(path_type=Path))
@click.option("--xlsx", "to_book", is_flag=True, help="Настройки YAML – в книгу Excel.")
@click.option("--yaml", "to_yaml", is_flag=True, help="Книгу Excel – в district.yaml.")
@click.option("-o", "--out", metavar="КУДА", type=click.Path(path_type=Path), required=True, help="Папка или файл.")
def export(given: Path, out: Path, *, to_book: bool, to_yaml: bool) -> None:
    """Перенести настройки из YAML в книгу Excel (--xlsx) или из книги в YAML (--yaml), без потерь."""
    from nastav_docs.authoring import export_book, export_yaml  # noqa: PLC0415
    from nastav_docs.cli.terminal import show_all  # noqa: PLC0415

    if to_book == to_yaml:
        click.echo("Назовите, во что перенести: --xlsx – в книгу Excel, --yaml – в YAML.", err=True)
        sys.exit(2)
    written, problems = (export_book if to_book else export_yaml)(given, out)
    if problems:
        show_all(problems)
        sys.exit(1)
    for path in written:
        click.echo(named("записан", path))
    if not written:
        click.echo("Без изменений: там уже то же самое.")
