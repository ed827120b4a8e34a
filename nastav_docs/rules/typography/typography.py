"""Whether spaces, dates and numbers are written by the norm, and in one way across a package."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from nastav_docs.diagnostics.codes import norms
from nastav_docs.papers import find_citations, kept_with, known, registry_of, shipped_acts
from nastav_docs.rules.kept import by_document, kept, matches_in
from nastav_docs.rules.mark import NEAR_DATE, dates_in, mark, with_words
from nastav_docs.russian import MONTHS_GEN, DateProblem, make_date
from nastav_docs.russian.typography import findings, words_around

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from nastav_docs.diagnostics import Code, Diagnostic
    from nastav_docs.papers import Paper, PaperPackage, Paragraph
    from nastav_docs.russian.typography import Finding

# The typographer's name of a rule → the code of the finding.
CODES: dict[str, Code] = {
    code.rule: code
    for code in (
        norms.NUM_SIGN,
        norms.NUM_SPACE,
        norms.QUOTE_SPACE,
        norms.SPACE_PUNCT,
        norms.SPACE_PAREN,
        norms.HYPHEN_SPACE,
        norms.RANGE_DASH,
        norms.DASH,
        norms.STRAY_STOP,
        norms.QUOTES,
        norms.DOUBLE_SPACE,
        norms.ABBR_FORM,
        norms.INITIALS,
        norms.DATE_DIGIT_G,
        norms.DATE_G_SPACE,
        norms.DATE_ZERO,
    )
}
UNEVEN = frozenset({"TYP-PERCENT"})  # a matter of one style across the package, see `percent`
# «№» before a number, with its space if it has one.
NUMBER = re.compile(r"№(?P<space>[ \u00a0\u202f]?)(?=[\dА-ЯЁA-Z])")
# A hyphen after initials.
INITIAL_DASH = re.compile(r"(?<=[А-ЯЁ]\.)\s?-\s(?=[а-яё])")
# Initials and a word with no space between.
CLOSE = re.compile(r"(?<![\w.])(?P<initials>[А-ЯЁ]\.\s?[А-ЯЁ]\.)(?P<word>[а-яё]{3,})")
LONGEST_WORD = 300  # characters: an address on the web; what is longer is no word
# N and a number after a year.
LATIN_N = re.compile(r"\d{4}(?:\s*г\.?)?\s+(?P<sign>N)\s?(?P<number>(?:[A-ZА-ЯЁ]{1,4}-?)?\d[\w/-]*)")
# A number and its percent sign.
PERCENT = re.compile(r"\d(?P<space>[ \u00a0\u202f]?)%(?!-)")
# A date in figures, with «г.» or «года» if it has one.
G_DATE = re.compile(r"\b\d{2}\.\d{2}\.\d{4}(?P<g>\s*г(?!\.?\s?р(?:\.|ожд))(?:\.|\b|(?=[^\w]))|\s*года(?!\s?рожд))?")
# A date with single figures, spaces or a short year.
LOOSE_DATE = re.compile(
    r"(?<![\d.№/-])(?<!№ )(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>20\d{2}|19\d{2}|\d{2}(?=\s?г))(?![\d/-]|\.\d)"
)
# «"27" 12 2021».
QUOTED_DATE = re.compile(r"[«\"“]\s?(?P<d>\d{1,2})\s?[»\"”]\s?(?P<m>0[1-9]|1[0-2])\.?\s(?P<y>20\d{2})(?!\d)")
# «07.042008», the second stop left out.
RUN_TOGETHER = re.compile(r"(?<![\d.№/-])(?<!№ )(?P<d>\d{2})\.(?P<m>\d{2})(?P<y>(?:19|20)\d{2})(?![\d/-]|\.\d)")
# «29.08 2025».
TORN_DATE = re.compile(r"(?<![\d.№/-])(?<!№ )(?P<d>\d{2})\.(?P<m>\d{2})\s(?P<y>20\d{2})(?=\s?г|\s?№|\s*$|[,;)])")
# «от 06.12.18».
SHORT_DATE = re.compile(r"(?<=от )(?P<d>\d{2})\.(?P<m>\d{2})\.(?P<y>[0-3]\d)(?![\d.]|\s?г)")
# A date in words right before a number, without «г.».
WORD_DATE = re.compile(
    rf"(?<![\d.])[«\"“]?\s?\d{{1,2}}\s?[»\"”]?\s(?:{'|'.join(MONTHS_GEN)})\s(?:19|20)\d{{2}}(?=\s(?:№|N\s?\d))"
)
# A day and month right before a number.
NO_YEAR = re.compile(rf"(?<=от )[«\"“]?\d{{1,2}}[»\"”]?\s(?:{'|'.join(MONTHS_GEN)})(?=\s№\s?\d)")
# A year of five figures.
LONG_YEAR = re.compile(r"(?<![\d.,№-])(?<!№ )20\d{3}(?=\s?(?:год(?:а|у|ы|ов)?(?!\w)|гг?\.|учебн))")
# A cell that is nothing but two numbers and a hyphen.
RANGE_CELL = re.compile(r"(?P<first>[1-9]\d{0,2})-(?P<last>[1-9]\d{0,2})")
# Headings of columns with ranges.
RANGE_HEAD = re.compile(r"класс|возраст|\bлет\b|курс|час|дней|недел|дата|срок|числ", re.IGNORECASE)
# A word of both alphabets.
LATIN_IN_WORD = re.compile(r"(?<![\w/.@-])(?=\w*[А-Яа-яЁё])(?=\w*[A-Za-z])[A-Za-zА-Яа-яЁё]{2,}(?![\w/@-])")
# What shows that figures with stops are a number of a code or clause, not a date.
CODE_OF_RULES = re.compile(
    r"(?:\b(?:СП|СанПиН|СНиП|ГОСТ|ГН|ТР|МР|МУ|МУК|п|пп|пункт\w*|верси\w+)\.?|№)\s*$", re.IGNORECASE
)
# Latin letters → the Cyrillic ones that look like them.
TO_CYRILLIC = str.maketrans("ABCEHKMOPTXYaceopxyk", "АВСЕНКМОРТХУасеорхук")


def typograph_findings(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «приказ №235»: everything that the typographer would put right."""
    doubled = opened = False
    told: set[tuple[str, int]] = set()
    reached: dict[str, int] = {}
    everything = found_in(paragraph.text)
    for found in everything:
        quote = found.rule == "TYP-QUOTES"
        closing = quote and found.replacement in "»“" and opened  # said at the opening quote
        opened = found.replacement in "«„" if quote else opened
        if closing or is_told_elsewhere(found) or (doubled and found.rule == "TYP-DOUBLE-SPACE"):
            continue
        doubled = doubled or found.rule == "TYP-DOUBLE-SPACE"  # one is enough to say of a paragraph
        start, end = around(paragraph.text, found.start, found.end)
        cut = start > 0 and not paragraph.text[start - 1].isspace()  # amid a run of signs longer than any word
        # «по30.03.2025г.» is mended at once, a run without spaces piece by piece.
        if (found.rule, start) in told or (cut and found.end <= reached.get(found.rule, 0)):
            continue
        told.add((found.rule, start))
        reached[found.rule] = end
        wrong, _ = words_around(paragraph.text, found)
        begin = beginning(paragraph.text, found, wrong)
        right = corrected(paragraph.text, found, wrong, everything)
        code = code_of(found)
        said = code.at(
            paragraph.place(begin, begin + len(wrong)), f"{found.message}: «{wrong}»", hint=right, text=wrong
        )
        yield with_words(said, code, right)


