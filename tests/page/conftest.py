"""Folders of settings that a page is opened over, and a page over the one that has just been begun."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from nastav_docs.authoring import start
from tests.page.visitor import Visitor, served
from tests.paths import CONFIGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    start(tmp_path / "район", registry=False)
    return tmp_path / "район"


@pytest.fixture(name="page")
def _page(folder: Path, tmp_path: Path) -> Iterator[Visitor]:
    with served(folder, tmp_path / "out") as visitor:
        yield visitor


@pytest.fixture(name="region")
def _region(tmp_path: Path) -> Path:
    shutil.copytree(CONFIGS / "artemovsky", tmp_path / "artemovsky")
    return tmp_path / "artemovsky"
