"""pymorphy3's analyser with the same answers in less time: a paper asks of thousands of words.

Its dictionary is walked byte by byte in Python; here a step of the walk is one loop without calls. A tag finds its
case, number and so on anew each time it is asked; here it keeps them. How likely the readings of a word are is looked
up for each of them; here only for a word of which something is written.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final

from pymorphy3.tagset import OpencorporaTag

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Of a unit of the dictionary (see `dawg_python.units`): what tells a leaf and the byte, and how far its children are.
LABEL: Final = 0x800000FF
WHOLE: Final = 0xFFFFFFFF
FAR: Final = 1 << 9
ROOT: Final = 0
PAYLOAD: Final = b"\x01"  # between a word and what the dictionary says of it


def kept(categories: frozenset[str]) -> Any:  # noqa: ANN401 - a property that is worked out once
    """An attribute of a tag: its one grammeme of these, None where it has none."""
    return cached_property(lambda tag: next(iter(categories & tag.grammemes), None))


class QuickTag(OpencorporaTag):  # type: ignore[misc]  # pymorphy3 has no types
    """A tag that keeps what it was asked for, as plain strings.

    >>> tag = next(p.tag for p in analyser().parse("школы"))
    >>> tag.case, tag.number, "NOUN" in tag
    ('gent', 'sing', True)
    """

    grammemes = cached_property(lambda tag: frozenset(tag._grammemes_tuple))  # noqa: SLF001 - pymorphy3's own, pinned
    POS = kept(OpencorporaTag.PARTS_OF_SPEECH)
    animacy = kept(OpencorporaTag.ANIMACY)
    aspect = kept(OpencorporaTag.ASPECTS)
    case = kept(OpencorporaTag.CASES)
    gender = kept(OpencorporaTag.GENDERS)
    mood = kept(OpencorporaTag.MOODS)
    number = kept(OpencorporaTag.NUMBERS)
    person = kept(OpencorporaTag.PERSONS)
    tense = kept(OpencorporaTag.TENSES)
    voice = kept(OpencorporaTag.VOICES)

    def __init__(self, tag: OpencorporaTag) -> None:
        """A tag like another one, whose grammemes were found to be known when it was made."""
        self._str, self._grammemes_tuple, self._POS = str(tag), tag._grammemes_tuple, tag._POS  # noqa: SLF001 - see above
        self._grammemes_cache = self._cyr_grammemes_cache = self._cyr = None

    def __reduce__(self) -> tuple[object, ...]:
        """A copy is read anew from the text of the tag."""
        return OpencorporaTag, (str(self),)


def quickened(analyser: Any) -> Any:  # noqa: ANN401 - pymorphy3 has no types
    """The analyser with its dictionary walked quickly, its tags kept, its probabilities asked for only where there are.

    An analyser whose dictionary is read by the extension in C is left as it is but for its tags.
    """
    tags = analyser.dictionary.gramtab
    tags[:] = map(QuickTag, tags)
    words, shares = analyser.dictionary.words, analyser.prob_estimator.p_t_given_w
    if hasattr(getattr(words, "dct", None), "_units"):
        words.dct, shares.dct = walker(words.dct), walker(shares.dct)
        look = Look(words)
        words.similar_items, words.similar_keys = look.items, look.keys
        analyser.prob_estimator = Likelihood(analyser.prob_estimator)
    return analyser


def walker(slow: Any) -> Any:  # noqa: ANN401 - dawg_python's dictionary
    """The dictionary of a DAWG over the same units, its steps written out."""
    units = slow._units  # noqa: SLF001 - dawg_python keeps them so, and gives no other way to them

    class Walker(type(slow)):  # type: ignore[misc]  # its class is found when the analyser is
        def follow_bytes(self, said: bytes, index: int) -> int | None:
            for label in said:
                unit = units[index]
                index = (index ^ ((unit >> 10) << ((unit & FAR) >> 6)) ^ label) & WHOLE
                if units[index] & LABEL != label:
                    return None
            return index

        def follow_char(self, label: int, index: int) -> int | None:
            unit = units[index]
            index = (index ^ ((unit >> 10) << ((unit & FAR) >> 6)) ^ label) & WHOLE
            return index if units[index] & LABEL == label else None

    quick = Walker()
    quick._units = units  # noqa: SLF001 - see above
    return quick


class Look:
    """How words are looked up in the dictionary of pymorphy3, with «ё» for «е» where the dictionary has it so.

    A word is followed in as many steps as it has «е»; what stands behind it, the numbers of its paradigms, is read once
    for all words that end alike.
    """

    def __init__(self, words: Any) -> None:  # noqa: ANN401 - pymorphy3 has no types
        self.follow = words.dct.follow_bytes
        self.values = lru_cache(maxsize=1 << 14)(words._value_for_index)  # noqa: SLF001 - see above
        self.spelt = lru_cache(maxsize=64)(self._spelt)

    def items(self, word: str, replaces: Mapping[bytes, Sequence[tuple[bytes, str]]]) -> list[tuple[str, list[Any]]]:
        """The spellings of a word that the dictionary has, the given one first, each with its paradigms and places."""
        return [(said, self.values(index)) for said, index in self.spelt(word, *letters(replaces))]

    def keys(self, word: str, replaces: Mapping[bytes, Sequence[tuple[bytes, str]]]) -> list[str]:
        """The spellings alone."""
        return [said for said, _ in self.spelt(word, *letters(replaces))]

    def _spelt(self, word: str, old: str, new: str, start: int = 0, index: int = ROOT) -> list[tuple[str, int]]:
        """The spellings of a word from a letter on, each with its unit; `new` may stand for each `old`."""
        others: list[tuple[str, int]] = []
        reached: int | None = index
        while reached is not None and (at := word.find(old, start)) >= 0:
            reached = self.follow(word[start:at].encode(), reached)
            if reached is not None:
                other = self.follow(new.encode(), reached)
                if other:
                    others += self._spelt(f"{word[:at]}{new}{word[at + 1 :]}", old, new, at + 1, other)
                reached = self.follow(old.encode(), reached)
            start = at + 1
        if reached is not None:
            reached = self.follow(word[start:].encode() + PAYLOAD, reached)
        return others if reached is None else [(word, reached), *others]


def letters(replaces: Mapping[bytes, Sequence[tuple[bytes, str]]]) -> tuple[str, str]:
    """The one letter that may be written for another, and that other: «е» and «ё»."""
    ((old, ((_, new),)),) = replaces.items()
    return old.decode(), new


class Likelihood:
    """How likely the readings of a word are, as pymorphy3 tells it; most words have nothing written of them."""

    def __init__(self, estimator: Any) -> None:  # noqa: ANN401 - pymorphy3 has no types
        self.estimator = estimator
        self.written = estimator.p_t_given_w.dct

    def apply_to_parses(self, word: str, lower: str, parses: list[Any]) -> list[Any]:
        """The readings with their shares, the likeliest first; equal ones of a word that nothing is written of."""
        if not parses or self.written.follow_bytes(f"{lower}:".encode(), ROOT) is not None:
            return list(self.estimator.apply_to_parses(word, lower, parses))
        share = 1.0 / sum(parse[3] for parse in parses)
        return [(form, tag, lemma, score * share, stack) for form, tag, lemma, score, stack in parses]

    def apply_to_tags(self, lower: str, tags: list[Any]) -> list[Any]:
        """The tags, the likeliest first."""
        return list(self.estimator.apply_to_tags(lower, tags))
