"""The order «О внесении изменений» between two states of a district: its words, its file, its place in the settings."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import nastav_docs
from nastav_docs.amendments.issued_papers import district_papers
from nastav_docs.amendments.printed_text import parts_of
from nastav_docs.cli.main import cli
from nastav_docs.papers import documents_of, paper_of_docx
from tests.amendments.reader import Amendable, amend
from tests.amendments.test_applied import changed_text, lines_of, sentence, texts
from tests.minimal import changed, write

if TYPE_CHECKING:
    from pathlib import Path

CLAUSES = (
    "    - Утвердить {{ roadmap.title | acc }} ({{ annexes.roadmap }}).\n",
    """\
    - Утвердить {{ roadmap.title | acc }} ({{ annexes.roadmap }}).
    - Назначить координатором методиста Иванову Н.П.
    - text: "{{ people.heads | dat }}:"
      clauses:
        - Закрепить пары до 09.11.2020.
        - Разместить план на сайте.
    - Отчёты представлять ежеквартально.
""",
)
ACTIVITIES = """\
        - {id: pairs, title: Формирование пар, deadline: до 09.11.2020, responsible: [head, heads]}
        - {id: school, title: Обучение наставников, deadline: до 01.12.2020, responsible: head}
        - {id: talk, title: Круглый стол кураторов, deadline: до 18.12.2020, responsible: head}
        - {id: sum, title: Итоги года, deadline: до 25.05.2021, responsible: heads}
