"""The parts that papers are written of: clauses, annexes, columns, sections, indicators; and the usual four papers.

The order, the letter, the roadmap and the table of indicators have keys of their own (`order:` …); papers of any other
kind stand in `papers:` (see `papers`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from nastav_docs.config.field_types import (
    FLAGS,
    Condition,
    Count,
    Flag,
    Ignore,
    Lines,
    OptionalDate,
    Phrase,
    PhraseRecord,
    Prose,
    Record,
    Roles,
    Text,
    read_paragraphs,
)
from nastav_docs.config.paper_marks import Qr, SignatureMark


def _clause(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


def _annex(value: object) -> object:
    return {"id": value} if isinstance(value, str) else value


def _rows(value: object) -> object:
    return {"rows": value} if isinstance(value, tuple) else value


Marks = Literal["number", "dash", "letter", "bracket", "none"]
Numbering = Literal["arabic", "roman", "none"]
Together = Literal["lines", "commas"]
RowNumbers = Literal["sections", "through", "each", "none"]


def _caption(value: object) -> object:
    return (value,) if isinstance(value, str) and value.lower() not in FLAGS else value


# Whether an annex bears its usual caption, or the lines of one's own.
Caption = Annotated[
    Flag | tuple[Prose, ...],
    BeforeValidator(_caption),
    WithJsonSchema({"anyOf": [{"type": "boolean"}, {"type": "array", "items": {"type": "string"}}]}),
]


class ClauseRecord(Record):
    """Пункт приказа, с подпунктами."""

    id: Text = Field("", description="Имя пункта, по которому его меняют другие слои")
    text: Prose = Field(description="Текст пункта; номер ставит Word")
    clauses: tuple[Clause, ...] = Field((), description="Подпункты")
    marks: Marks = Field(
        "number",
        description="Чем начинаются подпункты: number – «1.1.», dash – «–», letter – «а)», bracket – «1)», "
        "none – абзацы без номера",
    )
    for_each: Text = Field("", description="Список из lists: по пункту на строку, в тексте – {{ row.… }}")
    if_: Condition
    ignore: Ignore


Clause = Annotated[ClauseRecord, BeforeValidator(_clause)]
ClauseRecord.model_rebuild()


class AnnexRecord(Record):
    """Приложение к приказу."""

    id: Text = Field(description="Раздел настроек, из которого приложение: roadmap, indicators …")
    template: Text = Field("", description="Шаблон; пусто – «<id>.docx»")
    title: Phrase | None = Field(None, description="Заголовок; пусто – заголовок раздела")
    number: Text = Field("", description="Номер, если не по порядку; единственное приложение печатается без номера")
    caption: Caption = Field(
        default=True,
        description="Надпись «Приложение … к приказу»; нет – над ним один гриф; своя – строками",
    )


Annex = Annotated[AnnexRecord, BeforeValidator(_annex)]


class InnerTable(Record):
    """Таблица внутри текста документа."""

    id: Text = Field(description="Имя документа из papers, в котором таблица")
    after: Count = Field(0, description="После какого по счёту абзаца или пункта; пусто – после последнего")
    closing: Flag = Field(default=False, description="Под подписью, после closing")


InnerTables = tuple[Annotated[InnerTable, BeforeValidator(_annex)], ...]


class Order(Record):
    """Приказ или другой распорядительный документ."""

    kind: Text = Field("order", description="Вид документа: order – приказ, decree – постановление …")
    number: Text = Field("", description="Номер; пусто, пока приказ не зарегистрирован")
    date: OptionalDate = Field(None, description='Дата; "", пока приказ не подписан')
    place: Text = Field("", description="Место составления; пусто – место издателя")
    title: Phrase = Field(description="Заголовок к тексту: «О внедрении …»")
    preamble: Prose = Field("", description="Преамбула: на каком основании")
    verb: Text = Field("", description="Распорядительное слово; пусто – слово вида: «ПРИКАЗЫВАЮ:»")
    clauses: tuple[Clause, ...] = Field(description="Пункты")
    marks: Marks = Field("number", description="Чем начинаются пункты: number – «1.», bracket – «1)», dash – «–» …")
    signed_by: Roles = Field(description="Роль того, кто подписывает; нескольких – списком")
    agreed: Roles = Field((), description="Роли тех, кто согласовал: лист согласования под подписью")
    acquainted: Roles = Field((), description="Роли тех, кого знакомят: «С приказом ознакомлены»")
    closing: Annotated[tuple[Prose, ...], BeforeValidator(read_paragraphs)] = Field(
        (), description="Абзацы под подписью: лист ознакомления строками"
    )
    executor: Text = Field("", description="Роль исполнителя, если нужна отметка о нём")
    annexes: tuple[Annex, ...] = Field((), description="Приложения по порядку")
    tables: InnerTables = Field((), description="Таблицы среди пунктов и под подписью")
    amended_by: Lines = Field((), description="Документы из papers, которыми приказ изменён")
    qr: Qr
    signature_mark: SignatureMark
    ignore: Ignore

    @model_validator(mode="after")
    def _not_empty(self) -> Order:
        if not self.clauses:
            raise PydanticCustomError("empty_order", "empty_order")
        return self


class IncomingRecord(Record):
    """Документ, на который отвечают: ключ акта, или номер и дата."""

    act: Text = Field("", description="Ключ акта: district-letter – письмо муниципалитета")
    number: Text = Field("", description="Номер")
    date: OptionalDate = Field(None, description="Дата")

    @model_validator(mode="after")
    def _one_of(self) -> IncomingRecord:
        if bool(self.act) == bool(self.number and self.date):
            raise PydanticCustomError("incoming", "incoming")
        return self


def _incoming(value: object) -> object:
    return {"act": value} if isinstance(value, str) else value


Incoming = Annotated[IncomingRecord, BeforeValidator(_incoming)]


class Enclosure(Record):
    """Приложение к письму."""

    text: Prose = Field(description="Что приложено")
    sheets: Count | None = Field(None, description="Листов; пусто – прочерк для заполнения")
    copies: Count = Field(1, description="Экземпляров; 0 – без листов и экземпляров: «в электронном виде»")
    total: Flag = Field(default=False, description="«всего на … л.»: листы документа вместе с его приложениями")
    bound: Flag = Field(default=False, description="Сброшюровано: листы не указываются")
    document: Text = Field("", description="Какой документ приложен (имя из documents): листы сосчитает build --pdf")


class Letter(Record):
    """Письмо."""

    kind: Text = Field("letter", description="Вид документа")
    number: Text = Field("", description="Исходящий номер; пусто, пока не зарегистрировано")
    date: OptionalDate = Field(None, description="Дата")
    reply_to: Incoming | None = Field(None, description="На какой документ отвечаем: строка «На № … от …»")
    addressee: Lines = Field(description="Адресат, по строкам")
    title: Phrase | None = Field(None, description="Заголовок к тексту: «О внедрении …»")
    salutation: Prose = Field("", description="Обращение: «Уважаемые руководители!»")
    text: Annotated[tuple[Prose, ...], BeforeValidator(read_paragraphs)] = Field(description="Текст; абзац на строку")
    tables: InnerTables = Field((), description="Таблицы среди абзацев")
    enclosures: tuple[Enclosure, ...] = Field((), description="Приложения: листы и экземпляры")
    signed_by: Roles = Field(description="Роль того, кто подписывает; нескольких – списком")
    executor: Text = Field("", description="Роль исполнителя")
    qr: Qr
    signature_mark: SignatureMark
    ignore: Ignore


class ColumnRecord(Record):
    """Графа таблицы."""

    id: Text = Field(description="Поле строки: number, section, activity, deadline …")
    title: Text = Field("", description="Заголовок графы; пусто – обычный для этого поля")
    width: Count = Field(0, description="Доля ширины; пусто – обычная для этого поля")
    group: Text = Field("", description="Общий заголовок над соседними графами; нет – и обычного не печатать")


def _column(value: object) -> object:
    """The fields of a ColumnRecord from `activity`, `{activity: Наименование мероприятий}` or a full record."""
    if isinstance(value, str):
        return {"id": value}
    if isinstance(value, dict) and "id" not in value and len(value) == 1:
        (key, title), *_ = value.items()
        return {"id": key, "title": title}
    return value


Column = Annotated[ColumnRecord, BeforeValidator(_column)]


class Activity(Record):
    """Мероприятие дорожной карты."""

    id: Text = Field("", description="Имя мероприятия, по которому его меняют другие слои")
    take: Text = Field("", description="id мероприятия муниципальной дорожной карты, которое берётся за основу")
    title: Prose = Field("", description="Наименование мероприятия")
    content: Prose = Field("", description="Содержание деятельности")
    deadline: Prose = Field("", description="Срок, как пишут люди: «до 09.11.2020», «ежегодно, до 20 мая»")
    responsible: Roles = Field((), description="Роли ответственных")
    responsible_as: Together | None = Field(None, description="Ответственные этой строки, если не как у всего плана")
    result: Prose = Field("", description="Ожидаемый результат")
    document: Prose = Field("", description="Вид документа")
    control: Prose = Field("", description="Контрольный показатель")
    start: OptionalDate = Field(None, description="Плановое начало")
    finish: OptionalDate = Field(None, description="Плановое окончание")
    fields: Mapping[str, Prose] = Field(default_factory=dict, description="Свои графы: имя → текст")
    if_: Condition
    ignore: Ignore

    @model_validator(mode="after")
    def _ordered(self) -> Activity:
        if not self.title and not self.take:
            raise PydanticCustomError("no_title", "no_title")
        if self.start and self.finish and self.finish < self.start:
            start, end = f"{self.start:%d.%m.%Y}", f"{self.finish:%d.%m.%Y}"
            raise PydanticCustomError("reversed", "{start} {end}", {"start": start, "end": end})
        return self


class SectionRecord(Record):
    """Раздел (этап) дорожной карты."""

    id: Text = Field("", description="Имя раздела")
    title: Prose = Field(description="Название раздела")
    activities: tuple[Activity, ...] = Field(description="Мероприятия")
    if_: Condition


ROADMAP_COLUMNS = ("number", "section", "activity", "deadline", "responsible")
INDICATOR_COLUMNS = ("number", "title", "unit", "target", "due")


class Roadmap(Record):
    """План (дорожная карта)."""

    title: Phrase = Field(description="Заголовок: «План (дорожная карта) внедрения …»")
    layout: Literal["merged", "rows"] = Field("merged", description="Раздел – объединённая графа или строка таблицы")
    numbering: Numbering | None = Field(None, description="Номера разделов: arabic, roman, none; пусто – как у вида")
    row_numbers: RowNumbers = Field(
        "sections",
        description="Номера мероприятий: sections – 1.1., 1.2. по разделам, through – 1., 2., 3. подряд, "
        "each – 1., 2. в каждом разделе, none – без номеров",
    )
    number_stop: Flag = Field(default=True, description="Точка после номера мероприятия: 1.1.; нет – 1.1")
    number_row: Flag = Field(default=False, description="Строка с номерами граф под шапкой")
    capital_deadlines: Flag = Field(default=True, description="Сроки с прописной буквы; нет – как написаны")
    responsible_as: Together = Field("lines", description="Ответственные: lines – по строкам, commas – через запятую")
    columns: tuple[Column, ...] = Field(
        tuple(ColumnRecord(id=name) for name in ROADMAP_COLUMNS[1:]), description="Графы таблицы"
    )
    sections: tuple[SectionRecord, ...] = Field(description="Разделы")
    closing: Annotated[tuple[Prose, ...], BeforeValidator(read_paragraphs)] = Field(
        (), description="Абзацы под таблицей: примечание, составитель"
    )
    ignore: Ignore


Counted = Literal["mentors", "mentees", "pairs", "schools"]
COUNTED: Final[tuple[Counted, ...]] = ("mentors", "mentees", "pairs", "schools")


class CountRecord(Record):
    """Как считается числитель или знаменатель показателя."""

    count: Counted | None = Field(
        None, description="Кого считать: mentors – наставников, mentees – наставляемых, pairs – пары, schools – школы"
    )
    sum: Text = Field("", description="Столбец реестра школ, числа которого сложить: pupils")
    number: Count | None = Field(None, description="Число, одно на весь район: 240")
    if_: Annotated[
        Prose,
        Field(
            "",
            alias="if",
            description="Кого из них: «{{ row.form == 'ученик – ученик' }}», «{{ school.type == 'оо' }}»; пусто – всех",
        ),
    ]

    @model_validator(mode="after")
    def _one_of(self) -> CountRecord:
        if sum((self.count is not None, bool(self.sum), self.number is not None)) != 1:
            raise PydanticCustomError("count_source", "count_source")
        return self


def _count(value: object) -> object:
    """The fields of a CountRecord from `mentees`, from the name of a column `pupils`, from a number, or full ones."""
    if not isinstance(value, str):
        return value
    if value in COUNTED:
        return {"count": value}
    return {"number": value} if value.isdecimal() else {"sum": value}


Counting = Annotated[CountRecord, BeforeValidator(_count)]


class Indicator(Record):
    """Целевой показатель."""

    id: Text = Field("", description="Имя показателя, по которому его меняют другие слои")
    title: Prose = Field(description="Наименование, без единицы измерения")
    unit: Text = Field("", description="Единица измерения: «%», «ед.»")
    base: Text = Field("", description="Базовое значение")
    target: Text = Field("", description="Значение")
    targets: Mapping[str, str] = Field(default_factory=dict, description="Значения по годам: год → значение")
    at_least: Flag = Field(default=False, description="«не менее»")
    due: Prose = Field("", description="Срок достижения")
    numerator: Counting | None = Field(None, description="Что считается (числитель доли): mentees, {count: …, if: …}")
    denominator: Counting | None = Field(None, description="От чего доля: столбец реестра школ, {count: schools} …")
    given: Literal["schools", "district"] | None = Field(
        None, description="Кто сообщает факт: schools – каждая школа, district – район; см. facts"
    )
    counted: Text = Field("", description="Кого считают: «молодой учитель» – «не хватает 3 молодых учителей»")
    above: Prose = Field("", description="Строка над показателем во всю ширину таблицы: «Задача 1. Охват»")
    fields: Mapping[str, Prose] = Field(default_factory=dict, description="Свои графы: имя → текст")
    ignore: Ignore

    @model_validator(mode="after")
    def _one_way(self) -> Indicator:
        if self.numerator is not None and self.given is not None:
            raise PydanticCustomError("count_given", "count_given")
        if self.denominator is not None and self.numerator is None:
            raise PydanticCustomError("count_share", "count_share")
        return self


class IndicatorsRecord(Record):
    """Таблица показателей."""

    title: Phrase = Field(PhraseRecord(text="Целевые показатели"), description="Заголовок")
    number_stop: Flag = Field(default=False, description="Точка после номера показателя: да – 1., пусто – 1")
    number_row: Flag = Field(default=False, description="Строка с номерами граф под шапкой")
    capital_deadlines: Flag = Field(default=True, description="Сроки с прописной буквы; нет – как написаны")
    columns: tuple[Column, ...] = Field(
        tuple(ColumnRecord(id=name) for name in INDICATOR_COLUMNS),
        description="Графы; years – по графе на каждый год из targets",
    )
    rows: tuple[Indicator, ...] = Field(description="Показатели")
    closing: Annotated[tuple[Prose, ...], BeforeValidator(read_paragraphs)] = Field(
        (), description="Абзацы под таблицей: примечание, составитель"
    )
    ignore: Ignore


Indicators = Annotated[IndicatorsRecord, BeforeValidator(_rows)]
