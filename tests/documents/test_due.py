"""Who owes what and when: days as the plan names them, calendars that are updated and never doubled."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest
import vobject
from click.testing import CliRunner
from openpyxl import load_workbook

from nastav_docs import load
from nastav_docs.cli.main import cli
from nastav_docs.documents import prepared_project
from nastav_docs.documents.due_calendar import calendar
from nastav_docs.documents.due_dates import Obligation, obligations, wanted, working_days_before
from nastav_docs.documents.plan_items import plain, plan_items
from nastav_docs.russian.deadlines.deadline import parse
from tests.paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path

ARTEMOVSKY = ROOT / "configs" / "artemovsky"
PERIOD = (dt.date(2020, 11, 2), dt.date(2024, 12, 31))
SIGNED = dt.date(2020, 11, 2)


def of_district(folder: Path) -> tuple[Obligation, ...]:
    return obligations(plan_items(prepared_project.prepared(load(folder)).names, PERIOD, SIGNED))


@pytest.fixture(scope="module", name="district")
def _district() -> tuple[Obligation, ...]:
    return of_district(ARTEMOVSKY)


def events(data: bytes) -> dict[str, dict[str, str]]:
    """The events of a calendar by id, read by hand: RFC 5545 folds long lines with a line break and a space."""
    lines = data.decode().replace("\r\n ", "").split("\r\n")
    found: dict[str, dict[str, str]] = {}
    own: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            own = {"alarms": ""}
        elif line == "END:VEVENT":
            found[own["UID"]] = own
        elif line.startswith("TRIGGER"):
            own["alarms"] += f"{value} "
        elif name not in {"BEGIN", "END", ""}:
            own.setdefault(name.partition(";")[0], value)
    return found


def test_every_date_is_the_one_that_the_deadline_names(district: tuple[Obligation, ...]) -> None:
    roadmap = prepared_project.prepared(load(ARTEMOVSKY)).names["roadmap"]
    meant = set()
    for section in roadmap["sections"]:
        for activity in section["activities"]:
            deadline = parse(plain(activity["deadline"])).deadline
            if deadline is not None:
                days = deadline.occurrences(PERIOD, signed=SIGNED)
                meant |= {(role, plain(activity["title"]), day) for role in activity["roles"] for day in days}
    assert {(one.role, one.title, one.due) for one in district} == meant
    assert len(meant) > 20
    written = sorted(event["DTSTART"] for event in events(calendar(district, "Сроки", SIGNED)).values())
    assert written == sorted(f"{one.due:%Y%m%d}" for one in district)


def test_a_second_export_of_a_changed_plan_keeps_the_ids_and_tells_what_has_changed(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "configs", tmp_path / "configs")
    file = tmp_path / "configs" / "artemovsky" / "district.yaml"
    before = of_district(file)
    first = calendar(before, "Сроки", dt.date(2020, 11, 2))
    text = file.read_text("utf-8").replace("plan: {deadline: До 09.11.2020}", "plan: {deadline: До 16.11.2020}")
    file.write_text(text.replace("readiness: {deadline: До 11.11.2020}", "readiness: null"), "utf-8")
    after = of_district(file)
    second = calendar(after, "Сроки", dt.date(2020, 11, 5), first)
    old, new = events(first), events(second)
    assert set(new) == set(old)
    changed = {uid for uid in new if new[uid] != old[uid]}
    moved = {uid for uid in changed if new[uid].get("STATUS") != "CANCELLED"}
    assert {(old[uid]["DTSTART"], new[uid]["DTSTART"], new[uid]["SEQUENCE"]) for uid in moved} == {
        ("20201109", "20201116", "1")
    }
    assert {new[uid]["SUMMARY"][:34] for uid in changed - moved} == {"Проведение мониторинга готовности М"[:34]}
    assert calendar(after, "Сроки", dt.date(2021, 1, 1), second) == second


def test_alarms_are_three_and_one_working_days_before_at_nine() -> None:
    one = Obligation(
        "x",
        "",
        "",
        "coordinator",
        "Лунина В.П.",
        "1.1.",
        "Раздел",
        "Дело",
        "до 09.11.2020",
        dt.date(2020, 11, 9),
        dt.date(2020, 11, 9),
    )
    (event,) = events(calendar([one], "Сроки", SIGNED)).values()
    # Before Monday 09.11.2020 lie Friday the 6th and Thursday the 5th; the 4th is a holiday, so the third is the 3rd.
    assert event["alarms"].split() == ["-P5DT15H", "-P2DT15H"]
    assert working_days_before(dt.date(2020, 11, 9), 3) == dt.date(2020, 11, 3)


@pytest.mark.parametrize(
    ("due", "on", "state"),
    [
        (dt.date(2020, 11, 9), dt.date(2020, 11, 9), "soon"),
        (dt.date(2020, 11, 9), dt.date(2020, 11, 10), "overdue"),
        (dt.date(2020, 11, 8), dt.date(2020, 11, 9), "soon"),  # a Sunday: the day after it is the last
        (dt.date(2020, 11, 8), dt.date(2020, 11, 10), "overdue"),
        (dt.date(2021, 1, 20), dt.date(2020, 11, 9), "later"),
    ],
)
def test_a_deadline_on_a_day_off_ends_on_the_next_working_day(due: dt.date, on: dt.date, state: str) -> None:
    last = due + dt.timedelta(days=1) if due.weekday() == 6 else due
    one = Obligation("x", "", "", "r", "", "1.", "", "Дело", "", due, last)
    assert one.state(on, 30) == state
    assert len(wanted([one], on, 30)[0]) == (state == "overdue")


def test_of_what_recurs_only_the_last_overdue_date_is_told(district: tuple[Obligation, ...]) -> None:
    overdue, coming = wanted(district, dt.date(2023, 1, 20), None)
    assert len({(one.role, one.number) for one in overdue}) == len(overdue)
    assert {one.due.year for one in coming} == {2023, 2024}


def test_the_command_answers_as_text_json_table_and_calendars(tmp_path: Path) -> None:
    def run(*words: str) -> str:
        answer = CliRunner().invoke(cli, ["due", str(ARTEMOVSKY), "--on", "05.11.2020", "--within", "10d", *words])
        assert answer.exit_code == 0, answer.output
        return answer.stdout

    assert re.search(
        r"До 15\.11\.2020: \d+\n  Бабкина И\.Г\.:\n    09\.11\.2020 1\.1\. Разработка", run().replace("\u00a0", " ")
    )
    told = json.loads(run("--format", "json", "--school", "sosh-1"))
    assert {one["school"] for one in told} == {"sosh-1"}
    assert {one["state"] for one in told} == {"soon"}
    run("--format", "xlsx", "-o", str(tmp_path))
    sheet = load_workbook(io.BytesIO((tmp_path / "Сроки.xlsx").read_bytes()))["Сроки"]
    assert sheet["A3"].is_date
    for _ in range(2):
        run("--format", "ics", "-o", str(tmp_path))
    files = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.ics")}
    assert {"coordinator.ics", "school_heads.ics", "sosh-1/coordinator.ics"} <= files
    found = events((tmp_path / "coordinator.ics").read_bytes())
    assert all(event["SEQUENCE"] == "0" for event in found.values())


def test_a_wrong_day_is_told_in_russian() -> None:
    answer = CliRunner().invoke(cli, ["due", str(ARTEMOVSKY), "--on", "31.02.2020"])
    assert answer.exit_code == 2
    assert "нет такого дня" in answer.output


def test_another_library_reads_every_date_of_the_calendar_as_the_deadline_says(
    district: tuple[Obligation, ...],
) -> None:
    read = vobject.readOne(calendar(district, "Сроки", SIGNED).decode())
    found = {
        (event.summary.value, event.dtstart.value, event.dtend.value - event.dtstart.value, event.uid.value)
        for event in read.vevent_list
    }
    day = dt.timedelta(days=1)
    assert found == {(one.title, one.due, day, f"{one.id}@nastav-docs") for one in district}
    reminders = {alarm.trigger.value for event in read.vevent_list for alarm in event.valarm_list}
    assert all(dt.timedelta(days=-15) <= before < dt.timedelta() for before in reminders)
    assert all(len(event.valarm_list) == 2 for event in read.vevent_list)


def test_another_library_finds_the_same_ids_in_the_second_export_of_a_changed_plan(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "configs", tmp_path / "configs")
    file = tmp_path / "configs" / "artemovsky" / "district.yaml"
    first = calendar(of_district(file), "Сроки", dt.date(2020, 11, 2))
    text = file.read_text("utf-8").replace("parents: {deadline: До 01.12.2020}", "parents: {deadline: До 15.12.2020}")
    file.write_text(text, "utf-8")
    second = calendar(of_district(file), "Сроки", dt.date(2020, 11, 9), first)
    old, new = (
        {event.uid.value: event for event in vobject.readOne(data.decode()).vevent_list} for data in (first, second)
    )
    assert set(old) == set(new)
    moved = {uid for uid in new if new[uid].dtstart.value != old[uid].dtstart.value}
    assert {new[uid].dtstart.value for uid in moved} == {dt.date(2020, 12, 15)}
    assert {new[uid].sequence.value for uid in moved} == {"1"}
    assert {new[uid].sequence.value for uid in set(new) - moved} == {"0"}
