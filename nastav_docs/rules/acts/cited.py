"""Which acts a package cites, where, and which act of the registry each citation means."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from nastav_docs.papers import (
    DATE,
    KIND,
    NUMBER,
    SIGN,
    YEAR,
    Citation,
    find_citations,
    find_unnumbered,
    joined,
    kept_with,
    known,
    nominative,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from nastav_docs.papers import Act, ActRegistry, Document, Paragraph

# Words after which an act is named as a ground.
GROUND = re.compile(
    r"(?:в\s+соответствии\s+со?|на\s+основ(?:ании|е)|во\s+исполнение|в\s+целях\s+(?:исполнения|реализации)|согласно"
    r"|руководствуясь|руководствоваться|с\s+уч[её]том|утвержд[её]н\w*)\b",
    re.IGNORECASE,
)
LONGEST_SENTENCE = 5_000  # characters
# Where another sentence begins.
SENTENCE = re.compile(r"[а-яё»)]{2}\.\s+[А-ЯЁ]")
# A citation torn after its number, and the rest of it in the next paragraph.
ENDS_WITH_NUMBER = re.compile(rf"{SIGN}\s*{NUMBER}\s*$")
LONE_DATE = re.compile(rf"\s*от\s*{DATE}{YEAR}\s*")
# The beginning of an item of a list.
LISTED = re.compile(r"\s*(?:[-–—•*]|\d+[.)]|от\s)")


class Cited(NamedTuple):
    """A citation and where it stands.

    `act`: that of the registry, None for one that it doesn't know. `ground`: it is named as a ground («в
    соответствии с …», or in a list under such words).
    """

    document: Document
    paragraph: Paragraph
    citation: Citation
    act: Act | None
    ground: bool = False

    def says(self, seen_from: Paragraph) -> str:
        """Where the citation stands, in a few words; the file is named where it is not that of `seen_from`."""
        place = self.paragraph.place(self.citation.start, self.citation.start + 1)
        words = place.words or f"строка {place.line}"
        there = seen_from.place(0, 1).file
        return words if place.file == there else f"{place.file.rpartition('/')[2]}, {words}"


def cited_in(document: Document, registry: ActRegistry) -> list[Cited]:
    """Every act that a document names, by number or by kind and title alone.

    The paper's own requisites are left out. An item of a list has the kind and issuer of the line over it («приказами
    Министерства:»).
    """
    return [Cited(document, *found) for found in _found_in(document, registry)]


@kept_with
def _found_in(document: Document, registry: ActRegistry) -> tuple[tuple[Paragraph, Citation, Act | None, bool], ...]:
    found: list[tuple[Paragraph, Citation, Act | None, bool]] = []
    heading: tuple[str, str] | None = None
    grounds = False
    for paragraph in with_torn(list(citing_paragraphs(document))):
        text = paragraph.text
        if (heading or grounds) and not (LISTED.match(text) or paragraph.label):
            heading, grounds = None, False
        for one in (*find_citations(text), *find_unnumbered(text)):
            if is_own(document, paragraph, one):
                continue
            inherits = heading and not one.kind
            citation = replace(one, kind=heading[0], issuer=heading[1], inherited=True) if heading and inherits else one
            ground = grounds or is_ground(text, citation.whole_start)
            found.append((paragraph, citation, known(citation, registry), ground))
        if text.endswith((":", ": ")):
            heading = kind_of_heading(text) or heading
            grounds = grounds or is_ground(text, len(text))
    return tuple(found)


def is_ground(text: str, at: int) -> bool:
    """Whether what stands at a place is named as a ground in its sentence: «в соответствии с …», «утвержденный …»."""
    grounds = grounds_of(text)
    begun = grounds[bisect_right(grounds, at) - 1] if grounds and grounds[0] <= at else -1
    return (
        begun >= 0
        and at - begun <= LONGEST_SENTENCE
        and not SENTENCE.search(text[begun:at])
        and not re.search(r"проект\w*\s*$", text[begun:at])
    )


@lru_cache(maxsize=64)
def grounds_of(text: str) -> tuple[int, ...]:
    """Where the words that name a ground end in a text."""
    return tuple(match.end() for match in GROUND.finditer(text))


def kind_of_heading(text: str) -> tuple[str, str] | None:
    """Kind and issuer of the acts that a line announces («Федеральными законами:»); None where it announces none."""
    kinds = list(KIND.finditer(text))
    if not kinds or re.search(r"[.;№«]", text[kinds[-1].end() :]) or not kinds[-1].group().endswith(("ми", "ов", "ий")):
        return None
    return nominative(kinds[-1]), text[kinds[-1].end() :].strip(" :")


def citing_paragraphs(document: Document) -> Iterator[Paragraph]:
    """The paragraphs of a document; the lines of an annex's caption are one paragraph."""
    if document.caption is not None:
        yield document.caption
    inside = document.caption.text.split("\n") if document.caption is not None else []
    for paragraph in document.paragraphs():
        if paragraph.text not in inside:
            yield paragraph


def with_torn(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs, those torn within a citation joined: «приказом № 12» and «от 02.11.2020» in the next."""
    begun: Paragraph | None = None
    for paragraph, following in zip_longest(paragraphs, paragraphs[1:]):
        torn = following is not None and "от" in following.text[:4] and LONE_DATE.fullmatch(following.text)
        if torn and ENDS_WITH_NUMBER.search(paragraph.text):
            begun = paragraph
            continue
        yield joined([begun, paragraph], "\n") if begun else paragraph
        begun = None


def is_own(document: Document, paragraph: Paragraph, citation: Citation) -> bool:
    """Whether a citation is the document's own date and number."""
    if document.requisites is None or citation.kind:
        return False
    return bool(document.kind in {"order", "letter"} and paragraph.text in document.requisites.paragraph.text)


def anchor(paragraph: Paragraph, citation: Citation) -> tuple[int, int]:
    """The place of «от … № …» in a citation, without its title, as start and end."""
    end = citation.end if citation.title_start < citation.start else citation.title_start - 1
    return citation.start, citation.start + len(paragraph.text[citation.start : end].rstrip())


def named(act: Act) -> str:
    """How an act is cited, in the nominative: «распоряжение Министерства … от 25.12.2019 № Р-145»."""
    from nastav_docs.russian import decline  # noqa: PLC0415 - the dictionary is loaded on first need

    issuer = decline(act.issuer, "org").form("gen") if act.issuer else ""
    return str(replace(act, issuer=issuer))


def replacement(act: Act, registry: ActRegistry, day: date | None) -> str:
    """The act in force on a day instead of a repealed one, as it is cited; «» where none is known."""
    following = registry.successor(act, day)
    if following is None:
        return act.replaced_by
    return f"{named(following)} «{following.title}»" if following.title else named(following)
