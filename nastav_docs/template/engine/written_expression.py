"""Write an expression as the template wrote it, for messages: `order.clauses[0]`."""

from __future__ import annotations

from jinja2 import nodes


def written(node: nodes.Node | None) -> str:
    """An expression as the template wrote it, shortened for a message: `acts['r-145'] | gen`, `f(…)`."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Const):
        return repr(node.value)
    if isinstance(node, nodes.Getattr):
        return f"{written(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        return f"{written(node.node)}[{written(node.arg)}]"
    if isinstance(node, nodes.Call):
        return f"{written(node.node)}(…)"
    if isinstance(node, nodes.Filter):
        return f"{written(node.node)} | {node.name}"
    return "…"
