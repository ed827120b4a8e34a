"""Whether words agree: subject and predicate, adjective and noun, participle and its noun, «который»."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.asides import is_aside, is_prepositional, opens_with_object
from nastav_docs.rules.language.syntax.mistakes import (
    Mistake,
    agree,
    alive,
    dead,
    goes,
    group_at,
    has_noun_behind,
    is_thing,
    listed,
    plain_adjective,
)
from nastav_docs.rules.language.syntax.sentence import DASHES, RARELY, SAME_CASE, STOPS
from nastav_docs.rules.language.syntax.turns import opens_own_turn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.rules.language.syntax.sentence import Sentence, Word


# Words of quantity, beside which the predicate stands in either number.
QUANTITY: Final = listed("quantity")
SUBJECTLESS: Final = frozenset(("быть", "мочь", "стать", "следовать", "есть", "нет"))


# Those that act by themselves: «управление подготовило отчёт».
BODIES: Final = listed("bodies")
LIKE_NOUNS: Final = listed("adjectives like nouns")


def predicates(sentence: Sentence) -> Iterator[Mistake]:
    """Finds a predicate that doesn't agree with its subject: «комиссия рассмотрел», «лагерь готова принять»."""
    for at, word in enumerate(sentence.words):
        if word.kind != "word" or not word.only("VERB", "PRTS", "ADJS"):
            continue
        if is_odd_predicate(word) and not (word.only("PRTS") and word.may("neut") and opens_before(sentence, at)):
            continue
        if at and agrees_nearby(sentence, at):
            continue
        clashing = {i for i in range(at) if clashes(sentence, i, at)}
        if not clashing:
            continue
        links = sentence.links()
        subjects = [
            i for i, link in enumerate(links) if i < at and link.head == at and link.relation.startswith("nsubj")
        ]
        if len(subjects) != 1 or subjects[0] not in clashing:
            continue
        subject = sentence.words[subjects[0]]
        tags = nominative_nouns(subject)
        message = f"Сказуемое не согласовано с подлежащим: «{subject.text} … {word.text}»"
        yield Mistake(codes.PREDICATE, word.start, word.end, message, predicate_form(word, tags[0]))


def nominative_nouns(word: Word) -> list[Any]:
    """The tags of a word's readings as a noun in the nominative; «обучающиеся» is one."""
    return [p.tag for p in word.readings if (p.tag.POS == "NOUN" or "Subx" in p.tag) and p.tag.case == "nomn"]


def clashes(sentence: Sentence, subject: int, predicate: int) -> bool:
    """Whether a noun would not agree with a predicate, were it its subject: told before the parser is asked."""
    noun, verb = sentence.words[subject], sentence.words[predicate]
    tags = nominative_nouns(noun)
    if not tags or any(goes(p.tag, tag) for p in verb.readings for tag in tags):
        return False
    acting = opens_as_actor(sentence, subject, predicate) or opens_with_object(sentence, subject, predicate)
    if "accs" in noun.cases() and verb.only("VERB") and verb.may("tran") and not acting:
        return False  # «Файл правят в редакторе»: an object
    if "accs" in noun.cases() and subject_follows(sentence, predicate):
        return False
    return is_sound(sentence, subject, predicate) and not others_agree(sentence, subject, predicate, acting=acting)


def is_actor(word: Word) -> bool:
    """Whether a word names a body that acts by itself: «управление», «школа»."""
    return word.kind == "word" and word.only("NOUN") and bool(word.lemmas() & BODIES)


def is_done(word: Word) -> bool:
    """Whether a word is a thing that somebody does, not one that acts: «отчёт», but not «паника», «отдел»."""
    return dead(word) and "accs" in word.cases() and not is_actor(word)


