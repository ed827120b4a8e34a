"""From two states of a district to the orders that amend what was issued, with redlines and settings that know them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nastav_docs.amendments.amending_order import amending_record, free_name
from nastav_docs.amendments.changed_acts import changed_acts
from nastav_docs.amendments.issued_papers import district_papers, school_ids, school_papers
from nastav_docs.amendments.redline import redline
from nastav_docs.amendments.registered import registered
from nastav_docs.config import SCHOOL_FILES, YamlMapping, changed, has_errors, read_bytes, stacked
from nastav_docs.diagnostics import Diagnostic
from nastav_docs.diagnostics.codes import amendments as codes
from nastav_docs.documents import (
    papers_of_school,
    prepared,
    print_document,
    read_schools,
    school_issue,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nastav_docs.amendments.changed_acts import ChangedAct
    from nastav_docs.config import Config, Project, SchoolPapers


@dataclass(frozen=True, slots=True)
class Amended:
    """What `amend` gives: files by their path below a folder, and every problem met.

    `orders` are the paths of the amending orders, `redlines` those of the changed papers with tracked changes,
    `settings` those of the new state's settings in which the orders are registered.
    """

    files: Mapping[str, bytes] = field(repr=False)
    orders: tuple[str, ...] = ()
    redlines: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing kept an order from being made."""
        return not has_errors(self.problems)


def amend(
    old: Project, new: Project, *, number: str = "", date: str = "", preamble: str = "", schools: bool = False
) -> Amended:
    """The orders «О внесении изменений …» that make of the papers issued by `old` those of `new`.

    `number`, `date` (dd.mm.yyyy) and `preamble` are those of the amending order of the district; unknown ones stay
    blank. With `schools` the orders of schools are amended too. Raises nothing: see `problems` of the result.

        amended = amend(load("2025"), load("2026"), number="7-од", date="19.01.2026")
    """
    given = {"number": number, "date": date, "preamble": preamble}
    work = AmendWork(old, new)
    wrong = (*old.problems, *new.problems) if has_errors((*old.problems, *new.problems)) else ()
    if wrong:
        return Amended({}, problems=tuple(dict.fromkeys(wrong)))
    work.district(given)
    for school in school_ids(old, new) if schools and work.ok else ():
        work.school(school)
    return work.result()


