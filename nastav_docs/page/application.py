"""The pages themselves: an address of the browser becomes a call of the workspace and a text of HTML."""

from __future__ import annotations

import json
import re
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from nastav_docs.config import shown
from nastav_docs.page.document_pages import DocumentPages
from nastav_docs.page.fields import form_of, sections
from nastav_docs.page.markup import DOCX, SHOWN, TABS, attached, counted, html, link, sentence, tab_of
from nastav_docs.page.today import deadlines, unsigned
from nastav_docs.russian import CASES, decline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from starlette.requests import Request

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.page.workspace import Saved, Workspace

MOST_FIELDS: Final = 200_000
CASE_WORDS: Final = {"gen": "род.", "dat": "дат.", "acc": "вин.", "ins": "тв.", "prp": "предл."}


def application(work: Workspace) -> Starlette:
    """The page over a workspace; who may ask is decided before, by `Guard`."""
    pages, documents = _Pages(work), DocumentPages(work)
    routes = [
        ("/", pages.today, "GET"),
        ("/findings", pages.findings, "GET"),
        ("/deadlines", pages.deadlines, "GET"),
        ("/data/schools", pages.schools, "GET"),
        ("/data/schools", pages.save_schools, "POST"),
        ("/data/{tab}", pages.data, "GET"),
        ("/data/{tab}", pages.save, "POST"),
        ("/registry", pages.new_registry, "POST"),
        ("/check/schools", pages.check_schools, "POST"),
        ("/check/{tab}", pages.check, "POST"),
        ("/cases", pages.cases, "GET"),
        ("/undo", pages.undo, "POST"),
        ("/mend", pages.mend, "GET"),
        ("/mend", pages.save_lines, "POST"),
        ("/documents", documents.documents, "GET"),
        ("/build", documents.build, "POST"),
        ("/pdf", documents.pdf, "POST"),
        ("/file", documents.file, "GET"),
        ("/archive", documents.archive, "GET"),
        ("/document", documents.document, "GET"),
        ("/sheets", documents.sheets, "GET"),
        ("/sheet/{key}/{number}", documents.sheet, "GET"),
        ("/pack", documents.pack, "POST"),
        ("/packed", documents.packed, "GET"),
        ("/paper", pages.paper, "GET"),
        ("/paper", pages.check_paper, "POST"),
        ("/copy/{key}", pages.copy, "GET"),
        ("/static/{name}", pages.static, "GET"),
    ]
    return Starlette(
        routes=[Route(path, partial(_answered, made), methods=[method]) for path, made, method in routes],
        exception_handlers={HTTPException: _failed},
    )


async def _answered(made: Callable[[Request, Mapping[str, Any]], Response], request: Request) -> Response:
    """Read what was sent, then answer in a thread."""
    sent: Mapping[str, Any] = {}
    if request.method == "POST":
        async with request.form(max_fields=MOST_FIELDS, max_files=4) as form:
            sent = {
                name: (value.filename or "", await value.read()) if isinstance(value, UploadFile) else value
                for name, value in form.items()
            }

    return await run_in_threadpool(made, request, sent)


def _failed(request: Request, error: Exception) -> Response:
    """An address that leads nowhere, in words."""
    del request
    status = error.status_code if isinstance(error, HTTPException) else 500
    words = "Такой страницы или такого файла здесь нет." if status == 404 else "Запрос не понят."  # noqa: PLR2004  HTTP
    return Response(words, status_code=status, media_type="text/plain")


