"""The journal of execution (`execution:`): what is said of each activity and clause, every value with its place."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from nastav_docs.config import ListColumn
from nastav_docs.diagnostics import did_you_mean
from nastav_docs.diagnostics.codes import execution as codes
from nastav_docs.documents.kept_tables import known_schools, read_kept_table
from nastav_docs.documents.school_registry import read_schools
from nastav_docs.russian import find_dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from nastav_docs.config import Project
    from nastav_docs.diagnostics import Diagnostic, Place
    from nastav_docs.registry.lists import ListRow

DONE, UNDER_WAY, NOT_DONE, MOVED = "done", "under_way", "not_done", "moved"
STATES: Final = {DONE: "выполнено", UNDER_WAY: "в работе", NOT_DONE: "не выполнено", MOVED: "перенесено"}
# What people write for each state, by its first letters; the first that fits.
WRITTEN: Final = (
    (re.compile(r"не\s*(?:выполн|исполн|сделан|провед|начат)|нет\b"), NOT_DONE),
    (re.compile(r"(?:срок\s+)?перен[её]с|перенос|продл"), MOVED),
    (re.compile(r"в\s+работе|в\s+процессе|частично|выполняется|исполняется|готовится|начат"), UNDER_WAY),
    (re.compile(r"(?:полностью\s+)?(?:выполн|исполн|сделан|провед)|да\b"), DONE),
)
CLAUSE: Final = re.compile(
    r"(?:(?P<paper>\S+)\s+)?(?:п\.|п(?=\d)|пункт|пп\.|подпункт)\s*(?P<number>\d[\d.]*)", re.IGNORECASE
)

# The columns of the journal; those that only help a person to find the row are read and passed over.
COLUMNS: Final[Mapping[str, ListColumn]] = {
    "item": ListColumn(title="Код", heading=("Код или номер", "Код мероприятия", "№", "№ п/п", "Номер"), required=True),
    "title": ListColumn(title="Мероприятие или пункт", heading=("Мероприятие", "Пункт", "Содержание"), required=False),
    "school": ListColumn(type="school", title="Школа", heading=("Код школы", "ОО"), required=False),
    "school_title": ListColumn(title="Наименование школы", required=False),
    "responsible": ListColumn(title="Ответственный", heading=("Ответственные", "Исполнитель"), required=False),
    "deadline": ListColumn(title="Срок, как в плане", required=False),
    "due": ListColumn(type="date", title="Срок", heading=("Срок исполнения",), required=False),
    "state": ListColumn(title="Состояние", heading=("Статус", "Отметка о выполнении", "Исполнение"), required=False),
    "moved": ListColumn(type="date", title="Новый срок", heading=("Перенесено на", "Перенесён на"), required=False),
    "document": ListColumn(title="Документ", heading=("Подтверждающий документ", "Чем подтверждено"), required=False),
    "date": ListColumn(type="date", title="Дата", heading=("Дата исполнения", "Дата выполнения"), required=False),
    "remark": ListColumn(title="Примечание", heading=("Примечания", "Замечание"), required=False),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Status:
    """What the journal says of an activity or a clause of one issuer; `school` is empty for the district.

    `item` is the code or number as it is written, reduced by `item_key`; `due` which of its dates is meant (None: all
    of them, or that nearest to `date`). `state` is DONE, UNDER_WAY, NOT_DONE or MOVED, `moved` the new date, `date`
    that of execution.
    """

    item: str
    school: str
    state: str
    due: dt.date | None
    moved: dt.date | None
    document: str
    date: dt.date | None
    remark: str
    place: Place

    @property
    def mark(self) -> str:
        """«Выполнено 05.11.2020: приказ № 12»: what the column «Отметка о выполнении» prints."""
        said = STATES[self.state]
        if self.state == MOVED and self.moved is not None:
            said = f"перенесено на {self.moved:%d.%m.%Y}"
        elif self.state == DONE and self.date is not None:
            said = f"{said} {self.date:%d.%m.%Y}"
        return f"{said.capitalize()}{f': {self.document}' if self.document else ''}"


@dataclass(frozen=True, slots=True)
class Execution:
    """The journal of execution: its statuses in order of its rows, by the school («» for the district).

    `rows` are all that it has, those of which nothing is said among them.
    """

    by_school: Mapping[str, tuple[Status, ...]] = field(default_factory=dict)
    rows: tuple[ListRow, ...] = ()
    problems: tuple[Diagnostic, ...] = ()

    def of(self, school: str) -> tuple[Status, ...]:
        """What the journal says of one issuer: of a school by its code, of the district by «»."""
        return self.by_school.get(school, ())


def item_key(text: str) -> str:
    """A code or number as rows are compared by: «1.1.» and «1.1» are one, so are «пункт 5.1» and «п. 5.1»."""
    text = " ".join(text.split())
    if match := CLAUSE.fullmatch(text):
        paper = match["paper"] or ""
        return f"{paper} п. {match['number'].rstrip('.')}".strip()
    return text.rstrip(".").casefold()


def read_execution(project: Project) -> Execution:
    """Read the journal that `execution:` names; empty where the settings name none, with a problem where it is lost.

    The answer for the last projects is kept: their files were taken by `load`.
    """
    return _execution_of(project.home)


@lru_cache(maxsize=4)
def _execution_of(project: Project) -> Execution:
    record = None if project.config is None else project.config.execution
    if record is None:
        return Execution()
    schools = known_schools(project, read_schools(project).rows)
    command = "nastav-docs execution ПАПКА --init"
    read, problems = read_kept_table("execution", record, COLUMNS, project, schools, command)
    found: dict[str, list[Status]] = {}
    for row in read.rows:
        if row["state"].text:
            status = _status(row, problems)
            if status is not None:
                found.setdefault(status.school, []).append(status)
    return Execution({school: tuple(own) for school, own in found.items()}, read.rows, tuple(problems))


def _status(row: ListRow, problems: list[Diagnostic]) -> Status | None:
    cell, school = row["state"], row["school"]
    if school.text and school.value is None:  # no school that is known: told by the reading
        return None
    written = cell.text.casefold()
    state = next((state for pattern, state in WRITTEN if pattern.match(written)), "")
    if not state:
        hint = did_you_mean(written, list(STATES.values()))
        problems.append(
            codes.UNKNOWN_STATE.at(cell.place, f"Состояние «{cell.text}» не понято.", hint=hint, text=cell.text)
        )
        return None
    moved, date = (value if isinstance(value := row[name].value, dt.date) else None for name in ("moved", "date"))
    if state == MOVED and moved is None:
        mentioned = [found for mention in find_dates(cell.text) if isinstance(found := mention.value, dt.date)]
        moved = mentioned[0] if mentioned else None
        if moved is None:
            place = row["moved"].place
            message = f"«{row['item'].text}»: срок перенесён, а на какой день – не написано."
            problems.append(codes.NOT_MOVED.at(place, message, hint="Впишите дату в столбец «Новый срок»."))
            return None
    due = row["due"].value
    return Status(
        item_key(row["item"].text),
        str(school.value or ""),
        state,
        due if isinstance(due, dt.date) else None,
        moved if state == MOVED else None,
        row["document"].text,
        date,
        row["remark"].text,
        row["item"].place,
    )


def of_item(statuses: Iterable[Status], *keys: str) -> tuple[Status, ...]:
    """The statuses of what has one of these keys: its code, its number."""
    wanted = {item_key(key) for key in keys if key}
    return tuple(one for one in statuses if one.item in wanted)


def by_date(own: Sequence[Status], dates: Sequence[dt.date]) -> dict[dt.date, Status]:
    """Of what falls due on these dates, what its statuses say of each.

    Of an item with one date all are of that, whichever they name: the plan may have changed since. A status with a
    date of its own is of that date. «Выполнено» without one, of what recurs, is of the date nearest to
    the day of execution and of all before it; any other without one is of the first date of which nothing is said.
    """
    if len(dates) == 1 and own:
        return {dates[0]: own[0]}
    found = {one.due: one for one in reversed(own) if one.due in dates and one.due is not None}
    for one in own:
        if one.due is not None:
            continue
        open_dates = [day for day in dates if day not in found]
        covered: list[dt.date] = []
        if one.state == DONE and one.date is not None:
            executed = one.date
            nearest = min(dates, key=lambda day: abs(day - executed))
            covered = [day for day in open_dates if day <= nearest]
        elif open_dates:
            covered = open_dates[:1]
        for day in covered:
            found.setdefault(day, one)
    return found


def mark_of(own: Sequence[Status]) -> str:
    """What the column «Отметка о выполнении» prints: the mark, or a line for each date of what recurs."""
    if len(own) == 1:
        return own[0].mark
    lines = sorted(own, key=lambda one: one.due or dt.date.min)
    return "\n".join(f"{one.due:%d.%m.%Y} – {one.mark.lower()}" if one.due else one.mark for one in lines)


def marks(statuses: Iterable[Status]) -> dict[str, str]:
    """What the column prints for each code or number that the journal names."""
    found: dict[str, list[Status]] = {}
    for one in statuses:
        found.setdefault(one.item, []).append(one)
    return {item: mark_of(own) for item, own in found.items()}
