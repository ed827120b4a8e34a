"""Whether the numbers of clauses, sections and lists go one after another and are written alike."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from nastav_docs.diagnostics.codes import form as codes
from nastav_docs.papers import numbered
from nastav_docs.rules.kept import by_document
from nastav_docs.rules.mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Clause, Document, PaperPackage

# A number of several parts at the beginning of a line: «1.1. ».
SUBNUMBER = re.compile(r"\s*(?P<number>\d{1,2}(?:\.\d{1,2})+)(?P<stop>\.)?\s+(?=[А-ЯЁа-яё«])")
# The Roman number of a section.
ROMAN = re.compile(r"(?P<number>[IVX]{1,4})\.?\s+[А-ЯЁ]")
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
# The dots before the page in a table of contents, which Word numbers by itself.
LEADERS = re.compile(r"\.{4}|…{2}|(?:\.\s){4}")
HEADING = 60  # characters: the name of a section
ENOUGH = 3  # numbers «1.1», «1.2» of a document that is divided into sections


def misplaced(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The places in a row of numbers that break it, each with the number due there; one slip is told once.

    `list(misplaced([1, 2, 4, 5]))` → `[(2, 3)]`.
    """
    due = 1
    for at, own in enumerate(numbers):
        following = numbers[at + 1] if at + 1 < len(numbers) else 0
        if own != due:
            yield at, due
            if following == due + 1 or (own > due and following == due):
                own = due if following == due + 1 else due - 1  # noqa: PLW2901 - the slip is this number alone
        due = own + 1


def lists_of(clauses: Sequence[Clause]) -> list[list[Clause]]:
    """The clauses of an order by the lists they count in: «2.1» in that of 2, «1.» after a colon in one of its own."""
    lists: dict[tuple[str, int], list[Clause]] = {}
    outer = inner = within = 0
    above = ""
    for clause in clauses:
        parent, _, own = clause.number.rpartition(".")
        sure = clause.body and re.fullmatch(r"\d+(?:\.\d+)*", clause.number)
        if sure and clause.paragraph.text[: clause.body].rstrip().endswith(")"):
            within += own == "1" and above.endswith(":")
            lists.setdefault((f"{parent})", within), []).append(clause)
        elif sure and parent:
            within += 1
            inner = 0
            lists.setdefault((parent, 0), []).append(clause)
        elif sure:
            within += 1
            begins = own == "1" and outer > 0 and above.endswith(":")
            if begins or (inner and int(own) == inner + 1):
                inner = int(own)
                lists.setdefault((f"{outer} внутри", 0), []).append(clause)
            else:
                outer, inner = int(own), 0
                lists.setdefault(("", 0), []).append(clause)
        above = clause.paragraph.text.rstrip()
    return list(lists.values())


