"""Whether abbreviations are explained, used once they are, written in one way, and one for one notion."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from nastav_docs.diagnostics import Confidence, Severity
from nastav_docs.diagnostics.codes import norms
from nastav_docs.papers import kept_with
from nastav_docs.rules.initials import initials, spelt_out
from nastav_docs.rules.kept import kept
from nastav_docs.rules.mark import mark
from nastav_docs.russian import GRAMMEMES, inflected, is_nominal, possible_cases, word_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Document, PaperPackage, Paragraph

SHORT = r"(?:[А-ЯЁ]{2,7}к?|[А-ЯЁ]{1,4}[а-яё]{1,3}[А-ЯЁ]{1,4}[а-яё]{0,2})"  # «МОО», «ППк», «МОиН», «МинОбр»
# An abbreviation by itself; what brings one in; names within what brings it in.
WORD = re.compile(rf"(?<![\w№/.)-])(?!№){SHORT}(?![\w/(]|-[А-ЯЁ\d]|\.[А-ЯЁ]\.)")
DEFINED = re.compile(
    rf"\(\s*(?:[Дд]алее|в дальнейшем)[^)]{{0,120}}\)|\(\s*(?P<short>{SHORT})\s*\)"
    rf"|\b(?P<legend>{SHORT})\s+[–—-]\s+(?=[а-яё]{{4,}})|\b(?P<glossed>[А-ЯЁ]{{3,7}})\s\((?P<gloss>[А-Яа-яё][^()]{{8,120}})\)"
)
NAMES = re.compile(r"[А-ЯЁ][А-Яа-яЁё]*[А-ЯЁ]к?(?![а-яё])")
# A name in straight quotes; one that has begun.
STRAIGHT = re.compile(r"\"[^\"]*\"|“[^”]*”")
OPEN = re.compile(r"\"[^\"]*$")
# What an institution is by law: «МБОУ», «ГБПОУ», «АУ», «МУК»; every such form is a part of a name.
FORM = re.compile(
    r"(?:П?М|О?Г|ФГ|КГ|РГ)[БАК][А-ЯЁ]{2,7}|[ГМО]?[АБКГМЧН](?:Д|О|П|НО|УД)?(?:У|ОУ)|[МГ]У[КЗПО]|[АЧ]НО+|ОАНО|СДЮСШОР"
)
# More abbreviations and then a name in quotes or a number.
NAMED_AFTER = re.compile(r"(?:\s(?!РФ)[А-ЯЁ]{2,9})*(?:\s?[«\"“„]|(?P<number>\s?№|\sN\s?\d))")
# What shows that «№» after an abbreviation is the number of an act, not of a school.
ACT_BEFORE = re.compile(r"приказ|письм|распоряж|постановл", re.IGNORECASE)
# What makes letters a part of a number: before them, after them.
INDEX_BEFORE = re.compile(r"(?:№|\bN)\s?(?:[\d/.-]+\s?[–—-]?\s?)?$")
INDEX_AFTER = re.compile(r"\s\d+\.\d|\s?[–—-]\s?\d")
# What every abbreviation has; cheaper to look for.
TWO_CAPITALS = re.compile(r"[А-ЯЁ]{2}")
# What needs no explaining in a school's office: the state, its papers, forms of organisations, common posts.
STATE = (
    "РФ РСФСР СССР США СНГ ООН ГОСТ ФЗ ТК ГК УК КОАП НК БК СК МЧС МВД ГИБДД ФСБ ФНС ПФР СФР ФСС ПДН КДН ЗАТО ГО ЧС ЖКХ "
    "СП СНИП САНПИН ГД ФС МРОТ МФЦ ЮНЕСКО ЮНИСЕФ ВОЗ БРИКС РЖД ГТО ПМПК ТПМПК ОВД УМВД ОМВД ГУ МВФ НДС НДФЛ "
    "ОРВИ ОРЗ ВИЧ СПИД ГЛОНАСС КОСГУ КБК ФАП ЦРБ СДК ДК КДНИЗП АПС ПВХ ТКО ТБ ПБ ГОИЧС ОПС СЭС АТС ИМЦ ЦДТ ППО"
)
REQUISITES = "ИНН КПП ОГРН ОКПО БИК ОКТМО ОКАТО СНИЛС ФИО ЭП ЭЦП"
LEARNING = (
    "ФГОС ФОП ФООП ЕГЭ ОГЭ ГИА ВПР ГВЭ ФИПИ НОКО СПО ВПО ДПО ВУЗ НИИ РАН РАО РДШ ОБЖ ИЗО ИКТ ОВЗ ЛФК ПДД ЗОЖ СМИ ПК "
    "ЭВМ НОО ООО СОО ООП АООП ВО ГИС ФИС ЭОР ЦОР КТП УМК УУД ОРКСЭ ОДНКНР ТСО ПО ИТ ИС QR ДТП "
    "ОБЗР ФРП ФАОП ВСОШ ВСОКО ЗПР ТНР РАС НОДА ППМС ГПД КИМ ЦРР КПК ЕКС ЕПГУ ЕГР НПК НОУ ЮИД ЮНАРМИЯ СВО"
)
BODIES = (
    "МБОУ МАОУ МКОУ МОУ ГБОУ ГАОУ ГКОУ ГБПОУ ГАПОУ ФГБОУ ФГАОУ ФГБУ ФГУП МБДОУ МАДОУ МКДОУ МДОУ ДОУ МБУ МАУ МКУ "
    "ГБУ ГАУ ГКУ ГАНОУ МУ ГУ МП ООО ПАО АО ЗАО ОАО ИП НКО СОШ ООШ НОШ ДЮСШ ДДТ ДОО"
)
POSTS = "ВР УВР НМР АХЧ АХР УР МО ШМО ОТ"
# All of these together; a package need not explain them.
KNOWN = frozenset(f"{STATE} {REQUISITES} {LEARNING} {BODIES} {POSTS}".split())
# Parts of speech that no name has.
VERBS = frozenset(("VERB", "INFN", "GRND", "PRTS", "PRED"))
# Prepositions in capitals.
NOT_SHORT = frozenset(("ОБ", "НА", "ПО", "ЗА", "ДО", "ОТ", "ИЗ", "НЕ"))
FREQUENT = 3  # times (or letters): often enough to be no slip itself
# The head of minutes, whose decisions others carry out.
MINUTES = re.compile(r"(?:ПРОТОКОЛ|Протокол|ВЫПИСКА|Выписка)\b")
# Abbreviations of one notion, a school.
SCHOOLS = ("ОО", "МОО", "ОУ", "МОУ", "ОБОО")


# An abbreviation whose words the paper never says: readers of one trade may know it.
UNEXPLAINED = replace(norms.ABBR_UNDEFINED, severity=Severity.NOTE, confidence=Confidence.ADVICE)


defined_in = kept(DEFINED)


class Short(NamedTuple):
    """An abbreviation (`short`) of a document where it stands; `quoted`: it is a part of a name in quotes."""

    short: str
    paragraph: Paragraph
    start: int
    end: int
    quoted: bool


class Use(NamedTuple):
    """An abbreviation of a package where it stands, as in `Short`."""

    short: str
    document: Document
    paragraph: Paragraph
    start: int
    end: int
    quoted: bool


# Abbreviation → where the package explains it.
Known = dict[str, list[Use]]
# Abbreviations that are slips of the pen, each with what was meant.
Slips = list[tuple[Use, str]]


def uses(package: PaperPackage) -> Iterator[Use]:
    """Every abbreviation in running text; words in capitals, names of documents and lists of them are left out."""
    for document in package.documents:
        for short, paragraph, start, end, inside in uses_in(document):
            yield Use(short, document, paragraph, start, end, inside)


@kept_with
def uses_in(document: Document) -> tuple[Short, ...]:
    """Every abbreviation of one document, as in `uses`."""
    found = ((p, *place) for p in document.paragraphs() for place in shorts_in(p.text))
    return tuple(Short(short, p, start, end, is_quoted(p.text, start, end)) for p, short, start, end in found)


@lru_cache(maxsize=1 << 14)
def shorts_in(text: str) -> tuple[tuple[str, int, int], ...]:
    """The abbreviations of a text, each as (abbreviation, start, end).

    `shorts_in("План работы МОО на год")[0][0]` → «МОО».
    """
    capitals = len(text) > 12 and len(re.findall("[а-яё]", text)) < len(re.findall("[А-ЯЁ]", text))  # noqa: PLR2004 - a line in capitals
    if capitals or not TWO_CAPITALS.search(text):
        return ()
    found = []
    for match in WORD.finditer(text):
        short = match.group()
        title = len(short) == 3 and not text[: match.start()].strip()  # noqa: PLR2004 - «АКТ» over a paper
        if short not in NOT_SHORT and not re.fullmatch("[IVXХ]+", short) and not is_word(short, title=title):
            found.append((short, *match.span()))
    return tuple(found)


def is_word(short: str, *, title: bool = False) -> bool:
    """Whether letters in capitals are a usual word: «РЕШИЛИ»; with `title`, «АКТ» at the head of a paper."""
    long = len(short) > 3 or title  # noqa: PLR2004 - short words are too often abbreviations
    return long and short.isupper() and any("Abbr" not in tag for tag in word_tags(short.lower()))


def definitions(package: PaperPackage) -> Known:
    """The abbreviations that the package explains, with where: «(далее – МОО)», «… (МОО)», «ЦМН – целевая модель …»."""
    found: Known = {}
    for document in package.documents:
        for name, paragraph, start, end, inside in definitions_in(document):
            found.setdefault(name, []).append(Use(name, document, paragraph, start, end, inside))
    return found


@kept_with
def definitions_in(document: Document) -> tuple[Short, ...]:
    """The abbreviations that one document explains, in reading order."""
    found: list[Short] = []
    for paragraph in document.paragraphs():
        for match in defined_in(paragraph.text):
            inner = match["short"] or match["legend"] or match["glossed"]
            if match["gloss"] and not expansion(match["glossed"], match["gloss"]):
                continue
            names = [inner] if inner else NAMES.findall(match.group())
            inside = is_quoted(paragraph.text, *match.span())
            found += [Short(name, paragraph, *match.span(), inside) for name in names]
    return tuple(found)


def undefined(package: PaperPackage, found: list[Use], known: Known, slips: Slips) -> Iterator[Diagnostic]:
    """Finds an abbreviation that nothing explains, at its first use in each letter or order with its annexes."""
    shown: set[tuple[str, int]] = set()
    everything = [document.text for document in package.documents]
    slipped = {use.short for use, _ in slips}
    full = {
        short: next((f for text in everything if (f := expansion(short, text))), "")
        for short in {u.short for u in found}
    }
    introduces = any("алее" in p.paragraph.text[p.start : p.end] for places in known.values() for p in places)
    for use in found:
        order = package.order_of(use.document)
        family = id(order if order is not None else use.document)
        if use.short.upper() in KNOWN or use.short in known or (use.short, family) in shown:
            continue
        if use.short in slipped or use.quoted or is_index(use) or FORM.fullmatch(use.short):
            continue
        if not full[use.short] and (before_name(use) or not (introduces or is_needed(package, use))):
            continue
        shown.add((use.short, family))
        right = f"{full[use.short]} (далее – {use.short})" if full[use.short] else ""
        advice = f"… (далее – {use.short})"
        message = f"Сокращение «{use.short}» не раскрыто"
        code = norms.ABBR_UNDEFINED if right else UNEXPLAINED
        yield mark(code, use.paragraph, use.start, use.end, message, right, advice=advice)


def is_needed(package: PaperPackage, use: Use) -> bool:
    """Whether readers need the words of an abbreviation: in orders, letters, plans, minutes, or if it surely is one.

    «ППк» and «МОО» are; instructions, forms and reports are full of chance capitals, known to those who read them.
    """
    document = use.document
    tabled = any(document is other for other, columns in package.tables if len(columns.roles) > 1)
    minutes = any(MINUTES.match(p.text) for p in document.body[:3])
    return document.kind != "other" or tabled or minutes or not use.short.isupper() or use.short in SCHOOLS


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether an abbreviation is a part of a name in quotes, one within another too."""
    if text.count("«", 0, start) > text.count("»", 0, start) and "»" in text[end:]:
        return True
    return any(m.start() < start and end < m.end() for m in STRAIGHT.finditer(text)) or (
        bool(OPEN.search(text, 0, start)) and '"' not in text[end:]
    )


