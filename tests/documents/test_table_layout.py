"""Widths of columns by what their cells hold, the last rows of a table, what goes with a signature."""

from __future__ import annotations

from typing import Any

import pytest

from nastav_docs.config import ColumnRecord
from nastav_docs.documents.paper_pieces import paragraphs_with_signature
from nastav_docs.documents.table_layout import cell, laid_out, least_width

LONG = "Доля детей и подростков в возрасте от 15 до 18 лет, вошедших в наставнические программы в роли наставника"
KEEP = "Первый год внедрения, далее – сохранение показателя на уровне не ниже минимального значения"


def widths(rows: list[dict[str, str]], *columns: ColumnRecord) -> list[int]:
    shown = [{"cells": [cell(column.id, row.get(column.id, "")) for column in columns]} for row in rows]
    return [column["width"] for column in laid_out([*columns], {}, shown, 9638, by_content=True)["columns"]]


def test_texts_side_by_side_get_columns_in_which_they_break_alike() -> None:
    """In columns of 54 and 26 parts the right one had nine lines where the left one had four."""
    columns = [ColumnRecord(id="number"), ColumnRecord(id="title"), ColumnRecord(id="target"), ColumnRecord(id="due")]
    number, title, target, due = widths(
        [{"number": "1", "title": LONG, "target": "20", "due": KEEP}] * 8, *map(titled, columns)
    )
    assert number + title + target + due == 9638
    assert number < 1000
    assert target < 1700
    assert 0.8 < due / title < 1.2


def titled(column: ColumnRecord) -> ColumnRecord:
    return column.model_copy(update={"title": "Значение" if column.id == "target" else "№"})


def test_a_column_that_is_filled_in_by_hand_keeps_room_for_it() -> None:
    name, signature = widths(
        [{"name": "Иванов И.И."}, {"name": "Петров П.П."}], ColumnRecord(id="name"), ColumnRecord(id="signature")
    )
    assert signature > name


def test_a_width_that_somebody_wrote_is_kept() -> None:
    written = [ColumnRecord(id="title", width=30), ColumnRecord(id="due", width=10)]
    assert widths([{"title": "Да", "due": LONG}], *written) == [7228, 2410]


@pytest.mark.parametrize(("word", "points"), [("Минимальное", 72), ("измерения", 54), ("№\u00a0п/п", 31)])
def test_the_longest_word_is_measured_by_its_letters(word: str, points: int) -> None:
    assert points * 20 <= least_width([word], 240) - 170 <= points * 20 * 1.15


@pytest.mark.parametrize(
    ("text", "longest"),
    [
        ("Каминская-Штейн\u00a0Р.М.", "Каминская\u2011Штейн\u00a0Р.М."),
        ("Школа-интернат\u00a0№\u00a09", "Школа\u2011интернат\u00a0№\u00a09"),
        ("педагог-психолог Ким\u00a0В.А.", "Ким\u00a0В.А."),
        ("планово-экономический", "экономический"),
    ],
)
def test_what_a_no_break_space_ties_to_the_part_after_a_hyphen_is_one_word(text: str, longest: str) -> None:
    """LibreOffice tore «Р.» from «М.» where a column held «Каминская-Штейн Р.» and no more."""
    assert least_width([text], 240, tied=True) == least_width([longest], 240)
    name, _ = widths([{"name": text, "done": LONG}], ColumnRecord(id="name"), ColumnRecord(id="done"))
    assert name >= least_width([longest], 240)


def test_the_last_row_but_one_stays_with_the_last() -> None:
    rows: list[dict[str, Any]] = [{"cells": [cell("title", text)]} for text in ("Раз", "Два", "Три")]
    laid_out([ColumnRecord(id="title")], {}, rows, 9638)
    assert [row["cells"][0]["keep"] for row in rows] == [False, True, False]


def test_a_deadline_begins_with_a_capital_like_its_neighbours() -> None:
    assert cell("deadline", "по мере необходимости").lines == ("По мере необходимости",)
    assert cell("deadline", "до 09.11.2020,\nдалее – ежегодно").lines == ("До 09.11.2020,", "далее – ежегодно")
    assert cell("result", "приказ").lines == ("приказ",)


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        ([], 0),
        (["Разместить приказ на сайте организации.", "Контроль оставляю за собой."], 2),
        (["Разместить.", "Контроль за исполнением приказа возложить на заместителя директора Мельник О.Ю."], 1),
        (["Д" * 880, "Контроль оставляю за собой."], 1),
        (["Просим направить.", "Д" * 1_000], 0),
    ],
)
def test_two_lines_go_with_a_signature_and_no_third_of_a_page(texts: list[str], count: int) -> None:
    assert paragraphs_with_signature(texts) == count


def test_where_words_do_not_fit_side_by_side_the_widest_give_way_and_numbers_stay_whole() -> None:
    """«№ п/» had «п» below it, and a name broke within its initials, because every column gave up a part."""
    row = {
        "number": "1",
        "name": "Каминская-Штейн Р.М.".replace(" ", "\u00a0"),
        "post": "дополнительнообразовательного",
        "done": "персонифицированное",
        "form": "административно\u2011хозяйственной",
    }
    columns = [ColumnRecord(id=key, title="№\u00a0п/п" if key == "number" else key) for key in row]
    number, name, *others = widths([row], *columns)
    assert number + name + sum(others) == 9638
    assert number >= least_width(["№\u00a0п/п"], 240) - 1
    assert name >= least_width([row["name"]], 240) - 1
