"""Which words does a deadline consist of? The closed vocabulary in every case, and the cutting into tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from nastav_docs.russian.dates import MONTHS_NOM, MONTHS_SHORT
from nastav_docs.russian.numbers import arabic

Case = Literal["nom", "gen", "dat", "acc", "ins", "prp"]
# «decade» is ten days, «half» half a year, «term» a quarter of a school year.
Unit = Literal[
    "hour",
    "day",
    "week",
    "decade",
    "month",
    "quarter",
    "half",
    "year",
    "school year",
    "term",
    "trimester",
    "semester",
    "season",
    "holidays",
]
# The part of a moment that is meant, «» for all of it.
Edge = Literal["", "start", "middle", "end", "first half", "second half"]
CASES: tuple[Case, ...] = ("nom", "gen", "dat", "acc", "ins", "prp")

# Unit → its six singular and six plural forms.
NOUNS: dict[Unit, tuple[str, str]] = {
    "hour": ("час часа часу час часом часе", "часы часов часам часы часами часах"),
    "day": ("день дня дню день днем дне", "дни дней дням дни днями днях"),
    "week": ("неделя недели неделе неделю неделей неделе", "недели недель неделям недели неделями неделях"),
    "decade": ("декада декады декаде декаду декадой декаде", "декады декад декадам декады декадами декадах"),
    "month": ("месяц месяца месяцу месяц месяцем месяце", "месяцы месяцев месяцам месяцы месяцами месяцах"),
    "quarter": (
        "квартал квартала кварталу квартал кварталом квартале",
        "кварталы кварталов кварталам кварталы кварталами кварталах",
    ),
    "half": (
        "полугодие полугодия полугодию полугодие полугодием полугодии",
        "полугодия полугодий полугодиям полугодия полугодиями полугодиях",
    ),
    "year": ("год года году год годом году", "годы годов годам годы годами годах"),
    "term": (
        "четверть четверти четверти четверть четвертью четверти",
        "четверти четвертей четвертям четверти четвертями четвертях",
    ),
    "trimester": (
        "триместр триместра триместру триместр триместром триместре",
        "триместры триместров триместрам триместры триместрами триместрах",
    ),
    "semester": (
        "семестр семестра семестру семестр семестром семестре",
        "семестры семестров семестрам семестры семестрами семестрах",
    ),
    "holidays": (
        "каникулы каникул каникулам каникулы каникулами каникулах",
        "каникулы каникул каникулам каникулы каникулами каникулах",
    ),
}
FEMININE: frozenset[Unit] = frozenset({"week", "decade", "term"})
NEUTER: frozenset[Unit] = frozenset({"half"})
# The six cases of each season; the names of holidays at their numbers, 0 for any.
SEASONS = (
    "зима зимы зиме зиму зимой зиме",
    "весна весны весне весну весной весне",
    "лето лета лету лето летом лете",
    "осень осени осени осень осенью осени",
)
HOLIDAYS = ("", "осенние", "зимние", "весенние", "летние")
_PLAIN_EDGES: tuple[Edge, ...] = ("start", "middle", "end")
# Edge → its name in the six cases.
EDGES: dict[Edge, str] = {
    "start": "начало начала началу начало началом начале",
    "middle": "середина середины середине середину серединой середине",
    "end": "конец конца концу конец концом конце",
}
_HALF = "половина половины половине половину половиной половине"
# From Monday on: the six cases of each day, then the plural after «по».
WEEKDAYS = (
    "понедельник понедельника понедельнику понедельник понедельником понедельнике понедельникам",
    "вторник вторника вторнику вторник вторником вторнике вторникам",
    "среда среды среде среду средой среде средам",
    "четверг четверга четвергу четверг четвергом четверге четвергам",
    "пятница пятницы пятнице пятницу пятницей пятнице пятницам",
    "суббота субботы субботе субботу субботой субботе субботам",
    "воскресенье воскресенья воскресенью воскресенье воскресеньем воскресенье воскресеньям",
)
FEMININE_DAYS = frozenset({2, 4, 5})  # places in WEEKDAYS: среда, пятница, суббота
# The last letter of a month → its endings in the six cases.
_MONTH_ENDINGS = {
    "ь": ("ь", "я", "ю", "ь", "ем", "е"),
    "т": ("т", "та", "ту", "т", "том", "те"),
    "й": ("й", "я", "ю", "й", "ем", "е"),
}
# Each month in the six cases.
MONTHS: tuple[tuple[str, ...], ...] = tuple(
    tuple(name[:-1] + ending for ending in _MONTH_ENDINGS[name[-1]]) for name in MONTHS_NOM
)


def edge_name(edge: Edge, case: Case) -> str:
    """An edge's name in a case: `edge_name("end", "gen")` → «конца»."""
    place = CASES.index(case)
    if edge in EDGES:
        return EDGES[edge].split()[place]
    return f"{adjective('перв' if edge == 'first half' else 'втор', case, 'f')} {_HALF.split()[place]}"


