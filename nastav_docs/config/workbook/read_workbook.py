"""Read a workbook of settings as a layer: the same tree that the reader of YAML gives, with the places of its cells."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from nastav_docs.config.workbook.appearance import doubts_of_looks, unseen_sheet
from nastav_docs.config.workbook.blocks import BlockStart, known_by_tables, renamed, starts
from nastav_docs.config.workbook.book_layer import BookLayer
from nastav_docs.config.workbook.forms import values_of_form
from nastav_docs.config.workbook.items import nodes_of, texts_of
from nastav_docs.config.workbook.layout import (
    ARROW,
    CHOICES,
    FIRST_SHEET,
    OTHER,
    ROW_SHEETS,
    SCHOOLS,
    BookForm,
    normal,
)
from nastav_docs.config.workbook.row_doubts import doubted
from nastav_docs.config.workbook.row_sheets import is_other, is_schools, other, own_rows, schools
from nastav_docs.config.workbook.rows import FLAWS, LOOK_DOWN, rows_of, rows_of_table
from nastav_docs.config.workbook.same_people import spelt_in_two_ways
from nastav_docs.config.workbook.sheet_reading import SheetReading, own_cells
from nastav_docs.config.workbook.sheets import BY_TITLE, SHEETS
from nastav_docs.config.workbook.table_heads import (
    head_of,
    headings_known,
    lost_columns,
    untitled,
    usual_headings,
    without_key,
)
from nastav_docs.config.workbook.tree import NoWayError, TakenError, with_value
from nastav_docs.config.yaml_tree import YamlMapping, YamlScalar, YamlSequence, node_at
from nastav_docs.diagnostics import Place, did_you_mean, look_alike, nearest
from nastav_docs.diagnostics.codes import workbook as codes
from nastav_docs.grids import SheetLooks, UnreadableError, read_book, sheet_titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from nastav_docs.config.workbook.layout import BookSheet, BookTable, Path
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.grids import Grid, GridRow

OF_HEADINGS: Final = frozenset((codes.HEADING_UNKNOWN.code, *FLAWS))
CONFIG_BOOK: Final = (".xlsx", ".xlsm", ".ods")
START_ANEW: Final = "Новую книгу с нужными листами записывает «nastav-docs init --xlsx»."


def is_workbook(file: str) -> bool:
    """Whether a file with this name is read as a workbook of settings."""
    return file.lower().endswith(CONFIG_BOOK)


def read_workbook(data: bytes, shown: str) -> tuple[YamlMapping | None, tuple[Diagnostic, ...]]:
    """Read the bytes of a workbook of settings; None and the problems where it is none.

    `shown` is the file's name in messages. Places of values say sheet and cell: «лист «План», ячейка D7».
    """
    book = read_book(data, "книга настроек")
    if book.refusal:
        return None, (codes.BOOK_UNREADABLE.at(Place(shown), book.refusal, hint=book.hint),)
    return read_grids(book.grids, shown)


def read_grids(grids: Iterable[Grid], shown: str) -> tuple[YamlMapping | None, tuple[Diagnostic, ...]]:
    """The settings that the sheets of a book hold; see `read_workbook`."""
    book = SheetReading(shown, "")
    problems, titles = book.problems, list[str]()
    try:
        found = _values_of_sheets(grids, book, titles)
    except UnreadableError as error:
        return None, (codes.BOOK_UNREADABLE.at(Place(shown), str(error), hint=START_ANEW),)
    if not any(normal(title) in BY_TITLE for title in titles):
        named = ", ".join(f"«{title}»" for title in titles[:8])
        message = f"В книге нет листов настроек: есть {named}." if titles else "В книге нет листов."
        return None, (codes.BOOK_UNREADABLE.at(Place(shown), message, hint=START_ANEW),)
    tree: YamlNode = YamlMapping({}, {}, Place(shown))
    for way, node, place in found:
        try:
            tree = with_value(tree, way, node, place)
        except TakenError as taken:
            if _is_removed(tree, way, node):
                continue  # rows that change what another row removes
            told = any(one.code == codes.TWO_HOMES.code and one.place == place for one in problems)
            if not told and not _same(node_at(tree, way), node):
                problems.append(_taken(way, place, taken.place))
        except NoWayError:
            problems.append(_no_way(way, place, tree))
    problems += spelt_in_two_ways(tree)
    tree = _with_blank(tree, book.blank, ())
    assert isinstance(tree, YamlMapping)  # noqa: S101  it began as one
    return BookLayer(
        tree.entries, tree.keys, tree.place, tree.removed, tuple(book.claims), frozenset(map(normal, titles))
    ), tuple(problems)


def _values_of_sheets(
    grids: Iterable[Grid], book: SheetReading, titles: list[str]
) -> list[tuple[Path, YamlNode, Place]]:
    """What all sheets say, those of other names and the one of values by their ways last; `titles` are filled in."""
    found: list[tuple[Path, YamlNode, Place]] = []
    last: list[tuple[Path, YamlNode, Place]] = []
    unknown: list[tuple[SheetReading, list[GridRow], Grid]] = []
    for grid in grids:
        reading = replace(book, title=grid.sheet)
        titles.append(grid.sheet)
        rows = _kept(grid.rows)
        if not _has_own_name(grid.sheet, rows):
            unknown += [(reading, rows, grid)] if rows else []
            continue
        book.problems += doubts_of_looks(rows, _told_here(grid), reading)
        book.problems += unseen_sheet(grid, rows, reading)
        (last if normal(grid.sheet) == normal(OTHER) else found).extend(_sheet(grid.sheet, rows, reading))
    for reading, rows, grid in unknown:
        read = list(sheet_of_other_name(rows, grid, reading, titles))
        (last if read and is_other(rows) else found).extend(read)
        if read:
            book.problems += doubts_of_looks(rows, grid.looks, reading)
            book.problems += unseen_sheet(grid, rows, reading)
    return [*found, *last]


def _with_blank(node: YamlNode, blank: Mapping[tuple[str, ...], Place], way: tuple[str, ...]) -> YamlNode:
    """A tree whose mappings know the places of empty cells too: what is missing is told there."""
    if not isinstance(node, YamlMapping):
        return node
    entries = {
        key: _with_blank(value, blank, (*way, key))
        if any(one[: len(way) + 1] == (*way, key) for one in blank)
        else value
        for key, value in node.entries.items()
    }
    here = {one[-1]: place for one, place in blank.items() if one[:-1] == way and one[-1] not in node.entries}
    return YamlMapping(entries, {**here, **node.keys}, node.place)


def _is_removed(tree: YamlNode, way: Path, node: YamlNode) -> bool:
    """Whether a value belongs into something that a row above has removed: «убрать»."""
    for count in range(1, len(way)):
        above = node_at(tree, way[:count])
        if isinstance(above, YamlScalar):
            return above.is_null and isinstance(node, YamlMapping | YamlSequence)
    return False


def _same(one: YamlNode | None, other: YamlNode) -> bool:
    """Whether two places say the same text: «Лист реестра: Школы» and the sheet «Школы» itself."""
    return isinstance(one, YamlScalar) and isinstance(other, YamlScalar) and one.text == other.text


def _taken(way: Path, place: Place, other: Place) -> Diagnostic:
    message = f"То же самое уже написано: {other.words or other}."
    hint = "Оставьте одно из двух мест."
    if way[0] == "schools":
        message = f"Школы – и на листе «{SCHOOLS}», и в реестре, который назван: {other.words or other}."
        hint = f"Оставьте одно: очистите ту ячейку – или строки школ на листе «{SCHOOLS}»."
    return codes.TWO_HOMES.at(place, message, hint=hint, text=in_words(way))


def _no_way(way: Path, place: Place, tree: YamlNode) -> Diagnostic:
    near = node_at(tree, way)
    known = list(near.entries) if isinstance(near, YamlMapping) else []
    hint = did_you_mean(str(way[-1]), known) if known else "Строку списка называют её номером: №2."
    return codes.PATH_UNKNOWN.at(place, f"Путь «{in_words(way)}» никуда не ведёт.", hint=hint, text=in_words(way))


def in_words(way: Path) -> str:
    """A way in the settings as the sheet «Прочее» writes it: «order → clauses → №2 → if»."""
    return ARROW.join(f"№{step + 1}" if isinstance(step, int) else step for step in way)


# --------------------------------------------------------------------------------------------------------- one sheet


def _told_here(grid: Grid) -> SheetLooks:
    """The looks of a sheet that are told of the settings; hidden rows of schools are told by the registry."""
    name = normal(grid.sheet)
    if name == normal(SCHOOLS):
        return SheetLooks(hidden_columns=grid.looks.hidden_columns, noted=grid.looks.noted)
    return SheetLooks() if name == normal(CHOICES) else grid.looks


def _has_name(title: str) -> bool:
    """Whether a sheet has a name by which its rows are read, or left to others."""
    name = normal(title)
    known = {*BY_TITLE, normal(OTHER), normal(SCHOOLS), normal(CHOICES)}
    return name in known or any(name.startswith(normal(one) + " ") for one in ROW_SHEETS)


def _has_own_name(title: str, rows: Sequence[GridRow]) -> bool:
    """Whether a sheet is read by its name; «Список школ» may be the sheet of schools under another one."""
    return _has_name(title) and (normal(title) == normal(SCHOOLS) or not is_schools(rows))


def _sheet(title: str, rows: Sequence[GridRow], reading: SheetReading) -> Iterator[tuple[Path, YamlNode, Place]]:
    name = normal(title)
    if sheet := BY_TITLE.get(name):
        yield from _blocks(sheet, rows, reading)
    elif name == normal(OTHER):
        yield from other(rows, reading)
    elif prefix := next((one for one in ROW_SHEETS if name.startswith(normal(one) + " ")), ""):
        owner = title.strip()[len(prefix) :].strip()
        yield from own_rows((*ROW_SHEETS[prefix], owner, "rows"), rows, reading)
    elif name == normal(SCHOOLS):
        yield from schools(rows, reading)


def sheet_of_other_name(
    rows: Sequence[GridRow], grid: Grid, reading: SheetReading, titles: list[str]
) -> Iterator[tuple[Path, YamlNode, Place]]:
    """A sheet that was renamed, known by what it holds; `titles` are those of all sheets of the book."""
    taken = {normal(title) for title in titles}
    place = Place(reading.file, words=f"лист «{reading.title}»")
    meant = meant_sheet(rows)
    if meant and normal(meant) not in taken:
        titles.append(meant)
        message = f"Лист «{reading.title}» прочитан как «{meant}»: на нём его таблицы."
        hint = f"Верните листу имя «{meant}»."
        if look_alike(reading.title.strip(), meant):
            hint = f"В имени буквы другого алфавита, похожие на нужные: наберите «{meant}» заново."
        reading.problems.append(codes.SHEET_RENAMED.at(place, message, hint=hint, text=reading.title))
        yield from _sheet(meant, rows, reading)
        return
    message = f"Лист «{reading.title}» не прочитан: с таким именем настроек нет."
    if grid.hidden:
        message = f"Скрытый лист «{reading.title}» не прочитан: с таким именем настроек нет."
    hint = _hint_of_name(reading.title, meant, taken)
    reading.problems.append(codes.SHEET_NOT_READ.at(place, message, hint=hint, text=reading.title))


def _hint_of_name(title: str, meant: str, taken: set[str]) -> str:
    """What to do with a sheet that is not read: it has another name, is a copy of one, or belongs elsewhere."""
    known = [one.title for one in SHEETS] + [OTHER, SCHOOLS]
    name = normal(title)
    begun = [one for one in known if re.match(rf"{re.escape(normal(one))}(?!\w)", name)]
    near = meant or max(begun, key=len, default="") or nearest(title, known)
    if near and normal(near) in taken:
        return f"Лист «{near}» в книге есть, читается он: нужное перенесите на него, этот удалите."
    if near:
        return f"Может быть, «{near}»? Переименуйте лист."
    few = ", ".join(one for one in known if normal(one) not in taken)
    return f"Если на нём настройки, дайте ему имя: {few}; если нет – перенесите в другую книгу."


def meant_sheet(rows: Sequence[GridRow]) -> str:
    """The title of the sheet whose tables stand in some rows; «» where there is none."""
    if is_schools(rows):
        return SCHOOLS
    if is_other(rows):
        return OTHER
    sheet = known_by_tables(rows)
    return "" if sheet is None else sheet.title


def _kept(rows: Iterable[GridRow]) -> list[GridRow]:
    """The rows of a sheet; of the empty ones in a run only as many as tell that something ends there."""
    kept: list[GridRow] = []
    empty = 0
    for row in rows:
        empty = 0 if row.flaws or any(row.cells) else empty + 1
        if empty <= LOOK_DOWN + 1:
            kept.append(row)
    return kept


def _blocks(sheet: BookSheet, rows: Sequence[GridRow], reading: SheetReading) -> Iterator[tuple[Path, YamlNode, Place]]:
    """What the blocks of a sheet say, each from its title down to that of the next."""
    begun = starts(sheet, rows)
    own: dict[str, str] = {}
    if not begun or begun[0].row:
        head = rows[: begun[0].row] if begun else rows
        if isinstance(sheet.blocks[0], BookForm) and any(sum(map(bool, own_cells(row)[:2])) > 1 for row in head):
            begun.insert(0, BlockStart(0, sheet.blocks[0]))  # the title of the first block was deleted
    for start, end in pairwise([*(one.row for one in begun), len(rows)]):
        one = next(each for each in begun if each.row == start)
        part = rows[start:end]
        reading.problems += renamed(one, rows[start], reading)
        if isinstance(one.block, BookForm):
            yield from values_of_form(sheet, one.block, part, reading)
            continue
        for way, node, place in _table(one.block, part, own, reading):
            own |= _own_columns(way, node)
            yield way, node, place


def _own_columns(way: Path, node: YamlNode) -> dict[str, str]:
    """The user's own columns that a list of columns names: by heading, their ids."""
    if way[-1:] != ("columns",) or not isinstance(node, YamlSequence):
        return {}
    found: dict[str, str] = {}
    for item in node.items:
        id_, *title = [*texts_of(node_at(item, ("id",))), *texts_of(node_at(item, ("title",)))] or [""]
        found |= {normal(name): id_ for name in (id_, *title) if id_}
    return found


