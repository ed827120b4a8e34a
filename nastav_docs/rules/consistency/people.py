"""Whether a person has one name and one post throughout a package, and order and plan name the same people."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from nastav_docs.diagnostics.codes import norms
from nastav_docs.papers import kept_with
from nastav_docs.rules.form import plans
from nastav_docs.rules.kept import by_document
from nastav_docs.rules.mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Document, PaperPackage, Paragraph

# Parts of the pattern of a name.
SURNAME = r"[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]{2,})?"
# Beginnings of posts, which are no surnames.
OFFICE = (
    r"(?:Директор|Начальник|Заведующ|Заместител|Глава|Председател|Министр|Руководител|Специалист|Методист"
    r"|Секретар|Учител)[а-я]*"
)
PATRONYMIC = r"[а-яё]*(?:ич(?:а|у|ем|е)?|(?:вн|ичн)(?:а|ы|е|у|ой))"
# A name in any of the four ways to write it; `a` and `b` are the first letters of name and patronymic.
PERSON = re.compile(
    rf"(?<![\w.])(?:(?!{OFFICE}\b)(?P<surname1>{SURNAME})[ \u00a0](?P<a1>[А-ЯЁ])\.\s?(?P<b1>[А-ЯЁ])\b\.?"
    rf"|(?P<a2>[А-ЯЁ])\.\s?(?P<b2>[А-ЯЁ])\.\s?(?P<surname2>{SURNAME})"
    rf"|(?P<surname3>{SURNAME})\s(?P<a3>[А-ЯЁ])[а-яё]+\s(?P<b3>[А-ЯЁ]){PATRONYMIC}"
    rf"|(?P<a4>[А-ЯЁ])[а-яё]+\s(?P<b4>[А-ЯЁ]){PATRONYMIC}\s(?P<surname4>{SURNAME}))(?![\w])"
)
WAYS = ("1", "2", "3", "4")  # to write a name: surname first or last, with initials or in full
# The ending of a surname in any case.
ENDING = re.compile(r"(?:ого|ому|ыми|ым|ой|ую|ом|ем|ей|ая|ий|ый|а|у|ы|е|и|ю|я|й|ь)$")
# A post that stands just before a name; the area is «по ВР», «по воспитательной работе».
POSITION = re.compile(
    r"(?P<position>(?:и\.\s?о\.\s*)?(?:(?:перв[а-яё]+\s+)?(?:заместител[а-яё]+|зам\.?)\s*(?:директор|начальник|заведующ|руководител)[а-яё]+|директор[а-яё]{0,2}|начальник[а-яё]{0,2}"
    r"|заведующ[а-яё]+|методист[а-яё]{0,2}|специалист[а-яё]{0,2}|учител[а-яё]+|педагог[а-яё]{0,2}"
    r"|юрисконсульт[а-яё]{0,2}|делопроизводител[а-яё]+|бухгалтер[а-яё]{0,2}|инспектор[а-яё]{0,2}))(?:\s+(?P<area>по\s(?:[А-ЯЁ]{2,5}|[а-яё-]+\sработе))\b)?(?:\s+[^,.;:()\n]{0,60}?)?\s*$",
    re.IGNORECASE,
)
# A line of a signature that ends with surname and initials.
SIGNED_BACKWARDS = re.compile(
    rf"^(?:(?:[Ии]\.\s?о\.\s)?{OFFICE}\b[^.;:\d]{{0,80}}?|[^.;:\d]{{0,80}}_)"
    rf"[\s_/]*(?P<name>(?P<surname>{SURNAME})\s?(?P<a>[А-ЯЁ])\.\s?(?P<b>[А-ЯЁ])\.?)\s*/?\s*$"
)
# Control of the whole paper, not of a clause of it.
CONTROL = re.compile(
    r"\s*(?:Общий\s)?Контроль\s(?:за\s|над\s)?(?:исполнени|выполнени|соблюдени)\w*\s(?:настоящего\s|данного\s)?(?:приказа|распоряжения|постановления|решения)\b"
    r"(?!\s(?:в\sчасти|по\s))",
    re.IGNORECASE,
)
APPOINTED = re.compile(r"Назначить[^.]{0,40}?ответственн")
BEFORE_NAME = 250  # characters: a post is no longer
LONG = 6  # letters: surnames that short differ by two letters by themselves
TELLING = 4  # letters: shorter surnames are often one letter apart
GENDERS: tuple[Literal["male", "female"], ...] = ("male", "female")
CROWD = 40  # different people: lists of pupils and teachers, where namesakes are usual


class NamedPerson(NamedTuple):
    """A name where it stands.

    `stem`: the surname without its ending. `initials`: two letters without stops.
    """

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


def people(package: PaperPackage) -> Iterator[NamedPerson]:
    """Every name with two initials, or with the given name and the patronymic."""
    for document in package.documents:
        for stem, surname, initials, paragraph, start, end in people_in(document):
            yield NamedPerson(stem, initials, surname, document, paragraph, start, end)


@kept_with
def people_in(document: Document) -> tuple[tuple[str, str, str, Paragraph, int, int], ...]:
    """The names of one document, each as (stem of the surname, surname, initials, paragraph, start, end)."""
    return tuple(
        (stem_of(surname), surname, initials, paragraph, start, end)
        for paragraph in document.paragraphs()
        for surname, initials, start, end in names_in(paragraph.text)
    )


@lru_cache(maxsize=1 << 14)
def names_in(text: str) -> tuple[tuple[str, str, int, int], ...]:
    """The names of a text, each as (surname, initials, start, end): `names_in("Куратор Бабкина И.Г.")[0][1]` → «ИГ»."""
    found = []
    for match in PERSON.finditer(text):
        way = next(w for w in WAYS if match[f"surname{w}"])
        found.append((match[f"surname{way}"], match[f"a{way}"] + match[f"b{way}"], *match.span()))
    return tuple(found)


def stem_of(surname: str) -> str:
    """A surname without its endings, ё as е: `stem_of("Каминскую-Штейн")` → «Каминск-Штейн»."""
    return "-".join(ENDING.sub("", half) for half in surname.replace("ё", "е").split("-"))


@lru_cache(maxsize=2048)
def case_forms(surname: str) -> frozenset[str]:
    """All case forms of a surname, as a man's and as a woman's."""
    from nastav_docs.russian import CASES, decline  # noqa: PLC0415

    declined = [decline(f"{surname} А.А.", "person", gender=gender) for gender in GENDERS]
    return frozenset(d.form(case).split("\u00a0")[0] for d in declined for case in CASES)


def same_surname(one: str, other: str) -> bool:
    """Whether two surnames are forms of one: `same_surname("Кравец", "Кравцу")` → `True`."""
    return stem_of(one) == stem_of(other) or other in case_forms(one) or one in case_forms(other)


def spellings(_: PaperPackage, everyone: Sequence[NamedPerson]) -> Iterator[Diagnostic]:
    """Finds one person under two spellings: a letter of the surname, or one of the initials, differs."""
    found: dict[tuple[str, str], list[NamedPerson]] = defaultdict(list)
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
                and (one_apart(one[0], other[0]) or two_letters_apart(one[0], other[0]))
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


def listed_together(some: Sequence[NamedPerson], others: Sequence[NamedPerson]) -> bool:
    """Whether two names stand in one paragraph or in one table, so that they are namesakes and not one person."""
    return any(
        a.paragraph is b.paragraph or (a.document is b.document and a.paragraph.part == b.paragraph.part == "cell")
        for a in some
        for b in others
    )


def one_apart(one: str, other: str) -> bool:
    """Whether two words differ in one letter, changed, dropped or put in."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def two_letters_apart(one: str, other: str) -> bool:
    """Whether two letters in a row were put into a long surname: `two_letters_apart("Дьяков", "Дьяконов")` → `True`."""
    short, long = sorted((one, other), key=len)
    if len(short) < LONG or len(long) - len(short) != 2:  # noqa: PLR2004 - «но», «ов»
        return False
    return any(long[:i] + long[i + 2 :] == short for i in range(1, len(short)))


