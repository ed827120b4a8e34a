"""A row of a registry of schools: its values with their places, checked one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import registry as codes
from nastav_docs.grids import EXCEL_ERROR, Flaw, in_error
from nastav_docs.registry.cell_values import RULES, WHOLE_NAME, Read, phone, settlement, slug
from nastav_docs.registry.column_headings import BY_NAME, REQUIRED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from nastav_docs.config import YamlMapping

# Stands between the cells of a stored row: no value has it, `clean` takes it for a space.
UNIT: Final = "\x1f"
UNIT_BYTE: Final = UNIT.encode()
LEFT_EMPTY: Final = frozenset(sign * times for sign in "-–—_" for times in range(1, 21))
INVISIBLE: Final = re.compile("[\xad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
WHOLE_ROW: Final = -1
NUMBERED: Final = re.compile(r"(?:строка |ячейка [A-Z]+)(\d+)")
NO_FLAWS: Final[Mapping[int, Flaw]] = {}
LOST: Final = Flaw(
    codes.TEXT_LOST,
    "Вместо букв – «�» или «?»: они потеряны при сохранении.",
    "Наберите значение заново и сохраните таблицу как «CSV UTF-8» или «Книга Excel (.xlsx)».",
)
LONGER: Final = 20  # characters by which a short name is not longer than the whole one
NAMES_SWAPPED: Final = Flaw(
    codes.NAMES_SWAPPED,
    "Краткое наименование длиннее полного.",
    "Похоже, они стоят в столбцах друг друга: поменяйте их местами.",
)
NO_ID: Final = Flaw(
    codes.ID_UNUSABLE, "Код школы не из чего составить: в её наименовании нет букв.", "Укажите код школы."
)
MISSING: Final = {
    column.name: Flaw(
        codes.VALUE_MISSING,
        f"Не заполнено: «{column.title}».",
        "Заполните; если это не школа, удалите строку.",
    )
    for column in REQUIRED
}


# Values that may stand in the cell of another: a post beside a name, a settlement in an address.
PEOPLE: Final = ("head", "curator", "executor")
HELD_BESIDE: Final = {**{f"{who}_position": who for who in PEOPLE}, "place": "address"}
# What cells hold that is told from anything else by its form.
APART: Final = frozenset(("email", "phone", "letterhead phone", "date"))
# The post of a head of whom only «(и.о.)» is written.
HEAD_POST: Final = "директор"


def packed(text: str) -> bytes:
    """A text as a row stores it."""
    return text.encode("utf-8", "surrogatepass")


def unpacked(stored: bytes) -> str:
    """A text that a row stores."""
    return stored.decode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Header:
    """What all rows of a table share: `names` of its columns (empty: the column is not read) and `titles` as written.

    A cell may also hold the value of a column that the table lacks: «Иванова М.П., директор» under «Директор» gives
    `head_position`. The names of such values follow those of the columns, and `shared` are the columns that hold them.
    `mobile`: letterheads print mobile numbers too.
    """

    file: str
    sheet: str
    names: tuple[str, ...]
    titles: tuple[str, ...]
    shared: tuple[int, ...] = ()
    mobile: bool = False

    def with_shared(self) -> Header:
        """The header with names for the values that a cell of another column may hold besides its own."""
        missing = {
            name: self.names.index(beside)
            for name, beside in HELD_BESIDE.items()
            if name not in self.names and beside in self.names
        }
        return replace(self, names=(*self.names, *missing), shared=tuple(missing.values()))

    def place(self, number: int, line: int, index: int = WHOLE_ROW) -> Place:
        """The place of a row or a cell: `number` as spreadsheets count rows, `line` of the file, `index` from 0."""
        words = f"лист «{self.sheet}», строка {number}" if self.sheet else f"строка {number}"
        if index == WHOLE_ROW:
            return Place(self.file, line, words=words, heading="")
        title = self.titles[index] if index < len(self.titles) else ""
        column = f"«{title}»" if title else str(index + 1)
        if self.sheet:
            from nastav_docs.grids.books import letters  # noqa: PLC0415  a CSV need not wait for openpyxl

            named = f"лист «{self.sheet}», ячейка {letters(index)}{number}"
            return Place(self.file, line, index + 1, words=f"{named}, столбец {column}", heading=column)
        return Place(self.file, line, index + 1, words=f"{words}, столбец {column}", heading=column)


def row_of(place: Place) -> int:
    """The row, as spreadsheets count, of a place that a `Header` has made; 0 for one in any other file.

    Of a CSV it is not the line of the file: a cell may have several.
    """
    named = None if place.heading is None else NUMBERED.search(place.words)
    return 0 if named is None else int(named[1])


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """A school: a row of the registry in some 0.6 KB, which can be pickled; places are made when asked for.

    `problems` are this row's own; a school whose row has an error is not to be built. `tree` are the nested keys of a
    YAML registry (`order:`, `roadmap:` …), the school's own layer over the common papers. `given` are values from
    elsewhere than the row, by name: numbers and dates of the journal of registration.

    `stored` are its cells as UTF-8, with `UNIT` between them. A text would take twice the memory with Russian letters,
    and twice again once it is pickled: Python keeps the UTF-8 of a text beside it.
    """

    id: str
    header: Header
    number: int
    line: int
    stored: bytes
    problems: tuple[Diagnostic, ...] = ()
    places: tuple[Place, ...] = ()
    tree: YamlMapping | None = None
    given: tuple[tuple[str, str], ...] = ()

    @property
    def cells(self) -> str:
        """The cells as one text, with `UNIT` between them."""
        return unpacked(self.stored)

    @property
    def texts(self) -> dict[str, str]:
        """The values by name, empty ones left out."""
        pairs = zip(self.header.names, self.cells.split(UNIT), strict=True)
        return {name: text for name, text in (*pairs, *self.given) if text and name}

    def text_of(self, name: str) -> str:
        """The value of one column by its name; empty where the table has no such column."""
        if name not in self.header.names:
            return ""
        at = self.header.names.index(name)
        return unpacked(self.stored.split(UNIT_BYTE, at + 1)[at])

    @property
    def place(self) -> Place:
        """The place of the row: the line of its file, and its number as a spreadsheet counts rows."""
        return Place(self.header.file, self.line) if self.places else self.header.place(self.number, self.line)

    def place_of(self, name: str) -> Place:
        """The place of a value by its name, filled or empty; of the row if there is no such column."""
        return self.place_at(self.header.names.index(name)) if name in self.header.names else self.place

    def place_at(self, index: int) -> Place:
        """The place of a cell by its index, or of the row for `WHOLE_ROW`."""
        if index == WHOLE_ROW:
            return self.place
        own = len(self.header.names) - len(self.header.shared)
        index = self.header.shared[index - own] if own <= index < len(self.header.names) else index
        return self.places[index] if self.places else self.header.place(self.number, self.line, index)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which columns of a table are checked and by what, by index.

    `called` are the columns of names from which a code is made, the best first; `posts` are the columns of people's
    posts by those of their names.
    """

    rules: tuple[tuple[int, Callable[[str], str | Flaw | Read]], ...]
    posts: Mapping[int, int]
    place: int | None
    address: int | None
    required: tuple[int, ...]
    id: int | None
    called: tuple[int, ...]


