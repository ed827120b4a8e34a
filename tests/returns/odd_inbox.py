"""Forty-five files of twenty schools as they come by mail: what each school has done, what is to be found in it.

Every school begins with its list of pairs, which is counted apart from the program; tables are written from scratch,
under the headings of the school's own, so that nothing but the reading of them is tried.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from docx import Document
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from tests.returns import inbox_maker as maker
from tests.returns.inbox_maker import Pair, Planted, Truth

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Rows = list[list[Any]]
# The headings of schools, three ways of each base: names of the columns of the forms, then what the school calls them.
OWN_WORDS: Final[dict[str, tuple[dict[str, str], ...]]] = {
    "mentors": (
        {"number": "№", "mentor": "Фамилия Имя Отчество наставника", "contacts": "Телефон, e-mail", "mentor_work": "Место работы (учёбы)", "form": "Форма наставничества", "mentee": "ФИО наставляемого", "start": "Дата начала", "consent": "Согласие на обработку ПДн (да/нет)"},
        {"mentor": "Наставник", "mentee": "Наставляемый", "form": "Модель", "start": "Дата вхождения в программу", "finish": "Дата завершения", "contacts": "Контакты"},
        {"number": "№ п/п", "mentee": "Ф.И.О. наставляемого", "mentor": "Ф.И.О. наставника", "start": "Дата вхождения", "form": "Вид наставничества", "mentor_work": "Должность наставника"},
    ),
    "mentees": (
        {"number": "№", "mentee": "Фамилия Имя Отчество наставляемого", "born": "Год рожд.", "contacts": "Телефон", "mentor": "ФИО наставника", "form": "Форма наставничества", "start": "Дата начала", "consent": "Согласие родителей"},
        {"mentee": "Наставляемый", "born": "Дата (год) рождения", "mentor": "Наставник", "form": "Модель", "start": "Дата вхождения в программу", "finish": "Дата завершения"},
        {"number": "№ п/п", "mentor": "Ф.И.О. наставника", "mentee": "Ф.И.О. наставляемого", "born": "Г.р.", "start": "Дата вхождения", "form": "Вид наставничества", "request": "Запрос"},
    ),
}  # fmt: skip
TITLES: Final = {"mentors": "База наставников", "mentees": "База наставляемых"}


@dataclass(slots=True)
class Table:
    """A table while a school makes it: rows above, the headings, its records; `top` is the row of the headings."""

    kind: str
    school: str
    way: int
    pairs: Sequence[Pair]
    above: Rows = field(default_factory=list)
    added: tuple[int, str, Any] | None = None  # a column of the school's own: where, its heading, its values
    below: Rows = field(default_factory=list)
    changed: dict[tuple[str, int], Any] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """The columns in the order of the sheet; «» for one of the school's own."""
        found = list(OWN_WORDS[self.kind][self.way])
        if self.added:
            found.insert(self.added[0], "")
        return found

    @property
    def top(self) -> int:
        """The row of the headings."""
        return len(self.above) + 2

    def cell(self, name: str, number: int) -> str:
        """The name of the cell of a record (from 1) in a column."""
        return f"{get_column_letter(self.names.index(name) + 1)}{self.top + number}"

    def rows(self) -> Rows:
        """All rows of the sheet."""
        words = OWN_WORDS[self.kind][self.way]
        head = [words.get(name, self.added[1] if self.added else "") for name in self.names]
        body = []
        for number, pair in enumerate(self.pairs, 1):
            held = {**maker.values(self.kind, pair, number), "": self.added[2] if self.added else None}
            body.append([self.changed.get((name, number), held.get(name)) for name in self.names])
        return [[f"{TITLES[self.kind]} {self.school}".strip()], *self.above, head, *body, *self.below]


