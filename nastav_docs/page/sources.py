"""From a built document to the values of the settings that its paragraphs print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nastav_docs.config import YamlMapping, YamlScalar, has_errors, node_at
from nastav_docs.diagnostics import Diagnostic
from nastav_docs.documents import papers_of_school, prepared, read_schools, school_issue
from nastav_docs.page.posted import path_at
from nastav_docs.papers import read_paper_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.config import Project, YamlNode
    from nastav_docs.diagnostics import Place
    from nastav_docs.documents import Origins
    from nastav_docs.page.fields import Path
    from nastav_docs.registry import SchoolRow

SHORT: Final = 4  # signs from which a value is looked for inside a paragraph: «20» stands anywhere


@dataclass(frozen=True, slots=True)
class SourcedText:
    """A paragraph of a document and where its text is written: a path of the settings, else a place (None: neither)."""

    text: str
    path: Path = ()
    place: Place | None = None


def sourced_texts(project: Project, school: str, data: bytes) -> tuple[SourcedText, ...] | Diagnostic:
    """The paragraphs of a document of the district (`school` empty) or of a school, with their sources.

    `data` is the Word file. A paragraph belongs to the text that it prints whole, else to the longest one inside it.
    """
    paper = read_paper_bytes(data, "документ.docx")
    if isinstance(paper, Diagnostic):
        return paper
    paths, cells = _of_school(project, school) if school else (_of_district(project), {})
    texts = [" ".join(paragraph.text.split()) for paragraph in paper.paragraphs()]
    turns: dict[str, int] = {}
    return tuple(_sourced(text, paths, cells, turns) for text in texts if text)


Paths = dict[str, list[tuple["Path", "Place | None"]]]


def _sourced(text: str, paths: Paths, cells: Mapping[str, Place], turns: dict[str, int]) -> SourcedText:
    """A text that the settings have several times is told by its turn: «Ежегодно» of the third row is the third one."""
    if text in cells:
        return SourcedText(text, (), cells[text])
    lowered = f"{text[:1].lower()}{text[1:]}"  # «до 9 ноября» begins a cell as «До 9 ноября»
    known = next((one for one in (text, lowered) if one in paths), "")
    if not known:
        inside = [one for one in (*paths, *cells) if len(one) >= SHORT and one in text]
        known = max(inside, key=len, default="")
    if known in cells:
        return SourcedText(text, (), cells[known])
    if not known:
        return SourcedText(text)
    found = paths[known]
    turn = turns.get(known, 0)
    turns[known] = turn + 1
    return SourcedText(text, *found[min(turn, len(found) - 1)])


def _of_district(project: Project) -> Paths:
    if project.tree is None or has_errors(project.problems):
        return {}
    paths: Paths = {}
    for text, found in prepared(project).origins.items():
        paths.setdefault(" ".join(text.split()), []).extend((path, None) for path in found)
    _add_plain(paths, project.tree, ("district", "authority", "people"))
    return paths


def _add_plain(paths: Paths, tree: YamlMapping, sections: tuple[str, ...]) -> None:
    """Values that are printed as they stand in the settings, and people by their surnames."""
    for section in sections:
        for path, text in _scalars(tree.entries.get(section), (section,)):
            if path[-1] == "name" and section == "people" and text.strip("_ "):
                paths.setdefault(text.split()[0], []).append((path, None))
            paths.setdefault(" ".join(text.split()), []).append((path, None))
    for section in ("order", "letter"):
        for key in ("number", "date"):
            node = node_at(tree, (section, key)) if section in tree.entries else None
            if isinstance(node, YamlScalar) and node.text.strip():
                paths.setdefault(node.text, []).append(((section, key), None))


def _scalars(node: YamlNode | None, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(node, YamlScalar) and node.text.strip():
        yield path, node.text
    elif isinstance(node, YamlMapping):
        for key, value in node.entries.items():
            yield from _scalars(value, (*path, key))


def _of_school(project: Project, school: str) -> tuple[Paths, dict[str, Place]]:
    """The texts of a school's papers: of the programme for all, of its own file, of its row in the registry."""
    schools = read_schools(project)
    row: SchoolRow | None = next((one for one in schools.rows if one.id == school), None)
    if row is None:
        return {}, {}
    origins: Origins = {}
    papers = papers_of_school(project, schools.overlays.get(school), origins)
    school_issue(row, papers, project)  # what depends on the school is filled in, and noted, only here
    paths: Paths = {}
    for text, found in origins.items():
        paths.setdefault(" ".join(text.split()), []).extend(_of_both(project, papers.tree, path) for path in found)
    cells = {" ".join(text.split()): row.place_of(name) for name, text in row.texts.items() if len(text) >= SHORT}
    return paths, cells


def _of_both(project: Project, tree: YamlNode | None, path: Path) -> tuple[Path, Place | None]:
    """The path of a school's text in the settings of the district; its place where the school has changed it."""
    if tree is None or project.tree is None:
        return (), None
    own, shared = node_at(tree, path), node_at(project.tree, ("school", *path))
    if own.place == shared.place:
        return ("school", *path), None
    found = path_at(
        project.tree, own.place.file, own.place.line, own.place.column
    )  # moved by what the school has added
    return (found, None) if found else ((), own.place)
