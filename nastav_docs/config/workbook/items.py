"""From the rows of a table of the workbook to what the settings have there: mappings, lists, clauses, sections."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from nastav_docs.config.workbook.book_layer import RowsClaimed
from nastav_docs.config.workbook.cells import null, scalar
from nastav_docs.config.workbook.layout import ORIGIN, normal
from nastav_docs.config.workbook.tree import with_value
from nastav_docs.config.yaml_tree import YamlMapping, YamlScalar, YamlSequence
from nastav_docs.diagnostics import look_alike
from nastav_docs.diagnostics.codes import workbook as codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nastav_docs.config.workbook.layout import BookTable, Path
    from nastav_docs.config.workbook.rows import BookRow
    from nastav_docs.config.workbook.sheet_reading import SheetReading
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic, Place

NUMBER: Final = re.compile(r"\d{1,4}(?:[.,]\d{1,4}){0,4}\.?")
DATE: Final = re.compile(r"\d\d\.\d\d\.\d{4}|[а-я]+ \d{4}")
DEEPEST: Final = 5
TO_CYRILLIC: Final = str.maketrans("ABCEHKMOPTXaceopxy", "АВСЕНКМОРТХасеорху")


@dataclass(slots=True)
class BookItem:
    """An item of a list while its rows are read: its id, whether the programme has it, its values, items below it."""

    row: BookRow
    id: str = ""
    changes: bool = False
    removes: bool = False
    values: Mapping[tuple[str, ...], YamlNode] = field(default_factory=dict)
    below: list[BookItem] = field(default_factory=list)


def nodes_of(
    table: BookTable, rows: Sequence[BookRow], reading: SheetReading
) -> Iterator[tuple[Path, YamlNode, Place]]:
    """What the rows of a table say: for each value the path in the settings, its node, and its place.

    What is wrong with a row goes to `reading`.
    """
    for owner, own in _by_owner(table, rows, reading):
        way = (*table.path, owner, *table.below) if table.owner else table.path
        place = own[0].places["owner"] if "owner" in own[0].special else own[0].place
        if table.shape in {"words", "mapping"}:
            _claim_keys(own, table, way, reading)
        if table.shape == "words":
            yield from ((way, *one) for one in _texts_by_key(table, own, reading))
        elif table.shape == "mapping":
            yield from ((way, *one) for one in _records_by_key(table, own, reading))
        elif table.shape == "texts":
            texts = [node for row in own for node in row.values.values()]
            yield way, YamlSequence(tuple(texts), place), place
        else:
            made = _list(_items(table, own, reading), table, reading, way)
            if made is not None:
                yield way, made, place


def _by_owner(table: BookTable, rows: Sequence[BookRow], reading: SheetReading) -> Iterator[tuple[str, list[BookRow]]]:
    """The rows of each owner, in order; a row without one belongs to that of the row above."""
    found: dict[str, list[BookRow]] = {}
    owner = ""
    for row in rows:
        owner = row.special.get("owner", owner) if table.owner else ""
        if table.owner and not owner:
            reading.problems.append(_no_key(table, table.owner, "owner", row))
            continue
        found.setdefault(owner, []).append(row)
    yield from found.items()


def _no_key(table: BookTable, heading: str, name: str, row: BookRow) -> Diagnostic:
    message = f"В строке {row.number} таблицы «{table.title}» не заполнен столбец «{heading}»."
    hint = f"Впишите: {table.key_hint}." if name == "key" and table.key_hint else "Впишите или очистите строку."
    return codes.KEY_MISSING.at(row.places.get(name, row.place), message, hint=hint)


def _keyed(table: BookTable, rows: Sequence[BookRow], reading: SheetReading) -> Iterator[tuple[str, BookRow]]:
    """The rows with a key, each key once."""
    seen: dict[str, BookRow] = {}
    for row in rows:
        key = row.special.get("key", "")
        twin = next((one for one in seen if look_alike(one, key)), key) if key else ""
        if "key" in row.broken:
            continue
        if not key:
            reading.problems.append(_no_key(table, table.key, "key", row))
        elif twin in seen:
            other = seen[twin].places["key"].words.rpartition(" ")[2]
            message = f"«{key}» уже есть в ячейке {other} таблицы «{table.title}»."
            hint = "Оставьте одну строку – или впишите другое."
            if row.changes != seen[twin].changes:
                of_programme = row if row.changes else seen[twin]
                at = of_programme.places["key"].words.rpartition(" ")[2]
                hint = f"В ячейке {at} – строка программы: правьте её, а своей строке дайте другое имя или удалите её."
            if twin != key:
                message = f"«{key}» на вид то же, что «{twin}» в ячейке {other}: одни буквы русские, другие латинские."
            reading.problems.append(codes.KEY_TWICE.at(row.places["key"], message, hint=hint, text=key))
        else:
            if table.shape == "mapping" and not row.changes and re.search(r"\s", key):
                reading.problems.append(_spaced(table, key, row))
            if table.shape == "words" and (mixed := _mixed(table, key, row)):
                reading.problems.append(mixed)
            seen[key] = row
            yield key, row


def _mixed(table: BookTable, key: str, row: BookRow) -> Diagnostic | None:
    """The problem of a short form in the letters of two alphabets that look alike: texts do not find it."""
    right = key.translate(TO_CYRILLIC)
    latin = [letter for letter in key if letter != letter.translate(TO_CYRILLIC)]
    if not latin or not re.search("[А-ЯЁа-яё]", key) or re.search("[A-Za-z]", right) or row.changes:
        return None
    letters = ", ".join(dict.fromkeys(f"«{letter}»" for letter in latin))
    message = f"В «{key}» столбца «{table.key}» латинские буквы среди русских: {letters}."
    hint = f"Наберите «{right}» русскими буквами: по нему строку находят тексты."
    return codes.KEY_MIXED.at(row.places["key"], message, hint=hint, text=key)


def _spaced(table: BookTable, key: str, row: BookRow) -> Diagnostic:
    message = f"В столбце «{table.key}» таблицы «{table.title}» – пробел: «{' '.join(key.split())}»."
    hint = f"Впишите «{'-'.join(key.split())}»: по этому слову строку называют тексты и другие листы."
    return codes.KEY_SPACED.at(row.places["key"], message, hint=hint, text=key)


def _texts_by_key(table: BookTable, rows: Sequence[BookRow], reading: SheetReading) -> Iterator[tuple[YamlNode, Place]]:
    for key, row in _keyed(table, rows, reading):
        node = next(iter(row.values.values()), None)
        if row.removes:
            node = null(row.place)
        elif node is None and not row.changes:
            heading = table.fields[0].heading
            message = f"Для «{key}» не заполнен столбец «{heading}»."
            at = next(iter(row.cells.values()), row.place)
            reading.problems.append(codes.CELL_MISSING.at(at, message, hint="Впишите или удалите строку.", text=key))
        if node is not None:
            yield YamlMapping({key: node}, {key: row.place}, row.place), row.place


def _records_by_key(
    table: BookTable, rows: Sequence[BookRow], reading: SheetReading
) -> Iterator[tuple[YamlNode, Place]]:
    for key, row in _keyed(table, rows, reading):
        node: YamlNode | None = null(row.place) if row.removes else _record(row, row.values)
        if row.changes and not row.removes and not row.values:
            continue
        if node is not None:
            yield YamlMapping({key: node}, {key: row.place}, row.place), row.place


def _record(row: BookRow, values: Mapping[tuple[str, ...], YamlNode], **first: YamlNode) -> YamlMapping:
    """The values of a row as a mapping; empty cells have their places in it, for what is missing there."""
    made: YamlNode = YamlMapping(first, {name: node.place for name, node in first.items()}, row.place)
    for way, node in values.items():
        made = with_value(made, way, node, node.place)
    assert isinstance(made, YamlMapping)  # noqa: S101  it began as one
    blank = {way[0]: place for way, place in row.cells.items() if way and way[0] not in made.entries}
    return YamlMapping(made.entries, {**blank, **made.keys}, row.place)


# ------------------------------------------------------------------------------------------------------ lists of items


def _items(table: BookTable, rows: Sequence[BookRow], reading: SheetReading) -> list[BookItem]:
    if table.shape == "tree":
        return _tree(table, rows, reading)
    if table.shape == "sections":
        return _sections(rows, reading)
    return [_item(row) for row in rows]


def _item(row: BookRow) -> BookItem:
    return BookItem(row, row.special.get("key", ""), row.changes, row.removes, row.values)


def _tree(table: BookTable, rows: Sequence[BookRow], reading: SheetReading) -> list[BookItem]:
    """Clauses, each under the one whose number it goes on; without a number a row is a clause of the first level."""
    top: list[BookItem] = []
    open_: list[BookItem] = []
    strays: set[int] = set()
    numbered = [_numbers(row.special.get("number", "")) for row in rows]
    for row in rows:
        depth = _depth(row, reading)
        item = _item(row)
        if table.opens and not row.special.get("number") and ("title",) not in row.values:
            depth = 2  # what stands under the title above
        if table.opens and depth > 1 and not open_:
            message = f"Над строкой {row.number} таблицы «{table.title}» не заполнен столбец «{table.opens}»."
            hint = f"Выше впишите строку, в которой заполнены столбцы «{table.owner}» и «{table.opens}»."
            reading.problems.append(codes.NO_SECTION.at(row.place, message, hint=hint))
            depth = 1
        if depth > len(open_) + 1:
            number = row.special["number"]
            message = f"Над подпунктом «{number}» нет пункта, в котором ему стоять."
            hint = "Номер пункта первого уровня – 5, его подпункта – 5.1."
            reading.problems.append(codes.NUMBER_ODD.at(row.places["number"], message, hint=hint, text=number))
            depth = len(open_) + 1
        if depth == 1 and table.parts != "clauses" and ("text",) in item.values:
            item = _with_first_part(item)  # a decision beside its question
        del open_[depth - 1 :]
        if open_ and open_[-1].row.number not in strays and (stray := _stray(row, open_[-1].row, numbered)):
            strays.add(open_[-1].row.number)
            reading.problems.append(stray)
        (open_[-1].below if open_ else top).append(item)
        open_.append(item)
    return top


def _with_first_part(item: BookItem) -> BookItem:
    """An item whose row also says the first of the items below it."""
    text: dict[tuple[str, ...], YamlNode] = {("text",): item.values["text",]}
    values = {way: node for way, node in item.values.items() if way not in text}
    return BookItem(item.row, item.id, item.changes, item.removes, values, [BookItem(item.row, values=text)])


def _stray(row: BookRow, above: BookRow, numbered: Sequence[list[str]]) -> Diagnostic | None:
    """The problem of a number that goes on another clause than the one that the row stands under."""
    own, other = (_numbers(one.special.get("number", "")) for one in (row, above))
    if not other or len(own) < 2 or own[:-1] == other:  # noqa: PLR2004  a clause and its part
        return None
    written, under = row.special["number"], ".".join(other)
    message = f"Подпункт «{written}» стоит под пунктом «{under}»."
    hint = f"Перенесите строку под пункт {'.'.join(own[:-1])} – или впишите номер {under}.{own[-1]}."
    if own[:-1] not in numbered:
        following = ".".join([*other[:-1], str(max(int(n[-1]) for n in numbered if n[:-1] == other[:-1]) + 1)])
        hint = f"Пункта {'.'.join(own[:-1])} нет: впишите {under}.1 – или {following}, если это пункт, а не подпункт."
    hint += _lost_zero(written)
    return codes.NUMBER_ODD.at(row.places["number"], message, hint=hint, text=written)


def _lost_zero(written: str) -> str:
    """What is said of a number of a clause that stands in the cell as a number: 5.10 has become 5,1."""
    if not re.fullmatch(r"\d+,\d", written):
        return ""
    return f" Если это {written.replace(',', '.')}0, задайте ячейке формат «Текстовый» и впишите его заново."


def _numbers(written: str) -> list[str]:
    return re.findall(r"\d+", written) if NUMBER.fullmatch(written) and not DATE.fullmatch(written) else []


def _depth(row: BookRow, reading: SheetReading) -> int:
    number = row.special.get("number", "")
    if not number:
        return 1
    if DATE.fullmatch(number):
        message = f"Вместо номера пункта – дата: «{number}»."
        hint = "Задайте ячейке формат «Текстовый» и впишите номер заново: 5.1."
    elif NUMBER.fullmatch(number):
        return len(re.findall(r"\d+", number))
    else:
        message, hint = f"«{number}» – не номер пункта.", "Номер – цифры через точку: 5 или 5.1."
    reading.problems.append(codes.NUMBER_ODD.at(row.places["number"], message, hint=hint, text=number))
    return 1


def _sections(rows: Sequence[BookRow], reading: SheetReading) -> list[BookItem]:
    """Sections with their activities: a section has a row of its own, or is named beside its first activity."""
    found: list[BookItem] = []
    current = ("", "")
    for row in rows:
        code, title = row.special.get("section code", ""), row.special.get("section", "")
        has_activity = "key" in row.special or any(way[0] not in {"if", "after", "before"} for way in row.values)
        opens = bool(code or title) and not (found and has_activity and _goes_on(current, code, title))
        if opens:
            current = (code, title)
            found.append(_section(row, code, title, alone=not has_activity))
        if not has_activity:
            continue
        if not found:
            message = f"Над строкой {row.number} нет раздела."
            hint = "Выше мероприятий впишите строку раздела: столбец «Раздел», остальные пусты."
            reading.problems.append(codes.NO_SECTION.at(row.place, message, hint=hint))
            continue
        if (nobody := _for_nobody(row, rows)) is not None:
            reading.problems.append(nobody)
        if set(row.values) == {("title",)} and not row.special and {("deadline",), ("responsible",)} <= set(row.cells):
            message = (
                f"В строке {row.number} только название, без срока и ответственных: она прочитана как мероприятие."
            )
            hint = "Если это раздел, впишите его в столбец «Раздел»; если мероприятие – допишите срок и ответственных."
            reading.problems.append(codes.BARE_ACTIVITY.at(row.place, message, hint=hint))
        found[-1].below.append(_item(row))
    return found


def _for_nobody(row: BookRow, rows: Sequence[BookRow]) -> Diagnostic | None:
    """The problem of an activity of the district's own that names nobody, where others do."""
    way = ("responsible",)
    named = any(way in one.values or one.changes for one in rows if one is not row)
    if row.changes or way in row.values or way not in row.cells or not named:
        return None
    if not {("title",), ("deadline",)} <= set(row.values) or ("take",) in row.values:
        return None
    message = f"У мероприятия в строке {row.number} не назван ответственный."
    hint = "Впишите роль с листа «Люди»: coordinator."
    return codes.NOBODY.at(row.cells[way], message, hint=hint)


