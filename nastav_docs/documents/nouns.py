"""Values with case forms, and a record of which forms were asked for.

What is uncertain about a form is told only if a document uses it; so printing is `recorded`.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from nastav_docs.diagnostics import Severity
from nastav_docs.russian import (
    BUILTIN,
    CASES,
    Case,
    Declension,
    Doubt,
    Gender,
    Kind,
    Lexicon,
    LexiconLayer,
    decline,
    read_layer,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from nastav_docs.diagnostics import Diagnostic, Place
    from nastav_docs.russian import Forms

NBSP: Final = "\u00a0"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which case forms a text or a document asked for while it was made.

    `cases` are the oblique cases, each with the place of its word in the settings or the registry; `entries` are the
    entries of the lexicon (layer, key) that were used.
    """

    cases: frozenset[tuple[Place, Case]] = frozenset()
    entries: frozenset[tuple[str, str]] = frozenset()

    def __or__(self, other: Asked) -> Asked:
        """What both have asked for."""
        return Asked(self.cases | other.cases, self.entries | other.entries)

    def about(self, places: Collection[Place]) -> Asked:
        """What was asked of the words at these places, with all entries of the lexicon."""
        return Asked(frozenset(pair for pair in self.cases if pair[0] in places), self.entries)

    def by_place(self) -> dict[Place, set[Case]]:
        """The cases asked for of each word, by its place."""
        found: dict[Place, set[Case]] = {}
        for place, case in self.cases:
            found.setdefault(place, set()).add(case)
        return found


NOTHING_ASKED: Final = Asked()


class _Record:
    """What has been asked for since a call of `recorded` began, or while one form of a word was made."""

    __slots__ = ("cases", "entries")

    def __init__(self) -> None:
        self.cases: set[tuple[Place, Case]] = set()
        self.entries: set[tuple[str, str]] = set()


_RECORD: ContextVar[_Record | None] = ContextVar("record", default=None)


def recorded(make: Callable[[], T]) -> tuple[T, Asked]:
    """Call `make`: its value, and the case forms that were asked for while it ran.

    Two equal calls record the same, in any order, whatever was printed before: a noun remembers with each of its forms
    what that form asked of other nouns.

        data, asked = recorded(lambda: print_document(planned, templates))
    """
    record = _Record()
    token = _RECORD.set(record)
    try:
        made = make()
    finally:
        _RECORD.reset(token)
    return made, Asked(frozenset(record.cases), frozenset(record.entries))


