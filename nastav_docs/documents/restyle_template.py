"""Change the look of a template to what `style:` of the YAML asks for, once, before it is compiled.

Lengths are twips (1/1440 inch), sizes half points, spacing 240ths of a line. The norms: ГОСТ Р 7.0.97-2016, раздел 3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from nastav_docs.config import DEFAULT_SHEET, PAGE
from nastav_docs.docx import Element, insert_in_order, q, xml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nastav_docs.config import PageStyle
    from nastav_docs.docx import Package

TEXT_STYLES: Final = frozenset({"Текст", *(f"Пункт {level}" for level in range(1, 5))})
TABLE_STYLES: Final = "Таблица – "
HEADING_STYLE: Final = "Заголовок к тексту"
SMALLEST: Final = 24  # 12 pt, the least that the norm allows for text

NEAR: Final = 20
_SETTINGS_BEFORE_MIRROR: Final = (
    "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
    "displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts "
    "embedSystemFonts saveSubsetFonts saveFormsData"
)

# -------------------------------------------------------------------------------------------------------- the template


def restyled(package: Package, look: PageStyle) -> Package:
    """A template in a look; the package itself where nothing of it changes."""
    links = package.relationships.get(package.main, {}).values()
    kinds = {link.target: link.short for link in links if not link.external and link.target in package.trees}
    changed: dict[str, Element] = {}

    def change(name: str, work: Callable[[Element], None]) -> None:
        root = package.copy_of(name)
        work(root)
        if etree.tostring(root) != etree.tostring(package.tree(name)):
            changed[name] = root

    styles = next((package.tree(name) for name, kind in kinds.items() if kind == "styles"), None)
    old = _Old.of(package.tree(package.main), styles)
    work = _Restyling(look, old)
    change(package.main, work.document)
    for name, kind in kinds.items():
        if kind == "styles":
            change(name, work.styles)
        elif kind == "numbering":
            change(name, work.numbering)
        elif kind == "settings" and look.mirror:
            change(name, _mirror)
        elif kind in {"header", "footer", "footnotes", "endnotes"}:
            change(name, work.fonts)
    return package.with_trees(changed)


@dataclass(frozen=True, slots=True)
class _Old:
    """What a template had before: font and size, indent of the first line, text widths of upright and turned pages."""

    font: str
    size: int
    indent: int
    portrait: int
    landscape: int

    @classmethod
    def of(cls, document: Element, styles: Element | None) -> _Old:
        """Read it from the main part and the styles of a template; Word's defaults where these do not say it."""
        defaults = styles.find(f"{q('docDefaults')}/{q('rPrDefault')}/{q('rPr')}") if styles is not None else None
        fonts = defaults.find(q("rFonts")) if defaults is not None else None
        size = defaults.find(q("sz")) if defaults is not None else None
        text = next((s for s in styles.iter(q("style")) if _name(s) == "Текст"), None) if styles is not None else None
        ind = text.find(f"{q('pPr')}/{q('ind')}") if text is not None else None
        widths = {
            _is_landscape(s): _text_width(s) for s in document.iter(q("sectPr")) if s.find(q("pgMar")) is not None
        }
        return cls(
            (fonts.get(q("ascii")) or "") if fonts is not None else "",
            int(size.get(q("val"))) if size is not None else 20,
            int(ind.get(q("firstLine")) or 0) if ind is not None else 0,
            widths.get(False, DEFAULT_SHEET.portrait),
            widths.get(True, DEFAULT_SHEET.landscape),
        )


def _is_landscape(section: Element) -> bool:
    size = section.find(q("pgSz"))
    return size is not None and _int(size, "w") > _int(size, "h")


def _text_width(section: Element) -> int:
    size, margins = section.find(q("pgSz")), section.find(q("pgMar"))
    wide = _int(size, "w") if size is not None else PAGE[0]
    return wide - _int(margins, "left") - _int(margins, "right") - _int(margins, "gutter")


def _int(element: Element, name: str) -> int:
    value = element.get(q(name)) or "0"
    return int(value) if value.lstrip("-").isdigit() else 0


def _name(style: Element) -> str:
    name = style.find(q("name"))
    return (name.get(q("val")) or "") if name is not None else ""


