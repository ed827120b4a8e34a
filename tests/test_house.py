"""The house: arrows go down only, no circles, each package shows its names in its `__init__`, no name twice."""

from __future__ import annotations

import ast
import importlib
from collections import defaultdict

import pytest

from tests.house import House, floor, measured
from tests.paths import ROOT

MOST_LINES = 500
MOST_ARROWS = 115
MOST_ARROWS_OF_THE_CORE = 70
MOST_BESIDE_THE_PACKAGES = 6

FLOORS = (
    ("diagnostics", "files"),
    ("russian", "docx", "pdf"),
    ("grids",),
    ("config", "template"),
    ("papers", "registry"),
    ("documents", "rules"),
    ("review", "builder", "authoring", "returns", "imported", "amendments"),
    ("nastav_docs",),
    ("page",),
    ("cli",),
    ("__main__",),
)


@pytest.fixture(scope="module", name="house")
def _house() -> House:
    return measured()


def test_arrows_between_packages_go_down(house: House) -> None:
    height = {package: number for number, packages in enumerate(FLOORS) for package in packages}
    assert {floor(module) for module in house.lines} == set(height)
    assert [(one, other) for one, other in house.arrows() if height[one] <= height[other]] == []
    assert len(house.arrows()) <= MOST_ARROWS
    assert len(house.arrows_of_the_core()) <= MOST_ARROWS_OF_THE_CORE


def test_no_modules_import_each_other_in_a_circle(house: House) -> None:
    assert list(house.circles()) == []


def test_a_circle_would_be_seen() -> None:
    imports = frozenset({("p.a", "p.b"), ("p.b", "p.c"), ("p.c", "p.a"), ("p.c", "p.d")})
    house = House(dict.fromkeys(("p.a", "p.b", "p.c", "p.d"), 1), frozenset({"p"}), imports)
    assert list(house.circles()) == [("p.a", "p.b", "p.c")]


def test_from_outside_only_what_a_package_shows_is_imported(house: House) -> None:
    assert list(house.trespasses()) == []


def test_a_module_is_no_longer_than_a_person_reads(house: House) -> None:
    assert {module: size for module, size in house.lines.items() if size > MOST_LINES} == {}


def test_few_modules_lie_beside_the_packages(house: House) -> None:
    beside = [name for name in house.lines if name.count(".") == 1 and name not in house.packages]
    assert len(beside) <= MOST_BESIDE_THE_PACKAGES


def test_no_class_has_the_name_of_another() -> None:
    homes = defaultdict(list)
    for file in sorted((ROOT / "nastav_docs").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                homes[node.name].append(str(file.relative_to(ROOT)))
    assert {name: files for name, files in homes.items() if len(files) > 1} == {}


def test_no_package_is_called_like_a_public_function(house: House) -> None:
    public = importlib.import_module("nastav_docs")
    assert [name for name in public.__all__ if f"nastav_docs.{name}" in house.lines] == []


def test_every_package_says_what_it_turns_into_what(house: House) -> None:
    for name in house.packages - {"nastav_docs"}:
        doc = importlib.import_module(name).__doc__ or ""
        assert 1 <= len(doc.strip().splitlines()) <= 9, name  # five lines of text, and room for a table of contents
        assert "A package" not in doc, name
