"""Fields of Word: what each says, and whether it stays within its document.

Allowed is what shows the document's own text, numbers and properties or the clock's, calculates, or leads to a page on
the web; every other field asks a file, a program or the person who opens the document. Names and syntax: ISO/IEC
29500-1, 17.16.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from nastav_docs.docx.fields import OF_FIELD

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
ADDRESS: Final = re.compile(r"(?:https?://|mailto:|consultantplus://|garantf1://|kodeks://|tel:|www\.)", re.IGNORECASE)
WEB: Final = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)  # what works for every reader of a document
_RELATIVE = re.compile(r"(?![\\/]{2})[^:]*")  # «Порядок.docx», «#Par1»: nothing of it is fetched either
TEXT_OF_FIELD: Final = "замените поле его текстом: щёлкните по нему и нажмите Ctrl+Shift+F9"
_NAME = re.compile(r"(?:=|[A-Za-z]+(?=[\s\\\"]|$))")
_WORD = re.compile(r'"(?:[^"\\]|\\.)*"?|\\[A-Za-z]|\S+')
_WITH_WORD = frozenset(("\\l", "\\o", "\\s", "\\t"))  # switches of HYPERLINK that take a word after them


def fault_of(instruction: str) -> str:
    """Why a field does not stay within its document, in Russian; «» where it does.

    fault_of(" DDEAUTO cmd.exe ")  # «поле DDEAUTO загружает чужие данные»
    fault_of(" PAGE ")  # «»
    """
    code = instruction.strip()
    if not code:
        return ""
    if code.startswith(OF_FIELD):
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


def loads_nothing(kind: str, target: str) -> bool:
    """Whether a link out of a file fetches nothing when the file is opened: to a page, a telephone, a legal base.

    A Word template that a file is attached to is left out of what is printed. `kind` is the short name of the relation.
    """
    return kind == "attachedTemplate" or (
        kind == "hyperlink" and bool(ADDRESS.match(target) or _RELATIVE.fullmatch(target))
    )


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
