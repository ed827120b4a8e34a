"""How does a phrase sound in the other cases? Its head noun group is inflected; dependants, quotes and numbers stay.

After the head these are inflected too: what follows a dash («заместитель директора – начальник отдела»), another head
after «и» or a comma, an apposition in parentheses («План (дорожная карта)»), a participle that agrees with the head.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, cast

from nastav_docs.diagnostics.codes import language as codes
from nastav_docs.russian.cases import CASES, OBLIQUE, Case, Doubt, Form, Kind
from nastav_docs.russian.declension import Inflected, as_yaml, overlaid, unchanged, variant_doubt
from nastav_docs.russian.dictionary import is_new_doer, is_numeral, is_preposition, nouns
from nastav_docs.russian.lexicon import Lexicon, head_missing, lexicon_key, names_numbers
from nastav_docs.russian.names import gender_of, inflect_name, parse_name
from nastav_docs.russian.numbers_apart import numbers_apart, numbers_put
from nastav_docs.russian.phrases.appositions import after_head
from nastav_docs.russian.phrases.left_over import left_over, unread_name
from nastav_docs.russian.phrases.noun_groups import (
    Expected,
    NounGroup,
    is_abbreviation,
    noun_group,
)
from nastav_docs.russian.phrases.pieces import Piece, next_word, split_pieces
from nastav_docs.russian.phrases.place_names import is_abbreviated_place, place_name_forms
from nastav_docs.russian.phrases.towns import LIKE_PEOPLE, is_town
from nastav_docs.russian.word_forms import recased, word_set

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nastav_docs.russian.word_forms import SixForms

# Whether the head of a phrase of a kind is a person; None where it may be either. Other kinds name things.
_ANIMATE: Final[dict[Kind, bool | None]] = {"job": True, "group": True, "phrase": None, "act": None}
# «Яндекс.Форма»: two words, of which none is found.
_DOTTED: Final = re.compile(r"[а-яё]{3,}\.[а-яё]{3,}")
# «не менее 20 %»: what begins so says how much, and is never inflected.
_MEASURES: Final = word_set("не менее более свыше около")
_OUTSIDE_QUOTES: Final = re.compile(r"«[^»]*»|\"[^\"]*\"|„[^“”]*[“”]|“[^”]*”")


def inflect_phrase(text: str, kind: Kind, head: str | None, lexicon: Lexicon, plural: bool | None) -> Inflected:  # noqa: FBT001 - private to decline
    """The six forms of a phrase given in the nominative, as `decline` needs them.

    `head`: the part that alone is inflected, None where the rules find it. `plural`: which of two readings of the
    head is meant, None for the usual one.

    `inflect_phrase("первый заместитель", "job", None, Lexicon(()), None).forms["dat"].text` → «первому заместителю».
    """
    clean = re.sub(r"\s*\u00a0\s*", "\u00a0", " ".join(re.split(r"[^\S\u00a0]+", text.strip())))
    found = lexicon.find(clean)
    part = head or (found.head if found else "")
    if part:
        inflected = _with_head(clean, kind, part, lexicon, plural)
    elif found and len(found.forms) == len(CASES):
        inflected = unchanged(clean)
    else:
        inflected = _alike(clean, kind, lexicon, plural) or _inflected(clean, kind, lexicon, plural)
    if found is None:
        return inflected
    laid = overlaid(inflected, found.forms, found.sources)
    return Inflected(laid.forms, laid.doubts, laid.used | found.used)


def _alike(text: str, kind: Kind, lexicon: Lexicon, plural: bool | None) -> Inflected | None:  # noqa: FBT001 - private
    """The forms of a text as of one that differs in the number of a school alone; None where it is to be told apart."""
    alike, numbers = numbers_apart(text)
    if not numbers or names_numbers(lexicon):
        return None
    found = _remembered(alike, kind, lexicon, plural)
    made = {form: numbers_put(form.text, numbers) for form in {*found.forms.values()}}  # often one for all cases
    if found.doubts or None in made.values():  # a doubt speaks of the text
        return None
    own = {form: Form(text or "", form.source) for form, text in made.items()}
    return Inflected({case: own[form] for case, form in found.forms.items()}, (), found.used)


def _with_head(text: str, kind: Kind, head: str, lexicon: Lexicon, plural: bool | None) -> Inflected:  # noqa: FBT001 - private
    """The forms of a text of which only `head` is inflected."""
    start = lexicon_key(text).find(lexicon_key(head))
    if start < 0:
        return unchanged(text, "invariable", Doubt(head_missing(text, head)))
    end = start + len(lexicon_key(head))
    inner = _inflected(text[start:end], kind, lexicon, plural)
    forms = {case: Form(text[:start] + form.text + text[end:], form.source) for case, form in inner.forms.items()}
    return Inflected(forms, inner.doubts, inner.used)


@lru_cache(maxsize=1024)
def _remembered(text: str, kind: Kind, lexicon: Lexicon, plural: bool | None) -> Inflected:  # noqa: FBT001 - private
    """What `_inflected` returns; the last 1024 answers are kept."""
    return _inflected(text, kind, lexicon, plural)


def _inflected(text: str, kind: Kind, lexicon: Lexicon, plural: bool | None) -> Inflected:  # noqa: FBT001 - private
    by_lexicon = _by_lexicon(text, lexicon)
    if by_lexicon is not None:
        return by_lexicon
    if kind == "phrase" and _names_somebody(text):
        return inflect_name(text, None, None, lexicon)
    expected = Expected(_ANIMATE.get(kind, False), plural, _in_capitals(text), kind == "job", kind == "municipality")
    pieces = split_pieces(text)
    if kind == "municipality" and is_abbreviated_place(text):
        return unchanged(text)
    group = noun_group(pieces, 0, expected)
    if group is None or _counted(pieces, group.end):
        return _headless(text, pieces)
    forms = dict(group.forms)
    if kind == "period" and group.head == "год":
        forms[group.end - 1] = (*forms[group.end - 1][:5], "году")
    name, other, reason = (
        place_name_forms(pieces, group, expected) if kind in ("municipality", "phrase") else ({}, {}, "")
    )
    bare, proper = kind in ("org", "job", "group"), kind == "municipality"
    rest = after_head(pieces, group, expected, bare=bare, proper=proper)
    forms |= rest.forms | name
    forms, used, sources = _with_lexicon(pieces, forms, lexicon)
    made = _joined(pieces, forms, _source(group, forms))
    made |= {case: Form(made[case].text, source) for case, source in sources.items()}
    doubts = _doubts_of_head(text, kind, pieces, group, forms, made, lexicon)
    if reason:
        doubts.append(_either(text, made, _joined(pieces, forms | other, ""), reason))
    if rest.appositions and kind == "org":
        plain = {at: six for at, six in forms.items() if at not in rest.appositions}
        doubts.append(_either(text, made, _joined(pieces, plain, ""), "название после «учреждения» иногда не склоняют"))
    town = _joined(pieces, _as_town(pieces, forms), "") if kind == "phrase" and len(pieces) == 1 else made
    if any(town[case].text != made[case].text for case in CASES):
        doubts.append(_either(text, made, town, "город называется так же, а склоняется иначе"))
    doubts += _left_over(text, kind, left_over(pieces, forms), made)
    doubts += _unread_name(text, kind, unread_name(pieces, forms), made)
    return Inflected(made, tuple(doubts), used)


def _doubts_of_head(
    text: str,
    kind: Kind,
    pieces: Sequence[Piece],
    group: NounGroup,
    forms: Mapping[int, SixForms],
    made: Mapping[Case, Form],
    lexicon: Lexicon,
) -> list[Doubt]:
    """What is doubtful about the head: a word that the dictionary lacks, or has twice."""
    if lexicon.find(group.head):
        return []
    doubts = []
    other = _of_other_gender(group, forms)
    if other and kind != "municipality":
        two = _joined(pieces, {**forms, group.end - 1: other}, "")
        doubts.append(_either(text, made, two, f"в словаре два слова «{group.head}», мужского и женского рода"))
    if not group.known and (kind != "municipality" or group.named):
        doubts.append(_unknown(text, group, made))
    elif kind == "phrase" and group.readings and not group.plural and is_new_doer(group.head) and not group.animate:
        person: dict[Case, str] = {"acc": made["gen"].text}
        doubts.append(variant_doubt(text, "прочитано как название вещи, а может быть и человеком", person))
    return doubts


def _of_other_gender(group: NounGroup, forms: Mapping[int, SixForms]) -> SixForms | None:
    """The forms of another noun that is written like the head and is of another gender: «тушь» and «туш»."""
    mine = forms.get(group.end - 1)
    for noun in group.readings:
        alike = noun.known and not (noun.name or noun.plural) and noun.animate == group.animate
        if mine and alike and not group.plural and noun.forms[1:3] != mine[1:3]:
            return noun.forms
    return None


def _as_town(pieces: Sequence[Piece], forms: Mapping[int, SixForms]) -> Mapping[int, SixForms]:
    """The forms of the town of Russia that a single capitalised word may name; `forms` where none is known by it."""
    word, written = pieces[0].lower, pieces[0].text
    if not written[:1].isupper() or written.isupper() or not (word in LIKE_PEOPLE or is_town(word)):
        return forms
    town = noun_group(pieces, 0, Expected(animate=False, place=True))
    return forms if town is None else town.forms


def _counted(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a numeral follows, as in «первые два квартала»: these rules do not know how to decline that."""
    at = next_word(pieces, at)
    return at < len(pieces) and pieces[at].kind == "word" and is_numeral(pieces[at].lower)


