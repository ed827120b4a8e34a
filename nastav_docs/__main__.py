"""`python -m nastav_docs`."""

from __future__ import annotations

from nastav_docs.cli import main

main()
