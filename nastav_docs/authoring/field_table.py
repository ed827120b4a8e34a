"""Every name that a template can use: what it is, what it means, what it is in this district.

One table, shape by shape: it explains the names to a person (`templates fields`), and a template is checked against it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from nastav_docs.config import model
from nastav_docs.documents.nouns import Noun

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pydantic import BaseModel

Many = Literal["", "list", "key"]
Audience = Literal["", "district", "school"]


@dataclass(frozen=True, slots=True)
class Field:
    """A name of a shape: `kind` is text, noun, number, flag or a shape; `many` says list or mapping of it.

    `only` names the documents that have it («»: all); `optional`: it may be nothing.
    """

    name: str
    kind: str
    description: str
    many: Many = ""
    only: Audience = ""
    optional: bool = False


def _same(record: type[BaseModel], name: str) -> str:
    """The description that the model gives to the same thing."""
    return record.model_fields[name].description or ""


def _text(name: str, description: str) -> Field:
    return Field(name, "text", description)


def _noun(name: str, description: str) -> Field:
    return Field(name, "noun", description)


_DETAILS: Final = (
    _text("place", _same(model.Authority, "place")),
    _text("address", _same(model.Authority, "address")),
    _text("phone", _same(model.Authority, "phone")),
    _text("fax", _same(model.Authority, "fax")),
    _text("email", _same(model.Authority, "email")),
    _text("site", _same(model.Authority, "site")),
    _text("founder", _same(model.Authority, "founder")),
    Field("letterhead", "text", "Наименование на бланке, по строкам", "list"),
    _text("letterhead_abbr", "Сокращённое наименование в скобках под полным, или пусто"),
)
_CELLS: Final = Field("cells", "cell", "Ячейки строки по порядку граф", "list")
_COLUMNS: Final = Field("columns", "column", "Графы таблицы по порядку", "list")
_HEADER: Final = Field("header", "head", "Верхний ряд шапки; пусто, если шапка в один ряд", "list")

ROOT: Final = (
    Field("document", "document", "Сам документ"),
    Field("issuer", "issuer", "Кто издаёт: управление образования, а в документах школы – школа"),
    Field("district", "district", "Муниципалитет"),
    Field("authority", "authority", "Управление образования"),
    Field("school", "school", "Школа: строка реестра", only="school"),
    Field("people", "person", "Люди по ролям: people.head", "key"),
    Field("acts", "act", "Нормативные акты по ключам: acts[ 'r-145' ]", "key"),
    Field("terms", "text", "Полные названия по сокращениям", "key"),
    Field("period", "period", "Период плана"),
    Field("wording", "text", "Общие тексты по ключам", "key"),
    Field("order", "order", "Приказ"),
    Field("annexes", "annex", "Приложения к приказу по именам: annexes.roadmap", "key"),
    Field("annex", "annex", "Приложение, которое печатается сейчас", optional=True),
    Field("letter", "letter", "Письмо"),
    Field("roadmap", "roadmap", "План (дорожная карта)"),
    Field("indicators", "indicators", "Целевые показатели"),
    Field("base", "base", "База наставников или наставляемых", only="school"),
)

SHAPES: Final[Mapping[str, tuple[Field, ...]]] = {
    "document": (
        _text("id", "Имя документа в настройках"),
        _text("title", "Название в свойствах файла"),
        _text("kind", "Раздел настроек, о котором документ: order, letter, roadmap …"),
        _text("created", "Дата создания в свойствах файла"),
    ),
    "issuer": (
        _noun("name", _same(model.Authority, "name")),
        _text("abbr", _same(model.Authority, "abbr")),
        *_DETAILS,
    ),
    "authority": (
        _noun("name", _same(model.Authority, "name")),
        _text("abbr", _same(model.Authority, "abbr")),
        Field("head", "person", "Руководитель (роль head)", optional=True),
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
    ),
    "district": (
        _noun("name", _same(model.District, "name")),
        _text("abbr", _same(model.District, "abbr")),
        _noun("region", _same(model.District, "region")),
    ),
    "person": (
        _noun("name", "Фамилия, имя, отчество полностью (как в настройках)"),
        _noun("short", "Фамилия и инициалы: «Бабкина И.Г.»"),
        _noun("signature", "Инициалы и фамилия для подписи: «И.Г. Бабкина»"),
        _noun("position", _same(model.Person, "position")),
        _text("gender", "Пол: male или female"),
        _text("phone", _same(model.Person, "phone")),
        _text("email", _same(model.Person, "email")),
        _text("salutation", "Обращение: «Уважаемая Ирина Геннадьевна!»"),
        _noun("title", "Пусто: название бывает у группы людей"),
    ),
    "group": (
        _noun("title", _same(model.Person, "title")),
        _noun("position", _same(model.Person, "position")),
        _text("phone", _same(model.Person, "phone")),
        _text("email", _same(model.Person, "email")),
    ),
    "act": (
        _noun("kind", _same(model.Act, "kind")),
        _noun("issuer", _same(model.Act, "issuer")),
        _text("date", _same(model.Act, "date")),
        _text("number", "Номер акта"),
        _text("title", _same(model.Act, "title")),
    ),
    "period": (
        _text("start", _same(model.Period, "start")),
        _text("end", _same(model.Period, "end")),
        _text("years", "Годы: «2020–2024»"),
    ),
    "order": (
        _text("number", "Номер; прочерк, пока приказ не зарегистрирован"),
        _text("date", "Дата «02.11.2020»; прочерк, пока приказ не подписан"),
        Field("registered", "flag", "Есть ли у приказа и номер, и дата"),
        _text("place", _same(model.Order, "place")),
        _noun("title", _same(model.Order, "title")),
        _text("preamble", _same(model.Order, "preamble")),
        _text("verb", _same(model.Order, "verb")),
        Field("clauses", "clause", "Пункты первого уровня; подпункты – внутри них", "list"),
        Field("paragraphs", "clause", "Пункты и подпункты подряд", "list"),
        Field("signed_by", "person", "Кто подписывает"),
        Field("executor", "person", "Исполнитель", optional=True),
        Field("annexes", "annex", "Приложения по порядку", "list"),
    ),
    "clause": (
        _text("id", "Имя пункта, или пусто"),
        _text("text", "Текст пункта без номера"),
        Field("level", "number", "Уровень: 0 – «1.», 1 – «1.1.», 2 – «1.1.1.»"),
        Field("clauses", "clause", "Подпункты", "list"),
    ),
    "annex": (
        _text("id", "Имя приложения: roadmap, indicators"),
        _text("number", "Номер; пусто, если приложение одно"),
        _text("label", "«Приложение № 1»"),
        Field("caption", "text", "Надпись приложения по строкам: «Приложение № 1», «к приказу …», «от … № …»", "list"),
        _noun("title", "Заголовок приложения"),
        _text("template", "Файл шаблона приложения"),
    ),
    "letter": (
        _text("number", "Исходящий номер; прочерк, пока письмо не зарегистрировано"),
        _text("date", "Дата «02.11.2020», или прочерк"),
        Field("reply_to", "incoming", "Документ, на который отвечаем", optional=True),
        Field("addressee", "text", _same(model.Letter, "addressee"), "list"),
        _noun("title", _same(model.Letter, "title")),
        _text("salutation", _same(model.Letter, "salutation")),
        Field("paragraphs", "text", "Абзацы текста", "list"),
        Field("enclosures", "enclosure", _same(model.Letter, "enclosures"), "list"),
        Field("signed_by", "person", "Кто подписывает"),
        Field("executor", "person", "Исполнитель", optional=True),
    ),
    "incoming": (
        _text("number", _same(model.IncomingRecord, "number")),
        _text("date", _same(model.IncomingRecord, "date")),
    ),
    "enclosure": (
        _text("text", _same(model.Enclosure, "text")),
        _text("sheets", "Число листов, или прочерк"),
        _text("copies", _same(model.Enclosure, "copies")),
        _text("line", "Готовая строка: «… на 39 л. в 1 экз.»"),
    ),
    "roadmap": (
        _noun("title", _same(model.Roadmap, "title")),
        _text("layout", "Раздел – объединённая графа (merged) или строка таблицы (rows)"),
        Field("number_row", "flag", _same(model.Roadmap, "number_row")),
        _COLUMNS,
        _HEADER,
        Field("sections", "section", _same(model.Roadmap, "sections"), "list"),
    ),
    "section": (
        _text("number", "Номер раздела без точки"),
        _text("title", _same(model.Section, "title")),
        Field("activities", "activity", _same(model.Section, "activities"), "list"),
    ),
    "activity": (
        _text("id", "Имя мероприятия, или пусто"),
        _text("number", "Номер: «1.1.»"),
        _text("title", _same(model.Activity, "title")),
        _text("activity", "То же, что title"),
        _text("content", _same(model.Activity, "content")),
        _text("deadline", "Срок"),
        Field("responsible", "text", "Ответственные", "list"),
        _text("result", _same(model.Activity, "result")),
        _text("document", _same(model.Activity, "document")),
        _text("control", _same(model.Activity, "control")),
        _text("start", _same(model.Activity, "start")),
        _text("finish", _same(model.Activity, "finish")),
        Field("quarters", "text", "Четыре отметки по кварталам: «+» или пусто", "list"),
        *(_text(f"quarter{number}", f"Отметка {number}-го квартала: «+» или пусто") for number in range(1, 5)),
        _CELLS,
        Field("begins", "flag", "Начинает объединённую ячейку раздела"),
        Field("keep", "flag", "Держать на одной странице со следующей строкой"),
    ),
    "indicators": (
        _noun("title", _same(model.IndicatorsRecord, "title")),
        Field("number_row", "flag", _same(model.IndicatorsRecord, "number_row")),
        _COLUMNS,
        _HEADER,
        Field("rows", "indicator", _same(model.IndicatorsRecord, "rows"), "list"),
    ),
    "indicator": (
        _text("id", "Имя показателя, или пусто"),
        _text("number", "Порядковый номер"),
        _text("title", _same(model.Indicator, "title")),
        _text("unit", _same(model.Indicator, "unit")),
        _text("base", _same(model.Indicator, "base")),
        _text("target", _same(model.Indicator, "target")),
        _text("due", _same(model.Indicator, "due")),
        _CELLS,
    ),
    "column": (
        _text("id", _same(model.ColumnRecord, "id")),
        _text("title", "Заголовок графы"),
        Field("width", "number", "Ширина в двадцатых долях пункта, для {% cellwidth … %}"),
        _text("group", _same(model.ColumnRecord, "group")),
    ),
    "head": (
        _text("title", "Заголовок"),
        Field("span", "number", "Над сколькими графами стоит, для {% colspan … %}"),
        Field("width", "number", "Ширина в двадцатых долях пункта, для {% cellwidth … %}"),
        _text("group", "Общий заголовок граф, или пусто"),
    ),
    "cell": (
        _text("id", "Графа: deadline, responsible …"),
        Field("lines", "text", "Строки текста ячейки", "list"),
        _text("align", "Как стоит текст: left или center"),
        Field("width", "number", "Ширина в двадцатых долях пункта, для {% cellwidth … %}"),
    ),
    "base": (
        _text("title", "Название базы"),
        _text("note", "Примечание о персональных данных"),
        Field("parts", "base_part", "Части таблицы, которая шире листа", "list"),
    ),
    "base_part": (
        Field("columns", "base_column", "Графы части", "list"),
        Field("rows", "text", "Номера пустых строк", "list"),
    ),
    "base_column": (
        _text("title", "Заголовок графы"),
        Field("width", "number", "Ширина в двадцатых долях пункта"),
    ),
}

# Shapes that are words too: printed, they give their name; filters decline them.
NOUNS: Final = frozenset({"issuer", "authority", "school", "district", "person", "group", "act", "annex"})
# Shapes to which a district adds names of its own: where they come from.
OPEN: Final[Mapping[str, str]] = {
    "school": "графы реестра школ",
    "activity": "свои графы плана (fields)",
    "indicator": "свои графы и годы показателей",
}
# How a shape is met in a template, for the headings of the list of names.
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


def find_field(shape: str, name: str) -> Field | None:
    """A name of a shape; of the root where the shape is «»."""
    return next((one for one in fields_of(shape) if one.name == name), None)


def fields_of(shape: str) -> tuple[Field, ...]:
    """The names of a shape."""
    return SHAPES.get(shape, ()) if shape else ROOT


def shape_of(one: Field, audience: Audience) -> str:
    """The kind of a name; the issuer of a district's documents is the authority, of a school's the school."""
    if one.kind == "issuer" and audience:
        return "authority" if audience == "district" else "school"
    return one.kind


def type_words(one: Field) -> str:
    """What a name is, in a word or two: «текст», «список», «слово с полями»."""
    if one.many == "list":
        return f"список: {WORDS[one.kind]}" if one.kind in WORDS else "список"
    if one.many == "key":
        return "по ключам"
    if one.kind in WORDS:
        return WORDS[one.kind]
    return "слово с полями" if one.kind in NOUNS else "поля"


@dataclass(frozen=True, slots=True)
class Met:
    """A name that real data has: its shape, its key there, its path and value; `field` None: not in the table."""

    shape: str
    name: str
    path: str
    value: object
    field: Field | None


def names_met(names: Mapping[str, Any], audience: Audience) -> Iterator[Met]:
    """Every name of a real context, with what the table says of it; the layout's own table of cells is left out."""
    yield from _met("", names, "", audience)


