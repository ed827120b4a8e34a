"""From the config to the names that templates of the district's documents print: plain data and nouns.

Each function makes the recipe (see `lazy_values`) of one name from its record. `layer` is the part of the config that
the record stands in, `path` the keys and indexes by which it stands in the layer's tree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from nastav_docs.config import node_at, place_at
from nastav_docs.documents import nouns, roadmap
from nastav_docs.documents.free_values import free_value
from nastav_docs.documents.indicators import indicators
from nastav_docs.documents.lazy_values import From, LazyValues, Made
from nastav_docs.russian import format_date
from nastav_docs.russian.typography import typograph, unbroken_phones

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from nastav_docs.config import (
        ActRecord,
        AnnexRecord,
        Authority,
        ClauseRecord,
        Config,
        District,
        Enclosure,
        IncomingRecord,
        Letter,
        Order,
        PersonRecord,
        SchoolPapers,
    )
    from nastav_docs.documents.layer import ConfigLayer
    from nastav_docs.documents.nouns import Speech

BLANK: Final = "______"
BLANK_DATE: Final = "___________"
BLANK_NAME: Final = "____________________"


def district_names(config: Config, layer: ConfigLayer) -> dict[str, object]:
    """The recipes of all names that the district's documents can print, by name."""
    return {
        "district": district(config.district, layer),
        "authority": authority(config.authority, layer, has_head="head" in config.people),
        "issuer": From(lambda names: names["authority"]),
        "people": {role: person(p, layer, "people", role) for role, p in config.people.items()},
        "acts": acts(config, layer),
        "terms": {abbr: typograph(full) for abbr, full in config.terms.items()},
        "period": period(config, layer),
        "wording": {key: layer.text(text, "wording", key) for key, text in config.wording.items()},
        "data": free_value(node_at(layer.tree, ("data",)), layer, "data") if config.data else {},
        **papers(config, config, layer),
    }


def papers(part: Config | SchoolPapers, config: Config, layer: ConfigLayer, *path: str | int) -> dict[str, object]:
    """The recipes of an issuer's papers – order, annexes, letter, roadmap, indicators – of those that `part` has.

    `config` is the district's: a school's roadmap may take activities of the district's one.
    """
    found: dict[str, object] = {}
    if part.order is not None:
        found["order"] = order(part.order, layer, *path, "order")
        found["annexes"] = annexes(part.order.annexes, layer, *path, "order", "annexes")
    else:
        found["annexes"] = {}
    if part.letter is not None:
        found["letter"] = letter(part.letter, layer, *path, "letter")
    if part.roadmap is not None:
        found["roadmap"] = roadmap.roadmap(part.roadmap, config.roadmap, layer, *path, "roadmap")
    if part.indicators is not None:
        found["indicators"] = indicators(part.indicators, layer, *path, "indicators")
    return found


def district(record: District, layer: ConfigLayer) -> Made:
    """`district`: a noun, its text is the name; fields `name`, `abbr`, `region`."""
    fields = {
        "name": layer.phrase(record.name, "municipality", "district", "name"),
        "abbr": record.abbr,
        "region": layer.phrase(record.region, "municipality", "district", "region"),
    }
    return Made(fields, lambda made: nouns.like(made["name"], made))


def authority(record: Authority, layer: ConfigLayer, *, has_head: bool) -> Made:
    """`authority`: a noun, its text is the name; its fields are what letterheads and letters print of an issuer."""
    fields = {
        "name": layer.phrase(record.name, "org", "authority", "name"),
        "abbr": record.abbr,
        "place": typograph(record.place),
        "address": typograph(record.address),
        "phone": unbroken_phones(record.phone),
        "fax": unbroken_phones(record.fax),
        "email": record.email,
        "site": record.site,
        "head": From(lambda names: names["people"]["head"]) if has_head else None,
        "founder": typograph(record.founder),
        "letterhead_abbr": "",
        "letterhead": tuple(
            layer.text(line, "authority", "letterhead", index) for index, line in enumerate(record.letterhead)
        ),
    }

    def make(made: dict[str, Any]) -> object:
        made["letterhead"] = made["letterhead"] or [str(made["name"]).upper()]
        return nouns.like(made["name"], made)

    return Made(fields, make)