def positions(_: PaperPackage, everyone: Sequence[NamedPerson]) -> Iterator[Diagnostic]:
    """Finds one person with two posts in a package."""
    held: dict[tuple[str, str], dict[tuple[str, str], str]] = defaultdict(dict)
    for person in everyone:
        text = person.paragraph.text
        match = POSITION.search(text, max(0, person.start - BEFORE_NAME), person.start)
        if not match or (text[match.start() : person.start].rstrip() or ",").endswith(","):
            continue
        position = position_of(match)
        said = text[match.start("position") : match.end("area") if match["area"] else match.end("position")]
        theirs = held[person.stem, person.initials]
        other = next((words for known, words in theirs.items() if positions_differ(known, position)), "")
        theirs.setdefault(position, said)
        if other:
            message = f"{person.text}: здесь должность «{said}», в другом месте – «{other}»"
            start = match.start("position")
            right = "одна должность во всём комплекте"
            yield mark(norms.PERSON_POSITION, person.paragraph, start, person.end, message, right)


def position_of(match: re.Match[str]) -> tuple[str, str]:
    """A post in the beginnings of its words, and what area it is over.

    «зам. директора по ВР» is («замес дирек», «вр»).
    """
    words = re.sub(r"и\.\s?о\.", "", match["position"].lower())
    words = re.sub(r"\bзам(?:\.\s*|\s+)", "заместитель ", words)
    area = (match["area"] or "").removeprefix("по ")
    short = area if area.isupper() else "".join(word[0] for word in re.split(r"[ -]", area) if word)
    return " ".join(word[:5] for word in words.split()), short.lower()


