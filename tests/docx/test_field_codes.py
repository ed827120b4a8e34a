"""Fields of Word: those that stay within their document are good, all others are told, however they are written."""

from __future__ import annotations

import io
import zipfile

import pytest

from nastav_docs.docx.field_codes import fault_of
from nastav_docs.docx.package import read_package
from nastav_docs.papers.model import Paper
from nastav_docs.papers.read_word import paper_of_docx
from tests.docx_builder import NAMESPACES, docx, p, packed

BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))


def code(text: str) -> str:
    """A run with a piece of a field's code."""
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def field(*inner: str) -> str:
    """A field; a plain text is a piece of its code."""
    return BEGIN + "".join(one if one.startswith("<w:") else code(one) for one in inner) + END


@pytest.mark.parametrize(
    "instruction",
    [
        " PAGE ", "page", " NUMPAGES \\* MERGEFORMAT ", 'TOC \\o "1-3" \\h \\z \\u', " REF _Ref1 \\h ", 'DATE \\@ "dd.MM.yyyy"', "SEQ Рисунок \\* ARABIC",
        " = SUM(ABOVE) ", " FORMTEXT ", "DOCPROPERTY Номер", ' HYPERLINK "https://example.org/a b" \\o "Сайт" ', ' HYPERLINK \\l "_Toc1" ',
        "HYPERLINK mailto:a@example.org", ' HYPERLINK "consultantplus://offline/ref=1" \\t "_blank"', "", " ", "EQ \\f(1;2)", ' IF 1=1 "а" "б" ',
        "EMBED Equation.3",
    ],
)  # fmt: skip
def test_a_field_that_needs_nothing_but_its_document_is_good(instruction: str) -> None:
    assert fault_of(instruction) == ""


@pytest.mark.parametrize(
    ("instruction", "message"),
    [
        (' DDEAUTO c:\\\\cmd.exe "/k calc" ', "поле DDEAUTO загружает чужие данные"),
        ("ddeauto x y", "поле DDEAUTO загружает чужие данные"),
        ("DDE\\* x", "поле DDE загружает чужие данные"),
        ('INCLUDEPICTURE "http://example.org/a.png" \\d', "поле INCLUDEPICTURE загружает чужие данные"),
        ("LINK Excel.Sheet.12 c:\\\\a.xlsx", "поле LINK загружает чужие данные"),
        ("MACROBUTTON НовыйДокумент [Впишите]", "поле MACROBUTTON обращается не к самому документу"),
        ("AUTOTEXT Подпись", "поле AUTOTEXT обращается не к самому документу"),
        ("PAGEX", "поле PAGEX обращается не к самому документу"),
        ('"DDE" x', 'поле "DDE" обращается не к самому документу'),
        ('HYPERLINK "file:///c:/a.exe"', "поле HYPERLINK ведёт не на веб-страницу и не на почту, а к файлу: «file:///c:/a.exe»"),
        ("HYPERLINK \\\\\\\\server\\\\share", "поле HYPERLINK ведёт не на веб-страницу и не на почту, а к файлу: «\\\\\\\\server\\\\share»"),
        ('HYPERLINK \\l "a" "приказ.docx"', "поле HYPERLINK ведёт не на веб-страницу и не на почту, а к файлу: «приказ.docx»"),
        ("HYPERLINK a.docx", "поле HYPERLINK ведёт не на веб-страницу и не на почту, а к файлу: «a.docx»"),
    ],
)  # fmt: skip
def test_a_field_that_reaches_further_is_told(instruction: str, message: str) -> None:
    assert fault_of(instruction) == message


HEADER = f"<w:hdr {NAMESPACES}>{p(field(' DDEAUTO a b '))}</w:hdr>"
HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"


def with_part(name: str, content: bytes, kind: str = HEADER_TYPE) -> bytes:
    """A document that names a part `name` as its header."""
    files = parts_of(docx("Текст", links=[("rH", "header", f"/{name}")]))
    override = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
    types = files["[Content_Types].xml"].decode().replace("</Types>", override)
    return packed(files | {name: content, "[Content_Types].xml": types})


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a ZIP by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def in_utf16(data: bytes, name: str, mark: bytes = b"") -> bytes:
    """The document with one part in UTF-16."""
    files = parts_of(data)
    text = '<?xml version="1.0" encoding="UTF-16"?>' + files[name].decode()
    return packed(files | {name: mark + text.encode("utf-16-le")})


HIDDEN = {
    "cut into runs": docx(p(field(" DD", "EAU", "TO a b "))),
    "in the code of another": docx(p(field(" IF 1=1 ", field(" DDEAUTO a b "), ' "б" '))),
    "named by the result of another": docx(p(field(field(" QUOTE 68 68 69 65 85 84 79 "), " a b "))),
    "begun by the result of another": docx(p(field(field(" QUOTE 68 68 69 "), " PAGE "))),
    "shown by the result of another": docx(p(field(field(" QUOTE x ", SEPARATE, "<w:r><w:t>DDE</w:t></w:r>"), " a "))),
    "simple": docx('<w:p><w:fldSimple w:instr=" ddeauto a b "/></w:p>'),
    "left open": docx(p(BEGIN, code(" DDEAUTO a b "))),
    "in a tracked deletion": docx(f"<w:p>{BEGIN}<w:del><w:r><w:delInstrText> DDE a </w:delInstrText></w:r></w:del>{END}</w:p>"),
    "as text of the code": docx(p(BEGIN, "<w:r><w:t>DDEAUTO a</w:t></w:r>", END)),
    "in UTF-16": in_utf16(docx(p(field(" DDEAUTO a b "))), "word/document.xml", b"\xff\xfe"),
    "in UTF-16 without a mark": in_utf16(docx(p(field(" DDEAUTO a b "))), "word/document.xml"),
    "in a header elsewhere": with_part("story/top.xml", HEADER.encode()),
    "in a header of any name": with_part("story/top.part", HEADER.encode()),
    "in a header of any name in UTF-16": with_part("top.bin", HEADER.encode("utf-16")),
    "in a header called a drawing": with_part("word/top.svg", HEADER.encode()),
}  # fmt: skip


