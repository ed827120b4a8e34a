"""ND301–ND349, ND370–ND389: what can be wrong with case forms, names and gender."""

from __future__ import annotations

from typing import Final

from nastav_docs.diagnostics.problem import Code, Confidence, Severity

GENDER_UNDECIDED: Final = Code(
    "ND301",
    "CASE-GENDER",
    Severity.ERROR,
    "Неизвестен пол человека",
    "От пола зависит склонение («Багдасаряна Н.В.» – мужчина, «Багдасарян Н.В.» – женщина); по этому имени его не узнать.",
    "name: Багдасарян Н.В.",
    "name: Багдасарян Н.В.\ngender: female",
)
GENDER_CONFLICT: Final = Code(
    "ND302",
    "CASE-GENDER-CONFLICT",
    Severity.WARNING,
    "Пол не тот, что в отчестве",
    "Указанный пол главнее отчества, но обычно это описка.",
    "name: Бабкина Ирина Геннадьевна\ngender: male",
    "name: Бабкина Ирина Геннадьевна\ngender: female",
    Confidence.PROBABLE,
)
NORM_VARIES: Final = Code(
    "ND303",
    "CASE-VARIES",
    Severity.WARNING,
    "Склоняют по-разному",
    "Норма или обычай допускает две формы; верную знает носитель фамилии или устав муниципалитета.",
    "name: Воробей Иван Петрович",
    "name: Воробей Иван Петрович\nforms: {gen: Воробея, dat: Воробею, acc: Воробея, ins: Воробеем, prp: Воробее}",
    Confidence.ADVICE,
)
WORD_UNKNOWN: Final = Code(
    "ND304",
    "CASE-UNKNOWN-WORD",
    Severity.WARNING,
    "Слово не из словаря",
    "Формы образованы по окончанию и могут быть неверны.",
    "position: зумер-коуч",
    "position:\n  text: зумер-коуч\n  forms: {gen: зумер-коуча, dat: зумер-коучу, …}",
    Confidence.PROBABLE,
)
NO_HEAD: Final = Code(
    "ND305",
    "CASE-NO-HEAD",
    Severity.WARNING,
    "Не видно, что склонять",
    "В обороте нет главного слова в именительном падеже, поэтому он оставлен без изменений.",
    "position: Управлением образования",
    "position: Управление образования",
    Confidence.PROBABLE,
)
CASE_KEY: Final = Code(
    "ND306",
    "CASE-KEY",
    Severity.ERROR,
    "Неизвестный падеж",
    "Падежи называются nom, gen, dat, acc, ins, prp; форма под другим именем никогда не была бы напечатана.",
    "forms: {genitive: Бабкиной}",
    "forms: {gen: Бабкиной}",
)
CASE_FORM: Final = Code(
    "ND307",
    "CASE-FORM",
    Severity.ERROR,
    "Падежная форма не строка",
    "Форма пишется текстом; пустая форма в документе была бы пропуском.",
    "forms: {gen: }",
    "forms: {gen: Бабкиной}",
)
HEAD_MISSING: Final = Code(
    "ND308",
    "CASE-HEAD",
    Severity.ERROR,
    "Главного слова нет в тексте",
    "«head» – часть самого оборота, которая склоняется; остальное остаётся как есть.",
    "text: город Нижний Тагил\nhead: округ",
    "text: город Нижний Тагил\nhead: город",
)
NAME_UNREAD: Final = Code(
    "ND309",
    "CASE-NAME",
    Severity.WARNING,
    "Не похоже на имя",
    "Имя пишется «Фамилия Имя Отчество» или «Фамилия И.О.»; непонятное оставлено без изменений.",
    "name: Бабкина (куратор)",
    "name: Бабкина Ирина Геннадьевна",
    Confidence.PROBABLE,
)
WORD_LEFT: Final = Code(
    "ND370",
    "CASE-LEFT",
    Severity.WARNING,
    "Слово осталось в именительном падеже",
    "Оборот склонён, а одно слово в нём – нет: обычно потому, что оно написано не в том падеже.",
    "position: директор школа № 5",
    "position: директор школы № 5",
    Confidence.PROBABLE,
)
