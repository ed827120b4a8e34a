"""The command line: what a user typed becomes a call; no logic of its own."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from nastav_docs import __version__
from nastav_docs.cli.amendments import amend, diff
from nastav_docs.cli.cache_folder import cache_folder
from nastav_docs.cli.dropped import commands_for
from nastav_docs.cli.due import due
from nastav_docs.cli.execution import execution, journal
from nastav_docs.cli.export import export
from nastav_docs.cli.importing import import_command
from nastav_docs.cli.lint import lint, reasons_given
from nastav_docs.cli.monitor import monitor
from nastav_docs.cli.output import finish, is_read, prepare
from nastav_docs.cli.profile import profile
from nastav_docs.cli.returns import collect
from nastav_docs.cli.roadmap import overview, roadmap
from nastav_docs.cli.russian_click import RussianCommand, RussianGroup, run
from nastav_docs.cli.show import show
from nastav_docs.cli.templates import named, preview, templates

if TYPE_CHECKING:
    from nastav_docs.builder import PdfReport, Report
    from nastav_docs.config import Project
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.russian import Kind

# Other modules are imported inside the commands: `--help` answers before any of them would have loaded.


@click.group(cls=RussianGroup)
@click.version_option(__version__, "--version", message="nastav-docs %(version)s", help="Показать версию и выйти.")
def cli() -> None:
    """Официальные документы управления образования и школ: из YAML и шаблонов Word."""
    from nastav_docs.cli.kept_patterns import take_kept_patterns  # noqa: PLC0415

    take_kept_patterns(cache_folder())


FOLDER = click.Path(path_type=Path)


class _BuildCommand(RussianCommand):
    """`--pdf` alone means `--pdf=yes`: click would take the folder behind it for its value."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, ["--pdf=yes" if arg == "--pdf" else arg for arg in args])


@cli.command(cls=_BuildCommand)
@click.argument("folders", metavar="ПАПКА …", type=FOLDER, nargs=-1, required=True)
@click.option("-o", "--out", metavar="ПАПКА", type=FOLDER, default="out", help="Куда писать [out].")
@click.option("--only", metavar="ИМЯ", multiple=True, help="Только этот документ; можно повторять.")
@click.option("--school", "schools", metavar="КОД", multiple=True, help="Только эта школа; можно повторять.")
@click.option("--force", is_flag=True, help="Перезаписать и то, что изменено человеком.")
@click.option("--prune", is_flag=True, help="Удалить документы, которых больше нет в настройках.")
@click.option("--jobs", metavar="N", type=click.IntRange(1), help="Сколько процессов; обычно программа решает сама.")
@click.option(
    "--pdf",
    metavar="[=a]",
    type=click.Choice(["yes", "a"]),
    help="Рядом с каждым документом – PDF (=a – для архива, PDF/A-2b); нужен LibreOffice.",
)
@click.option(
    "--site",
    is_flag=True,
    help="Рядом с документом, где названы участники (public: нет), – его копия для сайта, без имён.",
)
@click.option("--check", "norms", is_flag=True, help="Заодно провести нормоконтроль.")
@click.option(
    "--no-sync", is_flag=True, help="Не ждать, пока диск запишет всё: быстрее, но без защиты от сбоя питания."
)
@click.option("--cluster", metavar="АДРЕС", help="Планировщик Dask: tcp://хост:порт.")
def build(  # noqa: PLR0913  each argument is an option of the command
    folders: tuple[Path, ...],
    out: Path,
    only: tuple[str, ...],
    schools: tuple[str, ...],
    *,
    force: bool,
    prune: bool,
    jobs: int | None,
    pdf: str | None,
    site: bool,
    norms: bool,
    no_sync: bool,
    cluster: str | None,
) -> None:
    """Собрать документы из настроек в ПАПКЕ; из нескольких папок – каждую в свою папку результата."""
    from nastav_docs.builder import build as build_project  # noqa: PLC0415
    from nastav_docs.builder import executor_of  # noqa: PLC0415
    from nastav_docs.cli.terminal import progress_bar  # noqa: PLC0415
    from nastav_docs.config import ConfigError, load  # noqa: PLC0415

    kept = cache_folder()
    targets = _targets(folders, out)
    built = _Built()
    with contextlib.ExitStack() as stack:
        try:
            executor = stack.enter_context(executor_of(cluster))
        except ConfigError as error:
            _show(error.diagnostics)
            sys.exit(1)
        progress = stack.enter_context(progress_bar())
        for folder, target in zip(folders, targets, strict=True):
            project = load(folder, kept=kept)
            if norms:
                from nastav_docs.review import norms as find_norms  # noqa: PLC0415

                _show(find_norms(project))
            report = build_project(
                project, target, only=only, schools=schools, force=force, prune=prune,
                jobs=jobs, executor=executor, progress=progress, sync=not no_sync,
            )  # fmt: skip
            built.reports.append(report)
            if report.ok:
                _write_beside(project, report, built, pdf=pdf, site=site, force=force, prune=prune)
    sys.exit(0 if _told(built) else 1)


