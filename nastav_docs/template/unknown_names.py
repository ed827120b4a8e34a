"""What the user is told of a name that is not there: when a template is checked, and in the same words when printed.

Each function gives a message and a hint: the name that was probably meant, else some of those that are there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import perhaps

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN: Final = 8
# How templates of other programs end a name to have it in a case, and the filter that gives the case here.
_CASES: Final = {
    ending: case
    for case, endings in {
        "gen": "genitive gen gent rod rp род рп",
        "dat": "dative dat datv dp дат дп",
        "acc": "accusative acc accs vin vp вин вп",
        "ins": "instrumental ins ablt tvor tv tp твор тп",
        "prp": "prepositional prep prp loct predl pp предл пп",
    }.items()
    for ending in endings.split()
}


def no_name(name: str, known: Iterable[str]) -> tuple[str, str]:
    """The message «нет имени «ordr»» for a name that stands alone; `known` are the names that the data has."""
    names = tuple(known)
    other = _in_a_case("", name, names) or _dotted(name, names) or perhaps(name, names)
    return f"нет имени «{name}»", other or f"есть имена: {', '.join(names[:_SHOWN])}"


def outside_its_loop(name: str, loop: str, at: str) -> tuple[str, str]:
    """The message for a name that only a loop gives.

    `loop` and `at` are the places of the loop and of the tag, in words.
    """
    message = f"имя «{name}» есть только внутри своего цикла" + (f" ({loop})" if loop else "")
    if "колонтитул" in at.partition(",")[0]:
        hint = "в колонтитуле печатайте то, что есть у всего документа, или вставьте поле StyleRef с заголовком"
        return message, hint
    return message, "перенесите метку внутрь цикла"


def no_field(owner: str, name: str, known: Iterable[str]) -> tuple[str, str]:
    """The message «в «order» нет «nmber»» for a field or a key; `known` are the fields and keys that `owner` has."""
    names = tuple(known)
    other = _in_a_case(f"{owner}.", name, names) or perhaps(name, names)
    return f"в «{owner}» нет «{name}»", other or f"здесь есть: {', '.join(names[:_SHOWN])}"


def _in_a_case(owner: str, name: str, known: tuple[str, ...]) -> str:
    """What to write for a name that ends with a case: «head_dative» → «{{ people.head | dat }}»; «» for others."""
    stem, _, ending = name.rpartition("_")
    case = _CASES.get(ending.lower())
    return f"падеж даёт фильтр: {{{{ {owner}{stem} | {case} }}}}" if case and stem in known else ""


def _dotted(name: str, known: tuple[str, ...]) -> str:
    """What to write for a name that runs a known one and its field together: «order_number» → «order.number»."""
    owner, _, field = name.partition("_")
    return f"части имени пишут через точку: «{owner}.{field}»" if field and owner in known else ""
