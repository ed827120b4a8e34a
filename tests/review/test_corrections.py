"""Corrections as tracked changes: accepted they give the corrected text, rejected the original one."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from nastav_docs.diagnostics.problem import Code, Diagnostic
from nastav_docs.docx.package import read_package
from nastav_docs.docx.package_writer import packed
from nastav_docs.docx.refusals import TOLERANT
from nastav_docs.docx.xml import q
from nastav_docs.papers.act_registry import shipped_acts
from nastav_docs.papers.model import Paper, Table
from nastav_docs.papers.read_text import paper_of_text
from nastav_docs.papers.read_word import paper_of_docx
from nastav_docs.review.check_papers import check_package
from nastav_docs.review.corrections import unwritten, with_corrections, written
from nastav_docs.review.followed_text import FollowedText, differences
from tests.paths import DATA
from tests.review.test_check_papers import CODES
from tests.source_docx import rows, source_docx
from tests.word_file import paragraph, run, word_file

if TYPE_CHECKING:
    from pathlib import Path

LINT = DATA / "lint"


def fixed(data: bytes) -> bytes:
    """The file with the corrections of its own findings."""
    paper = paper_of_docx(data, "a.docx")
    assert isinstance(paper, Paper)
    result = with_corrections(data, check_package([paper], shipped_acts()), "a.docx")
    assert isinstance(result, bytes)
    return result


def found_in(data: bytes) -> tuple[Diagnostic, ...]:
    """The findings of a Word file, those of the look of its pages left out."""
    paper = paper_of_docx(data, "a.docx")
    assert isinstance(paper, Paper)
    return check_package([paper], shipped_acts(), profile=None)


def blocks(paper: Paper) -> list[str]:
    """The paragraphs and tables of a text in Word."""
    return [rows(block) if isinstance(block, Table) else paragraph(block.text) for block in paper.blocks]


def accepted(data: bytes) -> bytes:
    """The file after accepting all changes."""
    package, _ = read_package(data, "a.docx", TOLERANT)
    assert package is not None
    root = package.copy_of(package.main)
    for deletion in list(root.iter(q("del"))):
        parent = deletion.getparent()
        assert parent is not None
        parent.remove(deletion)
    etree.strip_tags(root, q("ins"))
    return packed({**package.parts, package.main: etree.tostring(root)})


def changes(data: bytes) -> int:
    """How many changes a file tracks."""
    package, _ = read_package(data, "a.docx", TOLERANT)
    assert package is not None
    return sum(1 for _ in package.tree(package.main).iter(q("ins"), q("del")))


def texts(data: bytes, *, accepted: bool) -> list[str]:
    """The paragraphs after accepting or rejecting all changes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    gone, kept = ("del", "ins") if accepted else ("ins", "del")
    for element in list(root.iter(q(gone))):
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)
    assert kept in {"ins", "del"}
    shown = {q("t"): None, q("delText"): None, q("tab"): "\t", q("br"): "\n"}
    return ["".join(shown[e.tag] or e.text or "" for e in p.iter(*shown)) for p in root.iter(q("p"))]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("приказ от 02.11.2020 №235", "приказ от 02.11.2020 №\u00a0235"),
        ("раздел « Наставничество»", "раздел «Наставничество»"),
        ("В течении 4 недель", "В течение 4 недель"),
        (
            "распоряжением Минпросвещения России от 25.12.2018 №\u00a0Р-145",
            "распоряжением Минпросвещения России от 25.12.2019 № Р-145",
        ),
        ("обеспечить обеспечить работу", "обеспечить работу"),
        ('«педагогов ,родителей» и проект "Родник"', "«педагогов, родителей» и проект «Родник»"),
        ("Согласно приложения № 1 к плану", "Согласно приложению № 1 к плану"),
        (
            "Классным руководителям вести учет питания с 08.09.2025 г.",
            "Классным руководителям вести учет питания с 08.09.2025.",
        ),
        (
            "к приказу управления образования Лесного района от 08.09.2025 г.",
            "к приказу управления образования Лесного района от 08.09.2025",
        ),
        ("верный текст", "верный текст"),
        (
            "Иванову И. И. явиться 5 мая 2020 г., кабинет № 7 – до 12.00",
            "Иванову И. И. явиться 5 мая 2020 г., кабинет № 7 – до 12.00",
        ),
    ],
)
def test_what_is_certain_is_corrected(wrong: str, right: str) -> None:
    result = fixed(word_file(paragraph(wrong)))
    assert [plain(text) for text in texts(result, accepted=True)] == [plain(right)]
    assert texts(result, accepted=False) == [wrong]


