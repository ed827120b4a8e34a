"""A text of the YAML is printed as a Word template prints it: one language, one engine, one printer, one set of messages."""

from __future__ import annotations

import datetime as dt
import html
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nastav_docs.config.project import load
from nastav_docs.diagnostics import Place, Severity
from nastav_docs.documents.lazy_values import Text, fill_names
from nastav_docs.documents.nouns import Speech, like
from nastav_docs.documents.prepared_project import prepared
from nastav_docs.documents.text_fields import Filled, fill
from nastav_docs.documents.text_filters import filters_of
from nastav_docs.template import TextEnvironment, render
from tests import docx_builder
from tests.minimal import changed, write

if TYPE_CHECKING:
    from pathlib import Path

SPEECH = Speech()
FILTERS = filters_of(SPEECH)
ENVIRONMENT = TextEnvironment(FILTERS)
PLACE = Place("district.yaml", 3, 7)
NAMES: dict[str, Any] = {
    "none": None,
    "yes": True,
    "no": False,
    "half": 1.5,
    "million": 1_000_000,
    "price": Decimal("12.50"),
    "day": dt.date(2020, 11, 2),
    "words": ["раз", "два"],
    "empty": [],
    "record": {"head": "Петрова", "post": "директор"},
    "city": SPEECH.phrase("Артемовский городской округ", "municipality"),
    "heads": like(SPEECH.phrase("Руководители МОО", "group"), {"size": 3}),
    "text": "Текст & <текст>",
}

# What is written, what both print. Until then a text of the YAML printed «None», «True», «1.5», «['раз', 'два']».
PRINTED = [
    ("[{{ none }}]", "[]"),
    ("{{ yes }}, {{ no }}", "да, нет"),
    ("{{ half }}", "1,5"),
    ("{{ million }}", "1000000"),
    ("{{ price }}", "12,50"),
    ("{{ 7 / 2 }}", "3,5"),
    ("{{ half ~ ' ' ~ none ~ yes }}", "1,5 да"),
    ("{{ [half, yes, none] | join('; ') }}", "1,5; да; "),
    ("{{ words | join(', ') | upper }}", "РАЗ, ДВА"),
    ("{{ words[1] }}, {{ record.head }}, {{ record['post'] }}", "два, Петрова, директор"),
    ("{{ city }}, {{ city | prp }}", "Артемовский городской округ, Артемовском городском округе"),
    ("{{ heads | dat }}: {{ heads.size }}", "Руководителям МОО: 3"),
    ("{{ 'План (дорожная карта)' | gen }}", "Плана (дорожной карты)"),
    ("{{ million | number }}, {{ half | percent }}, {{ '02.11.2020' | date_long }}", "1 000 000, 1,5 %, 2 ноября 2020 г."),
    ("{{ nothing | default('б/н') }}, {{ none | default('б/н', true) }}", "б/н, б/н"),
    ("{{ 'есть' if record.head is defined else 'нет' }}, {{ record.age is defined }}", "есть, нет"),
    ("{% if yes %}да{% elif no %}иначе{% else %}нет{% endif %}", "да"),
    ("{% for w in words %}{{ loop.index }}. {{ w }}{{ '' if loop.last else ', ' }}{% endfor %}", "1. раз, 2. два"),
    ("{% for w in empty %}{{ w }}{% else %}пусто{% endfor %}", "пусто"),
    ("{% for name, value in record.items() %}{{ name }}={{ value }};{% endfor %}", "head=Петрова;post=директор;"),
    ("{% for number in range(3) %}{{ number }}{% endfor %}", "012"),
    ("{% set a = half * 2 %}{{ a }}{% set b %}<{{ a }}>{% endset %}{{ b | length }}{{ b }}", "3,05<3,0>"),
    ("{% macro pair(a, b=2) %}{{ a }}–{{ b }}{% endmacro %}{{ pair(1) }}; {{ pair(3, b=half) }}", "1–2; 3–1,5"),
    ("{% filter upper %}итого {{ half }}{% endfilter %}", "ИТОГО 1,5"),
    ("{{ text }} & {{ text | upper }}", "Текст & <текст> & ТЕКСТ & <ТЕКСТ>"),
    ("{{ 'а' * 3 }}", "ааа"),
    ("«{_{ order.number }_}» и {% raw %}{{ x }}{% endraw %}", "«{{ order.number }}» и {{ x }}"),
    ("раз{# забыто #}, {{- ' два' -}} , три", "раз, два, три"),
]  # fmt: skip


