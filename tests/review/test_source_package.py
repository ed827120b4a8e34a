"""The package of 02.11.2020 that the project was made for, corrected, stands in the documents of configs/artemovsky.

`tests/data/source_package_expected.yaml` is the corrected paper, written by hand. Each test takes one kind of thing and
finds every one of them in the DOCX text: none lost, none doubled, in the paper's order.
"""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from lxml import etree

import nastav_docs
from tests.paths import DATA, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

EXPECTED: dict[str, Any] = yaml.safe_load((DATA / "source_package_expected.yaml").read_text("utf-8"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ITEM_MARK = re.compile(r"(?:Приложение:\s*)?(?:\d+\.\s*)?")


@cache
def part(document: str, name: str = "word/document.xml") -> etree._Element:
    """A part of a document of the package."""
    data = nastav_docs.render(nastav_docs.load(ROOT / "configs" / "artemovsky"), document)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def plain(text: str) -> str:
    """A text with every kind of space as one space."""
    return " ".join(text.split())


def text_of(paragraph: etree._Element) -> str:
    """What a reader sees of a paragraph."""
    marks = {f"{W}t": None, f"{W}tab": " ", f"{W}br": " ", f"{W}noBreakHyphen": "-"}
    return plain("".join(marks[node.tag] or node.text or "" for node in paragraph.iter(*marks)))


@cache
def lines(document: str) -> tuple[str, ...]:
    """Every paragraph of a document that is not empty, tables included, in reading order."""
    return tuple(text for text in map(text_of, part(document).iter(f"{W}p")) if text)


def rows(document: str, header: list[str]) -> list[list[list[str]]]:
    """The rows under a table's header: in a row a list of lines for each cell; a continued merged cell has none."""
    for table in part(document).iter(f"{W}tbl"):
        found = [
            [[line for line in map(text_of, cell.iter(f"{W}p")) if line] for cell in row.iter(f"{W}tc")]
            for row in table.iter(f"{W}tr")
        ]
        if found and [" ".join(cell) for cell in found[0]] == header:
            return found[1:]
    raise AssertionError(f"no table with the header {header}")


def place_of(line: str, document: str) -> int:
    """Where a paragraph stands; it must stand there once."""
    assert lines(document).count(line) == 1, line
    return lines(document).index(line)


def in_order(wanted: list[str], document: str) -> bool:
    """Whether paragraphs stand in a document once each, in this order."""
    places = [place_of(line, document) for line in wanted]
    return places == sorted(places)


@pytest.mark.parametrize("line", EXPECTED["letter"]["letterhead"])
def test_the_letterhead_names_address_phones_and_mailbox_of_the_authority(line: str) -> None:
    assert line in " ".join(lines("letter"))


@pytest.mark.parametrize("key", ["number", "addressee", "title", "salutation"])
def test_the_letter_has_its_requisites(key: str) -> None:
    assert " ".join(lines("letter")).count(EXPECTED["letter"][key]) == 1


def test_the_letter_answers_to_nothing_so_it_has_no_reference_line() -> None:
    assert not [line for line in lines("letter") if line.lower().startswith("на №")]


def test_the_letter_says_all_that_the_source_says() -> None:
    assert in_order(EXPECTED["letter"]["paragraphs"], "letter")


@pytest.mark.parametrize("enclosure", EXPECTED["letter"]["enclosures"])
def test_each_of_the_four_enclosures_has_its_sheets_and_copies(enclosure: str) -> None:
    assert [line for line in lines("letter") if ITEM_MARK.sub("", line, count=1) == enclosure]


@pytest.mark.parametrize("document", ["letter", "order"])
def test_position_and_name_of_the_signer_stand_in_this_order(document: str) -> None:
    assert " ".join(EXPECTED[document]["signature"]) in " ".join(lines(document))


def test_the_executor_is_reached_by_the_contacts_of_the_authority() -> None:
    executor = plain(" ".join(lines("letter")[-3:]))
    assert all(piece in executor for piece in EXPECTED["letter"]["executor"])


@pytest.mark.parametrize("key", ["kind", "title", "preamble", "verb", "place"])
def test_the_order_has_its_requisites_and_preamble(key: str) -> None:
    assert EXPECTED["order"][key] in lines("order")


def test_the_order_has_its_date_and_number_on_one_level() -> None:
    above = lines("order")[: lines("order").index(EXPECTED["order"]["title"])]
    assert f"{EXPECTED['order']['date']} {EXPECTED['order']['number']}" in " ".join(above)


def test_the_order_has_every_clause_in_its_place() -> None:
    assert in_order(list(EXPECTED["order"]["clauses"].values()), "order")


def test_word_numbers_the_clauses_as_the_source_does() -> None:
    assert dict(numbered("order")) == EXPECTED["order"]["clauses"]


def numbered(document: str) -> Iterator[tuple[str, str]]:
    """The number that Word's own multilevel list gives each of its paragraphs, and the text."""
    counts = [0] * 9
    for paragraph in part(document).iter(f"{W}p"):
        level = level_of(paragraph, document)
        if level is None:
            continue
        counts[level] += 1
        counts[level + 1 :] = [0] * (8 - level)
        yield ".".join(map(str, counts[: level + 1])), text_of(paragraph)


def level_of(paragraph: etree._Element, document: str) -> int | None:
    """The list level of a paragraph, its own or its style's."""
    own = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
    if own is not None:
        return value_of(own)
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return None if style is None else levels(document).get(str(style.get(f"{W}val")))


@cache
def levels(document: str) -> dict[str, int]:
    """The list level of each style that numbers its paragraphs."""
    found = {}
    for style in part(document, "word/styles.xml").iter(f"{W}style"):
        if style.find(f"{W}pPr/{W}numPr") is not None:
            level = style.find(f"{W}pPr/{W}numPr/{W}ilvl")
            found[str(style.get(f"{W}styleId"))] = 0 if level is None else value_of(level)
    return found


def value_of(element: etree._Element) -> int:
    """The number in an element's `w:val`."""
    return int(str(element.get(f"{W}val")))


@pytest.mark.parametrize("annex", ["roadmap", "indicators"])
def test_each_annex_has_the_caption_of_the_order_and_its_title(annex: str) -> None:
    caption, title = EXPECTED[annex]["caption"], EXPECTED[annex]["title"]
    assert f"{caption} {title}" in " ".join(lines("order"))


def test_the_title_of_an_annex_is_the_same_in_the_clause_that_approves_it() -> None:
    assert EXPECTED["roadmap"]["title"].removeprefix("План (дорожная карта) ") in EXPECTED["order"]["clauses"]["1"]
    assert EXPECTED["indicators"]["title"] in EXPECTED["order"]["clauses"]["2"]


def test_the_roadmap_has_all_twenty_activities_in_their_five_sections() -> None:
    wanted = [
        [[section["title"]] if number == 1 else [], [f"{nth}.{number}. {title}"], [deadline], responsible]
        for nth, section in enumerate(EXPECTED["roadmap"]["sections"], 1)
        for number, (title, deadline, responsible) in enumerate(section["activities"], 1)
    ]
    assert len(wanted) == 20
    assert rows("order", EXPECTED["roadmap"]["columns"]) == wanted


def test_the_fifteen_indicators_keep_their_values_with_units_and_dates() -> None:
    wanted = [[[cell] for cell in row] for row in EXPECTED["indicators"]["rows"]]
    assert len(wanted) == 15
    assert rows("order", EXPECTED["indicators"]["columns"]) == wanted


MISTAKES = [
    "25.12.2020", "17.02.2018", "23.0.2020", "2019-2024", "№235", "« О", "эл.почты", "В течении", "УМН", "скан- копий",
    "Развития системы", "учителей-молодых", "инструктивно методического", "наставник- ", "(Приложение", "И.Г ", "N 01",
    "О внедрения", "с распоряжение ", "Целевой модели", " ОУ ", "ЛНА", "доп.", "executor@example.org", "8XXX",
    "далее -",
]  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
@pytest.mark.parametrize("document", ["letter", "order"])
def test_no_mistake_of_the_source_is_left(document: str, mistake: str) -> None:
    assert mistake not in "\n".join(lines(document))