class _Pages:
    """One method for each address."""

    def __init__(self, work: Workspace) -> None:
        self.work = work

    def _html(self, request: Request, name: str, status: int = 200, **values: object) -> Response:
        return html(request, name, self.work.file.parent, status, **values)

    # ------------------------------------------------------------------------------------------------------ today

    def today(self, request: Request, sent: Mapping[str, Any]) -> Response:
        """What waits today; findings and deadlines, for which templates are compiled, come after the page."""
        del sent
        return self._html(request, "today.html", here="today", block=unsigned(self.work.project()), tab_of=tab_of)

    def deadlines(self, request: Request, sent: Mapping[str, Any]) -> Response:
        """What of the plan is overdue and what falls due soon, as a part of a page."""
        del sent
        return self._html(request, "block.html", block=deadlines(self.work.project()), tab_of=tab_of)

    def findings(self, request: Request, sent: Mapping[str, Any]) -> Response:
        """What is wrong with the project, as a part of a page."""
        del sent
        found = self.work.findings()
        project = self.work.project()
        rows = [(one, link(one, project.tree)) for one in found[:SHOWN]]
        return self._html(request, "findings.html", rows=rows, counted=counted(found), more=len(found) - len(rows))

    # ------------------------------------------------------------------------------------------------------- data

    def data(
        self,
        request: Request,
        sent: Mapping[str, Any],
        saved: Saved | None = None,
    ) -> Response:
        """The forms of one page of the settings; after a save that was refused, with what was typed."""
        tab = request.path_params["tab"]
        titles = {name: title for name, title, _ in TABS}
        if tab not in titles:
            raise HTTPException(404)
        project = self.work.project()
        forms = []
        if project.tree is not None:
            keys = _keys_of(tab)
            given = shown(project.file)
            forms = [form for key in keys if (form := form_of(project.tree, key, given))]
        typed = {} if saved is None or saved.done else _typed(sent)
        problems = {json.dumps(path, ensure_ascii=False): p for path, p in self.work.problems_by_field(project).items()}
        status = 409 if saved is not None and not saved.done else 200
        return self._html(
            request, "data.html", status, here="data", tab=tab, title=titles[tab], forms=forms, typed=typed,
            problems=problems, known=self.work.state(), saved=saved, back=_back(request),
            undo=self.work.last is not None, broken=project.problems if not forms else (),
        )  # fmt: skip

    def save(self, request: Request, sent: Mapping[str, Any]) -> Response:
        """Save a form; then the page once more, with what is wrong beside the fields."""
        try:
            saved = self.work.save(_fields(sent), str(sent.get("known", "")))
        except ValueError as error:
            raise HTTPException(400) from error
        if saved.done and not saved.stuck:
            return _saved(request, request.path_params["tab"])
        return self.data(request, sent, saved)

    def undo(self, request: Request, sent: Mapping[str, Any]) -> Response:
        """Take the last save back; then the page from which it was asked."""
        tab = str(sent.get("tab", ""))
        request.path_params["tab"] = tab
        if tab not in {name for name, _, _ in TABS}:
            raise HTTPException(404)
        saved = self.work.undo()
        if saved.done:
            return RedirectResponse(f"{request.scope['root_path']}/data/{tab}?undone=1", status_code=303)
        return self.schools(request, {}, saved) if tab == "schools" else self.data(request, {}, saved)

    def mend(self, request: Request, sent: Mapping[str, Any], saved: Saved | None = None) -> Response:
        """Where the settings cannot be read: the lines about the fault, to be mended here."""
        line = request.query_params.get("line", "")
        problem, lines, known = self.work.fault(int(line) if line.isdecimal() and len(line) < 8 else 0)  # noqa: PLR2004  digits
        status = 409 if saved is not None else 200
        typed = {name: text for name, text in sent.items() if name[0] == "n" and text != sent.get(f"o{name[1:]}")}
        return self._html(
            request, "mend.html", status, here="data", problem=problem, lines=lines, known=known, saved=saved,
            typed=typed,
        )  # fmt: skip

    def save_lines(self, request: Request, sent: Mapping[str, Any]) -> Response:
        """Save the lines that were changed; then the next fault, or that there is none."""
        found = ((re.fullmatch(r"n(\d{1,7})", name), text) for name, text in sent.items())
        changed = {int(name[1]): text for name, text in found if name and text != sent.get(f"o{name[1]}")}
        try:
            saved = self.work.mend(changed, str(sent.get("known", "")))
        except ValueError as error:
            raise HTTPException(400) from error
        if saved.done:
            return RedirectResponse(f"{request.scope['root_path']}/mend", status_code=303)
        return self.mend(request, sent, saved)

    def check(self, request: Request, sent: Mapping[str, Any]) -> Response:
        """What would be wrong after a save: messages by the names of fields, «» for those of no field."""
        del request
        try:
            found = self.work.checked_form(_fields(sent))
        except ValueError as error:
            raise HTTPException(400) from error
        told = {"" if not path else json.dumps(path, ensure_ascii=False): _told(p) for path, p in found.items()}
        return JSONResponse(told)

    def cases(self, request: Request, sent: Mapping[str, Any]) -> Response:
        """The case forms of a name or a phrase."""
        del sent
        text, kind = request.query_params.get("text", "")[:500].strip(), request.query_params.get("kind", "")
        gender = request.query_params.get("gender", "")
        if not text or re.fullmatch(r"[_\s]+", text):
            return JSONResponse({"forms": "", "doubts": ""})
        known: Any = kind if kind in {"person", "job", "org", "municipality"} else "job"
        sex: Any = gender if gender in {"male", "female"} else None
        found = decline(text, known, gender=sex)
        forms = "; ".join(f"{CASE_WORDS[case]} {found.form(case)}" for case in CASES if case in CASE_WORDS)
        doubts = " ".join(f"{sentence(one.message)} {one.hint}".strip() for one in found.doubts)
        return JSONResponse({"forms": forms, "doubts": doubts})

    def schools(self, request: Request, sent: Mapping[str, Any], saved: Saved | None = None) -> Response:
        """The table of schools."""
        project = self.work.project()
        table, known, problems = self.work.table()
        typed = {} if saved is None or saved.done else {name: text for name, text in sent.items() if name[0] == "c"}
        status = 409 if saved is not None and not saved.done else 200
        file = "" if project.registry is None else shown(project.registry)
        return self._html(
            request, "schools.html", status, here="data", tab="schools", title="Школы", table=table, known=known,
            problems=problems, file=file, saved=saved, typed=typed, back=_back(request),
            undo=self.work.last is not None,
        )  # fmt: skip

    def save_schools(self, request: Request, sent: Mapping[str, Any]) -> Response:
        """Save the cells that were changed."""
        saved = self.work.save_schools(_cells(sent), str(sent.get("known", "")))
        if saved.done:
            return _saved(request, "schools")
        return self.schools(request, sent, saved)

    def new_registry(self, request: Request, sent: Mapping[str, Any]) -> Response:
        """Make an empty registry of schools, then show its table."""
        del sent
        saved = self.work.new_registry()
        return _saved(request, "schools") if saved.done else self.schools(request, {}, saved)

    def check_schools(self, request: Request, sent: Mapping[str, Any]) -> Response:
        """What would be wrong with the changed cells after a save."""
        del request
        cells = _cells(sent)
        found = self.work.checked_cells(cells)
        rows = {row for row, _ in cells}
        told = {f"c{row},{column}": _told(p) for (row, column), p in found.items() if row in rows or row == 0}
        return JSONResponse(told)

    # ---------------------------------------------------------------------------------------------- anybody's paper

    def paper(self, request: Request, sent: Mapping[str, Any]) -> Response:
        """Where a paper may be dropped."""
        del sent
        return self._html(request, "paper.html", here="paper", checked=None, rows=(), counted="", more=0)

    def check_paper(self, request: Request, sent: Mapping[str, Any]) -> Response:
        """What was found in the paper that was dropped."""
        name, data = sent.get("paper", ("", b"")) if isinstance(sent.get("paper"), tuple) else ("", b"")
        if not name:
            return self.paper(request, {})
        checked = self.work.checked_paper(name, data)
        rows = [(one, "") for one in checked.found[:SHOWN]]
        return self._html(
            request, "paper.html", here="paper", checked=checked, rows=rows, counted=counted(checked.found),
            more=len(checked.found) - len(rows),
        )  # fmt: skip

    def copy(self, request: Request, sent: Mapping[str, Any]) -> Response:
        """A copy of a checked paper."""
        del sent
        found = self.work.copies.get(request.path_params["key"])
        if found is None:
            raise HTTPException(404)
        return Response(found[1], media_type=DOCX, headers=attached(found[0]))

    def static(self, request: Request, sent: Mapping[str, Any]) -> Response:
        """The page's own style and script."""
        del sent
        kinds = {"page.css": "text/css", "page.js": "text/javascript", "page.svg": "image/svg+xml"}
        name = request.path_params["name"]
        if name not in kinds:
            raise HTTPException(404)
        data = files("nastav_docs.page").joinpath("static", name).read_bytes()
        return Response(data, media_type=kinds[name])


