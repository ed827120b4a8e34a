"""What a clerk knows of docxtpl holds: each tag of its documentation prints the same text here.

Where the two differ, docxtpl loses or breaks something: each such place is named below, with what either does.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from docxtpl import DocxTemplate, Listing, RichText
from jinja2 import Environment

from nastav_docs.template.plain_data import plain_data
from nastav_docs.template.render import render
from tests.docx_builder import PORTRAIT, compiled, docx, lines, p, part, printed, r, story, tbl, tc, tr

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTEXT: dict[str, Any] = {
    "title": "О внедрении",
    "yes": True,
    "no": False,
    "number": 7,
    "colour": "FF0000",
    "words": ["раз", "два", "три"],
    "empty": [],
    "people": [{"name": "Иванова", "post": "директор"}, {"name": "Петров", "post": "куратор"}],
    "groups": [{"name": "А", "rows": [["1", "2"], ["3", "4"]]}, {"name": "Б", "rows": [["5", "6"]]}],
    "lines": "первая\nвторая\tчерез табуляцию",
    "paragraphs": "первый\aвторой\fс новой страницы",
}


def theirs(data: bytes, context: Mapping[str, Any], *, autoescape: bool = True, **options: Any) -> bytes:  # noqa: ANN401 - docxtpl's own
    """What docxtpl prints."""
    template = DocxTemplate(io.BytesIO(data))
    template.render(dict(context), autoescape=autoescape, **options)
    stream = io.BytesIO()
    template.save(stream)
    return stream.getvalue()


# ----------------------------------------------------------------------------------------------------------- the same

SAME: dict[str, list[str]] = {
    "{{ value }}": ["{{ title }}, № {{ number }}"],
    "{{value}} without spaces": ["{{title}}"],
    "{% if %} inside a paragraph": ["{% if yes %}да{% elif no %}нет{% else %}не знаю{% endif %}!"],
    "{% for %} inside a paragraph": ["{% for w in words %}{{ w }}{% if not loop.last %}, {% endif %}{% endfor %}"],
    "{%p if %}": ["а", "{%p if no %}", "б", "{%p else %}", "в", "{%p endif %}", "г"],
    "{%p for %}": ["{%p for x in people %}", "{{ loop.index }}. {{ x.name }}", "{%p endfor %}"],
    "{%tr for %}": [
        tbl(tr("Имя", "Роль"), tr("{%tr for x in people %}", ""), tr("{{ x.name }}", "{{ x.post }}"), tr("{%tr endfor %}", "")),
        "",
    ],
    "{%tr if %}": [tbl(tr("{%tr if no %}", ""), tr("а", "б"), tr("{%tr endif %}", ""), tr("в", "г")), ""],
    "{%tr for %} in {%tr for %}": [
        tbl(tr("{%tr for g in groups %}", ""), tr("{{ g.name }}", ""), tr("{%tr for row in g.rows %}", ""),
            tr("{{ row[0] }}", "{{ row[1] }}"), tr("{%tr endfor %}", ""), tr("{%tr endfor %}", "")),
        "",
    ],
    "{%tc for %}": [tbl(tr("{%tc for w in words %}", "{{ w }}", "{%tc endfor %}"), columns=3), ""],
    "{%tc if %}": [tbl(tr("{%tc if no %}", "а", "{%tc endif %}", "б"), columns=4), ""],
    "{%tr for %} with {%tc for %}": [
        tbl(tr("{%tr for row in groups[0].rows %}", ""), tr("{%tc for x in row %}", "{{ x }}", "{%tc endfor %}"),
            tr("{%tr endfor %}", ""), columns=3),
        "",
    ],
    "{%r if %}": [p(r("а"), r("{%r if yes %}"), r("б", "<w:b/>"), r("{%r endif %}"), r("в"))],
    "{%r for %} in one run": ["<{%r for w in words %}{{ w }};{%r endfor %}>".replace("<", "[").replace(">", "]")],
    "{{r rich }}": ["до {{r rich }} после"],
    "{#p comment #}": ["а", "{#p пояснение #}", "б"],
    "{#tr comment #}": [tbl(tr("а", "б"), tr("{#tr пояснение #}", ""), tr("в", "г")), ""],
    "{#tc comment #}": [tbl(tr("а", "{#tc пояснение #}")), ""],
    "{# comment #}": ["а{# пояснение #}б"],
    "{% vm %}": [tbl(tr("{%tr for x in people %}", ""), tr("{% vm %}Раздел", "{{ x.name }}"), tr("{%tr endfor %}", "")), ""],
    "{% hm %}": [tbl(tr("{%tc for x in people %}", "{% hm %}Шапка", "{%tc endfor %}"), tr("а", "б")), ""],
    "{% colspan %}": [tbl(tr("{% colspan words|length %}вся строка"), tr("а", "б", "в"), columns=3), ""],
    "{% cellbg %}": [tbl(tr("{% cellbg colour %}а", "б")), ""],
    "{%- joins lines -%}": ["Дом", "{%- if yes -%}", " в городе", "{%- else -%}", " в селе", "{%- endif -%}", " стоит"],
    "escapes": ["{_{ x }_} {_% y %_}"],
    "{% raw %}": ["{% raw %}{{ x }}{% endraw %}"],
    "line feeds and tabs": ["{{ lines }}"],
    "paragraphs and pages": ["{{ paragraphs }}"],
    "Listing": ["{{ listing }}"],
    "a filter": ["{{ title | upper }} {{ words | join('; ') }}"],
    "a filter of the program": ["{{ title | loud }}"],
    "{% set %}": ["{% set x = number + 1 %}{{ x }}"],
    "{%p set %}": ["{%p set x = number + 1 %}", "{{ x }}"],
    "{% macro %}": ["{% macro f(a, b='!') %}{{ a }}{{ b }}{% endmacro %}{{ f(1) }} {{ f(2, b='?') }}"],
    "{% call %}": ["{% macro f() %}({{ caller() }}){% endmacro %}{% call f() %}да{% endcall %}"],
    "{% with %}": ["{% with x = number %}{{ x }}{% endwith %}"],
    "signs of XML in a tag": ["{% if number &gt; 5 and 9 &gt; number %}да{% endif %}"],
    "round quotes of Word": ["{{ nothing | default(“нет”) }} {{ ‘да’ }}"],
    "a no-break space in a tag": ["{{\xa0title\xa0}}"],
    "a tag cut into runs": [p(r("{{ ti", "<w:b/>"), r("t"), r("le }}"))],
    "braces cut in two": [p(r("{"), r("{ title }"), r("}"))],
    "a spell mark inside a tag": [p(r("{{ ti"), '<w:proofErr w:type="spellStart"/>', r("tle"), '<w:proofErr w:type="spellEnd"/>', r(" }}"))],
    "a tag in a hyperlink": [f'<w:p><w:hyperlink w:anchor="a">{r("{{ title }}")}</w:hyperlink></w:p>'],
    "a table in a cell": [tbl(tr(tc(tbl(tr("{{ title }}"), columns=1), p("")), "б")), ""],
}  # fmt: skip


@pytest.mark.parametrize("blocks", SAME.values(), ids=SAME)
def test_a_tag_prints_what_docxtpl_prints(blocks: list[str]) -> None:
    data = docx(*blocks)
    filters = Environment(autoescape=True)
    filters.filters["loud"] = loud
    rich = RichText("важно", bold=True)
    rich.add(" & нужно", italic=True)
    expected = theirs(data, {**CONTEXT, "rich": rich, "listing": Listing("а & б\nв\aг")}, jinja_env=filters)
    context, _ = plain_data({**CONTEXT, "rich": rich, "listing": Listing("а & б\nв\aг")})
    found = printed(data, context, filters={"loud": loud})
    assert lines(found) == lines(expected)
    assert re.findall("<w:(?:tbl|tr|tc)>", part(found)) == re.findall("<w:(?:tbl|tr|tc)>", part(expected))


def loud(value: object) -> str:
    """A filter of the test."""
    return f"{value}!"


def test_headers_footers_notes_and_properties_print_what_docxtpl_prints() -> None:
    names = ("header", "footer")
    section = PORTRAIT.replace(
        "<w:sectPr>", "<w:sectPr>" + "".join(f'<w:{n}Reference w:type="default" r:id="r{n}1"/>' for n in names)
    )
    parts = {
        "header1": story("hdr", "{{ title }}, {% if yes %}вверху{% endif %}"),
        "footer1": story("ftr", tbl(tr("{{ number }}", "внизу")), "{%p if no %}", "нет", "{%p endif %}", "да"),
        "footnotes": story("footnotes", f'<w:footnote w:id="1">{p("сноска о {{ title }}")}</w:footnote>'),
    }
    note = '<w:p><w:r><w:t>а</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    data = docx(note, section=section, parts=parts, title="{{ title }}, {{ number }}")
    expected, found = theirs(data, CONTEXT), printed(data, CONTEXT)
    for name in ("word/document.xml", "word/header1.xml", "word/footer1.xml", "word/footnotes.xml"):
        assert lines(found, name) == lines(expected, name), name
    title = re.compile("<dc:title>(.*?)</dc:title>")
    assert title.findall(part(found, "docProps/core.xml")) == title.findall(part(expected, "docProps/core.xml"))


# ------------------------------------------------------------------------------------------------------ the differences

# what stands in the template, what docxtpl does with it, what happens here: a text, or the code of a problem
DIFFERENT: dict[str, tuple[list[str], list[str] | str, list[str] | str]] = {
    "docxtpl loses a misspelt name": (["№ {{ nomber }}."], ["№ ."], "ND421"),
    "docxtpl loses the text beside a paragraph tag": (["до {%p if yes %}", "а", "{%p endif %} после"], ["а"], "ND414"),
    "docxtpl loses the text in the row of a tag": (
        [tbl(tr("{%tr for x in people %}", "Имя"), tr("{{ x.name }}", ""), tr("{%tr endfor %}", "")), ""],
        ["Иванова", "", "Петров", "", ""], "ND414",
    ),
    "docxtpl loses a text printed with {{p }}": (["а", "{{p title }}"], ["а"], ["а", "О внедрении"]),
    "docxtpl leaves a cell without a paragraph: Word cannot open it": (
        [tbl(tr(tc("{%p if no %}", "а", "{%p endif %}"), "б")), ""], ["б", ""], ["", "б", ""],
    ),
    "docxtpl puts a paragraph into a paragraph: Word cannot open it": (
        ["{%p macro f() %}", "а", "{%p endmacro %}", "{{ f() }}"], ["а"], "ND422",
    ),
    "docxtpl prints a method of Python for a field named «items»": (
        ["{{ field.items }}"], ["<built-in method items of dict object>"], ["поле"],
    ),
    "docxtpl prints Python's words for nothing, yes and no": (
        ["{{ none }}, {{ yes }}, {{ no }}"], ["None, True, False"], [", да, нет"],
    ),
    "docxtpl prints the point of Python in a number": (["{{ 1.5 }}"], ["1.5"], ["1,5"]),
    "docxtpl prints a list as Python writes it": (["{{ words[:1] }}"], ["['раз']"], "ND422"),
    "docxtpl runs any method of a value": (["{{ title.upper() }}"], ["О ВНЕДРЕНИИ"], "ND419"),
    "docxtpl stops at two tags in a paragraph without a word of them": (
        ["{%p if yes %}{%p if yes %}", "а", "{%p endif %}", "{%p endif %}"], "TemplateSyntaxError", "ND414",
    ),
    "docxtpl prints an ampersand of a tag as XML writes it": (["{{ 'А &amp; Б' }}"], ["А &amp; Б"], ["А & Б"]),
    "docxtpl stops at guillemets": (["{{ people[«a»] }}"], "TemplateSyntaxError", "ND413"),
}  # fmt: skip


@pytest.mark.parametrize(("blocks", "lost", "ours"), DIFFERENT.values(), ids=DIFFERENT)
def test_differs_only_where_docxtpl_loses_or_breaks(
    blocks: list[str], lost: list[str] | str, ours: list[str] | str
) -> None:
    data, context = docx(*blocks), {**CONTEXT, "none": None, "field": {"items": "поле"}}
    try:
        expected: list[str] | str = [re.sub(" at 0x[0-9a-f]+", "", line) for line in lines(theirs(data, context))]
    except Exception as error:  # noqa: BLE001 - whatever docxtpl raises is what the table names
        expected = type(error).__name__
    assert expected == lost
    template, problems = compiled(data)
    result = None if template is None else render(template, context)
    if isinstance(ours, str):
        told = problems if result is None else result.diagnostics
        assert ours in [problem.code for problem in told]
        assert result is None or result.data is None
    else:
        assert result is not None
        assert result.data is not None
        assert lines(result.data) == ours


def test_without_autoescape_docxtpl_loses_what_follows_an_ampersand() -> None:
    data = docx("{{ name }}")
    context = {"name": "МАОУ «СОШ № 1» & <филиал>"}
    assert lines(theirs(data, context, autoescape=False)) != ["МАОУ «СОШ № 1» & <филиал>"]
    assert lines(printed(data, context)) == ["МАОУ «СОШ № 1» & <филиал>"]
