"""Papers that are text: regulations, programmes, rules – sections with clauses, or paragraphs as they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.imported.claims import Claim, KeyPath, Left, claimed
from nastav_docs.imported.clauses import clauses_of, number_of, tree_of
from nastav_docs.imported.drafts import PaperDraft, Settings, as_written, without_empty
from nastav_docs.imported.nominatives import plain
from nastav_docs.papers import Document, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

# The words that a paper of a kind has over its title, and the kind.
WORDS: Final = {
    "положение": ("regulation", "neuter"),
    "порядок": ("rules", "masculine"),
    "правила": ("rules-text", "plural"),
    "регламент": ("schedule", "masculine"),
    "инструкция": ("instruction", "feminine"),
    "программа": ("programme-text", "feminine"),
    "протокол": ("minutes", "masculine"),
    "справка": ("statement-text", "feminine"),
    "отчёт": ("report-text", "masculine"),
    "отчет": ("report-text", "masculine"),
    "акт": ("act-text", "masculine"),
    "согласие": ("consent-text", "neuter"),
    "уведомление": ("notice-text", "neuter"),
    "перечень": ("list-text", "masculine"),
    "состав": ("members", "masculine"),
    "форма": ("form-text", "feminine"),
}
ROMAN: Final = re.compile(r"^\s*(?P<number>[IVXХ]{1,5})\.?\s+(?=[А-ЯЁ])")
HEADING: Final = re.compile(r"^\s*(?P<number>\d{1,2})\.?\s+(?=[А-ЯЁ«])")
LONGEST_HEADING: Final = 160  # characters
PLAIN_PARTS: Final = ("heading", "text", "sections", "table", "closing")


def text_piece(document: Document, path: KeyPath, tables: Sequence[Table] = ()) -> PaperDraft:
    """A paper of any kind as settings of `papers:`: its title, then sections with clauses, or paragraphs.

    `tables` are those that other readers have taken; another one becomes rows of columns of its own.
    """
    claims: list[Claim] = []
    left: list[Left] = []
    paragraphs = [p for p in document.body if p.text.strip()]
    title_lines, rest = _title(document, paragraphs)
    word, gender, title = _word(title_lines)
    claims += claimed(title_lines, (*path, "title"), "заголовок")
    sections, numbering = _sections(rest)
    value: dict[str, Any] = {"title": as_written(title) or "____________"}
    texts: dict[KeyPath, dict[str, str]] = {}
    if sections:
        before = rest[: rest.index(sections[0][0])]
        value["text"] = _paragraphs(before, (*path, "text"), claims, texts)
        value["sections"] = []
        for number, (head, inside) in enumerate(sections):
            here = (*path, "sections", number)
            claims += claimed([head], (*here, "title"), "раздел")
            record: Settings = {"title": as_written(_bare_heading(head))}
            if inside and all(number_of(p) == "" for p in inside):
                record["text"] = _paragraphs(inside, (*here, "text"), claims, texts)
            else:
                written, more, _ = clauses_of(tree_of(inside), (*here, "clauses"))
                claims += more
                record["clauses"] = written
            value["sections"].append(without_empty(record))
    else:
        after = _after_table(document, rest)
        value["text"] = _paragraphs([p for p in rest if p not in after], (*path, "text"), claims, texts)
        value["closing"] = _paragraphs(after, (*path, "closing"), claims, texts)
    table = next((t for t in document.tables() if t not in tables), None)
    if table is not None:
        more_value, more, more_left = free_table(table, path)
        if more_value["rows"]:
            value |= more_value
            claims += more
            left += more_left
        else:
            table = None
    if table is not None and not word and not value.get("text") and not sections:
        return PaperDraft(path, without_empty({"kind": "table", **value}), tuple(claims), tuple(left), texts)
    kind = WORDS[word.lower()][0] if word else "imported-text"
    kinds: Settings = {
        kind: {
            "word": word.lower() if word else "документ",
            "gender": gender or "masculine",
            "cited": "named" if word else "title",
            "title_at": "center",
            "required": ["title"],
            "parts": ["approved", *(["word"] if word else []), *PLAIN_PARTS],
            "numbering": numbering,
        }
    }
    return PaperDraft(path, without_empty({"kind": kind, **value}), tuple(claims), tuple(left), texts, kinds=kinds)


def _paragraphs(
    lines: Sequence[Paragraph], path: KeyPath, claims: list[Claim], texts: dict[KeyPath, dict[str, str]]
) -> list[str]:
    """Paragraphs as they stand, the numbers that Word gave them written before them."""
    for number, line in enumerate(lines):
        claims += claimed([line], (*path, number), "абзац")
        texts[*path, number] = {}
    return [as_written(f"{line.label} {line.text}".strip()) for line in lines]


def _title(document: Document, paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """The lines of the title, and the paragraphs after it."""
    title = document.title
    if title is None:
        return [], list(paragraphs)
    lines = {segment.line for segment in title.segments}
    own = [p for p in paragraphs if p.segments[0].line in lines and p.segments[0].line <= title.segments[-1].line]
    return own or [title], [p for p in paragraphs if p not in own]


def _word(lines: Sequence[Paragraph]) -> tuple[str, str, str]:
    """The word of the kind that stands on a line over the title, its gender, and the title itself."""
    texts = [plain(p.text) for p in lines]
    if texts and texts[0].lower().strip(" .:") in WORDS and len(texts) > 1:
        word = texts[0].strip(" .:")
        title = " ".join(texts[1:])
        if re.match(r"(?:об?|по|на)\s", title):
            return word, WORDS[word.lower()][1], title[:1].upper() + title[1:]
    return "", "", " ".join(texts)


def _sections(lines: Sequence[Paragraph]) -> tuple[list[tuple[Paragraph, list[Paragraph]]], str]:
    """Headings of sections with the paragraphs below each, and how they are numbered: «roman», «arabic», «none»."""
    roman = [p for p in lines if ROMAN.match(p.text)]
    subs = [p for p in lines if re.match(r"\s*\d{1,2}\.\d", f"{p.label} {p.text}")]
    if roman:
        return _under(lines, roman), "roman"
    if subs:
        heads = [p for p in lines if _is_heading(p)]
        if heads and lines.index(heads[0]) < lines.index(subs[0]):
            return _under(lines, heads), "arabic"
    return [], "arabic"


def _is_heading(paragraph: Paragraph) -> bool:
    """Whether «1. Общие положения» names a section: one number, short, no stop at its end."""
    shown = f"{paragraph.label} {paragraph.text}".strip()
    short = len(paragraph.text) < LONGEST_HEADING
    return bool(HEADING.match(shown)) and short and not paragraph.text.rstrip().endswith((".", ";", ":", ","))


def _under(lines: Sequence[Paragraph], heads: Sequence[Paragraph]) -> list[tuple[Paragraph, list[Paragraph]]]:
    found: list[tuple[Paragraph, list[Paragraph]]] = []
    for line in lines:
        if any(line is head for head in heads):
            found.append((line, []))
        elif found:
            found[-1][1].append(line)
    return found


def _bare_heading(head: Paragraph) -> str:
    text = plain(head.text)
    found = ROMAN.match(text) or HEADING.match(text)
    return text[found.end() :] if found else text


def _after_table(document: Document, lines: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs that stand below the only table of a paper."""
    at = next((n for n, b in enumerate(document.blocks) if isinstance(b, Table)), None)
    if at is None:
        return []
    below = {id(b) for b in document.blocks[at:]}
    return [p for p in lines if id(p) in below]


