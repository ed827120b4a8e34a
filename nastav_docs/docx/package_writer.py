"""The parts of an Office file, changed and put together again: content types, relationships, the ZIP."""

from __future__ import annotations

import posixpath
import re
from html import escape
from typing import TYPE_CHECKING

from lxml import etree

from nastav_docs.docx.package import parsed_part
from nastav_docs.docx.relationships import RELATIONSHIPS, TYPES_PART, links_part
from nastav_docs.docx.xml import serialised
from nastav_docs.docx.zip_writer import BEST, FAST, Stored, begin_zip, pack_part, zip_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, MutableMapping, Sequence

    from nastav_docs.docx.relationships import Relationship
    from nastav_docs.docx.word_file import Draft

_DEFAULT_TYPES = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
}


def register(parts: MutableMapping[str, bytes], name: str, kind: str) -> None:
    """Give the part `name` its content type `kind` in the list of parts, unless it has one there."""
    root = parsed_part(TYPES_PART, parts.get(TYPES_PART) or _types_xml({}))
    if not any(element.get("PartName") == f"/{name}" for element in root):
        namespace = root.tag.rpartition("}")[0] + "}"
        etree.SubElement(root, f"{namespace}Override", {"PartName": f"/{name}", "ContentType": kind})
        parts[TYPES_PART] = serialised(root)


def relate(parts: MutableMapping[str, bytes], source: str, kind: str, target: str) -> str:
    """The id of the relationship of the part `source` («» for the package) with `target`; made where it is missing.

    `kind` is the type of the relationship (a URI); `parts` are the file's, by name, and are changed.
    """
    name = links_part(source)
    root = parsed_part(name, parts.get(name) or f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode())
    wanted = posixpath.relpath(target, posixpath.dirname(source) or ".")
    same = (e for e in root if e.get("Type") == kind and e.get("Target") in {wanted, f"/{target}"})
    for element in same:
        return element.get("Id") or ""
    used = {element.get("Id") for element in root}
    key = next(f"rIdOwn{number}" for number in range(1, len(used) + 2) if f"rIdOwn{number}" not in used)
    etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship", {"Id": key, "Type": kind, "Target": wanted})
    parts[name] = serialised(root)
    return key


def packed(parts: Mapping[str, bytes | Iterable[bytes]]) -> bytes:
    """The parts as the bytes of a file; the same parts, whole or in pieces, give the same bytes."""
    return zip_of(pack_part(name, parts[name]) for name in _in_order(parts))


def _in_order(names: Collection[str]) -> list[str]:
    """The list of parts first, as readers of a stream want it, then by name."""
    return sorted(names, key=lambda name: (name != TYPES_PART, name))


def unchanged_parts(draft: Draft, changed: Collection[str]) -> dict[str, bytes]:
    """The parts of a document, by name, that no data changes; content types and relationships are not among them."""
    parts = {name: serialised(tree) for name, tree in draft.trees.items() if name not in changed}
    return parts | {name: data for name, data in draft.parts.items() if _is_content(name)}


def store(draft: Draft, changed: Collection[str]) -> Stored:
    """The parts of a document that no data changes, packed once for all the documents made from it."""
    parts = unchanged_parts(draft, changed)
    names = {*parts, *changed}
    for source, links in draft.links.items():
        if links and (source in names or source == ""):
            parts[links_part(source)] = _links_xml(source, list(links.values()))
    parts[TYPES_PART] = _types_xml({n: draft.types.get(n, "") for n in names})
    return begin_zip(pack_part(name, parts[name], BEST) for name in _in_order(parts))


def _is_content(name: str) -> bool:
    return name != TYPES_PART and not re.search(r"(^|/)_rels/[^/]*\.rels$", name)


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
        f'<Relationships xmlns="{RELATIONSHIPS}">{"".join(rows)}</Relationships>'
    ).encode()


def _types_xml(types: Mapping[str, str]) -> bytes:
    """Content types: an extension of its own for pictures and relationships, an override for the rest."""
    defaults = dict(_DEFAULT_TYPES)
    overrides = {}
    for name, kind in sorted(types.items()):
        extension = posixpath.basename(name).rpartition(".")[2].lower()
        if extension not in defaults and kind and not kind.endswith("xml"):
            defaults[extension] = kind
        if defaults.get(extension) != kind:
            overrides[name] = kind
    rows = [f'<Default Extension="{escape(e)}" ContentType="{escape(k)}"/>' for e, k in sorted(defaults.items())]
    rows += [f'<Override PartName="/{escape(n)}" ContentType="{escape(k)}"/>' for n, k in overrides.items() if k]
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f"{''.join(rows)}</Types>"
    ).encode()


def pack(stored: Stored, changed: Sequence[tuple[str, bytes]]) -> bytes:
    """The file of one document: the parts that no data changes, then the others in the order given."""
    return zip_of((pack_part(name, data, FAST) for name, data in changed), stored)
