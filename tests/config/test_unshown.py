"""What a person wrote and no paper shows is told at its place."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from nastav_docs import check, load
from nastav_docs.config import shared_templates
from tests.minimal import changed, write

if TYPE_CHECKING:
    from pathlib import Path

PAIRS = "{id: pairs, title: Формирование пар, deadline: до 09.11.2020, responsible: [head, heads]}"
COLUMNS = "  columns: [section, activity, deadline, responsible]"

UNSHOWN = {
    "a result without its column": (
        (PAIRS, PAIRS.replace("}", ", result: Пары созданы}")),
        "«result» не печатается: в таблице нет графы «result».",
    ),
    "a kind of document without its column": (
        (PAIRS, PAIRS.replace("}", ", document: Приказ}")),
        "«document» не печатается: в таблице нет графы «document».",
    ),
    "a field of one's own without its column": (
        (PAIRS, PAIRS.replace("}", ", fields: {mark: Отметка}}")),
        "«mark» не печатается: в таблице нет графы «mark».",
    ),
    "titles of sections without their column": (
        (COLUMNS, "  columns: [activity, deadline, responsible]"),
        "Название раздела «Подготовка» не печатается: в таблице нет графы «section».",
    ),
    "indicators that are no annex and no document": (
        ("roadmap:", "indicators: [{title: Доля школ, target: 10, due: 2021 год}]\nroadmap:"),
        "Раздел «indicators» не печатается: ни документа, ни приложения о нём нет.",
    ),
    "a common text that no text takes": (
        ("documents:", "wording: {сноска: Примечание}\ndocuments:"),
        "«сноска» нигде не печатается: ни в одном тексте и шаблоне нет {{ wording.сноска }}.",
    ),
    "an abbreviation that no text names": (
        ("documents:", "terms: {МОО: муниципальная организация}\ndocuments:"),
        "Сокращение «МОО» ничему не служит: ни текст, ни шаблон, ни список его не называет.",
    ),
    "a role that nobody names": (
        ("  heads: {title: Руководители школ}", "  heads: {title: Руководители школ}\n  kurator: {title: Кураторы}"),
        "Роль «kurator» нигде не названа: ни в ответственных, ни в подписях, ни в текстах.",
    ),
}


@pytest.mark.parametrize(("change", "message"), UNSHOWN.values(), ids=UNSHOWN)
def test_what_no_paper_shows_is_told(change: tuple[str, str], message: str, tmp_path: Path) -> None:
    found = check(load(write(tmp_path, changed(change))))
    assert [p.message for p in found if p.code == "ND227"] == [message]


SHOWN = {
    "an abbreviation that a text says": (
        ("documents:", "terms: {МОО: муниципальная организация}\ndocuments:"),
        ("      text: Контроль", "      text: Контроль в МОО,"),
    ),
    "an abbreviation that a text asks for": (
        ("documents:", "terms: {УО НГО: управление образования}\ndocuments:"),
        ("      text: Контроль", "      text: \"{{ terms['УО НГО'] }}: контроль\"\n    - Контроль"),
    ),
    "an abbreviation that a school's own list may say": (
        (
            "documents:",
            """terms: {МОО: муниципальная организация}
