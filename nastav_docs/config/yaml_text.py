"""A mapping written as YAML the way a person would: block style, quotes only where they are needed, long texts folded.

Whatever is written is read back by `read_bytes` as the same mapping; the reader decides, too, which text may stand
without quotes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import yaml

from nastav_docs.config.yaml_edits import folded
from nastav_docs.config.yaml_tree import NULLS, YamlMapping, YamlScalar, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

KeyPath = tuple[str | int, ...]

STEP: Final = 2  # spaces by which what belongs to a key stands in
WIDTH: Final = 120  # signs of a line
# What another reader of YAML takes for a number, a yes, a moment: in quotes, so that every editor sees a text. A date
# stays as it is written.
RESOLVED: Final = frozenset(f"tag:yaml.org,2002:{name}" for name in ("int", "float", "bool", "null", "value", "merge"))
UNSEEN: Final = re.compile(
    r"[\x00-\x1f\x7f-\xa0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff0-\uffff]"
)
UNREADABLE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
NAMES: Final = re.compile(r"[^\W\d][\w-]*")  # keys and roles: a list of them fits in brackets
BREAK: Final = re.compile(r"(?<=\S) (?=\S)")  # where a line of a folded text may end and be joined again
# The same outside «{{ … }}».
BREAK_BETWEEN: Final = re.compile(r"(?<=\S) (?=\S)(?!(?:[^{}]|\{(?!\{))*\}\})")


def yaml_text(data: Mapping[str, object], comments: Mapping[KeyPath, str] | None = None) -> str:
    r"""A mapping as the text of a YAML file.

    `data` holds mappings, lists, texts, numbers, True and False («да», «нет») and None («null»), in the order in which
    they are written. Line feeds of a text are the reader's: lines of a paragraph are joined, an empty line divides
    paragraphs. `comments` are written above the entry at their path, «# » before each line.

    yaml_text({"order": {"number": "235", "annexes": ["roadmap"]}})
    # 'order:\n  number: "235"\n  annexes: [roadmap]\n'
    """
    lines = list(_mapping(data, (), 0, comments or {}))
    return "\n".join(lines) + "\n" if lines else "{}\n"


def _mapping(data: Mapping[str, object], path: KeyPath, indent: int, comments: Mapping[KeyPath, str]) -> Iterator[str]:
    for key, value in data.items():
        here = (*path, key)
        yield from _comment(comments.get(here, ""), indent)
        name = f"{' ' * indent}{_key(str(key))}:"
        first, *rest = _value(value, here, indent + STEP, comments, len(name) + 1)
        yield f"{name} {first}".rstrip(" ") if first else name
        yield from rest


def _sequence(data: Sequence[object], path: KeyPath, indent: int, comments: Mapping[KeyPath, str]) -> Iterator[str]:
    for number, value in enumerate(data):
        here = (*path, number)
        yield from _comment(comments.get(here, ""), indent)
        first, *rest = _value(value, here, indent + STEP, comments, indent + STEP)
        if not first and rest:  # a mapping or a list: its first line stands behind the «-»
            while rest[0].lstrip().startswith("#"):
                yield rest.pop(0)[STEP:]
            first, rest = rest[0].strip(" "), rest[1:]
        yield f"{' ' * indent}- {first}"
        yield from rest


def _value(value: object, path: KeyPath, indent: int, comments: Mapping[KeyPath, str], column: int) -> list[str]:
    """What stands behind a key or «-» («» where all of it stands below), and the lines below that."""
    if isinstance(value, Mapping):
        return ["", *_mapping(value, path, indent, comments)] if value else ["{}"]
    if isinstance(value, str):
        return _text(value, indent, column)
    if isinstance(value, Sequence):
        if not value:
            return ["[]"]
        if all(isinstance(item, str) and NAMES.fullmatch(item) and _stands_plain(item) for item in value):
            line = f"[{', '.join(map(str, value))}]"
            if column + len(line) <= WIDTH and not any((*path, n) in comments for n in range(len(value))):
                return [line]
        return ["", *_sequence(value, path, indent, comments)]
    words = {None: "null", True: "да", False: "нет"}
    return [words[value] if value is None or isinstance(value, bool) else str(value)]


def _comment(text: str, indent: int) -> Iterator[str]:
    yield from (f"{' ' * indent}# {line}".rstrip() for line in text.splitlines())


def _key(key: str) -> str:
    year = re.fullmatch(r"(?:19|20)\d\d", key)
    return key if year or (NAMES.fullmatch(key) and _stands_plain(key)) else _quoted(key)


def _text(text: str, indent: int, column: int) -> list[str]:
    """A text behind its key, or «>-» and its lines below."""
    text = folded(text) if "\n" in text or "\r" in text else text
    if "\n" not in text and (column + len(text) <= WIDTH - 2 or not BREAK.search(text)):
        return [text if not UNSEEN.search(text) and _stands_plain(text) else _quoted(text)]
    if UNREADABLE.search(text.replace("\n", "")) or text != text.strip():
        return [_quoted(text)]
    lines = [">-"]
    for number, paragraph in enumerate(text.split("\n\n")):
        lines += [""] if number else []
        lines += [" " * indent + line for line in _wrapped(paragraph, WIDTH - indent)]
    return lines


def _wrapped(paragraph: str, width: int) -> Iterator[str]:
    """The lines of a paragraph, cut only where joining them by one space gives it again."""
    line = ""
    for word in (BREAK_BETWEEN if "{{" in paragraph else BREAK).split(paragraph):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _quoted(text: str) -> str:
    r"""A text in double quotes on one line, what cannot be seen written as «\u00A0»."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    if '"' in text and "'" not in text and not UNSEEN.search(text):
        return f"'{text}'"
    return '"' + UNSEEN.sub(lambda match: f"\\u{ord(match.group()):04X}", escaped) + '"'


@lru_cache(maxsize=4096)
def _stands_plain(text: str) -> bool:
    """Whether a text without quotes is read as itself, by our reader as a text and by others as no number."""
    if text in NULLS or text != text.strip() or UNREADABLE.search(text):
        return False
    found, problems = read_bytes(f"a: {text}\n".encode(), "")
    value = found.entries.get("a") if isinstance(found, YamlMapping) else None
    if problems or not isinstance(value, YamlScalar) or value.quoted or value.text != text:
        return False
    # Behind a «-» of a list a second «-» or a key would begin anew.
    if text.startswith("- ") or ": " in text:
        return False
    tag = _resolver().resolve(yaml.ScalarNode, text, (True, False))
    return tag not in RESOLVED


def _resolver() -> Any:  # noqa: ANN401  the stubs of PyYAML leave its resolver untyped
    return yaml.SafeLoader("")
