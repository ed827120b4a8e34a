"""The journal of registration (`journal:`): numbers and dates of papers, which documents print at the next build."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.config import ListColumn, YamlMapping
from nastav_docs.diagnostics import Severity, did_you_mean
from nastav_docs.diagnostics.codes import execution as codes
from nastav_docs.documents.kept_tables import known_schools, read_kept_table
from nastav_docs.registry import document_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from nastav_docs.config import Config, KindRecord, Project, SchoolPapers
    from nastav_docs.diagnostics import Diagnostic, Place
    from nastav_docs.registry import SchoolRow
    from nastav_docs.registry.lists import ListRow

COLUMNS: Final[Mapping[str, ListColumn]] = {
    "paper": ListColumn(title="Документ", heading=("Код документа", "Имя документа", "Код"), required=True),
    "kind": ListColumn(title="Вид", heading=("Вид документа",), required=False),
    "title": ListColumn(title="Заголовок", heading=("Заголовок документа", "Содержание", "О чём"), required=False),
    "school": ListColumn(type="school", title="Школа", heading=("Код школы", "ОО"), required=False),
    "school_title": ListColumn(title="Наименование школы", required=False),
    "number": ListColumn(title="Номер", heading=("№", "Рег. номер", "Регистрационный номер"), required=False),
    "date": ListColumn(type="date", title="Дата", heading=("Дата регистрации", "Дата документа"), required=False),
    "remark": ListColumn(title="Примечание", heading=("Примечания",), required=False),
}
DIGITS: Final = re.compile(r"\d+")
GAPS: Final = 6  # that are named


@dataclass(frozen=True, slots=True)
class Registered:
    """A row of the journal: a paper by its name in the settings, its number and date, either of them may be missing.

    `school` is empty for the district; `kind` is the word of its kind, by which numbers run.
    """

    paper: str
    school: str
    kind: str
    number: str
    date: dt.date | None
    number_place: Place
    date_place: Place
    place: Place


@dataclass(frozen=True, slots=True)
class Registration:
    """The journal of registration: its rows of which something is said, by the issuer («» for the district) and paper.

    `rows` are all that it has.
    """

    by_issuer: Mapping[str, Mapping[str, Registered]] = field(default_factory=dict)
    rows: tuple[ListRow, ...] = ()
    problems: tuple[Diagnostic, ...] = ()

    def of(self, school: str) -> Mapping[str, Registered]:
        """The papers of one issuer that have a number or a date, by name."""
        return self.by_issuer.get(school, {})


def read_registration(project: Project, rows: Sequence[SchoolRow], overlays: Mapping[str, YamlMapping]) -> Registration:
    """Read the journal that `journal:` names; `rows` are the schools, `overlays` what single ones change."""
    config = project.config
    if config is None or config.journal is None:
        return Registration()
    schools = known_schools(project, rows)
    read, problems = read_kept_table("journal", config.journal, COLUMNS, project, schools, "nastav-docs journal ПАПКА")
    found: dict[str, dict[str, Registered]] = defaultdict(dict)
    seen: dict[tuple[str, str], Place] = {}
    for row in read.rows:
        school = str(row["school"].value or "")
        if row["school"].text and not school:  # no school that is known: told by the reading
            continue
        own = (
            numbered_papers(config.school, config, overlays.get(school)) if school else numbered_papers(config, config)
        )
        paper, place = row["paper"].text.strip(), row["paper"].place
        if paper not in own:
            whose = "школы" if school else "района"
            message = f"Документа «{paper}» среди документов {whose} нет."
            problems.append(codes.UNKNOWN_PAPER.at(place, message, hint=did_you_mean(paper, list(own)), text=paper))
            continue
        before = seen.setdefault((school, paper), place)
        if before is not place:
            where = before.words or f"строка {before.line}"
            message = f"Документ «{paper}» в журнале уже есть: {where}."
            problems.append(codes.REGISTERED_TWICE.at(place, message, hint="Оставьте одну строку.", text=paper))
            continue
        one = _registered(row, paper, school, own[paper], problems)
        if one.number or one.date:
            found[school][paper] = one
    registered = [one for papers in found.values() for one in papers.values()]
    return Registration(dict(found), read.rows, (*problems, *series_problems(registered)))


def numbered_papers(
    part: Config | SchoolPapers | None, config: Config, changes: YamlMapping | None = None
) -> dict[str, KindRecord]:
    """The papers of an issuer that get a number and a date, by name, with their kinds; `changes` are one school's.

    A paper that is printed for each row of a list has no number of its own here.
    """
    if part is None:
        return {}
    usual = {name: record.kind for name in ("order", "letter") if (record := getattr(part, name)) is not None}
    found = {**usual, **{name: paper.kind for name, paper in part.papers.items() if not paper.for_each}}
    added = changes.entries.get("papers") if changes is not None else None
    if isinstance(added, YamlMapping):
        written = ((name, node) for name, node in added.entries.items() if isinstance(node, YamlMapping))
        found |= {name: getattr(node.entries["kind"], "text", "") for name, node in written if "kind" in node.entries}
    kinds = {name: config.kinds[kind] for name, kind in found.items() if kind in config.kinds}
    return {name: kind for name, kind in kinds.items() if "requisites" in kind.parts}


def _registered(row: ListRow, paper: str, school: str, kind: KindRecord, problems: list[Diagnostic]) -> Registered:
    cell, day = row["number"], row["date"]
    number: str = cell.text
    if number:
        checked = document_number(number)
        if not isinstance(checked, str):
            told = checked.code.at(cell.place, checked.message, hint=checked.hint, text=number)
            problems.append(replace(told, severity=Severity.WARNING))
            checked = ""
        number = checked
    date = day.value if isinstance(day.value, dt.date) else None
    if bool(number) != bool(day.text) and (number or date):
        lacks, place = ("даты", day.place) if number else ("номера", cell.place)
        message = f"У документа «{paper}» есть {'номер' if number else 'дата'}, а {lacks} нет."
        problems.append(codes.HALF_REGISTERED.at(place, message, hint="Заполните и эту ячейку."))
    return Registered(paper, school, kind.word.text, number, date, cell.place, day.place, row["paper"].place)


def series_problems(found: Iterable[Registered]) -> Iterator[Diagnostic]:
    """Numbers of one issuer, kind and year: repeats, gaps, a greater number at an earlier date."""
    series: dict[tuple[str, str, int, str], list[tuple[int, Registered]]] = defaultdict(list)
    for one in found:
        counted = number_in_series(one.number)
        if counted is not None and one.date is not None:
            series[one.school, one.kind, one.date.year, counted[1]].append((counted[0], one))
    for rows in series.values():
        rows.sort(key=lambda pair: pair[0])
        for (number, one), (following, other) in itertools.pairwise(rows):
            if number == following:
                where = one.number_place.words or f"строка {one.number_place.line}"
                message = f"№ {other.number} уже есть у документа «{one.paper}»: {where}."
                hint = "Проверьте номер: в пределах года номера документов одного вида не повторяются."
                yield codes.NUMBER_REPEATED.at(other.number_place, message, hint=hint, text=other.number)
            elif one.date is not None and other.date is not None and other.date < one.date:
                message = (
                    f"№ {other.number} – от {other.date:%d.%m.%Y}, а меньший № {one.number} – от {one.date:%d.%m.%Y}."
                )
                yield codes.DATES_DISORDERED.at(other.date_place, message, hint="Проверьте обе даты и оба номера.")
        yield from _gaps(rows)


def _gaps(rows: Sequence[tuple[int, Registered]]) -> Iterator[Diagnostic]:
    missing = [
        (number + 1, following - 1) for (number, _), (following, _) in itertools.pairwise(rows)
        if following > number + 1
    ]  # fmt: skip
    if missing:
        shown = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in missing[:GAPS])
        more = " …" if len(missing) > GAPS else ""
        last = rows[-1][1]
        message = f"Пропущены номера: {shown}{more}."
        hint = "Если они у других документов, всё верно."
        yield codes.NUMBER_MISSING.at(last.number_place, message, hint=hint, text=last.number)


def number_in_series(number: str) -> tuple[int, str] | None:
    """What of a number counts, and the rest of it: «12-ОД» is 12 of «-ОД», «01-33/930» is 930 of «01-33/».

    After a slash the last digits count, else the first. None for a number without digits.
    """
    groups = list(DIGITS.finditer(number))
    if not groups:
        return None
    counted = groups[-1] if "/" in number else groups[0]
    return int(counted.group()), number[: counted.start()] + "#" + number[counted.end() :]


def registered_config(config: Config, found: Mapping[str, Registered]) -> Config:
    """The settings with the numbers and dates of the district's papers that only the journal has."""
    changes: dict[str, Any] = {}
    for name in ("order", "letter"):
        record = getattr(config, name)
        if record is not None and name in found:
            changes[name] = _with_number(record, found[name])
    papers = {name: _with_number(record, found[name]) for name, record in config.papers.items() if name in found}
    if papers:
        changes["papers"] = {**config.papers, **papers}
    return config.model_copy(update=changes) if changes else config