def _rule(content: str, *, mobile: bool) -> Callable[[str], str | Flaw | Read]:
    if content == "person":
        from nastav_docs.registry.person_cells import person  # noqa: PLC0415  loads the reading of names

        return person
    return phone if mobile and content == "letterhead phone" else RULES[content]


@lru_cache(maxsize=1024)
def _plan(names: tuple[str, ...], *, mobile: bool = False) -> _Plan:
    columns = [(index, BY_NAME[name]) for index, name in enumerate(names) if name in BY_NAME]
    index_of = {column.name: index for index, column in columns}
    return _Plan(
        tuple((at, _rule(column.content, mobile=mobile)) for at, column in columns if column.content != "text"),
        {index_of[who]: names.index(f"{who}_position") for who in PEOPLE if who in index_of},
        names.index("place") if "place" in names else None,
        index_of.get("address"),
        tuple(index for index, column in columns if column.required),
        index_of.get("id"),
        tuple(index_of[name] for name in ("abbr", "name") if name in index_of),
    )


def tidy(cells: list[str]) -> list[str]:
    """Cells without what is not seen: spaces around and doubled, line breaks, soft hyphens; most rows have none.

    A character that no document can hold becomes «�».
    """
    line = "¦".join(cells)
    if line.isprintable() and not ("  " in line or "¦ " in line or " ¦" in line or line[:1] == " " or line[-1:] == " "):
        return cells
    return [" ".join(FORBIDDEN.sub("\ufffd", INVISIBLE.sub("", cell)).split()) for cell in cells]


