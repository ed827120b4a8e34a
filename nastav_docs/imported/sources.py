"""Files of any usual kind as papers: Word, texts and Markdown by themselves, older kinds through LibreOffice."""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import importing as codes
from nastav_docs.files import reason
from nastav_docs.imported.grifs import is_grif_line
from nastav_docs.papers import ANNEX_HEAD, CLAUSE, DATE, SIGN, Paper, Paragraph, Table, paper_of_docx, read_paper

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

OFFICE_KINDS: Final = frozenset((".doc", ".odt", ".rtf", ".docm"))
TABLES: Final = frozenset((".xlsx", ".xls", ".xlsm", ".ods", ".csv"))
# A draft in one line: «Приказ. О летней кампании. 1. Утвердить план. 2. Назначить …»
DRAFT: Final = re.compile(
    r"(?P<word>(?i:приказ|распоряжение|постановление|решение))[.:]?\s+(?=(?:Об?о?|По)\s)(?P<title>[^.]{3,300}?)\.?\s+"
    r"(?=(?:1\.|[А-ЯЁ]))"
)
WORD: Final = re.compile(r"(?:Приказ|Распоряжение|Постановление|Решение)[.:]?")
ORDER: Final = re.compile(r"ПРИКАЗ|РАСПОРЯЖЕНИЕ|ПОСТАНОВЛЕНИЕ|РЕШЕНИЕ")
DATED: Final = re.compile(rf"^\s*(?:от\s+)?{DATE}.{{0,10}}{SIGN}\s*\w")
NEXT_CLAUSE: Final = re.compile(r"(?<=[.;:])\s+(?=\d{1,2}(?:\.\d{1,2})*\.?\s+[А-ЯЁ])")
VERB_INSIDE: Final = re.compile(
    r"(?<=[\s,])(?:приказываю|постановляю|постановляет|обязываю|решил[аи]?)\s*:", re.IGNORECASE
)


def read_sources(files: Sequence[Path]) -> tuple[list[Paper], list[Diagnostic]]:
    """The papers of some files in their order, and why others could not be read."""
    papers: list[Paper] = []
    problems: list[Diagnostic] = []
    for file in files:
        found = _unreadable(file) or (
            _converted(file) if file.suffix.lower() in OFFICE_KINDS else read_paper(file, file.name)
        )
        if isinstance(found, Diagnostic):
            problems.append(found)
        else:
            papers.append(with_boxes(found) if file.suffix.lower() == ".docx" else _draft(found))
    return papers, problems


def _unreadable(file: Path) -> Diagnostic | None:
    """What is said of a folder and of a table, which are no papers."""
    if file.is_dir():
        message, hint = f"«{file.name}» – папка.", "Назовите файлы, которые в ней лежат."
    elif file.suffix.lower() in TABLES:
        message = f"«{file.name}» – таблица, а настройки делаются из документов Word и текстов."
        hint = "Перенесите её строки в книгу настроек («nastav-docs init --xlsx») или вставьте таблицу в документ Word."
    else:
        return None
    return codes.SOURCE_UNREADABLE.at(Place(file.name), message, hint=hint, text=file.name)


def _converted(file: Path) -> Paper | Diagnostic:
    """A paper of another office program, turned into Word by LibreOffice in a folder that is gone afterwards."""
    from nastav_docs.pdf import convert, find_office, no_office  # noqa: PLC0415 - for these kinds only

    command = find_office()
    if not command:
        return no_office(f"прочитать «{file.name}»")
    with tempfile.TemporaryDirectory(prefix="nastav-docs-") as folder:
        copy = Path(folder) / f"source{file.suffix.lower()}"
        try:
            shutil.copyfile(file, copy)
        except OSError as error:
            message = f"Файл «{file.name}» не читается: {reason(error)}."
            return codes.SOURCE_UNREADABLE.at(Place(file.name), message, hint="Проверьте путь.", text=file.name)
        if problem := convert(command, copy, "docx:MS Word 2007 XML"):
            return replace(problem, place=Place(file.name))
        found = paper_of_docx(copy.with_suffix(".docx").read_bytes(), file.name)
        return found if isinstance(found, Diagnostic) else with_boxes(found)


