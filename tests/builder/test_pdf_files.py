"""PDFs beside the documents and packs of them: only what changed, nobody's file written over, LibreOffice started anew."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from nastav_docs.builder import build, pack, write_pdf, write_pdf_and_fill
from nastav_docs.config import load
from nastav_docs.diagnostics import Severity
from nastav_docs.papers import Paper, read_paper_bytes
from nastav_docs.pdf import PdfFacts, convert_many, find_office, replaced_fonts
from nastav_docs.pdf.structure import without_circles
from tests import minimal
from tests.docx_builder import docx
from tests.paths import DISTRICT_2020

# A LibreOffice of the test's own: notes each start, makes a PDF of a page for each document, except as `behaviour` says.
OFFICE = """#!{python}
import io, pathlib, sys, time
from pypdf import PdfWriter
log = pathlib.Path({log!r})
sources = [pathlib.Path(one) for one in sys.argv[sys.argv.index("--outdir") + 2:]]
with log.open("a") as file:
    file.write(f"{{len(sources)}}\\n")
for source in sources:
    text = source.read_bytes()
    {behaviour}
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    with source.with_suffix(".pdf").open("wb") as out:
        writer.write(out)
"""


def office(folder: Path, behaviour: str = "pass") -> tuple[str, Path]:
    """The command of a LibreOffice of the test's own, and its log: a line for each start with how many were asked."""
    program, log = folder / "soffice", folder / "log"
    program.write_text(OFFICE.format(python=sys.executable, log=str(log), behaviour=behaviour), "utf-8")
    program.chmod(0o755)
    return str(program), log


def starts(log: Path) -> list[int]:
    return [int(line) for line in log.read_text().splitlines()]


def papers(folder: Path, number: int, bad: str = "") -> dict[str, Path]:
    made = {f"{n}.docx": folder / f"{n}.docx" for n in range(number)}
    for name, file in made.items():
        file.write_bytes(b"BAD" if name == bad else docx("Текст"))
    return made


@pytest.fixture(name="built")
def _built(tmp_path: Path) -> Path:
    report = build(load(minimal.write(tmp_path / "район")), tmp_path / "out")
    assert report.ok
    return tmp_path / "out"


# ------------------------------------------------------------------------------------------------- one office for many


@pytest.mark.linux
def test_many_documents_are_made_by_one_start(tmp_path: Path) -> None:
    command, log = office(tmp_path)
    made = convert_many(command, papers(tmp_path, 30))
    assert (len(made.made), made.problems, starts(log)) == (30, (), [30])


@pytest.mark.linux
def test_more_than_one_start_takes_are_shared_by_two_offices_in_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 8)
    command, log = office(tmp_path)
    told: list[tuple[int, int]] = []
    sources = papers(tmp_path, 45)
    made = convert_many(command, sources, progress=lambda *numbers: told.append(numbers))
    assert (list(made.made), made.problems, sorted(starts(log))) == (list(sources), (), [22, 23])
    assert told[-1] == (45, 45)


