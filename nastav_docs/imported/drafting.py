"""Each document of the sources as drafts of settings, in reading order: orders with their annexes, letters, others."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import count
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.diagnostics.codes import importing as codes
from nastav_docs.imported.claims import claimed, spots
from nastav_docs.imported.drafts import PaperDraft, PrintedPaper, Settings, as_written
from nastav_docs.imported.grifs import (
    approved_in_order,
    caption_over_grif,
    gender_of_grif,
    grif_of,
    grif_settings,
    grifs_of,
    has_caption,
    of_gender,
)
from nastav_docs.imported.issuers import is_letterhead_alone, letterhead_over
from nastav_docs.imported.letters import letter_piece
from nastav_docs.imported.nominatives import plain
from nastav_docs.imported.orders import day_text, kind_of, order_piece, tables_inside
from nastav_docs.imported.people import Everybody, role_key
from nastav_docs.imported.plans import empty, is_form, plan_draft
from nastav_docs.imported.protocols import is_protocol, protocol_draft
from nastav_docs.imported.signatures import readers_table
from nastav_docs.imported.tables import tables_of
from nastav_docs.imported.texts import inner_table, table_piece, text_piece
from nastav_docs.papers import Paragraph, joined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.imported.claims import KeyPath
    from nastav_docs.imported.grifs import GrifRead
    from nastav_docs.papers import Document

MOST_OF_SIGNATURE: Final = 3  # rows: a smaller table without a place is a signature or a letterhead
MOST_OF_LINE: Final = 200  # characters of a line under a signature
SEAL: Final = re.compile(r"\s*М\.?\s?П\.?\s*")  # goes with the signature
MOST_GRIFS: Final = 4  # that a paper may have
NOTHING_ISSUED: Final[Mapping[tuple[str, str], str]] = MappingProxyType({})
TO_WHAT: Final = re.compile(r"^к\s", re.MULTILINE | re.IGNORECASE)
UNREAD_GRIF: Final = "гриф не понят и перенесён строками: впишите его в approved, тогда дата и номер будут проверены"


@dataclass(slots=True)
class Drafting:
    """One drafting of the documents of a package, from the first to the last."""

    documents: Sequence[Document]
    everybody: Everybody
    pieces: list[PaperDraft] = field(default_factory=list)
    printed: list[PrintedPaper] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    places: dict[int, KeyPath] = field(default_factory=dict)  # of the annexes and orders that are drafted, by number
    issued: dict[tuple[str, str], str] = field(default_factory=dict)  # orders and letters by number and date
    done: set[int] = field(default_factory=set)

    def whole(self) -> tuple[list[PaperDraft], list[PrintedPaper]]:
        """The drafts of all documents, and what each is to print: orders and letters first, then what is left."""
        twins = twins_of(self.documents)
        for number, document in enumerate(self.documents):
            if document.kind == "order":
                self.order(number, document, twins)
            elif document.kind == "letter":
                path = _free(("letter",), "letter", self.taken)
                inner = self.inner(document)
                self.pieces += [with_tables(letter_piece(document, path, self.everybody), inner), *inner]
                self.issued[document.number, day_text(document)] = str(path[-1])
                self.printed.append(PrintedPaper(str(path[-1]), tuple(document.paragraphs())))
                self.done.add(number)
        for number, document in enumerate(self.documents):
            if number in twins and self.places.get(twins[number]):
                self.pieces.append(_twin(document, self.places[twins[number]]))
            elif number not in self.done and not is_letterhead_alone(document):
                self.other(number, document)
        return self.pieces, self.printed

    def order(self, number: int, document: Document, twins: Mapping[int, int]) -> None:
        """Draft an order with its annexes, which it prints behind itself."""
        path: KeyPath = _free(("order",), kind_of(document), self.taken)
        annexes = [
            (n, d)
            for n, d in enumerate(self.documents)
            if d.parent == number and n not in twins and not is_apart(d, document)
        ]
        self.issued[document.number, day_text(document)] = str(path[-1])
        listed = ListedAnnexes(path)
        below: list[PaperDraft] = []
        inner: list[PaperDraft] = []
        for n, annex in [(number, document), *annexes]:
            if n == number:
                drafts = _plans(annex, self.taken, self.everybody)
                inner = self.inner(annex, drafts)
            else:
                drafts = _annexes(annex, self.taken, self.everybody, self.issued)
            for draft in drafts:
                listed.add(draft, None if n == number else annex, first=draft is drafts[0])
            below += drafts
            self.done.add(n)
            self.places[n] = drafts[0].path if drafts else ()
        order = with_tables(order_piece(document, path, self.everybody, listed.names), inner)
        if not self.places[number]:  # no plan stands under the signature
            order = with_rest(order, document)
        self.pieces += [listed.of_order(order), *below, *inner]
        source = [p for one in (document, *(d for _, d in annexes)) for p in one.paragraphs()]
        self.printed.append(PrintedPaper(str(path[-1]), tuple(source)))

    def inner(self, document: Document, drafts: Sequence[PaperDraft] = ()) -> list[PaperDraft]:
        """The tables within an order or a letter that no draft has taken, as papers of their own."""
        known = {spot for draft in drafts for claim in draft.claims for spot in spots(claim.paragraph)}
        sheet = readers_table(document)[1]
        tables = [*tables_inside(document), *([sheet] if sheet is not None else ())]
        tables = [t for t in tables if not any(spots(p) & known for p in t.paragraphs())]
        found = [inner_table(table, _free(("papers", "table"), "table", self.taken)) for table in tables]
        return [draft for draft in found if draft.value["rows"]]

    def other(self, number: int, document: Document) -> None:
        """Draft what is no order, no letter and no annex of an order among the sources."""
        above = self.documents[number - 1] if number else None
        headed = above is not None and above.file == document.file and is_letterhead_alone(above)
        own = document if document.parent is None else replace(document, parent=None)
        drafts = _annexes(own, self.taken, self.everybody, self.issued, headed=headed)
        self.pieces += drafts
        # Several tables of one paper are documents of their own: all of them are compared with it, one after another.
        names = tuple(str(draft.path[-1]) for draft in drafts)
        source = [*(above.paragraphs() if headed and above else ()), *document.paragraphs()]
        self.printed.append(PrintedPaper(names[0], tuple(source), names[1:]))


def with_rest(draft: PaperDraft, document: Document) -> PaperDraft:
    """An order with the lines under its signature that nothing else was made of: «Рассылка: …»."""
    known = {spot for claim in draft.claims for spot in spots(claim.paragraph)}
    lines = (p for p in document.after if len(p.text) <= MOST_OF_LINE and p.text.strip() and not SEAL.fullmatch(p.text))
    rest = [p for p in lines if not spots(p) <= known]
    if not rest or any("closing" in table for table in draft.value.get("tables", ())):
        return draft  # a sheet under them would stand after them
    closing = list(draft.value.get("closing", ()))
    claims = [c for n, p in enumerate(rest, len(closing)) for c in claimed([p], (*draft.path, "closing", n), "абзац")]
    texts = [as_written(f"{p.label} {p.text}".strip()) for p in rest]
    return replace(draft, value={**draft.value, "closing": [*closing, *texts]}, claims=(*draft.claims, *claims))


def with_tables(draft: PaperDraft, inner: Sequence[PaperDraft]) -> PaperDraft:
    """An order or a letter with the tables among its clauses or paragraphs, and the sheet of readers under it."""
    names = ("text", "clauses")
    spoken = [c for c in draft.claims if len(c.path) > len(draft.path) and c.path[len(draft.path)] in names]
    under = max((c.paragraph.line for c in draft.claims if c.path[-1:] == ("signed_by",)), default=0)
    listed: list[Settings] = []
    told: list[Diagnostic] = []
    for one in inner:
        name = str(one.path[-1])
        first = one.claims[0].paragraph
        # A clause and its sub-clauses have paths of their own.
        after = len({c.path for c in spoken if c.paragraph.line < first.line})
        closing = bool(under) and first.line > under
        if not after and not closing:
            message = "Таблица напечатается после первого пункта или абзаца, в источнике она над ним."
            told.append(codes.PRINTED_OTHERWISE.at(first.place(), message, text=first.text[:200]))
        listed.append({"id": name, "closing": True} if closing else {"id": name, "after": after or 1})
    value = {**draft.value, "tables": listed} if listed else draft.value
    return replace(draft, value=value, told=(*draft.told, *told))


@dataclass(slots=True)
class ListedAnnexes:
    """The annexes of an order at a path, as its settings list them.

    `names` are their names by the numbers under which the order cites them, `captions` the lines of each caption as the
    source has it, by its place in the list.
    """

    path: KeyPath
    names: dict[str, str] = field(default_factory=dict)
    entries: list[tuple[str, str, bool]] = field(default_factory=list)  # name, number in the source, has a caption
    captions: dict[KeyPath, Document] = field(default_factory=dict)
    approved: set[KeyPath] = field(default_factory=set)  # those of annexes whose grifs are written apart

    def add(self, draft: PaperDraft, annex: Document | None, *, first: bool) -> None:
        """List one draft of an annex; a further table of the same annex stands under no caption of its own."""
        name = str(draft.path[-1])
        number = annex.annex if annex is not None and first else ""
        self.names[number if number not in self.names else f"{name}, {len(self.entries)}"] = name
        bare = annex is not None and "approved" in draft.value and not has_caption(annex)
        if first and annex is not None and annex.caption is not None and not bare:
            self.captions[*self.path, "annexes", len(self.entries)] = annex
            if "approved" in draft.value:
                self.approved.add((*self.path, "annexes", len(self.entries)))
        self.entries.append((name, number, first and annex is not None and not bare))

    def of_order(self, order: PaperDraft) -> PaperDraft:
        """The order with the list: numbers that differ from the places in it are written, what has no caption too."""
        listed: list[Any] = []
        for place, (name, number, captioned) in enumerate(self.entries, 1):
            usual = str(place) if len(self.entries) > 1 else ""
            entry: Settings = {"id": name}
            entry |= {"number": number} if captioned and number not in ("", usual) else {}
            entry |= {} if captioned else {"caption": False}
            listed.append(entry if len(entry) > 1 else name)
        value = {**order.value, "annexes": listed} if listed else order.value
        # A blank date or number is filled with the order's own.
        filled = {path: one for path, one in self.captions.items() if "___" not in "".join(caption_over_grif(one))}
        captions = {path: caption_lines(annex, order, grifs=path in self.approved) for path, annex in filled.items()}
        short = [path for path, annex in filled.items() if _is_short(annex)]
        return replace(order, value=value, captions=captions, short_captions=tuple(short))


def _is_short(annex: Document) -> bool:
    """Whether a caption says no order: «Приложение № 1» alone, and no grif under it says the order either."""
    text = annex.caption.text if annex.caption is not None else ""
    return not TO_WHAT.search(text) and not grifs_of(annex)


def caption_lines(annex: Document, order: PaperDraft, *, grifs: bool) -> tuple[Paragraph, tuple[str, ...]]:
    """A caption and its lines as the settings of the order may have them, its own date and number as tags.

    `grifs`: those under it are written apart; else they are lines of the caption.
    """
    assert annex.caption is not None  # noqa: S101 - the caller has looked
    issued = {(str(order.value.get("number", "")), str(order.value.get("date", ""))): "order"}
    lines = caption_over_grif(annex) if grifs else annex.caption.text.split("\n")
    return annex.caption, tuple(with_own_number(line, issued) for line in lines)


def with_own_number(line: str, issued: Mapping[tuple[str, str], str]) -> str:
    """A line of a caption as text of the settings: «от … № …» of a paper among the sources follows what it bears."""
    text = as_written(line)
    for (number, day), name in issued.items():
        whole = f"от {day} № {number}"
        if number and day and (text.endswith(whole) or f"{whole} " in text):
            paper = name if name in {"order", "letter"} else f"papers['{name}']"
            return text.replace(whole, f"от {{{{ {paper}.date }}}} № {{{{ {paper}.number }}}}", 1)
    return text


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
    alone = document.caption is not None and document.parent is None
    drafts = _plans(document, taken, everybody, apart=bool(grifs) or alone)
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
    first, *more = drafts
    drafts = [_closed(document, first), *more] if not more else drafts
    first = drafts[0]
    if grifs and first.path[0] == "papers":
        first = _approved(first, grifs, everybody, issued)
    if alone:
        first = _captioned(first, document, issued, grifs=bool(grifs))
    elif document.caption is not None:
        first = replace(first, claims=(*first.claims, *claimed([document.caption], (), "надпись приложения")))
    return [first, *drafts[1:]]


def _closed(document: Document, draft: PaperDraft) -> PaperDraft:
    """A plan or a table of indicators with the paragraphs that stand under it: a note, who has composed it."""
    if draft.table is None or "closing" in draft.value or draft.value.get("kind") not in (None, "plan", "indicators"):
        return draft
    at = next((n for n, block in enumerate(document.blocks) if block is draft.table), len(document.blocks))
    known = {spot for claim in draft.claims for spot in spots(claim.paragraph)}
    lines = [
        b for b in document.blocks[at + 1 :] if isinstance(b, Paragraph) and b.text.strip() and not spots(b) & known
    ]
    if not lines:
        return draft
    texts = [as_written(f"{line.label} {line.text}".strip()) for line in lines]
    claims = [c for n, line in enumerate(lines) for c in claimed([line], (*draft.path, "closing", n), "абзац")]
    return replace(draft, value={**draft.value, "closing": texts}, claims=(*draft.claims, *claims))


def _approved(
    draft: PaperDraft,
    grifs: Sequence[tuple[GrifRead, list[Paragraph]]],
    everybody: Everybody,
    issued: Mapping[tuple[str, str], str],
) -> PaperDraft:
    """A paper with its grifs as `approved:`; acts that are not among the sources get records of their own."""
    approved: list[Settings] = []
    written: dict[KeyPath, tuple[Paragraph, tuple[str, ...]]] = {}
    acts: dict[str, Settings] = {}
    claims = list(draft.claims)
    for number, (grif, lines) in enumerate(grifs[:MOST_GRIFS]):
        act = ""
        if grif.act is not None:
            act = issued.get((grif.act.get("number", ""), grif.act.get("date", "")), "")
            if not act:
                act = f"approving-{draft.path[-1]}{f'-{number + 1}' if number else ''}"
                acts[act] = dict(grif.act)
        approved.append(grif_settings(grif, everybody.role(grif.name), act))
        here: KeyPath = (*draft.path, "approved", number)
        claims += claimed(lines, here, "гриф")
        if not grif.name:  # a person's post and signature are drawn
            written[here] = joined(lines, "\n"), tuple(with_own_number(line, issued) for line in grif.lines)
    value = {**draft.value, "approved": approved}
    kinds = {name: of_gender(kind, grifs[0][0].word) for name, kind in draft.kinds.items()}
    if draft.value.get("kind") not in draft.kinds:
        value |= gender_of_grif(grifs[0][0].word, str(draft.value.get("kind", "")))
    captions = {**draft.captions, **written}
    return replace(draft, value=value, claims=tuple(claims), acts=acts, kinds=kinds, captions=captions)


def _captioned(
    draft: PaperDraft, document: Document, issued: Mapping[tuple[str, str], str], *, grifs: bool
) -> PaperDraft:
    """A paper whose order is not among the sources with the lines of its caption; a grif not read is kept so."""
    lines = caption_over_grif(document) if grifs else document.caption.text.split("\n") if document.caption else []
    if not lines:
        return draft
    here: KeyPath = (*draft.path, "caption")
    notes = dict(draft.notes)
    if not grifs and not has_caption(document):
        notes[here] = UNREAD_GRIF
    value = {**draft.value, "caption": [with_own_number(line, issued) for line in lines]}
    claims = [] if grifs else claimed([document.caption], here, "надпись приложения")
    return replace(draft, value=value, claims=(*draft.claims, *claims), notes=notes)


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
