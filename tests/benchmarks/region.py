"""A district with any number of schools, all invented: the shared programme, a registry, three documents a school."""

from __future__ import annotations

import csv
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONFIG = """\
extends: mentoring
district: {name: Вымышленный городской округ, abbr: ВГО, region: Свердловская область}
authority:
  name: Управление образования Вымышленного городского округа
  abbr: УО ВГО
  place: г. Вымышленный
  address: ул. Первая, д. 1, г. Вымышленный, 000000
  phone: (00000) 0-00-00
  email: office@example.org
people:
  head: {name: Вымышленная Анна Ивановна, position: начальник, invented: да}
  coordinator: {name: Примеров Пётр Ильич, position: ведущий специалист, phone: (00000) 0-00-01, invented: да}
period: 2020-11-02 … 2024-12-31
wording: {start_date: 01.12.2020, report_deadline: 09.11.2020, final_year: 2024 год}
order: {number: "100", date: 02.11.2020}
letter: {number: "1", date: 02.11.2020}
schools: schools.csv
documents:  # three a school
  school-mentors: null
  school-mentees: null
  school-mentors-table: null
  school-mentees-table: null
  school-roadmap: {template: roadmap.docx, file: "{{ school.id }}/Дорожная карта", for_each: school}
"""

HEADINGS = (
    "Код", "Краткое наименование", "Полное наименование", "Тип", "Населённый пункт", "Адрес", "Телефон", "E-mail",
    "Директор", "Должность руководителя", "Пол руководителя", "Куратор", "Должность куратора", "Пол куратора",
    "Номер приказа", "Дата приказа", "Номер письма", "Дата письма",
)  # fmt: skip

OWNERS = (
    ("МАОУ", "Муниципальное автономное общеобразовательное учреждение"),
    ("МБОУ", "Муниципальное бюджетное общеобразовательное учреждение"),
    ("МКОУ", "Муниципальное казённое общеобразовательное учреждение"),
)
KINDS = (
    ("СОШ", "Средняя общеобразовательная школа"),
    ("ООШ", "Основная общеобразовательная школа"),
    ("Лицей", "Лицей"),
    ("Гимназия", "Гимназия"),
)
HEADS = ("директор", "директор", "директор", "и.о. директора", "исполняющий обязанности директора")
CURATORS = (
    "заместитель директора по учебно-воспитательной работе", "заместитель директора по воспитательной работе",
    "заместитель директора", "учитель русского языка и литературы", "учитель начальных классов", "педагог-психолог",
    "учитель истории и обществознания", "педагог-организатор", "социальный педагог", "методист",
)  # fmt: skip

# A surname's masculine and feminine forms: what is declined as an adjective, as a noun, and what is not declined.
SURNAMES = (
    *((stem, f"{stem}а") for stem in (
        "Абрамов", "Беляев", "Васильев", "Голубев", "Дементьев", "Ершов", "Жданов", "Зайцев", "Игнатьев", "Калашников",
        "Лебедев", "Медведев", "Никифоров", "Овчинников", "Пономарёв", "Родионов", "Селезнёв", "Тимофеев", "Устинов",
        "Филатов", "Харитонов", "Царёв", "Черепанов", "Шестаков", "Щукин", "Юдин", "Яшин", "Калинин", "Воронин",
        "Ильин",
    )),
    *((f"{stem}ий", f"{stem}ая") for stem in ("Вишневск", "Заречанск", "Каменск", "Озерск", "Полянск", "Троицк")),
    ("Толстой", "Толстая"), ("Луговой", "Луговая"), ("Белых", "Белых"), ("Черных", "Черных"), ("Живаго", "Живаго"),
    ("Шевченко", "Шевченко"), ("Бондаренко", "Бондаренко"), ("Ткачук", "Ткачук"), ("Мельник", "Мельник"),
    ("Коваль", "Коваль"), ("Гордей", "Гордей"), ("Шульц", "Шульц"), ("Вебер", "Вебер"), ("Кравец", "Кравец"),
    ("Сковорода", "Сковорода"), ("Кочерга", "Кочерга"), ("Дюма", "Дюма"), ("Гиляшвили", "Гиляшвили"),
)  # fmt: skip
MEN = (
    "Александр", "Андрей", "Борис", "Валерий", "Виктор", "Георгий", "Денис", "Евгений", "Игорь", "Лев", "Никита",
    "Олег", "Павел", "Роман", "Юрий",
)  # fmt: skip
WOMEN = (
    "Анна", "Вера", "Галина", "Дарья", "Елена", "Жанна", "Зоя", "Ирина", "Любовь", "Мария", "Наталья", "Ольга",
    "Раиса", "Софья", "Юлия",
)  # fmt: skip
FATHERS = (
    "Александров", "Андреев", "Борисов", "Викторов", "Георгиев", "Денисов", "Евгеньев", "Игорев", "Львов", "Олегов",
    "Павлов", "Петров", "Романов", "Сергеев", "Юрьев",
)  # fmt: skip
SEED = 2020


def write_region(folder: Path, schools: int) -> Path:
    """Write the config and its registry of so many schools into a folder; the same number gives the same files."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "district.yaml").write_text(CONFIG, encoding="utf-8")
    with (folder / "schools.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADINGS)
        writer.writerows(rows(schools))
    return folder


def write_book(file: Path, schools: int) -> None:
    """Write the same registry as a book of Excel."""
    from openpyxl import Workbook  # noqa: PLC0415  needed here only

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Школы")
    sheet.append(HEADINGS)
    for row in rows(schools):
        sheet.append(row)
    book.save(file)


def change_school(folder: Path, number: int) -> None:
    """Give one school another number of its order, as a clerk would in the registry."""
    registry = folder / "schools.csv"
    text = registry.read_text("utf-8-sig")
    before = f";{number}-ОД;"
    if before not in text:
        raise ValueError(before)
    registry.write_text(text.replace(before, f";{number}-ОД-1;"), encoding="utf-8-sig")


def rows(schools: int) -> Iterator[list[str]]:
    """Rows of the registry, in the order of HEADINGS."""
    chance = random.Random(SEED)  # noqa: S311  not for secrets: the same rows each time
    for number in range(1, schools + 1):
        owner, owner_full = chance.choice(OWNERS)
        kind, kind_full = chance.choice(KINDS)
        place = f"с. Вымышленное-{number % 997}"
        yield [
            f"s-{number}", f"{owner} «{kind} № {number}»", f"{owner_full} «{kind_full} № {number}»", kind, place,
            f"ул. Школьная, д. {number % 99 + 1}, {place}, 000000", "(00000) 0-00-00", f"s{number}@example.org",
            person(chance), chance.choice(HEADS), "", person(chance), chance.choice(CURATORS), "",
            f"{number}-ОД", "05.11.2020", str(number), "09.11.2020",
        ]  # fmt: skip


def person(chance: random.Random) -> str:
    """An invented person: surname, given name, patronymic."""
    man = chance.random() < 1 / 3
    surname = chance.choice(SURNAMES)[0 if man else 1]
    given = chance.choice(MEN if man else WOMEN)
    return f"{surname} {given} {chance.choice(FATHERS)}{'ич' if man else 'на'}"
