"""Styles that come from another document: the same definition is shared, another one comes under a new id and name."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from nastav_docs.docx import copy_lists, xml
from nastav_docs.docx.xml import Element, q

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nastav_docs.docx.word_file import Draft

USES = {q("pStyle"): "paragraph", q("rStyle"): "character", q("tblStyle"): "table"}
_INCIDENTAL = [
    q(name)
    for name in (
        "rsid", "uiPriority", "qFormat", "semiHidden", "unhideWhenUsed", "locked", "next", "link", "autoRedefine",
        "aliases", "personal", "personalCompose", "personalReply",
    )
]  # fmt: skip
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(slots=True)
class StyleMap:
    """Where the styles and lists of one document are found in another; filled as they are asked for."""

    source: Draft
    target: Draft
    label: str
    styles: dict[str, str] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    _shapes: dict[tuple[int, str], bytes] = field(default_factory=dict)

    def default_paragraph(self) -> str:
        """The style of the source's paragraphs that name none; nothing when the target's own is the same."""
        own, theirs = default_style(self.source), default_style(self.target)
        if own is None:
            return ""
        new = self.style(own.get(q("styleId")) or "")
        return "" if theirs is not None and new == theirs.get(q("styleId")) else new

    def style(self, key: str) -> str:
        """The id in the target of a style of the source; copied there on first need."""
        if key in self.styles:
            return self.styles[key]
        own = find_style(self.source, key)
        root = self.target.tree("styles")
        if own is None or root is None:
            return key
        twin = next((s for s in root.findall(q("style")) if _same_name(s, own)), None)
        if twin is not None and self._shape(self.source, own) == self._shape(self.target, twin):
            self.styles[key] = twin.get(q("styleId")) or key
            self._share_list(own, twin)
            return self.styles[key]
        return self._copy(key, own, root, clash=twin is not None)

    def _share_list(self, own: Element, twin: Element) -> None:
        ours, theirs = (e.find(f"{q('pPr')}/{q('numPr')}/{q('numId')}") for e in (own, twin))
        if ours is not None and theirs is not None:
            self.lists.setdefault(ours.get(q("val")), theirs.get(q("val")))

    def _copy(self, key: str, own: Element, root: Element, *, clash: bool) -> str:
        used = {s.get(q("styleId")) for s in root.findall(q("style"))}
        stem = re.sub(r"[^A-Za-z0-9]", "", self.label) or "Part"
        new, number = key, 1
        while new in used or (clash and new == key):
            new, number = f"{key}-{stem}{number if number > 1 else ''}", number + 1
        self.styles[key] = new
        style = copy.deepcopy(own)
        style.attrib.pop(q("default"), None)
        style.set(q("styleId"), new)
        style.set(q("customStyle"), "1")
        if clash:
            self._rename(style, root)
        if style.find(q("basedOn")) is None:
            self._materialise_defaults(style)
        resolve_theme_fonts(style, self.source, self.target)
        root.append(style)
        for name in ("basedOn", "next", "link"):
            reference = style.find(q(name))
            if reference is not None:
                reference.set(q("val"), self.style(reference.get(q("val")) or ""))
        for reference in style.iter(q("numId")):
            reference.set(q("val"), self.list(reference.get(q("val")) or ""))
        return new

    def _rename(self, style: Element, root: Element) -> None:
        names = {
            s.find(q("name")).get(q("val")).lower() for s in root.findall(q("style")) if s.find(q("name")) is not None
        }
        name = style.find(q("name"))
        first = wanted = f"{name.get(q('val'))} ({self.label})"
        number = 2
        while wanted.lower() in names:
            wanted, number = f"{first} {number}", number + 1
        name.set(q("val"), wanted)

    def _materialise_defaults(self, style: Element) -> None:
        """A style that rests on nothing rests on its document's defaults: they come along where they differ."""
        if _defaults(self.source) == _defaults(self.target) or style.get(q("type")) not in {"paragraph", "table"}:
            return
        root = self.source.tree("styles")
        if root is None:
            return
        for name, order in (("rPr", xml.RUN_PROPERTIES), ("pPr", xml.PARAGRAPH_PROPERTIES)):
            defaults = root.find(f"{q('docDefaults')}/{q(name + 'Default')}/{q(name)}")
            for child in defaults if defaults is not None else []:
                own = style.find(q(name))
                if own is None:
                    own = etree.Element(q(name))
                    _insert_properties(style, own)
                if own.find(child.tag) is None:
                    xml.insert_in_order(own, copy.deepcopy(child), order)

    def list(self, key: str) -> str:
        """The id in the target of a list of the source; copied there on first need, with the styles of its levels."""
        if key not in self.lists and key not in {"", "0"}:
            self.lists[key] = copy_lists.copy_list(self.source, self.target, key)
            for style in sorted(copy_lists.styles_of(self.source, key)):
                self.style(style)
            copy_lists.rename_styles(self.target, self.lists[key], self.styles)
        return self.lists.get(key, key)

    def _shape(self, draft: Draft, style: Element, depth: int = 0) -> bytes:
        """What a style looks like with all that it rests on, without its ids and its place in Word's list."""
        key = (id(draft), style.get(q("styleId")) or "")
        if key in self._shapes or depth > 20:  # noqa: PLR2004 - Word stops at ten
            return self._shapes.get(key, b"")
        plain = copy.deepcopy(style)
        for element in list(plain.iter(*_INCIDENTAL)):
            xml.remove(element)
        for name in ("styleId", "customStyle", "default"):
            plain.attrib.pop(q(name), None)
        resolve_theme_fonts(plain, draft, None)
        based = plain.find(q("basedOn"))
        base = find_style(draft, based.get(q("val")) or "") if based is not None else None
        if based is not None:
            plain.remove(based)
        below = self._shape(draft, base, depth + 1) if base is not None else _defaults(draft)
        for reference in plain.iter(q("numId")):
            reference.set(q("val"), copy_lists.canonical(draft, reference.get(q("val")) or "").decode())
        for element in plain.iter():
            element.tail = None
        plain.text = None
        self._shapes[key] = etree.tostring(plain, method="c14n") + below
        return self._shapes[key]


