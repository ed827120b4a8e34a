"""What a template prints: docxtpl's syntax, values that stay text, documents that stay valid."""

from __future__ import annotations

import io
import re
import threading
import time
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from docxtpl import DocxTemplate, RichText
from hypothesis import given, settings
from hypothesis import strategies as st

from nastav_docs.template.assemble import assemble, lost
from nastav_docs.template.engine import layout_repairs, runtime
from nastav_docs.template.engine.escaping import encode
from nastav_docs.template.plain_data import plain_data
from nastav_docs.template.render import render
from tests.docx_builder import (
    LANDSCAPE,
    PORTRAIT,
    cells,
    compiled,
    counted,
    docx,
    lines,
    p,
    part,
    printed,
    r,
    story,
    tbl,
    tc,
    text,
    tr,
    well_formed,
)

if TYPE_CHECKING:
    from collections.abc import Callable

PEOPLE = [{"name": "Иванова", "post": "директор"}, {"name": "Петров", "post": "куратор"}]
CONTEXT: dict[str, Any] = {
    "title": "О внедрении",
    "yes": True,
    "no": False,
    "empty": [],
    "people": PEOPLE,
    "words": ["раз", "два", "три"],
    "tree": [{"name": "а", "children": [{"name": "б", "children": []}]}],
    "number": 7,
    "deep": {"a": {"b": "глубоко"}},
    "colour": "FF0000",
}

