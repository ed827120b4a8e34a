"""A ZIP written part by part: what is packed once is put into any number of files, and the same parts give equal bytes.

Source: PKWARE APPNOTE.TXT 6.3, 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (its end).
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from isal import isal_zlib

if TYPE_CHECKING:
    from collections.abc import Iterable

FAST: Final = 1
USUAL: Final = 6
BEST: Final = 9
_LOCAL: Final = struct.Struct("<4sHHHHHLLLHH")
_CENTRAL: Final = struct.Struct("<4sHHHHHHLLLHHHHHLL")
_END: Final = struct.Struct("<4sHHHHLLH")
_DATE: Final = 0x0021  # 1980-01-01, the first day that ZIP knows
_VERSION, _DEFLATED, _UTF8_NAME = 20, 8, 0x0800


@dataclass(frozen=True, slots=True)
class PackedPart:
    """A file of an archive, packed; `checksum` and `size` are of what it holds."""

    name: bytes
    checksum: int
    size: int
    packed: bytes


@dataclass(frozen=True, slots=True)
class Stored:
    """The beginning of a ZIP: packed files as they stand in it, and their records in its directory."""

    entries: bytes
    directory: bytes
    count: int


_NOTHING: Final = Stored(b"", b"", 0)


def pack_part(name: str, content: bytes | Iterable[bytes], level: int = USUAL) -> PackedPart:
    """A file of an archive, packed at a level from FAST to BEST; its content may come in pieces."""
    if not isinstance(content, bytes):
        return _packed_in_pieces(name, content, level)
    if level == FAST:
        packed = isal_zlib.compress(content, FAST, wbits=-15)
    else:
        deflate = zlib.compressobj(level, zlib.DEFLATED, -15)
        packed = deflate.compress(content) + deflate.flush()
    return PackedPart(name.encode(), isal_zlib.crc32(content), len(content), packed)


def _packed_in_pieces(name: str, content: Iterable[bytes], level: int) -> PackedPart:
    deflate = zlib.compressobj(level, zlib.DEFLATED, -15)
    checksum = size = 0
    packed = []
    for piece in content:
        checksum, size = isal_zlib.crc32(piece, checksum), size + len(piece)
        packed.append(deflate.compress(piece))
    return PackedPart(name.encode(), checksum, size, b"".join((*packed, deflate.flush())))


def begin_zip(parts: Iterable[PackedPart], after: Stored = _NOTHING) -> Stored:
    """The beginning of a ZIP that holds `parts`, behind those of another beginning."""
    entries, directory, count, _ = _pieces(parts, after)
    return Stored(b"".join(entries), b"".join(directory), count)


def zip_of(parts: Iterable[PackedPart], after: Stored = _NOTHING) -> bytes:
    """The whole ZIP: the files of a beginning made once, then `parts` in the order given."""
    entries, directory, count, offset = _pieces(parts, after)
    sizes = (sum(map(len, directory)), offset)
    return b"".join((*entries, *directory, _END.pack(b"PK\5\6", 0, 0, count, count, *sizes, 0)))


def _pieces(parts: Iterable[PackedPart], after: Stored) -> tuple[list[bytes], list[bytes], int, int]:
    """The files and the records of a beginning and of `parts` behind it; how many, and how long the files are."""
    entries, directory = [after.entries], [after.directory]
    count, offset = after.count, len(after.entries)
    for part in parts:
        flags = 0 if part.name.isascii() else _UTF8_NAME
        sizes = (len(part.packed), part.size, len(part.name), 0)
        common = (_VERSION, flags, _DEFLATED, 0, _DATE, part.checksum, *sizes)
        entries += (_LOCAL.pack(b"PK\3\4", *common), part.name, part.packed)
        directory += (_CENTRAL.pack(b"PK\1\2", _VERSION, *common, 0, 0, 0, 0, offset), part.name)
        count += 1
        offset += _LOCAL.size + len(part.name) + len(part.packed)
    return entries, directory, count, offset
