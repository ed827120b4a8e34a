"""The folder that results are written to, with the list of what was written."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import building
from nastav_docs.files import DISK, reason, replace_file
from nastav_docs.returns.inbox import MOST_BYTES, OUTPUT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class ResultsFolder:
    """Writes results below a folder, one after another, and knows what an earlier call has left there.

    `written` are the paths written so far, `problems` what kept others from being written.
    """

    def __init__(self, out: Path) -> None:
        """Begin with what the list in the folder says that it holds."""
        self.out = out
        self.written: list[str] = []
        self.problems: list[Diagnostic] = []
        self.old = self._listed()

    def _listed(self) -> set[str]:
        """What the list of an earlier call says that it wrote; only paths that stay within the folder."""
        try:
            found = json.loads(DISK.read(self.out / OUTPUT, MOST_BYTES)).get("written", [])
        except (OSError, ValueError, AttributeError):
            return set()
        safe = re.compile(r"(?!/)(?!.*(?:^|/)\.\.(?:/|$))[^\\:]+")
        return {path for path in found if isinstance(path, str) and safe.fullmatch(path)}

    def put(self, path: str, make: Callable[[], bytes], *, private: bool) -> None:
        """Write one file; what keeps it from being written becomes a problem."""
        file = self.out / path
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            replace_file(file, make(), private=private)
            self.written.append(path)
        except (OSError, UnicodeError) as error:
            message = f"Файл «{path}» не записан: {reason(error)}."
            self.problems.append(building.NOT_WRITTEN.at(Place(str(file)), message, text=reason(error)))

    def remove_old(self) -> None:
        """Remove what an earlier call wrote and this one did not: a school that has answered gets no letter."""
        for path in self.old - set(self.written):
            (self.out / path).unlink(missing_ok=True)
            for folder in (self.out / path).parents:
                if folder == self.out or not folder.is_dir() or any(folder.iterdir()):
                    break
                folder.rmdir()
