"""What sort of organisation a school is, by its words: «доу», «доп», «спо» or «оо»."""

from __future__ import annotations

import re
from typing import Final

# Each sort with the words that tell it; the first that fits, «оо» where none does.
_WORDS: Final = (
    ("доу", re.compile(r"дошкольн|детск\w+ сад|\bм?[абк]?доу\b|\b[дя]с\b|ясли", re.IGNORECASE)),
    (
        "доп",
        re.compile(
            r"дополнительн\w+ образован|\b(?:[мг][абк]?)?удо\b|\b(?:[мг][абк]?)?оу ?дод?\b|\bдоп\b|\bдю[сшц]{1,2}\b|"
            r"спортивн\w+ школ|школ\w+ искусств|\bдши\b|\bцд[от]\b|\bддт\b|"
            r"дом\w* (?:детского )?творчеств|станци\w+ юн",
            re.IGNORECASE,
        ),
    ),
    ("спо", re.compile(r"профессиональн\w+ образоват|колледж|техникум|училищ|\bспо\b", re.IGNORECASE)),
)
SCHOOL_TYPES: Final = ("оо", *(sort for sort, _ in _WORDS))


def school_type(*texts: str) -> str:
    """«доу», «доп», «спо» or «оо» from the kind and the names of an organisation: `if: school.type == 'доу'`.

    The kind that the registry says comes first: «Тип: ДОУ» decides whatever the name is.

    >>> school_type("", "МБДОУ «Детский сад № 2»")
    'доу'
    """
    for text in texts:
        found = next((sort for sort, words in _WORDS if words.search(text)), "")
        if found:
            return found
        if text.strip().lower() in {"оо", "соо", "школа", "сош", "оош", "лицей", "гимназия"}:
            return "оо"
    return "оо"
