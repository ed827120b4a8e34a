"""Grifs: УТВЕРЖДЕНО, ПРИНЯТО, СОГЛАСОВАНО, by an act, a protocol or a person (ГОСТ Р 7.0.97, 5.16, 5.19)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.config import USUAL_KINDS
from nastav_docs.documents import nouns
from nastav_docs.documents.lazy_values import From, LazyValues
from nastav_docs.documents.paper_pieces import BLANK, BLANK_DATE, short_date
from nastav_docs.russian import format_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from nastav_docs.config import GrifRecord
    from nastav_docs.documents.layer import ConfigLayer
    from nastav_docs.documents.nouns import Noun

# The words that agree with what is approved, without their endings; «СОГЛАСОВАНО» stays as it is.
AGREEING: Final = ("УТВЕРЖДЕН", "УТВЕРЖДЁН", "ПРИНЯТ", "РАССМОТРЕН", "ОДОБРЕН", "ВВЕДЕН", "ВВЕДЁН")
ENDINGS: Final[Mapping[str, str]] = {"masculine": "", "feminine": "А", "neuter": "О", "plural": "Ы"}
DATE_LINE: Final = "«___» __________ 20__ г."
SIGN_LINE: Final = "____________"
# The title of a protocol says whose meeting it was: «заседания управляющего совета».
MEETING: Final = re.compile(r"заседани[ея]\s+(?P<whose>\S.*)", re.IGNORECASE)
USUAL_BODY: Final = "педагогический совет"


def grifs(
    records: tuple[GrifRecord, ...], gender: str, layer: ConfigLayer, *path: str | int
) -> tuple[dict[str, object], ...]:
    """The recipes of the grifs of a paper of a gender, each with its `lines`; that of approval is at the `right`."""
    return tuple(
        {
            "word": word_of(record, gender),
            "right": is_approval(record),
            "lines": tuple(layer.text(line, *path, at, "lines", n) for n, line in enumerate(record.lines))
            or From(_lines(record, layer)),
        }
        for at, record in enumerate(records)
    )


def is_approval(record: GrifRecord) -> bool:
    """Whether a grif approves, so that it stands at the right; the others stand at the left."""
    written = record.word.upper()
    return written.startswith("УТВЕРЖД") if written else record.protocol is None


def word_of(record: GrifRecord, gender: str) -> str:
    """The word of a grif: as written, or the usual one; in the gender and number of the word of the kind.

    «УТВЕРЖДЕНО» of a programme is «УТВЕРЖДЕНА»; «УТВЕРЖДАЮ» and «СОГЛАСОВАНО» do not change.
    """
    usual = "УТВЕРЖДАЮ" if record.person else "ПРИНЯТО" if record.protocol is not None else "УТВЕРЖДЕНО"
    return " ".join(_agreed(word, gender) for word in (record.word.upper() or usual).split(" "))


def _agreed(word: str, gender: str) -> str:
    stem = next(
        (stem for stem in AGREEING if word[: len(stem)] == stem and word[len(stem) :] in {"", "А", "О", "Ы"}), ""
    )
    return f"{stem}{ENDINGS[gender]}" if stem else word


def _lines(record: GrifRecord, layer: ConfigLayer) -> Callable[[LazyValues], list[str]]:
    if record.person:
        return lambda names: by_person(names["people"][record.person], record.date)
    if record.by:
        return lambda names: by_act(paper_or_act(record.by, names), names["issuer"])
    protocol = record.protocol
    if protocol is None:  # its own lines say everything
        return lambda _: []
    body = protocol.body.text if protocol.body is not None else USUAL_BODY
    forms = protocol.body.forms if protocol.body is not None else None

    def lines(names: LazyValues) -> list[str]:
        if protocol.paper:
            held = paper_or_act(protocol.paper, names)
            number, date = held["number"], held["date"]
            if protocol.body is None and (met := MEETING.match(str(held["title"]))):
                return [f"на заседании {met['whose']}", f"протокол от {date} №\u00a0{number}"]
        else:
            number, date = protocol.number or BLANK, short_date(protocol.date) or BLANK_DATE
        whose = layer.speech.phrase(body, "org", forms).form("gen")
        return [f"на заседании {whose}", f"протокол от {date} №\u00a0{number}"]

    return lines


def paper_or_act(name: str, names: LazyValues) -> Mapping[str, Any]:
    """The values of what a grif refers to by name: a paper of the issuer, else one of `acts:`."""
    if name in names["papers"]:
        # One of the usual papers is asked itself: cited, it would ask for its annexes, of which one may bear this grif.
        return names[name] if name in USUAL_KINDS else names["papers"][name]  # type: ignore[no-any-return]  # names hold anything
    return names["acts"][name]  # type: ignore[no-any-return]  # as above


def by_act(act: Mapping[str, Any], issuer: Noun) -> list[str]:
    """«приказом Управления …», «от 02.11.2020 № 235»; a paper of the `issuer` itself is told by the issuer's name."""
    kind: Noun = act["kind"]
    whose = act["issuer"] if "issuer" in act else nouns.short_name(issuer)
    whose = f" {whose.form('gen')}" if isinstance(whose, nouns.Noun) and whose else ""
    return [f"{kind.form('ins')}{whose}", f"от {act['date']} №\u00a0{act['number']}"]


def by_person(person: Noun, day: date | None = None) -> list[str]:
    """The post, the place of the signature with the name, and the line of the date: «01» сентября 2025 г."""
    post = str(person["position"])
    number, _, rest = format_date(day, "long").partition("\u00a0") if day is not None else ("", "", "")
    dated = f"«{int(number):02}» {rest}" if day is not None else DATE_LINE
    return [f"{post[:1].upper()}{post[1:]}", f"{SIGN_LINE} {person['signature']}", dated]
