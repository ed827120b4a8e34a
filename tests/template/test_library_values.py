"""Values made with docxtpl and python-docx: they print as with docxtpl, or better, and bring what they need."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, Listing, RichText, RichTextParagraph

from nastav_docs import TemplateError, WordTemplate
from tests.docx_builder import PORTRAIT, docx, lines, names, p, part, r, story, tbl, tr
from tests.template.test_image_tags import png

if TYPE_CHECKING:
    from collections.abc import Callable

STYLES = (
    '<w:style w:type="character" w:styleId="Mark"><w:name w:val="Mark"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading"><w:name w:val="Heading"/></w:style>'
)
LINKS = "word/_rels/document.xml.rels"


def ours(data: bytes, **given: Any) -> bytes:  # noqa: ANN401 - values of libraries
    """The template printed by the engine, and opened by python-docx, which reads every part of it."""
    template = WordTemplate.open(data)
    assert template.problems == ()
    made = template.render(given)
    Document(io.BytesIO(made))
    return made


def theirs(data: bytes, make: Callable[[DocxTemplate], dict[str, Any]]) -> bytes:
    """The template printed by docxtpl with what `make` makes of it."""
    template = DocxTemplate(io.BytesIO(data))
    template.render(make(template), autoescape=True)
    stream = io.BytesIO()
    template.save(stream)
    return stream.getvalue()


# --------------------------------------------------------------------------------------------------------------- texts


def rich(_: DocxTemplate) -> dict[str, Any]:
    """A text with every property that RichText has."""
    value = RichText("обычный, ")
    value.add("жирный ", bold=True)
    value.add("курсив ", italic=True, underline="double")
    value.add("красный ", color="#ff0000", size=28)
    value.add("на жёлтом ", highlight="ffff00", font="PT Astra Serif")
    value.add("зачёркнутый ", strike=True, style="Mark")
    value.add("2", superscript=True)
    value.add("0", subscript=True)
    value.add(" & <b> ", lang="ru-RU")
    value.add(RichText("вложенный\nс новой строки\tи табуляцией"))
    value.add("\aс нового абзаца", rtl=True)
    return {"x": value}


def test_a_rich_text_prints_what_docxtpl_prints() -> None:
    data = docx("до {{r x }} после", "{% if x %}{{r x }}{% endif %}", styles=STYLES)
    made = ours(data, **rich(DocxTemplate("")))
    assert lines(made) == lines(theirs(data, rich))
    found = part(made)
    assert '<w:rPr><w:rStyle w:val="Mark"/><w:strike/></w:rPr>' in found
    assert '<w:color w:val="ff0000"/><w:sz w:val="28"/><w:szCs w:val="28"/>' in found
    # docxtpl writes properties in an order of its own and a shading without its kind: Word mends it, a validator does not
    assert re.search(r'<w:shd w:fill="ffff00" w:val="clear" w:color="auto"/>', found)
    assert found.index("<w:rFonts") < found.index("<w:shd")


def test_an_address_in_a_rich_text_becomes_a_link_once() -> None:
    value = RichText("сайт", url_id="https://школа.example/?a=1&b=2", underline=True)
    made = ours(docx("{{r x }} и {{r x }}"), x=value)
    assert lines(made) == ["сайт и сайт"]
    assert part(made, LINKS).count('Target="https://школа.example/?a=1&amp;b=2" TargetMode="External"') == 1
    key = re.findall(r'Id="(\w+)" Type="[^"]*hyperlink"', part(made, LINKS))
    assert re.findall(r'<w:hyperlink r:id="(\w+)"', part(made)) == key * 2


def test_a_link_of_another_file_keeps_its_words_and_says_what_to_write() -> None:
    """`tpl.build_url_id(…)` gives the id of a relationship in docxtpl's own copy of the template."""
    data = docx("{{r x }}")
    value = RichText("сайт", url_id=DocxTemplate(io.BytesIO(data)).build_url_id("https://школа.example"))
    with pytest.warns(UserWarning, match=r"дайте адрес: add\(…, url_id='https://…'\)"):
        assert lines(ours(data, x=value)) == ["сайт"]
    linked = docx(
        f'<w:p><w:hyperlink r:id="rAddress">{r("сайт")}</w:hyperlink></w:p>',
        "{{r x }}",
        links=[("rAddress", "hyperlink", "https://школа.example")],
    )
    known = RichText("он же", url_id=DocxTemplate(io.BytesIO(linked)).build_url_id("https://школа.example"))
    assert part(ours(linked, x=known)).count('<w:hyperlink r:id="rAddress"') == 2


