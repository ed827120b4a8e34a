"""«в {{ school | prp }}»: the prepositional after «в» and «на» is asked for as such, for it may differ («в саду»)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jinja2 import nodes

if TYPE_CHECKING:
    from collections.abc import Container

# The filter that puts a form after a preposition; without it nothing is changed.
PLACED: Final = "placed"
# A preposition at the end of a text, whatever tags are between it and the value.
_PREPOSITION: Final = re.compile(r"(?:^|[\s\u00a0>(«])(в|на)[ \u00a0](?:<[^<>]*>)*$", re.IGNORECASE)


def place_forms(tree: nodes.Template, filters: Container[str]) -> nodes.Template:
    """The same tree, in which each `{{ … | prp }}` after «в» or «на» goes through the filter `placed` too."""
    if PLACED in filters:
        for output in tree.find_all(nodes.Output):
            output.nodes = [
                _placed(before, node) for before, node in zip([None, *output.nodes], output.nodes, strict=False)
            ]
    return tree


def _placed(before: nodes.Node | None, node: nodes.Expr) -> nodes.Expr:
    if not (isinstance(node, nodes.Filter) and node.name == "prp" and isinstance(before, nodes.TemplateData)):
        return node
    found = _PREPOSITION.search(before.data)
    if found is None:
        return node
    preposition = nodes.Const(found[1].lower(), lineno=node.lineno)
    placed = nodes.Filter(node, PLACED, [preposition], [], None, None, lineno=node.lineno)
    placed.set_environment(node.environment)  # type: ignore[arg-type]  # a parsed node has one
    return placed
