"""Seconds of CPU a document by rust-docxtpl, run by a Python of its own: it cannot be installed beside docxtpl.

Given the path of a template, the least seconds to go on for and, where each document is to be a file, the folder of the
files; data of documents as JSON lines on standard input.
Answers with JSON: the seconds of one document, and the first document in base64.
"""

from __future__ import annotations

import base64
import io
import itertools
import json
import sys
import time
from pathlib import Path

from docxtpl import DocxTemplate


def made(template: str, context: dict[str, object]) -> bytes:
    """A document, as docxtpl's documentation shows: open, render, save."""
    paper = DocxTemplate(template)
    paper.render(context, autoescape=True)
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def main() -> None:
    """Print the answer."""
    template, enough, folder = sys.argv[1], float(sys.argv[2]), "".join(sys.argv[3:])
    contexts = [json.loads(line) for line in sys.stdin]
    first = base64.b64encode(made(template, contexts[0])).decode()
    calls, began = 0, time.process_time()
    for context in itertools.cycle(contexts):
        document = made(template, context)
        if folder:
            Path(folder, f"{calls}.docx").write_bytes(document)
        calls += 1
        if (spent := time.process_time() - began) >= enough:
            break
    sys.stdout.write(json.dumps({"seconds": spent / calls, "document": first}))


if __name__ == "__main__":
    main()
