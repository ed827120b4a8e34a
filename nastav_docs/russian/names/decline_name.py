"""How does a person's name sound in the other cases? In full, in a text («Бабкину И.Г.») and at a signature."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, cast

from nastav_docs.diagnostics.codes import language as codes
from nastav_docs.russian.cases import CASES, Case, Doubt, Form, Gender
from nastav_docs.russian.declension import (
    Inflected,
    overlaid,
    unanswered_doubts,
    unchanged,
    user_forms,
    variant_doubt,
)
from nastav_docs.russian.lexicon import BUILTIN, Entry, Lexicon, LexiconAnswer
from nastav_docs.russian.names.given_names import by_pytrovich_surname, first_name, patronymic, patronymic_gender
from nastav_docs.russian.names.read_name import (
    PARTICLES,
    Name,
    Part,
    gender_of,
    is_eastern,
    is_eastern_word,
    parse_name,
)
from nastav_docs.russian.names.surnames import FIXED_FIRST, surname, with_russian_patronymic
from nastav_docs.russian.word_forms import SixForms, WordForms, indeclinable, recased, with_endings, with_variant

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["DeclinedName", "Name", "decline_name", "gender_of", "inflect_name", "parse_name", "salutation"]

NBSP: Final = "\u00a0"
# The six cases in the order of `CASES`, each with its source.
Forms6 = tuple[Form, Form, Form, Form, Form, Form]
# A name and a note in parentheses after it: «Бабкина И.Г. (по согласованию)».
_NOTE: Final = re.compile(r"(.*?)(\s*\([^()]*\)\s*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class DeclinedName:
    """A name in all cases.

    `gender`: None where it is not known or does not matter. `parts`: each part that is there in its six forms.
    `whole`: the user's own full forms that could not be told apart into parts. `doubts`: what is wrong or
    uncertain. `used`: the lexicon entries that gave forms, as (layer, key).

    `decline_name("Бабкина Ирина Геннадьевна").short("acc")` → «Бабкину И.Г.»,
    `decline_name("Бабкина Ирина Геннадьевна").signature("gen")` → «И.Г. Бабкиной».
    """

    name: Name
    gender: Gender | None
    parts: Mapping[Part, Forms6]
    whole: Mapping[Case, Form]
    doubts: tuple[Doubt, ...] = ()
    used: frozenset[tuple[str, str]] = frozenset()

    def full(self, case: Case) -> str:
        """The full name in a case, its parts in the order they were written: «Бабкину Ирину Геннадьевну».

        A surname and initials have U+00A0 between them.
        """
        return self.full_form(case).text

    def full_form(self, case: Case) -> Form:
        """The full name in a case with its source: that of the part whose form is least sure."""
        return self.whole.get(case) or self.full_forms()[CASES.index(case)]

    def full_forms(self) -> Forms6:
        """The full name in the six cases, each with its source."""
        parts = [self.parts[part] for part in self.name.order]
        dotted = "." in self.name.first
        made = []
        for case, forms in zip(CASES, zip(*parts, strict=True), strict=True):
            texts = [form.text for form in forms]
            text = _spaced(texts) if dotted else " ".join(texts)
            made.append(self.whole.get(case) or Form(text, _source(forms)))
        return cast("Forms6", tuple(made))

    def short(self, case: Case) -> str:
        """The surname and initials, for texts and tables: «Бабкину И.Г.»; a name without a surname stays in full."""
        if not self.name.surname:
            return self.full(case)
        return NBSP.join(filter(None, (self._surname(case), self.name.initials)))

    def signature(self, case: Case) -> str:
        """The initials and surname, for a signature: «И.Г. Бабкиной»; a name without a surname stays in full."""
        if not self.name.surname:
            return self.full(case)
        return NBSP.join(filter(None, (self.name.initials, self._surname(case))))

    def _surname(self, case: Case) -> str:
        return self.parts["surname"][CASES.index(case)].text

    def salutation(self) -> str:
        """The salutation of a letter, see `salutation`."""
        return salutation(self.name, self.gender)


def _source(forms: tuple[Form, ...]) -> str:
    """The one source of a name whose parts have several: first what a person wrote, last what is merely invariable."""
    sources = [form.source for form in forms]
    if sources.count(sources[0]) == len(sources):
        return sources[0]
    for source in sources:
        if source in ("undecided", "entry") or source.startswith("lexicon"):
            return source
    return next((source for source in sources if source != "invariable"), "invariable")


def _spaced(words: list[str]) -> str:
    """The words of a name in one line: no space between initials, U+00A0 between them and the surname."""
    text = words[0] if words else ""
    for before, word in pairwise(words):
        if before.endswith(".") and word.endswith("."):
            text += word
        else:
            text += (NBSP if before.endswith(".") or word.endswith(".") else " ") + word
    return text


def salutation(name: Name, gender: Gender | None = None) -> str:
    """The salutation of a letter by name and patronymic: «Уважаемая Ирина Геннадьевна!».

    Of a name with initials: `salutation(parse_name("Бабкина И.Г."))` → «Уважаемая И.Г. Бабкина!».
    `gender`: None means what the name tells; where it tells none, the word is «Уважаемый (уважаемая)».
    """
    word = {"male": "Уважаемый", "female": "Уважаемая", None: "Уважаемый (уважаемая)"}[gender or gender_of(name)]
    if name.first and not name.first.endswith("."):
        whom = " ".join(filter(None, (name.first, name.patronymic)))
    elif name.surname:
        whom = NBSP.join(filter(None, (name.initials, name.surname)))
    else:
        whom = name.patronymic
    return f"{word} {whom}!"


def decline_name(
    text: str, gender: Gender | None = None, entry: Entry | None = None, lexicon: Lexicon = BUILTIN
) -> DeclinedName | None:
    """A name in every case, None for a text that isn't a name.

    `gender`: as the user states it; None means what the name tells. `entry`: the user's own forms. A lexicon wins
    over the rules, the user's own forms over both.
    """
    name = parse_name(text)
    if name is None:
        return None
    declined = _declined(name, gender, lexicon)
    found = lexicon.find(text) if lexicon is not BUILTIN else None
    if found is not None:
        declined = replace(_overlaid(declined, found.forms, found.sources), used=declined.used | found.used)
    if entry is not None:
        declined = _overlaid(declined, *user_forms(entry, declined.full("nom")))
    return declined


def inflect_name(text: str, gender: Gender | None, entry: Entry | None, lexicon: Lexicon) -> Inflected:
    """The six full forms of a name, as `decline` needs them; a note in parentheses after the name stays as it is.

    A text that isn't a name is left unchanged, with a doubt that says so.
    """
    noted = _NOTE.fullmatch(text)
    bare, note = (noted[1], " " + noted[2].strip()) if noted else (text, "")
    declined = decline_name(bare, gender, entry, lexicon)
    if declined is None:
        clean = " ".join(text.split())
        if clean and not clean.strip("_ "):  # a blank that is filled in by hand
            return overlaid(unchanged(clean, "invariable"), *user_forms(entry, clean))
        message = f"«{clean}» не читается как имя и не склонено."
        hint = "Пишите «Фамилия Имя Отчество» или «Фамилия И.О.»; иначе задайте forms: invariable"
        doubt = Doubt(codes.NAME_UNREAD.at(None, message, hint=hint, text=text))
        return overlaid(unchanged(clean, "invariable", doubt), *user_forms(entry, clean))
    forms = dict(zip(CASES, declined.full_forms(), strict=True))
    if note:
        forms = {case: Form(form.text + note, form.source) for case, form in forms.items()}
    return Inflected(forms, declined.doubts, declined.used)


# ---- the parts


@lru_cache(maxsize=4096)
def _declined(name: Name, gender: Gender | None, lexicon: Lexicon) -> DeclinedName:
    """The name declined by its gender; a patronymic that contradicts the gender stated by the user is a doubt."""
    told = gender_of(name) if gender is None or name.patronymic else None
    whose = gender or told
    if whose is None:
        return _undecided(name, lexicon)
    declined = _by_gender(name, whose, lexicon)
    if gender and told and gender != told and patronymic_gender(name.patronymic.lower()):
        return replace(declined, doubts=(*declined.doubts, _conflict(name, gender)))
    return declined


def _conflict(name: Name, gender: Gender) -> Doubt:
    word, other = ("мужской", "female") if gender == "male" else ("женский", "male")
    message = f"У «{name.surname or name.first} {name.patronymic}» указан {word} пол, а отчество говорит о другом."
    return Doubt(codes.GENDER_CONFLICT.at(None, message, hint=f"gender: {other}", text=name.patronymic))


def _undecided(name: Name, lexicon: Lexicon) -> DeclinedName:
    """A name whose gender nothing tells: declined if that makes no difference, else left as it is, with a doubt."""
    man, woman = _by_gender(name, "male", lexicon), _by_gender(name, "female", lexicon)
    if all(man.full(case) == woman.full(case) for case in CASES):
        return replace(man, gender=None)
    text = _spaced([name.part(part) for part in name.order])
    message = f"По имени «{text}» не понять, мужчина это или женщина, поэтому оно не склонено."
    doubt = Doubt(codes.GENDER_UNDECIDED.at(None, message, hint="gender: female или gender: male", text=text))
    parts: dict[Part, Forms6] = {part: (Form(name.part(part), "undecided"),) * 6 for part in name.order}
    return DeclinedName(name, None, parts, {}, (doubt,))


def _by_gender(name: Name, gender: Gender, lexicon: Lexicon) -> DeclinedName:
    parts: dict[Part, Forms6] = {}
    varying: list[tuple[Part, WordForms]] = []
    used: frozenset[tuple[str, str]] = frozenset()
    eastern = is_eastern(name)
    russian = gender == "male" and name.patronymic.lower().endswith("ич")
    for part in name.order:
        text = name.part(part)
        word, forms = _part("patronymic" if eastern and part == "surname" else part, text, gender)
        if part == "surname" and russian and (own := with_russian_patronymic(text.lower())):
            word = replace(own, forms=_six_recased(text, own.forms))
            forms = cast("Forms6", tuple(Form(form, word.source) for form in word.forms))
        found = lexicon.find(text) if lexicon is not BUILTIN else None
        if found is not None and found.forms:
            forms = _from_lexicon(forms, found)
            used |= found.used
        elif word.reason:
            varying.append((part, word))
        parts[part] = forms
    bare = DeclinedName(name, gender, parts, {}, (), used)
    if not varying:
        return bare
    return replace(bare, doubts=tuple(_doubt(bare, part, word) for part, word in varying))


def _from_lexicon(forms: Forms6, found: LexiconAnswer) -> Forms6:
    laid = (
        Form(found.forms[case], found.sources[case]) if case in found.forms else form
        for case, form in zip(CASES, forms, strict=True)
    )
    return cast("Forms6", tuple(laid))


def _doubt(declined: DeclinedName, part: Part, word: WordForms) -> Doubt:
    """The doubt about a part that some decline otherwise; its hint has the whole name in those forms."""
    other = {}
    for case, form in word.other:
        number = CASES.index(case)
        other[case] = _spaced([form if at == part else declined.parts[at][number].text for at in declined.name.order])
    return variant_doubt(declined.name.part(part), word.reason, other)


@lru_cache(maxsize=8192)
def _part(part: Part, text: str, gender: Gender) -> tuple[WordForms, Forms6]:
    word = part_word(part, text, gender)
    return word, cast("Forms6", tuple(Form(form, word.source) for form in word.forms))


def part_word(part: Part, text: str, gender: Gender) -> WordForms:
    """The forms of one part of a name, in its letter case; initials stay as they are.

    `part_word("surname", "БАБКИНА", "female").forms[1]` → «БАБКИНОЙ».
    """
    if text.endswith("."):
        return indeclinable(text)
    words = text.split()
    lower = [word.lower().replace("\u2011", "-") for word in words]
    if part == "surname":
        made = [indeclinable(word) if word in PARTICLES else surname_word(word, gender) for word in lower]
    elif part == "patronymic":
        made = [patronymic(lower[0], gender)] if len(words) == 1 else [indeclinable(word) for word in lower]
    else:
        eastern = len(lower) > 1 and all(is_eastern_word(word) for word in lower)
        made = [
            indeclinable(word) if eastern and (gender == "female" or at < len(lower) - 1) else first_name(word, gender)
            for at, word in enumerate(lower)
        ]
    return _joined(made, words, " ")


def surname_word(word: str, gender: Gender) -> WordForms:
    """The forms of a surname in small letters; each part of a double one is declined by itself.

    `surname_word("бонч-бруевич", "male").forms[1]` → «бонч-бруевича».
    """
    if "-" not in word:
        return _simple_surname(word, gender)
    parts = word.split("-")
    last = len(parts) - 1
    made = [
        indeclinable(part) if at < last and part in FIXED_FIRST else _simple_surname(part, gender)
        for at, part in enumerate(parts)
    ]
    return _joined(made, parts, "-")


def _simple_surname(word: str, gender: Gender) -> WordForms:
    """The forms of a surname of one part.

    A vowel that may be fleeting is in doubt where the dictionary or pytrovich treats it otherwise. Of the surnames in
    -ец that the dictionary has, the rule and pytrovich are right wherever they agree; the instrumental depends on the
    stress still. A surname that is a common noun in -ок is declined like it: «Молотка».
    """
    made = surname(word, gender)
    if made is None:
        return by_pytrovich_surname(word, gender)
    if not made.reason or not word.endswith(("ец", "ок", "ек", "ёк")):
        return made
    from nastav_docs.russian.dictionary import surname_or_noun  # noqa: PLC0415 - loads pymorphy3, which few names need

    bearer, noun = surname_or_noun(word)
    if word.endswith("к") and noun in dict(made.other).values():
        made = with_variant(_like_noun(word, noun), made, made.reason)
    agreed = by_pytrovich_surname(word, gender).forms[1] if word.endswith("ец") else bearer
    if agreed != made.forms[1] or noun not in ("", made.forms[1]):
        return made
    if word.endswith("к"):
        return replace(made, other=(), reason="")
    ins = made.forms[4]
    stressed = f"{ins[:-2]}{'ем' if ins.endswith('ом') else 'ом'}"
    return replace(made, other=(("ins", stressed),), reason="творительный падеж зависит от ударения")


def _like_noun(word: str, genitive: str) -> WordForms:
    """The forms of a surname with the stem of its genitive: «молоток», «молотка»."""
    return with_endings(word, genitive[:-1], "а у а ом е")


def _joined(made: list[WordForms], written: list[str], mark: str) -> WordForms:
    """Words joined by `mark` into one, each in the letter case it was written in."""
    if len(made) == 1:
        word, text = made[0], written[0]
        other = tuple((case, recased(text, form)) for case, form in word.other)
        return WordForms(_six_recased(text, word.forms), word.source, other, word.reason)
    columns = [_six_recased(text, word.forms) for text, word in zip(written, made, strict=True)]
    forms = cast("SixForms", tuple(mark.join(column[at] for column in columns) for at in range(len(CASES))))
    source = next((word.source for word in made if word.source != "invariable"), "invariable")
    at = next((at for at, word in enumerate(made) if word.reason), None)
    if at is None:
        return WordForms(forms, source)
    other = tuple(
        (case, _with_other(columns, at, recased(written[at], form), case, mark)) for case, form in made[at].other
    )
    return WordForms(forms, source, other, made[at].reason)


def _with_other(columns: list[SixForms], at: int, form: str, case: Case, mark: str) -> str:
    number = CASES.index(case)
    return mark.join(form if column_at == at else column[number] for column_at, column in enumerate(columns))


def _six_recased(written: str, forms: SixForms) -> SixForms:
    if written[1:].islower() and "-" not in written:
        first = written[0]
        return cast("SixForms", tuple(first + form[1:] for form in forms))
    return cast("SixForms", tuple(recased(written, form) for form in forms))


# ---- the user's own forms


def _overlaid(declined: DeclinedName, given: Mapping[Case, str], sources: Mapping[Case, str]) -> DeclinedName:
    """A declined name with the user's forms laid over it.

    A full form, and a surname alone, are told apart into parts, so that they change «Бабкину И.Г.» too.
    """
    parts = {part: list(forms) for part, forms in declined.parts.items()}
    whole = dict(declined.whole)
    for case, text in given.items():
        split = _split_like(declined.name, text)
        if split is None:
            whole[case] = Form(text, sources[case])
        else:
            whole.pop(case, None)
        for part, form in (split or {}).items():
            parts[part][CASES.index(case)] = Form(form, sources[case])
    laid = {part: cast("Forms6", tuple(forms)) for part, forms in parts.items()}
    return replace(declined, parts=laid, whole=whole, doubts=unanswered_doubts(declined.doubts, given))


def _split_like(name: Name, text: str) -> dict[Part, str] | None:
    """The words of a form told apart as the parts of its nominative are; None where their numbers differ."""
    words = re.sub(r"(?<=\.)(?=[А-ЯЁ])", " ", text).split()
    counts = {part: len(re.sub(r"(?<=\.)(?=[А-ЯЁ])", " ", name.part(part)).split()) for part in name.order}
    if "surname" in counts and len(words) == counts["surname"] != sum(counts.values()):
        return {"surname": text}
    if len(words) != sum(counts.values()):
        return None
    split: dict[Part, str] = {}
    for part in name.order:
        split[part] = " ".join(words[: counts[part]])
        words = words[counts[part] :]
    return split
