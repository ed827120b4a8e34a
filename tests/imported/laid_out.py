"""The papers that import is tried on, laid out in Word: each from what it should read as, in a shape of its own.

`papers/NN-name.yaml` is the expected reading, written by hand; the function of the same number here writes the paper as
an office would. `python -m tests.imported FOLDER` writes them all.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import yaml

from nastav_docs.pdf import convert, find_office
from tests.imported.messy import MESSY
from tests.imported.office import (
    Reading,
    caption,
    clauses,
    counted,
    head,
    headings,
    responsible,
    section_rows,
    signature,
    titled,
)
from tests.imported.sheets import LEFT, UP, Word, boxed, drawn, lines, listed, numbered, sheet
from tests.source_docx import source_docx

if TYPE_CHECKING:
    from collections.abc import Callable

PAPERS: Final = Path(__file__).parent / "papers"
NO_OFFICE: Final = PAPERS / "12-libreoffice-package.docx"  # the same, saved once: for a machine without LibreOffice


def readings() -> dict[str, Reading]:
    """The expected readings by name, in order."""
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(PAPERS.glob("*.yaml"))}


def word_paper(name: str, reading: Reading) -> bytes:
    """The paper of a name as the bytes of a Word file."""
    if name.startswith("00"):
        return source_docx()
    out = io.BytesIO()
    made = SHAPES[name[:2]](reading)
    made.save(out)
    return saved_by_office(out.getvalue()) if name.startswith("12") else out.getvalue()


def saved_by_office(data: bytes) -> bytes:
    """A Word file as LibreOffice saves it again; the copy made once where there is no LibreOffice here."""
    office = find_office()
    if not office:
        return NO_OFFICE.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "paper.docx"
        source.write_bytes(data)
        # LibreOffice writes nothing over the file that it reads: by way of its own format.
        for path, kind in ((source, "odt"), (source.with_suffix(".odt"), "docx")):
            problem = convert(office, path, kind)
            assert problem is None, problem
        return source.read_bytes()


def school_order(read: Reading) -> Word:
    """01."""
    made, paper, plan = sheet(), read["papers"][0], read["roadmaps"][0]
    head(
        made,
        paper,
        "Муниципальное бюджетное общеобразовательное учреждение",
        "«Кедровская средняя общеобразовательная школа»",
    )
    lines(
        made,
        "В соответствии с распоряжением Министерства просвещения Российской Федерации от 25.12.2019 № Р-145 "
        "«Об утверждении методологии (целевой модели) наставничества», приказом управления образования Кедровского "
        "района от 26.08.2024 № 235 «О внедрении наставничества»",
        side="both",
    )
    lines(made, "ПРИКАЗЫВАЮ:")
    clauses(made, paper)
    signature(made, paper)
    caption(made, "№ 1", "к приказу МБОУ «Кедровская СОШ»\nот 02.09.2024 № 14-а")
    titled(made, plan)
    rows = list(section_rows(plan, "{s}. ", "{n}"))
    drawn(made, [headings(plan), *counted(plan), *rows])
    return made


def merged_sections(read: Reading) -> Word:
    """02."""
    made, paper, plan, values = sheet(), read["papers"][0], read["roadmaps"][0], read["indicators"][0]
    head(made, paper, "Управление образования", "Озернинского городского округа")
    lines(
        made,
        "Во исполнение распоряжения Министерства просвещения Российской Федерации от 25.12.2019 № Р-145, в целях "
        "внедрения целевой модели наставничества п р и к а з ы в а ю:",
        side="both",
    )
    clauses(made, paper, after=".\u00a0")
    signature(made, paper)
    caption(made, "№1", "к приказу Управления образования\nОзернинского городского округа\nот _____ № _____")
    titled(made, plan)
    rows = [headings(plan)]
    for s, one in enumerate(plan["sections"], 1):
        for a, row in enumerate(one["rows"]):
            rows.append([UP if a else f"{s}. {one['title']}", *responsible(row, "\n")])
    drawn(made, rows)
    lines(made, "")
    titled(made, values)
    rows = [headings(values)]
    for n, row in enumerate(values["rows"], 1):
        unit = row["unit"]
        title = f"{row['title']}, {unit}" if unit else row["title"]
        rows.append([str(n), title, f"{row['target']}{' ' if n == 2 else ''}{unit}", row["due"]])
    drawn(made, rows)
    return made


def stages(read: Reading) -> Word:
    """03."""
    made, plan = sheet(size=12), read["roadmaps"][0]
    lines(made, "УТВЕРЖДАЮ", "Заведующий МБДОУ «Ручеек»", "____________ Н.Н. Ласточкина", "01.09.2025", side="right")
    titled(made, plan)
    rows = [headings(plan)]
    for s, one in enumerate(plan["sections"], 1):
        for a, (title, content, deadline, who) in enumerate(one["rows"]):
            rows.append(
                [
                    UP if a else f"{s}.",
                    UP if a else one["title"],
                    title,
                    content.replace("; –", ";\n–"),
                    deadline,
                    ", ".join(who),
                ]
            )
    drawn(made, rows)
    return made


def content_only(read: Reading) -> Word:
    """04."""
    made, plan = sheet(), read["roadmaps"][0]
    lines(made, "Приложение 1", "к приказу № 15 от 18.02.2022", side="right")
    titled(made, plan)
    rows = [headings(plan)]
    for s, one in enumerate(plan["sections"], 1):
        for a, (content, deadline, who, result) in enumerate(one["rows"]):
            text = content.replace("; ", ";\n")
            people = "\n".join(w.replace("Куратор ", "Куратор\n") for w in who)
            rows.append([UP if a else str(s), UP if a else one["title"], text, deadline, people, result])
    drawn(made, rows)
    return made


def roman_sections(read: Reading) -> Word:
    """05."""
    made, paper, plan = sheet(), read["papers"][0], read["roadmaps"][0]
    head(made, paper, "АДМИНИСТРАЦИЯ ВЕРХНЕБОРСКОГО МУНИЦИПАЛЬНОГО ОКРУГА")
    lines(
        made,
        "В целях развития наставничества администрация Верхнеборского муниципального округа п о с т а н о в л я е т:",
    )
    clauses(made, paper)
    lines(made, "", "Глава", "округа\t\t\tД.М. Ершов")
    caption(made, "", "к постановлению администрации\nВерхнеборского муниципального округа\nот 06.02.2023 № 793-ПП")
    titled(made, plan)
    rows = list(section_rows(plan, "{r}. ", "{s}.{a}", ", "))
    for n, row in enumerate(rows):
        if n % 2 and row[1] != LEFT:
            row[0] += "."  # numbers with a stop and without one, side by side
        row[3] = row[3].replace(", ", "/ ")
    drawn(made, [headings(plan), *rows])
    return made


def blank_number_head(read: Reading) -> Word:
    """06."""
    made, paper, plan = sheet(), read["papers"][0], read["roadmaps"][0]
    head(made, paper, "Отдел образования администрации города Мирославля")
    lines(made, "В рамках реализации муниципальной программы развития образования")
    clauses(made, paper)
    signature(made, paper)
    caption(made, "N 1", "Утвержден\nраспоряжением отдела образования\nот 09.01.2024 N 52")
    titled(made, plan)
    drawn(made, [headings(plan), *counted(plan), *section_rows(plan, "", "{n}.", ", ")])
    return made


def planned_dates(read: Reading) -> Word:
    """07."""
    made, plan = sheet(), read["roadmaps"][0]
    titled(made, plan)
    rows = list(section_rows(plan, "", "{n}"))
    drawn(made, [headings(plan), *counted(plan), *rows, ["", "ИТОГО мероприятий: 3", *[LEFT] * 4]])
    return made


def quarters(read: Reading) -> Word:
    """08."""
    made, plan = sheet(), read["roadmaps"][0]
    titled(made, plan)
    titles = headings(plan)
    rows = [[*titles[:3], "Сроки выполнения", LEFT, LEFT, LEFT], [UP, UP, UP, *titles[3:]]]
    signs = iter("+X+✓+х")
    for n, (title, control, deadline) in enumerate(plan["sections"][0]["rows"], 1):
        named = {q for q in ("I", "II", "III", "IV") if q in deadline.replace("–", " ").split()}
        marks = [next(signs) if q in named else "" for q in ("I", "II", "III", "IV")]
        rows.append([f"{n}.", title, control, *marks])
    drawn(made, rows)
    return made


def indicators_by_year(read: Reading) -> Word:
    """09."""
    made, paper, values = sheet(), read["papers"][0], read["indicators"][0]
    listed(made, ("%1.", "%1.%2.", "%1.%2.%3."))
    head(made, paper, "Управление образования Луговского района")
    lines(made, "В соответствии с пунктом 33 муниципальной программы развития образования,", "ПРИКАЗЫВАЮ")
    for number, text in paper["clauses"]:
        lines(made, text, side="both")
        numbered(made.paragraphs[-1], number.count("."))
    signature(made, paper)
    caption(made, "", "к приказу управления образования\nЛуговского района\nот 01.03.2022 № 41-од")
    titled(made, values)
    years = values["columns"]["years"]
    rows = [[*headings(values)[:4], "Год", *[LEFT] * (len(years) - 1)], [UP, UP, UP, UP, *map(str, years)]]
    rows += [
        [str(n), r["title"], r["unit"], r["base"], *r["targets"].values()] for n, r in enumerate(values["rows"], 1)
    ]
    drawn(made, rows)
    return made


def indicators_of_measures(read: Reading) -> Word:
    """10."""
    made, values = sheet(), read["indicators"][0]
    titled(made, values)
    years = values["columns"]["years"]
    rows = [
        [*headings(values)[:3], "Плановое значение по годам", *[LEFT] * (len(years) - 1)],
        [UP, UP, UP, *map(str, years)],
        [str(n) for n in range(1, 9)],
    ]
    above = ""
    for r in values["rows"]:
        measure = r["fields"]["measure"]
        rows.append([UP if measure == above else measure, r["title"], r["unit"], *r["targets"].values()])
        above = measure
    drawn(made, rows)
    return made


def indicators_with_results(read: Reading) -> Word:
    """11."""
    made, values = sheet(), read["indicators"][0]
    titled(made, values)
    rows = [["N п/п", "Наименование показателя", "Единица измерения", *values["columns"]["years"], "Результаты"]]
    for n, r in enumerate(values["rows"], 1):
        rows.append([f"{n}.", r["title"], r["unit"], *r["targets"].values(), r["fields"]["results"]])
    drawn(made, rows)
    return made


def libreoffice_package(read: Reading) -> Word:
    """12."""
    made, (letter, order), plan = sheet("Liberation Serif"), read["papers"], read["roadmaps"][0]
    drawn(
        made,
        [
            [
                "Управление образования\nБерезовского района\nул. Лесная, 1, г. Березовка",
                "Руководителям\nобразовательных организаций",
            ]
        ],
        lined=False,
    )
    lines(made, "", f"от {letter['date']} № {letter['number']}", "", letter["title"], "", "Уважаемые руководители!")
    lines(
        made,
        "В соответствии с приказом Управления образования Березовского района от 12.11.2024 № 307 направляем план "
        "мероприятий и просим обеспечить его выполнение.",
        "Приложение: на 3 л. в 1 экз.",
        side="both",
    )
    signature(made, letter)
    made.add_page_break()
    head(made, order, "Управление образования Березовского района")
    lines(made, "На основании муниципальной программы развития образования", "ПРИКАЗЫВАЮ:")
    clauses(made, order)
    signature(made, order)
    caption(made, "№ 1", "к приказу Управления образования\nБерезовского района\nот 12.11.2024 № 307")
    titled(made, plan)
    drawn(made, [headings(plan), *section_rows(plan, "", "{n}.", ", ")])
    return made


def continued(read: Reading) -> Word:
    """13."""
    made, plan = sheet(), read["roadmaps"][0]
    lines(made, "Приложение № 1", "к приказу директора школы", "от 01.09.2025 № 88", side="right")
    titled(made, plan)
    rows = list(section_rows(plan, "Раздел {s}. ", "{n}", ", "))
    drawn(made, [headings(plan), *counted(plan), *rows[:3]])
    made.add_page_break()
    lines(made, "Продолжение приложения № 1", side="right")
    drawn(made, [*counted(plan), *rows[3:6]])
    lines(made, "Продолжение таблицы", side="right")
    drawn(made, [headings(plan), *counted(plan), *rows[6:]])
    return made


def boxes_and_nested(read: Reading) -> Word:
    """14."""
    made, paper, plan = sheet(), read["papers"][0], read["roadmaps"][0]
    boxed(made, "МБОУ «Ольховская ООШ»", "ул. Школьная, 2, с. Ольховка")
    lines(made, "ПРИКАЗ", side="center")
    outer = drawn(made, [["", paper["place"]]], lined=False)
    inner = outer.cell(0, 0).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = paper["date"], f"№ {paper['number']}"
    lines(made, "", paper["title"], "")
    lines(made, "В целях поддержки молодых педагогов", "Приказываю:")
    clauses(made, paper)
    signature(made, paper)
    caption(made, "1", "к приказу от 11.01.2026 № 27(ОД)")
    titled(made, plan)
    rows = list(section_rows(plan, "", "", ", "))
    table = drawn(made, [headings(plan), *rows])
    cell = table.cell(2, 1)
    cell.paragraphs[0].clear()
    nested = cell.add_table(rows=1, cols=2)
    nested.cell(0, 0).text, nested.cell(0, 1).text = "План-конспект урока", "Рабочая программа"
    cell.add_paragraph()
    return made


def word_lists(read: Reading) -> Word:
    """15."""
    made, paper, plan = sheet(), read["papers"][0], read["roadmaps"][0]
    listed(made, ("%1.", "%1.%2."))
    listed(made, ("%1.",), 91)
    listed(made, ("%1.",), 92)
    head(made, paper, "Управление образования", "города Заречный Яр")
    lines(made, "В целях методической поддержки молодых педагогов", "П Р И К А З Ы В А Ю:")
    for number, text in paper["clauses"]:
        lines(made, text, side="both")
        numbered(made.paragraphs[-1], number.count("."))
    signature(made, paper)
    caption(made, "№ 1", "к приказу управления образования\nот 13.09.2025 № 181/1")
    titled(made, plan)
    rows = [headings(plan), *section_rows(plan, "", " ", ", ")]
    table = drawn(made, rows)
    for at, row in enumerate(rows[1:], 1):
        numbered(table.cell(at, 0).paragraphs[0], 0, 91 if row[1] == LEFT else 92)
    return made


def many_in_one(read: Reading) -> Word:
    """16."""
    made, paper, plan, values = sheet(), read["papers"][0], read["roadmaps"][0], read["indicators"][0]
    to = "к приказу МБОУ «Снежинская СОШ»\nот 30.08.2024 № 259-од"
    head(made, paper, "МБОУ «Снежинская СОШ»")
    lines(made, "С целью поддержки молодых педагогов, руководствуясь Уставом школы", "ПРИКАЗЫВАЮ:")
    clauses(made, paper)
    signature(made, paper)
    lines(made, "С приказом ознакомлены:")
    drawn(
        made,
        [
            ["№", "Фамилия, имя, отчество", "Подпись", "Дата"],
            ["1", "Носков И.О.", "", ""],
            ["2", "Пашина В.Л.", "", ""],
        ],
    )
    caption(made, "№ 1", to)
    lines(made, "Состав рабочей группы", side="center")
    rows = [["№ п/п", "Фамилия, имя, отчество", "Должность"]]
    drawn(made, [*rows, *([str(n), *one] for n, one in enumerate(read["people_lists"], 1))])
    caption(made, "№ 2", to)
    titled(made, plan)
    drawn(made, [headings(plan), *section_rows(plan, "", "{n}.")])
    caption(made, "№ 3", to)
    titled(made, values)
    drawn(
        made,
        [
            headings(values),
            *([str(n), r["title"], f"{r['target']}{r['unit']}"] for n, r in enumerate(values["rows"], 1)),
        ],
    )
    return made


def eight_columns(read: Reading) -> Word:
    """17."""
    made, plan = sheet(size=10), read["roadmaps"][0]
    titled(made, plan)
    rows, n = [headings(plan)], 0
    for one in plan["sections"]:
        for row in one["rows"]:
            n += 1
            rows.append([str(n), one["title"], *responsible(row, "; ")])
    drawn(made, rows)
    return made


def three_columns(read: Reading) -> Word:
    """18."""
    made, plan = sheet(), read["roadmaps"][0]
    lines(made, "«Утверждаю»", "Директор школы ____________ Фомин Ю.С.", "«29» августа 2025 г.", side="right")
    titled(made, plan)
    rows, bold = [headings(plan)], [0]
    for one in plan["sections"]:
        bold.append(len(rows))
        rows.append([one["title"], "", ""])
        rows += [responsible(row, ", ") for row in one["rows"]]
    drawn(made, rows, bold=bold)
    return made


def school_years(read: Reading) -> Word:
    """19."""
    made, values = sheet(), read["indicators"][0]
    titled(made, values)
    years = values["columns"]["years"]
    rows = [["№", "Показатель", "Ед. изм.", *years]]
    first, second, third = values["rows"]
    rows.append(["Задача 1. Охват наставничеством", *[LEFT] * 5])
    rows.append(["1", first["title"], first["unit"], *(f"не менее {v}%" for v in first["targets"].values())])
    rows.append(["2", second["title"], second["unit"], "–", *second["targets"].values()])
    rows.append(["Задача 2. Качество наставничества", *[LEFT] * 5])
    rows.append(["3", third["title"], third["unit"], *(f"{v} %" for v in third["targets"].values())])
    rows.append(["", "", "", "", "", ""])
    rows.append(["Итого показателей: 3", *[LEFT] * 5])
    drawn(made, rows)
    return made


def months(read: Reading) -> Word:
    """20."""
    made, paper, plan = sheet(), read["papers"][0], read["roadmaps"][0]
    listed(made, ("–",))
    head(made, paper, "МКОУ «Песчанская СОШ»")
    lines(made, "На основании решения педагогического совета (протокол от 28.08.2025 № 1)", "ПРИКАЗЫВАЮ:")
    for _, text in paper["clauses"]:
        lines(made, text, side="both")
        numbered(made.paragraphs[-1], 0)
    lines(made, "", "Директор школы ____________ Р.А. Бобров")
    caption(made, "", "к приказу от 29.08.2025 № 26/1")
    titled(made, plan)
    drawn(made, [headings(plan), *section_rows(plan, "", "{a}", ", ")])
    return made


SHAPES: Final[dict[str, Callable[[Reading], Word]]] = {
    f"{number:02d}": shape
    for number, shape in enumerate(
        (
            school_order, merged_sections, stages, content_only, roman_sections, blank_number_head, planned_dates,
            quarters, indicators_by_year, indicators_of_measures, indicators_with_results, libreoffice_package,
            continued, boxes_and_nested, word_lists, many_in_one, eight_columns, three_columns, school_years, months,
        ),
        1,
    )
} | MESSY  # fmt: skip
