"""What the user is told of a name that is not there: when a template is checked, and in the same words when printed.

Each function gives a message and a hint: the name that was probably meant, else some of those that are there.
"""

from __future__ import annotations

import re
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
        "ins": "instrumental ablative instr ins ablt tvor tv tp твор тп",
        "prp": "prepositional prep prp loct predl pp предл пп",
    }.items()
    for ending in endings.split()
}

# How templates of other programs call a thing, in English and in Latin letters, and what it is called here.
_THINGS: Final = {
    word: thing
    for thing, words in {
        "order": "order prikaz prikaza приказ приказа",
        "letter": "letter pismo pisma письмо письма",
        "school": "school shkola shkoly org organization organisation oo ou uchrezhdenie школа организация учреждение",
        "authority": "authority upravlenie komitet управление комитет",
        "people.head": "fio director direktor rukovoditel boss chief signer фио директор руководитель начальник",
        "name": "name title nazvanie naimenovanie название наименование",
        "date": "date data дата",
        "number": "number nomer num номер",
        "position": "position post dolzhnost должность",
        "address": "address adres адрес",
        "phone": "phone tel telefon телефон",
    }.items()
    for word in words.split()
}
# Which fields a thing has; an order's name is its title.
_FIELDS: Final = {
    "order": {"date": "date", "number": "number", "name": "title"},
    "letter": {"date": "date", "number": "number", "name": "title"},
    "school": {"name": "name", "address": "address", "phone": "phone"},
    "authority": {"name": "name", "address": "address", "phone": "phone"},
    "people.head": {"position": "position", "name": ""},
}
# What a field alone most likely is of.
_ALONE: Final = {
    "date": "order",
    "number": "order",
    "position": "people.head",
    "address": "authority",
    "phone": "authority",
}


def no_name(name: str, known: Iterable[str]) -> tuple[str, str]:
    """The message «нет имени «ordr»» for a name that stands alone; `known` are the names that the data has."""
    names = tuple(known)
    other = _in_a_case("", name, names) or _dotted(name, names) or _by_meaning(name, names) or perhaps(name, names)
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
    head, _, field = stem.partition("_")
    if case and not owner and stem not in known and field and head in known:
        stem = f"{head}.{field}"  # «district_name_dative»
    elif stem not in known:
        return ""
    return f"падеж даёт фильтр: {{{{ {owner}{stem} | {case} }}}}" if case else ""


def _dotted(name: str, known: tuple[str, ...]) -> str:
    """What to write for a name that runs a known one and its field together: «order_number» → «order.number»."""
    owner, _, field = name.partition("_")
    return f"части имени пишут через точку: «{owner}.{field}»" if field and owner in known else ""


def _by_meaning(name: str, known: tuple[str, ...]) -> str:
    """What a name of another program says here: «fio_director» → «people.head», «date_order» → «order.date»."""
    words = re.sub(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])", "_", name).lower().split("_")
    case = f" | {_CASES[words[-1]]}" if len(words) > 1 and words[-1] in _CASES else ""
    said = [_THINGS.get(word, "") for word in (words[:-1] if case else words)]
    if not all(said):
        return ""
    owners = list(dict.fromkeys(thing for thing in said if thing in _FIELDS))
    fields = [thing for thing in said if thing not in _FIELDS]
    owner = owners[-1] if owners else _ALONE.get(said[0], "")
    inner = [_FIELDS.get(owner, {}).get(field) for field in fields]
    if len(owners) > 1 and "people.head" in owners:  # «school_director»: the head is the issuer's own
        owner = "people.head"
    if owner.partition(".")[0] not in known or len(fields) > 1 or None in inner:
        return ""
    field = f".{inner[0]}" if inner and inner[0] else ".name" if owner == "school" and not fields else ""
    return f"возможно, {{{{ {owner}{field}{case} }}}}"
