"""From a pattern of the program to its compiled form, as a command before has made it.

Modules hold a thousand patterns, and compiling them was a sixth of a check. Python keeps no compiled pattern between
two runs, so the step of `re` that turns a pattern into code is taken here (`re._compiler.compile`, CPython 3.11–3.14;
tests/cli/test_kept_patterns.py looks at it). Kept are only patterns that stand in the program itself: those that its
modules compile while they are loaded, and those of the functions of `LATE`. Any other may hold names of people.
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
# Functions that compile patterns of the program when they are first needed: module and name.
LATE: Final = frozenset(
    {
        ("nastav_docs.rules.language.sought", "compiled"),
        ("nastav_docs.rules.typography.signs", "compiled"),
        ("nastav_docs.russian.typography.rule", "compiled"),
    }
)
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

    def __call__(self, pattern: Any, flags: int = 0) -> re.Pattern[Any]:  # noqa: ANN401  as `re` types it: a parsed one
        """A pattern compiled, as `re.compile` asks for it."""
        if not isinstance(pattern, str):
            return self.compile(pattern, flags)
        if not self.known and (data := kept_bytes(self.file)):  # when a pattern is first asked for
            self.known = marshal.loads(data)  # noqa: S302  this program wrote it, see `kept_bytes`
        code = self.known.get((pattern, flags))
        if code is None:
            if not _of_the_program(sys._getframe(1)):  # noqa: SLF001  the one way to ask who calls
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
    if isinstance(compiler.compile, KeptPatterns):
        return  # one program runs several commands where files were dropped on it
    version = sha256(repr((sys.version, machine.MAGIC, machine.CODESIZE)).encode()).hexdigest()[:16]
    kept = KeptPatterns(folder / f"patterns-{version}.bin", compiler.compile)
    compiler.compile = kept
    atexit.register(kept.keep)


def _part(name: str) -> Any:  # noqa: ANN401  it has no types
    """A module of Python that is not for everybody."""
    return importlib.import_module(name)


def _of_the_program(frame: FrameType | None) -> bool:
    """Whether the pattern is written in the program: one of its modules is being loaded, or a function of LATE asks."""
    while frame is not None:
        module, function = frame.f_globals.get("__name__", ""), frame.f_code.co_name
        if (module, function) in LATE or (function == "<module>" and module.startswith("nastav_docs.")):
            return True
        frame = frame.f_back
    return False
