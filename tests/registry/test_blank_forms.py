"""Empty forms for schools: what they hold, and that Word and Excel open them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from nastav_docs.grids import FormMark, read_mark
from nastav_docs.registry.column_headings import recognise
from nastav_docs.registry.forms.blank_forms import mentees_form, mentors_form, registry_form
from nastav_docs.registry.forms.xlsx_writer import FONT_PARTS
from nastav_docs.registry.mentor_bases import MENTEES, MENTORS
from nastav_docs.registry.reader import registry_from

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

SCHOOL = "МАОУ «СОШ № 1»"
FORMS: dict[str, Callable[[], bytes]] = {
    "registry": registry_form,
    "mentors": lambda: mentors_form(SCHOOL),
    "mentees": lambda: mentees_form(SCHOOL),
}


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def headings(sheet: Worksheet, row: int) -> list[str]:
    return [str(cell.value) for cell in sheet[row]]


def choices(book: Workbook, sheet: Worksheet, column: str) -> list[str]:
    """What the drop-down list of a column offers."""
    rule = next(r for r in sheet.data_validations.dataValidation if r.type == "list" and f"{column}5" in r.sqref)
    formula = str(rule.formula1)
    if formula.startswith('"'):
        return formula.strip('"').split(",")
    title, _, cells = formula.partition("!")
    return [str(row[0].value) for row in book[title.strip("'")][cells.replace("$", "")]]


@pytest.mark.parametrize("name", FORMS)
def test_equal_input_gives_equal_bytes_whenever_it_is_made(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = FORMS[name]()
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    from nastav_docs.registry.forms import blank_forms as forms  # noqa: PLC0415 (its memory is emptied: the book must be made anew)

    forms._base.cache_clear()  # noqa: SLF001 (as above)
    assert FORMS[name]() == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml")
        assert core.count(b"2020-01-01T00:00:00Z") == 2


@pytest.mark.parametrize("name", FORMS)
def test_fonts_keep_to_the_order_of_the_schema(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(FORMS[name]())) as archive:
        styles = etree.fromstring(archive.read("xl/styles.xml"))
    for font in styles.iter("{*}font"):
        order = [FONT_PARTS.index(etree.QName(part).localname) for part in font]
        assert order == sorted(order)


@pytest.mark.parametrize("name", FORMS)
def test_every_sheet_prints_on_landscape_a4_with_its_heading_on_each_page(name: str) -> None:
    for sheet in opened(FORMS[name]()).worksheets:
        setup = sheet.page_setup
        assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, 1, 0)
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        heading = 4 if sheet.title.startswith("База") else 1
        assert sheet.print_title_rows == f"${heading}:${heading}"


def test_the_empty_registry_is_understood_and_has_no_school() -> None:
    rows, problems = registry_from(registry_form(), "школы.xlsx")
    assert rows == ()
    assert [(problem.code, problem.message) for problem in problems] == [
        ("ND605", "На листе «Школы» нет ни одной школы."),
    ]


def test_a_filled_registry_is_read_as_typed() -> None:
    book = opened(registry_form())
    sheet = book["Школы"]
    typed = {"name": "Лицей № 1", "head": "Вымышленный Олег Ильич", "head_gender": "мужской", "order_number": "012"}
    for index, heading in enumerate(headings(sheet, 1), 1):
        name = recognise(heading)
        assert name
        sheet.cell(3, index).value = typed.get(name)
    out = io.BytesIO()
    book.save(out)
    rows, _ = registry_from(out.getvalue(), "школы.xlsx")
    assert [row.texts for row in rows] == [{**typed, "head_gender": "male"}]


def test_columns_of_the_registry_are_text_but_for_dates() -> None:
    sheet = opened(registry_form())["Школы"]
    for index, heading in enumerate(headings(sheet, 1), 1):
        expected = "DD.MM.YYYY" if "Дата" in heading else "@"
        assert sheet.column_dimensions[get_column_letter(index)].number_format == expected
        assert sheet.cell(2, index).number_format == expected


def test_the_registry_offers_genders_and_types_and_a_hint_at_every_column() -> None:
    book = opened(registry_form())
    sheet = book["Школы"]
    letters = {heading: get_column_letter(index) for index, heading in enumerate(headings(sheet, 1), 1)}
    assert choices(book, sheet, letters["Пол руководителя"]) == ["мужской", "женский"]
    assert choices(book, sheet, letters["Тип"])[:4] == ["СОШ", "ООШ", "НОШ", "лицей"]
    hinted = {str(rule.sqref).partition("2:")[0] for rule in sheet.data_validations.dataValidation if rule.prompt}
    assert hinted == set(letters.values())
    assert sheet.freeze_panes == "B2"


@pytest.mark.parametrize(
    ("make", "count", "title"),
    [(mentors_form, 17, "База наставников"), (mentees_form, 14, "База наставляемых")],
)
def test_the_bases_have_their_columns_under_the_name_of_the_school(
    make: Callable[[str], bytes], count: int, title: str
) -> None:
    sheet = opened(make(SCHOOL)).worksheets[0]
    assert [sheet.title, sheet["A1"].value, sheet["A2"].value] == [title, title, SCHOOL]
    graphs = MENTORS if count == 17 else MENTEES
    assert headings(sheet, 4) == [graph.title for graph in graphs]
    assert len(graphs) == count
    assert [sheet.cell(row, 1).value for row in (5, 34, 35)] == [1, 30, None]


@pytest.mark.parametrize("make", [mentors_form, mentees_form])
def test_consent_is_chosen_from_yes_and_no_in_a_column_of_its_own(make: Callable[[str], bytes]) -> None:
    book = opened(make(SCHOOL))
    sheet = book.worksheets[0]
    column = get_column_letter(headings(sheet, 4).index("Согласие на обработку персональных данных") + 1)
    assert choices(book, sheet, column) == ["да", "нет"]


@pytest.mark.parametrize("make", [mentors_form, mentees_form])
def test_the_heading_row_says_how_high_it_is_so_that_headings_do_not_overlap(make: Callable[[str], bytes]) -> None:
    sheet = opened(make(SCHOOL)).worksheets[0]
    height = sheet.row_dimensions[4].height
    assert height is not None
    for index, cell in enumerate(sheet[4], 1):
        width = sheet.column_dimensions[get_column_letter(index)].width
        assert height >= 15 * -(-len(str(cell.value)) // width), cell.value


@pytest.mark.parametrize(("make", "form"), [(mentors_form, "mentors"), (mentees_form, "mentees")])
def test_the_hidden_mark_says_whose_form_it_is_and_stays_when_the_book_is_saved_again(
    make: Callable[[str, str], bytes], form: str
) -> None:
    made = make(SCHOOL, "sosh-1 & 2")
    saved = io.BytesIO()
    opened(made).save(saved)
    for data in (made, saved.getvalue()):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert read_mark(archive.read("docProps/custom.xml")) == FormMark(form, "sosh-1 & 2", 1)


@pytest.mark.parametrize(("make", "column"), [(mentors_form, "L"), (mentees_form, "H")])
def test_the_form_of_mentoring_is_chosen_from_the_five(make: Callable[[str], bytes], column: str) -> None:
    book = opened(make(SCHOOL))
    assert choices(book, book.worksheets[0], column) == [
        "ученик – ученик",
        "учитель – учитель",
        "студент – ученик",
        "работодатель – ученик",
        "работодатель – студент",
    ]


def test_dates_and_years_are_asked_for() -> None:
    sheet = opened(mentees_form(SCHOOL)).worksheets[0]
    rules = {
        str(rule.sqref).partition("5:")[0]: (rule.type, rule.errorStyle)
        for rule in sheet.data_validations.dataValidation
    }
    assert rules["D"] == ("whole", "warning")
    assert rules["F"] == rules["J"] == ("date", "warning")
    assert sheet["F5"].number_format == "DD.MM.YYYY"


@pytest.mark.parametrize("name", ['=A1&"<b>"', "Школа & лицей «<>»", "Школа\x07 1\ud800", ""])
def test_a_name_is_text_whatever_it_holds(name: str) -> None:
    cell = opened(mentors_form(name)).worksheets[0]["A2"]
    assert (cell.value or "") == name.replace("\x07", "").replace("\ud800", "")
    assert cell.data_type != "f"
