"""Which rules set dates, numbers, number signs and names right? «02.11.2020г.», «№5», «Бабкина И. Г»."""

from __future__ import annotations

import re

from nastav_docs.russian.dates import DateProblem, make_date
from nastav_docs.russian.numbers import NBSP
from nastav_docs.russian.typography.rule import GAP, IN_MONTH, LETTER, MONTHS, YEAR, rule

# --- dates -----------------------------------------------------------------------------------------------------------

# What shows that the stop after a date ends a sentence.
_SENTENCE = re.compile(
    rf"[а-яё»)]{{4}}[.!?]{GAP}+[А-ЯЁ«]"  # another sentence has ended before
    r"|^(?:[0-9]+[.)])*[ \u00a0]*[А-ЯЁ][а-яё]+(?:ть|ти|чь)(?:ся|сь)?\b"  # «Приступить к …»: a clause of an order
    r"|\b[а-яё]+[аяуи](?:ет|ют|ит|ят)(?:ся)?\b"  # «приказ вступает в силу»
)
# Characters before a date that are searched for it.
_WINDOW = 400
_ACT_GOES_ON = re.compile(rf"{GAP}+(?:N{GAP}?[0-9А-ЯЁ]|Об?{GAP})")  # «29.12.2012 г. N 273-ФЗ», «… г. Об образовании»


def _after_numeric_date(match: re.Match[str]) -> str | None:
    """What stays of «г.» or «года» after a date in digits: nothing, or the stop that ends the sentence."""
    text, end = match.string, match.end("x")
    if not match["x"].endswith("."):
        return ""
    tail = text[end : end + 3].lstrip(f" {NBSP}")
    if not tail or tail[0] in "\n\t":
        return "." if _SENTENCE.search(text, max(0, match.start() - _WINDOW), match.start()) else ""
    if _ACT_GOES_ON.match(text, end):
        return ""
    if tail[0].isupper() and end < len(text) and text[end] in f" {NBSP}":
        # «02.11.2020 г. Артемовский» may name the town; a glued «г» is the year's, and its stop ends the sentence
        return None if match["gap"] else "."
    return ""


# Words before the number of a clause, which may look like a date: «п.1.9.2021», «пунктом 1.9.2021».
_BEFORE_CLAUSE = re.compile(
    rf"(?<!\w)(?:(?:п|пп|подп|ст|ч|гл|разд|абз)\.|(?:под)?пункт[а-яё]{{0,3}}|стать[а-яё]{{1,3}}|част[а-яё]{{1,3}}|раздел[а-яё]{{0,2}}"
    rf"|верси[а-яё]{{1,2}}|v\.?){GAP}?$",
    re.IGNORECASE,
)
_LONGEST_WORD = 16


def _padded(match: re.Match[str]) -> str | None:
    """The «5.3.» of «5.3.2020» as «05.03.» when that is a date, else nothing: «п. 5.3.2020» is a number."""
    day, month, year = match["d"], match["m"], match["y"]
    if _BEFORE_CLAUSE.search(match.string, max(0, match.start() - _LONGEST_WORD), match.start()):
        return None
    if len(day) == len(month) == 2 or isinstance(make_date(int(year), int(month), int(day)), DateProblem):  # noqa: PLR2004
        return None
    return f"{int(day):02d}.{int(month):02d}."