def _names_somebody(text: str) -> bool:
    """Whether a phrase is a name with initials or with a patronymic."""
    name = parse_name(text)
    if name is None or not name.surname or not (name.patronymic or name.first.endswith(".")):
        return False
    return gender_of(name) is not None


def _source(group: NounGroup, forms: Mapping[int, SixForms]) -> str:
    if not forms:
        return "invariable"
    return "ending" if not group.readings or not group.known else "dictionary"


def _joined(pieces: Sequence[Piece], forms: Mapping[int, SixForms], source: str) -> dict[Case, Form]:
    """The text of every case: the pieces with their forms, in the letter case they were written in."""
    return {
        case: Form(
            "".join(
                recased(piece.text, forms[at][number]) if at in forms else piece.text for at, piece in enumerate(pieces)
            ),
            source,
        )
        for number, case in enumerate(CASES)
    }


def _with_lexicon(
    pieces: Sequence[Piece], forms: dict[int, SixForms], lexicon: Lexicon
) -> tuple[dict[int, SixForms], frozenset[tuple[str, str]], dict[Case, str]]:
    """The forms with those that a lexicon has for single words put over them.

    Returned with them: the entries used, and the source of each case that they changed.
    """
    laid = dict(forms)
    used: frozenset[tuple[str, str]] = frozenset()
    sources: dict[Case, str] = {}
    for at, six in forms.items():
        found = lexicon.find(pieces[at].text)
        if found is None or not found.forms:
            continue
        laid[at] = cast("SixForms", tuple(found.forms.get(case, form) for case, form in zip(CASES, six, strict=True)))
        used |= found.used
        sources |= found.sources
    return laid, used, sources


