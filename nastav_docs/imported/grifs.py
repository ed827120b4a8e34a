"""Grifs over a paper – УТВЕРЖДАЮ, УТВЕРЖДЕНО, ПРИНЯТО, СОГЛАСОВАНО – as `approved:`."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.imported.nominatives import nominative_phrase, plain
from nastav_docs.imported.signatures import name_signed
from nastav_docs.papers import DATE, SIGN, Document, Paragraph, Table, as_day, joined
from nastav_docs.russian import parse_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nastav_docs.imported.drafts import Settings

WORD: Final = re.compile(
    r"^[«\"]?(?P<word>УТВЕРЖД(?:АЮ|ЕН[АОЫ]?|ЁН[АОЫ]?)|ПРИНЯТ[АОЫ]?|СОГЛАСОВАН[АОЫ]?|РАССМОТРЕН[АОЫ]?|ОДОБРЕН[АОЫ]?)[»\"]?[:.]?\s*",
    re.IGNORECASE,
)
ACTS: Final = {
    "приказом": "приказ",
    "распоряжением": "распоряжение",
    "постановлением": "постановление",
    "решением": "решение",
}
BY_ACT: Final = re.compile(
    rf"^(?P<kind>{'|'.join(ACTS)})\s*(?P<whose>[^№\d]*?)\s*(?:от\s+(?P<date>{DATE})\s*(?:г\.|года)?\s*)?{SIGN}\s*(?P<number>[\w/().-]+)"
    rf"(?:\s+от\s+(?P<date2>{DATE}))?",
    re.IGNORECASE,
)
# The issuer may have a number of its own: «приказом МБОУ СОШ № 5 от 01.09.2026 № 45».
BY_ACT_OF: Final = re.compile(
    rf"^(?P<kind>{'|'.join(ACTS)})\s+(?P<whose>.{{3,200}}?)\s+от\s+(?P<date>{DATE})\s*(?:г\.|года)?\s*{SIGN}\s*(?P<number>[\w/().-]+)"
    r"(?P<date2>)",
    re.IGNORECASE,
)
BY_WHAT: Final = r"(?:приказ|распоряж|постановл|решени|протокол|(?:на\s)?заседани)"
GENDERS: Final = {"А": "feminine", "О": "neuter", "Ы": "plural"}
SHORTENED: Final = re.compile(r"[А-ЯЁ]{2,}(?=\s)")  # «МБУ ДО «Станция …»» is the same in every case
FEW_ROWS: Final = 3  # of a table of grifs
MOST_LINES: Final = 12  # of grifs one under another
PREPOSITION: Final = re.compile(r"[Сс]о?\s")  # «СОГЛАСОВАНО с Советом родителей»
BY_PROTOCOL: Final = re.compile(
    rf"^(?:на\s+)?(?:заседани\w+\s+)?(?P<body>[^№\d(]*?),?\s*\(?протокол\w*\s*(?:от\s+(?P<date>{DATE})\s*(?:г\.|года)?\s*)?"
    rf"(?:{SIGN}\s*(?P<number>[\w/-]+))?(?:\s+от\s+(?P<date2>{DATE}))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class GrifRead:
    """A grif: its word as written, and one of a person (post and name), an act, a protocol; its `lines` as written."""

    word: str
    position: str = ""
    name: str = ""
    act: Mapping[str, str] | None = None
    protocol: Mapping[str, str] | None = None
    day: str = ""
    lines: tuple[str, ...] = ()


def is_grif_line(line: str) -> bool:
    """Whether a line begins a grif: its word stands there in capitals, or alone before what approves."""
    found = WORD.match(line)
    if found is None or re.match(r"\w", line[found.end("word") :]):
        return False
    rest = line[found.end() :]
    return line.lstrip('«"')[:3].isupper() or (
        line.lstrip('«"')[:1].isupper() and (not rest or bool(re.match(BY_WHAT, rest)))
    )


def grif_of(document: Document) -> GrifRead | None:
    """The grif that stands where another annex has its caption; None for a caption or what is not understood."""
    return read_grif(document.caption.text) if document.caption is not None else None


def grifs_of(document: Document) -> list[tuple[GrifRead, list[Paragraph]]]:
    """All grifs over a paper with the lines of each: one under its caption, several side by side in a table."""
    first = document.blocks[0] if document.blocks else None
    if isinstance(first, Table) and len(first.rows) <= FEW_ROWS:
        cells = [list(cell.paragraphs) for row in first.rows for cell in row.cells if cell.paragraphs]
        texts = ["\n".join(p.text for p in lines) for lines in cells]
        if any(map(read_grif, texts)):
            read = [(read_grif(text) or as_it_stands(text), lines) for text, lines in zip(texts, cells, strict=True)]
            return [(grif, lines) for grif, lines in read if grif is not None]
    if document.caption is None:
        return []
    parts: list[list[str]] = []
    whole = document.caption.text.split("\n")
    first_word = next((n for n, line in enumerate(whole) if is_grif_line(line)), 0)
    for line in whole[first_word if document.parent is not None else 0 :]:  # «Приложение № 1» may stand over a grif
        if not parts or is_grif_line(line):
            parts.append([])  # one grif under another
        parts[-1].append(line)
    stacked = [read_grif("\n".join(part)) for part in parts]
    return [(grif, [document.caption]) for grif in stacked if grif is not None] if all(stacked) else []


def caption_over_grif(document: Document) -> list[str]:
    """The lines of a caption that stand over its grif: «Приложение № 1»; all of them where it has no grif."""
    lines = document.caption.text.split("\n") if document.caption is not None else []
    at = next((n for n, line in enumerate(lines) if is_grif_line(line)), len(lines))
    return lines[:at]


def approved_in_order(document: Document) -> list[tuple[GrifRead, list[Paragraph]]]:
    """The grifs over an annex in the file of its order, those of acts and protocols; none where one is a person's."""
    found = grifs_of(document)
    return [] if any(grif.name for grif, _ in found) or not any(grif.act for grif, _ in found) else found