_NO_BIRTH = r"(?!(?:г\.?|года)[ \u00a0]?р(?:\.|ожд))"  # «12.04.2014 г.р.», «… года рождения»
_NUMERIC_DATE = r"(?<![\d.])[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}"
DATES = (
    rule(
        "DATE-G-SPACE",
        "9я|9Я",
        rf"{_NUMERIC_DATE}(?P<x>(?P<gap>){_NO_BIRTH}(?:[гГ]\.|[гГ](?![\w.])|года(?!\w)))",
        _after_numeric_date,
        "«г.» слитно с датой; при цифровой дате «г.» не ставится",
    ),
    rule(
        "DATE-DIGIT-G",
        "9999=",
        rf"{_NUMERIC_DATE}(?P<x>(?P<gap>{GAP}{{1,3}}){_NO_BIRTH}(?:[гГ]\.|[гГ](?![\w.])|года(?!\w)))",
        _after_numeric_date,
        "При цифровой дате «г.» не ставится",
    ),
    rule(
        "TYP-STRAY-STOP",
        "9.=я",
        rf"{_NUMERIC_DATE}(?P<x>\.)(?={GAP}[а-яё])",
        "",
        "Точка после даты разрывает предложение: дальше строчная буква",
    ),
    rule(
        "DATE-ZERO",
        "9=я",
        rf"(?<![\d.«\"„“])(?P<x>0)(?=[1-9]{GAP}(?:{IN_MONTH})(?!\w))",
        "",
        "В дате с названием месяца ноль перед числом не ставится",
    ),
    rule(
        "DATE-ZERO",
        "9.9",
        rf"(?<![\d.,/\-])(?<!п\.[ \u00a0])(?<!№[ \u00a0])(?P<x>(?P<d>[0-9]{{1,2}})\.(?P<m>[0-9]{{1,2}})\.)"
        rf"(?=(?P<y>{YEAR})(?!\d|\.\d))",
        _padded,
        "В цифровой дате день и месяц пишутся двумя цифрами",
    ),
    rule(
        "DATE-G-SPACE",
        "9999я",
        rf"(?<![\d.]){YEAR}(?P<x>)(?=гг?(?:\.|(?!\w))|год(?:а|у|ы|ов|ах|ом|е)?(?!\w))",
        NBSP,
        "«г.» слитно с годом: нужен пробел",
    ),
    rule("DATE-G-SPACE", "9999я", rf"(?<![\d.]){YEAR}(?P<x>)(?=учебн|уч\.)", " ", "Нет пробела после года"),
    rule(
        "DATE-G-SPACE",
        "я9|Я9",
        rf"(?<![\w.])(?:[Пп]о|[Дд]о|[Оо]т|[Нн]а|[Зз]а|[Сс]|[Вв]|[Кк])(?P<x>)"
        rf"(?=[0-9]{{1,2}}\.[0-9]{{2}}\.(?:[0-9]{{4}}|[0-9]{{2}}(?![\d.]))|{YEAR}(?!\d)"
        rf"|[0-9]{{1,2}}{GAP}(?:{IN_MONTH})(?!\w))",
        NBSP,
        "Нет пробела перед датой",
    ),
    rule(
        "DATE-G-SPACE",
        "я9999",
        rf"(?<![{LETTER}])(?:{MONTHS})(?P<x>)(?={YEAR}(?!\d))",
        NBSP,
        "Нет пробела между частями даты",
    ),
    rule(
        "DATE-G-SPACE",
        "9я",
        rf"(?<![\d.\w])[0-9]{{1,2}}(?P<x>)(?=(?:{IN_MONTH})(?!\w))",
        NBSP,
        "Нет пробела между частями даты",
    ),
    rule(
        "ABBR-FORM", "я.я|я.=я&9", rf"{YEAR}{GAP}?(?P<x>г\.{GAP}?г\.?)(?!\w)", "гг.", "Сокращение слова «годы»: «гг.»"
    ),
    rule("ABBR-FORM", "9999=я", rf"(?<![\d.]){YEAR}{GAP}гг?(?P<x>)(?![\w.])", ".", "После сокращения «г» нужна точка"),
)

# --- the number sign -------------------------------------------------------------------------------------------------

NUMBERS = (
    rule(
        "TYP-NUM-SIGN",
        "Z9|Z=|Zz|ZZ|Zw|Zя|ZЯ|Zº|Z°&я|Я|9.99.9999",
        rf"(?<![\w.№\-])(?<![A-Za-z]{GAP})"
        rf"(?P<x>N(?:N(?=[ \u00a0п])|o\.?(?={GAP}?[0-9])|[º°])?"
        rf"(?:{GAP}?(?=[0-9_]|п/п)|{GAP}(?=[А-ЯЁABCEHKMOPTX]{{1,4}}-?[0-9])))",
        f"№{NBSP}",
        "Латинская N вместо знака номера «№»",
    ),
    rule("TYP-NUM-SPACE", "№9|№я|№Я|№z|№Z", r"(?<=№)(?=[^\W_])", NBSP, "Нет пробела после «№»"),
    rule("TYP-NUM-SPACE", "я№|Я№|9№|.№|,№|»№", r"(?<=[^\W_]|[.,»])(?=№)", " ", "Нет пробела перед «№»"),
    rule("TYP-NBSP", "№_|№w", r"(?<=№)(?: (?=[^\s№)])|(?=_))", NBSP),
    rule("TYP-PERCENT", "9%", r"(?<=\d)(?=%(?!-?[а-яё]))", NBSP, "Перед знаком процента нужен пробел (ГОСТ 8.417)"),
)

# --- people ----------------------------------------------------------------------------------------------------------

