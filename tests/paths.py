"""Where the tests find the project's files."""

from __future__ import annotations

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
DATA: Final = ROOT / "tests" / "data"
CONFIGS: Final = ROOT / "configs"
TEMPLATES: Final = ROOT / "templates"
# A district whose papers are of every kind, for twenty schools.
PAPERS: Final = DATA / "papers"
# A small district on the programme of 2020: sections of the plan as rows, years of indicators, a template of its own.
DISTRICT_2020: Final = DATA / "district-2020"