def make_row(
    header: Header,
    number: int,
    line: int,
    cells: list[str],
    flaws: Mapping[int, Flaw] = NO_FLAWS,
    *,
    places: tuple[Place, ...] = (),
    tree: YamlMapping | None = None,
) -> SchoolRow:
    """Check the cells of a row, `tidy` and as many as the table has columns, and make a school of them.

    `flaws` are what reading has found in the row, by the index of the cell or `WHOLE_ROW`; a cell with one counts as
    empty. The school's `id` is the value of its column, else made of the short name; empty if there is neither.
    """
    plan = _plan(header.names, mobile=header.mobile)
    flaws = _with_errors(cells, flaws)
    cells = [*cells, *[""] * len(header.shared)] if header.shared else cells
    found = [(index, flaw, "") for index, flaw in flaws.items() if index < len(cells)]
    if flaws or not LEFT_EMPTY.isdisjoint(cells):
        cells = ["" if cell in LEFT_EMPTY or index in flaws else cell for index, cell in enumerate(cells)]
    # In a row whose values have shifted nothing stands in its own column.
    for index, rule in () if WHOLE_ROW in flaws else plan.rules:
        if cell := cells[index]:
            meant = rule(cell)
            if isinstance(meant, str):
                cells[index] = meant
            elif isinstance(meant, Flaw):
                found.append((index, meant, cell))
            else:
                cells[index] = meant.text
                found.append((index, meant.flaw, cell))
                if meant.post:
                    cells[plan.posts[index]] = _post(meant.post, cells[plan.posts[index]], header.names[index])
    if plan.place is not None and plan.address is not None and not cells[plan.place]:
        found += _settlement(cells, plan.place, plan.address)
    found += [(at, MISSING[header.names[at]], "") for at in plan.required if not cells[at] and at not in flaws]
    found = [_misplaced(one, found, cells, header, plan) for one in found] if found else found
    found += _names_swapped(plan, cells)
    stored = UNIT.join(cells)
    if "\ufffd" in stored or "?" in stored:
        found += _lost(cells, header.names)
    row = SchoolRow(_identity(plan, cells), header, number, line, packed(stored), (), places, tree)
    if not row.id and not found:
        found.append((WHOLE_ROW, NO_ID, ""))
    return _with_problems(row, plan, found) if found else row


def _names_swapped(plan: _Plan, cells: list[str]) -> Iterator[tuple[int, Flaw, str]]:
    """The short name of a school, where it is much longer than its whole name."""
    if len(plan.called) > 1 and len(cells[plan.called[0]]) > len(cells[plan.called[1]]) + LONGER:
        short, whole = plan.called
        if cells[whole]:
            yield short, NAMES_SWAPPED, cells[short]


