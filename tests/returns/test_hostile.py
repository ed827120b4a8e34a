"""Books that are made to harm, or are damaged: refused or read harmlessly, and the other schools are counted."""

from __future__ import annotations

import io
import time
import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from nastav_docs.registry.bases import check_rows, read_bases
from nastav_docs.registry.forms import SheetTable, table_book
from nastav_docs.returns.marked_copy import marked_copy
from tests.returns import inbox_maker as maker

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHOOL = "МАОУ «СОШ № 1»"
SHEET = "xl/worksheets/sheet1.xml"


def form(kind: str = "mentees") -> bytes:
    return maker.saved(maker.filled(kind, SCHOOL, "sosh-1", maker.People(2).pairs(4)))


def with_parts(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """A book with some of its parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *changed}:
            new.writestr(name, changed[name] if name in changed else old.read(name))
    return out.getvalue()


def sheet_of(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(SHEET)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = with_parts(form(), {"xl/sharedStrings.xml": b"<sst><si><t>" + b"0" * (300 << 20) + b"</t></si></sst>"})
    assert len(bomb) < 1 << 20
    read = read_bases(bomb, "бомба.xlsx")
    assert read.refusal == "Книга Excel после распаковки больше 192 МБ: это не база школы."
    assert read.bases == ()


def test_a_million_empty_rows_hold_nobody() -> None:
    data = form()
    empty = "".join(f'<row r="{number}"/>' for number in range(2001, 1_000_001)).encode()
    read = read_bases(
        with_parts(data, {SHEET: sheet_of(data).replace(b"</sheetData>", empty + b"</sheetData>")}), "x.xlsx"
    )
    assert [len(base.rows) for base in read.bases] == [4]


def test_a_book_with_a_million_empty_rows_is_marked_in_a_plain_copy() -> None:
    empty = "".join(f'<row r="{number}"/>' for number in range(2001, 1_000_001)).encode()
    data = form()
    large = with_parts(data, {SHEET: sheet_of(data).replace(b"</sheetData>", empty + b"</sheetData>")})
    started = time.process_time()
    made = marked_copy(large, "x.xlsx", ())
    assert made.lack == "книга слишком велика, поэтому в копии только её таблицы, без оформления"
    copy = load_workbook(io.BytesIO(made.data))
    assert time.process_time() - started < 10
    assert [row.value for row in copy.worksheets[0]["B"] if row.value] == [
        row.value for row in load_workbook(io.BytesIO(data)).worksheets[0]["B"] if row.value
    ]


def test_an_entity_is_not_followed() -> None:
    data = form()
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + sheet_of(data)
    assert "DTD" in read_bases(with_parts(data, {SHEET: evil}), "x.xlsx").refusal


def test_a_formula_is_read_by_its_saved_value_or_told() -> None:
    book = load_workbook(io.BytesIO(form()))
    cell = book.worksheets[0][maker.cell_name("mentees", "born", 2)]
    cell.value = '=WEBSERVICE("http://example.org/?"&B5)'
    read = read_bases(maker.saved(book), "x.xlsx")
    (faulty,) = [one for checked in check_rows(read.bases[0], None) for one in checked.faults]
    assert (faulty.column, faulty.message) == ("born", "Рядом с формулой нет её значения.")


@pytest.mark.parametrize("text", ['=HYPERLINK("http://example.org")', "=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "<b>&"])
def test_a_text_stays_a_text_in_what_is_written(text: str) -> None:
    made = table_book((SheetTable("Лист", ("Над",), (("Графа", 10, "text"),), [(text,)]),), "Проба")
    cell = load_workbook(io.BytesIO(made))["Лист"]["A3"]
    assert (cell.value, cell.data_type) == (text, "s")
    copy = load_workbook(
        io.BytesIO(marked_copy(f"ФИО наставника;Форма;Телефон\r\n{text};;\r\n".encode(), "x.csv", ()).data)
    )
    assert copy.worksheets[0]["A2"].data_type == "s"


def test_links_to_other_files_are_not_in_the_copy() -> None:
    link = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    data = with_parts(form(), {"xl/externalLinks/externalLink1.xml": link})
    with zipfile.ZipFile(io.BytesIO(marked_copy(data, "x.xlsx", ()).data)) as archive:
        assert [name for name in archive.namelist() if "externalLink" in name] == []


@pytest.mark.parametrize(
    ("data", "name", "refusal"),
    [
        (b"PK\x03\x04 cut", "x.xlsx", "Файл повреждён: он обрывается или передан не весь."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "x.xls", "Файл в старом формате (.xls, .doc) или закрыт паролем."),
        (b"%PDF-1.7", "x.csv", "Это PDF: таблицу из него не прочитать."),
        (b"<html><table>", "x.xls", "Под именем таблицы – веб-страница или XML."),
        (b"", "x.csv", "Файл пуст."),
        (b"\x00\x01\x02" * 50, "x.csv", "Это не таблица: файл не похож ни на Excel, ни на Word, ни на CSV."),
    ],
)
def test_what_is_no_table_is_refused_with_a_reason(data: bytes, name: str, refusal: str) -> None:
    assert read_bases(data, name).refusal == refusal


def test_a_damaged_sheet_is_told_and_raises_nothing() -> None:
    data = form()
    for cut in (sheet_of(data)[:2000], b"", b"<worksheet>", sheet_of(data).replace(b"</c>", b"", 3)):
        read = read_bases(with_parts(data, {SHEET: cut}), "x.xlsx")
        assert read.refusal or read.bases == () or read.bases[0].rows is not None


def test_a_hundred_thousand_rows_are_read() -> None:
    row = '<row r="{n}"><c r="B{n}" t="inlineStr"><is><t>Лунин Пётр Ильич</t></is></c><c r="D{n}"><v>2007</v></c><c r="G{n}" t="inlineStr"><is><t>Громова Вера Павловна</t></is></c></row>'
    rows = "".join(row.format(n=number) for number in range(2001, 102_001)).encode()
    data = form()
    started = time.process_time()
    big = with_parts(data, {SHEET: sheet_of(data).replace(b"</sheetData>", rows + b"</sheetData>")})
    (base,) = read_bases(big, "x.xlsx").bases
    assert len(base.rows) == 100_004
    assert time.process_time() - started < 60
