"""The digest of what documents are made from: while it is the same, they need not be made again."""

from __future__ import annotations

import contextlib
import hashlib
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, Final, Protocol

from nastav_docs.config import certificates_in, file_of_school
from nastav_docs.documents import execution_names, read_schools

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from nastav_docs.config import Project, YamlMapping
    from nastav_docs.registry import SchoolRow


class Digested(Protocol):
    """A compiled template, of which only the digest is needed here."""

    @property
    def digest(self) -> str:
        """A text that changes with any file that the template is made of."""


# Raise it by one when the same settings, templates and registry give other documents than before: other words, another
# look, another file name. A release that changes only messages, rules of the checker or speed leaves it: then nobody's
# thousand documents are made again. tests/test_outlines.py says when it was forgotten.
OUTPUT_VERSION: Final = 5

# The libraries whose own version may change a document: Jinja2 compiles templates, lxml and isal write the file,
# PyYAML, pydantic and openpyxl read the values, the others decline words and format numbers. (Rules of the checker use
# `holidays` too; no document prints what it says.)
MADE_WITH: Final = (
    "Babel", "Jinja2", "PyYAML", "isal", "lxml", "num2words", "openpyxl", "pydantic", "pymorphy3",
    "pymorphy3-dicts-ru", "pytrovich",
)  # fmt: skip


def inputs_of_all(project: Project, templates: Mapping[str, Digested], only: Iterable[str]) -> str:
    """The digest of what the documents of all schools are made from: YAML, templates with their pictures, libraries.

    `only` are the documents asked for, all if there are none: a school is unchanged only when it has every document
    that this build makes.
    """
    digest = hashlib.sha256()
    for file in project.files:
        digest.update(hashlib.sha256(project.snapshot.read(file)).digest())
    for file in project.list_files.values():
        digest.update(_digest_of(file, project))
    for data in certificates_in(project.snapshot.contents):
        digest.update(hashlib.sha256(data).digest())
    digest.update(
        repr((project.data_given, sorted(project.filters))).encode() if project.data_given or project.filters else b""
    )
    numbers = [(one.paper, one.number, one.date) for one in read_schools(project).journal.of("").values()]
    digest.update(repr(sorted(numbers)).encode() if numbers else b"")
    used = sorted((name, template.digest) for name, template in templates.items())
    libraries = [f"{library} {version(library)}" for library in MADE_WITH]
    digest.update(repr((OUTPUT_VERSION, used, libraries, sorted(only))).encode())
    return digest.hexdigest()


def versions() -> dict[str, str]:
    """The versions that documents depend on here, by name: of libraries, and OUTPUT_VERSION."""
    return {"OUTPUT_VERSION": str(OUTPUT_VERSION), **{library: version(library) for library in MADE_WITH}}


def release() -> str:
    """A text that changes with the release of the program, and with what documents depend on: see `versions`."""
    own = ""
    with contextlib.suppress(PackageNotFoundError):
        own = version("nastav-docs")  # a newer one may tell of more
    return repr((own, versions()))


class InputsOfSchools:
    """Digests of what the documents of single schools are made from: what is common to all, a row, changes, marks."""

    def __init__(
        self,
        project: Project,
        templates: Mapping[str, Digested],
        only: Iterable[str],
        overlays: Mapping[str, YamlMapping],
    ) -> None:
        self._project, self._overlays = project, overlays
        self._common = inputs_of_all(project, templates, only)
        self._begun: dict[tuple[str, ...], Any] = {}  # by the columns of a table
        self._lists = [file for file in project.list_files.values() if file_of_school(file, "1") != file]
        self._marked = project.config is not None and project.config.execution is not None

    def of(self, row: SchoolRow) -> str:
        """The digest of what the documents of the school of this row are made from."""
        begun = self._begun.get(row.header.names)
        if begun is None:
            begun = self._begun[row.header.names] = hashlib.sha256(f"{self._common}\n{row.header.names}\n".encode())
        lists = [_digest_of(file_of_school(file, row.id), self._project).hex() for file in self._lists]
        if self._marked:
            lists += [repr(marks) for marks in execution_names(self._project, row.id).values() if marks]
        lists += [repr(row.given)] if row.given else []
        digest = begun.copy()
        rest = "\n".join([f"\n{self._overlays.get(row.id)!r}", *lists])
        digest.update(b"".join((f"{row.id}\n".encode(), row.stored, rest.encode())))
        found: str = digest.hexdigest()
        return found


def _digest_of(file: Path, project: Project) -> bytes:
    """The digest of a list's file; of none where it is not there, as where each school has one of its own."""
    try:
        return hashlib.sha256(project.snapshot.read(file)).digest()
    except OSError:
        return b""
