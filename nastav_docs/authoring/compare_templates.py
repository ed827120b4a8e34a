"""Compare two versions of a template: what each asks for, and how their texts differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nastav_docs.authoring.check_names import NameWalk
from nastav_docs.authoring.check_templates import annexes_of
from nastav_docs.authoring.override import changed_lines
from nastav_docs.authoring.template_context import TemplateContext, read
from nastav_docs.config import shared_templates
from nastav_docs.diagnostics import Diagnostic
from nastav_docs.documents import FUNCTIONS, Speech, TemplateOpener, filters_of
from nastav_docs.docx import outline, read_package
from nastav_docs.template import find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# -------------------------------------------------------------------------------------------------------------- diff


@dataclass(frozen=True, slots=True)
class Difference:
    """What a new version of a template asks for and the old did not, what it asks for no longer, changed lines."""

    asked: tuple[str, ...]
    dropped: tuple[str, ...]
    outline: tuple[str, ...]


def difference(old: Path, new: Path) -> tuple[Difference | None, tuple[Diagnostic, ...]]:
    """Compare two versions of a template; None and the problems if one of them cannot be read."""
    asked: list[set[str]] = []
    outlines: list[str] = []
    problems: list[Diagnostic] = []
    for path in (old, new):
        folders = (path.parent, shared_templates())
        found = find(path.name, folders[:1])
        package, wrong = (None, (found,)) if isinstance(found, Diagnostic) else read_package(found.data, found.path)
        problems += wrong
        if isinstance(found, Diagnostic) or package is None:
            continue
        context = TemplateContext(TemplateOpener(folders, path.parent), filters_of(Speech()), annexes_of(folders))
        asked.append(set(asks_for(path.name, context)))
        outlines.append(outline(found.data))
    if len(asked) < len((old, new)):
        return None, tuple(problems)
    before, after = asked
    lines = tuple(changed_lines(*outlines))
    return Difference(tuple(sorted(after - before)), tuple(sorted(before - after)), lines), ()


def asks_for(name: str, context: TemplateContext) -> Iterator[str]:
    """The paths that a template asks for, in order («order.number»), then its filters («| gen»)."""
    whole = read(name, context)
    for part in whole.parts:
        usage = NameWalk(part.tag_at, "", context.known, frozenset(FUNCTIONS))
        usage.walk(part.tree)
        paths = list(usage.used)
        yield from (p for p in paths if not any(other.startswith((f"{p}.", f"{p}[")) for other in paths))
        yield from (f"| {name}" for name in usage.filters)
