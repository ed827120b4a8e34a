"""Who may ask for the page: only this machine's browser that was given the token is heard."""

from __future__ import annotations

import secrets
import socket
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.diagnostics.codes import building as codes

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from pathlib import Path

    from uvicorn import Server

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.page.workspace import Workspace

HOST: Final = "127.0.0.1"
MOST_BYTES: Final = 40 << 20  # of one request: a large paper with pictures
SAFE: Final = frozenset(("GET", "HEAD"))
POLICY: Final = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    b"frame-ancestors 'none'; base-uri 'none'"
)
HEADERS: Final = (
    (b"content-security-policy", POLICY),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),  # the token is in the address; with no-referrer a browser hides its Origin
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guard:
    """Lets through what the page's own browser asks, and takes the token off the address.

    Refused, before anything is read: another name of the host (a site that points its own name here), an address
    without the token, a change asked for by another origin, a body that is too large.
    """

    app: Any
    token: str
    port: int

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401  what ASGI passes
        """Answer one request."""
        if scope["type"] != "http":
            return
        refused = self._refused(scope["method"], scope["path"], dict(scope["headers"]))
        if refused:
            await _say(send, *refused)
            return
        prefix = f"/{self.token}"
        inner = {**scope, "root_path": prefix}

        async def sent(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *HEADERS]
            await send(message)

        await self.app(inner, receive, sent)

    def _refused(self, method: str, path: str, headers: dict[bytes, bytes]) -> tuple[int, str] | None:
        """The status and the words of a refusal; None for what may pass."""
        hosts = {f"{name}:{self.port}" for name in (HOST, "localhost")}
        host = headers.get(b"host", b"").decode("latin-1")
        if host not in hosts:
            return 403, "Страница открывается только по адресу 127.0.0.1, который показала программа."
        given = path.split("/", 2)[1] if path.startswith("/") else ""
        if not secrets.compare_digest(given.encode(), self.token.encode()):
            return 403, "В адресе нет ключа. Откройте адрес целиком, как его показала программа."
        site = headers.get(b"sec-fetch-site", b"").decode("latin-1")
        origin = headers.get(b"origin", b"").decode("latin-1")
        foreign = bool(origin) and origin != f"http://{host}"
        if foreign or site in {"cross-site", "same-site"} or (method not in SAFE and not (origin or site)):
            return 403, "Запрос пришёл с другой страницы: он не выполнен."
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > MOST_BYTES or b"transfer-encoding" in headers:
            return 413, f"Файл больше {MOST_BYTES >> 20} МБ."
        return None


async def _say(send: Any, status: int, words: str) -> None:  # noqa: ANN401  what ASGI passes
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words.encode()})


@dataclass(frozen=True, slots=True)
class Served:
    """A page that is ready to answer: its whole address, and `run`, which answers until the program is stopped."""

    address: str
    server: Server
    listening: socket.socket
    workspace: Workspace

    def run(self) -> None:
        """Answer the browser until Ctrl+C or `stop`; then nothing that was made for the page alone is left.

        While the browser starts, what the first page of any kind needs is read and compiled.
        """
        threading.Thread(target=_prepare, args=[self.workspace], daemon=True).start()
        try:
            self.server.run(sockets=[self.listening])
        finally:
            self.workspace.close()

    def stop(self) -> None:
        """Let `run` return."""
        self.server.should_exit = True


def _prepare(workspace: Workspace) -> None:
    from nastav_docs.page.markup import compile_pages  # noqa: PLC0415  only where a page is opened

    workspace.prepare()
    compile_pages()


def page_missing() -> Diagnostic | None:
    """The problem that the libraries of the page are not installed, with how to get them; None if they are."""
    from importlib.util import find_spec  # noqa: PLC0415  only where a page is opened

    if all(find_spec(name) for name in ("starlette", "uvicorn", "python_multipart")):
        return None
    hint = 'Установите их вместе с программой: py -m pip install "nastav-docs[page]" (Linux: python3 -m pip …).'
    return codes.NO_PAGE.at(None, "Для страницы в браузере не установлены её библиотеки.", hint=hint)


def open_page(folder: Path, out: Path, *, port: int = 0) -> Served:
    """Listen on 127.0.0.1 for one browser that works with the settings in `folder`; documents go to `out`.

    `port` 0 takes a free one. Raises OSError where the port is taken.
    """
    import uvicorn  # noqa: PLC0415  only where a page is opened

    from nastav_docs.page.application import application  # noqa: PLC0415  as above
    from nastav_docs.page.workspace import Workspace  # noqa: PLC0415  as above

    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen(128)  # a browser opened before `run` waits in line
    except OSError:
        listening.close()
        raise
    here = listening.getsockname()[1]
    token = secrets.token_urlsafe(24)
    workspace = Workspace(folder, out)
    app = Guard(application(workspace), token, here)
    config = uvicorn.Config(app, log_level="critical", access_log=False, server_header=False, lifespan="off")
    return Served(f"http://{HOST}:{here}/{token}/", uvicorn.Server(config), listening, workspace)
