"""Which rules set hyphens, dashes and ranges right? «5-10 лет», «психолого - педагогический», «план - график»."""

from __future__ import annotations

import re

from nastav_docs.russian.numbers import NBSP
from nastav_docs.russian.typography.rule import GAP, IN_MONTH, LETTER, MONTHS, YEAR, rule
from nastav_docs.russian.word_forms import word_set

# A dash with the spaces that the norm wants about it.
DASH = f"{NBSP}– "
# What stands after a range of numbers and makes it one: «11-18 лет», «15-20 марта», «1-4 классы».
_COUNTED = (
    rf"(?:лет|год|мес|недел|дн(?:я|ей|и)\b|сут|час|мин|раз(?:а|ов)?\b|класс|человек|чел|ставк|балл|процент|руб|тыс|млн|лист|экз"
    rf"|рабочи|календарн|учебн|числ|кварт|полугод|этап|{IN_MONTH})"
)
# Particles written with a hyphen: «кто-то», «всё-таки».
_PARTICLES = frozenset({"то", "нибудь", "таки", "ка"})
# The name of a code of rules before its number: «СП 2.4», «ГОСТ Р 7».
_CODE = re.compile(r"(?:СП|СНиП|СанПиН|ГОСТ|ГН|ТУ|ОК|РД|МР|МУ)\s(?:Р\s)?$")
_WEEKDAYS = "понедельник|вторник|среда|четверг|пятница|суббота|воскресенье"
_NAMED_TIME = f"{MONTHS}|январе|феврале|марте|апреле|мае|июне|июле|августе|сентябре|октябре|ноябре|декабре|{_WEEKDAYS}"
# «психолого- и медико-педагогический»: the hyphen before these stays.
_SUSPENDED = frozenset({"и", "или", "либо", "а", "да"})
# First parts that are always joined by a hyphen: «онлайн-урок», «по-русски».
_PREFIXES = re.compile(
    r"(?:скан|онлайн|офлайн|интернет|веб|пресс|бизнес|вице|экс|мини|макси|топ|штаб|блок|арт|фото|видео|аудио|медиа|кейс"
    r"|кое|по|из|во|северо|юго|пиар|смарт|квест|флеш|мастер|тайм|тест|агит)"
)
# Adverbs in -о that look like the first part of a compound adjective.
_ADVERBS = re.compile(r"еже[а-я]+о|постоянно|обязательно|именно|только|около|мало|много")
_LINKED = re.compile(r"[а-яё]{3,}о")  # «нормативно-», «социально-», «психолого-»
# The ending of an adjective.
_ADJECTIVE = re.compile(r"(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ым|им|ую|юю|ых|их|ыми|ими|ом|ем)$")
# Posts of two words: «педагог-психолог».
_POSTS = re.compile(r"(?:педагог|учител|врач|инженер|мастер|воспитател|преподавател|тренер|социолог|юрист)[а-яё]{0,4}$")
_SECOND_POSTS = re.compile(
    r"(?:психолог|логопед|дефектолог|организатор|библиотекар|предметник|методист|тьютор|новатор|наставник|консультант"
    r"|экономист|программист|исследовател|педиатр|преподавател)[а-яё]{0,4}$"
)


def _is_compound(left: str, right: str) -> bool:
    """Whether two words parted by «- » are one hyphenated word: «скан- копий», «нормативно- правовое»."""
    if len(left) == 1 and left.isupper() and right[0].islower():
        return True  # «С- витаминизация»
    named = left[0].isupper() and (right[0].isupper() or right == "на")  # «Каменск- Уральский», «Ростов- на-Дону»
    left, right = left.lower(), right.lower()
    if right in _SUSPENDED:
        return False
    if named or right in _PARTICLES or _PREFIXES.fullmatch(left) or (left == "в" and right.endswith(("ых", "их"))):
        return True
    if _LINKED.fullmatch(left) and not _ADVERBS.fullmatch(left) and _ADJECTIVE.search(right):
        return True
    return _POSTS.search(left) is not None and _SECOND_POSTS.search(right) is not None


