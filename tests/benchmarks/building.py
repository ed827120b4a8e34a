"""Whole builds: the cost of a document however many there are, memory, a region, two processes, a Dask cluster."""

from __future__ import annotations

import itertools
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nastav_docs
from nastav_docs.registry import read_registry
from tests.benchmarks.region import change_school, write_book, write_region
from tests.benchmarks.sample import Findings
from tests.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENTS_A_SCHOOL = 3
LARGEST_PROCESS = 150  # MB
LONG_RUN = 10_000  # documents


@contextmanager
def regions(*sizes: int) -> Iterator[tuple[list[Path], Iterator[Path]]]:
    """Districts of so many schools, and a new folder of results for each build.

    Nothing is deleted before the end: some file systems (ext4) are ten times slower in making files where many have
    been deleted during the last minutes.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        configs = [write_region(folder / f"region-{size}", size) for size in sizes]
        yield configs, (folder / f"out-{number}" for number in itertools.count())


def built(config: Path, out: Path, jobs: int = 1) -> dict[str, Any]:
    """What `one_build` tells of a build into a new folder."""
    command = [sys.executable, "-m", "tests.benchmarks.one_build", str(config), str(out), str(jobs)]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def run(*arguments: object, kept: Path | None = None) -> tuple[float, float]:
    """Seconds of the clock and of the CPU that the command line takes, from its start to its end.

    `kept` is a folder where a command keeps what makes the next one quicker; without it nothing is known from before.
    """
    os.environ["NASTAV_DOCS_CACHE"] = str(kept or "")
    command = [sys.executable, "-m", "nastav_docs", *map(str, arguments)]
    began, worked = time.perf_counter(), children_cpu()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    spent = time.perf_counter() - began, children_cpu() - worked
    if done.returncode:
        raise RuntimeError(done.stderr)
    return spent


def children_cpu() -> float:
    """Seconds of the CPU that finished children of this process, and theirs, have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def add_run(findings: Findings, name: str, spent: tuple[float, float]) -> None:
    """One more round of a command: the clock tells what a person waits for, the CPU what a busy machine hides."""
    findings.add(name, "s", spent[0])
    findings.add(f"{name}, CPU", "s", spent[1])