def _by_lexicon(text: str, lexicon: Lexicon) -> Inflected | None:
    """The forms of a phrase that begins with several words of the lexicon: the rest stays; None if it doesn't."""
    if not any(layer.entries for layer in lexicon.layers):
        return None
    ends = [match.start() for match in re.finditer(r"(?<=\S)(?=\s)", text)][:12]
    for end in reversed(ends[1:] if len(ends) > 1 else []):
        found = lexicon.find(text[:end])
        if found is not None and found.forms:
            base = {case: Form(text, "invariable") for case in CASES}
            given = {case: Form(form + text[end:], found.sources[case]) for case, form in found.forms.items()}
            return Inflected(base | given, (), found.used)
    return None


def _in_capitals(text: str) -> bool:
    """Whether a phrase is set in capitals, as in a letterhead, and not made of abbreviations."""
    bare = _OUTSIDE_QUOTES.sub("", text)
    if not bare.isupper():
        return False
    words = [word.lower() for word in re.findall(r"[А-ЯЁ-]{4,}", bare)]
    return any(not is_abbreviation(word, capitals=True) for word in words)


def _headless(text: str, pieces: Sequence[Piece]) -> Inflected:
    """A phrase in which nothing can be inflected, left as it is, with a doubt unless that is how it should be."""
    first = pieces[next_word(pieces, 0)] if pieces else None
    if first is None or first.kind != "word" or not _should_inflect(first):
        return unchanged(text)
    message = f"В обороте «{text}» не видно главного слова в именительном падеже; он оставлен без изменений."
    hint = "Поставьте оборот в именительный падеж или напишите forms: invariable"
    return unchanged(text, "invariable", Doubt(codes.NO_HEAD.at(None, message, hint=hint, text=text)))


def _should_inflect(first: Piece) -> bool:
    word = first.lower
    if word in _MEASURES:
        return False
    if _DOTTED.fullmatch(word):
        return True
    plain = word.isalpha() and not word.isascii() and not is_abbreviation(first.text)
    return plain and not is_preposition(word) and len(word) > 1


def _either(text: str, made: Mapping[Case, Form], other: Mapping[Case, Form], reason: str) -> Doubt:
    return variant_doubt(
        text, reason, {case: other[case].text for case in OBLIQUE if other[case].text != made[case].text}
    )


def _left_over(text: str, kind: Kind, word: str, made: Mapping[Case, Form]) -> list[Doubt]:
    """The doubt about a word that stays in the nominative; the names of institutions and places may have such."""
    if not word or kind in ("org", "municipality"):
        return []
    likelier = nouns(word.lower())
    meant = f"Если здесь нужно «{likelier[0].forms[1]}», исправьте; если" if likelier else "Если"
    pasted = as_yaml({case: made[case].text for case in OBLIQUE})
    message = f"В обороте «{text}» слово «{word}» осталось в именительном падеже."
    return [Doubt(codes.WORD_LEFT.at(None, message, hint=f"{meant} всё верно, впишите: {pasted}", text=word))]


def _unread_name(text: str, kind: Kind, name: str, made: Mapping[Case, Form]) -> list[Doubt]:
    """The doubt about two capitalised words at the end that stay as they are."""
    if not name or kind not in ("job", "group"):
        return []
    pasted = as_yaml({case: made[case].text for case in OBLIQUE})
    message = f"В обороте «{text}» слова «{name}» остались без изменений: если это имя, оно не узнано."
    hint = f"Напишите имя с отчеством или инициалами; если всё верно, впишите: {pasted}"
    return [Doubt(codes.WORD_LEFT.at(None, message, hint=hint, text=name))]


def _unknown(text: str, group: NounGroup, made: Mapping[Case, Form]) -> Doubt:
    pasted = as_yaml({case: made[case].text for case in OBLIQUE})
    message = f"Слова «{group.head}» нет в словаре, формы образованы по окончанию."
    return Doubt(codes.WORD_UNKNOWN.at(None, message, hint=f"Проверьте и впишите: {pasted}", text=text))
