"""All rules of нормоконтроль, in the order in which they run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nastav_docs.rules import (
    abbreviations,
    acts,
    deadlines,
    form,
    indicators,
    language,
    layout,
    package,
    people,
    signs,
    tables,
    terms,
    typography,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.requisites import Package

RULES: tuple[Callable[[Package], Iterator[Diagnostic]], ...] = (
    *typography.RULES,
    *signs.RULES,
    *form.RULES,
    *tables.RULES,
    *layout.RULES,
    *acts.RULES,
    *package.RULES,
    *deadlines.RULES,
    *indicators.RULES,
    *people.RULES,
    *abbreviations.RULES,
    *language.RULES,
    *terms.RULES,
)
