"""A DOCX as a text to be read and compared: one paragraph or cell a line, with its style."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from nastav_docs.docx import xml
from nastav_docs.docx.xml import Element, q

if TYPE_CHECKING:
    from collections.abc import Iterator

_TWIPS_IN_MM = 1440 / 25.4
_SECTION_STARTS = {
    "continuous": "без новой страницы",
    "evenPage": "с чётной страницы",
    "oddPage": "с нечётной страницы",
}


def outline(data: bytes) -> str:
    """The outline of a DOCX: sections (page, margins), headers, footers, paragraphs, tables row by row, properties.

    Raises zipfile.BadZipFile, KeyError for what is not a DOCX.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))}
    names = _style_names(parts)
    lines = list(_properties(parts))
    lines += _body(xml.parse(parts["word/document.xml"]).find(q("body")), names, parts)
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        if name in parts:
            notes = [note for note in xml.parse(parts[name]) if note.get(q("type")) is None]
            lines += [line for note in notes for line in _blocks(note, names, f"сноска {note.get(q('id'))} ")]
    return "\n".join(lines) + "\n"


def _properties(parts: dict[str, bytes]) -> Iterator[str]:
    """Title, author and the like."""
    if "docProps/core.xml" in parts:
        for element in xml.parse(parts["docProps/core.xml"]):
            name = element.tag.rpartition("}")[2]
            if (element.text or "").strip() and name not in {"created", "modified", "lastModifiedBy", "revision"}:
                yield f"свойство {name}: {element.text}"


def _style_names(parts: dict[str, bytes]) -> dict[str, str]:
    if "word/styles.xml" not in parts:
        return {}
    names = {}
    for style in xml.parse(parts["word/styles.xml"]).findall(q("style")):
        name = style.find(q("name"))
        names[style.get(q("styleId")) or ""] = (name.get(q("val")) if name is not None else "") or ""
        if style.get(q("default")) == "1" and style.get(q("type")) == "paragraph":
            names[""] = names[style.get(q("styleId")) or ""]
    return names


def _body(body: Element, names: dict[str, str], parts: dict[str, bytes]) -> Iterator[str]:
    """Section by section, each after a line that says what its pages are."""
    sections = [s for s in body.iter(q("sectPr")) if s.getparent().tag in (q("body"), q("pPr"))]
    blocks = [child for child in body if child.tag != q("sectPr")]
    for number, section in enumerate(sections or [None], 1):
        if section is not None:
            yield _section(section, number)
            yield from _stories(section, names, parts)
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
    return f"{int(element.get(q(name)) or 0) / _TWIPS_IN_MM:.0f}"


def _stories(section: Element, names: dict[str, str], parts: dict[str, bytes]) -> Iterator[str]:
    """The headers and footers that a section names."""
    links = {
        link.get("Id"): f"word/{link.get('Target')}"
        for link in xml.parse(parts.get("word/_rels/document.xml.rels", b"<r/>"))
    }
    kinds = {"default": "", "first": " первой страницы", "even": " чётных страниц"}
    for reference in (*section.findall(q("headerReference")), *section.findall(q("footerReference"))):
        part = links.get(reference.get(f"{{{xml.R}}}id"), "")
        what = "верхний колонтитул" if reference.tag == q("headerReference") else "нижний колонтитул"
        if part in parts:
            prefix = f"{what}{kinds.get(reference.get(q('type')) or 'default', '')} "
            yield from _blocks(xml.parse(parts[part]), names, prefix)


def _blocks(parent: Element, names: dict[str, str], prefix: str) -> Iterator[str]:
    for child in parent:
        yield from _block(child, names, prefix)


def _block(block: Element, names: dict[str, str], prefix: str) -> Iterator[str]:
    if block.tag == q("p"):
        text, boxes = paragraph_text(block)
        style = block.find(f"{q('pPr')}/{q('pStyle')}")
        yield f"{prefix}[{names.get(style.get(q('val')) if style is not None else '', '')}] {text}".rstrip()
        for box in boxes:
            yield from _blocks(box, names, f"{prefix}надпись ")
    elif block.tag == q("tbl"):
        yield from _table(block, names, prefix)
    elif block.tag == q("sdt"):
        content = block.find(q("sdtContent"))
        yield from _blocks(content if content is not None else [], names, prefix)


def _table(table: Element, names: dict[str, str], prefix: str) -> Iterator[str]:
    widths = "+".join(_mm(column, "w") for column in table.iterfind(f"{q('tblGrid')}/{q('gridCol')}"))
    yield f"{prefix}таблица {widths} мм"
    for number, row in enumerate(table.iterfind(q("tr")), 1):
        header = row.find(f"{q('trPr')}/{q('tblHeader')}")
        head = f"{prefix}  {number}{' (шапка)' if xml.is_on(header) else ''}"
        for column, cell in enumerate(row.iterfind(q("tc")), 1):
            lines = list(_blocks(cell, names, ""))
            span = cell.find(f"{q('tcPr')}/{q('gridSpan')}")
            merge = cell.find(f"{q('tcPr')}/{q('vMerge')}")
            notes = f" ×{span.get(q('val'))}" if span is not None else ""
            if merge is not None:
                notes += " ↓" if merge.get(q("val")) == "restart" else " ↑"
            yield f"{head}.{column}{notes} " + " / ".join(line.strip() for line in lines)


def paragraph_text(paragraph: Element) -> tuple[str, list[Element]]:
    """The text of a paragraph (tab as →, line break as ↵, a picture as ▣, a field in {}) and its text boxes."""
    signs = {q("tab"): "→", q("cr"): "↵", q("noBreakHyphen"): "\u2011", q("drawing"): "▣", q("pict"): "▣"}
    pieces: list[str] = []
    boxes: list[Element] = []

    def walk(parent: Element) -> None:
        for child in parent:
            if child.tag == q("t"):
                pieces.append(child.text or "")
            elif child.tag == q("br"):
                pieces.append("⤓" if child.get(q("type")) == "page" else "↵")
            elif child.tag == q("instrText"):
                pieces.append("{" + (child.text or "").strip() + "}")
            elif child.tag == q("fldSimple"):
                pieces.append("{" + (child.get(q("instr")) or "").strip() + "}")
            elif child.tag in signs:
                pieces.append(signs[child.tag])
                boxes.extend(child.iter(q("txbxContent")))
            elif child.tag in (q("footnoteReference"), q("endnoteReference")):
                pieces.append(f"[сноска {child.get(q('id'))}]")
            elif child.tag not in (q("pPr"), q("rPr"), f"{{{xml.MC}}}Fallback"):
                walk(child)

    walk(paragraph)
    return "".join(pieces).replace("\xa0", "°"), boxes
