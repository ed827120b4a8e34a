"""Whether the deadlines of plans can be read, follow the order, lie within the period and on working days."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from nastav_docs.diagnostics.codes import deadlines as deadline_codes
from nastav_docs.diagnostics.codes import plans as codes
from nastav_docs.papers import find_citations, kept_with
from nastav_docs.rules.form import is_of_indicators, is_plan, plans
from nastav_docs.rules.kept import by_document, kept
from nastav_docs.rules.mark import dates_in, mark
from nastav_docs.rules.plans.plan_years import is_dated, is_planned, period, school_year, stated
from nastav_docs.russian import is_known_year, is_working, next_working
from nastav_docs.russian.deadlines import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Cell, Columns, Document, PaperPackage, Paragraph, TableRow
    from nastav_docs.russian import Mention

# Headings of a column that holds more than deadlines: «Дата, время, место».
PLACED = re.compile(r"\b(?:мест[оа]|время|кабинет|адрес)\b", re.IGNORECASE)
# Headings of a column whose bare date is a deadline; a date under «Дата» is the day of an event.
DUE = re.compile(r"срок|исполнени|выполнени|до какого", re.IGNORECASE)
# A deadline without a month or date.
VAGUE = re.compile(
    r"^(?:в установленн\w+ порядке|в (?:установленн\w+|кратчайш\w+) срок\w*|в рабочем порядке|своевременно)\.?$"
    r"|^по мере (?:возможности|поступления)\.?$"
    r"|^(?:ежегодно|раз в год|1 раз в год)(?:,?\s*по итогам (?:периода|года))?\.?$|\bпо итогам периода\b",
    re.IGNORECASE,
)
# A deadline that somebody will tell later.
NOTICE = re.compile(
    r"\bпо\s+(?:доп(?:\.|олнительн\w+)|отдельн\w+|особ\w+)\s*(?:сообщени|уведомлени|приглашени|согласовани|извещени)\w+",
    re.IGNORECASE,
)
# The whole period; a year counted from its beginning.
WHOLE = re.compile(
    r"\b(?:в течени[еи]|на протяжении)\s+(?:всего\s+)?периода\b(?!\s+с\b)|\bвесь период\b", re.IGNORECASE
)
RELATIVE = re.compile(
    r"\b(?:перв(?:ый|ого|ом)|втор(?:ой|ого|ом)|трет(?:ий|ьего|ьем))\s+год(?:а|у)?\s+(?:внедрени|реализаци|действи|работ)\w+",
    re.IGNORECASE,
)
# «Далее» after a word without a comma.
JOINED = re.compile(r"(?P<before>[^\s,;.:])\s+(?P<then>[Дд]алее)\s*(?P<dash>[-–—])?\s*")
# What before a date makes it a deadline.
TERM = re.compile(r"(?:\bдо|не позднее|в срок до|в срок|к)\s*$", re.IGNORECASE)
# The rest of a range of dates.
RANGE = re.compile(r"\s*(?:[–—-]|по\b|до\b)\s*\d")
# Words of a municipal base; of a school's; of any base.
WORKING = re.compile(r"муниципальн|сводн|районн|городск", re.IGNORECASE)
OF_SCHOOLS = re.compile(r"на уровне|школьн|образовательных организаци|в школах|\bМ?ОО\b|\bОУ\b", re.IGNORECASE)
BASE = re.compile(r"\b(?:баз[аыу]|реестр\w{0,2}|банк\w{0,2} данных)\b", re.IGNORECASE)


# A row of totals.
TOTAL = re.compile(r"\s*(?:Итого|Всего)\b", re.IGNORECASE)
# One text twice, with a comma between.
TWICE = re.compile(r"^\s*(?P<one>[^,;]{6,40}?)\s*[,;]\s*(?P=one)\s*$", re.IGNORECASE)
# Activities that may well take place on a day off.
EVENT = re.compile(
    r"выставк|турнир|соревнован|спартакиад|праздник|концерт|акци[яию]|конкурс|фестивал|олимпиад|сл[её]т|поход|экскурси|смен[аы]\b"
    r"|каникул|день открытых|открыти[ея]|закрыти[ея]|бал\b|игр[аы]\b|марафон|кросс|форум|лагер",
    re.IGNORECASE,
)
joined_in = kept(JOINED)
FRIDAY = 4  # as `date.weekday` counts
MOVED = 4  # days: a day off is moved next to its holiday
# Month and day of the holidays, and of the ends of the January ones.
HOLIDAYS = ((1, 1), (1, 5), (1, 8), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4), (12, 31))


class DatedDocument(NamedTuple):
    """A document that is asked for its deadlines, what it has from its order: the day, whether its period is named."""

    document: Document
    day: date | None
    stated: bool


class DeadlineCell(NamedTuple):
    """A cell that holds a deadline, with its document, table (`found`) and row, and the paragraph of the deadline."""

    document: Document
    found: Columns
    row: TableRow
    cell: Cell
    paragraph: Paragraph


def deadline_cells(document: Document) -> Iterator[DeadlineCell]:
    """Every deadline of a document's plans and indicators, one for each paragraph of a cell."""
    for found in (*filter(is_plan, document.columns), *filter(is_of_indicators, document.columns)):
        for row in found.rows:
            if any(TOTAL.match(c.text) for c in row.cells[:2]):
                continue
            for role in ("deadline", "due"):
                cell = found.cell(row, role)
                for paragraph in cell.paragraphs if cell is not None else ():
                    if cell is not None:
                        yield DeadlineCell(document, found, row, cell, paragraph)


