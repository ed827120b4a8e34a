"""The names of papers of any kind (`papers:`), shape by shape: a part of the table of all names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from nastav_docs.authoring.template_field import COLUMNS, HEADER, TemplateField, noun_field, same, text_field
from nastav_docs.config import AgendaRecord, BlankRecord, PaperRecord, SideRecord

if TYPE_CHECKING:
    from collections.abc import Mapping

# What a paper of any kind says of its kind.
OF_KIND: Final = (
    noun_field("kind", "Слово вида: «приказ»"),
    text_field("word", "Слово вида, как его печатают: «ПРИКАЗ»"),
    text_field("cited", "Как на документ ссылаются: act, title, named"),
    text_field("to", "«к приказу» – для надписи приложения"),
)

PAPER_SHAPES: Final[Mapping[str, tuple[TemplateField, ...]]] = {
    "paper": (
        text_field("id", "Имя документа"),
        text_field("name_in_template", "Имя, под которым документ знает шаблон его вида"),
        *OF_KIND,
        TemplateField("usual_word", "flag", "Слово вида – «ПРИКАЗ», напечатанное как обычно"),
        text_field("number", same(PaperRecord, "number")),
        text_field("date", "Дата «02.11.2020»; прочерк, пока не подписан"),
        TemplateField("registered", "flag", "Есть ли и номер, и дата"),
        noun_field("as_amended", "Документ в действующей редакции: «приказ … (в редакции приказа от … № …)»"),
        TemplateField("included", "flag", "Выполнено ли условие if"),
        noun_field("title", same(PaperRecord, "title")),
        text_field("heading", "Заголовок под словом вида: «о наставничестве»"),
        text_field("title_at", "Где заголовок: left или center"),
        text_field("numbering", "Номера разделов: arabic, roman, none"),
        text_field("file_name", "Обычное имя файла"),
        TemplateField("parts", "text", "Части документа по порядку", "list"),
        text_field("place", same(PaperRecord, "place")),
        TemplateField("approved", "grif", same(PaperRecord, "approved"), "list"),
        TemplateField("caption", "text", same(PaperRecord, "caption"), "list"),
        TemplateField("compilers", "text", same(PaperRecord, "compilers"), "list"),
        text_field("year", same(PaperRecord, "year")),
        TemplateField("addressee", "text", same(PaperRecord, "addressee"), "list"),
        TemplateField("reply_to", "incoming", "Документ, на который отвечаем", optional=True),
        text_field("salutation", same(PaperRecord, "salutation")),
        text_field("preamble", same(PaperRecord, "preamble")),
        text_field("verb", same(PaperRecord, "verb")),
        TemplateField("verb_in_preamble", "flag", "Распорядительное слово – в конце преамбулы"),
        TemplateField("clauses", "clause", same(PaperRecord, "clauses"), "list"),
        TemplateField("paragraphs", "clause", "Пункты и подпункты подряд", "list"),
        TemplateField("kept", "number", "Сколько последних абзацев не отрывать от подписи: 0, 1 или 2"),
        TemplateField("line", "number", "Ширина строки текста в тысячных долях размера шрифта: для фильтра stretched"),
        TemplateField("text", "text", same(PaperRecord, "text"), "list"),
        TemplateField("chairman", "person", "Председатель", optional=True),
        TemplateField("secretary", "person", "Секретарь", optional=True),
        TemplateField("present", "text", same(PaperRecord, "present"), "list"),
        TemplateField("invited", "text", same(PaperRecord, "invited"), "list"),
        TemplateField("agenda", "agenda", same(PaperRecord, "agenda"), "list"),
        TemplateField("sections", "any", same(PaperRecord, "sections"), "list"),
        TemplateField("points", "point", "Разделы, абзацы и пункты подряд, с номерами", "list"),
        TemplateField("number_row", "flag", same(PaperRecord, "number_row")),
        text_field("layout", "Раздел плана – объединённая графа (merged) или строка (rows)"),
        COLUMNS,
        HEADER,
        TemplateField("rows", "any", "Строки таблицы", "list"),
        TemplateField("closing", "text", same(PaperRecord, "closing"), "list"),
        TemplateField("blanks", "blank", same(PaperRecord, "blanks"), "list"),
        TemplateField("enclosures", "enclosure", same(PaperRecord, "enclosures"), "list"),
        TemplateField("signed_by", "person", "Кто подписывает", optional=True),
        TemplateField("signers", "person", "Все, кто подписывает, по порядку", "list"),
        TemplateField("sides", "side", same(PaperRecord, "sides"), "list"),
        TemplateField("agreed", "person", "Кто согласовал", "list"),
        TemplateField("acquainted", "person", "Кого знакомят", "list"),
        TemplateField("executor", "person", "Исполнитель", optional=True),
        TemplateField("annexes", "annex", "Приложения по порядку", "list"),
        TemplateField("tables", "inner", same(PaperRecord, "tables"), "list"),
        text_field("marks", "Чем начинаются пункты: number, bracket …"),
        text_field("place_at", "Где место: below – под датой и номером, line – между ними"),
        TemplateField("annexes_by_id", "annex", "Приложения по именам", "key"),
        TemplateField("fields", "text", same(PaperRecord, "fields"), "key"),
    ),
    "grif": (
        text_field("word", "УТВЕРЖДЕНО, ПРИНЯТО, СОГЛАСОВАНО – в роде и числе документа"),
        TemplateField("right", "flag", "Гриф утверждения: справа"),
        TemplateField("lines", "text", "Строки под словом", "list"),
    ),
    "point": (
        text_field("style", "section, text или clause"),
        text_field("number", "Номер: «1.», «1.1.»; у абзаца пусто"),
        text_field("text", "Текст без номера"),
        TemplateField("level", "number", "Уровень пункта: 1 – «1.1.», 2 – «1.1.1.»"),
        TemplateField("leads", "flag", "За ним – его подпункты или пункты раздела: не отрывать"),
    ),
    "agenda": (
        text_field("number", "Номер вопроса"),
        text_field("title", same(AgendaRecord, "title")),
        text_field("heard", same(AgendaRecord, "heard")),
        TemplateField("said", "text", same(AgendaRecord, "said"), "list"),
        TemplateField("decided", "clause", same(AgendaRecord, "decided"), "list"),
        text_field("vote", same(AgendaRecord, "vote")),
    ),
    "blank": (
        text_field("label", same(BlankRecord, "label")),
        text_field("value", same(BlankRecord, "value")),
        text_field("note", same(BlankRecord, "note")),
    ),
    "side": (
        text_field("title", same(SideRecord, "title")),
        TemplateField("lines", "text", same(SideRecord, "lines"), "list"),
        TemplateField("signed_by", "person", "Кто подписывает", optional=True),
    ),
}
