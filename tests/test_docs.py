"""What the guide and the README show is what the program does: every example of a config is built."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import nastav_docs
from nastav_docs.diagnostics.reports import as_text
from tests.paths import ROOT
from tests.test_configs import lines

BELOW = ROOT / "configs" / "ozernogorsky" / "district.yaml"
REGISTRY = ROOT / "configs" / "ozernogorsky" / "schools.yaml"
READMES = ["README.md", "README.ru.md"]


def examples(name: str, language: str = "yaml") -> list[str]:
    """The examples of a page in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", (ROOT / name).read_text("utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("example", examples("docs/настройки.md"), ids=lambda text: text.split("\n", 1)[0])
def test_every_example_of_the_guide_is_a_layer_that_builds(example: str, tmp_path: Path) -> None:
    (tmp_path / "schools.yaml").write_text(REGISTRY.read_text("utf-8"), "utf-8")
    school = re.match(r"# (schools/.+\.yaml)\n", example)
    layer = "" if school or "extends:" in example else example
    if school:
        (tmp_path / "schools").mkdir()
        (tmp_path / school[1]).write_text(example, "utf-8")
    text = example if "extends:" in example else f"extends: {BELOW}\nschools: schools.yaml\n{layer}"
    (tmp_path / "district.yaml").write_text(text, "utf-8")
    report = nastav_docs.build(nastav_docs.load(tmp_path), tmp_path / "out")
    assert [problem.message for problem in report.problems] == []
    assert report.written


@pytest.mark.parametrize("name", READMES)
def test_the_config_of_the_readme_makes_the_order_that_the_readme_shows(name: str, tmp_path: Path) -> None:
    (config,) = examples(name)
    (shown,) = examples(name, "text")
    (tmp_path / "district.yaml").write_text(config, "utf-8")
    report = nastav_docs.build(nastav_docs.load(tmp_path), tmp_path / "out")
    assert report.problems == ()
    printed = "\n".join(lines(tmp_path / "out" / report.written[0]))
    assert [line for line in words(shown) if line not in words(printed)] == []


def words(text: str) -> list[str]:
    """The words of a text without the numbers that Word gives to clauses."""
    return re.sub(r"^\s*\d\.\s", "", text, flags=re.MULTILINE).split()


def test_the_two_readmes_show_the_same() -> None:
    languages = ("yaml", "text", "python", "markdown", "console")
    first, second = ([example for one in languages for example in examples(name, one)] for name in READMES)
    assert first == second


def test_the_checker_says_of_the_order_of_the_readme_what_the_readme_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (order,), (told,) = examples("README.md", "markdown"), examples("README.md", "console")
    monkeypatch.chdir(tmp_path)
    Path("приказ.txt").write_text(order, encoding="utf-8")
    assert as_text(nastav_docs.lint(["приказ.txt"])) == told


def test_the_python_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = examples("README.md", "python")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "configs").symlink_to(ROOT / "configs")
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102  the example is ours
    assert (tmp_path / "приказ.docx").read_bytes().startswith(b"PK")
    assert (tmp_path / "out" / "Приказ 235.docx").is_file()


def test_the_pictures_of_the_readmes_are_there() -> None:
    for name in READMES:
        for link in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", (ROOT / name).read_text("utf-8")):
            assert (ROOT / link).is_file()


@pytest.mark.parametrize("name", [*READMES, "docs/настройки.md"])
def test_the_links_of_a_page_lead_somewhere(name: str) -> None:
    page = ROOT / name
    for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
        assert (page.parent / link).exists(), link
