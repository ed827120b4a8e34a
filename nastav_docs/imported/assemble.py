"""All documents of the sources put together into one mapping of settings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import count
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.config import shared_configs
from nastav_docs.imported.acts import CitedAct, acts_of_texts
from nastav_docs.imported.claims import Left, claimed, spots
from nastav_docs.imported.drafts import PaperDraft, Settings, as_written, at, put, replaced, without_empty
from nastav_docs.imported.grifs import (
    approved_in_order,
    grif_of,
    grif_settings,
    grifs_of,
    has_caption,
    of_gender,
    with_grif,
)
from nastav_docs.imported.issuers import IssuerRead, is_letterhead_alone, issuer_of, letterhead_over
from nastav_docs.imported.letters import letter_piece
from nastav_docs.imported.nominatives import plain
from nastav_docs.imported.orders import VERBS, day_text, kind_of, order_piece
from nastav_docs.imported.people import Everybody, Role, everybody_of, role_key
from nastav_docs.imported.plans import empty, is_form, plan_draft
from nastav_docs.imported.protocols import is_protocol, protocol_draft
from nastav_docs.imported.style import style_of
from nastav_docs.imported.tables import tables_of
from nastav_docs.imported.tags import KnownNames, tagged
from nastav_docs.imported.texts import table_piece, text_piece
from nastav_docs.papers import read_acts, registry_of, shipped_acts
from nastav_docs.russian.names import gender_of, parse_name

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.imported.claims import Claim, KeyPath
    from nastav_docs.papers import Document, Paper, PaperPackage, Paragraph, Table

MOST_OF_SIGNATURE: Final = 3  # rows: a smaller table without a place is a signature or a letterhead
NOT_IN_FILES: Final = r"[\\/:*?\"<>|]"  # signs that the name of a file may not have
LONGEST_FILE: Final = 80
MOST_GRIFS: Final = 4  # that a paper may have
NOTHING_ISSUED: Final[Mapping[tuple[str, str], str]] = MappingProxyType({})
FILES: Final = {"order": "Приказ", "directive": "Распоряжение", "decree": "Постановление", "decision": "Решение"}


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """A document of the settings: its name in `documents:`, and the paragraphs of the sources that it prints again.

    `further` are documents that print the rest of them.
    """

    name: str
    source: tuple[Paragraph, ...]
    further: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assembled:
    """The settings that the sources have become, as plain data, and what is to be said of them.

    `texts` are the texts that may be written with `{{ … }}`, by their paths; `written` are the same as they stand in
    the sources.
    """

    settings: Settings
    claims: tuple[Claim, ...]
    left: tuple[Left, ...]
    texts: Mapping[KeyPath, Mapping[str, str]]
    notes: Mapping[KeyPath, str]
    printed: tuple[PrintedPaper, ...]
    everybody: Everybody
    acts: tuple[CitedAct, ...]
    told: tuple[Diagnostic, ...] = ()
    silent: tuple[Paragraph, ...] = ()
    tables: Mapping[KeyPath, Table] = field(default_factory=dict)

    def with_tags(self, but: Collection[KeyPath] = ()) -> Settings:
        """The settings with people, acts and annexes as `{{ … }}`, but for the texts at some paths."""
        settings = self.settings
        for path, annexes in self.texts.items():
            if path in but:
                continue
            text = at(settings, path)
            found = tagged(text, KnownNames(self.everybody, self.acts, annexes)) if "{{" not in text else text
            if found != text:
                settings = replaced(settings, path, found)
        return settings


def assembled(package: PaperPackage, papers: Sequence[Paper]) -> Assembled:
    """Everything that the documents of a package say, as settings of one project."""
    package = replace(package, documents=tuple(with_grif(document) for document in package.documents))
    everybody, issuer = everybody_of(package), issuer_of(package, papers)
    pieces: list[PaperDraft] = []
    printed: list[PrintedPaper] = []
    taken: set[str] = set()
    documents = package.documents
    done: set[int] = set()
    twins = twins_of(documents)
    places: dict[int, KeyPath] = {}
    issued: dict[tuple[str, str], str] = {}
    for number, document in enumerate(documents):
        if document.kind == "order":
            path: KeyPath = _free(("order",), kind_of(document), taken)
            annexes = [
                (n, d)
                for n, d in enumerate(documents)
                if d.parent == number and n not in twins and not is_apart(d, document)
            ]
            issued[document.number, day_text(document)] = str(path[-1])
            names: dict[str, str] = {}
            below: list[PaperDraft] = []
            bare: set[str] = set()
            for n, annex in [(number, document), *annexes]:
                drafts = _plans(annex, taken, everybody) if n == number else _annexes(annex, taken, everybody, issued)
                for draft in drafts:
                    shown = annex.annex if n != number and draft is drafts[0] else ""
                    names[shown or ("" if len(annexes) == 1 and not names else str(len(names) + 1))] = str(
                        draft.path[-1]
                    )
                below += drafts
                if drafts and "approved" in drafts[0].value and not has_caption(annex):
                    bare.add(str(drafts[0].path[-1]))
                done.add(n)
                places[n] = drafts[0].path if drafts else ()
            pieces += [_uncaptioned(order_piece(document, path, everybody, names), bare), *below]
            source = [p for one in (document, *(d for _, d in annexes)) for p in one.paragraphs()]
            printed.append(PrintedPaper(str(path[-1]), tuple(source)))
        elif document.kind == "letter":
            path = _free(("letter",), "letter", taken)
            pieces.append(letter_piece(document, path, everybody))
            printed.append(PrintedPaper(str(path[-1]), tuple(document.paragraphs())))
            done.add(number)
    for number, document in enumerate(documents):
        if number in twins and places.get(twins[number]):
            pieces.append(_twin(document, places[twins[number]]))
            continue
        if number in done or is_letterhead_alone(document):
            continue
        above = documents[number - 1] if number else None
        headed = above is not None and above.file == document.file and is_letterhead_alone(above)
        own = document if document.parent is None else replace(document, parent=None)
        drafts = _annexes(own, taken, everybody, issued, headed=headed)
        pieces += drafts
        # Several tables of one paper are documents of their own: all of them are compared with it, one after another.
        names_of_drafts = tuple(str(draft.path[-1]) for draft in drafts)
        source = [*(above.paragraphs() if headed and above else ()), *document.paragraphs()]
        printed.append(PrintedPaper(names_of_drafts[0], tuple(source), names_of_drafts[1:]))
    return _whole(pieces, printed, everybody, package, papers, issuer)


def twins_of(documents: Sequence[Document]) -> dict[int, int]:
    """The papers that say what an annex says inside the file of its order, by number: an annex issued as a file too."""
    said = {n: [plain(p.text) for t in d.tables() for p in t.paragraphs()] for n, d in enumerate(documents)}
    found = {}
    for number, document in enumerate(documents):
        if document.kind in {"order", "letter"} or not said[number] or _inside(document, documents):
            continue
        same = [n for n, d in enumerate(documents) if said[n] == said[number] and _inside(d, documents)]
        if same:
            found[number] = same[0]
    return found


def _inside(document: Document, documents: Sequence[Document]) -> bool:
    """Whether an annex stands in the file of its order."""
    return document.parent is not None and documents[document.parent].file == document.file


def _twin(document: Document, path: KeyPath) -> PaperDraft:
    """A paper that is the same as the annex at a path: nothing to be written, everything is there."""
    return PaperDraft(path, None, tuple(claimed(document.paragraphs(), path, "то же, что приложение")))


def _free(usual: KeyPath, kind: str, taken: set[str]) -> KeyPath:
    """The place of a paper: the key of its own for the first, `papers:` for others."""
    name = str(usual[-1])
    if name not in taken:
        taken.add(name)
        return usual
    numbered = (kind if number == 1 else f"{kind}-{number}" for number in count(1))
    name = next(one for one in numbered if one not in taken)
    taken.add(name)
    return ("papers", name)


def _uncaptioned(order: PaperDraft, bare: Collection[str]) -> PaperDraft:
    """An order whose annexes of some names bear a grif and no caption."""
    if not bare:
        return order
    annexes = [{"id": one, "caption": False} if one in bare else one for one in order.value["annexes"]]
    return replace(order, value={**order.value, "annexes": annexes})


def is_apart(annex: Document, order: Document) -> bool:
    """Whether what an order approves is a paper of its own: a file with the grif «УТВЕРЖДЕНО приказом …»."""
    grif = grif_of(annex)
    return annex.file != order.file and grif is not None and grif.act is not None


def _annexes(
    document: Document,
    taken: set[str],
    everybody: Everybody,
    issued: Mapping[tuple[str, str], str] = NOTHING_ISSUED,
    *,
    headed: bool = False,
) -> list[PaperDraft]:
    """An annex, or a paper that is no order and no letter, as settings: its plans and indicators, else its text.

    `issued` are the orders among the sources by number and date, `headed`: a letterhead stands over its grif.
    """
    grifs = grifs_of(document) if document.parent is None else approved_in_order(document)
    drafts = _plans(document, taken, everybody, apart=bool(grifs))
    if not drafts:
        title = titled(document) or "annex"
        key = role_key(title.lower() if title.isupper() else title)
        path = _free(("papers", key), key, taken)
        drafts = [
            protocol_draft(document, path, everybody.role)
            if is_protocol(document)
            else text_piece(document, path, everybody, headed=headed)
        ]
    drafts += _further(document, drafts, taken)
    first = drafts[0]
    if grifs and first.path[0] == "papers":
        approved: list[Settings] = []
        acts: dict[str, Settings] = {}
        claims = list(first.claims)
        for number, (grif, lines) in enumerate(grifs[:MOST_GRIFS]):
            act = ""
            if grif.act is not None:
                act = issued.get((grif.act.get("number", ""), grif.act.get("date", "")), "")
                if not act:
                    act = f"approving-{first.path[-1]}{f'-{number + 1}' if number else ''}"
                    acts[act] = dict(grif.act)
            approved.append(grif_settings(grif, everybody.role(grif.name), act))
            claims += claimed(lines, (*first.path, "approved", number), "гриф")
        value = {**first.value, "approved": approved}
        kinds = {name: of_gender(kind, grifs[0][0].word) for name, kind in first.kinds.items()}
        return [replace(first, value=value, claims=tuple(claims), acts=acts, kinds=kinds), *drafts[1:]]
    caption, left = _caption(document)
    return [replace(first, claims=(*first.claims, *caption), left=(*first.left, *left)), *drafts[1:]]


def titled(document: Document) -> str:
    """The title of a paper without the letterhead over it."""
    head = {spot for line in letterhead_over(document) for spot in spots(line)}
    if document.title is None or not head:
        return document.title.text if document.title else ""
    return next((p.text for p in document.body if not spots(p) <= head), "")


def _further(document: Document, drafts: Sequence[PaperDraft], taken: set[str]) -> list[PaperDraft]:
    """The tables of a document that its drafts have not taken, but for sheets of signatures."""
    known = {spot for draft in drafts for claim in draft.claims for spot in spots(claim.paragraph)}
    found = []
    for table in tables_of(document):
        rows = table.tables[0].rows
        said = [p for p in table.tables[0].paragraphs() if p.text.strip()]
        if table.kind == "approval" or len(rows) < MOST_OF_SIGNATURE or any(spots(p) & known for p in said):
            continue
        titled = table.titled if table.titled is not None and not spots(table.titled) & known else None
        key = role_key(titled.text) if titled is not None else "table"
        piece = table_piece(table.tables[0], titled, _free(("papers", key), key, taken))
        if piece.value and piece.value.get("rows"):
            found.append(piece)
        else:
            taken.discard(str(piece.path[-1]))  # nothing was read of it: its cells are told
    return found


def _plans(document: Document, taken: set[str], everybody: Everybody, *, apart: bool = False) -> list[PaperDraft]:
    """The plans and tables of indicators of a document; `apart` puts them among `papers:`, where a grif has a place."""
    found = [table for table in tables_of(document) if table.kind in {"roadmap", "indicators"}]
    drafts = []
    for table in found:
        usual: KeyPath = ("papers", f"{table.kind}-1") if apart else (table.kind,)
        draft = plan_draft(table, _free(usual, table.kind, taken), everybody)
        if empty(draft.value) or (table.kind == "indicators" and is_form(draft.value)):
            taken.discard(str(draft.path[-1]))  # nothing was read of it: it stays a table of any columns
        else:
            drafts.append(draft)
    return drafts


def _caption(document: Document) -> tuple[list[Claim], list[Left]]:
    """The lines of an annex caption, which the program prints by itself for an annex of an order."""
    if document.caption is None:
        return [], []
    if document.parent is not None:
        return claimed([document.caption], (), "надпись приложения"), []
    grif = re.match(r"[«\"]?(?:утвержд|согласов|принят)", document.caption.text, re.IGNORECASE)
    why = "гриф не понят: впишите его в approved" if grif else "приказа, к которому это приложение, среди файлов нет"
    return [], [Left(document.caption, why)]


def _whole(
    pieces: Sequence[PaperDraft],
    printed: Sequence[PrintedPaper],
    everybody: Everybody,
    package: PaperPackage,
    papers: Sequence[Paper],
    issuer: IssuerRead,
) -> Assembled:
    """The drafts, the people, the acts and the look put together; empty parts are left out."""
    texts = {path: annexes for piece in pieces for path, annexes in piece.texts.items()}
    body: Settings = {}
    kinds: Settings = {}
    for piece in pieces:
        value = _of_kind(piece, kinds)
        if value is not None:
            put(body, piece.path, value)
    _numbering(pieces, kinds)
    _verbs(pieces, body, kinds)
    authority = dict(issuer.authority)
    if body.get("order", {}).get("place") == authority.get("place"):
        body.get("order", {}).pop("place", None)
    acts = acts_of_texts([str(at(body, path)) for path in texts], registry_of((*_mentoring_acts(), *shipped_acts())))
    by_grifs = {key: record for piece in pieces for key, record in piece.acts.items()}
    signed = any((piece.value or {}).get("signed_by") == "head" for piece in pieces)
    _name_files(body.get("papers", {}))
    people, people_notes = people_settings(everybody, signed=signed)
    settings = {
        "district": dict(issuer.district),
        "authority": authority,
        **without_empty(
            {
                "people": people,
                "acts": {act.key: dict(act.record) for act in acts} | by_grifs,
                **{key: body.get(key, {}) for key in ("order", "letter", "roadmap", "indicators", "papers")},
                "kinds": kinds,
                "documents": _documents(body, [piece for piece in pieces if piece.value is None], _files(printed)),
                "style": style_of(package, papers),
            }
        ),
    }
    apart = tuple(one.paragraph for one in issuer.claims if one.paragraph.part in {"box", "header"})
    if printed and apart:  # a letterhead that stands outside the text
        printed = [replace(printed[0], source=(*apart, *printed[0].source)), *printed[1:]]
    notes = {**issuer.notes, **people_notes}
    for piece in pieces:
        notes |= piece.notes
    return Assembled(
        settings,
        (*issuer.claims, *(claim for piece in pieces for claim in piece.claims)),
        tuple(one for piece in pieces for one in piece.left),
        texts,
        notes,
        tuple(printed),
        everybody,
        acts,
        tuple(one for piece in pieces for one in piece.told),
        tuple(one for piece in pieces for one in piece.silent),
        {piece.path: piece.table for piece in pieces if piece.table is not None and piece.value is not None},
    )


def _name_files(papers: Settings) -> None:
    """Give the papers names of files, in place, where their titles will not do, or are those of others."""
    for paper in papers.values():
        if (shown := re.sub(NOT_IN_FILES, "-", str(paper.get("title", "")))) != paper.get("title", "") and shown:
            paper["file"] = shown[:LONGEST_FILE].rstrip(" .-")
    _apart(papers)


def _of_kind(piece: PaperDraft, kinds: Settings) -> Settings | None:
    """What a piece says, its kinds put among those of the others: a name that means another kind gets a number."""
    value = dict(piece.value) if piece.value is not None else None
    for name, record in piece.kinds.items():
        known = name
        if "parts" in record:  # a kind of its own, not what differs from a shipped one
            names = (name, *(f"{name}-{n}" for n in range(2, 99)))
            known = next((one for one in names if kinds.get(one, record) == record), name)
        kinds[known] = {**kinds.get(known, {}), **record}
        if value is not None and value.get("kind") == name:
            value["kind"] = known
    return value


def _numbering(pieces: Sequence[PaperDraft], kinds: Settings) -> None:
    """Keep the Roman numbers of sections for the kind of plans, in place, where all plans have them."""
    said = {piece.kinds["plan"].get("numbering") for piece in pieces if "plan" in piece.kinds}
    if said and said != {"roman"}:
        del kinds["plan"]


def _verbs(pieces: Sequence[PaperDraft], body: Settings, kinds: Settings) -> None:
    """Write the usual operative word into the orders of a kind whose word another order of it has changed."""
    for piece in pieces:
        value = at(body, piece.path) if piece.value is not None else {}
        kind = value.get("kind") or ("order" if piece.path == ("order",) else "")
        if kind in VERBS and "verb" in kinds.get(kind, {}) and not piece.kinds.get(kind) and "verb" not in value:
            value["verb"] = VERBS[kind]


def _apart(papers: Settings) -> None:
    """Give papers whose files would have one name names of their own."""
    taken: dict[tuple[str, ...], int] = {}
    for paper in papers.values():
        key = tuple(str(paper.get(name, "")).lower() for name in ("file",) if paper.get(name))
        key = key or tuple(str(paper.get(name, "")).lower() for name in ("kind", "number", "title"))
        taken[key] = taken.get(key, 0) + 1
        if taken[key] > 1:
            name = re.sub(NOT_IN_FILES, "-", str(paper.get("file") or paper.get("title", "")))[:LONGEST_FILE].rstrip(
                " .-"
            )
            paper["file"] = f"{name} ({taken[key]})"


def _files(printed: Sequence[PrintedPaper]) -> dict[str, str]:
    """The files of the sources that hold one paper each, by the name of the paper."""
    files = [(one.name, one.source[0].file) for one in printed if one.source]
    return {name: file for name, file in files if [other for _, other in files].count(file) == 1}


def _documents(body: Settings, twins: Sequence[PaperDraft], files: Mapping[str, str]) -> Settings:
    """The entries of `documents:` for what stands outside `papers:` and in no order, or once more in a file apart."""
    found: Settings = {}
    for name in ("letter", "order"):
        if name in body:
            found[name] = {"template": f"{name}.docx", "file": _file_of(name, body, files.get(name, ""))}
    for name, title in (("roadmap", "План"), ("indicators", "Показатели")):
        if name in body and not any(name in one.get("annexes", ()) for one in _orders(body)):
            found[name] = {"template": f"{name}.docx", "file": title}
    for twin in twins:
        name = str(twin.path[-1])
        file = re.sub(r"\.\w+$", "", twin.claims[0].paragraph.file)
        if name in {"roadmap", "indicators"}:
            found[name] = {"template": f"{name}.docx", "file": as_written(file)}
    return found


def _orders(body: Settings) -> list[Settings]:
    """Every order of the settings: the one of its own, and those among papers."""
    return [one for one in (body.get("order", {}), *body.get("papers", {}).values()) if one]


def _file_of(name: str, body: Settings, source: str) -> str:
    """The name of a file as the source has it, the paper's number written as its tag; else the word and number."""
    number, stem = str(body[name].get("number", "")), re.sub(r"\.\w+$", "", source)
    tag = f"{{{{ {name}.number }}}}"
    shown = next((one for one in (number, re.sub(r"[/\\]", "-", number)) if one and one in stem), "")
    if shown:
        return as_written(stem.replace(shown, "\0", 1)).replace("\0", tag)
    return f"{_file_word(name, body)} {tag}" if number or not stem else as_written(stem)


