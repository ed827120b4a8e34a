"""What the values of one document bring with them: pictures, addresses, the styles and lists of another document.

Most documents bring nothing, and are put together from parts that were packed once. Where something is brought, the
parts that it changes are written anew: relationships, content types, styles, lists.
"""

from __future__ import annotations

import copy
from itertools import count
from typing import TYPE_CHECKING, Final

from lxml import etree

from nastav_docs.docx import (
    IMAGE_KIND,
    TINY_PARAGRAPH,
    ContentCopier,
    Draft,
    Element,
    R,
    Relationship,
    clean,
    content_of,
    drop_sections,
    media_part,
    pack,
    q,
    serialised,
    store,
    xml,
)
from nastav_docs.template.engine import Unprintable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nastav_docs.docx import Package, Picture
    from nastav_docs.template.compiler import Template

FIRST_NUMBER: Final = 500_001  # drawings of the template and of its loops are numbered below
# Lists and notes that a value brings have ids from here on, so that they meet none that the template makes.
FIRST_BROUGHT: Final = 20_000
HYPERLINK: Final = f"{R}/hyperlink"
_LIST_IDS: Final = {q("num"): q("numId"), q("abstractNum"): q("abstractNumId")}
_NOTES: Final = {q("footnoteReference"): "footnotes", q("endnoteReference"): "endnotes"}
_BOOKMARKS: Final = (q("bookmarkStart"), q("bookmarkEnd"))


