"""Which column of a base of mentors or mentees is meant by a heading, however a school has put it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from nastav_docs.registry.mentor_bases import BASES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from nastav_docs.grids import GridRow

LONGEST: Final = 200  # characters of a heading
NUMBER: Final = re.compile(r"(?:№|n|no\.?|#)?\s*(?:п\s*[/.\\-]?\s*п\.?|строки|по порядку)?")
OF_MENTEE: Final = re.compile(r"наставляем|подопечн|наставлямо")
OF_MENTOR: Final = re.compile(r"наставник(?!ов и)")
WHO: Final = re.compile(r"ф\.? ?и\.? ?о|фамили|\bимя\b")
CHILD: Final = re.compile(r"ученик|учащ|обучающ|ребен|воспитанник|студент")
RELATIVE: Final = re.compile(r"родител|представител|куратор|директор|ответственн")
SCHOOL: Final = re.compile(
    r"(?:полное |краткое |сокращенное )?(?:наименование |название )?"
    r"(?:школ[аы]|оо|моо|оу|образовательн\w+ (?:организаци\w+|учреждени\w+)|организаци[яи]|учреждени[ея])"
)
# Words of a heading and the column that they mean, the first that is found; «work» is whose the other words say.
MEANT: Final = tuple(
    (re.compile(words), name)
    for words, name in (
        (r"согласи[ея]", "consent"),
        (r"год\w* рож|дат\w+ рож|г\. ?р\.|г/р|рожден", "born"),
        (r"заверш|оконч|конец|конца|выход из|выбыт", "finish"),
        (r"дата (?:вхожд|вступ|начал|включ|закреп|форм|прием)|вхожд|начал[оа]|вступлен|включен", "start"),
        (r"отметк|прохожд|пройден|прошел", "passed"),
        (r"ссылк|кейс|отзыв", "link"),
        (r"форма|вид наставнич|модель", "form"),
        (r"контакт|телефон|\bтел\b|почт|e-?mail|для связи", "contacts"),
        (r"результат|итог", "results"),
        (r"желаем|возраст", "age"),
        (r"ресурс|времени|нагрузк", "time"),
        (r"компетенц|умени|навык", "skills"),
        (r"достижени|наград", "achievements"),
        (r"интерес|увлечен|хобби", "interests"),
        (r"запрос|проблем|потребност", "request"),
        (r"^пол\b", "gender"),
        (r"мест\w+ (?:работ|уч)|работы|учебы|класс|групп|должност|специальност|предмет", "work"),
    )
)
OWN: Final = {"mentors": "mentor", "mentees": "mentee"}
OTHER: Final = {"mentors": "mentee", "mentees": "mentor"}
# Columns that only one of the bases has.
TELLING: Final = {
    kind: {g.name for g in BASES[kind][0]} - {g.name for g in BASES[other][0]}
    for kind, other in (("mentors", "mentees"), ("mentees", "mentors"))
}
TITLES: Final = {
    "mentors": re.compile(r"наставник(?:ов|и|ах)?\b", re.IGNORECASE),
    "mentees": re.compile(r"наставляем", re.IGNORECASE),
}
ENOUGH: Final = 3  # known headings that make a row one of headings


@lru_cache(maxsize=8192)
def meant_by(heading: str) -> str:
    """The column that a heading means: a name of `Graph`, «person» for a name without saying whose, «» for none.

    Also «gender», «work» and «school», which our forms do not have.
    """
    text = " ".join(heading.lower().replace("ё", "е").replace("\xad", "").split())
    if not text or len(text) > LONGEST:
        return ""
    if NUMBER.fullmatch(text.strip(" *")):
        return "number"
    mentee, mentor = bool(OF_MENTEE.search(text)), bool(OF_MENTOR.search(text))
    named = WHO.search(text) is not None
    found = next((name for words, name in MEANT if words.search(text)), "")
    alone = not found and (mentee or mentor) and len(text.split()) <= 3  # noqa: PLR2004  «Наш наставник»
    if alone or (named and found not in {"contacts", "consent", "born", "link"}):
        return _person(text, mentee=mentee, mentor=mentor)
    if found == "work" and mentor != mentee:
        return "mentor_work" if mentor else "mentee_work"
    if not found and SCHOOL.fullmatch(text):
        return "school"
    return found


def _person(text: str, *, mentee: bool, mentor: bool) -> str:
    if mentee and mentor:  # «ФИО наставника наставляемого»: who is named first
        return "mentee" if text.index("наставл") < text.index("наставник") else "mentor"
    if mentor:
        return "mentor"
    if mentee or CHILD.search(text):
        return "mentee"
    return "" if RELATIVE.search(text) else "person"


def known_columns(headings: Iterable[str]) -> int:
    """How many different columns of a base these headings mean."""
    return len({meant_by(heading) for heading in headings} - {""})


def find_heading_rows(first: Sequence[GridRow], *, goes_on: bool = False) -> tuple[int, tuple[str, ...]] | None:
    """Where the headings of a base end among its first rows, and what they are; None where there are none.

    Gives how many of the rows lie above the data. Headings of two rows are read together: «Наставник» merged over
    «ФИО» and «телефон» gives «Наставник ФИО». `goes_on`: the table may be the right part of another, without people.
    """
    best: tuple[int, tuple[str, ...]] | None = None
    most = ENOUGH - 1
    for at, row in enumerate(first):
        alone = known_columns(row.cells)
        if alone > most and (goes_on or _names_people(row.cells)):
            best, most = (at + 1, row.cells), alone
        if at + 1 < len(first) and alone and first[at + 1].number == row.number + 1:
            two = under(row.cells, first[at + 1].cells)
            below = known_columns(cell for cell in first[at + 1].cells if len(cell) < LONGEST)
            if below > 1 and known_columns(two) > most and (goes_on or _names_people(two)):
                best, most = (at + 2, two), known_columns(two)
    return best


def _names_people(headings: Iterable[str]) -> bool:
    return not {meant_by(heading) for heading in headings}.isdisjoint(("mentor", "mentee", "person"))


def under(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """The headings that two rows are together; a heading merged over both is itself."""
    titles: list[str] = []
    for index in range(max(len(upper), len(lower))):
        above, below = (row[index] if index < len(row) else "" for row in (upper, lower))
        titles.append(above if above == below else f"{above} {below}".strip())
    return tuple(titles)


def kind_of(columns: Sequence[str], title: str, marked: str) -> str:
    """«mentors» or «mentees»: which base a table with these columns is; `title` is what stands above it.

    `marked` is what the hidden mark says of the whole book. Returns «» for a table that is neither.
    """
    if {"mentor", "mentee", "person"}.isdisjoint(columns):
        return ""
    score = {
        kind: 2 * len(TELLING[kind].intersection(columns)) + 3 * bool(TITLES[kind].search(title)) + (marked == kind)
        for kind in BASES
    }
    if "mentor" in columns and "mentee" in columns:
        score["mentors" if columns.index("mentor") < columns.index("mentee") else "mentees"] += 1
    elif "mentor" in columns or "mentee" in columns:
        score["mentors" if "mentor" in columns else "mentees"] += 4 if "person" not in columns else -4
    if score["mentors"] == score["mentees"]:
        return marked
    return max(score, key=lambda kind: score[kind])


def named_columns(titles: Sequence[str], kind: str) -> Mapping[str, int]:
    """The index of each column of a base by its name; of two that mean the same the first is read."""
    found: dict[str, int] = {}
    own = OWN[kind]
    for index, title in enumerate(titles):
        name = meant_by(title)
        if name == "work":
            name = f"{own}_work"
        if name == "person":
            name = own if own not in found and not any(meant_by(other) == own for other in titles) else OTHER[kind]
        if name:
            found.setdefault(name, index)
    return found
