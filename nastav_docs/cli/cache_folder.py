"""Where a command keeps what makes the next one quicker."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

VARIABLE: Final = "NASTAV_DOCS_CACHE"


def cache_folder() -> Path | None:
    """The program's folder among those that the system has for such files; None where there is no such place.

    The variable NASTAV_DOCS_CACHE names another one; empty, it says that nothing is to be kept.
    XDG Base Directory Specification: $XDG_CACHE_HOME, else ~/.cache; a path that is not absolute is passed over.
    """
    if (named := os.environ.get(VARIABLE)) is not None:
        return Path(named) if named else None
    given = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", "")
    if given and Path(given).is_absolute():
        return Path(given) / "nastav-docs"
    try:
        return Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "nastav-docs"
    except RuntimeError:
        return None
