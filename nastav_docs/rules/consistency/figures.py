"""Whether the figures of a paper agree: digits and words, rows of a table and their total, a part and its percents."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import figures as codes
from nastav_docs.papers import head_of
from nastav_docs.rules.kept import by_document
from nastav_docs.rules.mark import mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Cell, PaperPackage, Paragraph, Table, TableRow

NUMBER = r"\d{1,3}(?:[ \u00a0]\d{3})+|\d+"
# «12 400 (двенадцать тысяч четыреста)»
IN_BOTH = re.compile(
    rf"(?<![\d.,/№-])(?P<figures>{NUMBER})(?:,\d\d)?[ \u00a0]?\((?P<words>[а-яёА-ЯЁ][а-яё\s-]+?)(?:\d[^()]*)?\)"
)
THOUSANDS: Final = {"тысяч": 1000, "миллион": 1_000_000, "миллиард": 1_000_000_000}
# What a word that belongs to a number begins with: one that is not known is mistyped, and the number is not known.
NUMERAL = re.compile(r"тыс|милл|ст[оа]|дв|тр[иеё]|чет|пят|шес|сем|вос|дев|дес|сор|од[ин]|ноль|нул")
TOTAL = re.compile(r"\s*(?:итого|всего|общий итог)\b", re.IGNORECASE)
PARTIAL = re.compile(r"\b(?:итого|всего|в том числе|в т\.\s?ч\.|из них|из общего)", re.IGNORECASE)
# Columns whose values are no parts of a sum.
NO_SUM = re.compile(
    r"%|процент|дол[яи]|средн|балл|качеств|успеваем|уровень|показател|коэфф|рейтинг|мест[оа]\b|\bгод\b|цена|ставк|тариф|№|номер|код|оценк|возраст|класс\b",
    re.IGNORECASE,
)
# The columns of a bill.
PRICED: Final = (
    re.compile(r"^(?:кол-во|количество|кол\.)", re.IGNORECASE),
    re.compile(r"^(?:цена|стоимость (?:единицы|одного|за))", re.IGNORECASE),
    re.compile(r"^(?:сумма|стоимость(?! (?:единицы|одного|за))|всего)", re.IGNORECASE),
)
VALUE = re.compile(r"(?:\d{1,3}(?:[ \u00a0]\d{3})+|\d+)(?:,\d+)?")
NOTHING = re.compile(r"[\s–—-]*")
COUNTED = (
    r"(?:человек|обучающ\w+|учени\w+|учащ\w+|воспитанни\w+|дет(?:ей|и)|реб[её]н\w+|педагог\w*|учител\w*"
    r"|школ\w*|работ\w*|семей|участни\w+|организаци\w+|пар\w?)"
)
# «из 240 обучающихся … 210 человек (87,5 %)», «обучается 240 человек, … получают 210 человек (87,5 %)»
SHARE = re.compile(
    rf"(?<![\d.,№-])(?P<whole>{NUMBER})\s{COUNTED}\b(?P<between>[^.;%()\d]{{1,120}}?)(?P<part>{NUMBER})(?:\s{COUNTED})?\s\((?P<share>\d{{1,3}}(?:,\d{{1,2}})?)\s?%\)",
    re.IGNORECASE,
)
ROUNDED: Final = Decimal("1.0")  # percents: what rounding explains
FEW = 2  # rows of a sum


@lru_cache(maxsize=1)
def values_of_words() -> Mapping[str, int]:
    """Every form of the words for 0…900 → its value: «двадцатью» → 20."""
    from nastav_docs.russian import CASES, in_words  # noqa: PLC0415 - loads num2words

    single = (*range(21), *range(30, 100, 10), *range(100, 1000, 100))
    return {
        in_words(number, case, gender): number
        for number in single
        for case in CASES
        for gender in ("masc", "femn", "neut")
    }


def number_of(words: str) -> int | None:
    """The number that words say, «двенадцать тысяч четыреста рублей» → 12400; None where they say none."""
    known = values_of_words()
    total, group, found = 0, 0, False
    for word in words.lower().replace("ё", "е").split():
        power = next((size for stem, size in THOUSANDS.items() if re.fullmatch(rf"{stem}[а-я]{{0,3}}", word)), 0)
        value = known.get(word, known.get(word.replace("е", "ё")))
        if power:
            total, group, found = total + max(group, 1) * power, 0, True
        elif value is not None:
            group, found = group + value, True
        elif NUMERAL.match(word):
            return None
        else:
            break
    return total + group if found else None


def in_figures_and_words(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «12 400 (двенадцать тысяч четыреста пятьдесят)»: figures and words differ."""
    if "(" not in paragraph.text:
        return
    for match in IN_BOTH.finditer(paragraph.text):
        said, figures = number_of(match["words"]), int(re.sub(r"\D", "", match["figures"]))
        if said is not None and said != figures:
            message = f"Цифрами {match['figures']}, словами {said}"
            yield mark(codes.WORDS, paragraph, *match.span(), message, advice="проверьте, что верно")