def _goes_on(current: tuple[str, str], code: str, title: str) -> bool:
    """Whether what stands beside an activity names the section that is open."""
    return (not code or code == current[0]) and (not title or normal(title) == normal(current[1]))


def _section(row: BookRow, code: str, title: str, *, alone: bool) -> BookItem:
    values: dict[tuple[str, ...], YamlNode] = {}
    if title:
        values["title",] = scalar(title, row.places["section"])
    if alone:
        values |= {way: node for way, node in row.values.items() if way[0] in {"if", "after", "before"}}
    return BookItem(row, code, row.changes and (alone or bool(code)), row.removes and alone, values)


def _ids_once(items: Sequence[BookItem], table: BookTable, reading: SheetReading) -> Iterator[BookItem]:
    """The items without those whose code another one above has: a row that was copied would take its place."""
    seen: dict[str, BookRow] = {}
    for item in items:
        name = "section code" if item.id == item.row.special.get("section code") else "key"
        if item.id and item.id in seen and name in item.row.places:
            other = seen[item.id].places[name].words.rpartition(" ")[2]
            message = f"Код «{item.id}» уже есть в ячейке {other} таблицы «{table.title}»: "
            message += f"строка {item.row.number} не прочитана."
            hint = "Если строка новая, очистите в ней код"
            hint += f" и «{ORIGIN}»" if item.changes or item.removes else ""
            hint += " и дайте ей свой номер." if item.row.special.get("number") else "."
            reading.problems.append(codes.KEY_TWICE.at(item.row.places[name], message, hint=hint, text=item.id))
            continue
        if item.id:
            seen[item.id] = item.row
        yield item


