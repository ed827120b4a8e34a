"""One damaged or hostile file never ends the check of a folder: each kind is told in words, and the rest are checked."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from nastav_docs.diagnostics import shown
from nastav_docs.diagnostics.problem import Diagnostic, Place, Severity
from nastav_docs.diagnostics.reports import as_json, as_text
from nastav_docs.docx.comments import annotate
from nastav_docs.review import check_papers
from nastav_docs.review.check_papers import lint
from nastav_docs.review.corrections import with_corrections
from nastav_docs.review.marked_copies import write_copies
from tests.docx_builder import docx, p, packed, tbl, tc

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nastav_docs.papers.model import Paper

GOOD = docx("ПРИКАЗ", "В течении месяца утвердить план .")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a ZIP by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_document(content: bytes) -> bytes:
    """The good paper with other bytes in its main part."""
    return packed(parts_of(GOOD) | {"word/document.xml": content})


DEEP = b"<w:p>" * 3_000 + b"</w:p>" * 3_000
DOCUMENT = parts_of(GOOD)["word/document.xml"]
DTD = '<?xml version="1.0" encoding="{}"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'
TOLD = [
    ("zero bytes", b"", "Файл пуст: это не документ Word"),
    ("a half of a file", GOOD[: len(GOOD) // 2], "Файл не открывается: это не документ Word, или он повреждён"),
    ("a damaged stream", GOOD[:60] + bytes(40) + GOOD[100:], "Файл не открывается: это не документ Word, или он повреждён"),
    ("RTF", b"{\\rtf1 \\ansi}", "Под именем .docx – файл RTF"),
    ("PDF", b"%PDF-1.7", "Под именем .docx – файл PDF"),
    ("flat XML", b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?><pkg:package/>', "Под именем .docx – документ Word в виде XML"),
    ("OpenDocument", b"PK\3\4" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text", "Под именем .docx – файл OpenDocument (.odt)"),
    ("an old .doc", OLE + b"Word.Document.8", "Это старый формат .doc"),
    ("a password", OLE + "EncryptedPackage".encode("utf-16-le"), "Файл защищён паролем"),
    ("broken XML", with_document(DOCUMENT[:-9]), "Файл повреждён: часть «word/document.xml» – испорченный XML"),
    ("deep nesting", with_document(DOCUMENT.replace(b"<w:body>", b"<w:body>" + DEEP)),
     "Файл повреждён: часть «word/document.xml» – элементы вложены друг в друга слишком глубоко"),
    ("a DTD", with_document(DTD.format("UTF-8").encode() + DOCUMENT),
     "Файл повреждён: часть «word/document.xml» – в ней есть DTD, а в документах Word его не бывает"),
    ("a DTD in UTF-16", with_document((DTD.format("UTF-16") + DOCUMENT.decode()).encode("utf-16-le")),
     "Файл повреждён: часть «word/document.xml» – в ней есть DTD, а в документах Word его не бывает"),
    ("a DTD in UTF-7", with_document(b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x>'),
     "Файл повреждён: часть «word/document.xml» – в кодировке, которой в документах Word не бывает"),
    ("broken styles", packed(parts_of(GOOD) | {"word/styles.xml": b"<w:styles"}), "Файл повреждён: часть «word/styles.xml» – испорченный XML"),
    ("empty paragraphs without end", with_document(DOCUMENT.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 1_600_000)),
     "В файле слишком много разметки: "),
]  # fmt: skip


@pytest.mark.parametrize(("data", "message"), [case[1:] for case in TOLD], ids=[case[0] for case in TOLD])
def test_a_file_that_cannot_be_read_is_told_and_the_rest_of_the_folder_checked(
    data: bytes, message: str, tmp_path: Path
) -> None:
    (tmp_path / "а.docx").write_bytes(data)
    (tmp_path / "б").mkdir()
    (tmp_path / "б" / "приказ.docx").write_bytes(GOOD)
    found = lint([tmp_path])
    of_bad = [one for one in found if one.place and one.place.file.endswith("а.docx")]
    assert [one.code for one in of_bad] == ["ND700"]
    assert of_bad[0].message.startswith(message)
    assert "ND885" in {one.code for one in found}
    written, problems = write_copies([tmp_path], found, tmp_path / "копии", annotate)
    assert ([path.relative_to(tmp_path).as_posix() for path in written], problems) == (["копии/б/приказ.docx"], ())


def numbered(text: str, level: str = "0", start: str = "1", kind: str = "decimal", shows: str = "%1.") -> bytes:
    """A paper with a list."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    lists = (
        f'<w:numbering {space}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{shows}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    more = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    return docx("ПРИКАЗ", p(text, more=more), parts={"numbering": lists})


