"""The layout of a Word file: margins, sizes, intervals, page numbers, heads of tables (ГОСТ Р 7.0.97)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nastav_docs.codes import form as codes
from nastav_docs.diagnostics import Confidence, Place
from nastav_docs.rules.mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Paper, Paragraph
    from nastav_docs.requisites import Package

LEAST = {"left": 20, "right": 10, "top": 20, "bottom": 20}  # millimetres
SIDES = {"left": "левое", "right": "правое", "top": "верхнее", "bottom": "нижнее"}
SIZES = (12.0, 13.0, 14.0)
LONG = 8  # rows: a table that may run over a page
LENGTH = 6000  # characters: surely more than one page
TEXT = 120  # characters: more than a line of a requisite
SLACK = 0.6  # millimetres: rounding of Word's twentieths of a point


def margins(package: Package) -> Iterator[Diagnostic]:
    """Margins narrower than the norm's."""
    for section in package.sections:
        for side, least in LEAST.items():
            width = getattr(section, side)
            if width < least - SLACK:
                message = f"{SIDES[side].capitalize()} поле {width:.0f} мм, нужно не менее {least} мм"
                yield codes.MARGIN.at(section.place, message, hint=f"{least} мм")


def running_text(package: Package) -> Iterator[Paragraph]:
    """The paragraphs of the text proper: preambles, clauses, texts of letters."""
    for document in package.documents:
        for paragraph in (*document.body, *((document.preamble,) if document.preamble else ())):
            if (
                paragraph.look is not None
                and paragraph.part == "body"
                and len(paragraph.text) > TEXT
                and paragraph.segments[0].words
            ):
                yield paragraph


def sizes(package: Package) -> Iterator[Diagnostic]:
    """Text set in a size that the norm doesn't name, each size once a file."""
    shown: set[tuple[str, float]] = set()
    for paragraph in running_text(package):
        for size in sorted(paragraph.look.sizes if paragraph.look else ()):
            if size not in SIZES and (paragraph.file, size) not in shown:
                shown.add((paragraph.file, size))
                message = f"Размер шрифта {size:g}".replace(".", ",")
                yield mark(codes.FONT_SIZE, paragraph, 0, len(paragraph.text), message, "12, 13 или 14")


def intervals(package: Package) -> Iterator[Diagnostic]:
    """Lines set closer than 1 or wider than 1.5, once a file."""
    shown: set[str] = set()
    for paragraph in running_text(package):
        spacing = paragraph.look.spacing if paragraph.look else None
        if spacing is not None and not 0.99 <= spacing <= 1.51 and paragraph.file not in shown:  # noqa: PLR2004 - rounding of Word
            shown.add(paragraph.file)
            message = f"Межстрочный интервал {spacing:.2g}".replace(".", ",")
            yield mark(codes.SPACING, paragraph, 0, len(paragraph.text), message, "от 1 до 1,5")


def indents(package: Package) -> Iterator[Diagnostic]:
    """First lines that begin otherwise than 1.25 cm in, once a file; clauses numbered by Word aside."""
    shown: set[str] = set()
    for paragraph in running_text(package):
        look = paragraph.look
        if look is None or paragraph.label or paragraph.file in shown or look.align == "center":
            continue
        if abs(look.first_indent - 12.5) > 0.8 and look.left_indent < 1:  # noqa: PLR2004 - 1.25 cm, 1.27 by old habit
            shown.add(paragraph.file)
            message = f"Абзацный отступ {look.first_indent / 10:.2f} см".replace(".", ",")
            yield mark(codes.INDENT, paragraph, 0, len(paragraph.text), message, "1,25 см")


def alignment(package: Package) -> Iterator[Diagnostic]:
    """Running text that isn't justified, once a file."""
    shown: set[str] = set()
    for paragraph in running_text(package):
        if paragraph.look and paragraph.look.align in {"left", "start"} and paragraph.file not in shown:
            shown.add(paragraph.file)
            yield mark(codes.ALIGN, paragraph, 0, len(paragraph.text), "Текст выровнен не по ширине", "по ширине")


def page_numbers(package: Package) -> Iterator[Diagnostic]:
    """A paper of several pages without page numbers, or with one on the first page or below the text."""
    for paper in package.papers:
        if not paper.sections:
            continue
        sure = sum(len(p.text) for p in paper.paragraphs()) >= LENGTH
        if not sure and len(paper.sections) == 1 and not is_broken(paper):
            continue
        first = paper.sections[0]
        numbered = {s.numbered for s in paper.sections}
        place = Place(paper.file, 1, words="номера страниц")
        if numbered == {""}:
            right = "номера со второй страницы, вверху посередине"
            found = codes.PAGE_NUMBER.at(place, "Страницы не пронумерованы", hint=right)
            yield found if sure else replace(found, confidence=Confidence.PROBABLE)  # an annex may have one page too
        elif "footer" in numbered:
            yield codes.PAGE_NUMBER.at(place, "Номера страниц стоят внизу", hint="вверху посередине")
        elif first.numbered and not first.first_differs:
            yield codes.PAGE_NUMBER.at(
                place, "Номер стоит и на первой странице", hint="особый колонтитул первой страницы"
            )


def is_broken(paper: Paper) -> bool:
    """Whether a page break stands between the paragraphs of a paper."""
    return any(p.look is not None and p.look.page_break for p in list(paper.paragraphs())[1:])


def table_heads(package: Package) -> Iterator[Diagnostic]:
    """A long table whose head isn't repeated, or whose rows may be torn."""
    for paper in package.papers:
        if not paper.sections:
            continue
        for document in (d for d in package.documents if d.file == paper.file):
            for table in document.tables():
                if len(table.rows) <= LONG:
                    continue
                place = Place(paper.file, table.rows[0].line, words=f"таблица {table.number}")
                if not table.rows[0].header:
                    yield codes.HEADER_ROW.at(
                        place,
                        "Шапка таблицы не повторяется на следующих страницах",
                        hint="«Повторять строки заголовков»",
                    )
                if sum(row.splits for row in table.rows) > len(table.rows) / 2:
                    yield codes.ROW_BREAKS.at(
                        place,
                        "Строки таблицы могут разорваться концом страницы",
                        hint="снимите «Разрешить перенос строк»",
                    )


def hyphenation(package: Package) -> Iterator[Diagnostic]:
    """Words hyphenated by Word itself."""
    for paper in package.papers:
        if paper.hyphenates:
            place = Place(paper.file, 1, words="параметры документа")
            yield codes.HYPHENATION.at(place, "Включена автоматическая расстановка переносов", hint="отключите её")


def no_title(package: Package) -> Iterator[Diagnostic]:
    """An order or letter without a title, where the profile asks one of every paper."""
    if package.profile != "gost-2025":
        return
    for document in package.documents:
        first = document.verb or next(iter(document.body), None)
        if document.kind in {"order", "letter"} and document.title is None and first is not None:
            yield mark(codes.NO_TITLE, first, 0, len(first.text), "Нет заголовка к тексту", "О …")


PACKAGE_RULES = (margins, sizes, intervals, indents, alignment, page_numbers, table_heads, hyphenation, no_title)
