"""The letterhead of a source that has pictures, as a template of the district's own over the shared one."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Final

from nastav_docs.docx import TOLERANT, blocks_of, drop_sections, packed, q, read_package, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nastav_docs.docx import Element

PICTURES: Final = (q("drawing"), q("pict"), q("object"))


def letterhead_template(data: bytes, head: str, base: str = "order.docx") -> bytes | None:
    """A template that prints what stands over the head of an order in a Word file, the rest as `base` does.

    `head` is the text of that line («ПРИКАЗ»). None where nothing over it has a picture: `authority.letterhead` says
    the rest.
    """
    package, _ = read_package(data, "order.docx", TOLERANT)
    if package is None:
        return None
    root = package.copy_of(package.main)
    body = root.find(q("body"))
    if body is None:
        return None
    above = over(list(blocks_of(body)), head)
    if not any(next(element.iter(*PICTURES), None) is not None for element in above):
        return None
    last = body.find(q("sectPr"))
    kept = [copy.deepcopy(element) for element in above]
    drop_sections(kept)
    body.clear()
    for tag in (f'{{%p extends "{base}" %}}', "{%p block letterhead %}"):
        body.append(_line(root, tag))
    body.extend(kept)
    body.append(_line(root, "{%p endblock %}"))
    if last is not None:
        body.append(last)
    return packed(package.with_trees({package.main: root}).parts)


def over(blocks: Sequence[Element], head: str) -> list[Element]:
    """The blocks that stand over the line with a text; none where no block is that line."""
    wanted = " ".join(head.split())
    at = next((n for n, block in enumerate(blocks) if " ".join(text_of(block).split()) == wanted), 0)
    return list(blocks[:at])


def _line(root: Element, text: str) -> Element:
    paragraph = root.makeelement(q("p"))
    run = root.makeelement(q("r"))
    words = root.makeelement(q("t"))
    words.text = text
    run.append(words)
    paragraph.append(run)
    return paragraph
