"""Problems of a district's own templates that the commands find before anything is rendered (ND440-ND459)."""

from __future__ import annotations

from nastav_docs.diagnostics.problem import Code, Confidence, Severity

MAY_BE_EMPTY = Code(
    "ND440",
    "MAY-BE-EMPTY",
    Severity.WARNING,
    "Значение бывает не всегда",
    "У отдельного документа нет приложения, у письма – ответа: без условия такой документ не соберётся.",
    "{{ letter.reply_to.number }}",
    "{%p if letter.reply_to %} … {{ letter.reply_to.number }} … {%p endif %}",
)
WRONG_KIND = Code(
    "ND441",
    "WRONG-KIND",
    Severity.ERROR,
    "Действие не подходит к значению",
    "Перебирают списки, склоняют слова, берут поля у наборов: что есть что, говорит nastav-docs templates fields.",
    "{{ order.clauses | gen }}",
    "{{ order.title | gen }}",
)
PAGE_FORMAT = Code(
    "ND442",
    "PAGE-FORMAT",
    Severity.WARNING,
    "Лист не по ГОСТу",
    "ГОСТ Р 7.0.97-2016, раздел 3: формат А4, поля не менее 20 мм слева, 10 мм справа, 20 мм сверху и снизу.",
    "Letter 216×279 мм, поля 15 мм",
    "А4 210×297 мм, поля 30/10/20/20 мм",
)
LANGUAGE = Code(
    "ND443",
    "LANGUAGE",
    Severity.WARNING,
    "Язык текста – не русский",
    "Word подчеркнёт весь документ как ошибки и расставит не те кавычки.",
    "язык «английский (США)»",
    "Рецензирование → Язык → русский",
)
FOREIGN_AUTHOR = Code(
    "ND444",
    "FOREIGN-AUTHOR",
    Severity.WARNING,
    "В свойствах файла чужой автор",
    "Свойства видны всем, кому уйдёт документ.",
    "автор «python-docx»",
    "автор {{ issuer.name }}",
)
BASE_MOVED = Code(
    "ND445",
    "BASE-MOVED",
    Severity.WARNING,
    "Общий шаблон изменился после того, как с него сняли свой",
    "Свой шаблон помнит, с какой версии общего он сделан; посмотрите, нужны ли изменения и ему.",
    "order.docx снят с версии 3f2a…, теперь общий – 81bc…",
    "свой шаблон, просмотренный заново: nastav-docs templates diff",
)
UNUSED_TEMPLATE = Code(
    "ND446",
    "UNUSED-TEMPLATE",
    Severity.NOTE,
    "Шаблон ни один документ не использует",
    "Файл из папки templates/ действует, когда его имя названо в настройках или совпадает с именем общего.",
    "templates/приказ.docx, которого нет в documents:",
    "documents: order: {template: приказ.docx}",
)
DOCXTPL = Code(
    "ND447",
    "DOCXTPL",
    Severity.WARNING,
    "docxtpl понял бы это иначе",
    "Здесь метка понятна, но в docxtpl тот же шаблон теряет текст или не собирается.",
    "{%p if x == '%' %}",
    "{%p set sign = '%' %}",
)
ALREADY_THERE = Code(
    "ND448",
    "ALREADY-THERE",
    Severity.ERROR,
    "Такой шаблон уже есть",
    "Файл, который правил человек, без спроса не перезаписывают.",
    "templates/order.docx",
    "другое имя: --as наш-приказ.docx",
)
STYLE_VALUE = Code(
    "ND449",
    "STYLE-VALUE",
    Severity.ERROR,
    "Значение в style: не прочитано",
    "Размеры пишут числом, поля – четырьмя числами в миллиметрах.",
    "margins: узкие",
    "margins: 30 10 20 20",
)
STYLE_FONT = Code(
    "ND450",
    "STYLE-FONT",
    Severity.WARNING,
    "Шрифт не из свободно распространяемых",
    "ГОСТ Р 7.0.97-2016, раздел 3 советует свободные шрифты: тогда документ выглядит одинаково на любом компьютере.",
    "font: Calibri",
    "font: PT Astra Serif",
)
STYLE_GOST = Code(
    "ND451",
    "STYLE-GOST",
    Severity.WARNING,
    "Вид документа не по ГОСТу",
    "ГОСТ Р 7.0.97-2016, раздел 3: размер 12–14, интервал 1–1,5, абзацный отступ 1,25 см, поля не менее 20/10/20/20 мм.",
    "size: 10",
    "size: 13",
)
STYLE_STORAGE = Code(
    "ND452",
    "STYLE-STORAGE",
    Severity.NOTE,
    "Левое поле для дел длительного хранения",
    "Документы со сроком хранения свыше 10 лет подшивают: левое поле – не менее 30 мм (ГОСТ Р 7.0.97-2016, раздел 3).",
    "margins: 20 10 20 20",
    "margins: 30 10 20 20",
    Confidence.ADVICE,
)
IMAGE_REFUSED = Code(
    "ND453",
    "IMAGE-REFUSED",
    Severity.ERROR,
    "Рисунок не годится",
    "Вставляют PNG и JPEG обычного размера: SVG многие версии Word не покажут, а огромный рисунок займёт всю память.",
    "image('gerb.svg')",
    "image('gerb.png', width='20 mm')",
)
IMAGE_NOT_FOUND = Code(
    "ND454",
    "IMAGE-NOT-FOUND",
    Severity.ERROR,
    "Рисунка нет в папке настроек",
    "Рисунки ищут только внутри папки настроек: ни «..», ни полные пути, ни ссылки наружу не годятся.",
    "image('C:/Users/gerb.png')",
    "image('images/gerb.png')",
)
NO_OFFICE = Code(
    "ND455",
    "NO-OFFICE",
    Severity.ERROR,
    "LibreOffice не найден",
    "Показать документ страницами умеет LibreOffice; сам сбор документов обходится без него.",
    "nastav-docs preview без LibreOffice",
    "LibreOffice с libreoffice.org, затем nastav-docs preview",
)
OFFICE_FAILED = Code(
    "ND456",
    "OFFICE-FAILED",
    Severity.ERROR,
    "LibreOffice не показал документ",
    "Он не ответил за отведённое время или завершился с ошибкой.",
    "зависший LibreOffice",
    "повтор после перезапуска",
)
NO_BLOCK = Code(
    "ND457",
    "NO-BLOCK",
    Severity.ERROR,
    "В шаблоне нет такого блока",
    "Свой файл заменяет блоки общего шаблона; какие они, показывает nastav-docs templates list.",
    "--block letterheat",
    "--block letterhead",
)
NAME_AS_TEXT = Code(
    "ND459",
    "NAME-AS-TEXT",
    Severity.WARNING,
    "Имя значения стоит обычным текстом",
    "Так выглядит метка, у которой нет фигурных скобок: в документе осталось бы само имя.",
    "Дата «order.date»",
    "Дата {{ order.date }}",
)
OFF_PAGE = Code(
    "ND462",
    "OFF-PAGE",
    Severity.WARNING,
    "Отступ или таблица рассчитаны на другой лист",
    "Так бывает, когда альбомный шаблон повернули: отступ надписи и ширина таблицы остались от альбомного листа. При сборке программа вернёт их на лист, но графы сожмутся.",
    "книжный лист, отступ надписи 180 мм",
    "книжный лист, отступ надписи 90 мм, таблица по ширине текста",
)
NO_ALT_TEXT = Code(
    "ND463",
    "NO-ALT-TEXT",
    Severity.WARNING,
    "У рисунка нет описания",
    "Незрячему документ читает программа: вместо рисунка она произносит его замещающий текст.",
    "герб без замещающего текста",
    "замещающий текст «Герб округа»",
)
NOT_CHECKED = Code(
    "ND458",
    "NOT-CHECKED",
    Severity.ERROR,
    "Проверять нечего",
    "Называют файл .docx или папку настроек, в которой есть шаблоны.",
    "nastav-docs templates check нет-такой-папки",
    "nastav-docs templates check configs/district",
)
