"""The QR code of a paper and the mark of its electronic signature: where they stand, what they say, what hinders them."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest
import zxingcpp
from lxml import etree
from PIL import Image

from nastav_docs import ConfigError, TemplateError, WordTemplate, check, load, render
from nastav_docs.docx import q
from tests import minimal
from tests.docx_builder import NAMESPACES, docx, lines, p, part, tbl, tc, tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ADDRESS = 'qr: "https://uo.example.ru/docs?n={{ paper.number }}&d={{ paper.date }}"\n'
CERTIFICATE = "signature_mark: {certificate: 00B71C9A44D03E12, valid: 01.02.2020 … 01.05.2021}\n"


def order(folder: Path, *keys: str, text: str = minimal.MINIMAL) -> bytes:
    return render(load(minimal.write(folder, text + "".join(keys))), "order")


def told(folder: Path, *keys: str, text: str = minimal.MINIMAL) -> list[tuple[str, str, int]]:
    """Code, message and line of what is said of a district with these keys, of its marks alone."""
    found = check(load(minimal.write(folder, text + "".join(keys))))
    return [
        (one.code, one.message, one.place.line if one.place else 0)
        for one in found
        if one.code in {"ND202", "ND535", "ND536", "ND537"}
    ]


def decoded(document: bytes) -> list[str]:
    """What a reader of codes that is not ours finds in the pictures of a document."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        pictures = [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]
    return [found.text for one in pictures for found in zxingcpp.read_barcodes(Image.open(io.BytesIO(one)))]


def test_without_the_keys_nothing_changes(tmp_path: Path) -> None:
    plain = order(tmp_path / "1")
    assert order(tmp_path / "2", 'qr: ""\n', "signature_mark: none\n") == plain


def test_a_code_stands_in_the_lower_margin_of_the_first_page_and_says_the_number(tmp_path: Path) -> None:
    data = order(tmp_path, ADDRESS)
    assert decoded(data) == ["https://uo.example.ru/docs?n=235&d=02.11.2020"]
    root = etree.fromstring(part(data).encode())
    (anchor,) = root.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}anchor")
    assert [one.text for one in anchor.iter("{*}align")] == ["right"]
    ((down,), side) = (
        [int(one.text or 0) for one in anchor.iter("{*}posOffset")],
        int(anchor.find("{*}extent").get("cy")),
    )
    sheet, margin = 16838 * 635, 1134 * 635
    assert sheet - margin <= down
    assert down + side <= sheet - 4 * 36000
    ids = [one.get("id") for one in root.iter("{*}docPr")]
    assert len(set(ids)) == len(ids)
    assert anchor.find("{*}docPr").get("descr") == "QR-код: https://uo.example.ru/docs?n=235&d=02.11.2020"
    plain = etree.fromstring(part(order(tmp_path / "plain")).encode())
    assert [t.text for t in root.iter(q("t"))] == [t.text for t in plain.iter(q("t"))]


@pytest.mark.office
def test_a_code_is_read_from_the_printed_page(tmp_path: Path, office: Sequence[str]) -> None:
    (tmp_path / "1.docx").write_bytes(order(tmp_path / "d", ADDRESS))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [*office, "--headless", profile, "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "1.docx"], check=True
    )
    import pypdfium2  # noqa: PLC0415  comes with pdfplumber, which draws by it

    page = pypdfium2.PdfDocument(tmp_path / "1.pdf")[0].render(scale=300 / 72).to_pil()
    (found,) = zxingcpp.read_barcodes(page)
    assert found.text == "https://uo.example.ru/docs?n=235&d=02.11.2020"
    assert found.position.top_left.x > page.width * 0.8
    assert found.position.top_left.y > page.height * 0.9


def test_russian_text_is_read_as_it_was_written(tmp_path: Path) -> None:
    text = 'qr: "Приказ от {{ paper.date }} № {{ paper.number }}"\n'
    assert decoded(order(tmp_path, text)) == ["Приказ от 02.11.2020 № 235"]


def test_where_the_first_page_has_a_footer_the_code_stands_in_the_upper_margin() -> None:
    from nastav_docs.documents.paper_marks import qr_picture  # noqa: PLC0415  of this test alone
    from nastav_docs.docx import with_corner_picture  # noqa: PLC0415  as above

    picture = qr_picture("1")
    assert picture is not None
    footer = f"<w:ftr {NAMESPACES}>{p('Исполнитель')}</w:ftr>"
    section = '<w:sectPr><w:footerReference w:type="default" r:id="rIdF"/></w:sectPr>'
    paper = docx("Текст", section=section, parts={"footer1": footer}, links=[("rIdF", "footer", "footer1.xml")])
    data = with_corner_picture(paper, picture, "QR-код: 1")
    (down,) = re.findall(r"posOffset>(\d+)<", part(data))
    assert int(down) < 6 * 36000


def test_a_paper_without_a_number_waits_for_it(tmp_path: Path) -> None:
    blank = minimal.changed(('number: "235"', 'number: ""'))
    line = blank.count("\n") + 1
    assert told(tmp_path, ADDRESS, text=blank) == [
        ("ND535", "QR-кода пока нет: у документа ещё нет номера или даты, которые в него входят.", line)
    ]
    assert decoded(order(tmp_path, ADDRESS, text=blank)) == []


