"""What the code of a template works with besides data: names without a value, loops, macros, and a budget.

The limits: a document or a text may take a million steps of loops and macros, two seconds of the processor, sixty
macros within one another, and MAX_WORK units of work, which keeps what it makes under 200 MB. Work is counted before it
is done: a character made is 2 units, an item of a list 32; what one turn of a loop costs besides is known when the
loop is compiled (see `price`). What goes beyond raises LimitReachedError.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar, Token
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, Self

from jinja2.utils import missing

if TYPE_CHECKING:
    from nastav_docs.template.engine.brought_values import NewParts

MAX_STEPS = 1_000_000
MAX_SECONDS = 2.0  # of the processor's time, so that a busy machine stops no document
MAX_WORK = 64 << 20
FIRST_LOOK = 8 << 10  # work before the time is checked first
LOOK = 256 << 10  # work between two checks of the time
MAX_DEPTH = 60  # macros within macros, turns of a recursive loop within turns
CHARACTER = 2  # work of making a character of a text
ITEM = 32  # work of making an item of a list
TURN = 4_096  # work of one turn of a recursive loop
WEIGHED = 256  # work of looking into a list or a mapping
FREE = 64  # characters of a text that are not counted: `price` has them


class Unprintable(Exception):  # noqa: N818 - named for what it says of the value
    """A value that cannot be used as the template uses it; the message and the hint are for the user."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class UnknownName(Exception):  # noqa: N818 - as above
    """A name that is not in the data: `expression` as the template writes it, `known` the names that are there.

    `empty`: it is an item of a list that has fewer items.
    """

    def __init__(self, expression: str, known: Sequence[str] = (), *, empty: bool = False) -> None:
        super().__init__(expression)
        self.expression, self.known, self.empty = expression, known, empty