@dataclass(slots=True)
class _Built:
    """What the command has built: reports of all kinds, among them those of copies for a site, and those of PDFs."""

    reports: list[Report] = field(default_factory=list)
    copied: list[Report] = field(default_factory=list)
    papers: list[PdfReport] = field(default_factory=list)


def _write_beside(
    project: Project, report: Report, built: _Built, *, pdf: str | None, site: bool, force: bool, prune: bool
) -> None:
    """Write copies for a site and PDFs beside documents that stand, where they are asked for."""
    from nastav_docs.builder import write_pdf_and_fill, write_site_copies  # noqa: PLC0415

    copies: Report | None = None
    if site:
        paths = (*report.written, *report.unchanged, *report.kept)
        copies = write_site_copies(project, report.out, paths, force=force, prune=prune)
        built.reports.append(copies)
        built.copied.append(copies)
    if pdf is not None:
        paper, letters = write_pdf_and_fill(project, report, copies, archival=pdf == "a", force=force, prune=prune)
        built.papers.append(paper)
        built.reports += [] if letters is None else [letters]


def _told(built: _Built) -> bool:
    """Tell of all that was built; whether all of it is right."""
    _show(tuple(problem for report in built.reports for problem in report.problems))
    _show(tuple(problem for paper in built.papers for problem in paper.problems))
    for report in built.reports:
        of_copies = any(report is one for one in built.copied)
        if not of_copies or report.written or report.unchanged or report.kept or report.removed:
            _tell(report)  # where nothing needs a copy for a site there is nothing to tell of copies
    for paper in built.papers:
        _tell_pdf(paper)
    return all(report.ok for report in built.reports) and all(paper.ok for paper in built.papers)


def _targets(folders: tuple[Path, ...], out: Path) -> list[Path]:
    """Where each folder's documents go: one's own straight into `out`, those of several into a folder for each."""
    if len(folders) == 1:
        return [out]
    names = [Path(os.path.realpath(folder.parent if folder.suffix else folder)).name for folder in folders]
    for name in names:
        if [other.casefold() for other in names].count(name.casefold()) > 1:
            click.echo(f"Папок «{name}» несколько, и документы их смешались бы: соберите по одной, с -o.", err=True)
            sys.exit(2)
    return [out / name for name in names]


@cli.command(cls=RussianCommand)
@click.argument("folders", metavar="ПАПКА …", type=FOLDER, nargs=-1, required=True)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text", help="Вид ответа [text]."
)
@click.option("--ignore", metavar="КОД=ПРИЧИНА", multiple=True, help="Не показывать замечания с этим кодом.")
def check(folders: tuple[Path, ...], form: str, ignore: tuple[str, ...]) -> None:
    """Проверить настройки в ПАПКЕ, ничего в ней не записывая."""
    from nastav_docs.config import has_errors, load  # noqa: PLC0415
    from nastav_docs.review import check as check_project  # noqa: PLC0415
    from nastav_docs.review import suppress  # noqa: PLC0415

    reasons = reasons_given(ignore)
    kept = cache_folder()
    found = [problem for folder in folders for problem in check_project(load(folder, kept=kept), kept=kept)]
    problems = suppress(found, reasons)
    if form != "text":
        from nastav_docs.cli.terminal import show_json  # noqa: PLC0415
        from nastav_docs.diagnostics import as_json, as_sarif  # noqa: PLC0415

        show_json({"json": as_json, "sarif": as_sarif}[form](problems))
    else:
        _show(problems)
        if not problems:
            click.echo("Ошибок нет.")
    sys.exit(1 if has_errors(problems) else 0)


