"""Bases of a whole region are put together in the memory of a few: what was read of a school is kept packed."""

from __future__ import annotations

import pickle
import tracemalloc
from typing import TYPE_CHECKING

from nastav_docs.diagnostics.codes import returns as codes
from nastav_docs.registry.forms import SheetTable, table_book
from nastav_docs.returns.consolidate import consolidate
from nastav_docs.returns.inbox import read_inbox
from nastav_docs.returns.school_names import SchoolNames
from tests.returns import inbox_maker as maker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PEOPLE = 30  # of a book
HEAD = "Ф.И.О. наставляемого;Год рождения;Ф.И.О. наставника;Форма;Дата вхождения"


def inbox(folder: Path, count: int) -> list[str]:
    """Books of `count` schools, everybody different by name or year of birth."""
    people = maker.People(3).left
    paths = []
    for number in range(1, count + 1):
        names = people[number // 80 * PEOPLE :]
        rows = [f"{names[at]};{1930 + number % 80};{people[-at]};ученик – ученик;02.11.2020" for at in range(PEOPLE)]
        text = "\r\n".join((f"МАОУ «СОШ № {number}»;;;;", HEAD, *rows))
        paths.append(maker.write(folder, f"{number:03d}.csv", text.encode()))
    return paths


def peak(folder: Path, paths: list[str]) -> int:
    """The most bytes in use while books are read and put together; the schools are those that the sheets name."""
    tracemalloc.start()
    found = consolidate(read_inbox(folder, paths, None, 1), SchoolNames(()))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (len(found.totals), found.sums()["mentees"]) == (len(paths), PEOPLE * len(paths))
    return most


def test_memory_does_not_grow_with_the_people_of_all_books(tmp_path: Path) -> None:
    paths = inbox(tmp_path, 160)
    peak(tmp_path, paths)  # dictionaries are loaded
    few, many = peak(tmp_path, paths[:40]), peak(tmp_path, paths)
    assert (many - few) / 120 < 15_000  # bytes for a book; its thirty records, as they are read, take 25,000


def test_a_fault_comes_from_another_process_as_the_same_kind() -> None:
    first, second = (pickle.loads(pickle.dumps(codes.NAME_GENDER)) for _ in range(2))  # noqa: S301  our own bytes
    assert first == codes.NAME_GENDER
    assert first is second  # its texts are here once


def test_a_table_is_written_row_by_row() -> None:
    def rows() -> Iterator[tuple[int, str]]:
        for number in range(20_000):
            yield number, f"Лунин Пётр Ильич, запись {number}"

    columns = (("№", 7, "number"), ("Кто", 30, "text"))
    tracemalloc.start()
    made = table_book((SheetTable("Лист", ("Над",), columns, rows()),), "Проба")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 3_000_000 + 4 * len(made)  # the XML of these rows alone has 4,000,000 bytes
