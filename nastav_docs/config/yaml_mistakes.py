"""Find what a person did wrong when the YAML parser gives up, and where it was done.

libyaml reports the place where it gave up; the slip is often earlier: an unclosed quote is noticed at the end of the
file, a key without a space after its colon in the line below. Each function looks for one slip in the lines around
that place, and gives it or None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import yaml

from nastav_docs.diagnostics import Place
from nastav_docs.diagnostics.codes import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nastav_docs.diagnostics import Diagnostic

# Spaces that look like an indent and are none: no-break, thin, zero-width, the byte order mark.
FALSE_SPACES: Final = "\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
FALSE_INDENT: Final = re.compile(rf" *[{FALSE_SPACES}]")
COMMENT: Final = re.compile(r"(?<=\S)\s+#\s.*$")
# A number that reads as a comment: «ул. Мира #5».
NUMBER_SIGN: Final = re.compile(r"[^\s#]\s+(?P<lost>#\d\S*)")
KEY: Final = re.compile(r"(?P<indent> *(?:- +)*)(?P<key>[\w.-]+):(?:\s|$)")
NO_SPACE_AFTER_COLON: Final = re.compile(r" *(?:- +)*(?P<key>[A-Za-z_][\w-]*):(?P<value>[^\s:/\\].*)$")
NO_SPACE_AFTER_DASH: Final = re.compile(r" *-(?P<value>[^\s\d-].*)$")
VALUE: Final = re.compile(r"(?P<before> *(?:- +)*(?:[\w.-]+: +)?)(?P<value>\S.*)$")
QUOTED_START: Final = re.compile(r"(?P<quoted>\"[^\"]*\"|'[^']*')\s*[^\s,:\]}#]")
SEVERAL_LINES: Final = "Закройте её в конце текста той же строки."
TABLE_HINT: Final = "Настройки читаются из district.yaml; реестр школ называют в нём: schools: школы.xlsx."
WORD_HINT: Final = "Документ Word проверяет «nastav-docs lint»; настройки читаются из district.yaml."
# How files of other programs begin, what they are, what to do; a ZIP is told by the parts in it.
OTHER_FILES: Final = (
    (b"PK\x03\x04", b"word/", "документ Word", WORD_HINT),
    (b"PK\x03\x04", b"xl/", "книга Excel", TABLE_HINT),
    (b"PK\x03\x04", b"", "архив", "Настройки читаются из district.yaml: распакуйте архив."),
    (b"\xd0\xcf\x11\xe0", b"W\0o\0r\0d\0D\0o\0c", "документ Word старого формата", WORD_HINT),
    (b"\xd0\xcf\x11\xe0", b"", "книга Excel старого формата", TABLE_HINT),
    (b"%PDF-", b"", "файл PDF", "Настройки читаются из district.yaml."),
    (b"{\\rtf", b"", "документ RTF", WORD_HINT),
)


@dataclass(frozen=True, slots=True)
class Slip:
    """What a person did wrong: line and column from 1, the number of characters, a message, what to write instead."""

    line: int
    column: int
    message: str
    hint: str
    length: int = 0


@dataclass(frozen=True, slots=True)
class ParserReport:
    """What libyaml says: its words, the line and column (from 1) where it gave up, where what it was reading began."""

    said: str
    line: int
    column: int
    began: tuple[int, int] | None
    lines: tuple[str, ...]
    text: str

    def at(self, line: int) -> str:
        """The text of a line of the file, counted from 1, without the comment at its end; empty past the end."""
        return COMMENT.sub("", self.lines[line - 1]) if 0 < line <= len(self.lines) else ""


def other_file(data: bytes) -> tuple[str, str] | None:
    """What a file of another program is, and what to do with it; None for one that may be YAML."""
    return next(
        ((what, hint) for start, part, what, hint in OTHER_FILES if data.startswith(start) and part in data), None
    )


def syntax_problem(error: yaml.YAMLError, text: str, shown: str) -> Diagnostic:
    """The problem that an error of the parser means; `shown` is the file's name in messages."""
    report = _report(error, text)
    for cause in CAUSES:
        slip = cause(report)
        if slip is not None:
            end = slip.column + slip.length if slip.length else 0
            kind = reading.YAML_TAB if cause is tab_indent else reading.YAML_SYNTAX
            return kind.at(Place(shown, slip.line, slip.column, end), slip.message, hint=slip.hint)
    hint = "Проверьте эту строку и строку над ней: отступ, двоеточие с пробелом, кавычки и скобки."
    return reading.YAML_SYNTAX.at(Place(shown, report.line, report.column), "Запись YAML не читается.", hint=hint)


