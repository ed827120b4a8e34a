"""Values that bring markup of their own: formatted text, a picture, paragraphs of another document.

Nobody but the program makes them (from what Python's libraries for Word made, and from files of pictures), so that a
text of the data never becomes markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from nastav_docs.docx import Package, Picture


class NewParts(Protocol):
    """What a value may add to the document that is being printed, for the part that is being printed."""

    def link(self, address: str) -> str:
        """The id of a relationship with an address on the web or of mail."""

    def known_link(self, key: str) -> str:
        """The id of the same relationship of the template with an address; empty where the template has none."""

    def picture(self, picture: Picture) -> str:
        """The id of a relationship with a picture."""

    def number(self) -> int:
        """A number that no drawing and no bookmark of the document has."""

    def content(self, package: Package, label: str) -> bytes:
        """The paragraphs and tables of another document, fit for this one: with their styles, lists, pictures, notes.

        `label` tells these styles from those of the template. Raises Unprintable.
        """


@dataclass(frozen=True, slots=True, eq=False)
class Brought:
    """A value with markup: `runs` of text, one `drawing` or whole `blocks`; `text` is what filters see of it.

    `make` gives the XML and adds to the document what it needs.
    """

    kind: Literal["runs", "drawing", "blocks"]
    text: str
    make: Callable[[NewParts], bytes]

    def __len__(self) -> int:
        """The number of characters that filters see."""
        return len(self.text)

    def __bool__(self) -> bool:
        """Whether there is anything to see: `{% if photo %}`."""
        return self.kind == "drawing" or bool(self.text)
