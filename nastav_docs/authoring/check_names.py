"""Check the names that a template asks for, on their way through loops, `set`, macros, inclusions and blocks.

Nothing is printed: the expressions are walked through with the kinds that `field_table` gives to names.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from jinja2 import nodes

from nastav_docs.authoring import field_table
from nastav_docs.authoring.expression_values import ANY, FLAG, NUMBER, TEXT, Value
from nastav_docs.authoring.field_table import NOUNS, OPEN, WORDS
from nastav_docs.authoring.names_in_data import ProjectNames
from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import template_commands as codes
from nastav_docs.diagnostics.codes import templates as template_codes
from nastav_docs.russian import CASES
from nastav_docs.template import no_field, no_name, outside_its_loop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from nastav_docs.authoring.template_field import Audience, TemplateField
    from nastav_docs.diagnostics import Code
    from nastav_docs.template.markup import Tag


OF_PERSON: Final = frozenset({"full", "short", "signature"})
_ITEMS: Final = frozenset(["join", "first", "last", "sort", "map", "batch", "slice", "unique", "sum", "min", "max"])
OF_LIST: Final = _ITEMS | {"select", "reject", "selectattr", "rejectattr", "groupby"}
SAME: Final = frozenset(
    ["sort", "unique", "select", "reject", "selectattr", "rejectattr", "reverse", "list", "e", "escape"]
)
ONE: Final = frozenset({"first", "last", "min", "max"})
COUNTS: Final = frozenset(["length", "count", "int", "float", "sum", "wordcount", "round", "abs"])
WITH_ATTRIBUTE: Final = frozenset(["join", "sort", "unique", "map", "groupby", "sum", "min", "max"])


@dataclass(slots=True)
class NameWalk:
    """A walk through the expressions of one part that follows what each name stands for.

    `tag_at` gives the tag of a line of the tree; `known` is what a project adds to the table. The walk fills `used`
    (paths asked for) and `filters`, each with the place where it comes first, and `problems`. `scopes` are the names
    that loops, macros and `set` give, `closed` those of loops that have ended; `guards` are paths that conditions
    around ask for.
    """

    tag_at: Callable[[int], Tag | None]
    audience: Audience = ""
    known: ProjectNames = field(default_factory=ProjectNames)
    functions: frozenset[str] = frozenset()
    used: dict[str, Place] = field(default_factory=dict)
    filters: dict[str, Place] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    scopes: list[dict[str, Value]] = field(default_factory=lambda: [{}])
    closed: dict[str, Place] = field(default_factory=dict)
    guards: list[set[str]] = field(default_factory=lambda: [set()])
    quiet: int = 0

    def walk(self, tree: nodes.Template) -> None:
        """Check every name in the syntax tree of a part; findings go to `problems`, paths to `used`."""
        for macro in tree.find_all(nodes.Macro):
            self.scopes[0][macro.name] = ANY
        self.statements(tree.body)

    # ---------------------------------------------------------------------------------------------------- statements

    def statements(self, body: Sequence[nodes.Node]) -> None:
        """Follow the statements of a block, one after another."""
        for node in body:
            self.statement(node)

    def statement(self, node: nodes.Node) -> None:  # noqa: C901 - one branch a kind of statement
        """Follow one statement: `if`, `for`, `set`, `macro` …; what it prints or asks for is checked."""
        if isinstance(node, nodes.Output):
            for child in node.nodes:
                if not isinstance(child, nodes.TemplateData):
                    self.printed(self.look(child), child)
        elif isinstance(node, nodes.For):
            self.loop(node)
        elif isinstance(node, nodes.If):
            with self.guarded(node.test):
                for part in (node.body, node.elif_, node.else_):
                    self.statements(part)
        elif isinstance(node, nodes.Assign):
            self.bind(node.target, self.assigned(node))
        elif isinstance(node, (nodes.AssignBlock, nodes.FilterBlock)):
            self.statements(node.body)
            if isinstance(node, nodes.AssignBlock):
                self.bind(node.target, TEXT)
        elif isinstance(node, nodes.With):
            values = [self.look(value) for value in node.values]
            with self.scope():
                for target, value in zip(node.targets, values, strict=True):
                    self.bind(target, value)
                self.statements(node.body)
        elif isinstance(node, (nodes.Macro, nodes.CallBlock)):
            self.macro(node)

    def assigned(self, node: nodes.Assign) -> Value:
        """What a name stands for after a `set`: another roadmap set as `roadmap` is a roadmap still."""
        value = self.look(node.node)
        known = field_table.find_field("", node.target.name) if isinstance(node.target, nodes.Name) else None
        if value.kind == "any" and known is not None:
            return Value(known.kind, known.many, known.name)
        return value

    def loop(self, node: nodes.For) -> None:
        """Walk through a loop, in which its name stands for an item."""
        through = self.look(node.iter)
        if not through.is_list:
            self.report(
                codes.WRONG_KIND,
                node,
                f"цикл по «{through.path or 'значению'}» невозможен: это {through.said}, а не список",
                hint="цикл идёт по списку: {% for clause in order.paragraphs %}",
            )
        with self.scope(node):
            if through.kind == "pairs":
                key, value = Value("text", path=f"{through.path}.*"), replace(through.element, kind="any")
                targets = node.target.items if isinstance(node.target, nodes.Tuple) else []
                for target, bound in zip(targets, (key, value), strict=False):
                    self.bind(target, bound)
            else:
                self.bind(node.target, TEXT if through.many == "key" else through.element)
            self.scopes[-1]["loop"] = Value("loop", path=through.path)
            if node.test is not None:
                self.look(node.test)
            self.statements(node.body)
        self.statements(node.else_)

    def macro(self, node: nodes.Macro | nodes.CallBlock) -> None:
        """Walk through a macro, whose arguments may be anything."""
        if isinstance(node, nodes.CallBlock):
            self.look(node.call)
        for given in node.defaults:
            self.look(given)
        with self.scope():
            for argument in node.args:
                self.scopes[-1][argument.name] = ANY
            self.scopes[-1] |= {"caller": ANY, "varargs": ANY, "kwargs": ANY}
            self.statements(node.body)

    @contextmanager
    def scope(self, node: nodes.Node | None = None) -> Iterator[None]:
        """Let names that are given in the `with` block end with it; `node` is the loop that gives them, if one does."""
        self.scopes.append({})
        try:
            yield
        finally:
            gone = self.scopes.pop()
            if node is not None:
                place = self.place(node)
                self.closed |= dict.fromkeys((name for name in gone if name != "loop"), place or Place(""))

    @contextmanager
    def guarded(self, test: nodes.Node) -> Iterator[None]:
        """In the `with` block take the paths that a condition asks for as filled."""
        before = set(self.used)
        asked: set[str] = set()
        self.guards.append(asked)
        known = dict(self.used)
        self.used.clear()
        self.look(test)
        asked |= set(self.used)
        self.used.update({path: known.get(path, place) for path, place in self.used.items()})
        for path in before - set(self.used):
            self.used[path] = known[path]
        try:
            yield
        finally:
            self.guards.pop()

    def bind(self, target: nodes.Node, value: Value) -> None:
        """Give a value to a name, or to each name of a tuple."""
        if isinstance(target, nodes.Name):
            self.scopes[-1][target.name] = value
        elif isinstance(target, nodes.Tuple):
            for item in target.items:
                self.bind(item, ANY)

    # --------------------------------------------------------------------------------------------------- expressions

    def look(self, node: nodes.Node) -> Value:  # noqa: C901, PLR0911, PLR0912 - one branch a kind of expression
        """The value that an expression has; what is wrong in it is reported."""
        if isinstance(node, nodes.Name):
            return self.name(node)
        if isinstance(node, nodes.Getattr):
            return self.item(self.look(node.node), node.attr, node)
        if isinstance(node, nodes.Getitem):
            return self.subscript(node)
        if isinstance(node, nodes.Filter):
            return self.filtered(node)
        if isinstance(node, nodes.Test):
            with self.silent(on=node.name in {"defined", "undefined"}):
                self.children(node)
            return FLAG
        if isinstance(node, nodes.Call):
            return self.called(node)
        if isinstance(node, nodes.CondExpr):
            with self.guarded(node.test):
                first = self.look(node.expr1)
                second = self.look(node.expr2) if node.expr2 is not None else first
            return first if first.kind == second.kind and first.many == second.many else ANY
        if isinstance(node, nodes.Const):
            return NUMBER if isinstance(node.value, (int, float)) and not isinstance(node.value, bool) else TEXT
        if isinstance(node, nodes.Concat):
            for part in node.nodes:
                self.printed(self.look(part), part)
            return TEXT
        if isinstance(node, (nodes.And, nodes.Or)):
            with self.guarded(node.left):
                self.look(node.right)
            return ANY
        if isinstance(node, nodes.BinExpr):
            return self.calculated(node)
        self.children(node)
        if isinstance(node, (nodes.Compare, nodes.Not)):
            return FLAG
        return Value("any", "list") if isinstance(node, (nodes.List, nodes.Tuple)) else ANY

    def children(self, node: nodes.Node) -> None:
        """Look at every expression within a node."""
        for child in node.iter_child_nodes():
            self.look(child)

    def calculated(self, node: nodes.BinExpr) -> Value:
        """The value of a sum or a difference; `acts.r-145` is reported, a key with a dash written without brackets."""
        left, right = self.look(node.left), self.look(node.right)
        if isinstance(node, nodes.Sub) and not left.many and left.kind in {"text", "noun", *NOUNS}:
            message = f"из «{left.path or 'текста'}» ничего не вычесть: это {left.said}"
            self.report(codes.WRONG_KIND, node, message, hint="ключ с дефисом пишут в скобках: acts['r-145']")
        return NUMBER if left.kind == right.kind == "number" else ANY

    @contextmanager
    def silent(self, *, on: bool) -> Iterator[None]:
        """In the `with` block report nothing, if `on`: `x is defined` does not need `x`."""
        self.quiet += on
        try:
            yield
        finally:
            self.quiet -= on

    def name(self, node: nodes.Name) -> Value:
        """The value of a name that stands alone: `order`."""
        for scope in reversed(self.scopes):
            if node.name in scope:
                return scope[node.name]
        one = field_table.find_field("", node.name)
        if one is not None and (not one.only or not self.audience or one.only == self.audience):
            self.ask(node.name, node)
            return Value(field_table.shape_of(one, self.audience), one.many, node.name, one.optional)
        if node.name in self.functions or node.name.startswith("nd_"):
            return ANY
        self.unknown_name(node, one)
        return ANY

    def unknown_name(self, node: nodes.Name, one: TemplateField | None) -> None:
        """Report a name that is not there; `one` is its field if other documents have it."""
        if one is not None:
            hint = "шаблон, где оно нужно, назовите в документах с for_each: school"
            message = f"имя «{node.name}» есть только в документах школ"
        elif node.name in self.closed:
            tag = self.tag_at(node.lineno)
            at = "" if tag is None else tag.place.words
            message, hint = outside_its_loop(node.name, self.closed[node.name].words, at)
        else:
            known = [*(field.name for field in field_table.ROOT), *(name for scope in self.scopes for name in scope)]
            message, hint = no_name(node.name, known)
        self.report(template_codes.UNKNOWN_NAME, node, message, hint=hint)

    def item(self, value: Value, name: str, node: nodes.Node) -> Value:
        """The value of `value.name`; a name that the value has not is reported."""
        path = f"{value.path}.{name}" if value.path else ""
        if value.kind == "loop" and name in {"previtem", "nextitem"}:
            return ANY
        if value.kind in {"any", "loop", "pairs"}:
            return ANY if value.kind == "any" else NUMBER
        if value.optional and not any(value.path in guard for guard in self.guards):
            self.report(
                codes.MAY_BE_EMPTY,
                node,
                f"«{value.path}» бывает не всегда, а здесь взято поле «{name}»",
                hint=f"поставьте вокруг {{%p if {value.path} %}} … {{%p endif %}}",
            )
        if value.many == "list":
            self.report(
                codes.WRONG_KIND,
                node,
                f"«{value.path}» – список, поля «{name}» у него нет",
                hint=f"переберите его в цикле: {{% for x in {value.path} %}} … {{{{ x.{name} }}}}",
            )
            return ANY
        if value.many == "key":
            return self.keyed(value, name, path, node)
        return self.field(value, name, path, node)

    def keyed(self, value: Value, key: str, path: str, node: nodes.Node) -> Value:
        """The value of an entry of a mapping whose keys the YAML gives: `people.head`."""
        keys = self.known.keys.get(value.path)
        if keys is not None and key not in keys:
            message, hint = no_field(value.path, key, sorted(keys))
            self.report(template_codes.UNKNOWN_NAME, node, message, hint=hint)
            return ANY
        self.ask(path, node)
        group = value.kind == "person" and key in self.known.groups
        return Value("group" if group else value.kind, "list" if value.kind == "row" else "", path)

    def field(self, value: Value, name: str, path: str, node: nodes.Node) -> Value:
        """The value of a field of a shape: `order.number`."""
        if value.kind in WORDS:
            message = f"у «{value.path or 'значения'}» нет полей: это {WORDS[value.kind]}"
            self.report(template_codes.UNKNOWN_NAME, node, f"{message}, а взято «{name}»", hint="уберите точку и имя")
            return ANY
        one = field_table.find_field(value.kind, name)
        if one is not None:
            self.ask(path, node)
            return Value(field_table.shape_of(one, self.audience), one.many, path, one.optional)
        own = self.known.own.get(value.path if value.kind == "row" else value.kind)
        if value.kind == "row" and (own is None or name in own):
            return ANY
        if value.kind in OPEN and (name in own if own is not None else not self.known.keys):
            self.ask(path, node)
            return TEXT
        known = [*(f.name for f in field_table.fields_of(value.kind)), *(own or ())]
        message, hint = no_field(value.path, name, known)
        self.report(template_codes.UNKNOWN_NAME, node, message, hint=hint)
        return ANY

    def subscript(self, node: nodes.Getitem) -> Value:
        """The value of `value['name']`, `value[0]`, `value[1:]`."""
        value = self.look(node.node)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self.item(value, node.arg.value, node)
        self.look(node.arg)
        if isinstance(node.arg, nodes.Slice) or value.kind == "any":
            return value
        return value.element if value.many == "list" else replace(value, many="")

    def called(self, node: nodes.Call) -> Value:
        """The value of a call: of a macro, a function, or `.items()` of a mapping."""
        for argument in (*node.args, *node.kwargs):
            self.look(argument.value if isinstance(argument, nodes.Keyword) else argument)
        function = node.node
        if isinstance(function, nodes.Getattr) and function.attr in {"items", "keys", "values"}:
            owner = self.look(function.node)
            return {
                "items": replace(owner, kind="pairs", many="list"),
                "keys": Value("text", "list"),
                "values": replace(owner, many="list"),
            }[function.attr]
        if isinstance(function, nodes.Name) and function.name not in self.functions and function.name != "super":
            with self.silent(on=True):  # an unknown macro is reported by the compiler
                self.look(function)
        return ANY

    def filtered(self, node: nodes.Filter) -> Value:
        """The value that a filter makes; a value that it cannot take is reported."""
        optional = node.name in {"default", "d"}
        with self.silent(on=optional):
            value = self.look(node.node) if node.node is not None else TEXT
        for argument in (*node.args, *node.kwargs):
            self.look(argument.value if isinstance(argument, nodes.Keyword) else argument)
        if node.name.startswith("nd_"):
            return value
        place = self.place(node)
        if place is not None:
            self.filters.setdefault(node.name, place)
        self.check_filter(node, value)
        if node.name in WITH_ATTRIBUTE or node.name in {"selectattr", "rejectattr"}:
            inner = self.attribute(node, value)
            if node.name == "map" and inner is not None:
                return replace(inner, many="list")
        if node.name in SAME or optional:
            return value
        if node.name in ONE:
            return value.element if value.many == "list" else ANY
        if node.name in COUNTS:
            return NUMBER
        return ANY if node.name in OF_LIST - {"join"} or node.name in {"items", "dictsort"} else TEXT

    def check_filter(self, node: nodes.Filter, value: Value) -> None:
        """Report a filter that does not fit the kind of its value."""
        wrong = ""
        if value.kind == "any":
            return
        if node.name in CASES and (value.many or value.kind in {"number", "flag"} or not value.prints):
            wrong = f"фильтр «{node.name}» склоняет слова, а «{value.path}» – {value.said}"
        elif node.name in OF_PERSON and (value.many or value.kind != "person"):
            wrong = f"фильтр «{node.name}» – для людей, а «{value.path or 'значение'}» – {value.said}"
        elif node.name in OF_LIST and not value.is_list:
            wrong = f"фильтр «{node.name}» – для списков, а «{value.path or 'значение'}» – {value.said}"
        if wrong:
            self.report(codes.WRONG_KIND, node, wrong, hint="сверьтесь с памяткой: nastav-docs templates fields")

    def attribute(self, node: nodes.Filter, value: Value) -> Value | None:
        """The value of the field that a filter of lists looks at: `map(attribute='title')`, `selectattr('level')`."""
        given = next((k.value for k in node.kwargs if k.key == "attribute"), None)
        if given is None and node.name in {"selectattr", "rejectattr", "groupby"} and node.args:
            given = node.args[0]
        if not isinstance(given, nodes.Const) or value.many != "list":
            return None
        found = value.element
        for step in str(given.value).split(","):
            found = value.element
            for name in step.strip().split("."):
                found = self.item(found, name, node)
        return found

    def printed(self, value: Value, node: nodes.Node) -> None:
        """Report a value that a `{{ … }}` cannot print: a list, or a mapping without a text of its own."""
        if value.prints or (value.many == "" and value.kind in WORDS):
            return
        if value.many:
            hint = f"напечатайте его в цикле или одной строкой: {{{{ {value.path} | join(', ') }}}}"
        else:
            names = ", ".join(f.name for f in field_table.fields_of(value.kind)[:6])
            hint = f"напишите, какое поле печатать: {names}"
        message = f"«{value.path or 'значение'}» – {value.said}, а не текст"
        self.report(template_codes.NOT_PRINTABLE, node, message, hint=hint)

    # ------------------------------------------------------------------------------------------------------ findings

    def place(self, node: nodes.Node) -> Place | None:
        """The place of a node in the user's file."""
        tag = self.tag_at(node.lineno)
        return tag.place if tag is not None and tag.place.file else None

    def ask(self, path: str, node: nodes.Node) -> None:
        """Put a path into `used`, with the place of the node where it is asked for first."""
        place = self.place(node)
        if path and not path.startswith("nd_"):
            self.used.setdefault(path, place or Place(""))

    def report(self, code: Code, node: nodes.Node, message: str, *, hint: str = "") -> None:
        """Add a problem at the tag of a node, unless the walk is `silent`."""
        tag = self.tag_at(node.lineno)
        if self.quiet or tag is None or not tag.place.file:
            return
        self.problems.append(code.at(tag.place, message, hint=hint, text=tag.source))
