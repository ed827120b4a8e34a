"""What kind of table is it, and which field of a config does each of its columns hold? Headings and cells decide."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from nastav_docs.papers import role_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nastav_docs.papers import Cell, Heading

TableKind = Literal["roadmap", "indicators", "people", "approval", ""]
MARK_OF_DONE: Final = re.compile(r"^отметк[аи] об? (?:вы|ис)полнени")
OWN: Final = "own"  # a column that a config has no field for; numbered as such ones follow: own1, own2 …

NUMBER: Final = re.compile(
    r"^(?:№|n|nn|no)\s*(?:п\.?\s*[/\\.]?\s*п\.?)?\.?$|^(?:номер|пп|п/п|п\.п\.)$|^(?:№|номер)\s?(?:строки|пункта|показателя|мероприятия)$"
)
QUARTER: Final = re.compile(
    r"^(?P<roman>i{1,3}|iv|[1-4])(?:\s?-?\s?(?:й|ый|ой))?\s*кв(?:артал)?\.?(?:\s*20\d\d\s*(?:г\.?|года?)?)?$"
)
ROMAN: Final = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
PLAN: Final[tuple[tuple[str, str], ...]] = (
    (r"^(?:планов\w+|дата|срок)?\s*(?:дата\s)?начал[оа]?\b", "start"),
    (r"^(?:планов\w+|дата|срок)?\s*(?:дата\s)?(?:окончани|завершени)", "finish"),
    (r"наименование этапа|^этап|^(?:наименование )?раздел|направлени[ея]|^блок|^модул|^задач[аи]|^цел[ьи]", "section"),
    (r"отметка|примечани|финансирован|место проведени|участник|категори|целевая аудитори|форма проведени", OWN),
    (r"ответственн|исполнител|^отв$|кто (?:проводит|отвечает|выполняет)", "responsible"),
    (r"контрольн\w+ (?:показател|событи|точк)|показател|индикатор", "control"),
    (r"результат|\bвыход\b|продукт", "result"),
    (r"вид\w* документ|форма отч[её]т|подтверждающ\w+ документ|^документ", "document"),
    (r"срок|^дат[аы]|период|^месяц|врем\w+ проведени|когда", "deadline"),
    (r"^(?:примерное )?(?:содержани|описани)", "content"),
    (r"мероприят|действи|\bработ|деятельност|\bтем[аы]\b|вопрос|содержани|^что\s", "activity"),
)
VALUES: Final[tuple[tuple[str, str], ...]] = (
    (r"(?:год|срок|период|дата) достижени|^срок", "due"),
    (r"^единиц\w+\s*измер|^ед\.?\s*изм", "unit"),
    (r"^базов|^исходн|баз[аы]\b|базовое значени|(?:на начало|факт\w*)\s", "base"),
    (r"^(?!наименован)(?:.*\s)?значени|^план\w*\b(?!.*мероприят)|^цель\b|^норматив|^порог", "target"),
    (r"показател|индикатор|критери", "title"),
)
PERSON: Final = re.compile(r"фамили|ф\.?\s?и\.?\s?о\b|^наставник|^наставляем|^состав|^член")
SIGNED: Final = re.compile(r"подпис|виза|ознаком|согласова")
PLANNED: Final = ("план", "значение", "целевое значение")
A_NUMBER: Final = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]?")


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """A column of a table: the field of a config that it holds, its own heading and the one over several columns.

    `id` is «own1», «own2» … for a column that the config has no field for; `year` is that of a column of values.
    """

    id: str
    title: str
    group: str
    heading: Heading
    year: str = ""


def plain(text: str) -> str:
    """A heading as it is compared: small letters, one space, «е» for «ё»."""
    return " ".join(text.lower().replace("ё", "е").split()).strip(" .:")


def kind_of(headings: Sequence[Heading]) -> TableKind:
    """What a table is by its headings; «» for a letterhead, a signature, a table that a config has no place for."""
    titles = [plain(h.title) for h in headings]
    plan = {field for h in headings if (field := plan_field(h)) != OWN}
    values = {field for h in headings if (field := value_field(h)) != OWN}
    if {"title"} < values and values & {"unit", "target", "base", "year", "due"}:
        timed = plan & {"start", "finish", "quarter1", "responsible"} or ("deadline" in plan and "due" not in values)
        if not ("activity" in plan and timed and not values & {"unit", "year"}):
            return "indicators"
    if plan & {"activity", "content"} and plan & {"deadline", "responsible", "start", "finish", "quarter1", "result"}:
        return "roadmap"
    if any(SIGNED.search(title) for title in titles) and (
        any(PERSON.search(title) for title in titles) or any("должност" in title for title in titles)
    ):
        return "approval"
    return "people" if any(PERSON.search(title) for title in titles) and len(titles) > 1 else ""


def plan_field(heading: Heading) -> str:
    """The field of an activity that a column holds: «Сроки реализации» is `deadline`; «own» for one of its own."""
    title = plain(heading.title)
    if not title or len(title) > 120:  # noqa: PLR2004 - a text, not a heading
        return OWN
    if NUMBER.match(title):
        return "number"
    if quarter := QUARTER.match(title):
        return f"quarter{ROMAN.get(quarter['roman'], quarter['roman'])}"
    return next((field for pattern, field in PLAN if re.search(pattern, title)), OWN)


def value_field(heading: Heading) -> str:
    """The field of an indicator that a column holds; `year` for the values of one year or school year."""
    title = plain(heading.title)
    if not title or len(title) > 120:  # noqa: PLR2004 - as above
        return OWN
    if NUMBER.match(title):
        return "number"
    if title in PLANNED and role_of(plain(heading.group)) == "year":
        return "year"
    if role_of(title) == "year" or (re.search(r"^(?:на |к )?20\d\d\b", title) and len(title) < 25):  # noqa: PLR2004 - «к 2025 году»
        return "year"
    return next((field for pattern, field in VALUES if re.search(pattern, title)), OWN)


def columns_of(
    kind: TableKind, headings: Sequence[Heading], below: Sequence[Sequence[Cell | None]]
) -> tuple[ColumnRead, ...]:
    """The columns of a plan or of indicators; `below` are the cells under each heading: they tell one without words."""
    fields = [(plan_field if kind == "roadmap" else value_field)(h) for h in headings]
    for at, heading in enumerate(headings):
        if not plain(heading.title):
            fields[at] = without_words(kind, below[at], first=at == 0, taken=fields)
    titles = [at for at, field in enumerate(fields) if kind == "indicators" and field == "title"]
    exact = next((at for at in titles if re.search(r"показател|индикатор", plain(headings[at].title))), None)
    for at in titles if exact is not None else ():
        fields[at] = "title" if at == exact else OWN  # «Критерий» beside «Показатель»
    if kind == "roadmap" and "activity" not in fields:
        fields[fields.index("content")] = "activity"
    for at, heading in enumerate(headings if kind == "roadmap" else ()):
        # Filled in by hand, or from the journal of execution.
        if MARK_OF_DONE.search(plain(heading.title)) and not any(c is not None and c.text for c in below[at]):
            fields[at] = "done"
    made: list[ColumnRead] = []
    seen: set[str] = set()
    own = 0
    for heading, named in zip(headings, fields, strict=True):
        dated = heading.group if plain(heading.title) in PLANNED else heading.title
        field, year = named, year_of(dated) if named == "year" else ""
        if field != "year" and (field == OWN or field in seen):
            own += 1
            field = f"{OWN}{own}"
        seen.add(field)
        made.append(ColumnRead(field, heading.title, heading.group, heading, year))
    return tuple(made)


def without_words(kind: TableKind, cells: Iterable[Cell | None], *, first: bool, taken: Sequence[str]) -> str:
    """The field of a column without a heading: numbers, or the sections of a plan in the first column."""
    texts = [c.text for c in cells if c is not None and c.text and not c.merged]
    if texts and all(A_NUMBER.fullmatch(text.strip()) for text in texts) and "number" not in taken:
        return "number"
    if kind == "roadmap" and first and texts and "section" not in taken:
        return "section"
    return "number" if first and not texts and "number" not in taken else OWN


def year_of(title: str) -> str:
    """The years of a column: «2023 год» → «2023», «2024-2025 уч. год» → «2024/25», «2024-2026 гг.» → «2024–2026»."""
    found = re.search(r"20(\d\d)(?:\s?([/–-])\s?(?:20)?(\d\d)(?!\d))?", title)
    if not found:
        return title
    if not found[3]:
        return f"20{found[1]}"
    return f"20{found[1]}/{found[3]}" if found[2] == "/" or "уч" in title.lower() else f"20{found[1]}–20{found[3]}"
