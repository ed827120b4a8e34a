"""The structure tree of a PDF: what reading aloud, copying and reflowing go by. ISO 32000-1, 14.7.

Neither pypdf nor qpdf joins the trees of the files that they bind.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pypdf import PdfReader, PdfWriter


def join_structures(writer: PdfWriter, parts: Sequence[PdfReader]) -> None:
    """Give a PDF, bound of the whole pages of `parts` in this order, one structure tree out of theirs.

    With a part that has none the result has none either: half a tree would hide the rest from a screen reader.
    """
    from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, NameObject, NumberObject  # noqa: PLC0415

    if not all("/StructTreeRoot" in part.root_object for part in parts):
        return
    root = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
    root_at = writer._add_object(root)  # noqa: SLF001 - pypdf has no other way to add an object
    whole = DictionaryObject(
        {NameObject("/Type"): NameObject("/StructElem"), NameObject("/S"): NameObject("/Document")}
    )
    whole[NameObject("/P")] = root_at
    whole_at = writer._add_object(whole)  # noqa: SLF001 - as above
    kids, numbers, roles = ArrayObject(), ArrayObject(), DictionaryObject()
    first_page, first_key = 0, 0
    for part in parts:
        tree: Any = part.root_object["/StructTreeRoot"]
        top = tree["/K"]
        for element in top if isinstance(top, list) else [top]:
            clone = element.get_object().clone(writer)
            clone[NameObject("/P")] = whole_at
            kids.append(clone.indirect_reference)
        for name, role in tree.get("/RoleMap", {}).items():
            if name != role:  # a type that stands for itself needs no entry, and ISO 19005-2 wants no circles
                roles[NameObject(name)] = NameObject(role)
        keys = dict(_numbers(tree["/ParentTree"]))
        for key in sorted(keys):
            numbers += [NumberObject(first_key + key), keys[key].clone(writer)]
        _renumber(writer, part, first_page, first_key)
        first_page += len(part.pages)
        first_key += max(keys, default=-1) + 1
    whole[NameObject("/K")] = kids
    root[NameObject("/K")] = ArrayObject([whole_at])
    root[NameObject("/RoleMap")] = roles
    root[NameObject("/ParentTree")] = writer._add_object(DictionaryObject({NameObject("/Nums"): numbers}))  # noqa: SLF001
    root[NameObject("/ParentTreeNextKey")] = NumberObject(first_key)
    writer.root_object[NameObject("/StructTreeRoot")] = root_at
    writer.root_object[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(value=True)})


def without_circles(pdf: bytes) -> bytes:
    """A PDF of LibreOffice whose map of roles has no type that stands for itself: ISO 14289-1 (PDF/UA-1), 7.1.

    Blanks take the place of such entries, so that everything else stays where the file's table of objects says.
    """

    def blank(entry: re.Match[bytes]) -> bytes:
        return b" " * len(entry[0]) if entry[1] == entry[2] else entry[0]

    def mended(roles: re.Match[bytes]) -> bytes:
        return roles[1] + re.sub(rb"(/[^\s/<>]+)\s*(/[^\s/<>]+)", blank, roles[2])

    return re.sub(rb"(/RoleMap\s*<<)([^<>]*)(?=>>)", mended, pdf)


def _renumber(writer: PdfWriter, part: PdfReader, first_page: int, first_key: int) -> None:
    """Let the pages and notes of a part, and what it draws, point to their own keys of the joined parent tree."""
    from pypdf.generic import NameObject, NumberObject  # noqa: PLC0415 - as above

    for number, page in enumerate(part.pages):
        bound: Any = writer.pages[first_page + number]
        if "/StructParents" in page:
            bound[NameObject("/StructParents")] = NumberObject(first_key + int(page["/StructParents"]))  # type: ignore[call-overload]
        for note in bound.get("/Annots", ()):
            one = note.get_object()
            if "/StructParent" in one:
                one[NameObject("/StructParent")] = NumberObject(first_key + int(one["/StructParent"]))


def _numbers(tree: Any) -> Iterator[tuple[int, Any]]:  # noqa: ANN401 - an object of pypdf
    """The pairs of a number tree, ISO 32000-1, 7.9.7; a value stays the reference that it is written as."""
    node = tree.get_object()
    pairs = node.get("/Nums", [])
    yield from zip(map(int, pairs[::2]), (list.__getitem__(pairs, at) for at in range(1, len(pairs), 2)), strict=True)
    for kid in node.get("/Kids", []):
        yield from _numbers(kid)
