"""How do several people sound in the other cases, or people with their posts? Each name and each post by itself.

«Петров А.И. и Сидорова В.П.», «директор школы Соколова Анна Игоревна», «Громов О.Ю., методист; Юдина Р.И. (куратор)».
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final

from nastav_docs.russian.cases import CASES, OBLIQUE, Case, Form, Gender, Kind
from nastav_docs.russian.declension import Inflected, unchanged, variant_doubt
from nastav_docs.russian.lexicon import BUILTIN, Lexicon
from nastav_docs.russian.names import DAUGHTER, PARTICLES, SON, first_name_genders, inflect_name, parse_name
from nastav_docs.russian.quotes import MARKS, quotation_end
from nastav_docs.russian.word_forms import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

# Texts of these kinds may name people; the title of an institution or of a paper has people in the genitive.
KINDS: Final[tuple[Kind, ...]] = ("person", "job", "group", "phrase")
# What a text with people's names has: initials, a patronymic, or two words with capitals before a mark.
_NEAR_NAME: Final = re.compile(
    r"[А-ЯЁ]\.|(?:вич|[вч]на|ьич|мич|оглы|кызы)(?!\w)|[А-ЯЁ][а-яё-]+ [А-ЯЁ][а-яё-]+(?:\s*[,;/\n–—]| и(?:ли)? |\s*\Z)"
)
# An enterprise that is a person: «ИП Лунин Пётр Ильич».
_IN_BUSINESS: Final = re.compile(r"(?:ИП|индивидуальный предприниматель|самозанятый)\s", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\s,;()«»\"–—/]+")
# What stands between two people or between a person and a post, and is no part of either.
_BETWEEN: Final = r"(?:[\s,;()–—/]|(?<!\w)(?:и|или|либо|а также)(?![\w.]))*"
_POST: Final = re.compile(rf"({_BETWEEN})(.*?)({_BETWEEN})", re.DOTALL)
# A surname in an oblique case, which nobody writes where the nominative is asked for: «директору Ивановой А.А.».
_OBLIQUE: Final = re.compile(r".*(?:ов|ев|ёв|ин|ын)(?:ой|ою|ым|ому|у|е)|.*[сц]к(?:ого|ому|им)")
# Who acts for somebody has that person's post, and is nobody's assistant: «и.о. директора Лунина А.А.».
_ACTING: Final = re.compile(r"и\.\s?о\.|врио|врид|исполняющ|временно", re.IGNORECASE)
# Whose work is with another person: «помощник Лунина А.А.».
_AT_SOMEBODY: Final = ("заместител", "помощни", "секретар", "представител", "референт", "советни")
# «Лунина»: a woman, or the genitive of «Лунин».
_FAMILY: Final = re.compile(r".+(?:[оеё]в|[иы]н)ы|.+[сц]кие")  # «Лунины Пётр и Анна»: no surname of one person
# One surname and several first names: «супруги Лунины Пётр Ильич и Анна».
_OF_FAMILY: Final = re.compile(
    r"(.*?)([А-ЯЁ][а-яё-]+)(\s+)([А-ЯЁ][а-яё]+(?:\s[А-ЯЁ][а-яё]+)?(?:(?:,|\sи)\s[А-ЯЁ][а-яё]+(?:\s[А-ЯЁ][а-яё]+)?)+)"
)
# «к.п.н.», «канд. пед. наук», «тел. 2-48-73»
_DEGREE: Final = re.compile(r"[кд]\.\s?[а-яё-]+\.\s?н\.|канд\.|докт\.|тел\.")
_HIS_OR_HER: Final = ("ова", "ева", "ёва", "ина", "ына")
# «школы имени Героя Советского Союза И.И. Иванова»: whom a school is named after is no person of the text.
_NAMED_AFTER: Final = re.compile(r"(?<!\w)(?:имени|им\.|памяти)\s+((?:[^\s,;()«»\"–—]+\s+)*)$", re.IGNORECASE)
_TITLES: Final = word_set(
    "героя советского союза российской федерации россии социалистического труда ссср рф великой отечественной войны "
    "кавалера ордена славы святого святой преподобного"
)
_INITIALS: Final = re.compile(r"(?:[А-ЯЁ]\.-?)+")
_LONGEST: Final = 5  # words of a name: «Алиева Севда Рауф кызы», «фон Дервиз Иван Петрович»


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A part of a text that names people: a name, a post, or what stands between them."""

    text: str
    what: str  # «name», «post», «between»


