"""Deadlines as people write them in cells of plans: what each means, when it is due, what is asked about."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from nastav_docs.russian.dates import Period
from nastav_docs.russian.deadlines import parse

PLAN = Period(dt.date(2024, 9, 1), dt.date(2026, 8, 31))

# A deadline that nothing is wrong with → its data.
READ = [
    ("октябрь т.г.", {"month": 10, "which": "current"}),
    ("до 20 декабря с. г.", {"by": {"month": 12, "day": 20, "which": "current"}, "which": "current"}),
    ("05/10/2025", {"by": "2025-10-05"}),
    ("третье марта 2025 года", {"by": "2025-03-03"}),
    ("11.2025", {"month": "2025-11"}),
    ("5 и 20 числа", {"day_of_month": [5, 20], "every": "month"}),
    ("1–5 числа каждого месяца", {"days_of_month": [1, 5], "every": "month"}),
    ("каждое 3 число", {"day_of_month": 3, "every": "month"}),
    ("не позднее последнего дня месяца", {"day_of_month": -1, "every": "month"}),
    ("до 5 числа месяца", {"day_of_month": 5, "every": "month"}),
    ("в первый день каждого месяца", {"day_of_month": 1, "every": "month"}),
    ("последний день октября 2025 г.", {"day_of_month": -1, "month": "2025-10"}),
    ("с 15 по 20 число каждого месяца", {"days_of_month": [15, 20], "every": "month"}),
    ("по графику до 01.12.2025", {"by_plan": True, "by": "2025-12-01"}),
    ("по плану, но не позднее 01.12.2025", {"by_plan": True, "by": "2025-12-01"}),
    ("не позднее 3 рабочих дней до начала олимпиады", {"working_days": 3, "before": "до начала олимпиады"}),
    ("за неделю до 1 сентября", {"weeks": 1, "before": "до 1 сентября"}),
    ("до конца календарного года", {"by": {"which": "calendar", "edge": "end"}, "which": "calendar"}),
    ("последний рабочий день месяца", {"working_day_of_month": -1, "every": "month"}),
    ("каждый последний четверг месяца", {"weekdays": [4], "place": -1, "of": "month"}),
    ("в третью пятницу каждого месяца", {"weekdays": [5], "place": 3, "of": "month"}),
    ("пн–пт", {"weekdays": [1, 2, 3, 4, 5]}),
    ("вт., чт.", {"weekdays": [2, 4]}),
    ("вторая неделя месяца", {"days_of_month": [8, 14], "every": "month"}),
    ("последняя неделя каждого месяца", {"days_of_month": [24, -1], "every": "month"}),
    ("ежедневно в рабочие дни", {"every": "day", "weekdays": [1, 2, 3, 4, 5]}),
    ("5 рабочих дней", {"working_days": 5}),
    ("5 рабочих дней со дня подписания приказа", {"working_days": 5, "after": "order"}),
    ("ко Дню учителя", {"before": "Дню учителя"}),
    ("к 50-летию школы", {"before": "50-летию школы"}),
    ("во время проведения олимпиады", {"at": "проведения олимпиады"}),
    ("не ранее 1 марта и не позднее 15 марта 2025 г.", {"after": "2025-03-01", "by": "2025-03-15"}),
    ("май, октябрь 2025 г., январь 2026 г.", {"months": ["2025-05", "2025-10", "2026-01"]}),
    ("ориентировочно до 10.11.2025", {"text": "ориентировочно", "by": "2025-11-10"}),
    ("до 10.11.2025 (первая редакция)", {"by": "2025-11-10", "text": "первая редакция"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "data"), READ)
def test_a_deadline_is_read_whole_and_printed_as_written(text: str, data: object) -> None:
    parsed = parse(text)
    assert parsed.deadline is not None
    assert (parsed.deadline.data(), parsed.text, parsed.problems) == (data, text, ())


DUE = [
    ("не позднее последнего дня месяца", "30.09.24 31.10.24 30.11.24"),
    ("последний день октября 2025 г.", "31.10.25"),
    ("в последний день квартала", "30.09.24 31.12.24 31.03.25"),
    ("первая половина декабря 2025 г.", "15.12.25"),
    ("вторая половина февраля 2026 г.", "28.02.26"),
    ("до конца календарного года", "31.12.24"),
    ("до начала календарного года", "31.12.24"),
    ("до Нового года", "31.12.24"),
    ("1 раз в месяц, начиная с октября", "31.10.24 30.11.24 31.12.24"),
    ("каждый вторник с 1 октября по 30 апреля", "01.10.24 08.10.24 15.10.24"),
    ("с момента подписания приказа до 31.05.2026", "31.05.26"),
    ("по графику до 01.12.2025", "01.12.25"),
]


@pytest.mark.parametrize(("text", "days"), DUE)
def test_the_first_days_on_which_it_falls_due(text: str, days: str) -> None:
    deadline = parse(text).deadline
    assert deadline is not None
    assert " ".join(f"{day:%d.%m.%y}" for day in deadline.occurrences(PLAN)[:3]) == days


def test_a_range_of_more_than_ten_years_is_asked_about() -> None:
    parsed = parse("с 01.09.2015 по 31.05.2026", 2025)
    (problem,) = parsed.problems
    assert (problem.code, parsed.text) == ("ND365", "с 01.09.2015 по 31.05.2026")
    assert "Промежуток длиннее десяти лет" in problem.message
    assert parse("с 01.01.2018 по 31.12.2027", 2025).problems == ()  # a decade that was proclaimed


def test_a_month_after_its_last_day_stays_a_genitive() -> None:
    parsed = parse("не позднее последнего дня октября 2025г., не реже 1 р. в год")
    assert parsed.text.startswith("не позднее последнего дня октября 2025 г.")


STAGES = [
    ("1 этап – до 15.11.2025; 2 этап – до 15.03.2026", ["2025-11-15", "2026-03-15"]),
    ("муниципальный этап: 12 декабря 2025 г., региональный: 30 января 2026 г.", ["2025-12-12", "2026-01-30"]),
    ("проект (до 1 марта), окончательный вариант (до 1 апреля 2026 г.)", ["2026-03-01", "2026-04-01"]),
]


@pytest.mark.parametrize(("text", "days"), STAGES)
def test_the_stages_of_a_work_have_their_own_days(text: str, days: list[str]) -> None:
    parsed = parse(text)
    assert parsed.deadline is not None
    data = json.dumps(parsed.deadline.data(), ensure_ascii=False)
    assert (parsed.text, parsed.problems) == (text, ())
    assert all(day in data for day in days)


# A slip of the pen is mended, and the words around it keep their form.
MENDED = [
    ("первый этап (сентябрь-декабрь 2024)", "первый этап (сентябрь – декабрь 2024 г.)"),
    ("1.10.-15.10.2024 г.", "01.10.2024–15.10.2024"),
    ("28 октября - 2 ноября 2024 г.", "28 октября – 2 ноября 2024 г."),
    ("24/25 уч. год", "2024/2025 учебный год"),
]


@pytest.mark.parametrize(("text", "printed"), MENDED)
def test_a_slip_is_mended_and_nothing_else(text: str, printed: str) -> None:
    assert parse(text).text == printed


# What cannot be meant is an error, and stands as it was written.
IMPOSSIBLE = [
    ("01.09.2025–31.05.2025", "ND361", "вероятно, конец – 31.05.2026"),
    ("с 1 ноября 2025 г. по 1 марта 2025 г.", "ND361", "вероятно, конец – 1 марта 2026 г."),
    ("сентябрь 2025 г. – май 2025 г.", "ND361", "вероятно, конец – май 2026 г."),
    ("май 2026 г. – сентябрь 2025 г.", "ND361", "конец промежутка раньше начала)"),
    ("2026/2025 учебный год", "ND361", "второй год раньше первого"),
    ("2025/2025 учебный год", "ND361", "учебный год кончается в следующем году"),
    ("4 декада октября 2025 г.", "ND360", "в месяце таких не больше 3"),
    ("1 сентября 2025 г., пятница", "ND360", "этот день – понедельник"),
    ("1 сентября 2025 г. (вт.)", "ND360", "этот день – понедельник"),
]


@pytest.mark.parametrize(("text", "code", "said"), IMPOSSIBLE)
def test_written_years_and_days_are_never_changed(text: str, code: str, said: str) -> None:
    parsed = parse(text)
    assert (parsed.deadline, parsed.text) == (None, text)
    (problem,) = parsed.problems
    assert problem.code == code
    assert said in problem.message


# When a deadline falls due in a plan of 01.09.2024–31.08.2026.
DUE = [
    ("раз в квартал до 10 числа месяца, следующего за отчётным", "10.10.24 10.01.25 10.04.25 10.07.25"),
    ("в начале учебного года", "30.09.24"),
    ("в начале года", "31.01.25"),
    ("октябрь 2024 г., далее ежегодно", "31.10.24 31.10.25"),
    ("до 20.12.2024, далее – ежегодно", "20.12.24 20.12.25"),
    ("в конце каждого полугодия", "31.12.24 30.06.25 31.12.25 30.06.26"),
    ("последний рабочий день квартала", "30.09.24 28.12.24 31.03.25 30.06.25"),
    ("5 и 20 числа", "05.09.24 20.09.24 05.10.24 20.10.24"),
    ("1–5 числа", "05.09.24 05.10.24"),
    ("в последний четверг ноября 2024 г.", "28.11.24"),
    ("первый вторник октября и апреля", "01.10.24 01.04.25"),
    ("ежегодно, последняя пятница августа", "29.08.25 28.08.26"),
    ("каждая третья среда месяца", "18.09.24 16.10.24 20.11.24"),
    ("последний рабочий день декабря 2024 г.", "28.12.24"),
    ("не ранее 10 ноября и не позднее 25 ноября 2024 г.", "25.11.24"),
    ("в начале каждого месяца", "10.09.24 10.10.24 10.11.24"),
    ("сентябрь–май 2024/2025 учебного года", "31.05.25"),
    ("декабрь, май 2024/2025 учебного года", "31.12.24 31.05.25"),
    ("до 15 мая 2024/2025 учебного года", "15.05.25"),
    ("весна 2024/2025 учебного года", "31.05.25"),
]


@pytest.mark.parametrize(("text", "days"), DUE)
def test_when_a_deadline_falls_due(text: str, days: str) -> None:
    deadline = parse(text).deadline
    assert deadline is not None
    found = " ".join(f"{day:%d.%m.%y}" for day in deadline.occurrences(PLAN))
    assert found.startswith(days)


# A month named after a day of it tells which one is meant: no other month is due.
ONCE = [
    ("третья суббота мая 2025 г.", "17.05.25"),
    ("первый рабочий день ноября 2024 г.", "01.11.24"),
    ("с сентября по май 2024/2025 учебного года", "31.05.25"),
    ("не ранее 01.03.2025 и не позднее 20.03.2025", "20.03.25"),
]


@pytest.mark.parametrize(("text", "day"), ONCE)
def test_what_is_due_once_is_due_once_and_printed_as_written(text: str, day: str) -> None:
    parsed = parse(text)
    assert parsed.deadline is not None
    assert [f"{found:%d.%m.%y}" for found in parsed.deadline.occurrences(PLAN)] == [day]
    assert (parsed.text, parsed.problems) == (text, ())
