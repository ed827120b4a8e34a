"""How a value becomes a part of a document: cleaned, escaped, remembered; and what may not be printed.

Everything a compiled template puts out is bytes of UTF-8 XML; a value is `Printed`, what a macro made is a `Fragment`.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from jinja2.runtime import missing

from nastav_docs.richtext import RichText

BREAK = b'</w:t><w:br/><w:t xml:space="preserve">'
TAB = b'</w:t><w:tab/><w:t xml:space="preserve">'
NEW_PARAGRAPH, NEW_PAGE = b"\x07", b"\x0c"  # docxtpl's \a and \f: carried to the end, no XML text can hold them

MAX_TEXT = 10_000_000
MAX_STEPS = 1_000_000
MAX_SECONDS = 20.0
MAX_REMEMBERED = 20_000
MAX_REMEMBERED_LENGTH = 500

_SPECIAL = b"&<>" + bytes(range(0x20))
_DROPPED = bytes(sorted(set(range(0x20)) - {0x07, 0x09, 0x0A, 0x0C}))
_SURROGATE = re.compile("[\ud800-\udfff]")
_TAG = re.compile(rb"<[^>]*>")


class Unprintable(Exception):  # noqa: N818 - named for what it says of the value
    """A value that is not a text; the message and the hint are for the user."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class UnknownName(Exception):  # noqa: N818 - as above
    """A name that is not in the data: `expression` as the template writes it, `known` what stands there instead.

    `empty`: a list is shorter than the template takes it for.
    """

    def __init__(self, expression: str, known: Sequence[str] = (), *, empty: bool = False) -> None:
        super().__init__(expression)
        self.expression, self.known, self.empty = expression, known, empty


class LimitReachedError(Exception):
    """A template repeats too much, takes too long or makes too large a document."""


class ValueLostError(Exception):
    """A printed value that would not stand in the document."""

    def __init__(self, value: bytes) -> None:
        super().__init__(value)
        self.value = value


class Printed(bytes):
    """A value as it stands in the document."""

    __slots__ = ()


class Fragment(bytes):
    """What a macro, a `set` block or a `caller()` made: XML when it is printed, plain text for filters."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """The text without its markup."""
        content = self.replace(BREAK, b"\n").replace(TAB, b"\t").replace(b"</w:p>", b"\n")
        content = _TAG.sub(b"", content).replace(b"&lt;", b"<").replace(b"&gt;", b">").replace(b"&amp;", b"&")
        return content.decode("utf-8").strip("\n")

    @property
    def is_blocks(self) -> bool:
        """Whether it is made of paragraphs, tables, rows or cells: nothing to put into the middle of a text."""
        return self.startswith((b"<w:p>", b"<w:p ", b"<w:tbl", b"<w:sdt", b"<w:tr", b"<w:tc"))

    @property
    def is_runs(self) -> bool:
        """Whether it is made of whole runs."""
        return self.startswith((b"<w:r>", b"<w:r "))


def fragment(pieces: Iterable[bytes]) -> Fragment:
    """What a macro put out."""
    return Fragment(b"".join(pieces))


def encode(value: str) -> Printed:
    """A text as XML: what XML forbids is dropped, a line feed is a line break, a tab is a tab."""
    try:
        raw = value.encode("utf-8")
    except UnicodeEncodeError:
        raw = _SURROGATE.sub("\ufffd", value).encode("utf-8")
    if len(raw.translate(None, _SPECIAL)) != len(raw) or b"\xef\xbf\xbe" in raw or b"\xef\xbf\xbf" in raw:
        raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\x0b", b"\n").translate(None, _DROPPED)
        raw = raw.replace(b"\xef\xbf\xbe", b"").replace(b"\xef\xbf\xbf", b"")
        raw = raw.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
        raw = raw.replace(b"\n", BREAK).replace(b"\t", TAB)
    return Printed(raw)


def encode_plain(value: str) -> Printed:
    """A text for the document's properties: one line, no markup."""
    line = encode(value.replace("\a", " ").replace("\f", " "))
    return Printed(line.replace(BREAK, b" ").replace(TAB, b" "))


