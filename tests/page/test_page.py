"""The page answers its own browser alone, saves in place, and never writes over what somebody else has saved."""

from __future__ import annotations

import io
import json
import re
import shutil
import socket
import zipfile
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from nastav_docs.authoring import start
from nastav_docs.files import digest
from nastav_docs.page import page_missing
from tests.docx_builder import docx
from tests.page.visitor import Visitor, served
from tests.paths import CONFIGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEAD = '["people", "head", "name"]'


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    start(tmp_path / "район", registry=False)
    return tmp_path / "район"


@pytest.fixture(name="page")
def _page(folder: Path, tmp_path: Path) -> Iterator[Visitor]:
    with served(folder, tmp_path / "out") as visitor:
        yield visitor


def known(folder: Path, name: str = "district.yaml") -> str:
    return digest((folder / name).read_bytes())


# -------------------------------------------------------------------------------------------------------- who may ask


def test_its_own_browser_gets_the_page_and_may_load_nothing_from_elsewhere(page: Visitor) -> None:
    answer = page.ask("")
    assert answer.status == 200
    assert "<h1>Сегодня</h1>" in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none';")
    assert answer.headers["x-frame-options"] == "DENY"
    for path in ("", "data/people", "documents", "paper"):
        assert not re.findall(r"(?:src|href|action)=\"(?!/|#)", page.ask(path).body.decode()), path


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ({"Host": "evil.example"}, "Страница открывается только по адресу 127.0.0.1, который показала программа."),
        ({"Host": "127.0.0.1:1"}, "Страница открывается только по адресу 127.0.0.1, который показала программа."),
        ({"Sec-Fetch-Site": "cross-site"}, "Запрос пришёл с другой страницы: он не выполнен."),
        ({"Origin": "http://evil.example"}, "Запрос пришёл с другой страницы: он не выполнен."),
        ({"Origin": "null"}, "Запрос пришёл с другой страницы: он не выполнен."),
    ],
)
def test_a_request_of_somebody_else_is_refused(page: Visitor, headers: dict[str, str], words: str) -> None:
    answer = page.ask("data/people", headers)
    assert (answer.status, answer.text) == (403, words)


def bytes_sent(page: Visitor, request: bytes) -> bytes:
    """The whole answer to a request that no library would send."""
    host, _, port = page.origin.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


OTHER_HOSTS = [
    "Host: evil.example:{port}",
    "Host: 127.0.0.1.evil.example:{port}",
    "Host: evil.example#127.0.0.1:{port}",
    "Host: 127.0.0.1:{port}@evil.example",
    "Host: 127.0.0.1",
    "Host: [::1]:{port}",
    "Host: ",
    "X-Forwarded-Host: 127.0.0.1:{port}",  # no Host at all
    "Host: 127.0.0.1:{port}\r\nHost: evil.example",
    "Host: evil.example\r\nHost: 127.0.0.1:{port}",
]


@pytest.mark.parametrize("host", OTHER_HOSTS)
def test_under_another_name_of_the_host_the_page_says_nothing(page: Visitor, host: str) -> None:
    port = page.origin.rpartition(":")[2]
    path = page.address.removeprefix(page.origin)
    head = f"GET {path} HTTP/1.0\r\n{host.format(port=port)}\r\n\r\n"
    answer = bytes_sent(page, head.encode())
    assert re.match(rb"HTTP/1\.[01] (?:403|400) ", answer)
    assert "Сегодня" not in answer.decode()


def test_the_name_localhost_is_this_machine_too(page: Visitor) -> None:
    assert page.ask("", {"Host": page.origin.removeprefix("http://").replace("127.0.0.1", "localhost")}).status == 200


def test_asked_for_its_head_alone_the_page_gives_no_body_and_with_a_wrong_token_nothing(page: Visitor) -> None:
    known, unknown = page.ask("data/people", method="HEAD"), page.ask("", whole="/wrong/data/people", method="HEAD")
    assert (known.status, known.body, known.headers["x-frame-options"]) == (200, b"", "DENY")
    assert (unknown.status, unknown.body) == (403, b"")


@pytest.mark.parametrize("asked", [{}, {"Access-Control-Request-Method": "POST", "Access-Control-Request-Private-Network": "true"}])  # fmt: skip
def test_a_browser_that_asks_whether_another_origin_may_post_is_not_told_yes(
    page: Visitor, asked: dict[str, str]
) -> None:
    answer = page.ask("data/people", {"Origin": "https://evil.example", **asked}, method="OPTIONS")
    assert answer.status == 403
    assert [name for name in answer.headers if name.startswith("access-control-")] == []