def _report(error: yaml.YAMLError, text: str) -> ParserReport:
    # The breaks that libyaml counts: a reader of the file counts the same lines.
    lines = tuple(re.split(r"\r\n|[\r\n\x85\u2028\u2029]", text))
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    last = next((number for number in range(len(lines), 0, -1) if lines[number - 1].strip()), 1)
    if line > last:  # the end of the file is reported behind its last line
        line, column = last, len(lines[last - 1]) + 1
    context = getattr(error, "context_mark", None)
    began = None if context is None else (context.line + 1, context.column + 1)
    words = (getattr(error, "context", ""), getattr(error, "problem", ""), str(error))
    return ParserReport(" ".join(str(part) for part in words if part), line, column, began, lines, text)


def false_space(text: str) -> int:
    """The column, from 1, of a character in the indent of a line that only looks like a space.

    Returns 0 where there is none.
    """
    found = FALSE_INDENT.match(text)
    return found.end() if found else 0


def tab_indent(report: ParserReport) -> Slip | None:
    """A tab in the indent of the reported line or the one above it."""
    for number in (report.line, report.line - 1):
        if re.match(r" *\t", report.at(number)):
            return Slip(number, 1, "Отступ сделан табуляцией.", "Замените её пробелами: по два на уровень.", 1)
    return None


def no_break_indent(report: ParserReport) -> Slip | None:
    """A no-break space in the indent, as text copied from Word has it; it may stand some lines above the error."""
    for number in range(report.line, 0, -1):
        if column := false_space(report.at(number)):
            return Slip(number, column, *NO_BREAK, 1)
    return None


NO_BREAK: Final = (
    "Отступ сделан неразрывным пробелом: он не считается отступом.",
    "Сотрите начало строки и наберите отступ пробелами заново.",
)


def unclosed_quote(report: ParserReport) -> Slip | None:
    """A quote that is opened and never closed, or closed by a quote that opens a text in a later line."""
    if "quoted scalar" in report.said and "end of stream" in report.said and report.began is not None:
        line, column = report.began
        return Slip(line, column, "Кавычка здесь открыта и нигде не закрыта.", SEVERAL_LINES, 1)
    quote = _long_quote(report)
    if quote is None:
        return None
    line, column, closed = quote
    return Slip(line, column, f"Кавычка здесь открыта, а закрыта только в строке {closed}.", SEVERAL_LINES, 1)


def _long_quote(report: ParserReport) -> tuple[int, int, int] | None:
    """The last text in quotes before the error that runs over a line like a key: its line, column, last line."""
    found = None
    try:
        for token in yaml.scan(report.text, Loader=yaml.SafeLoader):
            if token.start_mark.line + 1 > report.line:
                break
            start, end = token.start_mark, token.end_mark
            if isinstance(token, yaml.ScalarToken) and token.style in {'"', "'"} and start.line < end.line:
                inner = report.lines[start.line + 1 : end.line + 1]
                if any(KEY.match(line) for line in inner):
                    found = start.line + 1, start.column + 1, end.line + 1
    except yaml.YAMLError:
        pass  # only the tokens before the error are wanted
    return found


def escape(report: ParserReport) -> Slip | None:
    r"""A backslash in double quotes: «"C:\Шаблоны"»."""
    if not re.search(r"escape|hexdecimal|hexadecimal", report.said):
        return None
    line = report.at(report.line)
    column = line.rfind("\\", 0, report.column) + 1 or report.column
    return Slip(report.line, column, *BACKSLASH, 1)