@cli.command(cls=RussianCommand)
@click.argument("folder", metavar="ПАПКА", type=FOLDER)
@click.option("--registry", is_flag=True, help="Вместо настроек – пустой реестр школ (Excel).")
@click.option("--xlsx", "workbook", is_flag=True, help="Настройки – книгой Excel «Район.xlsx», без YAML.")
@click.option("--programme", metavar="ИМЯ", default="", help="Готовая программа: mentoring-2025, gia … [mentoring].")
def init(folder: Path, *, registry: bool, workbook: bool, programme: str) -> None:
    """Записать в ПАПКУ первые настройки: они собираются сразу, прочерки – для своих данных."""
    from nastav_docs.authoring import start  # noqa: PLC0415

    written, problems = start(folder, registry=registry, workbook=workbook, programme=programme)
    _show(problems)
    for path in written:
        click.echo(named("записан", path))
    sys.exit(1 if problems else 0)


@cli.command(cls=RussianCommand)
@click.argument("folder", metavar="ПАПКА", type=FOLDER)
@click.option("--from", "built", metavar="ПАПКА", type=FOLDER, default="out", help="Где собранные документы [out].")
@click.option("-o", "--out", metavar="ПАПКА", type=FOLDER, default="packs", help="Куда писать [packs].")
@click.option(
    "--by",
    type=click.Choice(["school", "kind"]),
    default="school",
    help="Пакет на школу или на вид документа [school].",
)
@click.option("--zip", "archive", is_flag=True, help="Вместо PDF – ZIP с документами Word.")
@click.option("--site", is_flag=True, help="Копия для сайта: без документов, где названы участники (public: нет).")
def pack(folder: Path, built: Path, out: Path, by: str, *, archive: bool, site: bool) -> None:
    """Собрать готовые документы в пакеты: PDF с содержанием, закладками и общими номерами страниц, или ZIP."""
    from nastav_docs.builder import pack as make_packs  # noqa: PLC0415
    from nastav_docs.config import load  # noqa: PLC0415

    report = make_packs(load(folder), built, out, by="kind" if by == "kind" else "school", archive=archive, site=site)
    _show(report.problems)
    for words, names in (("записан", report.written), ("без изменений", report.unchanged)):
        for name in names:
            click.echo(named(words, report.out / name))
    if len(report.written) > 1:
        click.echo(f"Записано пакетов: {len(report.written)}")
    sys.exit(0 if report.ok else 1)


@cli.command("open", cls=RussianCommand)
@click.argument("folder", metavar="ПАПКА", type=FOLDER)
@click.option("-o", "--out", metavar="ПАПКА", type=FOLDER, default="out", help="Папка документов [out].")
@click.option("--port", metavar="N", type=click.IntRange(0, 65535), default=0, help="Порт; обычно любой свободный.")
@click.option("--no-browser", is_flag=True, help="Не открывать браузер, а только показать адрес.")
def open_folder(folder: Path, out: Path, *, port: int, no_browser: bool) -> None:
    """Работать с настройками в ПАПКЕ в браузере: данные, замечания, документы, проверка файлов."""
    from nastav_docs.config import load  # noqa: PLC0415
    from nastav_docs.page import open_page, page_missing  # noqa: PLC0415

    missing = page_missing()
    if missing is not None:
        _show((missing,))
        sys.exit(1)
    project = load(folder)
    if not project.files or not project.file.is_file():
        _show(project.problems)
        sys.exit(1)
    served = open_page(folder, out, port=port)
    click.echo(f"Страница: {served.address}")
    click.echo("Она видна только на этом компьютере. Закончить: Ctrl+C.")
    if not no_browser:
        import webbrowser  # noqa: PLC0415

        webbrowser.open(served.address)
    with contextlib.suppress(KeyboardInterrupt):
        served.run()
    click.echo("Страница закрыта.")


@cli.command(cls=RussianCommand)
@click.argument("code", metavar="КОД")
def explain(code: str) -> None:
    """Объяснить ошибку по её КОДУ (ND103) или правилу (REF-TITLE): что это, почему, как неверно и как верно."""
    from nastav_docs.diagnostics import nearest  # noqa: PLC0415
    from nastav_docs.diagnostics.codes import all_codes, explanation, find_codes  # noqa: PLC0415

    found = find_codes(code)
    if not found:
        near = nearest(code.strip().upper(), [one.rule for one in all_codes().values()])
        click.echo(f"Кода «{code}» нет.{f' Может быть, «{near}»?' if near else ''}", err=True)
        sys.exit(1)
    click.echo("\n\n".join(explanation(one) for one in found))


