"""Which case forms are written by hand? What a user or the project writes for a word wins over the rules.

Layers stand one over another: the district's, the shared programme's, the built-in one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast

from nastav_docs.diagnostics.codes import language as codes
from nastav_docs.russian.cases import CASES, Case

if TYPE_CHECKING:
    from nastav_docs.diagnostics import Diagnostic

__all__ = [
    "BUILTIN",
    "BUILT_IN",
    "Entry",
    "Lexicon",
    "LexiconAnswer",
    "LexiconLayer",
    "lexicon_key",
    "read_forms",
    "read_layer",
]

# What a user writes for a text that never changes.
INVARIABLE: Final = "invariable"
# What people write for a case instead of our key.
_CASE_WORDS: Final = {
    "nom": ("nominative", "nomn", "именительный", "им", "и", "кто", "что"),
    "gen": ("genitive", "gent", "родительный", "род", "р", "кого", "чего"),
    "dat": ("dative", "datv", "дательный", "дат", "д", "кому", "чему"),
    "acc": ("accusative", "accs", "винительный", "вин", "в"),
    "ins": ("instrumental", "ablt", "abl", "творительный", "твор", "тв", "т", "кем", "чем"),
    "prp": ("prepositional", "prep", "loct", "loc", "предложный", "предл", "пр", "п", "ком", "чем"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What is written for one word or phrase: its forms, that it never changes, or which part of it is inflected.

    `key`: the nominative as written. `forms`: of some or all cases. `head`: the part that alone is inflected, «»
    for none.
    """

    key: str
    forms: Mapping[Case, str] = field(default_factory=dict)
    invariable: bool = False
    head: str = ""


@dataclass(frozen=True, slots=True)
class LexiconLayer:
    """A named set of entries; the key of the mapping is the `lexicon_key` of the nominative."""

    name: str
    entries: Mapping[str, Entry]


