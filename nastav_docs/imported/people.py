"""Who is who in papers: people by role, with posts; the forms in which texts name them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from nastav_docs.imported.grifs import grifs_of
from nastav_docs.imported.keys import WORDS, latin_key
from nastav_docs.imported.nominatives import (
    NAMED,
    SURNAME,
    nominative_name,
    nominative_phrase,
    plain,
    shown_name,
)
from nastav_docs.imported.protocols import is_protocol, people_of
from nastav_docs.imported.signatures import acquainted_in, blank_executor, blank_signature, executor_of, signatures_of
from nastav_docs.imported.tables import read_roadmap, tables_of
from nastav_docs.russian import CASES, Case, Gender
from nastav_docs.russian.names import gender_of, parse_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nastav_docs.imported.tables import Party, TableFound
    from nastav_docs.papers import Document, PaperPackage

BLANK: Final = "____________"  # the name of somebody whom a form leaves open
JOB: Final = re.compile(
    r"(?<![\w-])"
    r"(?:(?:главн|ведущ|старш|младш|перв|временно исполняющ)[а-яё]+\s|и\.\s?о\.\s|исполняющ[а-яё]+ обязанности\s)*"
    r"(?:заместител|директор|начальник|заведующ|методист|специалист|консультант|инспектор|учител|педагог|воспитател"
    r"|секретар|бухгалтер|руководител|координатор|куратор|председател|юрисконсульт|делопроизводител|психолог|министр"
    r"|глав[аыуе]\b)[а-яё-]*",
    re.IGNORECASE,
)
APPOINTS: Final = re.compile(r"назначить|возложить|обязать|утвердить|определить|поручить|закрепить", re.IGNORECASE)
CONTROL: Final = re.compile(r"контроль\b.{0,160}\bвозл", re.IGNORECASE)
COORDINATOR: Final = re.compile(r"назначить[^.]{0,40}?(?:ответственн|координатор|куратор)", re.IGNORECASE)
LISTED: Final = re.compile(rf"{SURNAME} [А-ЯЁ]\.[ \u00a0]?[А-ЯЁ]\.?|[А-ЯЁ]\.[ \u00a0]?[А-ЯЁ]\.[ \u00a0]?{SURNAME}")
AFTER_NAME: Final = re.compile(r",\s+(?P<post>[а-яё][^,.;:()]{3,120}?)(?=\s+и\s+[а-яё]+ым\s|[,.;:()]|$)")
STEM: Final = 2  # letters of a surname that its cases change
NEAR: Final = 60  # characters: a post with its own words
LONGEST_POST: Final = 250  # characters before a name


@dataclass(frozen=True, slots=True)
class Role:
    """A person or a group under a role of `people:`; what is not known is «»."""

    name: str = ""
    title: str = ""
    position: str = ""
    gender: Gender | None = None
    phone: str = ""
    email: str = ""

    @property
    def key(self) -> str:
        """Surname and initials, by which a person is known in any spelling; the title of a group."""
        if self.name == BLANK:
            return f"{BLANK} {self.position}"
        return short(self.name) if self.name else plain(self.title)


@dataclass(frozen=True, slots=True)
class Everybody:
    """The people of all papers by role, in the order in which they are written down."""

    roles: Mapping[str, Role] = field(default_factory=dict)

    def role(self, name: str) -> str:
        """The role of a person named in the nominative, or of a group by its title; «» for nobody known."""
        key = short(name) if parse_person(name) else plain(name)
        return next((role for role, person in self.roles.items() if person.key == key), "")

    def unnamed(self, position: str) -> str:
        """The role of somebody whom a form names by the post alone; «» for nobody."""
        return next((role for role, one in self.roles.items() if (one.name, one.position) == (BLANK, position)), "")


def parse_person(text: str) -> bool:
    """Whether a text is a name in the nominative, with initials or in full."""
    return bool(LISTED.fullmatch(plain(text))) or bool((found := NAMED.fullmatch(plain(text))) and found["full"])


def short(name: str) -> str:
    """«Бабкина И.Г.» of any way to write the name; a name that is not read stays."""
    parsed = parse_name(plain(name))
    return f"{parsed.surname} {parsed.initials}" if parsed is not None and parsed.initials else plain(name)


def everybody_of(package: PaperPackage) -> Everybody:
    """Everybody whom the papers name: who signs, who is appointed, who controls, who answers for what."""
    found: dict[str, Role] = {}
    for document in package.documents:
        for position, name, _ in signatures_of(document):
            _add(found, "head" if document.kind in {"order", "letter"} else "", Role(name, position=position))
    for document in package.documents:
        for role, one in _standing_by(document, found):
            _add(found, role, one)
    for document in package.documents:
        _answering(document, found)
    return Everybody({role: _told(one) for role, one in found.items()})


def _standing_by(document: Document, found: Mapping[str, Role]) -> Iterator[tuple[str, Role]]:
    """Those whom a paper names outside its signatures, each with a role: in blanks, grifs, minutes, clauses."""
    head = "" if "head" in found else "head"
    position, _ = blank_signature(document)
    if position and document.kind in {"order", "letter"}:
        yield head or role_key(position), Role(BLANK, position=position)
    for grif, _ in grifs_of(document) if document.parent is None else ():
        if grif.name:
            yield head if grif.word.startswith("УТВЕРЖД") else "", Role(grif.name, position=grif.position)
    if is_protocol(document):
        yield from ((role, Role(name)) for role, name in people_of(document))
    readers, sheet = acquainted_in(document)
    roles = any(line.part == "cell" for line in sheet)  # lines of a sheet without a table stand as they are
    for name, post in readers:
        if roles or any(name.split()[0][:-STEM] in line.text for line in document.body):
            yield "", Role(name, position=post)
    person, _ = executor_of(document)
    if person:
        yield "executor", Role(person["name"], phone=person["phone"], email=person["email"])
    elif blank_executor(document):
        yield "executor", Role(BLANK)
    for clause in document.clauses:
        yield from _of_clause(clause.text, found)


def _answering(document: Document, found: dict[str, Role]) -> None:
    """Add those who answer for the activities of a document's plans."""
    for table in tables_of(document):
        for party in parties_in(table):
            named = bool(party.name) and plain(party.text).strip(" .") == plain(party.name).strip(" .")
            one = Role(short(party.name)) if named else Role(title=plain(party.text))
            _add(found, "" if named else _group_role(party.text), one)