@dataclass(frozen=True, slots=True)
class _Restyling:
    """Changes the parts of one template, in place, from what it had to a look."""

    look: PageStyle
    old: _Old

    def shift(self, landscape: bool) -> int:  # noqa: FBT001 - which way a page is turned
        """How much wider the text of an upright or a turned page becomes."""
        if self.look.margins is None:
            return 0
        sheet = self.look.sheet
        return sheet.landscape - self.old.landscape if landscape else sheet.portrait - self.old.portrait

    def document(self, root: Element) -> None:
        """Change the main part: fonts, sections, tables, and what is placed from the right edge."""
        self.fonts(root)
        for table, landscape in list(_tables_of(root)):
            self.table(table, landscape=landscape)
        for properties in root.iter(q("pPr")):
            self.tabs(properties)
        for section in root.iter(q("sectPr")):
            self.section(section)

    def section(self, section: Element) -> None:
        """Set the margins of a section (a turned page is bound at its top), and whether the first page is numbered."""
        margins = section.find(q("pgMar"))
        if self.look.margins is not None and margins is not None:
            left, right, top, bottom = self.look.margins
            sides = (bottom, right, left, top) if _is_landscape(section) else (left, right, top, bottom)
            for name, value in zip(("left", "right", "top", "bottom"), sides, strict=True):
                margins.set(q(name), str(value))
            if _int(margins, "header") > sides[2]:
                margins.set(q("header"), str(sides[2] // 2))
        title = section.find(q("titlePg"))
        if self.look.first_page_number and title is not None:
            section.remove(title)

    def table(self, table: Element, *, landscape: bool) -> None:
        """Widen a table that was as wide as the text to the new width of the text."""
        width = table.find(f"{q('tblPr')}/{q('tblW')}")
        before = self.old.landscape if landscape else self.old.portrait
        shift = self.shift(landscape)
        if not shift or width is None or width.get(q("type")) != "dxa" or abs(_int(width, "w") - before) > NEAR:
            return
        factor = (before + shift) / before
        width.set(q("w"), str(before + shift))
        for element in table.iter(q("gridCol"), q("tcW")):
            if element.get(q("type"), "dxa") == "dxa" and _int(element, "w"):
                element.set(q("w"), str(round(_int(element, "w") * factor)))
        columns = table.findall(f"{q('tblGrid')}/{q('gridCol')}")
        if columns:
            rest = before + shift - sum(_int(column, "w") for column in columns[:-1])
            columns[-1].set(q("w"), str(max(1, rest)))

    def tabs(self, properties: Element) -> None:
        """Move the tab stops at the right edge with the edge."""
        for landscape, before in ((False, self.old.portrait), (True, self.old.landscape)):
            shift = self.shift(landscape)
            for tab in properties.iterfind(f"{q('tabs')}/{q('tab')}"):
                if shift and tab.get(q("val")) in {"right", "end"} and abs(_int(tab, "pos") - before) <= NEAR:
                    tab.set(q("pos"), str(before + shift))

    def fonts(self, root: Element) -> None:
        """Replace the template's main font by that of the look; any other font that somebody chose stays."""
        if not self.look.font:
            return
        for fonts in root.iter(q("rFonts")):
            if fonts.get(q("ascii"), self.old.font) == self.old.font:
                _set_font(fonts, self.look.font)

    def numbering(self, root: Element) -> None:
        """Change `numbering.xml`: fonts, and the indent of the first line of numbered clauses."""
        self.fonts(root)
        self.indents(root)

    def indents(self, root: Element) -> None:
        """Replace the first line's indent where it is that of the template's text."""
        if self.look.indent is not None and self.old.indent:
            for ind in root.iter(q("ind")):
                if _int(ind, "firstLine") == self.old.indent:
                    ind.set(q("firstLine"), str(self.look.indent))

    def styles(self, root: Element) -> None:
        """Change `styles.xml`."""
        defaults = root.find(f"{q('docDefaults')}/{q('rPrDefault')}/{q('rPr')}")
        if defaults is not None:
            self._defaults(defaults)
        self.fonts(root)
        self.indents(root)
        for style in root.iter(q("style")):
            if style.get(q("type")) == "paragraph":
                self._style(style)

    def _defaults(self, defaults: Element) -> None:
        if self.look.font and defaults.find(q("rFonts")) is None:
            insert_in_order(defaults, etree.Element(q("rFonts")), xml.RUN_PROPERTIES)
        if self.look.font:
            _set_font(defaults.find(q("rFonts")), self.look.font)
        if self.look.size is not None:
            _set_size(defaults, self.look.size)

    def _style(self, style: Element) -> None:
        name = _name(style)
        if name.startswith(TABLE_STYLES):
            self._table_style(style)
        elif self.look.size is not None and name != "Номер страницы":
            self._scaled(style)
        if name in TEXT_STYLES and self.look.line is not None:
            _set_spacing(_paragraph_properties(style), self.look.line)
        properties = style.find(q("pPr"))
        if properties is not None:
            self.tabs(properties)
            self._moved(properties)
        if name == HEADING_STYLE and self.look.heading:
            _set_heading(_paragraph_properties(style), self.look.heading)

    def _scaled(self, style: Element) -> None:
        """Change a style's own size by as much as that of the text, but not to less than 12 pt."""
        size = style.find(f"{q('rPr')}/{q('sz')}")
        if size is None or self.look.size is None:
            return
        own = _int(size, "val")
        if own > SMALLEST:
            _set_size(style.find(q("rPr")), max(SMALLEST, own + self.look.size - self.old.size))

    def _table_style(self, style: Element) -> None:
        properties = style.find(q("rPr"))
        if self.look.table_size is not None and properties is not None and properties.find(q("sz")) is not None:
            own = _int(properties.find(q("sz")), "val")
            _set_size(properties, self.look.table_size if own >= SMALLEST else min(own, self.look.table_size))
        if self.look.table_font:
            properties = _run_properties(style)
            if properties.find(q("rFonts")) is None:
                insert_in_order(properties, etree.Element(q("rFonts")), xml.RUN_PROPERTIES)
            _set_font(properties.find(q("rFonts")), self.look.table_font)

    def _moved(self, properties: Element) -> None:
        """Move with the right edge an indent that holds a text in the right half of the page or out of it."""
        ind = properties.find(q("ind"))
        if ind is None:
            return
        for side in ("left", "right"):
            own = _int(ind, side)
            landscape = own > self.old.portrait
            if own > (self.old.landscape if landscape else self.old.portrait) // 2:
                ind.set(q(side), str(own + self.shift(landscape)))


def _tables_of(root: Element) -> Iterator[tuple[Element, bool]]:
    """The tables of the body, but not those within others, each with whether its page is turned."""
    body = root.find(q("body"))
    waiting: list[Element] = []
    for child in body if body is not None else ():
        if child.tag == q("tbl"):
            waiting.append(child)
        section = child if child.tag == q("sectPr") else child.find(f"{q('pPr')}/{q('sectPr')}")
        if section is not None:
            yield from ((table, _is_landscape(section)) for table in waiting)
            waiting = []


def _set_font(fonts: Element, name: str) -> None:
    for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(q(slot), name)
    for slot in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(q(slot), None)


def _set_size(properties: Element, size: int) -> None:
    for name in ("sz", "szCs"):
        insert_in_order(properties, etree.Element(q(name), {q("val"): str(size)}), xml.RUN_PROPERTIES)


def _set_spacing(properties: Element, line: int) -> None:
    spacing = properties.find(q("spacing"))
    if spacing is None:
        spacing = etree.Element(q("spacing"))
        insert_in_order(properties, spacing, xml.PARAGRAPH_PROPERTIES)
    spacing.set(q("line"), str(line))
    spacing.set(q("lineRule"), "auto")


def _set_heading(properties: Element, where: str) -> None:
    """Put the heading of a text to the left margin («left»), or in the middle over the whole width («center»)."""
    insert_in_order(properties, etree.Element(q("jc"), {q("val"): where}), xml.PARAGRAPH_PROPERTIES)
    ind = properties.find(q("ind"))
    if where == "center" and ind is not None:
        properties.remove(ind)


def _paragraph_properties(style: Element) -> Element:
    """The `w:pPr` of a style; made, before its `w:rPr`, where there is none."""
    found = style.find(q("pPr"))
    if found is None:
        found = etree.Element(q("pPr"))
        runs = style.find(q("rPr"))
        if runs is not None:
            runs.addprevious(found)
        else:
            style.append(found)
    return found


def _run_properties(style: Element) -> Element:
    found = style.find(q("rPr"))
    if found is None:
        found = etree.SubElement(style, q("rPr"))
    return found


def _mirror(settings: Element) -> None:
    """Let left and right margins change places on even pages."""
    if settings.find(q("mirrorMargins")) is not None:
        return
    before = {q(name) for name in _SETTINGS_BEFORE_MIRROR.split()}
    place = sum(1 for child in settings if child.tag in before)
    settings.insert(place, etree.Element(q("mirrorMargins")))
