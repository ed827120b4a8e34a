"""What a test needs that is not there everywhere: Linux, LibreOffice, Chromium, Java with veraPDF.

Such tests carry a marker and are left out where it is missing; the end of the run names them with the reason. On Linux
nothing is left out for the system's sake, and under CI the absence of LibreOffice, Chromium or veraPDF is a failure.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests import verapdf

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
# Calc is a package of its own (Debian): its library lies beside the program.
CALC = OFFICE and any(Path(OFFICE).resolve().parent.glob("*sclo.*"))
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
MARKERS = {
    "linux": "needs Linux: fork, prctl, mounts, signals, programs made executable, links between files",
    "office": "needs LibreOffice: documents are turned into PDF and measured",
    "calc": "needs LibreOffice Calc: books of Excel are counted anew",
    "browser": "needs Chromium: the page is used as a person uses it",
    "verapdf": f"needs Java and JAXB: PDFs are judged by veraPDF ({verapdf.INSTALL})",
}
MISSING = {
    "office": "LibreOffice is not installed: not measured on paper",
    "calc": "LibreOffice Calc is not installed: formulas are not counted anew",
    "browser": "Chromium is not installed: the page is not tried",
    "verapdf": f"Java with veraPDF is not installed: PDFs are not judged ({verapdf.INSTALL})",
}
# A change is judged on the same texts each time; `make search` looks for new ones.
# A busy machine makes texts slowly and runs a test slowly; neither says anything of the program.
settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", derandomize=False, print_blob=True)
settings.load_profile("same")
left_out: dict[str, list[str]] = {}


def why_left_out(markers: Collection[str], *, platform: str, there: Collection[str]) -> str:
    """Why a test with these markers cannot run here; empty if it can."""
    if "linux" in markers and platform != "linux":
        return f"Needs Linux, and this is {platform}"
    return next((why for marker, why in MISSING.items() if marker in markers and marker not in there), "")


def pytest_configure(config: pytest.Config) -> None:
    # What a command of a test writes is read as UTF-8; tests/cli/test_output.py names other code pages itself.
    os.environ.pop("PYTHONIOENCODING", None)
    os.environ["NASTAV_DOCS_CACHE"] = ""  # each test finds anew; tests/review/test_found_clean.py names folders itself
    for name, meaning in MARKERS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    found = {"office": OFFICE, "calc": CALC, "browser": CHROMIUM, "verapdf": not verapdf.missing()}
    there = {marker for marker, one in found.items() if one or os.environ.get("CI")}
    without = []
    for item in items:
        markers = {mark.name for mark in item.iter_markers()}
        why = why_left_out(markers, platform=sys.platform, there=there)
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
    assert OFFICE, "LibreOffice is not installed (Debian: libreoffice-writer-nogui, libreoffice-calc-nogui)"
    return [OFFICE]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The command of Chromium."""
    assert CHROMIUM, "Chromium is not installed (Debian: chromium)"
    return CHROMIUM
