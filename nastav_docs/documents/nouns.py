"""The words a template prints: values with case forms, and the filters that ask for them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.diagnostics import Severity
from nastav_docs.russian import (
    BUILTIN,
    CASES,
    Case,
    Declension,
    Gender,
    Kind,
    Lexicon,
    LexiconLayer,
    decline,
    read_layer,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from nastav_docs.diagnostics import Diagnostic, Place
    from nastav_docs.russian import Forms

NBSP: Final = "\u00a0"


class Noun(dict[str, Any]):
    """A value with case forms: its items are its fields, printed it is its nominative.

    `decline` gives the text of a case; it is called at most once a case. `doubts` tells what is uncertain about the
    forms, `place` where the value was written, `given` the cases that the user wrote for it.
    """

    __slots__ = ("_decline", "_forms", "doubts", "given", "place")

    def __init__(
        self,
        decline: Callable[[Case], str],
        fields: Mapping[str, Any] | None = None,
        doubts: Callable[[], tuple[Diagnostic, ...]] = tuple,
        place: Place | None = None,
        given: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(fields or {})
        self.given = given
        self._decline = decline
        self._forms: dict[Case, str] = {}
        self.doubts = doubts
        self.place = place

    def form(self, case: Case) -> str:
        """The text in a case."""
        found = self._forms.get(case)
        if found is None:
            found = self._forms[case] = self._decline(case)
        return found

    def whole(self) -> tuple[str, ...]:
        """All six forms, not counted as asked for."""
        return tuple(self._decline(case) for case in CASES)

    @property
    def asked(self) -> frozenset[Case]:
        """The cases that were asked for, of the value and of the forms of a name.

        A form with a place of its own answers for itself: «МАОУ «СОШ № 1»» says nothing of the full name.
        """
        found = frozenset(self._forms)
        for name in ("name", "short", "signature"):
            form = self.get(name)
            if isinstance(form, Noun) and form.place is None:
                found = found.union(form._forms)  # noqa: SLF001  its own kind
        return found

    @property
    def is_declined(self) -> bool:
        """Whether any form but the nominative was asked for."""
        return any(case != "nom" for case in self.asked)

    def __str__(self) -> str:
        """The nominative."""
        return self.form("nom")

    def __bool__(self) -> bool:
        """Whether there is anything to print."""
        return bool(self.form("nom"))


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    """How the words of one project are declined: its lexicon, and which entries of it served."""

    lexicon: Lexicon = BUILTIN
    used: set[tuple[str, str]] = field(default_factory=set)

    def decline(
        self, text: str, kind: Kind, *, gender: Gender | None = None, forms: Forms | None = None, head: str = ""
    ) -> Declension:
        """The six cases of a text, by the project's lexicon."""
        found = decline(text, kind, gender=gender, forms=forms or None, head=head or None, lexicon=self.lexicon)
        self.used.update(found.used)
        return found

    def phrase(
        self, text: str, kind: Kind, forms: Forms | None = None, head: str = "", place: Place | None = None
    ) -> Noun:
        """A text that is declined as a whole."""

        def declined() -> Declension:
            return self.decline(text, kind, forms=forms, head=head)

        # The nominative is the text itself: what is only printed loads no dictionary.
        return Noun(
            lambda case: text if case == "nom" else declined().form(case),
            None,
            lambda: declined().doubts,
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
        """A person: prints «Бабкина И.Г.»; fields `name` (in full), `short`, `signature` «И.Г. Бабкина», `gender`."""
        from nastav_docs.russian import read_forms  # noqa: PLC0415
        from nastav_docs.russian.names import decline_name  # noqa: PLC0415  loads pytrovich

        entry = read_forms(forms or None)[0]
        declined = decline_name(name, gender, entry, self.lexicon)
        if declined is None:
            doubtful = self.decline(name, "person", gender=gender, forms=forms)
            full = self.phrase(name, "person", forms, place=place)
            whole = {**fields, "name": full, "short": full, "signature": full, "gender": gender or ""}
            return Noun(doubtful.form, whole, lambda: doubtful.doubts, place)
        self.used.update(declined.used)
        whole = {
            **fields,
            "name": Noun(declined.full),
            "short": Noun(declined.short),
            "signature": Noun(declined.signature),
            "gender": declined.gender or "",
            "salutation": declined.salutation(),
        }
        doubts = tuple(doubt.problem for doubt in declined.doubts)
        return Noun(declined.short, whole, lambda: doubts, place, written_cases(forms))

    def act(self, fields: Mapping[str, Any]) -> Noun:
        """An act: «распоряжение Министерства … от 25.12.2019 № Р-145 «…»»; only its kind is declined."""
        kind, issuer = fields["kind"], fields["issuer"]
        rest = [issuer.form("gen")] if issuer else []
        rest += [f"от {fields['date']}"] if fields["date"] else []
        rest += [f"№{NBSP}{fields['number']}"] if fields["number"] else []
        rest += [f"«{fields['title']}»"] if fields["title"] else []
        return Noun(lambda case: " ".join([kind.form(case), *rest]), fields)

    def annex(self, fields: Mapping[str, Any]) -> Noun:
        """An annex: «приложение № 1», or «приложение» when it is the only one."""
        number = f" №{NBSP}{fields['number']}" if fields["number"] else ""
        return Noun(
            lambda case: self.decline("приложение", "phrase").form(case) + number,
            {**fields, "label": f"Приложение{number}"},
        )


def like(noun: object, fields: Mapping[str, Any]) -> Noun:
    """A noun with fields that is declined as another one."""
    if isinstance(noun, Noun):
        return Noun(noun.form, fields, noun.doubts, noun.place, noun.given)
    return Noun(lambda _: str(noun), fields)


def short_name(issuer: Noun) -> Noun:
    """How an issuer is named in a caption: a school by its short name, an authority in full."""
    short = issuer.get("short")
    return short if isinstance(short, Noun) else issuer


def lexicon_of(entries: Mapping[str, object]) -> Lexicon:
    """The project's lexicon over the built-in one; what is wrong with its entries the model has told."""
    layer: LexiconLayer = read_layer("district", entries)[0]
    return BUILTIN.over(layer)


def nouns(value: object) -> Iterator[Noun]:
    """Every noun within a value."""
    if isinstance(value, Noun):
        yield value
    if isinstance(value, dict):
        for item in value.values():
            yield from nouns(item)
    elif isinstance(value, list):
        for item in value:
            yield from nouns(item)


def doubts(names: object) -> tuple[Diagnostic, ...]:
    """What is uncertain about the forms that were printed, and every person whose gender is not known."""
    found: list[Diagnostic] = []
    for noun in nouns(names):
        if noun.place is not None:
            doubts_of = (replace(problem, place=noun.place) for problem in noun.doubts()) if _matters(noun) else ()
            found += [doubt for doubt in doubts_of if noun.is_declined or doubt.severity is Severity.ERROR]
    return tuple(dict.fromkeys(found))


def _matters(noun: Noun) -> bool:
    """Whether its forms are printed, or it is a person, whose gender must be known anyway."""
    return noun.is_declined or "signature" in noun


def unused_forms(names: object) -> tuple[Noun, ...]:
    """Nouns with forms that the user wrote and nothing printed."""
    return tuple(noun for noun in nouns(names) if noun.given and noun.place and not noun.given & noun.asked)


def written_cases(forms: Forms | None) -> frozenset[str]:
    """The oblique cases among the forms that a user wrote; an invariable word is none of them."""
    return frozenset() if not forms or isinstance(forms, str) else frozenset(forms) - {"nom"}
