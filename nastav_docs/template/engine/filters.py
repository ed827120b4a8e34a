"""The filters and functions of Jinja that a template or a text may use: those that only look at data.

They take and return what Jinja's do, with three differences: items are reached by names alone, values become texts as
`printed_values.text` writes them, and what would be too large raises LimitReachedError before it is made.

Those of Jinja that are left out are in `REFUSED`, each with its reason.
"""

# ruff: noqa: ANN401, FBT001, FBT002 - data of any type goes through; the signatures are those of Jinja's filters

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING, Any

from jinja2 import filters as jinja

from nastav_docs.template.engine.printed_values import MAX_TEXT, text
from nastav_docs.template.engine.runtime import (
    CHARACTER,
    ITEM,
    MAX_STEPS,
    LimitReachedError,
    Lost,
    Namespace,
    Timed,
    Unknown,
    Unprintable,
    spend_on,
    weigh,
)
from nastav_docs.template.engine.text_shapes import TEXT_SHAPES, counted

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_RANGE = 100_000


def items_of(values: Any) -> Sequence[Any]:
    """The items that a filter goes through, counted off the budget; raises Unprintable for what is no list."""
    if isinstance(values, (list, tuple, range, Timed)):
        spend_on(ITEM * len(values))
        return values
    if isinstance(values, str):
        spend_on(3 * ITEM * len(values))  # each character becomes a text
        return list(values)
    if not isinstance(values, Iterable) and not isinstance(values, (Unknown, Lost)):
        raise Unprintable("здесь нужен список")
    found = list(islice(values, MAX_STEPS + 1))
    if len(found) > MAX_STEPS:
        raise LimitReachedError
    spend_on(ITEM * len(found))
    return found


