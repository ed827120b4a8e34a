"""A DOCX by its parts, changed and put together again: content types, relationships, the ZIP."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

from nastav_docs import wordml
from nastav_docs.package import TYPES_PART

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

    from nastav_docs.wordml import Element

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


def serialised(root: Element) -> bytes:
    """A part as bytes."""
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return data


def register(parts: MutableMapping[str, bytes], name: str, kind: str) -> None:
    """Give a part its content type."""
    root = wordml.parse(parts[TYPES_PART])
    if not any(element.get("PartName") == f"/{name}" for element in root):
        namespace = root.tag.rpartition("}")[0] + "}"
        etree.SubElement(root, f"{namespace}Override", {"PartName": f"/{name}", "ContentType": kind})
        parts[TYPES_PART] = serialised(root)


def relate(parts: MutableMapping[str, bytes], source: str, kind: str, target: str) -> str:
    """The id of the relationship of a part («»: of the package) with another, made when it is not there."""
    folder, file = posixpath.split(source)
    name = posixpath.join(folder, "_rels", f"{file}.rels")
    root = wordml.parse(parts.get(name) or f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode())
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
