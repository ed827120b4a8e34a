"""Minutes of a meeting: who was there, the agenda, what was heard, said and decided."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.imported.claims import Claim, KeyPath, claimed
from nastav_docs.imported.clauses import bare, clauses_of, marks_of, tree_of
from nastav_docs.imported.drafts import PaperDraft, as_written, without_empty
from nastav_docs.imported.nominatives import plain
from nastav_docs.imported.signatures import name_signed
from nastav_docs.papers import DATE, as_day, flat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from nastav_docs.papers import Document, Paragraph

PLACE: Final = re.compile(
    r"^(?:г(?:ор|ород)?|с(?:ело)?|п(?:ос[её]лок)?|пос|пгт|рп|р\.\s?п|д(?:ер|еревня)?|ст(?:-ца|аница)?|х(?:утор)?|аул)\.?"
    r"\s*[А-ЯЁ][\w\s-]{1,40}$"
)
HEAD: Final = re.compile(r"^ПРОТОКОЛ\b\s*(?:№\s*(?P<number>[\w/-]+))?\s*(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)
NUMBER: Final = re.compile(rf"^(?:от\s*)?(?P<date>{DATE})?\s*(?:г\.|года)?\s*(?:№\s*(?P<number>[\w/-]+))?$")
CHAIR: Final = re.compile(r"^(?i:председатель)\w*(?:\s+[а-яё]{3,})*\s*[:–—-]?\s*(?P<name>.*)$")
SECRETARY: Final = re.compile(r"^(?i:секретарь)\w*(?:\s+[а-яё]{3,})*\s*[:–—-]?\s*(?P<name>.*)$")
PARTS: Final = (
    ("present", re.compile(r"^Присутств\w+\s*:?\s*(?P<rest>.*)$", re.IGNORECASE)),
    ("invited", re.compile(r"^Приглаш\w+\s*:?\s*(?P<rest>.*)$", re.IGNORECASE)),
    ("agenda", re.compile(r"^Повестка(?:\s+дня)?(?:\s+заседания)?\s*:?\s*(?P<rest>.*)$", re.IGNORECASE)),
    ("heard", re.compile(r"^(?:\d{1,2}[.)]\s*)?(?:По\s+\w+\s+вопросу\s+)?Слушали\s*:?\s*(?P<rest>.*)$", re.IGNORECASE)),
    ("said", re.compile(r"^(?:\d{1,2}[.)]\s*)?Выступил\w*\s*:?\s*(?P<rest>.*)$", re.IGNORECASE)),
    ("decided", re.compile(r"^(?:\d{1,2}[.)]\s*)?(?:Решили|Постановили)\s*:?\s*(?P<rest>.*)$", re.IGNORECASE)),
    ("vote", re.compile(r"^Голосова\w+\s*:?\s*(?P<rest>.*)$", re.IGNORECASE)),
)


def is_protocol(document: Document) -> bool:
    """Whether a paper is minutes: the word stands on one of its first lines and it has an agenda or decisions."""
    lines = list(flat(document.blocks))
    said = any(name in {"agenda", "heard"} for _, name, _ in _divided(lines))
    return said and any(HEAD.match(p.text) for p in lines[:6])


def people_of(document: Document) -> Iterator[tuple[str, str]]:
    """The chairman and the secretary of minutes, each with the role."""
    for line in flat(document.blocks):
        for role, pattern in (("chairman", CHAIR), ("secretary", SECRETARY)):
            found = pattern.match(plain(line.text))
            name = name_signed(found["name"])[1] if found else ""
            if name:
                yield role, name


def protocol_draft(document: Document, path: KeyPath, role_of: Callable[[str], str]) -> PaperDraft:
    """Minutes as settings at a path; lines that belong to no part of them stay unclaimed and are told.

    `role_of` gives the role of a person by the name.
    """
    lines = list(flat(document.blocks))
    value: dict[str, Any] = {"kind": "protocol"}
    claims: list[Claim] = []
    roles = {role: role_of(name) for role, name in people_of(document)}
    value |= {role: roles.get(role, "") for role in ("chairman", "secretary")}
    value |= {"number": "", "date": "", "title": "", "present": [], "invited": [], "agenda": []}
    asked = 0
    for line, part, text in _divided(lines):
        here: KeyPath = (*path, part)
        if part in {"present", "invited"}:
            value[part] += [text] if text else []
        elif part == "agenda":
            if text:
                value["agenda"].append({"title": re.sub(r"^\d{1,2}[.)]\s*", "", text)})
        elif part in {"heard", "said", "decided", "vote"}:
            begins = part == "heard" and bool(PARTS[3][1].match(plain(line.text)))
            asked += begins
            while len(value["agenda"]) < max(asked, 1):
                value["agenda"].append({"title": text or "____________"})
            here = (*path, "agenda", max(asked, 1) - 1, part)
            _into(value["agenda"][max(asked, 1) - 1], part, text, line)
        elif part == "top" and not _top(line, value, path, claims):
            continue
        if part != "top":
            claims += claimed([line], here, "протокол")
    for number, item in enumerate(value["agenda"]):
        _clauses(item, (*path, "agenda", number, "decided"))
    value["title"] = as_written(value["title"] or "заседания")
    return PaperDraft(path, without_empty(value, keep=("number", "date")), tuple(claims))


def _divided(lines: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, str, str]]:
    """Each line with the part of the minutes that it belongs to, and its text without the word that begins the part."""
    part = "top"
    for line in lines:
        text = plain(line.text)
        if CHAIR.match(text) or SECRETARY.match(text):
            yield line, "signature", text
            continue
        found = next(((name, m) for name, pattern in PARTS if (m := pattern.match(text))), None)
        if found:
            part = found[0]
            yield line, part, found[1]["rest"].strip()
        else:
            yield line, part, f"{line.label} {text}".strip() if part == "agenda" else text


def _into(item: dict[str, Any], part: str, text: str, line: Paragraph) -> None:
    if part == "heard":
        item["heard"] = " ".join(filter(None, (item.get("heard", ""), as_written(text))))
    elif part == "vote":
        item["vote"] = " ".join(filter(None, (item.get("vote", ""), as_written(text))))
    elif part == "said":
        item["said"] = [*item.get("said", []), *([as_written(text)] if text else [])]
    elif text:
        whole = text == plain(line.text)
        item["decided"] = [
            *item.get("decided", []),
            line if whole else as_written(re.sub(r"^\d{1,2}[.)]\s*", "", text)),
        ]


def _clauses(item: dict[str, Any], path: KeyPath) -> None:
    """The decisions of a question as clauses."""
    decided = item.get("decided", [])
    paragraphs = [one for one in decided if not isinstance(one, str)]
    if len(paragraphs) == len(decided) and paragraphs:
        nodes = tree_of(paragraphs)
        item["decided"] = clauses_of(nodes, path)[0]
        if all(node.mark for node in nodes) and (marks := marks_of(nodes)) != "number":
            item["marks"] = marks
    elif decided:
        item["decided"] = [one if isinstance(one, str) else as_written(bare(one)) for one in decided]


def _top(line: Paragraph, value: dict[str, Any], path: KeyPath, claims: list[Claim]) -> bool:
    """Take a line above the first part: the word with the number, the date, the place, the title; False for another."""
    text = plain(line.text)
    if head := HEAD.match(text):
        value["number"] = head["number"] or value["number"]
        rest = head["rest"].strip()
        dated = re.match(rf"от\s+(?P<date>{DATE})\s*", rest)
        if dated and (day := as_day(dated["date"])):
            value["date"] = f"{day:%d.%m.%Y}"
            rest = rest[dated.end() :]
        value["title"] = " ".join(filter(None, (value["title"], rest)))
    elif (found := NUMBER.match(text)) and (found["date"] or found["number"]):
        day = as_day(found["date"])
        value["date"] = f"{day:%d.%m.%Y}" if day else value["date"]
        value["number"] = found["number"] or value["number"]
    elif PLACE.match(text):
        value["place"] = text
    elif re.match(r"(?:заседани|совещани|собрани|об?\s)", text, re.IGNORECASE) or value["title"]:
        value["title"] = " ".join(filter(None, (value["title"], text)))
    else:
        return False
    claims += claimed([line], (*path, "title"), "вид, номер, дата, название протокола")
    return True
