"""What a project's templates are made of, what is wrong with them, what one asks for that another did not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nastav_docs import fields, schools, templates
from nastav_docs.codes import template_commands as codes
from nastav_docs.codes import templates as template_codes
from nastav_docs.composed import composed
from nastav_docs.diagnostics import Diagnostic, Place, Severity
from nastav_docs.documents import SPREADSHEETS
from nastav_docs.docxtpl_rules import docxtpl_problems
from nastav_docs.draft import open_draft
from nastav_docs.edition import annex_templates
from nastav_docs.expressions import Checker
from nastav_docs.fields import Known
from nastav_docs.fields_listing import contexts_of
from nastav_docs.opening import FUNCTIONS, Opening
from nastav_docs.outline import outline
from nastav_docs.overriding import base_moved, changed_lines
from nastav_docs.package import read_package
from nastav_docs.project import CONFIG_NAME, Project, load
from nastav_docs.shared import shared_templates
from nastav_docs.tags import TagBook
from nastav_docs.template_form import form_problems
from nastav_docs.usage import Usage
from nastav_docs.words import Speech, lexicon_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from nastav_docs.composed import Composed
    from nastav_docs.fields import Audience
    from nastav_docs.templates import Find, Found

# What people write for a case: the beginning of its Russian name, in either alphabet.
CASES_MEANT: Final = {
    "им": "nom", "im": "nom", "род": "gen", "rod": "gen", "дат": "dat", "вин": "acc", "vin": "acc",
    "тв": "ins", "tv": "ins", "пр": "prp", "pr": "prp",
}  # fmt: skip
_EXTENDS: Final = re.compile(r"extends\s+[\"']([^\"']+)[\"']")


@dataclass(frozen=True, slots=True)
class Used:
    """A file that a document's template is made of: over which file it lies and which blocks of it it replaces."""

    name: str
    path: str
    own: bool
    extends: str
    blocks: tuple[str, ...]
    hides: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A document of a project: its template and all that the template is made of, itself first."""

    document: str
    template: str
    uses: tuple[Used, ...]


@dataclass(frozen=True, slots=True)
class World:
    """What templates are read with: where they are found, which filters there are, what the data is."""

    find: Find
    filters: Mapping[str, Callable[..., object]]
    includes: tuple[str, ...] = ()
    known: Known = field(default_factory=Known)
    read: dict[str, Composed] = field(default_factory=dict)
    compiled: dict[str, tuple[Diagnostic, ...]] = field(default_factory=dict)


def world_of(project: Project) -> World:
    """The world of a project's templates."""
    config = project.config
    speech = Speech(lexicon_of({} if config is None else config.lexicon))
    known = fields.known_from([(c.names, c.audience) for c in contexts_of(project)])
    columns = {key for row in schools.read_schools(project).rows for key in row.texts}
    known = replace(known, own={**known.own, "school": known.own.get("school", frozenset()) | columns})
    includes = () if config is None else annex_templates(config)
    return World(Opening.of(project), speech.filters(), includes, known)


def read(name: str, world: World) -> Composed:
    """A template with all that it is made of, as far as it can be read."""
    if name not in world.read:
        world.read[name] = composed(
            name, world.find, filters=world.filters, functions=FUNCTIONS, includes=world.includes
        )
    return world.read[name]


# -------------------------------------------------------------------------------------------------------------- list


def listed(project: Project) -> tuple[tuple[Listed, ...], tuple[Diagnostic, ...]]:
    """Which file each document uses, from which layer, what it overrides; and the bases that have moved on."""
    config = project.config
    if config is None:
        return (), project.problems
    world = world_of(project)
    rows, problems = [], []
    for id_, document in config.documents.items():
        if document.template in SPREADSHEETS:
            continue
        found = world.find(document.template)
        if isinstance(found, Diagnostic):
            problems.append(found)
            continue
        uses = read(document.template, world).uses
        rows.append(Listed(id_, document.template, tuple(_use(u.name, u.path, project) for u in uses)))
        problems += [moved for u in uses if (moved := _moved(u.name, project)) is not None]
    return tuple(rows), tuple(dict.fromkeys(problems))


def _use(name: str, path: str, project: Project) -> Used:
    found = templates.find(name, [Path(path).parent])
    extends, blocks = ("", ()) if isinstance(found, Diagnostic) else marks_of(found)
    own = Path(path).parent != shared_templates()
    below = [folder / name for folder in project.template_folders if folder / name != Path(path)]
    hides = next((str(file) for file in below if own and file.is_file()), "")
    return Used(name, path, own, extends, blocks, hides)


