"""Check a condition of an indicator before anything is counted: names, fields, and what they are compared with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.diagnostics import did_you_mean
from nastav_docs.diagnostics.codes import monitoring as codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic, Place

Fields = dict[str, type]
Choices = Mapping[tuple[str, str], tuple[str, tuple[str, ...]]]  # what a field is called, and all that it may be
MARK: Final = re.compile(r"\{\{.*?\}\}", re.DOTALL)
NOBODY: Final = frozenset({"", "нет", "0", "false", "no"})  # what a condition prints where it does not hold
WORDS: Final[Mapping[type, str]] = {int: "число", bool: "да или нет", str: "текст"}
EXAMPLE: Final[Mapping[type, str]] = {int: "{name} >= 11", bool: "{{{{ {name} }}}}", str: "{name} == '…'"}
LITERALS: Final = frozenset({"true", "false", "none"})


def condition_problems(
    source: str, known: Mapping[str, Fields], choices: Choices, place: Place
) -> Iterator[Diagnostic]:
    """What is wrong with a condition; `known` are its names with their fields, `choices` the fields with few values.

    A condition that the language itself cannot read is told by who fills it in.
    """
    if "{%" not in source and (len(MARK.findall(source)) != 1 or MARK.sub("", source).strip()):
        yield from _outside(source, place)
        return
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
        yield from _compared(compared, known, choices, place, nodes)


def _outside(source: str, place: Place) -> Iterator[Diagnostic]:
    """A condition with words outside of its braces prints them: whatever it asks, it holds."""
    if source.strip().lower() not in NOBODY:
        message = f"Условие «{source}» – не одно выражение в двойных скобках: ему отвечает каждая запись."
        whole = " ".join(re.sub(r"\{\{|\}\}", " ", source).split())
        yield codes.FORMULA.at(place, message, hint=f'if: "{{{{ {whole} }}}}"', text=source)


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
    choices: Choices,
    place: Place,
    nodes: Any,  # noqa: ANN401  as above
) -> Iterator[Diagnostic]:
    """What is wrong with values that a field is compared with: another type, one that the field never has."""
    if any(operand.op in {"in", "notin"} and _asked(operand.expr, nodes) for operand in compare.ops):
        return  # a part of a text is asked for: «'ученик' in row.form»
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
        elif asked in choices and isinstance(value, str) and value not in choices[asked][1]:
            called, all_ = choices[asked]
            message = f"{called} «{value}» в списке нет."
            there = ", ".join(f"«{one}»" for one in all_)
            yield codes.FORMULA.at(place, message, hint=f"Есть: {there}.", text=value)


def _constants(node: Any, nodes: Any) -> Iterator[object]:  # noqa: ANN401  as above
    if isinstance(node, nodes.Const):
        yield node.value
    elif isinstance(node, (nodes.List, nodes.Tuple)):
        for item in node.items:
            yield from _constants(item, nodes)
