"""What does a text name? A person, a post, an organisation, a place, an act, a period: guessed from its head word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from nastav_docs.russian.adjectives import agreement
from nastav_docs.russian.dates import MONTHS_NOM
from nastav_docs.russian.names import DAUGHTER, PARTICLES, SON, first_name_genders, parse_name, surname_gender
from nastav_docs.russian.phrases.noun_groups import HEAD_SHORT, Expected, is_abbreviation, noun_group
from nastav_docs.russian.phrases.pieces import split_pieces
from nastav_docs.russian.phrases.towns import is_town

if TYPE_CHECKING:
    from nastav_docs.russian.cases import Kind

# Kind → beginnings of the head word by which it is known: «управление», «управления».
_HEADS: Final[tuple[tuple[Kind, str], ...]] = (
    (
        "municipality",
        (
            r"округ|район\b|районы|муниципальное образование|город\b|город-|пос[её]лок|село\b|деревня|станица|хутор"
            r"|област|край\b|республик|федераци|поселени|слобод"
        ),
    ),
    ("period", r"год\b|годы|квартал|полугоди|месяц|период|триместр|четверт|каникул|сезон|недел"),
    (
        "org",
        (
            r"управлени|министерств|департамент|комитет|отдел|администраци|дума\b|правительств|школ|учреждени|организаци"
            r"|центр|сад\b|лице[йи]|гимнази|университет|институт|колледж|техникум|комисси|групп|совет\b|служб|дом\b"
            r"|академи|общество\b|собрани|предприяти|училищ|кафедр|факультет|объединени|ассоциаци|фонд\b|музе"
            r"|библиотек|профсоюз|агентств|клуб|площадк|офис|корпус|технопарк|станци|больниц|бухгалтери|орган\b|органы"
            r"|минпросвещени|минобр|движени|дворец|бюро|жюри|оргкомитет|штаб|отделени|коллектив|команд|общежити"
        ),
    ),
    (
        "act",
        (
            r"приказ|распоряжени|постановлени|закон|указ|письм|решени|положени|устав|программ|проект|план|протокол|порядок"
            r"|карт|стандарт|рекомендаци|соглашени|договор|перечень|график|комплекс|показател|приложени|паспорт|правил"
            r"|инструкци|концепци|стратеги|методологи|модел|регламент|акты?\b|кодекс|конституци|справк|отч[её]т|реестр"
            r"|пункт|подпункт|раздел|стать|смет|анкет|записк"
        ),
    ),
)


# Words of a name that may be written small.
_SMALL: Final = PARTICLES | SON | DAUGHTER


def guess_kind(text: str) -> Kind:
    """The kind of what a text in the nominative names; «phrase» where nothing tells.

    `guess_kind("начальник отдела")` → «job», `guess_kind("город Ирбит")` → «municipality».
    """
    clean = " ".join(text.split())
    if looks_like_name(clean):
        return "person"
    pieces = split_pieces(clean)
    first = pieces[0].lower if pieces else ""
    if first in HEAD_SHORT:
        return "job"
    group = noun_group(pieces, 0, Expected(animate=None, capitals=clean.isupper()))
    if group is None:
        return "phrase"
    if group.fixed:
        return "municipality" if group.head in ("зато", "мо") else "org"
    if is_town(group.head) and pieces[group.end - 1].text[0].isupper():
        return "municipality"
    if group.head in MONTHS_NOM or group.head.split("-")[0] in MONTHS_NOM:
        return "period"
    if group.animate or group.head in ("лицо", "лица"):
        return "group" if group.plural else "job"
    phrase = "".join(piece.text for piece in pieces[: group.end]).lower()
    for kind, heads in _HEADS:
        if re.match(heads, group.head) or (" " in heads and "муниципальное образование" in phrase):
            return kind
    return "phrase"


def looks_like_name(text: str) -> bool:
    """Whether a text is a person's name: with initials, a patronymic or a known first name, each word capitalised."""
    name = parse_name(text)
    if name is None:
        return False
    if not all(word[:1].isupper() or word in _SMALL for word in text.split()):
        return False
    if name.first.endswith(".") or (name.patronymic and name.first):
        return True
    words = [word for word in (name.first, name.surname) if word]
    if any(is_abbreviation(word) for word in words) and not text.isupper():
        return False
    if len(words) == 1:
        lower = name.surname.lower()
        return not name.first and not agreement(lower) and not is_town(lower) and surname_gender(lower) is not None
    return any(first_name_genders(word.lower()) for word in words)
