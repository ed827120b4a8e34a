"""Which column of a list a heading is of: by the settings' own words, else by what such columns are called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from nastav_docs.registry.column_headings import BY_NAME, same_heading
from nastav_docs.registry.heading_words import meaning_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nastav_docs.config import ListColumn

# What tables call the columns that lists of schools mostly have, by the usual names of these in the settings.
USUAL: Final[Mapping[str, tuple[str, ...]]] = {
    "mentor": ("Наставник", "ФИО наставника"),
    "mentee": ("Наставляемый", "ФИО наставляемого"),
    "person": ("ФИО", "Фамилия, имя, отчество"),
    "name": ("ФИО", "Фамилия, имя, отчество", "Наименование", "Название"),
    "student": ("Обучающийся", "ФИО обучающегося", "Ученик", "ФИО ученика"),
    "teacher": ("Учитель", "ФИО учителя", "Педагог", "ФИО педагога"),
    "parent": ("Родитель", "ФИО родителя", "Законный представитель", "Родитель (законный представитель)"),
    "participant": ("Участник", "ФИО участника"),
    "member": ("Член комиссии", "Член рабочей группы", "Участник"),
    "position": ("Должность",),
    "class": ("Класс", "Класс (группа)", "Группа"),
    "group": ("Группа",),
    "form": ("Форма", "Форма наставничества"),
    "subject": ("Предмет", "Учебный предмет"),
    "title": ("Название", "Наименование", "Тема"),
    "topic": ("Тема",),
    "since": ("Дата", "С", "Начало", "Дата начала", "Дата закрепления", "С какого числа", "Закреплён с"),
    "until": ("По", "Окончание", "Дата окончания", "До какого числа"),
    "date": ("Дата", "Дата проведения"),
    "birthday": ("Дата рождения",),
    "hours": ("Часы", "Часов", "Количество часов", "Число часов", "Кол-во часов", "Часов в неделю"),
    "count": ("Количество", "Кол-во", "Число"),
    "year": ("Год",),
    "number": ("Номер",),
    "ready": ("Готовность", "Готов", "Готово"),
    "school": ("Школа", "ОО", "Образовательная организация", "Код школы", "Наименование ОО", "Учреждение"),
    "role": ("Роль",),
    "result": ("Результат", "Итог"),
    "room": ("Кабинет",),
    "note": ("Примечание", "Примечания"),
    "phone": ("Телефон", "Тел.", "Контактный телефон", "Номер телефона"),
    "email": ("Электронная почта", "Эл. почта", "E-mail"),
    "address": ("Адрес", "Адрес проживания"),
}
# What stands in a column beside a person's: `mentor_gender` is «Пол наставника», or just «Пол».
BESIDE: Final = {"gender": "Пол", "position": "Должность", "phone": "Телефон", "email": "Электронная почта"}
# «Дата начала (дд.мм.гггг)», «Часы, в неделю»: words and their explanation.
EXPLAINED: Final = re.compile(r"\s*(?:\(.*|,.*)$", re.DOTALL)


def own_headings(name: str, column: ListColumn) -> tuple[str, ...]:
    """The headings that the settings give to a column: title, variants, its name."""
    return tuple(dict.fromkeys(one for one in (column.title, *column.heading, name) if one))


def usual_headings(name: str) -> tuple[str, ...]:
    """What tables call a column of this name, if its name is a usual one."""
    known = BY_NAME.get(name)
    whose, _, part = name.rpartition("_")
    beside = (*(f"{BESIDE[part]} {one}" for one in USUAL.get(whose, ())), BESIDE[part]) if part in BESIDE else ()
    return (*USUAL.get(name, ()), *beside, *((known.title, *known.headings) if known else ()))


def title_of(name: str, column: ListColumn) -> str:
    """What messages call a column: its title, else a heading, else its name."""
    return next((one for one in (column.title, *column.heading, *USUAL.get(name, ())[:1]) if one), name)


def matched(titles: Sequence[str], columns: Mapping[str, ListColumn]) -> dict[int, str]:
    """The columns of which these texts are headings, by the index of the text; each column is found once.

    The settings' own headings come before the usual ones, and whole headings before their words.
    """
    found: dict[int, str] = {}
    for ways in _ways(columns):
        for name, headings in ways.items():
            if name in found.values():
                continue
            at = next((at for at, title in enumerate(titles) if at not in found and _is(title, headings)), None)
            if at is not None:
                found[at] = name
    for at, title in enumerate(titles):
        if at not in found and (name := _by_words(title, columns)) and name not in found.values():
            found[at] = name
    return found


def _ways(columns: Mapping[str, ListColumn]) -> Iterator[dict[str, tuple[str, ...]]]:
    yield {name: own_headings(name, column) for name, column in columns.items()}
    yield {name: usual_headings(name) for name in columns}


def _is(title: str, headings: Sequence[str]) -> bool:
    bare = EXPLAINED.sub("", title)
    return any(same_heading(title, heading) or same_heading(bare, heading) for heading in headings)


def _by_words(title: str, columns: Mapping[str, ListColumn]) -> str:
    """The column whose heading has the same words as a title, in any order: «наставник (Ф.И.О. полностью)»."""
    words = meaning_of(title.lower().replace("ё", "е"))
    for name, column in columns.items():
        for heading in (*own_headings(name, column), *usual_headings(name)):
            wanted = meaning_of(heading.lower().replace("ё", "е"))
            if wanted and (
                wanted == words or (column.type == "person" and wanted - {"фио"} == words - {"фио"} != set())
            ):
                return name
    return ""
