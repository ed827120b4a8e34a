"""Plan documents: for each its template, the names that it prints, and the path of its file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.config import DEFAULT_SHEET, for_whom, has_errors
from nastav_docs.diagnostics import did_you_mean
from nastav_docs.diagnostics.codes import config as codes
from nastav_docs.documents.lazy_values import fill_names
from nastav_docs.documents.mentor_base import base
from nastav_docs.documents.nouns import Noun
from nastav_docs.documents.paper_pieces import BLANK, BLANK_DATE
from nastav_docs.documents.text_fields import fill
from nastav_docs.files import FORBIDDEN_SIGN, wrong_file_name
from nastav_docs.registry import BASES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nastav_docs.config import Config, DocumentRecord, PageWidths
    from nastav_docs.diagnostics import Diagnostic, Place
    from nastav_docs.template import TextEnvironment

STEP: Final = re.compile(r"/(?![^{]*\}\})")  # divides folders; within a mark it does not
SLASH: Final = re.compile(r"\s*[/\\]\s*")
TO_FILL_IN: Final = re.compile(r"_{3,}")
PARTS: Final = ("order", "letter", "roadmap", "indicators")
NO_PAPERS: Final[Mapping[str, object]] = {}
# A blank for a date or number, and the state that a file with one has in Word: Файл – Сведения – Состояние.
AWAITED: Final = re.compile(rf"(?:\bот|№)[ \u00a0](?:{BLANK_DATE}|{BLANK})(?!_)")
DRAFT: Final = "Проект"
SPREADSHEETS: Final = ("mentors.xlsx", "mentees.xlsx")


@dataclass(frozen=True, slots=True)
class Planned:
    """A document to be printed: `path` is that of its file below the folder of results, with «/» and the ending.

    `names` are the values that its template may print, `place` is where the config names the file.
    """

    id: str
    template: str
    path: str
    names: Mapping[str, Any]
    place: Place


def part_of(document: DocumentRecord) -> str:
    """The paper that a document is about («order», an id of `papers:`): `of:`, else the name of its template.

    Returns «» for a document that is about none.
    """
    stem = document.template.removesuffix(".docx").removesuffix(".xlsx")
    return document.of or (stem if stem in PARTS or stem in BASES else "")


def plan(
    id_: str,
    document: DocumentRecord,
    names: Mapping[str, Any],
    place: Place,
    environment: TextEnvironment,
    sheet: PageWidths = DEFAULT_SHEET,
    row_papers: Mapping[str, object] = NO_PAPERS,
) -> tuple[tuple[Planned, ...], tuple[Diagnostic, ...]]:
    """Plan one document with an issuer's names, or one for each row of its list; and what is wrong with it.

    `id_` is its key in `documents:`, `place` that of its `file:`, `sheet` what a page leaves for tables. `row_papers`
    are the recipes of papers that are printed for each row. A paper whose `if:` does not hold is not planned.
    """
    part = part_of(document)
    if document.rows and part in row_papers:
        planned: list[Planned] = []
        problems: tuple[Diagnostic, ...] = ()
        for row in rows_of(names["lists"][document.rows]):
            given = {**names, "row": row}
            filled, wrong = fill_names({"paper": row_papers[part]}, environment, given)
            problems += wrong
            own = {**filled, **as_known(filled["paper"])}
            if not has_errors(wrong) and filled["paper"]["included"]:
                one, wrong = _planned(id_, document, part, own, place, environment, sheet)
                problems += wrong
                planned += one
        return tuple(planned), problems
    if part and part not in BASES and part not in names and part not in names["papers"]:
        hint = f"Допишите раздел «{part}:» или уберите документ."
        message = f"Документу «{id_}» нечего показать: раздела «{part}» нет."
        return (), (codes.MISSING_PART.at(place, message, hint=hint, text=part),)
    own = {**names, **names_of_paper(part, names)}
    if "paper" in own and own["paper"].get("included") is False:
        return (), ()
    return _planned(id_, document, part, own, place, environment, sheet)


def _planned(
    id_: str,
    document: DocumentRecord,
    part: str,
    names: Mapping[str, Any],
    place: Place,
    environment: TextEnvironment,
    sheet: PageWidths,
) -> tuple[tuple[Planned, ...], tuple[Diagnostic, ...]]:
    path, problems = file_path(document, names, place, environment)
    title, wrong = document_title(document, part, names, place, environment)
    problems += wrong
    if has_errors(problems):
        return (), problems
    own = {
        "document": {
            "id": id_,
            "title": title,
            "kind": part,
            "created": created(part, names),
            "status": status(part, names),
        },
        "annex": annex_of(part, names),  # if the document is an annex in a file of its own
        **({"base": base(part, sheet.landscape)} if part in BASES else {}),
    }
    return (Planned(id_, document.template, path, {**names, **own}, place),), problems


def rows_of(rows: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a list for documents of their own, each with its `number` and a `label` for the name of a file.

    The label is the first person of the row, else its first value: «01 Орлова Т.С.».
    """
    return [
        {**row, "number": str(place), "label": f"{place:02} {label(row)}".strip()} for place, row in enumerate(rows, 1)
    ]


