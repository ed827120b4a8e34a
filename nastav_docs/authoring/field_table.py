"""Every name that a template can use: of what kind it is, and what it means.

One table, shape by shape (a shape is the set of fields that an order, a person … has): it explains names to people
(`templates fields`), and templates are checked against it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from nastav_docs.config import (
    Activity,
    ActRecord,
    AgendaRecord,
    Authority,
    BlankRecord,
    ColumnRecord,
    District,
    Enclosure,
    IncomingRecord,
    Indicator,
    IndicatorsRecord,
    Letter,
    Order,
    PaperRecord,
    PeriodRecord,
    PersonRecord,
    Roadmap,
    SectionRecord,
    SideRecord,
)
from nastav_docs.documents import Noun

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pydantic import BaseModel

Many = Literal["", "list", "key"]
Audience = Literal["", "district", "school"]


@dataclass(frozen=True, slots=True)
class TemplateField:
    """A name of a shape.

    `kind` is text, noun, number, flag or a shape; `many` says that it is a list or mapping of these. `only` says whose
    documents have it («»: all); `optional`: it may be nothing.
    """

    name: str
    kind: str
    description: str
    many: Many = ""
    only: Audience = ""
    optional: bool = False


def _same(record: type[BaseModel], name: str) -> str:
    """The description of a field in the config's model, so that this table and the schema say the same."""
    return record.model_fields[name].description or ""


def _text(name: str, description: str) -> TemplateField:
    return TemplateField(name, "text", description)


def _noun(name: str, description: str) -> TemplateField:
    return TemplateField(name, "noun", description)


_DETAILS: Final = (
    _text("place", _same(Authority, "place")),
    _text("address", _same(Authority, "address")),
    _text("phone", _same(Authority, "phone")),
    _text("fax", _same(Authority, "fax")),
    _text("email", _same(Authority, "email")),
    _text("site", _same(Authority, "site")),
    _text("founder", _same(Authority, "founder")),
    TemplateField("letterhead", "text", "Наименование на бланке, по строкам", "list"),
    _text("letterhead_abbr", "Сокращённое наименование в скобках под полным, или пусто"),
)
_CELLS: Final = TemplateField("cells", "cell", "Ячейки строки по порядку граф", "list")
_COLUMNS: Final = TemplateField("columns", "column", "Графы таблицы по порядку", "list")
_HEADER: Final = TemplateField("header", "head", "Верхний ряд шапки; пусто, если шапка в один ряд", "list")

