"""Join what the data cannot change before a part is compiled, so that a document is made of fewer pieces.

A condition between static texts becomes part of them: «a{% if x %}b{% endif %}c» is one piece, «abc» or «ac»; a number
in an attribute is remembered together with the text around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jinja2 import nodes

from nastav_docs.template.engine.own_filters import OWN_FILTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMBERS: Final = {"nd_cellwidth", "nd_colspan"}  # filters of numbers in attributes
_LONGEST: Final = 4_000  # characters of a static text that are worth writing twice
_BODIES: Final = ("body", "else_")


def fold(tree: nodes.Template) -> nodes.Template:
    """Change a tree to one that prints the same in fewer pieces; the tree itself is changed and returned.

    A condition with one of the engine's own filters stays: it asks about the pieces printed before it.
    """
    for node in [tree, *tree.find_all(nodes.Node)]:
        for name in _BODIES:
            body = getattr(node, name, None)
            if isinstance(body, list):
                setattr(node, name, _joined(body))
    return tree


def is_choice(node: nodes.Node | None) -> bool:
    """Whether a node is a static text, or a condition between static texts."""
    if isinstance(node, nodes.CondExpr):
        return is_choice(node.expr1) and is_choice(node.expr2)
    return isinstance(node, nodes.TemplateData)


def _joined(body: Sequence[nodes.Node]) -> list[nodes.Node]:
    """Statements with outputs that follow each other joined to one output."""
    result: list[nodes.Node] = []
    run: list[nodes.Expr] = []
    for node in body:
        if isinstance(node, nodes.Output):
            run += [_word(child) for child in node.nodes]
        elif isinstance(node, nodes.If) and (choice := _choice_of(node)) is not None:
            run.append(choice)
        else:
            result += _output(run)
            run = []
            result.append(node)
    return [*result, *_output(run)]


def _output(run: Sequence[nodes.Expr]) -> list[nodes.Node]:
    return [nodes.Output(_around_numbers(_neighbours(run)), lineno=run[0].lineno)] if run else []


def _word(node: nodes.Expr) -> nodes.Expr:
    """`('restart' if … else 'continue')|nd_word` as a choice between two static texts.

    Any other expression is returned as it is.
    """
    if not isinstance(node, nodes.Filter) or node.name != "nd_word" or not isinstance(node.node, nodes.CondExpr):
        return node
    words = [one for one in (node.node.expr1, node.node.expr2) if isinstance(one, nodes.Const)]
    if len(words) < 2:  # noqa: PLR2004 - both branches
        return node
    first, second = (nodes.TemplateData(str(word.value), lineno=node.lineno) for word in words)
    return nodes.CondExpr(node.node.test, first, second, lineno=node.lineno)


def _choice_of(node: nodes.If) -> nodes.Expr | None:
    """An `if` with static branches as a conditional expression; None where a branch holds a value or a statement."""
    branches = [(node.test, node.body), *((branch.test, branch.body) for branch in node.elif_)]
    texts = [_text(body) for _, body in branches]
    chosen: nodes.Expr | None = _text(node.else_)
    if chosen is None or any(text is None for text in texts):
        return None
    for (test, _), text in reversed(list(zip(branches, texts, strict=True))):
        if any(isinstance(f, nodes.Filter) and f.name in OWN_FILTERS for f in [test, *test.find_all(nodes.Filter)]):
            return None
        chosen = nodes.CondExpr(test, text, chosen, lineno=node.lineno)
    return chosen


def _text(body: Sequence[nodes.Node]) -> nodes.TemplateData | None:
    """The text of statements that print static text only; None where there is anything else."""
    found = []
    for node in body:
        if not isinstance(node, nodes.Output) or not all(isinstance(n, nodes.TemplateData) for n in node.nodes):
            return None
        found += [child.data for child in node.nodes if isinstance(child, nodes.TemplateData)]
    return nodes.TemplateData("".join(found))


def _neighbours(run: Sequence[nodes.Expr]) -> list[nodes.Expr]:
    """Pieces of an output; static texts that follow each other are joined, also into both branches of a choice."""
    result: list[nodes.Expr] = []
    for node in run:
        if isinstance(node, nodes.TemplateData) and not node.data:
            continue
        last = result[-1] if result else None
        if isinstance(node, nodes.TemplateData) and _takes(last, node):
            result[-1] = _with_text(last, "", node.data)
        elif isinstance(last, nodes.TemplateData) and is_choice(node) and _takes(node, last):
            result[-1] = _with_text(node, last.data, "")
        else:
            result.append(node)
    return result


def _takes(node: nodes.Node | None, text: nodes.TemplateData) -> bool:
    return is_choice(node) and (isinstance(node, nodes.TemplateData) or len(text.data) <= _LONGEST)


def _with_text(node: nodes.Node | None, before: str, after: str) -> nodes.Expr:
    if isinstance(node, nodes.CondExpr):
        first, second = (_with_text(one, before, after) for one in (node.expr1, node.expr2))
        return nodes.CondExpr(node.test, first, second, lineno=node.lineno)
    text = node.data if isinstance(node, nodes.TemplateData) else ""
    return nodes.TemplateData(before + text + after, lineno=0 if node is None else node.lineno)


def _around_numbers(run: Sequence[nodes.Expr]) -> list[nodes.Expr]:
    """Pieces of an output; the static texts beside a number of an attribute become arguments of the number's filter."""
    result: list[nodes.Expr] = []
    for node in run:
        last = result[-1] if result else None
        if isinstance(node, nodes.Filter) and node.name in NUMBERS:
            before = last.data if isinstance(last, nodes.TemplateData) and len(last.data) < _LONGEST else ""
            if before:
                result.pop()
            around: list[nodes.Expr] = [nodes.Const(before), nodes.Const("")]
            result.append(nodes.Filter(node.node, node.name, around, [], None, None, lineno=node.lineno))
        elif (
            isinstance(node, nodes.TemplateData)
            and isinstance(last, nodes.Filter)
            and last.name in NUMBERS
            and len(node.data) < _LONGEST
        ):
            last.args[1] = nodes.Const(node.data)
        else:
            result.append(node)
    return result