def _told(person: Role) -> Role:
    """A person without the gender that the name tells."""
    name = parse_name(person.name) if person.name else None
    return replace(person, gender=None) if name is not None and gender_of(name) else person


def _add(found: dict[str, Role], role: str, person: Role) -> None:
    """Add a person under a role, or what is new to one who is there: a full name, a post, a telephone."""
    known = next((key for key, one in found.items() if one.key == person.key), "")
    if known:
        old = found[known]
        fuller = person.name if len(person.name) > len(old.name) else old.name
        merged = replace(
            old,
            name=fuller,
            position=old.position or person.position,
            gender=old.gender or person.gender,
            phone=old.phone or person.phone,
            email=old.email or person.email,
        )
        if role in {"coordinator", "control"} and known not in {"head", "coordinator", "control"} and role not in found:
            renamed = {role if key == known else key: merged if key == known else one for key, one in found.items()}
            found.clear()
            found.update(renamed)
        else:
            found[known] = merged
        return
    key = role or role_key(person.name or person.title)
    while key in found:
        base, _, number = key.rpartition("-")
        key = f"{base}-{int(number) + 1}" if number.isdigit() and base else f"{key}-2"
    found[key] = person


def role_key(text: str) -> str:
    """A role made of a surname or the first words of a title: «babkina», «pedagog-psikholog»."""
    return latin_key(text, 1 if parse_person(text) else WORDS)


def _group_role(title: str) -> str:
    heads = re.match(r"(?:руководители|директора|заведующие)(?:\s|$)", title.lower())
    return "school_heads" if heads else ""


def parties_in(table: TableFound) -> Iterator[Party]:
    """The persons and groups who answer for the activities of a plan, each once."""
    read = read_roadmap(table) if table.kind == "roadmap" else None
    yield from dict.fromkeys(party for one in (read.activities if read else ()) for party in one.responsible)


@dataclass(frozen=True, slots=True)
class NameInText:
    """A name in a running text: its offsets, the nominative, and the post before it with its own offset."""

    start: int
    end: int
    name: str
    gender: Gender | None
    position: str = ""
    position_start: int = -1


