"""How is a text set by the norm, and what in it departs from the norm? One table of rules serves both.

Sources: ГОСТ Р 7.0.97 and the rules of office work («№», initials and dates are not torn apart), ГОСТ 8.417 (a space
before «%»), Правила русской орфографии и пунктуации (quotes, hyphen and dash). No letter or digit is lost, but for the
corrections that change them: N → №, «г.» after a date in digits, the zero of «01 октября»; «в саде» becomes «в саду»,
«эл.почты» is spelt out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from nastav_docs.russian.numbers_apart import numbers_apart, numbers_put
from nastav_docs.russian.quotes import quote_opens
from nastav_docs.russian.typography.rule import shape
from nastav_docs.russian.typography.rules import PHONES, PROTECTED, RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nastav_docs.russian.typography.rule import Replacement, Rule

# Rules that only serve papers that are made here.
_OURS_ONLY = frozenset({"TYP-TIE"})
# Rules that put U+00A0 for one space: no other rule tells these two apart, so nothing is left to do after them.
_LAST = frozenset({"TYP-TIE", "TYP-NBSP"})
# As `PROTECTED` has them.
_Patterns = tuple[tuple[tuple[str, ...], "re.Pattern[str]"], ...]
# Telephones, in the order in which they are looked for.
_PHONES = tuple(re.compile(pattern) for _, pattern in PHONES)
_BUT_PHONES = tuple(place for place in PROTECTED if place[1] not in _PHONES)
# A correction may make another one possible; a text that still changes after so many passes is left as it was.
LONGEST_WORD = 300  # characters: an address on the web; what is longer is no word
_PASSES = 8


@dataclass(frozen=True, slots=True)
class Finding:
    """A defect of form: `text[start:end]` is to become `replacement`.

    Where `start == end`, the replacement is to be put in. `text`: what stands there. `rule`: the rule's name.
    `message`: what is wrong, in Russian.
    """

    start: int
    end: int
    text: str
    replacement: str
    rule: str
    message: str


class _Edit(NamedTuple):
    """A change that a rule wants; of two at one place the earlier rule of the table wins."""

    start: int
    order: int  # of two edits of one place the lower one wins, see _ORDER
    end: int
    replacement: str
    rule: str
    message: str


class _Awake(NamedTuple):
    """A rule that is to be tried on a text."""

    order: int
    rule: Rule
    places: Callable[[str], Iterator[re.Match[str]]]
    replacement: Replacement
    group: str | int


# The place of each rule in the order of edits: as in the table, but a space that is to go («« – 0») is not tied first.
_ORDER = tuple(order + (len(RULES) + 1) * (rule.name in _LAST) for order, rule in enumerate(RULES))
# For each rule the group of its pattern that is replaced.
_PLACES = tuple("x" if "(?P<x>" in rule.written else 0 for rule in RULES)


def _pairs() -> dict[tuple[str, str], tuple[tuple[int, str], ...]]:
    """The pieces that rules need, by their first two characters, with the rule's index in the table."""
    index: dict[tuple[str, str], tuple[tuple[int, str], ...]] = {}
    for order, rule in enumerate(RULES):
        for piece in rule.needs[0]:
            pair = (piece[0], piece[1])
            index[pair] = (*index.get(pair, ()), (order, piece))
    return index


_BY_PAIR = _pairs()


@lru_cache(maxsize=4096)
def _awake(form: str) -> tuple[_Awake, ...]:
    """The rules that may have something to say of texts of a shape, in the order of the table."""
    awake = set()
    for pair in _BY_PAIR.keys() & set(pairwise(form)):
        for order, piece in _BY_PAIR[pair]:
            if order not in awake and (len(piece) == 2 or piece in form):  # noqa: PLR2004  # the pair itself
                awake.add(order)
    speaking = (
        order for order in awake if all(any(piece in form for piece in more) for more in RULES[order].needs[1:])
    )
    return tuple(
        _Awake(_ORDER[order], RULES[order], RULES[order].pattern.finditer, RULES[order].replacement, _PLACES[order])
        for order in sorted(speaking)
    )


