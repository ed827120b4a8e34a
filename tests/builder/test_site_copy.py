"""The copy for a site: papers that name children or members of pairs are left out and told, the others are packed."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from nastav_docs.builder import build, built_documents, pack, write_site_copies
from nastav_docs.cli.main import cli
from nastav_docs.config import load
from nastav_docs.papers import Paper, read_paper_bytes
from nastav_docs.pdf import is_archival
from tests import minimal
from tests.docx_builder import docx
from tests.paths import CONFIGS

if TYPE_CHECKING:
    from pathlib import Path

LIST = """\
lists:
  pairs:
    columns: {mentee: {type: person, public: нет}, mentor: person}
    rows:
      - {mentee: Сорокин Семён Игоревич, mentor: Петрова Анна Ивановна}
"""
HEADED = minimal.changed(("documents:", f"{LIST}documents:"))


def district(folder: Path, clause: str) -> Path:
    """A district whose order has this clause, built; the folder of its documents."""
    text = HEADED.replace("    - id: control\n", f'    - "{clause}"\n    - id: control\n')
    report = build(load(minimal.write(folder / "район", text)), folder / "out")
    assert report.ok
    return folder / "out"


def packed(folder: Path) -> tuple[list[str], list[str]]:
    """The documents in the copy for a site, and what is said."""
    report = pack(load(folder / "район"), folder / "out", folder / "packs", archive=True, site=True)
    names = [name for one in report.written for name in zipfile.ZipFile(folder / "packs" / one).namelist()]
    return names, [one.message for one in report.problems]


@pytest.mark.parametrize(
    "clause",
    [
        "Назначить стипендию Сорокину Семёну Игоревичу.",
        "Отметить работу С.И. Сорокина.",
        "Участник – Сорокин С. И., 7 класс.",
        "Поздравить Семёна Сорокина.",
        "Сорокин Семен победил.",
    ],
)
def test_a_paper_that_names_a_child_is_left_out_and_told(clause: str, tmp_path: Path) -> None:
    district(tmp_path, clause)
    assert packed(tmp_path) == (
        [],
        ["В копию для сайта не вошёл документ «Приказ 235.docx»: назван участник из списка: С… С… И…."],
    )


@pytest.mark.parametrize("clause", ["Сорокинской школе – отчёт.", "Купить двух сорокинских кур.", "Петровой А.И."])
def test_a_word_like_a_name_and_an_official_leave_nothing_out(clause: str, tmp_path: Path) -> None:
    district(tmp_path, clause)
    assert packed(tmp_path) == (["Приказ 235.docx"], [])


def test_a_name_that_a_person_added_in_word_is_found_too(tmp_path: Path) -> None:
    out = district(tmp_path, "Дело.")
    (out / "Приказ 235.docx").write_bytes(docx("Вручить Сорокину С.И. грамоту"))
    assert packed(tmp_path)[0] == []


def test_no_member_of_a_pair_is_in_any_byte_of_the_copy_of_a_district(tmp_path: Path) -> None:
    folder = CONFIGS / "ozernogorsky"
    assert build(load(folder), tmp_path / "out").ok
    args = ["pack", str(folder), "--from", str(tmp_path / "out"), "-o", str(tmp_path / "packs"), "--zip", "--site"]
    done = CliRunner().invoke(cli, args)
    assert done.exit_code == 0
    assert "Записано пакетов: 5" in done.output
    rows = csv.DictReader(io.StringIO((folder / "pairs.csv").read_text("utf-8")), delimiter=";")
    curators = (folder / "schools.yaml").read_text("utf-8")  # of whom one is a mentor: papers name her as the curator
    names = [row[who] for row in rows for who in ("Наставник", "Наставляемый") if row[who] not in curators]
    stems = [re.sub("[аы]я?$", "", name.split()[0]) for name in names]
    assert len(stems) == 6
    kept = []
    for file in sorted((tmp_path / "packs").glob("*.zip")):
        assert file.name.endswith(" (для сайта).zip")
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                kept.append(name)
                with zipfile.ZipFile(io.BytesIO(archive.read(name))) as document:
                    said = name + "".join(
                        document.read(part).decode("utf-8", "replace") for part in document.namelist()
                    )
                assert [stem for stem in stems if stem in re.sub("<[^>]*>", "", said)] == []
    assert "shkola-3/06 Копия приказа о парах для сайта.docx" in kept
    assert "shkola-3/06 Приказ о закреплении пар.docx" not in kept


@pytest.mark.office
def test_the_copy_may_be_a_pdf(tmp_path: Path) -> None:
    district(tmp_path, "Дело.")
    report = pack(load(tmp_path / "район"), tmp_path / "out", tmp_path / "packs", site=True)
    assert report.written == ("Муниципалитет (для сайта).pdf",)
    reader = PdfReader(tmp_path / "packs" / report.written[0])
    assert reader.metadata is not None
    assert reader.metadata.title == "Муниципалитет (копия для сайта)"
    assert "Сорокин" not in "".join(page.extract_text() for page in reader.pages)


# ------------------------------------------------------------------------------------- a copy beside the document itself

TABLED = HEADED.replace(
    "documents:",
    """\
papers:
  table:
    kind: table
    title: Пары
    rows: pairs
    columns: [{id: mentee, title: Наставляемый}, {id: mentor, title: Наставник}]
