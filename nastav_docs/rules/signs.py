"""Signs that the typographer leaves alone, for a person to look at: torn numbers of acts, other quotes, «далее»."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from nastav_docs.codes import norms
from nastav_docs.rules.mark import mark
from nastav_docs.russian.typography import findings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nastav_docs.diagnostics import Code, Diagnostic
    from nastav_docs.papers import Paragraph

SUFFIX = "ФКЗ|ФЗ|ОЗ|РЗ|КЗ|ПП|пп|РП|рп|ПГ|пг|ПА|па|од|ОД|осн|общ|лс|р"


class Sign(NamedTuple):
    """A wrong sign: `wake` are characters without which it can't stand, `right` makes the correction of a match."""

    code: Code
    wake: str
    pattern: str
    message: str
    right: Callable[[re.Match[str]], str]


SIGNS = (
    Sign(
        norms.HYPHEN_SPACE,
        "№",
        rf"№\s?(?P<number>\d+)(?:\s+[-–—]\s*|\s*[-–—]\s+|[–—])(?P<suffix>{SUFFIX})(?![\w-])",
        "Номер акта пишется через дефис без пробелов",
        lambda m: f"№ {m['number']}-{m['suffix']}",
    ),
    Sign(
        norms.SPACE_PUNCT,
        ".",
        r"^\s*(?P<number>\d{1,2}(?:\.\d{1,2})*)\s+\.\s*(?=[А-ЯЁ])",
        "Пробел перед точкой после номера",
        lambda m: f"{m['number']}. ",
    ),
    Sign(
        norms.SPACE_PUNCT,
        ",",
        r"(?P<word>[^\s_,(]+)\s+,(?P<gap>\s?)(?=[^\s,])",
        "Лишний пробел перед запятой",
        lambda m: f"{m['word']}, ",
    ),
    Sign(
        norms.DASH,
        "далее",
        r"\(далее\s?-\s?(?=[А-Яа-яЁё«])",
        "Дефис вместо тире",
        lambda _: "(далее – ",
    ),
    Sign(
        norms.DASH,
        "далее",
        r"\(далее\s+(?=(?:[А-ЯЁ]|«)[^()–—-]{1,60}\))",
        "После «далее» нужно тире",
        lambda _: "(далее – ",
    ),
    Sign(
        norms.QUOTES,
        "<",
        r"<<(?=[^\s<>])(?P<name>[^<>\n]{1,200})>>",
        "Кавычки в русском тексте – «ёлочки»",
        lambda m: f"«{m['name']}»",
    ),
    Sign(
        norms.QUOTES,
        '"',
        r"(?P<before>[А-Яа-яЁё])\"(?P<name>[А-ЯЁ][^\"«»\n]{1,120})\"",
        "Кавычки в русском тексте – «ёлочки», перед ними пробел",
        lambda m: f"{m['before']} «{m['name']}»",
    ),
    Sign(
        norms.QUOTES,
        "«",
        r"«(?P<name>[^«»\"„“”\n]{1,120})[\"“”](?![\wА-я])",
        "Открывающая и закрывающая кавычки разные",
        lambda m: f"«{m['name']}»",
    ),
    Sign(
        norms.INITIALS,
        " ",
        r"(?<![\w«.-])(?P<surname>[А-ЯЁ][а-яё]{3,}) (?P<a>[А-ЯЁ])\.? (?P<b>[А-ЯЁ])(?=\s[–-]\s|[,;]|$)",
        "Нет точек после инициалов",
        lambda m: f"{m['surname']} {m['a']}.{m['b']}.",
    ),
    Sign(
        norms.ABBR_FORM,
        ".",
        r"(?<![\wА-яЁё.])(?P<short>[Ии]\.\s?о|[Вв]рио|тыс|млн|млрд|[Сс]оц|[Пп]ед|[Мм]ед)\.(?P<word>(?:директор|заведующ|начальник|главы|руководител|руб|чел|педагог|работник|сестр|учрежд)[а-яё]*)",
        "Нет пробела после сокращения",
        lambda m: f"{m['short']}. {m['word']}",
    ),
)


@lru_cache(maxsize=32)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled when a text first wakes it."""
    return re.compile(pattern)


def signs(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Every sign that no finding of the typographer covers."""
    text = paragraph.text
    for sign in SIGNS:
        if sign.wake not in text:
            continue
        for match in compiled(sign.pattern).finditer(text):
            start, end = match.span()
            told = (f for f in findings(text) if f.rule == sign.code.rule and f.start < end and f.end > start)
            if next(told, None) is None:
                yield mark(
                    sign.code, paragraph, start, end, f"{sign.message}: «{match.group().strip()}»", sign.right(match)
                )


PARAGRAPH_RULES = (signs,)
