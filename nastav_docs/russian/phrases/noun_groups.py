"""Where in a phrase is a noun with its adjectives, and in which forms? The noun groups of a phrase."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, cast

from nastav_docs.russian.adjectives import POSSESSIVE, Agreement, adjective, agreement, possessive
from nastav_docs.russian.dictionary import (
    DictionaryNoun,
    as_person,
    is_adverb,
    is_initialism,
    is_masculine_in_oy,
    is_numeral,
    is_participle,
    is_place,
    is_preposition,
    may_be_adjective,
    may_be_governed,
    may_be_oblique,
    nouns,
)
from nastav_docs.russian.phrases.pieces import Piece, next_word
from nastav_docs.russian.phrases.towns import is_town, place_nouns
from nastav_docs.russian.word_forms import VOWELS, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nastav_docs.russian.word_forms import SixForms

# Words that join two adjectives or two heads.
AND: Final = frozenset(["и", "или", "либо", "и/или", "да"])
# Abbreviations that stand for the head and so keep the phrase as it is: «и.о. директора», «зам. директора».
HEAD_SHORT: Final = word_set("и. и.о. и.о врио вр.и.о. врид зам. нач. зав. пом. рук. дир. секр. пред. в.и.о. ио")
# The same written together with the next word: «зам.директора».
_HEAD_SHORT_GLUED: Final = re.compile(r"(?:зам|зав|нач|пом|и\.о|вр)\.[а-яё]")
# Abbreviations before the head: «гл. бухгалтер», «ст. методист», «уч. год».
BEFORE_SHORT: Final = word_set("гл. ст. мл. вед. уч. соц. муз. физ. общ. муниц. гос. фед. обр. мун. тех. мед. г.")
# Pronouns that stay as they are before a noun: «его деятельность».
_POSSESSORS: Final = frozenset(["его", "её", "ее", "их", "ему", "ей", "им", "ими"])
# Participles that may govern an accusative: «реализующая», «показавшие».
_ACTIVE: Final = re.compile(r".+(?:[уюая]щ|[вд]ш)(?:ий|ая|ее|ие)")
# Those that always govern one, so that a noun beside them is it: «реализующие программы организации».
_TRANSITIVE: Final = re.compile(
    r"(?:реализу|осуществля|оказыва|име|использу|обеспечива|провод|предоставля|выполня|замеща|объединя|организу"
    r"|регулиру|регламентиру|определя|содерж|устанавлива|возглавля|координиру|куриру|представля|получи|показа|заверши"
    r"|окончи|прошед|име)(?:[юуая]щ|вш|ш)(?:ий|ая|ее|ие)"
)
# Who acts so, in a form that may be another case: «организации».
_ACTING: Final = word_set("организации школы гимназии службы академии комиссии кафедры библиотеки структуры лица")
# Words that may stand between a participle and its noun: «утверждённый приказом директора школы план».
_LONGEST_GOVERNED: Final = 6
# A Roman number or a range of them.
_ROMAN: Final = re.compile(r"[IVXLC]+(?:[–-][IVXLC]+)?")
# Pronoun → what it agrees with and its five oblique cases.
_PRONOUNS: Final[dict[str, tuple[Agreement, str]]] = {
    "весь": ("masc", "всего всему весь всем всём"),
    "вся": ("femn", "всей всей всю всей всей"),
    "все": ("plur", "всех всем все всеми всех"),
    "всё": ("neut", "всего всему всё всем всём"),
    "наш": ("masc", "нашего нашему наш нашим нашем"),
    "наша": ("femn", "нашей нашей нашу нашей нашей"),
    "наше": ("neut", "нашего нашему наше нашим нашем"),
    "наши": ("plur", "наших нашим наши нашими наших"),
    "этот": ("masc", "этого этому этот этим этом"),
    "эта": ("femn", "этой этой эту этой этой"),
    "это": ("neut", "этого этому это этим этом"),
    "эти": ("plur", "этих этим эти этими этих"),
}


@dataclass(frozen=True, slots=True)
class Expected:
    """What the kind of a phrase makes likely of its head; decides between readings of a word.

    `animate`: a person (True) or a thing (False), None for whichever is usual. `plural`: the number, None for either.
    `capitals`: the whole phrase is in capitals. `person`: a masculine head is a person whatever the dictionary thinks
    («модератор»). `place`: a word in «-ой» is a name («Полевской»).
    """

    animate: bool | None
    plural: bool | None = None
    capitals: bool = False
    person: bool = False
    place: bool = False


@dataclass(frozen=True, slots=True)
class NounGroup:
    """A noun with the adjectives before it.

    `forms`: the six forms of each inflected piece, by its index. `end`: the index after the last piece. `head`: the
    noun in small letters. `agrees`, `animate`: what adjectives beside it must agree with. `known`: its forms are no
    guess. `sure`: the head can stand in no other case. `fixed`: it is an abbreviation, which has no cases.
    `adjectives`: how many. `readings`: those of the head as a noun, empty where the head is an adjective
    («заведующий»). `named`: it is the name of a place.
    """

    forms: dict[int, SixForms]
    end: int
    head: str
    agrees: frozenset[Agreement]
    animate: bool
    known: bool = True
    sure: bool = True
    fixed: bool = False
    adjectives: int = 0
    named: bool = False
    readings: tuple[DictionaryNoun, ...] = field(default=())

    @property
    def plural(self) -> bool:
        """Whether the head stands in the plural."""
        return "plur" in self.agrees


def is_abbreviation(word: str, *, capitals: bool = False) -> bool:
    """Whether a word is an abbreviation by its letters: `is_abbreviation("МОиМП")` → `True`.

    `capitals`: the word stands in a phrase in capitals; there a word that the dictionary doesn't know is one.
    """
    letters = [letter for letter in word if letter.isalpha()]
    if capitals:
        lower = word.lower()
        if lower in AND or is_preposition(lower):
            return False
        if len(letters) < 6 and is_initialism(lower):  # noqa: PLR2004 - «ФГОС»
            return True
        spoken = len(letters) > 5 and sum(letter in VOWELS for letter in lower) > 1  # noqa: PLR2004 - «ТЬЮТОР»
        spoken = spoken and lower[-1] not in "оуиэюё"  # «ЕГИССО»
        adjective_like = agreement(lower) is not None and may_be_adjective(lower)
        return len(letters) > 1 and not spoken and not adjective_like and not any(n.known for n in nouns(lower))
    upper = sum(letter.isupper() for letter in letters)
    return upper > 1 and upper > len(letters) - upper


def noun_group(pieces: Sequence[Piece], start: int, expected: Expected) -> NounGroup | None:
    """The noun group that begins at the piece `start`; None where what stands there isn't in the nominative.

    For the pieces of «новая школа № 5» it is the one whose `head` is «школа».
    """
    adjectives: list[tuple[int, str, Agreement]] = []
    coordinated = False
    at = next_word(pieces, start)
    while at < len(pieces) and _goes_on(pieces, at, start, adjectives, expected):
        piece = pieces[at]
        if piece.kind == "paren":
            adjectives.append((at, piece.lower, adjectives[-1][2]))
        elif piece.kind == "word" and not _passed_over(pieces, at, expected):
            if not adjectives and (piece.lower in HEAD_SHORT or _HEAD_SHORT_GLUED.match(piece.lower)):
                return _fixed(pieces, at)
            possessive = None if adjectives else _possessive(pieces, at, expected)
            if possessive:
                adjectives.append((at, piece.lower, possessive))
                at = next_word(pieces, at + 1)
                continue
            at = _object_until(pieces, at, adjectives, expected) or at
            head = _head(pieces, at, adjectives, expected, coordinated=coordinated)
            if head is not None and not _adjective_goes_on(pieces, at, expected, coordinated=coordinated):
                return head
            if is_numeral(piece.lower):
                return None  # «первые два квартала»
            governed = _governed_until(pieces, at, adjectives, expected)
            if governed:
                at = governed
                continue
            agrees = _agreement(piece, expected)
            if agrees is None or not _stands_with(pieces, at, agrees, adjectives, coordinated=coordinated):
                break
            adjectives.append((at, piece.lower, agrees))
        coordinated = coordinated or (bool(adjectives) and _joins(pieces, at))
        at = next_word(pieces, at + 1)
    return _substantive(adjectives, expected) if adjectives else None


def _stands_with(
    pieces: Sequence[Piece],
    at: int,
    agrees: Agreement,
    adjectives: list[tuple[int, str, Agreement]],
    *,
    coordinated: bool,
) -> bool:
    """Whether an adjective stands in a row with those before it: not in «заведующая детский сад»."""
    if not adjectives:
        return True
    joined = at > 1 and pieces[at - 2].lower in AND  # «Ревдинский и Полевской округа»
    if _is_feminine_in_oy(pieces[at].lower) and not joined:
        return False
    return agrees == adjectives[-1][2] or coordinated


def _governed_until(
    pieces: Sequence[Piece], at: int, adjectives: list[tuple[int, str, Agreement]], expected: Expected
) -> int:
    """Where the noun stands that a participle and what it governs belong to: «подписанное сторонами соглашение».

    An active one may govern an accusative: «сопровождающая детей служба». 0 where no noun follows: «заведующий
    хозяйством».
    """
    if not adjectives or not is_participle(adjectives[-1][1]):
        return 0
    acts = _ACTIVE.fullmatch(adjectives[-1][1]) and not _performs(pieces, at, adjectives)
    if not (may_be_governed(pieces[at].lower) or acts):
        return 0
    likely = 0
    for _ in range(_LONGEST_GOVERNED):
        at = next_word(pieces, at + 1)
        if at == len(pieces) or pieces[at].kind != "word":
            break
        word = pieces[at].lower
        found = [noun for noun in nouns(word) if noun.known and _fits(noun, expected)]
        if any(adjectives[-1][2] in noun.agrees for noun in found):
            if not may_be_oblique(word):
                return at
            likely = at if acts and word in _ACTING else likely  # «сопровождающие детей службы»
    return likely


def _object_until(
    pieces: Sequence[Piece], at: int, adjectives: list[tuple[int, str, Agreement]], expected: Expected
) -> int:
    """Where a participle's noun stands after its object: «реализующие программы организации»; 0 if none does."""
    if not adjectives or not _TRANSITIVE.fullmatch(adjectives[-1][1]):
        return 0
    found = False
    for _ in range(_LONGEST_GOVERNED):
        if at == len(pieces) or pieces[at].kind != "word":
            break
        word = pieces[at].lower
        known = [noun for noun in nouns(word) if noun.known and _fits(noun, expected)]
        ends = not may_be_oblique(word) or word in _ACTING
        if found and ends and any(adjectives[-1][2] in noun.agrees for noun in known):
            return at
        found = found or bool(known) or agreement(word) is None
        at = next_word(pieces, at + 1)
    return 0


