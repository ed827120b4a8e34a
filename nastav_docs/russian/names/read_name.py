"""Which word of a name is the surname, the first name, the patronymic, and which gender do they tell? Read here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from nastav_docs.russian.names.given_names import DAUGHTER, SON, patronymic_gender
from nastav_docs.russian.names.surnames import (
    ADJECTIVES_CHIY,
    FOREIGN,
    NOUNS_INA,
    NOUNS_OVA,
    NOUNS_OY,
    RUSSIAN_OR_FOREIGN,
)
from nastav_docs.russian.word_forms import syllables, word_set

if TYPE_CHECKING:
    from nastav_docs.russian.cases import Gender

Part = Literal["surname", "first", "patronymic"]
# Parts of a surname that are written apart from it.
PARTICLES: Final = word_set(
    "фон де ван ла ле дю дер ден дель делла ди да дос дас дон тер аль эль бен бин ибн лос зу цу ап мак сан сент о"
)
# A character that no name has.
_NOT_A_NAME: Final = re.compile(r"[^А-Яа-яЁё.\-‑'’ІіЇїЄєҐґ ]")
# «Фамилия Имя Отчество» of plain words: most names, read at once.
_USUAL: Final = re.compile(r"([А-ЯЁ][А-Яа-яё-]+) ([А-ЯЁ][А-Яа-яё-]+) ([А-ЯЁ][А-Яа-яё]+)")
# «И.», «И.Г.», «Ж.-П.», «И.Г» with its last stop missing; then initials written together with the surname.
_INITIALS: Final = re.compile(r"(?:[А-ЯЁа-яё]\.-?)*[А-ЯЁа-яё]\.|[А-ЯЁ]\.[А-ЯЁ]")
_RUN_ON_AFTER: Final = re.compile(r"(?<=[а-яё])(?=[А-ЯЁ]\.)")
_RUN_ON_BEFORE: Final = re.compile(r"(?<=[А-ЯЁ]\.)(?=[А-ЯЁ][а-яё])")
# Syllables of Vietnamese and Korean names that are longer or have two vowels: «Тханг», «Куок», «Хыонг».
_VIETNAMESE: Final = re.compile(
    r"(?:тх|кх|нг)[аеиоуыэюя]{1,2}(?:нг?|нь|к|м|т|й|п)?|[бвгджзйклмнпрстфхцчш]{1,2}(?:уо|ыо|ие|уе|уи|оа|иеу|уа)(?:нг?|нь|к|м|т|п)?"
    r"|[бвгдзклмнрстфхчш](?:[аеиоуыы]|ё)н[гь]"
)
# Endings that surnames have and first names mostly don't.
_LIKE_SURNAME: Final = re.compile(
    r".*[аеёиоуыэюя].*(?:ов|ев|ёв|ин|ын|ова|ева|ёва|ина|ына|ский|цкий|ская|цкая|ской|енко|ко|ых|их|дзе|швили|ян|янц|ук|юк|ич|ак|як)"
)


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of a name as written; those that are absent are empty, initials end in a full stop («И.», «Г.»).

    `order`: the parts that are there, in the order they were written.
    """

    surname: str = ""
    first: str = ""
    patronymic: str = ""
    order: tuple[Part, ...] = ("surname", "first", "patronymic")

    @property
    def initials(self) -> str:
        """The initials of first name and patronymic: «И.Г.», «Ж.-П.»; empty for a surname alone."""
        found = [initial(self.first), initial(self.patronymic)]
        return "".join(found)

    def part(self, part: Part) -> str:
        """One part by its name: «surname», «first» or «patronymic»."""
        text: str = getattr(self, part)
        return text


def initial(word: str) -> str:
    """The initials of one part of a name: `initial("Жан-Пьер")` → «Ж.-П.», `initial("Гасан оглы")` → «Г.».

    Initials stay as they are.
    """
    words = [w for w in word.split() if w.lower() not in SON | DAUGHTER]
    return "".join(
        w if w.endswith(".") else "-".join(f"{half[0].upper()}." for half in w.split("-") if half) for w in words
    )