def opens_as_actor(sentence: Sentence, subject: int, predicate: int) -> bool:
    """Whether a body opens a sentence, with its genitives and turns behind it: «Управление образования подготовил»."""
    words = sentence.words
    group = group_at(sentence, int(words[0].kind in {"number", "mark"}))
    if group is None or group.head != subject or not is_acting(words, subject):
        return False
    behind = list(words[subject + 1 : predicate - (words[predicate - 1].low == "не")])
    comma = next((i for i, w in enumerate(behind) if w.text == ","), len(behind))
    own, turn = behind[:comma], behind[comma + 1 :]
    return all(
        w.kind in {"quote", "number"} or (w.kind == "word" and "gent" in w.cases() and w.only("NOUN", "ADJF"))
        for w in own
    ) and (not turn or (turn[-1].text == "," and is_set_off(turn)))


def is_acting(words: tuple[Word, ...], at: int) -> bool:
    """Whether a noun is a body that acts, or a quantity of those that do: «ряд школ», «часть родителей»."""
    following = words[at + 1]
    quantity = bool(words[at].lemmas() & QUANTITY) and following.kind == "word" and following.only("NOUN")
    return is_actor(words[at]) or (quantity and (alive(following) or is_actor(following)))


def behind_actor(sentence: Sentence, predicate: int) -> range:
    """The words between a body that opens a sentence and its predicate: «школы» of «Коллектив школы участвовал»."""
    group = group_at(sentence, int(sentence.words[0].kind in {"number", "mark"}))
    opens = opens_as_actor, opens_with_object
    if group is None or group.head >= predicate or not any(f(sentence, group.head, predicate) for f in opens):
        return range(0)
    return range(group.head + 1, predicate)


def is_set_off(turn: list[Word]) -> bool:
    """Whether words behind a comma open a turn or a clause of the noun before it."""
    first = turn[0].may("PRTF") or turn[0].may("GRND") or turn[0].low.startswith("котор")
    return first or (turn[0].only("PREP") and turn[1].low.startswith("котор"))


def subject_follows(sentence: Sentence, at: int) -> bool:
    """Whether a verb with an infinitive has its subject behind it: «Уроки согласилась провести Климова»."""
    verb, after = sentence.words[at], sentence.words[at + 1 :]
    infinitive = next((i for i, word in enumerate(after[:3]) if word.only("INFN")), None)
    if infinitive is None:
        return False
    if any(word.kind == "name" for word in after[infinitive + 1 :]):
        return verb.only("VERB") and verb.may("sing")
    return any(
        p.tag.case == "nomn" and p.tag.POS in {"NOUN", "NPRO"} and any(goes(v.tag, p.tag) for v in verb.readings)
        for word in after[infinitive + 1 :]
        for p in word.likely
    )


def opens_before(sentence: Sentence, at: int) -> bool:
    """Whether a noun right before a predicate opens the sentence with its adjectives: «Новый инвентарь передано»."""
    group = group_at(sentence, 0)
    return (group is not None and group.head == at - 1) or (
        at >= 1 and is_thing(sentence.words[at - 1]) and all(w.only("ADJF", "PRTF") for w in sentence.words[: at - 1])
    )


def agrees_nearby(sentence: Sentence, predicate: int) -> bool:
    """Whether some noun before a predicate agrees with it: most sentences are right, and need no parser."""
    verbs = [p.tag for p in sentence.words[predicate].readings]
    owned = behind_actor(sentence, predicate)
    return any(
        p.tag.case == "nomn"
        and p.tag.POS in {"NOUN", "NPRO"}
        and any(goes(v, p.tag) for v in verbs)
        and p.score >= RARELY
        and not (is_owner(sentence, at) or at in owned or is_aside(sentence, at, predicate))
        for at, w in enumerate(sentence.words[:predicate])
        for p in w.readings
    )


def is_owner(sentence: Sentence, at: int) -> bool:
    """Whether a noun can only be the genitive of the noun before it: «приказом директора»."""
    before = sentence.words[at - 1] if at else None
    return (
        before is not None
        and "gent" in sentence.words[at].cases()
        and before.only("NOUN")
        and bool(before.cases())
        and not before.cases() & {"nomn", "accs"}
    )


