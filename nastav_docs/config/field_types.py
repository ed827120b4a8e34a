"""The types of values in a config: texts, dates, flags, case forms; and how each is read from what people write."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from nastav_docs.russian import CASES, parse_date

INVARIABLE = "invariable"
FLAGS = {"true": True, "yes": True, "да": True, "false": False, "no": False, "нет": False}


class Record(BaseModel):
    """The base of every record of a config: frozen; values must have their type; an unknown key is an error."""

    # `defer_build`: the validator of the whole config is built once, on first use, and not one of each record.
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class _ProseMark:
    """Marks a `str` field in which `{{ … }}` is filled in."""


def _one_paragraph(value: str) -> str:
    if "\n" in value.strip():
        raise PydanticCustomError("paragraphs", "paragraphs")
    return value.strip()


# A text of the config is one paragraph; spaces around it are dropped.
Text = Annotated[str, AfterValidator(_one_paragraph)]
Prose = Annotated[Text, _ProseMark()]


def _flag(value: object) -> object:
    return FLAGS.get(value.lower(), value) if isinstance(value, str) else value


def _number(value: object) -> object:
    return int(value) if isinstance(value, str) and re.fullmatch(r"\d{1,9}", value) else value


def _date(value: object) -> object:
    if not isinstance(value, str):
        return value
    found = parse_date(value)
    if isinstance(found, dt.date):
        return found
    raise PydanticCustomError("date", "{reason}", {"reason": found.message, "text": value})


def _phrase(value: object) -> object:
    """The fields of a PhraseRecord from a text, from `{nom: …, gen: …}` or from `{text: …, forms: …, head: …}`."""
    if isinstance(value, str):
        return {"text": value}
    if isinstance(value, dict) and "nom" in value:
        forms = {key: form for key, form in value.items() if key not in {"head", "forms"}}
        rest = {key: value[key] for key in ("head", "forms") if key in value}
        return {"text": value["nom"], "forms": forms, **rest}
    return value


def _forms(value: object) -> object:
    if not isinstance(value, dict):
        return value
    for key in value:
        if key not in CASES:
            raise PydanticCustomError("case_key", "{key}", {"key": key})
    return value


def read_lines(value: object) -> object:
    """A tuple of one line from a single text; any other value as it is, for pydantic to check."""
    return (value,) if isinstance(value, str) else value


def read_paragraphs(value: object) -> object:
    """The paragraphs of a text, which empty lines divide, as a tuple; any other value as it is."""
    if isinstance(value, str):
        return tuple(part for part in re.split(r"\s*\n\s*\n\s*", value.strip()) if part)
    return value


def read_period(value: object) -> object:
    """The two dates of «2020-11-02 … 2024-12-31» as `{"start": …, "end": …}`; any value but a text as it is."""
    if not isinstance(value, str):
        return value
    between = r"\s*(?:…|\.\.\.?|–|—)\s*|\s+-\s+|\s+по\s+|(?<=\.\d{4})-(?=\d\d\.)"
    parts = re.split(between, re.sub(r"^\s*с\s+", "", value))
    if len(parts) != len(("start", "end")):
        raise PydanticCustomError("period", "period")
    return {"start": parts[0], "end": parts[1]}


def text_schema(**more: object) -> WithJsonSchema:
    """The JSON Schema of a text, with further keywords: `text_schema(examples=["02.11.2020"])`."""
    return WithJsonSchema({"type": "string", **more})


_CASE_TEXTS: dict[str, Any] = {str(case): {"type": "string"} for case in CASES}
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
Count = Annotated[int, BeforeValidator(_number), Field(ge=0)]
Date = Annotated[
    dt.date, BeforeValidator(_date), text_schema(examples=["02.11.2020"], description="Дата дд.мм.гггг или ГГГГ-ММ-ДД")
]
# The date that a paper gets when it is signed; `""` until then.
OptionalDate = Annotated[
    dt.date | None,
    BeforeValidator(lambda value: None if value == "" else _date(value)),
    text_schema(examples=["02.11.2020"], description='Дата дд.мм.гггг или ГГГГ-ММ-ДД; "" – пока её нет'),
]


class PeriodRecord(Record):
    """Период плана."""

    start: Date = Field(description="Начало")
    end: Date = Field(description="Конец")

    @model_validator(mode="after")
    def _ordered(self) -> PeriodRecord:
        if self.end < self.start:
            start, end = f"{self.start:%d.%m.%Y}", f"{self.end:%d.%m.%Y}"
            raise PydanticCustomError("reversed", "{start} {end}", {"start": start, "end": end})
        return self


PeriodText = Annotated[
    PeriodRecord,
    BeforeValidator(read_period),
    text_schema(examples=["2020-11-02 … 2024-12-31"], description="Период плана"),
]
Forms = Annotated[
    Mapping[str, str] | Literal["invariable"],
    BeforeValidator(_forms),
    WithJsonSchema(
        {
            "anyOf": [
                {"const": INVARIABLE, "description": "не склоняется"},
                {
                    "type": "object",
                    "properties": _CASE_TEXTS,
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
Gender = Literal["male", "female"]
Lines = Annotated[tuple[Prose, ...], BeforeValidator(read_lines)]
Roles = Annotated[tuple[str, ...], BeforeValidator(read_lines)]
# What decides whether an item is printed: «{{ school.type == 'доу' }}»; empty: always.
Condition = Annotated[
    Prose,
    Field("", alias="if", description="Когда печатать: «{{ school.type == 'доу' }}»; пусто – всегда"),
]
Reason = Annotated[str, Field(min_length=1)]
Ignore = Annotated[
    Mapping[str, Reason],
    Field(description="Замечания, которые здесь не показывать: код → причина", default_factory=dict),
]


class PhraseRecord(Record):
    """A text and what overrides its automatic case forms."""

    text: Prose = Field(description="Текст в именительном падеже")
    forms: Forms = Field({}, description="Падежные формы, которые программа образует неверно")
    head: Text = Field("", description="Главное слово: склоняется оно одно («город» в «город Нижний Тагил»)")


_PHRASE_JSON = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {
                "text": {"type": "string", "description": "Текст в именительном падеже"},
                "head": {"type": "string", "description": "Главное слово: склоняется оно одно"},
                "forms": {"description": "Падежные формы или invariable"},
                **_CASE_TEXTS,
            },
            "additionalProperties": False,
        },
    ]
}
Phrase = Annotated[PhraseRecord, BeforeValidator(_phrase), WithJsonSchema(_PHRASE_JSON)]
