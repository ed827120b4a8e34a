"""Who builds the ranges of schools: this process, a pool of processes, or any executor that is given."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from multiprocessing.connection import wait as wait_for
from typing import TYPE_CHECKING, Final

from nastav_docs.builder.school_batch import Chunk, OtherVersionsError, Result, build_chunk
from nastav_docs.diagnostics.codes import schools as codes

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from multiprocessing.context import BaseContext

    from nastav_docs.diagnostics import Diagnostic

# Below so many documents a second process costs more than it gives.
DOCUMENTS_FOR_PROCESSES: Final = 3000
# Chunks sent ahead: enough to keep the workers of a cluster busy, few enough to be held in memory.
AHEAD: Final = 32
ATTEMPTS: Final = 2


@dataclass(frozen=True, slots=True)
class Work:
    """Chunks of `documents` documents in all, for an executor, else for `jobs` processes (None: as many as pay)."""

    chunks: Iterator[Chunk]
    documents: int
    jobs: int | None = None
    executor: Executor | None = None


def results(work: Work, problems: list[Diagnostic]) -> Generator[Result, None, None]:
    """What became of every chunk, in any order; one whose worker was lost is built again, and `problems` tell so."""
    left = _Left(work.chunks)
    if work.executor is not None:
        yield from _from(work.executor, left, AHEAD)
    elif (jobs := work.jobs or _jobs(work.documents)) > 1:
        for _ in range(ATTEMPTS):
            with _processes(jobs) as pool:
                yield from _from(pool, left, 4 * jobs)
            if not left.lost:
                break
    if left.reasons:
        again = ", ".join(sorted(left.reasons))
        message = f"Рабочий процесс прерван ({again}); его школы собраны заново."
        problems.append(codes.WORKER_LOST.at(None, message, hint="Если так бывает часто, соберите с --jobs 1."))
    while (chunk := left.take()) is not None:
        yield build_chunk(chunk)


class _Left:
    """The chunks that are still to be built: those that a worker lost, then those that nobody was given yet."""

    def __init__(self, chunks: Iterator[Chunk]) -> None:
        self.lost: list[Chunk] = []
        self.reasons: set[str] = set()
        self._fresh = chunks

    def take(self) -> Chunk | None:
        """The next one, or None."""
        return self.lost.pop() if self.lost else next(self._fresh, None)

    def lose(self, chunk: Chunk, error: BaseException) -> None:
        """Keep a chunk whose worker was lost."""
        self.lost.append(chunk)
        self.reasons.add(str(error) if isinstance(error, OtherVersionsError) else type(error).__name__)


def _from(executor: Executor, left: _Left, ahead: int) -> Iterator[Result]:
    """Results as they come, until the work is done or the executor is broken."""
    running: dict[Future[Result], Chunk] = {}
    lost: list[tuple[Chunk, BaseException]] = []
    broken = False
    try:
        while True:
            while not broken and len(running) < ahead and (chunk := left.take()) is not None:
                try:
                    running[executor.submit(build_chunk, chunk)] = chunk
                except RuntimeError as broke:  # a worker was killed, or the executor shut down
                    lost.append((chunk, broke))
                    broken = True
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                chunk = running.pop(future)
                error = _failure(future)
                if error is None:
                    yield future.result()
                else:
                    lost.append((chunk, error))
    finally:
        for chunk, error in lost:
            left.lose(chunk, error)
        # An interrupted build ends when nothing writes into its folder any more.
        wait([future for future in running if not future.cancel()])


def _failure(future: Future[Result]) -> BaseException | None:
    """What kept a worker from its result; problems of schools are results."""
    try:
        return future.exception()
    except CancelledError as error:
        return error


def _jobs(documents: int) -> int:
    if documents < DOCUMENTS_FOR_PROCESSES:
        return 1
    allowed = getattr(os, "sched_getaffinity", None)  # what a container may use, where the system tells
    return len(allowed(0)) if allowed is not None else os.cpu_count() or 1


@contextlib.contextmanager
def _processes(jobs: int) -> Iterator[Executor]:
    with ProcessPoolExecutor(jobs, _context(), start_worker) as pool:
        yield pool


def _context() -> BaseContext:
    """How processes are started: on Linux a fork has everything loaded, but must not be made beside other threads."""
    if sys.platform != "linux":
        return multiprocessing.get_context()
    if threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def start_worker() -> None:
    """Leave Ctrl-C to the process that started this one, and end together with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    """End this process when the other one is gone, killed perhaps: nobody would take its results."""
    wait_for([sentinel])
    os._exit(1)
