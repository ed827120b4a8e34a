"""A report of findings for a person: what stops a signature first, repetitions folded, what `--fix` writes and leaves.

Pure: from findings to a text or a page of HTML. What advises only is counted, and shown when it is asked for.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Confidence, Severity, Tally, shown
from nastav_docs.diagnostics.codes import all_codes
from nastav_docs.diagnostics.codes.form import LEFTOVER
from nastav_docs.review.corrections import written
from nastav_docs.russian import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nastav_docs.diagnostics import Diagnostic, Place

# From which code on the findings are of a subject; and the subjects as a signatory asks about them.
STARTS: Final = (
    ("ND000", "файл"), ("ND710", "набор"), ("ND730", "сроки и даты"), ("ND740", "бланк и строение"),
    ("ND760", "оформление"), ("ND769", "бланк и строение"), ("ND780", "сокращения"), ("ND790", "люди"),
    ("ND798", "оформление"), ("ND800", "акты"), ("ND820", "приложения"), ("ND840", "сроки и даты"),
    ("ND860", "показатели"), ("ND880", "язык"), ("ND940", "право"),
)  # fmt: skip
ORDER: Final = (
    "файл", "право", "акты", "сроки и даты", "люди", "язык", "приложения", "показатели", "бланк и строение",
    "сокращения", "набор", "оформление",
)  # fmt: skip
WEIGHTS: Final = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
SHOWN = 2  # errors of a kind that are shown whole, the others by their places; of what is lighter one
FOLDED = 3  # so many of a kind that `--fix` mends stand in one line
PLACES = 6  # places that a line of others names
WIDTH = 150  # characters: a line with its correction; a longer one goes on in the next
PARAGRAPH = re.compile(r"абзац «(?P<words>.*)» \(\d+-й\)$")
NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)]?\s+(?P<words>\D.*)")
WORDS = 24  # characters of a paragraph that a place repeats after the number of its item
CELL = re.compile(r"(?P<table>.*таблица \d+), строка (?P<row>\d+)(?:, (?P<column>столбец .+))?$")
EXAMPLE = 40  # characters: a longer correction is named by its kind
TAG = re.compile(r"\{[{%].*[%}]\}$")


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A line of the report: its finding (the first of those that it stands for), what is said, what to write.

    `codes` are those of the line, where it stands for findings of several kinds.
    """

    one: Diagnostic
    text: str
    hint: str = ""
    codes: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The code of the line, or all its codes: «ND712, ND713»."""
        return ", ".join(self.codes) or self.one.code


def subject_of(code: str) -> str:
    """What a code is about: `subject_of("ND803")` → «акты»."""
    return [subject for start, subject in STARTS if code >= start][-1]


def where(place: Place | None) -> str:
    """A place as a person looks for it: «п. 1.3 «Интернат находится …»», «таблица 1, строка 4», «строка 12»."""
    if place is None:
        return ""
    if not place.words:
        return f"строка {place.line}" if place.line else ""
    found = PARAGRAPH.search(place.words)
    if not found:
        return place.words
    before = place.words[: found.start()]
    item = NUMBERED.match(found["words"])
    if not item:
        return f"{before}«{found['words']}»"
    words = item["words"]
    if len(words) > WORDS:
        words = f"{words[:WORDS].rpartition(' ')[0] or words[:WORDS]} …"
    return f"{before}п. {item['number']} «{words}»"


def report(
    found: Sequence[Diagnostic], *, least: Severity = Severity.NOTE, everything: bool = False, quiet: bool = False
) -> str:
    """The report for a terminal: of each file a summary, then what stops a signature, then the rest.

    `least`: nothing lighter is shown; `everything`: advice too; `quiet`: the summaries alone.
    """
    chosen = [d for d in one_a_place(found) if WEIGHTS[d.severity] <= WEIGHTS[least]]
    if not chosen:
        return f"Замечаний нет; легче --min: {len(found)}\n" if found else "Замечаний нет\n"
    parts = ["\n".join(of_file(file, of, everything=everything, quiet=quiet)) for file, of in by_file(chosen).items()]
    total = [f"Всего: {Tally.of(chosen)}"] if len(parts) > 1 else []
    return shown("\n\n".join([*parts, *total])) + "\n"


def one_a_place(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The findings without those that another one at the same words repeats with the same correction, more exactly."""
    said: dict[tuple[str, int, str], list[Diagnostic]] = {}
    for one in found:
        if one.place and one.hint and one.place.column:
            said.setdefault((one.place.file, one.place.line, one.hint), []).append(one)
    less: set[int] = set()
    for same in said.values():
        exact = [one for one in same if one.replacement is not None]
        less |= {id(one) for one in same if one.replacement is None and any(says_more(o, one) for o in exact)}
    return [one for one in found if id(one) not in less]


