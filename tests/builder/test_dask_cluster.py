"""The same bytes whatever builds them: this process, threads, processes, a Dask scheduler; and nothing lost with a worker."""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import subprocess
import sys
import textwrap
import time
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from nastav_docs import build
from nastav_docs.builder.dask_cluster import executor_of
from nastav_docs.builder.journals import STATE
from nastav_docs.config.project import ConfigError, load
from tests.many import district, row
from tests.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from nastav_docs.config.project import Project

# The package has a function of the module's name.
BUILDING = importlib.import_module("nastav_docs.builder.running_build")
SCHOOLS = 24
EXPECTED = 1 + 2 * SCHOOLS


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ranges of three schools, so that a small build has many."""
    monkeypatch.setattr(BUILDING, "CHUNK", 3)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return load(district(tmp_path_factory.mktemp("district"), [row(number) for number in range(1, SCHOOLS + 1)]))


@pytest.fixture(scope="module")
def expected(project: Project, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one process makes."""
    out = tmp_path_factory.mktemp("expected")
    assert len(build(project, out).written) == EXPECTED
    return contents(out)


def contents(out: Path) -> dict[str, bytes]:
    return {str(file.relative_to(out)): file.read_bytes() for file in sorted(out.rglob("*.docx"))}


def leftovers(out: Path) -> list[str]:
    """What a finished build has no use for."""
    return [file.name for file in out.rglob("*") if file.name.startswith((".~", "journal-"))]


def test_processes_make_the_same_bytes(project: Project, expected: dict[str, bytes], tmp_path: Path) -> None:
    report = build(project, tmp_path, jobs=2)
    assert (report.problems, len(report.written), contents(tmp_path)) == ((), EXPECTED, expected)
    assert leftovers(tmp_path) == []


POOLS: list[Callable[[], Executor]] = [lambda: ThreadPoolExecutor(3), lambda: ProcessPoolExecutor(2)]


@pytest.mark.parametrize("pool", POOLS, ids=["threads", "processes"])
def test_an_executor_that_is_given_makes_the_same_bytes_and_serves_again(
    project: Project, expected: dict[str, bytes], tmp_path: Path, pool: Callable[[], Executor]
) -> None:
    with pool() as executor:
        reports = [build(project, tmp_path, executor=executor) for _ in range(2)]
    assert [(report.problems, len(report.written)) for report in reports] == [((), EXPECTED), ((), 0)]
    assert contents(tmp_path) == expected


def test_a_worker_that_serves_one_command_after_the_other_knows_the_project_again(
    project: Project, tmp_path: Path
) -> None:
    keys = []
    for seed in ("1", "2"):  # the order of sets is another in each process
        body = """
            from concurrent.futures import Executor, Future
            class Telling(Executor):
                def submit(self, call, chunk):
                    told.add(chunk.key)
                    done = Future()
                    done.set_result(call(chunk))
                    return done
            told = set()
            build(project, out, executor=Telling())
            print(*told)
        """
        line = script(project.folder, tmp_path / seed, body)
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(line, check=True, capture_output=True, text=True, cwd=ROOT, env=environment)
        keys.append(done.stdout)
    assert keys[0] == keys[1]
    assert len(keys[0].split()) == 1


# Dask


@contextlib.contextmanager
def scheduler() -> Iterator[Any]:
    """A real scheduler with two worker processes, over TCP on this machine."""
    from distributed import LocalCluster  # noqa: PLC0415  slow to import, needed by these tests alone

    with LocalCluster(  # type: ignore[no-untyped-call]  # Dask has no types
        n_workers=2, threads_per_worker=1, processes=True, protocol="tcp", host="127.0.0.1", dashboard_address="127.0.0.1:0",
        silence_logs=50,
    ) as running:  # fmt: skip
        yield running


@pytest.mark.linux
def test_a_dask_scheduler_over_tcp_makes_the_same_bytes_even_when_a_worker_is_killed(
    project: Project, expected: dict[str, bytes], tmp_path: Path
) -> None:
    with scheduler() as dask:
        address = dask.scheduler_address
        assert address.startswith("tcp://127.0.0.1:")
        with executor_of(address) as executor:
            assert executor is not None
            report = build(project, tmp_path / "whole", executor=executor)
            assert (report.problems, len(report.written)) == ((), EXPECTED)
            # Equal calls are not answered from Dask's memory: the documents are there each time.
            assert len(build(project, tmp_path / "again", executor=executor).written) == EXPECTED
            victim = next(iter(dask.workers.values())).process.pid
            report = build(project, tmp_path / "killed", executor=executor, progress=killing(victim))
            assert report.ok
        with executor_of(address) as executor:
            assert build(project, tmp_path / "killed", executor=executor).written == ()
    for name in ("whole", "again", "killed"):
        assert contents(tmp_path / name) == expected
        assert leftovers(tmp_path / name) == []


def killing(process: int) -> Callable[[int, int], None]:
    """Kills a process as soon as the first schools are done."""
    alive = [process]

    def after_the_first(done: int, _total: int) -> None:
        if done and alive:
            os.kill(alive.pop(), signal.SIGKILL)

    return after_the_first


def test_a_scheduler_that_does_not_answer_is_told_of() -> None:
    with pytest.raises(ConfigError) as caught, executor_of("tcp://127.0.0.1:9"):
        raise AssertionError
    assert [problem.code for problem in caught.value.diagnostics] == ["ND508"]
    assert "tcp://127.0.0.1:9" in caught.value.diagnostics[0].message


@pytest.mark.parametrize(
    "address", ["куда-то", "127.0.0.1", "gopher://x:1", "tcp://127.0.0.1:99999", "tcp://:8786", "tcp://[x:1"]
)
def test_an_address_that_is_none_is_told_of(address: str) -> None:
    with pytest.raises(ConfigError) as caught, executor_of(address):
        raise AssertionError
    assert [problem.code for problem in caught.value.diagnostics] == ["ND508"]


