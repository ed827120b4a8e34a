"""`nastav-docs lint`: findings about anybody's papers, and copies of them with comments and corrections."""

from __future__ import annotations

import sys
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nastav_docs.cli.russian_click import RussianCommand
from nastav_docs.cli.templates import named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nastav_docs import Profile
    from nastav_docs.diagnostics import Code, Diagnostic
    from nastav_docs.review import FormCopy, Unwritten

FOLDER = click.Path(path_type=Path)


@click.command(cls=RussianCommand)
@click.argument("paths", metavar="ФАЙЛ|ПАПКА …", type=FOLDER, nargs=-1, required=True)
@click.option("--acts", metavar="ФАЙЛ", type=FOLDER, multiple=True, help="Реестр актов (YAML); можно повторять.")
@click.option(
    "--profile", metavar="НОРМА", default="gost-2016", help="gost-2016, gost-2025, none или файл со своей [gost-2016]."
)
@click.option(
    "--format", "form", type=click.Choice(["text", "html", "json", "sarif"]), default="text", help="Вид ответа [text]."
)
@click.option(
    "--min",
    "least",
    type=click.Choice(["error", "warning", "note"]),
    default="note",
    help="Самое лёгкое, что показывать: ошибки, предупреждения, замечания [note].",
)
@click.option("--all", "everything", is_flag=True, help="Показывать и советы.")
@click.option("--quiet", is_flag=True, help="Только итог по каждому файлу.")
@click.option("--annotate", metavar="КУДА", type=FOLDER, help="Копия с примечаниями Word у каждого замечания.")
@click.option(
    "--fix", metavar="КУДА", type=FOLDER, help="Копия с исправлениями, которые в Word принимают или отклоняют."
)
@click.option(
    "--form", "of_form", is_flag=True, help="С --fix: привести к норме и оформление – поля, шрифт, интервалы, отступы."
)
@click.option("--ignore", metavar="КОД=ПРИЧИНА", multiple=True, help="Не показывать замечания с этим кодом.")
def lint(  # noqa: PLR0913, PLR0917 - the options of a command
    paths: tuple[Path, ...],
    acts: tuple[Path, ...],
    profile: str,
    form: str,
    least: str,
    everything: bool,  # noqa: FBT001 - an option of the command
    quiet: bool,  # noqa: FBT001 - an option of the command
    annotate: Path | None,
    fix: Path | None,
    of_form: bool,  # noqa: FBT001 - an option of the command
    ignore: tuple[str, ...],
) -> None:
    """Нормоконтроль: проверить готовые документы Word или тексты как один пакет."""
    from nastav_docs import read_acts  # noqa: PLC0415
    from nastav_docs.cli.terminal import show, show_json  # noqa: PLC0415
    from nastav_docs.config import ConfigError, has_errors  # noqa: PLC0415
    from nastav_docs.diagnostics import Severity, as_json, as_sarif  # noqa: PLC0415
    from nastav_docs.review import lint as lint_papers  # noqa: PLC0415
    from nastav_docs.review import report, report_page  # noqa: PLC0415

    if annotate is not None and annotate == fix:
        click.echo("Примечания и исправления – разные копии: назовите для --annotate и --fix разные места.", err=True)
        sys.exit(2)
    if of_form and (fix is None or profile == "none"):
        needed = "нужен параметр --fix: куда записать копию"
        click.echo(f"Для --form {needed if fix is None else 'нужна норма: --profile none её не называет'}.", err=True)
        sys.exit(2)
    try:
        registry = tuple(act for file in acts for act in read_acts(file))
        norm = _profile(profile)
    except ConfigError as error:
        show(error.diagnostics)
        sys.exit(1)
    reasons = reasons_given(ignore)
    found = lint_papers(paths, acts=registry, profile=norm, ignore=reasons)
    if form == "text":
        click.echo(report(found, least=Severity(least), everything=everything, quiet=quiet), nl=False)
    elif form == "html":
        click.echo(report_page(found, least=Severity(least), everything=everything), nl=False)
    else:
        show_json({"json": as_json, "sarif": as_sarif}[form](found))
    problems = _copies(paths, found, annotate, fix, norm if of_form else None)
    show(problems)
    sys.exit(1 if has_errors((*found, *problems)) else 0)


