"""The rows of a registry: as they were read, or packed, where they are many and a long build is to follow."""

from __future__ import annotations

import dataclasses
import itertools
import operator
import pickle
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, overload

from isal import isal_zlib

from nastav_docs.registry.rows import SchoolRow

# A row by its values: as an object it takes five times as long to pickle.
FIELDS: Final = operator.attrgetter(*(field.name for field in dataclasses.fields(SchoolRow)))
PROTOCOL: Final = pickle.HIGHEST_PROTOCOL
LEVEL: Final = 1
TOGETHER: Final = 250  # rows that are packed in one, so that their common words are


class _Packed:
    """Rows that are packed, some together; each time they are asked for they are made anew."""

    __slots__ = ("_count", "_ends", "_packed")

    def __init__(self, rows: tuple[SchoolRow, ...]) -> None:
        self._count = len(rows)
        parts = (rows[start : start + TOGETHER] for start in range(0, len(rows), TOGETHER))
        packed = [isal_zlib.compress(pickle.dumps([*map(FIELDS, part)], PROTOCOL), LEVEL) for part in parts]
        self._ends = tuple(itertools.accumulate(map(len, packed), initial=0))
        # In one piece: pieces among the rows would keep the system from getting back the memory of these.
        self._packed = b"".join(packed)

    def __iter__(self) -> Iterator[SchoolRow]:
        for part in range(len(self._ends) - 1):
            yield from self._rows(part)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, at: int) -> SchoolRow:
        return self._rows(at // TOGETHER)[at % TOGETHER]

    def _rows(self, part: int) -> list[SchoolRow]:
        fields = pickle.loads(isal_zlib.decompress(self._packed[self._ends[part] : self._ends[part + 1]]))  # noqa: S301  made above
        return list(itertools.starmap(SchoolRow, fields))


class RegistryRows(Sequence[SchoolRow]):
    """The rows of a registry in their order; they may be packed, and are then what they were, in a tenth of the memory.

        rows = RegistryRows(read)
        rows.pack()
        next(row for row in rows if row.id == "s-1").texts["abbr"]

    Packed, they are best asked for from the first to the last: one alone costs as much as those packed with it.
    """

    __slots__ = ("_held",)

    def __init__(self, rows: Iterable[SchoolRow] = ()) -> None:
        self._held: tuple[SchoolRow, ...] | _Packed = tuple(rows)

    def pack(self) -> None:
        """Hold the rows packed from now on."""
        if isinstance(self._held, tuple):
            self._held = _Packed(self._held)

    def __iter__(self) -> Iterator[SchoolRow]:
        """The rows from the first to the last."""
        return iter(self._held)

    def __len__(self) -> int:
        """The number of rows; nothing is unpacked."""
        return len(self._held)

    @overload
    def __getitem__(self, at: int) -> SchoolRow: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[SchoolRow]: ...
    def __getitem__(self, at: int | slice) -> SchoolRow | Sequence[SchoolRow]:
        """A row by its number from 0, or those of a range."""
        return tuple(self)[at] if isinstance(at, slice) else self._held[range(len(self))[at]]