def is_odd_predicate(word: Word) -> bool:
    """Whether a word may stand without agreement: the first and second person, imperative, neuter «решено», «нужно»."""
    return any({"1per", "2per", "impr"} & p.tag.grammemes or "neut" in p.tag for p in word.likely) or bool(
        word.lemmas() & SUBJECTLESS
    )


def predicate_form(word: Word, subject: Any) -> str:  # noqa: ANN401 - pymorphy3 has no types
    """The predicate in the subject's number and gender."""
    wanted = {str(subject.number)}
    if subject.number == "sing" and ("past" in word.likely[0].tag or word.likely[0].tag.POS != "VERB"):
        wanted |= {str(subject.gender)}
    made = word.likely[0].inflect(wanted) if subject.gender or subject.number == "plur" else None
    return str(made.word) if made is not None else ""


def is_sound(sentence: Sentence, subject: int, predicate: int) -> bool:
    """Whether the parser's subject is one alone: a common noun, not one of several, not a quantity, not behind «с»."""
    word = sentence.words[subject]
    if (
        not is_thing(word)
        or (
            word.lemmas() & QUANTITY
            and not is_body(sentence, subject)
            and (sentence.words[predicate].may("neut") or sentence.words[predicate].may("plur"))
        )
        or any({"Name", "Surn", "Patr", "Abbr"} & p.tag.grammemes for p in word.likely)
    ):
        return False
    if any("Fixd" in p.tag for p in word.likely) or not any(p.tag.case == "nomn" for p in word.likely):
        return False
    before = sentence.words[subject - 1] if subject else None
    if before is not None and (before.kind in {"number", "quote", "short", "name"} or before.only("PREP", "NUMR")):
        return False
    between = sentence.words[subject + 1 : predicate]
    if any(w.text in ":;" for w in between):
        return False  # «Голосование: за – 21, воздержались – нет»
    if between and goes_with_another(sentence, subject):
        return False
    if sentence.words[predicate - 1].low == "и":
        return False
    row = sentence.words[:predicate]
    several = {"и", "или", "либо", "ни", "со", "с", "вместе"}
    commas = [i for i in range(predicate) if sentence.words[i].text == ","]
    start = max((i for i in range(subject) if sentence.words[i].text in STOPS), default=-1) + 1
    if any(w.low in several for w in row[start:subject]) or any(w.kind == "name" for w in between):
        return False
    plural = sentence.words[predicate].may("plur")
    if plural and any(w.low in {"и", "или", "ни", "либо"} and rival(row, i) for i, w in enumerate(row) if i > subject):
        return False
    if any(w.kind == "word" and w.only("VERB") for w in between):
        return False
    inner = [i for i in commas if i > subject]
    closed = not inner or (len(inner) > 1 and inner[-1] == predicate - 1 - (sentence.words[predicate - 1].low == "не"))
    return closed and not ([i for i in commas if i < subject] and start == 0)


def goes_with_another(sentence: Sentence, subject: int) -> bool:
    """Whether what stands right behind a subject may be another one: «и …», «с …», «как …», a dash."""
    following = sentence.words[subject + 1]
    if following.low in {"с", "со"}:
        return not has_things(sentence, subject)
    return following.low in {"и", "или", "либо", "как", "ни", "что", "не"} or following.text in DASHES


def has_things(sentence: Sentence, at: int) -> bool:
    """Whether «с» behind people names what they have, and nobody beside them: «дети с ограниченными возможностями»."""
    group = group_at(sentence, at + 2)
    people = all(p.tag.animacy == "anim" or "Subx" in p.tag for p in sentence.words[at].likely)
    return people and group is not None and dead(sentence.words[group.head])


def is_body(sentence: Sentence, at: int) -> bool:
    """Whether «группа» is one body with a verb of its own and no quantity: «Рабочая группа», not «группа детей»."""
    words = sentence.words
    following = words[at + 1] if at + 1 < len(words) else None
    return (
        words[at].lemmas() == {"группа"}
        and bool(at)
        and words[at - 1].only("ADJF")
        and following is not None
        and (opens_turn(sentence, at) or not (following.kind != "word" or "gent" in following.cases()))
    )


