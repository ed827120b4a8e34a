"""From YAML files in layers to one checked, frozen config that knows the place of every value."""

from __future__ import annotations

from nastav_docs.config.deadlines import check_deadlines
from nastav_docs.config.enclosure_sheets import enclosures_of, letters_with_open_sheets, with_sheets
from nastav_docs.config.field_types import Flag, Lines, PeriodRecord, PhraseRecord, Record
from nastav_docs.config.given_values import laid_over
from nastav_docs.config.indicator_values import check_indicators
from nastav_docs.config.json_schema import config_schema
from nastav_docs.config.kinds import USUAL as USUAL_KINDS
from nastav_docs.config.kinds import annexed_papers, document_of
from nastav_docs.config.likely_files import lying_near
from nastav_docs.config.list_records import FactsRecord, KeptTable, ListColumn, ListRecord, file_of_school
from nastav_docs.config.model import (
    ActRecord,
    Authority,
    Config,
    District,
    DocumentRecord,
    PersonRecord,
    SchoolPapers,
    Style,
)
from nastav_docs.config.overlay import overlay, stacked
from nastav_docs.config.own_layer import CONFIG_NAME, is_workbook, own_file, read_layer, workbooks_in
from nastav_docs.config.page_style import (
    DEFAULT_SHEET,
    LANDSCAPE,
    PAGE,
    PageStyle,
    PageWidths,
    look_of,
    sheet_of,
    style_problems,
)
from nastav_docs.config.paper_marks import SignatureMarkRecord
from nastav_docs.config.paper_parts import (
    Activity,
    AnnexRecord,
    ClauseRecord,
    ColumnRecord,
    CountRecord,
    Enclosure,
    IncomingRecord,
    Indicator,
    IndicatorsRecord,
    Letter,
    Order,
    Roadmap,
    SectionRecord,
)
from nastav_docs.config.papers import (
    AgendaRecord,
    BlankRecord,
    GrifRecord,
    KindRecord,
    PaperRecord,
    PaperSection,
    SideRecord,
)
from nastav_docs.config.project import (
    ConfigError,
    Project,
    changed,
    has_errors,
    layered_tree,
    load,
    lower_tree,
    needs_project,
    shown,
)
from nastav_docs.config.project_files import SCHOOL_FILES, annex_template, annex_templates
from nastav_docs.config.references import check_references, check_school_references, where_removed
from nastav_docs.config.shipped_files import shared_configs, shared_templates, shipped_programmes
from nastav_docs.config.table_columns import INDICATORS, QUARTERS, ROADMAP
from nastav_docs.config.unshown import unshown
from nastav_docs.config.validation import validate
from nastav_docs.config.yaml_edits import Edit, edited
from nastav_docs.config.yaml_text import yaml_text
from nastav_docs.config.yaml_tree import (
    YamlMapping,
    YamlNode,
    YamlScalar,
    YamlSequence,
    has_marks,
    item_id,
    key_place_at,
    node_at,
    place_at,
    plain_data,
    read_bytes,
    read_file,
    read_node,
    scalars,
)

__all__ = [
    "CONFIG_NAME",
    "DEFAULT_SHEET",
    "INDICATORS",
    "LANDSCAPE",
    "PAGE",
    "QUARTERS",
    "ROADMAP",
    "SCHOOL_FILES",
    "USUAL_KINDS",
    "ActRecord",
    "Activity",
    "AgendaRecord",
    "AnnexRecord",
    "Authority",
    "BlankRecord",
    "ClauseRecord",
    "ColumnRecord",
    "Config",
    "ConfigError",
    "CountRecord",
    "District",
    "DocumentRecord",
    "Edit",
    "Enclosure",
    "FactsRecord",
    "Flag",
    "GrifRecord",
    "IncomingRecord",
    "Indicator",
    "IndicatorsRecord",
    "KeptTable",
    "KindRecord",
    "Letter",
    "Lines",
    "ListColumn",
    "ListRecord",
    "Order",
    "PageStyle",
    "PageWidths",
    "PaperRecord",
    "PaperSection",
    "PeriodRecord",
    "PersonRecord",
    "PhraseRecord",
    "Project",
    "Record",
    "Roadmap",
    "SchoolPapers",
    "SectionRecord",
    "SideRecord",
    "SignatureMarkRecord",
    "Style",
    "YamlMapping",
    "YamlNode",
    "YamlScalar",
    "YamlSequence",
    "annex_template",
    "annex_templates",
    "annexed_papers",
    "changed",
    "check_deadlines",
    "check_indicators",
    "check_references",
    "check_school_references",
    "config_schema",
    "document_of",
    "edited",
    "enclosures_of",
    "file_of_school",
    "has_errors",
    "has_marks",
    "is_workbook",
    "item_id",
    "key_place_at",
    "laid_over",
    "layered_tree",
    "letters_with_open_sheets",
    "load",
    "look_of",
    "lower_tree",
    "lying_near",
    "needs_project",
    "node_at",
    "overlay",
    "own_file",
    "place_at",
    "plain_data",
    "read_bytes",
    "read_file",
    "read_layer",
    "read_node",
    "scalars",
    "shared_configs",
    "shared_templates",
    "sheet_of",
    "shipped_programmes",
    "shown",
    "stacked",
    "style_problems",
    "unshown",
    "validate",
    "where_removed",
    "with_sheets",
    "workbooks_in",
    "yaml_text",
]
