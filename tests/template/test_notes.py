"""Footnotes and endnotes agree with what was printed: they go with their paragraph, and come in each turn of a loop."""

from __future__ import annotations

import re

import pytest

from tests.docx_builder import OFFICE, compiled, docx, lines, names, p, part, printed, r, story, tbl, tr

SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)


def mark(number: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def notes(*texts: str) -> dict[str, str | bytes]:
    """The part with footnotes numbered from 1."""
    own = "".join(f'<w:footnote w:id="{n}">{p(text)}</w:footnote>' for n, text in enumerate(texts, 1))
    return {"footnotes": story("footnotes", SEPARATORS + own)}


def told(data: bytes) -> list[tuple[str, str]]:
    """Each mark of the text in order with the text of its note, and no note besides."""
    document, name = part(data), next(name for name in names(data) if re.fullmatch(r"word/footnotes\d*\.xml", name))
    found = dict(re.findall(r'<w:footnote w:id="(\d+)">(.*?)</w:footnote>', part(data, name)))
    numbers = re.findall(r'<w:footnoteReference w:id="(\d+)"/>', document)
    assert list(found) == numbers
    return [(number, "".join(re.findall(r">([^<]*)</w:t>", found[number]))) for number in numbers]


def test_a_note_of_a_paragraph_that_is_left_out_goes_with_it() -> None:
    data = docx(
        p(r("Первое"), mark(1)), "{%p if no %}", p(r("Второе"), mark(2)), "{%p endif %}", p(r("Третье"), mark(3)),
        parts=notes("первая", "вторая, о {{ title }}", "третья: {{ title }}"),
    )  # fmt: skip
    assert told(printed(data, {"no": False, "title": "О плане"})) == [("1", "первая"), ("2", "третья: О плане")]
    assert told(printed(data, {"no": True, "title": "О плане"})) == [
        ("1", "первая"), ("2", "вторая, о О плане"), ("3", "третья: О плане"),
    ]  # fmt: skip


def test_a_note_in_a_loop_comes_in_each_turn_with_the_values_of_the_turn() -> None:
    data = docx(
        "{%p for x in items %}", p(r("{{ x }}"), mark(1)), "{%p endfor %}", parts=notes("о {{ x }} ({{ loop.index }})")
    )
    assert told(printed(data, {"items": ["раз", "два"]})) == [("1", "о раз (1)"), ("2", "о два (2)")]
    assert told(printed(data, {"items": []})) == []


def test_a_note_in_the_rows_of_a_table_and_in_a_macro() -> None:
    rows = tbl(
        tr("{%tr for x in items %}"),
        tr(f"<w:tc><w:tcPr/>{p(r('{{ x }}'), mark(1))}</w:tc>"),
        tr("{%tr endfor %}"),
        columns=1,
    )
    data = docx(
        "{%p macro item(x) %}", p(r("{{ x }}"), mark(2)), "{%p endmacro %}", rows, "{{p item('три') }}",
        parts=notes("строка {{ x }}", "макрос {{ x }}"),
    )  # fmt: skip
    assert told(printed(data, {"items": ["раз", "два"]})) == [
        ("1", "строка раз"),
        ("2", "строка два"),
        ("3", "макрос три"),
    ]


def test_a_note_whose_mark_somebody_deleted_with_tracked_changes_is_left_out() -> None:
    deleted = f'<w:del w:id="5" w:author="М">{mark(1)}</w:del>'
    data = docx(p(r("Первое"), deleted), p(r("Второе"), mark(2)), parts=notes("УДАЛЁННАЯ", "вторая"))
    assert told(printed(data)) == [("1", "вторая")]


def test_a_document_without_tags_keeps_its_notes() -> None:
    assert told(printed(docx(p(r("Текст"), mark(2)), parts=notes("а", "б")))) == [("1", "б")]


ANNEX = docx(p(r("Приложение {{ n }}"), mark(1)), parts=notes("к приложению {{ n }}"))
INCLUDED = ("{%p for n in items %}", '{%p include "annex.docx" %}', "{%p endfor %}")


def test_an_included_document_brings_its_notes_each_time() -> None:
    data = docx(p(r("Приказ"), mark(1)), *INCLUDED, parts=notes("к приказу"))
    assert told(printed(data, {"items": ["1", "2"]}, files={"annex.docx": ANNEX})) == [
        ("1", "к приказу"), ("2", "к приложению 1"), ("3", "к приложению 2"),
    ]  # fmt: skip


def test_an_included_document_brings_notes_to_one_that_has_none() -> None:
    made = printed(docx(*INCLUDED), {"items": ["1", "2"]}, files={"annex.docx": ANNEX})
    assert told(made) == [("1", "к приложению 1"), ("2", "к приложению 2")]


def test_a_note_of_several_paragraphs_with_a_link_keeps_them() -> None:
    link = '<w:hyperlink r:id="rL"><w:r><w:t>закон</w:t></w:r></w:hyperlink>'
    footnotes = story("footnotes", SEPARATORS + f'<w:footnote w:id="1">{p("Раз")}<w:p>{link}</w:p></w:footnote>')
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rL" '
        f'Type="{OFFICE}/hyperlink" Target="https://example.org/" TargetMode="External"/></Relationships>'
    )
    data = printed(
        docx(
            p(r("{{ n }}"), mark(1)),
            parts={"footnotes": footnotes},
            extra={"word/_rels/footnotes.xml.rels": rels.encode()},
        ),
        {"n": "1"},
    )
    assert 'r:id="rL"' in part(data, "word/footnotes.xml")
    assert "https://example.org/" in part(data, "word/_rels/footnotes.xml.rels")


def test_a_new_paragraph_asked_for_by_a_value_after_a_note_is_one() -> None:
    data = docx(p(r("а"), mark(1), r("{{ x }}")), parts=notes("внизу {{ x }}"))
    made = printed(data, {"x": "б\aв"})
    assert lines(made) == ["аб", "в"]
    assert part(made, "word/footnotes.xml").count("<w:p>") == 4  # the two separators, and the note's two


def test_endnotes_are_numbered_by_themselves() -> None:
    parts = notes("внизу") | {"endnotes": story("endnotes", f'<w:endnote w:id="1">{p("в конце {{ x }}")}</w:endnote>')}
    data = docx(
        "{%p for x in items %}", p(r("{{ x }}"), mark(1), mark(1, "endnote")), "{%p endfor %}",
        parts=parts,
    )  # fmt: skip
    made = printed(data, {"items": ["раз", "два"]})
    assert told(made) == [("1", "внизу"), ("2", "внизу")]
    assert re.findall(r">([^<]*)</w:t>", part(made, "word/endnotes.xml")) == ["в конце раз", "в конце два"]


def test_a_fault_in_a_note_is_told_at_the_note() -> None:
    _, problems = compiled(docx(p(r("а"), mark(1)), parts=notes("{{ x | nothing }}")))
    assert [(d.place.words if d.place else "", d.code) for d in problems] == [("сноска 1", "ND420")]


@pytest.mark.parametrize("parts", [{}, notes("другая")])
def test_a_mark_without_a_note_is_refused(parts: dict[str, str | bytes]) -> None:
    _, problems = compiled(docx(p(r("Текст"), mark(7)), parts=parts))
    assert [(d.place.words if d.place else "", d.code, d.message) for d in problems] == [
        ("абзац «Текст» (1-й)", "ND436", "у знака сноски нет текста сноски")
    ]
