"""A template with tracked changes prints what Word shows after «Принять все исправления»."""

from __future__ import annotations

import pytest

from tests.docx_builder import cells, compiled, docx, lines, p, printed, r, tbl, tc, tr

WHO = 'w:id="7" w:author="Методист" w:date="2025-01-01T00:00:00Z"'


def gone(text: str) -> str:
    """A deleted run."""
    return f"<w:del {WHO}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def mark(kind: str) -> str:
    """The properties of a paragraph whose mark was deleted, inserted or moved."""
    return f"<w:rPr><w:{kind} {WHO}/></w:rPr>"


def row(*content: str, change: str) -> str:
    return tr(*content).replace("<w:tr>", f"<w:tr><w:trPr><w:{change} {WHO}/></w:trPr>", 1)


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (["Первый", p(r("Второй"), more=mark("del")), "и третий", "Четвёртый"], ["Первый", "Второйи третий", "Четвёртый"]),
        ([p(r("раз "), more=mark("del")), p(r("два "), more=mark("del")), "три"], ["раз два три"]),
        (["Первый", p(gone("Удалённый"), more=mark("del")), "Второй"], ["Первый", "Второй"]),
        (["Первый", p(r("Вставленный"), more=mark("ins")), "Второй"], ["Первый", "Вставленный", "Второй"]),
        (["Первый", p(gone("весь"), more=mark("del")), tbl(tr("ячейка"), columns=1), "конец"], ["Первый", "ячейка", "конец"]),
        (["Первый", p(r("останется"), more=mark("del")), tbl(tr("ячейка"), columns=1), "конец"], ["Первый", "останется", "ячейка", "конец"]),
        (
            [p(f'<w:moveFrom {WHO}>{r("Пункт")}</w:moveFrom>', more=mark("moveFrom")), "Середина", p(f'<w:moveTo {WHO}>{r("Пункт")}</w:moveTo>', more=mark("moveTo"))],
            ["Середина", "Пункт"],
        ),
        (["{%p if yes %}", p(r("Да, "), more=mark("del")), "{{ title }}", "{%p endif %}", "конец"], ["Да, О плане", "конец"]),
    ],
)  # fmt: skip
def test_a_deleted_paragraph_mark_joins_what_it_kept_apart(blocks: list[str], expected: list[str]) -> None:
    assert lines(printed(docx(*blocks), {"yes": True, "title": "О плане"})) == expected


def test_deleted_rows_go_and_inserted_ones_stay() -> None:
    data = docx(
        tbl(tr("1", "а"), row("2", "б", change="del"), row("3", "в", change="ins"), tr("{{ n }}", "г")), "конец"
    )
    assert cells(printed(data, {"n": "4"})) == [["1", "а"], ["3", "в"], ["4", "г"]]


def test_a_table_whose_rows_are_all_deleted_goes() -> None:
    data = docx("до", tbl(row("1", "а", change="del"), row("2", "б", change="del")), "после {{ n }}")
    assert lines(printed(data, {"n": "4"})) == ["до", "после 4"]


def test_deleted_cells_go() -> None:
    deleted = tc("лишняя", more=f'<w:tcW w:w="2000" w:type="dxa"/><w:cellDel {WHO}/>')
    assert cells(printed(docx(tbl(tr("1", deleted), tr("{{ n }}", deleted)), "конец"), {"n": "4"})) == [["1"], ["4"]]


@pytest.mark.parametrize(
    "block",
    [
        p(r("а"), more=mark("del")),
        tbl(tr("а"), row("б", change="del"), columns=1),
        tbl(tr("а", tc("б", more=f"<w:cellDel {WHO}/>"))),
    ],
)
def test_it_is_told_that_changes_were_accepted(block: str) -> None:
    _, problems = compiled(docx(block, "{{ n }}"))
    assert [(d.code, d.severity.value) for d in problems] == [("ND426", "warning")]


def test_a_tag_in_deleted_text_is_no_tag() -> None:
    template, problems = compiled(docx(p(r("№ {{ n }}"), gone("{{ order."))))
    assert template is not None
    assert {d.code for d in problems} == {"ND426"}