@cli.command(cls=RussianCommand)
@click.argument("texts", metavar="[ТЕКСТ …]", nargs=-1)
@click.option(
    "--kind",
    type=click.Choice(["person", "job", "org", "municipality", "act", "period"]),
    help="Что это: person – человек, job – должность, org – организация, municipality, act, period.",
)
def decline(texts: tuple[str, ...], kind: str | None) -> None:
    """Просклонять ТЕКСТ; без него – строки со стандартного ввода, ответ в TSV."""
    from nastav_docs.cli.decline import table, tsv  # noqa: PLC0415

    wanted = cast("Kind | None", kind)
    if texts:
        from nastav_docs.cli.terminal import show_declensions  # noqa: PLC0415

        # In a system without Russian letters (LC_ALL=C) words arrive as bytes that were not understood.
        known = (text.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for text in texts)
        show_declensions(table(known, wanted))
        return
    given = () if sys.stdin is None else sys.stdin.buffer  # closed, as under pythonw
    for line in tsv(map(_decoded, given), wanted):
        click.echo(line)
        if not is_read():
            break


def _decoded(line: bytes) -> str:
    """A line of standard input: UTF-8, else in the code page of the system."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode(sys.stdin.encoding or "utf-8", "replace")


def _show(problems: tuple[Diagnostic, ...]) -> None:
    if problems:
        from nastav_docs.cli.terminal import show_all  # noqa: PLC0415

        show_all(problems)


# What became of a document, and how many of them it became so of.
OUTCOMES = (
    ("written", "записан", "Записано документов"),
    ("unchanged", "без изменений", "Без изменений"),
    ("kept", "не тронут", "Не тронуто"),
    ("removed", "удалён", "Удалено"),
)
LISTED = 60


def _tell(report: Report) -> None:
    """Each document while there are few, and how many there are where it is more than one."""
    done = [(words, path) for outcome, words, _ in OUTCOMES for path in getattr(report, outcome)]
    if len(done) <= LISTED:
        for words, path in done:
            click.echo(named(words, report.out / path))
    for outcome, _, counted in OUTCOMES if len(done) > 1 else ():
        if number := len(getattr(report, outcome)):
            click.echo(f"{counted}: {number}")
    if len(done) > LISTED:
        from nastav_docs.diagnostics import shown  # noqa: PLC0415 - as for all commands

        click.echo(f"Папка: {shown(str(report.out))}")
    if not done:
        why = ": документов, которые названы в --only и --school, нет" if report.ok else ""
        click.echo(f"Ничего не записано{why}.", err=True)


def _tell_pdf(report: PdfReport) -> None:
    """How many PDFs there are; of those just written each with its sheets, while they are few: letters name them."""
    if len(report.written) <= LISTED:
        for path in report.written:
            click.echo(f"{named('записан', report.out / path)}, листов: {report.pages[path]}")
    if len(report.written) > 1:
        click.echo(f"Записано PDF: {len(report.written)}")
    if report.unchanged:
        click.echo(f"PDF без изменений: {len(report.unchanged)}")
    if report.removed:
        click.echo(f"Удалено PDF: {len(report.removed)}")


cli.add_command(lint)
cli.add_command(profile)
cli.add_command(show)
cli.add_command(templates)
cli.add_command(preview)
cli.add_command(collect)
cli.add_command(due)
cli.add_command(export)
cli.add_command(monitor)
cli.add_command(import_command)
cli.add_command(diff)
cli.add_command(amend)
cli.add_command(execution)
cli.add_command(journal)
cli.add_command(roadmap)
cli.add_command(overview)


def main() -> None:
    """Run the command line; the exit status is 0, 1 (errors in the user's input) or 2 (wrong usage)."""
    gc.set_threshold(100_000, 20, 100)  # nearly all that a command makes lives until it ends: 6 % of a check was this
    prepare()
    dropped = commands_for(sys.argv[1:], cli.commands)
    status = max([_status(list(line)) for line in dropped] or [_status(None)])
    lost = finish()
    if lost is not None:
        from nastav_docs.files import advice, reason  # noqa: PLC0415

        click.echo(f"Ответ записан не весь: {reason(lost)}; {advice(lost)}.", err=True)
        status = 1
    sys.exit(status)


def _status(line: list[str] | None) -> int:
    """The exit status of one command line; None is the one that the program was started with."""
    try:
        run(cli, line)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0


if __name__ == "__main__":
    main()
