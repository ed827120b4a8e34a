"""The report on execution, a paper of the project: what was planned and done, by section and by school."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.documents import ITEM_STATES, render, replace
from nastav_docs.russian import agree, format_percent

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from nastav_docs.config import Project
    from nastav_docs.documents import IssuerPlan, PlanItem
    from nastav_docs.registry.forms import Value

PAPER: Final = "execution-report"
ACTIVITY: Final = "мероприятие"
COLUMNS: Final = (
    ("number", "№ п/п", 9), ("activity", "Мероприятие", 40), ("deadline", "Срок", 18),
    ("responsible", "Ответственный", 20), ("mark", "Отметка о выполнении", 24),
)  # fmt: skip
BY_SCHOOL: Final = (
    ("number", "№ п/п", 7), ("school", "Школа", 40), ("all", "Мероприятий", 14), ("done", "Выполнено", 13),
    ("overdue", "Просрочено", 14), ("share", "Доля выполненных", 15),
)  # fmt: skip
NAMED: Final = 12  # schools that are named one by one
# The states as a sentence counts them: «выполнено 3, срок перенесён у 2».
COUNTED: Final = {
    state: f"{word} у" if state == "moved" else word
    for state, word in ITEM_STATES.items()
    if state not in {"ahead", "undated"}
}
INITIALS: Final = re.compile(r"\b[А-ЯЁ]\.")


@dataclass(frozen=True, slots=True)
class Headway:
    """How many items of a plan, or of a section, are in which state (a key of ITEM_STATES) on a day."""

    counts: Counter[str]

    @property
    def all(self) -> int:
        """All of them."""
        return sum(self.counts.values())

    @property
    def due(self) -> int:
        """Those whose day has come: all but those ahead and those without a date of which nothing is said."""
        return self.all - self.counts["ahead"] - self.counts["undated"]

    @property
    def share(self) -> str:
        """The share of those done among those whose day has come, «75 %»; «–» while there are none."""
        return format_percent(100 * self.counts["done"] / self.due, 0) if self.due else "–"


def tally(plan: IssuerPlan, items: Sequence[PlanItem], on: dt.date) -> Headway:
    """The states of items on a day."""
    return Headway(Counter(plan.state(item, on) for item in items))


def execution_report(project: Project, plans: Sequence[IssuerPlan], on: dt.date) -> bytes:
    """The bytes of the report in Word on the district's letterhead; `plans` begin with the district's.

    Raises ConfigError where the district's papers cannot be printed.
    """
    district, schools = plans[0], plans[1:]
    sections = list(_sections(district, on))
    if schools:
        sections.append(
            {"title": "Исполнение планов школами", "text": [_literal(line) for line in schools_text(schools, on)]}
        )
    sections.append({"title": "Выводы", "text": [_literal(line) for line in conclusions(district, schools, on)]})
    paper = {
        "kind": "report",
        "title": f"Об исполнении {_plan_title(district)} на {on:%d.%m.%Y}",
        "sections": sections,
        "columns": [{"id": key, "title": title, "width": width} for key, title, width in COLUMNS],
        "rows": [_row(district, item, on) for item in district.activities],
        **_signature(project),
    }
    with_report = replace(project, papers={PAPER: paper})
    return render(with_report, PAPER)


def _plan_title(district: IssuerPlan) -> str:
    """The title of the district's plan in the genitive, as a text of the settings."""
    names = list(district.plans)
    if not names:
        return "плана мероприятий"
    return f"{{{{ papers['{names[0]}'].title | gen }}}}" if names[0] else "{{ roadmap.title | gen }}"


def _signature(project: Project) -> dict[str, Any]:
    config = project.config
    order = None if config is None else config.order
    signed_by = list(order.signed_by) if order is not None else ["head"] if config and "head" in config.people else []
    return {"signed_by": signed_by} if signed_by else {}


def _literal(text: str) -> str:
    """A text of the settings that prints as it stands, whatever braces it has."""
    return text.replace("{", "{{ '{' }}") if "{" in text else text


def _row(plan: IssuerPlan, item: PlanItem, on: dt.date) -> dict[str, str]:
    return {
        "number": item.number,
        "activity": _literal(item.title),
        "deadline": _literal(item.deadline) or "–",
        "responsible": _literal("; ".join(filter(None, item.people))) or "–",
        "mark": _literal(mark(plan, item, on)),
    }


def mark(plan: IssuerPlan, item: PlanItem, on: dt.date) -> str:
    """What the report says of an item: the marks of the journal, else its state on the day."""
    own = [one.mark for one in item.statuses(plan.statuses)]
    state = ITEM_STATES[plan.state(item, on)]
    return ". ".join(own) if own and state != ITEM_STATES["overdue"] else ". ".join([state.capitalize(), *own])


def _sections(plan: IssuerPlan, on: dt.date) -> Iterator[dict[str, Any]]:
    by_section: dict[str, list[PlanItem]] = {}
    for item in plan.activities:
        by_section.setdefault(item.section, []).append(item)
    for title, items in by_section.items():
        lines = [section_text(tally(plan, items, on))]
        lines += [undone(item, plan) for item in items if plan.state(item, on) == "overdue"]
        yield {"title": _literal(title), "text": [_literal(line) for line in lines]}
    told = Counter(plan.state(item, on) for item in plan.clauses if item.statuses(plan.statuses))
    if told:
        lines = [clauses_text(len(plan.clauses), told)]
        lines += [
            f"{mark(plan, item, on)}: {item.number} {item.title}"
            for item in plan.clauses
            if item.statuses(plan.statuses) and plan.state(item, on) != "done"
        ]
        yield {"title": "Исполнение приказа", "text": [_literal(line) for line in lines]}


