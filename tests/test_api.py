"""What a script imports: a handful of typed names, whatever was imported before."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import nastav_docs
from tests.minimal import changed, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType


def test_every_public_name_is_there() -> None:
    assert [name for name in nastav_docs.__all__ if not hasattr(nastav_docs, name)] == []


ORDERS = [
    "from nastav_docs import load, check, render, build, lint",
    "import nastav_docs.template.render, nastav_docs.builder.build_project, nastav_docs.review.check_papers; from nastav_docs import load, check, render, build, lint",
    "import nastav_docs.builder.school_batch; from nastav_docs import lint, build, render, check, load",
]


@pytest.mark.parametrize("imports", ORDERS)
def test_a_name_is_the_function_and_not_the_module_of_the_same_name(imports: str) -> None:
    code = f"{imports}\nprint(*(type(x).__name__ for x in (load, check, render, build, lint)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["function"] * 5


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import nastav_docs, sys; print([m for m in ('pydantic', 'pymorphy3', 'pytrovich', 'lxml', 'rich') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_text_is_checked_without_what_only_word_files_need(tmp_path: Path) -> None:
    path = tmp_path / "приказ.txt"
    path.write_text("Утвердить план в течении года.\n", "utf-8")
    code = "import nastav_docs, sys; found = nastav_docs.lint(sys.argv[1]); print('lxml' in sys.modules, 'течение' in str(found))"
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


def test_the_readme_in_five_lines(tmp_path: Path) -> None:
    project = nastav_docs.load(write(tmp_path / "district"))
    assert nastav_docs.check(project) == ()
    assert nastav_docs.render(project, "order")[:2] == b"PK"
    report = nastav_docs.build(project, tmp_path / "out")
    assert (report.ok, report.written) == (True, ("Приказ 235.docx",))


def test_render_raises_with_every_problem_of_the_config(tmp_path: Path) -> None:
    project = nastav_docs.load(write(tmp_path, changed(("signed_by: head", "signed_by: haed"))))
    with pytest.raises(nastav_docs.ConfigError) as caught:
        nastav_docs.render(project, "order")
    assert [problem.code for problem in caught.value.diagnostics] == ["ND206"]


def test_render_says_which_documents_there_are(tmp_path: Path) -> None:
    with pytest.raises(nastav_docs.ConfigError) as caught:
        nastav_docs.render(nastav_docs.load(write(tmp_path)), "ordre")
    assert caught.value.diagnostics[0].hint == "Может быть, «order»?"


def bare_rule(paragraph):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, ARG001 - a rule that does not say what it takes
    return ()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda n, _: n.load(None), "load ждёт путь – строку или Path, а получил: ничего (None)."),
        (lambda n, _: n.load(5), "load ждёт путь – строку или Path, а получил: число 5."),
        (lambda n, _: n.load(""), "load ждёт путь – строку или Path, а получил: пустую строку."),
        (lambda n, _: n.load(b"x"), "load ждёт путь – строку или Path, а получил: байты."),
        (lambda n, _: n.check("district"), "check ждёт то, что вернул load(…), а получил: строку «district»."),
        (lambda n, _: n.render({}, "order"), "render ждёт то, что вернул load(…), а получил: словарь."),
        (lambda n, p: n.render(p, 5), "render ждёт имя документа из «documents:» – строку."),
        (lambda n, _: n.build("district", "out"), "build ждёт то, что вернул load(…), а получил: строку «district»."),
        (lambda n, p: n.build(p, None), "build ждёт путь – строку или Path, а получил: ничего (None)."),
        (lambda n, p: n.build(p, "out", only=5), "build ждёт в only= и schools= имена: строку или список строк."),
        (lambda n, _: n.lint(5), "lint ждёт путь, байты, открытый файл или список их, а получил: число 5."),
        (lambda n, _: n.lint([None]), "lint ждёт путь, байты или открытый файл, а в списке ничего (None)."),
        (
            lambda n, _: n.lint({"a.docx": 1}),
            "lint ждёт путь, байты, открытый файл или список их, а получил: словарь.",
        ),
        (lambda n, _: n.lint([], rules=5), "lint ждёт в rules= список функций, а получил: число 5."),
        (lambda n, _: n.lint([], rules=[5]), "lint ждёт в rules= функции, а получил: число 5."),
        (
            lambda n, _: n.lint([], rules=[bare_rule]),
            "Правило bare_rule должно назвать вид аргумента: def bare_rule(paragraph: Paragraph) или PaperPackage.",
        ),
        (
            lambda n, p: n.load(p.folder, schools="x"),
            "load ждёт в schools= строки – словари «столбец: значение», а получил: строку «x».",
        ),
        (
            lambda n, p: n.load(p.folder, schools=[{"name": "СОШ"}, 5]),
            "load ждёт в schools= словари «столбец: значение», а schools[1] – число 5.",
        ),
        (
            lambda n, p: n.load(p.folder, schools=[{"name": b"x"}]),
            "load ждёт тексты, числа, даты, да и нет, списки и словари, а schools[0].name – байты.",
        ),
        (
            lambda n, _: n.load({"order": {"date": {1, 2}}}),
            "load ждёт тексты, числа, даты, да и нет, списки и словари, а order.date – список.",
        ),
        (lambda n, p: n.load(p.folder, data=5), "load ждёт в data= словарь, а получил: число 5."),
        (
            lambda n, p: n.load(p.folder, filters=5),
            "load ждёт в filters= словарь «имя: функция», а получил: число 5.",
        ),
        (
            lambda n, p: n.load(p.folder, filters={"x": 5}),
            "load ждёт в filters= функции по именам, а «x» – число 5.",
        ),
        (lambda n, p: n.replace(p, 5), "replace ждёт словарь изменений, а получил: число 5."),
        (lambda n, _: n.replace("x"), "replace ждёт то, что вернул load(…), а получил: строку «x»."),
        (lambda n, _: n.plan(5), "plan ждёт то, что вернул load(…), а получил: число 5."),
        (lambda n, p: n.plan(p, 5), "plan ждёт в school= код школы – строку."),
        (lambda n, p: n.render(p, "order", school=5), "render ждёт в school= код школы – строку."),
        (lambda n, p: n.render(p, "order", data=5), "render ждёт в data= словарь, а получил: число 5."),
        (lambda n, _: n.read_acts(None), "read_acts ждёт путь – строку или Path, а получил: ничего (None)."),
        (lambda n, _: n.read_profile([]), "read_profile ждёт путь – строку или Path, а получил: список."),
    ],
)
def test_a_wrong_type_is_answered_in_a_sentence(
    call: Callable[[ModuleType, nastav_docs.Project], object], message: str, tmp_path: Path
) -> None:
    project = nastav_docs.load(write(tmp_path))
    with pytest.raises(TypeError) as raised:
        call(nastav_docs, project)
    assert str(raised.value) == message


def test_one_path_and_one_name_need_no_list(tmp_path: Path) -> None:
    """A string was taken for a row of letters."""
    paper = tmp_path / "a.txt"
    paper.write_text("приказ №235", "utf-8")
    assert nastav_docs.lint(str(paper)) == nastav_docs.lint([str(paper)]) == nastav_docs.lint([paper])
    assert nastav_docs.lint(paper) != ()
    project = nastav_docs.load(str(write(tmp_path / "district")))
    assert nastav_docs.build(project, str(tmp_path / "out"), only="order").written == ("Приказ 235.docx",)


def test_a_missing_path_is_a_problem_and_no_exception(tmp_path: Path) -> None:
    missing = tmp_path / "нет"
    assert [problem.code for problem in nastav_docs.check(nastav_docs.load(missing))] == ["ND101"]
    assert [problem.severity for problem in nastav_docs.lint(str(missing))] == [nastav_docs.Severity.ERROR]
