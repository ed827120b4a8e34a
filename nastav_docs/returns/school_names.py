"""Which school of the registry a text names: on the sheet, in the name of a file or a folder."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nastav_docs.registry import SchoolRow

# Kinds of schools, each as one word; the first that fits is taken out of the text.
KINDS: Final = tuple(
    (re.compile(words), f" {kind} ")
    for words, kind in (
        (r"средн\w+ общеобразовательн\w+ школ\w+|(?<![а-я])с\.?о?\.?ш\.?(?![а-я])|средн\w+ школ\w+", "сош"),
        (r"основн\w+ (?:обще)?образовательн\w+ школ\w+|(?<![а-я])оош(?![а-я])|основн\w+ школ\w+", "оош"),
        (r"начальн\w+ (?:общеобразовательн\w+ )?школ\w+|(?<![а-я])нош(?![а-я])", "нош"),
        (r"школ\w+[- ]*интернат\w*|интернат\w*", "интернат"),
        (r"детск\w+ сад\w*|(?<![а-я])д\s*[/.-]\s*с\.?(?![а-я])|(?<![а-я])дс(?![а-я])|детсад\w*", "сад"),
        (r"(?:дом|дворец)\w* (?:детск\w+ (?:\(юношеск\w+\) )?)?творчеств\w*|(?<![а-я])ддт(?![а-я])", "ддт"),
        (r"центр\w* детск\w+ творчеств\w*|(?<![а-я])цдт(?![а-я])", "цдт"),
        (r"центр\w* дополнительн\w+ образован\w+|(?<![а-я])цдо(?![а-я])", "цдо"),
        (r"гимнази\w+", "гимназия"),
        (r"лице[йяюе]\w*", "лицей"),
        (r"спортивн\w+ школ\w+|(?<![а-я])д?юсш(?![а-я])|(?<![а-я])сшор(?![а-я])", "спортшкола"),
        (r"школ\w*", "школа"),
    )
)
GENERAL: Final = "школа"  # may be said of any of these
SCHOOLS: Final = frozenset(("сош", "оош", "нош", "интернат", "гимназия", "лицей", "школа"))
KNOWN: Final = frozenset((*SCHOOLS, "сад", "ддт", "цдт", "цдо", "спортшкола"))
# Words that tell no school from another.
COMMON: Final = re.compile(
    r"муниципальн|автономн|бюджетн|казенн|образовательн|общеобразовательн|дошкольн|учрежден|организац|государственн"
    r"|маоу|мбоу|мкоу|моу$|мадоу|мбдоу|мкдоу|мдоу|мау|мбу|мку|гбоу|гаоу|имени$|им$|баз[аыу]|наставник|наставляем|форма"
    r"|дополнительн|образован|городск|округ|район|область|детск|отчет|список|таблиц|приложени|год|итог|нов|испр|копия"
    r"|верси|заполн|данные|персональн|лист|sheet|xlsx?$|docx?$|csv$|ods$"
)
NUMBER: Final = re.compile(r"(?:№|n|no\.?)\s*(\d{1,4})|(?<![\d.])(\d{1,3})(?![\d.])", re.IGNORECASE)
STEM: Final = 6  # letters by which a word is the same in any case
LONGEST: Final = 400
MOST_WORDS: Final = 8  # of a code


@dataclass(frozen=True, slots=True)
class _SchoolWords:
    """What a name of a school says: its kind, its number, its other words by their beginnings."""

    kinds: frozenset[str]
    number: str
    words: frozenset[str]


@lru_cache(maxsize=1024)
def _words(text: str) -> _SchoolWords:
    lowered = re.sub(r"[«»\"“”„'()_,;:]", " ", text.lower().replace("ё", "е"))
    lowered = re.sub(r"(?<=[а-я])(?=\d)|(?<=\d)(?=[а-я])", " ", lowered)
    for pattern, kind in KINDS:
        lowered = pattern.sub(kind, lowered)
    number = NUMBER.search(lowered)
    parts = re.findall(r"[а-яa-z]{3,}", lowered)
    kinds = frozenset(part for part in parts if part in KNOWN)
    others = frozenset(part[:STEM] for part in parts if part not in kinds and not COMMON.match(part))
    return _SchoolWords(kinds, (number[1] or number[2]).lstrip("0") if number else "", others)


class SchoolNames:
    """The schools of a registry by their names; `find` tells which of them a text means."""

    def __init__(self, rows: Iterable[SchoolRow]) -> None:
        """Take the names, full and short, and the code of each school."""
        self.titles: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        self._exact: dict[str, set[str]] = defaultdict(set)
        self._variants: list[tuple[str, _SchoolWords]] = []
        self._by_sign: dict[str, list[int]] = defaultdict(list)
        for row in rows:
            texts = row.texts
            self._codes[re.sub(r"[\W_]+", "-", row.id.lower())] = row.id
            self.titles[row.id] = texts.get("abbr") or texts.get("name") or row.id
            for name in dict.fromkeys(filter(None, (texts.get("abbr"), texts.get("name")))):
                self._exact[_key(name)].add(row.id)
                words = replace(_words(name), words=_words(_quoted(name)).words)
                for sign in (f"№{words.number}" if words.number else "", *words.words):
                    if sign:
                        self._by_sign[sign].append(len(self._variants))
                self._variants.append((row.id, words))

    def exactly(self, text: str) -> str:
        """The code of the school whose name a text is, but for letter case, quotes and spaces; «» for none."""
        found = self._exact.get(_key(text), set())
        return next(iter(found)) if len(found) == 1 else ""

    def find(self, text: str) -> str:
        """The code of the one school that a text names; «» for none or several."""
        if not text or len(text) > LONGEST:
            return ""
        if exact := self.exactly(text):
            return exact
        meant = _words(text)
        signs = [f"№{meant.number}"] if meant.number else list(meant.words)
        scores: dict[str, int] = {}
        for at in {at for sign in signs for at in self._by_sign.get(sign, ())}:
            school, words = self._variants[at]
            if score := _alike(meant, words):
                scores[school] = max(score, scores.get(school, 0))
        best = max(scores.values(), default=0)
        found = [school for school, score in scores.items() if score == best]
        return found[0] if len(found) == 1 else ""

    def in_path(self, parts: Sequence[str]) -> str:
        """The code of the school that a file's name or one of its folders names, the nearest first; «» for none."""
        for part in reversed(parts):
            if code := self._code_in(part):
                return code
            if found := self.find(part.rpartition(".")[0] or part):
                return found
        return ""

    def _code_in(self, name: str) -> str:
        """The longest code of a school that stands in a name by itself: «sosh-1» in «База sosh-1 (испр.).xlsx»."""
        found = ""
        for chunk in re.findall(r"[^\W_]+(?:[-_ ][^\W_]+)*", name.lower()):
            words = re.split(r"[-_ ]", chunk)
            for start in range(len(words)):
                for end in range(start + 1, min(start + MOST_WORDS, len(words)) + 1):
                    code = self._codes.get("-".join(words[start:end]), "")
                    found = code if len(code) > len(found) else found
        return found


