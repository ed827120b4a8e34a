"""What the YAML of a config may hold, as frozen records; the Russian descriptions are for editors and messages.

`Prose` is a text in which `{{ … }}` is filled in; a plain `Text` or `str` is data and stays as written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from nastav_docs.config.field_types import (
    Flag,
    Forms,
    Gender,
    Ignore,
    Lines,
    OptionalDate,
    PeriodText,
    Phrase,
    Prose,
    Record,
    Text,
    read_lines,
)
from nastav_docs.config.list_records import Facts, FreeValues, KeptTableFile, ListRecord
from nastav_docs.config.paper_marks import Qr, SignatureMark
from nastav_docs.config.paper_parts import Indicators, Letter, Order, Roadmap
from nastav_docs.config.papers import KindRecord, PaperRecord


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
    invented: Flag = Field(default=False, description="Человек вымышлен (для примеров)")
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


class DocumentRecord(Record):
    """Документ: шаблон и место файла."""

    template: Text = Field(description="Файл шаблона: order.docx")
    file: Prose = Field(description="Имя файла без .docx; папки через «/»: «{{ school.id }}/Приказ»")
    title: Prose = Field("", description="Название в свойствах файла; пусто – заголовок содержания")
    of: Text = Field("", description="Раздел, о котором документ: order, letter, roadmap …; пусто – по шаблону")
    for_each: Literal["school"] | None = Field(None, description="school – по документу на каждую школу")
    rows: Text = Field("", description="Список из lists: по документу на каждую строку")


class RegistryRecord(Record):
    """Реестр школ."""

    file: Text = Field(description="Файл .xlsx, .ods, .csv или .yaml рядом с этим")
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
    papers: Mapping[str, PaperRecord] = Field(
        default_factory=dict, description="Другие документы школы: имя → вид и содержание"
    )
    people: Mapping[str, PersonRecord] = Field(default_factory=dict, description="Другие люди школы")
    data: FreeValues = Field(default_factory=dict, description="Свои значения школы поверх раздела data")
    qr: Qr
    signature_mark: SignatureMark


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
    lists: Mapping[str, ListRecord] = Field(
        default_factory=dict, description="Свои списки: имя → файл или строки, и столбцы"
    )
    data: FreeValues = Field(default_factory=dict, description="Свои значения: в текстах и шаблонах – data.имя")
    lexicon: Mapping[str, Forms | Mapping[str, str]] = Field(
        default_factory=dict, description="Склонение слов и оборотов для всего пакета"
    )
    order: Order | None = Field(None, description="Приказ")
    letter: Letter | None = Field(None, description="Письмо")
    roadmap: Roadmap | None = Field(None, description="План (дорожная карта)")
    indicators: Indicators | None = Field(None, description="Целевые показатели")
    facts: Facts | None = Field(None, description="Факты по показателям: файл или строки")
    papers: Mapping[str, PaperRecord] = Field(
        default_factory=dict, description="Другие документы: имя → вид и содержание"
    )
    kinds: Mapping[str, KindRecord] = Field(
        default_factory=dict, description="Свои виды документов: имя → слово, части, шаблон"
    )
    schools: Annotated[RegistryRecord, BeforeValidator(_registry)] | None = Field(None, description="Реестр школ")
    school: SchoolPapers | None = Field(None, description="Что выпускает каждая школа")
    execution: KeptTableFile | None = Field(
        None, description="Журнал исполнения: что из плана и приказа выполнено (исполнение.xlsx)"
    )
    journal: KeptTableFile | None = Field(
        None, description="Журнал регистрации: номера и даты документов (журнал.xlsx)"
    )
    documents: Mapping[str, DocumentRecord] = Field(default_factory=dict, description="Документы: имя → шаблон и файл")
    templates: Annotated[tuple[str, ...], BeforeValidator(read_lines)] = Field((), description="Папки своих шаблонов")
    style: Style = Field(Style(), description="Шрифт, поля, интервалы; или файл нормы, которую узнал profile learn")
    qr: Qr
    signature_mark: SignatureMark
    ignore: Ignore
