"""Whatever a value holds, the document is valid, the text is there, and nothing in it is executed."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from nastav_docs import build, render
from nastav_docs.config.project import load
from nastav_docs.russian.typography.typograph import typograph
from tests.many import HEADER, district, row, table
from tests.minimal import changed, write

if TYPE_CHECKING:
    from pathlib import Path

    from nastav_docs.config.project import Project

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def text_of(data: bytes) -> str:
    """The text of a document; every part of it is well-formed."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None
        parts = [
            etree.fromstring(package.read(name)) for name in package.namelist() if name.endswith((".xml", ".rels"))
        ]
    marks = {f"{W}t": "", f"{W}tab": "\t", f"{W}br": "\n", f"{W}p": "\n"}
    nodes = (node for part in parts for node in part.iter(*marks))
    return "".join((node.text or "") if node.tag == f"{W}t" else marks[str(node.tag)] for node in nodes)


def quoted(text: str) -> str:
    """A YAML scalar that reads as the text, whatever it holds (but for lone surrogates, which YAML refuses)."""
    return '"' + "".join(sign if sign.isalnum() and sign.isascii() else f"\\U{ord(sign):08x}" for sign in text) + '"'


# A clause is set in type; a telephone is printed as it is: what XML cannot hold is left out or shown as «�».
NASTY = [
    ("markup", "&<>\"'&amp;</w:t>", "&<>\"'&amp;</w:t>"),
    ("CDATA", "]]><!--x--><?xml?>", "]]><!--x--><?xml?>"),
    ("a line break", "1\n2", "1 2"),
    ("a tab", "1\t2", "1\t2"),
    ("a carriage return", "1\r\n2\r3", "1 2 3"),
    ("emoji", "👩‍🏫🇷🇺", "👩‍🏫🇷🇺"),
    ("combining marks", "е́ё" + "а" + "\u0301" * 40, "е́ё" + "а" + "\u0301" * 40),
    ("controls", "1" + "".join(map(chr, [*range(9), 14, 15, *range(16, 32)])).replace("\a", "") + "2", "12"),
    ("C1 controls", "1\x7f\x85\x9f2", "1\x7f\x85\x9f2"),
    ("non-characters", "1\ufffe\uffff2", "12"),
    ("right to left", "\u202eשלום مرحبا\u202c", "\u202eשלום مرحبا\u202c"),
    ("a template's mark", "{{ 7*7 }}{% for %}{# x #}", "{{ 7*7 }}{% for %}{# x #}"),
    ("a field of Word", "{ MERGEFIELD x }", "{ MERGEFIELD x }"),
    ("zero width", "1\u200b\ufeff2", "1\u200b\ufeff2"),
    ("100,000 characters", "ы" * 100_000, "ы" * 100_000),
]  # fmt: skip


def with_phone(text: str) -> str:
    letter = "letter:\n  addressee: Кому\n  text: Текст.\n  signed_by: head\n  executor: head\n"
    return changed(
        ("position: начальник", f"position: начальник, phone: {text}"),
        ("documents:\n", f"{letter}documents:\n  letter: {{template: letter.docx, file: Письмо}}\n"),
    )


@pytest.mark.parametrize(("written", "printed"), [each[1:] for each in NASTY], ids=[each[0] for each in NASTY])
def test_a_value_is_printed_as_it_is(tmp_path: Path, written: str, printed: str) -> None:
    project = load(write(tmp_path, with_phone(quoted(f"тел.{written}."))))
    assert f"тел.{printed}." in text_of(render(project, "letter"))


@pytest.mark.parametrize("number", [0xD800, 0xDC80, 0xDFFF])
def test_a_lone_surrogate_is_refused_in_yaml_and_shown_as_lost_from_a_script(tmp_path: Path, number: int) -> None:
    write(tmp_path, with_phone(f'"\\u{number:04x}"'))
    assert [problem.code for problem in load(tmp_path).problems] == ["ND103"]
    project = load(write(tmp_path, with_phone("123")))
    assert project.config is not None
    head = project.config.people["head"].model_copy(update={"phone": f"1{chr(number)}2"})
    config = project.config.model_copy(update={"people": {**project.config.people, "head": head}})
    assert "1\ufffd2" in text_of(render(dataclasses.replace(project, config=config), "letter"))


# Nothing is executed

DATA = ["{{ 7*7 }}", "{% raw %}", "{#", "{{ order.__class__ }}", "{%p if x %}", "{{ '{{ 7*7 }}' }}"]


@pytest.mark.parametrize("data", DATA)
def test_what_a_text_prints_is_not_filled_in_again(tmp_path: Path, data: str) -> None:
    text = changed(
        (
            "text: Контроль за исполнением приказа оставляю за собой.",
            f"text: {quoted('Пункт {{ ' + repr(data) + ' }} приказа.')}",
        )
    )
    shown = text_of(render(load(write(tmp_path, text)), "order"))
    assert essence(data) in essence(shown)
    assert "49" not in shown.replace("Р-145", "")


def test_marks_in_names_numbers_and_titles_are_data(tmp_path: Path) -> None:
    text = changed(
        ("name: Петрова Анна Ивановна", "name: '{{ 7*7 }}', gender: female"),
        ('number: "235"', 'number: "{{ 7+7 }}"'),
        ("number: Р-145", 'number: "{{ 7*7 }}"'),
    )
    report = build(load(write(tmp_path / "config", text)), tmp_path / "out")
    assert report.written == ("Приказ {{ 7+7 }}.docx",)
    shown = text_of((tmp_path / "out" / report.written[0]).read_bytes())
    assert (shown.count("{{ 7*7 }}") >= 2, "{{ 7+7 }}" in shown, "49" in shown) == (True, True, False)


