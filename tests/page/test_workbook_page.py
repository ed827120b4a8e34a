"""The page over a folder whose settings are a workbook: its cells are changed in place."""

from __future__ import annotations

import json
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


YAML_BESIDE = "terms: {ЛМО: Лесногорский муниципальный округ}\n"


def divided(tmp_path: Path) -> Path:
    """A folder whose settings stand in a workbook, its abbreviations in YAML beside it."""
    folder = tmp_path / "район"
    folder.mkdir()
    without = SMALL.replace(YAML_BESIDE, "")
    assert without != SMALL
    (folder / "Район.xlsx").write_bytes(book(without))
    (folder / "district.yaml").write_bytes(YAML_BESIDE.encode())
    return folder


def sent(folder: Path, **values: tuple[str, str]) -> dict[str, str]:
    known = digest((folder / "district.yaml").read_bytes() + (folder / "Район.xlsx").read_bytes())
    form = {"known": known}
    for name, (after, before) in values.items():
        path = json.dumps(name.split("__"), ensure_ascii=False)
        form |= {f"v{path}": after, f"w{path}": before}
    return form


def test_with_yaml_beside_the_book_a_value_is_saved_where_its_section_stands(tmp_path: Path) -> None:
    folder = divided(tmp_path)
    before = (folder / "Район.xlsx").read_bytes()
    with served(folder, tmp_path / "out") as page:
        page.send("data/people", sent(folder, authority__name=("Отдел образования", "Управление образования")))
        assert (folder / "district.yaml").read_bytes() == YAML_BESIDE.encode()
        in_book = (folder / "Район.xlsx").read_bytes()
        assert in_book != before
        page.send("data/people", sent(folder, terms__ЛМО=("Лесногорский район", "Лесногорский муниципальный округ")))
    assert (folder / "Район.xlsx").read_bytes() == in_book
    assert "Лесногорский район" in (folder / "district.yaml").read_text("utf-8")
    project = load(folder)
    assert project.problems == ()
    assert project.config is not None
    assert project.config.authority.name.text == "Отдел образования"


def test_values_of_both_homes_in_one_save_are_refused_in_words(tmp_path: Path) -> None:
    folder = divided(tmp_path)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with served(folder, tmp_path / "out") as page:
        form = sent(
            folder,
            authority__name=("Отдел образования", "Управление образования"),
            terms__ЛМО=("Лесногорский район", "Лесногорский муниципальный округ"),
        )
        answer = page.send("data/people", form)
        assert (
            "Правки стоят в двух файлах: «authority» – в книге «Район.xlsx», «terms» – в «district.yaml»."
            in answer.text
        )
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


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
