"""From tables of papers to the settings of plans and indicators: columns, rows, values, what was not understood."""

from __future__ import annotations

from nastav_docs.imported.tables.found import TableFound, tables_of
from nastav_docs.imported.tables.indicators import IndicatorRead, IndicatorsRead, read_indicators
from nastav_docs.imported.tables.meanings import ColumnRead
from nastav_docs.imported.tables.parties import Party, parties_of
from nastav_docs.imported.tables.people import MemberRead, read_people
from nastav_docs.imported.tables.roadmap import ActivityRead, RoadmapRead, SectionRead, read_roadmap
from nastav_docs.imported.tables.settings import indicator_settings, roadmap_settings

__all__ = [
    "ActivityRead",
    "ColumnRead",
    "IndicatorRead",
    "IndicatorsRead",
    "MemberRead",
    "Party",
    "RoadmapRead",
    "SectionRead",
    "TableFound",
    "indicator_settings",
    "parties_of",
    "read_indicators",
    "read_people",
    "read_roadmap",
    "roadmap_settings",
    "tables_of",
]
