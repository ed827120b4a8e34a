"""Amendments in words: «в пункте 2.3 слова «…» заменить словами «…»», «пункт 7 признать утратившим силу».

Each sentence begins with a small letter and has no stop; what cannot be said without doubt is None, and the part is
given anew as a whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from nastav_docs.amendments.compare_items import compare_items, renumbered
from nastav_docs.amendments.word_edits import balanced, word_edits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from nastav_docs.amendments.compare_items import ItemChange
    from nastav_docs.amendments.printed_text import TextItem, TextPart
    from nastav_docs.amendments.word_edits import WordEdit

LONGEST_NAME: Final = 90  # signs of a row's first cell by which the whole row may be called
FEWEST_WORDS: Final = 3  # of those that a row is said to begin with
LAST_WORD: Final = 4  # letters at the least: a name does not break off at «в»
FEW_CHANGES: Final = 3  # so many are never too many
# The noun in the cases that amendments need: accusative, genitive, instrumental, prepositional; and its gender.
NOUNS: Final = {
    "пункт": ("пункт", "пункта", "пунктом", "пункте"),
    "раздел": ("раздел", "раздела", "разделом", "разделе"),
    "строка": ("строку", "строки", "строкой", "строке"),
}
BEGINNING: Final = {
    "acc": "начинающуюся словами",
    "gen": "начинающейся словами",
    "prp": "начинающейся словами",
}
CASES: Final = ("acc", "gen", "ins", "prp")


@dataclass(frozen=True, slots=True)
class PartAmended:
    """What became of a part: sentences that amend it, or (`anew`) the whole of it in a new redaction.

    `moved` are the points that the new state prints under other numbers: as amended, as printed.
    """

    sentences: tuple[str, ...] = ()
    anew: bool = False
    moved: tuple[tuple[str, str], ...] = field(default=())

    @property
    def changed(self) -> bool:
        """Whether anything has to be amended."""
        return self.anew or bool(self.sentences)


def amend_part(old: TextPart, new: TextPart) -> PartAmended:
    """Say how `new` is made of `old`: by words, points and rows, or as a whole where that is shorter."""
    compared = compare_items(old.items, new.items)
    changes = moved_first(compared.changes)
    names = ItemNames(old, {one.old.text for one in changes if one.kind == "repealed" and one.old is not None})
    said: list[str] = []
    whole = old.heads != new.heads or old.loose != new.loose
    for text, nominative, prepositional in (
        ("title", "наименование", "наименовании"),
        ("preamble", "преамбулу", "преамбуле"),
    ):
        was, now = getattr(old, text), getattr(new, text)
        if was == now:
            continue
        if not was or not now:
            whole = True
            continue
        said.append(text_sentence(was, now, f"в {prepositional} ", f"{nominative} ", ""))
    for change in changes:
        found = list(names.sentences(change))
        whole = whole or None in found
        said += [sentence for sentence in found if sentence is not None]
    total = sum(1 for item in old.items for _ in item.walk())
    touched = sum(
        sum(1 for _ in one.old.walk()) if one.kind == "repealed" and one.old else 1 for one in compared.changes
    )
    many = touched > FEW_CHANGES and 2 * touched > total
    if old.annex is not None and (whole or many):
        return PartAmended(anew=True)
    if whole:
        return PartAmended(anew=True, moved=compared.moved)
    return PartAmended(tuple(said), moved=compared.moved)


def moved_first(changes: Sequence[ItemChange]) -> list[ItemChange]:
    """The changes with the row that stands elsewhere now taken out before it is added: its name means one row."""
    came = {one.new.text for one in changes if one.kind == "added" and one.new is not None and not one.number}
    first = [one for one in changes if one.kind == "repealed" and one.old is not None and one.old.text in came]
    return [*first, *(one for one in changes if one not in first)]


def text_sentence(old: str, new: str, within: str, whole: str, number: str) -> str:
    """How a text becomes another: by its words («в пункте 5 слова …»), or «пункт 5 изложить в следующей редакции»."""
    edits = word_edits(one_line(old), one_line(new))
    if edits:
        return within + ", ".join(map(edit_phrase, edits))
    return f"{whole}изложить в следующей редакции: «{number}{one_line(new)}»"


def one_line(text: str) -> str:
    """The lines of a text as one."""
    return " ".join(text.split())


def edit_phrase(edit: WordEdit) -> str:
    """«слова «…» заменить словами «…»», «после слова «…» дополнить цифрами «…»», «слово «…» исключить»."""
    if edit.kind == "delete":
        return f"{_noun(edit.old, 'acc')} «{edit.old}» исключить"
    if edit.kind == "insert":
        return f"после {_noun(edit.old, 'gen')} «{edit.old}» дополнить {_noun(edit.new, 'ins')} «{edit.new}»"
    return f"{_noun(edit.old, 'acc')} «{edit.old}» заменить {_noun(edit.new, 'ins')} «{edit.new}»"


WHAT: Final = {
    "word": {"acc": "слово", "gen": "слова", "ins": "словом"},
    "words": {"acc": "слова", "gen": "слов", "ins": "словами"},
    "figure": {"acc": "цифру", "gen": "цифры", "ins": "цифрой"},
    "figures": {"acc": "цифры", "gen": "цифр", "ins": "цифрами"},
    "sign": {"acc": "знак", "gen": "знака", "ins": "знаком"},
}


def _noun(text: str, case: str) -> str:
    if re.fullmatch(r"\d", text):
        kind = "figure"
    elif re.fullmatch(r"[\d.,/:–-]*\d[\d.,/:–-]*", text):
        kind = "figures"
    elif not any(sign.isalnum() for sign in text):
        kind = "sign"
    else:
        kind = "words" if " " in text.strip(" ,;") or any(sign.isdigit() for sign in text) else "word"
    return WHAT[kind][case]


class ItemNames:
    """How the points and rows of a part are called, so that each name means one of them."""

    def __init__(self, part: TextPart, gone: Collection[str] = ()) -> None:
        self.gone = gone  # the texts of those that are taken out
        self.heads = part.heads
        self.order = part.annex is None and not part.heads
        self.all = [item for top in part.items for item in top.walk()]
        self.dotted = any("." in one.number for one in self.all)  # rows of a plan are its points 1.1, 1.2
        self.sectioned = any(item.children for item in part.items) and not part.heads

    def sentences(self, change: ItemChange) -> Iterator[str | None]:
        """The sentences of one change; None for what has no name of its own."""
        if change.kind == "added":
            yield from self.added(change)
            return
        old = change.old
        assert old is not None  # noqa: S101  only an added item was not there
        if change.kind == "repealed":
            name = self.named(old, change.within, "acc")
            numbered_point = bool(change.number) and self.noun(old, change.number, change.within) != "строка"
            yield name and f"{name} {'признать утратившим силу' if numbered_point else 'исключить'}"
        elif change.new is not None:
            yield self.changed(old, change.new, change)

    def changed(self, old: TextItem, new: TextItem, change: ItemChange) -> str | None:
        """«в пункте 5 слова …», «в строке 3 в графе «Срок» слова …»; None where a name or a heading is missing."""
        within, whole = self.named(old, change.within, "prp"), self.named(old, change.within, "acc")
        if within is None or whole is None:
            return None
        title = self.noun(old, change.number, change.within) == "раздел"
        if title:
            of = self.named(old, change.within, "gen")
            return text_sentence(old.text, new.text, f"в наименовании {of} ", f"наименование {of} ", "")
        if not self.heads:
            return text_sentence(old.text, new.text, f"в {within} ", f"{whole} ", f"{change.number}. ")
        if not len(self.heads) == len(old.cells) == len(new.cells):
            return None
        said = []
        for head, was, now in zip(self.heads, old.cells, new.cells, strict=True):
            if was == now:
                continue
            if not head or self.heads.count(head) > 1 or not balanced(head):
                return None
            if not now:
                said.append(f"графу «{head}» оставить пустой")
            else:
                said.append(text_sentence(was, now, f"в графе «{head}» ", f"графу «{head}» ", ""))
        return f"в {within} {', '.join(said)}"

    def added(self, change: ItemChange) -> Iterator[str | None]:
        """«дополнить пунктом 6 следующего содержания: «6. …»», for the item and for each of its sub-points."""
        assert change.new is not None  # noqa: S101  it is what was added
        item = renumbered(change.new, change.number)
        yield self._added(item, change.number, change.within, change.after)
        behind: TextItem | None = None
        for child in item.children:
            yield from self._children(child, item, behind)
            behind = child

    def _children(self, item: TextItem, within: TextItem, behind: TextItem | None) -> Iterator[str | None]:
        yield self._added(item, item.number, within, behind)
        below: TextItem | None = None
        for child in item.children:
            yield from self._children(child, item, below)
            below = child

    def _added(self, item: TextItem, number: str, within: TextItem | None, after: TextItem | None) -> str | None:
        noun = self.noun(item, number, within)
        where = ""
        if not number:
            near = after or within
            if near is None or self._stays(item):
                return None
            called = self.named(near, within, "gen" if after is not None else "acc")
            if called is None:
                return None
            where = f"после {called} " if after is not None else f"{called} "
        elif self._repeats(number) or any(near and self._repeats(near.number) for near in (after, within)):
            return None
        label = f"{NOUNS[noun][2]} {number}".strip()
        if not self.heads or item.section:
            before = f"{number}. " if number else ""
            return f"{where}дополнить {label} следующего содержания: «{before}{one_line(item.text)}»"
        if "" in self.heads or len(set(self.heads)) < len(self.heads) or len(item.cells) != len(self.heads):
            return None
        cells = ", ".join(
            f"графа «{head}» – «{one_line(text)}»" for head, text in zip(self.heads, item.cells, strict=True) if text
        )
        return f"{where}дополнить {label} следующего содержания: {cells}"

    def noun(self, item: TextItem, number: str, within: TextItem | None) -> str:
        """«раздел», «пункт» or «строка»."""
        if item.section or (self.sectioned and not self.order and within is None):
            return "раздел"
        return "строка" if self.heads and not (self.dotted and "." in number) else "пункт"

    def named(self, item: TextItem, within: TextItem | None, case: str) -> str | None:
        """An item in a case: «пункта 5», «строку «Обучение наставников»», «строке, начинающейся словами «…»,»."""
        noun = self.noun(item, item.number, within)
        word = NOUNS[noun][CASES.index(case)]
        if item.number:
            if not self._repeats(item.number):
                return f"{word} {item.number}"
            holder = None if within is None else self.named(within, None, "gen")
            return holder and f"{word} {item.number} {holder}"
        texts = [one_line(one.text) for one in self.all if one.section == item.section]
        text = one_line(item.text)
        own = item in self.all  # an added row must not be called as an old one is
        if texts.count(text) != own or not text or not balanced(text):
            return None
        if item.section or len(text) <= LONGEST_NAME:
            return f"{word} «{text}»"
        words = text.split(" ")
        for count in range(FEWEST_WORDS, len(words)):
            start = " ".join(words[:count])
            if (
                len(words[count - 1]) >= LAST_WORD
                and balanced(start)
                and sum(one.startswith(start) for one in texts) == own
            ):
                return f"{word}, {BEGINNING[case]} «{start}»,"
        return f"{word} «{text}»"

    def _stays(self, item: TextItem) -> bool:
        return item.text not in self.gone and any(item.text == one.text and not one.number for one in self.all)

    def _repeats(self, number: str) -> bool:
        return sum(one.number == number for one in self.all) > 1


def listed(sentences: Sequence[str]) -> list[str]:
    """Sentences as points of one list: each but the last ends with «;»."""
    return [f"{one}{'.' if at == len(sentences) - 1 else ';'}" for at, one in enumerate(sentences)]


def capital(sentence: str) -> str:
    """A sentence with a capital letter and a stop."""
    return f"{sentence[:1].upper()}{sentence[1:]}."
