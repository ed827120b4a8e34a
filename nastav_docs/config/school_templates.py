"""Templates of schools' own: `school-order.docx` in a district's folder serves the orders of its schools.

So a coat of arms on the district's letterhead (`order.docx`) does not come to stand on an order of a school.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from nastav_docs.config.model import Config

PREFIX: Final = "school-"


def with_school_templates(config: Config, folders: Iterable[Path]) -> Config:
    """The config whose schools' documents take `school-<template>` where one of these folders has such a file."""
    there = {path.name for folder in folders for path in folder.glob(f"{PREFIX}*.docx")}
    changed = {
        id_: document.model_copy(
            update={
                "template": f"{PREFIX}{document.template}",
                "of": document.of or PurePath(document.template).stem,
            }
        )
        for id_, document in config.documents.items()
        if document.for_each == "school" and f"{PREFIX}{document.template}" in there
    }
    return config.model_copy(update={"documents": {**config.documents, **changed}}) if changed else config