def _put_between(items: Sequence[BookItem], table: BookTable) -> Sequence[BookItem]:
    """The items, those of the district that stand above one of the programme put before it: they are printed so."""
    if not any(one.path == ("before",) for one in table.fields):
        return items
    for index, item in enumerate(items):
        below = next((one.id for one in items[index + 1 :] if one.changes and not one.removes and one.id), "")
        if below and not item.changes and not {("after",), ("before",)} & set(item.values):
            item.values = {**item.values, ("before",): scalar(below, item.row.place)}
    return items


def _numbers_taken(items: Sequence[BookItem], reading: SheetReading) -> None:
    """Tell of the first number in a list that stands above already, or goes back: numbers are printed by rows."""
    seen: dict[int, BookRow] = {}
    for item in items:
        own = _numbers(item.row.special.get("number", ""))
        if not own or "number" not in item.row.places:
            continue
        number = int(own[-1])
        if number in seen or any(number < one for one in seen):
            written = item.row.special["number"]
            above = seen.get(number) or seen[max(seen)]
            where = above.places["number"].words.rpartition(" ")[2]
            message = f"Номер «{written}» уже стоит в ячейке {where}: номера печатаются по порядку строк."
            if number not in seen:
                message = f"Номер «{written}» стоит ниже номера «{above.special['number']}»: "
                message += "номера печатаются по порядку строк."
            free = ".".join([*own[:-1], str(max(seen) + 1)])
            hint = f"Впишите {free} – или перенесите строку на её место.{_lost_zero(written)}"
            reading.problems.append(codes.NUMBER_TAKEN.at(item.row.places["number"], message, hint=hint, text=written))
            return
        seen[number] = item.row


