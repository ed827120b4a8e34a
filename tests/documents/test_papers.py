"""Papers of any kind: kinds as data, citations, captions and grifs that cannot disagree, lists, conditions."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from nastav_docs import build, check, load
from nastav_docs.documents import prepared, print_document
from nastav_docs.papers import Paper, paper_of_docx
from tests.documents.written_papers import ORDER, written
from tests.paths import PAPERS, TEMPLATES

if TYPE_CHECKING:
    from pathlib import Path


def printed(folder: Path, document: str) -> Paper:
    """A document of the district by its key in `documents:`, as a reader sees it."""
    ready = prepared(load(folder))
    assert [str(p.message) for p in ready.problems if p.severity == "error"] == []
    (planned,) = [one for one in ready.planned if one.id == document]
    data, problems = print_document(planned, ready.templates)
    assert [p.message for p in problems if p.severity == "error"] == []
    assert data is not None
    paper = paper_of_docx(data, document)
    assert isinstance(paper, Paper)
    return paper


def lines(folder: Path, document: str) -> list[str]:
    paper = printed(folder, document)
    return [" ".join(paragraph.text.split()) for paragraph in paper.paragraphs() if paragraph.text.strip()]


def problems(folder: Path) -> list[str]:
    found = prepared(load(folder)).problems
    return [f"{p.place.line if p.place else 0} {p.code} {p.message} → {p.hint}" for p in found]


# ------------------------------------------------------------------------------------------------------ all the kinds


def test_a_district_and_its_twenty_schools_issue_papers_of_every_kind(tmp_path: Path) -> None:
    report = build(load(PAPERS), tmp_path)
    assert report.ok
    kinds = {re.sub(r" .*", "", path.name) for path in tmp_path.rglob("*.docx")}
    assert kinds >= {
        "Приказ", "Постановление", "Положение", "Программа", "Протокол", "Согласие", "Соглашение", "Справка", "Журнал",
        "Письмо",
    }  # fmt: skip
    consents = sorted(path.name for path in tmp_path.glob("s1/Согласие*/*.docx"))
    assert len(consents) == 2
    assert all(re.fullmatch(r"0\d [А-ЯЁ][а-яё]+ [А-ЯЁ]\.[А-ЯЁ]\.docx", name) for name in consents)


def test_the_checker_has_nothing_to_say_of_them() -> None:
    assert check(load(PAPERS)) == ()


def test_a_new_kind_is_yaml_and_a_template_alone(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        "papers:\n  note: {kind: instruction, title: О пожарной безопасности, text: Текст., signed_by: head}\n",
        **{
            "kinds/instruction.yaml": (
                "word: инструкция\ngender: feminine\ntemplate: instruction.docx\nparts: [word, heading, text, signature]\n"
                "required: [title, text]\n"
            )
        },
    )
    (folder / "templates").mkdir()
    shutil.copy(TEMPLATES / "paper.docx", folder / "templates" / "instruction.docx")
    assert lines(folder, "note")[:3] == ["ИНСТРУКЦИЯ", "О пожарной безопасности", "Текст."]
    report = build(load(folder), tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").glob("*.docx")] == ["Инструкция О пожарной безопасности.docx"]
    assert report.ok


# -------------------------------------------------------------------------------------------------------- what is cited

CITED = """\
papers:
  order1:
    kind: order
    number: 48-ОД
    date: {date}
    title: О закреплении пар
    preamble: На основании {{{{ papers.rules | gen }}}}
    clauses: ["Закрепить пары ({{{{ annexes.pairs-table }}}})."]
    signed_by: [head, zam]
    agreed: zam
    acquainted: [zam]
    annexes: [pairs-table]
  pairs-table: {{kind: table, title: Пары, rows: pairs, approved: [{{by: order1}}]}}
  rules:
    kind: regulation
    title: О наставничестве
    approved:
      - by: order1
      - {{protocol: {{number: "3", date: 29.08.2025}}}}
      - {{word: СОГЛАСОВАНО, person: zam}}
      - {{word: РАССМОТРЕНО, protocol: {{number: "1", date: 28.08.2025, body: управляющий совет}}}}
    sections: [{{title: Общие положения, clauses: ["Издано во исполнение {{{{ papers.order1 | gen }}}}."]}}]
