"""The page saves in place, never writes over what somebody else has saved, builds, and checks anybody's paper."""

from __future__ import annotations

import io
import json
import re
import zipfile
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from nastav_docs.page import page_missing
from tests.docx_builder import docx
from tests.page.visitor import Visitor, known

if TYPE_CHECKING:
    from pathlib import Path

HEAD = '["people", "head", "name"]'


# ------------------------------------------------------------------------------------------------------------- saving


def test_a_saved_value_changes_its_own_line_and_no_other_byte(page: Visitor, folder: Path) -> None:
    before = (folder / "district.yaml").read_text("utf-8")
    form = {
        "known": known(folder),
        f"v{HEAD}": "Ли Анна Ивановна",
        f"w{HEAD}": "____________",
        'v["people", "head", "forms"]': "",
        'w["people", "head", "forms"]': "invariable",
        'v["order", "clauses", 0, "text"]': "Утвердить план.",
        'w["order", "clauses", 0, "text"]': "Утвердить {{ roadmap.title | acc }} ({{ annexes.roadmap }}).",
        'v["people", "head", "position"]': "Начальник",
        'w["people", "head", "position"]': "Начальник",
    }
    answer = page.send("data/people", form)
    assert (answer.status, answer.headers["location"]) == (
        303,
        f"{page.address.removeprefix(page.origin)}data/people?saved=1",
    )
    after = (folder / "district.yaml").read_text("utf-8").splitlines()
    expected = before.splitlines()
    at = expected.index("    name: ____________")
    expected[at : at + 2] = ["    name: Ли Анна Ивановна"]
    # A clause of the shared programme is changed by its id, in the district's own file.
    at = expected.index('  date: ""')
    expected[at + 1 : at + 1] = ["  clauses:", "    roadmap:", "      text: Утвердить план."]
    assert after == expected


def test_a_file_changed_meanwhile_is_not_written_over_and_nothing_typed_is_lost(page: Visitor, folder: Path) -> None:
    file = folder / "district.yaml"
    form = {"known": known(folder), f"v{HEAD}": "Ли Анна Ивановна", f"w{HEAD}": "____________"}
    by_hand = file.read_bytes().replace(b"position: ", b"position: \xd0\xb8.\xd0\xbe. ", 1)
    file.write_bytes(by_hand)
    answer = page.send("data/people", form)
    assert answer.status == 409
    assert "Файл «district.yaml» изменился, пока страница была открыта: ваша правка не записана." in answer.text
    assert "<q>Ли Анна Ивановна</q>" in answer.text
    assert 'value="Ли Анна Ивановна"' in answer.text
    assert 'value="и.о. Начальник"' in answer.text
    assert file.read_bytes() == by_hand
    # The page that came back knows the new file: saving it once more writes both.
    assert page.send("data/people", {**form, "known": known(folder)}).status == 303
    text = file.read_text("utf-8")
    assert "name: Ли Анна Ивановна" in text
    assert "position: и.о. Начальник" in text


def test_the_second_of_two_tabs_is_told_that_the_first_has_saved(page: Visitor, folder: Path) -> None:
    opened = known(folder)
    first = {"known": opened, f"v{HEAD}": "Ли А.И.", f"w{HEAD}": "____________"}
    second = {"known": opened, 'v["district", "abbr"]': "ОГО", 'w["district", "abbr"]': "МО"}
    assert page.send("data/people", first).status == 303
    assert page.send("data/requisites", second).status == 409
    assert "Ли А.И." in (folder / "district.yaml").read_text("utf-8")


def test_a_new_person_is_written_below_the_others(page: Visitor, folder: Path) -> None:
    new = '["people", "+"'
    form = {"known": known(folder), f"k{new}]": "deputy", f'v{new}, "name"]': "Ким Олег Ильич", f'w{new}, "name"]': ""}
    assert page.send("data/people", form).status == 303
    assert "  deputy:\n    name: Ким Олег Ильич\n" in (folder / "district.yaml").read_text("utf-8")