class UnknownIncludeError(Exception):
    """The template to be included is not among those that were compiled in; `name` is its name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class LimitReachedError(Exception):
    """A template repeats too much, takes too long or makes too large a document."""


class ValueLostError(Exception):
    """A printed value would be dropped from the document; `value` is its XML."""

    def __init__(self, value: bytes) -> None:
        super().__init__(value)
        self.value = value


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
    """The value of an expression that failed, while the rest of the document is examined (see `Tracer`).

    Any operation on it gives it again, in a loop it is empty, printed it is nothing: so one failure is told once.
    """

    __slots__ = ()

    def __str__(self) -> str:
        """An empty text."""
        return ""

    def _same(self, *_: object, **__: object) -> Lost:
        return self

    def _nothing(self) -> Iterator[object]:
        return iter(())

    __getitem__ = __call__ = __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = _same
    __rtruediv__ = __mod__ = __rmod__ = __neg__ = __floordiv__ = __pow__ = _same
    __iter__ = _nothing

    def __len__(self) -> int:
        """Zero: it has no items."""
        return 0

    def __eq__(self, other: object) -> bool:
        """False: it is equal to nothing, so that no branch is taken because of it."""
        return False

    def __hash__(self) -> int:
        """The same number for all of them; they may be keys, as any value may."""
        return 0

    def __lt__(self, other: object) -> bool:
        """False, and so are the other comparisons."""
        return False

    __le__ = __gt__ = __ge__ = __contains__ = __lt__


class Namespace(dict[str, Any]):
    """`namespace()` of a template: fields that a loop may change with `{% set n.x = … %}`."""


class Timed(Sequence[object]):
    """A long list that a loop goes through; every `every` items it checks the time, and raises LimitReachedError."""

    __slots__ = ("_budget", "_every", "_items")

    def __init__(self, items: Sequence[object], budget: Budget, every: int) -> None:
        self._items, self._budget, self._every = items, budget, every

    def __len__(self) -> int:
        """The number of items."""
        return len(self._items)

    def __getitem__(self, index: Any) -> Any:  # noqa: ANN401 - as a list's
        """The item at an index, or the items of a slice."""
        return self._items[index]

    def __iter__(self) -> Iterator[object]:
        """The items one by one; raises LimitReachedError when the time is up."""
        for start in range(0, len(self._items), self._every):
            self._budget.look()
            yield from self._items[start : start + self._every]


class Budget:
    """What one document or text may spend: `left` steps of loops and macros, `room` units of work, and two seconds.

    While it is entered (`with Budget() as budget:`), filters and operators spend of it by `spend_on`. `depth` counts
    macros within macros, `printed` the bytes of the parts that are done. `sections` are the places among the pieces
    where a section of the body ended, each with the number of the section; `made` are the numbers of the lists that
    began anew, in order. `parts` takes what values bring with them (None: this is no document of Word).
    """

    __slots__ = (
        "_deadline", "_lists", "_looks_at", "_token", "depth", "left", "made", "parts", "printed", "room", "sections",
    )  # fmt: skip

    def __init__(self) -> None:
        self.left = MAX_STEPS
        self.room = MAX_WORK
        self.depth = self.printed = 0
        self.sections: list[tuple[int, int]] = []
        self.made: list[int] = []
        self.parts: NewParts | None = None
        self._lists: dict[int, bytes] = {}
        self._looks_at = MAX_WORK - FIRST_LOOK
        self._deadline = 0.0  # set when the time is first checked, for a short text is printed before that
        self._token: Token[Budget | None] | None = None

    def __enter__(self) -> Self:
        """From now on the filters and operators of this thread spend of this budget."""
        self._token = _CURRENT.set(self)
        return self

    def __exit__(self, *_: object) -> None:
        """From now on they spend of the budget that was entered before, if any."""
        if self._token is not None:
            _CURRENT.reset(self._token)

    def spend(self, steps: int, work: int = 0) -> None:
        """Take steps and work off what is left; raises LimitReachedError when nothing is, or when the time is up."""
        self.left -= steps
        self.room -= work
        if self.left < 0:
            raise LimitReachedError
        if self.room < self._looks_at:
            self.look()

    def look(self) -> None:
        """Check the work and the time; raises LimitReachedError when no work is left, or when the time is up."""
        now = time.thread_time()
        self._deadline = self._deadline or now + MAX_SECONDS
        if self.room < 0 or now > self._deadline:
            raise LimitReachedError
        self._looks_at = self.room - min(self.room, LOOK)

    def begin_list(self, key: int) -> None:
        """Let the next paragraph of a list be its first again; `key` is the number of the list in `ListPart.lists`."""
        self._lists.pop(key, None)

    def list_of(self, named: tuple[int, int]) -> bytes:
        """The id (`w:numId`) of the list that a paragraph belongs to, as digits.

        The first paragraph of a list gets a new one. `named` is the number of the list in `ListPart.lists` and the id
        of the first list that a document adds.
        """
        key, first = named
        found = self._lists.get(key)
        if found is None:
            self.spend(1, TURN)
            found = self._lists[key] = b"%d" % (first + len(self.made))
            self.made.append(key)
        return found

    def __call__(self, iterable: object, turn: int) -> Sequence[object]:
        """Count a loop before it begins and return its items: one step and `turn` units of work for each.

        Raises Unprintable for what is not a list (a text, a number), LimitReachedError when too little is left.
        """
        kind = type(iterable)
        if kind is not list and kind is not tuple:
            if isinstance(iterable, (str, bytes)) or not isinstance(iterable, (Iterable, Unknown, Lost)):
                raise Unprintable("это не список: цикл по нему невозможен")
            if isinstance(iterable, range):
                self.spend(0, ITEM * len(iterable))
            iterable = list(islice(iterable, MAX_STEPS + 1))
        # as in spend(), written out: this is called for the loop of every row
        number = len(iterable)  # type: ignore[arg-type]  # a list or a tuple by now
        work = number * turn
        self.left -= number + 1
        self.room -= work
        if self.left < 0:
            raise LimitReachedError
        if self.room < self._looks_at:
            self.look()
        if work > LOOK:
            return Timed(iterable, self, max(1, LOOK // turn))  # type: ignore[arg-type]  # as above
        return iterable  # type: ignore[return-value]  # as above


_CURRENT: ContextVar[Budget | None] = ContextVar("budget", default=None)


def spend_on(work: int) -> None:
    """Take work that is about to be done off the budget of what is being printed; raises LimitReachedError."""
    budget = _CURRENT.get()
    if budget is not None:
        budget.spend(0, work)


def new_parts() -> NewParts:
    """Where a value adds what it brings to the document that is being printed; raises Unprintable in a plain text."""
    budget = _CURRENT.get()
    if budget is None or budget.parts is None:
        raise Unprintable("рисунок, оформленный текст и документ печатаются только в шаблоне Word")
    return budget.parts


def weigh(value: object, times: int = 1) -> None:
    """Count the work of comparing or hashing a value `times` times: each item of each list within, wherever it stands.

    A list of one list of one list … may be looked through a million times in twenty lines. Raises LimitReachedError.
    """
    waiting, counted = [value], 0
    while waiting:
        one = waiting.pop()
        if isinstance(one, (list, tuple)):
            waiting += one
            counted += WEIGHED + ITEM * len(one)
        elif isinstance(one, dict):
            waiting += [*dict.keys(one), *dict.values(one)]  # of LazyValues those that are made: no other is compared
            counted += WEIGHED + 2 * ITEM * len(one)
        if counted > LOOK:
            spend_on(counted * times)
            counted = 0
    spend_on(counted * times)


class Loop:
    """`loop` of a template: the values in `NAMES`, and `cycle`, `changed`; no more than that."""

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
        self._items = items if isinstance(items, (list, tuple, Timed)) else list(items)
        self._recurse = recurse
        self._changed: object = missing
        self.length = len(self._items)
        self.index0 = -1
        self.depth0 = depth0

    def __iter__(self) -> Iterator[tuple[Any, Loop]]:
        """The items of the loop, each in a pair with the loop itself, as Jinja's code wants them."""
        for index, item in enumerate(self._items):
            self.index0 = index
            yield item, self

    @property
    def index(self) -> int:
        """The number of the current item, counted from 1."""
        return self.index0 + 1

    @property
    def first(self) -> bool:
        """Whether the current item is the first."""
        return self.index0 == 0

    @property
    def last(self) -> bool:
        """Whether the current item is the last."""
        return self.index0 == self.length - 1

    @property
    def revindex(self) -> int:
        """How many items are left, the current one included."""
        return self.length - self.index0

    @property
    def revindex0(self) -> int:
        """How many items come after the current one."""
        return self.length - self.index0 - 1

    @property
    def depth(self) -> int:
        """How deep a recursive loop is; the outermost is 1."""
        return self.depth0 + 1

    @property
    def previtem(self) -> Any:  # noqa: ANN401 - an item of the template's data
        """The item before the current one; an Unknown for the first."""
        return self._items[self.index0 - 1] if self.index0 else Unknown(name="loop.previtem")

    @property
    def nextitem(self) -> Any:  # noqa: ANN401 - an item of the template's data
        """The item after the current one; an Unknown for the last."""
        return self._items[self.index0 + 1] if self.index0 + 1 < self.length else Unknown(name="loop.nextitem")

    def cycle(self, *values: object) -> object:
        """One of the values, in turn: `loop.cycle('а', 'б')` gives «а», «б», «а» …; raises Unprintable for none."""
        if not values:
            raise Unprintable("loop.cycle() без значений")
        return values[self.index0 % len(values)]

    def changed(self, *values: object) -> bool:
        """Whether the values differ from those given when it was asked the last time."""
        weigh(values)
        different = self._changed != values
        self._changed = values
        return different

    def __getitem__(self, name: object) -> object:
        """A value of the loop by its name; KeyError for any other."""
        if name in self.NAMES:
            return getattr(self, str(name))
        raise KeyError(name)

    def __call__(self, items: Sequence[Any]) -> Any:  # noqa: ANN401 - what the recursive loop made
        """What the body of a `{% for … recursive %}` prints for other items, one level deeper.

        Raises Unprintable in a loop that is not recursive, LimitReachedError beyond sixty levels.
        """
        if self._recurse is None:
            raise Unprintable("loop(…) возможен только в цикле с recursive")
        if self.depth0 > MAX_DEPTH:
            raise LimitReachedError
        budget = _CURRENT.get()
        counted = items if budget is None else budget(items, TURN)
        return self._recurse(counted, self._recurse, self.depth0 + 1)


class Macro:
    """A macro of a template that can be called.

    `function` is its body, `arguments` the names that it takes; `takes` says whether the body uses `caller`, `kwargs`
    and `varargs`; `work` is what a call costs.
    """

    __slots__ = ("_arguments", "_budget", "_function", "_takes", "_work", "name")

    def __init__(
        self,
        function: Callable[..., object],
        name: str,
        arguments: tuple[str, ...],
        takes: tuple[bool, bool, bool],
        budget: Budget,
        work: int,
    ) -> None:
        self._function, self.name, self._arguments, self._takes, self._budget = function, name, arguments, takes, budget
        self._work = work

    def __call__(self, *given: object, **named: object) -> object:
        """What the macro prints; raises Unprintable for arguments that do not fit, LimitReachedError as the budget."""
        self._budget.spend(1, self._work)
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
        budget = self._budget
        budget.depth += 1
        if budget.depth > MAX_DEPTH:
            raise LimitReachedError
        result: object = self._function(*values)
        budget.depth -= 1
        return result