def _copies(
    paths: tuple[Path, ...],
    found: Sequence[Diagnostic],
    annotate: Path | None,
    fix: Path | None,
    norm: Profile | None,
) -> tuple[Diagnostic, ...]:
    """Write the copies asked for, with comments and with corrections; what kept some from being written.

    With a norm the form is corrected too, and what was changed is said.
    """
    if annotate is None and fix is None:
        return ()
    from nastav_docs.review import unwritten, with_corrections, write_copies  # noqa: PLC0415

    copies: dict[str, FormCopy] = {}
    corrected = with_corrections if norm is None else partial(_with_form, norm, copies)
    problems: tuple[Diagnostic, ...] = ()
    for out, copy_of in ((annotate, None), (fix, corrected)):
        if out is not None:
            written, wrong = write_copies(paths, found, out, copy_of)
            problems += wrong
            for path in written:
                click.echo(named("записан", path), err=True)
            if not written and not wrong:
                click.echo("Копии делаются только с файлов .docx: записывать нечего.", err=True)
    if norm is not None:
        _tell_form(found, copies)
    if fix is not None:
        _tell_unwritten(unwritten(found))
    return problems


def _with_form(
    norm: Profile, copies: dict[str, FormCopy], data: bytes, found: Sequence[Diagnostic], name: str
) -> bytes | Diagnostic:
    """A copy with the form and the words corrected; what was changed in the form goes to `copies`, by file."""
    from nastav_docs.review import FormCopy, with_corrections, with_form  # noqa: PLC0415

    copy = with_form(data, name, norm)
    if not isinstance(copy, FormCopy):
        return copy
    copies[name] = copy
    return with_corrections(copy.data, found, name)


def _tell_form(found: Sequence[Diagnostic], copies: Mapping[str, FormCopy]) -> None:
    """What of the form was changed, and what is left to a person."""
    from nastav_docs.review import form_left  # noqa: PLC0415

    changes: Counter[Code] = Counter()
    for copy in copies.values():
        changes.update({change.code: change.places for change in copy.changes})
    done = ", ".join(f"{_small(code.title)} – {number}" for code, number in changes.items())
    click.echo(f"Оформление, внесено: {done or 'ничего'}.", err=True)
    for one in form_left(found, changes):
        click.echo(f"  {one.code}: {_small(one.message)} – решать человеку.", err=True)
    for name, copy in copies.items():
        for number in copy.wide:
            click.echo(f"  {name}: таблица {number} шире текста при новых полях – уменьшите её в Word.", err=True)


def _small(text: str) -> str:
    """A message within a line: its first letter small."""
    return text[:1].lower() + text[1:]


def _tell_unwritten(left: Sequence[Unwritten]) -> None:
    """What `--fix` shows and does not write, with the reasons."""
    if not left:
        return
    number = sum(one.number for one in left)
    click.echo(f"Показано, но в копии не внесено предложений: {number}. Решать человеку:", err=True)
    for one in left:
        click.echo(f"  {one.code} ({one.number}): {one.why}.", err=True)


def _profile(name: str) -> Profile | None:
    """The norm of the form by its name, or out of a file; raises ConfigError."""
    from nastav_docs import GOST, read_profile  # noqa: PLC0415

    if name in {*GOST, "none"}:
        return GOST.get(name)
    if not name.endswith((".yaml", ".yml")):
        click.echo(f"Нормы «{name}» нет. Можно: {', '.join(GOST)}, none или файл .yaml со своей.", err=True)
        sys.exit(2)
    return read_profile(name)


def reasons_given(ignore: tuple[str, ...]) -> dict[str, str]:
    """Codes and rules that are not to be shown, each with its reason."""
    from nastav_docs.diagnostics.codes import find_codes  # noqa: PLC0415

    reasons = {name.strip(): reason.strip() for name, _, reason in (entry.partition("=") for entry in ignore)}
    for name, reason in reasons.items():
        if not find_codes(name):
            click.echo(f"Кода или правила «{name}» нет; что есть, покажет страница «Коды».", err=True)
            sys.exit(2)
        if not reason:
            click.echo(f'У исключения {name} нет причины. Напишите: --ignore "{name}=почему так надо".', err=True)
            sys.exit(2)
    return reasons