def heading(due: DeadlineCell) -> str:
    """The heading of the column that a deadline stands in."""
    cell = due.found.table.rows[0].at(due.cell.column)
    return cell.text if cell is not None else ""


def without_year(asked: DatedDocument, found: Sequence[DeadlineCell]) -> Iterator[Diagnostic]:
    """Finds a day, month, quarter or half-year without a year, in the cell and in the plan's title."""
    for due in found:
        span = period(due.document)
        if re.search(r"20\d\d", due.cell.text) or (span and span[1] - span[0] <= 1) or is_dated(due.document):
            continue
        if not DUE.search(heading(due)) and "responsible" not in due.found.roles:  # the days of lessons of some year
            continue
        year = 0 if asked.day is None else asked.day.year
        problems = {p.code: p for p in parse(due.paragraph.text, year).problems}
        problem = problems.get(deadline_codes.NO_YEAR.code)
        if problem is not None:
            arabic = deadline_codes.QUARTER_DIGIT.code in problems
            message = "Срок без года" + ("; номер квартала пишется римской цифрой" if arabic else "")
            text = due.paragraph.text
            yield mark(codes.NO_YEAR, due.paragraph, 0, len(text), f"{message}: «{text}»", problem.hint)


def unreadable(asked: DatedDocument, found: Sequence[DeadlineCell]) -> Iterator[Diagnostic]:
    """Finds a deadline that can't be understood, and one that ends before it begins."""
    for due in found:
        text = due.paragraph.text
        if len(text) < 3 or NOTICE.search(text) or VAGUE.search(text) or not re.search(r"[а-яё]{3}|\d", text):  # noqa: PLR2004 - a dash, a plus
            continue
        if PLACED.search(heading(due)):
            continue
        for problem in parse(text, 0 if asked.day is None else asked.day.year).problems:
            if problem.code == deadline_codes.UNREAD.code:
                yield mark(codes.UNREADABLE, due.paragraph, 0, len(text), problem.message, problem.hint)
            elif problem.code == deadline_codes.REVERSED.code:
                yield mark(codes.REVERSED, due.paragraph, 0, len(text), problem.message, problem.hint)


def composite(_: DatedDocument, found: Sequence[DeadlineCell]) -> Iterator[Diagnostic]:
    """Finds a second part without its comma and dash: «До 09.11.2020 Далее- по мере необходимости»."""
    for due in found:
        for match in joined_in(due.paragraph.text):
            text = due.paragraph.text
            right = f"{text[: match.start('then')].rstrip()}, далее – {text[match.end() :]}"
            message = "Составной срок записан без запятой"
            yield mark(codes.COMPOSITE, due.paragraph, 0, len(text), message, right)


