"""Differences of two states as lines for a person: what changed in each paper, at schools each line once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.amendments.differences import Differences, PaperDifference

LONGEST: Final = 300  # signs of a line: the rest is in JSON and in the papers
FEW_SCHOOLS: Final = 5  # so many are named


def told(found: Differences) -> Iterator[str]:
    """The lines that tell what differs; one that says that nothing does, and what was looked at."""
    own = [one for one in found.papers if not one.school]
    for paper in own:
        yield f"{paper.called}:"
        yield from (f"  {line}" for line in _lines(paper))
    grouped = _of_schools([one for one in found.papers if one.school], found.schools)
    if grouped:
        yield "Школы:"
        yield from (f"  {line}" for line in grouped)
    if found.came:
        yield f"Новые школы: {', '.join(found.came)}"
    if found.gone:
        yield f"Школ больше нет: {', '.join(found.gone)}"
    if found.style:
        yield "Вид (style:) изменён."
    if found.templates:
        yield f"Изменены шаблоны: {', '.join(found.templates)}"
    seen = f"документов – {found.looked_at}"
    if found.schools:
        one = found.schools % 10 == 1 and found.schools % 100 != 11  # noqa: PLR2004  «у 21 школы», «у 11 школ»
        seen += f", в том числе у {found.schools} {'школы' if one else 'школ'}"
    if found.none and not found.problems:
        yield f"Изменений нет: сравнено {seen}; шаблоны и вид те же."
    else:
        yield f"Сравнено {seen}; с изменениями – {len(found.papers)}."


def _lines(paper: PaperDifference) -> Iterator[str]:
    if paper.state == "came":
        yield "новый документ"
    elif paper.state == "gone":
        yield "документа больше нет"
    elif paper.state == "look":
        yield f"текст тот же, вид изменился ({'; '.join(paper.look)})"
    else:
        yield from (_cut(one.words) for one in paper.changes)


def _cut(line: str) -> str:
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rpartition(' ')[0]} …"


def _of_schools(papers: Sequence[PaperDifference], schools: int) -> list[str]:
    """Each line of the papers of schools once, with the schools that have it."""
    names: dict[str, set[str]] = defaultdict(set)
    having: dict[tuple[str, str], list[str]] = defaultdict(list)
    for paper in papers:
        names[paper.id].add(paper.called)
        for line in _lines(paper):
            having[paper.id, line].append(paper.school)
    found = []
    for (id_, line), own in having.items():
        called = next(iter(names[id_])) if len(names[id_]) == 1 else f"документ «{id_}»"
        found.append(f"{called}: {line} – {_schools(list(dict.fromkeys(own)), schools)}")
    return found


def _schools(own: Sequence[str], all_of_them: int) -> str:
    if len(own) == all_of_them > 1:
        return f"у всех школ ({all_of_them})"
    named = ", ".join(own[:FEW_SCHOOLS])
    if len(own) <= FEW_SCHOOLS:
        return f"у {named}"
    return f"у {len(own)} школ ({named} …)"