ORDER = ("ПРИКАЗ", "02.11.2020 № 235", "О сайте", "ПРИКАЗЫВАЮ:")


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("ND715", ["представить скан- копии приказов"]),
        ("ND715", ["письмо № 15 -ФЗ"]),
        ("ND717", ["Зайцева Н.Н.- директор"]),
        ("ND717", ["далее - по мере необходимости"]),
        ("ND717", ["-воспитание детей;"]),
        ("ND723", ["на адрес эл.почты школы"]),
        ("ND723", ["исполнение обязанностей и.о.директора"]),
        ("ND731", ["приказ от 25.12.2019г. № 5"]),
        ("ND732", ["до 31.02.2020 представить"]),
        ("ND732", ["распоряжением Минпросвещения России от 35.12.2019 № Р-145"]),
        ("ND744", ["ПОЛОЖЕНИЕ", "1.1. Школа обеспечена всем, что ей нужно для", "Занятия детей ведёт учитель.", "1.2. Приём ведёт школа."]),
        ("ND744", [*ORDER, "1. Утвердить план, необходимый для", "2. Назначить куратора."]),
        ("ND744", [*ORDER, "1. Назначить ответственных:", "1.1. за приём детей;", "1.2. за работу сайта школы", "2. Контроль оставляю за собой."]),
        ("ND782", ["Внедрение ЦМН. Мониторинг ЦМН. Контроль ЦМН. Реализация УМН."]),
        ("ND880", ["В соответствии с распоряжение Министерства просвещения"]),
        ("ND880", ["приказ о создание комиссии"]),
        ("ND880", ["во исполнение приказ управления"]),
        ("ND888", ["план\nна\nна год"]),
        ("ND889", ["в следствии болезни"]),
        ("ND889", ["на протяжение месяца"]),
        ("ND889", ["по прибытию на место"]),
        ("ND893", ["списки детей, посещаюших лагерь"]),
    ],
    ids=str,
)  # fmt: skip
def test_what_once_spoilt_right_words_is_shown_and_not_written(code: str, lines: list[str]) -> None:
    data = word_file(*(paragraph(line) for line in lines))
    assert code in {d.code for d in found_in(data)}
    assert [plain(text) for text in texts(fixed(data), accepted=True)] == [plain(line) for line in lines]


@pytest.mark.parametrize(
    ("code", "wrong", "right"),
    [
        ("ND880", "Согласно приказа управления", "Согласно приказу управления"),
        ("ND880", "согласно плана работы школы", "согласно плану работы школы"),
        ("ND880", "при приём документов", "при приёме документов"),
        ("ND885", "в течении года", "в течение года"),
        ("ND888", "обеспечить обеспечить работу", "обеспечить работу"),
        ("ND888", "работать в в классе", "работать в классе"),
        ("ND889", "По окончанию работы сдать отчёт", "По окончании работы сдать отчёт"),
    ],
)
def test_where_such_a_code_is_sure_its_words_are_written(code: str, wrong: str, right: str) -> None:
    data = word_file(paragraph(wrong))
    assert code in {d.code for d in found_in(data)}
    assert [plain(text) for text in texts(fixed(data), accepted=True)] == [right]


def test_a_correction_beside_what_is_held_back_brings_none_of_it() -> None:
    """«№235» is put right, «2019г.» in the same words is not."""
    text = "приказ от 25.12.2019г. №235"
    assert texts(fixed(word_file(paragraph(text))), accepted=True) == ["приказ от 25.12.2019г. №\u00a0235"]


def test_what_was_shown_and_not_written_is_counted_with_its_reason() -> None:
    data = word_file(paragraph("приказ от 25.12.2019г. № 5"), paragraph("Зайцева Н.Н.- директор, далее - глава"))
    left = unwritten(found_in(data))
    assert [(one.code, one.number) for one in left] == [("ND717", 2), ("ND731", 1)]
    assert left[1].why == "за датой может стоять город («г. Пермь»), а точка – кончать предложение"


def plain(text: str) -> str:
    """A text whose spaces are all alike."""
    return text.replace("\u00a0", " ")


def test_a_file_with_corrections_gets_its_non_breaking_spaces_too() -> None:
    body = (paragraph("раздел « Новости»"), paragraph("письмо, кабинет № 5, 2 мая 2020 г. и Н.В. Петрова – директор"))
    tied = "письмо, кабинет №\u00a05, 2\u00a0мая\u00a02020\u00a0г. и Н.В.\u00a0Петрова\u00a0– директор"
    assert texts(fixed(word_file(*body)), accepted=True) == ["раздел «Новости»", tied]
    assert texts(fixed(word_file(body[1])), accepted=True) == [texts(word_file(body[1]), accepted=True)[0]]


