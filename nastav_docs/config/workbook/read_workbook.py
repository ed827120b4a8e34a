"""Read a workbook of settings as a layer: the same tree that the reader of YAML gives, with the places of its cells."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from nastav_docs.config.workbook.appearance import doubts_of_looks
from nastav_docs.config.workbook.cells import BookFault, node_of, scalar
from nastav_docs.config.workbook.items import nodes_of, texts_of
from nastav_docs.config.workbook.layout import (
    ARROW,
    CHOICES,
    EXAMPLE,
    FIRST_SHEET,
    IN_PROGRAMME,
    NO_ENTRIES,
    OTHER,
    ROW_SHEETS,
    SCHOOLS,
    BookField,
    BookForm,
    BookTable,
    normal,
)
from nastav_docs.config.workbook.rows import (
    LOOK_DOWN,
    SheetReading,
    beside,
    head_of,
    headings_known,
    lost_columns,
    own_cells,
    rows_of,
    rows_of_table,
    untitled,
    without_key,
)
from nastav_docs.config.workbook.sheets import BY_TITLE, SHEETS
from nastav_docs.config.workbook.tree import NoWayError, TakenError, with_value
from nastav_docs.config.yaml_tree import YamlMapping, YamlScalar, YamlSequence, node_at
from nastav_docs.diagnostics import Place, did_you_mean, nearest
from nastav_docs.diagnostics.codes import workbook as codes
from nastav_docs.grids import GridRow, SheetLooks, UnreadableError, read_book, sheet_titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from nastav_docs.config.workbook.layout import BookSheet, Path
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.grids import Grid

Block = BookForm | BookTable
OTHER_VALUE: Final = BookField("Значение", ())
INDEX: Final = re.compile(r"№ ?(\d{1,6})")
NAME_IN_BRACKETS: Final = re.compile(r"\((\w+)\)\s*$")
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
    problems: list[Diagnostic] = []
    tree: YamlNode = YamlMapping({}, {}, Place(shown))
    titles: list[str] = []
    blank: dict[tuple[str, ...], Place] = {}
    found: list[tuple[Path, YamlNode, Place]] = []
    last: list[tuple[Path, YamlNode, Place]] = []
    unknown: list[tuple[SheetReading, list[GridRow]]] = []
    try:
        for grid in grids:
            reading = SheetReading(shown, grid.sheet, problems, blank)
            titles.append(grid.sheet)
            rows = _kept(grid.rows)
            if not _has_name(grid.sheet):
                unknown += [(reading, rows)] if rows else []
                continue
            problems += doubts_of_looks(rows, _told_here(grid), reading)
            (last if normal(grid.sheet) == normal(OTHER) else found).extend(_sheet(grid.sheet, rows, reading))
        for reading, rows in unknown:
            found.extend(_sheet_of_other_name(rows, reading, titles))
    except UnreadableError as error:
        return None, (codes.BOOK_UNREADABLE.at(Place(shown), str(error), hint=START_ANEW),)
    if not any(normal(title) in BY_TITLE for title in titles):
        named = ", ".join(f"«{title}»" for title in titles[:8])
        message = f"В книге нет листов настроек: есть {named}." if titles else "В книге нет листов."
        return None, (codes.BOOK_UNREADABLE.at(Place(shown), message, hint=START_ANEW),)
    for way, node, place in (*found, *last):
        try:
            tree = with_value(tree, way, node, place)
        except TakenError as taken:
            told = any(one.code == codes.TWO_HOMES.code and one.place == place for one in problems)
            if not told and not _same(node_at(tree, way), node):
                problems.append(_taken(way, place, taken.place))
        except NoWayError:
            problems.append(_no_way(way, place, tree))
    tree = _with_blank(tree, blank, ())
    assert isinstance(tree, YamlMapping)  # noqa: S101  it began as one
    return tree, tuple(problems)


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


def _sheet(title: str, rows: Sequence[GridRow], reading: SheetReading) -> Iterator[tuple[Path, YamlNode, Place]]:
    name = normal(title)
    if sheet := BY_TITLE.get(name):
        yield from _blocks(sheet, rows, reading)
    elif name == normal(OTHER):
        yield from _other(rows, reading)
    elif prefix := next((one for one in ROW_SHEETS if name.startswith(normal(one) + " ")), ""):
        owner = title.strip()[len(prefix) :].strip()
        yield from _own_rows((*ROW_SHEETS[prefix], owner, "rows"), rows, reading)
    elif name == normal(SCHOOLS):
        yield from _schools(rows, reading)


def _sheet_of_other_name(
    rows: Sequence[GridRow], reading: SheetReading, titles: list[str]
) -> Iterator[tuple[Path, YamlNode, Place]]:
    """A sheet that was renamed, known by the titles of its tables; `titles` are those of all sheets of the book."""
    taken = {normal(title) for title in titles}
    place = Place(reading.file, words=f"лист «{reading.title}»")
    if (sheet := _known_by_tables(rows)) and normal(sheet.title) not in taken:
        titles.append(sheet.title)
        message = f"Лист «{reading.title}» прочитан как «{sheet.title}»: на нём его таблицы."
        hint = f"Верните листу имя «{sheet.title}»."
        reading.problems.append(codes.SHEET_RENAMED.at(place, message, hint=hint, text=reading.title))
        yield from _blocks(sheet, rows, reading)
        return
    known = [one.title for one in SHEETS] + [OTHER, SCHOOLS]
    name = normal(reading.title)
    begun = [title for title in known if re.match(rf"{re.escape(normal(title))}(?!\w)", name)]
    near = max(begun, key=len, default="") or nearest(reading.title, known)
    hint = f"Может быть, «{near}»? Переименуйте лист." if near else f"Есть листы: {', '.join(known)}."
    message = f"Лист «{reading.title}» не прочитан: с таким именем настроек нет."
    reading.problems.append(codes.SHEET_NOT_READ.at(place, message, hint=hint, text=reading.title))


def _known_by_tables(rows: Sequence[GridRow]) -> BookSheet | None:
    """The one sheet of settings that has most of the titles of tables which stand in some rows."""
    alone = {normal("".join(cells)) for row in rows if sum(map(bool, cells := own_cells(row))) == 1}
    counts = [sum(normal(block.title) in alone for block in sheet.blocks) for sheet in SHEETS]
    most = max(counts)
    return SHEETS[counts.index(most)] if most and counts.count(most) == 1 else None


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
    starts = list(_starts(sheet, rows))
    own: dict[str, str] = {}
    if not starts or starts[0][0]:
        head = rows[: starts[0][0]] if starts else rows
        if isinstance(sheet.blocks[0], BookForm) and any(sum(map(bool, own_cells(row)[:2])) > 1 for row in head):
            starts.insert(0, (0, sheet.blocks[0]))  # the title of the first block was deleted
    for (start, block), (end, _) in pairwise([*starts, (len(rows), None)]):
        part = rows[start:end]
        if isinstance(block, BookForm):
            yield from _form(sheet, block, part, reading)
        elif block is not None:
            for way, node, place in _table(block, part, own, reading):
                own |= _own_columns(way, node)
                yield way, node, place


def _starts(sheet: BookSheet, rows: Sequence[GridRow]) -> Iterator[tuple[int, Block]]:
    """At which rows blocks begin: at their titles, or at a row of headings whose title was deleted."""
    by_title = {normal(block.title): block for block in sheet.blocks}
    tables = [block for block in sheet.blocks if isinstance(block, BookTable)]
    current: Block | None = None
    since = 0
    for index, row in enumerate(rows):
        cells = own_cells(row)
        alone = sum(map(bool, cells)) == 1
        first = "".join(cells[:2]) if alone else ""  # in the second column, where one was put before all
        if first and (block := by_title.get(normal(first))):
            current, since = block, index
            yield index, block
            continue
        best = max(tables, key=lambda table: headings_known(table, cells), default=None)
        if best is None or headings_known(best, cells) < min(3, len(best.fields) + bool(best.key)):
            continue
        if best is not current or index - since > LOOK_DOWN:
            current, since = best, index
            yield index, best


def _own_columns(way: Path, node: YamlNode) -> dict[str, str]:
    """The user's own columns that a list of columns names: by heading, their ids."""
    if way[-1:] != ("columns",) or not isinstance(node, YamlSequence):
        return {}
    found: dict[str, str] = {}
    for item in node.items:
        id_, *title = [*texts_of(node_at(item, ("id",))), *texts_of(node_at(item, ("title",)))] or [""]
        found |= {normal(name): id_ for name in (id_, *title) if id_}
    return found


