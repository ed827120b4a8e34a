"""Where something stands in a Word file: the words around it first, the number last, the same for papers and templates."""

from __future__ import annotations

import pytest

from nastav_docs.docx.package import read_package
from nastav_docs.docx.places import Places, beginning, words_of
from nastav_docs.docx.xml import q
from nastav_docs.papers.act_registry import shipped_acts
from nastav_docs.papers.model import Paper
from nastav_docs.papers.read_word import paper_of_docx
from nastav_docs.review.check_papers import check_package
from tests.docx_builder import LANDSCAPE, PORTRAIT, compiled, docx, p, r, story, tbl, tc, tr

WRONG = "№235 {{ x + }}"  # wrong as a paper (no space after «№») and as a template (an unfinished expression)
BOX = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><a:graphic><a:graphicData>"
    "<w:txbxContent>{0}</w:txbxContent></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
CONTROL = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
HEADED = PORTRAIT.replace("<w:sectPr>", '<w:sectPr><w:headerReference w:type="default" r:id="rheader1"/>')
NOTES = story(
    "footnotes",
    f'<w:footnote w:type="separator" w:id="-1">{p("")}</w:footnote>',
    f'<w:footnote w:id="1">{p("Первая")}</w:footnote><w:footnote w:id="2">{p(f"Вторая {WRONG}")}</w:footnote>',
)
NESTED = tr("да", tc(tbl(tr("Имя", "Школа"), tr("Иван", f"Школа {WRONG}")), "<w:p/>"))
DELETED = "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:tcPr/><w:p/></w:tc></w:tr>"
MERGED = tr(tc("", more='<w:gridSpan w:val="2"/>'), tc(f"апрель {WRONG}"))

# what stands in the body, and how its place is told
PLACES = {
    "a paragraph": ([f"Приказ {WRONG}"], "абзац «Приказ №235 {{ x + }}» (1-й)"),
    "a long paragraph": (
        [f"В соответствии с распоряжением Министерства просвещения {WRONG}"],
        "абзац «В соответствии с распоряжением …» (1-й)",
    ),
    "after empty paragraphs": (["<w:p/>", p(""), f"Приказ {WRONG}"], "абзац «Приказ №235 {{ x + }}» (3-й)"),
    "after a section": ([p("Письмо", more=LANDSCAPE), f"Приказ {WRONG}"], "абзац «Приказ №235 {{ x + }}» (2-й)"),
    "in a content control": ([CONTROL.format(p(f"Приказ {WRONG}"))], "абзац «Приказ №235 {{ x + }}» (1-й)"),
    "after a content control": ([CONTROL.format(p("Дата")), f"Приказ {WRONG}"], "абзац «Приказ №235 {{ x + }}» (2-й)"),
    "after a table": ([tbl(tr("да", "нет")), f"Приказ {WRONG}"], "абзац «Приказ №235 {{ x + }}» (1-й)"),
    "split into runs": ([p(r("При"), r("каз ", "<w:b/>"), r(WRONG))], "абзац «Приказ №235 {{ x + }}» (1-й)"),
    "a cell": ([tbl(tr("Дело", "Срок"), tr("Учёба", f"май {WRONG}"))], "таблица 1, строка 2, столбец «Срок»"),
    "a cell of the first row": ([tbl(tr("Дело", f"Срок {WRONG}"))], "таблица 1, строка 1, столбец 2"),
    "a cell under no heading": ([tbl(tr("Дело", ""), tr("да", f"май {WRONG}"))], "таблица 1, строка 2, столбец 2"),
    "a cell beside a merged one": (
        [tbl(tr("А", "Б", "Срок"), MERGED, columns=3)],
        "таблица 1, строка 2, столбец «Срок»",
    ),
    "a cell after a deleted row": ([tbl(tr("А"), DELETED, tr(f"Б {WRONG}"))], "таблица 1, строка 2, столбец «А»"),
    "a table in a table": (
        [tbl(tr("Дело", "Участники"), NESTED)],
        "таблица 1, строка 2, столбец «Участники», таблица 1 в ячейке, строка 2, столбец «Школа»",
    ),
    "the table after it": (
        [tbl(tr(tc(tbl(tr("да")), "<w:p/>"))), tbl(tr(f"Приказ {WRONG}"))],
        "таблица 2, строка 1, столбец 1",
    ),
    "a text box": ([BOX.format(p(f"Утверждён {WRONG}"))], "надпись 1, абзац «Утверждён №235 {{ x + }}» (1-й)"),
    "a second text box": (
        [BOX.format(p("Герб")), BOX.format(p("") + p(f"Утверждён {WRONG}"))],
        "надпись 2, абзац «Утверждён №235 {{ x + }}» (2-й)",
    ),
    "a footnote": (['<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'], "сноска 2"),
    "a header": ([p("Текст")], "верхний колонтитул, абзац «Приказ №235 {{ x + }}» (2-й)"),
}


def document(name: str) -> bytes:
    parts = {"header1": story("hdr", p(""), f"Приказ {WRONG}" if name == "a header" else p("Колонтитул"))}
    if name == "a footnote":
        parts["footnotes"] = NOTES
    return docx(*PLACES[name][0], section=HEADED, parts=parts)


@pytest.mark.parametrize("name", PLACES)
def test_lint_and_templates_check_tell_one_place_in_the_same_words(name: str) -> None:
    data = document(name)
    paper = paper_of_docx(data, "приказ.docx")
    assert isinstance(paper, Paper)
    found = check_package([paper], shipped_acts(), profile=None)
    linted = {d.place.words for d in found if d.code == "ND711" and d.place is not None}
    _, problems = compiled(data)
    checked = {d.place.words for d in problems if d.code == "ND410" and d.place is not None}
    assert linted == checked == {PLACES[name][1]}


def test_a_place_is_the_same_after_somebody_tracked_changes() -> None:
    deleted = '<w:del w:id="1" w:author="а"><w:r><w:delText>Старый </w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2" w:author="а">{r("Новый ")}</w:ins>'
    data = docx(p(deleted, inserted, r(WRONG)))
    paper = paper_of_docx(data, "приказ.docx")
    assert isinstance(paper, Paper)
    _, problems = compiled(data)
    (place,) = {d.place.words for d in problems if d.code == "ND410" and d.place is not None}
    assert place == paper.blocks[0].place().words == "абзац «Новый №235 {{ x + }}» (1-й)"  # type: ignore[union-attr]  # a paragraph


def test_what_shows_no_words_is_told_by_its_number_and_a_part_by_its_name() -> None:
    package, _ = read_package(document("a header"), "приказ.docx")
    assert package is not None
    root = package.tree("word/header1.xml")
    empty, named = root.iter(q("p"))
    places = Places(root)
    assert places.of(empty) == "верхний колонтитул, пустой абзац (1-й)"
    assert places.of(next(named.iter(q("t")))) == words_of(named)
    assert words_of(root) == "верхний колонтитул"
    assert words_of(package.tree("docProps/core.xml")) == "свойства документа"
    assert words_of(package.tree(package.main)) == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Приказ", "Приказ"),
        ("О  Дне\tзнаний", "О Дне знаний"),
        ("В соответствии с планом мероприятий, утверждённым приказом", "В соответствии с планом мероприятий …"),
        ("Превысокомногорассмотрительствующий" * 2, "ПревысокомногорассмотрительствующийПревы…"),
    ],
)
def test_a_place_repeats_the_first_words_of_a_text(text: str, told: str) -> None:
    assert beginning(text) == told
