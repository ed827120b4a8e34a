"""The guide tells what the program does: its examples are built, its commands run, its tables compared."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

import nastav_docs
from nastav_docs import cli
from nastav_docs.inspecting import check_path
from tests import guide
from tests.docx_builder import lines, names

if TYPE_CHECKING:
    from nastav_docs.diagnostics import Diagnostic

EVERY = [(page, example) for page in guide.PAGES for example in guide.examples(page, "yaml")]
TEMPLATES = guide.examples("шаблоны", "docx")


def told(problems: tuple[Diagnostic, ...]) -> list[str]:
    """Problems as a test shows them."""
    return [f"{problem.code} {problem.place}: {problem.message}" for problem in problems]


# ------------------------------------------------------------------------------------------------------- every page


@pytest.mark.parametrize("page", guide.PAGES)
def test_the_links_of_a_page_lead_somewhere(page: str) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", guide.text_of(page)):
        file, _, anchor = link.partition("#")
        target = guide.ROOT / "docs" / (file or f"{page}.md")
        if "://" not in link:
            assert target.exists(), link
            assert not anchor or anchor in anchors(target.read_text("utf-8")), link


def anchors(text: str) -> set[str]:
    """The anchors that a renderer makes of headings."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\s-]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("readme", ["README.md", "README.ru.md"])
def test_the_readmes_lead_to_every_page(readme: str) -> None:
    text = (guide.ROOT / readme).read_text("utf-8")
    assert [page for page in guide.PAGES if f"(docs/{page}.md)" not in text] == []


def test_pictures_are_small_and_each_is_shown() -> None:
    pictures = {file.name: file.stat().st_size for file in (guide.ROOT / "docs" / "img").glob("*.png")}
    pages = [*(guide.ROOT / "docs").glob("*.md"), *guide.ROOT.glob("README*.md")]
    shown = "".join(page.read_text("utf-8") for page in pages)
    assert [name for name, size in pictures.items() if size > 150_000 or f"img/{name}" not in shown] == []


@pytest.mark.parametrize("line", [line for page in guide.PAGES for line in guide.commands(page)])
def test_a_command_shown_is_there_with_its_options(line: str) -> None:
    command: click.Command = cli.cli
    words = shlex.split(line)
    words = words[words.index("nastav-docs") + 1 :]
    while isinstance(command, click.Group):
        inner = command.commands.get(words[0]) if words else None
        if inner is None:
            break
        command, words = inner, words[1:]
    assert isinstance(command, click.Group) is False or not words, line
    known = {option for parameter in command.params for option in parameter.opts}
    assert [word for word in words if word.startswith("-") and word not in known] == []


@pytest.mark.parametrize(("page", "example"), EVERY, ids=[f"{page}: {e.split(chr(10), 1)[0]}" for page, e in EVERY])
def test_every_example_of_settings_is_a_layer_that_builds(page: str, example: str, tmp_path: Path) -> None:
    named = re.match(r"# (\S+\.yaml)\n", example)
    folder = guide.district(tmp_path / "район", "" if named else example, {"наш-приказ.docx": TEMPLATES[1]})
    if named:
        file = folder / named[1]
        file.parent.mkdir(exist_ok=True)
        file.write_text(example, "utf-8")
    report = nastav_docs.build(nastav_docs.load(folder), tmp_path / "out")
    wanted = guide.WARNED.get((page, example.split("\n", 1)[0]), [])
    assert [problem.code for problem in report.problems] == wanted, told(report.problems)
    assert report.written


# -------------------------------------------------------------------------------------------------------- шаблоны.md

ONE = "documents:\n  example: {template: пример.docx, file: Пример}\n" + guide.NOTHING_ELSE


def printed(folder: Path, template: str, more: dict[str, str] | None = None) -> list[str]:
    """The lines of a document made of a template's text; nothing may be wrong with it."""
    made = guide.district(folder / "район", ONE, {"пример.docx": template, **(more or {})})
    report = nastav_docs.build(nastav_docs.load(made), folder / "out")
    assert told(report.problems) == []
    return [line.replace("\u00a0", " ") for line in lines((folder / "out" / "Пример.docx").read_bytes())]


@pytest.mark.parametrize("example", TEMPLATES, ids=lambda text: text.split("\n", 1)[0])
def test_every_example_of_a_template_is_printed(example: str, tmp_path: Path) -> None:
    found = printed(tmp_path, example, {"виза.docx": "Согласовано: {{ people.coordinator.signature }}"})
    assert not any("{" in line for line in found)
    literal = [line for line in example.splitlines() if not re.search(r"[{│]", line)]
    assert set(literal) - {"Проект приказа"} <= set(found)


