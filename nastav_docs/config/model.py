"""What the YAML of a config may hold, as frozen records; the Russian descriptions are for editors and messages.

`Prose` is a text in which `{{ … }}` is filled in; a plain `Text` or `str` is data and stays as written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from nastav_docs.config.field_types import (
    Count,
    Date,
    Flag,
    Forms,
    Gender,
    Ignore,
    Lines,
    OptionalDate,
    Phrase,
    PhraseRecord,
    Prose,
    Record,
    Text,
    read_lines,
    read_paragraphs,
    read_period,
    text_schema,
)


def _clause(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


def _annex(value: object) -> object:
    return {"id": value} if isinstance(value, str) else value


def _rows(value: object) -> object:
    return {"rows": value} if isinstance(value, tuple) else value


class District(Record):
    """Муниципалитет."""

    name: Phrase = Field(description="Полное наименование: «Артемовский городской округ»")
    abbr: Text = Field("", description="Сокращение: «АГО»")
    region: Phrase | None = Field(None, description="Субъект федерации: «Свердловская область»")


class Authority(Record):
    """Управление образования: издатель документов муниципалитета."""

    name: Phrase = Field(description="Полное наименование")
    abbr: Text = Field("", description="Сокращение: «УО АГО»")
    letterhead: Lines = Field((), description="Наименование на бланке, по строкам; пусто – полное наименование")
    founder: Text = Field("", description="Вышестоящий орган над наименованием на бланке")
    place: Text = Field("", description="Место составления: «г. Артемовский»")
    address: Text = Field("", description="Почтовый адрес")
    phone: Text = Field("", description="Телефон")
    fax: Text = Field("", description="Факс")
    email: Text = Field("", description="Электронная почта")
    site: Text = Field("", description="Официальный сайт")


class PersonRecord(Record):
    """Человек (name) или группа людей (title), за которой стоит роль."""

    name: Text = Field("", description="Фамилия Имя Отчество или Фамилия И.О.")
    title: Phrase | None = Field(None, description="Название группы: «Руководители МОО»")
    gender: Gender | None = Field(None, description="Пол: male или female; нужен, если не виден из имени")
    position: Phrase | None = Field(None, description="Должность в именительном падеже")
    phone: Text = Field("", description="Служебный телефон")
    email: Text = Field("", description="Служебная почта")
    forms: Forms = Field({}, description="Падежные формы имени, если автоматические неверны")
    ignore: Ignore

    @model_validator(mode="after")
    def _one_of(self) -> PersonRecord:
        if bool(self.name) == (self.title is not None):
            raise PydanticCustomError("person", "person")
        return self


class ActRecord(Record):
    """Нормативный акт: вид, автор, дата, номер, заголовок."""

    kind: Phrase = Field(description="Вид: «распоряжение», «приказ», «письмо»")
    issuer: Phrase | None = Field(None, description="Кто издал, в именительном падеже")
    date: OptionalDate = Field(None, description="Дата")
    number: Text = Field("", description="Номер без знака №")
    title: Prose = Field("", description="Заголовок без кавычек: «О внедрении …»")
    in_force_from: OptionalDate = Field(None, description="Действует с")
    in_force_until: OptionalDate = Field(None, description="Действует по")
    replaced_by: Text = Field("", description="Ключ акта, который заменил этот")
    ignore: Ignore


class PeriodRecord(Record):
    """Период плана."""

    start: Date = Field(description="Начало")
    end: Date = Field(description="Конец")

    @model_validator(mode="after")
    def _ordered(self) -> PeriodRecord:
        if self.end < self.start:
            start, end = f"{self.start:%d.%m.%Y}", f"{self.end:%d.%m.%Y}"
            raise PydanticCustomError("reversed", "{start} {end}", {"start": start, "end": end})
        return self


PeriodText = Annotated[
    PeriodRecord,
    BeforeValidator(read_period),
    text_schema(examples=["2020-11-02 … 2024-12-31"], description="Период плана"),
]


class ClauseRecord(Record):
    """Пункт приказа, с подпунктами."""

    id: Text = Field("", description="Имя пункта, по которому его меняют другие слои")
    text: Prose = Field(description="Текст пункта; номер ставит Word")
    clauses: tuple[Clause, ...] = Field((), description="Подпункты")
    ignore: Ignore


Clause = Annotated[ClauseRecord, BeforeValidator(_clause)]
ClauseRecord.model_rebuild()


class AnnexRecord(Record):
    """Приложение к приказу."""

    id: Text = Field(description="Раздел настроек, из которого приложение: roadmap, indicators …")
    template: Text = Field("", description="Шаблон; пусто – «<id>.docx»")
    title: Phrase | None = Field(None, description="Заголовок; пусто – заголовок раздела")


Annex = Annotated[AnnexRecord, BeforeValidator(_annex)]


class Order(Record):
    """Приказ."""

    number: Text = Field("", description="Номер; пусто, пока приказ не зарегистрирован")
    date: OptionalDate = Field(None, description='Дата; "", пока приказ не подписан')
    place: Text = Field("", description="Место составления; пусто – место издателя")
    title: Phrase = Field(description="Заголовок к тексту: «О внедрении …»")
    preamble: Prose = Field("", description="Преамбула: на каком основании")
    verb: Text = Field("ПРИКАЗЫВАЮ:", description="Распорядительное слово")
    clauses: tuple[Clause, ...] = Field(description="Пункты")
    signed_by: Text = Field(description="Роль того, кто подписывает")
    executor: Text = Field("", description="Роль исполнителя, если нужна отметка о нём")
    annexes: tuple[Annex, ...] = Field((), description="Приложения по порядку")
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
    copies: Count = Field(1, description="Экземпляров")
    total: Flag = Field(default=False, description="«всего на … л.»: листы документа вместе с его приложениями")
    bound: Flag = Field(default=False, description="Сброшюровано: листы не указываются")


class Letter(Record):
    """Письмо."""

    number: Text = Field("", description="Исходящий номер; пусто, пока не зарегистрировано")
    date: OptionalDate = Field(None, description="Дата")
    reply_to: Incoming | None = Field(None, description="На какой документ отвечаем: строка «На № … от …»")
    addressee: Lines = Field(description="Адресат, по строкам")
    title: Phrase | None = Field(None, description="Заголовок к тексту: «О внедрении …»")
    salutation: Prose = Field("", description="Обращение: «Уважаемые руководители!»")
    text: Annotated[tuple[Prose, ...], BeforeValidator(read_paragraphs)] = Field(description="Текст; абзац на строку")
    enclosures: tuple[Enclosure, ...] = Field((), description="Приложения: листы и экземпляры")
    signed_by: Text = Field(description="Роль того, кто подписывает")
    executor: Text = Field("", description="Роль исполнителя")
    ignore: Ignore


class ColumnRecord(Record):
    """Графа таблицы."""

    id: Text = Field(description="Поле строки: number, section, activity, deadline …")
    title: Text = Field("", description="Заголовок графы; пусто – обычный для этого поля")
    width: Count = Field(0, description="Доля ширины; пусто – обычная для этого поля")
    group: Text = Field("", description="Общий заголовок над соседними графами")


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
    responsible: Annotated[tuple[str, ...], BeforeValidator(read_lines)] = Field((), description="Роли ответственных")
    result: Prose = Field("", description="Ожидаемый результат")
    document: Prose = Field("", description="Вид документа")
    control: Prose = Field("", description="Контрольный показатель")
    start: OptionalDate = Field(None, description="Плановое начало")
    finish: OptionalDate = Field(None, description="Плановое окончание")
    fields: Mapping[str, Prose] = Field(default_factory=dict, description="Свои графы: имя → текст")
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


ROADMAP_COLUMNS = ("number", "section", "activity", "deadline", "responsible")
INDICATOR_COLUMNS = ("number", "title", "unit", "target", "due")


class Roadmap(Record):
    """План (дорожная карта)."""

    title: Phrase = Field(description="Заголовок: «План (дорожная карта) внедрения …»")
    layout: Literal["merged", "rows"] = Field("merged", description="Раздел – объединённая графа или строка таблицы")
    number_row: Flag = Field(default=False, description="Строка с номерами граф под шапкой")
    columns: tuple[Column, ...] = Field(
        tuple(ColumnRecord(id=name) for name in ROADMAP_COLUMNS[1:]), description="Графы таблицы"
    )
    sections: tuple[SectionRecord, ...] = Field(description="Разделы")
    ignore: Ignore


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
    fields: Mapping[str, Prose] = Field(default_factory=dict, description="Свои графы: имя → текст")
    ignore: Ignore


class IndicatorsRecord(Record):
    """Таблица показателей."""

    title: Phrase = Field(PhraseRecord(text="Целевые показатели"), description="Заголовок")
    number_row: Flag = Field(default=False, description="Строка с номерами граф под шапкой")
    columns: tuple[Column, ...] = Field(
        tuple(ColumnRecord(id=name) for name in INDICATOR_COLUMNS),
        description="Графы; years – по графе на каждый год из targets",
    )
    rows: tuple[Indicator, ...] = Field(description="Показатели")
    ignore: Ignore


Indicators = Annotated[IndicatorsRecord, BeforeValidator(_rows)]


class DocumentRecord(Record):
    """Документ: шаблон и место файла."""

    template: Text = Field(description="Файл шаблона: order.docx")
    file: Prose = Field(description="Имя файла без .docx; папки через «/»: «{{ school.id }}/Приказ»")
    title: Prose = Field("", description="Название в свойствах файла; пусто – заголовок содержания")
    of: Text = Field("", description="Раздел, о котором документ: order, letter, roadmap …; пусто – по шаблону")
    for_each: Literal["school"] | None = Field(None, description="school – по документу на каждую школу")


class RegistryRecord(Record):
    """Реестр школ."""

    file: Text = Field(description="Файл .csv, .xlsx или .yaml рядом с этим")
    sheet: Text = Field("", description="Лист книги Excel; пусто – первый")
    columns: Mapping[str, Text] = Field(
        default_factory=dict, description="Столбцы с необычными заголовками: head → заголовок в вашей таблице"
    )
    mobile: Flag = Field(default=False, description="Печатать на бланках школ и мобильные номера")


def _registry(value: object) -> object:
    return {"file": value} if isinstance(value, str) else value


class SchoolPapers(Record):
    """Что выпускает каждая школа; школа может изменить любую часть."""

    roles: Mapping[str, str] = Field(
        default_factory=lambda: {"school_heads": "head", "coordinator": "curator"},
        description="Чью роль в школе кто исполняет: роль → head (руководитель) или curator (куратор)",
    )
    order: Order | None = Field(None, description="Приказ школы")
    letter: Letter | None = Field(None, description="Письмо школы")
    roadmap: Roadmap | None = Field(None, description="Дорожная карта школы")
    indicators: Indicators | None = Field(None, description="Показатели школы")
    people: Mapping[str, PersonRecord] = Field(default_factory=dict, description="Другие люди школы")


class Style(Record):
    """Вид документов, для которого шаблон менять не нужно."""

    font: Text = Field("", description="Шрифт текста")
    size: Text = Field("", description="Размер шрифта, пт")
    table_font: Text = Field("", description="Шрифт таблиц")
    table_size: Text = Field("", description="Размер шрифта таблиц, пт")
    line_spacing: Text = Field("", description="Межстрочный интервал: 1 … 1,5")
    indent: Text = Field("", description="Абзацный отступ: «1,25 см»")
    margins: Text = Field("", description="Поля «левое правое верхнее нижнее» в мм: «30 10 20 20»")
    mirror_margins: Flag | None = Field(None, description="Зеркальные поля для двусторонней печати")
    heading: Literal["left", "center"] | None = Field(None, description="Заголовок к тексту: слева или по центру")
    first_page_number: Flag | None = Field(None, description="Номер и на первой странице")


class Config(Record):
    """Настройки: муниципалитет, люди, акты, приказ, дорожная карта, показатели, документы."""

    extends: Text = Field(
        "", description="Нижний слой: имя готовой программы (mentoring) или путь к файлу от этого (../общее.yaml)"
    )
    district: District
    authority: Authority
    people: Mapping[str, PersonRecord] = Field(default_factory=dict, description="Роли: кто есть кто")
    acts: Mapping[str, ActRecord] = Field(default_factory=dict, description="Нормативные акты: ключ → реквизиты")
    terms: Mapping[str, str] = Field(default_factory=dict, description="Сокращения: «ЦМН: целевая модель …»")
    period: PeriodText | None = Field(None, description="Период плана: «2020-11-02 … 2024-12-31»")
    wording: Mapping[str, Prose] = Field(default_factory=dict, description="Общие тексты по ключам")
    lexicon: Mapping[str, Forms | Mapping[str, str]] = Field(
        default_factory=dict, description="Склонение слов и оборотов для всего пакета"
    )
    order: Order | None = Field(None, description="Приказ")
    letter: Letter | None = Field(None, description="Письмо")
    roadmap: Roadmap | None = Field(None, description="План (дорожная карта)")
    indicators: Indicators | None = Field(None, description="Целевые показатели")
    schools: Annotated[RegistryRecord, BeforeValidator(_registry)] | None = Field(None, description="Реестр школ")
    school: SchoolPapers | None = Field(None, description="Что выпускает каждая школа")
    documents: Mapping[str, DocumentRecord] = Field(default_factory=dict, description="Документы: имя → шаблон и файл")
    templates: Annotated[tuple[str, ...], BeforeValidator(read_lines)] = Field((), description="Папки своих шаблонов")
    style: Style = Field(Style(), description="Шрифт, поля, интервалы")
    ignore: Ignore
