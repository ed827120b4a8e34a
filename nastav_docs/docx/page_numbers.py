"""The number of the page in a Word file that has none: a header of its own, its content a tracked insertion."""

from __future__ import annotations

import posixpath
from itertools import count
from typing import TYPE_CHECKING, Final

from nastav_docs.docx.package_writer import register, relate
from nastav_docs.docx.tracked_changes import AUTHOR, DATE
from nastav_docs.docx.xml import Element, R, W, q

if TYPE_CHECKING:
    from collections.abc import MutableMapping

OFFICE: Final = R
TYPES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
ROOTS: Final = {"header": "hdr", "footer": "ftr"}


def add_page_number(parts: MutableMapping[str, bytes], main: str, section: Element, edge: str, number: int) -> int:
    """Put the number of the page in the middle of the `edge` («header», «footer») of a section that has none there.

    `parts` are the file's, `main` the part of the body that `section`, a `w:sectPr`, is of; the changes take the
    numbers from `number` on. Returns how many. Rejected, they leave an empty line in the margin.
    """
    folder = posixpath.dirname(main)
    name = next(free for n in count(1) if (free := posixpath.join(folder, f"{edge}{n}.xml")) not in parts)
    by = f'w:author="{AUTHOR}" w:date="{DATE}"'
    runs = "".join(
        f"<w:r>{content}</w:r>"
        for content in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>2</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    parts[name] = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{ROOTS[edge]} xmlns:w="{W}">'
        f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:ins w:id="{number}" {by}>{runs}</w:ins></w:p></w:{ROOTS[edge]}>'
    ).encode()
    register(parts, name, f"{TYPES}.{edge}+xml")
    link = relate(parts, main, f"{OFFICE}/{edge}", name)
    reference = section.makeelement(q(f"{edge}Reference"), {q("type"): "default", f"{{{R}}}id": link})
    section.insert(0, reference)
    return 1