@lru_cache(maxsize=4096)
def parse_name(text: str) -> Name | None:
    """The parts of a name in any usual order; None for what can't be a name.

    `parse_name("Ирина Геннадьевна Бабкина").surname` → «Бабкина», `parse_name("Бабкина И.Г.").first` → «И.».
    Nothing is looked up to tell that a text is a name, so two capitalised words («Отдел Кадров») are read as one too.
    """
    usual = _USUAL.fullmatch(text)
    if usual and patronymic_gender(usual[3].lower()) and not patronymic_gender(usual[2].lower()):
        return Name(usual[1], usual[2], usual[3])
    clean = _RUN_ON_BEFORE.sub(" ", _RUN_ON_AFTER.sub(" ", " ".join(text.split()).strip(" ,;")))
    if not clean or _NOT_A_NAME.search(clean) or not any(letter.isalpha() for letter in clean):
        return None
    words = clean.split()
    if any(_INITIALS.fullmatch(word) for word in words):
        mixed = any(word[0].isupper() for word in words) and any(word[0].islower() and "." in word for word in words)
        return None if mixed else _with_initials(words)  # «г. Реж», «с. Покровское»
    if len(words) > 1 and all(len(word) == 1 and word.isupper() for word in words[1:]):
        return _with_initials([words[0], *(f"{word}." for word in words[1:])])
    if "." in clean:
        return None
    return _in_full(_grouped(words))


def in_usual_letters(name: str) -> str:
    """A name with its usual letters: words all in capitals or all in small ones begin with a capital.

    `in_usual_letters("ИВАНОВА М.П.")` → «Иванова М.П.», `in_usual_letters("АЛИЕВ ТИМУР РАШИД ОГЛЫ")` → «Алиев Тимур
    Рашид оглы».
    """
    small = name.islower()
    return " ".join(_usual_word(word, small=small) for word in name.split())


def _usual_word(word: str, *, small: bool) -> str:
    if _INITIALS.fullmatch(word):
        return word.upper() if small else word
    if not (small or (len(word) > 1 and word.isupper())):
        return word
    if word.lower() in SON | DAUGHTER:
        return word.lower()
    return re.sub(r"\w+", lambda part: part[0].capitalize(), word)


def _with_initials(words: list[str]) -> Name | None:
    """The name of words some of which are initials; None where the others aren't one surname."""
    letters: list[str] = []
    names: list[str] = []
    first_at = 0
    for at, word in enumerate(words):
        if _INITIALS.fullmatch(word):
            first_at = first_at if letters else at
            dotted = word if word.endswith(".") else f"{word}."
            letters += re.findall(r"[А-ЯЁа-яё]\.(?:-[А-ЯЁа-яё]\.)?", dotted)
        elif "." in word:
            return None
        else:
            names.append(word)
    groups = _grouped(names)
    if len(groups) == 2 and len(letters) == 1 and first_at == len(words) - 1:  # noqa: PLR2004 - «Бабкина Ирина Г.»
        return Name(groups[0], groups[1], letters[0])
    if len(groups) != 1:
        return None  # «университет имени Б.Н. Ельцина»
    first, patronymic = letters[0], "".join(letters[1:])
    given: tuple[Part, ...] = ("first", "patronymic") if patronymic else ("first",)
    order: tuple[Part, ...] = (*given, "surname") if first_at == 0 else ("surname", *given)
    return Name(" ".join(names), first, patronymic, order)


def _grouped(words: list[str]) -> list[str]:
    """The words of a name, each with what belongs to it: «фон Клаузевиц», «Гасан оглы»."""
    groups: list[str] = []
    particles: list[str] = []
    for at, word in enumerate(words):
        lower = word.lower()
        if groups and lower in SON | DAUGHTER:
            groups[-1] += f" {word}"
        elif lower in PARTICLES and at < len(words) - 1 and (word.islower() or (len(words) > 2 and lower != "ван")):  # noqa: PLR2004 - «Ван Мин» is a surname and a name
            particles.append(word)
        else:
            groups.append(" ".join([*particles, word]))
            particles = []
    return groups


def _in_full(groups: list[str]) -> Name | None:
    at = _patronymic_at(groups)
    if at is None:
        return _without_patronymic(groups)
    order: tuple[Part, ...]
    if at == 0:
        return Name(patronymic=groups[0], order=("patronymic",))
    before, after = groups[: at - 1], groups[at + 1 :]
    if before and after:
        return None  # «Лунин Пётр Ильич Сомов»: words left over are no part of the name
    surname = " ".join(before or after)
    if not surname:
        order = ("first", "patronymic")
    else:
        order = ("surname", "first", "patronymic") if before else ("first", "patronymic", "surname")
    return Name(surname, groups[at - 1], groups[at], order)


def _patronymic_at(groups: list[str]) -> int | None:
    """The place of the patronymic among the words, None where there is none.

    It is never the first of several; of two in a row that look like one the first is («Роман Аркадьевич Абрамович»).
    """
    like = [at for at, group in enumerate(groups) if patronymic_gender(group.lower())]
    if len(groups) > 1:
        like = [at for at in like if at]
    elif groups[0].lower().endswith("ич"):
        return None  # «Абрамович» alone is a surname
    if not like:
        return None
    if len(groups) == 3 and like == [1, 2]:  # noqa: PLR2004 - «Роман Аркадьевич Абрамович»
        return 1
    return like[-1]