def _back(request: Request) -> tuple[str, str, str] | None:
    """The document from which a person has come to a field: its path, number of the paragraph, the query of both."""
    path, at = request.query_params.get("from", ""), request.query_params.get("at", "")
    return (path, at, f"?from={quote(path)}&at={at}") if path and at.isdecimal() else None


def _saved(request: Request, tab: str) -> Response:
    """The page once more after a save; it says «Сохранено.» and still knows the way back."""
    back = _back(request)
    query = f"{back[2]}&saved=1" if back else "?saved=1"
    return RedirectResponse(f"{request.scope['root_path']}/data/{quote(tab)}{query}", status_code=303)


def _fields(sent: Mapping[str, Any]) -> dict[str, str]:
    """The fields of a form that carry values of the settings."""
    return {name: text for name, text in sent.items() if isinstance(text, str) and re.match(r"[vwlkdm]\[", name)}


def _typed(sent: Mapping[str, Any]) -> dict[str, str]:
    """What a person has changed in a form, by the names of fields: only that is shown again after a refusal."""
    fields = _fields(sent)
    return {
        name: text
        for name, text in fields.items()
        if (name[0] in "vl" and text.replace("\r\n", "\n") != fields.get(f"w{name[1:]}", "").replace("\r\n", "\n"))
        or (name[0] in "kdm" and text)
    }