def before_name(use: Use) -> bool:
    """Whether a name follows, of which the letters are a part: «МОУ СШ № 7», «АУ СК «Сибирь»»."""
    text = use.paragraph.text
    match = NAMED_AFTER.match(text, use.end)
    if not match or use.short in SCHOOLS:
        return False
    return not match["number"] or not ACT_BEFORE.search(text, max(use.start - 40, 0), use.start)


def is_index(use: Use) -> bool:
    """Whether the letters are a part of a number: «№ 134 – ОД», «МР 2.4.0180-20», «ОП–4»."""
    text = use.paragraph.text
    return bool(INDEX_AFTER.match(text, use.end) or INDEX_BEFORE.search(text, max(use.start - 20, 0), use.start))


@lru_cache(maxsize=1 << 10)
def expansion(short: str, text: str) -> str:
    """The words of a text whose first letters spell an abbreviation; «» where there are none.

    `expansion("ЦМН", "внедрение целевой модели наставничества")` → «целевой модели наставничества».
    """
    if len(short) < 3:  # noqa: PLR2004 - two letters are the initials of too much
        return ""
    if short.lower() not in initials(text).letters:
        return ""
    first, others = short[0], short[1:].lower()
    words = [rf"[{first}{first.lower()}][а-яё-]{{2,}}", *(rf"{letter}[а-яё-]{{2,}}" for letter in others)]
    pattern = r"[ \u00a0]".join(words)
    match = next(spelt_out(short, re.compile(rf"(?<![\w-]){pattern}"), text), None)
    if match is None or any(tag.POS in VERBS for word in match.group().split() for tag in word_tags(word.lower())[:1]):
        return ""  # «пищевых продуктов осуществляется» is no name
    return match.group()


