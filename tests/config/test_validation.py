"""What a user may write wrong in the config, and what is said of it: the place, the message, what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nastav_docs.config.json_schema import config_schema, school_schema
from nastav_docs.config.project import has_errors, load
from nastav_docs.config.shipped_files import shared_configs
from nastav_docs.documents.prepared_project import prepared
from nastav_docs.review.check_once import check
from tests.minimal import MINIMAL, changed, write

if TYPE_CHECKING:
    from pathlib import Path


def problems_of(folder: Path) -> list[str]:
    """The problems of a config as «line:column code message | hint», without the folder of the test."""
    found = prepared(load(folder)).problems
    return [
        f"{p.place.line if p.place else ''}:{p.place.column if p.place else ''} {p.code} {p.message} | {p.hint}"
        for p in found
    ]


# A table that may stand among the clauses of the order.
ROUTES = "papers: {routes: {kind: table, title: Маршруты, columns: [{id: who, title: Кто}], rows: [{who: Ломов П.И.}]}}"


def test_the_minimal_config_has_no_problems(tmp_path: Path) -> None:
    assert problems_of(write(tmp_path)) == []


WRONG = [
    # unknown key, with a guess
    (("  number: ", "  nomber: "), "9:3 ND201 Неизвестный ключ «nomber» в разделе «order».", "Может быть, «number»?"),
    (("district: {name", "districkt: {name"), "1:1 ND201 Неизвестный ключ «districkt».", "Может быть, «district»?"),
    # missing key
    (("  signed_by: head\n", ""), "8:1 ND202 Нет обязательного ключа «signed_by» в разделе «order».", "Допишите «signed_by: …» – роль"),
    # wrong type
    (("  title: О внедрении целевой модели наставничества\n", "  title: [О внедрении]\n"), "11:10 ND203 Здесь нужен раздел", ""),
    (("columns: [section, activity, deadline, responsible]", "columns: section"), "21:12 ND203 Здесь нужен список.", "«- »"),
    (("annexes: [roadmap]", "annexes: roadmap"), "18:12 ND203 Здесь нужен список.", "Каждую строку списка начните с «- »."),
    (("people:\n", "people: [\n"), "ND103", ""),
    # dates
    (("date: 25.12.2019", "date: 31.02.2019"), "ND204", "Напишите дату так: 02.11.2020."),
    (("date: 25.12.2019", "date: вчера"), "ND204", "Напишите дату так"),
    (("documents:", "period: 2024-12-31 … 2020-11-02\ndocuments:"), "ND205 Конец 02.11.2020 раньше начала 31.12.2024.", "Поменяйте"),
    (("documents:", "period: весь год\ndocuments:"), "ND203 «весь год» – не период.", "01.09.2025 … 31.08.2027"),
    # names that lead nowhere
    (("signed_by: head", "signed_by: haed"), "17:14 ND206 Роли «haed» нет в разделе «people».", "Может быть, «head»?"),
    (("responsible: [head, heads]", "responsible: [hed]"), "25:87 ND206 Роли «hed» нет", "Может быть, «head»?"),
    (("signed_by: head", "signed_by: heads"), "17:14 ND225 Роль «heads» – группа", "name:"),
    (("annexes: [roadmap]", "annexes: [roadmpa]"), "18:13 ND208 Приложения «roadmpa» нет", "Может быть, «roadmap»?"),
    (("annexes: [roadmap]", "annexes: [roadmap]\n  tables: [routs]"), "19:12 ND208 Таблицы «routs» нет", ""),
    (("annexes: [roadmap]", f"annexes: [roadmap]\n  tables: [{{id: routes, after: 9}}]\n{ROUTES}"),
     "19:12 ND262 Абзаца 9 в тексте нет, их 2: таблица «routes» – после последнего.", "after: 2 – или уберите «after»"),
    (("columns: [section", "columns: [sektion"), "21:13 ND224 Графы «sektion» нет.", "Может быть, «section»?"),
    (("template: order.docx", "template: ordr.docx"), "27:21 ND214", "order.docx"),
    # texts
    (("acts['r-145']", "acts['r-154']"), "12:30 ND209 в «acts» нет «r-154»", "возможно, «r-145»"),
    (("roadmap.title | acc", "roadmap.titel | acc"), "14:17 ND209 в «roadmap» нет «titel»", "возможно, «title»"),
    (("roadmap.title | acc", "roadmpa.title"), "14:17 ND209 нет имени «roadmpa»", "возможно, «roadmap»"),
    (("roadmap.title | acc", "roadmap.title | vin"), "14:17 ND210 фильтра «vin» нет", ""),
    (("roadmap.title | acc }}", "roadmap.title | acc"), "14:17 ND210 метка не прочитана", "начата другая: допишите перед нею «}}»"),
    (("roadmap.title | acc", "order.clauses[0].text"), "ND211 Текст ссылается сам на себя", "словами"),
    # people
    (("name: Петрова Анна Ивановна, ", ""), "4:9 ND216 Нужно или имя человека (name), или название группы", "name: Петрова"),
    (("position: начальник", "position: {nom: начальник, loc: начальнике}"), "ND217 Нет падежа «loc».", "nom – именительный"),
    (("position: начальник", "gender: женский"), "ND203 «женский» не подходит для «gender».", "Можно: male, female."),
    # an order without clauses, documents without a place
    (("  clauses:\n    - Утвердить {{ roadmap.title | acc }} ({{ annexes.roadmap }}).\n    - id: control\n      text: Контроль за исполнением приказа оставляю за собой.\n", "  clauses: []\n"), "8:1 ND215 В приказе нет ни одного пункта.", "clauses"),
    (('file: "Приказ {{ order.number }}"', "file: ../Приказ"), "ND212 Имя файла «../Приказ» не годится: «..» выводит из папки", ""),
    (('file: "Приказ {{ order.number }}"', "file: /etc/Приказ"), "ND212", ""),
    (('file: "Приказ {{ order.number }}"', "file: CON"), "ND212 Имя файла «CON» не годится: имя «CON.docx» занято Windows", ""),
    (('file: "Приказ {{ order.number }}"', "file: com1.бак"), "ND212", ""),
    (('file: "Приказ {{ order.number }}"', "file: 'Приказ: первый'"), "ND212 Имя файла «Приказ: первый» не годится: знак «:»", ""),
    (('file: "Приказ {{ order.number }}"}', "file: Приказ}\n  copy: {template: order.docx, file: приказ}"), "ND213 Документы «order» и «copy» попали бы в один файл", "разные имена"),
    (('documents:\n  order: {template: order.docx, file: "Приказ {{ order.number }}"}', "documents: {}"), "ND218 В настройках нет ни одного документа.", ""),
    (("template: order.docx,", "template: order.docx, of: letter,"), "ND220 Документу «order» нечего показать: раздела «letter» нет.", ""),
    # two rows of one list with one id
    (("- Утвердить", "- id: control\n      text: Утвердить"), "ND223 id «control» уже есть", "Дайте другой id."),
]  # fmt: skip


@pytest.mark.parametrize(("change", "said", "hint"), WRONG, ids=[said[:40] for _, said, _ in WRONG])
def test_what_is_wrong_is_said_at_its_place(tmp_path: Path, change: tuple[str, str], said: str, hint: str) -> None:
    found = problems_of(write(tmp_path, changed(change)))
    assert any(said in problem and hint in problem.partition(" | ")[2] for problem in found), found


RIGHT = [
    ('number: "235"', "number: 235", "Приказ 235.docx"),
    ('number: "235"', "number: no", "Приказ no.docx"),
    ('number: "235"', "number: 010", "Приказ 010.docx"),
    ('number: "235"', "number: 12:30", "ND212"),
    ('number: "235"', "number: 181/1", "Приказ 181-1.docx"),
    ('number: "235"', 'number: ""', "Приказ без номера.docx"),
]


@pytest.mark.parametrize(("old", "new", "file"), RIGHT)
def test_a_number_is_the_text_that_was_written(tmp_path: Path, old: str, new: str, file: str) -> None:
    ready = prepared(load(write(tmp_path, changed((old, new)))))
    assert [planned.path for planned in ready.planned] + [problem.code for problem in ready.problems] == [file]


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    text = changed(("signed_by: head", "signed_by: haed"), ("columns: [section", "columns: [sektion"))
    assert [line.split()[1] for line in problems_of(write(tmp_path, text))] == ["ND206", "ND224"]


def test_a_missing_folder_is_told_of(tmp_path: Path) -> None:
    assert "ND101" in problems_of(tmp_path / "нет такой")[0]


def test_a_missing_layer_is_told_of_with_where_it_was_sought(tmp_path: Path) -> None:
    found = problems_of(write(tmp_path, "extends: ../programe.yaml\n" + MINIMAL))
    assert found[0].startswith("1:10 ND101 Файл «../programe.yaml» не найден.")
    assert "Искали:" in found[0]


LAYERS = [
    ("mentorng", "1:10 ND101 Программы «mentorng» нет. Может быть, «mentoring»? Свой файл пишут с окончанием: ../общее.yaml."),
    ("наставничество", "1:10 ND101 Программы «наставничество» нет. Есть: gia, mentoring, mentoring-2025. Свой файл пишут с окончанием: ../общее.yaml."),
    ("../mentoring/programme.yaml", "1:10 ND101 Файл «../mentoring/programme.yaml» не найден. Готовую программу называют по имени: extends: mentoring."),
]  # fmt: skip


@pytest.mark.parametrize(("named", "said"), LAYERS)
def test_a_programme_that_is_not_there_is_told_of_with_those_that_are(tmp_path: Path, named: str, said: str) -> None:
    (problem,) = load(write(tmp_path / "район", f"extends: {named}\n" + MINIMAL)).problems
    told = f"{str(problem.place).rpartition('district.yaml:')[2]} {problem.code} {problem.message} {problem.hint}"
    assert told.startswith(said)


@pytest.mark.parametrize("named", ["mentoring", "mentoring/programme.yaml"])
def test_a_shipped_programme_is_named_by_its_folder_or_by_its_file(tmp_path: Path, named: str) -> None:
    project = load(write(tmp_path, f"extends: {named}\n" + MINIMAL))
    assert project.problems == ()
    assert [file.parent.name for file in project.files[1:]] == ["mentoring", "mentoring"]


def test_a_file_beside_the_layer_comes_before_a_programme_of_its_name(tmp_path: Path) -> None:
    write(tmp_path, "wording: {own: своё}\n", "mentoring.yaml")
    project = load(write(tmp_path, "extends: mentoring.yaml\n" + MINIMAL))
    assert [file.name for file in project.files] == ["district.yaml", "mentoring.yaml"]


def test_layers_in_a_circle_are_told_of(tmp_path: Path) -> None:
    write(tmp_path, "extends: b.yaml\n", "a.yaml")
    write(tmp_path, "extends: a.yaml\n", "b.yaml")
    found = problems_of(write(tmp_path, "extends: a.yaml\n"))
    assert "ND108 Файлы ссылаются друг на друга по кругу" in found[0]


def test_an_error_in_a_lower_layer_points_into_it(tmp_path: Path) -> None:
    write(tmp_path, changed(("signed_by: head", "signed_by: haed")), "programme.yaml")
    found = prepared(load(write(tmp_path, "extends: programme.yaml\n"))).problems
    assert [str(problem.place).rpartition("/")[2] for problem in found] == ["programme.yaml:17:14"]


def test_a_text_names_others_in_any_order(tmp_path: Path) -> None:
    text = changed(
        ("title: План (дорожная карта)", "title: План {{ wording.what }}"),
        ("documents:", "wording: {what: работы}\ndocuments:"),
    )
    ready = prepared(load(write(tmp_path, text)))
    assert ready.names["order"]["clauses"][0]["text"] == "Утвердить План работы (приложение)."


SCHEMAS = [("schema.json", config_schema), ("school.schema.json", school_schema)]


@pytest.mark.parametrize(("name", "made"), SCHEMAS, ids=[name for name, _ in SCHEMAS])
def test_the_committed_schema_is_that_of_the_model(name: str, made: object) -> None:
    assert callable(made)
    assert (shared_configs() / name).read_text("utf-8") == made()


UNUSED = [
    (
        "documents:",
        "lexicon: {Артемовский городской окург: {prp: Артемовском городском округе}}\ndocuments:",
        "ND221 Склонение «Артемовский городской окург» ничему не служит.",
    ),
    (
        "position: начальник",
        "forms: {dat: Петровой А.И.}, position: начальник",
        "ND221 Падежные формы «Петрова А.И.» (dat) ничему не служат.",
    ),
]


@pytest.mark.parametrize(("old", "new", "said"), UNUSED)
def test_forms_that_nothing_prints_are_an_error(tmp_path: Path, old: str, new: str, said: str) -> None:
    problems = check(load(write(tmp_path, changed((old, new)))))
    assert [f"{problem.code} {problem.message}".replace("\u00a0", " ") for problem in problems] == [said]


USED = [
    (
        "documents:",
        "lexicon: {план (дорожная карта): {acc: План-карту}}\ndocuments:",
        "Утвердить План-карту (приложение).",
    ),
    (
        "title: План (дорожная карта)",
        "title: {nom: План (дорожная карта), acc: План-карту}",
        "Утвердить План-карту (приложение).",
    ),
    (
        "title: План (дорожная карта)",
        "title: {text: План (дорожная карта), forms: invariable}",
        "Утвердить План (дорожная карта) (приложение).",
    ),
]


@pytest.mark.parametrize(("old", "new", "clause"), USED)
def test_what_a_user_writes_explicitly_wins(tmp_path: Path, old: str, new: str, clause: str) -> None:
    project = load(write(tmp_path, changed((old, new))))
    assert not has_errors(check(project))
    assert prepared(project).names["order"]["clauses"][0]["text"].replace("\u00a0", " ") == clause


def test_the_period_declines(tmp_path: Path) -> None:
    text = changed(
        ("title: План (дорожная карта)", "title: План на {{ period | acc }}, {{ period | gen }}"),
        ("documents:", "period: 2020-11-02 … 2024-12-31\ndocuments:"),
    )
    found = prepared(load(write(tmp_path, text))).names["roadmap"]["title"]
    assert str(found).replace("\u00a0", " ") == "План на 2020–2024 годы, 2020–2024 годов"


HOSTILE = [
    "{{ 'х' * 1000000000 }}",
    "{{ 9 ** 9 ** 9 ** 9 }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ order.__init__.__globals__ }}",
    "{{ cycler.__init__ }}",
    "{{ lipsum.__globals__ }}",
    "{{ 'abc'.upper() }}",
    "{{ ()|attr('__class__') }}",
    "{{ '{0.__class__}'.format(order) }}",
    "{{ '%s' % order }}{{ self._TemplateReference__context }}",
    "{% include 'district.yaml' %}",
    "{% import 'os' as os %}",
    "{% for x in range(10 ** 9) %}{% endfor %}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_reaches_nothing_but_data(tmp_path: Path, text: str) -> None:
    found = problems_of(
        write(tmp_path, changed(("preamble: В соответствии с {{ acts['r-145'] | ins }}", f'preamble: "{text}"')))
    )
    assert {problem.split()[1] for problem in found} in ({"ND209"}, {"ND210"})
