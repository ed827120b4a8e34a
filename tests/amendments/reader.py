"""A reader of printed amendments, written apart from their writer: it does to a text what an order says, word for word.

It knows nothing of how amendments are made; what it does not understand raises ValueError.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

QUOTE = {"«": 1, "»": -1, "„": 1, "“": -1}
NOUN = r"(?:слово|слова|цифру|цифры|знак)"
NOUN_GEN = r"(?:слова|слов|цифры|цифр|знака)"
NOUN_INS = r"(?:словом|словами|цифрой|цифрами|знаком)"
POWER = "[⁰¹²³⁴-⁹]*"
NUMBER = rf"[\dIVX]+{POWER}(?:\.\d+{POWER})*"
POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass
class Line:
    """A point or a row of the text that is amended: number, section, texts by column («» of a point)."""

    number: str
    cells: dict[str, str]
    section: str = ""
    is_section: bool = False
    gone: bool = False
    first: str = ""

    def __post_init__(self) -> None:
        """A row is called by the text that it had before it was amended."""
        self.first = next(iter(self.cells.values()))


@dataclass
class Amendable:
    """A paper as its reader sees it: title, preamble, points or rows in order."""

    lines: list[Line] = field(default_factory=list)
    title: str = ""
    preamble: str = ""


def same(text: str) -> str:
    """A text for comparison: quotation marks change with what stands around them, spaces of all kinds are one."""
    text = re.sub("[«»„“]", '"', text.replace("\u00a0", " ").replace("\u202f", " "))
    return " ".join(text.split())


def amend(paper: Amendable, sentences: list[str]) -> None:
    """Do to a paper what the sentences say, one after another."""
    for sentence in sentences:
        _amend(paper, sentence)


def _quoted(sentence: str) -> tuple[str, list[str]]:
    """The sentence with its quotations as ‹0›, ‹1›; and the quotations."""
    shape, depth, start = "", 0, 0
    found: list[str] = []
    for at, sign in enumerate(sentence):
        step = QUOTE.get(sign, 0)
        if step > 0 and not depth:
            start = at + 1
        depth += step
        if step < 0 and not depth:
            shape += f"‹{len(found)}›"
            found.append(sentence[start:at])
        elif not depth:
            shape += sign
    if depth:
        raise ValueError(f"кавычки не закрыты: {sentence}")
    return shape, found


def _amend(paper: Amendable, sentence: str) -> None:
    shape, quoted = _quoted(sentence.replace("\u00a0", " ").rstrip(".;"))
    shape = shape[:1].lower() + shape[1:]
    rules = (
        (rf"в (?:пункте|строке) (?P<number>{NUMBER}) (?P<rest>.+)", _numbered),
        (rf"(?:пункт|строку) (?P<number>{NUMBER}) изложить в следующей редакции: ‹(?P<text>\d+)›", _anew),
        (rf"(?:пункт|раздел) (?P<number>{NUMBER}) признать утратившим силу", _repeal),
        (rf"строку (?P<number>{NUMBER}) исключить", _repeal),
        (r"строку(?P<begins>, начинающуюся словами)? ‹(?P<name>\d+)›,? исключить", _repeal),
        (r"раздел ‹(?P<section>\d+)› исключить", _repeal),
        (r"в строке(?P<begins>, начинающейся словами)? ‹(?P<name>\d+)›,? (?P<rest>.+)", _named),
        (rf"в наименовании раздела (?P<number>{NUMBER}) (?P<rest>.+)", _numbered),
        (r"в наименовании раздела ‹(?P<section>\d+)› (?P<rest>.+)", _named),
        (rf"наименование раздела (?P<number>{NUMBER}) изложить в следующей редакции: ‹(?P<text>\d+)›", _anew),
        (r"наименование раздела ‹(?P<section>\d+)› изложить в следующей редакции: ‹(?P<text>\d+)›", _anew),
        (rf"дополнить (?:пунктом|строкой|разделом) (?P<number>{NUMBER}) следующего содержания: (?P<rest>.+)", _add),
        (
            (
                rf"(?:после строки(?P<begins>, начинающейся словами)? ‹(?P<name>\d+)›,?"
                rf"|раздел (?:‹(?P<section>\d+)›|(?P<within>{NUMBER})))"
                r" дополнить строкой следующего содержания: (?P<rest>.+)"
            ),
            _add,
        ),
        (r"после раздела ‹(?P<section>\d+)› дополнить разделом следующего содержания: ‹(?P<text>\d+)›", _add_section),
        (r"в (?P<part>наименовании|преамбуле) (?P<rest>.+)", _head),
        (r"(?P<part>наименование|преамбулу) изложить в следующей редакции: ‹(?P<text>\d+)›", _head),
    )
    for pattern, do in rules:
        if found := re.fullmatch(pattern, shape):
            said = {key: value for key, value in found.groupdict().items() if value is not None}
            do(paper, said, quoted)
            return
    raise ValueError(f"непонятно: {sentence}")


def _find(paper: Amendable, said: dict[str, str], quoted: list[str]) -> Line:
    if "number" in said:
        found = [line for line in paper.lines if line.number == said["number"]]
    elif "section" in said:
        name = same(quoted[int(said["section"])])
        found = [line for line in paper.lines if line.is_section and same(line.first) == name]
    else:
        name = same(quoted[int(said["name"])])
        rows = [line for line in paper.lines if not line.is_section and not line.gone]
        whole = [line for line in rows if same(line.first) == name]
        found = [line for line in rows if same(line.first).startswith(name)] if "begins" in said else whole
    if len(found) != 1:
        raise ValueError(f"мест не одно, а {len(found)}: {said} {quoted}")
    return found[0]


def _numbered(paper: Amendable, said: dict[str, str], quoted: list[str]) -> None:
    _words(_find(paper, said, quoted), said["rest"], quoted)


_named = _numbered


def _words(line: Line, rest: str, quoted: list[str]) -> None:
    """Do «в графе ‹0› цифры ‹1› заменить цифрами ‹2›, слово ‹3› исключить, графу ‹4› изложить …»."""
    column = next(iter(line.cells))
    for step in rest.split(", "):
        moved = re.match(r"в графе ‹(\d+)› ", step)
        if moved:
            column = _column(line, quoted[int(moved[1])])
        if anew := re.fullmatch(r"графу ‹(\d+)› (?:изложить в следующей редакции: ‹(\d+)›|(оставить пустой))", step):
            line.cells[_column(line, quoted[int(anew[1])])] = "" if anew[3] else quoted[int(anew[2])]
        else:
            line.cells[column] = _changed(line.cells[column], step[moved.end() :] if moved else step, quoted)


def _column(line: Line, head: str) -> str:
    (found,) = [column for column in line.cells if same(column) == same(head)]
    return found


def _changed(text: str, step: str, quoted: list[str]) -> str:
    text = same(text)
    if found := re.fullmatch(rf"{NOUN} ‹(\d+)› заменить {NOUN_INS} ‹(\d+)›", step):
        start, end = _place(text, quoted[int(found[1])])
        return text[:start] + same(quoted[int(found[2])]) + text[end:]
    if found := re.fullmatch(rf"{NOUN} ‹(\d+)› исключить", step):
        start, end = _place(text, quoted[int(found[1])])
        return re.sub(r" (?=[,.;:)])", "", " ".join((text[:start] + " " + text[end:]).split()))
    if found := re.fullmatch(rf"после {NOUN_GEN} ‹(\d+)› дополнить {NOUN_INS} ‹(\d+)›", step):
        _, end = _place(text, quoted[int(found[1])])
        added = same(quoted[int(found[2])])
        return text[:end] + ("" if added[0] in ",.;:)" else " ") + added + text[end:]
    raise ValueError(f"непонятно: {step}")


def _place(text: str, words: str) -> tuple[int, int]:
    """Where words stand: once, and as whole words."""
    words = same(words)
    before = r"(?<!\w)" if words[0].isalnum() else ""
    behind = r"(?!\w)" if words[-1].isalnum() else ""
    found = list(re.finditer(before + re.escape(words) + behind, text))
    if len(found) != 1:
        raise ValueError(f"слова «{words}» стоят не один раз, а {len(found)}: {text}")
    return found[0].span()


def _anew(paper: Amendable, said: dict[str, str], quoted: list[str]) -> None:
    line = _find(paper, said, quoted)
    text = quoted[int(said["text"])]
    line.cells[next(iter(line.cells))] = text.removeprefix(f"{line.number}. ") if "number" in said else text


def _repeal(paper: Amendable, said: dict[str, str], quoted: list[str]) -> None:
    line = _find(paper, said, quoted)
    line.gone = True
    for one in paper.lines:
        below = line.number and one.number.startswith(f"{line.number}.")
        if below or (line.is_section and one.section == line.first):
            one.gone = True


def _add(paper: Amendable, said: dict[str, str], quoted: list[str]) -> None:
    """A point or a row: by its number where it has one, else behind the one named."""
    number = said.get("number", "")
    if cells := re.findall(r"графа ‹(\d+)› – ‹(\d+)›", said["rest"]):
        columns = next(list(line.cells) for line in paper.lines if not line.is_section)
        new = Line(number, dict.fromkeys(columns, ""))
        for head, text in cells:
            new.cells[_column(new, quoted[int(head)])] = quoted[int(text)]
        new.first = next(iter(new.cells.values()))
    else:
        (text,) = re.findall(r"^‹(\d+)›$", said["rest"])
        new = Line(number, {"": quoted[int(text)].removeprefix(f"{number}. ")})
    if number:
        new.is_section = "." not in number and not cells and any(line.is_section for line in paper.lines)
        if any(line.number == number for line in paper.lines):
            raise ValueError(f"номер {number} уже занят")
        behind = [at for at, line in enumerate(paper.lines) if line.number and _order(line.number) > _order(number)]
        paper.lines.insert(min(behind, default=len(paper.lines)), new)
        return
    if "within" in said:
        near = _find(paper, {"number": said["within"]}, quoted)
    else:
        near = _find(paper, {key: said[key] for key in ("name", "section", "begins") if key in said}, quoted)
    new.section = near.first if near.is_section else near.section
    own = [
        at
        for at, line in enumerate(paper.lines)
        if line is near or (("section" in said or "within" in said) and line.section == near.first)
    ]
    paper.lines.insert(own[-1] + 1, new)


def _add_section(paper: Amendable, said: dict[str, str], quoted: list[str]) -> None:
    near = _find(paper, {"section": said["section"]}, quoted)
    own = [at for at, line in enumerate(paper.lines) if line is near or line.section == near.first]
    paper.lines.insert(own[-1] + 1, Line("", {"": quoted[int(said["text"])]}, is_section=True))


ROMAN = {"I": 1, "V": 5, "X": 10}


def _order(number: str) -> list[tuple[int, int]]:
    """Where a number stands among others: 5, 5.1, 5.2, 5¹, 6."""
    key = []
    for step in number.split("."):
        plain = step.rstrip("⁰¹²³⁴⁵⁶⁷⁸⁹")
        figures = [ROMAN[sign] for sign in plain] if plain.isalpha() else []
        value = sum(-a if a < b else a for a, b in zip(figures, [*figures[1:], 0], strict=False)) or int(plain or 0)
        key.append((value, int(step[len(plain) :].translate(POWERS) or 0)))
    return key


def _head(paper: Amendable, said: dict[str, str], quoted: list[str]) -> None:
    name = "preamble" if said["part"].startswith("преамбул") else "title"
    if "text" in said:
        setattr(paper, name, quoted[int(said["text"])])
        return
    line = Line("", {"": getattr(paper, name)})
    _words(line, said["rest"], quoted)
    setattr(paper, name, line.cells[""])
