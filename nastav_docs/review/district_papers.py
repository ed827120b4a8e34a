"""Нормоконтроль of one issuer's documents: findings told at the YAML or the row that the words come from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from nastav_docs.config import YamlMapping, YamlScalar, YamlSequence, node_at, place_at
from nastav_docs.diagnostics import Diagnostic, Place, Severity
from nastav_docs.diagnostics.codes import form as form_codes
from nastav_docs.diagnostics.codes import norms as codes
from nastav_docs.documents import SPREADSHEETS, print_document, recorded
from nastav_docs.papers import paper_of_docx
from nastav_docs.review.check_papers import check_package

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from nastav_docs.config import YamlNode
    from nastav_docs.documents import Asked, Planned
    from nastav_docs.papers import Act, Paper, Paragraph
    from nastav_docs.template import Template

Path = tuple[str | int, ...]
# Blanks that the documents print for what is not registered yet: the config knows of them.
BLANKS = frozenset({form_codes.PLACEHOLDER.code, form_codes.BLANK_FIELD.code})


@dataclass(frozen=True, slots=True)
class Wording:
    """Where the texts of an issuer's documents stand: paths in a tree by the text as printed, places in a registry.

    `documents` are the places of the documents' own entries; `people` are the project's own, as templates know
    them: their case forms are known and not guessed at.
    """

    tree: YamlNode
    origins: Mapping[str, Iterable[Path]]
    documents: Mapping[str, Place]
    values: Mapping[str, Place] = field(default_factory=dict)
    people: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in an issuer's documents, and the places of the `ignore:` entries that hid something."""

    found: tuple[Diagnostic, ...] = ()
    used: frozenset[Place] = frozenset()


@dataclass(frozen=True, slots=True)
class PrintedPapers:
    """An issuer's documents, printed once: as the checker reads them, what went wrong, what was asked of words."""

    papers: tuple[Paper, ...]
    problems: tuple[Diagnostic, ...]
    asked: Asked


def print_papers(planned: Iterable[Planned], templates: Mapping[str, Template]) -> PrintedPapers:
    """Print documents and read them back, each under its name in `documents:`; spreadsheets are left out."""
    wanted = [document for document in planned if document.template not in SPREADSHEETS]
    printed, asked = recorded(lambda: [print_document(document, templates) for document in wanted])
    read = [paper_of_docx(data, one.id) for one, (data, _) in zip(wanted, printed, strict=True) if data is not None]
    papers = tuple(paper for paper in read if not isinstance(paper, Diagnostic))
    return PrintedPapers(papers, tuple(problem for _, wrong in printed for problem in wrong), asked)


def read_norms(
    papers: Sequence[Paper], wording: Wording, registry: Sequence[Act], beside: Sequence[Paper] = ()
) -> Reading:
    """Findings over one issuer's papers as a package; `beside` are papers of others that belong to it.

    A finding that an `ignore:` at the text's place, or above it, names is left out. Findings about the look of a page
    are left to the templates' own checks.
    """
    texts = {_plain(text): tuple(paths) for text, paths in wording.origins.items() if text.strip()}
    ignored = dict(ignores(wording.tree))
    used: set[Place] = set()
    left: list[Diagnostic] = []
    for finding in check_package(papers, registry, profile=None, beside=beside):
        if finding.rule.startswith("PEOPLE-") and _plain(finding.text) in names_of(wording.people):
            continue
        path = _origin(finding, papers, texts)
        if finding.code in BLANKS and not _has_blank(wording.tree, path):
            continue
        hiding = [(above, name) for above, name in ignored if path[: len(above)] == above and _named(finding, name)]
        used.update(ignored[key] for key in hiding)
        if not hiding:
            left.append(_at_source(finding, path, wording))
    return Reading(tuple(dict.fromkeys(left)), frozenset(used))


def ignores(node: YamlNode, path: Path = ()) -> Iterator[tuple[tuple[Path, str], Place]]:
    """Every `ignore:` entry of a tree: the path of its element and the code or rule it names → the entry's place."""
    if isinstance(node, YamlSequence):
        for index, item in enumerate(node.items):
            yield from ignores(item, (*path, index))
    elif isinstance(node, YamlMapping):
        for key, value in node.entries.items():
            if key == "ignore" and isinstance(value, YamlMapping):
                for name in value.entries:
                    yield (path, name), value.keys[name]
            else:
                yield from ignores(value, (*path, key))


def unused(trees: Iterable[YamlNode], used: Collection[Place], files: Collection[str]) -> Iterator[Diagnostic]:
    """The `ignore:` entries of some files that hide nothing in any paper; those of a shared programme serve others."""
    entries = {place: name for tree in trees for (_, name), place in ignores(tree)}
    for place, name in entries.items():
        if place not in used and place.file in files:
            message = f"Исключение «{name}» ничего не исключает."
            yield codes.UNUSED_IGNORE.at(place, message, hint="Уберите его.", text=name)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _named(finding: Diagnostic, name: str) -> bool:
    return name in {finding.code, finding.rule}


def _has_blank(tree: YamlNode, path: Path) -> bool:
    """Whether the YAML itself has a blank at a path."""
    node = node_at(tree, path) if path else None
    return isinstance(node, YamlScalar) and "__" in node.text


def _origin(finding: Diagnostic, papers: Sequence[Paper], texts: Mapping[str, Sequence[Path]]) -> Path:
    """The path of the longest text of the YAML within the paragraph, of those that hold the offending words.

    A text that the YAML has several times is told by its turn: «Ежегодно» in the third row is the third one.
    """
    paragraph, before = _paragraph(finding, papers)
    if paragraph is None:
        return ()
    whole, words = _plain(paragraph.text), _plain(finding.text)
    inside = [text for text in texts if text in whole] or [text for text in texts if whole in text]
    blamed = [text for text in inside if words and words in text] or inside
    if not blamed:
        return ()
    text = max(blamed, key=len)
    turn = sum(text in _plain(earlier.text) for earlier in before) if len(texts[text]) > 1 else 0
    return texts[text][min(turn, len(texts[text]) - 1)]


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
    """The finding with its place in the YAML, or at the value of the registry.

    Else at the entry of its document in `documents:`.
    """
    words = _plain(finding.text)
    of_row = next((place for text, place in wording.values.items() if words and words in text), None)
    place = place_at(wording.tree, path) if path else of_row or _in_document(finding.place, wording)
    return softened(replace(finding, place=place))


def _in_document(place: Place | None, wording: Wording) -> Place | None:
    """The place of the document's entry in `documents:`, with the words of the place in the printed document."""
    if place is None:
        return None
    entry = wording.documents[place.file]
    return replace(entry, words=f"документ «{place.file}», {place.words}")
