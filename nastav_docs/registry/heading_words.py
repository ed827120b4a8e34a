"""Understand a heading by its words, whatever their order, their endings and abbreviations."""

from __future__ import annotations

import difflib
import re
from functools import lru_cache
from typing import Final, cast

# Replaced by one word each, before a heading (in small letters, «е» for «ё») is cut into words. The patterns here are
# compiled when they are first needed: most registries have only headings that are known as they stand.
PHRASES: Final = (
    (r"(?<![а-я])ф\.? ?и\.? ?о(?![а-я])\.?", " фио "),
    (r"фамили\w+\W+(?:и\W+)?им(?:я|ени)\W+(?:и\W+)?отчеств\w+", " фио "),
    (r"\be[- ]?mail\b|эл(?:ектронн\w+|\.)?\s*-?\s*почт\w+|\bэлектронк\w+", " почта "),
    (r"фамилия,?\s+и\.?\s?о\b\.?", " фио "),
    (r"\bэл\w*\.?\s+ящик\w*", " почта "),
    (r"\bпочт\w*\.?\s+адрес\w*", " почтовый адрес "),
    (r"№", " номер "),
    (r"мест\w*\s+(?:нах|распол)\w*|мест(?:онахож|орасполож)\w*|(?<=адрес )(?:нахож|располож)\w*", " нахождение "),
    (r"(?<![а-я])п-т(?:а|е)?(?![а-я])", " пункт "),
)
# Words that headings are made of: «назв.», «фактич.», «офиц.» with a full stop is the first that begins so.
ABBREVIATED: Final = (
    "наименование", "название", "сокращенное", "краткое", "полное", "директор", "руководитель", "заведующий", "куратор",
    "исполнитель", "ответственный", "должность", "телефон", "рабочий", "контактный", "мобильный", "сотовый", "приемная",
    "электронный", "юридический", "фактический", "официальный", "населенный", "местонахождение", "нахождение",
    "организация", "учреждение", "образовательный", "школа", "муниципальный", "номер", "фамилия",
)  # fmt: skip
SHORTEST: Final = 2  # letters of an abbreviation
# «наим-е», «рук-ля», «зав-щий»: the beginning of a word and its end.
CONTRACTED: Final = re.compile(r"(?<![\w-])([а-я]{2,8})-([а-я]{1,4})(?![\w-])")
NOT_CONSONANTS: Final = re.compile(r"[аеиоуыэюяьъй]+")
# A word as it is written, and its meaning; an empty meaning says nothing of what a column holds.
WORDS: Final = (
    (
        r"сет[ьи]|интернет\w*|индекс\w*",
        "",
    ),
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
    (r"почтов\w*", "почтовый"),
    (r"офиц|официальн\w*", ""),
    (r"моб|мобильн\w*|сот|сотов\w*", "мобильный"),
    (r"почт\w*", "почта"),
    (r"эл|электронн\w*", "электронный"),
    (r"юр|юридическ\w*", "юридический"),
    (r"нахожден\w*", "нахождение"),
    (r"нас|населенн\w*", "населенный"),
    (r"наставнич\w*|наставн", "наставничество"),
)
_WORD: Final = re.compile("|".join(f"({pattern})" for pattern, _ in WORDS))  # the group that has matched is the word
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
    text = CONTRACTED.sub(_in_full, text)
    found = {_word(word, short=bool(stop)) for word, stop in re.findall(r"(\w+)(\.?)", text)} - {""}
    if "фио" in found and found & PEOPLE:
        found -= {"фио", "должность", "полное"}
    if "почта" in found:
        found -= {"электронный"}
    if "адрес" in found:
        found -= {"нахождение"}
    return frozenset(found)


def _in_full(match: re.Match[str]) -> str:
    """The word of headings that begins and ends like a contraction, whatever its case: «рук-ля» is «руководитель»."""
    begins, ends = match.groups()
    for word in ABBREVIATED:
        last = NOT_CONSONANTS.sub("", word)[-1]
        if word.startswith(begins) and word != begins and NOT_CONSONANTS.sub("", ends)[:1] in {"", last}:
            return word
    return match[0]


@lru_cache(maxsize=4096)
def _word(written: str, *, short: bool) -> str:
    """The meaning of a word; with `short` a full stop stands behind it, and it may be the beginning of one."""
    if found := _WORD.fullmatch(written):
        return WORDS[cast("int", found.lastindex) - 1][1]
    if short and len(written) >= SHORTEST and (full := next((w for w in ABBREVIATED if w.startswith(written)), "")):
        return _word(full, short=False)
    return ENDING.sub("", written)


def spelt_right(heading: str) -> str:
    """A heading with the words of headings in place of what is nearly one of them: «рукводитель» is «руководитель»."""
    return re.sub(r"[а-я]{6,}", lambda match: _nearest(match[0]), heading)


def _nearest(word: str) -> str:
    close = difflib.get_close_matches(word, ABBREVIATED, n=1, cutoff=0.86)
    return close[0] if close else word