# what stands in the template, what is printed
SYNTAX: list[tuple[str, list[str], str]] = [
    ("a value", ["{{ title }}"], "О внедрении"),
    ("no spaces in the tag", ["{{title}}"], "О внедрении"),
    ("two values in a text", ["«{{ title }}» № {{ number }}."], "«О внедрении» № 7."),
    (
        "an item of an item",
        ["{{ deep.a.b }} {{ deep['a']['b'] }} {{ words[1] }} {{ words[-1] }}"],
        "глубоко глубоко два три",
    ),
    ("if inside a text", ["Да{% if yes %}, конечно{% else %}, нет{% endif %}."], "Да, конечно."),
    ("elif", ["{% if no %}1{% elif number == 7 %}2{% else %}3{% endif %}"], "2"),
    ("a paragraph if", ["{%p if yes %}", "Есть", "{%p else %}", "Нет", "{%p endif %}"], "Есть"),
    ("a paragraph if that fails", ["До", "{%p if no %}", "Нет", "{%p endif %}", "После"], "До\nПосле"),
    ("a loop of paragraphs", ["{%p for x in people %}", "{{ x.name }}", "{%p endfor %}"], "Иванова\nПетров"),
    (
        "a loop inside a text",
        ["{% for w in words %}{{ w }}{% if not loop.last %}, {% endif %}{% endfor %}"],
        "раз, два, три",
    ),
    ("for else", ["{%p for x in empty %}", "{{ x }}", "{%p else %}", "Пусто", "{%p endfor %}"], "Пусто"),
    (
        "loop.*",
        ["{% for w in words %}{{ loop.index }}/{{ loop.length }}{{ loop.cycle('-','+') }}{% endfor %}"],
        "1/3-2/3+3/3-",
    ),
    ("a filtered loop", ["{% for w in words if w != 'два' %}{{ loop.index }}{{ w }} {% endfor %}."], "1раз 2три ."),
    ("a recursive loop", ["{% for x in tree recursive %}{{ x.name }}{{ loop(x.children) }}{% endfor %}"], "аб"),
    ("pairs", ["{% for k, v in deep.a.items() %}{{ k }}={{ v }}{% endfor %}"], "b=глубоко"),
    ("set", ["{% set x = number + 1 %}{{ x }}"], "8"),
    ("a set paragraph", ["{%p set x = 'а' ~ number %}", "{{ x }}"], "а7"),
    (
        "a set block",
        ["{% set x %}<{{ title }}>{% endset %}{{ x }}|{{ x | upper }}".replace("<", "(").replace(">", ")")],
        "(О внедрении)|(О ВНЕДРЕНИИ)",
    ),
    (
        "namespace",
        ["{% set n = namespace(i=0) %}{% for w in words %}{% set n.i = n.i + loop.index %}{% endfor %}{{ n.i }}"],
        "6",
    ),
    ("with", ["{% with a = 1 %}{{ a }}{% endwith %}"], "1"),
    ("a macro", ["{% macro f(a, b='!') %}[{{ a }}{{ b }}]{% endmacro %}{{ f(1) }}{{ f(2, b='?') }}"], "[1!][2?]"),
    (
        "a macro of paragraphs",
        ["{%p macro f(a) %}", "«{{ a }}»", "Конец", "{%p endmacro %}", "{{p f('х') }}"],
        "«х»\nКонец",
    ),
    ("call", ["{% macro f() %}({{ caller() }}){% endmacro %}{% call f() %}да{% endcall %}"], "(да)"),
    ("filter block", ["{% filter upper %}да{{ number }}{% endfilter %}"], "ДА7"),
    ("a comment", ["А{# тайна #}Б"], "АБ"),
    ("a comment paragraph", ["А", "{#p тайна #}", "Б"], "А\nБ"),
    ("escapes of braces", ["{_{ x }_} {_% y %_}"], "{{ x }} {% y %}"),
    ("raw", ["{% raw %}{{ x }}{% endraw %}"], "{{ x }}"),
    (
        "joined lines",
        ["Дом", "{%- if yes -%}", " в городе", "{%- else -%}", " в селе", "{%- endif -%}", " стоит"],
        "Дом в городе стоит",
    ),
    ("trimmed value", ["а {{- number -}} б"], "а7б"),
    ("runs of one tag", [p(r("{{ ti"), r("tl", "<w:b/>"), r("e }}"))], "О внедрении"),
    ("braces apart", [p(r("{"), r("{ title }"), r("}"))], "О внедрении"),
    ("r tags", [p(r("a{%r if yes %}b{%r endif %}c"))], "abc"),
    ("r value", [p(r("«{{r title }}»", "<w:b/>"))], "«О внедрении»"),
    (
        "filters",
        ["{{ words | join(', ') }} {{ people | map(attribute='name') | join('; ') }} {{ words | length }}"],
        "раз, два, три Иванова; Петров 3",
    ),
    (
        "selectattr",
        ["{{ people | selectattr('post', 'equalto', 'куратор') | map(attribute='name') | first }}"],
        "Петров",
    ),
    (
        "groupby",
        ["{% for post, found in people | groupby('post') %}{{ post }}:{{ found | length }} {% endfor %}"],
        "директор:1 куратор:1 ",
    ),
    ("default", ["{{ nothing | default('—') }}{{ deep.x.y | d('!') }}{% if nothing is defined %}1{% endif %}"], "—!"),
    ("a condition in a value", ["{{ 'да' if yes else 'нет' }}{{ 'х' if no }}"], "да"),
    ("arithmetic", ["{{ (number + 3) * 2 // 4 }} {{ 7 % 4 }} {{ 2 ** 3 }}"], "5 3 8"),
    ("a no-break space in a tag", ["{{\xa0title\xa0}}"], "О внедрении"),
    ("strings keep their braces", ["{{ '}}' }}"], "}}"),
    ("nothing prints as nothing", ["[{{ none }}]"], "[]"),
    ("yes and no in Russian", ["{{ yes }} {{ no }}"], "да нет"),
    ("a decimal comma", ["{{ 1.5 }}"], "1,5"),
]


@pytest.mark.parametrize(("blocks", "expected"), [case[1:] for case in SYNTAX], ids=[case[0] for case in SYNTAX])
def test_prints(blocks: list[str], expected: str) -> None:
    data = printed(docx(*blocks), {**CONTEXT, "none": None})
    assert text(data) == expected
    well_formed(data)


# the same text comes from docxtpl; left out is only what it prints differently on purpose
OWN = {"nothing prints as nothing", "yes and no in Russian", "a decimal comma", "a macro of paragraphs", "r value",
       "a condition in a value", "a set block", "default", "a no-break space in a tag", "strings keep their braces",
       "raw", "call", "r tags", "trimmed value"}  # fmt: skip


