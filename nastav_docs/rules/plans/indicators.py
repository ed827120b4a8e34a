"""Whether target indicators are told apart and can be measured: repeated rows, units, shares, values that fall."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from nastav_docs.diagnostics import Confidence
from nastav_docs.diagnostics.codes import plans as codes
from nastav_docs.papers import role_of, words_of
from nastav_docs.rules.form import indicators
from nastav_docs.rules.kept import by_document
from nastav_docs.rules.mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Cell, Columns, Document, PaperPackage, TableRow

# The name of a share.
SHARE = re.compile(r"^(?:Доля|Удельный вес|Процент|Охват)\b", re.IGNORECASE)
# A target value, perhaps with its bound and unit.
VALUE = re.compile(r"^(?:не менее|не более|до|≥|≤|>|<)?\s*(?P<value>-?\d+(?:[.,]\d+)?)\s*(?P<unit>%|процент\w*)?\s*$")
# Names that say what is done, not what is measured.
ACTION = re.compile(
    r"^(?:Проведение|Организация|Создание|Разработка|Размещение|Формирование|Обеспечение|Подготовка|Участие|Внедрение|Утверждение)\b"
)
# Names of what may be more than 100 %.
GROWTH = re.compile(
    r"рост|темп|индекс|динамик|изменени|отклонени|увеличени|к уровн|к показател|отношени"
    r"|исполнени|выполнени|средн|сравнени",
    re.IGNORECASE,
)
# Names that say what is wished, not what is measured.
WISH = re.compile(r"^(?:Повышение|Улучшение|Совершенствование|Развитие|Укрепление)\b")
# A name that is a command.
INFINITIVE = re.compile(r"^[А-ЯЁ][а-яё]+(?:ать|ять|ить|еть)\b")
# What says of what whole a share is.
WHOLE = re.compile(r"\bот\b|\bсреди\b|\bв общ|\bот числ|\bк общ", re.IGNORECASE)
# A value in words instead of a number.
WORDS = re.compile(r"^(?:высок|средн|хорош|положительн|достаточн|оптимальн)\w+\.?$", re.IGNORECASE)
# Names of what should become less.
DOWN = re.compile(
    r"снижени|сокращени|уменьшени|правонарушен|отсев|преступлен|неуспева|пропуск|не получивш|отток|дефицит"
    r"|\bне\b|\bбез\b|низк|необъектив|риск|приходящ\w+ на|на (?:одного|один|одну)\b|нарушени|жалоб|травм|очередн"
    r"|аварийн|вторую смену|выбывш|оставлен",
    re.IGNORECASE,
)
# The ending of a word in any form.
ENDING = re.compile(
    r"(?:ого|его|ому|ему|ыми|ими|ами|ями|ых|их|ым|им|ой|ей|ую|юю|ая|яя|ое|ее|ые|ие|ов|ев|ах|ях|ам|ям|ом|ем|[аяоеыиуюьй])$"
)
# Words that tell nothing of an indicator.
SMALL = frozenset(
    [
        "и",
        "в",
        "во",
        "на",
        "по",
        "от",
        "до",
        "из",
        "с",
        "со",
        "о",
        "об",
        "для",
        "лет",
        "при",
        "том",
        "числе",
        "за",
        "к",
        "процентов",
        "процента",
        "%",
    ]
)


def named(found: Columns) -> list[tuple[TableRow, Cell, str]]:
    """The rows with an indicator, each with the indicator's cell and its name in one line."""
    rows = []
    for row in found.rows:
        cell = found.cell(row, "indicator")
        subhead = cell is not None and not any(value_cells(found, row)) and not found.text(row, "unit")
        if subhead and "target" not in found.roles and "year" not in found.roles:
            subhead = False  # a table that promises no values
        if cell is not None and cell.paragraphs and len(cell.text) > 5 and not subhead:  # noqa: PLR2004 - a dash
            rows.append((row, cell, " ".join(cell.text.split())))
    return rows


