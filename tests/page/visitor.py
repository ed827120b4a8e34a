"""A page that is served for a test, and requests to it as any program may send them."""

from __future__ import annotations

import contextlib
import http.client
import threading
import urllib.parse
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from nastav_docs.files import digest
from nastav_docs.page import open_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Answer:
    """The status of an answer, its headers, its body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as a person reads it, entities of HTML resolved."""
        return unescape(self.body.decode())


@dataclass(frozen=True, slots=True)
class Visitor:
    """Asks the page at `address`; as its own browser would, unless other headers are given."""

    address: str

    @property
    def origin(self) -> str:
        """Where the page comes from."""
        return self.address.rpartition("/")[0].rpartition("/")[0]

    def ask(self, path: str, headers: Mapping[str, str] | None = None, *, whole: str = "", method: str = "GET",
            body: bytes | None = None) -> Answer:  # fmt: skip
        """Ask for a path of the page, or for the path `whole` of its host."""
        parts = urllib.parse.urlsplit(self.address)
        connection = http.client.HTTPConnection(parts.netloc, timeout=60)
        with contextlib.closing(connection):
            connection.request(method, whole or f"{parts.path}{path}", body, dict(headers or {}))
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())

    def send(self, path: str, form: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Answer:
        """Send a form as the page's own browser does."""
        body = urllib.parse.urlencode(form).encode()
        known = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.origin}
        return self.ask(path, {**known, **(headers or {})}, method="POST", body=body)


@contextlib.contextmanager
def served(folder: Path, out: Path) -> Iterator[Visitor]:
    """The page over a folder, answering while the `with` block runs."""
    page = open_page(folder, out)
    thread = threading.Thread(target=page.run, daemon=True)
    thread.start()
    try:
        yield Visitor(page.address)
    finally:
        page.stop()
        thread.join(timeout=30)


def known(folder: Path, name: str = "district.yaml") -> str:
    """The digest of a file as a form carries it, so that a save over a newer one is refused."""
    return digest((folder / name).read_bytes())
