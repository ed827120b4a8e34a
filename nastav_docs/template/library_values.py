"""From values made with docxtpl and python-docx to values of the engine: their markup is read, checked, written anew.

Only what such a value may hold is taken: runs with properties, addresses on the web, pictures, whole documents. A text
in it stays a text, and a style's name with markup in it becomes none.
"""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from nastav_docs.docx import (
    EMU_IN_MM,
    MAX_BYTES,
    Element,
    Package,
    Picture,
    R,
    RefusedError,
    drawing,
    extent,
    measured,
    q,
    read_package,
    xml,
)
from nastav_docs.template.engine import Brought, encode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nastav_docs.template.engine import NewParts

_ADDRESS: Final = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+", re.IGNORECASE)
_BARE_AMPERSAND: Final = re.compile(r'<w:hyperlink r:id="[^"<>]*&[^"<>]*"')
_COLOUR: Final = re.compile(r"[0-9A-Fa-f]{6}|auto")
_NUMBER: Final = re.compile(r"[0-9]{1,4}")
_ROOT: Final = f'<w:body xmlns:w="{xml.W}" xmlns:r="{R}">{{}}</w:body>'
_RUN_PROPERTIES: Final = {q(name) for name in xml.RUN_PROPERTIES}
_FONTS: Final = {q(name) for name in ("ascii", "hAnsi", "cs", "eastAsia", "hint")}


