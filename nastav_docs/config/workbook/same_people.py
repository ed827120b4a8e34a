"""People of a workbook who are named in two spellings: «Семёнов Артём Ильич» and «Семенов А.И.»."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, Final

from nastav_docs.config.workbook.writing import at
from nastav_docs.config.yaml_tree import YamlMapping, YamlScalar
from nastav_docs.diagnostics.codes import workbook as codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic

PEOPLE: Final = (("people",), ("school", "people"))
WHOLE: Final = 3  # surname, name and patronymic
LEAST: Final = 4  # letters of a part of a name in which one may be a slip


def spelt_in_two_ways(tree: YamlNode) -> Iterator[Diagnostic]:
    """The names that are most likely another spelling of one above; each is told once, at the later cell."""
    named = [name for way in PEOPLE for name in _names(at(tree, way))]
    told: set[int] = set()
    for (_, first), (index, second) in combinations(enumerate(named), 2):
        if index in told or first.text == second.text or not _same_person(_parts(first.text), _parts(second.text)):
            continue
        told.add(index)
        where = first.place.words.rpartition(", ")[2].replace("ячейка", "в ячейке")
        message = f"Похоже, один человек записан по-разному: здесь «{second.text}», {where} – «{first.text}»."
        fuller = max(first.text, second.text, key=lambda text: (len(text), "ё" in text.lower()))
        hint = f"Если это один человек, впишите его везде одинаково: «{fuller}»."
        yield codes.SAME_PERSON.at(second.place, message, hint=hint, text=second.text)


def _names(people: YamlNode | None) -> Iterator[YamlScalar]:
    for person in people.entries.values() if isinstance(people, YamlMapping) else ():
        name = at(person, ("name",))
        if isinstance(name, YamlScalar) and name.text.strip("_ ") and len(_parts(name.text)) > 1:
            yield name


def _parts(name: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", name.casefold().replace("ё", "е"))


def _same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names, in their parts, are one person's: other letters «е», initials, another order, one slip."""
    if list(one) == list(other) or (len(one) == len(other) == WHOLE and sorted(one) == sorted(other)):
        return True
    short, full = sorted((one, other), key=lambda parts: sum(map(len, parts)))
    if short[0] == full[0] and all(len(part) == 1 for part in short[1:]) and len(short) <= len(full):
        return all(part[0] == letter for letter, part in zip(short[1:], full[1:], strict=False))
    if not len(one) == len(other) == WHOLE:
        return False
    different = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(different) == 1 and min(map(len, different[0])) >= LEAST and _one_slip(*different[0])


def _one_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter: another one, one more, one less."""
    if abs(len(one) - len(other)) > 1:
        return False
    short, full = sorted((one, other), key=len)
    start = next((at for at, (a, b) in enumerate(zip(short, full, strict=False)) if a != b), len(short))
    return short[start:] == full[start + 1 :] if len(short) < len(full) else short[start + 1 :] == full[start + 1 :]
