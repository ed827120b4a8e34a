"""The pieces that papers are put together of: requisites, clauses, signatures, enclosures, captions of annexes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.documents import nouns
from nastav_docs.documents.lazy_values import Chosen, From, LazyValues, Made, Repeated
from nastav_docs.russian import format_date
from nastav_docs.russian.typography import typograph

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from nastav_docs.config import (
        ClauseRecord,
        Enclosure,
        IncomingRecord,
        KindRecord,
        Letter,
        Marks,
        Order,
        PaperRecord,
    )
    from nastav_docs.documents.layer import ConfigLayer

# How a paper's own values are found among all names.
Own = Callable[[LazyValues], "Mapping[str, Any]"]

BLANK: Final = "______"
BLANK_DATE: Final = "___________"
BLANK_NAME: Final = "____________________"


def short_date(date: dt.date | None) -> str:
    """A date as «02.11.2020»; empty for None."""
    return "" if date is None else format_date(date, "short")


def requisites(
    record: Order | Letter | PaperRecord, kind: KindRecord, layer: ConfigLayer, *path: str | int
) -> dict[str, object]:
    """What any paper has: the word of its kind, number, date, title, who signs, who has prepared it."""
    word = layer.speech.phrase(kind.word.text, "phrase", kind.word.forms, kind.word.head)
    return {
        "kind": word,
        "word": kind.heading or str(word).upper(),
        "cited": kind.cited,
        "line": layer.sheet.line,
        "to": kind.caption or From(lambda _: f"к {word.form('dat')}"),
        "number": record.number or BLANK,
        "date": short_date(record.date) or BLANK_DATE,
        "title": layer.phrase(record.title, "phrase", *path, "title"),
        "signed_by": From(lambda names: names["people"][record.signed_by[0]] if record.signed_by else None),
        "signers": From(lambda names: [names["people"][role] for role in record.signed_by]),
        "executor": From(lambda names: executor(record.executor, names)),
    }


def place_of(written: str) -> object:
    """The recipe of the place where a paper is made out: what is written, else that of the issuer."""
    return typograph(written) if written else From(lambda names: names["issuer"]["place"])


def sheet_of_people(roles: tuple[str, ...]) -> From:
    """The recipe of the lines of a sheet that people sign, the people of some roles in order."""
    return From(lambda names: [names["people"][role] for role in roles])


def executor(role: str, names: LazyValues) -> object:
    """The person who prepared a paper, with a telephone: the person's own, else the issuer's.

    `role` is that of the paper's `executor:`; in a school a person of the role «executor» comes before it. Returns None
    where there is no such person.
    """
    people = names["people"]
    own = people["executor"] if "school" in names and "executor" in people else None
    found = own if own is not None else people[role] if role else None
    if found is None or found["phone"]:
        return found
    return nouns.like(found, {**found, "phone": names["issuer"]["phone"]})


def clauses(records: tuple[ClauseRecord, ...], level: int, layer: ConfigLayer, *path: str | int) -> object:
    """The recipes of clauses and, within each, of its sub-clauses; `level` is 0 for «1.», 1 for «1.1.».

    A clause whose `if:` does not hold is left out.
    """
    return chosen(
        [
            (layer.condition(record.if_, *path, index), _clause(record, level, layer, *path, index))
            for index, record in enumerate(records)
        ]
    )


def _clause(record: ClauseRecord, level: int, layer: ConfigLayer, *path: str | int) -> object:
    def written(layer: ConfigLayer) -> dict[str, object]:
        return {
            "id": record.id,
            "level": level,
            "text": layer.text(record.text, *path, "text"),
            "clauses": clauses(record.clauses, level + 1, layer, *path, "clauses"),
            "marks": record.marks,
            "item_mark": "",
            "unnumbered": False,
        }

    if not record.for_each:
        return written(layer)
    return Repeated(record.for_each, lambda row: written(replace(layer, own={**layer.own, "row": row})))


def chosen(items: list[tuple[object, object]]) -> object:
    """The recipe of a list of items, each with the recipe of its condition or None."""
    if any(condition is not None or isinstance(item, Repeated) for condition, item in items):
        return Chosen(tuple(items))
    return tuple(item for _, item in items)


def flat(tree: list[Mapping[str, Any]], marks: Marks = "number", above: str = "") -> list[Mapping[str, Any]]:
    """The clauses of a tree with their sub-clauses, in reading order; `marks` stand before those of the first level.

    Under «1)» a sub-clause with a number has it written out, «1.1.», after `above`: the list of Word counts no «1)».
    """
    found: list[Mapping[str, Any]] = []
    for place, clause in enumerate(tree, 1):
        written = f"{above}{place}." if above and marks == "number" else ""
        found.append({**clause, "item_mark": written} if written else _item(clause, marks, place))
        below = written or (f"{place}." if marks == "bracket" and clause["level"] == 0 else "")
        found += flat(clause["clauses"], clause["marks"], below)
    return found


def decisions(tree: list[Mapping[str, Any]], marks: Marks, level: int = 0) -> list[Mapping[str, Any]]:
    """What was decided on a question: a tree whose clauses know their marks; of three levels Word numbers two."""
    shown: Marks = "bracket" if marks == "number" and level > 1 else marks
    return [
        _item({**clause, "clauses": decisions(clause["clauses"], clause["marks"], level + 1)}, shown, place)
        for place, clause in enumerate(tree, 1)
    ]


def _item(clause: Mapping[str, Any], marks: Marks, place: int) -> Mapping[str, Any]:
    """A clause with what stands before it instead of a number: a mark, or nothing."""
    if marks == "number":
        return clause
    return {**clause, "item_mark": mark_of(marks, place), "unnumbered": marks == "none"}


# Letters of a list: not ё, й, ъ, ы, ь.
LETTERS: Final = "абвгдежзиклмнопрстуфхцчшщэюя"


def mark_of(marks: Marks, place: int) -> str:
    """What stands before an item of a list, 1 for the first: «–», «а)», «1)»; «» where a number or nothing stands."""
    if marks == "letter":
        again, letter = divmod(place - 1, len(LETTERS))
        return f"{LETTERS[letter]}{again or ''})"
    return {"number": "", "none": "", "dash": "–", "bracket": f"{place})"}[marks]


ROMAN: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def points(sections: list[Mapping[str, Any]], numbering: str) -> list[dict[str, Any]]:
    """Sections with their paragraphs and clauses in reading order, each with its number as the reader sees it.

    `style` is «section», «text» or «clause»; the number of a section is «1.», «I.» or empty, of its clauses «1.1.».
    """
    found: list[dict[str, Any]] = []
    for place, section in enumerate(sections, 1):
        number = {"arabic": f"{place}.", "roman": f"{roman(place)}.", "none": ""}[numbering]
        found.append({"style": "section", "number": number, "text": section["title"], "level": 0, "leads": True})
        found += ({"style": "text", "number": "", "text": t, "level": 0, "leads": False} for t in section["text"])
        found += numbered(section["clauses"], f"{place}." if numbering != "none" else "", 1)
    return found


def numbered(tree: list[Mapping[str, Any]], before: str, level: int, marks: Marks = "number") -> list[dict[str, Any]]:
    """Clauses with their sub-clauses in reading order, numbered after `before`: «1.1.», «1.1.1.».

    `leads` is true of one that has sub-clauses: it stays on the page of the first of them. Items of a list with other
    `marks` are paragraphs of text that begin with them.
    """
    found: list[dict[str, Any]] = []
    for place, clause in enumerate(tree, 1):
        mark = mark_of(marks, place)
        number, text = mark or f"{before}{place}.", clause["text"]
        style, text = ("text", f"{mark}\u00a0{text}") if mark else ("clause", text)
        if marks == "none":
            style, number = "text", ""
        found.append({"style": style, "number": number, "text": text, "level": level, "leads": bool(clause["clauses"])})
        found += numbered(clause["clauses"], f"{before}{place}.", level + 1, clause["marks"])
    return found


def roman(number: int) -> str:
    """A number of at most 39 in Roman figures: «IV» from 4."""
    found = ""
    for value, figure in ROMAN:
        while number >= value:
            found, number = found + figure, number - value
    return found


# Characters: about a line of 14 pt, and fourteen lines, a third of a page.
ONE_LINE: Final = 60
LONG: Final = 900


def paragraphs_with_signature(texts: list[str]) -> int:
    """How many of a paper's last paragraphs stay on one page with the signature: 0, 1 or 2.

    At least two lines of text go with a signature, so where the last paragraph is a single line the one before it goes
    too. What is longer than a third of a page stays where it is: LibreOffice moves a paragraph as a whole, and would
    leave the page before it empty.
    """
    tail = [len(text) for text in texts[-2:]]
    if not tail or tail[-1] > LONG:
        return 0
    return len(tail) if tail[-1] <= ONE_LINE and sum(tail) <= LONG else 1


SUBJECT: Final = re.compile(r"(?:О|Об|Обо|На|По)\s")


def heading(title: object, kind: KindRecord) -> str:
    """A title as it stands in the middle of a page, under the word of the kind where that is printed."""
    return after_word(str(title)) if {"word", "title_page"} & set(kind.parts) else str(title)


def after_word(title: str) -> str:
    """A title as it goes on after the word of the kind: «о наставничестве» after «положение», else in quotes."""
    if SUBJECT.match(title):
        return f"{title[:1].lower()}{title[1:]}"
    return f"«{title}»" if title and title[:1].isupper() else title


def caption(number: str, parent: Mapping[str, Any], issuer: nouns.Noun) -> list[str]:
    """The lines of an annex caption: «Приложение № 1», «к приказу …», «от … № 235» (ГОСТ Р 7.0.97-2016, 5.20).

    `parent` are the values of the paper that the annex belongs to.
    """
    if parent.get("cited") == "named":
        return [
            f"Приложение №\u00a0{number}" if number else "Приложение",
            f"{parent['to']} {after_word(str(parent['title']))}",
        ]
    label = f"Приложение №\u00a0{number}" if number else "Приложение"
    return [
        label,
        f"{parent['to']} {nouns.short_name(issuer).form('gen')}",
        f"от {parent['date']} №\u00a0{parent['number']}",
    ]


def incoming(reply: IncomingRecord | None, names: LazyValues) -> dict[str, str] | None:
    """The number and date of what a letter answers, for «На № … от …»; None for a letter that answers nothing."""
    if reply is None:
        return None
    if reply.act:
        answered = names["acts"][reply.act]
        return {"number": answered["number"], "date": answered["date"]}
    return {"number": reply.number, "date": short_date(reply.date)}


def enclosure(record: Enclosure, layer: ConfigLayer, *path: str | int) -> Made:
    """An enclosure; its field `line` is ready to print: «… на 39 л. в 1 экз.» (ГОСТ Р 7.0.97-2016, 5.20)."""

    def make(made: dict[str, Any]) -> dict[str, Any]:
        return {**made, "line": typograph(enclosure_line(str(made["text"]), record))}

    fields = {
        "text": layer.text(record.text, *path, "text"),
        "sheets": BLANK if record.sheets is None else str(record.sheets),
        "copies": str(record.copies),
    }
    return Made(fields, make)


def enclosure_line(text: str, record: Enclosure) -> str:
    """The line of an enclosure under a letter: its text with sheets and copies, without sheets if it is bound.

    What is sent as a file has neither: its copies are 0.
    """
    if not record.copies:
        return text
    copies = f"в {record.copies} экз."
    if record.bound:
        return f"{text} {copies}"
    sheets = f"{'___' if record.sheets is None else record.sheets} л."
    return f"{text} и приложения к нему, всего на {sheets} {copies}" if record.total else f"{text} на {sheets} {copies}"
