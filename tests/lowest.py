"""The lowest versions of all dependencies as constraints for pip: what pyproject.toml promises to work with.

`python -m tests.lowest > lowest.txt && pip install -c lowest.txt -e '.[test]'`, then the tests; `make lowest` does both.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from packaging.requirements import Requirement

from tests.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from packaging.specifiers import SpecifierSet


def lowest(project: dict[str, Any]) -> Iterator[str]:
    """A line `name==version` for each dependency of the program itself that has a lower bound.

    Those of its tests are tools: their bounds are not the user's.
    """
    for line in project["dependencies"]:
        wanted = Requirement(line)
        yield f"{wanted.name}=={lower_bound(wanted.specifier)}"


def lower_bound(bounds: SpecifierSet) -> str:
    """The version after `>=`; a dependency without one is an error of pyproject.toml."""
    return next(bound.version for bound in bounds if bound.operator == ">=")


if __name__ == "__main__":
    with (ROOT / "pyproject.toml").open("rb") as file:
        print("\n".join(lowest(tomllib.load(file)["project"])))  # noqa: T201  for pip