@pytest.mark.parametrize("name", [case[0] for case in SYNTAX if case[0] not in OWN])
def test_prints_what_docxtpl_prints(name: str) -> None:
    blocks = next(case[1] for case in SYNTAX if case[0] == name)
    data = docx(*blocks)
    theirs = DocxTemplate(io.BytesIO(data))
    theirs.render(dict(CONTEXT), autoescape=True)
    stream = io.BytesIO()
    theirs.save(stream)
    assert text(printed(data, CONTEXT)) == text(stream.getvalue())


# ----------------------------------------------------------------------------------------------------------- tables


def test_a_row_for_each() -> None:
    data = printed(
        docx(
            tbl(
                tr("Имя", "Роль"),
                tr("{%tr for x in people %}", ""),
                tr("{{ x.name }}", "{{ x.post }}"),
                tr("{%tr endfor %}", ""),
            ),
            "",
        ),
        CONTEXT,
    )
    assert cells(data) == [["Имя", "Роль"], ["Иванова", "директор"], ["Петров", "куратор"]]


def test_a_column_for_each_and_the_grid_agrees() -> None:
    row = tr("{%tc for w in words %}", "{% cellwidth loop.index * 1000 %}{{ w }}", "{%tc endfor %}")
    data = printed(docx(tbl(row, tr(tc("{% colspan words|length %}вся строка")), columns=3), ""), CONTEXT)
    assert cells(data) == [["раз", "два", "три"], ["вся строка"]]
    xml = part(data)
    assert '<w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="2000"/><w:gridCol w:w="3000"/></w:tblGrid>' in xml
    assert '<w:tcW w:w="2000" w:type="dxa"/>' in xml
    assert '<w:gridSpan w:val="3"/>' in xml


def test_a_grid_without_widths_is_made_to_fit_as_docxtpl_does() -> None:
    row = tr("{%tc for w in words %}", "{{ w }}", "{%tc endfor %}")
    data = printed(docx(tbl(row, columns=2, width=3000), ""), CONTEXT)
    assert part(data).count("<w:gridCol ") == 3


def test_the_grid_loses_the_columns_that_the_loop_did_not_make() -> None:
    row = tr("{%tc for w in words[:1] %}", "{{ w }}", "{%tc endfor %}")
    data = printed(docx(tbl(row, columns=3, width=3000), ""), CONTEXT)
    assert part(data).count("<w:gridCol ") == 1


def test_a_merged_column() -> None:
    rows = [tr("{%tr for x in people %}", ""), tr(tc("{% vm %}Раздел"), "{{ x.name }}"), tr("{%tr endfor %}", "")]
    data = printed(docx(tbl(*rows), ""), CONTEXT)
    assert cells(data) == [["Раздел", "Иванова"], ["", "Петров"]]
    assert [part(data).count(f'<w:vMerge w:val="{kind}"/>') for kind in ("restart", "continue")] == [1, 1]


def test_a_merged_row() -> None:
    row = tr("{%tc for x in people %}", "{% hm %}Заголовок", "{%tc endfor %}")
    data = printed(docx(tbl(row, tr("a", "b")), ""), CONTEXT)
    assert cells(data) == [["Заголовок"], ["a", "b"]]
    assert '<w:gridSpan w:val="2"/>' in part(data)


def test_a_coloured_cell() -> None:
    data = printed(docx(tbl(tr("{% cellbg colour %}а", "б")), ""), CONTEXT)
    assert '<w:shd w:val="clear" w:color="auto" w:fill="FF0000"/>' in part(data)


def test_cell_properties_stand_in_the_schemas_order() -> None:
    cell = tc("{% vm yes %}{% cellbg colour %}{% colspan 2 %}{% cellwidth 4000 %}а", more='<w:vAlign w:val="center"/>')
    xml = part(printed(docx(tbl(tr(cell), tr("б", "в")), ""), CONTEXT))
    found = xml[xml.index("<w:tcPr>") : xml.index("</w:tcPr>")]
    order = [found.index(f"<w:{name} ") for name in ("tcW", "gridSpan", "vMerge", "shd", "vAlign")]
    assert order == sorted(order)