def twice(_: DatedDocument, found: Sequence[DeadlineCell]) -> Iterator[Diagnostic]:
    """Finds one deadline written twice: «Август 2022 года, август 2022 года»."""
    for due in found:
        text = due.paragraph.text
        if match := TWICE.match(text):
            yield mark(codes.TWICE, due.paragraph, 0, len(text), "Срок повторён дважды", match["one"].strip())


def vague(_: DatedDocument, found: Sequence[DeadlineCell]) -> Iterator[Diagnostic]:
    """Finds a deadline that nobody can check: «в установленном порядке», «по доп. сообщению»."""
    for due in found:
        text = due.paragraph.text
        if match := NOTICE.search(text):
            yield mark(
                codes.BY_NOTICE,
                due.paragraph,
                *match.span(),
                f"Срок «{match.group()}» нельзя проверить",
                "до … (дата) или «ежегодно, до …»",
            )
        elif match := VAGUE.search(text):
            yield mark(
                codes.VAGUE, due.paragraph, *match.span(), f"«{match.group()}»: нет месяца или даты", "ежегодно, до …"
            )


def whole_period(asked: DatedDocument, found: Sequence[DeadlineCell]) -> Iterator[Diagnostic]:
    """Finds «в течение всего периода» of a plan whose period is nowhere named."""
    for due in found:
        match = WHOLE.search(due.paragraph.text)
        if match and period(due.document) is None and not asked.stated:
            message = "Период плана нигде не определён"
            yield mark(
                codes.WHOLE_PERIOD,
                due.paragraph,
                *match.span(),
                message,
                "назовите период в заголовке: «на 2020–2024 годы»",
            )


def relative(asked: DatedDocument, found: Sequence[DeadlineCell]) -> Iterator[Diagnostic]:
    """Finds «первый год внедрения» where no year is said to be the first."""
    for due in found:
        match = RELATIVE.search(due.paragraph.text)
        if match and period(due.document) is None and not re.search(r"20\d\d", due.cell.text) and not asked.stated:
            message = "Год задан относительно, а год начала не назван"
            yield mark(codes.RELATIVE, due.paragraph, *match.span(), message, "назовите год")


# What is over already: «мониторинга, проведенного до 20.04.2026».
DONE = re.compile(r"(?:нн|вш)(?:ый|ая|ое|ые|ого|ой|ых|ому|ым|ыми|ую)\s+(?:в\s+срок\s+)?(?:до|не\s+позднее)\s+$")
# Where the decisions of minutes, the recommendations of a report begin, and where they end.
DECIDES = re.compile(
    r"\s*(?:\d[\d.)]*\s*)?(?:решили|постановили|решение|рекоменд(?:ации|уем|овать)|предложения|предлагаем)\b(?!\s+(?:от|№))",
    re.IGNORECASE,
)
DISCUSSES = re.compile(
    r"\s*(?:\d[\d.)]*\s*)?(?:слушали|выступил\w*|голосовал\w*|по\s\w+\sвопросу|повестка|председател\w+|секретар\w+|вывод\w*)\b",
    re.IGNORECASE,
)


def demands(document: Document) -> Sequence[Paragraph]:
    """The paragraphs that demand something of people: the clauses of an order, the text of a letter."""
    if document.kind == "order":
        return [clause.paragraph for clause in document.clauses]
    return document.body if document.kind == "letter" else ()


def decided(document: Document) -> Iterator[Paragraph]:
    """What minutes decide and what a report recommends: the lines under «РЕШИЛИ:», «Рекомендации:»."""
    deciding = False
    for paragraph in document.body if document.kind == "other" else ():
        deciding = bool(DECIDES.match(paragraph.text)) or (deciding and not DISCUSSES.match(paragraph.text))
        if deciding:
            yield paragraph


