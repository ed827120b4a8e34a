"""How a value is printed, in a document and in a text of the YAML; and what may not be printed.

`text` gives the characters of a value. A part of a Word document prints them as bytes of UTF-8 XML, cleaned and
escaped: a value is then `Printed`, what a macro printed is a `Fragment`. A text of the YAML prints them as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from nastav_docs.template.engine.brought_values import Brought
from nastav_docs.template.engine.escaping import BREAK, HYPHEN, TAB, UNBREAKABLE, Printed, encode, encode_plain
from nastav_docs.template.engine.runtime import (
    CHARACTER,
    FREE,
    LimitReachedError,
    Loop,
    Lost,
    Macro,
    Namespace,
    Unknown,
    Unprintable,
    new_parts,
    spend_on,
)

MAX_TEXT = 10_000_000  # characters of a text
MAX_PART = 64 << 20  # bytes of a part of a document
MAX_REMEMBERED = 10_000
MAX_REMEMBERED_LENGTH = 300

_TAG = re.compile(rb"<[^>]*>")


class Fragment(bytes):
    """The XML that a macro, a `set` block or a `caller()` printed: XML when printed again, plain text for filters."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """The text without its markup."""
        spend_on(4 * len(self))
        content = self.replace(BREAK, b"\n").replace(TAB, b"\t").replace(HYPHEN, UNBREAKABLE).replace(b"</w:p>", b"\n")
        content = _TAG.sub(b"", content).replace(b"&lt;", b"<").replace(b"&gt;", b">").replace(b"&amp;", b"&")
        return content.decode("utf-8").strip("\n")

    @property
    def is_blocks(self) -> bool:
        """Whether it is made of paragraphs, tables, rows or cells, which cannot stand in the middle of a text."""
        return self.startswith((b"<w:p>", b"<w:p ", b"<w:tbl", b"<w:sdt", b"<w:tr", b"<w:tc"))

    @property
    def is_runs(self) -> bool:
        """Whether it is made of whole runs."""
        return self.startswith((b"<w:r>", b"<w:r "))


def fragment(pieces: Sequence[bytes]) -> Fragment:
    """Join the pieces that a macro of a Word part printed; raises LimitReachedError beyond MAX_PART bytes."""
    size = sum(map(len, pieces))
    if size > MAX_PART:
        raise LimitReachedError
    if size > FREE:
        spend_on(size)
    return Fragment(b"".join(pieces))


def joined(pieces: Sequence[str]) -> str:
    """Join the pieces of a text, or of a macro of a text; raises LimitReachedError beyond MAX_TEXT characters."""
    size = sum(map(len, pieces))
    if size > MAX_TEXT:
        raise LimitReachedError
    if size > FREE:
        spend_on(CHARACTER * size)
    return "".join(pieces)


class Remembered(dict[str, bytes]):
    """A table of texts and their XML: a value that a thousand documents share is encoded once."""

    def __missing__(self, value: str) -> bytes:
        """The XML of a text not seen yet, kept when it is short; raises LimitReachedError for more than MAX_TEXT."""
        if len(value) > MAX_TEXT:
            raise LimitReachedError
        breaks = value.count("\n") + value.count("\t")
        spend_on(2 * CHARACTER * len(value) + len(BREAK) * breaks)
        printed = encode(value)
        if len(value) <= MAX_REMEMBERED_LENGTH:
            if len(self) >= MAX_REMEMBERED:
                self.clear()
            self[value] = printed
        return printed


remembered: Final = Remembered()


def text(value: object) -> str:
    """The characters by which a value is printed, in documents and in texts of the YAML alike.

    None is nothing, True and False are «да» and «нет», 1.5 is «1,5»; a noun (a mapping with a text of its own) is its
    nominative. Raises Unprintable for lists, mappings and all else, UnknownName for a name without a value.
    """
    if isinstance(value, str):
        return str(value)
    if isinstance(value, dict) and type(value).__str__ is not dict.__str__ and type(value) is not Namespace:
        return str(value)
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value) if not isinstance(value, bool) else "да" if value else "нет"
    if isinstance(value, (float, Decimal)):
        return _number(value)
    if isinstance(value, Fragment):
        return value.text
    if isinstance(value, Brought):
        return _text_of_brought(value)
    if isinstance(value, (Lost, Unknown)):
        return str(value)
    if isinstance(value, Mapping) and type(value).__str__ is not dict.__str__ and type(value) is not Namespace:
        return str(value)
    raise _not_text(value)


def _text_of_brought(value: Brought) -> str:
    if value.kind == "drawing":
        raise Unprintable("это рисунок, а не текст", "рисунок печатают отдельной меткой: {{ … }}, без фильтров")
    return value.text


def brought_xml(value: Brought) -> Printed:
    """The XML of a value that brings markup; what it needs besides is added to the document that is being printed."""
    xml = value.make(new_parts())
    spend_on(len(xml))
    return Printed(xml)


def _number(value: float | Decimal) -> str:
    """A number with a decimal comma, as Russian writes it."""
    if value != value or value in {float("inf"), float("-inf")}:  # noqa: PLR0124 - NaN differs from itself
        raise Unprintable("это не число")
    return str(value).replace(".", ",")


def _not_text(value: object) -> Unprintable:
    if isinstance(value, Mapping):
        names = ", ".join(str(key) for key in islice(value, 6))
        return Unprintable("это набор полей, а не текст", f"напишите, какое поле печатать: {names}" if names else "")
    if isinstance(value, (Sequence, set, frozenset)):
        return Unprintable("это список, а не текст", "напечатайте его по одному в цикле или так: {{ … | join(', ') }}")
    if isinstance(value, (Macro, Loop)) or callable(value):
        return Unprintable("это не значение, а действие", "для макроса допишите скобки: {{ имя() }}")
    return Unprintable("это не текст")


def out(value: object) -> bytes:
    """The XML of `{{ x }}` in the middle of a paragraph's text; raises Unprintable for runs and paragraphs."""
    if type(value) is Fragment:
        if value.is_blocks:
            raise Unprintable(
                "макрос печатает абзацы, а метка стоит внутри текста", "напишите {{p … }} в отдельном абзаце"
            )
        if value.is_runs:
            raise Unprintable("макрос печатает оформленный текст", "напишите {{r … }}")
        return value
    if type(value) is Brought:
        if value.kind == "runs":
            raise Unprintable("это оформленный текст", "напишите {{r … }}")
        if value.kind == "blocks":
            raise Unprintable("это абзацы, а метка стоит внутри текста", "напишите {{p … }} в отдельном абзаце")
        return Printed(b"</w:t>" + brought_xml(value) + b'<w:t xml:space="preserve">')
    return remembered[text(value)]