@pytest.mark.parametrize("name", HIDDEN)
def test_a_template_with_such_a_field_is_refused_wherever_it_is_hidden(name: str) -> None:
    package, problems = read_package(HIDDEN[name], "приказ.docx")
    assert package is None
    assert {problem.code for problem in problems} <= {"ND408", "ND402"}


@pytest.mark.parametrize("name", [name for name in HIDDEN if "drawing" not in name])
def test_the_checker_tells_of_it_too_and_reads_the_paper(name: str) -> None:
    paper = paper_of_docx(HIDDEN[name], "приказ.docx")
    assert isinstance(paper, Paper)
    assert {problem.code for problem in paper.told} == {"ND408"}


def test_the_checker_names_the_paragraph() -> None:
    paper = paper_of_docx(docx("Приказ", p("См. ", field(" INCLUDETEXT a.docx "))), "приказ.docx")
    assert isinstance(paper, Paper)
    assert [(str(told.place), told.message, told.hint) for told in paper.told] == [
        (
            "приказ.docx, абзац «См.» (2-й)",
            "Поле INCLUDETEXT загружает чужие данные",
            "замените поле его текстом: щёлкните по нему и нажмите Ctrl+Shift+F9",
        )
    ]


OFFICE = "http://schemas.microsoft.com/office/2006/relationships"
SETTINGS = f"<w:settings {NAMESPACES}><w:mailMerge><w:query w:val='SELECT'/></w:mailMerge></w:settings>"
ACTIVE = [
    ("mail merge", docx("а", parts={"settings": SETTINGS}), "документ подключён к источнику данных слияния"),
    ("ActiveX", docx("а", links=[("r1", "control", "styles.xml")]), "в файле есть элемент ActiveX"),
    ("an object", docx("а", links=[("r1", "oleObject", "styles.xml")]), "в файле есть объект другой программы"),
    ("an add-in", docx("а", links=[("r1", "webextensiontaskpanes", "styles.xml")]), "в файле есть надстройка Office"),
    ("buttons", docx("а", links=[("r1", "ui/extensibility", "styles.xml")]), "в файле есть своя лента или кнопки (customUI)"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "message"), [case[1:] for case in ACTIVE], ids=[case[0] for case in ACTIVE])
def test_what_acts_when_a_document_is_opened_refuses_a_template(data: bytes, message: str) -> None:
    package, problems = read_package(data, "приказ.docx")
    assert package is None
    assert [(problem.code, problem.message) for problem in problems] == [("ND409", message)]


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("hyperlink", "file:///c:/a.exe"), ("hyperlink", "\\\\server\\share:1"), ("hyperlink", "C:\\а.docx"),
        ("oleObject", "file:///c:/a.xlsx"), ("image", "http://example.org/a.png"), ("hyperlink", "javascript:x"), ("frame", "http://example.org"),
    ],
)  # fmt: skip
def test_a_link_that_opens_a_file_refuses_a_template(kind: str, target: str) -> None:
    _, problems = read_package(docx("а", links=[("r1", kind, target)]), "приказ.docx")
    assert "ND407" in {problem.code for problem in problems}


def test_links_in_a_part_with_capital_letters_in_its_name_are_seen() -> None:
    files = parts_of(docx("а", links=[("r1", "attachedTemplate", "http://example.org/t.dotm")]))
    files["word/_RELS/document.xml.RELS"] = files.pop("word/_rels/document.xml.rels")
    _, problems = read_package(packed(files), "приказ.docx")
    assert {problem.code for problem in problems} == {"ND406"}


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("hyperlink", "consultantplus://offline/ref=1"), ("hyperlink", "garantF1://12048567.0"), ("hyperlink", "tel:+70000000000"),
        ("hyperlink", "www.example.org"), ("hyperlink", "Порядок.docx"), ("hyperlink", "../docs/a.docx"), ("attachedTemplate", "file:///C:/Normal.dotm"),
    ],
)  # fmt: skip
def test_a_link_that_loads_nothing_is_no_fault(kind: str, target: str) -> None:
    package, problems = read_package(docx("а", links=[("r1", kind, target)]), "приказ.docx")
    assert (package is not None, problems) == (True, ())


@pytest.mark.parametrize("target", ["нет.xml", "/нет", "../нет/такой.xml"])
def test_a_part_that_is_named_and_not_there_refuses_a_template(target: str) -> None:
    _, (problem,) = read_package(docx("а", links=[("r1", "settings", target)]), "приказ.docx")
    assert (problem.code, "на которую он ссылается" in problem.message) == ("ND402", True)


@pytest.mark.parametrize("number", ["nan", "1e400", "²", "9" * 5_000, "", "1.5"])
def test_a_number_that_is_none_refuses_a_template(number: str) -> None:
    data = docx(p("а", more=f'<w:numPr><w:ilvl w:val="{number}"/><w:numId w:val="1"/></w:numPr>'))
    _, (problem,) = read_package(data, "приказ.docx")
    assert (problem.code, problem.place.words if problem.place else "") == ("ND402", "абзац «а» (1-й)")
