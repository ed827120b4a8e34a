"""Word papers → a config that builds: what stands in them, what it has become, what was not understood."""

from __future__ import annotations

from nastav_docs.imported.import_papers import Imported, import_papers

__all__ = ["Imported", "import_papers"]
