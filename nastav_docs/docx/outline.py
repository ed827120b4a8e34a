"""A DOCX as a text to be read and compared: one paragraph or cell a line, with its style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nastav_docs.docx import xml
from nastav_docs.docx.blocks import blocks_of, cells_of, rows_of
from nastav_docs.docx.package import Package, read_package
from nastav_docs.docx.refusals import TOLERANT
from nastav_docs.docx.runs import contents
from nastav_docs.docx.xml import Element, q

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNS = {q("tab"): "→", q("cr"): "↵", q("noBreakHyphen"): "\u2011"}
_FALLBACK = f"{{{xml.MC}}}Fallback"
_SECTION_STARTS = {
    "continuous": "без новой страницы",
    "evenPage": "с чётной страницы",
    "oddPage": "с нечётной страницы",
}


def outline(data: bytes) -> str:
    """The outline of a DOCX: sections (page, margins), headers, footers, paragraphs, tables row by row, properties.

    A paragraph is a line «[style] text», a cell «row.column text»; a tab is →, a line break ↵, a new page ⤓, a no-break
    space °, a picture ▣, a field {its code}. Raises ValueError for what is not a DOCX.
    """
    package, problems = read_package(data, "", TOLERANT)
    if package is None:
        raise ValueError(problems[0].message)
    styles = package.linked_tree("styles")
    names = {} if styles is None else _style_names(styles)
    lines = list(_properties(package))
    lines += _body(package.tree(package.main).find(q("body")), names, package)
    for short in ("footnotes", "endnotes"):
        root = package.linked_tree(short)
        notes = [] if root is None else [note for note in root if note.get(q("type")) is None]
        lines += [line for note in notes for line in _blocks(note, names, f"сноска {note.get(q('id'))} ")]
    return "\n".join(lines) + "\n"


def _properties(package: Package) -> Iterator[str]:
    """Title, author and the like."""
    name = package.linked("core-properties", "")
    for element in () if name is None else package.tree(name):
        what = element.tag.rpartition("}")[2]
        if (element.text or "").strip() and what not in {"created", "modified", "lastModifiedBy", "revision"}:
            yield f"свойство {what}: {element.text}"


def _style_names(root: Element) -> dict[str, str]:
    """What styles are called in Word, by id; «»: the one of paragraphs that name none."""
    names = {}
    for style in root.findall(q("style")):
        names[style.get(q("styleId")) or ""] = xml.value(style, "name") or ""
        if style.get(q("default")) == "1" and style.get(q("type")) == "paragraph":
            names[""] = names[style.get(q("styleId")) or ""]
    return names


def _body(body: Element, names: dict[str, str], package: Package) -> Iterator[str]:
    """Section by section, each after a line that says what its pages are."""
    sections = [s for s in body.iter(q("sectPr")) if s.getparent().tag in (q("body"), q("pPr"))]
    blocks = list(blocks_of(body))
    for number, section in enumerate(sections or [None], 1):
        if section is not None:
            yield _section(section, number)
            yield from _stories(section, names, package)
        while blocks:
            block = blocks.pop(0)
            yield from _block(block, names, "")
            if section is not None and any(s is section for s in block.iter(q("sectPr"))):
                break


def _section(section: Element, number: int) -> str:
    size, margins, start = section.find(q("pgSz")), section.find(q("pgMar")), section.find(q("type"))
    words = [f"== раздел {number}"]
    if size is not None:
        width, height = (_mm(size, name) for name in ("w", "h"))
        words.append(f"{width}×{height} мм {'альбомная' if size.get(q('orient')) == 'landscape' else 'книжная'}")
    if margins is not None:
        words.append("поля " + "/".join(_mm(margins, name) for name in ("left", "right", "top", "bottom")))
    kind = start.get(q("val")) if start is not None else None
    if kind in _SECTION_STARTS:
        words.append(_SECTION_STARTS[kind])
    if xml.is_on(section.find(q("titlePg"))):
        words.append("первая страница особая")
    return ", ".join(words)


def _mm(element: Element, name: str) -> str:
    return f"{int(element.get(q(name)) or 0) / xml.MILLIMETRE:.0f}"


def _stories(section: Element, names: dict[str, str], package: Package) -> Iterator[str]:
    """The headers and footers that a section names."""
    links = package.relationships.get(package.main, {})
    kinds = {"default": "", "first": " первой страницы", "even": " чётных страниц"}
    for reference in (*section.findall(q("headerReference")), *section.findall(q("footerReference"))):
        link = links.get(reference.get(f"{{{xml.R}}}id") or "")
        what = "верхний колонтитул" if reference.tag == q("headerReference") else "нижний колонтитул"
        if link is not None and link.target in package.parts:
            prefix = f"{what}{kinds.get(reference.get(q('type')) or 'default', '')} "
            yield from _blocks(package.tree(link.target), names, prefix)


def _blocks(parent: Element, names: dict[str, str], prefix: str) -> Iterator[str]:
    for child in blocks_of(parent):
        yield from _block(child, names, prefix)


def _block(block: Element, names: dict[str, str], prefix: str) -> Iterator[str]:
    if block.tag == q("p"):
        text, boxes = _shown(block)
        style = block.find(f"{q('pPr')}/{q('pStyle')}")
        yield f"{prefix}[{names.get(style.get(q('val')) if style is not None else '', '')}] {text}".rstrip()
        for box in boxes:
            yield from _blocks(box, names, f"{prefix}надпись ")
    else:
        yield from _table(block, names, prefix)


def _table(table: Element, names: dict[str, str], prefix: str) -> Iterator[str]:
    widths = "+".join(_mm(column, "w") for column in table.iterfind(f"{q('tblGrid')}/{q('gridCol')}"))
    yield f"{prefix}таблица {widths} мм"
    for number, row in enumerate(rows_of(table), 1):
        header = row.find(f"{q('trPr')}/{q('tblHeader')}")
        head = f"{prefix}  {number}{' (шапка)' if xml.is_on(header) else ''}"
        for column, cell in enumerate(cells_of(row), 1):
            lines = list(_blocks(cell, names, ""))
            span = cell.find(f"{q('tcPr')}/{q('gridSpan')}")
            merge = cell.find(f"{q('tcPr')}/{q('vMerge')}")
            notes = f" ×{span.get(q('val'))}" if span is not None else ""
            if merge is not None:
                notes += " ↓" if merge.get(q("val")) == "restart" else " ↑"
            yield f"{head}.{column}{notes} " + " / ".join(line.strip() for line in lines)


def _shown(paragraph: Element) -> tuple[str, list[Element]]:
    """What stands in a paragraph, in the signs of an outline, and its text boxes."""
    signs: list[str] = []
    boxes: list[Element] = []
    for element in contents(paragraph):
        if next(element.iterancestors(q("fldSimple")), None) is not None:
            continue  # what a field showed when it was last counted
        if element.tag == q("t"):
            signs.append(element.text or "")
        elif element.tag == q("br"):
            signs.append("⤓" if element.get(q("type")) == "page" else "↵")
        elif element.tag in _SIGNS:
            signs.append(_SIGNS[element.tag])
        elif element.tag == q("instrText"):
            signs.append("{" + (element.text or "").strip() + "}")
        elif element.tag == q("fldSimple"):
            signs.append("{" + (element.get(q("instr")) or "").strip() + "}")
        elif element.tag in (q("footnoteReference"), q("endnoteReference")):
            signs.append(f"[сноска {element.get(q('id'))}]")
        else:
            for picture in _pictures(element):
                signs.append("▣")
                boxes.extend(picture.iter(q("txbxContent")))
    return "".join(signs).replace("\xa0", "°"), boxes


def _pictures(element: Element) -> Iterator[Element]:
    """The drawings that an element of a run shows; the copy for old versions of Word is passed over."""
    if element.tag in (q("drawing"), q("pict")):
        yield element
    elif element.tag != _FALLBACK:
        for child in element:
            yield from _pictures(child)