def in_word(text: str) -> tuple[str, list[tuple[str, str]]]:
    """What a Word template of one paragraph prints; the messages and hints of what is wrong with it."""
    template, problems = docx_builder.compiled(docx_builder.docx(html.escape(text, quote=False)), filters=FILTERS)
    data = None
    if template is not None:
        rendered = render(template, NAMES)
        data, problems = rendered.data, (*problems, *rendered.diagnostics)
    return docx_builder.text(data) if data else "", [(problem.message, problem.hint) for problem in problems]


def in_yaml(text: str) -> tuple[str, list[tuple[str, str]]]:
    """What a text of the YAML prints; the messages and hints of what is wrong with it."""
    filled = fill(text, NAMES, PLACE, ENVIRONMENT)
    return filled.text, [(problem.message, problem.hint) for problem in filled.problems]


@pytest.mark.parametrize(("text", "printed"), PRINTED, ids=[text for text, _ in PRINTED])
def test_a_text_and_a_template_print_the_same(text: str, printed: str) -> None:
    assert in_yaml(text)[1] == []
    assert [in_yaml(text)[0].replace("\u00a0", " "), in_word(text)[0].replace("\u00a0", " ")] == [printed, printed]


# What is written, the code that a text of the YAML has for it, the message that both give.
REFUSED = [
    # values that are no texts
    ("{{ words }}", "ND210", "это список, а не текст"),
    ("{{ record }}", "ND210", "это набор полей, а не текст"),
    ("{{ day }}", "ND210", "это не текст"),
    ("{{ range }}", "ND210", "это не значение, а действие"),
    ("{{ words ~ '!' }}", "ND210", "это список, а не текст"),
    ("{{ record | gen }}", "ND210", "метка не вычислена: Фильтр «gen» склоняет слова, а здесь раздел из нескольких полей."),
    ("{{ city | signature }}", "ND210", "метка не вычислена: Фильтр «signature» – для людей: {{ people.head | signature }}."),
    # names, filters and tests that are not there
    ("{{ reccord }}", "ND209", "нет имени «reccord»"),
    ("{{ record.haed }}", "ND209", "в «record» нет «haed»"),
    ("{{ words[7] }}", "ND209", "список «words» короче: в нём нет элемента 7"),
    ("{{ half.x }}", "ND209", "у «half» нет полей, поэтому «half.x» нет"),
    ("{{ city | rod }}", "ND210", "фильтра «rod» нет"),
    ("{{ text | safe }}", "ND210", "фильтра «safe» нет"),
    ("{{ city is definite }}", "ND210", "проверки «definite» нет"),
    ("{{ pair(1) }}", "ND210", "вызов «pair()» в шаблоне запрещён"),
    # what cannot be read
    ("{{ city", "ND210", "метка не закрыта: нет «}}» до конца абзаца"),
    ("{{ city }", "ND210", "метка не закрыта: нет «}}» до конца абзаца"),
    ("city }}", "ND210", "«}}» без начала метки"),
    ("{{ city | }}", "ND210", "метка не прочитана: ожидалось «name», а стоит «end of print statement»"),
    ("{{ }}", "ND210", "метка не прочитана: выражение не закончено"),
    ("{{ city dat }}", "ND210", "метка не прочитана: лишнее: «dat»"),
    (f"{{{{ {'9' * 5000} }}}}", "ND210", "метка не прочитана: слишком длинное число"),
    (f"{{{{ 0x{'9' * 5000} + 1 }}}}", "ND210", "метка не прочитана: слишком длинное число"),
    (f"{{{{ {'(' * 300}1{')' * 300} }}}}", "ND210", "метка не прочитана: выражение слишком сложное"),
    ("{{ record[«head»] }}", "ND210", "типографские кавычки внутри метки: выражение понимает только прямые"),
    ("{% if yes %}да", "ND210", "у «if» нет конца «endif»"),
    ("да{% endif %}", "ND210", "«endif» без своего начала"),
    ("{% fro w in words %}", "ND210", "неизвестное слово «fro»"),
    # what does not come out
    ("{{ 1 / 0 }}", "ND210", "метка не вычислена: деление на ноль"),
    ("{{ 'много' | percent }}", "ND210", "метка не вычислена: Фильтр «percent» ждёт число, а «много» – не число."),
    ("{% for w in text %}{% endfor %}", "ND210", "это не список: цикл по нему невозможен"),
    ("{{ '%s' % text }}", "ND210", "остаток бывает только у чисел"),
    # what would take all the time or the memory there is
    ("{{ 'a' * 1000000000 }}", "ND210", "шаблон выполняется слишком долго"),
    ("{{ (['a' * 1000000] * 9999) | join }}", "ND210", "шаблон выполняется слишком долго"),
    ("{{ (['a' * 1000000] * 1000000) | map('upper') | list }}", "ND210", "шаблон выполняется слишком долго"),
    ("{{ ([words * 500000] * 9999) | sum(start=[]) | length }}", "ND210", "шаблон выполняется слишком долго"),
    ("{% set b %}{% for i in range(70) %}{{ 'a' * 1000000 }}{% endfor %}{% endset %}", "ND210", "шаблон выполняется слишком долго"),
    ("{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}", "ND210", "шаблон выполняется слишком долго"),
    ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "ND210", "шаблон выполняется слишком долго"),
    ("{{ 10 ** 100000 }}", "ND210", "шаблон выполняется слишком долго"),
    ("{% for a in words %}" * 30 + "{% endfor %}" * 30, "ND210", "шаблон не собирается"),
    # what no text may reach
    ("{{ text.__class__ }}", "ND210", "служебное имя «__class__»"),
    ("{{ text.upper() }}", "ND210", "вызов «upper()» в шаблоне запрещён"),
    ("{{ text | attr('upper') }}", "ND210", "фильтра «attr» нет"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "message"), REFUSED, ids=[text[:60] for text, _, _ in REFUSED])