def _hyphen(match: re.Match[str]) -> str | None:
    return "-" if _is_compound(match["l"], match["r"]) else None


def _dash(match: re.Match[str]) -> str | None:
    if match["r"].lower() in _SUSPENDED or _is_compound(match["l"], match["r"]):
        return None
    return DASH


def _spaced_dash(match: re.Match[str]) -> str | None:
    """A dash with spaces for «9.05—перемена»; nothing for «12–летний», «5- классник», which need a hyphen."""
    return None if _ADJECTIVE.search(match["r"]) or match["r"].startswith(("класс", "лети")) else DASH


def _range_of_points(match: re.Match[str]) -> str | None:
    """A range dash for «8.30-9.05», «10.10-14.10.2022», «п. 1.10-1.15»; nothing for «СП 2.4-3.5», a single number."""
    before = match.string[max(0, match.start() - 8) : match.start()]
    return None if _CODE.search(before) else "–"


def _range_of_years(match: re.Match[str]) -> str | None:
    before = match.string[max(0, match.start() - 8) : match.start()]
    return None if "ГОСТ" in before else "–"


# First parts of compound adjectives, none of them an adverb or a noun, so «психолого - педагогический» is one word.
_FIRST = word_set(
    """
    организационно инструктивно нормативно учебно научно информационно материально культурно программно контрольно
    санитарно художественно лечебно социально административно воспитательно календарно духовно нравственно общественно
    спортивно творческо образовательно музыкально литературно коррекционно познавательно консультативно консультационно
    оздоровительно эмоционально профориентационно проектно планово экспертно аналитико психолого медико историко физико
    педагого эколого финансово физкультурно военно жилищно краеведческо туристско гражданско приемно приёмно агро
    технико клинико опытно товарно правово статистико химико методико
    """
)
# Towns and regions of two words: «Улан - Удэ», «Санкт – Петербурге».
_COMPOUND_PLACE = re.compile(
    r"(?:Санкт|Улан|Йошкар|Усть|Ханты|Горно|Анжеро|Наро|Орехово|Южно|Северо|Западно|Восточно|Кабардино|Карачаево|Ямало"
    r"|Гусь|Каменск|Соль|Нью|Ново|Верхне|Нижне|Старо|Ликино|Спас|Юрьев|Переславль|Петропавловск|Славянск|Ленинск|Усолье)"
    r" (?:Петербург|Удэ|Ол[аеуы]|Мансийск|Алтайск|Судженск|Фоминск|Зуев|Сахалинск|Енисейск|Курильск|Балкар|Черкес"
    r"|Ненецк|Хрустальн|Уральск|Шахтинск|Илецк|Йорк|Кут|Илимск|Лабинск|Катав|Дулёв|Дулев|Клепик|Польск|Залесск|Камчатск|Кубан"
    r"|Кузнецк|Сибирск|Осети|Донецк|Джегут|Абакан|Каменогорск|Переволоцк|Ижор|Кинельск|Ишим|Уд|Тарк|Неман)[а-яё]{0,5}"
)
# «смотра - конкурса», «школа – интернат»
_COMPOUND_NOUN = re.compile(
    r"(?:смотр[а-я]{0,2} конкурс|план[а-я]{0,2} график|школ[а-я]{1,2} интернат|семинар[а-я]{0,2} (?:практикум|совещани)"
    r"|выставк[а-я]{1,2} (?:конкурс|ярмарк)|фестивал[а-я]{0,2} конкурс"
    r"|конкурс[а-я]{0,2} (?:фестивал|выставк)|при[её]м[а-я]{0,2} передач)[а-я]{0,3}"
)
# «Ростове – на – Дону»
_ON_RIVER = r"(?=(?:Дону|Амуре|Кубани|Оби|Волге|Мурмане)(?!\w))"
# Two words with a hyphen or dash between spaces.
_APART = rf"(?<![{LETTER}\-])(?P<l>[{LETTER}]++)(?P<x>{GAP}++[-–—]{GAP}++)(?P<r>[{LETTER}]++)"


