"""References to bookmarks and tables of contents agree with what is printed, or the template is refused."""

from __future__ import annotations

import pytest

from tests.docx_builder import compiled, docx, lines, p, part, printed, r, story
from tests.template.test_tags_outside_text import field


def target(text: str, name: str = "_Ref1") -> str:
    """A paragraph with a bookmark around its text."""
    return p(f'<w:bookmarkStart w:id="3" w:name="{name}"/>', r(text), '<w:bookmarkEnd w:id="3"/>')


def reference(code: str = "REF _Ref1 \\h", shows: str = "5") -> str:
    """A paragraph that refers to a bookmark."""
    return p(r("см. "), field(code, shows=shows))


IF, ENDIF = "{%p if order.place %}", "{%p endif %}"
FOR, ENDFOR = "{%p for x in items %}", "{%p endfor %}"
ALWAYS, MANY = (
    "ссылка ведёт в абзац, который печатается не всегда",
    "ссылка ведёт в абзац, который печатается много раз",
)


@pytest.mark.parametrize(
    ("blocks", "message"),
    [
        ([IF, target("Пункт"), ENDIF, reference()], f"{ALWAYS} ({IF})"),
        ([IF, "да", "{%p else %}", target("Пункт"), ENDIF, IF, reference(), ENDIF], f"{ALWAYS} ({{%p else %}})"),
        ([FOR, target("{{ x }}"), ENDFOR, reference()], f"{MANY} ({FOR})"),
        ([FOR, target("{{ x }}"), ENDFOR, FOR, reference("PAGEREF _Ref1 \\h"), ENDFOR], f"{MANY} ({FOR})"),
        ([FOR, IF, target("Пункт"), ENDIF, reference(), ENDFOR], f"{ALWAYS} ({IF})"),
        ([target("Пункт", "другая"), reference()], "ссылка ведёт на закладку, которой в шаблоне нет"),
        ([p(f'<w:fldSimple w:instr=" NOTEREF нет ">{r("1")}</w:fldSimple>')], "ссылка ведёт на закладку, которой в шаблоне нет"),
        ([p(r("{% if order.place %}"), '<w:bookmarkStart w:id="3" w:name="_Ref1"/>', r("а"), '<w:bookmarkEnd w:id="3"/>', r("{% endif %}")), reference()], f"{ALWAYS} ({{% if order.place %}})"),
    ],
)  # fmt: skip
def test_a_reference_to_what_may_not_be_there_is_refused_at_its_place(blocks: list[str], message: str) -> None:
    template, problems = compiled(docx(*blocks))
    assert template is None
    assert [(d.code, d.message) for d in problems] == [("ND436", message)]
    assert problems[0].place is not None
    assert problems[0].place.words
    assert problems[0].hint


def test_a_reference_under_the_condition_of_its_paragraph_stays_one() -> None:
    data = docx(IF, target("Пункт"), ENDIF, "между", IF, reference(), ENDIF)
    assert "REF _Ref1" in part(printed(data, {"order": {"place": "да"}}))
    assert lines(printed(data, {"order": {"place": ""}})) == ["между", ""]


def test_a_reference_to_either_branch_of_a_condition_stays_one() -> None:
    data = docx(IF, target("Да"), "{%p else %}", target("Нет"), ENDIF, IF, reference(), ENDIF)
    made = part(printed(data, {"order": {"place": "да"}}))
    assert made.count('w:name="_Ref1"') == 1


def test_a_reference_within_a_turn_of_a_loop_is_the_text_that_it_shows() -> None:
    data = docx(FOR, target("Пункт {{ x }}"), reference(shows="{{ x }}"), ENDFOR)
    made = printed(data, {"items": ["1", "2"]})
    assert lines(made) == ["Пункт 1", "см. 1", "Пункт 2", "см. 2"]
    assert "instrText" not in part(made)