def inflect_people(text: str, kind: Kind, gender: Gender | None, lexicon: Lexicon = BUILTIN) -> Inflected | None:
    """The six forms of a text that names several people, or people with posts; None for any other text.

    `gender`: that of the one person named, where the user states it. Each post and each name keeps its place, and the
    marks between them stay as they were written.

    `inflect_people("методист Рогов А.А.", "group", None).forms["dat"].text` → «методисту Рогову А.А.».
    """
    mentioned = read_people(text) if kind in KINDS or _IN_BUSINESS.match(text) else ()
    if not mentioned:
        return None
    alone = sum(one.what == "name" for one in mentioned) == 1
    made = [_inflected(one, gender if alone else None, lexicon) for one in mentioned]
    doubts = list(dict.fromkeys(chain.from_iterable(one.doubts for one in made)))
    for at in range(2, len(mentioned)):
        if _whose(*mentioned[at - 2 : at + 1]):
            other = _joined([*made[:at], unchanged(mentioned[at].text), *made[at + 1 :]])
            reason = f"«{mentioned[at].text}» прочитано как имя в именительном падеже, а может быть и родительным"
            doubts.append(variant_doubt(text, reason, {case: other[case].text for case in OBLIQUE}))
    return Inflected(_joined(made), tuple(doubts), frozenset(chain.from_iterable(one.used for one in made)))


def _joined(made: list[Inflected]) -> dict[Case, Form]:
    """The parts of a text in one line, in each case."""
    forms: dict[Case, Form] = {}
    for case in CASES:
        parts = [one.forms[case] for one in made]
        source = next((part.source for part in parts if part.source != "invariable"), "invariable")
        forms[case] = Form("".join(part.text for part in parts), source)
    return forms


def _whose(post: Mentioned, between: Mentioned, name: Mentioned) -> bool:
    """Whether a name after a post may be the genitive of a man's: «заместитель директора Лунина А.А.»."""
    if (post.what, between.text.strip(), name.what) != ("post", "", "name") or _ACTING.match(post.text):
        return False
    from nastav_docs.russian.dictionary import may_be_whose  # noqa: PLC0415 - loads pymorphy3

    read = parse_name(name.text)
    if read is None or not read.first.endswith(".") or not read.surname.lower().endswith(_HIS_OR_HER):
        return False
    last = post.text.rsplit(maxsplit=1)[-1].lower()
    return last.startswith(_AT_SOMEBODY) or may_be_whose(last)


def _inflected(one: Mentioned, gender: Gender | None, lexicon: Lexicon) -> Inflected:
    if one.what == "name":
        return inflect_name(one.text, gender, None, lexicon)
    if one.what == "between":
        return unchanged(one.text)
    from nastav_docs.russian.phrases import inflect_phrase  # noqa: PLC0415 - loads pymorphy3, which only posts need

    return inflect_phrase(one.text, "job", None, lexicon, None)


def read_people(text: str) -> tuple[Mentioned, ...]:
    """The names, posts and marks of a text in their order, nothing left out; empty where it is not people it names.

    One name with nothing beside it is left to `parse_name`, a note in brackets («по согласованию») is no post.

    `[one.text for one in read_people("Громов О.Ю., методист")]` → `['Громов О.Ю.', ', ', 'методист']`.
    """
    if not _NEAR_NAME.search(text):
        return ()
    clean = re.sub(r"[^\S\u00a0\n]+", " ", text.strip())
    if family := tuple(_family(clean)):
        return family
    names = list(_names(clean))
    if not names or names == [(0, len(clean))]:
        return ()
    if any(not clean[end:start].strip(" \u00a0") for (_, end), (start, _) in pairwise(names)):
        return ()  # «Чан Тхи Минь Тху» is one person
    ends = [0, *chain.from_iterable(names), len(clean)]
    found: list[Mentioned] = []
    for at, (start, end) in enumerate(pairwise(ends)):
        if at % 2:
            found.append(Mentioned(clean[start:end], "name"))
        else:
            gap = list(_gap(clean[start:end]))
            if any(one.what == "post" and not _is_post(one.text) for one in gap):
                return ()
            found += gap
    beside = "".join(one.text for one in found if one.what != "name")
    if len(names) == 1 and not any(letter.isalnum() for letter in beside):
        return ()
    return tuple(found)


