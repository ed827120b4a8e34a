"""Rules for the values of a list: from the text of a cell to a value of its column's type, or to what is wrong."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import did_you_mean
from nastav_docs.diagnostics.codes import registry as codes
from nastav_docs.grids import Flaw
from nastav_docs.registry.cell_values import Read, date, email, gender, phone, post
from nastav_docs.registry.person_cells import person
from nastav_docs.russian import parse_date, parse_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from decimal import Decimal

    from nastav_docs.config import ListColumn
    from nastav_docs.registry.rows import SchoolRow

LEAST_KEY: Final = 4  # letters of a part of a name by which a school is guessed
YES_NO: Final = {
    **dict.fromkeys(("да", "+", "1", "true", "yes", "v", "✓", "✔"), True),
    **dict.fromkeys(("нет", "0", "false", "no"), False),
}
SHOWN: Final = 12


def key_of(text: str) -> str:
    """A text reduced to what tells it from others: small letters without ё, spaces and punctuation."""
    return re.sub(r"[\W_]+", "", text.lower().replace("ё", "е"))


@dataclass(frozen=True, slots=True)
class KnownSchools:
    """The schools of a registry, found by their code or either name however it is spaced and quoted.

    A name that two schools have finds neither. Of a registry that is `unread`, for it is not there or broken, no name
    is judged: what is wrong is the registry, and that is told where it is named.
    """

    by_key: Mapping[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    unread: bool = False

    @classmethod
    def of(cls, rows: Iterable[SchoolRow], *, named: bool = False) -> KnownSchools:
        """The schools of these rows; `named` says that the settings name a file with them."""
        found: dict[str, str] = {}
        names: list[str] = []
        for row in rows:
            texts = row.texts
            names.append(texts.get("abbr") or row.id)
            for name in {key_of(row.id), key_of(texts.get("abbr", "")), key_of(texts.get("name", ""))} - {""}:
                found[name] = row.id if found.get(name, row.id) == row.id else ""
        return cls({name: id_ for name, id_ in found.items() if id_}, tuple(names), named and not names)

    def find(self, text: str) -> str | Flaw | None:
        """The code of a school that is written so; None where nobody can say."""
        found = self.by_key.get(key_of(text), "")
        if found:
            return found
        if self.unread:
            return None
        if not self.names:
            message = f"Школа «{text}» не найдена: реестра школ в настройках нет."
            return Flaw(codes.LIST_SCHOOL, message, "Допишите реестр: schools: schools.xlsx – или столбец типа text.")
        key = key_of(text)
        inside = {id_: name for name, id_ in self.by_key.items() if len(key) >= LEAST_KEY and key in name}
        if len(inside) == 1:
            hint = f"Может быть, это школа с кодом «{next(iter(inside))}»? Впишите код."
            return Flaw(codes.LIST_SCHOOL, f"Школы «{text}» в реестре нет.", hint)
        hint = did_you_mean(text, list(self.names[:500])) or "Напишите код школы или её наименование из реестра."
        return Flaw(codes.LIST_SCHOOL, f"Школы «{text}» в реестре нет.", hint)


def read_value(column: ListColumn, text: str, schools: KnownSchools) -> object:
    """The value of a cell that is not empty, by its column's type; `Flaw` for a text that is none.

    `Read` is a person read otherwise than the cell stands. The text is tidy.

        >>> read_value(ListColumn(type="number"), "10,5", KnownSchools())
        Decimal("10.5")
    """
    if column.type == "one_of":
        return _one_of(text, column.one_of)
    if column.type == "school":
        return schools.find(text)
    rule = RULES.get(column.type)
    return text if rule is None else rule(text)


def _date(text: str) -> dt.date | Flaw:
    found = date(text)
    if isinstance(found, str):
        return dt.datetime.strptime(found, "%d.%m.%Y").date()  # noqa: DTZ007 (a day of a paper has no time zone)
    in_words = parse_date(text)
    return in_words if isinstance(in_words, dt.date) else found


def _number(text: str) -> Decimal | Flaw:
    found = parse_number(text)
    if found is not None:
        return found
    return Flaw(codes.LIST_VALUE, f"«{text}» – не число.", "Напишите цифрами, без слов и единиц: 10,5.")


def _integer(text: str) -> int | Flaw:
    found = _number(text)
    if isinstance(found, Flaw):
        return Flaw(codes.LIST_VALUE, f"«{text}» – не целое число.", "Напишите цифрами, без слов и единиц: 12.")
    if found != found.to_integral_value():
        hint = "Напишите целое – или задайте столбцу тип number."
        return Flaw(codes.LIST_VALUE, f"«{text}» – не целое число.", hint)
    return int(found)


def _yes_no(text: str) -> bool | Flaw:
    found = YES_NO.get(text.lower().rstrip("."))
    if found is not None:
        return found
    return Flaw(codes.LIST_VALUE, f"«{text}» – не «да» и не «нет».", "Напишите «да» или «нет».")


def _one_of(text: str, allowed: tuple[str, ...]) -> str | Flaw:
    wanted = key_of(text)
    for one in allowed:
        if text == one or (wanted and key_of(one) == wanted):
            return one
    near = did_you_mean(text, list(allowed))
    shown = ", ".join(f"«{one}»" for one in allowed[:SHOWN])
    hint = near if near.startswith("Может быть") else f"Можно: {shown}."
    return Flaw(codes.LIST_VALUE, f"«{text}» нет среди значений столбца.", hint)


RULES: Final[Mapping[str, Callable[[str], object]]] = {
    "person": person,
    "post": post,
    "date": _date,
    "number": _number,
    "integer": _integer,
    "yes_no": _yes_no,
    "phone": phone,
    "email": email,
    "gender": gender,
}

__all__ = ["Flaw", "KnownSchools", "Read", "key_of", "read_value"]