def before_order(asked: DatedDocument, found: Sequence[DeadlineCell]) -> Iterator[Diagnostic]:
    """Finds something to be done before the paper that demands it was issued."""
    day = asked.day
    for paragraph in (*demands(asked.document), *decided(asked.document)) if day else ():
        for mention in dates_in(paragraph.text):
            if (
                day
                and mention.value
                and mention.value < day
                and TERM.search(just_before(paragraph, mention))
                and not DONE.search(paragraph.text[: mention.start])
                and not in_citation(paragraph, mention)
            ):
                yield passed_deadline(paragraph, mention, day)
    for due in found:
        mentions = [m for m in dates_in(due.paragraph.text) if m.value is not None]
        if day and mentions and all(m.value and m.value < day for m in mentions):
            yield passed_deadline(due.paragraph, mentions[-1], day)


def passed_deadline(paragraph: Paragraph, mention: Mention, day: date) -> Diagnostic:
    """The finding of a deadline that has passed on the day of the paper."""
    message = f"Срок {mention.text} раньше документа от {day:%d.%m.%Y}"
    return mark(codes.BEFORE_ORDER, paragraph, mention.start, mention.end, message, f"не раньше {day:%d.%m.%Y}")


def just_before(paragraph: Paragraph, mention: Mention) -> str:
    """The few characters in front of a date."""
    return paragraph.text[max(mention.start - 20, 0) : mention.start]


def in_citation(paragraph: Paragraph, mention: Mention) -> bool:
    """Whether a date belongs to a cited act."""
    return any(c.start <= mention.start < c.end for c in find_citations(paragraph.text))


def outside(_: DatedDocument, found: Sequence[DeadlineCell]) -> Iterator[Diagnostic]:
    """Finds a year outside the plan's period, and a day outside its school year."""
    for due in found:
        span, year = period(due.document), school_year(due.document)
        if span is None or (due.document.kind == "other" and span[0] == span[1]) or not is_planned(due.document):
            continue
        days = [m for m in dates_in(due.paragraph.text) if m.value is not None] if year else []
        for mention in days:
            if (
                year
                and mention.value
                and span[0] <= mention.value.year <= span[1]
                and not year[0] <= mention.value <= year[1]
            ):
                message = f"{mention.text} – вне {span[0]}/{span[1]} учебного года"
                right = f"с {year[0].replace(month=9):%d.%m.%Y} по {year[1]:%d.%m.%Y}"
                yield mark(codes.OUTSIDE, due.paragraph, mention.start, mention.end, message, right)
        title = due.document.title.text if due.document.title else ""
        last = span[1] + ("учебн" in title and span[0] == span[1])
        named = f"{span[0]}" if span[0] == last else f"{span[0]}–{last}"
        for match in re.finditer(r"(?<!\d)20\d\d(?!\d)", due.paragraph.text):
            if not span[0] <= int(match.group()) <= last:
                message = f"{match.group()} год вне периода плана ({named})"
                yield mark(codes.OUTSIDE, due.paragraph, *match.span(), message, f"в пределах {named}")


def days_off(asked: DatedDocument, found: Sequence[DeadlineCell]) -> Iterator[Diagnostic]:
    """Finds a deadline on a Saturday, Sunday or holiday; the hint names the next working day."""
    for due in found:
        bare = bool(dates_in(due.paragraph.text)) and not is_event(due.found.text(due.row, "activity"))
        yield from due_on_days_off(due.paragraph, bare=bare and bool(DUE.search(heading(due))))
    for paragraph in demands(asked.document):
        yield from due_on_days_off(paragraph, bare=False)


@lru_cache(maxsize=1 << 12)
def is_event(activity: str) -> bool:
    """Whether an activity may well take place on a day off: «Выставка рисунков»."""
    return bool(EVENT.search(activity))


def due_on_days_off(paragraph: Paragraph, *, bare: bool) -> Iterator[Diagnostic]:
    """Finds the deadlines of a paragraph that fall on a day off; `bare`: a date alone is one too."""
    for mention in dates_in(paragraph.text):
        value = mention.value
        before = just_before(paragraph, mention)
        ranged = re.search(r"(?:\bс|\bпо|[–—-])\s*$", before) or RANGE.match(paragraph.text[mention.end :])
        due = TERM.search(before) or (bare and not ranged)
        if value is None or not due or far_from_holidays(value) or in_citation(paragraph, mention):
            continue
        if not is_known_year(value.year) or is_working(value):
            continue
        message = f"{mention.text} – выходной день"
        yield mark(
            codes.DAY_OFF,
            paragraph,
            mention.start,
            mention.end,
            message,
            f"{next_working(value):%d.%m.%Y} – ближайший рабочий день",
        )