class RefusedValueError(Exception):
    """Why a value of a library cannot be printed; the message and the hint are for the user."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def brought(value: Any) -> object:  # noqa: ANN401 - the libraries have no types
    """The value of the engine for one of docxtpl or python-docx: a text for `Listing`, else a `Brought`.

    Raises RefusedValueError for a value that cannot be printed, or that is none of these.
    """
    import docxtpl  # noqa: PLC0415 - loaded already by who made the value
    from docx.document import Document  # noqa: PLC0415 - as above

    if isinstance(value, docxtpl.Listing):
        return unescape(str(value))
    if isinstance(value, docxtpl.RichText):
        return _rich_text(value.xml)
    if isinstance(value, docxtpl.RichTextParagraph):
        return _rich_paragraphs(value.xml)
    if isinstance(value, docxtpl.InlineImage):
        return _inline_image(value)
    if isinstance(value, docxtpl.DocxTemplate):
        if value.docx is None or not value.is_rendered:
            hint = "сначала tpl.render(…), а потом в данные; или передайте Document"
            raise RefusedValueError("шаблон docxtpl ещё не заполнен", hint)
        return document_value(_saved(value.docx), "документ")
    if isinstance(value, Document):
        return document_value(_saved(value), "документ")
    from docxtpl.subdoc import Subdoc  # noqa: PLC0415 - needs docxcompose, which comes with docxtpl[subdoc] only

    if isinstance(value, Subdoc):
        return _subdocument(value)
    hint = "передайте RichText, RichTextParagraph, Listing, InlineImage, Subdoc или Document"
    raise RefusedValueError(f"{type(value).__name__} целиком не печатается", hint)


# --------------------------------------------------------------------------------------------------------------- texts


def _rich_text(source: str) -> Brought:
    body = _parsed(source)
    pieces = [piece for node in body for piece in _pieces(node)]
    return Brought("runs", _text_of(body), lambda parts: _written(pieces, parts))


def _rich_paragraphs(source: str) -> Brought:
    body = _parsed(source)
    pieces: list[bytes | _Link] = []
    for paragraph in body:
        if paragraph.tag != q("p"):
            raise RefusedValueError("в RichTextParagraph есть чужая разметка", "добавляйте абзацы методом add()")
        style = xml.value(paragraph, "pPr/pStyle")
        head = f'<w:pPr><w:pStyle w:val="{escape(style)}"/></w:pPr>' if style else ""
        pieces.append(f"<w:p>{head}".encode())
        pieces += [piece for node in paragraph if node.tag != q("pPr") for piece in _pieces(node)]
        pieces.append(b"</w:p>")
    return Brought("blocks", _text_of(body), lambda parts: _written(pieces, parts))


@dataclass(frozen=True, slots=True)
class _Link:
    """A hyperlink: the address where it leads, or the id of a relationship of the template; `words` are its runs."""

    target: str
    words: tuple[bytes, ...]


def _written(pieces: list[bytes | _Link], parts: NewParts) -> bytes:
    made: list[bytes] = []
    for piece in pieces:
        if not isinstance(piece, _Link):
            made.append(piece)
            continue
        target = piece.target
        key = parts.link(target) if _ADDRESS.fullmatch(target) else parts.known_link(target)
        if not key:  # the words are worth more than the way they would lead
            message = f"ссылки «{target}» в шаблоне нет, напечатан один текст; дайте адрес: add(…, url_id='https://…')"
            warnings.warn(message, UserWarning, stacklevel=2)
        made += (f'<w:hyperlink r:id="{key}" w:tgtFrame="_blank" xmlns:r="{R}">'.encode() if key else b"", *piece.words)
        made.append(b"</w:hyperlink>" if key else b"")
    return b"".join(made)


def _parsed(source: str) -> Element:
    text = re.sub(r"[\x00-\x06\x08\x0b\x0e-\x1f\ufffe\uffff]", "", source).replace("\a", _BELL).replace("\f", _FEED)
    text = _BARE_AMPERSAND.sub(lambda found: found[0].replace("&", "&amp;"), text)  # docxtpl leaves those of addresses
    try:
        return xml.parse(_ROOT.format(text).encode("utf-8", "replace"))
    except ValueError as error:
        raise RefusedValueError("оформленный текст повреждён", "собирайте его методом add()") from error


_BELL, _FEED = "\ue007", "\ue00c"  # XML has no \a and \f: private letters stand for them while it is read


def _restored(text: str) -> str:
    return text.replace(_BELL, "\a").replace(_FEED, "\f")


def _text_of(body: Element) -> str:
    paragraphs = body.findall(q("p")) or [body]
    return "\n".join(_restored("".join(t.text or "" for t in p.iter(q("t")))) for p in paragraphs)


def _pieces(node: Element) -> list[bytes | _Link]:
    if node.tag == q("r"):
        return [_run(node)]
    if node.tag == q("hyperlink"):
        target = node.get(f"{{{R}}}id") or ""
        if not _ADDRESS.fullmatch(target) and not target.isalnum():
            hint = "дайте адрес https://… или mailto:…: add('сайт', url_id='https://…')"
            raise RefusedValueError(f"адрес «{target}» не годится", hint)
        return [_Link(target, tuple(_run(run) for run in node.findall(q("r"))))]
    raise RefusedValueError("в RichText есть чужая разметка", "добавляйте текст методом add()")


def _run(run: Element) -> bytes:
    made = etree.Element(q("rPr"), nsmap={"w": xml.W})
    for given in run.find(q("rPr")) if run.find(q("rPr")) is not None else ():
        if given.tag in _RUN_PROPERTIES:
            xml.insert_in_order(made, _property(given), xml.RUN_PROPERTIES)
    text = encode(_restored("".join(t.text or "" for t in run.findall(q("t")))))
    head = _head(made) if len(made) else b""
    return b"<w:r>" + head + b'<w:t xml:space="preserve">' + text + b"</w:t></w:r>"


def _head(properties: Element) -> bytes:
    written: str = etree.tostring(properties, encoding="unicode")
    return written.replace(f' xmlns:w="{xml.W}"', "").encode()


def _property(given: Element) -> Element:
    """A property of a run as ISO 29500 has it; raises RefusedValueError for a value that Word would not open."""
    name, said = etree.QName(given).localname, given.get(q("val")) or ""
    if name == "shd":
        given.set(q("val"), "clear")
        given.set(q("color"), "auto")
        said = given.get(q("fill")) or ""
    if name in {"color", "shd"} and not _COLOUR.fullmatch(said):
        raise RefusedValueError(f"цвета «{said}» нет", "цвет – шесть шестнадцатеричных цифр: color='C00000'")
    if name in {"sz", "szCs"} and not _NUMBER.fullmatch(said):
        raise RefusedValueError(f"размер «{said}» не прочитан", "размер – целое число половин пункта: size=28 – 14 пт")
    if name == "rFonts":
        for attribute in [key for key in given.attrib if key not in _FONTS]:
            del given.attrib[attribute]
    return given


# ------------------------------------------------------------------------------------------------------------ pictures


def _inline_image(value: Any) -> Brought:  # noqa: ANN401 - as above
    source = value.image_descriptor
    name = source if isinstance(source, str) else str(getattr(source, "name", "рисунок"))
    try:
        if hasattr(source, "read"):
            source.seek(0)
            data = source.read(MAX_BYTES + 1)
        else:
            with Path(source).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError, TypeError) as error:
        raise RefusedValueError(f"рисунок «{name}» не читается", "проверьте путь к файлу") from error
    sizes = {side: size / EMU_IN_MM for side in ("width", "height") if (size := getattr(value, side))}
    return picture_value(data, Path(name).name, sizes, value.anchor or "")


def picture_value(data: bytes, name: str, sizes: Mapping[str, float], address: str = "") -> Brought:
    """A picture to be printed with `{{ … }}`.

    `sizes` has `width` and `height` in millimetres, or one of them, or none: then it is as large as it says itself.
    `address` is where a click on it leads. Raises RefusedValueError for a picture that may not be used.
    """
    if len(data) > MAX_BYTES:
        hint = "уменьшите рисунок: для печати хватит 300 точек на дюйм"
        raise RefusedValueError(f"файл «{name}» больше {MAX_BYTES >> 20} МБ", hint)
    if address and not _ADDRESS.fullmatch(address):
        raise RefusedValueError(f"адрес «{address}» не годится", "нужен адрес https://… или mailto:…")
    try:
        picture = measured(data, name)
    except RefusedError as error:
        raise RefusedValueError(error.message, error.hint) from error
    return shown_picture(picture, name, sizes, address)


def shown_picture(picture: Picture, name: str, sizes: Mapping[str, float], address: str = "") -> Brought:
    """A picture that was looked at already, as `picture_value` gives it."""
    width, height = extent(picture, dict(sizes))

    def make(parts: NewParts) -> bytes:
        link = parts.link(address) if address else ""
        run = etree.Element(q("r"), nsmap={"w": xml.W, "r": R})  # gives the prefixes that Word uses
        run.append(drawing(parts.picture(picture), width, height, name, parts.number(), link))
        made: str = etree.tostring(run[0], encoding="unicode")
        return made.encode()

    return Brought("drawing", "", make)


# ----------------------------------------------------------------------------------------------------------- documents


def _saved(document: Any) -> bytes:  # noqa: ANN401 - as above
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def document_value(data: bytes, label: str) -> Brought:
    """The content of a Word file, to be printed with `{{p … }}`; raises RefusedValueError for one that is refused."""
    return _content(_opened(data, label), label)


def _opened(data: bytes, label: str) -> Package:
    package, problems = read_package(data, label)
    if package is None:
        raise RefusedValueError(problems[0].message, problems[0].hint)
    return package


def _subdocument(value: Any) -> Brought:  # noqa: ANN401 - as above
    """A `Subdoc`: its own body, and styles and pictures that docxtpl has put into the template's document."""
    label = "вставка"
    package = _opened(_saved(value.docx), label)
    root = package.copy_of(package.main)
    own = xml.parse(etree.tostring(value.subdocx.element.body))
    root.replace(root.find(q("body")), own)
    return _content(package.with_trees({package.main: root}), label)


def _content(package: Package, label: str) -> Brought:
    body = package.tree(package.main).find(q("body"))
    text = "\n".join("".join(t.text or "" for t in p.iter(q("t"))) for p in body.iter(q("p")))
    return Brought("blocks", text, lambda parts: parts.content(package, label))
