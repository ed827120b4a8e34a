"""A DOCX by its parts, changed and put together again: content types, relationships, the ZIP."""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from isal import isal_zlib
from lxml import etree

from nastav_docs.docx import xml
from nastav_docs.docx.package import TYPES_PART

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping, Sequence

    from nastav_docs.docx.package import Relationship
    from nastav_docs.docx.word_file import Draft
    from nastav_docs.docx.xml import Element

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


def serialised(root: Element) -> bytes:
    """A part as bytes."""
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return data


def register(parts: MutableMapping[str, bytes], name: str, kind: str) -> None:
    """Give a part its content type."""
    root = xml.parse(parts[TYPES_PART])
    if not any(element.get("PartName") == f"/{name}" for element in root):
        namespace = root.tag.rpartition("}")[0] + "}"
        etree.SubElement(root, f"{namespace}Override", {"PartName": f"/{name}", "ContentType": kind})
        parts[TYPES_PART] = serialised(root)


def relate(parts: MutableMapping[str, bytes], source: str, kind: str, target: str) -> str:
    """The id of the relationship of a part («»: of the package) with another, made when it is not there."""
    folder, file = posixpath.split(source)
    name = posixpath.join(folder, "_rels", f"{file}.rels")
    root = xml.parse(parts.get(name) or f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode())
    wanted = posixpath.relpath(target, folder or ".")
    same = (e for e in root if e.get("Type") == kind and e.get("Target") in {wanted, f"/{target}"})
    for element in same:
        return element.get("Id") or ""
    used = {element.get("Id") for element in root}
    key = next(f"rIdOwn{number}" for number in range(1, len(used) + 2) if f"rIdOwn{number}" not in used)
    etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship", {"Id": key, "Type": kind, "Target": wanted})
    parts[name] = serialised(root)
    return key


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a ZIP; the same parts give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda part: (part != TYPES_PART, part)):
            archive.writestr(zipfile.ZipInfo(name), parts[name], zipfile.ZIP_DEFLATED)
    return stream.getvalue()


_LOCAL = struct.Struct("<4sHHHHHLLLHH")
_CENTRAL = struct.Struct("<4sHHHHHHLLLHHHHHLL")
_END = struct.Struct("<4sHHHHLLH")
_DATE = 0x0021  # 1980-01-01, the first day that ZIP knows
_VERSION, _DEFLATED = 20, 8
_DEFAULT_TYPES = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
}


@dataclass(frozen=True, slots=True)
class Stored:
    """The unchanged parts as the beginning of a ZIP, and their records in its directory."""

    entries: bytes
    directory: bytes
    count: int


def _entry(name: bytes, data: bytes, packed: bytes, offset: int) -> tuple[bytes, bytes]:
    checksum = isal_zlib.crc32(data)
    local = _LOCAL.pack(b"PK\3\4", _VERSION, 0, _DEFLATED, 0, _DATE, checksum, len(packed), len(data), len(name), 0)
    central = _CENTRAL.pack(
        b"PK\1\2",
        _VERSION,
        _VERSION,
        0,
        _DEFLATED,
        0,
        _DATE,
        checksum,
        len(packed),
        len(data),
        len(name),
        0,
        0,
        0,
        0,
        0,
        offset,
    )
    return local + name + packed, central + name


def _pack_well(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def store(draft: Draft, changed: set[str]) -> Stored:
    """The parts of a document that no data changes."""
    parts = {
        name: etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True)
        for name, tree in draft.trees.items()
        if name not in changed
    }
    parts |= {name: data for name, data in draft.parts.items() if _is_content(name)}
    names = {*parts, *changed}
    for source, links in draft.links.items():
        if links and (source in names or source == ""):
            parts[_links_part(source)] = _links_xml(source, list(links.values()))
    parts[TYPES_PART] = _types_xml({**{n: draft.types.get(n, "") for n in names}}, set(parts))
    entries, directory, offset = [], [], 0
    for name in sorted(parts, key=lambda part: (part != TYPES_PART, part)):
        entry, record = _entry(name.encode("utf-8"), parts[name], _pack_well(parts[name]), offset)
        entries.append(entry)
        directory.append(record)
        offset += len(entry)
    return Stored(b"".join(entries), b"".join(directory), len(parts))


def _is_content(name: str) -> bool:
    return name != TYPES_PART and not re.search(r"(^|/)_rels/[^/]*\.rels$", name)


def _links_part(source: str) -> str:
    folder, file = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _links_xml(source: str, links: Sequence[Relationship]) -> bytes:
    folder = posixpath.dirname(source)
    rows = []
    for link in links:
        target = link.target if link.external else posixpath.relpath(link.target, folder or ".")
        mode = ' TargetMode="External"' if link.external else ""
        rows.append(
            f'<Relationship Id="{escape(link.id)}" Type="{escape(link.kind)}" Target="{escape(target)}"{mode}/>'
        )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{''.join(rows)}</Relationships>"
    ).encode()


def _types_xml(types: dict[str, str], names: set[str]) -> bytes:
    """Content types: an extension of its own for pictures and relationships, an override for the rest."""
    defaults = dict(_DEFAULT_TYPES)
    overrides = {}
    for name, kind in sorted(types.items()):
        extension = posixpath.basename(name).rpartition(".")[2].lower()
        if extension not in defaults and kind and not kind.endswith("xml"):
            defaults[extension] = kind
        if defaults.get(extension) != kind:
            overrides[name] = kind
    del names
    rows = [f'<Default Extension="{escape(e)}" ContentType="{escape(k)}"/>' for e, k in sorted(defaults.items())]
    rows += [f'<Override PartName="/{escape(n)}" ContentType="{escape(k)}"/>' for n, k in overrides.items() if k]
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f"{''.join(rows)}</Types>"
    ).encode()


def pack(stored: Stored, changed: Sequence[tuple[str, bytes]]) -> bytes:
    """The ZIP: the unchanged parts, then the changed ones in the order given."""
    pieces, directory, offset = [stored.entries], [stored.directory], len(stored.entries)
    for name, data in changed:
        entry, record = _entry(name.encode("utf-8"), data, isal_zlib.compress(data, 1, wbits=-15), offset)
        pieces.append(entry)
        directory.append(record)
        offset += len(entry)
    records = b"".join(directory)
    count = stored.count + len(changed)
    return b"".join([*pieces, records, _END.pack(b"PK\5\6", 0, 0, count, count, len(records), offset, 0)])


def packed_tolerant(parts: dict[str, bytes]) -> bytes:
    """The parts as a Word file; the same parts give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name])
    return out.getvalue()


def serialised_tolerant(root: Any) -> bytes:  # noqa: ANN401 - lxml has no types
    """The bytes of a part."""
    from lxml import etree  # noqa: PLC0415 - loaded for Word files only

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