def table_piece(table: Table, titled: Paragraph | None, path: KeyPath) -> PaperDraft:
    """A table that stands beside others in a paper, as a paper of its own with the title above it."""
    value, claims, left = free_table(table, path)
    claims += claimed([titled], (*path, "title"), "заголовок")
    title = as_written(titled.text) if titled is not None else "____________"
    return PaperDraft(path, {"kind": "table", "title": title, **value}, tuple(claims), tuple(left))


def free_table(table: Table, path: KeyPath) -> tuple[Settings, list[Claim], list[Left]]:
    """A table of any columns: its head as `columns:`, its rows as they stand."""
    claims: list[Claim] = []
    left: list[Left] = []
    head, *rows = table.rows
    width = max(cell.column + cell.span - 1 for row in table.rows for cell in row.cells)
    columns = []
    for number in range(1, width + 1):
        cell = head.at(number)
        columns.append(
            {"id": f"c{number}", "title": plain(cell.text) if cell is not None and cell.column == number else ""}
        )
        if cell is not None and cell.column == number:
            claims += claimed(cell.paragraphs, (*path, "columns", number - 1), "графа")
    written: list[dict[str, str]] = []
    for row in rows:
        record: dict[str, str] = {}
        for cell in row.cells:
            if cell.merged or not cell.text:
                continue
            record[f"c{cell.column}"] = " ".join(as_written(p.text) for p in cell.paragraphs)
            claims += claimed(cell.paragraphs, (*path, "rows", len(written), f"c{cell.column}"), "ячейка")
        if record:
            written.append({column["id"]: record.get(column["id"], "") for column in columns})
    return {"columns": columns, "rows": written}, claims, left