def test_a_new_entry_without_a_name_is_not_lost_silently(page: Visitor, folder: Path) -> None:
    new = '["people", "+"'
    form = {"known": known(folder), f"k{new}]": "", f'v{new}, "name"]': "Ким Олег Ильич", f'w{new}, "name"]': ""}
    assert "<strong>Записано не всё.</strong>" in page.send("data/people", form).text


def test_what_no_form_has_made_is_not_understood(page: Visitor, folder: Path) -> None:
    for name in ("v[1.5]", "v[]", 'v["a"', 'v[{"a": 1}]'):
        answer = page.send("data/people", {"known": known(folder), name: "x", f"w{name[1:]}": "y"})
        assert (answer.status, answer.text) == (400, "Запрос не понят."), name


def test_a_value_is_checked_as_one_types_before_it_is_saved(page: Visitor, folder: Path) -> None:
    before = (folder / "district.yaml").read_bytes()
    form = {
        'v["order", "date"]': "31.02.2026",
        'w["order", "date"]': "",
        'v["period"]': "2027 … 2025",
        'w["period"]': "x",
    }
    told = json.loads(page.send("check/order", form).body)
    assert set(told) == {'["order", "date"]', '["period"]'}
    first = told['["order", "date"]'][0]
    assert (first["severity"], first["message"]) == ("error", "Нет такого дня: февраль 2026 года длится с 1-го по 28-е")
    assert (folder / "district.yaml").read_bytes() == before


def test_case_forms_stand_beside_a_name(page: Visitor) -> None:
    found = json.loads(page.ask(f"cases?kind=person&text={quote('Ли Анна Ивановна')}").body)
    assert found["forms"] == (
        "род. Ли Анны Ивановны; дат. Ли Анне Ивановне; вин. Ли Анну Ивановну; тв. Ли Анной Ивановной; предл. Ли Анне Ивановне"
    )


def test_settings_that_cannot_be_read_are_told_and_not_touched(page: Visitor, folder: Path) -> None:
    (folder / "district.yaml").write_text("district: [\n", encoding="utf-8")
    answer = page.ask("data/people")
    assert answer.status == 200
    assert "Файл настроек не читается." in answer.text
    assert page.send("data/people", {"known": known(folder), f"v{HEAD}": "Я", f"w{HEAD}": ""}).status == 409
    assert (folder / "district.yaml").read_text("utf-8") == "district: [\n"


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("  abbr: ", "\tabbr: МО"),
        ("  abbr: ", "  abbr: [МО"),
        ("    name: ____________", "   name: ____________"),
        ('  date: ""', '  date: "'),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_the_line_for_which_the_settings_cannot_be_read_is_mended_on_the_page(
    page: Visitor, folder: Path, good: str, bad: str, line_end: str
) -> None:
    file = folder / "district.yaml"
    lines = file.read_text("utf-8").splitlines()
    at, good = next((number, line) for number, line in enumerate(lines) if line.startswith(good))
    whole = line_end.join([*lines, ""]).encode()
    lines[at] = bad
    file.write_bytes(line_end.join([*lines, ""]).encode())
    assert 'href="' + page.address.removeprefix(page.origin) + 'mend">Исправить' in page.ask("findings").text
    shown = page.ask("mend").text
    assert "ошибка здесь или выше" in shown
    # An open quote is noticed far below: its line is asked for.
    fields = dict(re.findall(r'name="([no]\d+)" value="([^"]*)"', page.ask(f"mend?line={at + 1}").body.decode()))
    fields = {name: unescape(text) for name, text in fields.items()}
    name = f"n{at + 1}"
    assert fields[name] == bad
    answer = page.send("mend", {**fields, name: good, "known": known(folder)})
    assert answer.status == 303
    assert file.read_bytes() == whole
    assert "Файл настроек читается" in page.ask("mend").text


def test_a_broken_file_that_has_changed_meanwhile_is_not_mended_over(page: Visitor, folder: Path) -> None:
    (folder / "district.yaml").write_text("district: [\n", encoding="utf-8")
    answer = page.send("mend", {"known": "0" * 64, "n1": "district: []", "o1": "district: ["})
    assert answer.status == 409
    assert "ваша правка не записана" in answer.text
    for form in ({"n9": "x", "o9": ""}, {"n1": "a\nb", "o1": "district: ["}):
        assert page.send("mend", {"known": known(folder), **form}).status == 400
    assert (folder / "district.yaml").read_text("utf-8") == "district: [\n"


