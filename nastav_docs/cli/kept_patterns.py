"""From a pattern of the program to its compiled form, as a command before has made it.

Modules hold a thousand patterns, and compiling them was a sixth of a check. Python keeps no compiled pattern between
two runs, so the step of `re` that turns a pattern into code is taken here (`re._compiler.compile`, CPython 3.11–3.14;
tests/cli/test_kept_patterns.py looks at it). Kept are only patterns that stand in the program itself, those that its
modules compile while they are loaded: what is compiled later may hold names of people.
"""

from __future__ import annotations

import atexit
import importlib
import marshal
import sys
from array import array
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from nastav_docs.files import keep_bytes, kept_bytes

if TYPE_CHECKING:
    import re
    from collections.abc import Callable
    from pathlib import Path
    from types import FrameType

NEWEST: Final = (3, 14)  # the last version of Python whose `re` was looked at
MOST: Final = 5_000  # patterns in a file, 5 MB: those of several versions of the program; more are forgotten together
WORD: Final = "I"  # the code of a pattern is a list of numbers of 32 bits


class PatternCode(NamedTuple):
    """A compiled pattern in parts, as CPython's `_sre.compile` takes them."""

    flags: int
    words: bytes
    groups: int
    numbers: dict[str, int]
    names: tuple[str | None, ...]

    @classmethod
    def of(cls, pattern: str, flags: int) -> PatternCode:
        """A pattern parsed and turned into code. Raises `re.error`, as `re.compile` does."""
        parsed = _part("re._parser").parse(pattern, flags)
        state = parsed.state
        numbers = dict(state.groupdict)
        by_number = {number: name for name, number in numbers.items()}
        words = array(WORD, _part("re._compiler")._code(parsed, flags)).tobytes()  # noqa: SLF001  see the first lines
        names = tuple(by_number.get(number) for number in range(state.groups))
        return cls(flags | state.flags, words, state.groups - 1, numbers, names)

    def pattern(self, written: str) -> re.Pattern[str]:
        """The pattern itself, of the text that it was written as; CPython looks whether its code is sound."""
        words = array(WORD, self.words).tolist()
        made: re.Pattern[str] = _part("_sre").compile(written, self.flags, words, self.groups, self.numbers, self.names)
        return made


@dataclass(slots=True)
class KeptPatterns:
    """Instead of `re._compiler.compile`: patterns of the program by their text and flags, read from a file."""

    file: Path
    compile: Callable[[Any, int], re.Pattern[Any]]
    known: dict[tuple[str, int], tuple[Any, ...]] = field(default_factory=dict)
    added: dict[tuple[str, int], tuple[Any, ...]] = field(default_factory=dict)

    def __call__(self, pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        if not isinstance(pattern, str):
            return self.compile(pattern, flags)
        if not self.known and (data := kept_bytes(self.file)):  # not before: `--help` needs no pattern of ours
            self.known = marshal.loads(data)  # noqa: S302  this program wrote it, see `kept_bytes`
        code = self.known.get((pattern, flags))
        if code is None:
            if not _of_a_module(sys._getframe(1)):  # noqa: SLF001  the one way to ask who calls
                return self.compile(pattern, flags)
            code = tuple(PatternCode.of(pattern, flags))
            self.known[pattern, flags] = self.added[pattern, flags] = code
        return PatternCode(*code).pattern(pattern)

    def keep(self) -> None:
        """Write down the patterns that were not known."""
        if self.added:
            keep_bytes(self.file, marshal.dumps(self.known if len(self.known) <= MOST else self.added))


def take_kept_patterns(folder: Path | None) -> None:
    """From now on take compiled patterns from a folder, and write to it, when the program ends, those that are new."""
    if folder is None or sys.implementation.name != "cpython" or sys.version_info[:2] > NEWEST:
        return
    machine, compiler = _part("_sre"), _part("re._compiler")
    version = sha256(repr((sys.version, machine.MAGIC, machine.CODESIZE)).encode()).hexdigest()[:16]
    kept = KeptPatterns(folder / f"patterns-{version}.bin", compiler.compile)
    compiler.compile = kept
    atexit.register(kept.keep)


def _part(name: str) -> Any:
    """A module of Python that has no types of its own."""
    return importlib.import_module(name)


def _of_a_module(frame: FrameType | None) -> bool:
    """Whether a module of this program is being loaded: the pattern is written in it."""
    while frame is not None:
        if frame.f_code.co_name == "<module>" and frame.f_globals.get("__name__", "").startswith("nastav_docs."):
            return True
        frame = frame.f_back
    return False
