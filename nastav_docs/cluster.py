"""A Dask scheduler as an executor (extra `[cluster]`)."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

from nastav_docs.codes import building as codes
from nastav_docs.project import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

TIMEOUT: Final = "10s"


@contextlib.contextmanager
def executor_of(address: str | None) -> Iterator[Executor | None]:
    """The executor of a running Dask scheduler, `tcp://host:port`; None without an address.

    Raises ConfigError when Dask is not installed or the scheduler does not answer.
    """
    if not address:
        yield None
        return
    try:
        from distributed import Client  # noqa: PLC0415  an extra, and slow to import
    except ImportError:
        hint = 'Установите: pip install "nastav-docs[cluster]"'
        raise ConfigError((codes.NO_CLUSTER.at(None, "Для --cluster нужен Dask.", hint=hint),)) from None
    try:
        client = Client(address, timeout=TIMEOUT, set_as_default=False)  # type: ignore[no-untyped-call]  # Dask has no types
    except (OSError, ValueError, TypeError) as error:
        message = f"Планировщик Dask «{address}» не отвечает."
        raise ConfigError((codes.NO_CLUSTER.at(None, message, hint="Проверьте адрес: tcp://хост:порт."),)) from error
    with client, client.get_executor(pure=False) as executor:  # type: ignore[no-untyped-call]  # as above
        yield executor