@by_document
def clauses(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds numbers of an order's clauses that repeat or leave one out."""
    for _, order in package.orders():
        for found in lists_of(order.clauses):
            for at, due in misplaced([int(c.number.rpartition(".")[2]) for c in found]):
                yield wrong(found[at], due)


def wrong(clause: Clause, due: int) -> Diagnostic:
    """The finding of a number where another one is due."""
    parent, _, _ = clause.number.rpartition(".")
    right = f"{parent}.{due}" if parent else str(due)
    stop = ")" if clause.paragraph.text[: clause.body].rstrip().endswith(")") else "."
    message = f"Пункт {clause.number}: по порядку здесь {right}"
    return mark(codes.NUMBERING, clause.paragraph, 0, clause.body, message, f"{right}{stop}")


@by_document
def inner_lists(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a list within a clause numbered like the clauses: «1. Создать группу в составе: / 1. Иванова Н.В.»."""
    for _, order in package.orders():
        above = ""
        last = ""
        for clause in order.clauses:
            text = clause.paragraph.text
            inside = clause.number == "1" and clause.body and above.endswith(":") and last.isdigit()
            if inside and re.match(r"\s*1\.", text):
                message = f"Перечень внутри пункта {last} занумерован как пункты приказа"
                yield mark(codes.INNER_LIST, clause.paragraph, 0, clause.body, message, f"{last}.1.")
            above, last = text.rstrip(), clause.number or last


@by_document
def sections(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds numbers left out or given twice in a положение, «1.4. / 1.6.», where those about them go in turn."""
    for document in package.documents:
        if document.kind == "order":
            continue
        yield from chapters(document)
        yield from headings(document)
        items = [c for p in document.body if (c := numbered(p)).body and "." in c.number]
        if len(items) < ENOUGH:
            continue
        everywhere = {numbered(p).number for p in document.body}
        for found in runs(items):
            for at, due in misplaced([int(c.number.rpartition(".")[2]) for c in found]):
                parent, _, own = found[at].number.rpartition(".")
                if int(own) == due - 1 or (int(own) == due + 1 and f"{parent}.{due}" not in everywhere):
                    yield wrong(found[at], due)


def runs(items: Sequence[Clause]) -> list[list[Clause]]:
    """The items that count together: of one parent number, from 1 on."""
    found: dict[str, list[list[Clause]]] = {}
    for item in items:
        parent, _, own = item.number.rpartition(".")
        if own == "1":
            found.setdefault(parent, []).append([])
        if parent in found:
            found[parent][-1].append(item)
    return [run for lists in found.values() for run in lists]


def headings(document: Document) -> Iterator[Diagnostic]:
    """Finds a number left out among the names of sections: «1. Цели» and right after it «3. Сроки»."""
    items = [c for p in document.body if (c := numbered(p)).body and c.number.isdigit()]
    named = [c for c in items if len(c.text) < HEADING and not re.search(r"[.;:,]$", c.text.rstrip())]
    numbers = [int(c.number) for c in named]
    everywhere = {int(c.number) for p in document.body if (c := numbered(p)).number.isdigit()}
    if len(numbers) < 3 or numbers[0] != 1 or numbers != sorted(set(numbers)):  # noqa: PLR2004 - sections
        return
    for at, due in misplaced(numbers):
        if numbers[at] == due + 1 and due not in everywhere:
            yield wrong(named[at], due)


def chapters(document: Document) -> Iterator[Diagnostic]:
    """Finds a Roman number that its clauses contradict: «I. Общие положения» over «3.1.»."""
    for heading, first in pairwise(document.body):
        match = ROMAN.match(heading.text)
        under = re.match(r"(?P<parent>\d{1,2})\.1\.?\s", first.text) if match else None
        here = int(under["parent"]) if under else 0
        if match and match["number"] in ROMANS and 0 < here <= len(ROMANS) and ROMANS[here - 1] != match["number"]:
            message = f"Раздел {match['number']}, а его пункты – {here}.1 и далее"
            yield mark(codes.NUMBERING, heading, *match.span("number"), message, ROMANS[here - 1])


@by_document
def empty_sections(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a section without clauses, «2. Порядок работы» right over «3. Сроки», where the others have «1.1.»."""
    for document in package.documents:
        if document.kind == "order" or not document.body:
            continue
        items = [numbered(p) for p in document.body]
        divided = {c.number.partition(".")[0] for c in items if "." in c.number}
        last = items[-1]
        ended = last.number.isdigit() and last.paragraph is document.blocks[-1] and len(last.text) < HEADING
        if ended and last.number not in divided and {str(int(last.number) - n) for n in (1, 2)} <= divided:
            yield empty_section(last)
        for item, following in pairwise(items):
            empty = item.number.isdigit() and item.number not in divided and following.number.isdigit()
            beside = {str(int(item.number) - 1), following.number} if empty else set()
            next_one = empty and int(following.number) == int(item.number) + 1
            if next_one and beside <= divided and not re.search(r"[.;:,]$", item.paragraph.text.rstrip()):
                yield empty_section(item)


def empty_section(item: Clause) -> Diagnostic:
    """The finding of a section without text."""
    message = f"В разделе {item.number} нет текста"
    right = "напишите пункты раздела или уберите его название"
    return mark(codes.EMPTY_SECTION, item.paragraph, 0, len(item.paragraph.text), message, right)


@by_document
def number_stops(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds «1.1 …» among «1.2. …»; the rarer way is shown."""
    for document in package.documents:
        found = [
            (p, m)
            for p in document.paragraphs()
            if p.part == "body" and (m := SUBNUMBER.match(p.text)) and not LEADERS.search(p.text)
        ]
        bare = [(p, m) for p, m in found if not m["stop"]]
        full = [(p, m) for p, m in found if m["stop"]]
        for paragraph, match in min(bare, full, key=len) if bare and full else ():
            message = f"Номера пунктов записаны по-разному: с точкой {len(full)}, без точки {len(bare)}"
            yield mark(
                codes.NUMBER_STYLE, paragraph, match.start("number"), match.end(), message, f"{match['number']}."
            )


PACKAGE_RULES = (clauses, inner_lists, sections, empty_sections, number_stops)
