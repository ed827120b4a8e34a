"""The outlines that are committed: of the shared templates, and of golden documents built from the configs.

`python -m tests.outlines` writes them anew, to be looked at in the diff; tests/test_outlines.py compares them. Beside
them stands the digest of the golden documents for each output version: the same version gives the same documents.
"""

from __future__ import annotations

import hashlib
import io
import sys
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nastav_docs import build
from nastav_docs.builder.inputs import OUTPUT_VERSION
from nastav_docs.config.project import load
from nastav_docs.config.shipped_files import shared_configs, shared_templates
from nastav_docs.docx.outline import outline
from tests.paths import DATA, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

GOLDEN: Final = ROOT / "tests" / "golden"
VERSIONS: Final = GOLDEN / "output-versions.txt"
FORGOTTEN: Final = (
    "The golden documents are no longer those of output version {version}. A meant change: raise OUTPUT_VERSION in "
    "nastav_docs/builder/inputs.py by one (else schools keep their old documents as «unchanged»), run `make outlines`."
)
# Whose documents are golden: the district's own, and of schools with awkward names or changes of their own.
SCHOOLS: Final = {
    "artemovsky": ("sosh-1", "sosh-2", "zarechnaya", "oosh-4", "gymnasium-5", "ds-15", "ddt-22", "cdo-raduga", "boarding-9"),
    "ozernogorsky": ("berezka", "dom-tvorchestva"),
    "kedrovogorsky": ("school-1",),
    "lesnogorsky": ("school-1", "luchik"),
    "district-2020": ("shkola-3", "berezka"),
    "kinds": (),
}  # fmt: skip


def template_outlines() -> Iterator[tuple[Path, str]]:
    """The outline of each shared template and the file it is kept in, beside the template."""
    for template in sorted(shared_templates().glob("*.docx")):
        yield template.with_suffix(".txt"), outline(template.read_bytes())


def folder_of(district: str) -> Path:
    """Where the settings of a golden district are: among those that are shipped, or in the data of the tests."""
    shipped = shared_configs() / district
    return shipped if shipped.exists() else DATA / district


@cache
def golden_documents() -> Mapping[str, bytes]:
    """The documents of the golden districts by their paths below the folder of the configs, DOCX and XLSX."""
    found: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as folder:
        for district in SCHOOLS:
            out = Path(folder) / district
            report = build(load(folder_of(district)), out)
            found |= {f"{district}/{path}": (out / path).read_bytes() for path in report.written}
    return found


def golden_outlines() -> Iterator[tuple[Path, str]]:
    """The outline of each golden document and the file it is kept in."""
    for path, data in golden_documents().items():
        district, _, below = path.partition("/")
        if path.endswith(".docx") and ("/" not in below or below.split("/")[0] in SCHOOLS[district]):
            kept = GOLDEN / district / below.replace("/", " – ")
            yield kept.with_name(f"{kept.name[: -len('.docx')]}.txt"), outline(data)


def golden_digest() -> str:
    """The digest of what is in the golden documents, however it is packed."""
    digest = hashlib.sha256()
    for path, data in sorted(golden_documents().items()):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [(name, hashlib.sha256(package.read(name)).hexdigest()) for name in package.namelist()]
        digest.update(repr((path, parts)).encode())
    return digest.hexdigest()


def kept_digests() -> dict[int, str]:
    """The digest of the golden documents by output version."""
    pairs = (line.split() for line in VERSIONS.read_text("utf-8").splitlines()) if VERSIONS.exists() else ()
    return {int(number): digest for number, digest in pairs}


def main() -> None:
    """Write every outline, and the digest of a new output version; that of an old one is never written over."""
    for file, text in (*template_outlines(), *golden_outlines()):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        print(file)  # noqa: T201  a script for a person
    kept = kept_digests()
    if kept.setdefault(OUTPUT_VERSION, golden_digest()) != golden_digest():
        sys.exit(FORGOTTEN.format(version=OUTPUT_VERSION))
    VERSIONS.write_text("".join(f"{number} {digest}\n" for number, digest in sorted(kept.items())), encoding="utf-8")


if __name__ == "__main__":
    main()
