"""A district's own file over a shared template: what is written, what it remembers, how it is told that its base moved."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from nastav_docs.authoring.check_templates import check_folder
from nastav_docs.authoring.list_templates import document_templates
from nastav_docs.authoring.override import base_of, override
from nastav_docs.config.project import Project, load
from nastav_docs.config.project_files import take_templates
from nastav_docs.documents.prepared_project import prepared, print_document
from nastav_docs.documents.render_document import render
from nastav_docs.docx.outline import outline
from nastav_docs.docx.package import read_package
from nastav_docs.docx.package_writer import packed
from nastav_docs.files import Snapshot
from nastav_docs.template.compilation import FoundTemplate, find
from tests import minimal
from tests.docx_builder import lines, names
from tests.paths import DISTRICT_2020, TEMPLATES

if TYPE_CHECKING:
    from pathlib import Path

SHARED = TEMPLATES


def shared(name: str) -> FoundTemplate:
    found = find(name, [SHARED])
    assert isinstance(found, FoundTemplate)
    return found


def changed(data: bytes, old: str, new: str) -> bytes:
    """A template in which a clerk has replaced some text."""
    package, _ = read_package(data, "x")
    assert package is not None
    text = package.parts[package.main].decode()
    assert old in text
    return packed({**package.parts, package.main: text.replace(old, new).encode()})


def over(project: Project, *folders: Path) -> Project:
    """The project with another search path of templates, as they are now."""
    contents = dict(project.snapshot.contents)
    take_templates(project.folder, folders, project.config, contents)
    return replace(project, template_folders=folders, snapshot=Snapshot(contents))


def own(
    folder: Path, name: str, block: str = "", text: tuple[str, str] | None = None, base: bytes | None = None
) -> Project:
    """A minimal project with one file of its own over the shared templates."""
    minimal.write(folder)
    target = folder / "templates" / name
    target.parent.mkdir(exist_ok=True)
    found = shared("order.docx") if base is None else FoundTemplate("order.docx", "order.docx", base, "")
    data, problems = override(found, target, (block,) if block else ())
    assert data is not None, problems
    target.write_bytes(data if text is None else changed(data, *text))
    return load(folder)


@pytest.mark.parametrize(
    ("name", "block", "inside"),
    [
        ("order.docx", "letterhead", ["{%p for line in issuer.letterhead %}", "{{ line }}"]),
        ("order.docx", "signature", ["{{ signer.signature }}"]),
        ("letter.docx", "executor", ["{{ letter.executor.name }}"]),
        ("roadmap.docx", "row", ["{%tc for cell in activity.cells %}", "{%p for line in cell.lines %}"]),
        ("roadmap.docx", "header", ["{% cellwidth column.width %}{{ column.title }}"]),
        ("letter.docx", "addressee", ["{%p for line in letter.addressee %}"]),
    ],
)
def test_a_block_comes_with_its_content_and_the_styles(
    name: str, block: str, inside: list[str], tmp_path: Path
) -> None:
    data, problems = override(shared(name), tmp_path / name, (block,))
    assert data is not None
    assert problems == ()
    text = lines(data)
    assert text[0] == f'{{%p extends "{name}" %}}'
    assert re.fullmatch(rf"{{%(p|tr) block {block} %}}", text[1])
    assert set(inside) <= set(text)
    own_package, base_package = read_package(data, "")[0], read_package(shared(name).data, "")[0]
    assert own_package is not None
    assert base_package is not None
    for part in ("word/styles.xml", "word/numbering.xml", "word/settings.xml"):
        assert own_package.parts[part] == base_package.parts[part]


def test_without_a_block_it_is_a_whole_copy(tmp_path: Path) -> None:
    data, _ = override(shared("order.docx"), tmp_path / "order.docx")
    assert data is not None
    assert outline(data) == outline(shared("order.docx").data)


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "order.docx").write_bytes(b"a clerk's work")
    data, problems = override(shared("order.docx"), tmp_path / "order.docx")
    assert data is None
    assert [p.code for p in problems] == ["ND448"]


def test_an_unknown_block_comes_with_a_guess(tmp_path: Path) -> None:
    _, (problem,) = override(shared("order.docx"), tmp_path / "x.docx", ("letterhed",))
    assert (problem.code, problem.message, problem.hint) == (
        "ND457",
        "в «order.docx» нет блока «letterhed»",
        "возможно, «letterhead»",
    )


def test_the_file_remembers_its_base(tmp_path: Path) -> None:
    data, _ = override(shared("order.docx"), tmp_path / "order.docx", ("letterhead",))
    assert data is not None
    package, _ = read_package(data, "")
    assert package is not None
    base = base_of(package)
    assert base is not None
    assert (base.name, base.outline) == ("order.docx", outline(shared("order.docx").data))
    again, _ = override(shared("order.docx"), tmp_path / "order.docx", ("letterhead",))
    assert data == again


@pytest.mark.parametrize("custom", [b"<x/>", b"not xml", b""])
def test_what_somebody_else_wrote_there_is_passed_over(custom: bytes) -> None:
    package, _ = read_package(shared("order.docx").data, "")
    assert package is not None
    assert base_of(package.with_parts({"docProps/custom.xml": custom})) is None


def printed(project: Project) -> bytes:
    ready = prepared(project)
    assert [p for p in ready.problems if p.severity.value == "error"] == []
    data, problems = print_document(ready.planned[0], ready.templates)
    assert data is not None, problems
    return data


def test_an_untouched_override_prints_the_same_paper(tmp_path: Path) -> None:
    minimal.write(tmp_path / "plain")
    plain = printed(load(tmp_path / "plain"))
    for block in ("letterhead", "signature", "clauses", "requisites"):
        assert outline(printed(own(tmp_path / block, "order.docx", block))) == outline(plain)


def test_an_own_block_is_printed_and_the_rest_is_the_shared(tmp_path: Path) -> None:
    project = own(tmp_path, "order.docx", "requisites", ("ПРИКАЗ", "РАСПОРЯЖЕНИЕ"))
    text = lines(printed(project))
    assert "РАСПОРЯЖЕНИЕ" in text
    assert "ПРИКАЗ" not in text
    assert "ПРИКАЗЫВАЮ:" in text


def test_what_a_file_remembers_stays_out_of_the_papers(tmp_path: Path) -> None:
    assert "docProps/custom.xml" not in names(printed(own(tmp_path, "order.docx")))


def test_the_list_says_what_lies_over_what(tmp_path: Path) -> None:
    rows, problems = document_templates(own(tmp_path, "order.docx", "letterhead"))
    assert problems == ()
    first, second, *within = rows[0].uses
    assert (rows[0].document, first.own, first.extends, first.blocks) == ("order", True, "order.docx", ("letterhead",))
    assert first.hides == str(SHARED / "order.docx")
    assert (second.path, second.own) == (str(SHARED / "order.docx"), False)
    assert {one.name for one in within} == {"inner-table.docx", "roadmap.docx"}


def test_a_base_that_moved_on_is_told_with_what_changed(tmp_path: Path) -> None:
    old = changed(shared("order.docx").data, "ПРИКАЗ<", "Приказ<")
    project = own(tmp_path, "order.docx", "letterhead", base=old)
    for problems in (check_folder(project), document_templates(project)[1]):
        (problem,) = problems
        assert problem.code == "ND445"
        assert "-[Вид документа] Приказ\n+[Вид документа] ПРИКАЗ\n" in problem.hint


def test_a_change_of_the_shared_template_outside_the_block_reaches_the_district(tmp_path: Path) -> None:
    folder = tmp_path / "district"
    project = own(folder, "order.docx", "letterhead", ("{{ line }}", "Бланк: {{ line }}"))
    base = tmp_path / "shared"
    base.mkdir()
    for file in SHARED.glob("*.docx"):
        (base / file.name).write_bytes(file.read_bytes())
    moved = over(project, folder / "templates", base)
    assert "Основание: план работы" not in "\n".join(lines(printed(moved)))
    order = base / "order.docx"
    order.write_bytes(
        changed(order.read_bytes(), "{{ order.preamble }}", "Основание: план работы. {{ order.preamble }}")
    )
    later = over(moved, folder / "templates", base)
    text = "\n".join(lines(printed(later)))
    assert "Основание: план работы" in text
    assert "Бланк: УПРАВЛЕНИЕ ОБРАЗОВАНИЯ" in text.replace("\u00a0", " ")
    assert "ND445" in [p.code for p in check_folder(later)]


def test_the_second_district_keeps_its_blocks_when_the_shared_order_changes(tmp_path: Path) -> None:
    district = load(DISTRICT_2020)
    base = tmp_path / "shared"
    base.mkdir()
    for file in SHARED.glob("*.docx"):
        (base / file.name).write_bytes(file.read_bytes())
    order = base / "order.docx"
    order.write_bytes(changed(order.read_bytes(), "{{ order.verb }}", "{{ order.verb }} (по плану работы)"))
    folders = (district.folder / "templates", base)
    moved = over(district, *folders)
    ready = prepared(moved)
    planned = next(one for one in ready.planned if one.id == "order")
    data, problems = print_document(planned, ready.templates)
    assert data is not None, problems
    assert "(по плану работы)" in "\n".join(lines(data))
    assert any(name.startswith("word/media/") for name in names(data))
    assert "▣" in outline(data)


def test_several_blocks_come_at_once_in_the_order_of_the_template(tmp_path: Path) -> None:
    data, problems = override(shared("order.docx"), tmp_path / "order.docx", ("signature", "letterhead"))
    assert data is not None
    assert problems == ()
    assert [line for line in lines(data) if "block" in line][:4] == [
        "{%p block letterhead %}",
        "{%p endblock %}",
        "{%p block signature %}",
        "{%p endblock %}",
    ]


def test_a_second_block_is_added_to_the_own_file_beside_what_was_edited(tmp_path: Path) -> None:
    target = tmp_path / "order.docx"
    first, _ = override(shared("order.docx"), target, ("letterhead",))
    assert first is not None
    target.write_bytes(changed(first, "{{ line }}", "Наш бланк: {{ line }}"))
    data, problems = override(shared("order.docx"), target, ("signature",))
    assert problems == ()
    assert data is not None
    assert {"Наш бланк: {{ line }}", "{%p block letterhead %}", "{%p block signature %}"} <= set(lines(data))


@pytest.mark.parametrize(
    ("blocks", "message"),
    [
        (("letterhead",), "в файле «{}» блок «letterhead» уже есть"),
        (("signature", "letterhead"), "в файле «{}» блок «letterhead» уже есть"),
        ((), "файл «{}» уже есть"),
        (("signatur",), "в «order.docx» нет блока «signatur»"),
    ],
)
def test_a_block_that_is_there_stays_as_it_is(blocks: tuple[str, ...], message: str, tmp_path: Path) -> None:
    target = tmp_path / "order.docx"
    first, _ = override(shared("order.docx"), target, ("letterhead",))
    assert first is not None
    target.write_bytes(first)
    data, (problem,) = override(shared("order.docx"), target, blocks)
    assert (data, problem.message) == (None, message.format(target))


def test_a_paper_with_two_own_blocks_prints_as_without_them(tmp_path: Path) -> None:
    plain = render(load(minimal.write(tmp_path / "plain")), "order")
    project = own(tmp_path / "own", "order.docx", "letterhead")
    target = tmp_path / "own" / "templates" / "order.docx"
    data, _ = override(shared("order.docx"), target, ("signature",))
    assert data is not None
    target.write_bytes(data)
    assert outline(render(project.reload(), "order")) == outline(plain)
