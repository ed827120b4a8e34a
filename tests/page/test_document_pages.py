"""A built document on the page: its sheets as pictures, each text a link to the field that it comes from, and back."""

from __future__ import annotations

import re
import shutil
import stat
import tempfile
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from nastav_docs.builder import build, built_documents
from nastav_docs.documents import load
from nastav_docs.page.pictures import Pictures
from nastav_docs.page.sources import SourcedText, sourced_texts
from tests.docx_builder import docx
from tests.page.visitor import served
from tests.paths import CONFIGS

if TYPE_CHECKING:
    from pathlib import Path

    from nastav_docs.page.fields import Path as FieldPath


@pytest.fixture(name="region", scope="module")
def _region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("region")
    shutil.copytree(CONFIGS / "artemovsky", root / "район")
    assert build(load(root / "район"), root / "out", jobs=1).ok
    return root


def sources_of(region: Path, path: str) -> dict[str, SourcedText]:
    school = built_documents(region / "out")[path].school
    found = sourced_texts(load(region / "район"), school, (region / "out" / path).read_bytes())
    assert isinstance(found, tuple)
    return {one.text: one for one in found}


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("г. Артемовский", ("authority", "place")),
        ("О внедрении целевой модели наставничества", ("order", "title")),
        ("Контроль за исполнением приказа оставляю за собой.", ("order", "clauses", 4, "text")),
        ("Формирование базы наставников", ()),
        ("ПРИКАЗЫВАЮ:", ()),
    ],
)
def test_a_paragraph_of_an_order_belongs_to_the_value_that_it_prints(region: Path, text: str, path: FieldPath) -> None:
    found = sources_of(region, "Приказ 235.docx").get(text, SourcedText(text))
    assert (found.path[:1], found.path[-1:]) == (path[:1], path[-1:])


def test_what_a_school_has_written_itself_is_told_by_its_file_and_its_cell_by_its_row(region: Path) -> None:
    found = sources_of(region, "boarding-9/Приказ 33-у.docx")
    assert found["Контроль за исполнением приказа оставляю за собой."].path[:2] == ("school", "order")
    own = next(one for text, one in found.items() if text.startswith("Заведующему библиотекой"))
    assert own.path == ()
    assert str(own.place).endswith("boarding-9.yaml:17:13")
    cell = found["(МКОУ «Школа-интернат № 9»)"].place
    assert cell is not None
    assert cell.words == "строка 19, столбец «Краткое наименование»"


def test_the_page_of_a_document_leads_to_the_field_and_the_field_back(region: Path) -> None:
    with served(region / "район", region / "out") as page:
        shown = page.ask(f"document?path={quote('Приказ 235.docx')}")
        assert shown.status == 200
        link = re.search(r'<a href="([^"]+)"[^>]*>г\. Артемовский</a>', shown.body.decode())
        assert link is not None
        address, _, anchor = unescape(link[1]).partition("#")
        field = page.ask("", whole=address)
        assert f'id="{anchor}"' in field.text
        back = re.search(r'href="([^"]+)">← К документу «Приказ 235.docx»', field.text)
        assert back is not None
        address, _, anchor = back[1].partition("#")
        assert f'<li id="{anchor}"><a ' in page.ask("", whole=address).text
        # A save keeps the way back.
        assert f"from={quote('Приказ 235.docx')}" in field.body.decode().split('method="post"')[1].split(">")[0]
        # A cell of the registry is reached too.
        school = page.ask(f"document?path={quote('boarding-9/Приказ 33-у.docx')}").text
        assert re.search(r'href="[^"]*data/schools\?from=[^"]*#c19,\d+"', school)


@pytest.mark.parametrize("path", ["../район/district.yaml", "нет.docx", "", "boarding-9/База наставников.xlsx"])
def test_only_a_built_word_file_is_shown(region: Path, path: str) -> None:
    with served(region / "район", region / "out") as page:
        assert page.ask(f"document?path={quote(path)}").status == 404
        assert page.ask(f"sheets?path={quote(path)}").status == 404


def test_without_libreoffice_the_text_stands_and_the_way_to_get_it_is_told(
    region: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nastav_docs.page.pictures.find_office", lambda: "")
    with served(region / "район", region / "out") as page:
        told = page.ask(f"sheets?path={quote('Приказ 235.docx')}").text
        assert "LibreOffice не найден, а показать страницы умеет он." in told
        assert "Установите его с libreoffice.org" in told
        assert "Утвердить План" in page.ask(f"document?path={quote('Приказ 235.docx')}").text


def test_a_document_of_older_data_says_so(region: Path, tmp_path: Path) -> None:
    shutil.copytree(region, tmp_path / "копия")
    with served(tmp_path / "копия" / "район", tmp_path / "копия" / "out") as page:
        (tmp_path / "копия" / "район" / "schools.csv").touch()
        shown = page.ask(f"document?path={quote('Приказ 235.docx')}").text
        assert "Данные изменились после сборки: здесь документ, каким он был." in shown
        assert page.send("build", {"path": "Приказ 235.docx"}).headers["location"].endswith("235.docx")


@pytest.mark.office
def test_sheets_are_drawn_once_kept_for_their_owner_alone_and_thrown_away(
    region: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with served(region / "район", region / "out") as page:
        path = quote("Приказ 235.docx")
        drawn = page.ask(f"sheets?path={path}").body.decode()
        pictures = re.findall(r'<image href="([^"]+)"', drawn)
        assert len(pictures) >= 5
        assert page.ask("", whole=pictures[0]).body.startswith(b"\x89PNG")
        assert page.ask("", whole=f"{pictures[0]}9").status == 404
        assert re.search(r'aria-label="Изменить: г\. Артемовский"[^>]*><rect x=', drawn)
        kept = list(tmp_path.rglob("*.png"))
        assert len(kept) == len(pictures)
        assert {stat.S_IMODE(file.stat().st_mode) for file in kept} <= {0o600, 0o666}  # Windows has no other mode
        monkeypatch.setattr("nastav_docs.page.pictures.convert_many", None)  # the second look draws nothing
        assert page.ask(f"sheets?path={path}").body.decode() == drawn
    assert list(tmp_path.rglob("*.png")) == []


@pytest.mark.office
def test_a_text_that_goes_over_to_the_next_sheet_is_found_on_both() -> None:
    from nastav_docs.pdf import places_of  # noqa: PLC0415  only where sheets are drawn

    texts = ["ПРИКАЗ", *[f"Пункт {number} о наставничестве." for number in range(60)], "Слово и дело. " * 400]
    pictures = Pictures()
    try:
        drawn = pictures.of(docx(*texts))
        assert isinstance(drawn, tuple)
        found = list(places_of(texts, drawn[1]))
    finally:
        pictures.close()
    assert all(found)
    assert len({sheet for sheet, _ in found[-1]}) > 1
    assert found[0][0][1][1] < found[1][0][1][1]
