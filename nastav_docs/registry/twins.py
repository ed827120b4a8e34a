"""Two schools of a registry that are one: with one code, or with one name."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import registry as codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.registry.rows import SchoolRow

APART: Final = ("place", "head")  # values by which two schools of one name are told apart
NO_QUOTES: Final = str.maketrans("ёЁ", "еЕ", "«»\"“”„'’.,")
MOST_COMPARED: Final = 5_000  # schools: in more, those of a country, names come again from district to district
SIGNS: Final = "«»\"“”„'’., "


def with_twins_named(rows: list[SchoolRow]) -> list[SchoolRow]:
    """The rows with a problem at each of two schools that have one code, and at one that has another's name."""
    first: dict[str, int] = {}
    named: dict[str, int] = {}
    groups: dict[int, list[int]] = {}
    coded = all(row.text_of("id") for row in rows)  # then names say nothing of who is who
    for index, row in enumerate(rows):
        known = first.setdefault(_code(row), index)
        if not coded:
            known = min(known, _named_before(rows, row, named, index))
        if known != index and row.id:
            groups.setdefault(known, [known]).append(index)
    twins = {index: group[known == 0] for group in groups.values() for known, index in enumerate(group)}
    # Of two with one name and two codes only the lower is told.
    told = {index: rows[at] for index, at in twins.items() if index > at or _code(rows[index]) == _code(rows[at])}
    rows = [_twin(row, told[index]) if index in told else row for index, row in enumerate(rows)]
    for index, at in _named_alike(rows) if len(rows) <= MOST_COMPARED else ():
        rows[index] = _alike(rows[index], rows[at])
    return rows


def _code(row: SchoolRow) -> str:
    return unicodedata.normalize("NFC", row.id).casefold()


def _named_before(rows: list[SchoolRow], row: SchoolRow, named: dict[str, int], index: int) -> int:
    """The row above with the same name, whatever its quotes and spaces, and no other place or head; else this one."""
    name = _bare(row.text_of("name"))
    other = named.setdefault(name, index) if name else index
    if other == index or (row.text_of("id") and rows[other].text_of("id")):
        return index  # who gives two codes means two schools
    texts = ((_bare(rows[other].text_of(key)), _bare(row.text_of(key))) for key in APART)
    return index if any(one and another and one != another for one, another in texts) else other


def _bare(text: str) -> str:
    """A text without quotes, spaces and case: «Школа №1» and "школа № 1" are one name."""
    return "".join(text.translate(NO_QUOTES).casefold().split())


def _twin(row: SchoolRow, other: SchoolRow) -> SchoolRow:
    given = "id" in row.texts
    place = row.place_of("id") if given else row.place
    where = str(other.place).partition(", ")[2]
    if other.places:
        where = f"в строке {other.line}" if other.line else str(other.place)
    if row.texts.get("name") == other.texts.get("name") or _code(row) != _code(other):
        message = f"Школа записана дважды: «{row.texts.get('abbr') or row.id}» есть и в другой строке ({where})."
        place = place if row.id == other.id else row.place_of("name")
        hint = "Удалите одну из строк."
        return replace(row, problems=(*row.problems, codes.ID_TWICE.at(place, message, hint=hint, text=row.id)))
    message = f"Код «{row.id}» есть и у другой школы ({where})."
    hint = (
        "Дайте школам разные коды."
        if given
        else "Код составлен из наименования: добавьте столбец «Код» со своими кодами."
    )
    return replace(row, problems=(*row.problems, codes.ID_TWICE.at(place, message, hint=hint, text=row.id)))


def _named_alike(rows: Sequence[SchoolRow]) -> Iterator[tuple[int, int]]:
    """The rows with codes of their own that are most likely a school above, each with that one's index.

    They have one name, whatever its quotes and spaces, and one place or, where that is not given, one head.
    """
    names = _all_bare([row.text_of("name") if row.text_of("id") else "" for row in rows])
    filled = [name for name in names if name]
    if len(set(filled)) == len(filled):
        return
    groups: dict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(names):
        if name:
            groups[name].append(index)
    for group in groups.values():
        first: dict[tuple[str, str], int] = {}
        for index in group:
            place, head = (_bare(rows[index].text_of(key)) for key in APART)
            asked = (("place", place), ("placeless", head)) if place else (("head", head),)
            at = min((first[one] for one in asked if one in first), default=index)
            if at != index and _code(rows[index]) != _code(rows[at]):
                yield index, at
            for one in (("place", place), ("head", head)) if place else (("placeless", head), ("head", head)):
                first.setdefault(one, index)


def _all_bare(texts: Sequence[str]) -> list[str]:
    """What `_bare` gives for each of many texts of one line, of all at once: it takes a tenth of the time."""
    joined = "\n".join(texts).replace("ё", "е").replace("Ё", "Е")
    for sign in SIGNS:
        joined = joined.replace(sign, "")
    return joined.casefold().split("\n")


def _alike(row: SchoolRow, other: SchoolRow) -> SchoolRow:
    where, place = _where(other, "name"), row.place_of("name")
    message = f"Похоже, школа записана дважды, с кодами «{other.id}» и «{row.id}»: такое же наименование – {where}."
    hint = "Если это одна школа, удалите одну из строк; если две – дайте им разные наименования."
    problem = codes.SCHOOL_TWICE.at(place, message, hint=hint, text=row.text_of("name"))
    return replace(row, problems=(*row.problems, problem))


def _where(row: SchoolRow, name: str) -> str:
    """Where a value stands, in words that go on in a sentence about the same file."""
    place = row.place_of(name)
    cell = next((part for part in place.words.split(", ") if part.startswith("ячейка ")), "")
    if cell:
        return cell.replace("ячейка", "в ячейке")
    return f"в строке {place.line}" if place.line else str(place)