def _misplaced(
    one: tuple[int, Flaw, str], found: list[tuple[int, Flaw, str]], cells: list[str], header: Header, plan: _Plan
) -> tuple[int, Flaw, str]:
    """A flaw of a cell; its hint tells of another column, if the value is of that one: a post where the name should be.

    Two cells may have each other's values, or the other one is empty.
    """
    index, flaw, text = one
    rules = dict(plan.rules)
    if not text or index not in rules:
        return one
    flawed = {at for at, _, written in found if written}
    for other, rule in plan.rules:
        swapped = other in flawed and isinstance(rules[index](cells[other]), str) and isinstance(rule(text), str)
        name = BY_NAME[header.names[other]].content if header.names[other] in BY_NAME else ""
        moved = not cells[other] and name in APART and isinstance(rule(text), str)
        post = plan.posts.get(index) == other and WHOLE_NAME.match(cells[other]) is not None
        if other != index and (swapped or moved or post):
            title = header.titles[other] if other < len(header.titles) else BY_NAME[header.names[other]].title
            hint = f"Похоже, это «{title.rstrip('*')}»: "
            hint += "перенесите в тот столбец." if moved else "поменяйте значения двух столбцов местами."
            return index, replace(flaw, hint=hint), text
    return one


def _with_errors(cells: list[str], flaws: Mapping[int, Flaw]) -> Mapping[int, Flaw]:
    """The flaws of a row, those cells added that hold an error of Excel as a text."""
    line = UNIT.join(cells)
    if f"{UNIT}#" not in line and f"{UNIT}E" not in line and line[:1] not in {"#", "E"}:
        return flaws
    return {**flaws, **{at: in_error(cell) for at, cell in enumerate(cells) if EXCEL_ERROR.fullmatch(cell)}}


def _post(beside: str, own: str, who: str) -> str:
    """A person's post, from the one beside the name and the one in its own column; «и.о.» is put before either."""
    from nastav_docs.registry.person_cells import ACTING, acting_as  # noqa: PLC0415  as in _rule

    if not ACTING.match(beside):
        return own or beside
    if not ACTING.fullmatch(beside):
        return own if ACTING.match(own) else beside
    base = own or (HEAD_POST if who == "head" else "")
    return acting_as(beside, base) if base else ""


def _settlement(cells: list[str], place: int, address: int) -> Iterator[tuple[int, Flaw, str]]:
    """Fill the empty cell of the settlement from the address, with a note that tells of it."""
    cells[place] = settlement(cells[address])
    if cells[place]:
        message = f"Населённый пункт взят из адреса: {cells[place]}."
        yield address, Flaw(codes.PLACE_TAKEN, message, "Если это не место школы, впишите его в свой столбец."), ""


def _lost(cells: list[str], names: tuple[str, ...]) -> Iterator[tuple[int, Flaw, str]]:
    """Cells in which letters were lost: with «�», or with «?» as in «?СОШ ? 1?».

    In a column of the user's own, where questions may stand, only «???» counts.
    """
    for index, (cell, name) in enumerate(zip(cells, names, strict=True)):
        asked = "???" if name not in BY_NAME or name == "site" else "?"
        if "\ufffd" in cell or asked in cell:
            yield index, LOST, cell


def identity_under(header: Header) -> Callable[[list[str]], str]:
    """The function that gives the code of a school by its checked cells; cells at the end of the row may be missing."""
    plan = _plan(header.names, mobile=header.mobile)
    return lambda cells: _identity(plan, cells)


def _identity(plan: _Plan, cells: list[str]) -> str:
    identity = "" if plan.id is None or plan.id >= len(cells) else cells[plan.id]
    for index in plan.called:
        identity = identity or (slug(cells[index]) if index < len(cells) else "")
    return identity


def _with_problems(row: SchoolRow, plan: _Plan, found: list[tuple[int, Flaw, str]]) -> SchoolRow:
    """A row with what was found in it as problems; a code that cannot name a folder is replaced by one that can."""
    problems = (
        flaw.code.at(row.place_at(index), flaw.message, hint=flaw.hint, text=text) for index, flaw, text in found
    )
    identity = slug(row.id) if plan.id in {index for index, _, _ in found} else row.id
    return replace(row, id=identity, problems=tuple(problems))
