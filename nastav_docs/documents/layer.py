"""A layer of a config being turned into names: the district's or a school's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nastav_docs.config import DEFAULT_SHEET, PageWidths, YamlScalar, has_marks, node_at, place_at
from nastav_docs.documents.lazy_values import Text
from nastav_docs.russian.typography import typograph

if TYPE_CHECKING:
    from collections.abc import Callable

    from nastav_docs.config import PhraseRecord, YamlNode
    from nastav_docs.documents.nouns import Speech
    from nastav_docs.russian import Kind

# Where each text stands in the YAML, by the text as it is printed: its paths, in order.
Origins = dict[str, dict[tuple[str | int, ...], None]]


@dataclass(frozen=True, slots=True)
class ConfigLayer:
    """A part of the config together with the tree that it was read from, so that its texts know their places."""

    tree: YamlNode
    speech: Speech
    # None where nobody will ask: the texts of a thousand schools would fill the memory.
    origins: Origins | None = None
    sheet: PageWidths = DEFAULT_SHEET

    def text(self, source: str, *path: str | int, finish: Callable[[str], object] = typograph) -> object:
        """A text of the YAML: typography applied once, marks filled in later."""
        if not has_marks(source):
            return self._noted(finish(source), path)
        node = node_at(self.tree, path)
        marks = node.marks if isinstance(node, YamlScalar) else ()
        return Text(source, node.place, lambda text: self._noted(finish(text), path), marks)

    def _noted(self, made: object, path: tuple[str | int, ...]) -> object:
        if self.origins is not None and (shown := str(made)):
            self.origins.setdefault(shown, {})[path] = None
        return made

    def phrase(self, phrase: PhraseRecord | None, kind: Kind, *path: str | int) -> object:
        """A text with case forms."""
        if phrase is None:
            return ""

        place = place_at(self.tree, path)

        def finish(text: str) -> object:
            return self.speech.phrase(typograph(text), kind, phrase.forms, phrase.head, place)

        return self.text(phrase.text, *path, finish=finish)
