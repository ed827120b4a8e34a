"""What the checker finds in a project's documents is told at the YAML; `ignore:` with a reason leaves it out."""

from __future__ import annotations

import importlib
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from nastav_docs.config.project import load
from nastav_docs.documents import print_document
from nastav_docs.review import district_papers
from nastav_docs.review.check_once import check
from nastav_docs.review.check_project import norms
from tests.many import CONFIG, HEADER, district, row, table
from tests.minimal import changed, write
from tests.paths import CONFIGS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.documents import Planned
    from nastav_docs.template import Template

CLAUSE = ("text: Контроль за исполнением приказа оставляю за собой.", "text: Приступить в течении месяца.")
TWICE = ("deadline: до 09.11.2020", "deadline: по доп. сообщению")


def told(folder: Path, *changes: tuple[str, str]) -> list[str]:
    found = check(load(write(folder, changed(*changes))))
    return [f"{problem.place.line}:{problem.place.column} {problem.rule}" for problem in found if problem.place]


def test_the_minimal_package_has_nothing_to_remark(tmp_path: Path) -> None:
    assert told(tmp_path) == []


FOUND = [
    (CLAUSE, "16:13 SPELL-V-TECHENIE"),
    (
        ("Утвердить {{ roadmap.title | acc }}", "Утвердить {{ roadmap.title | acc }} от 45.13.2020"),
        "14:7 DATE-IMPOSSIBLE",
    ),
    (("title: Формирование пар", "title: Формирование пар ЦМН"), "25:30 ABBR-UNDEFINED"),
]


