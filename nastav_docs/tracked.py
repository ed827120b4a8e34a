"""A copy of a Word file with the certain corrections as tracked changes, for a person to accept or reject."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from nastav_docs.codes import acts, norms, package, wording
from nastav_docs.diagnostics import Confidence, Diagnostic
from nastav_docs.papers_docx import open_parts, packed, serialised, word_of
from nastav_docs.papers_look import W
from nastav_docs.runs import run_before, runs_of, set_text, text_of
from nastav_docs.russian.typography import typograph

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

AUTHOR, DATE = "nastav-docs", "2000-01-01T00:00:00Z"  # a fixed date: the same input gives the same bytes
HOLDERS = {W + name for name in ("p", "hyperlink", "sdtContent", "smartTag")}  # where Word allows a change
TEXTUAL = {W + name for name in ("rPr", "t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "lastRenderedPageBreak")}
# Kinds whose hint is what to write instead of the offending words, word for word.
EXACT = {
    code.code
    for code in (
        norms.LOOKALIKE,
        acts.REGISTRY,
        acts.NUMBER_FIRST,
        package.ANNEX_FORM,
        wording.V_TECHENIE,
        wording.REPEAT,
    )
}


@dataclass(frozen=True, slots=True, order=True)
class Correction:
    """The characters `start:end` of the Word paragraph number `line` become `text`."""

    line: int
    start: int
    end: int
    text: str


def with_corrections(data: bytes, found: Sequence[Diagnostic], name: str) -> bytes | Diagnostic:
    """The file with tracked changes: of typography everywhere, of findings where the hint is exact and certain.

    Accepting all gives the corrected text, rejecting all the original one. A file that can't be read comes back as its
    problem.
    """
    parts = open_parts(data, name)
    if isinstance(parts, Diagnostic):
        return parts
    word = word_of(parts)
    texts = [text_of(p) for _, p in word.order]
    number = 1 + max((int(v) for root in word.roots.values() for v in identifiers(root)), default=0)
    for correction in sorted(corrections(texts, found, name), reverse=True):
        part, paragraph = word.order[correction.line - 1]
        used = change(paragraph, correction, number)
        if used:
            number += used
            parts[part] = b""
    for part in [p for p in parts if not parts[p]]:
        if part in word.roots:
            parts[part] = serialised(word.roots[part])
    return packed(parts)


def identifiers(root: Any) -> Iterable[str]:  # noqa: ANN401 - lxml has no types
    """The numbers of changes and marks already there."""
    return (v for e in root.iter() if (v := e.get(W + "id", "")).isdigit())


def corrections(texts: Sequence[str], found: Sequence[Diagnostic], name: str) -> list[Correction]:
    """What to change in each paragraph: what the findings say for certain, and then the typographer."""
    said: dict[int, list[Correction]] = {}
    for one in found:
        place = one.place
        if place is None or place.file != name or one.code not in EXACT or one.confidence is not Confidence.CERTAIN:
            continue
        if not 1 <= place.line <= len(texts) or place.column < 1:
            continue
        start, end = place.column - 1, place.end_column - 1
        if texts[place.line - 1][start:end].strip() == one.text and one.hint and sure(one):
            said.setdefault(place.line, []).append(Correction(place.line, start, end, one.hint))
    made: list[Correction] = []
    for line, text in enumerate(texts, 1):
        right = text
        for correction in reversed(apart(said.get(line, ()))):
            right = right[: correction.start] + correction.text + right[correction.end :]
        made += [Correction(line, *change) for change in differences(text, typeset(right))]
    return made


def typeset(text: str) -> str:
    """The text set by the typographer; spaces at its edges stay, nobody sees them."""
    core = text.strip()
    lead = text[: len(text) - len(text.lstrip())]
    return lead + typograph(core).strip() + text[len(lead) + len(core) :] if core else text


def differences(old: str, new: str) -> list[tuple[int, int, str]]:
    """The stretches of the old text that change, and what they become."""
    if old == new:
        return []
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(a1, a2, new[b1:b2]) for tag, a1, a2, b1, b2 in opcodes if tag != "equal"]


def sure(one: Diagnostic) -> bool:
    """Whether the hint replaces the words: of an act its date and number do, its kind and issuer would need a case."""
    return one.code != acts.REGISTRY.code or (one.text.startswith("от ") and one.hint.startswith("от "))


def apart(made: Sequence[Correction]) -> list[Correction]:
    """The corrections without those that reach into one before."""
    kept: list[Correction] = []
    for one in sorted(made):
        if kept and kept[-1].line == one.line and (one.start < kept[-1].end or one.start == kept[-1].start):
            continue
        kept.append(one)
    return kept


def change(paragraph: Any, correction: Correction, number: int) -> int:  # noqa: ANN401 - lxml has no types
    """Track one correction in a paragraph; returns how many numbers of changes it took.

    None where the characters already belong to somebody's change, or their runs hold more than text: a field's mark, a
    picture, a page break would go with them.
    """
    start, end, new = correction.start, correction.end, correction.text
    deleted = runs_of(paragraph, start, end)
    before = deleted[-1] if deleted else run_before(paragraph, start)
    if before is None:
        first = runs_of(paragraph, 0, len(text_of(paragraph)))
        before = first[0] if first else None
    if before is None or any(r.getparent().tag not in HOLDERS for r in [before, *deleted]):
        return 0
    if any(holds_more(run) for run in deleted):
        return 0
    if new:
        inserted = paragraph.makeelement(W + "ins", track(number))
        inserted.append(copy_of(before, new))
        if not deleted and start == 0:
            before.addprevious(inserted)
        else:
            before.addnext(inserted)
    for nth, run in enumerate(deleted, 1):
        strike(run, number + nth)
    return 1 + len(deleted)


def holds_more(run: Any) -> bool:  # noqa: ANN401 - lxml has no types
    """Whether a run shows more than text."""
    return any(e.tag not in TEXTUAL or e.get(W + "type") in {"page", "column"} for e in run)


def track(number: int) -> dict[str, str]:
    """Who changed it, and when."""
    return {W + "id": str(number), W + "author": AUTHOR, W + "date": DATE}


def copy_of(run: Any, text: str) -> Any:  # noqa: ANN401 - lxml has no types
    """A run of the same looks with another text."""
    new = run.makeelement(W + "r", {})
    looks = run.find(W + "rPr")
    if looks is not None:
        new.append(deepcopy(looks))
    element = new.makeelement(W + "t", {})
    set_text(element, text)
    new.append(element)
    return new


def strike(run: Any, number: int) -> None:  # noqa: ANN401 - lxml has no types
    """Put a run into a tracked deletion."""
    deletion = run.makeelement(W + "del", track(number))
    run.addprevious(deletion)
    deletion.append(run)
    for text in run.findall(W + "t"):
        gone = text.makeelement(W + "delText", {})
        set_text(gone, text.text or "")
        text.addprevious(gone)
        run.remove(text)
