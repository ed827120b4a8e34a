"""The rules of syntax in the order in which they speak of a place: the surest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from nastav_docs.rules.language.syntax import (
    agreement,
    appositions,
    capitals,
    clauses,
    conjunctions,
    days,
    dependent_nouns,
    full_names,
    government,
    hyphens,
    inverted,
    joined,
    lost_prepositions,
    needless,
    nouns_of_nouns,
    numerals,
    openings,
    orders,
    other_words,
    posts,
    relatives,
    rows,
    rows_of_deeds,
    several,
    spelling,
    turns,
    typos,
    verbs,
    verbs_of_nouns,
    wording,
)

if TYPE_CHECKING:
    from nastav_docs.rules.language.syntax.mistakes import Mistake
    from nastav_docs.rules.language.syntax.sentence import Sentence

Rule = Callable[["Sentence"], Iterator["Mistake"]]

RULES: Final[tuple[Rule, ...]] = (
    *verbs.RULES,
    *numerals.RULES,
    *days.RULES,
    *typos.RULES,
    *other_words.RULES,
    *spelling.RULES,
    *hyphens.RULES,
    *government.RULES,
    *lost_prepositions.RULES,
    *dependent_nouns.RULES,
    *nouns_of_nouns.RULES,
    *wording.RULES,
    *verbs_of_nouns.RULES,
    *capitals.RULES,
    *appositions.RULES,
    *full_names.RULES,
    *posts.RULES,
    *turns.RULES,
    *openings.RULES,
    *orders.RULES,
    *clauses.RULES,
    *conjunctions.RULES,
    *needless.RULES,
    *several.RULES,
    *agreement.RULES,
    *joined.RULES,
    *relatives.RULES,
    *inverted.RULES,
    *rows.RULES,
    *rows_of_deeds.RULES,
)


class SignOfRule(NamedTuple):
    """What a sentence must have for a rule to say anything: one of these words, one of these grammemes of a word."""

    words: frozenset[str] = frozenset()
    grammemes: frozenset[str] = frozenset()

    def is_in(self, sentence: Sentence) -> bool:
        """Whether a sentence has it."""
        if self.words and self.words.isdisjoint(sentence.lows):
            return False
        return not self.grammemes or not self.grammemes.isdisjoint(sentence.grammemes)


def of_words(*words: str) -> SignOfRule:
    """The sign of a rule that begins at one of these words."""
    return SignOfRule(words=frozenset(words))


def of(*grammemes: str) -> SignOfRule:
    """The sign of a rule that speaks of a word of these parts of speech or forms."""
    return SignOfRule(grammemes=frozenset(grammemes))


ANY: Final = SignOfRule()
SIGNS: Final[dict[Rule, SignOfRule]] = {
    verbs.finite_for_infinitive: of("VERB"),
    verbs.infinitive_for_finite: of("INFN"),
    verbs.infinitive_in_clause: of("INFN"),
    verbs.infinitive_behind_if: of_words("так", *verbs.OPENS_CLAUSE),
    days.month_of_day: of_words(*days.GENITIVES),
    days.two_years: of_words("г", "г.", *days.YEARS_TOLD),
    posts.whom_appointed: of("INFN"),
    posts.post_and_name: of("INFN"),
    needless.before_last_of_row: of_words("и"),
    needless.between_orders: of("INFN"),
    several.each_of: of_words("из"),
    numerals.both: of_words(*numerals.BOTH, *numerals.BOTH.values()),
    numerals.both_or_wallpaper: of_words("обои", "обоев"),
    numerals.collectives: of_words(*numerals.COLLECTIVE),
    numerals.one_and_half: of_words("полтора", "полторы"),
    numerals.after_more: of("NUMR"),
    numerals.compound_numerals: of("NUMR"),
    numerals.ordinals: of("NUMR", "Anum"),
    typos.done_with_nn: of("ADJS"),
    other_words.told_for_order: of("futr"),
    other_words.teaching_for_taught: of_words(*other_words.TEACHING),
    hyphens.having_in_view: of_words("ввиду"),
    hyphens.just_as: of_words("также"),
    verbs_of_nouns.collocations: of("VERB", "INFN", "GRND", "PRTS", "PRTF"),
    verbs_of_nouns.laid_on: of_words("на"),
    government.thanked_for: of_words("за"),
    nouns_of_nouns.noun_like_noun: of_words("с", "со", "над", "за"),
    lost_prepositions.broken_off: of_words(*lost_prepositions.BROKEN_OFF_BY_WORD),
    lost_prepositions.object_of_reflexive: of("VERB", "INFN"),
    lost_prepositions.bare_prepositional: of("loct"),
    turns.participle_opens: of("PRTF"),
    turns.participle_closes: of("PRTF"),
    turns.gerund_opens: of("GRND"),
    turns.gerund_closes: of("GRND"),
    clauses.two_predicates: of("VERB", "PRTS", "ADJS"),
    conjunctions.either: of_words("либо"),
    several.quantities: of_words("большинство", "меньшинство", "часть", "половина"),
    several.several_people: of_words("и"),
    agreement.predicates: of("VERB", "PRTS", "ADJS"),
    agreement.adjectives: of("ADJF", "PRTF"),
    agreement.participles: of("PRTF"),
    agreement.opening_participles: of("PRTF"),
    dependent_nouns.prepositional_behind_noun: of("loct"),
    full_names.full_names: of("Patr"),
    agreement.joined_predicates: of("PRTS"),
    openings.after_told: of("INFN"),
    orders.gerund_before_order: of("GRND"),
    orders.after_doer: of("INFN"),
    orders.participle_before_order: of("INFN"),
    joined.joined_apart: of_words("и"),
    inverted.before_subject: of("PRTS", "past"),
    inverted.ordered: of("INFN"),
    inverted.appointed: of_words("ответственный", "ответственная", "ответственные"),
    rows.joined_people: of_words("и"),
    rows_of_deeds.attribute_apart: of_words("и", "или"),
    rows_of_deeds.people_behind_things: of_words("и"),
    rows_of_deeds.deeds: of_words("и"),
    rows.adjective_rows: of_words("и", "или"),
    rows.participle_rows: of_words("и", "или"),
    rows.behind_prepositions: of("ADJF", "PRTF"),
}
SIGNED_RULES: Final = tuple((rule, SIGNS.get(rule, ANY)) for rule in RULES)
