from __future__ import annotations

import pytest

from nastav_docs import load, render
from nastav_docs.imported.tables import (
    RoadmapRead,
    indicator_settings,
    parties_of,
    read_indicators,
    read_roadmap,
    roadmap_settings,
    tables_of,
)
from nastav_docs.papers import Paper, package_of, paper_of_docx
from tests.imported.laid_out import readings, word_paper
from tests.imported.score import rows_read, scored
from tests.word_file import paragraph, table, word_file

READINGS = readings()


def found(*rows: list[str], title: str = "План мероприятий") -> RoadmapRead:
    """The plan that a table of texts reads as."""
    paper = paper_of_docx(word_file(paragraph(title, align="center"), paragraph(), table(rows)), "план.docx")
    assert isinstance(paper, Paper)
    (one,) = (t for d in package_of((paper,)).documents for t in tables_of(d))
    assert one.kind == "roadmap", one.kind
    return read_roadmap(one)


HEAD = ["№", "Мероприятие", "Срок", "Ответственный"]


@pytest.mark.parametrize("name", list(READINGS))
def test_every_row_of_the_papers_is_read_and_nothing_is_invented(name: str) -> None:
    reading = READINGS[name]
    verdicts = list(scored(name, reading, word_paper(name, reading)))
    assert [one for one in verdicts if one.verdict != "right"] == []


@pytest.mark.parametrize(
    ("cell", "parties"),
    [
        ("Куратор\nРябова Е. Н.,\nклассные руководители", ["Куратор Рябова Е. Н.", "классные руководители"]),
        ("Бабкина И.Г Руководители МОО", ["Бабкина И.Г", "Руководители МОО"]),
        ("Руководители\nобразовательных организаций", ["Руководители образовательных организаций"]),
        ("заместитель директора по УВР, ВР", ["заместитель директора по УВР, ВР"]),
        ("Управление образования и науки области", ["Управление образования и науки области"]),
        ("директор и заместитель директора", ["директор", "заместитель директора"]),
        ("Управление образования/ МКУ «Центр, школа»", ["Управление образования", "МКУ «Центр, школа»"]),
        ("1) директор\n2) куратор", ["директор", "куратор"]),
        ("специалист Носков И.О. (по согласованию)", ["специалист Носков И.О. (по согласованию)"]),
    ],
)
def test_those_responsible_are_told_apart(cell: str, parties: list[str]) -> None:
    assert [party.text for party in parties_of(cell)] == parties


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            ["2", "Конкурс", "как договоримся", "Куратор"],
            ("ND981", "Срок «как договоримся» не понят, оставлен как написан."),
        ),
        (["", "Итого мероприятий: 2", "", ""], ("ND980", "Итоговая строка «Итого мероприятий: 2» не взята.")),
        (
            ["2", "Конкурс", "до 01.12.2026", "Лунина О.П., методист"],
            (
                "ND982",
                "Ответственные: «методист» после имени «Лунина О.П.» – его должность или другой человек; прочитано: другой.",
            ),
        ),
        (
            ["", "и обсуждение итогов", "", ""],
            ("ND980", "Строка присоединена к мероприятию «Встреча»: своего названия у неё нет."),
        ),
    ],
)
def test_what_was_guessed_or_left_out_is_told_with_its_place(row: list[str], told: tuple[str, str]) -> None:
    read = found(HEAD, ["1.1", "Встреча", "до 01.11.2026", "Куратор"], row)
    assert [(one.code, one.message) for one in read.unread if one.code != "ND983"] == [told]
    assert "таблица 1, строка 3" in str(read.unread[0].place)


def test_a_merged_activity_with_two_deadlines_is_one() -> None:
    read = found(HEAD, ["1", "Отчет", "до 1 июня", "Школы"], ["", "", "до 1 декабря", ""])
    assert [(a.title, a.deadline) for a in read.activities] == [("Отчет", "до 1 июня; до 1 декабря")]


def test_a_word_cut_at_the_end_of_a_line_is_whole_and_a_pair_of_words_stays_one() -> None:
    read = found(["№", "Меро-\nприятие", "Срок", "Ответст-\nвенный"], ["1", "Встреча", "сентябрь-\nоктябрь", "Куратор"])
    assert [c.title for c in read.columns] == ["№", "Мероприятие", "Срок", "Ответственный"]
    assert read.activities[0].deadline == "сентябрь-октябрь"


@pytest.mark.parametrize(
    ("cell", "deadline"),
    [
        ("до 1 сентября\nдо 5 сентября", "до 1 сентября; до 5 сентября"),
        ("I квартал\n2025 г.", "I квартал 2025 г."),
        ("Ежегодно\nдо 20 мая", "Ежегодно до 20 мая"),
        ("1 сентября –\n31 мая", "1 сентября – 31 мая"),
    ],
)
def test_lines_of_a_deadline_are_one_where_they_say_one_thing(cell: str, deadline: str) -> None:
    assert found(HEAD, ["1", "Отчет", cell, "Куратор"]).activities[0].deadline == deadline