def _fits(noun: DictionaryNoun, expected: Expected) -> bool:
    """Whether a noun can be the head where people are expected: «заведующий МКДОУ детский сад» is no «сад»."""
    return noun.animate or expected.animate is not True


def _goes_on(
    pieces: Sequence[Piece], at: int, start: int, adjectives: list[tuple[int, str, Agreement]], expected: Expected
) -> bool:
    """Whether a piece can stand before the head: a word, «(сменная)», a comma, «А» in «5 «А» класс»."""
    piece = pieces[at]
    if piece.kind == "word":
        return True
    if piece.kind == "quote":
        letter = len(piece.text.strip('«»"„“”')) == 1  # «пятый «Б» класс»
        return at > start and letter
    if not adjectives:
        return False
    if piece.kind == "paren":
        return _inner_adjective(piece, adjectives[-1][2], expected)
    return piece.text == "," and _adjective_at(pieces, at + 1, expected)


def _joins(pieces: Sequence[Piece], at: int) -> bool:
    return pieces[at].lower in AND or pieces[at].text == ","


def _agreement(piece: Piece, expected: Expected) -> Agreement | None:
    """What a word agrees with if it is an adjective in the nominative, else None."""
    word = piece.lower
    if word in _PRONOUNS:
        return _PRONOUNS[word][0]
    agrees = agreement(word)
    if agrees is None or (not expected.capitals and is_abbreviation(piece.text)):
        return None
    if _is_feminine_in_oy(word):
        return agrees if piece.text[0].isupper() and word.endswith(("ской", "цкой", "вой", "ной")) else None
    return agrees if word[:1].isdigit() or ("-" in word and word[0] in "ivxlc") or may_be_adjective(word) else None


