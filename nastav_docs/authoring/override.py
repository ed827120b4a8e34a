"""Make a file for a clerk to edit: blocks of a shared template, or all of it; it remembers what it was made from."""

from __future__ import annotations

import base64
import binascii
import copy
import difflib
import hashlib
import zlib
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lxml import etree

from nastav_docs.config import shared_templates
from nastav_docs.diagnostics import Diagnostic, Place, perhaps
from nastav_docs.diagnostics.codes import template_commands as codes
from nastav_docs.docx import (
    ContentCopier,
    Draft,
    Element,
    Places,
    outline,
    pack,
    packed,
    q,
    read_package,
    register,
    relate,
    serialised,
    store,
    xml,
)
from nastav_docs.template import find
from nastav_docs.template.markup import blocks_among, find_tags

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nastav_docs.config import Project
    from nastav_docs.docx import Package
    from nastav_docs.template import FoundTemplate

CUSTOM_TYPE: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CUSTOM_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
PROPERTIES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VARIANT: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
FORMAT_ID: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the set of properties that a user defines
BASE, DIGEST, OUTLINE = "nastav-docs base", "nastav-docs digest", "nastav-docs outline"
MAX_OUTLINE: Final = 1 << 20
EXTENDS_STYLE: Final = "TemplateTag"


@dataclass(frozen=True, slots=True)
class Base:
    """What a template was made from: the name of the file, and its SHA-256 and outline at that time."""

    name: str
    digest: str
    outline: str


def base_of(package: Package) -> Base | None:
    """What a template says that it was made from; None if it says nothing that can be read."""
    try:
        root = package.tree(package.custom_properties)
        found = {element.get("name"): "".join(element.itertext()) for element in root}
        packed = base64.b64decode(found.get(OUTLINE) or "", validate=True)
        text = zlib.decompressobj().decompress(packed, MAX_OUTLINE).decode("utf-8") if packed else ""
    except (KeyError, ValueError, binascii.Error, zlib.error):
        return None
    return Base(found[BASE], found[DIGEST], text) if found.get(BASE) and found.get(DIGEST) else None


def base_moved(found: FoundTemplate, look: Callable[[str], FoundTemplate | Diagnostic]) -> Diagnostic | None:
    """A warning if the template from which a file was made has changed since.

    Its hint shows the changes of the outline. `look` finds the template by its name.
    """
    package, _ = read_package(found.data, found.path)
    base = base_of(package) if package is not None else None
    now = look(base.name) if base is not None else None
    if base is None or now is None or isinstance(now, Diagnostic):
        return None
    if hashlib.sha256(now.data).hexdigest() == base.digest:
        return None
    changes = changed_lines(base.outline, outline(now.data))
    shown = "\n".join(changes) or "в тексте отличий нет: изменились стили или оформление"
    return codes.BASE_MOVED.at(
        Place(found.path),
        f"общий «{base.name}» изменился с тех пор, как с него снят этот файл",
        hint=f"что изменилось:\n{shown}\nперенесите нужное и снимите файл заново или оставьте как есть",
        text=base.name,
    )


def changed_lines(old: str, new: str) -> list[str]:
    """The lines of an outline that were dropped («-») and added («+»)."""
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def override_target(project: Project, name: str, own: str = "") -> tuple[Path, FoundTemplate | Diagnostic]:
    """The path of a file over the template `name`, called `own` if that is given; and the template itself.

    A file of the same name is made from the shared template, one of another name from the first that the project finds.
    """
    folders = [folder for folder in project.template_folders if folder != shared_templates()]
    target = (folders[0] if folders else project.folder / "templates") / Path(own or name).with_suffix(".docx").name
    below = project.template_folders if target.name != name else (shared_templates(),)
    return target, find(name if name.endswith(".docx") else f"{name}.docx", below)


def override(
    found: FoundTemplate, target: Path, blocks: Sequence[str] = ()
) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """The bytes of a file over a template, with these blocks of it, or without `blocks` all of it; None and problems.

    Nothing is written. A file that is there already and was made over the same template gets the blocks beside its
    own; any other is a problem, as is a block that it has: what a person edits is never overwritten.
    """
    package, problems = read_package(found.data, found.path)
    if package is None:
        return None, problems
    if target.exists():
        return _beside(found, package, target, blocks)
    parts = dict(package.parts)
    if blocks:
        root = package.copy_of(package.main)
        styles = package.parts.get(package.linked("styles") or "", b"")
        wrong = _keep_blocks(root, found, blocks, styled=EXTENDS_STYLE.encode() in styles)
        if wrong is not None:
            return None, (wrong,)
        parts[package.main] = serialised(root)
    _remember(parts, found, package.custom_properties)
    return packed(parts), ()