def findings(text: str) -> tuple[Finding, ...]:
    """The defects of a text, each once, in order; typesetting (non-breaking spaces, the kind of dash) is none.

    Put in from right to left the replacements give the text corrected. `findings("дом №235")[0].message` → «Нет пробела
    после «№»».
    """
    return tuple(
        Finding(edit.start, edit.end, text[edit.start : edit.end], edit.replacement, edit.rule, edit.message)
        for edit in _edits(_plain(text), visible=True)
    )


@lru_cache(maxsize=4096)
def typograph(text: str) -> str:
    """The text set by the rules: quotes, dashes, spaces, non-breaking spaces; setting it once more changes nothing.

    `typograph('приказ №235 "О школе" - 5.03.2020 г.')` → «приказ № 235 «О школе» – 05.03.2020».
    """
    alike, numbers = numbers_apart(text)  # no rule may reach into a number, see PROTECTED
    found = numbers_put(_set(alike), numbers)
    return _set(text) if found is None else found


@lru_cache(maxsize=8192)  # of a thousand schools all names, which a check sets anew after the build
def _set(text: str) -> str:
    """What `typograph` returns, by its rules alone; the last 8192 texts are kept."""
    before = _plain(text)
    for pattern in _PHONES if "\u2011" in before else ():  # set already: the rules know an ordinary hyphen
        before = pattern.sub(lambda match: match[0].replace("\u2011", "-"), before)
    for _ in range(_PASSES):
        edits = _edits(before)
        before = _put(before, edits)
        if all(edit.rule in _LAST and edit.end - edit.start == 1 for edit in edits):
            return unbroken_phones(before)
    return text  # the rules undo each other's work on this text: it stays as it was written


def unbroken_phones(text: str) -> str:
    """The text with telephones that no line breaks: `unbroken_phones("тел. 555-01-23")` → «тел. 555‑01‑23»."""
    if "-" not in text or not any(pattern.search(text) for pattern in _PHONES):
        return text
    kept = _protected(text, _BUT_PHONES)

    def tied(match: re.Match[str]) -> str:
        if any(start < match.end() and match.start() < end for start, end in kept):
            return match[0]  # in the number of a document or an address of the network
        return match[0].replace("-", "\u2011").replace(" ", "\u00a0")

    for pattern in _PHONES:
        text = pattern.sub(tied, text)
    return text


def with_nbsp(text: str) -> str:
    """The text with U+00A0 instead of a space wherever the rules want it, and no other change: its length stays.

    In a paper of somebody's the little words are not tied: that would be a change in every line.
    """
    edits = [edit for edit in _edits(text) if edit.rule not in _OURS_ONLY]
    tied = [edit for edit in edits if _plain(edit.replacement) != text[edit.start : edit.end]]
    spaces = [e for e in tied if e.replacement.replace("\u00a0", " ") == text[e.start : e.end].replace("\u00a0", " ")]
    return _put(text, spaces)


def words_around(text: str, finding: Finding) -> tuple[str, str]:
    """The words around a finding as they stand and as they should be, for a message.

    `words_around("приказ №235", findings("приказ №235")[0])[0]` → «№235». Initials are shown with their surname.
    """
    start, end = finding.start, finding.end
    first, last = max(start - LONGEST_WORD, 0), min(end + LONGEST_WORD, len(text))
    while start > first and not text[start - 1].isspace():
        start -= 1
    if finding.rule.startswith("FIO") and start > 1:
        start = max(text.rfind(gap, 0, start - 1) for gap in " \u00a0\t\n") + 1  # initials are shown with their surname
    while end < last and not text[end].isspace():
        end += 1
    corrected = text[start : finding.start] + finding.replacement + text[finding.end : end]
    return text[start:end], corrected


def _plain(text: str) -> str:
    """The text with non-breaking spaces of other widths as U+00A0; every character keeps its place."""
    return text.replace("\u202f", "\u00a0").replace("\u2007", "\u00a0")


def _put(text: str, edits: list[_Edit]) -> str:
    """The text with the edits made; they are in order and none overlaps another."""
    pieces: list[str] = []
    position = 0
    for edit in edits:
        pieces += (text[position : edit.start], edit.replacement)
        position = edit.end
    pieces.append(text[position:])
    return "".join(pieces)


