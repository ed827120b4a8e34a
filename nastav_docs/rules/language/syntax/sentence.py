"""A sentence as the rules of syntax read it: words with all their readings, quotes and brackets folded into one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.russian import Link, analyser, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

# In the order of trial: what a quote or brackets hold is one thing to the sentence around it, so is a person's name.
TOKEN: Final = re.compile(
    r"(?P<quote>«(?:[^«»]|«[^«»]{0,300}»){0,300}»|\"[^\"\n]{1,200}\"|“[^“”]{0,300}”|„[^„“”]{0,300}[“”])"
    r"|(?P<brackets>\([^()]{0,500}\)|\[[^\[\]]{0,500}\])"
    r"|(?P<name>(?:[А-ЯЁ]\.\s?){1,2}[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?|[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s(?:[А-ЯЁ]\.\s?){2}|(?:[А-ЯЁ]\.\s?){2})"
    r"|(?P<short>(?:т\.\s?[дпке]|и\.\s?о|др|пр|г|гг|ул|им|ст|п|пп|ч|руб|тыс|млн|стр|см|кв|каб|чел|экз|мин|час|обл|пос|дер|д|с|р|рис|табл)\.)(?=\s?[^\s]|$)"
    r"|(?P<word>[\u0400-\u052f]+(?:-[\u0400-\u052f]+)*(?:-\d+)?)"
    r"|(?P<number>(?:№\s?)?[A-Za-z]*\d[\d.,/:–-]*\d(?:-?[А-ЯЁа-яё]+)*|(?:№\s?)?\d+(?:-[А-ЯЁа-яё]+)*%?)"
    r"|(?P<latin>[A-Za-z][\w.@/-]*)"
    r"|(?P<mark>[^\w\s])",
)
# A gap between columns of a line, which no sentence crosses.
COLUMN: Final = re.compile(r"\t|\s{3}|\n\s*\n")
# Which marks end a stretch of words that one comma rule looks at.
STOPS: Final = frozenset(",;:.!?—–-…`|{}/*#")
DASHES: Final = frozenset("—–-")
# Readings less likely than this are left out where a rule asks what a word surely is.
RARELY: Final = 0.04
# No sentence of prose has so many words; a table in one line has.
LONGEST: Final = 200
# No word has so many letters.
LONGEST_WORD: Final = 40
# So many Russian words make a Russian sentence, though a word of another language stands among them.
SURELY: Final = 4
RUSSIAN: Final = re.compile(r"[а-яёѐ\d-]+")
SERVICE: Final = frozenset(("PREP", "CONJ", "PRCL"))
LETTERS_OF_SERVICE: Final = 2
NOMINAL: Final = frozenset(("NOUN", "ADJF", "PRTF", "NUMR", "NPRO"))
FINITE: Final = frozenset(("VERB", "PRTS", "ADJS", "PRED"))


SAME_CASE: Final = {"gen2": "gent", "gen1": "gent", "loc2": "loct", "loc1": "loct", "acc2": "accs", "voct": "nomn"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the dictionary says of a word: its readings, the likeliest first; those not rare; and what they come to."""

    readings: tuple[Any, ...] = ()
    likely: tuple[Any, ...] = ()
    parts: frozenset[str] = frozenset()
    cases: frozenset[str] = frozenset()
    lemmas: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()  # the lemmas with «е» for «ё»
    grammemes: frozenset[str] = frozenset()  # of all readings together
    is_nominal: bool = False  # by every likely reading it is declined
    is_adjectival: bool = False  # by every likely reading an adjective or participle
    is_thing: bool = False  # by every likely reading a noun, or a participle that is used as one
    is_plain_adjective: bool = False  # by every reading an adjective or participle that stands beside a noun
    acts: bool = False  # by some likely reading a verb with objects of its own


NOTHING: Final = Facts()
ADJECTIVAL: Final = frozenset(("ADJF", "PRTF"))
VERBAL: Final = frozenset(("VERB", "INFN", "GRND", "PRTS", "PRED", "ADJS"))
LIKE_NAMES: Final = frozenset(("Subx", "Apro", "Anum", "Fixd", "Name", "Surn"))


@lru_cache(maxsize=1 << 15)
def facts(word: str) -> Facts:
    """What the dictionary says of a word in small letters; nothing of one that it lacks."""
    if len(word) > LONGEST_WORD or not analyser().word_is_known(word):
        return NOTHING
    found = tuple(p for p in analyser().parse(word) if "UNKN" not in p.tag)
    if len(word) <= LETTERS_OF_SERVICE and any(p.tag.POS in SERVICE for p in found):
        found = tuple(p for p in found if p.tag.POS in SERVICE)  # «в», «и» are names of letters too
    likely = tuple(p for p in found if p.score >= RARELY) or found
    lemmas = frozenset(str(p.normal_form) for p in likely)
    parts = frozenset(str(p.tag.POS) for p in likely)
    every = frozenset().union(*(p.tag.grammemes for p in found))
    return Facts(
        found,
        likely,
        parts,
        frozenset(SAME_CASE.get(str(p.tag.case), str(p.tag.case)) for p in found if p.tag.case),
        lemmas,
        frozenset(lemma.replace("ё", "е") for lemma in lemmas),
        every,
        is_nominal=bool(parts) and parts <= NOMINAL,
        is_adjectival=bool(parts) and parts <= ADJECTIVAL,
        is_thing=bool(likely) and all(p.tag.POS == "NOUN" or "Subx" in p.tag for p in likely),
        is_plain_adjective=bool(found) and all(p.tag.POS in ADJECTIVAL for p in found) and not LIKE_NAMES & every,
        acts=not parts.isdisjoint(VERBAL),
    )