def several_for_one(_: PaperPackage, found: list[Use], __: Known, ___: Slips) -> Iterator[Diagnostic]:
    """Finds ОУ and МОУ beside ОО and МОО: one notion, and the law has organisations, not institutions."""
    schools = [u for u in found if u.short in SCHOOLS and not u.quoted]
    kinds = Counter(u.short for u in schools)
    new = [s for s in ("МОО", "ОО", "ОБОО") if kinds[s]]
    for use in schools:
        if use.short in {"ОУ", "МОУ"} and new and not followed_by_name(use):
            names = ", ".join(s for s, _ in kinds.most_common())
            message = f"Одно понятие под разными сокращениями: {names}"
            yield mark(norms.ABBR_DRIFT, use.paragraph, use.start, use.end, message, max(new, key=lambda s: kinds[s]))


def followed_by_name(use: Use) -> bool:
    """Whether a name follows: «МОУ «СОШ № 5»» is what the school is called."""
    return bool(re.match(r"\s*(?:[«\"]|СОШ|ООШ|НОШ|№)", use.paragraph.text[use.end :]))


def near_misses(_: PaperPackage, __: list[Use], ___: Known, slips: Slips) -> Iterator[Diagnostic]:
    """Finds an abbreviation met once that is a slip of the pen for another one: «УМН» for «ЦМН», «ЦПОП» for «ЦОПП»."""
    for use, near in slips:
        message = f"«{use.short}» встречается один раз и похоже на описку: «{near}»"
        yield mark(norms.ABBR_NEAR, use.paragraph, use.start, use.end, message, near)


