"""Whether grifs (УТВЕРЖДАЮ, УТВЕРЖДЕН(А, О, Ы), СОГЛАСОВАНО, ПРИНЯТО) are written and placed as ГОСТ Р 7.0.97 says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from nastav_docs.diagnostics.codes import form as codes
from nastav_docs.papers import CLAUSE, VERB, flat
from nastav_docs.rules.kept import by_paper, kept
from nastav_docs.rules.mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import PaperPackage, Paragraph

# The word of a grif at the beginning of a line.
WORD = re.compile(
    r"(?P<quote>[«\"“„]\s?)?(?P<word>УТВЕРЖДАЮ|УТВЕРЖД[ЕЁ]Н[АОЫ]?|СОГЛАСОВАН[АОЫ]?|ПРИНЯТ[АОЫ]?|РАССМОТРЕН[АОЫ]?"
    r"|ОДОБРЕН[АОЫ]?)\b(?:\s?[»\"”])?(?P<mark>\s?[.:])?(?=\s|$)",
    re.IGNORECASE,
)
# The word of a grif in quotes.
QUOTED = re.compile(
    r"[«\"“„]\s?(утверждаю|(?:утвержд[её]н|согласован|принят|рассмотрен)[аоы]?)\s?[»\"”]", re.IGNORECASE
)
# What shows by standing below that a word is a grif: an act, a body, a post, a line to sign.
SHOWN = re.compile(
    r"протокол|приказ|распоряж|постановл|решени|директор|заведующ|начальник|председател|руководител|совет|собрани"
    r"|комисси|объединени|_{3,}|глава|министр|ректор|заместител",
    re.IGNORECASE,
)
# A post that stands under a grif.
POSITION = re.compile(
    r"(?:(?:[Ии]\.?\s?[Оо]\.?\s?|[Вв]рио\s)?)(?P<position>[Дд]иректор|[Зз]аведующ(?:ий|ая)|[Нн]ачальник|[Рр]уководитель"
    r"|[Пп]редседатель|[Гг]лава|[Рр]ектор|[Мм]инистр)(?P<genitive>а)?(?=\s|$)"
)
# An act in the nominative under a grif.
ORDERED = re.compile(r"(?P<act>[Пп]риказ|[Рр]аспоряжение|[Пп]остановление)(?=\s*(?:№|N|от\s|по\s|_|\d|$))")
# Act → how it stands after УТВЕРЖДЕН.
INSTRUMENTAL = {"приказ": "приказом", "распоряжение": "распоряжением", "постановление": "постановлением"}
# Ending of УТВЕРЖДЕН → the nouns that it stands over; below, noun → ending.
GENDERS = {
    "": "план порядок перечень состав график регламент список реестр устав кодекс календарь план-график стандарт "
    "алгоритм отчет доклад паспорт анализ",
    "А": "карта программа форма инструкция методика база модель структура смета концепция стратегия номенклатура схема "
    "памятка циклограмма характеристика политика справка анкета",
    "О": "положение расписание задание меню руководство соглашение",
    "Ы": "показатели правила рекомендации требования нормы формы планы программы условия основы критерии материалы "
    "сведения меры мероприятия обязанности",
}
ENDINGS = {name: ending for ending, names in GENDERS.items() for name in names.split()}
# An adjective, which may stand before the noun that names a document.
ADJECTIVE = re.compile(r"[а-яё-]+(?:ый|ий|ой|ая|яя|ое|ее|ые|ие)$")
LINE = 200  # characters: a grif, not a sentence
TITLE = 400  # characters: a title in one paragraph with its lines
BELOW = 16  # lines below a grif among which its document's title stands
ABOVE = 12  # and above it
UNDER = 8  # lines of a grif


@dataclass(frozen=True, slots=True)
class Grif:
    """A grif with the lines that stand under its word.

    `word`: as written. `end`: the index after the word with its quotes and marks. `quoted`: it stands in quotes.
    `mark`: the stop or colon after it. `lines`: each paragraph below with the index where its words begin; the rest
    of the grif's own line comes first.
    """

    paragraph: Paragraph
    word: str
    end: int  # where the word with its marks ends
    quoted: bool
    mark: str
    lines: tuple[tuple[Paragraph, int], ...]  # a paragraph and the offset where its words begin

    @property
    def right(self) -> str:
        """Its word as ГОСТ Р 7.0.97 writes it."""
        word = self.word.upper().replace("Ё", "Е")
        return "СОГЛАСОВАНО" if word.startswith("СОГЛАСОВАН") else word


def grifs_of(lines: Sequence[Paragraph]) -> Iterator[tuple[int, Grif]]:
    """The grifs among the lines of a paper, each with the index of its line."""
    for index, line in enumerate(lines):
        match = WORD.match(line.text) if len(line.text) < LINE else None
        if match is None or not match["word"][0].isupper():
            continue
        rest = line.text[match.end() :].lstrip()
        under = [(line, len(line.text) - len(rest))] if rest else []
        following = takewhile(lambda p: not WORD.match(p.text) and not named(p), lines[index + 1 : index + 1 + UNDER])
        under += [(p, 0) for p in following if p.part == line.part]
        if not (rest and re.match(r"[А-ЯЁа-яё]", rest) is None) and any(
            SHOWN.search(p.text[at:]) for p, at in under[:4]
        ):
            yield (
                index,
                Grif(line, match["word"], match.end(), bool(match["quote"]), match["mark"] or "", tuple(under)),
            )


quoted_in = kept(QUOTED)


@by_paper
def grifs(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds the faults of every grif of every paper: its marks, its gender, what stands under it."""
    for paper in package.papers:
        lines = list(flat(paper.blocks))
        yield from quoted(lines)
        for index, grif in grifs_of(lines):
            yield from beneath(grif)
            yield from agreement(grif, lines, index) or form(grif, lines[:index])


