"""Pictures of the sheets of built documents: drawn when somebody looks, kept by content until the page is closed."""

from __future__ import annotations

import os
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Diagnostic
from nastav_docs.files import digest
from nastav_docs.pdf import convert_many, find_office, no_office, sheets_of

if TYPE_CHECKING:
    from nastav_docs.pdf import DrawnSheet

KEPT: Final = 60  # documents whose pictures wait for another look: some 50 MB


@dataclass(slots=True)
class Pictures:
    """Sheets of documents by the digest of their Word files; the pictures lie in a private folder till `close`."""

    kept: dict[str, tuple[DrawnSheet, ...]] = field(default_factory=dict)
    drawing: threading.Lock = field(default_factory=threading.Lock)
    folder: tempfile.TemporaryDirectory[str] | None = None

    def of(self, document: bytes) -> tuple[str, tuple[DrawnSheet, ...]] | Diagnostic:
        """The digest and the sheets of a Word file, without their pictures; the problem without LibreOffice."""
        key = digest(document)
        with self.drawing:
            if key not in self.kept:
                made = _drawn(document)
                if isinstance(made, Diagnostic):
                    return made
                self._keep(key, made)
            return key, self.kept[key]

    def _keep(self, key: str, sheets: tuple[DrawnSheet, ...]) -> None:
        from dataclasses import replace  # noqa: PLC0415  one use

        for number, sheet in enumerate(sheets):
            private(self._file(key, number), sheet.picture)
        self.kept[key] = tuple(replace(sheet, picture=b"") for sheet in sheets)
        while len(self.kept) > KEPT:
            oldest = next(iter(self.kept))
            for number in range(len(self.kept.pop(oldest))):
                self._file(oldest, number).unlink(missing_ok=True)

    def _file(self, key: str, number: int) -> Path:
        if self.folder is None:
            self.folder = tempfile.TemporaryDirectory(prefix="nastav-docs-")  # only its owner may look into it
        return Path(self.folder.name) / f"{key}-{number}.png"

    def picture(self, key: str, number: int) -> bytes | None:
        """The PNG of one sheet that was drawn before; None for any other."""
        with self.drawing:
            known = number in range(len(self.kept.get(key, ())))
            return self._file(key, number).read_bytes() if known else None

    def close(self) -> None:
        """Throw the pictures away."""
        with self.drawing:
            self.kept.clear()
            if self.folder is not None:
                self.folder.cleanup()
                self.folder = None


def _drawn(document: bytes) -> tuple[DrawnSheet, ...] | Diagnostic:
    office = find_office()
    if not office:
        return no_office()
    with tempfile.TemporaryDirectory(prefix="nastav-docs-") as temporary:
        source = Path(temporary) / "документ.docx"
        private(source, document)
        found = convert_many(office, {"документ": source})
    if not found.made:
        return found.problems[0]
    return sheets_of(found.made["документ"])


def private(file: Path, data: bytes) -> None:
    """Write a file that nobody but its owner may read."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(data)
