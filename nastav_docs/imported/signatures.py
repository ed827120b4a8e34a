"""Who signs a paper and who prepared it: the post, the name, and the paragraphs that say so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from nastav_docs.imported.nominatives import plain
from nastav_docs.papers import SURNAME, Document, Paragraph, Table, flat

if TYPE_CHECKING:
    from collections.abc import Iterator

PHONE: Final = re.compile(
    r"(?:тел\.?:?\s*)?(?P<phone>(?:\+?[78][\s(-]*)?\(?\d{3,5}\)?[\s-]*\d{1,3}(?:-\d{2}){1,2}|8[X\d]{10}|\b\d{1,3}-\d{2}-\d{2}\b)"
)
EMAIL: Final = re.compile(r"(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)")
FULL_NAME: Final = re.compile(rf"(?P<name>{SURNAME}\s[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]*(?:вич|вна|ична|инична|ьич))\b")
EXECUTOR: Final = re.compile(r"^(?:Исп(?:олнитель|\.)?[.:]?)\s*")
SIGNED: Final = re.compile(
    rf"(?P<initials>[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?)\s?(?P<surname>{SURNAME})\s*/?\s*$"
    rf"|(?P<surname2>{SURNAME})\s(?P<initials2>[А-ЯЁ]\.\s?[А-ЯЁ]\.?)\s*/?\s*$"
)
BLANK_NAME: Final = re.compile(r"[_\s/]+")
BLANK_LINE: Final = re.compile(r"(?P<post>[А-ЯЁ][^_№\d:]{3,80}?)\s*_{4,}[\s/_]*")
READ: Final = re.compile(
    r"^(?:С\s+(?:настоящим\s+)?(?:приказом|распоряжением|постановлением|решением)\s.{0,30})?ознакомлен", re.IGNORECASE
)
# A name with initials anywhere in a line: «Иванова А.П., учитель», «____ А.П. Иванова «__» ____ 2026 г.».
INITIALS: Final = re.compile(
    rf"(?P<initials>[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?)\s?(?P<surname>{SURNAME})|(?P<surname2>{SURNAME})\s(?P<initials2>[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?)"
)
# A sheet of readers that stands as a table of its own; the heads of the sheet that the program prints.
SHEET: Final = re.compile(rf"{READ.pattern}|^лист\s+ознакомления\b", re.IGNORECASE)
OWN_SHEET: Final = {"Должность", "Подпись, дата", "Инициалы, фамилия"}
MOST_OVER: Final = 3  # lines over it
FEW_ROWS: Final = 4  # of a signature laid out as a table
LINE: Final = 90  # characters: a post, not a sentence


def name_signed(text: str) -> tuple[str, str]:
    """The post and the name «Фамилия И.О.» of a line of a signature; two «» where no name ends it."""
    found = SIGNED.search(text.replace("\u00a0", " "))
    if found is None:
        return "", ""
    letters = re.sub(r"\s", "", found["initials"] or found["initials2"])
    letters += "" if letters.endswith(".") else "."
    post = text[: found.start()].replace("_", " ").strip(" \t/,")
    return " ".join(post.split()), f"{found['surname'] or found['surname2']} {letters}"


def signatures_of(document: Document) -> Iterator[tuple[str, str, list[Paragraph]]]:
    """Each signature under an order or a letter: post, name, and its paragraphs."""
    first = document.signature or _last_signature(document)
    if first is None:
        return
    for block in document.blocks:
        if isinstance(block, Table) and any(p is first for p in block.paragraphs()):
            for row in block.rows:
                paragraphs = [p for cell in row.cells for p in cell.paragraphs]
                post, name = name_signed(" ".join(p.text for p in paragraphs))
                if name:
                    yield post, name, paragraphs
            return
    post, name = name_signed(first.text)
    lines = [first]
    everything = list(flat(document.blocks))
    at = next(n for n, p in enumerate(everything) if p is first)
    ends = {id(clause.paragraph) for clause in document.clauses} | {id(p) for p in document.enclosures}
    while not _whole(post) and at > 0 and len(lines) < 4:  # noqa: PLR2004 - a post in three lines
        at -= 1
        above = everything[at]
        if id(above) in ends or above in document.body or len(above.text) > LINE or above.text.endswith((".", ":")):
            break
        post = f"{above.text} {post}".strip()
        lines.insert(0, above)
    if name:
        yield post, name, lines
        yield from _further(document, first)


def _last_signature(document: Document) -> Paragraph | None:
    """The name at the end of a paper that is no order and no letter: post and name in a line, or in a small table."""
    last = document.blocks[-1] if document.blocks and document.kind in {"other", "annex"} else None
    if isinstance(last, Table):
        if len(last.rows) >= FEW_ROWS or len(document.blocks) == 1:
            return None
        rows = [[p for cell in row.cells for p in cell.paragraphs] for row in last.rows]
        signed = [name_signed(" ".join(p.text for p in row)) for row in rows]
        return rows[0][0] if rows[0] and all(post and name for post, name in signed) else None
    if last is None or len(last.text) > LINE or last.label:
        return None
    post, name = name_signed(last.text)
    return last if post and name and post[:1].isupper() else None


def acquainted_in(document: Document) -> tuple[list[tuple[str, str]], list[Paragraph]]:
    """Who signs that they have read an order – name and post of each – and the paragraphs that say so.

    Nobody where the sheet has no names yet.
    """
    lines = list(flat(document.blocks))
    at = next((n for n, p in enumerate(lines) if READ.match(p.text)), None)
    if at is None or readers_table(document)[1] is not None:
        return [], []
    table = next((b for b in document.blocks if isinstance(b, Table) and any(p in lines[at:] for p in flat([b]))), None)
    people: list[tuple[str, str]] = []
    taken = [lines[at]]
    rows = [[p for cell in row.cells for p in cell.paragraphs] for row in table.rows] if table is not None else []
    first = reader_in(lines[at].text.partition(":")[2])
    people += [first] if first[0] else []
    rows = rows or [[p] for p in lines[at + 1 :]]
    for row in rows:
        read = next(((p, one) for p in row if (one := reader_in(p.text))[0]), None)
        if read is not None:
            named, (name, post) = read
            beside = (p.text for p in row if p is not named and re.match(r"[А-ЯЁа-яё]{4,}", p.text))
            people.append((name, post or next(beside, "")))
            taken += row
        elif people == [] and table is not None:
            taken += row  # the head of the sheet
    return (people, taken) if people else ([], [])


def readers_table(document: Document) -> tuple[list[Paragraph], Table | None]:
    """The table of those who sign that they have read an order, with columns of its own, and the lines over it.

    None for a sheet with the columns that the program prints by itself, or without headings.
    """
    blocks = document.blocks
    at = next((n for n, b in enumerate(blocks) if isinstance(b, Paragraph) and SHEET.match(b.text)), len(blocks))
    end = next((n for n, b in enumerate(blocks[at:], at) if isinstance(b, Table)), len(blocks))
    lines = [b for b in blocks[at:end] if isinstance(b, Paragraph)]
    if document.kind != "order" or end == len(blocks) or len(lines) > MOST_OVER or any(map(_is_named, lines)):
        return [], None
    table = blocks[end]
    assert isinstance(table, Table)  # noqa: S101 - found as one
    heads = [plain(cell.text) for cell in table.rows[0].cells]
    own = set(heads) == OWN_SHEET or len(heads) == 1 or len(table.rows) == 1
    return ([], None) if own or any(reader_in(head)[0] for head in heads) else (lines, table)


def _is_named(line: Paragraph) -> bool:
    return bool(reader_in(line.text)[0])


def reader_in(text: str) -> tuple[str, str]:
    """The name and the post of who signs a line of a sheet: «Иванова А.П., учитель математики»; two «» for nobody."""
    flat = text.replace("\u00a0", " ")
    full, short = FULL_NAME.search(flat), INITIALS.search(flat)
    found = full or short
    if found is None or len(text) > LINE:
        return "", ""
    name = full["name"] if full else ""
    if short is not None and not name:
        letters = re.sub(r"\s", "", short["initials"] or short["initials2"])
        name = f"{short['surname'] or short['surname2']} {letters}"
    rest = re.sub(r"«?_+»?.*|\b20\d\d.*", "", f"{flat[found.end() :]}") or re.sub(r"_+", "", flat[: found.start()])
    post = re.sub(r"^\s*\d{1,2}[.)]\s*", "", " ".join(rest.split())).strip(" ,.–-/()")
    return name, post if re.search(r"[А-ЯЁа-яё]{4,}", post) else ""


def blank_signature(document: Document) -> tuple[str, list[Paragraph]]:
    """The post over a signature whose name is a blank, and its paragraphs; «» where a name or nothing stands."""
    if document.signature is not None:
        return "", []
    for block in reversed(document.blocks):
        if isinstance(block, Table) and len(block.rows) < FEW_ROWS:
            cells = [p for row in block.rows for cell in row.cells for p in cell.paragraphs]
            posts = [p for p in cells if not BLANK_NAME.fullmatch(p.text)]
            if len(posts) == 1 and len(posts) < len(cells) and len(posts[0].text) < LINE:
                return posts[0].text.strip(), cells
        if isinstance(block, Paragraph) and (line := BLANK_LINE.fullmatch(block.text)):
            return " ".join(line["post"].split()), [block]
    return "", []


def blank_executor(document: Document) -> Paragraph | None:
    """The blank under a signature where whoever prepares the letter will write the name; None where there is none."""
    *above, last = document.blocks or (None,)
    if not above or not isinstance(last, Paragraph) or document.kind not in {"order", "letter"}:
        return None
    signed = isinstance(above[-1], Table) or bool(BLANK_LINE.fullmatch(above[-1].text if above[-1] else ""))
    return last if signed and len(last.text.strip()) > 4 and BLANK_NAME.fullmatch(last.text) else None  # noqa: PLR2004 - a line to write on


def _reached(text: str) -> bool:
    """Whether a text begins with a telephone or a mailbox, as stands behind the name of an executor."""
    said = text.lstrip(" ,.;\n")
    return bool(PHONE.match(said) or EMAIL.match(said))


def _whole(post: str) -> bool:
    """Whether a post needs no line above it: it begins with a capital."""
    return post[:1].isupper() and post.split(maxsplit=1)[0].lower() not in {"округа", "района"}


def _further(document: Document, first: Paragraph) -> Iterator[tuple[str, str, list[Paragraph]]]:
    """The signatures that follow the first: a second person with a post."""
    lines = [p for p in document.after if p.part == "body"]
    for line in lines:
        post, name = name_signed(line.text)
        other = EXECUTOR.match(line.text) or READ.match(line.text)
        if name and _whole(post) and not other and line is not first:
            yield post, name, [line]


def executor_of(document: Document) -> tuple[dict[str, str], list[Paragraph]]:
    """Name, telephone and mailbox of who prepared a paper, from the lines under the signature, and those lines."""
    found: dict[str, str] = {}
    lines: list[Paragraph] = []
    for at, line in enumerate(document.after):
        text = EXECUTOR.sub("", line.text.replace("\u00a0", " ")).strip()
        name = FULL_NAME.match(text)
        following = document.after[at + 1].text if at + 1 < len(document.after) else ""
        short = None if name else INITIALS.match(text)
        signed = ("", "")
        if short is not None and (EXECUTOR.match(line.text) or _reached(text[short.end() :]) or _reached(following)):
            signed = ("", reader_in(short.group())[0])
        if not found and (name or signed[1]):
            found = {"name": name["name"] if name else signed[1], "phone": "", "email": ""}
            rest = text[name.end() :] if name else text[short.end() :] if short else text
            lines.append(line)
        elif found and line.part == lines[-1].part and (PHONE.search(text) or EMAIL.search(text)):
            rest = text
            lines.append(line)
        elif found:
            break
        else:
            continue
        phone, email = PHONE.search(rest), EMAIL.search(rest)
        found["phone"] = found["phone"] or (phone["phone"] if phone else "")
        found["email"] = found["email"] or (email.group() if email else "")
    return found, lines
