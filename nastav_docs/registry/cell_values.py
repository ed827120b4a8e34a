"""Rules for the values of a registry: from the text of a cell to its value, or to what is wrong with it.

A rule returns the value as text, `Flaw` for a text that is none, or `Read` for one that was not read as it stands.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import registry as codes
from nastav_docs.files import MAX_NAME_BYTES, wrong_file_name
from nastav_docs.grids import Flaw
from nastav_docs.russian import MONTH_BEGINS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
APART: Final = re.compile(r"\s*[,;/\n]\s*|\s+и\s+")
# A surname with initials or with a first name and a patronymic, one of several in a cell.
WHOLE_NAME: Final = re.compile(
    r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+"
    r"(?:[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+(?:ич|вна|чна))(?:\s+|$)"
)


@dataclass(frozen=True, slots=True)
class Read:
    """A value that was not read as it stands in the cell, what to tell of that, and a post that stood beside a name."""

    text: str
    flaw: Flaw
    post: str = ""


GENDERS: Final = {
    **dict.fromkeys(("м", "муж", "мужской", "мужчина", "m", "male", "man"), "male"),
    **dict.fromkeys(("ж", "жен", "женский", "женщина", "f", "female", "w", "woman"), "female"),
}
DAY_FIRST: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?: ?г\.?| 0?0:00(?::00)?)?")
YEAR_FIRST: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]0?0:00(?::00(?:\.0+)?)?Z?)?")
EXCEL_EPOCH: Final = dt.date(1899, 12, 30)
EXCEL_DAYS: Final = range(36526, 73051)  # 2000-01-01 … 2100-01-01 as Excel counts days
SCIENTIFIC: Final = re.compile(r"-?\d(?:[.,]\d+)?[EeЕе]\+\d+")
MONTH_ABBRS: Final = f"{MONTH_BEGINS}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
LIKE_DATE: Final = re.compile(
    r"\d{1,2}\.\d{1,2}\.\d{4}(?: \d+:\d+)?|\d{4}-\d\d-\d\d"
    rf"|\d{{1,2}}[.-](?:{MONTH_ABBRS})|(?:{MONTH_ABBRS})[.-]\d\d",
    re.IGNORECASE,
)
EMAIL: Final = re.compile(
    r"[a-z0-9._%+'-]+@(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}|[а-яёa-z0-9._%+'-]+@(?:[а-яё0-9-]+\.)+[а-яё]{2,}", re.IGNORECASE
)
BETWEEN: Final = re.compile(r"[,;] *| +")
BETWEEN_PHONES: Final = re.compile(r"[,;] *")
PHONE: Final = re.compile(r"[\s()+‒–—-]*(?:\d[\s()‒–—-]*){5,11}")
PHONE_TAIL: Final = re.compile(r"(?:доб|вн|ext)\w*\.?.*")
PHONE_WORDS: Final = re.compile(r"(?:тел|факс|т/ф|т|ф|моб|раб|сот)(?:/факс|ефон)?\.?:? *")
# A number of a mobile network: its code begins with 9 (the Russian numbering plan).
MOBILE: Final = re.compile(
    r"(?:^|[,;/]|(?<=[\s.:])|(?<=\())\s*(?:(?:моб|сот|тел)\w*\.?:? *)?"
    r"(?P<number>(?:(?:\+ ?7|8|7)[\s(‒–—-]*)?9(?:[\s()‒–—-]*\d){9})(?!\d)(?: *\([^()]*\))?",
    re.IGNORECASE,
)
PHONE_IN_TEXT: Final = re.compile(r"\d(?:[\s()‒–—-]{0,2}\d){4,}")
SETTLEMENT: Final = re.compile(
    r"(г\.|город|с\.|село|д\.|дер\.|деревня|п\.|пос\.|пос[её]лок|пгт\.?|рп\.?|р\.п\.|ст-ца|станица|х\.|хутор|аул)"
    r" *([А-ЯЁ][А-Яа-яЁё]+(?:[ -](?:[А-ЯЁ][А-Яа-яЁё]+|на|под|ключ|в|де))*)"
)
ID_LENGTH: Final = 64
USUAL_ID: Final = re.compile(r"[a-z0-9][a-z0-9-]{4,63}")  # the names that Windows reserves are shorter
GENDER_NOT_UNDERSTOOD: Final = Flaw(codes.GENDER_UNKNOWN, "Пол не понят.", "Напишите «мужской» или «женский».")
RETYPE: Final = "Задайте столбцу формат «Текстовый» и впишите номер заново."
NUMBER_AS_DATE: Final = Flaw(
    codes.NUMBER_DAMAGED, "Вместо номера документа – дата: так Excel понимает номер вида 12-5.", RETYPE
)
NUMBER_CUT: Final = Flaw(codes.NUMBER_DAMAGED, "Таблица сократила длинный номер: его последние цифры потеряны.", RETYPE)
EMAIL_WRONG: Final = Flaw(
    codes.EMAIL_ODD,
    "Адрес электронной почты записан с ошибкой.",
    "Проверьте: латинские буквы, один знак «@», точка в имени почтового сервера.",
)
PHONE_WRONG: Final = Flaw(codes.PHONE_ODD, "Телефон записан с ошибкой.", "Напишите с кодом: (34363) 5-00-00.")


def school_name(text: str) -> str | Read:
    """A name as written; what is told of one with a quote that has no pair. «Школа «Радуга» shares its last quote."""
    opened, closed, straight = (text.count(sign) for sign in '«»"')
    if opened == closed and not straight % 2:
        return text
    if not straight and opened == closed + 1 and closed and text.endswith("»"):
        return text
    if not opened and not closed and straight > 1 and text.endswith('"'):
        return text
    what = "не закрыта" if opened > closed else "не открыта" if opened < closed else "без пары"
    hint = "Кавычки ставят парами: «…»."
    if straight % 2 and opened != closed:
        hint = "Вторая кавычка другого вида: впишите обе одинаково, «…»."
    elif opened == closed + 1 and not closed:
        hint = f"Если она в конце, впишите: {text}»"
    return Read(text, Flaw(codes.NAME_QUOTES, f"В наименовании кавычка {what}: {text[:80]}", hint))


def gender(text: str) -> str | Flaw:
    """`male` or `female` from what people write: «ж», «жен.», «Мужской», `f`."""
    return GENDERS.get(text) or GENDERS.get(text.lower().rstrip(".")) or GENDER_NOT_UNDERSTOOD


@lru_cache(maxsize=4096)
def people_in(text: str) -> tuple[str, ...]:
    """The people whom a cell names where it names more than one; none for any other text.

    `people_in("Рябинина О.П., Ежов М.И.")` → `("Рябинина О.П.", "Ежов М.И.")`. One name after another without a sign
    between them is two people, too.
    """
    parts = [part.strip() for part in APART.split(text) if part.strip()]
    if len(parts) == 1:
        parts = [" ".join(found[0].split()) for found in WHOLE_NAME.finditer(text)]
        if " ".join(parts) != " ".join(text.split()):
            return ()
    return tuple(parts) if len(parts) > 1 and all(map(WHOLE_NAME.fullmatch, parts)) else ()


@lru_cache(maxsize=4096)
def date(text: str) -> str | Flaw:
    """`dd.mm.yyyy` from a date so written or in ISO 8601, also with what spreadsheets add (a midnight, «г.»)."""
    if match := DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
    elif match := YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups()
    else:
        return Flaw(codes.DATE_UNKNOWN, "Дата не понята.", _date_hint(text))
    try:
        return f"{dt.date(int(year), int(month), int(day)):%d.%m.%Y}"
    except ValueError:
        return Flaw(codes.DATE_UNKNOWN, "Такой даты нет в календаре.", "Проверьте день и месяц.")


def _date_hint(text: str) -> str:
    if text.isdecimal() and text.isascii() and len(text) < 6 and int(text) in EXCEL_DAYS:  # noqa: PLR2004 (days of Excel)
        found = EXCEL_EPOCH + dt.timedelta(days=int(text))
        return f"Похоже, это {found:%d.%m.%Y}: задайте ячейке формат «Дата»."
    if match := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d\d)", text):
        return "Год пишется четырьмя цифрами: {}.{}.20{}.".format(*match.groups())
    return "Напишите день, месяц и год цифрами: 02.11.2020."


def document_number(text: str) -> str | Flaw:
    """A document's number as text: `12`, `42-ОД`; a «№» before it is dropped, for templates print their own."""
    if text.isdecimal():
        return text
    if LIKE_DATE.fullmatch(text):
        return NUMBER_AS_DATE
    if SCIENTIFIC.fullmatch(text):
        return NUMBER_CUT
    return text.lstrip("№ ") if text[0] == "№" else text


