"""Tables that are made to take long or much memory: refused with what to do, or read as if the harm were not there."""

from __future__ import annotations

import io
import sys
import time
import zipfile
from itertools import chain

import pytest

from nastav_docs.grids import TableFile, UnreadableError, ods_grids, read_tables
from nastav_docs.grids.books import tables_of_book
from tests.grids.test_open_book import with_sheet

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ODS = "urn:oasis:names:tc:opendocument:xmlns"
HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>ФИО</t></is></c></row>'
SHARED = (
    '<Override PartName="/xl/sharedStrings.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
OPENING = sys.modules["nastav_docs.grids.books.open_book"]
SMALLER = "Скопируйте таблицу (только значения) в новую книгу и пришлите её."


def book(rows: str, strings: str = "") -> bytes:
    """A book of Excel with these rows after a heading, and these shared strings."""
    data = with_sheet(f"<worksheet {MAIN}><sheetData>{HEAD}{rows}</sheetData></worksheet>")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name == "[Content_Types].xml" and b"sharedStrings" not in old.read(name):
                new.writestr(name, old.read(name).replace(b"</Types>", SHARED.encode() + b"</Types>"))
            elif name != "xl/sharedStrings.xml":
                new.writestr(name, old.read(name))
        new.writestr("xl/sharedStrings.xml", f"<sst {MAIN}>{strings}</sst>")
    return out.getvalue()


def sheet_of_ods(rows: str) -> bytes:
    """A spreadsheet of OpenDocument with these rows."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        names = " ".join(f'xmlns:{name}="{ODS}:{name}:1.0"' for name in ("office", "table", "text"))
        table = f'<table:table table:name="А">{rows}</table:table>'
        new.writestr("content.xml", f"<office:spreadsheet {names}>{table}</office:spreadsheet>")
    return out.getvalue()


def read(data: bytes, name: str = "x.xlsx") -> list[str]:
    """The first cells of all rows."""
    file = read_tables(data, name, len)
    assert file.refusal == ""
    return [row.cells[0] for row in chain.from_iterable(grid.rows for grid in file.grids)]


def why(data: bytes, name: str = "x.xlsx") -> tuple[str, str]:
    """Why a file is refused, at once or while its rows are read, and what to do."""
    file: TableFile = read_tables(data, name, len)
    if file.refusal:
        return file.refusal, file.hint
    with pytest.raises(UnreadableError) as refused:
        list(chain.from_iterable(grid.rows for grid in file.grids))
    return str(refused.value), refused.value.hint


@pytest.mark.parametrize(
    "row", ['<row r="{0}"/>', '<row r="{0}"><c r="A{0}" s="0"/></row>', "<row><c/><c><v/></c></row>"]
)
def test_a_million_rows_that_only_have_a_look_are_passed_over(row: str) -> None:
    data = book("".join(map(row.format, range(2, 1_000_000))))
    started = time.process_time()
    assert read(data) == ["ФИО"]
    assert time.process_time() - started < 10  # a fifth of that on a machine with nothing else to do


def test_content_far_below_empty_rows_is_told_and_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OPENING, "MOST_IDLE", 20_000)  # more than lxml takes in at once
    empty = "".join(f'<row r="{number}"/>' for number in range(2, 30_000))
    told = "На листе сотни тысяч пустых строк или ячеек, а между ними или под ними опять данные."
    for cell in (
        '<c r="A30000"><v>7</v></c>',
        "<c><f>A1</f></c>",
        '<c t="inlineStr"><is><t xml:space="preserve">а</t></is></c>',
    ):
        assert why(book(f'{empty}<row r="30000">{cell}</row>')) == (told, SMALLER)
    assert read(book(empty)) == ["ФИО"]


def test_a_wide_form_with_few_filled_cells_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OPENING, "MOST_IDLE", 100)
    row = '<row r="{0}"><c r="A{0}"><v>{0}</v></c>' + "<c/>" * 18 + "</row>"
    assert len(read(book("".join(map(row.format, range(2, 3000)))))) == 2999


def test_one_long_text_in_thousands_of_cells() -> None:
    rows = "".join(f'<row r="{number}"><c r="A{number}" t="s"><v>0</v></c></row>' for number in range(2, 8000))
    assert why(book(rows, "<si><t>" + "я" * 1_000_000 + "</t></si>")) == (
        "До строки 65 в ячейках больше 64 000 000 знаков.",
        "Найдите на листе очень длинный текст, который повторён много раз, и очистите эти ячейки.",
    )


def test_millions_of_shared_texts_are_counted_before_they_are_read() -> None:
    data = book("", "<si><t>a</t></si>" * 2_500_000)
    started = time.process_time()
    assert why(data) == ("В книге больше 1 000 000 разных текстов.", SMALLER)
    assert time.process_time() - started < 4


def test_texts_of_runs_are_read_fast_and_without_their_reading_aid() -> None:
    aid = '<rPh sb="0" eb="1"><t>чтение</t></rPh>'
    item = f"<si><r><rPr><b/></rPr><t>Лунин </t></r><r><t>Пётр</t></r>{aid}</si>"
    rows = "".join(f'<row r="{number}"><c t="s"><v>{number - 2}</v></c></row>' for number in range(2, 60_002))
    data = book(rows, item * 60_000)
    started = time.process_time()
    assert set(read(data)) == {"ФИО", "Лунин Пётр"}
    assert time.process_time() - started < 8


CELL = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>"


def test_a_million_empty_rows_of_opendocument() -> None:
    data = sheet_of_ods("<table:table-row><table:table-cell/></table:table-row>" * 1_000_000)
    started = time.process_time()
    assert why(data, "x.ods") == ("На листе сотни тысяч пустых строк или ячеек.", SMALLER)
    assert time.process_time() - started < 6


def test_a_long_text_that_opendocument_repeats() -> None:
    cell = CELL.format(' table:number-columns-repeated="250"', "я" * 10_000)
    data = sheet_of_ods(f'<table:table-row table:number-rows-repeated="2000">{cell}</table:table-row>')
    assert why(data, "x.ods")[0] == "До строки 26 в ячейках больше 64 000 000 знаков."


def test_an_opendocument_bomb_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ods_grids, "MAX_UNPACKED", 2 << 20)
    data = sheet_of_ods("<table:table-row>" + CELL.format("", "0" * (3 << 20)) + "</table:table-row>")
    assert why(data, "x.ods") == ("Таблица после распаковки больше 2 МБ: это не база школы.", SMALLER)


def test_empty_rows_that_opendocument_repeats_are_no_rows() -> None:
    filled = "<table:table-row>" + CELL.format("", "Лунин") + "</table:table-row>"
    data = sheet_of_ods(filled + '<table:table-row table:number-rows-repeated="1000000"/>' + filled)
    assert read(data, "x.ods") == ["Лунин", "Лунин"]


@pytest.mark.parametrize("long", ["я;" * 5_000_000, "a" * 10_000_000, '"' + "a" * 10_000_000])
def test_a_line_of_csv_that_is_no_row(long: str) -> None:
    assert why(f"ФИО;Телефон\nЛунин;1\n{long}\n".encode(), "x.csv") == (
        "строка 3: В строке больше 131 072 знаков: с неё файл не прочитан.",
        "Это не строка таблицы: откройте файл в Excel, удалите лишнее и сохраните как «Книга Excel (.xlsx)».",
    )


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ('Лунин;МБОУ "СОШ\nЕрмак;"СОШ"№ 1"\n', "строка 3: Кавычки внутри значения не удвоены; строка не прочитана."),
        ('Лунин;"а\nб"\nЕрмак;"СОШ\n', "строка 3 (в Блокноте – строка 4): Кавычка в начале значения не закрыта; строка не прочитана."),
    ],
)  # fmt: skip
def test_broken_quotes_say_in_which_line_and_what_to_do(rows: str, told: str) -> None:
    message, hint = why(f"ФИО;Школа\n{rows}".encode(), "x.csv")
    assert message == told
    assert "двойте" in hint


def test_an_archive_with_a_password_says_so() -> None:
    data = bytearray(book(""))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        at = archive.start_dir
    data[at + 8] |= 1  # the flag «encrypted» of the first part
    refused = ("Это архив, закрытый паролем.", "Попросите школу прислать файл без пароля.")
    assert why(bytes(data)) == refused
    assert tables_of_book(bytes(data)).refusal == "Файл не читается как книга Excel: он повреждён."
