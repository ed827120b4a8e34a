"""Which words after the head of a phrase are inflected with it? A second head, an apposition, a participle."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from nastav_docs.russian.adjectives import adjective, agreement
from nastav_docs.russian.dictionary import (
    is_masculine_in_oy,
    is_participle,
    is_preposition,
    may_be_adjective,
    may_be_feminine_oblique,
    may_be_oblique,
    nouns,
)
from nastav_docs.russian.phrases.noun_groups import (
    AND,
    Expected,
    NounGroup,
    is_abbreviation,
    noun_group,
)
from nastav_docs.russian.phrases.pieces import Piece, next_word, split_pieces
from nastav_docs.russian.word_forms import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nastav_docs.russian.word_forms import SixForms

# Opening quote → its closing one.
_QUOTES: Final = {"«": "»", "„": "“", '"': '"', "“": "”"}
# Prepositions after which a nominative could be an accusative.
_WITH_ACCUSATIVE: Final = frozenset(["в", "во", "на", "за", "через", "про", "под", "сквозь", "включая"])
# What begins a note in brackets, which is no other name: «(дислокация пгт Арти)».
_LABELS: Final = word_set("дислокация адрес расположение местонахождение местоположение размещение место телефон факс")
# Plural adjectives as surnames of a family: «супруги Вяземские».
_FAMILY_ENDS: Final = ("ские", "цкие", "ые", "ие")
# Beginnings of relative pronouns: «которые» after a comma is not declined with the head.
_RELATIVE: Final = ("котор", "каков")
# The same of a clause that has its own subject: «родители, чьи дети учатся».
_WHOSE: Final = word_set("чей чья чьё чье чьи где куда откуда когда кто что если")


@dataclass(frozen=True, slots=True)
class _State:
    """What is known while the words after the head are read.

    `head`: the noun group last met. `adjacent`: it has just been met. `governed`: a preposition or participle
    governs the words here, so that a nominative may be an accusative.
    """

    head: NounGroup
    adjacent: bool = True
    governed: bool = False


@dataclass(frozen=True, slots=True)
class _Step:
    """What the piece just read adds.

    `end` and `state`: where reading goes on and what is then known. `forms`: the forms of pieces that are
    inflected. `bare`: they are an apposition without a mark, which some leave unchanged.
    """

    end: int
    state: _State
    forms: dict[int, SixForms] = field(default_factory=dict)
    bare: bool = False


@dataclass(frozen=True, slots=True)
class AfterHead:
    """The inflected words after the head: the forms of pieces by their index.

    `appositions`: the pieces of an apposition without a mark («учреждение средняя школа»), which some leave unchanged.
    """

    forms: dict[int, SixForms]
    appositions: tuple[int, ...] = ()


def after_head(pieces: Sequence[Piece], group: NounGroup, expected: Expected, *, bare: bool, proper: bool) -> AfterHead:
    """The forms of what agrees with the head after it.

    `bare` lets a noun follow without a mark («учреждение средняя школа № 5»); `proper` is for names of places,
    where only what follows a dash next to the head or stands in parentheses is inflected.
    """
    forms: dict[int, SixForms] = {}
    appositions: list[int] = []
    state = _State(group)
    at = group.end
    while (at := next_word(pieces, at)) < len(pieces):
        piece = pieces[at]
        if piece.kind == "dash":
            standing = at - 1 in forms or at - 2 in forms or state.adjacent
            step = _at_dash(pieces, at, state, expected, standing=standing, proper=proper)
        elif piece.kind == "paren":
            named = proper and not piece.text[1:2].islower()  # «Республика Саха (Якутия)», but «улус (район)»
            step = _Step(at + 1, state, {} if named else _in_parentheses(piece, at, state, expected))
        elif proper:
            step = _after_place(pieces, at, state, expected)
        elif _joins(piece):
            step = _at_join(pieces, at, state, expected)
        else:
            step = _at_word(pieces, at, state, expected, bare=bare) if piece.kind == "word" else _Step(at + 1, state)
        forms |= step.forms
        appositions += step.forms if step.bare else []
        at, state = step.end, step.state
    return AfterHead(forms, tuple(appositions))


def _after_place(pieces: Sequence[Piece], at: int, state: _State, expected: Expected) -> _Step:
    """What is inflected after the name of a place: another one («Ирбит и Реж»), an adjective («Ростов Великий»)."""
    following = _another_place(pieces, at, state, expected) if _joins(pieces[at]) else None
    if following is not None:
        return _to(following)
    word, agrees = pieces[at].lower, agreement(pieces[at].lower)
    named = state.adjacent and state.head.named and pieces[at].kind == "word" and pieces[at].text[0].isupper()
    if named and agrees in state.head.agrees and may_be_adjective(word) and _ends_group(pieces, at, expected):
        return _Step(at + 1, replace(state, adjacent=False), {at: adjective(word, animate=False)})
    return _Step(at + 1, replace(state, adjacent=False))


def _another_place(pieces: Sequence[Piece], at: int, state: _State, expected: Expected) -> NounGroup | None:
    """Another place after «и»: «Тюменская область и Пермский край»; not in the name of one («округ Пышма и Реж»)."""
    following = noun_group(pieces, at + 1, expected)
    if following is None or following.fixed or not following.sure or (following.named and not state.adjacent):
        return None
    return following if pieces[at].lower in AND or _joined_later(pieces, following.end) else None


def _ends_group(pieces: Sequence[Piece], at: int, expected: Expected) -> bool:
    """Whether an adjective is not the first word of another name («Республика Северная Осетия») or a genitive."""
    follower = noun_group(pieces, at, expected)
    return follower is not None and not follower.readings and not pieces[at].lower.endswith("ой")


def _joined_later(pieces: Sequence[Piece], at: int) -> bool:
    return any(piece.lower in AND for piece in pieces[at:])


def _to(group: NounGroup, *, bare: bool = False) -> _Step:
    """The step to a new head."""
    return _Step(group.end, _State(group), group.forms, bare)


def _at_dash(
    pieces: Sequence[Piece], at: int, state: _State, expected: Expected, *, standing: bool, proper: bool
) -> _Step:
    """What follows a dash is inflected: «– начальник отдела», «– детский сад № 7», «– Югра».

    `standing`: what precedes the dash was inflected too.
    """
    before = pieces[at - 1] if pieces[at - 1].kind != "space" else pieces[at - 2]
    following = None
    if not (proper and not state.adjacent) and (standing or not _is_nominative(before)):
        following = noun_group(pieces, at + 1, expected)
    return _Step(at + 1, state) if following is None or following.fixed else _to(following)


def _at_join(pieces: Sequence[Piece], at: int, state: _State, expected: Expected) -> _Step:
    after = next_word(pieces, at + 1)
    if after < len(pieces) and pieces[after].lower in _WHOSE:
        return _Step(_clause_end(pieces, after), replace(state, adjacent=False, governed=True))
    participle = _governing(pieces, at, state, expected) or _detached(pieces, at, state, expected)
    if participle is not None:
        return _Step(participle.end, replace(state, adjacent=False, governed=True), participle.forms)
    following = _coordinated(pieces, at, state, expected)
    if following is not None:
        return _to(following)
    closed = pieces[at].text == "," and _at_and(pieces, at + 1)  # «школа, реализующая программы, и детский сад»
    return _Step(at + 1, replace(state, governed=state.governed and not closed))


def _at_and(pieces: Sequence[Piece], at: int) -> bool:
    at = next_word(pieces, at)
    return at < len(pieces) and pieces[at].lower in AND


def _at_word(pieces: Sequence[Piece], at: int, state: _State, expected: Expected, *, bare: bool) -> _Step:
    postposed = (_postposed(pieces, at, state) or _family(pieces[at], state)) if state.adjacent else None
    if postposed is not None:
        return _Step(at + 1, state, {at: postposed})
    following = _bare(pieces, at, state, expected) if bare else None
    if following is None:
        return _Step(at + 1, _past_word(pieces[at], state, expected))
    if pieces[at].text[0].isupper() and not expected.capitals:  # «МБОУ Липовская средняя школа»: a name stays whole
        return _Step(_clause_end(pieces, following.end), replace(state, adjacent=False, governed=True))
    return _to(following, bare=True)


def _family(piece: Piece, state: _State) -> SixForms | None:
    """The forms of the surname of several people after what they are: «супруги Лунины», «братья Вяземские»."""
    word = piece.lower
    if not (state.head.plural and state.head.animate and piece.text[0].isupper()) or is_abbreviation(piece.text):
        return None
    found = next((noun.forms for noun in nouns(word) if noun.plural and noun.name and noun.animate), None)
    if found is None and word.endswith(_FAMILY_ENDS) and may_be_adjective(word):
        return adjective(word, animate=True)
    return found


def _clause_end(pieces: Sequence[Piece], at: int) -> int:
    """The index of the next comma or semicolon, or of the end of the phrase."""
    while at < len(pieces) and pieces[at].text not in (",", ";"):
        at += 1
    return at


def _joins(piece: Piece) -> bool:
    return piece.lower in AND or piece.lower in ("а", "также") or piece.text in (",", ";")


def _past_word(piece: Piece, state: _State, expected: Expected) -> _State:
    """The state after a word that stays as it is: the head is no longer near, unless both are abbreviations."""
    if state.head.fixed and is_abbreviation(piece.text, capitals=expected.capitals):
        return state
    return replace(state, adjacent=False, governed=state.governed or piece.lower in _WITH_ACCUSATIVE)


def _is_nominative(piece: Piece) -> bool:
    """Whether a word that stays as it is can only be a nominative: «учитель» in «форма учитель – ученик»."""
    return piece.kind == "word" and bool(nouns(piece.lower)) and not may_be_oblique(piece.lower)


def _coordinated(pieces: Sequence[Piece], at: int, state: _State, expected: Expected) -> NounGroup | None:
    """Another head after «и» or a comma: «руководители и педагоги», not «учитель математики и физики»."""
    following = noun_group(pieces, at + 1, expected)
    if following is None or following.fixed:
        return None
    if state.adjacent:
        return following
    return following if following.sure and not (state.governed and _like_accusative(following)) else None


def _like_accusative(group: NounGroup) -> bool:
    """Whether the nominative of a group could be an accusative: «план», «обучение», «безопасность»."""
    heads = [noun.forms for noun in group.readings] or [group.forms[group.end - 1]]
    return any(head[0] == head[3] for head in heads)


def _detached(pieces: Sequence[Piece], at: int, state: _State, expected: Expected) -> NounGroup | None:
    """An adjective or participle that agrees with the head, set off by a comma: «лица, ответственные за …»."""
    found = noun_group(pieces, at + 1, expected)
    if found is None or found.readings or found.fixed or not found.sure or not found.agrees <= state.head.agrees:
        return None
    if any(pieces[i].lower.startswith(_RELATIVE) for i in found.forms):
        return replace(found, forms={}, end=found.end)
    forms = {
        i: adjective(pieces[i].lower, animate=state.head.animate) for i in found.forms if agreement(pieces[i].lower)
    }
    return replace(found, forms=forms)


def _governing(pieces: Sequence[Piece], at: int, state: _State, expected: Expected) -> NounGroup | None:
    """A participle that agrees with the head and governs what follows: «школа, реализующая адаптированные программы».

    «учитель, ведущий специалист» is another head.
    """
    first = next_word(pieces, at + 1)
    if first == len(pieces) or pieces[first].kind != "word" or not is_participle(pieces[first].lower):
        return None
    word, agrees = pieces[first].lower, agreement(pieces[first].lower)
    if agrees is None or agrees not in state.head.agrees:
        return None
    found = noun_group(pieces, first, expected)
    if found is not None and found.readings and not _like_accusative(found):
        return None
    forms = {first: adjective(word, animate=state.head.animate)}
    return NounGroup(forms, first + 1, word, frozenset([agrees]), state.head.animate)


def _postposed(pieces: Sequence[Piece], at: int, state: _State) -> SixForms | None:
    """The forms of an adjective after its noun: «врач-психиатр детский»; None for another word."""
    word = pieces[at].lower
    agrees = agreement(word) if pieces[at].text.islower() else None
    if agrees is None or agrees not in state.head.agrees or state.head.fixed or not may_be_adjective(word):
        return None
    if word.endswith("ой") and not (is_masculine_in_oy(word) and _ends_masculine(pieces, at)):
        return None  # «учитель родной речи», but «абзац второй пункта 4»
    follower = noun_group(pieces, at, Expected(animate=None))
    if follower is not None and follower.readings:
        return None  # «учреждение средняя школа»
    return adjective(word, animate=state.head.animate)


def _ends_masculine(pieces: Sequence[Piece], at: int) -> bool:
    """Whether what follows an adjective in -ой can be no feminine noun that it belongs to."""
    after = next_word(pieces, at + 1)
    if after == len(pieces) or pieces[after].kind != "word":
        return True
    return not may_be_feminine_oblique(pieces[after].lower)


def _bare(pieces: Sequence[Piece], at: int, state: _State, expected: Expected) -> NounGroup | None:
    """A noun put to the head without a mark: «учреждение средняя школа № 5», «МБОУ Липовская средняя школа»."""
    if state.governed or is_preposition(pieces[at].lower):
        return None
    found = noun_group(pieces, at, replace(expected, person=False))  # «заведующий МКДОУ детский сад»
    if found is None or found.fixed or not found.readings or not (found.sure and found.known):
        return None
    if not state.head.fixed and (found.plural != state.head.plural or found.animate != state.head.animate):
        return None
    return found


def _in_parentheses(piece: Piece, at: int, state: _State, expected: Expected) -> dict[int, SixForms]:
    """The forms of an apposition in parentheses: «План (дорожная карта)», «план мероприятий («дорожная карта»)»."""
    written = piece.text[1:-1]
    inner = written.strip()
    before, behind = written[: len(written) - len(written.lstrip())], written[len(written.rstrip()) :]
    marks = ("", "")
    common = inner[1:2].islower() or inner[1:-1].lower() == "дорожная карта"
    if inner[:1] in _QUOTES and inner[-1:] == _QUOTES[inner[0]] and common:
        inner, marks = inner[1:-1], (inner[0], inner[-1])
    if not inner or any(letter.isdigit() or letter in "№–—." for letter in inner):
        return {}
    inside = split_pieces(inner)
    # «учитель (английский язык)» is no person, though a «язык» once was
    group = noun_group(inside, 0, replace(expected, animate=None, person=False) if expected.animate else expected)
    if group is None or group.fixed or not _is_apposition(group, inner, state, expected):
        return {}
    rest = after_head(inside, group, expected, bare=False, proper=False)
    pieces_forms = group.forms | rest.forms
    before, behind = f"({before}{marks[0]}", f"{marks[1]}{behind})"
    six = tuple(
        before + "".join(_text(p, pieces_forms.get(i), case) for i, p in enumerate(inside)) + behind
        for case in range(6)
    )
    return {at: six}  # type: ignore[dict-item]  # one text for each of the six cases


def _text(piece: Piece, forms: SixForms | None, case: int) -> str:
    from nastav_docs.russian.word_forms import recased  # noqa: PLC0415 - names need the cases, which need phrases

    return piece.text if forms is None else recased(piece.text, forms[case])


def _is_apposition(group: NounGroup, inner: str, state: _State, expected: Expected) -> bool:
    """Whether a group in parentheses says the same as the head: it is of its number, and surely a nominative."""
    if group.plural != state.head.plural or not (group.sure and group.known):
        return False
    if inner[0].isupper() and not group.adjectives and not expected.capitals:
        return False  # somebody's or something's name
    if group.head in _LABELS:
        return False
    return group.animate == state.head.animate or not group.readings
