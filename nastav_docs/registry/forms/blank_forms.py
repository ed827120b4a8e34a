"""Make empty spreadsheets for people to fill in: the registry of schools, the bases of mentors and of mentees.

All are XLSX with drop-down lists, a hint at each cell and a sheet that explains the columns; equal input gives equal
bytes.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from nastav_docs.docx import PackedPart, pack_part, packed, zip_of
from nastav_docs.grids import MARK_PART, with_mark
from nastav_docs.registry.column_headings import BY_NAME, EXAMPLE_HEAD, Column
from nastav_docs.registry.forms import xlsx_writer as xlsx
from nastav_docs.registry.mentor_bases import (
    CONSENT,
    MENTEES,
    MENTORING_FORMS,
    MENTORS,
    PASSED,
    PERSONAL_DATA,
    ROWS,
    Graph,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

KINDS: Final = (
    "СОШ", "ООШ", "НОШ", "лицей", "гимназия", "детский сад", "дом детского творчества", "центр образования",
    "детско-юношеская спортивная школа", "школа-интернат",
)  # fmt: skip
GENDERS: Final = ("мужской", "женский")
REGISTRY_COLUMNS: Final = (
    "id", "name", "abbr", "kind", "place", "address", "phone", "email", "head", "head_position", "head_gender",
    "curator", "curator_position", "curator_gender", "order_number", "order_date", "letter_number", "letter_date",
    "executor", "executor_phone",
)  # fmt: skip
EXAMPLE: Final[dict[str, str | dt.date]] = {
    "id": "пример",
    "name": "Муниципальное автономное общеобразовательное учреждение «Средняя общеобразовательная школа № 0»",
    "abbr": "МАОУ «СОШ № 0»",
    "kind": "СОШ",
    "place": "с. Вымышленное",
    "address": "ул. Школьная, д. 1, с. Вымышленное, 000000",
    "phone": "(00000) 0-00-00",
    "email": "school@example.org",
    "head": EXAMPLE_HEAD,
    "head_position": "директор",
    "head_gender": "женский",
    "curator": "Примеров Пётр Ильич",
    "curator_position": "заместитель директора по воспитательной работе",
    "curator_gender": "мужской",
    "order_number": "42-ОД",
    "order_date": dt.date(2020, 11, 2),
    "letter_number": "12",
    "letter_date": dt.date(2020, 11, 9),
    "executor": "Примеров Пётр Ильич",
    "executor_phone": "(00000) 0-00-00",
}
WIDTHS: Final = {"id": 12, "name": 44, "abbr": 24, "address": 36, "head": 30, "curator": 30, "curator_position": 34}
REGISTRY_NOTES: Final = (
    "Столбцы узнаются по заголовкам; порядок любой, ненужные можно удалить, обязательные отмечены звёздочкой.",
    "Свои столбцы добавляйте справа: шаблон увидит их под именем из заголовка малыми буквами, с «_» вместо пробелов.",
    "Строка с кодом «пример» вымышлена и не читается; её можно удалить.",
)


# Stand in for the name of a school and its code in the book of a form, which is made once.
SCHOOL: Final = "[[school]]"
CODE: Final = "[[code]]"
FIRST_SHEET: Final = "xl/worksheets/sheet1.xml"
HEADING_ROW: Final = 4
TITLE_HEIGHT: Final = 38  # points: two lines of 14 pt, for a school's full name
NOT_IN_XML: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF))


def registry_form() -> bytes:
    """Make an empty registry of schools, as bytes of XLSX: headings, hints, drop-down lists, an example row."""
    parts = xlsx.parts_of(_registry_book(), "Реестр школ")
    return packed(parts)


def mentors_form(school: str, code: str = "") -> bytes:
    """Make a school's empty base of mentors, as bytes of XLSX.

    `school` is the name as printed, `code` the school's code in the registry: the hidden mark tells whose book it is.
    """
    return _filled("mentors", "База наставников", MENTORS, school, code)


def mentees_form(school: str, code: str = "") -> bytes:
    """Make a school's empty base of mentees, as bytes of XLSX; `school` and `code` as for `mentors_form`."""
    return _filled("mentees", "База наставляемых", MENTEES, school, code)


def _filled(kind: str, title: str, graphs: tuple[Graph, ...], school: str, code: str) -> bytes:
    """The book of a form with a school's name in it, and the hidden mark.

    The book is made once; for each school only the sheet with the name and the mark are packed anew.
    """
    sheet, mark, others = _base(kind, title, graphs)
    name = escape(school.translate(NOT_IN_XML), quote=False).encode()
    own = escape(code.translate(NOT_IN_XML), quote=False).encode()
    return zip_of(
        (
            *others,
            pack_part(MARK_PART, mark.replace(CODE.encode(), own)),
            pack_part(FIRST_SHEET, sheet.replace(SCHOOL.encode(), name)),
        )
    )


