"""Ten further papers, written when the first twenty were read: other headings, other ways to cut and to merge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.imported.office import Reading, counted, headings, responsible, titled
from tests.imported.sheets import LEFT, UP, Word, drawn, lines, sheet

if TYPE_CHECKING:
    from collections.abc import Callable


def kinds_of_work(read: Reading) -> Word:
    """21."""
    made, plan = sheet(size=12), read["roadmaps"][0]
    titled(made, plan)
    rows = [headings(plan)]
    for s, one in enumerate(plan["sections"], 1):
        rows.append([f"{s}.", one["title"], LEFT, LEFT, LEFT, LEFT])
        rows += [[f"{s}.{a}", *responsible(row, ", ")] for a, row in enumerate(one["rows"], 1)]
    drawn(made, rows)
    return made


def dates_in_words(read: Reading) -> Word:
    """22."""
    made, plan = sheet(), read["roadmaps"][0]
    rows = [
        [plan["title"], *[LEFT] * 4],
        ["№", "Мероприятия", "Срок", LEFT, "Ответственное лицо"],
        [UP, UP, "начало", "окончание", UP],
    ]
    rows += [[str(n), *responsible(row, ", ")] for n, row in enumerate(plan["sections"][0]["rows"], 1)]
    drawn(made, rows)
    return made


def merged_down(read: Reading) -> Word:
    """23."""
    made, plan = sheet(), read["roadmaps"][0]
    titled(made, plan)
    rows, before = [headings(plan)], ["", "", ""]
    for n, (title, deadline, who) in enumerate(plan["sections"][0]["rows"], 1):
        text = ",\n".join(who)
        same = deadline == before[1]
        if not same and n > 1:
            rows.append(["", "", "", ""])
        number = "" if n == 2 else str(n)
        rows.append([number, title, UP if same else deadline, UP if same and text == before[2] else text])
        before = [title, deadline, text]
    drawn(made, rows)
    return made


def plan_and_fact(read: Reading) -> Word:
    """24."""
    made, values = sheet(), read["indicators"][0]
    titled(made, values)
    rows = [
        ["№ п/п", "Показатель (индикатор)", "Ед. изм.", "2025 год", LEFT, "2026 год", LEFT],
        [UP, UP, UP, "план", "факт", "план", "факт"],
    ]
    for n, r in enumerate(values["rows"], 1):
        one, other = r["targets"].values()
        rows.append([str(n), r["title"], r["unit"], one, r["fields"]["own1"], other, ""])
    drawn(made, rows)
    return made


def words_for_values(read: Reading) -> Word:
    """25."""
    made, values = sheet(), read["indicators"][0]
    titled(made, values)
    rows = [headings(values)]
    first, second, third = values["rows"]
    rows.append(["1.", f"{first['title']} (%)", "10 %", "не менее 50%", "70%"])
    rows.append(["2.", second["title"], "4 ед.", "8 ед.", "12 ед."])
    rows.append(["3.", third["title"], "–", *third["targets"].values()])
    drawn(made, rows)
    return made


def deadline_first(read: Reading) -> Word:
    """26."""
    made, plan = sheet(), read["roadmaps"][0]
    titled(made, plan)
    rows, before = [headings(plan)], ""
    for deadline, title, who, mark in plan["sections"][0]["rows"]:
        rows.append([UP if deadline == before else deadline, title, "\n".join(who), mark])
        before = deadline
    drawn(made, rows)
    return made


def cut_by_page(read: Reading) -> Word:
    """27."""
    made, plan = sheet(), read["roadmaps"][0]
    titled(made, plan)
    one, other = plan["sections"]
    first, second = one["rows"]
    begun, rest = first[0].split(" и размещение")
    again = [headings(plan), *counted(plan)]
    rows = [*again, [f"I. {one['title']}", LEFT, LEFT, LEFT], ["1.1.", begun, first[1], first[2][0]]]
    rows += [*again, ["", f"и размещение{rest}", "", ""], ["1.2.", second[0], second[1], second[2][0]]]
    rows += [[f"II. {other['title']}", LEFT, LEFT, LEFT], ["2.1.", *responsible(other["rows"][0], "")]]
    drawn(made, rows)
    return made


def lines_in_a_cell(read: Reading) -> Word:
    """28."""
    made, plan = sheet(), read["roadmaps"][0]
    titled(made, plan)
    rows = [headings(plan)]
    for s, one in enumerate(plan["sections"], 1):
        titles = "\n".join(f"{n}. {row[0]}" if s == 1 else row[0] for n, row in enumerate(one["rows"], 1))
        rows.append([one["title"], titles, "\n".join(row[1] for row in one["rows"]), one["rows"][0][2][0]])
    drawn(made, rows)
    return made


def tasks_in_sections(read: Reading) -> Word:
    """29."""
    made, plan = sheet(), read["roadmaps"][0]
    titled(made, plan)
    rows, section = [headings(plan)], 0
    for t, one in enumerate(plan["sections"], 1):
        above, _, task = one["title"].rpartition(". ")
        if above:
            section += 1
            rows.append(["I" * section, above, *[LEFT] * 3])
        rows.append([f"Задача {t}. {task}", *[LEFT] * 4])
        rows += [[f"{t}.{a}.", *responsible(row, ", ")] for a, row in enumerate(one["rows"], 1)]
    drawn(made, rows)
    return made


def pairs_and_signatures(read: Reading) -> Word:
    """30."""
    made, plan = sheet(), read["roadmaps"][0]
    people = read["people_lists"]
    lines(made, "Список наставнических пар", side="center")
    rows = [["№ п/п", "Ф.И.О. наставника", "Должность", "Ф.И.О. наставляемого", "Должность"]]
    rows += [[str(n), *people[at], *people[at + 1]] for n, at in enumerate((0, 2), 1)]
    drawn(made, rows)
    titled(made, plan)
    posts = {"Игнатова Р.П.": "Игнатова Р.П.,", "Сухарев Л.Д.": "Сухарев Л.Д."}
    rows = [headings(plan)]
    for n, (title, deadline, who) in enumerate(plan["sections"][0]["rows"], 1):
        rows.append([str(n), title, deadline, " ".join(posts.get(one, one) for one in who)])
    drawn(made, rows)
    lines(made, "Лист согласования")
    drawn(made, [["Должность", "Подпись", "Расшифровка", "Дата"], ["Заместитель директора", "", "Игнатова Р.П.", ""]])
    return made


MESSY: Final[dict[str, Callable[[Reading], Word]]] = {
    f"{number:02d}": shape
    for number, shape in enumerate(
        (
            kinds_of_work, dates_in_words, merged_down, plan_and_fact, words_for_values, deadline_first, cut_by_page,
            lines_in_a_cell, tasks_in_sections, pairs_and_signatures,
        ),
        21,
    )
}  # fmt: skip
