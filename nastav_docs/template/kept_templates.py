"""From a template's files to the compiled template that was made of the same files by a command before."""

from __future__ import annotations

import contextlib
import hashlib
import pickle
from dataclasses import dataclass, field, fields
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from nastav_docs.diagnostics import Diagnostic
from nastav_docs.files import keep_bytes, kept_bytes
from nastav_docs.template.compiler import CompiledPart, Template, compile_template, language_of
from nastav_docs.template.engine import code_again, forms_placed, kept_code

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from nastav_docs.template.compilation import Find, FoundTemplate
    from nastav_docs.template.compiler import Language
    from nastav_docs.template.engine import KeptCode

MOST: Final = 200  # files in a folder, some 20 MB; the oldest are deleted
AT_HAND: Final = 32  # templates that a process remembers besides, for a project that it loads anew


@dataclass(frozen=True, slots=True)
class KeptTemplates:
    """Where compiled templates are kept between commands: a folder, and a text that changes with the program.

    Without a folder they are kept in memory only, until the process ends.
    """

    folder: Path | None = None
    program: str = ""

    def compile(
        self,
        name: str,
        find: Find,
        *,
        filters: Mapping[str, Callable[..., object]],
        includes: Sequence[str] = (),
        functions: Mapping[str, Callable[..., object]] | None = None,
    ) -> tuple[Template | None, tuple[Diagnostic, ...]]:
        """What `compile_template` gives, made before or now; one that has a problem is not kept.

        Of `filters` and `functions` only the names are compiled in; those given now are called.
        """
        opened = _NotedFind(find)
        if isinstance(first := opened(name), Diagnostic):
            return compile_template(name, opened, filters=filters, includes=includes, functions=functions)
        language = language_of(filters, functions)
        known = [sorted(names) for names in (language.filters, language.functions, language.tests)]
        said = repr((self.program, name, first.path, first.digest, tuple(includes), known))
        file = None
        if self.folder is not None and self.program:
            file = self.folder / f"template-{hashlib.sha256(said.encode()).hexdigest()[:32]}.bin"
        kept = _at_hand.get(said) or (None if file is None else _read(file))
        if kept is not None and all(opened.found_as(*request, *file_) for request, file_ in kept.files.items()):
            _remember(said, kept)
            return kept.again(language), ()
        template, problems = compile_template(name, opened, filters=filters, includes=includes, functions=functions)
        if template is not None and not problems:
            kept = _Kept.of(template, opened.files, language)
            _remember(said, kept)
            if file is not None:
                _write(file, kept)
        return template, problems


@dataclass(slots=True)
class _NotedFind:
    """A `Find` that notes the path and the digest of each file that it gave, by what was asked for."""

    find: Find
    files: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def __call__(self, name: str, after: str = "") -> FoundTemplate | Diagnostic:
        found = self.find(name, after) if after else self.find(name)
        if not isinstance(found, Diagnostic):
            self.files[name, after] = found.path, found.digest
        return found

    def found_as(self, name: str, after: str, path: str, digest: str) -> bool:
        """Whether this request still finds the same file."""
        if (name, after) not in self.files:
            self(name, after)
        return self.files.get((name, after)) == (path, digest)


class _Kept(NamedTuple):
    """A template without the functions of its language, and the files that it was made of, by what was asked for."""

    files: Mapping[tuple[str, str], tuple[str, str]]
    parts: tuple[tuple[Mapping[str, Any], str, KeptCode], ...]
    rest: Mapping[str, Any]

    @classmethod
    def of(cls, template: Template, files: Mapping[tuple[str, str], tuple[str, str]], language: Language) -> _Kept:
        forms = forms_placed(language.filters)
        parts = tuple(
            (
                _fields(part, without={"code"}),
                part.code.filename,
                kept_code(part.source, part.code.filename, target=part.target, forms=forms),
            )
            for part in template.parts
        )
        return cls(files, parts, _fields(template, without={"parts", "filters", "functions", "tests", "tracing"}))

    def again(self, language: Language) -> Template:
        parts = tuple(
            CompiledPart(
                code=code_again(code, filename, target=said["target"], filters=language.filters, tests=language.tests),
                **said,
            )
            for said, filename, code in self.parts
        )
        return Template(
            parts=parts, filters=language.filters, functions=language.functions, tests=language.tests, **self.rest
        )


def _fields(record: CompiledPart | Template, without: set[str]) -> dict[str, Any]:
    return {one.name: getattr(record, one.name) for one in fields(record) if one.name not in without}


_at_hand: Final[dict[str, _Kept]] = {}
_changing: Final = Lock()


def _remember(said: str, kept: _Kept) -> None:
    with _changing:
        _at_hand.pop(said, None)  # the last one used stands last
        _at_hand[said] = kept
        while len(_at_hand) > AT_HAND:
            del _at_hand[next(iter(_at_hand))]


def _read(file: Path) -> _Kept | None:
    data = kept_bytes(file)
    kept: _Kept | None = pickle.loads(data) if data else None  # noqa: S301  this program wrote it, see `kept_bytes`
    return kept


def _write(file: Path, kept: _Kept) -> None:
    keep_bytes(file, pickle.dumps(kept, pickle.HIGHEST_PROTOCOL))
    with contextlib.suppress(OSError):
        every = sorted(file.parent.glob("template-*.bin"), key=lambda one: one.stat().st_mtime_ns)
        for old in every[:-MOST]:
            old.unlink(missing_ok=True)
