"""The command that makes settings of Word papers; no logic of its own."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from nastav_docs.cli.russian_click import RussianCommand

FILE = click.Path(path_type=Path)
FOLDER = click.Path(path_type=Path)


@click.command("import", cls=RussianCommand)
@click.argument("files", metavar="ФАЙЛ …", type=FILE, nargs=-1, required=True)
@click.option("-o", "--out", metavar="ПАПКА", type=FOLDER, default="район", help="Куда писать настройки [район].")
@click.option("--no-lint", is_flag=True, help="Не проверять источник: быстрее.")
def import_command(files: tuple[Path, ...], out: Path, *, no_lint: bool) -> None:
    """Сделать настройки из готовых документов: приказа, плана, письма, положения (.docx, .doc, .odt, .txt, .md)."""
    from nastav_docs.cli.terminal import show_all  # noqa: PLC0415
    from nastav_docs.config import has_errors  # noqa: PLC0415
    from nastav_docs.diagnostics import shown  # noqa: PLC0415
    from nastav_docs.imported import import_papers  # noqa: PLC0415
    from nastav_docs.review import lint  # noqa: PLC0415

    readable = [file for file in files if file.suffix.lower() in {".docx", ".md", ".txt"}]
    findings = () if no_lint or not readable else lint(readable)
    made = import_papers(files, out, findings)
    show_all(made.problems)
    if made.files:
        click.echo(shown(f"Записано: {', '.join(map(str, made.files))}"))
        if findings:
            click.echo(f"Замечаний нормоконтроля к источнику: {len(findings)}; они – в «{made.files[-1].name}».")
        click.echo(f"Проверьте и соберите: nastav-docs check {out}; nastav-docs build {out} -o out")
    sys.exit(1 if has_errors(made.problems) or not made.files else 0)