@pytest.mark.parametrize(("condition", "expected"), [("yes", True), ("no", False)])
def test_keepnext_follows_a_condition(condition: str, *, expected: bool) -> None:
    xml = part(printed(docx(f"{{% keepnext {condition} %}}Текст"), CONTEXT))
    assert ("<w:pPr><w:keepNext/></w:pPr>" in xml) is expected


def test_a_cell_whose_paragraphs_vanish_keeps_an_empty_one() -> None:
    data = printed(docx(tbl(tr(tc(p("{%p if no %}"), p("нет"), p("{%p endif %}")), "б")), ""), CONTEXT)
    assert cells(data) == [["", "б"]]
    assert '<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr><w:p></w:p></w:tc>' in part(data)


def test_a_table_without_rows_vanishes() -> None:
    data = printed(
        docx("До", tbl(tr("{%tr for x in empty %}", ""), tr("{{ x }}", ""), tr("{%tr endfor %}", "")), "После"), CONTEXT
    )
    assert "<w:tbl>" not in part(data)
    assert lines(data) == ["До", "После"]


def test_a_row_without_cells_vanishes() -> None:
    data = printed(docx(tbl(tr("а", "б"), tr("{%tc for x in empty %}", "{{ x }}", "{%tc endfor %}")), ""), CONTEXT)
    assert cells(data) == [["а", "б"]]


def test_tables_of_a_loop_are_kept_apart() -> None:
    data = printed(docx("{%p for x in people %}", tbl(tr("{{ x.name }}", "")), "{%p endfor %}", "Конец"), CONTEXT)
    assert "</w:tbl><w:tbl>" not in part(data)
    assert part(data).count("<w:tbl>") == 2


def test_the_text_does_not_end_with_a_table() -> None:
    data = printed(docx("а", "{%p if yes %}", tbl(tr("а", "б")), "{%p endif %}"), CONTEXT)
    assert '</w:tbl><w:p><w:pPr><w:spacing w:before="0"' in part(data)


# ----------------------------------------------------------------------------------------------------------- values

VALUES = [
    ("markup", "<w:t>&amp; \"'", "<w:t>&amp; \"'"),
    ("a template as data", "{{ 7*7 }} {% if x %}", "{{ 7*7 }} {% if x %}"),
    ("escapes as data", "{_{ }_}", "{_{ }_}"),
    ("a line break", "а\nб\r\nв", "а\nб\nв"),
    ("a tab", "а\tб", "а\tб"),
    ("a new paragraph", "а\aб", "а\nб"),
    ("control characters", "".join(map(chr, range(7))) + "а\x0e\x1fб", "аб"),
    ("lone surrogates", "а\ud800б", "а\ufffdб"),
    ("non-characters", "а\ufffe\uffffб", "аб"),
    ("emoji and marks", "👩‍🏫 й е́", "👩‍🏫 й е́"),
    ("right to left", "שלום عربى", "שלום عربى"),
    ("edge spaces", "  а  ", "  а  "),
    ("very long", "я" * 100_000, "я" * 100_000),
    ("XML's end", "]]> --> <?x?>", "]]> --> <?x?>"),
]


@pytest.mark.parametrize(("value", "expected"), [v[1:] for v in VALUES], ids=[v[0] for v in VALUES])
def test_a_value_stays_text(value: str, expected: str) -> None:
    data = printed(docx("{{ x }}"), {"x": value})
    assert text(data) == expected
    well_formed(data)


def test_a_new_page_within_a_value() -> None:
    assert lines(printed(docx("{{ x }}"), {"x": "а\fб"})) == ["а", "\f", "б"]


def test_a_new_paragraph_keeps_the_format_of_its_own() -> None:
    data = printed(docx(p(r("до {{ x }} после", "<w:b/>"), style="Normal")), {"x": "а\aб"})
    assert lines(data) == ["до а", "б после"]
    assert part(data).count('<w:pStyle w:val="Normal"/>') == 2
    assert part(data).count("<w:b/>") == 2


