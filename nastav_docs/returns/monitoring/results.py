"""From indicators, returned bases and facts to results: of each school and of the district, with all that lacks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Severity
from nastav_docs.diagnostics.codes import monitoring as codes
from nastav_docs.documents import indicator_problems, prepared, read_schools, registry_columns
from nastav_docs.returns.monitoring.count import counting, uncounted
from nastav_docs.returns.monitoring.counted_school import CountedSchool
from nastav_docs.returns.monitoring.facts import read_facts
from nastav_docs.returns.monitoring.indicators_of import indicators_of
from nastav_docs.returns.monitoring.measures import WHOLE, IndicatorResult, Measure, measured
from nastav_docs.returns.monitoring.periods import read_period
from nastav_docs.returns.monitoring.targets import target_of
from nastav_docs.returns.school_people import SchoolPeople
from nastav_docs.russian import format_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nastav_docs.config import Project
    from nastav_docs.diagnostics import Diagnostic, Place
    from nastav_docs.returns.consolidate import Consolidated
    from nastav_docs.returns.monitoring.count import Counting
    from nastav_docs.returns.monitoring.facts import KnownFacts
    from nastav_docs.returns.monitoring.indicators_of import KnownIndicator
    from nastav_docs.returns.monitoring.periods import ReportPeriod
    from nastav_docs.returns.monitoring.targets import PlannedValue

CLOSE: Final = Decimal("0.06")
COUNTED_FROM: Final = "присланные базы"
OF_SCHOOLS, OF_DISTRICT = "сведения организаций", "сведения муниципалитета"
NOT_SENT: Final = "база не представлена"
NOT_REPORTED: Final = "факт не сообщён"
TOO_MUCH: Final = "числитель больше знаменателя"


@dataclass(frozen=True, slots=True)
class Results:
    """All indicators in a period; `schools` are those of the registry, `answered` how many of them sent a base.

    `previous` is the period before, of which facts are known; `unrated` are the numbers of indicators of which nothing
    is known and nobody said how it would be.
    """

    period: ReportPeriod
    indicators: tuple[IndicatorResult, ...]
    schools: tuple[CountedSchool, ...] = ()
    answered: int | None = None
    previous: ReportPeriod | None = None
    unrated: tuple[int, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


@dataclass(slots=True)
class _Reckoning:
    """What all indicators are reckoned from."""

    project: Project
    period: ReportPeriod
    schools: tuple[CountedSchool, ...]
    facts: KnownFacts
    columns: Mapping[str, str]
    problems: list[Diagnostic] = field(default_factory=list)
    silent: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


def counted_schools(project: Project, found: Consolidated | None) -> tuple[CountedSchool, ...]:
    """The schools of the registry with their people; without a registry those that have sent a base."""
    rows = read_schools(project).rows
    books = {} if found is None else {one.school: one for one in found.books}
    known = [
        CountedSchool(
            row.id,
            row.texts.get("abbr") or row.texts.get("name") or row.id,
            row,
            SchoolPeople(books[row.id]) if row.id in books else None,
        )
        for row in rows
    ]
    others = [] if rows else [CountedSchool(one.school, one.title, None, SchoolPeople(one)) for one in books.values()]
    return (*known, *others)


def known_periods(project: Project) -> tuple[ReportPeriod, ...]:
    """The periods that plans and facts of a project name, in order."""
    known = indicators_of(project, prepared(project))
    facts = read_facts(project, {one.id: one.title for one in known}, frozenset(one.id for one in known if one.share))
    named = (read_period(year) for one in known for year in one.record.targets)
    return tuple(sorted({*filter(None, named), *facts.periods()}, key=lambda one: (one.end, one.start)))


def results(project: Project, period: ReportPeriod, found: Consolidated | None) -> Results:
    """Reckon every indicator of a project in a period; `found` are the returned bases, None where none were given."""
    ready = prepared(project)
    known = indicators_of(project, ready)
    titles = {one.id: one.title for one in known}
    facts = read_facts(project, titles, frozenset(one.id for one in known if one.share))
    schools = counted_schools(project, found)
    reckoning = _Reckoning(project, period, schools, facts, registry_columns(project), list(facts.problems))
    earlier = [one for one in facts.periods() if one.end < period.end]
    previous = earlier[-1] if earlier else None
    made: list[IndicatorResult] = []
    unrated: list[int] = []
    for one in known:
        result = _counted(one, reckoning) if one.record.numerator and found is not None else _reported(one, reckoning)
        if result is None:
            unrated.append(one.number)
            continue
        before = None if previous is None else _sum_of_facts(one, previous, facts, schools).value
        made.append(replace(result, previous=before))
    for school in schools:
        numbers = reckoning.silent.get(school.id, [])
        if not numbers:
            continue
        named = ", ".join(map(str, dict.fromkeys(numbers)))
        word = "показателя" if len(set(numbers)) == 1 else "показателей"
        message = f"{school.title}: нет данных для {word} {named}."
        hint = "Попросите школу прислать базу или впишите факт в файл «facts:»."
        place = project.place("schools") if school.row is None else school.row.place
        reckoning.problems.append(codes.NO_FACT.at(place, message, hint=hint, text=school.title))
    answered = None if found is None else sum(1 for school in schools if school.people is not None)
    used = previous if any(one.previous is not None for one in made) else None
    return Results(
        period, tuple(made), schools, answered, used, tuple(unrated), tuple(dict.fromkeys(reckoning.problems))
    )


def _target(one: KnownIndicator, reckoning: _Reckoning) -> PlannedValue | None:
    """The target of the district; what cannot be understood is told at its place."""
    target, text = target_of(one.record, one.due, reckoning.period)
    if target is None:
        key = "target" if one.record.target and not one.record.targets else "targets"
        place = reckoning.project.place(*one.path, key)
        said = f"«{text}» – не число" if text else f"на {reckoning.period.title} плана нет"
        message = f"Показатель {one.number} «{_short(one.title)}»: {said}."
        hint = "Напишите число: target: 20 – или по годам: targets: {2021: 20, 2022: 35}."
        reckoning.problems.append(codes.TARGET.at(place, message, hint=hint, text=text))
    return target


def _school_target(one: KnownIndicator, district: PlannedValue | None, period: ReportPeriod) -> PlannedValue | None:
    """What a school is to reach: what the schools' papers say; else, of a share, what the district is to reach."""
    if one.of_school is not None:
        own, _ = target_of(one.of_school, one.due, period)
        if own is not None:
            return own
    return district if one.share else None


