"""How often the checker is right, code by code, over the correct papers of `tests/data/lint/papers` and the documents of the configs.

`python -m tests.precision` writes `docs/точность.md` anew. Each finding was read and judged by a person in `tests/data/lint/judged.tsv`: «верно»,
«спорно» (a matter of the house's taste) or «ложно».
"""

from __future__ import annotations

import csv
import tempfile
from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import nastav_docs
from nastav_docs.diagnostics.codes import all_codes
from nastav_docs.papers import Paper, shipped_acts
from nastav_docs.papers.read_text import paper_of_text
from nastav_docs.papers.read_word import paper_of_docx
from nastav_docs.review.check_papers import check_package
from nastav_docs.review.corrections import written
from tests.paths import CONFIGS, DATA, ROOT
from tests.right_papers import PAPERS, as_word

if TYPE_CHECKING:
    from nastav_docs.diagnostics.problem import Diagnostic

PAGE: Final = ROOT / "docs" / "точность.md"
CORRECT: Final = tuple(sorted((DATA / "lint" / "correct").iterdir()))
JUDGED: Final = DATA / "lint" / "judged.tsv"
VERDICTS: Final = ("верно", "спорно", "ложно")
HEAD: Final = """# Точность нормоконтроля

Что нормоконтроль говорит о {papers} правильных выдуманных бумагах разных видов (по странице: приказы, письма, положения, протоколы, справки, акты, планы, договоры,
журналы, анкеты, инструкции…) и о {documents} документах собранных настроек. Каждую бумагу он читает дважды: текстом и файлом Word. Каждое замечание
прочитано человеком: «верно» – так и есть, «спорно» – дело вкуса организации, «ложно» – ошибся нормоконтроль. Последний столбец – сколько из них внёс бы
`lint --fix`; вносится только верное. Кодов, которых в таблице нет, эти бумаги не вызывают.

| Код | О чём | Верно | Спорно | Ложно | Внёс бы `--fix` |
|---|---|--:|--:|--:|--:|
"""


@lru_cache(maxsize=256)
def findings_of(path: Path) -> tuple[Diagnostic, ...]:
    """What is said of a correct paper as a text, and besides that as a Word file."""
    text = paper_of_text(path.read_text("utf-8"), path.name, markdown=path.suffix == ".md")
    word = paper_of_docx(as_word(path), f"{path.stem}.docx")
    assert isinstance(word, Paper)
    found = check_package([text], shipped_acts())
    known = {(d.code, d.text) for d in found}
    return (*found, *(d for d in check_package([word], shipped_acts()) if (d.code, d.text) not in known))


def judged() -> dict[tuple[str, str, str], str]:
    """The verdicts by (paper, code, words)."""
    with JUDGED.open(encoding="utf-8", newline="") as file:
        return {
            (row["paper"], row["code"], row["words"]): row["verdict"] for row in csv.DictReader(file, delimiter="\t")
        }


def verdict_of(path: Path, found: Diagnostic, verdicts: dict[tuple[str, str, str], str]) -> str:
    """A person's verdict of a finding; one that nobody has judged counts as false."""
    return verdicts.get((path.stem, found.code, found.text[:60]), "ложно")


@lru_cache(maxsize=1)
def documents() -> tuple[int, tuple[Diagnostic, ...]]:
    """How many documents the configs make, and what would be written into them."""
    with tempfile.TemporaryDirectory() as folder:
        made = nastav_docs.build(nastav_docs.load(CONFIGS / "artemovsky"), Path(folder))
        return len(made.written), tuple(written(nastav_docs.lint(folder)))


def table() -> str:
    """The page of the guide."""
    verdicts, counts, fixes = judged(), defaultdict[str, Counter[str]](Counter), Counter[str]()
    for path in (*PAPERS, *CORRECT):
        found = findings_of(path)
        for one in found:
            counts[one.code][verdict_of(path, one, verdicts)] += 1
        fixes.update(one.code for one in written(found))
    number, changed = documents()
    fixes.update(one.code for one in changed)
    rows = [
        f"| {code} | {all_codes()[code].title} | "
        + " | ".join(str(counts[code][v]) for v in VERDICTS)
        + f" | {fixes[code]} |"
        for code in sorted(counts)
    ]
    return HEAD.format(papers=len(PAPERS) + len(CORRECT), documents=number) + "\n".join(rows) + "\n"


if __name__ == "__main__":
    PAGE.write_text(table(), encoding="utf-8")
