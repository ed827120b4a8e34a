"""Which program this is: its files, the packages that are installed, Python; what is kept for one serves no other."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from functools import cache, lru_cache
from importlib.metadata import EntryPoint, entry_points
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from nastav_docs.config.shipped_files import shared_configs

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def program() -> str:
    """A text that changes with the files of this program and of those it rests on; empty where it has no files."""
    package = Path(str(files("nastav_docs")))
    ours = [*_states(package), *_states(shared_configs())]
    installed = sorted(one for folder in sys.path for one in _distributions(folder))
    return hashlib.sha256(repr((sys.version, ours, installed)).encode()).hexdigest()[:16] if ours else ""


def plugged_in(group: str) -> list[EntryPoint]:
    """What installed packages offer in a group of entry points, by name: rules, kinds of papers."""
    return sorted(_entry_points(tuple(sys.path)).get(group, ()), key=lambda point: point.name)


@lru_cache(maxsize=1)
def _entry_points(_folders: tuple[str, ...]) -> dict[str, tuple[EntryPoint, ...]]:
    """All entry points by group, where packages are looked for in these folders: it reads a file of each package."""
    every = entry_points()
    return {group: tuple(every.select(group=group)) for group in every.groups}


def _states(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Each file of a folder and of those in it, with its size and the moment of its last change."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            with contextlib.suppress(OSError):
                state = Path(parent, name).stat()
                yield os.path.join(parent, name), state.st_size, state.st_mtime_ns  # noqa: PTH118  700 times a check


def _distributions(folder: str) -> Iterator[tuple[str, int]]:
    """The packages installed in a folder of Python's search path: each has a folder named by its version."""
    with contextlib.suppress(OSError):
        for entry in os.scandir(folder or os.curdir):
            if entry.name.endswith((".dist-info", ".egg-info")):
                yield entry.name, entry.stat().st_mtime_ns