def positions_differ(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two posts can't be one; an area that isn't said («заместитель директора») differs from none."""
    return one[0] != other[0] or bool(one[1] and other[1] and one[1] != other[1])


def not_in_order(package: PaperPackage, everyone: Sequence[NamedPerson]) -> Iterator[Diagnostic]:
    """Finds somebody responsible by the plan whom the order doesn't name."""
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
        if key in named or key in shown or person.document.kind == "order":  # the order's own table names them
            continue
        if not any(same_surname(surname, person.surname) for surname, i in called if i == person.initials):
            shown.add(key)
            message = f"{person.text} отвечает за мероприятие, а в приказе не назван(а)"
            yield mark(
                norms.PERSON_UNKNOWN, paragraph, person.start, person.end, message, "назовите в приказе или замените"
            )


def without_task(package: PaperPackage, everyone: Sequence[NamedPerson]) -> Iterator[Diagnostic]:
    """Finds somebody appointed by the order and given nothing to do by the plan."""
    planned = in_plans(package, everyone)
    for person in everyone:
        text = person.paragraph.text
        if person.document.kind != "order" or not 0 < appointed(text) <= person.start:
            continue
        tasks = {(p.surname, p.initials) for _, p in planned if package.order_of(p.document) is person.document}
        if not tasks:
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


@lru_cache(maxsize=1 << 10)
def appointed(text: str) -> int:
    """Where the first «Назначить … ответственн» of a text ends; 0 where there is none."""
    found = APPOINTED.search(text)
    return found.end() if found else 0


def in_plans(package: PaperPackage, everyone: Sequence[NamedPerson]) -> list[tuple[Paragraph, NamedPerson]]:
    """The people in the plans' columns of responsibles, each with its paragraph."""
    cells = [c for _, found in plans(package) for row in found.rows if (c := found.cell(row, "responsible"))]
    inside = {id(p) for cell in cells for p in cell.paragraphs}
    return [(person.paragraph, person) for person in everyone if id(person.paragraph) in inside]


@by_document
def signatures(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a signature with the surname first, «Директор Артёмов А.С.» (ГОСТ Р 7.0.97-2016, 5.22)."""
    for document in package.documents:
        line = document.signature
        match = SIGNED_BACKWARDS.search(line.text) if line is not None else None
        if line is not None and match:
            right = f"{match['a']}.{match['b']}. {match['surname']}"
            message = "В подписи инициалы стоят перед фамилией"
            yield mark(norms.SIGNATURE_ORDER, line, *match.span("name"), message, right)


@by_document
def controls(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds an order whose execution two clauses control: one leaves it to somebody, another to the signer."""
    for _, order in package.orders():
        found = [clause for clause in order.clauses if CONTROL.match(clause.text)]
        for clause in found[1:]:
            message = f"Контроль за исполнением уже возложен: пункт {found[0].number}" if found[0].number else ""
            advice = "оставьте один пункт о контроле"
            start, end = clause.body, len(clause.paragraph.text)
            message = message or "Контроль за исполнением уже возложен выше"
            yield mark(norms.CONTROLS, clause.paragraph, start, end, message, advice=advice)


def people_rules(package: PaperPackage) -> Iterator[Diagnostic]:
    """All rules of people but that of signatures, over one reading of the package."""
    everyone = list(people(package))
    for rule in (spellings, positions, not_in_order, without_task):
        yield from rule(package, everyone)


PACKAGE_RULES = (people_rules, signatures, controls)
