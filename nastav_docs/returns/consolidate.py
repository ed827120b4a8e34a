"""From files read to schools, totals and faults: whose each base is, which version counts, what the district has."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from nastav_docs.diagnostics.codes import returns as codes
from nastav_docs.registry.bases import OWN
from nastav_docs.returns.district_people import DistrictPeople
from nastav_docs.returns.model import Part, ReturnFault, SchoolBooks
from nastav_docs.returns.packed_list import PackedList
from nastav_docs.returns.school_names import looks_like_school
from nastav_docs.returns.school_people import SchoolPeople, fault_at
from nastav_docs.returns.versions import Book, chosen, empty_books

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from nastav_docs.registry.bases import Checked, ReturnedBase
    from nastav_docs.returns.model import ReadFile, SchoolTotals
    from nastav_docs.returns.school_names import SchoolNames

READ, EMPTY, COPY, OLD, UNREADABLE, NO_BASE, UNKNOWN = (
    "учтён", "пустая форма", "копия", "заменён", "не читается", "без базы", "неясно, чья",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A line of the list of files: what a file is, whose, what became of it, how many records it gave."""

    path: str
    digest: str
    state: str
    schools: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    records: int = 0

    def as_json(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "path": self.path,
            "sha256": self.digest,
            "state": self.state,
            "schools": list(self.schools),
            "bases": list(self.kinds),
            "records": self.records,
        }


@dataclass(frozen=True, slots=True)
class Consolidated:
    """All that the inbox holds, put together; schools are in the order of the registry.

    The books of a school are read out of memory anew each time they are asked for.
    """

    files: tuple[FileEntry, ...]
    books: Sequence[SchoolBooks]
    totals: tuple[SchoolTotals, ...]
    faults: tuple[ReturnFault, ...]
    distinct: Mapping[str, int] = field(default_factory=dict)

    def sums(self) -> dict[str, int]:
        """The numbers of the schools added up."""
        names = ("mentors", "mentees", "pairs", "named_only_in_mentees_book", "named_only_in_mentors_book", "passed")
        return {name: sum(getattr(one, name) for one in self.totals) for name in names}

    def forms(self) -> Counter[str]:
        """Pairs by form of mentoring, over all schools."""
        return sum((one.forms for one in self.totals), Counter())


def consolidate(read: Iterable[ReadFile], names: SchoolNames) -> Consolidated:
    """Put together what was read; `names` are the schools of the registry."""
    faults: list[ReturnFault] = []
    files: dict[str, FileEntry] = {}
    books: dict[tuple[str, str], PackedList[Book]] = defaultdict(PackedList)
    titles = dict(names.titles)
    without_consent: set[str] = set()
    for one in read:
        files[one.path] = _sorted_in(one, names, titles, books, faults)
        without_consent |= {one.path for base in one.found.bases if base.rows and "consent" not in base.columns}
    if without_consent:
        message = (
            f"В присланных базах нет графы согласия на обработку персональных данных; файлов: {len(without_consent)}."
        )
        hint = "Новые формы с этой графой делает «nastav-docs build»; согласия проверьте сами."
        faults.append(ReturnFault("", codes.NO_CONSENTS, message, hint))
    counted: PackedList[SchoolBooks] = PackedList()
    totals: list[SchoolTotals] = []
    district = DistrictPeople()
    for own in _counted(books, titles, files, faults):
        people = SchoolPeople(own)
        faults += [*_faults_of_cells(own), *people.faults]
        totals.append(people.totals())
        district.add(people)
        counted.append(own)
    faults += district.in_two_schools(counted, [one.title for one in totals])
    order = {school: number for number, school in enumerate(titles)}
    faults.sort(key=lambda one: (order.get(one.school, len(order)), one.file, one.sheet, one.table, one.row, one.index))
    return Consolidated(tuple(files.values()), counted, tuple(totals), tuple(_once(faults)), district.counts())


def _once(faults: Iterable[ReturnFault]) -> Iterator[ReturnFault]:
    """Each fault once at its cell: a merged cell belongs to many rows."""
    seen: set[tuple[object, ...]] = set()
    for one in faults:
        key = (one.file, one.sheet, one.table, one.cell, one.code.code, one.message)
        if key not in seen:
            seen.add(key)
            yield one


def _sorted_in(
    one: ReadFile,
    names: SchoolNames,
    titles: dict[str, str],
    books: dict[tuple[str, str], PackedList[Book]],
    faults: list[ReturnFault],
) -> FileEntry:
    """Put the bases of a file among the books of their schools; gives the file's line in the list."""
    found = one.found
    if found.refusal:
        faults.append(ReturnFault(one.path, codes.UNREADABLE, found.refusal, found.hint))
        return FileEntry(one.path, one.digest, UNREADABLE)
    if not found.bases:
        message = "В файле нет базы наставников или наставляемых: таких заголовков нет ни на одном видимом листе."
        hint = "Если это база, верните заголовки формы: «Ф.И.О. наставника», «Ф.И.О. наставляемого»."
        faults.append(ReturnFault(one.path, codes.NO_BASE, message, hint))
        return FileEntry(one.path, one.digest, NO_BASE)
    by_book: dict[tuple[str, str], list[Part]] = defaultdict(list)
    lost = False
    parts = [
        part
        for base, records in zip(found.bases, one.checked, strict=True)
        for part in _by_school(one.path, base, records, names)
    ]
    told = [_school_of(part.base, one, names, titles) for part in parts]
    others = {school for school, _ in told if school}
    for part, (named, faults_told) in zip(parts, told, strict=True):
        school = named or (next(iter(others)) if len(others) == 1 else "")  # a sheet of a book that says it elsewhere
        if school:
            by_book[school, part.base.kind].append(part)
        if named or not school:
            faults += faults_told
        lost = lost or not school
    for key, parts in by_book.items():
        books[key].append(Book(one.path, one.digest, one.saved, tuple(parts)))
    schools = tuple(dict.fromkeys(school for school, _ in by_book))
    kinds = tuple(dict.fromkeys(kind for _, kind in by_book))
    count = sum(len(part.base.rows) for parts in by_book.values() for part in parts)
    state = UNKNOWN if lost and not by_book else EMPTY if not count else READ
    return FileEntry(one.path, one.digest, state, schools, kinds, count)