def _form(
    sheet: BookSheet, form: BookForm, rows: Sequence[GridRow], reading: SheetReading
) -> Iterator[tuple[Path, YamlNode, Place]]:
    labels = {normal(name): one for one in reversed(form.fields) for name in (*one.also, one.heading)}
    if _without_values(form, rows):
        place = Place(reading.file, words=f"лист «{sheet.title}»")
        message = f"На листе «{sheet.title}» нет столбца значений: рядом с названиями стоят подсказки."
        told = codes.HEADINGS_MISSING.at(place, message, hint="Вставьте пустой столбец между названиями и подсказками.")
        reading.problems += [told] if told not in reading.problems else []
        return
    reading.problems += _beside_form(form, rows, labels, reading)
    for row in rows:
        cells = (*own_cells(row), "", "", "")
        at = 0 if cells[0] or normal(cells[1]) not in labels else 1  # a column was put before all
        label, value = cells[at : at + 2]
        place = reading.place(row.number, at + 1)
        asked = labels.get(normal(label))
        if flaw := row.flaws.get(at + 1):
            reading.problems.append(flaw.code.at(place, flaw.message, hint=flaw.hint))
        elif asked is None:
            if value and label and normal(label) != normal(form.title):
                reading.problems.append(_label_unknown(sheet, form, label, reading.place(row.number, at)))
        elif value:
            made = node_of(asked, value, place)
            if isinstance(made, BookFault):
                reading.problems.append(codes.CELL_VALUE.at(place, made.message, hint=made.hint, text=value))
            else:
                yield (*form.path, *asked.path), made, place
        else:
            reading.blank[*form.path, *asked.path] = place


