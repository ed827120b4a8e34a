"""The copy for a school is its own book with comments and colours: whatever program has made it, the rest stays."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from nastav_docs import load
from nastav_docs.diagnostics import Place
from nastav_docs.diagnostics.codes import returns as codes
from nastav_docs.documents.school_registry import read_schools
from nastav_docs.registry.bases import read_bases
from nastav_docs.returns import collect
from nastav_docs.returns.marked_copy import marked_copy
from nastav_docs.returns.model import ReturnFault
from tests.paths import ROOT
from tests.returns import inbox_maker as maker

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

SHEET = "xl/worksheets/sheet1.xml"
STRICT = (
    (b"http://schemas.openxmlformats.org/spreadsheetml/2006/", b"http://purl.oclc.org/ooxml/spreadsheetml/"),
    (b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"),
    (b"http://schemas.openxmlformats.org/drawingml/2006/", b"http://purl.oclc.org/ooxml/drawingml/"),
    (b"/relationships/extended-properties", b"/relationships/extendedProperties"),
    (b"/relationships/custom-properties", b"/relationships/customProperties"),
)


def own() -> bytes:
    """A form of ours, filled in by openpyxl."""
    return maker.saved(maker.filled("mentees", "МАОУ «СОШ № 1»", "sosh-1", maker.People(2).pairs(4)))


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a book by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(made: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A book of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in made.items():
            archive.writestr(name, data)
    return out.getvalue()


def with_comments() -> bytes:
    """A book in which the school has commented cells: one of those that are marked, and another one."""
    book = load_workbook(io.BytesIO(own()))
    for cell in ("B6", "C8"):
        book.worksheets[0][cell].comment = Comment("проверить", "Завуч")
    return maker.saved(book)


def without_names_of_cells() -> bytes:
    """A book of a program that numbers neither rows nor cells."""
    made = parts(own())
    made[SHEET] = re.sub(rb'(<(?:c|row)\b[^>]*?) r="\w+"', rb"\1", made[SHEET])
    return zipped(made)


def with_prefixes() -> bytes:
    """A book whose elements have a prefix, as the OpenXML SDK writes them, and whose parts are not packed."""
    made = parts(own())
    for name in (SHEET, "xl/styles.xml", "xl/workbook.xml"):
        text = re.sub(rb"<(/?)(?=[A-Za-z])(?!\w+:)", rb"<\1x:", made[name])
        made[name] = text.replace(b' xmlns="', b' xmlns:x="', 1)
    return zipped(made, zipfile.ZIP_STORED)


def without_styles() -> bytes:
    """A book without a part of styles, as some services write it."""
    made = parts(own())
    made.pop("xl/styles.xml")
    for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        made[name] = re.sub(rb"<(?:Override|Relationship)\b[^>]*styles\.xml[^>]*/>", b"", made[name])
    return zipped({name: re.sub(rb' s="\d+"', b"", part) for name, part in made.items()})


def strict() -> bytes:
    """A book saved as «Строгая книга Open XML»."""
    made = parts(own())
    for name, data in made.items():
        for usual, other in STRICT:
            data = data.replace(usual, other)  # noqa: PLW2901  one after another
        made[name] = data
    return zipped(made)


def in_other_letters() -> bytes:
    """A book of 1C: the names of parts are in other letters than the list of parts has them."""
    return zipped(
        {name.replace("styles", "Styles").replace("sharedS", "SharedS"): d for name, d in parts(own()).items()}
    )


def opened(data: bytes) -> Worksheet:
    """The first sheet of a book as openpyxl reads it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a book without styles
        return load_workbook(io.BytesIO(data)).worksheets[0]


ORIGINS: tuple[Callable[[], bytes], ...] = (
    own, with_comments, without_names_of_cells, with_prefixes, without_styles, strict, in_other_letters,
)  # fmt: skip
FAR = "Z40"  # a cell of which nothing stands in the sheet yet


def fault(cell: str, message: str = "Отчества нет.") -> ReturnFault:
    """A fault at a cell of a form."""
    sheet = Workbook().worksheets[0][cell]
    title = "База наставляемых"
    return ReturnFault("x", codes.NAME_PART, message, "Допишите.", title, cell, "", sheet.row, sheet.column)


@pytest.mark.parametrize("made", ORIGINS, ids=lambda one: one.__name__)
def test_cells_of_any_book_are_coloured_and_commented_and_the_rest_is_read_as_before(made: Callable[[], bytes]) -> None:
    data = made()
    before = read_bases(data, "x.xlsx")
    assert len(before.bases[0].rows) == 4
    copy = marked_copy(data, "x.xlsx", [fault("B6"), fault("B7"), fault(FAR)]).data
    after = read_bases(copy, "x.xlsx")
    assert (after.bases[0].rows, after.mark) == (before.bases[0].rows, before.mark)
    sheet = opened(copy)
    for cell in ("B6", "B7", FAR):
        comment = sheet[cell].comment
        assert comment is not None
        assert comment.text.endswith("Отчества нет.\n→ Допишите.")
        assert sheet[cell].fill.fgColor.rgb == "FFFFEB9C"
    assert sheet["B5"].comment is None
    assert (sheet["B6"].font.name, sheet["B6"].font.sz) == (sheet["B5"].font.name, sheet["B5"].font.sz)