def test_a_rich_paragraph_stands_between_paragraphs() -> None:
    def make(_: DocxTemplate) -> dict[str, Any]:
        value = RichTextParagraph("заголовок", parastyle="Heading")
        value.add(rich(DocxTemplate(""))["x"])
        value.add("третий")
        return {"x": value}

    data = docx("до", "{{p x }}", "после", styles=STYLES)
    made = ours(data, **make(DocxTemplate("")))
    assert lines(made) == lines(theirs(data, make))
    assert '<w:pStyle w:val="Heading"/>' in part(made)


def test_a_listing_keeps_its_lines_and_its_signs() -> None:
    data = docx("{{ x }}")
    made = ours(data, x=Listing("первая\nвторая <&>\aабзац\tс табуляцией"))
    assert lines(made) == lines(theirs(data, lambda _: {"x": Listing("первая\nвторая <&>\aабзац\tс табуляцией")}))


def test_filters_and_conditions_see_the_text_of_a_formatted_value() -> None:
    value = RichText("важно", bold=True)
    made = ours(docx("{{ x | upper }} {{ x ~ '!' }} {% if x %}да{% endif %}{{ x | length }}"), x=value)
    assert lines(made) == ["ВАЖНО важно! да5"]


# ------------------------------------------------------------------------------------------------------------ pictures


def test_a_picture_stands_in_the_text_in_a_loop_and_in_a_header() -> None:
    section = PORTRAIT.replace("<w:sectPr>", '<w:sectPr><w:headerReference w:type="default" r:id="rheader1"/>')
    data = docx(
        "Герб: {{ x }} района", tbl(tr("{%tr for i in range(3) %}", ""), tr("{{ i }}", "{{ x }}"), tr("{%tr endfor %}", "")), "",
        section=section, parts={"header1": story("hdr", "{{ x }}")},
    )  # fmt: skip
    made = ours(data, x=InlineImage(DocxTemplate(""), io.BytesIO(png(40, 50)), width=Mm(20)))
    assert lines(made)[0] == "Герб:  района"
    assert (part(made).count("<w:drawing"), part(made, "word/header1.xml").count("<w:drawing")) == (4, 1)
    assert 'cx="720000" cy="900000"' in part(made)
    numbers = re.findall(r'<wp:docPr id="(\d+)"', part(made) + part(made, "word/header1.xml"))
    assert len(set(numbers)) == 5
    assert len([name for name in names(made) if name.startswith("word/media/")]) == 1
    assert 'Extension="png"' in part(made, "[Content_Types].xml")


def test_a_picture_keeps_the_format_of_the_text_around_it_and_leads_to_an_address() -> None:
    image = InlineImage(DocxTemplate(""), io.BytesIO(png()), height=Mm(5), anchor="https://школа.example")
    made = part(ours(docx(p("<w:r><w:rPr><w:b/></w:rPr><w:t>до {{ x }} после</w:t></w:r>")), x=image))
    run = re.findall(r"<w:r>.*?</w:r>", made)
    assert len(run) == 1  # docxtpl ends the run, and what follows the picture loses its format
    assert made.count("hlinkClick") == 2


REFUSED: dict[str, tuple[Any, str, str]] = {
    "GIF": (InlineImage(None, io.BytesIO(b"GIF89a")), "«рисунок» не годится: GIF – не для печати", "сохраните рисунок как PNG"),
    "no file": (InlineImage(None, "нет.png"), "рисунок «нет.png» не читается", "проверьте путь"),
    "a file for an address": (InlineImage(None, io.BytesIO(png()), anchor="file:///etc/passwd"), "адрес «file:///etc/passwd» не годится", "https://"),
    "a script for an address": (RichText("а", url_id="javascript:alert(1)"), "адрес «javascript:alert(1)» не годится", "url_id='https://…'"),
    "a colour that is none": (RichText("а", color="red"), "цвета «red» нет", "color='C00000'"),
    "half of a half point": (RichText("а", size=10.5), "размер «10.5» не прочитан", "size=28"),
    "a template not filled in": (DocxTemplate(io.BytesIO(docx("а"))), "шаблон docxtpl ещё не заполнен", "tpl.render(…)"),
}  # fmt: skip


@pytest.mark.parametrize(("value", "message", "hint"), REFUSED.values(), ids=REFUSED)
def test_what_a_document_may_not_hold_is_refused(value: object, message: str, hint: str) -> None:
    with pytest.raises(TemplateError) as raised:
        WordTemplate.open(docx("{{ x }}")).render(x=value)
    (problem,) = raised.value.problems
    assert (problem.message, hint in problem.hint) == (message, True), problem.hint


