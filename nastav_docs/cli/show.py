"""The command that lists what settings hold: what a user typed becomes a call."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nastav_docs.cli.russian_click import RussianCommand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nastav_docs.authoring import ShownItem

WIDTH = 76


@click.command(cls=RussianCommand)
@click.argument("folder", metavar="ПАПКА", type=click.Path(path_type=Path))
@click.argument("what", metavar="[ЧТО]", default="")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Вид ответа [text].")
def show(folder: Path, what: str, form: str) -> None:
    """Что есть в настройках: документы, пункты, мероприятия, люди – с id, текстом и местом. ЧТО – вид, id или путь."""
    from nastav_docs.authoring import shown_settings  # noqa: PLC0415
    from nastav_docs.cli.terminal import show_all, show_json  # noqa: PLC0415
    from nastav_docs.config import has_errors, load  # noqa: PLC0415

    items, problems = shown_settings(load(folder), what)
    if form == "json":
        show_json(as_json(items))
    else:
        click.echo(as_text(items), nl=False)
    if problems:
        show_all(problems)
    sys.exit(1 if has_errors(problems) else 0)


def as_text(items: Sequence[ShownItem]) -> str:
    """The items as a list under a heading for each sort: id, text, deadline, who, file and line."""
    from nastav_docs.authoring import SORTS  # noqa: PLC0415

    order = list(SORTS)
    lines: list[str] = []
    for sort, same in groupby(sorted(items, key=lambda one: order.index(one.sort)), key=lambda one: one.sort):
        lines += ["", f"{SORTS[sort]} ({sort})"]
        for one in same:
            more = " · ".join(filter(None, (one.deadline, ", ".join(one.who))))
            lines.append(f"  {one.id or one.path.rpartition('.')[2]:<22} {cut(one.text)}")
            lines.append(f"  {'':<22} {more + ' · ' if more else ''}{one.path} · {one.place}")
    return "\n".join([*lines[1:], ""]) if lines else ""


def cut(text: str) -> str:
    """A text of at most WIDTH characters."""
    return text if len(text) <= WIDTH else f"{text[: WIDTH - 1].rstrip()}…"


def as_json(items: Sequence[ShownItem]) -> str:
    """The items as JSON: a list of objects."""
    import json  # noqa: PLC0415

    found = [
        {
            "sort": one.sort,
            "id": one.id,
            "path": one.path,
            "text": one.text,
            "deadline": one.deadline,
            "who": list(one.who),
            "file": one.place.file,
            "line": one.place.line,
        }
        for one in items
    ]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
