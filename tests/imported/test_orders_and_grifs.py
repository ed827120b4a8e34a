"""Orders without a usual word, an only annex, grifs of any kind, sheets: what they become and what is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from nastav_docs import load
from nastav_docs.documents import render
from nastav_docs.papers import Paper, paper_of_docx
from tests.imported.test_import_papers import imported, told
from tests.word_file import paragraph, table, word_file

if TYPE_CHECKING:
    from pathlib import Path

    from nastav_docs.papers import Paragraph


def printed_order(settings: dict[str, Any]) -> list[Paragraph]:
    """The paragraphs of the order that settings print."""
    paper = paper_of_docx(render(load(settings), "order"), "order")
    assert isinstance(paper, Paper)
    return list(paper.paragraphs())


ORDER = """\
УПРАВЛЕНИЕ ОБРАЗОВАНИЯ СОСНОВСКОГО РАЙОНА

РАСПОРЯЖЕНИЕ

12.03.2026 № 44-р

Об организации подвоза

{}

1. Руководителям школ:

- назначить ответственных;

- провести инструктажи.

2. Утвердить положение (Приложение № 1).

Начальник  Т.А. Орлова

Приложение № 1
к распоряжению Управления образования Сосновского района
от 12.03.2026 № 44-р

Положение о подвозе

