"""What needs LibreOffice is left out where there is none, and said so; under CI its absence is a failure."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
left_out: list[str] = []


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "office: needs LibreOffice: documents are turned into PDF and measured")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if OFFICE or os.environ.get("CI"):
        return
    without = [item for item in items if item.get_closest_marker("office")]
    left_out.extend(item.nodeid for item in without)
    items[:] = [item for item in items if item not in without]
    config.hook.pytest_deselected(items=without)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if left_out:
        terminalreporter.section("LibreOffice is not installed: not measured on paper", yellow=True)
        for name in left_out:
            terminalreporter.line(name)


@pytest.fixture(scope="session")
def office() -> Sequence[str]:
    """The command of LibreOffice."""
    assert OFFICE, "LibreOffice is not installed (Debian: libreoffice-writer-nogui)"
    return [OFFICE]
