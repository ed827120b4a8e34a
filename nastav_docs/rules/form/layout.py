"""Whether a Word file looks as ГОСТ Р 7.0.97 says: margins, sizes, fonts, intervals, page numbers, heads of tables.

What the norm is (millimetres, points) comes from the profile of the package.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Confidence, Place
from nastav_docs.diagnostics.codes import layout as codes
from nastav_docs.rules.mark import mark
from nastav_docs.russian.typography import USUAL_LINE, stretched

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Margins, Paper, PaperPackage, Paragraph

# Side of a page → the adjective of its margin.
SIDES = {"left": "левое", "right": "правое", "top": "верхнее", "bottom": "нижнее"}
LONG_TABLE = 8  # rows: a table that may run over a page
LENGTH = 6000  # characters: surely more than one page
TEXT = 120  # characters: more than a line of a requisite
INDENT_SLACK = 0.8  # millimetres: 1.25 cm is 1.27 by old habit
MARGIN_SLACK = 0.6  # millimetres: rounding of Word's twentieths of a point


def margins(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds margins narrower than the norm's; a turned page may have those of an upright one turned with it."""
    for section in package.sections:
        norm = package.profile.margins
        given = {side: getattr(section, side) for side in SIDES}
        if section.landscape and is_turned(given, norm):
            continue
        for side, name in SIDES.items():
            least, width = getattr(norm, side), given[side]
            if width < least - MARGIN_SLACK:
                message = f"{name.capitalize()} поле {width:.0f} мм, нужно не менее {least:g} мм"
                yield codes.MARGIN.at(section.place, message, hint=f"{least:g} мм")


def is_turned(given: Mapping[str, float], norm: Margins) -> bool:
    """Whether the margins (millimetres) of a turned page leave room for binding above, where its left edge comes to."""
    rest = min(norm.right, norm.top, norm.bottom) - MARGIN_SLACK
    return given["top"] >= norm.left - MARGIN_SLACK and min(given.values()) >= rest


def running_text(package: PaperPackage) -> Iterator[Paragraph]:
    """The long paragraphs of the text proper: preambles, clauses, texts of letters; a note under a form is none."""
    for document in package.documents:
        lines = (*document.body, *((document.preamble,) if document.preamble else ()))
        title = document.title.text if document.title is not None else ""
        lines = tuple(p for p in lines if p.text not in title)
        long = [p for p in lines if p.look and p.part == "body" and len(p.text) > TEXT and p.segments[0].words]
        if len(long) > 1 or document.kind != "other":
            yield from long


