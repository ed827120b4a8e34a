"""`python -m tests.imported` prints how the papers are read; with a folder it writes them there as Word files."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.imported.laid_out import readings, word_paper
from tests.imported.score import scored, totals


def main(arguments: list[str]) -> int:
    """Print what was not read right, paper by paper, and the totals; 1 where something was invented."""
    verdicts = []
    for name, reading in readings().items():
        data = word_paper(name, reading)
        if arguments:
            Path(arguments[0], f"{name}.docx").write_bytes(data)
        found = list(scored(name, reading, data))
        verdicts += found
        for one in found:
            if one.verdict != "right":
                print(f"{name}: {one.kind}: {one.verdict}\n    ждали: {one.expected}\n    вышло: {one.got}")  # noqa: T201 - what the command is for
    for kind, counted in sorted(totals(verdicts).items()):
        print(f"{kind}: {', '.join(f'{name} {number}' for name, number in sorted(counted.items()))}")  # noqa: T201 - as above
    return int(any(one.verdict == "invented" for one in verdicts))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
