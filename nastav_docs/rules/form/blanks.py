"""Whether the fields of a form are filled, in the right places and without its line, and its hints replaced."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from nastav_docs.diagnostics.codes import form as codes
from nastav_docs.papers import BLANK, DATE, Document, PaperPackage, flat, kept_with
from nastav_docs.rules.kept import by_document, kept
from nastav_docs.rules.mark import mark
from nastav_docs.russian import MONTH_BEGINS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Paper, Paragraph

LINE = 160  # characters: a requisite, not a sentence
# A date after «№» and a blank after «от».
SHIFTED = re.compile(rf"(?:от\s+)?{BLANK}\s*(?:№|N)\s*{DATE}.{{0,40}}")
# «от ____ № ____» of a caption.
CAPTION_BLANK = re.compile(
    rf"от\s+(?:{BLANK}|«__»\s*_+|__?\.__?\.(?:20)?__?)\s*(?:20_*\s*)?(?:г\.|года)?\s*(?:№|N)\s*{BLANK}"
)
# A blank after a preposition of time, or after «№».
DAY_BLANK = re.compile(
    r"\b(?:до|с|по|от|не позднее|за)\s+(?P<blank>[«\"]?_{2,}[»\"]?\s*_{3,}(?:\s*20_*\d*_*)?(?:\s*(?:г\.|года))?)"
    r"|№\s?(?P<number>_{2,})"
)
# «на № ____ от ____» of a letter's form.
ANSWER_BLANK = re.compile(rf"на\s+№\s*{BLANK}\s*от\s*{BLANK}", re.IGNORECASE)
# What a form says instead of the facts to be put in.
HINTS = re.compile(
    r"\((?:название|наименование|указать|краткое наименование|полное наименование)\s*"
    r"(?P<what>организации|образовательной организации|школы|ОО|учреждения|органа|должности)?\)"
    r"|\((?:указать|вписать|вставить|уточнить)\s[^()\n]{2,40}\)"
    r"|\[[^\]\n]{0,40}(?:указать|вставить|уточнить|вписать|наименование|название|дата|ФИО|номер)[^\]\n]{0,40}\]"
    r"|\b(?:XX|ХХ|хх|xx)\.(?:XX|ХХ|хх|xx)\.(?:20)?(?:\d\d|XX|ХХ|хх|xx){1,2}|\{\{.{0,60}?\}\}"
    r"|\bФамилия И\.\s?О\.|(?<!<)<[А-ЯЁа-яё][^<>\n]{2,40}>(?!>)"
)
# «(ФИО)», which may also be the heading of a field.
PERSON_HINT = re.compile(r"\((?:ФИО|Ф\.\s?И\.\s?О\.|фамилия,? инициалы)\)", re.IGNORECASE)
# Words after which somebody is to be named.
NAMED = re.compile(r"(?:назначить|возложить|поручить|ответственн\w+)\s[^.;]{0,80}$", re.IGNORECASE)
# A number, or a date, with the line of the form still about it.
FILLED_NUMBER = re.compile(r"№\s?(?=[\d/.А-Яа-я-]*_)(?=[_/.А-Яа-я-]*\d)(?P<rest>[\w/.-]+)")
MONTHS = rf"(?:{MONTH_BEGINS})[а-я]*"
FILLED_DAY = re.compile(
    rf"[«\"]\s?(?P<a>_*)\s?(?P<day>\d{{1,2}})\s?(?P<b>_*)\s?[»\"]?\s?(?P<c>_*)\s?(?P<month>{MONTHS}|0\d|1[0-2])"
    r"(?P<d>_*)(?:\s?(?P<e>_*)\s?(?P<year>20\d\d))?"
)
# «№» and no number after it.
NO_NUMBER = re.compile(
    r"\b(?:[СОН]ОШ|школ\w+|гимнази\w+|лице\w+|сад\w*|ДОУ|[Пп]риказ\w*|[Пп]ротокол\w*|[Рр]аспоряжени\w+|[Пп]остановлени\w+)"
    r"\s+(?P<sign>№)\s*(?=\(|,|;|от\s|»)"
)
# An act whose date or number is a blank.
ACT_BLANK = re.compile(
    r"\b(?:[Пп]риказ|[Пп]ротокол|[Рр]аспоряжени|[Пп]остановлени|[Рр]ешени)[а-я]*\s[^;\n_]{0,25}?"
    r"(?P<blank>(?:от|№)\s*_+(?![\w])(?:\s*(?:от|№)\s*(?:_{2,}|«\s*_*\s*»\s*_+))?|от\s*«\s*_*\s*»\s*_+(?:\s*20\d*_*)?)"
)
# A line of requisites with blanks for date and number.
HEAD_BLANK = re.compile(r"(?:от\s*)?(?:_{4,}|«\s*_*\s*»\s*_{3,})\s*(?:20\d*_*\s*(?:г\.?|года)?)?\s*(?:№|N)\s*_{2,}")
# The same line with one of the two filled in.
HEAD_PART = re.compile(
    rf"(?:от\s*)?{DATE}\s*(?:г\.?|года)?\s*(?:№|N)\s*(?P<number>_{{2,}})"
    r"|(?P<day>(?:от\s*)?(?:_{4,}|«\s*_*\s*»\s*_{3,})\s*(?:20\d*_*\s*(?:г\.?|года)?)?)\s*(?:№|N)\s*[\w/-]*\d[\w/-]*"
)
# A line of a grif or caption that is filled: «протокол от 29.08.2025 № 1».
REGISTERED = re.compile(rf"(?:протокол\s+)?от\s+{DATE}\s*(?:г\.?|года)?\s*(?:№|N)\s*\S*\d\S*", re.IGNORECASE)
# Papers whose blanks are filled by hand.
FORMS = re.compile(
    r"\b(?:форма|бланк|анкета|согласие|заявление|договор|образец|шаблон|акт|справка|журнал|расписка|доверенность|карточка)\b",
    re.IGNORECASE,
)
# A number of an organisation and its figures.
CODES = re.compile(r"\b(?P<name>ИНН|КПП|ОГРН)\s?:?\s*(?P<digits>\d{5,20})(?![\d/-])")
# Two names and then two numbers: «ИНН / КПП 2204058193 / 220401001», «ИНН и КПП – …, …», «ИНН (КПП): … (…)».
TWO_CODES = re.compile(
    r"\b(?P<one>ИНН|КПП)\s?(?:[/\\,;|(–-]|и\b)?\s?(?P<two>ИНН|КПП)\)?\s?[:–—-]?\s*"
    r"(?P<first>\d{5,20})\s?(?:[/\\,;|(–-]|и\b)?\s?(?P<second>\d{5,20})(?!\d)"
)
# Figures of each number.
LENGTHS = {"ИНН": (10, 12), "КПП": (9,), "ОГРН": (13,)}
PAIRED = (("one", "first"), ("two", "second"))
shifted_in, blanks_of_answers, blanks_of_captions = kept(SHIFTED), kept(ANSWER_BLANK), kept(CAPTION_BLANK)
blanks_of_days, blanks_of_acts, without_number = kept(DAY_BLANK), kept(ACT_BLANK), kept(NO_NUMBER)
SHEET = 6  # lines with blanks: a form to be filled by hand


def blanks(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds fields of a form left empty, or filled one place off: «от _____ № 02.11.2020»."""
    awaiting = awaiting_registration(package)
    for document in package.documents:
        order = package.order_of(document)
        for paragraph in blank_lines(document):
            for match in shifted_in(paragraph.text):
                line_end = paragraph.text.find("\n", match.start())
                end = min(match.end(), line_end if line_end > 0 else match.end())
                message = "Поле бланка заполнено со сдвигом: после «от» прочерк, после «№» дата"
                right, whole = shifted(match.group())
                yield mark(
                    codes.PLACEHOLDER, paragraph, match.start(), end, message, right if whole else "", advice=right
                )
            for match in blanks_of_answers(paragraph.text):
                message = "Ссылка на входящий документ не заполнена"
                yield mark(
                    codes.BLANK_FIELD, paragraph, *match.span(), message, "если письмо инициативное, строку уберите"
                )
            for match in blanks_of_captions(paragraph.text):
                of_protocol = "протокол" in paragraph.text[: match.start()].lower()  # a grif: not the order's own blank
                if (
                    document.kind == "annex"
                    and order
                    and order.day
                    and order.number
                    and document.caption
                    and not of_protocol
                ):
                    right = f"от {order.day:%d.%m.%Y} № {order.number}"
                    yield mark(
                        codes.PLACEHOLDER,
                        paragraph,
                        *match.span(),
                        "Дата и номер приказа известны, но не проставлены",
                        right,
                    )
                elif document.file not in awaiting and not SHIFTED.match(paragraph.text[match.start() :]):
                    yield mark(codes.BLANK_FIELD, paragraph, *match.span(), "Дата и номер не проставлены", "от … № …")