documents:""",
    1,
)


def tabled(folder: Path, changes: str = "") -> Path:
    """A district with a table of pairs, built; the folder of its documents."""
    assert build(load(minimal.write(folder / "район", TABLED + changes)), folder / "out").ok
    return folder / "out"


def copied(folder: Path) -> tuple[str, list[str]]:
    """The text of the copy of the table, «» without one, and what is said."""
    project, out = load(folder / "район"), folder / "out"
    report = write_site_copies(project, out, built_documents(out))
    copy = out / "Перечень Пары (для сайта).docx"
    paper = read_paper_bytes(copy.read_bytes(), copy.name) if copy.is_file() else None
    text = "|".join(one.text for one in paper.paragraphs()) if isinstance(paper, Paper) else ""
    return text, [one.message for one in report.problems]


def test_the_copy_says_of_a_private_column_only_that_something_stands_there(tmp_path: Path) -> None:
    tabled(tmp_path)
    text, told = copied(tmp_path)
    assert told == []
    assert "Сорокин" not in text
    assert "(скрыто)" in text
    assert "Петрова Анна Ивановна" in text.replace("\xa0", " ")


def test_a_document_changed_in_word_has_no_copy_and_that_is_told(tmp_path: Path) -> None:
    out = tabled(tmp_path)
    (out / "Перечень Пары.docx").write_bytes(docx("Сорокин Семён Игоревич – победитель"))
    assert copied(tmp_path) == ("", ["Нет копии для сайта: «Перечень Пары.docx» – он изменён в Word."])


def test_a_name_in_the_words_of_a_document_keeps_it_from_having_a_copy(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    text = TABLED.replace("title: Пары", "title: Пары, Сорокину С.И. – особо")
    assert build(load(minimal.write(tmp_path / "район", text)), tmp_path / "out").ok
    assert copied(tmp_path) == (
        "",
        ["Нет копии для сайта: «Перечень Пары, Сорокину С.И. – особо.docx» – С… С… И… назван в нём и вне списка."],
    )


def test_the_copy_of_a_person_is_kept_and_one_that_is_no_longer_needed_goes_with_prune(tmp_path: Path) -> None:
    out = tabled(tmp_path)
    copied(tmp_path)
    copy = out / "Перечень Пары (для сайта).docx"
    ours = copy.read_bytes()
    copy.write_bytes(b"mine")
    assert copied(tmp_path)[1] == [
        "Файл «Перечень Пары (для сайта).docx» уже есть, и создала его не программа: он не тронут."
    ]
    copy.write_bytes(ours)
    minimal.write(tmp_path / "район", TABLED.replace("Сорокин Семён Игоревич", "________"))
    project = load(tmp_path / "район")
    assert build(project, out).ok
    assert copied(tmp_path)[1] == ["Копия «Перечень Пары (для сайта).docx» больше не нужна."]
    assert write_site_copies(project, out, built_documents(out), prune=True).removed == (
        "Перечень Пары (для сайта).docx",
    )
    assert not copy.exists()


def test_the_command_writes_the_copies_and_the_next_build_leaves_them_alone(tmp_path: Path) -> None:
    minimal.write(tmp_path / "район", TABLED)
    args = ["build", str(tmp_path / "район"), "-o", str(tmp_path / "out"), "--site"]
    assert "Перечень Пары (для сайта).docx" in CliRunner().invoke(cli, args).output
    again = CliRunner().invoke(cli, [*args[:-1], "--prune"])
    assert (again.exit_code, "осталась" in again.output) == (0, False)
    assert (tmp_path / "out" / "Перечень Пары (для сайта).docx").is_file()


LETTER = """\
letter:
  addressee: Всем
  text: "Направляем приказ о работе с {{ lists.pairs[0].mentee | ins }}."
  signed_by: head
  enclosures: [{text: Приказ, document: order}]
lists:
"""


def said(pdf: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(pdf).pages).replace("\xa0", " ")


@pytest.mark.office
@pytest.mark.parametrize("kind", ["yes", "a"])
def test_the_command_makes_pdfs_of_the_copies_too_without_the_names(kind: str, tmp_path: Path) -> None:
    minimal.write(tmp_path / "район", TABLED)
    out = tmp_path / "out"
    args = ["build", str(tmp_path / "район"), "-o", str(out), "--site", f"--pdf={kind}"]
    done = CliRunner().invoke(cli, args)
    assert (done.exit_code, done.output.count("Записано PDF: 3")) == (0, 1)
    assert "Сорокин" in said(out / "Перечень Пары.pdf")
    copy = out / "Перечень Пары (для сайта).pdf"
    assert "Сорокин" not in said(copy)
    assert "Сорокин" not in copy.read_bytes().decode("latin-1")  # nor in its title
    assert "(скрыто)" in said(copy)
    assert is_archival(copy.read_bytes()) is (kind == "a")
    again = CliRunner().invoke(cli, args)
    assert (again.exit_code, "PDF без изменений: 3" in again.output) == (0, True)
    minimal.write(tmp_path / "район", TABLED.replace("Сорокин Семён Игоревич", "________"))
    assert CliRunner().invoke(cli, [*args, "--prune"]).exit_code == 0
    assert sorted(one.name for one in out.glob("*для сайта*")) == []  # neither the copy nor its PDF


@pytest.mark.office
def test_a_letter_that_gets_its_sheets_from_the_pdf_gives_them_to_its_copy(tmp_path: Path) -> None:
    text = TABLED.replace("documents:\n", "documents:\n  letter: {template: letter.docx, file: Письмо}\n", 1)
    minimal.write(tmp_path / "район", text.replace("lists:\n", LETTER))
    args = ["build", str(tmp_path / "район"), "-o", str(tmp_path / "out"), "--site", "--pdf=yes"]
    done = CliRunner().invoke(cli, args)
    assert done.exit_code == 0, done.output
    assert "Приказ на 2 л. в 1 экз." in said(tmp_path / "out" / "Письмо (для сайта).pdf")
    assert "Сорокин" not in said(tmp_path / "out" / "Письмо (для сайта).pdf")
