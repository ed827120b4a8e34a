"""Applying what an amending order says to the old text gives the new one: random changes of points and of tables."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from nastav_docs.amendments.printed_text import TextItem, TextPart
from nastav_docs.amendments.wording import amend_part
from nastav_docs.russian.typography import typograph
from tests.amendments.reader import Amendable, Line, amend, same

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = (
    "утвердить",
    "план",
    "дорожную",
    "карту",
    "мероприятий",
    "по",
    "наставничеству",
    "в",
    "образовательных",
    "организациях",
    "округа",
    "обеспечить",
    "размещение",
    "приказа",
    "на",
    "сайте",
    "«Точка",
    "роста»",
    "до",
    "09.11.2020",
    "с",
    "01.12.2020",
    "руководителям",
    "школ",
    "назначить",
    "кураторов,",
    "не",
    "менее",
    "20",
    "%",
    "педагогов;",
    "контроль",
    "(далее",
    "–",
    "ЦМН)",
    "ежеквартально",
    "отчёт",
    "«О",
    "ходе",
    "работ»",
    "возложить",
    "№5",
    "и",
    "представить",
    "3",
    "пары",
    "сведения",
    "заместителя",
    "начальника",
    "центра",
    "на",
    "срок",
    "действия",
    "программы",
)
HEADS = ("Наименование мероприятия", "Срок исполнения", "Ответственный")


def sentence(chance: random.Random, fewest: int = 4, most: int = 22) -> str:
    """Words in which nothing is torn: quotation marks stand in pairs."""
    words = [chance.choice(WORDS) for _ in range(chance.randint(fewest, most))]
    text = " ".join(
        word for word in words if word not in {"«Точка", "роста»", "«О", "ходе", "работ»", "(далее", "–", "ЦМН)"}
    )
    extra = chance.choice(("", "", " «Точка роста»", " «О ходе работ»", " (далее – ЦМН)"))
    return typograph(f"{text[:1].upper()}{text[1:]}{extra}.").replace("\u00a0", " ")


def numbered(items: list[TextItem], before: str = "") -> tuple[TextItem, ...]:
    """Points with the numbers that Word gives them."""
    return tuple(
        replace(item, number=f"{before}{at}", children=numbered(list(item.children), f"{before}{at}."))
        for at, item in enumerate(items, 1)
    )


def changed_text(text: str, chance: random.Random) -> str:
    """A text with words replaced, added or taken out, or written anew."""
    words = text.split(" ")
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(words))
        if "«" in text and chance.random() < 0.5:
            return sentence(chance)
        kind = chance.choice(("replace", "add", "delete", "anew"))
        new = chance.choice(("января", "25.12.2021", "семи", "методического центра", "11", "ежегодно, далее", "и иных"))
        if kind == "anew" and chance.random() < 0.3:
            return sentence(chance)
        if any(sign in words[at] for sign in "«»()–"):
            continue
        if kind == "replace":
            words[at] = new
        elif kind == "add":
            words.insert(at, new)
        elif len(words) > 3:
            words.pop(at)
    return " ".join(words)


def changed_items(
    items: tuple[TextItem, ...], chance: random.Random, make: Callable[[random.Random], TextItem], depth: int = 0
) -> list[TextItem]:
    """Items of which some have changed, gone or come."""
    found: list[TextItem] = []
    for item in items:
        roll = chance.random()
        if roll < 0.1 and len(items) > 2:
            continue
        if roll < 0.35:
            cells = list(item.cells)
            at = chance.randrange(len(cells))
            cells[at] = changed_text(cells[at], chance) if cells[at] else sentence(chance, 2, 4)
            if at and chance.random() < 0.15:
                cells[at] = ""
            found.append(replace(item, cells=tuple(cells)))
        else:
            found.append(item)
        if item.children:
            found[-1] = replace(found[-1], children=tuple(changed_items(item.children, chance, make, depth + 1)))
        if roll > 0.9:
            found.append(make(chance))
    if not depth and chance.random() < 0.3:
        found.insert(chance.randrange(len(found) + 1), make(chance))
    return found


def point(chance: random.Random) -> TextItem:
    """A point, sometimes with sub-points."""
    children = [TextItem("0", (sentence(chance),)) for _ in range(chance.choice((0, 0, 0, 2, 4)))]
    return TextItem("0", (sentence(chance),), tuple(children))


def row(chance: random.Random) -> TextItem:
    """A row of a plan."""
    return TextItem("", (sentence(chance, 6), sentence(chance, 2, 5), chance.choice(("", sentence(chance, 2, 4)))))


def lines_of(part: TextPart) -> list[Line]:
    """The part as the reader of amendments knows it."""
    found = []
    for top in part.items:
        for item in top.walk():
            heads = part.heads if part.heads and not item.section else ("",)
            section = top.text if item is not top and top.section else ""
            found.append(Line(item.number, dict(zip(heads, item.cells, strict=True)), section, item.section))
    return found


def texts(lines: list[Line]) -> list[list[str]]:
    """What stands, in order, without numbers."""
    return [[same(text) for text in line.cells.values()] for line in lines if not line.gone]


def applied(old: TextPart, new: TextPart) -> Amendable | None:
    """The old part after the printed sentences; None where it is printed anew as a whole."""
    made = amend_part(old, new)
    if made.anew:
        return None
    paper = Amendable(lines_of(old), old.title, old.preamble)
    amend(paper, [typograph(f"{one[:1].upper()}{one[1:]}.") for one in made.sentences])
    return paper


@pytest.mark.parametrize("seed", range(200))
def test_points_of_an_order_after_random_changes(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  the same edits each time
    items = numbered([point(chance) for _ in range(chance.randint(3, 9))])
    preamble = sentence(chance)
    old = TextPart(None, "О наставничестве", preamble, items)
    changed = numbered(changed_items(items, chance, point))
    new = replace(old, items=changed, preamble=changed_text(preamble, chance) if seed % 3 else preamble)
    paper = applied(old, new)
    assert paper is not None
    assert texts(paper.lines) == texts(lines_of(new))
    assert same(paper.preamble) == same(new.preamble)


@pytest.mark.parametrize("seed", range(200))
def test_rows_of_a_table_after_random_changes(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  the same edits each time
    sections = seed % 2 == 0
    with_numbers = seed % 4 > 1
    rows = [row(chance) for _ in range(chance.randint(8, 14))]

    def in_table(items: list[TextItem]) -> tuple[TextItem, ...]:
        if not sections:
            return numbered(items) if with_numbers else tuple(items)
        if with_numbers:
            return numbered(items)
        return tuple(items)

    if sections:
        made = [
            TextItem("", (sentence(chance),), tuple(rows[at : at + 4]), section=True) for at in range(0, len(rows), 4)
        ]
        old = TextPart("1", "План", "", in_table(made), HEADS)
        changed = [
            replace(one, children=tuple(changed_items(one.children, chance, row, 1)), number="") for one in old.items
        ]
    else:
        old = TextPart("1", "План", "", in_table(rows), HEADS)
        changed = [replace(one, number="") for one in changed_items(old.items, chance, row)]
    new = replace(old, items=in_table(changed))
    paper = applied(old, new)
    if paper is not None:
        assert texts(paper.lines) == texts(lines_of(new))