def _quoted(name: str) -> str:
    """What stands in the innermost quotes, which tells one school from another; the whole name where nothing does."""
    found = re.findall(r"[«\"“„]([^«\"“„»”]+)[»\"”“]", name)
    return str(found[-1]) if found else name


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower().replace("ё", "е"))


def _alike(meant: _SchoolWords, school: _SchoolWords) -> int:
    """How well a text fits a name; 0 where it does not."""
    if meant.number and meant.number != school.number:
        return 0
    common = len(meant.words & school.words)
    if meant.number and not meant.kinds and not common:
        return 0  # «Приложение № 1»
    if not meant.number and not common:
        return 0
    same = meant.kinds & school.kinds - {GENERAL}
    special = meant.kinds - {GENERAL}, school.kinds - {GENERAL}
    if not same and all(special):
        return 0
    if GENERAL in meant.kinds and not same and school.kinds and not (school.kinds & SCHOOLS):
        return 0
    return 4 * bool(meant.number) + 3 * bool(same) + bool(meant.kinds) + 2 * common


def looks_like_school(text: str) -> bool:
    """Whether a text may be the name of a school at all: it says a kind, and a number or a name."""
    meant = _words(text)
    return bool(meant.kinds) and bool(meant.number or meant.words) and len(text) <= LONGEST
