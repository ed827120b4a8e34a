"""Read a cell with a person as people fill it in: «ИВАНОВА М.П.», «Иванова Мария Петровна, директор»."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from nastav_docs.diagnostics.codes import registry as codes
from nastav_docs.grids import Flaw
from nastav_docs.registry.cell_values import Read, people_in
from nastav_docs.russian import decline
from nastav_docs.russian.names import DAUGHTER, PARTICLES, SON, in_usual_letters, parse_name, patronymic_gender

# Names that need no closer look: «Иванова Мария Петровна», «Иванова М.П.».
USUAL: Final = re.compile(
    r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)? (?:[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+(?:вна|чна|ич)|[А-ЯЁ]\. ?[А-ЯЁ]\.)"
)
VACANT: Final = frozenset(("вакансия", "вакантно", "вакант", "нет", "не назначен", "не назначена", "отсутствует"))
# Words that stay with a name in papers.
AGREED: Final = re.compile(r"(.+) (\(по согласованию\))")
# Where a space is missing: «М.П.,директор», «М.П.(и.о.)», «Петровна-директор».
STUCK: Final = re.compile(
    r"(?<=[,;])(?=\w)|(?<=[\w.])(?=\()|(?<=(?:вна|чна|\wич))[-–—](?=[а-яё])|(?<=\.)[-–—](?=[а-яё])"
)
# A word in small letters that is no part of a name: «де», «ля», «фон» stand before a capital.
SMALL_WORD: Final = re.compile(r"(?<!\S)(?!(?:(?!и )[а-яё]{1,3} )+[А-ЯЁ])[а-яё]")
LONGEST: Final = 200  # characters of a cell with a name and a post
INITIALS: Final = re.compile(r"(?:[А-ЯЁ]\.-?){1,2}")
ACTING: Final = re.compile(r"(?:и\. ?о\.?|ио(?= |$)|врио(?= |$)|вр\. ?и\. ?о\.?)", re.IGNORECASE)
# Words that a post begins with; a text that begins with another word may be anything.
POST: Final = re.compile(
    rf"(?:{ACTING.pattern}|исполняющ\w+ обязанности|временно исполняющ\w+|директор|дир\.|завед\w+|зав\.|начальник"
    r"|руководител\w+|зам\.|заместител\w+|завуч|учител\w+|педагог\w*|воспитател\w+|методист|соц\.|социальн\w+"
    r"|ст\.|старш\w+|психолог|преподавател\w+|препод\.|советник|библиотекар\w+|вожат\w+|логопед|дефектолог|тьютор"
    r"|мастер|секретар\w+|инструктор|тренер|концертмейстер|музыкальн\w+|специалист|главн\w+|ведущ\w+|куратор"
    r"|ответственн\w+|председател\w+|координатор|наставник)(?![а-яё])",
    re.IGNORECASE,
)
NOT_IN_POST: Final = re.compile(r"[()@/;]|\d[\d -]{4,}|[А-ЯЁ]\. ?[А-ЯЁ]\.")
# Short words of posts, in full: in the nominative, and in the genitive as after «и.о.»; compiled when first needed.
IN_FULL: Final = (
    (r"(?:зав\.|завед\.)(?=$| )", "заведующий", "заведующего"),
    (r"зам\.(?=$| )", "заместитель", "заместителя"),
    (r"дир\.(?=$| )", "директор", "директора"),
    (r"директор(?=$| )", "директор", "директора"),
    (r"заведующий(?=$| )", "заведующий", "заведующего"),
    (r"заведующая(?=$| )", "заведующая", "заведующей"),
    (r"заместитель(?=$| )", "заместитель", "заместителя"),
    (r"ст\.(?=$| )", "старший", "старшего"),
    (r"соц\.(?=$| )", "социальный", "социального"),
    (r"препод\.(?=$| )", "преподаватель", "преподавателя"),
)
KEPT_CAPITALS: Final = re.compile(r"\b(?:увр|увп|вр|ур|нмр|умр|мр|ахч|ахр|обж|обзр|икт|мо)\b")
BETWEEN: Final = " ,;:–—-"
HINT: Final = (
    "Оставьте в ячейке фамилию, имя и отчество одного человека: должность и телефон пишут в столбцах с их заголовками."
)
CHECK: Final = "Сверьте в документах; вернее писать имя обычными буквами, а должность – в своём столбце."


@lru_cache(maxsize=4096)
def person(text: str) -> str | Flaw | Read:
    """The name in a cell, with the post that stood beside it.

    Returns a `Flaw` if the cell is not understood, «» for a vacancy.

        >>> person("Иванова Мария Петровна, директор")
        Read("Иванова Мария Петровна", …, "директор")
    """
    if USUAL.fullmatch(text):
        return text
    if several := people_in(text):
        return Flaw(codes.PERSON_UNCLEAR, f"В ячейке не один человек: «{'», «'.join(several)}».", HINT)
    if text.lower().strip(" .()") in VACANT:
        return ""
    agreed = AGREED.fullmatch(text)
    bare, note = (agreed[1], f" {agreed[2]}") if agreed else (text, "")
    bare = STUCK.sub(" ", bare)
    if _like_name(bare) or (bare.isupper() and parse_name(bare) is not None):
        name = in_usual_letters(bare)
        return text if name == bare else Read(f"{name}{note}", _other_letters(name))
    found = _taken_apart(bare) if len(bare) < LONGEST else None
    if found is not None:
        name, post = found
        message = f"Имя и должность в одной ячейке: прочитано «{name}» и «{post}»."
        return Read(f"{name}{note}", Flaw(codes.PERSON_SPLIT, message, CHECK), post)
    if parse_name(bare) is not None and not SMALL_WORD.search(bare):
        return text  # a surname alone, or a name that is not Russian
    if not re.search(r"[а-яё0-9@(),;/]", bare):
        return text
    return Flaw(codes.PERSON_UNCLEAR, f"В ячейке не только имя: «{text[:60]}».", HINT)


def _other_letters(name: str) -> Flaw:
    return Flaw(codes.PERSON_SPLIT, f"Имя прочитано с обычными буквами: «{name}».", CHECK)


def _taken_apart(text: str) -> tuple[str, str] | None:
    """The name and the post of a cell, whichever stands first; None if it holds anything but just these two."""
    words = text.split()
    for cut in range(len(words) - 1, 0, -1):
        left, right = (" ".join(part).strip(BETWEEN) for part in (words[:cut], words[cut:]))
        right = right[1:-1].strip() if right.startswith("(") and right.endswith(")") else right
        if _like_name(left) and _like_post(right):
            return in_usual_letters(left), post_in_full(right)
    for cut in range(1, len(words)):
        left, right = (" ".join(part).strip(BETWEEN) for part in (words[:cut], words[cut:]))
        if _like_post(left) and _like_name(right):
            return in_usual_letters(right), post_in_full(left)
    return None


def _like_post(text: str) -> bool:
    return bool(POST.match(text)) and not NOT_IN_POST.search(ACTING.sub("", text))


def _like_name(text: str) -> bool:
    """Whether a text is a surname with a first name or initials and nothing else, in letters of any case."""
    if re.search(r"[\d@(),;:/]", text) or any(
        POST.fullmatch(word) and not INITIALS.fullmatch(word) for word in text.split()
    ):
        return False
    name = parse_name(text)
    if name is None or not (name.surname and name.first):
        return False
    if any(w[0].islower() and w.lower() not in PARTICLES | SON | DAUGHTER for w in text.split()):
        # All in small letters: a name only where it has a patronymic.
        return text.islower() and bool(patronymic_gender(name.patronymic.lower()))
    return True


def post_in_full(text: str) -> str:
    """A post as papers print it: small first letter; «зам.», «зав.», «ст.» in full; a genitive after «и.о.»."""
    post = text[:1].lower() + text[1:]
    if text.isupper():
        post = KEPT_CAPITALS.sub(lambda found: found[0].upper(), text.lower())
    acting = ACTING.match(post)
    if acting is None:
        return _without_abbreviation(post, after_acting=False)
    word = "врио" if acting[0].lower().startswith("в") else "и.о."
    rest = post[acting.end() :].strip()
    return f"{word} {_without_abbreviation(rest, after_acting=True)}".strip()


def _without_abbreviation(post: str, *, after_acting: bool) -> str:
    for pattern, nominative, genitive in IN_FULL:
        if found := re.match(pattern, post):
            return (genitive if after_acting else nominative) + post[found.end() :]
    return post


def acting_as(acting: str, post: str) -> str:
    """«и.о. директора» from «и.о.», which stood beside a name, and the post that the school names."""
    if ACTING.match(post):
        return post
    return f"{acting} {decline(post, 'job').form('gen')}"