def names_of(text: str, known: Sequence[Role] = ()) -> list[NameInText]:
    """The people whom a clause names in any case; those of whose nominative nothing speaks are left out."""
    found = []
    for match in NAMED.finditer(text):
        written = shown_name(match)
        cases = _cases(text, match.start())
        person = next((one for one in known if one.name and _is_form(written, one)), None)
        name, gender = (person.name, person.gender) if person else nominative_name(written, cases)
        if name:
            start, position = _post_before(text, match.start(), cases)
            if position == "" and cases and JOB.search(text, max(0, match.start() - NEAR), match.start()):
                # «Ведущего специалиста Козлову М.А. …»: the post tells the case, which is not that of the verb.
                start, position = _post_before(text, match.start(), ())
                other, known_as = nominative_name(written, tuple(c for c in ("acc", "gen") if position))
                name, gender = (other, known_as) if position and other and person is None else (name, gender)
            found.append(NameInText(match.start(), match.end(), name, gender, position, start))
    return found


def _cases(text: str, at: int) -> tuple[Case, ...]:
    """The cases in which a name may stand, by the verb of its clause."""
    before = text[:at]
    if APPOINTS.search(before):
        return ("acc",)
    if re.search(r"обеспечить|организовать|провести|осуществ|подготовить|довести|разместить|:\s*$", text[at:]):
        return ("dat",)
    return ()


def _is_form(written: str, person: Role) -> bool:
    return any(plain(form) == written for form in forms_of(person))


def forms_of(person: Role) -> tuple[str, ...]:
    """A name in all six cases, short and (where it is known) in full."""
    from nastav_docs.russian.names import decline_name  # noqa: PLC0415 - loads pytrovich

    declined = decline_name(person.name, person.gender)
    if declined is None:
        return (person.name,)
    return tuple(
        text for case in CASES for text in (declined.short(case), declined.full(case), declined.signature(case))
    )


def _post_before(text: str, at: int, cases: tuple[Case, ...]) -> tuple[int, str]:
    """Where a post begins that stands just before a name, and its nominative; (-1, «») for none."""
    floor = max(0, at - LONGEST_POST)
    floor += max((m.end() for m in re.finditer(r"[.;:](?=\s)(?<!и\.)(?<!о\.)", text[floor:at])), default=0)
    for match in JOB.finditer(text, floor, at):
        phrase = text[match.start() : at].strip(" ,–-\u00a0")
        if phrase.count("«") != phrase.count("»") or re.search(r"\bза\b|,\s+и\s", phrase):
            continue
        found = nominative_phrase(phrase, "job", cases or CASES)
        if found and not _is_plural(found):
            return match.start(), found
    return -1, ""


def _post_after(text: str, at: int, cases: tuple[Case, ...]) -> str:
    """The nominative of a post that stands behind a name and a comma; «» for none."""
    found = AFTER_NAME.match(text, at)
    if found is None or not JOB.match(found["post"]):
        return ""
    post = nominative_phrase(found["post"].strip(), "job", cases or CASES)
    return "" if _is_plural(post) else post


def _is_plural(position: str) -> bool:
    from nastav_docs.russian import word_tags  # noqa: PLC0415 - loads the dictionary

    head = next((m.group() for m in re.finditer(r"[а-яё-]+", position.lower()) if JOB.match(m.group())), "")
    tags = [tag for tag in word_tags(head) if tag.case == "nomn"]
    return bool(tags) and all(tag.number == "plur" for tag in tags)


def _of_clause(text: str, known: Mapping[str, Role]) -> Iterator[tuple[str, Role]]:
    for one in names_of(text, tuple(known.values())):
        control, coordinates = CONTROL.search(text), COORDINATOR.search(text)
        role = "control" if control else "coordinator" if coordinates and one.start > coordinates.start() else ""
        # «Ведущему специалисту Козловой М.А. …»: the capital is that of the clause.
        post = one.position[:1].lower() + one.position[1:] if one.position_start == 0 else one.position
        before = text[one.position_start : one.start].strip() if post else ""
        if not post or nominative_phrase(before, "job", ("ins",)):
            # «Назначить куратором Сидорову А.П., заместителя директора»: what she is to be, then what she is.
            post = _post_after(text, one.end, _cases(text, one.start)) or post
        yield role, Role(one.name, position=post, gender=one.gender)
