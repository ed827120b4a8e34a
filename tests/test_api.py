"""What a script imports: a handful of typed names, whatever was imported before."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import nastav_docs
from tests.minimal import changed, write

if TYPE_CHECKING:
    from pathlib import Path


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
