"""Packs: the documents of one school, or of one kind, bound into one PDF with contents and numbers, or in a ZIP."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from html import escape
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from nastav_docs.builder.manifest import built_documents
from nastav_docs.builder.pdf_files import write_pdf
from nastav_docs.builder.put_files import put_files
from nastav_docs.builder.site_copy import site_path, withheld, write_site_copies
from nastav_docs.config import has_errors
from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import building as codes
from nastav_docs.documents import prepared, read_schools, school_issues
from nastav_docs.docx import new_document
from nastav_docs.pdf import (
    FIGURES,
    BoundPart,
    bound,
    convert_many,
    facts_of,
    find_office,
    is_archival,
    no_office,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nastav_docs.config import Project

By = Literal["school", "kind"]
DISTRICT: Final = "Муниципалитет"
RECORDS: Final = "packs.txt"
MADE: Final = "2020-01-01T00:00:00Z"  # no clock: the same documents give the same contents
LINES: Final = 34  # of contents on a page; only a first guess, the PDF tells
PAGE: Final = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="567" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>'
)
STYLES: Final = (
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="26"/>'
    '<w:lang w:val="ru-RU"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>'
)


@dataclass(frozen=True, slots=True)
class PackReport:
    """The packs that stand in the folder `out`, those written now and those left as they were, and what was wrong."""

    out: Path
    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether every pack was made: no problem is an error."""
        return not has_errors(self.problems)


@dataclass(frozen=True, slots=True)
class _Pack:
    """One pack before it is made: its title, the name of its file without an ending, paths of its documents."""

    title: str
    name: str
    paths: tuple[str, ...]


def pack(
    project: Project,
    built: Path,
    out: Path,
    *,
    by: By = "school",
    archive: bool = False,
    site: bool = False,
    office: str = "",
) -> PackReport:
    """Make a pack of each school's documents, and of the district's, or (`by` kind) of all documents of one kind.

    `built` is the folder that `build` has filled. A pack is a PDF: contents, the documents with bookmarks, numbers over
    all pages; with `archive` a ZIP of the documents as they are. With `site` documents that name people of private
    columns (`public: нет`) give way to their copies for a site, and those without one are left out and told; the names
    of packs say what they are for. A file that somebody else has put into `out` is kept.
    """
    if has_errors(project.problems):
        return PackReport(out, (), (), project.problems)
    documents = built_documents(built)
    if not documents:
        message = f"В папке «{built}» нет собранных документов."
        return PackReport(
            out, (), (), (codes.NO_PACK.at(Place(str(built)), message, hint="Сначала соберите их: build."),)
        )
    packs = list(_by_kind(project, documents) if by == "kind" else _by_school(project, documents))
    told: tuple[Diagnostic, ...] = ()
    if site:
        packs, told = _for_site(project, built, packs)
    if archive:
        made = {f"{one.name}.zip": _zip(built, one) for one in packs}
        return _written(out, made, told)
    pdfs = write_pdf(built, archival=None, office=office)
    if not pdfs.ok:
        return PackReport(out, (), (), pdfs.problems)
    command = office or find_office()
    if not command:
        return PackReport(out, (), (), (no_office("сделать PDF"),))
    bound_packs, problems = _bound(command, built, packs)
    return _written(out, bound_packs, (*told, *pdfs.problems, *problems))


def _for_site(project: Project, built: Path, packs: Sequence[_Pack]) -> tuple[list[_Pack], tuple[Diagnostic, ...]]:
    """The packs without what may not be put on a site, and what was left out of each."""
    reasons = withheld(project, built, [path for one in packs for path in one.paths])
    copies = write_site_copies(project, built, reasons)
    ready = {*copies.written, *copies.unchanged}
    left: list[_Pack] = []
    told = [problem for problem in copies.problems if problem.code != codes.NO_SITE_COPY.code]
    reasons = {path: why for path, why in reasons.items() if site_path(path) not in ready}
    for one in packs:
        shown = (site_path(path) if site_path(path) in ready else path for path in one.paths)
        paths = tuple(path for path in shown if path not in reasons)
        if paths:
            left.append(_Pack(f"{one.title} (копия для сайта)", f"{one.name} (для сайта)", paths))
        for path in one.paths:
            if path in reasons and path.endswith(".docx"):
                message = f"В копию для сайта не вошёл документ «{path}»: {reasons[path]}."
                hint = "Для сайта есть выписка без приложения с именами: вид extract."
                told.append(codes.NOT_FOR_SITE.at(Place(str(built / path)), message, hint=hint))
    return left, tuple(told)