def says_more(one: Diagnostic, other: Diagnostic) -> bool:
    """Whether a finding makes another one needless: the same words, known letter for letter instead of advised."""
    place, theirs = one.place, other.place
    if place is None or theirs is None or one.code == other.code:
        return False
    overlap = place.column < theirs.end_column and theirs.column < place.end_column
    return overlap and one.replacement is not None and other.replacement is None


def by_file(found: Sequence[Diagnostic]) -> dict[str, list[Diagnostic]]:
    """The findings by their files, in order; those of no file under «»."""
    files: dict[str, list[Diagnostic]] = defaultdict(list)
    for one in found:
        files[one.place.file if one.place else ""].append(one)
    return files


def to_be_fixed(file: str, found: Sequence[Diagnostic]) -> set[int]:
    """The findings (by `id`) that `--fix` would write into a file; none in a text."""
    return {id(one) for one in written(found)} if file.lower().endswith(".docx") else set()


def groups(found: Sequence[Diagnostic], *, everything: bool) -> list[tuple[str, list[Diagnostic]]]:
    """What is shown of the findings: what stops a signature, then the rest, each with its title."""
    sure = [d for d in found if everything or d.confidence is not Confidence.ADVICE]
    errors = [d for d in sure if d.severity is Severity.ERROR]
    rest = [d for d in sure if d.severity is not Severity.ERROR]
    return [(title, group) for title, group in (("Мешает подписать", errors), ("Остальное", rest)) if group]


def of_file(file: str, found: Sequence[Diagnostic], *, everything: bool, quiet: bool) -> Iterator[str]:
    """The lines about one file: a summary, then the groups."""
    fixed, shares = to_be_fixed(file, found), groups(found, everything=everything)
    sure = [one for _, group in shares for one in group]
    advice = [] if everything else [d for d in found if d.confidence is Confidence.ADVICE]
    yield f"{file or 'Без файла'}: {Tally.of(sure) if sure else 'замечаний нет'}{advised(advice)}"
    errors = [d for d in sure if d.severity is Severity.ERROR]
    if errors:
        yield f"Мешает подписать: {subjects(errors)}"
    kinds = Counter(title_of(d.code) for d in sure if id(d) in fixed)
    if kinds:
        named = ", ".join(f"{kind} – {number}" for kind, number in kinds.most_common(PLACES))
        number = sum(kinds.values())
        places = plural(number, "место", "места", "мест")
        yield f"--fix исправит {places} ({named}); человеку останется: {len(sure) - number}"
    for title, group in () if quiet else shares:
        yield f"\n{title}"
        for line in lines(group, fixed, apart=everything):
            yield from told(line)


def title_of(code: str) -> str:
    """What a code is called, within a sentence: «лишний пробел»."""
    title = all_codes()[code].title
    return title[:1].lower() + title[1:]


def advised(advice: Sequence[Diagnostic]) -> str:
    """«; советов: 4 (право – 1, оформление – 3), покажет --all»; «» without any."""
    return f"; советов: {len(advice)} ({subjects(advice)}), покажет --all" if advice else ""


def subjects(found: Sequence[Diagnostic]) -> str:
    """How many there are of each subject: «акты – 2, язык – 1»."""
    counts = Counter(subject_of(d.code) for d in found)
    return ", ".join(f"{subject} – {counts[subject]}" for subject in ORDER if counts[subject])