def test_a_correction_keeps_the_looks_of_its_run() -> None:
    body = paragraph(run("раздел "), run("« Наставничество»", "<w:b/>"), run(" и №235"))
    with zipfile.ZipFile(io.BytesIO(fixed(word_file(body)))) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    deleted, inserted = root.find(f".//{q('del')}/{q('r')}"), root.find(f".//{q('ins')}/{q('r')}")
    assert deleted is not None
    assert deleted.find(f"{q('rPr')}/{q('b')}") is not None
    assert inserted is not None
    assert inserted.find(q("rPr")) is None


def test_a_change_that_somebody_made_before_is_left_to_him() -> None:
    body = f'<w:p><w:ins w:id="7" w:author="a" w:date="2020-01-01T00:00:00Z">{run("приказ №235")}</w:ins></w:p>'
    assert texts(fixed(word_file(body)), accepted=True) == ["приказ №235"]


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
SENTENCE = "раздел « Новости»"


@pytest.mark.parametrize(
    "inside",
    [
        f'<w:hyperlink w:anchor="a">{run("раздел « Нов")}{run("ости»")}</w:hyperlink>',
        f'<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent>{run(SENTENCE)}</w:sdtContent></w:sdt>',
        f'{run("раздел")}<w:proofErr w:type="spellStart"/>{run(" « ", "<w:b/>")}<w:proofErr w:type="spellEnd"/>{run("Новости»")}',
        f"{FIELD.format('begin')}<w:r><w:instrText>REF a</w:instrText></w:r>{FIELD.format('separate')}{run(SENTENCE)}{FIELD.format('end')}",
    ],
)
def test_links_controls_split_runs_and_fields_are_corrected_inside(inside: str) -> None:
    result = fixed(word_file(f"<w:p>{inside}</w:p>"))
    assert texts(result, accepted=True) == ["раздел «Новости»"]
    assert texts(result, accepted=False) == [SENTENCE]


def test_every_tracked_change_has_a_number_of_its_own() -> None:
    body = paragraph(run("раздел «"), run(" "), run(" "), run("Новости»"))
    with zipfile.ZipFile(io.BytesIO(fixed(word_file(body)))) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    numbers = [e.get(q("id")) for e in root.iter(q("ins"), q("del"))]
    assert len(numbers) == len(set(numbers)) > 1


def test_a_run_with_more_than_text_is_left_alone() -> None:
    whole = '<w:r><w:t xml:space="preserve">раздел « </w:t><w:br w:type="page"/><w:t>Новости</w:t></w:r>'
    field = '<w:r><w:t xml:space="preserve"> </w:t><w:fldChar w:fldCharType="end"/></w:r>'
    for body in (f"<w:p>{whole}</w:p>", f"<w:p>{run('раздел «')}{field}{run('Новости»')}</w:p>"):
        with zipfile.ZipFile(io.BytesIO(fixed(word_file(body)))) as archive:
            root = etree.fromstring(archive.read("word/document.xml"))
        struck = {child.tag for deletion in root.iter(q("del")) for r in deletion for child in r}
        assert struck <= {q("delText"), q("rPr")}


def test_the_source_package_is_corrected_and_restored() -> None:
    data = source_docx()
    result = fixed(data)
    assert texts(result, accepted=False) == texts(data, accepted=True)
    after = texts(result, accepted=True)
    assert not any("№235" in t or "25.12.2020 № Р" in t or "В течении" in t for t in after)
    assert "ул. Комсомольская 18, г. Артемовский" in plain(" ".join(after))  # a doubt is left to a person
    assert result == fixed(data)


@pytest.mark.parametrize(
    "path", sorted(p for p in (LINT / "defects").iterdir() if p.suffix in {".md", ".txt"}), ids=str
)
def test_what_was_corrected_is_found_no_more(path: Path) -> None:
    """Checked once more, the corrected paper has none of the findings that were corrected, and no new ones.

    Beside what was held back new ones may show: of «№273 – ФЗ» only the space is put in, and no such act is known.
    """
    paper = paper_of_text(path.read_text(encoding="utf-8"), path.name, markdown=path.suffix == ".md")
    data = word_file(*blocks(paper))
    before, after = found_in(data), found_in(accepted(fixed(data)))
    assert any(d.held for d in (*before, *after)) or Counter(d.rule for d in after) <= Counter(d.rule for d in before)
    once = accepted(fixed(data))
    assert texts(fixed(once), accepted=True) == texts(once, accepted=True)