def test_a_new_paragraph_inside_a_hyperlink_is_a_new_line() -> None:
    link = f'<w:p><w:hyperlink r:id="rId9">{r("{{ x }}")}</w:hyperlink></w:p>'
    data = printed(docx(link, links=[("rId9", "hyperlink", "https://example.org")]), {"x": "а\aб"})
    assert lines(data) == ["а\nб"]
    well_formed(data)


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(), max_size=40), st.text(max_size=40))
def test_any_text_prints_as_itself(one: str, two: str) -> None:
    data = printed(DOCUMENT_OF_TWO, {"one": one, "two": two})
    well_formed(data)
    kept = [clean(value) for value in (one, two)]
    assert text(data) == f"[{kept[0]}]\n({kept[1]}) {kept[0]}".replace("\a", "\n").replace("\f", "\n\f\n")


DOCUMENT_OF_TWO = docx("[{{ one }}]", "({{ two }}) {{ one }}")


def clean(value: str) -> str:
    r"""What XML allows of a text, line ends as \n."""
    value = value.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    value = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in value)
    return "".join(c for c in value if (c >= " " or c in "\n\t\a\f") and c not in "\ufffe\uffff")


def test_a_fragment_is_escaped_once() -> None:
    blocks = [
        "{% macro f(a) %}<{{ a }}>{% endmacro %}{{ f(x) }}{{ f(f(x)) | lower }}".replace("<", "(").replace(">", ")")
    ]
    assert text(printed(docx(*blocks), {"x": "A&B"})) == "(A&B)((a&b))"


def test_a_rich_value_brings_its_own_format() -> None:
    value = RichText("важно & ", bold=True)
    value.add("2", superscript=True, color="#FF0000", size=20, underline=True)
    data = printed(docx("{{r x }}!"), plain_data({"x": value})[0])
    assert text(data) == "важно & 2!"
    assert "<w:r><w:rPr><w:b/></w:rPr><w:t" in part(data)
    well_formed(data)


def test_a_mapping_with_a_text_of_its_own_prints_it() -> None:
    class Noun(dict[str, str]):
        def __str__(self) -> str:
            return "школа"

    assert text(printed(docx("{{ x }} {{ x.name }}"), {"x": Noun(name="№ 1")})) == "школа № 1"


# ----------------------------------------------------------------------------------------------------------- places


