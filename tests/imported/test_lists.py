"""Lists within clauses come back with the marks that they had: dashes, letters, figures with a bracket."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest

from nastav_docs import build, load
from nastav_docs.papers import Paper, paper_of_docx
from tests.imported.sheets import lines, listed, numbered, sheet
from tests.imported.test_import_papers import imported, told

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ\n\nПРИКАЗ\n\n02.09.2025 № 14-од\n\nО кураторах\n\nПРИКАЗЫВАЮ:\n\n"
END = "\n\n2. Контроль за исполнением приказа оставляю за собой.\n\nНачальник  А.И. Петрова\n"
LISTS: tuple[tuple[str, str, dict[str, Any] | str, list[str]], ...] = (
    (
        "dashes",
        "1. Школам:\n\n– назначить кураторов;\n\n— закрепить пары.",
        {"text": "Школам:", "marks": "dash", "clauses": ["назначить кураторов;", "закрепить пары."]},
        ["1. Школам:", "– назначить кураторов;", "– закрепить пары."],
    ),
    (
        "letters",
        "1. Методисту:\n\nа) собрать сведения;\n\nб) подготовить справку.",
        {"text": "Методисту:", "marks": "letter", "clauses": ["собрать сведения;", "подготовить справку."]},
        ["1. Методисту:", "а) собрать сведения;", "б) подготовить справку."],
    ),
    (
        "brackets",
        "1. Методисту:\n\n1) собрать сведения;\n\n2) подготовить справку.",
        {"text": "Методисту:", "marks": "bracket", "clauses": ["собрать сведения;", "подготовить справку."]},
        ["1. Методисту:", "1) собрать сведения;", "2) подготовить справку."],
    ),
    (
        "dashes under letters, letters that go on",
        "1. Школам:\n\nа) собрать:\n\n– списки;\n\n– согласия;\n\nб) доложить.",
        {
            "text": "Школам:",
            "marks": "letter",
            "clauses": [{"text": "собрать:", "marks": "dash", "clauses": ["списки;", "согласия;"]}, "доложить."],
        },
        ["1. Школам:", "а) собрать:", "– списки;", "– согласия;", "б) доложить."],
    ),
    (
        "dashes under a numbered sub-clause",
        "1. Школам:\n\n1.1. Собрать:\n\n- списки;\n\n- согласия.\n\n1.2. Доложить.",
        {
            "text": "Школам:",
            "clauses": [{"text": "Собрать:", "marks": "dash", "clauses": ["списки;", "согласия."]}, "Доложить."],
        },
        ["1. Школам:", "1.1. Собрать:", "– списки;", "– согласия.", "1.2. Доложить."],
    ),
    (
        "paragraphs without a number behind a clause",
        "1. Представить отчёт.\n\nСрок – до 01.10.2025.\n\nОтветственный – Рябова О.П., методист.",
        {
            "text": "Представить отчёт.",
            "marks": "none",
            "clauses": ["Срок – до 01.10.2025.", "Ответственный – Рябова О.П., методист."],
        },
        ["1. Представить отчёт.", "Срок – до 01.10.2025.", "Ответственный – Рябова О.П., методист."],
    ),
    (
        "a paragraph behind a sub-clause",
        "1. Школам:\n\n1.1. Собрать списки.\n\nФорма прилагается.\n\n1.2. Доложить.",
        {
            "text": "Школам:",
            "clauses": [{"text": "Собрать списки.", "marks": "none", "clauses": ["Форма прилагается."]}, "Доложить."],
        },
        ["1. Школам:", "1.1. Собрать списки.", "Форма прилагается.", "1.2. Доложить."],
    ),
    (
        "a line that goes on with the sentence above",
        "1. Представить отчёт и\n\nсписки пар.",
        "Представить отчёт и списки пар.",
        ["1. Представить отчёт и списки пар."],
    ),
)


def printed(out: Path) -> list[str]:
    """The clauses of the only paper that the settings print, each with its number or mark."""
    report = build(load(out), out / "built")
    (path,) = report.written
    paper = paper_of_docx((out / "built" / path).read_bytes(), path)
    assert isinstance(paper, Paper)
    texts = [f"{p.label} {p.text}".strip().replace("\u00a0", " ") for p in paper.paragraphs()]
    return texts[texts.index("ПРИКАЗЫВАЮ:") + 1 : -2]


@pytest.mark.parametrize(("text", "clause", "expected"), [one[1:] for one in LISTS], ids=[one[0] for one in LISTS])
def test_a_list_of_a_clause_keeps_its_marks(
    tmp_path: Path, text: str, clause: dict[str, Any] | str, expected: list[str]
) -> None:
    made = imported(tmp_path, order_txt=HEAD + text + END)
    assert made.settings is not None
    assert made.settings["order"]["clauses"][0] == clause
    assert told(made) == []
    assert [one for one in printed(tmp_path / "out") if "Контроль" not in one][: len(expected)] == expected


def test_letters_that_do_not_begin_with_the_first_are_numbered_and_that_is_told(tmp_path: Path) -> None:
    made = imported(tmp_path, order_txt=f"{HEAD}1. Школам:\n\nв) собрать списки;\n\nг) доложить.{END}")
    assert told(made) == [f"Напечатается иначе: «{text}»." for text in ("1.1. собрать списки;", "1.2. доложить.")]


def test_a_list_of_word_under_a_clause_of_word(tmp_path: Path) -> None:
    made = sheet()
    listed(made, ("%1.", "–"))
    lines(made, "ПРИКАЗ", "02.09.2025 № 14-од", "О кураторах", "ПРИКАЗЫВАЮ:")
    for level, text in ((0, "Школам:"), (1, "назначить кураторов;"), (1, "закрепить пары."), (0, "Доложить.")):
        lines(made, text)
        numbered(made.paragraphs[-1], level)
    lines(made, "Начальник\t\tА.И. Петрова")
    data = io.BytesIO()
    made.save(data)
    settings = imported(tmp_path, order_docx=data.getvalue()).settings
    assert settings is not None
    assert settings["order"]["clauses"] == [
        {"text": "Школам:", "marks": "dash", "clauses": ["назначить кураторов;", "закрепить пары."]},
        "Доложить.",
    ]


def test_points_with_bullets_are_clauses_whoever_they_name(tmp_path: Path) -> None:
    text = (
        HEAD
        + "• Утвердить план.\n\n• Назначить куратором Сомову Е.В.\n\n• Контроль оставляю за собой.\n\nНачальник  А.И. Петрова\n"
    )
    made = imported(tmp_path, order_txt=text)
    assert made.settings is not None
    assert len(made.settings["order"]["clauses"]) == 3
    assert made.settings["people"]["head"]["name"] == "Петрова А.И."


def test_decisions_of_minutes_come_back_with_their_marks(tmp_path: Path) -> None:
    text = (
        "ПРОТОКОЛ № 3\n\n29.08.2025\n\nзаседания методического совета\n\nПовестка дня:\n\n1. О наборе.\n\n2. Об отчётах.\n\n"
        "1. СЛУШАЛИ: Рябову О.П.\n\nРЕШИЛИ:\n\n1) провести набор;\n\n2) доложить.\n\n2. СЛУШАЛИ: Рябову О.П.\n\nРЕШИЛИ:\n\n"
        "– сдать отчёты.\n\nПредседатель  О.П. Рябова\n"
    )
    made = imported(tmp_path, minutes_txt=text)
    assert made.settings is not None
    (paper,) = made.settings["papers"].values()
    assert [(item["marks"], item["decided"]) for item in paper["agenda"]] == [
        ("bracket", ["провести набор;", "доложить."]),
        ("dash", ["сдать отчёты."]),
    ]
