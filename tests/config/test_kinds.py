"""Kinds that installed packages bring, and templates that schools have of their own."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from nastav_docs import load
from nastav_docs.config import kinds
from tests.minimal import MINIMAL, write
from tests.paths import DISTRICT_2020, TEMPLATES

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_package_brings_a_kind_by_an_entry_point(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site"
    (package / "ours" / "kinds").mkdir(parents=True)
    (package / "ours" / "__init__.py").write_text(
        "from pathlib import Path\nKINDS = Path(__file__).parent / 'kinds'\n", "utf-8"
    )
    (package / "ours" / "kinds" / "leaflet.yaml").write_text(
        "word: памятка\ngender: feminine\nparts: [word, heading, text]\n", "utf-8"
    )
    info = package / "ours-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: ours\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text("[nastav_docs.kinds]\nours = ours:KINDS\n", "utf-8")
    monkeypatch.syspath_prepend(str(package))
    kinds.installed_kinds.cache_clear()
    text = f"{MINIMAL}papers:\n  note: {{kind: leaflet, title: О пожаре, text: Текст.}}\n"
    project = load(write(tmp_path / "district", text))
    kinds.installed_kinds.cache_clear()
    assert project.config is not None
    assert project.config.kinds["leaflet"].word.text == "памятка"
    assert project.config.documents["note"].template == "paper.docx"


def test_a_package_whose_kinds_do_not_load_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    info = tmp_path / "site" / "broken-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text("[nastav_docs.kinds]\nbroken = nowhere_at_all:KINDS\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    kinds.installed_kinds.cache_clear()
    text = f"{MINIMAL}papers:\n  note: {{kind: memo, title: О пожаре, text: Текст., signed_by: head}}\n"
    problems = load(write(tmp_path / "district", text)).problems
    kinds.installed_kinds.cache_clear()
    assert ["Виды документов из пакета «broken» не загрузились" in problem.message for problem in problems] == [True]


def test_schools_have_a_template_of_their_own_beside_that_of_the_district(tmp_path: Path) -> None:
    shutil.copytree(DISTRICT_2020, tmp_path / "district")
    shutil.copy(TEMPLATES / "order.docx", tmp_path / "district" / "templates" / "school-order.docx")
    config = load(tmp_path / "district").config
    assert config is not None
    assert (config.documents["order"].template, config.documents["school-order"].template) == (
        "order.docx",
        "school-order.docx",
    )
    assert config.documents["school-order"].of == "order"
