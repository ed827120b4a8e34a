"""Standard output and standard error as people's machines have them: any code page, redirected, closed, missing."""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

CYRILLIC: Final = "Яё"
HANDLER: Final = "nastav_docs.nearest_sign"
# What an old code page has instead of a sign that it lacks.
INSTEAD: Final = str.maketrans(
    {
        "–": "-", "—": "-", "−": "-", "‑": "-", "«": '"', "»": '"', "„": '"', "“": '"', "”": '"', "’": "'", "…": "...",
        "→": "->", "№": "N", "\u00a0": " ", "\u202f": " ", "\u00ad": "", "≤": "<=", "≥": ">=", "×": "x", "•": "*",
        "·": ".", "ё": "е", "Ё": "Е",
    }
)  # fmt: skip
# A reader that went away (`| head`; on Windows EINVAL), not a fault of anything.
GONE: Final = frozenset({errno.EPIPE, errno.EINVAL, errno.ECONNRESET})


class Sink(io.FileIO):
    """A file descriptor that takes what is written even when nobody reads it any more, and remembers why it failed.

    A build whose output goes to `| head` must not stop half-way because of that.
    """

    error: OSError | None = None

    def write(self, data: object, /) -> int:
        """Write bytes; after a failure they are dropped."""
        view = memoryview(data)  # type: ignore[arg-type]  # bytes or a buffer, as in FileIO
        if self.error is None:
            try:
                return super().write(view)
            except OSError as error:
                self.error = error
        return view.nbytes


def prepare() -> None:
    """Make standard output and error fit for Russian text, whatever they are; called once, before any command.

    A missing one (pythonw, `>&-`) becomes the null device, so that no file opened later is taken for it. A code page
    without Russian letters becomes UTF-8, and one without a sign («→» in cp1251) gets the nearest one.
    """
    codecs.register_error(HANDLER, nearest_sign)
    for name in ("stdout", "stderr"):
        setattr(sys, name, fit(getattr(sys, name)))


def fit(stream: TextIO | None) -> TextIO:
    """The stream to write to instead of a given one."""
    if stream is None:
        return Path(os.devnull).open("w", encoding="utf-8")
    if not isinstance(stream, io.TextIOWrapper):
        return stream  # an editor's or a test's own
    encoding = stream.encoding if has_cyrillic(stream.encoding) else "utf-8"
    if not stream.isatty():
        try:
            stream.flush()
            sink = Sink(stream.fileno(), "wb", closefd=False)
        except (OSError, ValueError):
            return Path(os.devnull).open("w", encoding="utf-8")
        return io.TextIOWrapper(io.BufferedWriter(sink), encoding, HANDLER, line_buffering=stream.line_buffering)
    stream.reconfigure(encoding=encoding, errors=HANDLER)
    return stream


def has_cyrillic(encoding: str) -> bool:
    """Whether an encoding has Russian letters."""
    try:
        CYRILLIC[0].encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def nearest_sign(error: UnicodeError) -> tuple[str | bytes, int]:
    """What to print instead of signs that a code page lacks; a handler of `codecs.register_error`.

    The bytes of a name in a wrong encoding (surrogates, by PEP 383) are printed as they were.
    """
    if not isinstance(error, UnicodeEncodeError):
        raise error
    wrong = error.object[error.start : error.end]
    if all("\udc80" <= sign <= "\udcff" for sign in wrong):
        return wrong.encode("ascii", "surrogateescape"), error.end
    instead = (sign.translate(INSTEAD) for sign in wrong)
    return "".join(near if near != sign else "?" for sign, near in zip(wrong, instead, strict=True)), error.end


def sinks() -> Iterator[Sink]:
    """The sinks of standard output and error."""
    for stream in (sys.stdout, sys.stderr):
        raw = getattr(getattr(stream, "buffer", None), "raw", None)
        if isinstance(raw, Sink):
            yield raw


def is_read() -> bool:
    """Whether what is printed still goes somewhere; without a reader there is no use in printing on."""
    return not any(sink.error for sink in sinks())


def finish() -> OSError | None:
    """Write out what is left; why the output was lost (a full disk), None when it was not, or nobody wanted it."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return next((sink.error for sink in sinks() if sink.error and sink.error.errno not in GONE), None)
