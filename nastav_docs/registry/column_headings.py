"""What the columns of a registry of schools are called, in Russian and English, and how a heading is recognised."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from nastav_docs.registry.heading_words import meaning_of, spelt_right


@dataclass(frozen=True, slots=True)
class Column:
    """A known column: its name in templates, its title in our forms, a hint, and other headings that it goes by.

    `content` is what its cells hold: text, name, id, person, post, gender, date, email, phone, letterhead phone or
    number (of a document).
    """

    name: str
    title: str
    hint: str
    headings: tuple[str, ...]
    content: str = "text"
    required: bool = False


# The head in the example of our own forms; the row is known by it, and nothing is said of it.
EXAMPLE_HEAD: Final = "Вымышленная Анна Ивановна"
# The guide shows this table. A column is known by its `name`, `title` or `headings`; see `recognise`.
COLUMNS: Final = (
    Column(
        "id",
        "Код",
        "Короткий код школы: имя её папки. Буквы, цифры, дефис. Пусто – будет составлен из краткого наименования.",
        ("Код ОО", "Код школы", "Код МОО", "Код организации", "Код учреждения", "№ ОО", "№ школы", "Номер ОО"),
        content="id",
    ),
    Column(
        "ordinal",
        "№ п/п",
        "Порядковый номер строки; в документы не попадает.",
        ("№", "N", "#", "п/п", "N п/п", "№ пп", "№ строки", "No."),
    ),
    Column(
        "name",
        "Полное наименование",
        "Полное наименование по уставу, именительный падеж, обычные (не все заглавные) буквы.",
        (
            "Наименование", "Название", "Полное название", "Наименование ОО", "Полное наименование ОО",
            "Наименование МОО", "Наименование школы", "Полное наименование школы", "Название школы",
            "Наименование организации", "Полное наименование организации", "Наименование учреждения",
            "Полное наименование учреждения", "Наименование образовательной организации",
            "Полное наименование образовательной организации", "Наименование юридического лица",
            "Образовательная организация", "Организация", "Учреждение", "Школа", "ОО", "МОО", "ОУ", "МОУ",
            "Наименование муниципальной образовательной организации",
            "Полное наименование муниципальной образовательной организации",
            "Полное наименование по уставу", "Full name", "School", "School name", "Organization", "Organisation",
        ),
        required=True,
        content="name",
    ),
    Column(
        "abbr",
        "Краткое наименование",
        "Сокращённое наименование по уставу: МАОУ «СОШ № 1».",
        (
            "Сокращенное наименование", "Краткое название", "Сокращенное название", "Сокращение", "Кратко",
            "Краткое", "Краткое наименование ОО", "Сокращенное наименование ОО", "Краткое наименование МОО",
            "Краткое наименование школы", "Краткое наименование организации", "Сокращенное наименование организации",
            "Краткое наименование учреждения", "Сокращенное наименование учреждения",
            "Краткое наименование образовательной организации",
            "Сокращенное наименование образовательной организации", "Short name", "Abbreviation",
        ),
        content="name",
    ),
    Column(
        "kind",
        "Тип",
        "Что это за организация: СОШ, ООШ, лицей, гимназия, детский сад, дом детского творчества.",
        (
            "Тип ОО", "Тип школы", "Тип организации", "Тип учреждения", "Вид", "Вид ОО", "Вид организации", "Type",
            "School type",
        ),
    ),
    Column(
        "place",
        "Населённый пункт",
        "Место издания приказа: г. Артемовский, с. Мироново.",
        (
            "Место", "Место издания", "Место издания приказа", "Город", "Село", "Город (село)", "Город/село",
            "Насел. пункт", "Нп", "Нас. пункт", "Населенный пункт ОО", "City", "Town", "Settlement", "Locality",
        ),
    ),
    Column(
        "address",
        "Адрес",
        "Почтовый адрес для бланка: улица, дом, населённый пункт, район, область, индекс.",
        (
            "Адрес ОО", "Адрес школы", "Почтовый адрес", "Юридический адрес", "Фактический адрес",
            "Место нахождения", "Местонахождение", "Адрес местонахождения", "Postal address",
        ),
    ),
    Column(
        "phone",
        "Телефон",
        "Телефон с кодом: (34363) 5-00-00.",
        (
            "Тел.", "Телефоны", "Телефон ОО", "Телефон школы", "Контактный телефон", "Номер телефона",
            "Рабочий телефон", "Телефоны (раб., сот.)", "Телефон и факс", "Tel", "Phone number", "Telephone",
        ),
        content="letterhead phone",
    ),
    Column("fax", "Факс", "Факс с кодом.", ("Факс ОО", "Номер факса", "Fax number"), content="phone"),
    Column(
        "email",
        "E-mail",
        "Адрес электронной почты школы.",
        (
            "Эл. почта", "Электронная почта", "Почта", "Емейл", "Имейл", "Эл. адрес", "Электронный адрес",
            "E-mail ОО", "Адрес электронной почты", "Адрес эл. почты", "Электронная почта ОО", "Эл. почта школы",
            "Mail", "Email address",
        ),
        content="email",
    ),
    Column(
        "site",
        "Сайт",
        "Адрес сайта школы.",
        ("Сайт ОО", "Сайт школы", "Официальный сайт", "Адрес сайта", "Ссылка на сайт", "Web", "Site"),
    ),
    Column(
        "head",
        "Директор",
        "Руководитель: фамилия, имя, отчество полностью, именительный падеж.",
        (
            "Руководитель", "Заведующий", "Директор школы", "Директор ОО", "ФИО директора", "Ф.И.О. директора школы",
            "Руководитель ОО", "Руководитель школы", "Руководитель организации", "Руководитель учреждения",
            "ФИО руководителя", "ФИО руководителя ОО", "ФИО руководителя организации", "Директор (заведующий)",
            "Директор/заведующий", "Фамилия, имя, отчество руководителя", "Фамилия, имя, отчество директора", "ФИО",
            "Фамилия, имя, отчество", "Head name", "Director", "Principal", "Headteacher", "Head teacher",
        ),
        content="person",
        required=True,
    ),
    Column(
        "head_position",
        "Должность руководителя",
        "Именительный падеж, с малой буквы: директор, заведующий, и.о. директора.",
        (
            "Должность", "Должность директора", "Должность рук.", "Должность руководителя ОО",
            "Должность руководителя организации", "Head's position", "Director position", "Position",
        ),
        content="post",
    ),
    Column(
        "head_gender",
        "Пол руководителя",
        "мужской или женский. Пусто – определяется по отчеству.",
        ("Пол", "Пол директора", "Пол рук.", "Руководитель, пол", "Director gender", "Gender"),
        content="gender",
    ),
    Column(
        "curator",
        "Куратор",
        "Куратор внедрения целевой модели в школе: фамилия, имя, отчество полностью.",
        (
            "ФИО куратора", "Куратор ОО", "Куратор школы", "Куратор наставничества", "Куратор внедрения",
            "Куратор ЦМН", "Куратор программы наставничества", "Куратор целевой модели наставничества",
            "Куратор внедрения целевой модели наставничества", "Ответственный за наставничество",
            "Ответственный за внедрение", "ФИО куратора внедрения", "Фамилия, имя, отчество куратора",
            "Curator name", "Coordinator",
        ),
        content="person",
    ),
    Column(
        "curator_position",
        "Должность куратора",
        "Именительный падеж, с малой буквы: заместитель директора по воспитательной работе.",
        (
            "Куратор, должность", "Должность куратора наставничества", "Должность ответственного",
            "Coordinator position",
        ),
        content="post",
    ),
    Column(
        "curator_gender",
        "Пол куратора",
        "мужской или женский. Пусто – определяется по отчеству.",
        ("Куратор, пол", "Coordinator gender"),
        content="gender",
    ),
    Column(
        "order_number",
        "Номер приказа",
        "Номер приказа школы, как в журнале: 42-ОД. Пусто, пока приказ не зарегистрирован.",
        (
            "№ приказа", "Приказ №", "Приказ, номер", "Приказ (номер)", "Номер приказа школы", "Номер приказа ОО",
            "Регистрационный номер приказа", "Order no", "Order №",
        ),
        content="number",
    ),
    Column(
        "order_date",
        "Дата приказа",
        "День, месяц, год: 02.11.2020.",
        (
            "Приказ от", "Приказ, дата", "Приказ (дата)", "Дата приказа школы", "Дата приказа ОО",
            "Дата регистрации приказа",
        ),
        content="date",
    ),
    Column(
        "letter_number",
        "Номер письма",
        "Исходящий номер сопроводительного письма.",
        (
            "№ письма", "Исходящий номер", "Исх. №", "Исх. номер", "Исходящий №", "Номер исходящего письма",
            "Letter no",
        ),
        content="number",
    ),
    Column(
        "letter_date",
        "Дата письма",
        "День, месяц, год: 09.11.2020.",
        ("Письмо от", "Дата исходящего письма", "Исходящая дата", "Исх. дата"),
        content="date",
    ),
    Column(
        "executor",
        "Исполнитель",
        "Кто готовил письмо: фамилия, имя, отчество.",
        ("ФИО исполнителя", "Исполнитель письма", "Исполнитель (ФИО)", "Prepared by"),
        content="person",
    ),
    Column(
        "executor_phone",
        "Телефон исполнителя",
        "Телефон для отметки об исполнителе.",
        ("Тел. исполнителя", "Исполнитель, телефон"),
        content="phone",
    ),
    Column("executor_gender", "Пол исполнителя", "мужской или женский.", ("Исполнитель, пол",), content="gender"),
    Column(
        "founder",
        "Учредитель",
        "Учредитель, как он стоит в шапке бланка школы.",
        ("Учредитель ОО", "Вышестоящий орган", "Орган управления образованием"),
    ),
    Column("inn", "ИНН", "ИНН школы.", ("ИНН ОО", "ИНН организации", "ИНН школы", "TIN")),
    Column("kpp", "КПП", "КПП школы.", ("КПП ОО",)),
    Column("ogrn", "ОГРН", "ОГРН школы.", ("ОГРН ОО", "ОГРН организации")),
    Column("okpo", "ОКПО", "Код ОКПО школы.", ("Код ОКПО", "ОКПО ОО")),
)  # fmt: skip

BY_NAME: Final = {column.name: column for column in COLUMNS}
REQUIRED: Final = tuple(column for column in COLUMNS if column.required)

# «Директор (дательный падеж)», «Куратор, вин. п.», `head_dat`: a form written by hand.
CASE_WORDS: Final = {
    "gen": r"родительн\w*|род\.?(?=\s*п)",
    "dat": r"дательн\w*|дат\.?(?=\s*п)",
    "acc": r"винительн\w*|вин\.?(?=\s*п)",
    "ins": r"творительн\w*|твор\.?(?=\s*п)|тв\.?(?=\s*п)",
    "prp": r"предложн\w*|предл\.?(?=\s*п)|пр\.?(?=\s*п)",
}
CASE_PATTERNS: Final = {
    case: re.compile(rf"[\s,(–—-]+(?:в\s+)?(?:{words})(?:\s*пад(?:еже?)?\b\.?|\s*п\b\.?)?\s*\)?\s*$")
    for case, words in CASE_WORDS.items()
}
LONGEST: Final = 200  # characters of a heading
NOT_IN_KEY: Final = re.compile(r"[^0-9a-zа-я№]+")
HYPHENATION: Final = re.compile(r"(?<=[a-zа-я])-\s*\n\s*(?=[a-zа-я])")
# «Дата приказа (дд.мм.гггг)»: words and their explanation; but «Директор, телефон» is no director.
EXPLANATION: Final = re.compile(r"([^(,]+)[(,](.*)", re.DOTALL)
OTHER_MEANING: Final = re.compile(
    r"№|\b(?:тел|почт|mail|должн|пол\b|адрес|дата|номер|стаж|возраст|образован|класс|категор|год\b|подпис|снилс|паспорт|кол)"
)
DIGITS: Final = re.compile(r"\d+")
# Meanings of headings that are a known column only in a table without a plainer one.
MOBILE: Final = (frozenset(("мобильный",)), frozenset(("мобильный", "телефон")), frozenset(("мобильный", "номер")))
AND_POST: Final = re.compile(r"([^,(/+;]+?)\s*(?:[,(/+;]|\sи\s)\s*(?:его\s+|ее\s+)?должн(?:ость|\.)?\s*\)?\s*")


def _lowered(heading: str) -> str:
    return HYPHENATION.sub("", heading.lower().replace("ё", "е").replace("\xad", ""))


def _key(heading: str) -> str:
    """A heading reduced to what tells it from others: small letters without ё, spaces, asterisks and punctuation."""
    lowered = _lowered(heading)
    return NOT_IN_KEY.sub("", lowered) or lowered.strip()


# Code and ordinal number differ by little more than «№», so they are known by their whole headings only.
BY_WORDS: Final = {
    meaning: column.name
    for column in COLUMNS
    if column.name not in {"id", "ordinal"}
    for heading in (column.title, *column.headings)
    if (meaning := meaning_of(_lowered(heading)))
}
KNOWN: Final = {
    _key(heading): column.name for column in COLUMNS for heading in (column.name, column.title, *column.headings)
}


@lru_cache(maxsize=4096)
def recognise(heading: str, *, by_words: bool = True) -> str:
    """The name of the column with this heading, or an empty string.

    Case, ё/е, spaces, line breaks, asterisks and punctuation do not matter; an explanation in brackets or after a comma
    may follow: «Дата приказа* (дд.мм.гггг)». A case after it names a form written by hand: «Директор (дательный падеж)»
    is `head_dat`. `by_words`: neither do the order of the words, abbreviations, and words that say nothing («Ф.И.О.
    директора школы (полностью)»).
    """
    if len(heading) > LONGEST:
        return ""
    if name := KNOWN.get(_key(heading)):
        return name
    lowered = _lowered(heading)
    for case, pattern in CASE_PATTERNS.items():
        base = KNOWN.get(_key(pattern.sub("", lowered))) if pattern.search(lowered) else ""
        if base:
            return f"{base}_{case}"
    base, _, case = lowered.strip().rpartition("_")
    if base in BY_NAME and case in CASE_WORDS:
        return lowered.strip()
    words = BY_WORDS.get(meaning_of(lowered), "")
    if words and by_words:
        return words
    explained = EXPLANATION.fullmatch(lowered)
    if explained is None or OTHER_MEANING.search(explained[2]):
        return ""
    bare = KNOWN.get(_key(explained[1]), "")
    return bare if not words or words == bare else ""  # «Наименование (краткое)» is no «Наименование»


def otherwise(heading: str) -> str:
    """The name of the column that a heading is in a table where no other heading is that column, or an empty string.

    «Моб. тел.» is `phone` in a table without «Телефон», «Куратор, должность» is `curator` in one without «Куратор».
    """
    lowered = _lowered(heading)
    if len(heading) > LONGEST:
        return ""
    if meaning_of(lowered) in MOBILE:
        return "phone"
    together = AND_POST.fullmatch(lowered)
    name = (recognise(together[1]) or recognise(heading).removesuffix("_position")) if together else ""
    return name if f"{name}_position" in BY_NAME else ""


def same_heading(first: str, second: str) -> bool:
    """Whether two headings are the same but for case, ё/е, spaces, line breaks and punctuation."""
    return bool(first) and _key(first) == _key(second)


def further_name(heading: str) -> str:
    """The name by which a template reads a column of the user's own.

    Small letters, ё as е, «№» as «номер», everything but letters and digits as one «_»: «Кол-во пар, 2020» is
    `кол_во_пар_2020`. A name can not begin with a digit: «5–9 классы» is `поле_5_9_классы`. Empty when the heading has
    no letter and no digit.
    """
    words = re.sub(r"[\W_]+", "_", _lowered(heading).replace("№", " номер ")).strip("_")
    name = f"поле_{words}" if words[:1].isdigit() else words
    return name if name.isidentifier() else ""


def likely_meant(heading: str) -> str:
    """The title of the known column that an unknown heading is a misprint of, or an empty string.

    One letter may differ in a short heading, two in a heading of ten letters and more; digits never differ by misprint.
    """
    key = _key(heading)
    allowed = 2 if len(key) >= 10 else 1  # noqa: PLR2004 (the docstring says it)
    if len(key) < 4 or DIGITS.search(key):  # noqa: PLR2004 (three letters are too few to guess by)
        return ""
    for known, name in KNOWN.items():
        if abs(len(known) - len(key)) <= allowed and len(known) > 4 and distance(key, known) <= allowed:  # noqa: PLR2004
            return BY_NAME[name].title
    name = BY_WORDS.get(meaning_of(spelt_right(_lowered(heading))), "")
    return BY_NAME[name].title if name else ""


def distance(first: str, second: str) -> int:
    """How many letters must be changed, added, dropped or swapped with a neighbour to make one word of the other."""
    before: list[int] = []
    above = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        row = [i]
        for j, other in enumerate(second, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, above = above, row
    return above[-1]
