"""The outlines that are committed: of the shared templates, and of golden documents built from the configs.

`python -m tests.outlines` writes them anew, to be looked at in the diff; tests/test_outlines.py compares them.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nastav_docs import build
from nastav_docs.config.project import load
from nastav_docs.config.shipped_files import shared_configs, shared_templates
from nastav_docs.docx.outline import outline
from tests.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

GOLDEN: Final = ROOT / "tests" / "golden"
# Whose documents are golden: the district's own, and of schools with awkward names or changes of their own.
SCHOOLS: Final = {
    "artemovsky": ("sosh-1", "sosh-2", "zarechnaya", "oosh-4", "gymnasium-5", "ds-15", "ddt-22", "cdo-raduga", "boarding-9"),
    "ozernogorsky": ("shkola-3", "berezka"),
}  # fmt: skip


def template_outlines() -> Iterator[tuple[Path, str]]:
    """The outline of each shared template and the file it is kept in, beside the template."""
    for template in sorted(shared_templates().glob("*.docx")):
        yield template.with_suffix(".txt"), outline(template.read_bytes())


def golden_outlines() -> Iterator[tuple[Path, str]]:
    """The outline of each golden document and the file it is kept in."""
    with tempfile.TemporaryDirectory() as folder:
        for district, schools in SCHOOLS.items():
            out = Path(folder) / district
            report = build(load(shared_configs() / district), out)
            wanted = [path for path in report.written if "/" not in path or path.split("/")[0] in schools]
            for path in wanted:
                if path.endswith(".docx"):
                    kept = GOLDEN / district / path.replace("/", " – ")
                    yield kept.with_name(f"{kept.name[: -len('.docx')]}.txt"), outline((out / path).read_bytes())


def main() -> None:
    """Write every outline."""
    for file, text in (*template_outlines(), *golden_outlines()):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        print(file)  # noqa: T201  a script for a person


if __name__ == "__main__":
    main()
