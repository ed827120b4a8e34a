"""From the source of a part or a text, by Jinja's parser, to a compiled Python function; and the operators it calls."""

from __future__ import annotations

import marshal
import re
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.utils import missing

from nastav_docs.template.engine import filters as builtin
from nastav_docs.template.engine import layout_repairs, printed_values, runtime
from nastav_docs.template.engine.code_generator import Generator, Target
from nastav_docs.template.engine.constant_folding import fold
from nastav_docs.template.engine.kept_turns import SharedRow
from nastav_docs.template.engine.placed_forms import PLACED, place_forms
from nastav_docs.template.engine.printed_values import Fragment
from nastav_docs.template.engine.runtime import (
    Loop,
    Lost,
    Macro,
    Namespace,
    Unknown,
    UnknownIncludeError,
    UnknownName,
    Unprintable,
)
from nastav_docs.template.engine.value_tests import TESTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import CodeType


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The Jinja environment whose parser is used; its braces are `<?{ }?>` and `<?% %?>`, which no XML can hold."""
    return Environment(
        block_start_string="<?%",
        block_end_string="%?>",
        variable_start_string="<?{",
        variable_end_string="}?>",
        comment_start_string="<?#",
        comment_end_string="#?>",
        keep_trailing_newline=True,
        autoescape=True,
        optimized=False,
    )


# --------------------------------------------------------------------------------------------------------- compilation

MAX_BITS = 4_096  # bits of a whole number, more than any figure of a paper has


def _call(function: object, *arguments: object, **named: object) -> object:
    if isinstance(function, (Unknown, Lost)):
        return function()
    if callable(function):
        return function(*arguments, **named)
    raise Unprintable("вызвать можно только макрос или функцию")


def _plain(value: object) -> object:
    return value.text if type(value) is Fragment else value


def _look(value: Any, name: object, expression: str) -> Any:  # noqa: ANN401 - items of the template's data
    """`value[name]`; raises UnknownName with the names that are there. `expression` is how the template writes it."""
    if isinstance(value, Lost):
        return value
    try:
        return value[name]
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        known = tuple(str(key) for key in value) if isinstance(value, dict) else ()
        raise UnknownName(expression, known, empty=isinstance(error, IndexError)) from error


def _joined(values: Sequence[object]) -> str:
    return printed_values.joined([printed_values.text(value) for value in values])


def _add(left: Any, right: Any) -> Any:  # noqa: ANN401 - numbers, texts or lists
    left, right = _plain(left), _plain(right)
    if isinstance(left, (str, list, tuple)) and isinstance(right, (str, list, tuple)):
        made(left, len(left) + len(right))
    return _not_huge(left + right)


def _subtract(left: Any, right: Any) -> Any:  # noqa: ANN401 - numbers
    return _not_huge(left - right)


def _multiply(left: Any, right: Any) -> Any:  # noqa: ANN401 - numbers, or a text and a number
    left, right = _plain(left), _plain(right)
    for one, other in ((left, right), (right, left)):
        if isinstance(one, (str, list, tuple)) and isinstance(other, int):
            made(one, len(one) * other)
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() + right.bit_length() > MAX_BITS:
        raise runtime.LimitReachedError
    return left * right


def _power(left: Any, right: Any) -> Any:  # noqa: ANN401 - numbers
    if isinstance(left, (int, float)) and isinstance(right, (int, float)) and abs(right) <= 64 and abs(left) <= 1e9:  # noqa: PLR2004 - larger than any figure
        return left**right
    if isinstance(left, (Lost, Unknown)):
        return left**right
    if not isinstance(left, (int, float)) or not isinstance(right, (int, float)):
        raise Unprintable("в степень возводят только числа")
    raise runtime.LimitReachedError


def _remainder(left: Any, right: Any) -> Any:  # noqa: ANN401 - numbers
    if isinstance(left, (str, bytes)):
        raise Unprintable("остаток бывает только у чисел", "текст составляют знаком ~")
    return left % right


def made(kind: object, number: int) -> None:
    """Count the making of a text or list of `number` characters or items off the budget, before it is made.

    `kind` is any value of that type. Raises LimitReachedError.
    """
    if number > runtime.MAX_STEPS:
        raise runtime.LimitReachedError
    if number > runtime.FREE or not isinstance(kind, str):
        runtime.spend_on(number * (runtime.CHARACTER if isinstance(kind, str) else runtime.ITEM))


def _not_huge(number: Any) -> Any:  # noqa: ANN401 - a sum or a difference of anything
    if type(number) is int and number.bit_length() > MAX_BITS:
        raise runtime.LimitReachedError
    return number


def _cut(part: Any) -> Any:  # noqa: ANN401 - a part of a text or of a list
    made(part, len(part))
    return part


def _key(value: object) -> object:
    """The key in `a[key]` or in `{key: value}`, with the hashing of a tuple counted."""
    if isinstance(value, tuple):
        runtime.weigh(value)
    return _plain(value)


def _weighed(value: object) -> object:
    """One side of a comparison, with the comparing of what it holds counted; a `Fragment` becomes its text."""
    if isinstance(value, (list, tuple, dict)):
        runtime.weigh(value)
    return _plain(value)


def _within(value: object, values: Any) -> bool:  # noqa: ANN401 - a list, a text or a mapping
    """`value in values`, with the comparing counted."""
    if isinstance(value, (list, tuple, dict)):
        runtime.weigh((value, values))
    whole: Any = _plain(values)
    return _plain(value) in whole


def _need_namespace(value: object) -> None:
    if not isinstance(value, (Namespace, Lost)):
        raise Unprintable("изменить можно только поле namespace()")


def _unknown_include(name: object) -> bytes:
    raise UnknownIncludeError(printed_values.text(name))


_WORLD: Mapping[str, object] = MappingProxyType(
    {
        "remembered": printed_values.remembered,
        "out": printed_values.out,
        "out_plain": printed_values.out_plain,
        "text": printed_values.text,
        "Markup": lambda value: value,
        "LoopContext": Loop,
        "SharedRow": SharedRow,
        "Macro": Macro,
        "missing": missing,
        "undefined": Unknown,
        "LOST": Lost(),
        "lookup": builtin.lookup,
        "look": _look,
        "call": _call,
        "plain": _plain,
        "joined": _joined,
        "add": _add,
        "multiply": _multiply,
        "power": _power,
        "subtract": _subtract,
        "cut": _cut,
        "key": _key,
        "weighed": _weighed,
        "within": _within,
        "remainder": _remainder,
        "need_namespace": _need_namespace,
        "is_blocks": printed_values.is_blocks,
        "span": printed_values.Numbers(printed_values.span).__getitem__,
        "width": printed_values.Numbers(printed_values.width).__getitem__,
        "colour": printed_values.colour,
        "word": printed_values.word,
        "run": printed_values.run,
        "blocks": printed_values.blocks,
        "moment": printed_values.moment,
        "unknown_include": _unknown_include,
        "dict_items": builtin.items,
        "dict_keys": list,
        "dict_values": lambda value: list(value.values()),
        "close_table": layout_repairs.close_table,
        "close_row": layout_repairs.close_row,
        "close_grid": layout_repairs.close_grid,
        "fit_table": layout_repairs.fit_table,
    }
)


@dataclass(frozen=True, slots=True)
class PartCode:
    """The compiled code of a part or text.

    `root` returns its pieces: bytes for a part of a Word document, `str` for a text. `lines` are pairs of a line of the
    source and the line of Python that was made from it; `filename` is the name of the code in tracebacks.
    """

    root: Callable[..., list[Any]]
    lines: tuple[tuple[int, int], ...]
    filename: str


def compile_source(
    tree: nodes.Template,
    filename: str,
    *,
    target: Target,
    filters: Mapping[str, Callable[..., object]],
    tests: Mapping[str, Callable[..., object]] = TESTS,
    tracing: bool = False,
) -> PartCode:
    """Compile a syntax tree with the filters and tests that it may use.

    With `tracing` it becomes a function that notes every failure and goes on (see `Tracer`).
    Raises SyntaxError when loops are nested deeper than Python allows.
    """
    made = _made(tree, filename, target, tracing=tracing, forms=forms_placed(filters))
    return _with_values(made, filename, target, filters, tests)


def compile_written(
    source: str,
    filename: str,
    *,
    target: Target,
    filters: Mapping[str, Callable[..., object]],
    tests: Mapping[str, Callable[..., object]] = TESTS,
) -> PartCode:
    """Compile a source, as `parse_source` and `compile_source` do; what was made of the same one before serves again.

    A project that is loaded anew, or built and then checked, has the templates and texts that it had.
    """
    made = _made_of(source, filename, target, forms=forms_placed(filters))
    return _with_values(made, filename, target, filters, tests)


class _Made(NamedTuple):
    """Code of Python made of a source, the same whatever filters it is run with; `lines` as in PartCode."""

    code: CodeType
    lines: tuple[tuple[int, int], ...]
    numbers: Mapping[str, Any]


class KeptCode(NamedTuple):
    """What `compile_written` makes of a source, in a form that can be pickled; `code` is marshalled."""

    code: bytes
    lines: tuple[tuple[int, int], ...]
    numbers: Mapping[str, Any]


def kept_code(source: str, filename: str, *, target: Target, forms: bool) -> KeptCode:
    """The code of a source to be kept for another process of the same Python; `forms` as in `forms_placed`."""
    made = _made_of(source, filename, target, forms=forms)
    return KeptCode(marshal.dumps(made.code), made.lines, made.numbers)


def code_again(
    kept: KeptCode,
    filename: str,
    *,
    target: Target,
    filters: Mapping[str, Callable[..., object]],
    tests: Mapping[str, Callable[..., object]] = TESTS,
) -> PartCode:
    """The code that `compile_written` would give, out of what `kept_code` gave before."""
    made = _Made(marshal.loads(kept.code), kept.lines, kept.numbers)  # noqa: S302  written by this very program
    return _with_values(made, filename, target, filters, tests)


def forms_placed(filters: Mapping[str, Callable[..., object]]) -> bool:
    """Whether words after «в» and «на» are printed in the form that goes with these, as `filters` has what does it."""
    return PLACED in filters


@lru_cache(maxsize=512)
def _made_of(source: str, filename: str, target: Target, *, forms: bool) -> _Made:
    return _made(parse_source(source), filename, target, tracing=False, forms=forms)


def _made(tree: nodes.Template, filename: str, target: Target, *, tracing: bool, forms: bool) -> _Made:
    """The code of a tree; with `forms` a word after «в» or «на» has the form that goes with it (see `place_forms`)."""
    generator = Generator(environment(), filename, target=target, tracing=tracing)
    tree = place_forms(tree, (PLACED,) if forms else ())
    generator.visit(tree if tracing else fold(tree))
    code: CodeType = compile(generator.source(), filename, "exec")
    return _Made(code, tuple(generator.debug_info), generator.numbers)


def _with_values(
    made: _Made,
    filename: str,
    target: Target,
    filters: Mapping[str, Callable[..., object]],
    tests: Mapping[str, Callable[..., object]],
) -> PartCode:
    concat = printed_values.joined if target is Target.TEXT else printed_values.fragment
    world = {**_WORLD, "filters": filters, "tests": tests, "concat": concat, **made.numbers}
    exec(made.code, world)  # noqa: S102 - the code is the generator's own; names in it are Jinja's and checked
    return PartCode(world["root"], made.lines, filename)


# Names whose fields are ids that people choose: in `annexes.pairs-table` the hyphen belongs to the id, and nothing is
# subtracted.
_OF_IDS: Final = re.compile(
    r"(?<![\w.'\"])(annexes|papers|acts|lists|people|wording|data|kinds)\.([A-Za-z_]\w*(?:-\w+)+)(?![\w(])"
)
LONGEST_NUMBER: Final = 14_000  # bits; Python prints 4300 digits, which are some more
_TAG: Final = re.compile(r"<\?[{%].*?[}%]\?>", re.DOTALL)


def parse_source(source: str) -> nodes.Template:
    """The syntax tree of a source, whose tags stand in the braces of `environment`; raises TemplateError.

    An id with hyphens may follow a dot: `annexes.pairs-table` is `annexes['pairs-table']`.
    """
    if _OF_IDS.search(source):
        source = _TAG.sub(lambda tag: _OF_IDS.sub(r"\1['\2']", tag[0]), source)
    try:
        tree = environment().parse(source)
    except ValueError as error:  # raised by int(), which reads no more than 4300 digits
        raise TemplateSyntaxError("number too long", 1) from error
    for constant in tree.find_all(nodes.Const):  # «0x9…» is read in any length, but not printed
        if isinstance(constant.value, int) and constant.value.bit_length() > LONGEST_NUMBER:
            raise TemplateSyntaxError("number too long", constant.lineno)
    return tree
