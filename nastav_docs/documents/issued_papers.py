"""The papers of an issuer that get a number and a date, as far as they have them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nastav_docs.documents.plan_items import plain
from nastav_docs.documents.registration import numbered_papers
from nastav_docs.documents.school_registry import read_schools
from nastav_docs.russian import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.config import Project
    from nastav_docs.documents.issuer_plans import IssuerPlan

BLANK: Final = frozenset(" _")


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """A paper by its name in the settings; `kind` is its word, `date` is «02.11.2020»; both empty while it has none."""

    name: str
    kind: str
    title: str
    number: str
    date: str

    @property
    def registered(self) -> bool:
        """Whether the paper has both its number and its date."""
        return bool(self.number and self.date)

    @property
    def day(self) -> dt.date | None:
        """The date of the paper as a `datetime.date`; None while it has none."""
        found = parse_date(self.date) if self.date else None
        return found if isinstance(found, dt.date) else None


def issued_papers(project: Project, issuer: IssuerPlan) -> tuple[IssuedPaper, ...]:
    """The papers of an issuer in the order of the settings; those whose `if:` does not hold are left out."""
    return tuple(_papers(project, issuer))


def _papers(project: Project, issuer: IssuerPlan) -> Iterator[IssuedPaper]:
    config = project.config
    if config is None:
        return
    part = config.school if issuer.school else config
    changes = read_schools(project).overlays.get(issuer.school)
    for name, kind in numbered_papers(part, config, changes).items():
        values = issuer.names.get(name) if name in {"order", "letter"} else issuer.names["papers"].get(name)
        if values is not None and values.get("included", True) is not False:
            number, date = (plain(values[key]) if set(str(values[key])) - BLANK else "" for key in ("number", "date"))
            yield IssuedPaper(name, kind.word.text, plain(values["title"]), number, date)
