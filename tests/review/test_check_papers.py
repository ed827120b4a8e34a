"""Нормоконтроль as a whole: the source package, correct papers, examples of every code, suppression, formats."""

from __future__ import annotations

import csv
import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nastav_docs.diagnostics.codes import (
    acts,
    all_codes,
    explanation,
    find_codes,
    form,
    grammar,
    norms,
    package,
    plans,
    wording,
)
from nastav_docs.diagnostics.codes import layout as layout_codes
from nastav_docs.diagnostics.problem import Code, Confidence, Diagnostic
from nastav_docs.diagnostics.reports import Tally, as_json, as_sarif, as_text
from nastav_docs.papers.act_registry import Act, shipped_acts
from nastav_docs.papers.layout_norm import GOST, Profile
from nastav_docs.papers.model import Paper
from nastav_docs.papers.read_text import paper_of_text
from nastav_docs.papers.read_word import paper_of_docx
from nastav_docs.review.check_papers import check_package, lint
from nastav_docs.review.given_papers import files
from tests.paths import DATA
from tests.source_docx import SOURCE, source_docx, source_paper
from tests.word_file import paragraph, table, word_file

LINT = DATA / "lint"
OWN = [
    v
    for m in (norms, form, layout_codes, acts, package, plans, wording, grammar)
    for v in vars(m).values()
    if isinstance(v, Code)
]
# What is wrong with a file, with the look of a page or with the installation is no text to check.
NOT_TEXT = {"ND700", "ND701", "ND702", "ND722", "ND798", "ND799", "ND900", "ND992", *(f"ND76{n}" for n in range(10))}
CODES = [c for c in OWN if c.code not in NOT_TEXT]


def check(text: str, *more: str) -> tuple[Diagnostic, ...]:
    """Check texts as one package."""
    papers = [paper_of_text(t, f"{n}.md") for n, t in enumerate((text, *more), 1)]
    return check_package(papers, shipped_acts())


def checked(data: bytes, profile: Profile = GOST["gost-2016"]) -> tuple[Diagnostic, ...]:
    """Check a Word file."""
    paper = paper_of_docx(data, "a.docx")
    assert isinstance(paper, Paper)
    return check_package([paper], shipped_acts(), profile=profile)


