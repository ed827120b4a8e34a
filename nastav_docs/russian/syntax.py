"""Who depends on whom in a sentence, and how often a word is met: the models of the extra `[grammar]`.

slovnet parses, navec says how often a word stands in Russian texts; both read the files that natasha ships inside.
natasha itself is never imported: its own dictionary is an old one. Loaded on first need (about a second and 200 MB).
"""

from __future__ import annotations

import gzip
import struct
import tarfile
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any, Final, cast

from nastav_docs.diagnostics.codes import grammar as codes

MODELS: Final = "data"
WORDS: Final = "emb/navec_news_v1_1B_250K_300d_100q.tar"
VOCABULARY: Final = "vocab.bin"
TREES: Final = "model/slovnet_syntax_news_v1.tar"
# Behind all words, which are sorted, stand two marks of the parser: of a word that it doesn't know, of no word.
UNKNOWN: Final = b"<unk>"
PADDING: Final = b"<pad>"
MARKS: Final = 2
LAST: Final = 32  # bytes that hold both
AT_ONCE: Final = 8  # sentences, as slovnet takes them
PACKAGES: Final = ("slovnet", "navec", "natasha", "threadpoolctl")
# Said where these are not installed: of the installation, not of a paper, so it stands at no place.
GRAMMAR_UNREAD: Final = codes.MISSING_EXTRA.at(
    None,
    "Грамматика не проверена: связи между словами разбирает дополнение «grammar», оно не установлено",
    hint='установите его: pip install "nastav-docs[grammar]"',
)


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
def vectors() -> Any:  # noqa: ANN401 - navec has no types
    """What navec's words mean, without the words: the parser has the same ones in the same order."""
    from navec.meta import Meta  # noqa: PLC0415 - heavy: loaded when there is text to read
    from navec.navec import META, PQ, PQ_, Navec  # noqa: PLC0415 - see above
    from navec.tar import Tar  # noqa: PLC0415 - see above

    class Vectors(PQ):  # type: ignore[misc]  # navec has no types
        def precompute(self) -> None:
            """Nothing: distances between words, a quarter of the time of loading, are never asked for."""

    with Tar(model(WORDS)) as tar:
        meta = Meta.from_file(tar.load(META))
        Meta.check_protocol(meta.protocol)
        return Navec(meta, None, Vectors.from_file(tar.load(PQ_)))


class ParsersWords:
    """The numbers of words by which the parser knows them: their places among those that navec counts."""

    def __init__(self) -> None:
        words, _ = counted_words()
        self.unk_id, self.pad_id = words.index(UNKNOWN, -2), words.index(PADDING, -2)

    def encode(self, word: str) -> int:
        """The number of a word, that of unknown words where it has none."""
        at = place(word.encode())
        return self.unk_id if at is None else at


@lru_cache(maxsize=1)
def parser() -> Any:  # noqa: ANN401 - slovnet has no types
    """The one parser of the process: `Syntax.load` of slovnet without its table of all words."""
    from slovnet.api import (  # noqa: PLC0415 - heavy: loaded when there is text to read
        REL,
        SHAPE,
        Pack,
        Syntax,
        SyntaxDecoder,
        SyntaxEncoder,
        SyntaxInfer,
        SyntaxModel,
    )

    with Pack(model(TREES)) as pack:
        pack.load_meta().check_protocol()
        bare = pack.load_model(SyntaxModel)
        filled = bare.inject_arrays(dict(pack.load_arrays(bare.weights)))
        shapes, relations = pack.load_vocab(SHAPE), pack.load_vocab(REL)
    encoder = SyntaxEncoder(ParsersWords(), shapes, AT_ONCE)
    return Syntax(SyntaxInfer(filled, encoder, SyntaxDecoder(relations)), AT_ONCE).navec(vectors())


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
    return max(count(form.encode()) for form in {word, word.replace("ё", "е")})


def count(word: bytes) -> int:
    """How often a spelling stands in a thousand million words."""
    at = place(word)
    return 0 if at is None else int(struct.unpack_from("<I", counted_words()[1], 4 * at)[0])


def place(word: bytes) -> int | None:
    """The place of a spelling among the words of navec's file, which are sorted; None where it is not there."""
    words, _ = counted_words()
    at = bisect_left(words, word, hi=len(words) - MARKS)
    return at if at < len(words) - MARKS and words[at] == word else None


@lru_cache(maxsize=1 << 14)
def is_counted(word: str) -> bool:
    """Whether a word in small letters, just in this form, is not rare: `frequency(word) > 0`, told sooner of one word.

    All words as a list take as long as their reading, and three times the memory.
    """
    words, _ = _counted()
    return any(is_line(words, form.encode()) for form in {word, word.replace("ё", "е")})


def is_line(lines: bytes, wanted: bytes) -> bool:
    """Whether sorted lines, with a line feed before and behind each, have a line: halved until it must be there."""
    low, high = 0, lines.rindex(b"\n", 0, lines.index(b"\n%b\n" % UNKNOWN, -LAST) + 1)
    while low < high:
        start = lines.rindex(b"\n", low, (low + high) // 2 + 1)
        end = lines.index(b"\n", start + 1)
        line = lines[start + 1 : end]
        if line == wanted:
            return True
        low, high = (end, high) if line < wanted else (low, start)
    return False


@lru_cache(maxsize=1)
def counted_words() -> tuple[list[bytes], bytes]:
    """The words of navec's file in their order, and how often they stand, four bytes each."""
    words, numbers = _counted()
    return words[1:-1].split(b"\n"), numbers


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