def value_of(cell: Cell | None) -> Decimal | None:
    """The number of a cell; nought for an empty one and a dash, None for a text."""
    text = cell.text.strip() if cell is not None else ""
    if NOTHING.fullmatch(text):
        return Decimal(0)
    if not VALUE.fullmatch(text):
        return None
    try:
        return Decimal(re.sub(r"\s", "", text).replace(",", "."))
    except InvalidOperation:
        return None


@by_document
def sums(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a total that is not the sum of its rows: «Итого 220» under 96, 92 and 22."""
    for document in package.documents:
        for table in document.tables():
            yield from wrong_totals(table)


def wrong_totals(table: Table) -> Iterator[Diagnostic]:
    """The totals of one table that are not the sums of their columns, where another column is, or there is none."""
    head = max(head_of(table).after, 1)
    rows = table.rows[head:]
    if len(rows) <= FEW or not TOTAL.match(first_text(rows[-1])):
        return
    *parts, total = rows
    if any(PARTIAL.search(cell.text) for row in parts for cell in row.cells):
        return
    summed: list[tuple[Cell, Decimal, Decimal]] = []
    for cell in total.cells:
        values = [value_of(row.at(cell.column)) for row in parts]
        heading = " ".join(found.text for row in table.rows[:head] if (found := row.at(cell.column)))
        said = value_of(cell) if cell.text.strip() else None
        if said is None or None in values or NO_SUM.search(heading) or not any(values):
            continue
        summed.append((cell, said, sum((v for v in values if v is not None), Decimal(0))))
    right = [cell for cell, said, due in summed if said == due]
    for cell, said, due in summed:
        if said != due and (right or len(summed) == 1) and cell.paragraphs:
            paragraph = cell.paragraphs[0]
            message = f"В итоге {plain(said)}, а сумма строк – {plain(due)}"
            yield mark(codes.TOTAL, paragraph, 0, len(paragraph.text), message, advice="проверьте строки и итог")


@by_document
def products(package: PaperPackage) -> Iterator[Diagnostic]:
    """Finds a row whose sum is not its quantity times its price: 15 at 280 for 4300."""
    for document in package.documents:
        for table in document.tables():
            columns = priced(table)
            for row in table.rows[max(head_of(table).after, 1) :] if columns else ():
                quantity, price, sums_ = (row.at(column) for column in columns)
                values = [value_of(cell) for cell in (quantity, price, sums_)]
                if sums_ is None or not all(values) or TOTAL.match(first_text(row)):
                    continue
                count, one, said = (value or Decimal(0) for value in values)
                if count * one != said and sums_.paragraphs:
                    paragraph = sums_.paragraphs[0]
                    message = f"{plain(count)} × {plain(one)} = {plain(count * one)}, а в строке {plain(said)}"
                    yield mark(
                        codes.PRODUCT, paragraph, 0, len(paragraph.text), message, advice="проверьте числа строки"
                    )


def priced(table: Table) -> tuple[int, ...]:
    """The columns of quantity, price and sum of a table; empty where it has not one of each."""
    headings = head_of(table).headings
    found = [[h.column for h in headings if pattern.search(h.title)] for pattern in PRICED]
    return tuple(columns[0] for columns in found) if all(len(columns) == 1 for columns in found) else ()


def first_text(row: TableRow) -> str:
    """The first text of a row."""
    return next((cell.text for cell in row.cells if cell.text.strip()), "")


def plain(value: Decimal) -> str:
    """A number as it is written: «1 234,5»."""
    from nastav_docs.russian import format_number  # noqa: PLC0415 - as above

    return format_number(value)


def shares(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Finds «обучается 240 человек, питание получают 210 (78,5 %)»: it is 87,5 %."""
    if "%)" not in paragraph.text:
        return
    for match in SHARE.finditer(paragraph.text):
        whole, part = (int(re.sub(r"\D", "", match[name])) for name in ("whole", "part"))
        said = Decimal(match["share"].replace(",", "."))
        if not 0 < part < whole or is_other(match["between"]):
            continue
        due = Decimal(part * 100) / whole
        if abs(due - said) > ROUNDED:
            due_text = f"{due.quantize(Decimal('0.1'))}".replace(".", ",").removesuffix(",0")
            message = f"{part} из {whole} – {due_text} %, а сказано {match['share']} %"
            start, end = match.span("share")
            yield mark(codes.SHARE, paragraph, start, end, message, advice="проверьте числа")


def is_other(between: str) -> bool:
    """Whether the words between two counts part them: another year, another whole, a comparison."""
    return bool(
        re.search(
            r"\b(?:год|прошл|раньше|больше|меньше|рост|сниж|а также|кроме|и ещё|и еще|или)", between, re.IGNORECASE
        )
    )


PARAGRAPH_RULES = (in_figures_and_words, shares)
PACKAGE_RULES = (sums, products)