def with_boxes(paper: Paper) -> Paper:
    """A paper whose captions, grifs and heads of orders in text boxes stand among its paragraphs, where the boxes are.

    A box hangs on a paragraph: its caption goes over that, below one that ends another paper (a clause, a signature).
    """
    blocks = list(paper.blocks)
    moved: set[int] = set()
    for lines in _boxes(paper):
        ordering = any(ORDER.fullmatch(re.sub(r"\s", "", line.text)) for line in lines)
        lettering = ordering or any(DATED.search(line.text) for line in lines)  # a letterhead with date and number
        if not (lettering or ANNEX_HEAD.match(lines[0].text) or is_grif_line(lines[0].text)):
            continue
        at = next((n for n, one in enumerate(blocks) if _line(one) >= lines[0].line - 1), len(blocks))
        hangs = at < len(blocks) and _line(blocks[at]) == lines[0].line - 1
        at += hangs and not _is_head(blocks[at])
        blocks[at:at] = [replace(line, part="body") for line in lines]
        moved |= {line.line for line in lines}
    around = tuple(p for p in paper.around if p.part != "box" or p.line not in moved)
    return replace(paper, blocks=tuple(blocks), around=around)


def _boxes(paper: Paper) -> Iterator[list[Paragraph]]:
    """The paragraphs of each text box of a paper: those whose ordinals follow one another."""
    box: list[Paragraph] = []
    last = 0
    for line in (p for p in paper.around if p.part == "box"):
        if box and (line.line != last + 1 or ANNEX_HEAD.match(line.text)):
            yield box
            box = []
        box += [line] if line.text.strip() else []
        last = line.line
    if box:
        yield box


def _line(block: Paragraph | Table) -> int:
    return block.line if isinstance(block, Paragraph) else block.rows[0].line if block.rows else 0


def _is_head(block: Paragraph | Table) -> bool:
    """Whether a block begins what stands below it: a title in the middle of the page, a table."""
    return isinstance(block, Table) or (block.look is not None and block.look.align == "center")


def _draft(paper: Paper) -> Paper:
    """A text paper whose order stands in few lines, cut into head, title, verb and clauses; others stay as they are."""
    return replace(paper, blocks=tuple(_cut(paper.blocks)))


def _cut(blocks: Iterable[Paragraph | Table]) -> Iterator[Paragraph | Table]:
    for block in blocks:
        if not isinstance(block, Paragraph):
            yield block
        elif WORD.fullmatch(block.text.strip()):
            # In capitals, as the head of an order is told from a line of grounds; the places stay.
            yield _head(block)
        else:
            yield from _pieces(block)


def _pieces(block: Paragraph) -> Iterator[Paragraph]:
    """A paragraph as it is, or the head, title, verb and clauses that stand in it one after another."""
    draft, edges = DRAFT.match(block.text), {0, len(block.text)}
    if draft:
        edges |= {draft.start("title"), draft.end()}
        verb = VERB_INSIDE.search(block.text)
        edges |= {verb.start(), verb.end()} if verb else set()
    if draft or CLAUSE.match(block.text):
        edges |= {m.end() for m in NEXT_CLAUSE.finditer(block.text)}
    for start, end in pairwise(sorted(edges)):
        # «Приказ. О летней кампании.»: head and title have no stop.
        text = block.text[start:end].rstrip(" .:" if draft and end <= draft.end() else " ")
        lead = len(text) - len(text.lstrip())
        if text.strip():
            piece = block.part_of(start + lead, start + len(text))
            yield _head(piece) if draft and not start else piece


def _head(paragraph: Paragraph) -> Paragraph:
    return replace(paragraph, text=paragraph.text.strip().rstrip(".:").upper())
