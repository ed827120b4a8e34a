"""What the data cannot change is joined before a part is compiled: fewer pieces, the same text."""

from __future__ import annotations

import pytest

from nastav_docs.template.assemble import Scope
from nastav_docs.template.engine.compile_expressions import parse_source
from nastav_docs.template.engine.constant_folding import fold
from nastav_docs.template.engine.runtime import Budget
from tests.docx_builder import compiled, docx, part, printed, tbl, tc, tr

IF, ELSE, END = "<?% if x %?>", "<?% else %?>", "<?% endif %?>"

# the source of a part, what its first output is made of
JOINED = [
    ("a text", "abc", ["abc"]),
    ("a condition between texts", f"a{IF}b{END}c", ["abc or ac"]),
    ("both branches", f"a{IF}b{ELSE}d{END}c", ["abc or adc"]),
    ("several branches", f"a{IF}b<?% elif y %?>d{END}", ["ab or ad or a"]),
    ("two conditions in turn", f"{IF}a{END}{IF}b{END}c", ["a or ", "bc or c"]),
    ("a condition around a value", f"a{IF}<?{{ v }}?>{END}c", ["a"]),
    ("a value after a condition", f"a{IF}b{END}<?{{ v }}?>c", ["ab or a", "value", "c"]),
    ("a word of the engine's own", "<?{ ('restart' if x else 'continue')|nd_word }?>", ["restart or continue"]),
    ("a number in an attribute", 'w="<?{ v|nd_cellwidth }?>"/>', ['number w=" … "/>']),
    ("two numbers", "a<?{ v|nd_cellwidth }?>b<?{ v|nd_colspan }?>c", ["number a … b", "number  … c"]),
]


def shown(node: object) -> str:
    """A node of an output in short."""
    kind = type(node).__name__
    if kind == "TemplateData":
        return str(node.data)  # type: ignore[attr-defined]  # by its kind
    if kind == "CondExpr":
        return f"{shown(node.expr1)} or {shown(node.expr2)}"  # type: ignore[attr-defined]  # by its kind
    if kind == "Filter":
        return "number " + " … ".join(one.value for one in node.args)  # type: ignore[attr-defined]  # by its kind
    return "value"


@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in JOINED], ids=[case[0] for case in JOINED])
def test_static_neighbours_are_one_piece(source: str, expected: list[str]) -> None:
    tree = fold(parse_source(source))
    assert [shown(node) for node in tree.body[0].nodes] == expected  # type: ignore[attr-defined]  # an Output


def test_what_asks_about_the_pieces_so_far_is_left_alone() -> None:
    source = "<w:tbl/><?% if 0|nd_after_table %?><w:p/><?% endif %?><w:tbl/>"
    tree = fold(parse_source(source))
    assert [type(node).__name__ for node in tree.body] == ["Output", "If", "Output"]


def test_a_cell_with_a_number_and_a_condition_is_three_pieces() -> None:
    cell = tc("{% cellwidth w %}{% keepnext yes %}{{ x }}")
    template, problems = compiled(docx(tbl(tr(cell, "б")), ""))
    assert template is not None, problems
    names = {"w": 1234, "yes": True, "x": "значение"}
    pieces = template.parts[0].code.root(Scope(), names.__getitem__, Budget(), None)
    # what is before the table and after it, the grid's number, the cell's number, the paragraph, the value, the rest
    assert len(pieces) == 7
    assert b'<w:tcW w:w="1234" w:type="dxa"/>' in b"".join(pieces)


@pytest.mark.parametrize(
    ("lines", "expected"), [([], ["", "б"]), (["а"], ["а", "б"]), (["а", "в"], ["а", "в", "б"])]
)  # fmt: skip
def test_a_cell_made_by_a_loop_has_a_paragraph_whatever_the_list(lines: list[str], expected: list[str]) -> None:
    cell = "".join(("<w:tc><w:tcPr/>", *(f"<w:p><w:r><w:t>{t}</w:t></w:r></w:p>" for t in LOOP), "</w:tc>"))
    data = printed(docx(tbl(tr(cell, "б")), ""), {"lines": lines})
    xml = part(data).split("<w:tr>")[1].split("</w:tr>")[0]
    assert [piece.split("</w:t>")[0].rsplit(">", 1)[-1] for piece in xml.split("</w:p>")[:-1]] == expected


LOOP = ["{%p for line in lines %}", "{%p set now = line %}", "{{ now }}", "{%p endfor %}"]