def _cells(sent: Mapping[str, Any]) -> dict[tuple[int, int], str]:
    """The cells of the table of schools that were changed: `c3,5` is row 3, column 5, `o3,5` what it was.

    `d3`: row 3 goes, all its `width` cells are emptied.
    """
    cells = {}
    for name, text in sent.items():
        found = re.fullmatch(r"c(\d{1,6}),(\d{1,4})", name)
        if found and isinstance(text, str) and text != sent.get(f"o{name[1:]}", ""):
            cells[int(found[1]), int(found[2])] = " ".join(text.split())
    gone = {int(name[1:]) for name in sent if re.fullmatch(r"d\d{1,6}", name)}
    width = int(sent["width"]) if re.fullmatch(r"\d{1,4}", str(sent.get("width", ""))) else 0
    return cells | {(row, column): "" for row in gone for column in range(width)}


def _told(problems: Iterable[Diagnostic]) -> list[dict[str, str]]:
    return [
        {
            "severity": one.severity.value,
            "word": one.severity.russian,
            "message": sentence(one.message),
            "hint": one.hint,
        }
        for one in problems
    ]


def _keys_of(tab: str) -> tuple[str, ...]:
    """The sections of the settings that stand on a page."""
    shown_elsewhere = {key for _, _, keys in TABS for key in keys}
    if tab == "rest":
        return tuple(key for key, _ in sections() if key not in shown_elsewhere)
    return next(keys for name, _, keys in TABS if name == tab)