def expected() -> list[tuple[str, int, str]]:
    """Rule, line and offending words of the source package's known defects."""
    lines = (LINT / "expected.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [(row["rule"], int(row["line"]), row["text"]) for row in rows]


FOUND = lint([SOURCE])
RAW = SOURCE.read_text(encoding="utf-8").split("\n")


@pytest.mark.parametrize(("rule", "line", "text"), expected())
def test_a_known_defect_of_the_source_package_is_found_at_its_place(rule: str, line: int, text: str) -> None:
    raw = RAW[line - 1]
    starts = [i for i in range(len(raw)) if raw.startswith(text, i)]
    places = [d.place for d in FOUND if d.rule == rule and d.place and d.place.line == line]
    assert any(p.column - 1 <= s + len(text) and p.end_column - 1 >= s for p in places for s in starts)


@pytest.mark.parametrize(
    ("rule", "line", "right"),
    [
        ("REQ-PLACEHOLDER", 16, "02.11.2020 № 01-33/930"),
        ("GRAM-CASE", 19, "О внедрении"),
        ("REF-REGISTRY", 25, "от 25.12.2019 № Р-145"),
        ("TYP-SPACE-PUNCT", 27, "№\u00a0235,"),
        ("ABBR-FORM", 27, "электронной почты"),
        ("GRAM-CASE", 56, "распоряжением"),
        ("GRAM-QUOTED-NAME", 56, "программой «Развитие системы …»"),
        ("STR-ANNEX-REF", 60, "(приложение № 1)"),
        ("DATE-IMPOSSIBLE", 65, "23.01.2020"),
        ("REF-INCOMPLETE", 65, "распоряжение Министерства просвещения Российской Федерации от 25.12.2019 № Р-145"),
        ("REQ-PLACEHOLDER", 86, "от 02.11.2020 № 235"),
        ("DL-COMPOSITE", 105, "До 09.11.2020, далее – по мере необходимости"),
        ("ABBR-NEAR-MISS", 108, "ЦМН"),
        ("STR-ANNEX-CAPTION", 113, "Приложение № 2 к приказу … от 02.11.2020 № 235"),
    ],
)
def test_the_correction_of_a_known_defect(rule: str, line: int, right: str) -> None:
    assert right in [d.hint for d in FOUND if d.rule == rule and d.place and d.place.line == line]


@pytest.mark.parametrize(
    ("line", "text", "allowed"),
    [
        (50, "02.11.2020 № 235", set()),
        (25, "от 23.01.2020 № МР-42/02", set()),
        (25, "от 02.11.2020 №235", {"TYP-NUM-SPACE", "NUM-MIXED"}),
        (25, "«Современная школа», «Успех каждого ребенка»", set()),
        (11, "(34363) 2-4", set()),
        (10, "623780", set()),
        (40, "Н.В. Багдасарян", set()),
        (36, "Начальник", set()),
        (62, "(по согласованию)", set()),
        (73, "информационно-телекоммуникационной", set()),
        (75, "Контроль за исполнением приказа оставляю за собой.", set()),
        (91, "До 09.11.2020", set()),
        (58, "ПРИКАЗЫВАЮ:", set()),
        (31, "на 39 л. в 1 экз.", set()),
        (29, "https://minobraz.egov66.ru/article/show/id/10120", set()),
        (136, "не реже чем один раз в три года", {"DL-RELATIVE"}),
        (71, "Приступить к реализации", set()),
    ],
)
def test_what_is_right_in_the_source_package_is_let_be(line: int, text: str, allowed: set[str]) -> None:
    start = RAW[line - 1].index(text)
    inside = [d for d in FOUND if d.place and d.place.line == line and start < d.place.column <= start + len(text)]
    assert {d.rule for d in inside} <= allowed


def test_the_word_file_of_the_package_gives_the_same_findings() -> None:
    data = source_docx()
    conversion = {"CONV-HTML", "CONV-ROW-SPLIT", "FORM-ALIGN"}
    in_word = Counter((d.rule, d.text) for d in checked(data) if d.rule not in conversion)
    in_text = Counter(
        (d.rule, d.text) for d in check_package([source_paper()], shipped_acts()) if d.rule not in conversion
    )
    assert in_word == in_text


def planted() -> list[tuple[str, str, int, str]]:
    """File, rule, line and offending words of the defects put into papers of other shapes."""
    lines = (LINT / "defects" / "defects.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [(row["file"], row["rule"], int(row["line"]), row["text"]) for row in rows]


@cache
def found_in(name: str) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """The lines of a paper with planted defects, and what is found in it."""
    path = LINT / "defects" / name
    return tuple(path.read_text(encoding="utf-8").split("\n")), lint([path])


@pytest.mark.parametrize(("file", "rule", "line", "text"), planted())
def test_a_planted_defect_is_found_at_its_place(file: str, rule: str, line: int, text: str) -> None:
    lines, found = found_in(file)
    places = [d.place for d in found if d.rule == rule and d.place and d.place.line == line]
    starts = [i for i in range(len(lines[line - 1])) if lines[line - 1].startswith(text, i)]
    assert any(p.column - 1 < s + len(text) and p.end_column - 1 > s for p in places for s in starts)


@pytest.mark.parametrize("path", sorted((LINT / "correct").iterdir()), ids=lambda p: p.stem)
def test_a_correct_paper_gives_no_findings(path: Path) -> None:
    assert [f"{d.place}: {d.message}" for d in lint([path])] == []


@pytest.mark.parametrize("code", CODES, ids=lambda c: f"{c.code} {c.rule}")
def test_the_wrong_example_of_a_code_is_reported_and_the_right_one_is_not(code: Code) -> None:
    wrong, right = check(code.wrong), check(code.right)
    assert code.code in {d.code for d in wrong}
    assert {d.code for d in right} <= {d.code for d in wrong} - {code.code}


def test_codes_are_never_used_twice_and_examples_come_in_pairs() -> None:
    assert len({code.code for code in OWN}) == len(OWN)
    assert all(bool(c.wrong) == bool(c.right) and c.title and c.why for c in all_codes().values())


def layout(**changes: object) -> bytes:
    """A Word file of a school's order with long text, laid out by the norm but for the changes."""
    text = "В целях методической поддержки молодых педагогов, закрепления их в школе и передачи им опыта работы наставников школы"
    properties = str(changes.get("properties", ""))
    body = [paragraph("ПРИКАЗ"), paragraph(text, style="text", properties=properties), paragraph("ПРИКАЗЫВАЮ:")]
    body += [
        paragraph(f"{n}. {text.replace('В целях', 'Обеспечить меры')}.", style="text", properties=properties)
        for n in range(1, 60)
    ]
    margins = changes.get("margins", (1701, 567, 1134, 1134))
    assert isinstance(margins, tuple)
    return word_file(
        *body,
        margins=margins,
        page_number=bool(changes.get("page_number", True)),
        settings=str(changes.get("settings", "")),
    )


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"margins": (850, 567, 1134, 1134)}, "FORM-MARGIN"),
        ({"properties": '<w:spacing w:line="480" w:lineRule="auto"/>'}, "FORM-SPACING"),
        ({"properties": '<w:ind w:firstLine="300"/>'}, "FORM-INDENT"),
        ({"page_number": False}, "FORM-PAGE-NUMBER"),
        ({"settings": "<w:autoHyphenation/>"}, "FORM-HYPHENATION"),
    ],
)
def test_the_layout_of_a_word_file(changes: dict[str, object], rule: str) -> None:
    forms = {d.rule for d in checked(layout(**changes)) if d.rule.startswith("FORM")}
    assert forms == {rule}


