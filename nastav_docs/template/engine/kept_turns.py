"""Rows that many documents share, and which loops print of such a row what they printed of it before.

What a turn of a loop prints is kept with the row where the compiler sees that nothing else has a say in it: the body
prints values of its row alone, asks of other names in conditions only, and leaves nothing behind but its pieces.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

from jinja2 import nodes

from nastav_docs.template.engine.own_filters import CLOSING, STATEMENTS
from nastav_docs.template.engine.price import is_flat, price

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_TURNS: Final = 8  # bodies of loops whose pieces are kept with a row
MOST_ASKED: Final = 4  # names besides the row that a body may ask of
WORTH: Final = 200  # the work of a turn (see `price`) below which to look for it costs as much
_PURE: Final = frozenset({"nd_colspan", "nd_cellwidth", "nd_cellbg", "nd_word"})  # filters that read their value alone


class SharedRow(dict[str, Any]):
    """A mapping that one maker gives to many documents; neither it nor anything in it is changed any more.

    It holds texts, numbers, None, and lists and mappings of these. `turns` is the work of the engine: pieces printed of
    it, with the steps and the work that they took, by the body of the loop and the values that it asked of.
    """

    __slots__ = ("turns",)

    def __init__(self, values: Mapping[str, Any]) -> None:
        super().__init__(values)
        self.turns: dict[tuple[object, ...], tuple[list[bytes], int, int]] = {}

    def keep(self, key: tuple[object, ...], pieces: list[bytes], steps: int, work: int) -> None:
        """Keep what a turn printed; a row that goes through ever new templates keeps the last few."""
        if len(self.turns) >= MOST_TURNS:
            self.turns.clear()
        self.turns[key] = pieces, steps, work

    def __reduce__(self) -> tuple[Any, ...]:
        """A copy for another process, without the pieces."""
        return SharedRow, (dict(self),)


class _DependsError(Exception):
    """What a body prints may depend on more than its row."""


def asked_of(node: nodes.For) -> list[nodes.Node] | None:
    """The names besides its row that the body of a loop asks of, in conditions only; None: no turn of it may be kept.

    It may not be kept where the body prints anything but values of the row, sets a name, asks about `loop` or about the
    pieces before its own, calls a filter, a test or a function, or begins a list, a section or a drawing.
    """
    if not isinstance(node.target, nodes.Name) or node.recursive or node.else_ or node.test is not None:
        return None
    if price(node.body) < WORTH:
        return None
    reading = _NamesRead()
    try:
        reading.statements(node.body, frozenset({node.target.name}))
    except _DependsError:
        return None
    return list(reading.outside.values()) if len(reading.outside) <= MOST_ASKED else None


def shape(body: Iterable[nodes.Node]) -> str:
    """A digest that two bodies share only if they print the same of the same values."""
    starts: dict[object, int] = {}  # the numbers of tables and rows, which differ from template to template

    def of(value: object) -> object:
        if isinstance(value, nodes.Filter) and value.name in STATEMENTS and isinstance(value.node, nodes.Const):
            return (value.name, starts.setdefault(value.node.value, len(starts)), of(value.args))
        if isinstance(value, nodes.Node):
            return (type(value).__name__, *(of(field) for _, field in value.iter_fields()))
        return [of(item) for item in value] if isinstance(value, (list, tuple)) else value

    return hashlib.sha256(repr([of(node) for node in body]).encode()).hexdigest()[:24]


class _NamesRead:
    """The names that statements read; raises _DependsError for whatever may read, or leave, more than can be seen.

    `own` are the names of the row and of what loops within go through; `outside` the others that conditions ask of.
    """

    def __init__(self) -> None:
        self.outside: dict[str, nodes.Node] = {}
        self._opened: set[object] = set()

    def statements(self, body: Iterable[nodes.Node], own: frozenset[str]) -> None:
        for node in body:
            if isinstance(node, nodes.Output):
                for child in node.nodes:
                    self._printed(child, own)
            elif isinstance(node, nodes.If):
                self._if(node, own)
            elif isinstance(node, nodes.For) and isinstance(node.target, nodes.Name) and not node.recursive:
                if node.test is not None or not _is_of(_each(node.iter), own):
                    raise _DependsError
                self.statements(node.body, own | {node.target.name})
                self.statements(node.else_, own)
            else:
                raise _DependsError

    def _if(self, node: nodes.If, own: frozenset[str]) -> None:
        test = node.test
        if isinstance(test, nodes.Filter) and test.name in STATEMENTS:
            number = test.node.value if isinstance(test.node, nodes.Const) else None
            if test.name == "nd_open":
                self._opened.add(number)
            elif test.name not in CLOSING or number not in self._opened:
                raise _DependsError
            return
        for branch in (node, *node.elif_):
            self._asked(branch.test, own)
            self.statements(branch.body, own)
        self.statements(node.else_, own)

    def _printed(self, node: nodes.Expr | None, own: frozenset[str]) -> None:
        if isinstance(node, nodes.CondExpr):
            self._asked(node.test, own)
            self._printed(node.expr1, own)
            self._printed(node.expr2, own)
        elif isinstance(node, nodes.Filter) and node.name in _PURE:
            self._printed(node.node, own)
        elif not isinstance(node, (nodes.TemplateData, nodes.Const)) and not _is_of(node, own):
            raise _DependsError

    def _asked(self, node: nodes.Node, own: frozenset[str]) -> None:
        """A condition: values that are equal answer it alike, so those from outside may go into a key."""
        if isinstance(node, nodes.Compare):
            for side in (node.expr, *(operand.expr for operand in node.ops)):
                self._asked(side, own)
        elif isinstance(node, (nodes.And, nodes.Or)):
            self._asked(node.left, own)
            self._asked(node.right, own)
        elif isinstance(node, nodes.Not):
            self._asked(node.node, own)
        elif not is_flat(node) and not _is_of(node, own):
            if _root(node) in {None, "loop", *own}:
                raise _DependsError
            self.outside.setdefault(repr(node), node)


def _each(node: nodes.Node) -> nodes.Node | None:
    """What a loop goes through, whether its items are counted already or not."""
    return node.node if isinstance(node, nodes.Filter) and node.name == "nd_each" else node


def _root(node: nodes.Node | None) -> str | None:
    """The name that `a.b['c'][0]` begins with; None for anything else."""
    while isinstance(node, nodes.Getattr) or (isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const)):
        node = node.node
    return node.name if isinstance(node, nodes.Name) else None


def _is_of(node: nodes.Node | None, own: frozenset[str]) -> bool:
    return _root(node) in own
