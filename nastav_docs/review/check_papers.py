"""Нормоконтроль: files are read and cut into documents, every rule is run over them, the findings are sorted.

`check_package` is pure and serves the project's own checks too; `lint` reads the files.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from itertools import chain, permutations
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics import Diagnostic, Place
from nastav_docs.diagnostics.codes import norms
from nastav_docs.papers import GOST, Paper, Profile
from nastav_docs.review.found_clean import NOTHING_KEPT
from nastav_docs.review.given_papers import given_papers
from nastav_docs.review.unforeseen import attempted, checked_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from nastav_docs.papers import Act
    from nastav_docs.review.found_clean import FoundClean
    from nastav_docs.review.own_rules import ChosenRules, Rule

# Two rules that see one fault in the same words: the one that knows less of it, then the one that is told alone.
SAME_FAULT: Final = frozenset(
    {
        ("ND717", "ND886"),  # «педагоги - психологи»: a dash, or the hyphen of one word
        ("ND727", "ND925"),  # «15-ти»: a number in letters, or how an ending is joined
        ("ND830", "ND934"),  # «Российской федерации»: a word written in two ways, or the name as it is written
        ("ND893", "ND901"),  # «проводяться»: a word like another one, or -тся and -ться
        ("ND893", "ND920"),  # «секртаря»: a word like another one, or a slip with one likely correction
    }
)
# Of these the first of a pair speaks where it has more words: «50-ти летию» → «50-летию», beside «50-ти».
OF_MORE_WORDS: Final = frozenset({"ND727"})


def lint(
    papers: object,
    *,
    acts: Sequence[Act] = (),
    profile: Profile | None = GOST["gost-2016"],
    ignore: Mapping[str, str] | None = None,
    rules: Iterable[Rule] | None = None,
) -> tuple[Diagnostic, ...]:
    """Check papers as one package, against the given acts and the shipped ones.

    `papers` is a path of a file or folder (str or Path), the bytes of a Word file or a text, an open file, or several
    of these. `rules` are functions that take a `Paragraph` or a `PaperPackage` (by their annotation) and yield
    findings; without them the shipped rules and those of installed packages run: `rules=[*DEFAULT, own]` adds one.

    `ignore` maps codes (ND710) or rules (TYP-NUM-SIGN) to the reason; one that hides nothing is itself reported.
    `profile` is the norm of the form: one of `profiles.GOST`, an own one, or None for the text alone. A file that
    cannot be read or checked becomes a finding about it and stops no other. Raises TypeError for papers, or rules, of
    another type.

        lint("package")                           # a folder, one package
        lint([Path("приказ.docx"), order_bytes])
    """
    from nastav_docs.papers import shipped_acts  # noqa: PLC0415 - reads a file
    from nastav_docs.review.own_rules import chosen, installed_rules  # noqa: PLC0415 - loads the rules

    chosen_rules = chosen(installed_rules() if rules is None else rules)
    given = given_papers(papers)
    read = [attempted(source.name, source.read) for source in given]
    unread = [r for r in read if isinstance(r, Diagnostic)]
    found_papers = [r for r in read if isinstance(r, Paper)]
    check = partial(check_package, registry=(*acts, *shipped_acts()), profile=profile, rules=chosen_rules)
    return suppress((*unread, *checked_apart(found_papers, check)), ignore or {})


def check_package(
    papers: Sequence[Paper],
    registry: Sequence[Act] = (),
    *,
    profile: Profile | None = GOST["gost-2016"],
    beside: Sequence[Paper] = (),
    rules: ChosenRules | None = None,
    before: FoundClean = NOTHING_KEPT,
) -> tuple[Diagnostic, ...]:
    """Every finding of every rule over papers read together, in the order of their places.

    `beside` are papers of others that the package rests on: they are read with it, and nothing is told of them. Without
    `rules` the shipped ones run and those of installed packages. Paragraphs whose text was found clean `before` are not
    read again.
    """
    from nastav_docs.papers import package_of  # noqa: PLC0415 - rules and grammar are loaded on first need
    from nastav_docs.review.own_rules import chosen_once, installed_rules  # noqa: PLC0415 - see above

    rules = rules or chosen_once(installed_rules())
    package = package_of((*beside, *papers), registry, profile)
    order, theirs = {paper.file: number for number, paper in enumerate(papers)}, {paper.file for paper in beside}
    said = (
        finding for paper in papers for paragraph in paper.paragraphs() for finding in rules.said_of(paragraph, before)
    )
    read = (finding for paper in papers for finding in paper.told)
    found = dict.fromkeys(chain(read, said, rules.said_of_package(package, layout=profile is not None)))
    ours = [finding for finding in once(found) if finding.place is None or finding.place.file not in theirs]
    return tuple(sorted(ours, key=lambda d: by_place(d, order)))


def once(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings without those whose fault another rule tells more exactly in the same words.

    Of a pair that is in SAME_FAULT the second speaks, or the first where it has more words and is known to use them.
    """
    said = list(found)
    paired = {code for pair in SAME_FAULT for code in pair}
    beside: dict[tuple[str, int], list[Diagnostic]] = defaultdict(list)
    for one in said:
        if one.place and one.code in paired:
            beside[one.place.file, one.place.line].append(one)
    hidden: set[int] = set()
    for there in beside.values():
        for lesser, better in permutations(there, 2):
            if (lesser.code, better.code) in SAME_FAULT and lesser.place and better.place:
                if lesser.code in OF_MORE_WORDS and lesser.place.is_wider_than(better.place):
                    hidden.add(id(better))
                elif lesser.place.crosses(better.place):
                    hidden.add(id(lesser))
    return [one for one in said if id(one) not in hidden]


def by_place(diagnostic: Diagnostic, order: Mapping[str, int]) -> tuple[int, int, int, str]:
    """The sort key of a finding: its file in the order given, line, column, code."""
    place = diagnostic.place or Place("")
    return order.get(place.file, -1), place.line, place.column, diagnostic.code


def suppress(found: Sequence[Diagnostic], ignore: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """The findings without those ignored by code or rule; an exception that hides nothing is reported."""
    used = {name for name in ignore for d in found if name in {d.code, d.rule}}
    left = [d for d in found if not {d.code, d.rule} & used]
    for name in ignore:
        if name not in used:
            message = f"Исключение {name} («{ignore[name]}») ничего не исключает"
            left.append(norms.UNUSED_IGNORE.at(None, message, hint="уберите его", text=name))
    return tuple(left)