def _with_number(record: Any, one: Registered) -> Any:  # noqa: ANN401  Order, Letter or PaperRecord
    return record.model_copy(update={"number": record.number or one.number, "date": record.date or one.date})


def given_numbers(found: Mapping[str, Registered]) -> tuple[tuple[str, str], ...]:
    """The values of a school's row that its papers take their numbers and dates from: `order_number`, `pairs_date`."""
    pairs = (
        pair
        for name, one in found.items()
        for pair in (
            (f"{name}_number", one.number),
            (f"{name}_date", "" if one.date is None else f"{one.date:%d.%m.%Y}"),
        )
    )
    return tuple((name, text) for name, text in pairs if text)


def conflicts(
    found: Mapping[str, Registered], written: Mapping[str, tuple[str, str]], places: Mapping[str, tuple[Place, Place]]
) -> Iterator[Diagnostic]:
    """An error for each number or date that is one in the settings or the registry and another in the journal.

    `written` are number and date («01.09.2025») by paper, empty where there is none, `places` where they stand.
    """
    for name, one in found.items():
        if name not in written:
            continue
        (number, date), (at_number, at_date) = written[name], places[name]
        if number and one.number and number != one.number:
            message = f"Номер документа «{name}» в журнале – {one.number}, а здесь – {number}: {at_number}."
            yield codes.NUMBERS_DIFFER.at(
                one.number_place, message, hint="Оставьте верный в одном месте.", text=one.number
            )
        own = "" if one.date is None else f"{one.date:%d.%m.%Y}"
        if date and own and date != own:
            message = f"Дата документа «{name}» в журнале – {own}, а здесь – {date}: {at_date}."
            yield codes.NUMBERS_DIFFER.at(one.date_place, message, hint="Оставьте верную в одном месте.", text=own)


def issuer_conflicts(
    found: Mapping[str, Registered],
    part: Config | SchoolPapers,
    place: Any,  # noqa: ANN401  a function of a path
) -> Iterator[Diagnostic]:
    """As `conflicts`, of the papers of an issuer as YAML has them; `place` gives the place of a value by its path."""
    written: dict[str, tuple[str, str]] = {}
    places: dict[str, tuple[Place, Place]] = {}
    for name in found:
        path = (name,) if name in {"order", "letter"} else ("papers", name)
        record = getattr(part, name) if len(path) == 1 else part.papers.get(name)
        if record is not None:
            written[name] = record.number, "" if record.date is None else f"{record.date:%d.%m.%Y}"
            places[name] = place(*path, "number"), place(*path, "date")
    yield from conflicts(found, written, places)


def row_conflicts(found: Mapping[str, Registered], row: SchoolRow) -> Iterator[Diagnostic]:
    """As `conflicts`, of the numbers and dates that a school's row of the registry has."""
    texts = row.texts
    written = {name: (texts.get(f"{name}_number", ""), texts.get(f"{name}_date", "")) for name in found}
    places = {name: (row.place_of(f"{name}_number"), row.place_of(f"{name}_date")) for name in found}
    yield from conflicts(found, written, places)
