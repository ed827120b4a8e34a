"""A Word file as a package of parts: unzipped within limits, its parts found by their relationships.

One reader, two policies. STRICT is for templates, whose documents other people open: whatever is odd refuses the file.
TOLERANT is for anybody's papers: they are read as far as they can be. Source: ISO/IEC 29500-2 (Open Packaging
Conventions).
"""

from __future__ import annotations

import copy
import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import templates
from nastav_docs.docx import refusals, xml
from nastav_docs.docx.consistency import inconsistencies
from nastav_docs.docx.refusals import STRICT, Policy, is_xml
from nastav_docs.docx.relationships import TYPES_PART, Relationship, content_types, links_part, relationships_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nastav_docs.docx.xml import Element

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_DOCUMENT, _TEMPLATE = f"{_WORD}document.main+xml", f"{_WORD}template.main+xml"
_USUAL_MAIN = "word/document.xml"  # where Word puts the text; read there when nothing in the file says where it is
_USUAL_PROPERTIES = "docProps/custom.xml"
_STRICT_FORMAT = "purl.oclc.org/ooxml"
_DRAWING = ".svg"  # XML of another language, printed as it is
_SHORT = 20_000  # bytes of a list of parts that is kept
_STORIES = ("header", "footer", "footnotes", "endnotes")
_UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError, IndexError)


class DamagedPartError(ValueError):
    """A part that is not XML that can be read; says which and why, in Russian."""


def parsed_part(name: str, data: bytes) -> Element:
    """The root element of a part out of its bytes; `name` is told in the DamagedPartError that bad XML raises."""
    try:
        return xml.parse(data)
    except ValueError as error:
        raise DamagedPartError(f"часть «{name}» – {error}") from error


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a Word file by name, their content types and their relationships by source part («»: the package).

    `main` is the part with the text, `trees` are the parts parsed so far.
    """

    parts: Mapping[str, bytes]
    types: Mapping[str, str]
    relationships: Mapping[str, Mapping[str, Relationship]]
    main: str
    trees: dict[str, Element] = field(default_factory=dict, init=False, repr=False, compare=False)

    def tree(self, name: str) -> Element:
        """The root of a part, parsed at most once and the same for everybody: look, do not change (see `copy_of`).

        Raises KeyError for a part that is not there, DamagedPartError for one that is not XML.
        """
        if name not in self.trees:
            self.trees[name] = parsed_part(name, self.parts[name])
        return self.trees[name]

    def copy_of(self, name: str) -> Element:
        """The root of a part as one's own, to be changed; raises as `tree` does."""
        return copy.deepcopy(self.tree(name))

    def linked(self, short: str, source: str | None = None) -> str | None:
        """The part that the main part (or another source, «»: the package) names so: «styles», «numbering», «comments».

        None where no part is named so, or the one named is not in the file.
        """
        links = self.relationships.get(self.main if source is None else source, {}).values()
        return next((k.target for k in links if k.short == short and not k.external and k.target in self.parts), None)

    def linked_tree(self, short: str) -> Element | None:
        """The root of the part that the main part names so; None where there is none. Raises as `tree` does."""
        name = self.linked(short)
        return None if name is None else self.tree(name)

    @property
    def stories(self) -> tuple[str, ...]:
        """The parts that carry text: the main one, headers and footers by name, footnotes, endnotes."""
        kinds: dict[str, str] = {}
        for link in self.relationships.get(self.main, {}).values():
            kind = self.types.get(link.target, "").removeprefix(_WORD).removesuffix("+xml")
            story = next((s for s in (kind, link.short) if s in _STORIES), "")
            if story and not link.external and link.target in self.parts:
                kinds[link.target] = story
        around = sorted(name for name, kind in kinds.items() if kind in {"header", "footer"})
        notes = (name for notes in ("footnotes", "endnotes") for name, kind in kinds.items() if kind == notes)
        return (self.main, *around, *notes)

    @property
    def custom_properties(self) -> str:
        """The part with the properties that a user defines; the usual name of one where the file has none yet."""
        return self.linked("custom-properties", "") or _USUAL_PROPERTIES

    @property
    def usual_names(self) -> dict[str, str]:
        """The parts with text, each with the name that Word gives such a part: for programs that know no other."""
        counts = dict.fromkeys(_STORIES[:2], 0)
        names = {self.main: _USUAL_MAIN}
        for name in self.stories[1:]:
            kind = self.types.get(name, "").removeprefix(_WORD).removesuffix("+xml")
            if kind in counts:
                counts[kind] += 1
            names[name] = f"word/{kind}{counts.get(kind, '')}.xml"
        return names

    def with_trees(self, changed: Mapping[str, Element]) -> Package:
        """The package with other roots of some parts, by name; itself where there are none."""
        if not changed:
            return self
        package = self.with_parts({name: xml.serialised(root) for name, root in changed.items()})
        package.trees.update(changed)
        return package

    def with_parts(self, changed: Mapping[str, bytes]) -> Package:
        """The package with some parts put in or replaced; what is parsed already of the others stays so."""
        package = Package({**self.parts, **changed}, self.types, self.relationships, self.main)
        package.trees.update({name: tree for name, tree in self.trees.items() if name not in changed})
        return package


def read_package(data: bytes, file: str, policy: Policy = STRICT) -> tuple[Package | None, tuple[Diagnostic, ...]]:
    """The package in `data`, or the reasons why it is refused; `file` is how the user knows it."""
    found = _read(data, Place(file), policy)
    if isinstance(found, Package):
        return found, ()
    return None, tuple(policy.told(problem) for problem in found)


