"""Kinds of papers: the shipped `kinds/*.yaml` with a district's own laid over, put into the tree of its settings.

The same is done for documents: a paper that no entry of `documents:` is about and no other paper has as its annex is a
document of its own, with the template and the file name of its kind.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from nastav_docs.config import yaml_tree
from nastav_docs.config.overlay import overlay
from nastav_docs.config.shipped_files import shared_kinds
from nastav_docs.config.yaml_tree import YamlMapping, YamlScalar, YamlSequence
from nastav_docs.diagnostics import Place
from nastav_docs.files import Snapshot, path_key, take

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic

FOLDER: Final = "kinds"
# The kinds of the papers that have keys of their own.
USUAL: Final[Mapping[str, str]] = {"order": "order", "letter": "letter", "roadmap": "plan", "indicators": "indicators"}
# The file of a paper whose kind and entry name none.
FILE_NAME: Final = "{{ paper.file_name }}"
ROW_NAME: Final = "{{ paper.file_name }}/{{ row.label }}"


def with_kinds(
    tree: YamlMapping, files: Sequence[Path], contents: dict[str, bytes | int], shown: Callable[[Path], str]
) -> tuple[YamlMapping, tuple[Diagnostic, ...]]:
    """The tree of a config with the kinds that its papers are of, under `kinds`, and the problems of their files.

    `files` are those of the layers from the top down: beside each may lie a folder `kinds`. All kinds are read where
    there are `papers`, else only those of the papers with keys of their own. What is read goes to `contents`.
    """
    problems: list[Diagnostic] = []
    merged: YamlNode = YamlMapping({}, {}, tree.place)
    folders = [shared_kinds(), *(file.parent / FOLDER for file in reversed(files))]
    wanted = None if has_papers(tree) else _usual_kinds(tree)
    for folder in dict.fromkeys(folders):
        found = {path.stem: path for path in sorted(folder.glob("*.yaml")) if wanted is None or path.stem in wanted}
        merged = overlay(merged, _read(found, contents, shown, problems), problems)
    if own := tree.entries.get(FOLDER):
        merged = overlay(merged, own, problems)
    return _with_entry(tree, FOLDER, merged, tree.place), tuple(problems)


def has_papers(tree: YamlMapping) -> bool:
    """Whether the district's settings have papers of other kinds than the usual four, its own or its schools'."""
    school = tree.entries.get("school")
    inside = school.entries if isinstance(school, YamlMapping) else {}
    return "papers" in tree.entries or "papers" in inside


def _usual_kinds(tree: YamlMapping) -> set[str]:
    """The kinds of the papers with keys of their own, in the district and in its schools."""
    school = tree.entries.get("school")
    issuers = (tree, school) if isinstance(school, YamlMapping) else (tree,)
    papers = ((key, issuer.entries[key]) for issuer in issuers for key in USUAL if key in issuer.entries)
    return {_text(paper, "kind") or USUAL[key] for key, paper in papers} | set(USUAL.values())


def _read(
    found: Mapping[str, Path],
    contents: dict[str, bytes | int],
    shown: Callable[[Path], str],
    problems: list[Diagnostic],
) -> YamlMapping:
    entries: dict[str, YamlNode] = {}
    for name, path in found.items():
        take(path, contents)
        data = contents.get(path_key(path))
        if isinstance(data, bytes):
            kind, wrong = _parsed(data, shown(path))
        else:
            kind, wrong = yaml_tree.read_file(path, shown(path), Snapshot(contents))
        problems += wrong
        if kind is not None:
            entries[name] = kind
    return YamlMapping(entries, {name: node.place for name, node in entries.items()}, Place(""))


@lru_cache(maxsize=128)
def _parsed(data: bytes, shown: str) -> tuple[YamlMapping | None, tuple[Diagnostic, ...]]:
    """A file of a kind, kept: a thousand districts have the same shipped ones."""
    return yaml_tree.read_bytes(data, shown)


def with_documents(tree: YamlMapping) -> YamlMapping:
    """The tree of a config with an entry in `documents` for each paper that has none and is no annex of another."""
    kinds = tree.entries.get(FOLDER)
    documents = tree.entries.get("documents")
    entries = dict(documents.entries) if isinstance(documents, YamlMapping) else {}
    keys = dict(documents.keys) if isinstance(documents, YamlMapping) else {}
    about = {(_text(one, "of"), _text(one, "for_each") == "school") for one in entries.values()}
    school = tree.entries.get("school")
    for issuer, at_school in ((tree, False), (school, True)):
        papers = issuer.entries.get("papers") if isinstance(issuer, YamlMapping) else None
        if not isinstance(papers, YamlMapping) or not isinstance(issuer, YamlMapping):
            continue
        annexed = set(_annexes(issuer))
        for name, paper in papers.entries.items():
            id_ = f"school-{name}" if at_school else name
            if (name, at_school) in about or name in annexed or id_ in entries:
                continue
            kind = kinds.entries.get(_text(paper, "kind")) if isinstance(kinds, YamlMapping) else None
            if kind is not None:
                place = papers.keys[name]
                entries[id_] = document_entry(name, paper, kind, place, at_school=at_school)
                keys[id_] = place
    return _with_entry(tree, "documents", YamlMapping(entries, keys, tree.place), tree.place)


def document_entry(name: str, paper: YamlNode, kind: YamlNode, place: Place, *, at_school: bool) -> YamlMapping:
    """The entry of `documents` that a paper of a kind has where nobody has written one; `place` is that of the paper."""
    rows = _text(paper, "for_each")
    file = _text(paper, "file") or _text(kind, "file") or (ROW_NAME if rows else FILE_NAME)
    entry = {
        "template": _text(paper, "template") or _text(kind, "template") or "paper.docx",
        "file": f"{{{{ school.id }}}}/{file}" if at_school and "school.id" not in file else file,
        "of": name,
        **({"for_each": "school"} if at_school else {}),
        **({"rows": rows} if rows else {}),
    }
    return YamlMapping({key: YamlScalar(text, place) for key, text in entry.items()}, dict.fromkeys(entry, place), place)


def _annexes(issuer: YamlMapping) -> Iterator[str]:
    """The ids of all annexes that the papers of an issuer have."""
    papers = issuer.entries.get("papers")
    others = papers.entries.values() if isinstance(papers, YamlMapping) else ()
    for paper in (issuer.entries.get("order"), *others):
        listed = paper.entries.get("annexes") if isinstance(paper, YamlMapping) else None
        items = listed.items if isinstance(listed, YamlSequence) else (listed,)
        yield from (item.text if isinstance(item, YamlScalar) else _text(item, "id") for item in items if item)


def _text(node: YamlNode | None, key: str) -> str:
    entry = node.entries.get(key) if isinstance(node, YamlMapping) else None
    return entry.text if isinstance(entry, YamlScalar) else ""


def _with_entry(tree: YamlMapping, key: str, node: YamlNode, place: Place) -> YamlMapping:
    if isinstance(node, YamlMapping) and not node.entries:
        return tree
    keys = {**tree.keys, key: tree.keys.get(key, place)}
    return YamlMapping({**tree.entries, key: node}, keys, tree.place, tree.removed)
