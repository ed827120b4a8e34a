"""The guide tells what the program does: its examples are built, its commands run, its tables compared."""

from __future__ import annotations

import dataclasses
import datetime as dt
import inspect
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner
from openpyxl import Workbook

import nastav_docs
from nastav_docs.authoring.check_templates import check_path
from nastav_docs.cli.main import cli
from nastav_docs.config import Edit, edited
from nastav_docs.registry.column_headings import further_name, recognise
from nastav_docs.registry.reader import registry_from
from nastav_docs.russian.dates import Period
from nastav_docs.russian.deadlines.deadline import parse
from nastav_docs.russian.decline import decline
from nastav_docs.russian.phrases.guess_kind import guess_kind
from tests import codes_page, guide
from tests.docx_builder import lines, names, part
from tests.paths import ROOT

if TYPE_CHECKING:
    from nastav_docs.diagnostics.problem import Diagnostic

REGISTRY = guide.examples("школы", "csv")[0]
TEMPLATES = guide.examples("шаблоны", "docx")


def told(problems: tuple[Diagnostic, ...]) -> list[str]:
    """Problems as a test shows them."""
    return [f"{problem.code} {problem.place}: {problem.message}" for problem in problems]


def save_as_excel(table: str, file: Path, sheet: str) -> None:
    """A table of CSV as the second sheet of a book."""
    book = Workbook()
    rows = book.create_sheet(sheet)
    for line in table.splitlines():
        rows.append(line.split(";"))
    book.save(file)


# ------------------------------------------------------------------------------------------------------- every page


@pytest.mark.parametrize("readme", ["README.md", "README.ru.md"])
def test_the_readmes_lead_to_every_page(readme: str) -> None:
    text = (ROOT / readme).read_text("utf-8")
    assert [page for page in guide.PAGES if f"(docs/{page}.md)" not in text] == []


def test_pictures_are_small_and_each_is_shown() -> None:
    pictures = {file.name: file.stat().st_size for file in (ROOT / "docs" / "img").glob("*.png")}
    pages = [*(ROOT / "docs").glob("*.md"), *ROOT.glob("README*.md")]
    shown = "".join(page.read_text("utf-8") for page in pages)
    assert [name for name, size in pictures.items() if size > 150_000 or f"img/{name}" not in shown] == []


@pytest.mark.parametrize("line", [line for page in (*guide.PAGES, "настройки") for line in guide.commands(page)])
def test_a_command_shown_is_there_with_its_options(line: str) -> None:
    command: click.Command = cli
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


@pytest.mark.parametrize("example", [example for page in guide.PAGES for example in guide.examples(page, "yaml")])
def test_every_example_of_settings_is_a_layer_that_builds(example: str, tmp_path: Path) -> None:
    named = re.match(r"# (\S+\.yaml)\n", example)
    folder = guide.district(tmp_path / "район", "" if named else example, {"наш-приказ.docx": TEMPLATES[1]})
    named_otherwise = "Первое лицо" in example  # a heading of a registry's own
    save_as_excel(
        REGISTRY.replace("Директор", "Первое лицо") if named_otherwise else REGISTRY, folder / "школы.xlsx", "Реестр"
    )
    if named:
        file = folder / named[1]
        file.parent.mkdir(exist_ok=True)
        file.write_text(example, "utf-8")
    report = nastav_docs.build(nastav_docs.load(folder), tmp_path / "out")
    assert told(report.problems) == []
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
    for written in ("in paragraph", "leftalign paragraph"):  # what the cell below prints
        tags = [tag.replace(written, f"{written.split()[0]} column.title") for tag in tags]
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
    folder = guide.district(
        tmp_path_factory.mktemp("mistakes") / "район", f"documents:\n{documents}\n{guide.NOTHING_ELSE}", files
    )
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
    assert run(override).splitlines() == [
        "записан        мой-район/templates/наш-приказ.docx",
        "Им пока ничего не печатается: назовите его в настройках, documents: {…: {template: наш-приказ.docx}}",
    ]
    own, settings = folder / "templates" / "наш-приказ.docx", folder / "district.yaml"
    told_to_add = edited(settings.read_bytes(), "", [Edit(("documents", "order", "template"), own.name)])
    assert isinstance(told_to_add, bytes)
    settings.write_bytes(told_to_add)
    own.write_bytes(guide.typed_by_clerk(own.read_bytes(), TEMPLATES[0].splitlines()))
    assert run(check) == "Замечаний нет.\n"
    run(build)
    order = (tmp_path / "out" / "Приказ 14-а.docx").read_bytes()
    assert lines(order)[:3] == ["", "СВЕРДЛОВСКАЯ ОБЛАСТЬ", "ОТДЕЛ ОБРАЗОВАНИЯ ОЗЕРНОГОРСКОГО МУНИЦИПАЛЬНОГО ОКРУГА"]
    assert any(name.startswith("word/media/") for name in names(order))


