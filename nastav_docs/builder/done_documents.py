"""What became of each document of a build, in little memory: there may be 120,000 of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from nastav_docs.builder.output_folder import Outcome


class DoneDocuments:
    """What became of the path of each document, and of which school it is; «» is the district.

    Paths of documents that were made are kept as UTF-8: a text with Russian letters takes twice as much, and more once
    SQLite has been given it. Outcome and school are one text for all documents of a school. Paths of unchanged ones are
    the texts that the manifest gave.
    """

    def __init__(self) -> None:
        self._unchanged: dict[str, str] = {}
        self._made: dict[bytes, str] = {}

    def __contains__(self, path: str) -> bool:
        """Whether it is noted what became of this path."""
        return path in self._unchanged or _key(path) in self._made

    def school(self, path: str) -> str | None:
        """The school whose document has this path; None where none has it."""
        found = self._made.get(_key(path))
        return self._unchanged.get(path) if found is None else found.partition(" ")[2]

    def add(self, outcome: Outcome, paths: Collection[str], school: str) -> None:
        """Note what became of some documents of a school, in place of what was noted of them before."""
        if outcome == "unchanged":
            for path in paths if self._made else ():
                self._made.pop(_key(path), None)
            self._unchanged.update(dict.fromkeys(paths, school))
        else:
            for path in paths if self._unchanged else ():
                self._unchanged.pop(path, None)
            self._made.update(dict.fromkeys(map(_key, paths), f"{outcome} {school}"))

    def take(self) -> dict[Outcome, tuple[str, ...]]:
        """The paths by what became of them, in the order in which they were noted; they are forgotten here.

        Each is forgotten as its text is made, so that not all are held twice.
        """
        found: dict[str, list[str]] = {"written": [], "kept": []}
        while self._made:
            path, what = self._made.popitem()
            found[what.partition(" ")[0]].append(path.decode("utf-8", "surrogatepass"))
        unchanged = tuple(self._unchanged)
        self._unchanged.clear()
        return {
            "written": tuple(reversed(found["written"])),
            "unchanged": unchanged,
            "kept": tuple(reversed(found["kept"])),
        }


def _key(path: str) -> bytes:
    return path.encode("utf-8", "surrogatepass")