def person(record: PersonRecord, layer: ConfigLayer, *path: str | int) -> Made:
    """A person, whose text is «Бабкина И.Г.», or a group, whose text is its title."""
    fields = {
        "title": layer.phrase(record.title, "group", *path, "title"),
        "position": layer.phrase(record.position, "job", *path, "position"),
        "phone": unbroken_phones(record.phone),
        "email": record.email,
    }
    if record.title is not None:
        return Made(fields, lambda made: nouns.like(made["title"], made))
    place = place_at(layer.tree, path)
    return Made(fields, lambda made: layer.speech.person(record.name, made, record.gender, record.forms, place))


def acts(config: Config, layer: ConfigLayer) -> dict[str, object]:
    """`acts['…']`: every act of the config, and the district's own papers as `district-order` and `district-letter`."""
    found: dict[str, object] = {key: act(record, layer, "acts", key) for key, record in config.acts.items()}
    if config.order is not None:
        found.setdefault("district-order", From(lambda names: own_act("приказ", names["order"], names, layer.speech)))
    if config.letter is not None:
        found.setdefault("district-letter", From(lambda names: own_act("письмо", names["letter"], names, layer.speech)))
    return found


def act(record: ActRecord, layer: ConfigLayer, *path: str | int) -> Made:
    """An act: its text is the whole citation."""
    fields = {
        "kind": layer.phrase(record.kind, "phrase", *path, "kind"),
        "issuer": layer.phrase(record.issuer, "org", *path, "issuer"),
        "date": short_date(record.date),
        "number": record.number,
        "title": layer.text(record.title, *path, "title"),
    }
    return Made(fields, layer.speech.act)


def own_act(kind: str, issued: Mapping[str, Any], names: LazyValues, speech: Speech) -> object:
    """A paper of the district itself as an act: `kind` is «приказ» or «письмо», `issued` its values."""
    return speech.act(
        {
            "kind": speech.phrase(kind, "phrase"),
            "issuer": names["authority"]["name"],
            "date": issued["date"],
            "number": issued["number"],
            "title": str(issued["title"]),
        }
    )


def period(config: Config, layer: ConfigLayer) -> object:
    """`period`: its text is «2020–2024 годы»; fields `start` and `end` («02.11.2020»), `years`."""
    if config.period is None:
        return {"start": "", "end": "", "years": ""}
    start, end = config.period.start, config.period.end
    one = start.year == end.year
    years = f"{start.year}" if one else f"{start.year}–{end.year}"
    noun = layer.speech.phrase(f"{years}\u00a0{'год' if one else 'годы'}", "period")
    return nouns.like(noun, {"start": short_date(start), "end": short_date(end), "years": years})


def short_date(date: dt.date | None) -> str:
    """A date as «02.11.2020»; empty for None."""
    return "" if date is None else format_date(date, "short")


def order(record: Order, layer: ConfigLayer, *path: str | int) -> dict[str, object]:
    """`order`: the requisites of an order.

    `clauses` are its clauses as a tree, `paragraphs` all of them in reading order.
    """
    return {
        "number": record.number or BLANK,
        "date": short_date(record.date) or BLANK_DATE,
        "registered": bool(record.number and record.date),
        "place": typograph(record.place) if record.place else From(lambda names: names["issuer"]["place"]),
        "title": layer.phrase(record.title, "phrase", *path, "title"),
        "preamble": layer.text(record.preamble, *path, "preamble"),
        "verb": record.verb,
        "clauses": clauses(record.clauses, 0, layer, *path, "clauses"),
        "paragraphs": From(lambda names: flat(names["order"]["clauses"])),
        "signed_by": From(lambda names: names["people"][record.signed_by]),
        "executor": From(lambda names: executor(record.executor, names)),
        "annexes": From(lambda names: [names["annexes"][annex.id] for annex in record.annexes]),
    }


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


