"""An inbox of a district as schools fill it: forms made by the program, spoiled by hand-like edits that are noted.

Each school is filled from a plain list of pairs, and the list is counted apart from the program: `Truth`.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from nastav_docs.registry.forms import mentees_form, mentors_form
from nastav_docs.registry.mentor_bases import BASES, MENTORING_FORMS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

MALE: Final = (("Лунин", "Громов", "Сомов", "Ильин", "Рогов", "Белов", "Зимин", "Орлов"), ("Пётр", "Иван", "Олег", "Егор", "Артём", "Семён"), ("Ильич", "Олегович", "Павлович", "Андреевич", "Семёнович"))  # fmt: skip
FEMALE: Final = (("Лунина", "Громова", "Сомова", "Ильина", "Рогова", "Белова", "Зимина", "Орлова"), ("Вера", "Анна", "Ольга", "Раиса", "Алёна", "Ксения"), ("Ильинична", "Олеговна", "Павловна", "Андреевна", "Семёновна"))  # fmt: skip
HEADING_ROW: Final = 4


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault that a school has made: the file, the cell, the codes any of which tells it."""

    file: str
    cell: str
    codes: tuple[str, ...]
    what: str


@dataclass(slots=True)
class Pair:
    """What a school means to say of a pair."""

    mentor: str
    mentee: str
    born: int
    form: str
    start: dt.date
    finish: dt.date | None = None


@dataclass(slots=True)
class Truth:
    """What is to be found: faults by cell, and for each school its mentors, mentees, pairs, pairs by form."""

    planted: list[Planted] = field(default_factory=list)
    clean: set[str] = field(default_factory=set)
    totals: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    forms: Counter[str] = field(default_factory=Counter)

    def count(self, school: str, pairs: Sequence[Pair]) -> None:
        """Count a school's list by itself."""
        mentors, mentees = len({p.mentor for p in pairs}), len({(p.mentee, p.born) for p in pairs})
        self.totals[school] = (mentors, mentees, len({(p.mentor, p.mentee, p.born) for p in pairs}))
        self.forms += Counter(p.form for p in pairs)


class People:
    """Invented people, everyone with another name."""

    def __init__(self, seed: int) -> None:
        """Shuffle the names."""
        whole = [f"{s} {f} {p}" for names in (MALE, FEMALE) for s in names[0] for f in names[1] for p in names[2]]
        random.Random(seed).shuffle(whole)  # noqa: S311  the same people in every run
        self.left = whole
        self.random = random.Random(seed)  # noqa: S311  as above

    def pairs(self, count: int) -> list[Pair]:
        """Pairs of a school; every third mentor has two mentees."""
        found: list[Pair] = []
        mentor, form = "", ""
        for number in range(count):
            if number % 3 != 1:
                mentor, form = self.left.pop(), MENTORING_FORMS[self.random.randrange(len(MENTORING_FORMS))]
            start = dt.date(2021, 1 + self.random.randrange(12), 1 + self.random.randrange(28))
            found.append(Pair(mentor, self.left.pop(), 2003 + self.random.randrange(9), form, start))
        return found


def values(kind: str, pair: Pair, number: int) -> dict[str, Any]:
    """What a row of a base holds."""
    contact = f"8-900-000-{number // 100:02d}-{number % 100:02d}, a{number}@example.org"
    return {
        "number": number, "mentor": pair.mentor, "mentee": pair.mentee, "contacts": contact, "born": pair.born,
        "form": pair.form, "start": pair.start, "finish": pair.finish, "consent": "да", "request": "Математика",
        "skills": "Физика", "mentor_work": "учитель", "passed": "да" if pair.finish and kind == "mentees" else None,
    }  # fmt: skip


def columns(kind: str) -> list[str]:
    """The names of the columns of a form, in order."""
    return [graph.name for graph in BASES[kind][0]]


def filled(kind: str, school: str, code: str, pairs: Sequence[Pair]) -> Workbook:
    """A form filled by hand in Excel."""
    make = mentors_form if kind == "mentors" else mentees_form
    book = load_workbook(io.BytesIO(make(school, code)))
    sheet = book.worksheets[0]
    for number, pair in enumerate(pairs, 1):
        row = values(kind, pair, number)
        for index, name in enumerate(columns(kind), 1):
            if row.get(name) is not None:
                sheet.cell(HEADING_ROW + number, index).value = row[name]
    return book


def cell_name(kind: str, name: str, number: int) -> str:
    """The name of the cell of a form in a column, of the record with this number."""
    return f"{get_column_letter(columns(kind).index(name) + 1)}{HEADING_ROW + number}"


