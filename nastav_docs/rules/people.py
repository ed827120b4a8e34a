"""People: one person under one name and one position, tasks for those appointed."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from nastav_docs.codes import norms
from nastav_docs.rules.mark import mark
from nastav_docs.rules.tables import plans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Paragraph
    from nastav_docs.requisites import Document, Package

SURNAME = r"[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]{2,})?"
PERSON = re.compile(
    rf"(?<![\w.])(?:(?P<surname1>{SURNAME})\s(?P<a1>[А-ЯЁ])\.\s?(?P<b1>[А-ЯЁ])\b\.?"
    rf"|(?P<a2>[А-ЯЁ])\.\s?(?P<b2>[А-ЯЁ])\.\s?(?P<surname2>{SURNAME}))(?![\w])"
)
ENDING = re.compile(r"(?:ого|ому|ыми|ым|ой|ую|ом|ем|ей|ая|ий|ый|а|у|ы|е|и|ю|я|й|ь)$")
POSITION = re.compile(
    r"(?P<position>(?:и\.\s?о\.\s*)?(?:заместител[а-яё]+\s+(?:директор|начальник|заведующ|руководител)[а-яё]+|директор[а-яё]{0,2}|начальник[а-яё]{0,2}"
    r"|заведующ[а-яё]+|методист[а-яё]{0,2}|специалист[а-яё]{0,2}|учител[а-яё]+|педагог[а-яё]{0,2}))(?:\s+[^,.;:()\n]{0,60}?)?\s*$",
    re.IGNORECASE,
)
TELLING = 4  # letters: shorter surnames are often one letter apart
GENDERS: tuple[Literal["male", "female"], ...] = ("male", "female")
CROWD = 40  # different people: lists of pupils and teachers, where namesakes are usual


class Person(NamedTuple):
    """A name with initials where it stands; `stem` is the surname without its ending."""

    stem: str
    initials: str
    surname: str
    document: Document
    paragraph: Paragraph
    start: int
    end: int

    @property
    def text(self) -> str:
        """The name as written."""
        return self.paragraph.text[self.start : self.end]


def people(package: Package) -> Iterator[Person]:
    """Every name with two initials."""
    for document in package.documents:
        for paragraph in document.paragraphs():
            for match in PERSON.finditer(paragraph.text):
                surname = match["surname1"] or match["surname2"]
                initials = (match["a1"] or match["a2"]) + (match["b1"] or match["b2"])
                yield Person(stem_of(surname), initials, surname, document, paragraph, *match.span())


def stem_of(surname: str) -> str:
    """A surname without its endings, ё as е: both halves of «Каминскую-Штейн»."""
    return "-".join(ENDING.sub("", half) for half in surname.replace("ё", "е").split("-"))


@lru_cache(maxsize=2048)
def case_forms(surname: str) -> frozenset[str]:
    """A surname in all cases, as a man's and as a woman's."""
    from nastav_docs.russian.cases import CASES, decline  # noqa: PLC0415 - the dictionary is loaded on first need

    declined = [decline(f"{surname} А.А.", "person", gender=gender) for gender in GENDERS]
    return frozenset(d.form(case).split("\u00a0")[0] for d in declined for case in CASES)


def same_surname(one: str, other: str) -> bool:
    """Whether two surnames are forms of one: «Кравец» and «Кравцу»."""
    return stem_of(one) == stem_of(other) or other in case_forms(one) or one in case_forms(other)


def spellings(_: Package, everyone: Sequence[Person]) -> Iterator[Diagnostic]:
    """One person under two spellings: a letter of the surname, or one of the initials."""
    found: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in everyone:
        found[person.stem, person.initials].append(person)
    if len(found) > CROWD:
        return
    keys = list(found)
    for index, one in enumerate(keys):
        for other in keys[index + 1 :]:
            slip = (
                one[1] == other[1]
                and one[0][0] == other[0][0]
                and min(len(one[0]), len(other[0])) >= TELLING
                and one_apart(one[0], other[0])
            )
            letter = one[0] == other[0] and sum(a != b for a, b in zip(one[1], other[1], strict=True)) == 1
            if letter and listed_together(found[one], found[other]):
                continue
            if not (slip or letter) or (slip and same_surname(found[one][0].surname, found[other][0].surname)):
                continue
            rare, usual = sorted((one, other), key=lambda key: len(found[key]))
            tie = len(found[rare]) == len(found[usual])  # then both are shown: nobody knows which is right
            for person in (*found[rare], *(found[usual] if tie else ())):
                twin = found[usual if person in found[rare] else rare][0]
                message = f"«{person.text}» и «{twin.text}»: одно лицо записано по-разному?"
                right = "сверьте, как правильно" if tie else twin.text
                yield mark(norms.PERSON_SPELLING, person.paragraph, person.start, person.end, message, right)


def listed_together(some: Sequence[Person], others: Sequence[Person]) -> bool:
    """Whether two names stand side by side, in one paragraph or among a table's cells: they are namesakes then."""
    return any(
        a.paragraph is b.paragraph or (a.document is b.document and a.paragraph.part == b.paragraph.part == "cell")
        for a in some
        for b in others
    )


