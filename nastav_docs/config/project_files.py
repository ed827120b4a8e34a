"""Take the bytes of all files that a project is made of at one moment; later edits belong to the next `load()`."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from nastav_docs.config.yaml_tree import MAX_FILE_BYTES
from nastav_docs.files import path_key, take

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from nastav_docs.config.model import Config

# The folder beside a district's settings with what single schools change, a file `<id>.yaml` each.
SCHOOL_FILES: Final = "schools"
MAX_KEPT_BYTES: Final = 256 * 1024
MARKUP: Final = re.compile(r"<[^>]*>")
TAG: Final = re.compile(r"\{[{%][^{}]*[%}]\}")
QUOTED: Final = re.compile("[\"'‘’“”„«]([^\"'‘’“”„«»]{1,240})[\"'‘’“”„»]")


def annex_templates(config: Config) -> tuple[str, ...]:
    """The names of the templates that an order may take in as its annexes: ("roadmap.docx", "indicators.docx")."""
    orders = [config.order, config.school.order if config.school is not None else None]
    named = [a.template or f"{a.id}.docx" for order in orders if order is not None for a in order.annexes]
    return tuple(dict.fromkeys(named))


def take_templates(folder: Path, search: Iterable[Path], config: Config | None, into: dict[str, bytes | int]) -> None:
    """Put the templates of the `search` path, and the pictures of `folder` that they name, into the snapshot `into`.

    Taken are the Word files that lie in a folder of the path itself, those that the settings name, and whatever file a
    `{% … %}` or `{{ … }}` of a taken one names in quotes: a base, an include, a picture.
    """
    search = tuple(search)
    found = [path for place in search for path in sorted(place.glob("*.do[ct]*")) if not path.name.startswith("~$")]
    if config is not None:
        named = [*(document.template for document in config.documents.values()), *annex_templates(config)]
        found += _below(search, named)
    seen: set[Path] = set()
    while found:
        path = found.pop()
        if path in seen:
            continue
        seen.add(path)
        take(path, into, MAX_FILE_BYTES)
        data = into.get(path_key(path))
        if isinstance(data, bytes):
            if len(data) <= MAX_KEPT_BYTES:
                data = into[path_key(path)] = _once(data)
            names = files_named(data)
            found += _below(search, names)
            for picture in _below((folder,), names):
                take(picture, into, MAX_FILE_BYTES)


@lru_cache(maxsize=32)
def _once(data: bytes) -> bytes:
    """The bytes given, or equal ones given before: a thousand districts at a time hold the shared templates once."""
    return data


def _below(folders: Iterable[Path], names: Iterable[str]) -> Iterator[Path]:
    """The files of these names that exist in the folders; a name that leads out of its folder is passed over."""
    for name in names:
        steps = PurePosixPath(name.replace("\\", "/")).parts
        if steps and ".." not in steps and not name.startswith(("/", "\\")) and not {":", "\0"} & set(name):
            yield from (path for folder in folders if _is_file(path := folder.joinpath(*steps)))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


@lru_cache(maxsize=32)
def files_named(template: bytes) -> tuple[str, ...]:
    """What the tags of a DOCX hold in quotes, in order; names of files are among it.

    A file that cannot be read names nothing.
    """
    from nastav_docs.docx import read_parts  # noqa: PLC0415 - lxml is loaded for Word files only

    parts = [part for name, part in read_parts(template, "").items() if name.endswith(".xml")]
    tags = (tag for part in parts if b"{" in part for tag in TAG.findall(MARKUP.sub("", _decoded(part))))
    return tuple(dict.fromkeys(name for tag in tags for name in QUOTED.findall(html.unescape(tag))))


def _decoded(part: bytes) -> str:
    return part.decode("utf-16" if part[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "replace")


def take_schools(folder: Path, registry: Path, into: dict[str, bytes | int]) -> None:
    """Put the registry of schools and the files `schools/*.yaml` of `folder` into the snapshot `into`."""
    take(registry, into)
    for file in sorted((folder / SCHOOL_FILES).glob("*.yaml")):
        take(file, into)