def book(*tables: tuple[str, Rows]) -> Workbook:
    """A book with these sheets."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, rows in tables:
        sheet = made.create_sheet(title)
        for number, row in enumerate(rows, 1):
            for index, value in enumerate(row, 1):
                cell = sheet.cell(number, index)
                cell.value = value
                if isinstance(value, dt.date):
                    cell.number_format = "DD.MM.YYYY"
                if isinstance(value, str) and value.startswith("="):
                    cell.data_type = "s"
    return made


def text(rows: Rows, sign: str, encoding: str) -> bytes:
    """A text file with these rows."""
    lines = []
    for row in rows:
        cells = [f"{v:%d.%m.%Y}" if isinstance(v, dt.date) else "" if v is None else str(v) for v in row]
        lines.append(sign.join(f'"{c}"' if sign in c or '"' in c else c for c in (c.replace('"', '""') for c in cells)))
    return "\r\n".join(lines).encode(encoding)


def word(title: str, rows: Rows) -> bytes:
    """A Word file with a heading and a table."""
    paper = Document()
    paper.add_paragraph(title)
    table = paper.add_table(0, max(map(len, rows)))
    for row in rows:
        cells = table.add_row().cells
        for index, value in enumerate(row):
            cells[index].text = (
                f"{value:%d.%m.%Y}" if isinstance(value, dt.date) else "" if value is None else str(value)
            )
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def edited(data: bytes, *changes: tuple[str, str]) -> bytes:
    """A book whose first sheet's XML was changed by hand: patterns and what stands in their place."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    for pattern, new in changes:
        parts[sheet], times = re.subn(pattern.encode(), new.encode(), parts[sheet])
        assert times
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def saved_on(made: Workbook, day: int) -> bytes:
    """The bytes of a book that says that it was saved on a day of November."""
    data = maker.saved(made)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    core = parts["docProps/core.xml"]
    parts["docProps/core.xml"] = re.sub(rb"(modified[^>]*>)[^<]*", rb"\g<1>2022-11-%02dT10:00:00Z" % day, core)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


class Inbox:
    """The folder while it is filled, and what is to be found in it."""

    def __init__(self, folder: Path, schools: Sequence[tuple[str, str]]) -> None:
        """Give each school its pairs."""
        self.folder, self.truth = folder, Truth()
        people = maker.People(45)
        self.names = dict(schools)
        self.pairs = {code: people.pairs(5) for code, _ in schools[:20]}
        self.strangers = people.pairs(4)
        self.files = 0
        for code, pairs in self.pairs.items():
            self.truth.count(code, pairs)

    def table(self, code: str, kind: str, way: int, **more: Any) -> Table:  # noqa: ANN401  what a table is made of
        """A table of a school."""
        return Table(kind, more.pop("school", self.names[code]), way, self.pairs[code], **more)

    def put(self, path: str, data: bytes) -> str:
        """A file in the inbox; it is clean until a fault is planted in it."""
        self.files += 1
        self.truth.clean.add(path)
        return maker.write(self.folder, path, data)

    def plant(self, path: str, cell: str, *codes: str, what: str = "") -> None:
        """Note a fault."""
        self.truth.planted.append(Planted(path, cell, codes, what))
        self.truth.clean.discard(path)

    def count(self, code: str, mentors: int = 0, mentees: int = 0, pairs: int = 0) -> None:
        """Note that a school has more people, by what was done to its books."""
        old = self.truth.totals[code]
        self.truth.totals[code] = (old[0] + mentors, old[1] + mentees, old[2] + pairs)


def odd_inbox(folder: Path, schools: Sequence[tuple[str, str]]) -> Inbox:
    """The inbox: forty-five files, faults in half of them."""
    inbox = Inbox(folder, schools)
    _headings_and_columns(inbox)
    _other_formats(inbox)
    _versions_and_parts(inbox)
    _names_and_forms(inbox)
    _faults(inbox)
    return inbox


def _xlsx(table: Table, title: str = "Лист1") -> bytes:
    return maker.saved(book((title, table.rows())))


