"""What is told of words is what these documents ask of them: not what was printed before, nor in which order."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest

import nastav_docs
from nastav_docs.diagnostics import Place
from nastav_docs.documents.nouns import Asked, Noun, Speech, doubts, lexicon_of, like, recorded, unused_forms
from tests.many import CONFIG, district, row

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nastav_docs.russian import Case

HEAD, KIND, DISTRICT = (Place("district.yaml", line) for line in (1, 2, 3))


def words() -> dict[str, Noun]:
    """A person, an act whose kind stands in the settings, a district with a field of the same words."""
    speech = Speech(lexicon_of({"распоряжение": {"gen": "распоряженья"}, "приказ": "invariable"}))
    kind = speech.phrase("распоряжение", "phrase", place=KIND)
    name = speech.phrase("Артемовский городской округ", "municipality", {"dat": "округу"}, place=DISTRICT)
    return {
        "head": speech.person("Бабкина Ирина Геннадьевна", {}, forms={"gen": "Бабкиной И.Г."}, place=HEAD),
        "act": speech.act({"kind": kind, "issuer": "", "date": "", "number": "1", "title": ""}),
        "district": like(name, {"name": name}),
    }


ENTRY = ("district", "распоряжение")
ASKED: list[tuple[str, Callable[[dict[str, Noun]], object], Asked]] = [
    ("nothing", lambda _: None, Asked()),
    ("the nominative, which is written as it is", lambda words: str(words["district"]), Asked()),
    ("a case", lambda words: words["district"].form("prp"), Asked(frozenset({(DISTRICT, "prp")}))),
    ("a part of a person", lambda words: words["head"]["signature"].form("gen"), Asked(frozenset({(HEAD, "gen")}))),
    ("a word within another, and its entry of the lexicon", lambda words: words["act"].form("gen"), Asked(frozenset({(KIND, "gen")}), frozenset({ENTRY}))),
]  # fmt: skip


@pytest.mark.parametrize(("make", "asked"), [each[1:] for each in ASKED], ids=[each[0] for each in ASKED])
def test_a_making_asks_the_same_however_often_the_words_were_asked_before(
    make: Callable[[dict[str, Noun]], object], asked: Asked
) -> None:
    """A form that was asked for once was known from then on: who asked next had asked nothing."""
    known = words()
    assert recorded(lambda: make(known))[1] == asked
    for other in ("gen", "dat", "prp"):
        known["head"].form(other), known["act"].form(other), known["district"].form(other)
    assert recorded(lambda: make(known))[1] == asked


def test_a_making_within_another_tells_its_own_only() -> None:
    known = words()

    def both() -> Asked:
        known["head"].form("dat")
        return recorded(lambda: known["act"].form("dat"))[1]

    inner, outer = recorded(both)
    assert ({place for place, _ in inner.cases}, {place for place, _ in outer.cases}) == ({KIND}, {HEAD})


def test_forms_are_unused_where_their_case_was_not_asked_for() -> None:
    known = words()
    assert [str(noun) for noun in unused_forms(known, Asked(frozenset({(HEAD, "dat"), (DISTRICT, "prp")})))] == [
        "Бабкина\u00a0И.Г.",
        "Артемовский городской округ",
        "Артемовский городской округ",
    ]
    assert unused_forms(known, Asked(frozenset({(HEAD, "gen"), (DISTRICT, "dat")}))) == ()


def test_what_is_uncertain_is_told_of_the_forms_asked_for() -> None:
    odd = {"position": Speech().phrase("кваркодел", "job", place=HEAD)}
    assert doubts(odd, Asked(frozenset({(KIND, "gen")}))) == ()
    (doubt,) = doubts(odd, Asked(frozenset({(HEAD, "gen")})))
    assert (doubt.place, doubt.message) == (HEAD, "Слова «кваркодел» нет в словаре, формы образованы по окончанию.")


@pytest.mark.parametrize(("case", "codes"), [("acc", []), ("ins", ["ND303"])])
def test_what_is_uncertain_in_one_case_alone_is_told_where_that_case_is_printed(case: Case, codes: list[str]) -> None:
    """«Гущу» is certain, «Гущей» depends on the stress; «Гущу» was doubted too."""
    people = {"head": Speech().person("Гуща Олег Ильич", {}, place=HEAD)}
    assert [doubt.code for doubt in doubts(people, Asked(frozenset({(HEAD, case)})))] == codes


ODD = CONFIG.replace(
    "heads: {title: Руководители школ}",
    "heads: {title: Руководители школ}\n  inspector: {name: Цой Евгений, position: кваркодел, forms: {dat: Цою Е.}}",
).replace(
    "Внедрить наставничество в {{ school.abbr | prp }}.",
    "Поручить {{ people.inspector.position | dat }} {{ people.inspector | dat }} внедрить наставничество.",
)
TOLD = "В 3 школах: слова «кваркодел» нет в словаре, формы образованы по окончанию (s-1, s-2, s-3)."


@pytest.mark.parametrize("order", list(permutations(["build", "check", "render"])), ids=" ".join)
def test_what_is_told_of_a_project_is_the_same_in_any_order(tmp_path: Path, order: tuple[str, ...]) -> None:
    """After a build or a check the next build blamed the district's own documents for what only the schools print."""
    project = nastav_docs.load(district(tmp_path / "район", [row(number) for number in (1, 2, 3)], ODD))
    told: dict[str, list[str]] = {}
    for step in order:
        if step == "build":
            told[step] = [problem.message for problem in nastav_docs.build(project, tmp_path / "out").problems]
        elif step == "check":
            told[step] = [d.message for d in nastav_docs.check(project) if d.code in {"ND304", "ND221"}]
        else:
            nastav_docs.render(project, "order")
    assert told == {"build": [TOLD], "check": [TOLD]}


def test_forms_that_only_a_schools_changes_print_are_used(tmp_path: Path) -> None:
    folder = district(
        tmp_path / "район",
        [row(1), row(2)],
        CONFIG.replace("documents:", "lexicon: {кваркодел: {dat: кваркоделу}}\ndocuments:", 1),
    )
    project = nastav_docs.load(folder)
    unused = ["Склонение «кваркодел» ничему не служит."]
    assert [d.message for d in nastav_docs.check(project) if d.code == "ND221"] == unused
    (folder / "schools").mkdir()
    text = "order: {clauses: {control: {text: \"Контроль поручить {{ 'кваркодел' | dat }}.\"}}}"
    (folder / "schools" / "s-2.yaml").write_text(text, "utf-8")
    again = project.reload()
    for _ in range(2):  # a text of the settings was compiled once, and what it asked then was forgotten
        assert [d.message for d in nastav_docs.check(again) if d.code == "ND221"] == []
    assert [d.message for d in nastav_docs.check(project) if d.code == "ND221"] == unused
