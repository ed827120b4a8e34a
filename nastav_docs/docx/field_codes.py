"""Fields of Word: what each says, and whether it stays within its document.

Allowed is what shows the document's own text, numbers and properties or the clock's, calculates, or leads to a page on
the web; every other field asks a file, a program or the person who opens the document. Names and syntax: ISO/IEC
29500-1, 17.16.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from nastav_docs.docx.xml import Element, q

if TYPE_CHECKING:
    from collections.abc import Iterator

OWN_FIELDS: Final = frozenset((
    "ADVANCE", "AUTHOR", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "BIBLIOGRAPHY", "CITATION", "COMMENTS", "COMPARE",
    "CREATEDATE", "DATE", "DOCPROPERTY", "DOCVARIABLE", "EDITTIME", "EMBED", "EQ", "FILENAME", "FILESIZE",
    "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT", "HYPERLINK", "IF", "INDEX", "INFO", "KEYWORDS", "LASTSAVEDBY",
    "LISTNUM", "NOTEREF", "NUMCHARS", "NUMPAGES", "NUMWORDS", "PAGE", "PAGEREF", "PRINTDATE", "QUOTE", "REF",
    "REVNUM", "SAVEDATE", "SECTION", "SECTIONPAGES", "SEQ", "SET", "SHAPE", "STYLEREF", "SUBJECT", "SYMBOL", "TA",
    "TC", "TEMPLATE", "TIME", "TITLE", "TOA", "TOC", "USERADDRESS", "USERINITIALS", "USERNAME", "XE", "=",
))  # fmt: skip
FETCHING: Final = frozenset(
    ("DDE", "DDEAUTO", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "LINK", "DATABASE", "RD")
)
# What Word's own mailings fill in, and what it asks for while they run.
MAILING: Final = frozenset((
    "MERGEFIELD", "MERGEREC", "MERGESEQ", "NEXT", "NEXTIF", "SKIPIF", "ASK", "FILLIN", "ADDRESSBLOCK", "GREETINGLINE",
))  # fmt: skip
ADDRESS: Final = re.compile(r"(?:https?://|mailto:|consultantplus://)", re.IGNORECASE)
TEXT_OF_FIELD: Final = "замените поле его текстом: щёлкните по нему и нажмите Ctrl+Shift+F9"
_OF_FIELD = "\ufffc"  # stands in a field's code where another field is
_NAME = re.compile(r"(?:=|[A-Za-z]+(?=[\s\\\"]|$))")
_WORD = re.compile(r'"(?:[^"\\]|\\.)*"?|\\[A-Za-z]|\S+')
_WITH_WORD = frozenset(("\\l", "\\o", "\\s", "\\t"))  # switches of HYPERLINK that take a word after them
_CODE, _RESULT = True, False
_MARKS = tuple(q(name) for name in ("fldSimple", "fldChar", "instrText", "delInstrText", "t"))


def instructions(root: Element) -> Iterator[tuple[Element, str]]:
    """The code of each field of a part, whole where it is cut into several runs, with the element that begins it."""
    fields: list[tuple[Element, list[str]]] = []
    inside: list[bool] = []
    for element in root.iter(*_MARKS):
        kind = element.get(q("fldCharType")) if element.tag == q("fldChar") else ""
        if element.tag == q("fldSimple"):
            yield element, element.get(q("instr")) or ""
            if fields and inside[-1]:
                fields[-1][1].append(_OF_FIELD)
        elif kind == "begin":
            fields.append((element, []))
            inside.append(_CODE)
        elif kind == "separate" and fields:
            inside[-1] = _RESULT
        elif kind == "end" and fields:
            begun, code = fields.pop()
            inside.pop()
            yield begun, "".join(code)
            if fields and inside[-1]:
                fields[-1][1].append(_OF_FIELD)
        elif not kind and fields and inside[-1]:
            fields[-1][1].append(element.text or "")
    yield from ((begun, "".join(code)) for begun, code in fields)


def fault_of(instruction: str) -> str:
    """Why a field does not stay within its document, in Russian; «» where it does.

    fault_of(" DDEAUTO cmd.exe ")  # «поле DDEAUTO загружает чужие данные»
    fault_of(" PAGE ")  # «»
    """
    code = instruction.strip()
    if not code:
        return ""
    if code.startswith(_OF_FIELD):
        return "имя поля составлено другим полем"
    name = name_of(code)
    if name in MAILING:
        return f"поле {name} заполняет слияние писем Word, а не эта программа"
    if name in FETCHING:
        return f"поле {name} загружает чужие данные"
    if name not in OWN_FIELDS:
        return f"поле {name} обращается не к самому документу"
    target = target_of(code[len(name) :]) if name == "HYPERLINK" else ""
    return f"поле HYPERLINK ведёт не на веб-страницу и не на почту, а к файлу: «{target}»" if target else ""


def name_of(instruction: str) -> str:
    """What a field does, in capitals: `name_of(" page ")` → «PAGE»; «» for an empty one."""
    code = instruction.strip()
    found = _NAME.match(code)
    return found[0].upper() if found else next(iter(code.split()), "")[:20].upper()


def target_of(words: str) -> str:
    """The first target of a HYPERLINK that is no address on the web, of mail or of a legal base; «» for none."""
    found: Iterator[str] = iter(_WORD.findall(words))
    for word in found:
        if word in _WITH_WORD:
            next(found, "")
        elif not re.fullmatch(r"\\[A-Za-z]", word) and not ADDRESS.match(word.strip('"')):
            return word.strip('"') or word
    return ""