def test_a_word_file_laid_out_by_the_norm_has_no_remarks_on_its_form() -> None:
    assert [d for d in checked(layout()) if d.rule.startswith("FORM")] == []


def test_a_small_size_and_a_long_table_without_a_repeated_head_are_seen() -> None:
    small = '<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t>' + "Слово к слову " * 20 + "</w:t></w:r>"
    rows = [["№ п/п", "Мероприятие", "Срок"], *([str(n), "Совет", "до 20.11.2020"] for n in range(1, 12))]
    body = [paragraph("Уважаемые коллеги!"), paragraph(small, style="text"), table(rows, head=False)]
    assert {"FORM-FONT-SIZE", "FORM-HEADER-ROW"} <= {d.rule for d in checked(word_file(*body))}


def test_the_new_standard_asks_a_title_of_every_paper() -> None:
    data = word_file(
        paragraph("ПРИКАЗ"), paragraph("02.11.2020 № 5"), paragraph("ПРИКАЗЫВАЮ:"), paragraph("1. Внедрить.")
    )
    assert "FORM-NO-TITLE" in {d.rule for d in checked(data, GOST["gost-2025"])}
    assert "FORM-NO-TITLE" not in {d.rule for d in checked(data)}


def test_files_given_together_are_one_package(tmp_path: Path) -> None:
    (tmp_path / "order.txt").write_text(
        "ПРИКАЗ\n\n02.11.2020 № 235\n\nО плане\n\nПРИКАЗЫВАЮ:\n\n1. Утвердить план (приложение № 1).\n",
        encoding="utf-8",
    )
    (tmp_path / "plan.txt").write_text("Приложение № 1\nк приказу\nот 03.11.2020 № 235\n\nПлан\n", encoding="utf-8")
    (tmp_path / "~$plan.docx").write_bytes(b"a lock of Word")
    found = lint([tmp_path])
    assert [(d.rule, Path(d.place.file).name) for d in found if d.place] == [("STR-ANNEX-DATE", "plan.txt")]
    assert len(files([tmp_path])) == 2


