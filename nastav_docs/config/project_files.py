"""Take the bytes of all files that a project is made of at one moment; later edits belong to the next `load()`."""

from __future__ import annotations

import glob
import html
import re
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from nastav_docs.config.list_records import SCHOOL_ID
from nastav_docs.config.yaml_tree import MAX_FILE_BYTES
from nastav_docs.files import path_key, take

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nastav_docs.config.model import Config, SchoolPapers
    from nastav_docs.config.paper_parts import AnnexRecord

# The folder beside a district's settings with what single schools change, a file `<id>.yaml` each.
SCHOOL_FILES: Final = "schools"
MAX_KEPT_BYTES: Final = 256 * 1024
MARKUP: Final = re.compile(r"<[^>]*>")
TAG: Final = re.compile(r"\{[{%][^{}]*[%}]\}")
ASKED: Final = re.compile("image\\s*\\((?!\\s*[\"'‘’“”„«][^\"'‘’“”„«»]*[\"'‘’“”„»]\\s*[,)])")
MAX_PICTURES: Final = 5_000
QUOTED: Final = re.compile("[\"'‘’“”„«]([^\"'‘’“”„«»]{1,240})[\"'‘’“”„»]")


def annex_templates(config: Config) -> tuple[str, ...]:
    """The names of the templates that an order may take in as its annexes: ("roadmap.docx", "indicators.docx")."""
    issuers: list[Config | SchoolPapers] = [config] if config.school is None else [config, config.school]
    named: list[str] = []
    for issuer in issuers:
        papers = [issuer.order, *issuer.papers.values()]
        annexes = (annex for paper in papers if paper is not None for annex in paper.annexes)
        named += (annex_template(annex, issuer, config) for annex in annexes if _is_there(annex, issuer))
    return tuple(dict.fromkeys(named))


def _is_there(annex: AnnexRecord, issuer: Config | SchoolPapers) -> bool:
    """Whether an annex has a template or is one of the issuer's papers; that one is neither is told elsewhere."""
    usual = annex.id in {"roadmap", "indicators"} and getattr(issuer, annex.id) is not None
    return bool(annex.template) or annex.id in issuer.papers or usual


def annex_template(annex: AnnexRecord, issuer: Config | SchoolPapers, config: Config) -> str:
    """The name of an annex's template: its own, else that of the paper it is or of that paper's kind."""
    paper = issuer.papers.get(annex.id)
    if annex.template or paper is None:
        return annex.template or f"{annex.id}.docx"
    kind = config.kinds.get(paper.kind)
    return paper.template or (kind.template if kind is not None else f"{annex.id}.docx")


def take_templates(folder: Path, search: Iterable[Path], config: Config | None, into: dict[str, bytes | int]) -> None:
    """Put the templates of the `search` path, and the pictures of `folder` that they name, into the snapshot `into`.

    Taken are the Word files that lie in a folder of the path itself, those that the settings name, and whatever file a
    `{% … %}` or `{{ … }}` of a taken one names in quotes: a base, an include, a picture. Where the data names a
    picture, `image(school.photo)`, all pictures of `folder` and of the folders in it are taken.
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
            pictures = pictures_of(folder) if asks_for_pictures(data) else _below((folder,), names)
            for picture in pictures:
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
    return tuple(dict.fromkeys(name for tag in _tags(template) for name in QUOTED.findall(html.unescape(tag))))


@lru_cache(maxsize=32)
def _tags(template: bytes) -> tuple[str, ...]:
    from nastav_docs.docx import read_parts  # noqa: PLC0415 - lxml is loaded for Word files only

    parts = (part for name, part in read_parts(template, "").items() if name.endswith(".xml") and b"{" in part)
    return tuple(tag for part in parts for tag in TAG.findall(MARKUP.sub("", _decoded(part))))


@lru_cache(maxsize=32)
def asks_for_pictures(template: bytes) -> bool:
    """Whether a tag of a DOCX shows a picture whose name is not written in it."""
    return any("image" in tag and ASKED.search(html.unescape(tag)) for tag in _tags(template))


def pictures_of(folder: Path) -> list[Path]:
    """The pictures in a folder and in the folders in it, sorted; the first 5,000 of them."""
    found = (path for path in folder.rglob("*") if path.suffix.lower() in {".png", ".jpg", ".jpeg"} and _is_file(path))
    return sorted(found)[:MAX_PICTURES]


def _decoded(part: bytes) -> str:
    return part.decode("utf-16" if part[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "replace")


def take_lists(files: Iterable[Path], into: dict[str, bytes | int]) -> None:
    """Put the files of lists into the snapshot `into`; where each school has one, those of all."""
    for file in files:
        if not SCHOOL_ID.search(str(file)):
            take(file, into, MAX_FILE_BYTES)
            continue
        pattern = "*".join(map(glob.escape, SCHOOL_ID.split(str(file))))
        for found in sorted(glob.glob(pattern)):  # noqa: PTH207  Path.glob takes no absolute pattern
            take(Path(found), into, MAX_FILE_BYTES)


def take_schools(folder: Path, registry: Path, into: dict[str, bytes | int]) -> None:
    """Put the registry of schools and the files `schools/*.yaml` of `folder` into the snapshot `into`."""
    take(registry, into)
    take_overlays(folder, into)


def take_overlays(folder: Path, into: dict[str, bytes | int]) -> None:
    """Put the files `schools/*.yaml` of `folder` into the snapshot `into`."""
    for file in sorted((folder / SCHOOL_FILES).glob("*.yaml")):
        take(file, into)