def rival(row: tuple[Word, ...], at: int) -> bool:
    """Whether after a joining word a noun stands that could be a second subject."""
    return any(w.kind in {"name", "quote"} or "nomn" in w.cases() for w in row[at + 1 : at + 4])


def opens_turn(sentence: Sentence, at: int) -> bool:
    """Whether a noun is followed by a turn of its own: «группа, созданная приказом, …»."""
    words = sentence.words
    return at + 2 < len(words) and words[at + 1].text == "," and words[at + 2].only("PRTF")


def closes_turn(sentence: Sentence, subject: int, predicate: int) -> bool:
    """Whether one turn in commas is all that stands between a subject and its predicate."""
    commas = [i for i in range(subject + 1, predicate) if sentence.words[i].text == ","]
    return opens_turn(sentence, subject) and commas == [subject + 1, predicate - 1]


def others_agree(sentence: Sentence, subject: int, predicate: int, *, acting: bool) -> bool:
    """Whether another word could be the subject instead: one that may be nominative and agrees.

    `acting`: the subject is a body that acts, so that a thing behind the verb is what it does.
    """
    verb = sentence.words[predicate]
    transitive = verb.only("VERB") and all("tran" in p.tag for p in verb.likely)
    beside = subject == predicate - 1 or closes_turn(sentence, subject, predicate)
    plain_subject = beside and "accs" not in sentence.words[subject].cases()
    for index, word in enumerate(sentence.words):
        if index in {subject, predicate} or word.kind != "word":
            continue
        if index > predicate and transitive and (plain_subject or (acting and is_done(word))):
            continue
        if is_owner(sentence, index) or (acting and subject < index < predicate):
            continue
        if index < predicate and is_aside(sentence, index, predicate):
            continue
        for parse in word.likely:
            nominal = parse.tag.POS in {"NOUN", "NPRO"} or "Subx" in parse.tag or parse.tag.POS == "NUMR"
            if nominal and parse.tag.case == "nomn" and any(goes(p.tag, parse.tag) for p in verb.readings):
                prepositional = index and sentence.words[index - 1].only("PREP")
                if not prepositional:
                    return True
    return any(
        w.kind in {"quote", "latin", "short", "name"} for w in sentence.words[subject + 1 : predicate + 2]
    ) and not ((acting or verb.only("ADJS", "PRTS")) and sentence.words[subject + 1].kind == "quote")


def adjectives(sentence: Sentence) -> Iterator[Mistake]:
    """Finds an adjective that agrees with no reading of its noun: «короткий волосы», «благоприятная условия»."""
    words = sentence.words
    for at, word in enumerate(words[:-1]):
        if not plain_adjective(word) or any(p.normal_form in LIKE_NOUNS for p in word.readings):
            continue
        noun = words[at + 1]
        if noun.kind != "word" or not noun.only("NOUN") or noun.text[0].isupper():
            continue
        if any({"Name", "Surn", "Patr", "Geox", "Fixd", "Abbr"} & p.tag.grammemes for p in noun.readings):
            continue
        if any(agree(p.tag, n.tag) for p in word.readings for n in noun.readings) or is_beside(sentence, at):
            continue
        if word.may("PRTF") and has_noun_behind(sentence, at, at + 2):
            continue  # «утверждённые директором правила»
        if noun.low == "обязанности" and any(p.normal_form == "исполнять" for p in word.readings):
            continue  # «исполняющая обязанности директора»: what she performs
        link = sentence.links()[at]
        if link.head != at + 1 or link.relation not in {"amod", "acl"}:
            continue
        message = f"Слова не согласованы: «{word.text} {noun.text}»"
        yield Mistake(codes.ADJECTIVE, word.start, noun.end, message, adjective_form(word, noun))


