"""Acts that stand under two keys: texts cite one of them, and a change of the other is lost."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from nastav_docs.config import yaml_tree
from nastav_docs.config.book_words import in_book
from nastav_docs.diagnostics.codes import config as codes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from nastav_docs.config.model import ActRecord, Config
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic

LIKE: Final = 0.8  # of the letters of two issuers or titles that are one
TO_CYRILLIC: Final = str.maketrans("abcehkmoptxy", "авсенкмортху")


def same_acts(config: Config, tree: YamlNode) -> Iterator[Diagnostic]:
    """The acts with the date and number of one above, each told once, at its key."""
    known: dict[tuple[dt.date, str], list[str]] = {}
    for key, act in config.acts.items():
        number = re.sub(r"[\s№]+", "", act.number.casefold().translate(TO_CYRILLIC))
        if act.date is None or not number.strip("_"):
            continue
        above = known.setdefault((act.date, number), [])
        first = next((one for one in above if _is_one(config.acts[one], act)), "")
        above.append(key)
        if first:
            yield _told(key, first, act, tree)


def _is_one(act: ActRecord, other: ActRecord) -> bool:
    """Whether two acts of one date and number are one: of a kind, and a bare number also by issuer and title."""
    if _like(act.kind.text.split(" ")[0], other.kind.text.split(" ")[0]) is False:
        return False
    if not act.number.strip("№ ").isdecimal():
        return True
    issuer = None if act.issuer is None or other.issuer is None else _like(act.issuer.text, other.issuer.text)
    return _like(act.title, other.title) is not False and issuer is not False


def _like(one: str, other: str) -> bool | None:
    """Whether two texts are one but for slips; None where either is empty."""
    if not one or not other:
        return None
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio() >= LIKE


def _told(key: str, first: str, act: ActRecord, tree: YamlNode) -> Diagnostic:
    place, other = (yaml_tree.key_place_at(tree, ("acts", one)) for one in (key, first))
    where = f"в строке {other.line}"
    if in_book(place):
        where = other.words.rpartition(", ")[2].replace("ячейка", "в ячейке")
    row = "строку" if in_book(place) else "запись"
    hint = f"Оставьте одну {row}; в текстах пишите её ключ: acts['{first}']."
    if other.file != place.file:
        where, hint = "в программе", f"Уберите эту {row}: в текстах пишите acts['{first}']."
    date = f"{act.date:%d.%m.%Y}" if act.date else ""
    message = f"Акт от {date} № {act.number.strip('№ ')} записан дважды: здесь как «{key}», {where} как «{first}»."
    return codes.SAME_ACT.at(place, message, hint=hint, text=key)
