"""The registry of schools as a table: cells are checked as one types and saved in place, whatever the kind of file."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

from tests.page.visitor import Visitor, known, served
from tests.paths import CONFIGS

if TYPE_CHECKING:
    from pathlib import Path


def test_a_cell_of_the_registry_is_checked_and_saved_in_place(region: Path, tmp_path: Path) -> None:
    before = (region / "schools.csv").read_text("utf-8")
    with served(region, tmp_path / "out") as page:
        shown = page.ask("data/schools").text
        assert 'value="Заречная СОШ"' in shown
        column = re.search(r'id="c4,(\d+)"[^>]*value="Заречная СОШ"', shown)
        assert column is not None
        cell = f"4,{column[1]}"
        told = json.loads(page.send("check/schools", {"c4,0": "а б/в", "o4,0": "zarechnaya"}).body)
        assert [one["severity"] for one in told["c4,0"]] == ["error"]
        form = {"known": known(region, "schools.csv"), f"c{cell}": "Зареченская СОШ", f"o{cell}": "Заречная СОШ"}
        assert page.send("data/schools", form).status == 303
        assert page.send("data/schools", form).status == 409
    assert (region / "schools.csv").read_text("utf-8") == before.replace("Заречная СОШ", "Зареченская СОШ", 1)


def test_a_registry_in_yaml_is_a_table_too(tmp_path: Path) -> None:
    shutil.copytree(CONFIGS, tmp_path / "configs")
    region = tmp_path / "configs" / "ozernogorsky"
    before = (region / "schools.yaml").read_text("utf-8")
    with served(region, tmp_path / "out") as page:
        shown = page.ask("data/schools").text
        cell = re.search(r'id="c(2,\d+)"[^>]*value="Штирлиц Алла Максимовна"', shown)
        assert cell is not None
        told = json.loads(
            page.send("check/schools", {f"c{cell[1]}": "#Н/Д", f"o{cell[1]}": "Штирлиц Алла Максимовна"}).body
        )
        assert [one["severity"] for one in told[f"c{cell[1]}"]] == ["error"]
        form = {
            "known": known(region, "schools.yaml"),
            f"c{cell[1]}": "Чайка Алла Юрьевна",
            f"o{cell[1]}": "Штирлиц Алла Максимовна",
        }
        assert page.send("data/schools", form).status == 303
        assert page.send("data/schools", form).status == 409
    assert (region / "schools.yaml").read_text("utf-8") == before.replace(
        "Штирлиц Алла Максимовна", "Чайка Алла Юрьевна"
    )


def test_a_school_that_goes_leaves_the_others_byte_for_byte(region: Path, tmp_path: Path) -> None:
    before = (region / "schools.csv").read_text("utf-8").splitlines()
    with served(region, tmp_path / "out") as page:
        width = re.search(r'name="width" value="(\d+)"', page.ask("data/schools").text)
        assert width is not None
        form = {"known": known(region, "schools.csv"), "d5": "1", "width": width[1]}
        assert page.send("data/schools", form).status == 303
        assert 'name="d5"' not in page.ask("data/schools").text
    after = (region / "schools.csv").read_text("utf-8").splitlines()
    assert after[4].strip(";") == ""
    assert [*after[:4], *after[5:]] == [*before[:4], *before[5:]]


def test_a_registry_is_begun_on_the_page_and_its_first_school_written(page: Visitor, folder: Path) -> None:
    assert "Реестра школ пока нет." in page.ask("data/schools").text
    comments = [line for line in (folder / "district.yaml").read_text("utf-8").splitlines() if "#" in line]
    assert page.send("registry", {}).status == 303
    text = (folder / "district.yaml").read_text("utf-8")
    assert "\nschools: schools.xlsx\n" in text
    assert [line for line in text.splitlines() if "#" in line] == comments
    shown = page.ask("data/schools").text
    row = re.search(r'name="c(\d+),0" value="" data-was=""', shown)
    assert row is not None
    form = {"known": known(folder, "schools.xlsx"), f"c{row[1]},0": "shkola-1", f"o{row[1]},0": ""}
    answer = page.send("data/schools", form)
    assert answer.status == 303, answer.text
    assert 'value="shkola-1"' in page.ask("data/schools").text
