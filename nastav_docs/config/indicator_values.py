"""Check the values of indicators: one written in words («десять»), «10,5,1», a year that is no year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from nastav_docs.config.yaml_tree import YamlSequence, has_marks, key_place_at, node_at, place_at
from nastav_docs.diagnostics.codes import config as codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.config.model import Config
    from nastav_docs.config.paper_parts import ColumnRecord, Indicator
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic

Path = tuple[str | int, ...]
NUMERALS: Final = {
    word: number
    for words, numbers in (
        ("ноль один два три четыре пять шесть семь восемь девять десять", range(11)),
        ("одиннадцать двенадцать тринадцать четырнадцать пятнадцать", range(11, 16)),
        ("шестнадцать семнадцать восемнадцать девятнадцать", range(16, 20)),
        ("двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто сто", range(20, 110, 10)),
        ("двести триста четыреста пятьсот", range(200, 600, 100)),
    )
    for word, number in zip(words.split(), numbers, strict=True)
}
LIKE_NUMBER: Final = re.compile(r"\s*\d[\d\s.,]*%?\s*")
NUMBER: Final = re.compile(r"\s*(?:\d+|\d{1,3}(?:\s\d{3})+)(?:[.,]\d+)?\s?%?\s*")
# Digits that are no year: «20255», «205», «2025x»; «2025/2026», «2025г.», «1 квартал 2025» are.
NO_YEAR: Final = re.compile(r"\d{5,}|(?<!\d)\d{3}(?!\d)|(?<!\d)(?!19|20)\d{4}(?!\d)|[A-Za-z]\d|\d[A-Za-z]")
DAY: Final = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")


def check_indicators(config: Config, tree: YamlNode) -> tuple[Diagnostic, ...]:
    """The problems of all values and years in the indicators of the district and of the schools' common papers."""
    found: list[Diagnostic] = []
    for part, path in ((config, ()), (config.school, ("school",))):
        if part is not None and part.indicators is not None:
            here = (*path, "indicators")
            # `indicators:` may be the list of rows itself, without the key «rows:».
            rows = here if isinstance(node_at(tree, here), YamlSequence) else (*here, "rows")
            found += _of(part.indicators.rows, part.indicators.columns, tree, rows)
        for name, paper in part.papers.items() if part is not None else ():
            found += _of(paper.indicators, paper.columns, tree, (*path, "papers", name, "indicators"))
    return tuple(found)


def _of(
    rows: tuple[Indicator, ...], shown: tuple[ColumnRecord, ...], tree: YamlNode, path: Path
) -> Iterator[Diagnostic]:
    columns = {column.id for column in shown}
    for number, row in enumerate(rows):
        here = (*path, number)
        written = [((*here, name), getattr(row, name)) for name in ("base", "target") if getattr(row, name)]
        written += [((*here, "targets", year), value) for year, value in row.targets.items()]
        for value, text in written:
            digits = "" if has_marks(text) else in_digits(text)
            if digits:
                message = f"Значение показателя записано словом: «{text}»."
                yield codes.VALUE_IN_WORDS.at(place_at(tree, value), message, hint=digits, text=text)
            elif LIKE_NUMBER.fullmatch(text) and not (NUMBER.fullmatch(text) or DAY.fullmatch(text)):
                message = f"«{text}» – не число."
                hint = "Дробную часть отделяет одна запятая, тысячи – пробел: 10,5 и 1 200."
                yield codes.VALUE_NOT_NUMBER.at(place_at(tree, value), message, hint=hint, text=text)
        for year in row.targets:
            if (not re.search(r"\d", year) or NO_YEAR.search(year)) and year not in columns:
                message = f"«{year}» – не год: в «targets:» слева пишут годы."
                meant = re.search(r"(?:19|20)\d\d", year)
                hint = f"targets: {{{meant[0] if meant else 2025}: {row.targets[year]}}}"
                yield codes.VALUE_IN_WORDS.at(
                    key_place_at(tree, (*here, "targets", year)), message, hint=hint, text=year
                )


def in_digits(text: str) -> str:
    """A value with its number in digits; empty where it does not begin with a number in words.

    >>> in_digits("не менее двадцати пяти"), in_digits("двадцать пять человек")
    ("", "25 человек")
    """
    words = text.lower().split()
    start = 2 if words[:2] == ["не", "менее"] else 0
    numbers = []
    for word in words[start:]:
        if word not in NUMERALS:
            break
        numbers.append(NUMERALS[word])
    if not numbers:
        return ""
    written = text.split()
    return " ".join([*written[:start], str(sum(numbers)), *written[start + len(numbers) :]])
