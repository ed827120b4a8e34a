"""Read a table from an OpenDocument spreadsheet (LibreOffice, МойОфис, Р7): the rows of one sheet as texts."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Place
from nastav_docs.diagnostics.codes import registry as codes
from nastav_docs.grids import UnreadableError, read_tables
from nastav_docs.registry.read_xlsx import SMALLER, Sheet, rows_hidden

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.grids import Flaw, Grid, Record

MOST_NAMED: Final = 12


def is_ods(data: bytes) -> bool:
    """Whether the bytes are a file of OpenDocument: a ZIP with its two parts (OpenDocument 1.2, part 3, chapter 3)."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {"mimetype", "content.xml"} <= set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError):
        return data[30:38] == b"mimetype"


def read_ods_sheet(
    data: bytes, wanted: str | None, file: str, problems: list[Diagnostic], said: tuple[str, str, str]
) -> Sheet | None:
    """The sheet named `wanted`, or the first visible one, as `read_sheet` gives it of a book of Excel.

    None, and a problem, if the file cannot be read or has no such sheet.
    """
    found = read_tables(data, file, len)
    try:
        grids = () if found.refusal else tuple(found.grids)
    except UnreadableError as error:
        problems.append(codes.FILE_UNREADABLE.at(Place(file), str(error), hint=SMALLER.format(rows=said[1])))
        return None
    if found.refusal:
        problems.append(codes.FILE_UNREADABLE.at(Place(file), found.refusal, hint=found.hint))
        return None
    title = None if wanted is None else wanted.strip().casefold()
    grid = next((one for one in grids if title in {None, one.sheet.strip().casefold()}), None)
    if grid is None:
        hint = f"Есть листы: {', '.join(f'«{one.sheet}»' for one in grids[:MOST_NAMED])}." if grids else ""
        message = "В таблице нет видимых листов." if wanted is None else f"В таблице нет листа «{wanted}»."
        problems.append(codes.SHEET_UNKNOWN.at(Place(file), message, hint=hint, text=wanted or ""))
        return None
    flaws: dict[int, dict[int, Flaw]] = {}
    others = tuple(one.sheet for one in grids if one is not grid)
    of = grid.sheet if others else ""  # as of a book of Excel
    return Sheet(grid.sheet, _records(grid, flaws, file, problems, said, of), flaws, others)


def _records(
    grid: Grid,
    flaws: dict[int, dict[int, Flaw]],
    file: str,
    problems: list[Diagnostic],
    said: tuple[str, str, str],
    of: str,
) -> Iterator[Record]:
    """The rows that people see; of the others it is told when all are read."""
    skipped: list[int] = []
    for row in grid.rows:
        if row.hidden:
            skipped.append(row.number)
            continue
        if row.flaws:
            flaws[row.number] = dict(row.flaws)
        yield row.number, row.number, list(row.cells)
    if skipped:
        problems.append(rows_hidden(skipped, file, said, of))
