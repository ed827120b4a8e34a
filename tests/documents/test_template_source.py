"""How a project opens its templates: each file is unzipped once and each of its parts parsed once."""

from __future__ import annotations

import zipfile
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from nastav_docs.config import PageStyle, load
from nastav_docs.documents.nouns import Speech
from nastav_docs.documents.prepared_project import prepared
from nastav_docs.documents.template_source import FUNCTIONS, TemplateOpener
from nastav_docs.documents.text_filters import filters_of
from nastav_docs.docx import xml
from nastav_docs.template import FoundTemplate, compile_template
from tests.paths import CONFIGS, TEMPLATES

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Counter[bytes]:
    """The XML that is parsed from now on, each text with how often."""
    counted: Counter[bytes] = Counter()
    parse = xml.parse

    def counting(data: bytes) -> xml.Element:
        counted[data] += 1
        return parse(data)

    monkeypatch.setattr(xml, "parse", counting)
    return counted


@pytest.mark.parametrize("name", ["artemovsky", "ozernogorsky"])
def test_each_part_of_each_template_is_parsed_once(name: str, parsed: Counter[bytes]) -> None:
    # parts were parsed 4 to 9 times: to be checked, for the look, for pictures, for the compiler
    project = load(CONFIGS / name)
    parsed.clear()
    ready = prepared(project)
    files = {used.path for template in ready.templates.values() for used in template.uses}
    parts: Counter[bytes] = Counter()
    for path in files:
        with zipfile.ZipFile(path) as archive:
            parts.update(archive.read(part) for part in archive.namelist() if part.endswith((".xml", ".rels")))
    assert files
    assert parsed == parts


def test_a_look_is_part_of_what_a_template_is_known_by(tmp_path: Path) -> None:
    plain, sized = (TemplateOpener((TEMPLATES,), tmp_path, look)("order.docx") for look in (None, PageStyle(size=26)))
    assert isinstance(plain, FoundTemplate)
    assert isinstance(sized, FoundTemplate)
    assert plain.data == sized.data
    assert plain.digest != sized.digest


def test_a_template_in_a_look_is_parsed_once_too(tmp_path: Path, parsed: Counter[bytes]) -> None:
    opening = TemplateOpener((TEMPLATES,), tmp_path, PageStyle(font="PT Astra Serif", size=26, mirror=True))
    template, problems = compile_template("order.docx", opening, filters=filters_of(Speech()), functions=FUNCTIONS)
    assert template is not None, problems
    parts = 0
    for used in template.uses:
        with zipfile.ZipFile(used.path) as archive:
            parts += sum(part.endswith((".xml", ".rels")) for part in archive.namelist())
    assert parsed.total() == parts
