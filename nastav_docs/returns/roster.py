"""The people of one school: who of those named is the same person."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, Literal

from nastav_docs.registry.bases import PersonName, distance, name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nastav_docs.russian import Case

How = Literal["same", "fits", "several", "near", "case", "none"]
OBLIQUE: Final[tuple[Case, ...]] = ("gen", "dat", "acc", "ins")
NEAR: Final = 2  # letters by which a misprint may differ
SHORT: Final = 12  # letters of a name in which only one may differ
SEEN: Final = 400  # people compared letter by letter
STEM: Final = 3


class Roster:
    """People numbered from 0, each with a name and, where it is known, a year of birth."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.names: list[PersonName] = []
        self.born: list[str] = []
        self._by_words: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_stem: dict[str, list[int]] = defaultdict(list)

    def __len__(self) -> int:
        """How many people there are."""
        return len(self.names)

    def add(self, name: PersonName, born: str = "") -> int:
        """The number of a person, new or known: one name and one year of birth are one person."""
        for at in self._by_words.get(name.words, ()):
            if not born or not self.born[at] or self.born[at] == born:
                self.born[at] = self.born[at] or born
                return at
        at = len(self.names)
        self.names.append(name)
        self.born.append(born)
        self._by_words[name.words].append(at)
        for word in set(name.words):
            self._by_word[word].append(at)
        self._by_stem[name.surname[:STEM]].append(at)
        return at

    def same(self, name: PersonName) -> Sequence[int]:
        """Everybody of exactly this name: namesakes are several."""
        return self._by_words.get(name.words, ())

    def find(self, name: PersonName, born: str = "") -> tuple[int | None, How]:
        """The person that a name means, and how that is known; None where nobody or several may be meant."""
        if same := self._by_words.get(name.words):
            fitting = [at for at in same if not born or self.born[at] in ("", born)]
            if fitting:
                return fitting[0], "same"
        lists = [self._by_word[word] for word in name.words if not word.endswith(".") and word in self._by_word]
        seen = {*self._by_word.get(name.surname, ()), *(min(lists, key=len) if lists else ())}
        fitting = [at for at in sorted(seen) if name.may_be(self.names[at])]
        fitting = [at for at in fitting if not born or self.born[at] in ("", born)]
        if len(fitting) == 1:
            return fitting[0], "fits"
        return None, "several" if fitting else "none"

    def guess(self, name: PersonName) -> tuple[int | None, How]:
        """Whom a name that nobody bears may mean: with a misprint, or in another case than the nominative."""
        stem = self._by_stem.get(name.surname[:STEM], [])
        others = (at for word in name.words for at in self._by_word.get(word, ()))
        seen = list(dict.fromkeys([*stem[:SEEN], *others]))[:SEEN]
        for at in stem[:SEEN]:
            if any(form.may_be(name) for form in _cases(self.names[at])):
                return at, "case"
        whole = f"{name.surname} {name.first} {name.patronymic}"
        allowed = NEAR if len(whole) > SHORT else 1
        near = []
        for at in seen:
            other = self.names[at]
            theirs = f"{other.surname} {other.first} {other.patronymic}"
            if abs(len(theirs) - len(whole)) <= allowed and distance(whole, theirs) <= allowed:
                near.append(at)
        return (near[0], "near") if len(near) == 1 else (None, "none")


def _cases(name: PersonName) -> Iterable[PersonName]:
    """A name in the oblique cases, each read as a name again."""
    from nastav_docs.russian import decline  # noqa: PLC0415  loads dictionaries; few names need it

    declined = decline(name.text, "person")
    found = (name_of(declined.form(case)) for case in OBLIQUE)
    return [one for one in found if one is not None]