def noun(unit: Unit, case: Case, *, plural: bool = False) -> str:
    """A unit's name in a case: `noun("quarter", "gen")` → «квартала»."""
    return NOUNS[unit][plural].split()[CASES.index(case)]


def month_name(number: int, case: Case) -> str:
    """A month's name in a case: `month_name(11, "prp")` → «ноябре»."""
    return MONTHS[number - 1][CASES.index(case)]


_ADJECTIVE = {
    # masculine, neuter, feminine, plural; six cases each
    "hard": ("ый ого ому ый ым ом", "ое ого ому ое ым ом", "ая ой ой ую ой ой", "ые ых ым ые ыми ых"),
    "soft": ("ий его ему ий им ем", "ее его ему ее им ем", "яя ей ей юю ей ей", "ие их им ие ими их"),
    "hush": ("ий его ему ий им ем", "ее его ему ее им ем", "ая ей ей ую ей ей", "ие их им ие ими их"),
    "stressed": ("ой ого ому ой ым ом", "ое ого ому ое ым ом", "ая ой ой ую ой ой", "ые ых ым ые ыми ых"),
    "third": ("ий ьего ьему ий ьим ьем", "ье ьего ьему ье ьим ьем", "ья ьей ьей ью ьей ьей", "ьи ьих ьим ьи ьими ьих"),
}
# Stem → the row of `_ADJECTIVE`, where its last letter doesn't tell it.
_DECLENSION = dict.fromkeys(("втор", "шест", "седьм", "восьм"), "stressed") | {"трет": "third"}
_DECLENSION |= dict.fromkeys(("последн", "летн", "осенн", "весенн", "зимн"), "soft")


def adjective(stem: str, case: Case, gender: Literal["m", "n", "f", "p"]) -> str:
    """An adjective made of its stem: `adjective("перв", "gen", "f")` → «первой».

    `gender`: «m», «n», «f», or «p» for the plural. Works for the stems that deadlines have («следующ», «летн» …) only.
    """
    kind = _DECLENSION.get(stem, "hush" if stem.endswith(("щ", "ч")) else "hard")
    endings = _ADJECTIVE[kind]["mnfp".index(gender)]
    return stem + endings.split()[CASES.index(case)]


# The stem of each ordinal at its number.
ORDINALS = (
    "",
    "перв",
    "втор",
    "трет",
    "четверт",
    "пят",
    "шест",
    "седьм",
    "восьм",
    "девят",
    "десят",
    "одиннадцат",
    "двенадцат",
)


def gender_of(unit: Unit) -> Literal["m", "n", "f"]:
    """The grammatical gender of a unit's name in the singular."""
    return "f" if unit in FEMININE else "n" if unit in NEUTER else "m"


# --- reading ---------------------------------------------------------------------------------------------------------


def _numbered(names: tuple[str, ...], first: int = 0) -> dict[str, int]:
    """Every form of each name → the number of the name, counted from `first`."""
    return {form: number for number, forms in enumerate(names, first) for form in forms.split()}


