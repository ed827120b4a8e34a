"""The committed outlines are those of the templates and of the documents as they are built now.

After a change that is meant: `make outlines`, and read the diff.
"""

from __future__ import annotations

from nastav_docs.builder.inputs import OUTPUT_VERSION
from nastav_docs.config.project import load
from tests.outlines import (
    FORGOTTEN,
    GOLDEN,
    SCHOOLS,
    VERSIONS,
    folder_of,
    golden_digest,
    golden_outlines,
    kept_digests,
    template_outlines,
)
from tests.paths import ROOT


def test_the_outline_beside_a_template_is_that_of_the_template() -> None:
    found = {file.name: (file.read_text("utf-8") if file.exists() else "", text) for file, text in template_outlines()}
    assert {name: kept for name, (kept, _) in found.items()} == {name: text for name, (_, text) in found.items()}


def test_the_documents_are_the_golden_ones() -> None:
    built = {str(file.relative_to(GOLDEN)): text for file, text in golden_outlines()}
    kept = {
        str(file.relative_to(GOLDEN)): file.read_text("utf-8") for file in GOLDEN.rglob("*.txt") if file != VERSIONS
    }
    assert sorted(built) == sorted(kept)
    assert built == kept


def test_other_documents_have_another_output_version() -> None:
    """A build with the old version would leave every school's old documents in their places as unchanged."""
    assert kept_digests().get(OUTPUT_VERSION) == golden_digest(), FORGOTTEN.format(version=OUTPUT_VERSION)


def test_every_kind_of_paper_has_a_golden_document() -> None:
    golden: set[str] = set()
    for district in SCHOOLS:
        project = load(folder_of(district))
        assert project.config is not None
        schools = project.config.school.papers if project.config.school is not None else {}
        golden |= {record.kind for record in (*project.config.papers.values(), *schools.values())}
        golden |= {"order", "letter", "plan", "indicators"} if project.config.order is not None else set()
    shipped = {
        file.stem for folder in ("kinds", "configs/mentoring-2025/kinds") for file in (ROOT / folder).glob("*.yaml")
    }
    assert shipped - golden == set()