class Remembered(dict[str, bytes]):
    """Texts already encoded: a value that a thousand documents share is encoded once."""

    def __missing__(self, value: str) -> bytes:
        """Encode and remember, within bounds."""
        if len(value) > MAX_TEXT:
            raise LimitReachedError
        printed = encode(value)
        if len(value) <= MAX_REMEMBERED_LENGTH:
            if len(self) >= MAX_REMEMBERED:
                self.clear()
            self[value] = printed
        return printed


remembered: Final = Remembered()


def text(value: object) -> str:
    """The text of a value; raises Unprintable, UnknownName."""
    if isinstance(value, str):
        return str(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, (float, Decimal)):
        return _number(value)
    if isinstance(value, Fragment):
        return value.text
    if isinstance(value, RichText):
        return value.text
    if isinstance(value, Lost) or isinstance(value, Unknown):
        return str(value)
    if isinstance(value, Mapping) and type(value).__str__ is not dict.__str__ and type(value) is not Namespace:
        return str(value)
    raise _not_text(value)


def _number(value: float | Decimal) -> str:
    """A number with a decimal comma, as Russian writes it."""
    if value != value or value in {float("inf"), float("-inf")}:  # noqa: PLR0124 - NaN differs from itself
        raise Unprintable("это не число")
    return str(value).replace(".", ",")


def _not_text(value: object) -> Unprintable:
    if isinstance(value, Mapping):
        names = ", ".join(str(key) for key in islice(value, 6))
        return Unprintable("это набор полей, а не текст", f"напишите, какое поле печатать: {names}" if names else "")
    if isinstance(value, (Sequence, set, frozenset)):
        return Unprintable("это список, а не текст", "напечатайте его по одному в цикле или так: {{ … | join(', ') }}")
    if isinstance(value, (Macro, Loop)) or callable(value):
        return Unprintable("это не значение, а действие", "для макроса допишите скобки: {{ имя() }}")
    return Unprintable("это не текст")


def out(value: object) -> bytes:
    """A value in the middle of a text of the document."""
    if type(value) is Fragment:
        if value.is_blocks:
            raise Unprintable(
                "макрос печатает абзацы, а метка стоит внутри текста", "напишите {{p … }} в отдельном абзаце"
            )
        if value.is_runs:
            raise Unprintable("макрос печатает оформленный текст", "напишите {{r … }}")
        return value
    if type(value) is RichText:
        raise Unprintable("это оформленный текст", "напишите {{r … }}")
    return remembered[text(value)]


def out_plain(value: object) -> bytes:
    """A value in the document's properties."""
    return encode_plain(text(value))


def run(value: object) -> bytes:
    """`{{r x }}`: a text in the run's own format, or runs that bring their own."""
    if type(value) is RichText or (type(value) is Fragment and value.is_runs):
        xml = value.xml() if isinstance(value, RichText) else bytes(value)
        return b"</w:t></w:r>" + xml + b'<w:r><w:t xml:space="preserve">'
    return out(value)


def blocks(value: object) -> bytes:
    """`{{p x }}`, `{{tr x }}`: the paragraphs or rows that a macro made."""
    if not is_blocks(value):
        raise Unprintable("здесь нужен макрос, который печатает абзацы или строки")
    return bytes(value)  # type: ignore[call-overload,no-any-return]  # is_blocks has looked at its type


def is_blocks(value: object) -> bool:
    """Whether a value is what a macro of paragraphs, rows or cells made."""
    return type(value) is Fragment and value.is_blocks


def word(value: object) -> bytes:
    """A word of the engine's own, for an attribute."""
    return str(value).encode("ascii")


class Numbers(dict[Any, bytes]):
    """Numbers of an attribute, checked once each."""

    def __init__(self, check: Callable[[object], bytes]) -> None:
        super().__init__()
        self._check = check

    def __missing__(self, value: object) -> bytes:
        """Check and remember, within bounds; raises Unprintable."""
        found = self._check(value)
        if type(value) is int and len(self) < MAX_REMEMBERED:
            self[value] = found
        return found


def span(value: object) -> bytes:
    """A number of columns: 1 to 63, the most that Word has."""
    try:
        number = int(value)  # type: ignore[call-overload]  # what is not a number is reported below
    except (TypeError, ValueError):
        number = 0
    if isinstance(value, bool) or not 1 <= number <= 63:  # noqa: PLR2004 - the limit named above
        raise Unprintable("число столбцов — целое от 1 до 63")
    return b"%d" % number