def run(line: str, *, exit_code: int = 0) -> str:
    """What a command line of the guide prints."""
    done = CliRunner().invoke(cli, shlex.split(line)[1:])
    assert done.exit_code == exit_code, done.output
    return done.stdout


# --------------------------------------------------------------------------------------------------- нормоконтроль.md


def test_lint_says_of_the_example_what_the_guide_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (example,), (shown,) = guide.examples("нормоконтроль", "docx"), guide.examples("нормоконтроль", "text")
    before = guide.word_file(example)
    Path("приказ.docx").write_bytes(before)
    assert run("nastav-docs lint приказ.docx", exit_code=1) == shown
    run("nastav-docs lint приказ.docx --annotate примечания.docx --fix исправления.docx", exit_code=1)
    assert "word/comments.xml" in names(Path("примечания.docx").read_bytes())
    accepted = re.sub(r"<w:del .*?</w:del>|<[^>]+>", "", part(Path("исправления.docx").read_bytes()), flags=re.DOTALL)
    accepted = accepted.replace("\u00a0", " ")
    assert "В течение месяца" in accepted
    assert "от 25.12.2019 № Р-145" in accepted
    assert Path("приказ.docx").read_bytes() == before
    without = run('nastav-docs lint приказ.docx --ignore "ND802=дату уточнит юрист"', exit_code=1)
    assert "ND802" not in without


def test_own_acts_are_known_to_lint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    acts = guide.examples("нормоконтроль", "yaml")[1]
    Path("акты.yaml").write_text(acts, "utf-8")
    cited = "постановлением Администрации Озерногорского муниципального округа от {} № 1042-ПП"
    paper = "ПРИКАЗ\n02.11.2021 № 5\nО внедрении\nВ соответствии с {}\nПРИКАЗЫВАЮ:\n1. Утвердить план.\nНачальник О.С. Задорожный"
    Path("приказ.docx").write_bytes(guide.word_file(paper.format(cited.format("12.12.2020"))))
    found = run("nastav-docs lint приказ.docx --acts акты.yaml", exit_code=1)
    assert "в реестре дата 21.12.2020, здесь 12.12.2020" in found
    Path("приказ.docx").write_bytes(guide.word_file(paper.format(cited.format("21.12.2020"))))
    assert "реестре" not in run("nastav-docs lint приказ.docx --acts акты.yaml")


def test_a_reason_hides_a_remark_and_only_it(tmp_path: Path) -> None:
    ignored = guide.examples("нормоконтроль", "yaml")[0]
    spoken = re.sub(r"\n +ignore: .*", "", ignored)
    assert spoken != ignored
    codes = []
    for number, layer in enumerate((spoken, ignored)):
        folder = guide.district(tmp_path / str(number), layer)
        codes.append([problem.code for problem in nastav_docs.check(nastav_docs.load(folder))])
    assert codes == [["ND842"], []]


def test_json_has_the_fields_of_the_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("приказ.docx").write_bytes(guide.word_file(guide.examples("нормоконтроль", "docx")[0]))
    found = json.loads(run("nastav-docs lint приказ.docx --format json", exit_code=1))
    rows = guide.table("нормоконтроль", "Поле")
    assert set(found[0]) == {name for name, _ in rows}
    (place,) = [meaning for name, meaning in rows if name == "place"]
    assert set(found[0]["place"]) == set(re.findall(r"[a-z_]+", place))


# ----------------------------------------------------------------------------------------------- коды.md and школы.md


GENERATED = dict(codes_page.generated())


@pytest.mark.parametrize(("file", "page"), GENERATED.items(), ids=[file.stem for file in GENERATED])
def test_generated_parts_are_as_the_program_has_them(file: Path, page: str) -> None:
    assert file.read_text("utf-8") == page, "make outlines"


def test_no_page_of_codes_is_left_of_a_group_that_is_no_more() -> None:
    assert set(codes_page.PAGES.iterdir()) == {file for file in GENERATED if file.parent == codes_page.PAGES}


