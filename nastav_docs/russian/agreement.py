"""Words beside numbers and prepositions: «39 листов», «2 образовательные организации», «в 2020 году», «о 2020 годе»."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from nastav_docs.russian.adjectives import adjective, plural_of
from nastav_docs.russian.cases import CASES, Case
from nastav_docs.russian.decline import decline
from nastav_docs.russian.dictionary import FormsAfterNumbers, forms_after_numbers
from nastav_docs.russian.numbers import roman
from nastav_docs.russian.phrases import Expected, Piece, noun_group, split_pieces
from nastav_docs.russian.word_forms import recased

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nastav_docs.russian.cases import Kind
    from nastav_docs.russian.phrases import NounGroup

Number = int | float | Decimal | str
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
_SECOND: Final = r"(?:2-|ii\b)"
# Prepositions that get a vowel before some words: «во втором», «об отчётном», «ко всем», «со специалистом».
_VOCALISED: Final = {
    "в": ("во", re.compile(rf"[вф]{_CONSONANT}|{_SECOND}")),
    "о": ("об", re.compile(r"[аиоуэ]|11\b")),
    "к": ("ко", re.compile(rf"вс{_CONSONANT}|все|вт|мн|{_SECOND}")),
    "с": ("со", re.compile(rf"[сзшжв]{_CONSONANT}|щ|{_SECOND}")),
}
_SHORT: Final = {"во": "в", "об": "о", "обо": "о", "ко": "к", "со": "с"}
# Nouns with another form after «в» and «на».
_PLACES: Final = {"годе": "году", "саде": "саду"}


def category(number: Number) -> Category:
    """The plural category of CLDR for Russian: a fraction is «other», even «12,0»; ValueError for what is no number."""
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
    """A number as it stands in a text: with a decimal comma, otherwise as it was given."""
    return str(number).strip().replace(".", ",")


def plural(number: Number, one: str, few: str, many: str) -> str:
    """«39 листов» from 39 and «лист», «листа», «листов»; a fraction takes the second: «1,5 процента»."""
    form = {"one": one, "few": few, "many": many, "other": few}[category(number)]
    return f"{_written(number)} {form}"


def agree(number: Number, phrase: str, case: Case = "nom") -> str:
    """«2 образовательные организации» from 2 and the nominative singular; in another case «5 школам»."""
    return f"{_written(number)} {_agreed(category(number), phrase, case)}"


@lru_cache(maxsize=8192)
def _agreed(kind: Category, phrase: str, case: Case) -> str:
    pieces = split_pieces(" ".join(phrase.split()))
    group = noun_group(pieces, 0, Expected(animate=None))
    if group is None or group.fixed or kind == "one":
        return decline(phrase, "phrase").form(case)
    forms = _counted_forms(pieces, group, kind, case)
    return "".join(recased(p.text, forms[at]) if at in forms else p.text for at, p in enumerate(pieces))


def _counted_forms(pieces: Sequence[Piece], group: NounGroup, kind: Category, case: Case) -> dict[int, str]:
    """The form of every inflected piece after a number other than one."""
    number = CASES.index(case)
    direct = case == "nom" or (case == "acc" and not group.animate)
    head_at = group.end - 1
    head = forms_after_numbers(pieces[head_at].lower, group.readings[0]) if group.readings else None
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
    """«IV квартал», «IV квартал 2020 года»; raises ValueError for a number that is no quarter's."""
    if number not in range(1, 5):
        raise ValueError(f"no quarter {number}")
    return f"{roman(number)} квартал" + (f" {year} года" if year else "")


def after(preposition: str, text: str, kind: Kind = "phrase") -> str:
    """A phrase after a preposition: «в 2020 году», but «о 2020 годе»; «во II квартале», «об отчётном периоде».

    Raises ValueError for a preposition whose case isn't one and known.
    """
    lower = _SHORT.get(preposition.lower(), preposition.lower())
    preposition = preposition[0] + lower[1:]
    case = _GOVERNED.get(lower)
    if case is None:
        raise ValueError(f"no case is known after {preposition!r}")
    place = lower in ("в", "на")
    form = decline(text, "phrase" if kind == "period" and not place else kind).form(case)
    if place:
        form = re.sub(r"\b(?:годе|саде)\b", lambda match: _PLACES[match[0]], form, count=1)
    return f"{vocalised(preposition, form)} {form}"


def vocalised(preposition: str, following: str) -> str:
    """«в» or «во», «о» or «об», «к» or «ко», «с» or «со» by the first letters of what follows."""
    longer = _VOCALISED.get(preposition.lower())
    if longer is None or not longer[1].match(following.lower()):
        return preposition
    return preposition[0] + longer[0][1:]
