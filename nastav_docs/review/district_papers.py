"""Нормоконтроль of one issuer's documents: findings told at the YAML or the row that the words come from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from nastav_docs.config import YamlMapping, YamlScalar, YamlSequence, has_marks, node_at, scalars
from nastav_docs.diagnostics import Diagnostic, Place, Severity
from nastav_docs.diagnostics.codes import form as form_codes
from nastav_docs.diagnostics.codes import norms as codes
from nastav_docs.documents import SPREADSHEETS, print_document, recorded
from nastav_docs.papers import Table, paper_of_docx
from nastav_docs.review.check_papers import check_package
from nastav_docs.review.found_clean import NOTHING_KEPT
from nastav_docs.russian import GRAMMAR_UNREAD
from nastav_docs.russian.typography import typograph

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from nastav_docs.config import Project, YamlNode
    from nastav_docs.documents import Asked, Planned, PreparedProject
    from nastav_docs.papers import Act, Paper, Paragraph
    from nastav_docs.review.found_clean import FoundClean

Path = tuple[str | int, ...]
# Blanks that the documents print for what is not registered yet: the config knows of them.
MARK = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
BLANKS = frozenset({form_codes.PLACEHOLDER.code, form_codes.BLANK_FIELD.code})
CASE_ENDING = 2  # letters in which a word in a case may differ from the value that it was printed from


@dataclass(frozen=True, slots=True)
class Wording:
    """Where the texts of an issuer's documents stand: paths in a tree by the text as printed, places in a registry.

    `documents` are the places of the documents' entries, each in the user's own file; `people` are the project's own,
    as templates know them: their case forms are known and not guessed at. `settings` are the whole project's, whose
    values stand in the `{{ … }}` of the texts.
    """

    tree: YamlNode
    origins: Mapping[str, Iterable[Path]]
    documents: Mapping[str, Place]
    values: Mapping[str, Place] = field(default_factory=dict)
    people: Mapping[str, Any] = field(default_factory=dict)
    settings: YamlNode | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in an issuer's documents, and the places of the `ignore:` entries that hid something.

    `clean` is whether no rule said anything of the papers, be it told, hidden or passed over.
    """

    found: tuple[Diagnostic, ...] = ()
    used: frozenset[Place] = frozenset()
    clean: bool = False


@dataclass(frozen=True, slots=True)
class PrintedPapers:
    """An issuer's documents, printed once: name and bytes of each, what went wrong, what was asked of words."""

    files: tuple[tuple[str, bytes], ...]
    problems: tuple[Diagnostic, ...]
    asked: Asked

    def read(self) -> tuple[Paper, ...]:
        """The documents as the checker reads them, each under its name in `documents:`."""
        read = [_read_back(data, name) for name, data in self.files]
        return tuple(paper for paper in read if not isinstance(paper, Diagnostic))


def print_papers(planned: Iterable[Planned], ready: PreparedProject) -> PrintedPapers:
    """Print documents, each under its name in `documents:`; spreadsheets are left out."""
    wanted = [document for document in planned if document.template not in SPREADSHEETS]
    printed, asked = recorded(lambda: [print_document(document, ready.templates) for document in wanted])
    files = tuple((one.id, data) for one, (data, _) in zip(wanted, printed, strict=True) if data is not None)
    return PrintedPapers(files, tuple(problem for _, wrong in printed for problem in wrong), asked)


@lru_cache(maxsize=1 << 7)
def _read_back(data: bytes, name: str) -> Paper | Diagnostic:
    """A printed document as a paper; kept, as schools that change one of their papers print the others alike."""
    return paper_of_docx(data, name)


def entry_of(project: Project, document: str) -> Place:
    """Where a document is named in the user's own file; the file itself where only a shared programme names it."""
    place = project.place("documents", document)
    own = place if project.tree is None else project.tree.place
    return place if place.file == own.file else Place(own.file)