def _without_values(form: BookForm, rows: Sequence[GridRow]) -> bool:
    """Whether hints stand where the values should: their column was taken out."""
    hints = {normal(one.heading): one.hint for one in form.fields if one.hint}
    written = [own_cells(row) for row in rows]
    shown = [
        len(row) > 1 and row[1] == hints.get(normal(row[0]), "") != "" and row[1] not in row[2:] for row in written
    ]
    return sum(shown) >= min(len(hints), 3) > 1


def _beside_form(
    form: BookForm, rows: Sequence[GridRow], labels: Mapping[str, BookField], reading: SheetReading
) -> Iterator[Diagnostic]:
    """The first text right of a form that is neither a hint nor what the programme says."""
    hints = {one.hint for one in form.fields if one.hint}
    grey = {
        index
        for row in rows
        for index, text in enumerate(own_cells(row))
        if text in hints or text.startswith(f"{IN_PROGRAMME}:")
    }
    for row in rows:
        cells = own_cells(row)
        at = next((index for index, text in enumerate(cells[:2]) if normal(text) in labels), None)
        for index, text in enumerate(cells):
            if text and at is not None and index > at + 1 and index not in grey:
                yield beside(form.title, text, reading.place(row.number, index))
                return


def _has_unknown(reading: SheetReading, headings: GridRow) -> bool:
    """Whether a heading of a row was told as unknown: the column that is missing is most likely that one."""
    return any(
        one.code == codes.HEADING_UNKNOWN.code and one.place and one.place.line == headings.number
        for one in reading.problems
        if one.place and one.place.words.startswith(f"лист «{reading.title}»")
    )


def _label_unknown(sheet: BookSheet, form: BookForm, label: str, place: Place) -> Diagnostic:
    known = [one.heading for one in form.fields]
    message = f"Строка «{label}» листа «{sheet.title}» не узнана."
    hint = did_you_mean(label, known) if nearest(label, known) else f"Здесь есть: {', '.join(known)}."
    return codes.HEADING_UNKNOWN.at(place, message, hint=hint, text=label)


def _table(
    table: BookTable, rows: Sequence[GridRow], own: Mapping[str, str], reading: SheetReading
) -> Iterator[tuple[Path, YamlNode, Place]]:
    counts = [headings_known(table, own_cells(row)) for row in rows[: LOOK_DOWN + 1]]
    best = max(counts, default=0)
    if not best or (best == 1 and len(table.fields) + bool(table.key) > 1):
        if any(sum(map(bool, own_cells(row))) > 1 for row in rows):
            names = " | ".join(filter(None, (table.key, *(one.heading for one in table.fields[:3]))))
            message = f"Под «{table.title}» нет строки заголовков."
            place = reading.place(rows[0].number, 0)
            reading.problems.append(codes.HEADINGS_MISSING.at(place, message, hint=f"Впишите её: {names} …"))
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
    read = list(rows_of(head, below, reading))
    yield from nodes_of(table, read, reading)


