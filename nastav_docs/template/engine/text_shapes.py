"""The filters that shape a text: cut it, wrap it, put values into it. They take what Jinja's take."""

# ruff: noqa: FBT001, FBT002 - the signatures are those of Jinja's filters

from __future__ import annotations

import re
import textwrap
from decimal import Decimal
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from jinja2 import filters as jinja
from jinja2.utils import missing
from markupsafe import Markup

from nastav_docs.template.engine.printed_values import MAX_TEXT, text
from nastav_docs.template.engine.runtime import CHARACTER, FREE, LimitReachedError, Unprintable, spend_on

if TYPE_CHECKING:
    from collections.abc import Callable


def counted(value: str, times: int = 1) -> str:
    """The text given, with the making of `times` new texts of its length counted off the budget."""
    if len(value) > FREE:
        spend_on(CHARACTER * times * len(value))
    return value


def truncate(value: object, length: int = 255, killwords: bool = False, end: str = "…") -> str:
    """`truncate(30)`: a text of at most `length` characters, cut at a space unless `killwords`, then `end`."""
    found, tail = text(value), text(end)
    if not isinstance(length, int):
        raise Unprintable("длина – целое число")
    if len(found) <= length:
        return found
    cut = found[: max(0, length - len(tail))]
    return (counted(cut) if killwords else counted(cut, 2).rsplit(" ", 1)[0]) + counted(tail)


def replace(value: object, old: str, new: str, count: int = -1) -> str:
    """`replace(old, new)`: a text with its first `count` occurrences of `old` replaced, with all by default."""
    found, sought, put = text(value), text(old), text(new)
    size = len(found) + len(put) * (found.count(sought) if sought else len(found) + 1)
    if size > MAX_TEXT:
        raise LimitReachedError
    if size > FREE:
        spend_on(CHARACTER * size)
    return found.replace(sought, put, count)


def indent(value: object, width: int = 4, first: bool = False, blank: bool = False) -> str:
    """`indent(4)`: a text with its lines moved to the right, 0 to 100 characters; the first one too if `first`."""
    if not isinstance(width, int) or not 0 <= width <= 100:  # noqa: PLR2004 - wider than any page
        raise Unprintable("отступ — от 0 до 100 знаков")
    found = text(value)
    size = len(found) + width * (found.count("\n") + 1)
    if size > MAX_TEXT:
        raise LimitReachedError
    spend_on(CHARACTER * 4 * size)  # Jinja's filter makes a list of lines first
    return str(jinja.do_indent(found, width, first, blank))


def center(value: object, width: int = 80) -> str:
    """`center(80)`: a text in the middle of a line of that many characters, at most 1,000."""
    if not isinstance(width, int):
        raise Unprintable("ширина – целое число")
    spend_on(CHARACTER * 1_000)
    return counted(text(value)).center(min(width, 1_000))


def word_wrap(
    value: object,
    width: int = 79,
    break_long_words: bool = True,
    wrapstring: str = "\n",
    break_on_hyphens: bool = True,
) -> str:
    """`wordwrap(40)`: a text in lines of at most `width` characters, 1 to 1,000, joined by `wrapstring`."""
    if not isinstance(width, int) or not 1 <= width <= 1_000:  # noqa: PLR2004 - wider than any page
        raise Unprintable("ширина строки — от 1 до 1000 знаков")
    found, glue = text(value), text(wrapstring)
    if len(found) + len(glue) * (len(found) // width + found.count("\n") + found.count(" ") + 1) > MAX_TEXT:
        raise LimitReachedError
    spend_on(CHARACTER * 16 * len(found))  # words are made first, then lines
    wrapped = (
        textwrap.wrap(
            line,
            width,
            expand_tabs=False,
            replace_whitespace=False,
            break_long_words=bool(break_long_words),
            break_on_hyphens=bool(break_on_hyphens),
        )
        for line in found.splitlines()
    )
    return glue.join(glue.join(lines) for lines in wrapped)


_SPECIFIER = re.compile(r"%(?:\((?P<name>\w+)\))?(?P<flags>[-+ 0#]*)(?P<width>\d*)(?:\.(?P<digits>\d*))?(?P<kind>.)")


def format_(value: object, *given: object, **named: object) -> str:
    """`'%s из %d' | format(a, b)`: a text with values in the places of `%s`, `%d`, `%.2f`, `%(name)s`.

    A number has a decimal comma. Raises Unprintable for another sign after «%», and for wider than 1,000 characters.
    """
    waiting = iter(given)

    def put(found: re.Match[str]) -> str:
        if found["kind"] == "%":
            return "%"
        if found["kind"] not in "sdif" or any(int(found[part] or 0) > 1_000 for part in ("width", "digits")):  # noqa: PLR2004 - named above
            raise Unprintable(f"запись «{found[0]}» не понята", "бывает %s – текст, %d – целое, %.2f – дробное")
        one = named.get(found["name"], missing) if found["name"] else next(waiting, missing)
        if one is missing:
            raise Unprintable(f"для «{found[0]}» нет значения", "значений столько же, сколько знаков %")
        if found["kind"] != "s" and (isinstance(one, bool) or not isinstance(one, (int, float, Decimal))):
            raise Unprintable(f"для «{found[0]}» нужно число")
        spec = re.sub(r"\(\w+\)", "", found[0])
        return counted(spec % text(one)) if found["kind"] == "s" else (spec % one).replace(".", ",")

    made = _SPECIFIER.sub(put, counted(text(value)))
    if next(waiting, missing) is not missing:
        raise Unprintable("значений больше, чем знаков %", "место каждого значения – %s, %d или %.2f")
    return made


_SIZES: Final = ("КБ", "МБ", "ГБ", "ТБ")


def file_size(value: object, binary: bool = False) -> str:
    """`filesizeformat`: «2,5 МБ» from a number of bytes; 1,024 bytes are a kilobyte with `binary`, else 1,000."""
    if not isinstance(value, (int, float, Decimal)) or isinstance(value, bool):
        raise Unprintable("размер файла – число байтов")
    base, size = (1_024 if binary else 1_000), float(value)
    if abs(size) < base:
        return f"{size:.0f} Б"
    power = next((p for p in range(1, len(_SIZES)) if abs(size) < base ** (p + 1)), len(_SIZES))
    return f"{size / base**power:.1f} {_SIZES[power - 1]}".replace(".", ",").replace(",0 ", " ")


def without_tags(value: object) -> str:
    """`striptags`: a text without tags of HTML, its entities as letters, its white space as single spaces."""
    return str(Markup(counted(text(value), 4)).striptags())  # noqa: S704 - what comes back is a plain text again


def quoted(value: object) -> str:
    """`urlencode`: a text as a part of an address, «%D0%B0» for «а»."""
    return quote(counted(text(value), 6))


TEXT_SHAPES: Final[dict[str, Callable[..., object]]] = {
    "center": center,
    "filesizeformat": file_size,
    "format": format_,
    "indent": indent,
    "replace": replace,
    "striptags": without_tags,
    "truncate": truncate,
    "urlencode": quoted,
    "wordwrap": word_wrap,
}
