"""The columns of the bases of mentors and of mentees that a school keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MENTORING_FORMS: Final = (
    "ученик – ученик", "учитель – учитель", "студент – ученик", "работодатель – ученик", "работодатель – студент",
)  # fmt: skip
PASSED: Final = ("да", "нет")
CONSENT: Final = ("да", "нет")
ROWS: Final = (
    30  # numbered rows of an empty base in Excel; below them one writes on, checks and lists go on to row 2000
)


@dataclass(frozen=True, slots=True)
class Graph:
    """A column of a base: its name in code, its title, its width in characters, what to write.

    `content`: text, person, people, date, year, form, consent or passed.
    """

    name: str
    title: str
    width: int
    hint: str
    content: str = "text"


MENTORS: Final = (
    Graph("number", "№ п/п", 7, "Порядковый номер."),
    Graph("mentor", "Ф.И.О. наставника", 22, "Фамилия, имя, отчество полностью.", "person"),
    Graph("contacts", "Контактные данные для связи", 18, "Телефон, адрес электронной почты."),
    Graph("mentor_work", "Место работы (учёбы) наставника", 20, "Организация и должность либо класс, группа."),
    Graph("skills", "Основные компетенции наставника", 20, "Чему может научить: предмет, навык, опыт."),
    Graph("achievements", "Важные для программы достижения наставника", 20, "Награды, победы, проекты."),
    Graph("interests", "Интересы наставника", 16, "Увлечения, которые помогут подобрать пару."),
    Graph("age", "Желаемый возраст наставляемых", 13, "Например: 12–15 лет."),
    Graph("time", "Ресурс времени на программу наставничества", 14, "Например: 2 часа в неделю."),
    Graph("start", "Дата вхождения в программу", 13, "День, месяц, год: 09.11.2020.", "date"),
    Graph(
        "mentee",
        "Ф.И.О. наставляемого (наставляемых)",
        22,
        "Фамилия, имя, отчество полностью; нескольких – через точку с запятой.",
        "people",
    ),
    Graph("form", "Форма наставничества", 17, "Выберите из списка.", "form"),
    Graph("mentee_work", "Место работы (учёбы) наставляемого", 18, "Организация, класс, группа."),
    Graph("finish", "Дата завершения программы", 13, "День, месяц, год; пусто, пока программа идёт.", "date"),
    Graph("results", "Результаты программы", 20, "Чего достигла пара."),
    Graph("link", "Ссылка на кейс (отзыв) наставника на сайте организации", 20, "Адрес страницы."),
    Graph(
        "consent",
        "Согласие на обработку персональных данных",
        14,
        "Выберите из списка: да, когда согласие подписано.",
        "consent",
    ),
)
MENTEES: Final = (
    Graph("number", "№ п/п", 7, "Порядковый номер."),
    Graph("mentee", "Ф.И.О. наставляемого", 24, "Фамилия, имя, отчество полностью.", "person"),
    Graph(
        "contacts", "Контактные данные для связи (представителя)", 22, "Телефон, почта; за ребёнка – его представителя."
    ),
    Graph("born", "Год рождения наставляемого", 13, "Четыре цифры: 2007.", "year"),
    Graph("request", "Основной запрос наставляемого", 24, "С чем нужна помощь."),
    Graph("start", "Дата вхождения в программу", 14, "День, месяц, год: 09.11.2020.", "date"),
    Graph("mentor", "Ф.И.О. наставника", 24, "Фамилия, имя, отчество полностью.", "people"),
    Graph("form", "Форма наставничества", 18, "Выберите из списка.", "form"),
    Graph("mentor_work", "Место работы (учёбы) наставника", 20, "Организация и должность либо класс, группа."),
    Graph("finish", "Дата завершения программы", 14, "День, месяц, год; пусто, пока программа идёт.", "date"),
    Graph("results", "Результаты программы", 22, "Чего достигла пара."),
    Graph("link", "Ссылка на кейс (отзыв) наставляемого на сайте организации", 22, "Адрес страницы."),
    Graph("passed", "Отметка о прохождении программы", 15, "Выберите из списка: да или нет.", "passed"),
    Graph(
        "consent",
        "Согласие на обработку персональных данных",
        14,
        "Выберите из списка: да, когда согласие подписано.",
        "consent",
    ),
)
PERSONAL_DATA: Final = (
    "Содержит персональные данные: заполняется при наличии согласий, на сайте не размещается (Федеральный закон "
    "от 27.07.2006 № 152-ФЗ)."
)
# Columns, how many of them the first part of the table has, and title. A base is wider than a page, so a document shows
# its table in two parts, each with the number of the row.
BASES: Final = {"mentors": (MENTORS, 9, "База наставников"), "mentees": (MENTEES, 7, "База наставляемых")}
