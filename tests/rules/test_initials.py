"""Words whose first letters make an abbreviation, found by these letters."""

from __future__ import annotations

import re

from nastav_docs.rules.initials import initials, spelt_out

TEXT = "Целевая модель наставничества (ЦМН): целевой  модели\nнаставничества, цель – модель, центр-музей науки"


def test_the_first_letters_of_words_stand_in_a_row() -> None:
    assert initials(TEXT).letters == "цмн ц цмн ц м цн"


def test_words_are_found_as_the_pattern_alone_finds_them() -> None:
    pattern = re.compile(r"(?<![\w-])([Цц][а-я]{3,})\s+([Мм][а-я]{3,})\s+([Нн][а-я]{3,})(?![\w-])")
    found = [match.span() for match in spelt_out("ЦМН", pattern, TEXT)]
    assert found == [match.span() for match in pattern.finditer(TEXT)]
    assert [TEXT[start:end] for start, end in found] == [
        "Целевая модель наставничества",
        "целевой  модели\nнаставничества",
    ]
