"""One order with a roadmap of 25 rows and 15 indicators, made by six programs from equal templates."""

from __future__ import annotations

import base64
import copy
import io
import itertools
import json
import subprocess
import sys
import tempfile
import zipfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docxtpl import DocxTemplate
from lxml import etree
from mailmerge import MailMerge

from nastav_docs.template import compiler
from nastav_docs.template.compilation import find
from nastav_docs.template.render import render
from tests.benchmarks.sample import Findings, seconds_a_call
from tests.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docx.document import Document as Paper
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

    from nastav_docs.diagnostics.problem import Diagnostic
    from nastav_docs.template.compilation import FoundTemplate

    Put = Callable[[Paragraph, str], None]
    Program = Callable[[dict[str, Any]], bytes]

ROUNDS = 7
ROWS, INDICATORS = 25, 15

ACTIVITIES = (
    ("Нормативно-правовое обеспечение внедрения целевой модели наставничества", (
        "Разработка и утверждение положения о программе наставничества, издание приказа о внедрении целевой модели",
        "Разработка плана (дорожной карты) внедрения целевой модели наставничества в образовательной организации",
        "Назначение кураторов внедрения целевой модели наставничества в образовательных организациях округа",
    )),
    ("Информационно-просветительское обеспечение внедрения целевой модели наставничества", (
        "Информирование педагогов, обучающихся и родительского сообщества о реализации программы наставничества",
        "Создание и ведение рубрики «Наставничество» на официальном сайте образовательной организации",
    )),
    ("Организация работы наставнических пар и групп", (
        "Формирование базы наставников и базы наставляемых, сбор согласий на обработку персональных данных",
        "Проведение общей встречи потенциальных наставников и наставляемых, формирование пар и групп",
        "Проведение регулярных встреч наставника и наставляемого, сбор обратной связи от участников программы",
    )),
)  # fmt: skip
DEADLINES = ("до 9 ноября 2020 г.", "ежегодно, до 20 мая", "в течение IV квартала 2020 г.", "постоянно")
WHO = ("Управление образования, руководители МОО", "Кураторы", "Руководители МОО, педагоги-психологи", "Наставники")
RESULTS = ("Приказ, план", "Протокол совещания", "База наставников", "Раздел сайта заполнен", "Отчёт о выполнении")
INDICATOR = "Доля детей в возрасте от 11 до 18 лет, вошедших в программы наставничества в роли наставляемых, этап"

ROADMAP_HEADER = ("№ п/п", "Раздел", "Наименование мероприятия", "Срок исполнения", "Ответственный", "Результат")
ROADMAP_FIELDS = ("number", "section", "activity", "deadline", "responsible", "result")
INDICATORS_HEADER = ("№ п/п", "Наименование показателя", "Единица измерения", "Значение", "Срок достижения")
INDICATORS_FIELDS = ("number", "title", "unit", "target", "due")

# Paragraphs of the order; what stands between « and » of the field syntax is filled in by each program in its way.
PARAGRAPHS = (
    "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ ВЫМЫШЛЕННОГО ГОРОДСКОГО ОКРУГА",
    "ПРИКАЗ",
    "от <date> № <number>",
    "О внедрении целевой модели наставничества в <school>",
    "В соответствии с распоряжением Министерства просвещения от 25.12.2019 № Р-145, в целях внедрения в <school>",
    "ПРИКАЗЫВАЮ:",
    "1. Внедрить в <school> целевую модель наставничества с 1 декабря 2020 г.",
    "2. Назначить куратором внедрения целевой модели наставничества <curator>.",
    "3. Утвердить план (дорожную карту) внедрения целевой модели наставничества (приложение № 1).",
    "4. Утвердить целевые показатели внедрения целевой модели наставничества (приложение № 2).",
    "5. Куратору <curator> обеспечить выполнение плана (дорожной карты) и представить отчёт до 20 мая.",
    "6. Контроль за исполнением приказа оставляю за собой.",
    "Руководитель <head>",
    "Приложение № 1 к приказу от <date> № <number>",
    "План (дорожная карта) внедрения целевой модели наставничества в <school>",
)
BETWEEN = ("Приложение № 2 к приказу от <date> № <number>", "Целевые показатели внедрения в <school>")
SIMPLE = ("number", "date", "school", "curator", "head")


