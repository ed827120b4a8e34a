"""Build the portable folder: the program with its Python, for people who have none.

    python packaging/portable.py            # build/portable/nastav-docs, and its archive beside it

Needs PyInstaller and the project installed with its extra `page` into the Python that runs this: `make portable` makes
such a one. The result runs on the system that it was built on.
"""

from __future__ import annotations

import shutil
import sys
from importlib.metadata import version
from pathlib import Path

import PyInstaller.__main__

HERE = Path(__file__).parent
BUILT = HERE.parent / "build" / "portable"


def build() -> Path:
    """The archive of the folder, built anew."""
    shutil.rmtree(BUILT, ignore_errors=True)
    spec = str(HERE / "portable.spec")
    PyInstaller.__main__.run([spec, "--noconfirm", "--distpath", str(BUILT), "--workpath", str(BUILT / "work")])
    folder = BUILT / "nastav-docs"
    shutil.copy(HERE / "ПРОЧТИ МЕНЯ.txt", folder)
    name = f"nastav-docs-{version('nastav-docs')}-{'windows' if sys.platform == 'win32' else sys.platform}"
    return Path(shutil.make_archive(str(BUILT / name), "zip", BUILT, "nastav-docs"))


if __name__ == "__main__":
    archive = build()
    sys.stdout.write(f"{archive.name}: {archive.stat().st_size / 1e6:.0f} MB\n")