@pytest.mark.parametrize("name", ["~$plan.docx", "._plan.docx"])
def test_a_file_that_word_or_macos_keeps_beside_a_paper_is_named_as_such(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x05user")
    [found] = lint([tmp_path / name])
    assert found.code == "ND700"
    assert found.message == "Это служебный файл, а не документ: Word и macOS кладут его рядом с документом"
    assert found.hint == "Проверьте сам документ, без «~$» и «._» в имени"


@pytest.mark.parametrize(
    ("text", "told", "hint"),
    [
        ("В конкурсе участвовало 15-ти школ.", "ND925", "15"),
        ("Занятия проводяться по вторникам.", "ND901", "проводятся"),
        ("Педагогам провести беседу: педагоги - психологи, учителя.", "ND886", "педагоги-психологи"),
        ("Назначить ответсвенным за пропуска Серова В.В.", "ND920", "ответственным"),
    ],
)
def test_one_fault_is_told_once_by_the_rule_that_knows_more_of_it(text: str, told: str, hint: str) -> None:
    found = check_package([paper_of_text(text, "a.md")], profile=None)
    assert [(d.code, d.hint) for d in found] == [(told, hint)]


def test_acts_given_by_the_user_are_known() -> None:
    act = Act("приказ", "Министерство образования Лесной области", None, "77-Д", "О внедрении модели наставничества")
    text = "приказом Министерства образования Лесной области от 01.02.2020 № 77-Д «О внедрении системы наставничества»"
    found = check_package([paper_of_text(text, "a.md")], (act,))
    assert [d.rule for d in found] == ["REF-TITLE"]


def test_a_finding_is_ignored_by_code_or_rule_and_an_idle_exception_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("приказ от 02.11.2020 №235", encoding="utf-8")
    assert [d.rule for d in lint([path])] == ["TYP-NUM-SPACE"]
    assert lint([path], ignore={"ND711": "так в бланке"}) == ()
    assert lint([path], ignore={"TYP-NUM-SPACE": "так в бланке"}) == ()
    idle = lint([path], ignore={"TYP-NUM-SPACE": "так в бланке", "ND801": "старый акт"})
    assert [(d.rule, d.text) for d in idle] == [("IGNORE-UNUSED", "ND801")]


def test_an_unreadable_file_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"broken")
    (tmp_path / "b.txt").write_text("приказ от 02.11.2020 №235", encoding="utf-8")
    assert [d.rule for d in lint([tmp_path])] == ["FILE-UNREADABLE", "TYP-NUM-SPACE"]


def test_json_is_one_list_with_places() -> None:
    (one,) = json.loads(as_json(check("приказ от 02.11.2020 №235")))
    assert one["place"] == {"file": "1.md", "line": 1, "column": 22, "end_column": 26, "words": ""}
    assert {"code", "rule", "severity", "confidence", "place", "text", "message", "hint"} == set(one)


def test_sarif_names_rules_and_regions() -> None:
    log = json.loads(as_sarif(check("приказ от 02.11.2020 №235")))
    run = log["runs"][0]
    assert log["version"] == "2.1.0"
    assert run["tool"]["driver"]["rules"][0]["id"] == run["results"][0]["ruleId"] == "ND711"
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 1,
        "startColumn": 22,
        "endColumn": 26,
    }


def test_text_says_place_weight_and_what_to_write() -> None:
    said = as_text(check("приказ от 02.11.2020 №235")).split("\n")
    assert said[0] == "1.md:1:22: предупреждение ND711: Нет пробела после «№»: «№235»"
    assert said[1] == "    → №\u00a0235"
    assert as_text(()) == "Замечаний нет\n"
    assert str(Tally.of(FOUND)).startswith("ошибок: ")


def test_explain_knows_codes_and_rules() -> None:
    (code,) = find_codes("nd803")
    assert "решает подлинник, а не большинство" in explanation(code)
    assert [code.code for code in find_codes("TYP-DASH")] == ["ND717"]
    assert [code.code for code in find_codes("ref-title")] == ["ND804", "ND810"]
    assert find_codes("ND000") == ()


def test_what_is_certain_is_told_from_advice() -> None:
    assert {d.confidence for d in FOUND} == set(Confidence)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(RAW), max_size=25), st.text(max_size=30))
def test_no_text_breaks_the_checker(pieces: list[str], noise: str) -> None:
    text = "\n".join([*pieces, noise])
    for found in check(text):
        assert found.place is None or found.place.line >= 1


def test_a_folder_without_papers_is_no_clean_package(tmp_path: Path) -> None:
    (found,) = lint([tmp_path])
    assert found.message == f"В папке «{tmp_path}» нет файлов .docx, .md, .txt"


def test_a_paper_of_another_program_in_a_folder_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "приказ.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "письмо.txt").write_text("Письмо от 02.11.2020 № 5.", encoding="utf-8")
    (found,) = lint([tmp_path])
    assert found.message == f"Файл «{tmp_path / 'приказ.doc'}» не проверяется"