"""


@pytest.mark.parametrize("date", ["12.09.2025", "15.09.2025"])
def test_the_date_of_an_order_is_written_once_and_stands_in_every_reference(date: str, tmp_path: Path) -> None:
    folder = written(tmp_path, CITED.format(date=date))
    order, rules = lines(folder, "order1"), lines(folder, "rules")
    issuer = "Управления образования Кедровогорского муниципального округа"
    assert order.count(f"от {date} № 48-ОД") == 1  # the grif under «Приложение», which says no more
    assert f"приказом {issuer}" in rules
    assert f"от {date} № 48-ОД" in rules
    assert any(f"приказа {issuer} от {date} № 48-ОД «О закреплении пар»" in line for line in rules)
    assert "На основании положения о наставничестве" in order


def test_four_grifs_agree_with_what_they_stand_on(tmp_path: Path) -> None:
    rules = lines(written(tmp_path, CITED.format(date="12.09.2025")), "rules")
    assert [line for line in rules if line.isupper() and "О" in line and " " not in line][:5] == [
        "ПРИНЯТО", "СОГЛАСОВАНО", "РАССМОТРЕНО", "УТВЕРЖДЕНО", "ПОЛОЖЕНИЕ",
    ]  # fmt: skip
    assert "на заседании управляющего совета" in rules
    programme = CITED.replace("kind: regulation", "kind: programme").format(date="12.09.2025")
    found = lines(written(tmp_path, programme), "rules")
    assert {"УТВЕРЖДЕНА", "ПРИНЯТА", "РАССМОТРЕНА", "СОГЛАСОВАНО"} <= set(found)


def test_a_grif_takes_the_meeting_from_the_protocol_that_it_names_and_an_annex_the_regulation(tmp_path: Path) -> None:
    text = (
        "papers:\n"
        "  council:\n    {kind: protocol, number: '4', date: 01.09.2025, title: заседания управляющего совета, chairman: head,\n"
        "     secretary: zam, agenda: [{title: О положении}]}\n"
        "  rules:\n    {kind: regulation, title: О наставничестве, approved: [{protocol: council}], annexes: [form],\n"
        "     sections: [{title: Общие, clauses: [Форма в приложении.]}]}\n"
        "  form: {kind: table, title: Форма, rows: [{name: А}]}\n"
    )
    folder = written(tmp_path, text)
    rules = lines(folder, "rules")
    assert rules[rules.index("ПРИНЯТО") + 1 :][:2] == ["на заседании управляющего совета", "протокол от 01.09.2025 № 4"]
    assert lines(folder, "form")[:2] == ["Приложение", "к положению о наставничестве"]


def test_an_order_has_two_signatures_and_the_sheets_under_them(tmp_path: Path) -> None:
    order = lines(written(tmp_path, CITED.format(date="12.09.2025")), "order1")
    at = order.index("СОГЛАСОВАНО:")
    assert order[at - 4 : at] == ["Начальник", "Г.И. Старцев", "Заместитель начальника", "Ж.О. Лапина"]
    assert "С приказом ознакомлены:" in order


@pytest.mark.parametrize(
    ("kind", "heading", "verb", "caption"),
    [
        ("order", "ПРИКАЗ", "ПРИКАЗЫВАЮ:", "к приказу Управления"),
        ("directive", "РАСПОРЯЖЕНИЕ", "ОБЯЗЫВАЮ:", "к распоряжению Управления"),
        ("decree", "ПОСТАНОВЛЕНИЕ", "ПОСТАНОВЛЯЕТ:", "к постановлению Управления"),
        ("decision", "РЕШЕНИЕ", "РЕШИЛ:", "к решению Управления"),
    ],
)
def test_the_word_the_verb_and_the_caption_come_from_the_kind(
    kind: str, heading: str, verb: str, caption: str, tmp_path: Path
) -> None:
    text = CITED.format(date="12.09.2025").replace("kind: order", f"kind: {kind}")
    # Under a grif «Приложение» alone would stand: the grif says the order.
    order = lines(written(tmp_path, text.replace(", approved: [{by: order1}]}", "}")), "order1")
    assert heading in order
    assert verb in order
    assert any(line.startswith(caption) for line in order)


def test_a_district_writes_the_word_of_an_order_in_its_own_way(tmp_path: Path) -> None:
    kinds = "kinds:\n  order: {heading: П Р И К А З, verb: 'п р и к а з ы в а ю:', verb_in_preamble: да}\n"
    papers = f"papers:\n  a: {ORDER[:-1]}, preamble: В целях дела}}\n"
    order = lines(written(tmp_path, kinds + papers), "a")
    assert "П Р И К А З" in order
    assert "В целях дела п р и к а з ы в а ю:" in order


def test_the_key_order_may_be_of_another_kind(tmp_path: Path) -> None:
    text = (
        f"order: {ORDER.replace('kind: order', 'kind: decree')}\ndocuments: {{a: {{template: order.docx, file: А}}}}\n"
    )
    assert {"ПОСТАНОВЛЕНИЕ", "ПОСТАНОВЛЯЕТ:"} <= set(lines(written(tmp_path, text), "a"))


def test_two_papers_may_cite_each_other(tmp_path: Path) -> None:
    text = (
        "papers:\n"
        f"  a: {ORDER[:-1]}, preamble: 'На основании {{{{ papers.b | gen }}}}'}}\n"
        f"  b: {ORDER[:-1].replace('О деле', 'О другом')}, preamble: 'Во исполнение {{{{ papers.a | gen }}}}'}}\n"
    )
    folder = written(tmp_path, text)
    assert any("«О другом»" in line for line in lines(folder, "a"))
    assert any("«О деле»" in line for line in lines(folder, "b"))


# --------------------------------------------------------------------------------------------------- lists, conditions


def test_a_table_whose_columns_say_that_they_have_no_heading_has_no_head(tmp_path: Path) -> None:
    bare = "[{id: c1, title: ''}, {id: c2, title: ''}]"
    rows = "[{c1: Лапина Жанна Олеговна, c2: председатель}, {c1: Котов Илья Петрович, c2: секретарь}]"
    folder = written(tmp_path, f"papers:\n  a: {{kind: table, title: Состав, columns: {bare}, rows: {rows}}}\n")
    assert not [one for one in problems(folder) if "ND248" in one]
    names = ["Лапина Жанна Олеговна", "председатель", "Котов Илья Петрович", "секретарь"]
    assert lines(folder, "a")[:5] == ["Состав", *names]


def test_rows_of_a_list_print_a_table_clauses_and_papers_of_their_own(tmp_path: Path) -> None:
    text = (
        "papers:\n"
        "  pairs:\n    kind: order\n    title: О парах\n    signed_by: head\n    clauses:\n"
        "      - {text: 'Утвердить пары:', clauses: [{for_each: pairs, text: '{{ row.mentor }} – {{ row.mentee }}.'}]}\n"
        "  table: {kind: table, title: Пары, rows: pairs}\n"
        "  consent: {kind: consent, title: На участие, for_each: pairs, text: 'Я, {{ row.mentor.name }}, согласен.'}\n"
    )
    folder = written(tmp_path, text)
    order = lines(folder, "pairs")
    assert order[-5:-3] == ["Орлова Т.С. – Петров И.И.", "Котов И.П. – Зайцева А.И."]  # over the signature
    table = lines(folder, "table")
    assert table[1:5] == ["№ п/п", "Наставник", "Наставляемый", "Часы"]
    assert table[5:9] == ["1", "Орлова Татьяна Сергеевна", "Петров Иван Ильич", "1,5"]
    planned = [one.path for one in prepared(load(folder)).planned if one.id == "consent"]
    assert planned == ["Согласие На участие/01 Орлова Т.С.docx", "Согласие На участие/02 Котов И.П.docx"]


def test_what_a_condition_leaves_out_is_not_printed_and_numbers_go_on(tmp_path: Path) -> None:
    text = (
        "papers:\n"
        "  a:\n    kind: order\n    title: О деле\n    signed_by: head\n    annexes: [one, two, three]\n    clauses:\n"
        "      - {text: 'Утвердить ({{ annexes.three }}).'}\n"
        "      - {text: Лишнее., if: \"{{ district.abbr == 'X' }}\"}\n"
        "  one: {kind: table, title: Первая, if: нет, rows: [{name: А}]}\n"
        "  two: {kind: table, title: Вторая, rows: [{name: Б}]}\n"
        "  three:\n    kind: plan\n    title: План\n    columns: [number, activity]\n    layout: rows\n    sections:\n"
        "      - {title: Пропал, if: нет, activities: [{title: Пропало}]}\n"
        "      - {title: Остался, activities: [{title: Пропало, if: нет}, {title: Осталось}]}\n"
    )
    order = lines(written(tmp_path, text), "a")
    assert "Утвердить (приложение № 2)." in order
    assert not {"Лишнее.", "Первая", "Пропал", "Пропало"} & set(order)
    assert [line for line in order if line.startswith("Приложение")] == ["Приложение № 1", "Приложение № 2"]
    assert "1. Остался" in order
    assert "1.1." in order


def test_a_paper_that_is_switched_off_is_not_written(tmp_path: Path) -> None:
    folder = written(tmp_path, f"papers:\n  a: {ORDER[:-1]}, if: нет}}\n  b: {ORDER}\n")
    assert [one.id for one in prepared(load(folder)).planned] == ["b"]


SCHOOLS = (
    "Код;Полное наименование;Краткое наименование;Директор;Должность руководителя;Куратор;Должность куратора;Населённый пункт\n"
    "s1;МБОУ «Школа № 1»;МБОУ «Школа № 1»;Лаптева Ирина Павловна;директор;Сомова Елена Викторовна;методист;г. Кедровогорск\n"
    "s2;МБДОУ «Детский сад № 2»;МБДОУ «Детский сад № 2»;Котова Мария Ильинична;заведующий;Гусева Ольга Юрьевна;методист;"
    "г. Кедровогорск\n"
)


def test_schools_differ_by_their_type_and_one_adds_a_paper_of_its_own(tmp_path: Path) -> None:
    text = (
        "schools: schools.csv\nschool:\n  papers:\n    a:\n      kind: order\n      title: О деле\n      signed_by: head\n"
        "      clauses: [Дело., {text: Воспитателям вести дневники., if: \"{{ school.type == 'доу' }}\"}]\n"
    )
    own = "papers:\n  letter2: {kind: letter, addressee: Всем, title: О своём, text: Текст., signed_by: head}\n"
    folder = written(tmp_path, text, **{"schools.csv": SCHOOLS, "schools/s1.yaml": own})
    assert build(load(folder), tmp_path / "out").ok
    found = sorted(str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.docx"))
    assert found == ["s1/Письмо О своём.docx", "s1/Приказ О деле.docx", "s2/Приказ О деле.docx"]
    texts = {}
    for school in ("s1", "s2"):
        paper = paper_of_docx((tmp_path / "out" / school / "Приказ О деле.docx").read_bytes(), school)
        assert isinstance(paper, Paper)
        texts[school] = [paragraph.text for paragraph in paper.paragraphs()]
    assert "Воспитателям вести дневники." in texts["s2"]
    assert "Воспитателям вести дневники." not in texts["s1"]


def test_a_letter_is_signed_by_all_who_sign_it(tmp_path: Path) -> None:
    text = "letter: {addressee: Всем, text: Просим прибыть., signed_by: [head, zam]}\n"
    text += "documents: {letter: {template: letter.docx, file: Письмо}}\n"
    found = lines(written(tmp_path, text), "letter")
    assert [line for line in found if line in {"Г.И. Старцев", "Ж.О. Лапина"}] == ["Г.И. Старцев", "Ж.О. Лапина"]


def test_a_kind_says_which_rules_its_papers_need_not_keep(tmp_path: Path) -> None:
    text = f"papers:\n  a: {ORDER.replace('Дело.', 'Утвердить в течении месяца план.')}\n"
    assert "ND885" in {problem.code for problem in check(load(written(tmp_path, text)))}
    kinds = "kinds: {order: {ignore: {ND885: так пишут у нас}}}\n"
    assert {problem.code for problem in check(load(written(tmp_path, kinds + text)))} & {"ND885", "ND702"} == set()


def test_a_regulation_is_approved_by_a_person_or_by_the_order_that_says_so(tmp_path: Path) -> None:
    order = f"papers:\n  a: {ORDER}\n"
    regulation = (
        "  b: {kind: regulation, title: О школе наставника, approved: [GRIF], sections: [{title: Общие}]IGNORE}\n"
    )
    uncited = "Гриф называет приказ, а в нём нет пункта об утверждении: «ПОЛОЖЕНИЕ о школе наставника»"

    def told(clause: str, grif: str, ignore: str = "") -> list[str]:
        text = order.replace("Дело.", clause) + regulation.replace("GRIF", grif).replace("IGNORE", ignore)
        found = check(load(written(tmp_path, text)))
        return [problem.message.replace("\xa0", " ") for problem in found if problem.code in {"ND824", "ND862"}]

    assert told("Дело.", "{by: a}") == [uncited]
    assert told("Утвердить Положение о школе наставника.", "{by: a}") == []
    assert told("Дело.", "{person: head}") == []
    assert told("Дело.", "{by: a}", ", ignore: {ND824: утверждено раньше}") == []


# ------------------------------------------------------------------------------------------------------ what is wrong

WRONG = {
    "a kind that is not there": (
        "papers:\n  a: {kind: prikaz, title: О деле}\n",
        "ND240 Вида документа «prikaz» нет.",
    ),
    "a key of another kind": (
        "papers:\n  a: {kind: letter, addressee: Всем, text: Текст., signed_by: head, clauses: [Дело.]}\n",
        "ND241 У вида «письмо» (letter) нет части для ключа «clauses».",
    ),
    "a part that is none": (
        "kinds: {mine: {word: памятка, gender: feminine, parts: [headng]}}\npapers:\n  a: {kind: mine, title: О деле}\n",
        "ND242 Части документа «headng» нет. → Может быть, «heading»?",
    ),
    "a grif that stands on nothing known": (
        "papers:\n  a: {kind: regulation, title: О деле, approved: [{by: b}], sections: [{title: Общие}]}\n",
        "ND243 Документа или акта «b» нет.",
    ),
    "a list that is not there": (
        "papers:\n  a: {kind: table, title: Пары, rows: pears}\n",
        "ND245 Списка «pears» нет в «lists:».",
    ),
    "a list without a row": (
        "papers:\n  a: {kind: table, title: Пары, rows: empty}\n",
        "ND246 В списке «empty» нет ни одной строки: печатать нечего.",
    ),
    "a paper told twice": (
        f"order: {ORDER}\npapers:\n  order: {ORDER}\n",
        "ND247 Документ «order» описан дважды: в «papers:» и ключом «order:».",
    ),
    "a column without a heading": (
        "papers:\n  a: {kind: table, title: Дела, rows: [{delo: Дело}]}\n",
        "ND248 У графы «delo» нет заголовка. → columns: [{delo: Заголовок}]",
    ),
    "a value without its column": (
        "papers:\n  a: {kind: table, title: Дела, columns: [{x: Дело}], rows: [{x: Дело, y: Срок}]}\n",
        "ND227 «y» не печатается: в таблице нет графы «y».",
    ),
    "an operative word of another kind": (
        f"order: {ORDER[:-1]}, verb: 'ПОСТАНОВЛЯЕТ:'}}\ndocuments: {{a: {{template: order.docx, file: А}}}}\n",
        "ND251 «ПОСТАНОВЛЯЕТ» пишут в документе вида «постановление», а этот документ – «приказ». → Допишите рядом: kind: decree",
    ),
    "a paper without what it must have": (
        "papers:\n  a: {kind: order, title: О деле, signed_by: head}\n",
        "ND202 В документе вида «приказ» (order) нет обязательного ключа «clauses».",
    ),
    "an annex that its condition leaves out": (
        (
            "papers:\n"
            f"  a: {ORDER.replace('[Дело.]', chr(39).join(['[', '({{ annexes.t }})', ']']))[:-1]}, annexes: [t]}}\n"
            "  t: {kind: table, title: Дела, if: нет, rows: [{name: А}]}\n"
        ),
        "ND210 Приложения «t» в этом документе нет: его «if» не выполнено",
    ),
    "a paper of each row cited as one": (
        (
            "papers:\n  c: {kind: consent, for_each: pairs, text: Текст.}\n"
            f"  a: {ORDER[:-1]}, preamble: 'По {{{{ papers.c | dat }}}}'}}\n"
        ),
        "ND209 В «papers» нет «c»",
    ),
    "titles that need each other": (
        (
            "papers:\n  a: {kind: table, title: '{{ papers.b.title }}', rows: [{name: А}]}\n"
            "  b: {kind: table, title: '{{ papers.a.title }}', rows: [{name: А}]}\n"
        ),
        "ND211 Текст ссылается сам на себя через другие тексты.",
    ),
}


@pytest.mark.parametrize(("text", "message"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_with_papers_is_told_at_its_place(text: str, message: str, tmp_path: Path) -> None:
    found = problems(written(tmp_path, text))
    assert any(message.lower() in one.lower() and not one.startswith("0 ") for one in found), found


@pytest.mark.parametrize("name", ["order", "group"])
def test_a_template_may_cite_any_paper_of_the_district_as_an_act(tmp_path: Path, name: str) -> None:
    """It is put into words when the document is printed, when all values have long been made."""
    text = f"order: {ORDER.replace('kind: order, ', '')}\npapers: {{group: {ORDER}}}\n"
    ready = prepared(load(written(tmp_path, text)))
    assert [p.message for p in ready.problems if p.severity == "error"] == []
    act = ready.names["acts"][f"district-{name}"]
    assert act.form("ins") == (
        "приказом Управления образования Кедровогорского муниципального округа от 12.09.2025 №\u00a05 «О\u00a0деле»"
    )
    assert ready.names["papers"][name].form("gen").startswith("приказа Управления")
