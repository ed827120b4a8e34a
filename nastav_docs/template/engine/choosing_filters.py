"""The filters that put another filter or a test to each item: `map`, `select`, `reject`, `selectattr`, `rejectattr`."""

# ruff: noqa: ANN401 - data of any type goes through; the signatures are those of Jinja's filters

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nastav_docs.template.engine.filters import items_of, path_of
from nastav_docs.template.engine.runtime import ITEM, Unknown, Unprintable, spend_on
from nastav_docs.template.engine.value_tests import TESTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Functions = Mapping[str, Callable[..., Any]]


def choosing(filters: Functions, tests: Functions = TESTS) -> dict[str, Callable[..., Any]]:
    """These filters by name: `map('upper')` finds its filter in `filters`, `select('odd')` its test in `tests`."""
    return {
        "map": _mapping(filters),
        "select": _selecting(tests, wanted=True),
        "reject": _selecting(tests, wanted=False),
        "selectattr": _selecting_by_field(tests, wanted=True),
        "rejectattr": _selecting_by_field(tests, wanted=False),
    }


def _mapping(filters: Functions) -> Callable[..., list[Any]]:
    def map_(
        values: Iterable[Any],
        name: str | None = None,
        *arguments: Any,
        attribute: object = None,
        default: object = None,
        **named: Any,
    ) -> list[Any]:
        """`map('upper')`: each item through a filter; `map(attribute='a.b')`: that field of each."""
        given = items_of(values)
        if name is None:
            reach = path_of(attribute)
            found = [reach(value) for value in given]
            return found if default is None else [default if isinstance(v, Unknown) else v for v in found]
        if name not in filters:
            raise Unprintable(f"нет фильтра «{name}»")
        spend_on(ITEM * len(given))
        return [filters[name](value, *arguments, **named) for value in given]

    return map_


def _passing(tests: Functions, name: str | None, arguments: tuple[Any, ...]) -> Callable[[Any], bool]:
    """The test that is put to each item; without a name, whether the item is not empty."""
    if name is None:
        return bool
    if name not in tests:
        raise Unprintable(f"нет проверки «{name}»")
    return lambda value: bool(tests[name](value, *arguments))


def _selecting(tests: Functions, *, wanted: bool) -> Callable[..., list[Any]]:
    def select(values: Iterable[Any], name: str | None = None, *arguments: Any) -> list[Any]:
        """`select('odd')`, `reject('odd')`: the items that pass a test, or that do not."""
        passes = _passing(tests, name, arguments)
        return [value for value in items_of(values) if passes(value) is wanted]

    return select


def _selecting_by_field(tests: Functions, *, wanted: bool) -> Callable[..., list[Any]]:
    def select(values: Iterable[Any], attribute: str, name: str | None = None, *arguments: Any) -> list[Any]:
        """`selectattr('a.b', 'odd')`, `rejectattr(…)`: the items whose field passes a test, or does not."""
        passes, reach = _passing(tests, name, arguments), path_of(attribute)
        return [value for value in items_of(values) if passes(reach(value)) is wanted]

    return select
