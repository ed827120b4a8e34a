"""Whether a table's head, rows and cells are in form; and which tables are plans and indicators."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from nastav_docs.diagnostics.codes import form as codes
from nastav_docs.papers import role_of
from nastav_docs.rules.form.numbering import misplaced
from nastav_docs.rules.kept import by_document, by_paper
from nastav_docs.rules.mark import mark
from nastav_docs.russian import MONTH_BEGINS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Cell, Columns, Document, PaperPackage, TableRow

# A surname with initials.
PERSON = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s[А-ЯЁ]\.\s?[А-ЯЁ](?:\.|\b)"
# The number of a row, perhaps below another one: «1.2».
NUMBER = re.compile(r"(?P<parent>(?:\d{1,2}\.)*)(?P<own>\d{1,3})\.?")
# Heads over which a corner stays empty: days of a timetable, months, years, classes.
ALIKE = re.compile(
    r"(?:пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среда|четверг|пятница|суббота"
    rf"|(?:{MONTH_BEGINS})[а-я]*"
    r"|\d{1,4}|[IVX]+)\b",
    re.IGNORECASE,
)
# A person and then another capitalised word, with nothing between.
TWO = re.compile(rf"{PERSON}\s+(?P<next>[А-ЯЁ][а-яё]{{3,}}(?:\s[^,;]+)?)$")


def plans(package: PaperPackage) -> Iterator[tuple[Document, Columns]]:
    """The tables of activities with deadlines or people responsible, each with its document."""
    yield from ((document, found) for document, found in package.tables if is_plan(found))


def is_plan(found: Columns) -> bool:
    """Whether a table is one of activities with deadlines or people responsible."""
    return "indicator" not in found.roles and bool(found.roles.keys() & {"deadline", "responsible"} and found.rows)


def indicators(package: PaperPackage) -> Iterator[tuple[Document, Columns]]:
    """The tables of target indicators, each with its document."""
    yield from ((document, found) for document, found in package.tables if is_of_indicators(found))


def is_of_indicators(found: Columns) -> bool:
    """Whether a table is one of target indicators."""
    return "indicator" in found.roles and bool(found.roles.keys() & {"target", "year", "unit", "due"})


def headed(package: PaperPackage) -> Iterator[Columns]:
    """Every table that has a head and rows."""
    for _, found in package.tables:
        if len(found.roles) > 1 and found.rows:
            yield found


@by_document
def empty_headers(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a column without a heading."""
    for _, found in package.tables:
        if not found.rows or not is_head(found.table.rows[0]):
            continue
        head = found.table.rows[0]
        for cell in head.cells:
            under = [row.at(cell.column) for row in found.rows]
            if cell.text or cell.merged or not any(c is not None and c.text for c in under):
                continue
            if cell.column == 1 and all(ALIKE.match(c.text) for c in head.cells[1:]):
                continue
            beside = next((p.place(0, 1) for c in head.cells for p in c.paragraphs), None)
            words = f"таблица {found.table.number}, строка 1, столбец {cell.column}"
            place = replace(beside, words=words) if beside and beside.words else beside
            message = f"Графа {cell.column} таблицы без заголовка"
            yield codes.EMPTY_HEADER.at(place, message, hint="«№ п/п», «Раздел»", text="(пусто)")


def is_head(row: TableRow) -> bool:
    """Whether a first row names columns.

    It has three or more cells, short, all but one filled, with no figures and no sentences.
    """
    texts = [c.text for c in row.cells]
    filled = [t for t in texts if t]
    names = all(len(t) < 60 and (not t[0].isdigit() or role_of(t)) for t in filled)  # noqa: PLR2004 - a heading
    names = names and not any(t.endswith(".") and len(t) > 8 for t in filled)  # noqa: PLR2004 - «Ф.И.О.», «Ед. изм.» are none
    return len(texts) > 2 and len(texts) - len(filled) <= 1 and names  # noqa: PLR2004 - columns


