"""A Dask scheduler as an executor (extra `[cluster]`)."""

from __future__ import annotations

import contextlib
import socket
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from nastav_docs.config import ConfigError
from nastav_docs.diagnostics.codes import building as codes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

TIMEOUT: Final = 3.0  # seconds for each of three steps: who waits longer thinks that the program hangs
SCHEMES: Final = ("tcp", "tls", "ws", "wss")


@contextlib.contextmanager
def executor_of(address: str | None) -> Iterator[Executor | None]:
    """The executor of a running Dask scheduler at `tcp://host:port`, for the `with` block; None without an address.

    Raises ConfigError when Dask is not installed, the scheduler does not answer or has no workers, within 10 seconds.
    """
    if not address:
        yield None
        return
    _knock(address)
    try:
        from distributed import Client  # noqa: PLC0415  an extra, and slow to import
    except ImportError:
        hint = 'Установите: pip install "nastav-docs[cluster]"'
        raise ConfigError((codes.NO_CLUSTER.at(None, "Для --cluster нужен Dask.", hint=hint),)) from None
    try:
        client = Client(address, timeout=f"{TIMEOUT}s", set_as_default=False)  # type: ignore[no-untyped-call]  # Dask has no types
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise _no_answer(address) from error
    try:
        client.wait_for_workers(1, timeout=TIMEOUT - 1)
    except (OSError, RuntimeError) as error:  # TimeoutError is an OSError
        client.close(timeout=TIMEOUT)  # type: ignore[no-untyped-call]  # as above
        message = f"У планировщика Dask «{address}» нет ни одного рабочего процесса."
        hint = f"Запустите их: dask worker {address} – и соберите снова."
        raise ConfigError((codes.NO_CLUSTER.at(None, message, hint=hint),)) from error
    # `pure`: Dask would take equal calls for one.
    with client, client.get_executor(pure=False) as executor:  # type: ignore[no-untyped-call]  # as above
        yield executor


def _knock(address: str) -> None:
    """Look whether a scheduler listens, before Dask, which waits for a mute one for ever, is asked.

    Over plain TCP both sides of Dask send their greeting at once; over TLS the caller has to begin.
    """
    try:
        parts = urlsplit(address)
        if parts.scheme not in SCHEMES or not parts.hostname or not parts.port:
            raise _no_answer(address)
        with socket.create_connection((parts.hostname, parts.port), TIMEOUT) as knocking:
            if parts.scheme == "tcp" and not knocking.recv(1):
                raise _no_answer(address)
    except (OSError, ValueError) as error:
        raise _no_answer(address) from error


def _no_answer(address: str) -> ConfigError:
    message = f"Планировщик Dask «{address}» не отвечает."
    return ConfigError((codes.NO_CLUSTER.at(None, message, hint="Проверьте адрес: tcp://хост:порт."),))
