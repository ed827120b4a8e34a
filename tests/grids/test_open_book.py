"""The rows of a sheet of Excel are the same texts that openpyxl reads, cell by cell."""

from __future__ import annotations

import datetime as dt
import io
import random
import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from nastav_docs.grids.books.open_book import TooManyCellsError, cell_text, open_book, sheet_rows

if TYPE_CHECKING:
    from collections.abc import Callable

VALUES: tuple[Callable[[random.Random], object], ...] = (
    lambda chance: chance.randrange(1 << 40),
    lambda chance: chance.random() * 10 ** chance.randrange(-6, 18),
    lambda chance: dt.datetime(2020, 1, 1) + dt.timedelta(minutes=chance.randrange(10**6)),  # noqa: DTZ001  as in Excel
    lambda chance: dt.date(2020, 1, 1) + dt.timedelta(days=chance.randrange(3000)),
    lambda chance: dt.time(chance.randrange(24), chance.randrange(60)),
    lambda chance: dt.timedelta(hours=chance.randrange(100)),
    lambda chance: chance.random() < 1 / 2,
    lambda chance: "".join(chance.choices("абв <&>\n\t «»", k=chance.randrange(9))),
    lambda chance: f"=A{chance.randrange(1, 9)}",
    lambda chance: chance.choice(("#N/A", "#DIV/0!", "#не ошибка")),
    lambda chance: CellRichText("МБОУ ", TextBlock(InlineFont(b=True), f"«СОШ № {chance.randrange(99)}»")),
    lambda _: None,
)
LOOKS = ("General", "0000", "0%", "0.00", "dd.mm.yyyy", "# ##0", "@", "[h]:mm")


def written(*, only: bool, seed: int) -> bytes:
    """A book of any values in any looks; `only`: as a program that streams it, with every text beside its cell."""
    chance = random.Random(seed)  # noqa: S311  not for secrets
    book = Workbook(write_only=only)
    sheet = book.create_sheet("Школы") if only else book.active
    assert sheet is not None
    for number in range(1, 40):
        row = [chance.choice(VALUES)(chance) for _ in range(chance.randrange(9))]
        if only:
            row = [str(value) if isinstance(value, CellRichText) else value for value in row]
        sheet.append(row)
        if not only and number % 7 == 0:
            sheet.append([])
    if not only:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            cell.number_format = chance.choice((cell.number_format, chance.choice(LOOKS)))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def by_openpyxl(data: bytes) -> list[list[str]]:
    """The texts of the first sheet as openpyxl's own cells give them."""
    sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
    sheet.reset_dimensions()
    return [
        [
            cell.value
            if isinstance(cell.value, str)
            else ""
            if cell.value is None
            else cell_text(cell.value, str(cell.number_format))
            for cell in row
        ]
        for row in sheet.rows
    ]


@pytest.mark.filterwarnings("ignore:Cell .* is marked as a date")  # openpyxl's, of its own reading
@pytest.mark.parametrize("only", [False, True])
@pytest.mark.parametrize("seed", range(6))
def test_every_cell_says_what_openpyxl_says(seed: int, *, only: bool) -> None:
    data = written(only=only, seed=seed)
    book = open_book(data)
    assert [texts for _, texts, _, _ in sheet_rows(book, book.sheets[0].part, 10**6)] == by_openpyxl(data)


SHEET = """<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="2"><c r="C2" t="str"><f>A1</f><v></v></c><c r="A2"><f>A1</f></c><!-- none --></row>
<row r="2"><c r="A2"><v>5</v></c></row>
<row hidden="1" r="4.0"><c><v>1</v></c><c t="e"><v>#N/A</v></c><c t="inlineStr"><is><t>а</t><r><t>б</t></r></is></c></row>
</sheetData></worksheet>"""


def with_sheet(xml: str) -> bytes:
    """A book whose first sheet is this XML."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(written(only=False, seed=0))) as old,
        zipfile.ZipFile(stream, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, xml if name == "xl/worksheets/sheet1.xml" else old.read(name))
    return stream.getvalue()


def test_rows_and_cells_out_of_order_are_read_as_openpyxl_reads_them() -> None:
    data = with_sheet(SHEET)
    book = open_book(data)
    rows = list(sheet_rows(book, book.sheets[0].part, 100))
    assert [texts for _, texts, _, _ in rows] == by_openpyxl(data) == [[], [""], [], ["1", "#N/A", "аб"]]
    assert [number for number, _, _, _ in rows] == [1, 2, 3, 4]
    assert [hidden for _, _, _, hidden in rows] == [False, False, False, True]
    assert {number: sorted(flaws) for number, _, flaws, _ in rows} == {1: [], 2: [0], 3: [], 4: [1]}


def test_cells_far_to_the_right_are_counted_before_they_are_kept() -> None:
    book = open_book(with_sheet(SHEET.replace('r="A2"><f>', 'r="XFD2"><f>')))
    with pytest.raises(TooManyCellsError):
        list(sheet_rows(book, book.sheets[0].part, 10_000))


DAY = dt.datetime(2025, 11, 3)  # noqa: DTZ001  as in Excel
SHOWN = (
    (DAY, "dd.mm.yyyy", "03.11.2025"),
    (DAY, '[$-419]d mmmm yyyy" г.";@', "03.11.2025"),
    (DAY, "mmm.yy", "ноябрь 2025"),
    (DAY, "yyyy", "2025"),
    (10.5, "0.0", "10,5"),
    (10.5, "0", "11"),
    (1 / 3, "0.00", "0,33"),
    (1 / 3, "0%", "33%"),
    (0.105, "0.0%", "10,5%"),
    (20, '0" %"', "20%"),
    (20, '0" ед."', "20"),
    (12500, "# ##0", "12500"),
    (0.5, "# ?/?", "0,5"),
    (dt.timedelta(hours=30), "[h]:mm", "30:00"),
)


@pytest.mark.parametrize(("value", "look", "text"), SHOWN)
def test_a_cell_says_what_it_shows(value: object, look: str, text: str) -> None:
    assert cell_text(value, look) == text
