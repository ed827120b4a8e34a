"""Ways to spoil a correct paper in one place, each with the rules of which one must tell."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

EACH = 5  # places spoilt in one way in one paper
DAY = r"\d{2}\.\d{2}\.20\d{2}"


class Spoil(NamedTuple):
    """A way to spoil a text: what is replaced by what, and the rules of which one must tell."""

    pattern: str
    replacement: str
    rules: tuple[str, ...]


WAYS = {
    "no space after the number sign": Spoil(r"№ (?=[\dА-Я])", "№", ("TYP-NUM-SPACE",)),
    "a Latin N for the number sign": Spoil(r"№ (?=\d)", "N ", ("TYP-NUM-SIGN",)),
    "a space after an opening quote": Spoil(r"«(?=[А-Я])", "« ", ("TYP-QUOTE-SPACE",)),
    "a space before a closing quote": Spoil(r"(?<=[а-я])»", " »", ("TYP-QUOTE-SPACE",)),
    "a space before a comma": Spoil(r"(?<=[а-я]), (?=[а-я])", " , ", ("TYP-SPACE-PUNCT",)),
    "no space before a bracket": Spoil(r"(?<=[а-я]{3}) \((?=приложение)", "(", ("TYP-SPACE-PAREN",)),
    "a date with «г.» set close": Spoil(rf"(?<=от )({DAY})(?= №)", r"\1г.", ("DATE-G-SPACE",)),
    "a date in figures with «г.»": Spoil(rf"(?<=от )({DAY})(?= №)", r"\1 г.", ("DATE-DIGIT-G",)),
    "an impossible date": Spoil(r"(?<=[ \n\t])\d{2}\.\d{2}(?=\.20\d\d)", "31.02", ("DATE-IMPOSSIBLE",)),
    "a date with a month of one figure": Spoil(r"(?<=[ \n\t]\d\d\.)0(?=\d\.20\d\d)", "", ("DATE-FORM",)),
    "a hyphen for a dash": Spoil(r"(?<=[а-я]) – (?=[а-я])", " - ", ("TYP-DASH",)),
    "a hyphen in a range of years": Spoil(r"(?<=20\d\d)–(?=20\d\d)", "-", ("TYP-RANGE-DASH",)),
    "an initial without its stop": Spoil(r"(?<=[а-я] [А-Я]\.[А-Я])\.(?=,| \(|\n)", "", ("FIO-INITIALS",)),
    "«в течении»": Spoil(r"\b([Вв]) течение\b", r"\1 течении", ("SPELL-V-TECHENIE",)),
    "a word twice": Spoil(r"(?<= )(обеспечить|Положение|контроль|план) ", r"\1 \1 ", ("TEXT-REPEAT",)),
    "a Latin letter in a word": Spoil(r"(?<=[а-я])о(?=[а-я]{2})", "o", ("TYP-LOOKALIKE",)),
    "a clause without its stop": Spoil(r"(?m)(?<=[а-я]{3})\.$(?=\n\d\. )", "", ("STR-FINAL-STOP", "ATT-PUNCT")),
    "a clause's number wrong": Spoil(
        r"(?m)^2\.(?= (?:Утвердить|Назначить|Контроль|Руководителям|Признать))", "4.", ("STR-NUMBERING",)
    ),
    "the nominative after «в соответствии с»": Spoil(
        r"([Вв] соответствии с) распоряжением", r"\1 распоряжение", ("GRAM-CASE",)
    ),
    "the genitive after «согласно»": Spoil(r"([Сс]огласно) приказу", r"\1 приказа", ("GRAM-CASE",)),
    "another date in a caption": Spoil(
        r"(?m)^(к (?:приказу|решению|постановлению)[^\n]*\n(?:[^\n]+\n)?от (?:\d{2}\.){2}20)\d\d(?= №)",
        r"\g<1>31",
        ("STR-ANNEX-DATE", "REF-FUTURE"),
    ),
    "another number in a caption": Spoil(
        r"(?m)^(к (?:приказу|решению|постановлению)[^\n]*\n(?:[^\n]+\n)?от [\d.]+ № )\d+",
        r"\g<1>9999",
        ("STR-ANNEX-DATE",),
    ),
    "another number of an annex": Spoil(
        r"(?m)^(Приложение №) [12]$", r"\1 8", ("STR-ANNEX-MISSING", "STR-ANNEX-UNCITED")
    ),
    "a caption deleted": Spoil(r"(?m)^Приложение № 2\n(?:.+\n)+", "", ("STR-ANNEX-CAPTION", "STR-ANNEX-MISSING")),
    "an annex's number left out of the order": Spoil(
        r"\(приложение № 2\)", "(приложение № 3)", ("STR-ANNEX-MISSING", "STR-ANNEX-UNCITED")
    ),
    "the date of a known act": Spoil(r"25\.12\.2019(?= № Р-145)", "25.12.2018", ("REF-REGISTRY",)),
    "a word of a known title": Spoil(
        r"(?<=для )организаций(?=, осуществляющих образовательную)", "организации", ("REF-TITLE",)
    ),
    "no sheets at an enclosure": Spoil(r" на \d+ л\. в 1 экз\.(?=\n)", "", ("ATT-SHEETS",)),
    "a comma before the sheets": Spoil(r"(?<=[а-я])( на \d+ л\.)", r",\1", ("ATT-PUNCT",)),
    "a grif that doesn't agree": Spoil(r"(?m)^УТВЕРЖДЕН$", "УТВЕРЖДЕНЫ", ("GRIF-AGREE",)),
    "a heading of a column deleted": Spoil(r"(?m)^№ п/п(?=\t)", "", ("STR-EMPTY-HEADER",)),
    "a bracket not closed": Spoil(r"(\(приложение(?: № \d)?)\)", r"\1", ("TEXT-PAREN",)),
    "a blank for the date and number": Spoil(rf"(?m)^от {DAY} № \S+$", "от _____ № _____", ("REQ-PLACEHOLDER",)),
    "no colon after the verb": Spoil(r"ПРИКАЗЫВАЮ:", "ПРИКАЗЫВАЮ", ("STR-VERB-COLON",)),
    "the verb of another paper": Spoil(r"(?<=\n)ПРИКАЗЫВАЮ:", "ПОСТАНОВЛЯЮ:", ("LAW-VERB-KIND",)),
    "a caption of an annex to another kind of paper": Spoil(
        r"(?m)^к приказу", "к распоряжению", ("LAW-CAPTION-KIND", "STR-ANNEX-MISSING")
    ),
    "a mark of a template": Spoil(r"(?m)^(\d\. Назначить ответственн\w+) за", r"\1 ${fio} за", ("REQ-LEFTOVER",)),
    "a stop after a title": Spoil(
        r"(?m)^(О (?:внедрении|назначении|замене|базе) .*[а-я])$(?=\n\n)", r"\1.", ("STR-TITLE-STOP",)
    ),
}
# What is true too of a paper that was spoilt so: two forms of one thing stand in it, the stop went with that of «экз.».
ALSO_TRUE: Final = frozenset(("NUM-MIXED", "DATE-MIXED", "ABBR-FORM", "DL-BEFORE-ORDER"))


def spoilt(way: Spoil, text: str) -> list[str]:
    """The text spoilt at each of the first places that the way knows."""
    found = list(re.finditer(way.pattern, text))[:EACH]
    return [text[: m.start()] + m.expand(way.replacement) + text[m.end() :] for m in found]
