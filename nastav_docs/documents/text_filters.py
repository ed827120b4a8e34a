"""The filters of YAML texts and Word templates that are about words: cases, numbers, dates, salutations.

A filter raises WordError for a value that it cannot take; it becomes a problem at the place of the tag.
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Final

from nastav_docs.documents.nouns import Noun
from nastav_docs.russian import CASES
from nastav_docs.russian.typography import USUAL_LINE, stretched
from nastav_docs.template import GivenDate
from nastav_docs.template.engine import spend_on, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from nastav_docs.documents.nouns import Speech
    from nastav_docs.russian import Case

QUARTERS: Final = (1, 2, 3, 4)
TOO_LARGE: Final = 10**12  # no paper has such a number in words
LONGEST: Final = 2_000  # characters of what a filter declines or reads as a number or a date
LOOKED_UP: Final = 1_024  # work of declining a text: its words are looked up in a dictionary
MOST_DECIMALS: Final = 10
LARGEST: Final = 10**30  # larger than any number of a paper


class WordError(Exception):
    """A filter cannot take its value; the message is for the user."""


def _kind_of(value: object) -> str:
    str(value)  # raises UnknownName for a name without a value
    if isinstance(value, bool):
        return "«да» или «нет»"
    if isinstance(value, (int, float)):
        return "число"
    return "список" if isinstance(value, (list, tuple)) else "раздел из нескольких полей"


def _part(value: object, name: str, filter_: str) -> object:
    if isinstance(value, Noun) and name in value:
        return value[name]
    str(value)  # as in _kind_of
    raise WordError(f"Фильтр «{filter_}» – для людей: {{{{ people.head | {filter_} }}}}.")


def salutation(value: object) -> str:
    """«Уважаемая Ирина Геннадьевна!»; for a group «Уважаемые руководители!» from its first word."""
    if isinstance(value, Noun) and "salutation" in value:
        return str(value["salutation"])
    words = text(value).split()
    if not words:
        raise WordError("Фильтр «salutation» получил пустой текст.")
    return f"Уважаемые {small(words[0])}!"


def capital(value: object) -> str:
    """The text with its first letter capital, the others as they were."""
    written = text(value)
    return written[:1].upper() + written[1:]


def small(value: object) -> str:
    """The text with its first letter small, the others as they were."""
    written = text(value)
    return written[:1].lower() + written[1:]


def agree(number: object, phrase: object, case: object = "nom") -> str:
    """A number with a phrase: «39 листов» from 39 and «лист»; «39 листам» with "dat"."""
    from nastav_docs.russian import agree as agreed  # noqa: PLC0415  loads pymorphy3

    spend_on(LOOKED_UP)
    return agreed(_read_number(number, "agree"), _short(text(phrase), "agree"), _case(case, "agree"))


def in_words(number: object, phrase: object = "", case: object = "nom") -> str:
    """«двадцать один» from 21; «21 (двадцати одном) листе» with «лист» and "prp"."""
    from nastav_docs.russian import counted_in_words  # noqa: PLC0415  loads pymorphy3
    from nastav_docs.russian import in_words as written  # noqa: PLC0415  as above

    spend_on(LOOKED_UP)
    count, asked = _whole_number(number, "in_words", 0), _case(case, "in_words")
    noun = _short(text(phrase), "in_words")
    return counted_in_words(count, noun, asked) if noun else written(count, asked)


def ordinal(number: object, phrase: object, case: object = "nom") -> str:
    """«второй класс» from 2 and «класс»; «второго класса» with "gen"."""
    from nastav_docs.russian import ordinal as ordered  # noqa: PLC0415  loads pymorphy3

    spend_on(LOOKED_UP)
    return ordered(_whole_number(number, "ordinal", 1), _short(text(phrase), "ordinal"), _case(case, "ordinal"))


def _after_filter(speech: Speech) -> Callable[..., str]:
    def after(value: object, preposition: object, case: object = "") -> str:
        """«во Львовском районе» from «Львовский район» and «в»; «со 2 класса» from «2 класс», «с» and "gen"."""
        from nastav_docs.russian import case_after, preposed  # noqa: PLC0415  loads pymorphy3

        written = _short(text(preposition), "after")
        if not written.strip():
            raise WordError('Фильтр «after» ждёт предлог: after("в").')
        try:
            asked = _case(case, "after") if case else case_after(written)
        except ValueError:
            message = f"Фильтр «after» не знает, какой падеж после «{written}»"
            raise WordError(f'{message}: допишите его, например after("{written}", "gen").') from None
        return preposed(written, _case_filter(asked, speech)(value), asked)

    return after


def placed(value: object, preposition: str) -> str:
    """A form in the prepositional as it sounds after «в» or «на»: «детском саду»; the engine itself asks for it."""
    from nastav_docs.russian import second_locative  # noqa: PLC0415

    return second_locative(preposition, text(value))


def _case(value: object, filter_: str) -> Case:
    """A case from the name of it in a filter, «dat»; raises WordError with those that there are."""
    for case in CASES:
        if value == case:
            return case
    said = _short(text(value), filter_)
    raise WordError(f"Фильтр «{filter_}» не знает падежа «{said}». Можно: {', '.join(CASES)}.")


def _whole_number(value: object, filter_: str, least: int) -> int:
    """A whole number from a number or its text, at least `least` and small enough for words; raises WordError."""
    found = _read_number(value, filter_)
    if found != int(found) or not least <= found < TOO_LARGE:
        raise WordError(f"Фильтр «{filter_}» ждёт целое число от {least}, а здесь «{text(value)}».")
    return int(found)


def _read_number(value: object, filter_: str) -> float | Decimal:
    """A number from a number or its text («1 000,5»); raises WordError."""
    from nastav_docs.russian import parse_number  # noqa: PLC0415

    if isinstance(value, (int, float)) and isfinite(value) and abs(value) < LARGEST:
        return value
    written = _short(text(value), filter_)
    found = parse_number(written)
    if found is None or not abs(found) < LARGEST:
        raise WordError(f"Фильтр «{filter_}» ждёт число, а «{written}» – не число.")
    return found


def _short(written: str, filter_: str) -> str:
    """The text itself; raises WordError for a very long one, whose words would each be looked up in a dictionary."""
    if len(written) > LONGEST:
        raise WordError(f"Фильтр «{filter_}» – для слов и названий, а здесь текст длиннее {LONGEST} знаков.")
    return written


def number(value: object, decimals: object = None, thousands: object = True) -> str:  # noqa: FBT002 - as Jinja's filters
    """«1 000», «75,5» from a number; «1 000,00» with 2 decimals, «1000» without parted thousands."""
    from nastav_docs.russian import format_number  # noqa: PLC0415  loads Babel

    return format_number(_read_number(value, "number"), _decimals(decimals, "number"), thousands=bool(thousands))


def percent(value: object, decimals: object = None) -> str:
    """«75,5 %» from a number; «75,50 %» with 2 decimals."""
    from nastav_docs.russian import format_percent  # noqa: PLC0415  as above

    return format_percent(_read_number(value, "percent"), _decimals(decimals, "percent"))


def _decimals(value: object, filter_: str) -> int | None:
    """How many digits after the comma a filter is asked for, 0 to 10; None: as many as there are."""
    if value is None:
        return None
    if type(value) is int and value in range(MOST_DECIMALS + 1):
        return value
    raise WordError(f"Фильтр «{filter_}» ждёт число знаков после запятой, от 0 до {MOST_DECIMALS}.")


def money(value: object) -> str:
    """«1 234 руб. 50 коп.» from a number of roubles."""
    from nastav_docs.russian import money as written  # noqa: PLC0415  loads Babel

    return written(_roubles(value, "money"))


def money_in_words(value: object, case: object = "nom") -> str:
    """«одна тысяча двести тридцать четыре рубля 50 копеек» from a number of roubles; in another case with its name."""
    from nastav_docs.russian import money_in_words as written  # noqa: PLC0415  loads pymorphy3

    spend_on(LOOKED_UP)
    return written(_roubles(value, "money_in_words"), _case(case, "money_in_words"))


def _roubles(value: object, filter_: str) -> float | Decimal:
    found = _read_number(value, filter_)
    if found >= TOO_LARGE - 1 or found <= 1 - TOO_LARGE:
        raise WordError(f"Фильтр «{filter_}» ждёт сумму меньше триллиона рублей, а здесь «{text(value)}».")
    return found


def quarter(value: object) -> str:
    """A quarter of the year by its number: `quarter(4)` → «IV квартал». Raises WordError for what is not 1 to 4."""
    from nastav_docs.russian import quarter as named  # noqa: PLC0415  loads pymorphy3

    found = _read_number(value, "quarter")
    if found not in QUARTERS:
        raise WordError(f"Кварталов четыре, а «{text(value)}» – не один из них.")
    return named(int(found))


def date_long(value: object) -> str:
    """«2 ноября 2020 г.» from «02.11.2020»."""
    import datetime as dt  # noqa: PLC0415

    from nastav_docs.russian import format_date, parse_date  # noqa: PLC0415

    written = _short(text(value["date"] if isinstance(value, GivenDate) else value), "date_long")
    found = parse_date(written)
    if not isinstance(found, dt.date):
        raise WordError(f"Фильтр «date_long» ждёт дату, а «{written}» – не дата.")
    return format_date(found, "long")


def filters_of(speech: Speech) -> dict[str, Callable[..., object]]:
    """The filters of a project's texts and templates, by name; `speech` declines by its lexicon."""
    return {
        **{case: _case_filter(case, speech) for case in CASES},
        "full": lambda value: _part(value, "name", "full"),
        "short": lambda value: _part(value, "short", "short"),
        "signature": lambda value: _part(value, "signature", "signature"),
        "salutation": salutation,
        "capital": capital,
        "small": small,
        "agree": agree,
        "in_words": in_words,
        "ordinal": ordinal,
        "after": _after_filter(speech),
        "placed": placed,
        "date_long": date_long,
        "number": number,
        "percent": percent,
        "money": money,
        "money_in_words": money_in_words,
        "quarter": quarter,
        "stretched": _stretched,
    }


def _stretched(value: object, line: object = USUAL_LINE, number: object = 0) -> bool:
    """Whether a justified paragraph would show holes; of a value that is no text, of a line that is no number – no.

    Blanks to be filled in by hand are words that break nowhere: a paragraph with them always would.
    """
    if not isinstance(line, int) or not isinstance(number, int):
        return False
    written = text(value)[:LONGEST]
    return "____" in written or stretched(written, line, number)


def _case_filter(case: Case, speech: Speech) -> Callable[[object], str]:
    def form(value: object) -> str:
        if isinstance(value, Noun):
            return value.form(case)
        if isinstance(value, str):
            spend_on(LOOKED_UP)
            return speech.decline(_short(value, case), "phrase").form(case) if value else ""
        raise WordError(f"Фильтр «{case}» склоняет слова, а здесь {_kind_of(value)}.")

    form.__doc__ = f"The text in the case «{case}»."
    return form