class AmendWork:
    """The files that are being made, for the district and for one school after another."""

    def __init__(self, old: Project, new: Project) -> None:
        self.old, self.new = old, new
        self.files: dict[str, bytes] = {}
        self.paths: dict[str, list[str]] = {"orders": [], "redlines": [], "settings": []}
        self.problems: list[Diagnostic] = []

    @property
    def ok(self) -> bool:
        """Whether the district's papers could be compared."""
        return not has_errors(tuple(self.problems))

    def result(self) -> Amended:
        """All that was made."""
        if not self.paths["orders"] and self.ok:
            self.problems.append(
                codes.NOTHING_TO_AMEND.at(None, "Изменять нечего: тексты изданных приказов и приложений те же.")
            )
        made = {name: tuple(paths) for name, paths in self.paths.items()}
        return Amended(self.files, **made, problems=tuple(dict.fromkeys(self.problems)))

    def district(self, given: Mapping[str, str]) -> None:
        """The orders of the authority."""
        old, wrong_before = district_papers(self.old)
        new, wrong_after = district_papers(self.new)
        config = self.new.config
        wrong = (*wrong_before, *wrong_after)
        if has_errors(wrong) or config is None:
            self.problems += wrong
            return
        acts, problems = changed_acts(old, new, config, config)
        self.problems += problems
        if not acts:
            return
        records = self._records(acts, {*config.papers, *PAPER_KEYS}, config, given)
        project = changed(self.new, {"papers": records})
        ready = prepared(project)
        if has_errors(ready.problems):
            self.problems += ready.problems
            return
        for name in records:
            planned = next(one for one in ready.planned if one.id == name)
            data, wrong = print_document(planned, ready.templates)
            self._order(planned.path, data, wrong)
        self._redlines(acts)
        name, data = self.new.file.name, _bytes(self.new, self.new.file)
        written = registered(data, name, acts, records, config, config.documents) if data else b""
        if isinstance(written, Diagnostic):
            self.problems.append(written)
        elif written:  # settings that a script gave have no file
            self._keep("settings", name, written)

    def school(self, school: str) -> None:
        """The orders of one school: those that have changed, registered in the file of the school."""
        old, wrong_before = school_papers(self.old, school)
        new, wrong_after = school_papers(self.new, school)
        schools, config = read_schools(self.new), self.new.config
        row = next((row for row in schools.rows if row.id == school), None)
        wrong = (*wrong_before, *wrong_after)
        overlay = schools.overlays.get(school)
        papers = papers_of_school(self.new, overlay)
        if has_errors(wrong):
            message = f"Документы школы «{school}» не сравнить: {next(p.message for p in wrong if has_errors((p,)))}"
            self.problems.append(codes.STATE_WITH_ERRORS.at(None, message, text=school))
            return
        if row is None or config is None or papers.records is None or not old:
            return
        acts, problems = changed_acts(old, new, papers.records, config)
        self.problems += problems
        if not acts:
            return
        records = self._records(acts, {*papers.records.papers, *PAPER_KEYS}, config, {})
        name = f"{SCHOOL_FILES}/{school}.yaml"
        file = self.new.folder / name
        written = registered(_bytes(self.new, file), name, acts, records, papers.records, {})
        if isinstance(written, Diagnostic):
            self.problems.append(written)
            return
        tree, problems = read_bytes(written, name)
        self.problems += problems
        if tree is None:
            return
        if row.tree is not None:  # what the registry itself says of the school's papers
            stacked_tree = stacked(row.tree, tree, self.problems)
            tree = stacked_tree if isinstance(stacked_tree, YamlMapping) else tree
        issue = school_issue(row, papers_of_school(self.new, tree), self.new)
        if has_errors(issue.problems):
            self.problems += issue.problems
            return
        templates = prepared(self.new).templates
        for planned in issue.planned:
            if planned.names["document"]["kind"] in records:
                data, found = print_document(planned, templates)
                self._order(planned.path, data, found)
        self._redlines(acts)
        self._keep("settings", name, written)

    def _records(
        self,
        acts: Sequence[ChangedAct],
        taken: set[str],
        config: Config,
        given: Mapping[str, str],
    ) -> dict[str, dict[str, Any]]:
        school = acts[0].paper.school
        overlay = read_schools(self.new).overlays.get(school)
        papers: Config | SchoolPapers | None = papers_of_school(self.new, overlay).records if school else config
        assert papers is not None  # noqa: S101  its papers have been compared
        made: dict[str, dict[str, Any]] = {}
        for act in acts:
            made[free_name(taken | set(made))] = amending_record(act, papers, config, given)
        return made

    def _order(self, path: str, data: bytes | None, problems: Sequence[Diagnostic]) -> None:
        self.problems += problems
        if data is not None:
            self._keep("orders", path, data)

    def _redlines(self, acts: Sequence[ChangedAct]) -> None:
        for was, now in (pair for act in acts for pair in act.pairs):
            path = f"{was.path.removesuffix('.docx')} – изменения.docx"
            self._keep("redlines", path, redline(was.data, now.data, was.path))

    def _keep(self, what: str, path: str, data: bytes) -> None:
        self.files[path] = data
        if path not in self.paths[what]:
            self.paths[what].append(path)


PAPER_KEYS = ("order", "letter", "roadmap", "indicators")


def _bytes(project: Project, file: Any) -> bytes:  # noqa: ANN401
    """The bytes of a file of a project as it was read; none for one that is not there."""
    try:
        return project.snapshot.read(file)
    except OSError:
        return b""
