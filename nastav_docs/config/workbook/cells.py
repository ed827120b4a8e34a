"""How a cell of the workbook holds a value of the settings: from a node to the text of a cell, and back.

A text of a cell that has no value is a `BookFault`; a node that a cell cannot hold gives None.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nastav_docs.config.field_types import FLAGS as FLAG_TEXTS
from nastav_docs.config.field_types import INVARIABLE
from nastav_docs.config.workbook.layout import CASE_WORDS, EMPTY, NO_ITEMS, REMOVED, normal
from nastav_docs.config.yaml_edits import folded
from nastav_docs.config.yaml_tree import YamlMapping, YamlScalar, YamlSequence, has_marks
from nastav_docs.diagnostics import did_you_mean, look_alike, nearest
from nastav_docs.grids import EXCEL_ERROR, in_error

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nastav_docs.config.workbook.layout import BookField, CellKind
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Place

MARK = re.compile(r"\{\{.*?(?:\}\}|$)|\{%.*?(?:%\}|$)", re.DOTALL)
SINGLE_MARK: Final = re.compile(r"(?<!\{)\{\s*[a-z_]+(?:\.\w+|\[[^\]{}]*\]|\s*\|\s*\w+)+\s*\}(?!\})")
BETWEEN = re.compile(r"\s*[,;\n]\s*")
EXCEL_EPOCH: Final = dt.date(1899, 12, 30)
EXCEL_DAYS: Final = range(36526, 73051)  # 2000-01-01 … 2100-01-01 as Excel counts days
HEAD_WORD = "главное слово"
NOT_DECLINED = "не склоняется"
DAY: Final = re.compile(r"\d\d\.\d\d\.\d{4}")
HUNDREDS: Final = 200  # per cent from which a whole number of hundreds is a number that was given the format of shares
PERCENT = re.compile(r"-?\d+(?:,\d+)?%")
NAME: Final = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
# A date in the place of a number: Excel reads «10.5» as the tenth of May, «10.25» as October 2025.
DAY_OR_MONTH: Final = re.compile(r"(?P<day>\d\d)\.(?P<month>\d\d)\.\d{4}|[а-я]{3,8} \d{4}")
LETTERS_IN_NUMBER: Final = re.compile(r"(?=.*\d)(?=.*[ОоOoЗз])-?[\dОоOoЗз]+(?:[.,][\dОоOoЗз]+)?(?:\s?%)?")
DIGITS: Final = str.maketrans("ОоOoЗз", "000033")


@dataclass(frozen=True, slots=True)
class BookFault:
    """What is wrong with the text of a cell, and what to write instead."""

    message: str
    hint: str = ""


def scalar(text: str, place: Place) -> YamlScalar:
    """A text of a cell as the reader of YAML would give it."""
    marks = tuple(place for _ in MARK.finditer(text)) if has_marks(text) else ()
    return YamlScalar(text, place, quoted=True, marks=marks)


def null(place: Place) -> YamlScalar:
    """The empty node (`null` of YAML) at a place: it removes the value of the programme below."""
    return YamlScalar("null", place)


# ------------------------------------------------------------------------------------------- from settings to a cell


def cell_of(asked: BookField, node: YamlNode) -> str | None:
    """The text of a cell that holds a node; None where no cell does."""
    if isinstance(node, YamlScalar):
        if node.is_null:
            return REMOVED
        if not node.text.strip():
            return EMPTY
    elif isinstance(node, YamlSequence) and not node.items:
        return NO_ITEMS
    return TO_CELL.get(asked.kind, _text_of)(asked, node)


def _text_of(_: BookField, node: YamlNode) -> str | None:
    return _text(node)


def _text(node: YamlNode) -> str | None:
    return folded(node.text).strip() if isinstance(node, YamlScalar) else None


def _flag_of(_: BookField, node: YamlNode) -> str | None:
    text = _text(node)
    value = None if text is None else FLAG_TEXTS.get(text.lower())
    return None if value is None else "да" if value else "нет"


def _joined(node: YamlNode, sign: str, kept_out: str) -> str | None:
    """The texts of a list in one cell; None where one has a sign that divides them."""
    items = (node,) if isinstance(node, YamlScalar) else node.items if isinstance(node, YamlSequence) else ()
    texts = [folded(item.text).strip() for item in items if isinstance(item, YamlScalar) and not item.is_null]
    if len(texts) != len(items) or not all(texts) or any(sign in text for sign in kept_out for text in texts):
        return None
    return sign.join(texts) or None


def _pairs_of(node: YamlNode, words: Mapping[str, str]) -> str | None:
    """«key: text», each on a line of its own; `words` are the Russian words of keys."""
    if not isinstance(node, YamlMapping) or not node.entries:
        return None
    lines: list[str] = []
    for key, value in node.entries.items():
        text = _text(value)
        if not text or "\n" in text or ":" in key or "\n" in key or (isinstance(value, YamlScalar) and value.is_null):
            return None
        lines.append(f"{words.get(key, key)}: {text}")
    return "\n".join(lines)


def _phrase_of(_: BookField, node: YamlNode) -> str | None:
    """A text with its case forms: the text, below it «родительный: …»."""
    if isinstance(node, YamlScalar):
        return _text(node)
    if not isinstance(node, YamlMapping) or "nom" not in node.entries:
        return None
    first = _text(node.entries["nom"])
    rest = {key: value for key, value in node.entries.items() if key != "nom"}
    words = {**CASE_WORDS, "head": HEAD_WORD}
    if not first or "\n" in first or set(rest) - set(words):
        return None
    below = _pairs_of(YamlMapping(rest, {}, node.place), words)
    return None if below is None else f"{first}\n{below}"


# --------------------------------------------------------------------------------------------- from a cell to settings


def node_of(asked: BookField, written: str, place: Place) -> YamlNode | BookFault:
    """The node that the text of a cell (not empty) stands for, or what is wrong with it; `asked` is its column."""
    text = written.strip()
    if EXCEL_ERROR.fullmatch(text):
        return BookFault(in_error(text).message, in_error(text).hint)
    if found := SINGLE_MARK.search(text):
        return BookFault(f"Метка в одинарных скобках: «{found[0]}».", f"Впишите «{{{found[0]}}}»: скобок по две.")
    if normal(text) == normal(REMOVED):
        return null(place)
    if normal(text) == normal(EMPTY):
        return YamlScalar("", place, quoted=True)
    if normal(text) == normal(NO_ITEMS):
        return YamlSequence((), place)
    return FROM_CELL.get(asked.kind, _text_from)(asked, text, place)


def _text_from(asked: BookField, text: str, place: Place) -> YamlNode | BookFault:
    if asked.path[-1:] == ("number",) and DAY.fullmatch(text):
        hint = "Задайте ячейке формат «Текстовый» и впишите номер заново: Excel сделал из него дату."
        return BookFault(f"Вместо номера – дата {text}.", hint)
    return scalar(folded(text), place)


def _flag(_: BookField, text: str, place: Place) -> YamlNode | BookFault:
    found = True if normal(text) in {"+", "v", "x", "х", "1"} else FLAG_TEXTS.get(text.lower())
    if found is None:
        return BookFault(f"«{text}» – ни «да», ни «нет».", "Выберите «да» или «нет».")
    return scalar("да" if found else "нет", place)


def _forms(_: BookField, text: str, place: Place) -> YamlNode | BookFault:
    if normal(text) == NOT_DECLINED or text == INVARIABLE:
        return scalar(INVARIABLE, place)
    return _pairs(text, place, CASE_WORDS, "родительный: Ломова Петра")


def unfit(text: str, heading: str, words: list[str], more: str = "") -> BookFault:
    """The fault of a text that is none of the words of a drop-down."""
    message = f"«{text}» не подходит для «{heading}»."
    if twin := next((word for word in words if look_alike(text.strip(), word)), ""):
        return BookFault(message, f"Буквы в нём из разных алфавитов: наберите «{twin}» заново.")
    return BookFault(message, f"Можно: {', '.join(f'«{word}»' for word in words)}{more}.")


def _chosen(asked: BookField, text: str, place: Place) -> YamlNode | BookFault:
    words = {normal(word): key for key, word in asked.choices.items()}
    key = words.get(normal(text)) or (text if text in asked.choices else "")
    if not key and len(begun := [code for word, code in words.items() if word.startswith(normal(text))]) == 1:
        key = begun[0]  # «ж», «жен.»
    if not key and len(more := [code for word, code in words.items() if normal(text).startswith(f"{word},")]) == 1:
        key = more[0]  # «подряд: 1, 2» of older books: a sign that divides a drop-down is in none of its words now
    if key:
        return scalar(key, place)
    return unfit(text, asked.heading, list(asked.choices.values()))


def _listed(texts: list[str], place: Place) -> YamlNode | BookFault:
    if not texts:
        return BookFault("В ячейке одни разделители.", "Впишите значение или очистите ячейку.")
    return scalar(texts[0], place) if len(texts) == 1 else YamlSequence(tuple(scalar(t, place) for t in texts), place)


def _pairs(text: str, place: Place, words: Mapping[str, str], example: str) -> YamlNode | BookFault:
    by_word = {normal(word): key for key, word in words.items()}
    entries: dict[str, YamlNode] = {}
    for line in filter(None, map(str.strip, re.split(r"\n|;(?=\s*\w+:)", text))):
        name, colon, value = (part.strip() for part in line.partition(":"))
        if not colon or not name or not value:
            return BookFault(f"Строка «{line}» не поделена на имя и текст.", f"Напишите так: {example}")
        key = by_word.get(normal(name), name)
        if words and key not in words:
            return BookFault(f"«{name}» – не падеж.", did_you_mean(name, list(words.values())))
        if key in entries:
            return BookFault(f"«{name}» в ячейке дважды.", "Оставьте одну из строк.")
        entries[key] = scalar(value, place)
    return YamlMapping(entries, dict.fromkeys(entries, place), place)


def _like_case(line: str, named: set[str]) -> bool:
    """Whether a line begins with a case and a colon, or with what was meant to be one: «родит: …»."""
    name, colon, _ = line.partition(":")
    word = normal(name)
    short = any(one.startswith(word) for one in named) and len(word) >= len("им")
    return bool(colon) and (word in named or short or bool(nearest(word, named)))


def _phrase(_: BookField, text: str, place: Place) -> YamlNode | BookFault:
    first, *below = text.splitlines()
    words = {**CASE_WORDS, "head": HEAD_WORD}
    named = {normal(word) for word in words.values()}
    if not below or not all(_like_case(line, named) for line in below if line.strip()):
        return scalar(folded(text), place)
    forms = _pairs("\n".join(below), place, words, "родительный: …")
    if not isinstance(forms, YamlMapping):
        return forms
    entries = {"nom": scalar(first.strip(), place), **forms.entries}
    return YamlMapping(entries, dict.fromkeys(entries, place), place)


def _day(_: BookField, text: str, place: Place) -> YamlNode | BookFault:
    """A date; a number that Excel counts days by is one whose cell lost its format."""
    if re.fullmatch(r"\d{5}", text) and int(text) in EXCEL_DAYS:
        return days_as_number(text)
    if found := re.fullmatch(r"(\d\d\.\d\d\.\d{4}) \d{1,2}:\d\d(?::\d\d)?", text):
        return BookFault(f"При дате – время: «{text}».", f"Впишите {found[1]}: время в документе не пишут.")
    return scalar(folded(text), place)


def days_as_number(text: str) -> BookFault:
    """The fault of a number in the place of a date: Excel counts days so."""
    found = EXCEL_EPOCH + dt.timedelta(days=int(text))
    hint = f"Похоже, это {found:%d.%m.%Y}: задайте ячейке формат «Дата» или впишите дату заново."
    return BookFault(f"Вместо даты – число {text}.", hint)


def _names(asked: BookField, text: str, place: Place) -> YamlNode | BookFault:
    """Names of roles and papers with signs between them."""
    names = [one for one in BETWEEN.split(text) if one]
    for name in names:
        if len(parts := re.split(r"\s+(?:и\s+)?", name)) > 1 and all(NAME.fullmatch(part) for part in parts):
            return BookFault(f"Между именами нет запятой: «{name}».", f"Впишите: {', '.join(parts)}.")
    if asked.path[-1:] == ("annexes",) and len(names) == 1:  # a list, also of one
        return YamlSequence((scalar(names[0], place),), place)
    return _listed(names, place)


def _value(_: BookField, text: str, place: Place) -> YamlNode | BookFault:
    """A number; «2000%» is 20 in a cell that was given the format of shares after the number was written."""
    if found := DAY_OR_MONTH.fullmatch(text):
        hint = "Похоже, Excel принял число за дату: задайте ячейке формат «Числовой» и впишите его заново, с запятой"
        meant = f": {int(found['day'])},{int(found['month'])}" if found["day"] else ""
        return BookFault(f"Вместо числа – дата: «{text}».", f"{hint}{meant}.")
    if LETTERS_IN_NUMBER.fullmatch(text):
        meant = text.translate(DIGITS)
        letters = ", ".join(dict.fromkeys(f"«{sign}»" for sign in text if sign.isalpha()))
        return BookFault(f"В числе «{text}» – буквы: {letters}.", f"Впишите цифрами: {meant}.")
    if quoted := re.fullmatch(r"['’`]\s*(-?\d[\d\s]*(?:[.,]\d+)?%?)", text):
        return BookFault(f"Перед числом – апостроф: «{text}».", f"Впишите {quoted[1]}.")
    if not PERCENT.fullmatch(text):
        return scalar(text, place)
    share = float(text[:-1].replace(",", "."))
    if share >= HUNDREDS and not share % 100:
        hint = f"Похоже, к числу {share / 100:.0f} применили формат «Процентный»: впишите {share / 100:.0f}%."
        return BookFault(f"Ячейка показывает {share:.0f} %.", hint)
    return scalar(f"{text[:-1]} %", place)


TO_CELL: Final[Mapping[CellKind, Callable[[BookField, YamlNode], str | None]]] = {
    "flag": _flag_of,
    "choice": lambda asked, node: asked.choices.get(node.text) if isinstance(node, YamlScalar) else None,
    "names": lambda _, node: _joined(node, ", ", ",;\n"),
    "lines": lambda _, node: _joined(node, "\n", "\n"),
    "paragraphs": lambda _, node: _joined(node, "\n\n", "\n") if isinstance(node, YamlSequence) else _text(node),
    "prose": lambda _, node: _joined(node, "\n\n", "\n") if isinstance(node, YamlSequence) else _text(node),
    "pairs": lambda _, node: _pairs_of(node, {}),
    "forms": lambda _, node: NOT_DECLINED if _text(node) == INVARIABLE else _pairs_of(node, CASE_WORDS),
    "phrase": _phrase_of,
}
FROM_CELL: Final[Mapping[CellKind, Callable[[BookField, str, Place], YamlNode | BookFault]]] = {
    "flag": _flag,
    "date": _day,
    "choice": _chosen,
    "names": _names,
    "when": _day,
    "lines": lambda _, text, place: _listed([line for line in map(str.strip, text.splitlines()) if line], place),
    "paragraphs": lambda _, text, place: _listed([part for part in folded(text).split("\n\n") if part], place),
    "pairs": lambda _, text, place: _pairs(text, place, {}, "ND808: реквизиты не названы"),
    "forms": _forms,
    "phrase": _phrase,
    "value": _value,
}
