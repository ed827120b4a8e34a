"""What one document has become: a piece of settings, and what each of its paragraphs was understood as."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.imported.claims import Claim, KeyPath, Left
    from nastav_docs.papers import Paragraph, Table

Settings = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """A piece of settings at a place, with the claims of the paragraphs that it was made of.

    `texts` are the paths of its texts in which people, acts and annexes may be written as `{{ … }}`, each with the
    annexes that its paper has: number → name. `told` are findings of its own, `silent` the paragraphs that are not
    compared with what is printed: numbers of rows, heads repeated on every page. `table` is that of its rows.

    `captions` are those over the annexes of an order, by their places in its list, and grifs, by theirs, with the lines
    that print them as they stand; `short_captions` are those that name no order, which only such lines print.
    """

    path: KeyPath
    value: Any
    claims: tuple[Claim, ...] = ()
    left: tuple[Left, ...] = ()
    texts: Mapping[KeyPath, Mapping[str, str]] = field(default_factory=dict)
    notes: Mapping[KeyPath, str] = field(default_factory=dict)
    kinds: Mapping[str, Settings] = field(default_factory=dict)
    acts: Mapping[str, Settings] = field(default_factory=dict)
    told: tuple[Diagnostic, ...] = ()
    silent: tuple[Paragraph, ...] = ()
    table: Table | None = None
    captions: Mapping[KeyPath, tuple[Paragraph, tuple[str, ...]]] = field(default_factory=dict)
    short_captions: tuple[KeyPath, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """A document of the settings: its name in `documents:`, and the paragraphs of the sources that it prints again.

    `further` are documents that print the rest of them.
    """

    name: str
    source: tuple[Paragraph, ...]
    further: tuple[str, ...] = ()


def put(settings: Settings, path: KeyPath, value: Any) -> None:  # noqa: ANN401  plain data of YAML
    """Lay a value into settings at a path; mappings on the way are made."""
    *above, last = path
    here = settings
    for step in above:
        here = here.setdefault(str(step), {})
    here[str(last)] = value


def at(settings: Any, path: KeyPath) -> Any:  # noqa: ANN401  plain data of YAML
    """The value at a path of settings; KeyError or IndexError where there is none."""
    for step in path:
        settings = settings[step]
    return settings


def replaced(settings: Any, path: KeyPath, value: Any) -> Any:  # noqa: ANN401  plain data of YAML
    """Settings with another value at a path, the rest as it was."""
    if not path:
        return value
    step, *rest = path
    if isinstance(settings, list):
        return [replaced(one, tuple(rest), value) if number == step else one for number, one in enumerate(settings)]
    return {key: replaced(one, tuple(rest), value) if key == step else one for key, one in settings.items()}


def without_empty(settings: Mapping[str, Any], keep: Iterable[str] = ()) -> Settings:
    """A mapping without empty texts and lists, but for the keys that a person is to fill in."""
    return {key: value for key, value in settings.items() if value not in ("", [], {}, None) or key in set(keep)}


def as_written(text: str) -> str:
    """A text of a paper as a text of the settings: braces that the engine would take for a tag are printed."""
    flat = " ".join(text.replace("\u00a0", " ").split())
    if not re.search(r"\{[{%#]|[}%#]\}", flat):
        return flat
    return re.sub(r"[{}]", lambda m: "{{ '" + m.group() + "' }}", flat)
