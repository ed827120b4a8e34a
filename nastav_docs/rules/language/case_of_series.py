"""Whether a series keeps one case: acts in a row after a preposition, acts in a list, a post and its holder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from nastav_docs.diagnostics.codes import wording as codes
from nastav_docs.rules.kept import by_document
from nastav_docs.rules.language.sought import Sought
from nastav_docs.rules.mark import mark
from nastav_docs.russian import GRAMMEMES, inflected, possible_cases, word_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import PaperPackage, Paragraph

# Phrases that govern the instrumental; the genitive.
ABLATIVE = r"[Вв]\s+соответствии(?:\s+со?)?|[Рр]уководствуясь"
GENITIVE = r"[Нн]а\s+основании|[Нн]а\s+основе|[Вв]о\s+исполнение"
# A phrase that governs acts; its group is the case.
PHRASE = Sought(
    rf"(?<![\w-])(?:(?P<ins>{ABLATIVE})|(?P<gen>{GENITIVE})|(?P<dat>[Сс]огласно))(?=\s|:)",
    ("соответствии", "руководствуясь", "основании", "основе", "исполнение", "согласно"),
)
# The kind of an act with its adjective.
ACT = (
    r"(?P<first>(?:[Фф]едеральн|[Тт]рудов|[Бб]юджетн|[Гг]ражданск|[Кк]онституционн|[Оо]бластн)[а-яё]{2,3}\s)?"
    r"(?P<kind>(?i:закон|приказ|указ|устав|кодекс|распоряжени|постановлени|письм|решени|положени|порядк|порядок|конституци|конвенци)[а-яё]{0,3})"
)
# What ends the citation of an act, and what joins the next one to it.
NEXT = re.compile(
    rf"(?:[»)\d·]|-[А-Яа-я]{{1,3}}|\bгода|\bРФ|\bФедерации|\bг\.)(?:[,;]\s(?:а\sтакже\s|также\s|и\s)?|\s(?:и|а\sтакже)\s)"
    rf"(?:[-–—•·]\s)?{ACT}(?![\w-])"
)
# The first act after a phrase.
HEAD = re.compile(rf"\s(?:[а-яё]+\s)?{ACT}(?![\w-])")
# An act that begins an item of a list.
ITEM = re.compile(rf"^\s*(?P<mark>[-–—•·*]\s*|\d{{1,2}}[.)]\s*)?(?:со?\s)?{ACT}(?![\w-])")
# The rest of a line that a list follows, perhaps with a word that sums it up.
LIST = re.compile(r"(?P<general>\s[^:;«»]{0,80}?\b(?:акт|документ)[а-яё]{2,4})?\s?:")
# What stands in quotes or brackets.
INSIDE = re.compile(r"«[^«»]*(?:«[^«»]*»[^«»]*)*»|\"[^\"]*\"|\([^()]*\)")
# Words after which an act has its case from something else.
ANOTHER = re.compile(
    r"\b(?:основ|исполнени|выполнени|реализаци|цел[яь]|учетом|учётом|согласно|изменени|редакци|требовани|пункт|подпункт"
    r"|стать|част[ьи]|норм|утратившим|взамен|отмен|внесени|связи|соответствии|руководств|протокол)",
    re.IGNORECASE,
)
# A participle that puts an act into the instrumental: «утвержденный приказом».
BY_ACT = re.compile(
    r"\b(?:утвержд|принят|введ|издан|предусмотр|установ|направл|подписан|зарегистр|одобр|определ)[а-яё]*н*[а-яё]+"
)
# Where another sentence begins.
SENTENCE = re.compile(r"(?<![\d.][г])(?<!\s[А-ЯЁ])\.\s+(?=[А-ЯЁ])")
# Case → its Russian name in the genitive, for messages.
CASE_NAMES = {"ins": "творительного", "gen": "родительного", "dat": "дательного"}


class WantedCase(NamedTuple):
    """The case that a phrase asks of the acts after it (`ins`, `gen`, `dat`), and the words of the phrase."""

    case: str
    said: str


def masked(text: str) -> str:
    """A text with what stands in quotes or brackets blotted out; every character keeps its place.

    `masked("план (новый) на год")` → «план (·····) на год».
    """
    return INSIDE.sub(lambda m: m.group()[0] + "·" * (len(m.group()) - 2) + m.group()[-1], text)


def required_case(match: re.Match[str]) -> WantedCase:
    """The case that a governing phrase (a match of `PHRASE`) asks for."""
    return WantedCase(str(match.lastgroup), " ".join(match.group().split()).lower())


def act_cases(match: re.Match[str]) -> frozenset[str]:
    """The cases, by pymorphy's names, in which all words of an act's kind may stand together."""
    found = possible_cases(match["kind"].lower())
    return found & possible_cases(match["first"].strip().lower()) if match["first"] else found


def corrected(match: re.Match[str], case: str) -> str:
    """The kind of an act in another case."""
    first = f"{inflected(match['first'].strip(), case)} " if match["first"] else ""
    return f"{first}{inflected(match['kind'], case)}"


def wrong_case(paragraph: Paragraph, match: re.Match[str], want: WantedCase, at: int = 0) -> Diagnostic:
    """The finding of an act that stands out of the case of its series; `at`: where the matched text begins."""
    start = match.start("first") if match["first"] else match.start("kind")
    wrong = paragraph.text[at + start : at + match.end("kind")]
    message = f"Ряд после «{want.said}» требует {CASE_NAMES[want.case]} падежа: «{wrong}»"
    return mark(codes.GOVERNMENT, paragraph, at + start, at + match.end("kind"), message, corrected(match, want.case))


def acts_in_a_row(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds an act in another case than the one before: «в соответствии с законом от 29.12.2012 № 273-ФЗ, приказа»."""
    phrases = list(PHRASE.finditer(paragraph.text))
    if not phrases:
        return
    text = masked(paragraph.text)
    for phrase, following in zip(phrases, [*phrases[1:], None], strict=True):
        want = required_case(phrase)
        end = following.start() if following else len(text)
        stop = SENTENCE.search(text, phrase.end(), end)
        end = stop.start() if stop else end
        head = HEAD.match(text, phrase.end(), end)
        if not head or GRAMMEMES[want.case] not in act_cases(head):
            continue
        for match in NEXT.finditer(text, head.end(), end):
            if ANOTHER.search(text, head.end(), match.start("kind")):
                break
            if GRAMMEMES[want.case] not in act_cases(match) and not explained(text, head.end(), match, end):
                yield wrong_case(paragraph, match, want)