def quoted(lines: Sequence[Paragraph]) -> Iterator[Diagnostic]:
    """Finds a grif in quotes, «УТВЕРЖДАЮ»; one that is named in a sentence keeps them."""
    for line in lines:
        if len(line.text) > LINE:
            continue
        for match in quoted_in(line.text):
            before = line.text[: match.start()].rstrip()
            if not before or before.endswith(("»", '"', "”")):
                right = match[1].upper()
                yield mark(codes.GRIF_FORM, line, *match.span(), "Гриф пишется без кавычек", right)


def form(grif: Grif, above: Sequence[Paragraph]) -> Iterator[Diagnostic]:
    """Finds a stop or colon after a grif, «СОГЛАСОВАНА» for СОГЛАСОВАНО, a grif in small letters on a line of its own.

    A heading of visas below an order is no grif; `above` are the lines before it.
    """
    alone = grif.lines[:1] and grif.lines[0][0] is not grif.paragraph
    if grif.quoted or (grif.right == "СОГЛАСОВАНО" and any(VERB.search(p.text) for p in above)):
        return
    if grif.mark:
        sign = "двоеточия" if ":" in grif.mark else "точки"
        yield mark(codes.GRIF_FORM, grif.paragraph, 0, grif.end, f"Гриф пишется без {sign}", grif.right)
    elif grif.word.upper().startswith("СОГЛАСОВАН") and grif.word.upper() != "СОГЛАСОВАНО":
        message = "Гриф согласования не изменяется"
        yield mark(codes.GRIF_FORM, grif.paragraph, 0, grif.end, message, grif.right)
    elif alone and not grif.word.isupper():
        message = "Слово грифа пишется прописными буквами"
        yield mark(codes.GRIF_CAPITALS, grif.paragraph, 0, grif.end, message, grif.right)


