"""Registries as people fill them: what is read of them, and every mistake with its place and what to do instead."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from nastav_docs.diagnostics import Place
from nastav_docs.grids import Flaw
from nastav_docs.registry.cell_values import Read, letterhead_phone, school_name, settlement
from nastav_docs.registry.column_headings import recognise
from nastav_docs.registry.person_cells import person
from nastav_docs.registry.reader import RegistrySettings, registry_from

if TYPE_CHECKING:
    from nastav_docs.registry.rows import SchoolRow

# What a table begins with, and one more row that is right, below that of the mistake.
HEAD = (
    "Краткое наименование;Полное наименование;Директор;Должность руководителя;Куратор;Телефон;Адрес;Населённый пункт\n"
)
RIGHT = "МБОУ «СШ № 2»;Школа № 2;Кротов Илья Олегович;директор;Зуева Анна Львовна;2-00-02;;г. Реж\n"


def row(**cells: str) -> str:
    """A school's row, right but for the cells that are given."""
    usual = {
        "abbr": "МБОУ «СШ № 1»", "name": "Школа № 1", "head": "Ломов Пётр Ильич", "post": "директор",
        "curator": "Лапина Жанна Олеговна", "phone": "2-00-01", "address": "", "place": "г. Реж",
    }  # fmt: skip
    return HEAD + ";".join({**usual, **cells}.values()) + "\n" + RIGHT


