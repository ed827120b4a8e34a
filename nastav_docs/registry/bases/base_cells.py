"""Check each cell of a base by itself: names, dates, years, forms of mentoring, marks, telephones.

What is told of a cell names nobody: whose name it is about stands in the copy for the school only (`detail`).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import returns as codes
from nastav_docs.grids import EXCEL_ERROR, Flaw
from nastav_docs.registry.bases.person_names import (
    CYRILLIC,
    LATIN,
    PARTICLES,
    PersonName,
    in_russian_letters,
    name_of,
    names_in,
)
from nastav_docs.registry.bases.read_bases import OTHER, OWN
from nastav_docs.registry.cell_values import EMAIL, GENDERS, date
from nastav_docs.registry.mentor_bases import MENTORING_FORMS
from nastav_docs.registry.person_cells import VACANT
from nastav_docs.russian import parse_date
from nastav_docs.russian.names import first_name_genders, is_eastern, parse_name, patronymic_gender, surname_gender

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.diagnostics import Code
    from nastav_docs.registry.bases.read_bases import BaseRow, ReturnedBase

WRITE_DATE: Final = "Напишите день, месяц и год цифрами: 02.11.2020."
FULL_NAME: Final = "Напишите фамилию, имя и отчество полностью."
ONE_NAME: Final = "Оставьте в ячейке фамилию, имя и отчество одного человека; остальное – в своих графах и строках."
FORMS: Final = f"Выберите из списка: {', '.join(MENTORING_FORMS)}."
YEARS: Final = (1930, 2)  # the first year of birth that may be, and the least age of a mentee
YOUNGEST: Final = 5  # years: nobody younger has a mentor
YEAR_IN: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
IN_DIGITS: Final = re.compile(r"^(?:с )?(\d\d?)[./-](\d\d?)[./-](\d{4})$")
YES: Final = frozenset(
    ("да", "есть", "имеется", "получено", "получены", "подписано", "+", "✓", "v", "v.", "д", "1", "x", "х")
)
NO: Final = frozenset(("нет", "не получено", "отсутствует", "не подписано", "н", "0", "-", "отказ", "отозвано"))
LETTER: Final = {
    "у": ("ученик", "учитель"), "ученик": ("ученик",), "уч": ("ученик", "учитель"), "уч-ся": ("ученик",),
    "учащийся": ("ученик",), "обучающийся": ("ученик",), "школьник": ("ученик",), "учитель": ("учитель",),
    "с": ("студент",), "студ": ("студент",), "студент": ("студент",), "ст": ("студент",), "р": ("работодатель",),
    "раб": ("работодатель",), "работодатель": ("работодатель",), "работод": ("работодатель",), "учен": ("ученик",),
    "учит": ("учитель",), "р-ль": ("работодатель",), "ученица": ("ученик",),
}  # fmt: skip
PARTS: Final = re.compile(r"\s*(?:[-–—−/→]|\s-\s)\s*")
PHONE: Final = re.compile(r"(?<![\w.@-])\+?\d(?:[\s()‒–—-]{0,3}\d){4,}")
PHONE_DIGITS: Final = frozenset((5, 6, 7, 10, 11))
MAIL: Final = re.compile(r"[^\s,;:]+@[^\s,;]*|[^\s,;:]*@[^\s,;]+")
ENOUGH: Final = 0.5  # of the rows fill a column: then an empty cell is a slip


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong with a cell: `column` of the base, message and hint that name nobody, a `detail` that may."""

    column: str
    code: Code
    message: str
    hint: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """A record read: its people, the values that are understood, and what is wrong with its cells."""

    row: BaseRow
    own: PersonName | None
    others: tuple[PersonName, ...]
    born: str
    form: str
    start: dt.date | None
    finish: dt.date | None
    faults: tuple[CellFault, ...]
    passed: bool = False


def check_rows(base: ReturnedBase, period: tuple[dt.date, dt.date] | None) -> tuple[Checked, ...]:
    """Each record of a base with the faults of its cells; `period` is that of the plan, outside of which no date is."""
    filled = {name: sum(1 for row in base.rows if row.values[at]) for at, name in enumerate(base.columns)}
    wanted = {name for name in ("start", "born", "form") if filled.get(name, 0) > ENOUGH * len(base.rows)}
    return tuple(_checked(base, row, period, wanted) for row in base.rows)


