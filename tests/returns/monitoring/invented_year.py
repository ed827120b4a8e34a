"""An invented year of Ozernogorsky: six schools with their bases, a registry with numbers, facts of a file.

The people and schools are invented; every figure that the tests expect is counted here by hand.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook

from tests.paths import DISTRICT_2020
from tests.returns import inbox_maker as maker

if TYPE_CHECKING:
    from pathlib import Path

# Code, full name, short name, pupils of 11 to 18, young teachers; the last two schools send nothing, or no number.
SCHOOLS: Final = (
    ("sh-1", "Муниципальное казенное общеобразовательное учреждение «Озерногорская средняя школа № 1»",
     "МКОУ «Озерногорская СШ № 1»", "40", "2", "Павлюченко Надежда Игоревна"),
    ("sh-3", "Муниципальное казенное общеобразовательное учреждение «Озерногорская средняя школа № 3»",
     "МКОУ «Озерногорская СШ № 3»", "30", "1", "Нестеренко Захар Львович"),
    ("gim", "Муниципальное бюджетное общеобразовательное учреждение «Гимназия № 2»",
     "МБОУ «Гимназия № 2»", "20", "3", "Штирлиц Алла Максимовна"),
    ("mal", "Муниципальное казенное общеобразовательное учреждение «Малоозерская основная школа»",
     "МКОУ «Малоозерская ОШ»", "", "1", "Кочергина Злата Игоревна"),
    ("ber", "Муниципальное бюджетное дошкольное образовательное учреждение «Детский сад «Березка»»",
     "Детский сад «Березка»", "0", "1", "Сомова Раиса Павловна"),
)  # fmt: skip
SETTINGS: Final = """\
# Люди, организации и числа вымышлены.
extends: {programme}
schools: schools.csv
facts: факты.xlsx
indicators:
  rows:
    schools-first:
      numerator: {{count: schools, if: "{{{{ school.type == 'оо' and base.pairs > 0 }}}}"}}
      denominator: {{count: schools, if: "{{{{ school.type == 'оо' }}}}"}}
    mentees-first:
      numerator: {{count: mentees, if: "{{{{ row.form in ['ученик – ученик', 'студент – ученик', 'работодатель – ученик'] }}}}"}}
      denominator: {{sum: Обучающихся от 11 до 18 лет, if: "{{{{ school.type == 'оо' }}}}"}}
      counted: обучающийся
    young-first:
      numerator: {{count: mentees, if: "{{{{ row.form == 'учитель – учитель' }}}}"}}
      denominator: Молодых учителей
      counted: молодой учитель
    enterprises-first: {{given: district}}
    event: {{given: district}}
    web-sections: {{given: schools}}
"""
PUPILS: Final = {"sh-1": 10, "sh-3": 4, "gim": 4, "mal": 2}
YOUNG: Final = {"sh-1": 2, "sh-3": 0, "gim": 3, "mal": 1}


def district(folder: Path) -> Path:
    """The folder of the settings, with the registry and the facts beside them."""
    home = folder / "район"
    home.mkdir(parents=True)
    programme = DISTRICT_2020 / "district.yaml"
    home.joinpath("district.yaml").write_text(SETTINGS.format(programme=programme), encoding="utf-8")
    heads = "Код;Полное наименование;Краткое наименование;Обучающихся от 11 до 18 лет;Молодых учителей;Директор;Населённый пункт"
    lines = [f"{';'.join(row)};с. Озерногорское" for row in SCHOOLS]
    home.joinpath("schools.csv").write_text("\n".join([heads, *lines]) + "\n", encoding="utf-8")
    facts(home / "факты.xlsx")
    return home


def facts(file: Path) -> None:
    """Facts of the year before, and of this year what schools and the district report."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Факты"
    rows: list[tuple[str | float | None, ...]] = [
        ("Показатель", "Период", "Школа", "Числитель", "Знаменатель", "Значение"),
        ("mentees-first", "2020 год", None, None, None, 12.5),
        ("young-first", 2020, None, 3, 8, None),
        ("enterprises-first", 2021, None, 9, 120, None),
        ("event", "2021 год", None, None, None, 1),
        ("web-sections", 2021, "МКОУ «Озерногорская СШ № 1»", 1, 1, None),
        ("web-sections", 2021, "МКОУ «Озерногорская СШ № 3»", 0, 1, None),
        ("web-sections", 2021, "gim", 1, 1, 100),
    ]
    for row in rows:
        sheet.append(row)
    book.save(file)


def answers(folder: Path) -> Path:
    """What four of the five schools have sent: pupils and young teachers with their mentors."""
    inbox = folder / "ответы"
    people = maker.People(15)
    titles = {code: short for code, _, short, *_ in SCHOOLS}
    for code, count in PUPILS.items():
        pairs = [_pair(people, "ученик – ученик", 2008) for _ in range(count)]
        pairs += [_pair(people, "учитель – учитель", 1996) for _ in range(YOUNG[code])]
        for kind, name in (("mentors", "База наставников"), ("mentees", "База наставляемых")):
            place = inbox / titles[code].replace("«", "").replace("»", "")
            place.mkdir(parents=True, exist_ok=True)
            data = maker.saved(maker.filled(kind, titles[code], code, pairs))
            place.joinpath(f"{name}.xlsx").write_bytes(data)
    return inbox


def _pair(people: maker.People, form: str, born: int) -> maker.Pair:
    return maker.Pair(people.left.pop(), people.left.pop(), born, form, dt.date(2021, 3, 1))