# The table; the place of what is told; the message; what to do instead (its beginning).
MISTAKES = {
    "the file is another program's": (b"%PDF-1.7", "", "Файл в формате PDF.", "Сохраните таблицу"),
    "a Word document": (b"PK\x03\x04 word/document.xml", "", "Это документ Word: скопируйте таблицу", "Сохраните"),
    "an old Excel book": (b"\xd0\xcf\x11\xe0", "", "Файл в старом формате Excel (.xls) или закрыт паролем.", "Сохраните"),
    "letters in a wrong encoding": (
        row().encode().decode("cp1251", "replace").encode(), "",
        "Буквы в файле перепутаны кодировками: «РљСЂР°С‚РєРѕРµ", "Откройте исходную таблицу",
    ),
    "letters lost": (row().encode("ascii", "replace"), "", "Вместо букв – «?»: они потеряны при сохранении.", "Откройте"),
    "columns divided by a colon": (
        "Наименование:Директор\nШкола:Ломов П.И.\n", "", "Столбцы разделены двоеточием: так не читается.", "Сохраните таблицу",
    ),
    "columns divided by spaces": (
        "Наименование   Директор\nШкола   Ломов П.И.\n", "", "Столбцы разделены пробелами: так не читается.", "Сохраните",
    ),
    "no headings": (
        "Школа № 1;Ломов Пётр Ильич\n", "", "В начале таблицы нет строки заголовков.",
        "Нужны по крайней мере «Полное наименование» и «Директор». Первая строка прочитана так: «Школа № 1 | Ломов Пётр Ильич».",
    ),
    "a column is missing: one error, whatever the rows": (
        "Наименование;Телефон\nШкола № 1;2-00-01\nШкола № 2;2-00-02\n", "строка 1, столбец 3",
        "Нет обязательного столбца «Директор».", "Назовите столбец в таблице одним из заголовков: «Директор», «Руководитель»",
    ),
    "a column is missing, and a heading looks like it": (
        "Наименование;Рукводитель ФИО\nШкола № 1;Ломов Пётр Ильич\nШкола № 2;Ломов Иван Ильич\n",
        "строка 1, столбец «Рукводитель ФИО»",
        "Нет обязательного столбца «Директор».",
        "Заголовок «Рукводитель ФИО» похож на «Директор»: переименуйте столбец.",
    ),
    "a column is missing, and a heading is not known": (
        "Наименование;Первое лицо\nШкола № 1;Ломов Пётр Ильич\nШкола № 2;Ломов Иван Ильич\n", "строка 1, столбец 3",
        "Нет обязательного столбца «Директор».",
        "Назовите столбец в таблице одним из заголовков: «Директор», «Руководитель», «Заведующий», «Директор школы» …",
    ),
    "a misprint in a heading": (
        "Наименование;Директор;Кратор\nШкола № 1;Ломов Пётр Ильич;Лапина Ж.О.\n", "строка 1, столбец «Кратор»",
        "Заголовок «Кратор» не узнан.", "Может быть, «Куратор»?",
    ),
    "two columns of one meaning": (
        "Наименование;Директор;Руководитель\nШкола № 1;Ломов П.И.;Ломов П.И.\n", "строка 1, столбец «Руководитель»",
        "Столбцы «Директор» и «Руководитель» значат одно и то же.", "Оставьте один",
    ),
    "an error of Excel kept as a text": (
        row(head="#ССЫЛКА!"), "строка 2, столбец «Директор»", "В ячейке ошибка Excel «#ССЫЛКА!».", "Впишите значение.",
    ),
    "an error of Excel in a post": (
        row(post="#Н/Д"), "строка 2, столбец «Должность руководителя»", "В ячейке ошибка Excel «#Н/Д».", "Впишите значение.",
    ),
    "an error of Excel that ends with a question mark": (
        row(phone="#ИМЯ?"), "строка 2, столбец «Телефон»", "В ячейке ошибка Excel «#ИМЯ?».", "Впишите значение.",
    ),
    "a value that did not fit into its column": (
        row(curator="########"), "строка 2, столбец «Куратор»", "В ячейке ошибка Excel «########».", "Впишите значение.",
    ),
    "a telephone beside a post": (
        row(post="директор, тел. 8 900 123-45-67"), "строка 2, столбец «Должность руководителя»",
        "В ячейке не только должность: «директор, тел. 8 900 123-45-67».", "Оставьте в ячейке должность: телефон",
    ),
    "no head": (row(head=""), "строка 2, столбец «Директор»", "Не заполнено: «Директор».", "Заполните"),
    "a line instead of the head": (row(head="______"), "строка 2, столбец «Директор»", "Не заполнено: «Директор».", "Заполните"),
    "a vacancy instead of the head": (row(head="вакансия"), "строка 2, столбец «Директор»", "Не заполнено: «Директор».", "Заполните"),
    "two people in a cell": (
        row(curator="Лапина Ж.О., Зуева А.Л."), "строка 2, столбец «Куратор»",
        "В ячейке не один человек: «Лапина Ж.О.», «Зуева А.Л.».", "Оставьте в ячейке фамилию, имя и отчество одного человека",
    ),
    "a telephone beside a name": (
        row(curator="Лапина Жанна Олеговна 2-00-05"), "строка 2, столбец «Куратор»",
        "В ячейке не только имя: «Лапина Жанна Олеговна 2-00-05».", "Оставьте в ячейке",
    ),
    "a remark beside a name": (
        row(head="Ломов П.И. (в отпуске)"), "строка 2, столбец «Директор»",
        "В ячейке не только имя: «Ломов П.И. (в отпуске)».", "Оставьте в ячейке",
    ),
    "capitals": (
        row(head="ЛОМОВ П.И."), "строка 2, столбец «Директор»", "Имя прочитано с обычными буквами: «Ломов П.И.».", "Сверьте",
    ),
    "a post beside a name": (
        row(curator="Лапина Ж.О., зам. директора по УВР"), "строка 2, столбец «Куратор»",
        "Имя и должность в одной ячейке: прочитано «Лапина Ж.О.» и «заместитель директора по УВР».", "Сверьте в документах",
    ),
    "a mobile number": (
        row(phone="2-00-01, 8-900-000-00-01"), "строка 2, столбец «Телефон»",
        "Мобильный номер на бланке не печатается: «8-900-000-00-01».", "Личный уберите из столбца; если номер служебный",
    ),
    "a telephone that is none": (row(phone="2-0"), "строка 2, столбец «Телефон»", "Телефон записан с ошибкой.", "Напишите с кодом"),
    "a settlement in the address only": (
        row(place="", address="ул. Мира, 1, с. Мироново"), "строка 2, столбец «Адрес»",
        "Населённый пункт взят из адреса: с. Мироново.", "Если это не место школы",
    ),
    "one school twice": (
        row() + row().splitlines()[1] + "\n", "строка 2",
        "Школа записана дважды: «МБОУ «СШ № 1»» есть и в другой строке (строка 4).", "Удалите одну из строк.",
    ),
    "one school with two codes": (
        'Код;Наименование;Директор\nsosh-1;МАОУ «СОШ № 1»;Ломов П.И.\nsosh-01;"МАОУ ""СОШ №1""";Ломов П.И.\n',
        "строка 3, столбец «Наименование»",
        "Похоже, школа записана дважды, с кодами «sosh-1» и «sosh-01»: такое же наименование – в строке 2.",
        "Если это одна школа, удалите одну из строк; если две",
    ),
    "a quote that is not closed, two spaces": (
        row(abbr="МАОУ  «СОШ № 1"), "строка 2, столбец «Краткое наименование»",
        "В наименовании кавычка не закрыта: МАОУ «СОШ № 1", "Если она в конце, впишите: МАОУ «СОШ № 1»",
    ),
    "the post and the name in each other's columns": (
        row(head="директор", post="Ломов Пётр Ильич"), "строка 2, столбец «Директор»",
        "В ячейке не только имя: «директор».", "Похоже, это «Должность руководителя»: поменяйте значения двух столбцов местами.",
    ),
    "the short name and the whole one in each other's columns": (
        row(abbr="Муниципальное бюджетное общеобразовательное учреждение", name="МБОУ «СШ № 1»"),
        "строка 2, столбец «Краткое наименование»", "Краткое наименование длиннее полного.", "Похоже, они стоят в столбцах друг друга",
    ),
    "a quote that is not opened": (
        row(name="Школа № 1»"), "строка 2, столбец «Полное наименование»",
        "В наименовании кавычка не открыта: Школа № 1»", "Кавычки ставят парами",
    ),
    "two schools with one short name": (
        row(abbr="МБОУ «СШ № 2»"), "строка 2", "Код «мбоу-сш-2» есть и у другой школы (строка 3).", "Код составлен",
    ),
    "a value too many": (
        row(address="ул. Мира; д. 1"), "строка 2", "Значений в строке больше, чем заголовков.", "Значений 9, заголовков 8",
    ),
    "a heading of a group among the schools": (
        HEAD + "Детские сады;;;;;;;\n" + RIGHT, "строка 2", "Строка-подзаголовок пропущена: «Детские сады».", "Если это школа",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("written", "where", "message", "instead"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_at_its_row_and_column(written: str | bytes, where: str, message: str, instead: str) -> None:
    data = written.encode() if isinstance(written, str) else written
    told = registry_from(data, "школы.csv")[1]
    assert len({problem.code for problem in told}) == 1
    first = told[0]
    assert str(first.place).partition(", ")[2] == where
    assert first.message.startswith(message)
    assert first.hint.startswith(instead)


@pytest.mark.parametrize(
    "name",
    [
        "МАОУ «СОШ № 1»",
        'МАОУ "СОШ № 1"',
        "МАОУ «Школа «Радуга»",
        'МАОУ "Школа "Радуга"',
        "МАОУ «Школа „Радуга“»",
        "Школа № 1",
    ],
)
def test_names_in_pairs_of_quotes_are_no_mistake(name: str) -> None:
    assert school_name(name) == name


@pytest.mark.parametrize(
    "second", ["Школа № 1;Зуев О.И.;г. Реж", "Школа № 1;Ломов П.И.;г. Ирбит", "Школа № 11;Ломов П.И.;г. Реж"]
)
def test_schools_with_other_places_or_heads_are_two(second: str) -> None:
    places = "г. Реж" if "Ирбит" in second or "11" in second else ""
    table = f"Код;Наименование;Директор;Населённый пункт\na;Школа № 1;Ломов П.И.;{places}\nb;{second}\n"
    assert [problem.code for problem in registry_from(table.encode(), "школы.csv")[1]] == []


HEADINGS = {
    "Ф.И.О. директора (полностью)": "head",
    "ФИО\nруководителя\nОУ": "head",
    "Руководитель учреждения (фамилия, имя, отчество)": "head",
    "Ф.И.О. руководителя, должность": "head",
    "Должность и ФИО куратора": "curator",
    "Ответственный за наставничество (ФИО, должность)": "curator",
    "Должность директора школы": "head_position",
    "Наименование ОО": "name",
    "Наименование ОО (краткое)": "abbr",
    "Название школы (сокращённое)": "abbr",
    "Наименование (полное)": "name",
    "Наименование ОУ (полностью по Уставу)": "name",
    "Сокр. наимен. организации": "abbr",
    "Название краткое": "abbr",
    "эл.адрес": "email",
    "Почта электронная": "email",
    "Телефоны (раб., сот.)": "phone",
    "Раб. тел.": "phone",
    "Юр. адрес": "address",
    "Адрес (юридический)": "address",
    # Not what it looks like.
    "Телефон директора": "",
    "Сотовый телефон": "",
    "Заместитель директора": "",
    "Директор (стаж)": "",
    "Название программы": "",
    "Руководитель методического объединения": "",
}


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_is_known_by_its_words_in_any_order(heading: str) -> None:
    assert recognise(heading) == HEADINGS[heading]


PEOPLE = {
    "Иванова Мария Петровна": ("Иванова Мария Петровна", ""),
    "ИВАНОВА М.П.": ("Иванова М.П.", ""),
    "МАМИН-СИБИРЯК Д.Н.": ("Мамин-Сибиряк Д.Н.", ""),
    "ИВАНОВА Мария Петровна": ("Иванова Мария Петровна", ""),
    "МАМЕДОВ ГАСАН АЛИ ОГЛЫ": ("Мамедов Гасан Али оглы", ""),
    "иванова мария петровна": ("Иванова Мария Петровна", ""),
    "Иванова Мария Петровна, директор": ("Иванова Мария Петровна", "директор"),
    "Кротов Илья Олегович - директор": ("Кротов Илья Олегович", "директор"),
    "Кротов И.О.,директор": ("Кротов И.О.", "директор"),
    "Рябинина Ольга Ивановна директор": ("Рябинина Ольга Ивановна", "директор"),
    "директор Сомова Вера Петровна": ("Сомова Вера Петровна", "директор"),
    "Ломов П.С. (и.о. директора)": ("Ломов П.С.", "и.о. директора"),
    "ЛОМОВ П.С., И. О. ДИРЕКТОРА": ("Ломов П.С.", "и.о. директора"),
    "Юдина Зоя Петровна (врио зав.)": ("Юдина Зоя Петровна", "врио заведующего"),
    "Аверина Т.И., зав.": ("Аверина Т.И.", "заведующий"),
    "ЗОРИНА А.А., ЗАМ. ДИРЕКТОРА ПО УВР": ("Зорина А.А.", "заместитель директора по УВР"),
    "Лужина Анна Петровна учитель математики": ("Лужина Анна Петровна", "учитель математики"),
    "педагог-психолог Лужина А.П.": ("Лужина А.П.", "педагог-психолог"),
    "Иванова Мария Петровна (по согласованию)": ("Иванова Мария Петровна (по согласованию)", ""),
    "Жан-Пьер де ля Круа": ("Жан-Пьер де ля Круа", ""),
    "Ким Ён Сук": ("Ким Ён Сук", ""),
    "не назначен": ("", ""),
}


@pytest.mark.parametrize("cell", PEOPLE)
def test_a_name_and_a_post_are_read_apart(cell: str) -> None:
    read = person(cell)
    assert not isinstance(read, Flaw)
    assert ((read.text, read.post) if isinstance(read, Read) else (read, "")) == PEOPLE[cell]


@pytest.mark.parametrize(
    ("post", "cell", "printed"),
    [
        ("", "Ломов П.С. (и.о.)", "и.о. директора"),
        ("директор", "Ломов П.С. (и.о.)", "и.о. директора"),
        ("заведующий", "Ломов П.С. (врио)", "врио заведующего"),
        ("и.о. директора", "Ломов П.С. (и.о.)", "и.о. директора"),
        ("директор", "Ломов П.С., директор лицея", "директор"),
        ("директор", "Ломов П.С., и.о. директора", "и.о. директора"),
    ],
)
def test_the_column_of_posts_and_what_stands_beside_the_name(post: str, cell: str, printed: str) -> None:
    (first, _), _ = registry_from(row(head=cell, post=post).encode(), "школы.csv")
    assert first.texts["head_position"] == printed


PHONES = {
    "8 (00000) 2-01-00, 8-900-000-00-01": "8 (00000) 2-01-00",
    "+7 (912) 000-00-01": "",
    "2-01-00; сот. 89000000001 (Иванова)": "2-01-00",
    "8(00000)2-01-00/8 900 000 00 01": "8(00000)2-01-00",
    "(391) 912-34-56": "(391) 912-34-56",
    "8 34391 9-12-34": "8 34391 9-12-34",
}


@pytest.mark.parametrize("cell", PHONES)
def test_a_letterhead_prints_no_mobile_number_unasked(cell: str) -> None:
    read = letterhead_phone(cell)
    assert (read.text if isinstance(read, Read) else read) == PHONES[cell]


def test_mobile_numbers_are_printed_where_the_settings_say_so() -> None:
    data = row(phone="2-00-01, 8-900-000-00-01").encode()
    rows, problems = registry_from(data, "школы.csv", RegistrySettings(mobile=True))
    assert (rows[0].texts["phone"], problems) == ("2-00-01, 8-900-000-00-01", ())


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("000001, г. Кедровогорск, ул. Школьная, 1", "г. Кедровогорск"),
        ("ул. Мира, д. 5, д. Верхний Яр", "д. Верхний Яр"),
        ("г.Ростов-на-Дону, ул. Мира, 1", "г. Ростов-на-Дону"),
        ("Свердловская обл., г. Реж, п. Озерной", ""),  # which of the two?
        ("ул. Школьная, д. 1", ""),
    ],
)
def test_the_settlement_of_an_address(address: str, place: str) -> None:
    assert settlement(address) == place


def book(*sheets: tuple[str, list[list[object]]]) -> bytes:
    made = openpyxl.Workbook()
    del made["Sheet"]
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for cells in rows:
            sheet.append(cells)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def only(rows: tuple[SchoolRow, ...]) -> dict[str, str]:
    (one,) = rows
    return one.texts


def test_headings_of_two_rows_under_merged_cells_are_read_together() -> None:
    data = book(
        (
            "Школы",
            [
                ["Сведения о школах"],
                ["№", "Школа", "Руководитель", None, "Куратор", None, "Контакты"],
                [None, None, "ФИО", "должность", "ФИО", "должность", "Телефон"],
                [1, "Школа № 1", "Ломов Пётр Ильич", "директор", "Лапина Ж.О.", "учитель", 20001],
            ],
        )
    )
    rows, problems = registry_from(data, "школы.xlsx")
    assert problems == ()
    assert only(rows) == {
        "name": "Школа № 1", "head": "Ломов Пётр Ильич", "head_position": "директор", "curator": "Лапина Ж.О.",
        "curator_position": "учитель", "phone": "20001",
    }  # fmt: skip


def test_a_second_row_of_headings_that_names_nothing_known_is_no_school() -> None:
    # «Директор» over «ФИО» and «телефон»: the row below was taken for a heading of a group, the telephone for nothing.
    data = book(
        (
            "Школы",
            [
                ["№", "Наименование ОО (краткое)", "Полное наименование ОО", "Населённый пункт", "Директор", None],
                [None, None, None, None, "ФИО", "телефон"],
                [1, "МБОУ «СШ № 1»", "Средняя школа № 1", "с. Мироново", "Ломов Пётр Ильич", "2-00-01"],
            ],
        )
    )
    rows, problems = registry_from(data, "школы.xlsx")
    assert [problem.code for problem in problems if problem.severity == "error"] == []
    found = only(rows)
    assert (found["abbr"], found["name"], found["head"]) == ("МБОУ «СШ № 1»", "Средняя школа № 1", "Ломов Пётр Ильич")
    assert found["директор_телефон"] == "2-00-01"


def test_of_an_empty_first_sheet_the_others_are_named() -> None:
    _, problems = registry_from(book(("Лист1", []), ("Школы", [["Школа", "Директор"]])), "школы.xlsx")
    assert [(p.message, p.hint) for p in problems] == [
        (
            "На листе «Лист1» нет ни одной школы.",
            "В книге есть ещё листы: «Школы». Нужный назовите: schools: {file: …, sheet: Школы}.",
        )
    ]


NAMED = b"\xef\xbb\xbf" + "Юрлицо;Главный\nМБОУ;Ломов П.И.\n".replace("МБОУ", "Школа № 1").encode()
AT = Place("district.yaml", 12, 5)


def test_the_settings_say_which_column_is_which() -> None:
    asked = RegistrySettings(columns={"name": ("юрлицо", AT), "Директор": ("Главный", AT)})
    rows, problems = registry_from(NAMED, "школы.csv", asked)
    assert (only(rows), problems) == ({"name": "Школа № 1", "head": "Ломов П.И."}, ())


@pytest.mark.parametrize(
    "columns",
    [{"Юрлицо": "name", "Главный": "head"}, {"Юрлицо": "Наименование", "Главный": "Директор"}, {"head": "Главный", "Юрлицо": "name"}],
)  # fmt: skip
def test_heading_and_what_it_is_may_stand_either_way_round(columns: dict[str, str]) -> None:
    asked = RegistrySettings(columns={key: (said, AT) for key, said in columns.items()})
    rows, problems = registry_from(NAMED, "школы.csv", asked)
    assert (only(rows), problems) == ({"name": "Школа № 1", "head": "Ломов П.И."}, ())


HEADINGS_AS_WRITTEN = (
    ("Сокр. название", "abbr"), ("Назв. школы (сокр.)", "abbr"), ("Сокращ. назв.", "abbr"),
    ("Наименование по Уставу", "name"), ("Полн. наименование", "name"), ("Наим. ОУ по уставу", "name"),
    ("Юр. адрес", "address"), ("Фактич. адрес", "address"), ("Юридич. адрес с индексом", "address"),
    ("Почт. адрес", "address"), ("эл. адрес", "email"), ("Электр. адрес", "email"), ("Адрес эл. ящика", "email"),
    ("Ф.И.О. руководителя, должность", "head"), ("ФИО дир.", "head"), ("Фамилия И.О. руководителя", "head"),
    ("Конт. тел.", "phone"), ("Офиц. сайт", "site"), ("Насел. пункт", "place"), ("Место нах.", "address"),
    ("Отв. за наставничество (ФИО)", "curator"), ("Моб. тел. директора", ""), ("№ и дата приказа", ""),
    ("Сокращ. наим-е", "abbr"), ("Сокр. наим-ние ОО", "abbr"), ("Официальное наименование", "name"),
    ("Офиц. наим-е школы", "name"), ("Официальное сокр. наим-е", "abbr"), ("Адрес места нахождения", "address"),
    ("Юр. адрес места нахождения", "address"), ("Адрес расположения школы", "address"), ("ФИО рук-ля", "head"),
    ("Должность рук-ля", "head_position"), ("Долж-ть дир-ра", "head_position"), ("Зав-щий", "head"),
    ("Отв-ный за наставничество", "curator"), ("Тел-н", "phone"), ("Нас. п-т", "place"), ("Официальный e-mail", "email"),
    # what only looks like them
    ("Рук-во", ""), ("Должность зам-ля", ""), ("Наим-е программы", ""), ("Рук-ль МО", ""), ("Школа-сад", ""),
    ("Учитель-логопед", ""), ("Официальный представитель", ""), ("Адрес места жительства", ""),
    ("Место проведения", ""), ("Моб. тел. куратора", ""),
)  # fmt: skip


@pytest.mark.parametrize(("heading", "name"), HEADINGS_AS_WRITTEN)
def test_a_heading_is_understood_by_its_words_and_their_abbreviations(heading: str, name: str) -> None:
    assert recognise(heading) == name


TOGETHER = (
    # headings, cells, and what is read of the person and the telephone
    ("Директор;Куратор, должность", "Ломов П.И.;Ежова А.П., методист",
     {"head": "Ломов П.И.", "curator": "Ежова А.П.", "curator_position": "методист"}),
    ("Директор, должность;Тел.", "Ломов П.И., директор;2-01-00",
     {"head": "Ломов П.И.", "head_position": "директор", "phone": "2-01-00"}),
    ("Рук-ль и его должность;Ответственный (должность)", "Ломов П.И., директор;Ежова А.П., методист",
     {"head": "Ломов П.И.", "head_position": "директор", "curator": "Ежова А.П.",
      "curator_position": "методист"}),
    ("Директор;Куратор;Куратор, должность", "Ломов П.И.;Ежова А.П.;методист",
     {"head": "Ломов П.И.", "curator": "Ежова А.П.", "curator_position": "методист"}),
    ("Директор;Моб. тел.", "Ломов П.И.;2-01-00", {"head": "Ломов П.И.", "phone": "2-01-00"}),
    ("Директор;Сотовый;Раб. тел.", "Ломов П.И.;2-02-00;2-01-00",
     {"head": "Ломов П.И.", "сотовый": "2-02-00", "phone": "2-01-00"}),
    ("Директор;Куратор;Моб. тел.", "Ломов П.И.;Ежова А.П.;2-02-00",
     {"head": "Ломов П.И.", "curator": "Ежова А.П.", "моб_тел": "2-02-00"}),
)  # fmt: skip


@pytest.mark.parametrize(("headings", "cells", "read"), TOGETHER)
def test_what_a_heading_is_may_depend_on_the_others(headings: str, cells: str, read: dict[str, str]) -> None:
    rows, problems = registry_from(f"Наименование;{headings}\nШкола № 1;{cells}\n".encode(), "школы.csv")
    assert {one.code for one in problems} <= {"ND626"}  # a note: the post was read apart from the name
    assert only(rows) == {"name": "Школа № 1", **read}


@pytest.mark.parametrize(
    ("columns", "message", "hint"),
    [
        ({"name": "Юрлица", "head": "Главный"}, "В реестре нет столбца «Юрлица».", "Может быть, «Юрлицо»? В таблице есть: "),
        ({"name": "Юрлицо", "hed": "Главный"}, "«hed» – не то, что читается из реестра.", "Может быть, «head»?"),
    ],
)  # fmt: skip
def test_a_column_that_is_named_wrongly_is_told_in_the_settings(
    columns: dict[str, str], message: str, hint: str
) -> None:
    asked = RegistrySettings(columns={key: (heading, AT) for key, heading in columns.items()})
    (problem,) = registry_from(NAMED, "школы.csv", asked)[1]
    assert (problem.place, problem.message) == (AT, message)
    assert problem.hint.startswith(hint)


@pytest.mark.parametrize(
    ("headings", "cell"),
    [
        (["Школа", "Рукводитель ФИО", "Телефон"], "B2"),
        (["Школа", None, "Телефон"], "B2"),
        (["Школа", "Телефон"], "C2"),
    ],
    ids=["the heading that looks like it", "an empty heading", "behind the last"],
)
def test_of_a_missing_column_the_cell_is_told_where_its_heading_belongs(headings: list[object], cell: str) -> None:
    rows: list[list[object]] = [["Сведения о школах"], headings, ["Школа № 1", "Ломов Пётр Ильич", 20001]]
    data = book(("Школы", rows), ("Справка", [["Как заполнять"]]))
    _, problems = registry_from(data, "школы.xlsx")
    (problem,) = (one for one in problems if one.code == "ND607")
    assert problem.message == "Нет обязательного столбца «Директор»."
    assert problem.place is not None
    assert problem.place.words.startswith(f"лист «Школы», ячейка {cell}, столбец ")
