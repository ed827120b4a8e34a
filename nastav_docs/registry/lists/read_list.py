"""Read a list of the user's own, from a file or from the settings; every problem has the place of its cell."""

from __future__ import annotations

import warnings
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from nastav_docs.config import lying_near, read_node, shown
from nastav_docs.diagnostics import Diagnostic, Place, Severity
from nastav_docs.diagnostics.codes import registry as codes
from nastav_docs.files import DISK
from nastav_docs.grids import Flaw
from nastav_docs.registry.cell_values import Read, gender
from nastav_docs.registry.lists.list_headings import title_of
from nastav_docs.registry.lists.list_rows import OF_PERSON, ListCell, ListedPerson, ListRow, ReadList, WrittenCell
from nastav_docs.registry.lists.list_tables import table_rows
from nastav_docs.registry.lists.list_values import KnownSchools, read_value
from nastav_docs.registry.lists.list_yaml import yaml_rows
from nastav_docs.registry.reader import foreign
from nastav_docs.registry.rows import LOST
from nastav_docs.russian import CASES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from nastav_docs.config import ListColumn, ListRecord, YamlNode
    from nastav_docs.files import Files
    from nastav_docs.registry.lists.list_rows import WrittenRow

MOST_BYTES: Final = 8 << 20
NAMED: Final = 8


@dataclass(frozen=True, slots=True)
class ListSource:
    """Where a list is read: a `file`, or the `node` of YAML with its rows; `place` is that of its name in the YAML."""

    place: Place
    file: Path | None = None
    node: YamlNode | None = None


@dataclass(slots=True)
class _ListReading:
    """The reading of one list: its settings, the schools that it may name, the problems so far."""

    name: str
    record: ListRecord
    schools: KnownSchools
    problems: list[Diagnostic] = field(default_factory=list)
    # Of each column the cells that are empty, and of each `unique` one where a value stood first.
    empty: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    first: dict[tuple[str, object], Place] = field(default_factory=dict)


def read_list(
    name: str, record: ListRecord, source: ListSource, schools: KnownSchools | None = None, *, files: Files = DISK
) -> tuple[ReadList, tuple[Diagnostic, ...]]:
    """Read the list `name` that the settings describe: its rows, and everything that is wrong with them.

    `schools` are those that a column of type `school` may name, `files` gives the bytes. Nothing is raised, whatever
    the file holds; a cell that is not understood is None. Empty rows are left out.

        pairs, problems = read_list("pairs", record, ListSource(place, folder / "пары.xlsx"))
        pairs.rows[0]["since"].value  # datetime.date(2025, 9, 1)
    """
    reading = _ListReading(name, record, schools or KnownSchools())
    if source.file is None:
        written: Iterable[WrittenRow] = yaml_rows(source.node, name, record, reading.problems)
    else:
        written = _file_rows(source.file, source.place, reading, files)
    rows = tuple(_row(cells, place, reading) for cells, place in written)
    reading.problems += _empty_cells(reading)
    return ReadList(name, record.columns, rows), tuple(dict.fromkeys(reading.problems))


def _file_rows(path: Path, place: Place, reading: _ListReading, files: Files) -> Iterable[WrittenRow]:
    file, problems = shown(path), reading.problems
    try:
        data = files.read(path)
    except OSError as error:
        reason = "не найден" if isinstance(error, FileNotFoundError) else "не открывается"
        message = f"Файл «{file}» списка «{reading.name}» {reason}."
        own = reading.record.by_school  # the files beside it are those of other schools
        hint = "Положите файл этой школы рядом с другими." if own else lying_near(path)
        problems.append(codes.LIST_UNREADABLE.at(place, message, hint=hint, text=path.name))
        return ()
    if len(data) > MOST_BYTES and not data.startswith(b"PK"):
        message = f"Файл больше {MOST_BYTES >> 20} МБ: это не список."
        problems.append(codes.LIST_UNREADABLE.at(Place(file), message, hint="Оставьте в нём только таблицу."))
        return ()
    if unreadable := foreign(data):
        hint = "Сохраните таблицу в Excel как «Книга Excel (.xlsx)» или «CSV UTF-8»."
        problems.append(codes.LIST_UNREADABLE.at(Place(file), unreadable, hint=hint))
        return ()
    if file.lower().endswith((".yaml", ".yml")):
        node, found = read_node(data, file)
        problems += found
        return yaml_rows(node, reading.name, reading.record, problems)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what it does not need to understand
        return list(table_rows(data, file, reading.name, reading.record, problems))


