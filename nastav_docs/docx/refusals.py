"""Why the file of a template is refused: what could harm who opens a document made from it, or stop the program.

A policy says how much is refused. Each function looks at one stage of reading (first bytes, list of entries, unpacked
parts, relationships, fields) and gives the problems there, empty when all is well.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import templates as codes
from nastav_docs.diagnostics.codes.norms import FILE_UNREADABLE
from nastav_docs.docx.field_codes import MAILING, TEXT_OF_FIELD, fault_of, loads_nothing, name_of
from nastav_docs.docx.fields import fields_of
from nastav_docs.docx.places import words_of
from nastav_docs.docx.xml import markup, q

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from nastav_docs.diagnostics import Code
    from nastav_docs.docx.relationships import Relationship
    from nastav_docs.docx.xml import Element

MEGABYTE: Final = 1 << 20
MAX_RATIO: Final = 200  # text of documents packs 10 to 50 times
_OBJECT = ("объект другой программы", "вставьте таблицу или рисунок вместо объекта")
_ADD_IN = ("надстройка Office", "удалите надстройку и сохраните файл заново")
_BUTTONS = ("своя лента или кнопки (customUI)", "сохраните содержимое в новом документе Word")
_CONTROL = ("элемент ActiveX", "замените его обычным текстом или полем формы")
# By the last word of a relationship's kind: what it brings, and what to do.
_ACTIVE: Final = {
    "control": _CONTROL,
    "activeXControlBinary": _CONTROL,
    "extensibility": _BUTTONS,
    "userCustomization": _BUTTONS,
    "oleObject": _OBJECT,
    "package": _OBJECT,
    "webextension": _ADD_IN,
    "webextensiontaskpanes": _ADD_IN,
    "vbaProject": ("макросы", "сохраните файл как «Документ Word (*.docx)» без макросов"),
}
_BEFORE_MARKUP = b"\xef\xbb\xbf\xff\xfe \t\r\n"
_WHOLE = re.compile(r"[+-]?[0-9]{1,10}")
# Elements with whole numbers (ISO/IEC 29500-1, ST_DecimalNumber), by which attributes hold them.
_NUMBERED: Final = {
    **{q(name): (q("val"),) for name in ("ilvl", "numId", "abstractNumId", "gridSpan", "gridBefore", "gridAfter")},
    **{q(name): (q(f"{name}Id"),) for name in ("num", "abstractNum")},
    **{q(name): (q("ilvl"),) for name in ("lvl", "lvlOverride")},
    **{q(name): (q("id"),) for name in ("footnote", "endnote", "footnoteReference", "endnoteReference")},
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (b"{\\rtf", "файл RTF"),
    (b"%PDF-", "файл PDF"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "файл OpenDocument (.odt)"),
    (b"<html", "веб-страница"),
    (b"<!DOCTYPE html", "веб-страница"),
    (b'<?mso-application progid="Word.Document"', "документ Word в виде XML"),
)
_NESTED = (b"PK\x03\x04", b"Rar!\x1a", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", _OLE, b"MZ")


@dataclass(frozen=True, slots=True)
class Policy:
    """How far a file is trusted: limits in bytes, entries and nodes of XML, and whether what is odd refuses it.

    A tree of 600,000 nodes takes 150 MB at worst; a page of text has about 500, a row of a table 50.

    `code` is the kind of problem under which every refusal is told; None: each under its own.
    """

    max_file: int
    max_entries: int
    max_unpacked: int
    max_part: int
    max_nodes: int
    refuses_odd: bool
    code: Code | None = None

    def told(self, problem: Diagnostic) -> Diagnostic:
        """A refusal as the readers of this policy's files are told: for papers a sentence under the one code."""
        if self.code is None or problem.place is None:
            return problem
        message, hint = (words[:1].upper() + words[1:] for words in (problem.message, problem.hint))
        return self.code.at(problem.place, message, hint=hint, text=problem.text)


STRICT: Final = Policy(32 * MEGABYTE, 2_000, 64 * MEGABYTE, 16 * MEGABYTE, 600_000, refuses_odd=True)
TOLERANT: Final = Policy(
    64 * MEGABYTE, 4_000, 64 * MEGABYTE, 64 * MEGABYTE, 1_500_000, refuses_odd=False, code=FILE_UNREADABLE
)


def damaged(place: Place, text: str = "") -> Diagnostic:
    """The problem of a file that is no DOCX or a broken one; `text` is the reason in the words of a library."""
    return codes.NOT_A_DOCX.at(
        place,
        "файл не открывается: это не документ Word, или он повреждён",
        hint="откройте файл в Word и сохраните его заново как «Документ Word (*.docx)»",
        text=text,
    )


def no_document(place: Place) -> Diagnostic:
    """The problem of a ZIP that holds no document of Word."""
    return codes.NOT_A_DOCX.at(
        place,
        "в файле нет документа Word, или он повреждён",
        hint="откройте файл в Word и сохраните его заново как «Документ Word (*.docx)»",
    )