@pytest.mark.parametrize("path", ["/", "/data/people", "/wrong/data/people", "//", "/wrong", "/%2e/", "/../", "/%00", "/wrong%2F..%2Fdata/people"])  # fmt: skip
def test_without_the_token_nothing_is_shown(page: Visitor, path: str) -> None:
    answer = page.ask("", whole=path)
    assert (answer.status, answer.text) == (
        403,
        "В адресе нет ключа. Откройте адрес целиком, как его показала программа.",
    )


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://127.0.0.1:9"}, {"Origin": "https://evil.example"}, {"Origin": ""}]
)
def test_a_change_from_another_origin_or_of_none_is_refused(
    page: Visitor, folder: Path, headers: dict[str, str]
) -> None:
    before = (folder / "district.yaml").read_bytes()
    form = {"known": known(folder), f"v{HEAD}": "Чужой Ч.Ч.", f"w{HEAD}": "____________"}
    answer = page.send("data/people", form, headers)
    assert (answer.status, answer.text) == (403, "Запрос пришёл с другой страницы: он не выполнен.")
    assert (folder / "district.yaml").read_bytes() == before


def test_too_large_a_file_is_refused_before_it_is_read(page: Visitor) -> None:
    answer = page.ask("paper", {"Origin": page.origin, "Content-Length": str(1 << 30)}, method="POST", body=b"")
    assert (answer.status, answer.text) == (413, "Файл больше 40 МБ.")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS"])
def test_no_other_method_is_known_nor_taken_from_a_header(page: Visitor, method: str) -> None:
    assert page.ask("data/people", {"Origin": page.origin}, method=method).status == 405
    assert page.ask("build", {"X-HTTP-Method-Override": "POST"}).status == 405


def test_a_small_file_that_unpacks_to_much_is_refused_before_it_is_read(page: Visitor) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b"a" * (80 << 20))
    head = b'--b\r\nContent-Disposition: form-data; name="paper"; filename="a.docx"\r\n\r\n'
    kind = {"Origin": page.origin, "Content-Type": "multipart/form-data; boundary=b"}
    answer = page.ask("paper", kind, method="POST", body=head + bomb.getvalue() + b"\r\n--b--\r\n")
    assert answer.status == 200
    assert "После распаковки файл займёт 80 МБ" in answer.text


@pytest.mark.parametrize(
    "path", ["../район/district.yaml", "/etc/passwd", "..%2F..%2Fetc%2Fpasswd", "..%2fрайон%2f%64istrict.yaml", "..%252Fdistrict.yaml", "..\\район\\district.yaml",
        "Письмо без номера.docx/../../район/district.yaml", "//etc/passwd", "file:///etc/passwd", "Письмо без номера.docx%00",
        ".nastav-docs/manifest.sqlite", "", "нет.docx"]
)  # fmt: skip
def test_a_path_that_no_build_has_written_is_not_given_out(page: Visitor, path: str) -> None:
    assert page.send("build", {}).status == 303
    answer = page.ask(f"file?path={quote(path, safe='/%')}")
    assert (answer.status, answer.text) == (404, "Такой страницы или такого файла здесь нет.")


@pytest.mark.linux
def test_a_document_that_became_a_link_out_of_the_folder_is_not_given_out(page: Visitor, tmp_path: Path) -> None:
    page.send("build", {})
    document = min((tmp_path / "out").rglob("*.docx"))
    (tmp_path / "тайна.docx").write_bytes(b"secret")
    document.unlink()
    document.symlink_to(tmp_path / "тайна.docx")
    assert page.ask(f"file?path={quote(document.relative_to(tmp_path / 'out').as_posix())}").status == 404


@pytest.mark.parametrize("path", ["static/..%2fserver.py", "static/%2e%2e/server.py", "static/../server.py", "data/..%2f..%2fpaper", "packed?name=..%2Fрайон%2Fdistrict.yaml", "packed?name=/etc/passwd", "sheet/..%2f..%2fetc/0", "copy/..%2fpasswd"])  # fmt: skip
def test_no_address_of_the_page_leads_out_of_what_it_shows(page: Visitor, path: str) -> None:
    answer = page.ask(quote(path, safe="/?=%"))
    assert answer.status == 404
    assert b"import" not in answer.body


@pytest.mark.linux
def test_a_folder_of_documents_that_became_a_link_elsewhere_gives_nothing_out(region: Path, tmp_path: Path) -> None:
    with served(region, tmp_path / "out") as page:
        page.send("build", {})
        document = min((tmp_path / "out").rglob("*/*.docx"))
        inside = quote(document.relative_to(tmp_path / "out").as_posix())
        assert page.ask(f"file?path={inside}").status == 200
        document.parent.rename(tmp_path / "тайна")
        document.parent.symlink_to(tmp_path / "тайна", target_is_directory=True)
        assert page.ask(f"file?path={inside}").status == 404
        with zipfile.ZipFile(io.BytesIO(page.ask("archive").body)) as archive:
            assert document.relative_to(tmp_path / "out").as_posix() not in archive.namelist()


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


# ------------------------------------------------------------------------------------------------------------ schools


@pytest.fixture(name="region")
def _region(tmp_path: Path) -> Path:
    shutil.copytree(CONFIGS / "artemovsky", tmp_path / "artemovsky")
    return tmp_path / "artemovsky"


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
