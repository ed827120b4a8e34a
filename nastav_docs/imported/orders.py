"""Orders, directives, decrees and decisions: requisites, preamble, clauses, signatures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.imported.claims import Claim, KeyPath, Left, claimed
from nastav_docs.imported.clauses import clauses_of, is_item, mark_of_item, marks_of_clauses, number_of, tree_of
from nastav_docs.imported.drafts import PaperDraft, Settings, as_written, without_empty
from nastav_docs.imported.protocols import PLACE
from nastav_docs.imported.signatures import acquainted_in, readers_table
from nastav_docs.imported.signing import signing_of
from nastav_docs.papers import DATE, SALUTATION, SIGN, VERB, YEAR, Document, Paragraph, Table, flat, joined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nastav_docs.imported.people import Everybody

KINDS: Final = {"приказ": "order", "распоряжение": "directive", "постановление": "decree", "решение": "decision"}
WORDS: Final = {kind: word.upper() for word, kind in KINDS.items()}
VERBS: Final = {
    "order": "ПРИКАЗЫВАЮ:",
    "directive": "ОБЯЗЫВАЮ:",
    "decree": "ПОСТАНОВЛЯЕТ:",
    "decision": "РЕШИЛ:",
}
# An operative word in another form, at the end of the grounds: «… обязать:».
OTHER_VERB: Final = re.compile(
    r"\s(?:обязать|предлагаю|считаю необходимым|постановила?|распоряжаюсь|рекомендовать)\s*:\s*$", re.IGNORECASE
)
# How grounds open: «В целях …», «Во исполнение …», «На основании …».
GROUND: Final = re.compile(r"(?:Во?|На|Со?|По|Согласно|Учитывая|Руководствуясь)\s+[а-яё]")
# Grounds that need no word under them: it stands within their sentence, or they lead to the clauses by themselves.
BY_DESIGN: Final = re.compile(
    r"\b(?:приказываю|обязываю|постановля(?:ю|ет)|распоряжаюсь|решил[аи]?|предлагаю|рекоменду(?:ю|ет))\b|:\s*$",
    re.IGNORECASE,
)
LINE: Final = 110  # characters: date, place and number
NO_VERB: Final = "распорядительного слова («{}») в источнике нет: впишите его в verb вида"
SECTION_SIGN: Final = re.compile(r"\s*§\s*\d{1,2}\.?\s*")
NO_SIGNS: Final = "пункты приказа программа нумерует подряд, без параграфов"
BLANK_NUMBER: Final = re.compile(r"(?:от\s*)?[«»_\s\d.г]*_{2,}[«»_\s\d.г]*№\s*_+")


def kind_of(document: Document) -> str:
    """The kind of an order by its head: «ПРИКАЗ» is `order`."""
    head = re.sub(r"\s", "", document.head.text if document.head else "").lower()
    return next((kind for word, kind in KINDS.items() if head.startswith(word)), "order")


def day_text(document: Document) -> str:
    """The date that a paper bears, «02.11.2020»; «» for a blank one."""
    return f"{document.day:%d.%m.%Y}" if document.day else ""


def order_piece(document: Document, path: KeyPath, everybody: Everybody, annexes: Mapping[str, str]) -> PaperDraft:
    """An order as settings at a path; `annexes` are its annexes in order, number → name."""
    claims: list[Claim] = []
    kind = kind_of(document)
    place, place_line = place_of(document)
    claims += _requisites(document, path, place_line)
    title = document.title
    preamble, verb = preamble_of(document, place_line), document.verb
    claims += claimed([preamble], (*path, "preamble"), "преамбула")
    verb_text, in_preamble = _verb(document)
    claims += claimed([verb], (*path, "preamble") if in_preamble else (*path, "verb"), "распорядительное слово")
    body = document.body
    if verb is None and preamble is None and (grounds := grounds_of(body)):
        preamble, body = joined(grounds), body[len(grounds) :]
        claims += claimed(grounds, (*path, "preamble"), "преамбула")
        if ordered := OTHER_VERB.search(preamble.text):
            verb_text, in_preamble = ordered.group().strip(), True
            preamble = preamble.part_of(0, ordered.start())
    signs = [p for p in body if SECTION_SIGN.fullmatch(p.text)]
    body = tuple(p for p in body if p not in signs)
    roots = tree_of(body)
    marks = marks_of_clauses(roots)
    clauses, more, texts = clauses_of(roots, (*path, "clauses"))
    claims += more
    signing = signing_of(document, path, everybody)
    claims += signing.claims
    sheet, more = _sheet(document, path, everybody)
    claims += more
    value = without_empty(
        {
            "kind": kind if kind != "order" or path[0] == "papers" else "",
            "number": document.number,
            "date": day_text(document),
            "place": place,
            "title": as_written(title.text) if title else "О ____________",
            "preamble": as_written(preamble.text) if preamble else "",
            "verb": "" if in_preamble or verb_text == VERBS[kind] or not verb_text else verb_text,
            "marks": "" if marks == "number" or not clauses else marks,
            "clauses": clauses or ["____________"],
            "signed_by": signing.signed_by,
            **sheet,
            "executor": signing.executor,
            "annexes": list(annexes.values()),
        },
        keep=("number", "date"),
    )
    kinds: dict[str, dict[str, Any]] = {}
    if document.head and (head := " ".join(document.head.text.split())) != WORDS[kind] and not re.search(r"\d|№", head):
        kinds[kind] = {"heading": head}
    if place and is_on_the_line(place_line, document):
        kinds[kind] = {**kinds.get(kind, {}), "place_at": "line"}
    notes: dict[KeyPath, str] = {}
    if in_preamble:
        kinds[kind] = {**kinds.get(kind, {}), "verb_in_preamble": True, "verb": verb_text}
    elif not verb_text:
        # Without a word the program would print that of the kind; here it is left to whoever reads the note.
        kinds[kind] = {**kinds.get(kind, {}), "verb_in_preamble": True, "verb": ""}
        if preamble is None or not BY_DESIGN.search(preamble.text):
            notes[*path, "clauses"] = NO_VERB.format(VERBS[kind])
    marked = dict.fromkeys((*texts, *([(*path, "preamble")] if preamble else [])), annexes)
    return PaperDraft(path, value, tuple(claims), tuple(Left(p, NO_SIGNS) for p in signs), marked, notes, kinds)


def _sheet(document: Document, path: KeyPath, everybody: Everybody) -> tuple[Settings, list[Claim]]:
    """The sheet of those who have read an order: roles of a table, the lines of one without as they stand."""
    over, table = readers_table(document)
    if table is not None:
        claims = [c for n, line in enumerate(over) for c in claimed([line], (*path, "closing", n), "лист ознакомления")]
        return {"closing": [as_written(line.text) for line in over]}, claims
    readers, sheet = acquainted_in(document)
    if any(p.part == "cell" for p in sheet):
        roles = dict.fromkeys(filter(None, (everybody.role(name) for name, _ in readers)))
        return {"acquainted": list(roles)}, claimed(sheet, (*path, "acquainted"), "лист ознакомления")
    claims = [c for n, line in enumerate(sheet) for c in claimed([line], (*path, "closing", n), "лист ознакомления")]
    return {"closing": [as_written(f"{line.label} {line.text}".strip()) for line in sheet]}, claims


def _requisites(document: Document, path: KeyPath, place: Paragraph | None) -> list[Claim]:
    """The lines of the word of the kind, date and number (blank ones too), place and title."""
    lines = list(flat(document.blocks))
    top = lines[next((n for n, p in enumerate(lines) if p is document.head), 0) :]
    claims = claimed([document.head], (), "вид документа")
    if document.requisites is None:
        blank = [p for p in top if BLANK_NUMBER.fullmatch(p.text)][:1]
        claims += claimed(blank, (*path, "number"), "дата и номер не заполнены")
    else:
        numbers = [p for p in top if within(p, document.requisites.paragraph)]
        claims += claimed(numbers, (*path, "number"), "дата и номер")
    claims += claimed([place], (*path, "place"), "место составления")
    return claims + claimed([document.title], (*path, "title"), "заголовок")


def grounds_of(body: Sequence[Paragraph]) -> list[Paragraph]:
    """The lines without numbers before the first clause of an order that has no operative word."""
    first = next((n for n, p in enumerate(body) if number_of(p)), 0)
    bracket = next((n for n, p in enumerate(body) if mark_of_item(p) == "1"), 0)
    if not first and bracket and GROUND.match(body[0].text):
        first = bracket  # «1)» for «1.»
    return [] if any(is_item(p) for p in body[:first]) else list(body[:first])


def preamble_of(document: Document, place: Paragraph | None) -> Paragraph | None:
    """The preamble: as the checker reads it, else the short lines that stand between the title and the verb."""
    if document.preamble is not None or document.verb is None or document.title is None:
        return document.preamble
    lines = list(flat(document.blocks))
    at_verb = next((n for n, p in enumerate(lines) if p is document.verb), 0)
    at_title = max((n for n, p in enumerate(lines[:at_verb]) if within(p, document.title)), default=at_verb)
    between = [
        p
        for p in lines[at_title + 1 : at_verb]
        if p is not place and not (document.requisites and within(p, document.requisites.paragraph))
    ]
    return joined(between) if between else None


def _verb(document: Document) -> tuple[str, bool]:
    """The operative word as it is written, and whether it ends the preamble's own paragraph."""
    if document.verb is None:
        return "", False
    found = VERB.search(document.verb.text)
    text = " ".join(found.group().split()) if found else document.verb.text
    inside = bool(found and found.start() > 3)  # noqa: PLR2004 - words stand before it
    return text, inside


