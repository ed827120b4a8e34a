"""A copy of a Word file with the certain corrections as tracked changes, for a person to accept or reject.

What is written is decided in one place, `written`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from nastav_docs.diagnostics import Confidence, Diagnostic, Place
from nastav_docs.docx import (
    Correction,
    change,
    identifiers,
    packed,
    read_word_text,
    serialised,
    text_of,
)
from nastav_docs.review.followed_text import FollowedText, differences
from nastav_docs.rules.typography import CODES, UNEVEN, code_of
from nastav_docs.russian.typography import findings, with_nbsp

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from nastav_docs.diagnostics import Code
    from nastav_docs.russian.typography import Finding


class Unwritten(NamedTuple):
    """How many suggestions of a code are shown and not written, and why."""

    code: str
    number: int
    why: str


UNSURE: Final = "программа не уверена"
BESIDE: Final = "в тех же словах есть другое, что не вносится"
PASSES = 8  # of the typographer
SENTENCE = 40  # characters: shorter lines are requisites and cells
LAST_DAY = re.compile(r"(?<!\bот )(?<!\bот\u00a0)\b\d{2}\.\d{2}\.\d{4}\s?г\.$")


def with_corrections(data: bytes, found: Sequence[Diagnostic], name: str) -> bytes | Diagnostic:
    """The file with tracked changes where a finding is certain and its hint is what to write, word for word.

    With them go the non-breaking spaces of the whole file; a file without such findings stays as it is. Accepting all
    gives the corrected text, rejecting all the original one. A file that can't be read comes back as its problem.
    """
    word = read_word_text(data, name)
    if isinstance(word, Diagnostic):
        return word
    texts = [text_of(p, soft_hyphens=True) for _, p in word.order]
    number = 1 + max((int(v) for root in word.roots.values() for v in identifiers(root)), default=0)
    changed: set[str] = set()
    for correction in sorted(corrections(texts, found, name), reverse=True):
        part, paragraph = word.order[correction.line - 1]
        used = change(paragraph, correction, number)
        number += used
        if used:
            changed.add(part)
    return packed({**word.package.parts, **{part: serialised(word.roots[part]) for part in changed}})


def corrections(texts: Sequence[str], found: Sequence[Diagnostic], name: str) -> list[Correction]:
    """The corrections that certain findings about the file `name` make in its paragraphs, whose texts are `texts`."""
    said: dict[int, list[Diagnostic]] = defaultdict(list)
    for one in written(found):
        place = one.place
        if place and place.file == name and 1 <= place.line <= len(texts) and place.column > 0:
            said[place.line].append(one)
    made: list[Correction] = []
    for line, text in enumerate(texts, 1) if said else ():
        right = corrected(text, said[line]) if line in said else None
        tied = with_nbsp(text if right is None else right.now)
        if tied != text:
            made += [
                Correction(line, *change) for change in differences(text, (right or FollowedText.of(text)).alike(tied))
            ]
    return made


def written(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The findings whose words go into the copy: certain ones that are not held back.

    Words that are held back are held back whole: no other finding writes a part of «№ 273 – ФЗ». Only the typographer
    still mends the signs and spaces among them that are not.
    """
    held: dict[tuple[str, int], list[Place]] = defaultdict(list)
    for one in found:
        if one.place and one.held and one.replacement is not None:
            held[one.place.file, one.place.line].append(one.place)
    return [
        one
        for one in found
        if one.place
        and one.replacement is not None
        and one.confidence is Confidence.CERTAIN
        and not one.held
        and (one.rule in CODES or not any(one.place.crosses(p) for p in held[one.place.file, one.place.line]))
    ]


def unwritten(found: Sequence[Diagnostic]) -> tuple[Unwritten, ...]:
    """What is suggested for Word files and not written into them, by code and reason, in the order of codes."""
    done = {id(one) for one in written(found)}
    reasons = Counter(
        (one.code, one.held or (BESIDE if one.confidence is Confidence.CERTAIN else UNSURE))
        for one in found
        if one.replacement is not None
        and id(one) not in done
        and one.place is not None
        and one.place.file.lower().endswith(".docx")
    )
    return tuple(Unwritten(code, number, why) for (code, why), number in sorted(reasons.items()))


def corrected(text: str, about: Sequence[Diagnostic]) -> FollowedText:
    """A paragraph as the findings about it want it: their words put in, then the typographer's marks and spaces."""
    marks: dict[str, list[Finding]] = defaultdict(list)
    for code, found in typographic(text):
        marks[code.code].append(found)
    words = apart([wording(one, text) for one in about if not meet(one, marks.get(one.code, ()))])
    right = FollowedText.of(text).put((one.start, one.end, one.text) for one in words)
    return typeset(right, marks.keys() - {one.code for one in about})


def typographic(text: str) -> list[tuple[Code, Finding]]:
    """The typographer's findings in a text, each with the code it is reported under."""
    return [(code_of(found), found) for found in findings(text) if found.rule not in UNEVEN]


def meet(one: Diagnostic, found: Sequence[Finding]) -> bool:
    """Whether a finding speaks of a place that the typographer would change; his `found` do not overlap."""
    place = one.place or Place("")
    first = bisect_left(found, place.column - 1, key=lambda other: other.end)
    return first < len(found) and found[first].start <= place.end_column - 1


def wording(one: Diagnostic, text: str) -> Correction:
    """The correction of a finding by its words alone, at its smallest; where they aren't there, it changes nothing."""
    place, new = one.place or Place(""), one.replacement or ""
    start = text.find(one.text, place.column - 1, place.end_column - 1)
    if start < 0 or not one.text:
        return Correction(place.line, 0, 0, "")
    same = begin_alike(one.text, new)
    tail = begin_alike(one.text[same:][::-1], new[same:][::-1])
    return Correction(place.line, start + same, start + len(one.text) - tail, new[same : len(new) - tail])


def begin_alike(one: str, other: str) -> int:
    """How many characters two texts begin alike: `begin_alike("приказ", "прикол")` → 4."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def typeset(text: FollowedText, besides: Collection[str]) -> FollowedText:
    """The text as the typographer corrects it; findings of the codes in `besides` are left to their rules.

    What is held back stays as it is, and white space around the text.

    «педагогов ,родителей» takes two passes; what a correction brings in («2020г» → «2020 г») goes with it.
    """
    core, lead = text.now.strip(), len(text.now) - len(text.now.lstrip())
    tail = len(text.now) - lead - len(core)
    for _ in range(PASSES):
        inside = text.now[lead : len(text.now) - tail]
        edits = [found for code, found in typographic(inside) if code.code not in besides and not code.held]
        if not edits:
            break
        text = text.put((lead + edit.start, lead + edit.end, edit.replacement) for edit in edits)
    end = len(text.now) - tail
    if len(core) > SENTENCE and LAST_DAY.search(core) and not text.now[:end].endswith("."):
        text = text.put([(end, end, ".")])  # the stop of «с 01.09.2020 г.» was the sentence's too
    return text


def apart(made: Sequence[Correction]) -> list[Correction]:
    """The corrections of a paragraph that do not overlap: of two that do, the first stays."""
    kept: list[Correction] = []
    for one in sorted(made):
        after = not kept or (kept[-1].end <= one.start and kept[-1].start < one.start)
        if after and (one.start < one.end or one.text):
            kept.append(one)
    return kept
