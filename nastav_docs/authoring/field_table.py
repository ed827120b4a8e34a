"""Every name that a template can use: of what kind it is, and what it means.

One table, shape by shape (a shape is the set of fields that an order, a person … has): it explains names to people
(`templates fields`), and templates are checked against it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.authoring.paper_fields import OF_KIND, PAPER_SHAPES
from nastav_docs.authoring.template_field import (
    CELLS,
    COLUMNS,
    HEADER,
    Audience,
    TemplateField,
    noun_field,
    same,
    text_field,
)
from nastav_docs.config import (
    Activity,
    ActRecord,
    Authority,
    ColumnRecord,
    District,
    Enclosure,
    IncomingRecord,
    Indicator,
    IndicatorsRecord,
    Letter,
    Order,
    PeriodRecord,
    PersonRecord,
    Roadmap,
    SectionRecord,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


_DETAILS: Final = (
    text_field("place", same(Authority, "place")),
    text_field("address", same(Authority, "address")),
    text_field("phone", same(Authority, "phone")),
    text_field("fax", same(Authority, "fax")),
    text_field("email", same(Authority, "email")),
    text_field("site", same(Authority, "site")),
    text_field("founder", same(Authority, "founder")),
    TemplateField("letterhead", "text", "Наименование на бланке, по строкам", "list"),
    text_field("letterhead_abbr", "Сокращённое наименование в скобках под полным, или пусто"),
)
ROOT: Final = (
    TemplateField("document", "document", "Сам документ"),
    TemplateField("issuer", "issuer", "Кто издаёт: управление образования, а в документах школы – школа"),
    TemplateField("district", "district", "Муниципалитет"),
    TemplateField("authority", "authority", "Управление образования"),
    TemplateField("school", "school", "Школа: строка реестра", only="school"),
    TemplateField("people", "person", "Люди по ролям: people.head", "key"),
    TemplateField("acts", "act", "Нормативные акты по ключам: acts[ 'r-145' ]", "key"),
    TemplateField("terms", "text", "Полные названия по сокращениям", "key"),
    TemplateField("period", "period", "Период плана"),
    TemplateField("wording", "text", "Общие тексты по ключам", "key"),
    TemplateField("lists", "row", "Свои списки по именам: {%tr for row in lists.pairs %}", "key"),
    TemplateField("data", "any", "Свои значения из раздела data"),
    TemplateField("paper", "paper", "Документ, который печатается: из papers"),
    TemplateField("papers", "any", "Документы по именам: {{ papers.pairs | ins }} – ссылка на него", "key"),
    TemplateField("row", "any", "Строка списка, если документ печатается на каждую строку"),
    TemplateField("order", "order", "Приказ"),
    TemplateField("annexes", "annex", "Приложения к приказу по именам: annexes.roadmap", "key"),
    TemplateField("annex", "annex", "Приложение, которое печатается сейчас", optional=True),
    TemplateField("letter", "letter", "Письмо"),
    TemplateField("roadmap", "roadmap", "План (дорожная карта)"),
    TemplateField("indicators", "indicators", "Целевые показатели"),
    TemplateField("base", "base", "База наставников или наставляемых", only="school"),
)

SHAPES: Final[Mapping[str, tuple[TemplateField, ...]]] = {
    **PAPER_SHAPES,
    "document": (
        text_field("id", "Имя документа в настройках"),
        text_field("title", "Название в свойствах файла"),
        text_field("kind", "Раздел настроек, о котором документ: order, letter, roadmap …"),
        text_field("created", "Дата создания в свойствах файла"),
        text_field("status", "Состояние в свойствах файла: «Проект», пока нет даты или номера"),
    ),
    "issuer": (
        noun_field("name", same(Authority, "name")),
        text_field("abbr", same(Authority, "abbr")),
        *_DETAILS,
    ),
    "authority": (
        noun_field("name", same(Authority, "name")),
        text_field("abbr", same(Authority, "abbr")),
        TemplateField("head", "person", "Руководитель (роль head)", optional=True),
        *_DETAILS,
    ),
    "school": (
        text_field("id", "Код школы в реестре"),
        noun_field("name", "Полное наименование школы"),
        noun_field("abbr", "Сокращённое наименование школы"),
        noun_field("short", "То же, что abbr"),
        text_field("kind", "Вид: СОШ, гимназия, детский сад"),
        *_DETAILS,
        text_field("order_number", "Номер приказа школы из реестра"),
        text_field("order_date", "Дата приказа школы из реестра"),
        text_field("letter_number", "Номер письма школы из реестра"),
        text_field("letter_date", "Дата письма школы из реестра"),
        text_field("type", "Что это: оо, доу, доп, спо – по виду и наименованию"),
    ),
    "district": (
        noun_field("name", same(District, "name")),
        text_field("abbr", same(District, "abbr")),
        noun_field("region", same(District, "region")),
    ),
    "person": (
        noun_field("name", "Фамилия, имя, отчество полностью (как в настройках)"),
        noun_field("short", "Фамилия и инициалы: «Бабкина И.Г.»"),
        noun_field("signature", "Инициалы и фамилия для подписи: «И.Г. Бабкина»"),
        noun_field("position", same(PersonRecord, "position")),
        text_field("gender", "Пол: male или female"),
        text_field("phone", same(PersonRecord, "phone")),
        text_field("email", same(PersonRecord, "email")),
        text_field("salutation", "Обращение: «Уважаемая Ирина Геннадьевна!»"),
        noun_field("title", "Пусто: название бывает у группы людей"),
    ),
    "group": (
        noun_field("title", same(PersonRecord, "title")),
        noun_field("position", same(PersonRecord, "position")),
        text_field("phone", same(PersonRecord, "phone")),
        text_field("email", same(PersonRecord, "email")),
    ),
    "act": (
        noun_field("kind", same(ActRecord, "kind")),
        noun_field("issuer", same(ActRecord, "issuer")),
        text_field("date", same(ActRecord, "date")),
        text_field("number", "Номер акта"),
        text_field("title", same(ActRecord, "title")),
    ),
    "period": (
        text_field("start", same(PeriodRecord, "start")),
        text_field("end", same(PeriodRecord, "end")),
        text_field("years", "Годы: «2020–2024»"),
    ),
    "order": (
        *OF_KIND,
        TemplateField("usual_word", "flag", "Слово вида – «ПРИКАЗ», напечатанное как обычно"),
        TemplateField("verb_in_preamble", "flag", "Распорядительное слово – в конце преамбулы"),
        TemplateField("signers", "person", "Все, кто подписывает, по порядку", "list"),
        TemplateField("agreed", "person", "Кто согласовал", "list"),
        TemplateField("acquainted", "person", "Кого знакомят", "list"),
        text_field("number", "Номер; прочерк, пока приказ не зарегистрирован"),
        text_field("date", "Дата «02.11.2020»; прочерк, пока приказ не подписан"),
        TemplateField("registered", "flag", "Есть ли у приказа и номер, и дата"),
        noun_field("as_amended", "Документ в действующей редакции: «приказ … (в редакции приказа от … № …)»"),
        text_field("place", same(Order, "place")),
        text_field("place_at", "Где место: below – под датой и номером, line – между ними"),
        noun_field("title", same(Order, "title")),
        text_field("preamble", same(Order, "preamble")),
        text_field("verb", same(Order, "verb")),
        TemplateField("clauses", "clause", "Пункты первого уровня; подпункты – внутри них", "list"),
        text_field("marks", "Чем начинаются пункты: number, bracket …"),
        TemplateField("paragraphs", "clause", "Пункты и подпункты подряд", "list"),
        TemplateField("kept", "number", "Сколько последних абзацев не отрывать от подписи: 0, 1 или 2"),
        TemplateField("line", "number", "Ширина строки текста в тысячных долях размера шрифта: для фильтра stretched"),
        TemplateField("signed_by", "person", "Кто подписывает"),
        TemplateField("executor", "person", "Исполнитель", optional=True),
        TemplateField("closing", "text", same(Order, "closing"), "list"),
        TemplateField("annexes", "annex", "Приложения по порядку", "list"),
        TemplateField("tables", "inner", same(Order, "tables"), "list"),
    ),
    "clause": (
        text_field("id", "Имя пункта, или пусто"),
        text_field("text", "Текст пункта без номера"),
        TemplateField("level", "number", "Уровень: 0 – «1.», 1 – «1.1.», 2 – «1.1.1.»"),
        TemplateField("clauses", "clause", "Подпункты", "list"),
        text_field("marks", "Чем начинаются подпункты: number, dash, letter, bracket, none"),
        text_field("item_mark", "Знак перед пунктом списка: «–», «а)», «1)»; пусто – номер ставит Word"),
        TemplateField("unnumbered", "flag", "Абзац без номера и без знака"),
    ),
    "inner": (
        TemplateField("after", "number", "После какого абзаца или пункта; 0 – под подписью"),
        TemplateField("paper", "any", "Документ с таблицей: inner.paper.columns, inner.paper.rows"),
    ),
    "annex": (
        text_field("id", "Имя приложения: roadmap, indicators"),
        text_field("number", "Номер; пусто, если приложение одно"),
        text_field("label", "«Приложение № 1»"),
        TemplateField(
            "caption", "text", "Надпись приложения по строкам: «Приложение № 1», «к приказу …», «от … № …»", "list"
        ),
        noun_field("title", "Заголовок приложения"),
        text_field("template", "Файл шаблона приложения"),
        TemplateField("paper", "any", "Сам документ, который приложен"),
        TemplateField("included", "flag", "Выполнено ли условие if"),
    ),
    "letter": (
        *OF_KIND,
        TemplateField("signers", "person", "Все, кто подписывает, по порядку", "list"),
        text_field("number", "Исходящий номер; прочерк, пока письмо не зарегистрировано"),
        text_field("date", "Дата «02.11.2020», или прочерк"),
        TemplateField("reply_to", "incoming", "Документ, на который отвечаем", optional=True),
        TemplateField("addressee", "text", same(Letter, "addressee"), "list"),
        noun_field("title", same(Letter, "title")),
        text_field("salutation", same(Letter, "salutation")),
        TemplateField("tables", "inner", same(Letter, "tables"), "list"),
        TemplateField("paragraphs", "text", "Абзацы текста", "list"),
        TemplateField("kept", "number", "Сколько последних абзацев не отрывать от подписи: 0, 1 или 2"),
        TemplateField("line", "number", "Ширина строки текста в тысячных долях размера шрифта: для фильтра stretched"),
        TemplateField("enclosures", "enclosure", same(Letter, "enclosures"), "list"),
        TemplateField("signed_by", "person", "Кто подписывает"),
        TemplateField("executor", "person", "Исполнитель", optional=True),
    ),
    "incoming": (
        text_field("number", same(IncomingRecord, "number")),
        text_field("date", same(IncomingRecord, "date")),
    ),
    "enclosure": (
        text_field("text", same(Enclosure, "text")),
        text_field("sheets", "Число листов, или прочерк"),
        text_field("copies", same(Enclosure, "copies")),
        text_field("line", "Готовая строка: «… на 39 л. в 1 экз.»"),
    ),
    "roadmap": (
        TemplateField("approved", "grif", "Грифы", "list"),
        noun_field("title", same(Roadmap, "title")),
        text_field("layout", "Раздел – объединённая графа (merged) или строка таблицы (rows)"),
        TemplateField("number_row", "flag", same(Roadmap, "number_row")),
        TemplateField("closing", "text", same(Roadmap, "closing"), "list"),
        COLUMNS,
        HEADER,
        TemplateField("sections", "section", same(Roadmap, "sections"), "list"),
    ),
    "section": (
        text_field("number", "Номер раздела без точки"),
        text_field("title", same(SectionRecord, "title")),
        TemplateField("activities", "activity", same(SectionRecord, "activities"), "list"),
    ),
    "activity": (
        text_field("id", "Имя мероприятия, или пусто"),
        text_field("number", "Номер: «1.1.»"),
        text_field("title", same(Activity, "title")),
        text_field("activity", "То же, что title"),
        text_field("content", same(Activity, "content")),
        text_field("deadline", "Срок"),
        TemplateField("responsible", "text", "Ответственные", "list"),
        TemplateField("roles", "text", "Роли ответственных, как в настройках", "list"),
        text_field("result", same(Activity, "result")),
        text_field("document", same(Activity, "document")),
        text_field("control", same(Activity, "control")),
        text_field("start", same(Activity, "start")),
        text_field("finish", same(Activity, "finish")),
        text_field("done", "Отметка о выполнении из журнала исполнения"),
        TemplateField("quarters", "text", "Четыре отметки по кварталам: «+» или пусто", "list"),
        *(text_field(f"quarter{number}", f"Отметка {number}-го квартала: «+» или пусто") for number in range(1, 5)),
        CELLS,
        TemplateField("begins", "flag", "Начинает объединённую ячейку раздела"),
        TemplateField("keep", "flag", "Держать на одной странице со следующей строкой"),
    ),
    "indicators": (
        TemplateField("approved", "grif", "Грифы", "list"),
        noun_field("title", same(IndicatorsRecord, "title")),
        TemplateField("number_row", "flag", same(IndicatorsRecord, "number_row")),
        TemplateField("closing", "text", same(IndicatorsRecord, "closing"), "list"),
        COLUMNS,
        HEADER,
        TemplateField("rows", "indicator", same(IndicatorsRecord, "rows"), "list"),
    ),
    "indicator": (
        text_field("above", same(Indicator, "above")),
        text_field("id", "Имя показателя, или пусто"),
        text_field("number", "Порядковый номер"),
        text_field("title", same(Indicator, "title")),
        text_field("unit", same(Indicator, "unit")),
        text_field("base", same(Indicator, "base")),
        text_field("target", same(Indicator, "target")),
        text_field("due", same(Indicator, "due")),
        CELLS,
    ),
    "column": (
        text_field("id", same(ColumnRecord, "id")),
        text_field("title", "Заголовок графы"),
        TemplateField("width", "number", "Ширина в двадцатых долях пункта, для {% cellwidth … %}"),
        text_field("group", same(ColumnRecord, "group")),
    ),
    "head": (
        text_field("title", "Заголовок"),
        TemplateField("span", "number", "Над сколькими графами стоит, для {% colspan … %}"),
        TemplateField("width", "number", "Ширина в двадцатых долях пункта, для {% cellwidth … %}"),
        text_field("group", "Общий заголовок граф, или пусто"),
    ),
    "cell": (
        text_field("id", "Графа: deadline, responsible …"),
        TemplateField("lines", "text", "Строки текста ячейки", "list"),
        text_field("align", "Как стоит текст: left или center"),
        TemplateField("keep", "flag", "Строка – предпоследняя: не отрывать от последней"),
        TemplateField("width", "number", "Ширина в двадцатых долях пункта, для {% cellwidth … %}"),
    ),
    "base": (
        text_field("title", "Название базы"),
        text_field("note", "Примечание о персональных данных"),
        TemplateField("parts", "base_part", "Части таблицы, которая шире листа", "list"),
    ),
    "base_part": (
        TemplateField("columns", "base_column", "Графы части", "list"),
        TemplateField("rows", "text", "Номера пустых строк", "list"),
    ),
    "base_column": (
        text_field("title", "Заголовок графы"),
        TemplateField("width", "number", "Ширина в двадцатых долях пункта"),
    ),
}

# Shapes with a text of their own, which is printed and declined.
NOUNS: Final = frozenset({"issuer", "authority", "school", "district", "person", "group", "act", "annex", "paper"})
# Shapes to which a district adds names, with the words for where they come from.
OPEN: Final[Mapping[str, str]] = {
    "school": "графы реестра школ",
    "activity": "свои графы плана (fields)",
    "indicator": "свои графы и годы показателей",
}
# How a template reaches a shape, and the heading of the shape in the list of names.
SHAPE_PATHS: Final[Mapping[str, tuple[str, str]]] = {
    "document": ("document", "Документ"),
    "issuer": ("issuer", "Издатель: управление или школа"),
    "district": ("district", "Муниципалитет"),
    "authority": ("authority", "Управление образования"),
    "school": ("school", "Школа (только в документах школ)"),
    "person": ("people.head", "Человек: people.…, order.signed_by, letter.executor"),
    "group": ("people.school_heads", "Группа людей"),
    "act": ("acts[ '…' ]", "Нормативный акт"),
    "period": ("period", "Период плана"),
    "order": ("order", "Приказ"),
    "clause": ("clause", "Пункт: {%p for clause in order.paragraphs %}"),
    "inner": ("inner", "Таблица внутри текста: {%p for inner in order.tables %}"),
    "annex": ("annex", "Приложение: {%p for annex in order.annexes %}, annexes.roadmap"),
    "letter": ("letter", "Письмо"),
    "paper": ("paper", "Документ любого вида из papers"),
    "grif": ("grif", "Гриф: {%p for grif in paper.approved %}"),
    "point": ("point", "Строка раздела: {%p for point in paper.points %}"),
    "agenda": ("item", "Вопрос повестки: {%p for item in paper.agenda %}"),
    "blank": ("blank", "Строка для заполнения: {%p for blank in paper.blanks %}"),
    "side": ("side", "Сторона договора: {%p for side in paper.sides %}"),
    "incoming": ("letter.reply_to", "Документ, на который отвечаем: {%p if letter.reply_to %}"),
    "enclosure": ("enclosure", "Приложение к письму: {%tr for enclosure in letter.enclosures %}"),
    "roadmap": ("roadmap", "План (дорожная карта)"),
    "section": ("section", "Раздел плана: {%tr for section in roadmap.sections %}"),
    "activity": ("activity", "Мероприятие: {%tr for activity in section.activities %}"),
    "indicators": ("indicators", "Показатели"),
    "indicator": ("indicator", "Показатель: {%tr for indicator in indicators.rows %}"),
    "column": ("column", "Графа таблицы: {%tc for column in roadmap.columns %}"),
    "head": ("head", "Ячейка верхнего ряда шапки: {%tc for head in roadmap.header %}"),
    "cell": ("cell", "Ячейка строки: {%tc for cell in activity.cells %}"),
    "base": ("base", "База наставников или наставляемых"),
    "base_part": ("part", "Часть базы: {%p for part in base.parts %}"),
    "base_column": ("column", "Графа базы: {%tc for column in part.columns %}"),
}
WORDS: Final[Mapping[str, str]] = {"text": "текст", "noun": "слово", "number": "число", "flag": "да или нет"}


def find_field(shape: str, name: str) -> TemplateField | None:
    """The field of a name in a shape (`person`, `act` …; «» for names that stand alone); None if there is none."""
    return next((one for one in fields_of(shape) if one.name == name), None)


def fields_of(shape: str) -> tuple[TemplateField, ...]:
    """The fields of a shape, in the order of the table."""
    return SHAPES.get(shape, ()) if shape else ROOT


def shape_of(one: TemplateField, audience: Audience) -> str:
    """The kind of a field; that of the issuer is `authority` in the district's documents and `school` in a school's."""
    if one.kind == "issuer" and audience:
        return "authority" if audience == "district" else "school"
    return one.kind


def type_words(one: TemplateField) -> str:
    """The type of a field in Russian words for the sheet: «текст», «список», «слово с полями»."""
    if one.many == "list":
        return f"список: {WORDS[one.kind]}" if one.kind in WORDS else "список"
    if one.many == "key":
        return "по ключам"
    if one.kind in WORDS:
        return WORDS[one.kind]
    return "слово с полями" if one.kind in NOUNS else "поля"
