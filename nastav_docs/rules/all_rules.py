"""All rules of нормоконтроль in the order in which they run.

A rule is a generator of some twenty lines that looks for one thing and yields a finding for each place:

    def long_years(paragraph: Paragraph) -> Iterator[Diagnostic]:
        # «в 20256 году»
        for match in LONG_YEAR.finditer(paragraph.text):
            message = f"В числе года пять цифр: «{match.group()}»"
            yield mark(norms.DATE_IMPOSSIBLE, paragraph, *match.span(), message, advice="проверьте год")

`PARAGRAPH_RULES` need nothing but a paragraph's own text, `PACKAGE_RULES` the whole package, `LAYOUT_RULES` the look of
Word's pages and a norm of the form. Each subpackage lists its own; a new subpackage is added here.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from nastav_docs.papers import Paragraph, Part, Segment
from nastav_docs.rules import acts, consistency, form, language, law, plans, typography

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import PaperPackage

# Rules that look at one paragraph and at nothing around it.
PARAGRAPH_RULES: tuple[Callable[[Paragraph], Iterator[Diagnostic]], ...] = (
    *typography.PARAGRAPH_RULES,
    *form.PARAGRAPH_RULES,
    *consistency.PARAGRAPH_RULES,
    *language.PARAGRAPH_RULES,
    *law.PARAGRAPH_RULES,
)
# Rules that compare places of a paper or papers with one another.
PACKAGE_RULES: tuple[Callable[[PaperPackage], Iterator[Diagnostic]], ...] = (
    *typography.PACKAGE_RULES,
    *form.PACKAGE_RULES,
    *acts.PACKAGE_RULES,
    *plans.PACKAGE_RULES,
    *consistency.PACKAGE_RULES,
    *language.PACKAGE_RULES,
    *law.PACKAGE_RULES,
)
# Rules of a Word file's looks; a text without looks has none of their faults.
LAYOUT_RULES: tuple[Callable[[PaperPackage], Iterator[Diagnostic]], ...] = form.LAYOUT_RULES


def check_paragraph(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """What the rules of a paragraph find in its own text, whatever stands around it."""
    if not is_clean(paragraph.text, paragraph.part):
        yield from chain.from_iterable(rule(paragraph) for rule in PARAGRAPH_RULES)


@lru_cache(maxsize=1 << 15)
def is_clean(text: str, part: Part) -> bool:
    """Whether no rule of a paragraph finds anything in a text; kept, as the papers of a thousand schools repeat it."""
    alone = Paragraph(text, "", (Segment(0, 1, 1),), part)
    return not any(True for rule in PARAGRAPH_RULES for _ in rule(alone))