def explained(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether something else than the preposition gives an act its case: a participle before it, a verb after it."""
    found = act_cases(match)
    if not found or ("ablt" in found and BY_ACT.search(text, start, match.start())):
        return True
    if found & {"nomn", "accs"} and "gent" not in found:
        after = re.findall(r"[а-яё]{4,}", text[match.end() : end])
        return any(is_verb(w) for w in after if not w.endswith(("ываю", "вляю")))
    return False


def is_verb(word: str) -> bool:
    """Whether a word can only be a verb or the short participle of a predicate."""
    tags = word_tags(word)
    return bool(tags) and all(t.POS in {"VERB", "INFN", "PRTS"} for t in tags)


@by_document
def acts_in_a_list(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds an item of a list that is not in the case of the line over it: «в соответствии с:» and «– приказа …»."""
    for document in package.documents:
        asked: tuple[WantedCase, frozenset[str]] | None = None
        for paragraph in document.paragraphs():
            match = ITEM.match(paragraph.text) if asked else None
            if asked and match and (match["mark"] or paragraph.label or paragraph.text[match.end() :].strip()):
                want, allowed = asked
                if act_cases(match) and not act_cases(match) & allowed:
                    yield wrong_case(paragraph, match, want)
                if not paragraph.text.rstrip().endswith((";", ",")):
                    asked = None
                continue
            asked = list_over(paragraph.text)


def list_over(text: str) -> tuple[WantedCase, frozenset[str]] | None:
    """What a paragraph that ends with «в соответствии с:» asks of the list below it; None for another paragraph.

    Returned are the wanted case and all allowed ones: a word that sums the list up («следующими документами:»)
    frees the nominative.
    """
    if not text.rstrip().endswith(":"):
        return None
    phrases = list(PHRASE.finditer(text))
    over = LIST.fullmatch(text.rstrip(), phrases[-1].end()) if phrases else None
    if over is None:
        return None
    want = required_case(phrases[-1])
    return want, frozenset({GRAMMEMES[want.case], *(("nomn",) if over["general"] else ())})


def acts_after_colon(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds the same in a list within one paragraph: «на основании следующих актов: • Конституцией …»."""
    for phrase in PHRASE.finditer(paragraph.text):
        over = LIST.match(paragraph.text, phrase.end())
        item = ITEM.match(paragraph.text[over.end() :]) if over else None
        if over is None or item is None:
            continue
        want = required_case(phrase)
        allowed = {GRAMMEMES[want.case], *(("nomn",) if over["general"] else ())}
        if act_cases(item) and not act_cases(item) & allowed:
            yield wrong_case(paragraph, item, want, over.end())


# A post in the dative and a name; a name and an infinitive.
POST = Sought(
    r"(?<![\w-])(?P<post>[Дд]иректору|[Зз]аместителю|[Уу]чителю|[Нн]ачальнику|[Мм]етодисту|[Сс]пециалисту|[Рр]уководителю|[Сс]екретарю"
    r"|[Бб]ухгалтеру|[Вв]оспитателю|[Кк]уратору)(?P<of>(?:\s[а-яё-]{2,}|\s[А-ЯЁ]{2,6}|\s«[^«»]{1,40}»|\s№\s\d+){0,8}),?\s"
    r"(?P<surname>[А-ЯЁ][а-яё]{3,})\s[А-ЯЁ]\.\s?[А-ЯЁ]\.",
    (
        "ректору",
        "тителю",
        "учителю",
        "ачальнику",
        "етодисту",
        "ециалисту",
        "ководителю",
        "екретарю",
        "ухгалтеру",
        "питателю",
        "куратору",
    ),
)
TOLD_TO = re.compile(
    r"(?P<surname>[А-ЯЁ][а-яё]{3,})\s[А-ЯЁ]\.\s?[А-ЯЁ]\.,?\s(?P<verb>[а-яё]{3,}(?:ть|ти|ться|тись))(?![\w-])"
)


# What a surname that is declined for men and has another form for women ends in: «Дьяконов», «Ильин», «Белый».
OF_MEN = re.compile(r"(?:[оеё]в|[иы]н|[иыо]й)$")


def may_be_a_womans(surname: str) -> bool:
    """Whether a surname may be a woman's, which is not declined: «Методисту Гайдай Л.И.», «Ким Д.А. подготовить»."""
    return surname[-1] not in "аяоуыэюёие" and not OF_MEN.search(surname)


def names_after_posts(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds a surname in another case than its post: «Заместителю директора Белова И.Н.»."""
    for match in POST.finditer(paragraph.text):
        surname = match["surname"]
        known = {str(t.case) for t in word_tags(surname.lower()) if "Surn" in t}
        if known and "datv" not in known and not may_be_a_womans(surname):
            message = f"Фамилия не в том падеже, что «{match['post']}»"
            yield mark(codes.GOVERNMENT, paragraph, *match.span("surname"), message, "фамилия в дательном падеже")


def names_of_doers(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds somebody told to do a thing in the nominative, not the dative: «Дьяконов С.В. проконтролировать»."""
    for match in TOLD_TO.finditer(paragraph.text):
        known = {str(t.case) for t in word_tags(match["surname"].lower()) if "Surn" in t}
        before = paragraph.text[max(match.start() - 5, 0) : match.start()]
        if (
            known == {"nomn"}
            and not may_be_a_womans(match["surname"])
            and all(t.POS == "INFN" for t in word_tags(match["verb"]))
            and not re.search(r"[.–—:(]\s*$", before)
        ):
            message = "Кому поручено, тот назван в дательном падеже"
            advice = f"фамилия в дательном падеже: … {match['verb']}"
            yield mark(codes.GOVERNMENT, paragraph, *match.span(), message, advice=advice)


PARAGRAPH_RULES = (acts_in_a_row, acts_after_colon, names_after_posts, names_of_doers)
PACKAGE_RULES = (acts_in_a_list,)