def is_beside(sentence: Sentence, at: int) -> bool:
    """Whether the adjective may stand beside the noun without agreeing: a row, numbers, a complement, a predicate."""
    words = sentence.words
    before = words[at - 1] if at else None
    if before is not None and (
        before.low in {"и", "или", "либо", "а", "как", "не", "более", "менее", "самый"}
        or before.text in STOPS
        or before.kind in {"number", "short", "latin"}
        or before.may("NUMR")
    ):
        return not (before.low in {"более", "менее"} or (before.text in ".;" and at > 0))
    adjective, noun = words[at].cases(), words[at + 1].cases()
    following = words[at + 2] if at + 2 < len(words) else None
    if words[at].may("plur") and following is not None and (following.low in {"и", "или"} or following.text == ","):
        return True  # «пустые номер и дата»
    predicative = "ablt" in adjective and bool({"nomn", "accs"} & noun)
    participle = (
        words[at].may("PRTF")
        and bool({"ablt", "gent", "datv", "accs"} & noun)
        and before is not None
        and (before.may("NOUN") or is_thing(before) or before.text == ",")
    )
    return predicative or participle


def adjective_form(word: Word, noun: Word) -> str:
    """The adjective in the form of the noun, and the noun; «» where that is not one form."""
    made = set()
    for parse in noun.likely:
        wanted = {SAME_CASE.get(str(parse.tag.case), str(parse.tag.case)), str(parse.tag.number)}
        if parse.tag.case == "accs":
            continue
        if parse.tag.number == "sing" and parse.tag.gender in {"masc", "femn", "neut"}:
            wanted |= {str(parse.tag.gender)}
        form = word.likely[0].inflect(wanted)
        if form is not None:
            made.add(str(form.word))
    if len(made) != 1:
        return ""
    said = made.pop()
    return f"{said.capitalize() if word.text[0].isupper() else said} {noun.text}"


def participles(sentence: Sentence) -> Iterator[Mistake]:
    """Finds a participle behind a comma that agrees with no word before it: «Документы, представленных участниками»."""
    words = sentence.words
    for at in range(2, len(words)):
        comma = at - 1 - (words[at - 1].low == "не")
        if words[comma].text != "," or not opens_own_turn(words, at):
            continue
        before = words[:comma]
        if any(is_undeclined(w) for w in before) or goes_on_row(words, comma, at):
            continue
        said = [p.tag for p in words[at].readings if p.tag.POS != "NOUN"]
        if any(fits_before(tag, w) for tag in said for w in before) or several_before(said, before):
            continue
        if any(
            agree(tag, p.tag) for tag in said for w in words[at + 1 :] for p in w.readings if p.tag.POS == "NOUN"
        ) and (words[0].may("PRTF") or any(w.only("PRTF") for w in before)):
            continue
        if not before or not (before[-1].may("NOUN") or before[-1].may("Subx")):
            continue
        if words[at].may("ADJF") and has_noun_behind(sentence, at, at + 1 + is_turn_by(sentence, at)):
            continue  # «оружие, колющие и режущие предметы»
        message = f"Причастие не согласовано ни с одним словом перед ним: «{words[at].text}»"
        yield Mistake(codes.ADJECTIVE, words[at].start, words[at].end, message, "", "согласуйте причастие с его словом")


def is_turn_by(sentence: Sentence, at: int) -> int:
    """How many words behind a participle are a preposition and its group: 2 of «принятым по итогам проверки»."""
    words = sentence.words
    group = group_at(sentence, at + 2) if at + 2 < len(words) and words[at + 1].only("PREP") else None
    return group.head - at if group is not None and is_prepositional(sentence, group.head) else 0


