"""Filters and macros of Jinja: each filter is there, or refused by name with what to write instead."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2.filters import FILTERS as JINJA

from nastav_docs.template.engine import FILTERS, REFUSED, choosing
from nastav_docs.template.render import render
from tests.docx_builder import compiled, docx, lines, printed

ROWS = [{"k": "я", "v": 1}, {"k": "а", "v": 2}, {"k": "я", "v": 3}]


def test_every_filter_of_jinja_is_there_or_refused_with_a_reason() -> None:
    assert set(JINJA) == {*FILTERS, *choosing({}), *REFUSED} & set(JINJA)
    assert not {*FILTERS, *choosing({})} & set(REFUSED)


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_a_refused_filter_says_what_to_write_instead(name: str) -> None:
    _, problems = compiled(docx(f"{{{{ x | {name} }}}}"))
    assert [(p.code, p.message, p.hint) for p in problems] == [("ND420", f"фильтра «{name}» нет", REFUSED[name])]


PRINTED: dict[str, str] = {
    "{{ 'раз два три' | wordwrap(4, wrapstring='|') }}": "раз|два|три",
    "{{ 'длинноеслово' | wordwrap(5, wrapstring='|') }}": "длинн|оесло|во",
    "{{ 'длинноеслово' | wordwrap(5, false, '|') }}": "длинноеслово",
    "{{ '&lt;b&gt;важно&lt;/b&gt; &amp;amp; нужно' | striptags }}": "важно & нужно",
    "{{ '%s из %d, %.2f %(a)s, 100 %%' | format('раз', 3, 2.5, a=7) }}": "раз из 3, 2,50 7, 100 %",
    "{{ '%03d' | format(7) }}": "007",
    "{{ 2500000 | filesizeformat }}, {{ 2048 | filesizeformat(true) }}, {{ 12 | filesizeformat }}": "2,5 МБ, 2 КБ, 12 Б",
    "{{ 'а б' | urlencode }}": "%D0%B0%20%D0%B1",
    "{{ 'школа № 1' | title }}, {{ 'ШКОЛА' | capitalize }}": "Школа № 1, Школа",
    "[{{ 'а' | center(5) }}]": "[  а  ]",
    "{{ 'очень длинный текст' | truncate(12) }}": "очень…",
    "{{ [1, 2, 3, 4, 5] | batch(2, 0) | map('join', '-') | join('|') }}": "1-2|3-4|5-0",
    "{{ [1, 2, 3, 4, 5] | slice(2) | map('join', '-') | join('|') }}": "1-2-3|4-5",
    "{% for g in rows | groupby('k') %}{{ g.grouper }}{{ g.list | length }}{% endfor %}": "а1я2",
    "{{ rows | selectattr('v', 'gt', 1) | map(attribute='v') | join(',') }}": "2,3",
    "{{ rows | rejectattr('k', 'eq', 'я') | map(attribute='v') | join }}": "2",
    "{{ rows | map(attribute='k') | unique | join }}, {{ rows | sum(attribute='v') }}": "яа, 6",
    "{{ rows | map(attribute='v') | max }}{{ rows | map(attribute='v') | min }}": "31",
    "{{ rows | map(attribute='x', default='–') | join }}": "–––",
    "{% for k, v in {'б': 1, 'а': 2} | dictsort %}{{ k }}{{ v }}{% endfor %}": "а2б1",
}


@pytest.mark.parametrize("written", PRINTED)
def test_a_filter_prints(written: str) -> None:
    assert lines(printed(docx(written), {"rows": ROWS})) == [PRINTED[written]]


WRONG: dict[str, tuple[str, str]] = {
    "{{ '%100000d' | format(1) }}": ("запись «%100000d» не понята", "бывает %s – текст"),
    "{{ '%x' | format(1) }}": ("запись «%x» не понята", "бывает %s – текст"),
    "{{ '%s и %s' | format(1) }}": ("для «%s» нет значения", "значений столько же"),
    "{{ '%s' | format(1, 2) }}": ("значений больше, чем знаков %", "место каждого"),
    "{{ '%d' | format('раз') }}": ("для «%d» нужно число", ""),
    "{{ 'а' | wordwrap(0) }}": ("ширина строки — от 1 до 1000 знаков", ""),
    "{{ 'много' | filesizeformat }}": ("размер файла – число байтов", ""),
    "{{ rows | map('nope') | list | length }}": ("нет фильтра «nope»", ""),
}


@pytest.mark.parametrize("written", WRONG)
def test_a_filter_says_what_is_wrong(written: str) -> None:
    template, problems = compiled(docx(written))
    assert template is not None, problems
    (problem,) = render(template, {"rows": ROWS}).diagnostics
    assert problem.message == WRONG[written][0]
    assert WRONG[written][1] in problem.hint


MACROS: dict[str, str] = {
    "{% macro f(a) %}{{ a }}:{{ varargs | join(',') }}:{{ kwargs.b }}{% endmacro %}{{ f(1, 2, 3, b='я') }}": "1:2,3:я",
    "{% macro f() %}{% for k, v in kwargs.items() %}{{ k }}={{ v }};{% endfor %}{{ kwargs | length }}{% endmacro %}{{ f(x=1, y=2) }}": "x=1;y=2;2",
    "{% macro f(a) %}[{{ caller() }}{{ a }}]{% endmacro %}{% call f(1) %}тело {% endcall %}": "[тело 1]",
    "{% macro f(a) %}{{ caller(a, n=2) }}{% endmacro %}{% call(x, n) f('а') %}{{ x }}{{ n }}{% endcall %}": "а2",
    "{% macro f() %}{{ caller() if caller is defined else 'без тела' }}{% endmacro %}{{ f() }}": "без тела",
}


@pytest.mark.parametrize("written", MACROS)
def test_a_macro_takes_whatever_it_is_given(written: str) -> None:
    assert lines(printed(docx(written))) == [MACROS[written]]


def test_a_macro_without_them_refuses_what_it_does_not_know() -> None:
    template, _ = compiled(docx("{% macro f(a) %}{{ a }}{% endmacro %}{{ f(1, b=2) }}"))
    assert template is not None
    told: list[Any] = [p.message for p in render(template, {}).diagnostics]
    assert told == ["у макроса «f» нет аргумента «b»"]
