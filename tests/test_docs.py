"""What the guide and the README show is what the program does: every example of a config is built."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path

import pytest

import nastav_docs
from nastav_docs.config.papers import PARTS, KindRecord
from nastav_docs.review.lint_report import report
from tests.certificate_file import GIVEN, SURNAME, certificate
from tests.paths import DISTRICT_2020, PAPERS, ROOT, TEMPLATES
from tests.test_configs import lines

BELOW = DISTRICT_2020 / "district.yaml"
REGISTRY = DISTRICT_2020 / "schools.yaml"
READMES = ["README.md", "README.ru.md"]


def examples(name: str, language: str = "yaml") -> list[str]:
    """The examples of a page in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", (ROOT / name).read_text("utf-8"), re.MULTILINE | re.DOTALL)


SETTINGS = "docs/настройки.md"
CERTIFICATE_FILE = re.compile(r"^signature_mark: (\S+\.cer)$", re.MULTILINE)
OWN_FILE = re.compile(r"# (\S+/\S+\.yaml)\n")


@pytest.mark.parametrize("example", examples(SETTINGS), ids=lambda text: text.split("\n", 1)[0])
def test_every_example_of_the_guide_is_a_layer_that_builds(example: str, tmp_path: Path) -> None:
    (tmp_path / "schools.yaml").write_text(REGISTRY.read_text("utf-8"), "utf-8")
    own = OWN_FILE.match(example)
    for kind in (one for one in examples(SETTINGS) if one.startswith("# kinds/")):
        add_file(kind, tmp_path)
        add_template(kind, tmp_path)
    if own:
        add_file(example, tmp_path)
    if signed := CERTIFICATE_FILE.search(example):
        (tmp_path / signed[1]).parent.mkdir(exist_ok=True)
        (tmp_path / signed[1]).write_bytes(certificate({SURNAME: "Задорожный", GIVEN: "Олег Семёнович"}))
    layer = "" if own or "extends:" in example else example
    text = example if "extends:" in example else f"extends: {BELOW}\nschools: schools.yaml\n{layer}"
    (tmp_path / "district.yaml").write_text(text, "utf-8")
    report = nastav_docs.build(nastav_docs.load(tmp_path), tmp_path / "out")
    assert [problem.message for problem in report.problems] == []
    assert report.written


def add_file(example: str, folder: Path) -> None:
    """Write an example that says in its first line which file beside the settings it is."""
    named = OWN_FILE.match(example)
    assert named is not None
    file = folder / named[1]
    file.parent.mkdir(exist_ok=True)
    file.write_text(example, "utf-8")


def add_template(kind: str, folder: Path) -> None:
    """The template that a kind of one's own names, as `templates override` begins it."""
    named = re.search(r"^template: (\S+)$", kind, re.MULTILINE)
    assert named is not None
    (folder / "templates").mkdir(exist_ok=True)
    shutil.copy(TEMPLATES / "paper.docx", folder / "templates" / named[1])


def test_the_table_of_kinds_has_every_kind_with_its_word_and_its_required_keys() -> None:
    page = (ROOT / SETTINGS).read_text("utf-8").partition("\n### Виды\n")[2].partition("\n###")[0]
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \| [^|]+ \| ([^|]+) \|$", page, re.MULTILINE)
    config = nastav_docs.load(PAPERS).config
    assert config is not None
    told = {name: (word, re.findall(r"`(\w+)`", required)) for name, word, required in rows}
    assert told == {name: (kind.word.text, list(kind.required)) for name, kind in config.kinds.items()}


def test_the_guide_names_every_part_of_a_kind() -> None:
    parts = (ROOT / SETTINGS).read_text("utf-8").partition("\nЧасти: ")[2].partition(". Ещё\n")[0]
    assert re.findall(r"`(\w+)`", parts) == list(PARTS)


def test_the_guide_names_every_key_of_a_kind() -> None:
    told = (ROOT / SETTINGS).read_text("utf-8").partition("\n### Свой вид\n")[2].partition("\n## ")[0]
    words = set(re.findall(r"`(\w+)`|^(\w+):", told, re.MULTILINE))
    everywhere = {"ignore"}  # told in «Нормоконтроль»
    assert set(KindRecord.model_fields) - everywhere <= {word for pair in words for word in pair}


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