def lines(found: Sequence[Diagnostic], fixed: set[int], *, apart: bool = False) -> Iterator[ReportLine]:
    """The lines of a group by subject: what repeats is folded.

    What `--fix` mends is one line of its subject, where it is much and of several kinds: a few corrections keep their
    places. With `apart` each kind has lines of its own.
    """
    by_subject: dict[int, list[Diagnostic]] = defaultdict(list)
    for one in found:
        by_subject[ORDER.index(subject_of(one.code))].append(one)
    for _, of in sorted(by_subject.items()):
        mended = [one for one in of if id(one) in fixed and one.replacement]
        together = not apart and len(mended) >= FOLDED and len({one.code for one in mended}) > 1
        yield from by_kind([one for one in of if one not in mended] if together else of, fixed)
        if together:
            yield in_one(mended)


def in_one(mended: Sequence[Diagnostic]) -> ReportLine:
    """One line of what `--fix` mends: of each kind how many places, and the first correction."""
    kinds: dict[str, list[Diagnostic]] = defaultdict(list)
    for one in mended:
        kinds[one.code].append(one)
    said = [
        example(same[0]) + (f" ({plural(len(same), 'место', 'места', 'мест')})" if len(same) > 1 else "")
        for same in kinds.values()
    ]
    gravest = min(mended, key=lambda one: WEIGHTS[one.severity])
    return ReportLine(gravest, f"исправит --fix: {'; '.join(said)}", codes=tuple(kinds))


def example(one: Diagnostic) -> str:
    """A correction in a few words: ««№235» → «№ 235»»; a long one is named by its kind."""
    short = len(one.text) <= EXAMPLE and len(one.hint) <= EXAMPLE
    return f"«{one.text}» → «{one.hint}»" if short else title_of(one.code)


def by_kind(found: Sequence[Diagnostic], fixed: set[int]) -> Iterator[ReportLine]:
    """The lines of a subject, one or a few of each kind."""
    kinds: dict[tuple[str, bool], list[Diagnostic]] = defaultdict(list)
    for one in found:
        kinds[one.code, id(one) in fixed].append(one)
    for (code, mended), same in kinds.items():
        tags = [d for d in same if code == LEFTOVER.code and TAG.search(d.text)]
        if len(tags) > 1:
            number = plural(len(tags), "метка", "метки", "меток")
            yield ReportLine(tags[0], f"это шаблон: {number} {{{{ … }}}}", "проверьте его командой templates check")
        others = [d for d in same if d not in tags] if len(tags) > 1 else same
        if mended and len(others) >= FOLDED:
            places = plural(len(others), "место", "места", "мест")
            example = f"«{others[0].text}» → «{others[0].hint}»"
            yield ReportLine(others[0], f"{all_codes()[code].title}: {places}, исправит --fix; первое: {example}")
        elif others:
            yield from folded(others)


def folded(same: Sequence[Diagnostic]) -> Iterator[ReportLine]:
    """Findings of one kind: the first ones whole, the others by their places."""
    first = SHOWN if same[0].severity is Severity.ERROR else 1
    whole = list({one.message: one for one in reversed(same)}.values())[::-1][:first]  # a pair is told at both places
    rest = listed([d.place for d in same if d not in whole], whole[-1].place)
    for one in whole:
        place = where(one.place)
        more = f" (и ещё {len(same) - len(whole)}: {rest})" if rest and one is whole[-1] else ""
        yield ReportLine(one, f"{place}: {one.message}{more}" if place else f"{one.message}{more}", one.hint)


def listed(places: Sequence[Place | None], above: Place | None = None) -> str:
    """Places in a row, each once, the first ones: «строка 31, 56, 65 …», «таблица 3, столбец «Срок», строки 3–7, 16».

    The table and the column are left out where they are those of the place named `above`.
    """
    words = in_columns(dict.fromkeys(w for w in map(where, places) if w), where(above))
    short = [w.removeprefix("строка ") if at and w.startswith("строка ") else w for at, w in enumerate(words[:PLACES])]
    return ", ".join(short) + (" …" if len(words) > PLACES else "")


