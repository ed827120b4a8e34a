"""The report for a methodologist: findings and the page they make, side by side."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from nastav_docs.diagnostics.problem import Severity
from nastav_docs.papers.act_registry import shipped_acts
from nastav_docs.papers.model import Paper
from nastav_docs.papers.read_text import paper_of_text
from nastav_docs.papers.read_word import paper_of_docx
from nastav_docs.review.check_papers import check_package
from nastav_docs.review.lint_report import report, report_page, subject_of, where
from tests.paths import DATA
from tests.source_docx import source_docx
from tests.word_file import cell, paragraph, table, word_file

if TYPE_CHECKING:
    from nastav_docs.diagnostics.problem import Diagnostic

SCREEN = 60  # lines


def found_in(*lines: str) -> tuple[Diagnostic, ...]:
    """What is found in a Word file of these paragraphs."""
    paper = paper_of_docx(word_file(*map(paragraph, lines)), "приказ.docx")
    assert isinstance(paper, Paper)
    return check_package([paper], profile=None)


def test_a_summary_comes_first_then_what_stops_a_signature_then_the_rest() -> None:
    found = found_in(
        "1. В течении месяца обеспечить выполнение  плана наставничества.", "2. Направить план на 2020-2024 годы."
    )
    assert report(found).splitlines() == [
        "приказ.docx: ошибок: 1, предупреждений: 1, замечаний: 1",
        "Мешает подписать: язык – 1",
        "--fix исправит 3 места («В течении» – 1, лишний пробел – 1, дефис в диапазоне – 1); человеку останется: 0",
        "",
        "Мешает подписать",
        "  ошибка ND885, п. 1 «В течении месяца …»: Предлог времени пишется «в течение» → В течение",
        "",
        "Остальное",
        "  замечание ND721, п. 1 «В течении месяца …»: Двойной пробел: «выполнение  плана» → выполнение плана",
        "  предупреждение ND716, п. 2 «Направить план на …»: Дефис вместо тире в диапазоне: «2020-2024» → 2020–2024",
    ]


def test_many_corrections_of_several_kinds_are_one_line_of_their_subject() -> None:
    found = found_in(
        "1. Обеспечить выполнение  плана.", "2. Направить план на 2020-2024 годы, отчёт  за 2019-2020 годы."
    )
    assert report(found).splitlines()[-1] == (
        "  предупреждение ND721, ND716, исправит --fix: «выполнение  плана.» → «выполнение плана.» (2 места); "
        "«2020-2024» → «2020–2024» (2 места)"
    )
    assert [line.split(":")[0] for line in report(found, everything=True).splitlines()[-2:]] == [
        "  замечание ND721, п. 1 «Обеспечить выполнение …»",
        "  предупреждение ND716, п. 2 «Направить план на …»",
    ]


def test_what_repeats_and_will_be_mended_is_one_line() -> None:
    found = found_in(*(f"Выполнение  плана номер {word} обеспечено школой." for word in ("один", "два", "три", "пять")))
    assert report(found).splitlines()[-1] == (
        "  замечание ND721, Лишний пробел: 4 места, исправит --fix; первое: «Выполнение  плана» → «Выполнение плана»"
    )


def test_what_repeats_and_is_left_to_a_person_names_its_places() -> None:
    text = "\n".join(f"{n}. Директор (название организации) утверждает план {n}." for n in range(1, 6))
    assert report(check_package([paper_of_text(text, "а.txt")])).splitlines()[-2:] == [
        "Мешает подписать",
        "  ошибка ND742, строка 1: Осталась подсказка бланка «(название организации)» (и ещё 4: строка 2, 3, 4, 5) → впишите сведения",
    ]


def test_what_a_column_repeats_is_named_by_its_rows() -> None:
    rows = [
        [cell("Мероприятие"), cell("Срок")],
        *([cell(f"Дело {n}"), cell("В течение всего периода")] for n in "абвг"),
    ]
    paper = paper_of_docx(word_file(paragraph("План работы"), table(rows)), "план.docx")
    assert isinstance(paper, Paper)
    (line,) = [line for line in report(check_package([paper], profile=None)).splitlines() if "ND844" in line]
    assert line == (
        "  предупреждение, вероятно ND844, таблица 1, строка 2, столбец «Срок»: Период плана нигде не определён "
        "(и ещё 3: строки 3–5) → назовите период в заголовке: «на 2020–2024 годы»"
    )


def test_two_errors_of_a_kind_in_other_words_are_both_shown() -> None:
    found = found_in("Директор (название организации) утверждает план.", "Педагог (название должности) ведёт уроки.")
    assert [line.split(": ")[-1] for line in report(found).splitlines() if "ND742" in line] == [
        "Осталась подсказка бланка «(название организации)» → впишите сведения",
        "Осталась подсказка бланка «(название должности)» → впишите сведения",
    ]


def test_a_template_is_told_once() -> None:
    found = found_in("{{ order.title }}", "{{ order.number }}", "{%p if school %}")
    assert report(found).splitlines()[-1] == (
        "  ошибка ND742, это шаблон: 3 метки {{ … }} → проверьте его командой templates check"
    )


def test_advice_is_counted_and_shown_on_demand() -> None:
    found = check_package([paper_of_text("Провести воркшоп для наставников.", "а.txt")])
    assert report(found) == "а.txt: замечаний нет; советов: 1 (право – 1), покажет --all\n"
    assert "замечание, совет ND951, строка 1: У слова «воркшоп» есть русское: мастерская → мастерская" in report(
        found, everything=True
    )


def test_what_is_light_and_the_lines_can_be_left_out() -> None:
    found = found_in("В течении месяца обеспечить выполнение  плана наставничества.")
    assert "ND721" not in report(found, least=Severity.ERROR)
    assert report(found, quiet=True).count("\n") == 3
    assert report((), quiet=True) == "Замечаний нет\n"
    light = found_in("Обеспечить выполнение  плана наставничества.")
    assert report(light, least=Severity.ERROR) == "Замечаний нет; легче --min: 1\n"


def test_one_slip_that_two_rules_see_is_told_once() -> None:
    text = "ПРИКАЗ\n\n02.11.2020 № 235\n\nО плане\n\nПРИКАЗЫВАЮ:\n1. Исполнить распоряжение Министерства просвещения Российской Федерации от 25.12.2020 № Р-145."
    found = check_package([paper_of_text(text, "а.txt")], shipped_acts())
    assert {"ND801", "ND802"} <= {d.code for d in found}
    assert ("ND801" in report(found), "ND802" in report(found)) == (False, True)


def test_each_file_is_named_once() -> None:
    papers = [paper_of_text("В течении года и в течении месяца.", name) for name in ("а.txt", "б.txt")]
    said = report(check_package(papers))
    assert (said.count("а.txt"), said.count("б.txt")) == (1, 1)
    assert said.splitlines()[-1].startswith("Всего: ошибок: 4")


def test_a_paper_of_many_pages_with_many_faults_fits_one_screen_and_a_half() -> None:
    text = (DATA / "lint" / "source_package.md").read_text("utf-8")
    found = check_package([paper_of_text(text, "пакет.md")])
    assert len(found) > 150
    assert report(found).count("\n") <= SCREEN * 1.5


def test_what_will_be_mended_in_a_long_paper_is_a_line_of_its_subject() -> None:
    paper = paper_of_docx(source_docx(), "пакет.docx")
    assert isinstance(paper, Paper)
    said = report(check_package([paper])).replace("\u00a0", " ").splitlines()
    assert len(said) < 80
    assert [line for line in said if "исправит --fix: «№235»" in line] == [
        "  предупреждение ND711, ND716, исправит --fix: «№235» → «№ 235» (9 мест); «2019-2024» → «2019–2024» (2 места)"
    ]


def test_the_page_of_html_is_ascii_and_says_the_same() -> None:
    found = found_in("1. В течении месяца обеспечить <выполнение>  плана.")
    page = report_page(found)
    assert page.isascii()
    said = unescape(re.sub("<[^>]+>", "", unescape(page)))
    assert "п. 1 «В течении месяца …»: Предлог времени пишется «в течение»" in said
    assert "<выполнение>" not in page
    assert "Замечаний нет" in unescape(report_page(()))


@pytest.mark.parametrize(
    ("code", "subject"),
    [("ND803", "акты"), ("ND885", "язык"), ("ND940", "право"), ("ND735", "сроки и даты"), ("ND825", "приложения"), ("ND660", "файл")],
)  # fmt: skip
def test_a_code_has_its_subject(code: str, subject: str) -> None:
    assert subject_of(code) == subject


def test_an_item_numbered_by_word_is_named_by_its_number() -> None:
    numbering = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
        '<w:start w:val="7"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    item = paragraph(
        "В течении месяца утвердить план.", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    )
    paper = paper_of_docx(word_file(item, numbering=numbering), "а.docx")
    assert isinstance(paper, Paper)
    (found,) = check_package([paper], profile=None)
    assert where(found.place) == "п. 7 «В течении месяца …»"
