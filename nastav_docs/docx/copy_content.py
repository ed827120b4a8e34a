"""Copy content from one document into another, with the styles, lists, pictures, links and notes that it names."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lxml import etree

from nastav_docs.docx import copy_styles, xml
from nastav_docs.docx.relationships import Relationship
from nastav_docs.docx.word_file import with_namespaces
from nastav_docs.docx.xml import Element, q

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nastav_docs.docx.word_file import Draft

_LINK_ATTRIBUTE = f"{{{xml.R}}}"
_NOTES = {q("footnoteReference"): "footnotes", q("endnoteReference"): "endnotes"}


@dataclass(slots=True)
class ContentCopier:
    """Copies content of one document into another, with all that it names; what was copied once is used again.

    `label` goes into the names of styles that the target has in another look.
    """

    source: Draft
    target: Draft
    label: str
    style_map: copy_styles.StyleMap = field(init=False)
    parts: dict[str, str] = field(default_factory=dict)
    links: dict[tuple[str, str, str], str] = field(default_factory=dict)
    notes: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with no style copied."""
        self.style_map = copy_styles.StyleMap(self.source, self.target, self.label)

    def adapt(self, nodes: list[Element], story: str | None = None, into: str | None = None) -> None:
        """Make the elements of a part of the source fit for a part of the target; they are changed where they are."""
        story, into = story or self.source.main, into or self.target.main
        self._join_namespaces(story, into)
        copy_styles.restyle(nodes, self.style_map)
        for node in nodes:
            for element in node.iter() if isinstance(node.tag, str) else ():
                if element.tag in _NOTES:
                    element.set(q("id"), self._note(_NOTES[element.tag], element.get(q("id")) or ""))
                for name, value in element.attrib.items():
                    if name.startswith(_LINK_ATTRIBUTE) and value in self.source.links.get(story, {}):
                        element.set(name, self._link(story, into, value))

    def _join_namespaces(self, story: str, into: str) -> None:
        root = self.target.trees[into]
        joined = with_namespaces(root, [self.source.trees[story]])
        if joined is not root:
            self.target.trees[into] = joined

    def _link(self, story: str, into: str, key: str) -> str:
        """The relationship in the target that stands for one of the source."""
        known = (story, into, key)
        if known not in self.links:
            link = self.source.links[story][key]
            target = link.target if link.external else self._part(link.target)
            same = next(
                (
                    o.id
                    for o in self.target.links.get(into, {}).values()
                    if (o.kind, o.target, o.external) == (link.kind, target, link.external)
                ),
                None,
            )
            new = same or self.target.free_link(into)
            self.target.links.setdefault(into, {})[new] = Relationship(new, link.kind, target, link.external)
            self.links[known] = new
        return self.links[known]

    def _part(self, name: str) -> str:
        """The part of the target that a part of the source became: a story, or bytes as they are."""
        if name in self.parts:
            return self.parts[name]
        kind = self.source.types.get(name, "")
        if name in self.source.stories:
            tree = copy.deepcopy(self.source.trees[name])
            return self._story(name, tree, kind)
        data = self.source.parts.get(name, b"")
        twin = next((n for n, d in self.target.parts.items() if d == data and self.target.types.get(n) == kind), None)
        if twin is not None and not self.source.links.get(name):
            self.parts[name] = twin
            return twin
        new = self.parts[name] = self.target.free_part(name)
        self.target.parts[new], self.target.types[new] = data, kind
        self._copy_links(name, new)
        return new

    def _story(self, name: str, tree: Element, kind: str) -> str:
        copy_styles.restyle([tree], self.style_map)
        linked = self.source.links.get(name)
        content = etree.tostring(tree)
        for twin in self.target.stories:
            same = self.target.types.get(twin) == kind and not linked and not self.target.links.get(twin)
            if same and etree.tostring(self.target.trees[twin]) == content:
                self.parts[name] = twin
                return twin
        new = self.parts[name] = self.target.free_part(name)
        self.target.trees[new], self.target.types[new] = tree, kind
        self.target.stories.append(new)
        self._copy_links(name, new)
        return new

    def _copy_links(self, name: str, new: str) -> None:
        for key, link in self.source.links.get(name, {}).items():
            target = link.target if link.external else self._part(link.target)
            self.target.links.setdefault(new, {})[key] = replace(link, target=target)

    def _note(self, kind: str, key: str) -> str:
        """The id in the target of a footnote or endnote of the source."""
        if (kind, key) in self.notes:
            return self.notes[kind, key]
        own, theirs = self.source.linked(kind), self.target.linked(kind)
        notes = self.source.trees.get(own or "", ())
        note = next((n for n in notes if n.get(q("id")) == key), None)
        if own is None or note is None:
            return key
        if theirs is None:
            new_link = self.target.free_link(self.target.main)
            link = next(link for link in self.source.links[self.source.main].values() if link.target == own)
            self.target.links[self.target.main][new_link] = replace(link, id=new_link, target=self._part(own))
            self.notes |= {(kind, n.get(q("id")) or ""): n.get(q("id")) or "" for n in self.source.trees[own]}
            return key
        note = copy.deepcopy(note)
        self.adapt([note], own, theirs)
        new = str(int(max([0, *(xml.number(n.get(q("id"))) for n in self.target.trees[theirs])])) + 1)
        note.set(q("id"), new)
        self.target.trees[theirs].append(note)
        self.notes[kind, key] = new
        return new


def content_of(body: Element) -> list[Element]:
    """The paragraphs and tables of a `w:body`, without the `w:sectPr` at its end that describes the page."""
    return [child for child in body if child.tag != q("sectPr")]


def drop_sections(nodes: Iterable[Element]) -> None:
    """Content that takes the sections of where it comes into brings none of its own."""
    for node in nodes:
        for section in list(node.iter(q("sectPr"))) if isinstance(node.tag, str) else ():
            xml.remove(section)
