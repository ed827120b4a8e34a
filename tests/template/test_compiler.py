"""A template is examined as a whole before anything is printed: what is wrong, where, and what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nastav_docs.diagnostics.problem import Diagnostic, Severity
from nastav_docs.template.compilation import FoundTemplate, find
from nastav_docs.template.compiler import compile_template
from nastav_docs.template.render import render
from tests.docx_builder import (
    NAMESPACES,
    PORTRAIT,
    W,
    compiled,
    counted,
    docx,
    lines,
    names,
    p,
    part,
    printed,
    r,
    story,
    tbl,
    tc,
    text,
    tr,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CELLS = "таблица 1, строка 1, столбец 1"
HIDDEN = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{{ x }}</w:t></w:r></w:p>"
FIELD = "<w:p><w:r><w:instrText> MERGEFIELD {{ x }} </w:instrText></w:r></w:p>"
PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="a" descr="{{ x }}"/></wp:inline></w:drawing></w:r></w:p>'
)
DRAWN = "<w:p><w:r><w:t>{{ x</w:t></w:r><w:r><w:drawing/></w:r><w:r><w:t> }}</w:t></w:r></w:p>"

# one fault each: what is in the document, the code, the place, a word of the message or the hint
BROKEN: list[tuple[str, list[str], str, str, str]] = [
    ("no closing braces", ["", "Приказ {{ number"], "ND411", "абзац 2", "не закрыта"),
    ("one closing brace", ["{{ number }"], "ND411", "абзац 1", "не закрыта"),
    ("no opening braces", ["number }}"], "ND411", "абзац 1", "без начала"),
    ("a statement without its end sign", ["{% if x }"], "ND411", "абзац 1", "не закрыта"),
    ("a comment without its end", ["{# тайна"], "ND411", "абзац 1", "не закрыта"),
    ("a tag in two paragraphs", ["{{ order.", "number }}"], "ND412", "абзац 1", "разорвана|начата здесь"),
    ("guillemets in a tag", ["{{ acts[«r-145»] }}"], "ND413", "абзац 1", "['r-145']"),
    ("German quotes in a tag", ["{% if x == „a“ %}{% endif %}"], "ND413", "абзац 1", "'a'"),
    ("an unfinished expression", ["{{ x + }}"], "ND410", "абзац 1", "не закончено"),
    ("an empty tag", ["{{ }}"], "ND410", "абзац 1", ""),
    ("two words", ["{{ order number }}"], "ND410", "абзац 1", "лишнее"),
    ("an open bracket", ["{{ x[1 }}"], "ND410", "абзац 1", ""),
    ("a strange sign", ["{{ x ? y }}"], "ND410", "абзац 1", "?"),
    ("for without in", ["{% for x %}{% endfor %}"], "ND410", "абзац 1", "in"),
    ("if without a condition", ["{% if %}{% endif %}"], "ND410", "абзац 1", "не закончено"),
    ("an unknown statement", ["{% iff x %}"], "ND410", "абзац 1", "возможно, «if»"),
    ("a misspelt end", ["{% if x %}{% endiff %}"], "ND41", "абзац 1", ""),
    ("an empty statement", ["{% %}"], "ND410", "абзац 1", ""),
    ("a picture inside a tag", [DRAWN], "ND410", "абзац 1", "рисунок"),
    ("if without endif", ["{%p if x %}", "а"], "ND416", "абзац 1", "endif"),
    ("for without endfor", ["{% for x in y %}а"], "ND416", "абзац 1", "endfor"),
    ("endif without if", ["а{% endif %}"], "ND416", "абзац 1", "без своего начала"),
    ("else without if", ["{%p else %}"], "ND416", "абзац 1", "без своего начала"),
    ("crossed blocks", ["{% if x %}{% for a in b %}{% endif %}{% endfor %}"], "ND416", "абзац 1", "открыт «for»"),
    ("a macro without its end", ["{%p macro f() %}", "а"], "ND416", "абзац 1", "endmacro"),
    ("raw without its end", ["{% raw %}{{ x }}"], "ND416", "абзац 1", "endraw"),
    ("text beside a paragraph tag", ["{%p if x %} Текст", "{%p endif %}"], "ND414", "абзац 1", "Текст"),
    ("two paragraph tags in one", ["{%p if x %}{%p endif %}"], "ND414", "абзац 1", "другая|вторая"),
    ("a value beside a paragraph tag", ["{%p if x %}{{ y }}", "{%p endif %}"], "ND414", "абзац 1", "исчезнет"),
    ("a section break with a tag", [p("{%p if x %}", more=PORTRAIT), "{%p endif %}"], "ND414", "абзац 1", "раздел"),
    (
        "text in the row of a tag",
        [tbl(tr("{%tr for a in b %}", "Имя"), tr("{%tr endfor %}", "")), ""],
        "ND414",
        CELLS,
        "Имя",
    ),
    ("two row tags in a row", [tbl(tr("{%tr for a in b %}", "{%tr endfor %}")), ""], "ND414", CELLS, ""),
    ("text in the cell of a tag", [tbl(tr("{%tc for a in b %}x", "{%tc endfor %}")), ""], "ND414", CELLS, "x"),
    ("a dash in a line of text", ["Город {%- if x -%} да", "{%- endif -%}"], "ND414", "абзац 1", "дефис"),
    ("a row tag outside a table", ["{%tr for x in y %}", "{%tr endfor %}"], "ND415", "абзац 1", "вне таблицы"),
    ("a cell tag outside a table", ["{%tc if x %}"], "ND415", "абзац 1", "вне таблицы"),
    ("vm outside a table", ["{% vm %}"], "ND415", "абзац 1", "вне таблицы"),
    ("colspan outside a table", ["{% colspan 2 %}а"], "ND415", "абзац 1", "вне таблицы"),
    ("cellbg outside a table", ["{% cellbg 'FF0000' %}а"], "ND415", "абзац 1", "вне таблицы"),
    ("vm outside a loop", [tbl(tr("{% vm %}а", "б")), ""], "ND432", CELLS, "вне цикла"),
    (
        "widths only inside a loop of rows",
        [tbl(tr("{%tr for x in y %}", ""), tr("{% cellwidth x.w %}а", "б"), tr("{%tr endfor %}", "")), ""],
        "ND432",
        "таблица 1",
        "вне цикла",
    ),
    (
        "started in one cell, ended in another",
        [tbl(tr("{% if x %}а", "б{% endif %}")), ""],
        "ND417",
        "столбец 2",
        "разных местах",
    ),
    ("started in one paragraph, ended in another", ["{% if x %}а", "б{% endif %}"], "ND417", "абзац 2", "{%p"),
    (
        "started as p, ended as tr",
        [tbl(tr(tc(p("{%p for x in y %}"), p("а"))), tr("{%tr endfor %}")), ""],
        "ND417",
        "строка 2",
        "{%p endfor %}",
    ),
    (
        "started in the text, ended in a table",
        ["{%p if x %}", tbl(tr(tc(p("{%p endif %}"), p(""))))],
        "ND417",
        CELLS,
        "разных местах",
    ),
    ("a tag in hidden text", [HIDDEN], "ND418", "абзац 1", "скрытый"),
    ("a tag in a field", [FIELD], "ND418", "абзац 1", "поле"),
    ("a tag in the description of a picture", [PICTURE], "ND418", "абзац 1", "видимом"),
    ("an unknown filter", ["{{ x | genn }}"], "ND420", "абзац 1", "возможно, «gen»"),
    ("a filter that is not needed", ["{{ x | safe }}"], "ND420", "абзац 1", "не нужен"),
    ("an unknown test", ["{% if x is definite %}{% endif %}"], "ND420", "абзац 1", "возможно, «defined»"),
    (
        "an unknown name of loop",
        ["{% for x in y %}{{ loop.frist }}{% endfor %}"],
        "ND421",
        "абзац 1",
        "возможно, «first»",
    ),
    ("an unknown macro", ["{% macro sign() %}{% endmacro %}{{ sing() }}"], "ND421", "абзац 1", "возможно, «sign»"),
    ("a method", ["{{ x.strftime('%d') }}"], "ND419", "абзац 1", "запрещён"),
    ("a method that is a filter", ["{{ x.upper() }}"], "ND419", "абзац 1", "| upper"),
    ("autoescape", ["{% autoescape false %}{{ x }}{% endautoescape %}"], "ND41", "абзац 1", ""),
    ("include in a text", ["см. {% include 'a.docx' %}"], "ND433", "абзац 1", "отдельном абзаце|отдельным"),
    ("include of a missing document", ["{%p include 'нет.docx' %}"], "ND401", "абзац 1", "нет.docx"),
    ("extends in the middle", ["а", "{%p extends 'base.docx' %}"], "ND433", "абзац 2", "первым абзацем"),
    ("extends without quotes", ["{%p extends base %}"], "ND433", "абзац 1", "в кавычках"),
    (
        "a block twice",
        ["{%p block a %}", "{%p endblock %}", "{%p block a %}", "{%p endblock %}"],
        "ND433",
        "абзац 3",
        "уже есть",
    ),
    ("a block without a name", ["{%p block %}", "{%p endblock %}"], "ND410", "абзац 1", "имя блока"),
    ("super without a base", ["{{ super() }}"], "ND433", "абзац 1", "extends"),
    ("import of an unknown macro", ["{%p from 'm.docx' import sing %}"], "ND421", "абзац 1", "возможно, «sign»"),
    ("import without a name", ["{%p import 'm.docx' %}"], "ND410", "абзац 1", "as m"),
    ("itself included", ["{%p include 'order.docx' %}"], "ND429", "абзац 1", "order.docx → order.docx"),
]
FILES = {
    "m.docx": docx("{%p macro sign(x) %}", "{{ x }}", "{%p endmacro %}"),
    "base.docx": docx("{%p block a %}", "{%p endblock %}"),
}


@pytest.mark.parametrize(("blocks", "code", "place", "words"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_one_fault_is_found_at_its_place(blocks: list[str], code: str, place: str, words: str) -> None:
    template, problems = compiled(docx(*blocks), filters={"gen": str}, files=FILES)
    assert template is None
    found = [problem for problem in problems if problem.code.startswith(code)]
    assert found, problems
    assert place in counted(found[0].place)
    assert str(found[0].place).startswith("order.docx, ")
    told = f"{found[0].message} {found[0].hint} {found[0].text}"
    assert any(word in told for word in words.split("|"))


@pytest.mark.parametrize(("blocks", "words"), [(b[1], b[0]) for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_one_fault_is_told_once(blocks: list[str], words: str) -> None:
    _, problems = compiled(docx(*blocks), filters={"gen": str}, files=FILES)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert len({str(problem.place) for problem in errors}) <= 2, (words, errors)


def test_all_faults_are_told_at_once() -> None:
    header = story("hdr", "{{ x | genn }}")
    section = PORTRAIT.replace("<w:sectPr>", '<w:sectPr><w:headerReference w:type="default" r:id="rheader1"/>')
    blocks = ["{{ x + }}", "{%p if y %}", tbl(tr("{{ z.__class__ }}", "{{ a | b }}"))]
    _, problems = compiled(docx(*blocks, section=section, parts={"header1": header}))
    places = [counted(problem.place) for problem in problems]
    assert places == [
        "order.docx, абзац 1",
        f"order.docx, {CELLS}",
        "order.docx, таблица 1, строка 1, столбец 2",
        "order.docx, абзац 2",
        "order.docx, верхний колонтитул, абзац 1",
    ]


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("{{ x|default(“нет”) }}", '{{ x|default("нет") }}'),
        ("{{ x|default(‘нет’) }}", "{{ x|default('нет') }}"),
        ("{{ x|default(’нет’) }}", "{{ x|default('нет') }}"),
        ("{% if x is defined %}{% else %}{{ 'нет' ~ “” }}{% endif %}", "{{ 'нет' ~ \"\" }}"),
    ],
)
def test_quotes_that_word_has_rounded_are_read_with_a_warning(written: str, right: str) -> None:
    template, problems = compiled(docx(written))
    assert template is not None
    assert [(problem.code, problem.severity) for problem in problems] == [("ND435", Severity.WARNING)]
    assert right in problems[0].hint
    assert text(printed(docx(written))) == "нет"


def test_round_quotes_inside_a_string_are_the_strings_own() -> None:
    template, problems = compiled(docx("{{ x | default('“нет”') }}"))
    assert template is not None
    assert problems == ()
    assert text(printed(docx("{{ x | default('“нет”') }}"))) == "“нет”"


SSTI = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ self.__init__.__globals__.__builtins__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ config.items() | attr('__class__') }}",
    "{{ x | attr('__class__') }}",
    "{{ x['__class__'] }}",
    "{{ x['__cla' ~ 'ss__'] }}",
    "{{ x | map(attribute='__class__') | list }}",
    "{{ [x] | map(attribute='__class__.__mro__') | list }}",
    "{{ '{0.__class__}'.format(x) }}",
    "{{ '%s' | format(x) }}",
    "{{ '%(a)s' % {'a': x} }}",
    "{{ x.__str__() }}",
    "{{ (1).__class__ }}",
    "{{ ().__class__.__bases__[0] }}",
    "{{ range.__class__ }}",
    "{{ range(3).__reduce__() }}",
    "{{ loop.__class__ }}",
    "{% for a in [1] %}{{ loop._recurse }}{% endfor %}",
    "{% for a in [1] %}{{ loop['__class__'] }}{% endfor %}",
    "{% for a in [1] %}{% set l = loop %}{{ l['_ite' ~ 'ms'] }}{% endfor %}",
    "{% macro f() %}{% endmacro %}{{ f.__globals__ }}",
    "{% macro f() %}{% endmacro %}{{ f['__glo' ~ 'bals__'] }}",
    "{% macro f() %}{{ caller.__class__ }}{% endmacro %}{% call f() %}{% endcall %}",
    "{{ dict.__base__ }}",
    "{{ namespace(a=1).__dict__ }}",
    "{% set n = namespace() %}{% set n.__class__ = 1 %}",
    "{{ request.application.__globals__ }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{{ x.__getattribute__('y') }}",
    "{{ x | tojson }}",
    "{{ x | pprint }}",
    "{{ x | xmlattr }}",
    "{{ import('os') }}",
    "{{ __import__('os') }}",
    "{{ open('/etc/passwd') }}",
    "{{ x.items.__self__ }}",
    "{% import 'os' as os %}{{ os }}",
    "{% extends x.__class__ %}",
    "{{ nd_blocks }}",
    "{{ x | nd_word }}",
    "{{ x | nd_run }}",
    "{% with _a = 1 %}{{ _a }}{% endwith %}",
    "{% set x = x %}{% debug %}",
    "{% print x.__class__ %}",
    "{{ [].append.__self__ }}",
    "{{ url_for.__globals__ }}",
    "{% filter attr('__class__') %}a{% endfilter %}",
    "{{ x | map('attr', '__class__') | list }}",
    "{{ %?> <?% if 1 %?> }}",
    "{% if 1 %?> <?{ x }?> <?% if 1 %}{% endif %}",
]


@pytest.mark.parametrize("payload", SSTI)
def test_nothing_but_data_is_reached(payload: str) -> None:
    class Trap(dict[str, str]):
        """Anybody who reaches for an attribute of a value leaves a trace."""

        reached: list[str] = []  # noqa: RUF012 - the test's own record

        def __getattribute__(self, name: str) -> object:
            if name.startswith("__") and name not in {"__class__", "__str__", "__len__"}:
                Trap.reached.append(name)
            return super().__getattribute__(name)

    data = docx(payload.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    template, problems = compiled(data)
    if template is None:
        assert problems
        return
    result = render(template, {"x": Trap(y="1")})
    assert result.data is None, text(result.data)
    assert result.diagnostics
    assert Trap.reached == []


# ------------------------------------------------------------------------------------------------------ inheritance

BASE = docx(
    "{%p block letterhead %}", p("Бланк {{ issuer }}", style="Head"), "{%p endblock %}",
    "{%p block body %}", "Текст", "{%p endblock %}",
    tbl(tr("{%tr block header %}", ""), tr("Имя", "Роль"), tr("{%tr endblock %}", ""),
        tr("{%tr for x in people %}", ""), tr("{%tr block row %}", ""), tr("{{ x }}", "—"), tr("{%tr endblock %}", ""), tr("{%tr endfor %}", "")),
    "Дата: {% block date %}{{ date }}{% endblock %}.",
    styles='<w:style w:type="paragraph" w:styleId="Head"><w:name w:val="Бланк"/><w:rPr><w:b/></w:rPr></w:style>',
)  # fmt: skip
DATA = {"issuer": "УО", "people": ["а", "б"], "date": "1 мая"}


def child(*blocks: str, **options: object) -> bytes:
    return docx('{%p extends "base.docx" %}', *blocks, **options)  # type: ignore[arg-type]  # the options of docx()


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([], ["Бланк УО", "Текст", "Имя", "Роль", "а", "—", "б", "—", "Дата: 1 мая."]),
        (["{%p block body %}", "Свой", "{%p endblock %}"], ["Бланк УО", "Свой", "Имя", "Роль", "а", "—", "б", "—", "Дата: 1 мая."]),
        (["{%p block body %}", "До", "{{ super() }}", "После", "{%p endblock %}"],
         ["Бланк УО", "До", "Текст", "После", "Имя", "Роль", "а", "—", "б", "—", "Дата: 1 мая."]),
        (["{%p block body %}", "{%p endblock %}"], ["Бланк УО", "Имя", "Роль", "а", "—", "б", "—", "Дата: 1 мая."]),
        ([tbl(tr("{%tr block row %}", ""), tr("{{ x | upper }}", "!"), tr("{%tr super %}", ""), tr("{%tr endblock %}", "")), ""],
         ["Бланк УО", "Текст", "Имя", "Роль", "А", "!", "а", "—", "Б", "!", "б", "—", "Дата: 1 мая."]),
        (["{% block date %}в срок {{ super() }}{% endblock %}"],
         ["Бланк УО", "Текст", "Имя", "Роль", "а", "—", "б", "—", "Дата: в срок 1 мая."]),
        (["{%p set who = 'Я' %}", "{%p macro say(x) %}", "{{ x }}, {{ who }}", "{%p endmacro %}",
          "{%p block body %}", "{{p say('да') }}", "{%p endblock %}"],
         ["Бланк УО", "да, Я", "Имя", "Роль", "а", "—", "б", "—", "Дата: 1 мая."]),
    ],
)  # fmt: skip
def test_a_child_holds_only_its_blocks(blocks: list[str], expected: list[str]) -> None:
    assert lines(printed(child(*blocks), DATA, files={"base.docx": BASE})) == expected


def test_a_file_that_extends_its_own_name_rests_on_the_next_one_of_the_search_path(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("school", "district", "shared")]
    blocks = {"school": "Школа", "district": "Район"}
    for folder in folders:
        folder.mkdir()
        own = [
            '{%p extends "order.docx" %}',
            "{%p block body %}",
            "{{ super() }}",
            blocks.get(folder.name, ""),
            "{%p endblock %}",
        ]
        (folder / "order.docx").write_bytes(docx(*own) if folder.name in blocks else BASE)

    def search(name: str, after: str = "") -> FoundTemplate | Diagnostic:
        return find(name, folders, after)

    template, problems = compile_template("order.docx", search, filters={})
    assert problems == ()
    assert template is not None
    assert [used.layer for used in template.uses] == [str(folder) for folder in folders]
    data = render(template, DATA).data
    assert data is not None
    assert lines(data)[:4] == ["Бланк УО", "Текст", "Район", "Школа"]
    (folders[-1] / "order.docx").unlink()
    template, (problem,) = compile_template("order.docx", search, filters={})
    assert template is None
    assert (problem.code, problem.place and problem.place.file) == ("ND401", str(folders[1] / "order.docx"))
    assert "сам себя" in problem.message
    assert str(folders[2]) in problem.hint


def test_several_levels() -> None:
    middle = child("{%p block body %}", "{{ super() }}", "Район", "{%p endblock %}")
    top = docx('{%p extends "middle.docx" %}', "{%p block body %}", "{%p super %}", "Школа", "{%p endblock %}")
    found = lines(printed(top, DATA, files={"middle.docx": middle, "base.docx": BASE}))
    assert found[:4] == ["Бланк УО", "Текст", "Район", "Школа"]


def test_a_block_brings_its_styles_lists_pictures_and_links() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Head"><w:name w:val="Бланк"/><w:rPr><w:i/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Mine"><w:name w:val="Свой"/><w:rPr><w:u w:val="single"/></w:rPr></w:style>'
    )
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    picture = '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="г"/><a:blip r:embed="rId7"/></wp:inline></w:drawing></w:r></w:p>'
    data = child(
        "{%p block letterhead %}",
        p(r("Своя шапка", '<w:rStyle w:val="Mine"/>'), style="Head"),
        p("пункт", more='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
        f'<w:p><w:hyperlink r:id="rId8">{r("сайт")}</w:hyperlink></w:p>',
        picture,
        "{{ super() }}",
        "{%p endblock %}",
        styles=styles,
        parts={"numbering": numbering},
        links=[("rId7", "image", "media/image1.png"), ("rId8", "hyperlink", "https://example.org/")],
        extra={"word/media/image1.png": b"\x89PNG child"},
    )
    out = printed(data, DATA, files={"base.docx": BASE})
    xml, sheet, rels = part(out), part(out, "word/styles.xml"), part(out, "word/_rels/document.xml.rels")
    own = next(s for s in sheet.split("<w:style ") if "<w:i/>" in s)
    identity = own.split('w:styleId="')[1].split('"')[0]
    assert identity != "Head"
    assert f'<w:pStyle w:val="{identity}"/>' in xml  # the child's definition holds within its block
    assert '<w:pStyle w:val="Head"/>' in xml  # the base's in what super() prints
    assert 'w:val="Бланк (order)"' in own
    assert 'w:styleId="Mine"' in sheet
    assert "word/media/image1.png" in names(out)
    assert "word/numbering.xml" in names(out)
    assert 'Target="https://example.org/" TargetMode="External"' in rels
    assert "numbering" in rels


def test_a_style_with_the_same_definition_is_shared() -> None:
    style = '<w:style w:type="paragraph" w:styleId="Zag"><w:name w:val="Бланк"/><w:uiPriority w:val="9"/><w:rPr><w:b/></w:rPr></w:style>'
    out = printed(
        child("{%p block body %}", p("x", style="Zag"), "{%p endblock %}", styles=style),
        DATA,
        files={"base.docx": BASE},
    )
    assert part(out, "word/styles.xml").count("<w:style ") == 2
    assert part(out).count('<w:pStyle w:val="Head"/>') == 2


def test_a_change_of_the_base_outside_the_blocks_appears() -> None:
    changed = docx("НОВОЕ", "{%p block body %}", "Текст", "{%p endblock %}")
    own = child("{%p block body %}", "Свой", "{%p endblock %}")
    assert lines(printed(own, DATA, files={"base.docx": changed})) == ["НОВОЕ", "Свой"]


@pytest.mark.parametrize(
    ("blocks", "code", "words"),
    [
        (["{%p block letterheat %}", "{%p endblock %}"], "ND428", "возможно, «letterhead»"),
        (["{%p block row %}", "{%p endblock %}"], "ND417", "{%tr block row %}"),
        (["{%p extends 'base.docx' %}"], "ND433", "один раз"),
    ],
)
def test_a_childs_faults(blocks: list[str], code: str, words: str) -> None:
    template, problems = compiled(child(*blocks), files={"base.docx": BASE})
    assert template is None
    assert code in {problem.code for problem in problems}
    assert words in " ".join(f"{problem.message} {problem.hint}" for problem in problems)


def test_text_outside_blocks_is_a_warning() -> None:
    template, problems = compiled(
        child("Пояснение для {{ issuer }}", "{%p block body %}", "Свой", "{%p endblock %}"), files={"base.docx": BASE}
    )
    assert template is not None
    assert [(problem.code, problem.severity) for problem in problems] == [("ND431", Severity.WARNING)]
    assert "«Пояснение для {{ issuer }}»" in problems[0].message


def test_text_inside_a_block_is_not_outside_it() -> None:
    own = child(
        "{%p block letterhead %}", p("ОТДЕЛ ОБРАЗОВАНИЯ", " ({{ issuer }})"), tbl(tr("а", "б")), "{%p endblock %}"
    )
    template, problems = compiled(own, files={"base.docx": BASE})
    assert template is not None
    assert problems == ()


def test_a_function_of_the_program_may_be_called() -> None:
    template, problems = compiled(docx("{{ double(number) }} {{ doubel(1) }}"), functions={"double": lambda x: 2 * x})
    assert template is None
    assert [(problem.code, problem.hint) for problem in problems] == [("ND421", "возможно, «double»")]
    data = printed(docx("{{ double(number) }}"), {"number": 4}, functions={"double": lambda x: 2 * x})
    assert text(data) == "8"


def test_custom_properties_of_a_template_stay_in_it() -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    custom = f'<Properties xmlns="{office}/custom-properties"/>'.encode()
    links = [("rId9", "custom-properties", "../docProps/custom.xml")]
    assert "docProps/custom.xml" not in names(
        printed(docx("а", links=links, extra={"docProps/custom.xml": custom}), {})
    )


def test_a_link_into_a_legal_base_leaves_its_words() -> None:
    link = '<w:hyperlink r:id="rId9">' + r("статьи 9") + "</w:hyperlink>"
    links = [("rId9", "hyperlink", "consultantplus://offline/ref=1")]
    data = printed(docx(p(r("по части 4 ") + link + r(" закона")), links=links), {})
    assert text(data) == "по части 4 статьи 9 закона"
    assert "consultantplus" not in part(data, "word/_rels/document.xml.rels")


@pytest.mark.parametrize(
    ("head", "call"),
    [
        ("{%p import 'm.docx' as m %}", "{{p m.sign('Иванова') }}"),
        ("{%p from 'm.docx' import sign as s, date %}", "{{p s('Иванова') }}"),
    ],
)
def test_macros_of_a_shared_file(head: str, call: str) -> None:
    macros = docx(
        "Пояснение", "{%p macro date() %}", "сегодня", "{%p endmacro %}",
        "{%p macro sign(who) %}", "Подпись: {{ who }}", "{{p date() }}", "{%p endmacro %}",
    )  # fmt: skip
    assert lines(printed(docx(head, "Текст", call), {}, files={"m.docx": macros})) == [
        "Текст",
        "Подпись: Иванова",
        "сегодня",
    ]


def test_inclusion_brings_styles_headers_and_notes() -> None:
    section = PORTRAIT.replace("<w:sectPr>", '<w:sectPr><w:headerReference w:type="default" r:id="rheader1"/>').replace(
        "16838", "16000"
    )
    annex = docx(
        p("Приложение", style="Head"),
        '<w:p><w:r><w:t>сноска</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>',
        section=section,
        styles='<w:style w:type="paragraph" w:styleId="Head"><w:name w:val="Шапка"/></w:style>',
        parts={
            "header1": story("hdr", "Колонтитул {{ issuer }}"),
            "footnotes": story("footnotes", f'<w:footnote w:id="1">{p("из приложения")}</w:footnote>'),
        },
    )
    notes = story("footnotes", f'<w:footnote w:id="1">{p("своя")}</w:footnote>')
    own = '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    data = docx(own, '{%p include "annex.docx" %}', parts={"footnotes": notes})
    out = printed(data, DATA, files={"annex.docx": annex})
    assert 'w:val="Шапка"' in part(out, "word/styles.xml")
    assert lines(out, "word/header1.xml") == ["Колонтитул УО"]
    assert [piece.split('"')[0] for piece in part(out).split('<w:footnoteReference w:id="')[1:]] == ["1", "2"]
    assert lines(out, "word/footnotes.xml") == ["своя", "из приложения"]


# ------------------------------------------------------------------------------------------------------ the rest


def test_the_first_folder_wins(tmp_path: Path) -> None:
    for name in ("own", "shared"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "order.docx").write_bytes(name.encode())
    (tmp_path / "shared" / "letter.docx").write_bytes(b"")
    folders = [tmp_path / "own", tmp_path / "shared"]
    found = find("order.docx", folders)
    assert isinstance(found, FoundTemplate)
    assert (found.data, found.layer) == (b"own", str(tmp_path / "own"))
    missing = find("leter.docx", folders)
    assert isinstance(missing, Diagnostic)
    assert str(tmp_path / "own") in missing.message
    assert str(tmp_path / "shared") in missing.message
    assert missing.hint == "возможно, «letter.docx»"


@pytest.mark.parametrize("name", ["../order.docx", "/etc/passwd", "a/../../b.docx", "c:order.docx"])
def test_a_name_cannot_leave_the_folders(tmp_path: Path, name: str) -> None:
    assert isinstance(find(name, [tmp_path]), Diagnostic)


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        (
            '<w:ins w:id="1" w:author="а"><w:r><w:t>да</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>{{ x }}</w:delText></w:r></w:del>',
            "ND426",
        ),
    ],
)
def test_tracked_changes_are_accepted_with_a_warning(inside: str, code: str) -> None:
    template, problems = compiled(docx(f"<w:p>{inside}</w:p>"))
    assert template is not None
    assert [problem.code for problem in problems] == [code]
    assert problems[0].severity is Severity.WARNING


def test_comments_are_left_out_with_a_warning() -> None:
    comments = f'<w:comments {NAMESPACES}><w:comment w:id="0" w:author="а">{p("проверить")}</w:comment></w:comments>'
    body = '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>а</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    template, problems = compiled(docx(body, parts={"comments": comments}))
    assert template is not None
    assert [problem.code for problem in problems] == ["ND427"]
    data = render(template, {}).data
    assert data is not None
    assert "comment" not in part(data)
    assert not [name for name in names(data) if "comment" in name]


def test_the_digest_changes_with_any_file() -> None:
    own = child("{%p block body %}", "Свой", "{%p endblock %}")
    files: Mapping[str, bytes] = {"base.docx": BASE}
    first, _ = compiled(own, files=files)
    again, _ = compiled(own, files=files)
    other, _ = compiled(own, files={"base.docx": docx("{%p block body %}", "{%p endblock %}")})
    assert first is not None
    assert again is not None
    assert other is not None
    assert first.digest == again.digest != other.digest
    assert [used.name for used in first.uses] == ["order.docx", "base.docx"]


def test_a_form_after_v_and_na_is_asked_for_as_such() -> None:
    filters = {"prp": lambda value: f"{value}е", "placed": lambda value, preposition: f"[{preposition}: {value}]"}
    written = docx(p(r("в "), r("{{ x | prp }}"), r(", о {{ x | prp }}, На {{ x | prp }}, план {{ x | prp }}")))
    assert text(printed(written, {"x": "сад"}, filters=filters)) == "в [в: саде], о саде, На [на: саде], план саде"