@dataclass(frozen=True, slots=True)
class LexiconAnswer:
    """What the layers together say of a text.

    `forms` and `sources`: the text of some cases and where each comes from («lexicon:<layer>»). `head`: the part to
    inflect, «» for none. `used`: the entries that gave something, as (layer, key).
    """

    forms: Mapping[Case, str]
    sources: Mapping[Case, str]
    head: str
    used: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Layers of entries, the strongest first; compared by identity, so that results can be cached."""

    layers: tuple[LexiconLayer, ...]

    def find(self, text: str) -> LexiconAnswer | None:
        """The forms written for a text, case by case from the strongest layer that has them; None where there are none.

        `text` is in the nominative. Letter case, spaces and ё don't matter in finding; the forms come in the
        letter case of the text: `BUILTIN.find("КОУЧ").forms["gen"]` → «КОУЧА».
        """
        key = lexicon_key(text)
        hits = [(layer.name, layer.entries[key]) for layer in self.layers if key in layer.entries]
        if not hits:
            return None
        forms: dict[Case, str] = {}
        sources: dict[Case, str] = {}
        used: set[tuple[str, str]] = set()
        head = next((entry.head for _, entry in hits if entry.head), "")
        for layer, entry in hits:
            fresh = {case: form for case, form in _given(entry, text).items() if case not in forms}
            forms |= fresh
            sources |= dict.fromkeys(fresh, f"lexicon:{layer}")
            if fresh or (head and entry.head == head):
                used.add((layer, entry.key))
        return LexiconAnswer(forms, sources, head, frozenset(used))

    def over(self, *layers: LexiconLayer) -> Lexicon:
        """A new lexicon with stronger layers put before this one's, the strongest first."""
        return Lexicon((*layers, *self.layers))

    def unused(self, used: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        """The entries of users that no declension used, as (layer, key); `used` is gathered from `Declension.used`."""
        seen = set(used)
        return tuple(
            (layer.name, entry.key)
            for layer in self.layers
            if layer.name != BUILT_IN
            for entry in layer.entries.values()
            if (layer.name, entry.key) not in seen
        )


@lru_cache(maxsize=8)
def names_numbers(lexicon: Lexicon) -> bool:
    """Whether an entry is about a thing with a number: «Школа № 5» may be declined unlike «Школа № 6»."""
    return any(sign.isdigit() for layer in lexicon.layers for key in layer.entries for sign in key)


def _given(entry: Entry, text: str) -> Mapping[Case, str]:
    """The forms of an entry in the letter case of the text that it was found for."""
    if entry.invariable:
        return dict.fromkeys(CASES, text)
    if text.isupper() and not entry.key.isupper():
        return {case: form.upper() for case, form in entry.forms.items()}
    if text[:1] == entry.key[:1]:
        return entry.forms
    first = str.upper if text[:1].isupper() else str.lower
    return {case: first(form[:1]) + form[1:] for case, form in entry.forms.items()}


def lexicon_key(text: str) -> str:
    """The form under which an entry is kept: single spaces, small letters, е for ё.

    `lexicon_key("Тьютор  Лёни")` → «тьютор лени».
    """
    return " ".join(text.split()).lower().replace("ё", "е")


def read_layer(name: str, raw: Mapping[str, object]) -> tuple[LexiconLayer, tuple[tuple[str, Diagnostic], ...]]:
    """A layer made of what a user wrote, and its problems, each with the key of its entry.

    `raw` maps a nominative to `{case: form}`, to «invariable» or to `{head: …}`.
    """
    entries: dict[str, Entry] = {}
    problems: list[tuple[str, Diagnostic]] = []
    for key, value in raw.items():
        entry, found = read_forms(value, key)
        problems += [(key, problem) for problem in found]
        if entry is not None:
            entries[lexicon_key(key)] = entry
    return LexiconLayer(name, entries), tuple(problems)


def read_forms(value: object, key: str = "") -> tuple[Entry | None, tuple[Diagnostic, ...]]:
    """The entry that a user's `forms:` make (None where nothing usable is written) and the problems, without a place.

    `value` is what YAML gave: `{gen: …, dat: …}`, «invariable» or None. `key` is the text that the forms belong to;
    only an entry of a lexicon, which has one, may say `head:`.
    """
    if value is None:
        return None, ()
    if value == INVARIABLE:
        return Entry(key, invariable=True), ()
    if not isinstance(value, Mapping):
        hint = "Напишите forms: {gen: …, dat: …} или forms: invariable"
        return None, (
            codes.CASE_FORM.at(None, f"Вместо падежных форм написано «{value}».", hint=hint, text=str(value)),
        )
    forms: dict[Case, str] = {}
    problems: list[Diagnostic] = []
    head = ""
    for case, form in value.items():
        if case == "head" and key and isinstance(form, str):
            head = form
            problems += _head_problems(key, head)
        elif case not in CASES:
            problems.append(_unknown_case(str(case), head_allowed=bool(key)))
        elif not isinstance(form, str) or not form.strip():
            problems.append(codes.CASE_FORM.at(None, f"Форма «{case}» пуста.", hint=f"{case}: …", text=str(case)))
        else:
            forms[cast("Case", case)] = form
    if not forms and not head:
        return None, tuple(problems)
    return Entry(key, MappingProxyType(forms), head=head), tuple(problems)


def _head_problems(key: str, head: str) -> list[Diagnostic]:
    if lexicon_key(head) in lexicon_key(key):
        return []
    return [head_missing(key, head)]


def head_missing(text: str, head: str) -> Diagnostic:
    """The problem of a `head` that isn't a part of its text."""
    words = text.split()
    return codes.HEAD_MISSING.at(
        None,
        f"В обороте «{text}» нет слов «{head}».",
        hint=f"Напишите, например, head: {words[0]}" if words else "Уберите head",
        text=head,
    )


def _unknown_case(case: str, *, head_allowed: bool) -> Diagnostic:
    lower = case.lower().rstrip(".")
    meant = next((name for name, words in _CASE_WORDS.items() if lower in words), "")
    if not meant:
        import difflib  # noqa: PLC0415 - only a mistake needs it

        close = difflib.get_close_matches(lower, [*CASES, *(["head"] if head_allowed else [])], 1, 0.5)
        meant = close[0] if close else ""
    hint = f"Вероятно, {meant}" if meant else f"Падежи: {', '.join(CASES)}"
    return codes.CASE_KEY.at(None, f"Неизвестный падеж «{case}».", hint=hint, text=case)


# The name of the layer that the project brings.
BUILT_IN: Final = "built-in"
# Words that the dictionary lacks or has otherwise, and the rules by endings get wrong.
_NEW_WORDS: Final[dict[str, object]] = {
    "коуч": {"gen": "коуча", "dat": "коучу", "acc": "коуча", "ins": "коучем", "prp": "коуче"},
    "вебинар": {"gen": "вебинара", "dat": "вебинару", "acc": "вебинар", "ins": "вебинаром", "prp": "вебинаре"},
    "табель": {"gen": "табеля", "dat": "табелю", "acc": "табель", "ins": "табелем", "prp": "табеле"},
    "ссуз": {"gen": "ссуза", "dat": "ссузу", "acc": "ссуз", "ins": "ссузом", "prp": "ссузе"},
}
BUILTIN: Final = Lexicon((read_layer(BUILT_IN, _NEW_WORDS)[0],))
