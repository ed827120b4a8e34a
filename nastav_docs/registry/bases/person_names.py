"""Names of people in the cells of a base: one or several in a cell, read so that the same person is known again.

Spaces, letter case, ё/е, look-alike Latin letters, the order of the parts and a post beside the name do not matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from nastav_docs.grids import Flaw
from nastav_docs.registry.cell_values import Read
from nastav_docs.registry.person_cells import POST, VACANT, person
from nastav_docs.russian.names import in_usual_letters, parse_name

# Latin letters that look like Russian ones, as people type them without switching the keyboard.
LOOK_ALIKE: Final = str.maketrans("aceopxyuABCEHKMOPTXY", "асеорхуиАВСЕНКМОРТХУ")
LATIN: Final = re.compile(r"[A-Za-z]")
CYRILLIC: Final = re.compile(r"[А-Яа-яЁё]")
BETWEEN: Final = re.compile(r"\s*[;\n/]\s*|\s*,\s*|\s+и\s+(?=[А-ЯЁA-Z])")
NUMBERED: Final = re.compile(r"^\(?\d{1,3}\s*[.)]\s*")
IN_BRACKETS: Final = re.compile(r"\s*\([^()]*\)")
AFTER_DASH: Final = re.compile(r"\s+[-–—]\s+.*$")
NO_NAME: Final = re.compile(
    r"\d|класс|групп|лет\b|учащ|ученик|обучающ|студент|школ|МАОУ|МБОУ|тел\.|@|№|представител", re.IGNORECASE
)
LAST_STOP: Final = re.compile(r"(?<=[а-яё]{3})\.$")  # after a patronymic; after an initial it belongs to the name
PARTICLES: Final = frozenset(("фон", "ван", "де", "дер", "ди", "да", "ле", "ла", "эль", "аль", "тер"))
LATIN_NAME: Final = re.compile(r"[A-Z][a-z'-]+(?: [A-Z][a-z'-]+){1,2}")
MOST_WORDS: Final = 5  # of a name: «Алиева Севда Рауф кызы», «фон Дервиз Иван Петрович»
NAME_WORDS: Final = 3


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name as it is shown, and what it is compared by: parts in small letters without ё, initials with a stop.

    `words` are all its words in alphabetical order, for names whose parts stand in an unusual order.
    """

    text: str
    surname: str
    first: str
    patronymic: str
    words: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether surname, first name and patronymic are all there in full."""
        return bool(self.surname and self.first and self.patronymic) and "." not in f"{self.first}{self.patronymic}"

    def may_be(self, other: PersonName) -> bool:
        """Whether both may name one person: equal, or what one of them leaves out the other has."""
        if self.words == other.words:
            return True
        if self.surname == other.surname and self.surname:
            return _fits(self.first, other.first) and _fits(self.patronymic, other.patronymic)
        few, many = sorted((self.words, other.words), key=len)
        return len(few) == NAME_WORDS - 1 and len(many) == NAME_WORDS and set(few) < set(many)


def _fits(one: str, other: str) -> bool:
    if not one or not other or one == other:
        return True
    if one.endswith(".") or other.endswith("."):
        return one[0] == other[0]
    return False


def in_russian_letters(text: str) -> str:
    """A Russian name with look-alike Latin letters put right; a name all in Latin letters stays."""
    return text.translate(LOOK_ALIKE) if LATIN.search(text) and CYRILLIC.search(text) else text


def folded(text: str) -> str:
    """A text as names are compared: small letters, «е» for «ё», hyphens and spaces of one kind."""
    return " ".join(re.sub(r"[‐‑–—]", "-", text.lower().replace("ё", "е").replace("'", "’")).split())


@lru_cache(maxsize=4096)  # the people of a school; more of them would take 100 MB
def name_of(text: str) -> PersonName | None:
    """The one person that a text names; None for a vacancy, a class, a number, for anything that is no name."""
    bare = LAST_STOP.sub("", in_russian_letters(" ".join(text.split())).strip(" ,;"))
    if LATIN_NAME.fullmatch(bare):
        surname, first, *rest = folded(bare).split()
        return PersonName(bare, surname, first, "".join(rest), tuple(sorted((surname, first, *rest))))
    if not bare or bare.lower().strip(" .()") in VACANT:
        return None
    read = person(bare)
    if isinstance(read, Read):
        bare = read.text
    elif isinstance(read, Flaw):
        bare = _without_rest(bare)
    bare = in_usual_letters(AFTER_DASH.sub("", IN_BRACKETS.sub("", bare)).strip())
    words = bare.split()
    if not words or len(words) > MOST_WORDS or NO_NAME.search(bare) or POST.match(bare):
        return None
    name = parse_name(bare)
    if name is None or not (bare[0].isupper() or words[0] in PARTICLES):
        return None
    words = sorted(folded(bare).replace(".", ". ").split())
    return PersonName(bare, folded(name.surname), folded(name.first), folded(name.patronymic), tuple(words))


def _without_rest(text: str) -> str:
    """The name at the beginning of a text that goes on with something else: «Лунина В.П., тел. 8-900 …»."""
    return re.split(r"[,;(]|\s\d|\s[-–—]\s", text, maxsplit=1)[0].strip()


@lru_cache(maxsize=4096)
def names_in(text: str) -> tuple[PersonName, ...]:
    """The people that a cell names, one or several: «Ильин П.А.; Сомова Р.И., 7 «А» класс» names two."""
    alone = name_of(text)
    if "\n" in text and (alone is None or not alone.whole or len(alone.words) != NAME_WORDS):
        alone = None  # each line is a person; but a long name may be broken over two lines
    if alone is not None and alone.whole and len(alone.words) == len(re.findall(r"\w+", text)):
        return (alone,)
    pieces = [NUMBERED.sub("", piece) for piece in BETWEEN.split(IN_BRACKETS.sub("", text)) if piece]
    found = tuple(dict.fromkeys(name for piece in pieces if (name := name_of(piece)) is not None))
    full = [name for name in found if name.surname and name.first]
    if len(full) > 1 or alone is None:
        return tuple(full) if full else found
    return (alone,)