def _family(text: str) -> Iterator[Mentioned]:
    """The parts of «супруги Лунины Пётр и Анна»; none for any other text."""
    found = _OF_FAMILY.fullmatch(text)
    if found is None or not _FAMILY.fullmatch(found[2].lower()):
        return
    given = re.split(r"(,\s|\sи\s)", found[4])
    if not all(first_name_genders(name.split()[0].lower()) for name in given[::2]):
        return
    for part, what in ((found[1].strip(), "post"), (" " if found[1] else "", "between"), (found[2], "post")):
        if part:
            yield Mentioned(part, what)
    yield Mentioned(found[3], "between")
    for at, part in enumerate(given):
        yield Mentioned(part, "between" if at % 2 else "name")


def _gap(text: str) -> Iterator[Mentioned]:
    """What stands before, between or after names: marks, a post among them where there is one."""
    match = _POST.fullmatch(text)
    if match is None or not match[2]:
        if text:
            yield Mentioned(text, "between")
        return
    before, post, after = match.groups()
    if post.count("(") > post.count(")"):
        post, after = f"{post}{after[:1]}", after[1:]
    for part, what in ((before, "between"), (post, "between" if _is_note(post) else "post"), (after, "between")):
        if part:
            yield Mentioned(part, what)


def _is_note(text: str) -> bool:
    """Whether words beside a name are a note, not a post: «по согласованию», «до 01.09.2025»."""
    from nastav_docs.russian.dictionary import is_preposition  # noqa: PLC0415 - loads pymorphy3

    first = text.split(maxsplit=1)[0].lower()
    abbreviated = (
        len(first) > 1 and text.startswith(first.upper()) and (not text.isupper() or "№" in text)
    )  # «(МБДОУ № 5)»
    return (
        is_preposition(first)
        or abbreviated
        or bool(_DEGREE.match(text))
        or not any(letter.isalpha() for letter in text)
    )


def _is_post(text: str) -> bool:
    """Whether words are a post, or people by their posts: «заместитель директора», «члены комиссии»."""
    from nastav_docs.russian.phrases import guess_kind  # noqa: PLC0415 - loads pymorphy3

    return guess_kind(text.lower() if text.isupper() else text[:1].lower() + text[1:]) in ("job", "group")


def _names(text: str) -> Iterator[tuple[int, int]]:
    """Where the certain names of a text begin and end."""
    words = list(_outside_quotes(text))
    at = after = 0
    while at < len(words):
        for count in range(min(_LONGEST, len(words) - at), 1, -1):
            start, end = words[at][0], words[at + count - 1][1]
            between = (text[a:b] for (_, a), (b, _) in pairwise(words[at : at + count]))
            if all(not mark.strip() and "\n" not in mark for mark in between) and is_full_name(text[start:end]):
                if not _named_after(text[after:start]):
                    yield start, end
                at += count - 1
                after = end
                break
        at += 1


def _named_after(before: str) -> bool:
    """Whether a name is that of an institution, by what stands before it: «школа имени академика»."""
    found = _NAMED_AFTER.search(before)
    return found is not None and all(
        word[0].islower() or word.lower() in _TITLES for word in found[1].split() if not word.endswith(".")
    )


def _outside_quotes(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text stand that are in no quotation."""
    end = 0
    for match in _WORD.finditer(text):
        opened = next((at for at in range(end, match.start()) if text[at] in MARKS), None)
        if opened is not None:
            end = max(end, quotation_end(text, opened))
        if match.start() >= end:
            yield match.span()


def _is_oblique(surname: str) -> bool:
    """Whether a surname is in another case than the nominative: «луниной», «лунину», but not «луговой»."""
    if not _OBLIQUE.fullmatch(surname):
        return False
    from nastav_docs.russian.dictionary import is_masculine_in_oy  # noqa: PLC0415 - loads pymorphy3

    return not is_masculine_in_oy(surname)


def is_full_name(text: str) -> bool:
    """Whether words are surely one person in the nominative: a surname with initials, or with name and patronymic.

    A surname and a first name that the dictionary knows will do: «Ким Ольга».
    """
    name = parse_name(text)
    if name is None or not name.surname or not name.first:
        return False
    words = text.split()
    small = PARTICLES | SON | DAUGHTER
    if not all(word[:1].isupper() or word.lower() in small for word in words):
        return False
    lower = name.surname.lower()
    if (" " in lower and lower.split()[0] not in PARTICLES) or _is_oblique(lower) or _FAMILY.fullmatch(lower):
        return False
    if name.first.endswith("."):
        return name.patronymic.count(".") < 2 and any(_INITIALS.fullmatch(word) for word in words)  # noqa: PLR2004 - «Ж.П.»
    if name.patronymic:
        return " " not in name.first
    return len(words) == 2 and bool(first_name_genders(name.first.lower()))  # noqa: PLR2004 - «Ким Ольга»
