"""The rows of a list as YAML holds them: `- {mentor: Петрова А.И., since: 01.09.2025}`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nastav_docs.config import YamlMapping, YamlNode, YamlScalar, YamlSequence
from nastav_docs.diagnostics import Diagnostic, did_you_mean
from nastav_docs.diagnostics.codes import config as config_codes
from nastav_docs.diagnostics.codes import registry as codes
from nastav_docs.registry.lists.list_headings import matched
from nastav_docs.registry.lists.list_rows import OF_PERSON, WrittenCell
from nastav_docs.russian import CASES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.config import ListRecord
    from nastav_docs.registry.lists.list_rows import WrittenRow


def yaml_rows(node: YamlNode | None, name: str, record: ListRecord, problems: list[Diagnostic]) -> Iterator[WrittenRow]:
    """The rows of the list `name` that YAML holds, in a file or in the settings; what is wrong goes to `problems`."""
    if isinstance(node, YamlMapping) and len(node.entries) == 1:
        inside = next(iter(node.entries.values()))
        node = inside if isinstance(inside, YamlSequence) else node
    if node is None:
        return
    if not isinstance(node, YamlSequence):
        hint = f"Каждая строка – «- {next(iter(record.columns))}: …»."
        problems.append(codes.LIST_UNREADABLE.at(node.place, "Список записан не строками.", hint=hint))
        return
    for item in node.items:
        if not isinstance(item, YamlMapping):
            hint = f"Напишите «- {next(iter(record.columns))}: …»."
            message = "Вместо строки списка – одно слово или список."
            problems.append(codes.LIST_UNREADABLE.at(item.place, message, hint=hint))
            continue
        written = dict(_cells(item, name, record, problems))
        if any(cell.text for cell in written.values()):
            yield written, item.place


def _cells(
    item: YamlMapping, list_name: str, record: ListRecord, problems: list[Diagnostic]
) -> Iterator[tuple[str, WrittenCell]]:
    columns = record.columns
    at = matched(tuple(item.entries), columns)
    for index, (key, value) in enumerate(item.entries.items()):
        name = at.get(index, "")
        if not name and key != "id":
            hint = did_you_mean(key, list(columns))
            message = f"Столбца «{key}» в списке «{list_name}» нет."
            problems.append(config_codes.UNKNOWN_KEY.at(item.keys[key], message, hint=hint, text=key))
        elif isinstance(value, YamlScalar):
            if name:
                yield name, WrittenCell("" if value.is_null else " ".join(value.text.split()), value.place)
        elif columns[name].type == "person" and isinstance(value, YamlMapping):
            yield from _person(name, value, problems)
        else:
            message = "Здесь нужен текст."
            hint = "Напишите одну строку; список и раздел здесь не читаются."
            problems.append(config_codes.WRONG_TYPE.at(value.place, message, hint=hint))
    for name in columns:
        if name not in at.values():
            yield name, WrittenCell("", item.place)


def _person(name: str, node: YamlMapping, problems: list[Diagnostic]) -> Iterator[tuple[str, WrittenCell]]:
    """The cells of a person written by keys: `{name: Саша Ким, gender: male, dat: Саше Киму}`."""
    known = ("name", *OF_PERSON, *CASES)
    if "name" not in node.entries:
        message, hint = "У человека нет имени.", "Допишите name: Фамилия Имя Отчество."
        problems.append(config_codes.MISSING_KEY.at(node.place, message, hint=hint, text="name"))
    for key, value in node.entries.items():
        if key not in known or not isinstance(value, YamlScalar):
            message, hint = f"Неизвестный ключ «{key}» у человека.", did_you_mean(key, known)
            problems.append(config_codes.UNKNOWN_KEY.at(node.keys[key], message, hint=hint, text=key))
        else:
            yield name if key == "name" else f"{name}_{key}", WrittenCell(" ".join(value.text.split()), value.place)