def _adjective_at(pieces: Sequence[Piece], at: int, expected: Expected) -> bool:
    at = next_word(pieces, at)
    return at < len(pieces) and pieces[at].kind == "word" and _agreement(pieces[at], expected) is not None


def _adjective_goes_on(pieces: Sequence[Piece], at: int, expected: Expected, *, coordinated: bool) -> bool:
    """Whether a word that may be an adjective or a noun («рабочий») is followed by a noun that it agrees with.

    `coordinated`: it is one of several, so that the noun may be plural («Ревдинский и Полевской городские округа»).
    """
    agrees = _agreement(pieces[at], expected)
    fitting = {agrees, "plur"} if coordinated else {agrees}
    after = next_word(pieces, at + 1)
    while agrees and after < len(pieces) and (pieces[after].kind == "word" or pieces[after].text == ","):
        word = pieces[after].lower
        if any(fitting & noun.agrees for noun in nouns(word)) and not is_preposition(word):
            return True
        if not (_joins(pieces, after) or _agreement(pieces[after], expected) in fitting):
            return False
        after = next_word(pieces, after + 1)
    return False


def _passed_over(pieces: Sequence[Piece], at: int, expected: Expected) -> bool:
    """Whether a word before the head stays as it is: «IV», «2020/2021», «временно», «гл.», «и» between adjectives."""
    word, written = pieces[at].lower, pieces[at].text
    if word in AND:
        after = next_word(pieces, at + 1)
        numbers = at > 1 and after < len(pieces) and _is_number(pieces[at - 2].text) and _is_number(pieces[after].text)
        cut = at > 1 and pieces[at - 2].lower.endswith("-")
        return at > 0 and (numbers or cut or _adjective_at(pieces, at + 1, expected))
    if word in BEFORE_SHORT or word in _POSSESSORS or _is_number(written):
        return True
    if word.endswith("-") and len(word) > 1:  # «фото- и видеоматериалы»
        return pieces[next_word(pieces, at + 1)].lower in AND if next_word(pieces, at + 1) < len(pieces) else False
    return word not in _PRONOUNS and is_adverb(word) and _adjective_at(pieces, at + 1, expected)


