"""Whether one thing has one name, and capitals stand where they belong: the plan, notions, bodies, acts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from nastav_docs.diagnostics.codes import package as codes
from nastav_docs.diagnostics.codes import wording as wording_codes
from nastav_docs.papers import find_citations, kept_with, words_of
from nastav_docs.rules.consistency.abbreviations import uses_in
from nastav_docs.rules.form import headed
from nastav_docs.rules.initials import initials, spelt_out
from nastav_docs.rules.kept import by_document, kept, matches_in
from nastav_docs.rules.language import BROKEN
from nastav_docs.rules.mark import mark
from nastav_docs.russian import dictionary_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Document, PaperPackage, Paragraph

# The names of a plan.
NAMED = re.compile(
    r"(?<![\w-])(?P<plan>[Пп]лан(?:а|у|ом|е)?)(?P<map>\s+\([«\"]?[Дд]орожн\w+\s+карт\w+[»\"]?\))?"
    r"(?P<next>\s+(?:мероприятий|внедрения|реализации|действий|работы))?(?P<late>\s+\([«\"]?[Дд]орожн\w+\s+карт\w+[»\"]?\))?(?!\w)"
    r"|(?<![\w(«-])(?<!\()(?P<alone>[Дд]орожн(?:ая|ой|ую|ою)\s+карт(?:а|ы|е|у|ой))(?!\w)"
)
# A short name brought in by «далее –».
SHORT = re.compile(r"\(\s*далее\s*[–—-]\s*[«\"]?(?P<name>[^)»\"]+)", re.IGNORECASE)
# Adjectives of a level of government, small in mid-sentence.
LEVEL = r"Муниципальн|Региональн|Школьн"
# A common notion with a capital in the middle of a sentence.
CAPITAL = re.compile(
    rf"(?<=[а-яё,)»]\s)(?P<first>{LEVEL}|Целев|Дорожн|Методическ)(?P<rest>[а-яё]{{2,4}})\s(?P<noun>(?:модел|баз|карт|программ|план|показател|площадк)[а-яё]{{0,4}})(?![\w-]|\s«)"
)


STEM = 6  # letters by which words of a title are known in another case
PHRASE = 4  # words: shorter ones are too often alike


OFFICIAL = (  # what only the first word of a name has: a capital
    (r"(?:Министерств|Управлени|Департамент|Комитет|Отдел)[а-яё]{0,2}", r"(?:Просвещени|Образовани|Наук)[а-яё]"),
    (r"Федеральн[а-яё]{2,3}", r"Закон[а-яё]{0,3}"),
    (r"(?:Трудов|Бюджетн|Гражданск|Семейн|Налогов|Уголовн|Жилищн|Земельн)[а-яё]{2,3}", r"Кодекс[а-яё]{0,3}"),
    (r"(?:Педагогическ|Управляющ|Попечительск|Методическ|Ученическ|Родительск)[а-яё]{2,3}", r"Совет[а-яё]{0,3}"),
    (r"Общ(?:ие|их|ими|им)", r"Положени[а-яё]{1,3}"),
    (r"Общ(?:ее|его|ему|им|ем)", r"Собрани[а-яё]{1,2}"),
    (r"(?:Национальн|Федеральн|Региональн)[а-яё]{2,3}", r"Проект[а-яё]{0,3}"),
    (
        r"(?:День|Дня|Дню|Дн[её]м)",
        r"(?:Знаний|Учителя|Матери|Защиты|Народного|Космонавтики|Семьи|Воспитателя|Здоровья|Науки|Открытых)",
    ),
)
BODIES = tuple(re.compile(rf"\b(?P<first>{first})\s(?P<word>{word})\b") for first, word in OFFICIAL)
# What every place that `BODIES` match has; cheaper to look for.
NEAR_BODY = re.compile(r"\s(?:Просвещ|Образ|Наук|Закон|Кодекс|Совет|Положен|Собран|Проект|[ЗУМНКСВО][а-я]{4})")
# An official name with a small letter; the group is the word that should have a capital.
STATE = re.compile(
    r"(?<![\w-])(?:(?P<russian>россий)ск(?:ая|ой|ую)\sФедераци[яию]|Российск(?:ая|ой|ую)\s(?P<federation>федерац)и[яию]"
    r"|(?P<government>правител)ьств[аоу]м?\s(?:Российской\sФедерации|РФ)|(?i:постановлени|распоряжени)[а-яё]{1,2}\s(?P<of>правител)ьства"
    r"|(?i:указ)[а-яё]{0,2}\s(?P<president>президен)та)(?![\w-])"
)
# A common noun with a capital.
COMMON = re.compile(
    r"(?P<word>(?<=[а-яё,]\s)Нормативн[а-яё]{2,3}(?=\s(?:акт|правов|локальн|документ))"
    r"|(?<=[а-яё,]\s)Интернет(?=-(?:портал|сайт|ресурс|страниц|площадк))"
    r"|(?:(?<=астоящ[а-я]{2}\s)|(?<=астоящ[а-я]{3}\s))(?:Постановлени|Приказ|Распоряжени)[а-яё]{0,3}(?![\w-]))"
)
# The kind of an act with a capital before its issuer or date.
ACT = re.compile(
    r"(?:(?<=[а-яё,)»;]\s)|(?<=[а-яё\s]\())(?P<kind>(?:Приказ|Распоряжени|Постановлени|Письм|Протокол)[а-яё]{0,3})\s"
    r"(?=(?:Министерств|Минпросвещ|Минобр|Правительств|Управлени|Департамент|Комитет|Администраци|Глав[аыу]\s|от\s\d)"
    r"|(?:министерств|управлени|департамент|комитет|администраци|директор|заведующ)[а-яё]{1,3}\s)"
)
# «нормативно-правовой акт».
LEGAL = re.compile(r"(?<![\w-])(?P<first>[Нн]ормативно)\s?[–-]\s?(?P<second>правов(?P<end>[а-яё]{2,3}))\s(?=акт)")
# The short name of a ministry, perhaps with «РФ».
MINISTRY = re.compile(
    r"(?<![\w-])(?P<name>Мин(?:просвещения|обрнауки))(?P<state>\sРФ)?(?!\w|\s[А-ЯЁ]|\s(?:области|края|республики|региона|округа))"
)
# A short name that the paper itself brings in.
OWN_NAME = re.compile(r"[Дд]алее\s?[–—-]\s?Мин(?:просвещения|обрнауки)\s?[);,]")


plans_named, shorts_given, capitals_in = kept(NAMED), kept(SHORT), kept(CAPITAL)


class PlanName(NamedTuple):
    """How a text calls the plan.

    `plan`: it says «план», not «дорожная карта» alone. `map`: «(дорожная карта)» stands «early» (next to «план»),
    «late» or «». `next`: the word after «план» («мероприятий»).
    """

    plan: bool
    map: str
    next: str

    def __str__(self) -> str:
        """The name in the nominative."""
        if not self.plan:
            return "дорожная карта"
        words = [
            "план",
            "(дорожная карта)" if self.map == "early" else "",
            self.next,
            "(дорожная карта)" if self.map == "late" else "",
        ]
        return " ".join(w for w in words if w)


def name_of(match: re.Match[str]) -> PlanName:
    """The parts of a name of the plan that `NAMED` has matched."""
    if match["alone"]:
        return PlanName(plan=False, map="", next="")
    return PlanName(
        plan=True, map="early" if match["map"] else "late" if match["late"] else "", next=(match["next"] or "").strip()
    )


def plans(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds the plan that an order approves called by another name elsewhere."""
    every = approved_names(package)
    if not every:
        return
    given = [m["name"] for paper in package.papers for _, m in matches_in(paper, shorts_given)]
    short = {name.strip().lower()[:4] for name in given}
    for document in package.documents:
        order = package.order_of(document)
        names = [name for approving, name in every if speaks_of(document, approving, order)]
        for paragraph in named_in(document) if names else ():
            for match in plans_named(paragraph.text):
                name = name_of(match)
                if (
                    any(same_name(name, one) for _, one in every)  # that of another order may be meant
                    or (name.plan and "план" in short)
                    or (not name.plan and "доро" in short)
                ):
                    continue
                if not match.group()[0].isupper() and not name.next and not name.map:
                    continue
                if not name.plan and not match.group()[0].isupper():
                    continue
                if another_act(paragraph, match.end(), order.number if order else "") or in_quotes(
                    paragraph.text, match.start()
                ):
                    continue
                message = f"Документ назван «{match.group()}», а утверждён «{names[0]}»"
                yield mark(codes.DRIFT, paragraph, *match.span(), message, f"одно название: «{names[0]}»")
                break


