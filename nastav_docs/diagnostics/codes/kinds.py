"""ND240–ND259, ND270: papers of any kind (`papers:`), kinds, lists that documents are printed by."""

from __future__ import annotations

from typing import Final

from nastav_docs.diagnostics.problem import Code, Severity

UNKNOWN_KIND: Final = Code(
    "ND240",
    "KIND-NAME",
    Severity.ERROR,
    "Неизвестный вид документа",
    "Вид – это запись kinds/<имя>.yaml: слово, род, части, шаблон. Готовые виды идут с программой, свои кладут в папку kinds рядом с настройками.",
    "kind: prikaz",
    "kind: order",
)
KEY_OF_ANOTHER_KIND: Final = Code(
    "ND241",
    "KIND-KEY",
    Severity.ERROR,
    "Ключ, которого у этого вида документа нет",
    "Какие ключи есть у документа, решают части его вида: у письма нет пунктов, у приказа – обращения. Написанное и не напечатанное пропало бы молча.",
    "thanks: {kind: letter, clauses: [Поблагодарить …]}",
    "thanks: {kind: letter, text: Благодарим …}",
)
UNKNOWN_PART: Final = Code(
    "ND242",
    "KIND-PART",
    Severity.ERROR,
    "Неизвестная часть документа",
    "Части вида – из известного списка: letterhead, word, requisites, heading, clauses, signature …",
    "parts: [heading, sections, signatures]",
    "parts: [heading, sections, signature]",
)
UNKNOWN_PAPER: Final = Code(
    "ND243",
    "PAPER-NAME",
    Severity.ERROR,
    "Гриф называет документ, которого нет",
    "Гриф «УТВЕРЖДЕНО приказом …» берёт дату и номер у самого приказа, поэтому называет его имя из papers или ключ акта.",
    "approved: [{by: introducton}]",
    "approved: [{by: introduction}]",
)
GRIF: Final = Code(
    "ND244",
    "GRIF-FORM",
    Severity.ERROR,
    "Гриф без основания",
    "У грифа одно основание: документ (by), протокол (protocol) или человек (person).",
    "approved: [{word: УТВЕРЖДЕНО}]",
    "approved: [{word: УТВЕРЖДЕНО, by: introduction}]",
)
UNKNOWN_LIST: Final = Code(
    "ND245",
    "LIST-NAME",
    Severity.ERROR,
    "Неизвестный список",
    "Таблица и «по документу на строку» берут строки из списка, который описан в «lists:».",
    "pairs-table: {kind: table, rows: pears}",
    "pairs-table: {kind: table, rows: pairs}",
)
EMPTY_ROWS: Final = Code(
    "ND246",
    "ROWS-EMPTY",
    Severity.WARNING,
    "Таблица без строк",
    "В списке нет ни одной строки: в документе будет одна шапка.",
    "pairs-table: {kind: table, rows: pairs} – а в pairs.xlsx только заголовки",
    "в pairs.xlsx вписаны строки",
)
PAPER_TWICE: Final = Code(
    "ND247",
    "PAPER-TWICE",
    Severity.ERROR,
    "Один документ описан дважды",
    "order, letter, roadmap и indicators – имена документов со своими ключами; второй документ с таким именем спорил бы с первым.",
    "order: {…}\npapers: {order: {kind: order, …}}",
    "order: {…}\npapers: {pairs: {kind: order, …}}",
)
COLUMN_UNTITLED: Final = Code(
    "ND248",
    "COLUMN-UNTITLED",
    Severity.WARNING,
    "Графа без заголовка",
    "Имя графы – для настроек; в документе над графой стоит заголовок, а это имя – не из тех, для которых он известен.",
    "columns: [number, zanyatie]",
    "columns: [number, {zanyatie: Занятие}]",
)
NOTHING_SHOWN: Final = Code(
    "ND249",
    "SHOW-NAME",
    Severity.ERROR,
    "В настройках нет того, что просили показать",
    "show показывает по виду (clauses, activities, people …), по id или по пути (school.order).",
    "nastav-docs show мой-район activites",
    "nastav-docs show мой-район activities",
)
UNKNOWN_PROGRAMME: Final = Code(
    "ND250",
    "PROGRAMME-NAME",
    Severity.ERROR,
    "Готовой программы с таким именем нет",
    "Программа – это готовые тексты документов: mentoring, mentoring-2025, gia. Её имя пишут в «extends:» и в init --programme.",
    "nastav-docs init мой-район --programme giia",
    "nastav-docs init мой-район --programme gia",
)
VERB_OF_ANOTHER_KIND: Final = Code(
    "ND251",
    "KIND-VERB",
    Severity.WARNING,
    "Распорядительное слово другого вида документа",
    "ПОСТАНОВЛЯЕТ пишут в постановлении, ПРИКАЗЫВАЮ – в приказе; вид документа решает слово вверху листа и надписи приложений.",
    'order: {verb: "ПОСТАНОВЛЯЕТ:"}',
    'order: {kind: decree, verb: "ПОСТАНОВЛЯЕТ:"}',
)
UNKNOWN_ENCLOSED: Final = Code(
    "ND252",
    "ENCLOSURE-DOCUMENT",
    Severity.ERROR,
    "Приложенного к письму документа нет",
    "В document: у приложения стоит имя документа муниципалитета из «documents:» – его листы и считаются.",
    "letter: {enclosures: [{text: Приказ, document: prikaz}]}",
    "letter: {enclosures: [{text: Приказ, document: order}]}",
)
MARKS_NOT_PRINTED: Final = Code(
    "ND270",
    "MARKS-NOT-PRINTED",
    Severity.WARNING,
    "Свой шаблон не знает знаков перед пунктами списка",
    "Подпункты с «–», «а)», «1)» и абзацы без номера (marks:) общий шаблон печатает отдельной строкой; свой, сделанный раньше, "
    "поставит им номера: 1.1., 1.2.",
    "{%p for clause in order.paragraphs %} … {{ clause.text }} … – и ни одного clause.item_mark",
    "{%p if clause.item_mark or clause.unnumbered %} строка стиля «Текст»: {{ clause.item_mark }} {{ clause.text }} {%p elif … %}",
)
