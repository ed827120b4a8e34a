"""All documents of the sources put together into one mapping of settings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.config import shared_configs
from nastav_docs.imported.acts import CitedAct, acts_of_texts
from nastav_docs.imported.claims import claimed
from nastav_docs.imported.drafts import PaperDraft, Settings, at, put, replaced, without_empty
from nastav_docs.imported.issuers import IssuerRead, issuer_of
from nastav_docs.imported.letters import letter_piece
from nastav_docs.imported.orders import kind_of, order_piece
from nastav_docs.imported.people import Everybody, Role, role_key, roster_of
from nastav_docs.imported.style import style_of
from nastav_docs.imported.tags import KnownNames, tagged
from nastav_docs.imported.texts import text_piece
from nastav_docs.papers import read_acts, registry_of, shipped_acts
from nastav_docs.russian.names import gender_of, parse_name

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from nastav_docs.imported.claims import Claim, KeyPath, Left
    from nastav_docs.papers import Document, Paper, PaperPackage, Paragraph

FILES: Final = {"order": "Приказ", "directive": "Распоряжение", "decree": "Постановление", "decision": "Решение"}


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """A document of the settings: its name in `documents:`, and the paragraphs of the sources that it prints again."""

    name: str
    source: tuple[Paragraph, ...]


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
    roster: Everybody
    acts: tuple[CitedAct, ...]

    def with_tags(self, but: Collection[KeyPath] = ()) -> Settings:
        """The settings with people, acts and annexes as `{{ … }}`, but for the texts at some paths."""
        settings = self.settings
        for path, annexes in self.texts.items():
            if path in but:
                continue
            text = at(settings, path)
            found = tagged(text, KnownNames(self.roster, self.acts, annexes)) if "{{" not in text else text
            if found != text:
                settings = replaced(settings, path, found)
        return settings


def assembled(package: PaperPackage, papers: Sequence[Paper]) -> Assembled:
    """Everything that the documents of a package say, as settings of one project."""
    roster, issuer = roster_of(package), issuer_of(package)
    pieces: list[PaperDraft] = []
    printed: list[PrintedPaper] = []
    taken: set[str] = set()
    documents = package.documents
    done: set[int] = set()
    for number, document in enumerate(documents):
        if document.kind == "order":
            path: KeyPath = _free(("order",), kind_of(document), taken)
            annexes = [(n, d) for n, d in enumerate(documents) if d.parent == number]
            names: dict[str, str] = {}
            below: list[PaperDraft] = []
            for n, annex in annexes:
                piece = _annex_piece(annex, taken, roster)
                names[annex.annex or ("" if len(annexes) == 1 else str(len(names) + 1))] = str(piece.path[-1])
                below.append(piece)
                done.add(n)
            pieces += [order_piece(document, path, roster, names), *below]
            source = [p for one in (document, *(d for _, d in annexes)) for p in one.paragraphs()]
            printed.append(PrintedPaper(str(path[-1]), tuple(source)))
            done.add(number)
        elif document.kind == "letter":
            path = _free(("letter",), "letter", taken)
            pieces.append(letter_piece(document, path, roster))
            printed.append(PrintedPaper(str(path[-1]), tuple(document.paragraphs())))
            done.add(number)
    for number, document in enumerate(documents):
        if number not in done:
            piece = _annex_piece(document, taken, roster)
            pieces.append(piece)
            printed.append(PrintedPaper(str(piece.path[-1]), tuple(document.paragraphs())))
    return _whole(pieces, printed, roster, package, papers, issuer)


def _free(usual: KeyPath, kind: str, taken: set[str]) -> KeyPath:
    """The place of a paper: the key of its own for the first, `papers:` for others."""
    name = str(usual[-1])
    if name not in taken:
        taken.add(name)
        return usual
    number = 2
    while f"{kind}-{number}" in taken:
        number += 1
    taken.add(f"{kind}-{number}")
    return ("papers", f"{kind}-{number}")


def _annex_piece(document: Document, taken: set[str], roster: Everybody) -> PaperDraft:
    """An annex, or a paper that is no order and no letter, as settings."""
    del roster
    title = document.title.text if document.title else "annex"
    key = role_key(title) if not title.isupper() else role_key(title.lower())
    path = _free(("papers", key), key, taken)
    piece = text_piece(document, path)
    return replace(piece, claims=(*piece.claims, *_caption(document)))


def _caption(document: Document) -> list[Claim]:
    """The lines of an annex caption, which the program prints by itself."""
    return claimed([document.caption], (), "надпись приложения")


def _whole(
    pieces: Sequence[PaperDraft],
    printed: Sequence[PrintedPaper],
    roster: Everybody,
    package: PaperPackage,
    papers: Sequence[Paper],
    issuer: IssuerRead,
) -> Assembled:
    settings: Settings = {"district": dict(issuer.district), "authority": dict(issuer.authority)}
    notes: dict[KeyPath, str] = dict(issuer.notes)
    people, told = people_settings(roster)
    settings["people"] = people
    notes |= told
    texts = {path: annexes for piece in pieces for path, annexes in piece.texts.items()}
    body: Settings = {}
    kinds: Settings = {}
    for piece in pieces:
        put(body, piece.path, piece.value)
        kinds |= piece.kinds
        notes |= piece.notes
    place = settings["authority"].get("place")
    for name in ("order",):
        if name in body and body[name].get("place") == place:
            del body[name]["place"]
    registry = registry_of((*_mentoring_acts(), *shipped_acts()))
    acts = acts_of_texts([str(at(body, path)) for path in texts], registry)
    if acts:
        settings["acts"] = {act.key: dict(act.record) for act in acts}
    settings |= {key: body[key] for key in ("order", "letter", "roadmap", "indicators") if key in body}
    if body.get("papers"):
        settings["papers"] = body["papers"]
    if kinds:
        settings["kinds"] = kinds
    documents = {
        name: {"template": f"{name}.docx", "file": f"{_file_word(name, body)} {{{{ {name}.number }}}}"}
        for name in ("letter", "order")
        if name in body
    }
    if documents:
        settings["documents"] = documents
    if style := style_of(package, papers):
        settings["style"] = style
    claims = (*issuer.claims, *(claim for piece in pieces for claim in piece.claims))
    left = tuple(one for piece in pieces for one in piece.left)
    return Assembled(settings, claims, left, texts, notes, tuple(printed), roster, acts)


def _file_word(name: str, body: Settings) -> str:
    return "Письмо" if name == "letter" else FILES[body["order"].get("kind", "order")]


def _mentoring_acts() -> tuple[Any, ...]:
    return read_acts(shared_configs() / "mentoring" / "acts.yaml")


def people_settings(roster: Everybody) -> tuple[Settings, dict[KeyPath, str]]:
    """The people as `people:` has them, and what a person is to fill in."""
    found: Settings = {}
    notes: dict[KeyPath, str] = {}
    for role, person in roster.roles.items():
        found[role], note = _person(person)
        if note:
            notes["people", role] = note
    if "head" not in found:
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
        note = "впишите имя и отчество или пол (gender: female или male) вместо строки forms"
    record |= without_empty({"position": person.position, "phone": person.phone, "email": person.email})
    return record, note
