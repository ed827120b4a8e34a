"""Citations of legal acts in running text, in any case, order and spelling; how their parts are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from nastav_docs.papers.act_registry import MONTHS, day_of

if TYPE_CHECKING:
    import datetime as dt

DATE = rf"(?:\d{{1,2}}\.\d{{1,2}}\.\d{{2,4}}+|[«\"“]?\s?\d{{1,2}}\s?[»\"”]?\s+(?:{MONTHS})\s+\d{{4}})"
SIGN = r"(?:№|\bN(?=\s?[\dА-ЯЁA-Z])|\bNo\.?(?=\s?\d)|\bNº)"
# «№ 273 ФЗ» and «№ 134 – ОД» are one number each.
NUMBER = (
    r"[\dА-Яа-яЁёA-Za-z][\dА-Яа-яЁёA-Za-z/()\-–‑.]*"
    r"(?:(?<=\d)\s?[-–—]?\s?(?:ФКЗ|ФЗ|ОЗ|ОД|од)(?!\w)|(?<=\d)\s?[-–—]\s?(?:рп?|РП|ПП?)(?![\w.])|(?<=[-–—])\s?(?:ФЗ|ОД|од)(?!\w))?"
)
UNSIGNED = r"(?=\d{1,4}\s?[-–—]?\s?ФК?З\b)"  # «от 29.12.2012 273-ФЗ»: the sign is left out
YEAR = r"(?:\s*(?:г\.|года|г\b))?+"
ANCHOR = re.compile(
    rf"(?:\bот\s+)?(?P<date1>{DATE}){YEAR},?\s*(?:{SIGN}\s*|{UNSIGNED})(?P<number1>{NUMBER})"
    rf"|{SIGN}\s*(?P<number2>{NUMBER}),?\s+от\s*(?P<date2>{DATE}){YEAR}(?!,?\s*{SIGN}\s*\S)"
    rf"|{SIGN}\s*(?P<number3>{NUMBER})"
)
NUMBERED = re.compile(r"[№N]|ФК?З\b")  # a first look: nothing is cited without one of them
# The stem of each kind and what it is called; the longer name stands first.
KINDS = (
    (r"федеральн\w+\s+(?:конституционн\w+\s+)?закон(?:а|у|ом|е|ы|ов|ам|ами|ах)?", "Федеральный закон"),
    (r"(?<![-–])ФЗ(?![-–])", "Федеральный закон"),
    (r"закон(?:а|у|ом|е|ы|ов|ам|ами|ах)?", "закон"),
    (r"распоряжени(?:е|я|ю|ем|и|й|ям|ями|ях)", "распоряжение"),
    (r"постановлени(?:е|я|ю|ем|и|й|ям|ями|ях)", "постановление"),
    (r"приказ(?:а|у|ом|е|ы|ов|ам|ами|ах)?", "приказ"),
    (r"письм(?:о|а|у|ом|е|ам|ами|ах)|писем", "письмо"),
    (r"указ(?:а|у|ом|е|ы|ов|ам|ами|ах)?", "указ"),
    (r"протокол(?:а|у|ом|е|ы|ов|ам|ами|ах)?", "протокол"),
    (r"решени(?:е|я|ю|ем|и|й|ям|ями|ях)", "решение"),
)
KIND = re.compile("|".join(rf"(?P<k{n}>\b(?:{stem})\b)" for n, (stem, _) in enumerate(KINDS)), re.IGNORECASE)
TITLE_BEGINS = re.compile(r"\s*(?:Об?о?|По)\s")

QUOTED = re.compile(r"«(?:[^«»]|«(?:[^«»]|«[^«»]*»)*»)*»|„[^“]*“|“[^“”]*[“”]|\"[^\"]*\"")
OPENING = re.compile(r"\s*(?:г\.)?\s*(?=[«\"„“])")
JOINT = re.compile(r"[\s,]*(?:и\s+)?(?P<issuer>[А-ЯЁ][^.;:«»\"\d№()]{3,100}?)\s*(?:от\s*)?")
TITLED = re.compile(r"[«\"„“]\s?Об?о?\s")
ISSUER = re.compile(r"[^«»\"„“”.;:,()№\d\n\x00]{0,140}(?=[«\"„“])")
DATED = re.compile(r"[\s,]*(?:\((?!далее)|в\s+ред|от\s|№|N\b|г\.|_|\d)")
UNCLOSED = re.compile(r"[«\"„“][^;\n]*")
STOP = re.compile(r";|(?<![ .][А-Яа-я])(?<!\bг)(?<!\bим)(?<!\bобл)(?<!\bст)\.\s+(?=[А-ЯЁ\d])")
LOOKALIKE = str.maketrans("ABCEHKMOPTXYaceopxy", "АВСЕНКМОРТХУасеорху")
SCHOOL = re.compile(
    r"(?:\b[А-ЯЁ]{0,5}(?:ОУ|ОШ|СШ|ДС)|школ\w*|лице\w+|гимнази\w+|интернат\w*|сад\w*|училищ\w+|колледж\w*|техникум\w*"
    r"|больниц\w+|поликлиник\w+|участ\w+|центр\w*|пункт\w*|приложени\w+|форм\w+|таблиц\w+)\s*$",
    re.IGNORECASE,
)
SAME_ISSUER = (
    (r"\bминпросвещения\b", "министерство просвещения"),
    (r"\bминобрнауки\b", "министерство образования науки"),
    (r"\bрособрнадзор\w*", "федеральной службы по надзору в сфере образования и науки"),
    (
        r"\bроскомнадзор\w*",
        "федеральной службы по надзору в сфере связи, информационных технологий и массовых коммуникаций",
    ),
    (r"\bроструд\w*", "федеральной службы по труду и занятости"),
    (r"\bросархив\w*", "федерального архивного агентства"),
    (r"\bрф\b|\bроссии\b", "российской федерации"),
)
ANSWERED = re.compile(r"\bна\s*$")
DATE_FOLLOWS = re.compile(r"\s+от\s")
NEAR = 200  # characters before a number that may make it a school's, or that of a letter answered
FARTHEST = 1_200  # characters between the kind of an act and its date and number, title included
EMPTY = frozenset({"и", "в", "по", "при", "заседания", "от", "о", "об", "на"})


@dataclass(frozen=True, slots=True)
class Citation:
    """An act cited in a text: offsets of the whole and of its requisites (`start:end` of the anchor «от … № …»).

    `kind` is the nominative («приказ», «» where none is named), `day` is `None` for no date or an impossible one.
    """

    start: int
    end: int
    kind: str
    kind_text: str
    issuer: str
    date_text: str
    day: dt.date | None
    number: str
    title: str
    title_start: int
    number_first: bool
    whole_start: int
    inherited: bool = False
    joint: bool = False

    @property
    def key(self) -> str:
        """The number whatever its spelling: «145-р» and «№ Р-145» are one."""
        return number_key(self.number)


@lru_cache(maxsize=4096)
def number_key(number: str) -> str:
    """A number without regard to letter case, Latin lookalikes, dashes and the order of its parts."""
    plain = re.sub(r"[–‑—]", "-", number.translate(LOOKALIKE)).upper().replace(" ", "").strip("().-")
    plain = re.sub(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_]+$)", "-", plain)  # «Р145» is «Р-145», «41од» is «41-од»
    parts = [p for p in re.split(r"-", plain) if p]
    if len(parts) == 2 and sum(p.isalpha() for p in parts) == 1:  # noqa: PLR2004 - letters and digits, in either order
        parts.sort(key=str.isalpha)
    return "-".join(parts)


@lru_cache(maxsize=4096)
def issuer_key(issuer: str) -> frozenset[str]:
    """The first five letters of each word of an issuer.

    «Министерства просвещения» and «Министерство просвещения» give one key.
    """
    text = issuer.lower().replace("ё", "е")
    for short, full in SAME_ISSUER:
        text = re.sub(short, full, text)
    return frozenset(word[:5] for word in re.findall(r"[а-яa-z-]+", text) if word not in EMPTY)


def same_issuer(one: str, other: str, share: float = 1.0) -> bool:
    """Whether two names may mean one body: one is empty, or the words of the shorter are among those of the longer.

    `share` is how many of these words, 0…1, must be there.
    """
    first, second = issuer_key(one), issuer_key(other)
    return not first or not second or len(first & second) >= share * min(len(first), len(second))


def same_kind(one: str, other: str) -> bool:
    """Whether two kinds may be one: «закон» is said of a «Федеральный закон» too."""
    first, second = one.lower(), other.lower()
    return not first or not second or first in second or second in first


@lru_cache(maxsize=4096)
def words_of(title: str) -> tuple[str, ...]:
    """The words and marks of a title as it is compared: no quotes, one dash, ё as е, no letter case."""
    return tuple(m.group() for m in word_spans(title))


def word_spans(title: str) -> list[re.Match[str]]:
    """The words and marks of a title where they stand (length of the text is kept)."""
    plain = title.lower().replace("ё", "е").replace("\u00a0", " ")
    # A range of years is two words, whatever stands between them; «3-х» and «технико-» are one.
    return list(re.finditer(r"\d+(?:[-‑][^\W\d_]+)*|[^\W\d_]+(?:[-‑]?\w+)*|[,;:()]", plain))


@lru_cache(maxsize=4096)
def similar(one: str, other: str) -> float:
    """How much two titles have in common, from 0 to 1, by their words; a title cut short counts like the whole one."""
    first, second = words_of(one), words_of(other)
    if not first or not second:
        return 0.0
    if len(first) >= 3 and (second[: len(first)] == first or first[: len(second)] == second):  # noqa: PLR2004 - «Об …»
        return 1.0
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


@lru_cache(maxsize=2048)
def find_citations(text: str) -> tuple[Citation, ...]:
    """Every citation of an act by its number in a text; one without a number is not seen."""
    if not NUMBERED.search(text):
        return ()
    masked = mask(text)
    found: list[Citation] = []
    floor = 0
    for anchor in ANCHOR.finditer(masked):
        number = next(anchor[g] for g in ("number1", "number2", "number3") if anchor[g]).rstrip(".-–")
        number = number.rstrip(")") if "(" not in number else number
        if anchor.start() < floor or not any(c.isdigit() for c in number):
            continue
        near = max(0, anchor.start() - NEAR)  # in a text of any length only what stands close by is looked at
        if ANSWERED.search(masked, near, anchor.start()):
            continue  # «на № 5 от …» answers a letter that came in
        torn = bool(anchor["number2"]) and "\n" in anchor.group()
        if (anchor["number3"] or torn) and SCHOOL.search(masked, near, anchor.start()):
            continue  # «МАОУ СОШ № 7» is no act
        if anchor["number3"] and DATE_FOLLOWS.match(masked, anchor.end()):
            continue
        citation = around(
            text, masked, anchor, number, max(floor, anchor.start() - FARTHEST), found[-1] if found else None
        )
        if citation is not None:
            if citation.joint:
                found[-1] = replace(found[-1], date_text=citation.date_text, day=citation.day)
            found.append(citation)
            floor = citation.end
    return tuple(found)


def mask(text: str) -> str:
    """The text with quoted titles blanked out: an act named in one is not cited; an unclosed quote hides nothing."""
    return QUOTED.sub(lambda m: m[0][0] + "\x00" * (len(m[0]) - 2) + m[0][-1] if len(m[0]) > 8 else m[0], text)  # noqa: PLR2004 - «02» is a day


def around(
    text: str, masked: str, anchor: re.Match[str], number: str, floor: int, before: Citation | None
) -> Citation | None:
    """The citation that an anchor («от … № …») belongs to.

    Kind and issuer stand before it, the title before or after; None where it is no act.
    """
    date_text = anchor["date1"] or anchor["date2"] or ""
    end = anchor.end() - (len(anchor.group()) - len(anchor.group().rstrip(".-–)")) if not anchor["number2"] else 0)
    lead = masked[floor : anchor.start()]
    stops = [m.end() for m in STOP.finditer(lead)]
    floor += stops[-1] if stops else 0
    lead = masked[floor : anchor.start()]
    kinds = list(KIND.finditer(lead))
    kind, kind_text, issuer, start = "", "", "", anchor.start()
    title_start, title, whole_end = title_after(text, end)
    inherited = joint = False
    if kinds:
        last = kinds[-1]
        kind, kind_text, start = nominative(last), last.group(), floor + last.start()
        before_start, before_title, named = title_before(text, lead, floor, last.end())
        if before_title and not TITLE_BEGINS.match(title):
            title_start, title, whole_end = before_start, before_title, end
        issuer = re.sub(r"\s*\b(?:от|за)$", "", re.sub(r"\s+", " ", named).strip(" ,.:-–("))
        if len(issuer) > 200:  # noqa: PLR2004 - no name of a body is this long: the kind belongs to another sentence
            kind, kind_text, issuer, start = "", "", "", anchor.start()
    elif before is not None and re.fullmatch(r"[\s,]*(?:и|от)?\s*", lead):
        kind, kind_text, issuer, inherited = before.kind, before.kind_text, before.issuer, True
    elif before is not None and before.kind and not before.date_text and date_text and (joins := JOINT.fullmatch(lead)):
        kind, kind_text, issuer, inherited, joint = before.kind, before.kind_text, joins["issuer"], True, True
    if not kind and not date_text:
        return None  # «№ 5» alone is a school, a form, an annex
    return Citation(
        start=anchor.start(),
        end=whole_end,
        kind=kind,
        kind_text=kind_text,
        issuer=issuer,
        date_text=date_text,
        day=day_of(date_text) if date_text else None,
        number=number,
        title=title,
        title_start=title_start,
        number_first=bool(anchor["number2"]),
        whole_start=start,
        inherited=inherited,
        joint=joint,
    )


def nominative(kind: re.Match[str]) -> str:
    """The nominative of a kind in any case: «приказом» is «приказ»."""
    return next(KINDS[int(name[1:])][1] for name, value in kind.groupdict().items() if value)


def title_before(text: str, lead: str, floor: int, kind_end: int) -> tuple[int, str, str]:
    """The quoted title between the kind of an act and its date: offset in `text`, title, what else stands there.

    `lead` is the text before the date from `floor` on, `kind_end` where in it the kind ends. -1 and «» without a title.
    """
    between = lead[kind_end:]
    named = text[floor + kind_end : floor + len(lead)]
    for quotation in QUOTED.finditer(between):
        inside = named[quotation.start() + 1 : quotation.end() - 1]
        rest = between[quotation.end() :]
        if not TITLE_BEGINS.match(inside):
            continue  # the name of a school
        if re.match(r"\s*,(?!\s*(?:от\s*)?$)", rest):
            return -1, "", named[quotation.end() :]  # «законом «Об образовании», …»: the title of another act
        return floor + kind_end + quotation.start() + 1, inside, f"{named[: quotation.start()]} {rest}"
    return -1, "", named


def title_after(text: str, end: int) -> tuple[int, str, int]:
    """The quotation after date and number, where it stands and ends; an unclosed one ends before the next act."""
    opening = OPENING.match(text, end)
    if not opening:
        return -1, "", end
    start = opening.end() + 1
    quoted = QUOTED.match(text, opening.end())
    if quoted:
        return start, quoted.group()[1:-1], quoted.end()
    rest = UNCLOSED.match(text, opening.end())
    if rest is None or any(a["date1"] or a["date2"] for a in ANCHOR.finditer(text, start, rest.end())):
        return -1, "", end
    return start, rest.group()[1:].removesuffix("»").removesuffix('"').removesuffix("”"), rest.end()


@lru_cache(maxsize=2048)
def find_unnumbered(text: str) -> tuple[Citation, ...]:
    """The acts named by kind and title alone: «приказа Управления образования «Об организации питания»»."""
    if not TITLED.search(text):
        return ()
    masked = mask(text)
    taken = find_citations(text)
    found = []
    for kind in KIND.finditer(masked):
        named = ISSUER.match(masked, kind.end())
        quoted = named and QUOTED.match(text, named.end())
        if not named or not quoted or any(c.whole_start <= kind.start() < c.end for c in taken):
            continue
        if not TITLED.match(quoted.group()) or DATED.match(text, quoted.end()):
            continue
        issuer = " ".join(text[named.start() : named.end()].split())
        start, end, title = kind.start(), quoted.end(), quoted.group()[1:-1]
        title_start = quoted.start() + 1
        said = (start, end, nominative(kind), kind.group(), issuer, "", None, "", title, title_start, False, start)
        found.append(Citation(*said))
    return tuple(found)
