"""ND2xx: what can be wrong with the meaning of the config."""

from __future__ import annotations

from typing import Final

from nastav_docs.diagnostics.problem import Code, Severity

UNKNOWN_KEY: Final = Code(
    "ND201",
    "CONFIG-KEY",
    Severity.ERROR,
    "Неизвестный ключ",
    "Ключ с опечаткой молча не действовал бы.",
    "order:\n  nomber: 235",
    "order:\n  number: 235",
)
MISSING_KEY: Final = Code(
    "ND202",
    "CONFIG-MISSING",
    Severity.ERROR,
    "Нет обязательного ключа",
    "Без него документ не составить.",
    "order:\n  title: О внедрении …",
    "order:\n  title: О внедрении …\n  clauses: [Утвердить …]\n  signed_by: head",
)
WRONG_TYPE: Final = Code(
    "ND203",
    "CONFIG-TYPE",
    Severity.ERROR,
    "Значение не того вида",
    "Здесь ждут текст, список, раздел, число или да/нет, а написано другое.",
    "clauses: Утвердить План",
    "clauses:\n  - Утвердить План",
)
WRONG_DATE: Final = Code(
    "ND204",
    "CONFIG-DATE",
    Severity.ERROR,
    "Невозможная дата",
    "Дата пишется «дд.мм.гггг» или «ГГГГ-ММ-ДД» и должна быть в календаре (ГОСТ Р 7.0.97-2016, п. 5.10).",
    "date: 31.02.2020",
    "date: 29.02.2020",
)
REVERSED_DATES: Final = Code(
    "ND205",
    "CONFIG-PERIOD",
    Severity.ERROR,
    "Конец раньше начала",
    "Период пишется от начала к концу.",
    "period: 2024-12-31 … 2020-11-02",
    "period: 2020-11-02 … 2024-12-31",
)
UNKNOWN_ROLE: Final = Code(
    "ND206",
    "CONFIG-ROLE",
    Severity.ERROR,
    "Неизвестная роль",
    "Ответственный называется ролью из раздела «people».",
    "responsible: [cordinator]",
    "responsible: [coordinator]",
)
UNKNOWN_ACT: Final = Code(
    "ND207",
    "CONFIG-ACT",
    Severity.ERROR,
    "Неизвестный акт",
    "Акт называется ключом из раздела «acts».",
    "approved_by: protocol-81",
    "approved_by: protocol-18",
)
UNKNOWN_ANNEX: Final = Code(
    "ND208",
    "CONFIG-ANNEX",
    Severity.ERROR,
    "Неизвестное приложение",
    "Приложение – это раздел настроек, например roadmap или indicators.",
    "annexes: [roadmap, indicator]",
    "annexes: [roadmap, indicators]",
)
UNKNOWN_NAME: Final = Code(
    "ND209",
    "TEXT-NAME",
    Severity.ERROR,
    "Неизвестное имя в тексте",
    "В «{{ … }}» можно назвать только то, что есть в настройках; пустое место в приказе хуже ошибки.",
    "{{ district.nmae | gen }}",
    "{{ district.name | gen }}",
)
TEXT_SYNTAX: Final = Code(
    "ND210",
    "TEXT-SYNTAX",
    Severity.ERROR,
    "Ошибка в записи «{{ … }}»",
    "Скобки и кавычки внутри «{{ … }}» закрываются; фильтр пишется после «|».",
    "{{ district.name | gen",
    "{{ district.name | gen }}",
)
TEXT_CYCLE: Final = Code(
    "ND211",
    "TEXT-CYCLE",
    Severity.ERROR,
    "Тексты ссылаются друг на друга по кругу",
    "Ни один из них нельзя составить первым.",
    "title: {{ order.preamble }}; preamble: {{ order.title }}",
    "title: О внедрении …; preamble: {{ order.title }}",
)
BAD_FILE_NAME: Final = Code(
    "ND212",
    "FILE-NAME",
    Severity.ERROR,
    "Недопустимое имя файла",
    "Имя должно годиться для Windows и не выводить из папки результата.",
    'file: "../Приказ 1/2"',
    'file: "Приказ 1-2"',
)
SAME_PATH: Final = Code(
    "ND213",
    "FILE-TWICE",
    Severity.ERROR,
    "Два документа с одним именем файла",
    "Второй стёр бы первый (Windows не различает прописные и строчные).",
    "order: {file: Приказ}; copy: {file: приказ}",
    "order: {file: Приказ}; copy: {file: Приказ (копия)}",
)
UNKNOWN_TEMPLATE: Final = Code(
    "ND214",
    "CONFIG-TEMPLATE",
    Severity.ERROR,
    "Шаблон не найден",
    "Шаблон ищется в папках «templates», затем среди общих.",
    "template: ordr.docx",
    "template: order.docx",
)
EMPTY_ORDER: Final = Code(
    "ND215",
    "ORDER-EMPTY",
    Severity.ERROR,
    "Приказ без пунктов",
    "Приказ без распоряжений не издают.",
    "clauses: []",
    "clauses:\n  - Утвердить …",
)
PERSON_OR_GROUP: Final = Code(
    "ND216",
    "PERSON-NAME",
    Severity.ERROR,
    "У роли нет имени",
    "Роль – это человек (name) или группа (title), одно из двух.",
    "head: {position: Начальник}",
    "head: {name: Петрова Анна Ивановна, position: Начальник}",
)
WRONG_CASE_KEY: Final = Code(
    "ND217",
    "FORMS-CASE",
    Severity.ERROR,
    "Неизвестный падеж",
    "Падежи: nom, gen, dat, acc, ins, prp.",
    "forms: {loc: …}",
    "forms: {prp: …}",
)
NO_DOCUMENTS: Final = Code(
    "ND218",
    "DOCUMENTS-EMPTY",
    Severity.ERROR,
    "Нет ни одного документа",
    "Что строить, говорит раздел «documents»: документ – это шаблон и имя файла.",
    "documents: {}",
    "documents:\n  order: {template: order.docx, file: Приказ}",
)
UNKNOWN_DOCUMENT: Final = Code(
    "ND219",
    "DOCUMENT-NAME",
    Severity.ERROR,
    "Неизвестный документ",
    "Документы перечислены в разделе «documents».",
    "nastav-docs build configs/… --only ordre",
    "nastav-docs build configs/… --only order",
)
MISSING_PART: Final = Code(
    "ND220",
    "DOCUMENT-PART",
    Severity.ERROR,
    "Документу нечего показать",
    "Шаблон берёт содержание из одноимённого раздела настроек, а его нет.",
    "documents: {letter: …} без раздела letter",
    "letter: {addressee: …, text: …}",
)
UNUSED_FORMS: Final = Code(
    "ND221",
    "FORMS-UNUSED",
    Severity.ERROR,
    "Склонение, которое ничему не служит",
    "Опечатка в обороте лексикона оставила бы неверную форму в приказе.",
    "lexicon: {Артёмовский городской окург: …}",
    "lexicon: {Артёмовский городской округ: …}",
)
UNKNOWN_TAKE: Final = Code(
    "ND222",
    "ACTIVITY-TAKE",
    Severity.ERROR,
    "Неизвестное мероприятие",
    "«take» называет id мероприятия муниципальной дорожной карты.",
    "take: pairz",
    "take: pairs",
)
SAME_ID: Final = Code(
    "ND223",
    "ID-TWICE",
    Severity.ERROR,
    "Один id у двух строк списка",
    "По id строку меняют другие слои; у двух строк он не может быть один.",
    "- id: pairs\n- id: pairs",
    "- id: pairs\n- id: pairs-2",
)
UNKNOWN_COLUMN: Final = Code(
    "ND224",
    "COLUMN-NAME",
    Severity.ERROR,
    "Неизвестная графа",
    "Графа – это поле строки таблицы или своё поле из «fields».",
    "columns: [number, activty]",
    "columns: [number, activity]",
)
NO_ROLE_PERSON: Final = Code(
    "ND225",
    "SIGNER-GROUP",
    Severity.ERROR,
    "Подписать может только человек",
    "Подпись и отметка об исполнителе – это должность и имя одного человека.",
    "signed_by: school_heads",
    "signed_by: head",
)
YEARS_MISSING: Final = Code(
    "ND226",
    "YEARS-MISSING",
    Severity.ERROR,
    "Графы по годам без значений",
    "Графа «years» берёт годы из «targets» показателей.",
    "columns: [title, years]",
    "targets: {2021: 20, 2022: 35}",
)
UNSHOWN: Final = Code(
    "ND227",
    "VALUE-UNSHOWN",
    Severity.WARNING,
    "Значение, которого нет ни в одном документе",
    "Написанное и не напечатанное пропадает молча: нет графы, нет метки в шаблоне или роль нигде не названа.",
    "columns: [activity, deadline]\n… {title: Школа наставника, result: Обучено 30 наставников}",
    "columns: [activity, deadline, result]\n… {title: Школа наставника, result: Обучено 30 наставников}",
)
VALUE_IN_WORDS: Final = Code(
    "ND228",
    "INDICATOR-WORDS",
    Severity.WARNING,
    "Значение показателя записано словом",
    "Значения таблицы сравнивают и складывают: их пишут цифрами, годы – четырьмя.",
    "targets: {2025: десять}",
    "targets: {2025: 10}",
)
SAME_ACT: Final = Code(
    "ND229",
    "ACT-TWICE",
    Severity.WARNING,
    "Один акт под двумя ключами",
    "Дата и номер у двух актов одни: исправленное у одного не изменится у другого, а тексты назовут то один, то другой.",
    "acts:\n  prikaz-12: {kind: приказ, date: 01.02.2025, number: 12-Д}\n  ministry: {kind: приказ, date: 01.02.2025, number: 12-д}",
    "acts:\n  prikaz-12: {kind: приказ, date: 01.02.2025, number: 12-Д}",
)
LIST_SOURCE: Final = Code(
    "ND230",
    "LIST-SOURCE",
    Severity.ERROR,
    "У списка нет строк, или их берут из двух мест",
    "Строки списка стоят в файле («file:») или записаны здесь же («rows:»).",
    "lists:\n  pairs: {columns: {mentor: person}}",
    "lists:\n  pairs: {file: пары.xlsx, columns: {mentor: person}}",
)
LIST_COLUMN: Final = Code(
    "ND231",
    "LIST-COLUMN",
    Severity.ERROR,
    "Столбец списка описан не так",
    "Имя столбца пишут в шаблоне после точки: row.mentor; значения, из которых выбирают, называет one_of.",
    "columns: {форма пары: one_of}",
    "columns: {form: {one_of: [учитель – учитель, ученик – ученик]}}",
)
PERSON_LETTERS: Final = Code(
    "ND260",
    "PERSON-LETTERS",
    Severity.WARNING,
    "Имя человека – одними заглавными или одними строчными",
    "В документах имя печатается с обычными буквами; если так сокращено не имя, его надо поправить.",
    "people:\n  head: {name: РЯБИНИНА О.П., position: начальник}",
    "people:\n  head: {name: Рябинина О.П., position: начальник}",
)
VALUE_NOT_NUMBER: Final = Code(
    "ND261",
    "INDICATOR-NUMBER",
    Severity.WARNING,
    "Значение показателя похоже на число, но это не число",
    "Запятая отделяет дробную часть один раз, тысячи отделяет пробел: 10,5 и 1 200.",
    "targets: {2025: '10,5,1'}",
    "targets: {2025: '10,5'}",
)
TABLE_AFTER: Final = Code(
    "ND262",
    "CONFIG-TABLE-AFTER",
    Severity.WARNING,
    "Таблица стоит не после названного абзаца",
    "Таблица среди пунктов стоит после абзаца, который назван по счёту; столько абзацев в тексте нет.",
    "tables: [{id: routes, after: 12}]",
    "tables: [{id: routes, after: 2}]",
)
