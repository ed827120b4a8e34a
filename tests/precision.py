"""How often the checker is right, code by code, over the correct papers of `tests/data/lint/papers` and the documents of the configs.

`python -m tests.precision` writes `docs/точность.md` anew. Each finding was read and judged by a person in `tests/data/lint/judged.tsv`: «верно»,
«спорно» (a matter of the house's taste) or «ложно».

Correct papers only tell where a rule is wrong; where it is right is told by papers with known mistakes: the source package, the papers of
`tests/data/lint/defects`, correct papers spoilt in one place (`tests.spoilt_papers`), the sentences of `tests/data/grammar`. The share of «верно»
among all that was read says how much a code may weigh: an error from 97 %, a warning from 90 %, else advice.
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
from nastav_docs.diagnostics.problem import Confidence, Severity
from nastav_docs.papers import Paper, shipped_acts
from nastav_docs.papers.read_text import paper_of_text
from nastav_docs.papers.read_word import paper_of_docx
from nastav_docs.review.check_papers import check_package
from nastav_docs.review.corrections import written
from tests.grammar_gold import findings, own_sentences
from tests.paths import CONFIGS, DATA, ROOT
from tests.right_papers import PAPERS, as_word
from tests.spoilt_papers import ALSO_TRUE, WAYS, spoilt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics.problem import Diagnostic

PAGE: Final = ROOT / "docs" / "точность.md"
CORRECT: Final = tuple(sorted((DATA / "lint" / "correct").iterdir()))
JUDGED: Final = DATA / "lint" / "judged.tsv"
VERDICTS: Final = ("верно", "спорно", "ложно")
DEFECTS: Final = DATA / "lint" / "defects"
SOURCE: Final = DATA / "lint" / "source_package.md"
FEW: Final = DATA / "lint" / "few.tsv"
FIRST: Final = DATA / "lint" / "first_run.txt"  # what new papers gave at the first run, before anything was mended
ENOUGH: Final = 5  # findings read, from which a share says something
SPOILT: Final = 6  # papers that are spoilt in one way
OF_AN_ERROR: Final = 0.97
OF_A_WARNING: Final = 0.90
HEAD: Final = """# Точность нормоконтроля

Что нормоконтроль говорит о {papers} правильных выдуманных бумагах разных видов (приказы, письма, положения, протоколы, справки, акты, планы, договоры,
журналы, анкеты, инструкции…), о {documents} документах собранных настроек и о бумагах с известными ошибками: исходном комплекте, {defects} бумагах с ошибками
разных видов, правильных бумагах, испорченных в одном месте, и {sentences} предложениях с ошибками грамматики и без них. Правильную бумагу он читает дважды:
текстом и файлом Word. Правила этих бумаг уже видели: что находилось неверно, исправлено.
{first}

Каждое замечание прочитано человеком: «верно» – так и есть, «спорно» – дело вкуса организации, «ложно» – ошибся нормоконтроль. Доля верных говорит, сколько
замечание весит: ошибка – от 97 %, предупреждение – от 90 %, остальное – совет (`--all`). Чем больше прочитано, тем доле больше веры; где прочитано меньше
{enough}, вес объяснён под таблицей. Советы в долю не входят. Последний столбец – сколько замечаний в правильных бумагах внёс бы `lint --fix`; вносится только верное.

| Код | О чём | Вес | Прочитано | Верно | Спорно | Ложно | Доля верных | Внёс бы `--fix` |
|---|---|---|--:|--:|--:|--:|--:|--:|
"""
TAIL: Final = """
## Прочитано мало

Этих замечаний в собранных бумагах меньше {enough}. Вес их держится на том, как правило устроено.

| Коды | Почему вес такой |
|---|---|
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


