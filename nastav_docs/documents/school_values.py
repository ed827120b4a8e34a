"""The names that a school's documents print: the common papers, changed by the school, filled in from its row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.config import (
    Project,
    SchoolPapers,
    YamlMapping,
    YamlNode,
    annexed_papers,
    check_school_references,
    document_of,
    has_errors,
    laid_over,
    node_at,
    overlay,
    place_at,
    sheet_of,
    validate,
)
from nastav_docs.diagnostics import Diagnostic, Severity
from nastav_docs.diagnostics.codes import registry as registry_codes
from nastav_docs.diagnostics.codes import schools as codes
from nastav_docs.diagnostics.codes.language import GENDER_UNDECIDED
from nastav_docs.documents import district_values, nouns
from nastav_docs.documents.execution_marks import execution_names, execution_problems
from nastav_docs.documents.free_values import free_value
from nastav_docs.documents.layer import ConfigLayer
from nastav_docs.documents.lazy_values import Declinable, From, Made, fill_names, filled_once
from nastav_docs.documents.list_values import lists_of_school
from nastav_docs.documents.nouns import NOTHING_ASKED, Asked, recorded
from nastav_docs.documents.paper_pieces import BLANK, BLANK_DATE, BLANK_NAME
from nastav_docs.documents.papers import papers as papers_of
from nastav_docs.documents.papers import row_papers
from nastav_docs.documents.prepared_project import prepared
from nastav_docs.documents.registration import issuer_conflicts
from nastav_docs.documents.school_registry import read_schools
from nastav_docs.documents.unforeseen_failure import unforeseen
from nastav_docs.registry import BY_NAME, school_type
from nastav_docs.russian import CASES
from nastav_docs.russian.typography import typograph, unbroken_phones

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.config import Config, DocumentRecord
    from nastav_docs.diagnostics import Place
    from nastav_docs.documents.layer import Origins
    from nastav_docs.documents.prepared_project import PreparedProject
    from nastav_docs.registry import SchoolRow

# The district's names that every school's papers print too, with the same values.
SHARED_NAMES: Final = ("district", "authority", "acts", "terms", "period", "wording", "data")
# Those that are a school's own, with the words whose case forms are asked for.
OWN_NAMES: Final = ("people", "school", "lists")
# Fields of a row that `_school` makes values of; the others are printed as they are.
TEXT_FIELDS: Final = ("name", "abbr", "place", "address")


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of a school before they are filled in with the school's own names, or what is wrong with its changes.

    `records` are the papers themselves, `recipes` those of the names, `roles` say who stands for a role of the
    district, `people` are those that the YAML names. `of_rows` are papers that are printed for each row of a list,
    `documents` the documents of papers that only this school issues. `asked` is what texts that are the same for every
    school asked of words.
    """

    recipes: Mapping[str, object]
    roles: Mapping[str, str]
    people: Mapping[str, object]
    problems: tuple[Diagnostic, ...] = ()
    tree: YamlNode | None = None
    asked: Asked = NOTHING_ASKED
    of_rows: Mapping[str, object] = field(default_factory=dict)
    documents: Mapping[str, DocumentRecord] = field(default_factory=dict)
    records: SchoolPapers | None = None


def papers_of_school(project: Project, changes: YamlMapping | None, origins: Origins | None = None) -> Papers:
    """The papers that a school issues: those of every school, with its own `changes` laid over (None: it makes none).

    `origins` is filled with the places in the YAML of the texts, by what they print.
    """
    if changes is not None:
        try:
            return _own_papers(project, prepared(project), changes, origins)
        except Exception as error:  # noqa: BLE001 - one school never stops the others
            return Papers({}, {}, {}, (unforeseen(error, changes.place),))
    return _common_papers(project) if origins is None else _filled_papers(project, origins)


@lru_cache(maxsize=4)
def _common_papers(project: Project) -> Papers:
    """The papers of a school that changes nothing, kept for the next school."""
    return _filled_papers(project, None)


def _filled_papers(project: Project, origins: Origins | None) -> Papers:
    ready, config, tree = prepared(project), project.config, project.tree
    if config is None or tree is None or config.school is None:
        return Papers({}, {}, {})
    papers = _papers(config.school, project, _section(tree, None), ready, origins)
    recipes, asked = recorded(lambda: filled_once(papers.recipes, ready.environment, _shared_names(ready, papers)))
    return replace(papers, recipes=recipes, asked=asked)