def _by_school(project: Project, documents: Mapping[str, object]) -> Iterator[_Pack]:
    """The documents of the district, then those of each school in the order of the registry."""
    names = {row.id: row.texts.get("abbr") or row.texts.get("name") or row.id for row in read_schools(project).rows}
    groups: dict[str, list[str]] = defaultdict(list)
    for path in sorted(documents):
        groups[str(getattr(documents[path], "school", ""))].append(path)
    for school in ("", *names):
        if school in groups:
            yield _Pack(names.get(school, DISTRICT), school or DISTRICT, tuple(groups[school]))


def _by_kind(project: Project, documents: Mapping[str, object]) -> Iterator[_Pack]:
    """The documents that one entry of `documents:` has made, over all schools."""
    registry = read_schools(project)
    groups: dict[str, list[str]] = defaultdict(list)
    planned = [one for issue in school_issues(project, registry.rows, registry.overlays) for one in issue.planned]
    for one in (*prepared(project).planned, *planned):
        if one.path in documents:
            groups[one.id].append(one.path)
    titles = {} if project.config is None else {id_: one.title for id_, one in project.config.documents.items()}
    for id_, paths in groups.items():
        yield _Pack(titles.get(id_) or id_, id_, tuple(paths))


def _zip(built: Path, one: _Pack) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in one.paths:
            if (built / path).is_file():
                archive.writestr(zipfile.ZipInfo(path), (built / path).read_bytes(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _bound(command: str, built: Path, packs: Sequence[_Pack]) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """The packs as PDFs by the names of their files."""
    parts = {one.name: tuple(_parts(built, one)) for one in packs}
    packs = [one for one in packs if parts[one.name]]
    sizes = {one.name: 1 + len(parts[one.name]) // LINES for one in packs}
    contents: dict[str, bytes] = {}
    figures = "/"  # no name of a pack
    archival = all(is_archival(part.data) for of_pack in parts.values() for part in of_pack)
    problems: tuple[Diagnostic, ...] = ()
    with tempfile.TemporaryDirectory(prefix="nastav-docs-") as temporary:
        left = packs
        while left:  # once more for packs whose contents took more pages than was thought
            sources = {one.name: Path(temporary) / f"{number}.docx" for number, one in enumerate(left)}
            for one in left:
                sources[one.name].write_bytes(_contents(one.title, parts[one.name], sizes[one.name]))
            if figures not in contents:
                sources[figures] = Path(temporary) / "figures.docx"
                sources[figures].write_bytes(_word_file(f"<w:p>{_run(FIGURES)}</w:p>", FIGURES))
            made = convert_many(command, sources, archival=archival)
            contents |= made.made
            problems += made.problems
            took = {name: facts_of(data).pages for name, data in made.made.items()}
            left = [one for one in left if took.get(one.name, 0) > sizes[one.name]]
            sizes |= took
    whole = {
        f"{one.name}.pdf": bound(one.title, contents[one.name], parts[one.name], contents[figures])
        for one in packs
        if one.name in contents and figures in contents
    }
    return whole, problems


def _parts(built: Path, one: _Pack) -> Iterator[BoundPart]:
    """The PDFs of a pack's documents; a table of Excel has none."""
    for path in one.paths:
        file = built / f"{path.removesuffix('.docx')}.pdf"
        if path.endswith(".docx") and file.is_file():
            data = file.read_bytes()
            folder = f"{Path(path).parent.name}: " if len({Path(p).parent for p in one.paths}) > 1 else ""
            yield BoundPart(f"{folder}{Path(path).stem}", data, facts_of(data).pages)


def _contents(title: str, parts: Sequence[BoundPart], before: int) -> bytes:
    """A Word file with the contents of a pack: titles, dots, first pages; `before` pages are its own."""
    starts = accumulate((part.pages for part in parts), initial=before + 1)
    tab = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9600"/></w:tabs>'
    lines = [f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{_run(title, bold=True)}</w:p>']
    lines.append(
        f'<w:p><w:pPr><w:spacing w:before="240" w:after="240"/><w:jc w:val="center"/></w:pPr>{_run("Содержание")}</w:p>'
    )
    for part, start in zip(parts, starts, strict=False):
        shape = f'<w:pPr>{tab}<w:spacing w:after="60"/><w:ind w:left="284" w:right="850" w:hanging="284"/></w:pPr>'
        lines.append(f"<w:p>{shape}{_run(part.title)}<w:r><w:tab/></w:r>{_run(str(start))}</w:p>")
    return _word_file("".join(lines), title)


def _word_file(paragraphs: str, title: str) -> bytes:
    return new_document(paragraphs, PAGE, STYLES, "<w:p/>", title, "nastav-docs", MADE)


def _run(text: str, *, bold: bool = False) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def _written(out: Path, made: Mapping[str, bytes], problems: tuple[Diagnostic, ...]) -> PackReport:
    put = put_files(out, RECORDS, made)
    return PackReport(out, put.written, put.unchanged, (*problems, *put.problems))
