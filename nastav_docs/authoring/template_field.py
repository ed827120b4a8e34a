"""A name that a template can use: of what kind it is, and what it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from pydantic import BaseModel

Many = Literal["", "list", "key"]
Audience = Literal["", "district", "school"]


@dataclass(frozen=True, slots=True)
class TemplateField:
    """A name of a shape.

    `kind` is text, noun, number, flag or a shape; `many` says that it is a list or mapping of these. `only` says whose
    documents have it («»: all); `optional`: it may be nothing.
    """

    name: str
    kind: str
    description: str
    many: Many = ""
    only: Audience = ""
    optional: bool = False


def same(record: type[BaseModel], name: str) -> str:
    """The description of a field in the config's model, so that this table and the schema say the same."""
    return record.model_fields[name].description or ""


def text_field(name: str, description: str) -> TemplateField:
    """A field that is a text which is printed as it is; arguments as those of `TemplateField`."""
    return TemplateField(name, "text", description)


def noun_field(name: str, description: str) -> TemplateField:
    """A field that is a word with case forms: filters of cases take it."""
    return TemplateField(name, "noun", description)


CELLS: Final = TemplateField("cells", "cell", "Ячейки строки по порядку граф", "list")
COLUMNS: Final = TemplateField("columns", "column", "Графы таблицы по порядку", "list")
HEADER: Final = TemplateField("header", "head", "Верхний ряд шапки; пусто, если шапка в один ряд", "list")
