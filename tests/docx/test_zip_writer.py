"""One writer of ZIP for documents, forms and copies: the same parts, the same bytes, read by any program."""

from __future__ import annotations

import io
import zipfile

import pytest

from nastav_docs.docx.package_writer import packed
from nastav_docs.docx.zip_writer import BEST, FAST, USUAL, begin_zip, pack_part, zip_of

PARTS = {
    "[Content_Types].xml": b"<Types/>",
    "word/document.xml": b"<w/>" * 5_000,
    "word/media/герб.png": b"",
    "a": b"\0",
}


def test_what_is_packed_is_unpacked_under_the_same_names() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(PARTS))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == PARTS
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_order_in_which_parts_were_made_changes_no_byte() -> None:
    assert packed(PARTS) == packed(dict(reversed(PARTS.items())))


@pytest.mark.parametrize("level", [FAST, USUAL, BEST])
def test_parts_packed_once_begin_any_number_of_files(level: int) -> None:
    first, *others = (pack_part(name, content, level) for name, content in PARTS.items())
    beginning = begin_zip([first])
    assert zip_of(others, beginning) == zip_of([first, *others])
    with zipfile.ZipFile(io.BytesIO(zip_of([], beginning))) as archive:
        assert archive.namelist() == ["[Content_Types].xml"]