def has_caption(document: Document) -> bool:
    """Whether «Приложение …» stands over a paper, alone or above its grif."""
    return document.caption is not None and not WORD.match(document.caption.text)


def with_grif(document: Document) -> Document:
    """A paper that begins with «ПРИНЯТО …» or «СОГЛАСОВАНО …» as one that bears a grif; any other as it is."""
    blocks = document.blocks
    lines: list[Paragraph] = []
    for block in blocks[:MOST_LINES]:
        said = isinstance(block, Paragraph) and (bool(lines) or is_grif_line(block.text))
        if not said or not isinstance(block, Paragraph) or (lines and not _goes_on(block, lines[0])):
            break
        lines.append(block)
    if document.kind != "other" or not lines or len(lines) == len(blocks):
        return document
    caption = joined(lines, "\n")
    if not grifs_of(replace(document, caption=caption)):
        return document
    body = tuple(p for p in document.body if p not in lines)
    own = {s.line for s in document.title.segments} if document.title is not None else set()
    title = [p for p in body if p.segments[0].line in own]
    title = title or list(body[:2])
    return replace(document, kind="annex", caption=caption, title=joined(title) if title else None, body=body)


def _goes_on(line: Paragraph, first: Paragraph) -> bool:
    """Whether a line still belongs to a grif: no word or title of a paper, at the side where the grif is."""
    if line.look is not None and first.look is not None:
        return line.look.align == first.look.align and line.look.left_indent == first.look.left_indent
    return not re.match(r"[А-ЯЁ]{5,}\s*$|Об?\s", line.text) or bool(WORD.match(line.text))


def read_grif(written: str) -> GrifRead | None:
    """The grif that some lines are; None for what is not understood."""
    found = _read(written)
    lines = WORD.sub("", written.strip(), count=1).split("\n")
    return replace(found, lines=tuple(filter(None, map(str.strip, lines)))) if found is not None else None


