"""From the config to the names that templates of the district's documents print: plain data and nouns.

Each function makes the recipe (see `lazy_values`) of one name from its record. `layer` is the part of the config that
the record stands in, `path` the keys and indexes by which it stands in the layer's tree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nastav_docs.config import node_at, place_at
from nastav_docs.documents import nouns
from nastav_docs.documents.free_values import free_value
from nastav_docs.documents.lazy_values import From, LazyValues, Made
from nastav_docs.documents.paper_pieces import short_date
from nastav_docs.documents.papers import own_act, papers
from nastav_docs.russian.typography import typograph, unbroken_phones

if TYPE_CHECKING:
    from collections.abc import Callable

    from nastav_docs.config import ActRecord, Authority, Config, District, KindRecord, PersonRecord
    from nastav_docs.documents.layer import ConfigLayer
    from nastav_docs.documents.lazy_values import LazyNoun
    from nastav_docs.documents.nouns import Noun, Speech


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
    for name in ("order", "letter", *config.papers):
        record = getattr(config, name, None) if name in {"order", "letter"} else config.papers[name]
        if record is not None and not getattr(record, "for_each", ""):
            found.setdefault(f"district-{name}", From(_own_act(name, config.kinds[record.kind], layer.speech)))
    return found


def _own_act(name: str, kind: KindRecord, speech: Speech) -> Callable[[LazyValues], object]:
    if name in {"order", "letter"}:
        return lambda names: own_act(kind, names[name], names, speech)
    return lambda names: act_of(names["papers"][name], names["authority"]["name"])


def act_of(paper: LazyNoun, issuer: object) -> Noun:
    """A paper of the district as an act: cited as the paper is, with the fields of an act alone."""
    title = str(paper["title"])
    fields = {"kind": paper["kind"], "issuer": issuer, "date": paper["date"], "number": paper["number"], "title": title}
    return nouns.like(paper.alone(), fields)


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


def period(config: Config, layer: ConfigLayer) -> object:
    """`period`: its text is «2020–2024 годы»; fields `start` and `end` («02.11.2020»), `years`."""
    if config.period is None:
        return {"start": "", "end": "", "years": ""}
    start, end = config.period.start, config.period.end
    one = start.year == end.year
    years = f"{start.year}" if one else f"{start.year}–{end.year}"
    noun = layer.speech.phrase(f"{years}\u00a0{'год' if one else 'годы'}", "period")
    return nouns.like(noun, {"start": short_date(start), "end": short_date(end), "years": years})