@pytest.mark.parametrize(("change", "said"), FOUND)
def test_a_finding_is_told_at_the_text_it_comes_from(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    assert said in told(tmp_path, change)


# A shared programme that the person has not opened, and what stands in the person's own files.
PROGRAMME = CONFIG.replace(
    "documents:",
    "indicators:\n"
    "  columns: [number, title, unit, years]\n"
    "  rows:\n"
    '    - {id: share, title: Доля школ от числа всех школ, unit: "%", targets: {2020: 10}}\n'
    "    - {id: pairs, title: Число пар, unit: ед., targets: {2020: 5}}\n"
    "documents:\n"
    "  letter: {template: letter.docx, file: Письмо}\n"
    "  indicators: {template: indicators.docx, file: Показатели}\n",
).replace(
    "school:\n",
    "letter:\n"
    "  addressee: Руководителям школ\n"
    "  title: О наставничестве\n"
    "  text: Информацию направить {{ wording.report }}. Ответственный – {{ people.head.position }}.\n"
    "  signed_by: head\n"
    "school:\n",
)
OWN = {
    "a target that falls": (
        "indicators: {rows: {share: {targets: {2020: 30, 2021: 20}}}}", "district.yaml:6:55 IND-FALLING",
    ),
    "a share that cannot be": ("indicators: {rows: {share: {targets: {2020: 120}}}}", "district.yaml:6:45 IND-RANGE"),
    "a slip in a common text": ("wording: {report: в течении недели}", "district.yaml:5:19 SPELL-V-TECHENIE"),
    "a slip in a post that a text names": (
        "people: {head: {position: начальник в течении года}}", "district.yaml:6:27 SPELL-V-TECHENIE",
    ),
    "a telephone of the letterhead": ("authority: {phone: 8(34363)2-00-00}", "district.yaml:6:20 TYP-SPACE-PAREN"),
}  # fmt: skip


@pytest.mark.parametrize(("own", "said"), OWN.values(), ids=OWN)
def test_a_finding_is_told_where_the_person_wrote_it_not_in_the_shared_programme(
    tmp_path: Path, own: str, said: str
) -> None:
    report = "" if own.startswith("wording") else "wording: {report: до 20.11.2020}\n"
    write(tmp_path, PROGRAMME, "programme.yaml")
    text = f"extends: programme.yaml\norder: {{number: 7-Д}}\nschools: schools.csv\n{report or '#'}\n{own}\n"
    folder = district(tmp_path, [row(1)], text)
    found = [f"{problem.place} {problem.rule}".rpartition("/")[2] for problem in check(load(folder))]
    assert said in found
    assert not [line for line in found if line.startswith("programme.yaml") and line.endswith(said.split()[1])]


def test_a_date_that_is_too_early_is_told_where_it_is_written_not_at_the_shared_text_that_cites_the_act(
    tmp_path: Path,
) -> None:
    write(tmp_path, PROGRAMME, "programme.yaml")
    own = "order: {number: 7-Д, date: 01.11.2018}\nwording: {report: до 20.11.2020}\nschools: schools.csv\n"
    folder = district(tmp_path, [], f"extends: programme.yaml\n{own}")
    rows = [[*row(number), f"0{number}.10.2018"] for number in (1, 2)]
    (folder / "schools.csv").write_text(table(rows, f"{HEADER};Дата приказа"), encoding="utf-8-sig")
    found = [str(problem.place) for problem in norms(load(folder)) if problem.rule == "REF-FUTURE"]
    assert {place.rpartition("/")[2] for place in found} == {
        "district.yaml:2:28",
        "schools.csv, строка 2, столбец «Дата приказа»",
        "schools.csv, строка 3, столбец «Дата приказа»",
    }


def test_a_slip_in_names_that_differ_in_their_numbers_alone_is_told_for_every_school(tmp_path: Path) -> None:
    folder = district(tmp_path, [])
    rows = [row(number) for number in (1, 2, 3)]
    for number, cells in enumerate(rows, start=1):
        cells[2] = f"Школа № {number}, открытая в течении года «Весна № {number}»"
    (folder / "schools.csv").write_text(table(rows), encoding="utf-8-sig")
    found = [problem for problem in norms(load(folder)) if problem.rule == "SPELL-V-TECHENIE"]
    of_cells = [problem for problem in found if problem.place is not None and problem.place.words.startswith("строка")]
    assert [problem.message.partition(": ")[0] for problem in of_cells] == ["В 3 школах"]
    assert of_cells[0].message.endswith("(s-1, s-2, s-3).")


def test_a_finding_in_a_telephone_is_told_at_its_cell_for_every_school(tmp_path: Path) -> None:
    folder = district(tmp_path, [])
    rows = [[*row(number), f"8(34363)2-00-0{number}"] for number in (1, 2, 3)]
    (folder / "schools.csv").write_text(table(rows, f"{HEADER};Телефон"), encoding="utf-8-sig")
    found = [problem for problem in norms(load(folder)) if problem.rule == "TYP-SPACE-PAREN"]
    assert [(str(p.place).rpartition("/")[2], p.message) for p in found] == [
        (
            "schools.csv, строка 2, столбец «Телефон»",
            "В 3 школах: нет пробела после кода города: «(34363)» (s-1, s-2, s-3).",
        )
    ]


def test_a_finding_with_a_reason_is_left_out(tmp_path: Path) -> None:
    ignored = (CLAUSE[0], f"{CLAUSE[1]}\n      ignore: {{SPELL-V-TECHENIE: так в первоисточнике}}")
    assert told(tmp_path, ignored) == []


def test_a_reason_above_holds_for_all_below(tmp_path: Path) -> None:
    assert told(tmp_path, CLAUSE, ("order:\n", "order:\n  ignore: {SPELL-V-TECHENIE: так в первоисточнике}\n")) == []


def test_a_reason_that_hides_nothing_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, ("order:\n", "order:\n  ignore: {SPELL-V-TECHENIE: на всякий случай}\n")) == [
        "9:12 IGNORE-UNUSED"
    ]


