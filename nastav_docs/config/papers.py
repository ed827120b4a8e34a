"""Papers of any kind (`papers:`), and what a kind is (`kinds/*.yaml`): its word and gender, its verb, its parts.

A kind is data: which parts a paper of it may have decides which keys it may be written with.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from nastav_docs.config.field_types import (
    Condition,
    Flag,
    Ignore,
    Lines,
    OptionalDate,
    Phrase,
    Prose,
    Record,
    Roles,
    Text,
    read_paragraphs,
)
from nastav_docs.config.paper_marks import Qr, SignatureMark
from nastav_docs.config.paper_parts import (
    Activity,
    Annex,
    Clause,
    Column,
    Enclosure,
    Incoming,
    Indicator,
    InnerTables,
    Marks,
    Numbering,
    RowNumbers,
    Together,
)

Gender = Literal["masculine", "feminine", "neuter", "plural"]
# The parts that a kind may be put together of, each with the keys of a paper that write it. A part that has no key of
# its own (`letterhead`) prints what the issuer or the kind says.
PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "letterhead": (),
    "approved": ("approved", "gender"),
    "title_page": ("approved", "compilers", "year", "place"),
    "contents": (),
    "addressee": ("addressee",),
    "word": (),
    "requisites": ("number", "date", "place"),
    "reply_to": ("reply_to",),
    "heading": ("title",),
    "salutation": ("salutation",),
    "preamble": ("preamble",),
    "verb": ("verb",),
    "clauses": ("clauses", "marks", "tables"),
    "meeting": ("chairman", "secretary", "present", "invited"),
    "agenda": ("agenda",),
    "text": ("text", "tables"),
    "sections": ("sections", "numbering"),
    "plan": (
        "sections",
        "columns",
        "layout",
        "numbering",
        "row_numbers",
        "number_stop",
        "number_row",
        "capital_deadlines",
        "responsible_as",
    ),
    "table": ("rows", "columns", "number_stop", "number_row"),
    "indicators": ("indicators", "columns", "number_stop", "number_row", "capital_deadlines"),
    "closing": ("closing",),
    "blanks": ("blanks",),
    "enclosures": ("enclosures",),
    "signature": ("signed_by",),
    "personal_signature": (),
    "sides": ("sides",),
    "agreed": ("agreed",),
    "acquainted": ("acquainted",),
    "executor": ("executor",),
    "annexes": ("annexes",),
}
# Keys that a paper of any kind may have.
COMMON_KEYS: Final = (
    "kind",
    "title",
    "number",
    "date",
    "if",
    "for_each",
    "template",
    "file",
    "fields",
    "ignore",
    "amended_by",
    "qr",
    "signature_mark",
)


class KindRecord(Record):
    """Вид документа."""

    word: Phrase = Field(description="Слово вида в именительном падеже: «приказ»")
    gender: Gender = Field(description="Род слова для «утверждён», «утверждена», «утверждено», «утверждены»")
    heading: Text = Field("", description="Как слово печатается в документе; пусто – прописными: «ПРИКАЗ»")
    verb: Text = Field("", description="Распорядительное слово: «ПРИКАЗЫВАЮ:»")
    verb_in_preamble: Flag = Field(default=False, description="Распорядительное слово – в конце преамбулы")
    parts: tuple[Text, ...] = Field(description="Части по порядку: letterhead, word, requisites, heading …")
    required: tuple[Text, ...] = Field((), description="Ключи, без которых документа нет: title, clauses …")
    template: Text = Field("paper.docx", description="Шаблон")
    name: Text = Field("paper", description="Имя, под которым документ знает шаблон: order, letter, paper …")
    file: Prose = Field("", description="Имя файла; пусто – слово вида, номер и заголовок")
    cited: Literal["act", "title", "named"] = Field(
        "act",
        description="Как на него ссылаются: act – «приказ … от … № …», title – заголовок, named – слово и заголовок",
    )
    title_at: Literal["left", "center"] = Field("left", description="Заголовок: слева или по центру")
    place_at: Literal["below", "line"] = Field(
        "below", description="Место составления: под датой и номером или между ними (line)"
    )
    annexes: Literal["inside", "apart"] = Field(
        "apart", description="Приложения: в том же файле (inside) или своими файлами (apart)"
    )
    caption: Text = Field("", description="Надпись приложения: «к приказу»; пусто – слово в дательном падеже")
    page: Literal["portrait", "landscape"] = Field("portrait", description="Лист шаблона: по нему ширина таблицы")
    numbering: Numbering = Field("arabic", description="Номера разделов: 1., I., без номеров")
    ignore: Ignore


class ProtocolRecord(Record):
    """Протокол, на который ссылается гриф."""

    paper: Text = Field("", description="Имя протокола из papers, если он там есть")
    number: Text = Field("", description="Номер")
    date: OptionalDate = Field(None, description="Дата заседания")
    body: Phrase | None = Field(None, description="Чей: «педагогический совет»")


def _protocol(value: object) -> object:
    return {"paper": value} if isinstance(value, str) else value


class GrifRecord(Record):
    """Гриф утверждения, согласования, принятия."""

    word: Text = Field("", description="УТВЕРЖДЕНО, ПРИНЯТО, СОГЛАСОВАНО, РАССМОТРЕНО; пусто – обычное для основания")
    by: Text = Field("", description="Чем: имя документа из papers (order, introduction) или ключ акта")
    protocol: Annotated[ProtocolRecord, BeforeValidator(_protocol)] | None = Field(None, description="Протокол")
    person: Text = Field("", description="Кем: роль того, кто ставит подпись")
    date: OptionalDate = Field(None, description="Когда подписано (для person); пусто – прочерк")
    lines: Lines = Field(
        (), description="Строки под словом, если не обычные: «приказом директора …», «от {{ order.date }} № …»"
    )

    @model_validator(mode="after")
    def _one_of(self) -> GrifRecord:
        said = sum((bool(self.by), self.protocol is not None, bool(self.person)))
        if said > 1 or not (said or (self.word and self.lines)):
            raise PydanticCustomError("grif", "grif")
        return self


def _grif(value: object) -> object:
    return {"by": value} if isinstance(value, str) else value


Grif = Annotated[GrifRecord, BeforeValidator(_grif)]


class PaperSection(Record):
    """Раздел документа: с пунктами, абзацами или мероприятиями."""

    id: Text = Field("", description="Имя раздела")
    title: Prose = Field(description="Название раздела")
    text: Annotated[tuple[Prose, ...], BeforeValidator(read_paragraphs)] = Field((), description="Абзацы без номеров")
    clauses: tuple[Clause, ...] = Field((), description="Пункты раздела: 1.1, 1.2 …")
    activities: tuple[Activity, ...] = Field((), description="Мероприятия (в плане)")
    if_: Condition


class AgendaRecord(Record):
    """Вопрос повестки дня."""

    title: Prose = Field(description="Вопрос: «О введении …»")
    heard: Prose = Field("", description="СЛУШАЛИ: кого и о чём")
    said: Lines = Field((), description="ВЫСТУПИЛИ: кто и с чем, по строкам")
    decided: tuple[Clause, ...] = Field((), description="РЕШИЛИ: пункты")
    marks: Marks = Field(
        "number", description="Чем начинаются решения: number – «1.», dash – «–», letter – «а)», bracket – «1)»"
    )
    vote: Prose = Field("", description="Голосование: «за – 21, против – нет, воздержались – нет»")


class BlankRecord(Record):
    """Строка для заполнения от руки."""

    label: Prose = Field(description="Что вписать: «Фамилия, имя, отчество»")
    value: Prose = Field("", description="Что уже известно; пусто – прочерк")
    note: Prose = Field("", description="Подстрочное пояснение")


def _blank(value: object) -> object:
    return {"label": value} if isinstance(value, str) else value


class SideRecord(Record):
    """Сторона договора, соглашения: её строки и подпись."""

    title: Prose = Field(description="«Работодатель»")
    lines: Lines = Field((), description="Наименование и реквизиты, по строкам")
    signed_by: Text = Field("", description="Роль того, кто подписывает; пусто – прочерк")


Row = Mapping[str, Prose]


class PaperRecord(Record):
    """Документ: вид и то, что в нём написано."""

    kind: Text = Field(description="Вид: order, decree, regulation, table, protocol … (имя из kinds)")
    title: Phrase | None = Field(None, description="Заголовок: «О закреплении наставнических пар»")
    number: Text = Field("", description="Номер; пусто, пока не зарегистрирован")
    date: OptionalDate = Field(None, description='Дата; "", пока не подписан')
    place: Text = Field("", description="Место составления; пусто – место издателя")
    approved: tuple[Grif, ...] = Field(
        (), max_length=4, description="Грифы: чем или кем утверждено, принято, согласовано"
    )
    gender: Gender | None = Field(
        None, description="Род для «утверждён», если не как у вида: «Дорожная карта» – feminine"
    )
    caption: Lines = Field((), description="Надпись над приложением, строками, если приказ или письмо не здесь")
    compilers: Lines = Field((), description="Составители, по строкам (на титульном листе)")
    year: Prose = Field("", description="Год на титульном листе")
    addressee: Lines = Field((), description="Адресат, по строкам")
    reply_to: Incoming | None = Field(None, description="На какой документ отвечаем: строка «На № … от …»")
    salutation: Prose = Field("", description="Обращение: «Уважаемые руководители!»")
    preamble: Prose = Field("", description="Преамбула: на каком основании")
    verb: Text = Field("", description="Распорядительное слово; пусто – слово вида")
    clauses: tuple[Clause, ...] = Field((), description="Пункты")
    marks: Marks = Field("number", description="Чем начинаются пункты: number – «1.», bracket – «1)», dash – «–» …")
    chairman: Text = Field("", description="Роль председателя")
    secretary: Text = Field("", description="Роль секретаря")
    present: Lines = Field((), description="Присутствовали, по строкам")
    invited: Lines = Field((), description="Приглашены, по строкам")
    agenda: tuple[AgendaRecord, ...] = Field((), description="Повестка дня: вопросы по порядку")
    text: Annotated[tuple[Prose, ...], BeforeValidator(read_paragraphs)] = Field((), description="Абзацы текста")
    sections: tuple[PaperSection, ...] = Field((), description="Разделы")
    layout: Literal["merged", "rows"] = Field("merged", description="Раздел плана – объединённая графа или строка")
    numbering: Numbering | None = Field(None, description="Номера разделов: arabic, roman, none; пусто – как у вида")
    row_numbers: RowNumbers = Field(
        "sections",
        description="Номера мероприятий плана: sections – 1.1., 1.2. по разделам, through – 1., 2. подряд, "
        "each – 1., 2. в каждом разделе, none – без номеров",
    )
    columns: tuple[Column, ...] = Field((), description="Графы таблицы; пусто – обычные для вида")
    number_stop: Flag | None = Field(
        None, description="Точка после номера строки: да – 1., нет – 1; пусто – в плане с точкой, в таблице без"
    )
    number_row: Flag = Field(default=False, description="Строка с номерами граф под шапкой")
    capital_deadlines: Flag = Field(default=True, description="Сроки с прописной буквы; нет – как написаны")
    responsible_as: Together = Field("lines", description="Ответственные: lines – по строкам, commas – через запятую")
    rows: tuple[Row, ...] | Text = Field((), description="Строки таблицы или имя списка из lists")
    indicators: tuple[Indicator, ...] = Field((), description="Показатели")
    closing: Annotated[tuple[Prose, ...], BeforeValidator(read_paragraphs)] = Field(
        (), description="Абзацы после таблицы, пунктов"
    )
    blanks: tuple[Annotated[BlankRecord, BeforeValidator(_blank)], ...] = Field(
        (), description="Строки для заполнения от руки"
    )
    enclosures: tuple[Enclosure, ...] = Field((), description="Приложения к письму: листы и экземпляры")
    signed_by: Roles = Field((), description="Роль того, кто подписывает; нескольких – списком")
    sides: tuple[SideRecord, ...] = Field((), description="Стороны договора")
    agreed: Roles = Field((), description="Роли тех, кто согласовал: лист согласования под подписью")
    acquainted: Roles = Field((), description="Роли тех, кого знакомят: «С приказом ознакомлены»")
    executor: Text = Field("", description="Роль исполнителя, если нужна отметка о нём")
    annexes: tuple[Annex, ...] = Field((), description="Приложения по порядку")
    tables: InnerTables = Field((), description="Таблицы среди абзацев и пунктов: имена документов из papers")
    amended_by: Lines = Field((), description="Документы из papers, которыми этот изменён")
    fields: Mapping[str, Prose] = Field(default_factory=dict, description="Свои тексты для своего шаблона: имя → текст")
    if_: Condition
    for_each: Text = Field("", description="Список из lists: по документу на строку")
    template: Text = Field("", description="Шаблон; пусто – шаблон вида")
    file: Prose = Field("", description="Имя файла; пусто – по виду")
    qr: Qr
    signature_mark: SignatureMark
    ignore: Ignore
