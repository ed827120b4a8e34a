"""The commands on templates as a clerk types them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from nastav_docs.cli.main import cli
from nastav_docs.docx.outline import outline
from tests import minimal
from tests.paths import CONFIGS, DISTRICT_2020

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_list_shows_layers_and_blocks() -> None:
    result = run("templates", "list", DISTRICT_2020)
    assert result.exit_code == 0, result.output
    order = next(line for line in result.output.splitlines() if line.startswith("order "))
    assert "свой: " in order
    assert "поверх «order.docx»: блоки letterhead, signature" in order
    assert "общий: " in result.output


def test_fields_shows_a_name_with_its_value() -> None:
    result = run("templates", "fields", CONFIGS / "artemovsky", "order.number")
    assert result.exit_code == 0
    assert "order.number  текст          Номер; прочерк, пока приказ не зарегистрирован = 235" in result.output


def test_fields_of_a_name_that_is_not_there() -> None:
    result = run("templates", "fields", CONFIGS / "artemovsky", "ordr")
    assert result.exit_code == 1
    assert "возможно, «order" in result.output


def test_fields_writes_a_sheet(tmp_path: Path) -> None:
    result = run("templates", "fields", DISTRICT_2020, "--docx", tmp_path / "out" / "памятка.docx")
    assert result.exit_code == 0, result.output
    assert "Имена шаблонов: Озерногорский" in outline((tmp_path / "out" / "памятка.docx").read_bytes())


def test_override_check_and_again(tmp_path: Path) -> None:
    folder = minimal.write(tmp_path)
    first = run("templates", "override", folder, "order", "--block", "letterhead")
    assert first.exit_code == 0, first.output
    assert (folder / "templates" / "order.docx").is_file()
    assert run("templates", "check", folder).output == "Замечаний нет.\n"
    again = run("templates", "override", folder, "order.docx")
    assert again.exit_code == 1
    assert "уже есть" in again.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["override", "{}", "prikaz.docx"], "шаблона «prikaz.docx» нет"),
        (["override", "{}", "order.docx", "--block", "letterhed"], "возможно, «letterhead»"),
        (["override", "{}/nowhere", "order.docx"], "district.yaml"),
        (["check", "{}/nowhere.docx"], "nowhere.docx» нет"),
        (["list", "{}/nowhere"], "district.yaml"),
        (["diff", "{}/a.docx", "{}/b.docx"], "шаблона «a.docx» нет"),
    ],
)
def test_what_goes_wrong_is_told(arguments: list[str], message: str, tmp_path: Path) -> None:
    folder = minimal.write(tmp_path)
    result = run("templates", *(argument.replace("{}", str(folder)) for argument in arguments))
    assert result.exit_code == 1
    assert message.lower() in result.output.lower()
    assert not (folder / "templates").exists()


def test_check_answers_in_json_and_annotates(tmp_path: Path) -> None:
    from tests.template.test_faulty_templates import template  # noqa: PLC0415 - builds the file

    file = tmp_path / "приказ.docx"
    file.write_bytes(template("{{ order.nomer }}"))
    result = run("templates", "check", file, "--format", "json", "--annotate", tmp_path / "замечания.docx")
    assert result.exit_code == 1
    assert '"code": "ND421"' in result.output
    assert (tmp_path / "замечания.docx").is_file()


def test_diff_of_equal_files() -> None:
    file = CONFIGS.parent / "templates" / "order.docx"
    assert run("templates", "diff", file, file).output == "Отличий нет.\n"