@pytest.mark.parametrize("code", CODES, ids=lambda c: f"{c.code} {c.rule}")
def test_words_put_in_for_a_certain_finding_mend_it(code: Code) -> None:
    """A hint that only advises must not be written into a paper: its code says `advises`."""
    data = word_file(*blocks(paper_of_text(code.wrong, "a.md")))
    before, after = found_in(data), found_in(accepted(fixed(data)))
    mended = written(before)
    assert Counter(d.code for d in after) <= Counter(d.code for d in before) - Counter({d.code for d in mended})


@pytest.mark.parametrize("path", sorted((LINT / "correct").iterdir()), ids=lambda p: p.stem)
def test_a_correct_paper_is_left_as_it_is(path: Path) -> None:
    paper = paper_of_text(path.read_text(encoding="utf-8"), path.name, markdown=path.suffix == ".md")
    data = word_file(*blocks(paper))
    assert changes(fixed(data)) == 0


def test_an_entity_of_a_web_page_becomes_its_sign() -> None:
    text = "Положение &laquo; О наставничестве &raquo; и приказ №235"
    right = "Положение «О наставничестве» и приказ №\u00a0235"
    assert texts(fixed(word_file(paragraph(text))), accepted=True) == [right]


def test_a_file_that_cannot_be_read_is_a_problem() -> None:
    assert isinstance(with_corrections(b"x", (), "a.docx"), Diagnostic)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="абв №5.,«» -–г20%(", max_size=12), min_size=1, max_size=5))
def test_rejecting_all_always_gives_the_original_text(runs: list[str]) -> None:
    data = word_file(paragraph(*[run(text) for text in runs]))
    assert texts(fixed(data), accepted=False) == ["".join(runs)]


ROWS = [
    "согласно утвержденного примерного меню",  # the words after it are in the wrong case too
    "согласно приказа управления, графика и плана",
]


@pytest.mark.parametrize("text", ROWS)
def test_one_word_of_a_row_in_a_wrong_case_is_left_to_a_person(text: str) -> None:
    assert texts(fixed(word_file(paragraph(text))), accepted=True) == [text]


def test_a_lone_word_in_a_wrong_case_is_put_right_in_the_papers_own_letters() -> None:
    assert texts(fixed(word_file(paragraph("согласно приказа управления"))), accepted=True) == [
        "согласно приказу управления"
    ]


def test_a_word_that_ends_like_a_request_is_still_put_in() -> None:
    """A hint was taken for advice by its wording: «официальном сайте.» ends like «проверьте», so no stop was put."""
    text = "Разместить приказ на официальном сайте"
    order = ["ПРИКАЗ", "02.11.2020 № 235", "О сайте", "ПРИКАЗЫВАЮ:", f"1. {text}", "2. Контроль оставляю за собой."]
    data = word_file(*(paragraph(line) for line in order))
    [found] = [d for d in found_in(data) if d.rule == "STR-FINAL-STOP"]
    assert found.replacement == "официальном сайте."
    assert f"1. {text}." in texts(fixed(data), accepted=True)


@pytest.mark.parametrize(
    ("text", "told", "words"),
    [
        # the words are known, letter for letter
        (
            "распоряжением Министерства просвещения Российской Федерации от 25.12.2018 № Р-145",
            "от 25.12.2019 № Р-145",
            "от 25.12.2019 № Р-145",
        ),
        # the kind is known, its case is not: nothing is written into the paper
        ("приказом Министерства просвещения Российской Федерации от 25.12.2019 № Р-145", "распоряжение", None),
    ],
)
def test_of_an_act_only_what_fits_in_is_put_in(text: str, told: str, words: str | None) -> None:
    """It was decided by whether the words of the finding begin with «от»."""
    found = found_in(word_file(paragraph(f"В соответствии с {text}")))
    assert (told, words) in [(d.hint, d.replacement) for d in found if d.rule == "REF-REGISTRY"]


def test_a_cell_of_a_whole_book_is_corrected_in_seconds() -> None:
    old = "слово в течении года " * 20_000
    edits = [(match.start(), match.end(), "течение") for match in re.finditer("течении", old)]
    assert differences(old, FollowedText.of(old).put(edits)) == edits


@pytest.mark.parametrize("end", [";", "."])
def test_two_thousand_corrections_of_one_paragraph_take_seconds(end: str) -> None:
    """Words that repeat were compared each with each: 500 corrections took a minute, and with full stops many."""
    text = f"Подготовить отчет в течении года , план{end} " * 1_000
    data = word_file(paragraph(text))
    began = time.process_time()
    mended = fixed(data)
    assert time.process_time() - began < 20
    assert changes(mended) >= 2_000
    assert "в течение года, план" in texts(mended, accepted=True)[0]
