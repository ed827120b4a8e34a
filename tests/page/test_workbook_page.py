"""The page over a folder whose settings are a workbook: its cells are changed in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nastav_docs import load
from nastav_docs.files import digest
from tests.config.workbook.books import SMALL, book, changed
from tests.page.visitor import served

if TYPE_CHECKING:
    from pathlib import Path

NAME = '["authority", "name"]'


def form_of(folder: Path) -> dict[str, str]:
    known = digest((folder / "Район.xlsx").read_bytes())
    return {"known": known, f"v{NAME}": "Отдел образования", f"w{NAME}": "Управление образования"}


def written(tmp_path: Path) -> Path:
    folder = tmp_path / "район"
    folder.mkdir()
    (folder / "Район.xlsx").write_bytes(book(SMALL))
    return folder


def test_a_value_is_saved_into_its_cell_and_every_page_is_shown(tmp_path: Path) -> None:
    folder = written(tmp_path)
    with served(folder, tmp_path / "out") as page:
        for path in ("", "data/people", "documents", "paper"):
            assert page.ask(path).status == 200, path
        assert "Рябинина О.П." in page.ask("data/people").text
        page.send("data/people", form_of(folder))
    config = load(folder).config
    assert config is not None
    assert config.authority.name.text == "Отдел образования"


def test_a_workbook_that_somebody_has_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    folder = written(tmp_path)
    with served(folder, tmp_path / "out") as page:
        form = form_of(folder)
        (folder / "Район.xlsx").write_bytes(later := changed(book(SMALL), {("Реквизиты", "F40"): "заметка"}))
        page.send("data/people", form)
    assert (folder / "Район.xlsx").read_bytes() == later


def test_a_workbook_that_is_open_in_excel_is_not_written_over(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (folder / "~$Район.xlsx").write_bytes(b"")
    with served(folder, tmp_path / "out") as page:
        answer = page.send("data/people", form_of(folder))
        assert "Книга «Район.xlsx» открыта в Excel или LibreOffice." in answer.text
    assert (folder / "Район.xlsx").read_bytes() == book(SMALL)
