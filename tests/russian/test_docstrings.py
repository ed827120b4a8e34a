"""What a docstring says that a call gives, the call gives: `roman(4)` → «IV», `quarter_of(day)` → `4`."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from typing import TYPE_CHECKING

import pytest

import nastav_docs.rules
import nastav_docs.russian

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

EXAMPLE = re.compile(r"`(?P<call>[^`]+)`\s→\s(?:«(?P<text>(?:[^«»]|«(?:[^«»]|«[^«»]*»)*»)*)»|`(?P<value>[^`]+)`)")


def modules() -> Iterator[ModuleType]:
    for package in (nastav_docs.russian, nastav_docs.rules):
        yield package
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(found.name)


def examples() -> Iterator[tuple[ModuleType, str, str | None, str | None]]:
    for module in modules():
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                for match in EXAMPLE.finditer(" ".join((ast.get_docstring(node) or "").split())):
                    yield module, match["call"], match["text"], match["value"]


@pytest.mark.parametrize(("module", "call", "text", "value"), list(examples()))
def test_the_example_of_a_docstring_is_true(module: ModuleType, call: str, text: str | None, value: str | None) -> None:
    given = eval(call, dict(vars(module)))  # noqa: S307 - the project's own docstrings
    if value is None:
        assert " ".join(str(given).split()) == text
    else:
        assert repr(given) == value