def saved(book: Workbook) -> bytes:
    """The bytes of a book."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rows_of(sheet: Worksheet) -> list[list[Any]]:
    """The values of a sheet."""
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def as_csv(book: Workbook) -> bytes:
    """A book as Russian Excel saves it as CSV: semicolons, Windows-1251."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in rows_of(book.worksheets[0]):
        writer.writerow([f"{v:%d.%m.%Y}" if isinstance(v, dt.date) else "" if v is None else v for v in row])
    return out.getvalue().encode("cp1251")


def as_ods(book: Workbook, *, hidden: str = "") -> bytes:
    """A book as an OpenDocument spreadsheet; `hidden` is the title of a sheet that is not shown."""
    ns = " ".join(
        f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"'
        for p, n in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
    )
    styles = (
        '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>'
    )
    tables = []
    for sheet in book.worksheets:
        rows = []
        for row in rows_of(sheet):
            cells = "".join(_ods_cell(v) for v in row)
            rows.append(
                f'<table:table-row>{cells}<table:table-cell table:number-columns-repeated="900"/></table:table-row>'
            )
        rows.append(
            '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1000"/></table:table-row>'
        )
        look = ' table:style-name="h"' if sheet.title == hidden else ""
        tables.append(f'<table:table table:name="{escape(sheet.title)}"{look}>{"".join(rows)}</table:table>')
    content = (
        f"<office:document-content {ns}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return out.getvalue()


def _ods_cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, dt.date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value:%Y-%m-%d}"><text:p>{value:%d.%m.%y}</text:p></table:table-cell>'
    if isinstance(value, int):
        return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


# ------------------------------------------------------------------------------------------- what schools do to forms


@dataclass(frozen=True, slots=True)
class Slip:
    """A fault in a cell: in which base and column, what a school writes (from the right value), what tells it."""

    what: str
    kind: str
    column: str
    wrong: Callable[[Any], Any]
    codes: tuple[str, ...]
    counts: tuple[int, int, int] = (0, 0, 0)  # how many mentors, mentees and pairs more the slip makes


def other_gender(name: str) -> str:
    """A name whose surname has the ending of the other gender."""
    surname, rest = name.split(" ", 1)
    return f"{surname[:-1] if surname.endswith('а') else f'{surname}а'} {rest}"


SLIPS: Final = (
    Slip("no name in a filled row", "mentees", "mentee", lambda _: None, ("ND677",), (0, -1, 0)),
    Slip("initials in place of a name", "mentors", "mentor", lambda v: f"{v.split()[0]} {v.split()[1][0]}.{v.split()[2][0]}.", ("ND678",)),
    Slip("a surname alone", "mentees", "mentee", lambda v: v.split()[0], ("ND678",)),
    Slip("a Latin letter in a name", "mentors", "mentor", lambda v: v.replace("о", "o").replace("а", "a").replace("и", "u"), ("ND679",)),
    Slip("a name in capitals", "mentees", "mentee", lambda v: v.upper(), ("ND679",)),
    Slip("a post beside a name", "mentors", "mentor", lambda v: f"{v}, учитель физики", ("ND680",)),
    Slip("a telephone beside a name", "mentees", "mentee", lambda v: f"{v} 8-900-000-00-00", ("ND680",)),
    Slip("a surname of the other gender", "mentors", "mentor", other_gender, ("ND681",)),
    Slip("a day that no month has", "mentees", "start", lambda _: "31.11.2021", ("ND682",)),
    Slip("a year of two digits", "mentors", "start", lambda v: f"{v:%d.%m.%y}", ("ND682",)),
    Slip("a date in words without a day", "mentees", "start", lambda _: "сентябрь 2021", ("ND682",)),
    Slip("a date out of the period", "mentors", "start", lambda v: v.replace(year=2002), ("ND683",)),
    Slip("finished before it began", "mentees", "finish", lambda _: dt.date(2020, 12, 1), ("ND684",)),
    Slip("a year of birth of three digits", "mentees", "born", lambda _: 207, ("ND685",)),
    Slip("a year of birth to come", "mentees", "born", lambda _: 2031, ("ND685",)),
    Slip("an age in place of a year", "mentees", "born", lambda _: "14 лет", ("ND685",)),
    Slip("a form that is not in the list", "mentees", "form", lambda _: "педагог – педагог", ("ND686",)),
    Slip("a word in place of a form", "mentors", "form", lambda _: "наставничество", ("ND686",)),
    Slip("a mark that is neither yes nor no", "mentees", "passed", lambda _: "в процессе", ("ND687",)),
    Slip("no consent", "mentees", "consent", lambda _: None, ("ND688",)),
    Slip("consent refused", "mentors", "consent", lambda _: "нет", ("ND688",)),
    Slip("a mentee without a mentor", "mentees", "mentor", lambda _: None, ("ND691",)),
    Slip("a mentor nobody knows", "mentees", "mentor", lambda _: "Щукин Фома Титович", ("ND692",), (0, 0, 1)),
    Slip("a misprint in a mentor's name", "mentees", "mentor", lambda v: v[:-2] + v[-1], ("ND692",)),
    Slip("an error of Excel", "mentors", "start", lambda _: "#REF!", ("ND694",)),
    Slip("a text that begins with =", "mentees", "results", lambda _: "=HYPERLINK(1)", ("ND694",)),
    Slip("letters that were lost", "mentees", "mentee", lambda _: "????? ???? ????", ("ND694",), (0, -1, 0)),
    Slip("a mail with two signs @", "mentors", "contacts", lambda _: "a@@example.org", ("ND695",)),
    Slip("a telephone cut short", "mentees", "contacts", lambda _: "8-900-000-00", ("ND695",)),
    Slip("no date where others have one", "mentors", "start", lambda _: None, ("ND696",)),
    Slip("no year of birth", "mentees", "born", lambda _: None, ("ND696",)),
)  # fmt: skip


