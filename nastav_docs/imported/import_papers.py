"""Papers read, turned into settings, printed again and compared with the sources; the folder that comes of it."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from nastav_docs.config import CONFIG_NAME, ConfigError, yaml_text
from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import importing as codes
from nastav_docs.documents import load, render
from nastav_docs.files import is_file, replace_file
from nastav_docs.imported.assemble import Assembled, assembled
from nastav_docs.imported.claims import Left, spots, unclaimed
from nastav_docs.imported.compare import Compared, compared, shown, words_of
from nastav_docs.imported.drafts import PrintedPaper, at
from nastav_docs.imported.kept_spaces import with_kept_spaces
from nastav_docs.imported.own_templates import own_templates
from nastav_docs.imported.retyped import retyped
from nastav_docs.imported.side_by_side import page
from nastav_docs.imported.sources import read_sources
from nastav_docs.imported.widths import with_widths
from nastav_docs.papers import Paper, Table, package_of, paper_of_docx

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from nastav_docs.imported.claims import KeyPath
    from nastav_docs.imported.compare import Change
    from nastav_docs.imported.drafts import Settings
    from nastav_docs.papers import Paragraph

BESIDE: Final = "источник.html"
FEW: Final = 2  # places of one change that are told one by one
MARKS: Final = frozenset(",;./")  # between those responsible, who are printed one under another
ROW_NUMBER: Final = re.compile(r"\d{1,3}(?:\.\d{1,3})*\.?")
LABEL: Final = re.compile(
    r"[IVX]{1,5}|\d{1,3}(?:\.\d{1,2})*\.?|[а-яa-z]|[)–•.-]"
)  # the number of a clause: no word of its text
LONGEST_LABEL: Final = 3  # words and signs: «–», «5.1», «.»
NUMBERED_ANEW: Final = "Номера программа ставит сама: 1., 1.1."
SHEET: Final = re.compile(r"подпись|ознакомлен|согласован", re.IGNORECASE)
STAMP: Final = re.compile(r"электронн\w+\s+подпис", re.IGNORECASE)
CAPITALS: Final = "Напечатается другими буквами, прописными или строчными"
BLANK_DATE: Final = re.compile(r"«_+» _+ 20_+ г\.")  # of a grif that a person signs: to be written by hand
ROUNDS: Final = 3  # of taking back what prints otherwise than it was written
HEAD: Final = """\
Настройки, перенесённые из документов: {files}.
Что не перенесено или напечатается иначе, чем в источнике, – в файле «{beside}» рядом.
Проверить: nastav-docs check ПАПКА; собрать документы: nastav-docs build ПАПКА -o out"""


@dataclass(frozen=True, slots=True)
class Imported:
    """What the sources have become.

    `text` is that of `district.yaml`, `problems` what was not understood, with places in the sources; `beside` the page
    «источник – что понято». `files` are those written, empty where nothing was.
    """

    text: str
    problems: tuple[Diagnostic, ...]
    beside: str = ""
    files: tuple[Path, ...] = ()
    settings: Settings | None = None


def import_papers(files: Sequence[Path], out: Path | None, found: Sequence[Diagnostic] = ()) -> Imported:
    """Turn Word papers, texts and drafts into a folder of settings that builds.

    `files` are read as one package, `out` is the folder (None writes nothing), `found` are findings of a check of the
    same files, which are shown beside them. Nothing is written where the folder has settings already.
    """
    if out is not None and is_file(out / CONFIG_NAME):
        message = f"В папке «{out}» уже есть {CONFIG_NAME}."
        return Imported("", (codes.FOLDER_TAKEN.at(Place(str(out)), message, hint="Назовите другую папку: -o ПАПКА"),))
    papers, problems = read_sources(files)
    if not papers:
        return Imported("", tuple(problems))
    package = package_of(papers)
    made = assembled(package, papers)
    templates, drawn = own_templates(made.settings, package, files)
    plain, made = made, replace(made, claims=(*made.claims, *drawn))
    outside = [one.paragraph for one in made.left] + unclaimed(papers, made.claims, made.left)
    settings, results, failed = proven(made, outside, templates)
    if templates and failed:
        templates, made = {}, plain
        outside = [one.paragraph for one in made.left] + unclaimed(papers, made.claims, made.left)
        settings, results, failed = proven(made, outside)
    head = HEAD.format(files=", ".join(paper.file for paper in papers), beside=BESIDE)
    text = "\n".join(f"# {line}".rstrip() for line in head.splitlines()) + "\n\n" + yaml_text(settings, made.notes)
    again = {shown(p) for p in merged_down(papers)}
    results = {
        name: replace(one, added=tuple(text for text in one.added if text not in again))
        for name, one in results.items()
    }
    told = told_of(made, papers, results)
    beside = page(papers, made, results, found)
    whole = (*problems, *failed, *told)
    if out is None:
        return Imported(text, whole, beside, settings=settings)
    out.mkdir(parents=True, exist_ok=True)
    for name, data in ((CONFIG_NAME, text), (BESIDE, beside)):
        replace_file(out / name, data.encode())
    written = _write(out, templates)
    return Imported(text, whole, beside, (out / CONFIG_NAME, out / BESIDE, *written), settings)


def proven(
    made: Assembled, outside: Sequence[Paragraph], templates: Mapping[str, bytes] = MappingProxyType({})
) -> tuple[Settings, dict[str, Compared], tuple[Diagnostic, ...]]:
    """The settings that print what the sources say: a text whose `{{ … }}` prints otherwise goes back to words.

    So does the caption of an annex that the program would word in another way: it is written line by line.
    `outside` are the paragraphs that are not in the settings: nothing is expected to print them.
    """
    gone = {spot for paragraph in (*outside, *made.silent) for spot in spots(paragraph)}
    documents = [replace(one, source=tuple(p for p in one.source if not spots(p) <= gone)) for one in made.printed]
    plain: set[KeyPath] = set()
    written = set(made.short_captions)
    for _ in range(ROUNDS):
        settings = made.with_tags(plain, written)
        results, failed, tables = printed(settings, documents, templates)
        changes = [change for result in results.values() for change in result.changes]
        reworded = [c for c in changes if not _is_numbering(c)]
        changed = {spot for change in reworded for spot in spots(change.paragraph)}
        back = {
            claim.path
            for claim in made.claims
            if claim.path in made.texts
            and claim.path not in plain
            and spots(claim.paragraph) & changed
            and "{{" in str(at(settings, claim.path))
        }
        if failed and not results:
            back = set(made.texts) - plain
        other = {path for path, (caption, _) in made.captions.items() if spots(caption) & changed} - written
        if not back and not other:
            break
        plain, written = plain | back, written | other
    return with_kept_spaces(with_widths(settings, made.tables, tables), made.claims), results, failed


def printed(
    settings: Settings, documents: Sequence[PrintedPaper], templates: Mapping[str, bytes] = MappingProxyType({})
) -> tuple[dict[str, Compared], tuple[Diagnostic, ...], list[Table]]:
    """Each document of the settings compared with its source; why one could not be printed; the tables printed."""
    results: dict[str, Compared] = {}
    tables: list[Table] = []
    failed: list[Diagnostic] = []
    with tempfile.TemporaryDirectory(prefix="nastav-docs-") as folder:
        (Path(folder) / CONFIG_NAME).write_text(yaml_text(settings), encoding="utf-8")
        _write(Path(folder), templates)
        project = load(Path(folder))
        for one in documents:
            try:
                files = [render(project, name) for name in (one.name, *one.further)]
            except ConfigError as error:
                failed += [
                    codes.NOT_BUILT.at(Place(CONFIG_NAME), f"Документ «{one.name}»: {d.message}", hint=d.hint)
                    for d in error.diagnostics
                    if d.severity.name == "ERROR"
                ]
                continue
            read = [paper_of_docx(data, one.name) for data in files]
            failed += [paper for paper in read if isinstance(paper, Diagnostic)]
            said = [p for paper in read if isinstance(paper, Paper) for p in paper.paragraphs() if p.part != "header"]
            results[one.name] = compared(one.source, said)
            tables += [
                block
                for paper in read
                if isinstance(paper, Paper)
                for block in paper.blocks
                if isinstance(block, Table)
            ]
    return results, tuple(dict.fromkeys(failed)), tables


def _write(folder: Path, templates: Mapping[str, bytes]) -> list[Path]:
    """Write templates into the folder of settings."""
    paths = []
    for name, data in templates.items():
        (folder / "templates").mkdir(exist_ok=True)
        paths.append(folder / "templates" / name)
        replace_file(paths[-1], data)
    return paths


def told_of(made: Assembled, papers: Sequence[Paper], results: Mapping[str, Compared]) -> tuple[Diagnostic, ...]:
    """What was not understood, at its place in the source, in reading order."""
    reasons = {(d.place.file, d.message[:1].lower() + d.message[1:].rstrip(".")) for d in made.told if d.place}
    left = [one for one in made.left if (one.paragraph.file, one.why) not in reasons]
    found: list[Diagnostic] = [*made.told, *(_left(one) for one in left)]
    found += _unclaimed(unclaimed(papers, made.claims, made.left))
    said = {(one.place.file, one.place.line, one.place.column) for one in found if one.place}
    found += _otherwise([change for result in results.values() for change in result.changes], said)
    found += _nested(papers)
    gone = {one.place for one in found if one.code == codes.NOT_TAKEN.code}
    found += retyped(p for paper in papers for p in paper.paragraphs() if p.place() not in gone)
    order = {paper.file: number for number, paper in enumerate(papers)}
    found.sort(key=lambda d: (order.get(d.place.file, 99), d.place.line) if d.place else (99, 0))
    repeated = {shown(p) for p in made.silent}
    for name, result in results.items():
        new = [
            text
            for text in result.added
            # Told once for the table: rows are numbered by the program.
            if text not in repeated
            and not BLANK_DATE.fullmatch(text)
            and not (made.silent and ROW_NUMBER.fullmatch(text))
        ]
        if len(new) > FEW:
            lines = _short(" / ".join(new))
            message = f"В документе «{name}» появятся строки, которых в источнике нет ({len(new)}): «{lines}»."
            found.append(codes.PRINTED_NEW.at(Place(CONFIG_NAME), message, text="\n".join(new)[:200]))
            continue
        for text in new:
            message = f"В документе «{name}» появится: «{_short(text)}» – в источнике этого нет."
            found.append(codes.PRINTED_NEW.at(Place(CONFIG_NAME), message, text=text[:200]))
    for path, note in made.notes.items():
        name = " → ".join(map(str, path))
        found.append(codes.TO_FILL_IN.at(Place(CONFIG_NAME), f"{name}: {note}.", text=name))
    return tuple(found)


def _nested(papers: Sequence[Paper]) -> Iterator[Diagnostic]:
    """The cells in which a table stands: its rows become text of the cell."""
    tables = (block for paper in papers for block in paper.blocks if isinstance(block, Table))
    for cell in (cell for table in tables for row in table.rows for cell in row.cells if cell.nested):
        if cell.paragraphs:
            first = cell.paragraphs[-1]
            message = f"Таблица внутри ячейки напечатается текстом подряд: «{_short(cell.text)}»."
            yield codes.PRINTED_OTHERWISE.at(first.place(), message, text=first.text[:200])


def merged_down(papers: Sequence[Paper]) -> Iterator[Paragraph]:
    """What cells say that are merged over several rows: it is printed in each of them."""
    for table in (block for paper in papers for block in paper.blocks if isinstance(block, Table)):
        merged = {cell.column for row in table.rows for cell in row.cells if cell.merged}
        yield from (p for row in table.rows for cell in row.cells if cell.column in merged for p in cell.paragraphs)


def _is_numbering(change: Change) -> bool:
    """Whether only the numbers or marks of clauses are others, which stand at their beginning."""
    begin, new = (set(words_of(text)[:LONGEST_LABEL]) for text in (shown(change.paragraph), change.printed))
    words = {*change.lost, *change.added}
    return bool(new) and begin >= {*change.lost} and new >= {*change.added} and all(map(LABEL.fullmatch, words))


def _is_capital(change: Change) -> bool:
    """Whether only capitals are others, apart from numbers: «Слушали» and «СЛУШАЛИ»."""
    one, other = (
        [word.lower() for word in words if not LABEL.fullmatch(word)] for words in (change.lost, change.added)
    )
    return bool(one) and one == other


def _otherwise(changes: Sequence[Change], said: Collection[tuple[str, int, int]]) -> Iterator[Diagnostic]:
    """What is printed in other words; the same words lost and added in many places are told once."""
    alike: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Change]] = {}
    for change in changes:
        place = change.paragraph.place()
        marks = {*change.lost, *change.added} <= MARKS and change.paragraph.part == "cell"
        marks = marks or not re.sub(r"[\s_]", "", "".join((*change.lost, *change.added)))  # a longer blank
        marks = marks or sorted(change.lost) == sorted(change.added)  # «Фомин Ю.С.» and «Ю.С. Фомин»
        if (place.file, place.line, place.column) not in said and not marks:
            alike.setdefault((change.lost, change.added), []).append(change)
    folded = ((_is_numbering, NUMBERED_ANEW), (_is_capital, CAPITALS))
    for what, said_of in folded:
        found = [c for group in alike.values() for c in group if what(c)]
        alike = {key: [c for c in group if c not in found] for key, group in alike.items()}
        if found:
            shown_so = f"«{_short(found[0].paragraph.text)}» – напечатается «{_short(found[0].printed)}»"
            more = f" Таких мест: {len(found)}." if len(found) > 1 else ""
            text = found[0].paragraph.text[:200]
            yield codes.PRINTED_OTHERWISE.at(found[0].paragraph.place(), f"{said_of}: {shown_so}.{more}", text=text)
    for (lost, added), group in alike.items():
        for number, change in enumerate(group):
            if number and len(group) > FEW:
                break
            message = f"Напечатается иначе: «{_short(change.printed)}»." if change.printed else "Не напечатается."
            message += f" И ещё так же в {len(group) - 1} местах." if len(group) > FEW else ""
            gone = f"пропадёт: {' '.join(lost)[:120]}" if lost else ""
            new = f"появится: {' '.join(added)[:120]}" if added else ""
            hint = "; ".join(filter(None, (gone, new)))
            text = change.paragraph.text[:200]
            yield codes.PRINTED_OTHERWISE.at(change.paragraph.place(), message, hint=hint, text=text)


def _unclaimed(paragraphs: Sequence[Paragraph]) -> Iterator[Diagnostic]:
    """What nothing was made of: a paragraph each, the cells of one table together."""
    tables: dict[tuple[str, str], list[Paragraph]] = {}
    for paragraph in paragraphs:
        table = paragraph.segments[0].words.split(",")[0] if paragraph.part == "cell" else ""
        if table:
            tables.setdefault((paragraph.file, table), []).append(paragraph)
        else:
            yield _left(Left(paragraph, _why(paragraph)))
    for cells in tables.values():
        if len(cells) <= FEW:
            yield from (_left(Left(cell, _why(cell))) for cell in cells)
            continue
        shown_so = _short(" | ".join(cell.text for cell in cells))
        message = f"Ячейки таблицы не перенесены ({len(cells)}): «{shown_so}»."
        hint = "Лист согласования или ознакомления программа печатает сама: роли – в agreed и acquainted приказа"
        text = "\n".join(cell.text[:200] for cell in cells)
        yield codes.NOT_TAKEN.at(
            cells[0].place(), message, hint=hint if SHEET.search(text) and not STAMP.search(text) else "", text=text
        )


def _left(one: Left) -> Diagnostic:
    message = f"Не перенесено: «{_short(one.paragraph.text)}» – {one.why}."
    return codes.NOT_TAKEN.at(one.paragraph.place(), message, text=one.paragraph.text[:200])


def _why(paragraph: Paragraph) -> str:
    where = {
        "header": "верхний колонтитул",
        "footer": "нижний колонтитул",
        "footnote": "сноска",
        "box": "надпись (текстовое поле)",
    }
    return where.get(paragraph.part, "места для этого в настройках не нашлось")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) < 120 else f"{text[:117]}…"  # noqa: PLR2004 - a line of a screen
