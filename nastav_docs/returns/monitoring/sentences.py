"""What the справка says of results: figures and what lacks, in Russian that agrees with its numbers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from nastav_docs.returns.monitoring.measures import Verdict
from nastav_docs.returns.monitoring.results import COUNTED_FROM
from nastav_docs.russian import agree, category, decline, format_number, format_percent, preposed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from nastav_docs.returns.monitoring.counted_school import CountedSchool
    from nastav_docs.returns.monitoring.measures import IndicatorResult, Measure
    from nastav_docs.returns.monitoring.results import Results
    from nastav_docs.russian import Case

BY_BASES: Final = "присланным базам и реестру организаций"
NO_DATA: Final = "нет данных"
UNITS: Final = {"чел.": "человек", "чел": "человек", "человек": "человек"}
POINT: Final = "процентный пункт"
PAIR: Final = 2
LONGEST: Final = 60  # characters of a title on a line of the console


def shown(value: Decimal | None, result: IndicatorResult) -> str:
    """A value as it is printed: «75,0 %», «12»; «нет данных» for None."""
    if value is None:
        return NO_DATA
    if result.share:
        return format_percent(value, 0 if value == value.to_integral_value() else 1)
    return format_number(value, 0 if value == value.to_integral_value() else 1)


def of_target(measure: Measure, result: IndicatorResult) -> str:
    """The target as it is printed: «20 %», «не более 5»; «–» where there is none."""
    if measure.target is None:
        return "–"
    return measure.target.shown() + ("\u00a0%" if result.share else "")


def parts_of(measure: Measure) -> str:
    """«3 из 12»; «» where the parts are not known."""
    if measure.numerator is None or measure.denominator is None:
        return ""
    return f"{_whole(measure.numerator)}\u00a0из\u00a0{_whole(measure.denominator)}"


def _whole(number: Decimal) -> str:
    return format_number(number, 0 if number == number.to_integral_value() else 1)


def lacking(measure: Measure, result: IndicatorResult) -> str:
    """What lacks to the target: «не хватает 3 наставников», «больше на 5,3 процентного пункта»; «» for nothing."""
    missing = measure.missing(share=result.share)
    if missing is None or measure.target is None:
        return ""
    amount = amount_of(missing, measure, result)
    return f"больше на {amount[1]}" if measure.target.at_most else f"не хватает {amount[0]}"


def amount_of(missing: Decimal, measure: Measure, result: IndicatorResult) -> tuple[str, str]:
    """An amount with its noun, in the genitive («3 наставников») and in the accusative («на 3 наставника»)."""
    whole = not result.share or (measure.numerator is not None and measure.denominator is not None)
    noun = result.counted or UNITS.get(result.unit.strip(), "")
    number = format_number(missing, 0 if missing == missing.to_integral_value() else 1)
    if not whole:
        noun = POINT
    if not noun:
        said = f"{number}\u00a0{'ед.' if result.share else result.unit.strip()}".strip()
        return said, said
    return _counted(number, noun, "gen"), _counted(number, noun, "acc")


def _counted(number: str, noun: str, case: Case) -> str:
    """«3 наставников», the number held to its noun."""
    return agree(number, noun, case).replace(" ", "\u00a0", 1)


def indicator_line(one: IndicatorResult) -> str:
    """An indicator in one line of the console: «2. Доля … – 20 % (18 из 90), план 20 %: достигнут»."""
    measure = one.district
    parts = f" ({parts_of(measure)})" if parts_of(measure) else ""
    lacks = f", {lacking(measure, one)}" if lacking(measure, one) else ""
    short = one.title if len(one.title) <= LONGEST else f"{one.title[:LONGEST].rpartition(' ')[0]} …"
    return (
        f"{one.number}. {short} – {shown(measure.value, one)}{parts}, план {of_target(measure, one)}: "
        f"{measure.verdict.value}{lacks}"
    )


def answered(results: Results) -> list[str]:
    """Who took part: «Базы … представили 3 организации из 4 (75 %).», and who did not."""
    if results.answered is None or not results.schools:
        return []
    many, all_ = results.answered, len(results.schools)
    silent = [school.title for school in results.schools if school.people is None]
    if not many:
        return [f"Базы наставников и наставляемых не представила ни одна из {agree(all_, 'организация', 'gen')}."]
    if many == all_:
        return [f"Базы наставников и наставляемых представили все организации ({all_})." if all_ > 1 else (
            "Базу наставников и наставляемых представила единственная организация реестра."
        )]  # fmt: skip
    verb = "представила" if _is_one(many) else "представили"
    share = format_percent(round(100 * many / all_, 1))
    said = f"Базы наставников и наставляемых {verb} {agree(many, 'организация')} из {all_} ({share})."
    return [f"{said} Не представили базы: {'; '.join(silent)}."]


def _is_one(number: int) -> bool:
    return category(number) == "one"


def sources(results: Results) -> list[str]:
    """Where figures come from, and of which indicators there are none."""
    by_source: dict[str, list[int]] = {}
    for one in results.indicators:
        by_source.setdefault(one.source, []).append(one.number)
    told = []
    for source, numbers in by_source.items():
        counted = source == COUNTED_FROM
        if len(numbers) == 1:
            words = f"Показатель {numbers[0]} {'рассчитан' if counted else 'приведён'}"
        else:
            words = f"Показатели {numbered(numbers)} {'рассчитаны' if counted else 'приведены'}"
        told.append(f"{words} по {BY_BASES if counted else decline(source, 'phrase').form('dat')}.")
    if results.unrated:
        word = "Показатель" if len(results.unrated) == 1 else "Показатели"
        verb = "не оценивался" if len(results.unrated) == 1 else "не оценивались"
        told.append(f"{word} {numbered(results.unrated)} {verb}: сведений за {results.period.title} нет.")
    return [" ".join(told)] if told else []


def numbered(numbers: Sequence[int]) -> str:
    """Numbers as a reader takes them: «1, 3–5 и 7»."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [one for run in runs for one in ([f"{run[0]}–{run[-1]}"] if len(run) > PAIR else map(str, run))]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} и {said[-1]}"