@kept_with
def blank_lines(document: Document) -> tuple[Paragraph, ...]:
    """The lines of a document in which a field of a form is left empty, or filled one place off."""
    finders = (shifted_in, blanks_of_answers, blanks_of_captions)
    return tuple(p for p in document_lines(document) if any(find(p.text) for find in finders))


def blank_days(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a date or number left blank in a clause or a letter's text: «до «__» ______ 2020 г.», «приказ № ____»."""
    awaiting = awaiting_registration(package)
    for document in (one for one in package.documents if one.file not in awaiting):
        lines = [c.paragraph for c in document.clauses] if document.kind == "order" else []
        lines += document.body if document.kind == "letter" else ()
        for paragraph in lines:
            for match in blanks_of_days(paragraph.text):
                if len(paragraph.text) > 40 and not CAPTION_BLANK.search(paragraph.text):  # noqa: PLR2004 - not a line to sign
                    what = "Номер не проставлен" if match["number"] else "Дата не проставлена"
                    start = match.start("number") if match["number"] else match.start("blank")
                    yield mark(codes.BLANK_FIELD, paragraph, start, match.end(), what, "впишите её до подписания")


def document_lines(document: Document) -> Iterator[Paragraph]:
    """The paragraphs of a document outside big tables, whose blanks are meant to be filled by hand."""
    for block in document.blocks:
        rows = getattr(block, "rows", ())
        if len(rows) <= 4:  # noqa: PLR2004 - a letterhead laid out as a table is small
            yield from flat([block])


def shifted(text: str) -> tuple[str, bool]:
    """What «от _____ № 02.11.2020 N 01-33/930» should be, and whether all of it is known: «…» is what is not there.

    `shifted("от _____ № 02.11.2020 N 01-33/930")` → («02.11.2020 № 01-33/930», True).
    """
    day = re.search(DATE, text)
    number = re.search(r"(?:№|N)\s*(?!" + DATE + r")([\d\-/А-Яа-я]+)\s*$", text)
    return f"{day.group() if day else '…'} № {number[1] if number else '…'}", bool(day and number)


def hints(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds hints of a form that should have been replaced: «(указать дату)», «[ФИО]», «ХХ.ХХ.2025».

    A bare «(наименование)» in a cell is a part of a heading and stays.
    """
    for match in HINTS.finditer(paragraph.text):
        bare = match.group().startswith("(") and not match["what"] and " " not in match.group()
        if not (bare and paragraph.part == "cell"):
            yield left_over(paragraph, match)
    for match in PERSON_HINT.finditer(paragraph.text) if "(" in paragraph.text else ():
        if NAMED.search(paragraph.text[: match.start()]) and paragraph.part == "body" and "_" not in paragraph.text:
            yield left_over(paragraph, match)


@by_document
def hints_for_people(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds «(фамилия, инициалы)» as the person responsible for an activity."""
    for _, found in package.tables:
        for row in found.rows if "responsible" in found.roles else ():
            cell = found.cell(row, "responsible")
            for paragraph in cell.paragraphs if cell is not None else ():
                for match in PERSON_HINT.finditer(paragraph.text):
                    yield left_over(paragraph, match)


def left_over(paragraph: Paragraph, match: re.Match[str]) -> Diagnostic:
    """The finding of a hint that was not replaced."""
    message = f"Осталась подсказка бланка «{match.group()}»"
    return mark(codes.LEFTOVER, paragraph, *match.span(), message, "впишите сведения")


def filled(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds a field filled by hand that keeps the line of its form: «№ __40____», «« 4 »__марта____2022»."""
    if "_" not in paragraph.text:
        return
    message = "Поле заполнено, а прочерк бланка остался"
    for match in FILLED_NUMBER.finditer(paragraph.text):
        words = [w for w in re.split(r"_+", match["rest"]) if w]
        yield mark(codes.BLANK_FIELD, paragraph, *match.span(), message, f"№ {' '.join(words)}")
    for match in FILLED_DAY.finditer(paragraph.text):
        if any(match[lines] for lines in "abcde"):
            dot = "." if match["month"].isdigit() else " "
            year = f"{dot}{match['year']}" if match["year"] else ""
            yield mark(
                codes.BLANK_FIELD, paragraph, *match.span(), message, f"{match['day']}{dot}{match['month']}{year}"
            )


def empty_numbers(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds «№» without a number, «Приказ № ___ от ____», an empty head «______ № ___» in an issued paper."""
    drafts = {paper.file for paper in package.papers if is_draft(paper)} | awaiting_registration(package)
    for document in package.documents:
        if document.file not in drafts:
            yield from empty_numbers_in(document)


@kept_with
def empty_numbers_in(document: Document) -> tuple[Diagnostic, ...]:
    """The empty numbers of an issued document; none of a form or a sheet to be filled in by hand."""
    lines = list(document_lines(document))
    title = document.title.text if document.title else ""
    if FORMS.search(title) or sum("___" in p.text for p in lines) >= SHEET:
        return ()
    return tuple(chain.from_iterable(empty_in(p, document.kind) for p in lines if "№" in p.text or "_" in p.text))


def empty_in(paragraph: Paragraph, kind: str) -> Iterator[Diagnostic]:
    """The empty numbers of one paragraph of a document of a kind."""
    for match in without_number(paragraph.text):
        message = "После знака № нет номера"
        yield mark(codes.PLACEHOLDER, paragraph, match.start("sign"), match.end("sign"), message, advice="№ …")
    known = [m.span() for m in blanks_of_captions(paragraph.text)]
    line = paragraph.text.strip()
    head = HEAD_BLANK.fullmatch(line) if not known else None
    if head and kind == "order":  # a letter is registered after it is signed
        yield mark(codes.BLANK_FIELD, paragraph, *head.span(), "Дата и номер не проставлены", "… № …")
    part = HEAD_PART.fullmatch(line) if kind in {"order", "letter"} else None
    if part:
        missing, what = ("number", "Дата есть, а номера нет") if part["number"] else ("day", "Номер есть, а даты нет")
        shift = paragraph.text.index(line)
        start, end = (shift + at for at in part.span(missing))
        yield mark(codes.BLANK_FIELD, paragraph, start, end, what, "впишите по журналу регистрации")
    for match in blanks_of_acts(paragraph.text) if len(paragraph.text) < LINE else ():
        if not any(start < match.end() and match.start() < end for start, end in known):
            message = "Дата или номер не проставлены"
            yield mark(codes.BLANK_FIELD, paragraph, match.start("blank"), match.end(), message, "от … № …")


def check_numbers(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds an ИНН, КПП or ОГРН of a wrong length: «ИНН 12345678»."""
    text = paragraph.text
    numbers = [(m[name], m[digits], m.span(digits)) for m in TWO_CODES.finditer(text) for name, digits in PAIRED]
    taken = [m.span() for m in TWO_CODES.finditer(text)]
    alone = (m for m in CODES.finditer(text) if not any(start <= m.start() < end for start, end in taken))
    for name, digits, span in (*numbers, *((m["name"], m["digits"], m.span()) for m in alone)):
        allowed = LENGTHS[name]
        if len(digits) not in allowed:
            message = f"{name} – {' или '.join(map(str, allowed))} цифр, здесь {len(digits)}"
            yield mark(codes.CHECK_NUMBER, paragraph, *span, message, "сверьте с выпиской из ЕГРЮЛ")


def awaiting_registration(package: PaperPackage) -> frozenset[str]:
    """The files that say in their properties that they are drafts, and where no date or number is filled in yet.

    The program prints such papers before they are registered: each blank in them is a place that was left on purpose.
    Where one of the places is filled, by hand or in the settings, the others are forgotten.
    """
    files = {paper.file for paper in package.papers if paper.draft}
    for document in (one for one in package.documents if one.file in files):
        lines = (part.strip() for p in document_lines(document) for part in p.text.split("\n"))
        if document.day or document.number or any(HEAD_PART.fullmatch(s) or REGISTERED.fullmatch(s) for s in lines):
            files.discard(document.file)
    return frozenset(files)


@kept_with
def is_draft(paper: Paper) -> bool:
    """Whether «Проект» stands on a line of its own, so that date and number come later."""
    return any(p.text.strip().lower() == "проект" for p in islice(paper.paragraphs(), 12))


PARAGRAPH_RULES = (hints, filled, check_numbers)
PACKAGE_RULES = (blanks, blank_days, empty_numbers, hints_for_people)
