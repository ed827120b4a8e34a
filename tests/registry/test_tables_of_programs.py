"""The same table as Excel, 1C, LibreOffice and others write it; no table, and no bytes at all, stop the program."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nastav_docs.diagnostics.problem import Severity
from nastav_docs.registry.reader import registry_from
from nastav_docs.registry.rows import tidy
from tests.registry.school_tables import FULL_NAME, HEAD, read

# What programs write for the same school. «|» stands for the writer's separator.
PLAIN = f"Полное наименование|Краткое наименование|Директор\r\n{FULL_NAME}|МАОУ «СОШ № 1»|{HEAD}\r\n"
QUOTED = "".join('"' + line.replace("|", '"|"') + '"\r\n' for line in PLAIN.split("\r\n") if line)
TWO_LINES = FULL_NAME.replace(" «", "\n«")
BROKEN = PLAIN.replace("Краткое наименование", '"Краткое\nнаименование"').replace(FULL_NAME, f'"{TWO_LINES}"')
WRITERS = {
    "Russian Excel, CSV": PLAIN.replace("|", ";").encode("cp1251"),
    "Russian Excel, CSV UTF-8": PLAIN.replace("|", ";").encode("utf-8-sig"),
    "Excel, Unicode text": PLAIN.replace("|", "\t").encode("utf-16"),
    "Excel, line breaks in cells": BROKEN.replace("|", ";").encode("cp1251"),
    "Excel for Macintosh": PLAIN.replace("|", ";").replace("\r\n", "\r").encode("mac_cyrillic"),
    "LibreOffice": PLAIN.replace("|", ",").replace("\r\n", "\n").encode(),
    "LibreOffice, every text quoted": QUOTED.replace("|", ",").encode(),
    "Google Sheets": PLAIN.replace("|", ",").removesuffix("\r\n").encode(),
    "Google Sheets, TSV": PLAIN.replace("|", "\t").removesuffix("\r\n").encode(),
    "1C": QUOTED.replace("|", ";").encode("utf-8-sig"),
    "1C, cp1251": QUOTED.replace("|", ";").encode("cp1251"),
    "UTF-16 without a mark": PLAIN.replace("|", ";").encode("utf-16-le"),
    "UTF-16, big-endian, without a mark": PLAIN.replace("|", ";").encode("utf-16-be"),
    "a line for Excel": b"sep=|\r\n" + PLAIN.encode(),
    "KOI8-R": PLAIN.replace("|", ";").replace("№", "N").replace("«", '"').replace("»", '"').encode("koi8_r"),
    "DOS": PLAIN.replace("|", ";").replace("«", '"').replace("»", '"').encode("cp866"),
    "double line ends": PLAIN.replace("|", ";").replace("\r\n", "\r\r\n").encode(),
}


@pytest.mark.parametrize("writer", WRITERS)
def test_csv_of_every_writer_gives_the_same_school(writer: str) -> None:
    rows, problems = read(WRITERS[writer])
    assert [row.texts for row in rows] == [
        {
            "name": FULL_NAME if writer not in {"KOI8-R", "DOS"} else rows[0].texts["name"],
            "abbr": {"KOI8-R": 'МАОУ "СОШ N 1"', "DOS": 'МАОУ "СОШ № 1"'}.get(writer, "МАОУ «СОШ № 1»"),
            "head": HEAD,
        }
    ]
    guessed = {"KOI8-R": "KOI8-R", "DOS": "DOS (866)", "Excel for Macintosh": "Macintosh"}
    assert problems == (
        [f"ND603 школы.csv:1: Кодировка файла угадана по буквам: {guessed[writer]}."] if writer in guessed else []
    )


FILE_NAMES = st.sampled_from(["школы.csv", "школы.xlsx", "школы.yaml"])


@settings(deadline=None)
@given(st.binary(max_size=300), FILE_NAMES)
def test_no_bytes_raise(data: bytes, file: str) -> None:
    rows, problems = registry_from(data, file)
    assert rows or any(problem.severity is Severity.ERROR for problem in problems)


PIECES = [
    "Название",
    "Директор",
    "Код",
    "Пол",
    "ж",
    ";",
    ",",
    "\n",
    "\r\n",
    '"',
    '""',
    "А",
    "Б",
    " ",
    "?",
    "\x00",
    "=",
    "- ",
    ": ",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), FILE_NAMES)
def test_no_table_raises(text: str, file: str) -> None:
    for head in ("", "Название;Директор\n"):
        rows, problems = registry_from((head + text).encode(), file)
        assert rows or any(problem.severity is Severity.ERROR for problem in problems)


VALUE = st.text(st.characters(codec="cp1251", categories=("L", "N", "P", "Zs")), min_size=1, max_size=20)
VALUE = VALUE.map(lambda text: " ".join(text.split())).filter(
    lambda text: "?" not in text and not re.match(r'[-–—_]+$|="|[\xad]', text) and "\xad" not in text
)


@settings(deadline=None)
@given(
    st.lists(st.tuples(VALUE, VALUE, VALUE).filter(all), min_size=1, max_size=5),
    st.sampled_from([";", ",", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1251"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_what_a_writer_writes_is_read_back(
    values: list[tuple[str, str, str]], sign: str, encoding: str, quoting: int
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=sign, quoting=quoting)  # type: ignore[arg-type]  # one of csv's own constants
    writer.writerow(["Код", "Полное наименование школы", "Учредитель", "Примечание для себя", "Директор"])
    writer.writerows([f"с-{number}", *cells, HEAD] for number, cells in enumerate(values))
    rows, _ = registry_from(out.getvalue().encode(encoding), "школы.csv")
    read_back = [(row.texts["name"], row.texts["founder"], row.texts["примечание_для_себя"]) for row in rows]
    assert read_back == [tuple(tidy(list(cells))) for cells in values]
