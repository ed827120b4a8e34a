"""The user's free values (`data:`) as texts and templates print them.

Texts are filled in and set like all texts of the YAML; «да» and «нет» without quotes are yes and no; whole numbers are
numbers; a mapping with `nom` and other cases is a word with forms written by hand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from nastav_docs.config import PhraseRecord, YamlMapping, YamlScalar, YamlSequence
from nastav_docs.russian import CASES

if TYPE_CHECKING:
    from nastav_docs.config import YamlNode
    from nastav_docs.documents.layer import ConfigLayer

YES_NO: Final = {"да": True, "true": True, "нет": False, "false": False}
WHOLE: Final = re.compile(r"0|[1-9]\d{0,14}")


def free_value(node: YamlNode, layer: ConfigLayer, *path: str | int) -> object:
    """The recipe (see `lazy_values`) of a free value; `path` is where it stands in the layer's tree."""
    if isinstance(node, YamlScalar):
        if not node.quoted and node.text.lower() in YES_NO:
            return YES_NO[node.text.lower()]
        if not node.quoted and WHOLE.fullmatch(node.text):
            return int(node.text)
        return layer.text(node.text, *path)
    if isinstance(node, YamlSequence):
        return tuple(free_value(item, layer, *path, index) for index, item in enumerate(node.items))
    if _is_word(node):
        forms = {case: form.text for case, form in node.entries.items() if isinstance(form, YamlScalar)}
        return layer.phrase(PhraseRecord(text=forms.pop("nom"), forms=forms), "phrase", *path, "nom")
    return {key: free_value(value, layer, *path, key) for key, value in node.entries.items()}


def _is_word(node: YamlMapping) -> bool:
    """Whether a mapping is a word with its case forms: `{nom: …, gen: …}`."""
    entries = node.entries
    return (
        len(entries) > 1
        and "nom" in entries
        and all(key in CASES and isinstance(value, YamlScalar) for key, value in entries.items())
    )
