"""A table of activities as a plan: sections, activities, deadlines, those responsible, what was not understood."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.config import ROADMAP
from nastav_docs.diagnostics import Place
from nastav_docs.diagnostics.codes import imported_tables as codes
from nastav_docs.imported.tables.meanings import OWN
from nastav_docs.imported.tables.parties import parties_of
from nastav_docs.imported.tables.row_texts import (
    QUARTERS,
    TOTAL,
    marked,
    one_deadline,
    part_of,
    stop_of,
    unnumbered,
    unnumbered_item,
)
from nastav_docs.papers import one_line
from nastav_docs.russian import parse_date
from nastav_docs.russian.deadlines import parse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nastav_docs.diagnostics import Code, Diagnostic
    from nastav_docs.imported.tables.found import BodyRow, TableFound
    from nastav_docs.imported.tables.meanings import ColumnRead
    from nastav_docs.imported.tables.parties import Party
    from nastav_docs.papers import Cell, Paragraph
    from nastav_docs.russian.deadlines import Deadline

GOES_ON: Final = "(продолжение)"  # behind the name of a section that is printed again on the next page
SMALL: Final = re.compile(r"^[а-яё]")
ITEM: Final = re.compile(r"^\s*(?:[-–—•*]|\d{1,2}[.)]|[а-я]\))\s*\S")
NO_STOP: Final = "Без точки: number_stop: нет"
LONGEST: Final = 160  # characters of the name of a section
BARE: Final = frozenset(("number", "section", "activity"))  # what a row that is the name of a section may say


@dataclass(frozen=True, slots=True)
class ActivityRead:
    """An activity as the paper has it; texts in one line, «» where the paper says nothing.

    `due` is the deadline understood, None where it was not; `fields` are texts of the plan's own columns by their id.
    """

    number: str
    title: str
    content: str = ""
    deadline: str = ""
    due: Deadline | None = None
    responsible: tuple[Party, ...] = ()
    result: str = ""
    document: str = ""
    control: str = ""
    start: str = ""
    finish: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionRead:
    """A section of a plan: «» is the title of activities that stand under none."""

    title: str
    activities: tuple[ActivityRead, ...]
    number: str = ""
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class RoadmapRead:
    """A plan read from a table; `unread` tells what was guessed or left out, each with its place in the paper.

    `left` are the paragraphs of cells that are in none of its texts.
    """

    title: str
    columns: tuple[ColumnRead, ...]
    sections: tuple[SectionRead, ...]
    layout: str
    number_row: bool
    unread: tuple[Diagnostic, ...]
    left: tuple[Paragraph, ...] = ()

    @property
    def numbering(self) -> str:
        """How its activities are numbered, as `row_numbers:` says it; «» in another way.

        Numbers stand in a column of their own, else before the activities. Those that a list of Word puts into empty
        cells are taken to run through.
        """
        whole = [a.number.strip(" .)") for a in self.activities]
        if not any(whole) and not any(column.id == "number" for column in self.columns):
            return "none"
        if all(number in ("", str(at)) for at, number in enumerate(whole, 1)):
            return "through"
        pairs = [(s, a) for s, one in enumerate(self.sections, 1) for a in range(1, len(one.activities) + 1)]
        if whole == [f"{s}.{a}" for s, a in pairs]:
            return "sections"
        return "each" if whole == [str(a) for _, a in pairs] else ""

    @property
    def number_stop(self) -> bool | None:
        """Whether the numbers of activities end with a stop; None where they do not agree, or there are none."""
        return stop_of([a.number for a in self.activities if a.number])

    @property
    def activities(self) -> tuple[ActivityRead, ...]:
        """All activities in order."""
        return tuple(activity for section in self.sections for activity in section.activities)


def read_roadmap(found: TableFound) -> RoadmapRead:
    """Read a table of activities: merged cells hold for every row they cover, empty rows are passed over.

    Takes a table that `tables_of` calls a roadmap; never fails: a row that is no activity is told in `unread`.
    """
    return _PlanReading(found).whole()


class _PlanReading:
    """One reading of a table from the first row to the last."""

    def __init__(self, found: TableFound) -> None:
        self.found = found
        self.columns = list(columns_beside_rows(found))
        self.ids = [column.id for column in self.columns]
        self.unread: list[Diagnostic] = []
        self.left: list[Paragraph] = []
        self.sections: list[SectionRead] = []
        self.above: dict[int, Cell] = {}  # by column: the cell that merged ones continue
        self.rows_of_sections = False
        self.unnumbered = ""  # the first number that was taken out of a title
        self.last = ""  # the number of the activity before

    def whole(self) -> RoadmapRead:
        for row in self.found.rows:
            self.row(row)
        for column in self.columns:
            self.column(column)
        for name in ("start", "finish"):
            self.undated(name)
        layout = "rows" if self.rows_of_sections or "section" not in self.ids else "merged"
        sections = tuple(s for s in self.sections if s.activities)
        for section in self.sections:
            if not section.activities:
                self.left += section.paragraphs
                self.tell(codes.ROW_LEFT, section.paragraphs, f"Раздел «{section.title[:80]}» без мероприятий не взят.")
        read = RoadmapRead(
            self.found.title,
            tuple(self.columns),
            sections,
            layout,
            self.found.counted,
            tuple(self.unread),
            tuple(self.left),
        )
        if self.unnumbered and "number" not in self.ids and not read.numbering:
            heads = next(c.heading.cells for c in self.columns if c.id == "activity")
            message = f"Номера в тексте мероприятий сняты: «{self.unnumbered}»."
            hint = "Чтобы номера печатались, добавьте в columns графу number."
            self.tell(codes.COLUMN_OTHER, [p for c in heads for p in c.paragraphs], message, hint)
        number = next((a.number for a in read.activities if a.number), "")
        if not number and "number" in self.ids:
            heads = next(c.heading.cells for c in self.columns if c.id == "number")
            message = "Ячейки номеров пусты (номера ставит Word?): мероприятия пронумеруются подряд, 1., 2., 3."
            hint = "По разделам, 1.1., 1.2.: уберите row_numbers. Без номеров: уберите графу number."
            self.tell(codes.COLUMN_OTHER, [p for c in heads for p in c.paragraphs], message, hint)
        if number and "number" in self.ids and not read.numbering:
            heads = next(c.heading.cells for c in self.columns if c.id == "number")
            message = f"Номера строк напечатаются «1.1.», «1.2.» …, в источнике первый – «{number}»."
            self.tell(
                codes.COLUMN_OTHER, [p for c in heads for p in c.paragraphs], message, "Поправьте ссылки на номера."
            )
        elif number and "number" in self.ids and read.number_stop is None:
            odd = next(a.number for a in read.activities if not re.fullmatch(r"[\d.]*\d\.", a.number))
            heads = next(c.heading.cells for c in self.columns if c.id == "number")
            message = f"Номера строк напечатаются с точкой, в источнике есть «{odd}»."
            self.tell(codes.COLUMN_OTHER, [p for c in heads for p in c.paragraphs], message, NO_STOP)
        return replace(read, unread=tuple(self.unread))

    def tell(self, code: Code, paragraphs: Sequence[Paragraph], message: str, hint: str = "") -> None:
        """Remember what was guessed or left out, at its place."""
        place = (
            paragraphs[0].place()
            if paragraphs
            else Place(self.found.tables[0].file, words=f"таблица {self.found.number}")
        )
        text = paragraphs[0].text[:200] if paragraphs else ""
        self.unread.append(code.at(place, message, hint=hint, text=text))

    def column(self, column: ColumnRead) -> None:
        """Tell of a column that the config has no field for, and of one that will be headed or numbered otherwise."""
        paragraphs = [p for cell in column.heading.cells for p in cell.paragraphs]
        if column.id.startswith(OWN):
            named = f"Графа «{column.title}»" if column.title else f"Графа {column.heading.column} без заголовка"
            hint = "Если это обычное поле плана, замените имя графы в columns и перенесите тексты из fields."
            self.tell(codes.COLUMN_OTHER, paragraphs, f"{named} взята как своя, «{column.id}».", hint)
        elif not column.title:
            usual = ROADMAP[column.id][0]
            message = f"Графа {column.heading.column} в источнике без заголовка: напечатается «{usual}»."
            self.tell(codes.COLUMN_OTHER, paragraphs, message, "Другой заголовок пишут в columns.")

    def undated(self, name: str) -> None:
        """Make a column of planned dates an own one where a text of it is no date: a config has dates there."""
        texts = [text for s in self.sections for a in s.activities if (text := getattr(a, name))]
        odd = next((text for text in texts if not isinstance(parse_date(text), dt.date)), "")
        if not odd:
            return
        no_date: dict[str, Any] = {name: ""}
        at = self.ids.index(name)
        own = f"{OWN}{1 + sum(one.startswith(OWN) for one in self.ids)}"
        self.ids[at] = own
        self.columns[at] = replace(self.columns[at], id=own)
        for place, section in enumerate(self.sections):
            activities = (replace(a, **no_date, fields={**a.fields, own: getattr(a, name)}) for a in section.activities)
            self.sections[place] = replace(section, activities=tuple(activities))
        cells = self.columns[at].heading.cells
        message = f"В графе «{self.columns[at].title}» не только даты («{odd[:60]}»): взята как своя, «{own}»."
        self.tell(codes.COLUMN_OTHER, [p for c in cells for p in c.paragraphs], message)

    def row(self, row: BodyRow) -> None:
        """Take a row as the name of a section, an activity, or what goes on the activity before it."""
        for at, cell in enumerate(row.cells):
            if cell is not None and not cell.merged:
                self.above[at] = cell
        if row.whole is not None:
            self.named(row.whole)
            return
        own = {self.ids[at]: c for at, c in enumerate(row.cells) if c is not None and c.text and not c.merged}
        if not own:
            return
        if self.is_total(own):
            paragraphs = [p for c in own.values() for p in c.paragraphs]
            self.left += paragraphs
            self.tell(codes.ROW_LEFT, paragraphs, f"Итоговая строка «{paragraphs[0].text[:80]}» не взята.")
        elif self.is_section(row, own):
            self.named(own.get("activity") or own.get("section") or next(iter(own.values())), own.get("number"))
        elif self.goes_on(row, own):
            self.lengthened(own)
        else:
            self.activity(row, own)

    def is_total(self, own: Mapping[str, Cell]) -> bool:
        return any(TOTAL.match(cell.text.strip()) for name, cell in own.items() if name in BARE)

    def is_section(self, row: BodyRow, own: Mapping[str, Cell]) -> bool:
        """Whether a row only names a section: nothing but its number and name stands in it, no cell is merged."""
        if not set(own) <= BARE or ("activity" not in own and "section" not in own and "number" not in own):
            return False
        cells = [c for c in row.cells if c is not None]
        if any(
            c.merged and self.text_of(at)
            for at, c in enumerate(row.cells)
            if c is not None and self.ids[at] not in BARE
        ):
            return False
        if "section" in own and "activity" in own:
            return False
        if "number" in own and "activity" in own:
            number = own["number"].text.strip(" .")
            if number.isdigit() and self.last.isdigit() and int(number) == int(self.last) + 1:
                return False  # an activity whose deadline was not written
        if "number" in own and "activity" not in own and "section" not in own:
            return bool(re.search(r"[А-ЯЁа-яё]{3}", own["number"].text))
        name = own.get("activity") or own["section"]
        short = len(name.text) < LONGEST and not SMALL.match(name.text)
        return len(cells) < len(self.ids) or short

    def text_of(self, at: int) -> str:
        """The text of a column, of the cell above where the row's is merged with it."""
        cell = self.above.get(at)
        return cell.text if cell is not None else ""

    def named(self, cell: Cell, number: Cell | None = None) -> None:
        """Begin a section with the name that a row of its own gives."""
        text = one_line(cell.text)
        if not text:
            return
        if TOTAL.match(text):
            self.left += cell.paragraphs
            self.tell(codes.ROW_LEFT, cell.paragraphs, f"Итоговая строка «{text[:80]}» не взята.")
            return
        self.rows_of_sections = True
        shown, title = unnumbered(text)
        if number is not None and number is not cell:
            shown = number.text.strip(" .") or shown
        paragraphs = (*(number.paragraphs if number is not None else ()), *cell.paragraphs)
        if self.sections and not self.sections[-1].activities:
            self.joined(title, shown, paragraphs)
        else:
            self.sections.append(SectionRead(title, (), shown, paragraphs))

    def joined(self, title: str, number: str, paragraphs: tuple[Paragraph, ...]) -> None:
        """Begin a section under another that has no activities yet: the names of both are joined."""
        above = self.sections.pop()
        whole = f"{above.title}. {title}"
        self.sections.append(SectionRead(whole, (), number, (*above.paragraphs, *paragraphs)))
        message = f"Два заголовка подряд соединены: «{whole[:120]}» – у плана один уровень разделов."
        self.tell(codes.ROW_LEFT, paragraphs, message, "Назовите раздел одной строкой.")

    def under(self, row: BodyRow) -> None:
        """Find the section that a column of its own names: the cell beside the activity, or the merged one above."""
        if "section" not in self.ids:
            if not self.sections:
                self.sections.append(SectionRead("", ()))
            return
        cell = row.cells[self.ids.index("section")]
        text = one_line(cell.text) if cell is not None and not cell.merged else ""
        shown, title = unnumbered(text.removesuffix(GOES_ON).rstrip())
        if title and self.sections and self.sections[-1].title and not self.sections[-1].activities:
            self.joined(title, shown, cell.paragraphs if cell is not None else ())
        elif title and (not self.sections or self.sections[-1].title != title):
            self.sections.append(SectionRead(title, (), shown, cell.paragraphs if cell is not None else ()))
        elif not self.sections:
            self.sections.append(SectionRead("", ()))

    def goes_on(self, row: BodyRow, own: Mapping[str, Cell]) -> bool:
        """Whether a row is the rest of the one before it: cut by a page, or its activity is merged with that above."""
        if not self.sections or not self.sections[-1].activities or own.keys() & {"number", "section"}:
            return False
        at = self.ids.index("activity")
        activity = row.cells[at]
        if "activity" in own:
            return bool(SMALL.match(own["activity"].text)) and "deadline" not in own and not self.carried(row)
        return activity is None or not activity.merged or not own.keys() & {"content", "result", "document", "control"}

    def carried(self, row: BodyRow) -> bool:
        return any(c is not None and c.merged for c in row.cells)

    def lengthened(self, own: Mapping[str, Cell]) -> None:
        """Add the texts of a row to the activity before it."""
        section = self.sections[-1]
        before = section.activities[-1]
        texts: dict[str, Any] = {}
        for name, cell in own.items():
            text = one_line(cell.text)
            if name == "activity":
                texts["title"] = f"{before.title} {text}"
            elif name == "responsible":
                texts["responsible"] = (
                    *before.responsible,
                    *(p for p in parties_of(cell.text) if p not in before.responsible),
                )
            elif name in {"content", "deadline", "result", "document", "control"}:
                said = getattr(before, name)
                whole = name == "deadline" and not text.startswith("далее") and parse(text).deadline is not None
                between = "; " if whole or not SMALL.match(text) or said.endswith((";", ".")) else " "
                texts[name] = f"{said.rstrip('; ')}{between}{text}" if said else text
            else:
                texts["fields"] = {**before.fields, name: " ".join(filter(None, (before.fields.get(name, ""), text)))}
        paragraphs = tuple(p for c in own.values() for p in c.paragraphs)
        longer = replace(before, **texts, paragraphs=(*before.paragraphs, *paragraphs))
        if "deadline" in texts:
            longer = replace(longer, due=parse(longer.deadline).deadline)
        self.sections[-1] = replace(section, activities=(*section.activities[:-1], longer))
        message = f"Строка присоединена к мероприятию «{before.title[:80]}»: своего названия у неё нет."
        self.tell(codes.ROW_LEFT, paragraphs, message, "Сверьте мероприятие с источником.")

    def activity(self, row: BodyRow, own: Mapping[str, Cell]) -> None:
        """Take a row as an activity, or as several whose texts stand one under another in each cell."""
        self.under(row)
        values = {self.ids[at]: self.above[at] for at, c in enumerate(row.cells) if c is not None and at in self.above}
        title = values.get("activity")
        if title is None or not title.text:
            unnamed = [p for c in own.values() for p in c.paragraphs]
            self.left += unnamed
            self.tell(codes.ROW_LEFT, unnamed, f"Строка без мероприятия не взята: «{unnamed[0].text[:80]}».")
            return
        paragraphs = tuple(p for name, c in own.items() if name != "section" for p in c.paragraphs)
        count = len(title.paragraphs)
        if self.parallel(values, count):
            message = f"В строке {count} мероприятия, по абзацу на каждое: взяты отдельно."
            self.tell(codes.ROW_LEFT, title.paragraphs, message, "Сверьте с источником, к какому из них какой срок.")
        else:
            count = 1
        for at in range(count):
            texts = {name: part_of(cell, at, count) for name, cell in values.items()}
            made = self.made(texts, values, paragraphs)
            section = self.sections[-1]
            self.sections[-1] = replace(section, activities=(*section.activities, made))
        self.last = own["number"].text.strip(" .") if "number" in own else ""

    def parallel(self, values: Mapping[str, Cell], count: int) -> bool:
        """Whether the paragraphs of a row's cells belong to activities of their own: as many deadlines as titles."""
        deadlines = values.get("deadline")
        if count < 2 or deadlines is None or len(deadlines.paragraphs) != count:  # noqa: PLR2004 - one is no pair
            return False
        titles = values["activity"].paragraphs
        if any(p.text.endswith(":") or SMALL.match(p.text) for p in titles):
            return False
        return all(parse(p.text).deadline is not None for p in deadlines.paragraphs)

    def made(
        self, texts: Mapping[str, str], values: Mapping[str, Cell], paragraphs: tuple[Paragraph, ...]
    ) -> ActivityRead:
        """An activity of the texts of its columns."""
        lines = {name: one_line(text) for name, text in texts.items()}
        deadline = one_deadline(texts.get("deadline", ""))
        if marks := marked(lines):
            deadline = f"{deadline}, {marks}" if deadline else marks
        due = None
        if deadline:
            read = parse(deadline)
            due = read.deadline
            cells = values.get("deadline") or next((values[q] for q in QUARTERS if lines.get(q)), None)
            if (due is None and deadline.strip("-–—_ .")) or (due is not None and due.said):
                message = f"Срок «{deadline[:120]}» не понят, оставлен как написан."
                self.tell(codes.DEADLINE_UNREAD, cells.paragraphs if cells else (), message, "до 09.11.2026")
        title = unnumbered_item(lines["activity"])
        number = lines["activity"].removesuffix(title).strip()
        self.unnumbered = self.unnumbered or number
        parties = parties_of(texts.get("responsible", ""))
        for party in parties:
            if party.unsure:
                cell = values["responsible"]
                self.tell(
                    codes.PARTY_UNSURE, cell.paragraphs, f"Ответственные: {party.unsure}.", "Сверьте раздел people."
                )
        return ActivityRead(
            values["number"].text.strip() if "number" in values else number,
            title,
            lines.get("content", ""),
            deadline,
            due,
            parties,
            lines.get("result", ""),
            lines.get("document", ""),
            lines.get("control", ""),
            lines.get("start", ""),
            lines.get("finish", ""),
            {name: text for name, text in lines.items() if name.startswith(OWN)},
            paragraphs,
        )


def columns_beside_rows(found: TableFound) -> tuple[ColumnRead, ...]:
    """The columns of a plan; «Направление» is one of its own where rows over the whole width name the sections."""
    rows = (one_line(row.whole.text) for row in found.rows if row.whole is not None)
    if not any(text and not TOTAL.match(text) for text in rows):
        return found.columns
    own = f"{OWN}{1 + sum(column.id.startswith(OWN) for column in found.columns)}"
    return tuple(replace(one, id=own) if one.id == "section" else one for one in found.columns)