def slips_in(everything: list[Use], known: Known) -> Iterator[tuple[Use, str]]:
    """The abbreviations that are slips of the pen, each with what was meant."""
    found = [u for u in everything if not u.quoted]
    counts = Counter(u.short for u in found)
    for use in found:
        if (
            counts[use.short] > 1
            or use.short in known
            or use.short in KNOWN
            or use.short in SCHOOLS
            or len(use.short) < 3  # noqa: PLR2004 - two letters differ in one too often
            or is_index(use)  # «СТО 1.1.1»
        ):
            continue
        near = [s for s, n in counts.items() if is_slip_of(use.short, s, n, defined=s in known)]
        if (
            len(near) == 1
            and not beside(use, near[0])
            and not expansion(use.short, " ".join(p.text for p in use.document.paragraphs()))
        ):
            yield use, near[0]


def beside(use: Use, other: str) -> bool:
    """Whether an abbreviation stands right by another one: «примерной ООП ООО» means two things."""
    text = use.paragraph.text
    return bool(re.match(rf"\s{other}\b", text[use.end :]) or re.search(rf"\b{other}\s$", text[: use.start]))


def is_slip_of(short: str, other: str, times: int, *, defined: bool) -> bool:
    """Whether one abbreviation is another one with a letter replaced, moved or left out.

    `times`: how often the other one is met; `defined`: the package explains it.
    """
    if short == other or abs(len(short) - len(other)) > 1:
        return False
    if len(short) < len(other):
        return defined and len(other) > FREQUENT and any(other[:i] + other[i + 1 :] == short for i in range(len(other)))
    if len(short) > len(other):
        return False
    if sorted(short) == sorted(other):
        swapped = [i for i, (a, b) in enumerate(zip(short, other, strict=True)) if a != b]
        return (defined or times >= FREQUENT or (other in KNOWN and len(other) > FREQUENT)) and swapped[-1] - swapped[
            0
        ] == len(swapped) - 1
    return times >= FREQUENT and sum(a != b for a, b in zip(short, other, strict=True)) == 1


