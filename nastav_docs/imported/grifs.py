"""Grifs over a paper – УТВЕРЖДАЮ, УТВЕРЖДЕНО, ПРИНЯТО, СОГЛАСОВАНО – as `approved:`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.imported.nominatives import nominative_phrase, plain
from nastav_docs.imported.signatures import name_signed
from nastav_docs.papers import DATE, SIGN, Document, as_day

if TYPE_CHECKING:
    from collections.abc import Mapping

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
BY_PROTOCOL: Final = re.compile(
    rf"^(?:на\s+)?(?:заседани\w+\s+)?(?P<body>[^№\d(]*?),?\s*\(?протокол\w*\s*(?:от\s+(?P<date>{DATE})\s*(?:г\.|года)?\s*)?"
    rf"(?:{SIGN}\s*(?P<number>[\w/-]+))?(?:\s+от\s+(?P<date2>{DATE}))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class GrifRead:
    """A grif: its word as written, and one of a person (post and name), an act, a protocol."""

    word: str
    position: str = ""
    name: str = ""
    act: Mapping[str, str] | None = None
    protocol: Mapping[str, str] | None = None


def grif_of(document: Document) -> GrifRead | None:
    """The grif that stands where another annex has its caption; None for a caption or what is not understood."""
    if document.caption is None:
        return None
    text = plain(document.caption.text.replace("\n", " "))
    found = WORD.match(text)
    if found is None:
        return None
    word, rest = found["word"].upper(), text[found.end() :]
    if act := BY_ACT.match(rest):
        whose = act["whose"].strip()
        issuer = (
            (nominative_phrase(whose, "org", ("gen",)) or nominative_phrase(whose, "job", ("gen",))) if whose else ""
        )
        if whose and not issuer:
            return None
        record = {"kind": ACTS[act["kind"].lower()], "issuer": issuer, "date": _day(act), "number": act["number"]}
        return GrifRead(word, act={key: value for key, value in record.items() if value})
    if (met := BY_PROTOCOL.match(rest)) and (met["number"] or _day(met)):
        body = met["body"].strip(" ,")
        named = nominative_phrase(body, "org", ("gen", "ins")) if body else ""
        if body and not named:
            return None
        record = {"number": met["number"] or "", "date": _day(met), "body": named}
        return GrifRead(word, protocol={key: value for key, value in record.items() if value})
    lines = document.caption.text.split("\n")
    at = next((n for n, line in enumerate(lines) if name_signed(line)[1]), None)
    if at is None:
        return None
    post, name = name_signed(lines[at])
    before = WORD.sub("", " ".join(lines[:at])).strip()
    return GrifRead(word, plain(f"{before} {post}").strip(), name)


def _day(match: re.Match[str]) -> str:
    day = as_day(match["date"] or match["date2"])
    return f"{day:%d.%m.%Y}" if day else ""


def grif_settings(grif: GrifRead, role: str, act: str) -> dict[str, Any]:
    """A grif as settings: `role` is that of its person, `act` the key of its act."""
    by: dict[str, Any] = {"by": act} if grif.act is not None else {"person": role}
    if grif.protocol is not None:
        by = {"protocol": dict(grif.protocol)}
    usual = "УТВЕРЖДАЮ" if "person" in by else "ПРИНЯТО" if grif.protocol is not None else "УТВЕРЖДЕН"
    return by if grif.word.startswith(usual) else {"word": grif.word, **by}
