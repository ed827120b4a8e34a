"""The table of typographic rules: what is wrong in an official text, how it is mended, what the checker says.

Spaces of other widths come to U+00A0. A rule looks at a pattern; the group `x`, if there is one, is the place it mends,
so that the words around can be seen without being touched. Every pattern is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from nastav_docs.russian.dates import MONTHS_GEN, MONTHS_NOM, DateProblem, make_date
from nastav_docs.russian.numbers import NBSP

Replacement = str | Callable[["re.Match[str]"], str | None]

DASH = f"{NBSP}– "

_C = "А-Яа-яЁё"
_G = "[ \u00a0]"
_YEAR = r"(?:19|20)[0-9]{2}"
_MONTHS = "|".join((*MONTHS_GEN, *MONTHS_NOM))

# What stands after a range of numbers and makes it one: «11-18 лет», «15-20 марта», «1-4 классы».
_COUNTED = (
    rf"(?:лет|год|мес|недел|дн(?:я|ей|и)\b|сут|час|мин|раз(?:а|ов)?\b|класс|человек|чел|балл|процент|руб|тыс|млн|лист|экз"
    rf"|рабочи|календарн|учебн|числ|кварт|полугод|этап|{'|'.join(MONTHS_GEN)})"
)
# Abbreviations that stand before a name or a number and are tied to it.
_BEFORE = "г|ул|пер|пл|просп|пр|д|кв|корп|стр|обл|пос|дер|с|им|п|пп|подп|ст|ч|гл|разд|рис|табл|прил|каб|оф|тел"
# Units that are tied to the number before them.
_UNITS = (
    r"(?:гг?|л|экз|руб|коп|шт|ед|чел|ч|мин|сек|м|тыс|стр|с|кв)\.|(?:млн|млрд|кг|км|см|мм|мин|ч|лет)(?!\w)"
    r"|(?:год(?:а|у|ом|е|ы|ов|ам|ами|ах)?)(?!\w)|%"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, where it looks, what it writes there.

    `needs`: the pattern is tried only where each of these groups has a piece in the shape of the text (see `shape`). A
    silent rule (no `message`) belongs to typesetting and is no finding.
    """

    name: str
    needs: tuple[tuple[str, ...], ...]
    pattern: re.Pattern[str]
    replacement: Replacement
    message: str = ""


def _rule(name: str, needs: str, pattern: str, replacement: Replacement, message: str = "") -> Rule:
    """A rule; `needs` is written «9я|9=я&Z»: «=» a space of either kind, «|» or, «&» and."""
    groups = (group.split("|") for group in needs.split("&"))
    pieces = tuple(tuple(dict.fromkeys(piece.replace("=", gap) for piece in group for gap in "_~")) for group in groups)
    return Rule(name, pieces, re.compile(pattern), replacement, message)


class _Shape(dict[int, int]):
    """Characters by class for `str.translate`; what is in no class stands for itself."""

    def __missing__(self, key: int) -> int:
        return key


