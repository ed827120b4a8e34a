"""Capitals of official names, and the marks of a list in a line."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from nastav_docs.diagnostics.codes import grammar as codes
from nastav_docs.rules.language.syntax.mistakes import Mistake, listed, table
from nastav_docs.rules.language.syntax.sentence import facts, readings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from nastav_docs.rules.language.syntax.sentence import Sentence, Word


ITEM: Final = re.compile(
    r"(?:(?<=^)|(?<=[\s.;:,]))(?P<mark>(?P<letter>[а-и])\)|(?P<bracket>\d{1,2})\)|(?P<number>\d{1,2})\.(?=\s))\s+(?=(?P<next>\S))"
)
# What an agreement calls its side: «именуемая в дальнейшем «Работник»», «(далее – Заказчик)».
NAMED: Final = re.compile(
    r"(?:именуе\w{2,5}|далее|в\s+дальнейшем)(?:[^\w«\"“(]|по\s+тексту|вместе|совместно|именуе\w{2,5}|в\s+дальнейшем|далее|соответственно){0,9}"
    r"(?P<name>[«\"“][А-ЯЁ][^»\"”\n]{1,60}[»\"”]|[А-ЯЁ][а-яё]+)"
)
SURELY_COMMON: Final = listed("common nouns")
# Each word of a text from each of its letters on that may be a capital, as `sentence.TOKEN` would read it from there.
FROM_A_CAPITAL: Final = re.compile(
    r"(?=(?P<word>[\u0400-\u042f\u0460-\u052f][\u0400-\u052f]*(?:-[\u0400-\u052f]+)*(?:-\d+)?))"
)


def holidays(sentence: Sentence) -> Iterator[Mistake]:
    """Finds «ко дню учителя», «правительство Российской Федерации»: a name that lacks its capital."""
    words = sentence.words
    names = name_rows()
    for at, word in enumerate(words):
        if word.kind != "word" or names.keys().isdisjoint(word.about.plain):
            continue
        for lemma in sorted(word.lemmas()):
            for row in names.get(lemma.replace("ё", "е"), ()):
                found = words[at : at + len(row)]
                if len(found) != len(row) or not all(same_name(w, r) for w, r in zip(found, row, strict=True)):
                    continue
                if is_any_regions(words, at + len(row)):
                    continue
                wrong = [(w, r) for w, r in zip(found, row, strict=True) if r[0].isupper() and w.text[0].islower()]
                if wrong:
                    right = " ".join(
                        w.text.capitalize() if r[0].isupper() and w.text[0].islower() else w.text
                        for w, r in zip(found, row, strict=True)
                    )
                    yield Mistake(
                        codes.CAPITAL,
                        found[0].start,
                        found[-1].end,
                        f"Название пишется с прописной: «{sentence.text[found[0].start : found[-1].end]}»",
                        right,
                    )


# What stands for a region that is not named.
REGIONS: Final = frozenset(("край", "область", "республика", "округ", "регион", "субъект"))


def is_any_regions(words: tuple[Word, ...], behind: int) -> bool:
    """Whether an organ is some region's, told without its name: «министерство образования края»."""
    following = next((w for w in words[behind:] if not w.only("ADJF") or not w.text.islower()), None)
    return following is not None and following.text.islower() and bool(following.lemmas() & REGIONS)


def same_name(word: Word, part: str) -> bool:
    """Whether a word is a part of a name: its first word in any form, others as the name has them or in any form."""
    if word.kind != "word":
        return False
    low = part.lower().replace("ё", "е")
    return word.low.replace("ё", "е") == low or bool(
        {p.normal_form for p in word.likely} & {p.normal_form for p in readings(part.lower())[:1]}
    )


@lru_cache(maxsize=1)
def name_rows() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Names with capitals by the dictionary form of their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    data = table("words.yaml")
    for name in (*data["holidays"], *data["names"]):
        if name.endswith("|"):
            continue
        parts = tuple(name.split())
        lemma = readings(parts[0].lower())[0].normal_form.replace("ё", "е")
        found.setdefault(lemma, []).append(parts)
    return {lemma: tuple(sorted(rows, key=len, reverse=True)) for lemma, rows in found.items()}


def sides(text: str) -> frozenset[str]:
    """What a text names its sides, dictionary forms: `sides("именуемый в дальнейшем «Работник»")` → {"работник"}."""
    named = (w for m in NAMED.finditer(text) for w in re.findall(r"[А-ЯЁа-яё]+", m["name"]))
    return frozenset(
        lemma for word in named for lemma in (word.lower(), *(p.normal_form for p in readings(word.lower())))
    )