def _headings_and_columns(inbox: Inbox) -> None:
    """Renamed files, moved and added columns, notes above and below, merged cells, hidden rows, several sheets."""
    one = inbox.table("sosh-1", "mentors", 0)
    inbox.put("База (2) итог ИСПРАВЛЕНО.xlsx", _xlsx(one))
    inbox.put("Без имени 1.xlsx", _xlsx(inbox.table("sosh-1", "mentees", 0)))
    notes: Rows = [["Приложение 4 к приказу"], ["Заполнил: социальный педагог, тел. 2-48-73"], []]
    below: Rows = [[], ["Итого: 5"], ["Директор", None, None, "А.А. Смирнова"]]
    for kind in ("mentors", "mentees"):
        moved = inbox.table("sosh-2", kind, 2, above=notes, below=below, added=(1, "Класс куратора", "8 «А»"))
        inbox.put(f"СОШ2/{kind}.xlsx", _xlsx(moved))
    both = inbox.table("zarechnaya", "mentors", 1), inbox.table("zarechnaya", "mentees", 1)
    made = book(("Как заполнять", [["Заполните оба листа"], ["ФИО пишите полностью"]]), ("Н", both[0].rows()), ("НМ", both[1].rows()), ("2020", both[1].rows()))  # fmt: skip
    made["2020"].sheet_state = "hidden"
    made["2020"]["A3"] = "Пропавший Фёдор Фомич"
    inbox.put("zarechnaya.xlsx", maker.saved(made))
    for kind in ("mentors", "mentees"):
        table = inbox.table("oosh-4", kind, 0)
        made = book(("База", table.rows()))
        sheet = made.worksheets[0]
        sheet.merge_cells("A1:H1")
        column = table.names.index("mentor") + 1
        for number in range(1, 5):
            if table.pairs[number - 1].mentor == table.pairs[number].mentor:
                sheet.merge_cells(None, table.top + number, column, table.top + number + 1, column)
        sheet.row_dimensions[table.top + 4].hidden = True
        sheet.column_dimensions["D"].hidden = True
        inbox.put(f"ООШ 4 {kind}.xlsx", maker.saved(made))


def _other_formats(inbox: Inbox) -> None:
    """ODS, CSV of every kind, Word, a book without names of cells, one with inline texts and a prefix."""
    for kind in ("mentors", "mentees"):
        inbox.put(f"Лицей/{kind}.ods", maker.as_ods(book(("Лист", inbox.table("lyceum-21", kind, 1).rows()))))
        inbox.put(f"Гимназия 5/{kind}.csv", text(inbox.table("gymnasium-5", kind, 0).rows(), ";", "cp1251"))
        inbox.put(f"Сказка {kind}.csv", text(inbox.table("ds-15", kind, 2).rows(), ",", "utf-8-sig"))
        rows = inbox.table("ds-7", kind, 1).rows()
        inbox.put(f"7/{kind}.docx", word(rows[0][0], rows[1:]))
    inbox.put("ds-32 н.txt", text(inbox.table("ds-32", "mentors", 0).rows(), "\t", "utf-16"))
    inbox.put("ds-32 нм.csv", text(inbox.table("ds-32", "mentees", 1).rows(), ";", "utf-8"))
    plain = edited(_xlsx(inbox.table("ddt-22", "mentors", 0)), (r'(<(?:c|row)) r="\w+"', r"\1"))
    inbox.put("ддт/1.xlsx", plain)
    prefixed = edited(
        _xlsx(inbox.table("ddt-22", "mentees", 2)), (r"<(/?)(?=[a-zA-Z])", r"<\1x:"), (' xmlns="', ' xmlns:x="')
    )
    inbox.put("ддт/2.xlsx", prefixed)


