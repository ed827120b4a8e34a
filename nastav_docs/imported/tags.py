"""Texts with what the settings know of written as `{{ … }}`: only where printing gives the same text back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from nastav_docs.imported.acts import CitedAct, cited_in
from nastav_docs.imported.drafts import as_written
from nastav_docs.imported.nominatives import NAMED, plain, shown_name
from nastav_docs.russian import Case, decline
from nastav_docs.russian.names import decline_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.imported.people import Everybody, Role

ANNEX: Final = re.compile(r"(?P<word>[Пп]риложени(?:е|я|ю|ем|и))\s+№\s?(?P<number>\d{1,2})(?![\d.])")
ONLY_ANNEX: Final = re.compile(r"(?<=\()(?P<word>[Пп]риложени(?:е|я|ю|ем|и))(?=\))")
TURN: Final[tuple[Case, ...]] = ("acc", "dat", "gen", "ins", "prp", "nom")  # tried in this order


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What a text may name: people, acts, the annexes of its paper by the number under which they are cited."""

    everybody: Everybody
    acts: tuple[CitedAct, ...] = ()
    annexes: Mapping[str, str] = field(default_factory=dict)


def tagged(text: str, known: KnownNames) -> str:
    """A text as the settings hold it, with `{{ … }}` for acts, people and annexes that print as they stand there."""
    flat = " ".join(text.replace("\u00a0", " ").split())
    if re.search(r"\{[{%#]|[}%#]\}", flat):
        return as_written(text)
    found = [*cited_in(flat, known.acts), *_annexes(flat, known.annexes), *_people(flat, known.everybody)]
    taken: list[tuple[int, int, str]] = []
    for start, end, expression in sorted(found, key=lambda one: (one[0] - one[1], one[0])):
        if all(end <= other[0] or start >= other[1] for other in taken):
            taken.append((start, end, expression))
    for start, end, expression in sorted(taken, reverse=True):
        flat = f"{flat[:start]}{{{{ {expression} }}}}{flat[end:]}"
    return flat


def _annexes(text: str, annexes: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    for match in [*ANNEX.finditer(text), *(ONLY_ANNEX.finditer(text) if list(annexes) == [""] else ())]:
        number = match.groupdict().get("number") or ""
        if number not in annexes or re.match(r"\s*(?:к(?!\s+настоящ)|приказ|распоряж|положени)\b", text[match.end() :]):
            continue
        word = match["word"]
        case = next((c for c in TURN if decline("приложение", "phrase").form(c) == word.lower()), "nom")
        case = "" if word.lower() == "приложение" else f" | {case}"
        capital = " | capital" if word[0].isupper() else ""
        yield match.start(), match.end(), f"annexes{_step(annexes[number])}{case}{capital}"


def _step(name: str) -> str:
    return f".{name}" if re.fullmatch(r"[a-zA-Z_]\w*", name) else f"['{name}']"


def _people(text: str, everybody: Everybody) -> Iterator[tuple[int, int, str]]:
    for match in NAMED.finditer(text):
        written = shown_name(match)
        for role, person in everybody.roles.items():
            expression = _form(written, match, role, person)
            if expression:
                yield match.start(), match.end(), expression
                yield from _position(text, match.start(), role, person)
                break


def _form(written: str, match: re.Match[str], role: str, person: Role) -> str:
    """`people.coordinator | dat` where that prints the name as it is written; «» where nothing does."""
    declined = decline_name(person.name, person.gender) if person.name else None
    if declined is None or plain(match.group()) != written:
        return ""
    name = f"people{_step(role)}"
    for case in TURN:
        for field_name, form in (("", declined.short(case)), (".name", declined.full(case))):
            if plain(form) == written:
                return f"{name}{field_name}" + ("" if case == "nom" else f" | {case}")
    return ""


def _position(text: str, before: int, role: str, person: Role) -> Iterator[tuple[int, int, str]]:
    """The post that stands just before a name, where it is the person's own."""
    if not person.position:
        return
    declined = decline(person.position, "job")
    for case in TURN:
        form = plain(declined.form(case))
        for shown in dict.fromkeys((form, form[:1].lower() + form[1:])):
            if text[:before].rstrip().endswith(shown) and form == shown:
                start = len(text[:before].rstrip()) - len(shown)
                if start and text[start - 1].isalpha():
                    continue
                expression = f"people{_step(role)}.position" + ("" if case == "nom" else f" | {case}")
                yield start, start + len(shown), expression
                return