def test_markup_in_the_name_of_a_style_starts_no_program() -> None:
    value = RichText("а", style='x"/><w:fldSimple w:instr="DDE')
    assert "fldSimple" not in part(ours(docx("{{r x }}"), x=value))


WRONG_PLACE: dict[str, tuple[str, Callable[[], Any], str]] = {
    "a rich text without r": ("а {{ x }}", lambda: RichText("б"), "напишите {{r … }}"),
    "paragraphs within a text": ("а {{ x }}", lambda: RichTextParagraph("б"), "напишите {{p … }} в отдельном абзаце"),
    "a document within a text": ("а {{ x }}", Document, "напишите {{p … }} в отдельном абзаце"),
    "a picture in a filter": ("{{ x | upper }}", lambda: InlineImage(None, io.BytesIO(png())), "рисунок печатают отдельной меткой"),
}  # fmt: skip


@pytest.mark.parametrize(("written", "make", "hint"), WRONG_PLACE.values(), ids=WRONG_PLACE)
def test_a_value_in_a_wrong_place_is_told_what_to_write(written: str, make: Callable[[], Any], hint: str) -> None:
    with pytest.raises(TemplateError) as raised:
        WordTemplate.open(docx(written)).render(x=make())
    assert hint in raised.value.problems[0].hint


# ----------------------------------------------------------------------------------------------------------- documents


def annex(heading: str) -> Any:  # noqa: ANN401 - python-docx has no types
    """A document of python-docx with a heading, two lists, a table, a picture and a link within."""
    made = Document()
    made.add_heading(heading, 1)
    for text in ("раз", "два"):
        made.add_paragraph(text, style="List Number")
    made.add_table(1, 2).cell(0, 0).text = "в таблице"
    made.add_picture(io.BytesIO(png(40, 50)), width=Mm(10))
    return made


def test_a_document_of_python_docx_comes_with_styles_lists_and_pictures() -> None:
    made = ours(docx("до", "{{p x }}", "между", "{{p x }}", "{{p y }}"), x=annex("Первый"), y=annex("Второй"))
    within = ["раз", "два", "в таблице", "", ""]
    assert lines(made) == ["до", "Первый", *within, "между", "Первый", *within, "Второй", *within]
    opened = Document(io.BytesIO(made))
    styles = [paragraph.style and paragraph.style.name for paragraph in opened.paragraphs]
    assert styles[1:4] == ["Heading 1", "List Number", "List Number"]
    assert sorted(style.name for style in opened.styles if style.name.startswith(("Heading 1", "List"))) == [
        "Heading 1", "Heading 1 Char", "List Number",
    ]  # fmt: skip
    media = [name for name in names(made) if name.startswith("word/media/")]
    assert len(media) == 1
    numbers = re.findall(r'<wp:docPr id="(\d+)"', part(made))
    assert len(numbers) == len(set(numbers)) == 3


def test_lists_of_the_template_and_of_a_document_keep_apart() -> None:
    """The list of the template begins anew in each turn: its ids are made while it is printed."""
    own = Document()
    own.add_paragraph("{%p for g in groups %}")
    for text in ("{{ g }}", "второй"):
        own.add_paragraph(text, style="List Number")
    own.add_paragraph("{{p x }}")
    own.add_paragraph("{%p endfor %}")
    stream = io.BytesIO()
    own.save(stream)
    other = Document()
    item = other.add_paragraph("чужой")
    properties = item._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - python-docx has no public way
    properties.get_or_add_numId().val = 1
    made = ours(stream.getvalue(), groups=["а", "б"], x=other)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        numbering, document = archive.read("word/numbering.xml").decode(), archive.read("word/document.xml").decode()
    defined = re.findall(r'<w:num [^>]*w:numId="(\d+)"', numbering)
    assert len(defined) == len(set(defined))
    abstracts = re.findall(r'<w:abstractNum [^>]*w:abstractNumId="(\d+)"', numbering)
    assert len(abstracts) == len(set(abstracts))
    used = set(re.findall(r'<w:numId w:val="(\d+)"', document))
    assert used <= set(defined)
    assert "20000" not in {*defined, *abstracts}


