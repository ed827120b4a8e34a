"""The parts of a book of Excel while a few of them are changed; the others stay packed as they are."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED

from nastav_docs.docx import (
    TYPES_PART,
    PackedPart,
    links_part,
    pack_part,
    parsed_part,
    register,
    relate,
    relationships_of,
    serialised,
    zip_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipFile, ZipInfo

    from nastav_docs.docx import Element, Relationship

_LENGTHS: Final = struct.Struct("<26xHH")  # of a file's header in a ZIP: how long its name and its extra field are


class BookParts:
    """The parts of a book by name; names are alike whatever their letters' case, as 1C writes them."""

    def __init__(self, archive: ZipFile) -> None:
        """Take the open archive; nothing is unpacked yet."""
        self.archive = archive
        self.entries = {part.filename: part for part in archive.infolist() if not part.is_dir()}
        self.names = {name.lower(): name for name in self.entries}
        self.changed: dict[str, bytes] = {}

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name.lower() in self.names or name in self.changed

    def read(self, name: str) -> bytes:
        """The bytes of a part; raises KeyError for one that is not there."""
        if name in self.changed:
            return self.changed[name]
        return self.archive.read(self.entries[self.names[name.lower()]])

    def tree(self, name: str) -> Element:
        """The root of a part; raises KeyError, or ValueError for what is no XML."""
        return parsed_part(name, self.read(name))

    def put(self, name: str, data: bytes) -> None:
        """Put a part in, in the place of the one of this name."""
        self.changed[self.names.get(name.lower(), name)] = data

    def drop(self, name: str) -> None:
        """Leave a part out, with what the list of parts says of it."""
        self.entries.pop(self.names.pop(name.lower(), name), None)
        root = self.tree(TYPES_PART)
        for listed in [one for one in root if (one.get("PartName") or "").lstrip("/").lower() == name.lower()]:
            root.remove(listed)
        self.put(TYPES_PART, serialised(root))

    def links(self, source: str) -> tuple[Relationship, ...]:
        """What a part («»: the package) names, without addresses outside the book."""
        listed = self.names.get(links_part(source).lower())
        if listed is None and not self.has(links_part(source)):
            return ()
        name = listed or links_part(source)
        names = dict.fromkeys((*self.entries, *self.changed), b"")
        found = relationships_of(names, {name: self.tree(name)})
        return tuple(link for own in found.values() for link in own.values() if not link.external)

    def linked(self, source: str, short: str) -> str:
        """The part that another names so («comments», «styles»); «» where there is none."""
        return next((link.target for link in self.links(source) if link.short == short and self.has(link.target)), "")

    def add(self, source: str, name: str, link: str, kind: str = "") -> str:
        """List a part that is put in: its content type, where its extension does not tell it, and who names it.

        Gives the id of that relationship, whose kind is `link`.
        """
        for listed in (TYPES_PART, links_part(source)):
            if self.has(listed):
                self.changed.setdefault(self.names.get(listed.lower(), listed), self.read(listed))
        if kind:
            register(self.changed, name, kind)
        return relate(self.changed, source, link, name)

    def free_name(self, pattern: str) -> str:
        """A name that no part has yet: «xl/comments{}.xml» with the first number that is free."""
        number = 1
        while self.has(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def packed(self) -> bytes:
        """The bytes of the book; what was not changed is packed as before."""
        return zip_of(self._packed())

    def _packed(self) -> Iterator[PackedPart]:
        for name, entry in self.entries.items():
            yield pack_part(name, self.changed[name]) if name in self.changed else self._as_it_is(entry)
        for name, data in self.changed.items():
            if name not in self.entries:
                yield pack_part(name, data)

    def _as_it_is(self, entry: ZipInfo) -> PackedPart:
        """A part without unpacking it, if it is packed as ours are."""
        if entry.compress_type != ZIP_DEFLATED or self.archive.fp is None:
            return pack_part(entry.filename, self.archive.read(entry))
        file = self.archive.fp
        file.seek(entry.header_offset)
        name, extra = _LENGTHS.unpack(file.read(_LENGTHS.size))
        file.seek(name + extra, 1)
        return PackedPart(entry.filename.encode(), entry.CRC, entry.file_size, file.read(entry.compress_size))