"""
OLD = changed(
    CLAUSES,
    (
        "        - {id: pairs, title: Формирование пар, deadline: до 09.11.2020, responsible: [head, heads]}\n",
        ACTIVITIES,
    ),
)


def two(folder: Path, *changes: tuple[str, str]) -> tuple[nastav_docs.Project, nastav_docs.Project]:
    """The district as it was, and with some of its text replaced."""
    text = OLD
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    return nastav_docs.load(write(folder / "old", OLD)), nastav_docs.load(write(folder / "new", text))


def clauses(data: bytes) -> list[str]:
    """The points of a printed order, each with its number."""
    paper = paper_of_docx(data, "приказ")
    assert not isinstance(paper, nastav_docs.Diagnostic)
    order = next(iter(documents_of(paper)))
    return [f"{one.number}. {one.text}".replace("\u00a0", " ") for one in order.clauses]


WORDED = (
    ((("до 09.11.2020.", "до 01.12.2020."),), ["В пункте 3.1 цифры «09.11.2020» заменить цифрами «01.12.2020»."]),
    ((("методиста Иванову Н.П.", "Петрову А.И."),), ["В пункте 2 слова «методиста Иванову Н.П.» заменить словами «Петрову А.И.»."]),
    ((("Отчёты представлять ежеквартально", "Сводки о ходе работы кураторам направлять в отдел раз в год"),),
     ["Пункт 4 изложить в следующей редакции: «4. Сводки о ходе работы кураторам направлять в отдел раз в год.»."]),
    ((("    - Отчёты представлять ежеквартально.\n", "    - Отчёты представлять ежеквартально.\n    - Приказ довести до школ.\n"),),
     ["Дополнить пунктом 4¹ следующего содержания: «4¹. Приказ довести до школ.».".replace("4¹", "4.1")]),
    ((("        - Разместить план на сайте.\n", "        - Разместить план на сайте.\n        - Провести обучение.\n"),),
     ["Дополнить пунктом 3.3 следующего содержания: «3.3. Провести обучение.»."]),
    ((("    - Отчёты представлять ежеквартально.\n", ""),), ["Пункт 4 признать утратившим силу."]),
    ((("    - Отчёты представлять ежеквартально.\n", "    - Утратил силу.\n"),), ["Пункт 4 признать утратившим силу."]),
    ((("Отчёты представлять ежеквартально.", "Отчёты представлять ежеквартально, не позднее 10 числа."),),
     ["В пункте 4 после слова «ежеквартально» дополнить словами «, не позднее 10 числа»."]),
    ((("Разместить план на сайте.", "Разместить план."),), ["В пункте 3.2 слова «на сайте» исключить."]),
    ((("Круглый стол кураторов, deadline: до 18.12.2020", "Круглый стол кураторов, deadline: до 25.12.2020"),),
     ["В приложении в строке «Круглый стол кураторов» в графе «Срок исполнения» цифры «18.12.2020» заменить цифрами «25.12.2020»."]),
    ((("        - {id: sum, ", "        - {id: new, title: Анкетирование, deadline: до 01.03.2021, responsible: head}\n        - {id: sum, "),),
     ["В приложении после строки «Круглый стол кураторов» дополнить строкой следующего содержания: графа «Наименование мероприятия» – «Анкетирование», графа «Срок исполнения» – «До 01.03.2021», графа «Ответственный» – «Петрова А.И.»."]),
    ((("title: План (дорожная карта)", "title: План мероприятий"),), ["В пункте 1 слова «(дорожную карту)» заменить словом «мероприятий».",
      "В приложении в наименовании слова «(дорожная карта)» заменить словом «мероприятий»."]),
    ((("columns: [section, activity, deadline, responsible]", "columns: [activity, deadline, responsible]"),),
     ["Приложение изложить в новой редакции (приложение)."]),
    ((("Отчёты представлять ежеквартально", "Отчёты представлять ежемесячно"), ("deadline: до 25.05.2021", "deadline: до 28.05.2021")),
     ["В пункте 4 слово «ежеквартально» заменить словом «ежемесячно».",
      "В приложении в строке «Итоги года» в графе «Срок исполнения» цифры «25.05.2021» заменить цифрами «28.05.2021»."]),
)  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), WORDED, ids=[expected[0][:50] for _, expected in WORDED])
def test_the_form_is_that_of_the_change(
    tmp_path: Path, changes: tuple[tuple[str, str], ...], expected: list[str]
) -> None:
    made = nastav_docs.amend(*two(tmp_path, *changes), number="240", date="20.11.2020")
    (path,) = made.orders
    one = len(expected) == 1
    act = "приказ Управления образования Артемовского городского округа от 02.11.2020 № 235 «О внедрении целевой модели наставничества»"
    assert clauses(made.files[path]) == [
        f"1. Внести в {act} {'следующее изменение' if one else 'следующие изменения'}:",
        *(f"1.{at}. {text}" for at, text in enumerate(expected, 1)),
        "2. Контроль за исполнением приказа оставляю за собой.",
    ]


def test_several_changes_of_an_annex_stand_together(tmp_path: Path) -> None:
    made = nastav_docs.amend(
        *two(
            tmp_path,
            ("deadline: до 25.05.2021", "deadline: до 28.05.2021"),
            ("        - {id: talk, title: Круглый стол кураторов, deadline: до 18.12.2020, responsible: head}\n", ""),
        )
    )
    assert clauses(made.files[made.orders[0]])[1:4] == [
        "1.1. В приложении:",
        "1.1.1. строку «Круглый стол кураторов» исключить;",
        "1.1.2. в строке «Итоги года» в графе «Срок исполнения» цифры «25.05.2021» заменить цифрами «28.05.2021».",
    ]


def test_numbers_that_move_are_told(tmp_path: Path) -> None:
    made = nastav_docs.amend(*two(tmp_path, ("    - Назначить координатором методиста Иванову Н.П.\n", "")))
    assert [(one.code, one.message) for one in made.problems] == [
        ("ND986", "Документ «Приказ 235»: пункт 3 в новых настройках печатается под номером 2."),
    ]
    kept = nastav_docs.amend(
        *two(tmp_path / "kept", ("Назначить координатором методиста Иванову Н.П.", "Утратил силу."))
    )
    assert kept.problems == ()


def test_the_new_state_knows_the_amending_order_and_cites_the_amended_one(tmp_path: Path) -> None:
    made = nastav_docs.amend(*two(tmp_path, ("до 09.11.2020.", "до 01.12.2020.")), number="240", date="20.11.2020")
    before = (tmp_path / "new/district.yaml").read_text("utf-8")
    after = made.files["district.yaml"].decode()
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    again = nastav_docs.load(write(tmp_path / "registered", after))
    assert nastav_docs.check(again) == ()
    assert nastav_docs.render(again, "amending") == made.files["Приказ 240 о внесении изменений в приказ 235.docx"]
    citing = nastav_docs.replace(
        again,
        papers={
            "later": {
                "kind": "order",
                "title": "Об итогах",
                "signed_by": "head",
                "clauses": ["Исполнить {{ papers.order.as_amended | acc }}."],
            }
        },
    )
    act = "приказ Управления образования Артемовского городского округа от 02.11.2020 № 235 «О внедрении целевой модели наставничества»"
    expected = f"1. Исполнить {act} (в редакции приказа от 20.11.2020 № 240)."
    assert clauses(nastav_docs.render(citing, "later")) == [expected]


def test_a_second_amending_order_stands_beside_the_first(tmp_path: Path) -> None:
    first = nastav_docs.amend(*two(tmp_path, ("до 09.11.2020.", "до 01.12.2020.")), number="240", date="20.11.2020")
    text = first.files["district.yaml"].decode()
    old = nastav_docs.load(write(tmp_path / "first", text))
    new = nastav_docs.load(write(tmp_path / "second", text.replace("до 25.05.2021", "до 28.05.2021")))
    made = nastav_docs.amend(old, new, number="250", date="21.12.2020")
    again = nastav_docs.load(write(tmp_path / "third", made.files["district.yaml"].decode()))
    assert again.config is not None
    assert again.config.order is not None
    assert (again.config.order.amended_by, sorted(again.config.papers)) == (
        ("amending", "amending-2"),
        ["amending", "amending-2"],
    )


NOT_AMENDED: tuple[tuple[str, list[tuple[str, str]], str, str], ...] = (
    ("a draft has no number to be cited by", [('number: "235"', 'number: ""')], "ND985", "У документа «Приказ без номера» в старых настройках нет номера или даты: это ещё проект."),
    ("another number is another order", [], "ND989", "Изменяется приказ от 02.11.2020 № 235, а в новых настройках это приказ от 02.11.2020 № 236."),
    ("who signs is not amended", [], "ND987", "Документ «Приказ 235»: изменились подписи, отметки или реквизиты; приказом их не меняют."),
    ("nothing has changed", [], "ND988", "Изменять нечего: тексты изданных приказов и приложений те же."),
    ("a preamble that was not there has no place", [], "ND990", "В документе «Приказ 235» изменилось то, у чего нет номера."),
)  # fmt: skip
CHANGED = {
    "ND985": [("до 09.11.2020.", "до 01.12.2020.")],
    "ND989": [('number: "235"', 'number: "236"'), ("до 09.11.2020.", "до 01.12.2020.")],
    "ND987": [("Петрова Анна Ивановна, position: начальник", "Петрова Анна Ивановна, position: директор")],
    "ND988": [],
    "ND990": [("  preamble: В соответствии с {{ acts['r-145'] | ins }}\n", "")],
}


@pytest.mark.parametrize(("why", "before", "code", "message"), NOT_AMENDED, ids=[one[0] for one in NOT_AMENDED])
def test_what_no_order_amends_is_told(
    tmp_path: Path, why: str, before: list[tuple[str, str]], code: str, message: str
) -> None:
    old = new = OLD
    for was, now in before:
        old = new = old.replace(was, now)
    for was, now in CHANGED[code]:
        assert was in new, why
        new = new.replace(was, now, 1)
    made = nastav_docs.amend(
        nastav_docs.load(write(tmp_path / "old", old)), nastav_docs.load(write(tmp_path / "new", new))
    )
    assert (code, message) in [(one.code, one.message) for one in made.problems]
    assert made.orders == ()


@pytest.mark.parametrize("seed", range(6))
def test_a_printed_order_applied_to_the_printed_old_paper_gives_the_new_one(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  the same edits each time
    points = [sentence(chance) for _ in range(7)]
    rows = [(sentence(chance, 6), chance.choice(("до 09.11.2020", "ежегодно", "до 01.12.2020"))) for _ in range(9)]
    old = nastav_docs.load({**PLAIN, **settings(points, rows)})
    new_points = [
        changed_text(one, chance) if chance.random() < 0.4 else one for one in points if chance.random() > 0.1
    ]
    new_rows = [
        (title, "до 25.05.2021" if chance.random() < 0.3 else day) for title, day in rows if chance.random() > 0.1
    ]
    new_rows.insert(3, (sentence(chance, 6), "постоянно"))
    new = nastav_docs.load({**PLAIN, **settings([*new_points, sentence(chance)], new_rows)})
    made = nastav_docs.amend(old, new, number="240", date="20.11.2020")
    before, after = (parts_of(district_papers(one)[0][0].data, "приказ") for one in (old, new))
    own, annex = said(made.files[made.orders[0]])
    paper = Amendable(lines_of(before[0]))
    amend(paper, own)
    assert texts(paper.lines) == texts(lines_of(after[0]))
    if annex != ["изложить в новой редакции"]:
        table = Amendable(lines_of(before[1]))
        amend(table, annex)
        assert texts(table.lines) == texts(lines_of(after[1]))


PLAIN = {
    "district": {"name": "Лесной городской округ", "abbr": "ЛГО"},
    "authority": {"name": "Управление образования Лесного городского округа", "place": "г. Лесной"},
    "people": {"head": {"name": "Петрова Анна Ивановна", "position": "начальник"}},
    "documents": {"order": {"template": "order.docx", "file": "Приказ"}},
}


def settings(points: list[str], rows: list[tuple[str, str]]) -> dict[str, object]:
    """An order with these points and a plan with these rows."""
    activities = [{"title": title, "deadline": day, "responsible": "head"} for title, day in rows]
    return {
        "order": {"number": "235", "date": "02.11.2020", "title": "О наставничестве", "clauses": ["Утвердить план ({{ annexes.roadmap }}).", *points], "signed_by": "head", "annexes": ["roadmap"]},
        "roadmap": {"title": "План", "columns": ["number", "activity", "deadline", "responsible"], "sections": [{"title": "Работа", "activities": activities}]},
    }  # fmt: skip


def said(data: bytes) -> tuple[list[str], list[str]]:
    """What a printed amending order says of the order itself, and of its annex."""
    own, annex, in_annex = [], [], False
    for line in clauses(data):
        number, _, text = line.partition(". ")
        if number.count(".") == 2:
            annex.append(text)
        elif text == "В приложении:":
            in_annex = True
        elif number.count(".") == 1 and text.startswith(("В приложении ", "Приложение ")):
            rest = text.partition(" ")[2].removeprefix("приложении ")
            annex.append("изложить в новой редакции" if "в новой редакции" in rest else rest)
        elif number.count(".") == 1 and not in_annex:
            own.append(text)
    return own, annex


def test_the_command_writes_the_order_the_redline_and_the_settings(tmp_path: Path) -> None:
    two(tmp_path, ("до 09.11.2020.", "до 01.12.2020."))
    line = [
        "amend",
        str(tmp_path / "old"),
        str(tmp_path / "new"),
        "-o",
        str(tmp_path / "out"),
        "--number",
        "240",
        "--date",
        "20 ноября 2020 г.",
    ]
    done = CliRunner().invoke(cli, line)
    assert (done.exit_code, sorted(file.name for file in (tmp_path / "out").iterdir())) == (
        0,
        ["district.yaml", "Приказ 235 – изменения.docx", "Приказ 240 о внесении изменений в приказ 235.docx"],
    )
    assert (
        "Приказов о внесении изменений: 1, изменённых документов с пометками: 1, настроек: 1. Записано файлов: 3."
        in done.output
    )
    assert CliRunner().invoke(cli, line).exit_code == 0  # the same again: nothing is overwritten
    refused = CliRunner().invoke(cli, [*line[:-1], "21.11.2020"])
    assert (refused.exit_code, refused.output.count("уже есть, и в нём другое")) == (1, 2)
    forced = CliRunner().invoke(cli, [*line[:-1], "21.11.2020", "--force", "--in-place"])
    assert forced.exit_code == 0
    assert "date: 21.11.2020" in (tmp_path / "new/district.yaml").read_text("utf-8")


APPROVED = """\
papers:
  rules:
    kind: regulation
    title: о наставничестве
    approved: [{by: order}]
    sections:
      - {title: Общие положения, clauses: [Наставник помогает наставляемому., Куратор ведёт учёт пар.]}
      - {title: Порядок, clauses: [Пары закрепляются приказом до 15 сентября., Отчёт сдают раз в год.]}
