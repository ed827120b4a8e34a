"""The marks of items: dashes, letters, numbers with a bracket, in clauses and in the decisions of minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nastav_docs import load, render
from nastav_docs.documents.paper_pieces import mark_of
from nastav_docs.papers import Paper, paper_of_docx
from tests.documents.written_papers import written

if TYPE_CHECKING:
    from pathlib import Path

    from nastav_docs.config import Marks

LISTED = """
papers:
  order:
    kind: order
    number: "5"
    date: 12.09.2025
    title: О деле
    signed_by: head
    clauses:
      - text: "Школам:"
        marks: letter
        clauses:
          - {text: "собрать:", marks: dash, clauses: [списки;, согласия;]}
          - {text: пропущено;, if: "{{ false }}"}
          - доложить.
      - {text: "Представить отчёт.", marks: none, clauses: [Срок – 01.09.2025., Ответственный – Рябова О.П.]}
      - Контроль оставляю за собой.
"""


def test_items_of_a_list_have_dashes_or_letters_and_no_numbers(tmp_path: Path) -> None:
    paper = paper_of_docx(render(load(written(tmp_path, LISTED)), "order"), "приказ")
    assert isinstance(paper, Paper)
    lines = [f"{one.label} {one.text}".strip().replace("\u00a0", " ") for one in paper.paragraphs()]
    start = lines.index("1. Школам:")
    assert lines[start : start + 9] == [
        "1. Школам:",
        "а) собрать:",
        "– списки;",
        "– согласия;",
        "б) доложить.",
        "2. Представить отчёт.",
        "Срок – 01.09.2025.",
        "Ответственный – Рябова О.П.",
        "3. Контроль оставляю за собой.",
    ]


DECIDED = """\
papers:
  minutes:
    kind: protocol
    number: "1"
    date: 29.08.2025
    title: заседания совета
    chairman: head
    secretary: head
    agenda:
      - title: О наставниках
        decided: ["Провести набор:", {text: "Школам:", marks: dash, clauses: [{text: "собрать:", clauses: [списки;]}, доложить.]}]
        marks: bracket
      - {title: Об отчётах, decided: [Сдать отчёты., {text: "Проверить:", clauses: [планы., базы.]}]}
"""


def test_decisions_of_minutes_have_the_marks_of_their_question(tmp_path: Path) -> None:
    paper = paper_of_docx(render(load(written(tmp_path, DECIDED)), "minutes"), "протокол")
    assert isinstance(paper, Paper)
    lines = [f"{one.label} {one.text}".strip().replace("\u00a0", " ") for one in paper.paragraphs()]
    start = lines.index("РЕШИЛИ:")
    assert lines[start + 1 : start + 6] == [
        "1) Провести набор:",
        "2) Школам:",
        "– собрать:",
        "1) списки;",
        "– доложить.",
    ]
    start = lines.index("РЕШИЛИ:", start + 1)
    assert lines[start + 1 : start + 5] == ["1. Сдать отчёты.", "2. Проверить:", "2.1. планы.", "2.2. базы."]


@pytest.mark.parametrize(
    ("marks", "place", "mark"),
    [("number", 1, ""), ("none", 1, ""), ("dash", 7, "–"), ("bracket", 2, "2)"), ("letter", 7, "ж)"), ("letter", 10, "к)"), ("letter", 29, "а1)")],
)  # fmt: skip
def test_the_mark_of_an_item(marks: Marks, place: int, mark: str) -> None:
    assert mark_of(marks, place) == mark