def test_a_text_and_a_template_refuse_the_same_in_the_same_words(text: str, code: str, message: str) -> None:
    filled = fill(text, NAMES, PLACE, ENVIRONMENT)
    assert (filled.text, {problem.code for problem in filled.problems}) == ("", {code})
    assert filled.problems[0].message.startswith(message)
    known = {problem.place for problem in filled.problems}
    assert known == {PLACE}
    assert in_yaml(text) == in_word(text)


def test_quotes_of_word_are_read_and_warned_of_as_in_a_template() -> None:
    text = "{{ nothing | default(“б/н”) }}"
    filled = fill(text, NAMES, PLACE, ENVIRONMENT)
    assert [(p.code, p.severity, p.place) for p in filled.problems] == [("ND435", Severity.WARNING, PLACE)]
    assert in_yaml(text) == in_word(text)
    assert filled.text == "б/н"


WORD_ONLY = ["{{p city }}", "{%p if yes %}{%p endif %}", "{%tr for w in words %}{%tr endfor %}", "{% include 'a.docx' %}", "{% vm %}", "{% block head %}{% endblock %}"]  # fmt: skip


@pytest.mark.parametrize("text", WORD_ONLY)
def test_what_speaks_of_paragraphs_and_cells_is_refused_in_a_text(text: str) -> None:
    problem = fill(text, NAMES, PLACE, ENVIRONMENT).problems[0]
    assert problem.message.endswith("» бывает только в шаблоне Word")
    assert problem.hint == "в тексте пишут {{ … }}, {% if … %}, {% for … %}, {% set … %}"


# ----------------------------------------------------------------------------------------------------------- places


def test_every_mark_that_fails_is_told_at_its_own_place() -> None:
    text = "В {{ ciity }} и {{ half }},\n{{ words }}{% if record.haed %}!{% endif %}"
    marks = tuple(Place("district.yaml", 5, column) for column in (1, 2, 3, 4, 5))
    told = [(problem.place, problem.text) for problem in fill(text, NAMES, PLACE, ENVIRONMENT, marks).problems]
    assert told == [(marks[0], "{{ ciity }}"), (marks[2], "{{ words }}"), (marks[3], "{% if record.haed %}")]


def test_where_the_marks_are_not_known_the_place_is_that_of_the_text() -> None:
    assert [p.place for p in fill("{{ a }}{{ b }}", NAMES, PLACE, ENVIRONMENT, (PLACE,)).problems] == [PLACE, PLACE]


def test_two_mistakes_of_a_text_are_told_in_the_lines_and_columns_of_the_yaml(tmp_path: Path) -> None:
    text = changed(("{{ roadmap.title | acc }} ({{ annexes.roadmap }})", "{{ roadmap.titel }} ({{ annexes.rodmap }})"))
    found = prepared(load(write(tmp_path, text))).problems
    assert [(p.place.line, p.place.column, p.message) for p in found if p.place] == [
        (14, 17, "в «roadmap» нет «titel»"),
        (14, 38, "в «annexes» нет «rodmap»"),
    ]