def _short(title: str) -> str:
    return title if len(title) <= 70 else f"{title[:69].rpartition(' ')[0]} …"  # noqa: PLR2004  a line of the console


def _counted(one: KnownIndicator, reckoning: _Reckoning) -> IndicatorResult | None:
    """An indicator counted from the returned bases and the registry; None where its settings are wrong."""
    record, project, schools = one.record, reckoning.project, reckoning.schools
    assert record.numerator is not None  # noqa: S101  the caller asks for those that have one
    ready, columns = prepared(project), reckoning.columns
    wrong = tuple(indicator_problems(record, one.path, project, columns, ready))
    reckoning.problems += wrong
    if any(problem.severity is Severity.ERROR for problem in wrong):
        return None
    top = counting(record.numerator, (*one.path, "numerator"), project, columns, reckoning.period, ready)
    whole = None
    if record.denominator is not None:
        path = (*one.path, "denominator")
        whole = counting(record.denominator, path, project, columns, reckoning.period, ready)
    parts = [part for part in (top, whole) if part is not None]
    target = _target(one, reckoning)
    own = _school_target(one, target, reckoning.period)
    meant = [school for school in schools if whole is None or not whole.leaves_out(school)]
    measures = tuple((school, _of_school(one, school, top, whole, own, reckoning)) for school in meant)
    reckoning.problems += (problem for part in parts for problem in part.problems)
    reckoning.problems += filter(None, (uncounted(part, _short(one.title)) for part in parts))
    district = _district(one, measures, whole, target)
    noun = record.counted or top.noun
    result = IndicatorResult(
        one.number, one.id, one.title, record.unit, noun, one.share, district, measures,
        yes_no=top.is_schools and (whole is None or whole.is_schools), source=COUNTED_FROM,
    )  # fmt: skip
    _tell_difference(one, result, reckoning)
    return result


def _of_school(
    one: KnownIndicator, school: CountedSchool, top: Counting, whole: Counting | None, target: PlannedValue | None,
    reckoning: _Reckoning,
) -> Measure:  # fmt: skip
    numerator, why = top.of(school)
    if numerator is None:
        reckoning.silent[school.id].append(one.number)
        return Measure(None, note=why)
    if whole is None or whole.of_district:
        return Measure(numerator, numerator, None, target if whole is None else None)
    denominator, why = whole.of(school)
    if denominator is None or not denominator:
        if not whole.is_schools and (numerator or denominator is None):
            _tell_zero(one, school, whole, reckoning, missing=denominator is None)
        return Measure(None, numerator, denominator, note=why or "знаменатель – ноль")
    if one.share and numerator > denominator:
        message = f"{school.title}, показатель {one.number}: {numerator} из {denominator} – больше 100 %."
        hint = "Проверьте число в реестре и базу школы: часть не больше целого. В показатель района школа не вошла."
        place = _place(school, whole) or top.place
        reckoning.problems.append(codes.RANGE.at(place, message, hint=hint))
        return Measure(None, numerator, denominator, note=TOO_MUCH)
    return measured(numerator, denominator, target, share=one.share)


def _tell_zero(
    one: KnownIndicator, school: CountedSchool, whole: Counting, reckoning: _Reckoning, *, missing: bool
) -> None:
    what = "не заполнен" if missing else "равен нулю"
    message = f"{school.title}, показатель {one.number}: знаменатель {what}, доля не считается."
    hint = "Впишите число в реестр школ; в показатель района школа не вошла."
    reckoning.problems.append(codes.ZERO.at(_place(school, whole) or whole.place, message, hint=hint))