def _checked(base: ReturnedBase, row: BaseRow, period: tuple[dt.date, dt.date] | None, wanted: set[str]) -> Checked:
    faults: list[CellFault] = []
    broken = _broken(base, row, faults)
    values = {name: "" if name in broken else row.values[at] for at, name in enumerate(base.columns)}
    own_name, other_name = OWN[base.kind], OTHER[base.kind]
    own = _own(own_name, values, faults) if own_name not in broken else None
    others = _others(other_name, values.get(other_name, ""), faults)
    if base.kind == "mentees" and other_name in values and not values[other_name] and other_name not in broken and own:
        faults.append(CellFault(other_name, codes.NO_PAIR, "Наставник не указан.", "Впишите наставника."))
    born = _born(values.get("born", ""), period, faults, whole_date=_asks_for_date(base))
    form = _form(values.get("form", ""), faults)
    start = _date("start", values.get("start", ""), period, faults)
    finish = _date("finish", values.get("finish", ""), period, faults)
    if start and finish and finish < start:
        message = f"Завершение {finish:%d.%m.%Y} раньше вхождения {start:%d.%m.%Y}."
        faults.append(CellFault("finish", codes.DATES_REVERSED, message, "Проверьте обе даты."))
    if born and start and start.year - int(born) < YOUNGEST and not any(one.column == "born" for one in faults):
        message = f"По году рождения в день вхождения ему меньше {YOUNGEST} лет."
        faults.append(CellFault("born", codes.YEAR_WRONG, message, "Проверьте год рождения и дату вхождения."))
    passed = _answer("passed", values.get("passed", ""), faults)
    _consent(values, faults, named=own is not None)
    _contacts(values.get("contacts", ""), faults)
    _gender(values.get("gender", ""), own, faults)
    in_pair = bool(values.get(other_name)) or base.kind == "mentees"
    faults += (
        CellFault(name, codes.VALUE_MISSING, "Ячейка не заполнена.", "Заполните: по ней считают свод.")
        for name in sorted(wanted)
        if not values.get(name) and name not in broken and (in_pair or name == "born") and own
    )
    return Checked(row, own, others, born, form, start, finish, tuple(faults), passed)


def _broken(base: ReturnedBase, row: BaseRow, faults: list[CellFault]) -> set[str]:
    """The columns whose cell holds no value: an error, a formula that was not counted, lost letters."""
    found: set[str] = set()
    by_index = {index: name for name, index in zip(base.columns, base.indexes, strict=True)}
    for index, flaw in row.flaws:
        found.add(by_index[index])
        faults.append(CellFault(by_index[index], codes.CELL_WRONG, flaw.message, flaw.hint))
    for name, value in zip(base.columns, row.values, strict=True):
        if name in found or not value:
            continue
        if EXCEL_ERROR.fullmatch(value):
            found.add(name)
            faults.append(CellFault(name, codes.CELL_WRONG, "В ячейке ошибка Excel.", "Впишите значение."))
        elif "\ufffd" in value or "???" in value:
            found.add(name)
            message = "Вместо букв – «�» или «?»: они потеряны при сохранении."
            faults.append(CellFault(name, codes.CELL_WRONG, message, "Наберите значение заново."))
        elif value[0] == "=" and len(value) > 1:
            found.add(name)
            message = "Текст начинается со знака «=»: Excel принял бы его за формулу."
            faults.append(CellFault(name, codes.CELL_WRONG, message, "Впишите значение без «=»."))
    return found


def _own(column: str, values: Mapping[str, str], faults: list[CellFault]) -> PersonName | None:
    """The person that a record is about; what is wrong with the name is added to the faults."""
    text = " ".join(values.get(column, "").split())
    if not text or text.lower().strip(" .()") in VACANT:
        if sum(1 for name, value in values.items() if value and name != "number") > 1:
            faults.append(CellFault(column, codes.NAME_MISSING, "Строка заполнена, а имени нет.", FULL_NAME))
        return None
    russian = in_russian_letters(text)
    if russian != text:
        message = "В имени латинские буквы, похожие на русские."
        faults.append(CellFault(column, codes.NAME_LETTERS, message, "Наберите имя заново по-русски.", russian))
    several = names_in(values[column])
    found = several[0] if several else name_of(text)
    if found is None:
        faults.append(CellFault(column, codes.NAME_UNCLEAR, "В ячейке не имя человека.", ONE_NAME))
        return None
    if len(several) > 1:
        faults.append(CellFault(column, codes.NAME_UNCLEAR, "В ячейке несколько человек.", ONE_NAME))
    elif len(found.text) < len(russian.strip(" ,;.")) and found.text.casefold() != russian.casefold():
        faults.append(CellFault(column, codes.NAME_UNCLEAR, "В ячейке не только имя.", ONE_NAME, found.text))
    elif LATIN.search(russian) and not CYRILLIC.search(russian):
        faults.append(CellFault(column, codes.NAME_LETTERS, "Имя написано латинскими буквами.", FULL_NAME))
    elif _other_case(russian):
        message = "Имя из одних заглавных или строчных букв."
        faults.append(CellFault(column, codes.NAME_LETTERS, message, "Напишите с заглавных букв.", found.text))
    faults += _parts(column, found)
    return found


