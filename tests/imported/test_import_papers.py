"""Papers become settings that print the same papers; whatever does not is told with its place."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from nastav_docs import load, render
from nastav_docs.cli.main import cli
from nastav_docs.config import CONFIG_NAME, has_errors
from nastav_docs.docx import read_parts
from nastav_docs.imported import Imported, import_papers
from nastav_docs.imported.assemble import assembled
from nastav_docs.imported.claims import is_page_number
from nastav_docs.imported.sources import read_sources
from nastav_docs.papers import Paper, package_of, paper_of_docx
from tests.imported.laid_out import readings, word_paper
from tests.paths import DISTRICT_2020, ROOT
from tests.word_file import paragraph, table, word_file

if TYPE_CHECKING:
    from pathlib import Path

READINGS = readings()
LOST = {"ND971", "ND972", "ND973", "ND976"}


def imported(tmp_path: Path, **files: bytes | str) -> Imported:
    """What files of these names become; «_» before the kind stands for the dot."""
    paths = []
    for name, data in files.items():
        path = tmp_path / name.replace("_", ".")
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        paths.append(path)
    return import_papers(paths, tmp_path / "out")


def told(made: Imported, *known: str) -> list[str]:
    """The messages of these codes, all that were lost or added where none is named."""
    return [problem.message for problem in made.problems if problem.code in (known or LOST)]


# --------------------------------------------------------------------------------- the way there and back again


def printed_papers(config: str, tmp_path: Path) -> dict[Path, bytes]:
    """The papers of a shipped district, or of one of the tests, as files."""
    project = load(DISTRICT_2020 if config == DISTRICT_2020.name else ROOT / "configs" / config)
    assert project.config is not None
    names = [name for name, one in project.config.documents.items() if one.for_each is None and not one.rows]
    files = {}
    for name in names:
        if not project.config.documents[name].template.endswith(".xlsx"):
            files[tmp_path / f"{name}.docx"] = render(project, name)
    for path, data in files.items():
        path.write_bytes(data)
    return files


@pytest.mark.parametrize("config", ["artemovsky", DISTRICT_2020.name, "gia/starter.yaml"])
def test_papers_of_a_district_come_back_word_for_word(config: str, tmp_path: Path) -> None:
    files = printed_papers(config, tmp_path)
    made = import_papers(list(files), tmp_path / "out")
    assert told(made) == []
    project = load(tmp_path / "out")
    assert not has_errors(project.problems)


def test_a_coat_of_arms_becomes_a_block_of_an_own_template(tmp_path: Path) -> None:
    files = printed_papers(DISTRICT_2020.name, tmp_path)
    made = import_papers([tmp_path / "order.docx"], tmp_path / "out")
    assert tmp_path / "out" / "templates" / "order.docx" in made.files
    order = render(load(tmp_path / "out"), "order")
    pictures = [
        [name for name in read_parts(data, "order.docx") if name.startswith("word/media/")]
        for data in (order, files[tmp_path / "order.docx"])
    ]
    assert len(pictures[0]) == len(pictures[1]) == 1


def named_again(files: dict[Path, bytes], out: Path) -> dict[str, bytes]:
    """What imported settings print, by the name of the source that it was read from."""
    papers, _ = read_sources(list(files))
    project = load(out)
    named = {one.source[-1].file: one.name for one in assembled(package_of(papers), papers).printed if one.source}
    return {path.stem: render(project, named[path.name]) for path in files if path.name in named}


@pytest.mark.parametrize(
    "config", ["artemovsky", "ozernogorsky", "lesnogorsky", "kedrovogorsky", "starter", "gia/starter.yaml"]
)
def test_papers_come_back_byte_for_byte(config: str, tmp_path: Path) -> None:
    files = printed_papers(config, tmp_path)
    made = import_papers(list(files), tmp_path / "out")
    assert told(made, *LOST, "ND973") == []
    again = named_again(files, tmp_path / "out")
    assert again.keys() == {path.stem for path in files}
    for path, data in files.items():
        assert read_parts(again[path.stem], "paper.docx") == read_parts(data, "paper.docx"), path.stem


def test_settings_of_printed_settings_are_the_same_settings(tmp_path: Path) -> None:
    """A template of one's own, which draws the signature otherwise, changes no word of the settings."""
    files = printed_papers("ozernogorsky", tmp_path)
    first = import_papers(list(files), tmp_path / "out")
    (tmp_path / "again").mkdir()
    again = []
    for path in files:
        again.append(tmp_path / "again" / path.name)
        again[-1].write_bytes(named_again(files, tmp_path / "out")[path.stem])
    assert import_papers(again, None).settings == first.settings


