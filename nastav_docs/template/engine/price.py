"""How much work one turn of a loop or one call of a macro costs, in the units of `Budget`; found at compilation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jinja2 import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORT: Final = 8  # items of an innermost loop that are counted with the loop around it
_NODE: Final = 4  # work of an expression that makes nothing
_WORK: Final = 96  # work of one that makes a value: a text of up to FREE characters, a list, a pair
_WORKING: Final = (
    nodes.Filter, nodes.Test, nodes.Call, nodes.Concat, nodes.BinExpr, nodes.List, nodes.Tuple, nodes.Dict, nodes.For,
    nodes.CallBlock, nodes.FilterBlock, nodes.AssignBlock, nodes.Macro,
)  # fmt: skip


def price(body: Iterable[nodes.Node]) -> int:
    """The work of going through statements once.

    Of a loop within them the turns are counted when it begins, so they are left out; but up to `SHORT` turns of an
    innermost loop are counted here, for such a loop is not counted when it begins.
    """
    work = 0
    for node in body:
        work += _WORK if isinstance(node, _WORKING) else _NODE
        if isinstance(node, nodes.Macro):
            continue  # counted at each call
        if isinstance(node, nodes.For):
            work += price([node.iter]) + price(node.else_)
            work += SHORT * price(node.body) if is_innermost(node) else 0
        else:
            work += price(node.iter_child_nodes())
    return work


def is_innermost(node: nodes.For) -> bool:
    """Whether a loop has no loop and no call within it."""
    return next(node.find_all((nodes.For, nodes.Call, nodes.CallBlock, nodes.Macro)), None) is None


def is_flat(node: nodes.Node) -> bool:
    """Whether an expression is written out: a number, a text, a list of such; comparing with it costs nothing."""
    if isinstance(node, (nodes.List, nodes.Tuple)):
        return all(is_flat(item) for item in node.items)
    return isinstance(node, nodes.Const)
