"""Rows of a registry that an earlier reading found right: what they are is known, their checks are not made again."""

from __future__ import annotations

import contextlib
import hashlib
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

from nastav_docs.registry.rows import UNIT, SchoolRow, identity_of, make_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.registry.rows import Header

DIGEST_SIZE: Final = 16  # bytes: enough that no two rows of any table have one


class KnownRows:
    """Rows without a problem, by the digest of their table's columns and of their cells as the file has them.

    Each with its cells as checked, or None where those are the same. `before` is filled with what is known; while a
    registry is read, the rows that it has are taken out of it, and `found` gets those that were checked and right. What
    a table says of several rows together is found anew each time. `release` changes with whatever may judge a row
    otherwise.
    """

    def __init__(self, release: str, before: dict[bytes, str | None]) -> None:
        self.release = release
        self.before = before
        self.found: dict[bytes, str | None] = {}
        self.was_read = False

    def of_table(self, header: Header) -> _RowsOfTable:
        """What is known of the rows of a table with these columns."""
        self.was_read = True
        return _RowsOfTable(self, header)


class _RowsOfTable:
    """Makes the rows of one table: those that are known, and others by checking them."""

    def __init__(self, known: KnownRows, header: Header) -> None:
        self._known, self._header = known, header
        columns = repr((known.release, header.names, header.mobile, len(header.shared)))
        self._begun = hashlib.blake2b(columns.encode(), digest_size=DIGEST_SIZE)
        self._empty = UNIT * len(header.shared)

    def row(self, number: int, line: int, cells: list[str]) -> SchoolRow:
        """The row of these cells, `tidy` and as many as the table has columns; as `make_row` without flaws."""
        written = UNIT.join(cells) + self._empty
        name = self._begun.copy()
        name.update(written.encode("utf-8", "surrogatepass"))
        digest = name.digest()
        stored = self._known.before.pop(digest, "")
        if stored != "":
            text = written if stored is None else stored
            if text.count(UNIT) + 1 == len(self._header.names):
                return SchoolRow(identity_of(self._header, text), self._header, number, line, text)
        row = make_row(self._header, number, line, cells)
        if not row.problems:
            self._known.found[digest] = None if row.cells == written else row.cells
        return row


_KNOWN: ContextVar[KnownRows | None] = ContextVar("known", default=None)


@contextlib.contextmanager
def knowing(known: KnownRows) -> Iterator[None]:
    """Let registries that are read in the `with` block use these rows and add to them."""
    token = _KNOWN.set(known)
    try:
        yield
    finally:
        _KNOWN.reset(token)


def rows_known() -> KnownRows | None:
    """The rows that the registry being read may use, where its reader was given any."""
    return _KNOWN.get()
