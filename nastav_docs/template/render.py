"""Print a template with data: to the bytes of a DOCX, or to a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nastav_docs.template.assemble import Scope, TemplateNames, assemble, numbering, resolver, split_paragraphs
from nastav_docs.template.brought_parts import BroughtParts
from nastav_docs.template.engine import Budget, joined
from nastav_docs.template.stopped import STOPPING, stopped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.template.compiler import Template
    from nastav_docs.template.text_template import TextTemplate


@dataclass(frozen=True, slots=True)
class Rendered:
    """The bytes of a DOCX; or None, and the reasons why it could not be printed."""

    data: bytes | None
    diagnostics: tuple[Diagnostic, ...]


def render(template: Template, context: Mapping[str, object]) -> Rendered:
    """Print a document from a template and the names that it asks for.

    The same template and data give the same bytes, in any thread. Nothing is raised: whatever a value or a filter
    raises becomes a problem with a place.
    """
    names = TemplateNames(template.functions)
    names.update(context)
    fresh = numbering()
    changed, problems = [], []
    failed = False
    brought = BroughtParts(template)
    with Budget() as budget:
        budget.parts = brought
        for part in template.parts:
            brought.part = part.name
            try:
                pieces = part.code.root(Scope(), names.__getitem__, budget, fresh)
                data, lost = assemble(part, pieces, budget)
                separated = _separated(part.name, data, template, budget)
            except STOPPING as error:
                return Rendered(None, (stopped(part, error),))
            except Exception:  # noqa: BLE001 - whatever a template or a filter raised is told by a second, slower look
                failed = True
                break
            problems += lost
            changed += separated
    if failed:  # after the loop, so that the memory of the first printing is free
        from nastav_docs.template.explain_failure import explain  # noqa: PLC0415 - only a failed document pays for it

        return Rendered(None, explain(template, names))
    if problems:
        return Rendered(None, tuple(problems))
    if template.lists is not None:
        changed.append((template.lists.name, template.lists.printed(budget.made)))
    return Rendered(brought.packed(changed), ())


def _separated(name: str, data: bytes, template: Template, budget: Budget) -> list[tuple[str, bytes]]:
    """The names and bytes of a printed part and of the parts of its notes, paragraphs split where a value asks so."""
    found: list[tuple[str, bytes]] = []
    for part in template.notes:
        if part.text == name:
            data, notes = part.taken(data)
            found.append((part.name, split_paragraphs(notes, budget)))
    return [(name, split_paragraphs(data, budget)), *found]


def print_text(template: TextTemplate, names: Mapping[str, object]) -> str | tuple[Diagnostic, ...]:
    """Print a text with its tags filled in, or give every reason why it cannot be; the places have no file.

    Each name that the text speaks of is asked of `names` once. Whatever a filter or a value raises becomes a problem,
    but for a BaseException that is no Exception.
    """
    with Budget() as budget:
        try:
            return joined(template.part.code.root(Scope(), resolver(names), budget, None))
        except STOPPING as error:
            return (stopped(template.part, error),)
        except Exception:  # noqa: BLE001, S110 - as in render
            pass
    from nastav_docs.template.explain_failure import explain_text  # noqa: PLC0415 - as in render

    return explain_text(template, names)
