"""The sheet of schools of a workbook as a file of its own, for settings that leave the workbook."""

from __future__ import annotations

import csv
import io

from nastav_docs.config.workbook.layout import normal
from nastav_docs.config.workbook.row_sheets import is_example
from nastav_docs.config.yaml_tree import YamlMapping, YamlScalar
from nastav_docs.grids import read_book


def without_book(layer: YamlMapping, book: str, data: bytes, file: str) -> tuple[YamlMapping, bytes]:
    """A layer whose schools stand in the workbook itself, with them in a CSV file, and the bytes of that file.

    `book` is the name of the workbook, `data` its bytes, `file` the name of the CSV file. A layer whose schools stand
    elsewhere comes back as it is, with no bytes.
    """
    node = layer.entries.get("schools")
    entries = node.entries if isinstance(node, YamlMapping) else {}
    named, sheet = entries.get("file"), entries.get("sheet")
    if not isinstance(node, YamlMapping) or not isinstance(named, YamlScalar) or named.text != book:
        return layer, b""
    title = sheet.text if isinstance(sheet, YamlScalar) else ""
    kept = {key: one for key, one in entries.items() if key != "sheet"} | {
        "file": YamlScalar(file, named.place, quoted=True)
    }
    schools = YamlMapping(kept, node.keys, node.place)
    return YamlMapping({**layer.entries, "schools": schools}, layer.keys, layer.place), _rows(data, title)


def _rows(data: bytes, title: str) -> bytes:
    """The rows of a sheet with text, without the example; cells say what they show."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    for grid in read_book(data, "книга настроек").grids:
        rows = list(grid.rows)
        if normal(grid.sheet) == normal(title):
            writer.writerows(row.cells for row in rows if any(map(str.strip, row.cells)) and not is_example(row))
    return out.getvalue().encode()
