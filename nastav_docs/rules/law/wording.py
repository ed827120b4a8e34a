"""Foreign words of fashion that have a Russian one: federal law of 01.06.2005 № 53-ФЗ, part 6 of article 1."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import law as codes
from nastav_docs.rules.mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Paragraph

# The stem of a word → what to say instead.
RUSSIAN: Final = {
    "воркшоп": "мастерская",
    "дедлайн": "срок",
    "фидбэк": "отзыв",
    "фидбек": "отзыв",
    "тимбилдинг": "сплочение коллектива",
    "нетворкинг": "обмен опытом",
    "митап": "встреча",
    "бриф": "задание",
    "чек-лист": "перечень для проверки",
    "чеклист": "перечень для проверки",
    "роадмап": "дорожная карта",
    "брейнсторм": "обсуждение",
    "спич": "выступление",
    "коворкинг": "общее рабочее место",
    "буллинг": "травля",
    "шеринг": "обмен",
    "апгрейд": "обновление",
    "лайфхак": "полезный приём",
}
WORD = re.compile(rf"(?<![\w-])(?P<stem>{'|'.join(RUSSIAN)})(?:а|у|е|ом|ы|и|ов|ам|ами|ах)?(?![\w-])", re.IGNORECASE)


def foreign_words(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «воркшоп» and the like outside names in quotes."""
    for match in WORD.finditer(paragraph.text):
        quoted = paragraph.text.count("«", 0, match.start()) > paragraph.text.count("»", 0, match.start())
        if not quoted:
            message = f"У слова «{match.group()}» есть русское: {RUSSIAN[match['stem'].lower()]}"
            yield mark(codes.FOREIGN_WORD, paragraph, *match.span(), message, advice=RUSSIAN[match["stem"].lower()])


PARAGRAPH_RULES = (foreign_words,)