# Word in any form (lower case, without ё) → what it means.
MONTH_FORMS: dict[str, int] = {form: number for number, names in enumerate(MONTHS, 1) for form in names}
MONTH_FORMS |= {short: number for number, short in enumerate(MONTHS_SHORT, 1)}
MONTH_FORMS |= {"февр": 2, "сент": 9, "нояб": 11}
SEASON_FORMS = _numbered(SEASONS, 1)
WEEKDAY_FORMS = _numbered(WEEKDAYS) | _numbered(("пн", "вт", "ср", "чт", "пт", "сб", "вс"))
EDGE_FORMS: dict[str, Edge] = {form: edge for edge in _PLAIN_EDGES for form in EDGES[edge].split()}
EDGE_FORMS |= dict.fromkeys(("окончания", "окончанию", "завершения", "завершению"), "end")
ABBREVIATIONS: dict[str, Unit] = {
    "кв": "quarter",
    "полуг": "half",
    "пол": "half",
    "мес": "month",
    "нед": "week",
    "дн": "day",
    "ч": "hour",
    "четв": "term",
    "трим": "trimester",
    "сем": "semester",
}
UNIT_FORMS: dict[str, Unit] = {form: unit for unit, numbers in NOUNS.items() for form in " ".join(numbers).split()}
UNIT_FORMS |= ABBREVIATIONS
UNIT_FORMS |= {"г": "year", "гг": "year", "лет": "year", "годе": "year", "полугода": "half", "полгода": "half"}
UNIT_FORMS |= {"сутки": "day", "суток": "day"}
# All words that begin a date or a unit.
VOCABULARY = MONTH_FORMS.keys() | SEASON_FORMS.keys() | WEEKDAY_FORMS.keys() | EDGE_FORMS.keys() | UNIT_FORMS.keys()
# An ordinal in any form.
_ORDINAL_WORD = re.compile(
    rf"({'|'.join(ORDINALS[1:])}|последн)"
    r"(?:ый|ой|ий|ая|яя|ое|ее|ье|ья|ого|его|ьего|ому|ему|ьему|ом|ем|ьем|ую|юю|ью|ым|им|ьим|ьей|ей)"
)
# Words that stand instead of a year.
_WHICH_WORD = re.compile(
    r"(текущ|следующ|последующ|отчетн|кажд|предыдущ|прошедш|предстоящ|очередн|нов|эт|данн|календарн)"
    r"(?:ий|ый|ая|ое|ее|ого|его|ому|ему|ом|ем|ую|ой|ей|им|ым|ие|ые|их|ых|от|у|о)"
)
# The forms of the numbers from 1 on.
_CARDINALS = (
    "один одна одно одного одной одну одному",
    "два две двух двум",
    "три трех трем",
    "четыре четырех четырем",
    "пять пяти",
    "шесть шести",
    "семь семи",
    "восемь восьми",
    "девять девяти",
    "десять десяти",
    "одиннадцать одиннадцати",
    "двенадцать двенадцати",
    "тринадцать тринадцати",
    "четырнадцать четырнадцати",
    "пятнадцать пятнадцати",
)
CARDINALS = _numbered(_CARDINALS, 1) | _numbered(("двадцать двадцати",), 20) | _numbered(("тридцать тридцати",), 30)
_TENS = {"двадцать": 20, "тридцать": 30}
# Stems of the ordinals above twelve.
_DAY_ORDINALS = {
    "тринадцат": 13,
    "четырнадцат": 14,
    "пятнадцат": 15,
    "шестнадцат": 16,
    "семнадцат": 17,
    "восемнадцат": 18,
    "девятнадцат": 19,
    "двадцат": 20,
    "тридцат": 30,
}
LAST = -1  # «последний» among ordinals


def ordinal_of(word: str) -> int | None:
    """The number of an ordinal in words, -1 for «последний»; None for another word.

    The word is in lower case, without ё: `ordinal_of("первой")` → `1`, `ordinal_of("последнюю")` → `-1`.
    """
    match = _ORDINAL_WORD.fullmatch(word)
    if match is None:
        return None
    return LAST if match[1] == "последн" else ORDINALS.index(match[1])