@pytest.mark.linux
@pytest.mark.parametrize("behaviour", ["if text == b'BAD': sys.exit(1)", "if text == b'BAD': time.sleep(600)"])
def test_one_document_on_which_the_office_fails_or_hangs_stops_no_other(
    tmp_path: Path, behaviour: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nastav_docs.pdf.many.EACH", 0.1)
    command, log = office(tmp_path, behaviour)
    made = convert_many(command, papers(tmp_path, 4, bad="1.docx"), timeout=8.0)
    assert sorted(made.made) == ["0.docx", "2.docx", "3.docx"]
    assert [one.code for one in made.problems] == ["ND456"]
    assert str(made.problems[0].place) == "1.docx"
    assert starts(log)[0] == 4
    assert starts(log)[-1] == 2  # started anew for the two behind the bad one


KILLED = """if text == b'BAD' and not (log.parent / 'once').exists():
        import os, signal
        (log.parent / 'once').touch()
        os.kill(os.getpid(), signal.SIGKILL)"""


@pytest.mark.linux
def test_an_office_that_is_killed_at_work_is_started_anew_for_what_is_left(tmp_path: Path) -> None:
    command, log = office(tmp_path, KILLED)
    made = convert_many(command, papers(tmp_path, 4, bad="1.docx"))
    assert (sorted(made.made), made.problems) == (["0.docx", "1.docx", "2.docx", "3.docx"], ())
    assert starts(log) == [4, 3]


PROFILE = """profile = next(one for one in sys.argv if one.startswith('-env:UserInstallation=file:///'))
    (log.parent / 'profiles').open('a').write(profile + chr(10))
    if text == b'BAD': sys.exit(1)"""


@pytest.mark.linux
def test_each_office_has_a_profile_of_its_own_and_after_a_fall_a_fresh_one(tmp_path: Path) -> None:
    command, _ = office(tmp_path, PROFILE)
    sources = papers(tmp_path, 3, bad="0.docx")
    convert_many(command, sources)
    convert_many(command, sources)
    used = (tmp_path / "profiles").read_text().splitlines()
    # 3 at once, the bad one alone, then the two others with one profile: three profiles a call, none used by both calls
    assert [used.count(one) for one in dict.fromkeys(used)] == [1, 1, 2] * 2


CHILD = """import subprocess
    subprocess.Popen([sys.executable, '-c', "import sys, time; open(sys.argv[1], 'w').close(); time.sleep(8); open(sys.argv[2], 'w').close()",
                      str(log.parent / 'begun'), str(log.parent / 'went on')])
    time.sleep(600)"""


@pytest.mark.linux
def test_when_the_time_is_over_what_the_office_has_started_ends_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nastav_docs.pdf.many.EACH", 0.1)
    command, _ = office(tmp_path, CHILD)
    made = convert_many(command, papers(tmp_path, 1), timeout=4.0)
    assert [one.message for one in made.problems] == ["LibreOffice не ответил за 4 секунд"]
    assert (tmp_path / "begun").exists()
    time.sleep(9)
    assert not (tmp_path / "went on").exists()


@pytest.mark.linux
def test_a_pdf_that_was_cut_off_is_none(tmp_path: Path) -> None:
    command, _ = office(tmp_path, "source.with_suffix('.pdf').write_bytes(b'%PDF-1.7 half'); continue")
    made = convert_many(command, papers(tmp_path, 1))
    assert made.made == {}
    assert [one.message for one in made.problems] == ["LibreOffice не сделал PDF из «0.docx»"]


ROLES = [
    # the map of roles as LibreOffice writes it, and without the types that stand for themselves: no byte moves
    (b"<</K 1 0 R/RoleMap<</Div/Div\n/#D0#9F/P\n/L/L\n>>\n/ParentTree 2 0 R>>", b"<</K 1 0 R/RoleMap<<        \n/#D0#9F/P\n    \n>>\n/ParentTree 2 0 R>>"),
    (b"<</RoleMap<</LI/L/L/LBody>>>>", b"<</RoleMap<</LI/L/L/LBody>>>>"),
    (b"/Div/Div", b"/Div/Div"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "mended"), ROLES)
def test_a_type_that_stands_for_itself_is_no_entry_of_the_map_of_roles(written: bytes, mended: bytes) -> None:
    assert without_circles(written) == mended


def test_an_office_that_does_not_start_is_told_once(tmp_path: Path) -> None:
    made = convert_many(str(tmp_path / "нет"), papers(tmp_path, 5))
    assert [one.message for one in made.problems] == ["LibreOffice не запускается: такого файла нет"]


# ------------------------------------------------------------------------------------------------- beside the documents


@pytest.mark.linux
def test_only_what_changed_is_made_again(built: Path, tmp_path: Path) -> None:
    command, log = office(tmp_path)
    documents = sorted(path.relative_to(built).as_posix() for path in built.rglob("*.docx"))
    first = write_pdf(built, office=command)
    assert sorted(first.written) == [path.replace(".docx", ".pdf") for path in documents]
    assert set(first.pages.values()) == {1}
    assert write_pdf(built, office=command).unchanged == first.written
    (built / documents[0]).write_bytes(docx("Правка в Word"))
    assert write_pdf(built, office=command).written == (documents[0].replace(".docx", ".pdf"),)
    assert starts(log) == [len(documents), 1]
    assert len(write_pdf(built, office=command, archival=True).written) == len(documents)  # another kind of PDF


@pytest.mark.linux
@pytest.mark.parametrize("older", [4, 5], ids=["a record without a version", "a lower version"])
def test_pdfs_that_an_older_version_has_made_are_made_once_more(built: Path, tmp_path: Path, older: int) -> None:
    command, log = office(tmp_path)
    first = write_pdf(built, office=command)
    file = built / ".nastav-docs" / "pdf.json"
    records = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({path: [*one[:4], one[4] - 1][:older] for path, one in records.items()}), "utf-8")
    assert write_pdf(built, office=command).written == first.written
    assert write_pdf(built, office=command).unchanged == first.written
    assert len(starts(log)) == 2


