"""Rows of a registry that an earlier reading found right: what they are is known, their checks are not made again."""

from __future__ import annotations

import contextlib
import hashlib
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

from nastav_docs.registry.rows import UNIT, UNIT_BYTE, SchoolRow, identity_under, packed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

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


class RowsOfTable:
    """What is known of the rows of one table, and what is found out about others while it is read."""

    def __init__(self, known: KnownRows | None, header: Header) -> None:
        self._before = {} if known is None else known.before
        self._found = None if known is None else known.found
        self._header = header
        columns = repr((known and known.release, header.names, header.mobile, len(header.shared)))
        self._begun = hashlib.blake2b(columns.encode(), digest_size=DIGEST_SIZE)
        self._rest = [UNIT_BYTE * (len(header.names) - count) for count in range(len(header.titles) + 1)]
        self._signs = len(header.names) - 1
        self._identity = identity_under(header)

    def known(self, number: int, line: int, cells: list[str], empty: Collection[int]) -> SchoolRow | None:
        """The row of these cells, as the file has them; None where nothing is known of it.

        Of a row that has a value in one of the columns that should be `empty` something is to be told.
        """
        if (
            not self._before
            or not 0 < len(cells) < len(self._rest)
            or (empty and any(cells[at] for at in empty if at < len(cells)))
        ):
            return None
        written = packed(UNIT.join(cells))
        stored = self._before.pop(self._digest(written), "")
        if stored == "":
            return None
        whole = written + self._rest[len(cells)]
        if whole.count(UNIT_BYTE) != self._signs:  # a cell has the sign that stands between cells
            return None
        if stored is None:
            return SchoolRow(self._identity(cells), self._header, number, line, whole)
        if stored.count(UNIT) != self._signs:
            return None
        return SchoolRow(self._identity(stored.split(UNIT)), self._header, number, line, packed(stored))

    def note(self, row: SchoolRow, cells: list[str]) -> None:
        """Remember a row that was checked and has no problem; `cells` are as in `known`."""
        if self._found is None or row.problems or not 0 < len(cells) < len(self._rest):
            return
        written = packed(UNIT.join(cells))
        whole = written + self._rest[len(cells)]
        if whole.count(UNIT_BYTE) == self._signs:
            digest, text = self._digest(written), None if row.stored == whole else row.cells
            if self._before.pop(digest, "") != text:
                self._found[digest] = text

    def _digest(self, written: bytes) -> bytes:
        digest = self._begun.copy()
        digest.update(written)
        return digest.digest()


_KNOWN: ContextVar[KnownRows | None] = ContextVar("known", default=None)


@contextlib.contextmanager
def knowing(known: KnownRows) -> Iterator[None]:
    """Let registries that are read in the `with` block use these rows and add to them."""
    token = _KNOWN.set(known)
    try:
        yield
    finally:
        _KNOWN.reset(token)


def rows_of_table(header: Header) -> RowsOfTable:
    """What is known of the rows of a table with these columns; nothing where its reader was given no known rows."""
    known = _KNOWN.get()
    if known is not None:
        known.was_read = True
    return RowsOfTable(known, header)
