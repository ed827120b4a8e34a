"""Dates: reading, finding in running text, printing."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastav_docs.russian.dates import (
    DateProblem,
    Style,
    find_dates,
    format_date,
    parse_date,
)

MONDAY = dt.date(2020, 11, 2)


@pytest.mark.parametrize(
    "text",
    [
        "02.11.2020",
        "2.11.2020",
        "2020-11-02",
        "02.11.2020 г.",
        "02.11.2020г.",
        "02.11.2020г",
        "02.11.2020 года",
        "2 ноября 2020 г.",
        "2 ноября 2020 года",
        "2 ноября 2020",
        "02 ноября 2020г.",
        "«02» ноября 2020 г.",
        "«2» ноября 2020 года",
        '"02" ноября 2020 г.',
        "2\u00a0ноября\u00a02020\u00a0г.",
        " 2 НОЯБРЯ 2020 Г. ",
        "2-го ноября 2020 года",
    ],
)
def test_a_date_is_read_in_every_writing(text: str) -> None:
    assert parse_date(text) == MONDAY


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("23.0.2020", "нет такого месяца: 0"),
        ("23.13.2020", "нет такого месяца: 13"),
        ("31.02.2020", "нет такого дня: февраль 2020 года длится с 1-го по 29-е"),
        ("29.02.2021", "нет такого дня: февраль 2021 года длится с 1-го по 28-е"),
        ("00.11.2020", "нет такого дня: ноябрь 2020 года длится с 1-го по 30-е"),
        ("31 ноября 2020 г.", "нет такого дня: ноябрь 2020 года длится с 1-го по 30-е"),
        ("2020-02-30", "нет такого дня: февраль 2020 года длится с 1-го по 29-е"),
        ("02.11.202", "нет такого года: 202"),
        ("02.11.20200", "нет такого года: 20200"),
    ],
)
def test_an_impossible_date_is_told_from_no_date(text: str, message: str) -> None:
    assert parse_date(text) == DateProblem("impossible", message)


@pytest.mark.parametrize("text", ["", "вчера", "ноябрь 2020 г.", "01-33/930", "2.4.3648-20", "02.11", "02/11/2020"])
def test_what_is_no_date_is_unreadable(text: str) -> None:
    problem = parse_date(text)
    assert isinstance(problem, DateProblem)
    assert problem.kind == "unreadable"
    assert "02.11.2020" in problem.message


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("приказом от 02.11.2020 №235 , в срок до 09.11.2020. обеспечить", ["02.11.2020", "09.11.2020"]),
        ("распоряжением от 25.12.2019г. №Р-145", ["25.12.2019г."]),
        ("с «09» января 2023 г. в действие", ["«09» января 2023 г."]),
        ("письмом от 23.0.2020 № МР-42/02. 25.12.2019г.", ["23.0.2020", "25.12.2019г."]),
        ("10 ноября 2020* года", ["10 ноября 2020* года"]),
        ("от 01.12.2020 года и 2020-12-05", ["01.12.2020 года", "2020-12-05"]),
        ("ГОСТ Р 7.0.97-2016, СП 2.4.3648-20, № 01-33/930, тел. 2-48-73, 192.168.1.2020", []),
        ("в ноябре 2020 г., IV квартал, 2019-2024", []),
        ("02.11.2020 Главе", ["02.11.2020"]),
        ("15.11.2020-20.11.2020", ["15.11.2020", "20.11.2020"]),
        ("01.10.2020,01.12.2020", ["01.10.2020", "01.12.2020"]),
    ],
)
def test_dates_are_found_in_running_text(text: str, found: list[str]) -> None:
    mentions = find_dates(text)
    assert [mention.text for mention in mentions] == found
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)


def test_a_found_date_says_its_value_and_problem() -> None:
    impossible, good = find_dates("от 23.0.2020 № МР-42/02, от «25» декабря 2019 г.")
    assert (impossible.value, impossible.form) == (None, "numeric")
    assert impossible.problem == DateProblem("impossible", "нет такого месяца: 0")
    assert (good.value, good.form, good.problem) == (dt.date(2019, 12, 25), "words", None)


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("short", "02.11.2020"),
        ("long", "2\u00a0ноября\u00a02020\u00a0г."),
        ("month", "ноябрь\u00a02020\u00a0г."),
        ("quarter", "IV\u00a0квартал\u00a02020\u00a0г."),
    ],
)
def test_a_date_is_printed_without_a_line_break_inside(style: Style, text: str) -> None:
    assert format_date(MONDAY, style) == text


@given(st.dates(dt.date(1800, 1, 1), dt.date(2199, 12, 31)))
def test_what_is_printed_is_read_back(day: dt.date) -> None:
    assert parse_date(format_date(day, "short")) == day
    assert parse_date(format_date(day, "long")) == day
    assert parse_date(day.isoformat()) == day


@given(st.text())
def test_no_text_raises(text: str) -> None:
    parse_date(text)
    find_dates(text)
