"""Whether single abbreviations are written right: «пгт» without a stop, «ред.» and «экз.» with one, «уч. г.» apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nastav_docs.diagnostics.codes import norms
from nastav_docs.rules.mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Paragraph

# What every text with such a form has; cheaper to look for.
NEAR = re.compile(
    r"пгт\.|(?:им|ул|пер|просп)\.[а-я]|п\.\s?п\.|уч\.г|[сгр]\.п\.|в ред\s|\d\s(?:тыс|экз|чел|млн|млрд)|ОУ[СОН]ОШ|"
    r"\b(?:им|ул|просп|пер|пл|обл)\s[А-ЯЁ]|\bд\s\d",
    re.IGNORECASE,
)
# A wrong form, the right one as a template of the match, what the checker says.
FORMS = (
    (re.compile(r"(?<!\w)(?P<x>им|ул|пер|просп)\.(?=[а-яё]{4})"), r"\g<x>. ", "Нет пробела после сокращения"),
    (re.compile(r"(?<![\w№/])п\.\s?п\.(?=\s?\d)"), "пп.", "Сокращение слова «пункты» – «пп.»"),
    (re.compile(r"(?<![\w-])(?P<x>пгт)\.(?=\s?[А-ЯЁ])"), r"\g<x>", "После «пгт» точки нет"),
    (re.compile(r"(?<![\w-])(?P<x>[Уу]ч)\.г(?:\.|(?!\w))"), r"\g<x>. г.", "Сокращённые слова разделяются пробелом"),
    (re.compile(r"(?<![\w-])(?P<x>[сгр])\.п\.(?=\s?[А-ЯЁ])"), r"\g<x>. п.", "Сокращённые слова разделяются пробелом"),
    (re.compile(r"(?<!\w)(?P<x>[МГ][БКА]?ОУ)(?P<y>[СОН]ОШ)(?!\w)"), r"\g<x> \g<y>", "Сокращения разделяются пробелом"),
    (re.compile(r"(?<![\w-])в ред(?=\sот\s)"), "в ред.", "После сокращения «ред» нужна точка"),
    (re.compile(r"(?<=\d\s)тыс(?=\s(?:руб|чел|экз|ед))"), "тыс.", "После сокращения «тыс» нужна точка"),
    (re.compile(r"(?<=\d\s)(?P<x>млн|млрд)\.(?=\s[а-яё\d])"), r"\g<x>", "После «млн» и «млрд» точки нет"),
    (re.compile(r"(?<!\w)(?P<x>ул|просп|пер|пл)(?=\s[А-ЯЁ][а-яё])"), r"\g<x>.", "После сокращения нужна точка"),
    (
        re.compile(r"(?<!\w)(?P<x>им)(?=\s(?:[А-ЯЁ]\.\s?){1,2}[А-ЯЁ][а-яё])"),
        "им.",
        "После сокращения «имени» нужна точка",
    ),
    (
        re.compile(r"(?<=,\s)(?P<x>д|кв|корп|оф)(?=\s\d{1,3}[а-я]?(?:[,.;)]|$))"),
        r"\g<x>.",
        "После сокращения нужна точка",
    ),
    (re.compile(r"(?<=\d\s)(?P<x>экз|чел)(?=[;,)]|$)"), r"\g<x>.", "После сокращений «экз» и «чел» нужна точка"),
)


def short_forms(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «пгт. Лесной», «уч.г.», «в ред от 01.02.2025», «3 тыс рублей», «5 млн. рублей», «2 экз;»."""
    if not NEAR.search(paragraph.text):
        return
    for pattern, right, message in FORMS:
        for match in pattern.finditer(paragraph.text):
            said = f"{message}: «{match.group()}»"
            yield mark(norms.ABBR_FORM, paragraph, *match.span(), said, match.expand(right))


PARAGRAPH_RULES = (short_forms,)
