"""Tags of a table's cell (width, colour, merging), and of a paragraph: `{% keepnext %}`, `{% leftalign %}`."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from lxml import etree

from nastav_docs.diagnostics.codes import templates as codes
from nastav_docs.docx import Element, q, xml
from nastav_docs.template.markup import statements
from nastav_docs.template.markup.tags import Tag, TagBook

if TYPE_CHECKING:
    from nastav_docs.diagnostics import Diagnostic

# The property of a paragraph, with its value, that a tag stands for.
PARAGRAPH_TAGS = {"keepnext": ("keepNext", ""), "leftalign": ("jc", "left")}
LEVELS = {"p": "абзац", "tr": "строка", "tc": "ячейка"}  # what a tag of a level replaces


def take_cell_tag(
    text: Element, number: int, tag: Tag, said: tuple[str, str], book: TagBook
) -> list[tuple[Element, Tag, str]]:
    """Take a tag such as `{% cellbg colour %}` out of its text and put what it asks for into the cell's properties.

    `said` are its word and its expression. Merges are not done yet but returned, each as the cell, the tag and the
    condition of `{% vm %}`: they change the rows that other tags still have to find.
    """
    text.text = (text.text or "").replace(book.token(number), "")
    paragraph = xml.ancestor(text, "p")
    cell = xml.ancestor(text, "tc")
    word, value = said
    if word in PARAGRAPH_TAGS:
        _print_where(paragraph, PARAGRAPH_TAGS[word], value or "true", tag, book)
    elif cell is None:
        book.problems.append(outside_table(tag))
    elif word not in {"vm", "hm"}:
        _apply_cell_tag(cell, word, value, tag, book)
    if tag.level == "p" and paragraph is not None:
        xml.remove(paragraph)
    if cell is None or word not in {"vm", "hm"}:
        return []
    return [(cell, tag, (value or "loop.first") if word == "vm" else "")]


def _print_where(paragraph: Element, said: tuple[str, str], condition: str, tag: Tag, book: TagBook) -> None:
    """`{% keepnext … %}`: give the paragraph a property, which is printed when the condition holds."""
    name, value = said
    element = etree.Element(q(name), {q("val"): value} if value else {})
    xml.insert_in_order(xml.properties_of(paragraph, "pPr"), element, xml.PARAGRAPH_PROPERTIES)
    before = element.getprevious()
    other = book.of_mark(before) if before is not None else None
    if before is not None and other is not None and other.word == "if":
        before.addprevious(element)  # not under the condition of another tag of the paragraph
    element.addprevious(book.mark(book.add(Tag("%", "p", f"if {condition}", tag.source, tag.place))))
    element.addnext(book.mark(book.add(Tag("%", "p", "endif", tag.source, tag.place))))


def merge(cell: Element, tag: Tag, condition: str, book: TagBook) -> None:
    """Merge cells: downwards (`{% vm %}`) where there is a condition, to the right (`{% hm %}`) where it is empty.

    `condition` is true of the cell with which a merge begins.
    """
    properties = xml.properties_of(cell, "tcPr")
    if condition:
        _merge_down(cell, properties, tag, condition, book)
    else:
        _merge_right(cell, properties, tag, book)


def _apply_cell_tag(cell: Element, word: str, value: str, tag: Tag, book: TagBook) -> None:
    number = book.add(Tag("{", "", f"({value})|nd_{word}", tag.source, tag.place))
    names = {
        "colspan": ("gridSpan", {"val": book.token(number)}),
        "cellbg": ("shd", {"val": "clear", "color": "auto", "fill": book.token(number)}),
        "cellwidth": ("tcW", {"w": book.token(number), "type": "dxa"}),
    }
    name, attributes = names[word]
    element = etree.Element(q(name), {q(key): text for key, text in attributes.items()})
    xml.insert_in_order(xml.properties_of(cell, "tcPr"), element, xml.CELL_PROPERTIES)


def _merge_down(cell: Element, properties: Element, tag: Tag, condition: str, book: TagBook) -> None:
    """`{% vm %}`: merge the cells of a loop's rows; those for which `condition` fails are printed empty."""

    def mark(body: str) -> Element:
        return book.mark(book.add(Tag("%", "p", body, tag.source, tag.place)))

    number = book.add(Tag("{", "", f"('restart' if {condition} else 'continue')|nd_word", tag.source, tag.place))
    merge = etree.Element(q("vMerge"), {q("val"): book.token(number)})
    xml.insert_in_order(properties, merge, xml.CELL_PROPERTIES)
    first = next((p for p in cell.iter(q("p"))), None)
    empty = etree.Element(q("p"))
    empty.text = ""
    if first is not None and first.find(q("pPr")) is not None:
        empty.append(copy.deepcopy(first.find(q("pPr"))))
    cell.insert(cell.index(properties) + 1, mark(f"if {condition}"))
    for element in (mark("else"), empty, mark("endif")):
        cell.append(element)