def read_norms(
    papers: Sequence[Paper],
    wording: Wording,
    registry: Sequence[Act],
    beside: Sequence[Paper] = (),
    before: FoundClean = NOTHING_KEPT,
) -> Reading:
    """Findings over one issuer's papers as a package; `beside` are papers of others that belong to it.

    The texts that were found clean `before` are not read again.

    A finding that an `ignore:` at the text's place, or above it, names is left out; one about words of a template, by
    the `ignore:` of the paper that prints them. Findings about the look of a page are left to the templates' own
    checks.
    """
    texts = {_plain(text): tuple(paths) for text, paths in wording.origins.items() if text.strip()}
    # A deadline «до 09.11.2020» begins a cell, and is printed «До 09.11.2020».
    first = {text: paths for text, paths in texts.items() if any(path[-1:] == ("deadline",) for path in paths)}
    texts = {**{text[:1].upper() + text[1:]: paths for text, paths in first.items()}, **texts}
    ignored = {**dict(ignores(wording.tree)), **dict(ignores_of_kinds(wording))}
    used: set[Place] = set()
    left: list[Diagnostic] = []
    said = check_package(papers, registry, profile=None, beside=beside, before=before)
    for finding in said:
        if finding.rule.startswith("PEOPLE-") and _plain(finding.text) in names_of(wording.people):
            continue
        path = _origin(finding, papers, texts, wording.tree)
        if finding.code in BLANKS and not _has_blank(wording.tree, path):
            continue
        within = path or _paper_path(finding, wording.tree)
        hiding = [(above, name) for above, name in ignored if within[: len(above)] == above and _named(finding, name)]
        used.update(ignored[key] for key in hiding)
        if not hiding:
            left.append(_at_source(finding, path, wording))
    return Reading(tuple(dict.fromkeys(left)), frozenset(used), clean={*said} <= {GRAMMAR_UNREAD})


def ignores(node: YamlNode, path: Path = ()) -> Iterator[tuple[tuple[Path, str], Place]]:
    """Every `ignore:` entry of a tree: the path of its element and the code or rule it names → the entry's place."""
    if isinstance(node, YamlSequence):
        for index, item in enumerate(node.items):
            if not isinstance(item, YamlScalar):
                yield from ignores(item, (*path, index))
    elif isinstance(node, YamlMapping):
        for key, value in node.entries.items():
            if key == "ignore" and isinstance(value, YamlMapping):
                for name in value.entries:
                    yield (path, name), value.keys[name]
            elif not isinstance(value, YamlScalar):
                yield from ignores(value, (*path, key))


def ignores_of_kinds(wording: Wording) -> Iterator[tuple[tuple[Path, str], Place]]:
    """The `ignore:` entries of kinds, for each paper of such a kind: which rules a kind of paper need not keep."""
    kinds = _node_of(wording.settings or wording.tree, ["kinds"])
    papers = _node_of(wording.tree, ["papers"])
    for name, paper in papers.entries.items() if isinstance(papers, YamlMapping) else ():
        kind = _node_of(paper, ["kind"])
        hidden = _node_of(kinds, [kind.text, "ignore"]) if isinstance(kind, YamlScalar) else None
        if isinstance(hidden, YamlMapping):
            yield from (((("papers", name), rule), place) for rule, place in hidden.keys.items())


def unused(trees: Iterable[YamlNode], used: Collection[Place], files: Collection[str]) -> Iterator[Diagnostic]:
    """The `ignore:` entries of some files that hide nothing in any paper; those of a shared programme serve others."""
    entries = {place: name for tree in trees for (_, name), place in ignores(tree)}
    for place, name in entries.items():
        if place not in used and place.file in files:
            message = f"Исключение «{name}» ничего не исключает."
            yield codes.UNUSED_IGNORE.at(place, message, hint="Уберите его.", text=name)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _paper_path(finding: Diagnostic, tree: YamlNode) -> Path:
    """The path of the paper in whose document a finding is; empty where document and paper have different names."""
    if finding.place is None:
        return ()
    name = finding.place.file.removeprefix("school-")
    paths: tuple[tuple[str, ...], ...] = (("papers", name), (name,))
    return next((path for path in paths if isinstance(_node_of(tree, path), YamlMapping)), ())