class Noun(dict[str, Any]):
    """A value with case forms: its text is the nominative, its items are its fields.

    `decline` gives the text in a case; it is called at most once for each. `doubts` gives what is uncertain about which
    forms, `place` is where the value was written, `given` are the cases that the user wrote for it. A form that is a
    part of another value (the signature of a person) has no place of its own: what is asked of it counts for the value
    at `part_of`.
    """

    __slots__ = ("_decline", "_forms", "_told_at", "doubts", "given", "place")

    def __init__(
        self,
        decline: Callable[[Case], str],
        fields: Mapping[str, Any] | None = None,
        doubts: Callable[[], tuple[Doubt, ...]] = tuple,
        place: Place | None = None,
        given: frozenset[str] = frozenset(),
        *,
        part_of: Place | None = None,
    ) -> None:
        super().__init__(fields or {})
        self.given = given
        self._decline = decline
        # Of each case its text, and what making it asked for: that is recorded again whenever the case is asked for.
        self._forms: dict[Case, tuple[str, _Record | None]] = {}
        self._told_at = place or part_of
        self.doubts = doubts
        self.place = place

    def form(self, case: Case) -> str:
        """The text in a case: `noun.form("gen")`; the case is recorded as asked for."""
        found = self._forms.get(case)
        if found is None:
            found = self._forms[case] = self._made(case)
        text, asked = found
        if asked is not None and (record := _RECORD.get()) is not None:
            record.cases |= asked.cases
            record.entries |= asked.entries
        return text

    def _made(self, case: Case) -> tuple[str, _Record | None]:
        record = _Record()
        token = _RECORD.set(record)
        try:
            text = self._decline(case)
        finally:
            _RECORD.reset(token)
        if case != "nom" and self._told_at is not None:
            record.cases.add((self._told_at, case))
        return text, record if record.cases or record.entries else None

    def printed(self) -> dict[Case, str]:
        """The forms that were asked for so far, by case."""
        return {case: text for case, (text, _) in self._forms.items()}

    def whole(self) -> tuple[str, ...]:
        """All six forms: nominative, genitive, dative, accusative, instrumental, prepositional."""
        return tuple(self.form(case) for case in CASES)

    def __str__(self) -> str:
        """The nominative."""
        return self.form("nom")

    def __bool__(self) -> bool:
        """Whether the nominative is not empty."""
        return bool(self.form("nom"))


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    """Makes nouns of the words of one project, declined by its lexicon."""

    lexicon: Lexicon = BUILTIN

    def decline(
        self, text: str, kind: Kind, *, gender: Gender | None = None, forms: Forms | None = None, head: str = ""
    ) -> Declension:
        """The six cases of a text, by the project's lexicon; the entries that were used are recorded (see `recorded`).

        `kind` says what the text names, `forms` are cases that the user wrote, `head` is the main word.
        """
        found = decline(text, kind, gender=gender, forms=forms or None, head=head or None, lexicon=self.lexicon)
        _note_entries(found.used)
        return found

    def phrase(
        self, text: str, kind: Kind, forms: Forms | None = None, head: str = "", place: Place | None = None
    ) -> Noun:
        """A noun whose text is declined as a whole; `place` is where it was written, the rest as in `decline`."""

        def declined() -> Declension:
            return self.decline(text, kind, forms=forms, head=head)

        # The nominative is the text itself, so that a text that is only printed loads no dictionary.
        return Noun(
            lambda case: text if case == "nom" else declined().form(case),
            None,
            lambda: declined().doubtful,
            place,
            written_cases(forms),
        )

    def person(
        self,
        name: str,
        fields: Mapping[str, Any],
        gender: Gender | None = None,
        forms: Forms | None = None,
        place: Place | None = None,
    ) -> Noun:
        """A person: the text is «Бабкина И.Г.»; fields `name` (in full), `short`, `signature` «И.Г. Бабкина», `gender`.

        `name` is in full or with initials, `fields` are further ones.
        """
        from nastav_docs.russian import read_forms  # noqa: PLC0415
        from nastav_docs.russian.names import decline_name, in_usual_letters  # noqa: PLC0415  loads pytrovich

        entry = read_forms(forms or None)[0]
        declined = decline_name(name, gender, entry, self.lexicon)
        if declined is not None and (declined.name.patronymic or declined.name.first.endswith(".")):
            usual = in_usual_letters(name)
            declined = declined if usual == name else decline_name(usual, gender, entry, self.lexicon) or declined
        if declined is None:
            doubtful = self.decline(name, "person", gender=gender, forms=forms)
            full = self.phrase(name, "person", forms, place=place)
            whole = {**fields, "name": full, "short": full, "signature": full, "gender": gender or ""}
            return Noun(doubtful.form, whole, lambda: doubtful.doubtful, place)
        _note_entries(declined.used)
        whole = {
            **fields,
            "name": Noun(declined.full, part_of=place),
            "short": Noun(declined.short, part_of=place),
            "signature": Noun(declined.signature, part_of=place),
            "gender": declined.gender or "",
            "salutation": declined.salutation(),
        }
        doubts = declined.doubts
        return Noun(declined.short, whole, lambda: doubts, place, written_cases(forms))

    def act(self, fields: Mapping[str, Any]) -> Noun:
        """An act: its text is «распоряжение Министерства … от 25.12.2019 № Р-145 «…»»; only its kind is declined.

        `fields` are kind, issuer (nouns), date, number, title (texts).
        """
        kind, issuer = fields["kind"], fields["issuer"]
        rest = [f"от {fields['date']}"] if fields["date"] else []
        rest += [f"№{NBSP}{fields['number']}"] if fields["number"] else []
        rest += [f"«{fields['title']}»"] if fields["title"] else []

        def cited(case: Case) -> str:
            by = [issuer.form("gen")] if issuer else []  # asked for here: most papers of a school nobody cites
            return " ".join([kind.form(case), *by, *rest])

        return Noun(cited, fields)

    def annex(self, fields: Mapping[str, Any]) -> Noun:
        """An annex: the text is «приложение № 1», or «приложение» when its field `number` is empty."""
        number = f" №{NBSP}{fields['number']}" if fields["number"] else ""
        return Noun(
            lambda case: self.decline("приложение", "phrase").form(case) + number,
            {**fields, "label": f"Приложение{number}"},
        )