# Lost workers


@pytest.mark.linux
def test_a_killed_process_of_a_pool_loses_no_document(
    project: Project, expected: dict[str, bytes], tmp_path: Path
) -> None:
    with ProcessPoolExecutor(2) as executor:
        executor.submit(int).result()
        victim = next(iter(executor._processes))  # noqa: SLF001  the only way to know whom to kill
        report = build(project, tmp_path, executor=executor, progress=killing(victim))
    assert contents(tmp_path) == expected
    assert leftovers(tmp_path) == []
    assert {problem.code for problem in report.problems} <= {"ND654"}
    assert build(project, tmp_path).written == ()


class Unreliable(Executor):
    """Loses some calls, and all after a number of them."""

    def __init__(self, lost: set[int], broken_after: int = 1000) -> None:
        self.calls = 0
        self.lost = lost
        self.broken_after = broken_after

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401  as in Executor
        """Call at once, or lose the call."""
        self.calls += 1
        if self.calls > self.broken_after:
            raise RuntimeError("broken")
        future: Future[Any] = Future()
        if self.calls in self.lost:
            future.set_exception(MemoryError())
        else:
            future.set_result(fn(*args, **kwargs))
        return future


UNRELIABLE = [({1}, 1000), ({2, 5}, 1000), (set(range(1, 100)), 1000), (set(), 0), (set(), 3), ({1, 3}, 4)]


@pytest.mark.parametrize(("lost", "broken_after"), UNRELIABLE)
def test_what_an_executor_loses_is_made_here_and_told_of(
    project: Project, expected: dict[str, bytes], tmp_path: Path, lost: set[int], broken_after: int
) -> None:
    told: list[int] = []
    executor = Unreliable(lost, broken_after)
    report = build(project, tmp_path, executor=executor, progress=lambda done, _: told.append(done))
    assert ([problem.code for problem in report.problems], report.ok) == (["ND654"], True)
    assert (contents(tmp_path), len(report.written), told[-1]) == (expected, EXPECTED, SCHOOLS)


def script(config: Path, out: Path, body: str) -> list[str]:
    code = f"""
        import importlib, os, signal
        from pathlib import Path
        from nastav_docs import build, load
        importlib.import_module("nastav_docs.builder.running_build").CHUNK = 3
        project, out = load({str(config)!r}), Path({str(out)!r})
    """
    return [sys.executable, "-c", textwrap.dedent(code) + textwrap.dedent(body)]


@pytest.mark.linux
def test_workers_end_with_the_build_that_was_killed_and_the_next_one_makes_the_rest(
    project: Project, expected: dict[str, bytes], tmp_path: Path
) -> None:
    body = """
        def kill(done, total):
            if done:
                os.kill(os.getpid(), signal.SIGKILL)
        build(project, out, jobs=2, progress=kill)
    """
    done = subprocess.run(script(project.folder, tmp_path, body), check=False, capture_output=True, cwd=ROOT)
    assert done.returncode == -signal.SIGKILL
    deadline = time.monotonic() + 10
    report = build(project, tmp_path)
    while not report.ok and time.monotonic() < deadline:  # a worker may be writing its last document
        assert [problem.code for problem in report.problems] == ["ND504"]
        time.sleep(0.05)
        report = build(project, tmp_path)
    assert report.problems == ()
    assert len(report.written) + len(report.unchanged) == EXPECTED
    assert report.unchanged
    assert (contents(tmp_path), leftovers(tmp_path)) == (expected, [])


@pytest.mark.linux
def test_an_interruption_leaves_a_folder_that_the_next_build_completes(
    project: Project, expected: dict[str, bytes], tmp_path: Path
) -> None:
    body = """
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a test run in the background inherits «ignore»
        def interrupt(done, total):
            if done:
                os.killpg(0, signal.SIGINT)  # as a terminal does: to the workers too
        try:
            build(project, out, jobs=2, progress=interrupt)
        except KeyboardInterrupt:
            print(len(list(out.rglob("*.docx"))))
    """
    line = script(project.folder, tmp_path, body)
    done = subprocess.run(line, check=False, capture_output=True, text=True, cwd=ROOT, start_new_session=True)
    assert (done.returncode, done.stderr) == (0, "")
    there = int(done.stdout)
    assert 0 < there < EXPECTED
    assert list(tmp_path.rglob(".~*")) == []
    before = {path: (tmp_path / path).stat().st_mtime_ns for path in contents(tmp_path)}
    assert len(before) == there, "nothing writes after the end of the build"
    report = build(project, tmp_path)
    # What stood there was not made again.
    assert (report.problems, len(report.written)) == ((), EXPECTED - there)
    assert {path: (tmp_path / path).stat().st_mtime_ns for path in before} == before
    assert (contents(tmp_path), leftovers(tmp_path)) == (expected, [])
    assert (tmp_path / STATE / "manifest.sqlite").exists()


def test_a_script_with_other_threads_starts_its_processes_afresh(
    project: Project, expected: dict[str, bytes], tmp_path: Path
) -> None:
    code = f"""
import importlib, threading
from nastav_docs import build, load
if __name__ == "__main__":
    importlib.import_module("nastav_docs.builder.running_build").CHUNK = 3
    stop = threading.Event()
    threading.Thread(target=stop.wait).start()
    print(build(load({str(project.folder)!r}), {str(tmp_path / "out")!r}, jobs=2).problems)
    stop.set()
"""
    (tmp_path / "script.py").write_text(code, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, tmp_path / "script.py"], check=False, capture_output=True, text=True, env=environment
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "()\n", "")
    assert contents(tmp_path / "out") == expected
