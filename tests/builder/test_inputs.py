"""What «unchanged» is decided by: what a document is made from, and nothing that leaves it as it is."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from nastav_docs import build, load
from nastav_docs.builder import built_documents, inputs
from tests.many import district, row
from tests.paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

# Loaded by a build, and no document is other for another version of them.
SHAPE_NOTHING = {
    "DAWG2-Python": "finds words in the dictionary of pymorphy3",
    "DAWG-Python": "has the same module as DAWG2-Python; installed where natasha is, for its pymorphy2",
    "MarkupSafe": "imported by Jinja2, whose escaping the engine does not use",
    "annotated-types": "of pydantic",
    "pillow": "imported by openpyxl for pictures in workbooks",
    "pydantic_core": "of pydantic, which pins its version",
    "setuptools": "imported by pymorphy3 for finding its dictionaries",
    "typing-inspection": "of pydantic",
    "typing_extensions": "of pydantic",
    "defusedxml": "imported by openpyxl where it is installed",
    "et_xmlfile": "imported by openpyxl for writing workbooks",
    "numpy": "imported by openpyxl where it is installed",
    "nastav-docs": "OUTPUT_VERSION speaks for it",
    "pywin32": "imported on Windows",
    "tzdata": "imported where the system has no time zones",
}
LOADED = """\
import sys, tempfile
from importlib.metadata import packages_distributions
from nastav_docs import build, load
for name in ("artemovsky", "ozernogorsky"):
    with tempfile.TemporaryDirectory() as out:
        build(load(f"configs/{name}"), out)
homes = packages_distributions()
print(*sorted({home for module in sys.modules for home in homes.get(module.partition(".")[0], ())}))
"""


def test_every_library_that_a_build_loads_is_named_or_known_to_shape_nothing() -> None:
    """lxml, PyYAML and pydantic were not named: documents made with another version of them counted as unchanged."""
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(done.stdout.split())
    assert {"Jinja2", "lxml", "pymorphy3", "PyYAML"} <= loaded
    assert loaded - set(inputs.MADE_WITH) - set(SHAPE_NOTHING) == set()


def test_a_release_that_prints_the_same_makes_nothing_again_and_one_that_prints_otherwise_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The digest was of every .py file: a corrected message of the checker made a thousand schools' documents anew."""
    project = load(district(tmp_path / "config", [row(1), row(2)]))
    build(project, tmp_path / "out")
    assert len(build(project, tmp_path / "out").unchanged) == 5
    entries = built_documents(tmp_path / "out")
    monkeypatch.setattr(inputs, "OUTPUT_VERSION", inputs.OUTPUT_VERSION + 1)
    build(project, tmp_path / "out")
    assert built_documents(tmp_path / "out") != entries


def test_a_newer_library_that_shapes_documents_makes_them_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = load(district(tmp_path / "config", [row(1)]))
    before = inputs.inputs_of_all(project, {}, ())
    monkeypatch.setattr(inputs, "version", lambda library: "99" if library == "lxml" else "1")
    assert inputs.inputs_of_all(project, {}, ()) != before
