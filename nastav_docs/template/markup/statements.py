"""What the first word of a `{% … %}` means, and what Jinja's own parser says of a tag by itself.

The one table of statement words: everything that walks over a template asks here what opens, goes on, ends or stands
alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from jinja2 import TemplateError, nodes

from nastav_docs.template.engine import parse_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from nastav_docs.docx import Element
    from nastav_docs.template.markup.tags import Tag

# Words with an end: «for» … «endfor». `set` has one only when no value follows its name.
OPENERS: Final = ("for", "if", "macro", "call", "filter", "with", "block", "set")
# Those of them that may print their content more than once.
REPEATING: Final = frozenset({"for", "macro", "call"})
# Words in the middle, each with the openers that it belongs to.
MIDDLE: Final[Mapping[str, tuple[str, ...]]] = {"else": ("if", "for"), "elif": ("if",)}
# Words that name a whole document: never in the middle of a text.
DOCUMENTS: Final = frozenset({"include", "import", "from", "extends"})
# Words without an end.
SINGLE: Final = DOCUMENTS | {"super"}
# Words that set a property of a cell or a paragraph; whether an expression follows the word.
PROPERTIES: Final[Mapping[str, Literal["must", "may", "no"]]] = {
    "cellbg": "must",
    "colspan": "must",
    "cellwidth": "must",
    "keepnext": "may",
    "leftalign": "may",
    "vm": "may",
    "hm": "no",
}
KNOWN: Final = (*OPENERS, *(f"end{word}" for word in OPENERS), *MIDDLE, *sorted(SINGLE), *PROPERTIES)
_SECTION: Final = re.compile(r"\s+(with|without)\s+section$")


# ------------------------------------------------------------------------------------------------------- what a tag is


def opens(tag: Tag | None) -> bool:
    """Whether a tag begins something that has an end; `{% set x = 1 %}` does not, `{% set x | upper %}` does.

    A `set` that cannot be read begins nothing.
    """
    if tag is None or tag.word not in OPENERS:
        return False
    return tag.word != "set" or not isinstance(_parsed(f"{source_of(tag)}<?% endset %?>"), str)


def closes(tag: Tag | None) -> str:
    """The opener that a tag ends: «for» of `{% endfor %}`; an empty text when it ends nothing."""
    word = "" if tag is None else tag.word
    return word.removeprefix("end") if word.startswith("end") and word.removeprefix("end") in OPENERS else ""


def step(tag: Tag | None, *words: str) -> int:
    """How a tag changes the number of open blocks: 1, -1 or 0; with `words`, of these openers only."""
    if opens(tag):
        return int(tag is not None and (not words or tag.word in words))
    closed = closes(tag)
    return -int(bool(closed) and (not words or closed in words))


# ----------------------------------------------------------------------------------------------------- what a tag says


def source_of(tag: Tag) -> str:
    """A tag in the braces of the engine's parser, with exactly one line feed: line n + 2 of a source is its tag n."""
    body = re.sub(r"\s*\n\s*", " ", tag.body)
    return f"<?{{\n {body} }}?>" if tag.kind == "{" else f"<?%\n {body} %?>"


def tree_of(tag: Tag) -> nodes.Template | str:
    """The syntax tree of one tag, completed by what it lacks (an `endfor`), or the parser's message in English."""
    source = source_of(tag)
    if tag.word in MIDDLE:
        source = f"<?% if 1 %?>{source}<?% endif %?>"
    elif opens(tag):
        source = f"{source}<?% end{tag.word} %?>"
    return _parsed(source)


def tree_of_expression(expression: str) -> nodes.Template | str:
    """The syntax tree of `{{ expression }}`, or the parser's message in English."""
    return _parsed(f"<?{{\n {expression} }}?>")


@lru_cache(maxsize=2_000)
def _parsed(source: str) -> nodes.Template | str:
    """The syntax tree of a source, or the parser's message; remembered, for the same tag stands in many templates."""
    try:
        return parse_source(source)
    except TemplateError as error:
        return str(error.message)
    except RecursionError:
        return "too deep"


def _statement(tag: Tag) -> nodes.Node | None:
    tree = tree_of(tag)
    return tree.body[0] if isinstance(tree, nodes.Template) and len(tree.body) == 1 else None


def _literal(node: nodes.Node | None) -> str | None:
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) and node.value else None


def property_of(tag: Tag) -> tuple[str, str] | None:
    """The word and the expression of a tag that sets a property, `{% cellbg x %}`; None for any other tag."""
    word, _, expression = tag.body.partition(" ")
    wanted = PROPERTIES.get(word) if tag.kind == "%" and tag.level in {"", "p"} else None
    if wanted is None or (wanted == "must" and not expression.strip()) or (wanted == "no" and expression.strip()):
        return None
    return word, expression.strip()


# ------------------------------------------------------------------------------------------------- documents, blocks


