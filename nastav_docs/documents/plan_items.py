"""What an issuer has to do: the activities of its plans and the clauses of its orders, and what the journal says."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.diagnostics import did_you_mean
from nastav_docs.diagnostics.codes import execution as codes
from nastav_docs.documents.execution import by_date, item_key, of_item
from nastav_docs.documents.paper_pieces import mark_of
from nastav_docs.russian import parse_date
from nastav_docs.russian.deadlines import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from nastav_docs.config import Marks
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.documents.execution import Status
    from nastav_docs.russian.deadlines import Deadline

LISTED_DATES: Final = 6


@dataclass(frozen=True, slots=True)
class PlanItem:
    """An activity of a plan or a clause of an order.

    `code` is what the journal calls it: its id, else its number («1.1», «п. 5.1»). `known_as` stays the same when the
    plan changes: the id, else a digest of the title. `roles` and `people` are who does it, `dates` when it falls due,
    `start` the day from which it is done, where the plan names one.
    """

    code: str
    number: str
    known_as: str
    section: str
    title: str
    deadline: str
    roles: tuple[str, ...]
    people: tuple[str, ...]
    dates: tuple[dt.date, ...]
    result: str = ""
    start: dt.date | None = None

    def statuses(self, found: Iterable[Status]) -> tuple[Status, ...]:
        """Those of the journal's statuses of one issuer that are of this item."""
        return of_item(found, self.code, self.number)


def plan_items(
    names: Mapping[str, Any], period: tuple[dt.date, dt.date], signed: dt.date | None, papers: Sequence[str] = ()
) -> tuple[PlanItem, ...]:
    """The activities of an issuer's plans, in the order of the plans: the roadmap first.

    `names` are those that documents print, `papers` the ids of the issuer's own papers, of which those are plans that
    have activities. `period` is the plan's, `signed` the date of the order, from which «со дня подписания приказа»
    counts; where a plan is an annex of another paper, the date of that.
    """
    plans = plans_of(names, papers)
    people = names["people"]
    found: list[PlanItem] = []
    codes_taken: set[str] = set()
    for name, plan in plans.items():
        since = _approved(name, names, papers) or signed
        for section in plan["sections"]:
            for activity in section["activities"]:
                item = _activity(activity, plain(section["title"]), people, period, since)
                if name:  # another plan may have an activity of the same id
                    code = f"{name}: {item.code}" if item_key(item.code) in codes_taken else item.code
                    item = replace(item, code=code, known_as=f"{name}:{item.known_as}")
                codes_taken.add(item_key(item.code))
                found.append(item)
    return tuple(found)


def plans_of(names: Mapping[str, Any], papers: Iterable[str]) -> dict[str, Mapping[str, Any]]:
    """The plans of an issuer by the names of its papers; the roadmap is «»."""
    usual = {"": names["roadmap"]} if "roadmap" in names else {}
    own = {name: names["papers"][name] for name in papers if name in names["papers"]}
    return {**usual, **{name: paper for name, paper in own.items() if is_plan(paper)}}


def _approved(plan: str, names: Mapping[str, Any], papers: Sequence[str]) -> dt.date | None:
    """The date of the paper that a plan is an annex of; None for the roadmap, and while that paper has no date."""
    for name in papers:
        parent = names["papers"].get(name)
        if plan and parent is not None and plan in parent.get("annexes_by_id", ()):
            date = parse_date(str(parent["date"]))
            return date if isinstance(date, dt.date) else None
    return None


def is_plan(paper: Mapping[str, Any]) -> bool:
    """Whether a paper has activities: it is a plan, and its `if:` holds."""
    return "plan" in paper["parts"] and paper["included"] is not False


def _activity(
    made: Mapping[str, Any],
    section: str,
    people: Mapping[str, Any],
    period: tuple[dt.date, dt.date],
    signed: dt.date | None,
) -> PlanItem:
    deadline, title = plain(made["deadline"]), plain(made["title"])
    parsed = parse(deadline).deadline
    number = plain(made["number"])
    return PlanItem(
        made["id"] or number.rstrip("."),
        number,
        made["id"] or hashlib.sha256(title.encode()).hexdigest()[:12],
        section,
        title,
        deadline,
        tuple(made["roles"]),
        tuple(plain(people[role]) if role in people else "" for role in made["roles"]),
        () if parsed is None else parsed.occurrences(period, signed=signed),
        plain(made["result"]),
        _start(str(made["start"]), parsed),
    )


