"""The names that a template asks for: loops followed, fields nested, names of the template's own left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jinja2 import nodes

from nastav_docs import expressions
from nastav_docs.codegen import OWN_FILTERS
from nastav_docs.diagnostics import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.templates import CompiledPart, Template

EACH = "[]"  # stands in a path for any item of a list


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a name: `path` as `order.clauses[].text`, the filters put to it, its place and the tag's text.

    `optional`: the template asks first whether it is there, or says what to print instead.
    """

    path: str
    filters: tuple[str, ...]
    place: Place
    text: str
    optional: bool = False

    @property
    def root(self) -> str:
        """The first name of the path."""
        return self.path.partition(".")[0].removesuffix(EACH)


@dataclass(slots=True)
class Names:
    """Names of the template's own with the paths they stand for; «» for what is made by the template itself."""

    known: dict[str, str]
    outer: Names | None = None

    def path(self, name: str) -> str | None:
        """What a name stands for: a path, «» for nothing outside, None for a name of the data."""
        if name in self.known:
            return self.known[name]
        return self.outer.path(name) if self.outer is not None else None


@dataclass(slots=True)
class Walker:
    """Goes through one part and takes down every use of a name of the data."""

    part: CompiledPart
    uses: list[Use] = field(default_factory=list)

    def statements(self, body: list[nodes.Node], names: Names) -> None:
        """The statements of a block, one after another: a later one knows the names that an earlier one set."""
        for node in body:
            self.statement(node, names)

    def statement(self, node: nodes.Node, names: Names) -> None:
        """One statement."""
        if isinstance(node, nodes.For):
            self._loop(node, names)
        elif isinstance(node, nodes.If):
            self._condition(node, names)
        elif isinstance(node, nodes.Output):
            self._expressions(node.nodes, names)
        elif isinstance(node, (nodes.Assign, nodes.AssignBlock, nodes.With)):
            self._assignment(node, names)
        else:
            self._capture(node, names)

    def _capture(self, node: nodes.Node, names: Names) -> None:
        """Macros and what else captures its content."""
        if isinstance(node, nodes.Macro):
            names.known[node.name] = ""
            own = {argument.name: "" for argument in node.args} | {"caller": "", "varargs": "", "kwargs": ""}
            self._expressions(node.defaults, names)
            self.statements(node.body, Names(own, names))
        elif isinstance(node, nodes.CallBlock):
            self.expression(node.call, names)
            self.statements(node.body, Names({argument.name: "" for argument in node.args}, names))
        elif isinstance(node, nodes.FilterBlock):
            self.statements(node.body, Names({}, names))

    def _assignment(self, node: nodes.Assign | nodes.AssignBlock | nodes.With, names: Names) -> None:
        if isinstance(node, nodes.With):
            own: dict[str, str] = {}
            for target, value in zip(node.targets, node.values, strict=True):
                own |= _targets(target, self.expression(value, names) or "")
            self.statements(node.body, Names(own, names))
        elif isinstance(node, nodes.Assign):
            names.known |= _targets(node.target, self.expression(node.node, names) or "")
        else:
            self.statements(node.body, Names({}, names))
            names.known |= _targets(node.target, "")

    def _loop(self, node: nodes.For, names: Names) -> None:
        path = self.expression(node.iter, names)
        own = _targets(node.target, f"{path}{EACH}" if path else "") | {"loop": ""}
        inner = Names(own, names)
        if node.test is not None:
            self.expression(node.test, inner)
        self.statements(node.body, inner)
        self.statements(node.else_, names)

    def _condition(self, node: nodes.If, names: Names) -> None:
        for branch in (node, *node.elif_):
            self.expression(branch.test, names)
            self.statements(branch.body, names)
        self.statements(node.else_, names)

    def _expressions(self, found: list[nodes.Expr], names: Names) -> None:
        for node in found:
            self.expression(node, names)

    def expression(
        self, node: nodes.Node, names: Names, filters: tuple[str, ...] = (), *, optional: bool = False
    ) -> str | None:
        """Take down what an expression uses; the path when it is one."""
        if isinstance(node, (nodes.Name, nodes.Getattr, nodes.Getitem)):
            return self._path(node, names, filters, optional=optional)
        if isinstance(node, nodes.Filter) and node.node is not None:
            return self._filter(node, names, filters, optional=optional)
        if isinstance(node, nodes.Test):
            self.expression(node.node, names, optional=node.name in {"defined", "undefined"})
            self._expressions(node.args, names)
            return None
        if isinstance(node, nodes.Call):
            return self._call(node, names)
        for child in node.iter_child_nodes():
            self.expression(child, names, optional=optional)
        return None

    def _filter(self, node: nodes.Filter, names: Names, filters: tuple[str, ...], *, optional: bool) -> str | None:
        forgiving = optional or node.name in {"default", "d"}
        name = () if node.name in OWN_FILTERS else (node.name,)
        path = self.expression(node.node, names, (*name, *filters), optional=forgiving)  # type: ignore[arg-type]  # not None: see expression()
        self._expressions(node.args, names)
        self._expressions([keyword.value for keyword in node.kwargs], names)
        attribute = next(
            (k.value.value for k in node.kwargs if k.key == "attribute" and isinstance(k.value, nodes.Const)), None
        )
        if node.name in {"selectattr", "rejectattr", "groupby"} and node.args and isinstance(node.args[0], nodes.Const):
            attribute = node.args[0].value
        if path and attribute is not None:
            self._note(f"{path}{EACH}.{attribute}", node, (), optional=False)
            return f"{path}{EACH}.{attribute}" if node.name == "map" else path
        keeps = node.name in {
            "sort",
            "reverse",
            "list",
            "unique",
            "select",
            "reject",
            "selectattr",
            "rejectattr",
            "nd_each",
        }
        if node.name in {"first", "last", "max", "min"} and path:
            return f"{path}{EACH}"
        return path if keeps or node.name in {"default", "d"} else None

    def _call(self, node: nodes.Call, names: Names) -> str | None:
        self._expressions(node.args, names)
        self._expressions([keyword.value for keyword in node.kwargs], names)
        function = node.node
        if isinstance(function, nodes.Getattr) and function.attr in {"items", "keys", "values"}:
            self.expression(function.node, names)
        return None

    def _path(self, node: nodes.Node, names: Names, filters: tuple[str, ...], *, optional: bool) -> str | None:
        path = self._written(node, names)
        if path:
            self._note(path, node, filters, optional=optional)
        return path

    def _written(self, node: nodes.Node, names: Names) -> str | None:
        """The path of a name with its fields; None for what is not one, or not of the data."""
        if isinstance(node, nodes.Name):
            known = names.path(node.name)
            return (node.name if known is None else known) if not node.name.startswith("nd_") or known else known
        if isinstance(node, nodes.Getattr):
            owner = self._written(node.node, names) if _is_path(node.node) else self.expression(node.node, names)
            return f"{owner}.{node.attr}" if owner else None
        if isinstance(node, nodes.Getitem):
            owner = self._written(node.node, names) if _is_path(node.node) else self.expression(node.node, names)
            if isinstance(node.arg, nodes.Slice):
                return owner
            if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
                return f"{owner}.{node.arg.value}" if owner else None
            self.expression(node.arg, names)
            return f"{owner}{EACH}" if owner else None
        return None

    def _note(self, path: str, node: nodes.Node, filters: tuple[str, ...], *, optional: bool) -> None:
        tag = self.part.tag_at(node.lineno)
        place = tag.place if tag is not None else Place("")
        self.uses.append(Use(path, filters, place, tag.source if tag is not None else "", optional))


def _is_path(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.Name, nodes.Getattr, nodes.Getitem))


def _targets(target: nodes.Node, path: str) -> dict[str, str]:
    """The names that an assignment or a loop gives, with what they stand for; the parts of a pair stand for nothing."""
    if isinstance(target, nodes.Name):
        return {target.name: path}
    return {name.name: "" for name in target.find_all(nodes.Name)}


def used_names(template: Template) -> tuple[Use, ...]:
    """Every name of the data that a template asks for, in the order of the document, included documents and all."""
    found: list[Use] = []
    for part in template.parts:
        walker = Walker(part)
        functions: Mapping[str, str] = dict.fromkeys(template.functions, "")
        walker.statements(expressions.parse_source(part.source).body, Names(dict(functions)))
        found += walker.uses
    return tuple(dict.fromkeys(_outermost(found)))


def _outermost(uses: list[Use]) -> Iterator[Use]:
    """The engine's own question for the moment of creation is not the template's."""
    for use in uses:
        if use.text.startswith("{"):
            yield use