def clauses(
    records: tuple[ClauseRecord, ...], level: int, layer: ConfigLayer, *path: str | int
) -> tuple[dict[str, object], ...]:
    """The recipes of clauses and, within each, of its sub-clauses; `level` is 0 for «1.», 1 for «1.1.»."""
    return tuple(
        {
            "id": record.id,
            "level": level,
            "text": layer.text(record.text, *path, index, "text"),
            "clauses": clauses(record.clauses, level + 1, layer, *path, index, "clauses"),
        }
        for index, record in enumerate(records)
    )


def flat(tree: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The clauses of a tree with their sub-clauses, in reading order."""
    return [each for clause in tree for each in (clause, *flat(clause["clauses"]))]


def annexes(records: tuple[AnnexRecord, ...], layer: ConfigLayer, *path: str | int) -> dict[str, object]:
    """`annexes`: the annexes of an order by id.

    The text of one is «приложение № 1», without a number if it is the only one.
    """
    numbers = [str(place) if len(records) > 1 else "" for place in range(1, len(records) + 1)]
    return {
        record.id: _annex(record, number, layer, *path, index)
        for index, (record, number) in enumerate(zip(records, numbers, strict=True))
    }


def _annex(record: AnnexRecord, number: str, layer: ConfigLayer, *path: str | int) -> Made:
    def title(names: LazyValues) -> object:
        return names[record.id]["title"]

    own = record.title is not None
    fields = {
        "title": layer.phrase(record.title, "phrase", *path, "title") if own else From(title),
        "caption": From(lambda names: caption(number, names)),
        "id": record.id,
        "number": number,
        "template": record.template or f"{record.id}.docx",
    }
    return Made(fields, layer.speech.annex)


def caption(number: str, names: LazyValues) -> list[str]:
    """The lines of an annex caption: «Приложение № 1», «к приказу …», «от … № 235» (ГОСТ Р 7.0.97-2016, 5.20)."""
    issued = names["order"]
    label = f"Приложение №\u00a0{number}" if number else "Приложение"
    issuer = nouns.short_name(names["issuer"])
    return [label, f"к приказу {issuer.form('gen')}", f"от {issued['date']} №\u00a0{issued['number']}"]


def letter(record: Letter, layer: ConfigLayer, *path: str | int) -> dict[str, object]:
    """`letter`: the requisites of a letter, its paragraphs and enclosures."""
    reply = record.reply_to
    return {
        "number": record.number or BLANK,
        "date": short_date(record.date) or BLANK_DATE,
        "reply_to": From(lambda names: incoming(reply, names)),
        "addressee": tuple(layer.text(line, *path, "addressee", i) for i, line in enumerate(record.addressee)),
        "title": layer.phrase(record.title, "phrase", *path, "title"),
        "salutation": layer.text(record.salutation, *path, "salutation"),
        "paragraphs": tuple(layer.text(text, *path, "text", i) for i, text in enumerate(record.text)),
        "enclosures": tuple(
            enclosure(item, layer, *path, "enclosures", index) for index, item in enumerate(record.enclosures)
        ),
        "signed_by": From(lambda names: names["people"][record.signed_by]),
        "executor": From(lambda names: executor(record.executor, names)),
    }


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
    """The line of an enclosure under a letter: its text with sheets and copies, without sheets if it is bound."""
    copies = f"в {record.copies} экз."
    if record.bound:
        return f"{text} {copies}"
    sheets = f"{'___' if record.sheets is None else record.sheets} л."
    return f"{text} и приложения к нему, всего на {sheets} {copies}" if record.total else f"{text} на {sheets} {copies}"