def test_headers_notes_boxes_and_properties_are_printed() -> None:
    box = (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:docPr id="5" name="a"/>'
        f"<w:txbxContent>{p('{{ title }} в рамке')}</w:txbxContent></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><w:txbxContent>{p('{{ title }} в рамке')}</w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    section = PORTRAIT.replace("<w:sectPr>", '<w:sectPr><w:headerReference w:type="default" r:id="rheader1"/>')
    parts = {
        "header1": story("hdr", "{{ title }} вверху"),
        "footnotes": story("footnotes", f'<w:footnote w:id="1">{p("{{ title }} внизу")}</w:footnote>'),
    }
    note = '<w:p><w:r><w:t>а</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    data = printed(docx(box, note, section=section, parts=parts, title="{{ title }} &amp; {{ number }}"), CONTEXT)
    assert part(data).count("О внедрении в рамке") == 2
    assert lines(data, "word/header1.xml") == ["О внедрении вверху"]
    assert "О внедрении внизу" in part(data, "word/footnotes.xml")
    assert "<dc:title>О внедрении &amp; 7</dc:title>" in part(data, "docProps/core.xml")


def test_the_moment_of_creation_is_the_documents_own() -> None:
    core = part(printed(docx("a"), {"document": {"created": "2020-11-02T09:00:00Z"}}), "docProps/core.xml")
    assert '<dcterms:created xsi:type="dcterms:W3CDTF">2020-11-02T09:00:00Z</dcterms:created>' in core
    assert "lastModifiedBy" not in core
    assert "created" not in part(printed(docx("a"), {}), "docProps/core.xml")


def test_drawings_in_a_loop_differ() -> None:
    drawing = '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="a"/></wp:inline></w:drawing></w:r></w:p>'
    xml = part(printed(docx(drawing, "{%p for x in words %}", drawing, "{%p endfor %}"), CONTEXT))
    found = [piece.split('"')[0] for piece in xml.split('<wp:docPr id="')[1:]]
    assert len(set(found)) == 4


def test_noise_of_word_is_cleared_away() -> None:
    noisy = (
        '<w:p w:rsidR="00A1" w14:paraId="12345678" w14:textId="77777777"><w:bookmarkStart w:id="0" w:name="_GoBack"/>'
        '<w:bookmarkEnd w:id="0"/><w:proofErr w:type="spellStart"/><w:r w:rsidRPr="00B2"><w:t>{{ </w:t></w:r>'
        '<w:proofErr w:type="spellEnd"/><w:smartTag><w:r><w:lastRenderedPageBreak/><w:t>title</w:t></w:r></w:smartTag>'
        '<w:r><w:t xml:space="preserve"> }}</w:t></w:r></w:p>'
    )
    xml = part(printed(docx(noisy), CONTEXT))
    assert "О внедрении" in xml
    assert not [word for word in ("rsid", "paraId", "GoBack", "proofErr", "smartTag", "lastRendered") if word in xml]


def test_the_tag_keeps_the_format_of_its_first_run() -> None:
    xml = part(printed(docx(p(r("{{ ti", "<w:b/>"), r("tle }}", "<w:i/>"))), CONTEXT))
    assert '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">О внедрении</w:t></w:r>' in xml
    assert "<w:i/>" not in xml


# ----------------------------------------------------------------------------------------------------------- output


def test_the_same_data_give_the_same_bytes_in_a_fixed_order() -> None:
    data = docx("{{ title }}")
    assert printed(data, CONTEXT) == printed(data, CONTEXT)
    with zipfile.ZipFile(io.BytesIO(printed(data, CONTEXT))) as archive:
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_threads_that_share_a_template_do_not_mix() -> None:
    template, _ = compiled(docx("{%p for x in xs %}", "{{ x }}", "{%p endfor %}", "{{ name }}"))
    assert template is not None
    wrong: list[str] = []

    def work(name: str) -> None:
        for number in range(50):
            result = render(template, {"xs": [name] * number, "name": f"{name}{number}"})
            if result.data is None or lines(result.data) != [*[name] * number, f"{name}{number}"]:
                wrong.append(name)

    threads = [threading.Thread(target=work, args=(f"поток{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_lost_value_is_an_error() -> None:
    template, _ = compiled(docx("{{ x }}"))
    assert template is not None
    piece = encode("пропажа")
    data, problems = assemble(template.parts[0], [b"<a>", piece, b"</a>"], runtime.Budget())
    assert (data.decode(), problems) == ("<a>пропажа</a>", [])
    missed = lost(template.parts[0], piece)
    assert missed.code == "ND423"
    assert "пропажа" in missed.message


@pytest.mark.parametrize("close", [layout_repairs.close_row, layout_repairs.close_table])
def test_a_row_or_table_that_is_left_out_takes_no_value_with_it(close: Callable[[list[bytes], int], None]) -> None:
    pieces = [b"<w:body>", b"<w:x>", b"</w:x>"]
    close(pieces, 1)
    assert pieces == [b"<w:body>"]
    with pytest.raises(runtime.ValueLostError):
        close([b"<w:x>", encode("пропажа"), b"</w:x>"], 0)


# ----------------------------------------------------------------------------------------------------------- errors

WRONG_DATA: list[tuple[str, list[str], str, str, str]] = [
    ("an unknown name", ["{{ titel }}"], "ND421", "абзац 1", "title"),
    ("an unknown field", ["", "{{ deep.a.c }}"], "ND421", "абзац 2", "здесь есть: b"),
    ("a field of a text", ["{{ title.x }}"], "ND421", "абзац 1", "абзац"),
    ("a list too short", ["{{ words[9] }}"], "ND421", "короче", "пуст"),
    ("Cyrillic letters in a name", ["{{ numbеr }}"], "ND421", "абзац 1", "латиницей"),
    ("a list", ["{{ words }}"], "ND422", "список", "join"),
    ("a mapping", ["{{ deep }}"], "ND422", "набор полей", "a"),
    ("a macro without brackets", ["{% macro f() %}x{% endmacro %}{{ f }}"], "ND422", "действие", "скобки"),
    ("a loop over a text", ["{% for x in title %}{{ x }}{% endfor %}"], "ND422", "не список", "абзац"),
    ("paragraphs in a text", ["{%p macro f() %}", "a", "{%p endmacro %}", "а {{ f() }}"], "ND422", "абзацы", "{{p"),
    ("a bad width", [tbl(tr("{% cellwidth title %}а", "б")), ""], "ND434", "таблица 1, строка 1, столбец 1", "целое"),
    ("a bad span", [tbl(tr("{% colspan 0 %}а", "б")), ""], "ND434", "от 1 до 63", "таблица 1"),
    ("a bad colour", [tbl(tr("{% cellbg title %}а", "б")), ""], "ND434", "D9D9D9", "таблица 1"),
    ("a sum of unlike things", ["{{ title + 1 }}"], "ND425", "абзац 1", "фильтр"),
    ("a division by nothing", ["{{ 1 / 0 }}"], "ND425", "абзац 1", "фильтр"),
    ("an endless range", ["{% for x in range(10000000) %}{% endfor %}"], "ND424", "слишком долго", "циклы"),
    (
        "loops in loops",
        ["{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}"],
        "ND424",
        "долго",
        "цикл",
    ),
    (
        "a doubled text",
        ["{% set n = namespace(s='я' * 1000) %}{% for i in range(40) %}{% set n.s = n.s ~ n.s %}{% endfor %}"],
        "ND424",
        "долго",
        "цикл",
    ),
    ("a huge number", ["{{ 10 ** 100000 }}"], "ND424", "долго", "цикл"),
    ("a text times a million", ["{{ 'а' * 100000000 }}"], "ND424", "долго", "цикл"),
    (
        "twenty short loops in one another",
        ["{% for a in [1,2,3,4,5,6,7] %}" * 16 + "{{ a }}" + "{% endfor %}" * 16],
        "ND424",
        "долго",
        "цикл",
    ),
    ("a macro of itself", ["{% macro f() %}{{ f() }}{{ f() }}{% endmacro %}{{ f() }}"], "ND424", "абзац 1", "цикл"),
    ("a bad moment", ["а"], "ND422", "2020-11-02", ""),
]


@pytest.mark.parametrize(
    ("blocks", "code", "words", "hint"), [w[1:] for w in WRONG_DATA], ids=[w[0] for w in WRONG_DATA]
)
def test_what_cannot_be_printed_is_told_with_its_place(blocks: list[str], code: str, words: str, hint: str) -> None:
    template, problems = compiled(docx(*blocks))
    assert template is not None, problems
    context = {**CONTEXT, "document": {"created": "завтра"}} if blocks == ["а"] else CONTEXT
    result = render(template, context)
    assert result.data is None
    found = result.diagnostics[0]
    assert found.code.startswith(code)
    told = f"{counted(found.place)} {found.message} {found.hint}"
    assert words in told
    assert hint in told


def test_one_long_loop_of_heavy_work_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    body = "{% set x = ('я' * 100000) | upper %}"
    template, _ = compiled(docx("{% for a in range(100000) %}" + body + "{{ loop.index }}{% endfor %}"))
    assert template is not None
    monkeypatch.setattr(runtime, "MAX_SECONDS", 0.2)
    started = time.monotonic()
    result = render(template, {})
    assert time.monotonic() - started < 5
    assert [problem.code for problem in result.diagnostics] == ["ND424"]


def test_all_unknown_names_are_told_at_once() -> None:
    template, _ = compiled(
        docx(
            "{{ a }}",
            "{%p if b %}",
            "{{ c.d }}",
            "{%p endif %}",
            "{% for x in e %}{{ x }}{% endfor %}",
            "{{ f | upper }}",
        )
    )
    assert template is not None
    result = render(template, CONTEXT)
    assert [d.text for d in result.diagnostics] == ["{{ a }}", "{%p if b %}", "{% for x in e %}", "{{ f | upper }}"]
    assert {d.code for d in result.diagnostics} == {"ND421"}


def test_a_filter_of_ours_is_asked_with_the_value_and_may_fail() -> None:
    def gen(value: object) -> str:
        if value == "плохо":
            raise ValueError("не склоняется")
        return f"{value}а"

    data = docx("{{ x | gen }}{% set y %}{{ x }}{% endset %}{{ y | gen }}")
    assert text(printed(data, {"x": "директор"}, filters={"gen": gen})) == "директорадиректора"
    template, _ = compiled(data, filters={"gen": gen})
    assert template is not None
    result = render(template, {"x": "плохо"})
    assert "не склоняется" in result.diagnostics[0].message


WIDE = tbl(
    tr("{%tc for c in columns %}", "{% cellwidth c %}Графа", "{%tc endfor %}"),
    tr("{%tc for c in columns %}", "{% cellwidth c %}{{ title }}", "{%tc endfor %}"),
    columns=3,
)


def widths(data: bytes) -> tuple[list[int], list[int]]:
    """The widths of the columns of a document's only table, and of its cells."""
    columns, own = (re.findall(rf'<w:{tag} w:w="(\d+)"', part(data)) for tag in ("gridCol", "tcW"))
    return [int(width) for width in columns], [int(width) for width in own]


def test_a_table_made_for_a_turned_page_is_as_wide_as_the_upright_page_it_is_put_on() -> None:
    data = {"columns": [3000, 9000, 3137], "title": "О плане"}
    landscape, upright = (printed(docx(WIDE, "", section=page), data) for page in (LANDSCAPE, PORTRAIT))
    assert widths(landscape) == ([3000, 9000, 3137], [3000, 9000, 3137] * 2)
    assert widths(upright) == ([1910, 5730, 1997], [1910, 5730, 1997] * 2)  # 9637 of 9638 twips


def test_an_included_table_takes_the_width_of_the_page_that_it_comes_to() -> None:
    data = {"columns": [3000, 9000, 3137], "title": "О плане"}
    annex = docx(WIDE, "", section=LANDSCAPE)
    whole = docx('{%p include "annex.docx" with section %}', "Текст", section=PORTRAIT)
    bare = docx('{%p include "annex.docx" without section %}', "Текст", section=PORTRAIT)
    assert sum(widths(printed(whole, data, files={"annex.docx": annex}))[0]) == 15137
    assert sum(widths(printed(bare, data, files={"annex.docx": annex}))[0]) == 9637


def merged(text: str, kind: str, *more: str) -> str:
    """A row whose first cell begins a merge downwards or goes on with one."""
    return tr(tc(text, more=f'<w:tcW w:w="2000" w:type="dxa"/><w:vMerge w:val="{kind}"/>'), *more)


FIRST, NEXT = merged("Раздел", "restart", "первая"), merged("", "continue", "вторая")


@pytest.mark.parametrize(
    "rows",
    [
        (tr("{%tr if yes %}", ""), FIRST, tr("{%tr endif %}", ""), NEXT, NEXT),
        (tr("{%tr for x in items %}", ""), FIRST, NEXT, tr("{%tr endfor %}", ""), NEXT),
    ],
)
def test_a_merge_whose_first_row_may_be_left_out_is_refused(rows: tuple[str, ...]) -> None:
    template, problems = compiled(docx(tbl(*rows), ""))
    assert template is None
    assert [(d.code, counted(d.place), d.message.partition(" (")[0]) for d in problems] == [
        ("ND432", "order.docx, таблица 1, строка 1, столбец 1", "объединение ячеек начинается в строке, которая печатается не всегда")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        (FIRST, tr("{%tr if yes %}", ""), NEXT, tr("{%tr endif %}", ""), NEXT),
        (tr("{%tr for x in items %}", ""), FIRST, NEXT, tr("{%tr endfor %}", "")),
        (tr("{%tr if yes %}", ""), FIRST, tr("{%tr else %}", ""), FIRST, tr("{%tr endif %}", ""), NEXT),
    ],
)
def test_a_merge_whose_first_row_is_always_there_prints(rows: tuple[str, ...]) -> None:
    assert "Раздел" in text(printed(docx(tbl(*rows), ""), CONTEXT | {"items": [1, 2]}))