def slip_in_text(lines: Sequence[str], column: int, *, in_double_quotes: bool) -> Slip | None:
    r"""A slip that YAML takes for a part of a text: «"C:\new"», where «\n» is a line feed, or «- » of a shifted item.

    `lines` are those of the text, `column` (from 1) is where it begins; the slip's line counts from 1 at the first.
    """
    if in_double_quotes and re.match(r"\"[A-Za-z]:\\[^\\]", lines[0][column - 1 :]):
        return Slip(1, column + 3, *BACKSLASH, 1)
    for number, line in enumerate(lines[1:], 2):
        if item := re.match(r"( *)- +\S", line):
            above = re.match(r"( *)- ", lines[0])
            message = "Строка списка сдвинута: она читается продолжением строки над ней."
            where = f"под «-» строки выше: в {len(above[1]) + 1}-й столбец" if above else "под ключом, с новой строки"
            return Slip(number, len(item[1]) + 1, message, f"Поставьте «-» {where}.", 1)
    return None


def lost_number(line: str, column: int) -> Slip | None:
    """A number behind «#» that YAML drops as a comment: «address: ул. Мира #5».

    `line` is that where a text without quotes ends, `column` (from 1) is that of its last sign.
    """
    found = NUMBER_SIGN.match(line, column - 1) if column else None
    if found is None:
        return None
    message = f"«{found['lost']}» не читается: всё после пробела и «#» – пояснение."
    hint = f"Напишите «№ {found['lost'][1:]}» – или возьмите весь текст в кавычки."
    return Slip(1, found.start("lost") + 1, message, hint, len(found["lost"]))


BACKSLASH: Final = (
    "В двойных кавычках «\\» – служебный знак.",
    "Возьмите текст в одинарные кавычки: 'C:\\Шаблоны' – или напишите «/» вместо «\\».",
)


def no_space_after_colon(report: ParserReport) -> Slip | None:
    """«position:Начальник»: such a line is no key, and the next one does not fit."""
    for number in _suspects(report):
        if found := NO_SPACE_AFTER_COLON.match(report.at(number)):
            return Slip(number, found.start("value"), "Нет пробела после двоеточия.", _spaced(found))
    return None


def _spaced(found: re.Match[str]) -> str:
    return f"{found['key']}: {found['value']}"


def no_space_after_dash(report: ParserReport) -> Slip | None:
    """«-Утвердить»: such a line is no item of a list."""
    for number in _suspects(report):
        if found := NO_SPACE_AFTER_DASH.match(report.at(number)):
            return Slip(number, found.start("value"), "Нет пробела после «-».", f"- {found['value']}")
    return None


def _suspects(report: ParserReport) -> tuple[int, ...]:
    """The lines, from 1, where the parser began a simple key and gave it up; those of the error come first."""
    if "mapping values" in report.said and KEY.match(report.at(report.line)):
        return (report.line - 1,)
    if not re.search(r"expected ':'|expected key|block end|expected '-'", report.said):
        return ()
    began = report.began[0] if report.began is not None and "simple key" in report.said else report.line
    return tuple(dict.fromkeys((began, report.line, report.line - 1)))


def braces_first(report: ParserReport) -> Slip | None:
    """A value that begins with «{{»: in YAML «{» opens a section of its own."""
    for number in dict.fromkeys((report.line, report.began[0] if report.began else report.line)):
        found = VALUE.match(report.at(number))
        if found and found["value"].startswith(("{{", "{%")):
            hint = f"{found['before'].strip()} {in_quotes(found['value'])}".strip()
            return Slip(number, found.start("value") + 1, "Текст начинается с «{{»: без кавычек он не читается.", hint)
    return None


def in_quotes(text: str) -> str:
    """A text in the quotes that YAML takes letter for letter: double ones, or single ones round a double one."""
    return f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"


def quotes_too_short(report: ParserReport) -> Slip | None:
    """«"Точка роста" и другие»: the quotes of the text are taken for quotes of YAML."""
    found = VALUE.match(report.at(report.line))
    if found is None or not QUOTED_START.match(found["value"]):
        return None
    column = found.start("value") + 1
    hint = f"Возьмите в кавычки весь текст: {in_quotes(found['value'])} – или поставьте «ёлочки»."
    return Slip(report.line, column, "Текст продолжается после закрывающей кавычки.", hint)


