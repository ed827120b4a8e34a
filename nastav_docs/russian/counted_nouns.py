"""Which forms has a noun beside numbers? «2 листа», «5 листов», «двум листам», «5 лет»."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, cast

from nastav_docs.russian.adjectives import adjective, agreement, plural_of
from nastav_docs.russian.dictionary import adjective_people, nouns, parses, six_forms
from nastav_docs.russian.word_forms import SIBILANTS, VELARS

if TYPE_CHECKING:
    from nastav_docs.russian.dictionary import DictionaryNoun
    from nastav_docs.russian.word_forms import SixForms


@dataclass(frozen=True, slots=True)
class FormsAfterNumbers:
    """The forms of a noun beside numbers: `few` after two («листа»), `many` after five («листов»).

    `plural` has the six cases of the plural, for «двум листам».
    """

    few: str
    many: str
    plural: SixForms


# Nouns with forms of their own after numbers: «5 лет», «с 5 человеками».
_AFTER_FIVE: Final[dict[str, SixForms]] = {
    "год": ("лет", "лет", "годам", "лет", "годами", "годах"),
    "человек": ("человек", "человек", "человекам", "человек", "человеками", "человеках"),
    "раз": ("раз", "раз", "разам", "раз", "разами", "разах"),
}


@lru_cache(maxsize=4096)
def forms_after_numbers(word: str, noun: DictionaryNoun) -> FormsAfterNumbers:
    """The forms of a noun beside numbers; `noun` is the reading of `word` that is meant.

    `forms_after_numbers("год", nouns("год")[0]).many` → «лет». A compound is read by its parts.
    """
    for parse in parses(word):
        if parse.tag.POS == "NOUN" and parse.tag.case == "nomn" and six_forms(parse) == noun.forms:
            return _count(word, noun, parse)
    if "-" not in word:
        return _count_made(word, noun)
    first, last = word.split("-", 1)
    end = _count_part(last)
    if word.split("-", 1)[0] == noun.forms[1].split("-", 1)[0]:
        return _joined_count(f"{first}-", FormsAfterNumbers("", "", ("",) * 6), end)
    return _joined_count("", _count_part(first), end)


def _count_part(word: str) -> FormsAfterNumbers:
    """The forms of a part of a compound beside numbers."""
    return next(forms_after_numbers(word, n) for n in (*nouns(word), *adjective_people(word)) if n.known)


def _count_made(word: str, noun: DictionaryNoun) -> FormsAfterNumbers:
    """The forms beside numbers of a noun that the dictionary lacks: «2 электроника», «2 обучающихся»."""
    if agreement(word) is not None:
        many = adjective(plural_of(word), animate=True)
        return FormsAfterNumbers(many[0] if "femn" in noun.agrees else many[1], many[1], many)
    plural = ("и" if word[-1] in VELARS | SIBILANTS else "ы", "ей" if word[-1] in SIBILANTS else "ов")
    made = tuple(word + end for end in (*plural, "ам", plural[1], "ами", "ах"))
    return FormsAfterNumbers(noun.forms[1], made[1], cast("SixForms", made))


def _joined_count(first: str, start: FormsAfterNumbers, end: FormsAfterNumbers) -> FormsAfterNumbers:
    mark = "" if first else "-"
    plural = tuple(f"{first}{a}{mark}{b}" for a, b in zip(start.plural, end.plural, strict=True))
    return FormsAfterNumbers(
        f"{first}{start.few}{mark}{end.few}", f"{first}{start.many}{mark}{end.many}", cast("SixForms", plural)
    )


def _count(word: str, noun: DictionaryNoun, parse: Any) -> FormsAfterNumbers:  # noqa: ANN401 - pymorphy3 has no types
    if noun.plural:
        return FormsAfterNumbers(noun.forms[1], noun.forms[1], noun.forms)
    other = parse.inflect({"plur", "nomn"})
    many = six_forms(other) if other is not None else noun.forms
    if agreement(word) and noun.forms[1].endswith(("ого", "его", "ой", "ей")):  # «2 рабочих», «3 вожатые»
        return FormsAfterNumbers(many[0] if "femn" in noun.agrees else many[1], many[1], many)
    if word in _AFTER_FIVE:
        return FormsAfterNumbers(noun.forms[1], _AFTER_FIVE[word][0], _AFTER_FIVE[word])
    return FormsAfterNumbers(noun.forms[1], many[1], many)
