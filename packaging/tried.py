"""Try the portable folder as its user does: first settings, documents, a check of them, the page in the browser.

    python packaging/tried.py            # after packaging/portable.py

The program is started without a path to any Python, in a folder of its own. Ends with an error where a step fails.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from typing import Final

PROGRAM: Final = Path(__file__).parent.parent / "build" / "portable" / "nastav-docs" / "nastav-docs"
KEPT: Final = ("SYSTEMROOT", "TEMP", "TMP", "HOME", "USERPROFILE", "LC_ALL", "LANG")  # Windows needs the first ones
STEPS: Final = (("init", "district"), ("build", "district"), ("check", "district"), ("lint", "out"))


def tried(folder: Path) -> None:
    """Go through the steps in a folder. Raises CalledProcessError, or OSError where the page does not answer."""
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    for step in STEPS:
        subprocess.run([PROGRAM, *step], cwd=folder, env=environment, check=True)  # noqa: S603  the program just built
    page = subprocess.Popen(  # noqa: S603  as above
        [PROGRAM, "open", "district", "--no-browser"], cwd=folder, env=environment, stdout=subprocess.PIPE
    )
    try:
        said = b"" if page.stdout is None else page.stdout.readline()
        address = re.search(rb"http://127\.0\.0\.1:\S+", said)
        if address is None:
            raise OSError(f"no address: {said!r}")
        for path in ("", "findings", "data/requisites", "documents", "paper"):
            with urllib.request.urlopen(address[0].decode() + path, timeout=120) as answer:  # noqa: S310  127.0.0.1
                sys.stdout.write(f"{path or 'page'}: {answer.status}, {len(answer.read())} bytes\n")
    finally:
        page.terminate()
        page.wait()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        tried(Path(temporary))