@kept_with
def named_in(document: Document) -> tuple[Paragraph, ...]:
    """The paragraphs of a document that name a plan."""
    return tuple(paragraph for paragraph in document.paragraphs() if plans_named(paragraph.text))


def speaks_of(document: Document, approving: Document, order: Document | None) -> bool:
    """Whether a document may mean the plan of an order: it is the order, belongs to it, cites it or has its subject.

    Others of the package have plans of their own: the «план работы» of a club in one folder with an order on a summer
    camp. `order` is the one that the document belongs to.
    """
    if document is approving or order is approving:
        return True
    stems = {w[:STEM] for w in words_of(approving.title.text if approving.title else "") if len(w) >= STEM}
    if len(stems & stems_of(document)) * 2 > len(stems):
        return True
    number, text = approving.number, document.text
    return bool(number) and number in text and any(c.number == number for c in find_citations(text))


@kept_with
def stems_of(document: Document) -> frozenset[str]:
    """The beginnings of the words of a document."""
    return frozenset().union(*(stems_in(line.text) for line in document.paragraphs()))


@lru_cache(maxsize=1 << 13)
def stems_in(line: str) -> frozenset[str]:
    """The beginnings of the words of a line."""
    return frozenset(word[:STEM] for word in words_of(line))


def approved_names(package: PaperPackage) -> list[tuple[Document, PlanName]]:
    """The orders that approve plans, each with the name: that of a roadmap, that of a plan of monitoring."""
    return [(order, name) for _, order in package.orders() if (name := approved_in(order)) is not None]


