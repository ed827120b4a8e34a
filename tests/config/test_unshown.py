"""What a person wrote and no paper shows is told at its place."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from nastav_docs import check, load
from nastav_docs.config import shared_templates
from tests.minimal import changed, write

if TYPE_CHECKING:
    from pathlib import Path

PAIRS = "{id: pairs, title: Формирование пар, deadline: до 09.11.2020, responsible: [head, heads]}"
COLUMNS = "  columns: [section, activity, deadline, responsible]"

UNSHOWN = {
    "a result without its column": (
        (PAIRS, PAIRS.replace("}", ", result: Пары созданы}")),
        "«result» не печатается: в таблице нет графы «result».",
    ),
    "a kind of document without its column": (
        (PAIRS, PAIRS.replace("}", ", document: Приказ}")),
        "«document» не печатается: в таблице нет графы «document».",
    ),
    "a field of one's own without its column": (
        (PAIRS, PAIRS.replace("}", ", fields: {mark: Отметка}}")),
        "«mark» не печатается: в таблице нет графы «mark».",
    ),
    "titles of sections without their column": (
        (COLUMNS, "  columns: [activity, deadline, responsible]"),
        "Название раздела «Подготовка» не печатается: в таблице нет графы «section».",
    ),
    "indicators that are no annex and no document": (
        ("roadmap:", "indicators: [{title: Доля школ, target: 10, due: 2021 год}]\nroadmap:"),
        "Раздел «indicators» не печатается: ни документа, ни приложения о нём нет.",
    ),
    "a common text that no text takes": (
        ("documents:", "wording: {сноска: Примечание}\ndocuments:"),
        "«сноска» нигде не печатается: ни в одном тексте и шаблоне нет {{ wording.сноска }}.",
    ),
    "a role that nobody names": (
        ("  heads: {title: Руководители школ}", "  heads: {title: Руководители школ}\n  kurator: {title: Кураторы}"),
        "Роль «kurator» нигде не названа: ни в ответственных, ни в подписях, ни в текстах.",
    ),
}


@pytest.mark.parametrize(("change", "message"), UNSHOWN.values(), ids=UNSHOWN)
def test_what_no_paper_shows_is_told(change: tuple[str, str], message: str, tmp_path: Path) -> None:
    found = check(load(write(tmp_path, changed(change))))
    assert [p.message for p in found if p.code == "ND227"] == [message]


SHOWN = {
    "an executor of an order": (("  signed_by: head", "  signed_by: head\n  executor: head"),),
    "with its column": (
        (PAIRS, PAIRS.replace("}", ", result: Пары созданы}")),
        (COLUMNS, "  columns: [section, activity, deadline, responsible, result]"),
    ),
    "a section as a row": ((COLUMNS, "  layout: rows\n  columns: [activity, deadline, responsible]"),),
    "named in a text": (
        ("  heads: {title: Руководители школ}", "  heads: {title: Руководители школ}\n  kurator: {title: Кураторы}"),
        ("      text: Контроль", '      text: "{{ people.kurator | dat }}: контроль"\n    - Контроль'),
    ),
}


@pytest.mark.parametrize("changes", SHOWN.values(), ids=SHOWN)
def test_what_is_shown_is_not_told(changes: tuple[tuple[str, str], ...], tmp_path: Path) -> None:
    found = check(load(write(tmp_path, changed(*changes))))
    assert [p.message for p in found if p.code == "ND227"] == []


def test_an_executor_that_an_own_template_does_not_print_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(shared_templates() / "order.docx") as file:
        parts = {name: file.read(name) for name in file.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"order.executor", b"order.agreed")
    (tmp_path / "templates").mkdir()
    with zipfile.ZipFile(tmp_path / "templates" / "order.docx", "w") as file:
        for name, data in parts.items():
            file.writestr(name, data)
    project = load(write(tmp_path, changed(("  signed_by: head", "  signed_by: head\n  executor: head"))))
    found = [problem.message for problem in check(project) if problem.code == "ND227"]
    assert found == ["Отметка об исполнителе приказа не печатается: в шаблоне её нет."]