def readings(word: str) -> tuple[Any, ...]:
    """The dictionary's readings of a word in small letters, the likeliest first; empty for a word that it lacks."""
    return facts(word).readings


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a mark, a number or a folded quote; `start` and `end` are its characters in the paragraph.

    `low` is the text in small letters, `about` what the dictionary says of it.
    """

    text: str
    kind: str
    start: int
    end: int
    low: str
    about: Facts = NOTHING

    @property
    def readings(self) -> tuple[Any, ...]:
        """All readings that the dictionary has; none for what is no word."""
        return self.about.readings

    @property
    def likely(self) -> tuple[Any, ...]:
        """The readings without very rare ones."""
        return self.about.likely

    def may(self, *grammemes: str) -> bool:
        """Whether some reading has all of these grammemes."""
        every = self.about.grammemes
        for one in grammemes:
            if one not in every:
                return False
        return len(grammemes) == 1 or any(p.tag.grammemes.issuperset(grammemes) for p in self.about.readings)

    def only(self, *parts: str) -> bool:
        """Whether every likely reading is one of these parts of speech."""
        mine = self.about.parts
        for part in mine:
            if part not in parts:
                return False
        return bool(mine)

    def cases(self) -> frozenset[str]:
        """The cases of all its readings, second cases counted as the first."""
        return self.about.cases

    def lemmas(self) -> frozenset[str]:
        """The dictionary forms of its likely readings."""
        return self.about.lemmas


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words and marks of one sentence of `text`, a paragraph; brackets are left out, as if they were not there."""

    words: tuple[Word, ...]
    text: str
    lows: frozenset[str] = frozenset()  # its words in small letters
    grammemes: frozenset[str] = frozenset()  # of all readings of all its words

    def links(self) -> tuple[Link, ...]:
        """What each word depends on; asked for only where a rule has a suspicion."""
        return parsed(tuple(plain(word) for word in self.words))

    def low(self, at: int) -> str:
        """The word at an index in small letters; «» outside the sentence."""
        return self.words[at].low if 0 <= at < len(self.words) else ""

    def stretch(self, at: int) -> tuple[int, int]:
        """The words around one up to the nearest marks on both sides: first and last-plus-one index."""
        start = end = at
        while start > 0 and self.words[start - 1].text not in STOPS:
            start -= 1
        while end < len(self.words) and self.words[end].text not in STOPS:
            end += 1
        return start, end


def plain(word: Word) -> str:
    """A word as the parser reads it: of a quote its first word, of a name its surname."""
    if word.kind == "quote":
        inner = re.findall(r"[А-ЯЁа-яёA-Za-z\d-]+", word.text)
        return inner[0] if inner else "имя"
    if word.kind == "name":
        return str(max(re.findall(r"[А-ЯЁа-яё-]+", word.text), key=len))
    return word.text


@lru_cache(maxsize=2048)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a paragraph that are Russian prose; kept, as every rule asks for them."""
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[Sentence]:
    words: list[Word] = []
    for match in TOKEN.finditer(text):
        kind = str(match.lastgroup)
        if kind == "brackets":
            continue
        if words and COLUMN.search(text, words[-1].end, match.start()):
            yield from russian(words, text)
            words = []
        if (
            words
            and words[-1].kind == "name"
            and words[-1].text[-1] == "."
            and kind == "word"
            and match.group()[0].isupper()
        ):
            yield from russian(words, text)  # «Слушали Орлову В.С. Она сообщила»
            words = []
        if words and words[-1].text in ".!?;" and ends(text[words[-1].end : match.start()], match.group(), words):
            yield from russian(words, text)
            words = []
        said = match.group().strip()
        about = facts(said.lower()) if kind == "word" else NOTHING
        words.append(Word(said, kind, match.start(), match.start() + len(said), said.lower(), about))
    yield from russian(words, text)


def ends(gap: str, following: str, words: list[Word]) -> bool:
    """Whether a sentence ends at its last mark: «2. Утвердить» does not end after the number."""
    if not gap or words[-1].text == ";":
        return False
    before = words[-2] if len(words) > 1 else None
    return following[0].isupper() or following[0] in '«"' or (before is not None and following[0].isdigit())


def is_of_other_language(word: Word) -> bool:
    """Whether a word is surely of another language: «Йәшел» by its letter, «муниципаль» by its bare stem."""
    bare = word.low.endswith("аль") and not word.readings and bool(readings(f"{word.low}ный"))
    return bare or not RUSSIAN.fullmatch(word.low)


def russian(words: list[Word], text: str) -> Iterator[Sentence]:
    """The words as a sentence, where most of them are Russian ones that the dictionary has."""
    told = [w for w in words if w.kind == "word" and len(w.text) > 2]  # noqa: PLR2004 - «и», «на» are other languages' too
    known = sum(bool(w.readings) for w in told)
    mixed = any(is_of_other_language(w) for w in told) and known < SURELY
    if (
        told
        and len(words) <= LONGEST
        and known * 2 >= len(told)
        and not mixed
        and not all(w.text.isupper() for w in told)
    ):
        grammemes = frozenset().union(*(w.about.grammemes for w in words))
        yield Sentence(tuple(words), text, frozenset(w.low for w in words), grammemes)
