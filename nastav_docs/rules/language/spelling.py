"""Whether words are spelt right: set phrases, compounds, posts of two words, words said twice, slips of the pen."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from nastav_docs.diagnostics.codes import wording as codes
from nastav_docs.papers import kept_with
from nastav_docs.rules.language.sought import Sought
from nastav_docs.rules.mark import mark
from nastav_docs.russian import analyser
from nastav_docs.russian.typography import findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Document, PaperPackage, Paragraph

# A word and the same word again; across a gap it is the next column of a line: «подпись      подпись».
REPEATED = re.compile(
    r"(?<![\w-])(?P<word>[А-ЯЁа-яё]{2,}|[вкисуо])(?P<again>(?!\s*\t|[ \u00a0]{3})\s+(?P=word))(?![\w-]|(?<=\s\w)\.)",
    re.IGNORECASE,
)
# Words that are a slip even when the repetition begins a new line.
SMALL = frozenset(("в", "на", "с", "и", "по", "для", "о", "об", "к", "за", "от", "из", "у", "до", "при"))
# Words under the blanks of two who sign side by side.
SIGNED = re.compile(r"подпис|дата|расшифровк|должност|фамили|печат|место|инициал|сторон", re.IGNORECASE)
# Words that are repeated on purpose.
MAY_REPEAT = frozenset(("что", "как", "нет", "едва", "чуть", "да", "ну", "очень", "еле"))
# «в течении», unless of a river or an illness.
V_TECHENIE = Sought(
    r"(?<!\w)(?P<v>[Вв])\s+течении(?=\s)(?!\s+(?:[а-яё]+\s)?(?:рек|реч|ручь|болезн|заболевани|Волг|проток|вод|процесс))",
    ("течении",),
)
# «в продолжении» of time.
PROLONGED = Sought(
    r"(?<!\w)(?P<a>[Вв])\s+продолжении(?=\s(?:[а-яё0-9]+\s){0,2}(?:недел|дн[яе]|месяц|год|лет|час|смен|квартал|срок|период|врем|сут))",
    ("продолжении",),
)
# «а так же» for «а также».
A_TAKZHE = Sought(r"(?<!\w)(?P<a>[Аа])\s+так\s+же(?=\s)(?!\s+(?:как|[а-яё]{3,}о)(?!\w))", ("так",))
# «по окончанию»: of time, unless «работа по окончанию» is meant.
TEMPORAL = Sought(
    r"(?<!\w)(?P<po>[Пп]о)\s+(?P<word>окончанию|завершению|истечению|прибытию|приезду|предъявлению|возвращению)(?=\s)"
    r"(?!\s(?:глагол|слов[ао]|прилагательн|существительн|причасти|местоимени|числительн))",  # an ending of a word
    ("окончанию", "завершению", "истечению", "прибытию", "приезду", "предъявлению", "возвращению"),
)
# What before «по окончанию» shows that its sense is another one: «работа по окончанию».
WORK = re.compile(r"(?:работ|мероприяти|мер|план|задач|действи|поручени|комисси|акт|вопрос)[а-яё]*\s$", re.IGNORECASE)
# «привести в соответствие», which is right.
BROUGHT = re.compile(r"\b(?:при|за)?(?:приве|приво)[а-яё]+\s[^.;]*$", re.IGNORECASE)
# «в соответствие с».
ACCORDING = Sought(r"(?<!\w)(?P<v>[Вв])\s+соответствие\s+(?P<s>со?)(?=\s)", ("соответствие",))
# The first and second parts of compound adjectives.
FIRST = (
    "организационно|инструктивно|нормативно|учебно|научно|информационно|материально|культурно|психолого|"
    "программно|контрольно|финансово|санитарно|физкультурно|художественно|лечебно|социально|"
    "административно|воспитательно|календарно|гражданско|уголовно"
)
SECOND = (
    "методическ|правов|воспитательн|аналитическ|техническ|просветительск|педагогическ|массов|практическ|"
    "экономическ|исследовательск|коммуникационн|оздоровительн|образовательн|распорядительн|хозяйственн|"
    "управленческ|разъяснительн|спортивн|досугов|эпидемиологическ|эстетическ|психологическ|профилактическ|тематическ"
)
# Their signs: what some words of papers begin with.
STARTS = tuple(FIRST.split("|"))
# Such an adjective written apart, with a dash, or as one word.
COMPOUND = Sought(
    rf"(?<![\w-])(?P<first>{FIRST})(?:\s?[–—-]\s|\s[–—-]|\s|[–—])(?P<second>(?:{SECOND})[а-яё]{{2,4}})\b"
    rf"|(?<![\w-])(?P<tight>(?:{FIRST})(?:{SECOND})[а-яё]{{2,4}})\b",
    STARTS,
    re.IGNORECASE,
)
# A post of two words without its hyphen.
POSTS = Sought(
    r"(?<![\w-])(?P<one>[Пп]едагог[а-яё]{0,3}|[Уу]чител[а-яё]{1,3})\s(?:-\s)?"
    r"(?P<two>(?:психолог|организатор|библиотекар|логопед|дефектолог)[а-яё]{0,3})(?![\w-])",
    ("педагог", "учител"),
)
# A wrong phrase and the right one.
SPELLINGS = (
    (Sought(r"(?<!\w)(?P<a>[Вв])\s+следстви[ие](?=\s+(?!чего\b)[а-яё]+)", ("следстви",)), "вследствие"),
    (Sought(r"(?<!\w)(?P<a>[Нн])а\s+протяжение(?=\s)", ("протяжение",)), "на протяжении"),
    (Sought(r"(?<!\w)(?P<a>[Вв])\s+связи\s+с\s+тем,?\s+что\s+бы(?=\s)", ("связи",)), "чтобы"),
    (Sought(r"(?<!\w)(?P<a>[Вв])\s+последстви[ие](?=[\s,])", ("последстви",)), "впоследствии"),
    (
        Sought(r"(?<!\w)(?P<a>[Чч])тобы\s+ни(?=\s(?:случилось|произошло|происходило|было|говорили)(?!\w))", ("чтобы",)),
        "что бы ни",
    ),
    (Sought(r"(?<!\w)(?P<a>[Сс])(?=\s+(?:ст\.\s?\d|стать(?:[её]й|ями)(?!\w)))", ("ст.", "стать")), "со"),
    (A_TAKZHE, "а также"),
    (PROLONGED, "в продолжение"),
)
# «шеф повар», «прием передача».
PAIRS = Sought(
    r"(?<![\w-])(?P<one>[Шш]еф|[Пп]ри[её]м[аеу]?)\s?[–—-]?\s(?P<two>повар[а-яё]{0,3}|передач[аиеу])(?![\w-])",
    ("шеф", "прием", "приём"),
)
# A number and an adjective or noun that it is a part of: «12 часовой».
NUMERAL = re.compile(
    r"(?<![\w.,/№–-])(?<!№\s)(?P<number>\d{1,3})\s?[–—]?\s(?P<rest>часов(?:ой|ого|ому|ым|ом)"
    r"|(?:дневн|недельн|месячн|минутн|балл?ьн|этажн|кратн|разов)(?:ый|ого|ому|ым|ом|ая|ой|ую|ое)"
    r"|лети(?:е|я|ю|ем|и)|летн(?:ий|его|ему|им)(?=\sвозраст)|процентн(?:ый|ого|ому|ым|ом|ая|ой|ую))(?![\w-])"
)
# A word long enough to be told from an abbreviation.
LONG = re.compile(r"(?<![\w.«/-])[а-яё]{7,40}(?![\w/-]|\.\w)")
VOWELS = {"о": "а", "а": "о", "е": "и", "и": "е"}  # which are heard alike
# Consonants that are often doubled wrongly, or wrongly not.
CONSONANTS = frozenset("бвгдзклмнпрстф")
# The first of two like letters in a row.
DOUBLED = re.compile(r"([а-яё])(?=\1(?!\1))(?<!\1\1)")
# «ш» for «щ» in the ending of a participle.
SH = re.compile(r"(?<=[юуяа])ш(?=(?:ий|его|ему|им|ем|ая|ей|ую|ее|ие|их|ими)(?:ся)?$)")


def repeated_words(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «план план», one word twice in a row, unless it is said so on purpose («чуть чуть»)."""
    for match in REPEATED.finditer(paragraph.text):
        word = match["word"]
        if (
            word.lower() in MAY_REPEAT
            or ("\n" in match["again"] and word not in SMALL)
            or (match["again"].strip()[0].isupper() and word[0].islower())
        ):
            continue
        found = mark(codes.REPEAT, paragraph, *match.span(), f"Слово «{word}» повторено", word)
        yield replace(found, held="") if is_slip(paragraph, match) else found


