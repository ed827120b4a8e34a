"""Report what is wrong with a template, or with those of a project, without printing any (`templates check`)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nastav_docs.authoring.check_names import NameWalk
from nastav_docs.authoring.docxtpl_check import docxtpl_problems
from nastav_docs.authoring.list_templates import document_templates
from nastav_docs.authoring.page_check import form_problems, names_as_text
from nastav_docs.authoring.template_context import TemplateContext, moved_place, own_files, read, template_context
from nastav_docs.config import CONFIG_NAME, Project, load, shared_templates
from nastav_docs.diagnostics import Diagnostic, Place, Severity
from nastav_docs.diagnostics.codes import kinds as kind_codes
from nastav_docs.diagnostics.codes import template_commands as codes
from nastav_docs.diagnostics.codes import templates as template_codes
from nastav_docs.documents import FUNCTIONS, SPREADSHEETS, Speech, TemplateOpener, filters_of
from nastav_docs.docx import read_package
from nastav_docs.files import DISK
from nastav_docs.template import compile_template, find

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nastav_docs.authoring.template_field import Audience
    from nastav_docs.files import Files

# The beginnings of the Russian names of cases, in either alphabet, which people write for a filter.
SHOWN: Final = 4  # places of one unknown name
CASES_MEANT: Final = {
    "им": "nom", "im": "nom", "род": "gen", "rod": "gen", "дат": "dat", "вин": "acc", "vin": "acc",
    "тв": "ins", "tv": "ins", "пр": "prp", "pr": "prp",
}  # fmt: skip

LISTS_OF_CLAUSES: Final = (".paragraphs[]", ".decided[]")

# ------------------------------------------------------------------------------------------------------------- check


def check_path(path: Path) -> tuple[Diagnostic, ...]:
    """The problems of a template's file, or of the templates of a project's folder or settings."""
    if path.is_dir() or path.suffix in {".yaml", ".yml"}:
        project = load(path)
        return project.problems if project.tree is None else check_folder(project)
    if not path.is_file():
        hint = "назовите файл .docx или папку настроек"
        return (codes.NOT_CHECKED.at(Place(str(path)), f"файла «{path}» нет", hint=hint),)
    return check_file(path)


def check_folder(project: Project) -> tuple[Diagnostic, ...]:
    """The problems of all templates of a project, file by file, errors first."""
    config = project.config
    if config is None:
        return project.problems
    context = template_context(project)
    problems: list[Diagnostic] = []
    seen: set[str] = set()
    asked: dict[tuple[str, Audience], None] = {}
    for document in config.documents.values():
        if document.template not in SPREADSHEETS:
            asked[document.template, "school" if document.for_each == "school" else "district"] = None
    for name, audience in asked:
        found, uses = check_template(name, audience, context)
        problems += found
        seen |= uses
    for name in own_files(project):
        if name not in seen:
            found, uses = check_template(name, "", context)
            problems += [*found, _unused(name, project)]
            seen |= uses
    for name in sorted(seen):
        problems += check_paper(name, project.template_folders, context, problems, project.snapshot)
        moved = moved_place(name, project)
        problems += [] if moved is None else [moved]
    problems += _pictures(context)
    return _ordered(problems)


def _unused(name: str, project: Project) -> Diagnostic:
    found = find(name, project.template_folders, files=project.snapshot)
    place = Place(name if isinstance(found, Diagnostic) else found.path)
    hint = f"назовите его в настройках: documents: order: {{template: {name}}}"
    return codes.UNUSED_TEMPLATE.at(place, f"шаблон «{name}» ни один документ не использует", hint=hint, text=name)


def check_template(name: str, audience: Audience, context: TemplateContext) -> tuple[list[Diagnostic], set[str]]:
    """The problems of a template with those of its names, and the names of the files that it is made of.

    `audience` is who its documents are printed for: «district», «school», «» for either.
    """
    if name not in context.compiled:
        context.compiled[name] = compile_template(
            name, context.find, filters=context.filters, includes=context.includes, functions=FUNCTIONS
        )[1]
    whole = read(name, context)
    found = list(context.compiled[name])
    for part in whole.parts:
        usage = NameWalk(part.tag_at, audience, context.known, frozenset(FUNCTIONS), closed=dict(whole.loops))
        usage.walk(part.tree)
        found += _beside(usage.problems, [*found, *_pictures(context)])
        found += _without_marks(usage.used) if context.marked else []
    return [_hinted(problem) for problem in found], {used.name for used in whole.uses}


def _without_marks(used: Mapping[str, Place]) -> list[Diagnostic]:
    """The loops over clauses, among the paths that a template asks for, which print a text and no mark before it."""
    found = []
    for path, place in used.items():
        clause = path.removesuffix(".text")
        if clause != path and clause.endswith(LISTS_OF_CLAUSES) and f"{clause}.item_mark" not in used:
            listed = clause.removesuffix("[]")
            message = f"шаблон печатает «{listed}» с номерами, а в настройках перед пунктами – тире, буквы или ничего"
            hint = (
                "перед строкой с номером поставьте {%p if clause.item_mark or clause.unnumbered %}, строку "
                "{{ clause.item_mark }} {{ clause.text }} и {%p else %}, как в общем шаблоне"
            )
            found.append(kind_codes.MARKS_NOT_PRINTED.at(place, message, hint=hint, text=listed))
    return found


def _beside(problems: Sequence[Diagnostic], told: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Those problems of names that add to what is `told`: none of a tag told of, and of one tag only the cause."""
    known = {(d.place, d.text) for d in told}
    named = {(d.place, d.text) for d in problems if d.code != template_codes.NOT_PRINTABLE.code}
    return [
        d
        for d in problems
        if (d.place, d.text) not in known
        and (d.code != template_codes.NOT_PRINTABLE.code or (d.place, d.text) not in named)
    ]


