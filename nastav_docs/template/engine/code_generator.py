"""Template code: from Jinja's syntax tree to a Python function that appends pieces to a list.

The pieces of a Word part are bytes of XML, those of a text of the YAML are texts; all else is the same.

Attribute access is item access and nothing else, so that a template reaches plain data only; it is also three times
faster than a sandbox. When a rendering has failed, the same tree is compiled a second time, into a function that notes
each failure with its place and goes on (`tracing`).
"""

from __future__ import annotations

from enum import Enum
from html import unescape
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.compiler import Frame
from jinja2.nodes import EvalContext

from nastav_docs.template.engine import printed_values
from nastav_docs.template.engine.constant_folding import NUMBERS, is_choice
from nastav_docs.template.engine.escaping import encode, encode_plain
from nastav_docs.template.engine.loop_writer import LoopWriter
from nastav_docs.template.engine.own_filters import CLOSING, OWN_FILTERS, QUESTIONS, ROW_IN_DOUBT, STATEMENTS
from nastav_docs.template.engine.price import is_flat, price
from nastav_docs.template.engine.written_expression import written

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment


class Target(Enum):
    """Where a compiled template prints; the value is the name of the printing function that its code calls."""

    BODY = "out"  # the text of a Word document
    PROPERTIES = "out_plain"  # the properties of a Word document, on one line
    TEXT = "text"  # a text without markup


_DATA = (nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Filter, nodes.Call)
_FORGIVING = {"default", "d", "defined", "undefined"}
_NUMBERS = {"nd_cellwidth": printed_values.width, "nd_colspan": printed_values.span}
_ENCODERS: dict[Target, Callable[[str], str | bytes]] = {
    Target.BODY: encode,
    Target.PROPERTIES: encode_plain,
    Target.TEXT: str,
}
_SIGNS = {"eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<=", "in": "in", "notin": "not in"}
LOOP_CALLS = {"cycle", "changed"}
DICT_CALLS = {"items", "keys", "values"}


