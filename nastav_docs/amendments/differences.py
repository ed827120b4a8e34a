"""What has changed in the papers between two states of a district, in words and as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from nastav_docs.amendments.alignment import aligned, same_words
from nastav_docs.amendments.compare_items import compare_items
from nastav_docs.amendments.issued_papers import district_papers, is_word, paired, school_ids, school_papers
from nastav_docs.amendments.printed_text import TextPart, header_lines, parts_of
from nastav_docs.amendments.word_edits import word_edits
from nastav_docs.config import has_errors
from nastav_docs.docx import read_parts
from nastav_docs.files import path_key
from nastav_docs.papers import role_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from nastav_docs.amendments.compare_items import ItemChange
    from nastav_docs.amendments.issued_papers import AmendedPaper
    from nastav_docs.amendments.printed_text import TextItem
    from nastav_docs.amendments.word_edits import WordEdit
    from nastav_docs.config import Project
    from nastav_docs.diagnostics import Diagnostic

State = Literal["changed", "look", "came", "gone"]
# What differs in a file whose text is the same, by the names of its parts, in the words of Word.
LOOKS: Final = (
    ("word/styles", "стили: шрифт, кегль, интервалы"),
    ("word/numbering", "списки"),
    ("word/media", "рисунки"),
    ("word/header", "колонтитулы"),
    ("word/footer", "колонтитулы"),
    ("word/document", "разметка: поля, лист, таблицы"),
    ("docProps", "свойства файла"),
)
OTHER_LOOK: Final = "служебные части файла"
ROW_NAMES: Final[Mapping[str, str]] = {"activity": "мероприятие", "indicator": "показатель"}


@dataclass(frozen=True, slots=True)
class TextChange:
    """One change of a text: where («приложение № 1, пункт 3»), what was and what is («» for what came or went)."""

    where: str
    old: str
    new: str

    @property
    def words(self) -> str:
        """The change in one line: «пункт 2.3: «до 09.11.2020» → «до 01.12.2020»»."""
        before = f"{self.where}: " if self.where else ""
        if not self.new:
            return f"{before}убрано «{self.old}»"
        if not self.old:
            return f"{before}добавлено «{self.new}»"
        edits = word_edits(self.old, self.new)
        if edits is None:
            return f"{before}«{self.old}» → «{self.new}»"
        return before + ", ".join(map(_edit_words, edits))


@dataclass(frozen=True, slots=True)
class PaperDifference:
    """What became of one paper: `changes` of its text; `look` where only that is another.

    `school` is the id of the school that issues it, «» for the district.
    """

    id: str
    called: str
    path: str
    school: str
    state: State
    changes: tuple[TextChange, ...] = ()
    look: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "document": self.id,
            "path": self.path,
            "school": self.school,
            "state": self.state,
            "changes": [
                {"where": one.where, "old": one.old, "new": one.new, "words": one.words} for one in self.changes
            ],
            "look": list(self.look),
        }


@dataclass(frozen=True, slots=True)
class Differences:
    """Everything that differs between two states, and how much was looked at.

    `templates` are files of templates that differ, `style` whether `style:` does. `came` and `gone` are schools.
    """

    papers: tuple[PaperDifference, ...] = ()
    templates: tuple[str, ...] = ()
    style: bool = False
    came: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    looked_at: int = 0
    schools: int = 0
    problems: tuple[Diagnostic, ...] = field(default=(), repr=False)

    @property
    def none(self) -> bool:
        """Whether nothing differs."""
        return not (self.papers or self.templates or self.style or self.came or self.gone)

    def as_json(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "papers": [one.as_json() for one in self.papers],
            "templates": list(self.templates),
            "style": self.style,
            "schools_came": list(self.came),
            "schools_gone": list(self.gone),
            "looked_at": {"papers": self.looked_at, "schools": self.schools},
            "problems": [one.as_json() for one in self.problems],
        }


def diff(old: Project, new: Project) -> Differences:
    """What has changed in the papers of a district and of its schools between two states of its settings.

    Every paper is printed in both states and compared: its text, then its look; templates and style too, where no
    paper shows them. Raises nothing: a state that cannot be printed is in `problems`.

        for paper in diff(load("2025"), load("2026")).papers: print(paper.called, [one.words for one in paper.changes])
    """
    problems: list[Diagnostic] = []
    papers: list[PaperDifference] = []
    looked_at = 0
    before, after = school_ids(old), school_ids(new)
    schools = [school for school in before if school in after]
    for school in ("", *schools):
        was, wrong = district_papers(old) if not school else school_papers(old, school)
        now, also = district_papers(new) if not school else school_papers(new, school)
        problems += (*wrong, *also)
        if has_errors((*wrong, *also)):
            continue
        looked_at += max(len(was), len(now))
        papers += (found for pair in paired(was, now) if (found := _difference(*pair)) is not None)
    style = None not in (old.config, new.config) and old.config.style != new.config.style  # type: ignore[union-attr]  # looked at just now
    return Differences(
        tuple(papers),
        _templates(old, new),
        style,
        tuple(school for school in after if school not in before),
        tuple(school for school in before if school not in after),
        looked_at,
        len(schools),
        tuple(dict.fromkeys(problems)),
    )


def _templates(old: Project, new: Project) -> tuple[str, ...]:
    """The names of the templates that are other files in the new state, or only in one."""
    before, after = _template_files(old), _template_files(new)
    return tuple(sorted(name for name in {*before, *after} if before.get(name) != after.get(name)))


def _template_files(project: Project) -> dict[str, bytes | int]:
    found: dict[str, bytes | int] = {}
    for folder in reversed(project.template_folders):
        for name in project.snapshot.names(folder):
            if name.endswith(".docx"):
                found[name] = _content(project, folder / name)
    return found


def _content(project: Project, path: Path) -> bytes | int:
    return project.snapshot.contents[path_key(path)]


def _difference(was: AmendedPaper | None, now: AmendedPaper | None) -> PaperDifference | None:
    one = now or was
    assert one is not None  # noqa: S101  a pair has one of the two
    if was is None or now is None:
        return PaperDifference(one.id, one.called, one.path, one.school, "came" if was is None else "gone")
    if was.data == now.data:
        return None
    if not is_word(now) or not is_word(was):
        return PaperDifference(one.id, one.called, one.path, one.school, "look", (), ("книга Excel",))
    changes = tuple(_changes(was, now))
    if changes:
        return PaperDifference(one.id, one.called, one.path, one.school, "changed", changes)
    return PaperDifference(one.id, one.called, one.path, one.school, "look", (), looks(was.data, now.data))


def looks(old: bytes, new: bytes) -> tuple[str, ...]:
    """What differs in two Word files of one text, in the words of Word."""
    before, after = read_parts(old, ""), read_parts(new, "")
    names = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    said = (next((words for start, words in LOOKS if name.startswith(start)), OTHER_LOOK) for name in names)
    found = tuple(dict.fromkeys(said))
    return tuple(one for one in found if one != OTHER_LOOK) or found


def _changes(was: AmendedPaper, now: AmendedPaper) -> Iterator[TextChange]:
    before, after = parts_of(was.data, was.path), parts_of(now.data, now.path)
    # The annexes of an order are known by name where it tells them, else by their place.
    names = [_annex_names(paper, parts) for paper, parts in ((was, before), (now, after))]
    old_parts, new_parts = dict(zip(names[0], before, strict=True)), dict(zip(names[1], after, strict=True))
    for name in dict.fromkeys((*old_parts, *new_parts)):
        old, new = old_parts.get(name), new_parts.get(name)
        label = _label(old or new) if name else ""
        if old is None or new is None:
            title = (old or new or TextPart("")).title.replace("\n", " ")
            yield TextChange(label, title if new is None else "", title if old is None else "")
        elif old != new:
            yield from _part_changes(old, new, label)
    yield from _lines(header_lines(was.data, was.path), header_lines(now.data, now.path), "колонтитул")


def _annex_names(paper: AmendedPaper, parts: Sequence[TextPart]) -> list[str]:
    annexes = [str(one["id"]) for one in paper.paper.get("annexes") or ()]
    names = annexes if len(annexes) == len(parts) - 1 else [str(place) for place in range(1, len(parts))]
    return ["", *names]


def _label(part: TextPart | None) -> str:
    return "приложение" if part is None or not part.annex else f"приложение № {part.annex}"


def _part_changes(old: TextPart, new: TextPart, label: str) -> Iterator[TextChange]:
    where = f"{label}, " if label else ""
    has_points = bool(old.items or new.items)
    title = f"{where}заголовок" if has_points else label
    yield from _lines(old.title.split("\n"), new.title.split("\n"), title)
    yield from _lines([old.preamble], [new.preamble], f"{where}преамбула")
    if old.heads != new.heads:
        yield TextChange(f"{where}графы", "; ".join(old.heads), "; ".join(new.heads))
    for change in compare_items(old.items, new.items).changes:
        yield from _item_change(change, old, new, where)
    yield from _lines(old.loose, new.loose, label)
    yield from _lines(old.end, new.end, f"{where}подписи и реквизиты" if has_points else f"{where}реквизиты")


def _lines(old: Sequence[str], new: Sequence[str], where: str) -> Iterator[TextChange]:
    """Paragraphs that differ; those that are alike are one that was changed."""
    gone: list[str] = []
    for was, now in [*aligned(old, new, same_words, lambda line: line), (None, None)]:
        if was is None and now is not None and gone:
            yield TextChange(where, gone.pop(0), now)
            continue
        if was is not None and now is None:
            gone.append(was)
            continue
        yield from (TextChange(where, one, "") for one in gone if one)
        gone = []
        if now is not None and (was or "") != now:
            yield TextChange(where, was or "", now)


def _item_change(change: ItemChange, old: TextPart, new: TextPart, where: str) -> Iterator[TextChange]:
    item = change.old or change.new
    assert item is not None  # noqa: S101  a change is of something
    heads = old.heads or new.heads
    if change.kind == "changed" and change.old is not None and change.new is not None:
        name = f"{where}{_item_name(change.old, change.old.number, heads)}"
        if not 1 < len(change.old.cells) == len(change.new.cells) == len(heads):
            yield TextChange(name, " | ".join(change.old.cells), " | ".join(change.new.cells))
            return
        for head, was, now in zip(heads, change.old.cells, change.new.cells, strict=False):
            if was != now:
                yield TextChange(f"{name}, {_small(head)}", was, now)
        return
    text = " | ".join(cell for cell in item.cells if cell)
    number = (change.new or item).number if change.kind == "added" else item.number
    label = _row_name(heads) if heads and not item.section else "раздел" if item.section else "пункт"
    name = f"{where}{label}{f' {number}' if number else ''}"
    yield TextChange(name, text if change.kind == "repealed" else "", text if change.kind == "added" else "")
    for child in item.children:
        yield from _item_change(_as(change, child), old, new, where)


def _as(change: ItemChange, child: TextItem) -> ItemChange:
    from dataclasses import replace  # noqa: PLC0415  only a change of a whole tree needs it

    return replace(
        change,
        number=child.number,
        old=child if change.old is not None else None,
        new=child if change.new is not None else None,
    )


def _item_name(item: TextItem, number: str, heads: Sequence[str]) -> str:
    if not heads:
        return f"пункт {number}" if number else "абзац"
    if item.section:
        return f"раздел {number or f'«{item.text}»'}"
    return f"{_row_name(heads)} {number or f'«{item.text}»'}"


def _row_name(heads: Sequence[str]) -> str:
    roles = {role_of(head) for head in heads}
    return next((name for role, name in ROW_NAMES.items() if role in roles), "строка")


def _small(head: str) -> str:
    return f"{head[:1].lower()}{head[1:]}" if head[1:2].islower() else head


def _edit_words(edit: WordEdit) -> str:
    if edit.kind == "delete":
        return f"убрано «{edit.old}»"
    if edit.kind == "insert":
        return f"после «{edit.old}» добавлено «{edit.new}»"
    return f"«{edit.old}» → «{edit.new}»"
