"""The commands on a district's own templates: what a user typed becomes a call."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nastav_docs.cli.russian_click import RussianCommand, RussianGroup

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nastav_docs.authoring import FieldGroup, PreviewFiles, TemplateUse
    from nastav_docs.config import Project
    from nastav_docs.diagnostics import Diagnostic

# As in cli.py: modules are imported inside the commands, so that `--help` does not wait for them.
FOLDER = click.Path(path_type=Path)
FILE = click.Path(path_type=Path)


@click.group("templates", cls=RussianGroup)
def templates() -> None:
    """Свои шаблоны Word: список, имена, заготовка, проверка, сравнение."""


@templates.command("list", cls=RussianCommand)
@click.argument("folder", metavar="ПАПКА", type=FOLDER)
def list_(folder: Path) -> None:
    """Какой файл служит каждому документу, из какого он слоя и что заменяет."""
    from nastav_docs.authoring import document_templates  # noqa: PLC0415
    from nastav_docs.config import has_errors, load  # noqa: PLC0415

    rows, problems = document_templates(load(folder))
    for row in rows:
        for number, used in enumerate(row.uses):
            click.echo(f"{row.document if not number else '':<14} {_use(used)}")
    _finish(problems)
    sys.exit(1 if has_errors(problems) else 0)


def _use(used: TemplateUse) -> str:
    layer = "свой" if used.own else "общий"
    notes = [f"{layer}: {used.path}"]
    if used.hides:
        notes.append(f"вместо {used.hides}")
    if used.extends:
        notes.append(f"поверх «{used.extends}»: блоки {', '.join(used.blocks) or 'нет'}")
    return f"{used.name:<18} {'; '.join(notes)}"


@templates.command(cls=RussianCommand)
@click.argument("folder", metavar="ПАПКА", type=FOLDER)
@click.argument("name", metavar="[ИМЯ]", default="")
@click.option("--docx", "out", metavar="ФАЙЛ", type=FILE, help="Записать памятку Word, чтобы держать рядом.")
def fields(folder: Path, name: str, out: Path | None) -> None:
    """Все имена, которыми может пользоваться шаблон: тип, смысл, значение здесь. ИМЯ – только оно и его поля."""
    from nastav_docs.authoring import listing  # noqa: PLC0415
    from nastav_docs.config import has_errors, load  # noqa: PLC0415

    project, written = load(folder), True
    groups, problems = listing(project, name)
    if out is not None and groups:
        from nastav_docs.authoring import cheat_sheet  # noqa: PLC0415

        district = project.config.district.name.text if project.config is not None else ""
        written = _write(out, cheat_sheet(groups, f"Имена шаблонов: {district}"))
    elif groups:
        _show_fields(groups)
    _finish(problems)
    sys.exit(1 if has_errors(problems) or not written else 0)


@templates.command(cls=RussianCommand)
@click.argument("folder", metavar="ПАПКА", type=FOLDER)
@click.argument("name", metavar="ШАБЛОН")
@click.option(
    "--block", "blocks", metavar="БЛОК", multiple=True, help="Только этот блок; можно повторять. Иначе весь шаблон."
)
@click.option("--as", "own", metavar="ИМЯ", default="", help="Имя своего файла [как у общего].")
def override(folder: Path, name: str, blocks: tuple[str, ...], own: str) -> None:
    """Записать в templates/ ПАПКИ заготовку, которую правят в Word: блоки общего ШАБЛОНА или весь его."""
    from nastav_docs.authoring import override as make  # noqa: PLC0415
    from nastav_docs.authoring import override_target  # noqa: PLC0415
    from nastav_docs.config import load  # noqa: PLC0415
    from nastav_docs.diagnostics import Diagnostic  # noqa: PLC0415

    project = load(folder)
    if project.tree is None:
        _finish(project.problems)
        sys.exit(1)
    target, found = override_target(project, name, own)
    data, problems = (None, (found,)) if isinstance(found, Diagnostic) else make(found, target, blocks)
    if data is None:
        _finish(problems)
        sys.exit(1)
    written = _write(target, data)
    if written:
        _tell_whose(folder, target)
    sys.exit(0 if written else 1)


def _tell_whose(folder: Path, target: Path) -> None:
    """Whose papers an own template changes: the district's, the schools', or none yet."""
    from nastav_docs.authoring import papers_printed_by  # noqa: PLC0415
    from nastav_docs.config import load  # noqa: PLC0415
    from nastav_docs.diagnostics import shown  # noqa: PLC0415

    own, of_schools = papers_printed_by(load(folder), target)
    if own:
        click.echo(shown(f"Им печатаются документы муниципалитета: {', '.join(own)}"))
    if of_schools:
        click.echo(shown(f"Им печатаются документы каждой школы: {', '.join(of_schools)}"))
    if not own and not of_schools:
        click.echo(
            f"Им пока ничего не печатается: назовите его в настройках, documents: {{…: {{template: {target.name}}}}}"
        )


@templates.command(cls=RussianCommand)
@click.argument("paths", metavar="ФАЙЛ|ПАПКА …", type=FILE, nargs=-1, required=True)
@click.option(
    "--annotate", "out", metavar="КУДА", type=FILE, help="Записать копию с примечаниями Word у каждого места."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Вид ответа [text].")
def check(paths: tuple[Path, ...], out: Path | None, form: str) -> None:
    """Проверить шаблоны до сборки: метки, имена, кавычки, лист, язык; всё сразу."""
    from nastav_docs.authoring import annotated, check_path  # noqa: PLC0415
    from nastav_docs.config import has_errors  # noqa: PLC0415
    from nastav_docs.diagnostics import as_json  # noqa: PLC0415

    problems = tuple(dict.fromkeys(problem for path in paths for problem in check_path(path)))
    if form == "json":
        from nastav_docs.cli.terminal import show_json  # noqa: PLC0415

        show_json(as_json(problems))
    else:
        _finish(problems)
        if not problems:
            click.echo("Замечаний нет.")
    written = [_write(target, data) for target, data in annotated(paths, problems, out)] if out is not None else []
    sys.exit(1 if has_errors(problems) or not all(written) else 0)


@templates.command(cls=RussianCommand)
@click.argument("old", metavar="СТАРЫЙ", type=FILE)
@click.argument("new", metavar="НОВЫЙ", type=FILE)
def diff(old: Path, new: Path) -> None:
    """Чего просит НОВЫЙ шаблон, чего не просил СТАРЫЙ, и чем отличается их текст."""
    from nastav_docs.authoring import difference  # noqa: PLC0415

    found, problems = difference(old, new)
    _finish(problems)
    if found is None:
        sys.exit(1)
    for heading, names in (("Просит впервые:", found.asked), ("Больше не просит:", found.dropped)):
        if names:
            click.echo(heading)
            for one in names:
                click.echo(f"  {one}")
    if found.outline:
        click.echo("Текст:")
        for line in found.outline:
            click.echo(f"  {line}")
    if not (found.asked or found.dropped or found.outline):
        click.echo("Отличий нет.")


@click.command(cls=RussianCommand)
@click.argument("folder", metavar="ПАПКА", type=FOLDER)
@click.argument("name", metavar="ДОКУМЕНТ")
@click.option("-o", "--out", metavar="ПАПКА", type=FOLDER, default="preview", help="Куда писать [preview].")
@click.option("--school", metavar="КОД", default="", help="Школа; иначе первая из реестра.")
@click.option("--png", is_flag=True, help="Рисунок на каждую страницу вместо PDF.")
@click.option("--open", "opened", is_flag=True, help="Открыть то, что получилось.")
@click.option("--watch", is_flag=True, help="Повторять, когда сохранён YAML или DOCX; остановить – Ctrl+C.")
def preview(folder: Path, name: str, out: Path, school: str, *, png: bool, opened: bool, watch: bool) -> None:
    """Показать один ДОКУМЕНТ страницами (PDF или PNG) через LibreOffice."""
    from nastav_docs.authoring import open_file, show_document  # noqa: PLC0415
    from nastav_docs.authoring import watch as watch_folder  # noqa: PLC0415
    from nastav_docs.config import load  # noqa: PLC0415

    def make(project: Project, changed: tuple[Path, ...] = ()) -> PreviewFiles:
        for path in changed:
            click.echo(named("изменён", path))
        shown = show_document(project, name, out, school=school, png=png)
        _finish(shown.problems)
        for file in shown.files:
            click.echo(named("записан", file))
        return shown

    if watch:
        first = True

        def again(project: Project, changed: tuple[Path, ...]) -> None:
            nonlocal first
            shown = make(project, changed)
            if opened and first and shown.files:
                open_file(shown.files[0])
                first = False

        try:
            watch_folder(folder, again)
        except KeyboardInterrupt:
            click.echo("Остановлено.")
        return
    shown = make(load(folder))
    if opened and shown.files:
        open_file(shown.files[0])
    sys.exit(0 if shown.files else 1)


def _show_fields(groups: Sequence[FieldGroup]) -> None:
    """The names in columns as wide as the widest of their group."""
    for group in groups:
        click.secho(f"\n{group.title}", bold=True)
        width = max(len(row.name) for row in group.rows)
        for row in group.rows:
            value = f" = {row.value}" if row.value else ""
            click.echo(f"  {row.name:<{width}}  {row.kind:<14} {row.description}{value}")


def _finish(problems: Iterable[Diagnostic]) -> None:
    found = tuple(problems)
    if found:
        from nastav_docs.cli.terminal import show_all  # noqa: PLC0415

        show_all(found)


def named(words: str, path: Path) -> str:
    """What became of a file, and its name as a terminal may show it."""
    from nastav_docs.diagnostics import shown  # noqa: PLC0415

    return f"{words:<14} {shown(str(path))}"


def _write(path: Path, data: bytes) -> bool:
    """Write a file anew, whole or not at all; whether it is written."""
    from nastav_docs.diagnostics import Place  # noqa: PLC0415
    from nastav_docs.diagnostics.codes import building as codes  # noqa: PLC0415
    from nastav_docs.files import advice, reason, replace_file  # noqa: PLC0415

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, data)
    except (OSError, UnicodeError) as error:
        message = f"Файл «{path}» не записан: {reason(error)}."
        _finish((codes.NOT_WRITTEN.at(Place(str(path)), message, hint=advice(error)),))
        return False
    click.echo(named("записан", path))
    return True