@by_document
def number_headers(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds the heading «№», where «№ п/п» is usual."""
    for found in headed(package):
        cell = found.table.rows[0].at(found.roles.get("number", 0))
        if cell is not None and cell.text.strip() in {"№", "N"} and cell.paragraphs:
            yield mark(codes.NUMBER_HEADER, cell.paragraphs[0], 0, len(cell.paragraphs[0].text), "Графа «№»", "№ п/п")


@by_document
def merged_rows(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds several activities with deadlines of their own in one row."""
    for _, found in plans(package):
        for row in found.rows:
            deadline = found.cell(row, "deadline")
            action = found.cell(row, "activity") or next((c for c in row.cells if len(c.paragraphs) > 1), None)
            if deadline is None or action is None or deadline is action:
                continue
            if len(deadline.paragraphs) > 1 and len(action.paragraphs) == len(deadline.paragraphs):
                count = len(action.paragraphs)
                first = action.paragraphs[0]
                message = f"В одной строке несколько мероприятий с разными сроками ({count})"
                yield mark(
                    codes.ROW_MERGED, first, 0, len(first.text), message, "каждое мероприятие – отдельной строкой"
                )


@by_paper
def torn_rows(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a row that a page break cut in two."""
    for paper in package.papers:
        for block in paper.blocks:
            for row in getattr(block, "rows", ()):
                if row.torn is not None:
                    text = next((c.text for c in row.cells if c.text), "")
                    hint = "запретите перенос строки, повторите шапку"
                    yield codes.ROW_SPLIT.at(
                        row.torn, "Строка таблицы разорвана границей страницы", hint=hint, text=text[:40]
                    )


@by_document
def responsibles(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds two people responsible in one line without a comma: «Котова И.Г. Лосев П.П.»."""
    for _, found in plans(package):
        for row in found.rows:
            cell = found.cell(row, "responsible")
            for paragraph in cell.paragraphs if cell is not None else ():
                match = TWO.search(paragraph.text)
                if match:
                    message = "Два ответственных без разделителя"
                    yield mark(
                        codes.MULTI_RESPONSIBLE,
                        paragraph,
                        *match.span("next"),
                        message,
                        "с новой строки или через запятую",
                    )


@by_document
def row_numbers(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds numbers of rows that repeat or leave one out; a cell may hold several numbers, each on its line."""
    for found in headed(package):
        lists: dict[str, list[tuple[Cell, int]]] = {}
        for row in found.rows:
            cell = found.cell(row, "number")
            for line in cell.text.split("\n") if cell is not None else ():
                match = re.fullmatch(r"(?P<parent>(?:\d{1,2}\.)*)(?P<own>\d{1,3})\.?", line.strip())
                if match and cell is not None:
                    lists.setdefault(match["parent"], []).append((cell, int(match["own"])))
        for parent, numbers in lists.items():
            begin = numbers[0][1] - 1  # a table may go on from another one
            for at, due in misplaced([own - begin for _, own in numbers]):
                cell, here = numbers[at]
                if here != 1:
                    message = f"Строка {parent}{here}: по порядку здесь {parent}{due + begin}"
                    yield mark(
                        codes.NUMBERING, cell.paragraphs[0], 0, len(cell.text), message, f"{parent}{due + begin}"
                    )


@by_document
def number_cells(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds «1.1» beside «1.2.» in the column of numbers; the rarer way is shown."""
    for found in headed(package):
        cells = [c for row in found.rows if (c := found.cell(row, "number")) is not None]
        numbers = [(c, m) for c in cells if (m := re.fullmatch(r"(\d{1,2}(?:\.\d{1,2})*)(\.?)", c.text.strip()))]
        deep = [(c, m) for c, m in numbers if "." in m[1]]
        groups = [deep, [(c, m) for c, m in numbers if "." not in m[1]]]
        for group in groups:
            full, bare = [p for p in group if p[1][2]], [p for p in group if not p[1][2]]
            for cell, match in min(full, bare, key=len) if full and bare else ():
                paragraph = cell.paragraphs[0]
                message = f"Номера строк записаны по-разному: с точкой {len(full)}, без точки {len(bare)}"
                right = match[1] if len(bare) > len(full) else f"{match[1]}."
                yield mark(codes.NUMBER_STYLE, paragraph, 0, len(paragraph.text), message, right)


PACKAGE_RULES = (number_cells, empty_headers, number_headers, merged_rows, torn_rows, responsibles, row_numbers)