@kept_with
def approved_in(order: Document) -> PlanName | None:
    """The name of the plan that an order approves; None where it approves none."""
    for clause in order.clauses:
        match = NAMED.search(clause.text) if re.match(r"Утвердить", clause.text) else None
        if match and match.start() < 60:  # noqa: PLR2004 - the object of «утвердить»
            return name_of(match)
    return None


def same_name(name: PlanName, approved: PlanName) -> bool:
    """Whether a name is the approved one, or the bare word «план» that refers back to it."""
    if name == approved or name == PlanName(plan=True, map="", next=""):
        return True
    if not name.plan:
        return not approved.plan
    if not approved.plan:
        return False
    return name.map == approved.map and (not name.next or not approved.next)


def another_act(paragraph: Paragraph, end: int, number: str) -> bool:
    """Whether the plan meant is one that another act approved; `number` is that of the order."""
    after = paragraph.text[end : end + 200]
    if not re.match(r"[^.;]{0,120}утвержд", after):
        return False
    numbers = {c.number for c in find_citations(paragraph.text) if c.start >= end}
    return bool(numbers) and bool(number) and number not in numbers


def in_quotes(text: str, at: int) -> bool:
    """Whether a place of a text lies within «…»."""
    return text.count("«", 0, at) > text.count("»", 0, at)


