"""A DOCX that a district brings is not trusted: what is odd is refused before it is read, with the reason in words."""

from __future__ import annotations

import io
import struct
import time
import tracemalloc
import zipfile

import pytest

from nastav_docs.docx.package import read_package
from tests.docx_builder import NAMESPACES, docx, p, packed

GOOD = docx("Текст")


def with_parts(**replaced: bytes | None) -> bytes:
    """The good document with parts put in, replaced or (None) left out; «__» stands for a slash, «_» for a dot."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for key, content in replaced.items():
        name = {
            "types": "[Content_Types].xml",
            "document": "word/document.xml",
            "rels": "word/_rels/document.xml.rels",
        }.get(key, key.replace("__", "/"))
        if content is None:
            files.pop(name)
        else:
            files[name] = content
    return packed(files)


def raw_entries(*entries: tuple[str, bytes], flags: int = 0) -> bytes:
    """A ZIP written as it is told, duplicates and all."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in entries:
            info = zipfile.ZipInfo(name)
            archive.writestr(info, content)
    data = bytearray(stream.getvalue())
    if flags:
        for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
            start = data.find(signature)
            while start >= 0:
                struct.pack_into("<H", data, start + offset, flags)
                start = data.find(signature, start + 4)
    return bytes(data)


def relationship(kind: str, target: str, mode: str = "External") -> bytes:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId9" Type="{office}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    ).encode()


def field(*pieces: str) -> bytes:
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    body = f"<w:p>{begin}{runs}{end}</w:p>"
    return f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>".encode()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DTD = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'

with zipfile.ZipFile(io.BytesIO(GOOD)) as _archive:
    MACRO_TYPES = _archive.read("[Content_Types].xml").replace(
        b"vnd.openxmlformats-officedocument.wordprocessingml.document.main", b"vnd.ms-word.document.macroEnabled.main"
    )