def test_a_subdocument_of_docxtpl_prints_as_with_docxtpl() -> None:
    def make(template: DocxTemplate) -> dict[str, Any]:
        built = template.new_subdoc()
        built.add_paragraph("собран ").add_run("жирно").bold = True
        file = io.BytesIO()
        annex("из файла").save(file)
        file.seek(0)
        return {"built": built, "read": template.new_subdoc(file)}

    data = docx("до", "{{p built }}", "{{p read }}", "после")
    template = DocxTemplate(io.BytesIO(data))
    assert lines(ours(data, **make(template))) == lines(theirs(data, make))


def noted(text: str, *more: str) -> bytes:
    """A Word file with a footnote."""
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    line = '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    notes = story("footnotes", line, f'<w:footnote w:id="1">{p(f"сноска: {text}")}</w:footnote>')
    return docx(f"<w:p>{r(text)}{mark}</w:p>", *more, parts={"footnotes": notes})


@pytest.mark.parametrize("template", [docx("сам", "{{p x }}", "{{p y }}"), noted("сам", "{{p x }}", "{{p y }}")])
def test_footnotes_of_documents_are_numbered_with_those_of_the_template(template: bytes) -> None:
    x, y = (Document(io.BytesIO(noted(text))) for text in ("один", "два"))
    made = ours(template, x=x, y=y)
    (file,) = (name for name in names(made) if re.fullmatch(r"word/footnotes\d*\.xml", name))
    notes = [line for line in lines(made, file) if line]
    assert notes[-2:] == ["сноска: один", "сноска: два"]
    marks = re.findall(r'<w:footnoteReference[^>]* w:id="(\d+)"', part(made))
    assert marks == [str(number) for number in range(1, len(notes) + 1)]
    assert set(marks) <= set(re.findall(r'<w:footnote [^>]*w:id="(-?\d+)"', part(made, file)))


def test_a_document_stands_in_a_cell_in_a_header_and_in_a_macro() -> None:
    table = Document()
    table.add_table(1, 1).cell(0, 0).text = "внутри"
    made = part(ours(docx(tbl(tr("{{p x }}", "б")), "{{p x }}"), x=table))
    assert "</w:tbl></w:tc>" not in made  # Word wants a paragraph at the end of a cell
    assert "</w:tbl><w:tbl" not in made  # and joins two tables that touch
    section = PORTRAIT.replace("<w:sectPr>", '<w:sectPr><w:headerReference w:type="default" r:id="rheader1"/>')
    header = ours(docx("т", section=section, parts={"header1": story("hdr", "{{p x }}")}), x=annex("Шапка"))
    assert lines(header, "word/header1.xml")[0] == "Шапка"
    assert 'Target="media/' in part(header, "word/_rels/header1.xml.rels")
    macro = ["{%p macro m(d) %}", "начало", "{{p d }}", "{%p endmacro %}", "{{p m(x) }}"]
    assert lines(ours(docx(*macro), x=annex("Глава")))[:2] == ["начало", "Глава"]
    with pytest.raises(TemplateError) as raised:
        ours(
            docx("т", section=section, parts={"header1": story("hdr", "{{p x }}")}), x=Document(io.BytesIO(noted("а")))
        )
    assert raised.value.problems[0].message == "в документе есть сноски, а в колонтитуле их не бывает"


def test_tags_in_a_document_of_the_data_stay_text() -> None:
    other = Document()
    other.add_paragraph("{{ secret }} {% for %}")
    assert lines(ours(docx("{{p x }}"), x=other, secret="тайна")) == ["{{ secret }} {% for %}"]  # noqa: S106 - a name of the test


def test_a_document_with_macros_or_outer_links_is_refused() -> None:
    other = Document()
    other.part.relate_to(
        "file:///c:/report.xlsx",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject",
        is_external=True,
    )
    with pytest.raises(TemplateError) as raised:
        WordTemplate.open(docx("{{p x }}")).render(x=other)
    assert "внешний файл" in raised.value.problems[0].message


def test_the_same_values_give_the_same_bytes_and_leave_the_next_document_alone() -> None:
    template = WordTemplate.open(docx("{%p if x %}", "{{p x }}", "{%p endif %}", "{{ n }}"))
    without = template.render(x=None, n=1)
    first = template.render(x=annex("А"), n=1)
    assert first == template.render(x=annex("А"), n=1)
    assert template.render(x=None, n=1) == without


def test_the_libraries_are_loaded_only_where_their_values_are_used() -> None:
    code = (
        "import sys; from nastav_docs import WordTemplate; from tests.docx_builder import docx\n"
        "WordTemplate.open(docx('{{ x }}')).render(x=1); print('docx' in sys.modules, 'docxtpl' in sys.modules)"
    )
    # tests.docx_builder itself loads neither
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
