"""The configs that travel with the project: each builds without a complaint, and what the schools print is right Russian.

The sentences are those of a careful secretary; a school's whole order is in three or four of them.
"""

from __future__ import annotations

import csv
import re
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest
from lxml import etree

import nastav_docs
from nastav_docs.authoring import start
from nastav_docs.config import yaml_tree
from nastav_docs.registry.reader import read_registry
from tests.paths import CONFIGS

if TYPE_CHECKING:
    from pathlib import Path

    from nastav_docs.config.yaml_tree import YamlNode

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DISTRICTS = ["artemovsky", "ozernogorsky", "kedrovogorsky", "starter"]
PUBLIC_CONTACTS = {"(34363) 2-48-73", "(34363) 2-46-47", "artuo_02@mail.ru"}


def built(name: str, folder: Path) -> nastav_docs.Report:
    """A config built into a folder."""
    return nastav_docs.build(nastav_docs.load(CONFIGS / name), folder)


def lines(path: Path) -> list[str]:
    """Every paragraph of a DOCX, non-breaking spaces as spaces."""
    with zipfile.ZipFile(path) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    signs = {f"{W}tab": " ", f"{W}noBreakHyphen": "-"}
    texts = ("".join(signs.get(n.tag) or n.text or " " for n in p.iter(f"{W}t", *signs)) for p in body.iter(f"{W}p"))
    return [" ".join(text.split()) for text in texts if text.strip()]


@pytest.mark.parametrize("name", DISTRICTS)
def test_a_config_builds_without_a_complaint(name: str, tmp_path: Path) -> None:
    report = built(name, tmp_path)
    assert report.ok
    assert [f"{problem.place}: {problem.message}" for problem in report.problems] == []


def test_the_starter_builds_anywhere(tmp_path: Path) -> None:
    shutil.copytree(CONFIGS / "starter", tmp_path / "район")
    report = nastav_docs.build(nastav_docs.load(tmp_path / "район"), tmp_path / "out")
    assert report.ok
    assert report.written == ("Письмо без номера.docx", "Приказ без номера.docx")


@pytest.mark.parametrize("programme", ["mentoring", "gia"])
def test_a_new_district_of_each_programme_builds_with_its_blanks(programme: str, tmp_path: Path) -> None:
    written, problems = start(tmp_path / "район", programme=programme)
    assert (len(written), problems) == (2, ())
    report = nastav_docs.build(nastav_docs.load(tmp_path / "район"), tmp_path / "out")
    assert report.ok
    assert len(report.written) >= 2
    assert nastav_docs.check(nastav_docs.load(tmp_path / "район")) == ()


def test_a_programme_that_is_not_shipped_is_told_with_those_that_are(tmp_path: Path) -> None:
    written, (problem,) = start(tmp_path / "район", programme="giia")
    assert (written, problem.message, problem.hint) == ((), "Программы «giia» нет.", "Может быть, «gia»?")


@pytest.mark.parametrize("name", ["artemovsky", "ozernogorsky"])
def test_a_config_copied_anywhere_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    """`extends: ../mentoring/programme.yaml` held only beside the folder of the programme."""
    shutil.copytree(CONFIGS / name, tmp_path / "где-то" / "район")
    copied = nastav_docs.build(nastav_docs.load(tmp_path / "где-то" / "район"), tmp_path / "copied")
    there = built(name, tmp_path / "there")
    assert (copied.problems, copied.written) == ((), there.written)
    assert [path for path in there.written if (copied.out / path).read_bytes() != (there.out / path).read_bytes()] == []


def test_the_starter_leaves_blanks_to_write_on(tmp_path: Path) -> None:
    built("starter", tmp_path)
    order = lines(tmp_path / "Приказ без номера.docx")
    assert "Приступить к реализации целевой модели наставничества с «___» __________ 20__ г." in order
    assert "от ___________ № ______" in order