@dataclass(frozen=True, slots=True)
class Inclusion:
    """What `{%p include … %}` says: the file in quotes (`name`) or the expression, and «with» or «without» section."""

    name: str | None
    expression: str
    section: str | None


def inclusion_of(tag: Tag) -> Inclusion | None:
    """What an `include` says; None where it cannot be read."""
    rest = tag.body.removeprefix("include").strip()
    section = _SECTION.search(rest)
    expression = rest[: section.start()] if section else rest
    tree = tree_of_expression(expression)
    if not expression or isinstance(tree, str):
        return None
    first = tree.body[0] if tree.body else None
    printed = first.nodes[0] if isinstance(first, nodes.Output) and len(first.nodes) == 1 else None
    return Inclusion(_literal(printed), expression, section[1] if section else None)


def base_of(tag: Tag) -> str | None:
    """The file that `{%p extends "order.docx" %}` names in quotes; None for anything else."""
    found = _statement(tag) if tag.word == "extends" else None
    return _literal(found.template) if isinstance(found, nodes.Extends) else None


@dataclass(frozen=True, slots=True)
class Import:
    """What an import takes from a file: all macros under one `alias`, or some (`names`), each with the name it gets."""

    file: str
    alias: str
    names: tuple[tuple[str, str], ...] = ()


def import_of(tag: Tag) -> Import | None:
    """What `{%p import "x.docx" as m %}` or `{%p from "x.docx" import a, b as c %}` takes.

    Returns None if it cannot be read.
    """
    found = _statement(tag)
    file = _literal(found.template) if isinstance(found, (nodes.Import, nodes.FromImport)) else None
    if file is None:
        return None
    if isinstance(found, nodes.Import):
        return Import(file, found.target)
    names = found.names if isinstance(found, nodes.FromImport) else []
    return Import(file, "", tuple((name, name) if isinstance(name, str) else name for name in names))


def names_given(tag: Tag) -> set[str]:
    """The names to which a loop gives a value: «key» and «value» of `{% for key, value in … %}`.

    No other tag gives any.
    """
    found = _statement(tag) if tag.word == "for" else None
    if not isinstance(found, nodes.For):
        return set()
    return (
        {found.target.name}
        if isinstance(found.target, nodes.Name)
        else {n.name for n in found.target.find_all(nodes.Name)}
    )


def macro_of(tag: Tag) -> str:
    """The name of the macro that a tag begins; an empty text for any other tag."""
    found = _statement(tag) if tag.word == "macro" else None
    return found.name if isinstance(found, nodes.Macro) else ""


def is_recursive(tag: Tag) -> bool:
    """Whether a tag begins a loop that calls itself: `{% for … recursive %}`."""
    found = _statement(tag) if tag.word == "for" else None
    return isinstance(found, nodes.For) and found.recursive


def condition_of(tag: Tag) -> nodes.Node | None:
    """The condition of an `if` or an `elif`; None for any other tag."""
    found = _statement(tag) if tag.word in {"if", "elif"} else None
    if not isinstance(found, nodes.If):
        return None
    return found.elif_[0].test if found.elif_ else found.test


def exclude(one: nodes.Node, other: nodes.Node) -> bool:
    """Whether two conditions never hold at once, as their wording shows: `x` and `not x`, `x == 1` and `x == 2`."""
    if other == nodes.Not(one) or one == nodes.Not(other):
        return True
    first, second = _equation(one), _equation(other)
    return first is not None and second is not None and first[0] == second[0] and first[1] != second[1]


def _equation(test: nodes.Node) -> tuple[nodes.Node, object] | None:
    """The two sides of `x == 1`; None for another condition."""
    if not isinstance(test, nodes.Compare) or [operand.op for operand in test.ops] != ["eq"]:
        return None
    value = test.ops[0].expr
    return (test.expr, value.value) if isinstance(value, nodes.Const) else None


def block_name(tag: Tag) -> str:
    """The name of the block that a tag begins; an empty text where there is none or more than a name."""
    found = _statement(tag) if tag.word == "block" else None
    return found.name if isinstance(found, nodes.Block) and not (found.scoped or found.required) else ""


@dataclass(frozen=True, slots=True)
class Block:
    """A block between the elements `start` and `end` that hold its tags: marks, or paragraphs and rows of a file."""

    name: str
    tag: Tag
    start: Element
    end: Element
    story: str

    @property
    def content(self) -> list[Element]:
        """The elements between the two."""
        found = []
        element = self.start.getnext()
        while element is not None and element is not self.end:
            found.append(element)
            element = element.getnext()
        return found


def blocks_among(tags: Iterable[tuple[Tag, Element]], story: str) -> Iterator[Block]:
    """The blocks of a part, from its tags in order, each with the element that holds it.

    A block within another comes first.
    """
    opened: list[tuple[Tag, Element]] = []
    for tag, element in tags:
        if tag.word == "block":
            opened.append((tag, element))
        elif closes(tag) == "block" and opened:
            first, start = opened.pop()
            if block_name(first):
                yield Block(block_name(first), first, start, element, story)
