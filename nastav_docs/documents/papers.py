"""The papers of an issuer, as the names that templates print: the usual four by their keys, any other by its id."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.config import USUAL_KINDS, annex_template
from nastav_docs.documents import nouns, roadmap
from nastav_docs.documents.free_table import free_table, inner_tables
from nastav_docs.documents.grifs import grifs
from nastav_docs.documents.indicators import indicators
from nastav_docs.documents.lazy_values import Declinable, From, LazyValues, Made
from nastav_docs.documents.paper_marks import mark_recipes
from nastav_docs.documents.paper_pieces import (
    after_word,
    caption,
    chosen,
    clauses,
    decisions,
    enclosure,
    flat,
    heading,
    incoming,
    paragraphs_with_signature,
    place_of,
    points,
    requisites,
    sheet_of_people,
)
from nastav_docs.template.engine import Unprintable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nastav_docs.config import (
        AgendaRecord,
        AnnexRecord,
        Config,
        KindRecord,
        Letter,
        Marks,
        Order,
        PaperRecord,
        PaperSection,
        SchoolPapers,
    )
    from nastav_docs.documents.layer import ConfigLayer
    from nastav_docs.documents.nouns import Noun, Speech
    from nastav_docs.documents.paper_pieces import Own
    from nastav_docs.russian import Case


def papers(part: Config | SchoolPapers, config: Config, layer: ConfigLayer, *path: str | int) -> dict[str, object]:
    """The recipes of an issuer's papers: `order`, `letter`, `roadmap`, `indicators` that `part` has, and `papers`.

    `config` is the district's: a school's roadmap may take activities of the district's one. `papers` has all of them
    by id, each to be cited; a paper that is printed for each row of a list is not among them (see `row_paper`).
    """
    found: dict[str, object] = {}
    cited: dict[str, object] = {}
    annexed: dict[str, object] = {}
    if part.order is not None:
        kind = config.kinds[part.order.kind]
        found["order"] = order(part.order, kind, layer, *path, "order")
        annexed = annexes(part.order.annexes, part, config, layer, _usual("order"), *path, "order", "annexes")
        cited["order"] = citation("order", kind, layer.speech)
    if part.letter is not None:
        kind = config.kinds[part.letter.kind]
        found["letter"] = letter(part.letter, kind, layer, *path, "letter")
        cited["letter"] = citation("letter", kind, layer.speech)
    if part.roadmap is not None:
        planned = config.kinds[USUAL_KINDS["roadmap"]]
        plan = roadmap.roadmap(
            part.roadmap,
            config.roadmap,
            for_page(planned, layer),
            _usual("roadmap"),
            *path,
            "roadmap",
            numbering=planned.numbering,
        )
        found["roadmap"] = {**plan, "approved": ()}
        cited["roadmap"] = citation("roadmap", planned, layer.speech)
    if part.indicators is not None:
        values = indicators(part.indicators, part.indicators.rows, layer, _usual("indicators"), (*path, "indicators"))
        found["indicators"] = {**values, "approved": ()}
        cited["indicators"] = citation("indicators", config.kinds[USUAL_KINDS["indicators"]], layer.speech)
    for name, record in part.papers.items():
        if not record.for_each:
            own = _paper(name)
            cited[name] = paper(name, record, part, config, layer, own, *path, "papers", name)
            for annex in record.annexes:
                annexed.setdefault(annex.id, _annex_of(own, annex.id))
    return {**found, "annexes": annexed, "papers": cited}


def row_papers(part: Config | SchoolPapers, config: Config, layer: ConfigLayer, *path: str | int) -> dict[str, object]:
    """The recipes of an issuer's papers that are printed for each row of a list, by id; `row` is known to their texts.

    Among the names of such a document the paper is `paper`.
    """
    return {
        name: paper(name, record, part, config, layer, lambda names: names["paper"], *path, "papers", name)
        for name, record in part.papers.items()
        if record.for_each
    }


def _annex_of(own: Own, id_: str) -> From:
    return From(lambda names: own(names)["annexes_by_id"][id_])


def _usual(name: str) -> Own:
    return lambda names: names[name]


def _paper(name: str) -> Own:
    return lambda names: names["papers"][name]


def citation(name: str, kind: KindRecord, speech: Speech) -> From:
    """The recipe of one of the usual four papers as `papers.order`: its own values, and a text that cites it."""
    return From(lambda names: nouns.like(cited_as(kind, names[name], names["issuer"], speech), names[name].finished()))


def cited_as(kind: KindRecord, values: Mapping[str, Any], issuer: Noun, speech: Speech) -> Noun:
    """How a paper is cited: «приказ … от … № … «…»», «положение о …», or by its title alone; as its kind says."""
    title = values["title"]
    if kind.cited == "title" and title:
        return nouns.like(title, {})
    word = speech.phrase(kind.word.text, "phrase", kind.word.forms, kind.word.head)
    if kind.cited == "act":
        fields = {"kind": word, "issuer": issuer.get("name", issuer), "date": values["date"]}
        return speech.act({**fields, "number": values["number"], "title": str(title)})
    about = after_word(str(title))
    return nouns.Noun(lambda case: f"{word.form(case)} {about}".strip())


def as_amended(own: Own, kind: KindRecord, amending: tuple[str, ...], speech: Speech) -> From:
    """The recipe of a paper cited in its present redaction: «приказ … от … № … «…» (в редакции приказа от … № …)».

    `amending` are the papers that have amended it; without any it is cited as ever. Of them the kind, the date and the
    number alone are looked at: their clauses cite the paper themselves.
    """

    def make(names: LazyValues) -> Noun:
        cited = cited_as(kind, own(names), names["issuer"], speech)
        if not amending:
            return cited
        papers = names["papers"]
        by = [(papers[one]["kind"], papers[one]["date"], papers[one]["number"]) for one in amending]

        def form(case: Case) -> str:
            amended = ", ".join(f"{word.form('gen')} от {day} №\u00a0{number}" for word, day, number in by)
            return f"{cited.form(case)} (в редакции {amended})"

        return nouns.Noun(form)

    return From(make)


def own_act(kind: KindRecord, issued: Mapping[str, Any], names: LazyValues, speech: Speech) -> object:
    """A paper of the district, with the values `issued`, as an act, which is cited with the name of the authority."""
    return cited_as(kind, issued, names["authority"], speech)


def order(record: Order, kind: KindRecord, layer: ConfigLayer, *path: str | int) -> dict[str, object]:
    """`order`: the requisites of an order.

    `clauses` are its clauses as a tree, `paragraphs` all of them in reading order.
    """
    return {
        **requisites(record, kind, layer, *path),
        **mark_recipes(record, kind, layer, _usual("order"), *path),
        "usual_word": kind.word.text == "приказ" and not kind.heading,
        "registered": bool(record.number and record.date),
        "as_amended": as_amended(_usual("order"), kind, record.amended_by, layer.speech),
        "place": place_of(record.place),
        "place_at": kind.place_at,
        "preamble": layer.text(record.preamble, *path, "preamble"),
        "verb": record.verb or kind.verb,
        "verb_in_preamble": kind.verb_in_preamble,
        "clauses": clauses(record.clauses, 0, layer, *path, "clauses"),
        "marks": record.marks,
        "tables": inner_tables(record, _usual("order")),
        **clause_paragraphs(_usual("order"), record.marks),
        "agreed": sheet_of_people(record.agreed),
        "acquainted": sheet_of_people(record.acquainted),
        "closing": lines(record.closing, layer, *path, "closing"),
        "annexes": From(lambda names: printed_annexes(record.annexes, names["annexes"])),
    }


def letter(record: Letter, kind: KindRecord, layer: ConfigLayer, *path: str | int) -> dict[str, object]:
    """`letter`: the requisites of a letter, its paragraphs and enclosures."""
    own = _usual("letter")
    return {
        **requisites(record, kind, layer, *path),
        **mark_recipes(record, kind, layer, own, *path),
        **correspondence(record, layer, own, *path),
        "tables": inner_tables(record, own),
    }


def clause_paragraphs(own: Own, marks: Marks) -> dict[str, object]:
    """The clauses of a paper in reading order, and how many of the last ones stay with the signature.

    `marks` stand before those of the first level.
    """
    return {
        "paragraphs": From(lambda names: flat(own(names)["clauses"], marks)),
        "kept": From(
            lambda names: paragraphs_with_signature([str(clause["text"]) for clause in own(names)["paragraphs"]])
        ),
    }


def correspondence(record: Letter | PaperRecord, layer: ConfigLayer, own: Own, *path: str | int) -> dict[str, object]:
    """What a paper that is sent to somebody has: addressee, salutation, text, enclosures, what it answers.

    Where there are enclosures, they are the lines that go with the signature, and no paragraph of the text need be.
    """
    reply = record.reply_to
    return {
        "reply_to": From(lambda names: incoming(reply, names)),
        "addressee": lines(record.addressee, layer, *path, "addressee"),
        "salutation": layer.text(record.salutation, *path, "salutation"),
        "paragraphs": lines(record.text, layer, *path, "text"),
        "kept": 0
        if record.enclosures
        else From(lambda names: paragraphs_with_signature([str(one) for one in own(names)["paragraphs"]])),
        "enclosures": tuple(
            enclosure(item, layer, *path, "enclosures", index) for index, item in enumerate(record.enclosures)
        ),
    }


def lines(texts: tuple[str, ...], layer: ConfigLayer, *path: str | int) -> tuple[object, ...]:
    """The recipes of several texts that stand one after another below a path of the layer's tree."""
    return tuple(layer.text(text, *path, index) for index, text in enumerate(texts))


