"""A snapshot may hold a file packed: what is read of it stays the same."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from nastav_docs.files import Contents, Snapshot

TABLE = "Код;Наименование\n".encode() * 1000
PICTURE = bytes(range(256))


def _snapshot() -> Snapshot:
    return Snapshot(Contents({"schools.csv": TABLE, "герб.png": PICTURE, "нет прав.csv": 13}))


def test_a_packed_file_is_read_as_before() -> None:
    snapshot = _snapshot()
    for name in ("schools.csv", "герб.png", "нет прав.csv", "нет такого.csv"):
        snapshot.pack(Path(name))
        snapshot.pack(Path(name))
    assert snapshot == _snapshot()
    assert snapshot.read(Path("schools.csv")) == TABLE
    assert type(snapshot.read(Path("schools.csv"))) is bytes
    assert dict(snapshot.contents) == {"schools.csv": TABLE, "герб.png": PICTURE, "нет прав.csv": 13}
    with pytest.raises(PermissionError):
        snapshot.read(Path("нет прав.csv"))
    with pytest.raises(OSError, match="large"):
        snapshot.read(Path("schools.csv"), most=100)
    assert snapshot.without([Path("schools.csv")]).names(Path()) == ["герб.png", "нет прав.csv"]


def test_a_packed_file_is_small_when_it_is_sent() -> None:
    snapshot = _snapshot()
    snapshot.pack(Path("schools.csv"))
    sent = pickle.dumps(snapshot)
    assert len(sent) < len(TABLE) / 10
    assert pickle.loads(sent) == snapshot  # noqa: S301  made above