def _without_patronymic(groups: list[str]) -> Name:
    if len(groups) == 1:
        known = bool(first_name_genders(groups[0].lower())) and not _LIKE_SURNAME.fullmatch(groups[0].lower())
        return Name(first=groups[0], order=("first",)) if known else Name(groups[0], order=("surname",))
    head, tail = groups[0], groups[-1]
    if len(groups) > 2 and not _LIKE_SURNAME.fullmatch(tail.lower()):  # noqa: PLR2004 - «Ким Ён Сук», «Бах Иоганн Себастьян»
        return Name(head, " ".join(groups[1:]), order=("surname", "first"))
    if _first_name_leads(head.lower(), tail.lower()):
        return Name(tail, " ".join(groups[:-1]), order=("first", "surname"))
    return Name(head, " ".join(groups[1:]), order=("surname", "first"))


def _first_name_leads(head: str, tail: str) -> bool:
    """Whether the first name stands first («Ирина Бабкина»), not after the surname as in papers («Бабкина Ирина»).

    Of a woman's name and a man's the woman's is the first name: «Ирина Ким», «Герман Олеся»; women bear surnames that
    are men's names, men bear none that are women's.
    """
    of_head, of_tail = first_name_genders(head), first_name_genders(tail)
    if bool(of_head) != bool(of_tail):
        return bool(of_head)
    if len(of_head) == len(of_tail) == 1 and of_head != of_tail:
        return of_head == {"female"}
    return bool(_LIKE_SURNAME.fullmatch(tail)) and not _LIKE_SURNAME.fullmatch(head)


def first_name_genders(word: str) -> frozenset[Gender]:
    """The genders of a first name in small letters, by the dictionary; empty for a name that it doesn't know."""
    from nastav_docs.russian.dictionary import name_genders  # noqa: PLC0415 - only names without a patronymic need it

    found = name_genders(word)
    if not found and "-" in word:
        halves = [name_genders(half) for half in word.split("-")]
        found = halves[-1] if all(halves) else found
    return found


def is_eastern(name: Name) -> bool:
    """Whether a name is like «Ким Ён Сук» or «Нгуен Ван Чинь»: only its last word is declined, and for men alone."""
    return not name.patronymic and " " in name.first and all(is_eastern_word(w) for w in name.first.lower().split())


def is_eastern_word(word: str) -> bool:
    """Whether a word in small letters is like a part of such a name: one short syllable, or «Куок», «Хыонг»."""
    return (syllables(word) == 1 and len(word) < 5) or bool(_VIETNAMESE.fullmatch(word))  # noqa: PLR2004 - «Чинь»


@lru_cache(maxsize=16384)
def gender_of(name: Name) -> Gender | None:
    """The gender that a name tells: by the patronymic, else the first name, else the surname; None where none does.

    `gender_of(parse_name("Бабкина И.Г."))` → «female», `gender_of(parse_name("Ким Саша"))` → `None`.
    """
    if name.patronymic and (told := patronymic_gender(name.patronymic.lower())):
        return told
    if name.first and not name.first.endswith("."):
        genders = first_name_genders(name.first.lower().split()[0])
        if len(genders) == 1:
            return next(iter(genders))
    return surname_gender(name.surname.lower())


def surname_gender(surname: str) -> Gender | None:
    """The gender that a surname in small letters tells: `surname_gender("толстой")` → «male».

    None for one that men and women share: «ким», «шевченко», «щербина».
    """
    last = surname.rsplit(maxsplit=1)[-1].rsplit("-", 1)[-1] if surname else ""
    if last in NOUNS_OVA | NOUNS_INA | NOUNS_OY | FOREIGN | RUSSIAN_OR_FOREIGN or syllables(last) == 1:
        return "male" if last.endswith(("ов", "ев")) and last not in ("лев", "зев") and last not in FOREIGN else None
    if last.endswith(
        ("ова", "ева", "ёва", "ина", "ына", "ская", "цкая", "ная", "вая", "тая", "лая", "яя", "шая", "щая", "жая")
    ):
        return None if last.endswith(("гелая", "хелая")) else "female"
    if last.endswith(("ов", "ев", "ёв", "ин", "ын", "ой", "ый", "кий", "хий", "гий", "жий", "ший", "щий", "ний")):
        return "male"
    return "male" if last in ADJECTIVES_CHIY else None
