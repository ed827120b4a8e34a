"""Tags with dashes on the lines of one paragraph (Shift+Enter) join these lines; commented rows are hidden whole."""

from __future__ import annotations

import pytest

from tests.docx_builder import cells, compiled, docx, lines, p, printed, r, tbl, tr

BREAK = "<w:r><w:br/></w:r>"


def paragraph_of(*rows: str) -> str:
    """A paragraph of lines set apart with Shift+Enter."""
    return p(*(piece for number, row in enumerate(rows) for piece in ([BREAK] if number else []) + [r(row)]))


def shown(*rows: str, **names: object) -> list[str]:
    """The paragraphs of a document with two others around the one made of `rows`, lines set apart with «/»."""
    made = printed(docx("До.", paragraph_of(*rows), "После."), names)
    return [line.replace("\n", "/") for line in lines(made)]


@pytest.mark.parametrize(
    ("rows", "there", "expected"),
    [
        (
            ("Место:", "{%- if yes -%}", " Заречное", "{%- endif -%}", " (по журналу)"),
            True,
            "Место: Заречное (по журналу)",
        ),
        (("Место:", "{%- if yes -%}", " Заречное", "{%- endif -%}", " (по журналу)"), False, "Место: (по журналу)"),
        (("Дом", "{%- if yes -%}", " в городе", "{%- endif %}", "стоит"), True, "Дом в городе/стоит"),
        (("Дом", "{% if yes -%}", "в городе", "{%- endif -%}", " стоит"), True, "Дом/в городе стоит"),
        (("раз", "{%- for x in items -%}", " {{ x }}", "{%- endfor -%}", " конец"), True, "раз а б конец"),
        (
            ("раз", "{%- if yes -%}", "{%- if yes -%}", " два", "{%- endif -%}", "{%- endif -%}", " три"),
            True,
            "раз два три",
        ),
    ],
)
def test_a_dash_joins_lines_of_the_paragraph_and_leaves_its_neighbours_alone(
    rows: tuple[str, ...],
    there: bool,  # noqa: FBT001 - a parameter of the test
    expected: str,
) -> None:
    assert shown(*rows, yes=there, items=["а", "б"]) == ["До.", expected, "После."]


def test_at_the_edges_of_a_paragraph_a_dash_still_joins_paragraphs() -> None:
    data = docx("Дом", "{%- if yes -%}", paragraph_of(" в городе", "Заречный"), "{%- endif -%}", " стоит")
    assert [line.replace("\n", "/") for line in lines(printed(data, {"yes": True}))] == ["Дом в городе/Заречный стоит"]


# ------------------------------------------------------------------------------------------------------ what is hidden


@pytest.mark.parametrize(
    "hidden",
    [
        tr("{#tr пока не нужно #}", "Строка про приём"),
        tr("Строка {#tr потом #} про приём", "{{ нет.такого }}"),
        tr("{#tr до конца года #}", "{{ order | rod }}"),
    ],
)
def test_a_commented_row_is_hidden_with_all_its_text(hidden: str) -> None:
    data = docx(tbl(tr("1", "а"), hidden, tr("{{ n }}", "б")), "конец")
    assert cells(printed(data, {"n": "2"})) == [["1", "а"], ["2", "б"]]


def test_a_commented_paragraph_is_hidden_with_all_its_text() -> None:
    assert lines(printed(docx("раз", "{#p потом #} Текст {{ x }}", "{{ n }}"), {"n": "2"})) == ["раз", "2"]


def test_a_commented_column_is_hidden_in_its_row() -> None:
    data = docx(tbl(tr("1", "{#tc потом #} а"), columns=2), "{{ n }}")
    assert cells(printed(data, {"n": "2"})) == [["1"]]


def test_a_row_that_is_commented_and_repeated_at_once_is_refused() -> None:
    data = docx(tbl(tr("{%tr for x in items %}", "{#tr потом #}"), tr("а", "б"), tr("{%tr endfor %}", "")), "конец")
    _, problems = compiled(data)
    assert [(d.code, d.message) for d in problems] == [
        ("ND414", "строка с этой меткой исчезнет, и вместе с нею вторая такая же метка")
    ]
