"""Official papers of Russian education authorities from YAML and Word templates.

project = load("configs/artemovsky")
for problem in check(project): print(problem.message)
data = render(project, "order")          # bytes of a DOCX
report = build(project, "out")           # every document, with a manifest
found = lint(["package"])                # what is wrong with anybody's Word files, read as one package
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nastav_docs.build import Report as Report
    from nastav_docs.build import build as build
    from nastav_docs.checking import check as check
    from nastav_docs.diagnostics import Diagnostic as Diagnostic
    from nastav_docs.diagnostics import Place as Place
    from nastav_docs.diagnostics import Severity as Severity
    from nastav_docs.edition import render as render
    from nastav_docs.lint import lint as lint
    from nastav_docs.project import ConfigError as ConfigError
    from nastav_docs.project import Project as Project
    from nastav_docs.project import load as load

__version__ = "0.1.0"

# The name and the module it comes from: imported on first use, so that `nastav-docs --help` loads none of them.
_HOMES = {
    "ConfigError": "project",
    "Diagnostic": "diagnostics",
    "Place": "diagnostics",
    "Project": "project",
    "Report": "build",
    "Severity": "diagnostics",
    "build": "build",
    "check": "checking",
    "lint": "lint",
    "load": "project",
    "render": "edition",
}

__all__ = [  # noqa: RUF022  the names above, in the order a script meets them
    "load",
    "check",
    "render",
    "build",
    "lint",
    "Project",
    "Report",
    "Diagnostic",
    "Place",
    "Severity",
    "ConfigError",
    "__version__",
]


class _Package(ModuleType):
    """This package: importing the modules `build`, `lint` and `render` must not hide the functions of the same name."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)

    def __getattr__(self, name: str) -> object:
        """Import a public name on first use."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        setattr(self, name, value)
        return value


sys.modules[__name__].__class__ = _Package