def width(value: object) -> bytes:
    """A width in twips (twentieths of a point): 1 to 31,680, the widest page of Word."""
    try:
        number = int(value)  # type: ignore[call-overload]  # what is not a number is reported below
    except (TypeError, ValueError):
        number = 0
    if isinstance(value, bool) or not 1 <= number <= 31_680:  # noqa: PLR2004 - the limit named above
        raise Unprintable("ширина — целое число двадцатых долей пункта, от 1 до 31680")
    return b"%d" % number


_COLOUR = re.compile(r"#?([0-9A-Fa-f]{6})|auto")


def colour(value: object) -> bytes:
    """A colour: six hexadecimal digits or `auto`."""
    found = _COLOUR.fullmatch(text(value))
    if not found:
        raise Unprintable("цвет — шесть шестнадцатеричных цифр, например D9D9D9")
    return (found[1] or "auto").upper().encode("ascii") if found[1] else b"auto"


_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?Z)?")


def moment(value: object) -> bytes:
    """A moment for the document's properties: `YYYY-MM-DDThh:mm:ssZ`."""
    found = text(value)
    if not _MOMENT.fullmatch(found):
        raise Unprintable("дата создания записывается так: 2020-11-02T09:00:00Z")
    return found.encode("ascii")


class Unknown:
    """A name that has no value: any use but `is defined` and `default` raises UnknownName."""

    __slots__ = ("_known", "_name")

    def __init__(self, hint: object = None, obj: object = missing, name: str = "", exc: object = None) -> None:
        del hint, exc
        self._name = name
        self._known: tuple[str, ...] = tuple(map(str, obj)) if isinstance(obj, Mapping) else ()

    def _fail(self, *_: object) -> Any:  # noqa: ANN401 - never returns, and must fit every operator
        raise UnknownName(self._name, self._known)

    __str__ = __iter__ = __len__ = __bool__ = __hash__ = __getitem__ = __contains__ = __call__ = __int__ = _fail
    __float__ = __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __add__ = __radd__ = __sub__ = __rsub__ = _fail
    __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _fail
    __pow__ = __rpow__ = __neg__ = __pos__ = _fail


class Lost:
    """What an expression that failed stands for while the rest is examined: it takes part in anything, silently."""

    __slots__ = ()

    def __str__(self) -> str:
        return ""

    def _same(self, *_: object, **__: object) -> Lost:
        return self

    def _nothing(self) -> Iterator[object]:
        return iter(())

    __getitem__ = __call__ = __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = _same
    __rtruediv__ = __mod__ = __rmod__ = __neg__ = __floordiv__ = __pow__ = _same
    __iter__ = _nothing

    def __len__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return False

    def __hash__(self) -> int:
        return 0

    def __lt__(self, other: object) -> bool:
        return False

    __le__ = __gt__ = __ge__ = __contains__ = __lt__


class Namespace(dict[str, Any]):
    """`namespace()`: names that a loop may change."""


class Budget:
    """What one rendering may spend: steps of loops and macros, and seconds.

    `starts` are the beginnings of the tables and rows under way, `sections` where the stretches of the body ended.
    """

    __slots__ = ("_calls", "_deadline", "left", "sections", "starts")

    def __init__(self) -> None:
        self.left = MAX_STEPS
        self.starts: list[int] = []
        self.sections: list[tuple[int, int]] = []
        self._calls = 0
        self._deadline = time.monotonic() + MAX_SECONDS

    def spend(self, steps: int) -> None:
        """Count steps; raises LimitReachedError."""
        self.left -= steps
        self._calls += 1
        if self.left < 0 or (self._calls & 0xFF == 0 and time.monotonic() > self._deadline):
            raise LimitReachedError

    def __call__(self, iterable: object) -> Sequence[object]:
        """What a loop goes through, counted before it begins; raises Unprintable for what is not a list."""
        kind = type(iterable)
        if kind is not list and kind is not tuple:
            if isinstance(iterable, (str, bytes)) or not isinstance(iterable, (Iterable, Unknown, Lost)):
                raise Unprintable("это не список: цикл по нему невозможен")
            iterable = list(islice(iterable, MAX_STEPS + 1))  # type: ignore[arg-type]  # Unknown raises, Lost is empty
        # as in spend(), written out: this is called for every loop of every row
        self.left -= len(iterable) + 1  # type: ignore[arg-type]  # a list or a tuple by now
        self._calls += 1
        if self.left < 0 or (self._calls & 0xFF == 0 and time.monotonic() > self._deadline):
            raise LimitReachedError
        return iterable  # type: ignore[return-value]  # as above