# What a paper of any kind says of its kind.
_KIND: Final = (
    _noun("kind", "Слово вида: «приказ»"),
    _text("word", "Слово вида, как его печатают: «ПРИКАЗ»"),
    _text("to", "«к приказу» – для надписи приложения"),
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
    TemplateField("paper", "paper", "Документ, который печатается: из papers", optional=True),
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
    "document": (
        _text("id", "Имя документа в настройках"),
        _text("title", "Название в свойствах файла"),
        _text("kind", "Раздел настроек, о котором документ: order, letter, roadmap …"),
        _text("created", "Дата создания в свойствах файла"),
    ),
    "issuer": (
        _noun("name", _same(Authority, "name")),
        _text("abbr", _same(Authority, "abbr")),
        *_DETAILS,
    ),
    "authority": (
        _noun("name", _same(Authority, "name")),
        _text("abbr", _same(Authority, "abbr")),
        TemplateField("head", "person", "Руководитель (роль head)", optional=True),
        *_DETAILS,
    ),
    "school": (
        _text("id", "Код школы в реестре"),
        _noun("name", "Полное наименование школы"),
        _noun("abbr", "Сокращённое наименование школы"),
        _noun("short", "То же, что abbr"),
        _text("kind", "Вид: СОШ, гимназия, детский сад"),
        *_DETAILS,
        _text("order_number", "Номер приказа школы из реестра"),
        _text("order_date", "Дата приказа школы из реестра"),
        _text("letter_number", "Номер письма школы из реестра"),
        _text("letter_date", "Дата письма школы из реестра"),
        _text("type", "Что это: оо, доу, доп, спо – по виду и наименованию"),
    ),
    "district": (
        _noun("name", _same(District, "name")),
        _text("abbr", _same(District, "abbr")),
        _noun("region", _same(District, "region")),
    ),
    "person": (
        _noun("name", "Фамилия, имя, отчество полностью (как в настройках)"),
        _noun("short", "Фамилия и инициалы: «Бабкина И.Г.»"),
        _noun("signature", "Инициалы и фамилия для подписи: «И.Г. Бабкина»"),
        _noun("position", _same(PersonRecord, "position")),
        _text("gender", "Пол: male или female"),
        _text("phone", _same(PersonRecord, "phone")),
        _text("email", _same(PersonRecord, "email")),
        _text("salutation", "Обращение: «Уважаемая Ирина Геннадьевна!»"),
        _noun("title", "Пусто: название бывает у группы людей"),
    ),
    "group": (
        _noun("title", _same(PersonRecord, "title")),
        _noun("position", _same(PersonRecord, "position")),
        _text("phone", _same(PersonRecord, "phone")),
        _text("email", _same(PersonRecord, "email")),
    ),
    "act": (
        _noun("kind", _same(ActRecord, "kind")),
        _noun("issuer", _same(ActRecord, "issuer")),
        _text("date", _same(ActRecord, "date")),
        _text("number", "Номер акта"),
        _text("title", _same(ActRecord, "title")),
    ),
    "period": (
        _text("start", _same(PeriodRecord, "start")),
        _text("end", _same(PeriodRecord, "end")),
        _text("years", "Годы: «2020–2024»"),
    ),
    "order": (
        *_KIND,
        TemplateField("usual_word", "flag", "Слово вида – «ПРИКАЗ», напечатанное как обычно"),
        TemplateField("verb_in_preamble", "flag", "Распорядительное слово – в конце преамбулы"),
        TemplateField("signers", "person", "Все, кто подписывает, по порядку", "list"),
        TemplateField("agreed", "person", "Кто согласовал", "list"),
        TemplateField("acquainted", "person", "Кого знакомят", "list"),
        _text("number", "Номер; прочерк, пока приказ не зарегистрирован"),
        _text("date", "Дата «02.11.2020»; прочерк, пока приказ не подписан"),
        TemplateField("registered", "flag", "Есть ли у приказа и номер, и дата"),
        _text("place", _same(Order, "place")),
        _noun("title", _same(Order, "title")),
        _text("preamble", _same(Order, "preamble")),
        _text("verb", _same(Order, "verb")),
        TemplateField("clauses", "clause", "Пункты первого уровня; подпункты – внутри них", "list"),
        TemplateField("paragraphs", "clause", "Пункты и подпункты подряд", "list"),
        TemplateField("signed_by", "person", "Кто подписывает"),
        TemplateField("executor", "person", "Исполнитель", optional=True),
        TemplateField("annexes", "annex", "Приложения по порядку", "list"),
    ),
    "clause": (
        _text("id", "Имя пункта, или пусто"),
        _text("text", "Текст пункта без номера"),
        TemplateField("level", "number", "Уровень: 0 – «1.», 1 – «1.1.», 2 – «1.1.1.»"),
        TemplateField("clauses", "clause", "Подпункты", "list"),
    ),
    "annex": (
        _text("id", "Имя приложения: roadmap, indicators"),
        _text("number", "Номер; пусто, если приложение одно"),
        _text("label", "«Приложение № 1»"),
        TemplateField(
            "caption", "text", "Надпись приложения по строкам: «Приложение № 1», «к приказу …», «от … № …»", "list"
        ),
        _noun("title", "Заголовок приложения"),
        _text("template", "Файл шаблона приложения"),
        TemplateField("paper", "any", "Сам документ, который приложен"),
    ),
    "letter": (
        *_KIND,
        TemplateField("signers", "person", "Все, кто подписывает, по порядку", "list"),
        _text("number", "Исходящий номер; прочерк, пока письмо не зарегистрировано"),
        _text("date", "Дата «02.11.2020», или прочерк"),
        TemplateField("reply_to", "incoming", "Документ, на который отвечаем", optional=True),
        TemplateField("addressee", "text", _same(Letter, "addressee"), "list"),
        _noun("title", _same(Letter, "title")),
        _text("salutation", _same(Letter, "salutation")),
        TemplateField("paragraphs", "text", "Абзацы текста", "list"),
        TemplateField("enclosures", "enclosure", _same(Letter, "enclosures"), "list"),
        TemplateField("signed_by", "person", "Кто подписывает"),
        TemplateField("executor", "person", "Исполнитель", optional=True),
    ),
    "paper": (
        _text("id", "Имя документа"),
        _text("name_in_template", "Имя, под которым документ знает шаблон его вида"),
        *_KIND,
        TemplateField("usual_word", "flag", "Слово вида – «ПРИКАЗ», напечатанное как обычно"),
        _text("number", _same(PaperRecord, "number")),
        _text("date", "Дата «02.11.2020»; прочерк, пока не подписан"),
        TemplateField("registered", "flag", "Есть ли и номер, и дата"),
        TemplateField("included", "flag", "Выполнено ли условие if"),
        _noun("title", _same(PaperRecord, "title")),
        _text("heading", "Заголовок под словом вида: «о наставничестве»"),
        _text("title_at", "Где заголовок: left или center"),
        _text("numbering", "Номера разделов: arabic, roman, none"),
        _text("file_name", "Обычное имя файла"),
        TemplateField("parts", "text", "Части документа по порядку", "list"),
        _text("place", _same(PaperRecord, "place")),
        TemplateField("approved", "grif", _same(PaperRecord, "approved"), "list"),
        TemplateField("compilers", "text", _same(PaperRecord, "compilers"), "list"),
        _text("year", _same(PaperRecord, "year")),
        TemplateField("addressee", "text", _same(PaperRecord, "addressee"), "list"),
        TemplateField("reply_to", "incoming", "Документ, на который отвечаем", optional=True),
        _text("salutation", _same(PaperRecord, "salutation")),
        _text("preamble", _same(PaperRecord, "preamble")),
        _text("verb", _same(PaperRecord, "verb")),
        TemplateField("verb_in_preamble", "flag", "Распорядительное слово – в конце преамбулы"),
        TemplateField("clauses", "clause", _same(PaperRecord, "clauses"), "list"),
        TemplateField("paragraphs", "clause", "Пункты и подпункты подряд", "list"),
        TemplateField("text", "text", _same(PaperRecord, "text"), "list"),
        TemplateField("chairman", "person", "Председатель", optional=True),
        TemplateField("secretary", "person", "Секретарь", optional=True),
        TemplateField("present", "text", _same(PaperRecord, "present"), "list"),
        TemplateField("invited", "text", _same(PaperRecord, "invited"), "list"),
        TemplateField("agenda", "agenda", _same(PaperRecord, "agenda"), "list"),
        TemplateField("sections", "any", _same(PaperRecord, "sections"), "list"),
        TemplateField("points", "point", "Разделы, абзацы и пункты подряд, с номерами", "list"),
        TemplateField("number_row", "flag", _same(PaperRecord, "number_row")),
        _text("layout", "Раздел плана – объединённая графа (merged) или строка (rows)"),
        _COLUMNS,
        _HEADER,
        TemplateField("rows", "any", "Строки таблицы", "list"),
        TemplateField("closing", "text", _same(PaperRecord, "closing"), "list"),
        TemplateField("blanks", "blank", _same(PaperRecord, "blanks"), "list"),
        TemplateField("enclosures", "enclosure", _same(PaperRecord, "enclosures"), "list"),
        TemplateField("signed_by", "person", "Кто подписывает", optional=True),
        TemplateField("signers", "person", "Все, кто подписывает, по порядку", "list"),
        TemplateField("sides", "side", _same(PaperRecord, "sides"), "list"),
        TemplateField("agreed", "person", "Кто согласовал", "list"),
        TemplateField("acquainted", "person", "Кого знакомят", "list"),
        TemplateField("executor", "person", "Исполнитель", optional=True),
        TemplateField("annexes", "annex", "Приложения по порядку", "list"),
        TemplateField("annexes_by_id", "annex", "Приложения по именам", "key"),
        TemplateField("fields", "text", _same(PaperRecord, "fields"), "key"),
    ),
    "grif": (
        _text("word", "УТВЕРЖДЕНО, ПРИНЯТО, СОГЛАСОВАНО – в роде и числе документа"),
        TemplateField("right", "flag", "Гриф утверждения: справа"),
        TemplateField("lines", "text", "Строки под словом", "list"),
    ),
    "point": (
        _text("style", "section, text или clause"),
        _text("number", "Номер: «1.», «1.1.»; у абзаца пусто"),
        _text("text", "Текст без номера"),
        TemplateField("level", "number", "Уровень пункта: 1 – «1.1.», 2 – «1.1.1.»"),
    ),
    "agenda": (
        _text("number", "Номер вопроса"),
        _text("title", _same(AgendaRecord, "title")),
        _text("heard", _same(AgendaRecord, "heard")),
        TemplateField("said", "text", _same(AgendaRecord, "said"), "list"),
        TemplateField("decided", "clause", _same(AgendaRecord, "decided"), "list"),
        _text("vote", _same(AgendaRecord, "vote")),
    ),
    "blank": (
        _text("label", _same(BlankRecord, "label")),
        _text("value", _same(BlankRecord, "value")),
        _text("note", _same(BlankRecord, "note")),
    ),
    "side": (
        _text("title", _same(SideRecord, "title")),
        TemplateField("lines", "text", _same(SideRecord, "lines"), "list"),
        TemplateField("signed_by", "person", "Кто подписывает", optional=True),
    ),
    "incoming": (
        _text("number", _same(IncomingRecord, "number")),
        _text("date", _same(IncomingRecord, "date")),
    ),
    "enclosure": (
        _text("text", _same(Enclosure, "text")),
        _text("sheets", "Число листов, или прочерк"),
        _text("copies", _same(Enclosure, "copies")),
        _text("line", "Готовая строка: «… на 39 л. в 1 экз.»"),
    ),
    "roadmap": (
        TemplateField("approved", "grif", "Грифы", "list"),
        _noun("title", _same(Roadmap, "title")),
        _text("layout", "Раздел – объединённая графа (merged) или строка таблицы (rows)"),
        TemplateField("number_row", "flag", _same(Roadmap, "number_row")),
        _COLUMNS,
        _HEADER,
        TemplateField("sections", "section", _same(Roadmap, "sections"), "list"),
    ),
    "section": (
        _text("number", "Номер раздела без точки"),
        _text("title", _same(SectionRecord, "title")),
        TemplateField("activities", "activity", _same(SectionRecord, "activities"), "list"),
    ),
    "activity": (
        _text("id", "Имя мероприятия, или пусто"),
        _text("number", "Номер: «1.1.»"),
        _text("title", _same(Activity, "title")),
        _text("activity", "То же, что title"),
        _text("content", _same(Activity, "content")),
        _text("deadline", "Срок"),
        TemplateField("responsible", "text", "Ответственные", "list"),
        TemplateField("roles", "text", "Роли ответственных, как в настройках", "list"),
        _text("result", _same(Activity, "result")),
        _text("document", _same(Activity, "document")),
        _text("control", _same(Activity, "control")),
        _text("start", _same(Activity, "start")),
        _text("finish", _same(Activity, "finish")),
        TemplateField("quarters", "text", "Четыре отметки по кварталам: «+» или пусто", "list"),
        *(_text(f"quarter{number}", f"Отметка {number}-го квартала: «+» или пусто") for number in range(1, 5)),
        _CELLS,
        TemplateField("begins", "flag", "Начинает объединённую ячейку раздела"),
        TemplateField("keep", "flag", "Держать на одной странице со следующей строкой"),
    ),
    "indicators": (
        _noun("title", _same(IndicatorsRecord, "title")),
        TemplateField("number_row", "flag", _same(IndicatorsRecord, "number_row")),
        _COLUMNS,
        _HEADER,
        TemplateField("rows", "indicator", _same(IndicatorsRecord, "rows"), "list"),
    ),
    "indicator": (
        _text("id", "Имя показателя, или пусто"),
        _text("number", "Порядковый номер"),
        _text("title", _same(Indicator, "title")),
        _text("unit", _same(Indicator, "unit")),
        _text("base", _same(Indicator, "base")),
        _text("target", _same(Indicator, "target")),
        _text("due", _same(Indicator, "due")),
        _CELLS,
    ),
    "column": (
        _text("id", _same(ColumnRecord, "id")),
        _text("title", "Заголовок графы"),
        TemplateField("width", "number", "Ширина в двадцатых долях пункта, для {% cellwidth … %}"),
        _text("group", _same(ColumnRecord, "group")),
    ),
    "head": (
        _text("title", "Заголовок"),
        TemplateField("span", "number", "Над сколькими графами стоит, для {% colspan … %}"),
        TemplateField("width", "number", "Ширина в двадцатых долях пункта, для {% cellwidth … %}"),
        _text("group", "Общий заголовок граф, или пусто"),
    ),
    "cell": (
        _text("id", "Графа: deadline, responsible …"),
        TemplateField("lines", "text", "Строки текста ячейки", "list"),
        _text("align", "Как стоит текст: left или center"),
        TemplateField("width", "number", "Ширина в двадцатых долях пункта, для {% cellwidth … %}"),
    ),
    "base": (
        _text("title", "Название базы"),
        _text("note", "Примечание о персональных данных"),
        TemplateField("parts", "base_part", "Части таблицы, которая шире листа", "list"),
    ),
    "base_part": (
        TemplateField("columns", "base_column", "Графы части", "list"),
        TemplateField("rows", "text", "Номера пустых строк", "list"),
    ),
    "base_column": (
        _text("title", "Заголовок графы"),
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
MET: Final[Mapping[str, tuple[str, str]]] = {
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


@dataclass(frozen=True, slots=True)
class Known:
    """What a project adds to the table: keys of its mappings, names of open shapes, roles that are groups."""

    keys: Mapping[str, frozenset[str]] = field(default_factory=dict)
    own: Mapping[str, frozenset[str]] = field(default_factory=dict)
    groups: frozenset[str] = frozenset()


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


@dataclass(frozen=True, slots=True)
class Met:
    """A name that real data has: its shape, its key there, its path, its value.

    `field` is None if the table lacks it.
    """

    shape: str
    name: str
    path: str
    value: object
    field: TemplateField | None


def names_met(names: Mapping[str, Any], audience: Audience) -> Iterator[Met]:
    """Every name in the values of a real document, with its field in the table."""
    yield from _met("", names, "", audience)


def _met(shape: str, value: Mapping[str, Any], path: str, audience: Audience) -> Iterator[Met]:
    for name, inner in value.items():
        if name == "table" and shape in {"roadmap", "indicators", "paper"}:
            continue  # a step of the layout; its columns, header and rows are names of the part itself
        if not shape and name not in {"paper", "annexes"} and inner is value.get("paper"):
            continue  # the paper again, under the name that the template of its kind knows
        one, at = find_field(shape, name), f"{path}.{name}" if path else name
        yield Met(shape, name, at, inner, one)
        if one is not None:
            yield from _within(one, inner, at, audience)


def _within(one: TemplateField, value: object, path: str, audience: Audience) -> Iterator[Met]:
    if one.many == "list" and isinstance(value, (list, tuple)):
        members = [(item, f"{path}[{place}]") for place, item in enumerate(value)]
    elif one.many == "key" and isinstance(value, dict):
        members = [(item, f"{path}.{key}") for key, item in value.items()]
    else:
        members = [(value, path)]
    for item, at in members:
        if isinstance(item, dict) and one.kind not in WORDS and one.kind != "any":
            shape = shape_of(one, audience)
            yield from _met("group" if shape == "person" and is_group(item) else shape, item, at, audience)


def is_group(person: Mapping[str, Any]) -> bool:
    """Whether the value of a role is a group of people."""
    return "name" not in person


def known_from(contexts: Sequence[tuple[Mapping[str, Any], Audience]]) -> Known:
    """What a project adds to the table, from the values of its documents."""
    keys: dict[str, set[str]] = {}
    own: dict[str, set[str]] = {}
    groups: set[str] = set()
    for names, audience in contexts:
        for one in ROOT:
            if one.many == "key" and one.name in names:
                keys.setdefault(one.name, set()).update(names[one.name])
        groups |= {role for role, person in names.get("people", {}).items() if is_group(person)}
        for met in names_met(names, audience):
            if met.field is None and met.shape in OPEN:
                own.setdefault(met.shape, set()).add(met.name)
    return Known(
        {name: frozenset(found) for name, found in keys.items()},
        {shape: frozenset(found) for shape, found in own.items()},
        frozenset(groups),
    )


def shown(value: object, limit: int = 60) -> str:
    """A value in one line of at most `limit` characters: a text as it is, the size of a list, the keys of a mapping."""
    if value is None:
        return "нет"
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, (list, tuple)):
        if value and all(isinstance(item, str) for item in value):
            return _cut(" / ".join(item for item in value if item), limit)
        return f"[{len(value)}]"
    if isinstance(value, dict) and not isinstance(value, Noun):
        return _cut(", ".join(str(key) for key in value), limit)
    return _cut(re.sub(r"[ \n\t]+", " ", str(value)).strip(), limit)


def _cut(text: str, limit: int) -> str:
    """A text of at most `limit` characters; quotes and brackets that the cut left open are closed."""
    if len(text) <= limit:
        return text
    start = text[: limit - 1].rstrip(" ,;:(«№\u00a0") + "…"
    return start + "".join(end * max(0, start.count(begin) - start.count(end)) for begin, end in ("«»", "()"))
