"""Which typographic rules are there? What is wrong in an official text, how it is mended, what the checker says.

A rule looks at a pattern; the group `x`, if there is one, is the place it mends, so that the words around can be seen
without being touched. Every pattern is linear in the length of the text.
"""

from __future__ import annotations

import re
from functools import partial

from nastav_docs.russian.locative import PLACED, second_form
from nastav_docs.russian.numbers import NBSP
from nastav_docs.russian.typography.dash_rules import DASHES
from nastav_docs.russian.typography.date_rules import DATES, NUMBERS, PEOPLE
from nastav_docs.russian.typography.rule import GAP, IN_MONTH, LETTER, MONTHS, YEAR, rule
from nastav_docs.russian.typography.tie_rules import RANGES, TIES

# Abbreviations that stand before a name or a number and are tied to it.
_BEFORE = "г|ул|пер|пл|просп|пр|д|кв|корп|стр|обл|пос|дер|с|им|п|пп|подп|ст|ч|гл|разд|рис|табл|прил|каб|оф|тел|зд"
# Units that are tied to the number before them.
_UNITS = (
    r"(?:гг?|л|экз|руб|коп|шт|ед|чел|ч|мин|сек|м|тыс|стр|с|кв)\.|(?:млн|млрд|кг|км|см|мм|мин|ч|лет)(?!\w)"
    r"|(?:год(?:а|у|ом|е|ы|ов|ам|ами|ах)?)(?!\w)|%"
)


_DOUBLED = "Лишний знак препинания"
MARKS = (
    rule(
        "TYP-QUOTE-SPACE",
        "«=|„=",
        # «»Родник« и»: a mark after a word that nothing closes is itself turned the wrong way
        rf"(?<=[«„])(?:(?<![а-яё]{{3}}[«„]){GAP}++(?=[^\s»“])|{GAP}++(?=[^\s»“][^\n»“]{{0,200}}[»“]))",
        "",
        "Лишний пробел после открывающей кавычки",
    ),
    rule(
        "TYP-QUOTE-SPACE",
        "=»|=“",
        rf"(?<=[^\s«„])(?P<x>{GAP}++)(?=»(?![{LETTER}])|“(?!\w))",
        "",
        "Лишний пробел перед закрывающей кавычкой",
    ),
    rule(
        "TYP-QUOTE-SPACE",
        "я«|Я«",
        rf"(?<=[{LETTER}]{{2}})(?=«[{LETTER}\d])",
        " ",
        "Нет пробела перед открывающей кавычкой",
    ),
    rule("TYP-QUOTE-SPACE", "»я", r"(?<=»)(?=[а-яё]{3})", " ", "Нет пробела после закрывающей кавычки"),
    rule(
        "TYP-SPACE-PUNCT",
        "=,|=;|=:|=!|=?|=.",
        rf"(?<=[\w»)\]%“.\"”])(?P<x>{GAP}++)(?=[,;!?](?!\d)|:(?![\d)(]|{GAP}\d)|\.(?![\w.]|{GAP}\.))(?<!\.{GAP})",
        "",
        "Лишний пробел перед знаком препинания",
    ),
    rule(
        "TYP-SPACE-PUNCT",
        ",я|,Я|,«|,„|;я|;Я|;«|;„|:я|:Я|:«|:„",
        rf"(?:(?<=[\w»)%“][,;])|(?<=[{LETTER}»)]:))(?=[{LETTER}«„])",
        " ",
        "Нет пробела после знака препинания",
    ),
    rule("TYP-SPACE-PUNCT", "я,9", r"(?<=[а-яё]{3},)(?=[0-9])", " ", "Нет пробела после знака препинания"),
    rule("TYP-SPACE-PUNCT", "я:(", r"(?<=[а-яё]{3}:)(?=\([0-9а-яё])", " ", "Нет пробела после двоеточия"),
    rule(
        "TYP-SPACE-PUNCT",
        "9,9",
        rf"(?<![\w.,])(?:[1-9]|1[01]),(?P<x>)(?=(?:[1-9]|1[01]){GAP}класс(?:ы|ов|ах|ам|ами)(?!\w))",
        " ",
        "Нет пробела после запятой",
    ),
    rule(
        "TYP-SPACE-PUNCT",
        "я.Я",
        rf"(?<![{LETTER}])[а-яё]{{3,}}+\.(?P<x>)(?=[А-ЯЁ][а-яё]{{2}})",  # «Яндекс.Диск» is a name
        " ",
        "Нет пробела после точки",
    ),
    rule(
        "TYP-SPACE-PUNCT",
        "9.Я",
        r"(?<![\w.])(?:[0-9]{1,2}\.){1,4}(?P<x>)(?=[А-ЯЁ][а-яё]{2})",
        " ",
        "Нет пробела после номера пункта",
    ),
    rule("TYP-DOUBLE-PUNCT", ",,|;;", r"(?P<m>[,;])(?P<x>(?P=m)+)", "", _DOUBLED),
    rule("TYP-DOUBLE-PUNCT", "..", r"(?<![.?!/\\\s])\.(?P<x>\.)(?![./\\])", "", _DOUBLED),
    rule("TYP-DOUBLE-PUNCT", "=..", rf"(?<=[{LETTER}])(?P<x>{GAP}\.\.)(?!\S)", ".", _DOUBLED),
    rule("TYP-ELLIPSIS", "...", r"(?<!\.)\.{3}(?!\.)", "…"),
    rule(
        "TYP-SPACE-PAREN",
        "я(|Я(",
        rf"(?<=[{LETTER}])(?P<x>)(?=\((?:[а-яё]{{4}}|[А-ЯЁ][{LETTER}]))",
        " ",
        "Нет пробела перед скобкой",
    ),
    rule("TYP-SPACE-PAREN", "»(", r"(?<=»)(?=\([а-яё]{4})", " ", "Нет пробела перед скобкой"),
    rule("TYP-SPACE-PAREN", ")я|)Я", rf"(?<=[{LETTER}]{{5}}\))(?=[{LETTER}]{{3}})", " ", "Нет пробела после скобки"),
    rule(
        "TYP-SPACE-PAREN",
        ")я|)Я",
        rf"(?<![\w(])[а-яё\d]{{1,2}}\)(?P<x>)(?=[{LETTER}]{{3}})",
        " ",
        "Нет пробела после скобки",
    ),
    rule("TYP-SPACE-PAREN", "(=", rf"(?<=\(){GAP}++(?=[^\s)])", "", "Лишний пробел внутри скобок"),
    rule("TYP-SPACE-PAREN", "=)", rf"(?<=[^\s(])(?P<x>{GAP}++)(?=\))", "", "Лишний пробел внутри скобок"),
)