@lru_cache(maxsize=16)
def found_in(text: str) -> tuple[Finding, ...]:
    """The typographer's findings in a text; kept, as several rules ask for those of one paragraph."""
    return findings(text)


@lru_cache(maxsize=16)
def told_by(text: str) -> dict[str, tuple[list[int], list[int]]]:
    """Where the typographer's findings in a text start, and where they end, by rule; in order."""
    found: dict[str, tuple[list[int], list[int]]] = {}
    for one in found_in(text):
        starts, ends = found.setdefault(one.rule, ([], []))
        starts.append(one.start)
        ends.append(one.end)
    return found


def code_of(found: Finding) -> Code:
    """The code of a finding of the typographer's."""
    return CODES.get(found.rule, norms.OTHER_TYPOGRAPHY)


def is_told_elsewhere(found: Finding) -> bool:
    """Whether another rule tells of it: `percent` of the percent sign, `date_forms` of «5.3.2020»."""
    return found.rule in UNEVEN or (found.rule == "DATE-ZERO" and "." in found.text)


def corrected(text: str, found: Finding, wrong: str, everything: Sequence[Finding]) -> str:
    """The words about a finding (`wrong`) as they should be, their other defects put right too."""
    start = beginning(text, found, wrong)
    pieces, at = [], start
    first = bisect_left(everything, start, key=lambda f: f.start)
    for number in range(first, len(everything)):
        one = everything[number]
        if one.start > start + len(wrong):
            break
        if at <= one.start and one.end <= start + len(wrong):
            pieces += [text[at : one.start], one.replacement]
            at = one.end
    right = "".join([*pieces, text[at : start + len(wrong)]])
    for again in reversed(findings(right)):  # «педагогов ,родителей» needs a second look
        if again.rule == "TYP-QUOTES":
            continue  # which way a quote faces, only the whole text knows
        right = right[: again.start] + again.replacement + right[again.end :]
    return right


