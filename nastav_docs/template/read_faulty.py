"""Read the expressions of a template, with all that it extends and includes, also when it has faults."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jinja2 import TemplateError
from jinja2.meta import TrackingCodeGenerator

from nastav_docs.template.compilation import Compilation
from nastav_docs.template.engine import FILTERS, FUNCTIONS, TESTS, choosing, environment, parse_source
from nastav_docs.template.inheritance import blocks_of, compose, drop_block_marks
from nastav_docs.template.markup import Checker, TagBook, pieces_of, put_notes_in, source_of, statements

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from jinja2 import nodes

    from nastav_docs.diagnostics import Place
    from nastav_docs.template.compilation import Find, UsedFile
    from nastav_docs.template.markup import Tag


_DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class PartExpressions:
    """The syntax tree of the tags of one part that can be read.

    `order` are these tags, each on a line of the tree's source.
    """

    tree: nodes.Template
    order: tuple[Tag, ...]

    def tag_at(self, line: int) -> Tag | None:
        """The tag on a line of the tree, counted from 1; None where none stands."""
        return self.order[line - 2] if 0 <= line - 2 < len(self.order) else None


@dataclass(frozen=True, slots=True)
class TemplateExpressions:
    """What could be read of a template: its parts, the files it is made of (itself first), the blocks that it offers.

    `loops` are the names that its loops give, each with the place of the first loop.
    """

    parts: tuple[PartExpressions, ...] = ()
    uses: tuple[UsedFile, ...] = ()
    blocks: tuple[str, ...] = ()
    loops: Mapping[str, Place] = field(default_factory=dict)


def read_expressions(
    name: str,
    find: Find,
    *,
    filters: Mapping[str, Callable[..., object]],
    functions: Mapping[str, Callable[..., object]],
    includes: Sequence[str] = (),
    tests: Mapping[str, Callable[..., object]] | None = None,
) -> TemplateExpressions:
    """Read a template with all that it extends and includes, as far as that is possible; problems are not told.

    Takes what `compile_template` takes. Tags that cannot be read are left out, statements without an end are closed.
    """
    own = {**FILTERS, **filters}
    checker = Checker({**own, **choosing(own)}, {**FUNCTIONS, **functions}, {**TESTS, **(tests or {})})
    book = TagBook(f"nd{hashlib.sha256(name.encode()).hexdigest()[:8]}x")
    work = Compilation(find, includes, checker, book)
    draft = compose(name, work, None)
    if draft is None:
        return TemplateExpressions(uses=tuple(work.used.values()))
    blocks = tuple(dict.fromkeys(block.name for block in blocks_of(draft, book)))
    drop_block_marks(draft, book)
    put_notes_in(draft)
    parts = []
    for story in draft.stories:
        numbers = [piece for piece in pieces_of(draft.trees[story], book) if isinstance(piece, int)]
        part = _parsed(_balanced([book.tags[number] for number in numbers]))
        if part is not None:
            parts.append(part)
    return TemplateExpressions(tuple(parts), tuple(work.used.values()), blocks, loops_of(book.tags))


class _AnyName(dict[str, object]):
    """Filters or tests, of which every name is known: here only names of data are asked about."""

    def get(self, key: object, default: object = None) -> object:
        """A function that nobody calls."""
        del key, default
        return str


def names_asked(read: TemplateExpressions, functions: Collection[str] = ()) -> tuple[str, ...]:
    """The names that a template asks of its data, sorted: not those of its loops, macros, `set`, nor `functions`."""
    known = environment().overlay()
    known.filters, known.tests = _AnyName(), _AnyName()  # type: ignore[assignment]  # see _AnyName
    found: set[str] = set()
    for part in read.parts:
        tracking = TrackingCodeGenerator(known)
        tracking.visit(part.tree)
        asked = set(tracking.undeclared_identifiers)
        if not any(tag.source.startswith("{") and _DOCUMENT in tag.source for tag in part.order):
            asked.discard(_DOCUMENT)  # the program's own tag of the date in the file's properties
        found |= asked
    return tuple(sorted(found.difference(functions, FUNCTIONS)))


def loops_of(tags: Sequence[Tag]) -> dict[str, Place]:
    """The names that loops give, each with the place of the first loop; not those of loops that the engine wrote."""
    found: dict[str, Place] = {}
    for tag in tags:
        for name in sorted(statements.names_given(tag)) if tag.word == "for" and tag.place.file else ():
            found.setdefault(name, tag.place)
    return found


def _balanced(tags: Sequence[Tag]) -> list[Tag | str]:
    """The tags that can be read, so that each start has its end; an end that had to be added is a text."""
    kept: list[Tag | str] = []
    stack: list[str] = []
    for tag in tags:
        word, closed = tag.word, statements.closes(tag)
        if word in statements.SINGLE or "block" in {word, closed}:
            continue
        if closed:
            if closed not in stack:
                continue
            while stack[-1] != closed:
                kept.append(f"<?% end{stack.pop()} %?>")
            stack.pop()
        elif isinstance(statements.tree_of(tag), str):
            continue
        elif word in statements.MIDDLE:
            if not stack or stack[-1] not in statements.MIDDLE[word]:
                continue
        elif statements.opens(tag):
            stack.append(word)
        kept.append(tag)
    return [*kept, *(f"<?% end{word} %?>" for word in reversed(stack))]


def _parsed(balanced: Sequence[Tag | str]) -> PartExpressions | None:
    """The syntax tree of tags, each on a line of its own; None where the parser refuses them."""
    source = "".join(one if isinstance(one, str) else source_of(one) for one in balanced)
    order = tuple(one for one in balanced if not isinstance(one, str))
    try:
        return PartExpressions(parse_source(source), order)
    except (TemplateError, RecursionError):
        return None
