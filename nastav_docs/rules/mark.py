"""What every rule needs: to say that some characters of a paragraph are wrong, and to see its dates."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from nastav_docs.russian import Mention, find_dates

if TYPE_CHECKING:
    from nastav_docs.diagnostics import Code, Diagnostic
    from nastav_docs.papers import Paragraph

ADVISING = re.compile(r"…|\b[А-ЯЁа-яё]+(?:йте|ьте|ите)\b")  # «проверьте по подлиннику», «Приложение № …»
NEAR_DATE = re.compile(r"\d[.\s»\"-]")


@lru_cache(maxsize=8192)
def dates_in(text: str) -> tuple[Mention, ...]:
    """The dates of a text; several rules ask for those of one paragraph."""
    return find_dates(text) if NEAR_DATE.search(text) else ()


def mark(code: Code, paragraph: Paragraph, start: int, end: int, message: str, hint: str = "") -> Diagnostic:
    """A problem of a kind at the characters `start:end` of a paragraph.

    The hint is the exact words to write instead of them; one that advises what to do is told from such words here.
    """
    if "ё" in hint and not {"ё", "ѐ"} & set(paragraph.text) and "е" in paragraph.text[start:end]:
        hint = hint.replace("ё", "е")  # the paper writes е, the dictionary ё
    found = code.at(paragraph.place(start, end), message, hint=hint, text=paragraph.text[start:end].strip())
    return with_replacement(found, code)


def with_replacement(found: Diagnostic, code: Code) -> Diagnostic:
    """The problem with its hint as the words to write, where the hint is such words."""
    literal = found.hint and not code.advises and not ADVISING.search(found.hint)
    return replace(found, replacement=found.hint) if literal else found