def _has_unknown(reading: SheetReading, headings: GridRow) -> bool:
    """Whether a heading of a row was told as unknown: the column that is missing is most likely that one."""
    return any(
        one.code in OF_HEADINGS and one.place and one.place.line == headings.number
        for one in reading.problems
        if one.place and one.place.words.startswith(f"лист «{reading.title}»")
    )


def _table(
    table: BookTable, rows: Sequence[GridRow], own: Mapping[str, str], reading: SheetReading
) -> Iterator[tuple[Path, YamlNode, Place]]:
    counts = [headings_known(table, own_cells(row)) for row in rows[: LOOK_DOWN + 1]]
    best = max(counts, default=0)
    if not best or (best == 1 and len(table.fields) + bool(table.key) > 1):
        if any(sum(map(bool, own_cells(row))) > 1 for row in rows):
            message = f"Под «{table.title}» нет строки заголовков."
            place = reading.place(rows[0].number, 0)
            hint = f"Вставьте под неё строку: {' | '.join(usual_headings(table))}."
            reading.problems.append(codes.HEADINGS_MISSING.at(place, message, hint=hint))
        return
    at = counts.index(best)
    below = rows[at + 1 :]
    head = head_of(table, rows[at], own, reading, below)
    if lost := without_key(head, reading):
        if any(sum(map(bool, own_cells(row))) > 1 for row in below):
            reading.problems.append(lost)
        return
    mine = rows_of_table(head, below, SheetReading(reading.file, reading.title))
    bare = list(untitled(head, rows[at], mine, reading))
    reading.problems += bare
    if mine and not any(one.code == codes.COLUMN_UNTITLED.code for one in bare) and not _has_unknown(reading, rows[at]):
        reading.problems += lost_columns(head, reading)
    read = doubted(table, list(rows_of(head, below, reading)), reading)
    yield from nodes_of(table, read, reading)


def has_settings(data: bytes) -> bool:
    """Whether a book has the first sheet of a workbook of settings, or it under another name beside most of the others.

    Only the list of its sheets is read.
    """
    titles = sheet_titles(data)
    known = {normal(title) for title in titles} & set(BY_TITLE)
    return normal(FIRST_SHEET) in known or (len(known) > len(BY_TITLE) // 2 and not all(map(_has_name, titles)))
