"""From a folder of settings to a page in the browser of the same machine: what is wrong, forms, documents, a checker.

It answers nobody but the browser on this machine that was given its address; it asks nothing of any network.
"""

from __future__ import annotations

from nastav_docs.page.server import Served, open_page, page_missing

__all__ = ["Served", "open_page", "page_missing"]
