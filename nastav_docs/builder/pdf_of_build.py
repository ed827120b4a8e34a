"""PDFs of what a build has made, and the letters whose «на … л.» they tell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nastav_docs.builder.build_project import build
from nastav_docs.builder.enclosed_sheets import letters_to_fill, miscounted
from nastav_docs.builder.pdf_files import PdfReport, write_pdf
from nastav_docs.builder.site_copy import write_site_copies
from nastav_docs.diagnostics.codes import building as codes

if TYPE_CHECKING:
    from nastav_docs.builder.report import Report
    from nastav_docs.config import Project


def write_pdf_and_fill(
    project: Project,
    report: Report,
    copies: Report | None = None,
    *,
    archival: bool = False,
    force: bool = False,
    prune: bool = False,
) -> tuple[PdfReport, Report | None]:
    """Write the PDFs of what a build has made; then the letters whose enclosures are now counted, and their PDFs.

    `copies` are the copies for a site that were made of those documents: they become PDFs by the same start of
    LibreOffice, and a letter that is filled in gets its copy anew. Gives what became of the PDFs, and of the letters
    where some had to be filled in.
    """
    made = {path for one in (report, copies) if one is not None for path in (*one.written, *one.unchanged)}
    first = write_pdf(report.out, paths=made, archival=archival, force=force, prune=prune)
    problems = tuple(miscounted(project, report.out))
    letters = letters_to_fill(project)
    again = build(project, report.out, only=letters, force=force) if letters and first.ok else None
    if again is None or not again.written:
        return replace(first, problems=(*first.problems, *problems)), None
    if copies is not None:
        anew = write_site_copies(project, report.out, again.written, force=force)
        again = replace(again, written=(*again.written, *anew.written))
    second = write_pdf(report.out, paths=again.written, archival=archival, force=force)
    told = {one.text for one in first.problems if one.code == codes.FONT_REPLACED.code}
    fonts_once = (one for one in second.problems if one.code != codes.FONT_REPLACED.code or one.text not in told)
    return (
        replace(
            second,
            written=tuple(dict.fromkeys((*first.written, *second.written))),
            unchanged=tuple(path for path in first.unchanged if path not in second.written),
            kept=(*first.kept, *second.kept),
            problems=(*first.problems, *fonts_once, *problems),
            pages={**first.pages, **second.pages},
            removed=first.removed,
        ),
        again,
    )