def known_mistakes() -> Iterator[tuple[Diagnostic, str]]:
    """What is said of papers and sentences with known mistakes, with its verdict: what is neither known nor judged is «ложно»."""
    verdicts = judged()
    known = [(DEFECTS / row["file"], row) for row in rows_of(DEFECTS / "defects.tsv")]
    known += [(SOURCE, row) for row in rows_of(DATA / "lint" / "expected.tsv")]
    for path in (SOURCE, *sorted(DEFECTS.glob("*.txt"))):
        text = path.read_text("utf-8")
        name = path.stem if path == SOURCE else f"defects-{path.stem}"
        for one in check_package([paper_of_text(text, path.name, markdown=path.suffix == ".md")], shipped_acts()):
            hit = any(of == path and touches(one, row, text.split("\n")) for of, row in known)
            yield one, "верно" if hit else verdicts.get((name, one.code, one.text[:60]), "ложно")
    for sentence in own_sentences():
        for one in findings(sentence.text):
            yield one, "верно" if sentence.wrong and sentence.is_hit(one) else "ложно"
    yield from of_spoilt_papers()


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a table of known mistakes."""
    return list(csv.DictReader(path.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def touches(one: Diagnostic, row: dict[str, str], lines: list[str]) -> bool:
    """Whether a finding tells of a known mistake: the same rule, the same line, characters in common."""
    place, line = one.place, lines[int(row["line"]) - 1]
    if place is None or one.rule != row["rule"] or place.line != int(row["line"]):
        return False
    starts = (i for i in range(len(line)) if line.startswith(row["text"], i))
    return any(place.column - 1 < s + len(row["text"]) and place.end_column - 1 > s for s in starts)


def of_spoilt_papers() -> Iterator[tuple[Diagnostic, str]]:
    """What is said of a correct paper when it is spoilt in one place, each code once a paper, with its verdict."""
    for way in WAYS.values():
        texts = ((path.name, path.read_text("utf-8")) for path in CORRECT)
        made = [(name, case) for name, text in texts for case in spoilt(way, text)[:1]]
        for name, text in made[:SPOILT]:
            found = check_package([paper_of_text(text, name)], shipped_acts())
            for one in {d.code: d for d in found}.values():
                yield one, "верно" if one.rule in {*way.rules, *ALSO_TRUE} else "ложно"


@lru_cache(maxsize=1)
def counted() -> tuple[dict[str, Counter[str]], dict[str, Counter[str]], Counter[str]]:
    """By code the verdicts of what is told plainly, those of advice, and how many findings would be written."""
    verdicts, fixes = judged(), Counter[str]()
    plain, advice = defaultdict[str, Counter[str]](Counter), defaultdict[str, Counter[str]](Counter)
    said = list(known_mistakes())
    for path in (*PAPERS, *CORRECT):
        found = findings_of(path)
        said += [(one, verdict_of(path, one, verdicts)) for one in found]
        fixes.update(one.code for one in written(found))
    for one, verdict in said:
        (advice if one.confidence is Confidence.ADVICE else plain)[one.code][verdict] += 1
    return dict(plain), dict(advice), fixes


def most(count: Counter[str]) -> Severity | None:
    """The weight that so many right and wrong findings allow; `None` where there are too few."""
    if count.total() < ENOUGH:
        return None
    share = count["верно"] / count.total()
    return Severity.ERROR if share >= OF_AN_ERROR else Severity.WARNING if share >= OF_A_WARNING else Severity.NOTE


def few() -> dict[str, str]:
    """By code why it weighs what it does, though few of its findings were read."""
    return {code: row["why"] for row in rows_of(FEW) for code in row["codes"].split()}


def table() -> str:
    """The page of the guide."""
    plain, advice, fixes = counted()
    number, changed = documents()
    fixes += Counter(one.code for one in changed)
    rows = [row(code, told, weight, fixes[code]) for told, weight in ((plain, ""), (advice, "совет")) for code in told]
    why = [f"| {line['codes'].replace(' ', ', ')} | {line['why']} |" for line in rows_of(FEW)]
    head = HEAD.format(
        papers=len(PAPERS) + len(CORRECT),
        documents=number,
        defects=len(list(DEFECTS.glob("*.txt"))),
        sentences=len(list(own_sentences())),
        enough=ENOUGH,
        first=FIRST.read_text("utf-8").strip(),
    )
    return head + "\n".join([*sorted(rows), TAIL.format(enough=ENOUGH).rstrip("\n"), *why]) + "\n"


def row(code: str, told: dict[str, Counter[str]], weight: str, fixes: int) -> str:
    """The row of a code."""
    count, about = told[code], all_codes()[code]
    share = f"{count['верно'] / count.total():.0%}".replace("%", " %")
    verdicts = " | ".join(str(count[v]) for v in VERDICTS)
    written_ = "" if weight else fixes
    return f"| {code} | {about.title} | {weight or about.severity.russian} | {count.total()} | {verdicts} | {share} | {written_} |"


if __name__ == "__main__":
    PAGE.write_text(table(), encoding="utf-8")
