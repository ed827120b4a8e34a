"""The overview of a project as one page of HTML: what is signed, the plan, schools, indicators, findings."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from nastav_docs.config import needs_project
from nastav_docs.diagnostics import Severity, shown
from nastav_docs.documents import (
    ITEM_STATES,
    issued_papers,
    issuer_plans,
    obligations,
    plain,
    start_of,
    statuses_by_date,
    wanted,
)
from nastav_docs.review.overview_style import STYLE
from nastav_docs.review.timeline import Bar, timeline
from nastav_docs.russian import agree, parse_number

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from nastav_docs.config import Project
    from nastav_docs.diagnostics import Diagnostic, Place
    from nastav_docs.documents import IssuedPaper, IssuerPlan, Obligation

SOON: Final = 30  # days
MOST_FINDINGS: Final = 400
NO_FACTS: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class _Overview:
    """All that the page shows; `beside` is the folder of the page, from which its links lead."""

    project: Project
    on: dt.date
    beside: Path
    district: IssuerPlan
    schools: tuple[IssuerPlan, ...]
    papers: Mapping[str, Sequence[IssuedPaper]]
    obligations: Mapping[str, Sequence[Obligation]]
    findings: Sequence[Diagnostic]
    facts: Mapping[str, str] = field(default_factory=dict)


def overview_page(
    project: Project,
    on: dt.date,
    findings: Sequence[Diagnostic] = (),
    *,
    facts: Mapping[str, str] = NO_FACTS,
    beside: Path | str = "",
) -> str:
    """The page on a day: one file without scripts that asks nothing of the network, in UTF-8.

    `findings` are those of `check`. `facts` are the values of indicators so far, by the indicator's id or number, as
    they are to be shown («18», «18 %»). `beside` is the folder in which the page will lie: its links to files of the
    project lead from there.

        page = overview_page(project, date(2020, 12, 1), check(project), facts={"mentees": "18"})
    """
    needs_project(project, "overview_page")
    district, *schools = issuer_plans(project, on)
    plans = (district, *schools)
    by_issuer = {
        plan.school: obligations(plan.activities, plan.statuses, school=(plan.school, plan.title)) for plan in plans
    }
    papers = {plan.school: issued_papers(project, plan) for plan in plans}
    found = _Overview(
        project, on, Path(os.path.realpath(beside)), district, tuple(schools), papers, by_issuer, findings, facts
    )
    name = plain(district.names["district"])
    body = "".join(part for section in SECTIONS for part in section(found))
    page = (
        '<!doctype html><html lang="ru"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Обзор: {escape(name)}, {on:%d.%m.%Y}</title><style>{STYLE}</style></head><body>"
        f"<header><h1>{escape(name)}</h1><p>{escape(plain(district.title))} · обзор на {on:%d.%m.%Y}</p></header>"
        f"<main>{body}</main></body></html>\n"
    )
    return shown(page)


def _tiles(found: _Overview) -> Iterator[str]:
    """The numbers at the top: signed, done, overdue, soon, schools in time, findings."""
    own = found.papers[""]
    signed = sum(paper.registered for paper in own)
    states = Counter(found.district.state(item, found.on) for item in found.district.activities)
    late = [plan for plan in found.schools if _late(found, plan)]
    severities = Counter(one.severity for one in found.findings)
    soon = len(_once(wanted(found.obligations[""], found.on, SOON)[1]))
    tiles = [
        (f"{signed} из {len(own)}", "документов подписано", "good" if signed == len(own) else "warn"),
        (f"{states['done']} из {len(found.district.activities)}", "мероприятий выполнено", "good"),
        (str(states["overdue"]), "просрочено", "bad" if states["overdue"] else "good"),
        (str(soon), f"срок в ближайшие {SOON} дней", "warn" if soon else "good"),
    ]
    if found.schools:
        in_time = len(found.schools) - len(late)
        tiles.append((f"{in_time} из {len(found.schools)}", "школ без просрочки", "bad" if late else "good"))
    errors, warnings = severities[Severity.ERROR], severities[Severity.WARNING]
    tiles.append((str(errors), "ошибок в настройках", "bad" if errors else "good"))
    tiles.append((str(warnings), "предупреждений", "warn" if warnings else "good"))
    inner = "".join(f'<li class="{look}"><b>{number}</b><span>{words}</span></li>' for number, words, look in tiles)
    yield f'<ul class="tiles">{inner}</ul>'


def _papers(found: _Overview) -> Iterator[str]:
    """What the district has signed and registered, and what not."""
    rows = [
        (paper.kind, paper.title, paper.number or "–", paper.date or "–", _signed(paper)) for paper in found.papers[""]
    ]
    yield _section(
        "Документы", _table(("Вид", "Заголовок", "Номер", "Дата", "Состояние"), rows, "Документов с номерами нет.")
    )


def _signed(paper: IssuedPaper) -> _Cell:
    if paper.registered:
        return _Cell("подписан", "done")
    missing = [word for word, there in (("номера", paper.number), ("даты", paper.date)) if not there]
    return _Cell(f"нет {' и '.join(missing)}", "overdue")


def _timeline(found: _Overview) -> Iterator[str]:
    plan = found.district
    bars = []
    for item in plan.activities:
        said = statuses_by_date(item, plan.statuses)
        days = tuple(sorted(said[day].moved or day if day in said else day for day in item.dates))
        state = plan.state(item, found.on)
        told = f"{item.number} {item.title}: {ITEM_STATES[state]}. Срок: {item.deadline}"
        bars.append(Bar(f"{item.number} {item.title}", state, start_of(plan, item), days, told))
    drawn = timeline(bars, found.on)
    legend = "".join(
        f'<li class="{state}">{words}</li>'
        for state, words in ITEM_STATES.items()
        if state not in {"undated", "not_done"}
    )
    if drawn:
        yield _section("План по времени", f'<ul class="legend">{legend}</ul><div class="wide">{drawn}</div>')


def _due(found: _Overview) -> Iterator[str]:
    """What is overdue and what falls due soon, of the district."""
    overdue, coming = wanted(found.obligations[""], found.on, SOON)
    for title, lines, empty in (
        ("Просрочено", overdue, "Просроченного нет."),
        (f"Срок в ближайшие {SOON} дней", coming, "Ничего."),
    ):
        rows = [
            (f"{one.due:%d.%m.%Y}", one.number, one.title, people, "" if one.status is None else one.status.mark)
            for one, people in _once(lines)
        ]
        yield _section(title, _table(("Срок", "№", "Мероприятие", "Ответственный", "Отметка"), rows, empty))


def _once(lines: Iterable[Obligation]) -> list[tuple[Obligation, str]]:
    """Obligations with the same activity and day put together, with all their people."""
    people: dict[tuple[str, str, dt.date], list[Obligation]] = {}
    for one in lines:
        people.setdefault((one.number, one.title, one.due), []).append(one)
    return [(own[0], "; ".join(filter(None, (one.person for one in own)))) for own in people.values()]


def _late(found: _Overview, plan: IssuerPlan) -> list[Obligation]:
    return [one for one, _ in _once(wanted(found.obligations[plan.school], found.on, 0)[0])]


def _schools(found: _Overview) -> Iterator[str]:
    """The schools with what they have signed, done and left undone."""
    if not found.schools:
        return
    rows = []
    for plan in found.schools:
        states = Counter(plan.state(item, found.on) for item in plan.activities)
        late = _late(found, plan)
        papers = found.papers[plan.school]
        signed = sum(paper.registered for paper in papers)
        rows.append(
            (
                plan.title,
                _Cell(f"{signed} из {len(papers)}", "done" if signed == len(papers) else "moved"),
                f"{states['done']} из {len(plan.activities)}",
                _Cell(str(len(late)), "overdue" if late else "done"),
                ", ".join(sorted({one.number.rstrip(".") for one in late}, key=_in_order)) or "–",
            )
        )
    head = ("Школа", "Подписано", "Выполнено", "Просрочено", "Что просрочено")
    yield _section("Школы", _table(head, rows, ""))


def _in_order(number: str) -> tuple[int, ...]:
    """«1.10» stands behind «1.9»."""
    return tuple(int(part) for part in number.split(".") if part.isdecimal())


def _indicators(found: _Overview) -> Iterator[str]:
    """Indicators with targets and, where they are given, facts."""
    rows = [
        (row["number"], plain(row["title"]), row["unit"] or "–", target, *_fact(found, row, target))
        for row in _indicator_rows(found.district)
        for target in (_target(row),)
    ]
    if rows:
        head = ("№", "Показатель", "Единица", "Цель", "Факт", "Состояние")
        yield _section("Показатели", _table(head, rows, ""))


def _indicator_rows(plan: IssuerPlan) -> list[Mapping[str, Any]]:
    own = [paper for paper in plan.names["papers"].values() if "indicators" in paper.get("parts", ())]
    found = [*([plan.names["indicators"]] if "indicators" in plan.names else ()), *own]
    return [row for paper in found for row in paper["rows"]]


def _target(row: Mapping[str, Any]) -> str:
    """The target, or those of the years: «2024 – 35, 2025 – 70»."""
    years = ", ".join(f"{key} – {plain(row[key])}" for key in sorted(key for key in row if key.isdigit()) if row[key])
    return plain(row["target"]) or years or "–"


def _fact(found: _Overview, row: Mapping[str, Any], target: str) -> tuple[str, _Cell | str]:
    """The fact of an indicator, and whether it reaches the target, where both are one number."""
    fact = found.facts.get(row["id"]) or found.facts.get(row["number"]) or ""
    if not fact:
        return "нет данных", "–"
    wanted_value, value = (_number(text) for text in (target, fact))
    if wanted_value is None or value is None:
        return fact, "–"
    if value >= wanted_value:
        return fact, _Cell("достигнут", "done")
    return fact, _Cell(f"не хватает {wanted_value - value:g}".replace(".", ","), "overdue")


def _number(text: str) -> float | None:
    bare = plain(text).removeprefix("не менее").removesuffix("%").strip()
    found = parse_number(bare)
    return None if found is None else float(found)


def _findings(found: _Overview) -> Iterator[str]:
    """The findings of `check`, the gravest first, each with a link to its file."""
    order = list(Severity)
    ranked = sorted(found.findings, key=lambda one: order.index(one.severity))
    items = "".join(_finding(found, one) for one in ranked[:MOST_FINDINGS])
    more = len(ranked) - MOST_FINDINGS
    left = f"<p>И ещё {agree(more, 'замечание')}: все покажет nastav-docs check.</p>" if more > 0 else ""
    inner = f'<ul class="findings">{items}</ul>{left}' if items else "<p>Замечаний нет.</p>"
    yield _section("Замечания проверки", inner)


def _finding(found: _Overview, one: Diagnostic) -> str:
    place = f"{_link(found.beside, one.place)}: " if one.place is not None and one.place.file else ""
    hint = f'<span class="hint">→ {escape(one.hint)}</span>' if one.hint else ""
    return (
        f'<li class="{one.severity.value}"><b>{one.severity.russian}</b> <code>{one.code}</code> {place}'
        f"{escape(one.message)} {hint}</li>"
    )


def _link(beside: Path, place: Place) -> str:
    """A link to a file of the project, with the place in words; the line goes behind «#», as some editors read it."""
    file = Path(os.path.realpath(place.file))
    try:
        address = quote(Path(os.path.relpath(file, beside)).as_posix())
    except ValueError:  # another drive of Windows
        address = file.as_uri()
    line = f"#L{place.line}" if place.line else ""
    return f'<a href="{escape(address)}{line}">{escape(str(place))}</a>'


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell that says a state: its words and the class of its colour."""

    text: str
    state: str


def _table(head: Sequence[str], rows: Sequence[Sequence[_Cell | str]], empty: str) -> str:
    if not rows:
        return f"<p>{empty}</p>"
    titles = "".join(f"<th>{escape(title)}</th>" for title in head)
    body = "".join(
        "<tr>" + "".join(_cell(title, cell) for title, cell in zip(head, row, strict=True)) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>"


def _cell(title: str, cell: _Cell | str) -> str:
    """A cell with the title of its column, which a narrow page shows beside it."""
    if isinstance(cell, _Cell):
        return f'<td data-title="{escape(title)}"><span class="state {cell.state}">{escape(cell.text)}</span></td>'
    return f'<td data-title="{escape(title)}">{escape(plain(cell))}</td>'


def _section(title: str, inner: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{inner}</section>"


# In the order of the page.
SECTIONS: Final = (_tiles, _papers, _timeline, _due, _schools, _indicators, _findings)