def test_the_registry_of_the_guide_is_read_and_built(tmp_path: Path) -> None:
    folder = guide.district(tmp_path / "район", "schools: schools.csv\n")
    (folder / "schools.csv").write_bytes(REGISTRY.encode("cp1251"))
    report = nastav_docs.build(nastav_docs.load(folder), tmp_path / "out", only=["school-order"])
    assert told(report.problems) == []
    assert report.written == ("shkola-1/Приказ 12-ОД.docx", "sad-2/Приказ 7.docx")


def test_the_two_required_columns_are_enough() -> None:
    rows, problems = registry_from("Полное наименование;Директор\nШкола № 1;Ким Елена Юрьевна\n".encode(), "a.csv")
    assert told(problems) == []
    assert len(rows) == 1


@pytest.mark.parametrize(("heading", "name"), guide.table("школы", "Заголовок"))
def test_a_column_of_ones_own_has_the_name_of_the_guide(heading: str, name: str) -> None:
    assert (recognise(heading), f"{{{{ school.{further_name(heading)} }}}}") == ("", name)


@pytest.mark.parametrize(("heading", "name"), guide.table("школы", "Заголовок", 1))
def test_a_column_of_a_case_is_recognised(heading: str, name: str) -> None:
    assert recognise(heading) == name


# ---------------------------------------------------------------------------------------------------------- падежи.md


@pytest.mark.parametrize("row", guide.table("падежи", "Написано"), ids=lambda row: str(row[0]))
def test_a_word_is_declined_as_the_guide_says(row: list[str]) -> None:
    found = decline(row[0], guess_kind(row[0]))
    assert [found.form(case) for case in ("nom", "gen", "dat", "ins")] == row


@pytest.mark.parametrize(("word", "code", "_why"), guide.table("падежи", "Написано", 1))
def test_a_doubt_is_told(word: str, code: str, _why: str) -> None:
    assert [doubt.code for doubt in decline(word, guess_kind(word)).doubts] == [code]


PLAN = Period(dt.date(2020, 11, 2), dt.date(2024, 12, 31))


@pytest.mark.parametrize(("written", "times", "dates"), guide.table("падежи", "Пишут"))
def test_a_deadline_falls_due_when_the_guide_says(written: str, times: str, dates: str) -> None:
    parsed = parse(written)
    assert parsed.deadline is not None
    assert (parsed.text, told(parsed.problems)) == (written, [])
    found = parsed.deadline.occurrences(PLAN, signed=dt.date(2020, 11, 2))
    assert times.partition(" ")[0] == (str(len(found)) if found else "без")
    assert ", ".join(f"{day:%d.%m.%Y}" for day in found[: dates.count(",") + 1]) == dates


@pytest.mark.parametrize(("written", "printed_", "code"), guide.table("падежи", "Написано", 2))
def test_a_slip_in_a_deadline_is_mended(written: str, printed_: str, code: str) -> None:
    parsed = parse(written)
    assert (parsed.text, [problem.code for problem in parsed.problems]) == (printed_, [code])


@pytest.mark.parametrize(("written", "code", "what"), guide.table("падежи", "Написано", 3))
def test_what_the_program_does_not_decide(written: str, code: str, what: str) -> None:
    parsed = parse(written)
    (problem,) = parsed.problems
    assert (problem.code, parsed.text) == (code, written)
    assert ("ошибка" in what) == (problem.severity.value == "error")


# ---------------------------------------------------------------------------------------------------------- python.md


@pytest.mark.parametrize("code", guide.examples("python", "python"), ids=lambda code: code.split("\n", 1)[0])
def test_a_script_of_the_guide_runs(code: str, tmp_path: Path) -> None:
    (tmp_path / "configs").mkdir()
    for name in ("artemovsky", "ozernogorsky"):
        shutil.copytree(ROOT / "configs" / name, tmp_path / "configs" / name)
    (tmp_path / "script.py").write_text(code, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-X", "utf8", "script.py"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    said = re.findall(r"#.*?«(\w+)» нет", code)
    assert all(f"«{word}» нет" in done.stdout for word in said)


def test_the_tables_of_the_api_name_what_there_is() -> None:
    parameters = [name for name, _ in guide.table("python", "Параметр build")]
    assert all(name in inspect.signature(nastav_docs.build).parameters for name in parameters)
    fields = [name for name, _ in guide.table("python", "Поле")]
    assert set(fields) == {field.name for field in dataclasses.fields(nastav_docs.Diagnostic)}
    functions = [name for name, _ in guide.table("python", "Имя")]
    assert set(functions) < set(nastav_docs.__all__)
