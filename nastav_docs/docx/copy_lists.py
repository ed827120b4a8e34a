"""Lists that come from another document: their definitions are copied under new ids."""

from __future__ import annotations

import copy
import hashlib
from typing import TYPE_CHECKING

from lxml import etree

from nastav_docs.docx import xml
from nastav_docs.docx.xml import Element, q

if TYPE_CHECKING:
    from nastav_docs.docx.word_file import Draft

_STYLE_USES = (q("pStyle"), q("styleLink"), q("numStyleLink"), q("rStyle"))
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"


def definition(draft: Draft, number: str) -> tuple[Element, Element] | None:
    """The `w:num` with the id `number` and the `w:abstractNum` that it names; None where either is missing."""
    root = draft.tree("numbering")
    if root is None:
        return None
    num = next((n for n in root.findall(q("num")) if n.get(q("numId")) == number), None)
    reference = num.find(q("abstractNumId")) if num is not None else None
    wanted = reference.get(q("val")) if reference is not None else None
    abstract = next((a for a in root.findall(q("abstractNum")) if a.get(q("abstractNumId")) == wanted), None)
    return (num, abstract) if num is not None and abstract is not None else None


def canonical(draft: Draft, number: str) -> bytes:
    """The definition of the list with the id `number`, as bytes without ids: equal for two lists that look alike."""
    found = definition(draft, number)
    if found is None:
        return b""
    parts = []
    for element in found:
        plain = copy.deepcopy(element)
        for name in ("nsid", "tmpl", "abstractNumId", "pStyle"):
            for child in list(plain.iter(q(name))):
                xml.remove(child)
        for attribute in ("numId", "abstractNumId", "durableId"):
            plain.attrib.pop(q(attribute), None)
        for child in plain.iter():
            child.tail = None
        parts.append(etree.tostring(plain, method="c14n"))
    return b"".join(parts)


def styles_of(draft: Draft, number: str) -> set[str]:
    """The ids of the styles that the list with the id `number` names; none where there is no such list."""
    found = definition(draft, number)
    if found is None:
        return set()
    return {e.get(q("val")) for e in found[1].iter(*_STYLE_USES) if e.get(q("val"))}


def copy_list(source: Draft, target: Draft, number: str) -> str:
    """Copy the definition of the list with the id `number` into another document; returns its id there.

    Where the source has no such list, the id is returned as it is.
    """
    found = definition(source, number)
    if found is None:
        return number
    root = _numbering(target)
    num, abstract = (copy.deepcopy(element) for element in found)
    abstract_id = _free(root, "abstractNum", "abstractNumId")
    num_id = _free(root, "num", "numId")
    abstract.set(q("abstractNumId"), abstract_id)
    num.set(q("numId"), num_id)
    num.find(q("abstractNumId")).set(q("val"), abstract_id)
    identity = abstract.find(q("nsid"))
    if identity is not None:  # Word joins lists of one nsid
        digest = hashlib.sha256(f"{source.file} {number} {abstract_id}".encode()).hexdigest()
        identity.set(q("val"), digest[:8].upper())
    first = root.find(q("num"))
    if first is not None:
        first.addprevious(abstract)
    else:
        root.append(abstract)
    last = root.findall(q("num"))[-1:] or [abstract]
    last[0].addnext(num)
    return num_id


def beginning_anew(draft: Draft, number: str) -> Element | None:
    """Add a `w:num` that looks like the list with the id `number` and begins at its first numbers; returns it.

    Its id is what `free_list` gave before. None where there is no such list.
    """
    found = definition(draft, number)
    if found is None:
        return None
    own, abstract = found
    num = etree.Element(q("num"), {q("numId"): str(free_list(draft))})
    root = _numbering(draft)
    root.findall(q("num"))[-1].addnext(num)
    etree.SubElement(num, q("abstractNumId"), {q("val"): abstract.get(q("abstractNumId"))})
    overrides = {override.get(q("ilvl")): override for override in own.findall(q("lvlOverride"))}
    for level in _levels(root, abstract):
        key = level.get(q("ilvl"))
        override = copy.deepcopy(overrides.get(key))
        if override is None:
            override = etree.Element(q("lvlOverride"), {q("ilvl"): key})
        if override.find(q("startOverride")) is None:
            changed = override.find(q("lvl"))
            start = (level if changed is None else changed).find(q("start"))
            first = start.get(q("val")) if start is not None else "1"
            override.insert(0, etree.Element(q("startOverride"), {q("val"): first}))
        num.append(override)
    return num


def _levels(root: Element, abstract: Element) -> list[Element]:
    """The levels of a list; those of a style of lists stand where the style is defined."""
    link = abstract.find(q("numStyleLink"))
    if link is None:
        return list(abstract.findall(q("lvl")))
    named = (a for a in root.findall(q("abstractNum")) if xml.value(a, "styleLink") == link.get(q("val")))
    return [level for linked in named for level in linked.findall(q("lvl"))]


def free_list(draft: Draft) -> int:
    """An id for a new `w:num`: no list of the document has it."""
    return int(_free(_numbering(draft), "num", "numId"))


def rename_styles(draft: Draft, number: str, styles: dict[str, str]) -> None:
    """Let the list with the id `number` name its styles by new ids: `styles` has the new one by the old one."""
    found = definition(draft, number)
    for element in found[1].iter(*_STYLE_USES) if found is not None else ():
        element.set(q("val"), styles.get(element.get(q("val")), element.get(q("val"))))


def _free(root: Element, name: str, attribute: str) -> str:
    used = [int(e.get(q(attribute)) or 0) for e in root.findall(q(name))]
    return str(max(used, default=0) + 1)


def _numbering(target: Draft) -> Element:
    found = target.tree("numbering")
    if found is not None:
        return found
    return target.new_part("numbering", _KIND, _TYPE, etree.Element(q("numbering"), nsmap={"w": xml.W}))
