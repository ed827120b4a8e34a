"""Abbreviations: not explained, explained and not used, one letter off, several for one notion."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from nastav_docs.codes import norms
from nastav_docs.rules.mark import mark
from nastav_docs.rules.morphology import forms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.papers import Paragraph
    from nastav_docs.requisites import Document, Package

WORD = re.compile(r"(?<![\w№/.-])(?!№)[А-ЯЁ]{2,7}(?![\w/]|-[А-ЯЁ\d]|\.[А-ЯЁ]\.)")
DEFINED = re.compile(
    r"\(\s*(?:далее|в дальнейшем)[^)]{0,120}\)|\(\s*(?P<short>[А-ЯЁ]{2,7})\s*\)"
    r"|\b(?P<legend>[А-ЯЁ]{2,7})\s+[–—-]\s+(?=[а-яё]{4,})"
)
QUOTED = re.compile(r"«[^«»]*»")
TWO_CAPITALS = re.compile(r"[А-ЯЁ]{2}")
# What needs no explaining in a school's office: the state, its papers, forms of organisations, common posts.
STATE = (
    "РФ РСФСР СССР США СНГ ООН ГОСТ ФЗ ТК ГК УК КОАП НК БК СК МЧС МВД ГИБДД ФСБ ФНС ПФР СФР ФСС ПДН КДН ЗАТО ГО ЧС ЖКХ "
    "СП СНИП МРОТ МФЦ ЮНЕСКО ЮНИСЕФ ВОЗ БРИКС РЖД ГТО ПМПК ТПМПК ОВД УМВД ОМВД ГУ МВФ НДС НДФЛ"
)
REQUISITES = "ИНН КПП ОГРН ОКПО БИК ОКТМО ОКАТО СНИЛС ФИО ЭП ЭЦП"
LEARNING = (
    "ФГОС ФОП ФООП ЕГЭ ОГЭ ГИА ВПР ГВЭ НОКО СПО ВПО ДПО ВУЗ НИИ РАН РАО РДШ ОБЖ ИЗО ИКТ ОВЗ ЛФК ПДД ЗОЖ СМИ ПК ЭВМ "
    "НОО ООО СОО ВО ГИС ФИС ЭОР ЦОР КТП УМК УУД ОРКСЭ ОДНКНР ТСО ПО ИТ ИС QR ДТП"
)
BODIES = (
    "МБОУ МАОУ МКОУ МОУ ГБОУ ГАОУ ГКОУ ГБПОУ ГАПОУ ФГБОУ ФГАОУ ФГБУ ФГУП МБДОУ МАДОУ МКДОУ МДОУ ДОУ МБУ МАУ МКУ "
    "ГБУ ГАУ ГКУ ГАНОУ МУ ГУ МП ООО ПАО АО ЗАО ОАО ИП НКО СОШ ООШ НОШ ДЮСШ ДДТ ДОО"
)
POSTS = "ВР УВР НМР АХЧ АХР УР МО ШМО ОТ"
KNOWN = frozenset(f"{STATE} {REQUISITES} {LEARNING} {BODIES} {POSTS}".split())
NOT_SHORT = frozenset(("ОБ", "НА", "ПО", "ЗА", "ДО", "ОТ", "ИЗ", "НЕ"))
FREQUENT = 3
SCHOOLS = ("ОО", "МОО", "ОУ", "МОУ", "ОБОО")


class Use(NamedTuple):
    """An abbreviation where it stands."""

    short: str
    document: Document
    paragraph: Paragraph
    start: int
    end: int


Known = dict[str, list[Use]]


def uses(package: Package) -> Iterator[Use]:
    """Every abbreviation in running text; words in capitals, names of documents and lists of them aside."""
    for document in package.documents:
        for paragraph in document.paragraphs():
            text = paragraph.text
            if not TWO_CAPITALS.search(text):
                continue
            if len(re.findall("[а-яё]", text)) < len(re.findall("[А-ЯЁ]", text)) and len(text) > 12:  # noqa: PLR2004 - a line in capitals
                continue
            for match in WORD.finditer(text):
                short = match.group()
                if short not in NOT_SHORT and not re.fullmatch("[IVXХ]+", short) and not is_word(short):
                    yield Use(short, document, paragraph, match.start(), match.end())


def is_word(short: str) -> bool:
    """Whether the letters are a usual word in capitals: «РЕШИЛИ»."""
    return len(short) > 3 and any("Abbr" not in tag for tag in forms(short.lower()))  # noqa: PLR2004 - short words are too often abbreviations


def definitions(package: Package) -> Known:
    """Abbreviations that the package explains: «(далее – МОО)», «… (МОО)», «ЦМН – целевая модель …»."""
    found: Known = {}
    for document in package.documents:
        for paragraph in document.paragraphs():
            for match in DEFINED.finditer(paragraph.text):
                inner = match["short"] or match["legend"]
                names = [inner] if inner else re.findall(r"[А-ЯЁ][А-Яа-яЁё]*[А-ЯЁ]", match.group())
                for name in names:
                    found.setdefault(name, []).append(Use(name, document, paragraph, *match.span()))
    return found


def undefined(package: Package, found: list[Use], known: Known) -> Iterator[Diagnostic]:
    """An abbreviation that nothing explains; the first use in each letter or order with its annexes."""
    shown: set[tuple[str, int]] = set()
    everything = ["\n".join(p.text for p in d.paragraphs()) for d in package.documents]
    slips = {use.short for use, _ in misses(found, known)}
    full = {
        short: next((f for text in everything if (f := expansion(short, text))), "")
        for short in {u.short for u in found}
    }
    for use in found:
        order = package.order_of(use.document)
        family = id(order if order is not None else use.document)
        if use.short in KNOWN or use.short in known or (use.short, family) in shown:
            continue
        if use.short in slips or quoted(use):
            continue
        shown.add((use.short, family))
        right = f"{full[use.short]} (далее – {use.short})" if full[use.short] else f"… (далее – {use.short})"
        message = f"Сокращение «{use.short}» не раскрыто"
        yield mark(norms.ABBR_UNDEFINED, use.paragraph, use.start, use.end, message, right)


def quoted(use: Use) -> bool:
    """Whether the abbreviation is a part of a name in quotes."""
    return any(m.start() < use.start and use.end < m.end() for m in QUOTED.finditer(use.paragraph.text))


def expansion(short: str, text: str) -> str:
    """The words of a text whose first letters spell an abbreviation, «» where there are none."""
    if len(short) < 3:  # noqa: PLR2004 - two letters are the initials of too much
        return ""
    first, others = short[0], short[1:].lower()
    words = [rf"[{first}{first.lower()}][а-яё-]{{2,}}", *(rf"{letter}[а-яё-]{{2,}}" for letter in others)]
    pattern = r"[ \u00a0]".join(words)
    match = re.search(rf"(?<![\w-]){pattern}", text)
    return match.group() if match else ""


def drift(_: Package, found: list[Use], __: Known) -> Iterator[Diagnostic]:
    """ОУ beside ОО and МОО: the law has organisations, not institutions."""
    schools = [u for u in found if u.short in SCHOOLS and not quoted(u)]
    kinds = Counter(u.short for u in schools)
    new = [s for s in ("МОО", "ОО", "ОБОО") if kinds[s]]
    for use in schools:
        if use.short in {"ОУ", "МОУ"} and new and not followed_by_name(use):
            names = ", ".join(s for s, _ in kinds.most_common())
            message = f"Одно понятие под разными сокращениями: {names}"
            yield mark(norms.ABBR_DRIFT, use.paragraph, use.start, use.end, message, max(new, key=lambda s: kinds[s]))


def followed_by_name(use: Use) -> bool:
    """Whether a name follows: «МОУ «СОШ № 5»» is what the school is called."""
    return bool(re.match(r"\s*(?:[«\"]|СОШ|ООШ|НОШ|№)", use.paragraph.text[use.end :]))


def near_misses(_: Package, found: list[Use], known: Known) -> Iterator[Diagnostic]:
    """An abbreviation met once that differs in one letter from a frequent one."""
    for use, near in misses(found, known):
        message = f"«{use.short}» встречается один раз и отличается на букву от «{near}»"
        yield mark(norms.ABBR_NEAR, use.paragraph, use.start, use.end, message, near)


def misses(everything: list[Use], known: Known) -> Iterator[tuple[Use, str]]:
    """The abbreviations that are slips of the pen, with what was meant."""
    found = [u for u in everything if not quoted(u)]
    counts = Counter(u.short for u in found)
    for use in found:
        if (
            counts[use.short] > 1
            or use.short in known
            or use.short in KNOWN
            or use.short in SCHOOLS
            or len(use.short) < 3  # noqa: PLR2004 - two letters differ in one too often
        ):
            continue
        near = [
            s
            for s, n in counts.items()
            if n >= FREQUENT
            and len(s) == len(use.short)
            and sum(a != b for a, b in zip(s, use.short, strict=True)) == 1
        ]
        if len(near) == 1 and not expansion(use.short, " ".join(p.text for p in use.document.paragraphs())):
            yield use, near[0]


def unused(_: Package, found: list[Use], known: Known) -> Iterator[Diagnostic]:
    """An abbreviation brought in by «далее –» and never used."""
    counts = Counter(u.short for u in found)
    for name, places in known.items():
        first = places[0]
        text = first.paragraph.text[first.start : first.end]
        if "далее" not in text or counts[name] > len(places) or not name.isupper():
            continue
        if name in KNOWN or re.search(rf"{name}\s+[\w№«]|[\w»]\s+{name}", re.sub(r"^.*далее", "", text)):
            continue  # a part of the name «МАОУ СОШ № 10»
        message = f"Сокращение «{name}» введено и больше не встречается"
        yield mark(
            norms.ABBR_UNUSED,
            first.paragraph,
            first.start,
            first.end,
            message,
            "уберите «далее – …» или пользуйтесь им",
        )


def abbreviations(package: Package) -> Iterator[Diagnostic]:
    """All of the above over one reading of the package."""
    found, known = list(uses(package)), definitions(package)
    for rule in (undefined, drift, near_misses, unused):
        yield from rule(package, found, known)


PACKAGE_RULES = (abbreviations,)
