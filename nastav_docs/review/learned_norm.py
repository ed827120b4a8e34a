"""The norm of a house, learnt from its own good papers: what most of them keep, and where they disagree.

The text of the answer is a file for `lint --profile` and for `style:` of a district's settings.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Diagnostic
from nastav_docs.papers import Paper, package_of
from nastav_docs.review.given_papers import given_papers
from nastav_docs.review.unforeseen import attempted
from nastav_docs.rules import SIDES, running_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from nastav_docs.papers import Paragraph

# The habits of a house: what a message calls them.
NAMES: Final = {
    **{f"margin_{side}": f"{name} поле" for side, name in SIDES.items()},
    "size": "размер шрифта", "font": "шрифт", "spacing": "межстрочный интервал", "indent": "абзацный отступ, мм",
    "align": "выравнивание", "page_numbers": "номера страниц", "heading": "место заголовка", "titles": "заголовок",
    "list_marks": "знак перечней Word", "table_size": "размер шрифта таблиц", "table_font": "шрифт таблиц",
}  # fmt: skip
SHOWN: Final = {
    "top": "вверху", "bottom": "внизу", "left": "слева", "center": "посередине", "both": "по ширине",
    "True": "есть", "False": "нет", "any": "другой",
}  # fmt: skip
TABLE: Final = 3  # rows: a smaller one only sets a signature beside its name
LIST_SIGNS: Final = ("–", "—", "-", "•")  # that a norm may name
NAMED: Final = 3  # papers that a line of evidence names; the others are counted


@dataclass(frozen=True, slots=True)
class LearnedHabit:
    """What most of the papers do in one respect, how many of those that show it, and who does otherwise."""

    name: str
    value: str
    keeping: int
    showing: int
    others: tuple[tuple[str, str], ...] = ()

    @property
    def title(self) -> str:
        """The habit in words: «левое поле»."""
        return NAMES[self.name]

    @property
    def evidence(self) -> str:
        """«5 из 6; иначе: приказ-3.docx – 12»."""
        named = [f"{file} – {SHOWN.get(value, value)}" for file, value in dict.fromkeys(self.others)]
        more = f" и ещё {len(named) - NAMED}" if len(named) > NAMED else ""
        otherwise = f"; иначе: {', '.join(named[:NAMED])}{more}" if named else ""
        return f"{self.keeping} из {self.showing}{otherwise}"


@dataclass(frozen=True, slots=True)
class LearnedNorm:
    """The habits of a house by name, the files that they were learnt from, and the files that could not be read."""

    habits: dict[str, LearnedHabit]
    files: tuple[str, ...]
    problems: tuple[Diagnostic, ...] = ()

    def text(self) -> str:
        """The YAML of the norm, each line with its evidence."""
        return "\n".join(_lines(self)) + "\n"


def learn_norm(papers: object) -> LearnedNorm:
    """Learn the norm of a house from its papers: paths of Word files or folders, the bytes of a file, or several.

    Every paper has one voice, however long it is; of two habits as frequent the one met first stays. A habit that no
    paper shows is left out. Raises TypeError for papers of another type.

        print(learn_norm(["приказ-1.docx", "приказ-2.docx"]).text())
    """
    read = [attempted(source.name, source.read) for source in given_papers(papers)]
    known = [paper for paper in read if isinstance(paper, Paper) and paper.sections]
    told = [problem for problem in read if isinstance(problem, Diagnostic)]
    voices = [(paper.file, dict(_habits(paper))) for paper in known]
    names = dict.fromkeys(name for _, habits in voices for name in habits)
    habits = {name: _agreed(name, [(file, own[name]) for file, own in voices if name in own]) for name in names}
    return LearnedNorm(habits, tuple(paper.file for paper in known), tuple(told))


def _agreed(name: str, voices: Sequence[tuple[str, str]]) -> LearnedHabit:
    value, keeping = Counter(value for _, value in voices).most_common(1)[0]
    others = tuple((file.rpartition("/")[2], other) for file, other in voices if other != value)
    return LearnedHabit(name, value, keeping, len(voices), others)


def _habits(paper: Paper) -> Iterator[tuple[str, str]]:
    """What one paper shows of its norm."""
    package = package_of([paper])
    upright = [section for section in paper.sections if not section.landscape]
    for side in SIDES if upright else ():
        yield f"margin_{side}", f"{getattr(upright[0], side):.0f}"
    prose = list(running_text(package))
    looks = [(paragraph, paragraph.look) for paragraph in prose if paragraph.look is not None]
    yield from _most("size", prose, lambda p: [f"{s:g}" for s in p.look.sizes] if p.look else [])
    yield from _most("font", prose, lambda p: sorted(p.look.fonts) if p.look else [])
    own_line = [p for p, look in looks if look.spacing is not None]
    yield from _most("spacing", own_line, lambda p: [f"{p.look.spacing:.3g}"] if p.look and p.look.spacing else [])
    plain = [p for p, look in looks if not p.label and look.left_indent < 1 and look.align != "center"]
    yield from _most("indent", plain, lambda p: [f"{p.look.first_indent:.3g}"] if p.look else [])
    yield from _most("align", prose, lambda p: [p.look.align.replace("start", "left")] if p.look else [])
    numbered = {section.numbered for section in paper.sections} - {""}
    if numbered:
        yield "page_numbers", "bottom" if numbered == {"footer"} else "top"
    titled = [document for document in package.documents if document.kind in {"order", "letter"}]
    if titled:
        yield "titles", str(all(document.title is not None for document in titled))
    titles = [d.title for d in titled if d.title is not None and d.title.part == "body"]
    yield from _most("heading", titles, lambda p: ["center" if p.look and p.look.align == "center" else "left"])
    bullets = Counter(p.bullet for d in package.documents for p in d.body if p.bullet and p.part == "body")
    if bullets:
        usual = bullets.most_common(1)[0][0]
        yield "list_marks", usual if usual in LIST_SIGNS else "any"
    tables = [table for document in package.documents for table in document.tables() if len(table.rows) >= TABLE]
    cells = [p for table in tables for row in table.rows for cell in row.cells for p in cell.paragraphs]
    yield from _most("table_size", cells, lambda p: [f"{s:g}" for s in p.look.sizes] if p.look else [])
    yield from _most("table_font", cells, lambda p: sorted(p.look.fonts) if p.look else [])


def _most(
    name: str, paragraphs: Iterable[Paragraph], values: Callable[[Paragraph], Iterable[str]]
) -> Iterator[tuple[str, str]]:
    """The value that most letters of the paragraphs have; nothing where no paragraph shows one."""
    letters: Counter[str] = Counter()
    for paragraph in paragraphs:
        for value in values(paragraph):
            letters[value] += len(paragraph.text)
    if letters:
        yield name, letters.most_common(1)[0][0]


def _lines(norm: LearnedNorm) -> Iterator[str]:
    habits = norm.habits
    files = list(dict.fromkeys(file.rpartition("/")[2] for file in norm.files))
    more = f" и другие, всего {len(norm.files)}" if len(files) > NAMED else ""
    yield f"# Норма по образцам: {', '.join(files[:NAMED])}{more}."
    yield "# Справа – сколько образцов так делают и какие иначе. Годится для lint --profile и для «style:» района."
    sides = [habits[f"margin_{side}"] for side in SIDES if f"margin_{side}" in habits]
    if sides:
        others = "; ".join(f"{SIDES[h.name[7:]]} – {h.evidence}" for h in sides)
        yield f"margins: {{{', '.join(f'{h.name[7:]}: {h.value}' for h in sides)}}}  # {others}"
    for name, key, written in (
        ("size", "sizes", "{}"),
        ("font", "fonts", "[{}]"),
        ("spacing", "spacing", "{0}, {0}"),
        ("indent", "indent", "{}"),
    ):
        if name in habits:
            value = json.dumps(habits[name].value, ensure_ascii=False) if name == "font" else habits[name].value
            yield f"{key}: {written.format(value)}  # {habits[name].evidence}"
    for name, key, yes in (("align", "justified", "both"), ("titles", "titles", "True")):
        if name in habits:
            yield f"{key}: {'да' if habits[name].value == yes else 'нет'}  # {habits[name].evidence}"
    for name in ("page_numbers", "heading"):
        if name in habits:
            yield f"{name}: {habits[name].value}  # {habits[name].evidence}"
    if "list_marks" in habits:
        yield f'list_marks: "{habits["list_marks"].value}"  # {habits["list_marks"].evidence}'
    style = dict(_style(norm))
    if style:
        yield "style:"
        yield from (f"  {key}: {json.dumps(value, ensure_ascii=False)}" for key, value in style.items())


def _style(norm: LearnedNorm) -> Iterator[tuple[str, str]]:
    """The same norm in the keys of a district's `style:`."""
    habits = norm.habits
    for name, key in (("font", "font"), ("size", "size"), ("table_font", "table_font"), ("table_size", "table_size")):
        if name in habits:
            yield key, habits[name].value.replace(".", ",")
    if "spacing" in habits:
        yield "line_spacing", habits["spacing"].value.replace(".", ",")
    if "indent" in habits:
        yield "indent", f"{float(habits['indent'].value) / 10:g} см".replace(".", ",")
    if all(f"margin_{side}" in habits for side in SIDES):
        yield "margins", " ".join(habits[f"margin_{side}"].value for side in SIDES)
    if "heading" in habits:
        yield "heading", habits["heading"].value
