"""The page over a folder whose settings are a workbook: it shows them, and says where they are changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nastav_docs.files import digest
from tests.config.workbook.books import SMALL, book
from tests.page.visitor import served

if TYPE_CHECKING:
    from pathlib import Path

NAME = '["authority", "name"]'


def test_a_workbook_is_shown_and_left_to_excel(tmp_path: Path) -> None:
    folder = tmp_path / "район"
    folder.mkdir()
    (folder / "Район.xlsx").write_bytes(book(SMALL))
    with served(folder, tmp_path / "out") as page:
        for path in ("", "data/people", "documents", "paper"):
            assert page.ask(path).status == 200, path
        assert "Рябинина О.П." in page.ask("data/people").text
        form = {"known": digest((folder / "Район.xlsx").read_bytes()), f"v{NAME}": "Отдел", f"w{NAME}": "Управление"}
        answer = page.send("data/people", form)
        assert "Настройки – в книге «Район.xlsx»: страница их показывает, но не меняет." in answer.text
        assert "Исправьте ячейку в Excel и обновите страницу." in answer.text
    assert (folder / "Район.xlsx").read_bytes() == book(SMALL)
