"""Language: cases after set phrases, agreement, commas about participles, spelling, one name for one thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nastav_docs.acts import KIND
from nastav_docs.codes import wording as codes
from nastav_docs.rules import cases as government
from nastav_docs.rules import series
from nastav_docs.rules.mark import mark
from nastav_docs.rules.morphology import CASES, cases, forms, inflected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Paragraph

PLAN = re.compile(
    r"\b(?P<plan>[Пп]лан(?:а|у|ом|е)?)\s(?:[а-яё]+\s){0,6}?\((?P<map>[Дд]орожн(?:ая|ой|ую|ою)\s+карт(?:а|ы|е|у|ой))\)"
)
PLAN_CASES = {"план": {"nomn", "accs"}, "плана": {"gent"}, "плану": {"datv"}, "планом": {"ablt"}, "плане": {"loct"}}
MAP_CASES = {"карта": {"nomn"}, "карты": {"gent"}, "карте": {"datv", "loct"}, "карту": {"accs"}, "картой": {"ablt"}}
QUOTED = re.compile(
    r"\b(?P<kind>(?:программ|проект|подпрограмм)(?:а|ы|е|у|ой|ам|ами|ах|ом|ов)?)\s+«(?P<word>[А-ЯЁ][а-яё]+)(?=\s+(?P<next>[а-яё]+))"
)
VERBAL = re.compile(
    r"(?:развит|внедрен|обеспечен|совершенствован|формирован|повышен|сохранен|содейств|создан|укреплен|продвижен)(?:ия|ию|ием|ии)$"
)
PAIR = re.compile(
    r"(?<![\w-])(?P<noun>[А-ЯЁ]?[а-яё]{4,}|[А-ЯЁ]{2,6})\s(?P<participle>[а-яё]{4,}(?:щих|вших|щихся|вшихся|щего|вшего|щей|вшей|щие|вшие|щую|вшую|щая|щий|щее))\s(?P<next>[а-яё]{1,})(?:\s(?P<then>[а-яё]{3,}))?"
)
PASSIVE = re.compile(
    r"(?<![\w-])(?P<noun>[А-ЯЁ]?[а-яё]{3,})\s(?P<participle>(?:утвержд[её]нн|предусмотренн|установленн|изданн|принят|введ[её]нн)"
    r"(?:ый|ого|ому|ым|ом|ая|ой|ую|ое|ые|ых|ыми))\s"
    r"(?=(?:приказом|распоряжением|постановлением|решением|протоколом|указом|законом|законодательством|положением)(?!\w))",
    re.IGNORECASE,
)
TAKING = re.compile(  # participles that say nothing without their object
    r"(?:имеющ|осуществляющ|реализующ|регламентирующ|обеспечивающ|определяющ|устанавливающ|содержащ|получивш|организующ"
    r"|использующ|предоставляющ|выполняющ|внедривш|регулирующ|испытывающ|проявивш|показавш)"
)
LIKE_NOUN = re.compile(  # participles that have become nouns and adjectives
    r"(?:обучающ|учащ|служащ|трудящ|заведующ|управляющ|начинающ|ведущ|следующ|действующ|соответствующ|настоящ|будущ)"
)
BROKEN = re.compile(
    r"(?<![а-яё])(?P<before>[а-яё]{2,40}(?:ами|ями|ом|ем|ой|ей))\s(?P<kind>Письмом|Приказом|Распоряжением|Постановлением|Указом)\b"
)
STRAY = re.compile(r"»,\s(?P<word>[а-яё]{5,}),\s(?P<then>от|для|из|на|по|в)\s")
REPEATED = re.compile(r"(?<![\w-])(?P<word>[А-ЯЁа-яё]{2,})(?P<again>\s+(?P=word))(?![\w-])", re.IGNORECASE)
MAY_REPEAT = frozenset(("что", "едва", "чуть", "да", "ну", "очень", "еле"))
V_TECHENIE = re.compile(r"(?<!\w)(?P<v>[Вв])\s+течении(?=\s)(?!\s+(?:реки|ручья|болезни|Волги))")
FIRST = (
    "организационно|инструктивно|нормативно|учебно|научно|информационно|материально|культурно|психолого|"
    "программно|контрольно|финансово|санитарно|физкультурно|художественно|лечебно|социально|"
    "административно|воспитательно"
)
SECOND = (
    "методическ|правов|воспитательн|аналитическ|техническ|просветительск|педагогическ|массов|практическ|"
    "экономическ|исследовательск|коммуникационн|оздоровительн|образовательн|распорядительн|хозяйственн|"
    "управленческ|разъяснительн|спортивн|досугов|эпидемиологическ|эстетическ|психологическ|профилактическ"
)
COMPOUND = re.compile(
    rf"(?<![\w-])(?P<first>{FIRST})\s?-?\s(?P<second>(?:{SECOND})[а-яё]{{2,4}})\b"
    rf"|(?<![\w-])(?P<tight>(?:{FIRST})(?:{SECOND})[а-яё]{{2,4}})\b",
    re.IGNORECASE,
)
POSTS = re.compile(
    r"(?<![\w-])(?P<one>[Пп]едагог[а-яё]{0,3}|[Уу]чител[а-яё]{1,3})\s(?:-\s)?"
    r"(?P<two>(?:психолог|организатор|библиотекар|логопед|дефектолог)[а-яё]{0,3})(?![\w-])"
)
SPELLINGS = (
    (re.compile(r"(?<!\w)(?P<a>[Вв])\s+следствии(?=\s+(?!чего\b)[а-яё]+)"), "вследствие"),
    (re.compile(r"(?<!\w)(?P<a>[Нн])а\s+протяжение(?=\s)"), "на протяжении"),
    (
        re.compile(r"(?<!\w)(?P<a>[Пп])о\s+(?:окончанию|завершению|истечению|прибытию|приезду)(?=\s)"),
        "",
    ),
    (re.compile(r"(?<!\w)(?P<a>[Нн])е\s+смотря\s+на(?=\s)"), "несмотря на"),
    (re.compile(r"(?<!\w)(?P<a>[Вв])\s+связи\s+с\s+тем,?\s+что\s+бы(?=\s)"), "чтобы"),
    (re.compile(r"(?<!\w)(?P<a>[Вв])\s+последствии(?=[\s,])"), "впоследствии"),
    (re.compile(r"(?<!\w)(?P<a>[Вв])\s+соответствие\s+с(?:о)?(?=\s)"), "в соответствии с"),
)


def plan_agreement(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """«планом внедрения (Дорожной карты)»: what explains a word stands in its case."""
    for match in PLAN.finditer(paragraph.text):
        head = PLAN_CASES[match["plan"].lower()]
        tail = MAP_CASES["карта" if match["map"].endswith("а") else match["map"].split()[1]]
        if head & tail:
            continue
        case = next(name for name, tag in CASES.items() if tag in head)
        right = f"{match['plan']} (дорожн{'ую' if case == 'acc' else 'ой'} {inflected('карта', case)})"
        message = "Пояснение в скобках стоит не в том падеже, что «план»"
        yield mark(codes.AGREEMENT, paragraph, *match.span(), message, right)


def quoted_names(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """«программой «Развития системы …»»: a name in quotes after its kind stands in the nominative."""
    for match in QUOTED.finditer(paragraph.text):
        word = match["word"]
        tags = forms(word)
        oblique = bool(tags) and all(t.POS in {"NOUN", "ADJF"} for t in tags) and "nomn" not in cases(word)
        if not oblique and not VERBAL.search(word.lower()):
            continue
        verbal = VERBAL.search(word.lower())
        right = re.sub(r"(?:ия|ию|ием|ии)$", "ие", word) if verbal else inflected(word, "nom")
        message = f"Название в кавычках склонено: «{word} {match['next']} …»"
        start = match.start("kind")
        yield mark(
            codes.QUOTED_NAME,
            paragraph,
            start,
            match.end("next"),
            message,
            f"{match['kind']} «{right} {match['next']} …»",
        )


def passive_participles(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """«планом утвержденным приказом»: the act that approved a thing stands after the participle."""
    for match in PASSIVE.finditer(paragraph.text):
        said = [t for t in forms(match["participle"].lower()) if t.POS == "PRTF"]
        nouns = [t for t in forms(match["noun"].lower()) if t.POS == "NOUN"]
        if not any(matching(one, tag) for one in said for tag in nouns):
            continue
        start, end = match.start("noun"), match.end("participle")
        message = "Нет запятой перед причастным оборотом"
        yield mark(codes.PARTICIPLE, paragraph, start, end, message, f"{match['noun']}, {match['participle']}")


def matching(participle: object, noun: object) -> bool:
    """Whether case, number and gender of two readings are the same."""
    same = all(getattr(participle, x, None) == getattr(noun, x, None) for x in ("case", "number"))
    gender = getattr(participle, "gender", None)
    return same and (gender is None or gender == getattr(noun, "gender", None))


def participles(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """No comma between a noun and the participle that speaks of it and governs the words after it."""
    for match in PAIR.finditer(paragraph.text):
        if speaks_of(match["noun"], match["participle"]) and governs(
            match["participle"], match["next"], match["then"] or ""
        ):
            start, end = match.start("noun"), match.end("participle")
            message = "Нет запятой перед причастным оборотом"
            yield mark(codes.PARTICIPLE, paragraph, start, end, message, f"{match['noun']}, {match['participle']}")


def speaks_of(noun: str, participle: str) -> bool:
    """Whether the participle agrees with the noun before it (an abbreviation agrees with any plural)."""
    said = [t for t in forms(participle) if t.POS == "PRTF" and "actv" in t]
    if not said or LIKE_NOUN.match(participle) or any(t.POS == "NOUN" for t in forms(participle)):
        return False
    if noun.isupper():
        return any(t.number == "plur" for t in said)
    nouns = [t for t in forms(noun) if t.POS == "NOUN"]
    if len(nouns) != len(forms(noun)):
        return False
    return any(
        n.case == t.case and n.number == t.number and (t.number == "plur" or n.gender == t.gender)
        for n in nouns
        for t in said
    )


def governs(participle: str, word: str, then: str) -> bool:
    """Whether the next word depends on the participle and is not what the participle itself describes."""
    said = [t for t in forms(participle) if t.POS == "PRTF"]
    object_ = then if word in {"свою", "свои", "свой", "их", "его"} else word
    if word in {"в", "на", "с", "по", "к", "за", "от", "из", "о", "об", "для", "при", "под"}:
        return bool(then) and not any(agrees(said, then))
    tags = forms(object_)
    if not tags or any(t.POS not in {"NOUN", "ADJF", "PRTF"} for t in tags):
        return False
    if TAKING.match(participle) and any(t.case == "accs" for t in tags):
        return True
    return any(t.case == "accs" for t in tags) and not any(agrees(said, object_)) and "Refl" not in str(said)


def agrees(said: list[object], word: str) -> Iterator[bool]:
    """For each pair of readings whether a participle may describe the word."""
    for one in said:
        for tag in forms(word):
            case, number = getattr(one, "case", None), getattr(one, "number", None)
            animacy = getattr(one, "animacy", None)
            alike = animacy is None or tag.animacy is None or tag.animacy == animacy
            yield alike and tag.case == case and tag.number == number and tag.POS in {"NOUN", "ADJF", "PRTF"}


def broken_links(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """«методическими рекомендациями Письмом Министерства»: two nouns in one case with nothing between."""
    for match in BROKEN.finditer(paragraph.text):
        if "ablt" in cases(match["before"]) and KIND.match(match["kind"]):
            right = f"{match['before']}, направленными {match['kind'].lower()}"
            message = "Нет связи между словами; прописная буква посреди предложения"
            yield mark(codes.BROKEN, paragraph, *match.span(), message, right)


def stray_words(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """A lone noun between commas after a name in quotes."""
    for match in STRAY.finditer(paragraph.text):
        word = match["word"]
        tags = forms(word)
        subject = any(
            t.case == "nomn" and not (t.number == "plur" and word.endswith(("ства", "ения", "ания"))) for t in tags
        )
        if tags and all(t.POS == "NOUN" for t in tags) and not subject:
            message = f"Лишнее слово «{word}», оставшееся от правки"
            yield mark(codes.STRAY, paragraph, *match.span("word"), message, f"», {match['then']} …")


def repeated_words(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """One word twice running."""
    for match in REPEATED.finditer(paragraph.text):
        word = match["word"]
        if (
            word.lower() in MAY_REPEAT
            or "\n" in match["again"]
            or (match["again"].strip()[0].isupper() and word[0].islower())
        ):
            continue
        yield mark(codes.REPEAT, paragraph, *match.span(), f"Слово «{word}» повторено", word)


def spelling(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """«в течении», «в следствии», «по окончанию», compounds without a hyphen."""
    for match in V_TECHENIE.finditer(paragraph.text):
        yield mark(
            codes.V_TECHENIE,
            paragraph,
            *match.span(),
            "Предлог времени пишется «в течение»",
            f"{match['v']} течение",
        )
    for pattern, right in SPELLINGS:
        for match in pattern.finditer(paragraph.text):
            hint = right or re.sub("ию$", "ии", re.sub("ду$", "де", match.group()))
            yield mark(codes.SPELLING, paragraph, *match.span(), f"Неверно: «{match.group()}»", hint)


def double_posts(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """«педагог психолог»."""
    for match in POSTS.finditer(paragraph.text):
        message = "Название должности из двух слов пишется через дефис"
        yield mark(codes.COMPOUND, paragraph, *match.span(), message, f"{match['one']}-{match['two']}")


def compounds(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """«инструктивно методического»."""
    for match in COMPOUND.finditer(paragraph.text):
        tight = match["tight"]
        first = match["first"] or next(f for f in FIRST.split("|") if tight.lower().startswith(f))
        second = match["second"] or tight[len(first) :]
        right = f"{first}-{second}"
        message = "Сложное прилагательное пишется через дефис"
        yield mark(codes.COMPOUND, paragraph, *match.span(), message, right)


PARAGRAPH_RULES = (
    *government.PARAGRAPH_RULES,
    *series.PARAGRAPH_RULES,
    plan_agreement,
    quoted_names,
    participles,
    passive_participles,
    broken_links,
    stray_words,
    repeated_words,
    spelling,
    double_posts,
    compounds,
)
PACKAGE_RULES = series.PACKAGE_RULES
