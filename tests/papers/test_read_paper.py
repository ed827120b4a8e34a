"""Papers: what the checker reads in texts and Word files, and where each character stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastav_docs.diagnostics.problem import Diagnostic
from nastav_docs.papers.model import Paper, Paragraph, Table, joined
from nastav_docs.papers.read_paper import read_paper, text_of
from nastav_docs.papers.read_text import paper_of_text
from nastav_docs.papers.read_word import paper_of_docx
from nastav_docs.papers.split_documents import package_of
from nastav_docs.papers.structure import numbered
from tests.word_file import MAIN, W, cell, paragraph, run, table, word_file

if TYPE_CHECKING:
    from pathlib import Path


def lines(paper: Paper) -> list[tuple[int, str]]:
    """Line and text of each paragraph outside tables."""
    return [(b.line, b.text) for b in paper.blocks if isinstance(b, Paragraph)]


def first_table(paper: Paper) -> Table:
    """The first table."""
    return next(b for b in paper.blocks if isinstance(b, Table))


def docx(data: bytes) -> Paper:
    """A Word file that can be read."""
    paper = paper_of_docx(data, "a.docx")
    assert isinstance(paper, Paper)
    return paper


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Один\n\nДва", [(1, "Один"), (3, "Два")]),
        ("**О внедрении модели**", [(1, "О внедрении модели")]),
        ("# ПРИКАЗ", [(1, "ПРИКАЗ")]),
        ("О внедрении\nмодели", [(1, "О внедрении модели")]),
        ("ул. Лесная, д. 1\nг. Зареченск", [(1, "ул. Лесная, д. 1"), (2, "г. Зареченск")]),
        ("1. Первый.\n2. Второй.", [(1, "1. Первый."), (2, "2. Второй.")]),
        ("сайт: <https://example.org>", [(1, "сайт: https://example.org")]),
        ("от _____ № _____", [(1, "от _____ № _____")]),
        ("\ufeffНачало\r\n\r\nКонец", [(1, "Начало"), (3, "Конец")]),
    ],
)
def test_a_text_is_read_by_paragraphs(text: str, expected: list[tuple[int, str]]) -> None:
    assert lines(paper_of_text(text_of(text.encode()), "a.md")) == expected


def test_a_wrapped_sentence_is_one_paragraph_and_its_words_keep_their_lines() -> None:
    text = "Обеспечить подготовку образовательных организаций к внедрению\nцелевой модели наставничества."
    found = paper_of_text(text, "a.txt").blocks[0]
    assert isinstance(found, Paragraph)
    start = found.text.index("модели")
    place = found.place(start, start + len("модели"))
    assert (place.line, place.column, place.end_column) == (2, 9, 15)


def test_a_sentence_torn_by_an_empty_line_is_joined_and_the_tear_remembered() -> None:
    text = "Руководствоваться методическими рекомендациями Министерства просвещения\n\nи настоящим приказом."
    found = paper_of_text(text, "a.txt").blocks[0]
    assert isinstance(found, Paragraph)
    assert found.text[found.tears[0] :] == " и настоящим приказом."


@pytest.mark.parametrize(
    "text",
    [
        "№ п/п\tСрок\tОтветственный\n1\tдо 20.11.2020\tКуратор",
        "| № п/п | Срок | Ответственный |\n|---|---|---|\n| 1 | до 20.11.2020 | Куратор |",
    ],
)
def test_tables_by_tabs_and_by_bars_are_one(text: str) -> None:
    found = first_table(paper_of_text(text, "a.md"))
    assert [[c.text for c in row.cells] for row in found.rows] == [
        ["№ п/п", "Срок", "Ответственный"],
        ["1", "до 20.11.2020", "Куратор"],
    ]


def test_paragraphs_of_a_cell_written_in_html_are_split_and_the_tags_set_aside() -> None:
    paper = paper_of_text("Срок\tКто\tЧто\n<p>до мая</p> <p>до июня</p>\tКуратор\tСбор", "a.md")
    assert first_table(paper).rows[1].cells[0].text == "до мая\nдо июня"
    assert [left.place.column for left in paper.leftovers] == [1, 10, 15, 25]


def test_a_row_torn_by_a_page_break_is_put_together() -> None:
    text = "№ п/п\tПоказатель\tСрок\n1\tДоля школ\tпервый год, далее -\n\n\t\tежегодно"
    row = first_table(paper_of_text(text, "a.md")).rows[1]
    assert row.cells[2].text == "первый год, далее - ежегодно"
    assert row.torn is not None


def test_word_paragraphs_are_numbered_with_empty_ones_and_cells() -> None:
    body = [paragraph("Первый"), paragraph(), table([["Срок", "Кто"], ["до мая", "Куратор"]]), paragraph("Последний")]
    paper = docx(word_file(*body))
    assert lines(paper) == [(1, "Первый"), (7, "Последний")]
    due = first_table(paper).rows[1].cells[0].paragraphs[0]
    assert str(due.place()) == "a.docx, таблица 1, строка 2, столбец «Срок»"


def test_merged_cells_keep_their_columns() -> None:
    rows = [
        [cell("Раздел"), cell("Мероприятие"), cell("Срок")],
        [cell("Первый", merge="restart"), cell("Сбор"), cell("май")],
        [cell(merge="continue"), cell("Совет"), cell("июнь")],
        [cell("Итог по разделу", span=3)],
    ]
    found = first_table(docx(word_file(table(rows))))
    assert found.rows[2].cells[0].merged
    covering = found.rows[3].at(3)
    assert covering is not None
    assert covering.text == "Итог по разделу"


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (run("До") + run(" мая"), "До мая"),
        (f'<w:del w:id="1" w:author="a">{run("было")}</w:del>{run("стало")}', "стало"),
        (f'<w:ins w:id="1" w:author="a">{run("новое")}</w:ins>', "новое"),
        ("<w:r><w:t>И.Г.</w:t><w:br/><w:t>Бабкина</w:t></w:r>", "И.Г.\nБабкина"),
        ("<w:r><w:t>скан</w:t><w:noBreakHyphen/><w:t>копия</w:t></w:r>", "скан-копия"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:t>5</w:t></w:r>',
            "5",
        ),
    ],
)
def test_what_a_word_paragraph_shows(xml: str, text: str) -> None:
    found = docx(word_file(f"<w:p>{xml}</w:p>")).blocks[0]
    assert isinstance(found, Paragraph)
    assert found.text == text


def test_headers_notes_and_text_boxes_are_read() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('Надпись сбоку')}</w:txbxContent></w:pict></w:r>"
    notes = f'<w:footnotes {W}><w:footnote w:id="1">{paragraph("Сноска о сроках")}</w:footnote></w:footnotes>'
    paper = docx(word_file(f"<w:p>{box}{run('Текст')}</w:p>", more={"word/footnotes.xml": notes}))
    assert {(p.part, p.text) for p in paper.around} == {("box", "Надпись сбоку"), ("footnote", "Сноска о сроках")}


def test_numbers_that_word_gives_by_itself_are_known() -> None:
    level = '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{1}"/></w:lvl>'
    abstract = level.format(0, "%1.") + level.format(1, "%1.%2.")
    numbering = f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{abstract}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    item = '<w:numPr><w:ilvl w:val="{0}"/><w:numId w:val="1"/></w:numPr>'
    body = [paragraph(f"Пункт {n}.", properties=item.format(at)) for n, at in enumerate([0, 1, 1, 0, 1])]
    paper = docx(word_file(*body, numbering=numbering))
    assert [b.label for b in paper.blocks if isinstance(b, Paragraph)] == ["1.", "1.1.", "1.2.", "2.", "2.1."]


def test_margins_sizes_and_page_numbers_are_read_through_the_styles() -> None:
    paper = docx(word_file(paragraph("Текст", style="text"), margins=(1701, 567, 1134, 1134)))
    found = paper.blocks[0]
    assert isinstance(found, Paragraph)
    assert found.look is not None
    assert (found.look.align, round(found.look.first_indent, 1), found.look.sizes) == ("both", 12.5, frozenset({14.0}))
    section = paper.sections[0]
    assert (round(section.left), round(section.right), section.numbered, section.first_differs) == (
        30,
        10,
        "header",
        True,
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "Файл защищён паролем"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "Это старый формат .doc"),
        (b"not a zip", "Файл не открывается: это не документ Word"),
        (b"", "Файл пуст"),
        (word_file(paragraph("x"))[:200], "Файл не открывается: это не документ Word"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_problem(data: bytes, said: str) -> None:
    found = paper_of_docx(data, "a.docx")
    assert isinstance(found, Diagnostic)
    assert said in found.message


def test_a_part_with_a_dtd_is_refused() -> None:
    found = paper_of_docx(
        word_file(more={"word/footnotes.xml": f"<!DOCTYPE x [<!ENTITY a 'b'>]><w:footnotes {W}/>"}), "a.docx"
    )
    assert isinstance(found, Diagnostic)
    assert MAIN not in found.message


def test_files_of_other_kinds_and_missing_ones_are_problems(tmp_path: Path) -> None:
    sheet = tmp_path / "a.xlsx"
    sheet.write_bytes(b"x")
    found = [read_paper(sheet), read_paper(tmp_path / "none.txt")]
    assert [d.rule for d in found if isinstance(d, Diagnostic)] == ["FILE-KIND", "FILE-UNREADABLE"]


def test_russian_windows_texts_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Приказ о наставничестве".encode("cp1251"))
    paper = read_paper(path)
    assert isinstance(paper, Paper)
    assert lines(paper) == [(1, "Приказ о наставничестве")]


def test_nothing_cannot_be_joined() -> None:
    with pytest.raises(ValueError, match="nothing"):
        joined([])


@given(st.text(alphabet="абв ГД.,\n\t|*_#<>p/«»-№1", max_size=200))
def test_every_character_of_any_text_stands_where_its_place_says(text: str) -> None:
    raw = text.split("\n")
    for found in paper_of_text(text, "a.md").paragraphs():
        for at, sign in enumerate(found.text):
            place = found.place(at, at + 1)
            if not sign.isspace():
                assert raw[place.line - 1][place.column - 1] == sign


def test_marks_of_a_template_outside_the_text_are_told() -> None:
    properties = "<Properties><Company>{{ issuer.name }}</Company></Properties>"
    diagram = '<dgm:t xmlns:dgm="d"><a:t xmlns:a="a">${kurator}</a:t></dgm:t>'
    maths = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>{{ n }}</m:t></m:r></m:oMath>'
    data = word_file(
        paragraph("Текст").replace("</w:p>", f"{maths}</w:p>"),
        more={"docProps/app.xml": properties, "word/diagrams/data1.xml": diagram},
    )
    paper = paper_of_docx(data, "а.docx")
    assert isinstance(paper, Paper)
    assert [(d.place and d.place.words, d.text) for d in paper.told] == [
        ("свойства документа", "{{ issuer.name }}"),
        ("схема SmartArt", "${kurator}"),
        ("формула", "{{ n }}"),
    ]


@pytest.mark.parametrize(
    "preamble",
    [
        "В целях развития наставничества",
        "На основании решения педсовета",
        "Учитывая итоги года,",
        "Руководствуясь уставом школы",
    ],
)
def test_a_preamble_is_read_however_short_it_is_and_the_place_is_none(preamble: str) -> None:
    text = f"ШКОЛА № 5\n\nПРИКАЗ\n\n14.09.2026 № 9\n\nО конкурсе\n\nг. Приозёрный\n\n{preamble}\n\nПРИКАЗЫВАЮ:\n\n1. Провести конкурс."
    (order,) = package_of([paper_of_text(text, "а.txt")]).documents
    assert order.preamble is not None
    assert order.preamble.text == preamble


@pytest.mark.parametrize("enclosed", ["", "Приложение: на 2 л. в 1 экз.\n"])
def test_the_last_short_paragraph_of_a_letter_is_its_text_and_the_signer_is_not(enclosed: str) -> None:
    text = f"О сборе\n\nУважаемые коллеги!\n\nНаправляем формы отчёта.\nПросим ответить до пятницы.\n{enclosed}\nС уважением,\nначальник управления\t\tЛ.Г. Шестакова"
    (letter,) = package_of([paper_of_text(text, "а.txt")]).documents
    assert [p.text for p in letter.body] == ["Направляем формы отчёта.", "Просим ответить до пятницы."]


def test_a_scan_is_not_said_to_be_without_mistakes() -> None:
    """«Замечаний нет» was said of an order that is a picture of a page."""
    told = docx(word_file(paragraph("<w:r><w:drawing/></w:r>"))).told
    assert [(one.code, one.message, one.hint) for one in told] == [
        ("ND661", "В документе нет текста, проверять нечего.", "Если это снимок бумаги, наберите её текст.")
    ]
    assert docx(word_file(table([cell(paragraph(run("Текст")))]))).told == ()


def test_a_file_put_into_a_document_whole_is_told_at_its_place() -> None:
    chunk = '<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId9"/>'
    (told,) = docx(word_file(paragraph(run("Приказ")) + paragraph(run("Положение")) + chunk)).told
    assert told.code == "ND661"
    assert told.message == "Здесь в документ вставлен другой файл, его текст не прочитан."
    assert told.place is not None
    assert told.place.words == "абзац «Положение» (2-й)"


@pytest.mark.parametrize(
    ("label", "text", "number", "words"),
    [
        ("2.", "3 экземпляра отчёта сдать.", "2", "3 экземпляра отчёта сдать."),
        ("2.", "2.1 часа отвести на занятие.", "2", "2.1 часа отвести на занятие."),
        ("20.", "20 3 ежеквартально.", "20", "20 3 ежеквартально."),
        ("3.4.", "1) проверить базу;", "3.4", "1) проверить базу;"),
        # The same number once more, typed by hand, is a number.
        ("1.", "1. Утвердить план.", "1", "Утвердить план."),
        ("1.", "1.1. Утвердить план.", "1.1", "Утвердить план."),
        ("–", "5.1. Утвердить план.", "5.1", "Утвердить план."),
        ("", "2. 2 экземпляра отчёта сдать.", "2", "2 экземпляра отчёта сдать."),
    ],
)
def test_a_clause_numbered_by_word_may_begin_with_a_figure(label: str, text: str, number: str, words: str) -> None:
    (line,) = docx(word_file(paragraph(text), page_number=False)).paragraphs()
    clause = numbered(replace(line, label=label))
    assert (clause.number, clause.text.strip()) == (number, words)
