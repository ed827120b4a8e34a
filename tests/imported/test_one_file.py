"""Several papers in one file: an order, the letter that sends it, its annex."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nastav_docs.imported import import_papers
from nastav_docs.papers import Paper, package_of, paper_of_docx
from tests.word_file import paragraph, table, word_file

if TYPE_CHECKING:
    from pathlib import Path

ORDER = (
    paragraph("Управление образования Лесного округа", align="center"),
    paragraph("ПРИКАЗ", align="center"),
    paragraph("10.01.2025\t№ 4-О"),
    paragraph("О проведении месячника"),
    paragraph("В целях воспитания обучающихся приказываю:"),
    paragraph("1. Провести месячник с 23 января по 23 февраля 2025 г."),
    paragraph("2. Утвердить план месячника (приложение)."),
)
TEXT = (
    paragraph("О направлении приказа"),
    paragraph("Уважаемые руководители!"),
    paragraph("Направляем для исполнения приказ управления образования от 10.01.2025 № 4-О."),
    paragraph("Начальник\tТ.Г. Шаляпин"),
)
ANNEX = (
    paragraph("Приложение", align="right"),
    paragraph("к приказу управления образования", align="right"),
    paragraph("от 10.01.2025 № 4-О", align="right"),
    paragraph("План месячника", align="center"),
    table([["№", "Мероприятие", "Дата", "Ответственные"], ["1.", "Открытие", "23.01.2025", "Ольшевская Д.Б."]]),
)
BEHIND = {
    "lines": (
        (paragraph("Начальник\tТ.Г. Шаляпин"),),
        (paragraph("Директорам школ"), paragraph("14.01.2025 № 01-05/38")),
    ),
    "tables": (
        (table([["Начальник", "Т.Г. Шаляпин"]]),),
        (table([["Управление образования\nтел. (00000) 2-00-00\n14.01.2025 № 01-05/38", "Директорам школ"]]),),
    ),
    "no_signature": ((), (paragraph("Директорам школ"), paragraph("14.01.2025 № 01-05/38"))),
}


@pytest.mark.parametrize("name", list(BEHIND))
def test_a_letter_behind_an_order_is_a_letter(name: str, tmp_path: Path) -> None:
    signature, above = BEHIND[name]
    (tmp_path / "both.docx").write_bytes(word_file(*ORDER, *signature, *above, *TEXT, *ANNEX))
    settings = import_papers([tmp_path / "both.docx"], None).settings
    assert settings is not None
    assert len(settings["order"]["clauses"]) == 2
    assert settings["order"]["annexes"] == ["roadmap"]
    letter = settings["letter"]
    assert (letter["number"], letter["date"], letter["salutation"]) == (
        "01-05/38",
        "14.01.2025",
        "Уважаемые руководители!",
    )
    assert letter["addressee"] == ["Директорам школ"]
    assert len(letter["text"]) == 1


def test_a_memo_in_an_annex_that_greets_its_readers_is_no_letter() -> None:
    memo = (
        *ANNEX[:3],
        paragraph("Памятка", align="center"),
        paragraph("Уважаемые родители!"),
        paragraph("Соблюдайте режим."),
    )
    paper = paper_of_docx(word_file(*ORDER, paragraph("Начальник\tТ.Г. Шаляпин"), *memo), "order.docx")
    assert isinstance(paper, Paper)
    assert [d.kind for d in package_of([paper]).documents] == ["order", "annex"]