def email(text: str) -> str | Flaw:
    """One address or several with commas between them; only the shape of an address is checked."""
    if EMAIL.fullmatch(text) or all(EMAIL.fullmatch(one) for one in BETWEEN.split(text)):
        return text
    return EMAIL_WRONG


def phone(text: str) -> str | Flaw:
    """One number or several, of 5 to 11 digits each; those after «доб.» are not counted. The text stays as it is."""
    if PHONE.fullmatch(text):
        return text
    if SCIENTIFIC.fullmatch(text):
        return NUMBER_CUT
    for part in BETWEEN_PHONES.split(text.lower()):
        number = PHONE_WORDS.sub("", PHONE_TAIL.sub("", part)).strip()
        if number and not PHONE.fullmatch(number):
            return PHONE_WRONG
    return text


def letterhead_phone(text: str) -> str | Flaw | Read:
    """The telephones of a school that a letterhead prints: those of its office.

    A mobile number, which may be a person's own, is printed only if the settings say `mobile:`.
    """
    found = [match["number"].strip() for match in MOBILE.finditer(text)] if "9" in text else []
    if not found:
        return phone(text)
    left = MOBILE.sub("", text).strip(" ,;/")
    office = phone(left) if left else ""
    if isinstance(office, Flaw):
        return office
    numbers = ", ".join(f"«{number}»" for number in found)
    message = f"Мобильный номер на бланке не печатается: {numbers}."
    hint = "Личный уберите из столбца; если номер служебный, разрешите: schools: {file: …, mobile: да}."
    return Read(office, Flaw(codes.PHONE_MOBILE, message, hint))


