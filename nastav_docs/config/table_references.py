"""Check what tables of a config name: roles of activities, activities to take, columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.config import yaml_tree
from nastav_docs.config.book_words import in_book
from nastav_docs.config.roles import unknown_role
from nastav_docs.config.table_columns import INDICATORS, ROADMAP
from nastav_docs.diagnostics import did_you_mean
from nastav_docs.diagnostics.codes import config as codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.config.paper_parts import Activity, ColumnRecord, Indicator, Roadmap, SectionRecord
    from nastav_docs.config.papers import PaperRecord, PaperSection
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic

Path = tuple[str | int, ...]
LONG: Final = 5  # letters of a word that is known without its ending


def check_plan(
    plan: Roadmap | PaperRecord, roles: list[str], below: Roadmap | None, tree: YamlNode, path: Path
) -> Iterator[Diagnostic]:
    """The problems of a plan: roles that are nobody's, activities to take that are not there, unknown columns.

    `below` is the district's roadmap, whose activities a school's may take.
    """
    taken = {} if below is None else {a.id: a for section in below.sections for a in section.activities if a.id}
    own_columns: set[str] = set()
    sections: tuple[SectionRecord | PaperSection, ...] = plan.sections
    for s, section in enumerate(sections):
        for a, activity in enumerate(section.activities):
            here = (*path, "sections", s, "activities", a)
            own_columns |= set(activity.fields)
            yield from _take(activity, taken, tree, here)
            for index, role in enumerate(activity.responsible):
                if role not in roles:
                    place = yaml_tree.place_at(tree, (*here, "responsible", index))
                    yield unknown_role(role, roles, tree, place)
    known = [*ROADMAP, "quarters", *own_columns]
    for index, column in enumerate(plan.columns):
        if column.id not in known and not column.title:
            place = yaml_tree.place_at(tree, (*path, "columns", index))
            hint = _by_heading(column.id, ROADMAP) or did_you_mean(column.id, known)
            yield codes.UNKNOWN_COLUMN.at(place, f"Графы «{column.id}» нет.", hint=hint, text=column.id)


def _by_heading(written: str, columns: Mapping[str, tuple[str, int]]) -> str:
    """What a column is called by whose heading was written in the place of its name; «» for any other text."""
    heading = written.casefold().strip(" .")
    stem = heading[:-1] if len(heading) > LONG else heading  # «мероприятие» for «Наименование мероприятия»
    found = [name for name, (title, _) in columns.items() if stem in title.casefold()]
    return f"Эта графа называется {found[0]}; заголовок пишут рядом." if len(found) == 1 and not stem.isascii() else ""


def _take(activity: Activity, taken: Mapping[str, Activity], tree: YamlNode, path: Path) -> Iterator[Diagnostic]:
    if activity.take and activity.take not in taken:
        place = yaml_tree.place_at(tree, (*path, "take"))
        message = f"В муниципальной дорожной карте нет мероприятия с id «{activity.take}»."
        yield codes.UNKNOWN_TAKE.at(place, message, hint=did_you_mean(activity.take, list(taken)), text=activity.take)


def check_indicator_columns(
    rows: tuple[Indicator, ...], columns: tuple[ColumnRecord, ...], tree: YamlNode, path: Path
) -> Iterator[Diagnostic]:
    """The problems of the columns of a table of indicators; `path` is that of what has `columns`."""
    own = {key for row in rows for key in row.fields}
    known = [name for name in INDICATORS if name != "year"] + ["years", *own]
    for index, column in enumerate(columns):
        place = yaml_tree.place_at(tree, (*path, "columns", index))
        if column.id not in known and not column.title:
            hint = _by_heading(column.id, INDICATORS) or did_you_mean(column.id, known)
            yield codes.UNKNOWN_COLUMN.at(place, f"Графы «{column.id}» нет.", hint=hint, text=column.id)
        elif column.id == "years" and not any(row.targets for row in rows):
            message = "Графе «years» нечего показать: ни у одного показателя нет «targets»."
            hint = "targets: {2021: 20, 2022: 35}"
            if in_book(place):
                message = "Графе «years» нечего показать: значений по годам нет."
                hint = "Добавьте в таблицу показателей столбцы с заголовками-годами: 2021, 2022."
            yield codes.YEARS_MISSING.at(place, message, hint=hint)