def _start(written: str, deadline: Deadline | None) -> dt.date | None:
    found = parse_date(written) if written else None
    if isinstance(found, dt.date):
        return found
    return None if deadline is None else deadline.bounds()[0]


def order_items(names: Mapping[str, Any], papers: Iterable[str] = ()) -> tuple[PlanItem, ...]:
    """The clauses of an issuer's orders as things to do, by their numbers: «п. 5.1», of a further order «id п. 2».

    `names` are what its documents print, `papers` the ids of its own papers.
    """
    orders = [("", "Приказ", names["order"])] if "order" in names else []
    for name in papers:
        paper = names["papers"].get(name)
        if paper is not None and "clauses" in paper["parts"] and paper["included"] is not False:
            orders.append((name, str(paper), paper))
    return tuple(
        item for name, title, order in orders for item in _clauses(name, title, order["clauses"], "", order["marks"])
    )


def _clauses(
    paper: str, title: str, clauses: Sequence[Mapping[str, Any]], above: str, marks: Marks
) -> Iterator[PlanItem]:
    for place, clause in enumerate(clauses, 1):
        number = _number(above, place, marks)
        shown = f"{paper} п. {number}".strip()
        text = plain(clause["text"])
        if not text.endswith(":"):  # «Руководителям школ:» only leads to what they have to do
            yield PlanItem(clause["id"] or shown, shown, shown, plain(title), text, "", (), (), ())
        yield from _clauses(paper, title, clause["clauses"], number, clause["marks"])


def _number(above: str, place: int, marks: Marks) -> str:
    """«5.1»; of an item of a list «5, а)», «5, абзац 2»: the clause itself is the first paragraph."""
    if marks == "number" or not above:  # «1)» is cited as «п. 1»
        return f"{above}.{place}" if above else str(place)
    return f"{above}, {f'абзац {place + 1}' if marks in {'dash', 'none'} else mark_of(marks, place)}"


def plain(value: object) -> str:
    """A text as it is written, without the spaces and hyphens that hold printed words together."""
    return " ".join(str(value).replace("\u2011", "-").split())


def status_problems(statuses: Sequence[Status], items: Sequence[PlanItem]) -> Iterator[Diagnostic]:
    """What is wrong with the journal's rows of one issuer: unknown codes and dates, two rows of one date."""
    by_key: dict[str, PlanItem] = {}
    for item in items:
        by_key.setdefault(item_key(item.code), item)
    for item in items:
        by_key.setdefault(item_key(item.number), item)
    first: dict[tuple[str, dt.date | None], Status] = {}
    for one in statuses:
        meant = by_key.get(one.item)
        if meant is None:
            hint = did_you_mean(one.item, [known.code for known in items])
            message = f"Мероприятия или пункта «{one.item}» в плане и приказе нет."
            yield codes.UNKNOWN_ITEM.at(one.place, message, hint=hint, text=one.item)
            continue
        known = first.setdefault((meant.known_as, one.due), one)
        if known is not one:
            where = known.place.words or f"строка {known.place.line}"
            hint = "Оставьте одну строку; у того, что повторяется, назовите в столбце «Срок», о каком сроке речь."
            message = f"«{meant.code}» уже отмечено: {where}."
            yield codes.MARKED_TWICE.at(one.place, message, hint=hint, text=meant.code)
        yield from _date_problems(one, meant)


def _date_problems(one: Status, item: PlanItem) -> Iterator[Diagnostic]:
    dates = ", ".join(f"{day:%d.%m.%Y}" for day in item.dates[:LISTED_DATES])
    dates += " …" if len(item.dates) > LISTED_DATES else ""
    if one.due is not None and one.due not in item.dates:
        message = f"Срока {one.due:%d.%m.%Y} у «{item.code}» нет."
        hint = f"По плану: {dates}." if dates else "Срок без даты: оставьте столбец «Срок» пустым."
        yield codes.UNKNOWN_DUE.at(one.place, message, hint=hint)
    elif one.due is None and one.date is None and len(item.dates) > 1:
        message = f"У «{item.code}» несколько сроков ({dates}): о каком из них отметка, не видно."
        hint = "Впишите срок в столбец «Срок» – или дату исполнения в столбец «Дата»."
        yield codes.WHICH_DUE.at(one.place, message, hint=hint)


def statuses_by_date(item: PlanItem, found: Iterable[Status]) -> dict[dt.date, Status]:
    """What the journal says of each date of an item."""
    return by_date(item.statuses(found), item.dates)