def shifted_key(report: ParserReport) -> Slip | None:
    """A key further right than its neighbours, which reads as the text above going on, or one between two levels."""
    here = KEY.match(report.at(report.line))
    if here is None or len(here["indent"]) != len(report.at(report.line)) - len(report.at(report.line).lstrip(" ")):
        return None
    indent = len(here["indent"])
    own_colon = report.column == here.end("key") + 1
    if "mapping values" in report.said and own_colon and (slip := _line_above(report, indent)):
        return slip
    above = next((KEY.match(report.at(n)) for n in range(report.line - 1, 0, -1) if KEY.match(report.at(n))), None)
    if "mapping values" in report.said and own_colon and above is not None and len(above["indent"]) < indent:
        message = f"Ключ «{here['key']}» сдвинут вправо: строка читается продолжением текста над ней."
        hint = f"Поставьте его ровно под ключом «{above['key']}»: в {len(above['indent']) + 1}-й столбец."
        return Slip(report.line, indent + 1, message, hint, len(here["key"]))
    if re.search(r"expected key|expected <block end>|block mapping", report.said) and above is not None:
        levels = sorted({len(m["indent"]) for m in map(KEY.match, report.lines[: report.line - 1]) if m})
        if indent not in levels:
            message = f"Отступ ключа «{here['key']}» – {indent} знака, а такого раздела над ним нет."
            if indent not in (2, 3, 4):
                message = message.replace(" знака,", " знак," if indent == 1 else " знаков,")
            hint = f"Отступы ключей выше: {', '.join(map(str, levels))}. Поставьте ключ под ключами своего раздела."
            return Slip(report.line, indent + 1, message, hint, len(here["key"]))
    return None


def _line_above(report: ParserReport, indent: int) -> Slip | None:
    """The line above a key, when the key reads as its text going on: it has no colon, or stands too far left."""
    number = report.line - 1
    line = report.at(number)
    key = KEY.match(line)
    if key is None:
        if len(line) - len(line.lstrip(" ")) != indent or not line.strip() or line.lstrip().startswith("#"):
            return None
        name = re.match(r" *(?P<key>[A-Za-z_]\w*)\s*(?:[=;\uff1a\uff1b–-]\s*)?(?P<value>.*)$", line)
        hint = f"{name['key']}: {name['value']}" if name else "Напишите «ключ: значение»."
        return Slip(number, indent + 1, "В строке нет двоеточия с пробелом после ключа.", hint, len(line.strip()))
    left = len(key["indent"])
    keys = (KEY.match(report.at(above)) for above in range(number - 1, 0, -1))
    before = next((other for other in keys if other and len(other["indent"]) <= indent), None)
    if before is None or len(before["indent"]) != indent or left >= indent or line.endswith(":"):
        return None
    message = f"Ключ «{key['key']}» сдвинут влево: соседние ключи стоят правее."
    hint = f"Поставьте его ровно под ключом «{before['key']}»: в {indent + 1}-й столбец."
    return Slip(number, left + 1, message, hint, len(key["key"]))


def key_left_of_its_item(report: ParserReport) -> Slip | None:
    """A key under the «-» of its item and not under the item's first key."""
    here = KEY.match(report.at(report.line))
    if here is None or "expected '-' indicator" not in report.said or report.began is None:
        return None
    first = KEY.match(report.at(report.began[0]))
    if first is None or len(here["indent"]) != report.began[1] - 1:
        return None
    message = f"Ключ «{here['key']}» стоит под «-», а он – поле этой строки списка."
    hint = f"Поставьте его под ключом «{first['key']}»: в {first.start('key') + 1}-й столбец."
    return Slip(report.line, len(here["indent"]) + 1, message, hint, len(here["key"]))


def colon_in_text(report: ParserReport) -> Slip | None:
    """A text with a colon and no quotes: «title: Приказ: о внедрении»."""
    if "mapping values" not in report.said:
        return None
    found = VALUE.match(report.at(report.line))
    value = found["value"] if found else ""
    before = found["before"].strip() if found else ""
    hint = f"Возьмите весь текст в кавычки: {before} {in_quotes(value)}" if value else "Возьмите весь текст в кавычки."
    return Slip(report.line, report.column, "Двоеточие внутри текста без кавычек.", hint, 1)


