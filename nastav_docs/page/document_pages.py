"""The pages of «Документы»: the list, one document beside its data, building, PDF, packs."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from nastav_docs.config import shown
from nastav_docs.diagnostics import Diagnostic
from nastav_docs.documents import read_schools
from nastav_docs.page.markup import DOCX, SHOWN, attached, counted, html, link, link_to
from nastav_docs.page.sources import sourced_texts
from nastav_docs.pdf import places_of
from nastav_docs.registry import row_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from starlette.requests import Request

    from nastav_docs.diagnostics import Place
    from nastav_docs.page.sources import SourcedText
    from nastav_docs.page.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ShownText:
    """A paragraph of a document on the page: the address of its field («» for none), in words where it is written."""

    number: int
    text: str
    link: str
    written: str


class DocumentPages:
    """One method for each address."""

    def __init__(self, work: Workspace) -> None:
        self.work = work

    def documents(self, request: Request, sent: Mapping[str, Any]) -> Response:
        """The documents that stand in the folder of results, by school."""
        del sent
        project = self.work.project()
        names = {row.id: row.texts.get("abbr") or row.texts.get("name") or row.id for row in read_schools(project).rows}
        groups: dict[str, list[tuple[str, bool, str]]] = {}
        for path, one in self.work.documents().items():
            groups.setdefault(one.school, []).append((path, one.file is not None, one.pdf))
        listed = [(names.get(id_, id_) if id_ else "Муниципалитет", found) for id_, found in sorted(groups.items())]
        report, pdfs = self.work.report, self.work.pdfs
        problems = () if report is None else report.problems
        of_pdfs = () if pdfs is None else pdfs.problems
        return html(
            request, "documents.html", self.work.file.parent, here="documents", groups=listed, report=report, pdfs=pdfs,
            out=shown(self.work.out), rows=[(one, link(one, project.tree)) for one in problems[:SHOWN]],
            counted=counted(problems), more=len(problems) - SHOWN, of_pdfs=[(one, "") for one in of_pdfs],
            packs=self.work.packs,
            counted_pdfs=counted(of_pdfs),
        )  # fmt: skip

    def build(self, request: Request, sent: Mapping[str, Any]) -> Response:
        """Build all documents, then show them, or the one that was looked at."""
        self.work.build()
        if path := str(sent.get("path", "")):
            return RedirectResponse(f"{request.scope['root_path']}/document?path={quote(path)}", status_code=303)
        return RedirectResponse(f"{request.scope['root_path']}/documents#built", status_code=303)

    def pdf(self, request: Request, sent: Mapping[str, Any]) -> Response:
        """Make the PDFs, then show the documents."""
        del sent
        self.work.make_pdfs()
        return RedirectResponse(f"{request.scope['root_path']}/documents#pdfs", status_code=303)

    def file(self, request: Request, sent: Mapping[str, Any]) -> Response:
        """One document, to be saved or opened in Word."""
        del sent
        path = request.query_params.get("path", "")
        file = self.work.document(path)
        if file is None:
            raise HTTPException(404)
        kind = mimetypes.guess_type(file.name)[0] or DOCX
        return Response(file.read_bytes(), media_type=kind, headers=attached(file.name))

    def archive(self, request: Request, sent: Mapping[str, Any]) -> Response:
        """All documents in one ZIP."""
        del request, sent
        return Response(self.work.archive(), media_type="application/zip", headers=attached("Документы.zip"))

    def _built(self, request: Request) -> tuple[str, str, Path]:
        """The path of the Word document that is asked for, its school, its file."""
        path = request.query_params.get("path", "")
        one = self.work.documents().get(path)
        if one is None or one.file is None or not path.endswith(".docx"):
            raise HTTPException(404)
        return path, one.school, one.file

    def _texts(self, path: str, school: str, data: bytes) -> tuple[ShownText, ...] | Diagnostic:
        found = sourced_texts(self.work.project(), school, data)
        if isinstance(found, Diagnostic):
            return found
        return tuple(_shown(number, one, path) for number, one in enumerate(found))

    def document(self, request: Request, sent: Mapping[str, Any]) -> Response:
        """One document: its text beside the data that it comes from; the pictures of its sheets come after the page."""
        del sent
        path, school, file = self._built(request)
        texts = self._texts(path, school, file.read_bytes())
        problem = texts if isinstance(texts, Diagnostic) else None
        pdf = self.work.documents()[path].pdf
        return html(
            request, "document.html", self.work.file.parent, here="documents", path=path, pdf=pdf, problem=problem,
            texts=() if isinstance(texts, Diagnostic) else texts, stale=self.work.is_newer_than(file),
        )  # fmt: skip

    def sheets(self, request: Request, sent: Mapping[str, Any]) -> Response:
        """The pictures of a document as a part of a page, each paragraph a link to where it is written."""
        del sent
        path, school, file = self._built(request)
        data = file.read_bytes()
        drawn = self.work.pictures.of(data)
        texts = self._texts(path, school, data)
        if isinstance(drawn, Diagnostic) or isinstance(texts, Diagnostic):
            problem = drawn if isinstance(drawn, Diagnostic) else texts
            return html(request, "sheets.html", self.work.file.parent, problem=problem, sheets=(), key="")
        key, sheets = drawn
        spots: list[list[Any]] = [[] for _ in sheets]
        for text, lines in zip(texts, places_of((one.text for one in texts), sheets), strict=True):
            for number in sorted({number for number, _ in lines} if text.link else ()):
                spots[number].append((text, [box for on, box in lines if on == number]))
        return html(
            request, "sheets.html", self.work.file.parent, problem=None, key=key,
            sheets=list(zip(sheets, spots, strict=True)),
        )  # fmt: skip

    def sheet(self, request: Request, sent: Mapping[str, Any]) -> Response:
        """The picture of one sheet."""
        del sent
        number = request.path_params["number"]
        picture = self.work.pictures.picture(request.path_params["key"], int(number)) if number.isdecimal() else None
        if picture is None:
            raise HTTPException(404)
        return Response(picture, media_type="image/png")

    def pack(self, request: Request, sent: Mapping[str, Any]) -> Response:
        """Make a pack of each school's documents, then show the documents."""
        self.work.make_packs(archive="zip" in sent)
        return RedirectResponse(f"{request.scope['root_path']}/documents#packs", status_code=303)

    def packed(self, request: Request, sent: Mapping[str, Any]) -> Response:
        """One pack, to be saved."""
        del sent
        file = self.work.packed(request.query_params.get("name", ""))
        if file is None:
            raise HTTPException(404)
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        return Response(file.read_bytes(), media_type=kind, headers=attached(file.name))


def _shown(number: int, one: SourcedText, path: str) -> ShownText:
    query = f"?from={quote(path)}&at={number}"
    if one.path:
        return ShownText(number, one.text, link_to(one.path, query), "")
    if one.place is None:
        return ShownText(number, one.text, "", "")
    return ShownText(number, one.text, _link_to_cell(one.place, query), one.place.words or str(one.place))


def _link_to_cell(place: Place, query: str) -> str:
    """The address of a cell of the table of schools; empty for a place in any other file."""
    row = row_of(place)
    return f"data/schools{query}#c{row},{place.column - 1}" if row else ""