_SHAPE = _Shape({code: code for code in range(0x2200)})
for _class, _members in (
    ("я", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
    ("Я", "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"),
    ("z", "abcdefghijklmnopqrstuvwxyz"),
    ("Z", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    ("9", "0123456789"),
    ("w", "_"),
    ("_", " "),
    ("~", NBSP),
):
    _SHAPE.update(dict.fromkeys(map(ord, _members), ord(_class)))


def shape(text: str) -> str:
    """The text with every character replaced by its class: «№ 5 г.» as «№_9_я.», a line feed at both ends."""
    return f"\n{text.translate(_SHAPE)}\n"


# --- dates -----------------------------------------------------------------------------------------------------------

_SENTENCE = re.compile(
    rf"[а-яё»)]{{4}}[.!?]{_G}+[А-ЯЁ«]"  # another sentence has ended before
    r"|^(?:[0-9]+[.)])*[ \u00a0]*[А-ЯЁ][а-яё]+(?:ть|ти|чь)(?:ся|сь)?\b"  # «Приступить к …»: a clause of an order
    r"|\b[а-яё]+[аяуи](?:ет|ют|ит|ят)(?:ся)?\b"  # «приказ вступает в силу»
)
_WINDOW = 400


def _after_numeric_date(match: re.Match[str]) -> str | None:
    """What stays of «г.» or «года» after a date in digits: nothing, or the stop that ends the sentence."""
    text, end = match.string, match.end("x")
    if not match["x"].endswith("."):
        return ""
    tail = text[end : end + 3].lstrip(f" {NBSP}")
    if not tail or tail[0] in "\n\t":
        return "." if _SENTENCE.search(text, max(0, match.start() - _WINDOW), match.start()) else ""
    if tail[0].isupper() and end < len(text) and text[end] in f" {NBSP}":
        # «02.11.2020 г. Артемовский» may name the town; a glued «г» is the year's, and its stop ends the sentence
        return None if match["gap"] else "."
    return ""


def _padded(match: re.Match[str]) -> str | None:
    """«5.3.» before a year as «05.03.» when that is a date."""
    day, month, year = match["d"], match["m"], match["y"]
    if len(day) == len(month) == 2 or isinstance(make_date(int(year), int(month), int(day)), DateProblem):  # noqa: PLR2004
        return None
    return f"{int(day):02d}.{int(month):02d}."


def _range_of_years(match: re.Match[str]) -> str | None:
    before = match.string[max(0, match.start() - 8) : match.start()]
    return None if "ГОСТ" in before else "–"


_NUMERIC_DATE = r"(?<![\d.])[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}"
DATES = (
    _rule(
        "DATE-G-SPACE",
        "9я|9Я",
        rf"{_NUMERIC_DATE}(?P<x>(?P<gap>)(?:[гГ]\.|[гГ](?![\w.])|года(?!\w)))",
        _after_numeric_date,
        "«г.» слитно с датой; при цифровой дате «г.» не ставится",
    ),
    _rule(
        "DATE-DIGIT-G",
        "9999=",
        rf"{_NUMERIC_DATE}(?P<x>(?P<gap>{_G}{{1,3}})(?:[гГ]\.|[гГ](?![\w.])|года(?!\w)))",
        _after_numeric_date,
        "При цифровой дате «г.» не ставится",
    ),
    _rule(
        "TYP-STRAY-STOP",
        "9.=я",
        rf"{_NUMERIC_DATE}(?P<x>\.)(?={_G}[а-яё])",
        "",
        "Точка после даты разрывает предложение: дальше строчная буква",
    ),
    _rule(
        "DATE-ZERO",
        "9=я",
        rf"(?<![\d.«\"„“])(?P<x>0)(?=[1-9]{_G}(?:{'|'.join(MONTHS_GEN)})(?!\w))",
        "",
        "В дате с названием месяца ноль перед числом не ставится",
    ),
    _rule(
        "DATE-ZERO",
        "9.9",
        rf"(?<![\d.,/\-])(?<!п\.[ \u00a0])(?<!№[ \u00a0])(?P<x>(?P<d>[0-9]{{1,2}})\.(?P<m>[0-9]{{1,2}})\.)"
        rf"(?=(?P<y>{_YEAR})(?!\d|\.\d))",
        _padded,
        "В цифровой дате день и месяц пишутся двумя цифрами",
    ),
    _rule(
        "DATE-G-SPACE",
        "9999я",
        rf"(?<![\d.]){_YEAR}(?P<x>)(?=гг?(?:\.|(?!\w))|год(?:а|у|ы|ов|ах|ом|е)?(?!\w))",
        NBSP,
        "«г.» слитно с годом: нужен пробел",
    ),
    _rule(
        "ABBR-FORM", "я.я|я.=я&9", rf"{_YEAR}{_G}?(?P<x>г\.{_G}?г\.?)(?!\w)", "гг.", "Сокращение слова «годы»: «гг.»"
    ),
    _rule("ABBR-FORM", "9999=я", rf"(?<![\d.]){_YEAR}{_G}гг?(?P<x>)(?![\w.])", ".", "После сокращения «г» нужна точка"),
)

# --- the number sign -------------------------------------------------------------------------------------------------

NUMBERS = (
    _rule(
        "TYP-NUM-SIGN",
        "Z9|Z=|Zz|ZZ|Zw|Zя|ZЯ|Zº|Z°&я|Я",
        rf"(?<![\w.№\-])(?<![A-Za-z]{_G})(?P<x>NN?(?:o\.?|[º°])?{_G}?)(?=[0-9]|п/п|_|[А-ЯЁA-Z]{{1,4}}-?[0-9])",
        f"№{NBSP}",
        "Латинская N вместо знака номера «№»",
    ),
    _rule("TYP-NUM-SPACE", "№9|№я|№Я|№z|№Z", r"(?<=№)(?=[^\W_])", NBSP, "Нет пробела после «№»"),
    _rule("TYP-NBSP", "№_|№w", r"(?<=№)(?: (?=[^\s№])|(?=_))", NBSP),
    _rule("TYP-PERCENT", "9%", r"(?<=\d)(?=%(?!-?[а-яё]))", NBSP, "Перед знаком процента нужен пробел (ГОСТ 8.417)"),
)

# --- people ----------------------------------------------------------------------------------------------------------

PEOPLE = (
    _rule(
        "FIO-INITIALS",
        "Я.Я|Я.=Я",
        rf"(?<![{_C}])[А-ЯЁ][{_C}]++(?:-[А-ЯЁ][{_C}]++)?{_G}[А-ЯЁ]\.{_G}?[А-ЯЁ](?P<x>)(?![\w.\-])",
        ".",
        "Нет точки после второго инициала",
    ),
    _rule(
        "FIO-INITIALS",
        "Я.Я|Я.=Я",
        rf"(?<![{_C}.])(?<![а-яё]{_G})[А-ЯЁ]\.{_G}?[А-ЯЁ](?P<x>{_G}?)(?={_G}[А-ЯЁ][а-яё]{{2}})",
        ".",
        "Нет точки после второго инициала",
    ),
    # «И. Г. Бабкина» is right typography too; the papers' own form is «И.Г. Бабкина», so this one is silent
    _rule("FIO-FORM", "Я.=Я", rf"(?<![{_C}.])[А-ЯЁ]\.(?P<x>{_G})(?=[А-ЯЁ]\.{_G}?[А-ЯЁ][а-яё]{{2}})", ""),
    _rule("FIO-FORM", "Я.=Я", rf"(?<![{_C}])[А-ЯЁ][{_C}]++{_G}[А-ЯЁ]\.(?P<x>{_G})(?=[А-ЯЁ](?:\.|(?!\w)))", ""),
    _rule("FIO-FORM", "Я.Я", r"(?<![\w.])[А-ЯЁ]\.(?:[А-ЯЁ]\.)?(?P<x>)(?=[А-ЯЁ][а-яё]{2})", NBSP),
    _rule("TYP-NBSP", "Я._Я", rf"(?<![{_C}])[А-ЯЁ]\.(?P<x> )(?=[А-ЯЁ][а-яё])", NBSP),
    _rule("TYP-NBSP", "я_Я.|Я_Я.", rf"[А-ЯЁ][{_C}]++(?P<x> )(?=[А-ЯЁ]\.{_G}?[А-ЯЁ](?:\.|(?!\w)))", NBSP),
)

# --- hyphens and dashes ----------------------------------------------------------------------------------------------

_PARTICLES = frozenset({"то", "нибудь", "таки", "ка"})
_SUSPENDED = frozenset({"и", "или", "либо", "а", "да"})
_PREFIXES = re.compile(
    r"(?:скан|онлайн|офлайн|интернет|веб|пресс|бизнес|вице|экс|мини|макси|топ|штаб|блок|арт|фото|видео|аудио|медиа|кейс"
    r"|кое|по|северо|юго|пиар|смарт|квест|флеш|мастер|тайм|тест|агит)"
)
_ADVERBS = re.compile(r"(?:ее|лее|же|уже|здесь|только|также)$")
_LINKED = re.compile(r"(?:н|ск|в|льн|чн|тивн|ически|к|т|р|л|д)о$")
_ADJECTIVE = re.compile(r"(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ым|им|ую|юю|ых|их|ыми|ими|ом|ем)$")
_POSTS = re.compile(r"(?:педагог|учител|врач|инженер|мастер|воспитател|преподавател|тренер|социолог|юрист)[а-яё]{0,4}$")
_SECOND_POSTS = re.compile(
    r"(?:психолог|логопед|дефектолог|организатор|библиотекар|предметник|методист|тьютор|новатор|наставник|консультант"
    r"|экономист|программист|исследовател|педиатр|преподавател)[а-яё]{0,4}$"
)


def _is_compound(left: str, right: str) -> bool:
    """Whether two words parted by «- » are one hyphenated word: «скан- копий», «нормативно- правовое»."""
    left, right = left.lower(), right.lower()
    if right in _SUSPENDED:
        return False
    if right in _PARTICLES or _PREFIXES.fullmatch(left):
        return True
    if _LINKED.search(left) and not _ADVERBS.search(left) and _ADJECTIVE.search(right):
        return True
    return _POSTS.search(left) is not None and _SECOND_POSTS.search(right) is not None


def _hyphen(match: re.Match[str]) -> str | None:
    return "-" if _is_compound(match["l"], match["r"]) else None


def _dash(match: re.Match[str]) -> str | None:
    if match["r"].lower() in _SUSPENDED or _is_compound(match["l"], match["r"]):
        return None
    return DASH


_HALF = rf"(?<![{_C}])(?P<l>[{_C}]++)(?P<x>-{_G}++|{_G}++-)(?P<r>[{_C}]++)"
_APPOSED = (
    r"(?:учител|педагог|воспитател|преподавател|наставник|студент|работник|выпускник|специалист)[а-яё]{0,4}(?P<x>-)"
    rf"(?!учащ|служащ|дежурн)[а-яё]{{3,20}}(?:ый|ий|ой|ая|ые|ие|ого|его|ому|ым|им|ых|их|ыми|ими){_G}[а-яё]{{5}}"
)
_TO_DASH = "Дефис вместо тире"
_TO_RANGE = "Дефис вместо тире в диапазоне"
DASHES = (
    _rule(
        "TYP-RANGE-DASH",
        "9-9|9=-|9-=",
        rf"(?<![\d.№/\-])(?<!№{_G}){_YEAR}(?P<x>{_G}?-{_G}?)(?={_YEAR}(?![\d/\-]|\.\d))",
        _range_of_years,
        _TO_RANGE,
    ),
    _rule(
        "TYP-RANGE-DASH",
        "9-9|9=-|9-=",
        rf"\d\.[0-9]{{4}}(?P<x>{_G}?-{_G}?)(?=[0-9]{{2}}\.[0-9]{{2}}\.[0-9]{{4}})",
        "–",
        _TO_RANGE,
    ),
    _rule(
        "TYP-RANGE-DASH",
        "9-9|9=-|9-=",
        rf"(?<![\w.,/№\-])(?<!№{_G})[0-9]{{1,4}}(?:,[0-9]{{1,2}})?(?P<x>{_G}?-{_G}?)"
        rf"(?=[0-9]{{1,4}}(?:,[0-9]{{1,2}})?(?:{_G}{_COUNTED}|{_G}?%))",
        "–",
        _TO_RANGE,
    ),
    _rule(
        "TYP-RANGE-DASH",
        "Z-|Z=-",
        rf"(?<![\w\-])[IVX]{{1,4}}(?P<x>{_G}?-{_G}?)"
        rf"(?=[IVX]{{1,4}}{_G}(?:кварт|полугод|четверт|век|вв?\.|класс|групп|этап|раздел|степен|ступен|уров|тур|смен))",
        "–",
        _TO_RANGE,
    ),
    _rule(
        "TYP-RANGE-DASH",
        "9:99-9",
        r"(?<![\d:])[0-9]{1,2}:[0-9]{2}(?P<x>-)(?=[0-9]{1,2}:[0-9]{2}(?![\d:]))",
        "–",
        _TO_RANGE,
    ),
    # the norm wants no spaces around the dash of a range; with a dash already there it is typesetting
    _rule(
        "TYP-RANGE",
        "9=–|9–=|9—|9=—",
        rf"(?<![\d.№/]){_YEAR}(?P<x>{_G}[–—]{_G}?|—{_G}?|–{_G})(?={_YEAR}(?!\d|\.\d))",
        "–",
    ),
    _rule("TYP-HYPHEN-SPACE", "я-=|Я-=|=-я|=-Я", _HALF, _hyphen, "Пробел у дефиса внутри слова"),
    _rule("TYP-DASH", "я-=|Я-=|=-я|=-Я", _HALF, _dash, _TO_DASH),
    _rule("TYP-DASH", "-=", rf"(?<=[»)“%…])(?P<x>-{_G})(?=[{_C}«„(])", DASH, _TO_DASH),
    _rule("TYP-DASH", "=-я|=-Я|=-«|=-„", rf"(?<=[»)“%….,\d])(?P<x>{_G}-)(?=[{_C}«„])", DASH, _TO_DASH),
    _rule("TYP-DASH", "=-=|=--", rf"(?<=\S)(?P<x>{_G}{{1,3}}--?{_G}{{1,3}})(?=[^\s\-])", DASH, _TO_DASH),
    _rule("TYP-DASH", "я-я", _APPOSED, DASH, "При приложении из нескольких слов нужно тире с пробелами"),
    _rule(
        "TYP-DASH",
        "я–=|Я–=|»–=|)–=|%–=|.–=|“–=",
        rf"(?<=[{_C}»)“%.])(?P<x>–)(?={_G}[{_C}«„(\d])",
        f"{NBSP}–",
        "Нет пробела перед тире",
    ),
    _rule("TYP-DASH", "=–я|=–Я|=–«|=–(|=–„", rf"(?<=[{_C}»)“%.,]{_G}–)(?=[{_C}«„(])", " ", "Нет пробела после тире"),
    # the long dash is right too, but one text must not mix the two
    _rule("TYP-DASH-FORM", "=—|—=|=―|―=", rf"(?<=\S)(?P<x>{_G}?[—―]{_G}|{_G}[—―]{_G}?)(?=\S)", DASH),
    _rule("TYP-DASH-FORM", "я—|Я—|»—|)—|я―|Я―|»―|)―", rf"(?<=[{_C}»)])(?P<x>[—―])(?=[{_C}«(])", DASH),
    _rule("TYP-DASH-FORM", "9—|9―", r"(?<=\d)(?P<x>[—―])(?=\d)", "–"),
    _rule("TYP-DASH-FORM", "\n-=|\n—=|\n―=|\n–_", rf"(?m)^(?:[-—―]{_G}|– )(?=\S)", f"–{NBSP}"),
    _rule("TYP-NBSP", "_–", rf"(?<=\S) (?=–{_G})", NBSP),
)

# --- spaces, marks, brackets -----------------------------------------------------------------------------------------

_DOUBLED = "Лишний знак препинания"
MARKS = (
    _rule("TYP-QUOTE-SPACE", "«=|„=", rf"(?<=[«„]){_G}++(?=\S)", "", "Лишний пробел после открывающей кавычки"),
    _rule(
        "TYP-QUOTE-SPACE",
        "=»|=“",
        rf"(?<=[^\s«„])(?P<x>{_G}++)(?=»|“(?!\w))",
        "",
        "Лишний пробел перед закрывающей кавычкой",
    ),
    _rule("TYP-QUOTE-SPACE", "я«|Я«", rf"(?<=[{_C}]{{2}})(?=«[{_C}\d])", " ", "Нет пробела перед открывающей кавычкой"),
    _rule("TYP-QUOTE-SPACE", "»я", r"(?<=»)(?=[а-яё]{3})", " ", "Нет пробела после закрывающей кавычки"),
    _rule(
        "TYP-SPACE-PUNCT",
        "=,|=;|=:|=!|=?|=.",
        rf"(?<=[\w»)\]%“.])(?P<x>{_G}++)(?=[,;!?](?!\d)|:(?![\d)(])|\.(?![\w.]))",
        "",
        "Лишний пробел перед знаком препинания",
    ),
    _rule(
        "TYP-SPACE-PUNCT",
        ",я|,Я|,«|,„|;я|;Я|;«|;„|:я|:Я|:«|:„",
        rf"(?:(?<=[\w»)%“][,;])|(?<=[{_C}»)]:))(?=[{_C}«„])",
        " ",
        "Нет пробела после знака препинания",
    ),
    _rule(
        "TYP-SPACE-PUNCT",
        "я.Я",
        r"(?<=[а-яё]{3}\.)(?=[А-ЯЁ][а-яё]{2})",
        " ",
        "Нет пробела после точки",
    ),
    _rule(
        "TYP-SPACE-PUNCT",
        "9.Я",
        r"(?<![\w.])(?:[0-9]{1,2}\.){1,4}(?P<x>)(?=[А-ЯЁ][а-яё]{2})",
        " ",
        "Нет пробела после номера пункта",
    ),
    _rule("TYP-DOUBLE-PUNCT", ",,|;;", r"(?P<m>[,;])(?P<x>(?P=m)+)", "", _DOUBLED),
    _rule("TYP-DOUBLE-PUNCT", "..", r"(?<![.?!/\\\s])\.(?P<x>\.)(?![./\\])", "", _DOUBLED),
    _rule("TYP-ELLIPSIS", "...", r"(?<!\.)\.{3}(?!\.)", "…"),
    _rule(
        "TYP-SPACE-PAREN",
        "я(|Я(",
        rf"(?<=[{_C}])(?P<x>)(?=\((?:[а-яё]{{4}}|[А-ЯЁ][{_C}]))",
        " ",
        "Нет пробела перед скобкой",
    ),
    _rule("TYP-SPACE-PAREN", ")я|)Я", rf"(?<=[{_C}]{{5}}\))(?=[{_C}]{{3}})", " ", "Нет пробела после скобки"),
    _rule("TYP-SPACE-PAREN", "(=", rf"(?<=\(){_G}++(?=[^\s)])", "", "Лишний пробел внутри скобок"),
    _rule("TYP-SPACE-PAREN", "=)", rf"(?<=[^\s(])(?P<x>{_G}++)(?=\))", "", "Лишний пробел внутри скобок"),
)

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
    full = _ELECTRONIC.get(match["r"].lower())
    if full is None:
        return None
    return f"{full.capitalize() if match['x'][0] == 'Э' else full} "


ABBREVIATIONS = (
    _rule("ABBR-FORM", "я.я", rf"(?<!\w)(?P<x>[эЭ]л\.)(?P<r>[{_C}]++)", _electronic, "Сокращение с точкой без пробела"),
    _rule(
        "ABBR-FORM",
        "я.9|я.Я|я.«",
        rf"(?<![\w.])(?:{_BEFORE})\.(?P<x>)(?=[А-ЯЁ«\d])",
        NBSP,
        "Нет пробела после сокращения",
    ),
    _rule("TYP-NBSP", "я._9|я._Я|я._«|я._№", rf"(?<!\w)(?:{_BEFORE})\.(?P<x> )(?=[А-ЯЁ«№\d])", NBSP),
    _rule("TYP-NBSP", "я._я", r"(?<!\w)т\.(?P<x> )(?=[депк]\.)", NBSP),
)

SPACES = (
    _rule("TYP-EDGE", "=\n|\n=|=\t|\t=|=\r|\r=", rf"(?<!{_G}){_G}++(?=[\t\n\r]|\Z)|(?:\A|(?<=[\t\n\r])){_G}++", ""),
    _rule(
        "TYP-DOUBLE-SPACE",
        "==",
        rf"(?<=\S){_G}{{2,3}}(?=\S)",
        lambda match: NBSP if NBSP in match[0] else " ",
        "Двойной пробел",
    ),
    # a long run of spaces moves words to a place on the page: bad layout, but no slip of the finger
    _rule("TYP-SPACES", "====", rf"(?<=\S){_G}{{4,}}+(?=\S)", " "),
    _rule("TYP-NBSP", "9_я|9_%", rf"(?<=\d) (?={_UNITS})", NBSP),
    _rule("TYP-NBSP", "9_я|»_я|“_я", rf"(?<=[0-9»“]) (?=(?:{'|'.join(MONTHS_GEN)})(?!\w))", NBSP),
    _rule("TYP-NBSP", "я_9999", rf"(?<![{_C}])(?:{_MONTHS})(?P<x> )(?={_YEAR}(?!\d))", NBSP),
    _rule("TYP-NBSP", "_№", rf"(?:(?<=\.[0-9]{{4}})|(?<=[0-9]{_G}г\.)) (?=№)", NBSP),
    _rule("TYP-NBSP", "9_999", r"(?<![\d.,/№\-])(?<!№[ \u00a0])[0-9]{1,3}(?P<x> )(?=[0-9]{3}(?!\d))", NBSP),
    _rule("TYP-NBSP", "~999_999", r"(?<=\u00a0[0-9]{3}) (?=[0-9]{3}(?!\d))", NBSP),
    _rule(
        "TYP-NBSP",
        "Z_я",
        r"(?<!\w)(?:[IVX]{1,4}–)?[IVX]{1,5}(?P<x> )(?=(?:квартал|полугоди|четверт|триместр|век))",
        NBSP,
    ),
    _rule("TYP-NBSP", "я_9999", rf"(?<=[IVX]{_G}квартал)(?:[аеу]|ом|ы|ов|ах)?(?P<x> )(?={_YEAR})", NBSP),
)

RULES = (*DATES, *NUMBERS, *PEOPLE, *DASHES, *MARKS, *ABBREVIATIONS, *SPACES)

# What is nobody's to mend: signs of which one must be in the text, and the pattern of the place.
PROTECTED = tuple(
    (signs, re.compile(pattern))
    for signs, pattern in (
        (("{",), r"\{\{[^{}]*+\}\}|\{%[^{}%]*+%\}|\{#[^{}#]*+#\}"),  # Jinja, where a text still carries it
        (("://", "www."), r"(?:https?|ftp)://[^\s<>«»\"]++|www\.[^\s<>«»\"]++"),
        (("@",), r"(?<![\w.+\-])[\w.+\-]++@[\w.\-]++"),
        (
            (".ru", ".su", ".рф", ".com", ".org", ".net", ".info", ".edu", ".gov", ".me", ".online", ".site"),
            r"(?<![\w.\-])(?:[\w\-]++\.)++(?:ru|su|рф|com|org|net|info|edu|gov|me|online|site)(?:/[^\s<>«»\"]*+)?(?!\w)",
        ),
        (
            (".doc", ".xls", ".ppt", ".pdf", ".txt", ".csv", ".y", ".zip", ".rar", ".jp", ".png", ".htm"),
            r"(?<![\w.\-])[\w\-]++\.(?:docx?|xlsx?|pptx?|pdf|txt|csv|ya?ml|zip|rar|jpe?g|png|html?)(?!\w)",
        ),
        (
            ("(",),
            r"(?:(?:\+7|(?<!\d)8)[ \u00a0\-]?)?\([0-9]{3,5}\)[ \u00a0]?[0-9]{1,3}(?:[ \u00a0\-][0-9]{2}){2}(?!\d)",
        ),
        (("-",), r"(?<![\d\-])[0-9]{1,3}-[0-9]{2}-[0-9]{2}(?![\d\-])"),
        (("7", "8"), r"(?<!\d)(?:\+7|8)(?:[ \u00a0\-]?[0-9]{3}){2}(?:[ \u00a0\-]?[0-9]{2}){2}(?!\d)"),
        (("№",), r"№[ \u00a0]?(?P<x>[\w/()\-]++(?:\.[\w/()\-]++)*+)"),  # the number of a document
        (("ГОСТ",), r"ГОСТ[ \u00a0](?:Р[ \u00a0])?[0-9.]++-[0-9]{2,4}"),
    )
)
