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

# What every text with a date has; cheaper to look for than dates themselves.
NEAR_DATE = re.compile(r"\d[.\s»\"-]")


@lru_cache(maxsize=8192)
def dates_in(text: str) -> tuple[Mention, ...]:
    """The dates of a text, impossible ones too; kept, as several rules ask for those of one paragraph.

    `dates_in("до 09.11.2020")[0].text` → «09.11.2020».
    """
    return find_dates(text) if NEAR_DATE.search(text) else ()


def mark(
    code: Code, paragraph: Paragraph, start: int, end: int, message: str, right: str = "", *, advice: str = ""
) -> Diagnostic:
    """A finding of a kind at the characters `start:end` of a paragraph.

    `right` are the words to write instead of these characters, letter for letter; `advice` says what to do where these
    words are not known («проверьте по подлиннику», «от … № …») and is shown only without them.

    >>> mark(norms.DATE_IMPOSSIBLE, paragraph, 3, 13, "Невозможная дата «31.09.2020»", advice="проверьте по подлиннику")
    """
    if "ё" in right and not {"ё", "ѐ"} & set(paragraph.text) and "е" in paragraph.text[start:end]:
        right = right.replace("ё", "е")  # the paper writes е, the dictionary ё
    text = paragraph.text[start:end].strip()
    return with_words(code.at(paragraph.place(start, end), message, hint=right or advice, text=text), code, right)


def with_words(found: Diagnostic, code: Code, right: str) -> Diagnostic:
    """The finding with the words to write instead of its text, where they are known and its kind has such words."""
    return replace(found, replacement=right) if right and not code.advises else found
