"""Rows and texts of which the markup is taken out before lxml reads them say what they say as they are written."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook

from nastav_docs.grids.books.lean_parts import LeanPart, LeanRows, texts_joined
from nastav_docs.grids.books.open_book import open_book, sheet_rows

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STRINGS = (
    "<si><t>Код</t></si><si><t>Школа</t></si><si><r><t>из</t></r><r><t>кусков</t></r></si>"
    '<si><t xml:space="preserve"> с краю </t></si><si><t/></si><si><t>a&amp;b</t></si><si><t>последняя</t></si>'
)
# Two alike, so that the third is read by their pattern.
ALIKE = "".join(
    f'<row r="{row}" spans="1:3"><c r="A{row}" s="1" t="s"><v>{row}</v></c><c r="B{row}"><v>25</v></c>'
    f'<c r="C{row}" t="inlineStr"><is><t>школа {row}</t></is></c></row>'
    for row in (1, 2, 3)
)
FOURTH = [
    '<c r="A4" s="1" t="s"><v>5</v></c><c r="B4"><v>0.5</v></c><c r="C4" t="inlineStr"><is><t>другая</t></is></c>',
    '<c r="A4" s="1" t="s"><v></v></c><c r="B4"/><c r="C4" t="inlineStr"><is><t></t></is></c>',
    '<c r="B4"><v>1</v></c><c r="A4"><v>2</v></c>',  # from right to left
    '<c r="A4"><v>1</v></c><c r="A4"><v>2</v></c>',  # twice one column
    "<c><v>1</v></c><c><v>2</v></c>",
    '<c r="A4" s="4"><v>7</v></c>',  # a style by the number of the row
    '<c r="A4"><f>B1</f><v>9</v></c><c r="B4"><f>C1</f></c>',
    '<c r="A4" t="e"><v>#REF!</v></c><c r="B4" t="b"><v>1</v></c><c r="C4" t="str"><v>x</v></c>',
    '<c r="A4" t="inlineStr"><is><r><t>из</t></r><r><t>кусков</t></r></is></c>',
    '<c r="A4" t="inlineStr"><is><t>&#1050;&#x43E;д &lt;1&gt; a>b</t></is></c>',
    '<c r="A4" t="inlineStr"><is><t>знак \uf8d5 и &#63701;</t></is></c>',
    '<c r="A4" t="inlineStr"><v>не здесь</v></c><c r="B4"><is><t>и не здесь</t></is></c>',
    '<c r="A4"> <v>1</v> </c>лишнее<c r="B4"><v> 2 </v></c>',
    '<c r="A4" t="inlineStr"><is><t>\r\nстрока\tещё</t></is></c>',
    '<c r="A4" t="inlineStr"><is><t>знак \x0b, которого в XML нет</t></is></c>',
    '<c r="A4" t="inlineStr"><is><t>&нет;</t></is></c>',
    '<c r="A4" t="inlineStr"><is><t>]]></t></is></c>',
    '<c r="A4"><v>не число</v></c>',
    '<c r="A4" t="s"><v>99</v></c>',
    '<c r="A4"><v>1</c>',
    "1\uf8d5привет",
    "",
]


def book(rows: str, strings: str = STRINGS, *, as_written: bool) -> bytes:
    """A book of one sheet; a comment before its rows and its texts keeps the reader from taking any markup out."""
    stream = io.BytesIO()
    made = Workbook()
    made.active.append(["текст"])  # type: ignore[union-attr]  # a new book has a sheet
    made.save(stream)
    comment = "<!-- как написано -->" if as_written else ""
    parts = {
        "xl/worksheets/sheet1.xml": f'{HEAD}<worksheet xmlns="{MAIN}">{comment}<sheetData>{rows}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}">{comment}{strings}</sst>',
    }
    given = zipfile.ZipFile(stream)
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        for name in {*given.namelist(), *parts}:
            data = parts[name].encode("utf-8", "surrogatepass") if name in parts else given.read(name)
            if name == "[Content_Types].xml" and TYPE.encode() not in data:
                override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPE}"/></Types>'
                data = data.replace(b"</Types>", override.encode())
            archive.writestr(name, data)
    return result.getvalue()


def read(data: bytes) -> list[object]:
    """The shared texts and the rows, up to what cannot be read."""
    found: list[object] = []
    try:
        opened = open_book(data)
        found += opened.strings
        found += sheet_rows(opened, opened.sheets[0].part, 1000)
    except Exception as error:  # noqa: BLE001  a damaged part is told in many ways
        found.append(type(error))
    return found


@pytest.mark.parametrize("fourth", FOURTH)
def test_a_row_says_what_it_says_as_it_is_written(fourth: str) -> None:
    rows = f'{ALIKE}<row r="4" hidden="1">{fourth}</row><row r="6"><c r="B6"><v>5</v></c></row>'
    assert read(book(rows, as_written=False)) == read(book(rows, as_written=True))


@pytest.mark.parametrize(
    "strings",
    [
        "<si><t>a</t><t>b</t></si><si><t>c</t></si>",
        "<si><t>a</t></si><si><t>b</t><t>c</t></si>",
        "<si><r><t>x</t></r><t>y</t></si><si><t>c</t></si>",
        "<si><t>a</t></si>\n<si><t>b</t><phoneticPr fontId='1'/></si><si/>",
        "<si><t>a \uf8d5 b</t></si><si><t>c</t></si>",
        "<si><t>a &#63701; b</t></si><si><t>c</t></si>",
        "<si><t>_x005F_x</t></si><si><t>c</t></si>",
        "<si><t>a</t></si><si><t>&нет;</t></si>",
    ],
)
def test_shared_texts_are_those_that_are_written(strings: str) -> None:
    assert read(book("", strings, as_written=False)) == read(book("", strings, as_written=True))


def test_markup_is_taken_out_of_what_is_plain_alone() -> None:
    rows = LeanRows()
    lean = LeanPart(io.BytesIO(f"{HEAD}<a>{ALIKE}</a>".encode()), b"</row>", rows.change)
    assert b"<c" not in lean.read() + lean.read()
    assert [shape.columns for shape in rows.taken.values()] == [(1, 2, 3)] * 3
    joined = "<si><t>Код\uf8d5Школа</t></si><si><r><t>из</t></r><r><t>кусков</t></r></si>"
    assert texts_joined(STRINGS.encode()).decode().startswith(joined)


def test_a_part_in_another_encoding_is_left_as_it_is() -> None:
    part = f'<?xml version="1.0" encoding="windows-1251"?><a>{ALIKE}</a>'.encode("cp1251")
    assert LeanPart(io.BytesIO(part), b"</row>", LeanRows().change).read() == part