def abbreviated(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds one abbreviation for two notions: МОО for «образовательные» and for «общеобразовательные организации»."""
    for short in {one.short for d in package.documents for one in uses_in(d) if len(one.short) > 2}:  # noqa: PLR2004 - two letters are the initials of too much
        if len({words for d in package.documents for words in ways_spelt_out(short, d.text)}) < 2:  # noqa: PLR2004 - one way to say it
            continue
        found: dict[tuple[str, ...], list[tuple[Paragraph, re.Match[str]]]] = defaultdict(list)
        for words, paragraph, match in (one for d in package.documents for one in spelt_in(d, short)):
            found[words].append((paragraph, match))
        if len(found) != 2:  # noqa: PLR2004 - one notion against another
            continue
        rare, usual = sorted(found, key=lambda key: len(found[key]))
        differing = [i for i, (a, b) in enumerate(zip(rare, usual, strict=True)) if a != b]
        if len(differing) == 1 and differing[0] < len(short) - 1:
            paragraph, match = found[rare][0]
            other = found[usual][0][1].group()
            message = f"Под сокращением «{short}» два понятия: «{match.group()}» и «{other}»"
            start = match.start(differing[0] + 1)
            yield mark(codes.DRIFT, paragraph, start, match.end(), message, "единый термин во всём комплекте")


@kept_with
def spelt_in(document: Document, short: str) -> tuple[tuple[tuple[str, ...], Paragraph, re.Match[str]], ...]:
    """The places where a document spells out an abbreviation, each with the beginnings of the words' usual forms."""
    pattern = spelling_out(short)
    found = ((p, match) for p in document.paragraphs() for match in spelt_out(short, pattern, p.text))
    return tuple((tuple(dictionary_form(w.lower())[:6] for w in m.groups()), p, m) for p, m in found)


def spelling_out(short: str) -> re.Pattern[str]:
    """The pattern of words in small letters or with capitals, of which an abbreviation has the first letters."""
    return re.compile(r"(?<![\w-])" + r"\s+".join(rf"([{c}{c.lower()}][а-яё]{{3,}})" for c in short) + r"(?![\w-])")


@lru_cache(maxsize=1 << 11)
def ways_spelt_out(short: str, text: str) -> frozenset[tuple[str, ...]]:
    """The ways in which a text spells out an abbreviation: («муниципальных», «образовательных», «организаций»)."""
    if short.lower() not in initials(text).letters:
        return frozenset()
    return frozenset(match.groups() for match in spelt_out(short, spelling_out(short), text))


@by_document
def wording(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a cell that says what others of its column do with one word left out."""
    for found in headed(package):
        for column in {c.column for row in found.rows for c in row.cells}:
            cells = [row.at(column) for row in found.rows]
            texts = [(c.paragraphs[0], c.text) for c in cells if c is not None and c.paragraphs]
            for at, gone in words_left_out(tuple(text for _, text in texts)):
                paragraph = texts[at][0]
                message = f"В других строках графы та же фраза со словом «{gone}»"
                yield mark(codes.DRIFT, paragraph, 0, len(paragraph.text), message, "одна формулировка во всей графе")


@lru_cache(maxsize=1 << 8)
def words_left_out(cells: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    """The cells of a column, by their places in it, that say what others say with one word left out, and this word."""
    texts = [words_of(cell) for cell in cells]
    counts = Counter(words for words in texts if len(words) > 6)  # noqa: PLR2004 - long enough to be one phrase
    heads = {words: head(words) for words in counts}
    found = []
    for at, words in enumerate(texts):
        one = head(words)
        fuller = next((other for other in counts if shortened(one, heads[other])), None)
        if fuller and sum(n for w, n in counts.items() if w[:4] == words[:4]) > 2:  # noqa: PLR2004 - a usual phrase
            found.append((at, next(w for w, o in zip(fuller, (*words, ""), strict=False) if w != o)))
    return tuple(found)


def shortened(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a phrase is another one without a single word."""
    return (
        len(other) == len(one) + 1
        and len(one) >= PHRASE
        and any(other[:i] + other[i + 1 :] == one for i in range(len(other)))
    )


def head(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words before the first comma."""
    return words[: words.index(",")] if "," in words else words


def capitals(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a common notion with a capital in mid-sentence: «внедрение Целевой модели»."""
    found = [one for paper in package.papers for one in matches_in(paper, capitals_in) if not one[0].text.isupper()]
    given = [m["name"] for paper in package.papers for p, m in matches_in(paper, shorts_given) if not p.text.isupper()]
    short = {name.strip() for name in given} if found else set()
    small = ""
    for paragraph, match in found:
        stem, noun = match["first"], match["noun"][:4]
        if any(s.startswith(stem) for s in short) or in_quotes(paragraph.text, match.start()):
            continue
        if not re.match(LEVEL, stem):
            small = small or " ".join(p.text for p in package.paragraphs() if not p.text.isupper())
            if not re.search(rf"(?<!\w){stem.lower()}[а-яё]{{2,4}}\s{noun}", small):
                continue
        right = match.group()[0].lower() + match.group()[1:]
        message = f"«{match.group()}» с прописной: это не официальное название"
        yield mark(codes.TERM_CASE, paragraph, *match.span(), message, right)


def kinds(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «в соответствии с Приказом Министерства», «итоги (Протокол от 01.02.2025)»: a capital in an act's kind."""
    broken = BROKEN.search(paragraph.text)
    for match in ACT.finditer(paragraph.text):
        if in_quotes(paragraph.text, match.start()) or (broken and broken.end() <= match.end("kind")):
            continue
        word = match["kind"]
        message = f"«{word}» посреди предложения пишется со строчной"
        yield mark(codes.TERM_CASE, paragraph, *match.span("kind"), message, word[0].lower() + word[1:])
    for match in COMMON.finditer(paragraph.text):
        word = match["word"]
        message = f"«{word}» посреди предложения пишется со строчной"
        yield mark(codes.TERM_CASE, paragraph, *match.span("word"), message, word.lower())


def bodies(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds a capital in the second word of a name: «Министерства Просвещения», «Бюджетного Кодекса», «Дню Знаний»."""
    if not NEAR_BODY.search(paragraph.text):
        return
    for pattern in BODIES:
        for match in pattern.finditer(paragraph.text):
            right = f"{match['first']} {match['word'].lower()}"
            message = f"«{match.group()}»: с прописной пишется только первое слово"
            yield mark(codes.TERM_CASE, paragraph, *match.span("word"), message, right)


def state(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds a small letter in an official name: «российской Федерации», «постановлением правительства»."""
    for match in STATE.finditer(paragraph.text):
        group = str(match.lastgroup)
        start = match.start(group)
        wrong = match.group()
        at = start - match.start()
        right = wrong[:at] + wrong[at].upper() + wrong[at + 1 :]
        message = f"Официальное название пишется с прописной: «{wrong}»"
        yield mark(codes.TERM_CASE, paragraph, *match.span(), message, right)


def legal(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «нормативно-правовыми актами»: the law has «нормативный правовой акт», two words."""
    for match in LEGAL.finditer(paragraph.text):
        right = f"{match['first'][:-1]}{SOFT.get(match['end'], match['end'])} {match['second']}"
        message = "В законе – «нормативный правовой акт», два слова"
        yield mark(wording_codes.TERM_FORM, paragraph, *match.span(), message, right)


SOFT = {"ой": "ый"}  # ending of «правовой» → that of «нормативный»


@by_document
def ministries(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds «Минпросвещения РФ», whose short name is «Минпросвещения России»; at the first place in each document."""
    for document in package.documents:
        found = [(p, m) for p in document.paragraphs() if "Мин" in p.text and (m := MINISTRY.search(p.text))]
        found = [(p, m) for p, m in found if not in_quotes(p.text, m.start())]
        if not found or any(OWN_NAME.search(p.text) for p in document.paragraphs()):
            continue
        paragraph, match = found[0]
        right = f"{match['name']} России"
        yield mark(wording_codes.TERM_FORM, paragraph, *match.span(), f"Официальное сокращение – «{right}»", right)


PARAGRAPH_RULES = (bodies, kinds, state, legal)
PACKAGE_RULES = (plans, abbreviated, wording, capitals, ministries)
