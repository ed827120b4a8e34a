"""Check references to bookmarks, and tables of contents, against what a document prints, when the template is compiled.

A bookmark in a loop is printed once for each turn, so it is dropped; one under a condition is not always there. A
reference to either would print «Ошибка! Источник ссылки не найден». One in the same turn of a loop keeps the text that
it shows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from jinja2 import nodes

from nastav_docs.diagnostics import Place
from nastav_docs.diagnostics.codes import templates as codes
from nastav_docs.docx import Places, fields_of, q
from nastav_docs.template.markup import statements

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nastav_docs.docx import Draft, Element, WordField
    from nastav_docs.template.markup.tags import Tag, TagBook, TaggedParagraph, TagSpan, TemplatePart

_REFERENCES: Final = {"REF", "PAGEREF", "NOTEREF"}
_ALWAYS: Final = {"block", "with", "filter"}  # statements that print their content once, whatever the data


@dataclass(frozen=True, slots=True)
class EnclosingStatement:
    """A statement around a piece of text; `condition` says when the text is printed, empty for a loop or a macro."""

    tag: Tag
    condition: str


def note_fields(part: TemplatePart, found: Iterable[TaggedParagraph], book: TagBook) -> None:
    """Add the references of a part, and the tags in its tables of contents, to the book while their places are known.

    `found` are the paragraphs of the part with their tags. Word is asked to make a table of contents with tags anew
    when the document is opened (`w:dirty`).
    """
    fields = fields_of(part.root)
    if any(points_to(one) for one in fields):
        places = Places(part.root)
        book.asked |= {one.start: Place(part.file, words=places.of(one.start)) for one in fields if points_to(one)}
    for contents in (one for one in fields if one.name == "TOC"):
        shown = set(contents.result)
        spans = [(item, span) for item in found for span in item.spans if span.tag is not None]
        tags = [span.tag for item, span in spans if span.tag is not None and _lies_in(span, item, shown)]
        if tags:
            book.contents += tags
            contents.start.set(q("dirty"), "true")


def points_to(one: WordField) -> str:
    """The bookmark that a field refers to; empty for another field and for the lines of a table of contents."""
    around = one.around
    while around is not None and around.name != "TOC":
        around = around.around
    return one.argument if one.name in _REFERENCES and around is None else ""


def _lies_in(span: TagSpan, item: TaggedParagraph, shown: set[Element]) -> bool:
    """Whether any character of a tag stands in one of the elements `shown`, which a field shows."""
    return any(a.element in shown for a in item.atoms if a.start < span.end and a.end > span.start)


def check_references(draft: Draft, book: TagBook) -> None:
    """Report references that would print an error; turn those whose bookmark is in the same turn of a loop into text.

    Call it when includes and blocks are in their places; problems go to the book.
    """
    for tag in book.contents:
        _check_contents(tag, book)
    if not book.asked:
        return
    fields = [one for story in draft.stories for one in fields_of(draft.trees[story])]
    around = {
        element: stack for story in draft.stories for element, stack in _with_tags_around(draft.trees[story], book)
    }
    bookmarks: dict[str, list[tuple[EnclosingStatement, ...]]] = {
        one.argument: [()] for one in fields if one.name == "SET"
    }
    for element, stack in around.items():
        if element.tag == q("bookmarkStart"):
            bookmarks.setdefault(element.get(q("name")) or "", []).append(stack)
    for one in fields:
        name, place = points_to(one), book.asked.get(one.start)
        if not name or place is None:
            continue
        wrong = _wrong(around.get(one.start, ()), bookmarks.get(name, []))
        if wrong:
            book.problems.append(codes.NO_SOURCE.at(place, wrong[0], hint=wrong[1], text=one.code.strip()))
        elif any(not one_enclosing.condition for stack in bookmarks[name] for one_enclosing in stack):
            one.unlink()


def _wrong(
    around: tuple[EnclosingStatement, ...], targets: list[tuple[EnclosingStatement, ...]]
) -> tuple[str, str] | None:
    """The message and the hint of a reference whose bookmark may be missing.

    Returns None where the bookmark is printed whenever the reference is.
    """
    if not targets:
        return "ссылка ведёт на закладку, которой в шаблоне нет", "вставьте ссылку заново: Ссылки → Перекрёстная ссылка"
    conditions = {one.condition for one in around if one.condition}
    missing = [[one for one in t if one not in around and one.condition not in conditions] for t in targets]
    if not all(missing):
        return None
    lacking = missing[0][0]
    if lacking.condition:
        message = f"ссылка ведёт в абзац, который печатается не всегда ({lacking.tag.source})"
        return message, "поставьте ссылку под то же условие, что и абзац"
    message = f"ссылка ведёт в абзац, который печатается много раз ({lacking.tag.source})"
    return message, "замените ссылку обычным текстом или сошлитесь на абзац вне цикла"


def _with_tags_around(root: Element, book: TagBook) -> list[tuple[Element, tuple[EnclosingStatement, ...]]]:
    """The bookmarks and the beginnings of fields of a part, each with the loops, macros and conditions around it."""
    found: list[tuple[Element, tuple[EnclosingStatement, ...]]] = []
    stack: list[EnclosingStatement] = []
    token = re.compile(rf"{book.key}:(\d+);")
    for element in root.iter():
        mark = book.of_mark(element)
        inside = [mark] if mark is not None else []
        if element.tag == q("t") and book.key in (element.text or ""):
            inside = [book.tags[int(number)] for number in token.findall(element.text)]
        for tag in inside:
            if statements.opens(tag):
                stack.append(EnclosingStatement(tag, tag.body if tag.word == "if" else ""))
            elif statements.closes(tag) and stack:
                stack.pop()
            elif tag.word in statements.MIDDLE and stack and stack[-1].condition:
                stack[-1] = EnclosingStatement(tag, f"{tag.body} | {stack[-1].condition}")
        if element.tag in {q("bookmarkStart"), q("fldSimple"), q("fldChar")}:
            found.append((element, tuple(one for one in stack if one.tag.word not in _ALWAYS)))
    return found


def _check_contents(tag: Tag, book: TagBook) -> None:
    """Report a tag in a table of contents: it is a copy of one in a heading, and lines and page numbers may differ."""
    tree = statements.tree_of(tag)
    used = set() if isinstance(tree, str) else {name.name for name in tree.find_all(nodes.Name)}
    loops = [one for one in book.tags if one.word == "for" and used & statements.names_given(one)]
    if loops:
        message = f"строка оглавления повторяет заголовок из цикла ({loops[0].source}), а вне цикла такого имени нет"
        hint = "сотрите строки оглавления, оставьте одну без меток; в готовом документе обновите его: F9"
        book.problems.append(codes.TAG_NOT_IN_TEXT.at(tag.place, message, hint=hint, text=tag.source))
    else:
        message = "строка оглавления взята из шаблона: номера страниц в документе могут быть другие"
        hint = "в готовом документе обновите оглавление: правый щелчок → Обновить поле (Word предложит это сам)"
        book.problems.append(codes.CONTENTS_STALE.at(tag.place, message, hint=hint, text=tag.source))
