"""A template and its data become the bytes of a DOCX; each printed value is looked for in what came out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nastav_docs.docx import pack
from nastav_docs.template.assemble import Scope, TemplateNames, assemble, numbering
from nastav_docs.template.engine import Budget

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.template.compiler import Template


@dataclass(frozen=True, slots=True)
class Rendered:
    """The bytes of a DOCX; None with the reasons where it could not be printed."""

    data: bytes | None
    diagnostics: tuple[Diagnostic, ...]


def render(template: Template, context: Mapping[str, object]) -> Rendered:
    """Print a document from a template and the names that it asks for.

    The same template and data give the same bytes, in any thread. Nothing is raised: whatever a value or a filter
    raises becomes a problem with a place.
    """
    names = TemplateNames(template.functions)
    names.update(context)
    budget = Budget()
    fresh = numbering()
    changed, problems = [], []
    try:
        for part in template.parts:
            pieces = part.code.root(Scope(), names.__getitem__, budget, fresh)
            data, lost = assemble(part, pieces, budget)
            problems += lost
            changed.append((part.name, data))
    except Exception:  # noqa: BLE001 - whatever a template or a filter raised is told by a second, slower look
        from nastav_docs.template.explain_failure import explain  # noqa: PLC0415 - only a failed document pays for it

        return Rendered(None, explain(template, names))
    if problems:
        return Rendered(None, tuple(problems))
    if template.lists is not None:
        changed.append((template.lists.name, template.lists.printed(budget.made)))
    return Rendered(pack(template.stored, changed), ())
