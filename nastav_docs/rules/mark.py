"""How a rule says that some characters of a paragraph are wrong, and how it sees the dates there."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from nastav_docs.russian import Mention, find_dates

if TYPE_CHECKING:
    from nastav_docs.diagnostics import Code, Diagnostic
    from nastav_docs.papers import Paragraph

# What shows that a hint advises: an ellipsis, an imperative.
ADVISING = re.compile(r"…|\b[А-ЯЁа-яё]+(?:йте|ьте|ите)\b")  # «проверьте по подлиннику», «Приложение № …»
# What every text with a date has; cheaper to look for than dates themselves.
NEAR_DATE = re.compile(r"\d[.\s»\"-]")


@lru_cache(maxsize=8192)
def dates_in(text: str) -> tuple[Mention, ...]:
    """The dates of a text, impossible ones too; kept, as several rules ask for those of one paragraph.

    `dates_in("до 09.11.2020")[0].text` → «09.11.2020».
    """
    return find_dates(text) if NEAR_DATE.search(text) else ()


def mark(code: Code, paragraph: Paragraph, start: int, end: int, message: str, hint: str = "") -> Diagnostic:
    """The finding of a kind at the characters `start:end` of a paragraph.

    `hint`: what to write instead; or advice on what to do, which is told from such words by `with_replacement`.
    """
    if "ё" in hint and not {"ё", "ѐ"} & set(paragraph.text) and "е" in paragraph.text[start:end]:
        hint = hint.replace("ё", "е")  # the paper writes е, the dictionary ё
    found = code.at(paragraph.place(start, end), message, hint=hint, text=paragraph.text[start:end].strip())
    return with_replacement(found, code)


def with_replacement(found: Diagnostic, code: Code) -> Diagnostic:
    """The finding with its hint as the words that may be put in by themselves, unless the hint is only advice."""
    literal = found.hint and not code.advises and not ADVISING.search(found.hint)
    return replace(found, replacement=found.hint) if literal else found