def _other_case(text: str) -> bool:
    words = re.findall(r"[А-Яа-яЁё]{3,}", text)  # of «Ли» and «ЛИ» both are usual
    return any(word.isupper() for word in words) or (bool(words) and words[0].islower() and words[0] not in PARTICLES)


def _parts(column: str, name: PersonName) -> Iterator[CellFault]:
    """What a name lacks, and parts of it that tell different genders."""
    if "." in name.first or "." in name.patronymic:
        yield CellFault(column, codes.NAME_PART, "Вместо имени и отчества – инициалы.", FULL_NAME)
    elif not name.first or not name.surname:
        yield CellFault(column, codes.NAME_PART, "Имя не полностью.", FULL_NAME)
    elif not name.patronymic:
        read = parse_name(name.text)
        if read is not None and not is_eastern(read) and first_name_genders(read.first.lower()):
            yield CellFault(column, codes.NAME_PART, "Отчества нет.", "Допишите отчество, если оно есть.")
    elif name.whole and _genders_differ(name.surname, name.first, name.patronymic):
        hint = "Проверьте окончания фамилии, имени и отчества."
        yield CellFault(column, codes.NAME_GENDER, "Части имени говорят о разном поле.", hint)


@lru_cache(maxsize=4096)
def _genders_differ(surname: str, first: str, patronymic: str) -> bool:
    told = patronymic_gender(patronymic)
    if told is None:
        return False
    of_surname, of_first = surname_gender(surname), first_name_genders(first)
    return (of_surname not in (None, told)) or (bool(of_first) and told not in of_first)


def _gender(text: str, own: PersonName | None, faults: list[CellFault]) -> None:
    if not text:
        return
    said = GENDERS.get(text.lower().rstrip("."))
    if said is None:
        faults.append(CellFault("gender", codes.ANSWER_UNKNOWN, "Пол не понят.", "Напишите «мужской» или «женский»."))
    elif own is not None and own.patronymic and patronymic_gender(own.patronymic) not in (None, said):
        faults.append(CellFault("gender", codes.NAME_GENDER, "Пол не тот, что у отчества.", "Проверьте пол и имя."))


def _others(column: str, text: str, faults: list[CellFault]) -> tuple[PersonName, ...]:
    """The people of the other base that a record names."""
    if not text or text.lower().strip(" .()") in VACANT:
        return ()
    found = names_in(text)
    if not found:
        faults.append(CellFault(column, codes.NAME_UNCLEAR, "В ячейке не имя человека.", FULL_NAME))
    return found


@lru_cache(maxsize=4096)
def day_of(text: str) -> dt.date | Flaw:
    """A date as people write it in a cell: in digits, in ISO 8601, with the month in words."""
    written = text.strip().rstrip("г. ").strip() if text.lower().endswith(("г.", "г", "года")) else text.strip()
    written = IN_DIGITS.sub(r"\1.\2.\3", written)
    read = date(written)
    if isinstance(read, str):
        return dt.date(int(read[6:]), int(read[3:5]), int(read[:2]))
    found = parse_date(text)
    return found if isinstance(found, dt.date) else read


def _date(column: str, text: str, period: tuple[dt.date, dt.date] | None, faults: list[CellFault]) -> dt.date | None:
    if not text or (column == "finish" and not any(map(str.isdigit, text)) and CYRILLIC.search(text)):
        return None  # «продолжается», «по настоящее время»
    found = day_of(text)
    if isinstance(found, Flaw):
        faults.append(CellFault(column, codes.DATE_UNKNOWN, found.message, found.hint or WRITE_DATE))
        return None
    if period is not None and not period[0] <= found <= period[1]:
        message = f"Дата {found:%d.%m.%Y} вне периода плана: {period[0]:%d.%m.%Y} – {period[1]:%d.%m.%Y}."
        faults.append(CellFault(column, codes.DATE_OUTSIDE, message, "Проверьте год."))
    return found


