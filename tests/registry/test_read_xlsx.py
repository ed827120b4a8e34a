"""Registries in Excel books, as people and programs save them."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from nastav_docs.diagnostics.problem import Severity
from nastav_docs.registry.reader import RegistrySettings, registry_from

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nastav_docs.registry.rows import SchoolRow

NOT_A_NUMBER = "Вместо номера документа – дата: так Excel понимает номер вида 12-5."
HEADINGS = ("Полное наименование", "Директор", "Номер приказа", "Дата приказа", "Сведения")


def read(data: bytes, sheet: str | None = None) -> tuple[tuple[SchoolRow, ...], list[str]]:
    rows, problems = registry_from(data, "школы.xlsx", RegistrySettings(sheet))
    return rows, [f"{problem.code} {problem.place}: {problem.message}" for problem in problems]


def book(rows: Sequence[Sequence[object]], change: Callable[[Workbook], None] = lambda _: None) -> bytes:
    """A book as openpyxl writes it."""
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "Школы"
    for row in rows:
        sheet.append(list(row))
    change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def raw_book(
    rows: str,
    *,
    strings: str = "",
    prefix: str = "",
    dimension: str = "",
    formats: str = "",
    fill: str = '<fill><patternFill patternType="none"/></fill>',
    strings_part: str = "xl/sharedStrings.xml",
) -> bytes:
    """A book as other programs write it, from the XML of its rows; `x:` is the prefix of Microsoft's Open XML SDK."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    tag = f"{prefix}:" if prefix else ""
    name = f"xmlns:{prefix}" if prefix else "xmlns"
    links = "".join(
        f'<Relationship Id="r{number}" Type="{office}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(
            [("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")]
        )
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kinds}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kinds}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="Школы" sheetId="1" r:id="r0"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{links}</Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><numFmts><numFmt numFmtId="164" formatCode="{formats or "0"}"/>'
        f"</numFmts><fonts><font/></fonts><fills>{fill}</fills><borders><border/></borders><cellStyleXfs><xf/>"
        '</cellStyleXfs><cellXfs><xf/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        strings_part: f'<sst xmlns="{main}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": f'<{tag}worksheet {name}="{main}">{dimension}'
        f"<{tag}sheetData>{rows}</{tag}sheetData></{tag}worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, xml in parts.items():
            archive.writestr(part, xml)
    return out.getvalue()


def inline(*texts: str, tag: str = "") -> str:
    """A row of texts without references to rows and cells, as simple exporters write it."""
    cells = "".join(f'<{tag}c t="inlineStr"><{tag}is><{tag}t>{text}</{tag}t></{tag}is></{tag}c>' for text in texts)
    return f"<{tag}row>{cells}</{tag}row>"


@pytest.mark.parametrize(
    ("value", "look", "text"),
    [
        (12, "General", "12"),
        (12.0, "General", "12"),
        (12.5, "General", "12,5"),
        (12, "000", "012"),
        (0.2, "0%", "20%"),
        (83436324873, "0", "83436324873"),
        ("42-ОД", "@", "42-ОД"),
        ("012", "@", "012"),
        (dt.date(2020, 11, 2), "DD.MM.YYYY", "02.11.2020"),
        (dt.datetime(2020, 11, 2, 15, 30), "DD.MM.YYYY HH:MM", "02.11.2020 15:30"),  # noqa: DTZ001 (a cell has no time zone)
        (dt.time(9, 5), "HH:MM", "09:05"),
        (True, "General", "да"),
        ("  два\nслова ", "@", "два слова"),
    ],
)
def test_values_are_read_as_a_person_sees_them(value: object, look: str, text: str) -> None:
    def format_cell(made: Workbook) -> None:
        made.worksheets[0]["E2"].number_format = look

    rows, problems = read(book([HEADINGS, ("А", "Б", "1", None, value)], format_cell))
    assert rows[0].texts["сведения"] == text
    assert problems == []


