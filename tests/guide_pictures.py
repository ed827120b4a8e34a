"""The pictures of the guide: pages of real files, turned by LibreOffice and cut by pdftoppm.

`python -m tests.guide_pictures` draws them anew.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from nastav_docs import build
from nastav_docs.config.project import load
from nastav_docs.review.check_papers import lint
from nastav_docs.review.corrections import with_corrections
from tests import guide
from tests.paths import ROOT

IMAGES: Final = ROOT / "docs" / "img"
DPI: Final = 70


def picture(data: bytes, name: str, millimetres: tuple[int, int, int, int]) -> None:
    """Cut a part (left, top, width, height) out of the first page of a DOCX."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.docx"
        file.write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [
            shutil.which("soffice") or "soffice",
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            str(file),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        left, top, width, height = (str(round(length / 25.4 * DPI)) for length in millimetres)
        cut = ["-x", left, "-y", top, "-W", width, "-H", height]
        subprocess.run(
            [
                shutil.which("pdftoppm") or "pdftoppm",
                "-r",
                str(DPI),
                "-png",
                "-singlefile",
                *cut,
                str(file.with_suffix(".pdf")),
                str(IMAGES / name),
            ],
            check=True,
        )
        print(IMAGES / f"{name}.png")  # noqa: T201  a script for a person


def main() -> None:
    """Draw every picture."""
    with tempfile.TemporaryDirectory() as folder:
        district = guide.my_district(Path(folder) / "мой-район")
        own = district / "templates" / "order.docx"
        own.parent.mkdir()
        data = guide.own_letterhead(own)
        picture(data, "block", (20, 12, 185, 75))
        typed = guide.typed_by_clerk(data, guide.examples("шаблоны", "docx")[0].splitlines())
        picture(typed, "edited", (20, 12, 185, 85))
        build(load(district), Path(folder) / "before")
        picture((Path(folder) / "before" / "Приказ 14-а.docx").read_bytes(), "before", (15, 12, 190, 110))
        own.write_bytes(typed)
        build(load(district), Path(folder) / "after")
        picture((Path(folder) / "after" / "Приказ 14-а.docx").read_bytes(), "after", (15, 12, 190, 130))
        paper = Path(folder) / "приказ.docx"
        paper.write_bytes(guide.word_file(guide.examples("нормоконтроль", "docx")[0]))
        fixed = with_corrections(paper.read_bytes(), lint([paper], profile=None), str(paper))
        assert isinstance(fixed, bytes)
        picture(fixed, "fixed", (25, 12, 180, 95))


if __name__ == "__main__":
    main()