def beginning(text: str, found: Finding, wrong: str) -> int:
    """Where in the text the words about a finding begin."""
    start = text.find(wrong, max(found.end - len(wrong), 0))
    return text.find(wrong, max(found.start - len(wrong), 0)) if start < 0 or start > found.start else start


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """Start and end of the whole words about a place, so that there is something to point at; of « - » the mark."""
    while start < end and text[start].isspace() and text[start:end].strip():
        start += 1
    while end > start and text[end - 1].isspace() and text[start:end].strip():
        end -= 1
    first, last = max(start - LONGEST_WORD, 0), min(end + LONGEST_WORD, len(text))
    while start > first and not text[start - 1].isspace():
        start -= 1
    while end < last and not text[end].isspace():
        end += 1
    return start, end


def number_signs(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «2020 N 235»: after a date N is the number's sign, even where no Russian word stands by to show it."""
    for match in LATIN_N.finditer(paragraph.text):
        if "TYP-NUM-SIGN" not in told_by(paragraph.text):
            right = f"№ {match['number']}"
            yield mark(norms.NUM_SIGN, paragraph, match.start("sign"), match.end(), "Латинская N вместо «№»", right)


def initial_dashes(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «Зайцева Н.Н.- директор», a hyphen for a dash after initials, where the typographer doesn't."""
    for match in INITIAL_DASH.finditer(paragraph.text):
        start, end = around(paragraph.text, *match.span())
        dashes, _ = told_by(paragraph.text).get("TYP-DASH", ([], []))
        if bisect_left(dashes, match.start()) == bisect_left(dashes, match.end() + 1):
            right = f"{paragraph.text[start : match.start()]} – {paragraph.text[match.end() : end]}"
            yield mark(norms.DASH, paragraph, start, end, "Дефис вместо тире после инициалов", right)


def close_initials(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds initials and a word without a space: «Николаевой Т.П.разместить»."""
    for match in CLOSE.finditer(paragraph.text):
        message = f"Нет пробела после инициалов: «{match.group()}»"
        yield mark(norms.INITIALS, paragraph, *match.span(), message, f"{match['initials']} {match['word']}")


percents_in, numbers_in, plain_dates_in = kept(PERCENT), kept(NUMBER), kept(G_DATE)


def percent(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds «100%» and «30 %» in one package; the rarer way is shown, the norm (ГОСТ 8.417) is said."""
    found = [one for paper in package.papers for one in matches_in(paper, percents_in)]
    spaced = [(p, m) for p, m in found if m["space"]]
    tight = [(p, m) for p, m in found if not m["space"]]
    if not spaced or not tight:
        return
    for paragraph, match in min(tight, spaced, key=len):
        right = "ставьте пробел перед «%» везде (ГОСТ 8.417)"
        message = f"Знак процента оформлен по-разному: слитно {len(tight)} раз, через пробел {len(spaced)}"
        yield mark(norms.PERCENT, paragraph, match.start("space"), match.end(), message, right)


def mixed_numbers(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds «№ 235» and «№235» in one package."""
    found = [one for paper in package.papers for one in matches_in(paper, numbers_in)]
    if len({bool(m["space"]) for _, m in found}) < 2:  # noqa: PLR2004 - both ways
        return
    shown: set[tuple[str, bool]] = set()
    for paragraph, match in found:
        kind = (paragraph.file, bool(match["space"]))
        if kind in shown or match["space"]:
            continue
        shown.add(kind)
        tight = sum(not m["space"] for _, m in found)
        message = f"Знак номера то с пробелом ({len(found) - tight}), то без ({tight})"
        start, end = around(paragraph.text, match.start(), match.end())
        yield mark(norms.NUM_MIXED, paragraph, start, end, message, "везде «№» и неразрывный пробел")


def mixed_dates(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds «02.11.2020», «02.11.2020 г.» and «02.11.2020г.» in one package."""
    ways: dict[str, tuple[Paragraph, re.Match[str]]] = {}
    for paragraph, match in (one for paper in package.papers for one in matches_in(paper, plain_dates_in)):
        way = match["g"] or ""
        ways.setdefault("" if not way else way.replace("\u00a0", " "), (paragraph, match))
    if len(ways) < 2 or "" not in ways:  # noqa: PLR2004 - one way is even
        return
    examples = ", ".join(f"«{m.group()}»" for _, m in ways.values())
    for way, (paragraph, match) in ways.items():
        if way:
            message = f"Цифровая дата записана по-разному: {examples}"
            yield mark(norms.DATE_MIXED, paragraph, *match.span(), message, "дд.мм.гггг без «г.»")


def impossible_dates(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a date that no calendar has; the registry of acts may know the right one."""
    for paragraph in (p for paper in package.papers for p in misdated_in(paper)):
        for mention in dates_in(paragraph.text):
            if not isinstance(mention.problem, DateProblem) or CODE_OF_RULES.search(paragraph.text[: mention.start]):
                continue
            right = ""
            for citation in find_citations(paragraph.text):
                if citation.start <= mention.start < citation.end:
                    days = [a.date for a in package.registry if a.number and same(a.number, citation.number) and a.date]
                    right = f"{days[0]:%d.%m.%Y}" if len(days) == 1 else right
            text = paragraph.text[mention.start : mention.end]
            message = f"Невозможная дата «{text}»"
            advice = "проверьте по подлиннику"
            yield mark(norms.DATE_IMPOSSIBLE, paragraph, mention.start, mention.end, message, right, advice=advice)


@kept_with
def misdated_in(paper: Paper) -> tuple[Paragraph, ...]:
    """The paragraphs of a paper with a date that no calendar has."""
    return tuple(p for p in paper.paragraphs() if any(isinstance(m.problem, DateProblem) for m in dates_in(p.text)))


def same(one: str, other: str) -> bool:
    """Whether two spellings are one number of an act."""
    from nastav_docs.papers import number_key  # noqa: PLC0415 - one small use

    return number_key(one) == number_key(other)


def date_forms(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds dates in other forms than dd.mm.yyyy: «5.03.2022», «31. 03. 2022», «29.08 2025 г.», «от 06.12.18»."""
    patterns = (
        (LOOSE_DATE, QUOTED_DATE, TORN_DATE, SHORT_DATE, RUN_TOGETHER) if NEAR_DATE.search(paragraph.text) else ()
    )
    for match in chain.from_iterable(pattern.finditer(paragraph.text) for pattern in patterns):
        day, month, year = (int(match[g]) for g in ("d", "m", "y"))
        right = make_date(year + 2000 if len(match["y"]) == 2 else year, month, day)  # noqa: PLR2004 - two figures
        exact = re.fullmatch(r"\d{2}\.\d{2}\.\d{4}", match.group())
        if not exact and not isinstance(right, DateProblem) and not is_misdated(paragraph.text, match.start(), right):
            message = f"Дата «{match.group()}» записана не по правилу"
            yield mark(norms.DATE_FORM, paragraph, *match.span(), message, f"{right:%d.%m.%Y}")


def is_misdated(text: str, at: int, day: dt.date) -> bool:
    """Whether a known act is cited with another date: «29.2.2012 № 273-ФЗ» needs its own date, not two figures."""
    cited = next((c for c in find_citations(text) if c.start <= at < c.end), None)
    act = known(cited, registry_of(shipped_acts())) if cited else None
    return act is not None and act.date is not None and act.date != day


def year_words(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «от 2 ноября 2020 № 235», a date in words without «г.»."""
    for match in WORD_DATE.finditer(paragraph.text) if "№" in paragraph.text or "N" in paragraph.text else ():
        words = match.group().strip()
        message = f"Нет «г.» в дате словами: «{words}»"
        yield mark(norms.DATE_YEAR_WORD, paragraph, *match.span(), message, f"{words} г.")


def missing_years(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds the date of an act without its year: «приказ от 31 августа № 243»."""
    for match in NO_YEAR.finditer(paragraph.text) if "№" in paragraph.text else ():
        message = f"В дате акта нет года: «{match.group()}»"
        yield mark(norms.DATE_FORM, paragraph, *match.span(), message, advice=f"{match.group()} … г.")


def long_years(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds a year of five figures: «в 20256 году»."""
    for match in LONG_YEAR.finditer(paragraph.text):
        message = f"В числе года пять цифр: «{match.group()}»"
        yield mark(norms.DATE_IMPOSSIBLE, paragraph, *match.span(), message, advice="проверьте год")


@by_document
def range_cells(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a hyphen in a cell «5-9» under «Классы»: the heading says that the figures are a range."""
    for _, found in package.tables:
        heads = {c.column for c in found.table.rows[0].cells if RANGE_HEAD.search(c.text)} if found.rows else set()
        for paragraph in (p for row in found.rows for c in row.cells if c.column in heads for p in c.paragraphs):
            match = RANGE_CELL.fullmatch(paragraph.text.strip()) if "-" in paragraph.text else None
            if match and int(match["first"]) < int(match["last"]):
                message = f"Дефис вместо тире в диапазоне: «{match.group()}»"
                right = f"{match['first']}–{match['last']}"
                yield mark(norms.RANGE_DASH, paragraph, 0, len(paragraph.text), message, right)


def lookalikes(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «Пpиказ» with a Latin «p»: a letter that nobody sees and no search finds."""
    for match in LATIN_IN_WORD.finditer(paragraph.text):
        word = match.group()
        right = word.translate(TO_CYRILLIC)
        if re.search("[A-Za-z]", right) or any(c.isdigit() for c in word) or len(word) < 3:  # noqa: PLR2004 - «ОK»
            continue
        yield mark(norms.LOOKALIKE, paragraph, *match.span(), f"В слове «{word}» латинские буквы", right)


PARAGRAPH_RULES = (
    typograph_findings,
    number_signs,
    close_initials,
    initial_dashes,
    date_forms,
    year_words,
    missing_years,
    long_years,
    lookalikes,
)
PACKAGE_RULES = (percent, range_cells, mixed_numbers, mixed_dates, impossible_dates)