def test_a_reason_that_says_nothing_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, changed(("order:\n", 'order:\n  ignore: {SPELL-V-TECHENIE: ""}\n')))
    (found,) = check(load(folder))
    assert (found.message, found.hint) == (
        "Здесь нужен текст, а стоит пустая строка.",
        "Исключению нужна причина: почему так надо.",
    )


def test_what_a_school_changes_is_read_too(tmp_path: Path) -> None:
    folder = district(tmp_path, [row(1), row(2)])
    write(
        folder / "schools",
        "order: {clauses: {control: {text: Контроль в течении года возложить на куратора.}}}\n",
        "s-1.yaml",
    )
    found = [problem for problem in check(load(folder)) if problem.place and problem.place.file.endswith("s-1.yaml")]
    assert [(problem.rule, problem.message) for problem in found] == [
        ("SPELL-V-TECHENIE", "Школа «s-1»: предлог времени пишется «в течение»"),
    ]


def test_the_papers_of_a_thousand_schools_are_read_as_one(tmp_path: Path) -> None:
    text = CONFIG.replace("text: Внедрить наставничество", "text: Внедрить в течении года наставничество")
    few, many = (
        district(tmp_path / "few", [row(1)], text),
        district(tmp_path / "many", [row(n) for n in range(1, 1000)], text),
    )
    told = [
        [(p.rule, p.message) for p in norms(load(folder)) if p.rule == "SPELL-V-TECHENIE"] for folder in (few, many)
    ]
    assert told[0] == told[1]
    assert len(told[0]) == 1


def test_the_forms_that_the_project_gives_its_people_are_no_other_spelling(tmp_path: Path) -> None:
    person = (
        "name: Петрова Анна Ивановна,",
        "name: Воробей Пётр Ильич, forms: {acc: Воробея П.И., gen: Воробея П.И.},",
    )
    clause = (CLAUSE[0], "text: Назначить ответственным {{ people.head | acc }}.")
    assert [line for line in told(tmp_path, person, clause) if "PEOPLE" in line] == []


DATED = f"{HEADER};Дата приказа"
CITING = CONFIG.replace(
    "text: Внедрить наставничество в {{ school.abbr | prp }}.",
    "text: Внедрить наставничество в {{ school.abbr | prp }} (приложение).",
)


def dated(tmp_path: Path, *days: str) -> Path:
    folder = district(tmp_path, [], CITING)
    rows = [[*row(number), day] for number, day in enumerate(days, 1)]
    (folder / "schools.csv").write_text(table(rows, DATED), encoding="utf-8-sig")
    return folder


def messages(folder: Path) -> list[str]:
    return [f"{problem.rule}: {problem.message}" for problem in norms(load(folder))]


def test_a_school_that_orders_before_the_district_is_told_of(tmp_path: Path) -> None:
    assert messages(dated(tmp_path, "05.11.2020", "01.11.2020", "06.11.2020")) == [
        "XDOC-DATE: Школа «s-2»: приказ от 01.11.2020 раньше приказа от 02.11.2020 № 235, который исполняет",
        "REF-FUTURE: Школа «s-2»: документ от 01.11.2020 ссылается на акт с более поздней датой 02.11.2020",
    ]


def test_schools_that_order_after_their_own_deadline_are_told_of_each_with_its_date(tmp_path: Path) -> None:
    assert messages(dated(tmp_path, "05.11.2020", "10.11.2020", "12.11.2020")) == [
        "DL-BEFORE-ORDER: Школа «s-2»: срок 09.11.2020 раньше документа от 10.11.2020",
        "DL-BEFORE-ORDER: Школа «s-3»: срок 09.11.2020 раньше документа от 12.11.2020",
    ]


def test_the_same_at_many_schools_is_told_once(tmp_path: Path) -> None:
    assert messages(dated(tmp_path, "05.11.2020", *["10.11.2020"] * 9)) == [
        (
            "DL-BEFORE-ORDER: В 9 школах: срок 09.11.2020 раньше документа от 10.11.2020 "
            "(s-2, s-3, s-4, s-5, s-6, s-7, s-8, s-9 …)."
        )
    ]