@lru_cache(maxsize=4096)
def post(text: str) -> str | Flaw:
    """A post as written; a telephone or an address of mail beside it would go with the post into an order."""
    if "@" not in text and not PHONE_IN_TEXT.search(text):
        return text
    hint = "Оставьте в ячейке должность: телефон и почту пишут в столбцах с их заголовками."
    return Flaw(codes.PERSON_UNCLEAR, f"В ячейке не только должность: «{text[:60]}».", hint)


@lru_cache(maxsize=4096)
def settlement(address: str) -> str:
    """The settlement that an address names, «г. Кедровогорск»; empty if it names none or several."""
    parts = (SETTLEMENT.fullmatch(part.strip()) for part in address.split(","))
    found = [f"{match[1]} {match[2]}" for match in parts if match]
    return found[0] if len(found) == 1 else ""


def school_id(text: str) -> str | Flaw:
    """A school's code as written, if it can name a folder on any system; at most 64 characters."""
    if USUAL_ID.fullmatch(text) or (len(text) <= ID_LENGTH and not wrong_file_name(text)):
        return text
    hint = f"Напишите, например, «{slug(text)}»." if slug(text) else "Напишите буквы, цифры и дефис."
    return Flaw(codes.ID_UNUSABLE, "Код школы не годится для имени папки.", hint)


def slug(name: str) -> str:
    """The name of a folder from that of a school: `маоу-сош-1` from «МАОУ «СОШ № 1»».

    Small letters, ё as е, everything but letters and digits as one hyphen; at most 64 characters: the end of a longer
    one is replaced by 8 digits of its SHA-256, so that two long names stay two; never a name that Windows reserves.
    Returns «» for a name without a letter or digit.
    """
    made = re.sub(r"[\W_]+", "-", name.lower().replace("ё", "е")).strip("-")
    if len(made) > ID_LENGTH or len(made.encode()) > MAX_NAME_BYTES:
        made = f"{made[: ID_LENGTH - 9].rstrip('-')}-{hashlib.sha256(made.encode()).hexdigest()[:8]}"
    return f"{made}-" if made and wrong_file_name(made) else made


RULES: Final[Mapping[str, Callable[[str], str | Flaw | Read]]] = {
    "name": school_name,
    "gender": gender,
    "date": date,
    "number": document_number,
    "email": email,
    "post": post,
    "phone": phone,
    "letterhead phone": letterhead_phone,
    "id": school_id,
}
