"""Нормоконтроль of every school's papers: each different paper is read once, however many schools issue it.

Two schools that make the same changes issue the same words about other names. What a rule says of them can differ only
by the dates of their papers and by the values of the registry. So schools are sorted by the changes they make and by
where their dates fall among the other dates of the package; one of each sort is read whole, and the values of every
row are read by themselves: a thousand schools take little longer than one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from nastav_docs.config import has_errors, plain_data
from nastav_docs.documents import (
    NOTHING_ASKED,
    OWN_NAMES,
    doubts,
    papers_of_school,
    read_schools,
    school_documents,
    school_issue,
    unforeseen,
)
from nastav_docs.papers import Paragraph, Segment, as_day
from nastav_docs.registry import grouped
from nastav_docs.review.district_papers import Reading, Wording, entry_of, print_papers, read_norms, softened
from nastav_docs.review.found_clean import NOTHING_KEPT, FoundClean, digest_of
from nastav_docs.review.names_alike import FirstNames, requisites
from nastav_docs.review.numbers_alike import NumbersAlike
from nastav_docs.review.own_rules import only_shipped_rules, was_clean
from nastav_docs.rules import check_paragraph, dates_in, turning_days
from nastav_docs.russian import CASES, numbers_apart
from nastav_docs.russian.typography import typograph

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from nastav_docs.config import Project, YamlNode
    from nastav_docs.diagnostics import Diagnostic, Place
    from nastav_docs.documents import Asked, Origins, Papers, PreparedProject, Schools
    from nastav_docs.papers import Act, Paper
    from nastav_docs.registry import SchoolRow
    from nastav_docs.review.district_papers import PrintedPapers
    from nastav_docs.review.stand_ins import StandIns

# What the registry says of the papers themselves.
REQUISITES = ("order_date", "order_number", "letter_date", "letter_number")
# What the registry says in words and the documents print, and what they print as it is.
WORDS = ("name", "abbr", "place", "address", "founder", "head", "head_position", "curator", "curator_position")
AS_WRITTEN = ("phone", "fax")


# Sets of a paragraph's look, whose order differs from process to process.
SETS = re.compile(r"(?:sizes|fonts)=frozenset\([^)]*\)")

Said = tuple[str, "Place | None", str]


@dataclass(frozen=True, slots=True)
class Issue:
    """What schools that make the same changes issue: recipes, where their texts stand in the YAML, the schools.

    `changes` are theirs, None of those that make none.
    """

    papers: Papers
    origins: Origins
    rows: tuple[SchoolRow, ...]
    changes: YamlNode | None = None


@dataclass(slots=True)
class SchoolNorms:
    """One reading of what schools issue, with the acts they cite and the district's orders beside theirs.

    `found` fills in the rest: the trees of the schools' texts, the places of the `ignore:` entries that hid something,
    the days among which schools' own dates may fall, what was found in each school's papers that were read, and the
    ids of schools whose papers were printed without a problem.
    """

    project: Project
    ready: PreparedProject
    acts: Sequence[Act]
    beside: Sequence[Paper]
    before: FoundClean = field(default_factory=FoundClean)
    # Schools whose names may stand for those of others; None where each school's papers are to be printed as they are.
    stand_ins: StandIns | None = None
    trees: list[YamlNode] = field(default_factory=list)
    used: set[Place] = field(default_factory=set)
    turns: set[dt.date] = field(default_factory=set)
    readings: dict[str, Reading | None] = field(default_factory=dict)
    first: FirstNames = field(default_factory=FirstNames)
    # Schools whose papers were printed without a problem, and what these asked of words: need not be printed again.
    faultless: set[str] = field(default_factory=set)
    asked: Asked = NOTHING_ASKED
    # What is known to be said already, and is not said of schools again: «Грамматика не проверена».
    told: frozenset[Said] = frozenset()
    # The digest of all that a school's papers are read beside; it is made when it is asked for.
    around: str = ""
    # The numbers of orders and letters that may stand for those of others; made when the first school is read.
    numbers: NumbersAlike | None = None

    def found(self) -> tuple[Diagnostic, ...]:
        """Every finding in schools' papers: what all have is told once, what some have is grouped by the finding."""
        registry = read_schools(self.project)
        rows = [row for row in registry.rows if not has_errors(row.problems)]
        common, *changed = self.issues(rows, registry)
        self.trees = [one.papers.tree for one in (common, *changed) if one.papers.tree is not None]
        self.turns = turning_days(self.acts)
        self.turns |= days_in(p.text for paper in self.beside for p in paper.paragraphs())
        plain = [self.read(same, common).found for same in self.sorts(common)]
        cells = {row.header.file for row in rows}  # what is told at a school's own cell is not told of all
        common_to_all = ({said(d) for d in found if d.place is None or d.place.file not in cells} for found in plain)
        everywhere = set.intersection(*common_to_all) if plain else set()
        told = [d for found in plain[:1] for d in found if said(d) in everywhere]
        single = [pair for one in (common, *changed) for pair in self.of_schools(one, everywhere)]
        of_cells = [(row.id, problem) for row in rows for problem in values(row, self.before)]
        # What is wrong with a cell is told of all schools that have it, not of the one whose papers were read.
        known = {(problem.code, problem.place) for _, problem in of_cells}
        single = [pair for pair in single if (pair[1].code, pair[1].place) not in known]
        return (*(d for d in told if (d.code, d.place) not in known), *grouped((*single, *of_cells)))

    def issues(self, rows: Sequence[SchoolRow], registry: Schools) -> Iterator[Issue]:
        """What schools issue: the papers in common first, then each set of changes with the schools that make it."""
        origins: Origins = {}
        papers = papers_of_school(self.project, None, origins)
        yield Issue(papers, origins, tuple(row for row in rows if row.id not in registry.overlays))
        alike: dict[str, list[SchoolRow]] = defaultdict(list)
        for row in rows:
            if row.id in registry.overlays:
                alike[repr(plain_data(registry.overlays[row.id]))].append(row)
        for same in alike.values():
            own: Origins = {}
            changes = registry.overlays[same[0].id]
            yield Issue(papers_of_school(self.project, changes, own), own, tuple(same), changes)

    def read(self, rows: Sequence[SchoolRow], issue: Issue) -> Reading:
        """The papers of the first of some schools that gets any, as a package."""
        tree = issue.papers.tree
        if tree is None:
            return Reading()
        for row in rows:
            if row.id not in self.readings:
                self.readings[row.id] = self.read_one(row, issue, tree)
            if (reading := self.readings[row.id]) is not None:
                return reading
        return Reading()

    def read_one(self, row: SchoolRow, issue: Issue, tree: YamlNode) -> Reading | None:
        """One school's papers as a package; None where an error keeps it from having any.

        Whatever fails while they are read is told of this school, and the others are read.
        """
        try:
            return self._read(row, issue, tree)
        except Exception as error:  # noqa: BLE001 - one school never stops the others
            return Reading((unforeseen(error, row.place),))

    def _read(self, row: SchoolRow, issue: Issue, tree: YamlNode) -> Reading | None:
        if self.stand_ins is None:
            return self._read_as(row, row, issue, tree)
        named = self.stand_ins.of(row, issue.changes)
        numbered = self.numbers_alike(issue).of(named, issue.changes)
        reading = self._read_as(numbered, row, issue, tree)
        if reading is not None and any(text in repr(reading.found) for text in others(numbered, named)):
            return self._read_as(named, row, issue, tree)  # what is told is told of the school's own number
        return reading

    def numbers_alike(self, issue: Issue) -> NumbersAlike:
        """The numbers of schools' papers that may stand for each other; `issue` is what they have in common."""
        if self.numbers is None:
            trees = [tree for tree in (self.project.tree, issue.papers.tree) if tree is not None]
            sources = [part.source for template in self.ready.templates.values() for part in template.parts]
            self.numbers = NumbersAlike(self.acts, self.beside, trees, sources)
        return self.numbers

    def _read_as(self, row: SchoolRow, own: SchoolRow, issue: Issue, tree: YamlNode) -> Reading | None:
        """The papers of the school `own` with the values of `row`."""
        made = school_issue(row, issue.papers, self.project)
        if not made.planned:
            return None
        printed = print_papers(made.planned, self.ready)
        names, asked = made.planned[0].names, made.asked | printed.asked
        wrong = made.problems != row.problems or printed.problems
        if row is own and not (wrong or doubts([names[name] for name in OWN_NAMES], asked)):
            self.faultless.add(row.id)
            self.asked |= asked
        self.turns |= days_in(issue.origins)
        numbers = {name: text for name, text in row.texts.items() if name in REQUISITES}
        texts = {text: row.place_of(name) for name, text in {**numbers, **printed_values(row)}.items()}
        entries = {id_: entry_of(self.project, id_) for id_ in school_documents(self.project)}
        wording = Wording(tree, issue.origins, entries, texts, names["people"], self.project.tree)
        before = self.first.for_school(names, self.before) if self.is_plain(row) else self.before
        reading = self.known_or_read(printed, wording, before)
        self.used |= reading.used
        return replace(reading, found=tuple(one for one in reading.found if said(one) not in self.told))

    def known_or_read(self, printed: PrintedPapers, wording: Wording, before: FoundClean) -> Reading:
        """The reading of printed papers; they are not read where the same ones were found clean beside the same."""
        if not self.before.keeps or not only_shipped_rules():
            return read_norms(printed.read(), wording, self.acts, self.beside, before)
        if not self.around:
            self.around = digest_of(*map(repr, self.acts), *(as_read(paper) for paper in self.beside))
        package = digest_of(self.around, *(part for name, data in printed.files for part in (name, data)))
        if (known := self.before.said_of(f"package\n{package}")) is not None:
            return Reading(known, clean=True)
        reading = read_norms(printed.read(), wording, self.acts, self.beside, before)
        if reading.clean:
            self.before.note(f"package\n{package}", reading.found)
        return reading

    def is_plain(self, row: SchoolRow) -> bool:
        """Whether the words and the numbers of a row are clean by themselves, and no case forms are given for them."""
        if any(name.rpartition("_")[2] in CASES for name in row.texts) or next(values(row, self.before), None):
            return False
        numbers = (f"от {date} № {number}" for _, (date, number) in requisites(row.texts))
        return all(was_clean(text, "body", self.before) for text in numbers)

    def sorts(self, issue: Issue) -> list[list[SchoolRow]]:
        """Schools of which every rule says the same: their dates stand alike among the other dates of the package."""
        self.read(issue.rows, issue)  # the dates of its texts count too, once they are printed
        turns = sorted(self.turns)
        found: dict[object, list[SchoolRow]] = defaultdict(list)
        for row in issue.rows:
            texts = row.texts
            days = [as_day(texts.get(name)) for name in REQUISITES if name.endswith("date")]
            standing = [(bisect_left(turns, day), day in self.turns, day.year) if day else None for day in days]
            given = [name in texts for name in REQUISITES]
            found[repr((standing, given))].append(row)
        return list(found.values())

    def of_schools(self, issue: Issue, everywhere: set[Said]) -> Iterator[tuple[str, Diagnostic]]:
        """What is not found everywhere, school by school; a message names dates, so schools of other dates are read."""
        for same in self.sorts(issue):
            if all(said(d) in everywhere for d in self.read(same, issue).found):
                continue
            dated: dict[tuple[str, ...], list[SchoolRow]] = defaultdict(list)
            for row in same:
                dated[tuple(row.texts.get(name, "") for name in REQUISITES if name.endswith("date"))].append(row)
            for rows in dated.values():
                extra = [d for d in self.read(rows, issue).found if said(d) not in everywhere]
                yield from ((row.id, problem) for row in rows for problem in extra)


