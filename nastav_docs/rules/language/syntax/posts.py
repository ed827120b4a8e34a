"""Posts in their cases: whom an order appoints, the two parts of a double post, patronymics in the instrumental."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.inverted import APPOINTING
from nastav_docs.rules.language.syntax.mistakes import Mistake, listed
from nastav_docs.rules.language.syntax.sentence import SAME_CASE, facts
from nastav_docs.rules.language.syntax.surnames import is_capital, surname_cases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nastav_docs.rules.language.syntax.sentence import Sentence, Word

APPOINTS: Final = APPOINTING | {"утвердить", "утверждать", "определить", "назначаться"}
# First parts of double posts that are not declined: «шеф-повару».
UNDECLINED: Final = frozenset(("шеф", "штаб", "мастер", "пресс", "вице", "экс", "унтер", "обер"))
FIRST_POSTS: Final = (
    listed("first posts") | listed("posts of one person") | {"методист", "преподаватель"}
) - UNDECLINED
ALONE: Final = listed("posts of one person")
BRINGS: Final = frozenset(("представить", "направить", "рекомендовать", "передать", "назвать"))
NAMED: Final = frozenset(("Name", "Surn", "Patr"))
# Those with the stress on their end.
STRESSED: Final = re.compile(r"(?P<stem>ильич|кузьмич|лукич|фомич)(?:ем|ём)")
UNSTRESSED: Final = re.compile(r"(?P<stem>[а-яё]+[ое]вич)[оё]м")


def whom_appointed(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «Назначить ответственным за питание заведующий столовой Иванову»: whom, left in the nominative."""
    words = sentence.words
    verb = next((i for i, w in enumerate(words) if w.only("INFN") and w.lemmas() & APPOINTS), None)
    if verb is None or any(w.only("VERB", "PRTS", "ADJS", "PRED") for w in words):
        return
    _, stop = sentence.stretch(verb)
    whom = range(verb + 1, stop)
    by = next((i for i in whom if is_post(words[i], "ablt")), None)
    if by is None:
        return
    for at in range(by + 1, stop):
        word = words[at]
        if not is_post(word, "nomn") or not word.text.islower() or not named_behind(sentence, at, stop):
            continue
        if words[at - 1].only("PREP") or (words[at - 1].only("NOUN") and "gent" in word.cases()):
            continue
        first = at
        while first - 1 > by and words[first - 1].may("ADJF", "nomn") and not words[first - 1].about.acts:
            first -= 1
        said = sentence.text[words[first].start : word.end]
        made = [accusative(w, word) for w in words[first : at + 1]]
        right = " ".join(made) if all(made) else ""
        message = f"Кого назначают – винительный падеж: «{said}»"
        yield Mistake(
            codes.GOVERNMENT, words[first].start, word.end, message, right, "поставьте в винительный падеж: кого?"
        )
        return


def is_post(word: Word, case: str) -> bool:
    """Whether a word is somebody's post or role that can only stand in one case of the living; «ответственным»."""
    if word.kind != "word" or not word.about.is_nominal:
        return False
    if case == "ablt" and word.low.startswith("ответственн"):
        return "ablt" in word.cases()
    tags = [p.tag for p in word.readings if p.tag.animacy != "inan"]
    return (
        word.about.is_thing
        and bool(tags)
        and all(t.case == case and not NAMED & t.grammemes for t in tags)
        and any(t.animacy == "anim" or "Subx" in t for t in tags)
    )


def named_behind(sentence: Sentence, at: int, stop: int) -> bool:
    """Whether a person's name follows a post, perhaps behind what the post is of: «учитель физики Иванова И. И.»."""
    for word in sentence.words[at + 1 : min(at + 5, stop)]:
        if word.kind == "name" or is_capital(word):
            return True
        if word.kind == "word" and not (word.only("PREP") or word.cases() & {"gent", "ablt", "datv"}):
            return False
    return False


def accusative(word: Word, post: Word) -> str:
    """A word of a post in the accusative of the living; «» where it has none."""
    gender = str(next(p.tag.gender for p in post.readings if p.tag.case == "nomn"))
    adjectives = [p for p in word.readings if p.tag.POS in {"ADJF", "PRTF"} and p.tag.case == "nomn"]
    if adjectives and not (word is post and word.may("NOUN")):
        made = adjectives[0].inflect({"accs", "sing", gender} | ({"anim"} if gender == "masc" else set()))
    else:
        made = next(p for p in word.readings if p.tag.case == "nomn").inflect({"accs"})
    return str(made.word) if made is not None else ""


