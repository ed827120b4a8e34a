"""The tables and the TSV of `nastav-docs decline`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastav_docs.cli.decline import HEADER, table, tsv
from nastav_docs.russian.cases import KINDS, Kind
from nastav_docs.russian.lexicon import BUILTIN, read_layer
from nastav_docs.russian.phrases.guess_kind import guess_kind
from tests.russian import gold


def test_a_row_of_a_table() -> None:
    (row,) = table(["директор МАОУ «СОШ № 1»"])
    assert row.kind == "job"
    assert row.cells[0] == "директор МАОУ «СОШ № 1»"
    assert row.cells[4] == "директором МАОУ «СОШ № 1»"
    assert row.sources == ("dictionary",) * 6
    assert row.warnings == ()


def test_rows_of_mixed_kinds() -> None:
    texts = ["Бабкина Ирина Геннадьевна", "IV квартал", "Совет", "Багдасарян Н.В."]
    rows = list(table(texts))
    assert [row.kind for row in rows] == ["person", "period", "org", "person"]
    assert [row.cells[1] for row in rows[:3]] == ["Бабкиной Ирины Геннадьевны", "IV квартала", "Совета"]
    assert rows[3].sources == ("undecided",) * 6
    assert rows[3].warnings[0].startswith("ND301 По имени «Багдасарян")
    assert rows[3].warnings[0].endswith("gender: female или gender: male")


def test_the_kind_gender_and_lexicon_may_be_given() -> None:
    layer, _ = read_layer("district", {"Совет": {"gen": "Совета-1"}})
    assert next(table(["Багдасарян Н.В."], "person", gender="male")).cells[1] == "Багдасаряна\u00a0Н.В."
    assert next(table(["Совет"], "org", lexicon=BUILTIN.over(layer))).cells[1] == "Совета-1"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Бабкина Ирина Геннадьевна", "person"),
        ("Бабкина И.Г.", "person"),
        ("И.Г. Бабкина", "person"),
        ("Ким Саша", "person"),
        ("Иванов", "person"),
        ("и.о. директора", "job"),
        ("и. о. директора", "job"),
        ("педагог-психолог", "job"),
        ("ответственное лицо", "job"),
        ("Руководители МОО", "group"),
        ("ответственные лица", "group"),
        ("МАОУ «СОШ № 1»", "org"),
        ("Управление образования", "org"),
        ("детский сад № 5", "org"),
        ("город Ирбит", "municipality"),
        ("Нижний Тагил", "municipality"),
        ("Махнёвское муниципальное образование", "municipality"),
        ("ЗАТО Свободный", "municipality"),
        ("г. Реж", "municipality"),
        ("приказ Управления образования", "act"),
        ("План (дорожная карта)", "act"),
        ("2020/2021 учебный год", "period"),
        ("октябрь – ноябрь 2020 года", "period"),
        ("О внедрении целевой модели", "phrase"),
        ("внедрение целевой модели", "phrase"),
        ("", "phrase"),
    ],
)
def test_the_kind_is_guessed(text: str, kind: Kind) -> None:
    assert guess_kind(text) == kind


def test_the_kinds_of_the_lists_of_answers_are_guessed() -> None:
    wrong = [row["nominative"] for row in gold.rows("phrases") if guess_kind(row["nominative"]) != row["kind"]]
    wrong += [row["nominative"] for row in gold.rows("names") if guess_kind(row["nominative"]) != "person"]
    assert wrong == []


def test_tsv_of_names_with_their_gender() -> None:
    names = gold.rows("names")
    lines = list(tsv((f"{row['nominative']}\t{row['gender']}\n" for row in names), "person"))
    assert lines[0] == HEADER == "nominative\tgen\tdat\tacc\tins\tprp\twarnings"
    expected = ["\t".join(row[key] for key in ("nominative", "gen", "dat", "acc", "ins", "prp")) for row in names]
    assert [line.rpartition("\t")[0] for line in lines[1:]] == expected


def test_tsv_of_phrases() -> None:
    phrases = gold.rows("phrases")
    lines = list(tsv(row["nominative"] for row in phrases))
    expected = ["\t".join(row[key] for key in ("nominative", "gen", "dat", "acc", "ins", "prp")) for row in phrases]
    assert [line.rpartition("\t")[0] for line in lines[1:]] == expected


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("", ["", "", "", "", "", "", ""]),
        ("Багдасарян Н.В.\tfemale", ["Багдасарян\u00a0Н.В."] * 6 + [""]),
        ("Багдасарян Н.В.\tж", ["Багдасарян\u00a0Н.В."] * 6 + [""]),
        ("a\tb\x00c", ["a b c"] * 6 + [""]),
        ("директор\tшколы", ["директор школы", "директора школы", "директору школы", "директора школы"]),
        ("Совет\r\n", ["Совет", "Совета"]),
    ],
)
def test_lines_of_tsv(line: str, row: list[str]) -> None:
    assert list(tsv([line]))[1].split("\t")[: len(row)] == row


def test_a_bad_line_does_not_stop_the_rest() -> None:
    lines = list(tsv(["Ким Саша", "\x00\x01", "«»((", "директор"]))
    assert len(lines) == 5
    assert lines[1].split("\t")[6].startswith("ND301 ")
    assert lines[4].startswith("директор\tдиректора\t")


@given(st.lists(st.text(max_size=30), max_size=5), st.one_of(st.none(), st.sampled_from(KINDS)))
def test_tsv_is_always_a_table(texts: list[str], kind: Kind | None) -> None:
    lines = list(tsv(texts, kind))
    assert len(lines) == len(texts) + 1
    assert all(line.count("\t") == 6 and "\n" not in line and "\r" not in line for line in lines)
