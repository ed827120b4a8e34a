"""The registry of legal acts: shipped and a district's own."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from nastav_docs.config import shared_configs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"

LATEST = 50  # of a year in two figures: later ones are of the last century


@dataclass(frozen=True, slots=True)
class Act:
    """An act as the registry knows it; an empty `title` isn't compared."""

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


def acts_of(data: object) -> tuple[Act, ...]:
    """The acts of a registry's plain data (`{acts: {key: {kind, issuer, date, number, title, …}}}` or its inside)."""
    if isinstance(data, dict) and isinstance(data.get("acts"), dict):
        data = data["acts"]
    if not isinstance(data, dict):
        return ()
    return tuple(act_of(str(key), fields) for key, fields in data.items() if isinstance(fields, dict))


def act_of(key: str, fields: Mapping[str, object]) -> Act:
    """One act of a registry; what is absent stays empty."""
    text = {name: "" if value is None else str(value) for name, value in fields.items()}
    days = {name: as_day(fields.get(name)) for name in ("date", "in_force_from", "in_force_until")}
    return Act(
        kind=text.get("kind", ""),
        issuer=text.get("issuer", ""),
        date=days["date"],
        number=text.get("number", ""),
        title=" ".join(text.get("title", "").split()),
        in_force_from=days["in_force_from"],
        in_force_until=days["in_force_until"],
        replaced_by=text.get("replaced_by", ""),
        key=key,
    )


def as_day(value: object) -> dt.date | None:
    """A date written dd.mm.yyyy or ISO, or read by YAML."""
    if isinstance(value, dt.date):
        return value
    text = str(value or "")
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return day_of(text)


def read_acts(path: Path) -> tuple[Act, ...]:
    """The acts of a YAML file; raises OSError where it can't be read and ValueError where it is no YAML."""
    import yaml  # noqa: PLC0415 - only registries need it

    try:
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the same, faster where it is built in
        return acts_of(yaml.load(path.read_text(encoding="utf-8"), Loader=loader))  # noqa: S506 - makes strings only
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error


@lru_cache(maxsize=1)
def shipped_acts() -> tuple[Act, ...]:
    """The federal acts that come with the project: on mentoring, and those that papers on education rest on."""
    return read_acts(shared_configs() / "mentoring" / "acts.yaml")