def _asks_for_date(base: ReturnedBase) -> bool:
    """Whether the heading of a school's own table asks for the whole date of birth."""
    return "born" in base.columns and "дат" in base.titles[base.columns.index("born")].lower()


def _born(
    text: str, period: tuple[dt.date, dt.date] | None, faults: list[CellFault], *, whole_date: bool = False
) -> str:
    """The year of birth as four digits; «» where it is not understood."""
    if not text:
        return ""
    if whole_date and isinstance(born := day_of(text), dt.date):
        text = str(born.year)
    years = YEAR_IN.findall(text)
    bare = re.sub(r"\s*(?:г\.?|г\.? ?р\.?|год\w*)$", "", text.lower()).strip()
    if len(years) != 1 or not bare.isdecimal():
        hint = f"Напишите только год: {years[0]}." if len(years) == 1 else "Напишите год четырьмя цифрами: 2007."
        faults.append(CellFault("born", codes.YEAR_WRONG, "Год рождения не понят.", hint))
        return years[0] if len(years) == 1 else ""
    last = (period[1].year if period is not None else dt.date.max.year) - YEARS[1]
    if not YEARS[0] <= int(bare) <= last:
        faults.append(CellFault("born", codes.YEAR_WRONG, "Такого года рождения быть не может.", "Проверьте год."))
    return bare


@lru_cache(maxsize=4096)
def form_meant(text: str) -> tuple[str, bool]:
    """The form of the list that a text means, and whether it is written as in the list; «» for none or several.

    `form_meant("С-У")` → («студент – ученик», False): no other form begins so.
    """
    parts = [part.strip(' .,«»"()') for part in PARTS.split(" ".join(text.lower().replace("ё", "е").split())) if part]
    if len(parts) != 2:  # noqa: PLR2004  a form names two
        return "", False
    found = {
        form
        for form in MENTORING_FORMS
        if all(word in LETTER.get(part, ()) for word, part in zip(form.split(" – "), parts, strict=True))
    }
    if len(found) != 1:
        return "", False
    form = found.pop()
    return form, parts == form.split(" – ")


def _form(text: str, faults: list[CellFault]) -> str:
    if not text:
        return ""
    form, exact = form_meant(text)
    if not form:
        faults.append(CellFault("form", codes.FORM_UNKNOWN, "Такой формы в списке нет.", FORMS))
    elif not exact:
        hint = f"Выберите из списка: «{form}»."
        faults.append(CellFault("form", codes.FORM_UNKNOWN, f"Форма сокращена: прочитано «{form}».", hint))
    return form


def _answer(column: str, text: str, faults: list[CellFault]) -> bool:
    said = text.lower().strip(" .!")
    if said and said not in YES | NO:
        faults.append(CellFault(column, codes.ANSWER_UNKNOWN, "Отметка не понята.", "Выберите из списка: да или нет."))
    return said in YES


def _consent(values: Mapping[str, str], faults: list[CellFault], *, named: bool) -> None:
    if "consent" not in values or not named:
        return
    text = values["consent"].lower().strip(" .!")
    if text in YES or any(map(str.isdigit, text)) or text.startswith(("да", "есть", "получен", "имеет", "согласие")):
        return
    message = (
        "Согласия нет." if text in NO else "Согласие не отмечено." if not text else "Отметка о согласии не понята."
    )
    faults.append(CellFault("consent", codes.CONSENT_MISSING, message, "Получите согласие и выберите «да»."))


def _contacts(text: str, faults: list[CellFault]) -> None:
    """A telephone with too many or too few digits, an address that is none."""
    if not text:
        return
    if any(not EMAIL.fullmatch(found.strip("().<>")) for found in MAIL.findall(text)):
        hint = "Проверьте: латинские буквы, один знак «@», точка в имени почтового сервера."
        faults.append(CellFault("contacts", codes.CONTACT_WRONG, "Адрес электронной почты с ошибкой.", hint))
    bare = MAIL.sub(" ", text)
    wrong = [n for n in PHONE.findall(bare) if sum(map(str.isdigit, n)) not in PHONE_DIGITS]
    if wrong and not YEAR_IN.fullmatch(wrong[0].strip()):
        hint = "В номере от 5 цифр (без кода) до 11 (с «+7» или «8»)."
        faults.append(CellFault("contacts", codes.CONTACT_WRONG, "Телефон с ошибкой: цифр не столько.", hint))
