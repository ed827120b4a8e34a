"""What governs what: «контролировать что», «указать на что»; the table is `government.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.mistakes import (
    Group,
    Mistake,
    alive,
    dead,
    goes,
    group_at,
    has_noun_behind,
    in_case,
    is_thing,
    plain_adjective,
    table,
    tag_of,
)
from nastav_docs.rules.language.syntax.rows import CASES_AFTER
from nastav_docs.russian import vocalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.rules.language.syntax.sentence import Sentence, Word


# Which prepositions are one and the same before other sounds.
VARIANTS = {"об": "о", "обо": "о", "во": "в", "со": "с", "ко": "к", "надо": "над"}


@dataclass(frozen=True, slots=True)
class Government:
    """A row of the table: words, what stands after them wrongly and what should, as preposition and case."""

    words: tuple[str, ...]
    wrong: tuple[str, str]
    right: tuple[str, str]
    say: str
    but: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    between: str = ""
    after: tuple[str, ...] = ()
    alive: bool = False
    dead: bool = False
    lost: bool = False


def asked(text: str) -> tuple[str, str]:
    """Preposition and case (pymorphy's name) of «за + ins»; the preposition is «» where only a case is asked."""
    before, _, case = text.rpartition("+")
    return before.strip(), tag_of(case.strip())


@lru_cache(maxsize=1)
def rows_by_word() -> Mapping[str, tuple[Government, ...]]:
    """The rows of the table by each of their words, ё written as е."""
    found: dict[str, list[Government]] = {}
    for row in table("government.yaml"):
        one = read_row(row)
        for word in one.words:
            found.setdefault(word.replace("ё", "е"), []).append(one)
    return {word: tuple(rows) for word, rows in found.items()}


def read_row(row: Mapping[str, Any]) -> Government:
    """A row as it stands in the file."""
    return Government(
        tuple(row["words"]),
        asked(row["wrong"]),
        asked(row["right"]),
        row["say"],
        tuple(row.get("but", ())),
        tuple(row.get("only", ())),
        row.get("with", ""),
        tuple(row.get("after", ())),
        alive=bool(row.get("alive")),
        dead=bool(row.get("dead")),
        lost=bool(row.get("lost")),
    )


def government(sentence: Sentence) -> Iterator[Mistake]:
    """Finds a word with another preposition or case than it governs, and a lost preposition: «принять сведению»."""
    table_ = rows_by_word()
    for at, word in enumerate(sentence.words):
        if word.kind != "word" or table_.keys().isdisjoint(word.about.plain):
            continue
        for lemma in sorted(word.about.plain):
            found = next((m for row in table_.get(lemma, ()) if (m := mistake(sentence, at, row, lemma))), None)
            if found:
                yield found
                break


def mistake(sentence: Sentence, at: int, row: Government, lemma: str) -> Mistake | None:
    """The mistake of a row at its word, if there is one."""
    begin = at + 1
    if row.between:
        begin = behind_adjectives(sentence, begin)
        if not is_one_of(sentence, begin, (row.between,)):
            return None
        begin = behind_owner(sentence, begin + 1) if row.wrong[0] else begin + 1
    if row.after and not any(is_one_of(sentence, i, row.after) for i in range(max(at - 4, 0), at)):
        return None
    said = sentence.low(begin)
    preposition, case = row.wrong
    if preposition:
        if VARIANTS.get(said, said) != preposition:
            return None
        begin += 1
    group = group_at(sentence, begin)
    if group is None or case not in group.cases or not speaks(row, sentence.words[group.head]):
        return None
    wanted, right_case = row.right
    if not preposition and (right_case in group.cases and not row.lost):
        return None
    if row.lost and case == "loct" and "gent" in group.cases and not is_part_taken(sentence, at, group):
        return None  # «участие обучающихся»
    if not preposition and (
        taken(sentence, at, group, row) or may_be_subject(sentence, at, group) or may_be_told_to(sentence, at, group)
    ):
        return None
    first, last = sentence.words[at], sentence.words[group.head]
    made = (
        ""
        if right_case == "accs"
        and not wanted
        and sentence.words[at].only("PRTS")  # «разъяснено о порядке»: «разъяснён порядок»
        else in_case(sentence, group, case, right_case)
        if right_case != case
        else " ".join(w.text for w in sentence.words[group.first : group.head + 1])
    )
    middle = sentence.text[first.start : sentence.words[begin - 1 - bool(preposition)].end]
    right = f"{middle} {f'{vocalised(wanted, made)} ' if wanted else ''}{made}" if made else ""
    say = row.say.replace("{word}", lemma)
    what = "Пропущен предлог" if row.lost else "Неверное управление"
    return Mistake(
        codes.LOST if row.lost else codes.GOVERNMENT,
        first.start,
        last.end,
        f"{what}: «{sentence.text[first.start : last.end]}»; нужно «{say}»",
        right,
        f"нужно: {say}",
    )


def behind_adjectives(sentence: Sentence, begin: int) -> int:
    """The word behind adjectives: «внимание» of «уделять самое серьёзное внимание»."""
    while begin < len(sentence.words) and plain_adjective(sentence.words[begin]):
        begin += 1
    return begin


def behind_owner(sentence: Sentence, begin: int) -> int:
    """The word behind people in the genitive and what is theirs: «о» of «внимание учителей школы о недопустимости»."""
    group, at = group_at(sentence, begin), begin
    while group is not None and "gent" in group.cases and (at > begin or are_people(sentence.words[group.head])):
        at = group.head + 1
        group = group_at(sentence, at)
    return at


def may_be_told_to(sentence: Sentence, at: int, group: Group) -> bool:
    """Whether a bare noun is who is told to do a thing, not what it is done with: «возглавить Цветаевой М.Г.»."""
    told = group.cases >= {"datv", "ablt"} and alive(sentence.words[group.head])
    return told and sentence.words[at].only("INFN")


def behind_objects(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «отстранить работника с работы»: the wrong preposition of a verb behind the people whom it acts on."""
    table_ = rows_by_word()
    words = sentence.words
    for at, word in enumerate(words):
        if word.kind != "word" or not word.may("tran") or table_.keys().isdisjoint(word.about.plain):
            continue
        place = preposition_behind(sentence, at)
        group = group_at(sentence, place + 1) if place else None
        if group is None:
            continue
        said = VARIANTS.get(words[place].low, words[place].low)
        for row in (row for lemma in sorted(word.about.plain) for row in table_.get(lemma, ())):
            wrong, case = row.wrong
            if (
                wrong != said
                or case not in group.cases
                or not speaks(row, words[group.head])
                or row.between
                or row.after
            ):
                continue
            if is_another(word, row) or sentence.links()[group.head].head != at:
                continue
            start, end = words[place].start, words[group.head].end
            wanted, right_case = row.right
            made = in_case(sentence, group, case, right_case)
            say = row.say.replace("{word}", word.likely[0].normal_form)
            message = f"Неверное управление: «{word.text} … {sentence.text[start:end]}»; нужно «{say}»"
            right = f"{vocalised(wanted, made)} {made}".strip() if made else ""
            yield Mistake(codes.GOVERNMENT, start, end, message, right, f"нужно: {say}")
            break


def preposition_behind(sentence: Sentence, at: int) -> int:
    """The preposition behind the people whom a verb acts on and what belongs to them; 0 where none stands there.

    «отстранить классного руководителя школы от …», «ознакомить Иванову И.И. с …».
    """
    words = sentence.words
    group = group_at(sentence, at + 1)
    if group is not None and are_people(words[group.head]) and "accs" in group.cases:
        index = group.head + 1
    elif at + 1 < len(words) and words[at + 1].kind == "name":
        index = at + 2
    else:
        return 0
    while (group := group_at(sentence, index)) is not None and "gent" in group.cases:
        index = group.head + 1
    return index if index < len(words) and words[index].only("PREP") else 0


def are_people(word: Word) -> bool:
    """Whether a word can only be living beings: a noun, or a participle used as one, «учащихся»."""
    return alive(word) or all("Subx" in p.tag for p in word.likely)


def is_another(word: Word, row: Government) -> bool:
    """Whether a word may be a form of another than those of a row."""
    return bool({p.normal_form.replace("ё", "е") for p in word.likely} - {w.replace("ё", "е") for w in row.words})


def is_part_taken(sentence: Sentence, at: int, group: Group) -> bool:
    """Whether a thing that part is taken in follows: «Учащиеся приняли участие акции», not «участие обучающихся»."""
    head = sentence.words[group.head]
    verb = next((i for i in range(max(at - 2, 0), at) if sentence.words[i].lemmas() & {"принять", "принимать"}), None)
    return verb is not None and dead(head) and any("nomn" in w.cases() and is_thing(w) for w in sentence.words[:verb])


def speaks(row: Government, head: Word) -> bool:
    """Whether a row speaks of such a noun."""
    lemmas = head.lemmas()
    if (row.alive and not alive(head)) or (row.dead and not dead(head)) or matches(row.but, lemmas):
        return False
    return not row.only or matches(row.only, lemmas)


def matches(patterns: tuple[str, ...], lemmas: frozenset[str]) -> bool:
    """Whether a word is one of a list; «*ние» stands for every word that ends so."""
    return any(
        lemma.endswith(pattern[1:]) if pattern.startswith("*") else lemma.replace("ё", "е") == pattern.replace("ё", "е")
        for pattern in patterns
        for lemma in lemmas
    )


def taken(sentence: Sentence, at: int, group: Group, row: Government) -> bool:
    """Whether the bare noun may depend on another word: the parser sees it so, or the word is another one."""
    word = sentence.words[at]
    if is_another(word, row):
        return True
    if row.lost and (word.only("NOUN", "ADJF", "ADJS") or (row.only and is_done(word))):
        return False
    return sentence.links()[group.head].head not in {at, at + 1}


def is_done(word: Word) -> bool:
    """Whether a word is a verb of what is done, with no object of its own: «проводится», «осуществляться»."""
    return word.only("VERB", "INFN") and word.low.endswith(("ся", "сь"))


def may_be_subject(sentence: Sentence, at: int, group: Group) -> bool:
    """Whether a bare noun behind a verb may be its subject: «зависят окончания», not «завхоз отвечает сохранность»."""
    word = sentence.words[at]
    if "nomn" not in group.cases or (not word.may("VERB") and not word.only("PRTS")):
        return False
    verbs = [p.tag for p in word.readings]
    return not any(
        p.tag.POS == "NOUN" and p.tag.case == "nomn" and p.tag.animacy == "anim" and any(goes(v, p.tag) for v in verbs)
        for w in sentence.words[max(at - 4, 0) : at]
        for p in w.likely
    )


def after_prepositions(sentence: Sentence) -> Iterator[Mistake]:
    """Finds a noun in a case that the preposition before it never takes: «благодаря слаженной работы»."""
    words = sentence.words
    for at, word in enumerate(words[:-1]):
        allowed = CASES_AFTER.get(word.low)
        if not allowed or word.kind != "word" or (word.text.isupper() and at and len(word.text) == 1):
            continue
        group = group_at(sentence, at + 1)
        if group is None or not group.cases or group.cases & allowed:
            continue
        head = words[group.head]
        if words[group.first].may("PRTF") and has_noun_behind(sentence, group.first, group.head + 1, allowed):
            continue  # «с выданным ученикам пособием»
        no_gerund = (
            word.low == "благодаря" and dead(head) and all(w.low != "за" for w in words[group.head : group.head + 4])
        )
        if not no_gerund and group.cases & MORE_AFTER.get(word.low, frozenset()):
            continue
        if (
            any({"Name", "Surn", "Patr", "Geox", "Abbr", "Fixd"} & p.tag.grammemes for p in head.readings)
            or head.text.isupper()
        ):
            continue
        if "nomn" in group.cases and not no_gerund and (not word.only("PREP") or head.may("plur", "anim")):
            continue
        if any(w.text[0].isupper() for w in words[group.first : group.head + 1]) and at:
            continue
        case = min(allowed) if len(allowed) == 1 else ""
        now = min(group.cases)
        made = in_case(sentence, group, now, case) if case and len(group.cases) == 1 else ""
        said = " ".join(w.text for w in words[group.first : group.head + 1])
        yield Mistake(
            codes.GOVERNMENT,
            word.start,
            head.end,
            f"После «{word.low}» – другой падеж: «{said}»",
            f"{word.text} {made}" if made else "",
            "поставьте слово в нужный падеж или уберите лишний предлог",
        )


# What a preposition takes besides, in turns of its own: «в депутаты», «что за», «согласно кивнул».
MORE_AFTER: Final = {
    **{word: frozenset(("accs",)) for word in ("с", "со", "по", "о", "об", "благодаря")},
    "между": frozenset(("gent",)),
    "за": frozenset(("nomn",)),
}


def is_one_of(sentence: Sentence, at: int, lemmas: tuple[str, ...]) -> bool:
    """Whether a word of the sentence is a form of one of these."""
    return 0 <= at < len(sentence.words) and bool(sentence.words[at].lemmas() & set(lemmas))


# Verbs that say for what somebody is thanked, and what it is for.
THANKING: Final = frozenset(
    ("благодарить", "благодарность", "наградить", "отблагодарить", "поблагодарить", "поощрить", "премировать")
)
DESERVED: Final = (
    "вклад",
    "деятельность",
    "работа",
    "труд",
    "подготовка",
    "помощь",
    "поддержка",
    "*ние",
    "*тие",
    "*ость",
    "*ция",
)


def thanked_for(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «поблагодарил шефов за оказанной помощью»: behind a word of thanks «за» takes the accusative."""
    words = sentence.words
    for at in range(1, len(words) - 1):
        if words[at].low != "за":
            continue
        group = group_at(sentence, at + 1)
        if group is None or group.cases != {"ablt"} or not matches(DESERVED, words[group.head].lemmas()):
            continue
        start, _ = sentence.stretch(at)
        if not any(w.lemmas() & THANKING for w in words[start:at]):
            continue
        head = words[group.head]
        message = f"Благодарят за что – винительный падеж: «{sentence.text[words[at].start : head.end]}»"
        made = in_case(sentence, group, "ablt", "accs")
        right = f"{words[at].text} {made}" if made else ""
        yield Mistake(codes.GOVERNMENT, words[at].start, head.end, message, right, "поставьте в винительный падеж")


RULES = (
    thanked_for,
    government,
    behind_objects,
    after_prepositions,
)
