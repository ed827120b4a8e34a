"""The pictures of the guide: pages of real files, turned by LibreOffice and cut by pdftoppm.

`python -m tests.guide_pictures` draws them anew.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

from nastav_docs import build
from nastav_docs.authoring import start
from nastav_docs.config.project import load
from nastav_docs.review.check_papers import lint
from nastav_docs.review.corrections import with_corrections
from tests import guide
from tests.page.visitor import served
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


def page_pictures() -> None:
    """What a new user sees in the browser: what is wrong, a field that is being filled in, the documents built."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        district = Path(folder) / "район"
        start(district, registry=False)
        with served(district, Path(folder) / "документы") as page:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            tab = browser.new_page(locale="ru-RU", viewport={"width": 1000, "height": 560})
            tab.set_default_timeout(120_000)

            def drawn(name: str, path: str) -> None:
                tab.goto(page.address + path, wait_until="networkidle")
                # The folder of this machine is nobody's business.
                tab.locator(".folder").evaluate_all("all => all.forEach((one) => { one.textContent = 'район'; })")
                tab.screenshot(path=IMAGES / f"{name}.png")

            drawn("page-today", "")
            tab.goto(page.address + "data/requisites", wait_until="networkidle")
            tab.locator(".folder").evaluate_all("all => all.forEach((one) => { one.textContent = 'район'; })")
            tab.get_by_label("Полное наименование").first.fill("Лесной муниципальный округ")
            tab.locator(".cases").first.get_by_text("Лесного").wait_for()
            tab.screenshot(path=IMAGES / "page-data.png")
            tab.get_by_role("button", name="Сохранить").first.click()
            tab.goto(page.address + "documents", wait_until="networkidle")
            tab.get_by_role("button", name="Собрать документы").click()
            tab.get_by_role("heading", name="Документы собраны").wait_for()
            tab.locator(".folder").evaluate_all("all => all.forEach((one) => { one.textContent = 'район'; })")
            tab.get_by_text(folder).evaluate_all(
                "all => all.forEach((one) => { one.textContent = 'Папка документов: документы'; })"
            )
            tab.screenshot(path=IMAGES / "page-documents.png")
            browser.close()


def main() -> None:
    """Draw every picture."""
    page_pictures()
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
