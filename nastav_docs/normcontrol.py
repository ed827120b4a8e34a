"""Нормоконтроль of a project: what the checker finds in its documents, told at the place in the YAML it comes from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from nastav_docs import source
from nastav_docs.acts import acts_of, shipped_acts
from nastav_docs.codes import norms as codes
from nastav_docs.diagnostics import Confidence, Diagnostic, Severity
from nastav_docs.lint import check_package
from nastav_docs.papers_docx import paper_of_docx
from nastav_docs.papers_text import paper_of_text
from nastav_docs.texts import has_marks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from nastav_docs.papers import Paper, Paragraph
    from nastav_docs.source import Node

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """A document as it was printed: its path below the folder of results, and its bytes."""

    path: str
    data: bytes


def check_norms(
    printed: Sequence[Printed],
    tree: Node,
    origins: Mapping[str, Iterable[Path]],
    acts: Node | None = None,
    people: Collection[str] = (),
) -> tuple[Diagnostic, ...]:
    """Findings over the documents of one issuer as a package.

    `origins` leads from a text as it stands in the documents to its paths in `tree`, in order. A finding that an
    `ignore:` at the text's place, or above it, names is left out; an `ignore:` that hides nothing is told. Findings
    about the look of a page are left to the templates' own checks. `acts` is the tree with the registry of acts, when
    it is another one; `people` are the case forms of the project's own people, which are known and not guessed at.
    """
    read = (paper_of_docx(document.data, document.path) for document in printed)
    papers = [paper for paper in read if not isinstance(paper, Diagnostic)]
    registry = (*acts_of({"acts": source.plain(_part(acts or tree, "acts"))}), *shipped_acts())
    texts = {_plain(text): tuple(paths) for text, paths in origins.items() if text.strip()}
    ignored = dict(_ignored(tree, ()))
    used: set[tuple[Path, str]] = set()
    left: list[Diagnostic] = []
    for finding in check_package(papers, registry, profile="none"):
        if finding.rule.startswith("PEOPLE-") and _plain(finding.text) in people:
            continue
        path = _origin(finding, papers, texts)
        hiding = [(above, name) for above, name in ignored if path[: len(above)] == above and _named(finding, name)]
        used.update(hiding)
        if not hiding:
            left.append(_at_yaml(finding, path, tree))
    return (*dict.fromkeys(left), *_unused(ignored, used, tree))


# Rules that a text answers by itself, whatever stands around it.
OF_TEXT: Final = ("TYP-", "DATE-", "SPELL-", "FIO-", "NUM-")


def check_texts(tree: Node) -> tuple[Diagnostic, ...]:
    """Certain findings in the wording of a layer by itself: what one school changes."""
    written = [scalar for scalar in source.scalars(tree) if " " in scalar.text and not has_marks(scalar.text)]
    lines = [" ".join(scalar.text.split()) for scalar in written]
    if not lines:
        return ()
    found = check_package([paper_of_text("\n\n".join(lines), "")], profile="none")
    ignored = {name for (_, name) in dict(_ignored(tree, ()))}
    return tuple(
        replace(finding, place=written[(finding.place.line - 1) // 2].place)
        for finding in found
        if finding.place is not None
        and finding.confidence is Confidence.CERTAIN
        and finding.rule.startswith(OF_TEXT)
        and not {finding.code, finding.rule} & ignored
    )


def _part(tree: Node, name: str) -> Node:
    found = tree.entries.get(name) if isinstance(tree, source.Table) else None
    return found if found is not None else source.Table({}, {}, tree.place)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _named(finding: Diagnostic, name: str) -> bool:
    return name in {finding.code, finding.rule}


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


def _at_yaml(finding: Diagnostic, path: Path, tree: Node) -> Diagnostic:
    """A finding at its YAML; one that the YAML does not know keeps its place in the document.

    Papers are built whatever the checker says of their wording: its errors are warnings here.
    """
    severity = Severity.WARNING if finding.severity is Severity.ERROR else finding.severity
    place = source.place_at(tree, path) if path else finding.place
    return replace(finding, severity=severity, place=place)


def _ignored(node: Node, path: Path) -> Iterator[tuple[tuple[Path, str], str]]:
    """Every `ignore:` of a tree: (path of its element, code or rule) → reason."""
    if isinstance(node, source.Sequence):
        for index, item in enumerate(node.items):
            yield from _ignored(item, (*path, index))
    elif isinstance(node, source.Table):
        for key, value in node.entries.items():
            if key == "ignore" and isinstance(value, source.Table):
                for name, reason in value.entries.items():
                    yield (path, name), reason.text if isinstance(reason, source.Scalar) else ""
            else:
                yield from _ignored(value, (*path, key))


def _unused(ignored: Mapping[tuple[Path, str], str], used: set[tuple[Path, str]], tree: Node) -> Iterator[Diagnostic]:
    for path, name in ignored:
        place = source.key_place_at(tree, (*path, "ignore", name))
        # A shared programme's reasons serve other districts too.
        if (path, name) not in used and place.file == tree.place.file:
            message = f"Исключение «{name}» ничего не исключает."
            yield codes.UNUSED_IGNORE.at(place, message, hint="Уберите его.", text=name)