def read_parts(data: bytes, file: str, policy: Policy = STRICT) -> dict[str, bytes]:
    """The parts in `data` by name, within the limits of `read_package` and not parsed; none of a file that it refuses.

    For a look into a file that is read as a package later, and refused then in words.
    """
    found = _parts(data, Place(file), policy)
    return found if isinstance(found, dict) else {}


def _read(data: bytes, place: Place, policy: Policy) -> Package | Sequence[Diagnostic]:
    parts = _parts(data, place, policy)
    if not isinstance(parts, dict):
        return parts
    return _assemble_strictly(parts, place) if policy.refuses_odd else _assemble(parts, place)


def _parts(data: bytes, place: Place, policy: Policy) -> dict[str, bytes] | Sequence[Diagnostic]:
    refusal = refusals.refused_outright(data, place, policy)
    if refusal is not None:
        return (refusal,)
    if policy.refuses_odd and not data.startswith(b"PK"):
        return (refusals.damaged(place),)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _UNREADABLE:
        return (refusals.damaged(place),)
    with archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        problems = list(refusals.entry_problems(archive.infolist(), place, policy)) if policy.refuses_odd else []
        problems += refusals.size_problems(entries, place, policy)
        if problems:
            return problems
        parts = _unpack(archive, entries, place, policy)
    if isinstance(parts, Diagnostic):
        return (parts,)
    problems += refusals.part_problems(parts, place, policy)
    return problems or parts


def _unpack(
    archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo], place: Place, policy: Policy
) -> dict[str, bytes] | Diagnostic:
    """The parts, never more bytes than the limits allow, whatever the headers say."""
    parts: dict[str, bytes] = {}
    total = 0
    for entry in entries:
        try:
            with archive.open(entry) as stream:
                content = stream.read(policy.max_part + 1)
        except _UNREADABLE:
            return refusals.damaged(place, entry.filename)
        total += len(content)
        if len(content) > policy.max_part or total > policy.max_unpacked:
            return templates.TOO_BIG.at(place, f"часть «{entry.filename}» после распаковки слишком велика")
        parts[entry.filename.replace("\\", "/").lstrip("/")] = content  # some programs of Windows write «word\»
    return parts


def _assemble_strictly(parts: dict[str, bytes], place: Place) -> Package | Sequence[Diagnostic]:
    """The package with every part parsed, or what is wrong with its list of parts, relationships and fields."""
    trees: dict[str, Element] = {}
    for name, content in parts.items():
        try:
            if is_xml(name, content) and not name.lower().endswith(_DRAWING):
                trees[name] = xml.parse(content)
        except ValueError as error:
            return (refusals.damaged(place, f"{name}: {error}"),)
    if TYPES_PART not in parts or links_part("") not in parts:
        return (refusals.damaged(place),)
    types = dict(content_types(parts, trees))
    relationships = relationships_of(parts, trees)
    main = [r.target for r in relationships.get("", {}).values() if r.short == "officeDocument" and not r.external]
    if any(_STRICT_FORMAT in r.kind for found in relationships.values() for r in found.values()):
        return (refusals.strict_format(place),)
    if len(main) != 1 or main[0] not in parts:
        return (refusals.damaged(place),)
    if "macroEnabled" in types.get(main[0], ""):
        message = "это документ с макросами (.docm)"
        return (templates.WRONG_FORMAT.at(place, message, hint="сохраните как «Документ Word (*.docx)»"),)
    if types.get(main[0]) not in (_DOCUMENT, _TEMPLATE):
        return (refusals.damaged(place, types.get(main[0], "")),)
    types[main[0]] = _DOCUMENT
    problems = [
        *refusals.link_problems(relationships, place),
        *refusals.active_problems(relationships, trees, place),
        *refusals.field_problems(trees.values(), place),
        *refusals.number_problems(trees.values(), place),
        *inconsistencies(trees, parts, types, relationships, place),
    ]
    problems += (
        refusals.damaged(place, name)
        for name, kind in types.items()
        if name.lower().endswith(_DRAWING) and not kind.startswith("image/")
    )
    if problems:
        return problems
    package = Package(parts, types, relationships, main[0])
    package.trees.update(trees)
    return package


@lru_cache(maxsize=64)
def _listing(content: bytes) -> Element:
    """The root of a list of parts or links, to be looked at alone: files made from one template repeat theirs."""
    return xml.parse(content)


def _assemble(parts: dict[str, bytes], place: Place) -> Package | Sequence[Diagnostic]:
    """The package with its text found by relationship, by content type or by its usual name."""
    trees: dict[str, Element] = {}
    for name, content in parts.items():
        if name == TYPES_PART or name.endswith(".rels"):
            try:
                trees[name] = _listing(content) if len(content) < _SHORT else xml.parse(content)
            except ValueError:
                continue  # what it would have said of other parts is not known
    types = dict(content_types(parts, trees))
    relationships = relationships_of(parts, trees)
    named = [r for r in relationships.get("", {}).values() if r.short == "officeDocument" and not r.external]
    if any(_STRICT_FORMAT in r.kind for r in named):
        return (refusals.strict_format(place),)
    by_type = (name for name, kind in types.items() if kind in (_DOCUMENT, _TEMPLATE))
    main = next((name for name in (*(r.target for r in named), *by_type, _USUAL_MAIN) if name in parts), None)
    if main is None or "spreadsheetml" in types.get(main, "") or "presentationml" in types.get(main, ""):
        return (refusals.no_document(place),)
    return Package(parts, types, relationships, main)