@pytest.mark.linux
def test_a_pdf_of_somebody_else_is_kept(built: Path, tmp_path: Path) -> None:
    command, _ = office(tmp_path)
    target = next(iter(sorted(built.rglob("*.docx")))).with_suffix(".pdf")
    target.write_bytes(b"%PDF scanned with the seal")
    report = write_pdf(built, office=command)
    assert report.kept == (target.relative_to(built).as_posix(),)
    assert [one.code for one in report.problems if one.severity is Severity.ERROR] == ["ND502"]
    assert target.read_bytes() == b"%PDF scanned with the seal"
    assert write_pdf(built, office=command, force=True).kept == ()


@pytest.mark.linux
def test_the_pdf_of_a_document_that_is_no_more_goes_with_prune(built: Path, tmp_path: Path) -> None:
    command, _ = office(tmp_path)
    first = write_pdf(built, office=command)
    records = built / ".nastav-docs" / "pdf.json"
    known = json.loads(records.read_text("utf-8"))
    (built / "старый.pdf").write_bytes((built / first.written[0]).read_bytes())
    known["старый.pdf"] = known[first.written[0]]
    records.write_text(json.dumps(known), "utf-8")
    assert write_pdf(built, office=command).removed == ()
    assert write_pdf(built, office=command, prune=True).removed == ("старый.pdf",)
    assert not (built / "старый.pdf").exists()


