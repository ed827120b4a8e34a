"""What a package says of its parts: the content type of each, and which part names which.

Source: ISO/IEC 29500-2, 9 (relationships) and 10.1.2 (content types).
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.docx.xml import Element

TYPES_PART: Final = "[Content_Types].xml"
RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"


@dataclass(frozen=True, slots=True)
class Relationship:
    """A link of a part; `target` is a part's name, or an address when `external`."""

    id: str
    kind: str
    target: str
    external: bool

    @property
    def short(self) -> str:
        """The kind of the link without its long prefix: «image», «header», «hyperlink»."""
        return self.kind.rsplit("/", 1)[-1]


def links_part(source: str) -> str:
    """The name of the part with the relationships of a part («»: of the package)."""
    folder, file = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def content_types(parts: Mapping[str, bytes], trees: Mapping[str, Element]) -> Iterator[tuple[str, str]]:
    """The content type of each part: an override, or what its extension stands for."""
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for element in trees.get(TYPES_PART, ()):
        kind = element.get("ContentType") or ""
        if element.tag == _TYPES + "Default":
            defaults[(element.get("Extension") or "").lower()] = kind
        elif element.tag == _TYPES + "Override":
            overrides[(element.get("PartName") or "").lstrip("/").lower()] = kind
    for name in parts:
        if name != TYPES_PART:
            yield name, overrides.get(name.lower()) or defaults.get(name.rsplit(".", 1)[-1].lower(), "")


def relationships_of(parts: Mapping[str, bytes], trees: Mapping[str, Element]) -> dict[str, dict[str, Relationship]]:
    """The relationships of each part by their ids; names of parts are alike whatever their letters' case."""
    names = {name.lower(): name for name in parts}
    found: dict[str, dict[str, Relationship]] = {}
    for name, root in trees.items():
        folder, file = posixpath.split(name)
        if file.lower().endswith(".rels") and posixpath.basename(folder).lower() == "_rels":
            base = posixpath.dirname(folder)
            source = posixpath.join(base, file[: -len(".rels")]) if file.lower() != ".rels" else ""
            found[names.get(source.lower(), source)] = {link.id: link for link in _links(root, base, names)}
    return found


def _links(root: Element, base: str, names: Mapping[str, str]) -> Iterator[Relationship]:
    """The relationships that a part lists; targets absolute or from the folder `base`."""
    for element in root.iter(f"{{{RELATIONSHIPS}}}Relationship"):
        target, external = element.get("Target") or "", element.get("TargetMode") == "External"
        if not external:
            target = unquote(target.split("#")[0])
            target = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(base, target))
            target = names.get(target.lower(), target)
        yield Relationship(element.get("Id") or "", element.get("Type") or "", target, external)