# ------------------------------------------------------------------------------ nothing is lost and nothing invented


@pytest.mark.parametrize("name", list(READINGS))
def test_every_paragraph_is_in_the_settings_or_in_the_list(name: str, tmp_path: Path) -> None:
    data = word_paper(name, READINGS[name])
    (tmp_path / "paper.docx").write_bytes(data)
    made = import_papers([tmp_path / "paper.docx"], tmp_path / "out")
    assert told(made, "ND976", "ND970") == []
    paper = paper_of_docx(data, "paper.docx")
    assert isinstance(paper, Paper)
    rows = re.findall(r'<tr class="(\w*)"><td class="where">[^<]*</td><td class="source">([^<]*)', made.beside)
    texts = [p.text for p in paper.paragraphs() if p.text.strip() and not is_page_number(p)]
    assert len([row for row in rows if row[1]]) == len(texts)
    listed = "\n".join(problem.text for problem in made.problems if problem.code in {"ND971", "ND980"})
    assert [text for kind, text in rows if kind == "left" and unescape(text)[:60] not in listed] == []
    assert not has_errors(load(tmp_path / "out").problems)


def test_the_order_of_the_real_package_is_read_whole(tmp_path: Path) -> None:
    data = word_paper("00-source-package", READINGS["00-source-package"])
    made = imported(tmp_path, package_docx=data)
    settings = made.settings
    assert settings is not None
    order = settings["order"]
    assert (order["number"], order["date"], order["title"]) == (
        "235", "02.11.2020", "О внедрении целевой модели наставничества",
    )  # fmt: skip
    assert len(order["clauses"]) == 7
    assert [len(clause["clauses"]) for clause in order["clauses"] if isinstance(clause, dict)] == [3]
    assert order["annexes"] == ["roadmap", "indicators"]
    assert sum(len(section["activities"]) for section in settings["roadmap"]["sections"]) == 20
    assert len(settings["indicators"]["rows"]) == 15
    assert settings["people"]["head"]["name"] == "Багдасарян Н.В."
    assert settings["people"]["coordinator"]["name"] == "Бабкина Ирина Геннадьевна"
    assert settings["people"]["school_heads"] == {"title": "Руководители МОО"}
    assert "r-145" in settings["acts"]
    assert len(settings["letter"]["enclosures"]) == 4
    assert not has_errors(load(tmp_path / "out").problems)


# ------------------------------------------------------------------------------------- orders, letters, regulations

DRAFT = "Приказ. О летней кампании. 1. Утвердить план. 2. Назначить ответственным методиста Рябову Ольгу Юрьевну."
LINES = """\
# Приказ

О подготовке к зиме

В целях подготовки учреждений

ПРИКАЗЫВАЮ:

1. Директорам школ:
   1) проверить котельные;
   2) доложить до 10.09.2026.
2. Контроль за исполнением приказа возложить на заместителя начальника Лосеву Анну Петровну.

Начальник  Г.Г. Ломов
"""


def test_a_draft_in_one_line_becomes_an_order(tmp_path: Path) -> None:
    settings = imported(tmp_path, draft_md=DRAFT).settings
    assert settings is not None
    assert settings["order"]["title"] == "О летней кампании"
    assert settings["order"]["clauses"] == [
        "Утвердить план.",
        "Назначить ответственным {{ people.coordinator.position | acc }} {{ people.coordinator.name | acc }}.",
    ]
    assert settings["people"]["coordinator"] == {"name": "Рябова Ольга Юрьевна", "position": "методист"}


