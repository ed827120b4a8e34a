"""Tables that are kept beside the settings, with columns that the program knows: its two journals."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from nastav_docs.config import ListRecord, shown, table_beside
from nastav_docs.diagnostics import Severity
from nastav_docs.diagnostics.codes import execution as codes
from nastav_docs.diagnostics.codes import registry as registry_codes
from nastav_docs.registry.lists import KnownSchools, ListSource, ReadList, read_list

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nastav_docs.config import KeptTable, ListColumn, Project
    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.registry import SchoolRow


def known_schools(project: Project, rows: Sequence[SchoolRow]) -> KnownSchools:
    """The schools that tables may name: those of the registry that `schools:` names, or those that a script gave."""
    return KnownSchools.of(rows, named=project.registry is not None and project.schools_given is None)


def read_kept_table(
    key: str,
    record: KeptTable,
    columns: Mapping[str, ListColumn],
    project: Project,
    schools: KnownSchools,
    command: str,
) -> tuple[ReadList, list[Diagnostic]]:
    """The rows of a table that the settings name under `key`, and what is wrong with it; `command` makes it anew.

    Columns that the program does not know are the user's own and are passed over.
    """
    file = project.kept_tables[key]
    place = project.place(key)
    try:
        project.snapshot.read(file)
    except FileNotFoundError:
        other = table_beside(file)
        hint = f"Его заводит команда: {command}."
        if other:
            hint = f"Рядом лежит «{other}»: если журнал – это он, напишите {key}: {other}."
        message = f"Файла «{shown(file)}», который назван в «{key}:», нет."
        return ReadList(key, columns), [codes.NO_JOURNAL.at(place, message, hint=hint, text=record.file)]
    except OSError:
        pass  # told by the reading
    listed = ListRecord(file=record.file, sheet=record.sheet, columns=columns)
    read, found = read_list(key, listed, ListSource(place, file), schools, files=project.snapshot)
    return read, [_told(one, columns) for one in found if one.code != registry_codes.LIST_HEADING.code]


# What is wrong with the table as a whole; anything else is wrong with one row, and stops no paper.
WHOLE: Final = frozenset(
    {
        registry_codes.LIST_UNREADABLE.code,
        registry_codes.FILE_UNREADABLE.code,
        registry_codes.SHEET_UNKNOWN.code,
        registry_codes.LIST_COLUMN_MISSING.code,
    }
)


def _told(problem: Diagnostic, columns: Mapping[str, ListColumn]) -> Diagnostic:
    """A problem of the table in the words of journals: a slip in one row is no error, for it is of one issuer alone.

    The advice for lists, whose columns the settings describe, is left out.
    """
    if problem.code not in WHOLE:
        return replace(problem, severity=Severity.WARNING) if problem.severity is Severity.ERROR else problem
    if problem.code != registry_codes.LIST_COLUMN_MISSING.code:
        return problem
    wanted = ", ".join(f"«{column.title}»" for column in columns.values() if column.required)
    return replace(problem, hint=f"Нужны по крайней мере заголовки {wanted}, как в книге, которую делает программа.")
