"""Lists of the user's own: typed rows with the places of cells; what is wrong, and what the message says."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest

from nastav_docs import Diagnostic, load
from nastav_docs.documents.list_values import read_lists
from tests.minimal import MINIMAL, write
from tests.returns import inbox_maker as maker

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from nastav_docs.registry.lists import ReadList

COLUMNS = "mentor: person, mentee: person, since: date"
HEADINGS = ["Наставник", "Наставляемый", "Дата начала"]
PAIR = ["Петрова Анна Ивановна", "Иванов Пётр Сергеевич", "01.09.2025"]


def book(rows: Sequence[Sequence[object]], title: str = "Пары") -> bytes:
    """A book of Excel with one sheet."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def csv(rows: list[list[str]], separator: str = ";") -> str:
    return "\n".join(separator.join(row) for row in rows)


def read(
    folder: Path, columns: str, data: bytes | str, file: str = "pairs.xlsx"
) -> tuple[ReadList, tuple[Diagnostic, ...]]:
    """The list «pairs» of a small district, whose file holds `data`."""
    content = data if isinstance(data, bytes) else data.encode()
    write(folder, f"{MINIMAL}lists: {{pairs: {{file: {file}, columns: {{{columns}}}}}}}\n")
    (folder / file).write_bytes(content)
    lists = read_lists(load(folder))
    return lists.by_name["pairs"], lists.problems


def told(problems: tuple[Diagnostic, ...]) -> list[str]:
    """«place code message», without the folder."""
    return [f"{str(one.place).rpartition('/')[2]} {one.code} {one.message}" for one in problems]


def values(found: ReadList) -> list[list[object]]:
    return [[getattr(cell.value, "name", cell.value) for cell in row.values()] for row in found.rows]


# What a value becomes

TYPES = [
    ("text", "7 «А»", "7 «А»"),
    ("date", "01.09.2025", dt.date(2025, 9, 1)),
    ("date", "2025-09-01", dt.date(2025, 9, 1)),
    ("date", "1 сентября 2025 г.", dt.date(2025, 9, 1)),
    ("number", "10,5", Decimal("10.5")),
    ("number", "1 000", Decimal(1000)),
    ("integer", "12", 12),
    ("yes_no", "Да", True),
    ("yes_no", "нет", False),
    ("yes_no", "+", True),
    ("{one_of: [учитель – учитель, ученик – ученик]}", "Учитель - учитель", "учитель – учитель"),
    ("phone", "8 (00000) 2-01-00", "8 (00000) 2-01-00"),
    ("email", "school@example.org", "school@example.org"),
    ("post", "учитель физики", "учитель физики"),
    ("person", "ИВАНОВА М.П.", "Иванова М.П."),
]


@pytest.mark.parametrize(("kind", "written", "value"), TYPES)
def test_a_cell_is_a_value_of_its_type(tmp_path: Path, kind: str, written: str, value: object) -> None:
    found, _ = read(tmp_path, f"x: {kind}", csv([["x", "№"], [written, "1"]], "\t"), "pairs.csv")
    assert values(found) == [[value]]