def _own_papers(project: Project, ready: PreparedProject, changes: YamlMapping, origins: Origins | None) -> Papers:
    config, tree = project.config, project.tree
    if config is None or tree is None:
        return Papers({}, {}, {})
    problems: list[Diagnostic] = []
    merged = overlay(_section(tree, changes), changes, problems)
    papers, wrong = validate(SchoolPapers, merged, prefix=("school",))
    problems += wrong
    if papers is None or has_errors(tuple(problems)):
        return Papers({}, {}, {}, tuple(problems))
    problems += check_school_references(papers, config, merged)
    made, asked = recorded(lambda: _papers(papers, project, merged, ready, origins))
    return replace(made, problems=tuple(problems), asked=asked)


def _section(tree: YamlMapping, changes: YamlMapping | None) -> YamlMapping:
    """The section `school:`; with the district's `data:` under its own, where a school or all of them change that."""
    found = tree.entries.get("school")
    section = found if isinstance(found, YamlMapping) else YamlMapping({}, {}, tree.place)
    own, below = section.entries.get("data"), tree.entries.get("data")
    if below is None or (own is None and not (changes is not None and "data" in changes.entries)):
        return section
    data = below if own is None else overlay(below, own, [])  # what does not fit was told when the config was read
    return YamlMapping({**section.entries, "data": data}, section.keys, section.place)


def _papers(
    papers: SchoolPapers, project: Project, tree: YamlNode, ready: PreparedProject, origins: Origins | None = None
) -> Papers:
    config = project.config
    assert config is not None  # noqa: S101  there are papers, so the config was read
    layer = ConfigLayer(
        tree,
        ready.speech,
        origins,
        sheet_of(config.style),
        qr=papers.qr,
        signature_mark=papers.signature_mark,
        files=project.snapshot,
    )
    recipes = papers_of(papers, config, layer)
    cited = recipes["papers"]
    if isinstance(cited, dict):
        cited |= {name: _numbered(name, recipe) for name, recipe in cited.items() if isinstance(recipe, Declinable)}
    for part in ("order", "letter"):
        written = recipes.get(part)
        if isinstance(written, dict):
            recipes[part] = {**written, **_registered(part, getattr(papers, part))}
    if papers.data:
        recipes["data"] = laid_over(free_value(node_at(tree, ("data",)), layer, "data"), project.data_given)
    people = {role: district_values.person(person, layer, "people", role) for role, person in papers.people.items()}
    of_rows = row_papers(papers, config, layer)
    return Papers(
        recipes,
        papers.roles,
        people,
        tree=tree,
        of_rows=of_rows,
        documents=_own_documents(papers, config),
        records=papers,
    )


def _own_documents(papers: SchoolPapers, config: Config) -> dict[str, DocumentRecord]:
    """The documents of papers that a school's own file adds to those of every school."""
    common = config.school.papers if config.school is not None else {}
    annexed = annexed_papers(papers, config)
    return {
        f"school-{name}": document_of(name, paper, config.kinds[paper.kind], at_school=True)
        for name, paper in papers.papers.items()
        if name not in common and name not in annexed
    }


def _registered(part: str, record: Any) -> dict[str, object]:  # noqa: ANN401  Order or Letter
    """Number and date of a school's paper: those that the YAML gives, else those of the school's row, else blanks."""
    number, date = f"{part}_number", f"{part}_date"
    found: dict[str, object] = {}
    if not record.number:
        found["number"] = From(lambda names: names["school"][number] or BLANK)
    if record.date is None:
        found["date"] = From(lambda names: names["school"][date] or BLANK_DATE)
    if part == "order" and "number" in found:
        found["registered"] = From(lambda names: bool(names["school"][number] and names["school"][date]))
    return found


def _numbered(name: str, recipe: Declinable) -> Declinable:
    """A school's paper with the number and date of the school's row where the YAML gives none: `pairs_number`."""
    fields = dict(recipe.fields)
    for key, blank in (("number", BLANK), ("date", BLANK_DATE)):
        if fields[key] == blank:
            fields[key] = _of_row(f"{name}_{key}", blank)
    return Declinable(fields, recipe.noun)


def _of_row(name: str, blank: str) -> From:
    return From(lambda names: names["school"].get(name) or blank)


def school_names(
    row: SchoolRow, papers: Papers, ready: PreparedProject, project: Project
) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    """The values that one school's documents print, and the problems with its texts and people."""
    texts = row.texts
    lists, wrong = lists_of_school(project, row, ready.names["lists"], ready.speech)
    problems = [*wrong]
    recipes = {
        "school": _school(row, texts, ready),
        "issuer": From(lambda names: names["school"]),
        "people": {**ready.names["people"], **_people(row, texts, papers, ready, problems)},
        "lists": lists,
        **execution_names(project, row.id),
        **papers.recipes,
        "papers": {**ready.names["papers"], **_recipes(papers.recipes.get("papers"))},
    }
    problems += _without_place(row, texts, papers)
    journal = read_schools(project).journal.of(row.id)
    if journal and papers.records is not None:
        problems += issuer_conflicts(journal, papers.records, partial(_place_in, papers))
    names, wrong = fill_names(recipes, ready.environment, _shared_names(ready, papers))
    own = () if papers.records is None else tuple(papers.records.papers)
    return names, (*problems, *wrong, *execution_problems(project, names, own, row.id))