class Generator(LoopWriter):
    """Jinja's code generator, changed: `a.b` is `a['b']`, values go to a `Target`, no object's attribute is reached.

    With `tracing` every expression is run by `Tracer.attempt`, which notes its failure and goes on. `numbers` are the
    tables that remember the printed numbers of attributes (see `constant_folding`); the code needs them as globals.
    """

    def __init__(self, environment: Environment, name: str, *, target: Target, tracing: bool) -> None:
        super().__init__(environment, name, tracing=tracing, keeps=target is Target.BODY and not tracing)
        self._target = target
        self._printer = target.value
        self._forgiving = False
        self.numbers: dict[str, printed_values.Numbers] = {}

    def source(self) -> str:
        """The Python that was written, without the bookkeeping of Jinja that nothing here reads."""
        written_source: str = self.stream.getvalue()  # type: ignore[attr-defined]  # a StringIO
        return written_source.replace("_loop_vars = {}", "pass").replace("_block_vars = {}", "pass")

    def pop_assign_tracking(self, frame: Frame) -> None:  # noqa: ARG002 - Jinja's own signature
        """Forget the names that a statement has set, which Jinja would export: no template here imports them."""
        self._assign_stack.pop()

    # ------------------------------------------------------------------------------------------------------ statements

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        """Write `root(context, resolve, charge, fresh)`, a function that returns the pieces of the part as a list.

        `context` is a `Scope`, `resolve` gives the value of a name, `charge` is the `Budget`, `fresh` numbers drawings.
        """
        frame = Frame(EvalContext(self.environment, self.name))
        self.writeline("def root(context, resolve, charge, fresh):")
        self.indent()
        frame.symbols.analyze_node(node)
        frame.toplevel = frame.rootlevel = True
        self.buffer(frame)
        self.enter_frame(frame)
        self.pull_dependencies(node.body)
        self.blockvisit(node.body, frame)
        self.writeline(f"return {frame.buffer}")
        self.outdent()
        self.writeline(f"debug_info = {self.debug_info!r}")

    def pull_dependencies(self, nodes: Any) -> None:  # noqa: ANN401 - Jinja's own signature
        """Write a local name of the function for each filter and test that the template uses."""
        from jinja2.compiler import DependencyFinderVisitor  # noqa: PLC0415

        visitor = DependencyFinderVisitor()
        for node in nodes:
            visitor.visit(node)
        for known, names, table in ((self.filters, visitor.filters, "filters"), (self.tests, visitor.tests, "tests")):
            for name in sorted(names):
                if name not in known and name not in OWN_FILTERS:
                    known[name] = self.temporary_identifier()
                    self.writeline(f"{known[name]} = {table}[{name!r}]")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write an `append` for each piece, for which Python has an instruction of its own.

        It is quicker than `yield`.
        """
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData) and not child.data:
                continue
            self.writeline(f"{frame.buffer}.append(", child)
            if is_choice(child):
                self._write_choice(child, frame)
            else:
                self._write_value(child, frame)
            self.write(")")

    def _write_choice(self, node: nodes.Node | None, frame: Frame) -> None:
        """Write a static text, or a conditional expression whose branches are static texts."""
        if isinstance(node, nodes.CondExpr):
            self.write("(")
            self._write_choice(node.expr1, frame)
            self.write(" if ")
            self.visit(node.test, frame)
            self.write(" else ")
            self._write_choice(node.expr2, frame)
            self.write(")")
        elif isinstance(node, nodes.TemplateData):
            # the source of every target is XML; a text has no markup
            self.write(repr(unescape(node.data) if self._target is Target.TEXT else node.data.encode("utf-8")))

    def _write_value(self, node: nodes.Expr, frame: Frame) -> None:
        own = isinstance(node, nodes.Filter) and node.name in OWN_FILTERS
        if self.tracing:
            self.write("charge.attempt(lambda: " if own else f"charge.attempt(lambda: {self._printer}(")
            self.visit(node, frame)
            self.write(f"{'' if own else ')'}, {node.lineno}, {_ENCODERS[self._target]('')!r})")
        elif own:
            self.visit(node, frame)
        elif isinstance(node, nodes.Const) and isinstance(node.value, str):
            self.write(repr(_ENCODERS[self._target](node.value)))
        elif self._target is Target.PROPERTIES:
            self.write(f"{self._printer}(")
            self.visit(node, frame)
            self.write(")")
        else:  # nearly every value is a text, for which no function need be called
            remembered = "remembered[v_]" if self._target is Target.BODY else "v_"
            self.write(f"({remembered} if type(v_ := ")
            self.visit(node, frame)
            self.write(f") is str else {self._printer}(v_))")

    def _write_tried(self, node: nodes.Node, frame: Frame, use: str, otherwise: str) -> None:
        """Write an expression that a statement needs, not one that is printed: of `if`, of `set`.

        When `tracing`, its value is passed to `use` (`bool` or ""), and `otherwise` is the value of one that fails.
        """
        if self.tracing:
            self.write(f"charge.attempt(lambda: {use}(")
            self.visit(node, frame)
            self.write(f"), {node.lineno}, {otherwise})")
        else:
            self.visit(node, frame)

    def visit_If(self, node: nodes.If, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """`{% if … %}`; or a statement of the engine itself: an `if` with one of the filters `STATEMENTS`."""
        if isinstance(node.test, nodes.Filter) and node.test.name in STATEMENTS:
            self._write_statement(node.test, frame)
            return
        if isinstance(node.test, nodes.Filter) and node.test.name == "nd_turn":
            self.write_turn(node, node.test, frame)
            return
        inner = frame.soft()
        for number, branch in enumerate([node, *node.elif_]):
            self.writeline("elif " if number else "if ", branch)
            self._write_tried(branch.test, inner, "bool", "False")
            self.write(":")
            self.indent()
            self.blockvisit(branch.body, inner)
            self.outdent()
        if node.else_:
            self.writeline("else:")
            self.indent()
            self.blockvisit(node.else_, inner)
            self.outdent()

    def _write_statement(self, node: nodes.Filter, frame: Frame) -> None:
        number = node.node.value if isinstance(node.node, nodes.Const) else 0
        place = f"start_{number}"
        if node.name == "nd_open":
            self.writeline(f"{place} = len({frame.buffer})", node)
        elif node.name == "nd_section":
            self.writeline(f"charge.sections.append((len({frame.buffer}), {number}))", node)
        elif node.name == "nd_new_list":
            self.writeline(f"charge.begin_list({number})", node)
        else:
            given = "".join(f", {argument.value}" for argument in node.args if isinstance(argument, nodes.Const))
            closing = f"{CLOSING[node.name]}({frame.buffer}, {place}{given})"
            if self.tracing:
                closing = f"charge.attempt(lambda: {closing}, {node.lineno}, None)"
            elif node.name == "nd_row":
                self.writeline(ROW_IN_DOUBT.format(frame.buffer, place), node)
                closing = f"    {closing}"
            self.writeline(closing, node)

    def visit_Assign(self, node: nodes.Assign, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """`set x = …`; `set a.b = …` is for `namespace()` alone."""
        self.push_assign_tracking()
        for name in {reference.name for reference in node.find_all(nodes.NSRef)}:
            self.writeline(f"need_namespace({frame.symbols.ref(name)})", node)
        self.newline(node)
        self.visit(node.target, frame)
        self.write(" = ")
        self._write_tried(node.node, frame, "", "LOST")
        self.pop_assign_tracking(frame)

    def visit_AssignBlock(self, node: nodes.AssignBlock, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """`{% set x %} … {% endset %}`: the name gets what the block prints, a `Fragment`."""
        self.push_assign_tracking()
        inner = frame.inner()
        inner.symbols.analyze_node(node)
        self.enter_frame(inner)
        self.buffer(inner)
        self.blockvisit(node.body, inner)
        self.newline(node)
        self.visit(node.target, frame)
        self.write(" = ")
        if node.filter is not None:
            self.visit_Filter(node.filter, inner)
        else:
            self.write(f"concat({inner.buffer})")
        self.pop_assign_tracking(frame)
        self.leave_frame(inner)

    def visit_FilterBlock(self, node: nodes.FilterBlock, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """`{% filter upper %} … {% endfilter %}`: the filter gets what the block prints."""
        inner = frame.inner()
        inner.symbols.analyze_node(node)
        self.enter_frame(inner)
        self.buffer(inner)
        self.blockvisit(node.body, inner)
        self.writeline(f"{frame.buffer}.append({self._printer}(", node)
        self.visit_Filter(node.filter, inner)
        self.write("))")
        self.leave_frame(inner)

    def visit_CallBlock(self, node: nodes.CallBlock, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """`{% call f() %} … {% endcall %}`: the macro `f` gets the block as its `caller`."""
        inner, reference = self.macro_body(node, frame)
        self.writeline("caller = ")
        self.macro_def(reference, inner)
        self.writeline(f"{frame.buffer}.append(concat((", node)
        self.visit_Call(node.call, frame, forward_caller=True)
        self.write(",)))")

    def macro_def(self, macro_ref: Any, frame: Frame) -> None:  # noqa: ANN401, ARG002 - Jinja's own signature
        """Write the `Macro` around the function that was just written."""
        names = "".join(f"{argument.name!r}, " for argument in macro_ref.node.args)
        takes = (macro_ref.accesses_caller, macro_ref.accesses_kwargs, macro_ref.accesses_varargs)
        name = getattr(macro_ref.node, "name", "caller")
        self.write(f"Macro(macro, {name!r}, ({names}), {takes!r}, charge, {price(macro_ref.node.body)})")

    # ----------------------------------------------------------------------------------------------------- expressions

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """`a.b` is `a['b']`; only of `loop` the attribute itself, all of which are plain values."""
        if isinstance(node.node, nodes.Name) and node.node.name == "loop":
            self.visit(node.node, frame)
            self.write(f".{node.attr}")
        else:
            self._write_item(node, lambda: self.write(repr(node.attr)), frame)

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """`a[b]`, or a slice `a[b:c]`, whose length is counted off the budget."""
        if isinstance(node.arg, nodes.Slice):
            self.write("cut(")
            self.visit(node.node, frame)
            self.write("[")
            self.visit(node.arg, frame)
            self.write("])")
        else:
            self._write_item(node, lambda: self._visit_firmly(node.arg, frame), frame)

    def _visit_firmly(self, node: nodes.Node, frame: Frame) -> None:
        forgiving, self._forgiving = self._forgiving, False
        if isinstance(node, nodes.Const):
            self.visit(node, frame)
        else:
            self.write("key(")
            self.visit(node, frame)
            self.write(")")
        self._forgiving = forgiving

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """`{a: b}`."""
        self.write("{")
        for pair in node.items:
            self._visit_firmly(pair.key, frame)
            self.write(": ")
            self.visit(pair.value, frame)
            self.write(", ")
        self.write("}")

    def _write_item(self, node: nodes.Getattr | nodes.Getitem, name: Callable[[], None], frame: Frame) -> None:
        if self._forgiving or self.tracing or not isinstance(node.node, _DATA):
            self.write("lookup(" if self._forgiving else "look(")
            self.visit(node.node, frame)
            self.write(", ")
            name()
            self.write(")" if self._forgiving else f", {written(node)!r})")
        else:
            self.visit(node.node, frame)
            self.write("[")
            name()
            self.write("]")

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """`a | b`; what a macro printed is given to a filter as plain text, without its markup."""
        if node.name in OWN_FILTERS:
            self._write_own(node, frame)
            return
        self.write(f"{self.filters[node.name]}(")
        if node.node is None:
            self.write(f"plain(concat({frame.buffer}))")
        else:
            self._write_operand(node.node, frame, forgiving=node.name in _FORGIVING)
        self.signature(node, frame)
        self.write(")")

    def _write_own(self, node: nodes.Filter, frame: Frame) -> None:
        if node.name in QUESTIONS:
            self.write(QUESTIONS[node.name].format(frame.buffer))
            return
        if node.name == "nd_each" and node.node is not None:
            turn, innermost = (one.value for one in node.args if isinstance(one, nodes.Const))
            self.write_counted(node.node, frame, turn, innermost=innermost)
            return
        if node.name in NUMBERS and node.args and node.node is not None:
            self._write_number(node, frame)
            return
        self.write(f"{OWN_FILTERS[node.name]}(")
        if node.node is not None:
            self.visit(node.node, frame)
        self.write(")")

    def _write_number(self, node: nodes.Filter, frame: Frame) -> None:
        """Write a number of an attribute (`w:w`, `w:val`) by a table that remembers it with the XML around it."""
        before, after = (str(one.value).encode() for one in node.args if isinstance(one, nodes.Const))
        name = f"number_{len(self.numbers)}"
        self.numbers[name] = printed_values.Numbers(_NUMBERS[node.name], before, after)
        self.write(f"{name}[")
        if node.node is not None:
            self.visit(node.node, frame)
        self.write("]")

    def _write_operand(self, node: nodes.Node, frame: Frame, *, forgiving: bool) -> None:
        before, self._forgiving = self._forgiving, forgiving
        self.write("plain(")
        self.visit(node, frame)
        self.write(")")
        self._forgiving = before

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """`a is odd`; what a macro printed is given to a test as plain text, without its markup."""
        if node.name == "nd_blocks":
            self.write("is_blocks(")
            self.visit(node.node, frame)
            self.write(")")
            return
        self.write(f"{self.tests[node.name]}(")
        self._write_operand(node.node, frame, forgiving=node.name in _FORGIVING)
        self.signature(node, frame)
        self.write(")")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802, FBT001, FBT002 - Jinja's own signature
        """A call of a macro, a function of templates, `loop.cycle` or `d.items`; `Checker` lets nothing else in."""
        function = node.node
        if (
            isinstance(function, nodes.Getattr)
            and function.attr in DICT_CALLS
            and not written(function).startswith("loop.")
        ):
            self.write(f"dict_{function.attr}(")
            self.visit(function.node, frame)
            self.write(")")
            return
        self.write("call(")
        self.visit(function, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """`a < b`: what a macro printed is compared as text; the items of lists are counted off the budget before."""
        sides = [node.expr, *(operand.expr for operand in node.ops)]
        if len(node.ops) == 1 and node.ops[0].op in {"in", "notin"} and not is_flat(node.expr):
            self.write("(within(" if node.ops[0].op == "in" else "(not within(")
            self.visit(node.expr, frame)
            self.write(", ")
            self.visit(node.ops[0].expr, frame)
            self.write("))")
            return
        weighed = not any(is_flat(side) for side in sides)
        self.write("(")
        for side, sign in zip(sides, ["", *(_SIGNS[operand.op] for operand in node.ops)], strict=True):
            self.write(f" {sign} " if sign else "")
            self._write_compared(side, frame, weighed=weighed)
        self.write(")")

    def _write_compared(self, node: nodes.Expr, frame: Frame, *, weighed: bool) -> None:
        if weighed:
            self.write("weighed(")
            self.visit(node, frame)
            self.write(")")
        elif isinstance(node, (nodes.Name, nodes.Call)):
            self._write_operand(node, frame, forgiving=self._forgiving)
        else:
            self.visit(node, frame)

    def visit_Const(self, node: nodes.Const, frame: Frame) -> None:  # noqa: ARG002, N802 - Jinja's own signature
        """A number or a text as Python writes it.

        A number that is too large is written `1e999`, for `inf` is a name.
        """
        self.write(repr(node.value) if node.value != float("inf") else "1e999")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """`a ~ b`: both values as they are printed, one after the other."""
        self.write("joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def _write_safely(self, function: str, node: nodes.BinExpr, frame: Frame) -> None:
        self.write(f"{function}(")
        self.visit(node.left, frame)
        self.write(", ")
        self.visit(node.right, frame)
        self.write(")")

    def visit_Add(self, node: nodes.BinExpr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """`a + b`, with a limit on its length."""
        self._write_safely("add", node, frame)

    def visit_Sub(self, node: nodes.BinExpr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """`a - b`, with a limit on its size."""
        self._write_safely("subtract", node, frame)

    def visit_Mul(self, node: nodes.BinExpr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """`a * b`, with a limit on its length or size."""
        self._write_safely("multiply", node, frame)

    def visit_Pow(self, node: nodes.BinExpr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """`a ** b`, with a limit on both."""
        self._write_safely("power", node, frame)

    def visit_Mod(self, node: nodes.BinExpr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """`a % b` of numbers only: `%` of a text would be a format string."""
        self._write_safely("remainder", node, frame)

    def visit_CondExpr(self, node: nodes.CondExpr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """`a if b else c`; without `else` nothing is printed."""
        self.write("(")
        self.visit(node.expr1, frame)
        self.write(" if ")
        self.visit(node.test, frame)
        self.write(" else ")
        if node.expr2 is not None:
            self.visit(node.expr2, frame)
        else:
            self.write("''")
        self.write(")")
