"""Write the first files of a new district: a config that builds as it is, the schema for editors, an empty registry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.config import CONFIG_NAME, shared_configs
from nastav_docs.diagnostics import Diagnostic, Place, did_you_mean
from nastav_docs.diagnostics.codes import building as codes
from nastav_docs.diagnostics.codes import kinds
from nastav_docs.files import advice, reason, replace_file

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA: Final = "schema.json"
REGISTRY: Final = "schools.xlsx"
USUAL_PROGRAMME: Final = "mentoring"
# The registry with one school to be filled in, for a programme whose schools issue papers from the first day.
FIRST_SCHOOL: Final = "starter-schools.yaml"


def start(
    folder: Path, *, registry: bool = False, workbook: bool = False, programme: str = ""
) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Write the starter config, or with `registry` an empty registry of schools; nothing that exists is overwritten.

    With `workbook` the starter config is the workbook «Район.xlsx», and its sheet «Школы» is the registry.

    `programme` is the shipped programme that the config extends, «mentoring» by default. Gives the files written and
    the problems.
    """
    starter = starters().get(programme or USUAL_PROGRAMME)
    if starter is None:
        hint = did_you_mean(programme, sorted(starters()))
        return (), (kinds.UNKNOWN_PROGRAMME.at(None, f"Программы «{programme}» нет.", hint=hint, text=programme),)
    files = _registry_files() if registry else _workbook_files(starter) if workbook else _config_files(starter)
    try:
        there = [name for name in files if (folder / name).exists()]
    except (OSError, UnicodeError) as error:  # a name too long
        return (), (_not_written(folder, error),)
    if there:
        name = there[0]
        message = f"Файл «{name}» в папке «{folder}» уже есть: он не тронут."
        return (), (codes.FOREIGN.at(Place(str(folder / name)), message, hint="Выберите другую папку."),)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            replace_file(folder / name, data)
    except (OSError, UnicodeError) as error:
        return (), (_not_written(folder, error),)
    return tuple(folder / name for name in files), ()


def _not_written(folder: Path, error: OSError | UnicodeError) -> Diagnostic:
    message = f"Папка «{folder}» не записывается: {reason(error)}."
    return codes.NOT_WRITTEN.at(Place(str(folder)), message, hint=advice(error))


def starters() -> dict[str, Path]:
    """The starter configs by the programme that each extends: the file `starter.yaml` beside it."""
    usual = {USUAL_PROGRAMME: shared_configs() / "starter" / CONFIG_NAME}
    return usual | {file.parent.name: file for file in sorted(shared_configs().glob("*/starter.yaml"))}


def _config_files(starter: Path) -> dict[str, bytes]:
    from nastav_docs.config import config_schema  # noqa: PLC0415  a registry needs no model

    first_school = starter.with_name(FIRST_SCHOOL)
    registry = {"schools.yaml": first_school.read_bytes()} if first_school.is_file() else {}
    return {CONFIG_NAME: starter.read_bytes(), SCHEMA: config_schema().encode()} | registry


def _workbook_files(starter: Path) -> dict[str, bytes]:
    from nastav_docs.authoring.settings_book import BOOK_NAME, settings_book  # noqa: PLC0415  loads openpyxl

    data, problems = settings_book(starter, everything=True)
    if problems:
        raise AssertionError(problems[0].message)  # the shipped starters are checked by the tests
    first_school = starter.with_name(FIRST_SCHOOL)
    registry = {"schools.yaml": first_school.read_bytes()} if first_school.is_file() else {}
    return {BOOK_NAME: data} | registry


def _registry_files() -> dict[str, bytes]:
    from nastav_docs.registry.forms import registry_form  # noqa: PLC0415  loads openpyxl

    return {REGISTRY: registry_form()}
