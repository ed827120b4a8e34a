"""Lists of words in one line each."""

from __future__ import annotations


def listed(text: str) -> frozenset[str]:
    """The words of a text, parted by spaces."""
    return frozenset(text.split())


def pairs(text: str) -> dict[str, str]:
    """A mapping written «лев:льв заяц:зайц»."""
    return dict(pair.split(":") for pair in text.split())