def post_and_name(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «Премировать секретарь Попову А. И.», «Поручить завучу Беляева Н. И.»: a post and its name apart."""
    words = sentence.words
    if not any(w.only("INFN") for w in words) or any(w.only("VERB", "PRTS", "ADJS", "PRED") for w in words):
        return
    for at in range(1, len(words)):
        post, name = words[at - 1], words[at]
        if name.kind != "name" or post.kind != "word" or not post.lemmas() & ALONE or not post.text.islower():
            continue
        if not post.only("NOUN") or any(p.tag.animacy != "anim" or NAMED & p.tag.grammemes for p in post.likely):
            continue
        cases = frozenset(str(p.tag.case) for p in post.likely)
        if "ablt" in cases or ("datv" in cases and any(w.lemmas() & BRINGS for w in words)):
            continue  # «избрать секретарём Орлову», «представить директору Орлову»
        surname = max(re.findall(r"[А-ЯЁ][а-яё-]+", name.text) or ("",), key=len).lower()
        if surname and not cases & (surname_cases(surname, "masc") | surname_cases(surname, "femn")):
            message = f"Должность и фамилия в разных падежах: «{post.text} {name.text}»"
            yield Mistake(codes.NAME, post.start, name.end, message, "", "поставьте должность и фамилию в один падеж")


def double_posts(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «педагогу-психолог», «учителя-логопеду»: the two parts of a double post in different cases."""
    for word in sentence.words:
        if word.kind != "word" or "-" not in word.text or word.readings or not word.text[1:].islower():
            continue
        if is_apart(word.low):
            first, second = word.text.split("-")
            found = parts(second.lower())
            case = parts(first.lower())
            rights = {
                made.word for p in found for q in case if (made := p.inflect({str(q.tag.case), str(q.tag.number)}))
            }
            right = f"{first}-{rights.pop()}" if len(rights) == 1 and "nomn" not in {q.tag.case for q in case} else ""
            message = f"Части должности в разных падежах: «{word.text}»"
            yield Mistake(codes.APPOSITION, word.start, word.end, message, right, "поставьте обе части в один падеж")


@lru_cache(maxsize=1024)
def is_apart(low: str) -> bool:
    """Whether a word with a hyphen is two posts of which no case is shared."""
    first, _, second = low.partition("-")
    one, two = parts(first), parts(second)
    if not one or not two or "-" in second:
        return False
    if not any(p.normal_form in FIRST_POSTS for p in one):
        return False
    return not {(case_of(p), str(p.tag.number)) for p in one} & {(case_of(p), str(p.tag.number)) for p in two}


def case_of(parse: Any) -> str:  # noqa: ANN401 - pymorphy3 has no types
    """The case of a reading, second cases counted as the first."""
    return SAME_CASE.get(str(parse.tag.case), str(parse.tag.case))


def parts(word: str) -> tuple[Any, ...]:
    """The readings of a word that can only be somebody's post; none of another word."""
    found = facts(word).readings
    post = all(p.tag.POS == "NOUN" and p.tag.animacy == "anim" and not NAMED & p.tag.grammemes for p in found)
    return found if post else ()


def patronymics(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «Ильичем», «Сергеевичом»: stressed, the end of the instrumental has «о», unstressed «е»."""
    for before, word in itertools.pairwise(sentence.words):
        if not word.low.endswith(("чем", "чём", "чом")) or not is_capital(word):
            continue
        if not is_capital(before) or not before.may("Name", "ablt"):
            continue  # «Фомичем Олегом»: a surname may have another stress
        stressed, other = STRESSED.fullmatch(word.low), UNSTRESSED.fullmatch(word.low)
        right = f"{stressed['stem']}ом" if stressed else f"{other['stem']}ем" if other else ""
        if right:
            message = f"Окончание отчества: «{word.text}»"
            yield Mistake(codes.NAME, word.start, word.end, message, right.capitalize())


RULES = (whom_appointed, post_and_name, double_posts, patronymics)
