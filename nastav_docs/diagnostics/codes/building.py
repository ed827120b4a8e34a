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
    "испорченный файл .nastav-docs/manifest.json",
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
