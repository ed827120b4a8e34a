"""All documents of the sources put together into one mapping of settings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.config import shared_configs
from nastav_docs.imported.acts import CitedAct, acts_of_texts
from nastav_docs.imported.drafting import Drafting
from nastav_docs.imported.drafts import Settings, as_written, at, put, replaced, without_empty
from nastav_docs.imported.grifs import with_grif
from nastav_docs.imported.issuers import IssuerRead, issuer_of
from nastav_docs.imported.orders import VERBS
from nastav_docs.imported.people import Everybody, Role, everybody_of
from nastav_docs.imported.style import style_of
from nastav_docs.imported.tags import KnownNames, tagged
from nastav_docs.papers import read_acts, registry_of, shipped_acts
from nastav_docs.russian.names import gender_of, parse_name

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.imported.claims import Claim, KeyPath, Left
    from nastav_docs.imported.drafts import PaperDraft, PrintedPaper
    from nastav_docs.papers import Paper, PaperPackage, Paragraph, Table

NOT_IN_FILES: Final = r"[\\/:*?\"<>|]"  # signs that the name of a file may not have
GRIFS: Final = "approved"
LONGEST_FILE: Final = 80
FILES: Final = {"order": "Приказ", "directive": "Распоряжение", "decree": "Постановление", "decision": "Решение"}


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
    captions: Mapping[KeyPath, tuple[Paragraph, tuple[str, ...]]] = field(default_factory=dict)
    short_captions: tuple[KeyPath, ...] = ()

    def with_tags(self, but: Collection[KeyPath] = (), written: Collection[KeyPath] = ()) -> Settings:
        """The settings with people, acts and annexes as `{{ … }}`, but for the texts at some paths.

        `written` are the annexes and grifs whose lines are those of the source.
        """
        settings = self.settings
        for path in written:
            entry = at(settings, path)
            lines = self.captions[path][1]
            key = "lines" if path[-2] == GRIFS else "caption"
            whole = {**(entry if isinstance(entry, dict) else {"id": entry}), key: list(lines)}
            settings = replaced(settings, path, whole)
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
    pieces, printed = Drafting(package.documents, everybody).whole()
    return _whole(pieces, printed, everybody, package, papers, issuer)


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
    body, kinds = _body_of(pieces)
    authority = _authority(issuer, body)
    acts = acts_of_texts([str(at(body, path)) for path in texts], registry_of((*_mentoring_acts(), *shipped_acts())))
    _name_files(body.get("papers", {}))
    people, people_notes = people_settings(everybody, signed=_signed_by_head(pieces))
    parts = {
        "people": people,
        "acts": {act.key: dict(act.record) for act in acts} | _by_grifs(pieces),
        **{key: body.get(key, {}) for key in ("order", "letter", "roadmap", "indicators", "papers")},
        "kinds": kinds,
        "documents": _documents(body, [piece for piece in pieces if piece.value is None], _files(printed)),
        "style": style_of(package, papers),
    }
    notes = {**issuer.notes, **people_notes}
    for piece in pieces:
        notes |= piece.notes
    return Assembled(
        {"district": dict(issuer.district), "authority": authority, **without_empty(parts)},
        (*issuer.claims, *(claim for piece in pieces for claim in piece.claims)),
        tuple(one for piece in pieces for one in piece.left),
        texts,
        notes,
        _with_letterhead(printed, issuer),
        everybody,
        acts,
        tuple(one for piece in pieces for one in piece.told),
        tuple(one for piece in pieces for one in piece.silent),
        {piece.path: piece.table for piece in pieces if piece.table is not None and piece.value is not None},
        {path: caption for piece in pieces for path, caption in piece.captions.items()},
        tuple(path for piece in pieces for path in piece.short_captions),
    )


def _body_of(pieces: Sequence[PaperDraft]) -> tuple[Settings, Settings]:
    """The drafts at their places, and the kinds that they need."""
    body: Settings = {}
    kinds: Settings = {}
    for piece in pieces:
        value = _of_kind(piece, kinds)
        if value is not None:
            put(body, piece.path, value)
    _verbs(pieces, body, kinds)
    return body, kinds


def _authority(issuer: IssuerRead, body: Settings) -> Settings:
    """The authority as `authority:` has it; the order's place is taken out of it, in place, where it is the same."""
    authority = dict(issuer.authority)
    if body.get("order", {}).get("place") == authority.get("place"):
        body.get("order", {}).pop("place", None)
    return authority


def _by_grifs(pieces: Sequence[PaperDraft]) -> Settings:
    """The acts that the grifs name."""
    return {key: record for piece in pieces for key, record in piece.acts.items()}


def _signed_by_head(pieces: Sequence[PaperDraft]) -> bool:
    return any((piece.value or {}).get("signed_by") == "head" for piece in pieces)


def _with_letterhead(printed: Sequence[PrintedPaper], issuer: IssuerRead) -> tuple[PrintedPaper, ...]:
    """The papers, the first with the letterhead that stands outside the text."""
    apart = tuple(one.paragraph for one in issuer.claims if one.paragraph.part in {"box", "header"})
    if not printed or not apart:
        return tuple(printed)
    return replace(printed[0], source=(*apart, *printed[0].source)), *printed[1:]


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
        if name in body and name not in _annexed(body):
            found[name] = {"template": f"{name}.docx", "file": title}
    for twin in twins:
        name = str(twin.path[-1])
        file = re.sub(r"\.\w+$", "", twin.claims[0].paragraph.file)
        if name in {"roadmap", "indicators"}:
            found[name] = {"template": f"{name}.docx", "file": as_written(file)}
    return found


def _annexed(body: Settings) -> set[str]:
    """The names of all annexes of the order of its own and of the papers."""
    papers = (body.get("order", {}), *body.get("papers", {}).values())
    return {one["id"] if isinstance(one, dict) else one for paper in papers for one in paper.get("annexes", ())}


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
