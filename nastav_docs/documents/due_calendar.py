"""Obligations as a calendar (iCalendar, RFC 5545) that programs of calendars take in: one for each role.

Written again, a calendar updates what it said before: each event keeps its id; what has changed gets the next number of
its version (SEQUENCE); what is no longer in the plan is cancelled.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.documents.due_dates import working_days_before

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nastav_docs.documents.due_dates import Obligation

PRODUCT: Final = "-//nastav-docs//сроки//RU"
DOMAIN: Final = "nastav-docs"
REMINDED: Final = (3, 1)  # so many working days before the last one
AT: Final = dt.time(9)
WEEKDAYS: Final = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")


def calendar(obligations: Iterable[Obligation], name: str, on: dt.date, before: bytes | None = None) -> bytes:
    """The bytes of a calendar called `name`; `before` are those of the one that it replaces.

    `on` is the day of the export: it stands in events that are new or have changed, so that equal calls give equal
    bytes. Each event lasts the day that the deadline names, and reminds three and one working days before.
    """
    from icalendar import Calendar  # noqa: PLC0415  only calendars need it

    known = _events(before)
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    for one in sorted(obligations, key=lambda one: (one.due, one.id)):
        uid = f"{one.id}@{DOMAIN}"
        made.add_component(_current(_event(one, uid), known.pop(uid, None), on))
    for _, old in sorted(known.items()):
        made.add_component(_cancelled(old, on))
    data: bytes = made.to_ical()
    return data


def _events(data: bytes | None) -> dict[str, Any]:
    """The events of a calendar by their ids; none of a file that is no calendar."""
    from icalendar import Calendar  # noqa: PLC0415  as above

    if not data:
        return {}
    try:
        found = Calendar.from_ical(data)
    except ValueError:
        return {}
    return {str(event["uid"]): event for event in found.walk("VEVENT") if "uid" in event}


def _event(one: Obligation, uid: str) -> Any:  # noqa: ANN401  icalendar's component
    from icalendar import Alarm, Event  # noqa: PLC0415  as above

    event = Event()
    event.add("uid", uid)
    event.add("summary", f"✓ {one.title}" if one.done else one.title)
    event.add("dtstart", one.due)
    event.add("dtend", one.due + dt.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    lines = [f"Срок по плану: {one.deadline}", f"Раздел: {one.section}"]
    if one.person:
        lines.append(f"Ответственный: {one.person}")
    if one.result:
        lines.append(f"Результат: {one.result}")
    if one.last != one.due:
        day = WEEKDAYS[one.due.weekday()]
        lines.append(f"{one.due:%d.%m.%Y} – нерабочий день ({day}); первый рабочий после него – {one.last:%d.%m.%Y}.")
    if one.status is not None:
        lines.append(f"{one.status.mark}{f' (по плану {one.moved_from:%d.%m.%Y})' if one.moved_from else ''}.")
    event.add("description", "\n".join(lines))
    for days in () if one.done else REMINDED:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"Срок {one.due:%d.%m.%Y}: {one.title}")
        moment = dt.datetime.combine(working_days_before(one.due, days), AT)
        alarm.add("trigger", moment - dt.datetime.combine(one.due, dt.time()))
        event.add_component(alarm)
    return event


def _current(event: Any, old: Any, on: dt.date) -> Any:  # noqa: ANN401  as above
    """The event with its version: the old one where it says the same, else the next."""
    if old is not None and _said(old) == _said(event):
        return old
    return _stamped(event, on, 0 if old is None else int(old.get("sequence", 0)) + 1)


def _cancelled(old: Any, on: dt.date) -> Any:  # noqa: ANN401  as above
    if str(old.get("status", "")) == "CANCELLED":
        return old
    sequence = int(old.get("sequence", 0)) + 1
    for name in ("sequence", "dtstamp", "status"):
        old.pop(name, None)
    old.subcomponents.clear()
    old.add("status", "CANCELLED")
    return _stamped(old, on, sequence)


def _stamped(event: Any, on: dt.date, sequence: int) -> Any:  # noqa: ANN401  as above
    event.add("sequence", sequence)
    event.add("dtstamp", dt.datetime.combine(on, dt.time(), dt.UTC))
    return event


def _said(event: Any) -> Mapping[str, object]:  # noqa: ANN401  as above
    """What an event says, without its version."""
    names = ("summary", "dtstart", "dtend", "description", "status")
    return {
        **{name: event[name].to_ical() for name in names if name in event},
        "alarms": [alarm.to_ical() for alarm in event.subcomponents],
    }
