"""Legal acts as the checker knows them: the shipped federal ones, a project's own, those of a file."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from nastav_docs.config import (
    ActRecord,
    ConfigError,
    YamlMapping,
    has_errors,
    layered_tree,
    read_file,
    shared_configs,
    validate,
)
from nastav_docs.diagnostics.codes import config as codes
from nastav_docs.files import as_path
from nastav_docs.russian import MONTHS_GEN

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MONTHS = "|".join(MONTHS_GEN)

LATEST = 50  # of a year in two figures: later ones are of the last century


@dataclass(frozen=True, slots=True)
class Act:
    """An act with its requisites; citations are compared with what is filled in.

    `replaced_by` is the key of the act that took its place, `key` its own in `acts:`.
    """

    kind: str
    issuer: str
    date: dt.date | None
    number: str
    title: str = ""
    in_force_from: dt.date | None = None
    in_force_until: dt.date | None = None
    replaced_by: str = ""
    key: str = ""

    def __str__(self) -> str:
        """«Распоряжение … от 25.12.2019 № Р-145», nominative, without the title."""
        day = f" от {self.date:%d.%m.%Y}" if self.date else ""
        return " ".join(f"{self.kind} {self.issuer}{day} № {self.number}".split())


def day_of(text: str) -> dt.date | None:
    """The day that a date names, `None` for an impossible one."""
    numeric = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})", text)
    worded = re.fullmatch(rf"\D?\s?(\d{{1,2}})\s?\D?\s+({MONTHS})\s+(\d{{4}})", text)
    try:
        if numeric:
            year = int(numeric[3])
            if len(numeric[3]) == 2:  # noqa: PLR2004 - «19» is 2019, «97» is 1997
                year += 1900 if year > LATEST else 2000
            return dt.date(year, int(numeric[2]), int(numeric[1]))
        if worded:
            return dt.date(int(worded[3]), MONTHS.split("|").index(worded[2]) + 1, int(worded[1]))
    except ValueError:
        return None
    return None


def as_day(text: str | None) -> dt.date | None:
    """The day of a text dd.mm.yyyy or ISO; None for an empty, an impossible or another one."""
    try:
        return dt.date.fromisoformat(text or "")
    except ValueError:
        return day_of(text or "")


def acts_of(records: Mapping[str, ActRecord]) -> tuple[Act, ...]:
    """The acts of a config's `acts:` by their keys."""
    return tuple(act_of(key, record) for key, record in records.items())


def act_of(key: str, record: ActRecord) -> Act:
    """An act of `acts:` as the checker compares it; `key` is its key there. What the record leaves out stays empty."""
    return Act(
        kind=record.kind.text,
        issuer="" if record.issuer is None else record.issuer.text,
        date=record.date,
        number=record.number,
        title=" ".join(record.title.split()),
        in_force_from=record.in_force_from,
        in_force_until=record.in_force_until,
        replaced_by=record.replaced_by,
        key=key,
    )


def read_acts(path: Path | str) -> tuple[Act, ...]:
    """The acts of the `acts:` of a YAML file: a registry of one's own, or a `district.yaml` with all that it extends.

    Raises ConfigError with everything that is wrong with them, each at its place.
    """
    tree, problems = read_file(as_path(path, "read_acts"), str(path))
    if tree is not None and "extends" in tree.entries:
        tree = layered_tree(as_path(path, "read_acts"))[0] or tree
    if tree is None or has_errors(problems):
        raise ConfigError(problems)
    node = tree.entries.get("acts")
    if not isinstance(node, YamlMapping) or not node.entries:
        message = "Это не реестр актов: нет раздела «acts:» с ключом у каждого акта."
        hint = "acts:\n  устав: {kind: Устав, issuer: …, date: 02.11.2020, number: …}"
        raise ConfigError((codes.MISSING_KEY.at(tree.place, message, hint=hint, text="acts"),))
    read = {key: validate(ActRecord, act, prefix=("acts", key)) for key, act in node.entries.items()}
    wrong = tuple(problem for _, found in read.values() for problem in found)
    if has_errors(wrong):
        raise ConfigError(wrong)
    return acts_of({key: record for key, (record, _) in read.items() if record is not None})


@lru_cache(maxsize=1)
def shipped_acts() -> tuple[Act, ...]:
    """The federal acts that come with the project: on mentoring, and those that papers on education rest on."""
    return read_acts(shared_configs() / "mentoring-2025" / "acts.yaml")
