"""Read CSV as Russian Excel, LibreOffice, Google Sheets and 1C write it: encoding, separator, rows with their lines.

`known_headings` counts the known headings among cells: by it encodings and separators are told apart.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Place
from nastav_docs.diagnostics.codes import registry as codes
from nastav_docs.grids.grid import spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nastav_docs.diagnostics import Diagnostic

# One row: its number as a spreadsheet counts, its first line in the file, its cells.
Record = tuple[int, int, list[str]]

SEPARATORS: Final = (";", ",", "\t", "|")
MOST_LINE: Final = 131_072  # characters of a line, as many as the csv module takes in a value
MOST_BROKEN: Final = 100  # rows with broken quotes that are told: such a file is no table
LOOK_AT: Final = 1 << 16
MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
OLD_ENCODINGS: Final = {"cp1251": "Windows-1251", "cp866": "DOS (866)", "koi8_r": "KOI8-R", "mac_cyrillic": "Macintosh"}
SMALL_LETTERS: Final = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
USUAL_SIGNS: Final = "№«»–—\xa0“”„…’"
SEP_LINE: Final = re.compile(r'"?sep=([;,\t|:^~])"?[\r\n]', re.IGNORECASE)


def encoding_of(data: bytes, known_headings: Callable[[list[str]], int]) -> str:
    """The encoding of a file: UTF-8, UTF-16, or the one-byte encoding in which headings are known and letters usual.

    Broken UTF-8 counts as UTF-8: «�» will mark what was lost, and rows that hold it are reported where they are read.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    if b"\0" in data[:LOOK_AT]:
        even, odd = data[0:LOOK_AT:2].count(0), data[1:LOOK_AT:2].count(0)
        return "utf-16-le" if odd >= even else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        around = data[max(0, error.start - LOOK_AT) : error.start + LOOK_AT].decode("utf-8", "replace")
    else:
        return "utf-8"
    if around.count("\ufffd") < sum(map(around.count, SMALL_LETTERS)):
        return "utf-8"

    def likely(name: str) -> tuple[int, int]:
        start = data[:LOOK_AT].decode(name, "replace")
        return max(_headings(start, sign, known_headings, 15)[0] for sign in SEPARATORS), _russian(start)

    # max() keeps the first of equals: Windows-1251 unless another encoding is better.
    return max(OLD_ENCODINGS, key=likely)


def guessed_encoding(encoding: str, file: str) -> list[Diagnostic]:
    """A warning if an encoding that is rare by now was guessed from the letters; else nothing."""
    if encoding not in OLD_ENCODINGS or encoding == "cp1251":
        return []
    message = f"Кодировка файла угадана по буквам: {OLD_ENCODINGS[encoding]}."
    hint = "Проверьте имена в документах; надёжнее сохранить файл как «CSV UTF-8»."
    return [codes.ENCODING_GUESSED.at(Place(file, 1), message, hint=hint)]


def _russian(text: str) -> int:
    """How much a text looks Russian: small Russian letters count for it, foreign letters and odd signs against."""
    foreign = len(text) - len(text.encode("ascii", "ignore")) - sum(map(text.count, USUAL_SIGNS))
    small = sum(map(text.count, SMALL_LETTERS))
    capital = sum(map(text.count, SMALL_LETTERS.upper()))
    return 2 * small + capital - 2 * (foreign - small - capital)


def separator(start: str, known_headings: Callable[[list[str]], int]) -> str:
    """The separator with which one of the first rows has most known headings; with none known, most columns."""
    if named := SEP_LINE.match(start):
        return named[1]

    absent = next((sign for sign in SEPARATORS if sign not in start), "")  # they all cut alike: not at all
    tried = [sign for sign in SEPARATORS if sign in start or sign == absent]
    return max(tried, key=lambda sign: _headings(start, sign, known_headings, 50))


def _headings(start: str, sign: str, known_headings: Callable[[list[str]], int], rows: int) -> tuple[int, int]:
    """Of the first `rows` rows cut at a separator: the most known headings in one, and the most columns."""
    lines = io.StringIO(start, newline="")
    found = [cells for _, _, cells in itertools.islice(_parsed(lines, sign, "", []), rows)]
    return max(map(known_headings, found), default=0), max(map(len, found), default=0)


def records(
    data: bytes, file: str, known_headings: Callable[[list[str]], int], problems: list[Diagnostic]
) -> Iterator[Record]:
    """The rows of a CSV file one by one; a row with broken quotes becomes a problem, and reading goes on after it."""
    encoding = encoding_of(data, known_headings)
    problems += guessed_encoding(encoding, file)
    start = data[:LOOK_AT].decode(encoding, "replace")
    lines = _lines(io.TextIOWrapper(io.BytesIO(data), encoding, "replace", newline=""), file, problems)
    found = _parsed(lines, separator(start, known_headings), file, problems)
    if SEP_LINE.match(start):
        found = itertools.islice(found, 1, None)
    if b'="' in data or b"=\0" in data:
        found = ((number, line, [_unprotected(cell) for cell in cells]) for number, line, cells in found)
    return found


def _lines(text: io.TextIOWrapper, file: str, problems: list[Diagnostic]) -> Iterator[str]:
    """The lines of a file; one longer than any row of a table ends it, with a problem."""
    for number, line in enumerate(text, 1):
        if len(line) > MOST_LINE:
            message = f"В строке больше {spaced(MOST_LINE)} знаков: с неё файл не прочитан."
            hint = "Это не строка таблицы: откройте файл в Excel, удалите лишнее и сохраните как «Книга Excel (.xlsx)»."
            problems.append(codes.FILE_UNREADABLE.at(Place(file, number, words=f"строка {number}"), message, hint=hint))
            return
        yield line


def _unprotected(cell: str) -> str:
    """A cell without the `="…"` by which a program keeps Excel from turning 0012 into 12."""
    return cell[2:-1] if cell.startswith('="') and cell.endswith('"') else cell


def _parsed(lines: Iterator[str], sign: str, file: str, problems: list[Diagnostic]) -> Iterator[Record]:
    taken: list[str] = []  # lines of the row being read
    again: list[str] = []  # lines to be read once more, the last first

    def feed() -> Iterator[str]:
        while line := again.pop() if again else next(lines, ""):
            taken.append(line)
            yield line

    number = passed = broken = 0
    while True:
        try:
            for cells in csv.reader(feed(), delimiter=sign, strict=True):
                number += 1
                yield number, passed + 1, cells
                passed += len(taken)
                taken.clear()
        except csv.Error as error:
            number += 1
            place = Place(file, passed + 1, words=f"строка {number}")
            problems.append(_quotes(place, unclosed=len(taken) > 1 or "end of data" in str(error)))
            broken += 1
            if broken == MOST_BROKEN:
                return
            # A quote that is not closed takes the next lines in: they are read again.
            again += reversed(taken[1:])
            taken.clear()
            passed += 1
        else:
            return


def _quotes(place: Place, *, unclosed: bool) -> Diagnostic:
    if unclosed:
        hint = 'Закройте её; внутри значения в кавычках каждую кавычку удвойте: «""».'
        return codes.QUOTES_BROKEN.at(place, "Кавычка в начале значения не закрыта; строка не прочитана.", hint=hint)
    hint = 'Удвойте кавычки внутри значения («""») или сохраните таблицу из Excel: он сделает это сам.'
    return codes.QUOTES_BROKEN.at(place, "Кавычки внутри значения не удвоены; строка не прочитана.", hint=hint)