# ------------------------------------------------------------------------------------ sheets that are no blocks of ours


def _schools(rows: Sequence[GridRow], reading: SheetReading) -> Iterator[tuple[Path, YamlNode, Place]]:
    """The registry of schools that stands in the book itself, once it has a school."""
    filled = [row for row in rows if sum(map(bool, own_cells(row))) > 1 and not _is_example(row)]
    if len(filled) > 1:  # the first is that of the headings
        place = Place(reading.file, words=f"лист «{reading.title}»")
        name = re.split(r"[\\/]", reading.file)[-1]
        for key, text in (("file", name), ("sheet", reading.title)):
            yield ("schools", key), scalar(text, place), place


def _is_example(row: GridRow) -> bool:
    cells = own_cells(row)
    return bool(cells) and normal(cells[0]).split(" ")[0].strip(":") == EXAMPLE


def _own_rows(way: Path, rows: Sequence[GridRow], reading: SheetReading) -> Iterator[tuple[Path, YamlNode, Place]]:
    """Rows whose columns are the user's own: headings are names of columns, or end with them in brackets."""
    if not rows:
        return
    start = next((n for n, row in enumerate(rows) if any(map(NAME_IN_BRACKETS.search, own_cells(row)))), 0)
    columns = _own_headings(way, rows[start], reading)
    made: list[YamlNode] = []
    for row in rows[start + 1 :]:
        entries: dict[str, YamlNode] = {}
        cells = own_cells(row)
        for at, one in columns.items():
            place = reading.place(row.number, at)
            if flaw := row.flaws.get(at):
                reading.problems.append(flaw.code.at(place, flaw.message, hint=flaw.hint))
            elif at < len(cells) and cells[at]:
                node = node_of(one, cells[at], place)
                if not isinstance(node, BookFault):
                    entries[one.heading] = node
        if entries:
            place = reading.place(row.number, min(columns))
            made.append(YamlMapping(entries, {key: node.place for key, node in entries.items()}, place))
    if made:
        yield way, YamlSequence(tuple(made), made[0].place), made[0].place


def _own_headings(way: Path, row: GridRow, reading: SheetReading) -> dict[int, BookField]:
    """The columns of such a sheet, by index."""
    found: dict[int, BookField] = {}
    for at, text in enumerate(own_cells(row)):
        if match := NAME_IN_BRACKETS.search(text) or re.fullmatch(r"(\w+)", text):
            found[at] = BookField(match[1], (match[1],))
        elif text:
            message = f"Заголовок «{text}» не называет столбца списка «{way[-2]}»."
            hint = "Имя столбца пишут в скобках: «Наставник (mentor)»."
            place = reading.place(row.number, at)
            reading.problems.append(codes.HEADING_UNKNOWN.at(place, message, hint=hint, text=text))
    return found


def _other(rows: Sequence[GridRow], reading: SheetReading) -> Iterator[tuple[Path, YamlNode, Place]]:
    """Values by their ways: «order → clauses → №2 → if», and the value beside it."""
    for row in rows:
        cells = (*own_cells(row), "", "")
        way, value = cells[0], cells[1]
        place = reading.place(row.number, 1)
        if flaw := row.flaws.get(1):
            reading.problems.append(flaw.code.at(place, flaw.message, hint=flaw.hint))
        if not way or not value or _is_example(row) or normal(way) == "путь":
            continue
        yield path_of(way), _other_value(value, place), place


def path_of(way: str) -> Path:
    """A way as the sheet «Прочее» writes it, as steps."""
    steps = (step.strip() for step in re.split(r"→|->", way))
    return tuple(int(match[1]) - 1 if (match := INDEX.fullmatch(step)) else step for step in steps)


def _other_value(value: str, place: Place) -> YamlNode:
    if normal(value) == normal(NO_ENTRIES):
        return YamlMapping({}, {}, place)
    made = node_of(OTHER_VALUE, value, place)
    return scalar(value, place) if isinstance(made, BookFault) else made


def has_settings(data: bytes) -> bool:
    """Whether a book has the first sheet of a workbook of settings, or it under another name beside most of the others.

    Only the list of its sheets is read.
    """
    titles = sheet_titles(data)
    known = {normal(title) for title in titles} & set(BY_TITLE)
    return normal(FIRST_SHEET) in known or (len(known) > len(BY_TITLE) // 2 and not all(map(_has_name, titles)))