def one_apart(one: str, other: str) -> bool:
    """Whether one letter was changed, dropped or put in."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def positions(_: Package, everyone: Sequence[Person]) -> Iterator[Diagnostic]:
    """One person with two positions in a package."""
    held: dict[tuple[str, str], dict[str, Person]] = defaultdict(dict)
    for person in everyone:
        match = POSITION.search(person.paragraph.text[: person.start])
        if not match or (person.paragraph.text[: person.start].rstrip() or ",").endswith(","):
            continue
        words = match["position"].lower().replace("и.о.", "").split()
        position = " ".join(w[:5] for w in words)
        others = {p: who for p, who in held[person.stem, person.initials].items() if p != position}
        held[person.stem, person.initials].setdefault(position, person)
        if others:
            message = f"Должность «{match['position'].strip()}», в другом месте иная"
            yield mark(
                norms.PERSON_POSITION,
                person.paragraph,
                match.start("position"),
                person.end,
                message,
                "одна должность во всём комплекте",
            )


def unknown(package: Package, everyone: Sequence[Person]) -> Iterator[Diagnostic]:
    """A responsible of the plan whom the order doesn't name."""
    tasks = in_plans(package, everyone)
    planned = {id(p) for p, _ in tasks}
    others = [p for p in everyone if id(p.paragraph) not in planned]
    named = {(p.stem, p.initials[0]) for p in others}
    called = {(p.surname, p.initials) for p in others}
    clauses = {
        (p.stem, p.initials[0])
        for p in everyone
        if p.document.kind == "order" and p.paragraph is not p.document.signature
    }
    if not clauses:
        return
    shown: set[tuple[str, str]] = set()
    for paragraph, person in tasks:
        key = (person.stem, person.initials[0])
        if key in named or key in shown:
            continue
        if not any(same_surname(surname, person.surname) for surname, i in called if i == person.initials):
            shown.add(key)
            message = f"{person.text} отвечает за мероприятие, а в приказе не назван(а)"
            yield mark(
                norms.PERSON_UNKNOWN, paragraph, person.start, person.end, message, "назовите в приказе или замените"
            )


def idle(package: Package, everyone: Sequence[Person]) -> Iterator[Diagnostic]:
    """Somebody appointed by the order and given nothing to do by the plan."""
    tasks = {(p.surname, p.initials) for _, p in in_plans(package, everyone)}
    if not tasks:
        return
    for person in everyone:
        text = person.paragraph.text
        appointed = person.document.kind == "order" and re.search(
            r"Назначить[^.]{0,40}ответственн", text[: person.start]
        )
        if not appointed:
            continue
        if not any(same_surname(surname, person.surname) for surname, i in tasks if i == person.initials):
            message = f"{person.text}: ответственному не поручено ни одного мероприятия плана"
            yield mark(
                norms.PERSON_IDLE,
                person.paragraph,
                person.start,
                person.end,
                message,
                "впишите в графу «Ответственный»",
            )


def in_plans(package: Package, everyone: Sequence[Person]) -> list[tuple[Paragraph, Person]]:
    """The people of the plans' columns of responsibles."""
    cells = [c for _, found in plans(package) for row in found.rows if (c := found.cell(row, "responsible"))]
    inside = {id(p) for cell in cells for p in cell.paragraphs}
    return [(person.paragraph, person) for person in everyone if id(person.paragraph) in inside]


def people_rules(package: Package) -> Iterator[Diagnostic]:
    """All of the above over one reading of the package."""
    everyone = list(people(package))
    for rule in (spellings, positions, unknown, idle):
        yield from rule(package, everyone)


PACKAGE_RULES = (people_rules,)
