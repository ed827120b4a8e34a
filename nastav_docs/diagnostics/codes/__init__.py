"""Every kind of problem the project reports, by its stable code; a code is never used for another kind again.

ND1xx reading YAML, ND2xx the config, ND3xx language (ND31x–ND32x the workbook of settings), ND4xx templates, ND5xx
building, ND6xx registries and schools, ND7xx, ND8xx and ND9xx нормоконтроль.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nastav_docs.diagnostics.problem import Code


@cache
def all_codes() -> Mapping[str, Code]:
    """Every code that a module of this package declares, in their order."""
    from nastav_docs.diagnostics.problem import Code  # noqa: PLC0415  no code is needed to import one

    modules = [import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    declared = [value for module in modules for value in vars(module).values() if isinstance(value, Code)]
    return {code.code: code for code in sorted(declared, key=lambda code: code.code)}


def find_codes(name: str) -> tuple[Code, ...]:
    """The code of a number, or every code of a rule's name: REF-TITLE has two."""
    wanted = name.strip().upper()
    return tuple(code for code in all_codes().values() if wanted in {code.code, code.rule.upper()})


def explanation(code: Code) -> str:
    """What a code says to a person: what, why, wrong and right."""
    parts = [
        f"{code.code} {code.rule} – {code.severity.russian}\n{code.title.rstrip('.')}.",
        f"{code.why.rstrip('.')}.",
    ]
    if code.held:
        parts.append(f"Показывается, не исправляется сама (--fix): {code.held}.")
    for heading, example in (("Неверно", code.wrong), ("Верно", code.right)):
        if example:
            parts.append("\n".join([f"{heading}:", *(f"    {line}" for line in example.splitlines())]))
    return "\n\n".join(parts)