def test_numbers_and_dates_of_orders() -> None:
    rows, problems = read(
        book(
            [
                HEADINGS,
                ("А", "Б", 12, dt.date(2020, 11, 2)),
                ("В", "Г", "42-ОД", "2020-11-02"),
                ("Д", "Е", dt.date(2020, 5, 12), 44137),
            ]
        )
    )
    assert [(row.texts["order_number"], row.texts["order_date"]) for row in rows[:2]] == [
        ("12", "02.11.2020"),
        ("42-ОД", "02.11.2020"),
    ]
    assert problems == [
        f"ND618 школы.xlsx, строка 4, столбец «Номер приказа»: {NOT_A_NUMBER}",
        "ND617 школы.xlsx, строка 4, столбец «Дата приказа»: Дата не понята.",
    ]


def test_title_rows_merged_above_the_header_are_passed_over() -> None:
    def merge(made: Workbook) -> None:
        made.worksheets[0].merge_cells("A1:E1")

    rows, problems = read(
        book([["Реестр школ Вымышленного района"], [], ["№", *HEADINGS], [1, 2, 3, 4, 5, 6], [1, "А", "Б"]], merge)
    )
    assert [(row.id, row.number, row.texts) for row in rows] == [("а", 5, {"name": "А", "head": "Б"})]
    assert problems == []


def test_the_first_visible_sheet_or_the_named_one_is_read() -> None:
    def add_sheets(made: Workbook) -> None:
        made.worksheets[0].sheet_state = "hidden"
        for title in ("Реестр", "Архив"):
            sheet = made.create_sheet(title)
            sheet.append(HEADINGS)
            sheet.append([f"Школа листа {title}", "Б"])

    data = book([HEADINGS, ("Скрытая", "Б")], add_sheets)
    assert [row.id for row in read(data)[0]] == ["школа-листа-реестр"]
    rows, _ = read(data, " архив")
    assert str(rows[0].place_of("head")) == "школы.xlsx, лист «Архив», ячейка B2, столбец «Директор»"
    assert read(data, "Школа") == ((), ["ND611 школы.xlsx: В книге нет листа «Школа»."])


def test_hidden_rows_are_passed_over_and_named() -> None:
    def hide(made: Workbook) -> None:
        for number in (3, 4, 6):
            made.worksheets[0].row_dimensions[number].hidden = True

    rows, problems = read(book([HEADINGS, *([name, "Б"] for name in "АВГДЕЖ")], hide))
    assert [row.id for row in rows] == ["а", "д", "ж"]
    assert problems == ["ND623 школы.xlsx, строка 3: Скрытые строки не прочитаны: 3–4, 6."]


def test_formulas_give_their_saved_values_or_a_problem() -> None:
    headings = inline("Название", "Директор", "Телефон", "Тип", "Сведения")
    values = (
        '<row r="2"><c r="A2" t="str"><f>"А"&amp;"Б"</f><v>АБ</v></c><c r="B2"><f>C3</f></c>'
        '<c r="C2" t="str"><f>""</f><v></v></c><c r="D2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="E2"><f>1+1</f><v>2</v></c></row>'
    )
    rows, problems = read(raw_book(headings + values))
    assert rows[0].texts == {"name": "АБ", "сведения": "2"}
    assert problems == [
        "ND621 школы.xlsx, строка 2, столбец «Директор»: Рядом с формулой нет её значения.",
        "ND622 школы.xlsx, строка 2, столбец «Тип»: В ячейке ошибка Excel «#ДЕЛ/0!».",
    ]


def test_formulas_that_openpyxl_writes_have_no_values() -> None:
    _, problems = read(book([("Название", "Директор"), ("А", '="Б"&"В"')]))
    assert problems == ["ND621 школы.xlsx, строка 2, столбец «Директор»: Рядом с формулой нет её значения."]


def test_shared_strings_of_several_runs_as_excel_writes_them() -> None:
    strings = (
        "<si><t>Полное наименование</t></si><si><t>Директор</t></si>"
        '<si><r><t xml:space="preserve">МАОУ </t></r><r><rPr><b/></rPr><t>«СОШ № 1»</t></r></si>'
        "<si><t>Вымышленная А.И.</t></si>"
    )
    rows = (
        '<row r="1" spans="1:2"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
        '<row r="4" spans="1:2"><c r="A4" t="s"><v>2</v></c><c r="B4" t="s"><v>3</v></c></row>'
    )
    found, problems = read(raw_book(rows, strings=strings, dimension='<dimension ref="A1"/>'))
    assert [(row.number, row.texts) for row in found] == [(4, {"name": "МАОУ «СОШ № 1»", "head": "Вымышленная А.И."})]
    assert problems == []