def test_without_an_office_the_way_to_get_it_is_told(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nastav_docs.builder.pdf_files.find_office", lambda: "")
    (problem,) = write_pdf(built).problems
    assert (problem.code, problem.message) == ("ND455", "LibreOffice не найден, а сделать PDF умеет он")
    assert "libreoffice.org" in problem.hint


FONTS = [
    # fonts that the document asks for, those of the PDF, those told
    (["Times New Roman"], ["LiberationSerif"], ("Times New Roman",)),
    (["Times New Roman"], ["TimesNewRomanPSMT"], ()),
    (["PT Astra Serif", "Calibri"], ["PTAstraSerif"], ()),  # a style that nothing uses names Calibri
    (["PT Serif", "Arial"], ["PTSerif", "LiberationSans"], ("Arial",)),
]


@pytest.mark.parametrize("text", ["word/document.xml", "word/document2.xml"], ids=["Word", "Word in the browser"])
@pytest.mark.parametrize(("asked", "has", "told"), FONTS)
def test_a_font_that_the_machine_lacks_is_told(
    asked: list[str], has: list[str], told: tuple[str, ...], text: str
) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(text, "".join(f'<w:rFonts w:ascii="{font}"/>' for font in asked))
    assert replaced_fonts(out.getvalue(), PdfFacts(1, frozenset(has))) == told


@pytest.mark.office
def test_a_font_of_the_settings_that_no_machine_has_is_told_and_the_sheets_are_those_of_the_pdf(tmp_path: Path) -> None:
    clauses = "".join(f"    - Провести мероприятие № {n} в каждой школе округа.\n" for n in range(1, 60))
    text = minimal.changed(
        ("    - id: control\n", f"{clauses}    - id: control\n"),
        ("documents:", "style: {font: Кедровогорская Антиква}\nletter: {addressee: Всем, text: Направляем приказ., signed_by: head, enclosures: [{text: Приказ, document: order}]}\ndocuments:\n  letter: {template: letter.docx, file: Письмо}"),
    )  # fmt: skip
    project, out = load(minimal.write(tmp_path / "район", text)), tmp_path / "out"
    pdfs, letters = write_pdf_and_fill(project, build(project, out))
    assert [one.message.partition(" (")[0] for one in pdfs.problems if one.code == "ND526"] == [
        "Шрифта «Кедровогорская Антиква» на этом компьютере нет: в PDF вместо него похожий"
    ]
    assert letters is not None
    for path, pages in pdfs.pages.items():
        said = subprocess.run(
            [shutil.which("pdfinfo") or "", str(out / path)], capture_output=True, text=True, check=True
        ).stdout
        assert re.search(rf"^Pages:\s+{pages}$", said, re.MULTILINE), path
    assert pdfs.pages["Приказ 235.pdf"] > 2
    paper = read_paper_bytes((out / "Письмо.docx").read_bytes(), "Письмо.docx")
    assert isinstance(paper, Paper)
    line = next(one.text.replace("\xa0", " ") for one in paper.paragraphs() if "экз." in one.text)
    assert line.endswith(f"Приказ на {pdfs.pages['Приказ 235.pdf']} л. в 1 экз.")


# --------------------------------------------------------------------------------------------------------------- packs


@pytest.mark.office
def test_a_pack_of_a_school_has_contents_bookmarks_and_numbers_over_all_pages(tmp_path: Path) -> None:
    assert find_office()
    project = load(DISTRICT_2020)
    build(project, tmp_path / "out")
    report = pack(project, tmp_path / "out", tmp_path / "packs")
    assert [one for one in report.problems if one.severity is Severity.ERROR] == []
    assert report.written == ("Муниципалитет.pdf", "shkola-3.pdf", "berezka.pdf")
    reader = PdfReader(tmp_path / "packs" / "berezka.pdf")
    marks = [(one.title, reader.get_destination_page_number(one)) for one in reader.outline]  # type: ignore[union-attr, arg-type]
    assert marks[0] == ("Содержание", 0)
    assert [title for title, _ in marks[1:]] == [
        "База наставляемых",
        "База наставников",
        "Письмо без номера",
        "Приказ 7",
    ]
    texts = [page.extract_text() for page in reader.pages]
    for title, at in marks[1:]:
        assert at is not None
        assert re.search(rf"{title}\s*\.+\s*{at + 1}\b", texts[0]), title  # the contents name the page of the bookmark
    for number, text in enumerate(texts, 1):
        assert f"{number} / {len(texts)}" in text
    assert pack(project, tmp_path / "out", tmp_path / "packs").unchanged == report.written


def test_a_pack_of_a_kind_may_be_a_zip(tmp_path: Path) -> None:
    project = load(DISTRICT_2020)
    build(project, tmp_path / "out")
    report = pack(project, tmp_path / "out", tmp_path / "packs", by="kind", archive=True)
    assert "school-order.zip" in report.written
    names = zipfile.ZipFile(tmp_path / "packs" / "school-order.zip").namelist()
    assert [Path(name).parent.name for name in names] == ["shkola-3", "berezka"]
    assert pack(project, tmp_path / "out", tmp_path / "packs", by="kind", archive=True).unchanged == report.written
    (tmp_path / "packs" / "order.zip").write_bytes(b"mine")
    kept = pack(project, tmp_path / "out", tmp_path / "packs", by="kind", archive=True)
    assert [(one.code, one.message) for one in kept.problems] == [
        ("ND502", "Файл «order.zip» уже есть, и создала его не программа: он не тронут.")
    ]


def test_a_pack_before_a_build_is_told(tmp_path: Path) -> None:
    report = pack(load(minimal.write(tmp_path)), tmp_path / "out", tmp_path / "packs")
    assert [(one.code, one.hint) for one in report.problems] == [("ND527", "Сначала соберите их: build.")]
