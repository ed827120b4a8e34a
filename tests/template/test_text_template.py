"""A text that is no Word document: compiled once, printed by the same engine, its problems in its own lines and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nastav_docs.template import TextEnvironment, print_text
from nastav_docs.template.engine import runtime

if TYPE_CHECKING:
    from nastav_docs.diagnostics import Diagnostic

ENVIRONMENT = TextEnvironment({"wide": lambda value: " ".join(str(value))})
NAMES = {"order": {"number": "235", "note": "<срочно>"}, "half": 1.5}


def printed(text: str) -> str | tuple[Diagnostic, ...]:
    template, problems = ENVIRONMENT.compile(text)
    assert template is not None, problems
    return print_text(template, NAMES)


LITERAL = [
    ("a text that looks like XML", "&amp; <b> {{ order.note }} &#10;", "&amp; <b> <срочно> &#10;"),
    ("the braces of the parser", "<?{ order.number }?> {{ half }}", "<?{ order.number }?> 1,5"),
    ("line feeds and tabs", "a\n\tb\r\n{{ half }}\n", "a\n\tb\r\n1,5\n"),
    ("a macro's text", "{% macro m() %}<{{ order.note }}>{% endmacro %}{{ m() | wide }}", "< < с р о ч н о > >"),
    ("dashes eat white space", "a \n {%- if half -%} \n b {{- '!' -}} {%- endif %}", "ab!"),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in LITERAL], ids=[case[0] for case in LITERAL])
def test_what_stands_around_the_tags_is_printed_letter_for_letter(text: str, expected: str) -> None:
    assert printed(text) == expected


WRONG = [
    ("never closed", "Приказ\n № {{ order.number", (2, 4)),
    ("not read", "Приказ\n{{ half }} № {{ order number }}", (2, 14)),
    ("not printed", "Приказ\n\n{{ half }}{{ order }}", (3, 11)),
    ("a word of Word", "{{ half }} {%p if half %}", (1, 12)),
    ("a start without its end", "a\n{% if half %}", (2, 1)),
    ("guillemets", "{{ half }}{{ order[«number»] }}", (1, 11)),
]


@pytest.mark.parametrize(("text", "at"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_a_problem_stands_at_the_line_and_column_of_its_tag(text: str, at: tuple[int, int]) -> None:
    template, problems = ENVIRONMENT.compile(text)
    told = problems if template is None else print_text(template, NAMES)
    assert isinstance(told, tuple)
    place = told[0].place
    assert place is not None
    assert (place.file, place.line, place.column) == ("", *at)


def test_a_text_is_compiled_once() -> None:
    first, again = (ENVIRONMENT.compile("№ {{ order.number }}")[0] for _ in range(2))
    assert first is again


def test_a_text_may_take_no_more_time_than_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "MAX_SECONDS", -1.0)
    told = printed("{% for i in range(300) %}{{ i }}{% endfor %}")
    assert isinstance(told, tuple)
    assert [problem.code for problem in told] == ["ND424"]