def marks_of(found: Found) -> tuple[str, tuple[str, ...]]:
    """The file that a file extends, and the blocks that it holds."""
    package, _ = read_package(found.data, found.path)
    book = TagBook("ndlistx")
    if package is not None:
        open_draft(package, found.path, book, Checker({}, {}))
    extends = next((m[1] for tag in book.tags if (m := _EXTENDS.match(tag.body))), "")
    return extends, tuple(tag.body.split()[1] for tag in book.tags if tag.word == "block" and " " in tag.body)


def _moved(name: str, project: Project) -> Diagnostic | None:
    """Whether the shared template under an own one has changed since."""
    found = templates.find(name, project.template_folders)
    if isinstance(found, Diagnostic) or Path(found.layer) == shared_templates():
        return None
    return base_moved(found, lambda base: templates.find(base, [Path(f) for f in _below(found, project)]))


def _below(found: Found, project: Project) -> list[str]:
    """The folders that a base is sought in: those after the file's own, for a file may bear its base's name."""
    folders = [str(folder) for folder in project.template_folders]
    return folders[folders.index(found.layer) + 1 :] if found.layer in folders else folders


# ------------------------------------------------------------------------------------------------------------- check


def check_path(path: Path) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with a template's file, or with the templates of a project's folder."""
    if path.is_dir() or path.suffix in {".yaml", ".yml"}:
        project = load(path)
        return project.problems if project.tree is None else check_folder(project)
    if not path.is_file():
        hint = "назовите файл .docx или папку настроек"
        return (codes.NOT_CHECKED.at(Place(str(path)), f"файла «{path}» нет", hint=hint),)
    return check_file(path)


def check_folder(project: Project) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with the templates of a project, nothing rendered."""
    config = project.config
    if config is None:
        return project.problems
    world = world_of(project)
    problems: list[Diagnostic] = []
    seen: set[str] = set()
    asked: dict[tuple[str, Audience], None] = {}
    for document in config.documents.values():
        if document.template not in SPREADSHEETS:
            asked[document.template, "school" if document.for_each == "school" else "district"] = None
    for name, audience in asked:
        found, uses = check_template(name, audience, world)
        problems += found
        seen |= uses
    for name in own_files(project):
        if name not in seen:
            found, uses = check_template(name, "", world)
            problems += [*found, _unused(name, project)]
            seen |= uses
    for name in sorted(seen):
        problems += check_paper(name, project.template_folders, world, problems)
        moved = _moved(name, project)
        problems += [] if moved is None else [moved]
    problems += _pictures(world)
    return _ordered(problems)


def own_files(project: Project) -> list[str]:
    """The templates in the project's own folders."""
    folders = [folder for folder in project.template_folders if folder != shared_templates()]
    files = [file for folder in folders for file in sorted(folder.glob("*.doc*")) if not file.name.startswith("~$")]
    return list(dict.fromkeys(file.name for file in files))


def _unused(name: str, project: Project) -> Diagnostic:
    found = templates.find(name, project.template_folders)
    place = Place(name if isinstance(found, Diagnostic) else found.path)
    hint = f"назовите его в настройках: documents: order: {{template: {name}}}"
    return codes.UNUSED_TEMPLATE.at(place, f"шаблон «{name}» ни один документ не использует", hint=hint, text=name)


def check_template(name: str, audience: Audience, world: World) -> tuple[list[Diagnostic], set[str]]:
    """What the compiler says of a template, and what its names say; the files that it is made of."""
    if name not in world.compiled:
        world.compiled[name] = templates.compile_template(
            name, world.find, filters=world.filters, includes=world.includes, functions=FUNCTIONS
        )[1]
    whole = read(name, world)
    found = list(world.compiled[name])
    for part in whole.parts:
        usage = Usage(part.tag_at, audience, world.known, frozenset(FUNCTIONS))
        usage.walk(part.tree)
        found += _beside(usage.problems, [*found, *_pictures(world)])
    return [_hinted(problem) for problem in found], {used.name for used in whole.uses}


def _beside(problems: Sequence[Diagnostic], told: Sequence[Diagnostic]) -> list[Diagnostic]:
    """What the walk over the names adds: nothing of a tag that has been told of, of one tag no more than its cause."""
    known = {(d.place, d.text) for d in told}
    named = {(d.place, d.text) for d in problems if d.code != template_codes.NOT_PRINTABLE.code}
    return [
        d
        for d in problems
        if (d.place, d.text) not in known
        and (d.code != template_codes.NOT_PRINTABLE.code or (d.place, d.text) not in named)
    ]


def _hinted(problem: Diagnostic) -> Diagnostic:
    """A problem with a filter always says what to write: the case that was meant, or where the names are."""
    if problem.code != template_codes.UNKNOWN_FILTER.code:
        return problem
    name = re.search(r"«(.+)»", problem.message)
    meant = next((case for start, case in CASES_MEANT.items() if name and name[1].lower().startswith(start)), "")
    if meant:
        return replace(problem, hint=f"напишите «{meant}»: падежи – nom, gen, dat, acc, ins, prp")
    if problem.hint:
        return problem
    return replace(problem, hint="имена и фильтры: nastav-docs templates fields")


