"""What became of each document of a build, in little memory: there may be 120,000 of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nastav_docs.builder.output_folder import Outcome


class DoneDocuments:
    """What became of the path of each document, and of which school it is; «» is the district.

    Paths are kept as UTF-8: a text with Russian letters takes twice as much, and more once SQLite has been given it.
    """

    def __init__(self) -> None:
        self._of: dict[Outcome, dict[bytes, str]] = {"written": {}, "unchanged": {}, "kept": {}}

    def __contains__(self, path: str) -> bool:
        """Whether it is noted what became of this path."""
        key = _key(path)
        return any(key in paths for paths in self._of.values())

    def school(self, path: str) -> str | None:
        """The school whose document has this path; None where none has it."""
        key = _key(path)
        return next((paths[key] for paths in self._of.values() if key in paths), None)

    def add(self, outcome: Outcome, paths: Iterable[str], school: str) -> None:
        """Note what became of some documents of a school, in place of what was noted of them before."""
        for key in map(_key, paths):
            for other, noted in self._of.items():
                if other != outcome and noted:
                    noted.pop(key, None)
            self._of[outcome][key] = school

    def take(self, outcome: Outcome) -> tuple[str, ...]:
        """The paths of which this became, in the order in which they were noted; they are forgotten here.

        Each is forgotten as its text is made, so that not all are held twice.
        """
        noted, found = self._of[outcome], []
        while noted:
            found.append(noted.popitem()[0].decode("utf-8", "surrogatepass"))
        found.reverse()
        return tuple(found)


def _key(path: str) -> bytes:
    return path.encode("utf-8", "surrogatepass")