def _merge_right(cell: Element, properties: Element, tag: Tag, book: TagBook) -> None:
    """`{% hm %}`: of the cells of a loop print the first alone, as wide as all of them."""
    old = properties.find(q("gridSpan"))
    span = int(old.get(q("val"))) if old is not None and (old.get(q("val")) or "").isdigit() else 1
    number = book.add(Tag("{", "", f"({span} * loop.length)|nd_colspan", tag.source, tag.place))
    element = etree.Element(q("gridSpan"), {q("val"): book.token(number)})
    xml.insert_in_order(properties, element, xml.CELL_PROPERTIES)
    parent, index = cell.getparent(), cell.getparent().index(cell)
    parent.insert(index, book.mark(book.add(Tag("%", "tc", "if loop.first", tag.source, tag.place))))
    parent.insert(index + 2, book.mark(book.add(Tag("%", "tc", "endif", tag.source, tag.place))))


def outside_table(tag: Tag) -> Diagnostic:
    """The problem of a tag for a row or a cell that stands in no table."""
    hint = "в обычном тексте пишут {%p … %}" if tag.level in LEVELS else "поставьте метку в ячейку таблицы"
    return codes.TAG_OUTSIDE_TABLE.at(tag.place, "метка для таблицы стоит вне таблицы", hint=hint, text=tag.source)


def check_merges(root: Element, book: TagBook) -> None:
    """Report merges downwards whose first row may be left out while others stay; the marks must stand in the tree."""
    for table in root.iter(q("tbl")):
        stack: list[Tag] = []
        either: list[Tag] = []  # conditions with an `else`, in which the merge probably begins too
        begun: dict[int, list[Tag]] = {}
        for child in table:
            tag = book.of_mark(child)
            if tag is not None and statements.opens(tag):
                stack.append(tag)
            elif statements.closes(tag) and stack:
                stack.pop()
            elif tag is not None and tag.word in statements.MIDDLE:
                either += stack[-1:]
            elif child.tag == q("tr"):
                _follow_merges(child, stack, either, begun, book)


def _follow_merges(
    row: Element, stack: list[Tag], either: list[Tag], begun: dict[int, list[Tag]], book: TagBook
) -> None:
    """The merges of one row: `begun` are those above it by column, each with the statements around its first row."""
    column = int(xml.number(xml.value(row, "trPr/gridBefore")))
    for cell in row.iterfind(q("tc")):
        merged = cell.find(f"{q('tcPr')}/{q('vMerge')}")
        if merged is None:
            begun.pop(column, None)
        elif merged.get(q("val"), "continue") != "continue":
            begun[column] = list(stack)
        else:
            lacking = [tag for tag in begun.get(column, []) if tag not in stack and tag not in either]
            if lacking:
                message = f"объединение ячеек начинается в строке, которая печатается не всегда ({lacking[0].source})"
                hint = "поставьте под это условие все объединённые строки или объединяйте их меткой {% vm %}"
                book.problems.append(codes.CELL_TAG.at(lacking[0].place, message, hint=hint, text=lacking[0].source))
                begun[column] = list(stack)
        column += int(xml.number(xml.value(cell, "tcPr/gridSpan") or "1")) or 1