READ = [
    *((f"a start of {n}", numbered("В течении месяца.", start=n)) for n in ("1e400", "nan", "-inf", "2000000000", "9" * 5_000, "²")),
    *((f"a level of {n}", numbered("В течении месяца.", level=n)) for n in ("inf", "2000000000", "-1")),
    ("a Roman number of two thousand million", numbered("В течении месяца.", start="2000000000", kind="upperRoman")),
    ("a number of 400,000 digits", numbered("В течении месяца.", shows="9" * 400_000)),
    ("a number in superscript", numbered("В течении месяца.", shows="²")),
    *((f"a span of {n}", docx(tbl(f"<w:tr>{tc('В течении месяца.', more=f'<w:gridSpan w:val={chr(34)}{n}{chr(34)}/>')}</w:tr>"))) for n in ("nan", "1e400", "-7", "")),
    *((f"a size of {n}", docx(p(f'<w:r><w:rPr><w:sz w:val="{n}"/></w:rPr><w:t>В течении месяца.</w:t></w:r>'))) for n in ("nan", "inf", "x")),
    ("comments among the elements", with_document(DOCUMENT.replace(b"<w:p>", b"<!-- a --><w:p><?b c?>"))),
    ("digits in the text", docx("ПРИКАЗ", "9" * 400_000, "1. " + "8" * 5_000, f"В течении {'7' * 5_000} дней, до {'6' * 5_000} часов.")),
]  # fmt: skip


@pytest.mark.parametrize("data", [case[1] for case in READ], ids=[case[0] for case in READ])
def test_a_paper_with_a_senseless_number_is_read(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "приказ.docx"
    file.write_bytes(data)
    found = lint([file])
    assert "ND885" in {one.code for one in found}
    assert not {"ND660", "ND700"} & {one.code for one in found}
    for copy_of in (annotate, with_corrections):
        assert write_copies([file], found, tmp_path / "копии", copy_of)[1] == ()


def test_a_name_too_long_for_the_system_is_told(tmp_path: Path) -> None:
    (found,) = lint([tmp_path / ("д" * 200 + ".docx")])
    assert (found.code, found.message) == ("ND700", "Файл не читается: имя слишком длинное")


def test_a_folder_called_like_a_paper_is_looked_into(tmp_path: Path) -> None:
    (tmp_path / "папка.docx").mkdir()
    (tmp_path / "папка.docx" / "а.docx").write_bytes(GOOD)
    assert "ND885" in {one.code for one in lint([tmp_path])}


def test_a_name_in_another_encoding_is_read_and_shown_without_its_bytes(tmp_path: Path) -> None:
    name = os.fsdecode("Приказ.docx".encode("cp1251"))
    try:
        (tmp_path / name).write_bytes(GOOD)
    except OSError:  # a system whose names are Unicode has no such file
        return
    found = lint([tmp_path])
    assert "ND885" in {one.code for one in found}
    assert as_text(found).encode()
    assert as_json(found).encode()
    written, problems = write_copies([tmp_path], found, tmp_path / "копии", annotate)
    assert ([path.name for path in written], problems) == ([name], ())


def test_a_paper_on_which_the_program_stumbles_is_told_and_the_others_are_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = check_papers.check_package

    def stumbling(papers: Sequence[Paper], *args: object, **options: object) -> tuple[Diagnostic, ...]:
        if any(paper.file.endswith("плохой.docx") for paper in papers):
            raise RecursionError("слишком глубоко")
        return check(papers, *args, **options)  # type: ignore[arg-type]  # handed through

    monkeypatch.setattr(check_papers, "check_package", stumbling)
    for name in ("а.docx", "плохой.docx", "я.docx"):
        (tmp_path / name).write_bytes(GOOD)
    found = lint([tmp_path])
    assert [one.message for one in found if one.code == "ND660"] == [
        "Файл не проверен: программа сбилась (RecursionError)"
    ]
    named = {Path(one.place.file).name for one in found if one.place and one.code == "ND885"}
    assert named == {"а.docx", "я.docx"}


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("план\x1b[2J\x07.docx", "план�[2J�.docx"), ("\x9b31m", "�31m"), ("a\rb", "a�b"), ("\u202edocx.exe", "�docx.exe"), ("\udccf", "�"),
        ("Приказ № 5 – «о»\n\tдалее", "Приказ № 5 – «о»\n\tдалее"),
    ],
)  # fmt: skip
def test_what_a_terminal_would_obey_is_never_sent_to_it(text: str, seen: str) -> None:
    assert shown(text) == seen
    one = Diagnostic("ND700", Severity.ERROR, Place(text), text)
    assert seen in as_text([one])
    assert not set(as_json([one])) & set("\x1b\x07\x9b\r\u202e\udccf")
