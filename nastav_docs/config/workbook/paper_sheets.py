"""The sheets of papers: the order, the letter, the plan, the indicators, papers of other kinds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from nastav_docs.config.workbook.layout import NO, YES, BookField, BookForm, BookSheet, BookTable

if TYPE_CHECKING:
    from collections.abc import Mapping

FLAGS: Final[Mapping[str, str]] = {"да": YES, "нет": NO}
GENDERS: Final = {"male": "мужской", "female": "женский"}
MARKS: Final = {
    "number": "номера",
    "dash": "тире",
    "letter": "буквы",
    "bracket": "цифры со скобкой",
    "none": "без номера",
}
LAYOUTS: Final = {"merged": "объединённая графа", "rows": "строка таблицы"}
ROW_NUMBERS: Final = {"sections": "по разделам: 1.1", "through": "подряд: 1",
                      "each": "в каждом разделе: 1", "none": "без номеров"}  # fmt: skip
NUMBERING: Final = {"arabic": "арабские: 1", "roman": "римские: I", "none": "без номеров"}
HEADINGS: Final = {"left": "слева", "center": "по центру"}
EACH: Final = {"school": "на каждую школу"}
LIST_TYPES: Final = {
    "text": "текст",
    "person": "человек",
    "post": "должность",
    "date": "дата",
    "number": "число",
    "integer": "целое число",
    "yes_no": "да или нет",
    "one_of": "из перечня",
    "school": "школа",
    "phone": "телефон",
    "email": "почта",
    "gender": "пол",
}
ID_HINT: Final = "Короткое имя латинскими буквами: по нему строку находят другие листы и программа"
IF: Final = BookField(
    "Когда печатать", ("if",), hint="Условие: {{ school.type == 'доу' }}; пусто – всегда", width=20, rare=True
)
IGNORE: Final = BookField(
    "Не замечать",
    ("ignore",),
    "pairs",
    "Код и причина, каждое с новой строки: ND808: реквизиты не названы",
    24,
    rare=True,
)
PLACED: Final = (
    BookField(
        "После строки", ("after",), hint="Код строки программы, после которой стоит эта, новая", width=14, rare=True
    ),
    BookField(
        "Перед строкой", ("before",), hint="Код строки программы, перед которой стоит эта, новая", width=14, rare=True
    ),
)
PEOPLE_HINT: Final = "Роли с листа «Люди», через запятую"


def clause_fields() -> tuple[BookField, ...]:
    """The columns that every table of clauses has, in order: text, list of its rows, condition, place …."""
    return (
        BookField("Текст пункта", ("text",), hint="Номер пункта Word ставит сам", width=70, also=("Пункт", "Текст")),
        BookField("Знак подпунктов", ("marks",), "choice", "Пусто – номера: 1.1.", 14, MARKS, rare=True),
        BookField(
            "Строка на каждую запись списка", ("for_each",), hint="Имя списка с листа «Списки»", width=16, rare=True
        ),
        IF,
        *PLACED,
        IGNORE,
    )


# What plans of others call these columns.
TITLE_WORDS: Final = ("Наименование мероприятия", "Мероприятия", "Наименование", "Название мероприятия")
DEADLINE_WORDS: Final = (
    *("Срок исполнения", "Срок реализации", "Срок проведения", "Срок выполнения"),
    *("Сроки", "Сроки исполнения", "Сроки реализации", "Сроки проведения", "Сроки выполнения"),
)
RESPONSIBLE_WORDS: Final = (
    *("Ответственный", "Исполнитель", "Исполнители", "Ответственные исполнители", "Ответственный исполнитель"),
    *("Ответственные лица", "Ответственный за исполнение", "Ответственные за исполнение"),
)
ACTIVITY_FIELDS: Final = (
    BookField("Мероприятие", ("title",), hint="Наименование мероприятия", width=46, also=TITLE_WORDS),
    BookField("Срок", ("deadline",), "when", "до 09.11.2020; ежегодно, до 20 мая", 24, also=DEADLINE_WORDS),
    BookField("Ответственные", ("responsible",), "names", PEOPLE_HINT, 22, also=RESPONSIBLE_WORDS),
    BookField("Содержание", ("content",), width=30, rare=True),
    BookField("Результат", ("result",), width=26, also=("Ожидаемый результат",), rare=True),
    BookField("Документ", ("document",), width=20, also=("Вид документа",), rare=True),
    BookField("Контрольный показатель", ("control",), width=18, rare=True),
    BookField("Начало", ("start",), "date", "", 12, rare=True),
    BookField("Окончание", ("finish",), "date", "", 12, rare=True),
    BookField("Взять из плана района", ("take",), hint="Код мероприятия муниципального плана", width=16, rare=True),
    BookField("Свои графы", ("fields",), "pairs", "Имя графы и текст, каждое с новой строки", 20, rare=True),
    IF,
    *PLACED,
    IGNORE,
)
INDICATOR_FIELDS: Final = (
    BookField("Показатель", ("title",), width=52, hint="Без единицы измерения", also=("Наименование показателя",)),
    BookField("Единица", ("unit",), hint="%, ед.", width=10, also=("Единица измерения",)),
    BookField("Базовое значение", ("base",), "value", "", 11, rare=True),
    BookField("Значение", ("target",), "value", "Одно на все годы", 11, also=("Целевое значение",)),
    BookField("Не менее", ("at_least",), "flag", "Печатать «не менее»", 9, FLAGS, rare=True),
    BookField("Срок достижения", ("due",), width=28, also=("Срок",)),
    BookField("Свои графы", ("fields",), "pairs", "Имя графы и текст, каждое с новой строки", 20, rare=True),
    *PLACED,
    IGNORE,
)
COLUMN_FIELDS: Final = (
    BookField("Заголовок графы", ("title",), width=40, hint="Пусто – обычный"),
    BookField("Ширина", ("width",), "value", "Доля ширины", 9),
    BookField("Общий заголовок", ("group",), width=24, hint="Над соседними графами"),
)
ENCLOSURE_FIELDS: Final = (
    BookField("Что приложено", ("text",), width=60),
    BookField("Листов", ("sheets",), "value", "", 9),
    BookField("Экземпляров", ("copies",), "value", "", 12),
    BookField("Всего с приложениями", ("total",), "flag", "", 14, FLAGS),
    BookField("Сброшюровано", ("bound",), "flag", "", 14, FLAGS),
    BookField("Приложенный документ", ("document",), width=22, hint="Имя с листа «Файлы»: листы сосчитает build --pdf"),
)
COLUMN_HINT: Final = "number, section, activity, deadline …"


def order_sheet(at: tuple[str, ...], title: str, about: str) -> BookSheet:
    """The sheet of an order: the district's, or (`at` «school») that of every school."""
    path = (*at, "order")
    form = BookForm(
        title,
        path,
        (
            BookField("Вид", ("kind",), hint="order – приказ, decree – постановление …"),
            BookField("Номер", ("number",), hint="Пусто, пока не зарегистрирован"),
            BookField("Дата", ("date",), "date", "Пусто, пока не подписан"),
            BookField("Место составления", ("place",), hint="Пусто – место издания с листа «Реквизиты»", rare=True),
            BookField("Заголовок", ("title",), "phrase", "О внедрении …"),
            BookField("Преамбула", ("preamble",), hint="В соответствии с …", rare=True),
            BookField("Распорядительное слово", ("verb",), hint="Пусто – слово вида: ПРИКАЗЫВАЮ:", rare=True),
            BookField("Знак пунктов", ("marks",), "choice", "Пусто – номера: 1.", choices=MARKS, rare=True),
            BookField("Подписывает", ("signed_by",), "names", PEOPLE_HINT),
            BookField("Согласовали", ("agreed",), "names", PEOPLE_HINT, rare=True),
            BookField("Ознакомлены", ("acquainted",), "names", PEOPLE_HINT, rare=True),
            BookField("Исполнитель", ("executor",), hint="Роль"),
            BookField("Приложения", ("annexes",), "names", "roadmap, indicators"),
            BookField("Изменён документами", ("amended_by",), "lines", "Имена документов, по строкам", rare=True),
            IGNORE,
        ),
    )
    clauses = BookTable("Пункты", (*path, "clauses"), "tree", clause_fields(), "Код", ID_HINT, says=("text",))
    return BookSheet(title, about, (form, clauses))