@pytest.mark.parametrize("made", ORIGINS, ids=lambda one: one.__name__)
def test_a_copy_marked_again_has_nothing_of_the_first_marks(made: Callable[[], bytes]) -> None:
    data = made()
    first = marked_copy(data, "x.xlsx", [fault("B6"), fault("B7")]).data
    again = marked_copy(first, "x.xlsx", [fault("B8", "Другое.")]).data
    sheet = opened(again)
    texts = {c.coordinate: c.comment.text for row in sheet.iter_rows() for c in row if c.comment}
    school = {"B6": "проверить", "C8": "проверить"} if made is with_comments else {}
    assert texts == {**school, "B8": "nastav-docs:\nДругое.\n→ Допишите."}
    assert [sheet[cell].fill.fill_type for cell in ("B6", "B7", "B8")] == [None, None, "solid"]
    shapes = [part for name, part in parts(again).items() if "legacyDrawing" in name or name.endswith(".vml")]
    assert sum(len(re.findall(rb'ObjectType="Note"', part)) for part in shapes) == len(texts)
    assert (
        marked_copy(again, "x.xlsx", [fault("B8", "Другое.")]).data
        == marked_copy(again, "x.xlsx", [fault("B8", "Другое.")]).data
    )


def test_all_parts_but_those_of_the_marks_are_the_same_bytes() -> None:
    data = zipped({**parts(own()), "xl/media/image1.png": b"\x89PNG", "customXml/item1.xml": b"<a ></a >"})
    before, after = parts(data), parts(marked_copy(data, "x.xlsx", [fault("B6")]).data)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {
        "[Content_Types].xml", "xl/styles.xml", SHEET, "xl/worksheets/_rels/sheet1.xml.rels",
        "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml",
    }  # fmt: skip
    assert set(before) - set(after) == set()


def test_a_colour_of_the_school_stays_where_no_mark_was() -> None:
    book = load_workbook(io.BytesIO(own()))
    book.worksheets[0]["B8"].fill = PatternFill("solid", "FFFFEB9C")
    again = marked_copy(marked_copy(maker.saved(book), "x.xlsx", [fault("B6")]).data, "x.xlsx", []).data
    sheet = load_workbook(io.BytesIO(again)).worksheets[0]
    assert [sheet[cell].fill.fill_type for cell in ("B6", "B8")] == [None, "solid"]


def test_a_sheet_with_shapes_of_its_own_keeps_them() -> None:
    made = parts(with_comments())
    name = next(name for name in made if name.endswith(".vml") or "legacyDrawing" in name)
    button = b'<v:shape id="_x0000_s3000" xmlns:v="urn:schemas-microsoft-com:vml"><br>unclosed</v:shape>'
    end = made[name].rindex(b"</")
    made[name] = made[name][:end] + button + made[name][end:]
    after = parts(marked_copy(zipped(made), "x.xlsx", [fault("B7")]).data)
    assert button in after[name]
    assert b'"_x0000_s3001"' in after[name]


def test_a_cell_that_counts_from_another_book_keeps_its_value_without_the_link() -> None:
    made = parts(own())
    made["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace(
        b"</sheets>",
        b'</sheets><externalReferences><externalReference xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId77"/></externalReferences>',
    )
    made["xl/_rels/workbook.xml.rels"] = made["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>',
    )
    made[SHEET] = made[SHEET].replace(
        b"</sheetData>", b'<row r="90"><c r="A90"><f>[1]A!B2+1</f><v>7</v></c></row></sheetData>'
    )
    copy = marked_copy(zipped(made), "x.xlsx", [fault("B6")]).data
    assert b"externalReference" not in parts(copy)["xl/workbook.xml"]
    assert load_workbook(io.BytesIO(copy)).worksheets[0]["A90"].value == 7


def test_a_copy_made_of_a_text_file_is_the_same_bytes_each_time() -> None:
    text = "Ф.И.О. наставляемого;Год рождения;Ф.И.О. наставника\n=Лунин;2007;Громов Пётр Ильич\n".encode()
    told = ReturnFault("x", codes.NAME_PART, "Имя не полностью.", "", "", "A2", "", 2, 1)
    first, second = (marked_copy(text, "x.csv", [told]).data for _ in range(2))
    assert first == second
    sheet = load_workbook(io.BytesIO(first)).worksheets[0]
    assert sheet["A2"].comment is not None
    assert sheet["A2"].value == "=Лунин"
    assert sheet["A2"].data_type == "s"


def test_a_book_that_cannot_be_edited_is_made_anew_and_the_district_is_told() -> None:
    broken = {name: part for name, part in parts(own()).items() if name != "xl/styles.xml"}
    broken["xl/styles.xml"] = b"<styleSheet"
    copy = marked_copy(zipped(broken), "x.xlsx", [fault("B6")])
    assert copy.lack == "книга повреждена, поэтому в копии только её таблицы, без оформления"


def test_more_faults_than_comments_help_is_told() -> None:
    faults = [replace(fault("B6"), row=row, cell=f"B{row}") for row in range(6, 3008)]
    assert marked_copy(own(), "x.xlsx", faults).lack == "примечания есть у первых 3000 ячеек, ещё 2 – без них"


def test_the_district_reads_beside_the_file_what_its_copy_lacks(tmp_path: Path) -> None:
    project = load(ROOT / "configs" / "artemovsky")
    row = read_schools(project).rows[0]
    head = f"ОО;{row.texts['abbr']}\r\nФИО наставника;Форма;Телефон;Дата вхождения\r\n"
    text = head + "Иванов;ученик – ученик;1;2020\r\n" * 3001
    (tmp_path / "много.csv").write_text(text, "utf-8")
    (told,) = [one for one in collect(project, tmp_path).problems if one.code == "ND669"]
    assert told.place == Place("много.csv")
    assert told.message.startswith("Копия для школы: примечания есть у первых 3000 ячеек, ещё ")