def write(folder: Path, path: str, data: bytes) -> str:
    """Put a file into the inbox; gives its path."""
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(data)
    return path


ALONE: Final = (3, 6, 9, 12)  # records whose mentor has no other mentee


def spoil(book: Workbook, file: str, slips: Sequence[Slip], truth: Truth, school: str) -> None:
    """Make the slips in a filled form, each in a record of its own, and note them."""
    for number, slip in zip(ALONE, slips, strict=False):
        cell = book.worksheets[0][cell_name(slip.kind, slip.column, number)]
        cell.value = slip.wrong(cell.value)
        if isinstance(cell.value, str) and cell.value.startswith("="):
            cell.data_type = "s"
        truth.planted.append(Planted(file, cell.coordinate, slip.codes, slip.what))
        mentors, mentees, pairs = truth.totals[school]
        truth.totals[school] = (mentors + slip.counts[0], mentees + slip.counts[1], pairs + slip.counts[2])


def spoiled_inbox(folder: Path, schools: Sequence[tuple[str, str]]) -> Truth:
    """Forty books of twenty schools: slips in those of the first fifteen, odd files without any from the last five."""
    truth, people = Truth(), People(15)
    for number, (code, name) in enumerate(schools[:20]):
        pairs = people.pairs(12)
        truth.count(code, pairs)
        for kind in BASES:
            book = filled(kind, name, code, pairs)
            path = f"{code}/{kind}.xlsx"
            if number < 15:
                own = [slip for slip in SLIPS if slip.kind == kind]
                start = number * 3 % len(own)
                spoil(book, path, (own + own)[start : start + 3], truth, code)
                data = saved(book)
            else:
                path, data = ODD[number - 15](book, f"{code}/{kind}")
                truth.clean.add(path)
            write(folder, path, data)
    return truth


def moved(book: Workbook) -> Workbook:
    """A book in which a school has put its columns in another order, named them otherwise, and added its own."""
    rows = rows_of(book.worksheets[0])
    other = Workbook()
    sheet = other.worksheets[0]
    sheet.append([])
    sheet.append(["", rows[0][0]])
    sheet.append(["", rows[1][0]])
    sheet.append(["", "Заполнил: социальный педагог"])
    for row in rows[HEADING_ROW - 1 :]:
        names = ["Наш столбец" if row is rows[HEADING_ROW - 1] else None, *reversed(row)]
        sheet.append([str(v).replace("Ф.И.О.", "Фамилия, имя, отчество") if isinstance(v, str) else v for v in names])
    return other


def merged(book: Workbook) -> Workbook:
    """A book in which the cells of a mentor with two mentees are merged."""
    sheet = book.worksheets[0]
    first = next(c.column for c in sheet[HEADING_ROW] if c.value == "Ф.И.О. наставника")
    for number in range(1, 12):
        upper, lower = (sheet.cell(HEADING_ROW + n, first).value for n in (number, number + 1))
        if upper and upper == lower:
            sheet.merge_cells(None, HEADING_ROW + number, first, HEADING_ROW + number + 1, first)
    return book


def with_other_sheets(book: Workbook) -> Workbook:
    """A book with a hidden sheet full of people, and a filtered row."""
    sheet = book.create_sheet("Прошлый год", 0)
    sheet.sheet_state = "hidden"
    for row in rows_of(book.worksheets[1])[:12]:
        sheet.append([v.replace("а", "о") if isinstance(v, str) and row[0] == 1 else v for v in row])
    book.active = 1
    book.worksheets[1].row_dimensions[HEADING_ROW + 2].hidden = True
    return book


ODD: Final[Sequence[Callable[[Workbook, str], tuple[str, bytes]]]] = (
    lambda book, path: (f"{path}.ods", as_ods(book)),
    lambda book, path: (f"{path}.csv", as_csv(book)),
    lambda book, path: (f"{path}.xlsx", saved(moved(book))),
    lambda book, path: (f"{path}.xlsx", saved(merged(book))),
    lambda book, path: (f"{path}.xlsx", saved(with_other_sheets(book))),
)
