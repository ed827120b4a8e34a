"""The page answers its own browser alone, and gives out nothing but what it shows."""

from __future__ import annotations

import io
import re
import socket
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.page.visitor import Visitor, known, served

if TYPE_CHECKING:
    from pathlib import Path


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
    form = {
        "known": known(folder),
        'v["people", "head", "name"]': "Чужой Ч.Ч.",
        'w["people", "head", "name"]': "____________",
    }
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