def _is_number(text: str) -> bool:
    return bool(_ROMAN.fullmatch(text)) or (text[0].isdigit() and agreement(text.lower()) is None)


def _inner_adjective(piece: Piece, agrees: Agreement, expected: Expected) -> bool:
    inner = piece.text[1:-1]
    return inner.isalpha() and _agreement(Piece("word", inner), expected) == agrees


def _head(
    pieces: Sequence[Piece],
    at: int,
    adjectives: list[tuple[int, str, Agreement]],
    expected: Expected,
    *,
    coordinated: bool,
) -> NounGroup | None:
    """The group whose head is the noun at a piece; None if no nominative reading of it agrees with its adjectives."""
    word = pieces[at].lower
    if is_abbreviation(pieces[at].text, capitals=expected.capitals) and agreement(word) is None:
        if adjectives and is_participle(adjectives[-1][1]):
            return None  # «заведующая МБДОУ»
        forms = {i: _form(w, a, animate=False) for i, w, a in adjectives}
        agrees = (
            frozenset([adjectives[-1][2]]) if adjectives else frozenset[Agreement](["masc", "femn", "neut", "plur"])
        )
        return NounGroup(forms, at + 1, word, agrees, animate=False, fixed=True, adjectives=len(adjectives))
    if word in _PRONOUNS or not _spoken(word) or is_preposition(word) or _performs(pieces, at, adjectives):
        return None
    needed = {agrees for _, _, agrees in adjectives}
    named = _names_place(pieces[at], expected)
    found = place_nouns(word) if named else nouns(word)
    several = coordinated and ("plur" not in needed or sum(agrees != "plur" for _, _, agrees in adjectives) > 1)
    readings = [n for n in found if needed <= n.agrees or (several and n.plural)]
    if not readings:
        return None
    noun = min(readings, key=lambda n: (not n.known, n.name, _misfit(n, expected)))
    if (expected.person and "masc" in noun.agrees and noun.forms[0] == noun.forms[3]) or (
        expected.animate and not noun.known
    ):
        noun = as_person(noun)
    forms = {i: _form(w, a, animate=noun.animate) for i, w, a in adjectives}
    forms[at] = noun.forms
    return NounGroup(
        forms,
        at + 1,
        word,
        noun.agrees,
        noun.animate,
        known=noun.certain,
        sure=bool(adjectives) or not may_be_oblique(word),
        adjectives=len(adjectives),
        named=named,
        readings=tuple(readings),
    )