@by_document
def repeated(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds two rows with one indicator, word for word or nearly so."""
    for _, found in indicators(package):
        rows = named(found)
        keys = [content(name) for _, _, name in rows]
        plain = [tuple(words_of(name)) for _, _, name in rows]
        for later in range(len(rows)):
            for earlier in range(later):
                if plain[earlier] == plain[later]:
                    code, what = codes.SAME_INDICATOR, "совпадают дословно"
                elif near(keys[earlier], keys[later]):
                    code, what = codes.NEAR_INDICATOR, "– один показатель в разных словах"
                else:
                    continue
                labels = [number_of(found, rows[i][0], i) for i in (earlier, later)]
                message = f"Показатели {labels[0]} и {labels[1]} {what}"
                for index in (earlier, later):
                    paragraph = rows[index][1].paragraphs[0]
                    yield mark(code, paragraph, 0, len(paragraph.text), message, "одна строка, значения – по годам")


def number_of(found: Columns, row: TableRow, index: int) -> str:
    """The number that a row shows, or its place in the table; `index` counts from 0."""
    return found.text(row, "number").strip(" .") or str(index + 1)


def content(name: str) -> tuple[str, ...]:
    """The telling words of an indicator in order, without their endings; numbers are kept."""
    return tuple(ENDING.sub("", w) for w in words_of(name) if w not in SMALL and w[0].isalnum())


def near(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the shorter name says nothing that the longer doesn't: its words in order, the same numbers."""
    short, long = sorted((one, other), key=len)
    if len(short) > 4 and sorted(short) == sorted(long):  # noqa: PLR2004 - the same words in another order
        return True
    if len(short) < 6 or len(short) < 0.5 * len(long):  # noqa: PLR2004 - shares of words
        return False
    if {w for w in short if w.isdigit()} != {w for w in long if w.isdigit()} or not set(short) <= set(long):
        return False
    blocks = SequenceMatcher(None, short, long, autojunk=False).get_matching_blocks()
    return sum(b.size for b in blocks) >= 0.85 * len(short)


@by_document
def units(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a unit named twice, and a share without one."""
    for _, found in indicators(package):
        head = " ".join(c.text for c in found.table.rows[0].cells).lower()
        for row, cell, name in named(found):
            values = [(c, m) for c in value_cells(found, row) if (m := VALUE.match(c.text.strip()))]
            in_name = re.search(r",?\s*(?:\(%\)|%|в процентах|процентов)\s*$", name)
            in_unit = "%" in found.text(row, "unit") or "процент" in found.text(row, "unit")
            unit = found.text(row, "unit").strip(" .")
            if unit and re.search(rf",\s*{re.escape(unit)}\.?$", name):
                what = f"Единица «{unit}» и в названии показателя, и в графе «Единица измерения»"
                right = "оставьте её только в графе"
                yield mark(codes.UNIT_TWICE, cell.paragraphs[0], 0, len(cell.paragraphs[0].text), what, right)
            if (in_name or in_unit) and values:
                value, match = values[0]
                if match["unit"]:
                    message = (
                        "Единица «%» и в названии показателя, и в значении"
                        if in_name
                        else "Единица «%» и в графе, и в значении"
                    )
                    yield mark(
                        codes.UNIT_TWICE,
                        value.paragraphs[0],
                        0,
                        len(value.paragraphs[0].text),
                        message,
                        "оставьте её в графе «Единица измерения»",
                    )
            elif (
                values
                and SHARE.match(name)
                and not in_name
                and not in_unit
                and not values[0][1]["unit"]
                and "%" not in head
                and "процент" not in head
            ):
                paragraph = cell.paragraphs[0]
                yield mark(
                    codes.UNIT_MISSING, paragraph, 0, len(paragraph.text), "У доли нет единицы измерения", "укажите «%»"
                )


def value_cells(found: Columns, row: TableRow) -> list[Cell]:
    """The cells of a row that hold target values: the column «значение» or the columns of years."""
    columns = dict.fromkeys(h.column for h in found.heads if role_of(h.text) in {"target", "year"})
    cells = [row.at(column) for column in columns]
    return [c for c in cells if c is not None and c.text]


@by_document
def ranges(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a share above 100 % or below 0; what grows against a year before may be above."""
    for _, found in indicators(package):
        for row, _, name in named(found):
            for cell in value_cells(found, row):
                match = VALUE.match(cell.text.strip())
                if not match:
                    continue
                value = float(match["value"].replace(",", "."))
                percent = bool(match["unit"]) or "%" in name or "%" in found.text(row, "unit")
                if not percent or (0 <= value <= 100) or GROWTH.search(name):  # noqa: PLR2004 - per cent of a whole
                    continue
                paragraph, share = cell.paragraphs[0], bool(SHARE.match(name))
                message = f"{'Доля' if share else 'Значение'} {match['value']} % невозможн{'а' if share else 'о'}"
                wrong = mark(codes.RANGE, paragraph, 0, len(paragraph.text), message, "от 0 до 100 %")
                yield wrong if share or value < 0 else replace(wrong, confidence=Confidence.PROBABLE)


@by_document
def falling(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a target below that of the year before, unless the indicator is to go down."""
    for _, found in indicators(package):
        years = [h.column for h in found.heads if role_of(h.text) == "year"]
        for row, _, name in named(found):
            if DOWN.search(name):
                continue
            last: float | None = None
            for column in years:
                cell = row.at(column)
                match = VALUE.match(cell.text.strip()) if cell is not None else None
                if match and cell is not None:
                    value = float(match["value"].replace(",", "."))
                    if last is not None and value < last:
                        paragraph = cell.paragraphs[0]
                        message = f"Целевое значение падает: было {last:g}, стало {value:g}".replace(".", ",")
                        yield mark(codes.FALLING, paragraph, 0, len(paragraph.text), message, "не ниже прежнего года")
                    last = value


def measurable(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds an indicator that names an action, and a share that doesn't say of what."""
    for document, found in indicators(package):
        for row, cell, name in named(found):
            paragraph = cell.paragraphs[0]
            bare = any(re.fullmatch(r"\d+", c.text.strip()) for c in value_cells(found, row))
            said = [c.text.strip() for c in value_cells(found, row)]
            if WORDS.match(" ".join(said[-1:])) or (WISH.match(name) and not any(VALUE.match(v) for v in said)):
                message = "Показатель не измерить: нет величины и числа"
                yield mark(
                    codes.NOT_MEASURABLE, paragraph, 0, len(paragraph.text), message, "Доля …, %; количество …, ед."
                )
            elif INFINITIVE.match(name) or (ACTION.match(name) and bare and not found.text(row, "unit")):
                message = "Название показателя – действие, а не величина; значение без единицы"
                yield mark(codes.NOT_MEASURABLE, paragraph, 0, len(paragraph.text), message, "Количество …, ед.")
            short = SHARE.match(name) and len(words_of(name)) < 6  # noqa: PLR2004 - a name too short to say of what
            if (
                short
                and not WHOLE.search(name)
                and not re.search(r"[*¹²³]$|\d\)$", name)
                and not explained(package, document)
            ):
                yield mark(
                    codes.DENOMINATOR,
                    paragraph,
                    0,
                    len(paragraph.text),
                    "Не указано, от какого числа доля",
                    "… от общего числа …",
                )


def explained(package: PaperPackage, document: Document) -> bool:
    """Whether a note under the table, or a footnote, says of what the shares are."""
    notes = [p for paper in package.papers if paper.file == document.file for p in paper.around if p.part == "footnote"]
    return any(WHOLE.search(p.text) for p in (*document.body, *notes))


PACKAGE_RULES = (repeated, units, ranges, falling, measurable)
