"""Back to the nominative: of a phrase or a name that a paper has in another case. Only what declines forward again."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.russian import CASES, Case, Gender, Kind, analyser, decline
from nastav_docs.russian.names import decline_name, surname_gender

if TYPE_CHECKING:
    from collections.abc import Iterator

NBSP: Final = "\u00a0"
GENDERS: Final[tuple[Gender, ...]] = ("female", "male")
SURNAME: Final = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
INITIALS: Final = r"[А-ЯЁ]\.[ \u00a0]?(?:-[А-ЯЁ]\.)?[А-ЯЁ]?\.?"
NAMED: Final = re.compile(
    rf"(?<![\w«.])(?:(?P<surname>{SURNAME})[ \u00a0](?P<initials>[А-ЯЁ]\.[ \u00a0]?[А-ЯЁ]\b\.?)"
    rf"|(?P<initials2>[А-ЯЁ]\.[ \u00a0]?[А-ЯЁ]\.)[ \u00a0]?(?P<surname2>{SURNAME})"
    rf"|(?P<full>{SURNAME}[ \u00a0][А-ЯЁ][а-яё]+[ \u00a0][А-ЯЁ][а-яё]*"
    r"(?:ич(?:а|у|ем|е)?|(?:вн|ичн|иничн)(?:а|ы|е|у|ой))))(?![\w])"
)
# What the ending of a surname in an oblique case may stand for in the nominative.
ENDINGS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("ого", ("ий", "ый", "ой")),
    ("его", ("ий",)),
    ("ому", ("ий", "ый", "ой")),
    ("ему", ("ий",)),
    ("ым", ("", "ый")),
    ("им", ("ий",)),
    ("ой", ("а", "ая", "ой")),
    ("ей", ("а", "я", "яя", "ей")),
    ("ую", ("ая",)),
    ("ца", ("ец",)),
    ("цу", ("ец",)),
    ("цом", ("ец",)),
    ("ом", ("",)),
    ("ем", ("", "ь", "й")),
    ("у", ("а", "")),
    ("ю", ("я", "ь", "й")),
    ("а", ("", "а")),
    ("я", ("ь", "й", "я")),
    ("е", ("а", "", "е")),
    ("ы", ("а",)),
    ("и", ("а", "я", "ь")),
)
# Surnames by how usual their endings are: of two nominatives that fit the usual one is meant.
USUAL: Final = tuple(
    re.compile(ending) for ending in (r"(?:[оеё]в|[иы]н)а?$", r"[сц]к(?:ий|ая)$|ец$", r"(?:ый|ий|ая)$", r"")
)
# The same of an adjective that the dictionary does not know, with the gender of its noun.
ADJECTIVE: Final = (
    ("кого", "кий", "masc"),
    ("ого", "ый", "masc"),
    ("его", "ий", "masc"),
    ("кого", "кое", "neut"),
    ("ого", "ое", "neut"),
    ("ой", "ая", "femn"),
    ("кому", "кий", "masc"),
    ("ому", "ый", "masc"),
    ("ким", "кий", "masc"),
    ("ком", "кий", "masc"),
)
MOST_BEFORE_HEAD: Final = 5  # words: a head farther away is none


def plain(text: str) -> str:
    """A text with one kind of space, as two texts are compared."""
    return " ".join(text.replace(NBSP, " ").split())


@lru_cache(maxsize=4096)
def nominative_phrase(text: str, kind: Kind, cases: tuple[Case, ...] = CASES) -> str:
    """The nominative of a phrase in one of some cases, its head with the adjectives before it; «» where none fits.

    nominative_phrase("Управления образования Лесного района", "org")  # «Управление образования Лесного района»
    """
    words = text.split(" ")
    for candidate in _phrases(words):
        declined = decline(candidate, kind)
        if any(plain(declined.form(case)) == plain(text) for case in cases):
            return candidate
    return ""


Reading = tuple[str, str, str]  # number, gender («» in the plural), the word in the nominative


def _phrases(words: list[str]) -> Iterator[str]:
    """Phrases that may be the nominative: words up to the first noun changed, the rest as it is."""
    before: list[list[Reading]] = []
    found: list[str] = []
    for number, word in enumerate(words[:MOST_BEFORE_HEAD]):
        parses = analyser().parse(word.strip('«»"(),'))
        adjectives = [r for p in parses if p.tag.POS in {"ADJF", "PRTF"} for r in _nominatives(word, p)]
        adjectives += [
            ("sing", gender, word[: -len(end)] + other) for end, other, gender in ADJECTIVE if word.endswith(end)
        ]
        # «заведующий» is both, «Артемовского» is a surname to the dictionary: the farther head is tried first.
        heads = [r for p in parses if p.tag.POS == "NOUN" for r in _nominatives(word, p)]
        here = []
        for count, gender, head in dict.fromkeys([*heads, *adjectives]):
            chosen = [[form for c, g, form in forms if (c, g) == (count, gender)] for forms in before]
            here += [" ".join([*some, head, *words[number + 1 :]]) for some in product(*map(dict.fromkeys, chosen))]
        found = [*here, *found]
        if not adjectives:
            break
        before.append(adjectives)
    yield from dict.fromkeys(found)


def _nominatives(word: str, parse: Any) -> Iterator[Reading]:  # noqa: ANN401  pymorphy3 has no types
    """The nominatives of a word by one of its readings, in its letter case."""
    count = str(parse.tag.number or "sing")
    genders = (
        ("masc", "femn", "neut") if parse.tag.POS != "NOUN" and count == "sing" else (str(parse.tag.gender or ""),)
    )
    for gender in genders if count == "sing" else ("",):
        same = parse.tag.POS == "NOUN" or parse.tag.gender in (None, gender)
        form = (
            parse.inflect({"nomn", count, *([gender] if gender and parse.tag.POS != "NOUN" else [])}) if same else None
        )
        if form is not None:
            yield count, gender, _cased(word, str(form.word))


def _cased(word: str, other: str) -> str:
    if word.isupper() and len(word) > 1:
        return other.upper()
    return other[:1].upper() + other[1:] if word[:1].isupper() else other


def shown_name(match: re.Match[str]) -> str:
    """A name found by `NAMED` as papers list it: «Бабкину И.Г.», in the case it stands in; a full one as it is."""
    if match["full"]:
        return plain(match["full"])
    surname, initials = match["surname"] or match["surname2"], match["initials"] or match["initials2"]
    letters = re.sub(r"[ \u00a0]", "", initials)
    return f"{surname} {letters}{'' if letters.endswith('.') else '.'}"


@lru_cache(maxsize=4096)
def nominative_name(name: str, cases: tuple[Case, ...]) -> tuple[str, Gender | None]:
    """The nominative of «Фамилия И.О.» or a full name in one of some cases, and the gender by which it declines so.

    «» where none is sure: two nominatives fit, as «Иванова» does a woman and the genitive of a man.
    """
    head, _, rest = name.partition(" ")
    found: dict[str, set[Gender]] = {}
    for surname in dict.fromkeys(_surnames(head)):
        for gender in GENDERS:
            if (told := surname_gender(surname.lower())) is not None and told != gender:
                continue
            for names in _given(rest, gender):
                declined = decline_name(f"{surname} {names}", gender)
                if declined is not None and any(plain(declined.full(case)) == plain(name) for case in cases):
                    found.setdefault(f"{surname} {names}", set()).add(gender)
    rank = {one: next(n for n, usual in enumerate(USUAL) if usual.search(one.split()[0])) for one in found}
    sure = [one for one in found if rank[one] == min(rank.values())]
    if len(sure) != 1:
        return "", None
    genders = found[sure[0]]
    return sure[0], next(iter(genders)) if len(genders) == 1 else None


def _surnames(surname: str) -> Iterator[str]:
    for end, others in ENDINGS:
        if surname.endswith(end) and len(surname) > len(end) + 1:
            yield from (surname[: len(surname) - len(end)] + other for other in others)
    yield surname


def _given(rest: str, gender: Gender) -> Iterator[str]:
    """Given name and patronymic that may be the nominative; initials stay."""
    if "." in rest or " " not in rest:
        yield rest
        return
    first, patronymic = rest.split(" ", 1)
    father = re.sub(r"(ич)(?:а|у|ем|е)$", r"\1", patronymic) if gender == "male" else ""
    father = re.sub(r"(н)(?:ы|е|у|ой)$", r"\1а", patronymic) if gender == "female" else father
    names = [str(p.normal_form).capitalize() for p in analyser().parse(first) if "Name" in p.tag]
    yield from dict.fromkeys(f"{one} {father}" for one in names or [first])