def _place_in(papers: Papers, *path: str | int) -> Place:
    assert papers.tree is not None  # noqa: S101  there are records, so there is the tree that they were read from
    return place_at(papers.tree, path)


def _recipes(found: object) -> dict[str, object]:
    return found if isinstance(found, dict) else {}


def _shared_names(ready: PreparedProject, papers: Papers) -> dict[str, Any]:
    return {name: ready.names[name] for name in SHARED_NAMES if name in ready.names and name not in papers.recipes}


def _school(row: SchoolRow, texts: Mapping[str, str], ready: PreparedProject) -> Made:
    speech = ready.speech
    name = typograph(texts.get("name", ""))
    abbr = typograph(texts.get("abbr", "")) or name
    usual = dict.fromkeys(
        ("kind", "phone", "fax", "email", "site", "order_number", "order_date", "letter_number", "letter_date"), ""
    )
    whole = speech.phrase(name, "org", _written(texts, "name"), place=row.place_of("name"))
    short = speech.phrase(abbr, "org", _written(texts, "abbr"), place=row.place_of("abbr"))
    fields = {
        **usual,
        **{key: text for key, text in texts.items() if key not in TEXT_FIELDS},
        "id": row.id,
        "type": school_type(texts.get("kind", ""), name, abbr),
        "name": whole,
        "abbr": short,
        "short": short,
        "phone": unbroken_phones(texts.get("phone", "")),
        "fax": unbroken_phones(texts.get("fax", "")),
        "place": typograph(texts.get("place", "")),
        "address": typograph(texts.get("address", "")),
        "founder": typograph(texts.get("founder", "")) or str(ready.names["authority"]),
        "letterhead": [name],
        "letterhead_abbr": f"({abbr})" if abbr != name else "",
    }
    return Made({}, lambda _: nouns.like(whole, fields))


def _written(texts: Mapping[str, str], name: str) -> dict[str, str]:
    """The case forms that the registry gives for a value: the column «Директор (дательный падеж)» is `head_dat`."""
    return {case: texts[f"{name}_{case}"] for case in CASES if f"{name}_{case}" in texts}


# The people that a registry may name, each with the position that is printed where none is written.
POSITIONS: Final = {"head": "директор", "curator": "", "executor": ""}
# The head of a kindergarten is seldom called a director, so there a position that nobody wrote is reported.
KINDERGARTEN: Final = re.compile(r"дошкольн|детск\w+ сад|\bдоу\b|\bмб?доу\b|\bмадоу\b|\bмкдоу\b", re.IGNORECASE)


def _people(
    row: SchoolRow, texts: Mapping[str, str], papers: Papers, ready: PreparedProject, problems: list[Diagnostic]
) -> dict[str, object]:
    """The people of a school by role: those of its YAML, else of its row, and the district's roles bound to them."""
    named = {
        who: _person(row, who, texts, ready, problems) for who in POSITIONS if who in texts and who not in papers.people
    }
    bound = {**named, **papers.people}
    for role, who in papers.roles.items():
        bound[role] = bound[who] if who in bound else _nobody(row, who, texts, ready, problems)
    problems += _without_post(row, texts, {who for who in papers.roles.values() if who in named})
    return bound


def _nobody(
    row: SchoolRow, who: str, texts: Mapping[str, str], ready: PreparedProject, problems: list[Diagnostic]
) -> nouns.Noun:
    """The blank for a person whom neither YAML nor registry names, with the post that is known.

    Adds a problem that says so.
    """
    column = BY_NAME.get(who)
    title = column.title if column is not None else who
    if who in row.header.names:
        message = f"«{title}» не указан: в документах школы – прочерк."
        hint = f"Впишите имя {_where(row, who)}."
    else:
        message = f"«{title}» в реестре не назван: в документах школы – прочерк."
        hint = f"Впишите фамилию, имя, отчество {_where(row, who)}."
        if not row.places:
            hint += f" Если столбец есть и назван иначе, озаглавьте его «{title}»."
    problems.append(codes.NO_CURATOR.at(row.place_of(who), message, hint=hint))
    post = typograph(texts.get(f"{who}_position", ""))
    position = ready.speech.phrase(post, "job", place=row.place_of(f"{who}_position"))
    blank = nouns.Noun(lambda _: BLANK_NAME)
    fields = {"title": "", "position": position, "phone": "", "email": ""}
    names = {"name": blank, "short": blank, "signature": blank, "gender": "", "salutation": ""}
    return nouns.like(blank, {**fields, **names})


