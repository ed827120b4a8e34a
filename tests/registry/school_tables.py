"""A table of schools as the tests of the registry give it, and what is read of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nastav_docs.registry.reader import registry_from

if TYPE_CHECKING:
    from nastav_docs.registry.rows import SchoolRow

FULL_NAME = "Муниципальное автономное общеобразовательное учреждение «Средняя общеобразовательная школа № 1»"
HEAD = "Вымышленная Анна Ивановна"


def read(text: str | bytes, file: str = "школы.csv") -> tuple[tuple[SchoolRow, ...], list[str]]:
    """Read a table and say its problems as «code place: message»."""
    data = text.encode() if isinstance(text, str) else text
    rows, problems = registry_from(data, file)
    return rows, [f"{problem.code} {problem.place}: {problem.message}" for problem in problems]