def sizes(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds text in a size that the norm doesn't name; each size once a file."""
    shown: set[tuple[str, float]] = set()
    for paragraph in running_text(package):
        for size in sorted(paragraph.look.sizes if paragraph.look else ()):
            if size not in package.profile.sizes and (paragraph.file, size) not in shown:
                shown.add((paragraph.file, size))
                message = f"Размер шрифта {size:g}".replace(".", ",")
                yield mark(codes.FONT_SIZE, paragraph, 0, len(paragraph.text), message, listed(package.profile.sizes))


def listed(numbers: Sequence[float]) -> str:
    """Numbers in words: `listed([12, 13, 14])` → «12, 13 или 14»."""
    texts = [f"{number:g}".replace(".", ",") for number in numbers]
    return " или ".join([", ".join(texts[:-1]), *texts[-1:]] if len(texts) > 1 else texts)


def fonts(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds text in a font that an organisation's own norm doesn't name; each font once a file."""
    named = package.profile.fonts
    shown: set[tuple[str, str]] = set()
    for paragraph in running_text(package) if named else ():
        for font in sorted(paragraph.look.fonts if paragraph.look else ()):
            if font not in named and (paragraph.file, font) not in shown:
                shown.add((paragraph.file, font))
                yield mark(codes.FONT, paragraph, 0, len(paragraph.text), f"Шрифт {font}", " или ".join(named))


def intervals(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds lines set closer or wider than the norm allows; once a file."""
    least, most = package.profile.spacing
    shown: set[str] = set()
    for paragraph in running_text(package):
        spacing = paragraph.look.spacing if paragraph.look else None
        if spacing is not None and not least - 0.01 <= spacing <= most + 0.01 and paragraph.file not in shown:
            shown.add(paragraph.file)
            message = f"Межстрочный интервал {spacing:.2g}".replace(".", ",")
            yield mark(
                codes.SPACING, paragraph, 0, len(paragraph.text), message, f"от {least:g} до {most:g}".replace(".", ",")
            )


def indents(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds first lines that begin elsewhere than the norm says; once a file, clauses numbered by Word aside."""
    right = package.profile.indent
    shown: set[str] = set()
    for paragraph in running_text(package):
        look = paragraph.look
        if look is None or paragraph.label or paragraph.file in shown or look.align == "center":
            continue
        if abs(look.first_indent - right) > INDENT_SLACK and look.left_indent < 1:
            shown.add(paragraph.file)
            message = f"Абзацный отступ {look.first_indent / 10:.2f} см".replace(".", ",")
            yield mark(
                codes.INDENT, paragraph, 0, len(paragraph.text), message, f"{right / 10:.2f} см".replace(".", ",")
            )


LINES: Final = (33_000, USUAL_LINE)  # of 13 pt PT Serif, and of 14 pt Times New Roman


def alignment(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds running text that isn't justified; once a file. What would show holes if it were justified is left out."""
    shown: set[str] = set()
    for paragraph in running_text(package) if package.profile.justified else ():
        if paragraph.look and paragraph.look.align in {"left", "start"} and paragraph.file not in shown:
            if any(stretched(paragraph.text, line, number) for line in LINES for number in range(4)):
                continue
            shown.add(paragraph.file)
            yield mark(codes.ALIGN, paragraph, 0, len(paragraph.text), "Текст выровнен не по ширине", "по ширине")


def page_numbers(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a paper of several pages without page numbers, or with one on the first page or where the norm has none."""
    right = "внизу посередине" if package.profile.page_numbers == "bottom" else "вверху посередине"
    for paper in package.papers:
        if not paper.sections:
            continue
        if not has_several_pages(paper):
            continue
        sure = is_long(paper)
        first, wanted = paper.sections[0], package.profile.page_numbers
        numbered = {s.numbered for s in paper.sections}
        place = Place(paper.file, 1, words="номера страниц")
        if numbered == {""}:
            hint = f"номера со второй страницы, {right}"
            found = codes.PAGE_NUMBER.at(place, "Страницы не пронумерованы", hint=hint)
            yield found if sure else replace(found, confidence=Confidence.PROBABLE)  # an annex may have one page too
        elif wanted == "top" and "footer" in numbered:
            yield codes.PAGE_NUMBER.at(place, "Номера страниц стоят внизу", hint=right)
        elif wanted == "bottom" and "header" in numbered:
            yield codes.PAGE_NUMBER.at(place, "Номера страниц стоят вверху", hint=right)
        elif first.numbered and not first.first_differs:
            yield codes.PAGE_NUMBER.at(
                place, "Номер стоит и на первой странице", hint="особый колонтитул первой страницы"
            )


def has_several_pages(paper: Paper) -> bool:
    """Whether a paper surely or likely runs over more than one page: its text is long, or it has breaks or sections."""
    return is_long(paper) or len(paper.sections) > 1 or is_broken(paper)


def is_long(paper: Paper) -> bool:
    """Whether the text of a paper surely fills more than one page."""
    return sum(len(p.text) for p in paper.paragraphs()) >= LENGTH


def is_broken(paper: Paper) -> bool:
    """Whether a page break stands between the paragraphs of a paper, which then has several pages."""
    return any(p.look is not None and p.look.page_break for p in list(paper.paragraphs())[1:])


def table_heads(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a long table whose head isn't repeated on the next page, or whose rows may be torn."""
    for paper in package.papers:
        if not paper.sections:
            continue
        for document in (d for d in package.documents if d.file == paper.file):
            for table in document.tables():
                if len(table.rows) <= LONG_TABLE:
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


def hyphenation(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a file where Word hyphenates words itself."""
    for paper in package.papers:
        if paper.hyphenates:
            place = Place(paper.file, 1, words="параметры документа")
            yield codes.HYPHENATION.at(place, "Включена автоматическая расстановка переносов", hint="отключите её")


def heading_places(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a heading to the text elsewhere than a house sets it; ГОСТ allows the left edge and the middle."""
    wanted = package.profile.heading
    words = {"left": "слева", "center": "посередине"}
    for document in package.documents if wanted != "any" else ():
        title = document.title
        if title is None or title.look is None or title.part != "body" or document.kind not in {"order", "letter"}:
            continue
        align = title.look.align.replace("start", "left").replace("both", "left")
        if align != wanted:
            message = f"Заголовок к тексту стоит {words.get(align, 'не там')}"
            yield mark(codes.HEADING_PLACE, title, 0, len(title.text), message, words[wanted])


def no_title(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds an order or letter without a title, where the profile asks one of every paper."""
    if not package.profile.titles:
        return
    for document in package.documents:
        first = document.verb or next(iter(document.body), None)
        if document.kind in {"order", "letter"} and document.title is None and first is not None:
            yield mark(codes.NO_TITLE, first, 0, len(first.text), "Нет заголовка к тексту", "О …")


PACKAGE_RULES = (
    margins,
    sizes,
    fonts,
    intervals,
    indents,
    alignment,
    page_numbers,
    table_heads,
    hyphenation,
    heading_places,
    no_title,
)
