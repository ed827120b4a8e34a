"""Let the chunks of schools be built: by this process, a pool of processes, or an executor that is given."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from multiprocessing.connection import wait as wait_for
from typing import TYPE_CHECKING, Final

from nastav_docs.builder.school_batch import Chunk, OtherVersionsError, Result, build_chunk, hold
from nastav_docs.diagnostics.codes import schools as codes

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from multiprocessing.context import BaseContext

    from nastav_docs.diagnostics import Diagnostic

# With fewer documents a second process takes longer to start than it saves.
DOCUMENTS_FOR_PROCESSES: Final = 3000
# Chunks sent at a time: enough to keep the workers of a cluster busy, few enough to be held in memory.
AHEAD: Final = 32
ATTEMPTS: Final = 2


@dataclass(frozen=True, slots=True)
class Work:
    """The chunks to be built, `documents` documents in all, and by whom: an executor, else `jobs` processes.

    `jobs` of None: as many as are worth while. `opened` is the key of the project and it pickled, for those processes.
    """

    chunks: Iterator[Chunk]
    documents: int
    jobs: int | None = None
    executor: Executor | None = None
    opened: tuple[str, bytes] = ("", b"")


def results(work: Work, problems: list[Diagnostic]) -> Generator[Result, None, None]:
    """Build every chunk; their results in any order.

    A chunk whose worker was lost is built again, and a problem added to `problems`.
    """
    left = _Left(work.chunks)
    if work.executor is not None:
        yield from _from(work.executor, left, AHEAD)
    elif (jobs := work.jobs or _jobs(work.documents)) > 1:
        for _ in range(ATTEMPTS):
            with _processes(jobs, work.opened) as pool:
                yield from _from(pool, left, 2 * jobs, held=True)
            if not left.lost:
                break
    if left.reasons:
        again = ", ".join(sorted(left.reasons))
        message = f"Рабочий процесс прерван ({again}); его школы собраны заново."
        problems.append(codes.WORKER_LOST.at(None, message, hint="Если так бывает часто, соберите с --jobs 1."))
    while (chunk := left.take()) is not None:
        yield build_chunk(chunk)


class _Left:
    """The chunks that are not built yet: those that a lost worker had, and those that no worker has got so far."""

    def __init__(self, chunks: Iterator[Chunk]) -> None:
        self.lost: list[Chunk] = []
        self.reasons: set[str] = set()
        self._fresh = chunks

    def take(self) -> Chunk | None:
        """The next chunk to be built; None if there is none."""
        return self.lost.pop() if self.lost else next(self._fresh, None)

    def lose(self, chunk: Chunk, error: BaseException) -> None:
        """Put back a chunk whose worker was lost, and remember why."""
        self.lost.append(chunk)
        self.reasons.add(str(error) if isinstance(error, OtherVersionsError) else type(error).__name__)


def _from(executor: Executor, left: _Left, ahead: int, *, held: bool = False) -> Iterator[Result]:
    """Results from an executor as they come, until all chunks are built or it is broken.

    `ahead` chunks are sent at a time; without their project where its workers hold that (`held`).
    """
    running: dict[Future[Result], Chunk] = {}
    lost: list[tuple[Chunk, BaseException]] = []
    broken = False
    try:
        while True:
            while not broken and len(running) < ahead and (chunk := left.take()) is not None:
                try:
                    sent = replace(chunk, project=b"") if held else chunk
                    running[executor.submit(build_chunk, sent)] = chunk
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
        # Also when interrupted, wait until no worker writes into the folder any more.
        wait([future for future in running if not future.cancel()])


def _failure(future: Future[Result]) -> BaseException | None:
    """The exception that kept a worker from its result; None for a result, even of schools with problems."""
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
def _processes(jobs: int, opened: tuple[str, bytes]) -> Iterator[Executor]:
    with ProcessPoolExecutor(jobs, _context(), start_worker, opened) as pool:
        yield pool


def _context() -> BaseContext:
    """How processes are started: forked on Linux, where they have everything loaded; but not beside other threads."""
    if sys.platform != "linux":
        return multiprocessing.get_context()
    if threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def start_worker(key: str, project: bytes) -> None:
    """Set up a worker process: it leaves Ctrl-C to the process that started it, and ends when that one does.

    It has the pickled project by its key, which no chunk then needs to bring.
    """
    hold(key, project)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    """Wait until another process is gone, killed perhaps, and end this one, whose results nobody would take."""
    wait_for([sentinel])
    os._exit(1)
