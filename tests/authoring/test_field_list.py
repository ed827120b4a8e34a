"""The table of names against real data: nothing that a template can reach is untold, nothing told is not there."""

from __future__ import annotations

import subprocess
import sys
from functools import cache

import pytest

from nastav_docs.authoring import field_table
from nastav_docs.authoring.cheat_sheet import cheat_sheet
from nastav_docs.authoring.field_list import Context, contexts_of, listing
from nastav_docs.authoring.names_in_data import names_in_data, shown
from nastav_docs.config.project import Project, load
from nastav_docs.docx.outline import outline
from tests import minimal
from tests.paths import CONFIGS, DISTRICT_2020, PAPERS

# What the example configs do not happen to have: a paper that answers another one, an executor of an order, a plan
# with quarters under a common heading, a table within a letter.
MORE = minimal.changed(
    ("  signed_by: head\n", "  signed_by: head\n  executor: head\n"),
    ("columns: [section, activity, deadline, responsible]", "columns: [section, activity, quarters]"),
    (
        "documents:\n",
        (
            "letter:\n  reply_to: {number: 5, date: 01.10.2020}\n  addressee: Всем\n  title: О деле\n  text: Текст.\n"
            "  enclosures: [{text: План, sheets: 2}]\n  signed_by: head\n  tables: [{id: rota, after: 1}]\n"
            "papers: {rota: {kind: table, title: Дежурство, columns: [{who: Кто}], rows: [{who: Рогов А.А.}]}}\n"
            "documents:\n  letter: {template: letter.docx, file: Письмо}\n"
        ),
    ),
)


@cache
def project(name: str) -> Project:
    return load(CONFIGS / name)


@pytest.fixture(scope="module")
def contexts(tmp_path_factory: pytest.TempPathFactory) -> list[Context]:
    more = load(minimal.write(tmp_path_factory.mktemp("more"), MORE))
    assert not more.problems
    found = [c for p in (project("artemovsky"), load(DISTRICT_2020), load(PAPERS), more) for c in contexts_of(p)]
    assert {c.audience for c in found} == {"district", "school"}
    return found


def test_every_name_of_real_documents_is_described(contexts: list[Context]) -> None:
    untold = {
        met.path
        for context in contexts
        for met in names_in_data(context.names, context.audience)
        if met.field is None and met.shape not in field_table.OPEN
    }
    assert untold == set()


def test_every_described_name_is_in_some_real_document(contexts: list[Context]) -> None:
    met = {(one.shape, one.name) for c in contexts for one in names_in_data(c.names, c.audience)}
    met |= {("issuer", name) for shape, name in met if shape == "authority"}  # the issuer is one of them
    told = {(shape, one.name) for shape in ("", *field_table.SHAPES) for one in field_table.fields_of(shape)}
    bases = {pair for pair in told if pair[0].startswith("base") or pair == ("", "base")}  # a document of its own
    assert told - bases - met == set()


def test_the_types_told_are_the_types_of_the_values(contexts: list[Context]) -> None:
    python: dict[str, type | tuple[type, ...]] = {"text": str, "noun": (str, dict), "number": int, "flag": bool}
    wrong = []
    for context in contexts:
        for met in names_in_data(context.names, context.audience):
            one = met.field
            if one is None or (met.value is None and one.optional):
                continue
            many: dict[str, type | tuple[type, ...]] = {"list": (list, tuple), "key": dict}
            expected = many.get(one.many) or python.get(one.kind, dict)
            if not isinstance(met.value, expected) or (one.kind == "number" and isinstance(met.value, bool)):
                wrong.append((met.path, one.kind, met.value))
    assert wrong == []


def test_names_of_bases_are_the_names_of_the_table() -> None:
    from nastav_docs.documents.mentor_base import base  # noqa: PLC0415 - only this test needs it

    found = list(names_in_data({"base": base("mentors")}, "school"))
    assert {(one.shape, one.name) for one in found if one.field is not None} == {
        ("", "base"),
        *((shape, one.name) for shape in ("base", "base_part", "base_column") for one in field_table.fields_of(shape)),
    }
    assert [one.path for one in found if one.field is None] == []


def test_every_shape_is_told_how_it_is_met() -> None:
    assert set(field_table.SHAPE_PATHS) == set(field_table.SHAPES)


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("order.number", "order.number | текст | Номер; прочерк, пока приказ не зарегистрирован | 235"),
        ("people.head", "people.head | человек |  | Багдасарян\u00a0Н.В."),
        ("period", "period.years | текст | Годы: «2020–2024» | 2020–2024"),
        ("clause", "clause.level | число | Уровень: 0 – «1.», 1 – «1.1.», 2 – «1.1.1.» | 0"),
        ("school", "school.id | текст | Код школы в реестре | "),
        ("acts", "acts[ 'r-145' ] | акт |  | распоряжение Министерства просвещения Российской Федерации…"),
    ],
)
def test_a_listing_shows_type_meaning_and_value_here(name: str, row: str) -> None:
    groups, problems = listing(project("artemovsky"), name)
    assert problems == ()
    rows = [f"{r.name} | {r.kind} | {r.description} | {r.value}" for group in groups for r in group.rows]
    assert any(one.startswith(row) for one in rows), rows


def test_an_unknown_name_is_a_problem_with_a_guess() -> None:
    groups, problems = listing(project("artemovsky"), "order.nomber")
    assert groups == ()
    assert [(p.code, p.message, p.hint) for p in problems] == [
        ("ND421", "имени «order.nomber» нет", "возможно, «order.number»")
    ]


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("ул. Мира,\n д. 1", "ул. Мира, д. 1"),
        (["а", "", "б"], "а / б"),
        ([{"id": 1}, {"id": 2}], "[2]"),
        (True, "да"),
        (None, "нет"),
        ({"start": 1, "end": 2}, "start, end"),
        ("приказ «Об утверждении порядка" + " и" * 40 + "»", "приказ «Об утверждении порядка" + " и" * 14 + "…»"),
    ],
)
def test_a_value_in_one_line(value: object, line: str) -> None:
    assert shown(value) == line


def test_the_cheat_sheet_is_a_document_with_every_name() -> None:
    groups, _ = listing(load(DISTRICT_2020))
    data = cheat_sheet(groups, "Имена шаблонов")
    assert data == cheat_sheet(groups, "Имена шаблонов")
    text = outline(data)
    assert "210×297 мм книжная" in text
    assert "[Ячейка] Номер; прочерк, пока приказ не зарегистрирован" in text
    missing = [row.name for group in groups for row in group.rows if f"[Имя] {row.name}" not in text]
    assert missing == []
    assert "{" not in text.replace("{PAGE}", "")  # what is copied from the sheet is never half a tag


def test_the_table_is_not_loaded_with_the_command_line() -> None:
    code = "import sys, nastav_docs.cli; print('nastav_docs.fields' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