def _row(written: Mapping[str, WrittenCell], place: Place, reading: _ListReading) -> ListRow:
    cells: dict[str, ListCell] = {}
    for name, column in reading.record.columns.items():
        one = written.get(name) or WrittenCell("", place)
        value = _value(name, column, one, reading)
        if isinstance(value, ListedPerson):
            value = _with_beside(name, value, written, reading)
        cells[name] = ListCell(value, one.text, one.place)
        if column.unique and value is not None:
            _note_unique(name, column, cells[name], reading)
    return ListRow(cells, place)


def _value(name: str, column: ListColumn, one: WrittenCell, reading: _ListReading) -> object:
    flaw = one.flaw or (LOST if "\ufffd" in one.text or "???" in one.text else None)
    if flaw is not None:
        reading.problems.append(flaw.code.at(one.place, flaw.message, hint=flaw.hint, text=one.text))
        return None
    found = read_value(column, one.text, reading.schools) if one.text else ""
    if isinstance(found, Flaw):
        reading.problems.append(found.code.at(one.place, found.message, hint=found.hint, text=one.text))
        if found.code.severity is Severity.ERROR:
            return None
        found = one.text  # it is printed as it stands, as from the registry
    post = ""
    if isinstance(found, Read):
        reading.problems.append(found.flaw.code.at(one.place, found.flaw.message, hint=found.flaw.hint, text=one.text))
        post, found = found.post, found.text
    if found == "":  # also of a person who is a vacancy
        reading.empty[name].append(one.place)
        return None
    return ListedPerson(str(found), position=post) if column.type == "person" else found


def _with_beside(
    name: str, person: ListedPerson, written: Mapping[str, WrittenCell], reading: _ListReading
) -> ListedPerson:
    """A person with what stands in the columns, or under the keys, that belong to the name: gender, post, forms."""
    beside = {part: one for part in (*OF_PERSON, *CASES) if (one := written.get(f"{name}_{part}")) and one.text}
    if not beside:
        return person
    found: dict[str, str] = {}
    for part, one in beside.items():
        found[part] = one.text
        if part == "gender":
            sex = gender(one.text)
            found[part] = sex if isinstance(sex, str) else ""
            if isinstance(sex, Flaw) and f"{name}_gender" not in reading.record.columns:
                reading.problems.append(sex.code.at(one.place, sex.message, hint=sex.hint, text=one.text))
    forms = {str(case): found[case] for case in CASES if case in found}
    parts = {part: found[part] for part in OF_PERSON if found.get(part)}
    return replace(person, **parts, forms=forms or None)


def _is_beside(name: str, columns: Mapping[str, ListColumn]) -> bool:
    """Whether a column belongs to a person's: `mentor_gender` beside `mentor`."""
    whose, _, part = name.rpartition("_")
    return part in (*OF_PERSON, *CASES) and whose in columns and columns[whose].type == "person"


def _note_unique(name: str, column: ListColumn, cell: ListCell, reading: _ListReading) -> None:
    value = cell.value.name if isinstance(cell.value, ListedPerson) else cell.value
    known = reading.first.setdefault((name, value.lower() if isinstance(value, str) else value), cell.place)
    if known is not cell.place:
        where = known.words.rpartition(", ")[2] or f"строка {known.line}"
        message = f"«{cell.text}» в столбце «{title_of(name, column)}» уже есть: {where}."
        hint = "Оставьте одну из строк; если повтор верен, уберите «unique» столбца."
        reading.problems.append(codes.LIST_TWICE.at(cell.place, message, hint=hint, text=cell.text))


def _empty_cells(reading: _ListReading) -> Iterator[Diagnostic]:
    """The problems of empty cells: an error each where the column is required, else a warning for the column."""
    for name, places in reading.empty.items():
        column = reading.record.columns[name]
        title = title_of(name, column)
        if column.required:
            for place in places:
                yield codes.LIST_EMPTY.at(place, f"Не заполнено: «{title}».", hint="Заполните ячейку.")
        elif column.required is None and not _is_beside(name, reading.record.columns):
            where = ", ".join(place.words.rpartition(" ")[2] or str(place.line) for place in places[:NAMED])
            more = " …" if len(places) > NAMED else ""
            message = f"В столбце «{title}» пусто: {where}{more}." if len(places) > 1 else f"Не заполнено: «{title}»."
            kind = f"one_of: [{', '.join(column.one_of)}]" if column.one_of else f"type: {column.type}"
            hint = f"Заполните; если пусто бывает, напишите: {name}: {{{kind}, required: нет}}."
            yield replace(codes.LIST_EMPTY.at(places[0], message, hint=hint), severity=Severity.WARNING)
