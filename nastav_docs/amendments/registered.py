"""The settings of the new state with the amending orders in them, every other line as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nastav_docs.amendments.amending_order import record_of
from nastav_docs.config import Edit, edited

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nastav_docs.amendments.changed_acts import ChangedAct
    from nastav_docs.config import Config, DocumentRecord, SchoolPapers
    from nastav_docs.diagnostics import Diagnostic


def registered(
    data: bytes,
    name: str,
    acts: Sequence[ChangedAct],
    records: Mapping[str, Mapping[str, Any]],
    papers: Config | SchoolPapers,
    documents: Mapping[str, DocumentRecord],
) -> bytes | Diagnostic:
    """The bytes of a file of settings with the `records` under `papers:`, each named by the act that it amends.

    `acts` are those acts, in the order of the records, `papers` those of their issuer as they are, `documents`
    those of the district (none for a school). What cannot be written in place is its problem.
    """
    edits: list[Edit] = []
    for (id_, record), act in zip(records.items(), acts, strict=True):
        edits += edits_of(record, ("papers", id_))
        for paper in act.amended:
            path = ("papers", paper) if paper in papers.papers else (paper,)
            edits += edits_of([*record_of(paper, papers).amended_by, id_], (*path, "amended_by"))
        # A paper that is an annex in the file of another has no file of its own, unless an entry says so.
        for was, _ in act.pairs:
            if was.part in record.get("annexes", ()) and was.id in documents:
                one = documents[was.id]
                entry = {"template": one.template, "file": one.file, "of": was.part}
                edits += edits_of(entry, ("documents", was.id))
    return edited(data, name, edits)


def edits_of(value: Any, path: tuple[str | int, ...]) -> Iterator[Edit]:  # noqa: ANN401  plain data of YAML
    """The edits that write plain data at a path."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from edits_of(one, (*path, key))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from edits_of(one, (*path, index))
    else:
        yield Edit(path, str(value))
