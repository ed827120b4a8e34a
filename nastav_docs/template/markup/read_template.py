"""Open a template: from its package to trees in which its tags are found, checked and in their places."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from lxml import etree

from nastav_docs.diagnostics import Place, Severity
from nastav_docs.diagnostics.codes import templates as codes
from nastav_docs.docx import CORE, DCTERMS, WEB, XSI, Draft, Element, clean, q, remove, words_of, written_as_word, xml
from nastav_docs.template.markup import tags
from nastav_docs.template.markup.note_parts import report_lost_notes
from nastav_docs.template.markup.outside_text import report_tags_of_other_parts
from nastav_docs.template.markup.place_tags import mark_up
from nastav_docs.template.markup.property_fields import print_properties
from nastav_docs.template.markup.tags import Tag, TagBook, TemplatePart

if TYPE_CHECKING:
    from nastav_docs.docx import Package
    from nastav_docs.template.markup.check_expressions import Checker

_STORIES = ("document.main+xml", "header+xml", "footer+xml", "footnotes+xml", "endnotes+xml")
_DROPPED = (
    "comments",
    "commentsExtended",
    "commentsIds",
    "commentsExtensible",
    "people",
    "thumbnail",
    "attachedTemplate",
    "custom-properties",
    "glossaryDocument",
)
TAGGED: Final = r"\{\{|%7B%7B|\{%"  # a tag in the address of a link
UNLINKED = replace(codes.EXTERNAL_LINK, severity=Severity.NOTE)
DETACH: Final = "отсоединить совсем: Разработчик → Шаблон документа, вместо имени шаблона напишите Normal"
_CORE = "core-properties"
_SETTINGS_NOISE = ("rsids", "attachedTemplate", "proofState", "trackRevisions", "linkStyles")
_LIBREOFFICE = (b'"start"', b'"end"', b"w:start=", b"w:end=", b"<w:end ", b'"true"', b"w:characterSet=")
_WORD_PREFIXES = {"w": xml.W, "r": xml.R}


def open_draft(package: Package, file: str, book: TagBook, checker: Checker) -> Draft | None:
    """Open a template; None for a file that cannot be one.

    `file` is how the user knows the template. Tags and problems go to the book; `checker` reads the expressions.
    """
    draft = Draft.of(package, file)
    root = package.tree(package.main)
    if any(root.nsmap.get(prefix) != uri for prefix, uri in _WORD_PREFIXES.items()) or root.find(q("body")) is None:
        message = "файл записан непривычно: шаблоном он служить не может"
        book.problems.append(codes.NOT_A_DOCX.at(Place(file), message, hint="откройте файл в Word и сохраните заново"))
        return None
    for name, kind in sorted(draft.types.items(), key=lambda item: (item[0] != draft.main, item[0])):
        if kind.endswith(_STORIES) and name in draft.parts:
            draft.edited(name)
            draft.stories.append(name)
    _unlink(draft, book)
    changes = [clean(draft.trees[name]) for name in draft.stories]
    report_lost_notes(draft, book)
    shown = print_properties(draft, book)
    report_tags_of_other_parts(draft, shown, book)
    _drop_parts(draft, book)
    for name in draft.stories:
        mark_up(TemplatePart(draft.trees[name], name, file), book, checker.check)
    if any(changes):
        book.problems.append(
            codes.TRACKED_CHANGES.at(
                Place(file),
                "в шаблоне остались исправления: вставки приняты, удаления выполнены",
                hint="Рецензирование → Принять все исправления и прекратить отслеживание",
            )
        )
    _set_right(draft)
    _clean_settings(draft)
    _mark_up_core(draft, book, checker)
    _report_links(draft, book)
    return draft


def _unlink(draft: Draft, book: TagBook) -> None:
    """Take off the links that lead a reader of the printed document nowhere: into a legal base, to a neighbour file.

    Their words stay. Each is told with its paragraph.
    """
    for source, links in draft.links.items():
        dead = [
            key
            for key, link in links.items()
            if link.external
            and (link.short == "attachedTemplate" or (link.short == "hyperlink" and not WEB.match(link.target)))
        ]
        for key in dead:
            target = links[key].target
            if links[key].short == "attachedTemplate":
                message = f"шаблон Word, к которому присоединён файл («{target}»), в документ не перейдёт"
                book.problems.append(UNLINKED.at(Place(draft.file), message, hint=DETACH, text=target))
                continue  # dropped with the other parts
            if re.search(TAGGED, target, re.IGNORECASE):
                continue  # told as what it is
            message = f"гиперссылка «{target}» в документ не перейдёт, слова её останутся"
            hint = "если она не нужна: правой кнопкой → Удалить гиперссылку"
            places = _unwrapped(draft.edited(source), key) if source in draft.parts or source in draft.trees else []
            for words in places or [""]:
                book.problems.append(UNLINKED.at(Place(draft.file, words=words), message, hint=hint, text=target))
            del links[key]


def _unwrapped(root: Element, key: str) -> list[str]:
    """Put the words of each hyperlink by a relation in its place; take off the links of pictures; where they stood."""
    places = []
    for element in [e for e in root.iter() if e.get(f"{{{xml.R}}}id") == key]:
        places.append(words_of(element))
        parent = element.getparent()
        if element.tag == q("hyperlink"):
            at = parent.index(element)
            for child in reversed(list(element)):
                parent.insert(at, child)
        remove(element)
    return places


def _drop_parts(draft: Draft, book: TagBook) -> None:
    """Drop the parts that no printed document needs: comments and their authors, the picture of the first page."""
    for source, links in list(draft.links.items()):
        for key, link in list(links.items()):
            if link.short not in _DROPPED:
                continue
            content = draft.parts.get(link.target, b"") if not link.external else b""
            del draft.links[source][key]
            _drop_part(draft, link.target)
            if link.short == "comments" and b"<w:comment " in content:
                book.problems.append(
                    codes.COMMENTS_LEFT.at(
                        Place(draft.file),
                        "в шаблоне остались примечания; в документ они не попадут",
                        hint="Рецензирование → Удалить → Удалить все примечания",
                    )
                )


def _drop_part(draft: Draft, name: str) -> None:
    """Drop a part that no other names any more, and the parts that only it names."""
    if any(link.target == name for links in draft.links.values() for link in links.values()):
        return
    draft.parts.pop(name, None)
    for link in draft.links.pop(name, {}).values():
        _drop_part(draft, link.target)


def _set_right(draft: Draft) -> None:
    """Rewrite styles and lists that LibreOffice wrote as Word writes them."""
    for short in ("styles", "numbering", "fontTable"):
        data = draft.parts.get(draft.linked(short) or "", b"")
        if any(word in data for word in _LIBREOFFICE):
            written_as_word(draft.tree(short))
            _drop_white_space(draft.tree(short))


def _clean_settings(draft: Draft) -> None:
    settings = draft.tree("settings")
    if settings is not None:
        for name in _SETTINGS_NOISE:
            for element in settings.findall(q(name)):
                settings.remove(element)
        _drop_white_space(settings)


def _drop_white_space(root: Element) -> None:
    """Drop the line feeds between the elements of a part."""
    for element in root.iter():
        element.tail = None
        if len(element):
            element.text = None


def _mark_up_core(draft: Draft, book: TagBook, checker: Checker) -> None:
    """Make `docProps/core.xml` a part with tags: its texts may hold some; drop who saved the template and when."""
    name = draft.linked(_CORE, "")
    if name is None:
        return
    root = draft.edited(name)
    draft.stories.append(name)
    for element in list(root):
        element.tail = None
        local = etree.QName(element).localname
        if local in {"lastModifiedBy", "revision", "lastPrinted", "created", "modified"}:
            root.remove(element)
        else:
            element.text = _marked_text(element.text or "", Place(draft.file, words=words_of(root)), book, checker)
    root.text = None
    source = "document.created"

    def mark(body: str) -> Element:
        return book.mark(book.add(Tag("%", "p", body, source, Place(draft.file))))

    root.append(mark("if (document is defined) and (document.created is defined) and document.created"))
    for local in ("created", "modified"):
        moment = etree.SubElement(root, f"{{{DCTERMS}}}{local}", {f"{{{XSI}}}type": "dcterms:W3CDTF"})
        moment.text = book.token(book.add(Tag("{", "", "document.created|nd_moment", source, Place(draft.file))))
    root.append(mark("endif"))
    if (
        root.find(f"{{{CORE}}}contentStatus") is None
    ):  # «Состояние» of the file's properties: a template may have its own
        root.append(mark("if (document is defined) and (document.status is defined) and document.status"))
        etree.SubElement(root, f"{{{CORE}}}contentStatus").text = book.token(
            book.add(Tag("{", "", "document.status", "document.status", Place(draft.file)))
        )
        root.append(mark("endif"))


def _marked_text(text: str, place: Place, book: TagBook, checker: Checker) -> str:
    found = tags.TaggedParagraph(None, text, [], [])
    tags.scan(found, place, book.problems)
    for span in reversed(found.spans):
        replacement = span.literal
        if span.tag is not None and span.tag.kind != "#":
            book.problems += checker.check(span.tag)
            replacement = book.token(book.add(span.tag))
        text = text[: span.start] + replacement + text[span.end :]
    return text


def _report_links(draft: Draft, book: TagBook) -> None:
    for links in draft.links.values():
        for link in links.values():
            if re.search(TAGGED, link.target, re.IGNORECASE):
                book.problems.append(
                    codes.TAG_NOT_IN_TEXT.at(
                        Place(draft.file),
                        "метка стоит в адресе гиперссылки, а не в тексте",
                        hint="уберите гиперссылку, оставьте метку обычным текстом",
                        text=link.target,
                    )
                )
