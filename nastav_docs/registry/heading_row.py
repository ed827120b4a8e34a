"""Find the header of a table in its first rows: which row holds the headings, and what each column is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Place, did_you_mean
from nastav_docs.diagnostics.codes import registry as codes
from nastav_docs.registry.column_headings import (
    BY_NAME,
    LONGEST,
    REQUIRED,
    further_name,
    likely_meant,
    otherwise,
    recognise,
    same_heading,
)
from nastav_docs.registry.heading_words import meaning_of
from nastav_docs.registry.rows import Header, tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from nastav_docs.diagnostics import Diagnostic
    from nastav_docs.grids import Record
    from nastav_docs.registry.column_headings import Column

    # What `columns:` of the settings says: the heading of a column in the table, by what the column holds.
    Named = Mapping[str, tuple[str, Place]]

NAMES_SHOWN: Final = 12
# People whose telephone, in the column right of theirs, is not the school's.
NOT_OF_THE_SCHOOL: Final = frozenset(("curator", "executor"))
# What the headings under a merged one ask for.
SUBHEADS: Final = frozenset(("фио", "должность", "телефон", "почта", "рабочий", "мобильный", "полное", "краткое"))


def known_headings(cells: Sequence[str]) -> int:
    """The number of different known columns of which these cells are headings."""
    return len({recognise(cell) for cell in cells} - {""})


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """The headings of a table: number and line of their row, their texts, how many rows there are up to their end."""

    number: int
    line: int
    titles: tuple[str, ...]
    rows_taken: int


def find_headings(first: Sequence[Record], named: Named) -> HeadingRow | None:
    """The row with most known headings among the `first` of a table, or two rows that are headings together.

    `named` is what `columns:` of the settings says; its headings count as known. Returns None where no heading is
    known.
    """
    wanted = {heading for _, (heading, _) in (_in_order(key, said) for key, said in named.items())}

    def known(titles: Sequence[str]) -> int:
        return known_headings(titles) + sum(any(same_heading(w, title) for title in titles) for w in wanted)

    return best_headings(first, known)


def best_headings(
    first: Sequence[Record], known: Callable[[Sequence[str]], int], is_known: Callable[[str], object] = recognise
) -> HeadingRow | None:
    """The row, or two rows together, with most headings among the `first` of a table; None where there is none.

    `known` counts the headings among some texts, `is_known` says whether one text is a heading.
    """
    rows = [tidy(cells) for _, _, cells in first]
    counts = [*map(known, rows), 0]
    best, most = None, 0
    for at, (number, line, _) in enumerate(first):
        if counts[at] > most:
            best, most = HeadingRow(number, line, tuple(rows[at]), at + 1), counts[at]
        if at + 1 < len(rows) and (counts[at] + counts[at + 1] > most or _are_subheads(rows[at], rows[at + 1])):
            two = _under(rows[at], rows[at + 1], is_known)
            count = known(two)
            if count > most or (count == most and _are_subheads(rows[at], rows[at + 1])):
                told = first[at + 1] if counts[at + 1] > counts[at] else first[at]  # under a caption, the row below it
                best, most = HeadingRow(*told[:2], tuple(two), at + 2), count
    return best


def _are_subheads(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether a row is a second one of headings: words like «ФИО», «телефон», some of them beside a merged heading."""
    filled = [at for at, below in enumerate(lower) if below]
    beside = any(at >= len(upper) or not upper[at] for at in filled)
    return beside and 2 * len(filled) <= len(lower) and all(_is_subhead(lower[at]) for at in filled)


def _is_subhead(text: str) -> bool:
    return len(text) < LONGEST and bool(recognise(text) or meaning_of(text.lower()) & SUBHEADS)


def _under(upper: Sequence[str], lower: Sequence[str], is_known: Callable[[str], object]) -> list[str]:
    """The headings that two rows are together: «Руководитель» merged over «ФИО» gives «Руководитель ФИО»."""
    titles: list[str] = []
    last = ""
    for at in range(max(len(upper), len(lower))):
        above, below = (row[at] if at < len(row) else "" for row in (upper, lower))
        last = above or last
        if len(above) + len(below) > LONGEST:  # so long a text is no heading
            titles.append(above or below)
            continue
        both = f"{last} {below}" if below and last else above or below
        # «Контакты» over «Телефон» means just «Телефон»; «Директор» over «Телефон» means the director's.
        titles.append(below if below and not is_known(both) and not is_known(last) else both)
    return titles