documents:
"""


def test_a_regulation_that_an_order_approves_is_amended_by_its_points(tmp_path: Path) -> None:
    old = OLD.replace("documents:\n", APPROVED)
    new = old.replace("до 15 сентября", "до 1 октября").replace(
        "Куратор ведёт учёт пар.", "Куратор ведёт учёт пар и групп."
    )
    made = nastav_docs.amend(
        nastav_docs.load(write(tmp_path / "old", old)), nastav_docs.load(write(tmp_path / "new", new))
    )
    order = "приказом Управления образования Артемовского городского округа от 02.11.2020 № 235 «О внедрении целевой модели наставничества»"
    assert clauses(made.files[made.orders[0]])[:-1] == [
        f"1. Внести в положение о наставничестве, утвержденное {order}, следующие изменения:",
        "1.1. В пункте 1.2 после слова «пар» дополнить словами «и групп».",
        "1.2. В пункте 2.1 слова «15 сентября» заменить словами «1 октября».",
    ]
    assert made.redlines == ("Положение о наставничестве – изменения.docx",)


def test_a_regulation_written_anew_is_an_annex_and_keeps_a_file_of_its_own(tmp_path: Path) -> None:
    old = OLD.replace("documents:\n", APPROVED)
    head, _, _ = APPROVED.partition("      - {title: Общие")
    new = OLD.replace(
        "documents:\n", f"{head}      - {{title: Цели, clauses: [Поддержать молодых педагогов.]}}\ndocuments:\n"
    )
    made = nastav_docs.amend(
        nastav_docs.load(write(tmp_path / "old", old)), nastav_docs.load(write(tmp_path / "new", new))
    )
    assert clauses(made.files[made.orders[0]])[1] == "1.1. Положение изложить в новой редакции (приложение)."
    again = nastav_docs.load(write(tmp_path / "registered", made.files["district.yaml"].decode()))
    assert nastav_docs.build(again, tmp_path / "out").written == (
        "Приказ 235.docx",
        "Положение о наставничестве.docx",
        "Приказ без номера о внесении изменений в приказ 235.docx",
    )