def within(paragraph: Paragraph, whole: Paragraph) -> bool:
    """Whether a paragraph is one of those that a joined one was made of."""
    first = paragraph.segments[0]
    return paragraph.file == whole.file and any(s.line == first.line for s in whole.segments)


def place_of(document: Document) -> tuple[str, Paragraph | None]:
    """Where an order was made out, and the line that says so."""
    lines = list(flat(document.blocks))
    at_head = next((n for n, p in enumerate(lines) if p is document.head), 0)
    for line in lines[at_head : at_head + 8]:
        if document.title and within(line, document.title):
            break
        if line is not document.head and PLACE.match(line.text.replace("\u00a0", " ")):
            return " ".join(line.text.split()), line
    between = place_between(document)
    return between, None


def is_on_the_line(place: Paragraph | None, document: Document) -> bool:
    """Whether a place stands between the date and the number, or in a row of a table with them; None is between."""
    if place is None or document.requisites is None:
        return place is None
    paragraph = document.requisites.paragraph
    rows = [row for block in document.blocks if isinstance(block, Table) for row in block.rows]
    lines = [[one for cell in row.cells for one in cell.paragraphs] for row in rows]
    return any(
        any(within(one, place) for one in line) and any(within(one, paragraph) for one in line) for line in lines
    )


