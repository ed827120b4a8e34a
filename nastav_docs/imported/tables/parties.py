"""Who is responsible, as a cell says it, taken apart: «Лунина О.П., классные руководители» are a person and a group."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from nastav_docs.russian import word_tags
from nastav_docs.russian.names import parse_name

SURNAME: Final = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
NAME: Final = re.compile(
    rf"{SURNAME}\s+[А-ЯЁ]\.\s?(?:[А-ЯЁ](?:\.|(?![а-яёА-ЯЁ])))?"
    rf"|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?{SURNAME}"
    rf"|{SURNAME}\s+[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+(?:вна|чна|вич|ьич|мич|кич|тич|лич|нич)(?![а-яё])"
)
AGREED: Final = re.compile(r"\s*\(по согласованию\)\s*$")
ITEM: Final = re.compile(r"^\s*(?:\d{1,2}[.)]|[-–—•*])\s+")
LEAD: Final = re.compile(
    r"^(?:ответственн\w+(?:\s+исполнител\w+)?|соисполнител\w+|исполнител\w+)\s*(?::|\s[–—-]\s)\s*", re.IGNORECASE
)
ABBREVIATION: Final = re.compile(r"[А-ЯЁ][А-ЯЁа-яё]*[А-ЯЁ][А-ЯЁ.]*")
# A post that one person holds; a plural of it is a group.
POST: Final = re.compile(
    r"(?:и\.\s?о\.\s?)?(?:директор|заведующ(?:ий|ая)|зав\.|начальник|заместител|зам\.|куратор|координатор|методист|специалист"
    r"|главн|ведущ|старш|педагог|учител|воспитател|психолог|руководител|председател|секретар|советник|ответственн|наставник)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody responsible: `text` as written; `name` and `position` of a person, both empty for a group or a body.

    A post without a name has `position` alone. `unsure` says in Russian what was guessed, empty where nothing was.
    """

    text: str
    name: str = ""
    position: str = ""
    unsure: str = ""


def parties_of(text: str) -> tuple[Party, ...]:
    r"""The parties that a cell names, in its order; lines, commas, semicolons and strokes divide them.

    >>> [p.text for p in parties_of("Куратор\nРябова Е. Н.,\nклассные руководители")]
    ["Куратор Рябова Е. Н.", "классные руководители"]
    """
    pieces: list[str] = []
    for line in text.split("\n"):
        bare = LEAD.sub("", ITEM.sub("", " ".join(line.split()))).strip(" ,;")
        for place, piece in enumerate(_pieces(bare)):
            if pieces and _goes_on(pieces[-1], piece, across=place == 0):
                # A comma within a line belongs to the words; at the end of one line it divided the lines only.
                pieces[-1] += f"{'' if place == 0 else ','} {piece}"
            else:
                pieces.append(piece)
    return tuple(_party(piece, pieces[at - 1] if at else "") for at, piece in enumerate(pieces))


def _pieces(line: str) -> list[str]:
    """A line divided at commas, semicolons and strokes outside quotes and brackets, and where a new name begins."""
    found, start, depth = [], 0, 0
    for at, sign in enumerate(line):
        depth += (sign in "(«") - (sign in ")»")
        stroke = sign == "/" and not re.search(r"\d$|^\w{1,3}$", line[start:at])
        if depth <= 0 and (sign in ",;" or stroke):
            found.append(line[start:at])
            start = at + 1
    found.append(line[start:])
    return [
        part for piece in found for part in _by_names(piece.strip(" .") if _no_name(piece) else piece.strip()) if part
    ]


def _no_name(piece: str) -> bool:
    return not NAME.search(piece)


def _by_names(piece: str) -> list[str]:
    """«Бабкина И.Г. Руководители МОО» is two, a line break between them was lost; «директор и Лунина О.П.» too."""
    found = NAME.match(piece)
    rest = "" if found is None else piece[found.end() :].strip(" ,.")
    if found and rest and not rest.startswith("("):
        divided = re.sub(r"^и\s+", "", rest)
        if NAME.match(divided) or divided[:1].isupper() or divided != rest:
            return [found.group().strip(), *_by_names(divided)]
        return [piece]
    joined = re.search(r"\s+и\s+", piece)
    if joined:
        left, right = piece[: joined.start()], piece[joined.end() :]
        if NAME.match(right) or (POST.match(right) and heads(right) and heads(left)):
            return [*_by_names(left), *_by_names(right)]
    return [piece]


def _goes_on(before: str, after: str, *, across: bool) -> bool:
    """Whether a piece belongs to the one before it: a name to its post, «образовательных школ» to «Руководители»."""
    if after.startswith("("):
        return True
    if NAME.fullmatch(after):
        return across and not NAME.search(before) and bool(POST.match(before)) and not _plural(before)
    if NAME.match(after) or NAME.fullmatch(before):
        return False
    if not across and ABBREVIATION.fullmatch(after) and re.search(r"\bпо\s+[А-ЯЁ]{2,5}$", before):
        return True  # «заместители директора по УВР, ВР»
    if across and ABBREVIATION.match(after) and len(before.split()) == 1 and not ABBREVIATION.fullmatch(before):
        return True  # «Руководители» over «МОО»
    return not heads(after)


@lru_cache(maxsize=4096)
def heads(text: str) -> bool:
    """Whether a text can name somebody by itself: its first noun stands in the nominative («школ» does not)."""
    for word in re.findall(r"[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*", text):
        if ABBREVIATION.fullmatch(word) or (word[0].isupper() and len(word) > 1):
            return True
        tags = word_tags(word.lower())
        if not tags:
            return True
        if not any(t.case == "nomn" for t in tags):
            return False
        if any(t.POS == "NOUN" and t.case == "nomn" for t in tags):
            return True
    return True


def _plural(text: str) -> bool:
    first = re.match(r"[А-ЯЁа-яё]+", text)
    tags = word_tags(first.group().lower()) if first else ()
    return bool(tags) and all(t.number == "plur" for t in tags if t.case == "nomn")


def _party(text: str, before: str) -> Party:
    found = NAME.search(text)
    if found is not None and parse_name(found.group()) is not None:
        position = AGREED.sub("", f"{text[: found.start()]} {text[found.end() :]}").strip(" ,–—-()")
        return Party(text, found.group().strip(), " ".join(position.split()))
    single = bool(POST.match(text)) and not _plural(text)
    unsure = ""
    if single and before and NAME.fullmatch(before) and text[:1].islower():
        unsure = f"«{text}» после имени «{before}» – его должность или другой человек; прочитано: другой"
    return Party(text, position=AGREED.sub("", text) if single else "", unsure=unsure)
