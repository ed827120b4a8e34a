"""The map of the code, measured from its imports: `python -m tests.house` prints packages, arrows and circles.

Imports inside functions and under TYPE_CHECKING count like all others.
"""

from __future__ import annotations

import importlib
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import grimp

from tests.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOM: Final = "nastav_docs"
# What a paper is made of and checked by, and the command line; what stands on it (import, amendments, returns, the
# page) and what it reads and writes besides Word (grids, pdf) is not the core.
CORE: Final = frozenset({
    "diagnostics", "files", "russian", "docx", "config", "template", "papers", "registry", "documents", "rules",
    "review", "builder", "authoring", "nastav_docs", "cli", "__main__",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class House:
    """Modules of the package by name with the number of their lines, and which imports which."""

    lines: Mapping[str, int]
    packages: frozenset[str]
    imports: frozenset[tuple[str, str]]

    def arrows(self) -> Counter[tuple[str, str]]:
        """Pairs of packages of the first level, the importing one first, with the number of imports between them."""
        pairs = ((floor(one), floor(other)) for one, other in self.imports)
        return Counter((one, other) for one, other in pairs if one != other)

    def arrows_of_the_core(self) -> frozenset[tuple[str, str]]:
        """The arrows between two packages of the core."""
        return frozenset(pair for pair in self.arrows() if CORE.issuperset(pair))

    def circles(self) -> Iterator[tuple[str, ...]]:
        """Modules that import each other in a circle, each circle once (strongly connected components)."""
        targets: dict[str, set[str]] = {}
        for one, other in self.imports:
            targets.setdefault(one, set()).add(other)
        reached = {one: _reachable(one, targets) for one in self.lines}
        told: set[str] = set()
        for one in sorted(self.lines):
            circle = {other for other in reached[one] if one in reached[other]}
            if circle and one not in told:
                told |= circle
                yield tuple(sorted(circle))

    def trespasses(self) -> Iterator[tuple[str, str]]:
        """Imports of a module from outside its package, past what the `__init__` of the package shows.

        A list of codes is a module that its package shows.
        """
        for one, other in sorted(self.imports):
            package = other.rpartition(".")[0]
            inside = f"{one}.".startswith(f"{package}.")
            if not (inside or other in self.packages or package in (ROOM, f"{ROOM}.diagnostics.codes")):
                yield one, other


def floor(module: str) -> str:
    """The package of the first level that a module is in: `nastav_docs.docx.xml` is in `docx`."""
    return module.split(".")[1] if "." in module else module


def _reachable(start: str, targets: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    to_visit = [start]
    while to_visit:
        for other in targets.get(to_visit.pop(), ()):
            if other not in found:
                found.add(other)
                to_visit.append(other)
    return found


def _shown_modules(one: str, package: str, packages: frozenset[str]) -> Iterator[str]:
    """The modules that `from nastav_docs.docx import xml` names: grimp sees an import of the module itself."""
    file = ROOT / one.replace(".", "/")
    source = (file / "__init__.py" if one in packages else file.with_suffix(".py")).read_text("utf-8")
    names_shown = set(getattr(importlib.import_module(package), "__all__", ()))
    for names in re.findall(rf"from {re.escape(package)} import ([^\n(]+|\([^)]*\))", source):
        yield from names_shown.intersection(re.findall(r"\w+", names))


def measured() -> House:
    """The house as it stands."""
    graph = grimp.build_graph(ROOM, cache_dir=None)
    files = {
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file
        for file in (ROOT / ROOM).rglob("*.py")
    }
    packages = frozenset(name for name, file in files.items() if file.name == "__init__.py")
    imports = set()
    for one in graph.modules:
        for other in graph.find_modules_directly_imported_by(one):
            package, _, name = other.rpartition(".")
            outside = package in packages and package != ROOM and not f"{one}.".startswith(f"{package}.")
            shown = outside and name in _shown_modules(one, package, packages)
            imports.add((one, package if shown and other not in packages else other))
    lines = {name: len(file.read_text("utf-8").splitlines()) for name, file in files.items()}
    return House(lines, packages, frozenset(imports))


if __name__ == "__main__":
    house = measured()
    sizes: Counter[str] = Counter()
    for module, size in house.lines.items():
        sizes[floor(module)] += size
    for package, size in sorted(sizes.items()):
        to = sorted(other for one, other in house.arrows() if one == package)
        print(f"{package:12} {size:6} lines  → {', '.join(to)}")  # noqa: T201 - what the command is for
    core = len(house.arrows_of_the_core())
    print(f"{len(house.arrows())} arrows, {core} in the core, {len(list(house.circles()))} circles")  # noqa: T201 - as above
