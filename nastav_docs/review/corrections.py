"""A copy of a Word file with the certain corrections as tracked changes, for a person to accept or reject.

What is written is decided in one place, `written`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import accumulate, takewhile
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
WORDS = re.compile(r"\w+|\W")
PASSES = 8  # of the typographer
STRETCHES = re.compile(r"[^.;!?]*[.;!?]+\s*|[^.;!?]+$")  # sentences, or their parts
BOOK = 5_000  # words and signs: no paragraph that a person writes is longer
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
        right = with_nbsp(corrected(text, said[line]) if line in said else text)
        made += [Correction(line, *change) for change in differences(text, right)]
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


def corrected(text: str, about: Sequence[Diagnostic]) -> str:
    """A paragraph as the findings about it want it: their words put in, then the typographer's marks and spaces."""
    marks = [(code.code, found) for code, found in typographic(text)]
    words = [wording(one, text) for one in about if not any(one.code == code and meet(one, f) for code, f in marks)]
    right = text
    for one in reversed(apart(words)):
        right = right[: one.start] + one.text + right[one.end :]
    return typeset(right, {code for code, _ in marks} - {one.code for one in about})


def typographic(text: str) -> list[tuple[Code, Finding]]:
    """The typographer's findings in a text, each with the code it is reported under."""
    return [(code_of(found), found) for found in findings(text) if found.rule not in UNEVEN]


def meet(one: Diagnostic, found: Finding) -> bool:
    """Whether a finding speaks of the place that the typographer would change."""
    place = one.place or Place("")
    return place.column - 1 <= found.end and found.start <= place.end_column - 1


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


def typeset(text: str, besides: Collection[str]) -> str:
    """The text as the typographer corrects it; findings of the codes in `besides` are left to their rules.

    What is held back stays as it is.

    «педагогов ,родителей» takes two passes; what a correction brings in («2020г» → «2020 г») goes with it.
    """
    core = text.strip()
    lead = text[: len(text) - len(text.lstrip())]
    right = core
    for _ in range(PASSES):
        edits = [found for code, found in typographic(right) if code.code not in besides and not code.held]
        if not edits:
            break
        for edit in reversed(edits):
            right = right[: edit.start] + edit.replacement + right[edit.end :]
    if len(core) > SENTENCE and LAST_DAY.search(core) and not right.endswith("."):
        right += "."  # the stop of «с 01.09.2020 г.» was the sentence's too
    return lead + right + text[len(lead) + len(core) :]


def differences(old: str, new: str) -> list[tuple[int, int, str]]:
    """The stretches of the old text that change, and what they become: whole words, signs and spaces one by one."""
    if old == new:
        return []
    if old.count(" ") * 2 > BOOK:
        return [
            (at + start, at + end, said)
            for at, one, other in by_sentences(old, new)
            for start, end, said in (differences(one, other) if len(one) < len(old) else word_by_word(one, other))
        ]
    return word_by_word(old, new)


def by_sentences(old: str, new: str) -> list[tuple[int, str, str]]:
    """Where each changed stretch of whole sentences begins in the old text, its old words and its new ones."""
    before, after = STRETCHES.findall(old), STRETCHES.findall(new)
    starts = list(accumulate((len(one) for one in before), initial=0))
    found: list[tuple[int, str, str]] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal" and a2 - a1 == b2 - b1:
            found += zip(starts[a1:a2], before[a1:a2], after[b1:b2], strict=True)
        elif tag != "equal":
            found.append((starts[a1], "".join(before[a1:a2]), "".join(after[b1:b2])))
    return found


def word_by_word(old: str, new: str) -> list[tuple[int, int, str]]:
    """The stretches of words and signs that change."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    starts = list(accumulate((len(word) for word in before), initial=0))
    # a cell of a whole book: words that repeat everywhere would be compared each with each, for minutes
    opcodes = SequenceMatcher(None, before, after, autojunk=len(before) > BOOK).get_opcodes()
    return [(starts[a1], starts[a2], "".join(after[b1:b2])) for tag, a1, a2, b1, b2 in opcodes if tag != "equal"]


def apart(made: Sequence[Correction]) -> list[Correction]:
    """The corrections of a paragraph that do not overlap: of two that do, the first stays."""
    kept: list[Correction] = []
    for one in sorted(made):
        after = not kept or (kept[-1].end <= one.start and kept[-1].start < one.start)
        if after and (one.start < one.end or one.text):
            kept.append(one)
    return kept
