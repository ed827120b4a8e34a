"""Write the code of loops: their items are counted before they begin, turns printed before are taken again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jinja2 import nodes
from jinja2.compiler import CodeGenerator

from nastav_docs.template.engine.kept_turns import asked_of, shape
from nastav_docs.template.engine.price import SHORT, is_innermost, price

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.compiler import Frame

# The code before and after the body of a loop. {0} is the row, {1} the list of pieces; {2} is the key of what is kept:
# False before the first turn, None where a value that is asked of can be no part of a key; {3} is what is kept, else
# what was printed and what there was to spend before the turn.
_BEGINS: Final = """\
        except Exception:
            {2} = None
    if {2} is not None:
        if ({3} := {0}.turns.get({2})) is not None:
            {1} += {3}[0]
            if {3}[1]:
                charge.spend({3}[1], {3}[2])
            continue
        {3} = len({1}), charge.left, charge.room"""
_ENDS: Final = """\
if type({0}) is SharedRow and {2} is not None:
    {0}.keep({2}, {1}[{3}[0]:], {3}[1] - charge.left, {3}[2] - charge.room)"""


class LoopWriter(CodeGenerator):
    """The part of `Generator` that writes loops; with `keeps` turns for a `SharedRow` are kept (see `kept_turns`)."""

    def __init__(self, environment: Environment, name: str, *, tracing: bool, keeps: bool) -> None:
        super().__init__(environment, name, name, optimized=False)
        self.tracing = tracing
        self._keeps = keeps
        self._turns: list[tuple[str, str, list[nodes.Node]]] = []

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """`{% for … %}`: the items are counted off the budget before the first turn, so that no loop is endless."""
        if not (isinstance(node.iter, nodes.Filter) and node.iter.name == "nd_each"):
            within: list[nodes.Expr] = [nodes.Const(price(node.body)), nodes.Const(is_innermost(node))]
            node.iter = nodes.Filter(node.iter, "nd_each", within, [], None, None, lineno=node.lineno)
        asked = asked_of(node) if self._keeps else None
        if asked is not None and isinstance(node.target, nodes.Name):
            number = len(self._turns)
            self._turns.append((node.target.name, shape(node.body), asked))
            self.writeline(f"key_{number} = False")
            turn = nodes.Filter(nodes.Const(number), "nd_turn", [], [], None, None, lineno=node.lineno)
            node.body = [nodes.If(turn, node.body, [], [], lineno=node.lineno)]
        super().visit_For(node, frame)

    def write_turn(self, node: nodes.If, turn: nodes.Filter, frame: Frame) -> None:
        """Write the body of a loop: what it printed of a `SharedRow` before is taken from the row, else put there."""
        number = turn.node.value if isinstance(turn.node, nodes.Const) else 0
        name, body, asked = self._turns[number]
        row, key = frame.symbols.ref(name), f"key_{number}"
        names = (row, frame.buffer, key, f"begun_{number}")
        self.writeline(f"if type({row}) is SharedRow:")
        self.writeline(f"    if {key} is False:")
        self.writeline("        try:")
        self.writeline(f"            hash({key} := ({body!r}, ")
        for one in asked:
            self.visit(one, frame)
            self.write(", ")
        self.write("))")
        self._write_lines(_BEGINS.format(*names))
        self.blockvisit(node.body, frame.soft())
        self._write_lines(_ENDS.format(*names))

    def _write_lines(self, lines: str) -> None:
        for line in lines.splitlines():
            self.writeline(line)

    def write_counted(self, node: nodes.Expr, frame: Frame, turn: int, *, innermost: bool) -> None:
        """Write what a loop goes through, with its items counted off the budget.

        `turn` is the work of one turn. A short list written out in the template is not counted in a loop within a
        counted one.
        """
        short = innermost and not self.tracing
        if self.tracing:
            self.write("charge.attempt(lambda: ")
        self.write("(v_ if type(v_ := " if short else "charge(")
        self.visit(node, frame)
        self.write(f") is list and len(v_) <= {SHORT} else charge(v_, {turn}))" if short else f", {turn})")
        if self.tracing:
            self.write(f", {node.lineno}, ())")