def test_an_included_document_refers_to_its_own_paragraphs() -> None:
    annex = docx(target("Пункт"), reference())
    data = docx("{%p for a in items %}", '{%p include "annex.docx" %}', "{%p endfor %}", target("Раз", "другая"))
    made = printed(data, {"items": [1, 2]}, files={"annex.docx": annex})
    assert lines(made) == ["Пункт", "см. 5", "Пункт", "см. 5", "Раз"]
    assert "_Ref1" not in part(made)


# --------------------------------------------------------------------------------------------- tables of contents


def contents(*rows: str) -> str:
    """A table of contents: its lines, each with the page that Word found for it."""
    begin, between, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    head = f'{begin}<w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" </w:instrText></w:r>{between}'
    body = [r(row) + "<w:r><w:tab/></w:r>" + field(f"PAGEREF _Toc{n} \\h", shows="3") for n, row in enumerate(rows)]
    return p(head, *([body[0]] if body else []), *([end] if len(body) < 2 else [])) + "".join(
        p(row, *([end] if n == len(body) - 1 else [])) for n, row in enumerate(body) if n
    )


def test_a_line_of_a_table_of_contents_that_repeats_a_heading_of_a_loop_is_explained() -> None:
    data = docx(
        contents("{{ x.title }}", "Заключение"), "{%p for x in items %}", target("{{ x.title }}", "_Toc0"), ENDFOR
    )
    _, problems = compiled(data)
    assert [(d.code, d.message) for d in problems] == [
        (
            "ND418",
            "строка оглавления повторяет заголовок из цикла ({%p for x in items %}), а вне цикла такого имени нет",
        )
    ]
    assert "обновите его: F9" in problems[0].hint
    assert problems[0].text == "{{ x.title }}"


def test_a_line_of_a_table_of_contents_with_a_value_prints_and_word_is_asked_to_make_it_anew() -> None:
    template, problems = compiled(docx(contents("О {{ title }}"), target("О {{ title }}", "_Toc0")))
    assert template is not None
    assert [(d.code, d.severity.value) for d in problems] == [("ND460", "warning")]
    made = printed(docx(contents("О {{ title }}"), target("О {{ title }}", "_Toc0")), {"title": "плане"})
    assert "О плане" in lines(made)[0]
    assert 'w:dirty="true"' in part(made)


def test_a_table_of_contents_without_tags_is_left_alone() -> None:
    made = printed(docx(contents("Раздел"), target("Раздел", "_Toc0"), "{{ n }}"), {"n": "1"})
    assert "dirty" not in part(made)


# ------------------------------------------------------------------------------------------------------- text boxes


def box(text: str) -> str:
    """A text box as Word saves it: twice, the second time for Word 2007."""
    inner = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    return p(
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f"{inner}</w:drawing></mc:Choice><mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_what_counts_in_a_text_box_counts_once() -> None:
    data = docx(
        "{% set ns = namespace(n=0) %}", FOR, box("{% set ns.n = ns.n + 1 %}{{ ns.n }}"), ENDFOR, "всего {{ ns.n }}"
    )
    made = printed(data, {"items": [1, 2, 3]})
    assert lines(made)[-1] == "всего 3"
    assert "Fallback" not in part(made)


def test_a_text_box_without_counting_keeps_its_copy_and_both_say_the_same() -> None:
    assert part(printed(docx(box("{{ n }} лист")), {"n": "7"})).count("7 лист") == 2


def test_a_reference_to_what_a_field_sets_stays_one() -> None:
    data = docx(p(field("SET Срок 5")), reference("REF Срок"), "{{ n }}")
    assert "REF Срок" in part(printed(data, {"n": "1"}))


def test_a_reference_of_a_header_to_a_bookmark_of_the_text_stays_one() -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rheader1"/></w:sectPr>'
    data = docx(target("{{ n }}"), section=section, parts={"header1": story("hdr", reference())})
    assert "REF _Ref1" in part(printed(data, {"n": "1"}), "word/header1.xml")
