"""What a heading says, whatever the order of its words, their endings and abbreviations."""

from __future__ import annotations

import re
from typing import Final

# Written as one word each before the heading is cut into words; a heading comes in small letters, with «е» for «ё».
PHRASES: Final = (
    (re.compile(r"(?<![а-я])ф\.? ?и\.? ?о(?![а-я])\.?"), " фио "),
    (re.compile(r"фамили\w+\W+(?:и\W+)?им(?:я|ени)\W+(?:и\W+)?отчеств\w+"), " фио "),
    (re.compile(r"\be[- ]?mail\b|эл(?:ектронн\w+|\.)?\s*-?\s*почт\w+|\bэлектронк\w+"), " почта "),
    (re.compile(r"№"), " номер "),
)
# A word as it is written, and the one that stands for all its kind; an empty one says nothing of what a column holds.
WORDS: Final = tuple(
    (re.compile(words), meaning)
    for words, meaning in (
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
)
ENDING: Final = re.compile(
    r"(?<=\w{4})(?:[иы]ями|[ая]ми|[оеыи]го|[ое]му|[ыи]ми|ией|[еоиы]й|[ая]я|[оеиы]е|[ое]в|и[яюи]|[ая][мх]|[уюаяоеыиь])$"
)
PEOPLE: Final = frozenset(("руководитель", "куратор", "исполнитель", "ответственный"))


def meaning_of(heading: str) -> frozenset[str]:
    """The words that tell what a column holds: `meaning_of("наименование оу (полностью по уставу)")`.

    → «наименование», «полное». A heading of a person's name may also ask for the post: «ф.и.о., должность куратора» is
    «куратор». Empty for a heading of nothing but common words.
    """
    text = heading
    for pattern, word in PHRASES:
        text = pattern.sub(word, text)
    found = {_word(word) for word in re.findall(r"\w+", text)} - {""}
    if "фио" in found and found & PEOPLE:
        found -= {"фио", "должность", "полное"}
    if "почта" in found:
        found -= {"электронный"}
    return frozenset(found)


def _word(written: str) -> str:
    for pattern, word in WORDS:
        if pattern.fullmatch(written):
            return word
    return ENDING.sub("", written)
