"""Kinds of papers: the shipped `kinds/*.yaml` with a district's own laid over, put into the tree of its settings.

The same is done for documents: a paper that no entry of `documents:` is about and no other paper has as its annex is a
document of its own, with the template and the file name of its kind.
"""

from __future__ import annotations

import contextlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nastav_docs.config import yaml_tree
from nastav_docs.config.model import Config, DocumentRecord, SchoolPapers
from nastav_docs.config.overlay import overlay
from nastav_docs.config.program_state import plugged_in
from nastav_docs.config.project_files import SCHOOL_FILES
from nastav_docs.config.shipped_files import shared_kinds
from nastav_docs.config.yaml_tree import YamlMapping, YamlScalar
from nastav_docs.diagnostics import Place
from nastav_docs.diagnostics.codes import kinds
from nastav_docs.files import DISK, Snapshot, path_key, take

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from nastav_docs.config.papers import KindRecord, PaperRecord
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic

FOLDER: Final = "kinds"
GROUP: Final = "nastav_docs.kinds"
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
    wanted = None if has_papers(tree) or _writes_verb(tree) or _schools_add(files[0].parent) else _usual_kinds(tree)
    installed = installed_kinds() if wanted is None else ((), ())
    problems += installed[1]
    folders = [
        shared_kinds(),
        *(installed[0] if wanted is None else ()),
        *(file.parent / FOLDER for file in reversed(files)),
    ]
    for folder in dict.fromkeys(folders):
        found = {path.stem: path for path in sorted(folder.glob("*.yaml")) if wanted is None or path.stem in wanted}
        merged = overlay(merged, _read(found, contents, shown, problems), problems)
    if own := tree.entries.get(FOLDER):
        merged = overlay(merged, own, problems)
    return _with_entry(tree, FOLDER, merged, tree.place), tuple(problems)


@lru_cache(maxsize=1)
def installed_kinds() -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """The folders of kinds that installed packages bring, and a problem for each that cannot be loaded.

    An entry point of the group `nastav_docs.kinds` names such a folder, as a text or a Path.
    """
    found: list[Path] = []
    problems: list[Diagnostic] = []
    for point in plugged_in(GROUP):
        try:
            found.append(Path(str(point.load())))
        except Exception as error:  # noqa: BLE001 - a package that is not ours may raise anything
            message = f"Виды документов из пакета «{point.name}» не загрузились: {error}"
            problems.append(kinds.UNKNOWN_KIND.at(None, message, hint="Переустановите пакет или уберите его."))
    return tuple(found), tuple(problems)


def has_papers(tree: YamlMapping) -> bool:
    """Whether the district's settings have papers of other kinds than the usual four, its own or its schools'."""
    return any("papers" in issuer.entries for issuer in _issuers(tree))


def _writes_verb(tree: YamlMapping) -> bool:
    """Whether an order says its operative word itself: then it may be that of another kind."""
    return any(_text(issuer.entries.get("order"), "verb") for issuer in _issuers(tree))


def _issuers(tree: YamlMapping) -> tuple[YamlMapping, ...]:
    """The settings of the district and, where there are any, of its schools."""
    school = tree.entries.get("school")
    return (tree, school) if isinstance(school, YamlMapping) else (tree,)


def _schools_add(folder: Path) -> bool:
    """Whether the own file of some school beside a district's settings adds papers to those of every school."""
    for file in (folder / SCHOOL_FILES).glob("*.yaml"):
        with contextlib.suppress(OSError):  # told where the file is read
            if b"papers:" in DISK.read(file, yaml_tree.MAX_FILE_BYTES):
                return True
    return False


def _usual_kinds(tree: YamlMapping) -> set[str]:
    """The kinds of the papers with keys of their own, in the district and in its schools."""
    papers = ((key, issuer.entries[key]) for issuer in _issuers(tree) for key in USUAL if key in issuer.entries)
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


def with_documents(config: Config, tree: YamlMapping) -> tuple[Config, YamlMapping]:
    """A config and its tree with an entry in `documents` for each paper that has none and is no annex of another."""
    if not has_papers(tree):
        return config, tree
    known = dict(config.documents)
    about = {(document.of, document.for_each == "school") for document in known.values()}
    places: dict[str, Place] = {}
    issuers: list[tuple[Config | SchoolPapers, tuple[str, ...], bool]] = [(config, (), False)]
    if config.school is not None:
        issuers.append((config.school, ("school",), True))
    for issuer, path, at_school in issuers:
        annexed = annexed_papers(issuer, config)
        for name, paper in issuer.papers.items():
            id_ = f"school-{name}" if at_school else name
            kind = config.kinds.get(paper.kind)
            if kind is None or (name, at_school) in about or name in annexed or id_ in known:
                continue
            known[id_] = document_of(name, paper, kind, at_school=at_school)
            places[id_] = yaml_tree.key_place_at(tree, (*path, "papers", name))
    documents = tree.entries.get("documents")
    base = documents if isinstance(documents, YamlMapping) else YamlMapping({}, {}, tree.place)
    added = {id_: _entry_of(known[id_], place) for id_, place in places.items()}
    entries = YamlMapping({**base.entries, **added}, {**base.keys, **places}, base.place)
    return config.model_copy(update={"documents": known}), _with_entry(tree, "documents", entries, tree.place)


def _entry_of(document: DocumentRecord, place: Place) -> YamlMapping:
    """The entry of `documents` as if somebody had written it at a place."""
    written = document.model_dump(include=document.model_fields_set, exclude_none=True)
    entries = {key: YamlScalar(str(value), place) for key, value in written.items() if value}
    return YamlMapping(entries, dict.fromkeys(entries, place), place)


def document_of(name: str, paper: PaperRecord, kind: KindRecord, *, at_school: bool) -> DocumentRecord:
    """The entry of `documents` for the paper `name` where the settings have none: its template, its file, its rows.

    `at_school`: each school issues one, in a folder of its own.
    """
    file = paper.file or kind.file or (ROW_NAME if paper.for_each else FILE_NAME)
    return DocumentRecord(
        template=paper.template or kind.template,
        file=f"{{{{ school.id }}}}/{file}" if at_school and "school.id" not in file else file,
        of=name,
        for_each="school" if at_school else None,
        rows=paper.for_each,
    )


def annexed_papers(issuer: Config | SchoolPapers, config: Config) -> set[str]:
    """The ids of the papers of an issuer that are printed in the files of others: annexes, tables in a text."""
    papers = [paper for paper in (issuer.order, *issuer.papers.values()) if paper is not None]
    kinds = ((paper, config.kinds.get(paper.kind)) for paper in papers if paper.annexes)
    inside = {a.id for paper, kind in kinds if kind is not None and kind.annexes == "inside" for a in paper.annexes}
    return inside | {table.id for paper in (*papers, issuer.letter) if paper is not None for table in paper.tables}


def _text(node: YamlNode | None, key: str) -> str:
    entry = node.entries.get(key) if isinstance(node, YamlMapping) else None
    return entry.text if isinstance(entry, YamlScalar) else ""


def _with_entry(tree: YamlMapping, key: str, node: YamlNode, place: Place) -> YamlMapping:
    if isinstance(node, YamlMapping) and not node.entries:
        return tree
    keys = {**tree.keys, key: tree.keys.get(key, place)}
    return YamlMapping({**tree.entries, key: node}, keys, tree.place, tree.removed)