def label(row: Mapping[str, Any]) -> str:
    """What tells a row of a list from the others, for the name of a file."""
    people = [value for value in row.values() if isinstance(value, Noun) and "signature" in value]
    return str(next(iter(people or row.values()), "")).rstrip(".")


def names_of_paper(part: str, names: Mapping[str, Any]) -> dict[str, Any]:
    """The names by which a template knows the paper that it prints: `paper`, and that of its kind («order»).

    So one template serves every order, and every paper that is written like one; `annexes` are those of the paper.
    """
    paper = names["papers"].get(part)
    if paper is None:
        return {}
    return {"paper": paper} if part in PARTS and part in names else as_known(paper)


def as_known(paper: Mapping[str, Any]) -> dict[str, Any]:
    """The names by which templates know a paper of `papers:`."""
    return {"paper": paper, paper["name_in_template"]: paper, "annexes": paper["annexes_by_id"]}


def annex_of(part: str, names: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The values of the paper `part` as an annex of another one, with its caption; None where it is no annex.

    A paper with a caption of its own is an annex of one that is not among the papers.
    """
    if part in names["annexes"] and part in PARTS and part in names:
        return names["annexes"][part]  # type: ignore[no-any-return]  # names hold anything
    parents = (paper for paper in names["papers"].values() if part in paper.get("annexes_by_id", ()))
    own = names["papers"].get(part, {})
    alone = {"id": part, "number": "", "title": own.get("title", ""), "paper": own, "caption": own.get("caption", ())}
    return next((paper["annexes_by_id"][part] for paper in parents), alone if alone["caption"] else None)


def document_title(
    document: DocumentRecord, part: str, names: Mapping[str, Any], place: Place, environment: TextEnvironment
) -> tuple[str, tuple[Diagnostic, ...]]:
    """The title for a document's properties, and its problems: `title:` filled in, else the title of its part."""
    if document.title:
        filled = fill(document.title, names, place, environment)
        return filled.text, filled.problems
    if part in BASES:
        return str(BASES[part][2]), ()
    return str(names["paper"].get("title", "")) if part else "", ()


def created(part: str, names: Mapping[str, Any]) -> str:
    """The moment in a document's properties, so that two builds are equal; 2000-01-01 where nothing says one.

    It is the date of the paper, else that by which its grif or its caption as an annex tells its order, else that of
    the settings' own order.
    """
    paper = names["paper"] if part and "paper" in names else {}
    shown = [paper.get("date", "")]
    if part not in {"order", "letter"}:
        annex = annex_of(part, names)
        shown += [line for grif in paper.get("approved", ()) if grif["right"] for line in grif["lines"]]
        shown += [*(annex["caption"] if annex is not None else ()), _order_date(names)]
    dates = (re.search(r"(?<!\d)(\d\d)\.(\d\d)\.(\d{4})(?!\d)", str(date)) for date in shown)
    day = next((day for day in dates if day), None)
    return f"{day[3]}-{day[2]}-{day[1]}T00:00:00Z" if day else "2000-01-01T00:00:00Z"


def status(part: str, names: Mapping[str, Any]) -> str:
    """What the properties of a document call its state: «Проект» while a place for a date and number in it is blank.

    Such places are its own requisites, those in its title («утверждённым приказом от ___ № ___»), in its grifs and in
    the caption of an annex in a file of its own. Returns «» for a paper that awaits no registration.
    """
    paper = names["paper"] if part and "paper" in names else {}
    annex = annex_of(part, names)
    own = part in {"order", "letter"} or "requisites" in paper.get("parts", ())
    shown = [f"от {paper['date']} № {paper['number']}"] if own else []
    shown += [str(line) for line in (annex["caption"] if annex is not None else ())]
    shown += [str(line) for grif in paper.get("approved", ()) for line in grif["lines"]]
    shown += [str(paper.get("title", ""))]
    return DRAFT if any(AWAITED.search(line) for line in shown) else ""


def _order_date(names: Mapping[str, Any]) -> object:
    return names["order"].get("date", "") if "order" in names else ""


def file_path(
    document: DocumentRecord, names: Mapping[str, Any], place: Place, environment: TextEnvironment
) -> tuple[str, tuple[Diagnostic, ...]]:
    """The path of a document's file, and its problems.

    «/» in `file:` divides folders, in a printed value it becomes «-».
    """
    steps: list[str] = []
    problems: list[Diagnostic] = []
    ending = ".xlsx" if document.template in SPREADSHEETS else ".docx"
    for step in STEP.split(document.file.removesuffix(ending)):
        filled = fill(step, names, place, environment)
        problems += filled.problems
        text = TO_FILL_IN.sub("без номера", SLASH.sub("-", filled.text))
        steps.append(" ".join(text.split()) if step else "")
    if has_errors(tuple(problems)):
        return "", tuple(problems)
    for step in [*steps[:-1], f"{steps[-1]}{ending}" if steps[-1] else ""]:
        wrong = wrong_file_name(step)
        if wrong:
            message = f"Имя файла «{'/'.join(steps)}» не годится: {wrong}."
            return "", (codes.BAD_FILE_NAME.at(place, message, hint=_possible_name(document.file), text=step),)
    return "/".join(steps) + ending, tuple(problems)


def _possible_name(written: str) -> str:
    """A hint for a name that cannot be: the same without what hinders, where that stands in the text itself."""
    parts = re.split(r"(\{\{.*?\}\}|\{%.*?%\}|/)", written)
    tidy = "".join(FORBIDDEN_SIGN.sub(" ", part) if at % 2 == 0 else part for at, part in enumerate(parts))
    tidy = "/".join(filter(None, (" ".join(step.split()).strip(" .") for step in re.split(STEP, tidy))))
    if tidy and tidy != written:
        return f"Впишите, например: {tidy}"
    return "Оно сложилось из значений: исправьте то, что в фигурных скобках, там, где оно записано."


def same_paths(planned: list[Planned]) -> tuple[Diagnostic, ...]:
    """The problem of each two documents with one path; capitals and small letters are the same, as on Windows."""
    first: dict[str, Planned] = {}
    problems: list[Diagnostic] = []
    for document in planned:
        known = first.setdefault(document.path.casefold(), document)
        if known is not document:
            message = f"Документы «{known.id}» и «{document.id}» попали бы в один файл «{document.path}»."
            where = for_whom(document.place, "«file:»", "столбце «Имя файла»")
            problems.append(codes.SAME_PATH.at(document.place, message, hint=f"Дайте им разные имена в {where}."))
    return tuple(problems)


def unknown_documents(names: tuple[str, ...], config: Config) -> tuple[Diagnostic, ...]:
    """The problem of each name that is no key of `documents:`."""
    return tuple(
        codes.UNKNOWN_DOCUMENT.at(
            None, f"Документа «{name}» нет.", hint=did_you_mean(name, list(config.documents)), text=name
        )
        for name in names
        if name not in config.documents
    )
