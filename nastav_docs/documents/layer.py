"""A part of the config that is being made into names, the district's or a school's, with what its texts need."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from nastav_docs.config import DEFAULT_SHEET, PageWidths, YamlScalar, has_marks, node_at, place_at
from nastav_docs.documents.lazy_values import Text
from nastav_docs.files import Snapshot
from nastav_docs.russian.typography import typograph

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nastav_docs.config import PhraseRecord, SignatureMarkRecord, YamlNode
    from nastav_docs.documents.nouns import Speech
    from nastav_docs.russian import Kind

NO_FILES: Final = Snapshot({})

# Of each text as it is printed, the paths in the YAML at which it stands, in order (the values are None).
Origins = dict[str, dict[tuple[str | int, ...], None]]


@dataclass(frozen=True, slots=True)
class ConfigLayer:
    """A part of the config with the tree that it was read from, so that its texts know their places.

    `speech` declines its words, `sheet` is what a page leaves for its tables. `origins` is filled with the places of
    texts by what they print; None where nobody will ask, for the texts of a thousand schools would fill the memory.
    `own` are the recipes of names that its texts have besides those of all: those of the paper that they stand in.
    `qr` and `signature_mark` are what the issuer says of all its papers; `files` has the certificates that marks name.
    """

    tree: YamlNode
    speech: Speech
    origins: Origins | None = None
    sheet: PageWidths = DEFAULT_SHEET
    own: Mapping[str, object] = field(default_factory=dict)
    qr: str | None = None
    signature_mark: SignatureMarkRecord | None = None
    files: Snapshot = NO_FILES

    def text(self, source: str, *path: str | int, finish: Callable[[str], object] = typograph) -> object:
        """The value of a text without tags, or the recipe of one with them.

        `finish` makes the value of what is printed. `path` is where the text stands in the layer's tree. By default
        `finish` sets quotes, dashes and no-break spaces.
        """
        if not has_marks(source):
            return self._noted(finish(source), path)
        node = node_at(self.tree, path)
        marks = node.marks if isinstance(node, YamlScalar) else ()
        return Text(source, node.place, lambda text: self._noted(finish(text), path), marks, self.own)

    def condition(self, source: str, *path: str | int) -> object:
        """The recipe of a condition (`if:`): None for one that always holds; what is printed decides (see `holds`)."""
        if not source:
            return None
        node = node_at(self.tree, (*path, "if"))
        marks = node.marks if isinstance(node, YamlScalar) else ()
        return Text(source, node.place, holds, marks, self.own) if has_marks(source) else holds(source)

    def _noted(self, made: object, path: tuple[str | int, ...]) -> object:
        if self.origins is not None and (shown := str(made)):
            self.origins.setdefault(shown, {})[path] = None
        return made

    def phrase(self, phrase: PhraseRecord | None, kind: Kind, *path: str | int) -> object:
        """A text as a noun that is declined as `kind`, or its recipe; «» for None. `path` as in `text`."""
        if phrase is None:
            return ""

        place = place_at(self.tree, path)

        def finish(text: str) -> object:
            return self.speech.phrase(typograph(text), kind, phrase.forms, phrase.head, place)

        return self.text(phrase.text, *path, finish=finish)


def holds(printed: str) -> bool:
    """Whether a condition holds by what it prints: nothing, «нет» and «0» do not; «да» and any other text do."""
    return printed.strip().lower() not in {"", "нет", "0", "false", "no"}