def test_a_list_of_libreoffice_is_read_as_one_of_excel(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Пары"], [*HEADINGS], [*PAIR[:2], dt.date(2025, 9, 1)], [*PAIR[:2], "осень"]]
    excel = book([*rows, [None, "#REF!", None]])
    ods = maker.as_ods(openpyxl.load_workbook(io.BytesIO(excel)))
    columns = "mentor: {type: person, title: Наставник}, mentee: {type: person, title: Наставляемый}, since: {type: date, title: Дата начала}"
    found, problems = read(tmp_path, columns, ods, "pairs.ods")
    same, others = read(tmp_path, columns, excel)
    assert values(found) == values(same)
    assert values(found)[0] == [*PAIR[:2], dt.date(2025, 9, 1)]
    assert told(problems) == [one.replace("pairs.xlsx", "pairs.ods") for one in told(others)]
    assert "pairs.ods, лист «Пары», ячейка C4 ND617 Дата не понята." in told(problems)


WRONG = [
    ("date", "31.02.2025", "ND617 Такой даты нет в календаре."),
    ("date", "осень", "ND617 Дата не понята."),
    ("number", "около двух", "ND636 «около двух» – не число."),
    ("integer", "1,5", "ND636 «1,5» – не целое число."),
    ("yes_no", "наверное", "ND636 «наверное» – не «да» и не «нет»."),
    ("{one_of: [очно, заочно]}", "дома", "ND636 «дома» нет среди значений столбца."),
    ("person", "Иванова М.П., Петров И.И.", "ND627 В ячейке не один человек: «Иванова М.П.», «Петров И.И.»."),
    ("school", "СОШ № 9", "ND639 Школа «СОШ № 9» не найдена: реестра школ в настройках нет."),
    ("text", "#ССЫЛКА!", "ND622 В ячейке ошибка Excel «#ССЫЛКА!»."),
]


@pytest.mark.parametrize(("kind", "written", "message"), WRONG)
def test_a_cell_of_another_kind_is_told_at_its_cell(tmp_path: Path, kind: str, written: str, message: str) -> None:
    found, problems = read(tmp_path, f"x: {kind}, n: text", book([["Сведения"], ["n", "x"], ["1", written]]))
    code, _, text = message.partition(" ")
    assert [f"{one.place}|{one.code}|{one.message}" for one in problems if one.severity == "error"] == [
        f"{tmp_path}/pairs.xlsx, лист «Пары», ячейка B3|{code}|{text}"
    ]
    assert values(found) == [[None, "1"]]


ODD = [
    ("phone", "5-00", "Телефон записан с ошибкой."),
    ("email", "школа@", "Адрес электронной почты записан с ошибкой."),
]


@pytest.mark.parametrize(("kind", "written", "message"), ODD)
def test_what_is_odd_is_told_and_stays(tmp_path: Path, kind: str, written: str, message: str) -> None:
    found, problems = read(tmp_path, f"x: {kind}", book([["x"], [written]]))
    assert (values(found), [one.message for one in problems]) == ([[written]], [message])


# How tables are written


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_csv_is_read_in_any_usual_encoding_and_with_any_separator(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    found, problems = read(tmp_path, COLUMNS, csv([HEADINGS, PAIR], separator).encode(encoding), "pairs.csv")
    assert (values(found), problems) == ([[*PAIR[:2], dt.date(2025, 9, 1)]], ())


def test_what_stands_around_the_rows_is_not_a_row(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Наставнические пары на 2025/26 учебный год"],
        [],
        ["№ п/п", *HEADINGS],
        [1, 2, 3, 4],
        [1, *PAIR],
        [],
        [2, "Бабкина И.Г.", "Ким Олег Олегович", dt.date(2025, 9, 2)],
        ["", "–", "", "—"],
        ["Итого:", "2"],
    ]
    found, problems = read(tmp_path, COLUMNS, book(rows))
    assert values(found) == [
        [*PAIR[:2], dt.date(2025, 9, 1)],
        ["Бабкина И.Г.", "Ким Олег Олегович", dt.date(2025, 9, 2)],
    ]
    assert told(problems) == ["pairs.xlsx, лист «Пары», ячейка B9 ND624 Строка под таблицей пропущена: «Итого:»."]


HEADED = [
    ("mentor: person", "Ф.И.О. наставника (полностью)"),
    ("mentor: {type: person, title: Педагог-наставник}", "ПЕДАГОГ – НАСТАВНИК"),
    ("mentor: {type: person, heading: [Кто ведёт, Ведущий]}", "Ведущий"),
    ("mentor: person", "mentor"),
    ("since: date", "С какого числа"),
    ("hours: number", "Кол-во часов, в неделю"),
]


@pytest.mark.parametrize(("column", "heading"), HEADED)
def test_a_heading_is_known_by_title_variant_name_or_its_usual_words(tmp_path: Path, column: str, heading: str) -> None:
    _, problems = read(tmp_path, column, book([[heading], ["01.09.2025"]]))
    assert not [one for one in problems if one.code in {"ND633", "ND634", "ND635"}]


def test_headings_of_two_rows_are_one(tmp_path: Path) -> None:
    columns = "mentor: person, mentor_phone: {type: phone, heading: Наставник телефон}, class: text, since: date"
    rows = [
        ["Наставник", "", "Класс", "Дата"],
        ["ФИО", "телефон", "", ""],
        ["Бабкина И.Г.", "8 (00000) 2-01-00", "7 А", "01.09.2025"],
    ]
    found, problems = read(tmp_path, columns, book(rows))
    assert (values(found), problems) == ([["Бабкина И.Г.", "8 (00000) 2-01-00", "7 А", dt.date(2025, 9, 1)]], ())


def test_a_missing_column_is_one_error_however_many_rows_there_are(tmp_path: Path) -> None:
    found, problems = read(tmp_path, COLUMNS, book([["Наставник", "Наставляемый", "Приказ от"], *[PAIR] * 30]))
    assert told(problems) == ["pairs.xlsx, лист «Пары», ячейка C1 ND634 В таблице списка «pairs» нет столбца «Дата»."]
    assert problems[0].hint == (
        "Заголовки, которых нет в настройках: «Приказ от». Нужный впишите: since: {type: date, heading: Приказ от}."
    )
    assert found.rows == ()


def test_a_column_that_need_not_be_there_is_empty(tmp_path: Path) -> None:
    found, problems = read(
        tmp_path, "mentor: person, note: {type: text, required: нет}", book([["Наставник"], PAIR[:1]])
    )
    assert (values(found), problems) == ([["Петрова Анна Ивановна", None]], ())


def test_a_heading_that_nobody_claims_is_a_warning(tmp_path: Path) -> None:
    _, problems = read(tmp_path, "mentor: person", book([["Наставник", "Кабинет"], ["Бабкина И.Г.", "5"]]))
    assert [(one.severity, one.hint) for one in problems] == [
        ("warning", "Допишите: имя: {type: text, title: Кабинет} – или удалите столбец из таблицы.")
    ]
    assert told(problems) == [
        "pairs.xlsx, лист «Пары», ячейка B1 ND635 Столбец «Кабинет» не читается: в «columns:» списка «pairs» его нет."
    ]


def test_a_formula_that_was_never_calculated_is_told(tmp_path: Path) -> None:
    _, problems = read(
        tmp_path, "mentor: person, hours: number", book([["Наставник", "Часы"], ["Бабкина И.Г.", "=1+1"]])
    )
    assert told(problems) == ["pairs.xlsx, лист «Пары», ячейка B2 ND621 Рядом с формулой нет её значения."]


# What a list may ask of its cells


def test_an_empty_cell_is_an_error_a_warning_for_its_column_or_nothing(tmp_path: Path) -> None:
    columns = "mentor: {type: person, required: да}, class: text, note: {type: text, required: нет}"
    rows = [
        ["Наставник", "Класс", "Примечание"],
        ["", "7 А", ""],
        ["Бабкина И.Г.", "", ""],
        ["Ким О.О.", "-", ""],
    ]
    _, problems = read(tmp_path, columns, book(rows))
    assert [f"{one.severity} {text}" for one, text in zip(problems, told(problems), strict=True)] == [
        "error pairs.xlsx, лист «Пары», ячейка A2 ND637 Не заполнено: «Наставник».",
        "warning pairs.xlsx, лист «Пары», ячейка B3 ND637 В столбце «Класс» пусто: B3, B4.",
    ]
    assert problems[1].hint == "Заполните; если пусто бывает, напишите: class: {type: text, required: нет}."


def test_a_value_that_must_not_repeat_is_told_where_it_repeats(tmp_path: Path) -> None:
    rows = [["mentee"], ["Ким О.О."], ["Бабкина И.Г."], ["Ким О.О."]]
    _, problems = read(tmp_path, "mentee: {type: person, unique: да}", book(rows))
    assert told(problems) == [
        "pairs.xlsx, лист «Пары», ячейка A4 ND638 «Ким О.О.» в столбце «Наставляемый» уже есть: ячейка A2."
    ]


# Files that are no tables

NO_TABLE = [
    ("pairs.xlsx", b"\xd0\xcf\x11\xe0", "pairs.xlsx", "ND633 Файл в старом формате Excel (.xls) или закрыт паролем."),
    ("pairs.csv", "да;нет\n1;2".encode(), "pairs.csv", "ND634 В таблице нет строки заголовков списка «pairs»."),
    ("pairs.xlsx", b"PK\x03\x04damaged", "pairs.xlsx", "ND601 Файл не читается как книга Excel: он повреждён."),
]


@pytest.mark.parametrize(("file", "data", "place", "message"), NO_TABLE)
def test_a_file_that_holds_no_table_is_told_once(
    tmp_path: Path, file: str, data: bytes, place: str, message: str
) -> None:
    found, problems = read(tmp_path, COLUMNS, data, file)
    assert (told(problems), found.rows) == ([f"{place} {message}"], ())


def test_a_file_that_is_not_there_is_told_where_it_is_named(tmp_path: Path) -> None:
    write(tmp_path, f"{MINIMAL}lists: {{pairs: {{file: pary.xlsx, columns: {{{COLUMNS}}}}}}}\n")
    (tmp_path / "pairs.xlsx").write_bytes(book([HEADINGS, PAIR]))
    (problem,) = read_lists(load(tmp_path)).problems
    assert (problem.code, problem.place and problem.place.line) == ("ND633", MINIMAL.count("\n") + 1)
    assert problem.message == f"Файл «{tmp_path / 'pary.xlsx'}» списка «pairs» не найден."


# YAML

ROWS = """
lists:
  pairs:
    columns: {mentor: person, form: {one_of: [очно, заочно]}, hours: number}
    rows:
"""


def test_rows_may_stand_in_the_settings(tmp_path: Path) -> None:
    text = f"{MINIMAL}{ROWS}      - {{mentor: {{name: Ким Саша, gender: male, dat: Киму Саше}}, form: Очно, hours: 10,5}}\n"
    write(tmp_path, text.replace("10,5", '"10,5"'))
    lists = read_lists(load(tmp_path))
    (row,) = lists.by_name["pairs"].rows
    assert (values(lists.by_name["pairs"]), lists.problems) == ([["Ким Саша", "очно", Decimal("10.5")]], ())
    assert (row["mentor"].value.gender, row["mentor"].value.forms) == ("male", {"dat": "Киму Саше"})  # type: ignore[attr-defined]  # a ListedPerson
    assert row["form"].place.line == text.count("\n")


MISTAKES = [
    ("- {mentr: Ким О.О., form: очно, hours: 1}", "ND201 Столбца «mentr» в списке «pairs» нет.", "Может быть, «mentor»?"),
    ("- {mentor: Ким О.О., form: дома, hours: 1}", "ND636 «дома» нет среди значений столбца.", "Можно: «очно», «заочно»."),
    ("- {mentor: {nam: Ким О.О.}, form: очно, hours: 1}", "ND202 У человека нет имени.", "Допишите name: Фамилия Имя Отчество."),
    ("- {mentor: Ким О.О., form: [очно], hours: 1}", "ND203 Здесь нужен текст.", "Напишите одну строку; список и раздел здесь не читаются."),
]  # fmt: skip


@pytest.mark.parametrize(("row", "message", "hint"), MISTAKES)
def test_a_mistake_in_a_row_of_yaml_is_told_at_its_line(tmp_path: Path, row: str, message: str, hint: str) -> None:
    text = f"{MINIMAL}{ROWS}      {row}\n"
    write(tmp_path, text)
    problem = read_lists(load(tmp_path)).problems[0]
    assert (f"{problem.code} {problem.message}", problem.hint) == (message, hint)
    assert problem.place is not None
    assert problem.place.line == text.count("\n")


MODEL = [
    ("{columns: {mentor: person}}", "ND230", "Строки списка берут или из файла (file), или отсюда (rows): нужно одно из двух."),
    ("{file: a.csv, rows: [], columns: {mentor: person}}", "ND230", "Строки списка берут или из файла (file), или отсюда (rows): нужно одно из двух."),
    ("{file: a.csv, columns: {форма пары: text}}", "ND231", "Имя столбца «форма пары» не годится: его пишут в шаблоне после точки, как row.mentor."),
    ("{file: a.csv, columns: {form: one_of}}", "ND231", "Значения, из которых выбирают, называет one_of."),
    ("{file: a.csv, columns: {form: persn}}", "ND203", "«persn» не подходит для «type»."),
    ("{file: a.csv, colums: {form: person}}", "ND201", "Неизвестный ключ «colums» в разделе «lists.pairs»."),
]  # fmt: skip


@pytest.mark.parametrize(("record", "code", "message"), MODEL)
def test_a_list_described_wrongly_is_told_in_the_settings(tmp_path: Path, record: str, code: str, message: str) -> None:
    project = load(write(tmp_path, f"{MINIMAL}lists: {{pairs: {record}}}\n"))
    assert (code, message) in [(one.code, one.message) for one in project.problems]


def test_a_book_whose_first_sheet_is_another_table_is_told_its_other_sheets(tmp_path: Path) -> None:
    made = openpyxl.load_workbook(io.BytesIO(book([["Итоги"]], "Сводка")))
    sheet = made.create_sheet("Пары")
    for row in (HEADINGS, PAIR):
        sheet.append(row)
    stream = io.BytesIO()
    made.save(stream)
    found, problems = read(tmp_path, COLUMNS, stream.getvalue())
    assert (told(problems), found.rows) == (
        ["pairs.xlsx, лист «Сводка» ND634 В таблице нет строки заголовков списка «pairs»."],
        (),
    )
    assert problems[0].hint.endswith("В книге есть ещё листы: «Пары». Нужный назовите: sheet: Пары.")
    write(tmp_path, f"{MINIMAL}lists: {{pairs: {{file: pairs.xlsx, sheet: Пары, columns: {{{COLUMNS}}}}}}}\n")
    lists = read_lists(load(tmp_path))
    assert (values(lists.by_name["pairs"]), lists.problems) == ([[*PAIR[:2], dt.date(2025, 9, 1)]], ())
