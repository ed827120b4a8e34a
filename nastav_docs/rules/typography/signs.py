"""Whether signs that the typographer leaves alone are right: torn numbers of acts, other quotes, «далее»."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from nastav_docs.diagnostics import Confidence
from nastav_docs.diagnostics.codes import form, norms, wording
from nastav_docs.rules.mark import mark
from nastav_docs.rules.typography.typography import TO_CYRILLIC, told_by
from nastav_docs.russian import MONTHS_GEN, word_tags

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nastav_docs.diagnostics import Code, Diagnostic
    from nastav_docs.papers import Paragraph

# The codes of findings that are sure elsewhere and less sure here.
LIKELY = Confidence.PROBABLE
RANGE = replace(norms.RANGE_DASH, confidence=LIKELY)
STRAY_STOP = replace(norms.STRAY_STOP, confidence=LIKELY)
ABBR = replace(norms.ABBR_FORM, confidence=LIKELY)
INITIALS = replace(norms.INITIALS, confidence=LIKELY)
LETTER = replace(norms.LOOKALIKE, confidence=LIKELY)
PUNCT = replace(norms.SPACE_PUNCT, confidence=LIKELY)

IN_MONTH = "|".join(MONTHS_GEN)
LATIN = "ABCEHKMOPTX"  # letters that look like Cyrillic ones
# What is counted after a range; after «2-х», «3-х».
TIME = (
    r"(?:лет|год|мес|недел|дн(?:я|ей|и)\b|день|сут|раз(?:а|ов)?\b|класс|числ|рабочи|календарн|учебн|"
    rf"{IN_MONTH})"
)
# The end of a citation whose number comes first.
NUMBER_BEFORE = re.compile(r"№\s?[\w/-]+(?:\s?[–-]\s?\w+)?\s$")
# Adjectives that begin with a number: «10-дневный».
MEASURED = (
    r"(?:дневн|балл?ьн|часов|минутн|месячн|недельн|процентн|этажн|местн|классн|кратн|разов|летн)[а-яё]{2,3}"
    r"|лети[еяюм]{1,2}"
)
COUNTED = (
    r"(?:\s(?:рабочих|календарных|учебных|полных))?\s(?:дн(?:ей|ях)|сут(?:ок|ках)|месяц(?:ев|ах)|недел(?:ь|ях)|лет"
    r"|час(?:ов|ах)|человек|раз|минут|рублей|экземпляр(?:ов|ах)|лист(?:ов|ах)|страниц(?:ах)?|(?:л|с|экз|чел|шт|руб|мин)\.)(?!\w)"
)
# Letters at the end of the number of an act.
SUFFIX = "ФКЗ|ФЗ|ОЗ|РЗ|КЗ|ПП|пп|РП|рп|ПГ|пг|ПА|па|од|ОД|осн|общ|лс|р"


def numeral(number: str, measure: str | None) -> str:
    """A number without the ending of a numeral: «5» for «5-ти», «10-дневный» for «10-ти дневный».

    `numeral("10", "дневный")` → «10-дневный»; `measure` is None where no adjective follows.
    """
    return f"{number}-{measure.replace('бальн', 'балльн')}" if measure else number


class Sign(NamedTuple):
    """A wrong sign.

    `wake`: characters without which it can't stand. `pattern`: where it stands. `message`: what is wrong, in Russian.
    `right`: makes the correction of a match; an empty one means that nothing is wrong.
    """

    code: Code
    wake: str
    pattern: str
    message: str
    right: Callable[[re.Match[str]], str]


# The table of wrong signs; of two at one place both are told.
SIGNS = (
    Sign(
        norms.HYPHEN_SPACE,
        "№",
        rf"№\s?(?P<number>\d+(?:/\d+)?)(?:\s+[-–—]\s*|\s*[-–—]\s+|[–—])(?P<suffix>{SUFFIX})(?![\w-])",
        "Номер акта пишется через дефис без пробелов",
        lambda m: f"№ {m['number']}-{m['suffix']}",
    ),
    Sign(
        norms.SPACE_PUNCT,
        ".",
        r"^\s*(?P<number>\d{1,2}(?:\.\d{1,2})*)\s+\.\s*(?=[А-ЯЁ])",
        "Пробел перед точкой после номера",
        lambda m: f"{m['number']}. ",
    ),
    Sign(
        norms.SPACE_PUNCT,
        ",",
        r"(?P<word>[^\s_,(]+)\s+,(?P<gap>\s?)(?=[^\s,])",
        "Лишний пробел перед запятой",
        lambda m: f"{m['word']}, ",
    ),
    Sign(
        norms.DASH,
        "алее",
        r"\((?P<next>[Дд]алее)\s?-\s?(?=[А-Яа-яЁё«])",
        "Дефис вместо тире",
        lambda m: f"({m['next'].lower()} – ",
    ),
    Sign(
        norms.DASH,
        "алее",
        r"\((?P<next>[Дд]алее(?: по тексту| также)?)\s+(?=(?:[А-ЯЁ]|«)(?:[^()–—-]|(?<=\w)-(?=\w)){1,90}(?:\)|$))",
        "После «далее» нужно тире",
        lambda m: f"({m['next'].lower()} – ",
    ),
    Sign(
        norms.DASH,
        "(далее ",
        r"\(далее\s+(?=(?P<word>(?!имену)[а-яё]{4,})(?:-[а-яё]+)?(?:\s[а-яё]+){0,3}\))",
        "После «далее» нужно тире",
        lambda m: "(далее – " if any(t.POS in {"NOUN", "ADJF"} for t in word_tags(m["word"])[:1]) else "",
    ),
    Sign(
        norms.HYPHEN_SPACE,
        " -20",
        r"(?P<short>[А-ЯЁ]{2,5})\s-(?P<year>20\d\d)(?!\d)",
        "Пробел перед дефисом",
        lambda m: f"{m['short']}-{m['year']}",
    ),
    Sign(
        PUNCT,
        ". ",
        r"^(?P<first>\d{1,2})\.\s(?P<second>\d{1,2})\.\s(?=[А-ЯЁ])",
        "Пробел внутри номера пункта",
        lambda m: f"{m['first']}.{m['second']}. ",
    ),
    Sign(
        norms.SPACE_PAREN,
        ")",
        r"\((?P<code>\d{3,5})\)(?=\d{1,3}-\d\d)",
        "Нет пробела после кода города",
        lambda m: f"({m['code']}) ",
    ),
    Sign(
        norms.QUOTES,
        "<",
        r"<<(?=[^\s<>])(?P<name>[^<>\n]{1,200})>>",
        "Кавычки в русском тексте – «ёлочки»",
        lambda m: f"«{m['name']}»",
    ),
    Sign(
        norms.QUOTES,
        '"',
        r"(?P<before>[А-Яа-яЁё])\"(?P<name>[А-ЯЁ][^\"«»\n]{1,120})\"",
        "Кавычки в русском тексте – «ёлочки», перед ними пробел",
        lambda m: f"{m['before']} «{m['name']}»",
    ),
    Sign(
        norms.QUOTES,
        "«",
        r"«(?P<name>[^«»\"„“”\n]{1,120})[\"“”](?![\wА-я])",
        "Открывающая и закрывающая кавычки разные",
        lambda m: f"«{m['name']}»",
    ),
    Sign(
        norms.INITIALS,
        " ",
        r"(?<![\w«.-])(?P<surname>[А-ЯЁ][а-яё]{3,}) (?P<a>[А-ЯЁ])\.? (?P<b>[А-ЯЁ])(?=\s[–-]\s|[,;]|$)",
        "Нет точек после инициалов",
        lambda m: f"{m['surname']} {m['a']}.{m['b']}.",
    ),
    Sign(
        norms.QUOTES,
        "»",
        r"(?:^|(?<=[\s(]))»(?P<name>[^\s«»][^«»\n]{0,100})(?<!\s)«(?=[\s.,;:)]|$)",
        "Кавычки стоят наоборот",
        lambda m: f"«{m['name']}»",
    ),
    Sign(
        INITIALS,
        ".",
        r"(?<![\w«.-])(?P<surname>[А-ЯЁ][а-яё]{3,}) (?P<a>[А-ЯЁ]) (?P<b>[А-ЯЁ])\.(?!\s?[А-ЯЁ])",
        "Нет точки после первого инициала",
        lambda m: f"{m['surname']} {m['a']}.{m['b']}.",
    ),
    Sign(
        norms.ABBR_FORM,
        ".",
        r"(?<![\wА-яЁё.])(?P<short>[Ии]\.\s?о|[Вв]рио|тыс|млн|млрд|[Сс]оц|[Пп]ед|[Мм]ед)\.(?P<word>(?:директор|заведующ|начальник|главы|руководител|руб|чел|педагог|работник|сестр|учрежд)[а-яё]*)",
        "Нет пробела после сокращения",
        lambda m: f"{m['short']}. {m['word']}",
    ),
    Sign(
        ABBR,
        "Г.",
        r"(?<![\w.])Г\.(?=[А-ЯЁ]{4})",
        "Нет пробела после сокращения",
        lambda _: "Г. ",
    ),
    Sign(
        norms.HYPHEN_SPACE,
        "№",
        r"№\s?(?P<number>\d+(?:/\d+)?)\s(?P<suffix>ФКЗ|ФЗ|ОЗ|ОД|од|ПП|РП)(?![\w-])",
        "Буквы номера акта присоединяются дефисом",
        lambda m: f"№ {m['number']}-{m['suffix']}",
    ),
    Sign(
        norms.HYPHEN_SPACE,
        "-",
        r"(?P<word>Приложени[а-яё]|[НОС]ОШ|[Шш]кол[а-яё]{1,3}|[Лл]ице[а-яё]{1,3}|[Гг]имнази[а-яё]{1,3}|[Пп]риказ[а-яё]{0,3})"
        r"\s?-№\s?(?P<number>\d[\w/-]*)",
        "Лишний дефис перед «№»",
        lambda m: f"{m['word']} № {m['number']}",
    ),
    Sign(
        norms.STRAY_STOP,
        "№.",
        r"№\.\s?(?P<number>\d[\w/-]*)",
        "Точка после знака номера",
        lambda m: f"№ {m['number']}",
    ),
    Sign(
        STRAY_STOP,
        "№",
        r"№\s?(?P<number>[\w/-]*\d(?:-[А-ЯЁ]{1,3})?)\.\s(?=«Об?\s)",
        "Точка между номером акта и его названием",
        lambda m: f"№ {m['number']} ",
    ),
    Sign(
        norms.NUM_SPACE,
        "№",
        r"№\s?(?P<number>\d{1,3})(?P<town>г|пос|с)\.\s?(?=[А-ЯЁ])",
        "Нет пробела после номера",
        lambda m: f"№ {m['number']} {m['town']}. ",
    ),
    Sign(
        norms.OTHER_TYPOGRAPHY,
        "\\",
        r"№\s?(?P<number>[\w.-]*\d)\\(?P<more>\d+)",
        "Обратная косая черта в номере",
        lambda m: f"№ {m['number']}/{m['more']}",
    ),
    Sign(
        norms.SPACE_PUNCT,
        "(",
        r"(?<=[^\s)]),\s*\((?=далее\s)",
        "Запятая перед скобкой не ставится",
        lambda _: " (",
    ),
    Sign(
        PUNCT,
        "№",
        r"от\s(?P<day>\d{2}\.\d{2}\.\d{4})(?:\sг\.?)?,\s*(?=№\s?\d[\w/-]*(?![\w/-]|\sот\s))",
        "Запятая между датой и номером акта",
        lambda m: "" if NUMBER_BEFORE.search(m.string, 0, m.start()) else f"от {m['day']} ",
    ),
    Sign(
        RANGE,
        " ",
        rf"(?<![\w.,/№–-])(?<!№ )(?<!п\. )(?P<first>\d{{1,3}})\s[–—]\s(?P<last>\d{{1,3}})(?=\s?{TIME})",
        "Тире в диапазоне чисел ставится без пробелов",
        lambda m: f"{m['first']}–{m['last']}" if int(m["first"]) < int(m["last"]) else "",
    ),
    Sign(
        RANGE,
        "№",
        r"(?P<what>кабинет(?:ы|ов|ах|ам)|приложени(?:я|й|ям)|групп|№)\s?№\s?(?P<first>\d{1,3})-(?P<last>\d{1,3})(?![\w/-])",
        "Дефис вместо тире в диапазоне",
        lambda m: (
            f"{m['what']}{'' if m['what'] == '№' else ' '}№ {m['first']}–{m['last']}"
            if int(m["first"]) < int(m["last"])
            else ""
        ),
    ),
    Sign(
        norms.LOOKALIKE,
        "ѐ",
        r"\w*ѐ\w*",
        "Буква «ѐ» (U+0450) вместо «ё»",
        lambda m: m[0].replace("ѐ", "ё"),
    ),
    Sign(
        norms.LOOKALIKE,
        " ",
        rf"(?<![\w.])[Il|]\s(?P<month>{IN_MONTH})(?!\w)",
        "Буква вместо единицы",
        lambda m: f"1 {m['month']}",
    ),
    Sign(
        norms.LOOKALIKE,
        ".",
        rf"(?<![\w.])(?:[{LATIN}]\.\s?[А-ЯЁ]|[А-ЯЁ]\.\s?[{LATIN}])\.(?!\w\.)",
        "Латинская буква среди инициалов",
        lambda m: m[0].translate(TO_CYRILLIC),
    ),
    Sign(
        LETTER,
        "-",
        rf"(?:№|(?<!\w)N)\s?(?P<letters>[{LATIN}]{{1,2}})-(?P<number>\d[\w/-]*)",
        "Латинские буквы в номере",
        lambda m: f"№ {m['letters'].translate(TO_CYRILLIC)}-{m['number']}",
    ),
    Sign(
        LETTER,
        " ",
        r"(?:(?<=[а-яё,] )[acoy]|(?:^|(?<=\. ))[BCOK])(?=\s[а-яё]{3})",
        "Латинская буква вместо предлога",
        lambda m: m[0].translate(TO_CYRILLIC),
    ),
    Sign(
        norms.NUM_ENDING,
        "ти",
        rf"(?<![\w.,/№-])(?P<number>\d{{1,4}})-?ти(?:\s?-?\s?(?P<measure>{MEASURED}))?(?!\w)",
        "Окончание при количественном числительном",
        lambda m: numeral(m["number"], m["measure"]),
    ),
    Sign(
        norms.NUM_ENDING,
        "-",
        r"(?<![\w.,/№-])(?P<number>\d{1,3})-(?:ух|ёх|ех|умя|емя|ьми)(?!\w)",
        "Окончание при количественном числительном",
        lambda m: m["number"],
    ),
    Sign(
        norms.NUM_ENDING,
        "х",
        rf"(?<![\w.,/№-])(?P<number>[234])-?х(?:\s?-?\s?(?P<measure>{MEASURED})(?!\w)|(?={COUNTED}))",
        "Окончание при количественном числительном",
        lambda m: numeral(m["number"], m["measure"]),
    ),
    Sign(
        wording.SPELLING,
        "",
        r"(?<![\w-])(?!зооо)(?P<before>[а-яё]{2,})(?P<letter>[а-дж-яё])(?P=letter){2}(?P<after>[а-яё]*)(?![\w-])",
        "Буква трижды подряд",
        lambda m: f"{m['before']}{m['letter'] * (2 if m['letter'] in 'нис' else 1)}{m['after']}",
    ),
)


# Any quote; a straight one before a word; the end of a sentence.
QUOTE = re.compile('[«»"“”„]')
OPENING = re.compile(r"(?<!\S)\"(?=\w)")
WHOLE = re.compile(r"[.;:]\s*$")
QUOTED_PARAGRAPHS = re.compile(r"(?:^|:)\s*[«\"“„]")  # «изложить в редакции: «3. …» goes on in the next paragraph
STOPPED = re.compile(  # an abbreviation of a whole word («спорт. зал») goes before a noun, not before a preposition
    r"(?<![\w.-])(?P<word>[а-яё]{5,}|год[ау]?)\.\s"
    r"(?P<next>в|во|на|с|со|по|за|от|для|о|об|из|к|ко|до|при|без|через|под|между|или|который|которая|которые)(?![\w.)])"
)


@lru_cache(maxsize=64)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled when a text first needs it."""
    return re.compile(pattern)