def _named(finding: Diagnostic, name: str) -> bool:
    return name in {finding.code, finding.rule}


def _has_blank(tree: YamlNode, path: Path) -> bool:
    """Whether the YAML itself has a blank at a path."""
    node = node_at(tree, path) if path else None
    return isinstance(node, YamlScalar) and "__" in node.text


def _origin(finding: Diagnostic, papers: Sequence[Paper], texts: Mapping[str, Sequence[Path]], tree: YamlNode) -> Path:
    """The path of the longest text of the YAML within the paragraph, of those that hold the offending words.

    A text that the YAML has several times is told by its turn: «Ежегодно» in the third row is the third one. A value of
    a table that is no such text («80» of `targets:`) is told by its row.
    """
    paragraph, before = _paragraph(finding, papers)
    if paragraph is None:
        return ()
    whole, words = _plain(paragraph.text), _plain(finding.text)
    if whole not in texts and (path := _in_row(paragraph, papers, texts, tree)):
        return path
    inside = [text for text in texts if text in whole] or [text for text in texts if whole in text]
    blamed = [text for text in inside if words and words in text] or inside
    if not blamed:
        return ()
    text = max(blamed, key=len)
    turn = sum(text in _plain(earlier.text) for earlier in before) if len(texts[text]) > 1 else 0
    return texts[text][min(turn, len(texts[text]) - 1)]


def _in_row(paragraph: Paragraph, papers: Sequence[Paper], texts: Mapping[str, Sequence[Path]], tree: YamlNode) -> Path:
    """The path of a value that a cell prints: the row's title tells which item it is of, the cell which value."""
    for table in (block for paper in papers for block in paper.blocks if isinstance(block, Table)):
        for row in table.rows:
            cell = next((cell for cell in row.cells if paragraph in cell.paragraphs), None)
            if cell is None:
                continue
            titles = (path for other in row.cells for path in texts.get(_plain(other.text), ()) if path[-1] == "title")
            item = next(titles, ())[:-1]
            if not item:
                return ()
            values = [path for path, text in _scalars(node_at(tree, item), item) if _bare(text) == _bare(cell.text)]
            heads = {_plain(head.text) for above in table.rows if (head := above.at(cell.column)) is not None}
            return next((path for path in values if str(path[-1]) in heads), values[0] if values else ())
    return ()