def _note_entries(entries: Iterable[tuple[str, str]]) -> None:
    if (record := _RECORD.get()) is not None:
        record.entries.update(entries)


def like(noun: object, fields: Mapping[str, Any]) -> Noun:
    """A noun with other fields that is declined as `noun`; one that is not declined if `noun` is a text."""
    if isinstance(noun, Noun):
        return Noun(noun.form, fields, noun.doubts, noun.place, noun.given)
    return Noun(lambda _: str(noun), fields)


def short_name(issuer: Noun) -> Noun:
    """The name of an issuer for a caption: of a school the short one, of an authority the full one."""
    short = issuer.get("short")
    return short if isinstance(short, Noun) else issuer


def lexicon_of(entries: Mapping[str, object]) -> Lexicon:
    """The project's lexicon (`lexicon:`) over the built-in one.

    Wrong entries are left out; they are reported when the config is checked.
    """
    layer: LexiconLayer = read_layer("district", entries)[0]
    return BUILTIN.over(layer)


def words_in(value: object) -> list[Noun]:
    """Every noun in a value, also in the items of mappings and lists."""
    found: list[Noun] = []
    _add_words(value, found)
    return found


def _add_words(value: object, found: list[Noun]) -> None:
    if isinstance(value, Noun):
        found.append(value)
    if isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            if isinstance(item, (dict, list)):  # few of them
                _add_words(item, found)


def doubts(names: object, asked: Asked) -> tuple[Diagnostic, ...]:
    """What is uncertain about the forms that were `asked` of the nouns among `names`; of persons also every error.

    Such an error is a gender that the name does not tell. What is uncertain in other cases alone is not told.
    """
    declined = asked.by_place()
    found: list[Diagnostic] = []
    for noun in words_in(names):
        if noun.place is None or not (noun.place in declined or "signature" in noun):
            continue
        cases = declined.get(noun.place, set())
        found += [
            replace(doubt.problem, place=noun.place)
            for doubt in noun.doubts()
            if cases & set(doubt.cases) or ("signature" in noun and doubt.problem.severity is Severity.ERROR)
        ]
    return tuple(dict.fromkeys(found))


def unused_forms(names: object, asked: Asked) -> tuple[Noun, ...]:
    """The nouns among `names` for which the user wrote forms that nothing `asked` for."""
    cases = asked.by_place()
    return tuple(
        noun for noun in words_in(names) if noun.given and noun.place and not noun.given & cases.get(noun.place, set())
    )


def written_cases(forms: Forms | None) -> frozenset[str]:
    """The oblique cases among the forms that a user wrote; none for «invariable»."""
    return frozenset() if not forms or isinstance(forms, str) else frozenset(forms) - {"nom"}


def written_forms(person: Noun) -> set[str]:
    """How a paper may write a person: surname with first name or initials, in any case, either first."""
    found = {str(person["signature"])}
    for case in CASES:
        for field in ("name", "short", "signature"):
            if field not in person:
                continue
            value = person[field]
            written = value.form(case) if isinstance(value, Noun) else str(value)
            words = written.split()
            found |= {written, " ".join(words[:2]), " ".join(reversed(words[:2]))}
    return found