def _by_school(path: str, base: ReturnedBase, records: tuple[Checked, ...], names: SchoolNames) -> list[Part]:
    """A table as one part, or one for each school that its own column names: a base of several buildings."""
    if "school" in base.columns:
        at = base.columns.index("school")
        named = [names.find(row.values[at]) for row in base.rows]
        schools = list(dict.fromkeys(filter(None, named)))
        if len(schools) > 1:
            found = []
            for school in schools:
                mine = [number for number, name in enumerate(named) if (name or schools[0]) == school]
                rows = tuple(base.rows[number] for number in mine)
                found.append(Part(path, replace(base, rows=rows), tuple(records[number] for number in mine)))
            return found
    return [Part(path, base, records)]


def _school_of(
    base: ReturnedBase, one: ReadFile, names: SchoolNames, titles: dict[str, str]
) -> tuple[str, tuple[ReturnFault, ...]]:
    """The code of the school whose base it is, and what is told of it: by the sheet, the mark, the file, the folder."""
    texts = [*_schools_in_rows(base), *reversed(base.about)]
    on_sheet = next((school for find in (names.exactly, names.find) for text in texts if (school := find(text))), "")
    marked = one.found.mark.school if one.found.mark is not None and one.found.mark.school in names.titles else ""
    in_path = names.in_path(one.path.split("/"))
    school = on_sheet or marked or in_path
    if not school and not names.titles:  # no registry: the school is who the sheet says it is
        school = next((text for text in texts if looks_like_school(text)), one.path.partition("/")[0])
        titles.setdefault(school, school)
    if not school:
        message = "Неясно, чья это база: ни лист, ни имя файла, ни папка не называют школу из реестра."
        hint = "Впишите на листе над таблицей наименование школы, как в реестре."
        return "", (ReturnFault(one.path, codes.SCHOOL_UNKNOWN, message, hint, base.sheet, table=base.table),)
    others = {
        where: other
        for where, other in (("в отметке формы", marked), ("в имени файла или папки", in_path))
        if other and other != school
    }
    if not on_sheet or not others:
        return school, ()
    said = "; ".join(f"{where} – «{titles[other]}»" for where, other in others.items())
    message = f"На листе – «{titles[school]}», {said}: учтена как база «{titles[school]}»."
    hint = "Проверьте, чья это база; исправьте наименование на листе или положите файл в папку этой школы."
    fault = ReturnFault(one.path, codes.SCHOOL_CONFLICT, message, hint, base.sheet, table=base.table, school=school)
    return school, (fault,)


def _schools_in_rows(base: ReturnedBase) -> list[str]:
    """What a column of schools says in its first row: the rows are of one school by now."""
    if "school" not in base.columns:
        return []
    at = base.columns.index("school")
    return list(dict.fromkeys(row.values[at] for row in base.rows if row.values[at]))[:1]


def _counted(
    books: dict[tuple[str, str], PackedList[Book]],
    titles: Mapping[str, str],
    files: dict[str, FileEntry],
    faults: list[ReturnFault],
) -> Iterator[SchoolBooks]:
    """The books of each school that count, one school after another; then `files` say which were replaced.

    What is in `books` is taken out of it.
    """
    used: set[str] = set()
    dropped: dict[str, str] = {}
    for school, title in titles.items():
        kept: dict[str, tuple[Part, ...]] = {}
        for kind in OWN:
            own = tuple(books.pop((school, kind), ()))
            taken, told = chosen(own, school)
            faults += told
            faults += empty_books(own, school)
            used |= {book.file for book in taken}
            dropped |= {one.file: COPY if one.code == codes.COPIED else OLD for one in told}
            kept[kind] = tuple(part for book in taken for part in book.parts)
        if any(kept.values()):
            yield SchoolBooks(school, title, kept["mentors"], kept["mentees"])
    for path, state in dropped.items():
        if path not in used:
            entry = files[path]
            files[path] = FileEntry(path, entry.digest, state, entry.schools, entry.kinds, entry.records)


def _faults_of_cells(own: SchoolBooks) -> Iterator[ReturnFault]:
    for kind in OWN:
        for part in own.parts(kind):
            for record in part.records:
                for one in record.faults:
                    yield fault_at(
                        part, record, one.column, one.code, one.message, one.hint, one.detail, school=own.school
                    )
