"""Many Word files to PDF: one start of LibreOffice for a batch of them, a new one where it hangs or fails."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import template_commands as codes
from nastav_docs.files import reason
from nastav_docs.pdf.libreoffice import INSTALL, TIMEOUT, run_program
from nastav_docs.pdf.structure import without_circles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

# A start takes some 1.7 s of a processor, a document some 0.11 s, tagged or not.
BATCH: Final = 60  # documents of one start
ALONE: Final = 40  # documents that one LibreOffice makes without a second beside it
MOST_OFFICES: Final = 2  # at once: each takes some 200 MB and a processor
EACH: Final = 5.0  # seconds that a document may take beside the start, on a slow machine
# Raise it by one when the same document gives another PDF than before: other options below. PDFs that an older version
# has made are then made once more, whether their documents have changed or not. 1: tagged. 2: no circles of roles.
PDF_VERSION: Final = 2
# Tagged: the structure of a document, its header rows and alternative texts are in the PDF, too.
PLAIN: Final = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
# PDF/A-2b, ISO 19005-2; `SelectPdfVersion` of https://wiki.documentfoundation.org/ReleaseNotes/7.4 (filter options)
ARCHIVAL: Final = PLAIN.replace("{", '{"SelectPdfVersion":{"type":"long","value":"2"},', 1)


@dataclass(frozen=True, slots=True)
class Conversion:
    """The PDFs that were made, by the name given to each document, and what was wrong with the others."""

    made: Mapping[str, bytes]
    problems: tuple[Diagnostic, ...]


def convert_many(
    command: str,
    sources: Mapping[str, Path],
    *,
    archival: bool = False,
    timeout: float = TIMEOUT,
    progress: Callable[[int, int], None] | None = None,
) -> Conversion:
    """Let LibreOffice make a PDF of each of `sources` (files by names); with `archival` as PDF/A-2b.

    It runs with settings of its own, so a LibreOffice that is open is not touched; of more documents than one start
    takes each processor has a share, up to two. One that hangs is ended and started anew for what is left; a document
    on which it fails alone is a problem and stops no other.
    """
    names = list(sources)
    shares = min(MOST_OFFICES, os.cpu_count() or 1) if len(names) > ALONE else 1
    done = Counter[int]()

    def tell(share: int, number: int) -> None:
        done[share] = number
        if progress is not None:
            progress(done.total(), len(names))

    def convert(share: int) -> Conversion:
        own = {name: sources[name] for name in names[share::shares]}
        return _share(command, own, ARCHIVAL if archival else PLAIN, timeout, partial(tell, share))

    with ThreadPoolExecutor(shares) as offices:
        made = list(offices.map(convert, range(shares)))
    found = {name: data for one in made for name, data in one.made.items()}
    problems = dict.fromkeys(problem for one in made for problem in one.problems)
    return Conversion({name: found[name] for name in names if name in found}, tuple(problems))


def _share(
    command: str, sources: Mapping[str, Path], kind: str, timeout: float, progress: Callable[[int], None]
) -> Conversion:
    """What `convert_many` does, by one LibreOffice at a time."""
    made: dict[str, bytes] = {}
    problems: list[Diagnostic] = []
    with tempfile.TemporaryDirectory(prefix="nastav-docs-") as temporary:
        work = _Work(command, Path(temporary), kind, timeout)
        left, size = list(sources), BATCH
        while left:
            batch = left[:size]
            found, wrong = work.run({name: sources[name] for name in batch})
            made |= found
            left = [name for name in left if name not in made]
            if found:
                size = BATCH
            elif len(batch) > 1:
                size = len(batch) // 2
            else:
                problems.append(_failed(batch[0], wrong))
                left.remove(batch[0])
                size = BATCH
                if wrong is not None and wrong.place is not None and wrong.place.file == command:
                    break  # it does not start at all: the next document would say the same
            progress(len(sources) - len(left))
    return Conversion(made, tuple(problems))


def _failed(name: str, wrong: Diagnostic | None) -> Diagnostic:
    if wrong is not None:
        return wrong
    message = f"LibreOffice не сделал PDF из «{name}»"
    return codes.OFFICE_FAILED.at(Place(name), message, hint="откройте документ в Word: читается ли он?")


@dataclass(slots=True)
class _Work:
    """Runs LibreOffice in a folder of its own: a profile beside the copies of the documents.

    One that has hung or fallen may have left its profile broken, so the next one has a fresh one.
    """

    command: str
    folder: Path
    kind: str
    timeout: float
    started: int = 0
    ended_badly: int = 0

    def run(self, batch: Mapping[str, Path]) -> tuple[dict[str, bytes], Diagnostic | None]:
        """The PDFs that one start has made, and why it ended badly."""
        self.started += 1
        inside = self.folder / str(self.started)
        inside.mkdir()
        copies = {}
        for number, (name, source) in enumerate(batch.items()):
            copies[name] = inside / f"{number}.docx"
            copies[name].write_bytes(source.read_bytes())
        arguments = [
            self.command, "--headless", "--norestore", "--nolockcheck",
            f"-env:UserInstallation={(self.folder / f'profile{self.ended_badly}').as_uri()}",
            "--convert-to", self.kind, "--outdir", str(inside), *map(str, copies.values()),
        ]  # fmt: skip
        wrong = self._ended(arguments, len(batch), next(iter(batch)))
        made = dict(_whole(copies))
        self.ended_badly += len(made) < len(batch)
        return made, wrong

    def _ended(self, arguments: Sequence[str], number: int, first: str) -> Diagnostic | None:
        limit = self.timeout + EACH * number
        try:
            run_program(arguments, limit)
        except subprocess.TimeoutExpired:
            message = f"LibreOffice не ответил за {limit:.0f} секунд"
            return codes.OFFICE_FAILED.at(Place(first), message, hint="закройте лишние программы и повторите")
        except OSError as error:
            message = f"LibreOffice не запускается: {reason(error)}"
            return codes.OFFICE_FAILED.at(Place(self.command), message, hint=INSTALL)
        return None


def _whole(copies: Mapping[str, Path]) -> Iterator[tuple[str, bytes]]:
    """The PDFs that were written to their end: one that was being written when LibreOffice was ended is none."""
    for name, copy in copies.items():
        file = copy.with_suffix(".pdf")
        if file.is_file() and (data := file.read_bytes()).rstrip().endswith(b"%%EOF"):
            yield name, without_circles(data)