def test_the_last_save_is_taken_back_unless_somebody_has_changed_the_file_since(page: Visitor, folder: Path) -> None:
    before = (folder / "district.yaml").read_bytes()
    assert "Отменить последнее сохранение" not in page.ask("data/people").text
    form = {"known": known(folder), f"v{HEAD}": "Ли Анна Ивановна", f"w{HEAD}": "____________"}
    page.send("data/people", form)
    assert "Отменить последнее сохранение" in page.ask("data/people").text
    assert page.send("undo", {"tab": "people"}).headers["location"].endswith("data/people?undone=1")
    assert (folder / "district.yaml").read_bytes() == before
    page.send("data/people", form)
    by_hand = (folder / "district.yaml").read_bytes() + "# от руки\n".encode()
    (folder / "district.yaml").write_bytes(by_hand)
    assert page.send("undo", {"tab": "people"}).status == 409
    assert (folder / "district.yaml").read_bytes() == by_hand
    assert page.send("undo", {"tab": "../x"}).status == 404


# --------------------------------------------------------------------------------------- documents, anybody's paper


def test_documents_are_built_listed_and_taken_away(page: Visitor, tmp_path: Path) -> None:
    assert "Документов ещё нет" in page.ask("documents").text
    assert page.send("build", {}).status == 303
    listed = page.ask("documents")
    links = re.findall(r'href="([^"]*/file\?path=[^"]*)"', listed.body.decode())
    files = sorted((tmp_path / "out").rglob("*.docx"))
    assert len(links) == len(files) > 0
    assert f"Записано документов: {len(files)}" in listed.text
    got = page.ask("", whole=unescape(links[0]))
    assert got.status == 200
    assert zipfile.ZipFile(io.BytesIO(got.body)).testzip() is None
    names = zipfile.ZipFile(io.BytesIO(page.ask("archive").body)).namelist()
    assert len(names) == len(files)


@pytest.mark.office
def test_pdfs_are_made_and_stand_beside_their_documents(page: Visitor) -> None:
    page.send("build", {})
    assert page.send("pdf", {}).status == 303
    listed = page.ask("documents").text
    assert '<h2 id="pdfs" tabindex="-1">PDF готовы</h2>' in listed
    link = re.search(r'href="([^"]*\.pdf)"', listed)
    assert link is not None
    answer = page.ask("", whole=link[1])
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.body.startswith(b"%PDF")


def test_a_dropped_paper_is_checked_and_its_copies_are_taken_away(page: Visitor, tmp_path: Path) -> None:
    data = docx("ПРИКАЗ", "Отчёт сдать в течении недели до 31.02.2026 .")
    mark = "x" * 20
    body = (
        f'--{mark}\r\nContent-Disposition: form-data; name="paper"; filename="../../приказ.docx"\r\n\r\n'.encode()
        + data
        + f"\r\n--{mark}--\r\n".encode()
    )
    headers = {"Origin": page.origin, "Content-Type": f"multipart/form-data; boundary={mark}"}
    answer = page.ask("paper", headers, method="POST", body=body)
    assert answer.status == 200
    assert ">приказ.docx</h2>" in answer.text
    assert "в течение" in answer.text
    for link in re.findall(r'href="([^"]*/copy/[^"]*)"', answer.body.decode()):
        got = page.ask("", whole=link)
        assert got.status == 200
        assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(got.body)).namelist()
    assert len(re.findall(r"/copy/", answer.text)) == 2
    assert not list(tmp_path.rglob("приказ*"))


def test_without_its_libraries_the_way_to_get_them_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert page_missing() is None
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "uvicorn" else object())
    problem = page_missing()
    assert problem is not None
    assert (problem.code, problem.message) == ("ND525", "Для страницы в браузере не установлены её библиотеки.")
    assert 'py -m pip install "nastav-docs[page]"' in problem.hint
