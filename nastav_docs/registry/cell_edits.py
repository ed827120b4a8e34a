"""Change single cells of a registry of schools in its own file: the table as a person sees it, and back to bytes.

What is here is for CSV and XLSX; of YAML `yaml_table` knows.

In a CSV only the characters of the cell change: encoding, separator, quotes and line ends of all others stay. In a
workbook only those cells are written anew; formats, other cells and sheets, pictures stay as they are.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import building as codes
from nastav_docs.grids import LOOK_AT, LeftToAPersonError, encoding_of, records, separator
from nastav_docs.registry.heading_row import find_headings, known_headings
from nastav_docs.registry.reader import AS_IT_IS, HEADER_DEPTH, RegistrySettings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.grids import Record


@dataclass(frozen=True, slots=True)
class RegistryTable:
    """A table of schools as written: headings, and rows below them with the number that a spreadsheet shows."""

    titles: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def next_row(self) -> int:
        """The number of the row below the last one."""
        return max((number for number, _ in self.rows), default=1) + 1


def read_table(data: bytes, file: str, asked: RegistrySettings = AS_IT_IS) -> RegistryTable | None:
    """The table of a registry as it is written; None where no headings are found, or what it says is no table."""
    if _is_yaml(file):
        from nastav_docs.registry.yaml_table import yaml_table  # noqa: PLC0415 (a CSV need not wait for PyYAML)

        of_yaml = yaml_table(data, file)
        return None if of_yaml is None else RegistryTable(of_yaml.titles, tuple(of_yaml.rows))
    found = _records(data, file, asked)
    head = find_headings(found[:HEADER_DEPTH], asked.columns)
    if head is None:
        return None
    width = len(head.titles)
    rows = (
        (number, tuple((*cells, *[""] * width)[:width])) for number, _, cells in found[head.rows_taken :] if any(cells)
    )
    return RegistryTable(head.titles, tuple(rows))


def with_cells(
    data: bytes, file: str, changes: Mapping[tuple[int, int], str], asked: RegistrySettings = AS_IT_IS
) -> bytes | Diagnostic:
    """The bytes of a registry after cells (row as in RegistryTable, column from 0) got other texts, or the problem."""
    if _is_yaml(file):
        from nastav_docs.registry.yaml_table import with_values  # noqa: PLC0415 (a CSV need not wait for PyYAML)

        return with_values(data, file, changes)
    book = data.startswith(b"PK\x03\x04")
    try:
        after = _in_workbook(data, changes, asked.sheet) if book else _in_csv(data, changes)
        wanted = _expected(_records(data, file, asked), changes)
        if _plain(_records(after, file, asked)) == _plain(wanted):
            return after
        why = "таблица записана необычно"
    except (LeftToAPersonError, UnicodeEncodeError, KeyError, ValueError, zipfile.BadZipFile) as error:
        why = str(error) if isinstance(error, LeftToAPersonError) else "таблица записана необычно"
    message = f"Правка в реестр «{file}» не внесена: {why}."
    return codes.NOT_EDITED.at(Place(file), message, hint="Измените ячейку в Excel.")


def _is_yaml(file: str) -> bool:
    return file.lower().endswith((".yaml", ".yml"))


def _records(data: bytes, file: str, asked: RegistrySettings) -> list[Record]:
    problems: list[Diagnostic] = []
    if data.startswith(b"PK\x03\x04"):
        from nastav_docs.registry.read_xlsx import read_sheet  # noqa: PLC0415 (a CSV need not wait for openpyxl)

        read = read_sheet(data, asked.sheet, file, problems)
        return [] if read is None else list(read.records)
    return list(records(data, file, known_headings, problems))


def _in_workbook(data: bytes, changes: Mapping[tuple[int, int], str], sheet: str | None) -> bytes:
    from nastav_docs.grids.books import with_cell_texts  # noqa: PLC0415 (a CSV need not wait for openpyxl)
    from nastav_docs.registry.read_xlsx import part_of_sheet  # noqa: PLC0415 (as above)

    return with_cell_texts(data, part_of_sheet(data, sheet), changes)


def _expected(before: list[Record], changes: Mapping[tuple[int, int], str]) -> list[Record]:
    rows = {number: list(cells) for number, _, cells in before}
    for (number, index), text in changes.items():
        cells = rows.setdefault(number, [])
        cells += [""] * (index + 1 - len(cells))
        cells[index] = text
    return [(number, 0, cells) for number, cells in sorted(rows.items())]


def _plain(rows: list[Record]) -> list[tuple[int, list[str]]]:
    """Rows to be compared: without empty cells at the end, without empty rows."""
    cut = ((number, [cell.strip() for cell in cells]) for number, _, cells in rows)
    return [(number, _cut(cells)) for number, cells in cut if any(cells)]


def _cut(cells: list[str]) -> list[str]:
    last = max((index for index, cell in enumerate(cells) if cell), default=-1)
    return cells[: last + 1]


# ---------------------------------------------------------------------------------------------------------------- CSV


def _in_csv(data: bytes, changes: Mapping[tuple[int, int], str]) -> bytes:
    encoding = encoding_of(data, known_headings)
    text = data.decode(encoding)
    sign = separator(data[:LOOK_AT].decode(encoding, "replace"), known_headings)
    line_break = "\r\n" if "\r\n" in text else "\n"
    rows = list(_spans(text, sign))
    pieces: list[str] = []
    at = 0
    for number, (cells, end) in enumerate(rows, 1):
        here = {index: new for (row, index), new in changes.items() if row == number}
        for index, new in sorted(here.items()):
            if index < len(cells):
                start, stop = cells[index]
                pieces += (text[at:start], _csv_cell(new, sign, quoted=text[start : start + 1] == '"'))
                at = stop
        behind = [here.get(index, "") for index in range(len(cells), max(here, default=-1) + 1)]
        if behind:
            pieces += (text[at:end], *(sign + _csv_cell(new, sign, quoted=False) for new in behind))
            at = end
    pieces.append(text[at:])
    whole = "".join(pieces)
    for number in sorted({row for row, _ in changes if row > len(rows)}):
        if whole and not whole.endswith(("\n", "\r")):
            whole += line_break
        added = {index: value for (row, index), value in changes.items() if row == number}
        width = max((len(cells) for cells, _ in rows), default=0)
        cells_new = (_csv_cell(added.get(index, ""), sign, quoted=False) for index in range(max(width, max(added) + 1)))
        whole += sign.join(cells_new) + line_break
    return whole.encode(encoding)


def _spans(text: str, sign: str) -> Iterator[tuple[list[tuple[int, int]], int]]:
    """For each row of a CSV where its cells stand in the text, and where the row ends (before its line break)."""
    at = len("\ufeff") if text.startswith("\ufeff") else 0
    while at < len(text):
        cells: list[tuple[int, int]] = []
        while True:
            start = at
            if text[at : at + 1] == '"':
                closed = re.compile(r'"(?:[^"]|"")*"').match(text, at)
                if closed is None:
                    raise LeftToAPersonError("в таблице не закрыта кавычка")
                at = closed.end()
            while at < len(text) and text[at] not in (sign, "\r", "\n"):
                at += 1
            cells.append((start, at))
            if at >= len(text) or text[at] != sign:
                break
            at += 1
        yield cells, at
        at += len("\r\n") if text[at : at + 2] == "\r\n" else 1


def _csv_cell(text: str, sign: str, *, quoted: bool) -> str:
    line = io.StringIO()
    if quoted:
        csv.writer(line, delimiter=sign, quoting=csv.QUOTE_ALL, lineterminator="").writerow([text, "x"])
    else:
        csv.writer(line, delimiter=sign, lineterminator="").writerow([text, "x"])
    return line.getvalue().removesuffix('"x"' if quoted else "x").removesuffix(sign)
