"""Do the documents of the settings say what the sources say? Word by word, paragraph by paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from nastav_docs.imported.clauses import DASHED_NUMBER
from nastav_docs.papers import CLAUSE
from nastav_docs.russian.typography import typograph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.papers import Paragraph

MOST_PARTS: Final = 12  # paragraphs that one may be cut into
WORD: Final = re.compile(r"_+|[^\W_]+(?:[.,/-][^\W_]+)*|[^\w\s]")

BULLET: Final = re.compile(r"^[–—•·▪*-]\s+")


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph of a source that the settings print in other words; `printed` is «» where they do not print it."""

    paragraph: Paragraph
    printed: str
    lost: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs between the sources and what is printed; `added` is printed and in no source."""

    changes: tuple[Change, ...]
    added: tuple[str, ...]
    same: int


def compared(source: Sequence[Paragraph], printed: Sequence[Paragraph]) -> Compared:
    """Compare a document of a source with the one that the settings print.

    Paragraphs that say the same in any order are the same; of the others the words are compared in their order.
    """
    left = [p for p in source if p.text.strip()]
    rest, others = _unlike(left, [p for p in printed if p.text.strip()])
    rest, others = _divided(rest, others)
    others, rest = _divided(others, rest)
    rest, others = _elsewhere(rest, others)
    changes, added = _words(rest, others)
    return Compared(tuple(changes), tuple(added), len(left) - len(changes))


def _unlike(one: Sequence[Paragraph], other: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """Both sides without the paragraphs that are the same in the same order."""
    keys = [_key(p) for p in one], [_key(p) for p in other]
    left: list[Paragraph] = []
    right: list[Paragraph] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if tag != "equal":
            left += one[i1:i2]
            right += other[j1:j2]
    return left, right


def _elsewhere(one: Sequence[Paragraph], other: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """Both sides without the paragraphs that are the same in another order."""
    places: dict[tuple[str, ...], list[int]] = {}
    for number, paragraph in enumerate(other):
        places.setdefault(_key(paragraph), []).append(number)
    gone: set[int] = set()
    left = []
    for paragraph in one:
        free = places.get(_key(paragraph))
        if free:
            gone.add(free.pop(0))
        else:
            left.append(paragraph)
    return left, [p for n, p in enumerate(other) if n not in gone]


def _divided(one: Sequence[Paragraph], other: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """Both sides without paragraphs of the one that the other says in several, one after another."""
    parts = [_key(p) for p in other]
    gone: set[int] = set()
    left = []
    for paragraph in one:
        whole = _key(paragraph)
        run = next((run for run in _runs(whole, parts, gone) if run), None)
        if run is None:
            left.append(paragraph)
        else:
            gone |= set(run)
    return left, [p for n, p in enumerate(other) if n not in gone]


def _runs(whole: tuple[str, ...], parts: Sequence[tuple[str, ...]], gone: set[int]) -> Iterator[range]:
    """The runs of parts that together are a whole."""
    for first in range(len(parts)):
        said: tuple[str, ...] = ()
        for last in range(first, min(first + MOST_PARTS, len(parts))):
            said += parts[last]
            if last in gone or said != whole[: len(said)]:
                break
            if said == whole:
                yield range(first, last + 1)


def shown(paragraph: Paragraph) -> str:
    """A paragraph with its number, as a reader sees it, in the typography of documents."""
    text = " ".join(typograph(paragraph.text).replace("\u00a0", " ").split())
    dashed = DASHED_NUMBER.match(text)
    text = text[dashed.end() :] if dashed else text
    number = CLAUSE.match(text)
    label = paragraph.label if re.search(r"\w", paragraph.label) else paragraph.label and "–"  # any sign of Word's list
    if number and not label:
        label, text = number.group().strip(" -–—"), text[number.end() :]
    if paragraph.part == "cell":
        label = label.rstrip(".")  # «1 | Раздел» in two cells is «1. Раздел» in one
    return f"{label} {BULLET.sub('– ', text)}".strip()


def words_of(text: str) -> list[str]:
    """The words, numbers and signs of a text."""
    return WORD.findall(text)


def _key(paragraph: Paragraph) -> tuple[str, ...]:
    """The words of a paragraph; it may begin with a capital or not: cells of tables have a way of their own."""
    text = shown(paragraph)
    text = text[:1].upper() + text[1:]
    return tuple(words_of(text))


def _words(left: Sequence[Paragraph], right: Sequence[Paragraph]) -> tuple[list[Change], list[str]]:
    """Compare paragraphs that no other equals, word by word."""
    a = [(word, n) for n, p in enumerate(left) for word in _going_on(p, right)]
    b = [(word, n) for n, p in enumerate(right) for word in _going_on(p, left)]
    lost: dict[int, list[str]] = {}
    more: dict[int, list[str]] = {}
    partner: dict[int, set[int]] = {}
    whole: dict[int, int] = {}
    new: dict[int, list[str]] = {}
    for tag, i1, i2, j1, j2 in SequenceMatcher(
        None, [w for w, _ in a], [w for w, _ in b], autojunk=False
    ).get_opcodes():
        if tag == "equal":
            for (_, one), (_, other) in zip(a[i1:i2], b[j1:j2], strict=True):
                partner.setdefault(one, set()).add(other)
            continue
        for word, number in a[i1:i2]:
            lost.setdefault(number, []).append(word)
        for word, number in b[j1:j2]:
            new.setdefault(number, []).append(word)
            whole[number] = whole.get(number, 0) + 1
    owners: dict[int, int] = {}
    for one in sorted(partner):
        for other in partner[one]:
            owners.setdefault(other, one)
    added = []
    for number, words in sorted(new.items()):
        if number in owners:
            more.setdefault(owners[number], []).extend(words)
        else:
            added.append(shown(right[number]))
    changes = [
        Change(left[n], _printed(partner.get(n, set()), right), tuple(lost.get(n, ())), tuple(more.get(n, ())))
        for n in sorted(lost.keys() | more.keys())
    ]
    return changes, added


def _going_on(paragraph: Paragraph, others: Sequence[Paragraph]) -> tuple[str, ...]:
    """The words of a paragraph, the first with a small letter where the others have it so in the middle of one."""
    first, *rest = _key(paragraph) or ("",)
    small = first[:1].lower() + first[1:]
    return (small if any(small in _key(p)[1:] for p in others) else first, *rest)


def _printed(numbers: set[int], right: Sequence[Paragraph]) -> str:
    return " / ".join(shown(right[n]) for n in sorted(numbers))