def place_between(document: Document) -> str:
    """The place that stands on one line with the date and the number; «» where none does."""
    whole = document.requisites.paragraph.text.replace("\u00a0", " ") if document.requisites else ""
    text = whole if len(whole) <= LINE else ""
    # «г.» behind a date may be that of a town.
    rests = (re.sub(rf"(?:от\s+)?{DATE}{year}|{SIGN}\s*[\w/().-]+", " ", text) for year in ("", YEAR))
    return next((place for rest in rests if PLACE.match(place := " ".join(rest.split()).strip("_, "))), "")


def tables_inside(document: Document) -> list[Table]:
    """The tables among the clauses of an order or the paragraphs of a letter, which their templates do not print."""
    begins = document.verb or document.preamble
    at = [n for n, block in enumerate(document.blocks) if begins is not None and _holds(block, begins)]
    if document.kind == "letter":
        at = [n for n, b in enumerate(document.blocks) if isinstance(b, Paragraph) and SALUTATION.match(b.text)]
    last = [p for p in (*document.enclosures[:1], document.signature) if p is not None]
    ends = (n for n, b in enumerate(document.blocks) if any(_holds(b, p) for p in last))
    inside = document.blocks[at[0] : next(ends, len(document.blocks))] if at and last else ()
    return [block for block in inside if isinstance(block, Table) and len(block.rows) > 1]


def _holds(block: Paragraph | Table, paragraph: Paragraph) -> bool:
    """Whether a block is a paragraph, or has it."""
    return any(within(one, paragraph) for one in flat([block]))
