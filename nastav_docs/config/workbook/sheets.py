"""All sheets of a workbook of settings: those of the district itself, and those of papers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from nastav_docs.config.workbook.layout import FIRST_SHEET, BookField, BookForm, BookSheet, BookTable, normal
from nastav_docs.config.workbook.paper_sheets import (
    EACH,
    FLAGS,
    GENDERS,
    HEADINGS,
    ID_HINT,
    IGNORE,
    LIST_TYPES,
    indicators_sheet,
    letter_sheet,
    order_sheet,
    papers_sheet,
    parts_sheets,
    plan_sheet,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


PROGRAMME: Final = BookForm(
    "Программа",
    (),
    (BookField("Готовая программа", ("extends",), hint="Её тексты, планы и акты берутся за основу: mentoring"),),
)
DISTRICT: Final = BookForm(
    "Муниципалитет",
    ("district",),
    (
        BookField("Полное наименование", ("name",), "phrase", "Артемовский городской округ"),
        BookField("Сокращение", ("abbr",), hint="АГО"),
        BookField("Субъект федерации", ("region",), "phrase", "Свердловская область"),
    ),
)
AUTHORITY: Final = BookForm(
    "Управление образования",
    ("authority",),
    (
        BookField("Полное наименование", ("name",), "phrase", "Управление образования Артемовского городского округа"),
        BookField("Сокращение", ("abbr",), hint="УО АГО"),
        BookField("На бланке", ("letterhead",), "lines", "По строкам (Alt+Enter); пусто – полное наименование"),
        BookField("Вышестоящий орган", ("founder",), hint="Над наименованием на бланке"),
        BookField("Место издания", ("place",), hint="г. Артемовский"),
        BookField("Почтовый адрес", ("address",), hint="ул. Комсомольская, д. 18, г. Артемовский, 623780"),
        BookField("Телефон", ("phone",), hint="(34363) 2-48-73"),
        BookField("Факс", ("fax",)),
        BookField("Электронная почта", ("email",), hint="uo@example.org"),
        BookField("Сайт", ("site",)),
    ),
)
PERIOD: Final = BookForm(
    "Период плана",
    (),
    (BookField("Период", ("period",), "when", "Две даты: 01.09.2025 … 31.08.2027", also=("Период плана",)),),
)
REGISTRY: Final = BookForm(
    "Реестр школ",
    ("schools",),
    (
        BookField("Файл реестра", ("file",), hint="schools.xlsx рядом с книгой; пусто – школы на листе «Школы»"),
        BookField("Лист реестра", ("sheet",), hint="Пусто – первый"),
        BookField("Необычные заголовки", ("columns",), "pairs", "По строкам: head: Ф.И.О. руководителя"),
        BookField("Мобильные на бланках", ("mobile",), "flag", "Печатать и мобильные номера", choices=FLAGS),
    ),
)
STYLE: Final = BookForm(
    "Вид документов",
    ("style",),
    (
        BookField("Шрифт", ("font",), hint="Times New Roman"),
        BookField("Размер, пт", ("size",), "value", "14"),
        BookField("Шрифт таблиц", ("table_font",)),
        BookField("Размер в таблицах, пт", ("table_size",), "value", "12"),
        BookField("Межстрочный интервал", ("line_spacing",), "value", "От 1 до 1,5"),
        BookField("Абзацный отступ", ("indent",), hint="1,25 см"),
        BookField("Поля", ("margins",), hint="Левое правое верхнее нижнее, мм: 30 10 20 20"),
        BookField("Зеркальные поля", ("mirror_margins",), "flag", choices=FLAGS),
        BookField("Заголовок к тексту", ("heading",), "choice", choices=HEADINGS),
        BookField("Номер на первой странице", ("first_page_number",), "flag", choices=FLAGS),
    ),
)
OWN_TEMPLATES: Final = BookForm(
    "Свои шаблоны", (), (BookField("Папки шаблонов", ("templates",), "lines", "Пусто – папка templates"),)
)
HUSHED: Final = BookForm("Замечания", (), (replace(IGNORE, hint="Для всего пакета. Код и причина: ND861: …"),))

PEOPLE_FIELDS: Final = (
    BookField("Фамилия, имя, отчество", ("name",), hint="Полностью или с инициалами", width=30, also=("ФИО", "Имя")),
    BookField("Группа", ("title",), "phrase", "Вместо имени: Руководители МОО", 26),
    BookField("Должность", ("position",), "phrase", "С малой буквы, в именительном падеже", 32),
    BookField("Пол", ("gender",), "choice", "Нужен, если вместо имени инициалы", 11, GENDERS),
    BookField("Телефон", ("phone",), width=18),
    BookField("Почта", ("email",), width=22, also=("Электронная почта",)),
    BookField("Падежи имени", ("forms",), "forms", "Если программа склоняет неверно: родительный: …", 24, rare=True),
    BookField("Вымышлен", ("invented",), "flag", "Для примеров", 10, FLAGS, rare=True),
    IGNORE,
)
PEOPLE: Final = BookTable(
    "Люди и группы",
    ("people",),
    "mapping",
    PEOPLE_FIELDS,
    "Роль",
    "head, coordinator …",
    says=("name", "title"),
    example={("name",): "Вымышленная Анна Ивановна", ("position",): "начальник отдела"},
)
ACTS: Final = BookTable(
    "Нормативные акты",
    ("acts",),
    "mapping",
    (
        BookField("Вид акта", ("kind",), "phrase", "приказ, распоряжение, письмо", 22, also=("Вид",)),
        BookField("Кто издал", ("issuer",), "phrase", "В именительном падеже", 34),
        BookField("Дата", ("date",), "date", "02.11.2020", 12),
        BookField("Номер", ("number",), hint="Без знака №", width=12),
        BookField("Заголовок", ("title",), hint="Без кавычек: О внедрении …", width=44),
        BookField("Действует с", ("in_force_from",), "date", "", 12, rare=True),
        BookField("Действует по", ("in_force_until",), "date", "", 12, rare=True),
        BookField("Чем заменён", ("replaced_by",), hint="Ключ другого акта", width=16, rare=True),
        IGNORE,
    ),
    "Ключ",
    "По нему акт называют тексты: acts['r-145']",
    says=("kind", "date", "number", "title"),
    example={("kind",): "муниципальная программа", ("title",): "Развитие системы образования на 2025–2030 годы"},
)
TERMS: Final = BookTable(
    "Сокращения",
    ("terms",),
    "words",
    (BookField("Расшифровка", (), width=60),),
    "Сокращение",
    "ЦМН",
    example={(): "целевая модель наставничества"},
)
WORDING: Final = BookTable(
    "Общие тексты",
    ("wording",),
    "words",
    (BookField("Текст", (), width=60),),
    "Имя",
    "Тексты берут его так: wording.имя",
)
LISTS: Final = BookSheet(
    "Списки",
    "Свои списки: где их строки и что в их столбцах. Строки списка – на листе «Список …» или в отдельном файле.",
    (
        BookTable(
            "Списки",
            ("lists",),
            "mapping",
            (
                BookField("Файл", ("file",), hint="пары.xlsx рядом с книгой", width=40),
                BookField("Лист файла", ("sheet",), hint="Пусто – первый", width=20),
                BookField(
                    "Строки программы", ("rows",), hint="(убрать) – вместо них строки файла", width=18, rare=True
                ),
            ),
            "Список",
            "Короткое имя: pairs",
            says=("file",),
        ),
        BookTable(
            "Столбцы списков",
            ("lists",),
            "mapping",
            (
                BookField("Что в столбце", ("type",), "choice", "", 16, LIST_TYPES),
                BookField("Перечень", ("one_of",), "lines", "Значения по строкам (Alt+Enter)", 30),
                BookField("Заголовок столбца", ("title",), width=30),
                BookField("Другие заголовки", ("heading",), "lines", "По строкам", 26),
                BookField("Обязателен", ("required",), "flag", "", 12, FLAGS),
                BookField("Не повторяется", ("unique",), "flag", "", 14, FLAGS),
                BookField(
                    "В копии для сайта", ("public",), "flag", "нет – без людей из этого столбца", 14, FLAGS, rare=True
                ),
            ),
            "Столбец",
            "Имя столбца: mentor",
            "Список",
            ("columns",),
            short="type",
        ),
    ),
)
FILES: Final = BookSheet(
    "Файлы",
    "Какие документы выпускаются: шаблон и имя файла. Документы с листа «Документы» сюда писать не нужно.",
    (
        BookTable(
            "Файлы документов",
            ("documents",),
            "mapping",
            (
                BookField("Шаблон", ("template",), hint="order.docx", width=24),
                BookField("Имя файла", ("file",), hint="Без .docx; папки через «/»", width=44),
                BookField("Название", ("title",), hint="В свойствах файла", width=30, rare=True),
                BookField("О чём", ("of",), hint="order, letter, roadmap …; пусто – по шаблону", width=16, rare=True),
                BookField("Для каждой школы", ("for_each",), "choice", "", 18, EACH),
                BookField("Для каждой записи списка", ("rows",), hint="Имя списка", width=18, rare=True),
            ),
            "Имя",
            ID_HINT,
            says=("template", "file"),
        ),
    ),
)
SCHOOL: Final = BookForm(
    "Роли в школе", ("school",), (BookField("Кто исполняет", ("roles",), "pairs", "По строкам: coordinator: curator"),)
)
SCHOOL_PEOPLE: Final = replace(PEOPLE, title="Другие люди школы", path=("school", "people"))

SHEETS: Final[tuple[BookSheet, ...]] = (
    BookSheet(
        FIRST_SHEET,
        "Кто выпускает документы. Пишите обычными буквами, в именительном падеже: падежи программа образует сама.",
        (DISTRICT, AUTHORITY, PERIOD, PROGRAMME, REGISTRY, STYLE, OWN_TEMPLATES, HUSHED),
    ),
    BookSheet("Люди", "Роли, которые называют тексты и планы: кто подписывает, кто отвечает.", (PEOPLE,)),
    BookSheet("Сокращения", "Все сокращения, которые встречаются в документах, и общие тексты.", (TERMS, WORDING)),
    BookSheet("Акты", "Акты, на которые ссылаются документы: реквизиты пишут один раз, здесь.", (ACTS,)),
    order_sheet((), "Приказ", "Приказ муниципалитета и его пункты. Подпункты – по номеру: 5, 5.1, 5.2."),
    letter_sheet((), "Письмо", "Сопроводительное письмо."),
    plan_sheet((), "План", "План (дорожная карта): разделы, мероприятия, сроки, ответственные."),
    indicators_sheet((), "Показатели", "Целевые показатели. Значения по годам – в столбцах с заголовком-годом: 2026."),
    papers_sheet((), "Документы", "Документы других видов: положение, распоряжение, таблица, протокол …"),
    *parts_sheets((), "", "муниципалитета"),
    BookSheet("Школа", "Что в школах одинаково.", (SCHOOL, SCHOOL_PEOPLE)),
    order_sheet(("school",), "Приказ школы", "Приказ, который выпускает каждая школа."),
    letter_sheet(("school",), "Письмо школы", "Письмо, которое отправляет каждая школа."),
    plan_sheet(("school",), "План школы", "План, который выпускает каждая школа."),
    indicators_sheet(("school",), "Показатели школы", "Показатели каждой школы."),
    papers_sheet(("school",), "Документы школы", "Документы других видов, которые выпускает каждая школа."),
    *parts_sheets(("school",), " школы", "каждой школы"),
    LISTS,
    FILES,
)
BY_TITLE: Final[Mapping[str, BookSheet]] = {normal(sheet.title): sheet for sheet in SHEETS}
