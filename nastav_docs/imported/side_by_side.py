"""The page «источник – что понято»: every paragraph of the sources beside what it has become."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from nastav_docs.imported.claims import is_page_number, spots

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.imported.assemble import Assembled
    from nastav_docs.imported.claims import KeyPath
    from nastav_docs.imported.compare import Compared
    from nastav_docs.papers import Paper, Paragraph

STYLE: Final = """
body { font: 15px/1.4 "PT Sans", Arial, sans-serif; margin: 1.5em auto; max-width: 78em; color: #222; padding: 0 1em }
table { border-collapse: collapse; width: 100% }
td, th { border: 1px solid #ccc; padding: .4em .6em; vertical-align: top }
th { background: #eee; text-align: left; position: sticky; top: 0 }
td.where { color: #666; font-size: 85%; width: 14% }
td.source { width: 42% } .left { background: #fde8e6 } .changed { background: #fff5d6 }
.key { color: #666; font-size: 85% }
.found { color: #8a4b00; font-size: 85% } ins { background: #d9f2d9; text-decoration: none } del { background: #f6d0cc }
"""


def page(
    papers: Sequence[Paper], made: Assembled, results: Mapping[str, Compared], found: Sequence[Diagnostic] = ()
) -> str:
    """The page as HTML that needs nothing but itself; `found` are findings of a check of the sources."""
    changes = {spot: change for r in results.values() for change in r.changes for spot in spots(change.paragraph)}
    claims = {spot: claim for claim in reversed(made.claims) for spot in spots(claim.paragraph)}
    why = {spot: one.why for one in made.left for spot in spots(one.paragraph)}
    findings: dict[tuple[str, int], list[Diagnostic]] = {}
    for one in found:
        if one.place is not None:
            findings.setdefault((one.place.file, one.place.line), []).append(one)
    rows = []
    for paper in papers:
        rows.append(f'<tr><th colspan="3">{escape(paper.file)}</th></tr>')
        for paragraph in paper.paragraphs():
            if not paragraph.text.strip() or is_page_number(paragraph):
                continue
            first = (paragraph.file, paragraph.segments[0].line, paragraph.segments[0].column)
            claim, change = claims.get(first), changes.get(first)
            if first in why or claim is None:
                kind, said = "left", f"<b>не перенесено</b>: {escape(why.get(first, 'не понято'))}"
            else:
                kind, said = "", f"{escape(claim.said)} {_key(claim.path)}"
            if change is not None:
                kind = kind or "changed"
                words = "".join(f"<del>{escape(w)}</del> " for w in change.lost)
                words += "".join(f"<ins>{escape(w)}</ins> " for w in change.added)
                said += f"<br>напечатается: {escape(change.printed) or '—'}<br>{words}"
            told = "".join(
                f'<div class="found">{escape(d.code)}: {escape(d.message)}</div>'
                for d in findings.get((paragraph.file, paragraph.line), ())
            )
            shown = escape(f"{paragraph.label} {paragraph.text}".strip())
            rows.append(
                f'<tr class="{kind}"><td class="where">{escape(_where(paragraph))}</td>'
                f'<td class="source">{shown}{told}</td><td>{said}</td></tr>'
            )
    added = "".join(
        f'<tr class="changed"><td class="where">{escape(name)}</td><td class="source"></td>'
        f"<td>появится: {escape(text)}</td></tr>"
        for name, result in results.items()
        for text in result.added
    )
    if added:
        rows.append('<tr><th colspan="3">Напечатается, а в источнике нет</th></tr>' + added)
    body = "\n".join(rows)
    return (
        f'<!DOCTYPE html>\n<html lang="ru"><head><meta charset="utf-8"><title>Источник – что понято</title>'
        f"<style>{STYLE}</style></head><body><h1>Источник – что понято</h1>\n"
        "<p>Слева место в источнике, в середине его текст с замечаниями нормоконтроля, справа – чем он стал в "
        "district.yaml. Красное не перенесено, жёлтое напечатается иначе.</p>\n"
        f"<table><tr><th>Место</th><th>Источник</th><th>Что понято</th></tr>\n{body}\n</table></body></html>\n"
    )


def _key(path: KeyPath) -> str:
    return (
        f'<span class="key">{escape(" → ".join(map(str, path)))}</span>'
        if path
        else '<span class="key">(печатается само)</span>'
    )


def _where(paragraph: Paragraph) -> str:
    """The place as a person finds it: «таблица 1, строка 4», else the line."""
    words = paragraph.segments[0].words
    return words if words and not words.startswith("абзац") else f"абзац {paragraph.line}"