def data(number: int) -> dict[str, Any]:
    """What the order of one school says; texts of rows are shared by all schools, as they are in a district."""
    works = itertools.cycle((section, title) for section, titles in ACTIVITIES for title in titles)
    roadmap = [
        {
            "number": f"{place}.", "section": section, "activity": title, "deadline": DEADLINES[place % 4],
            "responsible": WHO[place % 4], "result": RESULTS[place % 5],
        }
        for place, (section, title) in enumerate(itertools.islice(works, ROWS), 1)
    ]  # fmt: skip
    indicators = [
        {
            "number": f"{place}.",
            "title": f"{INDICATOR} {place}",
            "unit": "%",
            "target": f"{place * 5}",
            "due": "2024 год",
        }
        for place in range(1, INDICATORS + 1)
    ]
    return {
        "number": f"{number}-ОД", "date": "02.11.2020", "school": f"МАОУ «СОШ № {number}»",
        "curator": "Примерову Анну Ильиничну", "head": "В.В. Вымышленный", "roadmap": roadmap, "indicators": indicators,
    }  # fmt: skip


# --- the template, in three notations --------------------------------------------------------------------------------


def run_format() -> BaseOxmlElement:
    """What Word writes into each run of such papers."""
    run = Document().add_paragraph().add_run()
    run.font.name, run.font.size, run.font.complex_script = "Times New Roman", Pt(12), False
    found = run._r.get_or_add_rPr()  # noqa: SLF001  python-docx has no call for these
    fonts = found.get_or_add_rFonts()
    for script in ("w:cs", "w:eastAsia"):
        fonts.set(qn(script), "Times New Roman")
    for tag, value in (("w:szCs", "24"), ("w:lang", "ru-RU")):
        element = OxmlElement(tag)
        element.set(qn("w:val"), value)
        found.append(element)
    return found


def cell_format() -> BaseOxmlElement:
    """What stands in each paragraph of a table: no space above and below."""
    paragraph = Document().add_paragraph()
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)
    return paragraph._p.get_or_add_pPr()  # noqa: SLF001  as above


RUN_FORMAT, CELL_FORMAT = run_format(), cell_format()


def add_run(paragraph: Paragraph, text: str) -> None:
    """A run in the format of the paper; a copy of ready XML is the fastest way that python-docx has."""
    paragraph.add_run(text)._r.insert(0, copy.deepcopy(RUN_FORMAT))  # noqa: SLF001  as above


def add_fields(paragraph: Paragraph, text: str) -> None:
    """A text whose `<name>` are MERGEFIELDs."""
    for place, piece in enumerate(text.replace(">", "<").split("<")):
        if place % 2:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), f" MERGEFIELD {piece} ")
            paragraph._p.append(field)  # noqa: SLF001  python-docx has no call for fields
            add_run(paragraph, f"«{piece}»")
            field.append(paragraph.runs[-1]._r)  # noqa: SLF001  as above
        elif piece:
            add_run(paragraph, piece)