def others(row: SchoolRow, own: SchoolRow) -> list[str]:
    """The texts of a row that stand for those of another."""
    return [text for name, text in row.texts.items() if text != own.texts[name]]


def said(finding: Diagnostic) -> Said:
    """What makes two schools' findings one: code, place and message.

    The offending words themselves may name the school.
    """
    return finding.code, finding.place, finding.message


def as_read(paper: Paper) -> str:
    """All that a rule can see of a paper, in the same words in every process: sets in order."""
    looks = [paragraph.look for paragraph in paper.paragraphs()]
    sets = [(sorted(look.sizes), sorted(look.fonts)) if look else None for look in looks]
    return SETS.sub("", f"{paper!r}") + repr(sets)


def days_in(texts: Iterable[str]) -> set[dt.date]:
    """The days that texts name."""
    return {mention.value for text in texts for mention in dates_in(text) if mention.value is not None}


def printed_values(row: SchoolRow) -> dict[str, str]:
    """What documents print of a row, by the names of its values."""
    texts = row.texts
    words = {name: typograph(text) for name, text in texts.items() if name in WORDS}
    return {**words, **{name: texts[name] for name in AS_WRITTEN if name in texts}}


def values(row: SchoolRow, before: FoundClean = NOTHING_KEPT) -> Iterator[Diagnostic]:
    """The findings in the words of a row alone, each at its cell; words found clean `before` are not read again."""
    for name, text in printed_values(row).items():
        alike, _ = numbers_apart(text)  # no rule asks which number a school has
        if was_clean(alike, "body", before):
            continue
        for problem in check_paragraph(Paragraph(text, "", (Segment(0, 1, 1),))):
            yield softened(replace(problem, place=row.place_of(name)))
