"""Formatting written into a Word file as tracked changes: a person sees each in Word and accepts or rejects it.

What stood there before is kept beside the new properties, so that rejecting all gives the file as it was
(ISO/IEC 29500-1, 17.13.5.29 `w:pPrChange`, 17.13.5.31 `w:rPrChange`, 17.13.5.32 `w:sectPrChange`, 17.13.5.37
`w:trPrChange`).
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Final

from nastav_docs.docx.tracked_changes import track
from nastav_docs.docx.xml import (
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    SECTION_PROPERTIES,
    Element,
    insert_in_order,
    properties_of,
    q,
)

# The name of a property → its attributes; None takes an attribute away: {"ind": {"firstLine": "709", "hanging": None}}.
# Of a property that consists of others, `numPr`, their names and values: {"numPr": {"ilvl": "0", "numId": "7"}}.
Looks = Mapping[str, Mapping[str, str | None]]
# What the record of the old look of each kind must not hold (the types CT_PPrBase, CT_RPr, CT_SectPrBase, CT_TrPrBase).
UNKEPT: Final = {
    "pPr": ("rPr", "sectPr", "pPrChange"),
    "rPr": ("rPrChange",),
    "sectPr": ("headerReference", "footerReference", "sectPrChange"),
    "trPr": ("ins", "del", "trPrChange"),
}
CONSISTING: Final = {"numPr": ["ilvl", "numId", "numberingChange", "ins"]}
ORDERS: Final = {
    "pPr": [*PARAGRAPH_PROPERTIES, "pPrChange"],
    "rPr": [*RUN_PROPERTIES, "rPrChange"],
    "sectPr": [*SECTION_PROPERTIES, "sectPrChange"],
    "trPr": ["cnfStyle", "divId", "gridBefore", "gridAfter", "wBefore", "wAfter", "cantSplit", "trHeight", "tblHeader"],
}


def restyle(element: Element, looks: Looks, number: int) -> bool:
    """Give a paragraph, run, section or row these properties as a tracked change with this number.

    `element` is a `w:p`, `w:r`, `w:tr`, or a `w:sectPr` itself. False, and nothing is changed, where somebody's own
    tracked change of the look waits there, or all is so already.
    """
    properties = _properties(element)
    name = properties.tag.rpartition("}")[2]
    if properties.find(q(f"{name}Change")) is not None:
        return False
    before = properties.makeelement(q(name), {})
    before.extend(deepcopy(child) for child in properties if child.tag not in {q(other) for other in UNKEPT[name]})
    changed = False
    for property_, attributes in looks.items():
        old = properties.find(q(property_))
        new = properties.makeelement(q(property_), {}) if old is None else deepcopy(old)
        for attribute, value in attributes.items():
            if property_ in CONSISTING:
                _set_child(new, attribute, value)
            elif value is None:
                new.attrib.pop(q(attribute), None)
            else:
                new.set(q(attribute), value)
        if old is None or dict(old.attrib) != dict(new.attrib) or property_ in CONSISTING:
            insert_in_order(properties, new, ORDERS[name])
            changed = True
    if changed:
        record = properties.makeelement(q(f"{name}Change"), track(number))
        record.append(before)
        properties.append(record)
    return changed


def _set_child(property_: Element, name: str, value: str | None) -> None:
    """One of the values that a property consists of."""
    child = property_.find(q(name))
    if child is None:
        child = property_.makeelement(q(name), {})
        insert_in_order(property_, child, CONSISTING["numPr"])
    child.set(q("val"), value or "0")


def _properties(element: Element) -> Element:
    """The element with the properties, made where it is not there."""
    name = element.tag.rpartition("}")[2]
    if name == "sectPr":
        return element
    if name != "tr":
        return properties_of(element, f"{name}Pr")
    found = element.find(q("trPr"))
    if found is None:
        found = element.makeelement(q("trPr"), {})
        element.insert(1 if element.find(q("tblPrEx")) is not None else 0, found)
    return found