def _versions_and_parts(inbox: Inbox) -> None:
    """A later version, a copy, parts of a base, an empty form, another school's folder."""
    old = inbox.table("cdo-raduga", "mentors", 1)
    old.changed["start", 2] = "32.13.2021"
    inbox.put("радуга/наставники.xlsx", saved_on(book(("Л", old.rows())), 3))
    inbox.truth.clean.discard("радуга/наставники.xlsx")
    inbox.put("радуга/наставники испр.xlsx", saved_on(book(("Л", inbox.table("cdo-raduga", "mentors", 1).rows())), 9))
    data = saved_on(book(("Л", inbox.table("cdo-raduga", "mentees", 1).rows())), 5)
    inbox.put("радуга/наставляемые.xlsx", data)
    inbox.put("радуга/Копия наставляемые.xlsx", data)
    inbox.truth.clean.discard("радуга/наставляемые.xlsx")
    inbox.truth.clean.discard("радуга/Копия наставляемые.xlsx")
    inbox.truth.clean.discard("радуга/наставники испр.xlsx")
    whole = inbox.pairs["syun"]
    inbox.put("СЮН/все наставники.xlsx", _xlsx(inbox.table("syun", "mentors", 0)))
    for number, part in enumerate((whole[:3], whole[3:]), 1):
        inbox.put(f"СЮН/часть {number}.xlsx", _xlsx(Table("mentees", inbox.names["syun"], 0, part)))
    empty = load_workbook(io.BytesIO(maker.saved(maker.filled("mentees", inbox.names["syun"], "syun", ()))))
    inbox.put("СЮН/бланк.xlsx", maker.saved(empty))
    inbox.truth.clean.discard("СЮН/бланк.xlsx")


def _names_and_forms(inbox: Inbox) -> None:
    """People named otherwise in the other book, pairs of one book only, forms by their first letters."""
    pairs = inbox.pairs["sport"]
    inbox.put("Юность н.xlsx", _xlsx(inbox.table("sport", "mentors", 2)))
    table = inbox.table("sport", "mentees", 0)
    words = pairs[0].mentor.split()
    table.changed["mentor", 1] = f"{words[0]} {words[1][0]}.{words[2][0]}."
    words = pairs[2].mentor.split()
    table.changed["mentor", 3] = f"{words[1]} {words[2]} {words[0]}"
    table.changed["mentor", 4] = f"{pairs[3].mentor.upper()}"
    inbox.put("Юность нм.xlsx", _xlsx(table))
    pairs = inbox.pairs["evening-2"]
    table = inbox.table("evening-2", "mentees", 2)
    inbox.put("вечерняя/н.xlsx", _xlsx(Table("mentors", inbox.names["evening-2"], 0, pairs[:2])))
    inbox.put("вечерняя/нм.xlsx", _xlsx(table))
    known = {pair.mentor for pair in pairs[:2]}
    for number, pair in enumerate(pairs, 1):
        if pair.mentor not in known:
            inbox.plant("вечерняя/нм.xlsx", table.cell("mentor", number), "ND692", what="a mentor of another book")
    inbox.count("evening-2", mentors=len(known) - len({pair.mentor for pair in pairs}))
    inbox.put("14.xlsx", _xlsx(inbox.table("sosh-14", "mentees", 0)))  # the mentors' book is missing: silent
    inbox.count("sosh-14", mentors=-len({pair.mentor for pair in inbox.pairs["sosh-14"]}))


def _slips(inbox: Inbox, path: str, table: Table, *slips: tuple[str, int, Any, str]) -> Table:
    """Make slips in a table (column, record, what is written, the code that tells it) and note them."""
    for name, number, wrong, code in slips:
        table.changed[name, number] = wrong
        inbox.plant(path, table.cell(name, number), *code.split("|"), what=f"{name}: {wrong}")
    return table


