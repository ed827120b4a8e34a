"""The bases of mentors and of mentees that a school keeps: their columns, and what a template shows of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from nastav_docs.russian.typography import typograph
from nastav_docs.tables import LANDSCAPE, fitted, least_width

MENTORING_FORMS: Final = (
    "ученик – ученик", "учитель – учитель", "студент – ученик", "работодатель – ученик", "работодатель – студент",
)  # fmt: skip
PASSED: Final = ("да", "нет")


@dataclass(frozen=True, slots=True)
class Graph:
    """A column of a form: title, width in characters, what to write; `content`: text, date, year, form or passed."""

    title: str
    width: int
    hint: str
    content: str = "text"


MENTORS: Final = (
    Graph("№ п/п", 7, "Порядковый номер."),
    Graph("Ф.И.О. наставника", 22, "Фамилия, имя, отчество полностью."),
    Graph("Контактные данные для связи", 18, "Телефон, адрес электронной почты."),
    Graph("Место работы (учёбы) наставника", 20, "Организация и должность либо класс, группа."),
    Graph("Основные компетенции наставника", 20, "Чему может научить: предмет, навык, опыт."),
    Graph("Важные для программы достижения наставника", 20, "Награды, победы, проекты."),
    Graph("Интересы наставника", 16, "Увлечения, которые помогут подобрать пару."),
    Graph("Желаемый возраст наставляемых", 13, "Например: 12–15 лет."),
    Graph("Ресурс времени на программу наставничества", 14, "Например: 2 часа в неделю."),
    Graph("Дата вхождения в программу", 13, "День, месяц, год: 09.11.2020.", "date"),
    Graph("Ф.И.О. наставляемого (наставляемых)", 22, "Фамилия, имя, отчество полностью."),
    Graph("Форма наставничества", 17, "Выберите из списка.", "form"),
    Graph("Место работы (учёбы) наставляемого", 18, "Организация, класс, группа."),
    Graph("Дата завершения программы", 13, "День, месяц, год; пусто, пока программа идёт.", "date"),
    Graph("Результаты программы", 20, "Чего достигла пара."),
    Graph("Ссылка на кейс (отзыв) наставника на сайте организации", 20, "Адрес страницы."),
)
MENTEES: Final = (
    Graph("№ п/п", 7, "Порядковый номер."),
    Graph("Ф.И.О. наставляемого", 24, "Фамилия, имя, отчество полностью."),
    Graph("Контактные данные для связи (представителя)", 22, "Телефон, почта; за ребёнка – его представителя."),
    Graph("Год рождения наставляемого", 13, "Четыре цифры: 2007.", "year"),
    Graph("Основной запрос наставляемого", 24, "С чем нужна помощь."),
    Graph("Дата вхождения в программу", 14, "День, месяц, год: 09.11.2020.", "date"),
    Graph("Ф.И.О. наставника", 24, "Фамилия, имя, отчество полностью."),
    Graph("Форма наставничества", 18, "Выберите из списка.", "form"),
    Graph("Место работы (учёбы) наставника", 20, "Организация и должность либо класс, группа."),
    Graph("Дата завершения программы", 14, "День, месяц, год; пусто, пока программа идёт.", "date"),
    Graph("Результаты программы", 22, "Чего достигла пара."),
    Graph("Ссылка на кейс (отзыв) наставляемого на сайте организации", 22, "Адрес страницы."),
    Graph("Отметка о прохождении программы", 15, "Выберите из списка: да или нет.", "passed"),
)
PERSONAL_DATA: Final = (
    "Содержит персональные данные: заполняется при наличии согласий, на сайте не размещается (Федеральный закон "
    "от 27.07.2006 № 152-ФЗ)."
)
# A base is wider than a page: its table is shown in two parts, each with the ordinal number of the row.
PARTS: Final = {"mentors": (MENTORS, 9, "База наставников"), "mentees": (MENTEES, 7, "База наставляемых")}
ROWS: Final = 10
CHARACTER: Final = 112  # twips that a character of 10 pt takes at the widest


def base(kind: str, width: int = LANDSCAPE) -> dict[str, Any]:
    """`base` of a template: title, a note on personal data, parts of the table (`width` twips) with empty rows."""
    columns, first, title = PARTS[kind]
    parts = (columns[:first], (columns[0], *columns[first:]))
    numbers = [str(number) for number in range(1, ROWS + 1)]
    return {
        "title": title,
        "note": typograph(PERSONAL_DATA),
        "parts": [{"columns": _columns(part, width), "rows": numbers} for part in parts],
    }


def _columns(part: tuple[Graph, ...], width: int) -> list[dict[str, Any]]:
    titles = [typograph(graph.title) for graph in part]
    least = [least_width([title], CHARACTER) for title in titles]
    widths = fitted([graph.width for graph in part], least, width)
    return [{"title": title, "width": own} for title, own in zip(titles, widths, strict=True)]
