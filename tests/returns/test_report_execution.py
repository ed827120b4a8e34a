"""The report on execution, reminders and drafts of mail, as the district gets them."""

from __future__ import annotations

import datetime as dt
import io
from collections import Counter
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from docx import Document
from openpyxl import load_workbook

from nastav_docs import build, load
from nastav_docs.cli.main import cli
from nastav_docs.returns import report_execution
from nastav_docs.returns.execution_report import Headway, clauses_text, section_text
from nastav_docs.returns.mail_drafts import addresses, mail_draft
from tests.documents.test_execution import district

if TYPE_CHECKING:
    from pathlib import Path

ON = dt.date(2020, 12, 1)


def text_of(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    lines = [paragraph.text for paragraph in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(lines).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"ahead": 1}, "Запланировано 1 мероприятие; срок ни одного из них ещё не наступил."),
        ({"done": 5}, "Запланировано 5 мероприятий, всё выполнено."),
        (
            {"done": 2, "overdue": 1, "moved": 1, "ahead": 3},
            "Запланировано 7 мероприятий; срок наступил у 4: выполнено 2 (50 %), срок перенесён у 1, просрочено 1.",
        ),
        ({"overdue": 22, "undated": 0}, "Запланировано 22 мероприятия; срок наступил у всех: просрочено 22."),
        ({"under_way": 1, "undated": 20}, "Запланировано 21 мероприятие; срок наступил у 1: в работе 1."),
    ],
)
def test_a_section_is_told_in_a_sentence(counts: dict[str, int], said: str) -> None:
    assert section_text(Headway(Counter(counts))).replace("\u00a0", " ") == said


def test_clauses_are_told_as_far_as_the_journal_speaks_of_them() -> None:
    told = Counter({"done": 3, "under_way": 1})
    assert clauses_text(9, told) == "Из 9 пунктов приказа выполнено 3, в работе 1; о 5 пунктах сведений нет."
    assert clauses_text(1, Counter({"done": 1})) == "Из 1 пункта приказа выполнено 1."


def test_the_report_says_what_is_done_by_section_and_school(tmp_path: Path) -> None:
    folder = district(
        tmp_path / "район",
        ("pairs", "", None, "не выполнено", None, "", None, "ждём приказ школы № 2"),
        ("control", "", None, "в работе"),
        ("meeting", "s-1", None, "выполнено", None, "протокол № 1", dt.date(2020, 11, 13)),
    )
    results = report_execution(load(folder), ON, tmp_path / "итог")
    text = text_of((tmp_path / "итог" / "Отчёт об исполнении.docx").read_bytes())
    for line in (
        "об исполнении Плана (дорожной карты) на 01.12.2020",
        "Запланировано 3 мероприятия; срок наступил у 1: просрочено 1.",
        "Просрочено: 1.1. Формирование пар (срок – до 09.11.2020; ответственные – Петрова А.И., Руководители школ).",
        "Примечание: ждём приказ школы № 2.",
        "Из 2 пунктов приказа в работе 1; о 1 пункте сведений нет.",
        "Планы ведут 2 школы. Запланировано 2 мероприятия; срок наступил у всех: выполнено 1 (50 %), просрочено 1.",
        "Просроченные мероприятия есть в 1 школе: СОШ № 2 – 1.",
        "Ни одно мероприятие, срок которого наступил, не выполнено.",
        "Ответственным за 1 просроченное мероприятие завершить работу и сообщить об исполнении.",
        "1 школе с просроченными мероприятиями направить напоминания.",
        "Просрочено. Не выполнено",
    ):
        assert line in text, line
    assert [one.title for one in results.overdue] == ["Формирование пар", "Формирование пар", "Собрание"]
    sheet = load_workbook(tmp_path / "итог" / "Просрочено.xlsx")["Сроки"]
    assert sheet["B3"].value == "просрочено"
    by_school = load_workbook(tmp_path / "итог" / "По школам.xlsx")["По школам"]
    assert [cell.value for cell in by_school[3]] == [1, "СОШ № 1", 1, 1, 0, "100\u00a0%"]


