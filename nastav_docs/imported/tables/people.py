"""A table of people: the members of a group, mentors; names and posts as the paper has them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nastav_docs.imported.tables.meanings import plain
from nastav_docs.imported.tables.parties import NAME

if TYPE_CHECKING:
    from nastav_docs.imported.tables.found import TableFound
    from nastav_docs.papers import Paragraph

NAMED: Final = re.compile(r"фамили|ф\.?\s?и\.?\s?о\b|^состав|^член|^наставник")
POST: Final = re.compile(r"должност|^роль|место работы")


@dataclass(frozen=True, slots=True)
class MemberRead:
    """Somebody in a list of people, with the post that stands beside the name."""

    name: str
    position: str
    paragraphs: tuple[Paragraph, ...] = ()


def read_people(found: TableFound) -> tuple[MemberRead, ...]:
    """The people of a table that `tables_of` calls a list of people; a row without a name is passed over."""
    headings = [plain(" ".join(c.text.split())) for c in found.heads]
    name_at = next((at for at, title in enumerate(headings) if NAMED.search(title)), 0)
    post_at = next((at for at, title in enumerate(headings) if POST.search(title) and at != name_at), None)
    members: list[MemberRead] = []
    for row in found.rows:
        cell = row.cells[name_at] if row.whole is None and name_at < len(row.cells) else None
        text = " ".join(cell.text.split()) if cell is not None else ""
        name = NAME.match(text)
        if cell is None or name is None:
            continue
        beside = row.cells[post_at] if post_at is not None else None
        position = " ".join(beside.text.split()) if beside is not None else text[name.end() :].strip(" ,–—-")
        paragraphs = (*cell.paragraphs, *(beside.paragraphs if beside is not None else ()))
        members.append(MemberRead(name.group().strip(), position, paragraphs))
    return tuple(members)