def _claim_keys(rows: Sequence[BookRow], table: BookTable, way: Path, reading: SheetReading) -> None:
    """As `_claim`, of a table whose rows are found by their keys, in any order."""
    named = {row.special["key"]: row for row in rows if row.changes and "key" in row.special}
    if named and table.has_origin:
        places = {key: row.places["key"] for key, row in named.items()}
        removed = frozenset(key for key, row in named.items() if row.removes)
        greys = {key: (*row.grey, "") for key, row in named.items() if row.grey}
        reading.claims.append(RowsClaimed(way, table.title, places, removed, ordered=False, greys=greys, says=table))


def _claim(items: Sequence[BookItem], table: BookTable, way: Path, reading: SheetReading) -> None:
    """Note which rows of a list are said to be the programme's, each once."""
    rows = [item for item in items if (item.changes or item.removes) and item.id]
    places = {item.id: item.row.places.get("key", item.row.place) for item in reversed(rows)}
    places |= {item.id: item.row.places["section code"] for item in rows if "section code" in item.row.special}
    codes_ = dict.fromkeys(item.id for item in rows)
    if rows:
        removed = frozenset(item.id for item in rows if item.removes)
        others = frozenset(item.id for item in items) - set(codes_)
        greys = {item.id: (*item.row.grey, _first_cell(table, item)) for item in rows if item.row.grey}
        named = {code: places[code] for code in codes_}
        reading.claims.append(RowsClaimed(way, table.title, named, removed, others, greys=greys, says=table))