def test_a_paper_that_one_school_changes_is_read_with_all_rules(tmp_path: Path) -> None:
    folder = dated(tmp_path, "05.11.2020", "06.11.2020", "05.11.2020")
    clause = "Руководствоваться приказом Управления образования от 03.12.2020 № 7-Д."
    write(folder / "schools", f"order: {{clauses: {{control: {{text: {clause}}}}}}}\n", "s-2.yaml")
    (found,) = norms(load(folder))
    assert found.place is not None
    assert (found.place.file.rsplit("/", 1)[-1], found.place.line) == ("s-2.yaml", 1)
    assert found.rule == "REF-FUTURE"
    assert found.message == "Школа «s-2»: документ от 06.11.2020 ссылается на акт с более поздней датой 03.12.2020"


def test_a_slip_in_the_registry_is_told_at_its_cell(tmp_path: Path) -> None:
    cells = row(2)
    cells[5] = "педагог психолог"
    found = norms(load(district(tmp_path, [row(1), cells, row(3)], CITING)))
    assert [(str(p.place), p.message) for p in found] == [
        (
            f"{tmp_path}/schools.csv, строка 3, столбец «Должность куратора»",
            "Школа «s-2»: название должности из двух слов пишется через дефис",
        )
    ]


def test_an_exception_of_one_school_hides_only_its_own(tmp_path: Path) -> None:
    folder = district(tmp_path, [row(1), row(2)], CITING)
    for school, ignore in (("s-1", ", ignore: {SPELL-V-TECHENIE: так в первоисточнике}"), ("s-2", "")):
        text = f"order: {{clauses: {{control: {{text: Контроль в течении года возложить на куратора.{ignore}}}}}}}\n"
        write(folder / "schools", text, f"{school}.yaml")
    assert [p.message for p in norms(load(folder))] == ["Школа «s-2»: предлог времени пишется «в течение»"]


def test_a_school_without_papers_hides_nothing_of_the_others(tmp_path: Path) -> None:
    broken = row(1)
    broken[4] = ""  # no curator, whom the order appoints
    text = CITING.replace("text: Внедрить наставничество", "text: Внедрить в течении года наставничество")
    found = norms(load(district(tmp_path, [broken, row(2), row(3)], text)))
    assert [problem.message for problem in found] == ["Предлог времени пишется «в течение»"]


def test_an_exception_of_a_school_that_hides_nothing_is_told(tmp_path: Path) -> None:
    folder = district(tmp_path, [row(1), row(2)], CITING)
    write(folder / "schools", "order: {ignore: {SPELL-V-TECHENIE: на всякий случай}}\n", "s-1.yaml")
    (found,) = norms(load(folder))
    assert (found.rule, found.place and found.place.file.endswith("s-1.yaml")) == ("IGNORE-UNUSED", True)


def test_every_document_is_printed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document was printed to see that it can be, and printed again to be read by нормоконтроль."""
    printed: Counter[str] = Counter()

    def counting(planned: Planned, compiled: Mapping[str, Template]) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
        printed[planned.path] += 1
        return print_document(planned, compiled)

    for module in (district_papers, importlib.import_module("nastav_docs.documents.school_issue")):
        monkeypatch.setattr(module, "print_document", counting)
    assert check(load(CONFIGS / "artemovsky")) == ()
    assert len(printed) > 60
    assert set(printed.values()) == {1}


def test_without_the_extra_it_is_said_once_of_the_district_and_its_schools(monkeypatch: pytest.MonkeyPatch) -> None:
    """It was said of the district's papers and once more «в 4 школах»."""
    monkeypatch.setattr("nastav_docs.rules.language.syntax.check.can_parse", lambda: False)
    found = check(load(CONFIGS / "ozernogorsky"))
    assert [problem.message.split(":")[0] for problem in found] == ["Грамматика не проверена"]