def _met(shape: str, value: Mapping[str, Any], path: str, audience: Audience) -> Iterator[Met]:
    for name, inner in value.items():
        if name == "table" and shape in {"roadmap", "indicators"}:
            continue  # a step of the layout; its columns, header and rows are names of the part itself
        one, at = find_field(shape, name), f"{path}.{name}" if path else name
        yield Met(shape, name, at, inner, one)
        if one is not None:
            yield from _within(one, inner, at, audience)


def _within(one: Field, value: object, path: str, audience: Audience) -> Iterator[Met]:
    if one.many == "list" and isinstance(value, (list, tuple)):
        members = [(item, f"{path}[{place}]") for place, item in enumerate(value)]
    elif one.many == "key" and isinstance(value, dict):
        members = [(item, f"{path}.{key}") for key, item in value.items()]
    else:
        members = [(value, path)]
    for item, at in members:
        if isinstance(item, dict) and one.kind not in WORDS:
            shape = shape_of(one, audience)
            yield from _met("group" if shape == "person" and is_group(item) else shape, item, at, audience)


def is_group(person: Mapping[str, Any]) -> bool:
    """Whether a role stands for a group of people."""
    return "name" not in person


def known_from(contexts: Sequence[tuple[Mapping[str, Any], Audience]]) -> Known:
    """What the contexts of a project's documents add to the table."""
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
    """A value in a line: a text as it is, of a list how many there are, of a mapping its keys."""
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