def test_braces_that_were_never_opened_do_not_get_into_an_order(tmp_path: Path) -> None:
    text = changed(("{{ roadmap.title | acc }} ({{ annexes.roadmap }})", "roadmap.title | acc }}"))
    assert [p.message for p in prepared(load(write(tmp_path, text))).problems] == ["«}}» без начала метки"]


# ------------------------------------------------------------------------------------------------- names made on demand


def of(source: str) -> Text:
    return Text(source, PLACE, str)


def test_a_loop_goes_through_names_that_nothing_has_asked_for_yet() -> None:
    recipes = {"all": of("{% for key, text in wording.items() %}{{ key }}: {{ text }}; {% endfor %}{{ wording | length }}"), "wording": {"a": of("{{ 1 }}"), "b": "два"}}  # fmt: skip
    names, problems = fill_names(recipes, ENVIRONMENT)
    assert (names["all"], problems) == ("a: 1; b: два; 2", ())


def test_a_guess_knows_names_that_nothing_has_asked_for_yet() -> None:
    recipes = {"all": of("{{ wording.worc }} {{ wordign }}"), "wording": {"work": "работа"}}
    _, problems = fill_names(recipes, ENVIRONMENT)
    assert [problem.hint for problem in problems] == ["возможно, «work»", "возможно, «wording»"]


def test_texts_in_a_circle_are_told_of_once_and_not_taken_for_a_failed_mark() -> None:
    recipes = {"a": of("{{ b }}"), "b": of("{% if true %}{{ c | default('x') }}{% endif %}"), "c": of("{{ a }}")}
    names, problems = fill_names(recipes, ENVIRONMENT)
    assert {problem.code for problem in problems} == {"ND211"}
    assert set(names) == {"a", "b", "c"}


# ---------------------------------------------------------------------------------------------------- whatever is written

# fmt: off
BRACES = ["{{", "}}", "{%", "%}", "{#", "#}", "{_{", "}_}", "-", "{%p ", "{{r "]
WORDS = [
    " if ", " endif ", " for w in words ", " endfor ", " set a = ", " endset ", "macro f(a) ", " endmacro ", " else ",
    " raw ", " endraw ", " call f(1) ", " endcall ", "words", "record", "none", "half", "city", "loop", "f(1)", ".items()",
    ".head", "[0]", "[-1:]", "['head']", " | gen", " | join", " | default('x')", " | sum", " | map('upper')", " | sort",
    " | batch(2)", " | first", " is defined", " is divisibleby(0)", " + ", " * 9999999", " ** ", " % ", " / 0", " ~ ",
    " in ", " not ", "'", '"', "«", "“", "(", ")", "[", "]", ",", ":", "=", "&amp;", "1", "1e999", "0x", "9" * 4400,
    "nd_run", "_", "текст",
]
STRANGE = ["\n", "\\", "\x00", "<?{", "}?>", "\ud800"]
# fmt: on
PIECES = st.sampled_from([*BRACES, *WORDS, *STRANGE])
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=14).map("".join)


def expressions(pieces: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(pieces, min_size=1, max_size=7).map(lambda found: "{{ " + "".join(found) + " }}")


STATEMENTS = st.lists(PIECES, min_size=1, max_size=7).map(
    lambda pieces: "{% for w in words %}{% if " + "".join(pieces) + " %}{{ w }}{% endif %}{% endfor %}"
)


@given(text=TEXTS | expressions(PIECES) | STATEMENTS)
@settings(max_examples=400, deadline=None)
def test_whatever_is_written_is_printed_or_told_of_at_its_place(text: str) -> None:
    filled = fill(text, NAMES, PLACE, ENVIRONMENT)
    assert isinstance(filled, Filled)
    assert all(
        problem.place == PLACE and problem.message and problem.code.startswith("ND") for problem in filled.problems
    )
    failed = any(problem.severity is Severity.ERROR for problem in filled.problems)
    assert not failed or filled.text == ""


@given(text=expressions(st.sampled_from(WORDS)))
@settings(max_examples=100, deadline=None)
def test_whatever_expression_is_written_a_template_prints_or_tells_the_same(text: str) -> None:
    assert in_yaml(text) == in_word(text)
