"""All rules of нормоконтроль, in the order in which they run: of a paragraph by itself, of the package as a whole."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from nastav_docs.papers.model import Paragraph, Part, Segment
from nastav_docs.rules.acts import against_registry
from nastav_docs.rules.consistency import abbreviations, annexes, people, terms
from nastav_docs.rules.form import (
    approval_stamps,
    blanks,
    layout,
    letters,
    numbering,
    preamble,
    stops,
    table_form,
    text_form,
)
from nastav_docs.rules.language import phrases
from nastav_docs.rules.plans import clause_deadlines, deadlines, indicators
from nastav_docs.rules.typography import abbreviation_forms, signs, typography

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nastav_docs.diagnostics.problem import Diagnostic
    from nastav_docs.papers.structure import Package

PARAGRAPH_RULES: tuple[Callable[[Paragraph], Iterator[Diagnostic]], ...] = (
    *typography.PARAGRAPH_RULES,
    *signs.PARAGRAPH_RULES,
    *text_form.PARAGRAPH_RULES,
    *abbreviations.PARAGRAPH_RULES,
    *abbreviation_forms.PARAGRAPH_RULES,
    *letters.PARAGRAPH_RULES,
    *preamble.PARAGRAPH_RULES,
    *stops.PARAGRAPH_RULES,
    *blanks.PARAGRAPH_RULES,
    *phrases.PARAGRAPH_RULES,
    *terms.PARAGRAPH_RULES,
)
PACKAGE_RULES: tuple[Callable[[Package], Iterator[Diagnostic]], ...] = (
    *typography.PACKAGE_RULES,
    *text_form.PACKAGE_RULES,
    *preamble.PACKAGE_RULES,
    *stops.PACKAGE_RULES,
    *blanks.PACKAGE_RULES,
    *approval_stamps.PACKAGE_RULES,
    *numbering.PACKAGE_RULES,
    *table_form.PACKAGE_RULES,
    *against_registry.PACKAGE_RULES,
    *annexes.PACKAGE_RULES,
    *letters.PACKAGE_RULES,
    *deadlines.PACKAGE_RULES,
    *clause_deadlines.PACKAGE_RULES,
    *indicators.PACKAGE_RULES,
    *people.PACKAGE_RULES,
    *abbreviations.PACKAGE_RULES,
    *phrases.PACKAGE_RULES,
    *terms.PACKAGE_RULES,
)
LAYOUT_RULES: tuple[Callable[[Package], Iterator[Diagnostic]], ...] = layout.PACKAGE_RULES


def of_paragraph(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """What a paragraph's own text answers, whatever stands around it."""
    if not is_clean(paragraph.text, paragraph.part):
        yield from chain.from_iterable(rule(paragraph) for rule in PARAGRAPH_RULES)


@lru_cache(maxsize=1 << 15)
def is_clean(text: str, part: Part) -> bool:
    """Whether no rule finds anything in a text: the papers of a thousand schools repeat the same paragraphs."""
    alone = Paragraph(text, "", (Segment(0, 1, 1),), part)
    return not any(True for rule in PARAGRAPH_RULES for _ in rule(alone))