@lru_cache(maxsize=1 << 12)
def names_common_things(text: str) -> bool:
    """Whether a word with a capital is a common noun; else `needless_capitals` finds nothing: no sentence is read."""
    words = {match["word"] for match in FROM_A_CAPITAL.finditer(text)}
    return any(facts(word.lower()).lemmas & SURELY_COMMON for word in words if word[0].isupper())


def needless_capitals(sentence: Sentence, names: frozenset[str] = frozenset()) -> Iterator[Mistake]:
    """Finds «требований Законодательства», «согласовать с Директором»: a capital of what is no side's name."""
    words = sentence.words
    if any(w.kind == "word" and w.low.startswith(("именуем", "далее")) for w in words):
        return
    for at, word in enumerate(words):
        if at == 0 or word.kind != "word" or not word.text[0].isupper() or (word.text.isupper() and len(word.text) > 1):
            continue
        before = words[at - 1]
        if before.kind != "word" or before.text[0].isupper() or before.low in {"и", "или"} or not word.readings:
            continue
        following = words[at + 1] if at + 1 < len(words) else None
        if following is not None and (
            following.kind in {"quote", "number", "latin"}
            or (following.text[0].isupper() and following.kind == "word" and "законодательство" not in word.lemmas())
        ):
            continue
        if not word.lemmas() & SURELY_COMMON or word.lemmas() & names:
            continue
        yield Mistake(
            codes.CAPITAL,
            word.start,
            word.end,
            f"Нарицательное слово пишется со строчной: «{word.text}»",
            word.text[0].lower() + word.text[1:],
        )


def list_items(sentence: Sentence) -> Iterator[Mistake]:
    """Finds an item of a list in a line that ends or begins unlike the others: «б) ведёт протокол. в) хранит»."""
    text = sentence.text
    if not sentence.words or sentence.words[0].start > first_word(text):
        return
    items = list(ITEM.finditer(text))
    for kind in ("letter", "bracket", "number"):
        own = [m for m in items if m[kind]]
        run = running(own, kind)
        if len(run) >= 3:  # noqa: PLR2004 - a row begins with three
            yield from ends_of_items(text, run, kind)


def first_word(text: str) -> int:
    """Where the first word of a text begins."""
    match = re.search(r"[А-ЯЁа-яё]", text)
    return match.start() if match else 0


def running(items: list[re.Match[str]], kind: str) -> list[re.Match[str]]:
    """The items that count on from the first."""
    run: list[re.Match[str]] = []
    order = "абвгдежзи"
    for item in items:
        number = order.index(item[kind]) + 1 if kind == "letter" else int(item[kind])
        if number == len(run) + 1:
            run.append(item)
    return run


def ends_of_items(text: str, run: list[re.Match[str]], kind: str) -> Iterator[Mistake]:
    """The items of a list that differ from the rule: «;» before «1)», «.» and a capital with «1.»."""
    for item in run[1:]:
        before = text[: item.start()].rstrip()
        end = before[-1:] if before else ""
        following = item["next"]
        if kind == "number":
            if following.islower() and end == "." and sum(m["next"].isupper() for m in run) >= len(run) - 1:
                word = re.match(r"\w+", text[item.end() :])
                if word:
                    yield Mistake(
                        codes.ITEM,
                        item.end(),
                        item.end() + word.end(),
                        "После номера с точкой – прописная буква",
                        word.group().capitalize(),
                    )
            continue
        capital = re.match(r"[А-ЯЁ][а-яё]+(?![-»])", text[item.end() :])
        if capital and all(m["next"].islower() for m in run if m is not item) and is_common(capital.group().lower()):
            yield Mistake(
                codes.ITEM,
                item.end(),
                item.end() + capital.end(),
                f"После «{item['mark']}» – строчная буква, как в других пунктах",
                capital.group().lower(),
            )
            continue
        others = [text[: m.start()].rstrip()[-1:] for m in run[1:] if m is not item]
        if (end in {".", ","} and others and all(o == ";" for o in others) and following.islower()) or (
            end.isalnum() and others and all(o == ";" for o in others)
        ):
            start = max(before.rfind(" ") + 1, 0)
            body = before[start:] if end.isalnum() else before[start:-1]
            yield Mistake(
                codes.ITEM,
                start,
                item.end("mark"),
                "Между пунктами перечня – точка с запятой",
                f"{body}; {item['mark']}",
            )


def is_common(word: str) -> bool:
    """Whether a word in small letters is in the dictionary and can be no name."""
    found = readings(word)
    return bool(found) and not any({"Name", "Surn", "Patr", "Geox", "Orgn"} & p.tag.grammemes for p in found)


RULES = (holidays, list_items)