def test_a_draft_names_the_issuer_under_its_word(tmp_path: Path) -> None:
    draft = (
        "# Приказ\n\n**МБОУ «Сосновская СОШ»**\n\nот 01.09.2026 № 45-од\n\n## О назначении куратора\n\n"
        "В целях организации наставничества\n\n**ПРИКАЗЫВАЮ:**\n\n1. Назначить куратором Сидорову Анну Павловну.\n\n"
        "Директор    И.О. Кротова\n"
    )
    made = imported(tmp_path, draft_md=draft)
    assert made.settings is not None
    assert made.settings["authority"]["name"] == "МБОУ «Сосновская СОШ»"
    assert (made.settings["order"]["title"], made.settings["order"]["number"]) == ("О назначении куратора", "45-од")
    assert told(made) == ["Напечатается иначе: «01.09.2026 № 45-од»."]


def test_a_draft_in_lines_has_its_clauses_as_a_tree(tmp_path: Path) -> None:
    settings = imported(tmp_path, draft_md=LINES).settings
    assert settings is not None
    order = settings["order"]
    assert order["preamble"] == "В целях подготовки учреждений"
    assert order["clauses"][0] == {
        "text": "Директорам школ:",
        "marks": "bracket",
        "clauses": ["проверить котельные;", "доложить до 10.09.2026."],
    }
    assert settings["people"]["head"] == {"name": "Ломов Г.Г.", "position": "Начальник"}
    assert settings["people"]["control"] == {"name": "Лосева Анна Петровна", "position": "заместитель начальника"}


def test_grounds_of_an_order_without_an_operative_word_are_its_preamble(tmp_path: Path) -> None:
    text = """\
УПРАВЛЕНИЕ ОБРАЗОВАНИЯ СОСНОВСКОГО РАЙОНА

РАСПОРЯЖЕНИЕ

12.03.2026 № 44-р

Об организации подвоза

Во исполнение постановления администрации Сосновского района от 01.02.2026 № 15-п «Об организации подвоза»

1. Руководителям школ:

а) назначить ответственных;

б) провести инструктажи.

2. Ведущему специалисту Козловой М.А. довести распоряжение до сведения руководителей.

Начальник  Т.А. Орлова

Исп. Козлова Мария Андреевна, (00000) 2-22-22
"""
    settings = imported(tmp_path, draft_txt=text).settings
    assert settings is not None
    assert settings["order"]["kind"] == "directive"
    assert settings["order"]["preamble"] == "Во исполнение {{ acts['postanovlenie-15-p'] | gen }}"
    assert settings["order"]["clauses"] == [
        {
            "text": "Руководителям школ:",
            "marks": "letter",
            "clauses": ["назначить ответственных;", "провести инструктажи."],
        },
        "Ведущему специалисту {{ people.executor | dat }} довести распоряжение до сведения руководителей.",
    ]
    assert settings["people"]["executor"] == {
        "name": "Козлова Мария Андреевна",
        "position": "ведущий специалист",
        "phone": "(00000) 2-22-22",
    }


def test_a_name_that_would_print_in_other_words_stays_as_it_is(tmp_path: Path) -> None:
    text = LINES.replace("Лосеву Анну Петровну", "Лосевой Анне Петровне")
    settings = imported(tmp_path, draft_md=text).settings
    assert settings is not None
    assert settings["order"]["clauses"][1].endswith("заместителя начальника Лосевой Анне Петровне.")