@pytest.mark.parametrize(("text", "number"), [("Слово " * 40, 239), ("https://uo.example.ru/" + "a" * 250, 272)])
def test_a_text_too_long_for_a_telephone_is_told(text: str, number: int, tmp_path: Path) -> None:
    line = minimal.MINIMAL.count("\n") + 1
    assert told(tmp_path, f"qr: {text}\n") == [
        ("ND536", f"Текст QR-кода слишком длинный ({number} зн.): на бумаге код не прочитается.", line)
    ]
    with pytest.raises(ConfigError):
        order(tmp_path, f"qr: {text}\n")


def test_what_a_paper_says_comes_before_what_all_say(tmp_path: Path) -> None:
    own = minimal.changed(
        ("  signed_by: head", '  qr: "свой {{ order.number }}"\n  signature_mark: none\n  signed_by: head')
    )
    data = order(tmp_path, ADDRESS, CERTIFICATE, text=own)
    assert decoded(data) == ["свой 235"]
    assert not [line for line in lines(data) if "ЭЛЕКТРОННОЙ" in line]


def test_a_mark_of_a_signature_names_certificate_owner_and_term(tmp_path: Path) -> None:
    data = order(tmp_path, CERTIFICATE)
    mark = [
        "ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ\u00a0ПОДПИСЬЮ",
        "Сертификат: 00B71C9A44D03E12",
        "Владелец: Петрова Анна Ивановна",
        "Действителен: с 01.02.2020 по 01.05.2021",
    ]
    root = etree.fromstring(part(data).encode())
    box = next(t for t in root.iter(q("tbl")) if t.find(f"{q('tblPr')}/{q('tblCaption')}") is not None)
    assert ["".join(t.text or "" for t in p.iter(q("t"))) for p in box.iter(q("p"))] == mark
    before = box.getprevious().getprevious()
    assert "".join(t.text or "" for t in before.iter(q("t"))) == "НачальникА.И.\u00a0Петрова"
    assert all(p.find(f"{q('pPr')}/{q('keepNext')}") is not None for p in before.iter(q("p")))


def test_an_empty_box_keeps_the_place_of_a_mark(tmp_path: Path) -> None:
    root = etree.fromstring(part(order(tmp_path, "signature_mark: empty\n")).encode())
    box = next(t for t in root.iter(q("tbl")) if t.find(f"{q('tblPr')}/{q('tblCaption')}") is not None)
    assert not [t.text for t in box.iter(q("t"))]
    assert box.find(f"{q('tr')}/{q('trPr')}/{q('trHeight')}").get(q("val")) == "1417"  # 25 mm


def test_a_mark_without_a_certificate_or_without_a_signature_is_told(tmp_path: Path) -> None:
    line = minimal.MINIMAL.count("\n") + 1
    wanted = "Отметке об электронной подписи нужны номер сертификата (certificate) и срок его действия (valid)."
    for number, text in enumerate(("{certificate: 00B7}", "{valid: 01.02.2020 … 01.05.2021}", "{owner: Петрова А.И.}")):
        (found,) = told(tmp_path / str(number), f"signature_mark: {text}\n")
        assert found[1:] == (wanted, line)
    own = tmp_path / "own"
    minimal.write(own, minimal.MINIMAL + "signature_mark: empty\ntemplates: шаблоны\n")
    (own / "шаблоны").mkdir()
    (own / "шаблоны" / "order.docx").write_bytes(docx("{{ order.title }}", "{{ people.head.signature }}"))
    assert [one.code for one in check(load(own)) if one.code == "ND537"] == ["ND537"]


def test_a_signature_whose_style_has_come_from_another_file_is_found_too() -> None:
    from nastav_docs.docx import with_signature_mark  # noqa: PLC0415  of this test alone

    style = '<w:style w:type="paragraph" w:styleId="S1"><w:name w:val="Подпись – фамилия (order)"/></w:style>'
    signed = docx("Текст", tbl(tr("Начальник", tc(p("А.И. Петрова", style="S1")))), styles=style)
    marked = with_signature_mark(signed, ("ДОКУМЕНТ ПОДПИСАН",))
    assert marked is not None
    assert "ДОКУМЕНТ ПОДПИСАН" in lines(marked)


def test_the_papers_of_schools_have_marks_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "schools.csv").write_text(
        "id;name;place;head;order_number;order_date\n1;МБОУ «Школа № 1»;с. Лосиха;Ломов Пётр Ильич;7;03.11.2020\n",
        "utf-8",
    )
    text = minimal.changed(
        ("documents:", "documents:\n  own: {template: order.docx, file: Приказ школы, for_each: school}")
    )
    school = (
        'schools: schools.csv\nschool:\n  qr: "{{ school.id }}: {{ paper.number }}"\n'
        "  order: {title: О деле, clauses: [Дело.], signed_by: head}\n"
    )
    project = load(minimal.write(tmp_path / "d", text + school + ADDRESS))
    assert decoded(render(project, "own", school="1")) == ["1: 7"]
    assert decoded(render(project, "order")) == ["https://uo.example.ru/docs?n=235&d=02.11.2020"]


def test_a_template_prints_a_code_where_it_wants() -> None:
    template = WordTemplate.open(docx("{{ qr('https://uo.example.ru/' ~ number, width='25 мм') }}"))
    data = template.render(number="235")
    assert decoded(data) == ["https://uo.example.ru/235"]
    assert 'cx="900000" cy="900000"' in part(data)
    with pytest.raises(TemplateError) as wrong:
        template.render(number="а" * 400)
    assert "текст QR-кода слишком длинный" in wrong.value.diagnostics[0].message
