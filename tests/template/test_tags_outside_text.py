"""Tags where nothing can be printed, and what only looks like a tag: never left in a document, told at the place."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.docx_builder import compiled, docx, lines, names, p, packed, part, printed, r, story, tbl, tr

MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
DIAGRAM = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Схема"/><a:graphic><a:graphicData>'
    '<dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="rX"/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
ALT = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Рисунок 1" {}="{{{{ order.number }}}}"/></wp:inline></w:drawing></w:r>'
CONTROL = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"


def field(*code: str, shows: str = "") -> str:
    """A field of Word, its code cut into runs as given."""
    begin, between, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    codes = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in code)
    return begin + codes + (between + r(shows) if shows else "") + end


def formula(*pieces: str) -> str:
    return f"<m:oMath {MATH}>" + "".join(f"<m:r><m:t>{piece}</m:t></m:r>" for piece in pieces) + "</m:oMath>"


def drawn(*pieces: str) -> bytes:
    """A part of a diagram or chart, one paragraph of its text cut into runs."""
    return f"<x {A}><a:p>{''.join(f'<a:r><a:t>{piece}</a:t></a:r>' for piece in pieces)}</a:p></x>".encode()


def properties(kind: str, content: str) -> bytes:
    return f'<Properties xmlns="{OFFICE}/{kind}" xmlns:vt="{OFFICE}/docPropsVTypes">{content}</Properties>'.encode()


def own_property(name: str, value: str) -> bytes:
    return properties("custom-properties", f'<property pid="2" name="{name}"><vt:lpwstr>{value}</vt:lpwstr></property>')


def paragraph_of(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


REFUSED = {
    "схема SmartArt": (
        docx(paragraph_of(r("Схема"), DIAGRAM), links=[("rX", "diagramData", "diagrams/data1.xml")], extra={"word/diagrams/data1.xml": drawn("{{ people", ".head }}")}),
        "абзац «Схема» (1-й)", "ND418", "в схеме SmartArt",
    ),
    "диаграмма": (
        docx(paragraph_of(r("Рост"), DIAGRAM), links=[("rX", "chart", "charts/chart1.xml")], extra={"word/charts/chart1.xml": drawn("{{ order.title }}")}),
        "абзац «Рост» (1-й)", "ND418", "в диаграмме",
    ),
    "формула": (docx(paragraph_of(r("Доля"), formula("x={", "{order.number", "}}"))), "абзац «Доля» (1-й)", "ND418", "в формуле"),
    "замещающий текст": (docx(paragraph_of(r("Герб"), ALT.format("descr"))), "абзац «Герб» (1-й)", "ND418", "в замещающем тексте рисунка"),
    "название рисунка": (docx(tbl(tr("Герб", paragraph_of(ALT.format("title"))))), "таблица 1, строка 1, столбец 2", "ND418", "в замещающем тексте рисунка"),
    "имя закладки": (docx(p('<w:bookmarkStart w:id="1" w:name="{{x}}"/>', r("Пункт"), '<w:bookmarkEnd w:id="1"/>')), "абзац «Пункт» (1-й)", "ND418", "в имени закладки"),
    "код поля, разрезанный Word": (docx(paragraph_of(r("Да"), field("QUOTE {", "{ order.number }}"))), "абзац «Да» (1-й)", "ND418", "в поле"),
    "руководитель в свойствах": (
        docx("Текст", extra={"docProps/app.xml": properties("extended-properties", "<Manager>{{ people.head }}</Manager>")}),
        "свойства документа", "ND418", "в свойствах файла",
    ),
    "свойство, которого никто не показывает": (docx("Текст", extra={"docProps/custom.xml": own_property("Номер", "{{ order.number }}")}), "свойства документа", "ND418", "ни одно поле DOCPROPERTY"),
    "переменная документа": (docx("Текст", parts={"settings": story("settings", '<w:docVars><w:docVar w:name="a" w:val="{{ x }}"/></w:docVars>')}), "", "ND418", "в переменной или настройке"),
    "слияние писем": (docx(paragraph_of(r("Уважаемый"), field("MERGEFIELD  Имя \\* MERGEFORMAT", shows="«Имя»"))), "абзац «Уважаемый«Имя»» (1-й)", "ND437", "поле MERGEFIELD заполняет слияние"),
    "вопрос при открытии": (docx(paragraph_of(r("Дата"), field("FILLIN ", '"Какая дата?"'))), "абзац «Дата» (1-й)", "ND437", "поле FILLIN"),
    "слияние простым полем": (docx(paragraph_of(f'<w:fldSimple w:instr=" MERGEFIELD Школа ">{r("«Школа»")}</w:fldSimple>')), "абзац ««Школа»» (1-й)", "ND437", "поле MERGEFIELD"),
    # ------------------------------------------------------------------ almost a tag
    "пробелы между скобками": (docx("№ { { order.number } }"), "абзац «№ { { order.number } }» (1-й)", "ND438", "между скобками пробел"),
    "пробел в начале": (docx("№ { { order.number }}"), "абзац «№ { { order.number }}» (1-й)", "ND438", "между скобками пробел"),
    "пробел в конце": (docx("№ {{ order.number } }"), "абзац «№ {{ order.number } }» (1-й)", "ND438", "между скобками пробел"),
    "невидимый знак между скобками": (docx("№ {\u200b{ order.number }}"), "абзац «№ {\u200b{ order.number }}» (1-й)", "ND438", "невидимый знак"),
    "пробел перед процентом": (docx("{ %p if order.place % }"), "абзац «{ %p if order.place % }» (1-й)", "ND438", "между скобками пробел"),
    "одна скобка": (docx("№ {order.number}"), "абзац «№ {order.number}» (1-й)", "ND438", "одна скобка вместо двух"),
    "одна скобка и фильтр": (docx("для {district | gen} и"), "абзац «для {district | gen} и» (1-й)", "ND438", "одна скобка вместо двух"),
    "заготовка другой программы": (docx(p(r("Я, {Ф"), r("ИО}"))), "абзац «Я, {ФИО}» (1-й)", "ND438", "одна скобка вместо двух"),
    "уголки слияния": (docx("Я, &lt;&lt;Фамилия&gt;&gt;,"), "абзац «Я, <<Фамилия>>,» (1-й)", "ND438", "так пишут другие программы"),
    "решётки": (docx("Я, #ФИО#"), "абзац «Я, #ФИО#» (1-й)", "ND438", "так пишут другие программы"),
    "квадратные скобки": (docx("Я, [[ФИО]]"), "абзац «Я, [[ФИО]]» (1-й)", "ND438", "так пишут другие программы"),
    "скобки во всю ширину": (docx("№ ｛｛ order.number ｝｝"), "абзац «№ ｛｛ order.number ｝｝» (1-й)", "ND438", "скобки не те"),
    "конец скобками во всю ширину": (docx("№ {{ order.number ｝｝"), "абзац «№ {{ order.number ｝｝» (1-й)", "ND438", "скобки не те"),
    # ------------------------------------------------------------------ a tag of swapped characters
    "русская р": (docx("{%р if order.place %}", "да", "{%p endif %}"), "абзац «{%р if order.place %}» (1-й)", "ND410", "русские буквы в «р»"),
    "лишняя скобка": (docx("№ {{ order.number }}}"), "абзац «№ {{ order.number }}}» (1-й)", "ND438", "лишняя скобка"),
    "точка во всю ширину": (docx("№ {{ order．number }}"), "абзац «№ {{ order．number }}» (1-й)", "ND410", "знаки во всю ширину"),
    "endraw без raw": (docx("{%p endraw %}"), "абзац «{%p endraw %}» (1-й)", "ND416", "«endraw» без своего начала"),
    "русская т в tr": (docx(tbl(tr("{%тr for a in order.annexes %}"), tr("да"), tr("{%tr endfor %}"), columns=1)), "таблица 1, строка 1, столбец 1", "ND410", "русские буквы в «тr»"),
    "русская е в endif": (docx("{% if order.place %}да{% еndif %}"), "абзац «{% if order.place %}да{% еndif %}» (1-й)", "ND410", "русские буквы в «еndif»"),
    "тире вместо минуса": (docx("{{ 10 – 1 }}"), "абзац «{{ 10 – 1 }}» (1-й)", "ND410", "тире вместо минуса"),
    "тире у края метки": (docx("№ {{– order.number –}}"), "абзац «№ {{– order.number –}}» (1-й)", "ND410", "тире вместо минуса"),
    "невидимый знак в имени": (docx("{{ order.\ufeffnumber }}"), "абзац «{{ order.\ufeffnumber }}» (1-й)", "ND410", "невидимый знак"),
    "мягкий перенос в имени": (docx("{{ order.num\u00adber }}"), "абзац «{{ order.num\u00adber }}» (1-й)", "ND410", "невидимый знак"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_is_refused_at_its_place(name: str) -> None:
    data, place, code, words = REFUSED[name]
    template, problems = compiled(data)
    told = [(d.place.words if d.place else "", d.code, d.message) for d in problems]
    assert template is None
    assert len(told) == 1, told
    assert told[0][:2] == (place, code), told
    assert words in told[0][2]
    assert problems[0].hint


@pytest.mark.parametrize(
    "text",
    [
        "множество {1, 2, 3} и {а, б}",
        "{_{ order.number }_}",
        "{% raw %}{ { x } } и {x}{% endraw %}",
        "фигурные скобки { и } отдельно",
        "{{ acts['–'] | default('–') }} {{ x | default(“–”) }}",
    ],
)
def test_what_only_has_braces_or_dashes_is_no_fault(text: str) -> None:
    _, problems = compiled(docx(text))
    assert [d.message for d in problems if d.code != "ND435"] == []


def test_paragraphs_between_raw_and_endraw_are_printed_as_they_stand() -> None:
    data = docx(
        "{%p raw %}", "Напишите {{ order.number }}", tbl(tr("{% if x %}", "{x}")), "{%p endraw %}", "№ {{ number }}"
    )
    assert lines(printed(data, {"number": "14"})) == ["Напишите {{ order.number }}", "{% if x %}", "{x}", "№ 14"]


def test_raw_without_endraw_is_told_at_its_paragraph() -> None:
    _, problems = compiled(docx("Текст", "{%p raw %}", "{{ order.number }}"))
    assert [(d.place.words if d.place else "", d.code, d.message) for d in problems] == [
        ("абзац «{%p raw %}» (2-й)", "ND416", "нет абзаца {%p endraw %} после этого")
    ]


# --------------------------------------------------------------------------------------- properties shown by fields


def with_own(data: bytes, name: str, value: str) -> bytes:
    """The file with a property that its user has added."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files: dict[str, str | bytes] = {key: archive.read(key) for key in archive.namelist()}
    files["docProps/custom.xml"] = own_property(name, value)
    link = f'<Relationship Id="rOwn" Type="{OFFICE}/relationships/custom-properties" Target="docProps/custom.xml"/>'
    root = files["_rels/.rels"]
    assert isinstance(root, bytes)
    files["_rels/.rels"] = root.replace(b"</Relationships>", f"{link}</Relationships>".encode())
    return packed(files)