def joined_predicates(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «Приказ утверждён и введена в действие»: two short participles of one subject in different genders."""
    words = sentence.words
    for at in range(1, len(words) - 2):
        first, second = words[at], words[at + 2]
        if words[at + 1].low != "и" or not (is_short_participle(first) and is_short_participle(second)):
            continue
        genders = [{str(p.tag.gender) for p in word.readings if p.tag.number == "sing"} for word in (first, second)]
        if not all(genders) or genders[0] & genders[1] or "neut" in genders[0] | genders[1]:
            continue  # «приказ издан и решено провести»
        behind = [p.tag for word in words[at + 3 :] for p in word.readings]
        own = any(tag.case == "nomn" and any(goes(p.tag, tag) for p in second.readings) for tag in behind)
        named = any(word.kind in {"name", "quote", "latin", "short"} for word in words[at + 3 :])
        if own or named or sentence.links()[at + 2].head != at:
            continue
        right = next((p.inflect(genders[0] | {"sing"}) for p in second.likely if p.tag.POS == "PRTS"), None)
        message = f"Сказуемые при одном подлежащем не согласованы: «{first.text} и {second.text}»"
        yield Mistake(codes.PREDICATE, second.start, second.end, message, str(right.word) if right is not None else "")


def is_short_participle(word: Word) -> bool:
    """Whether a word is a short participle, perhaps an adjective too: «принята»."""
    return word.only("PRTS", "ADJS") and word.may("PRTS")


def opening_participles(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «Представленный в комиссию документы возвращены»: an opening participle apart from its noun."""
    words = sentence.words
    if len(words) < 5 or not words[1].only("PREP") or not words[0].only("PRTF") or not plain_adjective(words[0]):  # noqa: PLR2004 - a turn, its noun, a predicate
        return
    inner = group_at(sentence, 2)
    group = group_at(sentence, inner.head + 1) if inner is not None else None
    if group is None or group.head + 1 >= len(words):
        return
    head, verb = words[group.head], words[group.head + 1]
    said = [p.tag for p in words[0].readings]
    nouns = [p.tag for w in words[2 : group.head + 1] for p in w.readings if p.tag.POS == "NOUN" or "Subx" in p.tag]
    nominative = nominative_nouns(head)
    if (
        not nominative
        or not verb.only("VERB", "PRTS")
        or not any(goes(p.tag, tag) for p in verb.readings for tag in nominative)
        or any(agree(tag, noun) for tag in said for noun in nouns)
        or sentence.links()[0].head != group.head
    ):
        return
    message = f"Слова не согласованы: «{words[0].text} … {head.text}»"
    yield Mistake(codes.ADJECTIVE, words[0].start, words[0].end, message, "", "согласуйте причастие с его словом")


def goes_on_row(words: tuple[Word, ...], comma: int, at: int) -> bool:
    """Whether a participle goes on a row of people or things: «куратор, приглашённые эксперты»."""
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None or following.text in STOPS:
        return words[at].may("plur")
    return any(
        agree(p.tag, n.tag) and p.tag.case in words[comma - 1].cases()
        for p in words[at].readings
        for n in following.readings
        if n.tag.POS == "NOUN"
    )


def is_undeclined(word: Word) -> bool:
    """Whether a word shows neither gender nor number: a quote, a name, an abbreviation, an unknown word."""
    unknown = word.kind == "word" and (not word.readings or (word.text.isupper() and len(word.text) > 1))
    return unknown or word.kind in {"quote", "name", "latin", "short"}


def fits_before(tag: Any, word: Word) -> bool:  # noqa: ANN401 - pymorphy3 has no types
    """Whether a participle may describe a word before it or go on with another participle."""
    return any(
        agree(tag, p.tag) for p in word.readings if p.tag.POS in {"NOUN", "NPRO", "ADJF", "PRTF"} or "Subx" in p.tag
    )


def several_before(said: list[Any], before: tuple[Word, ...]) -> bool:
    """Whether a participle in the plural may describe several words in the singular together."""
    return any(t.number == "plur" for t in said) and any(
        w.low in {"и", "или"} or w.text == "," or w.kind == "number" or w.only("NUMR") or w.lemmas() & QUANTITY
        for w in before
    )


RULES = (predicates, adjectives, participles, joined_predicates, opening_participles)
