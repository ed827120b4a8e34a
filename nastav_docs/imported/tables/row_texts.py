"""What the cells of a row say: a deadline of several lines, marks of quarters, numbers before names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from nastav_docs.papers import one_line
from nastav_docs.russian.deadlines import parse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nastav_docs.papers import Cell

QUARTERS: Final = {"quarter1": "I", "quarter2": "II", "quarter3": "III", "quarter4": "IV"}
MARK: Final = re.compile(r"[+xхvѵ✓✔√*•●■▪●–—-]{1,2}|да", re.IGNORECASE)
NO_MARK: Final = re.compile(r"[–—-]")
NUMBERED: Final = re.compile(
    r"^(?:(?i:раздел|этап|блок|модуль|направление|задача|цель)\s+)?(?:№\s?)?"
    r"(?P<number>[IVXІХ]{1,5}|\d{1,2}(?:\.\d{1,2})*)"
    r"(?:(?:-?[йя])?\s+(?i:раздел|этап|блок|модуль|направление)(?:[.:)]|\s[–—-]|(?=\s+[А-ЯЁ«]))"
    r"|[.):]|\s[–—-]|(?=\s+[А-ЯЁ«]))\s*(?=\S)"
)
TOTAL: Final = re.compile(r"^(?:итого|всего)\b", re.IGNORECASE)
CUT_OFF: Final = re.compile(r"[–—,-]$|^(?:20\d\d|далее|по\b|г\.|год)", re.IGNORECASE)  # no deadline by itself


def one_deadline(text: str) -> str:
    """The deadline of a cell in one line; lines that say something only each by itself are kept apart by semicolons."""
    whole = one_line(text)
    said = [one_line(line) for line in text.split("\n") if line.strip()]
    read = parse(whole)
    if len(said) == 1 or (read.deadline is not None and not read.deadline.said and not read.problems):
        return whole
    alone = [one for one in said if parse(one).deadline is not None and not CUT_OFF.search(one)]
    return "; ".join(one.rstrip(";, ") for one in said) if len(alone) == len(said) else whole


def marked(lines: Mapping[str, str]) -> str:
    """The deadline that marks in columns of quarters say: «I–II кварталы»; other words in them as they stand."""
    named, said = [], []
    for name, roman in QUARTERS.items():
        text = lines.get(name, "")
        if not text or NO_MARK.fullmatch(text):
            continue
        if MARK.fullmatch(text):
            named.append(roman)
        else:
            said.append(text)
    return ", ".join(dict.fromkeys(filter(None, (quarters_text(named), *said))))


def quarters_text(romans: Sequence[str]) -> str:
    """Quarters in words: «I квартал», «I–III кварталы», «II и IV кварталы»."""
    if len(romans) < 2:  # noqa: PLR2004 - one
        return "".join(f"{roman} квартал" for roman in romans)
    order = list(QUARTERS.values())
    places = [order.index(roman) for roman in romans]
    if places == list(range(places[0], places[-1] + 1)):
        return f"{romans[0]}–{romans[-1]} кварталы"
    return f"{', '.join(romans[:-1])} и {romans[-1]} кварталы"


def unnumbered(text: str) -> tuple[str, str]:
    """The number of a section and its name: «Раздел 1. Кадры» → «1», «Кадры»."""
    found = NUMBERED.match(text)
    if not found or not re.search(r"[А-ЯЁа-яё]{2}", text[found.end() :]):
        return "", text
    return found["number"], text[found.end() :].strip()


def unnumbered_item(text: str) -> str:
    """A title without the number that stood in its cell: «1.2. Обучение» → «Обучение»; a list keeps its numbers."""
    found = re.match(r"\d{1,2}(?:\.\d{1,2})*[.)]\s+(?=[А-ЯЁ«])", text)
    if not found or re.search(r"(?:^|\s)\d{1,2}[.)]\s+\S", text[found.end() :]):
        return text
    return text[found.end() :]


def stop_of(numbers: Sequence[str]) -> bool | None:
    """Whether the numbers of rows end with a stop: «1.1.»; None where some do and some do not, or as «1)»."""
    ends = {bool(re.fullmatch(r"[\d.]*\d\.", number)) for number in numbers}
    odd = any(number and not re.fullmatch(r"[\d.]+", number) for number in numbers)
    return ends.pop() if len(ends) == 1 and not odd else None


def part_of(cell: Cell, at: int, count: int) -> str:
    """The text of a cell for one of several activities of a row: its paragraph, all of it where they do not match."""
    if count > 1 and len(cell.paragraphs) == count:
        return cell.paragraphs[at].text
    return cell.text
