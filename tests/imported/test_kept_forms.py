"""Forms of numbers, requisites, tables and grifs that import keeps in the settings, and what it tells instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.imported.test_given_back import BY, HEADS, LETTER, ONE, PAIRS, REGULATION, TO, middle, order, right
from tests.imported.test_import_papers import imported, told
from tests.imported.test_orders_and_grifs import printed_order
from tests.word_file import paragraph, table, word_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

ROWS: Final = [["Составить список", "до 10.09.2024", "психолог"], ["Закрепить пары", "в течение года", "директор"]]


def numbered(*numbers: str) -> str:
    return table([["№", *HEADS], *([number, *row] for number, row in zip(numbers, ROWS, strict=True))])


def planned(rows: str) -> tuple[str, ...]:
    return (*ONE, *right("Приложение № 1", *TO), *middle("План"), rows)


PAPERS: Final = {
    "clauses with brackets": order("1) Провести урок.", "2) Доложить о нём."),
    "clauses with dashes": order("– Провести урок.", "– Доложить о нём."),
    "numbers without stops": planned(numbered("1.1", "1.2")),
    "numbers with stops": planned(numbered("1.", "2.")),
    "rows of one's own with stops": (
        *ONE, *right("Приложение № 1", *TO), *middle("Состав"), table([["№", "Ф.И.О."], ["1.", "Иванова А.А."], ["2.", "Орлов Г.Г."]]),
    ),
    "a table in a letter": (*LETTER[:-2], table(PAIRS), paragraph("Ответ ждём до 10 октября."), *LETTER[-2:]),
    "a sheet of readers with columns of its own": (
        *order("1. Провести урок."), paragraph("С приказом ознакомлены:"),
        table([["№", "Ф.И.О.", "Дата", "Подпись"], ["1", "Орлов Г.Г.", "", ""]]),
    ),
    "a grif of a head": (
        *ONE, *right("Приложение № 1", "УТВЕРЖДЕНО", BY[0].replace("приказом", "приказом директора"), BY[1]),
        *middle(*REGULATION[:2]), *map(paragraph, REGULATION[2:]),
    ),
    "a grif in words of its own": (
        table([["ПРИНЯТО\nобщим собранием трудового коллектива", "\n".join(("УТВЕРЖДЕНО", *BY))]]),
        *middle(*REGULATION[:2]), *map(paragraph, REGULATION[2:]),
    ),
    "a line under the signature": (*order("1. Провести урок."), paragraph("Рассылка: в дело, завучу")),
    "an executor with a mailbox": (
        *order("1. Провести урок."), paragraph("Иванова Анна Петровна, 8(000)000-00-01, school@example.org"),
    ),
    "a place between date and number": (
        *middle("МБОУ «Кедровская СОШ»", "ПРИКАЗ"), paragraph("02.09.2024\tр.п. Кедровка\t№ 14-а"), *order("1. Провести урок.")[3:],
    ),
    "a place in a row of cells with date and number": (
        *middle("МБОУ «Кедровская СОШ»", "ПРИКАЗ"), table([["02.09.2024", "р.п. Кедровка", "№ 14-а"]]), *order("1. Провести урок.")[3:],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", list(PAPERS))
def test_the_form_comes_back_as_it_was(name: str, tmp_path: Path) -> None:
    made = imported(tmp_path, paper_docx=word_file(*PAPERS[name]))
    assert told(made, "ND971", "ND972", "ND973", "ND976", "ND983") == []


def test_numbers_of_clauses_and_rows_are_printed_with_their_signs(tmp_path: Path) -> None:
    made = imported(tmp_path, paper_docx=word_file(*PAPERS["clauses with brackets"]))
    assert made.settings is not None
    assert made.settings["order"]["marks"] == "bracket"
    assert "1)\u00a0Провести урок." in [p.text for p in printed_order(made.settings)]


def test_sub_clauses_under_brackets_have_their_numbers_written(tmp_path: Path) -> None:
    made = imported(
        tmp_path, order_docx=word_file(*order("1) Школам:", "1.1. собрать списки;", "1.2. доложить.", "2) Проверить."))
    )
    assert made.settings is not None
    assert made.settings["order"]["clauses"] == [
        {"text": "Школам:", "clauses": ["собрать списки;", "доложить."]},
        "Проверить.",
    ]
    texts = [p.text.replace("\u00a0", " ") for p in printed_order(made.settings)]
    clauses = ["1) Школам:", "1.1. собрать списки;", "1.2. доложить.", "2) Проверить."]
    assert [one for one in texts if one in clauses] == clauses


def test_stops_that_do_not_agree_are_told(tmp_path: Path) -> None:
    made = imported(tmp_path, paper_docx=word_file(*planned(numbered("1)", "2)"))))
    assert told(made, "ND983") == ["Номера строк напечатаются с точкой, в источнике есть «1)»."]


@pytest.mark.parametrize(
    "place",
    [
        lambda rows: (*ONE, *right("Приложение № 1", *TO), *middle("Состав"), rows),
        lambda rows: (*order("1. Утвердить состав:")[:-2], rows, *order("1. Утвердить состав:")[-2:]),
        lambda rows: (
            *ONE,
            *right("Приложение № 1", *TO),
            *middle(*REGULATION[:2]),
            *map(paragraph, REGULATION[2:]),
            rows,
        ),
    ],
    ids=["an annex", "among clauses", "in a regulation"],
)
def test_stops_that_do_not_agree_in_a_table_of_ones_own_are_told(
    place: Callable[[str], Sequence[str]], tmp_path: Path
) -> None:
    rows = table(
        [["№", "Ф.И.О.", "Класс"], ["1", "Иванова А.А.", "5"], ["2.", "Орлов Г.Г.", "6"], ["3", "Ким В.А.", "7"]]
    )
    made = imported(tmp_path, paper_docx=word_file(*place(rows)))
    (problem,) = (one for one in made.problems if one.code == "ND983")
    assert problem.message == "Номера строк напечатаются без точки, в источнике есть «2.»."
    assert problem.hint == "С точкой: number_stop: да"
    assert (problem.text, "строка" in str(problem.place)) == ("2.", True)


def test_a_day_that_loses_its_nought_is_told(tmp_path: Path) -> None:
    made = imported(tmp_path, paper_docx=word_file(*order("1. Доложить до 09 декабря 2024 года.")))
    assert told(made) == ["Набор по правилам: «09 декабря» – «9 декабря»."]


def test_a_table_in_a_cell_is_told(tmp_path: Path) -> None:
    inner = table([["Кедровская", "4 пары"]])
    rows = [["Составить список", "до 10.09.2024", "психолог"], [inner, "в течение года", "директор"]]
    made = imported(tmp_path, paper_docx=word_file(*planned(table([HEADS, *rows]))))
    assert any(one.startswith("Таблица внутри ячейки напечатается текстом подряд") for one in told(made))


@pytest.mark.parametrize("preamble", ["В целях развития приказываю следующее:", "В целях развития школы прошу:"])
def test_no_operative_word_is_asked_where_grounds_lead_to_the_clauses(preamble: str, tmp_path: Path) -> None:
    lines = [one for one in order("1. Провести урок.") if "ПРИКАЗЫВАЮ" not in one]
    lines[4] = paragraph(preamble)
    made = imported(tmp_path, paper_docx=word_file(*lines))
    assert not [one for one in told(made, "ND974") if "распорядительного слова" in one]
    assert made.settings is not None
    assert not any(p.text.endswith(" ") for p in printed_order(made.settings))


def test_the_issuer_of_a_draft_stands_under_its_word(tmp_path: Path) -> None:
    text = "# ПРИКАЗ\n\nУправление образования Кедровского района\n\nпроект\n\nО приёмке школ\n\nПРИКАЗЫВАЮ:\n\n1. Принять школы.\n"
    made = imported(tmp_path, draft_md=text)
    assert made.settings is not None
    assert made.settings["authority"]["name"] == "Управление образования Кедровского района"
    assert told(made, "ND971") == ["Не перенесено: «проект» – места для этого в настройках не нашлось."]


def test_lists_within_lists_and_bare_tables_of_markdown(tmp_path: Path) -> None:
    text = (
        "# ПРИКАЗ\n\n02.09.2024 № 14\n\nО парах\n\nПРИКАЗЫВАЮ:\n\n1. Школам:\n   1. собрать списки;\n   2. доложить.\n2. Проверить.\n\n"
        "Директор  А.И. Петрова\n\nПриложение\n\n## Пары\n\nНаставник | Класс\n--- | ---\nОрлов Г.Г. | 5 \\| 6\nИванова А.А. | 7\n"
    )
    made = imported(tmp_path, draft_md=text)
    assert made.settings is not None
    assert made.settings["order"]["clauses"] == [
        {"text": "Школам:", "clauses": ["собрать списки;", "доложить."]},
        "Проверить.",
    ]
    (paper,) = made.settings["papers"].values()
    assert [list(row.values()) for row in paper["rows"]] == [["Орлов Г.Г.", "5 | 6"], ["Иванова А.А.", "7"]]