def signs(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «№ 134 – ОД» and the other signs of the table `SIGNS` that no finding of the typographer covers."""
    text = paragraph.text
    for sign in SIGNS:
        if sign.wake not in text:
            continue
        for match in compiled(sign.pattern).finditer(text):
            start, end = match.span()
            right = sign.right(match)
            if right and not is_told(text, sign.code.rule, start, end):
                message = f"{sign.message}: «{match.group().strip()}»"
                yield mark(sign.code, paragraph, start, end, message, right)


def is_told(text: str, rule: str, start: int, end: int) -> bool:
    """Whether the typographer has a finding of a rule that crosses the characters `start:end` of a text."""
    starts, ends = told_by(text).get(rule, ((), ()))
    following = bisect_left(starts, end)  # the first that begins behind them; none of those before it overlaps another
    return following > 0 and ends[following - 1] > start


def lone_quotes(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds the only quote of a sentence, which opens and never closes: «указа "О мерах поддержки приказываю:»."""
    marks = list(QUOTE.finditer(paragraph.text)) if '"' in paragraph.text else []
    if len(marks) == 1 and WHOLE.search(paragraph.text) and not QUOTED_PARAGRAPHS.search(paragraph.text):
        at = marks[0].start()
        if OPENING.match(paragraph.text, at):
            yield mark(form.QUOTE_PAIR, paragraph, at, at + 1, "Кавычка без пары", "закройте или уберите кавычку")


def stray_stops(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds a stop after a whole word with a preposition after it: «оставить контроль. за исполнением»."""
    for match in STOPPED.finditer(paragraph.text):
        if word_tags(match["word"]):
            message = f"После точки строчная буква: «{match.group()}»"
            right = f"{match['word']} {match['next']}"
            yield mark(STRAY_STOP, paragraph, *match.span(), message, right)


PARAGRAPH_RULES = (signs, lone_quotes, stray_stops)
