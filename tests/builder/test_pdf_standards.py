"""PDFs and packs are PDF/A-2b and, as far as a program can judge, PDF/UA-1: veraPDF says so, and says what a broken one lacks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from nastav_docs.builder import build, pack, write_pdf_and_fill, write_site_copies
from nastav_docs.config import load
from nastav_docs.diagnostics import Severity
from nastav_docs.pdf import convert_many, find_office
from tests import minimal
from tests.verapdf import judged

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = [pytest.mark.office, pytest.mark.verapdf]

# All that is drawn beside the text: a QR code, the frame for the mark of a signature; a table with names that a copy hides.
MARKED = minimal.changed(
    ("documents:", """\
qr: "https://uo.example.ru/docs?n={{ paper.number }}&d={{ paper.date }}"
signature_mark: {certificate: 00B71C9A44D03E12, owner: Багдасарян Наталья Викторовна, valid: 01.02.2020 … 01.05.2027}
lists:
  pairs:
    columns: {mentee: {type: person, public: нет}, mentor: person}
    rows:
      - {mentee: Сорокин Семён Игоревич, mentor: Петрова Анна Ивановна}
papers:
  pairs: {kind: table, title: Пары, rows: pairs, columns: [mentee, mentor]}
documents:"""),
)  # fmt: skip


@pytest.fixture(name="folder", scope="module")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `out`: documents, their copies for a site, archival PDFs of both."""
    folder = tmp_path_factory.mktemp("pdf")
    project = load(minimal.write(folder / "район", MARKED))
    report = build(project, folder / "out")
    copies = write_site_copies(project, report.out, report.written)
    made, _ = write_pdf_and_fill(project, report, copies, archival=True)
    assert [one for one in made.problems if one.severity is Severity.ERROR] == []
    return folder


def test_pdfs_copies_for_a_site_and_packs_of_them_keep_every_rule(folder: Path) -> None:
    project = load(folder / "район")
    packs = [pack(project, folder / "out", folder / "packs", site=site) for site in (False, True)]
    files = [
        *sorted((folder / "out").glob("*.pdf")),
        *(folder / "packs" / name for one in packs for name in one.written),
    ]
    assert [one.name for one in files] == [
        "Перечень Пары (для сайта).pdf",
        "Перечень Пары.pdf",
        "Приказ 235.pdf",
        "Муниципалитет.pdf",
        "Муниципалитет (для сайта).pdf",
    ]
    for file in files:
        root: Any = PdfReader(file).root_object
        assert (root["/Lang"], bool(root["/StructTreeRoot"]["/K"])) == ("ru-RU", True)  # a standard takes any language
    assert judged(files, "2b", "ua1") == {file: [] for file in files}


def without_description(pdf: PdfWriter) -> None:
    del pdf.root_object["/Metadata"]


def without_the_meaning_of_colours(pdf: PdfWriter) -> None:
    del pdf.root_object["/OutputIntents"]


def with_a_font_outside_the_file(pdf: PdfWriter) -> None:
    fonts: Any = pdf.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    for font in fonts.values():
        del (font.get("/DescendantFonts") or [font])[0]["/FontDescriptor"]["/FontFile2"]


def with_a_script(pdf: PdfWriter) -> None:
    said = {"/S": "/JavaScript", "/JS": "app.alert('!');"}
    action = {NameObject(key): NameObject(one) if one[0] == "/" else TextStringObject(one) for key, one in said.items()}
    pdf.root_object[NameObject("/OpenAction")] = DictionaryObject(action)


def with_text_outside_the_tags(pdf: PdfWriter) -> None:
    page, stream = pdf.pages[0], DecodedStreamObject()
    shown = page.get_contents().get_data()  # type: ignore[union-attr]
    stream.set_data(re.sub(rb"/\S+<</MCID 0>>\s*BDC(.*?)EMC", rb"\1", shown, count=1, flags=re.DOTALL))
    page[NameObject("/Contents")] = pdf._add_object(stream)  # noqa: SLF001 - pypdf has no other way


def with_tags_of_another_page(pdf: PdfWriter) -> None:
    page = pdf.pages[0]
    page[NameObject("/StructParents")] = NumberObject(int(page["/StructParents"]) + 1)  # type: ignore[call-overload]


def without_tags(pdf: PdfWriter) -> None:
    del pdf.root_object["/StructTreeRoot"]


def without_a_language(pdf: PdfWriter) -> None:
    del pdf.root_object["/Lang"]


BROKEN: dict[Callable[[PdfWriter], None], list[str]] = {
    # clauses and tests of ISO 19005-2 (2b) and ISO 14289-1 (ua1), as veraPDF numbers them
    without_description: ["2b 6.6.2.1-1", "ua1 7.1-8"],
    without_the_meaning_of_colours: ["2b 6.2.4.3-2", "2b 6.2.4.3-4"],
    with_a_font_outside_the_file: ["2b 6.2.11.4.1-1", "ua1 7.21.4.1-1"],
    with_a_script: ["2b 6.5.1-1"],
    with_text_outside_the_tags: ["ua1 7.1-3"],
    with_tags_of_another_page: ["ua1 7.1-3"],
    without_tags: ["ua1 7.1-11", "ua1 7.1-3"],
    without_a_language: ["ua1 7.2-2", "ua1 7.2-22", "ua1 7.2-30", "ua1 7.2-33", "ua1 7.2-34"],
}


def test_what_may_be_broken_is_seen_and_what_a_pdf_that_is_no_archive_lacks(folder: Path) -> None:
    order = folder / "out" / "Приказ 235.pdf"
    files = {breaks: folder / f"{breaks.__name__}.pdf" for breaks in BROKEN}
    for breaks, file in files.items():
        writer = PdfWriter(clone_from=order)
        breaks(writer)
        writer.write(file)
    cut, plain = folder / "cut.pdf", folder / "plain.pdf"
    cut.write_bytes(order.read_bytes()[:3000])
    made = convert_many(find_office(), {"order": order.with_suffix(".docx")})
    plain.write_bytes(made.made["order"])
    found = judged([*files.values(), cut, plain], "2b", "ua1")
    told = {file: [" ".join(one.split(" ", 2)[:2]) for one in rules] for file, rules in found.items()}
    assert {breaks: told[file] for breaks, file in files.items()} == BROKEN
    assert told[cut] == ["2b 0-0", "ua1 0-0"]
    # Tagged like the others; what it lacks are the meaning of colours and a description.
    assert told[plain] == ["2b 6.2.4.3-2", "2b 6.2.4.3-4", "2b 6.6.2.1-1", "ua1 7.1-8"]
