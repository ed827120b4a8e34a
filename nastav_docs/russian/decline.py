"""How does any text sound in the other cases? `decline` is the one entry to declension."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from nastav_docs.russian.declension import declension, overlaid, user_forms
from nastav_docs.russian.lexicon import BUILTIN, Lexicon, read_forms
from nastav_docs.russian.people import inflect_people

if TYPE_CHECKING:
    from nastav_docs.russian.cases import Declension, Forms, Gender, Kind


def decline(
    text: str,
    kind: Kind,
    *,
    gender: Gender | None = None,
    forms: Forms | None = None,
    head: str | None = None,
    lexicon: Lexicon | None = None,
    plural: bool | None = None,
) -> Declension:
    """The six cases of a name or phrase given in the nominative.

    `decline("Иванова Мария", "person").form("dat")` → «Ивановой Марии»,
    `decline("МАОУ «СОШ № 17»", "org").form("gen")` → «МАОУ «СОШ № 17»».

    `kind`: what the text names, see `Kind`. `gender`: of a person whose name does not tell it. `forms`: written by
    the user; they win over the lexicon, the lexicon wins over the rules. `head`: the part of the text that alone is
    inflected. `lexicon`: None means the built-in one. `plural`: which of two readings of the head is meant («дети»,
    «сироты»).

    Never raises: what is wrong or uncertain is in `doubts` of the result.
    """
    if forms is None or isinstance(forms, str):
        overrides: tuple[tuple[str, str], ...] | str | None = forms
    else:
        overrides = tuple((str(case), "" if form is None else str(form)) for case, form in forms.items())
    return declined(text, kind, gender, overrides, head or None, lexicon, plural)


@lru_cache(maxsize=4096)  # some thousand schools: more of them would take 100 MB
def declined(
    text: str,
    kind: Kind,
    gender: Gender | None,
    overrides: tuple[tuple[str, str], ...] | str | None,
    head: str | None,
    lexicon: Lexicon | None,
    plural: bool | None,  # noqa: FBT001 - passed by decline alone
) -> Declension:
    """What `decline` returns; the last 4096 answers are kept. `overrides` are the user's forms made hashable."""
    entry, problems = read_forms(overrides if overrides is None or isinstance(overrides, str) else dict(overrides))
    lexicon = lexicon or BUILTIN
    people = inflect_people(text, kind, gender, lexicon) if head is None and lexicon.find(text) is None else None
    if people is not None:
        inflected = overlaid(people, *user_forms(entry, text))
    elif kind == "person":
        from nastav_docs.russian.names import inflect_name  # noqa: PLC0415 - loads pytrovich, which only names need

        inflected = inflect_name(text, gender, entry, lexicon)
    else:
        from nastav_docs.russian.phrases import inflect_phrase  # noqa: PLC0415 - loads pymorphy3, as above

        inflected = overlaid(inflect_phrase(text, kind, head, lexicon, plural), *user_forms(entry, text))
    return declension(inflected, problems)