def name_columns(header: Header, row: HeadingRow, named: Named, problems: list[Diagnostic]) -> Header | None:
    """Give each column its name; None, and problems, if a column is missing that every school needs."""
    names = _names(header, row, named, problems)
    missing = [column for column in REQUIRED if column.name not in names]
    for index, title in enumerate(header.titles):
        meant = "" if recognise(title) or names[index] in BY_NAME else likely_meant(title)
        if meant and recognise(meant) not in {*names, *(column.name for column in missing)}:
            place, message = header.place(row.number, row.line, index), f"Заголовок «{title}» не узнан."
            problems.append(codes.COLUMN_CLOSE.at(place, message, hint=f"Может быть, «{meant}»?", text=title))
    if missing and any(problem.code == codes.COLUMN_NAMED.code for problem in problems):
        return None
    for column in missing:
        at = lacking_heading(header.titles, _near(column, header, names))
        place, message = header.place(row.number, row.line, at), f"Нет обязательного столбца «{column.title}»."
        problems.append(codes.COLUMN_MISSING.at(place, message, hint=_missing_hint(column, header, names)))
    if missing:
        return None
    return replace(header, names=tuple("" if name == "ordinal" else name for name in names)).with_shared()


def lacking_heading(titles: Sequence[str], near: str) -> int:
    """The cell in which a heading is missing: the one that looks like it (`near`), else the first empty one."""
    return next((index for index, title in enumerate(titles) if title == near), len(titles))


def _unknown(header: Header, names: Sequence[str]) -> list[str]:
    """The headings that nothing is known for."""
    named = zip(header.titles, names, strict=True)
    return [title for title, name in named if title and name not in BY_NAME and not recognise(title)]


def _near(column: Column, header: Header, names: Sequence[str]) -> str:
    """The unknown heading that looks like that of a column; «» where none does."""
    return next((title for title in _unknown(header, names) if likely_meant(title) == column.title), "")


def _missing_hint(column: Column, header: Header, names: Sequence[str]) -> str:
    """What to do where a column is missing: the heading that looks like it, the headings that are not known."""
    accepted = ", ".join(f"«{heading}»" for heading in (column.title, *column.headings[:3]))
    unknown, near = _unknown(header, names), _near(column, header, names)
    if near:
        return f"Заголовок «{near}» похож на «{column.title}»: переименуйте столбец. Годятся и {accepted}."
    hint = f"Назовите столбец в таблице одним из заголовков: {accepted} …"
    if unknown:
        named = ", ".join(f"«{title}»" for title in unknown[:NAMES_SHOWN])
        hint += f" Не узнаны заголовки: {named}: если это один из них, переименуйте его"
        hint += f" или назовите в настройках реестра: «{unknown[0]}» – {column.name}."
    return hint


def _names(header: Header, row: HeadingRow, named: Named, problems: list[Diagnostic]) -> list[str]:
    """The name of each column: as the settings say, else by its heading as it stands, else by the heading's words."""
    names = [""] * len(header.titles)
    said = _named(header, named, problems)
    for index, name in said.items():
        names[index] = name
    given = set(names) - {""}
    for index, title in enumerate(header.titles):
        if not names[index] and (name := recognise(title, by_words=False)) not in given:
            names[index] = name
    exact = set(names) - {""}
    for index, title in enumerate(header.titles):
        if not names[index]:
            by_words = recognise(title)
            names[index] = by_words if by_words not in exact else further_name(title)
        names[index] = names[index] or further_name(title)
    for index, title in enumerate(header.titles):
        fits = not index or names[index - 1].split("_")[0] not in NOT_OF_THE_SCHOOL or recognise(title)
        if fits and index not in said and (name := otherwise(title)) not in {"", *names}:
            names[index] = name
    for index, name in enumerate(names):
        if name in names[:index] and name not in {"", "ordinal"}:
            title = header.titles[index]
            message = f"Столбцы «{header.titles[names.index(name)]}» и «{title}» значат одно и то же."
            hint = "Оставьте один или переименуйте второй: читается только первый."
            place = header.place(row.number, row.line, index)
            problems.append(codes.COLUMN_TWICE.at(place, message, hint=hint, text=title))
            names[index] = ""
    return names


