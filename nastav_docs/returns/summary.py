"""What the district gets: the municipal base, the свод, who has not answered, every fault, the list of files."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.registry.bases import OTHER, OWN
from nastav_docs.registry.forms import SheetTable, table_book
from nastav_docs.returns.school_people import NO_FORM
from nastav_docs.returns.word_tables import word_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nastav_docs.registry.bases import Checked
    from nastav_docs.registry.forms import Value
    from nastav_docs.returns.consolidate import Consolidated
    from nastav_docs.returns.model import Part, SchoolTotals

FORMS: Final = (
    "ученик – ученик", "учитель – учитель", "студент – ученик", "работодатель – ученик", "работодатель – студент",
    NO_FORM,
)  # fmt: skip
BASE_COLUMNS: Final = (
    ("№ п/п", 7, "number"), ("Школа", 26, "text"), ("База", 14, "text"), ("Ф.И.О.", 30, "text"),
    ("Год рождения", 11, "number"), ("Контактные данные", 24, "text"), ("Место работы (учёбы)", 24, "text"),
    ("В паре с", 30, "text"), ("Форма наставничества", 20, "text"), ("Дата вхождения", 13, "date"),
    ("Дата завершения", 13, "date"), ("Запрос, компетенции", 24, "text"), ("Результаты", 24, "text"),
    ("Ссылка на кейс (отзыв)", 22, "text"), ("Программа пройдена", 12, "text"), ("Согласие", 11, "text"),
    ("Замечаний", 11, "number"), ("Файл", 30, "text"), ("Строка", 8, "number"),
)  # fmt: skip
PERSONAL: Final = (
    "Содержит персональные данные (Федеральный закон от 27.07.2006 № 152-ФЗ): хранить с ограничением доступа."
)
BOOKS: Final = {"mentors": "наставники", "mentees": "наставляемые"}
COUNTED: Final = (
    "Наставники и наставляемые – разные люди в своих базах школы; пары – разные пары в любой из двух баз. "
    "«Всего в районе» считает человека, который есть в двух школах, один раз."
)


def municipal_base(found: Consolidated) -> bytes:
    """The municipal base as a book of Excel with one table: a row for each record of the schools' bases."""
    troubled = Counter((one.file, one.sheet, one.table, one.row) for one in found.faults if one.row)
    rows = _base_rows(found, troubled)
    above = ("Муниципальная база наставников и наставляемых", PERSONAL)
    return table_book((SheetTable("База", above, BASE_COLUMNS, rows),), "Муниципальная база")


def _base_rows(found: Consolidated, troubled: Mapping[Any, int]) -> Iterator[tuple[Any, ...]]:
    number = 0
    for own in found.books:
        for kind in OWN:
            for part in own.parts(kind):
                for record in part.records:
                    if record.own is not None:
                        number += 1
                        yield (number, own.title, BOOKS[kind], *_record(part, record, kind, troubled))


def _record(part: Part, record: Checked, kind: str, troubled: Mapping[Any, int]) -> tuple[Any, ...]:
    base, row = part.base, record.row
    others = "; ".join(name.text for name in record.others) or base.value(row, OTHER[kind]).replace("\n", "; ")
    return (
        record.own.text if record.own is not None else "",
        int(record.born) if record.born else None,
        base.value(row, "contacts"),
        base.value(row, f"{OWN[kind]}_work"),
        others,
        record.form or base.value(row, "form"),
        record.start or base.value(row, "start"),
        record.finish or base.value(row, "finish"),
        base.value(row, "request") or base.value(row, "skills"),
        base.value(row, "results"),
        base.value(row, "link"),
        base.value(row, "passed"),
        base.value(row, "consent"),
        troubled.get((part.file, base.sheet, base.table, row.number)) or None,
        part.file,
        row.number,
    )


SCHOOL_COLUMNS: Final = (
    ("№ п/п", 7, "number"), ("Школа", 34, "text"), ("Наставников", 13, "number"), ("Наставляемых", 14, "number"),
    ("Пар", 9, "number"), *((f"Пар: {form}", 14, "number") for form in FORMS), ("Прошли программу", 13, "number"),
    ("Замечаний", 12, "number"),
)  # fmt: skip


def _school_row(number: int, one: SchoolTotals, faults: int) -> tuple[Any, ...]:
    return (number, one.title, one.mentors, one.mentees, one.pairs, *(one.forms[f] for f in FORMS), one.passed, faults)


def school_rows(found: Consolidated) -> list[tuple[Any, ...]]:
    """A row of numbers for each school that has answered, as `SCHOOL_COLUMNS` are."""
    faults = Counter(one.school for one in found.faults)
    return [_school_row(number, one, faults[one.school]) for number, one in enumerate(found.totals, 1)]


def total_rows(found: Consolidated) -> list[tuple[Any, ...]]:
    """Two rows below those of the schools: the sum, and the district with everybody counted once."""
    sums, forms, once = found.sums(), found.forms(), found.distinct
    by_form = [forms[form] for form in FORMS]
    faults = sum(1 for one in found.faults if one.school)
    empty = [None] * len(FORMS)
    return [
        (None, "Итого по школам", sums["mentors"], sums["mentees"], sums["pairs"], *by_form, sums["passed"], faults),
        (None, "Всего в районе", once["mentors"], once["mentees"], once["pairs"], *empty, None, None),
    ]


