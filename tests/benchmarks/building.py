"""Whole builds: the cost of a document however many there are, memory, a region, two processes, a Dask cluster."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nastav_docs
from tests.benchmarks.region import change_school, write_region
from tests.benchmarks.sample import Findings

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
DOCUMENTS_A_SCHOOL = 3
LARGEST_PROCESS = 150  # MB


@contextmanager
def region(schools: int) -> Iterator[tuple[Path, Path]]:
    """A district of so many schools, and a place for its documents."""
    with tempfile.TemporaryDirectory() as folder:
        yield write_region(Path(folder) / "region", schools), Path(folder) / "out"


def built(config: Path, out: Path, jobs: int = 1) -> dict[str, Any]:
    """What `one_build` tells of a build into an empty folder."""
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "tests.benchmarks.one_build", str(config), str(out), str(jobs)]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def seconds(*arguments: object) -> float:
    """Seconds of the clock that the command line takes, from its start to its end."""
    command = [sys.executable, "-m", "nastav_docs", *map(str, arguments)]
    began = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    spent = time.perf_counter() - began
    if done.returncode:
        raise RuntimeError(done.stderr)
    return spent


def by_number(*, long: bool = False, rounds: int = 5) -> Findings:
    """CPU time of a document of one process, for 100 to 40,000 documents, and what memory the process takes."""
    findings = Findings()
    sizes = (34, 334, 3334, 13334) if long else (34, 334, 1667)
    name = "{:,} documents".format
    for number in range(rounds):
        for schools in sizes:
            if number and schools > sizes[1] and long:
                continue  # the longest runs are steady enough
            with region(schools) as (config, out):
                told = built(config, out)
            findings.add(name(schools * 3), "ms of CPU a document", told["cpu"] / told["documents"] * 1000)
            findings.add(f"memory at {name(schools * 3)}", "MB", told["memory"])
    costs = [findings.samples[name(schools * 3)].least for schools in sizes]
    middle = (min(costs) + max(costs)) / 2
    findings.expect("cost by number of documents, ±", (max(costs) - middle) / middle * 100, 20, "%")
    memory = findings.samples[f"memory at {name(sizes[-1] * 3)}"].middle
    findings.expect("memory of a process", memory, LARGEST_PROCESS, "MB")
    return findings


ROW = """\
        - title: Проведение общей встречи наставников и наставляемых, формирование пар и групп, этап {number}
          deadline: до {day:02}.11.2020
          responsible: head
"""
PLAN = """\
district: {name: Вымышленный городской округ, abbr: ВГО}
authority: {name: Управление образования Вымышленного городского округа, place: г. Вымышленный}
people: {head: {name: Вымышленная Анна Ивановна, position: начальник}}
documents: {roadmap: {template: roadmap.docx, file: План}}
roadmap:
  title: План (дорожная карта)
  sections:
"""


def by_rows(rounds: int = 7) -> Findings:
    """CPU time of a row of a roadmap of 50 and of 5,000 rows, from the YAML to the bytes."""
    findings = Findings()
    few, many = 50, 5000
    with tempfile.TemporaryDirectory() as folder:
        for rows in (few, many):
            sections = []
            for number in range(rows):
                sections += [f"    - title: Раздел {number // 10 + 1}\n      activities:\n"] if number % 10 == 0 else []
                sections.append(ROW.format(number=number, day=number % 28 + 1))
            path = Path(folder) / str(rows)
            path.mkdir()
            (path / "district.yaml").write_text(PLAN + "".join(sections), encoding="utf-8")
        for number in range(rounds + 1):
            for rows in (few, many):
                began = time.process_time()
                nastav_docs.render(nastav_docs.load(Path(folder) / str(rows)), "roadmap")
                if number:  # the first round loads what a process loads once
                    findings.add(f"{rows:,} rows", "ms of CPU a row", (time.process_time() - began) / rows * 1000)
    ratio = findings.samples[f"{many:,} rows"].middle / findings.samples[f"{few:,} rows"].middle
    findings.expect("a row of 5,000 against a row of 50", ratio, 1, "times")
    return findings


def of_region(schools: int = 40_000) -> Findings:
    """A region from its registry to files on disk: built, built again, built after one school has changed."""
    findings = Findings()
    with region(schools) as (config, out):
        findings.add("build", "s", seconds("build", config, "-o", out))
        for _ in range(3):
            findings.add("rebuild, nothing changed", "s", seconds("build", config, "-o", out))
        for number in (schools // 2, schools // 3, schools // 4):
            change_school(config, number)
            # The school's order has a new number, so its old file is left over, and pruned.
            findings.add("rebuild, one school changed", "s", seconds("build", config, "-o", out, "--prune"))
        documents = sum(1 for _ in out.glob("*/*.docx"))
    if documents != schools * DOCUMENTS_A_SCHOOL:
        raise ValueError(documents)
    scale = schools / 40_000
    findings.expect("build of the region", findings.samples["build"].middle, 150 * scale, "s")
    findings.expect("rebuild", findings.samples["rebuild, nothing changed"].middle, 30 * scale, "s")
    findings.expect("one changed school", findings.samples["rebuild, one school changed"].middle, 35 * scale, "s")
    return findings


def with_two_processes(schools: int = 3334, rounds: int = 5) -> Findings:
    """Seconds of a build by one process and by two, one after the other in each round."""
    findings = Findings()
    with region(schools) as (config, out):
        for _ in range(rounds):
            one, two = built(config, out, 1)["wall"], built(config, out, 2)["wall"]
            findings.add("one process", "s", one)
            findings.add("two processes", "s", two)
            findings.add("two against one", "times", one / two)
    findings.expect("two processes", findings.samples["two against one"].middle, 1.6, "times", at_least=True)
    return findings


def with_dask(schools: int = 6667, rounds: int = 3) -> Findings:
    """Seconds of a build by one process and by a Dask scheduler over TCP with two workers."""
    from distributed import LocalCluster  # noqa: PLC0415  slow to import, and needed here only

    findings = Findings()
    with region(schools) as (config, out):
        cluster = LocalCluster(  # type: ignore[no-untyped-call]  # Dask has no types
            n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None,
            protocol="tcp://",
        )  # fmt: skip
        with cluster:
            for number in range(rounds + 1):
                spent = {}
                for name, how in (("one process", ("--jobs", 1)), ("Dask", ("--cluster", cluster.scheduler_address))):
                    shutil.rmtree(out, ignore_errors=True)
                    spent[name] = seconds("build", config, "-o", out, *how)
                if number:  # in the first round the workers load the dictionaries
                    for name, value in spent.items():
                        findings.add(name, "s", value)
                    findings.add("Dask against one", "times", spent["one process"] / spent["Dask"])
    findings.expect("Dask with two workers", findings.samples["Dask against one"].middle, 1.4, "times", at_least=True)
    return findings


def of_commands(rounds: int = 9) -> Findings:
    """Seconds of the commands that a person waits for, from their start to their end."""
    findings = Findings()
    config = ROOT / "configs" / "artemovsky"
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds + 1):
            spent = {
                "--help": seconds("--help"),
                "check configs/artemovsky": seconds("check", config),
                "build configs/artemovsky": seconds("build", config, "-o", Path(folder) / str(number)),
            }
            for name, value in spent.items() if number else ():  # the first round compiles modules to bytecode
                findings.add(name, "s", value)
    for name, goal in (("--help", 0.2), ("check configs/artemovsky", 1), ("build configs/artemovsky", 2)):
        findings.expect(name, findings.samples[name].middle, goal, "s")
    return findings