def _named(header: Header, named: Named, problems: list[Diagnostic]) -> dict[int, str]:
    """The names of columns that the settings give, by index in the table; a wrong one is reported in the settings."""
    found: dict[int, str] = {}
    for key, (heading, place) in (_in_order(key, said) for key, said in named.items()):
        name = recognise(key)
        index = next((at for at, title in enumerate(header.titles) if same_heading(title, heading)), None)
        if not name or name == "ordinal":
            known = list(BY_NAME)
            hint = f"Наоборот: {recognise(heading)}: {key}." if recognise(heading) else did_you_mean(key, known)
            message = f"«{key}» – не то, что читается из реестра."
            problems.append(codes.COLUMN_NAMED.at(place, message, hint=hint, text=key))
        elif index is None:
            titles = [title for title in header.titles if title][:NAMES_SHOWN]
            shown = ", ".join(f"«{title}»" for title in titles)
            hint = f"{did_you_mean(heading, titles)} В таблице есть: {shown}.".strip()
            message = f"В реестре нет столбца «{heading}»."
            problems.append(codes.COLUMN_NAMED.at(place, message, hint=hint, text=heading))
        else:
            found[index] = name
    return found


def _in_order(key: str, said: tuple[str, Place]) -> tuple[str, tuple[str, Place]]:
    """What a column holds and its heading, whichever was written first: «head: Первое лицо», «Первое лицо: head»."""
    heading, place = said
    if heading in BY_NAME and key not in BY_NAME:
        return heading, (key, place)
    if recognise(heading) and not recognise(key):
        return recognise(heading), (key, place)
    return key, said


# Signs by which people, but no programs, separate columns: a table with them is reported, not read.
OTHER_SIGNS: Final = {":": "двоеточием", "/": "косой чертой", "^": "знаком «^»", "~": "знаком «~»", "  ": "пробелами"}
# Pairs of encodings: letters were written in the second, read in the first, and written again.
MIXED_UP: Final = (
    ("cp1251", "utf-8"),
    ("latin-1", "cp1251"),
    ("latin-1", "utf-8"),
    ("cp866", "cp1251"),
    ("cp1251", "cp866"),
)


def no_headings(file: str, first: Sequence[Record], other_sheets: Sequence[str]) -> Diagnostic:
    """The problem that no row of headings was found among the `first` of a table, with what the table begins with."""
    filled = ([cell for cell in tidy(cells) if cell] for _, _, cells in first)
    start = next((cells for cells in filled if cells), [])
    place = Place(file)
    if start and all(set(cell) <= {"?", "\ufffd", " "} for cell in start):
        hint = "Откройте исходную таблицу и сохраните её как «CSV UTF-8» или «Книга Excel (.xlsx)»."
        return codes.TEXT_LOST.at(place, "Вместо букв – «?»: они потеряны при сохранении.", hint=hint)
    for mixed, meant in MIXED_UP:
        read = [_reread(cell, mixed, meant) for cell in start]
        if known_headings(read):
            message = f"Буквы в файле перепутаны кодировками: «{start[0][:40]}» – это «{read[0][:40]}»."
            hint = "Откройте исходную таблицу и сохраните её как «CSV UTF-8» или «Книга Excel (.xlsx)»."
            return codes.TEXT_LOST.at(place, message, hint=hint)
    hint = "Сохраните таблицу из Excel как «CSV UTF-8» или «Книга Excel (.xlsx)»: столбцы разделит он сам."
    if len(start) == 1:
        line = next(cells for _, _, cells in first if any(tidy(cells)))[0]
        for sign, named in OTHER_SIGNS.items():
            if known_headings(tidy(line.split(sign))) > 1:
                return codes.HEADER_NOT_FOUND.at(place, f"Столбцы разделены {named}: так не читается.", hint=hint)
    asked = " и ".join(f"«{column.title}»" for column in REQUIRED)
    shown = f" Первая строка прочитана так: «{' | '.join(start)[:120]}»." if start else ""
    message = "В начале таблицы нет строки заголовков."
    hint = f"Нужны по крайней мере {asked}.{shown} {sheets_hint(other_sheets)}".strip()
    return codes.HEADER_NOT_FOUND.at(place, message, hint=hint)


def sheets_hint(titles: Sequence[str]) -> str:
    """A hint how to have another sheet of the book read; empty if the book has no other."""
    if not titles:
        return ""
    named = ", ".join(f"«{title}»" for title in titles[:NAMES_SHOWN])
    return f"В книге есть ещё листы: {named}. Нужный назовите: schools: {{file: …, sheet: {titles[0]}}}."


def _reread(text: str, mixed: str, meant: str) -> str:
    try:
        return text.encode(mixed).decode(meant)
    except UnicodeError:
        return ""
