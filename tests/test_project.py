"""What the project promises about itself: its version, the libraries it works with, where its tests run."""

from __future__ import annotations

import importlib.metadata
import inspect
import io
import json
import tomllib
import zipfile
from typing import TYPE_CHECKING, Any, Final

import pymorphy3
import pytest
from jinja2 import compiler
from openpyxl import Workbook, load_workbook
from openpyxl.packaging.relationship import get_dependents
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from packaging.requirements import Requirement
from packaging.version import Version

import nastav_docs
from nastav_docs.template.engine.code_generator import Generator
from tests.conftest import why_left_out
from tests.lowest import lowest
from tests.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

PYPROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
NEEDED: Final = {need.name: need for need in map(Requirement, PYPROJECT["project"]["dependencies"])}
# Libraries of which more is used than they promise to keep, and where: the next minor version may change it.
BOUNDED: Final = {
    "Jinja2": "the code generator of templates is a subclass of Jinja's",
    "openpyxl": "sheets are read by its class for reading only, and found by its reader of relationships",
    "pymorphy3": "a word made by a prefix is known by the names of the analysers that met it",
}


def test_the_version_that_is_installed_is_the_one_the_package_states() -> None:
    installed = importlib.metadata.version("nastav-docs")
    assert installed == nastav_docs.__version__, "install the project again: pip install -e ."
    assert "version" in PYPROJECT["project"]["dynamic"]


def test_the_versions_of_python_are_the_same_everywhere() -> None:
    stated = [line.rpartition(" ")[2] for line in PYPROJECT["project"]["classifiers"] if ":: 3." in line]
    assert PYPROJECT["project"]["requires-python"] == f">={stated[0]}"
    assert PYPROJECT["tool"]["ruff"]["target-version"] == f"py{stated[0].replace('.', '')}"
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8")
    assert f"python: {json.dumps(stated)}" in workflow


# ----------------------------------------------------------------------------------------------------------- libraries


@pytest.mark.parametrize("name", BOUNDED)
def test_a_library_used_beyond_its_promises_is_bounded_by_the_minor_version_looked_at(name: str) -> None:
    installed = Version(importlib.metadata.version(name))
    allowed = NEEDED[name].specifier
    following = f"{installed.major}.{installed.minor + 1}"
    assert installed in allowed, (
        f"{name} {installed} is installed, pyproject.toml allows {allowed}. Used: {BOUNDED[name]}. If the tests of this "
        "file and the others pass with it, raise the bound."
    )
    assert following not in allowed, f"{name} {following} is allowed, and nobody has looked at it: {BOUNDED[name]}"


# The newest versions that were tried and do not do.
TOO_OLD: Final = [
    ("click", "8.1.8", "the first command fails: there is no NoArgsIsHelpError"),
    ("holidays", "0.90", "a warning at each use before 0.73; no Saturdays that the government made working days"),
    ("Jinja2", "3.1.4", "a template that uses namespace() is not printed"),
    ("openpyxl", "3.1.2", "every book is told to be damaged"),
]


@pytest.mark.parametrize(("name", "version", "why"), TOO_OLD, ids=[name for name, *_ in TOO_OLD])
def test_a_version_that_does_not_do_is_refused(name: str, version: str, why: str) -> None:
    assert version not in NEEDED[name].specifier, why


def parameters(function: Callable[..., object]) -> list[str]:
    """The names of a function's parameters."""
    return list(inspect.signature(function).parameters)


def test_what_jinjas_code_generator_calls_by_name_is_what_ours_overrides() -> None:
    jinja = compiler.CodeGenerator
    ours = Generator.__mro__[: Generator.__mro__.index(jinja)]
    overridden = [name for kind in ours for name in vars(kind) if not name.startswith("__") and hasattr(jinja, name)]
    assert {"visit_Template", "visit_Output", "visit_For", "visit_Filter", "macro_def"} <= set(overridden)
    for name in overridden:
        assert parameters(getattr(Generator, name)) == parameters(getattr(jinja, name)), name