def test_a_letter_of_two_signatures_is_signed_by_both(tmp_path: Path) -> None:
    letter = (
        "Отдел образования Лесного района\n\n12.09.2025 № 15\n\nДиректорам школ\n\nО совещании\n\n"
        "Уважаемые руководители!\n\nПросим прибыть на совещание.\n\n"
        "Начальник отдела   Г.Г. Ломов\n\nПредседатель профсоюза   Л.О. Рябова\n"
    )
    made = imported(tmp_path, letter_md=letter)
    assert made.settings is not None
    signers = [made.settings["people"][role]["name"] for role in made.settings["letter"]["signed_by"]]
    assert signers == ["Ломов Г.Г.", "Рябова Л.О."]
    assert told(made) == []


def test_a_letter_has_addressee_reply_and_enclosures(tmp_path: Path) -> None:
    letter = word_file(
        paragraph("Управление образования"),
        paragraph("Лесного муниципального округа"),
        paragraph("тел. (00000) 1-23-45"),
        paragraph("01.09.2026 № 01-10/77"),
        paragraph("На № 5/1 от 20.08.2026"),
        paragraph("Директорам школ", align="right"),
        paragraph("О мониторинге"),
        paragraph("Уважаемые руководители!", align="center"),
        paragraph("Просим направить сведения."),
        paragraph("Приложение: форма на 2 л. в 1 экз."),
        paragraph("Начальник\tГ.Г. Ломов"),
        paragraph("Рябова Ольга Юрьевна"),
        paragraph("(00000) 1-23-46"),
    )
    settings = imported(tmp_path, letter_docx=letter).settings
    assert settings is not None
    assert settings["letter"] == {
        "number": "01-10/77",
        "date": "01.09.2026",
        "reply_to": {"number": "5/1", "date": "20.08.2026"},
        "addressee": ["Директорам школ"],
        "title": "О мониторинге",
        "salutation": "Уважаемые руководители!",
        "text": ["Просим направить сведения."],
        "enclosures": [{"text": "форма", "sheets": 2}],
        "signed_by": "head",
        "executor": "executor",
    }
    assert settings["authority"]["name"] == "Управление образования Лесного муниципального округа"


def test_a_regulation_keeps_its_grif_sections_and_clauses(tmp_path: Path) -> None:
    regulation = word_file(
        paragraph("УТВЕРЖДЕНО", align="right"),
        paragraph("приказом Управления образования Лесного муниципального округа", align="right"),
        paragraph("от 01.09.2026 № 15", align="right"),
        paragraph("ПОЛОЖЕНИЕ", align="center"),
        paragraph("о методическом совете", align="center"),
        paragraph(),
        paragraph("1. Общие положения", align="center"),
        paragraph("1.1. Положение определяет порядок работы совета."),
        paragraph("1.2. Совет создаётся при Управлении образования."),
        paragraph("2. Работа совета", align="center"),
        paragraph("2.1. Совет собирается раз в квартал."),
    )
    made = imported(tmp_path, regulation_docx=regulation)
    assert made.settings is not None
    assert told(made) == []
    ((name, paper),) = made.settings["papers"].items()
    assert paper["title"] == "о методическом совете"
    assert [section["title"] for section in paper["sections"]] == ["Общие положения", "Работа совета"]
    assert len(paper["sections"][0]["clauses"]) == 2
    act = made.settings["acts"][paper["approved"][0]["by"]]
    assert (act["issuer"], act["number"]) == ("Управление образования Лесного муниципального округа", "15")
    assert name.startswith("polozhenie")


def test_minutes_have_an_agenda_and_decisions(tmp_path: Path) -> None:
    text = """\
ПРОТОКОЛ № 3

заседания методического совета

15.09.2026

Председатель: Ломов Г.Г.

Секретарь: Рябова О.Ю.

ПОВЕСТКА ДНЯ:

1. О плане работы

1. СЛУШАЛИ:

Рябову О.Ю. о плане работы.

РЕШИЛИ:

Утвердить план работы.
"""
    settings = imported(tmp_path, minutes_md=text).settings
    assert settings is not None
    (paper,) = settings["papers"].values()
    assert (paper["number"], paper["date"], paper["title"]) == ("3", "15.09.2026", "заседания методического совета")
    assert paper["agenda"] == [
        {"title": "О плане работы", "heard": "Рябову О.Ю. о плане работы.", "decided": ["Утвердить план работы."]}
    ]


