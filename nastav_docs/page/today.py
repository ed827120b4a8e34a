"""What waits for the user today: blocks of lines, each block made by a function of the project."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nastav_docs.config import YamlMapping, YamlScalar, has_errors
from nastav_docs.documents import district_plan, obligations, read_schools, wanted
from nastav_docs.page.fields import sections

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.config import Project
    from nastav_docs.documents import IssuerPlan, Registered

SOON: Final = 30  # days
MOST_DUE: Final = 20  # lines


@dataclass(frozen=True, slots=True)
class TodayLine:
    """One thing to do: its words, and the section of the settings where it is done («» for none)."""

    text: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class TodayBlock:
    """Things of one kind; `empty` is said where there are none."""

    title: str
    lines: tuple[TodayLine, ...]
    empty: str


def unsigned(project: Project) -> TodayBlock:
    """The papers of the district that somebody signs and that have no number or date yet, here or in the journal."""
    journal = read_schools(project).journal.of("")
    lines = tuple(_unsigned(project.tree, journal)) if project.tree is not None else ()
    return TodayBlock(
        "Не подписано и не зарегистрировано", lines, "У всех документов муниципалитета есть номер и дата."
    )


def _unsigned(tree: YamlMapping, journal: Mapping[str, Registered]) -> Iterator[TodayLine]:
    names = dict(sections())
    found = [(key, key, node) for key, node in tree.entries.items()]
    papers = tree.entries.get("papers")
    if isinstance(papers, YamlMapping):
        found += [("papers", key, node) for key, node in papers.entries.items()]
    for section, key, node in found:
        if isinstance(node, YamlMapping) and "signed_by" in node.entries:
            known = journal.get(key)
            missing = [
                word
                for name, word in (("number", "номера"), ("date", "даты"))
                if not _has(node, name) and not (known is not None and getattr(known, name))
            ]
            title = node.entries.get("title")
            called = f" «{title.text}»" if isinstance(title, YamlScalar) and "{" not in title.text else ""
            if missing:
                yield TodayLine(f"{names.get(key, key)}{called}: нет {' и '.join(missing)}", section)


def this_day() -> dt.date:
    """Today, by the clock of this computer."""
    return dt.datetime.now(dt.UTC).astimezone().date()


def deadlines(project: Project) -> TodayBlock:
    """What of the district's plan is overdue today and what falls due soon; the journal says what is done."""
    today = this_day()
    plan = None if has_errors(project.problems) else district_plan(project, today)
    lines = () if plan is None else tuple(_due(plan, today))
    return TodayBlock(f"Сроки на {today:%d.%m.%Y}", lines, f"В ближайшие {SOON} дней сроков нет, просроченного тоже.")


def _due(plan: IssuerPlan, today: dt.date) -> Iterator[TodayLine]:
    overdue, coming = wanted(obligations(plan.activities, plan.statuses), today, SOON)
    found: dict[str, list[str]] = {}
    for word, ones in (("Просрочено", overdue), ("Срок", coming)):
        for one in ones:
            moved = f", перенесено с {one.moved_from:%d.%m.%Y}" if one.moved_from is not None else ""
            said = f" ({one.status.mark.lower()})" if one.status is not None and not moved else ""
            found.setdefault(f"{word} {one.due:%d.%m.%Y}{moved}: {one.number} {one.title}{said}", []).append(one.person)
    for text, people in list(found.items())[:MOST_DUE]:
        named = "; ".join(filter(None, people))
        yield TodayLine(f"{text} – {named}" if named else text, "roadmap")
    if len(found) > MOST_DUE:
        yield TodayLine(f"И ещё {len(found) - MOST_DUE}: всё покажет nastav-docs due.")


def _has(node: YamlMapping, key: str) -> bool:
    value = node.entries.get(key)
    return isinstance(value, YamlScalar) and not value.is_null and bool(value.text.strip())
