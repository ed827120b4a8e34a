"""A table of target indicators: titles, units, values by years, due; what was not understood with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Place
from nastav_docs.diagnostics.codes import imported_tables as codes
from nastav_docs.imported.tables.meanings import OWN
from nastav_docs.imported.tables.row_texts import TOTAL, stop_of, unnumbered_item
from nastav_docs.papers import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nastav_docs.diagnostics import Code, Diagnostic
    from nastav_docs.imported.tables.found import BodyRow, TableFound
    from nastav_docs.imported.tables.meanings import ColumnRead
    from nastav_docs.papers import Cell, Paragraph

UNIT: Final = (
    r"%|процент\w*|единиц\w*|ед\.?|чел\.?|человек\w*|шт\.?|штук\w*|балл\w*|да/нет|руб\.?|тыс\. руб\.?|пар\w?|раз\w?"
)
UNIT_AT_END: Final = re.compile(rf"\s*(?:,\s*|\(\s*(?:в\s+)?)(?P<unit>{UNIT})\s*\)?\.?$", re.IGNORECASE)
VALUE: Final = re.compile(
    rf"(?P<least>(?:не\s+менее|не\s+менее,?\s+чем|≥)\s*)?(?P<number>\d[\d\s\u00a0]*(?:[.,]\d+)?)\s*(?P<unit>{UNIT})?\.?",
    re.IGNORECASE,
)
NONE: Final = re.compile(r"[-–—xхXХ*]{1,3}")


@dataclass(frozen=True, slots=True)
class IndicatorRead:
    """An indicator as the paper has it: `targets` are values by year; «» and no year where the paper says nothing.

    `shown` is its title as it stands there, with the unit that the title repeats; `above` a line over it that has the
    whole width of the table.
    """

    number: str
    title: str
    unit: str = ""
    base: str = ""
    target: str = ""
    targets: Mapping[str, str] = field(default_factory=dict)
    at_least: bool = False
    due: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    paragraphs: tuple[Paragraph, ...] = ()
    shown: str = ""
    above: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorsRead:
    """A table of indicators; `unread` tells what was guessed or left out, `left` are paragraphs that are in no text."""

    title: str
    columns: tuple[ColumnRead, ...]
    rows: tuple[IndicatorRead, ...]
    number_row: bool
    unread: tuple[Diagnostic, ...]
    left: tuple[Paragraph, ...] = ()

    @property
    def number_stop(self) -> bool | None:
        """Whether the numbers of indicators end with a stop; None where they do not agree, or there are none."""
        return stop_of([row.number for row in self.rows if row.number])


def read_indicators(found: TableFound) -> IndicatorsRead:
    """Read a table of indicators; takes one that `tables_of` calls so, never fails.

    A unit is taken out of the values («20 %») and of a title that has it too («Доля школ, %»); «не менее» of all of
    them is `at_least`.
    """
    unread: list[Diagnostic] = []
    left: list[Paragraph] = []
    rows: list[IndicatorRead] = []
    above: dict[int, Cell] = {}
    over: tuple[Paragraph, ...] = ()  # the line above the next indicator
    ids = [column.id for column in found.columns]

    def tell(code: Code, paragraphs: Sequence[Paragraph], message: str, hint: str = "") -> None:
        place = paragraphs[0].place() if paragraphs else Place(found.tables[0].file, words=f"таблица {found.number}")
        unread.append(code.at(place, message, hint=hint, text=paragraphs[0].text[:200] if paragraphs else ""))

    for row in found.rows:
        above |= {at: cell for at, cell in enumerate(row.cells) if cell is not None and not cell.merged}
        own = [c for c in (row.whole, *row.cells) if c is not None and c.text and not c.merged]
        if not own:
            continue
        paragraphs = tuple(p for c in own for p in c.paragraphs)
        kind = _no_indicator(row, own, ids)
        if kind == "Подзаголовок" and not over:
            over = paragraphs
            continue
        if kind:
            left += paragraphs
            tell(codes.ROW_LEFT, paragraphs, f"{kind} «{paragraphs[0].text[:80]}» не взят: это не показатель.")
            continue
        values = [(c, above[at]) for at, c in enumerate(found.columns) if row.cells[at] is not None and at in above]
        made, odd = _indicator([(column, one_line(cell.text)) for column, cell in values], paragraphs)
        for column, text in ((one, said) for one, said in odd if said.strip(" _")):  # a blank is no mistake
            cell = next(cell for one, cell in values if one is column)
            tell(
                codes.VALUE_UNREAD,
                cell.paragraphs,
                f"Значение «{text[:80]}» – не число: оставлено как написано.",
                "не менее 70 %",
            )
        rows.append(replace(made, above=" ".join(one_line(p.text) for p in over), paragraphs=(*over, *made.paragraphs)))
        over = ()
    if over:
        left += over
        tell(codes.ROW_LEFT, over, f"Подзаголовок «{over[0].text[:80]}» не взят: под ним нет показателей.")
    for column in (one for one in found.columns if one.id.startswith(OWN)):
        heads = [p for c in column.heading.cells for p in c.paragraphs]
        tell(codes.COLUMN_OTHER, heads, f"Графа «{column.title}» взята как своя, «{column.id}».")
    read = IndicatorsRead(found.title, found.columns, tuple(rows), found.counted, tuple(unread), tuple(left))
    stop = "." if read.number_stop else ""
    numbers = ((row.number, f"{place}{stop}") for place, row in enumerate(rows, 1) if row.number)
    if other := next((pair for pair in numbers if pair[0] != pair[1]), None):
        heads = [p for c in found.columns if c.id == "number" for h in c.heading.cells for p in h.paragraphs]
        message = f"Номера строк программа ставит сама: «{other[0]}» – напечатается «{other[1]}»."
        tell(codes.COLUMN_OTHER, heads, message, "Поправьте ссылки на номера.")
        read = replace(read, unread=tuple(unread))
    return read


def _no_indicator(row: BodyRow, own: Sequence[Cell], ids: Sequence[str]) -> str:
    """What a row is that is no indicator, in Russian; «» for one that is."""
    text = one_line(own[0].text)
    if any(TOTAL.match(c.text.strip()) for c in own[:2]):
        return "Итог"
    if row.whole is not None:
        return "Подзаголовок"
    title = row.cells[ids.index("title")]
    if title is None or not (title.text or title.merged):
        return "Подзаголовок" if len(text) > len("100 %") else "Ряд"
    said = [ids[at] for at, c in enumerate(row.cells) if c is not None and (c.text or c.merged)]
    return "Подзаголовок" if set(said) <= {"number", "title"} and len(ids) > len({"number", "title"}) else ""


def _indicator(
    texts: Sequence[tuple[ColumnRead, str]], paragraphs: tuple[Paragraph, ...]
) -> tuple[IndicatorRead, list[tuple[ColumnRead, str]]]:
    """An indicator of the texts of its columns, and the values that are no numbers."""
    said = {column.id: text for column, text in texts if column.id != "year"}
    whole = unnumbered_item(said.get("title", ""))
    named = UNIT_AT_END.search(whole)
    written = [(c, t) for c, t in texts if c.id in {"base", "target", "year"} and t and not NONE.fullmatch(t)]
    read = [(c, t, VALUE.fullmatch(t.strip())) for c, t in written]
    units = {m["unit"] for _, _, m in read if m is not None and m["unit"]}
    if "unit" not in said and not units:
        named = None  # said in the title alone it stays there: the unit would be printed after every value
    unit = said.get("unit", "") or (named["unit"] if named else next(iter(units)) if len(units) == 1 else "")
    odd = [(c, t) for c, t, m in read if m is None or (m["unit"] and not _same_unit(m["unit"], unit))]
    if odd and "unit" not in said:
        named, unit = None, ""  # the unit is printed after every value: words and other units bear none
    least = bool(read) and all(m is not None and m["least"] for _, _, m in read)
    values: dict[str, str] = {}
    targets: dict[str, str] = {}
    for column, text, match in read:
        value = text
        if match is not None and (unit or not match["unit"]) and (column, text) not in odd:
            value = f"{'не менее ' if match['least'] and not least else ''}{match['number'].strip()}"
        if column.id == "year":
            targets[column.year] = value
        else:
            values[column.id] = value
    made = IndicatorRead(
        said.get("number", ""),
        whole[: named.start()].rstrip(" ,") if named else whole,
        unit,
        values.get("base", ""),
        values.get("target", ""),
        targets,
        least,
        said.get("due", ""),
        {name: text for name, text in said.items() if name.startswith(OWN)},
        paragraphs,
        whole,
    )
    return made, odd


def _same_unit(one: str, other: str) -> bool:
    """Whether two units are one: «%» and «процентов», «чел.» and «человек»."""

    def short(text: str) -> str:
        lowered = text.lower()
        return "%" if lowered.startswith(("%", "проц")) else lowered[:2]

    return bool(other) and short(one) == short(other)