def _beside(
    found: FoundTemplate, package: Package, target: Path, blocks: Sequence[str]
) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """The bytes of an own file over a template with further blocks of it behind those that it has."""
    data = target.read_bytes()
    own, _ = read_package(data, str(target))
    base = base_of(own) if own is not None else None
    known = {} if own is None else blocks_in(own.tree(own.main))
    hint = "назовите другое имя: --as наш-приказ.docx"
    if not blocks or own is None or base is None or base.name != found.name or not _extends(own, found.name):
        return None, (codes.ALREADY_THERE.at(Place(str(target)), f"файл «{target}» уже есть", hint=hint),)
    again = [block for block in blocks if block in known]
    if again:
        message = f"в файле «{target}» блок «{again[0]}» уже есть"
        hint = "правьте его там или уберите вместе с метками и повторите"
        return None, (codes.ALREADY_THERE.at(Place(str(target)), message, hint=hint, text=again[0]),)
    content = _content(package.copy_of(package.main), found, blocks)
    if isinstance(content, Diagnostic):
        return None, (content,)
    source, draft = Draft.of(package, found.name), Draft.of(own, str(target))
    for one, whole in ((source, package), (draft, own)):
        one.stories = [name for name in whole.stories if name in one.parts]
        for name in one.stories:
            one.edited(name)
    ContentCopier(source, draft, Path(found.name).stem).adapt(content)
    section = draft.body.find(q("sectPr"))
    for element in content:
        if section is None:
            draft.body.append(element)
        else:
            section.addprevious(element)
    return pack(store(draft, ()), []), ()


def _extends(own: Package, name: str) -> bool:
    """Whether a file stands over the template of a name, and is no whole copy of it."""
    said = ("".join(paragraph.itertext()) for paragraph in own.tree(own.main).iter(q("p")))
    return any("extends" in text and name in text for text in said)


def blocks_in(root: Element) -> dict[str, tuple[Element, Element]]:
    """The blocks of a document by name, each with the paragraphs or rows that hold its two tags."""
    tags = []
    places = Places(root)
    for paragraph in root.iter(q("p")):
        for span in find_tags(paragraph, places, "", []).spans:
            owner = _owner(paragraph, span.tag.level) if span.tag is not None else None
            if span.tag is not None and owner is not None:
                tags.append((span.tag, owner))
    return {block.name: (block.start, block.end) for block in blocks_among(tags, "")}


def _owner(paragraph: Element, level: str) -> Element | None:
    """The paragraph or row that the tag of a level stands for; None for a tag within a text."""
    return paragraph if level == "p" else xml.ancestor(paragraph, "tr") if level == "tr" else None


def _keep_blocks(root: Element, found: FoundTemplate, names: Sequence[str], *, styled: bool) -> Diagnostic | None:
    """Leave in the body only `extends`, the blocks with their content and the section.

    Gives the problem if it has no such block.
    """
    content = _content(root, found, names)
    if isinstance(content, Diagnostic):
        return content
    body = root.find(q("body"))
    section = body.find(q("sectPr"))
    for child in list(body):
        body.remove(child)
    body.append(_mark(f'{{%p extends "{found.name}" %}}', styled=styled))
    for element in content:
        body.append(element)
    if section is not None:
        body.append(section)
    return None


def _content(root: Element, found: FoundTemplate, names: Sequence[str]) -> list[Element] | Diagnostic:
    """Copies of the blocks of these names with their tags, in the order of the template; or that there is none."""
    blocks = blocks_in(root)
    for name in names:
        if name not in blocks:
            hint = perhaps(name, blocks) or f"есть блоки: {', '.join(blocks)}"
            return codes.NO_BLOCK.at(Place(found.path), f"в «{found.name}» нет блока «{name}»", hint=hint, text=name)
    whole: list[Element] = []
    for name, (start, end) in blocks.items():
        if name not in names:
            continue
        content = [start]
        while content[-1] is not end:
            content.append(content[-1].getnext())
        content = [copy.deepcopy(element) for element in content]
        whole += _in_table(start, content) if start.tag == q("tr") else content
        if whole[-1].tag == q("tbl"):
            whole.append(etree.Element(q("p")))
    return whole


def _in_table(row: Element, rows: list[Element]) -> list[Element]:
    """The rows in a new table with the properties and grid of that from which `row` comes."""
    table = xml.ancestor(row, "tbl")
    assert table is not None  # noqa: S101 - the row was found in one
    frame = etree.Element(q("tbl"), nsmap=table.nsmap)
    for name in ("tblPr", "tblGrid"):
        if table.find(q(name)) is not None:
            frame.append(copy.deepcopy(table.find(q(name))))
    frame.extend(rows)
    return [frame]


def _mark(text: str, *, styled: bool) -> Element:
    paragraph = etree.Element(q("p"))
    if styled:
        properties = etree.SubElement(paragraph, q("pPr"))
        etree.SubElement(properties, q("pStyle"), {q("val"): EXTENDS_STYLE})
    run = etree.SubElement(paragraph, q("r"))
    etree.SubElement(run, q("t")).text = text
    return paragraph


def _remember(parts: dict[str, bytes], found: FoundTemplate, name: str) -> None:
    """Write what a file is made from into its custom properties, the part `name`."""
    packed = base64.b64encode(zlib.compress(outline(found.data).encode("utf-8"), 9)).decode("ascii")
    values = {BASE: found.name, DIGEST: hashlib.sha256(found.data).hexdigest(), OUTLINE: packed}
    rows = "".join(
        f'<property fmtid="{FORMAT_ID}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{escape(value, quote=False)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), 2)
    )
    parts[name] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<Properties xmlns="{PROPERTIES}" xmlns:vt="{VARIANT}">{rows}</Properties>'
    ).encode()
    register(parts, name, CUSTOM_TYPE)
    relate(parts, "", CUSTOM_KIND, name)
