"""Read `style:` of a config – font, sizes, margins – and compare it with the norm.

Source of the norm: ГОСТ Р 7.0.97-2016, раздел 3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from nastav_docs.config.book_words import in_words
from nastav_docs.diagnostics.codes import template_commands as codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.config.model import Style
    from nastav_docs.config.project import Project
    from nastav_docs.diagnostics import Code, Diagnostic

TWIPS_IN_MM: Final = 1440 / 25.4
LINE: Final = 240
TEXT_SIZE: Final = 28  # half points: what the shipped templates have
TWENTIETHS: Final = 10  # of a point in half a point
FREE_FONTS: Final = ("PT Astra Serif", "PT Serif", "Liberation Serif", "XO Thames", "Times New Roman")
# How much wider than Times New Roman a font runs; the free ones made after it have its widths.
FONT_WIDTH: Final = {"PT Serif": 1.12}
LEAST_MARGINS: Final = (("левое", 20), ("правое", 10), ("верхнее", 20), ("нижнее", 20))
STORAGE_MARGIN: Final = 30

PAGE: Final = (11906, 16838)


@dataclass(frozen=True, slots=True)
class PageStyle:
    """What `style:` asks for, in the units of Word; None and «» leave the template as it is.

    Lengths are twips, `size` is in half points; `margins` are left, right, top, bottom.
    """

    font: str = ""
    size: int | None = None
    table_font: str = ""
    table_size: int | None = None
    line: int | None = None
    indent: int | None = None
    margins: tuple[int, int, int, int] | None = None
    mirror: bool = False
    heading: str = ""
    first_page_number: bool | None = None

    @property
    def sheet(self) -> PageWidths:
        """The widths that are left for text, and the size of a table's text."""
        sheet = DEFAULT_SHEET
        if self.margins is not None:
            left, right, top, bottom = self.margins
            sheet = replace(
                sheet,
                portrait=PAGE[0] - left - right,
                landscape=PAGE[1] - bottom - right,
                height=sheet.height + DEFAULT_MARGINS[0] + DEFAULT_MARGINS[2] - left - top,
            )
        if self.table_size is not None:
            sheet = replace(sheet, size=self.table_size)
        text = TWENTIETHS * (self.size or TEXT_SIZE) * FONT_WIDTH.get(self.font, 1.0)
        sheet = replace(sheet, line=round(sheet.portrait * 1000 / text))
        return replace(sheet, font_width=FONT_WIDTH.get(self.table_font or self.font, 1.0))


DEFAULT_MARGINS: Final = (1701, 567, 1134, 1134)


@lru_cache(maxsize=64)
def sheet_of(style: Style) -> PageWidths:
    """The widths that the pages of a `style:` leave for a table."""
    look = look_of(style)[0]
    return DEFAULT_SHEET if look is None else look.sheet


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a key of `style:`, before its place is known."""

    key: str
    code: Code
    message: str
    hint: str
    text: str


def style_problems(project: Project) -> tuple[Diagnostic, ...]:
    """What is wrong with a project's `style:`, each problem at its place in the YAML."""
    if project.config is None:
        return ()
    faults = look_of(project.config.style)[1]
    placed = ((fault, project.place("style", fault.key)) for fault in faults)
    return tuple(f.code.at(at, f.message, hint=in_words(f.hint, f.key, at), text=f.text) for f, at in placed)


def look_of(style: Style) -> tuple[PageStyle | None, tuple[Fault, ...]]:
    """Read a `style:`: what it asks for (None where it asks for nothing), and what is wrong with it."""
    faults: list[Fault] = []
    look = PageStyle(
        font=_font("font", style.font, faults),
        size=_number("size", style.size, "13", 2, faults),
        table_font=_font("table_font", style.table_font, faults),
        table_size=_number("table_size", style.table_size, "12", 2, faults),
        line=_number("line_spacing", style.line_spacing, "1,15", LINE, faults),
        indent=_number("indent", style.indent, "1,25 см", TWIPS_IN_MM * 10, faults),
        margins=_margins(style.margins, faults),
        mirror=bool(style.mirror_margins),
        heading=style.heading or "",
        first_page_number=style.first_page_number,
    )
    faults += _against_the_norm(style, look)
    return (None if look == PageStyle() else look), tuple(faults)


def _font(key: str, text: str, faults: list[Fault]) -> str:
    name = text.strip()
    if name and name not in FREE_FONTS:
        message = f"шрифт «{name}» есть не на каждом компьютере: ГОСТ советует свободно распространяемые"
        faults.append(Fault(key, codes.STYLE_FONT, message, f"возьмите один из: {', '.join(FREE_FONTS)}", name))
    return name