def find_style(draft: Draft, key: str) -> Element | None:
    """The `w:style` with the id `key`; None where the document has none."""
    root = draft.tree("styles")
    if root is None:
        return None
    return next((s for s in root.findall(q("style")) if s.get(q("styleId")) == key), None)


def chain_of(draft: Draft, key: str) -> Iterator[Element]:
    """The `w:style` with the id `key`, then the one that it is based on, and so on."""
    seen: set[str] = set()
    while key and key not in seen and (style := find_style(draft, key)) is not None:
        seen.add(key)
        yield style
        based = style.find(q("basedOn"))
        key = based.get(q("val")) or "" if based is not None else ""


def default_style(draft: Draft) -> Element | None:
    """The `w:style` that paragraphs have which name no style (`w:default`); None where there is none."""
    root = draft.tree("styles")
    styles = root.findall(q("style")) if root is not None else []
    return next((s for s in styles if s.get(q("type")) == "paragraph" and s.get(q("default")) in {"1", "true"}), None)


def _same_name(one: Element, two: Element) -> bool:
    names = [style.find(q("name")) for style in (one, two)]
    if any(name is None for name in names) or one.get(q("type")) != two.get(q("type")):
        return False
    first, second = ((name.get(q("val")) or "").lower() for name in names)
    return first == second


def _defaults(draft: Draft) -> bytes:
    root = draft.tree("styles")
    found = root.find(q("docDefaults")) if root is not None else None
    if found is None:
        return b""
    plain = copy.deepcopy(found)
    resolve_theme_fonts(plain, draft, None)
    for element in plain.iter():
        element.tail = None
        element.text = None
    canonical: bytes = etree.tostring(plain, method="c14n")
    return canonical


def _insert_properties(style: Element, properties: Element) -> None:
    """`pPr` before `rPr` before the parts of a table's style."""
    later = {
        q("pPr"): ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr"),
        q("rPr"): ("tblPr", "trPr", "tcPr", "tblStylePr"),
    }
    following = next((c for c in style if c.tag in [q(name) for name in later[properties.tag]]), None)
    if following is not None:
        following.addprevious(properties)
    else:
        style.append(properties)


def theme_fonts(draft: Draft) -> dict[str, str]:
    """The fonts that `majorHAnsi`, `minorHAnsi` … stand for in a document."""
    name = draft.linked("theme")
    if name is None or name not in draft.parts:
        return {}
    root = xml.parse(draft.parts[name])
    found = {}
    for kind in ("major", "minor"):
        for slot, tag in (("Ascii", "latin"), ("HAnsi", "latin"), ("EastAsia", "ea"), ("Bidi", "cs")):
            element = root.find(f".//{_A}{kind}Font/{_A}{tag}")
            if element is not None and element.get("typeface"):
                found[kind + slot] = element.get("typeface")
    return found


def resolve_theme_fonts(element: Element, source: Draft, target: Draft | None) -> None:
    """Write the names of the source's theme fonts into an element in place of the theme's slots.

    Nothing is changed where the theme of `target` has the same fonts; with `target` None they are always written.
    """
    fonts = theme_fonts(source)
    if target is not None and fonts == theme_fonts(target):
        return
    for properties in element.iter(q("rFonts")):
        for slot, themed in (
            ("ascii", "asciiTheme"),
            ("hAnsi", "hAnsiTheme"),
            ("eastAsia", "eastAsiaTheme"),
            ("cs", "cstheme"),
        ):
            name = properties.attrib.pop(q(themed), None)
            if name and fonts.get(name):
                properties.set(q(slot), fonts[name])


def restyle(nodes: Iterable[Element], styles: StyleMap) -> None:
    """Give elements of the source the ids that their styles and lists have in the target."""
    plain = styles.default_paragraph()
    for element in _all(nodes):
        if element.tag in USES:
            element.set(q("val"), styles.style(element.get(q("val")) or ""))
        elif element.tag == q("numId"):
            element.set(q("val"), styles.list(element.get(q("val")) or ""))
        elif element.tag == q("p") and plain and element.find(f"{q('pPr')}/{q('pStyle')}") is None:
            xml.properties_of(element, "pPr").insert(0, etree.Element(q("pStyle"), {q("val"): plain}))
    for node in nodes:
        if isinstance(node.tag, str):
            resolve_theme_fonts(node, styles.source, styles.target)


def _all(nodes: Iterable[Element]) -> Iterator[Element]:
    for node in nodes:
        yield from list(node.iter()) if isinstance(node.tag, str) else ()
