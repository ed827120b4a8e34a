"""Find what only looks like a tag: other braces, spaces between them, letters and dashes swapped in typing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_INVISIBLE: Final = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufeff"
_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_LATIN: Final = str.maketrans("асеорхутмквніјѕАСЕОРХТМКВНІЈЅ", "aceopxytmkbhijsACEOPXTMKBHIJS")
_BRACES: Final = str.maketrans("｛｝﹛﹜❴❵％﹪＃", "{}{}{}%%#")
_ANY_BRACE: Final = re.compile(r"[{}｛｝﹛﹜❴❵]")
_GAP: Final = rf"[\s{_INVISIBLE}]"
_SPACED: Final = re.compile(rf"\{{{_GAP}+[{{%].*?(?:[}}%]{_GAP}*\}}|$)|\{{[{{%][^}}]*[}}%]{_GAP}+\}}", re.DOTALL)
_NAME: Final = r"[A-Za-z_]\w*(?:\.\w+|\[[^\][{}]*\])*"
_FILTERED: Final = rf"{_GAP}*({_NAME}(?:\s*\|\s*\w+(?:\([^(){{}}]*\))?)*){_GAP}*"
_SINGLE: Final = re.compile(
    rf"(?<!\{{)\{{(?:{_FILTERED}|([^\W\d]\w\w+(?:\.\w+)*))\}}(?!\}})"
)  # also {ФИО}, in Russian letters
# Marks of other programs: ${name} is told as one brace; these have names of one word, so that no text is taken for one.
_FOREIGN: Final = re.compile(r"<<([^\W\d]\w+)>>|\[\[([^\W\d]\w+)\]\]|(?<![#\w])#([^\W\d]\w+)#(?![#\w])")
_WIDE: Final = {0xFF01 + number: 0x21 + number for number in range(94)} | {
    0x3000: 0x20
}  # full-width characters to those of ASCII
_STRING: Final = re.compile(r"(\"[^\"]*\"|'[^']*'|“[^“”]*”|‘[^‘’]*’|«[^«»]*»)")
_FIRST: Final = re.compile(r"\s*(\S+)")
_LEVELS: Final = {"p", "tr", "tc", "r"}


def almost_tags(text: str) -> Iterator[tuple[str, str, str]]:
    """What in a text without tags was meant as one: as it is written, what is wrong with it, what to write.

    >>> list(almost_tags("№ {order.number}"))
    [("{order.number}", "одна скобка вместо двух", "{{ order.number }}")]
    """
    for foreign in _FOREIGN.finditer(text):
        yield foreign[0], "так пишут другие программы", f"{{{{ {foreign[foreign.lastindex or 0]} }}}}"
    if not _ANY_BRACE.search(text):
        return
    plain = text.translate(_BRACES)
    other = plain != text
    position = 0
    while found := _SPACED.search(plain, position) or _SINGLE.search(plain, position):
        single = _SINGLE.search(plain, position)
        if single is not None and single.start() < found.start():
            found = single
        source = text[found.start() : found.end()]
        if found.re is _SINGLE:
            yield source, "одна скобка вместо двух", f"{{{{ {found[1] or found[2]} }}}}"
        else:
            right = re.sub(rf"\{{{_GAP}*([{{%])", r"{\1", found[0], count=1)
            right = re.sub(rf"([}}%]){_GAP}*\}}$", r"\1}", right)
            yield source, "между скобками пробел или невидимый знак", right
        position = found.end()
    if other and not position:
        found = re.search(r"\{[{%].*?(?:[}%]\}|$)", plain)
        if found:
            yield text[found.start() : found.end()], "скобки не те, какими пишут метки", found[0]


def righted(inner: str, kind: str) -> tuple[str, list[str]]:
    """What stands between the braces of a tag as it was meant, and what was wrong with it; strings stay as they are.

    `kind` is the character after the first brace: the letter of a paragraph or row and the word of a statement follow
    a «%» only.

        >>> righted("р if x – 1 ", "%")
        ("p if x - 1 ", ["русские буквы в «р»", "тире вместо минуса"])
    """
    wrong: list[str] = []
    pieces = _STRING.split(inner)
    for number in range(0, len(pieces), 2):
        code = pieces[number]
        if any(character in code for character in _INVISIBLE):
            wrong.append("невидимый знак")
            code = code.translate(dict.fromkeys(map(ord, _INVISIBLE)))
        if code.translate(_WIDE) != code:
            wrong.append("знаки во всю ширину")
            code = code.translate(_WIDE)
        if any(character in code for character in _DASHES):
            wrong.append("тире вместо минуса")
            code = code.translate(dict.fromkeys(map(ord, _DASHES), "-"))
            # «{%–p if x %}»: a tag with a letter takes no dash at all.
            code = re.sub(r"^-(?=(?:p|tr|tc|r)\s)", "", code) if kind == "%" and number == 0 else code
        pieces[number] = code
    if kind == "%":
        pieces[0] = _in_latin(pieces[0], wrong)
    return "".join(pieces), list(dict.fromkeys(wrong))


def _in_latin(code: str, wrong: list[str]) -> str:
    """The letter and the word that a statement begins with, in Latin letters."""
    position = 0
    for _ in range(2):
        found = _FIRST.match(code, position)
        if found is None:
            break
        word, latin = found[1].strip("-"), found[1].strip("-").translate(_LATIN)
        if word != latin and latin.isascii():
            wrong.append(f"русские буквы в «{word}»")
            code = code[: found.start(1)] + found[1].replace(word, latin) + code[found.end(1) :]
        if latin not in _LEVELS:
            break
        position = found.end()
    return code
