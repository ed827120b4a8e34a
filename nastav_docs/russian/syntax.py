"""Who depends on whom in a sentence, and how often a word is met: the models of the extra `[grammar]`.

slovnet parses, navec says how often a word stands in Russian texts; both read the files that natasha ships inside.
natasha itself is never imported: its own dictionary is an old one. Loaded on first need (about a second and 200 MB).
"""

from __future__ import annotations

import gzip
import struct
import tarfile
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any, Final, cast

MODELS: Final = "data"
WORDS: Final = "emb/navec_news_v1_1B_250K_300d_100q.tar"
VOCABULARY: Final = "vocab.bin"
TREES: Final = "model/slovnet_syntax_news_v1.tar"
PACKAGES: Final = ("slovnet", "navec", "natasha", "threadpoolctl")


@dataclass(frozen=True, slots=True)
class Link:
    """What a word depends on: the index of its head, -1 for the root, and how, by the names of Universal Dependencies.

    `Link(1, "nsubj")`: the subject of the word at 1.
    """

    head: int
    relation: str


@lru_cache(maxsize=1)
def can_parse() -> bool:
    """Whether the extra `[grammar]` is installed; nothing is loaded to say it."""
    return all(find_spec(name) is not None for name in PACKAGES)


def model(name: str) -> str:
    """The path of a file that natasha ships; natasha is looked up, not imported."""
    spec = find_spec("natasha")
    folder = Path((spec.submodule_search_locations or [""])[0]) if spec else Path()
    return str(folder / MODELS / name)


@lru_cache(maxsize=1)
def embeddings() -> Any:  # noqa: ANN401 - navec has no types
    """The words that navec knows, with their counts and vectors."""
    from navec.meta import Meta  # noqa: PLC0415 - heavy: loaded when there is text to read
    from navec.navec import META, PQ, PQ_, VOCAB, Navec, Vocab  # noqa: PLC0415 - see above
    from navec.tar import Tar  # noqa: PLC0415 - see above

    class Vectors(PQ):  # type: ignore[misc]  # navec has no types
        def precompute(self) -> None:
            """Nothing: distances between words, a quarter of the time of loading, are never asked for."""

    with Tar(model(WORDS)) as tar:
        meta = Meta.from_file(tar.load(META))
        Meta.check_protocol(meta.protocol)
        return Navec(meta, Vocab.from_file(tar.load(VOCAB)), Vectors.from_file(tar.load(PQ_)))


@lru_cache(maxsize=1)
def parser() -> Any:  # noqa: ANN401 - slovnet has no types
    """The one parser of the process."""
    from slovnet import Syntax  # noqa: PLC0415 - heavy: loaded when there is text to read

    return Syntax.load(model(TREES)).navec(embeddings())


@lru_cache(maxsize=4096)
def parsed(words: tuple[str, ...]) -> tuple[Link, ...]:
    """What each word of a sentence depends on, marks counted as words; in the order of the words.

    `parsed(("Директор", "утвердил", "план"))[0]` → `Link(head=1, relation='nsubj')`.
    """
    with one_thread().limit(limits=1):
        return tuple(Link(int(token.head_id) - 1, token.rel) for token in parser()(list(words)).tokens)


@lru_cache(maxsize=1)
def one_thread() -> Any:  # noqa: ANN401 - threadpoolctl has no types
    """What keeps numpy to one thread: a sentence is little work, threads wait for each other 20 times as long."""
    from threadpoolctl import ThreadpoolController  # noqa: PLC0415 - see above

    parser()  # finds the libraries that are loaded
    return ThreadpoolController()


@lru_cache(maxsize=1 << 16)
def frequency(word: str) -> int:
    """How often a word in small letters, just in this form, stands in a thousand million words; 0 where rarely."""
    return max(counts().get(form.encode(), 0) for form in (word, word.replace("ё", "е")))


@lru_cache(maxsize=1 << 12)
def is_counted(word: str) -> bool:
    """Whether a word in small letters, just in this form, is not rare: `frequency(word) > 0`, told sooner of one word.

    All counts as a dictionary take three times as long as the reading, and ten times the memory.
    """
    words, _ = _counted()
    return any(b"\n%b\n" % form.encode() in words for form in {word, word.replace("ё", "е")})


@lru_cache(maxsize=1)
def counts() -> dict[bytes, int]:
    """How often each word stands in a thousand million, of navec's file the words alone."""
    words, numbers = _counted()
    return dict(zip(words[1:-1].split(b"\n"), struct.unpack(f"<{len(numbers) // 4}I", numbers), strict=True))


@lru_cache(maxsize=1)
def _counted() -> tuple[bytes, bytes]:
    """The words of navec's file, each between line feeds, and how often they stand, four bytes each.

    The file (see `Vocab.from_file` of navec): how many they are, a count for each, then their texts, a line each;
    numbers take four bytes, the lowest first.
    """
    with tarfile.open(model(WORDS)) as tar, gzip.open(cast("IO[bytes]", tar.extractfile(VOCABULARY))) as file:
        read = file.read()
    (size,) = struct.unpack_from("<I", read)
    return b"\n%b\n" % read[4 + 4 * size :], read[4 : 4 + 4 * size]