def paper(
    name: str,
    record: PaperRecord,
    part: Config | SchoolPapers,
    config: Config,
    layer: ConfigLayer,
    own: Own,
    *path: str | int,
) -> Declinable:
    """The recipe of a paper of any kind; its text cites it.

    `own` finds its values among all names: its own texts know them as `paper` and by the name that its kind has for
    templates (`order`), and its annexes as `annexes`.
    """
    kind = config.kinds[record.kind]
    known = {"paper": From(own), kind.name: From(own), "annexes": From(lambda names: own(names)["annexes_by_id"])}
    layer = replace(layer, own=known)
    condition = layer.condition(record.if_, *path)
    fields = {
        "id": name,
        "name_in_template": kind.name,
        "usual_word": kind.word.text == "приказ" and not kind.heading,
        **requisites(record, kind, layer, *path),
        **mark_recipes(record, kind, layer, own, *path),
        "registered": bool(record.number and record.date),
        "as_amended": as_amended(own, kind, record.amended_by, layer.speech),
        "place": place_of(record.place),
        "place_at": kind.place_at,
        "parts": list(kind.parts),
        "numbering": record.numbering or kind.numbering,
        "title_at": kind.title_at,
        "heading": From(lambda names: heading(own(names)["title"], kind)),
        "included": True if condition is None else condition,
        "file_name": From(lambda names: file_name(own(names))),
        "approved": grifs(record.approved, record.gender or kind.gender, layer, *path, "approved"),
        "caption": lines(record.caption, layer, *path, "caption"),
        "compilers": lines(record.compilers, layer, *path, "compilers"),
        "year": layer.text(record.year, *path, "year"),
        "preamble": layer.text(record.preamble, *path, "preamble"),
        "verb": record.verb or kind.verb,
        "verb_in_preamble": kind.verb_in_preamble,
        "clauses": clauses(record.clauses, 0, layer, *path, "clauses"),
        "marks": record.marks,
        **correspondence(record, layer, own, *path),
        "text": lines(record.text, layer, *path, "text"),
        "tables": inner_tables(record, own),
        **meeting(record, layer, *path),
        **content(record, kind, config, layer, own, *path),
        "closing": lines(record.closing, layer, *path, "closing"),
        **to_fill_in(record, layer, *path),
        "agreed": sheet_of_people(record.agreed),
        "acquainted": sheet_of_people(record.acquainted),
        "annexes_by_id": annexes(record.annexes, part, config, layer, own, *path, "annexes"),
        "annexes": From(lambda names: printed_annexes(record.annexes, own(names)["annexes_by_id"])),
        "fields": {key: layer.text(text, *path, "fields", key) for key, text in record.fields.items()},
    }
    if "clauses" in kind.parts:
        fields |= clause_paragraphs(own, record.marks)
    return Declinable(fields, lambda values, names: cited_as(kind, values, names["issuer"], layer.speech))