def section_text(found: Headway) -> str:
    """A sentence: «Запланировано 5 мероприятий; срок наступил у 4: выполнено 3 (75 %), просрочено 1»."""
    planned = f"Запланировано {agree(found.all, ACTIVITY)}"
    if not found.due:
        return f"{planned}; срок ни одного из них ещё не наступил."
    if found.counts["done"] == found.all:
        return f"{planned}, всё выполнено."
    came = "у всех" if found.due == found.all else f"у {found.due}"
    said = [
        f"{word} {number}{f' ({found.share})' if state == 'done' else ''}"
        for state, word in COUNTED.items()
        if (number := found.counts[state])
    ]
    return f"{planned}; срок наступил {came}: {', '.join(said)}."


def clauses_text(number: int, told: Counter[str]) -> str:
    """A sentence on the clauses of an order: «Из 9 пунктов приказа выполнено 3, в работе 1; о 5 не сообщено»."""
    said = [f"{word} {told[state]}" for state, word in COUNTED.items() if told[state]]
    left = number - sum(told.values())
    silent = f"; о {agree(left, 'пункт', 'prp')} сведений нет" if left else ""
    return f"Из {agree(number, 'пункт', 'gen')} приказа {', '.join(said)}{silent}."


def undone(item: PlanItem, plan: IssuerPlan) -> str:
    """A line: «Просрочено: 1.4. Формирование … (срок – до 09.11.2020; ответственный – Бабкина И.Г.)»."""
    about = [f"срок – {item.deadline[:1].lower()}{item.deadline[1:]}"] if item.deadline else []
    people = [person for person in item.people if person]
    if people:
        several = len(people) > 1 or not INITIALS.search(people[0])  # a group of people has no initials
        about.append(f"{'ответственные' if several else 'ответственный'} – {', '.join(people)}")
    remarks = [one.remark for one in item.statuses(plan.statuses) if one.remark]
    more = f" Примечание: {'; '.join(remarks)}." if remarks else ""
    in_brackets = f" ({'; '.join(about)})" if about else ""
    return f"Просрочено: {item.number} {item.title}{in_brackets}.{more}"


def schools_text(schools: Sequence[IssuerPlan], on: dt.date) -> Iterator[str]:
    """How many activities the schools had to do and have done, and the schools that are late, the latest first."""
    tallies = {plan.school: tally(plan, plan.activities, on) for plan in schools}
    whole = Headway(sum((one.counts for one in tallies.values()), Counter()))
    yield (
        f"Планы ведут {agree(len(schools), 'школа')}. {section_text(whole)}"
        if len(schools) > 1
        else f"План ведёт одна школа. {section_text(whole)}"
    )
    late = sorted(
        (plan for plan in schools if tallies[plan.school].counts["overdue"]),
        key=lambda plan: (-tallies[plan.school].counts["overdue"], plan.title),
    )
    if not late:
        yield "Просроченных мероприятий у школ нет."
        return
    named = "; ".join(f"{plan.title} – {tallies[plan.school].counts['overdue']}" for plan in late[:NAMED])
    more = f"; и ещё {agree(len(late) - NAMED, 'школа')}" if len(late) > NAMED else ""
    yield f"Просроченные мероприятия есть в {agree(len(late), 'школа', 'prp')}: {named}{more}."


def conclusions(district: IssuerPlan, schools: Sequence[IssuerPlan], on: dt.date) -> Iterator[str]:
    """What follows from the numbers: how far the plan is carried out, what has to be finished."""
    found = tally(district, district.activities, on)
    done, late = found.counts["done"], found.counts["overdue"]
    if not found.due:
        yield "Сроки мероприятий плана ещё не наступили."
    elif done == found.due:
        yield "План исполняется в срок: выполнены все мероприятия, срок которых наступил."
    elif not done:
        yield "Ни одно мероприятие, срок которого наступил, не выполнено."
    else:
        yield (
            f"План исполнен на {found.share}: выполнено {done} из {agree(found.due, ACTIVITY, 'gen')}, срок которых "
            "наступил."
        )
    if late:
        yield (
            f"Ответственным за {agree(late, 'просроченное мероприятие', 'acc')} завершить работу и сообщить об "
            "исполнении."
        )
    if moved := found.counts["moved"]:
        yield f"Срок перенесён у {agree(moved, ACTIVITY, 'gen')}; новые сроки – в таблице."
    overdue = [plan for plan in schools if tally(plan, plan.activities, on).counts["overdue"]]
    if overdue:
        if len(overdue) == len(schools) > 1:
            yield "Всем школам направить напоминания о просроченных мероприятиях."
        else:
            yield f"{agree(len(overdue), 'школа', 'dat')} с просроченными мероприятиями направить напоминания."


def by_school_rows(schools: Sequence[IssuerPlan], on: dt.date) -> Iterator[Mapping[str, Value]]:
    """A row for each school: how many activities, done, overdue, the share of those done."""
    for number, plan in enumerate(schools, 1):
        found = tally(plan, plan.activities, on)
        yield {
            "number": number,
            "school": plan.title,
            "all": found.all,
            "done": found.counts["done"],
            "overdue": found.counts["overdue"],
            "share": found.share,
        }
