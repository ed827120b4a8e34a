"""A list of what was read, each item packed small: the people of a region would not fit into memory otherwise."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Sequence
from typing import Any, Generic, TypeVar, cast, overload

T = TypeVar("T")
QUICK = 1  # level of zlib: a tenth of the memory for a tenth of the time that reading took


class PackedList(Sequence[T], Generic[T]):
    """A list whose items are unpacked one at a time, each time they are asked for.

    Items are equal to what was put in, not the same objects.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._packed: list[bytes] = []

    def append(self, item: T) -> None:
        """Put an item behind the others."""
        self._packed.append(zlib.compress(pickle.dumps(item, pickle.HIGHEST_PROTOCOL), QUICK))

    def __len__(self) -> int:
        """How many items there are."""
        return len(self._packed)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> list[T]: ...
    def __getitem__(self, at: int | slice) -> T | list[T]:
        """An item, or several, made anew from what is kept."""
        if isinstance(at, slice):
            return [self._opened(data) for data in self._packed[at]]
        return self._opened(self._packed[at])

    def _opened(self, data: bytes) -> T:
        found: Any = pickle.loads(zlib.decompress(data))  # noqa: S301  bytes of our own making, never out of memory
        return cast("T", found)
