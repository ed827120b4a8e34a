"""The commands `open`, `build --pdf` and `pack` as they are typed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from nastav_docs.cli.main import cli
from nastav_docs.page import open_page
from tests import minimal
from tests.page.visitor import Visitor
from tests.paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.linux
def test_open_shows_the_address_answers_it_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    folder = minimal.write(tmp_path / "район")
    line = [sys.executable, "-m", "nastav_docs", "open", str(folder), "--no-browser", "-o", str(tmp_path / "out")]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    with subprocess.Popen(line, stdout=subprocess.PIPE, encoding="utf-8", env=environment, cwd=ROOT) as process:
        assert process.stdout is not None
        address = process.stdout.readline().removeprefix("Страница: ").strip()
        assert address.startswith("http://127.0.0.1:")
        assert process.stdout.readline() == "Она видна только на этом компьютере. Закончить: Ctrl+C.\n"
        assert Visitor(address).ask("").status == 200
        process.send_signal(signal.SIGINT)
        assert process.stdout.read() == "Страница закрыта.\n"
        assert process.wait(timeout=30) == 0


def test_open_of_a_folder_without_settings_says_what_is_missing(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["open", str(tmp_path), "--no-browser"])
    assert done.exit_code == 1
    assert "district.yaml» не найден" in done.stderr


def test_only_this_machine_is_listened_to(tmp_path: Path) -> None:
    page = open_page(minimal.write(tmp_path), tmp_path / "out")
    try:
        assert page.listening.getsockname()[0] == "127.0.0.1"
        with pytest.raises(OSError, match=r"Address already in use|10048"):
            open_page(tmp_path, tmp_path / "out", port=page.listening.getsockname()[1])
    finally:
        page.listening.close()
    assert isinstance(page.listening, socket.socket)


def test_each_page_has_a_token_of_its_own(tmp_path: Path) -> None:
    pages = [open_page(tmp_path, tmp_path / "out") for _ in range(2)]
    tokens = {page.address.rstrip("/").rpartition("/")[2] for page in pages}
    for page in pages:
        page.listening.close()
    assert len(tokens) == 2
    assert all(len(token) >= 32 for token in tokens)


def test_pdf_takes_no_folder_for_its_value_and_tells_what_it_may_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nastav_docs.builder.pdf_files.find_office", lambda: "")
    folder = str(minimal.write(tmp_path / "район"))
    done = CliRunner().invoke(cli, ["build", "--pdf", folder, "-o", str(tmp_path / "out")])
    assert done.exit_code == 1
    assert "LibreOffice не найден, а сделать PDF умеет он" in done.stderr
    assert (tmp_path / "out" / "Приказ 235.docx").exists()  # the documents are there all the same
    wrong = CliRunner().invoke(cli, ["build", folder, "--pdf=b"])
    assert wrong.exit_code == 2
    assert "'b' is not one of 'yes', 'a'" in wrong.output


def test_pack_of_nothing_says_what_to_do_first(tmp_path: Path) -> None:
    folder = str(minimal.write(tmp_path / "район"))
    done = CliRunner().invoke(cli, ["pack", folder, "--from", str(tmp_path / "out"), "-o", str(tmp_path / "packs")])
    assert done.exit_code == 1
    assert "нет собранных документов" in done.stderr
    assert "Сначала соберите их: build." in done.stderr


def test_pack_names_what_it_has_written(tmp_path: Path) -> None:
    folder, out = str(minimal.write(tmp_path / "район")), str(tmp_path / "out")
    CliRunner().invoke(cli, ["build", folder, "-o", out])
    done = CliRunner().invoke(cli, ["pack", folder, "--from", out, "-o", str(tmp_path / "packs"), "--zip"])
    assert (done.exit_code, done.stdout) == (0, f"записан        {tmp_path / 'packs' / 'Муниципалитет.zip'}\n")
