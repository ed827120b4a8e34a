"""Whose words may stand in a school's papers for its own while these are read: a rule says the same of both.

A thousand schools print one text about a thousand names. Where the names are clean by themselves (`values` of
`school_papers` reads those of every row), a paper with another school's names is as right or as wrong as with its own.
So the papers of all schools of one type are read with the names of the first of them, and only what differs otherwise
(dates, numbers, changes) is new to the rules: texts, tables and whole documents are known again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from nastav_docs.config import scalars
from nastav_docs.registry import school_type
from nastav_docs.russian import CASES

if TYPE_CHECKING:
    from collections.abc import Callable

    from nastav_docs.config import YamlNode
    from nastav_docs.registry import SchoolRow

# Words of a row that name a school and its people; kinds, numbers and dates stay its own.
NAMES: Final = (
    "name", "abbr", "place", "address", "phone", "fax", "email", "site", "founder",
    "head", "head_position", "curator", "curator_position", "executor", "executor_position",
)  # fmt: skip
WORD: Final = re.compile(r"[а-яa-z]{3,}")
STEM: Final = 4  # letters by which a word is known in another case, or fewer of a short one


@dataclass(slots=True)
class StandIns:
    """The first school of each type whose words are clean, as they are met; `is_clean` asks the rules about a row."""

    is_clean: Callable[[SchoolRow], bool]
    first: dict[object, SchoolRow] = field(default_factory=dict)

    def of(self, row: SchoolRow, changes: YamlNode | None = None) -> SchoolRow:
        """The row with the names of the first school of its type; itself where its own names matter.

        They do where they are not clean, where the row gives case forms, and where the school's own changes speak of
        the school or its people.
        """
        texts = row.texts
        if any(name.rpartition("_")[2] in CASES for name in texts) or not self.is_clean(row):
            return row
        given = frozenset(name for name in texts if name in NAMES)
        genders = tuple(text for name, text in texts.items() if name.endswith("_gender"))
        other = self.first.setdefault((given, genders, type_of(texts)), row).texts
        names = {name: other[name] for name in given}
        if type_of({**texts, **names}) != type_of(texts) or (changes is not None and speaks_of(changes, texts, names)):
            return row
        return replace(row, given=(*row.given, *sorted(names.items())))


def type_of(texts: dict[str, str]) -> str:
    """The type of a school, on which the clauses of its papers may depend."""
    return school_type(texts.get("kind", ""), texts.get("name", ""), texts.get("abbr", ""))


def speaks_of(changes: YamlNode, own: dict[str, str], other: dict[str, str]) -> bool:
    """Whether a school's changes have a word that tells its names from those of the other school, in any case."""
    ours, theirs = ({stem for name in other for stem in map(stem_of, words(texts[name]))} for texts in (own, other))
    telling = tuple(ours ^ theirs)
    return any(word.startswith(telling) for scalar in scalars(changes) for word in words(scalar.text))


def words(text: str) -> list[str]:
    """The words of a text in small letters, ё as е."""
    return WORD.findall(text.lower().replace("ё", "е"))


def stem_of(word: str) -> str:
    """The beginning of a word that all its cases have: «лицей» → «лице», «цой» → «цо»."""
    return word[: min(STEM, len(word) - 1)]
