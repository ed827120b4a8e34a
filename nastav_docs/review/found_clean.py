"""What was found clean before: a text, a project.

Kept are digests alone: no text, no name of a school or a person. The file of them is named by all that a finding
depends on beside what is checked: the files of this program, the packages that are installed, Python. When one of these
changes, another file is begun.
"""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from nastav_docs.config import program
from nastav_docs.files import replace_file
from nastav_docs.russian import GRAMMAR_UNREAD

if TYPE_CHECKING:
    from pathlib import Path

    from nastav_docs.diagnostics import Diagnostic

SIZE: Final = 16  # bytes of a digest: that two of a thousand million texts have the same is one chance in 10²⁰
MOST: Final = 200_000  # digests in a file, 3 MB; more are forgotten together
KEPT: Final = 4  # files: of the last versions of the program, or of several Pythons

# What may be said of a project or of papers in which nothing is wrong, and what is kept of it behind them. That grammar
# is not read is said of an installation, and with the extra the program is another one, of which nothing is known.
WORDS_OF_CLEAN: Final[dict[tuple[Diagnostic, ...], str]] = {(): "", (GRAMMAR_UNREAD,): f"\n{GRAMMAR_UNREAD.code}"}


@dataclass(slots=True)
class FoundClean:
    """Digests of what was found clean, read from a folder; without one nothing is known and nothing kept."""

    folder: Path | None = None
    known: set[bytes] = field(default_factory=set)
    added: set[bytes] = field(default_factory=set)

    @classmethod
    def of(cls, folder: Path | None) -> FoundClean:
        """What the folder has for this program; nothing where it cannot be read, or the program has no files."""
        if folder is None or not program():
            return cls()
        with contextlib.suppress(OSError):
            data = _file(folder).read_bytes()
            return cls(folder, {data[at : at + SIZE] for at in range(0, len(data) - SIZE + 1, SIZE)})
        return cls(folder)

    @property
    def keeps(self) -> bool:
        """Whether anything is known or kept."""
        return self.folder is not None

    def holds(self, what: str) -> bool:
        """Whether this was found clean before."""
        return bool(self.known) and _digest(what) in self.known

    def said_of(self, what: str) -> tuple[Diagnostic, ...] | None:
        """What was said of this when it was found clean (see WORDS_OF_CLEAN); None where it was not."""
        return next((said for said, words in WORDS_OF_CLEAN.items() if self.holds(what + words)), None)

    def note(self, what: str, said: tuple[Diagnostic, ...]) -> None:
        """Remember that this is clean, if what was said of it means no more."""
        if said in WORDS_OF_CLEAN:
            self.add(what + WORDS_OF_CLEAN[said])

    def alike(self, text: str) -> str:
        """The text that is judged for a text: itself, unless something is known to make no difference."""
        return text

    def add(self, what: str) -> None:
        """Remember that this is clean."""
        if self.folder is not None:
            self.added.add(_digest(what))

    def keep(self) -> None:
        """Write down what was added; a folder that cannot be written to is passed over, the next check is slower."""
        if self.folder is None or self.added <= self.known:
            return
        fits = len(self.known) + len(self.added) <= MOST
        every = self.known | self.added if fits else set(sorted(self.added)[:MOST])
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            replace_file(_file(self.folder), b"".join(sorted(every)), private=True)
            others = sorted(self.folder.glob("clean-*.bin"), key=lambda file: file.stat().st_mtime_ns)
            for old in others[:-KEPT]:
                old.unlink(missing_ok=True)


NOTHING_KEPT: Final = FoundClean()


def _digest(what: str) -> bytes:
    return hashlib.blake2b(what.encode("utf-8", "surrogatepass"), digest_size=SIZE).digest()


def digest_of(*parts: str | bytes) -> str:
    """One digest of several things, each with its length: no two lists of them run into one."""
    whole = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(b"%d\n" % len(data))
        whole.update(data)
    return whole.hexdigest()


def _file(folder: Path) -> Path:
    return folder / f"clean-{program()}.bin"
