"""Lists of the user's own (`lists:`) and free values (`data:`), as frozen records of the config."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from nastav_docs.config.field_types import Flag, Record, Text, read_lines

ListType = Literal[
    "text", "person", "post", "date", "number", "integer", "yes_no", "one_of", "school", "phone", "email", "gender"
]
# Names that a row of a list has already, or that a template could not write after the dot.
KEPT_NAMES: Final = frozenset(("items", "keys", "values"))
# A part of a file's name that stands for the code of a school: `пары/{{ school.id }}.xlsx`.
SCHOOL_ID: Final = re.compile(r"\{\{\s*school\.id\s*\}\}")


class ListColumn(Record):
    """Столбец списка."""

    type: ListType = Field(
        "text",
        description="Что в столбце: text – текст, person – человек, date, number, yes_no, one_of, school …",
    )
    one_of: Annotated[tuple[Text, ...], BeforeValidator(read_lines)] = Field(
        (), description="Значения, из которых выбирают: [наставник, учитель]"
    )
    title: Text = Field("", description="Заголовок столбца в таблице")
    heading: Annotated[tuple[Text, ...], BeforeValidator(read_lines)] = Field(
        (), description="Другие заголовки, под которыми столбец встречается"
    )
    required: Flag | None = Field(
        None, description="да – пустая ячейка – ошибка; нет – ячейки бывают пустыми, и столбца может не быть"
    )
    unique: Flag = Field(default=False, description="Значение не повторяется")
    public: Flag = Field(
        default=True, description="нет – документов, где назван человек из этого столбца, нет в копии для сайта"
    )

    @model_validator(mode="after")
    def _choices(self) -> ListColumn:
        if bool(self.one_of) != (self.type == "one_of"):
            raise PydanticCustomError("list_choices", "list_choices")
        return self


def _list_column(value: object) -> object:
    """The fields of a ListColumn from `person`, `{one_of: […]}`, `{type: {one_of: […]}, …}` or a full record."""
    if isinstance(value, str):
        return {"type": value}
    if isinstance(value, dict) and isinstance(value.get("type"), dict):
        return {**value, "type": "one_of", **value["type"]}
    if isinstance(value, dict) and "one_of" in value and "type" not in value:
        return {**value, "type": "one_of"}
    return value


class ListRecord(Record):
    """Список: строки из файла или записанные здесь."""

    file: Text = Field(
        "", description="Файл .xlsx, .ods, .csv или .yaml рядом с этим; «пары/{{ school.id }}.xlsx» – по файлу на школу"
    )
    sheet: Text = Field("", description="Лист книги Excel; пусто – первый")
    rows: Annotated[
        tuple[Mapping[str, Any], ...] | None,
        WithJsonSchema({"type": "array", "items": {"type": "object"}}),
    ] = Field(None, description="Строки, если файла нет: столбец → значение")
    columns: Mapping[str, Annotated[ListColumn, BeforeValidator(_list_column)]] = Field(
        description="Столбцы: имя → что в нём: {mentor: person, since: date, form: {one_of: […]}}"
    )

    @model_validator(mode="after")
    def _whole(self) -> ListRecord:
        if bool(self.file) == (self.rows is not None):
            raise PydanticCustomError("list_source", "list_source")
        for name in self.columns:
            if not name.isidentifier() or name in KEPT_NAMES:
                raise PydanticCustomError("list_column_name", "{name}", {"name": name})
        return self

    @property
    def by_school(self) -> bool:
        """Whether each school has a file of its own."""
        return SCHOOL_ID.search(self.file) is not None


class FactsRecord(Record):
    """Факты: значения показателей по периодам, из файла или записанные здесь."""

    file: Text = Field(
        "", description="Файл .xlsx, .ods, .csv или .yaml рядом с этим: показатель, период, школа, значение"
    )
    sheet: Text = Field("", description="Лист книги Excel; пусто – первый")
    rows: Annotated[
        tuple[Mapping[str, Any], ...] | None,
        WithJsonSchema({"type": "array", "items": {"type": "object"}}),
    ] = Field(None, description="Строки, если файла нет: {period: 2021, indicator: young, value: 75}")

    @model_validator(mode="after")
    def _whole(self) -> FactsRecord:
        if bool(self.file) == (self.rows is not None):
            raise PydanticCustomError("list_source", "list_source")
        return self


def _facts(value: object) -> object:
    """The fields of a FactsRecord from the name of a file, from rows, or full ones."""
    if isinstance(value, str):
        return {"file": value}
    return {"rows": value} if isinstance(value, tuple) else value


Facts = Annotated[FactsRecord, BeforeValidator(_facts)]


class KeptTable(Record):
    """Таблица, которую ведут рядом с настройками: журнал исполнения, журнал регистрации."""

    file: Text = Field(description="Файл .xlsx, .ods, .csv или .yaml рядом с этим")
    sheet: Text = Field("", description="Лист книги Excel; пусто – первый")


def _kept_table(value: object) -> object:
    return {"file": value} if isinstance(value, str) else value


KeptTableFile = Annotated[KeptTable, BeforeValidator(_kept_table)]


def file_of_school(pattern: Path | str, school: str) -> Path:
    """The file of one school, by its code, where the name of a list's file has `{{ school.id }}` in it.

    >>> file_of_school("пары/{{ school.id }}.xlsx", "sosh-1")
    Path("пары/sosh-1.xlsx")
    """
    return Path(SCHOOL_ID.sub(lambda _: school, str(pattern)))


# Values of any shape: texts, lists and mappings within each other.
FreeValues = Annotated[Mapping[str, Any], WithJsonSchema({"type": "object"})]
