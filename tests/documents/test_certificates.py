"""The mark of an electronic signature filled in from a certificate's file: what is read, what is refused, what is told."""

from __future__ import annotations

import base64
import datetime as dt
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from nastav_docs import ConfigError, build, check, load, render
from nastav_docs.config import read_certificate
from tests import minimal
from tests.certificate_file import COMMON, GIVEN, ORGANISATION, RSA, SURNAME, TERM, certificate, der
from tests.docx_builder import lines

if TYPE_CHECKING:
    from pathlib import Path


def base64_file(data: bytes, title: str = "CERTIFICATE") -> bytes:
    text = base64.encodebytes(data).decode().replace("\n", "\r\n")
    return f"-----BEGIN {title}-----\r\n{text}-----END {title}-----\r\n".encode()


def district(folder: Path, data: bytes | None, mark: str = "Петрова.cer", text: str = minimal.MINIMAL) -> Path:
    minimal.write(folder, f"{text}signature_mark: {mark}\n")
    if data is not None:
        (folder / "Петрова.cer").write_bytes(data)
    return folder


def mark_of(folder: Path) -> list[str]:
    """The lines of the mark in the order of a district."""
    return [one.replace("\xa0", " ") for one in lines(render(load(folder), "order")) if one.replace("\xa0", " ").startswith(("ДОКУМЕНТ", "Серт", "Влад", "Действ"))]  # fmt: skip


def told(folder: Path) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in check(load(folder)) if one.code in {"ND540", "ND541", "ND542", "ND202"}]


@pytest.mark.parametrize("data", [certificate(), certificate(algorithms=RSA), base64_file(certificate())], ids=["ГОСТ", "RSA", "Base-64"])  # fmt: skip
def test_number_owner_and_term_are_those_of_the_file(data: bytes, tmp_path: Path) -> None:
    folder = district(tmp_path, data)
    assert mark_of(folder) == [
        "ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ",
        "Сертификат: 00B71C9A44D03E12",
        "Владелец: Петрова Анна Ивановна",
        "Действителен: с 01.02.2020 по 01.05.2021",
    ]
    assert told(folder) == []


def test_a_certificate_of_an_organisation_names_the_organisation(tmp_path: Path) -> None:
    folder = district(tmp_path, certificate({COMMON: "УО АГО", ORGANISATION: "Управление образования"}))
    assert "Владелец: УО АГО" in mark_of(folder)
    assert told(folder) == []


def test_the_days_of_the_term_are_those_of_moscow() -> None:
    found = read_certificate(certificate(term=("200131213000Z", "20210501205959Z"[2:])))
    assert (getattr(found, "start", None), getattr(found, "end", None)) == (dt.date(2020, 2, 1), dt.date(2021, 5, 1))


REFUSED = [
    (None, "Сертификат «Петрова.cer» не прочитан: такого файла нет."),
    (b"", "Сертификат «Петрова.cer» не прочитан: сертификата в нём нет."),
    (b"PK\x03\x04 \xd1\x8d\xd1\x82\xd0\xbe Word", "Сертификат «Петрова.cer» не прочитан: сертификата в нём нет."),
    (certificate()[:200], "Сертификат «Петрова.cer» не прочитан: сертификата в нём нет."),
    (base64_file(b"0", "PRIVATE KEY"), "Сертификат «Петрова.cer» не прочитан: в нём закрытый ключ, а для отметки нужен только сертификат."),
    (der(48, b"\x02\x01\x03", der(48, bytes(200))), "Сертификат «Петрова.cer» не прочитан: в нём закрытый ключ, а для отметки нужен только сертификат."),
    (certificate(centre=True), "Сертификат «Петрова.cer» не прочитан: это сертификат удостоверяющего центра, а не того, кто подписывает."),
]  # fmt: skip


@pytest.mark.parametrize(("data", "message"), REFUSED)
def test_what_is_no_certificate_of_a_signer_is_told_and_nothing_is_printed(
    data: bytes | None, message: str, tmp_path: Path
) -> None:
    folder = district(tmp_path, data)
    assert told(folder) == [("ND540", message)]
    with pytest.raises(ConfigError):
        render(load(folder), "order")


@pytest.mark.parametrize(
    ("mark", "message"),
    [
        ("{file: Петрова.pfx}", "Сертификат берут из файла .cer (годятся .crt, .der и .pem), а назван другой."),
        ("{file: Петрова.cer, certificate: 00B7}", "Назван файл сертификата и тут же его данные: что верно, не сказать."),
    ],
)  # fmt: skip
def test_settings_that_cannot_mean_one_certificate_are_told(mark: str, message: str, tmp_path: Path) -> None:
    assert told(district(tmp_path, certificate(), mark)) == [("ND540", message)]