def in_columns(words: Iterable[str], above: str) -> list[str]:
    """Places in words, the cells of a column as one place with their rows."""
    known = CELL.match(above)
    columns: dict[tuple[str, str | None], list[int]] = {}
    found: list[str | list[int]] = []
    for place in words:
        cell = CELL.match(place)
        if not cell:
            found.append(place)
            continue
        column = (cell["table"], cell["column"])
        if column not in columns:
            columns[column] = []
            found.append(columns[column])
        columns[column].append(int(cell["row"]))
    heads = {
        id(rows): ""
        if known and (known["table"], known["column"]) == column
        else ", ".join(filter(None, column)) + ", "
        for column, rows in columns.items()
    }
    return [one if isinstance(one, str) else heads[id(one)] + rows_in_words(one) for one in found]


def rows_in_words(rows: Sequence[int]) -> str:
    """Rows of a table: `rows_in_words([3, 4, 5, 16])` → «строки 3–5, 16»."""
    spans: list[list[int]] = []
    for row in sorted(set(rows)):
        if spans and row == spans[-1][-1] + 1:
            spans[-1] = [spans[-1][0], row]
        else:
            spans.append([row])
    said = ", ".join("–".join(map(str, span)) if len(span) > 1 else str(span[0]) for span in spans)
    return f"{'строка' if len(set(rows)) == 1 else 'строки'} {said}"


def told(line: ReportLine) -> Iterator[str]:
    """A line of the report as text; an error has its correction in a line below where one line is too short for it."""
    one = line.one
    sure = {Confidence.CERTAIN: "", Confidence.PROBABLE: ", вероятно", Confidence.ADVICE: ", совет"}[one.confidence]
    text = f"  {one.severity.russian}{sure} {line.code}, {line.text}"
    hint = " ".join(line.hint.split())
    if hint and one.severity is Severity.ERROR and len(text) <= WIDTH < len(text) + len(hint):
        yield text
        yield f"      → {hint}"
    else:
        yield f"{text} → {hint}" if hint else text


STYLE: Final = (
    "body{font:16px/1.45 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}h1{font-size:1.3em}h2{font-size:1.1em}"
    "li{margin:.3em 0}.error b{color:#b00020}.warning b{color:#8a5a00}.note b{color:#00566b}.hint{color:#1b6e1b}"
    "code{color:#777}"
)


def report_page(found: Sequence[Diagnostic], *, least: Severity = Severity.NOTE, everything: bool = False) -> str:
    """The report as one page of HTML that any browser opens: ASCII alone, so that no code page spoils it."""
    chosen = [d for d in one_a_place(found) if WEIGHTS[d.severity] <= WEIGHTS[least]]
    body = [part for file, of in by_file(chosen).items() for part in page_of(file, of, everything=everything)]
    page = (
        '<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Нормоконтроль</title>'
        f"<style>{STYLE}</style></head><body><h1>Нормоконтроль</h1>"
        f"{''.join(body) or '<p>Замечаний нет</p>'}</body></html>\n"
    )
    return shown(page).encode("ascii", "xmlcharrefreplace").decode("ascii")


def page_of(file: str, found: Sequence[Diagnostic], *, everything: bool) -> Iterator[str]:
    """The parts of the page about one file."""
    summary = of_file(file, found, everything=everything, quiet=True)
    about = "<br>".join(escape(line.removeprefix(f"{file}: ")) for line in summary)
    yield f"<h2>{escape(file or 'Без файла')}</h2><p>{about}</p>"
    fixed = to_be_fixed(file, found)
    for title, group in groups(found, everything=everything):
        items = "".join(item(line) for line in lines(group, fixed, apart=everything))
        yield f"<h3>{title}</h3><ul>{items}</ul>"


def item(line: ReportLine) -> str:
    """A line of the report as an item of a list."""
    severity = line.one.severity
    hint = f' <span class="hint">→ {escape(line.hint)}</span>' if line.hint else ""
    text = f"<b>{severity.russian}</b> {escape(line.text)}{hint} <code>{line.code}</code>"
    return f'<li class="{severity.value}">{text}</li>'
