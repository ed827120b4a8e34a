"""A template whose parts do not agree with each other is refused with the part's name, never a fall of the program."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from nastav_docs.authoring.check_templates import check_path
from tests.docx_builder import OFFICE, compiled, docx, lines, p, packed, printed, r, story

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Files = dict[str, str | bytes]
RELS, TYPES, TEXT = "word/_rels/document.xml.rels", "[Content_Types].xml", "word/document.xml"
NOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
SECTION = '<w:sectPr><w:headerReference w:type="default" r:id="rheader1"/></w:sectPr>'
GOOD = docx(
    p(r("№ {{ number }}"), NOTE),
    section=SECTION,
    parts={
        "footnotes": story("footnotes", f'<w:footnote w:id="1">{p("внизу")}</w:footnote>'),
        "header1": story("hdr", "{{ title }}"),
        "numbering": story("numbering"),
        "settings": story("settings"),
    },
)
NAMES = {"number": "14", "title": "О плане"}


def changed(change: Callable[[Files], object]) -> bytes:
    """The good file after a change of its parts."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        files: Files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    return packed(files)


def without(name: str) -> bytes:
    return changed(lambda files: files.pop(name))


def replaced(name: str, old: str, new: str) -> bytes:
    """The good file with words of a part replaced."""

    def change(files: Files) -> None:
        text = files[name]
        assert isinstance(text, bytes)
        assert old.encode() in text
        files[name] = text.replace(old.encode(), new.encode())

    return changed(change)


def put(name: str, content: str) -> bytes:
    return changed(lambda files: files.update({name: content}))


def linked(kind: str, target: str) -> bytes:
    """The good file with one more relationship."""
    link = f'<Relationship Id="rMore" Type="{OFFICE}/{kind}" Target="{target}"/>'
    return replaced(RELS, "</Relationships>", f"{link}</Relationships>")


def unnamed(part: str) -> bytes:
    """The good file with a part left out of the list of parts."""

    def change(files: Files) -> None:
        files[TYPES] = re.sub(rf'<Override PartName="/{part}"[^>]*/>'.encode(), b"", files[TYPES])  # type: ignore[arg-type]  # bytes of an archive

    return changed(change)


REFUSED = [
    *((without(name), "", f"в файле нет части «{name}» ({what}), на которую он ссылается") for name, what in [
        ("word/styles.xml", "стили"), ("word/footnotes.xml", "сноски"), ("word/header1.xml", "верхний колонтитул"),
        ("word/numbering.xml", "списки"), ("word/settings.xml", "настройки"), ("docProps/core.xml", "свойства файла"),
    ]),
    (linked("image", "media/no.png"), "", "в файле нет части «word/media/no.png» (рисунок), на которую он ссылается"),
    (linked("image", "NULL"), "", "в файле нет части «word/NULL» (рисунок), на которую он ссылается"),
    (linked("chart", "charts/chart1.xml"), "", "в файле нет части «word/charts/chart1.xml» (диаграмма), на которую он ссылается"),
    (replaced(RELS, 'Target="header1.xml"', 'Target="../../header1.xml"'), "", "в файле нет части «../header1.xml» (верхний колонтитул), на которую он ссылается"),
    (replaced(RELS, 'Id="rsettings"', 'Id="rStyles"'), "", f"в файле две связи с одним номером «rStyles» ({RELS})"),
    (unnamed("word/header1.xml"), "", "часть «word/header1.xml» (верхний колонтитул) не названа в списке частей файла"),
    (unnamed("word/footnotes.xml"), "", "часть «word/footnotes.xml» (сноски) не названа в списке частей файла"),
    (put("word/styles.xml", "<a/>"), "", "в части «word/styles.xml» стоит не то, что обещано: стили"),
    (put("word/footnotes.xml", story("hdr")), "", "в части «word/footnotes.xml» стоит не то, что обещано: сноски"),
    (replaced(TEXT, 'r:id="rheader1"', 'r:id="rNone"'), "", "в тексте названа часть «rNone», а в файле её нет"),
    (replaced(TEXT, "<w:sectPr>", '<w:p><w:hyperlink r:id="rGone"><w:r><w:t>закон</w:t></w:r></w:hyperlink></w:p><w:sectPr>'), "абзац «закон» (2-й)", "в тексте названа часть «rGone», а в файле её нет"),
    (replaced(TEXT, "<w:sectPr>", '<w:altChunk r:id="rAlt"/><w:sectPr>'), "", "в тексте названа часть «rAlt», а в файле её нет"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "place", "message"), REFUSED, ids=[case[2] for case in REFUSED])
def test_is_refused_with_the_name_of_the_part(data: bytes, place: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "приказ.docx"
    file.write_bytes(data)
    found = check_path(file)
    assert [(d.place.words if d.place else "", d.code, d.message) for d in found] == [(place, "ND402", message)]
    assert found[0].hint


@pytest.mark.parametrize("name", [TYPES, "_rels/.rels", TEXT])
def test_without_what_says_where_the_text_is_a_file_is_no_document(name: str) -> None:
    _, problems = compiled(without(name))
    assert [d.code for d in problems] == ["ND402"]


def test_an_embedded_document_is_named() -> None:
    _, problems = compiled(linked("aFChunk", "styles.xml"))
    assert [(d.code, d.message) for d in problems] == [
        ("ND406", "в документ вложен другой документ («word/styles.xml»)")
    ]


@pytest.mark.parametrize(
    "name", [TEXT, "word/styles.xml", "word/header1.xml", "word/footnotes.xml", RELS, TYPES, "docProps/core.xml"]
)
def test_a_part_in_utf_16_is_read(name: str) -> None:
    def change(files: Files) -> None:
        text = files[name]
        assert isinstance(text, bytes)
        files[name] = f'<?xml version="1.0" encoding="UTF-16"?>{text.decode()}'.encode("utf-16")

    made = printed(changed(change), NAMES)
    assert lines(made) == ["№ 14"]
    assert lines(made, "word/header1.xml") == ["О плане"]


@pytest.mark.parametrize(
    "data",
    [
        put(TEXT, story("document", "<w:body/>")),
        replaced("word/footnotes.xml", 'w:id="1"', 'w:id="1" w:custom="x"'),
        replaced("word/styles.xml", ' w:styleId="Normal"', ""),
        replaced("word/styles.xml", 'w:val="28"', 'w:val="много"'),
        replaced(TEXT, "<w:sectPr>", "<w:p><w:pPr><w:pStyle/><w:numPr><w:numId/></w:numPr></w:pPr></w:p><w:sectPr>"),
        replaced(TEXT, "<w:sectPr>", "<w:p><w:bookmarkStart/><w:bookmarkEnd/></w:p><w:sdt/><w:sectPr>"),
        replaced(TEXT, "<w:sectPr>", '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p><w:sectPr>'),
    ],
)
def test_what_lacks_only_details_is_read(data: bytes) -> None:
    assert printed(data, NAMES)