def to_fill_in(record: PaperRecord, layer: ConfigLayer, *path: str | int) -> dict[str, object]:
    """What is filled in and signed by hand: lines with a label, the sides of an agreement."""
    return {
        "blanks": tuple(
            {
                "label": layer.text(blank.label, *path, "blanks", index, "label"),
                "value": layer.text(blank.value, *path, "blanks", index, "value"),
                "note": layer.text(blank.note, *path, "blanks", index, "note"),
            }
            for index, blank in enumerate(record.blanks)
        ),
        "sides": tuple(
            {
                "title": layer.text(side.title, *path, "sides", index, "title"),
                "lines": lines(side.lines, layer, *path, "sides", index, "lines"),
                "signed_by": person(side.signed_by),
            }
            for index, side in enumerate(record.sides)
        ),
    }


def person(role: str) -> From:
    """The recipe of the person of a role; None where no role is named."""
    return From(lambda names: names["people"][role] if role else None)


def meeting(record: PaperRecord, layer: ConfigLayer, *path: str | int) -> dict[str, object]:
    """What a protocol has: who led and who wrote, who was there, the questions with what was decided."""
    return {
        "chairman": person(record.chairman),
        "secretary": person(record.secretary),
        "present": lines(record.present, layer, *path, "present"),
        "invited": lines(record.invited, layer, *path, "invited"),
        "agenda": tuple(
            {
                "number": str(index + 1),
                "title": layer.text(item.title, *path, "agenda", index, "title"),
                "heard": layer.text(item.heard, *path, "agenda", index, "heard"),
                "said": lines(item.said, layer, *path, "agenda", index, "said"),
                "decided": decided(item, clauses(item.decided, 0, layer, *path, "agenda", index, "decided")),
                "vote": layer.text(item.vote, *path, "agenda", index, "vote"),
            }
            for index, item in enumerate(record.agenda)
        ),
    }