lists: {plans: {file: "plans/{{ school.id }}.csv", columns: {topic: text}}}
documents:""",
        ),
    ),
    "all abbreviations": (
        ("documents:", "terms: {МОО: муниципальная организация}\ndocuments:"),
        (
            "      text: Контроль",
            '      text: "{% for one in terms %}{{ terms[one] }}{% endfor %} – контроль"\n    - Контроль',
        ),
    ),
    "an executor of an order": (("  signed_by: head", "  signed_by: head\n  executor: head"),),
    "with its column": (
        (PAIRS, PAIRS.replace("}", ", result: Пары созданы}")),
        (COLUMNS, "  columns: [section, activity, deadline, responsible, result]"),
    ),
    "a section as a row": ((COLUMNS, "  layout: rows\n  columns: [activity, deadline, responsible]"),),
    "named in a text": (
        ("  heads: {title: Руководители школ}", "  heads: {title: Руководители школ}\n  kurator: {title: Кураторы}"),
        ("      text: Контроль", '      text: "{{ people.kurator | dat }}: контроль"\n    - Контроль'),
    ),
}


@pytest.mark.parametrize("changes", SHOWN.values(), ids=SHOWN)
def test_what_is_shown_is_not_told(changes: tuple[tuple[str, str], ...], tmp_path: Path) -> None:
    found = check(load(write(tmp_path, changed(*changes))))
    assert [p.message for p in found if p.code == "ND227"] == []


def test_an_executor_that_an_own_template_does_not_print_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(shared_templates() / "order.docx") as file:
        parts = {name: file.read(name) for name in file.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"order.executor", b"order.agreed")
    (tmp_path / "templates").mkdir()
    with zipfile.ZipFile(tmp_path / "templates" / "order.docx", "w") as file:
        for name, data in parts.items():
            file.writestr(name, data)
    project = load(write(tmp_path, changed(("  signed_by: head", "  signed_by: head\n  executor: head"))))
    found = [problem.message for problem in check(project) if problem.code == "ND227"]
    assert found == ["Отметка об исполнителе приказа не печатается: в шаблоне её нет."]


PROGRAMME = """\
wording: {until: 20__ год, since: 20__ год, spare: нет}
papers:
  plan:
    kind: plan
    title: План на {{ wording.since }} – {{ wording.until }}
    layout: rows
    columns: [activity, deadline, result]
    sections:
      - id: start
        title: Начало
        activities:
          - {id: pairs, title: Пары, deadline: до 09.11.2020, result: Есть}
          - {id: report, title: Отчёт, deadline: до 20.11.2020, result: Есть}
  targets:
    kind: indicators
    title: Показатели
    columns: [title, years]
    indicators: [{id: share, title: Доля школ, targets: {2025: 10, 2026: 20}}]
  order:
    kind: order
    title: О плане
    clauses:
      - {id: plan, text: Утвердить план.}
      - {id: control, text: Контроль оставляю за собой.}
    signed_by: head
"""
DISTRICT = """\
extends: programme.yaml
district: {name: Артемовский городской округ, abbr: АГО}
authority: {name: Управление образования Артемовского городского округа, place: г. Артемовский}
people:
  head: {name: Петрова Анна Ивановна, position: начальник}
wording: {until: 2021 год, since: 2020 год}
"""
# What a district adds to its settings over a programme, and what is told of it.
SLIPS = {
    "a common text": (
        "wording: {untill: 2021 год}",
        "«untill» нигде не печатается: ни в одном тексте и шаблоне нет {{ wording.untill }}. → Возможно, «until».",
    ),
    "a column with a heading": (
        "papers: {plan: {columns: [activity, deadline, {resultt: Итог}]}}",
        "Графа «Итог» будет пустой: поля «resultt» у строк нет. → Возможно, «result»: это поле у строк есть, а графы для него нет.",
    ),
    "a year": (
        "papers: {targets: {indicators: {share: {targets: {2027x: 30}}}}}",
        "«2027x» – не год: в «targets:» слева пишут годы. → targets: {2027: 30}",
    ),
    "a row that is changed": (
        "papers: {plan: {sections: {start: {activities: {pair: {deadline: до 10.11.2020}}}}}}",
        "Строки с id «pair» в нижнем слое нет: менять нечего. → Возможно, «pairs».",
    ),
    "a row that is whole": (
        "papers: {order: {clauses: {controll: {text: Контроль возложить на методиста.}}}}",
        "Строки с id «controll» в нижнем слое нет: она добавлена в конец списка. → Возможно, «control»; если строка новая, скажите, после какой ей стоять: after: control.",
    ),
    "a row of no name that is known": (
        "papers: {plan: {sections: {start: {activities: {final: {deadline: до 10.11.2020}}}}}}",
        "Строки с id «final» в нижнем слое нет: менять нечего. → Есть: pairs, report. Новой строке нужно «title».",
    ),
    "a level left out": (
        "papers: {plan: {pairs: {deadline: до 10.11.2020}}}",
        "Неизвестный ключ «pairs» в разделе «papers.plan». → «pairs» – это id строки списка, пишите её там: sections: {start: {activities: {pairs: …}}}.",
    ),
    "a paper that is changed": (
        'papers: {oder: {number: "5"}}',
        "Нет обязательного ключа «kind» в разделе «papers.oder». → Возможно, «order»: такой раздел уже есть. Допишите «kind: …» – вид: order, decree, regulation, table, protocol … (имя из kinds).",
    ),
    "an annex": (
        "papers: {order: {annexes: [plans]}}",
        "Приложения «plans» нет: в настройках нет такого раздела. → Может быть, «plan»?",
    ),
    "a dash for a colon": (
        "terms: АГО - Артемовский городской округ",
        "Здесь нужен раздел «ключ: значение». → Ключ от значения отделяет двоеточие: АГО: Артемовский городской округ",
    ),
    "a person as a text": (
        "school: {people: {head: Петрова}}",
        "Здесь нужен раздел «ключ: значение». → Например: head: {name: …, title: …, gender: …}.",
    ),
    "a null with a slip": (
        "papers: {plan: nul}",
        "Здесь нужен раздел «ключ: значение». → Похоже, это null: впишите plan: null.",
    ),
    "a key under which something is removed": (
        "paperss: {plan: null, order: null}",
        "Ключа «paperss» в нижнем слое нет, а под ним убирают то, что есть под «papers». → Возможно, «papers».",
    ),
}
MEANT = {
    "a common text of the programme alone": "wording: {spare: да}",
    "a column to be filled in": "papers: {plan: {columns: [activity, deadline, result, {mark: Отметка}]}}",
    "years as people write them": "papers: {targets: {indicators: {share: {targets: {2026/2027: 30, 2028 год: 40}}}}}",
    "a row with its place": "papers: {order: {clauses: {controll: {after: plan, text: Назначить методиста.}}}}",
    "a row with another number": "papers: {order: {clauses: {plan2: {text: Утвердить второй план.}}}}",
}


LOOKED_AT = {"ND109", "ND111", "ND201", "ND202", "ND203", "ND206", "ND208", "ND227", "ND228", "ND401"}


def said_of(folder: Path, added: str) -> list[str]:
    """What is told of a district's settings over the programme, with `added` in them."""
    write(folder, PROGRAMME, "programme.yaml")
    text = DISTRICT.replace("wording: {until: 2021 год, since: 2020 год}\n", "") if "wording:" in added else DISTRICT
    found = check(load(write(folder, f"{text}{added}\n")))
    return [f"{p.message} → {p.hint}" for p in found if p.code in LOOKED_AT]


