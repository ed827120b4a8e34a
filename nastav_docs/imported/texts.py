"""Papers that are text: regulations, programmes, rules – sections with clauses, or paragraphs as they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.config import ROADMAP
from nastav_docs.diagnostics.codes import imported_tables as codes
from nastav_docs.imported.claims import Claim, KeyPath, Left, claimed
from nastav_docs.imported.clauses import clauses_of, number_of, tree_of
from nastav_docs.imported.drafts import PaperDraft, Settings, as_written, without_empty
from nastav_docs.imported.grifs import is_grif_line
from nastav_docs.imported.issuers import letterhead_over
from nastav_docs.imported.nominatives import plain
from nastav_docs.imported.protocols import NUMBER, PLACE
from nastav_docs.imported.signatures import reader_in
from nastav_docs.imported.signing import signing_of
from nastav_docs.papers import Document, Head, Paragraph, Table, as_day, head_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.imported.people import Everybody
    from nastav_docs.papers import Cell, TableRow

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
INNER: Final = "inner-table"
INNER_KIND: Final = {"word": "таблица", "gender": "feminine", "cited": "title", "template": "inner-table.docx"}
DEEP: Final = 2  # stops in the number of a sub-clause of a section
LINES_OF_TITLE: Final = 4  # with the word over them
COUNTS: Final = re.compile(r"№(?:\s?п\s?/\s?п\.?)?")
ABOUT: Final = re.compile(r"[а-яё]")  # a line that goes on with the word: «по итогам мониторинга»
PLAIN_PARTS: Final = ("heading", "text", "sections", "table", "closing")


def text_piece(document: Document, path: KeyPath, everybody: Everybody, *, headed: bool = False) -> PaperDraft:
    """A paper of any kind as settings of `papers:`: its title, then sections with clauses, or paragraphs.

    A table of it becomes rows of columns of its own. `headed`: a letterhead stands over its grif.
    """
    claims: list[Claim] = []
    left: list[Left] = []
    over = letterhead_over(document)
    signing = signing_of(document, path, everybody)
    signed = {id(claim.paragraph) for claim in signing.claims}
    paragraphs = [p for p in document.body if p.text.strip() and p not in over and id(p) not in signed]
    requisites = _requisites(paragraphs) if over else {}
    title_lines, rest = _title(document, [p for p in paragraphs if id(p) not in requisites], over)
    word, gender, title = _word(title_lines)
    claims += claimed(title_lines, (*path, "title"), "заголовок")
    claims += [claim for claim in signing.claims if claim.path[-1] == "signed_by"]
    claims += claimed([p for p in paragraphs if id(p) in requisites], (*path, "number"), "дата, номер, место")
    sections, numbering = _sections(rest)
    value: dict[str, Any] = {"title": as_written(title) or "____________"}
    for found in requisites.values():
        value |= found
    if signing.signers:
        value["signed_by"] = signing.signed_by
    texts: dict[KeyPath, dict[str, str]] = {}
    if sections:
        before = rest[: rest.index(sections[0][0])]
        value["text"] = _paragraphs(before, (*path, "text"), claims, texts)
        value["sections"] = [
            _section(head, inside, (*path, "sections", number), claims, texts)
            for number, (head, inside) in enumerate(sections)
        ]
    else:
        after = _after_table(document, rest)
        value["text"] = _paragraphs([p for p in rest if p not in after], (*path, "text"), claims, texts)
        value["closing"] = _paragraphs(after, (*path, "closing"), claims, texts)
    beside = (t for t in document.tables() if not any(id(p) in signed or is_grif_line(p.text) for p in t.paragraphs()))
    table = next(beside, None)
    if table is not None:
        more_value, more, more_left = free_table(table, path)
        if more_value["rows"]:
            value |= more_value
            claims += more
            left += more_left
        else:
            table = None
    if table is not None and not word and not value.get("text") and not sections:
        value = without_empty({"kind": "table", **value})
        return PaperDraft(path, value, tuple(claims), tuple(left), texts, told=mixed_stops(table), table=table)
    kind = WORDS[word.lower()][0] if word else "imported-text"
    shown = {"letterhead": bool(over or headed), "word": bool(word), "requisites": bool(requisites)}
    at_left = bool(title_lines) and _at_left(title_lines[-1])
    kinds: Settings = {kind: _kind(word, gender, numbering, shown, at_left=at_left)}
    told = mixed_stops(table) if table is not None else ()
    value = without_empty({"kind": kind, **value})
    return PaperDraft(path, value, tuple(claims), tuple(left), texts, kinds=kinds, told=told, table=table)


def _section(
    head: Paragraph,
    inside: list[Paragraph],
    here: KeyPath,
    claims: list[Claim],
    texts: dict[KeyPath, dict[str, str]],
) -> Settings:
    """A section as settings: its title, and clauses, or paragraphs where none has a number."""
    claims += claimed([head], (*here, "title"), "раздел")
    record: Settings = {"title": as_written(_bare_heading(head))}
    place = int(here[-1]) + 1
    tops = [number for p in inside if (number := number_of(p)) and number.count(".") < DEEP]
    # Numbers that run on from section to section, or begin without that of the section, stand as they are written.
    if not tops or tops != [f"{place}.{n}" for n in range(1, len(tops) + 1)]:
        record["text"] = _paragraphs(inside, (*here, "text"), claims, texts)
    else:
        record["clauses"], more, _ = clauses_of(tree_of(inside), (*here, "clauses"))
        claims += more
    return without_empty(record)


def _kind(word: str, gender: str, numbering: str, shown: Mapping[str, bool], *, at_left: bool) -> Settings:
    """The kind of a paper with such a word, as settings; `shown` are the parts that not every paper has."""
    first = [part for part in ("letterhead", "approved", "word", "requisites") if shown.get(part, True)]
    return {
        "word": word.lower() if word else "документ",
        "gender": gender or "masculine",
        "cited": "named" if word else "title",
        "title_at": "left" if at_left else "center",
        "required": ["title"],
        "parts": [*first, *PLAIN_PARTS, "signature"],
        "numbering": numbering,
    }


def _paragraphs(
    lines: Sequence[Paragraph], path: KeyPath, claims: list[Claim], texts: dict[KeyPath, dict[str, str]]
) -> list[str]:
    """Paragraphs as they stand, the numbers that Word gave them written before them."""
    for number, line in enumerate(lines):
        claims += claimed([line], (*path, number), "абзац")
        texts[*path, number] = {}
    return [as_written(f"{line.label} {line.text}".strip()) for line in lines]


def _at_left(line: Paragraph) -> bool:
    return line.look is not None and line.look.align in {"left", "both"}


def _requisites(paragraphs: Sequence[Paragraph]) -> dict[int, Mapping[str, str]]:
    """Date, number and place under the word of a paper on a letterhead, by the lines that say them."""
    found: dict[int, Mapping[str, str]] = {}
    for line in paragraphs[1:4]:
        text = plain(line.text)
        if (said := NUMBER.match(text)) and (said["date"] or said["number"]):
            day = as_day(said["date"])
            found[id(line)] = {"number": said["number"] or "", "date": f"{day:%d.%m.%Y}" if day else ""}
        elif found and PLACE.match(text):
            found[id(line)] = {"place": text}
    return found


def _title(
    document: Document, paragraphs: Sequence[Paragraph], head: Sequence[Paragraph] = ()
) -> tuple[list[Paragraph], list[Paragraph]]:
    """The lines of the title, and the paragraphs after it; under a letterhead the word and the lines that go on."""
    title = document.title
    if head:
        end = 1 if paragraphs else 0
        while end < min(len(paragraphs), LINES_OF_TITLE) and ABOUT.match(paragraphs[end].text):
            end += 1
        return list(paragraphs[:end]), list(paragraphs[end:])
    if title is None:
        return [], list(paragraphs)
    lines = {segment.line for segment in title.segments}
    own = [p for p in paragraphs if p.segments[0].line in lines and p.segments[0].line <= title.segments[-1].line]
    own = own[: next((n for n, p in enumerate(own) if n and ROMAN.match(p.text)), len(own))]  # «I. Общие положения»
    return own or [title], [p for p in paragraphs if p not in own]


def _word(lines: Sequence[Paragraph]) -> tuple[str, str, str]:
    """The word of the kind that stands on a line over the title, its gender, and the title itself."""
    texts = [plain(p.text) for p in lines]
    if texts and texts[0].lower().strip(" .:") in WORDS and len(texts) > 1:
        word = texts[0].strip(" .:")
        title = " ".join(texts[1:])
        if re.match(r"(?:об?|по|на)\s", title):
            # Cited it goes on with the word, «Положение о наставничестве»; in the middle of a page it gets its capital.
            return word, WORDS[word.lower()][1], title[:1].lower() + title[1:]
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
    value = {"kind": "table", "title": title, **value}
    return PaperDraft(path, value, tuple(claims), tuple(left), told=mixed_stops(table), table=table)


def inner_table(table: Table, path: KeyPath) -> PaperDraft:
    """A table among clauses or paragraphs as a paper of its own, without title or caption."""
    value, claims, left = free_table(table, path)
    kinds: Settings = {INNER: {**INNER_KIND, "parts": ["table"], "required": ["rows"]}}
    value = {"kind": INNER, **value}
    return PaperDraft(path, value, tuple(claims), tuple(left), kinds=kinds, told=mixed_stops(table), table=table)


def is_counted(rows: Sequence[TableRow]) -> bool:
    """Whether the first cells of rows only count them: 1, 2, 3."""
    cells = [row.at(1) for row in rows]
    return bool(rows) and [plain(c.text).rstrip(".") if c else "" for c in cells] == [
        str(n) for n in range(1, len(rows) + 1)
    ]


def mixed_stops(table: Table) -> tuple[Diagnostic, ...]:
    """Tells of rows some of whose numbers end with a stop and some not: all are printed in one way, without."""
    rows = table.rows[_head(table).after :]
    cells = [cell for row in rows if (cell := row.at(1)) is not None] if is_counted(rows) else []
    odd = [cell for cell in cells if plain(cell.text).endswith(".")]
    if not odd or len(odd) == len(cells):
        return ()
    message = f"Номера строк напечатаются без точки, в источнике есть «{plain(odd[0].text)}»."
    paragraph = odd[0].paragraphs[0]
    return (codes.COLUMN_OTHER.at(paragraph.place(), message, hint="С точкой: number_stop: да", text=paragraph.text),)


def _head(table: Table) -> Head:
    return head_of(table) if not is_headless(table) else Head(None, (), 0, counted=False)


def free_table(table: Table, path: KeyPath) -> tuple[Settings, list[Claim], list[Left]]:
    """A table of any columns: its head as `columns:`, its rows as they stand."""
    read = _head(table)
    rows = table.rows[read.after :]
    columns, claims = _columns(table, read, path)
    counted = columns[0]["id"] == "number"
    names = [str(column["id"]) for column in columns if column["id"] != "number"]
    written: list[dict[str, str]] = []
    above: dict[int, Cell] = {}
    over = ""
    for place, row in enumerate(rows):
        whole = row.cells[0] if len(row.cells) == 1 < len(columns) else None
        if whole is not None and whole.text and not over and place + 1 < len(rows):
            over = " ".join(as_written(p.text) for p in whole.paragraphs)
            claims += claimed(whole.paragraphs, (*path, "rows", len(written), "above"), "строка во всю ширину")
            continue
        record: dict[str, str] = {}
        for one in row.cells:
            cell = above.get(one.column, one) if one.merged else one  # a merged cell holds for every row it covers
            above[one.column] = cell
            if not cell.text:
                continue
            name = str(columns[cell.column - 1]["id"])
            if name != "number":
                record[name] = " ".join(as_written(p.text) for p in cell.paragraphs)
            claims += claimed(cell.paragraphs, (*path, "rows", len(written), name), "ячейка")
        if record or (counted and row.cells):
            written.append({**({"above": over} if over else {}), **{name: record.get(name, "") for name in names}})
            over = ""
    if not written and all(column.get("title") or column["id"] == "number" for column in columns):
        written = [dict.fromkeys(names, "")]  # a head alone is a form to be filled in
    more = {"number_row": True} if read.counted else {}
    numbers = (row.at(1) for row in rows)
    if counted and all(cell is not None and plain(cell.text).endswith(".") for cell in numbers):
        more["number_stop"] = True
    return {**more, "columns": columns, "rows": written}, claims, []


def _columns(table: Table, read: Head, path: KeyPath) -> tuple[list[Settings], list[Claim]]:
    """The columns of a table of any columns as settings, and the claims of its head and of the row that counts them."""
    headings = {heading.column: heading for heading in read.headings}
    width = max(cell.column + cell.span - 1 for row in table.rows for cell in row.cells)
    first = headings.get(1)
    counted = is_counted(table.rows[read.after :]) and first is not None and COUNTS.fullmatch(plain(first.title))
    claims = claimed(read.title.paragraphs if read.title is not None else (), (*path, "columns", 0), "графа")
    columns: list[Settings] = []
    for number in range(1, width + 1):
        heading = headings.get(number)
        title, group = (plain(heading.title), plain(heading.group)) if heading is not None else ("", "")
        if counted and number == 1:
            columns.append({"id": "number"} if title == ROADMAP["number"][0] else {"id": "number", "title": title})
        else:
            columns.append({"id": f"c{number}", "title": title, **({"group": group} if group else {})})
        for cell in heading.cells if heading is not None else ():
            claims += claimed(cell.paragraphs, (*path, "columns", number - 1), "графа")
    for cell in table.rows[read.after - 1].cells if read.counted else ():
        claims += claimed(cell.paragraphs, (*path, "number_row"), "номер графы")
    return columns, claims


def is_headless(table: Table) -> bool:
    """Whether the first row of a table is one of its rows: it says a name, or counts, as those under it do."""
    first, *rows = table.rows
    if first.header or not rows or any(cell.span > 1 for cell in first.cells):
        return False
    texts = [plain(cell.text) for cell in first.cells]
    return any(reader_in(text)[0] for text in texts) or (len(texts) > 1 and bool(re.fullmatch(r"1[.)]?", texts[0])))