def _place(school: CountedSchool, whole: Counting) -> Place | None:
    return school.row.place_of(whole.column) if school.row is not None and whole.column else None


def _district(
    one: KnownIndicator, measures: Sequence[tuple[CountedSchool, Measure]], whole: Counting | None,
    target: PlannedValue | None,
) -> Measure:  # fmt: skip
    """The district: the sum of the schools that have both parts."""
    known = [measure for _, measure in measures if measure.value is not None]
    if not known:
        return Measure(None, None, None, target, "нет данных ни одной школы")
    numerator = sum((measure.numerator or Decimal(0) for measure in known), Decimal(0))
    if whole is None:
        return measured(numerator, None, target, share=one.share)
    if whole.of_district:
        return measured(numerator, Decimal(whole.record.number or 0), target, share=one.share)
    denominator = sum((measure.denominator or Decimal(0) for measure in known), Decimal(0))
    return measured(numerator, denominator, target, share=one.share)


def _tell_difference(one: KnownIndicator, result: IndicatorResult, reckoning: _Reckoning) -> None:
    """Tell of facts of the file that are other than what the bases give: the bases go first."""
    parts = [("", result.district), *((school.id, measure) for school, measure in result.schools)]
    for school, measure in parts:
        fact = reckoning.facts.of(one.id, reckoning.period, school)
        if fact is None or fact.value is None or measure.value is None or abs(fact.value - measure.value) <= CLOSE:
            continue
        message = (
            f"В файле {format_number(fact.value, 1)}, а по присланным базам {format_number(measure.value, 1)}: "
            "в справке – из баз."
        )
        reckoning.problems.append(codes.DIFFERS.at(fact.place, message, hint="Исправьте факт в файле или базу школы."))


def _reported(one: KnownIndicator, reckoning: _Reckoning) -> IndicatorResult | None:
    """An indicator that is reported; None where nobody reports it and nothing says that somebody should."""
    facts, period = reckoning.facts, reckoning.period
    keys = {school for id_, _, school in facts.by_key if id_ == one.id}
    if not keys and one.record.given is None and one.record.numerator is None:
        return None
    target = _target(one, reckoning)
    own = _school_target(one, target, period)
    by_schools = one.record.given == "schools" or any(keys)
    measures: list[tuple[CountedSchool, Measure]] = []
    for school in reckoning.schools if by_schools else ():
        fact = facts.of(one.id, period, school.id)
        if fact is None:
            reckoning.silent[school.id].append(one.number)
            measures.append((school, Measure(None, note=NOT_REPORTED)))
        else:
            measures.append((school, Measure(fact.value, fact.numerator, fact.denominator, own)))
    whole = _sum_of_facts(one, period, facts, reckoning.schools)
    if whole.value is None and whole.note:
        place = reckoning.project.place("facts") if reckoning.project.config and reckoning.project.config.facts else (
            reckoning.project.place(*one.path)
        )  # fmt: skip
        told = codes.NOT_ADDED if "сложить" in whole.note else codes.NO_FACT
        message = f"Показатель {one.number} «{_short(one.title)}»: {whole.note}."
        hint = "Впишите числитель и знаменатель каждой школы – или значение района строкой без школы."
        reckoning.problems.append(told.at(place, message, hint=hint))
    district = Measure(whole.value, whole.numerator, whole.denominator, target, whole.note)
    denominators = [measure.denominator for _, measure in measures if measure.value is not None]
    return IndicatorResult(
        one.number, one.id, one.title, one.record.unit, one.record.counted, one.share, district, tuple(measures),
        yes_no=bool(denominators) and all(part == 1 for part in denominators),
        source=OF_SCHOOLS if by_schools else OF_DISTRICT,
    )  # fmt: skip


def _sum_of_facts(
    one: KnownIndicator, period: ReportPeriod, facts: KnownFacts, schools: Sequence[CountedSchool]
) -> Measure:
    """The district's own fact of a period, else the sum of its schools'; `note` says why there is none."""
    own = facts.of(one.id, period)
    if own is not None:
        return Measure(own.value, own.numerator, own.denominator)
    reported = [fact for school in schools if (fact := facts.of(one.id, period, school.id)) is not None]
    if not reported:
        return Measure(None, note=f"фактов за {period.title} нет")
    if all(fact.numerator is not None and fact.denominator is not None for fact in reported):
        numerator = sum((fact.numerator or Decimal(0) for fact in reported), Decimal(0))
        denominator = sum((fact.denominator or Decimal(0) for fact in reported), Decimal(0))
        return Measure(numerator / denominator * (WHOLE if one.share else 1), numerator, denominator)
    if one.share:
        return Measure(None, note="доли школ нельзя сложить")
    total = sum((fact.value or Decimal(0) for fact in reported), Decimal(0))
    return Measure(total, total)
