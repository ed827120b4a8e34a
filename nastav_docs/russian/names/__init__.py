"""Names of people: read into parts, their gender told, declined in full, with initials, for a signature."""

from __future__ import annotations

from nastav_docs.russian.names.decline_name import decline_name, inflect_name
from nastav_docs.russian.names.given_names import DAUGHTER, SON, patronymic_gender
from nastav_docs.russian.names.read_name import (
    PARTICLES,
    first_name_genders,
    gender_of,
    in_usual_letters,
    is_eastern,
    parse_name,
    surname_gender,
)

__all__ = [
    "DAUGHTER",
    "PARTICLES",
    "SON",
    "decline_name",
    "first_name_genders",
    "gender_of",
    "in_usual_letters",
    "inflect_name",
    "is_eastern",
    "parse_name",
    "patronymic_gender",
    "surname_gender",
]