# Noun after «эл.» → the adjective in its case.
_ELECTRONIC = {
    "почта": "электронная",
    "почты": "электронной",
    "почте": "электронной",
    "почту": "электронную",
    "почтой": "электронной",
    "адрес": "электронный",
    "адреса": "электронного",
    "адресу": "электронному",
    "адресом": "электронным",
    "адресе": "электронном",
}


def _electronic(match: re.Match[str]) -> str | None:
    """The full word for «эл.» before a noun that is known to follow it: «эл.почта» → «электронная почта»."""
    full = _ELECTRONIC.get(match["r"].lower())
    if full is None:
        return None
    return f"{full.capitalize() if match['x'][0] == 'Э' else full} "


ABBREVIATIONS = (
    rule(
        "ABBR-FORM", "я.я", rf"(?<!\w)(?P<x>[эЭ]л\.)(?P<r>[{LETTER}]++)", _electronic, "Сокращение с точкой без пробела"
    ),
    rule(
        "ABBR-FORM",
        "я.9|я.Я|я.«",
        rf"(?<![\w.])(?:{_BEFORE})\.(?P<x>)(?=[А-ЯЁ«\d])",
        NBSP,
        "Нет пробела после сокращения",
    ),
    rule(
        "ABBR-FORM",
        "я.я",
        r"(?<![\w.])(?:[Зз]ам|[Пп]ом|[Оо]тв|[Сс]оц|[Дд]оп|[Нн]ач|[Пп]роф|[Вв]ед|[Гг]л|[Сс]т|[Мм]л|[Уу]ч)\.(?P<x>)(?=[а-яё]{3})",
        NBSP,
        "Нет пробела после сокращения",
    ),
    # not behind «и т.д.», «и т.п.»: a new sentence begins there
    rule(
        "TYP-NBSP",
        "я._9|я._Я|я._«|я._№",
        rf"(?<!\w)(?<!т\.)(?<!т\.[ {NBSP}])(?:{_BEFORE})\.(?P<x> )(?=[А-ЯЁ«№\d])(?!Об?{GAP})",
        NBSP,
    ),
    rule("TYP-NBSP", "я._я", r"(?<!\w)т\.(?P<x> )(?=[депк]\.)", NBSP),
)


def _second(preposition: str, match: re.Match[str]) -> str:
    """The form that a noun has after «в» or «на»: «в Детском саду»."""
    return second_form(preposition, match["x"])


LOCATIVES = tuple(
    rule(
        "FORM-LOCATIVE",
        "я=я|Я=я|я=Я|Я=Я",
        rf"(?<!\w)(?i:{preposition}){GAP}{PLACED[small]}",
        partial(_second, small),
    )
    for preposition, small in (("во?", "в"), ("на", "на"))
)

