"""Problems of templates: finding, reading, compiling and rendering them (ND401-ND499)."""

from __future__ import annotations

from nastav_docs.diagnostics.problem import Code, Severity

TEMPLATE_NOT_FOUND = Code(
    "ND401",
    "TEMPLATE-NOT-FOUND",
    Severity.ERROR,
    "Шаблон не найден",
    "Шаблон ищут сначала в папке templates/ округа, потом среди общих; берут первый найденный.",
    "template: prikaz.docx",
    "template: order.docx",
)
NOT_A_DOCX = Code(
    "ND402",
    "NOT-A-DOCX",
    Severity.ERROR,
    "Файл — не документ Word или повреждён",
    "Шаблон — это файл .docx, сохранённый Word или LibreOffice целиком.",
    "order.docx, который не открывается в Word",
    "order.docx, сохранённый заново",
)
PASSWORD = Code(
    "ND403",
    "PASSWORD",
    Severity.ERROR,
    "Файл защищён паролем",
    "Зашифрованный файл прочитать нельзя.",
    "order.docx с паролем на открытие",
    "тот же файл без пароля",
)
WRONG_FORMAT = Code(
    "ND404",
    "WRONG-FORMAT",
    Severity.ERROR,
    "Не тот формат файла",
    "Макросы в шаблонах запрещены, а старый формат .doc и строгий Open XML не поддерживаются.",
    "order.docm, order.doc",
    "order.docx («Документ Word»)",
)
TOO_BIG = Code(
    "ND405",
    "TOO-BIG",
    Severity.ERROR,
    "Файл слишком велик после распаковки",
    "Так выглядит «архивная бомба»: маленький файл, который занимает всю память.",
    "order.docx на 40 КБ, внутри которого 4 ГБ",
    "order.docx обычного размера",
)
UNSAFE_PACKAGE = Code(
    "ND406",
    "UNSAFE-PACKAGE",
    Severity.ERROR,
    "Внутри файла есть то, чего не бывает в документе Word",
    "Повторные имена частей, пути с «..», вложенные архивы и DTD бывают только в испорченных или опасных файлах.",
    "order.docx с частью ../evil.xml",
    "order.docx, сохранённый Word",
)
EXTERNAL_LINK = Code(
    "ND407",
    "EXTERNAL-LINK",
    Severity.ERROR,
    "Документ ссылается на внешний файл",
    "Внешний файл Word загрузил бы при открытии. Гиперссылки на веб-страницы и почту остаются; ссылки в КонсультантПлюс и ГАРАНТ, на телефон, на соседний "
    "файл и присоединённый шаблон ничего не загружают, но читателю не нужны: они в документ не переходят, и об этом есть замечание.",
    "рисунок, вставленный «связью с файлом»",
    "рисунок, вставленный в документ",
)
DANGEROUS_FIELD = Code(
    "ND408",
    "DANGEROUS-FIELD",
    Severity.ERROR,
    "Поле обращается не к самому документу",
    "Разрешены поля, которым хватает документа: PAGE, NUMPAGES, REF, TOC, DATE, SEQ, DOCPROPERTY, FORMTEXT и подобные. DDE, INCLUDETEXT, LINK, "
    "MACROBUTTON и другие обращаются к чужим файлам и программам, а HYPERLINK может открыть файл.",
    '{ INCLUDETEXT "c:\\\\file.docx" }',
    '{%p include "file.docx" %}',
)
ACTIVE_CONTENT = Code(
    "ND409",
    "ACTIVE-CONTENT",
    Severity.ERROR,
    "В шаблоне есть то, что действует при открытии",
    "Слияние, ActiveX, свои кнопки, надстройки и объекты других программ работают у каждого, кто откроет документ.",
    "шаблон с кнопкой ActiveX или подключённый к таблице рассылки",
    "шаблон из текста, таблиц и рисунков",
)
TAG_SYNTAX = Code(
    "ND410",
    "TAG-SYNTAX",
    Severity.ERROR,
    "Ошибка в записи метки",
    "Метка не прочитана: опечатка в выражении или в ключевом слове.",
    "{{ order.number }",
    "{{ order.number }}",
)
TAG_UNCLOSED = Code(
    "ND411",
    "TAG-UNCLOSED",
    Severity.ERROR,
    "Метка не закрыта или закрыта без начала",
    "Каждой паре «{{», «{%», «{#» нужны свои «}}», «%}», «#}».",
    "{{ order.number",
    "{{ order.number }}",
)
TAG_SPLIT = Code(
    "ND412",
    "TAG-SPLIT",
    Severity.ERROR,
    "Метка разорвана между абзацами",
    "Метка целиком стоит в одном абзаце.",
    "{{ order.⏎number }}",
    "{{ order.number }}",
)
TAG_QUOTES = Code(
    "ND413",
    "TAG-QUOTES",
    Severity.ERROR,
    "Типографские кавычки внутри метки",
    "Word заменяет прямые кавычки при вводе, а в выражении понятны только прямые.",
    "{{ acts[«r-145»] }}",
    "{{ acts['r-145'] }}",
)
TAG_NOT_ALONE = Code(
    "ND414",
    "TAG-NOT-ALONE",
    Severity.ERROR,
    "Рядом с меткой есть то, что пропадёт",
    "Абзац, строка или ячейка с меткой {%p, {%tr, {%tc исчезает вместе со всем, что в ней написано.",
    "{%p if x %} Текст {%p endif %}",
    "три абзаца: {%p if x %}, Текст, {%p endif %}",
)
TAG_OUTSIDE_TABLE = Code(
    "ND415",
    "TAG-OUTSIDE-TABLE",
    Severity.ERROR,
    "Табличная метка стоит вне таблицы",
    "{%tr, {%tc, {% vm %}, {% hm %}, {% colspan %}, {% cellbg %}, {% cellwidth %} понятны только в ячейке таблицы.",
    "{%tr for x in y %} в обычном абзаце",
    "{%p for x in y %}",
)
BLOCK_UNBALANCED = Code(
    "ND416",
    "BLOCK-UNBALANCED",
    Severity.ERROR,
    "Начало без конца или конец без начала",
    "У каждого if, for, macro, block и set есть свой end…, в том же порядке.",
    "{%p if x %} без {%p endif %}",
    "{%p if x %} … {%p endif %}",
)
BLOCK_CROSSES = Code(
    "ND417",
    "BLOCK-CROSSES",
    Severity.ERROR,
    "Начало и конец стоят в разных местах",
    "Начало и конец пишут одинаково (p, tr, tc) и ставят в один и тот же абзац, строку, ячейку или таблицу.",
    "{%p for x in y %} … {%tr endfor %}",
    "{%tr for x in y %} … {%tr endfor %}",
)
TAG_NOT_IN_TEXT = Code(
    "ND418",
    "TAG-NOT-IN-TEXT",
    Severity.ERROR,
    "Метка стоит не в видимом тексте",
    "Значение печатается только в видимый текст: не в поле, не в адрес ссылки, не в скрытый или удалённый текст.",
    "гиперссылка на {{ issuer.site }}",
    "{{ issuer.site }} обычным текстом",
)
FORBIDDEN = Code(
    "ND419",
    "FORBIDDEN",
    Severity.ERROR,
    "В шаблоне это запрещено",
    "Шаблон видит только данные и фильтры: вызовов и служебных имён в нём нет, поэтому чужой шаблон безопасен.",
    "{{ ''.__class__ }}",
    "{{ order.title }}",
)
UNKNOWN_FILTER = Code(
    "ND420",
    "UNKNOWN-FILTER",
    Severity.ERROR,
    "Нет такого фильтра или проверки",
    "Фильтры перечислены в руководстве; имя пишут точно.",
    "{{ district | rod }}",
    "{{ district | gen }}",
)
UNKNOWN_NAME = Code(
    "ND421",
    "UNKNOWN-NAME",
    Severity.ERROR,
    "Нет такого имени",
    "Имя в метке должно быть среди данных документа: иначе в приказе осталось бы пустое место.",
    "{{ order.nomer }}",
    "{{ order.number }}",
)
NOT_PRINTABLE = Code(
    "ND422",
    "NOT-PRINTABLE",
    Severity.ERROR,
    "Значение — не текст",
    "Список или набор полей печатают по частям.",
    "{{ order.clauses }}",
    "{%p for clause in order.clauses %}",
)
VALUE_LOST = Code(
    "ND423",
    "VALUE-LOST",
    Severity.ERROR,
    "Напечатанное значение не попало в документ",
    "После сборки каждое значение ищут в документе; пропавшее — ошибка, а не пустое место.",
    "значение внутри удалённой таблицы",
    "значение в обычном абзаце",
)
LIMIT = Code(
    "ND424",
    "LIMIT",
    Severity.ERROR,
    "Шаблон выполняется слишком долго или документ слишком велик",
    "Ограничены число повторений, время и размер документа, чтобы шаблон не остановил всю сборку.",
    "{% for a in range(100000) %} внутри такого же цикла",
    "цикл по данным",
)
RENDER_FAILED = Code(
    "ND425",
    "RENDER-FAILED",
    Severity.ERROR,
    "Метка не вычислена",
    "Фильтр или действие не подходит к значению.",
    "{{ order.title + 1 }}",
    "{{ order.title }} 1",
)
TRACKED_CHANGES = Code(
    "ND426",
    "TRACKED-CHANGES",
    Severity.WARNING,
    "В шаблоне остались исправления",
    "Вставки приняты, удаления выполнены; проверьте, того ли вы хотели.",
    "файл с включёнными исправлениями",
    "Рецензирование → Принять все исправления",
)
COMMENTS_LEFT = Code(
    "ND427",
    "COMMENTS-LEFT",
    Severity.WARNING,
    "В шаблоне остались примечания",
    "В готовые документы примечания не попадают.",
    "примечание «проверить дату»",
    "файл без примечаний",
)
UNKNOWN_BLOCK = Code(
    "ND428",
    "UNKNOWN-BLOCK",
    Severity.ERROR,
    "В основном шаблоне нет такого блока",
    "Блок заменяет одноимённый блок основного шаблона.",
    "{%p block letterheat %}",
    "{%p block letterhead %}",
)
CYCLE = Code(
    "ND429",
    "CYCLE",
    Severity.ERROR,
    "Шаблоны включают друг друга по кругу",
    "Шаблон не может содержать сам себя.",
    "a.docx включает b.docx, b.docx включает a.docx",
    "общая часть — в третьем файле",
)
INCLUDE_UNKNOWN = Code(
    "ND430",
    "INCLUDE-UNKNOWN",
    Severity.ERROR,
    "Включаемый документ не известен заранее",
    "Все включаемые документы читаются до сборки; имя должно быть среди шаблонов приложений.",
    "{%p include annex.file %}",
    "{%p include annex.template %}",
)
TEXT_OUTSIDE_BLOCKS = Code(
    "ND431",
    "TEXT-OUTSIDE-BLOCKS",
    Severity.WARNING,
    "Текст вне блоков не попадёт в документ",
    "Из шаблона с extends берут только блоки.",
    "абзац перед {%p block … %}",
    "абзац внутри блока",
)
CELL_TAG = Code(
    "ND432",
    "CELL-TAG",
    Severity.ERROR,
    "Метка ячейки поставлена неверно",
    "{% vm %} и {% hm %} объединяют ячейки цикла, {% cellwidth %} задаёт ширину столбца в строке вне цикла строк.",
    "{% vm %} вне цикла",
    "{%tr for … %} … {% vm %}",
)
MISPLACED = Code(
    "ND433",
    "MISPLACED",
    Severity.ERROR,
    "Метка наследования стоит не на месте",
    "{%p extends %} стоит первым абзацем документа, имена блоков не повторяются.",
    '{%p extends "order.docx" %} в таблице',
    '{%p extends "order.docx" %} в первом абзаце',
)
QUOTES_READ = Code(
    "ND435",
    "QUOTES-READ",
    Severity.WARNING,
    "Кавычки метки прочитаны как прямые",
    "Word заменил прямые кавычки «лапками»: метка понята, но надёжнее набрать прямые.",
    "{{ order.number | default(“б/н”) }}",
    "{{ order.number | default('б/н') }}",
)
CELL_VALUE = Code(
    "ND434",
    "CELL-VALUE",
    Severity.ERROR,
    "Недопустимое значение для ячейки",
    "Число столбцов — целое от 1 до 63, ширина — целое в двадцатых долях пункта, цвет — шесть шестнадцатеричных цифр.",
    '{% colspan "два" %}',
    "{% colspan 2 %}",
)
NO_SOURCE = Code(
    "ND436",
    "NO-SOURCE",
    Severity.ERROR,
    "Поле показывает то, чего в документе нет",
    "Закладка или свойство, на которые указывает поле, пропали: Word напечатает «Ошибка! Источник ссылки не найден».",
    "{ REF пункт5 } на абзац, который печатается не всегда",
    "{ REF пункт5 } под тем же условием, что и абзац с закладкой",
)
WORD_PLACEHOLDER = Code(
    "ND437",
    "WORD-PLACEHOLDER",
    Severity.ERROR,
    "Поле Word ждёт своих данных, а не наших",
    "Слияние писем и вопросы при открытии файла работают в самом Word; здесь на этом месте осталось бы имя поля.",
    "{ MERGEFIELD Номер }",
    "{{ order.number }}",
)
ALMOST_A_TAG = Code(
    "ND438",
    "ALMOST-A-TAG",
    Severity.ERROR,
    "Похоже на метку, но не метка",
    "Метка – две фигурные скобки подряд: с одной скобкой или с пробелом между скобками она печатается как есть.",
    "{ { order.number } }, {order.number}",
    "{{ order.number }}",
)
CONTENTS_STALE = Code(
    "ND460",
    "CONTENTS-STALE",
    Severity.WARNING,
    "Оглавление шаблона повторяет метки заголовков",
    "Оглавление Word собирает, когда его просят: в документе его строки и страницы – те, что были в шаблоне.",
    "оглавление со строкой «{{ roadmap.title }} … 3»",
    "в готовом документе: правый щелчок → Обновить поле",
)
FORM_LEFT = Code(
    "ND439",
    "FORM-LEFT",
    Severity.WARNING,
    "Поле формы останется незаполненным",
    "Поле формы или подсказка «Место для ввода текста» печатается как есть: значений в них программа не вставляет.",
    "элемент управления «Место для ввода текста»",
    "{{ order.number }}",
)
