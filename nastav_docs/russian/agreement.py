"""In which form does a word stand beside a number or after a preposition? «39 листов», «во II квартале»."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from nastav_docs.russian.adjectives import adjective, plural_of
from nastav_docs.russian.cases import CASES, Case
from nastav_docs.russian.counted_nouns import FormsAfterNumbers, forms_after_numbers
from nastav_docs.russian.decline import decline
from nastav_docs.russian.locative import second_locative
from nastav_docs.russian.numbers import roman
from nastav_docs.russian.phrases import Expected, Piece, noun_group, split_pieces
from nastav_docs.russian.word_forms import recased

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nastav_docs.russian.cases import Kind
    from nastav_docs.russian.phrases import NounGroup

# A number or its writing in digits: 39, 1.5, «1 000», «12,0».
Number = int | float | Decimal | str
# The plural categories of CLDR.
Category = Literal["one", "few", "many", "other"]

# The case after a preposition, as in «в 2020 году».
_GOVERNED: Final[dict[str, Case]] = {
    "в": "prp",
    "на": "prp",
    "о": "prp",
    "при": "prp",
    "к": "dat",
    "по": "dat",
    "от": "gen",
    "до": "gen",
    "из": "gen",
    "без": "gen",
    "для": "gen",
    "у": "gen",
    "с": "ins",
    "над": "ins",
    "под": "ins",
    "перед": "ins",
    "между": "ins",
}
_CONSONANT: Final = "[бвгджзйклмнпрстфхцчшщ]"
# «второй», «два» in digits: «2-й», «2 класса», «II».
_SECOND: Final = r"(?:2(?![\d.,])|ii\b)"
# Places whose first two sounds are as hard to say as «вто»: «во Львовском», «во Мстёре».
_CLUSTER: Final = r"ль[вдгн]|мст"
# Prepositions that get a vowel before some words: «во втором», «об отчётном», «ко всем», «со специалистом».
_VOCALISED: Final = {
    "в": ("во", re.compile(rf"[вф]{_CONSONANT}|{_CLUSTER}|{_SECOND}")),
    "о": ("об", re.compile(r"[аиоуэ]|11\b")),
    "к": ("ко", re.compile(rf"вс{_CONSONANT}|все|вт|мн|дню\b|{_CLUSTER}|{_SECOND}")),
    "с": ("со", re.compile(rf"[сзшжв]{_CONSONANT}|щ|{_CLUSTER}|{_SECOND}|1\d\d(?![\d.,])")),
}
# Prepositions with their vowel → without it, as the tables above have them.
_SHORT: Final = {"во": "в", "об": "о", "обо": "о", "ко": "к", "со": "с"}


def category(number: Number) -> Category:
    """The plural category of a number in Russian by CLDR: which form the noun beside it takes.

    `category(21)` → «one» («21 лист»), `category(2)` → «few» («2 листа»), `category(5)` → «many» («5 листов»),
    `category("1,5")` → «other» («1,5 листа»): any number written with a fraction, «12,0» too.

    Raises ValueError for a text that is no number.
    """
    digits = re.sub(r"[ \u00a0\u202f]", "", _written(number)).replace(",", ".").replace("−", "-")
    try:
        value = Decimal(digits)
    except InvalidOperation:
        raise ValueError(f"not a number: {number!r}") from None
    if not value.is_finite():
        raise ValueError(f"not a number: {number!r}")
    return cast("Category", _rule()(abs(value)))


@lru_cache(maxsize=1)
def _rule() -> Callable[[object], str]:
    from babel import Locale  # noqa: PLC0415  # Babel is loaded with the first number

    rule: Any = Locale("ru").plural_form
    return cast("Callable[[object], str]", rule)


def _written(number: Number) -> str:
    """A number as it was given, but for a decimal comma: `_written(1.5)` → «1,5»."""
    return str(number).strip().replace(".", ",")


def plural(number: Number, one: str, few: str, many: str) -> str:
    """The number and the right one of three forms of a noun; a fraction takes the second.

    `plural(39, "лист", "листа", "листов")` → «39 листов», `plural(1.5, "час", "часа", "часов")` → «1,5 часа».
    Raises ValueError for what is no number.
    """
    form = {"one": one, "few": few, "many": many, "other": few}[category(number)]
    return f"{_written(number)} {form}"


def agree(number: Number, phrase: str, case: Case = "nom") -> str:
    """The number and a phrase that agrees with it; the phrase is given in the nominative singular.

    `agree(2, "образовательная организация")` → «2 образовательные организации»,
    `agree(5, "школа", "dat")` → «5 школам». Raises ValueError for what is no number.
    """
    kind = category(number)
    if case == "acc" and kind == "few" and len(_written(number)) > 1:
        case = "nom"  # «принять двадцать два ученика», but «двух учеников»
    digits = re.sub(r"\D", "", _written(number))
    if digits.strip("0") and digits.endswith("000") and kind == "many":
        case = "nom"  # «двум тысячам учеников»: a thousand is a noun that asks for the genitive
    return f"{_written(number)} {_agreed(kind, phrase, case)}"


@lru_cache(maxsize=8192)
def _agreed(kind: Category, phrase: str, case: Case) -> str:
    pieces = split_pieces(" ".join(phrase.split()))
    group = noun_group(pieces, 0, Expected(animate=None))
    if group is None or group.fixed or kind == "one":
        return decline(phrase, "phrase").form(case)
    forms = _counted_forms(pieces, group, kind, case)
    return "".join(recased(p.text, forms[at]) if at in forms else p.text for at, p in enumerate(pieces))


def leading_noun(phrase: str) -> NounGroup | None:
    """The noun with its adjectives that a phrase in the nominative begins with; None for a phrase without one."""
    return noun_group(split_pieces(" ".join(phrase.split())), 0, Expected(animate=None))


def _counted_forms(pieces: Sequence[Piece], group: NounGroup, kind: Category, case: Case) -> dict[int, str]:
    """The form that each inflected piece of a phrase takes after a number other than one."""
    number = CASES.index(case)
    direct = case == "nom" or (case == "acc" and not group.animate)
    head_at = group.end - 1
    meant = [noun for noun in group.readings if noun.forms == group.forms[head_at]] or group.readings
    head = forms_after_numbers(pieces[head_at].lower, meant[0]) if meant else None
    woman = "femn" in group.agrees and "masc" not in group.agrees
    forms: dict[int, str] = {}
    for at, six in group.forms.items():
        if at == head_at and head is not None:
            forms[at] = _noun_after(head, kind, number, direct=direct)
            continue
        many = adjective(plural_of(pieces[at].lower), animate=group.animate)
        if kind == "other" and direct:
            forms[at] = six[1]
        elif direct:
            forms[at] = many[0] if woman and kind == "few" else many[1]
        else:
            forms[at] = six[number] if kind == "other" else many[number]
    return forms


def _noun_after(head: FormsAfterNumbers, kind: Category, case: int, *, direct: bool) -> str:
    if direct:
        return head.many if kind == "many" else head.few
    return head.plural[case]


def quarter(number: int, year: int | None = None) -> str:
    """The name of a quarter: `quarter(4)` → «IV квартал», `quarter(4, 2020)` → «IV квартал 2020 года».

    Raises ValueError for a number other than 1…4.
    """
    if number not in range(1, 5):
        raise ValueError(f"no quarter {number}")
    return f"{roman(number)} квартал" + (f" {year} года" if year else "")


def after(preposition: str, text: str, kind: Kind = "phrase", case: Case | None = None) -> str:
    """A preposition and a phrase in the case that it asks for, the preposition with its vowel where it has one.

    `case`: where the preposition may ask for several («с классом» and «с класса», «в школе» and «в школу»).

    `after("в", "2020 год", "period")` → «в 2020 году», `after("о", "2020 год", "period")` → «о 2020 годе»,
    `after("в", "II квартал", "period")` → «во II квартале», `after("о", "отчётный период")` → «об отчётном периоде».

    Raises ValueError for a preposition that is not in the table `_GOVERNED`.
    """
    asked = case or case_after(preposition)
    place = asked == "prp" and _short(preposition) in ("в", "на")
    form = decline(text, "phrase" if kind == "period" and not place else kind).form(asked)
    return preposed(preposition, form, asked)


def case_after(preposition: str) -> Case:
    """The case that a preposition asks for: `case_after("во")` → «prp».

    Raises ValueError for a preposition that is not in the table `_GOVERNED`.
    """
    case = _GOVERNED.get(_short(preposition))
    if case is None:
        raise ValueError(f"no case is known after {preposition!r}")
    return case


def preposed(preposition: str, form: str, case: Case) -> str:
    """A preposition before a form of the case it asks for: `preposed("в", "втором годе", "prp")` → «во втором году»."""
    if case == "prp":
        form = second_locative(_short(preposition), form)
    return f"{vocalised(preposition[0] + _short(preposition)[1:], form)} {form}"


def _short(preposition: str) -> str:
    """A preposition in small letters without the vowel it has before some words: «в» from «Во»."""
    return _SHORT.get(preposition.lower(), preposition.lower())


def vocalised(preposition: str, following: str) -> str:
    """The preposition with the vowel that is said before some words: «во», «об», «ко», «со».

    `vocalised("в", "втором квартале")` → «во», `vocalised("в", "первом квартале")` → «в».
    """
    longer = _VOCALISED.get(preposition.lower())
    if longer is None or not longer[1].match(following.lower()):
        return preposition
    return preposition[0] + longer[0][1:]
