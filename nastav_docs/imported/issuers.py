"""Who issued the papers: the name in usual letters, the lines of the letterhead, addresses and telephones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from nastav_docs.imported.claims import Claim, KeyPath, claimed, spots
from nastav_docs.imported.drafts import Settings, as_written, without_empty
from nastav_docs.imported.nominatives import nominative_phrase, plain
from nastav_docs.imported.signatures import EMAIL
from nastav_docs.papers import Document, Paper, PaperPackage, Paragraph, Table, flat
from nastav_docs.russian import decline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PHONE: Final = re.compile(
    r"^тел(?:ефон)?[.:]?\s*(?:/\s*факс[.:]?)?/?\s*(?P<phone>.*?\d[\d\s()+-]{4,}\d)", re.IGNORECASE
)
FAX: Final = re.compile(r"(?:факс)[.:]?\s*(?P<fax>[\d\s()+-]{5,}\d)", re.IGNORECASE)
SITE: Final = re.compile(r"(?:сайт:?\s*)?(?P<site>(?:https?://|www\.)\S+)", re.IGNORECASE)
ADDRESS: Final = re.compile(
    r"(?:^|\D)\d{6}(?:\D|$)|\b(?:ул|пр|пер|пл|д)\.[\s,]|улица|проспект|\bобласт[ьи],|\bкрай,", re.IGNORECASE
)
REGISTERED: Final = re.compile(r"ИНН|ОГРН|КПП|ОКПО|р/с|БИК", re.IGNORECASE)
ABBREVIATION: Final = re.compile(r"^[А-ЯЁ]{2,}$")
SMALL: Final = frozenset({"и", "по", "в", "на", "с", "при", "для", "им", "имени"})
ORGANISATION: Final = re.compile(
    r"управлени|министерств|администраци|школ|учреждени|комитет|отдел|департамент|гимнази|лице[йя]|детск|центр"
    r"|\b[А-ЯЁ]{0,4}(?:ОУ|ОШ)\b",
    re.IGNORECASE,
)
BODIES: Final = re.compile(
    r"^(?:управлени|отдел|комитет|департамент|министерств|администраци|муниципальн|государственн|частн|краев|областн"
    r"|комисси|совет\b)",
    re.IGNORECASE,
)
# The word of a paper that may stand under a letterhead.
WORD: Final = re.compile(
    r"(?:СПРАВКА|ПОЛОЖЕНИЕ|ПОРЯДОК|ПРАВИЛА|РЕГЛАМЕНТ|ИНСТРУКЦИЯ|ПРОГРАММА|ПРОТОКОЛ|ОТЧ[ЕЁ]Т|АКТ|УВЕДОМЛЕНИЕ|ПЕРЕЧЕНЬ|СОСТАВ"
    r"|ИНФОРМАЦИЯ|ЗАКЛЮЧЕНИЕ|СОГЛАСИЕ|СОГЛАШЕНИЕ|ДОГОВОР|ВЫПИСКА)\b.{0,20}"
)
DRAFT: Final = re.compile(r"\s*\(?проект\)?\s*", re.IGNORECASE)  # a mark, no part of the name
LINE: Final = 120  # characters of a letterhead's line
NEEDED: Final = {"name": "____________", "place": ""}
TERRITORY: Final = re.compile(
    r"(?P<name>(?:(?:муниципальн|городск)[а-яё]+\s(?:округ|район)[а-яё]*\s)?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?[а-яё]*ого\s"
    r"(?:(?:городск|муниципальн)[а-яё]+\s)?(?:округа|района|края|образования))"
)


@dataclass(frozen=True, slots=True)
class IssuerRead:
    """The body that issued the papers as `authority:` and `district:` have it, and what each line was taken for."""

    authority: Settings
    district: Settings
    claims: tuple[Claim, ...]
    notes: dict[KeyPath, str]


def issuer_of(package: PaperPackage, papers: Sequence[Paper] = ()) -> IssuerRead:
    """Who issued the papers: from the lines over «ПРИКАЗ», the letterhead of a letter, the captions of annexes.

    `papers` may have the letterhead in a text box, or in the header of their pages.
    """
    orders = [d for d in package.documents if d.kind == "order"]
    letters = [d for d in package.documents if d.kind == "letter"]
    heads = [lines for d in orders if (lines := over_head(d) or under_head(d))]
    heads += [lines for d in letters if (lines := corner(d)[0])]
    heads += [lines for d in package.documents if (lines := letterhead_over(d))]
    if not heads:
        apart = [p for paper in papers for p in paper.around if p.part in {"box", "header"} and not p.text.isdigit()]
        heads = [apart] if any(ORGANISATION.search(p.text) for p in apart) else []
    found: Settings = {}
    claims: list[Claim] = []
    names: list[Paragraph] = []
    for head in heads:
        taken, own, told = _read(head)
        claims += told
        names = names or own
        found = {**taken, **found}
    captions = [plain(d.caption.text.replace("\n", " ")) for d in package.documents if d.caption]
    texts = [p.text for d in package.documents for p in flat(d.blocks)]
    named = [plain(p.text) for p in names]
    name = full_name(named, captions, texts)
    notes: dict[KeyPath, str] = {}
    if not name:
        notes["authority", "name"] = "впишите полное наименование того, кто издаёт документы"
    elif any(line.isupper() for line in named):
        notes["authority", "name"] = "в источнике прописными буквами: проверьте, где нужны строчные"
    # As they are: a no-break space keeps two words of a line together.
    letterhead = (
        [as_written(p.text) if "{" in p.text else p.text.strip() for p in names]
        if named and [name.upper()] != named
        else []
    )
    place = next((p for d in orders if (p := found_place(d))), "")
    authority = without_empty(
        {"name": as_written(name) or NEEDED["name"], "letterhead": letterhead, "place": place, **found}, keep=("place",)
    )
    district, guessed = _district(name, texts)
    return IssuerRead(authority, district, tuple(claims), {**notes, **guessed})


def found_place(document: Document) -> str:
    """The place that an order names under its number."""
    from nastav_docs.imported.orders import place_of  # noqa: PLC0415 - orders know where it stands

    return place_of(document)[0]


def over_head(document: Document) -> list[Paragraph]:
    """The lines over «ПРИКАЗ»."""
    lines: list[Paragraph] = []
    for paragraph in flat(document.blocks):
        if paragraph is document.head:
            return lines
        lines.append(paragraph)
    return []


def under_head(document: Document) -> list[Paragraph]:
    """The lines between «Приказ» and the date, or the title of a draft without one, that name who issues it."""
    lines = list(flat(document.blocks))
    below = document.requisites.paragraph if document.requisites is not None else document.title
    if document.head is None or below is None:
        return []
    begin, end = (
        next((n for n, line in enumerate(lines) if spots(line) & spots(wanted)), 0) for wanted in (document.head, below)
    )
    between = [line for line in lines[begin + 1 : end] if not DRAFT.fullmatch(line.text)]
    return between if all(ORGANISATION.search(line.text) and len(line.text) <= LINE for line in between) else []


def letterhead_over(document: Document) -> list[Paragraph]:
    """The lines of a letterhead over the word of a paper that is no order: «СПРАВКА», «ПОЛОЖЕНИЕ».

    A file may begin with a letterhead and go on with a grif: then the document before the grif is nothing else.
    """
    if document.kind != "other":
        return []
    lines: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Table):
            return []
        said = plain(block.text)
        if lines and WORD.fullmatch(said):
            return lines
        if not (said.isupper() or ORGANISATION.search(said)) or WORD.match(said) or len(said) > LINE:
            return []
        lines.append(block)
    return lines if len(lines) == len(document.blocks) else []


def is_letterhead_alone(document: Document) -> bool:
    """Whether a document is a letterhead and nothing more."""
    return bool(document.blocks) and len(letterhead_over(document)) == len(document.blocks)


def corner(document: Document) -> tuple[list[Paragraph], list[Paragraph]]:
    """The lines of a letter's own letterhead, and those of the addressee."""
    table = next((b for b in document.blocks[:3] if isinstance(b, Table)), None)
    if table is not None and len(table.rows) < 5:  # noqa: PLR2004 - a letterhead laid out as a table is small
        cells = [cell for row in table.rows for cell in row.cells]
        edge = max((cell.column for cell in cells), default=1)
        own = [p for cell in cells if cell.column < edge or edge == 1 for p in cell.paragraphs]
        return own, [p for cell in cells if cell.column == edge > 1 for p in cell.paragraphs]
    lines: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Table) or block is document.title or block in document.body:
            break
        if document.title is not None and block.segments[0].line == document.title.segments[0].line:
            break
        if re.match(r"Уважаем", block.text):
            break
        lines.append(block)
    to = [
        p
        for p in lines
        if _is_right(p) or re.match(r"(?:Руководител|Директор|Начальник|Заведующ)\w*(?:ям|ам|у|ю)\b", p.text)
    ]
    first = next((n for n, p in enumerate(lines) if p in to), len(lines))
    return [p for n, p in enumerate(lines) if p not in to and (n < first or not to or _is_contact(p))], [
        p for n, p in enumerate(lines) if p in to or (n > first and not _is_contact(p))
    ]


