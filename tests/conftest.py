"""What a test needs that is not there everywhere: Linux, LibreOffice.

Such tests carry a marker and are left out where it is missing; the end of the run names them with the reason. On Linux
nothing is left out for the system's sake, and under CI the absence of LibreOffice is a failure.
"""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
MARKERS = {
    "linux": "needs Linux: fork, prctl, mounts, signals, programs made executable, links between files",
    "office": "needs LibreOffice: documents are turned into PDF and measured",
}
left_out: dict[str, list[str]] = {}


def why_left_out(markers: Collection[str], *, platform: str, office: bool) -> str:
    """Why a test with these markers cannot run here; empty if it can."""
    if "linux" in markers and platform != "linux":
        return f"Needs Linux, and this is {platform}"
    if "office" in markers and not office:
        return "LibreOffice is not installed: not measured on paper"
    return ""


def pytest_configure(config: pytest.Config) -> None:
    # What a command of a test writes is read as UTF-8; tests/cli/test_output.py names other code pages itself.
    os.environ.pop("PYTHONIOENCODING", None)
    for name, meaning in MARKERS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    office = bool(OFFICE or os.environ.get("CI"))
    without = []
    for item in items:
        why = why_left_out({mark.name for mark in item.iter_markers()}, platform=sys.platform, office=office)
        if why:
            without.append(item)
            left_out.setdefault(why, []).append(item.nodeid)
    items[:] = [item for item in items if item not in without]
    if without:
        config.hook.pytest_deselected(items=without)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for why, names in left_out.items():
        terminalreporter.section(why, yellow=True)
        for name in names:
            terminalreporter.line(name)


@pytest.fixture(scope="session")
def office() -> Sequence[str]:
    """The command of LibreOffice."""
    assert OFFICE, "LibreOffice is not installed (Debian: libreoffice-writer-nogui)"
    return [OFFICE]