def letter_sheet(at: tuple[str, ...], title: str, about: str) -> BookSheet:
    """The sheet of the letter that stands at the path `at`; `title` names it, `about` says what it is for."""
    path = (*at, "letter")
    form = BookForm(
        title,
        path,
        (
            BookField("Вид", ("kind",)),
            BookField("Номер", ("number",), hint="Пусто, пока не зарегистрировано"),
            BookField("Дата", ("date",), "date"),
            BookField("В ответ на акт", ("reply_to", "act"), hint="Ключ акта"),
            BookField("В ответ на №", ("reply_to", "number"), hint="Номер письма, на которое отвечаем"),
            BookField("В ответ от", ("reply_to", "date"), "date", "Его дата"),
            BookField("Адресат", ("addressee",), "lines", "По строкам (Alt+Enter)", rare=True),
            BookField("Заголовок", ("title",), "phrase"),
            BookField("Обращение", ("salutation",), hint="Уважаемые руководители!", rare=True),
            BookField("Подписывает", ("signed_by",), "names", PEOPLE_HINT),
            BookField("Исполнитель", ("executor",), hint="Роль"),
            IGNORE,
        ),
    )
    text = BookTable("Текст письма", (*path, "text"), "texts", (BookField("Абзац", (), width=90),), whole=True)
    enclosures = BookTable("Приложения к письму", (*path, "enclosures"), "items", ENCLOSURE_FIELDS, whole=True)
    return BookSheet(title, about, (form, text, enclosures))


