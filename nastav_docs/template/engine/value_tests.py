"""The tests of Jinja that a template or a text may use: `is odd`, `is in(…)`, `select('odd')`."""

# ruff: noqa: ANN401 - data of any type goes through

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import tests as jinja_tests

from nastav_docs.template.engine.runtime import Lost, Unknown, Unprintable, weigh

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_TESTS = [
    "boolean",
    "divisibleby",
    "eq",
    "equalto",
    "==",
    "even",
    "odd",
    "false",
    "true",
    "float",
    "integer",
    "ge",
    ">=",
    "gt",
    ">",
    "greaterthan",
    "in",
    "iterable",
    "le",
    "<=",
    "lessthan",
    "lower",
    "lt",
    "<",
    "mapping",
    "ne",
    "!=",
    "none",
    "number",
    "sameas",
    "sequence",
    "string",
    "upper",
]
_COMPARING = {
    "eq", "equalto", "==", "ge", ">=", "gt", ">", "greaterthan", "in", "le", "<=", "lessthan", "lt", "<", "ne", "!=",
}  # fmt: skip
_OF_NUMBERS = {"divisibleby", "even", "odd"}


def _tested(name: str) -> Callable[..., bool]:
    """A test of Jinja that counts what it compares off the budget and takes remainders of numbers only."""
    test: Callable[..., bool] = jinja_tests.TESTS[name]  # type: ignore[assignment]  # Jinja's table has no closer type

    def compares(*values: Any) -> bool:
        weigh(values)
        return test(*values)

    def divides(*values: Any) -> bool:
        if not all(isinstance(value, (int, float, Lost, Unknown)) for value in values):
            raise Unprintable("на чётность и делимость проверяют числа")
        return test(*values)

    return compares if name in _COMPARING else divides if name in _OF_NUMBERS else test


TESTS: Mapping[str, Callable[..., bool]] = {
    **{name: _tested(name) for name in _TESTS},
    "defined": lambda value: not isinstance(value, Unknown),
    "undefined": lambda value: isinstance(value, Unknown),
}