CELLS = [
    "Краткое наименование",
    "Полное наименование",
    "Директор",
    "Куратор",
    "Должность куратора",
    "Номер приказа",
    "Телефон",
]
IN_CELLS = ["{{ 7*7 }}", "<w:p/>&amp;", "a\"b'c", "👩‍🏫", "е́", "=CMD()|' /C calc'!A0", "\u202eשלום"]


@pytest.mark.parametrize("value", IN_CELLS)
def test_a_cell_of_the_registry_is_data(tmp_path: Path, value: str) -> None:
    header = f"{HEADER};Телефон;Пол куратора;Пол руководителя"
    rows = []
    for number, column in enumerate(CELLS):
        cells = [*row(number), "123", "ж", "ж"]
        at = header.split(";").index(column)
        cells[at] = f"{value} {cells[at]}"
        rows.append(['"' + cell.replace('"', '""') + '"' for cell in cells])
    config = district(tmp_path / "config", [])
    (config / "schools.csv").write_text(table(rows, header), "utf-8-sig")
    report = build(load(config), tmp_path / "out")
    told = {problem.code for problem in report.problems}
    assert "ND209" not in told
    assert "ND210" not in told
    shown = [text_of(file.read_bytes()) for file in (tmp_path / "out").rglob("*.docx")]
    assert len(shown) > len(CELLS)
    assert sum(essence(value) in essence(text) for text in shown) >= 4
    assert [text for text in shown if "49 " in text.replace("СОШ № 49", "")] == []


# Every text field of the config

EVERYTHING = """\
district: {name: §, abbr: §, region: §}
authority: {name: §, abbr: §, letterhead: [§, §], founder: §, place: §, address: §, phone: §, fax: §, email: §, site: §}
people:
  head: {name: §, gender: female, position: §, phone: §, email: §}
  heads: {title: §}
acts:
  one: {kind: §, issuer: §, date: 25.12.2019, number: §, title: §}
terms: {ЦМН: §}
wording: {word: §}
order:
  number: §
  date: 02.11.2020
  place: §
  title: §
  preamble: §
  verb: §
  clauses:
    - §
    - text: §
      clauses: [§, §]
    - "{{ acts['one'] }}, {{ wording.word }}, {{ terms['ЦМН'] }}, {{ people.heads }}, {{ district }}, {{ district.abbr }}"
    - "{{ district.region }}, {{ authority }}, {{ authority.abbr }}, {{ authority.site }}, {{ people.head.email }}"
  signed_by: head
  executor: head
  annexes: [roadmap, indicators]
letter:
  number: §
  date: 02.11.2020
  addressee: [§, §]
  title: §
  salutation: §
  text: [§, §]
  enclosures: [{text: §, sheets: 1}, {text: §, bound: да}]
  signed_by: head
  executor: head
roadmap:
  title: §
  columns: [section, {id: activity, title: §}, content, deadline, responsible, result, document, control, {id: own, title: §}]
  sections:
    - title: §
      activities:
        - {title: §, content: §, deadline: §, responsible: head, result: §, document: §, control: §, fields: {own: §}}
indicators:
  title: §
  columns: [number, title, unit, target, due, {id: own, title: §}]
  rows: [{title: §, unit: §, target: §, due: §, fields: {own: §}}]
documents:
  order: {template: order.docx, file: Приказ, title: §}
  letter: {template: letter.docx, file: Письмо}
"""  # fmt: skip
COUNT = EVERYTHING.count("§")
# The site of an authority and the title of a file are not text of a page; a school's founder stands above its name only.
SHOWN_AT_LEAST = 55


def filled(text: str) -> dict[int, str]:
    """A value for every field: its own number around the text, so that it is found again."""
    return {number: f"н{number}н{text}к{number}к" for number in range(COUNT)}


def project_of(folder: Path, values: dict[int, str]) -> Project:
    numbers = iter(range(COUNT))
    return load(write(folder, re.sub("§", lambda _: quoted(values[next(numbers)]).replace("\\", "\\"), EVERYTHING)))


def essence(text: str) -> str:
    """A text without what typesetting changes: spaces, invisible signs, quotation marks, dashes, dots, letter case; without what XML forbids."""
    text = re.sub("[\x00-\x1f\ufffe\uffff]", "", text)
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return re.sub(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\"'`«»„“”‚‘’‹›.…‐‑‒–—−-]", "", text)


def shown_in(project: Project) -> str:
    return essence("\n".join(text_of(render(project, name)) for name in ("order", "letter")))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[int]:
    """The fields that the documents print."""
    shown = shown_in(project_of(tmp_path_factory.mktemp("plain"), filled("проба")))
    found = [number for number in range(COUNT) if essence(f"н{number}нпробак{number}к") in shown]
    assert len(found) >= SHOWN_AT_LEAST
    return found


def names_no_day(text: str) -> bool:
    """Whether nothing in a text looks like a day: «0/0/0000» in a deadline is an error, as it should be."""
    return re.search(r"\d+[./-]\d", text) is None


@given(
    text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="{}"), max_size=30).filter(names_no_day)
)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_every_text_field_takes_any_text(tmp_path: Path, printed: list[int], text: str) -> None:
    values = filled(re.sub(r"[\r\n]\s*[\r\n]", "\n", text))  # an empty line is a new paragraph: that is told
    shown = shown_in(project_of(tmp_path, values))
    lost = [
        (number, values[number])
        for number in printed
        if essence(values[number]) not in shown and essence(typograph(values[number])) not in shown
    ]
    assert lost == []
