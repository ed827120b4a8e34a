"""What a source draws in its own way – a letterhead with pictures, a line to sign on – as a template of the district's.

Such a template stands over the shared one: a block for what is drawn otherwise, all else comes from below.
"""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Final

from nastav_docs.docx import TOLERANT, blocks_of, drop_sections, packed, q, read_package, rows_of, runs_of, text_of, xml
from nastav_docs.files import DISK
from nastav_docs.imported.claims import claimed
from nastav_docs.imported.signatures import name_signed, signatures_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from nastav_docs.docx import Element, Package
    from nastav_docs.imported.claims import Claim
    from nastav_docs.imported.drafts import Settings
    from nastav_docs.papers import Document, PaperPackage

PICTURES: Final = (q("drawing"), q("pict"), q("object"))
MOST_ROWS: Final = 3  # of a table that is a signature
BLANK: Final = re.compile(r"_{3,}")
SEAL: Final = re.compile(r"М\.\s?П\.?")
LINES: Final = {"single", "thick", "double", "dotted", "dashed"}


def own_templates(
    settings: Settings, package: PaperPackage, files: Sequence[Path]
) -> tuple[dict[str, bytes], tuple[Claim, ...]]:
    """The templates of the district's own by the names of their files, and the paragraphs whose words stand in them.

    The first order and the first letter of a package give theirs, of `files` those that are Word files; none where the
    shared templates draw all of it.
    """
    found: dict[str, bytes] = {}
    claims: list[Claim] = []
    for kind in ("order", "letter"):
        document = next((d for d in package.documents if d.kind == kind), None)
        source = next((file for file in files if document is not None and file.name == document.file), None)
        if kind not in settings or document is None or source is None or source.suffix.lower() != ".docx":
            continue
        name = f"{kind}.docx"
        package_read, _ = read_package(DISK.read(source), name, TOLERANT)
        drawn = drawn_blocks(package_read, document) if package_read is not None else {}
        if package_read is None or not drawn:
            continue
        found[name] = template_of(package_read, name, drawn)
        words = {text_of(p).strip() for element in drawn.get("signature", ()) for p in element.iter(q("p"))}
        claims += claimed(
            [p for p in document.paragraphs() if p.text.strip() in words], (), f"в шаблоне templates/{name}"
        )
    return found, tuple(claims)


def drawn_blocks(package: Package, document: Document) -> dict[str, list[Element]]:
    """What a Word file draws in its own way, by the blocks of the shared template; `document` is what it was read as.

    A letterhead over the head («ПРИКАЗ») that has a picture, which `authority.letterhead` cannot say, and a signature
    on a line.
    """
    body = package.copy_of(package.main).find(q("body"))
    inside = list(blocks_of(body)) if body is not None else []
    drawn = {}
    if document.kind == "order" and document.head is not None and (above := letterhead(inside, document.head.text)):
        drawn["letterhead"] = above
    if signed := signature(inside, document):
        drawn["signature"] = signed
    return drawn


def template_of(package: Package, base: str, drawn: Mapping[str, Sequence[Element]]) -> bytes:
    """A template with the blocks that a Word file draws in its own way; all else is as in `base`."""
    root = package.copy_of(package.main)
    body = root.find(q("body"))
    last = body.find(q("sectPr"))
    body.clear()
    body.append(_line(body, f'{{%p extends "{base}" %}}'))
    for name, elements in drawn.items():
        body.append(_line(body, f"{{%p block {name} %}}"))
        body.extend(elements)
        body.append(_line(body, "{%p endblock %}"))
    if last is not None:
        body.append(last)
    return packed(package.with_trees({package.main: root}).parts)


def letterhead(blocks: Sequence[Element], head: str) -> list[Element]:
    """What stands over the line with the text `head`; nothing where it has no picture."""
    above = over(blocks, head)
    if not any(next(element.iter(*PICTURES), None) is not None for element in above):
        return []
    kept = [copy.deepcopy(element) for element in above]
    drop_sections(kept)
    return kept


def over(blocks: Sequence[Element], head: str) -> list[Element]:
    """The blocks that stand over the line with a text; none where no block is that line."""
    wanted = " ".join(head.split())
    at = next((n for n, block in enumerate(blocks) if " ".join(text_of(block).split()) == wanted), 0)
    return list(blocks[:at])