def _first_cell(table: BookTable, item: BookItem) -> str:
    """The cell in which an own text of a row belongs, in words: «F28 («Мероприятие»)»."""
    if "section code" in item.row.special and "section" in item.row.places:
        return f"{item.row.places['section'].words.rpartition(' ')[2]} («Раздел»)"
    heading = next((one.heading for one in table.fields if one.path == (table.says[0],)), "")
    place = item.row.cells.get((table.says[0],))
    return f"{place.words.rpartition(' ')[2]} («{heading}»)" if place is not None else ""


def _list(
    items: Sequence[BookItem], table: BookTable, reading: SheetReading, way: Path, level: int = 1
) -> YamlNode | None:
    """The node of a list: a mapping of changes where a row is the programme's, else the whole list."""
    if not items:
        return None
    place = items[0].row.place
    items = [*_ids_once(items, table, reading)]
    _claim(items, table, way, reading)
    if table.shape == "tree":
        _numbers_taken(items, reading)
    if not any(item.changes for item in items):
        return YamlSequence(tuple(_whole(item, table, reading, way, level) for item in items), place)
    entries: dict[str, YamlNode] = {}
    keys: dict[str, Place] = {}
    items = _put_between(items, table)
    for item in items:
        name = item.id or f"own-{item.row.number}"
        inner = None if item.removes else _list(item.below, table, reading, (*way, name, table.inner(level)), level + 1)
        if item.changes and not item.removes and not item.values and inner is None:
            continue
        if item.removes:
            entries[name] = null(item.row.place)
        else:
            made = _record(item.row, item.values)
            entries[name] = made if inner is None else with_value(made, (table.inner(level),), inner, inner.place)
        keys[name] = item.row.place
    return YamlMapping(entries, keys, place) if entries else None


def _whole(item: BookItem, table: BookTable, reading: SheetReading, way: Path, level: int) -> YamlNode:
    first: dict[str, YamlNode] = {"id": scalar(item.id, item.row.place)} if item.id else {}
    made: YamlNode = _record(item.row, item.values, **first)
    inner = _list(item.below, table, reading, (*way, item.id, table.inner(level)), level + 1)
    return made if inner is None else with_value(made, (table.inner(level),), inner, inner.place)


def texts_of(node: YamlNode) -> list[str]:
    """The texts among the items of a list; of a single text a list of one."""
    items = node.items if isinstance(node, YamlSequence) else (node,)
    return [item.text for item in items if isinstance(item, YamlScalar)]
