"""Check a template as a paper, before anything is printed from it: page, language, author.

Source of the norms: ГОСТ Р 7.0.97-2016, раздел 3.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from nastav_docs.authoring.field_table import find_field, shape_of
from nastav_docs.diagnostics import Place
from nastav_docs.diagnostics.codes import template_commands as codes
from nastav_docs.documents import off_page, tables_off_page
from nastav_docs.docx import MILLIMETRE, Element, is_on, q, text_of, words_of, xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.docx import Package

A4: Final = (210, 297)
LEAST: Final = (("left", "левое", 20), ("right", "правое", 10), ("top", "верхнее", 20), ("bottom", "нижнее", 20))
_TAG: Final = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_PATH: Final = re.compile(r"(?<![\w.@/{])([a-z_]+)\.([a-z_]+)(?:\.[a-z_]+)*(?![\w.@/}])")
CAPTION_MM: Final = 80  # millimetres that a caption at the right edge takes
PYTHON_DOCX_DATE: Final = "2013-12-23"


def form_problems(package: Package, file: str) -> list[Diagnostic]:
    """What is wrong with the page, the language and the author of a template; `file` is how the user knows it."""
    root = package.tree(package.main)
    extends = any("extends" in (t.text or "") for t in root.iter(q("t")))
    found = [] if extends else list(_pages(root, file))  # of a file that extends another only the blocks are printed
    found += _off_page(package, root, file)
    found += _pictures(package, file)
    found += _language(package, root, file)
    found += _author(package, file)
    return found


def names_as_text(package: Package, file: str) -> Iterator[Diagnostic]:
    """Problems of names that stand in the text without braces: «order.date», [order.number]."""
    for story in package.stories:
        root = package.tree(story)
        for paragraph in root.iter(q("p")):
            text = _TAG.sub("", text_of(paragraph))
            for found in (
                _PATH.finditer(text) if "." in text and "{" not in text else ()
            ):  # broken tags are reported elsewhere
                one = find_field("", found[1])
                shape = "" if one is None else shape_of(one, "")
                if one is not None and (one.many or find_field(shape, found[2]) is not None):
                    place = Place(file, words=words_of(paragraph))
                    hint = f"напишите {{{{ {found[0]} }}}}"
                    message = f"имя «{found[0]}» стоит обычным текстом"
                    yield codes.NAME_AS_TEXT.at(place, message, hint=hint, text=found[0])


def _pages(root: Element, file: str) -> Iterator[Diagnostic]:
    sections = [s for s in root.iter(q("sectPr")) if s.getparent().tag in (q("body"), q("pPr"))]
    if not sections:
        hint = "Макет → Размер → А4"
        yield codes.PAGE_FORMAT.at(Place(file), "размер листа и поля не заданы: Word возьмёт Letter", hint=hint)
    for number, section in enumerate(sections, 1):
        place = Place(file, words=f"раздел {number}" if len(sections) > 1 else "")
        yield from _size(section, place)
        yield from _margins(section, place)


def _size(section: Element, place: Place) -> Iterator[Diagnostic]:
    size = section.find(q("pgSz"))
    found = tuple(round(_number(size, name) / MILLIMETRE) for name in ("w", "h")) if size is not None else (0, 0)
    if tuple(sorted(found)) != A4:
        message = f"лист {found[0]}×{found[1]} мм – не А4" if all(found) else "размер листа не задан"
        yield codes.PAGE_FORMAT.at(place, message, hint="Макет → Размер → А4")


def _margins(section: Element, place: Place) -> Iterator[Diagnostic]:
    margins = section.find(q("pgMar"))
    if margins is None:
        yield codes.PAGE_FORMAT.at(place, "поля не заданы", hint="Макет → Поля: 30, 10, 20, 20 мм")
        return
    for name, words, least in LEAST:
        given = abs(_number(margins, name)) + (_number(margins, "gutter") if name == "left" else 0)
        if round(given / MILLIMETRE) < least:
            message = f"{words} поле {given / MILLIMETRE:.0f} мм, а нужно не меньше {least} мм"
            yield codes.PAGE_FORMAT.at(place, message, hint="Макет → Поля → Настраиваемые поля")


def _off_page(package: Package, root: Element, file: str) -> Iterator[Diagnostic]:
    """Problems of paragraphs and tables that were laid out for another sheet than that of their own section."""
    for found in off_page(root, package.linked_tree("styles")):
        place = Place(file, words=words_of(found.paragraph))
        style = f" стиля «{found.style}»" if found.style else ""
        indent, width = (round(length / MILLIMETRE) for length in (found.indent, found.width))
        message = f"отступ{style} {indent} мм, а текст на этом листе – шириной {width} мм"
        hint = f"Абзац → Отступ слева: {max(0, width - CAPTION_MM)} мм"
        yield codes.OFF_PAGE.at(place, message, hint=hint)
    for table, wide, width in tables_off_page(root):
        message = f"таблица шириной {wide / MILLIMETRE:.0f} мм, а текст на этом листе – {width / MILLIMETRE:.0f} мм"
        hint = "Макет таблицы → Автоподбор → Автоподбор по ширине окна; лист плана – строка page: portrait в его виде"
        first = next((p for p in table.iter(q("p")) if text_of(p).strip()), table)
        yield codes.OFF_PAGE.at(Place(file, words=words_of(first)), message, hint=hint)


def _pictures(package: Package, file: str) -> Iterator[Diagnostic]:
    """Problems of pictures without a text that is read out in their place."""
    for story in package.stories:
        for shown in package.tree(story).iter(f"{{{xml.WP}}}docPr"):
            decorative = any(
                one.tag.endswith("}decorative") and one.get("val") in {"1", "true"} for one in shown.iter()
            )
            if not (shown.get("descr") or shown.get("title") or decorative):
                hint = "правый щелчок по рисунку → Изменить замещающий текст: «Герб округа»"
                name = shown.get("name") or "рисунок"
                yield codes.NO_ALT_TEXT.at(
                    Place(file, words=words_of(shown)), f"у рисунка «{name}» нет описания", hint=hint
                )


def _number(element: Element, name: str) -> int:
    value = element.get(q(name)) or "0"
    try:
        return int(float(value))
    except ValueError:
        return 0


def _language(package: Package, root: Element, file: str) -> Iterator[Diagnostic]:
    """Problems of the language of the styles, and of runs that set another one for Russian words."""
    hint = "выделите всё (Ctrl+A), Рецензирование → Язык → русский"
    styles = package.linked_tree("styles")
    if styles is not None:
        default = next((s for s in styles.iter(q("style")) if is_on_default(s)), None)
        own = default.find(f"{q('rPr')}/{q('lang')}") if default is not None else None
        whole = styles.find(f"{q('docDefaults')}/{q('rPrDefault')}/{q('rPr')}/{q('lang')}")
        language = next((e.get(q("val")) for e in (own, whole) if e is not None and e.get(q("val"))), "")
        if not language.startswith("ru"):
            said = f"язык текста – «{language}», а не русский" if language else "язык текста не задан"
            yield codes.LANGUAGE.at(Place(file), said, hint=hint)
    foreign = [t for t in root.iter(q("t")) if _is_russian(t.text or "") and _foreign(t)]
    if foreign:
        place = Place(file, words=words_of(foreign[0]))
        message = f"русские слова помечены другим языком ({len(foreign)})"
        yield codes.LANGUAGE.at(place, message, hint=hint, text=(foreign[0].text or "")[:60])


def is_on_default(style: Element) -> bool:
    """Whether a style is the default one, that of paragraphs which name none."""
    return style.get(q("type")) == "paragraph" and style.get(q("default")) in {"1", "true"}


def _is_russian(text: str) -> bool:
    return any("а" <= letter <= "я" for letter in text.lower())


def _foreign(text: Element) -> bool:
    language = text.getparent().find(f"{q('rPr')}/{q('lang')}")
    hidden = is_on(text.getparent().find(f"{q('rPr')}/{q('noProof')}"))
    return language is not None and not hidden and not (language.get(q("val")) or "ru").startswith("ru")


def _author(package: Package, file: str) -> Iterator[Diagnostic]:
    name = package.linked("core-properties", "")
    if name is None:
        return
    root = package.tree(name)
    texts = {element.tag.rpartition("}")[2]: element.text or "" for element in root}
    if any("python-docx" in texts.get(key, "") for key in ("creator", "lastModifiedBy", "description")):
        what = "автором назван python-docx"
    elif texts.get("created", "").startswith(PYTHON_DOCX_DATE):
        what = "дата создания – 2013 год, как у заготовки python-docx"
    else:
        return
    hint = "Файл → Сведения → Автор: напишите {{ issuer.name }}"
    yield codes.FOREIGN_AUTHOR.at(Place(file, words="свойства документа"), what, hint=hint)
