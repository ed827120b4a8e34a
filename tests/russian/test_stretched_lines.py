"""A paragraph that would show holes when justified is told from one that would not."""

from __future__ import annotations

import pytest

from nastav_docs.russian.typography import USUAL_LINE, stretched

STRETCHED = [
    ("Настоящее Положение определяет цели, формы и\u00a0порядок наставничества в\u00a0школе (далее – Организация).", 2),
    ("Утвердить целевые показатели развития наставничества в\u00a0муниципальном округе (приложение № 2).", 1),
    ("Наставников поощряют благодарностью, благодарственным письмом, представлением к\u00a0наградам.", 0),
    ("Соглашение составлено в\u00a0двух экземплярах, по\u00a0одному для каждой стороны.", 1),
    ("Итоги программы обсуждают наставник, наставляемый и\u00a0куратор; отдельный отчёт не\u00a0составляется.", 2),
    ("Подробности: https://example.org/очень/длинный/адрес.", 0),
]
EVEN = [
    ("Контроль за исполнением приказа оставляю за собой.", 1),
    ("Просим организации, которые ещё не представили сведения, направить их в установленный срок до 6 мая.", 0),
    ("", 0),
]


@pytest.mark.parametrize(("text", "number"), STRETCHED)
def test_a_line_before_a_long_word_would_be_stretched(text: str, number: int) -> None:
    assert stretched(text, USUAL_LINE, number)


@pytest.mark.parametrize(("text", "number"), EVEN)
def test_lines_of_short_words_and_a_single_line_have_no_holes(text: str, number: int) -> None:
    assert not stretched(text, USUAL_LINE, number)
