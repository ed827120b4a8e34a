"""Report tags that stand where nothing is printed – pictures, diagrams, formulas, fields, properties – at their place.

So are the fields with which Word itself fills in a form: they would be printed as they stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from nastav_docs.diagnostics import Place
from nastav_docs.diagnostics.codes import templates as codes
from nastav_docs.docx import Places, fields_of, q, xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.docx import Draft, Element
    from nastav_docs.template.markup.tags import TagBook, TemplatePart

_TEXT: Final = q("t")
# By the name of an element in which a tag stands unprinted: the words for the place, and what to do.
_WHERE: Final = {
    "docPr": ("в замещающем тексте рисунка", "уберите метку: правый щелчок по рисунку → Изменить замещающий текст"),
    "cNvPr": ("в замещающем тексте рисунка", "уберите метку: правый щелчок по рисунку → Изменить замещающий текст"),
    "shape": ("в замещающем тексте фигуры", "уберите метку: правый щелчок по фигуре → Изменить замещающий текст"),
    "textpath": ("в надписи WordArt", "замените WordArt обычной надписью"),
    "bookmarkStart": ("в имени закладки", "переименуйте закладку: Вставка → Закладка"),
    "oMath": ("в формуле", "наберите строку обычным текстом, без редактора формул"),
    "alias": ("в названии элемента управления", "уберите метку: Разработчик → Свойства"),
    "t": ("в фигуре, у которой нет обычного текста", "замените фигуру надписью: Вставка → Надпись"),
    "tag": ("в теге элемента управления", "уберите метку: Разработчик → Свойства"),
}
_ELSEWHERE: Final = ("в поле, подписи рисунка или свойстве", "перенесите метку в обычный текст абзаца")
# The same for parts without text, by a word of their type or name.
_PARTS: Final = (
    ("diagram", "в схеме SmartArt", "замените схему таблицей или надписями: в них значения печатаются"),
    ("chart", "в диаграмме", "подпишите диаграмму обычным абзацем"),
    ("docProps/app", "в свойствах файла (Руководитель, Организация)", "очистите их: Файл → Сведения → Свойства"),
    ("docProps/custom", "в свойстве файла, которое ни одно поле DOCPROPERTY не показывает", "уберите свойство"),
    ("settings", "в переменной или настройке файла", "перенесите метку в обычный текст абзаца"),
    ("numbering", "в формате номера списка", "наберите это слово в самом абзаце, а не в номере"),
)
# Parts in which no tag is looked for: printed ones (the file's title and the like), those without text, and the hints
# of content controls.
_SILENT: Final = {
    "core-properties",
    "docProps/core",
    "styles",
    "theme",
    "fontTable",
    "webSettings",
    "customXml",
    "glossary",
}
_FORMS: Final = {"FORMTEXT", "FORMDROPDOWN"}


def report_tags_outside_text(part: TemplatePart, book: TagBook) -> None:
    """Refuse tags in attributes and fields, where a value would be markup, and tell of forms that stay unfilled."""
    found = [
        (element, value)
        for element in part.root.iter(etree.Element)
        if element.tag != _TEXT
        for value in (_text(element), *element.attrib.values())
        if _has_tag(value)
    ]
    fields = fields_of(part.root)
    torn = [one for one in fields if one.marks and not any(_has_tag(mark.text) for mark in one.marks)]
    found += [(one.start, one.code) for one in torn if _has_tag(one.code)]
    asking = [one for one in fields if one.name in _FORMS]
    controls = [one for one in part.root.iter(q("showingPlcHdr")) if xml.is_on(one)]
    if not found and not asking and not controls:
        return
    places = Places(part.root)
    for element, value in found:
        where, hint = _WHERE.get(etree.QName(element).localname, _ELSEWHERE)
        message = f"метка стоит не в видимом тексте, а {where}"
        place = Place(part.file, words=places.of(element))
        book.problems.append(codes.TAG_NOT_IN_TEXT.at(place, message, hint=hint, text=value[:80]))
    for one in asking:
        place = Place(part.file, words=places.of(one.start))
        if not any(_has_tag(shown.text) for shown in one.result):
            message = f"поле формы {one.name} останется в документе незаполненным"
            book.problems.append(codes.FORM_LEFT.at(place, message, hint=_FORM_HINT, text=one.code.strip()))
    for switch in controls:
        control = xml.ancestor(switch, "sdt")
        shown = "".join(text.text or "" for text in control.iter(_TEXT)) if control is not None else ""
        if control is not None and not _has_tag(shown):
            place = Place(part.file, words=places.of(next(control.iter(q("p")), control)))
            message = f"подсказка элемента управления «{shown.strip()[:60]}» напечатается как есть"
            book.problems.append(codes.FORM_LEFT.at(place, message, hint=_FORM_HINT, text=shown[:80]))


def report_unread_texts(part: TemplatePart, read: set[Element], places: Places, book: TagBook) -> None:
    """Report tags in texts that belong to no paragraph's own text, such as the small letters over a word.

    `read` are the elements `w:t` that belong to one.
    """
    for text in part.root.iter(_TEXT):
        if text not in read and _has_tag(text.text):
            message = "метка стоит в особом тексте: в подписи над словом или в фигуре внутри строки"
            place = Place(part.file, words=places.of(text))
            hint = "наберите её обычным текстом абзаца"
            book.problems.append(codes.TAG_NOT_IN_TEXT.at(place, message, hint=hint, text=text.text))


_FORM_HINT: Final = "поставьте вместо неё метку; если её заполнят от руки, ничего не меняйте"


def _text(element: Element) -> str:
    """The text of an element itself; of a formula the text of all its pieces."""
    if etree.QName(element).localname == "oMath":
        return "".join(piece.text or "" for piece in element.iter(f"{{{etree.QName(element).namespace}}}t"))
    return element.text or "" if etree.QName(element).namespace != _MATH else ""


_MATH: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def _has_tag(text: str | None) -> bool:
    return text is not None and ("{{" in text or "{%" in text)


def report_tags_of_other_parts(draft: Draft, shown: frozenset[str], book: TagBook) -> None:
    """Report tags in parts that are not printed: diagrams, charts, properties, settings.

    Call it before the tags of the text are put in their places. `shown` are the names of the file's own properties that
    fields show: their values are printed there.
    """
    for name in sorted(draft.parts):
        kind = f"{draft.types.get(name, '')} {name}"
        data = draft.parts[name]
        if not name.lower().endswith(".xml") or b"{" not in data or any(word in kind for word in _SILENT):
            continue
        whatever = ("", f"в части «{name}» файла", _ELSEWHERE[1])
        _, where, hint = next((known for known in _PARTS if known[0] in kind), whatever)
        root = xml.parse(data) if draft.package is None else draft.package.tree(name)
        value = next((value for value in _texts(root, shown) if _has_tag(value)), "")
        place = _place_of(name, draft)
        if not value or (place is None and "diagram" in kind and "data" not in kind):
            continue  # the latter is a copy of a diagram for old versions of Word
        message = f"метка стоит не в видимом тексте, а {where}"
        place = place or Place(draft.file)
        book.problems.append(codes.TAG_NOT_IN_TEXT.at(place, message, hint=hint, text=value[:80]))


def _texts(root: Element, shown: frozenset[str]) -> Iterator[str]:
    """The texts and attributes of a part; the text of a drawing's paragraph as one."""
    for element in root.iter(etree.Element):
        if element.get("name") in shown and etree.QName(element).localname == "property":
            continue
        if etree.QName(element).localname == "p":
            yield "".join(piece.text or "" for piece in element.iter("{*}t"))
        elif etree.QName(element).localname != "t" and not _of_shown(element, shown):
            yield element.text or ""
        yield from element.attrib.values()


def _of_shown(element: Element, shown: frozenset[str]) -> bool:
    around = element.getparent()
    return around is not None and around.get("name") in shown


def _place_of(name: str, draft: Draft) -> Place | None:
    """Where the user sees a part: at the paragraph of the picture that names it; None where nothing does."""
    for story in draft.stories:
        keys = {key for key, link in draft.links.get(story, {}).items() if link.target == name}
        for element in draft.trees[story].iter(etree.Element) if keys else ():
            if any(key.startswith(f"{{{xml.R}}}") and value in keys for key, value in element.attrib.items()):
                return Place(draft.file, words=Places(draft.trees[story]).of(element))
    if "docProps" in name:
        return Place(draft.file, words="свойства документа")
    return None