JINJA: Final = {
    "blockvisit": ["self", "nodes", "frame"],
    "buffer": ["self", "frame"],
    "enter_frame": ["self", "frame"],
    "indent": ["self"],
    "leave_frame": ["self", "frame", "with_python_scope"],
    "macro_body": ["self", "node", "frame"],
    "newline": ["self", "node", "extra"],
    "outdent": ["self", "step"],
    "push_assign_tracking": ["self"],
    "signature": ["self", "node", "frame", "extra_kwargs"],
    "temporary_identifier": ["self"],
    "write": ["self", "x"],
    "writeline": ["self", "x", "node", "extra"],
}


@pytest.mark.parametrize(("name", "takes"), JINJA.items())
def test_what_our_code_generator_calls_is_there_in_jinja(name: str, takes: list[str]) -> None:
    assert parameters(getattr(compiler.CodeGenerator, name)) == takes


def test_openpyxl_reads_a_sheet_for_reading_only_and_names_its_part() -> None:
    book = Workbook()
    book.active.append(["Школа", 1])  # type: ignore[union-attr]  # a new book has a sheet
    data = io.BytesIO()
    book.save(data)
    sheet = load_workbook(data, read_only=True, data_only=True).worksheets[0]
    assert isinstance(sheet, ReadOnlyWorksheet)
    sheet.reset_dimensions()
    assert [[cell.value for cell in row] for row in sheet.rows] == [["Школа", 1]]
    assert (sheet.sheet_state, sheet.title) == ("visible", "Sheet")
    with zipfile.ZipFile(data) as archive:
        root = next(iter(get_dependents(archive, "_rels/.rels")))
    assert (root.Type.rpartition("/")[2], root.Target) == ("officeDocument", "xl/workbook.xml")


@pytest.mark.parametrize(("word", "met"), [("наставник", []), ("супернаставник", ["KnownPrefixAnalyzer"])])
def test_pymorphy_names_the_analyser_of_a_prefix(word: str, met: list[str]) -> None:
    steps: list[Any] = pymorphy3.MorphAnalyzer(lang="ru").parse(word)[0].methods_stack
    assert [name for step in steps if (name := type(step[0]).__name__).endswith("PrefixAnalyzer")] == met


# ----------------------------------------------------------------------------------------------------- where tests run


@pytest.mark.parametrize(
    ("markers", "platform", "there", "why"),
    [
        ([], "win32", [], ""),
        (["linux"], "linux", [], ""),
        (["linux"], "darwin", ["office"], "Needs Linux, and this is darwin"),
        (["linux", "office"], "win32", [], "Needs Linux, and this is win32"),
        (["office"], "linux", [], "LibreOffice is not installed: not measured on paper"),
        (["office"], "win32", ["office"], ""),
        (["office", "calc"], "linux", ["office"], "LibreOffice Calc is not installed: formulas are not counted anew"),
        (["browser"], "linux", [], "Chromium is not installed: the page is not tried"),
        (["browser"], "linux", ["browser"], ""),
        (
            ["office", "verapdf"],
            "linux",
            ["office"],
            "Java with veraPDF is not installed: PDFs are not judged (Debian: default-jdk-headless, libjaxb-java)",
        ),
        (["office", "verapdf"], "linux", ["office", "verapdf"], ""),
    ],
)
def test_a_test_is_left_out_only_where_it_cannot_run(
    markers: list[str], platform: str, there: list[str], why: str
) -> None:
    assert why_left_out(markers, platform=platform, there=there) == why


def test_every_dependency_has_a_lower_bound_that_can_be_tested() -> None:
    """`make lowest` runs the tests with these."""
    wanted = dict(line.split("==") for line in lowest(PYPROJECT["project"]))
    assert len(wanted) == len(PYPROJECT["project"]["dependencies"])
    assert wanted["click"] == "8.2"  # 8.1 fails at once
