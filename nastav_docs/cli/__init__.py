"""The commands: words in, words out; no logic of their own."""

from __future__ import annotations

from nastav_docs.cli.main import main

__all__ = ["main"]
