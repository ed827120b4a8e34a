"""Findings as Word comments: at their places, valid, the text untouched."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from nastav_docs.diagnostics.problem import Diagnostic, Place, Severity
from nastav_docs.docx.comments import annotate
from nastav_docs.docx.xml import q
from nastav_docs.papers.act_registry import shipped_acts
from nastav_docs.papers.model import Paper
from nastav_docs.papers.read_word import paper_of_docx
from nastav_docs.review.check_papers import check_package
from tests.source_docx import source_docx
from tests.word_file import W as NAMES
from tests.word_file import paragraph, run, word_file


def part(data: bytes, name: str) -> etree._Element:
    """A part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def annotated(data: bytes, *found: Diagnostic) -> bytes:
    """The file with comments."""
    result = annotate(data, found, "a.docx")
    assert isinstance(result, bytes)
    return result


def finding(line: int, start: int, end: int, message: str = "Неверно") -> Diagnostic:
    """A finding at columns of a Word paragraph."""
    place = Place("a.docx", line, start, end)
    return Diagnostic("ND711", Severity.WARNING, place, message, hint="верно", replacement="верно")


def commented(data: bytes, number: int = 0) -> str:
    """The text between the marks of a comment."""
    inside, text = False, ""
    for element in part(data, "word/document.xml").iter():
        if element.tag == q("commentRangeStart") and element.get(q("id")) == str(number):
            inside = True
        elif element.tag == q("commentRangeEnd") and element.get(q("id")) == str(number):
            inside = False
        elif element.tag == q("t") and inside:
            text += element.text or ""
    return text


@pytest.mark.parametrize(
    ("runs", "start", "end", "words"),
    [
        (["приказ №235"], 8, 12, "№235"),
        (["приказ №", "235 школы"], 8, 12, "№235"),
        (["приказ"], 1, 7, "приказ"),
        (["приказ"], 0, 0, "приказ"),
    ],
)
def test_a_comment_stands_at_the_words(runs: list[str], start: int, end: int, words: str) -> None:
    data = word_file(paragraph(*[run(r) for r in runs]))
    assert commented(annotated(data, finding(1, start, end))) == words


def test_a_comment_says_the_message_and_what_to_write() -> None:
    comments = part(annotated(word_file(paragraph("приказ")), finding(1, 1, 7)), "word/comments.xml")
    assert "".join(t.text or "" for t in comments.iter(q("t"))) == "Предупреждение ND711. НеверноНаписать: верно"


def test_an_advice_is_no_words_to_write() -> None:
    advice = Diagnostic("ND732", Severity.ERROR, Place("a.docx", 1, 1, 7), "Невозможная дата", hint="проверьте её")
    comments = part(annotated(word_file(paragraph("приказ")), advice), "word/comments.xml")
    assert "".join(t.text or "" for t in comments.iter(q("t"))) == "Ошибка ND732. Невозможная датаПроверьте её"


def test_what_stands_in_a_footer_is_said_to_stand_there() -> None:
    footer = f"<w:ftr {NAMES}>{paragraph('приказ №235')}</w:ftr>"
    data = word_file(paragraph("приказ"), more={"word/footer1.xml": footer})
    paper = paper_of_docx(data, "a.docx")
    assert isinstance(paper, Paper)
    result = annotated(data, *check_package([paper], shipped_acts(), profile=None))
    (said, hint) = (t.text for t in part(result, "word/comments.xml").iter(q("t")))
    assert said == "Предупреждение ND711. нижний колонтитул, абзац «приказ №235» (1-й): Нет пробела после «№»: «№235»"
    assert hint == "Написать: №\u00a0235"


def test_comments_of_the_file_are_kept_and_numbered_on() -> None:
    once = annotated(word_file(paragraph("приказ")), finding(1, 1, 7))
    twice = annotated(once, finding(1, 1, 3))
    comments = part(twice, "word/comments.xml")
    assert [c.get(q("id")) for c in comments] == ["0", "1"]
    assert commented(twice, 1) == "пр"


def test_what_stands_outside_the_body_is_said_at_the_first_paragraph() -> None:
    data = annotated(word_file(paragraph("приказ")), finding(99, 1, 3))
    assert commented(data) == "приказ"


def test_every_finding_of_the_package_becomes_a_comment_and_the_text_stays() -> None:
    data = source_docx()
    paper = paper_of_docx(data, "a.docx")
    assert isinstance(paper, Paper)
    found = check_package([paper], shipped_acts())
    result = annotated(data, *found)
    assert len(part(result, "word/comments.xml")) == len(found)
    again = paper_of_docx(result, "a.docx")
    assert isinstance(again, Paper)
    assert [p.text for p in again.paragraphs()] == [p.text for p in paper.paragraphs()]
    assert result == annotated(data, *found)


def test_a_file_that_cannot_be_read_is_a_problem() -> None:
    assert isinstance(annotate(b"x", (), "a.docx"), Diagnostic)


def test_comments_kept_in_a_part_of_another_name_are_added_to() -> None:
    first = annotated(word_file(paragraph("приказ №235")), finding(1, 8, 12))
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/comments1.xml"] = parts.pop("word/comments.xml")
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        parts[name] = parts[name].replace(b"comments.xml", b"comments1.xml")
    renamed = io.BytesIO()
    with zipfile.ZipFile(renamed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    second = annotated(renamed.getvalue(), finding(1, 8, 12))
    with zipfile.ZipFile(io.BytesIO(second)) as archive:
        assert "word/comments.xml" not in archive.namelist()
    numbers = [c.get(q("id")) for c in part(second, "word/comments1.xml").iter(q("comment"))]
    assert numbers == ["0", "1"]


def test_a_comment_is_one_line_though_the_words_hold_a_tab() -> None:
    root = part(annotated(word_file(paragraph("а\tб")), finding(1, 1, 4, "Между\tсловами")), "word/comments.xml")
    assert next(t.text for t in root.iter(q("t"))) == "Предупреждение ND711. Между словами"