@pytest.mark.parametrize(
    ("term", "mark", "message"),
    [
        (("190201090000Z", "200501090000Z"), "Петрова.cer", "Документ от 02.11.2020, а сертификат уже не действует (с 01.02.2019 по 01.05.2020): рамка пустая."),
        (("201103090000Z", "220501090000Z"), "Петрова.cer", "Документ от 02.11.2020, а сертификат ещё не действует (с 03.11.2020 по 01.05.2022): рамка пустая."),
        (TERM, "{certificate: 00B7, valid: 01.02.2026 … 01.05.2027}", "Документ от 02.11.2020, а сертификат ещё не действует (с 01.02.2026 по 01.05.2027): рамка пустая."),
    ],
)  # fmt: skip
def test_a_certificate_out_of_force_on_the_date_of_the_paper_leaves_the_box_empty(
    term: tuple[str, str], mark: str, message: str, tmp_path: Path
) -> None:
    folder = district(tmp_path, certificate(term=term), mark)
    assert told(folder) == [("ND541", message)]
    assert mark_of(folder) == []


def test_a_paper_that_has_no_date_yet_is_not_compared_with_the_term(tmp_path: Path) -> None:
    folder = district(tmp_path, certificate(), text=minimal.changed(("date: 02.11.2020", 'date: ""')))
    assert told(folder) == []
    assert len(mark_of(folder)) == 4


OWNERS = [
    # in the certificate, in the settings, told
    ("Петрова Анна Ивановна", "Петрова А.И.", False),
    ("Семёнова Анна Ивановна", "Семенова Анна Ивановна", False),
    ("Петрова Анна Ивановна", "Сидорова Ирина Павловна", True),
    ("Петрова Анна Ивановна", "Петрова М.И.", True),
    ("Петрова Анна Ивановна", "____________", False),
]


@pytest.mark.parametrize(("owner", "signer", "wrong"), OWNERS)
def test_a_certificate_of_somebody_else_than_the_signer_is_told(
    owner: str,
    signer: str,
    wrong: bool,  # noqa: FBT001  a row of the table
    tmp_path: Path,
) -> None:
    surname, _, names = owner.partition(" ")
    text = minimal.changed(("Петрова Анна Ивановна", signer))
    folder = district(tmp_path, certificate({SURNAME: surname, GIVEN: names}), text=text)
    message = f"Сертификат выдан на имя «{owner}», а подписывает «{signer}»."
    assert told(folder) == ([("ND542", message)] if wrong else [])


def test_each_school_has_a_certificate_of_its_own_and_a_new_one_is_printed(tmp_path: Path) -> None:
    text = minimal.changed(("documents:", "documents:\n  own: {template: order.docx, file: '{{ school.id }}/Приказ', for_each: school}"))  # fmt: skip
    school = (
        "schools: schools.csv\nschool:\n  signature_mark: подписи/{{ school.id }}.cer\n"
        "  order: {title: О деле, clauses: [Дело.], signed_by: head}\n"
    )
    folder = minimal.write(tmp_path / "район", text + school)
    heads = {"s1": "Ломов Пётр Ильич", "s2": "Рогова Анна Ильинична", "s3": "Дятлова Ольга Петровна"}
    rows = "".join(f"{key};МБОУ «Школа {key}»;с. Лосиха;{head};7;03.11.2020\n" for key, head in heads.items())
    (folder / "schools.csv").write_text(f"id;name;place;head;order_number;order_date\n{rows}", "utf-8")
    (folder / "подписи").mkdir()
    for number, (key, head) in enumerate(heads.items()):
        surname, _, names = head.partition(" ")
        file = folder / ("schools" if key == "s3" else "подписи") / f"{key}.cer"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(certificate({SURNAME: surname, GIVEN: names}, serial=f"0{number}AA"))
    (folder / "schools" / "s3.yaml").write_text("signature_mark: s3.cer\n", "utf-8")
    out = tmp_path / "out"
    assert [one.code for one in build(load(folder), out).problems] == ["ND651"]  # no curators here
    said = {key: "".join(lines((out / key / "Приказ.docx").read_bytes())) for key in heads}
    for number, (key, head) in enumerate(heads.items()):
        assert f"Сертификат: 0{number}AAВладелец: {head}" in said[key].replace("\xa0", " ")
    assert build(load(folder), out).written == ()
    (folder / "подписи" / "s2.cer").write_bytes(certificate({SURNAME: "Рогова", GIVEN: "Анна Ильинична"}, serial="77"))
    assert build(load(folder), out).written == ("s2/Приказ.docx",)
    (folder / "подписи" / "s2.cer").unlink()
    report = build(load(folder), out)
    assert ("ND540", "Школа «s2»: сертификат «подписи/s2.cer» не прочитан: такого файла нет.") in [
        (one.code, one.message) for one in report.problems
    ]
    assert "s1/Приказ.docx" in report.unchanged


def test_without_the_library_the_way_to_get_it_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "asn1crypto", None)
    (problem,) = (one for one in check(load(district(tmp_path, certificate()))) if one.code == "ND540")
    assert (
        problem.message
        == "Сертификат «Петрова.cer» не прочитан: нет библиотеки asn1crypto, которая читает сертификаты."
    )
    assert 'py -m pip install "nastav-docs[certificate]"' in problem.hint


def test_settings_without_a_certificate_do_not_need_the_library(tmp_path: Path) -> None:
    folder = district(tmp_path, None, "{certificate: 00B7, valid: 01.02.2020 … 01.05.2021}")
    code = f"import sys; from nastav_docs import load, render; render(load({str(folder)!r}), 'order'); assert 'asn1crypto' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