1. Подвоз организуют школы.
"""


def test_an_order_without_an_operative_word_gets_none_and_that_is_told(tmp_path: Path) -> None:
    made = imported(tmp_path, order_txt=ORDER.format("В целях безопасности детей"))
    assert made.settings is not None
    assert made.settings["kinds"]["directive"] == {"verb_in_preamble": True, "verb": ""}
    assert told(made, "ND973") == []
    assert told(made, "ND974")[-1] == (
        "order → clauses: распорядительного слова («ОБЯЗЫВАЮ:») в источнике нет: впишите его в verb вида."
    )


def test_obliging_in_the_infinitive_ends_the_preamble(tmp_path: Path) -> None:
    made = imported(tmp_path, order_txt=ORDER.format("В целях безопасности детей обязать:"))
    assert made.settings is not None
    assert made.settings["order"]["preamble"] == "В целях безопасности детей"
    assert made.settings["kinds"]["directive"] == {"verb_in_preamble": True, "verb": "обязать:"}
    assert [len(clause["clauses"]) for clause in made.settings["order"]["clauses"] if isinstance(clause, dict)] == [2]


def test_the_number_of_an_only_annex_and_dashes_come_back(tmp_path: Path) -> None:
    made = imported(tmp_path, order_txt=ORDER.format("В целях безопасности детей обязать:"))
    assert made.settings is not None
    assert made.settings["order"]["clauses"][1] == (
        "Утвердить положение ({{ annexes['polozhenie-o-podvoze'] | capital }})."
    )
    assert made.settings["order"]["clauses"][0]["marks"] == "dash"
    assert [one["number"] for one in made.settings["order"]["annexes"]] == ["1"]
    assert told(made) == []


def test_the_post_before_a_name_tells_its_case(tmp_path: Path) -> None:
    """«Козлову» after «специалиста» is no man Козлов in the dative."""
    text = ORDER.replace("Руководителям школ:", "Обязать ведущего специалиста Козлову М.А. довести приказ до школ:")
    made = imported(tmp_path, order_txt=text.format("В целях безопасности детей обязать:"))
    assert made.settings is not None
    assert "Козлова М.А." in [one.get("name") for one in made.settings["people"].values()]


def test_grifs_side_by_side_and_the_number_of_a_school_are_read(tmp_path: Path) -> None:
    accepted = "ПРИНЯТО\nна педагогическом совете\nпротокол № 1 от 30.08.2026"
    approved = "УТВЕРЖДЕНО\nприказом МБОУ СОШ № 5\nот 01.09.2026 № 45-ОД"
    made = imported(
        tmp_path,
        regulation_docx=word_file(
            table([[accepted, approved]]),
            paragraph("ПОЛОЖЕНИЕ", align="center"),
            paragraph("о методическом совете", align="center"),
            paragraph("1. Общие положения", align="center"),
            paragraph("1.1. Положение определяет порядок работы."),
        ),
    )
    assert made.settings is not None
    ((name, paper),) = made.settings["papers"].items()
    protocol = {"number": "1", "date": "30.08.2026", "body": "педагогический совет"}
    lines = ["на педагогическом совете", "протокол № 1 от 30.08.2026"]
    assert paper["approved"] == [{"protocol": protocol, "lines": lines}, {"by": f"approving-{name}-2"}]
    assert told(made, "ND971", "ND972") == []
    assert made.settings["acts"][f"approving-{name}-2"] == {
        "kind": "приказ",
        "issuer": "МБОУ СОШ № 5",
        "date": "01.09.2026",
        "number": "45-ОД",
    }


def test_a_paper_that_begins_with_a_grif_has_its_own_title(tmp_path: Path) -> None:
    text = "СОГЛАСОВАНО\nПредседатель профкома\n________ О.П. Рябова\n\nПОЛОЖЕНИЕ\n\nо совете\n\n1. Совет собирается раз в год.\n"
    lines = [paragraph(line, align="right" if n < 3 else "center") for n, line in enumerate(text.split("\n")) if line]
    made = imported(tmp_path, regulation_docx=word_file(*lines))
    assert made.settings is not None
    (paper,) = made.settings["papers"].values()
    assert paper["title"] == "о совете"
    assert paper["approved"] == [{"word": "СОГЛАСОВАНО", "person": "ryabova"}]


def test_cells_of_an_approval_sheet_are_told_together(tmp_path: Path) -> None:
    order = word_file(
        paragraph("ПРИКАЗ", align="center"),
        paragraph("01.09.2026 № 15"),
        paragraph("О рабочей группе"),
        paragraph("ПРИКАЗЫВАЮ:"),
        paragraph("1. Создать рабочую группу."),
        paragraph("Директор\tГ.Г. Ломов"),
        table(
            [
                ["Должность", "Подпись", "Ф.И.О."],
                *([post, "", "Носков И.О."] for post in ("Юрист", "Бухгалтер", "Врач")),
            ]
        ),
    )
    assert told(imported(tmp_path, order_docx=order), "ND971") == [
        (
            "Ячейки таблицы не перенесены (9): «Должность | Подпись | Ф.И.О. | Юрист | Носков И.О. | Бухгалтер | Носков "
            "И.О. | Врач | Носков И.О.»."
        )
    ]


def test_clauses_with_roman_numbers_and_section_signs_are_clauses(tmp_path: Path) -> None:
    lines = ["§ 1", "I. Утвердить план.", "II. Доложить до 10.09.2026.", "§ 2", "III. Контроль оставляю за собой."]
    body = "\n\n".join(lines)
    made = imported(
        tmp_path, order_txt=f"ПРИКАЗ\n\n01.09.2026 № 1\n\nО плане\n\nПРИКАЗЫВАЮ:\n\n{body}\n\nДиректор  Г.Г. Ломов\n"
    )
    assert made.settings is not None
    assert made.settings["order"]["clauses"] == [
        "Утвердить план.",
        "Доложить до 10.09.2026.",
        "Контроль оставляю за собой.",
    ]
    assert told(made, "ND971") == [
        f"Не перенесено: «{sign}» – пункты приказа программа нумерует подряд, без параграфов."
        for sign in ("§ 1", "§ 2")
    ]


def test_a_clause_that_ends_with_a_name_is_no_signature(tmp_path: Path) -> None:
    text = "ПРИКАЗ\n\n01.09.2026 № 1\n\nО плане\n\nПРИКАЗЫВАЮ:\n\nНазначить ответственным Рябову О.Ю.\n\nДоложить до 10.09.2026.\n\nДиректор  Г.Г. Ломов\n"
    made = imported(tmp_path, order_txt=text)
    assert made.settings is not None
    assert len(made.settings["order"]["clauses"]) == 2
    assert made.settings["people"]["head"]["name"] == "Ломов Г.Г."


OF_STATION = (
    "МБУ ДО «Станция юных натуралистов»",
    "ПРИКАЗ",
    "14.02.2025 № 22",
    "О проведении марафона",
    "В целях просвещения приказываю:",
)


def test_a_paragraph_that_ends_with_a_name_signs_nothing_where_clauses_go_on(tmp_path: Path) -> None:
    lines = (
        *OF_STATION,
        "1. Провести марафон.",
        "2. 30 волонтёрам выдать инвентарь.",
        "Список составляет педагог Рюмина Е.Г.",
        "3. 2 и 9 апреля организовать сбор.",
        "Директор  К.М. Берёзова",
        "С приказом ознакомлены:",
        "1. Рюмина Е.Г.",
    )
    settings = imported(tmp_path, order_docx=word_file(*map(paragraph, lines))).settings
    assert settings is not None
    order = settings["order"]
    assert [one if isinstance(one, str) else one["text"] for one in order["clauses"]] == [
        "Провести марафон.",
        "30 волонтёрам выдать инвентарь.",
        "2 и 9 апреля организовать сбор.",
    ]
    assert order["clauses"][1]["clauses"] == ["Список составляет {{ people.ryumina.position }} {{ people.ryumina }}"]
    assert settings["people"][order["signed_by"]]["name"] == "Берёзова К.М."


def test_a_form_of_a_head_alone_is_a_table_with_an_empty_row(tmp_path: Path) -> None:
    lines = (
        *OF_STATION,
        "1. Утвердить форму журнала (приложение).",
        "Директор  К.М. Берёзова",
        "Приложение",
        "к приказу от 14.02.2025 № 22",
        "Форма журнала",
    )
    made = imported(tmp_path, order_docx=word_file(*map(paragraph, lines), table([["№", "Дата", "Обратился"]])))
    assert made.settings is not None
    (paper,) = made.settings["papers"].values()
    assert [column["title"] for column in paper["columns"]] == ["№", "Дата", "Обратился"]
    assert paper["rows"] == [{"c1": "", "c2": "", "c3": ""}]
    assert "ND976" not in [problem.code for problem in made.problems]


def test_the_number_of_a_school_within_quotes_is_of_its_name(tmp_path: Path) -> None:
    lines = (
        "Приложение № 3",
        "к приказу МБОУ «Гимназия № 1»",
        "от 30.08.2024 № 210-ОД",
        "Показатели программы развития",
    )
    plan = table([["№", "Показатель", "2025"], ["1", "Средний балл", "4,1"]])
    settings = imported(tmp_path, annex_docx=word_file(*map(paragraph, lines), plan)).settings
    assert settings is not None
    assert settings["authority"]["name"] == "МБОУ «Гимназия № 1»"


APPROVED_PLAN = table([["№", "Мероприятие", "Срок", "Ответственные"], ["1", "Открытие", "20.02.2025", "Рюмина Е.Г."]])
APPROVED_TEXT = ("Положение о марафоне", "1. Общие положения", "1.1. Марафон проводит станция.")
SIGNED = ("1. Утвердить прилагаемое.", "Директор  К.М. Берёзова")


@pytest.mark.parametrize(
    ("grif", "body", "printed_as"),
    [
        (("УТВЕРЖДЁН",), "plan", "УТВЕРЖДЁН"),
        (("УТВЕРЖДЕН",), "plan", "УТВЕРЖДЕН"),
        (("УТВЕРЖДЕНО",), "text", "УТВЕРЖДЕНО"),
        (("Приложение № 1", "УТВЕРЖДЕНО"), "text", "УТВЕРЖДЕНО"),
    ],
)
def test_a_grif_over_an_annex_in_the_file_of_its_order_stays(
    grif: tuple[str, ...], body: str, printed_as: str, tmp_path: Path
) -> None:
    above = (*grif, "приказом МБУ ДО «Станция юных натуралистов»", "от 14.02.2025 № 22")
    annex = (
        (paragraph("План марафона", align="center"), APPROVED_PLAN)
        if body == "plan"
        else tuple(map(paragraph, APPROVED_TEXT))
    )
    lines = (*map(paragraph, (*OF_STATION, *SIGNED)), *(paragraph(line, align="right") for line in above), *annex)
    made = imported(tmp_path, order_docx=word_file(*lines))
    assert made.settings is not None
    (shown,) = made.settings["order"]["annexes"]
    captioned = grif[0].startswith("Приложение")
    assert shown["id"] in made.settings["papers"]
    assert shown.get("number") == "1" if captioned else shown["caption"] is False
    (paper,) = made.settings["papers"].values()
    assert paper["approved"][0]["by"] == "order"
    texts = [p.text for p in printed_order(made.settings)]
    assert printed_as in texts
    assert ("Приложение №\u00a01" in texts) == captioned
    assert "к приказу МБУ ДО «Станция юных натуралистов»" not in texts  # the grif says it
    assert "Утвердить прилагаемое." in " ".join(texts)


HEADS = ["№", "Мероприятие", "Срок", "Ответственные"]
SECTIONS = {
    "rows_with_numbers": (
        [
            HEADS,
            ["I. Сбор", "", "", ""],
            ["1", "Старт", "20.01.2025", "Рюмина Е.Г."],
            ["II. Итоги", "", "", ""],
            ["2", "Отчёт", "20.02.2025", "Рюмина Е.Г."],
        ],
        ["I. Сбор", "II. Итоги"],
    ),
    "rows_without_numbers": (
        [
            HEADS[1:],
            ["I. Сбор", "", ""],
            ["Старт", "20.01.2025", "Рюмина Е.Г."],
            ["II. Итоги", "", ""],
            ["Отчёт", "20.02.2025", "Рюмина Е.Г."],
        ],
        ["I. Сбор", "Старт", "II. Итоги", "Отчёт"],
    ),
    "a_column": (
        [
            ["Раздел", *HEADS[1:]],
            ["I. Сбор", "Старт", "20.01.2025", "Рюмина Е.Г."],
            ["ІІ. Итоги", "Отчёт", "20.02.2025", "Рюмина Е.Г."],
        ],
        ["I. Сбор", "Старт", "II. Итоги", "Отчёт"],
    ),
    "arabic": (
        [
            HEADS,
            ["1. Сбор", "", "", ""],
            ["1.1", "Старт", "20.01.2025", "Рюмина Е.Г."],
            ["2. Итоги", "", "", ""],
            ["2.1", "Отчёт", "20.02.2025", "Рюмина Е.Г."],
        ],
        ["1. Сбор", "2. Итоги"],
    ),
}


@pytest.mark.parametrize("name", list(SECTIONS))
def test_sections_of_a_plan_keep_their_roman_numbers(name: str, tmp_path: Path) -> None:
    rows, expected = SECTIONS[name]
    lines = (*OF_STATION, *SIGNED, "Приложение", "к приказу от 14.02.2025 № 22", "План марафона")
    made = imported(tmp_path, order_docx=word_file(*map(paragraph, lines), table(rows)))
    assert made.settings is not None
    assert made.settings["roadmap"].get("numbering", "arabic") == ("arabic" if name == "arabic" else "roman")
    texts = [p.text.replace("\u00a0", " ") for p in printed_order(made.settings) if p.part == "cell"]
    assert [text for text in texts if text in expected] == expected


@pytest.mark.parametrize(
    ("clause", "posts"),
    [
        (
            "Назначить куратором Сидорову Анну Петровну, заместителя директора по учебной работе.",
            {"Сидорова Анна Петровна": "заместитель директора по учебной работе"},
        ),
        ("Назначить куратором наставничества Сидорову А.П., методиста.", {"Сидорова А.П.": "методист"}),
        ("Назначить ответственным Лебедева Ивана Петровича, учителя.", {"Лебедев Иван Петрович": "учитель"}),
        (
            "Назначить руководителем группы Орлову Т.С., учителя математики, и секретарём Гайдай Л.И., методиста.",
            {"Орлова Т.С.": "учитель математики", "Гайдай Л.И.": "методист"},
        ),
        ("Назначить куратором Сидорову Анну Петровну.", {"Сидорова Анна Петровна": "куратор"}),
        ("Назначить куратором методиста Сидорову Анну Петровну.", {"Сидорова Анна Петровна": "методист"}),
    ],
)
def test_the_post_of_somebody_appointed_is_what_stands_behind_the_name(
    clause: str, posts: dict[str, str], tmp_path: Path
) -> None:
    lines = (*OF_STATION, f"1. {clause}", "2. Провести марафон.", "Директор  К.М. Берёзова")
    settings = imported(tmp_path, order_docx=word_file(*map(paragraph, lines))).settings
    assert settings is not None
    people = [person for role, person in settings["people"].items() if role != "head"]
    assert {person["name"]: person["position"] for person in people} == posts