def line_without_indent(report: ParserReport) -> Slip | None:
    """The second line of a text, without an indent, where a key is expected."""
    if not re.search(r"expected ':'|expected key", report.said):
        return None
    number = report.began[0] if report.began is not None and "simple key" in report.said else report.line
    line = report.at(number)
    if KEY.match(line) or not line.strip() or line.lstrip().startswith(("-", "{", "[", '"', "'")):
        return None
    message = "Строка не начинается с ключа. Если это продолжение текста, ей нужен отступ."
    hint = "Сдвиньте её вправо, глубже ключа над ней, или допишите ключ: «ключ: значение»."
    return Slip(number, len(line) - len(line.lstrip()) + 1, message, hint)


def unclosed_bracket(report: ParserReport) -> Slip | None:
    """A «{» or «[» that is not closed in its line, or no comma between its parts."""
    if not re.search(r"flow (?:mapping|sequence|node)", report.said) or report.began is None:
        return None
    line, column = report.began
    opened = report.at(line)[column - 1 : column]
    if opened not in {"{", "["}:
        found = re.search(r"[{\[](?=[^{}\[\]]*$)", report.at(report.line)[: report.column])
        if found is None:
            return None
        line, column, opened = report.line, found.start() + 1, found.group()
    closing = {"{": "}", "[": "]"}[opened]
    rest = report.at(line)[column - 1 :]
    if report.line > line or rest.count(opened) > rest.count(closing):
        return Slip(line, column, f"Скобка «{opened}» здесь открыта и не закрыта.", f"Закройте её: «{closing}».", 1)
    message = f"Между {opened} {closing} не хватает запятой или кавычек."
    return Slip(report.line, report.column, message, "Части разделяют запятой, текст со знаками берут в кавычки.")


# What is left: libyaml's words and what they mean to a person; the first match tells.
SAID: Final = (
    (r"block sequence entries are not allowed", "Список начат в строке ключа.", "Перенесите «- » на новую строку."),
    (r"block scalar", "После «|» или «>» в строке что-то стоит.", "Начните текст со следующей строки."),
    (r"cannot start any token", "Значение начинается со служебного знака.", "Возьмите значение в кавычки."),
    (r"mapping keys are not allowed", "«? » в начале значения – служебный знак.", "Возьмите значение в кавычки."),
    (r"did not find expected '-' indicator", "Строка списка начинается не с «- ».", "Выровняйте «- » по столбцу."),
    (r"control characters|special characters", "В файле недопустимый управляющий знак.", "Удалите его."),
    (r"alphabetic or numeric|scanning an? a", "«&» и «*» в начале – служебные.", "Возьмите значение в кавычки."),
    (r"found undefined alias", "Ссылка «*имя» ни на что не указывает.", "Возьмите значение в кавычки."),
    (r"single document", "В файле несколько документов YAML (строка «---»).", "Уберите «---»."),
    (r"duplicate anchor", "Метка «&имя» написана дважды.", "Дайте разные имена."),
    (r"\btag\b", "«!» в начале значения – служебный знак.", "Возьмите значение в кавычки."),
    (
        r"expected key|expected <block end>",
        "Отступ не совпадает с отступами соседних строк, или кавычка стоит не на месте.",
        "Выровняйте ключи одного раздела по одному столбцу; текст с кавычкой в начале возьмите в кавычки весь.",
    ),
    (r"could not find expected ':'", "После ключа нет двоеточия.", "Напишите «ключ: значение»."),
    (r"unexpected end|end of stream|node content", "Кавычка или скобка не закрыта.", "Закройте её."),
)  # fmt: skip


def said(report: ParserReport) -> Slip | None:
    """What libyaml's own words mean to a person; the last of the functions, for what none of the others has found."""
    found = next(((message, hint) for pattern, message, hint in SAID if re.search(pattern, report.said)), None)
    return None if found is None else Slip(report.line, report.column, *found)


CAUSES: Final[tuple[Callable[[ParserReport], Slip | None], ...]] = (
    tab_indent,
    no_break_indent,
    unclosed_quote,
    escape,
    no_space_after_colon,
    no_space_after_dash,
    braces_first,
    quotes_too_short,
    key_left_of_its_item,
    shifted_key,
    colon_in_text,
    unclosed_bracket,
    line_without_indent,
    said,
)
