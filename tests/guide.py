"""The guide in docs/ as its tests read it: pages, examples, tables, and the district that its pictures show."""

from __future__ import annotations

import copy
import re
import shutil
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from nastav_docs.authoring.override import override
from nastav_docs.config.shipped_files import shared_templates
from nastav_docs.docx import xml
from nastav_docs.docx.package import read_package
from nastav_docs.docx.package_writer import packed
from nastav_docs.docx.xml import q, serialised
from nastav_docs.template.compilation import FoundTemplate, find
from tests.docx_builder import docx, p, tbl, tr
from tests.paths import DISTRICT_2020, ROOT

if TYPE_CHECKING:
    from pathlib import Path

PAGES: Final = ("шаблоны", "школы", "возврат", "изменения", "нормоконтроль", "коды", "падежи", "python")
# How a paragraph of an example stands: as the norm asks for.
TEXT: Final = '<w:ind w:firstLine="709"/><w:jc w:val="both"/>'
# The documents of the district's own: left out where a test needs one of its own only.
NOTHING_ELSE: Final = "".join(
    f"  {name}: null\n"
    for name in (
        "letter", "order", "roadmap", "school-order", "school-letter", "school-mentors", "school-mentees",
        "school-mentors-table", "school-mentees-table",
    )
)  # fmt: skip


def text_of(page: str) -> str:
    """A page of the guide."""
    return (ROOT / "docs" / f"{page}.md").read_text("utf-8")


def examples(page: str, language: str) -> list[str]:
    """The examples of a page in a language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```", text_of(page), re.MULTILINE | re.DOTALL)


def without_other_blocks(page: str) -> str:
    """A page without the examples that have a language, so that the end of one is not the start of another."""
    return re.sub(
        r"^```[a-zа-я]+\n.*?^```$", "", text_of(page).replace("```sh\n", "```\n"), flags=re.MULTILINE | re.DOTALL
    )


def commands(page: str) -> list[str]:
    """Every command line of the program that a page shows, without its explanation."""
    blocks = "".join(re.findall(r"^```\n(.*?)^```$", without_other_blocks(page), re.MULTILINE | re.DOTALL))
    inline = re.findall(r"`(nastav-docs [^`…]+)`", text_of(page))
    lines = [line for line in blocks.splitlines() if "nastav-docs " in line]
    return [re.sub(r"\s{2,}#.*", "", line).strip() for line in [*lines, *inline]]


def table(page: str, heading: str, turn: int = 0) -> list[list[str]]:
    """The rows of the table, the first or a later one, with this first heading: cells as text, without code marks."""
    lines = text_of(page).splitlines()
    start = [number for number, line in enumerate(lines) if line.startswith(f"| {heading} |")][turn]
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        cells = re.split(r"(?<!\\)\|", line.strip()[1:-1])
        rows.append([cell.strip().replace("`", "").replace("\\|", "|") for cell in cells])
    return rows


def word_file(text: str) -> bytes:
    """A DOCX of an example: a line is a paragraph, lines of cells between «│» are the rows of a table."""
    blocks: list[str] = []
    rows: list[list[str]] = []

    def end_table() -> None:
        if rows:
            blocks.append(tbl(*(tr(*row) for row in rows), columns=max(len(row) for row in rows)))
            rows.clear()

    for line in escape(text).splitlines():
        if line.startswith("│"):
            rows.append([cell.strip() for cell in line.strip().strip("│").split("│")])
        else:
            end_table()
            blocks.append(p(line, more=TEXT))
    end_table()
    return docx(*blocks)


def district(folder: Path, layer: str = "", templates: dict[str, str] | None = None) -> Path:
    """A folder with a layer over the invented district of configs/, and templates of its own; the folder."""
    (folder / "templates").mkdir(parents=True)
    for name in ("schools.yaml", "gerb.png"):
        shutil.copy(DISTRICT_2020 / name, folder)
    for name, text in (templates or {}).items():
        (folder / "templates" / name).write_bytes(word_file(text))
    lower = DISTRICT_2020 / "district.yaml"
    schools = "" if re.search(r"^schools:", layer, re.MULTILINE) else "schools: schools.yaml\n"
    (folder / "district.yaml").write_text(f"extends: {lower}\n{schools}{layer}", "utf-8")
    return folder


def my_district(folder: Path) -> Path:
    """The district of «Первая правка за пять минут»: the README's, with a coat of arms in the folder."""
    readme = (ROOT / "README.ru.md").read_text("utf-8")
    found = re.search(r"^```yaml\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    assert found is not None
    folder.mkdir(parents=True)
    (folder / "district.yaml").write_text(found[1], "utf-8")
    shutil.copy(DISTRICT_2020 / "gerb.png", folder)
    return folder


def own_letterhead(target: Path) -> bytes:
    """What `templates override … --block letterhead` writes into `target`."""
    found = find("order.docx", [shared_templates()])
    assert isinstance(found, FoundTemplate)
    data, problems = override(found, target, ("letterhead",))
    assert data is not None, problems
    return data


def typed_by_clerk(data: bytes, lines: list[str]) -> bytes:
    """The template after a clerk has put lines above the letterhead, in the style of the line that stood there."""
    package, _ = read_package(data, "order.docx")
    assert package is not None
    root = xml.parse(package.parts[package.main])
    body = root.find(q("body"))
    texts = {"".join(t.text or "" for t in p.iter(q("t"))): p for p in body.iter(q("p"))}
    model = texts["{{ issuer.founder }}"]
    above = texts["{%p if issuer.founder %}"]
    for line in lines:
        new = copy.deepcopy(model)
        first, *rest = new.iter(q("t"))
        first.text = line
        for other in rest:
            other.text = ""
        above.addprevious(new)
    return packed({**package.parts, package.main: serialised(root)})