def summary(verdicts: Iterable[Verdict], where: str) -> str:
    """How many indicators are reached: «В районе достигнуты 2 показателя из 5, не достигнуты 2, …»."""
    counted = Counter(verdicts)
    all_ = sum(counted.values())
    reached = counted[Verdict.REACHED]
    if not all_:
        return ""
    if reached == all_:
        said = "достигнут единственный оцениваемый показатель" if all_ == 1 else f"достигнуты все показатели ({all_})"
        return f"{where} {said}."
    head = _reached(reached, all_)
    others = []
    if counted[Verdict.MISSED] and reached:
        others.append(f"не {_reached_word(counted[Verdict.MISSED])} {counted[Verdict.MISSED]}")
    if counted[Verdict.NOT_DUE]:
        others.append(f"срок достижения {agree(counted[Verdict.NOT_DUE], 'показатель', 'gen')} не наступил")
    if counted[Verdict.NO_TARGET]:
        others.append(f"для {agree(counted[Verdict.NO_TARGET], 'показатель', 'gen')} плановое значение не задано")
    if counted[Verdict.NO_DATA]:
        others.append(f"по {agree(counted[Verdict.NO_DATA], 'показатель', 'dat')} данных нет")
    return f"{where} {head}{''.join(f', {one}' for one in others)}."


def _reached(reached: int, all_: int) -> str:
    if all_ == 1:
        return "единственный оцениваемый показатель не достигнут"
    if not reached:
        return f"ни один из {agree(all_, 'показатель', 'gen')} не достигнут"
    return f"{_reached_word(reached)} {agree(reached, 'показатель')} из {all_}"


def _reached_word(number: int) -> str:
    """«достигнут 1», «достигнуты 2», «достигнуто 5»."""
    return {"one": "достигнут", "few": "достигнуты"}.get(category(number), "достигнуто")


def in_school(school: CountedSchool) -> str:
    """«В детском саду «Березка»»."""
    return preposed("В", decline(_within_text(school.title), "org").form("prp"), "prp")


def from_school(school: CountedSchool) -> str:
    """«От детского сада «Березка»»."""
    return f"От {decline(_within_text(school.title), 'org').form('gen')}"


def to_school(school: CountedSchool) -> str:
    """«детскому саду «Березка»»."""
    return decline(_within_text(school.title), "org").form("dat")


def _within_text(title: str) -> str:
    """A short name as it stands within a sentence: «детский сад «Березка»», but «МАОУ «СОШ № 1»»."""
    first = title.split(maxsplit=1)[0] if title else ""
    return f"{title[:1].lower()}{title[1:]}" if first[1:].islower() else title


def schools_reached(results: Results) -> str:
    """In how many schools all is reached: «Все оцениваемые показатели достигнуты в 3 организациях из 12.»."""
    rated = [verdicts for _, verdicts in by_school(results) if verdicts]
    if not rated:
        return ""
    whole = sum(1 for verdicts in rated if all(one is Verdict.REACHED for one in verdicts))
    if not whole:
        return f"Ни в одной организации из {len(rated)} не достигнуты все показатели, по которым есть данные."
    if whole == len(rated):
        return f"Показатели, по которым есть данные, достигнуты во всех организациях ({whole})."
    word = agree(whole, "организация", "prp")
    return f"Все показатели, по которым есть данные, достигнуты {preposed('в', word, 'prp')} из {len(rated)}."


def by_school(results: Results) -> list[tuple[CountedSchool, list[Verdict]]]:
    """Each school with the verdicts of those indicators that have a target for schools and data."""
    found: list[tuple[CountedSchool, list[Verdict]]] = []
    for school in results.schools:
        own = [
            measure.verdict for result in results.indicators if not result.yes_no
            for other, measure in result.schools if other.id == school.id
        ]  # fmt: skip
        found.append((school, [one for one in own if one in {Verdict.REACHED, Verdict.MISSED, Verdict.NOT_DUE}]))
    return found
