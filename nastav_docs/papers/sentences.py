"""Whether a line of a plain text goes on in the next one."""

from __future__ import annotations

import re

LONG = 55  # characters: a line this long is running text, a shorter one is a requisite on a line of its own
WRAPPED = 110  # characters: no text is wrapped at a longer line

CLOSED = re.compile(r"[.;:!?…]['\"»”)]*\s*$")
COLUMNS = re.compile(r"\S(?:\t| {4,})\s*\S")  # two columns set by spaces: a letterhead in two languages
LOWER = re.compile(r"^[«(„]?[а-яё]")
OWN_LINE = re.compile(
    r"^\s*(?:[-–—•*]\s|\d+(?:\.\d+)*(?:[.)]\s|\.(?=[А-ЯЁ][а-яё]))|[а-яё]\)\s"
    r"|от[\s«_\d]|на №|к приказу|к письму|ул\.|г\.|тел|факс|e-?mail|исп\.)",
    re.IGNORECASE,
)
VERB_ALONE = r"(?:[а-яё]\s){4,}|(?:приказываю|обязываю|предлагаю|распоряжаюсь|постановля\w+|решил\w*)\s*:?\s*$"
IMPRINT = r"(?:с|п|д|у|х|ст|пос|пгт|р\.\s?п|село|пос[её]лок|деревня|станица|аул|хутор|город)[.\s]\s*[А-ЯЁ]"
MEANING = r"[^.;:]{3,80}\s[–—-]\s|[^.;]{3,40}:"  # a term with its meaning, a member of a list of persons
ALONE = re.compile(f"{VERB_ALONE}|{IMPRINT}|{MEANING}")
UNDONE = re.compile(  # no sentence ends in one of these
    r"\b(?:без|во?|для|до|за|из|или|и|ко?|между|на|над|ни|но|об?|от|перед|по|под|при|про|со?|среди|через|чтобы)$"
)
BOUND = re.compile(r"(?:а также|а именно|если|котор\w+|которы[йехм]\w*|чтобы|поскольку|так как|где|куда)\b")
JOINED = re.compile(r"(?:и|или|либо|а также)\s")
BODY = re.compile(r"(?:Министерств|Правительств|Управлени|Департамент|Комитет|Администраци)[а-яё]{1,3}$")


def goes_on(before: str, after: str, *, torn: bool) -> bool:
    """Whether a line continues the sentence of the one before it (across an empty line: `torn`)."""
    if CLOSED.search(before) or OWN_LINE.match(after) or (torn and (COLUMNS.search(before) or COLUMNS.search(after))):
        return False
    if torn:
        return len(before) >= LONG and bool(LOWER.match(after)) and not ALONE.match(after) and is_undone(before, after)
    if LOWER.match(after):
        return not re.search(r"\d{2}\.\d{2}\.\d{4}|_{3,}|№", before[-25:]) or len(before) >= LONG
    return len(before) >= LONG and before.rstrip()[-1] not in "»)" and len(after) > 1 and not after.isupper()


def is_undone(before: str, after: str) -> bool:
    """Whether a line ends in a word that needs another after it.

    «в соответствии с», «письмом Министерства», «куратор организует».
    """
    last = before.rsplit(maxsplit=1)[-1].lower()
    if UNDONE.search(before.lower()) or BODY.search(before) or (JOINED.match(after) and CLOSED.search(after)):
        return True
    if last.endswith(","):
        return bool(BOUND.match(after))
    if not last.isalpha():
        return False
    from nastav_docs.russian import word_tags  # noqa: PLC0415 - the dictionary is loaded on first need

    tags, following = word_tags(last), word_tags(re.split(r"[^а-яё-]", after.lower(), maxsplit=1)[0])
    if not tags or not following:
        return False
    if all(t.POS in {"VERB", "INFN", "GRND"} and "tran" in t for t in tags):
        return any("accs" in t for t in following)
    if len(before) < WRAPPED and not OWN_LINE.match(before):  # a line of a title
        return False
    described = {(t.case, t.number) for t in following if t.POS in {"NOUN", "ADJF"}}
    return all(t.POS in {"ADJF", "PRTF"} and "Subx" not in t for t in tags) and any(
        (t.case, t.number) in described for t in tags
    )
