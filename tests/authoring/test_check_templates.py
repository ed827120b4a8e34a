"""Commands on templates: what the check adds to the compiler, where it finds a file's project, comments, differences."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from nastav_docs.authoring.annotate_template import annotated
from nastav_docs.authoring.check_templates import check_folder, check_path
from nastav_docs.authoring.compare_templates import difference
from nastav_docs.authoring.docxtpl_check import RULES
from nastav_docs.config.project import load
from tests import minimal
from tests.docx_builder import docx, p, tbl, tr
from tests.paths import CONFIGS
from tests.template.test_faulty_templates import russian, template

if TYPE_CHECKING:
    from pathlib import Path

FOR_SCHOOLS = minimal.changed(
    ("documents:\n", "school:\n  order: {title: О деле, clauses: [Назначить.], signed_by: head}\nschools: schools.yaml\ndocuments:\n"),
    ('order: {template: order.docx, file: "Приказ {{ order.number }}"}', 'order: {template: order.docx, file: "Приказ {{ order.number }}"}\n  own: {template: приказ.docx, file: "{{ school.id }}", of: order, for_each: school}'),
)  # fmt: skip
SCHOOLS = "- {id: s-1, name: МАОУ «СОШ № 1», head: Иванова Анна Петровна, district_part: Север}\n"

# Rules of docxtpl-lint that have no use here, each with its reason.
UNUSED = {
    "DTL005": "замечание о пометках самого docxtpl-lint",
    "DTL103": "записи block, keepnext, cellwidth docxtpl-lint не знает; выражения читает свой разбор",
    "DTL301": "имена проверяются по таблице имён, а не по файлу данных",
    "DTL302": "данные общие для всех шаблонов: не все нужны каждому",
    "DTL303": "циклы проверяются по таблице имён",
    "DTL304": "имена проверяются по таблице имён",
    "DTL305": "циклы проверяются по таблице имён",
    "DTL306": "фильтры проверяются по таблице имён",
    "DTL307": "простое значение в {{r }} и {{p }} здесь печатается",
    "DTL308": "значения экранируются всегда",
    "DTL401": "пропавшее значение – ошибка сборки (ND423)",
    "DTL402": "ничего не печатается, чтобы проверить",
}


def write(folder: Path, name: str, data: bytes, text: str = minimal.MINIMAL) -> Path:
    """A project with one own template."""
    minimal.write(folder, text)
    minimal.write(folder, SCHOOLS, "schools.yaml")
    (folder / "templates").mkdir(exist_ok=True)
    (folder / "templates" / name).write_bytes(data)
    return folder / "templates" / name


def told(path: Path) -> list[tuple[str, str]]:
    return [(d.code, d.message) for d in check_path(path)]


def test_the_shared_templates_are_without_remarks() -> None:
    for district in ("artemovsky", "ozernogorsky"):
        assert check_folder(load(CONFIGS / district)) == ()


def test_every_rule_of_docxtpl_lint_has_a_code_or_a_reason() -> None:
    import docxtpl_lint.messages  # noqa: PLC0415 - only this test needs it

    assert {*RULES, *UNUSED} == set(docxtpl_lint.messages.RULES)
    assert not set(RULES) & set(UNUSED)


@pytest.mark.parametrize(
    ("tag", "problem"),
    [
        ("{{ people.head.name }}", None),
        ("{{ people.heads | dat }}", None),
        ("{{ people.directors | dat }}", ("ND421", "в «people» нет «directors»")),
        ("{{ people.heads.signature }}", ("ND421", "в «people.heads» нет «signature»")),
        ("{{ acts['r-145'].date }}", None),
        ("{{ acts['r-146'].date }}", ("ND421", "в «acts» нет «r-146»")),
        ("{{ annexes.roadmap | acc }}", None),
        ("{{ annexes.indicators }}", ("ND421", "в «annexes» нет «indicators»")),
        ("{{ school.name }}", ("ND421", "имя «school» есть только в документах школ")),
        ("{{ authority.head | dat }}", ("ND440", None)),
        ("{% if authority.head %}{{ authority.head.name | dat }}{% endif %}", None),
        ("{% for key, person in people.items() %}{{ key }} {{ person.position }}{% endfor %}", None),
        ("{% set one = order.paragraphs[0] %}{{ one.text }}{{ one.txt }}", ("ND421", "в «order.paragraphs[]» нет «txt»")),
        ("{% for c in order.clauses %}{% for s in c.clauses %}{{ s.level }}{{ s.name }}{% endfor %}{% endfor %}", ("ND421", "в «order.clauses[].clauses[]» нет «name»")),
        ("{% with p = order.signed_by %}{{ p.phone }}{{ p.fone }}{% endwith %}", ("ND421", "в «order.signed_by» нет «fone»")),
        ("{{ order.annexes | map(attribute='titel') | join }}", ("ND421", "в «order.annexes[]» нет «titel»")),
        ("{{ (order.annexes | first).label }}", None),
        ("{{ order.executor.phone if order.executor else '' }}", None),
        ("{{ missing is defined }} {{ missing | default('–') }}", None),
    ],
)  # fmt: skip
def test_names_against_the_data_of_the_district(
    tag: str, problem: tuple[str, str | None] | None, tmp_path: Path
) -> None:
    file = write(tmp_path, "order.docx", template(tag))
    found = told(file)
    if problem is None:
        assert found == []
    elif problem[1] is None:
        assert [code for code, _ in found] in ([], [problem[0]])
    else:
        assert found == [problem]


def test_a_template_of_schools_knows_the_school_and_its_own_columns(tmp_path: Path) -> None:
    tags = ["{{ school.name | gen }} {{ issuer.short }}", "{{ school.district_part }}", "{{ school.district_prt }}"]
    file = write(tmp_path, "приказ.docx", template(*tags), FOR_SCHOOLS)
    assert [(d.place and d.place.words, d.message, d.hint) for d in check_path(file)] == [
        ("абзац «{{ school.district_prt }}» (3-й)", "в «school» нет «district_prt»", "возможно, «district_part»")
    ]


def test_a_macro_of_a_shared_file_is_followed(tmp_path: Path) -> None:
    file = write(tmp_path, "order.docx", template('{%p from "macros.docx" import line %}', "{{ line(order.number) }}"))
    macros = template("{%p macro line(text) %}", "{{ text }} {{ order.nomer }}", "{%p endmacro %}")
    (file.parent / "macros.docx").write_bytes(macros)
    assert [d.message for d in check_path(file) if d.severity.value == "error"] == ["в «order» нет «nomer»"]


def test_a_fault_in_an_included_file_is_told_in_that_file(tmp_path: Path) -> None:
    file = write(tmp_path, "order.docx", template(p("Текст"), '{%p include "подпись.docx" %}'))
    (file.parent / "подпись.docx").write_bytes(template(tbl(tr("да", "{{ order.signed_by.sign }}"))))
    expected = [("подпись.docx, таблица 1, строка 1, столбец 2", "в «order.signed_by» нет «sign»")]
    for path in (tmp_path, file, file.parent / "подпись.docx"):
        assert [(str(d.place).rpartition("/")[2], d.message) for d in check_path(path)] == expected


def test_names_are_checked_also_where_the_template_does_not_compile(tmp_path: Path) -> None:
    data = template("{%p for clause in order.paragraphs %}", "{{ clause.txt }}", "{{ order.nomer")
    assert [d.code for d in check_path(write(tmp_path, "order.docx", data))] == ["ND411", "ND416", "ND421"]


def test_a_file_that_no_document_uses_is_a_note(tmp_path: Path) -> None:
    write(tmp_path, "zapas.docx", template("Текст"))
    assert [(d.code, d.severity.value) for d in check_path(tmp_path)] == [("ND446", "note")]


def test_there_must_be_something_to_check(tmp_path: Path) -> None:
    assert [code for code, _ in told(tmp_path / "нет.docx")] == ["ND458"]


@pytest.mark.parametrize(
    ("name", "meant"), [("rod", "gen"), ("род", "gen"), ("vin", "acc"), ("творительный", "ins"), ("predl", "prp")]
)
def test_a_case_called_in_russian_is_understood(name: str, meant: str, tmp_path: Path) -> None:
    file = tmp_path / "приказ.docx"
    file.write_bytes(template(f"{{{{ district | {name} }}}}"))
    (problem,) = check_path(file)
    assert problem.hint == f"напишите «{meant}»: падежи – nom, gen, dat, acc, ins, prp"


# ------------------------------------------------------------------------------------------------------------ annotate


def comments(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read("word/comments.xml").decode()
    import re  # noqa: PLC0415 - only here

    return re.findall(r"<w:t[^>]*>([^<]*)</w:t>", text)


def test_a_copy_has_a_comment_at_each_place(tmp_path: Path) -> None:
    file = tmp_path / "приказ.docx"
    before = template("{{ order.nomer }}", tbl(tr("да", "{{ district | rod }}")))
    file.write_bytes(before)
    found = check_path(file)
    ((target, data),) = annotated([file], found, tmp_path / "замечания.docx")
    assert target == tmp_path / "замечания.docx"
    assert file.read_bytes() == before
    texts = comments(data)
    assert "Ошибка ND421. в «order» нет «nomer»" in texts
    assert "Возможно, «number»" in texts
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read("word/document.xml").decode()
    start = body.index('<w:commentRangeStart w:id="')
    assert "{{ order.nomer }}" in body[start : body.index("<w:commentRangeEnd", start)]


def test_copies_of_a_folder_go_into_a_folder(tmp_path: Path) -> None:
    write(tmp_path / "district", "order.docx", template("{{ order.nomer }}"))
    found = check_path(tmp_path / "district")
    assert [target for target, _ in annotated([tmp_path / "district"], found, tmp_path / "out")] == [
        tmp_path / "out" / "order.docx"
    ]


# ---------------------------------------------------------------------------------------------------------------- diff


def test_a_difference_tells_what_is_asked_for_and_the_text(tmp_path: Path) -> None:
    old, new = tmp_path / "old.docx", tmp_path / "new.docx"
    old.write_bytes(russian(docx("Приказ", "{{ order.number }}", "{{ order.place }}")))
    new.write_bytes(
        russian(
            docx(
                "ПРИКАЗ",
                "{{ order.number }}",
                "{%p for c in order.clauses %}",
                "{{ c.text | capital }}",
                "{%p endfor %}",
            )
        )
    )
    found, problems = difference(old, new)
    assert problems == ()
    assert found is not None
    assert found.asked == ("order.clauses[].text", "| capital")
    assert found.dropped == ("order.place",)
    assert found.outline[:2] == ("-[Normal] Приказ", "+[Normal] ПРИКАЗ")


def test_a_difference_with_what_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "new.docx").write_bytes(b"x")
    (tmp_path / "old.docx").write_bytes(docx("Текст"))
    found, problems = difference(tmp_path / "old.docx", tmp_path / "new.docx")
    assert found is None
    assert [p.code for p in problems] == ["ND402"]


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("{{ district | родительный }}", "напишите «gen»: падежи – nom, gen, dat, acc, ins, prp"),
        # the name of the filter was looked for in the message, by its quotes: a quote of the tag itself was read too
        ("{{ 'дательный' | датив }}", "напишите «dat»: падежи – nom, gen, dat, acc, ins, prp"),
        ("{{ district | щщщ }}", "имена и фильтры: nastav-docs templates fields"),
    ],
)
def test_a_filter_that_is_not_there_tells_the_one_that_was_meant(tmp_path: Path, tag: str, hint: str) -> None:
    found = check_path(write(tmp_path, "order.docx", template(tag)))
    assert [(d.name, d.hint) for d in found if d.rule == "UNKNOWN-FILTER"] == [(tag.rpartition("| ")[2][:-3], hint)]


LISTS = (
    minimal.MINIMAL.partition("documents:")[0]
    + "lists: {pairs: {columns: {mentor: person, since: date}, rows: []}}\ndata: {motto: Учусь}\n"
    + "documents: {own: {template: own.docx, file: Пары}, order: {template: order.docx, file: Приказ}}\n"
)


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("{{ row.mentor | dat }} {{ row.since }} {{ data.motto }}", None),
        ("{{ row.mentr }}", "«mentr»"),
        ("{{ (lists.pairs | first).sinse }}", "«sinse»"),
        ("{% for one in lists.pears %}{% endfor %}", "«pears»"),
    ],
)
def test_columns_of_lists_are_known_though_a_list_is_empty(tmp_path: Path, cell: str, problem: str | None) -> None:
    data = docx(tbl(tr(p("{%tr for row in lists.pairs %}")), tr(p(cell)), tr(p("{%tr endfor %}"))))
    found = told(write(tmp_path, "own.docx", data, LISTS))
    named = [(code, message) for code, message in found if code.startswith("ND42")]
    assert [code for code, _ in named] == (["ND421"] if problem else [])
    assert problem is None or problem in named[0][1]


OLD_CLAUSES = docx(
    p('{%p extends "order.docx" %}'),
    p("{%p block clauses %}"),
    p("{%p for clause in order.paragraphs %}"),
    p("{{ clause.text }}"),
    p("{%p endfor %}"),
    p("{%p endblock %}"),
)
LISTED = minimal.changed(
    ("  clauses:\n", "  clauses:\n    - {text: 'Школам:', marks: dash, clauses: [назначить;]}\n"),
)


def test_an_own_block_that_knows_no_marks_of_lists_is_told(tmp_path: Path) -> None:
    write(tmp_path, "order.docx", OLD_CLAUSES, LISTED)
    assert [message for code, message in told(tmp_path) if code == "ND270"] == [
        "шаблон печатает «order.paragraphs» с номерами, а в настройках перед пунктами – тире, буквы или ничего"
    ]


def test_nothing_is_told_where_all_clauses_have_numbers_or_the_template_prints_marks(tmp_path: Path) -> None:
    write(tmp_path, "order.docx", OLD_CLAUSES)
    assert "ND270" not in [code for code, _ in told(tmp_path)]
    known = docx(
        p('{%p extends "order.docx" %}'),
        p("{%p block clauses %}"),
        p("{%p for clause in order.paragraphs %}"),
        p("{{ clause.item_mark }} {{ clause.text }}"),
        p("{%p endfor %}"),
        p("{%p endblock %}"),
    )
    (tmp_path / "listed").mkdir()
    write(tmp_path / "listed", "order.docx", known, LISTED)
    assert "ND270" not in [code for code, _ in told(tmp_path / "listed")]


@pytest.mark.parametrize(
    ("paragraphs", "messages"),
    [
        (["{{ distrikt.name }}", "{{ distrikt.head }}"], ["нет имени «distrikt» (и ещё 1: абзац «{{ distrikt.head }}» (2-й))"]),
        (["{% if order.signed %}да{% endif %} {{ order.signed }}"], ["в «order» нет «signed» (и ещё 1 там же)"]),
        (["{{ distrikt.name }}", "{{ order.nomer }}"], ["нет имени «distrikt»", "в «order» нет «nomer»"]),
    ],
)  # fmt: skip
def test_an_unknown_name_is_told_once_a_file(paragraphs: list[str], messages: list[str], tmp_path: Path) -> None:
    path = tmp_path / "приказ.docx"
    path.write_bytes(docx(*map(p, paragraphs)))
    assert [d.message for d in check_path(path) if d.code == "ND421"] == messages
