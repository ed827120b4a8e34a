"""The rows of a registry may be held packed: they stay what they were."""

from __future__ import annotations

import pickle

from nastav_docs.registry import RegistryRows
from nastav_docs.registry.registry_rows import TOGETHER
from tests.registry.school_tables import read

TABLE = "Код;Краткое наименование;Полное наименование;Директор\n"


def _rows(count: int) -> RegistryRows:
    """Rows of a table; the seventh has no head, which is told."""
    line = "s-{0};МАОУ «СОШ № {0}»;Муниципальное автономное учреждение «Школа № {0}»;{1}\n"
    table = TABLE + "".join(line.format(at, "" if at == 7 else "Ким Вадим Александрович") for at in range(1, count + 1))
    return RegistryRows(read(table)[0])


def test_packed_rows_are_what_they_were_with_their_places_and_problems() -> None:
    count = 2 * TOGETHER + 1
    rows, packed = _rows(count), _rows(count)
    for _ in range(2):
        packed.pack()
        assert (len(packed), tuple(packed)) == (count, tuple(rows))
    assert (packed[0], packed[TOGETHER], packed[-1]) == (rows[0], rows[TOGETHER], rows[-1])
    assert packed[TOGETHER - 1 : TOGETHER + 1] == rows[TOGETHER - 1 : TOGETHER + 1]
    assert [(row.id, row.place, [one.code for one in row.problems]) for row in packed if row.problems] == [
        ("s-7", rows[6].place, ["ND612"])
    ]
    assert packed[6].place_of("head") == rows[6].place_of("head")
    assert rows[7] in packed


def test_packed_rows_take_little() -> None:
    rows = _rows(TOGETHER)
    size = len(pickle.dumps(rows))
    rows.pack()
    assert len(pickle.dumps(rows)) < size / 5


def test_of_no_rows_there_is_none_packed() -> None:
    rows = RegistryRows()
    rows.pack()
    assert (bool(rows), tuple(rows), rows[0:1]) == (False, (), ())
