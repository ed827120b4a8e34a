"""A DOCX as a package of parts, read without trusting it: everything odd is refused before it is unpacked.

Source: ISO/IEC 29500-2 (Open Packaging Conventions).
"""

from __future__ import annotations

import copy
import io
import posixpath
import re
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import templates as codes
from nastav_docs.docx import xml
from nastav_docs.docx.places import words_of_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MEGABYTE = 1 << 20
MAX_FILE = 32 * MEGABYTE
MAX_UNPACKED = 64 * MEGABYTE
MAX_PART = 16 * MEGABYTE
MAX_ENTRIES = 2_000
MAX_NODES = 600_000  # of XML in all parts: a tree of them takes some 150 MB at worst; a page of text has about 500
MAX_RATIO = 200  # text of documents packs 10 to 50 times

TYPES_PART = "[Content_Types].xml"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_FIELD = re.compile(
    r"^\s*(DDE|DDEAUTO|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|RD)\b",
    re.IGNORECASE,
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NESTED = (b"PK\x03\x04", b"Rar!\x1a", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", _OLE, b"MZ")


@dataclass(frozen=True, slots=True)
class Relationship:
    """A link of a part; `target` is a part's name, or an address when `external`."""

    id: str
    kind: str
    target: str
    external: bool

    @property
    def short(self) -> str:
        """The last word of the kind: «image», «header», «hyperlink»."""
        return self.kind.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a DOCX by name, their content types and their relationships by source part («» for the package).

    `trees` are the parts parsed so far.
    """

    parts: Mapping[str, bytes]
    types: Mapping[str, str]
    relationships: Mapping[str, Mapping[str, Relationship]]
    main: str
    trees: dict[str, xml.Element] = field(default_factory=dict, init=False, repr=False, compare=False)

    def tree(self, name: str) -> xml.Element:
        """The root of a part, parsed at most once and the same for everybody: look, do not change (see `copy_of`).

        Raises KeyError for a part that is not there, lxml.etree.XMLSyntaxError for one that is not XML.
        """
        if name not in self.trees:
            self.trees[name] = xml.parse(self.parts[name])
        return self.trees[name]

    def copy_of(self, name: str) -> xml.Element:
        """The root of a part as one's own, to be changed; raises as `tree` does."""
        return copy.deepcopy(self.tree(name))

    def with_trees(self, changed: Mapping[str, xml.Element]) -> Package:
        """The package with other roots of some parts, by name; itself where there are none."""
        if not changed:
            return self
        parts = {
            name: etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
            for name, root in changed.items()
        }
        package = Package({**self.parts, **parts}, self.types, self.relationships, self.main)
        package.trees.update({**self.trees, **changed})
        return package


def read_package(data: bytes, file: str) -> tuple[Package | None, tuple[Diagnostic, ...]]:
    """The package in `data`, or the reasons why it is refused; `file` is how the user knows it."""
    place = Place(file)
    refusal = _refused_outright(data, place)
    if refusal is not None:
        return None, (refusal,)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        return None, (_damaged(place),)
    with archive:
        problems = tuple(_entry_problems(archive.infolist(), place))
        if problems:
            return None, problems
        parts = _unpack(archive, place)
    if isinstance(parts, Diagnostic):
        return None, (parts,)
    problems = tuple(_part_problems(parts, place))
    if problems:
        return None, problems
    return _assemble(parts, place)


def _damaged(place: Place, text: str = "") -> Diagnostic:
    return codes.NOT_A_DOCX.at(
        place,
        "файл не открывается: это не документ Word, или он повреждён",
        hint="откройте файл в Word и сохраните его заново как «Документ Word (*.docx)»",
        text=text,
    )


def _refused_outright(data: bytes, place: Place) -> Diagnostic | None:
    """What the first bytes tell."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return codes.PASSWORD.at(
                place, "файл защищён паролем", hint="снимите пароль: Файл → Сведения → Защита документа"
            )
        return codes.WRONG_FORMAT.at(
            place, "это старый формат .doc", hint="сохраните файл в Word как «Документ Word (*.docx)»"
        )
    if len(data) > MAX_FILE:
        return codes.TOO_BIG.at(place, f"файл больше {MAX_FILE // MEGABYTE} МБ", hint="сожмите рисунки в документе")
    if not data.startswith(b"PK"):
        return _damaged(place)
    entries = data.count(b"PK\1\2")
    if entries > MAX_ENTRIES:  # counted by hand: reading such a directory takes a second
        return codes.TOO_BIG.at(place, f"внутри файла {entries} частей, допустимо {MAX_ENTRIES}")
    return None


def _entry_problems(entries: list[zipfile.ZipInfo], place: Place) -> Iterator[Diagnostic]:
    """What the list of entries tells before anything is unpacked."""
    for name, count in Counter(entry.filename.lower() for entry in entries).items():
        if count > 1:
            yield codes.UNSAFE_PACKAGE.at(place, f"часть «{name}» встречается {count} раза", text=name)
    for entry in entries:
        yield from _problems_of(entry, place)
        if entry.flag_bits & 1:
            return  # one word about the password is enough
    total = sum(entry.file_size for entry in entries)
    if total > MAX_UNPACKED:
        yield codes.TOO_BIG.at(place, f"после распаковки файл займёт {total // MEGABYTE} МБ")


def _problems_of(entry: zipfile.ZipInfo, place: Place) -> Iterator[Diagnostic]:
    """What one entry tells."""
    name = entry.filename
    if name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/"):
        yield codes.UNSAFE_PACKAGE.at(place, f"недопустимое имя части «{name}»", text=name)
    if entry.flag_bits & 1:
        yield codes.PASSWORD.at(place, "файл защищён паролем", hint="снимите пароль и сохраните файл заново")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        yield codes.UNSAFE_PACKAGE.at(place, f"часть «{name}» сжата неизвестным способом", text=name)
    if "vbaproject" in name.lower():
        yield codes.WRONG_FORMAT.at(
            place, "в файле есть макросы", hint="сохраните файл как «Документ Word (*.docx)» без макросов"
        )
    if entry.file_size > MAX_PART or entry.file_size > MEGABYTE + MAX_RATIO * entry.compress_size:
        yield codes.TOO_BIG.at(place, f"часть «{name}» после распаковки слишком велика", text=name)


def _unpack(archive: zipfile.ZipFile, place: Place) -> dict[str, bytes] | Diagnostic:
    """The parts, never more bytes than the limits allow, whatever the headers say."""
    parts: dict[str, bytes] = {}
    total = 0
    for entry in archive.infolist():
        if entry.is_dir():
            continue
        try:
            with archive.open(entry) as stream:
                content = stream.read(MAX_PART + 1)
        except (zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError, NotImplementedError, zlib.error):
            return _damaged(place, entry.filename)
        total += len(content)
        if len(content) > MAX_PART or total > MAX_UNPACKED:
            return codes.TOO_BIG.at(place, f"часть «{entry.filename}» после распаковки слишком велика")
        parts[entry.filename] = content
    return parts


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _part_problems(parts: Mapping[str, bytes], place: Place) -> Iterator[Diagnostic]:
    """What the unpacked bytes tell before they are parsed."""
    texts = [content for name, content in parts.items() if _is_xml(name)]
    nodes = sum(text.count(b"<") + 2 * (text.count(b'="') + text.count(b"='")) for text in texts)
    if nodes > MAX_NODES:
        yield codes.TOO_BIG.at(place, f"в файле слишком много разметки: {nodes} узлов, допустимо {MAX_NODES}")
    for name, content in parts.items():
        if _is_xml(name):
            head = content if content[:2] not in (b"\xff\xfe", b"\xfe\xff") else content.replace(b"\0", b"")
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                yield codes.UNSAFE_PACKAGE.at(place, f"в части «{name}» есть DTD", text=name)
        elif content.startswith(_NESTED):
            yield codes.UNSAFE_PACKAGE.at(
                place,
                f"в документ вложен другой файл или архив («{name}»)",
                hint="вставьте таблицу или рисунок вместо вложенного файла",
                text=name,
            )


def _assemble(parts: dict[str, bytes], place: Place) -> tuple[Package | None, tuple[Diagnostic, ...]]:
    """Content types and relationships, with what is wrong in them."""
    trees: dict[str, xml.Element] = {}
    for name, content in parts.items():
        if _is_xml(name):
            try:
                trees[name] = xml.parse(content)
            except etree.XMLSyntaxError as error:
                return None, (_damaged(place, f"{name}: {error}"),)
    if TYPES_PART not in parts or "_rels/.rels" not in parts:
        return None, (_damaged(place),)
    types = dict(_content_types(parts, trees[TYPES_PART]))
    relationships = {source: dict(found) for source, found in _relationships(trees)}
    main = [r.target for r in relationships.get("", {}).values() if r.short == "officeDocument" and not r.external]
    kinds = {r.kind for found in relationships.values() for r in found.values()}
    if any("purl.oclc.org/ooxml" in kind for kind in kinds):
        message = "файл сохранён в строгом формате Open XML (Strict)"
        return None, (codes.WRONG_FORMAT.at(place, message, hint="сохраните как «Документ Word (*.docx)»"),)
    if len(main) != 1 or main[0] not in parts:
        return None, (_damaged(place),)
    if "macroEnabled" in types.get(main[0], ""):
        message = "это документ с макросами (.docm)"
        return None, (codes.WRONG_FORMAT.at(place, message, hint="сохраните как «Документ Word (*.docx)»"),)
    if types.get(main[0]) not in (_DOCUMENT, _TEMPLATE):
        return None, (_damaged(place, types.get(main[0], "")),)
    types[main[0]] = _DOCUMENT
    problems = (*_link_problems(relationships, place), *_field_problems(trees, place))
    package = Package(parts, types, relationships, main[0])
    package.trees.update(trees)
    return (None if problems else package), problems


def _content_types(parts: Iterable[str], root: xml.Element) -> Iterator[tuple[str, str]]:
    """The content type of each part: an override, or what its extension stands for."""
    defaults = {(e.get("Extension") or "").lower(): e.get("ContentType") or "" for e in root.iter(_TYPES + "Default")}
    overrides = {(e.get("PartName") or "").lstrip("/"): e.get("ContentType") for e in root.iter(_TYPES + "Override")}
    for name in parts:
        if name != TYPES_PART:
            yield name, overrides.get(name) or defaults.get(name.rsplit(".", 1)[-1].lower(), "")


def _relationships(trees: Mapping[str, xml.Element]) -> Iterator[tuple[str, Iterator[tuple[str, Relationship]]]]:
    for name, root in trees.items():
        folder, file = posixpath.split(name)
        if not file.endswith(".rels") or posixpath.basename(folder) != "_rels":
            continue
        base = posixpath.dirname(folder)
        yield posixpath.join(base, file[:-5]) if file != ".rels" else "", _links(root, base)


def _links(root: xml.Element, base: str) -> Iterator[tuple[str, Relationship]]:
    for element in root.iter(_RELATIONSHIPS):
        target, external = element.get("Target") or "", element.get("TargetMode") == "External"
        if not external:
            target = unquote(target.split("#")[0])
            target = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(base, target))
        key = element.get("Id") or ""
        yield key, Relationship(key, element.get("Type") or "", target, external)


def _link_problems(relationships: Mapping[str, Mapping[str, Relationship]], place: Place) -> Iterator[Diagnostic]:
    for found in relationships.values():
        for link in found.values():
            if link.external and not (link.short == "hyperlink" and _LINK.match(link.target)):
                yield codes.EXTERNAL_LINK.at(
                    place,
                    f"документ ссылается на внешний файл «{link.target}»",
                    hint="вставьте содержимое в документ или уберите связь: Файл → Сведения → Изменить связи с файлами",
                    text=link.target,
                )
            elif link.short == "aFChunk":
                yield codes.UNSAFE_PACKAGE.at(place, "в документ вложен другой документ", text=link.target)


def _field_problems(trees: Mapping[str, xml.Element], place: Place) -> Iterator[Diagnostic]:
    """Fields that fetch other files; an instruction may be cut into several runs."""
    for name, root in trees.items():
        if not name.startswith("word/") or not name.endswith(".xml"):
            continue
        for instruction in _instructions(root):
            found = _FIELD.match(instruction)
            if found:
                yield codes.DANGEROUS_FIELD.at(
                    Place(place.file, words=words_of_part(name)),
                    f"поле {found[1].upper()} загружает чужие данные",
                    hint='удалите поле; для общей части текста есть {%p include "файл.docx" %}',
                    text=instruction.strip(),
                )


def _instructions(root: xml.Element) -> Iterator[str]:
    open_fields: list[str] = []
    for element in root.iter(xml.q("fldSimple"), xml.q("fldChar"), xml.q("instrText")):
        if element.tag == xml.q("fldSimple"):
            yield element.get(xml.q("instr")) or ""
        elif element.tag == xml.q("instrText"):
            if open_fields:
                open_fields[-1] += element.text or ""
        elif element.get(xml.q("fldCharType")) == "begin":
            open_fields.append("")
        elif open_fields and element.get(xml.q("fldCharType")) == "end":
            yield open_fields.pop()
    yield from open_fields
