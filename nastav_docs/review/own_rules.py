"""Which rules run: the shipped ones, those of installed packages, a script's own.

A package adds rules by an entry point of the group `nastav_docs.rules`, which names a rule or a list of rules. A rule
is a function of a `Paragraph` or of a `PaperPackage` that yields findings; its annotation says which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.config import plugged_in
from nastav_docs.diagnostics import Diagnostic
from nastav_docs.diagnostics.codes.papers import UNCHECKED
from nastav_docs.files import named
from nastav_docs.papers import Paragraph
from nastav_docs.review.found_clean import NOTHING_KEPT, FoundClean
from nastav_docs.rules import LAYOUT_RULES, PACKAGE_RULES, PARAGRAPH_RULES, check_paragraph, is_clean, mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.papers import PaperPackage, Part

__all__ = ["DEFAULT", "ChosenRules", "Rule", "chosen", "installed_rules", "mark"]

Rule = Callable[[Any], Iterable[Diagnostic]]

GROUP: Final = "nastav_docs.rules"
DEFAULT: Final[tuple[Rule, ...]] = (*PARAGRAPH_RULES, *PACKAGE_RULES, *LAYOUT_RULES)
SHIPPED: Final = frozenset(map(id, DEFAULT))


@dataclass(frozen=True, slots=True)
class ChosenRules:
    """Rules by what they take; `own` are those that are not shipped, the others are.

    `layout` run only where there is a norm of the form.
    """

    paragraph: tuple[Rule, ...]
    package: tuple[Rule, ...]
    layout: tuple[Rule, ...]

    def said_of(self, paragraph: Paragraph, before: FoundClean = NOTHING_KEPT) -> Iterator[Diagnostic]:
        """What the rules of a paragraph find in it; the shipped ones pass over a text that was found clean `before`."""
        shipped = len(PARAGRAPH_RULES)
        whole = self.paragraph[:shipped] == PARAGRAPH_RULES
        if whole:
            yield from () if was_clean(paragraph.text, paragraph.part, before) else check_paragraph(paragraph)
        for rule in self.paragraph[shipped:] if whole else self.paragraph:
            yield from _found(rule, paragraph)

    def said_of_package(self, package: PaperPackage, *, layout: bool) -> Iterator[Diagnostic]:
        """What the rules of a package find in it."""
        for rule in (*self.package, *(self.layout if layout else ())):
            yield from _found(rule, package)


def chosen(rules: object) -> ChosenRules:
    """Rules sorted by what they take. Raises TypeError in Russian for what is no rule."""
    if not isinstance(rules, Iterable) or isinstance(rules, (str, bytes)):
        raise TypeError(f"lint ждёт в rules= список функций, а получил: {named(rules)}.")
    found: dict[str, list[Rule]] = {"Paragraph": [], "PaperPackage": [], "": []}
    for rule in rules:
        found[_taken_by(rule)].append(rule)
    return ChosenRules(tuple(found["Paragraph"]), tuple(found["PaperPackage"]), tuple(found[""]))


@lru_cache(maxsize=4)
def chosen_once(rules: tuple[Rule, ...]) -> ChosenRules:
    """`chosen`, for the rules of which a check asks for each package anew."""
    return chosen(rules)


def _taken_by(rule: object) -> str:
    """What a rule takes, «Paragraph» or «PaperPackage»; «» for a shipped rule of the look of pages."""
    if rule in LAYOUT_RULES:
        return ""
    if rule in PARAGRAPH_RULES:
        return "Paragraph"
    if rule in PACKAGE_RULES:
        return "PaperPackage"
    hints = [hint for name, hint in getattr(rule, "__annotations__", {}).items() if name != "return"]
    said = getattr(hints[0], "__name__", str(hints[0])).rpartition(".")[2].strip("\"'") if hints else ""
    if callable(rule) and said in {"Paragraph", "PaperPackage"}:
        return said
    if callable(rule):
        name = getattr(rule, "__name__", named(rule))
        raise TypeError(
            f"Правило {name} должно назвать вид аргумента: def {name}(paragraph: Paragraph) или PaperPackage."
        )
    raise TypeError(f"lint ждёт в rules= функции, а получил: {named(rule)}.")


def was_clean(text: str, part: Part, before: FoundClean) -> bool:
    """Whether the shipped rules of a paragraph find nothing in a text; they are not asked where `before` knows it."""
    text = before.alike(text)
    known = f"{part}\n{text}"
    if before.holds(known):
        return True
    if clean := is_clean(text, part):
        before.add(known)
    return clean


def _found(rule: Rule, taken: Paragraph | PaperPackage) -> Iterator[Diagnostic]:
    """The findings of a rule; one of a package or a script that stumbles is told, and the others run."""
    if id(rule) in SHIPPED:
        yield from rule(taken)
        return
    place = taken.place() if isinstance(taken, Paragraph) else None
    try:
        yield from map(_finding, rule(taken) or ())
    except Exception as error:  # noqa: BLE001 - a rule that is not ours may raise anything
        message = f"Правило «{getattr(rule, '__name__', rule)}» не сработало: {type(error).__name__}: {error}"
        hint = "исправьте его: оно берёт Paragraph или PaperPackage и выдаёт замечания – yield mark(…)"
        yield UNCHECKED.at(place, message, hint=hint)


def _finding(found: object) -> Diagnostic:
    if isinstance(found, Diagnostic):
        return found
    raise TypeError(f"вместо замечания – {named(found)}")


@lru_cache(maxsize=1)
def installed_rules() -> tuple[Rule, ...]:
    """The shipped rules and those of the packages that are installed, each rule once.

    In place of rules that cannot be loaded stands one that tells so.
    """
    found: list[Rule] = [*DEFAULT]
    for point in plugged_in(GROUP):
        try:
            loaded = point.load()
            rules = [loaded] if callable(loaded) else [*loaded]
            chosen(rules)
        except Exception as error:  # noqa: BLE001 - a package that is not ours may raise anything
            rules = [_missing(f"Правила «{point.name}» ({point.value}) не загружены: {error}")]
        found += rules
    return tuple(dict.fromkeys(found))


def only_shipped_rules() -> bool:
    """Whether no other rules are installed: one of another package may read what it likes, and is always asked."""
    return installed_rules() == DEFAULT


def _missing(message: str) -> Rule:
    def told(_: PaperPackage) -> Iterator[Diagnostic]:
        yield UNCHECKED.at(None, message, hint="обновите пакет с этими правилами или удалите его")

    return told