def agreement(grif: Grif, lines: Sequence[Paragraph], index: int) -> list[Diagnostic]:
    """Finds a grif that does not agree with its document: УТВЕРЖДЕНО over «План», ПРИНЯТ over «Положение»."""
    word = grif.word.upper().replace("Ё", "Е")
    stem = re.match(r"УТВЕРЖДЕН(?=[АОЫ]?$)|(?:ПРИНЯТ|РАССМОТРЕН|ОДОБРЕН)(?=[АЫ]?$)", word)
    name = title_of(lines, index) if stem else ""
    if not stem or not name or ENDINGS[name.lower()] == word[stem.end() :]:
        return []
    right = stem.group() + ENDINGS[name.lower()]
    right = right if grif.word.isupper() or grif.mark or grif.quoted else right.capitalize()
    return [mark(codes.GRIF_AGREE, grif.paragraph, 0, grif.end, f"Гриф согласуется с документом: «{name}»", right)]


def title_of(lines: Sequence[Paragraph], index: int) -> str:
    """The noun that a document is named by, in the title below a grif or else above it; «» where none is known."""
    below = takewhile(lambda p: len(p.text) < TITLE and not CLAUSE.match(p.text), lines[index + 1 : index + 1 + BELOW])
    for line in [*below, *reversed(lines[max(index - ABOVE, 0) : index])]:
        if (name := named(line)) and line.part == "body":
            return name
    return ""


def named(line: Paragraph) -> str:
    """The noun that a line names a document by («Рабочая программа …» is «программа»); «» where it is no title."""
    if len(line.text) > TITLE or not line.text[:1].isupper():
        return ""
    for word in re.findall(r"[А-Яа-яЁё-]+", line.text[:60])[:4]:
        if word.lower() in ENDINGS:
            return str(word)
        if not ADJECTIVE.match(word.lower()):
            break
    return ""


def beneath(grif: Grif) -> Iterator[Diagnostic]:
    """Finds what may not stand under a grif: «Приказ № 5» under УТВЕРЖДАЮ, that or «Директор» under УТВЕРЖДЕНО."""
    word = grif.word.upper().replace("Ё", "Е")
    acts = [(p, at, m) for p, at in grif.lines if (m := ORDERED.match(p.text, at))]
    if word == "УТВЕРЖДАЮ":
        for paragraph, _, match in acts[:1]:
            message = "УТВЕРЖДАЮ подписывают и датируют, на приказ ссылаются словом УТВЕРЖДЕН(А, О, Ы)"
            right = f"или подпись и дата, или «УТВЕРЖДЕН(А, О, Ы) {INSTRUMENTAL[match['act'].lower()]} …»"
            yield mark(codes.GRIF_UNDER, paragraph, match.start(), match.end(), message, advice=right)
    if not word.startswith("УТВЕРЖДЕН") or not grif.lines:
        return
    first, at = grif.lines[0]
    held = POSITION.match(first.text, at)
    if held and not (held["genitive"] and held["position"].lower().startswith(("завед", "руковод", "председ", "глав"))):
        message = "После слова УТВЕРЖДЕН(А, О, Ы) называют акт, перед должностью стоит УТВЕРЖДАЮ"
        right = "" if acts or held["genitive"] else "УТВЕРЖДАЮ"
        advice = "УТВЕРЖДАЮ или «УТВЕРЖДЕН(А, О, Ы) приказом … от … № …»"
        advice = f"приказом {held['position'].lower()}а …" if held["genitive"] else advice
        yield mark(codes.GRIF_UNDER, first, held.start("position"), held.end(), message, right, advice=advice)
    elif acts:
        paragraph, _, match = acts[0]
        above = takewhile(lambda line: line[0] is not paragraph, grif.lines)
        twice = any(
            re.search(r"(?:приказ|распоряжени|постановлени)ем|приказом", p.text[a:], re.IGNORECASE) for p, a in above
        )
        message = "Акт назван дважды" if twice else "УТВЕРЖДЕН(А, О, Ы) – чем? – приказом"
        right = "" if twice else INSTRUMENTAL[match["act"].lower()]
        yield mark(codes.GRIF_UNDER, paragraph, match.start(), match.end(), message, right, advice="от … № …")


PACKAGE_RULES = (grifs,)