def decided(item: AgendaRecord, written: object) -> Made:
    """The recipe of what was decided on a question, each clause with the mark that stands before it."""
    return Made({"clauses": written}, lambda made: decisions(made["clauses"], item.marks))


def for_page(kind: KindRecord, layer: ConfigLayer) -> ConfigLayer:
    """The layer with the page that the plans of a kind stand on: turned, or upright with `page: portrait`."""
    return layer if kind.page == "landscape" else replace(layer, sheet=layer.sheet.upright())


def content(
    record: PaperRecord, kind: KindRecord, config: Config, layer: ConfigLayer, own: Own, *path: str | int
) -> dict[str, object]:
    """The table or the sections of a paper, whichever its kind has."""
    width = layer.sheet.landscape if kind.page == "landscape" else layer.sheet.portrait
    if "plan" in kind.parts:
        on_page = for_page(kind, layer)
        return roadmap.roadmap(record, config.roadmap, on_page, own, *path, numbering=kind.numbering)
    if "indicators" in kind.parts:
        return indicators(record, record.indicators, layer, own, path, (*path, "indicators"))
    return {
        "sections": chosen(
            [
                (layer.condition(section.if_, *path, "sections", i), _section(section, layer, *path, "sections", i))
                for i, section in enumerate(record.sections)
            ]
        ),
        "points": From(lambda names: points(own(names)["sections"], record.numbering or kind.numbering)),
        **free_table(record, config, layer, own, width, *path),
    }


def _section(record: PaperSection, layer: ConfigLayer, *path: str | int) -> dict[str, object]:
    return {
        "id": record.id,
        "title": layer.text(record.title, *path, "title"),
        "text": lines(record.text, layer, *path, "text"),
        "clauses": clauses(record.clauses, 1, layer, *path, "clauses"),
    }


LONGEST_NAME: Final = 80