def as_it_stands(written: str) -> GrifRead | None:
    """A grif that is not understood, with its lines; None for lines that do not begin with the word of one."""
    if not is_grif_line(written):
        return None
    word = WORD.match(plain(written))
    lines = WORD.sub("", written.strip(), count=1).split("\n")
    return GrifRead(word["word"].upper() if word else "", lines=tuple(filter(None, map(str.strip, lines))))


def _read(written: str) -> GrifRead | None:
    text = plain(written.replace("\n", " "))
    found = WORD.match(text)
    if found is None:
        return None
    word, rest = found["word"].upper(), text[found.end() :]
    if act := BY_ACT_OF.match(rest) or BY_ACT.match(rest):
        whose = act["whose"].strip()
        issuer = whose if SHORTENED.match(whose) else ""
        if whose and not issuer:
            issuer = nominative_phrase(whose, "org", ("gen",)) or nominative_phrase(whose, "job", ("gen",))
        if whose and not issuer:
            return None
        record = {"kind": ACTS[act["kind"].lower()], "issuer": issuer, "date": _day(act), "number": act["number"]}
        return GrifRead(word, act={key: value for key, value in record.items() if value})
    if (met := BY_PROTOCOL.match(rest)) and (met["number"] or _day(met)):
        body = met["body"].strip(" ,")
        named = nominative_phrase(body, "org", ("gen", "ins", "prp")) if body else ""
        if body and (not named or PREPOSITION.match(named)):
            return None
        record = {"number": met["number"] or "", "date": _day(met), "body": named}
        return GrifRead(word, protocol={key: value for key, value in record.items() if value})
    lines = written.split("\n")
    at = next((n for n, line in enumerate(lines) if name_signed(line)[1]), None)
    if at is None:
        return None
    dates = (parse_date(re.sub(r"[«»\"]", "", line).strip()) for line in lines[at + 1 :])
    day = next((found for found in dates if isinstance(found, dt.date)), None)
    post, name = name_signed(lines[at])
    before = WORD.sub("", " ".join(lines[:at])).strip()
    return GrifRead(word, plain(f"{before} {post}").strip(), name, day=f"{day:%d.%m.%Y}" if day else "")


def _day(match: re.Match[str]) -> str:
    day = as_day(match["date"] or match["date2"])
    return f"{day:%d.%m.%Y}" if day else ""


def gender_of_grif(word: str, kind: str) -> Settings:
    """The gender of a plan, a table, indicators by the word of a grif over them, where their kind has another."""
    gender = GENDERS.get(word[-1:], "masculine") if word.startswith(("УТВЕРЖДЕН", "УТВЕРЖДЁН")) else ""
    return {"gender": gender} if gender not in ("", "plural" if kind == "indicators" else "masculine") else {}


def of_gender(kind: Settings, word: str) -> Settings:
    """A kind of its own in the gender that the word of a grif over its paper is in: «УТВЕРЖДЕНО» is neuter."""
    gender = GENDERS.get(word[-1:]) if word.startswith(("УТВЕРЖДЕН", "УТВЕРЖДЁН")) else None
    return {**kind, "gender": gender} if gender and "parts" in kind else kind


def grif_settings(grif: GrifRead, role: str, act: str) -> dict[str, Any]:
    """A grif as settings: `role` is that of its person, `act` the key of its act."""
    if grif.act is None and grif.protocol is None and not grif.name:
        return {"word": grif.word, "lines": list(grif.lines)}
    dated = {"date": grif.day} if grif.day else {}
    by: dict[str, Any] = {"by": act} if grif.act is not None else {"person": role, **dated}
    if grif.protocol is not None:
        by = {"protocol": dict(grif.protocol)}
    usual = "УТВЕРЖДАЮ" if "person" in by else "ПРИНЯТО" if grif.protocol is not None else "УТВЕРЖДЕН"
    return by if grif.word.startswith(usual) else {"word": grif.word, **by}
