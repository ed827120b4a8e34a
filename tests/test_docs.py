"""What the guide and the README show is what the program does: every example of a config is built."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path

import pytest

import nastav_docs
from nastav_docs.review.lint_report import report
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
    assert report(nastav_docs.lint(["приказ.txt"])) == told


def test_the_python_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = examples("README.md", "python")
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "configs", tmp_path / "configs")
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102  the example is ours
    assert (tmp_path / "приказ.docx").read_bytes().startswith(b"PK")
    assert (tmp_path / "out" / "Приказ 235.docx").is_file()


PAGES = sorted(
    page.relative_to(ROOT).as_posix()
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "templates" / "README.ru.md")
)


@pytest.mark.parametrize("name", PAGES)
def test_every_link_of_a_page_leads_to_a_file_and_a_heading_that_are_there(name: str) -> None:
    page = ROOT / name
    for link in links(page.read_text("utf-8")):
        file, _, heading = link.partition("#")
        target = page.parent / file if file else page
        assert target.exists(), link
        assert not heading or heading in anchors(target.read_text("utf-8")), link


def links(text: str) -> list[str]:
    """The links of a page, and its pictures, that lead into this repository."""
    found = re.findall(r"\]\(([^)\s]+)\)", re.sub(r"^```.*?^```|`[^`\n]+`", "", text, flags=re.MULTILINE | re.DOTALL))
    return [link for link in found if not re.match(r"https?://|mailto:", link)]


def anchors(text: str) -> set[str]:
    """The anchors that a renderer makes of headings."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\s-]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[Школы](школы.md#столбцы), ![бланк](img/block.png)", ["школы.md#столбцы", "img/block.png"]),
        ("[ГОСТ](https://example.org/a.md)", []),
        ("`{{ f[1](x.y) }}`\n```python\nrows[0](a.md)\n```\n[выше](#коды)", ["#коды"]),
    ],
)
def test_a_link_is_told_from_code_and_from_the_world_outside(text: str, found: list[str]) -> None:
    assert links(text) == found


def test_every_page_of_the_guide_is_in_the_contents_of_the_site() -> None:
    contents = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:\n")[2]
    listed = re.findall(r"([^\s:]+\.md)$", contents, re.MULTILINE)
    guide = [page.relative_to(ROOT / "docs").as_posix() for page in ROOT.glob("docs/**/*.md")]
    assert sorted(listed) == sorted(
        [*guide, "templates/README.ru.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"]
    )


# --------------------------------------------------------------------------------------------------- for developers

DEVELOPERS = [name for name in PAGES if name.startswith("docs/dev/") or name == "CONTRIBUTING.md"]


def names_of_the_package() -> set[str]:
    """Every name that the package defines, and every word that it spells as a key: modules, classes, fields, filters."""
    found: set[str] = set()
    for file in (ROOT / "nastav_docs").rglob("*.py"):
        found |= {file.stem, file.parent.name}
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            match node:
                case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.arg(arg=name):
                    found.add(name)
                case ast.Name(id=name, ctx=ast.Store()):
                    found.add(name)
                case ast.Constant(value=str() as word):
                    found.add(word)
    return found


def test_every_word_of_the_glossary_is_a_name_in_the_package() -> None:
    rows = re.findall(
        r"^\| ([а-яёА-ЯЁ][^|]+) \| ([^|]+) \| ([^|]*) \|$",
        (ROOT / "docs/dev/glossary.md").read_text("utf-8"),
        re.MULTILINE,
    )
    words = {word for _, code, meaning in rows for word in re.findall(r"`([A-Za-z_]+):?`", f"{code} {meaning}")}
    assert len(rows) > 60
    assert all("`" in code for _, code, _ in rows)
    assert sorted(words - names_of_the_package()) == []


@pytest.mark.parametrize("name", DEVELOPERS)
def test_every_file_that_a_page_for_developers_names_is_there(name: str) -> None:
    named = re.findall(r"`((?:nastav_docs|tests|configs|docs|templates)/[^`\s*<]*)`", (ROOT / name).read_text("utf-8"))
    assert [file for file in named if not (ROOT / file).exists() and not file.endswith("__init__")] == []


def test_the_table_of_packages_has_every_package() -> None:
    table = (ROOT / "docs/dev/index.md").read_text("utf-8")
    packages = {folder.parent.name for folder in (ROOT / "nastav_docs").glob("*/__init__.py")} | {"files"}
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == packages
