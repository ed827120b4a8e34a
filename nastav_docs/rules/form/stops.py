"""Whether clauses, items of lists and paragraphs end as they should: stops, semicolons, the colon before a list."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import dropwhile, groupby, pairwise
from typing import TYPE_CHECKING

from nastav_docs.diagnostics.codes import form as codes
from nastav_docs.papers import Clause, Document, PaperPackage, numbered
from nastav_docs.rules.form.numbering import lists_of
from nastav_docs.rules.kept import by_document
from nastav_docs.rules.mark import mark
from nastav_docs.russian import word_tags

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Paragraph

LINE = 15  # characters: shorter is a name or a figure
SENTENCE = 80  # characters: a sentence, not a heading
# What ends a line: a mark, a blank to be filled in, the page of a table of contents after its leaders.
ENDED = re.compile(r"[.;:!?…,](?:[\"»)]*)$|_$|(?:[.…_]{3}|(?:[.…_]\s){3})\s?\d{1,3}(?:[–-]\d{1,3})?$")
NAMED = re.compile(r"(?<!\w)[А-ЯЁ]\.\s?[А-ЯЁ]$")  # «Гайдай Л.И»: the stop of the initials is missing, and serves both
ITEM_MARK = re.compile(r"\s*(?:\d{1,2}|[а-яёa-z])\)")  # «1)», «а)»
# The mark of an item.
ITEM = re.compile(r"[-–—•]\s")
# A stop before the bracket of an annex.
BRACKET = re.compile(r"[а-яё»]{3}(?P<wrong>\.\s?\((?P<what>[Пп]риложение[^().]{0,20})\)\.?)(?=\s|$)")
# The end of a line that announces a list, without its colon.
OPENS = re.compile(
    r"(?:\bследующ(?:ие|их|им|ими|ую|ее|его|ем|ий)\b[^.:;,!?]{0,60}|\bв(?: следующем)? составе(?:\s[^.:;,!?]{1,40})?"
    r"|\bсостав\s[^.:;,!?]{5,120})(?<!:)$"
)
# A member of a board, by the post there.
MEMBER = re.compile(
    r"(?:председатель|руководитель|секретарь|заместитель|член(?:ы)?\s)[^.;]{0,60}\s?[–—:-]\s", re.IGNORECASE
)


@by_document
def final_stops(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a clause of an order without a stop at its end."""
    for _, order in package.orders():
        numbered = [c for c in order.clauses if c.number]
        for clause, following in zip(numbered, [*numbered[1:], None], strict=False):
            text = clause.paragraph.text.rstrip()
            if ENDED.search(text) or NAMED.search(text) or not clause.text or in_list(clause, order):
                continue
            start = max(text.rfind(" ", 0, max(text.rfind(" "), 0)) + 1, 0)
            parent = following is not None and following.number.startswith(clause.number + ".")
            right = text[start:] + (":" if parent else ".")
            message = f"Пункт {clause.number} не заканчивается точкой"
            found = mark(codes.FINAL_STOP, clause.paragraph, start, len(text), message, right)
            yield replace(found, held="") if is_whole(clause, numbered) else found


def is_whole(clause: Clause, others: Sequence[Clause]) -> bool:
    """Whether a clause is a sentence by itself, not an item of a list («1) педагоги;») and not cut in its middle."""
    outer = clause.number.rpartition(".")[0]
    level = [c for c in others if c.number.rpartition(".")[0] == outer]
    listed = any(re.match(r"[а-яё]", c.text) or c.paragraph.text.rstrip().endswith((";", ",")) for c in level)
    return not listed and not ITEM_MARK.match(clause.paragraph.text) and not is_cut(clause.paragraph.text)


def is_cut(text: str) -> bool:
    """Whether a text cannot end where it does: on a preposition, a conjunction or an adjective."""
    words = re.findall(r"[\w-]+", text)
    tags = word_tags(words[-1].lower()) if words else ()
    return not tags or any(t.POS in {"PREP", "CONJ", "PRCL", "ADJF", "PRTF", "NPRO"} for t in tags)