def file_name(values: Mapping[str, Any]) -> str:
    """The name of a paper's file: «Приказ 48-ОД О закреплении наставнических пар», cut at a word where it is long."""
    number = str(values["number"]) if set(str(values["number"])) - {"_"} else ""
    whole = " ".join(filter(None, (str(values["kind"]), number, str(values["title"]))))
    named = f"{whole[:1].upper()}{whole[1:]}"
    cut = named if len(named) <= LONGEST_NAME else named[:LONGEST_NAME].rpartition(" ")[0]
    return cut.rstrip(" .,:;–-«(")


def annexes(
    records: tuple[AnnexRecord, ...],
    part: Config | SchoolPapers,
    config: Config,
    layer: ConfigLayer,
    own: Own,
    *path: str | int,
) -> dict[str, object]:
    """The annexes of a paper by id; `own` finds the paper's values among all names.

    The text of one is «приложение № 1», without a number if it is the only one.
    """
    conditional = {record.id for record in records if record.id in part.papers and part.papers[record.id].if_}
    usual = [str(place) if len(records) > 1 else "" for place in range(1, len(records) + 1)]
    numbers = [record.number or number for record, number in zip(records, usual, strict=True)]
    return {
        record.id: _annex(
            record,
            From(_number(record, records)) if conditional else number,
            annex_template(record, part, config),
            layer,
            own,
            *path,
            index,
        )
        for index, (record, number) in enumerate(zip(records, numbers, strict=True))
    }


def printed_annexes(records: tuple[AnnexRecord, ...], by_id: Mapping[str, Any]) -> list[Any]:
    """The annexes of a paper in order, without those that their own `if:` leaves out."""
    return [by_id[record.id] for record in records if by_id[record.id]["included"]]


def _number(annex: AnnexRecord, records: tuple[AnnexRecord, ...]) -> Callable[[LazyValues], str | None]:
    """The function that numbers an annex among those whose papers are printed; None for one that is not."""

    def number(names: LazyValues) -> str | None:
        there = [record.id for record in records if annexed(record.id, names).get("included") is not False]
        if annex.id not in there:
            return None
        return annex.number or (str(there.index(annex.id) + 1) if len(there) > 1 else "")

    return number


def _annex(
    record: AnnexRecord, number: From | str, template: str, layer: ConfigLayer, own: Own, *path: str | int
) -> Made:
    title = layer.phrase(record.title, "phrase", *path, "title") if record.title is not None else None
    fields = {
        "title": From(lambda names: annexed(record.id, names)["title"]) if title is None else title,
        "id": record.id,
        "number": number,
        "template": template,
        "paper": From(lambda names: annexed(record.id, names)),
        "lines": () if isinstance(record.caption, bool) else lines(record.caption, layer, *path, "caption"),
        # Made when the caption is: the paper that an annex belongs to needs its annexes, and would come to itself.
        "caption_of": From(lambda names: lambda number: caption(number, own(names), names["issuer"])),
    }

    def make(made: dict[str, Any]) -> object:
        caption_of, written = made.pop("caption_of"), made.pop("lines")
        if made["number"] is None:
            return nouns.Noun(_not_printed(record.id), {**made, "number": "", "caption": [], "included": False})
        if record.caption and not (written := written or made["paper"].get("caption", ())):
            # A grif of approval under «Приложение № 1» says itself of which order.
            approved = any(grif["right"] for grif in made["paper"].get("approved", ()))
            written = caption_of(made["number"])[: 1 if approved else None]
        return layer.speech.annex({**made, "caption": list(written), "included": True})

    return Made(fields, make)


def _not_printed(id_: str) -> Callable[[Case], str]:
    """What the text of an annex is that is left out by its own `if:`: an error, for there is no such annex."""

    def text(_: Case) -> str:
        message = f"приложения «{id_}» в этом документе нет: его «if» не выполнено"
        raise Unprintable(message, "такое же «if» нужно пункту, который его называет")

    return text


def annexed(id_: str, names: LazyValues) -> Mapping[str, Any]:
    """The values of the paper with the id of an annex; empty for an annex that is only a template."""
    if id_ in names["papers"]:
        return names["papers"][id_]  # type: ignore[no-any-return]  # names hold anything
    return {}