def test_leading_zeros_and_dates_of_a_format_as_1c_writes_them() -> None:
    rows = inline("Код", "Название", "Директор", "Дата приказа") + (
        '<row r="2"><c r="A2" s="1"><v>7</v></c><c r="B2" t="inlineStr"><is><t>А</t></is></c>'
        '<c r="C2" t="inlineStr"><is><t>Б</t></is></c><c r="D2" s="2"><v>44137</v></c></row>'
    )
    found, problems = read(raw_book(rows, formats="0000"))
    assert found[0].texts == {"id": "0007", "name": "А", "head": "Б", "order_date": "02.11.2020"}
    assert problems == []


def test_a_book_that_excel_forgives_and_openpyxl_does_not() -> None:
    strings = "<si><t>Название</t></si><si><t>Директор</t></si><si><t>А</t></si>"
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    rows += '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="s"><v>2</v></c></row>'
    found, problems = read(raw_book(rows, strings=strings, fill="<fill/>", strings_part="xl/SharedStrings.xml"))
    assert [row.texts for row in found] == [{"name": "А", "head": "А"}]
    assert problems == []


def test_the_prefixes_of_the_open_xml_sdk() -> None:
    hidden = '<x:row r="3" hidden="1"><x:c r="A3" t="inlineStr"><x:is><x:t>Скрытая</x:t></x:is></x:c></x:row>'
    rows = inline("Название", "Директор", tag="x:") + inline("А", "Б", tag="x:") + hidden
    found, problems = read(raw_book(rows, prefix="x"))
    assert [row.id for row in found] == ["а"]
    assert problems == ["ND623 школы.xlsx, строка 3: Скрытые строки не прочитаны: 3."]


def test_values_right_of_the_table_are_named_once() -> None:
    _, problems = read(book([("Название", "Директор"), ("А", "Б", None, "уточнить"), ("В", "Г", "да")]))
    assert problems == ["ND610 школы.xlsx, строка 2, столбец 4: Над значением нет заголовка: столбец не читается."]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04", "Файл не читается как книга Excel: он повреждён."),
        (raw_book("<row><c t='s'><v>99</v></c></row>"), "Файл не читается как книга Excel: он повреждён."),
        (raw_book("<row r='1'><c r='A1'><v>1</v></c>"), "Файл не читается как книга Excel: он повреждён."),
        (raw_book("<row r='999999999999'><c><v>1</v></c></row>"), "В реестре нет ни одной школы."),
        (
            b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis",
            "Файл повреждён: он обрывается или передан не весь.",
        ),
    ],
)
def test_a_damaged_book_is_a_problem(data: bytes, message: str) -> None:
    rows, problems = registry_from(data, "школы.xlsx")
    assert rows == ()
    assert [problem.message for problem in problems] == [message]


GOOD = book([HEADINGS, ("А", "Б", 12, dt.date(2020, 11, 2), None)])


@settings(deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255), st.booleans())
def test_no_damage_to_a_book_raises(position: int, byte: int, cut: bool) -> None:  # noqa: FBT001 (Hypothesis gives it)
    damaged = GOOD[:position] if cut else GOOD[:position] + bytes([byte]) + GOOD[position + 1 :]
    rows, problems = registry_from(damaged, "школы.xlsx")
    assert rows or any(problem.severity is Severity.ERROR for problem in problems)


SHEET_XML = st.lists(
    st.sampled_from(
        ["<row>", "</row>", "<c>", "</c>", '<c r="A1" t="s">', '<c r="B2" t="n">', '<c t="d">', "<v>1</v>", "<v>x</v>",
         "<f>1</f>", "<is><t>Название</t></is>", '<c t="inlineStr"><is><t>Директор</t></is></c>',
         '<row r="5" hidden="1">', "<v/>"]
    ),
    max_size=20,
)  # fmt: skip


@settings(deadline=None)
@given(SHEET_XML.map("".join))
def test_no_xml_of_a_sheet_raises(xml: str) -> None:
    rows, problems = registry_from(raw_book(xml, strings="<si><t>Название</t></si>"), "школы.xlsx")
    assert rows or any(problem.severity is Severity.ERROR for problem in problems)
