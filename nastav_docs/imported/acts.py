"""The acts that papers cite: those of the shipped registry by their keys, others with a record of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nastav_docs.documents import Speech
from nastav_docs.imported.keys import latin_key
from nastav_docs.imported.nominatives import nominative_phrase, plain
from nastav_docs.papers import ActRegistry, find_citations, find_unnumbered, known
from nastav_docs.russian import CASES
from nastav_docs.russian.typography import typograph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from nastav_docs.papers import Act, Citation

SPEECH: Final = Speech()
FEW: Final = 3  # words of a title that a key is made of


@dataclass(frozen=True, slots=True)
class CitedAct:
    """An act of `acts:`: its key, its record as YAML has it, and the text in each case that prints it."""

    key: str
    record: Mapping[str, str]
    shipped: bool

    def printed(self) -> dict[str, str]:
        """What `{{ acts['…'] | case }}` prints, by the filter («» for the nominative)."""
        kind = SPEECH.phrase(self.record["kind"], "phrase")
        issuer = SPEECH.phrase(typograph(self.record["issuer"]), "org") if self.record.get("issuer") else ""
        fields = {
            "kind": kind,
            "issuer": issuer,
            "date": self.record.get("date", ""),
            "number": self.record.get("number", ""),
            "title": typograph(self.record.get("title", "")),
        }
        noun = SPEECH.act(fields)
        return {"" if case == "nom" else case: str(noun.form(case)) for case in CASES}


def acts_of_texts(texts: Iterable[str], registry: ActRegistry) -> tuple[CitedAct, ...]:
    """The acts that some texts cite, each once, in the order in which they are met."""
    found: dict[str, CitedAct] = {}
    for text in texts:
        for citation in (*find_citations(text), *find_unnumbered(text)):
            act = known(citation, registry)
            made = _shipped(act) if act is not None and act.key else _own(citation, text)
            if made is None or any(_same(made, other) for other in found.values()):
                continue
            key = made.key
            while key in found:
                key = f"{key}-2"
            found[key] = CitedAct(key, made.record, made.shipped)
    return tuple(found.values())


def _same(one: CitedAct, other: CitedAct) -> bool:
    """Whether two citations mean one act; a second that says more or less is written as it stands in the text."""
    if one.shipped and other.shipped:
        return one.key == other.key
    return dict(one.record) == dict(other.record)


def _shipped(act: Act) -> CitedAct:
    record = {
        "kind": act.kind,
        "issuer": act.issuer,
        "date": f"{act.date:%d.%m.%Y}" if act.date else "",
        "number": act.number,
        "title": act.title,
    }
    return CitedAct(act.key, {key: value for key, value in record.items() if value}, shipped=True)


def _own(citation: Citation, text: str) -> CitedAct | None:
    """The record of an act that the registry does not know; None where its parts cannot be told apart."""
    if not citation.kind or citation.inherited or (citation.date_text and citation.day is None):
        return None
    issuer = plain(citation.issuer)
    named = nominative_phrase(issuer, "org", ("gen",)) if issuer else ""
    if (issuer and not named) or not (citation.number or citation.title):
        return None
    kind = citation.kind if citation.kind[:1].islower() or citation.kind.startswith("Фед") else citation.kind.lower()
    written = text[citation.whole_start : citation.end]
    title = citation.title.strip() if citation.title and citation.title.strip() in written else ""
    record = {
        "kind": kind,
        "issuer": named,
        "date": f"{citation.day:%d.%m.%Y}" if citation.day else "",
        "number": citation.number,
        "title": plain(title),
    }
    return CitedAct(_key(kind, citation), {key: value for key, value in record.items() if value}, shipped=False)


def _key(kind: str, citation: Citation) -> str:
    number = re.sub(r"[^\w]+", "-", citation.number.lower()).strip("-")
    words = latin_key(citation.title) if not number else ""
    latin = latin_key(f"{kind}".split()[-1])
    return f"{latin}-{latin_key(number).removeprefix('role-') if number else words}".strip("-")


def cited_in(text: str, acts: Iterable[CitedAct]) -> Iterator[tuple[int, int, str]]:
    """Where a text has exactly what an act prints in some case: start, end and the expression that prints it."""
    flat = text.replace("\u00a0", " ")
    for act in acts:
        for case, printed in sorted(act.printed().items(), key=lambda pair: -len(pair[1])):
            name = f"acts['{act.key}']"
            for match in re.finditer(_pattern(printed), flat):
                yield match.start(), match.end(), f"{name} | {case}" if case else name
            if not case and printed[:1].islower():
                capital = printed[:1].upper() + printed[1:]
                for match in re.finditer(_pattern(capital), flat):
                    yield match.start(), match.end(), f"{name} | capital"


def _pattern(printed: str) -> str:
    """What prints the same after typography: any space for a space, «№145» for «№ 145»."""
    escaped = re.escape(plain(printed)).replace(r"\ ", r"\s+").replace(r"№\s+", r"№\s*")
    return rf"(?<!\w){escaped}(?!\w)"
