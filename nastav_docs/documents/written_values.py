"""From the settings to what looks wrong in names and addresses of mail; of a registry's cells the registry says it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Severity
from nastav_docs.diagnostics.codes import config as codes
from nastav_docs.diagnostics.codes import registry
from nastav_docs.registry import email, people_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.config import PersonRecord, Project
    from nastav_docs.diagnostics import Diagnostic

NOT_IN_NAME: Final = re.compile(r"[\d()@]")  # signs of a remark, a number, an address beside a name
AGREED: Final = re.compile(r"\(по согласованию\)")
CAPITALS: Final = re.compile(r"[А-ЯЁ]{2}")  # of «И.Г.» no two stand together


def written_problems(project: Project) -> Iterator[Diagnostic]:
    """What is wrong with people's names and with addresses of mail in the settings, each at its place.

    «РЯБИНИНА О.П.» is printed as «Рябинина О.П.», so that is told; an address without «@» is printed as it stands.
    """
    config = project.config
    if config is None:
        return
    yield from _mail(project, config.authority.email, "authority")
    people: list[tuple[tuple[str, ...], PersonRecord]] = [
        (("people", role), one) for role, one in config.people.items()
    ]
    if config.school is not None:
        people += [(("school", "people", role), record) for role, record in config.school.people.items()]
    for path, record in people:
        yield from _mail(project, record.email, *path)
        yield from _name(project, record, *path)


def _mail(project: Project, text: str, *path: str) -> Iterator[Diagnostic]:
    found = email(text) if text.strip("_ ") else ""
    if not isinstance(found, str):
        yield found.code.at(project.place(*path, "email"), found.message, hint=found.hint, text=text)


def _name(project: Project, record: PersonRecord, *path: str) -> Iterator[Diagnostic]:
    name = record.name
    if several := people_in(name):
        message = f"В поле имени не один человек: «{'», «'.join(several)}»."
        hint = "Оставьте одного; другому дайте свою строку со своей ролью."
        yield registry.PERSON_UNCLEAR.at(project.place(*path, "name"), message, hint=hint, text=name)
        return
    if NOT_IN_NAME.search(AGREED.sub("", name)):
        message = f"В имени не только имя: «{name}»."
        hint = "Оставьте фамилию, имя и отчество; пояснению место в примечании."
        found = registry.PERSON_UNCLEAR.at(project.place(*path, "name"), message, hint=hint, text=name)
        yield replace(found, severity=Severity.WARNING)  # it is printed as it stands
        return
    if not (name.islower() or CAPITALS.search(name)):
        return
    from nastav_docs.russian.names import in_usual_letters  # noqa: PLC0415  loads pytrovich

    usual = in_usual_letters(name)
    if usual != name:
        message = f"Имя написано не обычными буквами: «{name}»."
        yield codes.PERSON_LETTERS.at(project.place(*path, "name"), message, hint=usual, text=name)