def check_paper(name: str, folders: Sequence[Path], world: World, told: Sequence[Diagnostic]) -> list[Diagnostic]:
    """One file by itself: docxtpl-lint's rules, page, language, author; the file as it is, before any `style:`."""
    found = templates.find(name, folders)
    if isinstance(found, Diagnostic):
        return []
    package, _ = read_package(found.data, found.path)
    if package is None:
        return []
    return [
        *docxtpl_problems(found.data, found.path, world.filters, told),
        *form_problems(package, found.path),
    ]


def _pictures(world: World) -> list[Diagnostic]:
    return list(world.find.problems) if isinstance(world.find, Opening) else []


def check_file(path: Path) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with one file; in a project's `templates/` it is checked with the project's data."""
    project = _project_of(path)
    if project is not None and project.config is not None:
        world = world_of(project)
        config = project.config
        audiences: set[Audience] = {
            "school" if d.for_each == "school" else "district"
            for d in config.documents.values()
            if d.template == path.name
        }
        through = _through(path, project)
        if through:
            return through
        folders = project.template_folders
    else:
        folders = (path.parent, shared_templates())
        world, audiences = World(Opening(folders, path.parent), Speech().filters(), _annexes(folders)), set()
    problems: list[Diagnostic] = []
    for audience in sorted(audiences) or [""]:
        problems += check_template(path.name, audience, world)[0]
    problems += check_paper(path.name, folders, world, problems)
    if project is not None and (moved := _moved(path.name, project)) is not None:
        problems.append(moved)
    problems += _pictures(world)
    return _ordered(problems)


def _through(path: Path, project: Project) -> tuple[Diagnostic, ...]:
    """The problems of a file that only others include: found where they include it."""
    inside = {u.name for row in listed(project)[0] for u in row.uses[1:]}
    used = {row.template for row in listed(project)[0]}
    if path.name not in inside or path.name in used:
        return ()
    return tuple(p for p in check_folder(project) if p.place is not None and Path(p.place.file).name == path.name)


def _annexes(folders: Sequence[Path]) -> tuple[str, ...]:
    """What an order may include when no settings say it: the shared annexes."""
    return tuple(name for name in ("roadmap.docx", "indicators.docx") if any((f / name).is_file() for f in folders))


def _project_of(path: Path) -> Project | None:
    """The project that a template belongs to: the settings beside its folder."""
    folder = path.resolve().parent
    for near in (path.parent.parent, folder.parent, folder):
        if (near / CONFIG_NAME).is_file():
            project = load(near)
            own = [f for f in project.template_folders if f != shared_templates()]
            return project if any(f.resolve() == folder for f in own) else None
    return None


def _ordered(problems: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each once, file by file, errors first."""
    weight = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
    unique = list(dict.fromkeys(problems))
    return tuple(sorted(unique, key=lambda p: (p.place.file if p.place else "", weight[p.severity])))


# -------------------------------------------------------------------------------------------------------------- diff


@dataclass(frozen=True, slots=True)
class Difference:
    """What a new version of a template asks for that the old did not, what it no longer asks for, and its outline's."""

    asked: tuple[str, ...]
    dropped: tuple[str, ...]
    outline: tuple[str, ...]


def difference(old: Path, new: Path) -> tuple[Difference | None, tuple[Diagnostic, ...]]:
    """Compare two files; what cannot be read comes back as problems."""
    asked: list[set[str]] = []
    outlines: list[str] = []
    problems: list[Diagnostic] = []
    for path in (old, new):
        folders = (path.parent, shared_templates())
        found = templates.find(path.name, folders[:1])
        package, wrong = (None, (found,)) if isinstance(found, Diagnostic) else read_package(found.data, found.path)
        problems += wrong
        if isinstance(found, Diagnostic) or package is None:
            continue
        world = World(Opening(folders, path.parent), Speech().filters(), _annexes(folders))
        asked.append(set(asks_for(path.name, world)))
        outlines.append(outline(found.data))
    if len(asked) < len((old, new)):
        return None, tuple(problems)
    before, after = asked
    lines = tuple(changed_lines(*outlines))
    return Difference(tuple(sorted(after - before)), tuple(sorted(before - after)), lines), ()


def asks_for(name: str, world: World) -> Iterator[str]:
    """The paths that a template asks for, in the order met, with the filters that it puts to them: «| gen»."""
    whole = read(name, world)
    for part in whole.parts:
        usage = Usage(part.tag_at, "", world.known, frozenset(FUNCTIONS))
        usage.walk(part.tree)
        paths = list(usage.used)
        yield from (p for p in paths if not any(other.startswith((f"{p}.", f"{p}[")) for other in paths))
        yield from (f"| {name}" for name in usage.filters)
