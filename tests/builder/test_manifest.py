"""The manifest: broken, of an earlier release, read while a build goes on."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from typing import TYPE_CHECKING

import pytest

from nastav_docs import build
from nastav_docs.builder import built_documents
from nastav_docs.builder.journals import STATE
from nastav_docs.config.project import load
from tests.builder.folder_of_results import codes, contents
from tests.many import CONFIG, district, row
from tests.minimal import write

if TYPE_CHECKING:
    from pathlib import Path


BROKEN = [
    ("пустая", b""),
    ("оборванная", b'{"version": 1, "documents": ['),
    ("чужая", b"[]"),
    ("не UTF-8", b"\xff\xfe\x00"),
    ("другой версии", b'{"version": 99, "documents": [\n]}\n'),
    ("глубоко вложенная", b"[" * 100_000),
]


@pytest.mark.parametrize("file", ["manifest.sqlite", "manifest.json"])
@pytest.mark.parametrize(("name", "data"), BROKEN, ids=[name for name, _ in BROKEN])
def test_a_broken_manifest_is_told_of_and_costs_no_document(tmp_path: Path, name: str, data: bytes, file: str) -> None:
    config, out = district(tmp_path / "config", [row(1)]), tmp_path / "out"
    build(load(config), out)
    whole = contents(out)
    (out / STATE / file).write_bytes(data)
    report = build(load(config), out)
    # The documents are the very ones that would be written: they are known for ours again.
    assert (codes(report), report.ok, len(report.unchanged), contents(out)) == (["ND507"], True, 3, whole), name
    assert build(load(config), out).problems == ()
    assert sorted(file.name for file in (out / STATE).iterdir()) == ["lock", "manifest.sqlite"]


def test_a_manifest_of_an_earlier_release_is_read_and_replaced(tmp_path: Path) -> None:
    """It was JSON, a document a line, all of it in memory: 60 MB of a region's 120,000 documents."""
    config, out = district(tmp_path / "config", [row(1)]), tmp_path / "out"
    build(load(config), out)
    lines = ",\n".join(json.dumps([path, *entry]) for path, entry in built_documents(out).items())
    columns = '["path", "sha256", "size", "mtime_ns", "inputs", "school"]'
    text = f'{{"version": 1, "columns": {columns}, "documents": [\n{lines}\n]}}\n'
    (out / STATE / "manifest.sqlite").unlink()
    (out / STATE / "manifest.json").write_text(text, "utf-8")
    assert len(built_documents(out)) == 3
    (out / "Письмо 1.docx").unlink(missing_ok=True)
    changed_words = district(tmp_path / "config", [row(1)], CONFIG.replace("Формирование", "Создание"))
    report = build(load(changed_words), out)
    assert (codes(report), report.kept) == ([], ())
    assert len(report.written) > 0
    assert sorted(file.name for file in (out / STATE).iterdir()) == ["lock", "manifest.sqlite"]


def test_a_manifest_cut_off_in_the_middle_is_told_of(tmp_path: Path) -> None:
    config, out = district(tmp_path / "config", [row(1)]), tmp_path / "out"
    build(load(config), out)
    manifest = out / STATE / "manifest.sqlite"
    manifest.write_bytes(manifest.read_bytes()[:5000])
    assert built_documents(out) == {}
    assert codes(build(load(config), out)) == ["ND507"]
    assert len(built_documents(out)) == 3


def test_the_folder_is_read_as_it_was_while_a_build_goes_on(tmp_path: Path) -> None:
    config, out = district(tmp_path / "config", [row(1)]), tmp_path / "out"
    build(load(config), out)
    seen = []
    build(
        load(district(tmp_path / "config", [row(1), row(2)])),
        out,
        progress=lambda *_: seen.append(len(built_documents(out))),
    )
    assert (seen, len(built_documents(out))) == ([3, 3], 5)


def test_a_manifest_that_names_files_outside_the_folder_is_not_believed(tmp_path: Path) -> None:
    config, out = write(tmp_path / "config"), tmp_path / "out"
    build(load(config), out)
    mine = write(tmp_path, "моё", "моё.txt") / "моё.txt"
    manifest = out / STATE / "manifest.sqlite"
    for path in ("../моё.txt", str(mine), "a/../../моё.txt"):
        with contextlib.closing(sqlite3.connect(manifest)) as documents, documents:
            line = (path, "0" * 64, 6, mine.stat().st_mtime_ns, "", "s")
            documents.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)", line)
        assert built_documents(out) == {}
        assert codes(build(load(config), out, prune=True, force=True)) == ["ND507"]
        assert mine.read_text("utf-8") == "моё"