class Loop:
    """`loop` of a template: index, first, last and the rest of Jinja's names, nothing else."""

    __slots__ = ("_changed", "_items", "_recurse", "depth0", "index0", "length")

    NAMES: Final = frozenset(
        {
            "index",
            "index0",
            "revindex",
            "revindex0",
            "first",
            "last",
            "length",
            "previtem",
            "nextitem",
            "depth",
            "depth0",
        }
    )

    def __init__(self, items: Sequence[Any], undefined: object, recurse: Any = None, depth0: int = 0) -> None:  # noqa: ANN401
        del undefined
        self._items = items if isinstance(items, (list, tuple)) else list(items)
        self._recurse = recurse
        self._changed: object = missing
        self.length = len(self._items)
        self.index0 = -1
        self.depth0 = depth0

    def __iter__(self) -> Iterator[tuple[Any, Loop]]:
        for self.index0, item in enumerate(self._items):
            yield item, self

    @property
    def index(self) -> int:
        """From 1."""
        return self.index0 + 1

    @property
    def first(self) -> bool:
        """Whether this is the first one."""
        return self.index0 == 0

    @property
    def last(self) -> bool:
        """Whether this is the last one."""
        return self.index0 == self.length - 1

    @property
    def revindex(self) -> int:
        """How many are left, this one included."""
        return self.length - self.index0

    @property
    def revindex0(self) -> int:
        """How many are left after this one."""
        return self.length - self.index0 - 1

    @property
    def depth(self) -> int:
        """How deep a recursive loop is, from 1."""
        return self.depth0 + 1

    @property
    def previtem(self) -> Any:  # noqa: ANN401 - an item of the template's data
        """The one before."""
        return self._items[self.index0 - 1] if self.index0 else Unknown(name="loop.previtem")

    @property
    def nextitem(self) -> Any:  # noqa: ANN401 - an item of the template's data
        """The one after."""
        return self._items[self.index0 + 1] if self.index0 + 1 < self.length else Unknown(name="loop.nextitem")

    def cycle(self, *values: object) -> object:
        """The values in turn."""
        if not values:
            raise Unprintable("loop.cycle() без значений")
        return values[self.index0 % len(values)]

    def changed(self, *values: object) -> bool:
        """Whether the values differ from those of the time before."""
        different = self._changed != values
        self._changed = values
        return different

    def __getitem__(self, name: object) -> object:
        if name in self.NAMES:
            return getattr(self, str(name))
        raise KeyError(name)

    def __call__(self, items: Sequence[Any]) -> Any:  # noqa: ANN401 - what the recursive loop made
        if self._recurse is None:
            raise Unprintable("loop(…) возможен только в цикле с recursive")
        return self._recurse(items, self._recurse, self.depth0 + 1)


class Macro:
    """A macro of a template."""

    __slots__ = ("_arguments", "_budget", "_function", "_takes", "name")

    def __init__(  # noqa: PLR0913 - written by the compiler, never by hand
        self,
        function: Any,
        name: str,
        arguments: tuple[str, ...],
        takes: tuple[bool, bool, bool],
        budget: Budget,  # noqa: ANN401
    ) -> None:
        self._function, self.name, self._arguments, self._takes, self._budget = function, name, arguments, takes, budget

    def __call__(self, *given: object, **named: object) -> object:
        """Run the macro; raises Unprintable when the arguments do not fit."""
        self._budget.spend(1)
        values = [*given[: len(self._arguments)]]
        values += [named.pop(name, missing) for name in self._arguments[len(values) :]]
        caller, keywords, rest = self._takes
        own_caller = named.pop("caller", None)
        if caller:
            values.append(own_caller if own_caller is not None else Unknown(name="caller"))
        if keywords:
            values.append(named)
        elif named:
            raise Unprintable(f"у макроса «{self.name}» нет аргумента «{next(iter(named))}»")
        if rest:
            values.append(given[len(self._arguments) :])
        elif len(given) > len(self._arguments):
            raise Unprintable(f"у макроса «{self.name}» аргументов {len(self._arguments)}, а дано {len(given)}")
        return self._function(*values)
