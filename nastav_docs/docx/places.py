"""Where in a Word file something stands, in words a person finds it by; the same for a paper and for a template.

The words around it come first, a number last, to tell twins apart:

- «абзац «В соответствии с распоряжением …» (6-й)», counted among the paragraphs outside tables, empty ones too;
  «пустой абзац (7-й)»;
- «таблица 2, строка 4, столбец «Срок»», the column by what its first row says; «столбец 3» in the first row itself and
  where that row says nothing of the column; «…, таблица 1 в ячейке, строка 2, столбец 1» for a table within a table;
- «надпись 1, абзац «УТВЕРЖДАЮ» (1-й)» in a text box;
- «верхний колонтитул, абзац «Приложение к приказу» (1-й)», «нижний колонтитул, таблица 1, строка 1, столбец 2»;
- «сноска 3», «концевая сноска 1» by their order in the file, which is that of their numbers on the page;
- «свойства документа».
"""

from __future__ import annotations

from itertools import filterfalse
from typing import TYPE_CHECKING, Final

from nastav_docs.docx.blocks import is_deleted, placed_cells, rows_of
from nastav_docs.docx.runs import text_of
from nastav_docs.docx.xml import MC, ancestor, q

if TYPE_CHECKING:
    from nastav_docs.docx.xml import Element

LONGEST: Final = 40  # characters of a paragraph or a heading that a place repeats
_STORIES: Final = {q("hdr"): "верхний колонтитул", q("ftr"): "нижний колонтитул"}
_NOTES: Final = {q("footnote"): "сноска", q("endnote"): "концевая сноска"}
_PROPERTIES: Final = "свойства документа"
_P, _TABLE, _CELL, _BOX = (q(name) for name in ("p", "tbl", "tc", "txbxContent"))
_SCOPES: Final = (_CELL, _BOX, *_NOTES)
_CHOICE, _FALLBACK = f"{{{MC}}}Choice", f"{{{MC}}}Fallback"


def words_of(element: Element) -> str:
    """Where an element of a part stands; of a part's root what the part is, «» for the text itself."""
    return Places(element.getroottree().getroot()).of(element)


def beginning(text: str) -> str:
    """The first words of a text on one line: «В соответствии с распоряжением …»."""
    line = " ".join(text.split())
    if len(line) <= LONGEST:
        return line
    whole = line[: LONGEST + 1].rpartition(" ")[0].rstrip(" ,;:–-")
    return f"{whole} …" if whole else f"{line[:LONGEST]}…"


class Places:
    """The places of one part, counted once: make it before the part is changed and ask it of any number of elements."""

    def __init__(self, root: Element) -> None:
        """Count the paragraphs and tables of the part `root` and of its cells, the text boxes, the notes."""
        self._story = _STORIES.get(root.tag, "" if root.tag.startswith(q("")) else _PROPERTIES)
        self._numbers: dict[Element, int] = {}
        self._columns: dict[Element, dict[Element, str]] = {}
        self._scopes: dict[Element, str] = {}
        counts: dict[tuple[Element | None, str], int] = {}
        for element in root.iter(_P, _TABLE, _BOX, *_NOTES):
            tag = element.tag
            if tag == _BOX:
                twin = self._twin(element)
                if twin:
                    self._numbers[element] = twin
                    continue
                scope = None
            elif tag in _NOTES:
                if element.get(q("type"), "normal") != "normal":
                    continue  # the line between text and notes
                scope = None
            else:
                scope = _scope(element)
            self._numbers[element] = counts[scope, tag] = counts.get((scope, tag), 0) + 1

    def _twin(self, box: Element) -> int:
        """The number of the box whose copy for old versions of Word this is; 0 for a box in its own right."""
        copy = next(box.iterancestors(_FALLBACK), None)
        if copy is None:
            return 0
        at = list(copy.iter(_BOX)).index(box)
        shown = [one for choice in copy.getparent().iterchildren(_CHOICE) for one in choice.iter(_BOX)]
        return self._numbers.get(shown[at], 0) if at < len(shown) else 0

    def of(self, element: Element, text: str | None = None) -> str:
        """The words for a paragraph or what is in it; `text` spares reading the paragraph's text anew."""
        scope = element if element.tag in _SCOPES else _scope(element)
        around = self._words(scope)
        if scope is not None and scope.tag != _BOX:
            return around
        paragraph = element if element.tag == _P else ancestor(element, "p")
        if paragraph is None or _scope(paragraph) is not scope:
            return around
        said = beginning(text_of(paragraph) if text is None else text)
        count = self._numbers.get(paragraph, 0)
        return _listed(around, f"абзац «{said}» ({count}-й)" if said else f"пустой абзац ({count}-й)")

    def _words(self, scope: Element | None) -> str:
        """The words for a cell, a text box or a note, the outermost first; of None what the part is."""
        if scope is None:
            return self._story
        if scope not in self._scopes:
            around = _scope(scope)
            if scope.tag == _CELL:
                own = self._cell(scope, nested=around is not None and around.tag == _CELL)
            else:
                own = f"{_NOTES.get(scope.tag, 'надпись')} {self._numbers.get(scope, 0)}"
            self._scopes[scope] = _listed(self._words(around), own)
        return self._scopes[scope]

    def _cell(self, cell: Element, *, nested: bool) -> str:
        """A cell of a table by row and column."""
        table = ancestor(cell, "tbl")
        if table is None:
            return ""
        if table not in self._columns:
            self._columns[table] = _columns(table)
        inside = " в ячейке" if nested else ""
        return f"{self.table(table)}{inside}, {self._columns[table].get(cell, '')}"

    def table(self, table: Element) -> str:
        """The words for a table that stands in no other: «таблица 2»."""
        return f"таблица {self._numbers.get(table, 0)}"


def _scope(element: Element) -> Element | None:
    """The cell, text box or note that an element stands in; step by step is ten times as fast as by `iterancestors`."""
    around = element.getparent()
    while around is not None and around.tag not in _SCOPES:
        around = around.getparent()
    return around


def _listed(around: str, own: str) -> str:
    return ", ".join(words for words in (around, own) if words)


def _columns(table: Element) -> dict[Element, str]:
    """The words for each cell of a table: its row, and its column by the heading just as wide above it."""
    words: dict[Element, str] = {}
    heads = heads_of(table)
    for at, row in enumerate(filterfalse(is_deleted, rows_of(table)), 1):
        for cell, column, span in placed_cells(row):
            words[cell] = cell_words(at, column, heads.get((column, span), ""))
    return words


def heads_of(table: Element) -> dict[tuple[int, int], str]:
    """What the first row of a table says of its columns, by first column of the grid and number of columns."""
    row = next(filterfalse(is_deleted, rows_of(table)), ())
    return {
        (column, span): beginning(" ".join(text_of(p) for p in cell.iter(_P)))
        for cell, column, span in placed_cells(row)
    }


def cell_words(at: int, column: int, head: str) -> str:
    """The words for a cell in its table: `cell_words(4, 3, "Срок")` → «строка 4, столбец «Срок»».

    `head` is the heading of the cell's column, «» where it has none and in the first row, which is the heading.
    """
    return f"строка {at}, столбец «{head}»" if head and at > 1 else f"строка {at}, столбец {column}"
