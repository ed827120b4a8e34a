"""What rules find in one document or paper is found once, and is what they find in all together."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest

from nastav_docs.diagnostics.codes import norms
from nastav_docs.papers import PaperPackage, Paragraph, Segment, kept_with, package_of, read_paper, shipped_acts
from nastav_docs.papers.model import Paper
from nastav_docs.papers.read_text import paper_of_text
from nastav_docs.review.check_papers import check_package
from nastav_docs.rules import PACKAGE_RULES
from nastav_docs.rules.kept import by_document
from nastav_docs.rules.mark import mark
from tests.paths import DATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nastav_docs.diagnostics import Diagnostic

ONE_BY_ONE = [rule for rule in PACKAGE_RULES if hasattr(rule, "__wrapped__")]
ORDER = "ПРИКАЗ\n\n02.11.2020 № 235\n\nО наставничестве\n\nПРИКАЗЫВАЮ:\n\n1. Утвердить план"


@cache
def packages() -> tuple[PaperPackage, ...]:
    """Papers with all kinds of faults, each as a package, and ten at a time."""
    files = sorted(path for path in (DATA / "lint").rglob("*") if path.suffix in {".txt", ".md"})
    papers = [paper for file in files if isinstance(paper := read_paper(file), Paper)]
    several = [papers[at : at + 10] for at in range(0, len(papers), 10)]
    return tuple(package_of(some, shipped_acts()) for some in (*([paper] for paper in papers), *several))


@pytest.mark.parametrize("rule", ONE_BY_ONE, ids=lambda rule: f"{rule.__module__.rpartition('.')[2]}-{rule.__name__}")
def test_a_rule_that_looks_at_each_by_itself_says_the_same_of_all_together(
    rule: Callable[[PaperPackage], Iterator[Diagnostic]],
) -> None:
    together = rule.__wrapped__  # type: ignore[attr-defined]  # as it is written
    for package in packages():
        assert Counter(rule(package)) == Counter(together(package))


def test_most_rules_of_packages_look_at_each_document_by_itself() -> None:
    assert len(ONE_BY_ONE) > len(PACKAGE_RULES) / 2


def test_a_document_is_asked_once_however_many_packages_it_belongs_to() -> None:
    asked: list[str] = []

    def heads(package: PaperPackage) -> Iterator[Diagnostic]:
        for document in package.documents:
            asked.append(document.file)
            if document.head is not None:
                yield mark(norms.DASH, document.head, 0, 6, "Приказ")

    rule = by_document(heads)
    plan, order, other = paper_of_text("План", "план"), paper_of_text(ORDER, "приказ"), paper_of_text(ORDER, "другой")
    assert [d.place.file for d in rule(package_of([order, plan])) if d.place] == ["приказ"]
    assert [d.place.file for d in rule(package_of([order, other, plan])) if d.place] == ["приказ", "другой"]
    assert asked == ["приказ", "план", "другой"]


def test_what_is_kept_of_a_paper_is_kept_by_what_else_was_given() -> None:
    asked: list[str] = []

    @kept_with
    def has(paper: Paper, word: str) -> bool:
        asked.append(word)
        return any(word in paragraph.text for paragraph in paper.paragraphs())

    paper = Paper("письмо", (Paragraph("Направляем план", "письмо", (Segment(0, 1, 1),)),))
    assert [has(paper, "план"), has(paper, "приказ"), has(paper, "план")] == [True, False, True]
    assert asked == ["план", "приказ"]


def test_papers_known_from_before_are_told_of_as_if_they_were_new() -> None:
    papers = [paper_of_text(ORDER, "приказ"), paper_of_text(ORDER.replace("235", "236"), "другой")]
    first = check_package(papers, shipped_acts())
    assert check_package(papers, shipped_acts()) == first
    assert "STR-FINAL-STOP" in {finding.rule for finding in first}