def strict_format(place: Place) -> Diagnostic:
    """The problem of a file in the strict form of Open XML, whose elements have other names (ISO/IEC 29500-1, A)."""
    message = "файл сохранён в строгом формате Open XML (Strict)"
    return codes.WRONG_FORMAT.at(place, message, hint="сохраните его в Word как «Документ Word (*.docx)»")


def refused_outright(data: bytes, place: Place, policy: Policy) -> Diagnostic | None:
    """Why a file is refused by its first bytes and its size alone, before it is unzipped; None where it is not."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return codes.PASSWORD.at(
                place, "файл защищён паролем", hint="снимите пароль: Файл → Сведения → Защита документа"
            )
        return codes.WRONG_FORMAT.at(
            place, "это старый формат .doc", hint="сохраните файл в Word как «Документ Word (*.docx)»"
        )
    named = next((name for start, name in _OTHERS if start in data[:100]), "")
    if named:
        hint = "откройте его в программе, в которой он сделан, и сохраните как «Документ Word (*.docx)»"
        return codes.WRONG_FORMAT.at(place, f"под именем .docx – {named}", hint=hint)
    if not data:
        return codes.NOT_A_DOCX.at(place, "файл пуст: это не документ Word", hint="возьмите исправную копию")
    if len(data) > policy.max_file:
        size = policy.max_file // MEGABYTE
        return codes.TOO_BIG.at(place, f"файл больше {size} МБ", hint="сожмите рисунки в документе")
    entries = data.count(b"PK\1\2")
    if entries > policy.max_entries:  # counted by hand: reading such a directory takes a second
        return codes.TOO_BIG.at(place, f"внутри файла {entries} частей, допустимо {policy.max_entries}")
    return None


def size_problems(entries: list[zipfile.ZipInfo], place: Place, policy: Policy) -> Iterator[Diagnostic]:
    """What the directory of a ZIP tells before it is unpacked: a password, too many bytes once it is unpacked."""
    if any(entry.flag_bits & 1 for entry in entries):
        yield codes.PASSWORD.at(place, "файл защищён паролем", hint="снимите пароль и сохраните файл заново")
    total = sum(entry.file_size for entry in entries)
    if total > policy.max_unpacked:
        message = f"после распаковки файл займёт {total // MEGABYTE} МБ"
        yield codes.TOO_BIG.at(place, message, hint="сожмите рисунки в документе")


def entry_problems(entries: list[zipfile.ZipInfo], place: Place, policy: Policy) -> Iterator[Diagnostic]:
    """Entries that no writer of Office makes: twice the same name, a way out of the package, a bomb, macros."""
    for name, count in Counter(entry.filename.lower() for entry in entries).items():
        if count > 1:
            yield codes.UNSAFE_PACKAGE.at(place, f"часть «{name}» встречается {count} раза", text=name)
    for entry in entries:
        name = entry.filename
        if name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/"):
            yield codes.UNSAFE_PACKAGE.at(place, f"недопустимое имя части «{name}»", text=name)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            yield codes.UNSAFE_PACKAGE.at(place, f"часть «{name}» сжата неизвестным способом", text=name)
        if name.lower().endswith(".rels") and not name.endswith(".rels"):
            yield codes.UNSAFE_PACKAGE.at(place, f"недопустимое имя части «{name}»", text=name)
        if "vbaproject" in name.lower():
            yield codes.WRONG_FORMAT.at(
                place, "в файле есть макросы", hint="сохраните файл как «Документ Word (*.docx)» без макросов"
            )
        if entry.file_size > policy.max_part or entry.file_size > MEGABYTE + MAX_RATIO * entry.compress_size:
            yield codes.TOO_BIG.at(place, f"часть «{name}» после распаковки слишком велика", text=name)


def is_xml(name: str, content: bytes) -> bool:
    """Whether a part is XML, by its name or by how it begins: a header may have any name."""
    return name.lower().endswith((".xml", ".rels")) or markup(content[:64]).lstrip(_BEFORE_MARKUP).startswith(b"<")


def part_problems(parts: Mapping[str, bytes], place: Place, policy: Policy) -> Iterator[Diagnostic]:
    """What the unpacked bytes tell before they are parsed: too much markup, a DTD, a file within the file."""
    texts = {name: markup(content) for name, content in parts.items() if is_xml(name, content)}
    nodes = sum(text.count(b"<") + 2 * text.count(b"=") for text in texts.values())
    if nodes > policy.max_nodes:
        message = f"в файле слишком много разметки: {nodes} узлов, допустимо {policy.max_nodes}"
        yield codes.TOO_BIG.at(place, message, hint="разделите документ на несколько файлов")
    for name, content in parts.items() if policy.refuses_odd else ():
        if name in texts:
            if b"<!DOCTYPE" in texts[name] or b"<!ENTITY" in texts[name]:
                yield codes.UNSAFE_PACKAGE.at(place, f"в части «{name}» есть DTD", text=name)
        elif content.startswith(_NESTED):
            message, hint = _nested(name, parts)
            yield codes.UNSAFE_PACKAGE.at(place, f"{message} («{name}»)", hint=hint, text=name)


def _nested(name: str, parts: Mapping[str, bytes]) -> tuple[str, str]:
    """What a file within the file is to those who see it in Word, and what to put in its place."""
    as_picture = "вырежьте её и вставьте как рисунок: Главная → Вставить → Специальная вставка → Рисунок (PNG)"
    if name.lower().endswith((".wmz", ".emz")):
        kind = name[-3:].upper()
        return f"рисунок сохранён в сжатом формате {kind}", "вставьте этот рисунок заново как PNG или JPEG"
    folder, file = posixpath.split(name)
    target = f"../{posixpath.basename(folder)}/{file}".encode()
    named_by = [other for other, data in parts.items() if other.endswith(".rels") and target in data]
    if any("/charts/" in f"/{other}" for other in named_by):
        return "диаграмма вставлена вместе с книгой Excel", as_picture
    if file.lower().endswith((".xlsx", ".xls", ".xlsb", ".xlsm")):
        return "в документ вложена книга Excel", as_picture
    if file.lower().startswith("oleobject"):
        return "в документ вставлен объект другой программы (формула, таблица, схема)", as_picture.replace("её", "его")
    return "в документ вложен другой файл или архив", "вставьте таблицу или рисунок вместо вложенного файла"


def link_problems(relationships: Mapping[str, Mapping[str, Relationship]], place: Place) -> Iterator[Diagnostic]:
    """Links that would fetch another file when a document is opened; addresses on the web and of mail are no harm."""
    for found in relationships.values():
        for link in found.values():
            if link.external and not loads_nothing(link.short, link.target):
                message = f"документ ссылается на внешний файл «{link.target}»"
                hint = "вставьте содержимое в документ или уберите связь: Файл → Сведения → Изменить связи с файлами"
                yield codes.EXTERNAL_LINK.at(place, message, hint=hint, text=link.target)
            elif link.short == "aFChunk":
                yield codes.UNSAFE_PACKAGE.at(
                    place,
                    f"в документ вложен другой документ («{link.target}»)",
                    hint='откройте файл в Word и сохраните заново, или включите его меткой {%p include "файл.docx" %}',
                    text=link.target,
                )


def field_problems(roots: Iterable[Element], place: Place) -> Iterator[Diagnostic]:
    """The problems of fields that reach out of the document (files, programs, databases) or belong to a mail merge."""
    for root in roots:
        for field in fields_of(root):
            element, instruction = field.start, field.code
            fault = fault_of(instruction)
            if fault:
                code, hint, words = codes.DANGEROUS_FIELD, TEXT_OF_FIELD, instruction.split()
                if name_of(instruction) in MAILING:
                    code = codes.WORD_PLACEHOLDER
                    asked = " ".join(words[1:2] or words)
                    hint = f"удалите поле и наберите метку, например {{{{ order.number }}}}; было: {asked}"
                elif "INCLUDE" in instruction.upper():
                    hint = 'удалите поле; для общей части текста есть {%p include "файл.docx" %}'
                where = Place(place.file, words=words_of(element))
                yield code.at(where, fault, hint=hint, text=instruction.strip()[:200])


def active_problems(
    relationships: Mapping[str, Mapping[str, Relationship]], trees: Mapping[str, Element], place: Place
) -> Iterator[Diagnostic]:
    """What acts when a document is opened: mail merge, ActiveX, buttons of one's own, add-ins, objects of programs."""
    kinds = sorted({link.short for found in relationships.values() for link in found.values()} & _ACTIVE.keys())
    yield from (
        codes.ACTIVE_CONTENT.at(place, f"в файле есть {_ACTIVE[k][0]}", hint=_ACTIVE[k][1], text=k) for k in kinds
    )
    if any(root.tag == q("settings") and root.find(q("mailMerge")) is not None for root in trees.values()):
        hint = "в Word: Рассылки → Начать слияние → Обычный документ Word"
        yield codes.ACTIVE_CONTENT.at(
            place, "документ подключён к источнику данных слияния", hint=hint, text="mailMerge"
        )


def number_problems(roots: Iterable[Element], place: Place) -> Iterator[Diagnostic]:
    """Whole numbers of lists, tables and notes that are none: such a file is damaged to Word too."""
    for root in roots:
        for element in root.iter(*_NUMBERED):
            for key in _NUMBERED[element.tag]:
                if (text := element.get(key)) is not None and not _WHOLE.fullmatch(text):
                    where = Place(place.file, words=words_of(element))
                    yield damaged(where, f"{key.rpartition('}')[2]}: {text[:40]}")