def test_a_school_that_is_late_gets_a_letter_and_a_draft_and_one_without_a_mailbox_is_told(tmp_path: Path) -> None:
    folder = district(tmp_path / "район")
    results = report_execution(load(folder), ON, tmp_path / "итог")
    assert results.reminded == ("s-1", "s-2")
    assert [(one.code, one.text) for one in results.problems] == [("ND968", "s-2")]
    letters = tmp_path / "итог" / "Напоминания"
    assert sorted(path.name for path in letters.iterdir()) == ["s-1.docx", "s-1.eml", "s-2.docx"]
    letter = text_of((letters / "s-1.docx").read_bytes())
    assert "По состоянию на 01.12.2020 в срок не исполнено 1 мероприятие плана (дорожной карты) СОШ № 1:" in letter
    assert "1.1. Собрание – до 16.11.2020." in letter
    draft = message_from_bytes((letters / "s-1.eml").read_bytes(), _class=EmailMessage, policy=default)
    assert (draft["To"], draft["X-Unsent"]) == ("one@example.org", "1")
    assert draft["Subject"] == "Об исполнении плана мероприятий: СОШ № 1"
    (attached,) = draft.iter_attachments()
    assert attached.get_filename() == "Об исполнении плана мероприятий.docx"
    assert attached.get_payload(decode=True) == (letters / "s-1.docx").read_bytes()
    body = draft.get_body()
    assert body is not None
    assert "Просим исполнить это мероприятие и в течение трёх рабочих дней" in body.get_content()


def test_a_school_that_has_caught_up_gets_no_letter_any_more(tmp_path: Path) -> None:
    report_execution(load(district(tmp_path / "район")), ON, tmp_path / "итог")
    done = district(tmp_path / "район", ("meeting", "s-1", None, "выполнено"), ("meeting", "s-2", None, "выполнено"))
    assert report_execution(load(done), ON, tmp_path / "итог").reminded == ()
    assert not (tmp_path / "итог" / "Напоминания").exists()


def test_equal_calls_give_equal_files(tmp_path: Path) -> None:
    project = load(district(tmp_path / "район", ("pairs", "", None, "в работе")))
    one, two = (report_execution(project, ON, tmp_path / name) for name in ("а", "б"))
    assert [(one.out / path).read_bytes() for path in one.written] == [
        (two.out / path).read_bytes() for path in two.written
    ]


@pytest.mark.parametrize(
    ("written", "to"),
    [
        ("one@example.org; two@example.org", "one@example.org, two@example.org"),
        ("school@пример.рф", "school@xn--e1afmkfd.xn--p1ai"),
    ],
)
def test_a_draft_is_addressed_as_the_network_knows_the_mailbox(written: str, to: str) -> None:
    draft = mail_draft(written, "О сроках", "Текст", "Письмо.docx", b"docx")
    read = message_from_bytes(draft, _class=EmailMessage, policy=default)
    assert read["To"] == to
    assert draft.isascii()


def test_an_address_without_a_server_is_none() -> None:
    assert addresses("school@, школа@.рф, нет почты") == ()


def test_a_slip_in_the_row_of_one_school_stops_nobody(tmp_path: Path) -> None:
    folder = district(tmp_path / "район", ("meeting", "s-1", None, "окей"), ("meting", "s-2", None, "выполнено"))
    assert build(load(folder), tmp_path / "out").ok
    answer = CliRunner().invoke(cli, ["execution", str(folder), "--on", "01.12.2020", "-o", str(tmp_path / "итог")])
    assert answer.exit_code == 0
    assert "ND953: Состояние «окей» не понято." in answer.stderr
    assert "ND952: Мероприятия или пункта «meting» в плане и приказе нет." in answer.stderr


def test_the_command_tells_how_many_and_where(tmp_path: Path) -> None:
    folder = district(tmp_path / "район")
    answer = CliRunner().invoke(cli, ["execution", str(folder), "--on", "01.12.2020", "-o", str(tmp_path / "итог")])
    assert answer.exit_code == 0, answer.output
    assert answer.stdout.startswith("Просрочено на 01.12.2020: 4. Напоминаний школам: 2.\nЗаписано: 7 файлов в папке")
    assert "ND968: У школы «СОШ № 2» нет адреса электронной почты" in answer.stderr
