"""The closed world of `{{ … }}` in the YAML: plain data by its items, our filters, and nothing else.

A text reaches no attribute of any object: `a.b` is the item «b» of the mapping `a`, and there is nothing to call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from jinja2 import Environment, StrictUndefined
from jinja2.filters import do_default
from jinja2.runtime import LoopContext
from jinja2.sandbox import SandboxedEnvironment

from nastav_docs import builtin

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2.runtime import Context

LARGEST = 10_000
LOOP_NAMES = frozenset({"index", "index0", "first", "last", "length", "revindex", "revindex0", "depth", "depth0"})


class UnknownName(Exception):  # noqa: N818  named for what it says of the text
    """A name that is not there; `known` are those that are."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(name)
        self.name = name
        self.known = known


class Unknown(StrictUndefined):
    """A name that is not there: an error as soon as it is used, but `is defined` may ask."""

    known: tuple[str, ...] = ()

    def _fail_with_undefined_error(self, *_: Any, **__: Any) -> NoReturn:  # noqa: ANN401  Jinja's own signature
        raise UnknownName(str(self._undefined_name), list(self.known))

    __iter__ = __str__ = __len__ = __eq__ = __ne__ = __bool__ = __hash__ = _fail_with_undefined_error
    __getattr__ = __call__ = __getitem__ = __add__ = __radd__ = __lt__ = __gt__ = _fail_with_undefined_error


class ClosedEnvironment(SandboxedEnvironment):
    """Jinja with item access only; multiplying is for small numbers, so that no text grows without end."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401  Jinja's own signature
        """Multiply or raise numbers, never texts or lists."""
        if not all(isinstance(value, (int, float)) and abs(value) <= LARGEST for value in (left, right)):
            raise ValueError(operator)
        return super().call_binop(context, operator, left, right)

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401  Jinja's own signature
        """`a.b`: the item «b» of `a`, or one of the few names of `loop`."""
        if isinstance(obj, LoopContext) and attribute in LOOP_NAMES:
            return getattr(obj, attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401  Jinja's own signature
        """`a['b']`: an item of a mapping or a list, never an attribute."""
        if isinstance(obj, Unknown):
            return obj._fail_with_undefined_error()  # noqa: SLF001  our own class
        if isinstance(obj, (dict, list, tuple, str)):
            try:
                return obj[argument]
            except (LookupError, TypeError):
                pass
        found = Unknown(name=str(argument))
        found.known = tuple(names_in(obj))
        return found


def names_in(obj: object) -> list[str]:
    """The names that a mapping has."""
    known = getattr(obj, "known", None)
    if callable(known):
        return [str(name) for name in known()]
    return [str(name) for name in obj] if isinstance(obj, dict) else []


def closed_environment(filters: Mapping[str, Callable[..., object]]) -> Environment:
    """An environment with the engine's safe filters and tests, and ours over them."""
    environment = ClosedEnvironment(undefined=Unknown, autoescape=False)
    own = {**builtin.FILTERS, "default": do_default, "d": do_default, **filters}
    environment.filters = {**own, **builtin.choosing(own)}
    asked: dict[str, Callable[..., bool]] = {
        "defined": lambda value: not isinstance(value, Unknown),
        "undefined": lambda value: isinstance(value, Unknown),
    }
    environment.tests = {**builtin.TESTS, **asked}
    environment.globals = {}
    return environment