def _file_word(name: str, body: Settings) -> str:
    return "Письмо" if name == "letter" else FILES[body["order"].get("kind", "order")]


def _mentoring_acts() -> tuple[Any, ...]:
    return read_acts(shared_configs() / "mentoring" / "acts.yaml")


def people_settings(everybody: Everybody, *, signed: bool = True) -> tuple[Settings, dict[KeyPath, str]]:
    """The people as `people:` has them, and what a person is to fill in; `signed`: somebody has to sign."""
    found: Settings = {}
    notes: dict[KeyPath, str] = {}
    for role, person in everybody.roles.items():
        found[role], note = _person(person)
        if note:
            notes["people", role] = note
    if signed and "head" not in found:
        found["head"] = {"name": "____________", "forms": "invariable"}
        notes["people", "head"] = "подписи в источнике нет: впишите, кто подписывает, и уберите строку forms"
    return found, notes


def _person(person: Role) -> tuple[Settings, str]:
    if person.title:
        return {"title": person.title}, ""
    note = ""
    record: Settings = {"name": person.name}
    parsed = parse_name(person.name)
    if person.gender:
        record["gender"] = person.gender
    elif parsed is None or gender_of(parsed) is None:
        record["forms"] = "invariable"
        note = "впишите имя вместо прочерка и уберите строку forms" if "_" in person.name else note
        note = note or "впишите имя и отчество или пол (gender: female или male) вместо строки forms"
    record |= without_empty({"position": person.position, "phone": person.phone, "email": person.email})
    return record, note
