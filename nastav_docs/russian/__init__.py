"""The Russian language of official papers: case forms, words beside numbers, dates, numbers, working days.

Turns words in the nominative into their case forms, and what people write into dates, numbers and deadlines, and
back. Names of people, phrases, deadlines and typography are the packages below. Knows nothing of papers or settings.
"""

from __future__ import annotations

from nastav_docs.russian.agreement import agree, case_after, category, plural, preposed, quarter, vocalised
from nastav_docs.russian.calendar import is_known_year, is_working, next_working
from nastav_docs.russian.cases import CASES, Case, Declension, Doubt, Forms, Gender, Kind
from nastav_docs.russian.dates import (
    MONTH_BEGINS,
    MONTHS_GEN,
    MONTHS_NOM,
    MONTHS_SHORT,
    DateProblem,
    Mention,
    find_dates,
    format_date,
    likely_date,
    make_date,
    parse_date,
)
from nastav_docs.russian.decline import decline
from nastav_docs.russian.dictionary import analyser
from nastav_docs.russian.lexicon import BUILTIN, Lexicon, LexiconLayer, read_forms, read_layer
from nastav_docs.russian.locative import second_locative
from nastav_docs.russian.morphology import GRAMMEMES, dictionary_form, inflected, is_nominal, possible_cases, word_tags
from nastav_docs.russian.number_words import counted_in_words, in_words, money, money_in_words, ordinal
from nastav_docs.russian.numbers import arabic, format_number, format_percent, parse_number
from nastav_docs.russian.numbers_apart import numbers_apart
from nastav_docs.russian.syntax import GRAMMAR_UNREAD, Link, can_parse, frequency, is_counted, parsed

__all__ = [
    "BUILTIN",
    "CASES",
    "GRAMMAR_UNREAD",
    "GRAMMEMES",
    "MONTHS_GEN",
    "MONTHS_NOM",
    "MONTHS_SHORT",
    "MONTH_BEGINS",
    "Case",
    "DateProblem",
    "Declension",
    "Doubt",
    "Forms",
    "Gender",
    "Kind",
    "Lexicon",
    "LexiconLayer",
    "Link",
    "Mention",
    "agree",
    "analyser",
    "arabic",
    "can_parse",
    "case_after",
    "category",
    "counted_in_words",
    "decline",
    "dictionary_form",
    "find_dates",
    "format_date",
    "format_number",
    "format_percent",
    "frequency",
    "in_words",
    "inflected",
    "is_counted",
    "is_known_year",
    "is_nominal",
    "is_working",
    "likely_date",
    "make_date",
    "money",
    "money_in_words",
    "next_working",
    "numbers_apart",
    "ordinal",
    "parse_date",
    "parse_number",
    "parsed",
    "plural",
    "possible_cases",
    "preposed",
    "quarter",
    "read_forms",
    "read_layer",
    "second_locative",
    "vocalised",
    "word_tags",
]