def _is_right(paragraph: Paragraph) -> bool:
    return paragraph.look is not None and (paragraph.look.align == "right" or paragraph.look.left_indent > 60)  # noqa: PLR2004 - mm


def _is_contact(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return bool(PHONE.search(text) or EMAIL.search(text) or ADDRESS.search(text) or re.search(r"№|\bот\s*[\d_]", text))


CONTACTS: Final = (("phone", PHONE), ("fax", FAX), ("email", EMAIL), ("site", SITE))


def _read(lines: Iterable[Paragraph]) -> tuple[Settings, list[Paragraph], list[Claim]]:
    """What the lines of a letterhead say: keys of `authority:`, the lines of the body's name, the claims of all."""
    found: Settings = {}
    claims: list[Claim] = []
    names: list[Paragraph] = []
    address: list[str] = []
    for line in lines:
        text = plain(line.text)
        said = {key: match for key, pattern in CONTACTS if (match := pattern.search(text))}
        if blank := re.match(r"e-?mail:?\s*(?P<email>_{3,})", text, re.IGNORECASE):
            said["email"] = blank
        for key, match in said.items():
            found.setdefault(key, match.group(key).strip())
        if said:
            claims += claimed([line], ("authority", next(iter(said))), "телефон, почта")
        elif re.match(r"(?:от|на)?\s*(?:№|N|\d{1,2}[.]|_{2,}|«_)", text) or re.match(
            r"(?:на|от)\s*(?:№|_)", text, re.IGNORECASE
        ):
            continue  # date and number, «На № …»
        elif REGISTERED.search(text):
            continue  # told as not understood: no key of `authority:` has it
        elif ADDRESS.search(text) and not BODIES.match(text):
            address.append(text)
            claims += claimed([line], ("authority", "address"), "адрес")
        else:
            names.append(line)
            claims += claimed([line], ("authority", "letterhead"), "бланк")
    if address:
        found["address"] = " ".join(address)
    return found, names, claims


def full_name(lines: Sequence[str], captions: Sequence[str], texts: Sequence[str]) -> str:
    """The issuer's name in usual letters: as captions of annexes or the texts have it, else made of the letterhead."""
    candidates = [" ".join(lines[n:]) for n in range(len(lines)) if n == 0 or BODIES.match(lines[n])]
    usual = [in_usual_letters(one, texts) for one in candidates]
    for caption in captions:
        said = re.search(
            r"\b(?:приказ|распоряжени|постановлени)\w*\s+"
            r"(?:(?P<whole>[^\d№]{3,120}№\s?\d{1,3}»?)\s+от\s|(?P<name>[^\d№]*?)(?:\s+от\s|\s*№|$))",
            caption,
        )
        issuer = (said["whole"] or said["name"] or "").strip() if said is not None else ""
        if not issuer:
            continue
        fitting = [one for one in usual if plain(decline(one, "org").form("gen")) == issuer]
        if fitting:
            return fitting[0]
        named = nominative_phrase(issuer, "org", ("gen",))
        if named and (BODIES.match(named) or ABBREVIATION.match(named.split()[0])):
            return named
    return usual[-1] if usual else ""


def in_usual_letters(name: str, texts: Sequence[str]) -> str:
    """A name in capitals with the letters that the same words have in the texts; others in small ones."""
    if not name.isupper():
        return name
    known: dict[str, str] = {}
    for text in texts:
        if not text.isupper():
            for match in re.finditer(r"(?<![.!?]\s)(?<!^)[А-ЯЁа-яё-]+", text):
                known.setdefault(match.group().lower()[:6], match.group())
    words = []
    quoted = False
    for number, word in enumerate(name.split()):
        core = word.strip('«»"().,')
        quoted_here = "«" in word or '"' in word
        like = known.get(core.lower()[:6], "")
        if ABBREVIATION.match(like) or (len(core) <= 5 and not like and not re.search(r"[АЕЁИОУЫЭЮЯ]", core)):  # noqa: PLR2004 - «МБОУ»
            shown = core
        elif number == 0 or quoted_here or like[:1].isupper() or _is_place(core, name.split()[number + 1 :]):
            shown = "-".join(part.capitalize() for part in core.split("-"))
        else:
            shown = core.lower()
        quoted = quoted or quoted_here
        words.append(word.replace(core, shown, 1))
    return " ".join(words)


def _is_place(word: str, following: Sequence[str]) -> bool:
    """Whether an adjective names a territory: «АРТЕМОВСКОГО ГОРОДСКОГО ОКРУГА»."""
    return (
        bool(re.search(r"(?:СК|ЦК)(?:ОГО|ОЙ|ИЙ|АЯ)$", word))
        and word not in {"ГОРОДСКОГО", "ГОРОДСКОЙ", "СЕЛЬСКОГО"}
        and any(re.match(r"ГОРОДСК|МУНИЦИПАЛЬН|ОКРУГ|РАЙОН|ОБЛАСТ|КРА[ЙЯ]", one) for one in following[:2])
    )


def _district(name: str, texts: Sequence[str]) -> tuple[Settings, dict[KeyPath, str]]:
    """The municipality: the territory in the issuer's name, else the one that the texts name first."""
    for text in (name, *texts):
        found = TERRITORY.search(text)
        if found and (named := nominative_phrase(found["name"], "org", ("gen",))):
            whole = named[:1].upper() + named[1:]
            return {"name": whole}, {} if text == name else {("district", "name"): "взято из текста: проверьте"}
    return {"name": "____________"}, {("district", "name"): "впишите полное наименование муниципалитета"}
