"""Understand a heading by its words, whatever their order, their endings and abbreviations."""

from __future__ import annotations

import re
from typing import Final

# Replaced by one word each, before a heading (in small letters, «е» for «ё») is cut into words. The patterns here are
# compiled when they are first needed: most registries have only headings that are known as they stand.
PHRASES: Final = (
    (r"(?<![а-я])ф\.? ?и\.? ?о(?![а-я])\.?", " фио "),
    (r"фамили\w+\W+(?:и\W+)?им(?:я|ени)\W+(?:и\W+)?отчеств\w+", " фио "),
    (r"\be[- ]?mail\b|эл(?:ектронн\w+|\.)?\s*-?\s*почт\w+|\bэлектронк\w+", " почта "),
    (r"№", " номер "),
)
# A word as it is written, and its meaning; an empty meaning says nothing of what a column holds.
WORDS: Final = (
    (
        r"по|за|в|и|или|на|для|от|к|с|из|согласно|устав\w*|обязательно|указать|соответств\w*|именительн\w*|падеж\w*",
        "",
    ),
    (
        r"оо|оу|моо|моу|мбоу|маоу|доу|доо|школ\w*|организац\w*|учрежден\w*|(?:обще)?образоват\w*|детск\w*|сад\w*|лица",
        "",
    ),
    (r"директор\w*|руковод\w*|рук|заведующ\w*|зав", "руководитель"),
    (r"куратор\w*", "куратор"),
    (r"исполнител\w*|исп", "исполнитель"),
    (r"ответств\w*|отв", "ответственный"),
    (r"наим\w*|назван\w*", "наименование"),
    (r"полн\w*", "полное"),
    (r"кратк\w*|сокр\w*", "краткое"),
    (r"должн\w*|долж", "должность"),
    (r"тел|телефон\w*", "телефон"),
    (r"раб|рабоч\w*|служебн\w*|приемн\w*|контактн\w*", "рабочий"),
    (r"моб|мобильн\w*|сот|сотов\w*", "мобильный"),
    (r"почт\w*", "почта"),
    (r"эл|электронн\w*", "электронный"),
    (r"юр|юридическ\w*", "юридический"),
    (r"нас|населенн\w*", "населенный"),
    (r"наставнич\w*|наставн", "наставничество"),
)
ENDING: Final = re.compile(
    r"(?<=\w{4})(?:[иы]ями|[ая]ми|[оеыи]го|[ое]му|[ыи]ми|ией|[еоиы]й|[ая]я|[оеиы]е|[ое]в|и[яюи]|[ая][мх]|[уюаяоеыиь])$"
)
PEOPLE: Final = frozenset(("руководитель", "куратор", "исполнитель", "ответственный"))


def meaning_of(heading: str) -> frozenset[str]:
    """The words of a heading that tell what its column holds; none if it has only common words.

        >>> meaning_of("наименование оу (полностью по уставу)")
        frozenset({"наименование", "полное"})

    The heading of a person's name may also ask for the post: «ф.и.о., должность куратора» is «куратор».
    """
    text = heading
    for pattern, word in PHRASES:
        text = re.sub(pattern, word, text)
    found = {_word(word) for word in re.findall(r"\w+", text)} - {""}
    if "фио" in found and found & PEOPLE:
        found -= {"фио", "должность", "полное"}
    if "почта" in found:
        found -= {"электронный"}
    return frozenset(found)


def _word(written: str) -> str:
    for pattern, word in WORDS:
        if re.fullmatch(pattern, written):
            return word
    return ENDING.sub("", written)
