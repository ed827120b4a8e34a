"""Files spoilt in thousands of ways: nothing raises, nothing is unforeseen, each within 10 seconds and 300 MB."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.paths import ROOT


@pytest.mark.parametrize(("kind", "number"), [("docx", 2_000), ("yaml", 500), ("xlsx", 200)])
def test_a_spoilt_file_is_told_whatever_was_done_to_it(kind: str, number: int) -> None:
    command = [sys.executable, "-m", "tests.mutations", kind, str(number)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr[-2_000:]
    report = json.loads(run.stdout)
    assert report["wrong"] == []
    assert report["tried"] == number
    assert report["slowest"] < 10  # seconds
    assert report["memory"] < 300  # MB
