"""From a text to the XML of a run: characters escaped, line feeds and tabs made elements, forbidden ones dropped."""

from __future__ import annotations

import re

BREAK = b'</w:t><w:br/><w:t xml:space="preserve">'
TAB = b'</w:t><w:tab/><w:t xml:space="preserve">'
# U+2011 in its own way: fonts without that letter would show another font's
HYPHEN = b'</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'
NEW_PARAGRAPH, NEW_PAGE = b"\x07", b"\x0c"  # docxtpl's \a and \f: carried to the end, no XML text can hold them

_SPECIAL = b"&<>" + bytes(range(0x20))
_DROPPED = bytes(sorted(set(range(0x20)) - {0x07, 0x09, 0x0A, 0x0C}))
UNBREAKABLE = "\u2011".encode()
_SURROGATE = re.compile("[\ud800-\udfff]")
# The number of an act or a standard: «№ 152-ФЗ», «№ АЗ-1128/08», «закон 152-ФЗ», «ГОСТ Р 7.0.97-2025».
_AFTER_SIGN = r"№[ \u00a0]?[\w/().]*-[\w/().\-]*"
_NUMBER = re.compile(
    _AFTER_SIGN + r"|(?<![\w\-])[0-9]{1,4}-Ф(?:К)?З(?!\w)"
    r"|(?:ГОСТ(?:[ \u00a0]Р)?|СанПиН|СП)[ \u00a0][0-9.]+-[0-9]{2,4}"
)
_NUMBER_AFTER_SIGN = re.compile(_AFTER_SIGN)  # quicker, for it begins with one sign


class Printed(bytes):
    """The bytes of a printed value, as the document holds them.

    The type tells them from the static text of a template.
    """

    __slots__ = ()


def encode(value: str) -> Printed:
    """A text as XML: what XML forbids is dropped, a line feed is a line break, a tab and U+2011 are Word's own.

    No line ends within the number of an act: its hyphens are Word's unbreakable ones, which every reader of a document
    takes for a hyphen. Only the document has them: names of files, tables and messages keep the plain hyphen.
    """
    if "-" in value:
        named = "-Ф" in value or "ГОСТ" in value or "СанПиН" in value or "СП" in value
        value = (_NUMBER if named else _NUMBER_AFTER_SIGN).sub(lambda found: found[0].replace("-", "\u2011"), value)
    try:
        raw = value.encode("utf-8")
    except UnicodeEncodeError:
        raw = _SURROGATE.sub("\ufffd", value).encode("utf-8")
    if len(raw.translate(None, _SPECIAL)) != len(raw) or b"\xef\xbf\xbe" in raw or b"\xef\xbf\xbf" in raw:
        raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\x0b", b"\n").translate(None, _DROPPED)
        raw = raw.replace(b"\xef\xbf\xbe", b"").replace(b"\xef\xbf\xbf", b"")
        raw = raw.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
        raw = raw.replace(b"\n", BREAK).replace(b"\t", TAB)
    return Printed(raw.replace(UNBREAKABLE, HYPHEN))


def encode_plain(value: str) -> Printed:
    """A text as XML for a property of the document: on one line, no elements."""
    line = encode(value.replace("\a", " ").replace("\f", " "))
    return Printed(line.replace(BREAK, b" ").replace(TAB, b" ").replace(HYPHEN, b"-"))