@by_document
def list_stops(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds an item of a list without a stop, where its neighbours have one; and a last line before the next clause."""
    for document in package.documents:
        if document.kind == "order":
            begun = dropwhile(lambda c: not c.number, document.clauses)  # before them stands a preamble without a verb
            for clause, following in pairwise(begun):
                last = not clause.number and bool(following.number) and len(clause.text) > LINE
                if last and not ENDED.search(clause.paragraph.text.rstrip()):
                    yield unstopped(clause.paragraph, document)
            continue
        yield from last_lines(document)
        groups: dict[str, list[Clause]] = {}
        for paragraph in document.body:
            item = numbered(paragraph)
            if item.number:
                groups.setdefault(item.number.rpartition(".")[0], []).append(item)
        for items in groups.values():
            bare = [c for c in items if not ENDED.search(c.paragraph.text.rstrip())]
            if len(bare) == 1 and len(items) > 1 and len(bare[0].text) > LINE and not is_heading(bare[0], document):
                yield unstopped(bare[0].paragraph, document)


def last_lines(document: Document) -> Iterator[Diagnostic]:
    """Finds a last line without a stop in an unnumbered list whose other lines end in a semicolon."""
    lines = [numbered(p) for p in document.body]
    for above, last, following in zip(lines, lines[1:], lines[2:], strict=False):
        listed = not last.number and not above.number and above.text.endswith(";") and bool(following.number)
        if listed and len(last.text) > LINE and not ENDED.search(last.text.rstrip()):
            yield unstopped(last.paragraph, document)


def unstopped(paragraph: Paragraph, document: Document) -> Diagnostic:
    """The finding of a line without a stop, or of one whose sentence the next line goes on with, in a small letter."""
    text = paragraph.text.rstrip()
    start = text.rfind(" ") + 1
    after = next((b for a, b in pairwise(document.body) if a is paragraph), None)
    if after is not None and starts_list(after, people=False):
        return mark(codes.LIST_COLON, paragraph, start, len(text), "Перед перечнем нет двоеточия", text[start:] + ":")
    goes_on = (
        re.match(r"[а-яё]+(?=[\s,.;:]|$)(?!\s[–—-]\s)", after.text) if after is not None and not after.label else None
    )
    if goes_on and text[-1:].isalpha():
        advice = f"склейте: «{text[start:]} {goes_on.group()}»"
        return mark(codes.BROKEN_PARA, paragraph, start, len(text), "Абзац разорван внутри предложения", advice=advice)
    return mark(codes.FINAL_STOP, paragraph, start, len(text), "Пункт не заканчивается точкой", text[start:] + ".")


def in_list(clause: Clause, order: Document) -> bool:
    """Whether unnumbered lines follow a clause: then the last of them ends it."""
    at = next(i for i, c in enumerate(order.clauses) if c is clause)
    return at + 1 < len(order.clauses) and not order.clauses[at + 1].number


@by_document
def letter_stops(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a paragraph of a letter's text without a stop at its end."""
    for letter in (d for d in package.documents if d.kind == "letter"):
        for paragraph in letter.body:
            text = paragraph.text.rstrip()
            long = len(text) > 80 and re.match(r"[А-ЯЁ]", text)  # noqa: PLR2004 - a sentence
            if not long or ENDED.search(text) or re.search(r"(?:https?://|www\.)\S+$", text):
                continue
            start = text.rfind(" ") + 1
            yield mark(
                codes.FINAL_STOP_LETTER,
                paragraph,
                start,
                len(text),
                "Абзац не заканчивается точкой",
                text[start:] + ".",
            )


def is_heading(item: Clause, document: Document) -> bool:
    """Whether a numbered line names a section: «1. Пояснительная записка» has no verb, and running text follows it."""
    after = next((b for a, b in pairwise(document.body) if a is item.paragraph), None)
    if after is None or numbered(after).number:
        return False
    words = re.findall(r"[а-яё-]+", item.text.lower())
    return not any(tags[0].POS in {"VERB", "INFN", "PRTS", "PRED"} for word in words if (tags := word_tags(word)))


@by_document
def semicolons(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a clause that ends in a semicolon, while the next is a sentence too: «1. Назначить куратора; / 2. …»."""
    for _, order in package.orders():
        outer = next((found for found in lists_of(order.clauses) if found[0].number.isdigit()), [])
        heads = {id(c) for c in outer if re.match(r"\s*\d+\.", c.paragraph.text) and re.match(r"[А-ЯЁ]", c.text)}
        for clause, following in pairwise(order.clauses):
            text = clause.paragraph.text.rstrip()
            if text.endswith(";") and id(following) in heads and (id(clause) in heads or not clause.number.isdigit()):
                start = text.rfind(" ") + 1
                message = "Перед следующим пунктом стоит точка с запятой, а пункт – отдельное предложение"
                yield mark(codes.CLAUSE_END, clause.paragraph, start, len(text), message, text[start:-1] + ".")


@by_document
def bare_clauses(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds an unnumbered clause of an order («Организовать питание …») without a stop before another one."""
    for _, order in package.orders():
        for clause, following in pairwise(order.clauses):
            text = clause.paragraph.text.rstrip()
            long = len(text) > SENTENCE and re.match(r"[А-ЯЁ][а-яё]+ть\s", text)
            if clause.number or not long or ENDED.search(text) or not re.match(r"[А-ЯЁ]", following.text):
                continue
            start = text.rfind(" ") + 1
            message = "Абзац не заканчивается точкой"
            yield mark(codes.FINAL_STOP_LETTER, clause.paragraph, start, len(text), message, text[start:] + ".")


@by_document
def bare_items(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a long numbered sentence of a положение without a stop, where most of the others have it."""
    for document in package.documents:
        if document.kind == "order":
            continue
        items = [numbered(p) for p in document.body]
        long = [c for c in items if c.number and len(c.text) > SENTENCE]
        if sum(bool(ENDED.search(c.paragraph.text.rstrip())) for c in long) * 2 <= len(long):
            continue
        for item, following in pairwise(items):
            text = item.paragraph.text.rstrip()
            apart = following.number and not following.number.startswith(item.number + ".")
            bare = item.number and apart and len(item.text) > SENTENCE and not ENDED.search(text)
            if bare and any(t.POS == "VERB" for word in re.findall(r"[а-яё]+", item.text) for t in word_tags(word)):
                yield unstopped(item.paragraph, document)


@by_document
def semicolon_lists(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds one item of a list without a semicolon, where the others have it."""
    for document in package.documents:
        for listed, run in groupby(document.body, key=lambda p: bool(ITEM.match(p.text))):
            items = list(run)[:-1] if listed else []
            bare = [p for p in items if not re.search(r"[.;:!?…,]$", p.text.rstrip())]
            if len(items) > 1 and len(bare) == 1 and all(p is bare[0] or p.text.rstrip().endswith(";") for p in items):
                text = bare[0].text.rstrip()
                start = text.rfind(" ") + 1
                message = "Между элементами перечня нет точки с запятой"
                yield mark(codes.CLAUSE_END, bare[0], start, len(text), message, text[start:] + ";")


@by_document
def list_colons(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds «используются следующие понятия» without a colon before the list."""
    for document in package.documents:
        for opening, first in pairwise(document.body):
            text = opening.text.rstrip()
            match = OPENS.search(text[-140:])
            if not match or ENDED.search(text) or not starts_list(first, people="состав" in match.group()):
                continue
            start = text.rfind(" ") + 1
            message = "Перед перечнем нет двоеточия"
            yield mark(codes.LIST_COLON, opening, start, len(text), message, text[start:] + ":")


def starts_list(line: Paragraph, *, people: bool) -> bool:
    """Whether a line begins a list: a dash, «1)», a term in small letters with its meaning; a member of a board.

    `people`: only a member of a board counts.
    """
    if people:
        return bool(MEMBER.match(line.text))
    return bool(re.match(r"(?:[-–—•]|\d+\)|[а-яё]\))\s|[а-яё][^.;:]{2,80}\s[–—-]\s", line.text))


@by_document
def mixed_marks(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds two kinds of marks in one list, «– помощь; / - поддержка; / – обучение»; the rarer one is shown."""
    for document in package.documents:
        lines = ((p, m.start()) for p in document.body for m in re.finditer(r"^.", p.text, re.MULTILINE))
        for listed, run in groupby(lines, key=lambda line: bool(ITEM.match(line[0].text, line[1]))):
            items = list(run) if listed else []
            marks = Counter(p.text[at] for p, at in items)
            if len(marks) < 2:  # noqa: PLR2004 - marks to differ
                continue
            usual = max(marks, key=lambda sign: (marks[sign], sign != "-"))
            right = "один знак во всем перечне" if usual == "-" else usual
            for paragraph, at in items:
                sign = paragraph.text[at]
                if sign != usual:
                    message = f"В одном перечне разные знаки: «{usual}» и «{sign}»"
                    yield mark(codes.MIXED_MARKS, paragraph, at, at + 1, message, right)


def stop_before_bracket(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds a stop before a bracket that belongs to the sentence: «план. (Приложение 1).»."""
    for match in BRACKET.finditer(paragraph.text) if "риложение" in paragraph.text else ():
        message = "Точка перед скобкой: скобка входит в предложение"
        yield mark(codes.CLAUSE_END, paragraph, *match.span("wrong"), message, f" ({match['what']}).")


PARAGRAPH_RULES = (stop_before_bracket,)
PACKAGE_RULES = (
    final_stops,
    list_stops,
    letter_stops,
    semicolons,
    bare_clauses,
    bare_items,
    semicolon_lists,
    list_colons,
    mixed_marks,
)