def signature(blocks: Sequence[Element], document: Document) -> list[Element]:
    """The signature of a document with the space over it, where there is a line to sign on; nothing elsewhere.

    Post and name become tags for each of `order.signers`, so that others may sign on the same line.
    """
    signers = list(signatures_of(document))
    names = [name for _, name, _ in signers]
    at = next((n for n, block in enumerate(blocks) if names and name_signed(_said(block))[1] in names), 0)
    table = bool(at) and blocks[at].tag == q("tbl")
    if not at or not _has_line(blocks[at]) or (not table and len(signers[0][2]) > 1):
        return []
    signed = copy.deepcopy(blocks[at])
    end = at + 1
    if end < len(blocks) and SEAL.fullmatch(text_of(blocks[end]).strip()):
        end += 1
    whole = _repeated_rows(signed, document.kind) if table else _repeated_line(signed, document.kind)
    if not whole:
        return []
    first = at
    while first and blocks[first - 1].tag == q("p") and not text_of(blocks[first - 1]).strip():
        first -= 1
    kept = [copy.deepcopy(block) for block in (*blocks[first:at], *blocks[at + 1 : end])]
    kept[at - first : at - first] = whole
    drop_sections(kept)
    return kept


def _repeated_rows(table: Element, paper: str) -> list[Element]:
    """A table with the rows of one signature, printed for each who signs; nothing where they are not understood."""
    rows = list(rows_of(table))
    if len(rows) > MOST_ROWS or not _tagged(list(rows[0].iter(q("p")))):
        return []
    for row in rows[1:]:
        if name_signed(_said(row))[1]:  # a further signature: the loop prints it
            xml.remove(row)
    rows = list(rows_of(table))
    rows[0].addprevious(_marked(rows[0], f"{{%tr for signer in {paper}.signers %}}"))
    rows[-1].addnext(_marked(rows[-1], "{%tr endfor %}"))
    return [table]


def _repeated_line(line: Element, paper: str) -> list[Element]:
    """A line with post and name, printed for each who signs; nothing where it is not understood."""
    if not _tagged([line]):
        return []
    return [_line(line, f"{{%p for signer in {paper}.signers %}}"), line, _line(line, "{%p endfor %}")]


def _said(element: Element) -> str:
    """The words of a block, or of the cells of a row, in a line."""
    if element.tag == q("p"):
        return text_of(element)
    rows = [element] if element.tag == q("tr") else list(rows_of(element))[:1]
    return " ".join(text_of(p) for row in rows for p in row.iter(q("p"))).strip()


def _has_line(block: Element) -> bool:
    """Whether there is a line to sign on: of underscores, or below an empty cell."""
    if BLANK.search("".join(text_of(p) for p in [block, *block.iter(q("p"))])):
        return True
    for cell in block.iter(q("tc")):
        empty = not any(text_of(p).strip() for p in cell.iter(q("p")))
        below = cell.find(f"{q('tcPr')}/{q('tcBorders')}/{q('bottom')}")
        if empty and below is not None and below.get(q("val")) in LINES:
            return True
    return False


def _tagged(paragraphs: Sequence[Element]) -> bool:
    """Put tags for post and name into the paragraphs of one signature; whether both were found."""
    post, name = name_signed(" ".join(text_of(p) for p in paragraphs))
    surname, _, initials = name.partition(" ")
    if not (post and name):
        return False
    letters = r"\.\s?".join(re.escape(letter) for letter in initials.rstrip(".").split(".")) + r"\."
    ways = {
        rf"{letters}\s?{re.escape(surname)}": "{{ signer.signature }}",
        rf"{re.escape(surname)}\s{letters}": "{{ signer.short }}",
    }
    named = any(_put(paragraphs, pattern, tag) for pattern, tag in ways.items())
    return named and _put(paragraphs, r"\s+".join(map(re.escape, post.split())), "{{ signer.position | capital }}")


def _put(paragraphs: Sequence[Element], pattern: str, tag: str) -> bool:
    """Write a tag instead of the words of a pattern; whether a paragraph has them."""
    for paragraph in paragraphs:
        found = re.search(pattern, text_of(paragraph, soft_hyphens=True))
        if found is not None:
            return _written(paragraph, *found.span(), tag)
    return False


def _written(paragraph: Element, start: int, end: int, tag: str) -> bool:
    """Write a tag instead of the characters of a paragraph in the looks of the first of them."""
    first, *others = runs_of(paragraph, start, end) or [None]
    if first is None:
        return False
    for run in others:
        xml.remove(run)
    for element in [one for one in first if one.tag != q("rPr")]:
        first.remove(element)
    words = first.makeelement(q("t"))
    words.text = tag
    first.append(words)
    return True


def _marked(row: Element, text: str) -> Element:
    """A row like another one with a tag alone in its first cell."""
    marked = copy.deepcopy(row)
    for number, cell in enumerate(marked.iter(q("tc"))):
        for child in [one for one in cell if one.tag != q("tcPr")]:
            cell.remove(child)
        cell.append(_line(cell, text) if number == 0 else cell.makeelement(q("p")))
    return marked


def _line(near: Element, text: str) -> Element:
    """A paragraph with a text, for the document that an element belongs to."""
    paragraph = near.makeelement(q("p"))
    run = near.makeelement(q("r"))
    words = near.makeelement(q("t"))
    words.text = text
    run.append(words)
    paragraph.append(run)
    return paragraph
