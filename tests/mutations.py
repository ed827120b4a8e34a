"""Files spoilt in every way that a fixed seed gives, and what the program does with them: `python -m tests.mutations docx 2000`.

Prints one line of JSON: how many were tried, which raised or were told as unforeseen, the slowest, the most memory.
"""

from __future__ import annotations

import copy
import io
import json
import random
import re
import sys
import tempfile
import time
import traceback
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lxml import etree

from tests.docx_builder import docx, p, packed, tbl, tc, tr
from tests.minimal import MINIMAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

SEED: Final = 20_250_911
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
JUNK: Final = (
    "nan", "inf", "-inf", "1e400", "-1", "0", "2000000000", "-2000000000", "99999999999999999999", "1.5", "²", "١٢", "x", "Ж", "0x10", "1_0", "½",
    "Ⅻ", "+7", "1e9", "true", "", " ", "9" * 5_000, "%1%2%9", "\u202e", "a" * 300,
)  # fmt: skip
TEXTS: Final = (
    "9" * 5_000, "²", "1." * 300, "(" * 200, "«" * 150, "от 99.99.9999 № " + "7" * 4_400, "до 31.02.2025", "X" * 900,
    "MMMMMMMMCM", "г. " * 80, "И.И. " * 60, "0" * 4_301 + "-ФЗ", "\u00ad\u200b\u2028", "ё\u0301" * 50, "½ ⅔ Ⅻ ①", "𝟗𝟗.𝟏",
    "п. п. 1–99999999999999999999", "к " + "9" * 4_400 + " часам", "на " + "8" * 4_400 + " л.", "2" * 4_400 + " %",
    "Приложение № " + "3" * 4_400, "0.0.0.", "с 20 по 10 мая 0000 года", "в течение " + "5" * 4_400 + " дней",
)  # fmt: skip
NUMBERING: Final = (
    f'<w:numbering xmlns:w="{W[1:-1]}"><w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="2"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1.%2."/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)


def listed(text: str, level: int = 0) -> str:
    """A paragraph that Word numbers."""
    return p(text, more=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


def field(code: str) -> str:
    """A field of Word in a run."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end")]
    return f"{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{marks[1]}"


@cache
def seeds() -> tuple[Mapping[str, bytes], ...]:
    """Small papers by their parts: an order with a list, a plan with merged cells, a letter with header and notes."""
    order = docx(
        "ПРИКАЗ", "02.11.2020 № 235", "О внедрении целевой модели наставничества",
        "В соответствии с распоряжением Министерства просвещения Российской Федерации от 25.12.2019 № Р-145",
        "ПРИКАЗЫВАЮ:", listed("Утвердить план (приложение № 1)."), listed("Назначить И.И. Иванову до 20.05.2021.", 1),
        listed("Контроль оставляю за собой."), "Начальник                Н.В. Багдасарян", "Приложение № 1 к приказу",
        "1. Общие положения", "1.1. Срок – в течении месяца.", "1.2. Не позднее 10 рабочих дней.", parts={"numbering": NUMBERING},
    )  # fmt: skip
    merged = '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>'
    plan = docx(
        "План (дорожная карта) на 2020–2024 годы",
        tbl(
            tr("№", "Мероприятие", "Срок", "Ответственный"),
            f"<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{tc('Раздел 1', more=merged)}{tc('до 09.11.2020')}</w:tr>",
            tr("1.1", "Издание приказа", "до 09.11.2020, далее – по мере необходимости", "школы"),
            tr("1.2", "Доля детей, %", "20", "ежегодно, до 20 мая"), columns=4,
        ),
    )  # fmt: skip
    around = '<w:{0} xmlns:w="' + W[1:-1] + '">{1}</w:{0}>'
    note = '<w:footnote w:id="2">' + p("См. приказ от 01.09.2020 № 5-од.") + "</w:footnote>"
    reference = '<w:headerReference xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" w:type="default" r:id="rheader1"/>'
    letter = docx(
        "Руководителям ОО", "Уважаемые коллеги!", p("Направляем ", field(" PAGE "), " план на 39 л. в 1 экз."),
        "Исп. Иванова М.П., (34363) 2-48-73",
        section=f'<w:sectPr>{reference}<w:pgMar w:left="1701" w:right="567" w:top="1134" w:bottom="1134"/></w:sectPr>',
        parts={"header1": around.format("hdr", p(field(" PAGE "))), "footnotes": around.format("footnotes", note)},
    )  # fmt: skip
    return tuple(unpacked(data) for data in (order, plan, letter))


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a ZIP by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def spoilt_bytes(data: bytes, random_: random.Random) -> bytes:
    """A file with some bytes changed, cut out, doubled, or with its end gone."""
    spoilt = bytearray(data)
    for _ in range(random_.randint(1, 8)):
        at = random_.randrange(max(len(spoilt), 1))
        match random_.randrange(5):
            case 0:
                spoilt[at : at + 1] = random_.randbytes(1)
            case 1:
                del spoilt[at : at + random_.randint(1, 40)]
            case 2:
                spoilt[at:at] = spoilt[at : at + random_.randint(1, 40)]
            case 3:
                spoilt[at : at + 4] = random_.choice((b"\xff" * 4, b"\0" * 4, b"PK\1\2", b"\x7f\xff\xff\xff"))
            case _:
                spoilt = spoilt[: at if random_.random() < 0.2 else len(spoilt)]
    return bytes(spoilt)


def spoilt_zip(parts: Mapping[str, bytes], random_: random.Random) -> bytes:
    """A package with a part left out, doubled, under another name, swapped with another or of another kind."""
    files = list(parts.items())
    at = random_.randrange(len(files))
    name, content = files[at]
    match random_.randrange(6):
        case 0:
            del files[at]
        case 1:
            files.append((name, b""))
        case 2:
            files[at] = (
                random_.choice((name.upper(), f"/{name}", name.replace("/", "\\"), f"../{name}", "word/")),
                content,
            )
        case 3:
            files[at] = (name, files[random_.randrange(len(files))][1])
        case 4:
            files[at] = (name, content.decode().encode(random_.choice(("utf-16", "utf-16-le", "utf-32", "utf-7"))))
        case _:
            return spoilt_bytes(packed(parts), random_)
    stream = io.BytesIO()
    import warnings  # noqa: PLC0415 - for the doubled names alone

    with zipfile.ZipFile(stream, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, content in files:
            archive.writestr(
                name, content, random_.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2))
            )
    return stream.getvalue()


def spoilt_xml(content: bytes, random_: random.Random) -> bytes:
    """A part with numbers that are none, texts that nobody writes, elements left out, doubled, nested, commented."""
    root = etree.fromstring(content)
    for _ in range(random_.randint(1, 6)):
        elements = [element for element in root.iter() if isinstance(element.tag, str)]
        element = random_.choice(elements)
        parent = element.getparent()
        match random_.randrange(8):
            case 0 | 1:
                element = random_.choice([one for one in elements if one.attrib] or elements)
                for key in list(element.attrib)[: random_.randint(1, 3)]:
                    element.set(key, random_.choice(JUNK))
            case 2 | 3:
                element = random_.choice([one for one in elements if one.text] or elements)
                text = random_.choice(TEXTS)
                element.text = text if random_.random() < 0.5 else f"{element.text or ''} {text}"
            case 4 if parent is not None:
                parent.remove(element)
            case 5 if parent is not None:
                parent.insert(random_.randrange(len(parent) + 1), copy.deepcopy(element))
            case 6 if parent is not None:
                inner = element
                for _ in range(random_.choice((1, 3, 40, 400))):
                    outer = etree.Element(element.tag)
                    outer.append(inner)
                    inner = outer
                parent.append(inner)
            case _:
                element.append(
                    random_.choice((etree.Comment("x"), etree.ProcessingInstruction("x", "y"), etree.Element("x")))
                )
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def docx_files(number: int) -> Iterable[bytes]:
    """Mutated papers: half of them in their XML, a quarter in the bytes of a part, a quarter as packages."""
    for n in range(number):
        random_ = random.Random(SEED + n)  # noqa: S311 - to spoil files, and the same way each time
        parts = dict(seeds()[n % len(seeds())])
        name = random_.choice([*parts, "word/document.xml", "word/document.xml"])
        if n % 4 == 0:
            yield spoilt_zip(parts, random_)
            continue
        parts[name] = (spoilt_bytes if n % 4 == 1 else spoilt_xml)(parts[name], random_)
        yield packed(parts)


def read_docx(data: bytes, folder: Path) -> Iterable[str]:
    """A paper checked, its copies with comments and corrections made, and the same file read as a template."""
    from nastav_docs.docx import annotate  # noqa: PLC0415 - the process that spoils XLSX needs no rules
    from nastav_docs.review import lint, with_corrections, write_copies  # noqa: PLC0415 - see above
    from nastav_docs.template import FoundTemplate, compile_template  # noqa: PLC0415 - see above

    file = folder / "приказ.docx"
    file.write_bytes(data)
    found = lint([file])
    yield from (one.message for one in found if one.code == "ND660")
    for copy_of in (annotate, with_corrections):
        _, problems = write_copies([file], found, folder / "копии", copy_of)
        yield from (one.message for one in problems if one.code == "ND660")
    compile_template(
        file.name, lambda name, after="": FoundTemplate(name + after, str(file), data, "округ"), filters={}
    )


def tried(kind: str, number: int) -> dict[str, object]:
    """The report of a run."""
    made, read = KINDS[kind]
    wrong: list[str] = []
    slowest, which = 0.0, -1
    with tempfile.TemporaryDirectory() as name:
        for n, data in enumerate(made(number)):
            began = time.monotonic()
            try:
                wrong += [f"{n}: {message}" for message in read(data, Path(name))]
            except Exception:  # noqa: BLE001 - what is counted here
                wrong.append(f"{n}: {traceback.format_exc(limit=-3)}")
            took = time.monotonic() - began
            slowest, which = max((slowest, which), (took, n))
    return {"tried": number, "wrong": wrong, "slowest": round(slowest, 2), "which": which, "memory": most_memory()}


def most_memory() -> int:
    """The most memory that this process has had, in MB; without that of the process that started it, on Linux."""
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii", errors="replace"))
        if found is not None:
            return int(found[1]) >> 10
    import resource  # noqa: PLC0415 - Windows has none

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def table_seed() -> dict[str, bytes]:
    """A registry of schools in Excel, by its parts."""
    from openpyxl import Workbook  # noqa: PLC0415 - the process that spoils DOCX needs none

    book, stream = Workbook(), io.BytesIO()
    for row in (
        ("Код", "Наименование", "Руководитель", "Дата"),
        ("s-1", "МБОУ СОШ № 1", "Иванова М.П.", 45_000.5),
        ("s-2", "МБОУ СОШ № 2", "=1/0", True),
    ):
        book.worksheets[0].append(row)
    book.save(stream)
    return unpacked(stream.getvalue())


def xlsx_files(number: int) -> Iterable[bytes]:
    """Mutated registries in Excel, as `docx_files`."""
    seed = table_seed()
    for n in range(number):
        random_ = random.Random(SEED + n)  # noqa: S311 - as in `docx_files`
        parts, name = dict(seed), random_.choice([*seed, "xl/worksheets/sheet1.xml"])
        if n % 4 == 0:
            yield spoilt_zip(parts, random_)
            continue
        parts[name] = (spoilt_bytes if n % 4 == 1 else spoilt_xml)(parts[name], random_)
        yield packed(parts)


def yaml_files(number: int) -> Iterable[bytes]:
    """Mutated settings: bytes changed, numbers and texts put in where a word was."""
    for n in range(number):
        random_ = random.Random(SEED + n)  # noqa: S311 - as in `docx_files`
        if n % 2:
            yield spoilt_bytes(MINIMAL.encode(), random_)
            continue
        words = MINIMAL.split(" ")
        for _ in range(random_.randint(1, 4)):
            words[random_.randrange(len(words))] = random_.choice(
                (*JUNK, *TEXTS, "&a *a", "[" * 80, "{", "!!python/object:x", "|", "\t", "{{ x }}")
            )
        yield " ".join(words).encode("utf-8", "surrogatepass")


def read_xlsx(data: bytes, folder: Path) -> Iterable[str]:
    """A registry read; what is wrong with it is told, whatever that is."""
    from nastav_docs.registry import read_registry  # noqa: PLC0415 - see `read_docx`

    file = folder / "школы.xlsx"
    file.write_bytes(data)
    read_registry(file)
    return ()


def read_yaml(data: bytes, folder: Path) -> Iterable[str]:
    """Settings loaded and checked."""
    from nastav_docs import check, load  # noqa: PLC0415 - see `read_docx`

    (folder / "district.yaml").write_bytes(data)
    check(load(folder))
    return ()


KINDS: Final[dict[str, tuple[Callable[[int], Iterable[bytes]], Callable[[bytes, Path], Iterable[str]]]]] = {
    "docx": (docx_files, read_docx),
    "xlsx": (xlsx_files, read_xlsx),
    "yaml": (yaml_files, read_yaml),
}

if __name__ == "__main__":
    print(json.dumps(tried(sys.argv[1], int(sys.argv[2])), ensure_ascii=False))  # noqa: T201 - what the command is for