@pytest.mark.parametrize(
    ("shown", "value", "expected"),
    [
        (field(' DOCPROPERTY "Отдел" \\* MERGEFORMAT ', shows="Старый отдел"), "Отдел воспитания", "Отдел воспитания"),
        (field(" DOCPROPERTY Отдел "), "Отдел № {{ number }}", "Отдел № 14"),
        (f'<w:fldSimple w:instr=" DOCPROPERTY Отдел ">{r("было")}</w:fldSimple>', "для {{ number }}", "для 14"),
        (field(" TITLE ", shows="было"), "", "Приказ № 14"),
        (field(" DOCPROPERTY  Title ", shows="было"), "", "Приказ № 14"),
    ],
)
def test_a_field_of_a_property_is_the_text_that_the_property_has(shown: str, value: str, expected: str) -> None:
    data = with_own(docx(paragraph_of(shown), title="Приказ № {{ number }}"), "Отдел", value)
    made = printed(data, {"number": "14"})
    assert lines(made) == [expected]
    assert "instrText" not in part(made)
    assert "fldSimple" not in part(made)


def test_a_field_of_a_property_that_is_not_there_is_refused_word_would_print_an_error() -> None:
    _, problems = compiled(docx(paragraph_of(r("Отдел: "), field("DOCPROPERTY Отдел", shows="воспитания"))))
    assert [(d.place.words if d.place else "", d.code, d.message) for d in problems] == [
        ("абзац «Отдел: воспитания» (1-й)", "ND436", "поле DOCPROPERTY показывает свойство «Отдел», а в файле его нет")
    ]


