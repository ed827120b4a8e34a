"""From anybody's data to the plain data that a template reaches: texts, numbers, lists, mappings, and nothing besides.

What a template gets is a copy made beforehand. No method and no property of the caller's objects is within its reach.
"""

from __future__ import annotations

import datetime as dt
import io
import numbers
import sys
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import total_ordering
from pathlib import PurePath
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import template_data as codes
from nastav_docs.files import named
from nastav_docs.template.engine import Brought, Lost, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_DEPTH: Final = 60
MAX_VALUES: Final = 1_000_000
_KEPT: Final = (Brought, Unknown, Lost)
_NO_LISTS: Final = (type, bytes, bytearray, memoryview, io.IOBase)


@total_ordering
class GivenDate(dict[str, Any]):
    """A date, or a date with a time: printed «02.11.2020», «02.11.2020 09:30»; it has fields and is compared by time.

    The fields are `year`, `month`, `day`, `date`, and with a time also `hour`, `minute`, `second`, `time`.
    """

    __slots__ = ()

    def __init__(self, value: dt.date) -> None:
        super().__init__(year=value.year, month=value.month, day=value.day)
        self["date"] = f"{value.day:02}.{value.month:02}.{value.year:04}"
        if isinstance(value, dt.datetime):
            self.update(hour=value.hour, minute=value.minute, second=value.second, time=f"{value:%H:%M}")

    def __str__(self) -> str:
        """The date, and the time where there is one."""
        return f"{self['date']} {self['time']}" if "time" in self else str(self["date"])

    def _key(self) -> tuple[int, ...]:
        return tuple(self.get(name, 0) for name in ("year", "month", "day", "hour", "minute", "second"))

    def __eq__(self, other: object) -> bool:
        """Whether the other is the same moment; the beginning of a day is that day."""
        return isinstance(other, GivenDate) and self._key() == other._key()

    def __lt__(self, other: object) -> bool:
        """Whether it is before another moment."""
        return self._key() < other._key() if isinstance(other, GivenDate) else NotImplemented

    def __hash__(self) -> int:  # type: ignore[override]  # a dict has none; nobody changes a moment
        """The same for equal moments."""
        return hash(self._key())


def plain_data(data: object, file: str = "") -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    """The plain copy of a mapping, dataclass or model, and a problem for each value that no template can have.

    Texts, numbers, Decimal, yes and no, None stay as they are; dates become `GivenDate`; members of an Enum their
    values; dataclasses, models of pydantic, rows of databases mappings of their fields; sets, generators and other
    collections lists. Values that docxtpl or python-docx made print as with these. `file` is the template as the user
    knows it.

    Raises TypeError, in Russian, for data that is no set of names.
    """
    copying = _Copying(file)
    found = copying.fields_of(data)
    if found is None:
        raise TypeError(f"render ждёт словарь с именами и значениями, а получил: {named(data)}.")
    return copying.mapping(found, ""), tuple(copying.problems)


def plain_value(value: object, name: str) -> tuple[object, tuple[Diagnostic, ...]]:
    """One value as `plain_data` has it; `name` is what messages call it."""
    copying = _Copying("")
    return copying.value(value, name), tuple(copying.problems)


