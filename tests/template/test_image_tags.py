"""`{{ image('gerb.png', width='20 mm') }}`: what is put, how large, and what is refused."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from nastav_docs.authoring.check_templates import check_path
from nastav_docs.config.project import load
from nastav_docs.documents.prepared_project import prepared, print_document
from nastav_docs.docx.pictures import EMU_IN_MM, Picture, RefusedError, extent, measured
from nastav_docs.template.markup.image_tags import arguments, picture_file, read_picture
from tests import minimal
from tests.docx_builder import LANDSCAPE, names, p, part, r, story
from tests.template.test_faulty_templates import template

if TYPE_CHECKING:
    from pathlib import Path


def png(width: int = 4, height: int = 5, dpi: int = 0) -> bytes:
    """A white PNG; without `dpi` it does not say how large its dots are."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\xff" * width) * height if width * height < 1_000_000 else b""
    density = chunk(b"pHYs", struct.pack(">IIB", round(dpi / 0.0254), round(dpi / 0.0254), 1)) if dpi else b""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + density + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def jpeg(width: int = 40, height: int = 30, density: tuple[int, int] = (1, 300)) -> bytes:
    """The headers of a JPEG; `density` is its unit (1: an inch, 2: a centimetre) and the dots in it."""
    unit, across = density
    jfif = struct.pack(">H5sHBHHBB", 16, b"JFIF\0", 0x0102, unit, across, across, 0, 0)
    frame = struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\1\x11\0"
    return b"\xff\xd8\xff\xe0" + jfif + b"\xff\xc0" + frame + b"\xff\xd9"


@pytest.mark.parametrize(
    ("data", "kind", "width", "height", "dpi"),
    [
        (png(40, 50), "png", 40, 50, 150),
        (png(40, 50, dpi=300), "png", 40, 50, 300),
        (jpeg(), "jpg", 40, 30, 300),
        (jpeg(density=(2, 118)), "jpg", 40, 30, 300),
    ],
)
def test_size_and_kind_are_read_from_the_bytes(data: bytes, kind: str, width: int, height: int, dpi: int) -> None:
    found = measured(data, "gerb")
    assert (found.kind, found.width, found.height, round(found.dpi)) == (kind, width, height, dpi)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG многие версии Word не показывают"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><svg/>", "SVG"),
        (b"GIF89a...", "GIF"),
        (b"BM......", "BMP"),
        (b"RIFF....WEBP", "WebP"),
        (b"%PDF-1.7", "PDF"),
        (b"MZ\x90", "не PNG и не JPEG"),
        (b"", "не PNG и не JPEG"),
        (png()[:20], "повреждён"),
        (png()[:-12], "повреждён"),
        (b"\xff\xd8\xff\xe0", "повреждён"),
        (png(30_000, 30_000), "30000×30000 точек"),
        (png(21_000, 1), "21000×1 точек"),
        (png(0, 5), "0×5 точек"),
        (jpeg(60_000, 60_000), "60000×60000 точек"),
    ],
)
def test_what_is_no_picture_for_a_paper_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(RefusedError) as refused:
        measured(data, "gerb.png")
    assert words in refused.value.message
    assert refused.value.code.code == "ND453"
    assert refused.value.hint


@pytest.mark.parametrize(
    "name",
    [
        "../gerb.png",
        "a/../../gerb.png",
        "/etc/gerb.png",
        "C:\\gerb.png",
        "c:gerb.png",
        "\\\\server\\gerb.png",
        "",
        "a\0b",
    ],
)
def test_a_way_out_of_the_folder_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "gerb.png").write_bytes(png())
    inner = tmp_path / "district"
    inner.mkdir()
    with pytest.raises(RefusedError) as refused:
        picture_file(name, inner)
    assert refused.value.code.code == "ND454"


@pytest.mark.linux
def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    inner = tmp_path / "district"
    inner.mkdir()
    (tmp_path / "secret.png").write_bytes(png())
    (inner / "gerb.png").symlink_to(tmp_path / "secret.png")
    (inner / "images").symlink_to(tmp_path)
    for name in ("gerb.png", "images/secret.png"):
        with pytest.raises(RefusedError, match="ссылка наружу"):
            picture_file(name, inner)


def test_a_missing_file_is_told_with_those_that_are_there(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "герб.png").write_bytes(png())
    with pytest.raises(RefusedError) as refused:
        read_picture("gerb.png", tmp_path)
    assert refused.value.hint == "рисунки в папке: герб.png"
    assert picture_file("images/герб.png", tmp_path) == tmp_path / "images" / "герб.png"
    assert picture_file("images\\герб.png", tmp_path) == tmp_path / "images" / "герб.png"


@pytest.mark.parametrize(
    ("call", "sizes", "millimetres"),
    [
        ("image('a.png', width='20 mm')", {"width": 20}, (20, 10)),
        ("image('a.png', width='2 см')", {"width": 20}, (20, 10)),
        ("image('a.png', height='20мм')", {"height": 20}, (40, 20)),
        ("image('a.png', width=20, height='5,5 mm')", {"width": 20, "height": 5.5}, (20, 5.5)),
        ("image('a.png')", {}, (50.8, 25.4)),  # 600×300 dots of 1/300 inch
    ],
)
def test_the_size_of_a_picture(call: str, sizes: dict[str, float], millimetres: tuple[float, float]) -> None:
    assert arguments(call) == ("a.png", sizes)
    picture = Picture(b"", "png", 600, 300, 300)
    assert extent(picture, sizes) == tuple(round(side * EMU_IN_MM) for side in millimetres)