SPACES = (
    rule("TYP-EDGE", "=\n|\n=|=\t|\t=|=\r|\r=", rf"(?<!{GAP}){GAP}++(?=[\t\n\r]|\Z)|(?:\A|(?<=[\t\n\r])){GAP}++", ""),
    rule(
        "TYP-DOUBLE-SPACE",
        "==",
        rf"(?<=\S){GAP}{{2,3}}(?=\S)",
        lambda match: NBSP if NBSP in match[0] else " ",
        "Двойной пробел",
    ),
    # a long run of spaces moves words to a place on the page: bad layout, but no slip of the finger
    rule("TYP-SPACES", "====", rf"(?<=\S){GAP}{{4,}}+(?=\S)", " "),
    rule("TYP-NBSP", "9_я|9_%", rf" (?<=\d )(?={_UNITS})", NBSP),
    rule("TYP-NBSP", "9_я|»_я|“_я", rf" (?<=[0-9»“] )(?=(?:{IN_MONTH})(?!\w))", NBSP),
    rule("TYP-NBSP", "я_9999", rf"(?<![{LETTER}])(?:{MONTHS})(?P<x> )(?={YEAR}(?!\d))", NBSP),
    rule("TYP-NBSP", "_№", rf" (?:(?<=[0-9]{{4}} )|(?<=[0-9]{GAP}г\. ))(?=№)", NBSP),
    rule("TYP-NBSP", "9_999", r"(?<![\d.,/№\-])(?<!№[ \u00a0])[0-9]{1,3}(?P<x> )(?=[0-9]{3}(?!\d))", NBSP),
    rule("TYP-NBSP", "~999_999", r"(?<=\u00a0[0-9]{3}) (?=[0-9]{3}(?!\d))", NBSP),
    rule(
        "TYP-NBSP",
        "Z_я",
        r"(?<!\w)(?:[IVX]{1,4}–)?[IVX]{1,5}(?P<x> )(?=(?:квартал|полугоди|четверт|триместр|век))",
        NBSP,
    ),
    rule("TYP-NBSP", "я_9999", rf"(?<=[IVX]{GAP}квартал)(?:[аеу]|ом|ы|ов|ах)?(?P<x> )(?={YEAR})", NBSP),
)

RULES = (*DATES, *NUMBERS, *PEOPLE, *DASHES, *RANGES, *MARKS, *ABBREVIATIONS, *LOCATIVES, *SPACES, *TIES)

# Telephones: signs of which one must be in the text, and the pattern. Their hyphens may be unbreakable already.
_PART = "[ \u00a0\\-\u2011]"
PHONES = (
    (
        ("(",),
        rf"(?:(?:\+7|(?<!\d)8){_PART}?)?\([0-9]{{3,5}}\)[ \u00a0]?[0-9]{{1,3}}(?:{_PART}[0-9]{{2}}){{2}}(?!\d)",
    ),
    (
        ("-", "\u2011"),
        r"(?<![\w\-/\u2011])(?<!\d\.)(?<!№[ \u00a0])[0-9]{1,3}(?:[\-\u2011][0-9]{2}){2}(?![\w\-/\u2011]|\.\d)",
    ),
    (("7", "8"), rf"(?<![\w\-/.\u2011])(?:\+7|8)(?:{_PART}?[0-9]{{3}}){{2}}(?:{_PART}?[0-9]{{2}}){{2}}(?!\d)"),
)

# Places that no rule may change: signs of which one must be in the text, and the pattern of the place.
PROTECTED = tuple(
    (signs, re.compile(pattern))
    for signs, pattern in (
        (("{",), r"\{\{[^{}]*+\}\}|\{%[^{}%]*+%\}|\{#[^{}#]*+#\}"),  # Jinja, where a text still carries it
        (("&",), r"&#?\w{2,8};\S?"),  # an entity of a web page that the conversion left
        (("://", "www."), r"(?:https?|ftp)://[^\s<>«»\"]++|www\.[^\s<>«»\"]++"),
        (("@",), r"(?<![\w.+№\-])[\w.+№\-]++@[\w.\-]++"),
        (
            (".ru", ".su", ".рф", ".com", ".org", ".net", ".info", ".edu", ".gov", ".me", ".online", ".site"),
            r"(?<![\w.\-])(?:[\w\-]++\.)++(?:ru|su|рф|com|org|net|info|edu|gov|me|online|site)(?:/[^\s<>«»\"]*+)?(?!\w)",
        ),
        (
            (".doc", ".xls", ".ppt", ".pdf", ".txt", ".csv", ".y", ".zip", ".rar", ".jp", ".png", ".htm"),
            r"(?<![\w.\-])[\w\-]++\.(?:docx?|xlsx?|pptx?|pdf|txt|csv|ya?ml|zip|rar|jpe?g|png|html?)(?!\w)",
        ),
        *PHONES,
        (
            ("\\",),
            (
                r"(?<!\w)(?:[A-Za-z]:|\\\\[\w.\-]+)\\(?:[^\\/:*?\"<>|\n«»]++\\)*+"
                r"(?:[^\\/:*?\"<>|\n«»]{1,80}?\.[A-Za-z]{3,4}(?!\w)|[^\\/:*?\"<>|\s«»]*+)"
            ),
        ),
        (("/",), r"(?<![\w.»)])/(?:[\w.\-]++/)++[\w.\-]*+"),
        (("№",), r"(?<!№)№[ \u00a0]?(?P<x>[\w/()\-]++(?:\.[\w/()\-]++)*+)"),  # the number of a document
        (("ГОСТ",), r"ГОСТ[ \u00a0](?:Р[ \u00a0])?[0-9.]++-[0-9]{2,4}"),
    )
)