def is_slip(paragraph: Paragraph, match: re.Match[str]) -> bool:
    """Whether a repetition is no other than a slip: not two signatures side by side, nor names, nor words of a cell."""
    word = match["word"]
    beside = match["again"][: -len(word)] in {" ", "\u00a0"}
    lower = word.islower() or (match.start() == 0 and not word[1:].isupper())
    return beside and lower and paragraph.part == "body" and "__" not in paragraph.text and not SIGNED.match(word)


def spelling(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds misspelt set phrases: «в течении года», «в следствии болезни»."""
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
            hint = right.capitalize() if match["a"].isupper() else right
            yield mark(codes.SPELLING, paragraph, *match.span(), f"Неверно: «{match.group()}»", hint)


def after_events(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds an ending that changes the sense: «по окончанию работы», «в соответствие с планом»."""
    text = paragraph.text
    for match in TEMPORAL.finditer(text):
        if not WORK.search(text, max(match.start() - 30, 0), match.start()):
            right = re.sub("ию$", "ии", re.sub("ду$", "де", match.group()))
            found = mark(codes.SPELLING, paragraph, *match.span(), f"Неверно: «{match.group()}»", right)
            yield replace(found, held="") if match["word"] == "окончанию" else found
    for match in ACCORDING.finditer(text):
        if not BROUGHT.search(text, max(match.start() - 200, 0), match.start()):
            right = f"{match['v']} соответствии {match['s']}"
            yield mark(codes.SPELLING, paragraph, *match.span(), f"Неверно: «{match.group()}»", right)


def double_posts(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds a post of two words without its hyphen: «педагог психолог»."""
    for match in POSTS.finditer(paragraph.text):
        message = "Название должности из двух слов пишется через дефис"
        yield mark(codes.COMPOUND, paragraph, *match.span(), message, f"{match['one']}-{match['two']}")


def hyphens(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds compounds without a hyphen: «шеф повар», «приема передачи», «12 часовым»."""
    for match in PAIRS.finditer(paragraph.text):
        right = f"{match['one']}-{match['two']}"
        if match["one"].lower().startswith("шеф") is match["two"].startswith("повар"):
            yield mark(codes.COMPOUND, paragraph, *match.span(), "Слово пишется через дефис", right)
    for match in NUMERAL.finditer(paragraph.text):
        right = f"{match['number']}-{match['rest'].replace('бальн', 'балльн')}"
        yield mark(codes.COMPOUND, paragraph, *match.span(), "Слово с числом пишется через дефис", right)


def slips(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds a word that the dictionary knows only with one usual slip mended: «посещаюших», «консиллиум», «комисия»."""
    for match in LONG.finditer(paragraph.text):
        word = match.group()
        right = "" if is_known(word) else mended(word)
        if right:
            yield mark(codes.SLIP, paragraph, *match.span(), f"Описка: «{word}»", right)


def mended(word: str) -> str:
    """The known word that an unknown one becomes with one usual slip mended; «» where there is none or several.

    `mended("комисия")` → «комиссия».
    """
    lone = [word[: m.start()] + word[m.end() :] for m in DOUBLED.finditer(word)]
    hissing = [SH.sub("щ", word)] if SH.search(word) else []
    double = [word[:i] + word[i] + word[i:] for i in range(1, len(word) - 2) if word[i] in CONSONANTS]
    vowels = [word[:i] + VOWELS[c] + word[i + 1 :] for i, c in enumerate(word[:-2]) if c in VOWELS]
    found = {w for w in (*hissing, *lone, *double, *vowels) if is_known(w)}
    return found.pop() if len(found) == 1 else ""


@lru_cache(maxsize=1 << 16)
def is_known(word: str) -> bool:
    """Whether the dictionary has the word, in any of its forms."""
    return bool(analyser().word_is_known(word))


@lru_cache(maxsize=1 << 12)
def long_words(text: str) -> tuple[str, ...]:
    """The words of a text in which a slip can be told; kept, as papers repeat their lines."""
    return tuple(LONG.findall(text))


def near_words(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds an unknown word met once, one letter off another that the papers use: «брокераж» beside «бракераж»."""
    counts: Counter[str] = Counter()
    for document in package.documents:
        counts.update(counts_of(document))
    alone = {w for w, n in counts.items() if n == 1 and not is_known(w) and not mended(w)}
    usual: dict[str, list[str]] = defaultdict(list)
    for word in counts if alone else ():
        if counts[word] > 1:
            usual[word[0]].append(word)
    meant = {w: near for w in alone if (near := one_letter_apart(w, usual[w[0]]))}
    for paragraph in (p for d in package.documents for p in d.paragraphs()) if meant else ():
        for match in LONG.finditer(paragraph.text):
            word = match.group()
            if word in meant:
                message = f"Описка: «{word}», в других местах «{meant[word]}»"
                yield mark(codes.SLIP, paragraph, *match.span(), message, meant[word])


@kept_with
def counts_of(document: Document) -> Counter[str]:
    """How often a document has each of its long words."""
    return Counter(chain.from_iterable(long_words(p.text) for p in document.paragraphs()))


def one_letter_apart(word: str, usual: list[str]) -> str:
    """The word of `usual` from which another differs in one letter, not in its ending; «» where there is none."""
    end = len(word) - 3
    for other in usual:
        if abs(len(other) - len(word)) > 1:
            continue
        at = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), end)
        if at < end and word[at + (len(word) >= len(other)) :] == other[at + (len(other) >= len(word)) :]:
            return other
    return ""


def compounds(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds a compound adjective without its hyphen: «инструктивно методического».

    A dash and spaces about it are put right by the typographer.
    """
    for match in COMPOUND.finditer(paragraph.text):
        if any(f.start < match.end() and f.end > match.start() for f in findings(paragraph.text)):
            continue
        tight = match["tight"]
        first = match["first"] or next(f for f in FIRST.split("|") if tight.lower().startswith(f))
        second = match["second"] or tight[len(first) :]
        right = f"{first}-{second}"
        message = "Сложное прилагательное пишется через дефис"
        yield mark(codes.COMPOUND, paragraph, *match.span(), message, right)


PARAGRAPH_RULES = (repeated_words, spelling, after_events, double_posts, hyphens, slips, compounds)
PACKAGE_RULES = (near_words,)
