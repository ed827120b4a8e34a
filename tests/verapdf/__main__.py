"""`python -m tests.verapdf FILE OR FOLDER …`: judge PDFs, each as PDF/A-2b and as PDF/UA-1."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.verapdf import judged

if __name__ == "__main__":
    given = [Path(one) for one in sys.argv[1:]]
    files = [file for one in given for file in (sorted(one.rglob("*.pdf")) if one.is_dir() else [one])]
    found = judged(files, "2b", "ua1")
    for file, broken in found.items():
        sys.stdout.write("".join(f"{file}: {rule}\n" for rule in broken))
    sys.stdout.write(f"veraPDF, PDF/A-2b and PDF/UA-1: files {len(files)}, broken {sum(map(bool, found.values()))}\n")
    sys.exit(not files or any(found.values()))
