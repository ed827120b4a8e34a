"""`python -m tests.benchmarks`: measure, print, and write out/bench.json."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks import building

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.benchmarks.sample import Findings


def rendering() -> Findings:
    """One order by six programs from equal templates."""
    from tests.benchmarks.rendering import measure  # noqa: PLC0415  imports docxtpl and the others

    return measure()


def checking() -> Findings:
    """Нормоконтроль of a package, of a long file, of a thousand schools in their build."""
    from tests.benchmarks.checking import of_checking  # noqa: PLC0415  loads the dictionaries

    return of_checking()


def pdf() -> Findings:
    """PDFs by LibreOffice: documents a minute, by one office and by two at once."""
    from tests.benchmarks.pdf import of_pdf  # noqa: PLC0415  needs LibreOffice

    return of_pdf()


def documents_long() -> Findings:
    """From 100 to 40,000 documents by one process."""
    return building.by_number(long=True)


# Builds first: what they measure is the largest process, and a child begins as large as this one.
SHORT: dict[str, Callable[[], Findings]] = {
    "commands": building.of_commands,
    "documents": building.by_number,
    "rows": building.by_rows,
    "processes": building.with_two_processes,
    "rendering": rendering,
    "checking": checking,
}
LONG: dict[str, Callable[[], Findings]] = {
    "documents-long": documents_long,
    "registry": building.of_registries,
    "region": building.of_region,
    "dask": building.with_dask,
    "pdf": pdf,
}


def main() -> None:
    """Measure what was asked for; the exit status is 0 even when a goal is missed: the machine may be busy."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Measure what the project costs.")
    parser.add_argument("--long", action="store_true", help="also a region of 40,000 schools, 40,000 documents, Dask")
    parser.add_argument("--only", metavar="NAME", action="append", choices=[*SHORT, *LONG], help="one of: %(choices)s")
    parser.add_argument("--out", metavar="FILE", type=Path, default=Path("out/bench.json"), help="[%(default)s]")
    wanted = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a user's second start finds the bytecode of the first
    chosen = {**LONG, **SHORT} if wanted.only or wanted.long else SHORT
    measured = {}
    for name in wanted.only or chosen:
        sys.stdout.write(f"\n{name}: {(chosen[name].__doc__ or '').splitlines()[0]}\n")
        findings = chosen[name]()
        measured[name] = {**findings.data(), "load": load()}
        show(findings)
    wanted.out.parent.mkdir(parents=True, exist_ok=True)
    told = {"python": platform.python_version(), "cpus": os.cpu_count(), "benchmarks": measured}
    wanted.out.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    sys.stdout.write(f"\n{wanted.out}\n")


def load() -> float | None:
    """How many processes wanted a CPU during the last minute, where the system tells."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else None


def show(findings: Findings) -> None:
    """A table of what was measured, then the goals."""
    width = max(map(len, findings.samples))
    sys.stdout.write(f"  {'':{width}} {'min':>10} {'median':>10} {'max':>10}\n")
    for name, sample in findings.samples.items():
        sys.stdout.write(f"  {name:{width}} {sample}\n")
    for goal in findings.goals:
        sys.stdout.write(f"  {goal}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
