"""What the rows of a workbook say of the programme below: that it has them, in their order, and no others."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from nastav_docs.config.workbook.layout import IN_PROGRAMME, ORIGIN, REMOVE_ROW, normal
from nastav_docs.config.workbook.sheet_reading import in_short
from nastav_docs.config.workbook.write_tables import says
from nastav_docs.config.yaml_tree import YamlMapping, YamlSequence, has_marks, is_null, item_id
from nastav_docs.diagnostics import Place, did_you_mean
from nastav_docs.diagnostics.codes import workbook as codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nastav_docs.config.workbook.book_layer import BookLayer, RowsClaimed
    from nastav_docs.config.workbook.layout import Path
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic

PEOPLE_SHEET: Final = "Люди"
ROLE_KEYS: Final = frozenset(("signed_by", "responsible"))
LIKE: Final = 0.5  # of the letters of a text of the programme that an older one has, too
NAMED: Final = 6  # rows of the programme that are named in one message


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
                if any(code in others for others in known.values()):
                    message = f"Строка программы «{code}» стоит не на своём месте: в программе она в другом разделе."
                    hint = f"Верните её – или выберите у неё там «{REMOVE_ROW}», а здесь впишите своей, без кода."
                yield codes.NOT_IN_PROGRAMME.at(place, message, hint=hint.strip(), text=code)
        yield from _overwritten(claim, base)
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


def without_people(layer: BookLayer, own: YamlMapping, tree: YamlNode) -> Iterator[Diagnostic]:
    """The problem of a workbook whose sheet of people was deleted: told once, in the place of one for each role.

    `own` are the settings of the workbook and of the YAML beside it, `tree` all settings over each other.
    """
    if normal(PEOPLE_SHEET) in layer.sheets or "people" in own.entries or not isinstance(tree, YamlMapping):
        return
    people = tree.entries.get("people")
    known = people.entries if isinstance(people, YamlMapping) else {}
    named = dict.fromkeys(role for key, node in tree.entries.items() if key != "school" for role in _roles(node, key))
    missing = [role for role in named if role not in known]
    if missing:
        message = f"В книге нет листа «{PEOPLE_SHEET}», а на нём роли: {', '.join(missing[:NAMED])}."
        hint = f"Верните лист «{PEOPLE_SHEET}»: возьмите его из прежней книги или из новой («nastav-docs init --xlsx»)."
        yield codes.NO_SHEET.at(Place(layer.place.file), message, hint=hint, text=PEOPLE_SHEET)


def _roles(node: YamlNode, key: str) -> Iterator[str]:
    """The roles that a tree names where only roles stand."""
    if isinstance(node, YamlMapping):
        for name, value in node.entries.items():
            yield from _roles(value, name)
    elif isinstance(node, YamlSequence):
        for item in node.items:
            yield from _roles(item, key)
    elif key in ROLE_KEYS and node.text and not has_marks(node.text) and not is_null(node):
        yield node.text


def _overwritten(claim: RowsClaimed, base: YamlNode) -> Iterator[Diagnostic]:
    """The grey cells in which somebody wrote a text of their own: they are not read."""
    for code, (written, place, where) in claim.greys.items():
        item = _at(base, (*claim.way, code))
        if claim.says is None or item is None:
            continue
        usual = says(claim.says, item)
        if SequenceMatcher(None, " ".join(written.split()), " ".join(usual.split()), autojunk=False).ratio() < LIKE:
            message = f"Серая ячейка столбца «{IN_PROGRAMME}» не читается: «{in_short(written)}»."
            hint = f"Впишите своё в ячейку {where}." if where else "Впишите своё в ячейку другого столбца."
            yield codes.NOT_READ.at(place, message, hint=hint, text=written)


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