class BroughtParts:
    """Takes what values bring while a document is printed; `part` is the name of the part being printed."""

    def __init__(self, template: Template) -> None:
        self.part = template.still.main
        self._template = template
        self._numbers = count(FIRST_NUMBER)
        self._bookmarks: set[str] = set()
        self._made: Draft | None = None
        self._styles: dict[tuple[bytes, ...], dict[str, str]] = {}  # of documents that look the same: brought once
        self._copiers: dict[int, ContentCopier] = {}  # by the identity of the other document, which the data holds

    @property
    def draft(self) -> Draft:
        """The document's parts that are changed; copied from the template's on first need.

        Parts that are printed stand there by name only, as roots without content.
        """
        if self._made is None:
            still = self._template.still
            links = {source: dict(found) for source, found in still.links.items()}
            made = Draft(still.file, still.main, {}, dict(still.parts), dict(still.types), links, [*still.stories])
            for part in self._template.parts:
                made.trees[part.name] = etree.Element(q("document"), nsmap={"w": xml.W})
            for note in self._template.notes:
                made.trees[note.name] = etree.Element(q("footnotes"), nsmap={"w": xml.W})
            if self._template.lists is not None:
                made.trees[self._template.lists.name] = xml.parse(self._template.lists.printed(()))
            self._made = made
        return self._made

    # -------------------------------------------------------------------------------------------- what values ask for

    def link(self, address: str) -> str:
        """The id of a relationship of the printed part with an address."""
        return self._related(HYPERLINK, address, external=True)

    def known_link(self, key: str) -> str:
        """The id in the printed part of an address to which the template itself leads; see `NewParts`."""
        link = self._template.still.links.get(self._template.still.main, {}).get(key)
        return self.link(link.target) if link is not None and link.external and link.kind == HYPERLINK else ""

    def picture(self, picture: Picture) -> str:
        """The id of a relationship of the printed part with a picture; one picture is one part."""
        name, kind = media_part(self.part, picture)
        self.draft.parts[name], self.draft.types[name] = picture.data, kind
        return self._related(IMAGE_KIND, name, external=False)

    def _related(self, kind: str, target: str, *, external: bool) -> str:
        links = self.draft.links.setdefault(self.part, {})
        for known in links.values():
            if (known.kind, known.target, known.external) == (kind, target, external):
                return known.id
        key = self.draft.free_link(self.part)
        links[key] = Relationship(key, kind, target, external)
        return key

    def number(self) -> int:
        """A number that no drawing and no bookmark of the document has."""
        return next(self._numbers)

    def content(self, package: Package, label: str) -> bytes:
        """The content of another document, fit for the printed part; see `NewParts`."""
        copier = self._copiers.get(id(package))
        if copier is None:
            copier = self._copiers[id(package)] = self._begun(package, label)
        copier.style_map.lists.clear()  # printed again, its lists begin at one again
        nodes = [copy.deepcopy(node) for node in content_of(copier.source.body)]
        if self.part != self.draft.main and any(True for node in nodes for _ in node.iter(*_NOTES)):
            raise Unprintable("в документе есть сноски, а в колонтитуле их не бывает", "уберите сноски из документа")
        copier.adapt(nodes, None, self.part)
        for node in nodes:
            self._renumber(node)
            self._put_notes_in(node)
        ignored = _ignored(copier.source.trees[package.main])
        written = "".join(etree.tostring(_alone(node, ignored), encoding="unicode") for node in nodes).encode()
        # Word would join a table with one that stands before it
        return TINY_PARAGRAPH + written if nodes and nodes[0].tag == q("tbl") else written

    def _begun(self, package: Package, label: str) -> ContentCopier:
        """The way from a document into this one."""
        source = Draft.of(package, label)
        source.stories = [name for name in package.stories if name in source.parts]
        for name in source.stories:
            clean(source.edited(name))
        drop_sections(content_of(source.body))
        self._keep_ids_apart()
        copier = ContentCopier(source, self.draft, label)
        looks = tuple(package.parts.get(package.linked(short) or "", b"") for short in ("styles", "theme"))
        copier.style_map.styles = self._styles.setdefault(looks, copier.style_map.styles)
        return copier

    def _keep_ids_apart(self) -> None:
        """Let lists and notes that are copied from now on get ids beyond those of the template."""
        numbering = self.draft.tree("numbering")
        if numbering is not None and not any(n.get(q("numId")) == str(FIRST_BROUGHT) for n in numbering):
            nums = numbering.findall(q("num"))
            abstract = etree.Element(q("abstractNum"), {q("abstractNumId"): str(FIRST_BROUGHT)})
            num = etree.Element(q("num"), {q("numId"): str(FIRST_BROUGHT)})
            if nums:
                nums[0].addprevious(abstract)
                nums[-1].addnext(num)
            else:
                numbering.extend((abstract, num))
        for note in self._template.notes:
            root = self.draft.trees[note.name]
            if not len(root):
                etree.SubElement(root, q("footnote"), {q("id"): str(FIRST_BROUGHT)})

    def _renumber(self, node: Element) -> None:
        """Give drawings and bookmarks numbers of their own; a bookmark whose name is there already is left out."""
        numbers: dict[str, str] = {}
        for element in list(node.iter(*_BOOKMARKS)):
            key, name = element.get(q("id")) or "", element.get(q("name")) or ""
            if element.tag == _BOOKMARKS[0] and name not in self._bookmarks:
                self._bookmarks.add(name)
                numbers[key] = str(self.number())
            if key in numbers:
                element.set(q("id"), numbers[key])
            elif element is not node:
                xml.remove(element)
        for element in node.iter(f"{{{xml.WP}}}docPr"):
            element.set("id", str(self.number()))

    def _put_notes_in(self, node: Element) -> None:
        """Put a note into its mark where the template's notes stand so too; elsewhere its part holds it."""
        printed = {note.name for note in self._template.notes}
        for mark in node.iter(*_NOTES):
            name = self.draft.linked(_NOTES[mark.tag])
            if name in printed:
                found = (n for n in self.draft.trees[name] if n.get(q("id")) == mark.get(q("id")))
                mark.extend(copy.deepcopy(note) for note in found)

    # ------------------------------------------------------------------------------------------------------ the file

    def packed(self, changed: Sequence[tuple[str, bytes]]) -> bytes:
        """The file of a document whose printed parts are `changed`, with all that its values brought."""
        if self._made is None:
            return pack(self._template.stored, changed)
        lists = self._made.linked("numbering")
        printed = {name: self._with_lists(data) if name == lists else data for name, data in changed}
        if lists is not None and lists not in printed and lists in self._made.trees:
            _drop_placeholder(self._made.trees[lists])
        return pack(store(self._made, printed.keys()), list(printed.items()))

    def _with_lists(self, data: bytes) -> bytes:
        """The printed part of lists with those that were brought."""
        brought = self.draft.tree("numbering")
        new = [
            e
            for e in (() if brought is None else brought)
            if e.tag in _LIST_IDS and int(e.get(_LIST_IDS[e.tag]) or 0) > FIRST_BROUGHT
        ]
        if not new:
            return data
        root = xml.parse(data)
        for element in new:
            first = root.find(q("num"))
            if element.tag == q("abstractNum") and first is not None:
                first.addprevious(element)
            else:
                last = (root.findall(element.tag) or list(root))[-1]
                last.addnext(element)
        return serialised(root)


def _drop_placeholder(numbering: Element) -> None:
    for element in list(numbering):
        if element.tag in _LIST_IDS and element.get(_LIST_IDS[element.tag]) == str(FIRST_BROUGHT):
            numbering.remove(element)


def _ignored(root: Element) -> frozenset[str]:
    """The namespaces that a part lets a program ignore that knows ISO 29500 only."""
    prefixes = (root.get(f"{{{xml.MC}}}Ignorable") or "").split()
    return frozenset(root.nsmap[prefix] for prefix in prefixes if prefix in root.nsmap)


def _alone(node: Element, ignored: frozenset[str]) -> Element:
    """An element that stands by itself, without what its part let programs ignore."""
    for element in list(node.iter()):
        for key in [key for key in element.attrib if key.startswith("{") and key[1:].partition("}")[0] in ignored]:
            del element.attrib[key]
        if element is not node and etree.QName(element).namespace in ignored:
            xml.remove(element)
    required = {choice.get("Requires") or "" for choice in node.iter(f"{{{xml.MC}}}Choice")}
    etree.cleanup_namespaces(node, keep_ns_prefixes=[prefix for names in required for prefix in names.split()])
    return node