def test_super_keeps_the_shared_block(tmp_path: Path) -> None:
    found = printed(tmp_path, TEMPLATES[1])
    assert found.index("О.С. Задорожный") + 1 == found.index("Проект подготовила Л.И. Гайдай")


def test_blocks_stand_over_blocks_over_blocks(tmp_path: Path) -> None:
    region = '{%p extends "order.docx" %}\n{%p block signature %}\n{%p super() %}\nобласть\n{%p endblock %}'
    own = region.replace("order.docx", "приказ-области.docx").replace("область", "район")
    found = printed(tmp_path, own, {"приказ-области.docx": region})
    assert found.index("О.С. Задорожный") < found.index("область") < found.index("район")


def test_filters_print_what_the_guide_says(tmp_path: Path) -> None:
    rows = guide.table("шаблоны", "Пишут")
    found = printed(tmp_path, "\n".join(written for written, _ in rows))
    assert found == [shown for _, shown in rows]


def test_tags_of_cells_are_understood(tmp_path: Path) -> None:
    tags = [tag for tag, _ in guide.table("шаблоны", "Метка в начале ячейки или абзаца")]
    table = """\
│ {{%tc for column in roadmap.columns %}} │ {{% cellwidth column.width %}}{{{{ column.title }}}} │ {{%tc endfor %}} │
│ {{%tr for section in roadmap.sections %}} │ │ │
│ {{%tr for activity in section.activities %}} │ │ │
│ {{%tc for column in roadmap.columns %}} │ {}: {{{{ column.title }}}} │ {{%tc endfor %}} │
│ {{%tr endfor %}} │ │ │
│ {{%tr endfor %}} │ │ │
"""
    found = printed(tmp_path, "и ещё\n".join(table.format(tag) for tag in tags))
    assert ": Срок реализации" in found


MISTAKES = guide.table("шаблоны", "Написано")


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[str, str]]]:
    """What the program says of each mistake of the guide's table: messages and hints by file."""
    files = {f"m{number}.docx": written.replace(" ⏎ ", "\n") for number, (written, *_) in enumerate(MISTAKES)}
    documents = "\n".join(f"  {name[:-5]}: {{template: {name}, file: {name[:-5]}}}" for name in files)
    folder = guide.district(tmp_path_factory.mktemp("mistakes") / "район", f"documents:\n{documents}\n{guide.NOTHING_ELSE}", files)
    said: dict[str, list[tuple[str, str]]] = {}
    for problem in check_path(folder):
        message = problem.message[:1].upper() + problem.message[1:]
        said.setdefault(Path(problem.place.file).name if problem.place else "", []).append((message, problem.hint))
    return said


@pytest.mark.parametrize(("number", "says", "advises"), [(n, *row[1:]) for n, row in enumerate(MISTAKES)])
def test_a_mistake_is_told_in_the_words_of_the_guide(
    number: int, says: str, advises: str, said: dict[str, list[tuple[str, str]]]
) -> None:
    assert (says, advises) in said[f"m{number}.docx"]


def test_the_first_change_in_five_minutes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = guide.my_district(tmp_path / "мой-район")
    monkeypatch.chdir(tmp_path)
    override, check, build, *_ = guide.commands("шаблоны")
    assert run(override) == "записан        мой-район/templates/order.docx\n"
    own = folder / "templates" / "order.docx"
    own.write_bytes(guide.typed_by_clerk(own.read_bytes(), TEMPLATES[0].splitlines()))
    assert run(check) == "Замечаний нет.\n"
    run(build)
    order = (tmp_path / "out" / "Приказ 14-а.docx").read_bytes()
    assert lines(order)[:3] == ["", "СВЕРДЛОВСКАЯ ОБЛАСТЬ", "ОТДЕЛ ОБРАЗОВАНИЯ ОЗЕРНОГОРСКОГО МУНИЦИПАЛЬНОГО ОКРУГА"]
    assert any(name.startswith("word/media/") for name in names(order))


def run(line: str, *, exit_code: int = 0) -> str:
    """What a command line of the guide prints."""
    done = CliRunner().invoke(cli.cli, shlex.split(line)[1:])
    assert done.exit_code == exit_code, done.output
    return done.stdout
