"""Kinds of papers that import gives back word for word: nothing is told as lost, changed or added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from nastav_docs import load, render
from nastav_docs.imported.kept_spaces import kept_pairs
from tests.imported.test_import_papers import imported, told
from tests.imported.test_orders_and_grifs import printed_order
from tests.word_file import cell, paragraph, table, word_file

if TYPE_CHECKING:
    from pathlib import Path

TO: Final = ("к приказу МБОУ «Кедровская СОШ»", "от 02.09.2024 № 14-а")
BY: Final = ("приказом МБОУ «Кедровская СОШ»", "от 02.09.2024 № 14-а")
HEADS: Final = ["Мероприятие", "Срок", "Ответственный"]
FIRST: Final = ["Составить список", "до 10.09.2024", "психолог, завуч"]
SECOND: Final = ["Закрепить пары", "в течение года", "директор"]
PAIRS: Final = [["Наставник", "Наставляемый"], ["Иванова А.А.", "Петров Б.Б."], ["Сидорова В.В.", "Орлов Г.Г."]]
REGULATION: Final = ("ПОЛОЖЕНИЕ", "о школе наставника", "1. Общие положения", "1.1. Школа работает с октября.")


def right(*lines: str) -> tuple[str, ...]:
    return tuple(paragraph(line, align="right") for line in lines)


def middle(*lines: str) -> tuple[str, ...]:
    return tuple(paragraph(line, align="center") for line in lines)


def order(*clauses: str, number: str = "14-а") -> tuple[str, ...]:
    return (
        *middle("МБОУ «Кедровская СОШ»", "ПРИКАЗ"),
        paragraph(f"02.09.2024\t№ {number}"),
        *middle("О наставничестве"),
        paragraph("В целях развития наставничества и закрепления молодых педагогов в школе"),
        paragraph("ПРИКАЗЫВАЮ:"),
        *map(paragraph, clauses),
        paragraph("Директор школы\tА.И. Петрова"),
    )


def box(*lines: str) -> str:
    """A paragraph on which a text box hangs."""
    inner = "".join(map(paragraph, lines))
    shape = f"<v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape>"
    return paragraph(f'<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml">{shape}</w:pict></w:r>')


def plan(*rows: list[str]) -> str:
    return table([HEADS, *rows])


ONE: Final = order("1. Утвердить план (приложение № 1).", "2. Контроль оставляю за собой.")
LETTER: Final = (
    paragraph("Управление образования Кедровского района"),
    paragraph("02.09.2024 № 14"),
    *right("Руководителям школ"),
    paragraph("О сборе сведений"),
    *middle("Уважаемые руководители!"),
    paragraph("Просим направить сведения по прилагаемой форме."),
    paragraph("Приложение: форма в электронном виде"),
    paragraph("Начальник\tА.И. Петрова"),
)
PAPERS: Final = {
    "a plan without numbers": (*ONE, *right("Приложение № 1", *TO), *middle("План"), plan(FIRST, SECOND)),
    "sections without numbers": (
        *ONE, *right("Приложение № 1", *TO), *middle("План"), plan(["Подготовка", "", ""], FIRST, ["Работа", "", ""], SECOND),
    ),
    "numbers that begin anew": (
        *ONE, *right("Приложение № 1", *TO), *middle("План"),
        table([["№", *HEADS], ["Раздел 1. Подготовка", "", "", ""], ["1", *FIRST], ["Раздел 2. Работа", "", "", ""], ["1", *SECOND]]),
    ),
    "a table without numbers": (*ONE, *right("Приложение № 1", *TO), *middle("Пары"), table(PAIRS)),
    "an annex alone": (*right("Приложение № 1", *TO), *middle("План"), plan(FIRST, SECOND)),
    "a regulation alone": (*right("Приложение", *TO), *middle(*REGULATION[:2]), *map(paragraph, REGULATION[2:])),
    "approved by a head": (
        *right("УТВЕРЖДЁН", "приказом директора МБОУ «Кедровская СОШ»", "от 02.09.2024 № 14-а"), *middle("План"), plan(FIRST, SECOND),
    ),
    "a caption over a grif": (*ONE, *right("Приложение № 1", "УТВЕРЖДЁН", *BY), *middle("План"), plan(FIRST, SECOND)),
    "a form behind a letter": (*LETTER, *right("Приложение № 1"), *middle("Форма"), table([["№", "ФИО"], ["1", ""], ["2", ""]])),
    "a caption in a box": (*ONE, box("Приложение № 1", *TO), *middle("План"), plan(FIRST, SECOND)),
    "a caption without a sign": (
        *order("1. Утвердить план (приложение 1)."), *right("Приложение 1", *TO), *middle("План"), plan(FIRST, SECOND),
    ),
    "names and posts in a column": (
        *ONE, *right("Приложение № 1", *TO), *middle("Состав"), table([["№", "Ф.И.О., должность"], ["1", "Иванова А.А., учитель"]]),
    ),
    "a head of two rows": (
        *ONE, *right("Приложение № 1", *TO), *middle("График"),
        table([
            [cell("Предмет", merge="restart"), cell("Неделя", width=4000, span=2)], [cell(merge="continue"), "первая", "вторая"],
            ["Физика", "02.09", "09.09"],
        ]),
    ),
    "cells merged down": (
        *ONE, *right("Приложение № 1", *TO), *middle("График"),
        table([["Предмет", "Место"], ["Химия", cell("Кабинет 3", merge="restart")], ["Биология", cell(merge="continue")]]),
    ),
    "lines over rows and a note": (
        *ONE, *right("Приложение № 1", "УТВЕРЖДЕНЫ", *BY), *middle("Показатели"),
        table([["№", "Показатель", "2024", "2025"], [cell("Задача 1. Охват", width=8000, span=4)], ["1", "Число пар", "4", "5"]]),
        paragraph("Примечание: показатели уточняются."),
    ),
    "readers in lines": (*order("1. Провести урок."), paragraph("С приказом ознакомлены:"), paragraph("Иванова А.А. ____________")),
}  # fmt: skip


@pytest.mark.parametrize("name", list(PAPERS))
def test_the_paper_comes_back_word_for_word(name: str, tmp_path: Path) -> None:
    made = imported(tmp_path, paper_docx=word_file(*PAPERS[name]))
    assert told(made, "ND971", "ND972", "ND973", "ND976") == []


def test_a_caption_follows_the_number_of_its_order(tmp_path: Path) -> None:
    made = imported(tmp_path, paper_docx=word_file(*PAPERS["a caption without a sign"]))
    assert made.settings is not None
    assert made.settings["order"]["annexes"] == [
        {"id": "roadmap", "number": "1", "caption": ["Приложение 1", TO[0], "от {{ order.date }} № {{ order.number }}"]}
    ]


def test_an_executor_with_initials_has_the_telephone_below(tmp_path: Path) -> None:
    lines = (*order("1. Провести урок."), paragraph("Иванова А.А."), paragraph("8(000)000-00-01"))
    settings = imported(tmp_path, paper_docx=word_file(*lines)).settings
    assert settings is not None
    assert settings["people"][settings["order"]["executor"]]["phone"] == "8(000)000-00-01"


def test_the_head_of_an_order_in_a_box_is_its_head(tmp_path: Path) -> None:
    head = box("МБОУ «Кедровская СОШ»", "ПРИКАЗ", "02.09.2024 № 14-а")
    rest = order("1. Провести урок.")[3:]
    made = imported(tmp_path, paper_docx=word_file(head, *rest))
    assert made.settings is not None
    assert (made.settings["order"]["number"], made.settings["order"]["date"]) == ("14-а", "02.09.2024")
    assert told(made, "ND971") == []


def test_a_table_among_clauses_is_printed_where_it_stands(tmp_path: Path) -> None:
    clauses = order("1. Закрепить наставников:")
    made = imported(
        tmp_path, paper_docx=word_file(*clauses[:-1], table(PAIRS), paragraph("2. Контроль за мной."), clauses[-1])
    )
    assert made.settings is not None
    assert [len(paper["rows"]) for paper in made.settings["papers"].values()] == [2]
    assert made.settings["order"]["tables"] == [{"id": "table", "after": 1}]
    assert told(made, "ND971", "ND972", "ND973", "ND976") == []
    texts = [p.text.replace("\u00a0", " ") for p in printed_order(made.settings)]
    assert texts.index("Закрепить наставников:") < texts.index("Орлов Г.Г.") < texts.index("Контроль за мной.")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("целевой\u00a0модели наставничества", [("целевой", "модели")]),
        ("в\u00a02024\u00a0году", []),  # typography ties these by itself
        ("до\u00a015.09.2024", []),  # a deadline does
        ("школа\u00a0наставника – не школа наставника", []),  # once so, once otherwise
        ("\u00a0\u00a0отступ  пробелами", []),
    ],
)
def test_only_spaces_that_typography_would_not_set_are_kept(text: str, kept: list[tuple[str, str]]) -> None:
    assert list(kept_pairs(text)) == kept


def test_a_space_that_a_clerk_typed_stays_in_titles_clauses_and_cells(tmp_path: Path) -> None:
    lines = [one.replace("О наставничестве", "О школе\u00a0наставника") for one in order("1. Провести\u00a0урок.")]
    heads = right("Приложение № 1", *TO)
    rows = plan(["Составить\u00a0список", *FIRST[1:]], SECOND)
    made = imported(tmp_path, paper_docx=word_file(*lines, *heads, *middle("План\u00a0работы"), rows))
    assert made.settings is not None
    assert made.settings["order"]["title"] == "О школе\u00a0наставника"
    assert made.settings["order"]["clauses"] == ["Провести\u00a0урок."]
    assert made.settings["roadmap"]["title"] == "План\u00a0работы"
    assert made.settings["roadmap"]["sections"][0]["activities"][0]["title"] == "Составить\u00a0список"
    printed = render(load(tmp_path / "out"), "order")
    (tmp_path / "again").mkdir()
    again = imported(tmp_path / "again", order_docx=printed)
    assert again.settings is not None
    assert again.settings["order"]["title"] == "О школе\u00a0наставника"
