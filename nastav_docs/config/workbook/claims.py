"""What the rows of a workbook say of the programme below: that it has them, in their order, and no others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from nastav_docs.config.workbook.layout import ORIGIN, REMOVE_ROW
from nastav_docs.config.yaml_tree import YamlMapping, YamlSequence, item_id
from nastav_docs.diagnostics import did_you_mean
from nastav_docs.diagnostics.codes import workbook as codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nastav_docs.config.workbook.layout import Path
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic, Place

NAMED: Final = 6  # rows of the programme that are named in one message


@dataclass(frozen=True, slots=True)
class RowsClaimed:
    """The rows of one list that a workbook has as those of the programme: their codes, in order, with their places.

    `way` is the list's in the settings, `table` the title of the table, `removed` are those that are not to be printed,
    `others` the codes of rows that are not said to be the programme's; `ordered`: the rows are printed in their order.
    """

    way: Path
    table: str
    rows: Mapping[str, Place]
    removed: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    ordered: bool = True


@dataclass(frozen=True, slots=True)
class BookLayer(YamlMapping):
    """The settings that a workbook says, and which rows of the programme it claims to have."""

    claims: tuple[RowsClaimed, ...] = field(default=(), compare=False)


def unlike_programme(claims: Sequence[RowsClaimed], base: YamlNode) -> Iterator[Diagnostic]:
    """The rows that the programme does not have, those that it has besides, and another order than its own."""
    known = {claim.way: _codes(_at(base, claim.way)) for claim in claims}
    strange = {code for claim in claims for code in claim.rows if code not in known[claim.way]}
    for claim in claims:
        theirs = known[claim.way]
        if not theirs:
            continue
        left = [code for code in theirs if code not in claim.rows and code not in strange | claim.others]
        for code, place in claim.rows.items():
            if code not in theirs and code not in claim.removed:
                message = f"Строки «{code}» в программе нет, а в столбце «{ORIGIN}» сказано, что есть."
                hint = did_you_mean(code, left or theirs) + f" Своей строке очистите «{ORIGIN}»."
                yield codes.NOT_IN_PROGRAMME.at(place, message, hint=hint.strip(), text=code)
        shared = [code for code in claim.rows if code in theirs]
        if not claim.ordered or not shared:
            continue
        if left and not any(code in strange for code in claim.rows):
            listed = "», «".join(left[:NAMED]) + ("» …" if len(left) > NAMED else "»")
            message = f"В таблице «{claim.table}» нет строк программы: «{listed}. Они печатаются."
            if len(left) == 1:
                message = f"В таблице «{claim.table}» нет строки программы «{left[0]}». Она печатается."
            hint = f"Чтобы не печатать, верните строку с этим кодом и словом «{REMOVE_ROW}» в столбце «{ORIGIN}»."
            yield codes.UNLIKE_PROGRAMME.at(claim.rows[shared[-1]], message, hint=hint, text=left[0])
        usual = [code for code in theirs if code in claim.rows]
        if moved := next((code for code, other in zip(shared, usual, strict=True) if code != other), ""):
            moved = moved if shared.index(moved) < usual.index(moved) else usual[shared.index(moved)]
            message = f"Строка программы «{moved}» переставлена, а печатается на своём месте: порядок – программы."
            hint = "Верните строку на место – или уберите её и впишите заново, своей."
            yield codes.UNLIKE_PROGRAMME.at(claim.rows[moved], message, hint=hint, text=moved)


def _codes(node: YamlNode | None) -> list[str]:
    if isinstance(node, YamlMapping):
        return list(node.entries)
    return [code for item in node.items if (code := item_id(item))] if isinstance(node, YamlSequence) else []


def _at(node: YamlNode | None, way: Path) -> YamlNode | None:
    """The node at a way that names the items of lists by their codes."""
    for step in way:
        if isinstance(node, YamlMapping):
            node = node.entries.get(str(step))
        elif isinstance(node, YamlSequence):
            node = next((item for item in node.items if item_id(item) == step), None)
        else:
            return None
    return node