def plan_sheet(at: tuple[str, ...], title: str, about: str) -> BookSheet:
    """The sheet of the plan that stands at the path `at`; `title` names it, `about` says what it is for."""
    path = (*at, "roadmap")
    form = BookForm(
        title,
        path,
        (
            BookField("Заголовок", ("title",), "phrase", "План (дорожная карта) внедрения …"),
            BookField("Раздел печатается как", ("layout",), "choice", "", choices=LAYOUTS),
            BookField("Строка с номерами граф", ("number_row",), "flag", choices=FLAGS),
            BookField("Точка после номера строки", ("number_stop",), "flag", choices=FLAGS, rare=True),
            IGNORE,
        ),
    )
    columns = BookTable(
        "Графы таблицы", (*path, "columns"), "items", COLUMN_FIELDS, "Графа", COLUMN_HINT, whole=True, short="id"
    )
    rows = BookTable("Мероприятия", (*path, "sections"), "sections", ACTIVITY_FIELDS, "Код", ID_HINT,
                     says=("title", "deadline"))  # fmt: skip
    return BookSheet(title, about, (form, columns, rows))


def indicators_sheet(at: tuple[str, ...], title: str, about: str) -> BookSheet:
    """The sheet of indicators; a heading that is a year is the target of that year."""
    path = (*at, "indicators")
    form = BookForm(
        title,
        path,
        (
            BookField("Заголовок", ("title",), "phrase"),
            BookField("Строка с номерами граф", ("number_row",), "flag", choices=FLAGS),
            BookField("Точка после номера строки", ("number_stop",), "flag", choices=FLAGS, rare=True),
            IGNORE,
        ),
    )
    columns = BookTable(
        "Графы таблицы",
        (*path, "columns"),
        "items",
        COLUMN_FIELDS,
        "Графа",
        "number, title, target …",
        whole=True,
        short="id",
    )
    rows = BookTable("Показатели по строкам", (*path, "rows"), "items", INDICATOR_FIELDS, "Код", ID_HINT,
                     says=("title", "target", "unit"))  # fmt: skip
    return BookSheet(title, about, (form, columns, rows))