def test_two_headings_one_under_another_are_joined_and_told() -> None:
    rows = [["1 этап. Подготовка", "", "", ""], ["Задача 1. Кадры", "", "", ""], ["1", "Курсы", "май", "Куратор"]]
    read = found(HEAD, *rows)
    assert [s.title for s in read.sections] == ["Подготовка. Кадры"]
    assert [one.message for one in read.unread if one.code == "ND980"] == [
        "Два заголовка подряд соединены: «Подготовка. Кадры» – у плана один уровень разделов."
    ]


def test_a_day_at_the_beginning_of_a_section_is_no_number() -> None:
    read = found(HEAD, ["9 мая", "", "", ""], ["1", "Митинг", "9 мая 2026 г.", "Куратор"])
    assert [s.title for s in read.sections] == ["9 мая"]


def printed(read: RoadmapRead) -> RoadmapRead:
    """The plan that the settings of a plan print, read again."""
    roles = {party.text: f"role-{at}" for at, party in enumerate(p for a in read.activities for p in a.responsible)}
    settings = {
        "district": {"name": "Верхнеборский муниципальный округ"},
        "authority": {"name": "Управление образования"},
        "people": {role: {"title": {"text": text, "forms": "invariable"}} for text, role in roles.items()},
        "roadmap": roadmap_settings(read, lambda party: roles[party.text]),
        "documents": {"plan": {"template": "roadmap.docx", "file": "План"}},
    }
    paper = paper_of_docx(render(load(settings), "plan"), "печать.docx")
    assert isinstance(paper, Paper)
    (again,) = (read_roadmap(t) for d in package_of((paper,)).documents for t in tables_of(d))
    return again


def test_a_plan_that_was_read_prints_the_same_plan() -> None:
    reading = READINGS["05-roman-sections"]
    paper = paper_of_docx(word_paper("05-roman-sections", reading), "план.docx")
    assert isinstance(paper, Paper)
    (read,) = (read_roadmap(t) for d in package_of((paper,)).documents for t in tables_of(d))
    again = printed(read)
    assert next(rows_read(again)) == next(rows_read(read))
    assert [s.title for s in again.sections] == [s.title for s in read.sections]


def test_numbers_that_run_through_all_sections_are_printed_so() -> None:
    section = ["Организация", "", "", ""]
    read = found(
        HEAD,
        ["Подготовка", "", "", ""],
        ["1.", "Встреча", "до 01.11.2026", "Куратор"],
        section,
        ["2.", "Отчет", "до 01.12.2026", "Куратор"],
    )
    assert [(s.title, [a.number for a in s.activities]) for s in printed(read).sections] == [
        ("Подготовка", ["1."]),
        ("Организация", ["2."]),
    ]


@pytest.mark.parametrize(
    ("row", "settings"),
    [
        (["1", "Доля школ, %", "100%"], {"title": "Доля школ, %", "unit": "%", "target": "100"}),
        (["1", "Доля школ", "не менее 70 %"], {"title": "Доля школ", "unit": "%", "target": "70", "at_least": True}),
        (["1", "Число пар (ед.)", "12"], {"title": "Число пар (ед.)", "target": "12"}),
        (["1", "Климат, %", "рост"], {"title": "Климат, %", "target": "рост"}),
        (["1", "Число пар", "–"], {"title": "Число пар"}),
    ],
)
def test_units_and_values_of_indicators(row: list[str], settings: dict[str, object]) -> None:
    paper = paper_of_docx(word_file(paragraph("Показатели"), table([["№", "Показатель", "Значение"], row])), "п.docx")
    assert isinstance(paper, Paper)
    (one,) = (t for d in package_of((paper,)).documents for t in tables_of(d))
    assert indicator_settings(read_indicators(one))["rows"] == [settings]


def test_years_over_two_rows_of_a_head_are_columns_of_values() -> None:
    reading = READINGS["09-indicators-by-year"]
    paper = paper_of_docx(word_paper("09-indicators-by-year", reading), "приказ.docx")
    assert isinstance(paper, Paper)
    (one,) = (t for d in package_of((paper,)).documents for t in tables_of(d) if t.kind == "indicators")
    settings = indicator_settings(read_indicators(one))
    assert settings["columns"][-1] == {"id": "2026", "title": "2026", "group": "Год"}
    assert settings["rows"][0] == {
        "title": "Доля педагогов-наставников в общей численности педагогов",
        "unit": "процентов",
        "base": "5",
        "targets": {"2022": "7", "2023": "10", "2024": "12,5", "2025": "15", "2026": "20"},
    }
