"""From two states of a district to what has changed in its papers, and to the orders that amend those issued."""

from __future__ import annotations

from nastav_docs.amendments.differences import Differences, PaperDifference, TextChange, diff
from nastav_docs.amendments.make_amendments import Amended, amend
from nastav_docs.amendments.told import told
from nastav_docs.amendments.write_amended import write_amended

__all__ = ["Amended", "Differences", "PaperDifference", "TextChange", "amend", "diff", "told", "write_amended"]