def _edits(text: str, *, visible: bool = False) -> list[_Edit]:
    """One pass of the table: the edits in order of place, none over another, none inside a protected place.

    `visible`: only those that are a finding.
    """
    found: list[_Edit] = []
    for order, rule, places, replacement, group in _awake(shape(text)):  # many texts have one shape: «МАОУ «СОШ № 17»»
        if visible and not rule.message:
            continue
        for match in places(text):
            put = replacement if isinstance(replacement, str) else replacement(match)
            start, end = match.span(group)
            if put is not None and text[start:end] != put:
                found.append(_Edit(start, order, end, put, rule.name, rule.message))
    if any(mark in text for mark in '"“”„') or text.count("«") > 1:
        found += _quotes(text, visible=visible)
    if not found:
        return found
    found.sort()
    return _apart(found, _protected(text))


def _protected(text: str, patterns: _Patterns = PROTECTED) -> list[tuple[int, int]]:
    """The places that no rule may reach into, in order, none over another."""
    places = [
        match.span("x" if pattern.groups else 0)
        for signs, pattern in patterns
        if any(map(text.__contains__, signs))
        for match in pattern.finditer(text)
    ]
    if len(places) < 2:  # noqa: PLR2004  # nothing to merge
        return places
    places.sort()
    merged = [places[0]]
    for start, end in places[1:]:
        if start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _apart(edits: list[_Edit], protected: list[tuple[int, int]]) -> list[_Edit]:
    """The sorted edits without those that reach into a protected place or into the edit before."""
    kept: list[_Edit] = []
    position = 0
    places = iter((*protected, (1 << 62, 1 << 62)))
    begin, finish = next(places)
    for edit in edits:
        while finish <= edit.start:
            begin, finish = next(places)
        if edit.end > begin and (edit.start, edit.end) != (begin, begin):
            continue
        if kept and (edit.start < position or (edit.start == edit.end == position and kept[-1].start == position)):
            continue
        kept.append(edit)
        position = edit.end
    return kept


_QUOTE_MARKS = re.compile('["“”„«»]')
GAPS = (" ", "\u00a0")


def _quotes(text: str, *, visible: bool) -> list[_Edit]:
    """The edits that make quotes «ёлочки» outside, „лапки“ inside, and «ёлочки» again within these.

    Where the quotes do not pair, only straight and English ones become «».
    """
    marks: list[tuple[int, str, int]] = []  # place, mark, depth: positive opens, negative closes
    open_marks: list[str] = []
    paired = True
    for match in _QUOTE_MARKS.finditer(text):
        mark, place = match[0], match.start()
        if quote_opens(text, place, open_marks):
            open_marks.append(mark)
            marks.append((place, mark, len(open_marks)))
        elif open_marks:
            marks.append((place, mark, -len(open_marks)))
            open_marks.pop()
        else:
            paired = False  # inches, or a quotation that began elsewhere
    paired = paired and not open_marks
    edits = []
    for place, mark, depth in marks:
        straight = mark in '"“”' and not (mark == "“" and depth < -1)
        if not (paired or straight) or (visible and not straight):
            continue
        outer = not paired or abs(depth) % 2 == 1
        right = ("«" if outer else "„") if depth > 0 else ("»" if outer else "“")
        if mark != right:
            message = "Кавычки в русском тексте – «ёлочки»" if straight else ""
            edits.append(_Edit(place, len(RULES), place + 1, right, "TYP-QUOTES", message))
            edits += _gap_inside(text, place, depth) if paired and straight else ()
    return edits


def _gap_inside(text: str, place: int, depth: int) -> list[_Edit]:
    """The edit that removes the space between a straight quote and the words in it: «в 2022 году "»."""
    start = end = place + 1 if depth > 0 else place
    while depth > 0 and text[end : end + 1] in GAPS:
        end += 1
    while depth < 0 and start and text[start - 1] in GAPS:
        start -= 1
    around = text[start - 1 : start] + text[end : end + 1]
    blank = len(around) < 2 or all(c in '"“”_' for c in around)  # noqa: PLR2004  # «" " ____ 2025 г.»
    message = "Лишний пробел внутри кавычек"
    return [] if blank or start == end else [_Edit(start, len(RULES), end, "", "TYP-QUOTE-SPACE", message)]
