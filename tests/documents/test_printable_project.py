"""A project's papers handed over: `project.document(…)` to python-docx, `project.docxtpl(…)` to docxtpl."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from docxtpl import DocxTemplate, RichText
from jinja2 import Environment

import nastav_docs
from nastav_docs import ConfigError, TemplateError
from tests.docx_builder import docx, lines, part
from tests.minimal import write
from tests.paths import DISTRICT_2020
from tests.template.test_image_tags import png

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="module", name="project")
def _project() -> nastav_docs.Project:
    return nastav_docs.load(DISTRICT_2020)


def saved(document: Any) -> bytes:  # noqa: ANN401 - a Document or a DocxTemplate
    """The bytes that python-docx or docxtpl saves."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_finished_paper_is_a_document_of_python_docx(project: nastav_docs.Project) -> None:
    paper = project.document("order")
    assert lines(saved(paper)) == lines(nastav_docs.render(project, "order"))
    paper.add_paragraph("Верно")
    assert lines(saved(paper))[-1] == "Верно"


def test_a_school_has_its_own_paper(project: nastav_docs.Project) -> None:
    first, second = (
        " ".join(lines(saved(project.document("school-order", school)))) for school in ("shkola-3", "berezka")
    )
    assert "№\u00a03" in first
    assert first != second
    reloaded = project.reload().document("school-order", school="shkola-3")
    assert " ".join(lines(saved(reloaded))) == first


def test_a_paper_is_a_template_of_docxtpl_with_names_and_filters_ready(project: nastav_docs.Project) -> None:
    paper = project.docxtpl("order")
    assert isinstance(paper, DocxTemplate)
    assert paper.context["order"]["number"] == "14-а"
    paper.render()
    assert lines(saved(paper)) == lines(nastav_docs.render(project, "order"))


def test_docxtpl_replaces_a_picture_of_a_paper(project: nastav_docs.Project) -> None:
    paper = project.docxtpl("order")
    paper.render({})
    other = png(7, 9)
    paper.replace_pic("gerb.png", io.BytesIO(other))
    media = [
        part.blob
        for part in _reopened(saved(paper)).part.package.iter_parts()
        if part.partname.startswith("/word/media")
    ]
    assert media == [other]


def _reopened(data: bytes) -> Any:  # noqa: ANN401 - as above
    from docx import Document  # noqa: PLC0415 - only here

    return Document(io.BytesIO(data))


def test_own_names_values_and_filters_are_added(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "templates").mkdir()
    (folder / "templates" / "order.docx").write_bytes(
        docx("№ {{ order.number }} {{ extra.name | gen }} {{r note }}", "{{p added }}")
    )
    paper = nastav_docs.load(folder).docxtpl("order")
    annex = paper.new_subdoc()
    annex.add_paragraph("приложено")
    assert paper.get_undeclared_template_variables() == {"extra", "note", "added"}
    assert paper.get_undeclared_template_variables(context={"added": 1, "extra": 1}) == {"note"}
    paper.render({"extra": {"name": "Ломов П.С."}, "note": RichText("важно", bold=True), "added": annex})
    assert [line.replace("\u00a0", " ") for line in lines(saved(paper))] == ["№ 235 Ломова П.С. важно", "приложено"]
    assert "<w:b/>" in part(saved(paper))


def test_the_environment_of_docxtpl_brings_its_own_filters_only(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "templates").mkdir()
    (folder / "templates" / "order.docx").write_bytes(docx("{{ order.number | upper }}"))
    project = nastav_docs.load(folder)
    environment = Environment(autoescape=True)
    environment.filters["upper"] = lambda value: f"свой {value}"
    paper = project.docxtpl("order")
    paper.render({}, environment)
    plain = Environment(autoescape=True)
    again = project.docxtpl("order")
    again.render({}, plain)
    assert lines(saved(again)) == lines(nastav_docs.render(project, "order"))
    assert any(line.startswith("свой ") for line in lines(saved(paper)))


def test_a_name_that_is_lost_is_told_as_everywhere(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "templates").mkdir()
    (folder / "templates" / "order.docx").write_bytes(docx("{{ nomber }}"))
    with pytest.raises(TemplateError) as raised:
        nastav_docs.load(folder).docxtpl("order").render({})
    assert [p.message for p in raised.value.problems] == ["нет имени «nomber»"]


@pytest.mark.parametrize(
    ("call", "message", "hint"),
    [
        (lambda p: p.document("ordre"), "Документа «ordre» нет.", "Может быть, «order»?"),
        (lambda p: p.document("school-order"), "Документ «school-order» делается для каждой школы.", "Назовите школу: school='shkola-3'."),
        (lambda p: p.docxtpl("order", school="shkola-3"), "Документ «order» – самого муниципалитета, а не школы.", "Уберите school=."),
        (lambda p: p.document("school-order", school="shkola-33"), "Школы с кодом «shkola-33» нет.", "Может быть, «shkola-3»?"),
        (lambda p: p.document("school-mentors-table", school="shkola-3"), "Документ «school-mentors-table» – книга Excel, а не документ Word.", "Его собирает build."),
    ],
)  # fmt: skip
def test_a_paper_that_is_not_there_is_told(
    call: Callable[[nastav_docs.Project], object], message: str, hint: str, project: nastav_docs.Project
) -> None:
    with pytest.raises(ConfigError) as raised:
        call(project)
    (problem,) = raised.value.problems
    assert (problem.message, problem.hint) == (message, hint)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda p: p.document(5), "Документ называют ключом из «documents:» – строкой."),
        (lambda p: p.docxtpl("school-order", school=3), "Школу называют её кодом (id) – строкой."),
    ],
)
def test_a_wrong_type_is_answered_in_a_sentence(
    call: Callable[[nastav_docs.Project], object], message: str, project: nastav_docs.Project
) -> None:
    with pytest.raises(TypeError) as raised:
        call(project)
    assert str(raised.value) == message