def _faults(inbox: Inbox) -> None:
    """What is to be named at its cell, in files of every kind."""
    of = inbox.pairs
    table = _slips(
        inbox, "16 н.xlsx", inbox.table("sosh-16", "mentors", 0, above=[["Справочно"]]),
        ("start", 1, dt.date(2032, 9, 1), "ND683"), ("mentor", 3, f"{of['sosh-16'][2].mentor} (учитель)", "ND680"),
        ("consent", 4, "нет", "ND688"), ("contacts", 5, "8-900-000-00", "ND695"),
    )  # fmt: skip
    inbox.put("16 н.xlsx", _xlsx(table))
    table = _slips(
        inbox, "16 нм.xlsx", inbox.table("sosh-16", "mentees", 0, added=(2, "Класс", "7 «Б»")),
        ("born", 1, 1907, "ND685"), ("start", 2, "30.02.2021", "ND682"), ("mentor", 4, None, "ND691"),
        ("consent", 5, None, "ND688"),
    )  # fmt: skip
    inbox.put("16 нм.xlsx", _xlsx(table))
    table = _slips(
        inbox, "кадеты/н.ods", inbox.table("cadet", "mentors", 1),
        ("start", 1, "в сентябре", "ND682"), ("form", 3, "учитель – ученик", "ND686"),
        ("finish", 4, dt.date(2020, 11, 20), "ND684"),
    )  # fmt: skip
    inbox.put("кадеты/н.ods", maker.as_ods(book(("Л", table.rows()))))
    first = of["cadet"][0].mentee
    table = _slips(
        inbox, "кадеты/нм.csv", inbox.table("cadet", "mentees", 1),
        ("mentee", 1, f"{first.split()[0]} {first.split()[1]}", "ND678"), ("born", 3, "семь", "ND685"),
        ("mentor", 4, "Щукин Фома Титович", "ND692"), ("form", 5, "наставничество", "ND686"),
    )  # fmt: skip
    inbox.count("cadet", pairs=1)
    inbox.put("кадеты/нм.csv", text(table.rows(), ";", "cp1251"))
    table = _slips(
        inbox, "интернат н.xlsx", inbox.table("boarding-9", "mentors", 2),
        ("mentor", 1, maker.other_gender(of["boarding-9"][0].mentor), "ND681"),
        ("start", 3, "#ЗНАЧ!", "ND694"), ("form", 4, "", "ND696"),
    )  # fmt: skip
    inbox.count("boarding-9", mentors=1, pairs=1)  # her other mentee stands beside the right name
    inbox.put("интернат н.xlsx", _xlsx(table))
    same = of["boarding-9"][2]
    table = inbox.table("boarding-9", "mentees", 2)
    table.pairs = [*table.pairs, Pair(same.mentor, same.mentee, same.born, same.form, same.start)]
    inbox.plant("интернат нм.xlsx", table.cell("mentee", 6), "ND689", what="a record written twice")
    inbox.put("интернат нм.xlsx", _xlsx(table))
    other = of["sosh-1"][1]
    table = inbox.table("primary-27", "mentees", 0)
    table.pairs = [*table.pairs, Pair(of["primary-27"][0].mentor, other.mentee, other.born, other.form, other.start)]
    inbox.plant("27/нм.xlsx", table.cell("mentee", 6), "ND690", what="a mentee of two schools")
    inbox.plant("Без имени 1.xlsx", inbox.table("sosh-1", "mentees", 0).cell("mentee", 2), "ND690", what="the same")
    inbox.count("primary-27", mentees=1, pairs=1)
    inbox.put("27/нм.xlsx", _xlsx(table))
    inbox.put("27/н.xlsx", _xlsx(inbox.table("primary-27", "mentors", 0)))
    table = _slips(
        inbox, "Доверие н.xlsx", inbox.table("ppms", "mentors", 1),
        ("mentor", 1, None, "ND677"), ("start", 4, "01.09.21", "ND682"), ("contacts", 5, "a@@example.org", "ND695"),
    )  # fmt: skip
    inbox.put("Доверие н.xlsx", _xlsx(table))
    table = _slips(
        inbox, "Доверие нм.docx", inbox.table("ppms", "mentees", 1),
    )  # fmt: skip
    rows = table.rows()
    wrong = [list(row) for row in rows[1:]]
    wrong[2][table.names.index("start")] = "31.06.2021"
    inbox.plant("Доверие нм.docx", f"строка 3, столбец {table.names.index('start') + 1}", "ND682", what="no such day")
    inbox.put("Доверие нм.docx", word(rows[0][0], wrong))
    inbox.put("Бланк СОШ 2.docx", word("Как заполнять базу", [["Графа", "Что писать"], ["ФИО", "полностью"]]))
    inbox.truth.clean.discard("Бланк СОШ 2.docx")
    inbox.put("фото совещания.jpg", b"\xff\xd8\xff")
    inbox.put("отчёт.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    inbox.truth.clean -= {"фото совещания.jpg", "отчёт.xls"}