REFUSED = [
    ("an empty file", b"", "ND402", "не документ Word"),
    ("a text", "Приказ".encode(), "ND402", "не документ Word"),
    ("a truncated file", GOOD[: len(GOOD) // 2], "ND402", "повреждён"),
    ("a damaged part", GOOD[:200] + b"\0\0\0\0" + GOOD[204:], "ND402", "повреждён"),
    ("a ZIP of something else", packed({"a.txt": "b"}), "ND402", "не документ Word"),
    ("broken XML", with_parts(document=b"<w:document"), "ND402", "повреждён"),
    ("no main part", with_parts(document=None), "ND402", "повреждён"),
    ("an old .doc", OLE + b"Word.Document.8", "ND404", "старый формат"),
    ("a password", OLE + "EncryptedPackage".encode("utf-16-le"), "ND403", "паролем"),
    ("an encrypted entry", raw_entries(("word/document.xml", b"x"), flags=1), "ND403", "паролем"),
    ("macros", with_parts(**{"word__vbaProject.bin": b"x"}), "ND404", "макросы"),
    ("duplicate entries", raw_entries(("a.xml", b"1"), ("A.xml", b"2")), "ND406", "встречается 2 раза"),
    ("a path upwards", raw_entries(("../evil.xml", b"1")), "ND406", "недопустимое имя"),
    ("an absolute path", raw_entries(("/etc/passwd", b"1")), "ND406", "недопустимое имя"),
    ("a drive", raw_entries(("c:/evil.xml", b"1")), "ND406", "недопустимое имя"),
    ("a DTD", with_parts(document=DTD + b"<x>&b;</x>"), "ND406", "DTD"),
    ("a DTD in UTF-16", with_parts(document=(DTD + b"<x/>").decode().encode("utf-16")), "ND406", "DTD"),
    ("a nested archive", with_parts(**{"word__embeddings__a.docx": GOOD}), "ND406", "вложен"),
    ("an embedded program", with_parts(**{"word__embeddings__a.bin": b"MZ\x90"}), "ND406", "вложен"),
    (
        "a chart with its workbook",
        with_parts(
            **{
                "word__embeddings__Book1.xlsx": b"PK\3\4",
                "word__charts___rels__chart1.xml.rels": relationship("package", "../embeddings/Book1.xlsx", "Internal"),
            }
        ),
        "ND406",
        "диаграмма вставлена вместе с книгой Excel («word/embeddings/Book1.xlsx»)",
    ),
    (
        "a picture of old versions of Word",
        with_parts(**{"word__media__image1.wmz": b"\x1f\x8b\x08"}),
        "ND406",
        "рисунок сохранён в сжатом формате WMZ («word/media/image1.wmz»)",
    ),
    ("a table of Excel", with_parts(**{"word__embeddings__T.xlsx": b"PK\3\4"}), "ND406", "вложена книга Excel"),
    (
        "a formula of another program",
        with_parts(**{"word__embeddings__oleObject1.bin": OLE}),
        "ND406",
        "вставлен объект другой программы",
    ),
    ("too many entries", raw_entries(*((f"a{n}.xml", b"") for n in range(2_001))), "ND405", "2001"),
    ("a bomb", with_parts(**{"word__media__a.bin": b"\0" * 15_000_000}), "ND405", "велика"),
    ("a part over the limit", with_parts(**{"word__media__a.bin": b"\0" * 17_000_000}), "ND405", "велика"),
    ("a linked picture", with_parts(rels=relationship("image", "file:///c:/a.png")), "ND407", "внешний файл"),
    ("a link to a file", with_parts(rels=relationship("hyperlink", "file://server/a")), "ND407", "внешний"),
    ("a DDE field", with_parts(document=field(' DDEAUTO c:\\\\cmd.exe "/k calc" ')), "ND408", "DDEAUTO"),
    ("a field cut into runs", with_parts(document=field("INCL", "UDETEXT ", '"c:\\\\a.docx"')), "ND408", "INCLUDETEXT"),
    (
        "Strict Open XML",
        with_parts(
            rels=relationship("x", "styles.xml", "Internal").replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006", b"http://purl.oclc.org/ooxml/officeDocument"
            )
        ),
        "ND404",
        "Strict",
    ),
    ("a macro document", with_parts(types=MACRO_TYPES), "ND404", "docm"),
    ("an aFChunk", with_parts(rels=relationship("aFChunk", "styles.xml", "Internal")), "ND406", "другой документ"),
]


@pytest.mark.parametrize(("data", "code", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_is_refused_within_a_second_with_the_reason(data: bytes, code: str, words: str) -> None:
    started = time.monotonic()
    package, problems = read_package(data, "приказ.docx")
    assert time.monotonic() - started < 1
    assert package is None
    assert code in {problem.code for problem in problems}
    assert words in " ".join(problem.message for problem in problems)
    assert all(problem.place is not None and problem.place.file == "приказ.docx" for problem in problems)


def test_a_bomb_that_lies_about_its_size_takes_little_memory() -> None:
    bomb = bytearray(with_parts(**{"word__media__a.bin": b"\0" * 15_900_000}))
    start = bomb.find(b"word/media/a.bin", bomb.find(b"PK\1\2")) - 46
    struct.pack_into("<L", bomb, start + 24, 1_000)
    tracemalloc.start()
    package, problems = read_package(bytes(bomb), "приказ.docx")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert package is None
    assert problems
    assert peak < 100_000_000


@pytest.mark.parametrize("target", ["http://example.org/a", "https://example.org", "mailto:a@example.org"])
def test_a_hyperlink_to_the_web_or_mail_is_good(target: str) -> None:
    package, problems = read_package(docx("a", links=[("rId9", "hyperlink", target)]), "a.docx")
    assert problems == ()
    assert package is not None
    assert package.relationships["word/document.xml"]["rId9"].target == target


def test_a_good_document_is_read() -> None:
    package, problems = read_package(docx(p("Текст")), "a.docx")
    assert problems == ()
    assert package is not None
    assert package.main == "word/document.xml"
    assert "Текст".encode() in package.parts["word/document.xml"]


def test_harmless_fields_are_good() -> None:
    package, problems = read_package(with_parts(document=field(" PAGE \\* MERGEFORMAT ")), "a.docx")
    assert problems == ()
    assert package is not None