@pytest.fixture(scope="module")
def artemovsky(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with all papers of Artemovsky and its schools."""
    folder = tmp_path_factory.mktemp("artemovsky")
    built("artemovsky", folder)
    return folder


APPOINTED = [
    ("sosh-1", "заместителя директора по учебно-воспитательной работе Ткаченко П.И."),
    ("sosh-2", "заместителя директора по воспитательной работе Иванову-Седых М.Ю."),
    ("zarechnaya", "учителя русского языка и литературы Шевчука Р.О."),
    ("oosh-4", "педагога-организатора Кузьмич В.И."),
    ("lyceum-21", "заместителя директора по научно-методической работе Цой Е.В."),
    ("gymnasium-5", "педагога-психолога Мкртчян А.А."),
    ("ds-15", "старшего воспитателя Гайдай С.Ф."),
    ("ds-7", "учителя-логопеда Лебедь Д.Н."),
    ("ds-32", "старшего воспитателя Остапенко-Лисовую И.Л."),
    ("ddt-22", "методиста Воробей Л.Н."),
    ("cdo-raduga", "педагога дополнительного образования Грицая Т.К."),
    ("syun", "методиста Рябоконь Н.Т."),
    ("sport", "тренера-преподавателя Шульца Э.К."),
    ("evening-2", "учителя математики Гусейнову Л.Р."),
    ("sosh-14", "заместителя директора по учебно-методической работе Гёте Э.Г."),
    ("sosh-16", "социального педагога Пивоварову Ю.Л."),
    ("cadet", "заместителя директора по воспитательной работе Толстого П.И."),
    ("boarding-9", "учителя-дефектолога Каминскую-Штейн Р.М."),
    ("primary-27", "учителя начальных классов Ко М.А."),
    ("ppms", "заведующего отделом Шапиро И.М."),
]


def order_of(school: str, folder: Path) -> list[str]:
    """The paragraphs of a school's order."""
    (path,) = (folder / school).glob("Приказ*.docx")
    return lines(path)


@pytest.mark.parametrize(("school", "whom"), APPOINTED)
def test_a_school_appoints_its_curator(school: str, whom: str, artemovsky: Path) -> None:
    assert f"Назначить куратором внедрения целевой модели наставничества {whom}" in order_of(school, artemovsky)


def test_every_school_of_the_registry_appoints_a_curator() -> None:
    rows, problems = read_registry(CONFIGS / "artemovsky" / "schools.csv")
    assert not problems
    assert [row.id for row in rows] == [school for school, _ in APPOINTED]


CHARGED = [
    ("sosh-2", "Ивановой-Седых М.Ю.:"),
    ("zarechnaya", "Шевчуку Р.О.:"),
    ("lyceum-21", "Цой Е.В.:"),
    ("ds-32", "Остапенко-Лисовой И.Л.:"),
    ("cdo-raduga", "Грицаю Т.К.:"),
    ("sport", "Шульцу Э.К.:"),
    ("evening-2", "Гусейновой Л.Р.:"),
    ("cadet", "Толстому П.И.:"),
    ("boarding-9", "Каминской-Штейн Р.М.:"),
    ("ppms", "Шапиро И.М.:"),
]


@pytest.mark.parametrize(("school", "whom"), CHARGED)
def test_a_school_charges_its_curator(school: str, whom: str, artemovsky: Path) -> None:
    assert whom in order_of(school, artemovsky)


NAMED = [
    ("sosh-1", "МАОУ «СОШ № 1»"),
    ("zarechnaya", "Заречной СОШ"),
    ("ds-15", "МБДОУ «Детский сад № 15 „Сказка“»"),
    ("sosh-16", "МБОУ «СОШ № 16 – детский сад»"),
    ("evening-2", "МКОУ «Вечерняя (сменная) школа № 2»"),
    ("ppms", "Центре «Доверие»"),
]


@pytest.mark.parametrize(("school", "where"), NAMED)
def test_a_school_is_named_in_the_prepositional(school: str, where: str, artemovsky: Path) -> None:
    order = order_of(school, artemovsky)
    assert f"О внедрении целевой модели наставничества в {where}" in order
    assert f"Внедрить в {where} целевую модель наставничества с 01.12.2020." in order
    assert (
        f"Утвердить План (дорожную карту) внедрения целевой модели наставничества в {where} на 2020–2024 годы (приложение)."
        in order
    )


def test_an_order_of_a_school_rests_on_the_order_of_its_district(artemovsky: Path) -> None:
    basis = (
        "На основании приказа Управления образования Артемовского городского округа от 02.11.2020 № 235 "
        "«О внедрении целевой модели наставничества», в соответствии с распоряжением Министерства просвещения"
    )
    assert [line for line in order_of("sosh-1", artemovsky) if line.startswith(basis)]


SIGNED = [
    ("oosh-4", "И.о. директора", "В.С. Гончаренко"),
    ("ds-15", "Заведующий", "Н.П. Кравец"),
    ("ds-7", "Заведующая", "Т.И. Живаго"),
    ("boarding-9", "Исполняющий обязанности директора", "И.И. Седых"),
    ("ppms", "Временно исполняющая обязанности директора", "Н.Т. Гузь"),
]


@pytest.mark.parametrize(("school", "position", "name"), SIGNED)
def test_the_signature_begins_with_a_capital(school: str, position: str, name: str, artemovsky: Path) -> None:
    order = order_of(school, artemovsky)
    assert order[order.index(name) - 1] == position


# The number of an activity, which stands in its text where the plan has no column of numbers.
NUMBER = re.compile(r"^\d+\.\d+\. ")
CHANGED = [
    ("sosh-1", "Привлечение выпускников школы к работе наставниками", True),
    ("sosh-2", "Привлечение выпускников школы к работе наставниками", False),
    ("sosh-1", "До 20.11.2020", True),
    ("ds-15", "Воспитатели", True),
    ("ds-15", "Классные руководители", False),
    ("ds-15", "Торжественное мероприятие для подведения итогов и поощрения лучших наставников", False),
    ("ds-7", "Торжественное мероприятие для подведения итогов и поощрения лучших наставников", True),
    ("cdo-raduga", "Контроль за исполнением приказа возложить на заместителя директора Мельник О.Ю.", True),
    ("cdo-raduga", "Контроль за исполнением приказа оставляю за собой.", False),
    ("boarding-9", "Согласовать расписание встреч наставников и наставляемых с режимом дня воспитанников.", True),
]


@pytest.mark.parametrize(("school", "line", "stands"), CHANGED)
def test_a_school_changes_what_it_wants_by_id(school: str, line: str, stands: bool, artemovsky: Path) -> None:  # noqa: FBT001  a column of the table
    printed = {NUMBER.sub("", shown) for shown in order_of(school, artemovsky)}
    assert (line in printed) is stands


def test_a_school_answers_to_the_head_of_the_authority(artemovsky: Path) -> None:
    letter = " ".join(lines(artemovsky / "sosh-1" / "Письмо 118.docx"))
    assert "Начальнику Управления образования Артемовского городского округа Багдасарян Н.В." in letter
    assert "На № 01-33/930 от 02.11.2020" in letter


def test_no_school_has_a_contact_that_could_be_real() -> None:
    with (CONFIGS / "artemovsky" / "schools.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            assert row["Телефон"].startswith("(34363) 0-00-")
            assert row["E-mail"].endswith("@example.org")
            assert row["Примечание"] == "Организация и люди вымышлены"


def test_the_only_contacts_of_the_configs_are_public_or_invented() -> None:
    for path in CONFIGS.rglob("*.yaml"):
        text = re.sub(r"#.*", "", path.read_text("utf-8"))
        found = set(re.findall(r"[\w.-]+@[\w.-]+|\(\d+\)\s*[\d-]+", text))
        assert {item for item in found if "example.org" not in item and "(00000)" not in item} <= PUBLIC_CONTACTS


def test_the_second_district_says_that_its_people_are_invented() -> None:
    tree, problems = yaml_tree.read_file(CONFIGS / "ozernogorsky" / "district.yaml", "district.yaml")
    assert tree is not None
    assert not problems
    people = tree.entries["people"]
    assert isinstance(people, yaml_tree.YamlMapping)
    assert [flag(people.entries[role]) for role in ("head", "coordinator")] == ["да", "да"]


def flag(person: YamlNode) -> str:
    """Whether a person of the config is said to be invented."""
    said = yaml_tree.node_at(person, ("invented",))
    return said.text if isinstance(said, yaml_tree.YamlScalar) else ""
