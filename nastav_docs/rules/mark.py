"""How a rule says that some characters of a paragraph are wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nastav_docs.diagnostics import Code, Diagnostic
    from nastav_docs.papers import Paragraph


def mark(code: Code, paragraph: Paragraph, start: int, end: int, message: str, hint: str = "") -> Diagnostic:
    """A problem of a kind at the characters `start:end` of a paragraph."""
    return code.at(paragraph.place(start, end), message, hint=hint, text=paragraph.text[start:end].strip())