def far_from_holidays(day: date) -> bool:
    """Whether a day from Monday to Friday is so far from any holiday that no day off was ever moved there.

    The production calendar takes long to load, and most deadlines need none of it.
    """
    if day.weekday() > FRIDAY or (day.year == 2020 and day.month in {6, 7}):  # noqa: PLR2004 - the parade and the vote of 2020
        return False
    return all(abs((date(day.year, month, number) - day).days) > MOVED for month, number in HOLIDAYS)


@by_document
def missing(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds an activity without a deadline or without anyone responsible, where others of the plan have one."""
    for _, found in plans(package):
        for role, few, code, message, advice in (
            ("deadline", 2, codes.NO_DEADLINE, "Мероприятие без срока", "впишите срок"),
            ("responsible", 4 / 3, codes.NO_RESPONSIBLE, "Мероприятие без ответственного", "впишите, кто отвечает"),
        ):
            if role not in found.roles or not {"activity", "deadline"} <= set(found.roles):
                continue
            full = [r for r in found.rows if found.text(r, role)]
            for row in found.rows:
                action = found.cell(row, "activity")
                if (
                    action is not None
                    and is_left_empty(row, found.cell(row, role), action)
                    and len(full) * few >= len(found.rows)
                ):
                    paragraph = action.paragraphs[0]
                    yield mark(code, paragraph, 0, len(paragraph.text), message, advice)


def is_left_empty(row: TableRow, cell: Cell | None, action: Cell) -> bool:
    """Whether a cell is empty in a row that names an activity and says something else of it."""
    empty = cell is not None and not cell.text and not cell.merged and cell.span == 1
    return empty and action is not cell and bool(action.paragraphs) and sum(bool(c.text) for c in row.cells) > 1


def dates_of(found: Columns, row: TableRow) -> list[Mention]:
    """The dates of a row's deadline, but for those that no calendar has."""
    return [m for m in dates_in(found.text(row, "deadline")) if m.value is not None]


@by_document
def municipal_base_after_schools(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a municipal data base that is due no later than the schools' bases that it is made of."""
    for _, found in plans(package):
        bases = [(r, found.text(r, "activity"), [m.value for m in dates_of(found, r) if m.value]) for r in found.rows]
        bases = [
            (r, text, days)
            for r, text, days in bases
            if BASE.search(text) and days and re.search(r"формирован|создани|составлен", text, re.IGNORECASE)
        ]
        schools = [max(days) for _, text, days in bases if OF_SCHOOLS.search(text) and not WORKING.search(text)]
        for row, text, days in bases:
            cell = found.cell(row, "deadline")
            if schools and WORKING.search(text) and max(days) <= max(schools) and cell is not None:
                paragraph = cell.paragraphs[0]
                message = f"Сводная база – к {max(days):%d.%m.%Y}, школьные (основа) – к {max(schools):%d.%m.%Y}"
                yield mark(codes.LOGIC, paragraph, 0, len(paragraph.text), message, "школьным базам – срок раньше")


def deadlines(package: PaperPackage) -> Iterator[Diagnostic]:
    """All rules of single deadlines; what they say of a document depends on its order's day and period alone."""
    for document in package.documents:
        yield from deadlines_of(document, package.day_of(document), stated(document, package.order_of(document)))


@kept_with
def deadlines_of(document: Document, day: date | None, named: bool) -> tuple[Diagnostic, ...]:  # noqa: FBT001 - a part of what is known of a document
    """What is wrong with the deadlines of one document of a day; `named`: it or its order names a period."""
    asked, found = DatedDocument(document, day, named), list(deadline_cells(document))
    rules = (
        without_year,
        unreadable,
        composite,
        twice,
        vague,
        whole_period,
        relative,
        before_order,
        outside,
        days_off,
    )
    return tuple(finding for rule in rules for finding in rule(asked, found))


PACKAGE_RULES = (deadlines, missing, municipal_base_after_schools)