def day_of_words(first: str, second: str) -> tuple[int, int] | None:
    """A day written in words, and how many words it took; None for other words.

    `day_of_words("тридцать", "первого")` → `(31, 2)`, `day_of_words("первое", "сентября")` → `(1, 1)`.
    """
    if first in _TENS:
        unit = ordinal_of(second)
        return (_TENS[first] + unit, 2) if unit is not None and 0 < unit < 10 else None  # noqa: PLR2004  # «-надцать»
    number = _DAY_ORDINALS.get(first.removesuffix("ого").removesuffix("ое")) or ordinal_of(first)
    neuter = first.endswith(("ого", "его", "ое", "ее", "ье"))
    return (number, 1) if number is not None and number > 0 and neuter else None


def which_stem(word: str) -> str | None:
    """The stem of a word that stands instead of a year («следующего» года); None for another word.

    `which_stem("следующего")` → «следующ». Words that mean the same have one stem: `which_stem("этого")` → «текущ».
    """
    match = _WHICH_WORD.fullmatch(word)
    if match is None:
        return None
    same = {"последующ": "следующ", "предстоящ": "следующ", "эт": "текущ", "данн": "текущ"}
    return same.get(match[1], match[1])


Kind = Literal["date", "iso", "day.month", "month.year", "time", "number", "ordinal", "roman", "word", "mark"]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a deadline.

    `low`: the text in lower case, without ё. `start`, `end`: its place in the text. `value`: the number that it is.
    """

    kind: Kind
    text: str
    low: str
    start: int
    end: int
    value: int = 0


# The kinds of tokens, tried in this order.
_TOKEN = re.compile(
    r"(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2}(?!\d))"
    r"|(?P<date>[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4}|[0-9]{2})(?!\d))"
    r"|(?P<slashed>[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}(?!\d))"
    r"|(?P<my>(?:0?[1-9]|1[0-2])\.20[0-9]{2}(?!\d|\.\d))"
    r"|(?P<time>[0-9]{1,2}:[0-9]{2}(?!\d))"
    r"|(?P<dm>[0-9]{1,2}\.[0-9]{2}(?!\d|\.\d))"
    r"|(?P<ordinal>[0-9]{1,4}(?:-[ ]?)?(?:го|ого|его|ое|ой|ый|ая|ий|му|ому|ом|ую|ю|е|я|й|х|м|ти|ми)(?![А-Яа-яЁё]))"
    r"|(?P<number>[0-9]+)"
    r"|(?P<roman>[IVXivx]{1,6}(?=кв|полуг|четв)|[IVXivxІіХх]{1,6}(?![A-Za-zА-Яа-яЁё])(?:[-–](?:й|ый|го|м|ом|му|е|ое)(?![а-яё]))?)"
    r"|(?P<word>[A-Za-zА-Яа-яЁё]+)"
    r"|(?P<mark>\S)",
    re.ASCII,
)
_LATIN = str.maketrans("ckopeb", "скоpев".replace("p", "р"))  # keys of the other layout: «c 01.09.2021»
# Prepositions typed with Latin letters.
_LATIN_WORDS = frozenset({"c", "co", "k", "ko", "b", "bo", "no"})
_KINDS: dict[str, Kind] = {"dm": "day.month", "my": "month.year", "slashed": "date"}
MAX_DIGITS = 6  # a longer number is no date's and no count


def tokens(text: str) -> list[Token]:
    """The text cut into tokens; spaces are only seen in the places of the tokens.

    `[token.kind for token in tokens("до 09.11.2020")]` → `['word', 'date']`.
    """
    found = []
    for match in _TOKEN.finditer(text):
        name = match.lastgroup or "mark"
        piece = match[0]
        value = 0
        low = piece.lower().replace("ё", "е")
        if low in _LATIN_WORDS:
            low = low.translate(_LATIN)
        if name in ("number", "ordinal"):
            digits = re.match("[0-9]+", piece)
            value = int(digits[0]) if digits and len(digits[0]) <= MAX_DIGITS else 10**MAX_DIGITS
        elif name == "roman":
            value = arabic(piece.partition("-")[0].partition("–")[0]) or 0
        kind: Kind = _KINDS.get(name, name)  # type: ignore[arg-type]  # the groups of the pattern are the kinds
        found.append(Token(kind, piece, low, *match.span(), value))
    return found
