"""A table of people: the members of a group, mentors; names and posts as the paper has them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nastav_docs.imported.tables.meanings import plain
from nastav_docs.imported.tables.parties import NAME
from nastav_docs.papers import one_line

if TYPE_CHECKING:
    from nastav_docs.imported.tables.found import TableFound
    from nastav_docs.papers import Paragraph

NAMED: Final = re.compile(r"фамили|ф\.?\s?и\.?\s?о\b|^состав|^член|^наставник|^наставляем")
POST: Final = re.compile(r"должност|^роль|место работы")


@dataclass(frozen=True, slots=True)
class MemberRead:
    """Somebody in a list of people, with the post that stands beside the name."""

    name: str
    position: str
    paragraphs: tuple[Paragraph, ...] = ()


def read_people(found: TableFound) -> tuple[MemberRead, ...]:
    """The people of a table that `tables_of` calls a list of people; a row without a name is passed over.

    A row may name several, a mentor and a mentee; the post of each is the one that stands after the name.
    """
    headings = [plain(one_line(c.text)) for c in found.heads]
    names = [at for at, title in enumerate(headings) if NAMED.search(title)]
    posts = [at for at, title in enumerate(headings) if POST.search(title) and at not in names]
    members: list[MemberRead] = []
    for row in found.rows:
        if row.whole is not None or len(row.cells) < len(headings):
            continue
        for at, following in zip(names, [*names[1:], len(headings)], strict=True):
            cell = row.cells[at]
            text = one_line(cell.text) if cell is not None else ""
            name = NAME.match(text)
            if cell is None or name is None:
                continue
            post = next((p for p in posts if at < p < following), None)
            beside = row.cells[post] if post is not None else None
            position = one_line(beside.text) if beside is not None else text[name.end() :].strip(" ,–—-")
            paragraphs = (*cell.paragraphs, *(beside.paragraphs if beside is not None else ()))
            members.append(MemberRead(name.group().strip(), position, paragraphs))
    return tuple(members)