def _scalars(node: YamlNode, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(node, YamlScalar):
        yield path, node.text
    elif isinstance(node, YamlMapping):
        for key, value in node.entries.items():
            yield from _scalars(value, (*path, key))


def _bare(text: str) -> str:
    """A value without what its printing may add: «не менее», a unit, spaces."""
    return re.sub(r"^не менее|%|\s", "", text.strip())


def _paragraph(finding: Diagnostic, papers: Sequence[Paper]) -> tuple[Paragraph | None, list[Paragraph]]:
    """The paragraph of a finding, and those before it in its document."""
    place = finding.place
    before: list[Paragraph] = []
    for paper in papers:
        if place is not None and paper.file == place.file:
            for paragraph in paper.paragraphs():
                if any(segment.line == place.line for segment in paragraph.segments):
                    return paragraph, before
                before.append(paragraph)
    return None, []


def softened(finding: Diagnostic) -> Diagnostic:
    """The finding with an error made a warning: of a project's own wording a finding never stops the build."""
    return replace(finding, severity=Severity.WARNING) if finding.severity is Severity.ERROR else finding


def names_of(people: Mapping[str, Any]) -> frozenset[str]:
    """All case forms of the names of people that templates print; a rule on people's names need not guess at them."""
    nouns = [
        form
        for person in people.values()
        if "signature" in person
        for form in (person["name"], person["short"], person["signature"])
    ]
    return frozenset(_plain(text) for noun in nouns for text in noun.whole())


def _at_source(finding: Diagnostic, path: Path, wording: Wording) -> Diagnostic:
    """The finding at the value that the person wrote: in the YAML, or in the registry.

    Else at the entry of its document in `documents:`.
    """
    words = _plain(finding.text)
    of_row = next((place for text, place in wording.values.items() if words and words in text), None)
    if not path:
        place = of_row or _only_value(words, wording) or _in_document(finding.place, wording)
    else:
        node = node_at(wording.tree, path)
        own = not isinstance(node, YamlScalar) or not has_marks(node.text) or words in _printed(node.text)
        place = node.place if own else _filled_in(node, words, wording) or of_row or node.place
    return softened(replace(finding, place=_date_of_their_own(finding, place, wording) or place))


def _date_of_their_own(finding: Diagnostic, place: Place | None, wording: Wording) -> Place | None:
    """Where the person wrote the date that a finding in a shared text is of: `order.date`, a registry's cell.

    The order is dated too early, not the programme that cites the act.
    """
    date = finding.measured_by or next(iter(re.findall(r"\d\d\.\d\d\.\d{4}", finding.text)), "")
    settings = wording.settings
    if not date or settings is None or place is None:
        return None
    if date in wording.values and place.words:  # else only the document is known
        return wording.values[date]
    if place.file == settings.place.file:
        return None
    if not any(one.place.file == place.file for one in scalars(settings)):
        return None  # a school's own file
    if date in wording.values:
        return wording.values[date]
    dates = [one.place for tree in (wording.tree, settings) for one in scalars(tree) if one.text == date]
    return next((found for found in dates if found.file != place.file), None)


def _printed(text: str) -> str:
    """A text as written and as printed."""
    return f"{_plain(text)}\n{_plain(typograph(text))}"


def _filled_in(node: YamlNode, words: str, wording: Wording) -> Place | None:
    """The value that stands in a `{{ … }}` of a text and holds the offending words: `wording.report_deadline`."""
    text = node.text if isinstance(node, YamlScalar) else ""
    for name in re.findall(r"[a-z_]\w*(?:\.\w+)+", " ".join(MARK.findall(text))):
        for tree in (wording.tree, wording.settings):
            for found in _as_far(tree, name.split(".")):
                printed = _printed(found.text)
                if words in printed or (len(words) > CASE_ENDING * 2 and words[:-CASE_ENDING] in printed):
                    return found.place
    return None


def _as_far(tree: YamlNode | None, steps: Sequence[str]) -> Iterator[YamlScalar]:
    """The value at the end of some steps; of a person or an act, also by a field that is made of others, its texts."""
    node = tree
    for number, step in enumerate(steps):
        below = node.entries.get(step) if isinstance(node, YamlMapping) else None
        if below is None and number <= 1:
            return
        node = below or node
    if isinstance(node, YamlScalar):
        yield node
    elif isinstance(node, YamlMapping):
        yield from (one for one in node.entries.values() if isinstance(one, YamlScalar))


def _node_of(tree: YamlNode | None, steps: Iterable[str]) -> YamlNode | None:
    node = tree
    for step in steps:
        node = node.entries.get(step) if isinstance(node, YamlMapping) else None
    return node


def _only_value(words: str, wording: Wording) -> Place | None:
    """The one value of the user's own file that holds the words, where there is just one: the issuer's telephone."""
    settings = wording.settings
    if not words or settings is None:
        return None
    found = [
        scalar.place
        for scalar in scalars(settings)
        if scalar.place.file == settings.place.file and words in _printed(scalar.text)
    ]
    return found[0] if len(found) == 1 else None


def _in_document(place: Place | None, wording: Wording) -> Place | None:
    """The place of the document's entry in `documents:`, with the words of the place in the printed document."""
    if place is None:
        return None
    entry = wording.documents[place.file]
    return replace(entry, words=f"документ «{place.file}», {place.words}")
