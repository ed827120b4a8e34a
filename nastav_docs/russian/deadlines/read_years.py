"""Which years does a deadline name? «2020 г.», «2021–2024 гг.», «2021/2022 учебный год», «текущего года».

Readers work as `read_moments` says.
"""

from __future__ import annotations

from dataclasses import dataclass

from nastav_docs.diagnostics.codes import deadlines as codes
from nastav_docs.russian.deadlines.moments import AFTER_REPORTED
from nastav_docs.russian.deadlines.token_reader import DASHES, TokenReader
from nastav_docs.russian.deadlines.vocabulary import which_stem

CENTURY = 2000  # of a year in two digits
_YEARS = range(1900, 2200)  # other numbers of four digits are no years


@dataclass(frozen=True, slots=True)
class Year:
    """A year as written, or with `last` a range of years; other fields as in `Moment`."""

    year: int | None = None
    school: bool = False
    which: str = ""
    spelled: bool | None = None
    starred: bool = False
    last: int | None = None  # of «2020–2024»


def read_year(r: TokenReader) -> Year | None:
    """A year or a range of years: «2020 г.», «2020», «2021/2022 учебного года», «текущего года», «2020–2024 гг.»."""
    start = r.at
    if r.words("т|с", ".", "г") or r.words("тек", ".", "г|года|год"):
        r.stop()
        return Year(which="текущ")
    if r.words("года|год", ",", "следующего|следующий", "за", "отчетным"):
        r.words("годом")
        return Year(which=AFTER_REPORTED)
    stem = which_stem(r.low()) if r.kind() == "word" else None
    if stem is not None:
        r.at += 1
        school = read_school_word(r)
        if read_year_word(r):
            return Year(which=stem, school=school)
        r.at = start
        return None
    if read_school_word(r):
        if read_year_word(r):
            return Year(school=True)
        r.at = start
        return None
    return _read_numbered_year(r)


def _read_numbered_year(r: TokenReader) -> Year | None:
    start = r.at
    first = read_year_number(r)
    if first is None:
        return _read_short_school_year(r)
    starred = r.words("*")
    second = read_second_year(r, first)
    if second is not None:
        return _read_two_years(r, start, first, *second)
    spelled = read_year_word(r)
    if spelled is None and r.words("календарный|календарного|календарном|календарному", "год|года|году|годе"):
        return Year(first, spelled=True)
    if spelled is None and r.words("учебный|учебного|учебном|учебному", "год|года|году|годе"):
        return Year(first, school=True)
    return Year(first, spelled=spelled, starred=starred or r.words("*") or False)


def _read_short_school_year(r: TokenReader) -> Year | None:
    """«24/25 уч. год», «24–25 учебный год»; None if this does not come."""
    start, kept = r.at, len(r.notes)
    first = read_year_number(r, short=True)
    second = None if first is None else read_second_year(r, first)
    if second is not None and read_school_word(r) and read_year_word(r) is not None:
        return _read_two_years(r, start, first or 0, *second, school=True)
    r.back(start, kept)
    return None


def read_year_number(r: TokenReader, *, short: bool = False) -> int | None:
    """The four digits of a year; `short`: two will do, as in «2021/22»."""
    if r.kind() != "number":
        return None
    token = r.token()
    if len(token.text) == 4 and token.value in _YEARS:  # noqa: PLR2004  # digits of a year
        r.at += 1
        return token.value
    if short and len(token.text) == 2:  # noqa: PLR2004  # «2021/22»
        r.at += 1
        return CENTURY + token.value
    return None


def read_second_year(r: TokenReader, first: int) -> tuple[int, str] | None:
    """The second year of «2021/2022», «2021-22», «2020 – 2024» and the mark between them."""
    start = r.at
    mark = r.low()
    if mark not in DASHES and mark != "/":
        return None
    r.at += 1
    second = read_year_number(r, short=True)
    if second is None or second <= first:
        if second is not None and (mark != "/" or r.low().startswith("уч")):
            said = "второй год раньше первого" if second < first else "учебный год кончается в следующем году"
            r.note(codes.REVERSED, start - 1, said)
        r.at = start
        return None
    return second, mark


def _read_two_years(r: TokenReader, start: int, first: int, second: int, mark: str, *, school: bool = False) -> Year:
    """A school year or a range, of two years that have been read; `school`: «учебный год» has been read too."""
    school = school or read_school_word(r)
    before = r.at
    spelled = read_year_word(r, many=not school)
    if school and second - first > 1:
        r.note(codes.SCHOOL_YEAR, start, "учебный год не длится дольше года")
        return Year(first, last=second)
    if mark == "-":
        r.note(codes.HYPHEN, start, "между годами – дефис")
    if r.source(before, r.at).replace(" ", "").lower().startswith("г.г"):
        r.note(codes.YEARS_SHORT, before, "слово «годы» сокращается «гг.»")
    if school or (mark == "/" and second - first == 1):
        return Year(first, school=True)
    return Year(first, last=second, spelled=spelled)


def read_school_word(r: TokenReader) -> bool:
    """Move past «учебного», «уч.»; whether it stood there."""
    if r.starts("учебн"):
        return True
    if r.low() == "уч":
        start = r.at
        r.at += 1
        r.stop()
        r.note(codes.ABBREVIATED, start, "слово «учебный» пишется полностью")
        return True
    if r.low() == "у" and r.low(1) == "." and r.low(2) in ("г", "год", "года"):
        r.at += 2
        r.note(codes.ABBREVIATED, r.at - 2, "слово «учебный» пишется полностью")
        return True
    return False


def read_year_word(r: TokenReader, *, many: bool = False) -> bool | None:
    """True for «года», False for «г.», None if neither comes; `many`: «гг.» may be written «г.г.»."""
    low = r.low()
    if low in ("г", "гг"):
        r.at += 1
        r.stop()
        if many and r.words("г"):
            r.stop()
        return False
    if r.unit() == "year" and low != "лет":
        r.at += 1
        return True
    return None