PAPER_FIELDS: Final = (
    BookField("Вид", ("kind",), hint="order, letter, regulation, table …", width=14),
    BookField("Заголовок", ("title",), "phrase", width=40),
    BookField("Номер", ("number",), width=12),
    BookField("Дата", ("date",), "date", "", 12),
    BookField("Место составления", ("place",), width=18, rare=True),
    BookField("В ответ на акт", ("reply_to", "act"), hint="Ключ акта", width=16, rare=True),
    BookField("В ответ на №", ("reply_to", "number"), width=14, rare=True),
    BookField("В ответ от", ("reply_to", "date"), "date", "", 12, rare=True),
    BookField("Адресат", ("addressee",), "lines", width=26, rare=True),
    BookField("Обращение", ("salutation",), width=22, rare=True),
    BookField("Преамбула", ("preamble",), width=46, rare=True),
    BookField("Распорядительное слово", ("verb",), width=16, rare=True),
    BookField("Знак пунктов", ("marks",), "choice", "Пусто – номера: 1.", 14, MARKS, rare=True),
    BookField("Текст", ("text",), "paragraphs", "Абзацы делит пустая строка", 60, rare=True),
    BookField("После текста", ("closing",), "paragraphs", "Абзацы делит пустая строка", 40, rare=True),
    BookField("Председатель", ("chairman",), width=14, rare=True),
    BookField("Секретарь", ("secretary",), width=14, rare=True),
    BookField("Присутствовали", ("present",), "lines", "По строкам (Alt+Enter)", 26, rare=True),
    BookField("Приглашены", ("invited",), "lines", "По строкам (Alt+Enter)", 22, rare=True),
    BookField("Подписывает", ("signed_by",), "names", PEOPLE_HINT, 16),
    BookField("Согласовали", ("agreed",), "names", PEOPLE_HINT, 16, rare=True),
    BookField("Ознакомлены", ("acquainted",), "names", PEOPLE_HINT, 16, rare=True),
    BookField("Исполнитель", ("executor",), width=14),
    BookField("Приложения", ("annexes",), "names", "Имена других документов", 20),
    BookField("Строки из списка", ("rows",), hint="Имя списка с листа «Списки»", width=16, rare=True),
    BookField("Документ на каждую запись списка", ("for_each",), width=16, rare=True),
    IF,
    BookField("Раздел печатается как", ("layout",), "choice", "", 18, LAYOUTS, rare=True),
    BookField("Строка с номерами граф", ("number_row",), "flag", "", 12, FLAGS, rare=True),
    BookField("Номера разделов", ("numbering",), "choice", "", 14, NUMBERING, rare=True),
    BookField("Номера мероприятий", ("row_numbers",), "choice", "", 18, ROW_NUMBERS, rare=True),
    BookField("Точка после номера строки", ("number_stop",), "flag", "", 12, FLAGS, rare=True),
    BookField("Надпись приложения", ("caption",), "lines", "По строкам: приложение к чужому приказу", 26, rare=True),
    BookField("Составители", ("compilers",), "lines", "По строкам", 26, rare=True),
    BookField("Изменён документами", ("amended_by",), "lines", "Имена документов, по строкам", 20, rare=True),
    BookField("Год", ("year",), width=10, rare=True),
    BookField("Шаблон", ("template",), width=16, rare=True),
    BookField("Имя файла", ("file",), width=28),
    BookField("Свои тексты", ("fields",), "pairs", "Имя и текст, каждое с новой строки", 24, rare=True),
    IGNORE,
)


PLAN_SAYS: Final = ("title", "deadline")
TARGET_SAYS: Final = ("title", "target", "unit")


def owned(table: BookTable, key: str) -> BookTable:
    """A table of the parts of many papers, whose first column names the paper."""
    return replace(table, owner="Документ", below=(key,))


def papers_sheet(at: tuple[str, ...], title: str, about: str) -> BookSheet:
    """The sheet of papers of any kind, a row for each, and of their clauses and plans below."""
    path = (*at, "papers")
    return BookSheet(
        title,
        about,
        (
            BookTable(title, path, "mapping", PAPER_FIELDS, "Имя", ID_HINT),
            owned(BookTable("Пункты документов", path, "tree", clause_fields(), "Код", says=("text",)), "clauses"),
            owned(
                BookTable("Графы документов", path, "items", COLUMN_FIELDS, "Графа", whole=True, short="id"), "columns"
            ),
            owned(
                BookTable("Мероприятия документов", path, "sections", ACTIVITY_FIELDS, "Код", says=PLAN_SAYS),
                "sections",
            ),
            owned(
                BookTable("Показатели документов", path, "items", INDICATOR_FIELDS, "Код", says=TARGET_SAYS),
                "indicators",
            ),
            owned(BookTable("Приложения к письмам", path, "items", ENCLOSURE_FIELDS, whole=True), "enclosures"),
        ),
    )


