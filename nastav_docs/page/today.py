"""What waits for the user today: blocks of lines, each block made by a function of the project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nastav_docs.config import YamlMapping, YamlScalar
from nastav_docs.page.fields import sections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nastav_docs.config import Project


@dataclass(frozen=True, slots=True)
class TodayLine:
    """One thing to do: its words, and the section of the settings where it is done («» for none)."""

    text: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class TodayBlock:
    """Things of one kind; `empty` is said where there are none."""

    title: str
    lines: tuple[TodayLine, ...]
    empty: str


def unsigned(project: Project) -> TodayBlock:
    """The papers of the district that somebody signs and that have no number or date yet."""
    lines = tuple(_unsigned(project.tree)) if project.tree is not None else ()
    return TodayBlock(
        "Не подписано и не зарегистрировано", lines, "У всех документов муниципалитета есть номер и дата."
    )


def _unsigned(tree: YamlMapping) -> Iterator[TodayLine]:
    names = dict(sections())
    found = [(key, key, node) for key, node in tree.entries.items()]
    papers = tree.entries.get("papers")
    if isinstance(papers, YamlMapping):
        found += [("papers", key, node) for key, node in papers.entries.items()]
    for section, key, node in found:
        if isinstance(node, YamlMapping) and "signed_by" in node.entries:
            missing = [word for name, word in (("number", "номера"), ("date", "даты")) if not _has(node, name)]
            title = node.entries.get("title")
            called = f" «{title.text}»" if isinstance(title, YamlScalar) and "{" not in title.text else ""
            if missing:
                yield TodayLine(f"{names.get(key, key)}{called}: нет {' и '.join(missing)}", section)


def _has(node: YamlMapping, key: str) -> bool:
    value = node.entries.get(key)
    return isinstance(value, YamlScalar) and not value.is_null and bool(value.text.strip())


# In the order of the page. A block more is a function more.
BLOCKS: Final[tuple[Callable[[Project], TodayBlock], ...]] = (unsigned,)
