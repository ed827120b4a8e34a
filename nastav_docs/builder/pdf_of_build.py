"""PDFs of what a build has made, and the letters whose «на … л.» they tell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nastav_docs.builder.build_project import build
from nastav_docs.builder.enclosed_sheets import letters_to_fill, miscounted
from nastav_docs.builder.pdf_files import PdfReport, write_pdf
from nastav_docs.diagnostics.codes import building as codes

if TYPE_CHECKING:
    from nastav_docs.builder.build_project import Report
    from nastav_docs.config import Project


def write_pdf_and_fill(
    project: Project, report: Report, *, archival: bool = False, force: bool = False, prune: bool = False
) -> tuple[PdfReport, Report | None]:
    """Write the PDFs of what a build has made; then the letters whose enclosures are now counted, and their PDFs.

    Gives what became of the PDFs, and of the letters where some had to be filled in.
    """
    made = {*report.written, *report.unchanged}
    first = write_pdf(report.out, paths=made, archival=archival, force=force, prune=prune)
    problems = tuple(miscounted(project, report.out))
    letters = letters_to_fill(project)
    again = build(project, report.out, only=letters, force=force) if letters and first.ok else None
    second = (
        write_pdf(report.out, paths=again.written, archival=archival, force=force) if again and again.written else None
    )
    if again is None or second is None:
        return replace(first, problems=(*first.problems, *problems)), None
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