def _hinted(problem: Diagnostic) -> Diagnostic:
    """A problem; one of a filter gets a hint: the case that was meant, or the command that lists filters."""
    if problem.code != template_codes.UNKNOWN_FILTER.code:
        return problem
    meant = next((case for start, case in CASES_MEANT.items() if problem.name.lower().startswith(start)), "")
    if meant:
        return replace(problem, hint=f"напишите «{meant}»: падежи – nom, gen, dat, acc, ins, prp")
    if problem.hint:
        return problem
    return replace(problem, hint="имена и фильтры: nastav-docs templates fields")


def check_paper(
    name: str, folders: Sequence[Path], context: TemplateContext, told: Sequence[Diagnostic], files: Files = DISK
) -> list[Diagnostic]:
    """The problems of a file by itself: rules of docxtpl-lint, page, language, author.

    It is looked at as it is, before `style:` changes it; `told` are the problems found already.
    """
    found = find(name, folders, files=files)
    if isinstance(found, Diagnostic):
        return []
    opened = context.find.undressed if isinstance(context.find, TemplateOpener) else {}
    package = opened.get(found.path) or read_package(found.data, found.path)[0]
    if package is None:
        return []
    return [
        *docxtpl_problems(package, found.path, context.filters, told),
        *form_problems(package, found.path),
        *names_as_text(package, found.path),
    ]


def _pictures(context: TemplateContext) -> list[Diagnostic]:
    return list(context.find.problems) if isinstance(context.find, TemplateOpener) else []


def check_file(path: Path) -> tuple[Diagnostic, ...]:
    """The problems of one file; if it lies in a project's `templates/`, it is checked with the project's data."""
    project = _project_of(path)
    files: Files
    if project is not None and project.config is not None:
        context = template_context(project)
        config = project.config
        audiences: set[Audience] = {
            "school" if d.for_each == "school" else "district"
            for d in config.documents.values()
            if d.template == path.name
        }
        through = _through(path, project)
        if through:
            return through
        folders, files = project.template_folders, project.snapshot
    else:
        folders, files = (path.parent, shared_templates()), DISK
        context = TemplateContext(TemplateOpener(folders, path.parent), filters_of(Speech()), annexes_of(folders))
        audiences = set()
    problems: list[Diagnostic] = []
    for audience in sorted(audiences) or [""]:
        problems += check_template(path.name, audience, context)[0]
    problems += check_paper(path.name, folders, context, problems, files)
    if project is not None and (moved := moved_place(path.name, project)) is not None:
        problems.append(moved)
    problems += _pictures(context)
    return _ordered(problems)


def _through(path: Path, project: Project) -> tuple[Diagnostic, ...]:
    """The problems of a file that only others include, found where they include it."""
    inside = {u.name for row in document_templates(project)[0] for u in row.uses[1:]}
    used = {row.template for row in document_templates(project)[0]}
    if path.name not in inside or path.name in used:
        return ()
    return tuple(p for p in check_folder(project) if p.place is not None and Path(p.place.file).name == path.name)


def annexes_of(folders: Sequence[Path]) -> tuple[str, ...]:
    """The annexes that an order may include when no settings say which: the shared ones."""
    return tuple(name for name in ("roadmap.docx", "indicators.docx") if any((f / name).is_file() for f in folders))


def _project_of(path: Path) -> Project | None:
    """The project to which a template belongs, by the settings beside its folder; None without any."""
    folder = path.resolve().parent
    for near in (path.parent.parent, folder.parent, folder):
        if (near / CONFIG_NAME).is_file():
            project = load(near)
            own = [f for f in project.template_folders if f != shared_templates()]
            return project if any(f.resolve() == folder for f in own) else None
    return None


def _ordered(problems: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Problems, each once and each unknown name once, file by file, errors first."""
    weight = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
    unique = _named_once(list(dict.fromkeys(problems)))
    return tuple(sorted(unique, key=lambda p: (p.place.file if p.place else "", weight[p.severity])))


def _named_once(problems: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The problems with one finding for a name that a file has not: where it first stands, and how many places more."""
    places: dict[tuple[str, str], list[str]] = {}
    for one in problems:
        if one.code == template_codes.UNKNOWN_NAME.code and one.place is not None:
            places.setdefault((one.place.file, one.message), []).append(one.place.words)
    told: set[tuple[str, str]] = set()
    kept: list[Diagnostic] = []
    for one in problems:
        key = (one.place.file, one.message) if one.place is not None else ("", "")
        if key in told:
            continue
        others = [words for words in dict.fromkeys(places.get(key, [])) if words][1:]
        if len(places.get(key, [])) > 1:
            told.add(key)
            more = ": " + "; ".join(others[:SHOWN]) + (" …" if len(others) > SHOWN else "") if others else " там же"
            kept.append(replace(one, message=f"{one.message} (и ещё {len(places[key]) - 1}{more})"))
        else:
            kept.append(one)
    return kept