def test_what_word_counts_stays_a_field() -> None:
    data = docx(paragraph_of(field("DOCPROPERTY Pages", shows="3")), "{{ number }}")
    assert "DOCPROPERTY Pages" in part(printed(data, {"number": "14"}))


# ------------------------------------------------------------------------------------------- forms to be filled in


def test_the_hint_of_a_content_control_and_a_field_of_a_form_are_told_but_a_tag_in_them_prints() -> None:
    empty = CONTROL.format("<w:showingPlcHdr/>", paragraph_of(r("Место для ввода текста")))
    tagged = CONTROL.format("<w:showingPlcHdr/>", paragraph_of(r("№ {{ number }}")))
    template, problems = compiled(docx(empty, tagged, paragraph_of(field("FORMTEXT", shows="     "))))
    assert template is not None
    assert [(d.severity.value, d.code, d.message) for d in problems] == [
        ("warning", "ND439", "поле формы FORMTEXT останется в документе незаполненным"),
        ("warning", "ND439", "подсказка элемента управления «Место для ввода текста» напечатается как есть"),
    ]
    assert "№ 14" in lines(printed(docx(tagged), {"number": "14"}))


def test_the_store_of_hints_of_content_controls_is_left_out() -> None:
    hints = docx(
        "{{ number }}",
        links=[("rG", "glossaryDocument", "glossary/document.xml")],
        extra={"word/glossary/document.xml": story("glossaryDocument", "{{ order.number }}").encode()},
    )
    assert [name for name in names(printed(hints, {"number": "1"})) if "glossary" in name] == []