class _Copying:
    """One copying of data: `problems` so far, `around` the objects in which the present one lies."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Diagnostic] = []
        self._around: set[int] = set()
        self._left = MAX_VALUES

    def value(self, value: Any, path: str) -> Any:  # noqa: ANN401 - anybody's data
        """The plain copy of a value; None, and a problem, where there can be none."""
        kind = type(value)
        if kind is str or kind is int or kind is bool or value is None or isinstance(value, _KEPT):
            return value
        for accepted, make in _SCALARS:
            if isinstance(value, accepted):
                return make(self, value, path)
        return self._compound(value, path)

    def _compound(self, value: Any, path: str) -> Any:  # noqa: ANN401 - as above
        self._left -= 1
        if id(value) in self._around:
            self._refused(path, "данные содержат сами себя", "передайте только те поля, которые печатаются")
            return None
        if len(self._around) >= MAX_DEPTH or self._left < 0:
            limit = f"{MAX_DEPTH} уровней" if self._left >= 0 else f"{MAX_VALUES} значений"
            self._refused(path, f"данных слишком много: больше, чем {limit}", "передайте только нужные поля")
            return None
        self._around.add(id(value))
        try:
            return self._copied(value, path)
        finally:
            self._around.remove(id(value))

    def _copied(self, value: Any, path: str) -> Any:  # noqa: ANN401 - as above
        if isinstance(value, dict) and type(value).__str__ is not dict.__str__:
            return value  # a noun of the program
        library = {base.__module__.partition(".")[0] for base in type(value).__mro__} & {"docxtpl", "docx"}
        if library:
            return self._of_library(value, path)
        found = None if type(value).__module__.startswith("pandas.") else self.fields_of(value)
        if found is not None:
            return self.mapping(found, path)
        if type(value).__module__.partition(".")[0] == "numpy":
            return self.value(value.tolist(), path)
        if isinstance(value, (set, frozenset)):
            return self._items(_in_order(value), path)
        if isinstance(value, Iterable) and not isinstance(value, _NO_LISTS) and not hasattr(value, "iloc"):
            return self._items(value, path)
        what, hint = _unfit(value)
        self._refused(path, f"{what} в шаблон не передать", hint)
        return None

    def _of_library(self, value: object, path: str) -> object:
        from nastav_docs.template.library_values import RefusedValueError, brought  # noqa: PLC0415 - rarely needed

        try:
            return brought(value)
        except RefusedValueError as error:
            self._refused(path, error.message, error.hint)
            return None

    def mapping(self, found: Mapping[Any, Any], path: str) -> dict[Any, Any]:
        """The plain copy of a mapping whose keys are names or numbers."""
        made: dict[Any, Any] = {}
        for given, value in found.items():
            key = given.value if isinstance(given, Enum) else given
            if not isinstance(key, (str, int)):
                self._refused(path, f"имя поля – {named(key)}, а нужна строка", "назовите поле словом")
                continue
            name = str(key) if isinstance(key, str) else key
            made[name] = self.value(value, f"{path}.{name}" if path and isinstance(name, str) else f"{path}{name}")
        return made

    def fields_of(self, value: Any) -> Mapping[Any, Any] | None:  # noqa: ANN401 - as above
        """The fields of a mapping, a dataclass, a model of pydantic, a named tuple, a row of a database."""
        if isinstance(value, Mapping):
            return value
        kind = type(value)
        if is_dataclass(value) and not isinstance(value, type):
            return {field.name: getattr(value, field.name) for field in fields(value)}
        pydantic: Any = sys.modules.get("pydantic")  # who has a model has loaded it
        if pydantic is not None and isinstance(value, pydantic.BaseModel):
            names = (*kind.model_fields, *kind.model_computed_fields)
            return {**{name: getattr(value, name) for name in names}, **(value.model_extra or {})}
        if isinstance(value, SimpleNamespace):
            return vars(value)
        if hasattr(kind, "__attrs_attrs__"):
            return {attribute.name: getattr(value, attribute.name) for attribute in kind.__attrs_attrs__}
        if isinstance(value, tuple) and hasattr(kind, "_fields"):
            return dict(zip(kind._fields, value, strict=True))
        if callable(getattr(kind, "keys", None)) and hasattr(kind, "__getitem__"):  # sqlite3.Row and its like
            return {key: value[key] for key in value.keys()}  # noqa: SIM118 - it is no mapping
        row = getattr(value, "_mapping", None)  # a row of SQLAlchemy
        return row if isinstance(row, Mapping) else None

    def _items(self, values: Iterable[Any], path: str) -> list[Any]:
        made: list[Any] = []
        for number, value in enumerate(values):
            self._left -= 1
            if self._left < 0:
                self._refused(
                    path, f"данных слишком много: больше, чем {MAX_VALUES} значений", "передайте только нужные"
                )
                break
            made.append(self.value(value, f"{path}[{number}]"))
        return made

    def _refused(self, path: str, message: str, hint: str) -> None:
        place = Place(self.file or "данные", words=f"значение «{path}»" if path else "данные")
        self.problems.append(codes.DATA_UNFIT.at(place, message, hint=hint, text=path))

    def number(self, value: Decimal | float, path: str) -> Decimal | float | None:
        """A number with a fraction; NaN and infinity are refused."""
        if value != value or value in {float("inf"), float("-inf")}:  # noqa: PLR0124 - NaN differs from itself
            self._refused(path, "это не число (NaN или бесконечность)", "передайте None, если значения нет")
            return None
        if isinstance(value, Decimal):
            return Decimal(f"{value:f}") if value.is_finite() and abs(value.adjusted()) < MAX_DEPTH else value
        return float(value)


def _in_order(values: Iterable[Any]) -> list[Any]:
    """The items of a set in an order that does not depend on the run."""
    return sorted(values, key=lambda value: (type(value).__name__, str(value)))


def _unfit(value: object) -> tuple[str, str]:
    """What a value is that no template can have, and what to give instead."""
    if isinstance(value, (bytes, bytearray, memoryview)):
        return "байты", "текст передайте строкой: data.decode(), рисунок – так: InlineImage(…) или image('файл.png')"
    if isinstance(value, type):
        return f"класс {value.__name__}", "передайте значения, а не класс"
    if callable(value):
        name = getattr(value, "__name__", type(value).__name__)
        return f"функцию «{name}»", "вызовите её до печати и передайте, что она вернула, или дайте её в filters="
    if isinstance(value, dt.timedelta):
        return "промежуток времени", "передайте число: delta.days"
    if hasattr(value, "iloc"):
        return f"таблицу pandas ({type(value).__name__})", 'передайте строки: table.to_dict("records")'
    return named(value), "передайте словарь, dataclass или модель pydantic с полями, которые печатаются"


_SCALARS: Final[tuple[tuple[type | tuple[type, ...], Callable[[_Copying, Any, str], Any]], ...]] = (
    (Enum, lambda copying, value, path: copying.value(value.value, path)),
    (str, lambda _, value, __: str.__str__(value)),
    ((float, Decimal), _Copying.number),
    (numbers.Integral, lambda _, value, __: int(value)),
    (numbers.Real, lambda copying, value, path: copying.number(float(value), path)),
    (dt.date, lambda _, value, __: GivenDate(value)),
    (dt.time, lambda _, value, __: f"{value:%H:%M}"),
    ((UUID, PurePath), lambda _, value, __: str(value)),
)