@pytest.mark.parametrize(
    "call",
    [
        "image()",
        "image(order.number)",
        "image('a', 'b')",
        "image('a', depth='2 mm')",
        "image('a', width='метр')",
        "image('a', width='900 mm')",
        "image('a'",
    ],
)
def test_a_call_that_says_something_else_is_refused(call: str) -> None:
    with pytest.raises(RefusedError):
        arguments(call)


# ----------------------------------------------------------------------------------------------------- in a document


def district(folder: Path, data: bytes) -> bytes:
    """The order of a minimal district whose own template is `data`."""
    minimal.write(folder)
    (folder / "templates").mkdir(exist_ok=True)
    (folder / "templates" / "order.docx").write_bytes(data)
    ready = prepared(load(folder))
    assert [p.message for p in ready.problems if p.severity.value == "error"] == []
    made, problems = print_document(ready.planned[0], ready.templates)
    assert made is not None, problems
    return made


CALL = "{{ image('gerb.png', width='20 mm') }}"


def test_a_picture_is_in_the_paper(tmp_path: Path) -> None:
    (tmp_path / "gerb.png").write_bytes(png(40, 50))
    made = district(tmp_path, template(p("До ", CALL, " после"), "{{ order.number }}"))
    text = part(made)
    assert f'<wp:extent cx="{20 * EMU_IN_MM}" cy="{25 * EMU_IN_MM}"/>' in text
    assert text.index("До ") < text.index("<w:drawing>") < text.index(" после")
    assert "image(" not in text
    (media,) = [name for name in names(made) if name.startswith("word/media/")]
    assert f'Target="{media.removeprefix("word/")}"' in part(made, "word/_rels/document.xml.rels")


def test_a_tag_that_word_split_is_one_tag(tmp_path: Path) -> None:
    (tmp_path / "gerb.png").write_bytes(png())
    made = district(tmp_path, template(p(r("{{ ima"), r("ge('gerb", "<w:b/>"), r(".png') }}, герб"))))
    assert part(made).count("<w:drawing>") == 1
    assert ", герб" in part(made)


def test_one_file_serves_many_places_each_with_its_number(tmp_path: Path) -> None:
    (tmp_path / "gerb.png").write_bytes(png())
    header = story("hdr", CALL)
    loop = ("{%p for clause in order.paragraphs %}", CALL, "{%p endfor %}")
    made = district(tmp_path, template(CALL, *loop, parts={"header1": header}, section=LANDSCAPE))
    import re  # noqa: PLC0415 - only here

    numbers = re.findall(r'<wp:docPr id="(\d+)"', part(made))
    assert len(numbers) == len(set(numbers)) == 3
    assert len([name for name in names(made) if name.startswith("word/media/")]) == 1
    assert "<w:drawing>" in part(made, "word/header1.xml")
    assert 'Target="media/' in part(made, "word/_rels/header1.xml.rels")


def test_a_refused_picture_stops_the_build_at_its_place(tmp_path: Path) -> None:
    minimal.write(tmp_path)
    (tmp_path / "gerb.svg").write_bytes(b"<svg/>")
    (tmp_path / "templates").mkdir()
    file = tmp_path / "templates" / "order.docx"
    file.write_bytes(template("{{ image('gerb.svg') }}"))
    for problems in (prepared(load(tmp_path)).problems, check_path(file)):
        assert [(p.code, p.place.words if p.place else "", p.text) for p in problems] == [
            ("ND453", "абзац «{{ image('gerb.svg') }}» (1-й)", "{{ image('gerb.svg') }}")
        ]


@pytest.mark.parametrize(
    ("written", "place", "drawings"),
    [
        ("{{ image('gerb.png') if order.place else '' }}", "", 0),
        ("{{ image('gerb.png') if order.place else '' }}", "г. Зеленогорск", 1),
        ("{{ image(order.place ~ '.png', width='12 мм') }}", "gerb", 1),
    ],
)
def test_a_picture_may_stand_in_an_expression_or_be_named_by_the_data(
    written: str, place: str, drawings: int, tmp_path: Path
) -> None:
    (tmp_path / "gerb.png").write_bytes(png())
    minimal.write(tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "order.docx").write_bytes(template(written))
    ready = prepared(load(tmp_path))
    order = {**ready.planned[0].names["order"], "place": place}
    data, problems = print_document(replace(ready.planned[0], names={"order": order}), ready.templates)
    assert data is not None, problems
    assert part(data).count("<w:drawing") == drawings


def test_a_new_photo_that_the_data_names_makes_the_documents_again(tmp_path: Path) -> None:
    """The picture of a name in the data is read while printing: the template's digest must tell when it changes."""
    (tmp_path / "фото").mkdir()
    photo = tmp_path / "фото" / "1.png"
    photo.write_bytes(png())
    minimal.write(tmp_path)
    (tmp_path / "templates").mkdir()
    own = tmp_path / "templates" / "order.docx"
    own.write_bytes(template("{{ image('фото/' ~ order.number ~ '.png') }}"))
    project = load(tmp_path)
    before = prepared(project).templates["order.docx"].digest
    photo.write_bytes(png(7, 7))
    assert prepared(load(tmp_path)).templates["order.docx"].digest != before
    assert project.snapshot.read(photo) == png()  # a project is one moment


def test_a_large_file_is_not_even_read(tmp_path: Path) -> None:
    from nastav_docs.docx.pictures import MAX_BYTES  # noqa: PLC0415 - only here

    (tmp_path / "gerb.png").write_bytes(png() + b"\0" * MAX_BYTES)
    with pytest.raises(RefusedError, match="больше 4 МБ"):
        read_picture("gerb.png", tmp_path)
