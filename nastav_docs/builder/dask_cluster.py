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

TIMEOUT: Final = 10.0  # seconds
SCHEMES: Final = ("tcp", "tls", "ws", "wss")


@contextlib.contextmanager
def executor_of(address: str | None) -> Iterator[Executor | None]:
    """The executor of a running Dask scheduler at `tcp://host:port`, for the `with` block; None without an address.

    Raises ConfigError when Dask is not installed or the scheduler does not answer.
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
    except (OSError, ValueError, TypeError) as error:
        raise _no_answer(address) from error
    # `pure=False`: else Dask would take equal calls for one.
    with client, client.get_executor(pure=False) as executor:  # type: ignore[no-untyped-call]  # as above
        yield executor


def _knock(address: str) -> None:
    """Check that anybody listens at an address, before Dask, which waits long, is asked; raises ConfigError."""
    try:
        parts = urlsplit(address)
        if parts.scheme not in SCHEMES or not parts.hostname or not parts.port:
            raise _no_answer(address)
        with socket.create_connection((parts.hostname, parts.port), TIMEOUT):
            pass
    except (OSError, ValueError) as error:
        raise _no_answer(address) from error


def _no_answer(address: str) -> ConfigError:
    message = f"Планировщик Dask «{address}» не отвечает."
    return ConfigError((codes.NO_CLUSTER.at(None, message, hint="Проверьте адрес: tcp://хост:порт."),))