SECTION_FIELDS: Final = (
    BookField("Раздел", ("title",), hint="Название раздела; в строках его пунктов пусто", width=34),
    BookField("Текст", ("text",), "prose", "Пункт; в строке раздела – абзацы без номеров", 70, also=("Пункт",)),
    BookField("Строка на каждую запись списка", ("for_each",), hint="Имя списка", width=16, rare=True),
    IF,
    *PLACED,
    IGNORE,
)
GRIF_FIELDS: Final = (
    BookField("Слово", ("word",), hint="УТВЕРЖДЕНО, ПРИНЯТО …; пусто – обычное", width=18),
    BookField("Чем", ("by",), hint="Имя документа или ключ акта", width=20, also=("Акт",)),
    BookField("Имя протокола", ("protocol", "paper"), hint="Имя протокола с листа «Документы»", width=18),
    BookField("Номер протокола", ("protocol", "number"), width=12),
    BookField("Дата протокола", ("protocol", "date"), "date", "", 12),
    BookField("Чей протокол", ("protocol", "body"), "phrase", "педагогический совет", 26),
    BookField("Кто", ("person",), hint="Роль с листа «Люди», если гриф подписывает человек", width=18),
    BookField("Строки под словом", ("lines",), "lines", "По строкам, если не обычные", 30, rare=True),
)
AGENDA_FIELDS: Final = (
    BookField("Вопрос", ("title",), hint="О введении …; в строках решений пусто", width=40),
    BookField("Слушали", ("heard",), hint="Кого и о чём", width=34),
    BookField("Выступили", ("said",), "lines", "По строкам (Alt+Enter)", 34),
    BookField("Решили", ("text",), hint="Каждое решение – строкой ниже вопроса", width=50),
    BookField("Голосование", ("vote",), hint="за – 21, против – нет", width=24),
    BookField("Знак решений", ("marks",), "choice", "Пусто – номера: 1.", 14, MARKS, rare=True),
    BookField("Строка на каждую запись списка", ("for_each",), hint="Имя списка", width=16, rare=True),
    IF,
    *PLACED,
    IGNORE,
)
BLANK_FIELDS: Final = (
    BookField("Что вписать", ("label",), hint="Фамилия, имя, отчество", width=40),
    BookField("Что известно", ("value",), hint="Пусто – прочерк", width=40),
    BookField("Пояснение под строкой", ("note",), hint="подпись, расшифровка", width=28),
)
SIDE_FIELDS: Final = (
    BookField("Сторона", ("title",), hint="Работодатель", width=24),
    BookField("Реквизиты", ("lines",), "lines", "По строкам (Alt+Enter)", 50),
    BookField("Подписывает", ("signed_by",), hint="Роль; пусто – прочерк", width=18),
)


def parts_sheets(at: tuple[str, ...], of: str, whose: str) -> tuple[BookSheet, ...]:
    """The sheets of what papers of other kinds are made of; `of` ends their titles: « школы»."""
    path = (*at, "papers")
    sections = BookTable(
        f"Разделы документов{of}", path, "tree", SECTION_FIELDS, "Код", says=("title", "text"), opens="Раздел"
    )
    agenda = BookTable(
        f"Повестка{of}", path, "tree", AGENDA_FIELDS, "Код", says=("title", "text"), opens="Вопрос", parts="decided"
    )
    return (
        BookSheet(
            f"Разделы{of}",
            f"Разделы и пункты положений, программ {whose}: раздел – строкой с номером 1, его пункты ниже, 1.1.",
            (owned(sections, "sections"),),
        ),
        BookSheet(
            f"Грифы{of}",
            f"Чем или кем утверждены, приняты, согласованы документы {whose}: строка на каждый гриф, сверху вниз.",
            (owned(BookTable(f"Грифы{of}", path, "items", GRIF_FIELDS, whole=True, short="by"), "approved"),),
        ),
        BookSheet(
            f"Повестка{of}",
            f"Вопросы протоколов {whose}: вопрос – строкой с номером 1, его решения ниже, 1.1.",
            (owned(agenda, "agenda"),),
        ),
        BookSheet(
            f"Бланки{of}",
            f"Что в документах {whose} заполняют от руки, и стороны договоров.",
            (
                owned(
                    BookTable("Строки для заполнения", path, "items", BLANK_FIELDS, whole=True, short="label"), "blanks"
                ),
                owned(BookTable("Стороны", path, "items", SIDE_FIELDS, whole=True), "sides"),
            ),
        ),
    )
