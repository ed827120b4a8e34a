"""ND5xx: what can go wrong while documents are written."""

from __future__ import annotations

from typing import Final

from nastav_docs.diagnostics.problem import Code, Severity

EDITED: Final = Code(
    "ND501",
    "OUT-EDITED",
    Severity.ERROR,
    "Документ изменён человеком после сборки",
    "Правка, сделанная в Word, пропала бы без следа.",
    "правка в out/Приказ 235.docx и новая сборка",
    "перенесите правку в настройки или соберите с --force",
)
FOREIGN: Final = Code(
    "ND502",
    "OUT-FOREIGN",
    Severity.ERROR,
    "На месте документа лежит чужой файл",
    "Программа не трогает файлов, которых не создавала.",
    "свой файл «Приказ 235.docx» в папке результата",
    "уберите файл, выберите другую папку (-o) или соберите с --force",
)
NOT_WRITTEN: Final = Code(
    "ND503",
    "OUT-WRITE",
    Severity.ERROR,
    "Файл не записывается",
    "Нет места, нет прав, или файл открыт в Word.",
    "документ открыт в Word во время сборки",
    "закройте документ и соберите снова",
)
LOCKED: Final = Code(
    "ND504",
    "OUT-LOCKED",
    Severity.ERROR,
    "В эту папку уже идёт сборка",
    "Две сборки в одну папку мешали бы друг другу.",
    "две одновременные nastav-docs build -o out",
    "дождитесь конца первой или выберите другую папку (-o)",
)
LEFT_OVER: Final = Code(
    "ND506",
    "OUT-LEFT",
    Severity.WARNING,
    "Документ прежней сборки больше не нужен",
    "Школа ушла или документ переименован; сам файл программа без просьбы не удаляет.",
    "документы школы, которой больше нет в реестре",
    "удалите их вместе со сборкой: --prune",
)
BAD_STATE: Final = Code(
    "ND507",
    "OUT-STATE",
    Severity.WARNING,
    "Опись прежней сборки не читается",
    "По описи программа узнаёт свои документы; без неё они считаются чужими, пока не совпадут с новыми.",
    "испорченный файл .nastav-docs/manifest.sqlite",
    "соберите в новую папку или с --force",
)
REFUSED: Final = Code(
    "ND521",
    "OUT-REFUSED",
    Severity.ERROR,
    "Система не даёт файл или папку",
    "Нет места или прав, на месте папки стоит файл, файл занят другой программой или его имя слишком длинное.",
    "папка только для чтения: nastav-docs init /mnt/архив/район",
    "папка, куда можно писать: nastav-docs init район",
)
NO_CLUSTER: Final = Code(
    "ND508",
    "CLUSTER",
    Severity.ERROR,
    "Кластер недоступен",
    "Параметр --cluster передаёт сборку планировщику Dask.",
    "--cluster tcp://10.0.0.1:9999, где никто не слушает",
    "--cluster tcp://10.0.0.1:8786",
)
UNFORESEEN: Final = Code(
    "ND509",
    "OUT-UNFORESEEN",
    Severity.ERROR,
    "Документы школы не собраны: программа на них сбилась",
    "Ошибка самой программы, не настроек. Остальные школы собраны; эту соберёт следующая сборка, когда причина исчезнет.",
    "строка реестра или файл школы, на которых программа сбилась",
    "сообщите разработчикам, приложив строку и файл",
)
NOTHING_TO_MAKE: Final = Code(
    "ND510",
    "OUT-NOTHING",
    Severity.ERROR,
    "Названный документ этой сборкой не делается",
    "--school собирает только документы школ, а документ школ без школ собрать не из чего.",
    "nastav-docs build район --only order --school sosh-1",
    "nastav-docs build район --only school-order --school sosh-1",
)
NOT_EDITED: Final = Code(
    "ND523",
    "PAGE-EDIT",
    Severity.ERROR,
    "Правка со страницы в файл не внесена",
    "Страница меняет в YAML только само значение; где оно записано ссылкой или разбито необычно, она файла не трогает.",
    "people: {head: *начальник} и правка имени на странице",
    "измените значение в самом файле, в текстовом редакторе",
)
CHANGED_MEANWHILE: Final = Code(
    "ND524",
    "PAGE-CHANGED",
    Severity.ERROR,
    "Файл изменился, пока страница была открыта",
    "Сохранение стёрло бы чужую правку: в другой вкладке, в редакторе или у коллеги.",
    "district.yaml сохранён в Блокноте, а страница открыта раньше",
    "сверьте отмеченные поля с тем, что теперь в файле, и сохраните ещё раз",
)
NO_PAGE: Final = Code(
    "ND525",
    "PAGE-MISSING",
    Severity.ERROR,
    "Библиотеки страницы в браузере не установлены",
    "Для сборки и проверки они не нужны, поэтому ставятся отдельно.",
    "nastav-docs open район после pip install nastav-docs",
    'pip install "nastav-docs[page]" и снова nastav-docs open район',
)
FONT_REPLACED: Final = Code(
    "ND526",
    "PDF-FONT",
    Severity.WARNING,
    "В PDF другой шрифт: своего на этом компьютере нет",
    "LibreOffice берёт похожий, и строки с листами могут лечь иначе, чем в Word.",
    "документы в Times New Roman и компьютер без этого шрифта",
    "установленный шрифт, или свободный в настройках: style: {font: PT Astra Serif}",
)
NO_PACK: Final = Code(
    "ND527",
    "PACK-EMPTY",
    Severity.ERROR,
    "Собирать в пакет нечего",
    "Пакет делается из документов, которые уже собраны.",
    "nastav-docs pack район до nastav-docs build район",
    "nastav-docs build район, затем nastav-docs pack район",
)
SHEETS_DIFFER: Final = Code(
    "ND528",
    "ENCLOSURE-SHEETS",
    Severity.WARNING,
    "В письме не столько листов, сколько в приложенном документе",
    "Листы приложений считает тот, кто получил письмо; программа считает страницы PDF.",
    "enclosures: [{text: Приказ, document: order, sheets: 2}] – а в приказе 5 листов",
    "enclosures: [{text: Приказ, document: order}] – и build --pdf впишет «на 5 л.»",
)
