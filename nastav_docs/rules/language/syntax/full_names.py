"""One person's name in one case: a surname, a first name and a patronymic, and the post before them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.mistakes import Mistake, alive, listed
from nastav_docs.rules.language.syntax.sentence import SAME_CASE, facts
from nastav_docs.rules.language.syntax.surnames import is_capital, surname_cases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.rules.language.syntax.sentence import Sentence, Word

# A patronymic by its end in some case.
PATRONYMIC: Final = re.compile(
    r"[а-яё]+(?:(?:[оеё]в|[аеоья]|[мкт])ич(?P<man>а|у|ем|[оё]м|е|)|(?:[оеё]в|ич|иш)н(?P<woman>а|ы|е|у|ой|ою))"
)
OF_MEN: Final = {"": "nomn", "а": "gent accs", "у": "datv", "ем": "ablt", "ом": "ablt", "ём": "ablt", "е": "loct"}
OF_WOMEN: Final = {"а": "nomn", "ы": "gent", "е": "datv loct", "у": "accs", "ой": "ablt", "ою": "ablt"}
# Men's names in -ия and the like, of which the dictionary has other forms; women's in a soft consonant, «Айгуль».
UNSURE: Final = {
    "masc": re.compile(r"(?:захари|закари|анани|азари|исаи|иереми|малахи|неми)[яюией]{1,2}|(?:кост|шот)."),
    "femn": re.compile(r"(?!любовь).*(?:ь|[бвгдзклмнпрстф]я)"),
}
# What stands with a capital before the name of a person and is no surname: «Музей Ивана Петровича».
NOT_SURNAMES: Final = listed("capitals before names")
# Who has no other person behind the post, as «заместитель Петрова» has.
ALONE: Final = listed("posts of one person")


def full_names(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «Шевчуку Ирине Петровне», «Дубровиной Ольги Сергеевне»: parts of one name in different cases."""
    words = sentence.words
    for at in range(1, len(words)):
        told = patronymic_of(words[at]) if is_capital(words[at]) and is_capital(words[at - 1]) else None
        first = first_name_cases(words[at - 1].low, told[0]) if told is not None else None
        if told is None or first is None:
            continue
        gender, cases = told
        has_surname = is_surname(sentence, at)
        surname = surname_cases(words[at - 2].low, gender) if has_surname else first & cases
        whole = sentence.text[words[at - 1 - has_surname].start : words[at].end]
        if surname & first & cases:
            yield from behind_post(sentence, at - 1 - has_surname, surname & first & cases)
            continue
        back, ahead, advice = odd_part(surname if has_surname else None, first, cases)
        if has_surname and not surname:
            advice = "фамилия женщины здесь не склоняется, как у мужчины"
        message = f"Части имени в разных падежах: «{whole}»"
        yield Mistake(codes.NAME, words[at - back].start, words[at - ahead].end, message, "", advice)


def odd_part(surname: frozenset[str] | None, first: frozenset[str], patronymic: frozenset[str]) -> tuple[int, int, str]:
    """Which part stands apart: how far its first and last word are from the patronymic, and what to do."""
    if first & patronymic:
        return 2, 2, "поставьте фамилию в падеж имени и отчества"
    of_first, of_patronymic = surname and surname & patronymic, surname and surname & first
    if of_first and not of_patronymic:
        return 1, 1, "поставьте имя в падеж фамилии и отчества"
    if of_patronymic and not of_first:
        return 0, 0, "поставьте отчество в падеж фамилии и имени"
    return 1, 0, "поставьте имя и отчество в один падеж"


@lru_cache(maxsize=4096)
def _patronymic(low: str) -> tuple[str, frozenset[str]] | None:
    match = PATRONYMIC.fullmatch(low)
    if match is None:
        return None
    if match["woman"] is None:
        return "masc", frozenset(OF_MEN[match["man"]].split())
    return "femn", frozenset(OF_WOMEN[match["woman"]].split())


def patronymic_of(word: Word) -> tuple[str, frozenset[str]] | None:
    """The gender that a patronymic tells, and its cases: of «Петровне» the dative and the prepositional."""
    return _patronymic(word.low)


@lru_cache(maxsize=4096)
def first_name_cases(low: str, gender: str) -> frozenset[str] | None:
    """The cases of a first name of a gender; None for what the dictionary doesn't surely have as one.

    Names that are declined in several ways tell nothing: «Айгуль» as «Айгули», a man's «Анания», «Коста».
    """
    found = [p for p in facts(low).readings if "Name" in p.tag and p.tag.number == "sing" and p.tag.gender != "neut"]
    own = [p for p in found if p.tag.gender in {gender, "ms-f"}]
    unsure = UNSURE[gender]
    if not own or unsure.fullmatch(low) or any("Fixd" in p.tag or unsure.fullmatch(p.normal_form) for p in own):
        return None
    return frozenset(SAME_CASE.get(str(p.tag.case), str(p.tag.case)) for p in own)


def is_surname(sentence: Sentence, at: int) -> bool:
    """Whether a surname surely stands before a first name and the patronymic at a place."""
    words = sentence.words
    word = words[at - 2] if at > 1 else None
    behind = words[at + 1] if at + 1 < len(words) else None
    if word is None or not is_capital(word) or patronymic_of(word) or (behind is not None and is_capital(behind)):
        return False  # «в Доме Ивана Петровича Павлова»
    about = word.about
    if about.lemmas & NOT_SURNAMES or word.low in NOT_SURNAMES:
        return False
    named = "Surn" in about.grammemes
    opens = at == 2 or words[at - 3].kind in {"number", "mark", "short"}  # noqa: PLR2004 - the first word
    if opens:
        return (named or not about.readings) and all("Surn" in p.tag for p in about.likely)
    return named or not about.readings or (word.only("NOUN") and alive(word) and not about.grammemes & {"Name"})


def behind_post(sentence: Sentence, start: int, cases: frozenset[str]) -> Iterator[Mistake]:
    """Finds «Воспитателю Дубровиной Ольги Сергеевны»: a name in another case than the post in the dative before it."""
    words = sentence.words
    at = start - 1
    while at >= 0 and words[at].kind in {"number", "quote", "word"} and is_of_post(words[at]):
        at -= 1
    if at < 0 or "datv" in cases or not words[at].lemmas() & ALONE or words[at].cases() != {"datv"}:
        return
    said = sentence.text[words[start].start : words[start].end]
    message = f"Имя не в том падеже, что «{words[at].text}»: «{said}»"
    yield Mistake(codes.NAME, words[start].start, words[start].end, message, "", "поставьте имя в дательный падеж")


def is_of_post(word: Word) -> bool:
    """Whether a word behind a post says of what it is: «истории», «школы № 5», and is nobody's name."""
    if word.kind != "word":
        return True
    return word.text.islower() and word.only("NOUN", "ADJF") and "gent" in word.cases() and not word.may("anim")


RULES = (full_names,)
