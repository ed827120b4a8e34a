"""Problems as a report: text for a terminal, JSON, SARIF."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nastav_docs.diagnostics.codes import all_codes
from nastav_docs.diagnostics.problem import Code, Confidence, Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

# What a terminal would obey instead of showing: controls of C0 and C1, other line ends, turns of the writing direction,
# halves of letters in a name whose encoding is not the system's.
UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


@dataclass(frozen=True, slots=True)
class Tally:
    """The numbers of errors, warnings and notes among findings."""

    errors: int
    warnings: int
    notes: int

    @classmethod
    def of(cls, found: Sequence[Diagnostic]) -> Tally:
        """Count some findings by severity."""
        weights = [d.severity for d in found]
        return cls(*(weights.count(s) for s in (Severity.ERROR, Severity.WARNING, Severity.NOTE)))

    def __str__(self) -> str:
        """«ошибок: 3, предупреждений: 1, замечаний: 0»."""
        return f"ошибок: {self.errors}, предупреждений: {self.warnings}, замечаний: {self.notes}"


def shown(text: str) -> str:
    """A text from a stranger's file, or its name, as a terminal may have it: «�» for each sign that it would obey.

    `shown("план" + chr(27) + "[2J.docx")` → «план�[2J.docx».
    """
    return UNSHOWN.sub("\ufffd", text)


def as_text(found: Sequence[Diagnostic]) -> str:
    """The report for a terminal: a line for each finding, its hint in a line below, the tally at the end."""
    sure = {Confidence.CERTAIN: "", Confidence.PROBABLE: ", вероятно", Confidence.ADVICE: ", совет"}
    lines = []
    for one in found:
        where = f"{one.place}: " if one.place else ""
        lines.append(f"{where}{one.severity.russian}{sure[one.confidence]} {one.code}: {one.message}")
        if one.hint:
            lines.append(f"    → {one.hint}")
    return shown("\n".join([*lines, str(Tally.of(found)) if found else "Замечаний нет"])) + "\n"


def as_json(found: Sequence[Diagnostic]) -> str:
    """One list of `{code, rule, severity, confidence, place, text, message, hint}`."""
    return as_plain_json([d.as_json() for d in found])


def as_sarif(found: Sequence[Diagnostic]) -> str:
    """The findings in SARIF 2.1.0, which code hosts and editors show."""
    known = all_codes()
    used = sorted({d.code for d in found})
    driver = {"name": "nastav-docs", "rules": [sarif_rule(code, known.get(code)) for code in used]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [sarif_result(d) for d in found]}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return as_plain_json({"$schema": schema, "version": "2.1.0", "runs": [run]})


def as_plain_json(value: object) -> str:
    """JSON with Russian letters as they are, and as escapes what a terminal obeys."""
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    return UNSHOWN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def sarif_rule(name: str, code: Code | None) -> dict[str, Any]:
    """The SARIF `rule` of a code: its name, title, reason and level; only its id where the code is not known."""
    if code is None:
        return {"id": name}
    return {
        "id": code.code,
        "name": code.rule,
        "shortDescription": {"text": code.title},
        "fullDescription": {"text": code.why},
        "defaultConfiguration": {"level": LEVELS[code.severity]},
    }


def sarif_result(one: Diagnostic) -> dict[str, Any]:
    """The SARIF `result` of a finding; a place in words stands in its message, since SARIF has lines only."""
    place = one.place
    said = f"{place.words}: {one.message}" if place and place.words else one.message
    text = f"{said} → {one.hint}" if one.hint else said
    result: dict[str, Any] = {"ruleId": one.code, "level": LEVELS[one.severity], "message": {"text": text}}
    result["properties"] = {"confidence": one.confidence.value, "rule": one.rule}
    if place:
        region = {"startLine": max(place.line, 1)}
        if place.column:
            region |= {"startColumn": place.column, "endColumn": max(place.end_column, place.column)}
        uri = place.file.replace("\\", "/")
        result["locations"] = [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}]
    return result