def test_a_sheet_of_those_who_have_read_keeps_its_columns(tmp_path: Path) -> None:
    order = word_file(
        paragraph("ПРИКАЗ", align="center"),
        paragraph("01.09.2026 № 15"),
        paragraph("О рабочей группе"),
        paragraph("ПРИКАЗЫВАЮ:"),
        paragraph("1. Создать рабочую группу."),
        paragraph("Директор\tГ.Г. Ломов"),
        paragraph("С приказом ознакомлены:"),
        table([["№", "Фамилия, имя, отчество", "Подпись"], ["1", "Носков И.О.", ""], ["2", "Пашина В.Л.", ""]]),
    )
    made = imported(tmp_path, order_docx=order)
    assert made.settings is not None
    assert made.settings["order"]["closing"] == ["С приказом ознакомлены:"]
    assert made.settings["order"]["tables"] == [{"id": "table", "closing": True}]
    assert [row["c2"] for row in made.settings["papers"]["table"]["rows"]] == ["Носков И.О.", "Пашина В.Л."]
    assert told(made, "ND971", "ND972", "ND976") == []


# ---------------------------------------------------------------------------------------------------- what is told


def test_registration_numbers_of_a_letterhead_are_told_as_left_out(tmp_path: Path) -> None:
    order = word_file(
        paragraph("Управление образования Лесного района", align="center"),
        paragraph("ИНН 0000000000", align="center"),
        paragraph("ПРИКАЗ", align="center"),
        paragraph("01.09.2026 № 15"),
        paragraph("О подготовке к зиме"),
        paragraph("ПРИКАЗЫВАЮ:"),
        paragraph("1. Проверить котельные."),
        paragraph("Начальник\tГ.Г. Ломов"),
    )
    made = imported(tmp_path, order_docx=order)
    assert told(made, "ND971") == ["Не перенесено: «ИНН 0000000000» – места для этого в настройках не нашлось."]


def test_a_folder_that_has_settings_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    (tmp_path / CONFIG_NAME).write_text("district: {name: Лесной район}\n", encoding="utf-8")
    made = import_papers([tmp_path / "draft.md"], tmp_path)
    assert told(made, "ND975") == [f"В папке «{tmp_path}» уже есть {CONFIG_NAME}."]
    assert (tmp_path / CONFIG_NAME).read_text(encoding="utf-8") == "district: {name: Лесной район}\n"


def test_a_file_that_is_no_paper_is_told(tmp_path: Path) -> None:
    (tmp_path / "фото.jpg").write_bytes(b"\xff\xd8")
    made = import_papers([tmp_path / "фото.jpg"], tmp_path / "out")
    assert [problem.message for problem in made.problems] == ["Файл «фото.jpg» не проверяется"]
    assert made.files == ()


def test_the_command_writes_settings_and_the_page_beside(tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(LINES, encoding="utf-8")
    out = tmp_path / "район"
    result = CliRunner().invoke(cli, ["import", str(tmp_path / "draft.md"), "-o", str(out)])
    assert result.exit_code == 0
    assert {path.name for path in out.iterdir()} == {CONFIG_NAME, "источник.html"}
    assert "впишите полное наименование" in (out / CONFIG_NAME).read_text(encoding="utf-8")
    page = (out / "источник.html").read_text(encoding="utf-8")
    assert "Директорам школ:" in page
    assert "order → clauses → 0" in page


def test_a_folder_and_a_table_given_for_papers_are_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "План.xlsx").write_bytes(b"")
    told = import_papers([tmp_path, tmp_path / "План.xlsx"], tmp_path / "out").problems
    assert [one.message for one in told] == [
        f"«{tmp_path.name}» – папка.",
        "«План.xlsx» – таблица, а настройки делаются из документов Word и текстов.",
    ]
    assert told[1].hint.startswith("Перенесите её строки в книгу настроек («nastav-docs init --xlsx»)")