_POSTS = (
    r"(?:директор|заведующ|начальник|глав|руководител|министр|председател|заместител|ректор|секретар|учител|воспитател)"
)
_CLOSE = "Нет пробела между инициалами и фамилией"
PEOPLE = (
    rule(
        "FIO-INITIALS",
        "я_Я,Я|я~Я,Я",
        rf"(?<![{LETTER}])(?!Класс|Групп|Литер|Корпус|Вариант|Категори|Параллел|Букв|Част)[А-ЯЁ][а-яё]{{2,}}"
        rf"(?:-[А-ЯЁ][а-яё]{{2,}})?{GAP}[А-ЯЁ](?P<x>,[А-ЯЁ][.,])(?!\w|{GAP}[А-ЯЁ](?![а-яё]))",
        lambda match: f".{match['x'][1]}.",
        "Запятая вместо точки после инициала",
    ),
    rule(
        "FIO-INITIALS",
        "Я.Я|Я.=Я",
        rf"(?<![{LETTER}\d\-])(?<![^а-яё]\.)(?!И\.{GAP}?О\.(?i:{_POSTS}))"
        rf"[А-ЯЁ]\.{GAP}?[А-ЯЁ]\.(?P<x>)(?=[А-ЯЁ](?:[а-яё]{{2}}|[А-ЯЁ]{{2}}))",
        NBSP,
        _CLOSE,
    ),
    rule(
        "FIO-INITIALS",
        "яЯ.Я|яЯ.=Я",
        rf"(?<![\w.\-])[А-ЯЁ][а-яё]{{2,}}(?P<x>)(?=[А-ЯЁ]\.{GAP}?[А-ЯЁ]\.)",
        NBSP,
        _CLOSE,
    ),
    rule(
        "FIO-INITIALS",
        "Я.Я|Я.=Я",
        rf"(?<![{LETTER}])[А-ЯЁ][{LETTER}]++(?:-[А-ЯЁ][{LETTER}]++)?{GAP}[А-ЯЁ]\.(?:[А-ЯЁ]|{GAP}[А-ЯЁ](?!{GAP}[а-яё]))(?P<x>)(?![\w.\-])",
        ".",
        "Нет точки после второго инициала",
    ),
    rule(
        "FIO-INITIALS",
        "Я.Я|Я.=Я",
        rf"(?<![{LETTER}.])(?<![а-яё]{GAP})[А-ЯЁ]\.(?:[А-ЯЁ]|{GAP}[^\WВКСОУИАЯа-яё\d])(?P<x>)(?={GAP}[А-ЯЁ][а-яё]{{2}})",
        ".",
        "Нет точки после второго инициала",
    ),
    # «И. Г. Бабкина» is right typography too; the papers' own form is «И.Г. Бабкина», so this one is silent
    rule("FIO-FORM", "Я.=Я", rf"(?<![{LETTER}.])[А-ЯЁ]\.(?P<x>{GAP})(?=[А-ЯЁ]\.{GAP}?[А-ЯЁ][а-яё]{{2}})", ""),
    rule("FIO-FORM", "Я.=Я", rf"(?<![{LETTER}])[А-ЯЁ][{LETTER}]++{GAP}[А-ЯЁ]\.(?P<x>{GAP})(?=[А-ЯЁ]\.)", ""),
    rule("FIO-FORM", "Я.я", r"(?<![\w.])[А-ЯЁ]\.[А-ЯЁ]\.(?P<x>)(?=[а-яё]{3})", " "),
    rule("FIO-FORM", "Я.Я", r"(?<![\w.])[А-ЯЁ]\.(?:[А-ЯЁ]\.)?(?P<x>)(?=[А-ЯЁ][а-яё]{2})", NBSP),
    rule("TYP-NBSP", "Я._Я", rf"(?<![{LETTER}])[А-ЯЁ]\.(?P<x> )(?=[А-ЯЁ][а-яё])", NBSP),
    rule(
        "TYP-NBSP",
        "я_Я.|Я_Я.",
        # «Директор А.С. Вяткин»: the initials belong to the surname after them
        rf"(?<![{LETTER}])(?!(?i:{_POSTS})[а-яё]*{GAP}[А-ЯЁ]\.{GAP}?[А-ЯЁ]\.{GAP}?[А-ЯЁ][а-яё])"
        rf"[А-ЯЁ][{LETTER}]++(?P<x> )(?=[А-ЯЁ]\.{GAP}?[А-ЯЁ](?:\.|(?!\w)))",
        NBSP,
    ),
)