def _number(key: str, text: str, example: str, scale: float, faults: list[Fault]) -> int | None:
    """A number with a comma or a point, perhaps with its unit (пт, см, мм), times `scale`.

    Returns None, and adds a fault, for a text that is no number.
    """
    if not text.strip():
        return None
    found = re.fullmatch(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:пт|pt|см|cm|мм|mm)?\.?", text.strip())
    value = round(float(found[1].replace(",", ".")) * scale) if found else 0
    if value <= 0 and not (found and key == "indent"):
        message = f"«{text}» не прочитано как число"
        faults.append(Fault(key, codes.STYLE_VALUE, message, f"напишите так: {key}: {example}", text))
        return None
    millimetres = text.strip().rstrip(".").endswith(("мм", "mm"))
    return round(value / 10) if millimetres and key == "indent" else value


def _margins(text: str, faults: list[Fault]) -> tuple[int, int, int, int] | None:
    if not text.strip():
        return None
    numbers = [float(number.replace(",", ".")) for number in re.findall(r"\d{1,3}(?:[.,]\d)?", text)]
    rest = re.sub(r"\d{1,3}(?:[.,]\d)?|мм|[\s/;,]", "", text)
    if len(numbers) != len(LEAST_MARGINS) or rest or not all(0 < number <= 80 for number in numbers):  # noqa: PLR2004 - mm
        message = f"поля «{text}» не прочитаны: нужны четыре числа в миллиметрах"
        hint = "напишите левое, правое, верхнее, нижнее: margins: 30 10 20 20"
        faults.append(Fault("margins", codes.STYLE_VALUE, message, hint, text))
        return None
    left, right, top, bottom = (round(number * TWIPS_IN_MM) for number in numbers)
    return left, right, top, bottom


def _against_the_norm(style: Style, look: PageStyle) -> Iterator[Fault]:
    """The keys by which a look departs from the norm."""
    if look.size is not None and not 24 <= look.size <= 28:  # noqa: PLR2004 - 12 to 14 pt
        yield Fault("size", codes.STYLE_GOST, f"размер {style.size} пт, а нужен 12–14", "size: 14", style.size)
    if look.table_size is not None and not 16 <= look.table_size <= 28:  # noqa: PLR2004 - 8 to 14 pt
        message = f"размер шрифта таблиц {style.table_size} пт: не прочесть или не по ГОСТу"
        yield Fault("table_size", codes.STYLE_GOST, message, "table_size: 12", style.table_size)
    if look.line is not None and not LINE <= look.line <= LINE * 1.5:
        message = f"межстрочный интервал {style.line_spacing}, а нужен от 1 до 1,5"
        yield Fault("line_spacing", codes.STYLE_GOST, message, "line_spacing: 1,15", style.line_spacing)
    if look.indent is not None and abs(look.indent - 12.5 * TWIPS_IN_MM) > 1:
        message = f"абзацный отступ {style.indent}, а нужен 1,25 см"
        yield Fault("indent", codes.STYLE_GOST, message, "indent: 1,25 см", style.indent)
    if look.first_page_number:
        message = "номер на первой странице: ГОСТ нумерует со второй"
        yield Fault("first_page_number", codes.STYLE_GOST, message, "уберите строку first_page_number", "да")
    if look.margins is None:
        return
    for (words, least), given in zip(LEAST_MARGINS, look.margins, strict=True):
        if round(given / TWIPS_IN_MM) < least:
            message = f"{words} поле {given / TWIPS_IN_MM:.0f} мм, а нужно не меньше {least}"
            yield Fault("margins", codes.STYLE_GOST, message, "margins: 30 10 20 20", style.margins)
    left = round(look.margins[0] / TWIPS_IN_MM)
    if LEAST_MARGINS[0][1] <= left < STORAGE_MARGIN:
        message = f"левое поле {left} мм: документы, которые хранят дольше 10 лет, просят 30 мм"
        yield Fault("margins", codes.STYLE_STORAGE, message, "margins: 30 10 20 20", style.margins)


# Text width of a page in twips: A4 landscape with margins 20 and 10 mm, A4 portrait with 30 and 10 mm.
LANDSCAPE: Final = 15137
PORTRAIT: Final = 9638


@dataclass(frozen=True, slots=True)
class PageWidths:
    """What a page leaves for a table, in twips: text widths of upright and turned pages, text height of turned ones.

    `size` is that of the table's text in half points, `font_width` how wide its font runs relative to Times New Roman.
    `line` is the width of a line of upright text in thousandths of the size of its letters.
    """

    portrait: int = PORTRAIT
    landscape: int = LANDSCAPE
    height: int = 8200
    size: int = 24
    font_width: float = 1.0
    line: int = 34_421

    def upright(self) -> PageWidths:
        """The widths for a plan that stands on an upright page instead of a turned one."""
        return replace(self, landscape=self.portrait, height=self.height + self.landscape - self.portrait)

    def scaled(self, length: int) -> int:
        """A length in text of 12 pt Times New Roman as it is in the table's own font and size."""
        return round(length * self.size * self.font_width / 24)


DEFAULT_SHEET: Final = PageWidths()
