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
MOST = 60_000_000  # bytes of the archive: more would mean that a library came along which nothing here uses


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
    size = archive.stat().st_size
    sys.stdout.write(f"{archive.name}: {size / 1e6:.0f} MB\n")
    sys.exit(f"larger than {MOST / 1e6:.0f} MB" if size > MOST else 0)