def out_plain(value: object) -> bytes:
    """The XML of `{{ x }}` in a property of the document: one line, no breaks."""
    shown = text(value)
    spend_on(2 * CHARACTER * len(shown))
    return encode_plain(shown)


def run(value: object) -> bytes:
    """The XML of `{{r x }}`: a text in the format of the run, or runs with their own format."""
    if type(value) is Brought and value.kind == "runs":
        return Printed(b"</w:t></w:r>" + brought_xml(value) + b'<w:r><w:t xml:space="preserve">')
    if type(value) is Fragment and value.is_runs:
        spend_on(len(value))
        return b"</w:t></w:r>" + bytes(value) + b'<w:r><w:t xml:space="preserve">'
    return out(value)


def blocks(value: object) -> bytes:
    """The XML of `{{p x }}`, `{{tr x }}`: paragraphs or rows that a macro printed; raises Unprintable for all else."""
    if type(value) is Brought and value.kind == "blocks":
        return brought_xml(value)
    if type(value) is not Fragment or not value.is_blocks:
        raise Unprintable("здесь нужен макрос, который печатает абзацы или строки")
    spend_on(len(value))
    return bytes(value)


def is_blocks(value: object) -> bool:
    """Whether a value is what a macro of paragraphs, rows or cells printed, or brings paragraphs."""
    return (type(value) is Fragment and value.is_blocks) or (type(value) is Brought and value.kind == "blocks")


def word(value: object) -> bytes:
    """The bytes of a word that the engine itself chose for an attribute (`restart`, `continue`)."""
    return str(value).encode("ascii")


class Numbers(dict[Any, bytes]):
    """A table of the numbers of one attribute and their bytes, with the XML `before` and `after` the attribute's value.

    `check` makes the bytes of a number and raises Unprintable for a wrong one; it is called once for each whole number.
    """

    def __init__(self, check: Callable[[object], bytes], before: bytes = b"", after: bytes = b"") -> None:
        super().__init__()
        self._check, self._before, self._after = check, before, after

    def __missing__(self, value: object) -> bytes:
        """The bytes of a value not seen yet, kept when it is a whole number; raises Unprintable."""
        found = self._before + self._check(value) + self._after
        if type(value) is int and len(self) < MAX_REMEMBERED:
            self[value] = found
        return found


def span(value: object) -> bytes:
    """The bytes of a number of columns (`w:gridSpan`): 1 to 63, the most that Word has; raises Unprintable."""
    try:
        number = int(value)  # type: ignore[call-overload]  # what is not a number is reported below
    except (TypeError, ValueError):
        number = 0
    if isinstance(value, bool) or not 1 <= number <= 63:  # noqa: PLR2004 - the limit named above
        raise Unprintable("число столбцов — целое от 1 до 63")
    return b"%d" % number


def width(value: object) -> bytes:
    """The bytes of a width in twips (1/20 pt): 1 to 31,680, the widest page of Word; raises Unprintable."""
    try:
        number = int(value)  # type: ignore[call-overload]  # what is not a number is reported below
    except (TypeError, ValueError):
        number = 0
    if isinstance(value, bool) or not 1 <= number <= 31_680:  # noqa: PLR2004 - the limit named above
        raise Unprintable("ширина — целое число двадцатых долей пункта, от 1 до 31680")
    return b"%d" % number


_COLOUR = re.compile(r"#?([0-9A-Fa-f]{6})|auto")


def colour(value: object) -> bytes:
    """The bytes of a colour: six hexadecimal digits, with or without «#», or `auto`; raises Unprintable."""
    found = _COLOUR.fullmatch(text(value))
    if not found:
        raise Unprintable("цвет — шесть шестнадцатеричных цифр, например D9D9D9")
    return (found[1] or "auto").upper().encode("ascii") if found[1] else b"auto"


_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?Z)?")


def moment(value: object) -> bytes:
    """The bytes of a moment for a property of the document, `YYYY-MM-DDThh:mm:ssZ`; raises Unprintable."""
    found = text(value)
    if not _MOMENT.fullmatch(found):
        raise Unprintable("дата создания записывается так: 2020-11-02T09:00:00Z")
    return found.encode("ascii")