def _names_place(piece: Piece, expected: Expected) -> bool:
    """Whether a word is the name of a place: capitalised, and so are its parts but for «на» («город-курорт» is not)."""
    if expected.capitals:
        return expected.place and is_town(piece.lower)
    parts = [part for part in piece.text.split("-") if part not in ("на", "под", "за", "при")]
    return expected.place and all(part[:1].isupper() for part in parts)


def _possessive(pieces: Sequence[Piece], at: int, expected: Expected) -> Agreement | None:
    """What an adjective like «Сергиев», «Марьина» agrees with in the name of a place («Сергиев Посад»), else None."""
    after = next_word(pieces, at + 1)
    if after == len(pieces) or not (_names_place(pieces[at], expected) and _names_place(pieces[after], expected)):
        return None
    agrees = next((gender for gender, ends in POSSESSIVE.items() if pieces[at].lower.endswith(ends)), None)
    if agrees is None or agreement(pieces[after].lower):
        return None
    return agrees if any(agrees in n.agrees and not n.name for n in nouns(pieces[after].lower)) else None


def _spoken(word: str) -> bool:
    """Whether a word is a Russian word of more than one letter."""
    return len(word) > 1 and word.replace("-", "").isalpha() and not word.isascii()


def _misfit(noun: DictionaryNoun, expected: Expected) -> bool:
    """Whether a reading isn't what the phrase is expected to have."""
    if expected.plural is not None and noun.plural != expected.plural:
        return True
    return not noun.usual if expected.animate is None else noun.animate != expected.animate


def _performs(pieces: Sequence[Piece], at: int, adjectives: list[tuple[int, str, Agreement]]) -> bool:
    """Whether a word is what somebody performs («исполняющие обязанности»), not the head."""
    return (
        bool(adjectives)
        and adjectives[-1][1].startswith("исполняющ")
        and pieces[at].lower in ("обязанности", "функции", "полномочия")
    )


def _form(word: str, agrees: Agreement, *, animate: bool) -> SixForms:
    if word in _PRONOUNS:
        gen, dat, acc, ins, prp = _PRONOUNS[word][1].split()
        return (word, gen, dat, gen if animate and acc == word else acc, ins, prp)
    if word[0] == "(":
        return cast("SixForms", tuple(f"({form})" for form in adjective(word[1:-1], animate=animate, like=agrees)))
    if agrees in POSSESSIVE and word.endswith(POSSESSIVE[agrees]) and agreement(word) is None:
        return possessive(word)
    return adjective(word, animate=animate, like=agrees)


def _town(word: str) -> SixForms:
    return next(noun.forms for noun in nouns(word) if not noun.name)


def _fixed(pieces: Sequence[Piece], at: int) -> NounGroup:
    every = frozenset[Agreement](["masc", "femn"])
    return NounGroup({}, at + 1, pieces[at].lower, every, animate=True, fixed=True)


def _is_feminine_in_oy(word: str) -> bool:
    """Whether «-ой» can't be a nominative: «Свердловской»."""
    return word.endswith("ой") and not is_masculine_in_oy(word)


def _substantive(adjectives: list[tuple[int, str, Agreement]], expected: Expected) -> NounGroup | None:
    """A group whose head is an adjective: «заведующий отделом», «ответственный за …»."""
    at, word, agrees = adjectives[-1]
    if _is_feminine_in_oy(word) and not expected.place:
        return None  # «Свердловской области»
    animate = expected.animate is not False and agrees != "neut"
    forms = {i: _form(w, a, animate=animate) for i, w, a in adjectives}
    town, hyphen, _ = word.partition("-")
    if hyphen and (is_place(town) or town.endswith(("ск", "цк"))):  # «Каменск-Уральский»
        forms[at] = cast(
            "SixForms", tuple(f"{a}-{b.split('-', 1)[1]}" for a, b in zip(_town(town), forms[at], strict=True))
        )
    sure = not word.endswith("ой")
    return NounGroup(forms, at + 1, word, frozenset([agrees]), animate, sure=sure, adjectives=len(adjectives))