@lru_cache(maxsize=8)
def _base(kind: str, title: str, graphs: tuple[Graph, ...]) -> tuple[bytes, bytes, tuple[PackedPart, ...]]:
    parts = with_mark(xlsx.parts_of(_base_book(title, graphs), title), kind, CODE)
    sheet, mark = parts.pop(FIRST_SHEET), parts.pop(MARK_PART)
    return sheet, mark, tuple(pack_part(name, content) for name, content in parts.items())


def _registry_book() -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Школы"
    draw_registry(book, sheet)
    return book


def draw_registry(book: Workbook, sheet: Worksheet) -> None:
    """Draw an empty registry of schools on a sheet of a book, and a further sheet that explains its columns."""
    columns = [BY_NAME[name] for name in REGISTRY_COLUMNS]
    lists = {"kind": f"Подсказки!$F$2:$F${len(KINDS) + 1}", "gender": f'"{",".join(GENDERS)}"'}
    for index, column in enumerate(columns, 1):
        xlsx.head(sheet, 1, index, column.title + ("*" if column.required else ""), WIDTHS.get(column.name, 20))
        look = xlsx.DATE_LOOK if column.content == "date" else xlsx.TEXT_LOOK
        xlsx.note(sheet, 2, index, EXAMPLE[column.name], look)
        xlsx.ask(
            sheet, 2, index, column.hint,
            choice=lists.get(column.name, lists.get(column.content, "")),
            content=column.content,
        )  # fmt: skip
        # The number format is the whole column's, so that what is typed below the example keeps its leading zeros.
        sheet.column_dimensions[get_column_letter(index)].number_format = look
    sheet.freeze_panes = "B2"
    xlsx.print_on_a4(sheet, 1)
    _registry_hints(book, columns)


def _registry_hints(book: Workbook, columns: Sequence[Column]) -> None:
    sheet = book.create_sheet("Подсказки")
    headings = (("Столбец", 26), ("Обязателен", 13), ("Что писать", 70), ("Имя в шаблоне", 26), ("", 3), ("Типы", 36))
    for index, (heading, width) in enumerate(headings, 1):
        xlsx.head(sheet, 1, index, heading, width)
    for row, column in enumerate(columns, 2):
        cells = (column.title, "да" if column.required else "", column.hint, f"school.{column.name}")
        for index, text in enumerate(cells, 1):
            xlsx.put(sheet, row, index, text)
    for row, kind in enumerate(KINDS, 2):
        xlsx.put(sheet, row, 6, kind)
    for row, text in enumerate(REGISTRY_NOTES, len(columns) + 3):
        xlsx.note(sheet, row, 1, text)
    xlsx.print_on_a4(sheet, 1)


def _base_book(title: str, graphs: Sequence[Graph]) -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    xlsx.title(sheet, 1, len(graphs), title, size=14, bold=True)
    xlsx.title(sheet, 2, len(graphs), SCHOOL, size=14)
    xlsx.title(sheet, 3, len(graphs), PERSONAL_DATA, size=10)
    lists = {
        "form": f"Справочник!$A$2:$A${len(MENTORING_FORMS) + 1}",
        "passed": f'"{",".join(PASSED)}"',
        "consent": f'"{",".join(CONSENT)}"',
    }
    looks = {"date": xlsx.DATE_LOOK, "year": "0"}
    first = HEADING_ROW + 1
    for index, graph in enumerate(graphs, 1):
        xlsx.head(sheet, HEADING_ROW, index, graph.title, graph.width)
        xlsx.ask(sheet, first, index, graph.hint, choice=lists.get(graph.content, ""), content=graph.content)
        for number in range(1, ROWS + 1):
            counted = number if index == 1 else None
            xlsx.put(sheet, HEADING_ROW + number, index, counted, looks.get(graph.content, xlsx.TEXT_LOOK))
    # LibreOffice lays a heading over the next row unless the row says how high it is.
    sheet.row_dimensions[HEADING_ROW].height = xlsx.height_of((graph.title, graph.width) for graph in graphs)
    sheet.row_dimensions[2].height = TITLE_HEIGHT
    sheet.freeze_panes = f"C{first}"
    xlsx.print_on_a4(sheet, HEADING_ROW)
    _reference(book, graphs)
    return book


def _reference(book: Workbook, graphs: Sequence[Graph]) -> None:
    sheet = book.create_sheet("Справочник")
    for index, (heading, width) in enumerate((("Форма наставничества", 30), ("Графа", 50), ("Что писать", 60)), 1):
        xlsx.head(sheet, 1, index, heading, width)
    for row, form in enumerate(MENTORING_FORMS, 2):
        xlsx.put(sheet, row, 1, form)
    for row, graph in enumerate(graphs, 2):
        xlsx.put(sheet, row, 2, graph.title)
        xlsx.put(sheet, row, 3, graph.hint)
    xlsx.print_on_a4(sheet, 1)