def _where(row: SchoolRow, name: str) -> str:
    """Where a value is to be written, in words for a table or for YAML, whichever the registry is."""
    title = BY_NAME[name].title if name in BY_NAME else name
    return f"ключом «{name}:»" if row.places else f"в столбец «{title}»"


def _without_post(row: SchoolRow, texts: Mapping[str, str], named: set[str]) -> Iterator[Diagnostic]:
    """The problem of each person among `named` whose post nobody wrote: of curators, and of heads of kindergartens."""
    for who in sorted(named & {"curator", "head"}):
        if f"{who}_position" in texts or (who == "head" and not _is_kindergarten(texts)):
            continue
        if who == "head":
            message = "Должность руководителя детского сада не указана: напечатано «директор»."
        else:
            message = "Должность куратора не указана: он назван без неё."
        hint = f"Впишите её {_where(row, f'{who}_position')} или через запятую после имени."
        yield registry_codes.POST_MISSING.at(row.place_of(f"{who}_position"), message, hint=hint)


def _without_place(row: SchoolRow, texts: Mapping[str, str], papers: Papers) -> Iterator[Diagnostic]:
    """The problem of a school whose order names no place of issue."""
    order = papers.recipes.get("order")
    if isinstance(order, dict) and isinstance(order.get("place"), From) and not texts.get("place"):
        message = "Не указан населённый пункт школы: в её приказе не будет места издания."
        hint = f"Впишите его {_where(row, 'place')}: «с. Мироново»."
        yield registry_codes.PLACE_MISSING.at(row.place_of("place"), message, hint=hint)


def _is_kindergarten(texts: Mapping[str, str]) -> bool:
    return any(KINDERGARTEN.search(texts.get(name, "")) for name in ("name", "abbr", "kind"))


def _person(
    row: SchoolRow, who: str, texts: Mapping[str, str], ready: PreparedProject, problems: list[Diagnostic]
) -> object:
    gender: Any = texts.get(f"{who}_gender") or None
    position = typograph(texts.get(f"{who}_position", POSITIONS[who]))
    forms = _written(texts, who)
    fields = {
        "title": "",
        "position": ready.speech.phrase(position, "job", place=row.place_of(f"{who}_position")),
        "phone": unbroken_phones(texts.get(f"{who}_phone", "")),
        "email": texts.get(f"{who}_email", ""),
    }
    made = ready.speech.person(texts[who], fields, gender, forms, row.place_of(who))
    problems += [
        replace(doubt.problem, place=row.place_of(who), hint=_hint(doubt.problem, row, who))
        for doubt in made.doubts()
        if doubt.problem.severity is Severity.ERROR
    ]
    return made


FORMS: Final = re.compile(r"forms: \{(?P<forms>[^{}]*)\}")
CASES_IN_FULL: Final = {
    "gen": "родительный падеж",
    "dat": "дательный падеж",
    "acc": "винительный падеж",
    "ins": "творительный падеж",
    "prp": "предложный падеж",
}


def in_columns(problem: Diagnostic) -> Diagnostic:
    """A problem of a cell of a table with a hint that speaks of columns in place of keys of the settings."""
    heading = "" if problem.place is None else (problem.place.heading or "").strip("«»")
    found = FORMS.search(problem.hint)
    if heading and problem.hint.startswith("gender:"):
        return replace(problem, hint="Проверьте отчество и столбец с полом: «ж» или «м».")
    if not heading or "forms:" not in problem.hint:
        return problem
    case = str(found["forms"]).partition(":")[0] if found else ""
    example = f"«{heading} ({CASES_IN_FULL.get(case, 'дательный падеж')})»"
    forms = f": {found['forms']}" if found else ""
    for short, name in CASES_IN_FULL.items():
        forms = re.sub(rf"\b{short}: ", f"{name} – ", forms)
    return replace(problem, hint=f"Проверьте; верную форму пишут в столбец {example}{forms}.")


def _hint(problem: Diagnostic, row: SchoolRow, who: str) -> str:
    """The hint of a problem with a person, in words for a registry, which has no key `gender:`."""
    if problem.code != GENDER_UNDECIDED.code:
        return problem.hint
    return f"Впишите «ж» или «м» {_where(row, f'{who}_gender')} или имя и отчество полностью."
