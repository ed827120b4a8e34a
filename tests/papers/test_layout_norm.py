"""An organisation's own norm of the form, in a YAML file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nastav_docs.config import ConfigError
from nastav_docs.papers.layout_norm import GOST, Profile, read_profile
from tests.cli.test_main import said
from tests.minimal import write
from tests.review.test_check_papers import checked, layout

if TYPE_CHECKING:
    from pathlib import Path

NORM = """\
margins: {left: 30, right: 15}
sizes: 14
fonts: PT Astra Serif
spacing: 1, 1
indent: 12,5
page_numbers: bottom
titles: да
"""


def own(folder: Path, text: str) -> Path:
    return write(folder, text, "norma.yaml") / "norma.yaml"


def test_what_a_file_leaves_out_is_the_standard(tmp_path: Path) -> None:
    assert read_profile(own(tmp_path, "titles: нет\n")) == GOST["gost-2016"]
    assert GOST["gost-2016"] == Profile()


def test_an_order_laid_out_by_the_standard_against_an_own_norm(tmp_path: Path) -> None:
    found = [
        (d.message, d.hint) for d in checked(layout(), read_profile(own(tmp_path, NORM))) if d.rule.startswith("FORM")
    ]
    assert found == [
        ("Номера страниц стоят вверху", "внизу посередине"),
        ("Нет заголовка к тексту", "О …"),
        ("Шрифт Times New Roman", "PT Astra Serif"),
        ("Правое поле 10 мм, нужно не менее 15 мм", "15 мм"),
    ]


WRONG = [
    ("marjins: {left: 30}\n", "Неизвестный ключ «marjins».", "Может быть, «margins»?"),
    ("margins: {left: много}\n", "Здесь нужно число.", ""),
    ("spacing: 1\n", "Здесь нужны два числа: от и до.", "spacing: 1, 1.5"),
    ("page_numbers: слева\n", "«слева» не подходит для «page_numbers».", "Можно: top, bottom, any."),
]


@pytest.mark.parametrize(("text", "message", "hint"), WRONG)
def test_what_is_wrong_with_a_norm_is_told_at_its_line(tmp_path: Path, text: str, message: str, hint: str) -> None:
    """The problems came back in the place of the norm, and a script passed them on to `lint` as one."""
    with pytest.raises(ConfigError) as error:
        read_profile(own(tmp_path, text))
    found = error.value.diagnostics
    assert [(d.message, d.hint, d.place.line if d.place else 0) for d in found] == [(message, hint, 1)]


def test_the_command_line_takes_a_norm_by_name_or_by_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = tmp_path / "приказ.docx"
    paper.write_bytes(layout())
    _, told, _ = said(capsys, "lint", paper, "--profile", own(tmp_path, NORM))
    assert "Шрифт Times New Roman" in told
    status, _, errors = said(capsys, "lint", paper, "--profile", "gost-1999")
    assert status == 2
    assert errors == "Нормы «gost-1999» нет. Можно: gost-2016, gost-2025, none или файл .yaml со своей.\n"
    status, _, errors = said(capsys, "lint", paper, "--profile", tmp_path / "нет.yaml")
    assert status == 1
    assert "нет.yaml» не найден" in errors
