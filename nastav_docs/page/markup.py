"""What the pages have in common: their texts of HTML, the tabs of «Данные», links from a problem to its field."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from nastav_docs.config import shown
from nastav_docs.diagnostics import Diagnostic, Severity
from nastav_docs.page.posted import path_at

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from starlette.requests import Request

SHOWN: Final = 300  # findings on one page
# The pages of «Данные»: which sections of the settings stand on each. What is on none stands on the last.
TABS: Final = (
    ("requisites", "Реквизиты", ("district", "authority", "period", "terms", "wording")),
    ("people", "Люди", ("people",)),
    ("order", "Приказ", ("order",)),
    ("letter", "Письмо", ("letter",)),
    ("plan", "План", ("roadmap",)),
    ("indicators", "Показатели", ("indicators",)),
    ("schools", "Школы", ()),
    ("school", "Документы школ", ("school",)),
    ("papers", "Другие документы", ("papers", "lists", "data")),
    ("acts", "Акты", ("acts",)),
    ("rest", "Остальное", ()),
)
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("nastav_docs.page", "html"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["url"] = lambda text: quote(str(text))
    environment.filters["json"] = lambda value: json.dumps(value, ensure_ascii=False)
    return environment


def compile_pages() -> None:
    """Compile every page before it is asked for."""
    for name in _environment().list_templates():
        _environment().get_template(name)


def sentence(text: str) -> str:
    """A message with a capital letter, as a page shows it."""
    return f"{text[:1].upper()}{text[1:]}"


def html(request: Request, name: str, folder: Path, status: int = 200, **values: object) -> Response:
    """A page made of the template `name`; `folder` stands in its head."""
    text = (
        _environment()
        .get_template(name)
        .render(base=request.scope["root_path"], folder=shown(folder), tabs=TABS, sentence=sentence, **values)
    )
    return HTMLResponse(text, status_code=status)


def attached(name: str) -> dict[str, str]:
    """The header by which a browser saves an answer under a name."""
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}


def counted(found: Iterable[Diagnostic]) -> str:
    """«ошибок: 2, замечаний: 5», or nothing."""
    words = ((Severity.ERROR, "ошибок"), (Severity.WARNING, "предупреждений"), (Severity.NOTE, "замечаний"))
    numbers = ((word, sum(one.severity is severity for one in found)) for severity, word in words)
    return ", ".join(f"{word}: {number}" for word, number in numbers if number)


def tab_of(key: str) -> str:
    """The page of «Данные» that a section of the settings stands on."""
    if key == "schools":
        return "schools"
    return next((name for name, _, keys in TABS if key in keys), "rest")


def link(problem: Diagnostic, tree: Any) -> str:  # noqa: ANN401  the tree of a project, or None
    """Where on the page a problem can be mended; empty where nowhere."""
    place = problem.place
    if tree is None:
        return "mend"  # what cannot be read has no fields
    if place is None:
        return ""
    if place.heading is not None:
        return "data/schools"
    return link_to(path_at(tree, place.file, place.line, place.column))


def anchor_of(path: tuple[str | int, ...]) -> str:
    """The id of the field of a value."""
    return "f-" + re.sub(r"[^\w-]", "-", "-".join(map(str, path)))


def link_to(path: tuple[str | int, ...], query: str = "") -> str:
    """The address of the field of a value, below that of the page; empty for no path."""
    return f"data/{tab_of(str(path[0]))}{query}#{quote(anchor_of(path))}" if path else ""
