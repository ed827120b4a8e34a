"""Official papers of Russian education authorities from YAML and Word templates.

project = load("configs/artemovsky")
for problem in check(project): print(problem.message)
data = render(project, "order")          # bytes of a DOCX
report = build(project, "out")           # every document, with a manifest
found = lint(["package"])                # what is wrong with anybody's Word files, read as one package
data = WordTemplate.open("справка.docx").render({"name": "Ломов П.С."})  # anybody's template and data
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nastav_docs.amendments import Amended as Amended
    from nastav_docs.amendments import Differences as Differences
    from nastav_docs.amendments import amend as amend
    from nastav_docs.amendments import diff as diff
    from nastav_docs.builder import Report as Report
    from nastav_docs.builder import build as build
    from nastav_docs.config import ConfigError as ConfigError
    from nastav_docs.diagnostics import Code as Code
    from nastav_docs.diagnostics import Diagnostic as Diagnostic
    from nastav_docs.diagnostics import NastavDocsError as NastavDocsError
    from nastav_docs.diagnostics import Place as Place
    from nastav_docs.diagnostics import Severity as Severity
    from nastav_docs.documents import LoadedProject as Project
    from nastav_docs.documents import Plan as Plan
    from nastav_docs.documents import School as School
    from nastav_docs.documents import TemplateError as TemplateError
    from nastav_docs.documents import WordTemplate as WordTemplate
    from nastav_docs.documents import load as load
    from nastav_docs.documents import plan_of as plan
    from nastav_docs.documents import render as render
    from nastav_docs.documents import replace as replace
    from nastav_docs.papers import GOST as GOST
    from nastav_docs.papers import Act as Act
    from nastav_docs.papers import PaperPackage as PaperPackage
    from nastav_docs.papers import Paragraph as Paragraph
    from nastav_docs.papers import Profile as Profile
    from nastav_docs.papers import read_acts as read_acts
    from nastav_docs.papers import read_profile as read_profile
    from nastav_docs.review import DEFAULT as DEFAULT
    from nastav_docs.review import check as check
    from nastav_docs.review import lint as lint
    from nastav_docs.review import mark as mark

__version__ = "0.1.0"

# The name and the module it comes from, with its name there if it has another: imported on first use, so that
# `nastav-docs --help` loads none of them.
_HOMES = {
    "Act": "papers",
    "Amended": "amendments",
    "Differences": "amendments",
    "GOST": "papers",
    "Profile": "papers",
    "read_acts": "papers",
    "read_profile": "papers",
    "Code": "diagnostics",
    "ConfigError": "config",
    "DEFAULT": "review",
    "Diagnostic": "diagnostics",
    "NastavDocsError": "diagnostics",
    "PaperPackage": "papers",
    "Paragraph": "papers",
    "Place": "diagnostics",
    "Plan": "documents",
    "Project": "documents:LoadedProject",
    "Report": "builder",
    "School": "documents",
    "Severity": "diagnostics",
    "TemplateError": "documents",
    "WordTemplate": "documents",
    "amend": "amendments",
    "build": "builder",
    "check": "review",
    "diff": "amendments",
    "lint": "review",
    "load": "documents",
    "mark": "review",
    "plan": "documents:plan_of",
    "render": "documents",
    "replace": "documents",
}

__all__ = [  # noqa: RUF022  the names above, in the order a script meets them
    "load",
    "check",
    "render",
    "build",
    "lint",
    "diff",
    "amend",
    "plan",
    "replace",
    "read_acts",
    "read_profile",
    "WordTemplate",
    "DEFAULT",
    "mark",
    "GOST",
    "Act",
    "Profile",
    "Paragraph",
    "PaperPackage",
    "Project",
    "School",
    "Plan",
    "Report",
    "Differences",
    "Amended",
    "Diagnostic",
    "Code",
    "Place",
    "Severity",
    "NastavDocsError",
    "ConfigError",
    "TemplateError",
    "__version__",
]


def __getattr__(name: str) -> object:
    """Import a public name on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home, _, there = _HOMES[name].partition(":")
    value: object = getattr(import_module(f"{__name__}.{home}"), there or name)
    globals()[name] = value
    return value