def _torn(match: re.Match[str]) -> str | None:
    """A hyphen for two words known to be one («психолого - педагогический», «Улан – Удэ»), nothing for others."""
    left, right = match["l"], match["r"]
    if _COMPOUND_PLACE.fullmatch(f"{left} {right}") or _COMPOUND_NOUN.fullmatch(f"{left} {right}".lower()):
        return "-"
    if left.lower() == "кое" or (left.lower() == "по" and right.endswith(("ому", "ему", "ски"))):
        return "-"
    first = left.lower() in _FIRST or left.lower().endswith(("ско", "цко"))  # «русско - английский»
    return "-" if first and _ADJECTIVE.search(right.lower()) else None


# Two words with a hyphen that has a space on one side only.
_HALF = rf"(?<![{LETTER}])(?P<l>[{LETTER}]++)(?P<x>-{GAP}++|{GAP}++-)(?P<r>[{LETTER}]++)"
# «учитель-классный руководитель»: an apposition of several words needs a dash.
_APPOSED = (
    r"(?:учител|педагог|воспитател|преподавател|наставник|студент|работник|выпускник|специалист)[а-яё]{0,4}(?P<x>-)"
    rf"(?!учащ|служащ|дежурн)[а-яё]{{3,20}}(?:ый|ий|ой|ая|ые|ие|ого|его|ому|ым|им|ых|их|ыми|ими){GAP}[а-яё]{{5}}"
)
_TO_DASH = "Дефис вместо тире"
_NO_GAPS = "Нет пробелов вокруг тире"
_TO_RANGE = "Дефис вместо тире в диапазоне"
_NO_SPACES = "Тире в диапазоне чисел ставится без пробелов"
_SUFFIX = r"(?=(?:ФКЗ|ФЗ|ОЗ|РЗ|ПП|пп|РП|рп|ПГ|пг|ПА|па|од|ОД|осн|р)(?![\w\-]))"  # of the number of an act
_NUMBER = r"[0-9]{1,5}(?:/[0-9]{1,3})?"
_NUMBER_HYPHEN = "Пробел у дефиса в номере акта"
# Of two rules that want to change one place the earlier one wins.
DASHES = (
    rule("TYP-HYPHEN-SPACE", "9=-", rf"№{GAP}?{_NUMBER}(?P<x>{GAP}-{GAP}?){_SUFFIX}", "-", _NUMBER_HYPHEN),
    rule("TYP-HYPHEN-SPACE", "9-=", rf"№{GAP}?{_NUMBER}-(?P<x>{GAP}){_SUFFIX}", "", _NUMBER_HYPHEN),
    rule(
        "TYP-RANGE-DASH",
        "9-9|9=-|9-=",
        rf"(?<![\d.№/\-])(?<!№{GAP}){YEAR}(?P<x>{GAP}?-{GAP}?)(?={YEAR}(?![\d/\-]|\.\d))",
        _range_of_years,
        _TO_RANGE,
    ),
    rule(
        "TYP-RANGE-DASH",
        "9-9|9=-|9-=",
        rf"\d\.[0-9]{{4}}(?P<x>{GAP}?-{GAP}?)(?=[0-9]{{2}}\.[0-9]{{2}}\.[0-9]{{4}})",
        "–",
        _TO_RANGE,
    ),
    rule(
        "TYP-RANGE-DASH",
        "9-9|9=-|9-=",
        rf"(?<![\w.,/№\-])(?<!№{GAP})[0-9]{{1,4}}(?:,[0-9]{{1,2}})?(?P<x>{GAP}?-{GAP}?)"
        # «15-00 часов» is a time
        rf"(?!00(?!\d))(?=[0-9]{{1,4}}(?:,[0-9]{{1,2}})?(?:{GAP}?\([0-9]+\))?(?:{GAP}{_COUNTED}|{GAP}?%))",
        "–",
        _TO_RANGE,
    ),
    rule(
        "TYP-RANGE-DASH",
        "Z-|Z=-",
        rf"(?<![\w\-])[IVX]{{1,4}}(?P<x>{GAP}?-{GAP}?)"
        rf"(?=[IVX]{{1,4}}{GAP}(?:кварт|полугод|четверт|век|вв?\.|класс|групп|этап|раздел|степен|ступен|уров|тур|смен))",
        "–",
        _TO_RANGE,
    ),
    rule(
        "TYP-RANGE-DASH",
        "9,9-9",
        r"(?<![\w.,/№\-])[0-9]{1,4},[0-9]{1,2}(?P<x>-)(?=[0-9]{1,4}(?![\d\-/]))",
        "–",
        _TO_RANGE,
    ),
    rule(
        "TYP-RANGE-DASH",
        "9:99-9",
        r"(?<![\d:])[0-9]{1,2}:[0-9]{2}(?P<x>-)(?=[0-9]{1,2}:[0-9]{2}(?![\d:]))",
        "–",
        _TO_RANGE,
    ),
    rule(
        "TYP-RANGE-DASH",
        "9-9",
        r"(?<![\w.,/№\-])[0-9]{1,2}(?P<x>-)(?=[0-9]{1,2}-(?:х|й|го|му|е|я)(?!\w))",  # «2-4-х классов»
        "–",
        _TO_RANGE,
    ),
    rule(
        "TYP-RANGE-DASH",
        "9.99-9",
        rf"(?<![\w.,/№\-])(?<!№{GAP})[0-9]{{1,2}}\.[0-9]{{2}}(?P<x>-)(?=[0-9]{{1,2}}\.[0-9]{{2}}(?:\.{YEAR})?(?![\w/]|\.\w|-(?![а-яё]{{4}})))",
        _range_of_points,
        _TO_RANGE,
    ),
    rule(
        "TYP-RANGE-DASH",
        "я-я|Я-я|я-Я|Я-Я",
        rf"(?i:(?<![{LETTER}\-])(?:{_NAMED_TIME})(?P<x>-)(?=(?:{_NAMED_TIME})(?![\w\-])))",
        DASH,
        _TO_RANGE,
    ),
    rule(
        "TYP-RANGE-DASH",
        "9=–|9–=|9=—|9—=",
        rf"(?<![\d.№/]){YEAR}(?P<x>{GAP}[–—]{GAP}?|[–—]{GAP})(?={YEAR}(?!\d|\.\d))",
        "–",
        _NO_SPACES,
    ),
    rule("TYP-RANGE", "9—", rf"(?<![\d.№/]){YEAR}(?P<x>—)(?={YEAR}(?!\d|\.\d))", "–"),
    rule("TYP-HYPHEN-SPACE", "=-=|=–=|=—=", _APART, _torn, "Пробелы у дефиса внутри слова"),
    rule(
        "TYP-HYPHEN-SPACE",
        "=-|-=|=–|–=|=—|—=&Я",
        rf"(?<![{LETTER}\-])[А-ЯЁ][а-яё]{{4,}}(?P<x>{GAP}*+[-–—]{GAP}*+на{GAP}*+[-–—]{GAP}*+){_ON_RIVER}",
        "-на-",
        "Пробелы у дефиса внутри слова",
    ),
    # the full names of regions have a dash (Конституция, ст. 65)
    rule(
        "TYP-DASH",
        "я-Я",
        r"(?:Осети[а-яё]{1,2}|[Оо]круг[а-яё]{0,2}|[Оо]бласт[а-яё]{1,2}|Республик[а-яё]{1,2})(?P<x>-)"
        r"(?=Алани|Югр|Кузбасс|Чуваши)",
        DASH,
        _TO_DASH,
    ),
    rule("TYP-HYPHEN-SPACE", "я-=|Я-=|=-я|=-Я", _HALF, _hyphen, "Пробел у дефиса внутри слова"),
    rule("TYP-DASH", "я-=|Я-=|=-я|=-Я", _HALF, _dash, _TO_DASH),
    rule("TYP-DASH", "-=", rf"(?<=[»)“%….])(?P<x>-{GAP})(?=[{LETTER}«„(])", DASH, _TO_DASH),
    rule("TYP-DASH", "=-я|=-Я|=-«|=-„", rf"(?<=[»)“%….,\d])(?P<x>{GAP}-)(?=[{LETTER}«„])", DASH, _TO_DASH),
    rule("TYP-DASH", "=-=|=--", rf"(?<=\S)(?P<x>{GAP}{{1,3}}--?{GAP}{{1,3}})(?=[^\s\-])", DASH, _TO_DASH),
    rule("TYP-DASH", "я-я", _APPOSED, DASH, "При приложении из нескольких слов нужно тире с пробелами"),
    rule(
        "TYP-DASH",
        "я–=|Я–=|»–=|)–=|%–=|.–=|“–=",
        rf"(?<=[{LETTER}»)“%.])(?P<x>–)(?={GAP}[{LETTER}«„(\d])",
        f"{NBSP}–",
        "Нет пробела перед тире",
    ),
    rule(
        "TYP-DASH",
        "=–я|=–Я|=–«|=–(|=–„",
        rf"(?<=[{LETTER}»)“%.,]{GAP}–)(?=[{LETTER}«„(])",
        " ",
        "Нет пробела после тире",
    ),
    rule("TYP-DASH", "9–я|9—я", r"(?<=\d)(?P<x>[–—])(?P<r>[а-яё]{3,}+)", _spaced_dash, _NO_GAPS),
    rule("TYP-DASH", "я—9", r"(?<=[а-яё]{3})(?P<x>—)(?=[0-9])", DASH, _NO_GAPS),
    rule(
        "TYP-DASH",
        "99-я",
        r"(?<![\d.])[0-9]{1,2}[.:][0-9]{2}(?P<x>-)(?P<r>[а-яё]{4,}+)",
        _spaced_dash,
        _TO_DASH,
    ),
    rule("TYP-DASH", "9-=", rf"(?<=\d)(?P<x>-{GAP})(?P<r>[а-яё]{{4,}}+)", _spaced_dash, _TO_DASH),
    rule(
        "TYP-DASH", "=–9", rf"(?<=[а-яё]{{3}}{GAP}–)(?=[0-9]{{1,2}}[.:][0-9]{{2}}(?!\d))", " ", "Нет пробела после тире"
    ),
    rule("TYP-DASH", "=-9", rf"(?<=[\w.)]{GAP})-(?=[0-9]++{GAP}(?:мин|час|чел|руб|балл|экз|шт))", "– ", _TO_DASH),
    rule("TYP-DASH", "=−=", rf"(?<=[{LETTER}»)])(?P<x>{GAP}−{GAP})(?=[{LETTER}«(])", DASH, "Знак минуса вместо тире"),
    rule("TYP-DASH", "\n-я|\n–я", r"(?m)^[-–](?=[а-яё]{3,}+(?![\w\-]))", f"–{NBSP}", "Нет пробела после тире"),
    # the long dash is right too, but one text must not mix the two
    rule("TYP-DASH-FORM", "=—|—=|=―|―=", rf"(?<=\S)(?P<x>{GAP}?[—―]{GAP}|{GAP}[—―]{GAP}?)(?=\S)", DASH),
    rule("TYP-DASH-FORM", "я—|Я—|»—|)—|я―|Я―|»―|)―", rf"(?<=[{LETTER}»)])(?P<x>[—―])(?=[{LETTER}«(])", DASH),
    rule("TYP-DASH-FORM", "9—|9―", r"(?<=\d)(?P<x>[—―])(?=\d)", "–"),
    rule("TYP-DASH-FORM", "\n-=|\n—=|\n―=|\n–_", rf"(?m)^(?:[-—―]{GAP}|– )(?=\S)", f"–{NBSP}"),
    rule("TYP-NBSP", "_–", rf"(?<=\S) (?=–{GAP})", NBSP),
)
