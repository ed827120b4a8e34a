"""Names of files: what one system takes and another refuses is refused everywhere, by one list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nastav_docs import build, load
from nastav_docs.files import wrong_file_name
from nastav_docs.grids import Flaw
from nastav_docs.registry.cell_values import RULES
from tests.minimal import changed, write

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [
    ("Приказ 235.docx", ""),
    ("console.docx", ""),
    ("NUL", "имя «NUL» занято Windows"),
    ("com1.txt", "имя «com1.txt» занято Windows"),
    ("conin$", "имя «conin$» занято Windows"),
    ("CONOUT$.docx", "имя «CONOUT$.docx» занято Windows"),
    ("план/факт", "знак «/» в именах файлов запрещён"),
    ("что?", "знак «?» в именах файлов запрещён"),
    ("..", "«..» выводит из папки результата"),
    ("Приказ.", "оно начинается с пробела или кончается точкой или пробелом"),
    (" Приказ", "оно начинается с пробела или кончается точкой или пробелом"),
    (".nastav-docs", "оно начинается с точки: так называются скрытые и служебные файлы"),
    (".школа", "оно начинается с точки: так называются скрытые и служебные файлы"),
    ("школа\x1b[2J", "в нём невидимый знак"),
    ("школа\u202e", "в нём невидимый знак"),
    ("Ж" * 121, "оно слишком длинное"),
    ("", "в нём пустая часть; путь пишется от папки результата, без «/» в начале и на конце"),
]


@pytest.mark.parametrize(("name", "wrong"), NAMES)
def test_a_name_that_some_system_refuses_is_refused_with_the_reason(name: str, wrong: str) -> None:
    assert wrong_file_name(name) == wrong


@pytest.mark.parametrize("name", [name for name, _ in NAMES if name])
def test_a_schools_code_is_refused_for_what_a_documents_name_is(name: str) -> None:
    assert isinstance(RULES["id"](name), Flaw) is bool(wrong_file_name(name))


def test_a_document_named_like_the_console_is_refused_as_a_school_with_this_code_was_already(tmp_path: Path) -> None:
    named = changed(('file: "Приказ {{ order.number }}"', "file: conout$"))
    (problem,) = build(load(write(tmp_path, named)), tmp_path / "out").problems
    assert problem.message == "Имя файла «conout$» не годится: имя «conout$.docx» занято Windows."
