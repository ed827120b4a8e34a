"""What the form of a Word file is checked against: ГОСТ Р 7.0.97, or an organisation's own norm in a YAML file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import BeforeValidator, Field

from nastav_docs.config import ConfigError, Flag, Lines, Record, Style, read_file, validate
from nastav_docs.files import as_path

if TYPE_CHECKING:
    from pathlib import Path


def _number(value: object) -> object:
    text = value.replace(",", ".").strip() if isinstance(value, str) else ""
    return float(text) if re.fullmatch(r"\d{1,4}(?:\.\d{1,3})?", text) else value


def _numbers(value: object) -> object:
    parts = re.split(r"[;\s]+|,\s+", value.strip()) if isinstance(value, str) else value
    return tuple(_number(part) for part in parts) if isinstance(parts, (list, tuple)) else parts


Number = Annotated[float, BeforeValidator(_number)]
Numbers = Annotated[tuple[float, ...], BeforeValidator(_numbers)]


class Margins(Record):
    """Поля листа, не менее, мм (ГОСТ Р 7.0.97-2016, 3.3)."""

    left: Number = Field(20, description="Левое, мм")
    right: Number = Field(10, description="Правое, мм")
    top: Number = Field(20, description="Верхнее, мм")
    bottom: Number = Field(20, description="Нижнее, мм")


class Profile(Record):
    """Норма оформления; без ключей – ГОСТ Р 7.0.97-2016."""

    margins: Margins = Field(Margins(), description="Поля, не менее")
    sizes: Numbers = Field((12.0, 13.0, 14.0), description="Размеры шрифта текста, пт: «12, 13, 14»")
    fonts: Lines = Field((), description="Шрифты; пусто – любые")
    spacing: Annotated[Numbers, Field(min_length=2, max_length=2)] = Field(
        (1.0, 1.5), description="Межстрочный интервал от и до: «1, 1.5»"
    )
    indent: Number = Field(12.5, description="Абзацный отступ, мм")
    justified: Flag = Field(default=True, description="Текст по ширине")
    page_numbers: Literal["top", "bottom", "any"] = Field("top", description="Где номера страниц")
    heading: Literal["left", "center", "any"] = Field("any", description="Где заголовок к тексту")
    list_marks: Literal["–", "—", "-", "•", "any"] = Field("–", description="Знак перечней Word; any – любой")
    list_numbers: Literal["bracket", "dot", "any"] = Field(
        "bracket", description="Номера перечней Word со строчными пунктами: bracket – «1)», dot – «1.», any – любые"
    )
    clause_numbers: Literal["bracket", "dot", "any"] = Field(
        "dot", description="Номера пунктов приказа, которые ставит Word: dot – «1.», bracket – «1)», any – любые"
    )
    titles: Flag = Field(default=False, description="Заголовок нужен каждому приказу и письму")
    style: Style | None = Field(None, description="То же для своих документов: раздел style настроек района")


GOST: Final = {"gost-2016": Profile(), "gost-2025": Profile(titles=True)}


def read_profile(path: Path | str) -> Profile:
    """An organisation's own norm out of a YAML file; raises ConfigError with everything that is wrong with it."""
    tree, problems = read_file(as_path(path, "read_profile"), str(path))
    if tree is None or problems:
        raise ConfigError(problems)
    profile, problems = validate(Profile, tree, root=Profile)
    if profile is None:
        raise ConfigError(problems)
    return profile