def _comparable(keys: list[Any]) -> list[Any]:
    """The keys given, with the work of sorting them, or of looking for one among them, counted off the budget."""
    rounds = len(keys).bit_length()
    spend_on(ITEM * len(keys) * rounds // 4)
    for key in keys:
        for part in key if isinstance(key, tuple) else (key,):  # a tuple: the fields of `sort`
            if isinstance(part, (list, tuple, dict)):
                weigh(part, rounds)
    return keys


def range_(*numbers: int) -> range:
    """`range(5)`: the numbers from 0 to 4; at most 100,000 of them, else LimitReachedError."""
    found = range(*numbers)
    if len(found) > MAX_RANGE:
        raise LimitReachedError
    return found


def namespace(*given: Mapping[str, Any], **named: object) -> Namespace:
    """`namespace(x=1)`: fields that a loop may change with `{% set n.x = 2 %}`."""
    return Namespace(*given, **named)


def new_dict(*given: Mapping[str, Any], **named: object) -> dict[str, Any]:
    """`dict(a=1)`: the mapping {"a": 1}."""
    return dict(*given, **named)


FUNCTIONS: Mapping[str, Callable[..., object]] = {"range": range_, "namespace": namespace, "dict": new_dict}


def lookup(value: Any, name: object) -> Any:
    """`value.name` in places where a missing name is no error: an `Unknown` then."""
    if isinstance(value, (Unknown, Lost)):
        return value
    try:
        return value[name]
    except (KeyError, IndexError, TypeError, AttributeError):
        return Unknown(obj=value, name=str(name))


def path_of(name: object) -> Callable[[Any], Any]:
    """The function that reaches `attribute='a.b'` of an item: its field `a`, of that the field `b`."""
    steps = [int(step) if step.isdigit() else step for step in str(name).split(".")]

    def reach(value: Any) -> Any:
        for step in steps:
            value = lookup(value, step)
        return value

    return reach


def _key(attribute: object, *, case_sensitive: bool = False) -> Callable[[Any], Any]:
    reach = path_of(attribute) if attribute is not None else lambda value: value

    def key(value: Any) -> Any:
        found = reach(value)
        return found.casefold() if isinstance(found, str) and not case_sensitive else found

    return key


def join(values: Iterable[object], separator: str = "", attribute: object = None) -> str:
    """`join(', ')`: the items as texts with a separator between them; with `attribute='a.b'` that field of each item.

    Raises LimitReachedError beyond MAX_TEXT characters.
    """
    reach = path_of(attribute) if attribute is not None else lambda value: value
    glue, pieces = text(separator), [text(reach(value)) for value in items_of(values)]
    size = sum(map(len, pieces)) + len(glue) * len(pieces)
    if size > MAX_TEXT:
        raise LimitReachedError
    spend_on(CHARACTER * size)
    return glue.join(pieces)


def sort(
    values: Iterable[Any],
    reverse: bool = False,
    case_sensitive: bool = False,
    attribute: object = None,
) -> list[Any]:
    """`sort`: a sorted list; by fields with `attribute='a,b.c'`, capitals as small letters unless `case_sensitive`."""
    names = str(attribute).split(",") if attribute is not None else [None]
    reaches = [_key(name, case_sensitive=case_sensitive) for name in names]
    found = items_of(values)
    keys = _comparable([tuple(reach(value) for reach in reaches) for value in found])
    return [found[index] for index in sorted(range(len(found)), key=keys.__getitem__, reverse=reverse)]


def unique(values: Iterable[Any], case_sensitive: bool = False, attribute: object = None) -> list[Any]:
    """`unique`: the list without repetitions, the first of each kept."""
    key = _key(attribute, case_sensitive=case_sensitive)
    seen: set[object] = set()
    kept = []
    found = items_of(values)
    for value, own in zip(found, _comparable([key(value) for value in found]), strict=True):
        if own not in seen:
            seen.add(own)
            kept.append(value)
    return kept


class GroupedItems(tuple[Any, Any]):
    """One group of `groupby`: the value as `grouper` or [0], the items that have it as `list` or [1]."""

    __slots__ = ()

    def __getitem__(self, name: Any) -> Any:
        """The value for 0 or «grouper», the items for 1 or «list»."""
        return super().__getitem__({"grouper": 0, "list": 1}.get(name, name))


def group_by(values: Iterable[Any], attribute: object, default: object = None) -> list[GroupedItems]:
    """`groupby('a.b')`: pairs of a field's value and the items that have it, sorted by that value."""
    del default
    key = _key(attribute)
    ordered = sort(values, attribute=attribute)
    return [
        GroupedItems((path_of(attribute)(items[0]), items)) for items in (list(g) for _, g in groupby(ordered, key=key))
    ]


def total(values: Iterable[Any], attribute: object = None, start: Any = 0) -> Any:
    """`sum`: the numbers added up; with `start=[]` lists put together; with `attribute='a.b'` that field of each."""
    reach = path_of(attribute) if attribute is not None else lambda value: value
    found = [reach(value) for value in items_of(values)]
    if not isinstance(start, (list, tuple)):
        if any(isinstance(value, (str, list, tuple, dict)) for value in [start, *found]):
            raise Unprintable("складывают только числа", "тексты соединяют так: {{ … | join(', ') }}")
        return sum(found, start)
    if not all(isinstance(value, (list, tuple)) for value in found):
        raise Unprintable("с start=[] складывают только списки")
    number = len(start) + sum(map(len, found))
    if number > MAX_STEPS:
        raise LimitReachedError
    spend_on(ITEM * number)
    return [*start, *chain.from_iterable(found)]


def extreme(choose: Callable[..., Any]) -> Callable[..., Any]:
    """Make the filter `min` or `max`: `choose` is Python's function of that name."""

    def filter_(values: Iterable[Any], case_sensitive: bool = False, attribute: object = None) -> Any:
        found = items_of(values)
        keys = _comparable([*map(_key(attribute, case_sensitive=case_sensitive), found)])
        return found[choose(range(len(found)), key=keys.__getitem__)]

    return filter_


def default(value: Any, otherwise: Any = "", boolean: bool = False) -> Any:
    """`default('–')`: `otherwise` for a name without a value; with `boolean` also for an empty value."""
    if isinstance(value, Unknown) or (boolean and not value):
        return otherwise
    return value


def items(value: Any) -> list[tuple[Any, Any]]:
    """`items`: the pairs of a mapping; no pairs for a name without a value."""
    if isinstance(value, (Unknown, Lost)):
        return []
    if not isinstance(value, Mapping):
        raise Unprintable("здесь нужен набор полей")
    return list(value.items())


def dict_sort(
    value: Mapping[Any, Any], case_sensitive: bool = False, by: str = "key", reverse: bool = False
) -> list[Any]:
    """`dictsort`: the pairs of a mapping, sorted by key, or by value with `by='value'`."""
    return sort(list(value.items()), reverse, case_sensitive, 0 if by == "key" else 1)


def first(values: Iterable[Any]) -> Any:
    """`first`: the first item; an Unknown of an empty list."""
    return next(iter(values), Unknown(name="first"))


def last(values: Sequence[Any]) -> Any:
    """`last`: the last item; an Unknown of an empty list."""
    found = items_of(values)
    return found[-1] if found else Unknown(name="last")


def reverse(value: Any) -> Any:
    """`reverse`: a text or a list from its end to its beginning."""
    return counted(value)[::-1] if isinstance(value, str) else list(items_of(value))[::-1]


def batch(values: Iterable[Any], size: int, fill: object = None) -> list[list[Any]]:
    """`batch(3)`: the items in lists of `size`, the last filled up with `fill`; raises Unprintable for a bad size."""
    found = list(items_of(values))
    if not isinstance(size, int) or not 0 < size <= MAX_RANGE:
        raise Unprintable("размер группы — целое больше нуля")
    rows = [found[start : start + size] for start in range(0, len(found), size)]
    if rows and fill is not None:
        spend_on(ITEM * size)
        rows[-1] += [fill] * (size - len(rows[-1]))
    return rows


def slice_(values: Iterable[Any], number: int, fill: object = None) -> list[list[Any]]:
    """`slice(3)`: the items in that many lists, as even as can be; raises Unprintable for a bad number."""
    if not isinstance(number, int) or not 0 < number <= MAX_RANGE:
        raise Unprintable("число частей — целое больше нуля")
    spend_on(3 * ITEM * number)
    return [list(part) for part in jinja.sync_do_slice(list(items_of(values)), number, fill)]


_ROUNDED: Mapping[str, Callable[[float], int]] = {"ceil": math.ceil, "floor": math.floor}


def round_(value: Any, precision: int = 0, method: str = "common") -> float:
    """`round(2)`: a number with so many digits after the comma, up to 15; `ceil` and `floor` round up and down."""
    if isinstance(value, (Lost, Unknown)):
        return float(value)  # type: ignore[arg-type]  # says that it is not there
    if not isinstance(value, (int, float, Decimal)):
        raise Unprintable("округляют только числа")
    if not isinstance(precision, int) or not -15 <= precision <= 15 or method not in {"common", *_ROUNDED}:  # noqa: PLR2004 - the digits of a float
        raise Unprintable("округляют так: round, round(2), round(2, 'ceil'), round(2, 'floor'); знаков – не больше 15")
    return float(jinja.do_round(float(value), precision, method))  # type: ignore[arg-type]  # looked at above


def list_(values: Any) -> list[Any]:
    """`list`: the items of a list, a mapping or a text as a new list."""
    return list(items_of(values))


def length(value: Any) -> int:
    """`length`: how many items or characters; raises Unprintable for what has none."""
    if isinstance(value, (int, float)) or value is None:
        raise Unprintable("длина бывает у текста и у списка")
    return len(value)


def same(value: object) -> object:
    """`e`, `escape`: the value as it is, for every value is escaped when it is printed."""
    return value


def on_text(function: Callable[[str], object]) -> Callable[..., object]:
    """Make a filter from a function of one text: whatever value the filter is given is written as a text first."""
    return lambda value, *arguments: function(counted(text(value)), *arguments)


def first_capital(value: str) -> str:
    """`capitalize`: the first letter capital, the others small."""
    return value.capitalize()


def whole(value: object, otherwise: int = 0) -> int:
    """`int`: a whole number from a number or a text, or `otherwise` from what is none."""
    try:
        return int(value)  # type: ignore[call-overload,no-any-return]  # what does not fit is caught
    except (TypeError, ValueError):
        return otherwise


def fraction(value: object, otherwise: float = 0.0) -> float:
    """`float`: a number from a number or a text, or `otherwise` from what is none."""
    try:
        return float(value)  # type: ignore[arg-type]  # what does not fit is caught
    except (TypeError, ValueError):
        return otherwise


FILTERS: Mapping[str, Callable[..., object]] = {
    **TEXT_SHAPES,
    "abs": abs,
    "batch": batch,
    "capitalize": on_text(first_capital),
    "count": length,
    "d": default,
    "default": default,
    "dictsort": dict_sort,
    "e": same,
    "escape": same,
    "first": first,
    "float": fraction,
    "groupby": group_by,
    "int": whole,
    "items": items,
    "join": join,
    "last": last,
    "length": length,
    "list": list_,
    "lower": on_text(str.lower),
    "max": extreme(max),
    "min": extreme(min),
    "reverse": reverse,
    "round": round_,
    "slice": slice_,
    "sort": sort,
    "string": text,
    "sum": total,
    "title": on_text(str.title),
    "trim": on_text(str.strip),
    "unique": unique,
    "upper": on_text(str.upper),
    "wordcount": on_text(lambda value: len(counted(value, 16).split())),
}

# Filters of Jinja that no template may use, and what to write instead.
REFUSED: Mapping[str, str] = {
    "attr": "поле пишут через точку: {{ order.number }}",
    "forceescape": "он не нужен: значения печатаются как текст",
    "pprint": "запись Python в документе не нужна: напечатайте поля по одному",
    "random": "один и тот же документ должен получаться одинаковым: выберите значение в данных",
    "safe": "он не нужен: значения печатаются как текст, оформление задаёт шаблон",
    "tojson": "запись JSON в документе не нужна: напечатайте поля по одному",
    "urlize": "ссылку делает RichText: add('сайт', url_id='https://…')",
    "xmlattr": "разметку задаёт шаблон, а не значение",
}
