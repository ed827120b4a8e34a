"""Anybody's Word file, read as far as it can be."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes.norms import FILE_UNREADABLE
from nastav_docs.docx.xml import WNS

if TYPE_CHECKING:
    from collections.abc import Iterator

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


LIMIT = 64 * 1024 * 1024  # bytes unpacked: more than any paper, less than a zip bomb
ENTRIES = 4000


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}


def open_parts(data: bytes, name: str) -> dict[str, bytes] | Diagnostic:
    """The parts of a Word file, read within limits; a protected, foreign or broken file is its problem."""
    place = Place(name)
    if data[:8] == OLE:
        why = "Файл защищён паролем или сохранён в старом формате .doc"
        return FILE_UNREADABLE.at(place, why, hint="Откройте его в Word и сохраните как .docx без пароля")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = [e for e in packed.infolist() if not e.is_dir()]
            if len(entries) > ENTRIES or sum(e.file_size for e in entries) > LIMIT:
                return FILE_UNREADABLE.at(place, "Файл слишком велик", hint="Уменьшите вложенные изображения")
            parts = {e.filename: packed.read(e) for e in entries}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError):
        why = "Это не файл Word, или он повреждён" if data else "Файл пуст"
        return FILE_UNREADABLE.at(place, why, hint="Возьмите исправную копию или сохраните документ в Word заново")
    if "word/document.xml" not in parts:
        return FILE_UNREADABLE.at(place, "В файле нет документа Word", hint="Сохраните файл как .docx")
    return parts


def parse(data: bytes) -> Any:  # noqa: ANN401 - lxml has no types
    """The root element of a part; no entities, no network; raises ValueError for what is not XML."""
    from lxml import etree  # noqa: PLC0415 - loaded for Word files only

    if b"<!DOCTYPE" in data[:4096]:
        raise ValueError("DTD")
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error


@dataclass(frozen=True, slots=True)
class WordText:
    """The parsed parts that carry text, and every `w:p` of them by its ordinal (the first is number 1)."""

    roots: dict[str, Any]
    order: tuple[tuple[str, Any], ...]


def word_of(parts: dict[str, bytes]) -> WordText:
    """Parse the text parts; raises ValueError where one is broken."""
    names = ["word/document.xml"]
    names += sorted(n for n in parts if re.fullmatch(r"word/(?:header|footer)\d*\.xml", n))
    names += [n for n in ("word/footnotes.xml", "word/endnotes.xml") if n in parts]
    roots = {name: parse(parts[name]) for name in names}
    order = [(name, p) for name in names for p in paragraph_elements(roots[name])]
    return WordText(roots, tuple(order))


def paragraph_elements(root: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml has no types
    """Every `w:p` in reading order; the second copy that old versions of Word read is passed over."""
    if root.find(f".//{MC}Fallback") is None:
        yield from root.iter(WNS + "p")
        return
    for p in root.iter(WNS + "p"):
        if next(p.iterancestors(MC + "Fallback"), None) is None:
            yield p


def pieces(paragraph: Any) -> Iterator[tuple[Any, str]]:  # noqa: ANN401 - lxml has no types
    """The elements of a paragraph that show text, with it; deleted text, fields' code and text boxes left out."""
    for child in paragraph:
        tag = child.tag
        if not isinstance(tag, str) or tag in {WNS + "del", WNS + "moveFrom", WNS + "pPr", WNS + "rPr"}:
            continue
        if tag == WNS + "r":
            for element in child:
                name = element.tag.removeprefix(WNS) if isinstance(element.tag, str) else ""
                if name == "t":
                    yield element, element.text or ""
                elif name in SIGNS and not (name == "br" and element.get(WNS + "type") in {"page", "column"}):
                    yield element, SIGNS[name]
        elif tag != WNS + "p":
            yield from pieces(child)


def optional(parts: dict[str, bytes], name: str) -> Any:  # noqa: ANN401 - lxml has no types
    """The root of a part, `None` where the file has no such part."""
    return parse(parts[name]) if name in parts else None
