"""A Word file being changed: its parts as trees, their relations and types."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

from lxml import etree

from nastav_docs.docx import xml
from nastav_docs.docx.relationships import Relationship
from nastav_docs.docx.xml import MC, Element, q

if TYPE_CHECKING:
    from nastav_docs.docx.package import Package


@dataclass(slots=True)
class Draft:
    """A document under work; `trees` are the parts that are changed, `parts` the others, as they are."""

    file: str
    main: str
    trees: dict[str, Element]
    parts: dict[str, bytes]
    types: dict[str, str]
    links: dict[str, dict[str, Relationship]]
    stories: list[str] = field(default_factory=list)
    package: Package | None = None  # what `parts` were read from: what is parsed there is not parsed again

    @classmethod
    def of(cls, package: Package, file: str) -> Draft:
        """A document to be made out of a package, with every part still as it is; `file` is how the user knows it."""
        links = {source: dict(found) for source, found in package.relationships.items()}
        return cls(file, package.main, {}, dict(package.parts), dict(package.types), links, package=package)

    @property
    def body(self) -> Element:
        """The `w:body` of the main part."""
        return self.trees[self.main].find(q("body"))

    def linked(self, short: str, source: str | None = None) -> str | None:
        """The part that a source (the main part) is linked with by a kind of relationship."""
        found = self.links.get(self.main if source is None else source, {}).values()
        return next((link.target for link in found if link.short == short and not link.external), None)

    def free_link(self, source: str) -> str:
        """An id for a new relationship of the part `source`: «rId7», the first that it has not."""
        used = self.links.setdefault(source, {})
        return next(key for number in count(1) if (key := f"rId{number}") not in used)

    def free_part(self, name: str) -> str:
        """A name for a new part, like `name` and not yet used in the file."""
        stem, dot, extension = name.rpartition(".")
        stem = stem.rstrip("0123456789")
        taken = {part.lower() for part in (*self.parts, *self.trees)}
        return next(free for number in count(1) if (free := f"{stem}{number}{dot}{extension}").lower() not in taken)

    def tree(self, short: str) -> Element | None:
        """The tree of `styles`, `numbering`, `settings` …, parsed on first need."""
        name = self.linked(short)
        if name is None:
            return None
        return self.edited(name)

    def edited(self, name: str) -> Element:
        """The tree of a part by its name, to be changed; the part leaves `parts` for `trees` on first need."""
        if name not in self.trees:
            data = self.parts.pop(name)
            package = self.package
            known = package is not None and package.parts.get(name) is data
            self.trees[name] = package.copy_of(name) if package is not None and known else xml.parse(data)
        return self.trees[name]

    def new_part(self, short: str, kind: str, content_type: str, root: Element) -> Element:
        """A part made beside the main part and linked with it: `new_part("numbering", …)`; its tree is given back.

        `short` is the usual name of the file without its extension, `kind` the kind of the relationship.
        """
        name = posixpath.join(posixpath.dirname(self.main), f"{short}.xml")
        if name in self.parts or name in self.trees:
            name = self.free_part(name)
        self.trees[name], self.types[name] = root, content_type
        key = self.free_link(self.main)
        self.links.setdefault(self.main, {})[key] = Relationship(key, kind, name, external=False)
        return root


def with_namespaces(root: Element, others: list[Element]) -> Element:
    """The root with the namespaces of other roots declared too, and ignorable where they were."""
    known: dict[Any, str] = dict(root.nsmap)
    ignorable = (root.get(f"{{{MC}}}Ignorable") or "").split()
    for other in others:
        for prefix, uri in other.nsmap.items():
            if uri not in known.values() and prefix not in known:
                known[prefix] = uri
        ignorable += [
            prefix
            for prefix in (other.get(f"{{{MC}}}Ignorable") or "").split()
            if prefix not in ignorable and known.get(prefix) == other.nsmap.get(prefix)
        ]
    if known == root.nsmap:
        return root
    fresh = etree.Element(root.tag, dict(root.attrib), nsmap=known)
    if ignorable:
        fresh.set(f"{{{MC}}}Ignorable", " ".join(ignorable))
    for child in list(root):
        fresh.append(child)
    return fresh
