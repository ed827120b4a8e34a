"""PDFs by LibreOffice: documents a minute, by one office and by two at once."""

from __future__ import annotations

import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nastav_docs
from nastav_docs.pdf import convert_many, find_office
from tests.benchmarks.region import write_region
from tests.benchmarks.sample import Findings

SCHOOLS = 20  # three documents each


def of_pdf(schools: int = SCHOOLS, rounds: int = 3) -> Findings:
    """Documents a minute, by one LibreOffice and by two at once, each with half of the documents."""
    findings = Findings()
    office = find_office()
    if not office:
        raise FileNotFoundError("LibreOffice")
    with tempfile.TemporaryDirectory() as name:
        out = Path(name) / "out"
        nastav_docs.build(nastav_docs.load(write_region(Path(name) / "config", schools)), out, jobs=1)
        documents = sorted(out.rglob("*.docx"))
        for _ in range(rounds):
            for offices in (1, 2):
                began = time.monotonic()
                with ThreadPoolExecutor(offices) as pool:
                    parts = [{str(file): file for file in documents[part::offices]} for part in range(offices)]
                    made = [
                        one for found in pool.map(lambda part: convert_many(office, part), parts) for one in found.made
                    ]
                if len(made) != len(documents):
                    raise ValueError(made)
                spent = time.monotonic() - began
                findings.add(f"{offices} LibreOffice", "documents a minute", len(documents) / spent * 60)
    one, two = (findings.samples[f"{offices} LibreOffice"].rounds for offices in (1, 2))
    for alone, together in zip(one, two, strict=True):
        findings.add("two against one", "times", together / alone)
    return findings
