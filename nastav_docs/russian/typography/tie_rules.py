"""Which words must not be parted by the end of a line? «в школе», «школа № 5», «ул. Мира, д. 5», «100 руб.»."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.russian.numbers import NBSP
from nastav_docs.russian.typography.rule import GAP, LETTER, rule

if TYPE_CHECKING:
    import re

# Behind a preposition or conjunction of one letter, or of two, for a look behind has a fixed length. The space comes
# first, so that the search goes from space to space.
_AFTER_LITTLE: Final = r"(?<=(?<![\w\-.])(?i:[вкосуаи]) )|(?<=(?<![\w\-.])(?i:во|до|за|из|ко|на|об|от|по|со|но|да) )"
# What is written together with a number before it: «100руб.», «10кг».
_GLUED: Final = (
    r"(?:руб\.|коп\.|тыс\.|экз\.|шт\.|чел\.|мин\.|час\.|(?:руб|коп|тыс|экз|шт|чел|мин|млн|млрд|кг|км|см|мм|га|кВт|Гб|Мб|ГБ|МБ"
    r"|рубл(?:ь|я|ей|ям|ями|ях))(?!\w|[.\-/]\w))"
)
# More of the units that stay with their number: «36 кв. м», «18 °C», «220 В».
_UNITS: Final = (
    r"(?:кв\.|куб\.|°|º|(?:м[²³23]|км²|га|кВт|Вт|Гц|ГГц|[КМГТ][бБ]|[КМГТ]байт|дюйм[а-я]{0,3}|рубл[а-я]{1,3}|копе[а-я]{2,3})(?!\w)"
    r"|В(?=[,.;)]|\Z))"
)
# «ул. Карла Маркса», then a comma and the house.
_STREET: Final = (
    r"(?<![\w.])(?:ул|пер|пл|просп|пр|наб|ш|б-р|пр-т|пр-кт|пр-д|мкр|туп)\.?"
    rf"{GAP}[А-ЯЁ0-9][\w.\- {NBSP}]{{1,50}},"
)
_HOUSE: Final = r"(?:(?:д|дом|зд|вл|стр)\.?[ \u00a0]?)?[0-9]{1,4}(?:[/-]?[0-9А-Яа-я]{1,3})?(?![\w.]|-[0-9])"
_ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50}


def roman_value(numeral: str) -> int:
    """The value of a Roman numeral: `roman_value("XIX")` → 19."""
    values = [_ROMAN[letter] for letter in numeral]
    following = (*values[1:], 0)
    return sum(-one if one < after else one for one, after in zip(values, following, strict=True))


def _roman_range(match: re.Match[str]) -> str | None:
    """A range dash for «XIX-XX», two numbers that go up; nothing for «IV-I», the number of a document."""
    return "–" if roman_value(match["a"]) < roman_value(match["b"]) else None


def _range(match: re.Match[str]) -> str | None:
    """A range dash for «стр. 15-17», two numbers that go up."""
    return "–" if int(match["a"]) < int(match["b"]) else None


TIES = (
    rule("TYP-TIE", "я_|Я_", rf" (?:{_AFTER_LITTLE})(?=[^\s–—-])", NBSP),
    rule("TYP-TIE", "_№", rf" (?<=[{LETTER}] )(?=№)", NBSP),
    rule("TYP-TIE", ",_", rf"{_STREET}(?P<x> )(?={_HOUSE})", NBSP),
    rule("TYP-TIE", "999,_", rf"(?<![\w.\-])[1-6][0-9]{{5}},(?P<x> )(?=[{LETTER}])", NBSP),
    rule("TYP-TIE", ",_999", r" (?<=[а-яё], )(?=[1-6][0-9]{5}(?![\w.\-]))", NBSP),
    rule("TYP-NBSP", "9_я|9_Я|9_°|9_º", rf" (?<=\d )(?={_UNITS})", NBSP),
    rule("TYP-NBSP", "я_я|._я", rf"\d{GAP}(?:тыс\.|млн|млрд|кв\.|куб\.)(?P<x> )(?=руб|коп|м(?!\w)|см|км)", NBSP),
    rule("TYP-NBSP", "9_я", r"[0-9]{4}[–/][0-9]{2,4}(?P<x> )(?=уч)", NBSP),
    # a date to be written by hand: «___» __________ 20__ г.
    rule("TYP-NBSP", "w»=w", r"«_*»(?P<x> )(?=_{3,})", NBSP),
    rule("TYP-NBSP", "w=99w", r"_{3,}(?P<x> )(?=20_)", NBSP),
    rule("TYP-NBSP", "99w=я|99ww=я", r"(?<!\d)20_{1,2}(?P<x> )(?=г\.|год)", NBSP),
    rule("TYP-NBSP", "я._я", r"(?<!\w)уч\.(?P<x> )(?=г\.|год)", NBSP),
    rule("TYP-NBSP", "Z_я", r"(?<![\w\-])(?:[IVXL]{1,6}–)?[IVXL]{1,6}(?P<x> )(?=вв?\.)", NBSP),
    rule("TYP-NBSP", "§_9|§9", r"(?<=§)(?P<x> ?)(?=[0-9])", NBSP),
    rule("TYP-NBSP", "я._9", r"(?<!\w)[тТ]\.(?P<x> )(?=[0-9])", NBSP),
    rule("TYP-NBSP", "я.я", r"(?<![\w.])т\.(?P<x>)(?=[депкчнг]\.)", NBSP),
    rule("TYP-NBSP", "9°|9º", r"(?<=\d)(?=[°º][CС](?!\w))", NBSP),
    rule("TYP-NBSP", "я._(|я._+", r"(?<!\w)[тТ]ел\.(?P<x> )(?=[(+])", NBSP),
    rule("TYP-NBSP", "9я", rf"(?<![\w.,/\\\-–№])[0-9]++(?:,[0-9]++)?(?P<x>)(?={_GLUED})", NBSP),
    # «на 3л.»: sheets, and so is 12 and more; «3л» alone may be a class
    rule("TYP-NBSP", "9я", rf"(?<!\w)на{GAP}[0-9]{{1,3}}(?P<x>)(?=л\.?(?!\w))", NBSP),
    rule("TYP-NBSP", "9я", r"(?<![\w.,/\\\-–№])(?:1[2-9]|[2-9][0-9]|[1-9][0-9]{2})(?P<x>)(?=л\.?(?!\w))", NBSP),
)

RANGES = (
    rule(
        "TYP-RANGE",
        "Z-Z",
        r"(?<![\w\-./№])(?<!№[ \u00a0])(?P<a>[IVXL]{1,6})(?P<x>-)(?P<b>[IVXL]{2,6})(?![\w\-/])",
        _roman_range,
    ),
    rule(
        "TYP-RANGE",
        "9-9",
        rf"(?<!\w)(?:(?:[Сс]тр|[Сс]|[Пп]п|[Рр]ис|[Тт]абл)\.{GAP}?|№№{GAP}?|[Сс]траниц[а-яё]{{0,3}}{GAP}|[Пп]ункт(?:ы|ов|ам|ах){GAP})"
        r"(?P<a>[1-9][0-9]{0,3})(?P<x>-)(?=(?P<b>[1-9][0-9]{0,3})(?![\w\-/]|\.\d))",
        _range,
    ),
)