@pytest.mark.parametrize(("added", "message"), SLIPS.values(), ids=SLIPS)
def test_a_slip_over_a_programme_is_told_once(added: str, message: str, tmp_path: Path) -> None:
    assert said_of(tmp_path, added) == [message]


@pytest.mark.parametrize("added", MEANT.values(), ids=MEANT)
def test_what_is_meant_over_a_programme_is_not_told(added: str, tmp_path: Path) -> None:
    assert said_of(tmp_path, added) == []


def test_a_role_misspelt_in_people_is_told_once_at_its_key(tmp_path: Path) -> None:
    write(tmp_path, PROGRAMME, "programme.yaml")
    found = check(load(write(tmp_path, DISTRICT.replace("  head:", "  haed:"))))
    assert [f"{p.message} → {p.hint}" for p in found] == [
        "Роль «haed» никто не называет, а называют роль «head»: её нет. → Возможно, «head»."
    ]


def test_a_name_written_into_a_blank_beside_its_forms_is_told(tmp_path: Path) -> None:
    person = "{name: Петрова Анна Ивановна, position: начальник"
    found = check(load(write(tmp_path, changed((person, f"{person}, forms: invariable")))))
    assert [f"{p.code} {p.severity.value} {p.message} → {p.hint}" for p in found] == [
        "ND221 warning «Петрова Анна Ивановна» не склоняется: так велит строка forms. → Уберите её: имя программа склоняет сама."
    ]


def test_a_paper_of_which_most_is_missing_is_told_once(tmp_path: Path) -> None:
    whole = changed()
    order = whole[whole.index("order:\n") : whole.index("roadmap:\n")]
    found = check(load(write(tmp_path, whole.replace(order, 'order: {number: "235"}\n', 1))))
    assert [f"{p.message} → {p.hint}" for p in found] == [
        "В разделе «order» нет обязательных ключей: title, clauses, signed_by. → Если раздел приходит из программы, проверьте строку «extends: …»; если он весь здесь, допишите их."
    ]


def test_a_slip_in_extends_is_told_alone(tmp_path: Path) -> None:
    write(tmp_path, PROGRAMME, "programme.yaml")
    found = check(load(write(tmp_path, DISTRICT.replace("extends:", "extend:") + "papers: {plan: null}\n")))
    assert [f"{p.message} → {p.hint}" for p in found] == ["Неизвестный ключ «extend». → Может быть, «extends»?"]


def test_a_value_of_a_plan_among_papers_needs_its_column(tmp_path: Path) -> None:
    row = "pairs: {control: Два совещания}"
    assert said_of(tmp_path, f"papers: {{plan: {{sections: {{start: {{activities: {{{row}}}}}}}}}}}") == [
        "«control» не печатается: в таблице нет графы «control». → Впишите «control» в «columns:» или уберите значение."
    ]
