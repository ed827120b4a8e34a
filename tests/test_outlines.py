"""The committed outlines are those of the templates and of the documents as they are built now.

After a change that is meant: `make outlines`, and read the diff.
"""

from __future__ import annotations

from nastav_docs.builder.inputs import OUTPUT_VERSION
from tests.outlines import (
    FORGOTTEN,
    GOLDEN,
    VERSIONS,
    golden_digest,
    golden_outlines,
    kept_digests,
    template_outlines,
)


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
