"""What has changed in the papers between two states, in words: text, look, schools; and that nothing has."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import nastav_docs
from nastav_docs.amendments import told
from nastav_docs.cli.main import cli
from tests.amendments.test_amend import OLD, two
from tests.minimal import write

if TYPE_CHECKING:
    from pathlib import Path

TOLD = (
    ("a word", ("до 09.11.2020.", "до 01.12.2020."), "пункт 3.1: «09.11.2020» → «01.12.2020»"),
    ("a point came", ("    - Отчёты представлять ежеквартально.\n", "    - Отчёты представлять ежеквартально.\n    - Приказ довести до школ.\n"), "пункт 5: добавлено «Приказ довести до школ.»"),
    ("a point went", ("    - Отчёты представлять ежеквартально.\n", ""), "пункт 4: убрано «Отчёты представлять ежеквартально.»"),
    ("a point that begins with figures", ("    - Отчёты представлять ежеквартально.\n", "    - 20 3 ежеквартально.\n"), "пункт 4: «Отчёты представлять» → «20 3»"),
    ("a row", ("deadline: до 18.12.2020", "deadline: до 25.12.2020"), "приложение, мероприятие «Круглый стол кураторов», срок исполнения: «18.12.2020» → «25.12.2020»"),
    ("a row came", ("        - {id: sum, ", "        - {id: new, title: Анкета, deadline: до 01.03.2021, responsible: head}\n        - {id: sum, "), "приложение, мероприятие: добавлено «Анкета | До 01.03.2021 | Петрова А.И.»"),
    ("who signs", ("position: начальник", "position: директор"), "подписи и реквизиты: «Начальник» → «Директор»"),
    ("the preamble", ("В соответствии с {{ acts['r-145'] | ins }}", "Во исполнение {{ acts['r-145'] | gen }}"), "преамбула: «В соответствии с распоряжением» → «Во исполнение распоряжения»"),
    ("only the look", ("documents:", "style: {size: 13}\ndocuments:"), "текст тот же, вид изменился ("),
    ("a new paper", ("documents:", "papers: {more: {kind: order, title: О мерах, clauses: [Исполнить.], signed_by: head}}\ndocuments:"), "новый документ"),
)  # fmt: skip


@pytest.mark.parametrize(("what", "change", "line"), TOLD, ids=[one[0] for one in TOLD])
def test_a_change_is_told_in_words(tmp_path: Path, what: str, change: tuple[str, str], line: str) -> None:
    lines = list(told(nastav_docs.diff(*two(tmp_path, change))))
    assert any(one.startswith(f"  {line}") for one in lines), (what, lines)


def test_nothing_changed_says_what_was_looked_at(tmp_path: Path) -> None:
    found = nastav_docs.diff(*two(tmp_path))
    assert (found.none, list(told(found))) == (True, ["Изменений нет: сравнено документов – 1; шаблоны и вид те же."])


SCHOOLS = """\
schools: schools.yaml
school:
  order:
    title: О наставничестве
    clauses: [Назначить наставников до 09.11.2020., "Разместить приказ на сайте {{ school.abbr | gen }}."]
    signed_by: school_heads
documents:
  school-order: {template: order.docx, file: "{{ school.id }}/Приказ", for_each: school}
"""
ROWS = """\
- {id: s-1, name: МБОУ СОШ № 1, abbr: СОШ № 1, director: Ломов Пётр Сергеевич, curator: Зимина Вера Ивановна, place: г. Лесной}
- {id: s-2, name: МБОУ СОШ № 2, abbr: СОШ № 2, director: Осин Иван Петрович, curator: Клёнова Анна Ильинична, place: г. Лесной}
"""


def test_a_change_at_many_schools_is_told_once(tmp_path: Path) -> None:
    old = OLD.replace("documents:\n", SCHOOLS)
    for name, text in (("old", old), ("new", old.replace("наставников до 09.11.2020.", "наставников до 16.11.2020."))):
        write(tmp_path / name, text)
        write(tmp_path / name, ROWS, "schools.yaml")
    projects = nastav_docs.load(tmp_path / "old"), nastav_docs.load(tmp_path / "new")
    found = nastav_docs.diff(*projects)
    assert list(told(found)) == [
        "Школы:",
        "  Приказ: пункт 1: «09.11.2020» → «16.11.2020» – у всех школ (2)",
        "Сравнено документов – 3, в том числе у 2 школ; с изменениями – 2.",
    ]
    # Their orders have no number yet: there is nothing to amend.
    made = nastav_docs.amend(*projects, schools=True)
    assert [one.code for one in made.problems] == ["ND985", "ND985", "ND988"]


def test_the_command_answers_in_words_and_in_json(tmp_path: Path) -> None:
    two(tmp_path, ("до 09.11.2020.", "до 01.12.2020."))
    line = ["diff", str(tmp_path / "old"), str(tmp_path / "new")]
    assert CliRunner().invoke(cli, line).output.splitlines() == [
        "Приказ 235:",
        "  пункт 3.1: «09.11.2020» → «01.12.2020»",
        "Сравнено документов – 1; с изменениями – 1.",
    ]
    (paper,) = json.loads(CliRunner().invoke(cli, [*line, "--format", "json"]).output)["papers"]
    assert (paper["state"], paper["changes"][0]["old"]) == ("changed", "Закрепить пары до 09.11.2020.")
