"""How Word shows a paragraph: the chain of styles, and the numbers that lists give by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nastav_docs.papers import Look

if TYPE_CHECKING:
    from collections.abc import Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MILLIMETRE = 1440 / 25.4  # twentieths of a point
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def value(element: Any, path: str, attribute: str = "val") -> str | None:  # noqa: ANN401 - lxml has no types
    """An attribute of a child element, `None` where there is none."""
    found = None if element is None else element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + attribute)


class Styles:
    """The styles of a document: what a paragraph and its runs look like in the end."""

    def __init__(self, root: Any) -> None:  # noqa: ANN401 - lxml has no types
        """Read styles.xml (its root element or `None`)."""
        self.styles = {} if root is None else {s.get(W + "styleId"): s for s in root.iter(W + "style")}
        self.default = next((i for i, s in self.styles.items() if is_default(s)), None)
        self.defaults = None if root is None else root.find(W + "docDefaults")
        self.known: dict[tuple[str | None, str], tuple[Any, ...]] = {}

    def chain(self, style: str | None, properties: str) -> tuple[Any, ...]:
        """The property elements of a style and what it is based on, the nearest first, the defaults last."""
        key = (style, properties)
        if key not in self.known:
            found, seen, at = [], set(), style or self.default
            while at in self.styles and at not in seen:
                seen.add(at)
                found.append(self.styles[at].find(W + properties))
                at = value(self.styles[at], "basedOn")
            found.append(
                None if self.defaults is None else self.defaults.find(f"{W}{properties}Default/{W}{properties}")
            )
            self.known[key] = tuple(element for element in found if element is not None)
        return self.known[key]

    def first(self, elements: Iterator[Any] | tuple[Any, ...], path: str, attribute: str = "val") -> str | None:
        """The nearest setting of a property."""
        return next((v for v in (value(e, path, attribute) for e in elements) if v is not None), None)

    def name(self, style: str | None) -> str:
        """The name a person sees in Word."""
        return value(self.styles.get(style or self.default), "name") or ""

    def look(self, paragraph: Any) -> Look:  # noqa: ANN401 - lxml has no types
        """What a paragraph looks like: alignment, indents, line spacing, sizes and fonts of its visible text."""
        own = paragraph.find(W + "pPr")
        style = value(own, "pStyle")
        chain = (*(() if own is None else (own,)), *self.chain(style, "pPr"))
        indent = self.first(chain, "ind", "firstLine")
        hanging = self.first(chain, "ind", "hanging")
        line = self.first(chain, "spacing", "line")
        rule = self.first(chain, "spacing", "lineRule") or "auto"
        runs = [r for r in paragraph.iter(W + "r") if any((t.text or "").strip() for t in r.iter(W + "t"))]
        sizes, fonts, bolds = set(), set(), set()
        for run in runs:
            mine = run.find(W + "rPr")
            looks = (*(() if mine is None else (mine,)), *self.chain(value(mine, "rStyle"), "rPr")[:1])
            looks = (*looks, *self.chain(style, "rPr"))
            sizes.add(number(self.first(looks, "sz")) / 2)
            fonts.add(self.first(looks, "rFonts", "ascii") or self.first(looks, "rFonts", "cs") or "")
            bolds.add(on(looks, "b"))
        return Look(
            align=self.first(chain, "jc") or "left",
            first_indent=(number(indent) - number(hanging)) / MILLIMETRE,
            left_indent=number(self.first(chain, "ind", "left") or self.first(chain, "ind", "start")) / MILLIMETRE,
            spacing=number(line) / 240 if line and rule == "auto" else None,
            sizes=frozenset(s for s in sizes if s),
            fonts=frozenset(f for f in fonts if f),
            bold=bool(bolds) and all(bolds),
            page_break=any(b.get(W + "type") == "page" for b in paragraph.iter(W + "br"))
            or on(chain, "pageBreakBefore"),
            style=self.name(style),
        )


def is_default(style: Any) -> bool:  # noqa: ANN401 - lxml has no types
    """Whether this is the style of paragraphs that name none."""
    return style.get(W + "type") == "paragraph" and style.get(W + "default") in {"1", "true"}


def on(elements: tuple[Any, ...], name: str) -> bool:
    """Whether a switch such as bold is on, by its nearest setting."""
    for element in elements:
        found = element.find(W + name)
        if found is not None:
            return found.get(W + "val") not in {"0", "false", "none", "off"}
    return False


def number(text: str | None) -> float:
    """A measure as a number, 0 where it is absent or unreadable."""
    try:
        return float(text or 0)
    except ValueError:
        return 0.0


class Numbering:
    """The numbers that Word's lists show: «5.1.» before the text of a clause."""

    def __init__(self, root: Any, styles: Styles) -> None:  # noqa: ANN401 - lxml has no types
        """Read numbering.xml (its root element or `None`)."""
        self.styles = styles
        self.counts: dict[str, dict[int, int]] = {}
        self.lists: dict[str, str] = {}
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        for abstract in () if root is None else root.iter(W + "abstractNum"):
            self.levels[abstract.get(W + "abstractNumId")] = {
                int(number(level.get(W + "ilvl"))): (
                    value(level, "numFmt") or "decimal",
                    value(level, "lvlText") or "",
                    int(number(value(level, "start") or "1")),
                )
                for level in abstract.iter(W + "lvl")
            }
        for one in () if root is None else root.iter(W + "num"):
            self.lists[one.get(W + "numId")] = value(one, "abstractNumId") or ""

    def label(self, paragraph: Any) -> str:  # noqa: ANN401 - lxml has no types
        """The number in front of a paragraph; call it for every paragraph in reading order."""
        own = paragraph.find(W + "pPr")
        chain = (*(() if own is None else (own,)), *self.styles.chain(value(own, "pStyle"), "pPr"))
        which = self.styles.first(chain, "numPr/numId")
        abstract = self.lists.get(which or "")
        if abstract is None or abstract not in self.levels:
            return ""
        level = int(number(self.styles.first(chain, "numPr/ilvl")))
        counts, levels = self.counts.setdefault(abstract, {}), self.levels[abstract]
        if level not in levels:
            return ""
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        kind, text, _ = levels[level]
        if kind in {"bullet", "none"}:
            return "–" if kind == "bullet" else ""
        for at in range(level + 1):
            form, _, start = levels.get(at, ("decimal", "", 1))
            text = text.replace(f"%{at + 1}", shown(counts.get(at, start), form))
        return text


def shown(count: int, form: str) -> str:
    """A number in the form of a list: Arabic, Roman, letters."""
    if form in {"upperRoman", "lowerRoman"}:
        text = ""
        for worth, sign in ROMAN:
            text += sign * (count // worth)
            count %= worth
        return text.upper() if form == "upperRoman" else text
    if form in {"russianLower", "russianUpper"}:
        letter = "абвгдежзиклмнопрстуфхцчшщэюя"[(count - 1) % 28]
        return letter.upper() if form == "russianUpper" else letter
    if form in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (count - 1) % 26)
        return letter.upper() if form == "upperLetter" else letter
    return f"{count:02d}" if form == "decimalZero" else str(count)