def add_table(paper: Paper, header: Sequence[str], rows: Sequence[Sequence[str]], put: Put) -> None:
    """A table with a heading row."""
    table = paper.add_table(rows=0, cols=len(header), style="Table Grid")
    for row in (header, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph._p.insert(0, copy.deepcopy(CELL_FORMAT))  # noqa: SLF001  as above
            put(paragraph, text)


def lay_out(roadmap: Sequence[Sequence[str]], indicators: Sequence[Sequence[str]], put: Put) -> Paper:
    """The order as a document of Word."""
    paper = Document()
    for text in PARAGRAPHS:
        put(paper.add_paragraph(), text)
    add_table(paper, ROADMAP_HEADER, roadmap, put)
    for text in BETWEEN:
        put(paper.add_paragraph(), text)
    add_table(paper, INDICATORS_HEADER, indicators, put)
    return paper


def jinja_rows(items: str, fields: Sequence[str]) -> list[list[str]]:
    """The rows of a table in docxtpl's syntax."""
    rest = [""] * (len(fields) - 1)
    tags = [f"{{{{ row.{field} }}}}" for field in fields]
    return [[f"{{%tr for row in {items} %}}", *rest], tags, ["{%tr endfor %}", *rest]]


def jinja_template() -> Paper:
    """The template for docxtpl and for this project: one file serves both."""

    def put(paragraph: Paragraph, text: str) -> None:
        add_run(paragraph, text.replace("<", "{{ ").replace(">", " }}"))

    return lay_out(jinja_rows("roadmap", ROADMAP_FIELDS), jinja_rows("indicators", INDICATORS_FIELDS), put)


def merge_template() -> Paper:
    """The template for docx-mailmerge2."""
    roadmap = [f"<roadmap_{field}>" for field in ROADMAP_FIELDS]
    return lay_out([roadmap], [[f"<indicators_{field}>" for field in INDICATORS_FIELDS]], add_fields)


# --- the programs ----------------------------------------------------------------------------------------------------


def saved(paper: Any) -> bytes:  # noqa: ANN401  a document of python-docx or of docxtpl
    """The bytes of a document."""
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def this_project(template: Path) -> Program:
    """A template compiled once, as `build` does."""

    def found(name: str, after: str = "") -> FoundTemplate | Diagnostic:
        del after  # the template is one file
        return find(name, [template.parent])

    compiled, problems = compiler.compile_template(template.name, found, filters={})
    if compiled is None:
        raise ValueError(problems)

    def program(context: dict[str, Any]) -> bytes:
        rendered = render(compiled, context)
        if rendered.data is None:
            raise ValueError(rendered.diagnostics)
        return rendered.data

    return program


def docxtpl_documented(template: Path) -> Program:
    """What docxtpl's documentation shows: open, render, save."""

    def program(context: dict[str, Any]) -> bytes:
        paper = DocxTemplate(template)
        paper.render(context, autoescape=True)
        return saved(paper)

    return program


def docxtpl_reused(template: Path) -> Program:
    """One object of docxtpl for all documents."""
    paper = DocxTemplate(template)

    def program(context: dict[str, Any]) -> bytes:
        paper.render(context, autoescape=True)
        return saved(paper)

    return program


def python_docx(_template: Path) -> Program:
    """The document laid out by hand."""

    def program(context: dict[str, Any]) -> bytes:
        def put(paragraph: Paragraph, text: str) -> None:
            for name in SIMPLE:
                text = text.replace(f"<{name}>", context[name])
            add_run(paragraph, text)

        roadmap = [[row[field] for field in ROADMAP_FIELDS] for row in context["roadmap"]]
        indicators = [[row[field] for field in INDICATORS_FIELDS] for row in context["indicators"]]
        return saved(lay_out(roadmap, indicators, put))

    return program


def mailmerge(template: Path) -> Program:
    """docx-mailmerge2."""

    def program(context: dict[str, Any]) -> bytes:
        with MailMerge(template.with_name("merge.docx")) as paper:
            paper.merge(**{name: context[name] for name in SIMPLE})
            for items in ("roadmap", "indicators"):
                rows = [{f"{items}_{name}": text for name, text in row.items()} for row in context[items]]
                paper.merge_rows(f"{items}_number", rows)
            stream = io.BytesIO()
            paper.write(stream)
        return stream.getvalue()

    return program


def written_by(program: Program, folder: Path) -> Callable[[dict[str, Any]], object]:
    """The program with each document written into a file of its own in a folder that is there, a new name each time."""
    names = itertools.count()

    def write(context: dict[str, Any]) -> object:
        return (folder / f"{next(names)}.docx").write_bytes(program(context))

    return write


# A virtual environment of its own, which `make bench` makes: it refuses to be installed beside docxtpl.
RUST = Path(sys.prefix) / "rust-docxtpl" / "bin" / "python"
BY_RUST = "rust-docxtpl, open render save"
PROGRAMS: dict[str, Callable[[Path], Program]] = {
    "nastav-docs": this_project,
    "docxtpl, open render save": docxtpl_documented,
    "docxtpl, one object": docxtpl_reused,
    "python-docx by hand": python_docx,
    "docx-mailmerge2": mailmerge,
}
OURS, DOCUMENTED = "nastav-docs", "docxtpl, open render save"
FILES = ", a file each"


def by_rust(
    template: Path, orders: Sequence[dict[str, Any]], enough: float, files: Path | None = None
) -> tuple[float, bytes]:
    """Seconds a document by the rewrite of docxtpl in Rust, and the document of the first order."""
    given = "\n".join(json.dumps(order) for order in orders)
    command = [str(RUST), "-m", "tests.benchmarks.by_rust_docxtpl", str(template), str(enough)]
    command += [] if files is None else [str(files)]
    said = subprocess.run(command, cwd=ROOT, input=given, capture_output=True, text=True, check=True).stdout
    answer = json.loads(said)
    return answer["seconds"], base64.b64decode(answer["document"])


def texts(document: bytes) -> list[str]:
    """The text of every paragraph that has any."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    found = ("".join(text.text or "" for text in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))
    return [text for text in found if text]


def measure(*, quick: bool = False) -> Findings:
    """Seconds a document, the programs one after another in each round.

    No file is deleted before the end: ext4 makes files three times as slowly for minutes after many were.
    """
    findings = Findings()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        template = folder / "order.docx"
        jinja_template().save(str(template))
        merge_template().save(str(folder / "merge.docx"))
        programs = {name: make(template) for name, make in PROGRAMS.items()}
        made = {name: program(data(1)) for name, program in programs.items()}
        for name, document in made.items():
            if texts(document) != texts(made[OURS]):
                raise ValueError(name)
        with zipfile.ZipFile(io.BytesIO(made[OURS])) as package:
            findings.add("document.xml", "KB", package.getinfo("word/document.xml").file_size / 1000)
        orders = [data(number) for number in range(1, 200)]
        if RUST.exists() and texts(by_rust(template, orders[:1], 0)[1]) != texts(made[OURS]):
            raise ValueError(BY_RUST)
        for turn in range(2 if quick else ROUNDS):
            for name, program in programs.items():
                contexts = itertools.cycle(orders)
                spent = seconds_a_call(program, contexts, 0.1 if quick else 0.5)
                findings.add(name, "ms a document", spent * 1000)
                (files := folder / f"{turn} {name}").mkdir()
                spent = seconds_a_call(written_by(program, files), contexts, 0.1 if quick else 0.5)
                findings.add(f"{name}{FILES}", "ms a document", spent * 1000)
            if RUST.exists():
                enough = 0.1 if quick else 0.5
                findings.add(BY_RUST, "ms a document", by_rust(template, orders, enough)[0] * 1000)
                (files := folder / f"{turn} {BY_RUST}").mkdir()
                findings.add(f"{BY_RUST}{FILES}", "ms a document", by_rust(template, orders, enough, files)[0] * 1000)
    compare(findings)
    return findings


def compare(findings: Findings) -> None:
    """How many times faster this project is, round by round: the rounds are near in time, so a busy machine evens out."""
    others = [name for name in (*PROGRAMS, BY_RUST) if name != OURS and name in findings.samples]
    fastest = min(
        (name for name in others if not name.startswith("docxtpl")), key=lambda name: findings.samples[name].middle
    )
    for ending, of_documented, of_fastest in (("", 80, 30), (FILES, 150, 60)):
        for name in others:
            pairs = zip(
                findings.samples[f"{name}{ending}"].rounds, findings.samples[f"{OURS}{ending}"].rounds, strict=True
            )
            for theirs, mine in pairs:
                findings.add(f"faster than {name}{ending}", "times", theirs / mine)
        for name, goal in ((DOCUMENTED, of_documented), (fastest, of_fastest)):
            times = findings.samples[f"faster than {name}{ending}"].middle
            findings.expect(f"times {name}{ending}", times, goal, "times", at_least=True)
