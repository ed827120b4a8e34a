"""A registry of schools in OpenDocument is the same rows, and the same is told of it, as one in Excel."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from openpyxl import Workbook

from nastav_docs.registry.reader import RegistrySettings, registry_from
from tests.returns import inbox_maker as maker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nastav_docs.diagnostics import Diagnostic

HEADINGS = ["Код", "Сокращённое наименование", "Полное наименование", "Директор", "Телефон", "Дата приказа"]
ROWS = (
    ["sosh-1", "МАОУ «СОШ № 1»", "Муниципальное … школа № 1", "Петров Олег Ильич", "2-00-01", "02.11.2020"],
    ["sosh-2", "МБОУ «СОШ № 2»", "Муниципальное … школа № 2", "#REF!", "2-00-02", "31.11.2020"],
    ["sosh-3", "МБОУ «СОШ № 3»", "Муниципальное … школа № 3", "Белова Анна Олеговна", "2-00-03", "05.11.2020"],
    ["sosh-4", "МБОУ «СОШ № 4»", "Муниципальное … школа № 4", "Громов Иван Ильич", "2-00-04", "05.11.2020"],
)


def registry(hidden: Sequence[int] = ()) -> Workbook:
    """A book with notes on its first sheet and the schools on the second."""
    book = Workbook()
    book.worksheets[0].title = "О файле"
    book.worksheets[0].append(["Заполняет секретарь"])
    sheet = book.create_sheet("Школы")
    for row in (["Реестр школ"], HEADINGS, *ROWS):
        sheet.append(row)
    for number in hidden:
        sheet.row_dimensions[number].hidden = True
    return book


def ods(book: Workbook, hidden: Sequence[int] = (), seen: str = "collapse") -> bytes:
    """The book in OpenDocument, rows of its second sheet hidden."""
    with zipfile.ZipFile(io.BytesIO(maker.as_ods(book))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    before, rows = parts["content.xml"].decode().split('table:name="Школы">')
    pieces = rows.split("<table:table-row>")
    for number in hidden:
        pieces[number] = f' table:visibility="{seen}">{pieces[number]}'
    text = pieces[0] + "".join(f"<table:table-row{'' if one.startswith(' ') else '>'}{one}" for one in pieces[1:])
    parts["content.xml"] = f'{before}table:name="Школы">{text}'.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def told(problems: Sequence[Diagnostic]) -> list[str]:
    return [f"{str(one.place).partition(', ')[2]} {one.code} {one.message} {one.hint}" for one in problems]


def test_a_registry_in_opendocument_is_the_rows_and_the_places_of_excel() -> None:
    asked = RegistrySettings(sheet="Школы")
    excel, others = registry_from(maker.saved(registry()), "schools.xlsx", asked)
    rows, problems = registry_from(ods(registry()), "schools.ods", asked)
    assert [row.texts for row in rows] == [row.texts for row in excel]
    assert told(problems) == told(others)
    assert any("лист «Школы», ячейка" in one and "столбец «Директор»" in one for one in told(problems))
    assert len(rows) >= 3


def test_hidden_rows_of_opendocument_are_skipped_and_told_as_in_excel() -> None:
    asked = RegistrySettings(sheet="Школы")
    _, others = registry_from(maker.saved(registry((5, 6))), "schools.xlsx", asked)
    for seen in ("collapse", "filter"):
        rows, problems = registry_from(ods(registry(), (5, 6), seen), "schools.ods", asked)
        assert {"sosh-3", "sosh-4"}.isdisjoint(row.id for row in rows)
        assert told(problems) == told(others)
    assert any("Скрытые строки не прочитаны: 5–6." in one for one in told(problems))


def test_a_sheet_that_is_not_there_is_told_with_those_that_are() -> None:
    _, problems = registry_from(ods(registry()), "schools.ods", RegistrySettings(sheet="Щколы"))
    assert [one.message for one in problems][:1] == ["В таблице нет листа «Щколы»."]
    assert problems[0].hint == "Есть листы: «О файле», «Школы»."