def unused(_: PaperPackage, found: list[Use], known: Known, slips: Slips) -> Iterator[Diagnostic]:
    """Finds an abbreviation that «далее –» brings in and that is never used."""
    counts = Counter(u.short for u in found)
    meant = {near for _use, near in slips}
    for name, places in known.items():
        first = places[0]
        text = first.paragraph.text[first.start : first.end]
        if "далее" not in text or counts[name] > len(places) or name in meant:
            continue
        if sum(c.isupper() for c in name) < 2 or first.quoted:  # noqa: PLR2004 - a word with a capital is a term
            continue
        if name in KNOWN or re.search(rf"{name}\s+[\w№«]|[\w»]\s+{name}", re.sub(r"^.*далее", "", text)):
            continue  # a part of the name «МАОУ СОШ № 10»
        message = f"Сокращение «{name}» введено и больше не встречается"
        yield mark(
            norms.ABBR_UNUSED,
            first.paragraph,
            first.start,
            first.end,
            message,
            "уберите «далее – …» или пользуйтесь им",
        )


def abbreviations(package: PaperPackage) -> Iterator[Diagnostic]:
    """All rules of this module, over one reading of the package."""
    found, known = list(uses(package)), definitions(package)
    slips = list(slips_in(found, known))
    for rule in (undefined, several_for_one, near_misses, unused):
        yield from rule(package, found, known, slips)


# A term in small letters brought in by «далее –».
INTRODUCED = re.compile(r"\(\s*[Дд]алее(?:\sпо\sтексту)?\s*[–—-]\s*«?(?P<term>[А-ЯЁа-яё]+(?:\s[а-яё]+){0,4})»?\s*\)")


def introduced(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds a term brought in in another case than the nominative: «(далее – образовательной организации)»."""
    for match in INTRODUCED.finditer(paragraph.text):
        words = match["term"].split()
        head = next((i for i, w in enumerate(words) if any(t.POS == "NOUN" for t in word_tags(w.lower()))), None)
        if head is None or not all(is_nominal(w.lower()) for w in words[: head + 1]):
            continue
        if all(GRAMMEMES["nom"] in possible_cases(w.lower()) for w in words[: head + 1]):
            continue
        right = " ".join([*(inflected(w, "nom") for w in words[: head + 1]), *words[head + 1 :]])
        message = f"Термин вводится в именительном падеже: «{match['term']}»"
        yield mark(norms.ABBR_CASE, paragraph, *match.span("term"), message, right)


PARAGRAPH_RULES = (introduced,)
PACKAGE_RULES = (abbreviations,)
