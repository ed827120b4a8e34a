"""What `nastav-docs decline` shows: tables of case forms for a person, TSV for a program."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nastav_docs.russian import BUILTIN, CASES, Declension, Gender, Kind, Lexicon, decline
from nastav_docs.russian.phrases import guess_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["HEADER", "DeclinedRow", "guess_kind", "table", "tsv"]

HEADER: Final = "nominative\tgen\tdat\tacc\tins\tprp\twarnings"
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_GENDERS: Final[dict[str, Gender]] = {
    "m": "male",
    "male": "male",
    "м": "male",
    "муж": "male",
    "f": "female",
    "female": "female",
    "ж": "female",
    "жен": "female",
}


@dataclass(frozen=True, slots=True)
class DeclinedRow:
    """One text of a table: what kind it was taken for, and its forms."""

    text: str
    kind: Kind
    declension: Declension

    @property
    def cells(self) -> tuple[str, ...]:
        """The six case forms as texts, from the nominative to the prepositional."""
        return tuple(self.declension.form(case) for case in CASES)

    @property
    def sources(self) -> tuple[str, ...]:
        """Where each of the six forms comes from."""
        return tuple(self.declension[case].source for case in CASES)

    @property
    def warnings(self) -> tuple[str, ...]:
        """The problems, each with what to write instead."""
        return tuple(f"{doubt.code} {doubt.message} {doubt.hint}".strip() for doubt in self.declension.doubts)


def table(
    texts: Iterable[str], kind: Kind | None = None, *, gender: Gender | None = None, lexicon: Lexicon = BUILTIN
) -> Iterator[DeclinedRow]:
    """The forms of each text; a kind that isn't given is guessed for each."""
    for text in texts:
        known = kind or guess_kind(text)
        yield DeclinedRow(text, known, decline(text, known, gender=gender, lexicon=lexicon))


def tsv(lines: Iterable[str], kind: Kind | None = None, *, lexicon: Lexicon = BUILTIN) -> Iterator[str]:
    """A header and one line of TSV for each line: `nominative gen dat acc ins prp warnings`, without line ends.

    A person's gender may follow after a tab: m, f, male, female. Tabs and control characters become spaces, an empty
    line stays an empty row; no line stops the rest.
    """
    yield HEADER
    for line in lines:
        text, gender = _read(line)
        row = next(table([text], kind or ("person" if gender else None), gender=gender, lexicon=lexicon))
        yield "\t".join(_cell(cell) for cell in (*row.cells, "; ".join(row.warnings)))


def _read(line: str) -> tuple[str, Gender | None]:
    """The text of a line, and the gender in its second column if there is one."""
    text, tab, column = line.rstrip("\r\n").partition("\t")
    gender = _GENDERS.get(column.strip().lower()) if tab else None
    return (text if gender else _cell(line).strip(" ")), gender


def _cell(text: str) -> str:
    return _CONTROL.sub(" ", text)
