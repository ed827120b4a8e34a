"""Find what a person wrote in a config and no paper shows: a value without its column, a role without a task.

Only the person's own files are reported: a shared programme holds more than one district prints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.config.book_words import PART_SHEETS, for_whom, in_book
from nastav_docs.config.yaml_tree import YamlMapping, YamlScalar, YamlSequence, key_place_at, node_at
from nastav_docs.diagnostics.codes import config as codes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from nastav_docs.config.model import Config, SchoolPapers
    from nastav_docs.config.paper_parts import Activity, Indicator, IndicatorsRecord, Roadmap
    from nastav_docs.config.yaml_tree import YamlNode
    from nastav_docs.diagnostics import Diagnostic

Path = tuple[str | int, ...]

# Fields of a row that are printed only in a column of the same name.
ACTIVITY_FIELDS: Final = ("content", "deadline", "responsible", "result", "document", "control", "start", "finish")
ROLE_KEYS: Final = frozenset(
    {"signed_by", "executor", "responsible", "roles", "agreed", "acquainted", "chairman", "secretary", "person"}
)
INDICATOR_FIELDS: Final = ("unit", "base", "target", "due")


def unshown(config: Config, tree: YamlNode, own: Collection[str], mentioned: Collection[str]) -> tuple[Diagnostic, ...]:
    """The values of a config's own files that nothing prints, as notes.

    `own` are the files, as messages show them, that the user edits; `mentioned` are all words of the expressions in
    templates and texts: a value whose name is among them may be printed by a template of the user's own.
    """
    found: list[Diagnostic] = []
    for part, path in ((config, ()), (config.school, ("school",))):
        if part is not None:
            found += _tables(part, tree, path, mentioned)
            found += _order_executor(part, tree, path, mentioned)
    found += _roles(config, tree, mentioned)
    found += _parts(config, tree, mentioned)
    found += _wording(config, tree, mentioned)
    return tuple(problem for problem in found if problem.place is not None and problem.place.file in own)


def _tables(
    part: Config | SchoolPapers, tree: YamlNode, path: Path, mentioned: Collection[str]
) -> Iterator[Diagnostic]:
    if part.roadmap is not None:
        yield from _roadmap(part.roadmap, tree, (*path, "roadmap"), mentioned)
    if part.indicators is not None:
        yield from _indicators(part.indicators, tree, (*path, "indicators"), mentioned)


def _roadmap(roadmap: Roadmap, tree: YamlNode, path: Path, mentioned: Collection[str]) -> Iterator[Diagnostic]:
    columns = {column.id for column in roadmap.columns}
    for s, section in enumerate(roadmap.sections):
        here = (*path, "sections", s)
        if roadmap.layout == "merged" and "section" not in columns:
            message = f"Название раздела «{section.title}» не печатается: в таблице нет графы «section»."
            place = key_place_at(tree, (*here, "title"))
            hint = for_whom(
                place,
                "Впишите в «columns:» графу section или задайте «layout: rows» – раздел строкой таблицы.",
                "Впишите section в таблицу «Графы таблицы» или выберите в «Раздел печатается как» строку таблицы.",
            )
            yield codes.UNSHOWN.at(place, message, hint=hint, text=section.title)
        for a, activity in enumerate(section.activities):
            yield from _row(activity, ACTIVITY_FIELDS, columns, tree, (*here, "activities", a), mentioned)


def _indicators(
    indicators: IndicatorsRecord, tree: YamlNode, path: Path, mentioned: Collection[str]
) -> Iterator[Diagnostic]:
    columns = {column.id for column in indicators.columns}
    # `indicators:` may be the list of rows itself, without the key «rows:».
    rows = path if isinstance(node_at(tree, path), YamlSequence) else (*path, "rows")
    for number, indicator in enumerate(indicators.rows):
        here = (*rows, number)
        # Without a column of its own a unit is printed with the values.
        alone = not _has_value(indicator) and not in_book(key_place_at(tree, (*here, "unit")))
        fields = tuple(name for name in INDICATOR_FIELDS if name != "unit" or alone)
        yield from _row(indicator, fields, columns, tree, here, mentioned)
        if indicator.targets and "years" not in columns and not columns & set(indicator.targets):
            yield _without_column(tree, (*here, "targets"), "years")


def _has_value(indicator: Indicator) -> bool:
    return bool(indicator.base or indicator.target or indicator.targets)


def _row(
    row: Activity | Indicator,
    fields: tuple[str, ...],
    columns: set[str],
    tree: YamlNode,
    path: Path,
    mentioned: Collection[str],
) -> Iterator[Diagnostic]:
    for name in fields:
        if getattr(row, name) and name not in columns and not _drawn(name, columns) and name not in mentioned:
            yield _without_column(tree, (*path, name), name)
    for name in row.fields:
        if name not in columns and name not in mentioned:
            yield _without_column(tree, (*path, "fields", name), name)


def _drawn(name: str, columns: set[str]) -> bool:
    """Whether a field is shown by columns of other names: a deadline and its days by those of the quarters."""
    return name in {"deadline", "start", "finish"} and any(column.startswith("quarter") for column in columns)


def _without_column(tree: YamlNode, path: Path, column: str) -> Diagnostic:
    message = f"«{path[-1]}» не печатается: в таблице нет графы «{column}»."
    place = key_place_at(tree, path)
    where = "в таблицу «Графы таблицы»" if place.words else "в «columns:»"
    hint = f"Впишите «{column}» {where} или уберите значение."
    return codes.UNSHOWN.at(place, message, hint=hint, text=str(path[-1]))


def _order_executor(
    part: Config | SchoolPapers, tree: YamlNode, path: Path, mentioned: Collection[str]
) -> Iterator[Diagnostic]:
    if part.order is not None and part.order.executor and "order.executor" not in mentioned:
        message = "Отметка об исполнителе приказа не печатается: в шаблоне её нет."
        place = key_place_at(tree, (*path, "order", "executor"))
        hint = "Поставьте в свой шаблон {{ order.executor.name }} или "
        hint += for_whom(place, "уберите «executor:».", "очистите «Исполнитель».")
        yield codes.UNSHOWN.at(place, message, hint=hint, text="executor")


def _parts(config: Config, tree: YamlNode, mentioned: Collection[str]) -> Iterator[Diagnostic]:
    """A letter, a roadmap or indicators that no document prints, no order has as its annex and no text names."""
    printed = {document.of or document.template.rpartition(".")[0] for document in config.documents.values()}
    printed |= {annex.id for annex in config.order.annexes} if config.order is not None else set()
    for part in ("letter", "roadmap", "indicators"):
        named = part in printed or any(name.startswith(f"{part}.") for name in mentioned)
        if getattr(config, part) is not None and not named:
            place = key_place_at(tree, (part,))
            message = f"Раздел «{part}» не печатается: ни документа, ни приложения о нём нет."
            hint = f"documents: {part}: {{template: {part}.docx, file: …}} – или уберите раздел."
            if in_book(place):
                message = f"Лист «{PART_SHEETS[part]}» не печатается: ни документа, ни приложения о нём нет."
                hint = f"Впишите на лист «Файлы» строку: {part} | {part}.docx | имя файла"
                hint += " – или очистите лист." if part == "letter" else f" – или {part} в «Приложения» приказа."
            yield codes.UNSHOWN.at(place, message, hint=hint, text=part)


def _wording(config: Config, tree: YamlNode, mentioned: Collection[str]) -> Iterator[Diagnostic]:
    """A common text (`wording:`) that nothing prints; with `extends` it may be there for the shared programme alone."""
    for name in () if config.extends else config.wording:
        if name not in mentioned:
            message = f"«{name}» нигде не печатается: ни в одном тексте и шаблоне нет {{{{ wording.{name} }}}}."
            hint = "Поставьте метку в текст или уберите строку."
            yield codes.UNSHOWN.at(key_place_at(tree, ("wording", name)), message, hint=hint, text=name)


def _roles(config: Config, tree: YamlNode, mentioned: Collection[str]) -> Iterator[Diagnostic]:
    used = {text for name, text in _role_texts(tree) if name in ROLE_KEYS}
    for part, path in ((config, ()), (config.school, ("school",))):
        for role in part.people if part is not None else ():
            if role not in used and role not in mentioned:
                message = f"Роль «{role}» нигде не названа: ни в ответственных, ни в подписях, ни в текстах."
                place = key_place_at(tree, (*path, "people", role))
                named = f"впишите {role} в столбец «Ответственные»" if in_book(place) else f"responsible: {role}"
                hint = f"Назовите её: {named} – или {{{{ people.{role} }}}} в тексте; лишнюю уберите."
                yield codes.UNSHOWN.at(place, message, hint=hint, text=role)


def _role_texts(node: YamlNode, key: str = "") -> Iterator[tuple[str, str]]:
    """Every scalar of a tree with the key that it stands under; the keys of `roles:` are given as values of it too."""
    if isinstance(node, YamlScalar):
        yield key, node.text
    elif isinstance(node, YamlSequence):
        for item in node.items:
            yield from _role_texts(item, key)
    elif isinstance(node, YamlMapping):
        for name, value in node.entries.items():
            if key == "roles":
                yield key, name
            yield from _role_texts(value, "roles" if key == "roles" or name == "roles" else name)
