"""PDFs beside the documents of a folder of results: of what changed, and of nothing that somebody else has written."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from nastav_docs.builder.journals import STATE
from nastav_docs.builder.manifest import built_documents
from nastav_docs.builder.put_files import SITE_RECORDS, recorded_files
from nastav_docs.config import has_errors
from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import building as codes
from nastav_docs.files import digest, reason, replace_file
from nastav_docs.pdf import PDF_VERSION, convert_many, facts_of, find_office, no_office, replaced_fonts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

RECORDS: Final = "pdf.json"
NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class PdfRecord:
    """What a PDF was made from and what was written: SHA-256 of both, whether it is PDF/A, its pages.

    `version` is PDF_VERSION when it was made; 0 of a record that is older than that number.
    """

    source: str
    archival: bool
    sha256: str
    pages: int
    version: int = 0


@dataclass(frozen=True, slots=True)
class PdfReport:
    """What became of the PDFs, as `Report` says it of documents; `pages` by path, for «на … л.»."""

    out: Path
    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    pages: dict[str, int] = field(default_factory=dict)
    removed: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether every PDF asked for stands in the folder."""
        return not has_errors(self.problems)


def write_pdf(
    out: Path,
    *,
    paths: Collection[str] | None = None,
    archival: bool | None = False,
    force: bool = False,
    prune: bool = False,
    office: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> PdfReport:
    """Write a PDF beside each Word document that builds have put into `out`, copies for a site too (of `paths` alone).

    A document is read as it stands, so that what a person has changed in Word is in the PDF too. `archival` asks for
    PDF/A-2b (None: for what the PDFs in the folder are), `force` writes over what somebody else has put there, `prune`
    removes the PDFs of documents that no build makes any more. `office` is the path of LibreOffice, if it is not to be
    looked for; `progress` is called with the number of PDFs made and of all.
    """
    records = _read(out)
    archival = any(one.archival for one in records.values()) if archival is None else archival
    standing = {*built_documents(out), *recorded_files(out, SITE_RECORDS)}
    built = [path for path in sorted(standing) if path.endswith(".docx")]
    documents = {path: out / path for path in built if (paths is None or path in paths) and (out / path).is_file()}
    plan = _planned(out, documents, records, archival=archival, force=force)
    command = office or find_office()
    if plan.wanted and not command:
        return PdfReport(out, (), plan.unchanged, plan.kept, (*plan.problems, no_office("сделать PDF")))
    made = convert_many(command, {path: documents[path] for path in plan.wanted}, archival=archival, progress=progress)
    new, problems = _written(out, documents, made.made)
    for target, (path, sha256, pages) in new.items():
        records[target] = PdfRecord(plan.wanted[path], archival, sha256, pages, PDF_VERSION)
    gone = _pruned(out, records, {_target(path) for path in built}) if prune else ()
    if new or gone:
        _save(out, records)
    numbers = {target: records[target].pages for target in (*new, *plan.unchanged)}
    told = (*plan.problems, *made.problems, *problems)
    return PdfReport(out, tuple(new), plan.unchanged, plan.kept, told, numbers, gone)


@dataclass(frozen=True, slots=True)
class _PdfPlan:
    """Which documents need a PDF, with the digest of each, and which PDFs stay as they are: right, or not ours."""

    wanted: dict[str, str]
    unchanged: tuple[str, ...]
    kept: tuple[str, ...]
    problems: tuple[Diagnostic, ...]


def _planned(
    out: Path, documents: dict[str, Path], records: dict[str, PdfRecord], *, archival: bool, force: bool
) -> _PdfPlan:
    wanted, unchanged, kept, problems = {}, [], [], []
    for path, file in documents.items():
        target, source = _target(path), digest(file.read_bytes())
        state = _state(out / target, records.get(target), source, archival=archival)
        if state == "fresh":
            unchanged.append(target)
        elif state != "stale" and not force:
            kept.append(target)
            problems.append(_not_ours(out / target, target, edited=state == "edited"))
        else:
            wanted[path] = source
    return _PdfPlan(wanted, tuple(unchanged), tuple(kept), tuple(problems))


def _written(
    out: Path, documents: dict[str, Path], made: Mapping[str, bytes]
) -> tuple[dict[str, tuple[str, str, int]], list[Diagnostic]]:
    """Put PDFs into their places: by place its document, digest, pages; and what was refused, and replaced fonts."""
    new: dict[str, tuple[str, str, int]] = {}
    problems: list[Diagnostic] = []
    fonts: dict[str, list[str]] = defaultdict(list)
    for path, data in made.items():
        target, facts = _target(path), facts_of(data)
        refused = _put(out / target, target, data)
        if refused is not None:
            problems.append(refused)
            continue
        new[target] = path, digest(data), facts.pages
        for font in replaced_fonts(documents[path].read_bytes(), facts):
            fonts[font].append(target)
    return new, [*problems, *(_replaced(font, files) for font, files in sorted(fonts.items()))]


def pages_of_sources(out: Path) -> dict[str, tuple[str, int]]:
    """By the path of each Word document with a PDF: the SHA-256 of what the PDF was made from, and its pages."""
    return {f"{path.removesuffix('.pdf')}.docx": (one.source, one.pages) for path, one in _read(out).items()}


def _pruned(out: Path, records: dict[str, PdfRecord], wanted: set[str]) -> tuple[str, ...]:
    """Remove the PDFs that belong to no document any more, unless somebody has changed them; gives their paths."""
    removed = []
    for path in sorted(records.keys() - wanted):
        file = out / path
        inside = not file.is_symlink() and file.resolve().is_relative_to(out.resolve())
        if inside and file.is_file() and digest(file.read_bytes()) == records[path].sha256:
            file.unlink()
            removed.append(path)
        del records[path]
    return tuple(removed)


def _state(
    pdf: Path, known: PdfRecord | None, source: str, *, archival: bool
) -> Literal["fresh", "stale", "edited", "foreign"]:
    """What stands in the place of a PDF: that of this document, an older one or none, an edited one, another file."""
    if not pdf.is_file():
        return "stale"
    if known is None:
        return "foreign"
    if digest(pdf.read_bytes()) != known.sha256:
        return "edited"
    as_now = (known.source, known.archival, known.version) == (source, archival, PDF_VERSION)
    return "fresh" if as_now else "stale"


def _put(file: Path, path: str, data: bytes) -> Diagnostic | None:
    """Write a PDF into its place; the problem where the system refuses that."""
    try:
        replace_file(file, data)
    except OSError as error:
        message = f"Файл «{path}» не записан: {reason(error)}."
        return codes.NOT_WRITTEN.at(Place(str(file)), message, hint="Закройте его и повторите.")
    return None


def _target(path: str) -> str:
    return f"{path.removesuffix('.docx')}.pdf"


def _not_ours(file: Path, path: str, *, edited: bool) -> Diagnostic:
    if edited:
        message = f"Файл «{path}» изменён после сборки: он не перезаписан."
        return codes.EDITED.at(Place(str(file)), message, hint="Уберите его или соберите с --force.")
    message = f"Файл «{path}» уже есть, и создала его не программа: он не тронут."
    return codes.FOREIGN.at(Place(str(file)), message, hint="Уберите его или соберите с --force.")


def _replaced(font: str, files: list[str]) -> Diagnostic:
    named = ", ".join(f"«{file}»" for file in files[:NAMED]) + (" …" if len(files) > NAMED else "")
    message = f"Шрифта «{font}» на этом компьютере нет: в PDF вместо него похожий ({named})."
    hint = f"Строки и листы могут сдвинуться. Установите «{font}» или назовите другой: style: {{font: PT Astra Serif}}."
    return codes.FONT_REPLACED.at(None, message, hint=hint, text=font)


def _read(out: Path) -> dict[str, PdfRecord]:
    """The records of the PDFs in a folder; none where they cannot be read: then the PDFs count as somebody else's."""
    try:
        found = json.loads((out / STATE / RECORDS).read_text("utf-8"))
        return {path: PdfRecord(*record) for path, record in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _save(out: Path, records: dict[str, PdfRecord]) -> None:
    plain = {
        path: [one.source, one.archival, one.sha256, one.pages, one.version] for path, one in sorted(records.items())
    }
    replace_file(out / STATE / RECORDS, json.dumps(plain, ensure_ascii=False, indent=0).encode())