def by_number(*, long: bool = False, rounds: int = 5) -> Findings:
    """CPU time of a document of one process, for 100 to 40,000 documents, and what memory the process takes."""
    findings = Findings()
    sizes = (34, 334, 3334, 13334) if long else (34, 334, 1667)
    name = "{:,} documents".format
    with regions(*sizes) as (configs, outs):
        for number in range(rounds):
            for schools, config in zip(sizes, configs, strict=True):
                if number > 1 and schools * DOCUMENTS_A_SCHOOL >= LONG_RUN:
                    continue  # a long run is steady in itself
                told = built(config, next(outs))
                documents = name(schools * DOCUMENTS_A_SCHOOL)
                findings.add(documents, "ms of CPU a document", told["cpu"] / told["documents"] * 1000)
                findings.add(f"memory at {documents}", "MB", told["memory"])
    costs = [findings.samples[name(schools * DOCUMENTS_A_SCHOOL)].least for schools in sizes]
    middle = (min(costs) + max(costs)) / 2
    findings.expect("cost by number of documents, ±", (max(costs) - middle) / middle * 100, 20, "%")
    memory = findings.samples[f"memory at {name(sizes[-1] * DOCUMENTS_A_SCHOOL)}"].middle
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
    with regions(schools) as ((config,), outs):
        out, kept = next(outs), config.parent / "kept"
        add_run(findings, "build", run("build", config, "-o", out, kept=kept))
        for _ in range(3):
            add_run(findings, "rebuild, nothing changed", run("build", config, "-o", out, kept=kept))
        for number in (schools // 2, schools // 3, schools // 4):
            change_school(config, number)
            # The school's order has a new number, so its old file is left over, and pruned.
            add_run(findings, "rebuild, one school changed", run("build", config, "-o", out, "--prune", kept=kept))
        documents = sum(1 for _ in out.glob("*/*.docx"))
    if documents != schools * DOCUMENTS_A_SCHOOL:
        raise ValueError(documents)
    scale = schools / 40_000
    findings.expect("build of the region", findings.samples["build"].middle, 70 * scale, "s")
    findings.expect("rebuild", findings.samples["rebuild, nothing changed"].middle, 2 * scale, "s")
    findings.expect("one changed school", findings.samples["rebuild, one school changed"].middle, 2.5 * scale, "s")
    return findings


def of_registries(schools: int = 40_000, rounds: int = 5) -> Findings:
    """CPU seconds of reading a registry of a region, as a table of Excel and as CSV, with every check of its cells."""
    findings = Findings()
    with tempfile.TemporaryDirectory() as name:
        config = write_region(Path(name), schools)
        book = Path(name) / "schools.xlsx"
        write_book(book, schools)
        for number in range(rounds + 1):
            for file in (book, config / "schools.csv"):
                began = time.process_time()
                read, problems = read_registry(file)
                if len(read) != schools or problems:
                    raise ValueError(problems[:3])
                if number:  # the first round loads what a process loads once
                    findings.add(f"{schools:,} rows of {file.suffix[1:].upper()}", "s", time.process_time() - began)
    findings.expect("a registry of Excel", findings.samples[f"{schools:,} rows of XLSX"].middle, 6, "s")
    return findings


def with_two_processes(schools: int = 3334, rounds: int = 5) -> Findings:
    """Seconds of a build by one process and by two, one after the other in each round."""
    findings = Findings()
    with regions(schools) as ((config,), outs):
        for _ in range(rounds):
            one, two = built(config, next(outs), 1)["wall"], built(config, next(outs), 2)["wall"]
            findings.add("one process", "s", one)
            findings.add("two processes", "s", two)
            findings.add("two against one", "times", one / two)
    findings.expect("two processes", findings.samples["two against one"].middle, 1.6, "times", at_least=True)
    return findings


def with_dask(schools: int = 6667, rounds: int = 3) -> Findings:
    """Seconds of a build by one process and by a Dask scheduler over TCP with two workers."""
    from distributed import LocalCluster  # noqa: PLC0415  slow to import, and needed here only

    findings = Findings()
    with regions(schools) as ((config,), outs):
        cluster = LocalCluster(  # type: ignore[no-untyped-call]  # Dask has no types
            n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address="127.0.0.1:0",
            protocol="tcp://",
        )  # fmt: skip
        with cluster:
            for number in range(rounds + 1):
                spent = {}
                for name, how in (("one process", ("--jobs", 1)), ("Dask", ("--cluster", cluster.scheduler_address))):
                    spent[name] = run("build", config, "-o", next(outs), *how)[0]
                if number:  # in the first round the workers load the dictionaries
                    for name, value in spent.items():
                        findings.add(name, "s", value)
                    findings.add("Dask against one", "times", spent["one process"] / spent["Dask"])
    findings.expect("Dask with two workers", findings.samples["Dask against one"].middle, 1.5, "times", at_least=True)
    return findings


def of_commands(rounds: int = 9) -> Findings:
    """Seconds of the commands that a person waits for, from their start to their end."""
    findings = Findings()
    config = ROOT / "configs" / "artemovsky"
    with tempfile.TemporaryDirectory() as folder:
        kept, edited = Path(folder) / "kept", Path(shutil.copytree(config, Path(folder) / "edited"))
        for number in range(rounds + 1):
            change_telephone(edited, number)
            spent = {
                "--help": run("--help"),
                "check configs/artemovsky": run("check", config),
                "check configs/artemovsky, found clean before": run("check", config, kept=kept),
                "check configs/artemovsky, telephone changed": run("check", edited, kept=kept),
                "build configs/artemovsky": run("build", config, "-o", Path(folder) / str(number)),
            }
            for name, value in spent.items() if number else ():  # the first round compiles modules to bytecode
                add_run(findings, name, value)
    for name, goal in (
        ("--help", 0.1),
        ("check configs/artemovsky", 1),
        ("check configs/artemovsky, found clean before", 1),
        ("check configs/artemovsky, telephone changed", 1.2),
        ("build configs/artemovsky", 2),
    ):
        findings.expect(name, findings.samples[name].middle, goal, "s")
    return findings


def change_telephone(config: Path, number: int) -> None:
    """Another telephone of the authority, an invented one: the edit that a clerk makes most often."""
    file = config / "district.yaml"
    text, found = re.subn(
        r"(?m)^  phone: .*$", f"  phone: (00000) 0-{number // 100:02}-{number % 100:02}", file.read_text("utf-8")
    )
    if found != 1:
        raise ValueError(file)
    file.write_text(text, "utf-8")
