"""Replace fields that show a property of the file (DOCPROPERTY, TITLE, AUTHOR) by its text, with the tags in it.

As fields they would show what the template had when it was saved, until somebody updates them: then, perhaps, an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from nastav_docs.diagnostics import Place
from nastav_docs.diagnostics.codes import templates as codes
from nastav_docs.docx import Places, fields_of, q, xml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nastav_docs.docx import Draft, Element, WordField
    from nastav_docs.template.markup.tags import TagBook

# The name of a property in fields (ISO/IEC 29500-1, 17.16.5.17), in small letters, and that of its element in the file.
_BUILT_IN: Final = {
    "title": "title", "subject": "subject", "author": "creator", "keywords": "keywords", "comments": "description",
    "category": "category", "contentstatus": "contentStatus", "manager": "Manager", "company": "Company",
}  # fmt: skip
# Properties that Word counts or knows by itself: their fields stay.
_COUNTED: Final = {
    "bytes", "characters", "characterswithspaces", "createtime", "hyperlinkbase", "lastprinted", "lastsavedby",
    "lastsavedtime", "lines", "nameofapplication", "odmadocid", "pages", "paragraphs", "revisionnumber", "security",
    "template", "totaleditingtime", "words",
}  # fmt: skip
_OWN: Final = {"TITLE", "SUBJECT", "AUTHOR", "KEYWORDS", "COMMENTS"}


def print_properties(draft: Draft, book: TagBook) -> frozenset[str]:
    """Replace the fields that show properties; gives the names of the file's own properties that were shown.

    A property that the file does not have is reported in the book. Call it before tags are looked for.
    """
    fields = [(story, one) for story in draft.stories for one in fields_of(draft.trees[story]) if _property(one)]
    if not fields:
        return frozenset()
    known, own = _built_in(draft), _own(draft)
    shown = set()
    for story, one in fields:
        name = _property(one)
        value = own.get(name) if name in own else known.get(_BUILT_IN.get(name.lower(), ""))
        if value is not None:
            shown.add(name)
            _show(one, value)
        elif name.lower() not in _BUILT_IN:
            message = f"поле DOCPROPERTY показывает свойство «{name}», а в файле его нет"
            hint = "добавьте свойство (Файл → Сведения → Свойства → Дополнительные свойства → Прочие) или удалите поле"
            place = Place(draft.file, words=Places(draft.trees[story]).of(one.start))
            book.problems.append(codes.NO_SOURCE.at(place, message, hint=hint, text=one.code.strip()))
    return frozenset(shown)


def _property(one: WordField) -> str:
    """The name of the property that a field shows, small; empty for another field and for what Word counts itself."""
    name = one.argument if one.name == "DOCPROPERTY" else one.name if one.name in _OWN and not one.argument else ""
    return "" if name.lower() in _COUNTED else name


def _built_in(draft: Draft) -> Mapping[str, str]:
    """The values of the properties that every file has, by the name of their element in `docProps/core.xml`."""
    names = [draft.linked("core-properties", ""), draft.linked("extended-properties", "")]
    roots = [_root(draft, name) for name in names if name is not None]
    return {etree.QName(e).localname: e.text or "" for root in roots for e in root.iterchildren(etree.Element)}


def _own(draft: Draft) -> Mapping[str, str]:
    """The values of the properties that a user has added, by name."""
    name = draft.linked("custom-properties", "")
    if name is None:
        return {}
    return {e.get("name") or "": "".join(e.itertext()) for e in _root(draft, name).iterchildren(etree.Element)}


def _root(draft: Draft, name: str) -> Element:
    return draft.trees[name] if name in draft.trees else xml.parse(draft.parts[name])


def _show(one: WordField, value: str) -> None:
    """Replace a field by a text in the format that it had."""
    texts = [shown for shown in one.result if shown.tag == q("t")]
    if texts:
        text = texts[0]
        for other in one.result:
            if other is not text and other.getparent() is not None:
                xml.remove(other)
    else:
        text = etree.Element(q("t"))
        where = one.start if one.start.tag == q("fldSimple") else one.marks[-1]
        if where.tag == q("fldSimple"):
            etree.SubElement(where, q("r")).append(text)
        else:
            where.addprevious(text)
    text.text = value
    xml.keep_spaces(text)
    one.unlink()