def form_rows(found: Consolidated) -> list[tuple[Any, ...]]:
    """A row for each form of mentoring: pairs, and in how many schools."""
    forms = found.forms()
    return [
        (number, form, forms[form], sum(1 for one in found.totals if one.forms[form]))
        for number, form in enumerate(FORMS, 1)
    ]


FORM_COLUMNS: Final = (
    ("№ п/п", 7, "number"), ("Форма наставничества", 34, "text"), ("Пар", 10, "number"), ("Школ", 10, "number"),
)  # fmt: skip


def summary_book(found: Consolidated) -> bytes:
    """The свод as a book of Excel: by school, by form of mentoring."""
    by_school = SheetTable(
        "По школам",
        ("Свод по школам: наставники, наставляемые, пары", COUNTED),
        SCHOOL_COLUMNS,
        school_rows(found),
        total_rows(found),
    )
    forms = found.forms()
    by_form = SheetTable(
        "По формам",
        ("Свод по формам наставничества", COUNTED),
        FORM_COLUMNS,
        form_rows(found),
        ((None, "Итого", sum(forms.values()), len(found.totals)),),
    )
    return table_book((by_school, by_form), "Свод")


def summary_annex(found: Consolidated, district: str) -> bytes:
    """The same figures as an annex in Word."""
    used = [form for form in FORMS if found.forms()[form]]
    columns = ["№ п/п", "Школа", "Наставников", "Наставляемых", "Пар", *used, "Прошли программу"]
    rows = [
        [str(number), one.title, *map(str, (one.mentors, one.mentees, one.pairs)),
         *(str(one.forms[form]) for form in used), str(one.passed)]
        for number, one in enumerate(found.totals, 1)
    ]  # fmt: skip
    sums, once, forms = found.sums(), found.distinct, found.forms()
    rows.append(
        ["", "Итого по школам", *(str(sums[name]) for name in ("mentors", "mentees", "pairs")),
         *(str(forms[form]) for form in used), str(sums["passed"])]
    )  # fmt: skip
    rows.append(
        ["", "Всего в районе", *(str(once[n]) for n in ("mentors", "mentees", "pairs")), *("–" for _ in used), "–"]
    )
    by_form = [[str(number), form, str(forms[form])] for number, form in enumerate(used, 1)]
    tables = (
        ("Таблица 1. По школам", columns, [7, 32, 14, 15, 8, *(15 for _ in used), 13], rows),
        ("Таблица 2. По формам наставничества", ["№ п/п", "Форма наставничества", "Пар"], [6, 60, 12],
         [*by_form, ["", "Итого", str(sum(forms.values()))]]),
    )  # fmt: skip
    title = "Свод о наставниках, наставляемых и наставнических парах" + (f": {district}" if district else "")
    return word_tables(title, tables, caption="Приложение", notes=(COUNTED,), landscape=True)


UNANSWERED_COLUMNS: Final = (
    ("№ п/п", 7, "number"), ("Школа", 40, "text"), ("Чего нет", 40, "text"), ("Руководитель", 30, "text"),
    ("Телефон", 20, "text"), ("E-mail", 26, "text"),
)  # fmt: skip


def unanswered_book(rows: Sequence[Sequence[str]]) -> bytes:
    """The schools that have not sent everything, as a book of Excel; a row is school, what lacks, head, phone, mail."""
    numbered: list[tuple[Value, ...]] = [(number, *row) for number, row in enumerate(rows, 1)]
    above = ("Школы, от которых нет баз",)
    return table_book((SheetTable("Не ответили", above, UNANSWERED_COLUMNS, numbered),), "Не ответили")


def unanswered_paper(rows: Sequence[Sequence[str]]) -> bytes:
    """The same list in Word."""
    columns = [title for title, _, _ in UNANSWERED_COLUMNS]
    cells = [[str(number), *row] for number, row in enumerate(rows, 1)]
    return word_tables("Школы, от которых нет баз", (("", columns, [5, 30, 26, 22, 14, 18], cells),), landscape=True)


FAULT_COLUMNS: Final = (
    ("Школа", 26, "text"), ("Файл", 34, "text"), ("Лист", 20, "text"), ("Ячейка", 12, "text"), ("Код", 9, "text"),
    ("Важность", 16, "text"), ("Что не так", 50, "text"), ("Что сделать", 50, "text"), ("Подробно", 44, "text"),
)  # fmt: skip


def faults_book(found: Consolidated, titles: Mapping[str, str]) -> bytes:
    """Every fault with its file, sheet and cell, as a book of Excel."""
    rows = [
        (
            titles.get(one.school, ""), one.file, one.sheet or (f"таблица {one.table}" if one.table else ""), one.cell,
            one.code.code, one.code.severity.russian, one.message, one.hint, one.detail,
        )
        for one in found.faults
    ]  # fmt: skip
    above = ("Замечания к присланным базам", PERSONAL)
    return table_book((SheetTable("Замечания", above, FAULT_COLUMNS, rows),), "Замечания")


def inventory(found: Consolidated, unanswered: Sequence[Sequence[str]], written: Sequence[str]) -> dict[str, Any]:
    """Everything that is counted and told as plain data, nobody's name in it: which file gave what, totals, faults."""
    return {
        "version": 1,
        "files": [entry.as_json() for entry in found.files],
        "schools": [one.as_json() for one in found.totals],
        "sum_by_school": {**found.sums(), "pairs_by_form": dict(sorted(found.forms().items()))},
        "distinct": dict(found.distinct),
        "unanswered": [{"school": row[0], "lacks": row[1]} for row in unanswered],
        "faults": [one.as_json() for one in found.faults],
        "written": list(written),
    }
