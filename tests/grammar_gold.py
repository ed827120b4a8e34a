"""How many mistakes of grammar are found, kind by kind, and how many right sentences are said to be wrong.

`python -m tests.grammar_gold` measures the project's own sentences (`tests/data/grammar`); `python -m tests.grammar_gold
FILE.tsv` those of a table: id, kind, sentence, the wrong words, the right ones («|» between them), a note; a right
sentence has no wrong words. A table without `id` has whole sentences: kind, the wrong one, the right one, a note.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from nastav_docs.papers import Paper, Paragraph, Segment
from nastav_docs.review.check_papers import check_package
from tests.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nastav_docs.diagnostics import Diagnostic

OWN: Final = ROOT / "tests" / "data" / "grammar"
# The wrong words of a sentence and the right ones: «может {обжалуется|обжаловаться}».
MARKED: Final = re.compile(r"\{(?P<wrong>[^|{}]*)\|(?P<right>[^{}]*)\}")


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """A sentence of one kind and the characters that are wrong in it; `wrong` is empty in a right one."""

    kind: str
    text: str
    wrong: str = ""

    def is_hit(self, found: Diagnostic) -> bool:
        """Whether a finding touches the wrong words."""
        start = self.text.index(self.wrong) + 1
        place = found.place
        return place is not None and place.column < start + len(self.wrong) and place.end_column > start


@dataclass(slots=True)
class GoldCount:
    """What was counted of each kind, and of each code: hits and false alarms."""

    wrong: Counter[str] = field(default_factory=Counter)
    hits: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    code_hits: Counter[str] = field(default_factory=Counter)
    code_false: Counter[str] = field(default_factory=Counter)


def own_sentences() -> Iterator[GoldSentence]:
    """The project's own sentences: the wrong ones by kind, then the right ones."""
    for line in (OWN / "wrong.txt").read_text("utf-8").splitlines():
        kind, _, text = line.partition("\t")
        match = MARKED.search(text)
        assert match is not None, line
        yield GoldSentence(kind, f"{text[: match.start()]}{match['wrong']}{text[match.end() :]}", match["wrong"])
    for line in (OWN / "right.txt").read_text("utf-8").splitlines():
        yield GoldSentence("right", line)


def sentences_of(file: Path) -> Iterator[GoldSentence]:
    """The sentences of a table with a heading; of a pair of whole sentences the right one is read too, as «corrected»."""
    heading, *lines = file.read_text("utf-8").splitlines()
    for line in lines:
        if heading.startswith("id\t"):
            _, kind, text, wrong = line.split("\t")[:4]
            yield GoldSentence(kind, text, wrong)
            continue
        kind, wrong, right = line.split("\t")[:3]
        if wrong:
            yield GoldSentence(kind, wrong, wrong_words(wrong, right))
        yield GoldSentence("corrected" if wrong else kind or "right", right)


def wrong_words(wrong: str, right: str) -> str:
    """The words in which a wrong sentence differs from the right one, where a sign differs with the words beside it.

    `wrong_words("Если болен он дома.", "Если болен, он дома.")` → «болен он».
    """
    pieces, others = re.findall(r"\w+|\W", wrong), re.findall(r"\w+|\W", right)
    rest = min(len(pieces), len(others))
    first = next((i for i in range(rest) if pieces[i] != others[i]), rest)
    last = next((i for i in range(rest - first) if pieces[-1 - i] != others[-1 - i]), rest - first)
    start, end = first, len(pieces) - last
    if not any(piece.isalnum() for piece in pieces[start:end]):
        start = next((i for i in range(start - 1, -1, -1) if pieces[i].isalnum()), start)
        end = next((i + 1 for i in range(end, len(pieces)) if pieces[i].isalnum()), end)
    return "".join(pieces[start:end])


def findings(text: str) -> tuple[Diagnostic, ...]:
    """All that the checker says of one sentence."""
    return check_package([Paper("a.txt", (Paragraph(text, "a.txt", (Segment(0, 1, 1),)),))])


def counted(sentences: Iterable[GoldSentence]) -> GoldCount:
    """What the checker finds in sentences, counted."""
    count = GoldCount()
    for sentence in sentences:
        found = findings(sentence.text)
        if sentence.wrong:
            hits = [d for d in found if sentence.is_hit(d)]
            count.wrong[sentence.kind] += 1
            count.hits[sentence.kind] += bool(hits)
            count.code_hits.update({d.code for d in hits})
        else:
            count.right[sentence.kind] += 1
            count.false[sentence.kind] += bool(found)
        count.code_false.update(d.code for d in found if not sentence.wrong or not sentence.is_hit(d))
    return count


def report(count: GoldCount) -> Iterator[str]:
    """The lines of a report: recall by kind, false alarms, precision by code."""
    for kind in sorted(count.wrong | count.right):
        yield f"{kind:26} {count.hits[kind]:3}/{count.wrong[kind]:<3} false {count.false[kind]}/{count.right[kind]}"
    wrong, right = count.wrong.total(), count.right.total()
    if wrong:
        yield f"recall {count.hits.total() / wrong:.1%} of {wrong}"
    if right:
        yield f"false alarms {count.false.total() / right:.1%} of {right}"
    for code in sorted(count.code_hits | count.code_false):
        yield f"{code} right {count.code_hits[code]} false {count.code_false[code]}"


if __name__ == "__main__":
    given = [Path(name) for name in sys.argv[1:]]
    chosen = [s for name in given for s in sentences_of(name)] if given else list(own_sentences())
    print("\n".join(report(counted(chosen))))  # noqa: T201  for a person
