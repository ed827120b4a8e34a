"""Check a condition of an indicator before anything is counted: names, fields, and what they are compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from nastav_docs.diagnostics import did_you_mean
from nastav_docs.diagnostics.codes import monitoring as codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.diagnostics import Diagnostic, Place

Fields = dict[str, type]
WORDS: Final[Mapping[type, str]] = {int: "число", bool: "да или нет", str: "текст"}
EXAMPLE: Final[Mapping[type, str]] = {int: "{name} >= 11", bool: "{{{{ {name} }}}}", str: "{name} == '…'"}
FORM: Final = "form"
LITERALS: Final = frozenset({"true", "false", "none"})


def condition_problems(
    source: str, known: Mapping[str, Fields], forms: tuple[str, ...], place: Place
) -> Iterator[Diagnostic]:
    """What is wrong with a condition; `known` are its names with their fields, `forms` the forms of mentoring.

    A condition that the language itself cannot read is told by who fills it in.
    """
    from jinja2 import Environment, TemplateSyntaxError, nodes  # noqa: PLC0415  loaded by the language already

    try:
        tree = Environment(autoescape=True).parse(source)
    except TemplateSyntaxError:
        return
    for name in tree.find_all(nodes.Name):
        if name.ctx == "load" and name.name not in known and name.name not in LITERALS:
            message = f"Имени «{name.name}» в условии показателя нет."
            yield codes.FORMULA.at(place, message, hint=did_you_mean(name.name, list(known)), text=name.name)
    for asked in tree.find_all((nodes.Getattr, nodes.Getitem)):
        named = _asked(asked, nodes)
        if named is not None and named[0] in known and named[1] not in known[named[0]]:
            owner, field = named
            message = f"«{owner}.{field}» нет."
            hint = did_you_mean(field, sorted(known[owner]))
            yield codes.FORMULA.at(place, message, hint=hint, text=f"{owner}.{field}")
    for compared in tree.find_all(nodes.Compare):
        yield from _compared(compared, known, forms, place, nodes)


def _asked(node: Any, nodes: Any) -> tuple[str, str] | None:  # noqa: ANN401  Jinja's nodes have no common type
    """The name and the field of «row.form» or «row['form']»."""
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return node.node.name, node.attr
    if isinstance(node, nodes.Getitem) and isinstance(node.node, nodes.Name) and isinstance(node.arg, nodes.Const):
        return node.node.name, str(node.arg.value)
    return None


def _compared(
    compare: Any,  # noqa: ANN401  as above
    known: Mapping[str, Fields],
    forms: tuple[str, ...],
    place: Place,
    nodes: Any,  # noqa: ANN401  as above
) -> Iterator[Diagnostic]:
    """What is wrong with values that a field is compared with: another type, a form that the list does not have."""
    sides = [compare.expr, *(operand.expr for operand in compare.ops)]
    asked = next((found for side in sides if (found := _asked(side, nodes)) and found[0] in known), None)
    if asked is None or asked[1] not in known[asked[0]]:
        return
    kind = known[asked[0]][asked[1]]
    name = ".".join(asked)
    for value in (value for side in sides for value in _constants(side, nodes)):
        if kind is not object and type(value) is not kind and not (kind is int and type(value) is float):
            message = f"«{name}» – {WORDS[kind]}, а сравнивается с «{value}»."
            yield codes.FORMULA.at(place, message, hint=f"Напишите: {EXAMPLE[kind].format(name=name)}.", text=name)
        elif asked[1] == FORM and isinstance(value, str) and value not in forms:
            message = f"Формы наставничества «{value}» в списке нет."
            there = ", ".join(f"«{form}»" for form in forms)
            yield codes.FORMULA.at(place, message, hint=f"Есть: {there}.", text=value)


def _constants(node: Any, nodes: Any) -> Iterator[object]:  # noqa: ANN401  as above
    if isinstance(node, nodes.Const):
        yield node.value
    elif isinstance(node, (nodes.List, nodes.Tuple)):
        for item in node.items:
            yield from _constants(item, nodes)
