"""One build measured from within its own process: `python -m tests.benchmarks.one_build CONFIG OUT JOBS`.

What a process does once (imports, dictionaries, compiling the templates) is done before the clock starts.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from nastav_docs import build
from nastav_docs.config.project import load
from nastav_docs.documents.school_registry import read_schools


def main(config: str, out: str, jobs: int) -> None:
    """Build, and print JSON: documents, seconds of the clock and of the CPU, MB of the largest process."""
    project = load(config)
    build(project, f"{out}-warm", schools=[read_schools(project).rows[0].id])
    began, worked = time.perf_counter(), cpu_seconds()
    report = build(project, Path(out), jobs=jobs)
    found = {
        "documents": len(report.written) + len(report.unchanged),
        "wall": time.perf_counter() - began,
        "cpu": cpu_seconds() - worked,
        "memory": max(used.ru_maxrss for used in usage()) / (1 << (20 if sys.platform == "darwin" else 10)),
    }
    if not report.ok:
        raise SystemExit("\n".join(problem.message for problem in report.problems))
    sys.stdout.write(json.dumps(found))


def usage() -> tuple[resource.struct_rusage, resource.struct_rusage]:
    """What this process and its finished children have used."""
    return resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)


def cpu_seconds() -> float:
    """Seconds of the CPU, of this process and its finished children."""
    return sum(used.ru_utime + used.ru_stime for used in usage())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
